//! The order of rows: every step of a query keeps that of the rows it was given.
//!
//! The engine groups, joins and removes doubles by hashes with another seed in every process, and gives rows in the order of these
//! unless it is asked to keep theirs. SQL does not ask, so that the steps are told here, after the engine has made its plan.
//! Groups then stand in the order in which their first rows stand in the tables, which is that of the documents, and rows that an
//! ORDER BY finds equal stay in the order they had.

use polars::polars_utils::arena::{Arena, Node};
use polars::prelude::MaintainOrderJoin;
use polars_plan::plans::IR;
use std::sync::Arc;

/// Lets every step of a plan keep the order of its rows.
pub(super) fn keep(steps: &mut Arena<IR>) {
    for index in 0..steps.len() {
        match steps.get_mut(Node(index)) {
            IR::GroupBy { maintain_order, .. } => *maintain_order = true,
            IR::Distinct { options, .. } => options.maintain_order = true,
            IR::Sort { sort_options, .. } => sort_options.maintain_order = true,
            IR::Join { options, .. } => Arc::make_mut(options).args.maintain_order = MaintainOrderJoin::LeftRight,
            _ => {}
        }
    }
}
