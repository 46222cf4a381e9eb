//! A portal that fails: each fault at each request, and a run that is cut after each of them.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use unrecs::portal::{
    self, Address, Audience, Key, Line, Outcome, Patience, Placement, Portal, PortalError, Rows, Wishes,
};
use unrecs_dataset::release::Opened;

use super::server::{Ckan, Fault};
use super::{KEY, listener, release_again, released};
use crate::project::Project;

/// How long a portal may say nothing: longer than anything here takes on the busiest machine.
const ANSWER: Duration = Duration::from_secs(20);

/// The same where it is waited for.
const SHORT: Duration = Duration::from_millis(500);

fn patience(tries: u32) -> Patience {
    Patience { tries, first_wait: Duration::from_millis(1), longest_wait: Duration::from_secs(2), answer: ANSWER }
}

fn publish(project: &Project, ckan: &Ckan, tries: u32) -> Result<Outcome, PortalError> {
    let release = Opened::at(&project.path("output/v1.0.0")).unwrap();
    publish_opened(&release, ckan, patience(tries))
}

fn publish_opened(release: &Opened, ckan: &Ckan, patience: Patience) -> Result<Outcome, PortalError> {
    publish_to(release, &ckan.url(), patience)
}

fn publish_to(release: &Opened, url: &str, patience: Patience) -> Result<Outcome, PortalError> {
    let key = Key::new("KEY", Some(KEY)).unwrap();
    let portal = Portal { address: Address::new(url, Line::Closed, &key).unwrap(), key, patience };
    let wishes = Wishes {
        organization: None,
        audience: Audience::AsItIs,
        placement: Placement::Upload,
        rows: Rows::Filled,
        yanked: Vec::new(),
    };
    portal::publish(release, &portal, &wishes, &|_| ())
}

/// What a portal has that never fails.
fn without_faults(project: &Project) -> (Value, usize) {
    let ckan = Ckan::start();
    publish(project, &ckan, 1).unwrap();
    let state = ckan.state();
    (state.seen(), state.log.len())
}

#[test]
fn a_run_survives_every_passing_fault_and_creates_nothing_twice() {
    let project = released();
    let (expected, _) = without_faults(&project);
    let release = Opened::at(&project.path("output/v1.0.0")).unwrap();
    let actions =
        ["package_show", "package_create", "resource_create", "datastore_create", "datastore_upsert", "package_patch"];
    let faults = [
        Fault::Status(500, "", "<html>".to_owned()),
        Fault::Status(429, "Retry-After: 0\r\n", String::new()),
        Fault::CutRequest,
        Fault::CutAnswer,
        Fault::Forget,
        Fault::GaveUp,
        Fault::Silence(SHORT * 3),
    ];
    for action in actions {
        for fault in &faults {
            let ckan = Ckan::start();
            ckan.fail(action, fault.clone());
            let answer = if matches!(fault, Fault::Silence(_)) { SHORT } else { ANSWER };
            let patience = Patience { answer, ..patience(3) };
            publish_opened(&release, &ckan, patience).unwrap_or_else(|error| panic!("{action}, {fault:?}: {error}"));
            assert!(
                ckan.state().faults.iter().all(|(_, queue)| queue.is_empty()),
                "{action}, {fault:?} never happened"
            );
            assert_eq!(ckan.state().seen(), expected, "{action}, {fault:?}");
        }
    }
}

#[test]
fn an_interrupted_run_can_be_repeated_with_the_same_result() {
    let project = released();
    let (expected, requests) = without_faults(&project);
    assert!(requests > 30, "{requests}");
    for end in 0..requests {
        let ckan = Ckan::start();
        ckan.state().ends_at = Some(end);
        let error = publish(&project, &ckan, 1).unwrap_err().to_string();
        assert!(error.contains("what has arrived stays, so run the command again"), "{error}");
        ckan.state().ends_at = None;
        publish(&project, &ckan, 1).unwrap_or_else(|error| panic!("after {end}: {error}"));
        assert_eq!(ckan.state().seen(), expected, "after {end}");
    }
}

