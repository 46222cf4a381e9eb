//! Bags as they are made, and what stops them, on a release of two files.

use std::io::Read as _;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use unrecs_text::value::Digest;

const ROWS: &[u8] = b"a,b\r\n1,2\r\n";

/// A release in a directory of its own, and an empty directory for bags.
struct Scene {
    release: TempDir,
    to: TempDir,
}

impl Scene {
    fn new() -> Self {
        Self::with(|_| ())
    }

    /// A release whose manifest was changed before its digest went into `SHA256SUMS`.
    fn with(change: impl FnOnce(&mut Value)) -> Self {
        let scene = Self { release: TempDir::new().unwrap(), to: TempDir::new().unwrap() };
        let file = |path: &str, bytes: &[u8]| json!({"path": path, "media_type": "text/csv", "bytes": bytes.len(), "sha256": Digest::of(bytes).to_string()});
        let mut manifest = json!({
            "dataset": {
                "id": "a-set",
                "title": {"en": "A set", "zh": "数据集"},
                "description": {"en": "Rows\nto test with."},
                "publisher": {"name": "A publisher", "url": null},
                "contact": {"name": "A desk", "email": "desk@example.org", "url": null},
                "base_url": "https://example.org/data",
                "doi": "10.1/2",
            },
            "version": "1.2.0", "reason": "rows were added", "released_at": "2023-11-14T22:13:20Z",
            "files": [file("README.md", b"# A set\n"), file("data/csv/a.csv", ROWS)],
        });
        change(&mut manifest);
        scene.write("README.md", b"# A set\n");
        scene.write("data/csv/a.csv", ROWS);
        scene.write("orphan.txt", b"of no release");
        let manifest = serde_json::to_vec(&manifest).unwrap();
        scene.write("manifest.json", &manifest);
        let line = |bytes: &[u8], path: &str| format!("{}  {path}\n", Digest::of(bytes));
        let sums = line(b"# A set\n", "README.md") + &line(ROWS, "data/csv/a.csv") + &line(&manifest, "manifest.json");
        scene.write("SHA256SUMS", sums.as_bytes());
        scene
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.release.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn bag(&self, form: BagForm) -> Result<Bagged, ReleaseError> {
        bag(&Payload::at(self.release.path())?, self.to.path(), form)
    }

    /// The message of what stops a bag of either form, after which nothing is left.
    fn refused(&self) -> String {
        let [message, other] = [BagForm::Directory, BagForm::Zip].map(|form| self.bag(form).unwrap_err().to_string());
        assert_eq!(message, other);
        assert_eq!(fs::read_dir(self.to.path()).unwrap().count(), 0);
        message.replace(&self.release.path().display().to_string(), "…")
    }
}

/// Every file below a directory, by its path.
fn tree(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory).unwrap() {
        let (path, name) = (entry.as_ref().unwrap().path(), entry.unwrap().file_name().into_string().unwrap());
        if path.is_dir() {
            files.extend(tree(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.insert(name, fs::read(path).unwrap());
        }
    }
    files
}

#[test]
fn a_bag_holds_the_release_and_says_what_it_is() {
    let scene = Scene::new();
    let made = scene.bag(BagForm::Directory).unwrap();
    assert_eq!(made.path, scene.to.path().join("a-set-1.2.0"));
    let files = tree(&made.path);
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let payload: Vec<&str> = files.keys().filter_map(|path| path.strip_prefix("data/")).collect();
    assert_eq!(payload, ["README.md", "SHA256SUMS", "data/csv/a.csv", "manifest.json"]);
    assert_eq!(
        (made.files, made.bytes),
        (4, payload.iter().map(|path| files[&format!("data/{path}")].len() as u64).sum())
    );
    for path in payload {
        assert_eq!(files[&format!("data/{path}")], fs::read(scene.release.path().join(path)).unwrap(), "{path}");
    }
    assert_eq!(text("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    let info = format!(
        "\
Source-Organization: A publisher
Contact-Name: A desk
Contact-Email: desk@example.org
External-Description: A set
External-Description: Rows to test with.
External-Identifier: a-set-1.2.0
External-Identifier: https://example.org/data/v1.2.0/
External-Identifier: https://doi.org/10.1/2
Internal-Sender-Description: rows were added
Bag-Group-Identifier: a-set
Bagging-Date: 2023-11-14
Bag-Software-Agent: unrecs {}
Payload-Oxum: {}.4
",
        env!("CARGO_PKG_VERSION"),
        made.bytes
    );
    assert_eq!(text("bag-info.txt"), info);
    let digests =
        |of: &[&str]| -> String { of.iter().map(|path| format!("{}  {path}\n", Digest::of(&files[*path]))).collect() };
    let payload = ["data/README.md", "data/SHA256SUMS", "data/data/csv/a.csv", "data/manifest.json"];
    assert_eq!(text("manifest-sha256.txt"), digests(&payload));
    assert_eq!(text("tagmanifest-sha256.txt"), digests(&["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]));
}

#[test]
fn a_zip_file_is_the_directory_and_the_same_again() {
    let scene = Scene::new();
    let directory = scene.bag(BagForm::Directory).unwrap().path;
    let made = scene.bag(BagForm::Zip).unwrap().path;
    let bytes = fs::read(&made).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let (mut names, mut files) = (Vec::new(), BTreeMap::new());
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        assert_eq!(entry.last_modified().unwrap().to_string(), "2023-11-14 22:13:20");
        assert_eq!(entry.unix_mode().unwrap() & 0o777, 0o644);
        names.push(entry.name().unwrap().into_owned());
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        files.insert(names[index].strip_prefix("a-set-1.2.0/").unwrap().to_owned(), content);
    }
    assert_eq!(files, tree(&directory));
    assert!(names.is_sorted(), "{names:?}");
    fs::remove_file(&made).unwrap();
    fs::remove_dir_all(&directory).unwrap();
    // Other times and permissions of the files of the release change nothing.
    scene.write("README.md", b"# A set\n");
    let mut permissions = fs::metadata(scene.release.path().join("README.md")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(scene.release.path().join("README.md"), permissions).unwrap();
    assert_eq!(fs::read(scene.bag(BagForm::Zip).unwrap().path).unwrap(), bytes);
}

#[test]
fn a_large_file_has_the_wider_fields() {
    let scene = Scene::new();
    let payload = Payload::at(scene.release.path()).unwrap();
    // Bytes 4 and 5 of a local header are the version needed to extract it, which is 4.5 for ZIP64.
    let needed = |bytes: u64| {
        let target = scene.to.path().join(bytes.to_string());
        let mut zip = Zip::new(&target, scene.to.path(), &payload).unwrap();
        zip.begin("a", bytes).unwrap().write_all(b"few").unwrap();
        zip.appear().unwrap();
        fs::read(&target).unwrap()[4]
    };
    assert_eq!([needed(3), needed(u64::from(u32::MAX))], [20, 45]);
}

#[test]
fn a_file_that_is_not_the_published_one_stops_the_bag_and_nothing_is_left() {
    for (name, bytes) in [("data/csv/a.csv", &b"a,b\r\n1,3\r\n"[..]), ("README.md", b""), ("README.md", b"# A set\n\n")]
    {
        let scene = Scene::new();
        scene.write(name, bytes);
        let (found, message) = (Digest::of(&bytes[..bytes.len().min(9)]), scene.refused());
        let start = format!("…/{name} is not the file that was published: its SHA-256 is ");
        assert!(message.starts_with(&start), "{message}");
        assert!(name != "README.md" || message.contains(&found.to_string()), "{message}");
    }
    let scene = Scene::new();
    scene.write("SHA256SUMS", b"nothing\n");
    assert!(scene.refused().starts_with("…/SHA256SUMS is not the file that was published: "));
    let scene = Scene::new();
    fs::remove_file(scene.release.path().join("README.md")).unwrap();
    assert!(scene.refused().starts_with("cannot read …/README.md: "));
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let scene = Scene::new();
    let path = scene.release.path().join("README.md");
    fs::rename(&path, scene.release.path().join("elsewhere.md")).unwrap();
    std::os::unix::fs::symlink("elsewhere.md", &path).unwrap();
    assert!(scene.refused().starts_with("cannot read …/README.md: it is a symbolic link; expected a regular file"));
}

#[test]
fn a_manifest_that_leads_elsewhere_is_refused() {
    let refused = |change: &dyn Fn(&mut Value)| Scene::with(change).refused();
    for path in ["../a", "/a", "data//a", "a\\b", ""] {
        let message = refused(&|manifest| manifest["files"][0]["path"] = json!(path));
        let expected = format!("cannot read …/manifest.json: the path {path:?} leads out of the release; ");
        assert!(message.starts_with(&expected), "{message}");
    }
    let message = refused(&|manifest| manifest["files"][0]["path"] = json!("manifest.json"));
    assert!(message.starts_with("cannot read …/manifest.json: it lists \"manifest.json\" twice; "), "{message}");
    let message = refused(&|manifest| manifest["dataset"]["id"] = json!("../a"));
    assert!(message.starts_with("cannot read …/manifest.json: \"../a\" is not a valid dataset id; "), "{message}");
}

#[test]
fn nothing_is_written_over_nor_into_the_release() {
    let scene = Scene::new();
    let end = "something with this name already exists, and unrecs never overwrites anything; choose another directory \
               with --to";
    for (name, form) in [("a-set-1.2.0", BagForm::Directory), ("a-set-1.2.0.zip", BagForm::Zip)] {
        let path = scene.to.path().join(name);
        fs::write(&path, "mine").unwrap();
        let message = scene.bag(form).unwrap_err().to_string();
        assert_eq!(message, format!("cannot create the bag {}: {end}", path.display()));
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }
    let payload = Payload::at(scene.release.path()).unwrap();
    for within in [scene.release.path().to_owned(), scene.release.path().join("new/deep")] {
        let message = bag(&payload, &within, BagForm::Zip).unwrap_err().to_string();
        assert!(message.contains(": it would be inside the release, which must not change; "), "{message}");
    }
    assert!(!scene.release.path().join("new").exists());
}

#[test]
fn what_older_manifests_do_not_say_is_left_out() {
    let scene = Scene::with(|manifest| {
        for member in ["contact", "base_url", "doi"] {
            manifest["dataset"].as_object_mut().unwrap().remove(member);
        }
    });
    let info = fs::read_to_string(scene.bag(BagForm::Directory).unwrap().path.join("bag-info.txt")).unwrap();
    assert!(!info.contains("Contact") && info.matches("External-Identifier").count() == 1, "{info}");
}

#[test]
fn what_a_killed_run_left_is_removed_and_what_another_run_makes_stays() {
    for form in [BagForm::Directory, BagForm::Zip] {
        let scene = Scene::new();
        let path = |name: &str| scene.to.path().join(name);
        fs::create_dir_all(path(".unrecs-bag-killed/bag/data")).unwrap();
        fs::create_dir_all(path(".unrecs-bag-alive/bag/data")).unwrap();
        for name in [".unrecs-bag-killed/lock", ".unrecs-bag-alive/lock", ".unrecs-bag-zip", "mine"] {
            fs::write(path(name), "").unwrap();
        }
        let alive = fs::File::open(path(".unrecs-bag-alive/lock")).unwrap();
        alive.try_lock().unwrap();
        let payload = Payload::at(scene.release.path()).unwrap();
        bag(&payload, scene.to.path(), form).unwrap();
        let names =
            fs::read_dir(scene.to.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        let bag = if matches!(form, BagForm::Zip) { "a-set-1.2.0.zip" } else { "a-set-1.2.0" };
        assert_eq!(names, [".unrecs-bag-alive", bag, "mine"]);
    }
}
