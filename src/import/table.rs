//! Tables of attributes: read from .csv or .xlsx, then matched to sources and cases as plain values to write.

mod apply;
mod bounds;
mod cases;
mod guess;
mod join;
mod newer;
mod person;
mod plan;
mod planned;
mod read;
mod sources;
pub(super) mod types;
mod values;
mod workbook;

pub(super) use guess::{fold, key_column, site_column};
pub use newer::{Empty, NewerTable};
pub use planned::{
    ColumnUse, PlannedAttribute, PlannedCase, PlannedColumn, PlannedJoin, PlannedOwner, PlannedValue, TableOptions, TablePlan, UnfitCell,
    UnjoinedVoice, UnmatchedRow,
};
pub use read::{read_table, read_table_bytes};
pub use sources::{TableGround, TableSource, TableVoice};