#[test]
fn a_dataset_is_a_draft_or_the_earlier_version_until_all_files_have_arrived() {
    let (project, ckan) = (released(), Ckan::start());
    let (_, requests) = without_faults(&project);
    ckan.state().ends_at = Some(requests - 2);
    publish(&project, &ckan, 1).unwrap_err();
    assert_eq!(ckan.state().dataset.as_ref().unwrap()["state"], "draft");
    ckan.state().ends_at = None;
    publish(&project, &ckan, 1).unwrap();
    assert_eq!(ckan.state().dataset.as_ref().unwrap()["state"], "active");
    release_again(&project);
    let next = Opened::at(&project.path("output/v1.0.1")).unwrap();
    let end = ckan.state().log.len() + 20;
    ckan.state().ends_at = Some(end);
    publish_opened(&next, &ckan, patience(1)).unwrap_err();
    assert_eq!(ckan.state().dataset.as_ref().unwrap()["version"], "1.0.0");
    ckan.state().ends_at = None;
    publish_opened(&next, &ckan, patience(1)).unwrap();
    assert_eq!(ckan.state().dataset.as_ref().unwrap()["version"], "1.0.1");
}

#[test]
fn a_refusal_is_shown_field_by_field_and_not_tried_again() {
    let (project, ckan) = (released(), Ckan::start());
    let error = json!({"success": false, "error": {"__type": "Validation Error", "owner_org": ["An organization must be provided"]}});
    ckan.fail("package_create", Fault::Status(409, "", error.to_string()));
    let refused = publish(&project, &ckan, 5).unwrap_err().to_string();
    assert!(refused.ends_with("was refused: owner_org: An organization must be provided (HTTP 409)"), "{refused}");
    assert_eq!(ckan.state().count("package_create"), 1);
    assert_eq!(ckan.state().count("package_show"), 1);
    for status in [400, 401, 403, 413] {
        let ckan = Ckan::start();
        ckan.fail("resource_create", Fault::Status(status, "", json!({"error": {"message": "No"}}).to_string()));
        assert!(matches!(publish(&project, &ckan, 5), Err(PortalError::Refused { .. })), "{status}");
        assert_eq!(ckan.state().count("resource_create"), 1, "{status}");
    }
    ckan.state().dataset = Some(json!({"id": "1", "name": "test", "state": "deleted"}).as_object().unwrap().clone());
    assert!(matches!(publish(&project, &ckan, 5), Err(PortalError::Deleted { .. })));
}

#[test]
fn a_wait_that_the_portal_asks_for_is_kept_within_bounds() {
    let (project, ckan) = (released(), Ckan::start());
    ckan.fail("resource_create", Fault::Status(503, "Retry-After: 1\r\n", String::new()));
    let begin = Instant::now();
    publish(&project, &ckan, 2).unwrap();
    assert!(begin.elapsed() >= Duration::from_secs(1));
    let ckan = Ckan::start();
    ckan.fail("package_show", Fault::Status(503, "Retry-After: 3600\r\n", String::new()));
    let error = publish(&project, &ckan, 2).unwrap_err().to_string();
    assert!(error.contains("the portal asks to wait for 3600 s"), "{error}");
    assert_eq!(ckan.state().log.len(), 1);
}

#[test]
fn a_run_gives_up_a_portal_that_does_not_answer() {
    let (project, ckan) = (released(), Ckan::start());
    ckan.state().ends_at = Some(3);
    let error = publish(&project, &ckan, 4).unwrap_err();
    assert!(matches!(error, PortalError::Unreached { tries: 4, .. }), "{error}");
    assert_eq!(ckan.state().log.len(), 3 + 1 + 4, "one request that makes something, and looking four times");
}

#[test]
fn a_broken_tls_connection_is_not_tried_again() {
    let project = released();
    let release = Opened::at(&project.path("output/v1.0.0")).unwrap();
    let (port, count) = listener(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    let error = publish_to(&release, &format!("https://127.0.0.1:{port}"), patience(3)).unwrap_err();
    assert!(matches!(error, PortalError::Strange { .. }), "{error}");
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[test]
fn a_file_that_changes_on_its_way_is_not_kept() {
    let (project, ckan) = (released(), Ckan::start());
    let release = Opened::at(&project.path("output/v1.0.0")).unwrap();
    let path = project.path("output/v1.0.0/data/csv/divisions.csv");
    let mut bytes = std::fs::read(&path).unwrap();
    let last = bytes.len() - 3;
    bytes[last] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let error = publish_opened(&release, &ckan, patience(3)).unwrap_err();
    let PortalError::File { path, reason } = &error else { panic!("{error}") };
    assert!(path.ends_with("data/csv/divisions.csv") && reason.contains("not the file that was published"), "{error}");
    assert_eq!(ckan.state().names(), ["v1.0.0/data/recommendations.csv", "v1.0.0/data/csv/documents.csv"]);
}
