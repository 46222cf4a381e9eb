//! The address of a portal: the key never goes to it over an open connection, and it holds no secret itself.

use std::fmt;

use ureq::http::Uri;
use ureq::http::uri::Authority;

use super::{Key, PortalError};

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
    /// The address of the portal that this key belongs to, as its users know it, such as `https://data.example.org`.
    ///
    /// # Errors
    /// [`PortalError::Address`] if it is not such an address, if it may contain a secret, or if the connection is open and must not be.
    pub fn new(text: &str, line: Line, key: &Key) -> Result<Self, PortalError> {
        let hidden = |found: &str, expected| PortalError::Address { found: found.to_owned(), expected };
        // These parts may contain a password or a token, so that the address is not shown.
        if text.contains('@') {
            return Err(hidden("with a user name or password", "only the API token, in an environment variable"));
        }
        if text.contains(['?', '#']) {
            return Err(hidden(
                "with a query",
                "an address without ? and #, and the API token in an environment variable",
            ));
        }
        // A path may contain a token too.
        let end = text.match_indices('/').nth(2).map_or(text.len(), |(at, _)| at);
        let wrong = |expected| PortalError::Address { found: format!("`{}`", &text[..end]), expected };
        let uri: Uri = text.parse().map_err(|_| wrong("one such as https://data.example.org"))?;
        let authority = uri.authority().ok_or_else(|| wrong("one such as https://data.example.org"))?;
        if key.is_in(text) {
            return Err(hidden("with the API token", "the token only in an environment variable"));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_goes_over_an_open_connection_only_if_allowed() {
        let key = Key::new("KEY", Some("t0ken-t0ken")).unwrap();
        let address = |text: &str| Address::new(text, Line::Closed, &key).map_err(|error| error.to_string());
        for right in ["https://a.example", "http://localhost:5000", "http://127.0.0.1:5000/ckan/", "http://[::1]:5000"]
        {
            assert!(address(right).is_ok(), "{right}");
        }
        let open = address("http://a.example").unwrap_err();
        assert!(open.contains("--allow-http"), "{open}");
        assert!(Address::new("http://a.example", Line::Open, &key).is_ok());
        for wrong in
            ["a.example", "ftp://a.example", "", "https://", "https://a.example/?x=1", "http://localhost.a.example"]
        {
            assert!(address(wrong).is_err(), "{wrong}");
        }
        let is_open_here = |text: &str| Address::new(text, Line::Open, &key).unwrap().is_open_here();
        assert!(is_open_here("http://localhost:5000") && is_open_here("http://[::1]:5000/ckan"));
        assert!(!is_open_here("https://localhost:5000") && !is_open_here("http://a.example"));
        let action = address("https://a.example/ckan/").unwrap().action("package_show");
        assert_eq!(action, "https://a.example/ckan/api/3/action/package_show");
    }

    #[test]
    fn an_address_holds_no_secret_and_its_refusal_shows_none() {
        let key = Key::new("KEY", Some("t0ken-t0ken")).unwrap();
        for address in [
            "https://me:s3cret@a.example",
            "https://s3cret@a b",
            "https://a b/s3cret",
            "http://a b/s3cret",
            "https://a.example/?key=s3cret",
            "https://a.example/#s3cret",
            "https://a b/?s3cret",
            "https://a.example/t0ken-t0ken/api",
            "https://a.example/t0ken%2Dt0ken",
        ] {
            let refused = Address::new(address, Line::Open, &key).unwrap_err().to_string();
            assert!(!refused.contains("s3cret") && !refused.contains("t0ken"), "{refused}");
        }
    }
}
