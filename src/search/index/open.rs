//! The words that a search looks for in a part of the index: a cursor for each of them, or where they are many, a mark at each of their places.

use super::state::Segment;
use crate::jobs::Progress;
use crate::search::grammar::Form;
use crate::search::sought::{Rules, Sought};
use crate::{Error, Result};
use std::ops::Range;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, TantivyError};

/// A sought word that is more words of the index than this is marked; fewer where many words are sought, for each cursor takes more than a
/// kilobyte.
const MANY: usize = 200;
const OF_ALL: usize = 4000;

/// Words that are marked between two looks at whether to go on.
const AT_ONCE: usize = 1024;

/// Where a sought word stands in a segment.
pub(super) enum Stood {
    Few(Vec<Cursor>),
    Many(Marks),
}

/// A bit for each word of a segment, in the order of its entries.
pub(super) struct Marks(Vec<u64>);

/// The entries of one word of the index.
pub(super) struct Cursor {
    info: TermInfo,
    option: IndexRecordOption,
    pub postings: SegmentPostings,
    /// The postings are at the first entry from here on.
    pub from: u32,
    /// The rules for stems, each a bit, by which this is the sought word; the last bit stands for no rules.
    pub rules: u32,
}

/// The index could not be read.
pub(super) fn unread(_: TantivyError) -> Error {
    Error::hint("the search index cannot be read", "Run “themata index FILE --rebuild”; nothing else is harmed.")
}

/// Rules for stems as a bit.
pub(super) fn bit(rules: Option<Rules>) -> u32 {
    1 << rules.map_or(31, |rules| u32::from(rules.0))
}

/// Finds the sought words among those of a segment. Where there are many, that takes a moment, and more steps of `progress`.
pub(super) fn open(sought: &[Sought], rules: &[Rules], option: IndexRecordOption, segment: &Segment, progress: &Progress) -> Result<Vec<Stood>> {
    let mut many: Vec<(u32, u16)> = Vec::new();
    let mut all = Vec::with_capacity(sought.len());
    for (number, one) in sought.iter().enumerate() {
        progress.check()?;
        let words = words(one, rules, segment);
        let is_open = matches!(one.form(), Form::Wildcard | Form::Fuzzy(_));
        if is_open && words.len() > MANY.min(OF_ALL / sought.len()) {
            many.extend(words.into_iter().map(|(word, _)| (word, number as u16)));
            all.push(Stood::Many(Marks::new(segment.before.last().copied().unwrap_or(0))));
        } else {
            let cursor = |(word, rules): (u32, u32)| Cursor::open(segment, segment.info(word), option, rules);
            all.push(Stood::Few(words.into_iter().map(cursor).collect::<tantivy::Result<_>>().map_err(unread)?));
        }
    }
    many.sort_unstable();
    mark(&many, &mut all, segment, progress)?;
    Ok(all)
}

/// The words that a sought one is, each with the rules by which it is.
fn words(sought: &Sought, rules: &[Rules], segment: &Segment) -> Vec<(u32, u32)> {
    let mut words: Vec<(u32, u32)> = segment.terms.of(sought).into_iter().map(|word| (word, u32::MAX)).collect();
    if sought.form() == Form::Stem {
        for rules in rules {
            words.extend(segment.terms.stemmed(sought, *rules).into_iter().map(|word| (word, bit(Some(*rules)))));
        }
        words.sort_unstable();
        words.dedup_by(|next, kept| {
            kept.1 |= if next.0 == kept.0 { next.1 } else { 0 };
            next.0 == kept.0
        });
    }
    words
}

/// Marks each place of words, each given with the number of a sought word; what is several of those is read once.
fn mark(many: &[(u32, u16)], all: &mut [Stood], segment: &Segment, progress: &Progress) -> Result<()> {
    let mut places = Vec::new();
    let near = |one: &(u32, u16), next: &(u32, u16)| one.0 / AT_ONCE as u32 == next.0 / AT_ONCE as u32;
    progress.expect(many.chunk_by(near).count() as u64);
    for some in many.chunk_by(near) {
        progress.check()?;
        for same in some.chunk_by(|one, next| one.0 == next.0) {
            let info = segment.info(same[0].0);
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = segment.words.read_postings_from_terminfo(&info, option).map_err(|error| unread(error.into()))?;
            while postings.doc() != TERMINATED {
                postings.positions(&mut places);
                let before = segment.before[postings.doc() as usize];
                for (_, number) in same {
                    if let Stood::Many(marks) = &mut all[usize::from(*number)] {
                        places.iter().for_each(|place| marks.put(before + place));
                    }
                }
                postings.advance();
            }
        }
        progress.advance(1);
    }
    Ok(())
}

impl Marks {
    fn new(words: u32) -> Self {
        Self(vec![0; words as usize / 64 + 1])
    }

    fn put(&mut self, at: u32) {
        if let Some(bits) = self.0.get_mut(at as usize / 64) {
            *bits |= 1 << (at % 64);
        }
    }

    /// The marks in a range, sixty-four at a time, each time with the place of the first of them.
    pub fn bits(&self, range: &Range<u32>) -> impl Iterator<Item = (u32, u64)> + '_ {
        let Range { start, end } = *range;
        let masked = move |n: u32| {
            let from = if n == start / 64 { !0 << (start % 64) } else { !0 };
            let to = if n == end / 64 { (1 << (end % 64)) - 1 } else { !0 };
            (n * 64, self.0.get(n as usize).copied().unwrap_or(0) & from & to)
        };
        (start / 64..end.div_ceil(64)).map(masked)
    }

    /// How many there are in a range.
    pub fn count(&self, range: &Range<u32>) -> usize {
        self.bits(range).map(|(_, bits)| bits.count_ones() as usize).sum()
    }

    /// Where they are in a range, in order.
    pub fn within(&self, range: &Range<u32>) -> impl Iterator<Item = u32> + '_ {
        self.bits(range).flat_map(|(from, mut bits)| {
            std::iter::from_fn(move || {
                let at = (bits != 0).then(|| from + bits.trailing_zeros());
                bits &= bits.wrapping_sub(1);
                at
            })
        })
    }
}

impl Cursor {
    fn open(segment: &Segment, info: TermInfo, option: IndexRecordOption, rules: u32) -> tantivy::Result<Self> {
        let postings = segment.words.read_postings_from_terminfo(&info, option)?;
        Ok(Self { info, option, postings, from: 0, rules })
    }

    /// Goes to the first entry from `doc` on.
    pub fn to(&mut self, segment: &Segment, doc: u32) -> tantivy::Result<u32> {
        if doc < self.from {
            self.postings = segment.words.read_postings_from_terminfo(&self.info, self.option)?;
        }
        if self.postings.doc() < doc {
            self.postings.seek(doc);
        }
        self.from = doc;
        Ok(self.postings.doc())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_and_met_in_any_range() {
        let mut marks = Marks::new(300);
        let put = [0, 1, 63, 64, 65, 127, 128, 200, 299];
        put.iter().for_each(|at| marks.put(*at));
        for start in 0..300 {
            for end in [start, start + 1, 63, 64, 65, 128, 129, 300].into_iter().filter(|end| *end >= start) {
                let wanted: Vec<u32> = put.iter().copied().filter(|at| (start..end).contains(at)).collect();
                assert_eq!(marks.within(&(start..end)).collect::<Vec<_>>(), wanted);
                assert_eq!(marks.count(&(start..end)), wanted.len());
            }
        }
    }
}
