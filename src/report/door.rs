//! The one door to standard output and standard error: whatever comes from outside is escaped here, for the form of the report.

use std::io::{self, IsTerminal as _, Write};

use serde_json::Value;

use super::Form;
use crate::portal::Key;
use unrecs_text::value::{is_invisible, visible};

/// Where a text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output: the report.
    Out,
    /// Standard error: findings, problems and progress.
    Err,
}

/// The way of every text to people and to machines.
#[derive(Debug)]
pub struct Door {
    form: Form,
    keys: Vec<Key>,
}

impl Door {
    /// A door for reports in this form.
    pub fn new(form: Form) -> Self {
        Self { form, keys: Vec::new() }
    }

    /// The form of the report.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Masks this key in everything that is written from now on.
    pub fn hide(&mut self, key: &Key) {
        self.keys.push(key.clone());
    }

    /// Writes lines. A line break within a line is escaped, as is every character that cannot be seen, and no line is a command to GitHub
    /// Actions.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn lines<T: AsRef<str>>(&self, stream: Stream, lines: impl IntoIterator<Item = T>) -> io::Result<()> {
        let lines = lines.into_iter().map(|line| harmless(&visible(&self.masked(line.as_ref()))) + "\n");
        written(stream, lines.collect::<String>().as_bytes())
    }

    /// Writes text whose line breaks and colours (ECMA-48) are the program's own. The words of others in it must be made visible before;
    /// everything but line breaks and colours is escaped nevertheless.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn styled(&self, stream: Stream, text: &str) -> io::Result<()> {
        let masked = self.masked(text);
        let lines = masked.split_inclusive('\n').map(|line| {
            let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
            harmless(&coloured(line)) + end
        });
        let text = lines.collect::<String>();
        // These take the colours out where the stream shows none.
        match stream {
            Stream::Out => all(&mut anstream::stdout().lock(), text.as_bytes()),
            Stream::Err => all(&mut anstream::stderr().lock(), text.as_bytes()),
        }
    }

    /// Writes a report as one JSON document on standard output.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn json(&self, report: &Value) -> io::Result<()> {
        if self.keys.is_empty() {
            return self.json_text(&format!("{report:#}\n"));
        }
        let mut report = report.clone();
        self.mask(&mut report);
        self.json_text(&format!("{report:#}\n"))
    }

    /// Writes text that is JSON already on standard output. What cannot be seen is escaped as JSON does it, so that the data are the same.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn json_text(&self, json: &str) -> io::Result<()> {
        written(Stream::Out, visible_json(json).as_bytes())
    }

    /// Writes commands of GitHub Actions on standard output.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn commands(&self, commands: &[Command]) -> io::Result<()> {
        let commands = commands.iter().map(|command| command.shown(&|text| self.masked(text)));
        written(Stream::Out, commands.collect::<String>().as_bytes())
    }

    /// Writes the bytes of a file for programs on standard output, exactly as they are; but on a terminal people read them, as lines.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn data(&self, bytes: &[u8]) -> io::Result<()> {
        if Stream::Out.is_terminal() {
            return self.lines(Stream::Out, String::from_utf8_lossy(bytes).lines());
        }
        written(Stream::Out, bytes)
    }

    fn masked(&self, text: &str) -> String {
        self.keys.iter().fold(text.to_owned(), |text, key| key.masked(&text))
    }

    fn mask(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.masked(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.mask(value)),
            Value::Object(fields) => {
                let masked = std::mem::take(fields).into_iter().map(|(name, mut value)| {
                    self.mask(&mut value);
                    (self.masked(&name), value)
                });
                *fields = masked.collect();
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

impl Stream {
    /// Whether people see it at once.
    pub fn is_terminal(self) -> bool {
        match self {
            Self::Out => io::stdout().is_terminal(),
            Self::Err => io::stderr().is_terminal(),
        }
    }

    /// The columns of the terminal, if it is one.
    pub fn width(self) -> Option<usize> {
        let size = match self {
            Self::Out => terminal_size::terminal_size_of(io::stdout()),
            Self::Err => terminal_size::terminal_size_of(io::stderr()),
        };
        size.map(|(width, _)| width.0.into())
    }

    /// Whether it shows colours.
    pub fn has_colours(self) -> bool {
        let choice = match self {
            Self::Out => anstream::stdout().current_choice(),
            Self::Err => anstream::stderr().current_choice(),
        };
        choice != anstream::ColorChoice::Never
    }
}

/// A command of GitHub Actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// `error`, `warning` or `notice`.
    pub name: &'static str,
    /// What it is about.
    pub properties: Vec<(&'static str, String)>,
    /// Its text, which may have several lines.
    pub message: String,
}

impl Command {
    /// One line. The text of a command ends with its line, and the value of a property also at a comma or a colon.
    pub(super) fn shown(&self, masked: &dyn Fn(&str) -> String) -> String {
        let text = |text: &str| {
            let plain = |piece: &str| harmless(&visible(piece)).replace('%', "%25");
            let returns = |line: &str| line.split('\r').map(plain).collect::<Vec<_>>().join("%0D");
            masked(text).split('\n').map(returns).collect::<Vec<_>>().join("%0A")
        };
        let property =
            |(name, value): &(&str, String)| format!("{name}={}", text(value).replace(':', "%3A").replace(',', "%2C"));
        let properties: Vec<String> = self.properties.iter().map(property).collect();
        format!("::{} {}::{}\n", self.name, properties.join(","), text(&self.message))
    }
}

/// JSON with the same data, in which each character can be seen. Only strings contain others.
fn visible_json(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_invisible(c) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| text.push_str(&format!("\\u{unit:04x}")));
        } else {
            text.push(c);
        }
    }
    text.replace("##[", "##\\u005b")
}

