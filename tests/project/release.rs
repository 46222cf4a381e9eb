//! A release that somebody damages, and perhaps seals again, so that its checksums are right and only what it says is wrong.

use std::fs::{self, File};
use std::ops::Deref;
use std::path::PathBuf;

use serde_json::{Value, json};
use unrecs::pipeline;
use unrecs_dataset::content::{Arrival, ContentDigest, of_release};
use unrecs_dataset::export::Format;
use unrecs_dataset::readback::{self, TableReader};
use unrecs_dataset::tables::arrow::role;
use unrecs_dataset::verify::{self, Against};
use unrecs_text::value::Digest;

/// A release of a project.
pub struct Release {
    pub directory: PathBuf,
    output: PathBuf,
}

/// What somebody does to a file.
pub enum Damage<'a> {
    /// Another bit in its middle.
    Bit,
    /// The first place of a text, which must be there, says something else.
    Words(&'a str, &'a str),
    /// Other bytes.
    Bytes(&'a [u8]),
    /// It is gone.
    Gone,
}

/// What is made to agree with the damaged file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// Nothing: its checksum tells.
    Broken,
    /// The manifest, the checksums and the pointers.
    Files,
    /// And the content digests and numbers of rows, as the NDJSON files have them.
    Rows,
}

/// A damaged release, which is whole again when this is gone.
pub struct Damaged<'r> {
    release: &'r Release,
    /// Every file that may have changed, with what was in it.
    before: Vec<(PathBuf, Vec<u8>)>,
}

impl Deref for Damaged<'_> {
    type Target = Release;

    fn deref(&self) -> &Release {
        self.release
    }
}

impl Drop for Damaged<'_> {
    fn drop(&mut self) {
        self.before.iter().for_each(|(path, bytes)| super::write(path, bytes));
    }
}

impl Release {
    pub fn of(output: PathBuf, version: &str) -> Self {
        Self { directory: output.join(format!("v{version}")), output }
    }

