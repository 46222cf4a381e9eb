//! unrecs turns the documents in which United Nations bodies adopt recommendations into versioned open data.

pub mod config;
pub mod export;
pub mod finding;
pub mod language;
pub mod normalize;
pub mod parse;
pub mod registry;
pub mod release;
pub mod source;
pub mod tables;
pub mod validate;
pub mod value;
