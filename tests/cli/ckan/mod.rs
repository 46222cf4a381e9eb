//! `publish ckan` against a server that plays CKAN: what arrives, what is repeated, what is refused, and what is never shown.

mod faults;
mod hostile;
mod http;
mod server;

use std::fs;
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::project::{Ended, Project};
use server::{Ckan, Fault};

/// The key, which no output may hold.
const KEY: &str = "eyJ0b2tlbiI6InZlcnktc2VjcmV0In0";

impl Project {
    fn publishing(&self, ckan: &Ckan, arguments: &[&str]) -> Command {
        let mut command = self.command(&["publish", "ckan", "--key-env", "PORTAL_KEY", "--url", &ckan.url()]);
        command.args(arguments).env("PORTAL_KEY", KEY);
        command
    }

    fn publish(&self, ckan: &Ckan, arguments: &[&str]) -> Ended {
        let ended = Ended::of(self.publishing(ckan, arguments).output().unwrap());
        // No part of it either.
        let part = &KEY[..8];
        assert!(!ended.stdout.contains(part) && !ended.stderr.contains(part), "{}{}", ended.stdout, ended.stderr);
        ended
    }
}

/// A project with a release.
fn released() -> Project {
    let project = Project::small();
    project.build();
    project
}

/// The same with a word in the place of another, released once more.
fn release_again(project: &Project) {
    project.replace("real.txt", "应当", "必须");
    project.build();
}

