//! Plain-text geometry: positions, paragraphs, turns, words and sentences of a source's text.

mod around;
mod beside;
mod correction;
mod difference;
mod geometry;
mod heaviest;
mod letters;
mod manuscript;
mod moved;
mod pairing;
mod patch;
mod remade;
mod restated;
mod restructure;
mod structure;
#[cfg(test)]
mod tests;
mod words;
mod written;

pub use around::around;
pub use beside::{Beside, Side, TurnsChanged, side_by_side};
pub use correction::{Correction, Followed, Piece};
pub use difference::{Difference, by_words, difference, differences};
pub use geometry::Geometry;
pub use letters::{caseless, is_accent, is_from_the_right, is_unseen, isolated, lf, reads_from_the_right};
pub use manuscript::{Clip, Manuscript, Unfinished, WayBack};
pub use restated::Restated;
pub use structure::{Mark, MarkKind, Paragraph, SourceText, Structure, Style, StyleKind, Turn};
pub use words::{
    Tokens, capital, count_words, first_words, goes_on, is_unspaced, line_at, on_one_line, parted_names, sentence_at, word_after, word_at,
    word_before,
};
pub use written::{DEEPEST, heading_mark, is_numbered, written};
