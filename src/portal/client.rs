//! Requests to a portal, which are repeated if that may help. Each exchange has an end, and so have all tries together.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde_json::Value;
use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body, SendBody};

use super::answer::{self, Answer, Verdict};
use super::multipart::Form;
use super::{Address, Event, Failure, Key, Patience, Portal, PortalError, Watcher};
use unrecs_dataset::release::{Opened, VerifiedReader, VerifiedReaderError};

/// The largest answer that is read, in bytes (64 MiB); the answer for a dataset with tens of thousands of resources is smaller.
const LARGEST: u64 = 64 << 20;

/// How long an answer is waited for in silence.
const SILENCE: Duration = Duration::from_secs(2);

/// A portal, with the key to it.
pub(super) struct Client<'w> {
    agent: Agent,
    pub(super) address: Address,
    key: Key,
    patience: Patience,
    watch: &'w Watcher<'w>,
}

/// A request to a portal.
pub(super) struct Request<'a> {
    /// The action of the API.
    pub(super) action: &'static str,
    /// The dataset or resource that it is about, for messages.
    pub(super) about: &'a str,
    /// The size of the file that it sends, in bytes.
    pub(super) size: u64,
    pub(super) content: Content<'a>,
}

/// The content of a request.
pub(super) enum Content<'a> {
    /// No content: the request only reads, with this query.
    Query(String),
    /// Parameters.
    Json(Value),
    /// Parameters and a file of the release.
    File {
        release: &'a Opened,
        /// Makes a new form for every try.
        form: &'a dyn Fn(VerifiedReader) -> Form<VerifiedReader>,
        path: &'a str,
    },
}

/// How often something was tried.
pub(super) struct Tries<'c> {
    client: &'c Client<'c>,
    count: u32,
    since: Instant,
}

impl<'w> Client<'w> {
    pub(super) fn new(portal: &Portal, watch: &'w Watcher<'w>) -> Self {
        let Portal { address, key, patience } = portal.clone();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A redirect would turn a POST into a GET, and send the key to another server.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(patience.answer))
            .timeout_per_write(Some(patience.answer))
            .timeout_recv_response(Some(patience.answer))
            .timeout_recv_body(Some(patience.answer))
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")));
        // Otherwise, ureq uses the proxy that the environment names.
        let config = if address.is_open_here() { config.proxy(None) } else { config };
        Self { agent: config.build().new_agent(), address, key, patience, watch }
    }

    /// Sends a request until there is an answer. Only for requests that may be repeated.
    ///
    /// # Errors
    /// [`PortalError`]
    pub(super) fn patiently(&self, request: &Request<'_>) -> Result<Answer, PortalError> {
        let mut tries = self.tries();
        loop {
            match self.once(request) {
                Ok(answer) => return Ok(answer),
                Err(Failure::Final(error)) => return Err(error),
                Err(Failure::Passing { problem, wait }) => tries.again(request, &problem, wait)?,
            }
        }
    }

    /// The same for a request whose object must exist.
    ///
    /// # Errors
    /// [`PortalError`], also if the object does not exist.
    pub(super) fn result(&self, request: &Request<'_>) -> Result<Value, PortalError> {
        self.patiently(request).and_then(|answer| self.required(request, answer))
    }

    /// The result in an answer to a request whose object must exist.
    ///
    /// # Errors
    /// [`PortalError::Refused`]
    pub(super) fn required(&self, request: &Request<'_>, answer: Answer) -> Result<Value, PortalError> {
        let reason = match answer {
            Answer::Result(result) => return Ok(result),
            Answer::NotFound => "it no longer exists on the portal",
            Answer::NoSuchAction => "the portal has no such action",
        };
        Err(PortalError::Refused {
            action: named(request),
            portal: self.address.to_string(),
            reason: reason.to_owned(),
        })
    }

    /// Sends a request once.
    ///
    /// # Errors
    /// A passing failure if it is unknown whether the portal carried out the request.
    pub(super) fn once(&self, request: &Request<'_>) -> Result<Answer, Failure<PortalError>> {
        let (ended, end) = mpsc::channel::<()>();
        let most = self.patience.exchange(request.size).as_secs_f64();
        let (watch, waiting) = (self.watch, self.waiting(request, &format!("no answer yet; waiting at most {most} s")));
        std::thread::scope(|scope| {
            scope.spawn(move || {
                if end.recv_timeout(SILENCE) == Err(RecvTimeoutError::Timeout) {
                    watch(waiting);
                }
            });
            let answer = self.exchange(request);
            drop(ended);
            answer
        })
    }

    fn exchange(&self, request: &Request<'_>) -> Result<Answer, Failure<PortalError>> {
        let sent = self.send(request).map_err(|failure| match failure {
            Failure::Final(error) => Failure::Final(error),
            Failure::Passing { problem, wait } => Failure::Passing { problem: self.key.shortened(&problem), wait },
        })?;
        let (status, headers) = (sent.status().as_u16(), sent.headers().clone());
        let body = sent.into_body().into_with_config().limit(LARGEST).read_to_vec();
        let endless = |reason: String| Failure::Final(self.error(request, Verdict::Strange(reason)));
        let body = body.map_err(|error| match error {
            // A portal that has begun to answer and does not end would do the same again.
            ureq::Error::Timeout(_) => {
                let seconds = self.patience.exchange(request.size).as_secs_f64();
                endless(format!("the answer did not end within {seconds} s (--timeout allows more)"))
            }
            ureq::Error::BodyExceedsLimit(_) => endless(format!("the answer has more than {LARGEST} bytes")),
            error => Failure::passing(self.key.shortened(&format!("the answer was cut off ({error})"))),
        })?;
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        answer::read(status, &body, header("location")).map_err(|failure| match failure {
            Failure::Passing { problem, .. } => Failure::Passing { problem, wait: retry_after(&headers) },
            Failure::Final(verdict) => Failure::Final(self.error(request, verdict)),
        })
    }

    /// What is waited for, and why.
    fn waiting(&self, request: &Request<'_>, why: &str) -> Event<'static> {
        Event::Waiting(format!("{} at {}: {why}", named(request), self.address))
    }

    fn send(&self, request: &Request<'_>) -> Result<Response<Body>, Failure<PortalError>> {
        let address = self.address.action(request.action);
        let key = self.key.secret();
        let most = Some(self.patience.exchange(request.size));
        let sent = match &request.content {
            Content::Query(query) => {
                let address = if query.is_empty() { address } else { format!("{address}?{query}") };
                let get = self.agent.get(address).config().timeout_global(most).build();
                get.header("Authorization", key).call()
            }
            Content::Json(parameters) => {
                let post = self.agent.post(address).config().timeout_global(most).build();
                let post = post.header("Authorization", key);
                post.header("Content-Type", "application/json").send(parameters.to_string())
            }
            Content::File { release, form, path, .. } => {
                let handed = release.hand(path).map_err(|error| Failure::Final(error.into()))?;
                let mut form = form(handed);
                let post = self.agent.post(address).config().timeout_global(most).build();
                let post = post.header("Authorization", key);
                let post = post.header("Content-Type", &form.content_type).header("Content-Length", form.length);
                post.send(SendBody::from_reader(&mut form))
            }
        };
        sent.map_err(|error| match (error, &request.content) {
            (ureq::Error::Io(error), Content::File { release, path, .. }) if VerifiedReaderError::is_in(&error) => {
                let path = release.directory().join(path);
                Failure::Final(PortalError::File { path, reason: error.to_string() })
            }
            (error @ (ureq::Error::BadUri(_) | ureq::Error::Http(_) | ureq::Error::Rustls(_)), _) => {
                Failure::Final(self.error(request, Verdict::Strange(error.to_string())))
            }
            // rustls reports a broken connection, such as a wrong certificate, in this way; waiting does not help.
            (ureq::Error::Io(error), _) if error.kind() == std::io::ErrorKind::InvalidData => {
                Failure::Final(self.error(request, Verdict::Strange(error.to_string())))
            }
            (error, _) => Failure::passing(format!("the portal did not answer ({error})")),
        })
    }

    /// A verdict as an error without the key.
    pub(super) fn error(&self, request: &Request<'_>, verdict: Verdict) -> PortalError {
        let (action, portal) = (named(request), self.address.to_string());
        match verdict {
            Verdict::Refused(reason) => PortalError::Refused { action, portal, reason: self.key.shortened(&reason) },
            Verdict::Strange(reason) => PortalError::Strange { action, portal, reason: self.key.shortened(&reason) },
        }
    }

    /// A count of tries that begins at zero.
    pub(super) fn tries(&self) -> Tries<'_> {
        Tries { client: self, count: 0, since: Instant::now() }
    }
}

