//! Runs that are killed, starved or set against each other leave whole releases, and the next run goes on by itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::project::{Ended, Project, files};

/// Moments at which a run is killed, over all projects, where `KILLS` in the environment names no other number.
const MOMENTS: usize = 60;

fn moments() -> usize {
    std::env::var("KILLS").map_or(MOMENTS, |number| number.parse().unwrap())
}

/// Projects that are built beside each other, for a build mostly waits for the disk.
const PROJECTS: usize = 4;

const TEXT: &str = "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n1. 缔约国应当合作。\n2. 缔约国似宜考虑合作。\n";

/// A small document, a small registry, and few files to make of them: a run takes little time. Two of the formats are made in files
/// of their own that are gone at the end.
fn small() -> Project {
    let project = Project::small();
    project.replace("pipeline.toml", "[\"csv\", \"ndjson\"]", "[\"csv\", \"excel\", \"sqlite\"]");
    project.write("real.txt", TEXT);
    project
}

fn build(project: &Project) -> Ended {
    project.run(&["build", "--report", "json"])
}

fn started(project: &Project, arguments: &[&str]) -> Child {
    project.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn ended(child: Child) -> Ended {
    Ended::of(child.wait_with_output().unwrap())
}

/// Makes the next build one that has something to publish.
fn invite_a_release(project: &Project) {
    let words = format!("考虑合作{}次", releases(project).len());
    project.write("real.txt", TEXT.replace("考虑合作", &words));
}

fn json(path: &Path) -> Option<Value> {
    let bytes = fs::read(path).ok()?;
    Some(serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// The version that the pointer names, after every byte of it was checked.
fn latest(project: &Project) -> Option<String> {
    let latest = json(&project.path("output/latest.json"))?;
    let release = project.path("output").join(latest["path"].as_str().unwrap());
    is_whole(&release, latest["manifest_sha256"].as_str().unwrap());
    Some(latest["version"].as_str().unwrap().to_owned())
}

/// Every file is as SHA256SUMS says, there is none beside them, and the manifest is the one that was pointed to.
fn is_whole(release: &Path, manifest: &str) {
    let sums = fs::read_to_string(release.join("SHA256SUMS")).unwrap();
    let mut listed = BTreeSet::from([release.join("SHA256SUMS")]);
    for line in sums.lines() {
        let (expected, path) = line.split_once("  ").unwrap();
        let bytes = fs::read(release.join(path)).unwrap();
        assert_eq!(hex(&bytes), expected, "{path} of {}", release.display());
        assert!(path != "manifest.json" || expected == manifest);
        listed.insert(release.join(path));
    }
    let found: BTreeSet<_> = files(release).into_keys().map(|name| release.join(name)).collect();
    assert_eq!(found, listed);
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The names in the output directory.
fn names(project: &Project) -> Vec<String> {
    let Ok(entries) = fs::read_dir(project.path("output")) else { return Vec::new() };
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn leftovers(project: &Project) -> usize {
    names(project).iter().filter(|name| name.starts_with(".unrecs-")).count()
}

fn releases(project: &Project) -> Vec<String> {
    names(project).into_iter().filter(|name| name.starts_with('v') && name != "versions.json").collect()
}

/// What versions.json names.
fn named(project: &Project) -> Vec<String> {
    let versions = json(&project.path("output/versions.json"));
    let versions = versions.map(|versions| versions["versions"].as_array().unwrap().clone()).unwrap_or_default();
    let mut named: Vec<_> = versions.iter().map(|one| one["path"].as_str().unwrap().to_owned()).collect();
    named.sort();
    named
}

/// The end of a series of runs: every release that is there is named and whole, and nothing else is left.
fn is_in_order(project: &Project) {
    let versions = json(&project.path("output/versions.json")).unwrap();
    for one in versions["versions"].as_array().unwrap() {
        is_whole(&project.path("output").join(one["path"].as_str().unwrap()), one["manifest_sha256"].as_str().unwrap());
    }
    let mut expected = named(project);
    expected.extend(["latest.json", "versions.json"].map(str::to_owned));
    expected.sort();
    assert_eq!(names(project), expected);
}

/// Every release is what it says it is: its rows in every format, its changes since the one before, and the pointers.
fn all_verified(project: &Project) {
    let ended = project.run(&["verify", "--all", "--report", "json"]);
    assert_eq!(ended.code, Some(0), "{}{}", ended.stdout, ended.stderr);
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(report["releases"].as_array().unwrap().len(), named(project).len());
}

/// Numbers that look like chance and are the same in every run (xorshift, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }

    /// A part of a span of time.
    fn part(&mut self, whole: Duration) -> Duration {
        Duration::from_micros(self.below(u64::try_from(whole.as_micros()).unwrap()))
    }
}

#[test]
fn a_run_killed_at_any_moment_leaves_whole_releases_and_the_next_one_goes_on() {
    let killed: usize = thread::scope(|scope| {
        let threads: Vec<_> =
            (1..=PROJECTS as u64).map(|seed| scope.spawn(move || killed_again_and_again(seed))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    // A run may have ended before its moment, on a machine whose speed changes; most have not.
    let moments = moments();
    assert!(killed > moments / 4, "only {killed} of {moments} runs were killed");
}

/// Kills runs of one project, and gives how many were killed before they ended.
fn killed_again_and_again(seed: u64) -> usize {
    let project = small();
    let start = Instant::now();
    assert_eq!(build(&project).code, Some(0));
    let whole_run = start.elapsed();
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let mut killed = 0;
    for round in 0..moments() / PROJECTS {
        invite_a_release(&project);
        let before = releases(&project).len();
        let mut child = started(&project, &["build", "--report", "json"]);
        match round % 3 {
            // Any moment of the run.
            0 => thread::sleep(chance.part(whole_run)),
            // Any moment after it began to write.
            1 => {
                wait(&mut child, || leftovers(&project) > 0);
                thread::sleep(chance.part(whole_run / 2));
            }
            // When the release has just appeared, and its pointers have not.
            _ => {
                wait(&mut child, || releases(&project).len() > before);
                thread::sleep(chance.part(Duration::from_millis(1)));
            }
        }
        child.kill().unwrap();
        killed += usize::from(ended(child).code.is_none());
        // Whatever the pointer names now is whole.
        latest(&project);
        let (left, there, named) = (leftovers(&project), releases(&project), named(&project));
        let next = build(&project);
        assert_eq!(next.code, Some(0), "{}{}", next.stdout, next.stderr);
        let report: Value = serde_json::from_str(&next.stdout).unwrap();
        let recovered = &report["recovered"];
        assert_eq!(recovered["leftovers"], left, "{recovered}");
        let unpointed = there.iter().find(|name| !named.contains(name)).map(|name| &name[1..]);
        assert_eq!(recovered["version"].as_str(), unpointed, "{recovered}");
        assert_eq!(latest(&project).as_deref(), report["published"]["version"].as_str());
        assert_eq!(releases(&project).len(), before + 1);
    }
    is_in_order(&project);
    all_verified(&project);
    killed
}

/// Waits until something is so, or the run is at its end.
fn wait(child: &mut Child, is_so: impl Fn() -> bool) {
    while !is_so() && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_micros(50));
    }
}

#[test]
fn a_yank_killed_at_any_moment_is_done_or_not_done() {
    let project = small();
    let mut chance = Chance(7);
    for _ in 0..10 {
        let version = build(&project);
        assert_eq!(version.code, Some(0), "{}", version.stderr);
        let version = latest(&project).unwrap();
        let mut child = started(&project, &["yank", &version, "--reason", "wrong"]);
        thread::sleep(chance.part(Duration::from_millis(20)));
        child.kill().unwrap();
        child.wait().unwrap();
        let log = project.run(&["log", "--report", "json"]);
        assert_eq!(log.code, Some(0), "{}", log.stderr);
        let log: Value = serde_json::from_str(&log.stdout).unwrap();
        let status = log["versions"][0]["status"].as_str().unwrap();
        let next = build(&project);
        assert_eq!(next.code, Some(0), "{}", next.stderr);
        let report: Value = serde_json::from_str(&next.stdout).unwrap();
        assert_eq!(report["status"], if status == "ok" { "unchanged" } else { "released" });
        is_in_order(&project);
    }
    all_verified(&project);
}

#[test]
fn of_two_runs_at_once_one_writes_and_the_other_says_so() {
    let project = small();
    for round in 1..=20 {
        let children = [(); 2].map(|()| started(&project, &["build"]));
        let ended = children.map(ended);
        assert!(ended.iter().any(|one| one.code == Some(0)), "{}{}", ended[0].stderr, ended[1].stderr);
        for one in ended {
            let done = one.code == Some(0)
                && (one.stdout.contains("Released version ")
                    || one.stdout.contains("Nothing to publish: nothing changed since version "));
            let refused = one.code == Some(2)
                && one.stderr.contains("error: another run is writing to output: ")
                && one.stdout.is_empty();
            assert!(done || refused, "{:?} {} {}", one.code, one.stdout, one.stderr);
        }
        assert_eq!(releases(&project).len(), round);
        is_in_order(&project);
        invite_a_release(&project);
    }
}

#[test]
fn a_lock_is_respected_only_while_it_is_held() {
    let project = small();
    project.write("output/.unrecs.lock", "process 1 on the moon since 1969-07-20T20:17:40Z\n");
    let lock = fs::File::open(project.path("output/.unrecs.lock")).unwrap();
    lock.try_lock().unwrap();
    let expected = "another run is writing to output: process 1 on the moon since 1969-07-20T20:17:40Z; wait until it ends, \
                    or stop it, and try again (nothing was written)";
    for arguments in [&["build"][..], &["yank", "1.0.0", "--reason", "wrong"]] {
        let refused = project.run(arguments);
        assert_eq!(
            (refused.code, refused.stderr.trim_start_matches("warning")),
            (Some(2), &*format!("error: {expected}\n"))
        );
    }
    assert_eq!(project.run(&["log"]).stdout, "There are no releases in output\n");
    assert_eq!(names(&project), [".unrecs.lock"]);
    drop(lock);
    assert_eq!(build(&project).code, Some(0));
    is_in_order(&project);
}

#[cfg(target_os = "linux")]
mod starved {
    //! Limits that the operating system sets.

    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    use super::*;

    /// A build that can write no file longer than some blocks: told so, or killed at that write.
    fn limited(project: &Project, blocks: u32, trap: &str) -> Ended {
        let script = format!("{trap} ulimit -f {blocks}; exec \"$0\" build --report json");
        let command = project.command(&[]);
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(script).arg(command.get_program()).current_dir(project.path(""));
        shell.env("SOURCE_DATE_EPOCH", "1700000000").stdout(Stdio::piped()).stderr(Stdio::piped());
        ended(shell.spawn().unwrap())
    }

    #[test]
    fn a_disk_that_takes_no_more_stops_the_run_and_harms_nothing() {
        for trap in ["trap '' XFSZ;", ""] {
            let project = small();
            assert_eq!(build(&project).code, Some(0));
            invite_a_release(&project);
            let (mut blocks, mut failures) = (0, 0);
            loop {
                let ended = limited(&project, blocks, trap);
                if ended.code == Some(0) {
                    break;
                }
                failures += 1;
                if trap.is_empty() {
                    assert_eq!(ended.code, None);
                } else {
                    assert_eq!((ended.code, leftovers(&project)), (Some(2), 0));
                    assert!(ended.stdout.contains("\"message\": \"cannot write output/"), "{}", ended.stdout);
                }
                assert_eq!(
                    (latest(&project), releases(&project)),
                    (Some("1.0.0".to_owned()), vec!["v1.0.0".to_owned()])
                );
                blocks = (blocks * 2).max(1);
            }
            assert!(failures > 3, "{failures}");
            assert_eq!(latest(&project).as_deref(), Some("1.0.1"));
            is_in_order(&project);
        }
    }

    #[test]
    fn an_output_that_must_not_be_written_is_named() {
        let project = small();
        fs::create_dir(project.path("output")).unwrap();
        fs::set_permissions(project.path(""), fs::Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(project.path("output"), fs::Permissions::from_mode(0o555)).unwrap();
        let mut command = project.command(&["build", "--quiet"]);
        // Permissions do not bind the owner of the machine, who can be someone else for a while; the program must then stand
        // where everyone can reach it.
        if fs::metadata(project.path("")).unwrap().uid() == 0 {
            let program = project.path("unrecs");
            fs::hard_link(command.get_program(), &program)
                .or_else(|_| fs::copy(command.get_program(), &program).map(drop))
                .unwrap();
            command = Command::new(program);
            command.current_dir(project.path("")).args(["build", "--quiet", "--quiet"]).uid(65_534).gid(65_534);
        }
        let output = command.output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        let expected = "error: cannot write to the output directory output: Permission denied (os error 13)\n";
        assert!(stderr.ends_with(expected), "{stderr}");
        assert_eq!(names(&project), [""; 0]);
    }
}
