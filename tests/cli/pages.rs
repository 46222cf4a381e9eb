//! Pages for people that were changed and sealed again: `verify` makes them from the rows, and names the line that differs.

use crate::project::{Damage, Project, Seal};

#[test]
fn a_page_that_says_something_else_is_named() {
    let project = Project::citing("[\"csv\", \"site\"]");
    let release = project.release("1.0.0");
    assert_eq!(release.differences(), [""; 0]);
    for (path, old, new) in [
        ("site/documents/real.html", "交流信息", "交流消息"),
        ("site/data/zh-0.js", "交流信息", "交流消息"),
        ("site/provisions/som_protocol/art_6.html", "第6条", "第7条"),
        ("site/search.js", "\"use strict\"", "\"use nothing\""),
        ("site/release.html", "1.0.0", "1.0.1"),
    ] {
        let text = release.read(path);
        assert!(text.contains(old), "{old} is not in {path}");
        let damaged = release.damage(path, &Damage::Bytes(text.replace(old, new).as_bytes()), Seal::Files);
        damaged.finds(&["[descriptions] ", path, "found ", "; expected "]);
    }
}

#[test]
fn the_same_rows_make_the_same_pages() {
    let project = Project::citing("[\"csv\", \"site\"]");
    let release = project.release("1.0.0");
    let pages: Vec<_> = release.manifest()["files"].as_array().unwrap().to_vec();
    for threads in ["1", "4"] {
        let mut command = project.command(&["build", "--output", threads]);
        assert!(command.env("RAYON_NUM_THREADS", threads).output().unwrap().status.success());
        let again = project.json(&format!("{threads}/v1.0.0/manifest.json"));
        assert_eq!(again["files"].as_array().unwrap(), &pages);
    }
}
