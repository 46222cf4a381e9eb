//! Makes releases of open data from documents that [`unrecs_text`] has read: tables, the files of every format, checksums, a version
//! that follows from what changed, descriptions for portals and archives, and the proof that all of it agrees.
//!
//! ```text
//! documents ─ tables ─ export ─ release ─ output/
//!                                  │
//!   the release before ─ readback ─ compare        describe: README, portals, archives
//!
//! output/ ─ readback ─ verify
//! ```
//!
//! A release appears whole or not at all. The same documents give the same bytes, at every number of threads.
//!
//! ```
//! use unrecs_dataset::tables::TABLES;
//!
//! let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
//! assert!(names.contains(&"paragraphs") && names.contains(&"references"));
//! ```

// The stages.
pub mod tables;
pub mod export;
pub mod release;

// What stands beside the data: its digest, its files read back, the release before, what describes it to others.
pub mod content;
pub mod readback;
pub mod promises;
pub mod compare;
pub mod describe;
pub mod verify;

pub mod dataset;
pub mod guarded;
pub mod layout;
pub mod plain_file;
pub mod poppler;
pub mod input;
