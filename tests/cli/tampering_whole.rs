//! The workbook, the database, Akoma Ntoso and the descriptions, changed and sealed again: `verify` says what is not as published.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use rusqlite::Connection;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::project::{Damage, Damaged, Project, Release, Seal};

const DATABASE: &str = "data/sqlite/test.sqlite";
const WORKBOOK: &str = "data/excel/test.xlsx";

/// Whether a difference is in a description, many of which have the digest and the size of each file.
pub fn is_of_a_description(difference: &str) -> bool {
    difference.starts_with("[descriptions] ")
}

/// The database of a release after some statements, sealed.
#[track_caller]
fn database<'r>(project: &Project, release: &'r Release, statements: &str) -> Damaged<'r> {
    let copy = project.path("copy.sqlite");
    fs::copy(release.directory.join(DATABASE), &copy).unwrap();
    let connection = Connection::open(&copy).unwrap();
    connection.execute_batch(&format!("{statements}; VACUUM;")).unwrap();
    drop(connection);
    let damaged = release.damage(DATABASE, &Damage::Bytes(&fs::read(&copy).unwrap()), Seal::Files);
    fs::remove_file(copy).unwrap();
    damaged
}

#[test]
fn a_cell_changed_in_the_database_is_named() {
    let project = Project::citing("[\"csv\", \"sqlite\"]");
    let release = project.release("1.0.0");
    assert_eq!(release.differences(), [""; 0]);
    for (statement, place) in [
        (
            "UPDATE paragraphs SET text = replace(text, '第6条和第8条', '第6条和第9条')",
            "row 1, column paragraphs.text: found \"缔约国应当执行《偷运移民议定书》第6条和第9条。\"; expected \"缔约国应当执行",
        ),
        (
            "UPDATE divisions SET starts_on = '2012-05-29' WHERE ordinal = 1",
            "row 3, column divisions.starts_on: found 2012-05-29; expected 2012-05-30",
        ),
        ("UPDATE paragraphs SET considers = NOT considers", "row 1, column paragraphs.considers: found true"),
        ("UPDATE recommendations SET label = '9' WHERE label = '1'", "row 1, column recommendations.label: found "),
    ] {
        let damaged = database(&project, &release, statement);
        damaged.finds(&["[rows] ", DATABASE, place]);
        damaged.finds(&["[content] ", DATABASE, "content digest "]);
        let found = damaged.differences();
        assert!(
            found.iter().all(|difference| difference.contains(DATABASE) || is_of_a_description(difference)),
            "{found:#?}"
        );
    }
    let damaged = database(&project, &release, "PRAGMA foreign_keys = OFF; DELETE FROM bodies WHERE rowid = 1");
    damaged.finds(&["[counts] ", DATABASE, " rows of bodies; expected "]);
}