#[test]
fn a_release_arrives_whole_and_a_second_run_has_nothing_to_do() {
    let (project, ckan) = (released(), Ckan::start());
    let ended = project.publish(&ckan, &["--organization", "desk"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let description: Value =
        serde_json::from_slice(&fs::read(project.path("output/v1.0.0/ckan.json")).unwrap()).unwrap();
    {
        let mut state = ckan.state();
        let dataset = state.dataset.as_ref().unwrap();
        for key in ["name", "title", "notes", "version", "tags", "extras", "license_id"] {
            assert_eq!(dataset.get(key), description.get(key), "{key}");
        }
        assert_eq!(
            (&dataset["owner_org"], &dataset["state"], &dataset["private"]),
            (&json!("desk"), &json!("active"), &json!(false))
        );
        let wanted: Vec<&str> =
            description["resources"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(state.names(), wanted);
        for resource in &state.resources {
            let (id, name) = (resource["id"].as_str().unwrap(), resource["name"].as_str().unwrap());
            assert_eq!(state.files[id], fs::read(project.path("output").join(name)).unwrap(), "{name}");
            let base = name.rsplit('/').next().unwrap();
            assert!(resource["url"].as_str().unwrap().ends_with(&format!("/download/v1.0.0-{base}")), "{name}");
            // The view is in no format that is read here.
            if let Some(table) = resource.get("table").filter(|table| *table != "recommendations") {
                let lines = fs::read_to_string(
                    project.path(&format!("output/v1.0.0/data/ndjson/{}.ndjson", table.as_str().unwrap())),
                );
                let rows: Vec<Value> = lines.unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
                let (_, stored) = &state.rows[id];
                assert_eq!(stored.len(), rows.len(), "{name}");
                // What is not in a line is null.
                let said = |row: &Value| {
                    let members = row.as_object().unwrap().iter().filter(|(_, value)| !value.is_null());
                    members.map(|(name, value)| (name.clone(), value.clone())).collect::<Vec<_>>()
                };
                assert!(rows.iter().all(|row| stored.values().any(|one| said(one) == said(row))), "{name}");
            }
        }
        assert!(state.keys.iter().all(|key| key == KEY));
        state.log.clear();
    }
    let again = project.publish(&ckan, &["--organization", "desk"]);
    assert_eq!(again.code, Some(0));
    assert!(again.stdout.starts_with("Nothing to do: http"), "{}", again.stdout);
    let json: Value = serde_json::from_str(&project.publish(&ckan, &["--report", "json"]).stdout).unwrap();
    assert_eq!((&json["status"], &json["steps"], &json["version"]), (&json!("unchanged"), &json!([]), &json!("1.0.0")));
    assert!(ckan.state().log.iter().all(|(method, _)| method == "GET"));
}

#[test]
fn old_versions_stay_behind_the_newest_with_their_files() {
    let (project, ckan) = (released(), Ckan::start());
    assert_eq!(project.publish(&ckan, &[]).code, Some(0));
    let before = ckan.state().resources.clone();
    let files = ckan.state().files.clone();
    release_again(&project);
    let ended = project.publish(&ckan, &[]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    {
        let state = ckan.state();
        assert_eq!(state.dataset.as_ref().unwrap()["version"], "1.0.1");
        let (newest, old) = state.resources.split_at(before.len());
        assert!(newest.iter().all(|one| one["name"].as_str().unwrap().starts_with("v1.0.1/")));
        assert_eq!(old, before);
        assert!(files.iter().all(|(id, bytes)| state.files[id] == *bytes));
    }
    // An old version that is published once more is there, and the dataset goes on speaking of the newest.
    let old = project.publish(&ckan, &["--release", "1.0.0"]);
    assert!(old.stdout.starts_with("Nothing to do"), "{}", old.stdout);
    // Where the newest was a mistake, the dataset speaks of the old one again.
    assert_eq!(project.run(&["yank", "1.0.1", "--reason", "a wrong word"]).code, Some(0));
    let yanked = project.publish(&ckan, &["--release", "1.0.1"]);
    assert_eq!(yanked.code, Some(2));
    assert!(yanked.stderr.contains("version 1.0.1 was yanked: a wrong word"), "{}", yanked.stderr);
    assert_eq!(project.publish(&ckan, &[]).code, Some(0));
    let state = ckan.state();
    assert_eq!(state.dataset.as_ref().unwrap()["version"], "1.0.0");
    assert_eq!(state.resources[..before.len()], before);
}

#[test]
fn a_dry_run_changes_nothing_and_says_what_would_be_done() {
    let (project, ckan) = (released(), Ckan::start());
    let planned = project.publish(&ckan, &["--dry-run"]);
    assert_eq!(planned.code, Some(0), "{}", planned.stderr);
    assert!(ckan.state().log.iter().all(|(method, _)| method == "GET"));
    assert!(ckan.state().dataset.is_none());
    assert!(planned.stdout.contains("create test\nupload v1.0.0/data/recommendations.csv ("), "{}", planned.stdout);
    assert!(planned.stdout.contains("nothing was changed"), "{}", planned.stdout);
    let json: Value = serde_json::from_str(&project.publish(&ckan, &["--dry-run", "--report", "json"]).stdout).unwrap();
    assert_eq!(json["status"], "planned");
    let done: Value = serde_json::from_str(&project.publish(&ckan, &["--report", "json"]).stdout).unwrap();
    let steps = |report: &Value| report["steps"].as_array().unwrap().clone();
    // That a new dataset is shown at the end is not known before, since not every portal makes drafts.
    assert_eq!(steps(&done)[..steps(&json).len()], steps(&json));
    assert!(ckan.state().resources.len() > 10);
}

#[test]
fn additions_of_others_stay_and_wrong_values_are_corrected() {
    let (project, ckan) = (released(), Ckan::start());
    assert_eq!(project.publish(&ckan, &[]).code, Some(0));
    let right = ckan.state().seen();
    {
        let mut state = ckan.state();
        let dataset = state.dataset.as_mut().unwrap();
        dataset["title"] = json!("Another title");
        dataset["tags"].as_array_mut().unwrap().push(json!({"name": "theirs"}));
        dataset["extras"].as_array_mut().unwrap().push(json!({"key": "theirs", "value": "1"}));
        dataset["extras"][0]["value"] = json!("wrong");
        dataset.insert("private".to_owned(), json!(true));
        // A file that is not ours, a copy of one that is, and one with another digest.
        let theirs =
            json!({"id": "theirs", "name": "A photograph", "hash": "", "url": "http://elsewhere/", "url_type": ""});
        let mut copy = state.resources[1].clone();
        copy["id"] = json!("copy");
        state.resources[0]["hash"] = json!("0".repeat(64));
        state.resources.insert(0, theirs.as_object().unwrap().clone());
        state.resources.push(copy);
        let rows = state.rows.values_mut().next().unwrap();
        rows.1.clear();
    }
    let ended = project.publish(&ckan, &[]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(
        ended.stdout.contains("replace v1.0.0/") && ended.stdout.contains("remove a copy of v1.0.0/"),
        "{}",
        ended.stdout
    );
    let mut state = ckan.state();
    assert_eq!(state.names().last(), Some(&"A photograph"));
    state.resources.pop();
    let dataset = state.dataset.as_mut().unwrap();
    assert_eq!(dataset["private"], true, "what somebody has hidden stays hidden");
    dataset["private"] = json!(false);
    assert_eq!(dataset["tags"].as_array_mut().unwrap().pop(), Some(json!({"name": "theirs"})));
    assert_eq!(dataset["extras"].as_array_mut().unwrap().pop(), Some(json!({"key": "theirs", "value": "1"})));
    assert_eq!(state.seen(), right);
}

#[test]
fn fields_that_a_release_drops_are_removed_and_additions_of_others_stay() {
    let config = "license = { name = \"CC0\", url = \"https://example.org/cc0\" }\n";
    let known = "license = { name = \"CC-BY-4.0\", url = \"https://example.org/by\" }\nhomepage = \"https://example.org/\"\n\
                 contact = { name = \"Desk\", email = \"desk@example.org\" }\n";
    let (project, ckan) = (Project::with(config, known), Ckan::start());
    project.write("real.txt", "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n1. 缔约国应当合作。\n");
    project.build();
    assert_eq!(project.publish(&ckan, &[]).code, Some(0));
    {
        let mut state = ckan.state();
        let dataset = state.dataset.as_mut().unwrap();
        assert_eq!(
            ["license_id", "url", "maintainer_email"].map(|key| &dataset[key]),
            ["cc-by", "https://example.org/", "desk@example.org"]
        );
        assert_eq!(dataset.get("author_email"), None, "the author is the publisher, who has no address");
        // As earlier versions of the program said it.
        dataset.insert("author_email".to_owned(), json!("desk@example.org"));
        dataset["extras"].as_array_mut().unwrap().push(json!({"key": "theirs", "value": "1"}));
    }
    project.replace("pipeline.toml", known, config);
    release_again(&project);
    let ended = project.publish(&ckan, &[]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    {
        let state = ckan.state();
        let dataset = state.dataset.as_ref().unwrap();
        for key in ["license_id", "url", "maintainer_email", "author_email"] {
            assert_eq!(dataset[key], "", "{key}");
        }
        let extras = dataset["extras"].as_array().unwrap();
        let extra = |key: &str| extras.iter().find(|extra| extra["key"] == key).map(|extra| &extra["value"]);
        assert_eq!(extra("license_name"), Some(&json!("CC0")));
        assert_eq!((extra("contact_name"), extra("contact_email")), (None, None));
        assert_eq!(extra("theirs"), Some(&json!("1")));
    }
    assert!(project.publish(&ckan, &[]).stdout.starts_with("Nothing to do"));
}

#[test]
fn every_copy_is_removed_and_no_correct_file_is_replaced() {
    let (project, ckan) = (released(), Ckan::start());
    assert_eq!(project.publish(&ckan, &[]).code, Some(0));
    let right = ckan.state().seen();
    {
        let mut state = ckan.state();
        for copy in ["copy-1", "copy-2", "copy-3"] {
            let mut resource = state.resources[1].clone();
            resource["id"] = json!(copy);
            state.resources.push(resource);
        }
    }
    let ended = project.publish(&ckan, &[]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert_eq!(ended.stdout.matches("remove a copy of v1.0.0/").count(), 3, "{}", ended.stdout);
    assert_eq!(ckan.state().seen(), right);
    // Somebody's file of the same name, before ours.
    {
        let mut state = ckan.state();
        let mut resource = state.resources[1].clone();
        resource["id"] = json!("theirs");
        resource["hash"] = json!("0".repeat(64));
        state.resources.insert(1, resource);
    }
    let ended = project.publish(&ckan, &[]);
    assert!(ended.stdout.starts_with("Nothing to do"), "{}{}", ended.stdout, ended.stderr);
    ckan.state().resources.remove(1);
    assert_eq!(ckan.state().seen(), right);
}

#[test]
fn links_point_to_the_releases_below_base_url() {
    let project = Project::with("id = \"test\"\n", "id = \"test\"\nbase_url = \"https://data.example.org/test\"\n");
    project.write("real.txt", "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n1. 缔约国应当合作。\n");
    project.build();
    let ckan = Ckan::start();
    assert_eq!(project.publish(&ckan, &["--link", "--no-datastore"]).code, Some(0));
    {
        let state = ckan.state();
        assert!(state.files.is_empty() && state.rows.is_empty());
        assert_eq!(state.resources[0]["url"], "https://data.example.org/test/v1.0.0/data/recommendations.csv");
    }
    assert!(project.publish(&ckan, &["--link", "--no-datastore"]).stdout.starts_with("Nothing to do"));
    // Links become uploads, and uploads links.
    assert_eq!(project.publish(&ckan, &[]).code, Some(0));
    let uploaded = ckan.state().files.len();
    assert_eq!(uploaded, ckan.state().resources.len());
    let linked = project.publish(&ckan, &["--link", "--report", "json"]);
    assert_eq!(linked.code, Some(0), "{}", linked.stderr);
    let linked: Value = serde_json::from_str(&linked.stdout).unwrap();
    let replaced = linked["steps"].as_array().unwrap().iter().filter(|step| step["action"] == "replace");
    let bytes: Vec<&Value> = replaced.map(|step| &step["bytes"]).collect();
    assert_eq!(bytes.len(), uploaded);
    assert!(bytes.iter().all(|bytes| bytes.is_null()), "nothing is sent: {bytes:?}");
    assert!(ckan.state().files.is_empty());
    assert!(!ckan.state().rows.is_empty());
    let unserved = released().publish(&ckan, &["--link"]);
    assert_eq!(unserved.code, Some(2));
    assert!(unserved.stderr.contains("set `base_url`"), "{}", unserved.stderr);
}

#[test]
fn a_portal_without_a_datastore_gets_the_files() {
    let (project, ckan) = (released(), Ckan::start());
    ckan.state().without_store = true;
    let ended = project.publish(&ckan, &["--private", "--organization", "desk"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(ended.stdout.contains("The portal has no DataStore"), "{}", ended.stdout);
    assert_eq!(ckan.state().dataset.as_ref().unwrap()["private"], true);
    assert_eq!(ckan.state().count("datastore_create"), 1);
    assert!(project.publish(&ckan, &[]).stdout.starts_with("Nothing to do"));
}

#[test]
fn a_release_that_differs_from_its_manifest_is_not_sent() {
    let (project, ckan) = (released(), Ckan::start());
    let path = project.path("output/v1.0.0/data/csv/divisions.csv");
    let mut bytes = fs::read(&path).unwrap();
    bytes[20] ^= 1;
    fs::write(&path, bytes).unwrap();
    let ended = project.publish(&ckan, &[]);
    assert_eq!(ended.code, Some(4));
    assert!(ended.stderr.contains("divisions.csv") && ended.stderr.contains("Nothing was sent."), "{}", ended.stderr);
    let by_directory = project.publish(&ckan, &["--release", "output/v1.0.0", "--report", "json"]);
    assert_eq!(
        (by_directory.code, serde_json::from_str::<Value>(&by_directory.stdout).unwrap()["status"].clone()),
        (Some(4), json!("differs"))
    );
    assert!(ckan.state().log.is_empty());
}

/// Someone who hears connections, says something to each, and counts them.
fn listener(says: &'static [u8]) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, count) = (listener.local_addr().unwrap().port(), Arc::new(AtomicUsize::new(0)));
    let heard = count.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            heard.fetch_add(1, Ordering::SeqCst);
            http::send(stream, says);
        }
    });
    (port, count)
}

#[test]
fn no_proxy_reads_the_key_on_its_way_to_this_machine() {
    let (project, ckan) = (released(), Ckan::start());
    let (port, count) = listener(b"");
    let mut command = project.publishing(&ckan, &["--dry-run"]);
    command.env("ALL_PROXY", format!("http://127.0.0.1:{port}")).env_remove("NO_PROXY").env_remove("no_proxy");
    let ended = Ended::of(command.output().unwrap());
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert_eq!(count.load(Ordering::SeqCst), 0);
}

#[test]
fn the_key_is_needed_and_never_shown() {
    let (project, ckan) = (released(), Ckan::start());
    let without = Ended::of(project.publishing(&ckan, &[]).env_remove("PORTAL_KEY").output().unwrap());
    assert_eq!(without.code, Some(2));
    assert!(without.stderr.contains("the environment variable PORTAL_KEY is not set"), "{}", without.stderr);
    let open = Ended::of(
        project
            .command(&["publish", "ckan", "--url", "http://data.example.org", "--key-env", "PORTAL_KEY"])
            .env("PORTAL_KEY", KEY)
            .output()
            .unwrap(),
    );
    assert_eq!(open.code, Some(2));
    assert!(open.stderr.contains("others can read a token sent over http://"), "{}", open.stderr);
    assert!(ckan.state().log.is_empty());
    // A portal that sends the key back, in words or as an address.
    let said = || format!("{{\"error\": {{\"message\": \"{KEY} may not\"}}}}");
    for arguments in [&["-v"][..], &["--report", "json"], &["--report", "github"], &["-vv", "--dry-run"]] {
        ckan.fail("package_show", Fault::Status(403, "", said()));
        let ended = project.publish(&ckan, arguments);
        assert_eq!(ended.code, Some(2));
        assert!((ended.stdout + &ended.stderr).contains("[API token] may not"));
        ckan.fail(
            "package_show",
            Fault::Status(302, "Location: /?key=eyJ0b2tlbiI6InZlcnktc2VjcmV0In0\r\n", String::new()),
        );
        assert_eq!(project.publish(&ckan, arguments).code, Some(2));
        // Also where it stands far behind, and a part of it may be cut off.
        for before in ["<html>".to_owned(), " ".repeat(990)] {
            ckan.fail("package_show", Fault::Status(200, "", format!("{before}{KEY}</html>")));
            let ended = project.publish(&ckan, arguments);
            assert_eq!(ended.code, Some(2));
            assert!((ended.stdout + &ended.stderr).contains("[API token]</html>"));
        }
    }
}
