//! The address of a portal and its key: the key never goes over an open connection, and never into a message.

use std::fmt;

use ureq::http::Uri;
use ureq::http::uri::Authority;

use super::PortalError;

/// The address of a portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

/// Whether a key may go over a connection that others can read.
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
    /// [`PortalError::Address`] if it is not such an address, or if the connection is open and must not be.
    pub fn new(text: &str, line: Line) -> Result<Self, PortalError> {
        let wrong = |expected| PortalError::Address { found: format!("{text:?}"), expected };
        let uri: Uri = text.parse().map_err(|_| wrong("one such as https://data.example.org"))?;
        let authority = uri.authority().ok_or_else(|| wrong("one such as https://data.example.org"))?;
        if authority.as_str().contains('@') {
            // The address is not shown, because it may contain a password.
            let found = "with a user name or password".to_owned();
            return Err(PortalError::Address { found, expected: "only the API token, in an environment variable" });
        }
        if uri.query().is_some() || text.contains('#') {
            return Err(wrong("an address without ? and #"));
        }
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if line == Line::Open || is_here(authority) => {}
            Some("http") => {
                return Err(wrong(
                    "https://, because others can read a token sent over http:// (--allow-http permits it)",
                ));
            }
            _ => return Err(wrong("an address that begins with https://")),
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    /// Whether it is this machine, over `http`. A proxy must not be used then, because it could read the key.
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

/// The replacement for the key in messages.
const HIDDEN: &str = "[API token]";

impl Key {
    /// The key that an environment variable of this name holds.
    ///
    /// # Errors
    /// [`PortalError::Key`] if it holds no key that can be sent.
    pub fn new(variable: &str, value: Option<&str>) -> Result<Self, PortalError> {
        let wrong = |problem| PortalError::Key { variable: variable.to_owned(), problem };
        let key = value.ok_or_else(|| wrong("is not set, or is not valid text"))?.trim();
        if key.is_empty() {
            return Err(wrong("is empty"));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(wrong("contains characters that an API token cannot have"));
        }
        Ok(Self(key.to_owned()))
    }

    /// The key itself, only for the header of a request.
    pub(super) fn secret(&self) -> &str {
        &self.0
    }

    /// A text of a server as it may be shown: without the key and control characters, and shortened.
    pub(super) fn shown(&self, text: &str) -> String {
        const MOST: usize = 400;
        let plain = text.replace(&self.0, HIDDEN);
        let plain = plain.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
        // This many words are longer than the text that is shown.
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
    fn a_key_goes_over_an_open_connection_only_if_allowed() {
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
        assert_eq!(
            format!("{key:?} {}", key.shown("no s3cret here\u{1b}[31m")),
            "[API token] no [API token] here [31m"
        );
        assert_eq!(key.shown(&"é".repeat(500)).chars().count(), 401);
        for (value, problem) in
            [(None, "is not set"), (Some("  "), "is empty"), (Some("s3 cret"), "contains characters")]
        {
            let error = Key::new("KEY", value).unwrap_err().to_string();
            assert!(error.starts_with(&format!("the environment variable KEY {problem}")), "{error}");
            assert!(!error.contains("cret"), "{error}");
        }
    }
}
