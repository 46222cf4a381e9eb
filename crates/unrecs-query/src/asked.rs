//! What a query asks for, as far as it must be known before the engine runs it.

use std::ops::ControlFlow;

use polars::sql::extract_table_identifiers;
use sqlparser::ast::{Query, Statement, Visit as _, Visitor};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::{Parser, ParserOptions};

use super::QueryError;

/// The names of the tables that a query reads, also those that it defines itself.
///
/// # Errors
/// [`QueryError::Refused`] where it is not SQL, [`QueryError::NoQuestion`] where it is anything but one query, and
/// [`QueryError::Shadowed`] where it gives the name of one of `tables` to rows of its own: the engine would take the table.
pub(super) fn tables(sql: &str, tables: &[&str]) -> Result<Vec<String>, QueryError> {
    // As the engine parses it.
    let options = ParserOptions { trailing_commas: true, ..ParserOptions::default() };
    let parser = Parser::new(&GenericDialect).with_options(options);
    let parsed = parser.try_with_sql(sql).and_then(|mut parser| parser.parse_statements());
    let statements = parsed.map_err(|error| {
        let message = error.to_string();
        QueryError::Refused(message.strip_prefix("sql parser error: ").unwrap_or(&message).to_owned())
    })?;
    let [Statement::Query(_) | Statement::Explain { .. }] = statements.as_slice() else {
        return Err(QueryError::NoQuestion);
    };
    match statements.visit(&mut Shadowing { tables }) {
        ControlFlow::Break(name) => Err(QueryError::Shadowed { name }),
        ControlFlow::Continue(()) => {
            extract_table_identifiers(sql, false, true).map_err(|error| QueryError::Refused(error.to_string()))
        }
    }
}

/// Looks for a WITH that defines a name which a table has.
struct Shadowing<'t> {
    tables: &'t [&'t str],
}

impl Visitor for Shadowing<'_> {
    type Break = String;

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<String> {
        let defined = query.with.iter().flat_map(|with| &with.cte_tables).map(|defined| &defined.alias.name.value);
        match defined.into_iter().find(|name| self.tables.contains(&name.as_str())) {
            Some(name) => ControlFlow::Break(name.clone()),
            None => ControlFlow::Continue(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(sql: &str) -> Result<Vec<String>, String> {
        tables(sql, &["meetings", "references"]).map_err(|error| error.to_string())
    }

    #[test]
    fn tables_are_found_wherever_they_are_named() {
        let sql = "WITH own AS (SELECT * FROM meetings) SELECT * FROM own WHERE x IN (SELECT y FROM \"references\")";
        let mut found = asked(sql).unwrap();
        found.sort_unstable();
        assert_eq!(found, ["meetings", "own", "references"]);
        assert_eq!(asked("SELECT * FROM references f, meetings").unwrap(), ["references", "meetings"]);
        assert_eq!(asked("SELECT 1;").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_query_of_a_release_is_refused() {
        let error = |sql| asked(sql).unwrap_err();
        assert_eq!(error("SELEC 1"), "Expected: an SQL statement, found: SELEC at Line: 1, Column: 1");
        for sql in ["DELETE FROM meetings", "SHOW TABLES", "SELECT 1; SELECT 2", "-- nothing"] {
            assert!(error(sql).starts_with("expected one SELECT"), "{sql}");
        }
        for sql in
            ["WITH meetings AS (SELECT 1) SELECT * FROM meetings", "SELECT (WITH meetings AS (SELECT 1) SELECT 1)"]
        {
            let expected = "WITH defines `meetings`, but the release has a table with this name; choose another name";
            assert_eq!(error(sql), expected);
        }
    }
}
