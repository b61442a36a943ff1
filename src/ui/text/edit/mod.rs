//! Writing: a text with a caret, its lines on the screen, and what a key does to them. What is drawn and who holds it is the field's matter.
//!
//! A [`Buffer`] is the text with what is selected, what an input method has not settled yet, and the steps back. A [`Sheet`] is how it
//! stands: every paragraph a passage, of which an edit lays out again those alone that it touches. The [`Editor`] is both, and does
//! [`Act`]s; [`act_of`] says which one an event is.

mod buffer;
mod editor;
mod history;
mod keys;
mod moves;
mod outline;
mod runs;
mod sheet;
#[cfg(test)]
mod tests;

pub use buffer::{Buffer, Caret};
pub use editor::{Act, Editor, Effect, Reach, Setting, Unit};
pub use keys::{Shape, act_of};
pub use moves::Motion;
pub use runs::{Letter, TextRun};
pub use sheet::Sheet;
