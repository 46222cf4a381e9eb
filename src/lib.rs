//! unrecs turns documents of United Nations bodies into versioned open data: every paragraph of a recommendation, resolution or report
//! a row, every value traceable to the byte of the source it came from, every release checksummed and reproducible.
//!
//! ```text
//! input/documents ─ extract ─ parse ─ normalize ─ resolve ─ validate ─ tables ─ export ─ release ─ output/
//! input/registry ────────────────────────────────────┴────────────────────┘                    │
//!                                                      the release before ─ readback ─ compare ─┤
//!                                                README, portals, archives, notebooks ─ describe ─┘
//!
//!                                                                     output/ ─ verify ─ portal ─ CKAN
//! ```
//!
//! This package is the program: what a run does ([`pipeline`]), its command line, its configuration and its reports. [`unrecs_text`] reads
//! documents, [`unrecs_dataset`] makes, compares and verifies releases, and `unrecs_query`, with the feature `query`, runs SQL over them.

pub mod pipeline;

// What a run reads.
pub mod config;

// Where releases go from here.
pub mod portal;

// What surrounds a run.
pub mod cli;
pub mod report;
