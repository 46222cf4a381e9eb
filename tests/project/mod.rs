//! Projects that a test may change, the runs of the program in them, and the releases that come of these.

pub mod parquet;
mod release;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

pub use release::{Damage, Damaged, Release, Seal};

/// A directory with a configuration, a registry, and a document; gone when the test is.
pub struct Project {
    directory: TempDir,
}

/// What a command left behind.
pub struct Ended {
    /// None where it was killed.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ended {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A configuration that is right.
pub const CONFIG: &str = r#"[dataset]
id = "test"
title.en = "Test"
description.en = "A test"
publisher = { name = "Tester" }
license = { name = "CC0", url = "https://example.org/cc0" }

[output]
formats = ["csv", "ndjson"]

[[documents]]
path = "real.txt"
body = "ctoc-cop-wg7"
"#;

/// The line of the configuration that names the formats.
pub const FORMATS: &str = "formats = [\"csv\", \"ndjson\"]\n";

/// A heading and one recommendation.
const ONE: &str = "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n1. 缔约国应当合作。\n";

/// Words with references, mentions, items and two meetings.
pub const CITING: &str = "\
## 一. 第一次会议，维也纳，2012年5月30日至6月1日

1. 缔约国应当执行《偷运移民议定书》第6条和第8条。
2. 缔约国应考虑：
   (a) 同国际刑警组织合作；
   (b) 交流信息。

## 二. 第二次会议，维也纳，2013年11月11日至13日

1. 缔约国似宜执行《有组织犯罪公约》第18条。
";

/// A registry of one body.
pub const ONE_BODY: &str =
    "[[bodies]]\nid = \"ctoc-cop-wg7\"\nkind = \"organ\"\nname.en = \"Working Group\"\nname.zh = \"工作组\"\n";

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Project {
    /// The real document, the bodies of the registry, and [`CONFIG`].
    pub fn new() -> Self {
        let project = Self { directory: TempDir::new().unwrap() };
        project.write("pipeline.toml", CONFIG);
        project.write("input/registry/bodies.toml", fs::read(root().join("input/registry/bodies.toml")).unwrap());
        project.write("real.txt", fs::read(root().join("input/documents/000_5c5650b05a3a6a13.txt")).unwrap());
        project
    }

    /// The same with one recommendation as the document, and a registry of one body.
    pub fn small() -> Self {
        let project = Self::new();
        project.write("real.txt", ONE);
        project.write("input/registry/bodies.toml", ONE_BODY);
        project
    }

    /// The document of [`CITING`], a registry of what it cites, and one release of these formats, as TOML lists them.
    pub fn citing(formats: &str) -> Self {
        let project = Self::new();
        project.replace("pipeline.toml", FORMATS, &format!("formats = {formats}\n"));
        project.write("real.txt", CITING);
        copy(&root().join("tests/project/registry"), &project.path("input/registry"));
        project.build();
        project
    }

    /// A copy of a directory.
    pub fn copy_of(directory: &Path) -> Self {
        let project = Self { directory: TempDir::new().unwrap() };
        copy(directory, &project.path(""));
        project
    }

    /// The project of [`Self::new`] with one text of its configuration replaced, which must be there.
    pub fn with(old: &str, new: &str) -> Self {
        let project = Self::new();
        project.replace("pipeline.toml", old, new);
        project
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        write(&self.path(name), contents);
    }

    /// Puts one text in the place of another, which stands in a file once.
    #[track_caller]
    pub fn replace(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {name}: {text}");
        self.write(name, text.replacen(old, new, 1));
    }

    /// The program, about to run in the project.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_unrecs"));
        command
            .current_dir(self.directory.path())
            .args(arguments)
            .env_remove("CI")
            .env("SOURCE_DATE_EPOCH", "1700000000");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(self.command(arguments).output().unwrap())
    }

    /// Builds; the run must end with 0.
    #[track_caller]
    pub fn build(&self) -> Ended {
        let ended = self.run(&["build"]);
        assert_eq!(ended.code, Some(0), "{}{}", ended.stdout, ended.stderr);
        ended
    }

    /// A release of the project.
    pub fn release(&self, version: &str) -> Release {
        Release::of(self.path("output"), version)
    }
}

/// Writes a file, and the directories above it where they are not there.
fn write(path: &Path, contents: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, contents).unwrap();
}

/// Copies what is in a directory into another.
pub fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        write(&to.join(name), bytes);
    }
}

/// Every file below a directory with its bytes, by its path from there; none where there is no directory.
pub fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.extend(self::files(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            files.insert(name, fs::read(path).unwrap());
        }
    }
    files
}