#[test]
fn what_is_not_ours_in_the_database_is_named() {
    let project = Project::citing("[\"csv\", \"sqlite\"]");
    let release = project.release("1.0.0");
    let cases = [
        (
            "CREATE TRIGGER watch AFTER INSERT ON bodies BEGIN DELETE FROM divisions; END",
            "found the trigger \"watch\"; expected nothing of this name",
        ),
        ("CREATE VIEW more AS SELECT 1", "found the view \"more\"; expected nothing of this name"),
        ("CREATE INDEX more ON bodies (kind)", "found the index \"more\"; expected nothing of this name"),
        ("CREATE TABLE more (a)", "found the table \"more\"; expected nothing of this name"),
        ("CREATE VIRTUAL TABLE more USING fts5(a)", "found the table \"more_data\"; expected nothing of this name"),
        ("DROP VIEW divisions_joined", "found no view \"divisions_joined\"; expected it"),
        (
            "DROP VIEW divisions_joined; CREATE VIEW divisions_joined AS SELECT 1",
            "found the view \"divisions_joined\" as \"CREATE VIEW divisions_joined AS SELECT 1\"; expected ",
        ),
        ("PRAGMA user_version = 99", "found the user_version 99; expected "),
        ("PRAGMA application_id = 1", "found the application_id 1; expected 1970172515"),
        (
            "UPDATE meta SET value = 'Best' WHERE key = 'title'",
            "column meta: found \"title\", \"Best\"; expected \"title\", \"Test\"",
        ),
        (
            "UPDATE dictionary SET description_en = 'x' WHERE position = 1",
            "row 1, column dictionary: found \"recommendations\", 1, ",
        ),
        ("UPDATE codes SET description_en = 'x' WHERE position = 1", "row 1, column codes: found "),
        (
            "UPDATE paragraphs_search_content SET c2 = 'nothing' WHERE id = 1",
            "row 1, column paragraphs_search_content: found \"nothing\"; expected ",
        ),
        ("UPDATE paragraphs_search_docsize SET sz = x'01' WHERE id = 1", "found a damaged database: "),
        (
            "DELETE FROM paragraphs_search_idx; DELETE FROM paragraphs_search_data WHERE id > 10",
            "found a damaged database: ",
        ),
    ];
    for (statement, what) in cases {
        let damaged = database(&project, &release, statement);
        damaged.finds(&["[rows] ", DATABASE, what]);
    }
    // A release of another program: what it defines besides is not known, but for its kind and name.
    let mut manifest = release.manifest();
    manifest["generator"]["version"] = "9.9.9".into();
    release.seal_manifest(&manifest);
    let trigger = database(&project, &release, cases[0].0);
    trigger.finds(&["[rows] ", DATABASE, "found the trigger \"watch\"; expected nothing of this kind and name"]);
    drop(trigger);
    let differences = release.differences();
    assert!(differences.iter().all(|difference| difference.contains("provenance/inputs.json")), "{differences:#?}");
    let shown = project.run(&["verify"]).stdout;
    assert!(
        shown.contains("the definitions and the index of words in data/sqlite/test.sqlite: unrecs 9.9.9 made it"),
        "{shown}"
    );
}

#[test]
fn a_hostile_database_is_only_a_difference() {
    let project = Project::citing("[\"csv\", \"sqlite\"]");
    let release = project.release("1.0.0");
    let bytes = fs::read(release.directory.join(DATABASE)).unwrap();
    let damage = |bytes: &[u8]| release.damage(DATABASE, &Damage::Bytes(bytes), Seal::Files);
    damage(b"").finds(&["[rows] ", DATABASE, "found another beginning; expected the header of an SQLite database"]);
    damage(&bytes[..bytes.len() - 4096]).finds(&["[rows] ", DATABASE, ": found ", "as its header says"]);
    damage(&[bytes.as_slice(), b"hidden"].concat()).finds(&["[rows] ", DATABASE, ": found ", "as its header says"]);
    // A journal beside it is a file that the manifest does not list, and says nothing about the database.
    fs::write(release.directory.join(format!("{DATABASE}-journal")), &bytes).unwrap();
    let found = release.differences();
    assert!(found.len() == 1 && found[0].contains("-journal: found a file; expected nothing"), "{found:#?}");
    fs::remove_file(release.directory.join(format!("{DATABASE}-journal"))).unwrap();
    let mut state = 7_u64;
    for _ in 0..40 {
        let mut bytes = bytes.clone();
        for _ in 0..20 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = usize::try_from(state >> 33).unwrap() % bytes.len();
            bytes[at] = (state >> 25) as u8;
        }
        let damaged = damage(&bytes);
        let found = damaged.differences();
        assert!(!found.is_empty());
    }
}

/// The workbook of a release with another text in one of its parts, sealed.
#[track_caller]
fn workbook<'r>(release: &'r Release, part: &str, (old, new): (&str, &str)) -> Damaged<'r> {
    let bytes = fs::read(release.directory.join(WORKBOOK)).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let (name, mut text) = (entry.name().unwrap().into_owned(), String::new());
        entry.read_to_string(&mut text).unwrap();
        if name == part {
            assert!(text.contains(old), "{old} in {text}");
            text = text.replacen(old, new, 1);
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    let bytes = out.finish().unwrap().into_inner();
    release.damage(WORKBOOK, &Damage::Bytes(&bytes), Seal::Files)
}

