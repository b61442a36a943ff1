//! Finding words: a language of searches, what they mean in a project, and every hit as a span of a text.
//!
//! An entry is a turn, or a paragraph where nobody speaks, or a memo. Phrases and distances never cross an entry.

mod ahead;
mod ask;
mod entry;
mod fields;
mod find;
mod finder;
mod fold;
mod going;
mod grammar;
mod heard;
mod hints;
mod index;
mod language;
#[cfg(test)]
mod plain;
mod said;
mod seen;
mod sought;
mod spread;
#[cfg(test)]
mod tests;
mod widen;
pub mod words;

pub use ask::Search;
pub use entry::Entry;
pub use fields::nearest;
pub use find::{Found, Hit, Place, Whole, find};
pub use finder::{Finder, News, Wanted};
pub use fold::fold;
pub use grammar::{Ask, Form, Reach, Word, Wrong, parse, quoted};
pub use index::Index;
pub use language::{language, languages};
pub use seen::{Noting, Seen, found_since, noted};
pub use spread::{SortBy, in_order, in_thousand, said_in, sort_keys};
pub use widen::{Unit, is_asked, uncoded, widened};
