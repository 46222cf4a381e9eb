//! Everything that is tested from outside of the program, as one binary: each binary would link all dependencies once more.

mod architecture;
mod cli;
mod golden;
mod project;
mod properties;
