//! The same input gives the same bytes, whatever surrounds the run.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::project::{FORMATS, Project, files};

/// What surrounds a run.
struct Surroundings {
    umask: &'static str,
    environment: [(&'static str, &'static str); 6],
    /// Whether it runs in another directory, and finds the project by `--config`.
    elsewhere: bool,
}

const ONE: Surroundings = Surroundings {
    umask: "077",
    environment: [
        ("TZ", "UTC"),
        ("LANG", "C"),
        ("LC_ALL", "C"),
        ("RAYON_NUM_THREADS", "1"),
        ("POLARS_MAX_THREADS", "1"),
        ("HOME", "/"),
    ],
    elsewhere: false,
};

const OTHER: Surroundings = Surroundings {
    umask: "000",
    environment: [
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "zh_CN.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("RAYON_NUM_THREADS", "7"),
        ("POLARS_MAX_THREADS", "5"),
        ("HOME", "/nowhere"),
    ],
    elsewhere: true,
};

/// A project with several documents and every format.
fn project() -> Project {
    let project = Project::with(FORMATS, "");
    project.replace("pipeline.toml", "path = \"real.txt\"", "path = \"in/*.txt\"");
    let real = std::fs::read_to_string(project.path("real.txt")).unwrap();
    project.write("in/b.txt", &real);
    for (name, first) in [("a", 6), ("c", 9)] {
        let meeting = |ordinal: usize| {
            let numeral = ["六", "七", "八", "九", "十", "十一"][ordinal - 6];
            format!(
                "{numeral}. 第{numeral}次会议，维也纳，20{ordinal:02}年5月30日至31日\n\n1. 缔约国应当执行《公约》第{ordinal}条。\n\n"
            )
        };
        project.write(&format!("in/{name}.txt"), (first..first + 3).map(meeting).collect::<String>());
    }
    project.replace(
        "pipeline.toml",
        "[[documents]]",
        "[severity]\ndate-order = \"note\"\nnumbering = \"note\"\n\n[[documents]]",
    );
    project
}

/// Builds twice, with a correction between, and gives every file of the output.
fn built(surroundings: &Surroundings, released_at: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let project = project();
    build(&project, surroundings, released_at);
    project.replace("in/a.txt", "《公约》第7条", "《公约》第8条");
    build(&project, surroundings, released_at);
    files(&project.path("output"))
}

fn build(project: &Project, surroundings: &Surroundings, released_at: Option<&str>) {
    let here = project.path("");
    let (directory, config) = if surroundings.elsewhere {
        (Path::new("/"), here.join("pipeline.toml"))
    } else {
        (here.as_path(), "pipeline.toml".into())
    };
    let mut command = Command::new("sh");
    command.args(["-c", &format!("umask {}; exec \"$@\"", surroundings.umask), "sh", env!("CARGO_BIN_EXE_unrecs")]);
    command.args(["build", "--quiet", "--config"]).arg(config).current_dir(directory);
    command.envs(surroundings.environment).env_remove("SOURCE_DATE_EPOCH");
    match released_at {
        Some(time) => command.args(["--released-at", time]),
        None => command.env("SOURCE_DATE_EPOCH", "1700000000"),
    };
    let ended = command.output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
}

fn are_the_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    let different: Vec<_> = one.iter().filter(|(name, bytes)| other[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(different.is_empty(), "{different:?}");
}

#[test]
fn two_builds_in_different_surroundings_are_the_same_bytes() {
    let by_epoch = built(&ONE, None);
    assert!(by_epoch.contains_key("v1.0.0/data/parquet/paragraphs.parquet"), "{:?}", by_epoch.keys());
    assert!(by_epoch.contains_key("v1.0.1/changes/ops.ndjson"), "{:?}", by_epoch.keys());
    are_the_same(&by_epoch, &built(&OTHER, None));
    let by_argument = built(&OTHER, Some("2023-11-15T06:13:20+08:00"));
    are_the_same(&by_epoch, &by_argument);
}

#[test]
fn data_files_hold_no_time() {
    let (one, other) = (built(&ONE, Some("2001-02-03T04:05:06Z")), built(&ONE, None));
    let different: Vec<_> = one.iter().filter(|(name, bytes)| other[*name] != **bytes).map(|(name, _)| name).collect();
    let stamped = [
        "CHANGELOG.md",
        "CITATION.cff",
        "README.md",
        "SHA256SUMS",
        "ckan.json",
        "croissant.json",
        "datacite.json",
        "datapackage.json",
        "dcat-ap.jsonld",
        "dcat-ap.ttl",
        "dcat-us.json",
        "manifest.json",
        "provenance/run.json",
        "ro-crate-metadata.json",
        "site/release.html",
    ];
    let mut expected: Vec<String> = ["latest.json", "versions.json"].map(str::to_owned).into();
    expected.extend(["v1.0.0", "v1.0.1"].iter().flat_map(|version| stamped.map(|file| format!("{version}/{file}"))));
    expected.sort();
    assert_eq!(different, expected.iter().collect::<Vec<_>>());
}
