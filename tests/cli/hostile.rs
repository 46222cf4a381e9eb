//! What is no file, or not the right one, in the place of every file that a command opens: the command ends at once and names it.

use std::fs;
use std::io::Read;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::project::{Ended, Project};

/// Long enough for a busy machine, and far too short for a file without an end.
const PATIENCE: Duration = Duration::from_secs(30);

/// Every command that reads, with what it is told.
const COMMANDS: [&[&str]; 9] = [
    &["build", "--force"],
    &["build", "--dry-run", "--force"],
    &["check"],
    &["log"],
    &["diff", "1.0.0", "1.0.1"],
    &["verify", "--all"],
    &["bag", "--to", "bags"],
    &["yank", "1.0.1", "--reason", "wrong"],
    &["show", "ctoc-cop-wg7-m1-r1"],
];

/// Those of them that change something, each of which gets a project of its own.
const WRITING: [&[&str]; 3] = [COMMANDS[0], COMMANDS[6], COMMANDS[7]];

/// Files that commands open.
const FILES: [&str; 8] = [
    "pipeline.toml",
    "input/registry/bodies.toml",
    "real.txt",
    "output/versions.json",
    "output/latest.json",
    "output/v1.0.1/manifest.json",
    "output/v1.0.1/schema/documents.schema.json",
    "output/v1.0.1/data/csv/documents.csv",
];

/// Two releases.
fn project() -> Project {
    let project = Project::small();
    project.build();
    project.replace("real.txt", "应当合作", "应当全面合作");
    project.build();
    assert!(project.path("output/v1.0.1").is_dir());
    project
}

/// Runs to the end, which has to come soon.
fn run(project: &Project, arguments: &[&str]) -> Ended {
    let mut child = project.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let read = |mut stream: Box<dyn Read + Send>| {
        std::thread::spawn(move || {
            let mut text = String::new();
            stream.read_to_string(&mut text).unwrap();
            text
        })
    };
    let (out, err) = (read(Box::new(child.stdout.take().unwrap())), read(Box::new(child.stderr.take().unwrap())));
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{arguments:?} did not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let code = child.wait().unwrap().code();
    Ended { code, stdout: out.join().unwrap(), stderr: err.join().unwrap() }
}

/// Puts something in the place of every file, and sees that each command does not care, says what it could not look at, or refuses
/// and names the file.
fn every_command_ends(put: impl Fn(&Path, &[u8])) {
    all_end(&COMMANDS, put);
}