    /// Damages a file, for as long as the test holds what this gives.
    #[track_caller]
    pub fn damage(&self, name: &str, damage: &Damage<'_>, seal: Seal) -> Damaged<'_> {
        let path = self.directory.join(name);
        let sealing = ["manifest.json", "SHA256SUMS"].map(|name| self.directory.join(name));
        let pointers = ["versions.json", "latest.json"].map(|name| self.output.join(name));
        let files = [path.clone()].into_iter().chain(sealing).chain(pointers);
        let before = files.filter_map(|path| fs::read(&path).ok().map(|bytes| (path, bytes))).collect();
        let damaged = Damaged { release: self, before };
        match damage {
            Damage::Bit => {
                let mut bytes = fs::read(&path).unwrap();
                let middle = bytes.len() / 2;
                bytes[middle] ^= 4;
                fs::write(&path, bytes).unwrap();
            }
            Damage::Words(old, new) => {
                let text = self.read(name);
                assert!(text.contains(old), "{old} in {name}: {text}");
                self.write(name, text.replacen(old, new, 1));
            }
            Damage::Bytes(bytes) => self.write(name, bytes),
            Damage::Gone => fs::remove_file(&path).unwrap(),
        }
        match seal {
            Seal::Broken => {}
            Seal::Files => self.seal(),
            Seal::Rows => self.seal_rows(),
        }
        damaged
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.directory.join(name)).unwrap()
    }

    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        super::write(&self.directory.join(name), contents);
    }

    pub fn manifest(&self) -> Value {
        serde_json::from_str(&self.read("manifest.json")).unwrap()
    }

    /// Makes the manifest, the checksums and the pointers agree with the files again.
    pub fn seal(&self) {
        let mut manifest = self.manifest();
        for file in manifest["files"].as_array_mut().unwrap() {
            let path = self.directory.join(file["path"].as_str().unwrap());
            if let Ok(bytes) = fs::read(path) {
                file["bytes"] = json!(bytes.len());
                file["sha256"] = json!(Digest::of(&bytes).to_string());
            }
        }
        self.seal_manifest(&manifest);
    }

    /// Writes a manifest, and lets the checksums and the pointers follow.
    pub fn seal_manifest(&self, manifest: &Value) {
        let before = self.pointed_to();
        let bytes = format!("{manifest:#}\n");
        let after = Digest::of(bytes.as_bytes()).to_string();
        let mut lines: Vec<(String, String)> = vec![("manifest.json".to_owned(), after.clone())];
        for file in manifest["files"].as_array().into_iter().flatten() {
            let text = |name: &str| file[name].as_str().unwrap_or_default().to_owned();
            lines.push((text("path"), text("sha256")));
        }
        lines.sort();
        self.write("manifest.json", bytes);
        self.write("SHA256SUMS", lines.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect::<String>());
        for name in ["versions.json", "latest.json"] {
            let path = self.output.join(name);
            let text = fs::read_to_string(&path).unwrap();
            fs::write(path, text.replace(&before, &after)).unwrap();
        }
    }

    /// The SHA-256 of the manifest that versions.json has.
    fn pointed_to(&self) -> String {
        let versions: Value = serde_json::from_slice(&fs::read(self.output.join("versions.json")).unwrap()).unwrap();
        let path = self.directory.file_name().unwrap().to_str().unwrap();
        let own = versions["versions"].as_array().unwrap().iter().find(|one| one["path"] == path).unwrap();
        own["manifest_sha256"].as_str().unwrap().to_owned()
    }

    /// Seals a release whose rows are in NDJSON: content digests and numbers of rows follow too.
    pub fn seal_rows(&self) {
        let mut manifest = self.manifest();
        let mut digests = Vec::new();
        for table in manifest["tables"].as_array_mut().unwrap() {
            let name = table["name"].as_str().unwrap().to_owned();
            let schema = readback::schema_of(self.read(&format!("schema/{name}.schema.json")).as_bytes()).unwrap();
            let arrival = Arrival::InAnyOrder(Box::new(|| Ok(Box::new(tempfile::tempfile()?))));
            let mut digest = ContentDigest::new(&schema, arrival).unwrap();
            // A view and provenance are in other formats than the tables of data.
            let role = role(&schema).unwrap();
            let files =
                ["ndjson", "csv", "parquet"].iter().filter_map(|format| Format::named(format)?.of_table(&name, role));
            let opened = |(path, reader): (String, TableReader)| {
                Some((File::open(self.directory.join(&path)).ok()?, path, reader))
            };
            let (file, path, reader) = files.filter_map(opened).next().unwrap();
            for batch in reader(file, &path, &schema) {
                digest.add(&batch.unwrap()).unwrap();
            }
            table["rows"] = json!(digest.rows());
            let digest = digest.finish().unwrap();
            table["content_sha256"] = json!(digest.to_string());
            digests.push((name, digest));
        }
        let all = of_release(digests.iter().map(|(name, digest)| (name.as_str(), *digest)));
        manifest["content_sha256"] = json!(all.to_string());
        let tables = manifest["tables"].clone();
        for file in manifest["files"].as_array_mut().unwrap() {
            let path = file["path"].as_str().unwrap().to_owned();
            let named = |table: &&Value| path == format!("data/ndjson/{}.ndjson", table["name"].as_str().unwrap());
            if let Some(table) = tables.as_array().unwrap().iter().find(named) {
                file["rows"] = table["rows"].clone();
            }
        }
        self.seal_manifest(&manifest);
        self.seal();
    }

    /// Everything that differs, in words; the sources are looked for where the release was built.
    pub fn differences(&self) -> Vec<String> {
        let against = Against { sources: self.output.parent().unwrap(), program: &pipeline::generator() };
        let report = verify::directory(&self.directory, against).unwrap();
        let parts = report.parts().flat_map(|part| &part.differences);
        parts.map(|difference| format!("[{}] {difference}", difference.check.code())).collect()
    }

    /// Whether one of the differences holds all of these texts.
    #[track_caller]
    pub fn finds(&self, parts: &[&str]) {
        let found = self.differences();
        let is_it = |difference: &String| parts.iter().all(|part| difference.contains(part));
        assert!(found.iter().any(is_it), "{parts:?} in {found:#?}");
    }
}
