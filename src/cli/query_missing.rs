//! `query` in a build without the SQL engine: it says how to get one.

use super::Stop;
use super::args::{Args, QueryArgs};
use crate::report::Door;

/// Fails with the way to get a build that can run queries.
pub(super) fn query(_: &Args, _: &QueryArgs, _: &Door) -> Result<u8, Stop> {
    Err(Stop::plain(
        "this build has no SQL engine, so it cannot run queries; use a release binary, or install unrecs with \
         `cargo install --path . --features query`",
    ))
}
