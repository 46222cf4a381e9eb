//! `sign` and `verify --signers` from outside, as far as they go without the tool that signs: the interoperability tests have it.

use std::fs;

use crate::project::Project;

/// A project with a release, a file that may be a key, and one of signers.
fn released() -> Project {
    let project = Project::small();
    project.build();
    project.write("key", "no key");
    project.write("signers", "a@example.org ssh-ed25519 AAAA\n");
    project
}

#[test]
fn without_the_tool_nothing_is_signed_and_the_message_says_what_is_missing() {
    let project = released();
    let output = project.command(&["sign", "--key", "key"]).env("PATH", project.path("empty")).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr.starts_with("error: cannot run ssh-keygen: "), "{stderr}");
    assert!(stderr.ends_with("; expected OpenSSH 8.2 or later on the PATH\n"), "{stderr}");
    assert!(!project.path("output/v1.0.0.sig").exists());
}

#[test]
fn a_key_that_is_no_file_is_named() {
    let project = released();
    for (key, expected) in [("none", "cannot read none: "), ("output", "cannot read output: ")] {
        let ended = project.run(&["sign", "--key", key]);
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""));
        assert!(ended.stderr.contains(expected), "{}", ended.stderr);
    }
}

#[test]
fn a_release_that_differs_is_not_signed() {
    let project = released();
    let path = project.path("output/v1.0.0/README.md");
    fs::write(&path, fs::read_to_string(&path).unwrap() + "more").unwrap();
    for arguments in [&["sign", "--key", "key"][..], &["build", "--sign", "key"]] {
        let ended = project.run(arguments);
        assert_eq!(ended.code, Some(4), "{}", ended.stderr);
        assert!(ended.stderr.ends_with("Nothing was signed.\n"), "{}", ended.stderr);
    }
    assert!(!project.path("output/v1.0.0.sig").exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_signatures_is_not_followed() {
    let project = released();
    fs::create_dir(project.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(project.path("elsewhere"), project.path("output/v1.0.0.sig")).unwrap();
    let ended = project.run(&["verify", "--signers", "signers"]);
    assert_eq!(ended.code, Some(2), "{}", ended.stdout);
    assert!(ended.stderr.ends_with("output/v1.0.0.sig: it is no directory\n"), "{}", ended.stderr);
}

#[test]
fn a_release_without_a_signature_or_with_another_file_beside_it_is_not_signed() {
    let project = released();
    let verify = &["verify", "--signers", "signers"];
    let none = "  no signer in the file has signed this release; expected one\n";
    let other = "  expected nothing beside this release but right signatures of it\n";
    let ended = project.run(verify);
    assert_eq!(ended.code, Some(4));
    assert!(ended.stdout.ends_with(&format!("no differences\nSignatures\n{none}")), "{}", ended.stdout);
    fs::create_dir(project.path("output/v1.0.0.sig")).unwrap();
    for (file, why) in [
        ("SHA256SUMS.a.sig", "it is no signature of OpenSSH"),
        ("notes.txt", "it is neither a signature nor a signed statement as unrecs writes them"),
    ] {
        let path = project.path("output/v1.0.0.sig").join(file);
        fs::write(&path, "-----BEGIN SSH SIGNATURE-----\n").unwrap();
        let ended = project.run(verify);
        assert_eq!(ended.code, Some(4));
        assert!(ended.stdout.ends_with(&format!("  {file}: wrong: {why}\n{other}")), "{}", ended.stdout);
        fs::remove_file(path).unwrap();
    }
    // The directory of signatures is no release, and no other command stumbles over it.
    for arguments in [&["verify", "--all"][..], &["log"], &["build", "--force"], &["yank", "1.0.0", "--reason", "a"]] {
        assert_eq!(project.run(arguments).code, Some(0), "{arguments:?}");
    }
}

#[test]
fn a_file_of_signers_that_is_not_there_is_named() {
    let ended = released().run(&["verify", "--signers", "none"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("cannot read none: "), "{}", ended.stderr);
}
