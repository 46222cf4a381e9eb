//! A form that contains a file (RFC 7578). It is read in pieces, so that the file is never in memory as a whole.

use std::io::{self, Cursor, Read};

use unrecs_text::value::Digest;

/// What is in memory.
type Bytes = Cursor<Vec<u8>>;

/// The body of a request.
pub(super) struct Form<R> {
    /// The value of `Content-Type`.
    pub(super) content_type: String,
    /// In bytes.
    pub(super) length: u64,
    body: io::Chain<io::Chain<Bytes, R>, Bytes>,
}

/// The file in a form.
pub(super) struct Upload<'a, R> {
    /// As the server is to call it.
    pub(super) name: &'a str,
    /// Media type.
    pub(super) media_type: &'a str,
    pub(super) bytes: u64,
    pub(super) content: R,
}

impl<R: Read> Form<R> {
    /// A form with these fields and a file in the field `upload`. The boundary is a digest of `seed`, so no file can have been made to
    /// contain it.
    pub(super) fn new(fields: &[(String, String)], upload: Upload<'_, R>, seed: &str) -> Self {
        let boundary = Digest::of(format!("a boundary for {seed}").as_bytes()).to_string();
        let mut head = String::new();
        for (name, value) in fields {
            let name = quoted(name);
            head.push_str(&format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            ));
        }
        let (name, media_type) = (quoted(upload.name), upload.media_type);
        head.push_str(&format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"{name}\"\r\n\
             Content-Type: {media_type}\r\n\r\n"
        ));
        let tail = format!("\r\n--{boundary}--\r\n");
        let length = head.len() as u64 + upload.bytes + tail.len() as u64;
        let body = Cursor::new(head.into_bytes()).chain(upload.content).chain(Cursor::new(tail.into_bytes()));
        Self { content_type: format!("multipart/form-data; boundary={boundary}"), length, body }
    }
}

impl<R: Read> Read for Form<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.body.read(buffer)
    }
}

/// What would end the name in its quotes, or the line, as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_its_declared_length_and_the_right_parts() {
        let fields = [("name".to_owned(), "建议\r\n".to_owned()), ("a\"b".to_owned(), String::new())];
        let upload = Upload { name: "v1-\"x\".csv", media_type: "text/csv", bytes: 4, content: &b"1\r\n2"[..] };
        let mut form = Form::new(&fields, upload, "seed");
        let mut text = String::new();
        form.read_to_string(&mut text).unwrap();
        assert_eq!(text.len() as u64, form.length);
        let boundary = form.content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
        assert!((1..=70).contains(&boundary.len()), "RFC 2046, section 5.1.1");
        let expected = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n建议\r\n\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\n\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"v1-%22x%22.csv\"\r\n\
             Content-Type: text/csv\r\n\r\n1\r\n2\r\n--{boundary}--\r\n"
        );
        assert_eq!(text, expected);
    }
}
