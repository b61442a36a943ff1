//! The only room with SQL: the project file, its journal and its rows.

mod backup;
mod check;
mod drafts;
mod journal;
mod log;
mod memo_rows;
mod migrate;
mod open;
mod record;
mod recover;
mod rows;
mod sql;
mod values;
mod watch;

pub(crate) use backup::{copy_to, refuse_missing_folder};
pub(crate) use check::check;
pub use check::{Check, Finding};
pub(crate) use journal::{NewOp, Touched};
pub(crate) use log::{OpRow, RowChange};
pub(crate) use open::{Mode, Store, beside, look, on_network};
pub(crate) use record::Record;
pub(crate) use recover::recover;
pub use recover::{Recovery, Saved};
pub(crate) use values::{Made, NewValue, PackedValue};
