//! The frame around every view: top bar, status line, and the columns at the sides.

mod columns;
mod status;
mod topbar;

pub use columns::Columns;
pub(super) use columns::draw as columns;
pub(super) use status::{draw as status, way_back};
pub(super) use topbar::{Saved, draw as topbar};
