//! The window.
//!
//! `app` is the frame loop: it takes what came in, does what was asked for (`command`), then draws the `shell` around one
//! of the `views`, and `dialogs` and `notify` over it. Drawing changes nothing: it asks on the queue. Everything is made
//! of `widgets` in the tokens of `theme`; passages are laid out by `text`.

mod app;
mod arrival;
mod attributed;
mod background;
pub mod cached;
pub mod chosen;
mod colour;
pub mod command;
pub mod config;
mod counted;
pub mod cx;
pub mod desk;
pub mod dialogs;
mod drafts;
mod exports;
pub mod fonts;
pub mod format;
pub mod fuzzy;
mod hear;
mod heights;
pub mod icons;
mod keeping;
mod later;
mod marked;
mod mine;
pub mod notify;
mod shell;
mod start;
mod style;
pub mod text;
pub mod theme;
mod turns;
pub mod views;
pub mod widgets;
mod working;

pub use app::Themata;
pub use start::{Start, run, run_within};
pub use views::ViewId;
