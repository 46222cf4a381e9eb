//! unrecs turns the documents in which United Nations bodies adopt recommendations into versioned open data: every
//! recommendation a row, every value traceable to the byte of the source it came from, every release checksummed and
//! reproducible.
//!
//! ```text
//! input/documents ─ source ─ parse ─ normalize ─ resolve ─ validate ─ tables ─ export ─ release ─ output/
//! input/registry ───────────────────────────────────┴────────────────────┘                    │
//!                                                     the release before ─ readback ─ compare ─┤
//!                                               README, portals, archives, notebooks ─ describe ─┘
//!
//!                                                                    output/ ─ verify ─ portal ─ CKAN
//! ```
//!
//! Each stage is one module with one public function, one input type and one output type; data flows one way and no stage
//! imports a later one. [`pipeline`] is the main path. Begin there; the modules below are in reading order.

pub mod pipeline;

// The stages.
pub mod source;
pub mod parse;
pub mod normalize;
pub mod resolve;
pub mod validate;
pub mod tables;
pub mod export;
pub mod release;

// What stands beside the data: its digest, its files read back, the release before, what describes it to others, and what asks it.
pub mod content;
pub mod readback;
pub mod compare;
pub mod describe;
pub mod verify;
pub mod query;

// Where releases go from here.
pub mod portal;

// What the stages speak of.
pub mod dataset;
pub mod finding;
pub mod language;
pub mod registry;
pub mod stored;
pub mod value;

// What surrounds a run.
pub mod cache;
pub mod cli;
pub mod config;
pub mod report;
pub mod toml_file;
