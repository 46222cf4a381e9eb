//! As much of HTTP/1.1 as a browser needs to read files: GET and HEAD, one answer a connection.

use std::fmt::Display;

/// A file by its path: its media type, and its bytes or why they cannot be had; none where there is no such file.
pub(super) type File<'f> = dyn Fn(&str) -> Option<(String, Result<Vec<u8>, Box<dyn Display>>)> + 'f;

/// What a connection is answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

/// Answers a request. The machine must be called as this program calls it, so that no page of the web reads the release through a name
/// of its own that leads here.
pub(super) fn answer(request: &[u8], port: u16, file: &File<'_>) -> Answer {
    let Some(request) = Request::of(request) else { return problem("400 Bad Request") };
    if !["127.0.0.1", "localhost"].iter().any(|name| request.host == format!("{name}:{port}")) {
        return problem("421 Misdirected Request");
    }
    if !matches!(request.method, "GET" | "HEAD") {
        return problem("405 Method Not Allowed");
    }
    let path = request.target.split(['?', '#']).next().unwrap_or_default();
    if matches!(path, "/" | "/site" | "/site/") {
        return Answer { head: head("302 Found", &["Location: /site/index.html".to_owned()], 0), body: Vec::new() };
    }
    let Some(path) = path.strip_prefix('/').and_then(decoded) else { return problem("400 Bad Request") };
    match file(&path) {
        None => problem("404 Not Found"),
        Some((_, Err(error))) => {
            let body = format!("{path}: {error}\n").into_bytes();
            let lines = ["Content-Type: text/plain; charset=utf-8".to_owned()];
            Answer { head: head("500 Internal Server Error", &lines, body.len()), body }
        }
        Some((media_type, Ok(mut body))) => {
            let text = media_type.starts_with("text/") || media_type.ends_with("json") || media_type.ends_with("xml");
            let charset = if text { "; charset=utf-8" } else { "" };
            let head = head("200 OK", &[format!("Content-Type: {media_type}{charset}")], body.len());
            if request.method == "HEAD" {
                body.clear();
            }
            Answer { head, body }
        }
    }
}

/// The parts of a request that count.
struct Request<'r> {
    method: &'r str,
    target: &'r str,
    host: String,
}

impl<'r> Request<'r> {
    fn of(bytes: &'r [u8]) -> Option<Self> {
        let (head, _) = std::str::from_utf8(bytes).ok()?.split_once("\r\n\r\n")?;
        let mut lines = head.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target, version) = (first.next()?, first.next()?, first.next()?);
        if first.next().is_some() || !version.starts_with("HTTP/1.") {
            return None;
        }
        let host = |line: &'r str| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("host").then(|| value.trim().to_ascii_lowercase())
        };
        Some(Self { method, target, host: lines.find_map(host)? })
    }
}

fn problem(status: &str) -> Answer {
    let body = format!("{status}\n").into_bytes();
    Answer { head: head(status, &["Content-Type: text/plain; charset=utf-8".to_owned()], body.len()), body }
}

fn head(status: &str, lines: &[String], length: usize) -> String {
    let mut head = format!("HTTP/1.1 {status}\r\n");
    for line in lines {
        head += &format!("{line}\r\n");
    }
    head + &format!(
        "Content-Length: {length}\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
}

/// A path without its escapes (RFC 3986, section 2.1); none where one of them makes no sense or the bytes are no UTF-8.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        match byte {
            b'%' => bytes.push(u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?),
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(request: &str) -> (String, String) {
        let answer = answer(request.as_bytes(), 8000, &|path| match path {
            "site/index.html" => Some(("text/html".to_owned(), Ok(b"<p>".to_vec()))),
            "data/决.csv" => Some(("text/csv".to_owned(), Ok(b"a".to_vec()))),
            "broken" => Some(("image/png".to_owned(), Err(Box::new("its digest is another")))),
            _ => None,
        });
        let status = answer.head.lines().next().unwrap().strip_prefix("HTTP/1.1 ").unwrap().to_owned();
        (status, String::from_utf8(answer.body).unwrap())
    }

    fn got(target: &str) -> (String, String) {
        asked(&format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n\r\n"))
    }

    #[test]
    fn files_are_answered_by_their_paths() {
        let ok = |body: &str| ("200 OK".to_owned(), body.to_owned());
        assert_eq!(got("/site/index.html"), ok("<p>"));
        assert_eq!(got("/site/index.html?x=1"), ok("<p>"));
        assert_eq!(got("/data/%E5%86%B3.csv"), ok("a"));
        assert_eq!(got("/").0, "302 Found");
        assert_eq!(asked("HEAD /site/index.html HTTP/1.1\r\nhost: LOCALHOST:8000\r\n\r\n"), ok(""));
    }

    #[test]
    fn nothing_else_is_answered() {
        for target in ["/secret", "/site/../secret", "/../../etc/passwd", "//etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"] {
            assert_eq!(got(target).0, "404 Not Found", "{target}");
        }
        for target in ["site/index.html", "http://127.0.0.1:8000/site/index.html", "/%", "/%zz", "/%ff"] {
            assert_eq!(got(target).0, "400 Bad Request", "{target}");
        }
        let broken = ("500 Internal Server Error".to_owned(), "broken: its digest is another\n".to_owned());
        assert_eq!(got("/broken"), broken);
        for host in ["evil.example:8000", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8000.evil.example"] {
            let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assert_eq!(asked(&request).0, "421 Misdirected Request", "{host}");
        }
        assert_eq!(asked("POST / HTTP/1.1\r\nHost: localhost:8000\r\n\r\n").0, "405 Method Not Allowed");
        for request in
            ["", "GET /\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / x HTTP/1.1\r\nHost: localhost:8000\r\n\r\n"]
        {
            assert_eq!(asked(request).0, "400 Bad Request", "{request:?}");
        }
    }
}