fn all_end(commands: &[&[&str]], put: impl Fn(&Path, &[u8])) {
    let whole = project();
    let copy = || Project::copy_of(&whole.path(""));
    let undisturbed: Vec<Ended> = commands.iter().map(|arguments| run(&copy(), arguments)).collect();
    for file in FILES {
        let disturbed = || {
            let project = copy();
            let path = project.path(file);
            let bytes = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            put(&path, &bytes);
            project
        };
        let shared = disturbed();
        for (arguments, undisturbed) in commands.iter().zip(&undisturbed) {
            let ended =
                if WRITING.contains(arguments) { run(&disturbed(), arguments) } else { run(&shared, arguments) };
            let all = format!("{}{}", ended.stdout, ended.stderr);
            let same = (ended.code, &ended.stdout) == (undisturbed.code, &undisturbed.stdout);
            let left_out = ended.code == Some(0) && (all.contains("not done") || all.contains(" ? "));
            let name = Path::new(file).file_name().unwrap().to_str().unwrap();
            let refused = matches!(ended.code, Some(1 | 2 | 4)) && all.contains(name);
            assert!(same || left_out || refused, "{file}, {arguments:?}: {:?}\n{all}", ended.code);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_in_the_place_of_a_file_stops_no_command() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    every_command_ends(|path, _| mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap());
}

#[cfg(feature = "query")]
#[test]
fn a_query_ends_whatever_stands_in_the_place_of_a_file() {
    let commands: [&[&str]; 1] = [&["query", "SELECT count(*) FROM documents"]];
    all_end(&commands, |path, _| symlink("/dev/zero", path).unwrap());
    all_end(&commands, |path, _| fs::create_dir(path).unwrap());
    all_end(&commands, |path, bytes| fs::write(path, &bytes[..bytes.len() / 3]).unwrap());
}

#[test]
fn a_file_without_an_end_is_not_read() {
    every_command_ends(|path, _| symlink("/dev/zero", path).unwrap());
}

#[test]
fn a_directory_in_the_place_of_a_file_is_named() {
    every_command_ends(|path, _| fs::create_dir(path).unwrap());
}

#[test]
fn a_file_that_was_cut_off_is_named() {
    every_command_ends(|path, bytes| fs::write(path, &bytes[..bytes.len() / 3]).unwrap());
}

#[test]
fn a_link_in_a_release_is_refused_though_it_leads_to_the_same_bytes() {
    let elsewhere = tempfile::tempdir().unwrap();
    every_command_ends(|path, bytes| {
        let same = elsewhere.path().join(path.file_name().unwrap());
        fs::write(&same, bytes).unwrap();
        symlink(&same, path).unwrap();
    });
}

#[test]
fn a_release_that_is_a_link_is_refused() {
    let project = project();
    let release = project.path("output/v1.0.1");
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(&release, elsewhere.path().join("moved")).unwrap();
    symlink(elsewhere.path().join("moved"), &release).unwrap();
    for arguments in
        [&["diff", "1.0.0", "1.0.1"][..], &["bag", "--to", "bags"], &["verify", "--all"], &["build", "--force"]]
    {
        let ended = run(&project, arguments);
        assert!(matches!(ended.code, Some(2 | 4)), "{arguments:?}: {}{}", ended.stdout, ended.stderr);
        assert!(format!("{}{}", ended.stdout, ended.stderr).contains("v1.0.1"), "{arguments:?}");
    }
}

#[test]
fn no_path_of_the_configuration_leads_out_of_its_directory() {
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret.txt"), "the secret of this machine\n").unwrap();
    let outside = elsewhere.path().display().to_string();
    let refused = |project: &Project, line: &str| {
        let ended = run(project, &["check"]);
        let all = format!("{}{}", ended.stdout, ended.stderr);
        assert_eq!(ended.code, Some(2), "{line}: {all}");
        assert!(all.contains("leads out of the directory of"), "{line}: {all}");
        assert!(!all.contains("the secret of"), "{line}: {all}");
    };
    for path in [
        format!("{outside}/secret.txt"),
        format!("../{}/secret.txt", elsewhere.path().file_name().unwrap().display()),
        "linked/*.txt".to_owned(),
        "link.txt".to_owned(),
    ] {
        let project = Project::small();
        symlink(elsewhere.path().join("secret.txt"), project.path("link.txt")).unwrap();
        symlink(elsewhere.path(), project.path("linked")).unwrap();
        project.replace("pipeline.toml", "path = \"real.txt\"", &format!("path = {path:?}"));
        refused(&project, &path);
        project.replace("pipeline.toml", "[output]", "[input]\nallow_outside = true\n\n[output]");
        let ended = run(&project, &["check"]);
        assert!(format!("{}{}", ended.stdout, ended.stderr).contains("the secret of"), "{path}: {}", ended.stderr);
    }
    let project = Project::small();
    project.replace("pipeline.toml", "[output]", &format!("[output]\ndirectory = \"{outside}/new\""));
    refused(&project, "output");
    let project = Project::small();
    project.replace("pipeline.toml", "[output]", &format!("[input]\nregistry = {outside:?}\n\n[output]"));
    refused(&project, "registry");
    let project = Project::small();
    fs::remove_file(project.path("input/registry/bodies.toml")).unwrap();
    symlink(elsewhere.path().join("secret.txt"), project.path("input/registry/bodies.toml")).unwrap();
    refused(&project, "a file of the registry");
}

#[cfg(target_os = "linux")]
#[test]
fn too_few_file_descriptors_are_no_difference() {
    let project = project();
    for limit in [8, 10, 12, 14, 16, 20, 24, 32, 40, 64, 127, 128] {
        let program = env!("CARGO_BIN_EXE_unrecs");
        let line = format!("ulimit -n {limit} && exec {program} verify --all");
        let shell = Command::new("sh").current_dir(project.path("")).args(["-c", &line]).output();
        let ended = Ended::of(shell.unwrap());
        let said = format!("error: this process may open {limit} files at once; expected 128 at least");
        let refused = ended.code == Some(2) && ended.stderr.starts_with(&said);
        assert!(
            if limit < 128 { refused } else { ended.code == Some(0) },
            "{limit}: {:?}\n{}{}",
            ended.code,
            ended.stdout,
            ended.stderr
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_whose_report_cannot_be_written_says_what_it_has_published() {
    let project = Project::small();
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    let ended = Ended::of(project.command(&["build"]).stdout(full()).output().unwrap());
    let expected = "error: version 1.0.0 was published in output/v1.0.0, but the report cannot be written: ";
    assert!(ended.code == Some(2) && ended.stderr.contains(expected), "{:?} {}", ended.code, ended.stderr);
    let ended = Ended::of(project.command(&["build"]).stdout(full()).output().unwrap());
    assert!(ended.code == Some(2) && ended.stderr.starts_with("error: cannot write the output: "), "{}", ended.stderr);
}