impl Tries<'_> {
    /// Waits before the next try: twice as long each time, or as long as the portal asks for.
    ///
    /// # Errors
    /// [`PortalError::Unreached`] after the last try, [`PortalError::Wait`] if the wait would be too long.
    pub(super) fn again(
        &mut self,
        request: &Request<'_>,
        problem: &str,
        requested_wait: Option<Duration>,
    ) -> Result<(), PortalError> {
        let (client, patience) = (self.client, &self.client.patience);
        self.count += 1;
        let (action, portal) = (named(request), client.address.to_string());
        if self.count >= patience.tries {
            return Err(PortalError::Unreached { action, portal, problem: problem.to_owned(), tries: self.count });
        }
        if let Some(wait) = requested_wait.filter(|wait| *wait > patience.longest_wait) {
            return Err(PortalError::Wait { action, portal, seconds: wait.as_secs() });
        }
        let doubled = patience.first_wait.saturating_mul(1 << (self.count - 1).min(16));
        let wait = requested_wait.unwrap_or(Duration::ZERO).max(doubled.min(patience.longest_wait));
        if self.since.elapsed() + wait >= patience.together(request.size) {
            return Err(PortalError::Unreached { action, portal, problem: problem.to_owned(), tries: self.count });
        }
        let (next, all, seconds) = (self.count + 1, patience.tries, wait.as_secs_f64());
        (client.watch)(client.waiting(request, &format!("{problem}; try {next} of {all} follows in {seconds} s")));
        std::thread::sleep(wait);
        Ok(())
    }
}

fn named(request: &Request<'_>) -> String {
    format!("{} for {}", request.action, request.about)
}

/// `Retry-After` (RFC 9110, section 10.2.3), in seconds or as a time.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("retry-after")?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
    Duration::try_from(at.duration_since(jiff::Timestamp::now())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_to_wait_is_read_in_both_forms() {
        let wait = |value: &str| {
            retry_after(&HeaderMap::from_iter([("retry-after".parse().unwrap(), value.parse().unwrap())]))
        };
        assert_eq!(wait(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(wait("soon"), None);
        assert_eq!(wait("Wed, 21 Oct 2015 07:28:00 GMT"), None, "it is in the past");
        assert!(wait("Wed, 21 Oct 2099 07:28:00 GMT").unwrap() > Duration::from_secs(86_400));
    }
}
