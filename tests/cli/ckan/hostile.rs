//! A portal that means harm: it sends the key back, steers the terminal, or never ends its answer.

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;

use super::http::{Head, answer};
use super::server::{Ckan, Fault};
use super::{KEY, released};
use crate::project::{Ended, Project};

/// The forms of a report, with and without a change.
const FORMS: [&[&str]; 6] =
    [&[], &["-v"], &["--dry-run"], &["--dry-run", "--report", "json"], &["--report", "json"], &["--report", "github"]];

/// The key as a portal may send it back.
fn disguises() -> Vec<String> {
    let (head, tail) = KEY.split_at(11);
    let percent: String = KEY.bytes().map(|byte| format!("%{byte:02X}")).collect();
    vec![
        KEY.to_owned(),
        format!("Bearer {KEY}"),
        format!("{head}\0{tail}"),
        format!("{head}\u{1b}{tail}"),
        format!("{head}\u{202e}{tail}\u{9b}31m"),
        format!("{head}\n::error::{tail}"),
        format!("\n::error::{KEY}"),
        format!("x\r\n::add-mask::{KEY} ##[error]{KEY}"),
        format!("?key={percent}"),
        "Basic dXNlcjpleUowYjJ0bGJpSTZJblpsY25rdGMyVmpjbVYwSW4w".to_owned(),
    ]
}

/// Neither stream shows the key or half of it, nor anything that steers.
#[track_caller]
fn assert_hidden(ended: &Ended) {
    for text in [&ended.stdout, &ended.stderr] {
        let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        let (head, tail) = KEY.split_at(KEY.len() / 2);
        let percent: String = tail.bytes().map(|byte| format!("{byte:02X}")).collect();
        for part in [head, tail, &percent, "pleUowYjJ0bGJpSTZJ"] {
            assert!(!letters.contains(part), "{text}");
        }
        assert!(!text.contains(|c: char| c != '\n' && (c.is_control() || c == '\u{202e}')), "{text:?}");
        let own = |line: &str| line.starts_with("::error title=unrecs::");
        assert!(text.lines().all(|line| !line.trim_start().starts_with("::") || own(line)), "{text}");
        assert!(!text.contains("##["), "{text}");
    }
}

/// Publishes, and looks at all that is said.
#[track_caller]
fn said(project: &Project, ckan: &Ckan, arguments: &[&str]) -> Ended {
    let ended = Ended::of(project.publishing(ckan, arguments).output().unwrap());
    assert_hidden(&ended);
    ended
}

#[test]
fn a_portal_cannot_make_the_program_show_the_key() {
    let (project, ckan) = (released(), Ckan::start());
    for disguise in disguises() {
        let dataset =
            json!({"id": "dataset-1", "name": disguise, "title": disguise, "state": "active", "resources": []});
        let answers = [
            (200, json!({"success": true, "result": dataset}).to_string()),
            (
                409,
                json!({"success": false, "error": {"__type": "Validation Error", disguise.as_str(): [disguise]}})
                    .to_string(),
            ),
            (403, json!({"success": false, "error": {"message": disguise}}).to_string()),
            (200, disguise.clone()),
            (418, json!({"said": disguise}).to_string()),
        ];
        for (status, body) in answers {
            for arguments in [FORMS[0], FORMS[3], FORMS[5]] {
                ckan.fail("package_show", Fault::Status(status, "", body.clone()));
                let ended = said(&project, &ckan, arguments);
                assert_eq!(ended.code, Some(2), "{body}");
                assert!((ended.stdout + &ended.stderr).contains("[API token]"), "{body}");
            }
        }
    }
    // A status line, and an address in a header.
    for arguments in FORMS {
        ckan.fail(
            "package_show",
            Fault::Status(302, "Location: https://eyJ0b2tlbiI6InZlcnktc2VjcmV0In0/\r\n", String::new()),
        );
        assert_eq!(said(&project, &ckan, arguments).code, Some(2));
    }
}

#[test]
fn the_plan_for_a_dataset_with_hostile_fields_shows_none_of_them() {
    let (project, ckan) = (released(), Ckan::start());
    assert_eq!(project.publish(&ckan, &[]).code, Some(0));
    for disguise in disguises() {
        {
            let mut state = ckan.state();
            let dataset = state.dataset.as_mut().unwrap();
            for key in ["title", "notes", "version", "license_id", disguise.as_str()] {
                dataset.insert(key.to_owned(), json!(disguise));
            }
            let mut theirs = state.resources[0].clone();
            theirs["id"] = json!("theirs");
            theirs["name"] = json!(disguise);
            state.resources.push(theirs);
        }
        for arguments in [&["--dry-run"][..], &["--dry-run", "--report", "json"], &["--dry-run", "--report", "github"]]
        {
            let ended = said(&project, &ckan, arguments);
            assert_eq!(ended.code, Some(0), "{}", ended.stderr);
            assert!(ended.stdout.contains("describe"), "{}", ended.stdout);
        }
    }
}

