//! What is wrong with a query, in words that name what there is.

use polars::prelude::PolarsError;

use unrecs_dataset::release::{OpenError, Opened};
use unrecs_dataset::tables::arrow::table_name;

/// A query that has no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// It is not one query.
    #[error(
        "expected one SELECT statement, because a query cannot change a release; `unrecs schema` lists the tables and columns"
    )]
    NoQuestion,
    /// It gives the name of a table to rows of its own.
    #[error("WITH defines `{name}`, but the release has a table with this name; choose another name")]
    Shadowed {
        /// The name.
        name: String,
    },
    /// It names a table that the release does not have.
    #[error("there is no table `{name}`; the tables are {}", known.join(", "))]
    Table {
        /// As the query has it.
        name: String,
        /// All tables of the release, in publishing order.
        known: Vec<String>,
    },
    /// It names a column that none of its tables has.
    #[error("there is no column `{name}`; the columns are {}", known.join(", "))]
    UnknownColumn {
        /// As the query has it.
        name: String,
        /// The columns of the tables that it names, in publishing order.
        known: Vec<String>,
    },
    /// It names a column where the engine knows only the columns of the answer, as in ORDER BY behind GROUP BY or UNION.
    #[error(
        "`{name}` cannot be used here; name the column with AS in every SELECT, and use that name; the ON of a JOIN can only say that columns are equal, and other conditions belong in WHERE"
    )]
    NotHere {
        /// As the query has it.
        name: String,
    },
    /// A column of the answer that cannot be shown.
    #[error("column `{column}` of the result: {problem}")]
    Column {
        /// Its name.
        column: String,
        /// What is wrong.
        problem: String,
    },
    /// The engine refused it, for this reason.
    #[error("{0}")]
    Refused(String),
    /// The engine broke over it.
    #[error("the query engine cannot run this query; write it in another way")]
    Unanswerable,
    /// A table cannot be read.
    #[error(transparent)]
    Release(#[from] OpenError),
}

impl QueryError {
    /// What the engine says of a query that names these tables. The engine tells in words alone what it did not find.
    pub(super) fn of(error: &PolarsError, release: &Opened, named: &[String]) -> Self {
        let message = error.to_string();
        // Behind it stand advice on the engine's own functions and its plan.
        let message = message.split("\n\n").next().unwrap_or_default();
        let between = |before: &str, behind: &str| Some(message.strip_prefix(before)?.split_once(behind)?.0.to_owned());
        if let Some(name) = between("relation '", "' was not found") {
            return Self::Table { name, known: names(release.schemas().iter().map(|schema| table_name(schema))) };
        }
        let missing = message.split_once("unable to find column \"").and_then(|(_, rest)| rest.split_once('"'));
        if let Some((column, table)) = missing.and_then(|(name, _)| name.split_once(':')) {
            // So the engine calls the columns that two joined tables have in common; a query cannot.
            return Self::NotHere { name: format!("{table}.{column}") };
        }
        let column = missing.map(|(name, _)| name.to_owned());
        let column = column.or_else(|| between("no column named '", "' found in table"));
        if let Some(name) = column {
            let schemas =
                release.schemas().iter().filter(|schema| named.iter().any(|table| table == table_name(schema)));
            let columns = schemas.flat_map(|schema| schema.fields()).map(|field| field.name().as_str());
            let known = names(columns);
            return if known.contains(&name) { Self::NotHere { name } } else { Self::UnknownColumn { name, known } };
        }
        Self::Refused(message.to_owned())
    }
}

/// Each name once.
fn names<'a>(all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in all {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}
