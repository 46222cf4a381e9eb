//! Reads documents of United Nations bodies, from text or Akoma Ntoso: their tree, what each paragraph says and does, who is asked, how
//! strongly, and which treaty articles and resolutions it cites.
//!
//! The crate opens no file, asks no clock and needs no network; it compiles for `wasm32-unknown-unknown`. Whoever calls it has the bytes
//! of a document and the files of a registry of facts.
//!
//! ```text
//! bytes ─ extract ─ parse ─ normalize ─ resolve ─ validate ─ documents with what was found wrong with them
//!                                         │
//!                            registry ────┘
//! ```
//!
//! Each stage is one module with one public function, one input type and one output type. Data flows one way, and no stage can fail: what
//! is not understood is kept as it stands, and a [`finding`] says so.
//!
//! ```
//! use unrecs_text::registry::Registry;
//! use unrecs_text::resolve::Grammar;
//! use unrecs_text::{extract, normalize, parse, resolve, validate};
//!
//! let bodies = r#"
//!     [[bodies]]
//!     id = "wg"
//!     kind = "organ"
//!     name.en = "Working Group"
//! "#;
//! let registry = Registry::from_texts(&[("bodies.toml", bodies)])?;
//! let text = "I. First meeting, Vienna, 30 May to 1 June 2012\n\n1. States parties should cooperate.\n";
//!
//! let source = extract::extract("report.txt", text.into(), None)?;
//! let identity = normalize::Identity::named("report", "wg");
//! let document = normalize::normalize(parse::parse(source, parse::Given::default()), identity);
//! let document = resolve::resolve(document, &Grammar::new(&registry));
//! let validated = validate::validate(vec![document], &validate::Policy::default());
//!
//! let document = validated.documents()[0].normalized();
//! let unit = &document.paragraphs()[0];
//! assert_eq!(document.paragraph_id(unit), "wg-m1-r1");
//! assert_eq!(document.text(unit), "States parties should cooperate.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// The stages.
pub mod extract;
pub mod parse;
pub mod normalize;
pub mod mandates;
pub mod resolve;
pub mod align;
pub mod lineage;
pub mod validate;

// What the stages speak of.
pub mod finding;
pub mod acts;
pub mod language;
pub mod registry;
pub mod value;

pub mod diagnostics_toml;
