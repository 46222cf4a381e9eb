//! The command line from outside: arguments and files in, messages, reports and exit codes out.

mod bag;
mod ckan;
mod config;
mod crash;
mod diff;
mod publish;
#[cfg(feature = "query")]
mod query;
mod promises;
mod releases;
mod report;
mod reproducible;
mod run;
mod sealed;
mod tampering;
mod verify;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A directory with a configuration that is right, a registry, and the real document.
struct Project {
    directory: TempDir,
}

/// What a command left behind.
struct Ended {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Ended {
    fn of(output: std::process::Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

const CONFIG: &str = r#"[dataset]
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

impl Project {
    fn new() -> Self {
        let project = Self { directory: TempDir::new().unwrap() };
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        project.write("pipeline.toml", CONFIG);
        project.write("input/registry/bodies.toml", fs::read(root.join("input/registry/bodies.toml")).unwrap());
        project.write("real.txt", fs::read(root.join("input/documents/000_5c5650b05a3a6a13.txt")).unwrap());
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    /// The project with one text of its configuration replaced, which must be there.
    fn with(old: &str, new: &str) -> Self {
        assert!(CONFIG.contains(old), "{old}");
        let project = Self::new();
        project.write("pipeline.toml", CONFIG.replacen(old, new, 1));
        project
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(self.command(arguments).output().unwrap())
    }

    /// Puts one text in the place of another, which stands in a file once.
    fn replace(&self, name: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {text}");
        self.write(name, text.replacen(old, new, 1));
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_unrecs"));
        command
            .current_dir(self.directory.path())
            .args(arguments)
            .env_remove("CI")
            .env("SOURCE_DATE_EPOCH", "1700000000");
        command
    }
}

/// A project with one document of one recommendation.
fn small() -> Project {
    let project = Project::new();
    project.write("real.txt", "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n1. 缔约国应当合作。\n");
    project
}
