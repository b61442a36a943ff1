//! Plain-text geometry: positions, paragraphs, turns, words and sentences of a source's text.

mod geometry;
mod structure;
mod words;

pub use geometry::Geometry;
pub use structure::{Mark, MarkKind, Paragraph, SourceText, Structure, Style, StyleKind, Turn};
pub use words::{Tokens, count_words, sentence_at, word_after, word_at, word_before};
