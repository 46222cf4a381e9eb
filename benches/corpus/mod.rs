//! A corpus of invented documents of UN working groups: seeded, so that every machine measures the same bytes.

mod body;
mod chinese;
mod document;
mod english;
mod number;
mod random;
mod sentence;
mod session;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use body::Body;
use document::Contents;
use random::Random;

/// Documents of one body: with at most four meetings each, its ordinals stay below a hundred.
const PER_BODY: usize = 20;

/// A corpus on disk, with the configuration and the registry of a run over it.
pub struct Corpus {
    /// The configuration.
    pub config: PathBuf,
    /// The documents in the order of the run.
    pub documents: Vec<Entry>,
    /// Bytes of all documents.
    pub bytes: usize,
}

/// One document of the corpus.
pub struct Entry {
    /// Where it is.
    pub path: PathBuf,
    /// Its key.
    pub document_id: String,
    /// Key of the body that issued it.
    pub body_id: String,
}

/// Writes a corpus of `count` documents below `directory`, which exists. At most 2,040 documents have a body to issue them.
///
/// # Errors
/// Whatever the operating system says.
pub fn write(directory: &Path, count: usize) -> io::Result<Corpus> {
    let mut random = Random::new(2019);
    let mut corpus = Corpus { config: directory.join("pipeline.toml"), documents: Vec::new(), bytes: 0 };
    for body in 0..count.div_ceil(PER_BODY) {
        let body_id = Body::number(body).id();
        let folder = directory.join("documents").join(&body_id);
        fs::create_dir_all(&folder)?;
        let mut first_meeting = 1;
        for serial in 1..=PER_BODY.min(count - body * PER_BODY) {
            let meetings = random.between(2, 4);
            let contents = Contents { body: Body::number(body), first_meeting, meetings, serial };
            let text = document::write(&contents, &mut random);
            let document_id = format!("{body_id}-{serial:02}");
            let path = folder.join(format!("{document_id}.txt"));
            fs::write(&path, &text)?;
            corpus.bytes += text.len();
            corpus.documents.push(Entry { path, document_id, body_id: body_id.clone() });
            first_meeting += meetings;
        }
    }
    write_registry(&directory.join("registry"), count.div_ceil(PER_BODY))?;
    fs::write(&corpus.config, configuration(count.div_ceil(PER_BODY)))?;
    Ok(corpus)
}

/// The registry of the repository with the invented bodies and what they mean by bare nouns. The articles are left out: the
/// invented texts cite ones that are not there, and documents with a finding in each paragraph are not what is to be measured.
fn write_registry(directory: &Path, bodies: usize) -> io::Result<()> {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("input/registry");
    let with = |name: &str, more: String| {
        let text = fs::read_to_string(real.join(name))?;
        fs::write(directory.join(name), format!("{text}\n{more}"))
    };
    fs::create_dir_all(directory)?;
    with("instruments.toml", String::new())?;
    with("bodies.toml", invented_bodies(bodies))?;
    with("profiles.toml", profiles(bodies))
}

fn profiles(bodies: usize) -> String {
    let mut text = String::new();
    for body in (0..bodies).map(Body::number) {
        let _ = write!(
            text,
            "[[profiles]]\nbody = \"{}\"\nheads.zh = {{ \"公约\" = [\"untoc\"], \"议定书\" = [\"som_protocol\"] }}\n\
             heads.en = {{ \"Convention\" = [\"untoc\"], \"Protocol\" = [\"som_protocol\"] }}\n\n",
            body.id()
        );
    }
    text
}

fn invented_bodies(bodies: usize) -> String {
    let mut text = String::new();
    for body in (0..bodies).map(Body::number) {
        let _ = write!(
            text,
            "[[bodies]]\nid = \"{}\"\nkind = \"organ\"\nname.en = \"{}\"\nname.zh = \"{}\"\nsymbol_prefix = \"{}\"\n\n",
            body.id(),
            body.english(),
            body.chinese(),
            body.symbol_prefix()
        );
    }
    text
}

fn configuration(bodies: usize) -> String {
    let mut text = String::from(
        "[dataset]\nid = \"bench-corpus\"\ntitle.en = \"Corpus of the benches\"\ndescription.en = \"Invented documents.\"\n\
         keywords = []\npublisher = { name = \"benches\" }\nlicense = { name = \"CC0\", url = \"https://creativecommons.org/publicdomain/zero/1.0/\" }\n\n\
         [input]\nregistry = \"registry\"\n\n\
         [output]\ndirectory = \"output\"\nformats = [\"parquet\", \"csv\", \"ndjson\", \"xml\", \"json\"]\n",
    );
    for body in (0..bodies).map(Body::number) {
        let id = body.id();
        let _ = write!(text, "\n[[documents]]\npath = \"documents/{id}/*.txt\"\nbody = \"{id}\"\n");
    }
    text
}
