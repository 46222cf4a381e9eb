//! What must hold of every table of the schema.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::test_runner::TestRunner;

use super::TABLES;
use super::schema::{Column, ColumnKind, Table, Words};
use super::{Extent, Values, tabulate};
use crate::content::{Arrival, ContentDigest};
use crate::export::samples;
use crate::tables::arrow::arrow_schema;
use unrecs_text::validate::{Policy, validate};

#[test]
fn names_are_snake_case_and_unique() {
    let tables: BTreeSet<_> = TABLES.iter().map(|table| table.name).collect();
    assert_eq!(tables.len(), TABLES.len());
    for table in TABLES {
        let columns: BTreeSet<_> = table.columns.iter().map(|column| column.name).collect();
        assert_eq!(columns.len(), table.columns.len(), "{}", table.name);
        for name in columns.into_iter().chain([table.name, table.row]) {
            assert!(is_snake_case(name), "{}: {name}", table.name);
        }
        for column in table.columns {
            let codes: BTreeSet<_> = column.codes.iter().map(|code| code.code).collect();
            assert_eq!(codes.len(), column.codes.len(), "{}.{}", table.name, column.name);
            assert!(codes.into_iter().all(is_snake_case), "{}.{}", table.name, column.name);
        }
    }
}

#[test]
fn primary_keys_are_the_first_columns_three_at_most_and_never_null() {
    for table in TABLES {
        let first = table.columns.iter().map(|column| column.name).take(table.primary_key.len());
        assert!(first.eq(table.primary_key.iter().copied()), "{}", table.name);
        assert!((1..=3).contains(&table.primary_key.len()), "{}", table.name);
        for name in table.primary_key {
            let column = &table.columns[table.index_of(name).unwrap()];
            assert!(!column.nullable, "{}.{name}", table.name);
            assert!(matches!(column.kind, ColumnKind::Text | ColumnKind::Int32), "{}.{name}", table.name);
        }
    }
}

#[test]
fn foreign_keys_name_the_whole_primary_key_of_a_table() {
    for table in TABLES {
        for key in table.foreign_keys {
            let target = Table::of(key.table).unwrap();
            assert!(key.referenced().eq(target.primary_key.iter().copied()), "{}.{}", table.name, key.column);
            let kind = |table: &Table, name: &str| table.columns[table.index_of(name).unwrap()].kind;
            for (column, referenced) in key.columns().zip(key.referenced()) {
                assert_eq!((kind(table, column), kind(target, referenced)), (ColumnKind::Text, ColumnKind::Text));
            }
        }
    }
}

#[test]
fn a_default_is_one_of_the_codes_of_a_column_without_nulls() {
    let columns = || TABLES.iter().flat_map(|table| table.columns);
    let defaults: Vec<_> = columns().filter_map(|column| Some((column, column.default_code?))).collect();
    assert!(!defaults.is_empty());
    for (column, default) in defaults {
        assert!(!column.nullable && column.codes.iter().any(|code| code.code == default), "{}", column.name);
    }
}

#[test]
fn codes_belong_to_text_columns() {
    for table in TABLES {
        for column in table.columns.iter().filter(|column| !column.codes.is_empty()) {
            assert_eq!(column.kind, ColumnKind::Text, "{}.{}", table.name, column.name);
        }
    }
}

#[test]
fn words_are_looked_for_in_texts_of_rows_with_an_identifier() {
    let searched = |table: &&&Table| table.columns.iter().any(|column| column.searched);
    let tables: Vec<_> = TABLES.iter().filter(searched).collect();
    assert!(!tables.is_empty());
    for table in tables {
        let key = table.primary_key.iter().map(|name| table.columns[table.index_of(name).unwrap()].kind);
        assert!(key.into_iter().all(|kind| kind == ColumnKind::Text), "{}", table.name);
        let free = |column: &&Column| column.kind == ColumnKind::Text && column.codes.is_empty();
        assert!(table.columns.iter().filter(|column| column.searched).all(|column| free(&column)), "{}", table.name);
    }
}

#[test]
fn every_description_is_a_sentence_in_its_language() {
    for table in TABLES {
        sentence(table.name, table.description);
        assert!(!table.title.en.is_empty() && table.title.zh.chars().all(is_han), "{}", table.name);
        for column in table.columns {
            sentence(column.name, column.description);
            column.codes.iter().for_each(|code| sentence(code.code, code.description));
        }
    }
}

#[test]
fn the_effective_modality_is_any_modality_but_inherit() {
    let table = Table::of("paragraphs").unwrap();
    let codes = |name| table.columns[table.index_of(name).unwrap()].codes.iter().map(|code| code.code);
    let without_inherit: Vec<_> = codes("modality").filter(|&code| code != "inherit").collect();
    assert_eq!(codes("effective_modality").collect::<Vec<_>>(), without_inherit);
}

