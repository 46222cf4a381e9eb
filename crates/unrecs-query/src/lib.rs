//! SQL over the tables of a release: the tables that a query names are read and checked, the polars engine does the rest.
//!
//! The same query on the same release gives the same rows in the same order, also where it has no ORDER BY: see `order.rs`.

mod answer;
mod asked;
mod error;
mod frame;
mod order;
mod shown;
mod written;

use std::panic::{AssertUnwindSafe, catch_unwind};

use polars::sql::SQLContext;

pub use answer::Answer;
pub use error::QueryError;
pub use shown::shown;
use unrecs_dataset::release::Opened;
use unrecs_dataset::tables::arrow::table_name;
pub use written::{Form, written};

/// Answers a query in the SQL of polars, in which tables and columns are called as they are published. Every file that is read is
/// compared with its digest in the manifest.
///
/// # Errors
/// [`QueryError`] where the query or the release is wrong.
pub fn query(release: &Opened, sql: &str) -> Result<Answer, QueryError> {
    let tables: Vec<&str> = release.schemas().iter().map(|schema| table_name(schema)).collect();
    let named = asked::tables(sql, &tables)?;
    let schemas = release.schemas().iter().filter(|schema| named.iter().any(|name| name == table_name(schema)));
    let mut context = SQLContext::new();
    for schema in schemas {
        context.register(table_name(schema), frame::read(release, schema)?);
    }
    // The engine has corners in which it panics over a query that nobody tried; afterwards nothing of it is used again.
    let run = catch_unwind(AssertUnwindSafe(|| {
        context.execute(sql)?._collect_post_opt(|_, nodes, _, _| {
            order::keep(nodes);
            Ok(())
        })
    }));
    let frame = run.map_err(|_| QueryError::Unanswerable)?.map_err(|error| QueryError::of(&error, release, &named))?;
    Answer::of(&frame)
}
