//! unrecs turns the documents in which United Nations bodies adopt recommendations into versioned open data.

pub mod cli;
pub mod config;
pub mod export;
pub mod finding;
pub mod language;
pub mod normalize;
pub mod parse;
pub mod pipeline;
pub mod registry;
pub mod release;
pub mod report;
pub mod source;
pub mod tables;
pub mod toml_file;
pub mod validate;
pub mod value;
