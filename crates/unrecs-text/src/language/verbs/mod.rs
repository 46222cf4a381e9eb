//! The normative verbs of each language.

pub mod en;
pub mod zh;
