//! `serve` from outside: what answers, to whom, and when nothing is served.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::project::{FORMATS, Project};

/// A program that serves, ended when the test is.
struct Serving {
    program: Child,
    port: u16,
    said: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }
}

fn released() -> Project {
    let project = Project::small();
    project.replace("pipeline.toml", FORMATS, "formats = [\"csv\", \"ndjson\", \"site\"]\n");
    project.build();
    project
}

fn serving(project: &Project, arguments: &[&str]) -> Serving {
    let arguments = [&["serve", "--no-browser"], arguments].concat();
    let program = project.command(&arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut serving = Serving { program, port: 0, said: String::new() };
    let mut lines = BufReader::new(serving.program.stdout.take().unwrap());
    // A line for people, an object for machines.
    while serving.said.is_empty() || (serving.said.starts_with('{') && !serving.said.ends_with("}\n")) {
        assert_ne!(lines.read_line(&mut serving.said).unwrap(), 0, "{}", serving.said);
    }
    let after = serving.said.split("127.0.0.1:").nth(1).unwrap_or_else(|| panic!("{}", serving.said));
    serving.port = after.split('/').next().unwrap().parse().unwrap();
    serving
}

impl Serving {
    /// Status, head and body of an answer.
    fn ask(&self, request: &str) -> (String, String, Vec<u8>) {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        connection.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let status = head.lines().next().unwrap().to_owned();
        (status, head, answer[end + 4..].to_vec())
    }

    fn get(&self, target: &str) -> (String, String, Vec<u8>) {
        self.ask(&format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port))
    }
}

#[test]
fn the_files_of_a_release_are_served_and_nothing_else() {
    let project = released();
    for arguments in [&[][..], &["1.0.0"], &["./output/v1.0.0"]] {
        let serving = serving(&project, arguments);
        let address = format!("http://127.0.0.1:{}/site/index.html", serving.port);
        assert_eq!(serving.said, format!("Version 1.0.0 is at {address} until Ctrl-C ends this program\n"));
        for (path, media_type) in
            [("site/index.html", "text/html; charset=utf-8"), ("data/csv/documents.csv", "text/csv; charset=utf-8")]
        {
            let (status, head, body) = serving.get(&format!("/{path}"));
            assert_eq!(status, "HTTP/1.1 200 OK");
            assert!(head.contains(&format!("\r\nContent-Type: {media_type}\r\n")), "{head}");
            assert_eq!(body, std::fs::read(project.path("output/v1.0.0").join(path)).unwrap());
        }
        assert!(serving.get("/").1.contains("\r\nLocation: /site/index.html\r\n"));
        for target in
            ["/pipeline.toml", "/../pipeline.toml", "/..%2f..%2fpipeline.toml", "/site/../../../pipeline.toml"]
        {
            assert_eq!(serving.get(target).0, "HTTP/1.1 404 Not Found", "{target}");
        }
        let elsewhere = "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n";
        assert_eq!(serving.ask(elsewhere).0, "HTTP/1.1 421 Misdirected Request");
    }
}

#[test]
fn a_file_that_is_not_the_published_one_is_not_served() {
    let project = released();
    let serving = serving(&project, &["--report", "json"]);
    let report: Value = serde_json::from_str(&serving.said).unwrap();
    assert_eq!((&report["status"], &report["version"]), (&"serving".into(), &"1.0.0".into()));
    project.write("output/v1.0.0/site/index.html", "<p>another");
    let (status, _, body) = serving.get("/site/index.html");
    assert_eq!(status, "HTTP/1.1 500 Internal Server Error");
    assert_eq!(String::from_utf8(body).unwrap(), "site/index.html: this is not the file that was published\n");
}

#[test]
fn what_cannot_be_served_is_explained() {
    let project = Project::small();
    let refused = |arguments: &[&str]| {
        let ended = project.run(&[&["serve", "--no-browser"], arguments].concat());
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""));
        ended.stderr
    };
    let none = "error: there is no release to show, or all are yanked; `unrecs log` lists all versions\n";
    assert_eq!(refused(&[]), none);
    project.build();
    let pages = "error: version 1.0.0 has no pages: it lacks site/index.html; add \"site\" to the formats in the configuration \
                 and build again\n";
    assert_eq!(refused(&[]), pages);
    let unknown = "error: there is no version `2.0.0` (did you mean `1.0.0`?); `unrecs log` lists all versions\n";
    assert_eq!(refused(&["2.0.0"]), unknown);
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let project = released();
    let port = taken.local_addr().unwrap().port().to_string();
    let ended = project.run(&["serve", "--no-browser", "--port", &port]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.starts_with(&format!("error: cannot listen on 127.0.0.1:{port}: ")), "{}", ended.stderr);
}
