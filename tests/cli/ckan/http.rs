//! Just enough HTTP for one request a connection.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

use serde_json::{Map, Value};

/// A request that arrived whole.
pub struct Request {
    pub action: String,
    pub authorization: String,
    /// The parameters, from the query, the JSON or the form.
    pub parameters: Map<String, Value>,
    /// The file of the form, with its name.
    pub file: Option<(String, Vec<u8>)>,
}

/// The head of a request; what follows is still to be read.
pub struct Head {
    pub method: String,
    pub action: String,
    query: String,
    headers: Vec<(String, String)>,
    pub rest: BufReader<TcpStream>,
}

impl Head {
    pub fn read(stream: TcpStream) -> io::Result<Self> {
        let mut rest = BufReader::new(stream);
        let mut line = String::new();
        rest.read_line(&mut line)?;
        let mut words = line.split(' ');
        let (method, target) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default());
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let action = path.rsplit('/').next().unwrap_or_default().to_owned();
        let query = query.to_owned();
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            if rest.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Ok(Self { method, action, query, headers, rest })
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    pub fn length(&self) -> usize {
        self.header("content-length").parse().unwrap_or(0)
    }

    /// Reads the rest; a body that ends too early is an error, as it is for every server.
    pub fn whole(mut self) -> io::Result<(Request, TcpStream)> {
        let mut body = vec![0; self.length()];
        self.rest.read_exact(&mut body)?;
        let (mut parameters, mut file) = (Map::new(), None);
        if let Some((_, boundary)) = self.header("content-type").split_once("boundary=") {
            form(&body, boundary, &mut parameters, &mut file);
        } else if !body.is_empty() {
            parameters = serde_json::from_slice(&body)?;
        }
        for (name, value) in self.query.split('&').filter_map(|pair| pair.split_once('=')) {
            parameters.insert(name.to_owned(), value.into());
        }
        let authorization = self.header("authorization").to_owned();
        let request = Request { action: self.action, authorization, parameters, file };
        Ok((request, self.rest.into_inner()))
    }
}

fn form(body: &[u8], boundary: &str, parameters: &mut Map<String, Value>, file: &mut Option<(String, Vec<u8>)>) {
    let mark = format!("\r\n--{boundary}").into_bytes();
    let body = [b"\r\n", body].concat();
    let mut parts = Vec::new();
    let mut rest = &body[..];
    while let Some(at) = find(rest, &mark) {
        parts.push(&rest[..at]);
        rest = &rest[at + mark.len()..];
    }
    assert_eq!(rest, b"--\r\n", "the form ends");
    for part in &parts[1..] {
        let end = find(part, b"\r\n\r\n").unwrap();
        let head = std::str::from_utf8(&part[..end]).unwrap();
        let quoted = |name: &str| Some(head.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.to_owned());
        let content = &part[end + 4..];
        match quoted("filename") {
            Some(name) => *file = Some((name, content.to_vec())),
            None => {
                let text = String::from_utf8(content.to_vec()).unwrap();
                parameters.insert(quoted(" name").unwrap(), text.into());
            }
        }
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

/// A whole answer.
pub fn answer(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}").into_bytes()
}

/// Sends bytes to whoever may still be there.
pub fn send(mut stream: TcpStream, bytes: &[u8]) {
    let _ = stream.write_all(bytes);
    let _ = stream.flush();
}