#[test]
fn a_cell_changed_in_the_workbook_is_named() {
    let project = Project::citing("[\"csv\", \"excel\"]");
    let release = project.release("1.0.0");
    assert_eq!(release.differences(), [""; 0]);
    for (sheet, change, place) in [
        (
            5,
            ("第6条和第8条", "第6条和第9条"),
            "row 1, column paragraphs.text: found \"缔约国应当执行《偷运移民议定书》第6条和第9条。\"; expected ",
        ),
        (
            4,
            ("<v>41059</v>", "<v>41058</v>"),
            "row 3, column divisions.starts_on: found 2012-05-29; expected 2012-05-30",
        ),
        (5, ("t=\"b\"><v>0</v>", "t=\"b\"><v>1</v>"), "row 1, column paragraphs.considers: found true; expected false"),
        (1, ("<v>1</v>", "<v>7</v>"), "row 1, column recommendations.session: found 7; expected 1"),
    ] {
        let damaged = workbook(&release, &format!("xl/worksheets/sheet{sheet}.xml"), change);
        damaged.finds(&["[rows] ", WORKBOOK, place]);
        damaged.finds(&["[content] ", WORKBOOK, "content digest "]);
        let found = damaged.differences();
        assert!(
            found.iter().all(|difference| difference.contains(WORKBOOK) || is_of_a_description(difference)),
            "{found:#?}"
        );
    }
}

#[test]
fn what_is_not_ours_in_the_workbook_is_named() {
    let project = Project::citing("[\"csv\", \"excel\"]");
    let release = project.release("1.0.0");
    let divisions = "xl/worksheets/sheet4.xml";
    for (part, change, what) in [
        (
            divisions,
            ("<v>41059</v>", "<f>41058+1</f><v>41059</v>"),
            ", row 3: on the sheet \"divisions\": found the element \"f\"; expected the element v of a cell",
        ),
        (
            divisions,
            ("<v>41059</v>", "<v>41059</v><f>1</f>"),
            ", row 3: on the sheet \"divisions\": found the element \"f\"; expected the end of the cell",
        ),
        (
            divisions,
            ("<row r=\"2\">", "<row r=\"2\" hidden=\"1\">"),
            ", row 1: on the sheet \"divisions\": found the element ",
        ),
        ("xl/sharedStrings.xml", ("<t>Test</t>", "<t>Best</t>"), ": in its part xl/sharedStrings.xml, byte "),
        ("xl/styles.xml", ("<sz val=\"10\"/>", "<sz val=\"1\"/>"), ": in its part xl/styles.xml, byte "),
        ("docProps/core.xml", ("<dc:title>Test<", "<dc:title>Best<"), ": in its part docProps/core.xml, byte "),
        ("xl/workbook.xml", ("divisions!$A$1:$N$5", "divisions!$A$1:$N$4"), ": in its part xl/workbook.xml, byte "),
        (
            "xl/workbook.xml",
            ("<sheet name=\"divisions\"", "<sheet name=\"gatherings\""),
            ": found the sheet \"gatherings\"; expected none",
        ),
    ] {
        let damaged = workbook(&release, part, change);
        damaged.finds(&["[rows] ", WORKBOOK, what]);
    }
    release.damage(WORKBOOK, &Damage::Bytes(b"PK"), Seal::Files).finds(&[
        "[rows] ",
        WORKBOOK,
        "found a short file; expected a ZIP archive",
    ]);
    // A release of another program: its rows are compared, and the rest is not known.
    let mut manifest = release.manifest();
    manifest["generator"]["version"] = "9.9.9".into();
    release.seal_manifest(&manifest);
    workbook(&release, divisions, ("<v>41059</v>", "<v>41058</v>")).finds(&[
        "[rows] ",
        WORKBOOK,
        "column divisions.starts_on",
    ]);
    let shown = project.run(&["verify"]).stdout;
    assert!(
        shown.contains("the cover, the dictionary and the looks of data/excel/test.xlsx: unrecs 9.9.9 made it"),
        "{shown}"
    );
}