/// A line that GitHub Actions does not obey: a command is `::` at the beginning, or `##[` anywhere.
fn harmless(line: &str) -> String {
    let line = line.replace("##[", "##\\u{5b}");
    let head = anstream::adapter::strip_str(&line).to_string();
    if head.trim_start().starts_with("::") { line.replacen("::", "\\u{3a}:", 1) } else { line }
}

/// A line with its colours (`ESC [ … m`) and without anything else that a terminal obeys.
fn coloured(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let first = visible(pieces.next().unwrap_or_default());
    let rest = pieces.map(|piece| {
        let parameters = piece.strip_prefix('[').unwrap_or_default();
        let end = parameters
            .find(|c: char| !c.is_ascii_digit() && c != ';')
            .filter(|&end| parameters[end..].starts_with('m'));
        match end {
            Some(end) => format!("\u{1b}[{}m{}", &parameters[..end], visible(&parameters[end + 1..])),
            None => visible("\u{1b}") + &visible(piece),
        }
    });
    first + &rest.collect::<String>()
}

fn written(stream: Stream, bytes: &[u8]) -> io::Result<()> {
    match stream {
        Stream::Out => all(&mut io::stdout().lock(), bytes),
        Stream::Err => all(&mut io::stderr().lock(), bytes),
    }
}

fn all(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(bytes)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_colours_pass_in_a_styled_line() {
        let line = "\u{1b}[1;31mred\u{1b}[0m \u{1b}[2J\u{1b}]0;title\u{7} \u{1b}[31 \u{9b}1m\u{1b}";
        let shown = "\u{1b}[1;31mred\u{1b}[0m \\u{1b}[2J\\u{1b}]0;title\\u{7} \\u{1b}[31 \\u{9b}1m\\u{1b}";
        assert_eq!(coloured(line), shown);
    }

    #[test]
    fn no_line_is_a_command() {
        assert_eq!(harmless(" ::error::x"), " \\u{3a}:error::x");
        assert_eq!(harmless("\u{1b}[1m::error::x"), "\u{1b}[1m\\u{3a}:error::x");
        assert_eq!(harmless("a ##[error]x"), "a ##\\u{5b}error]x");
        assert_eq!(harmless("a::b #[c]"), "a::b #[c]");
    }

    #[test]
    fn json_keeps_its_data() {
        let value = serde_json::json!({ "a\u{9b}": "\u{1b}\u{202e}\u{e0041}##[x]\n建议" });
        let shown = visible_json(&format!("{value:#}"));
        assert!(!shown.contains(|c: char| c != '\n' && is_invisible(c)) && !shown.contains("##["), "{shown}");
        assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), value);
    }

    #[test]
    fn a_key_is_masked_in_every_part_of_a_value() {
        let mut door = Door::new(Form::Json);
        door.hide(&Key::new("KEY", Some("t0ken-t0ken")).unwrap());
        let mut value = serde_json::json!({ "t0ken-t0ken": [{ "a": "b t0ken\u{0}-t0ken" }, 1, null] });
        door.mask(&mut value);
        assert_eq!(value, serde_json::json!({ "[API token]": [{ "a": "b [API token]" }, 1, null] }));
        let command =
            Command { name: "error", properties: vec![("file", "t0ken-t0ken".to_owned())], message: "x".to_owned() };
        assert_eq!(command.shown(&|text| door.masked(text)), "::error file=[API token]::x\n");
    }
}
