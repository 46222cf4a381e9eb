//! The entries `[[documents]]` of the configuration: they name files, and none of them twice.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::raw::{RawDocument, Text};
use super::{Base, Document};
use unrecs_text::diagnostics_toml::{ConfigError, IDENTIFIER, TomlFile, is_identifier, one_of, one_of_many};
use unrecs_text::language::languages;
use unrecs_text::normalize::Identity;
use unrecs_text::parse::{Class, Given};
use unrecs_text::registry::Registry;
use unrecs_text::value::Symbol;

/// Finds the files of every `[[documents]]`, in the order of the entries and inside a glob by the bytes of the path.
///
/// # Errors
/// The first entry that names no file or one outside of the directory of the configuration, an unknown language or class, or a file that an earlier entry names.
pub(super) fn read(base: &Base<'_>, entries: &[RawDocument]) -> Result<Vec<Document>, ConfigError> {
    let file = base.file;
    if entries.is_empty() {
        let message = "no documents are listed; expected at least one `[[documents]]` with a `path` and a `body`";
        return Err(file.error(0..0, message));
    }
    let mut list = DocumentList { file, documents: Vec::new(), paths: HashMap::new(), lines: Vec::new() };
    for entry in entries {
        for document in of_entry(base, entry)? {
            list.push(document, entry.id.as_ref().unwrap_or(&entry.path))?;
        }
    }
    Ok(list.documents)
}

/// The documents so far, with indexes that find a document which is there already.
struct DocumentList<'a> {
    file: &'a TomlFile,
    documents: Vec<Document>,
    /// Index of the document of each real path.
    paths: HashMap<PathBuf, usize>,
    lines: Vec<usize>,
}

impl DocumentList<'_> {
    fn push(&mut self, document: Document, named_by: &Text) -> Result<(), ConfigError> {
        let real_path = document.path.canonicalize().unwrap_or_else(|_| document.path.clone());
        if let Some(&first) = self.paths.get(&real_path) {
            let message = format!("{} is listed twice, first on line {}", document.shown_as, self.lines[first]);
            return Err(self.file.error(named_by.span(), message));
        }
        self.paths.insert(real_path, self.documents.len());
        self.documents.push(document);
        self.lines.push(self.file.line(named_by.span().start));
        Ok(())
    }
}

/// Checks that the registry has the body of every entry.
///
/// # Errors
/// The first body that it does not have.
pub(super) fn check_bodies(file: &TomlFile, entries: &[RawDocument], registry: &Registry) -> Result<(), ConfigError> {
    match entries.iter().map(|entry| &entry.body).find(|body| registry.body(body.get_ref()).is_none()) {
        Some(body) => {
            let expected = one_of_many(body.get_ref(), registry.bodies().iter().map(|body| body.body_id.as_str()));
            let message = format!("unknown body `{}`; {expected}, or a new entry in bodies.toml", body.get_ref());
            Err(file.error(body.span(), message))
        }
        None => Ok(()),
    }
}

fn of_entry(base: &Base<'_>, entry: &RawDocument) -> Result<Vec<Document>, ConfigError> {
    let file = base.file;
    let wrong = |at: &Text, message: String| file.error(at.span(), message);
    let body_id = entry.body.get_ref();
    let language = match &entry.language {
        None => None,
        Some(tag) => {
            Some(languages().iter().copied().find(|language| language.tag == tag.get_ref()).ok_or_else(|| {
                let expected = one_of(languages().iter().map(|language| language.tag));
                wrong(tag, format!("unknown language `{}`; {expected}", tag.get_ref()))
            })?)
        }
    };
    let class = |text: &Text| {
        Class::of(text.get_ref()).ok_or_else(|| {
            let expected = one_of(Class::ALL.iter().map(|class| class.code()));
            wrong(text, format!("unknown class `{}`; {expected}", text.get_ref()))
        })
    };
    let given = Given { language, class: entry.class.as_ref().map(class).transpose()? };
    let symbol = |text: &Text| text.get_ref().parse::<Symbol>().map_err(|error| wrong(text, error.to_string()));
    let symbol = entry.symbol.as_ref().map(symbol).transpose()?;
    let document_id = entry.id.as_ref().map(|id| match is_identifier(id.get_ref()) {
        true => Ok(id.get_ref().clone()),
        false => Err(wrong(id, format!("`{}` is not a valid document id; {IDENTIFIER}", id.get_ref()))),
    });
    let document_id = document_id.transpose()?;
    let paths = files(file, &entry.path, base.directory)?;
    paths.iter().try_for_each(|path| base.check(path, &entry.path))?;
    for (single, name) in [(&entry.id, "id"), (&entry.symbol, "symbol")] {
        if let Some(single) = single.as_ref().filter(|_| paths.len() > 1) {
            let message =
                format!("`{name}` applies to one document, but {} matches {} files", entry.path.get_ref(), paths.len());
            return Err(wrong(single, message));
        }
    }
    let document = |path: PathBuf| {
        let shown_as = shown_as(&path, base.directory);
        let file_name = file_name(file, entry, &path)?;
        let (document_id, body_id) = (document_id.clone(), body_id.clone());
        let identity = Identity { document_id, file_name, body_id, symbol: symbol.clone() };
        Ok(Document { path, shown_as, identity, given, pdf: base.pdf })
    };
    paths.into_iter().map(document).collect()
}

/// The one file of that name, or the files that match it as a glob.
fn files(file: &TomlFile, path: &Text, base: &Path) -> Result<Vec<PathBuf>, ConfigError> {
    let wrong = |message: String| file.error(path.span(), message);
    let name = path.get_ref();
    let plain = base.join(name);
    if plain.is_dir() {
        return Err(wrong(format!("{name} is a directory; expected a file, or a glob such as `{name}/*.txt`")));
    }
    if plain.exists() {
        return Ok(vec![plain]);
    }
    if !name.contains(['*', '?', '[']) {
        return Err(wrong(format!(
            "there is no file {}; paths are relative to the directory of this configuration",
            plain.display()
        )));
    }
    let pattern = Path::new(&glob::Pattern::escape(&base.to_string_lossy())).join(name);
    let matches = glob::glob(&pattern.to_string_lossy())
        .map_err(|error| wrong(format!("`{name}` is not a valid glob: {}", error.msg)))?
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| wrong(format!("cannot search for `{name}`: {error}")))?;
    let mut files: Vec<PathBuf> = matches.into_iter().filter(|path| !path.is_dir()).collect();
    if files.is_empty() {
        return Err(wrong(format!(
            "`{name}` matches no file; paths are relative to the directory of this configuration"
        )));
    }
    files.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    Ok(files)
}

/// The path relative to the configuration, with `/` on every system.
fn shown_as(path: &Path, base: &Path) -> String {
    path.strip_prefix(base).unwrap_or(path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// An id made from the name of the file.
fn file_name(file: &TomlFile, entry: &RawDocument, path: &Path) -> Result<String, ConfigError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let groups: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    if groups.is_empty() {
        let message =
            format!("cannot make an id from the file name {}; expected a separate entry with an `id`", path.display());
        return Err(file.error(entry.path.span(), message));
    }
    Ok(groups.join("-"))
}