#[test]
fn a_word_changed_in_a_description_is_named() {
    let project = Project::citing("[\"csv\", \"parquet\", \"akn\"]");
    let release = project.release("1.0.0");
    assert_eq!(release.differences(), [""; 0]);
    let described = |path: &str| {
        let below =
            ["data/", "schema/", "provenance/", "changes/"].into_iter().any(|directory| path.starts_with(directory));
        path == "CHANGELOG.md" || (!below || path.ends_with("-metadata.json"))
    };
    let manifest = release.manifest();
    let paths = manifest["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap());
    let paths: Vec<&str> = paths.filter(|path| described(path)).collect();
    assert!(paths.len() >= 9, "{paths:?}");
    for path in paths {
        let (old, new) = if path == "CHANGELOG.md" { ("first release", "worst release") } else { ("Test", "Tost") };
        let damaged = release.damage(path, &Damage::Words(old, new), Seal::Files);
        damaged.finds(&["[descriptions] ", path, new, "; expected ", old]);
        let found = damaged.differences();
        // The changelog is described itself, with its digest.
        let of_it = |difference: &String| difference.contains(path) || path == "CHANGELOG.md";
        assert!(found.iter().all(of_it), "{found:#?}");
    }
    // A file more, which the manifest lists.
    let mut more = manifest.clone();
    let file =
        serde_json::json!({"path": "more.html", "media_type": "text/html", "bytes": 0, "sha256": "0".repeat(64)});
    more["files"].as_array_mut().unwrap().push(file);
    more["files"].as_array_mut().unwrap().sort_by_key(|file| file["path"].as_str().unwrap().to_owned());
    release.write("more.html", "<p>More</p>");
    release.seal_manifest(&more);
    release.seal();
    release.finds(&["[descriptions] more.html: found a file that describes nothing; expected none of this name"]);
    fs::remove_file(release.directory.join("more.html")).unwrap();
    release.seal_manifest(&manifest);
    // Where another build made the release, nobody knows what it would write.
    let mut other = manifest.clone();
    other["generator"]["sources_sha256"] = "0".repeat(64).into();
    release.seal_manifest(&other);
    let shown = project.run(&["verify"]).stdout;
    let expected = "  descriptions  not done: they cannot be derived again: another build of unrecs 0.1.0 made it";
    assert!(shown.contains(expected), "{shown}");
}

#[test]
fn a_word_changed_in_akoma_ntoso_is_named() {
    let project = Project::citing("[\"csv\", \"akn\"]");
    let release = project.release("1.0.0");
    assert_eq!(release.differences(), [""; 0]);
    let akn = "data/akn/real.zh.akn.xml";
    for (old, new, what) in [
        ("交流信息", "交换信息", "found \"交换信息。\"; expected \"交流信息。\", the text of ctoc-cop-wg7-m1-r2-b"),
        ("第6条</ref>", "第7条</ref>", "第8条。\", the text of ctoc-cop-wg7-m1-r1"),
        (
            "第一次会议，维也纳",
            "第一次会议，巴黎",
            "; expected \"一第一次会议，维也纳，2012年5月30日至6月1日\", number and heading of ctoc-cop-wg7-m1",
        ),
        (
            "GUID=\"ctoc-cop-wg7-m1-r1\"",
            "GUID=\"ctoc-cop-wg7-m1-r9\"",
            "found the GUID \"ctoc-cop-wg7-m1-r9\"; expected the GUID \"ctoc-cop-wg7-m1-r1\"",
        ),
        (
            "eId=\"sec_I__para_1\"",
            "eId=\"sec_I__para_9\"",
            "found the eId \"sec_I__para_9\"; expected \"sec_I__para_1\"",
        ),
        ("</mainBody>", "<p>更多</p></mainBody>", "found the words "),
        ("<num>1.</num>", "<num>7.</num>", "found the words "),
        (
            "</section>",
            "<paragraph><content><p>更多</p></content></paragraph></section>",
            "found one more paragraph; expected none",
        ),
        ("</section>", "words</section>", "found \"words\"; expected words in paragraphs, numbers and headings alone"),
        ("</mainBody>", "", "ill-formed document: "),
        ("<mainBody>", "<!DOCTYPE a><mainBody>", "found XML other than elements and text; expected an element"),
    ] {
        let damaged = release.damage(akn, &Damage::Words(old, new), Seal::Files);
        damaged.finds(&[akn, what]);
    }
    // It is said what was not compared.
    let shown = project.run(&["verify"]).stdout;
    let expected = "the metadata, the links and the marks in the text of 1 file of the format akn";
    assert!(shown.contains(expected), "{shown}");
}