#[test]
fn a_key_in_the_address_is_refused_and_not_shown() {
    let project = released();
    for address in [
        format!("https://me:{KEY}@data.example.org"),
        format!("https://{KEY}@data.example.org"),
        format!("https://data.example.org/?key={KEY}"),
        format!("https://data.example.org/#{KEY}"),
        format!("https://data.example.org/{KEY}/api"),
        format!("https://data.example.org/a b/{KEY}"),
        format!("ftp://{KEY}"),
        KEY.to_owned(),
    ] {
        for form in ["human", "json", "github", "sarif"] {
            let arguments = ["publish", "ckan", "--key-env", "PORTAL_KEY", "--report", form, "--url", &address];
            let ended = Ended::of(project.command(&arguments).env("PORTAL_KEY", KEY).output().unwrap());
            assert_eq!(ended.code, Some(2));
            assert_hidden(&ended);
        }
    }
    // Somebody who mistakes the key for the name of its variable.
    let mistaken = project.run(&["publish", "ckan", "--key-env", KEY, "--url", "https://data.example.org"]);
    assert_eq!(mistaken.code, Some(2));
    assert_hidden(&mistaken);
}

/// A server that gives every connection to a function, and counts them.
fn server(serve: fn(TcpStream)) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, count) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let counted = count.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            std::thread::spawn(move || {
                if let Ok((_, stream)) = Head::read(stream).and_then(Head::whole) {
                    serve(stream);
                }
            });
        }
    });
    (format!("http://{address}"), count)
}

/// Sends one byte after the other for as long as somebody listens.
fn trickle(mut stream: TcpStream, head: &str) {
    let _ = stream.write_all(head.as_bytes());
    while stream.write_all(b" ").is_ok() {
        std::thread::sleep(Duration::from_millis(500));
    }
}

fn slow_body(stream: TcpStream) {
    trickle(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n");
}

fn slow_head(stream: TcpStream) {
    trickle(stream, "HTTP/1.1 200 OK\r\nX-Long: ");
}

fn silence(stream: TcpStream) {
    std::thread::sleep(Duration::from_secs(60));
    drop(stream);
}

fn endless_body(mut stream: TcpStream) {
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    while stream.write_all(&[b' '; 1 << 16]).is_ok() {}
}

fn no_portal(stream: TcpStream) {
    super::http::send(stream, &answer(503, "", ""));
}

/// Publishes to a server with a timeout in seconds.
fn published(project: &Project, url: &str, timeout: &str, arguments: &[&str]) -> (Ended, Duration) {
    let mut command =
        project.command(&["publish", "ckan", "--url", url, "--key-env", "PORTAL_KEY", "--timeout", timeout]);
    let begin = Instant::now();
    (Ended::of(command.args(arguments).env("PORTAL_KEY", KEY).output().unwrap()), begin.elapsed())
}

#[test]
fn an_answer_that_does_not_end_is_given_up_and_not_asked_for_again() {
    let project = released();
    let (url, count) = server(slow_body);
    let (ended, time) = published(&project, &url, "1", &[]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("the answer did not end within 1 s"), "{}", ended.stderr);
    assert!(time < Duration::from_secs(8), "{time:?}");
    assert_eq!(count.load(Ordering::SeqCst), 1);
    let (url, count) = server(endless_body);
    let (ended, _) = published(&project, &url, "60", &[]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("the answer has more than 67108864 bytes"), "{}", ended.stderr);
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[test]
fn all_tries_together_have_an_end_and_are_said() {
    let project = released();
    for (serve, problem) in
        [(slow_head as fn(TcpStream), "did not answer"), (silence, "did not answer"), (no_portal, "HTTP 503")]
    {
        let (url, count) = server(serve);
        let (ended, time) = published(&project, &url, "1", &[]);
        assert_eq!(ended.code, Some(2));
        assert!(ended.stderr.contains(problem) && ended.stderr.contains("tries"), "{}", ended.stderr);
        assert!(time < Duration::from_secs(12), "{time:?}");
        let count = count.load(Ordering::SeqCst);
        assert!((2..6).contains(&count), "{count}");
        assert_eq!(
            ended.stderr.matches("waiting: package_show for test at http").count(),
            count - 1,
            "{}",
            ended.stderr
        );
    }
    let (url, _) = server(no_portal);
    for quiet in [&["-q"][..], &["--report", "json"], &["--report", "github"]] {
        let (ended, _) = published(&project, &url, "1", quiet);
        assert!(!ended.stderr.contains("waiting"), "{}", ended.stderr);
    }
}

#[test]
fn a_long_wait_for_an_answer_is_said() {
    let (project, (url, _)) = (released(), server(silence));
    let (ended, _) = published(&project, &url, "4", &["--dry-run"]);
    assert!(ended.stderr.contains("no answer yet; waiting at most 4 s"), "{}", ended.stderr);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_wait_for_a_portal_at_once() {
    use std::os::unix::process::ExitStatusExt as _;
    let (project, (url, count)) = (released(), server(silence));
    let mut command = project.command(&["publish", "ckan", "--url", &url, "--key-env", "PORTAL_KEY"]);
    let mut run = command.env("PORTAL_KEY", KEY).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while count.load(Ordering::SeqCst) == 0 {
        std::thread::sleep(Duration::from_millis(10));
    }
    let begin = Instant::now();
    // Not an interrupt: a shell in the background may have it ignored.
    assert!(std::process::Command::new("kill").args(["-TERM", &run.id().to_string()]).status().unwrap().success());
    assert_eq!(run.wait().unwrap().signal(), Some(15));
    assert!(begin.elapsed() < Duration::from_secs(2));
}
