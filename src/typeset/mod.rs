//! Typesetting: faces for every script, and paragraphs laid out in lines of glyphs. What is drawn with them, screen or paper, is others' work.
//!
//! A [`Typesetter`] takes a text with its marks and a width. The window turns its layouts into pictures; exports ask for a [`SetText`], plain
//! lines of positioned glyphs that still know the words they stand for.

mod charset;
mod engine;
mod fonts;
mod hidden;
mod outline;
mod set;
mod style;
mod system;

pub use engine::Typesetter;
pub(crate) use engine::shown_text;
pub use fonts::{INTER, SCRIPTS};
pub(crate) use hidden::Hidden;
pub use set::{Face, SetGlyph, SetLine, SetRun, SetText};
pub use style::{Colour, Family, Marks, PassageStyle, Run, Weight};
pub use system::{Findings as FaceFindings, Search as FaceSearch};
