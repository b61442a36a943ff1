//! Tables of attributes: read from .csv or .xlsx, then matched to sources and cases as plain values to write.

mod apply;
mod guess;
mod plan;
mod read;
mod sources;
mod types;
mod values;

pub use plan::{
    ColumnUse, PlannedAttribute, PlannedCase, PlannedColumn, PlannedOwner, PlannedValue, TableOptions, TablePlan, UnfitCell, UnmatchedRow,
};
pub use read::{read_table, read_table_bytes};
pub use sources::TableSource;
