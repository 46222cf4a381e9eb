//! The result of a run for later steps of a workflow, as lines in the file that GitHub Actions names in `GITHUB_OUTPUT`.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use unrecs_dataset::release::Published;
use unrecs_text::value::Digest;

/// Appends the result of a run to the file named in the environment, if it names one.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(published: Option<&Published>, file: Option<OsString>) -> io::Result<()> {
    let Some(file) = file.filter(|file| !file.is_empty()) else { return Ok(()) };
    let with_path =
        |error: io::Error| io::Error::new(error.kind(), format!("GITHUB_OUTPUT file {}: {error}", file.display()));
    let mut file = OpenOptions::new().append(true).create(true).open(Path::new(&file)).map_err(with_path)?;
    file.write_all(lines(published).as_bytes())
}

/// `changed` is true if there is a new release, even one that an interrupted run had left. Only then are there other lines.
fn lines(published: Option<&Published>) -> String {
    let released = match published {
        Some(Published::Released { next, directory, .. }) => {
            let bump = next.since.as_ref().map_or("first", |_| next.bump().code());
            Some((next.version.to_string(), directory, bump))
        }
        Some(Published::Unchanged { version, directory, recovery }) if recovery.version.is_some() => {
            Some((version.to_string(), directory, "recovered"))
        }
        _ => None,
    };
    match released {
        Some((version, directory, bump)) => {
            let directory = value("directory", &directory.display().to_string());
            format!("changed=true\nversion={version}\nbump={bump}\n{directory}")
        }
        None => "changed=false\n".to_owned(),
    }
}

/// A line; for a text with line breaks, the lines between two marks that no line of the text equals.
fn value(name: &str, text: &str) -> String {
    if !text.contains(['\n', '\r']) {
        return format!("{name}={text}\n");
    }
    let mark = Digest::of(text.as_bytes());
    format!("{name}<<{mark}\n{text}\n{mark}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use unrecs_dataset::release::Recovery;

    #[test]
    fn a_directory_with_a_line_break_sets_no_other_output() {
        let mark = Digest::of(b"out\nchanged=false");
        assert_eq!(
            value("directory", "out\nchanged=false"),
            format!("directory<<{mark}\nout\nchanged=false\n{mark}\n")
        );
    }

    #[test]
    fn a_run_without_a_release_changes_nothing() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let unchanged = |recovery| Published::Unchanged {
            version: semver::Version::new(1, 2, 3),
            directory: "output/v1.2.3".into(),
            recovery,
        };
        write(None, Some(file.path().into())).unwrap();
        write(Some(&unchanged(Recovery::default())), Some(file.path().into())).unwrap();
        let recovered = Recovery { version: Some(semver::Version::new(1, 2, 3)), ..Recovery::default() };
        write(Some(&unchanged(recovered)), Some(file.path().into())).unwrap();
        let expected =
            "changed=false\nchanged=false\nchanged=true\nversion=1.2.3\nbump=recovered\ndirectory=output/v1.2.3\n";
        assert_eq!(std::fs::read_to_string(file.path()).unwrap(), expected);
        write(None, None).unwrap();
        let error = write(None, Some("/no/such/directory/file".into())).unwrap_err().to_string();
        assert!(error.starts_with("GITHUB_OUTPUT file /no/such/directory/file: "), "{error}");
    }
}
