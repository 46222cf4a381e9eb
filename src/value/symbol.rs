//! UN document symbols, such as `CTOC/COP/WG.7/2019/4`.

use std::fmt;

/// A UN document symbol.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(String);

impl Symbol { pub fn as_str(&self) -> &str { &self.0 } }

impl fmt::Display for Symbol { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) } }

impl std::str::FromStr for Symbol { type Err = SymbolError; fn from_str(text: &str) -> Result<Self, SymbolError> { Ok(Self(text.to_owned())) } }

/// What is wrong with the text of a symbol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a UN document symbol; expected parts separated by `/`, such as CTOC/COP/WG.7/2019/4")]
pub struct SymbolError { text: String }
