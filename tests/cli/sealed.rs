//! A release that somebody tampers with and seals again, so that its checksums are right and only what it says is wrong.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use unrecs_dataset::content::{Arrival, ContentDigest, of_release};
use unrecs_dataset::readback;
use unrecs_dataset::verify;
use unrecs_text::value::Digest;

use super::Project;

/// Words with references, mentions, items and two meetings.
pub const TEXT: &str = "\
## 一. 第一次会议，维也纳，2012年5月30日至6月1日

1. 缔约国应当执行《偷运移民议定书》第6条和第8条。
2. 缔约国应考虑：
   (a) 同国际刑警组织合作；
   (b) 交流信息。

## 二. 第二次会议，维也纳，2013年11月11日至13日

1. 缔约国似宜执行《有组织犯罪公约》第18条。
";

/// The registry, as far as the words need it.
const REGISTRY: [&str; 3] = ["bodies.toml", "instruments.toml", "profiles.toml"];

/// A project whose releases have these formats, with a small document and the whole registry.
pub fn project(formats: &str) -> Project {
    let project = Project::with("[\"csv\", \"ndjson\"]", formats);
    project.write("real.txt", TEXT);
    let registry = Path::new(env!("CARGO_MANIFEST_DIR")).join("input/registry");
    for name in REGISTRY {
        project.write(&format!("input/registry/{name}"), fs::read(registry.join(name)).unwrap());
    }
    for entry in fs::read_dir(registry.join("provisions")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        project.write(&format!("input/registry/provisions/{name}"), fs::read(&path).unwrap());
    }
    build(&project);
    project
}

pub fn build(project: &Project) {
    let ended = project.run(&["build", "-qq"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
}

/// Every format.
pub const ALL: &str = "[\"parquet\", \"csv\", \"ndjson\", \"xml\", \"json\"]";

/// A release of a project.
pub struct Release {
    pub directory: PathBuf,
    output: PathBuf,
}

impl Release {
    pub fn of(project: &Project, version: &str) -> Self {
        let output = project.path("output");
        Self { directory: output.join(format!("v{version}")), output }
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.directory.join(name)).unwrap()
    }

    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.directory.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    /// Replaces the first place of a text in a file, which must be there.
    pub fn replace(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert!(text.contains(old), "{old} in {name}: {text}");
        self.write(name, text.replacen(old, new, 1));
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
        let before = Digest::of(self.read("manifest.json").as_bytes()).to_string();
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

    /// Seals a release whose rows are in NDJSON: content digests and numbers of rows follow too.
    pub fn seal_rows(&self) {
        let mut manifest = self.manifest();
        let mut digests = Vec::new();
        for table in manifest["tables"].as_array_mut().unwrap() {
            let name = table["name"].as_str().unwrap().to_owned();
            let schema = readback::schema_of(self.read(&format!("schema/{name}.schema.json")).as_bytes()).unwrap();
            let arrival = Arrival::InAnyOrder(Box::new(|| Ok(Box::new(tempfile::tempfile()?))));
            let mut digest = ContentDigest::new(&schema, arrival).unwrap();
            let path = format!("data/ndjson/{name}.ndjson");
            let file = File::open(self.directory.join(&path)).unwrap();
            for batch in readback::table("ndjson", file, &path, &schema).unwrap() {
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
        let report = verify::directory(&self.directory, self.output.parent().unwrap()).unwrap();
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