/// Two neighbouring literals joined without a blank, or with the indentation of the source, would show here too.
fn sentence(what: &str, words: Words) {
    assert!(words.en.ends_with('.') && words.en.starts_with(|c: char| c.is_ascii_uppercase()), "{what}: {}", words.en);
    assert!(!words.en.contains("  ") && !words.zh.contains("  "), "{what}");
    assert!(words.zh.ends_with('。'), "{what}: {}", words.zh);
    let han = |text: &str| text.chars().filter(|&c| is_han(c)).count();
    let latin = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count();
    assert!(han(words.zh) > 0 && latin(words.en) >= han(words.en).max(3), "{what}: {words:?}");
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

fn is_snake_case(name: &str) -> bool {
    name.split('_').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// A document, every other one in Chinese: of each recommendation the number of references, and of each of its items.
fn written(recommendations: &[(usize, Vec<usize>)], index: usize) -> String {
    let chinese = index.is_multiple_of(2);
    let cited = |references: usize| match chinese {
        true => (0..references).fold("缔约国应当执行".to_owned(), |mut text, n| {
            let _ = write!(text, "{}《偷运移民议定书》第{}条", if n > 0 { "、" } else { "" }, n % 20 + 1);
            text
        }),
        false => (0..references).fold("States parties should apply".to_owned(), |mut text, n| {
            let _ = write!(
                text,
                "{} article {} of the Smuggling of Migrants Protocol",
                if n > 0 { "," } else { "" },
                n % 20 + 1
            );
            text
        }),
    };
    let mut text = match chinese {
        true => format!("## 一. 第{}次会议，维也纳，2012年5月30日至6月1日\n\n", index + 1),
        false => format!("## I. {}th meeting, Vienna, 30 May to 1 June 2012\n\n", index + 1),
    };
    for (number, (references, items)) in recommendations.iter().enumerate() {
        let _ = writeln!(text, "{}. {}{}", number + 1, cited(*references), if items.is_empty() { "。" } else { ":" });
        for (letter, references) in ('a'..='z').zip(items) {
            let _ = writeln!(text, "   ({letter}) {}；", cited(*references));
        }
        text.push('\n');
    }
    text
}

#[test]
fn tables_stand_in_the_order_that_they_announce() {
    // Few recommendations with references, and up to eleven without.
    let citing = vec((0_usize..13, vec(0_usize..3, 0..3)), 0..3);
    let documents = vec((0_usize..30, citing, 0_usize..11), 1..4);
    let seen = [std::cell::Cell::new(false), std::cell::Cell::new(false)];
    TestRunner::new(samples::cases(24))
        .run(&documents, |documents| {
            let made = documents.iter().enumerate().map(|(place, (name, citing, others))| {
                let others = (0..*others).map(|_| (0, Vec::new()));
                let recommendations: Vec<_> = citing.iter().cloned().chain(others).collect();
                // In any order, with names whose numbers have one digit and two.
                samples::document(&format!("d{name}-{place}"), &written(&recommendations, place))
            });
            let validated = validate(made.collect(), &Policy::default());
            let tables = tabulate(&validated, samples::registry());
            for table in tables.iter() {
                let mut keys: Vec<Vec<u8>> = Vec::new();
                let arrival = match table.is_in_key_order() {
                    true => Arrival::InKeyOrder,
                    false => Arrival::InAnyOrder(Box::new(|| Ok(Box::new(std::io::Cursor::new(Vec::new()))))),
                };
                let mut digest = ContentDigest::new(&arrow_schema(table.table()), arrival).unwrap();
                let Ok(()) = tables.for_each_part(|part| {
                    for batch in part.batches(table.table().name) {
                        digest.add(batch).unwrap();
                        let columns = Values::all(batch);
                        keys.extend((0..batch.num_rows()).map(|row| {
                            let mut key = Vec::new();
                            let columns = &columns[..table.table().primary_key.len()];
                            columns.iter().for_each(|values| values.cell(row).write_sort_key(&mut key));
                            key
                        }));
                    }
                    Ok::<(), Infallible>(())
                });
                let extent = Extent { rows: keys.len(), in_key_order: keys.is_sorted() };
                assert_eq!(table.extent, extent, "{}", table.table().name);
                digest.finish().unwrap();
                if table.table().name == "references" && !keys.is_empty() {
                    seen[usize::from(extent.in_key_order)].set(true);
                }
            }
            assert_eq!(crate::promises::check(&tables), []);
            Ok(())
        })
        .unwrap();
    assert!(
        seen.iter().all(std::cell::Cell::get),
        "references stand in the order of their keys in some of these datasets, and not in others"
    );
}
