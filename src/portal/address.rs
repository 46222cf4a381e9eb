//! Where a portal is and the key to it: neither a key over an open line nor a key in a message.

use std::fmt;

use ureq::http::Uri;
use ureq::http::uri::Authority;

use super::PortalError;

/// The address of a portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

/// Whether a key may go over a line that others can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Only `https`, and `http` to this machine itself.
    Closed,
    /// `http` to any machine.
    Open,
}

impl Address {
    /// The address of a portal as its users know it, such as `https://data.example.org`.
    ///
    /// # Errors
    /// [`PortalError::Address`] where it is no such address, or the line is open and may not be.
    pub fn new(text: &str, line: Line) -> Result<Self, PortalError> {
        let wrong = |expected| PortalError::Address { found: format!("{text:?}"), expected };
        let uri: Uri = text.parse().map_err(|_| wrong("one such as https://data.example.org"))?;
        let authority = uri.authority().ok_or_else(|| wrong("one such as https://data.example.org"))?;
        if authority.as_str().contains('@') {
            // It may be a password.
            let found = "an address with a name and perhaps a password before the host".to_owned();
            return Err(PortalError::Address { found, expected: "the key in an environment variable alone" });
        }
        if uri.query().is_some() || text.contains('#') {
            return Err(wrong("one without ? and #"));
        }
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if line == Line::Open || is_here(authority) => {}
            Some("http") => {
                return Err(wrong("https://, since a key over http:// can be read on the way (--allow-http)"));
            }
            _ => return Err(wrong("one that begins with https://")),
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    /// Whether it is this machine, over `http`. No proxy may stand between: it would read the key.
    pub(super) fn is_open_here(&self) -> bool {
        let uri = self.0.parse::<Uri>();
        uri.is_ok_and(|uri| uri.scheme_str() == Some("http") && uri.authority().is_some_and(is_here))
    }

    /// The address of an action.
    pub(super) fn action(&self, name: &str) -> String {
        format!("{}/api/3/action/{name}", self.0)
    }

    /// The page of a dataset.
    pub fn dataset(&self, name: &str) -> String {
        format!("{}/dataset/{name}", self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a host is this machine itself.
fn is_here(authority: &Authority) -> bool {
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A key, which no text shows.
#[derive(Clone)]
pub struct Key(String);

/// What stands in a message in place of the key.
const HIDDEN: &str = "[the key]";

impl Key {
    /// The key that an environment variable of this name holds.
    ///
    /// # Errors
    /// [`PortalError::Key`] where it holds none that can be sent.
    pub fn new(variable: &str, value: Option<&str>) -> Result<Self, PortalError> {
        let wrong = |problem| PortalError::Key { variable: variable.to_owned(), problem };
        let key = value.ok_or_else(|| wrong("is not set, or not text"))?.trim();
        if key.is_empty() {
            return Err(wrong("is empty"));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(wrong("holds characters that no key has"));
        }
        Ok(Self(key.to_owned()))
    }

    /// For the header of a request, and nothing else.
    pub(super) fn secret(&self) -> &str {
        &self.0
    }

    /// A foreign text as it may be shown: without the key, without control characters, and not long.
    pub(super) fn shown(&self, text: &str) -> String {
        const MOST: usize = 400;
        let plain = text.replace(&self.0, HIDDEN);
        let plain = plain.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
        // So many words are longer than what is shown.
        let words = plain.split_whitespace().take(MOST).collect::<Vec<_>>().join(" ");
        match words.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", &words[..end]),
            None => words,
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_goes_over_no_open_line_unless_that_is_allowed() {
        let address = |text: &str| Address::new(text, Line::Closed).map_err(|error| error.to_string());
        for right in ["https://a.example", "http://localhost:5000", "http://127.0.0.1:5000/ckan/", "http://[::1]:5000"]
        {
            assert!(address(right).is_ok(), "{right}");
        }
        let open = address("http://a.example").unwrap_err();
        assert!(open.contains("--allow-http"), "{open}");
        assert!(Address::new("http://a.example", Line::Open).is_ok());
        for wrong in
            ["a.example", "ftp://a.example", "", "https://", "https://a.example/?x=1", "http://localhost.a.example"]
        {
            assert!(address(wrong).is_err(), "{wrong}");
        }
        let password = address("https://me:secret@a.example").unwrap_err();
        assert!(!password.contains("secret"), "{password}");
        let is_open_here = |text: &str| Address::new(text, Line::Open).unwrap().is_open_here();
        assert!(is_open_here("http://localhost:5000") && is_open_here("http://[::1]:5000/ckan"));
        assert!(!is_open_here("https://localhost:5000") && !is_open_here("http://a.example"));
        let action = Address::new("https://a.example/ckan/", Line::Closed).unwrap().action("package_show");
        assert_eq!(action, "https://a.example/ckan/api/3/action/package_show");
    }

    #[test]
    fn a_key_is_never_shown() {
        let key = Key::new("KEY", Some(" s3cret\n")).unwrap();
        assert_eq!(format!("{key:?} {}", key.shown("no s3cret here\u{1b}[31m")), "[the key] no [the key] here [31m");
        assert_eq!(key.shown(&"é".repeat(500)).chars().count(), 401);
        for (value, problem) in [(None, "is not set"), (Some("  "), "is empty"), (Some("s3 cret"), "holds characters")]
        {
            let error = Key::new("KEY", value).unwrap_err().to_string();
            assert!(error.starts_with(&format!("the environment variable KEY {problem}")), "{error}");
            assert!(!error.contains("cret"), "{error}");
        }
    }
}
