//! `query` in a build without the engine: how to get one that has it.

use super::Stop;
use super::args::{Args, QueryArgs};
use crate::report::Problem;

/// Says which build can answer.
pub(super) fn query(_: &Args, _: &QueryArgs) -> Result<u8, Stop> {
    let message = "this build cannot answer queries, as it has no SQL engine; the released binaries and \
        `cargo install --path . --features query` have one";
    Err(Stop::Problems(vec![Problem::plain(message)]))
}
