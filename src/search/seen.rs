//! Which hits were there when somebody looked last: written down with a saved search, and followed through corrections since.

use super::ask::Search;
use super::find::{Found, Hit, Place, Whole};
use super::finder::{Finder, News, Wanted};
use super::index::memo_key;
use crate::Result;
use crate::analysis::Corpus;
use crate::jobs::Progress;
use crate::model::{MemoId, SourceId, Span, VersionId};
use crate::text::Followed;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

/// Hits that are written down one by one. Of a search that finds more, further sources are written down with the number of theirs alone.
const EACH: usize = 100_000;

/// The hits that were there. It is asked of the hits of a search in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    known: HashMap<Whole, Known>,
    /// Hits that were asked of, in those of which only a number is known.
    met: HashMap<Whole, usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Known {
    /// Only how many: of a source beyond those that are written down, and of a memo that reads otherwise now.
    Number(usize),
    /// Those at these places of the text that is shown.
    These(HashSet<Span>),
}

impl Seen {
    /// Reads what [`Noting`] wrote, on the texts that are shown now. Lines that cannot be read say nothing.
    pub fn read(corpus: &Corpus, written: &str) -> Self {
        let memos: HashMap<MemoId, u64> = corpus.memos.iter().map(|memo| (memo.id, memo_key(memo))).collect();
        Self { known: written.lines().filter_map(|line| known(corpus, &memos, line)).collect(), met: HashMap::new() }
    }

    /// Whether a hit was not there. Where only a number is known, so many were there, and those behind them are new.
    pub fn is_new(&mut self, hit: &Hit) -> bool {
        let of = whole(hit.place);
        match self.known.get(&of) {
            Some(Known::Number(known)) => {
                let met = self.met.entry(of).or_default();
                *met += 1;
                *met > *known
            }
            Some(Known::These(spans)) => !spans.contains(&hit.span),
            None => true,
        }
    }
}

fn whole(place: Place) -> Whole {
    match place {
        Place::Source(source, _) => Whole::Source(source),
        Place::Memo(memo) => Whole::Memo(memo),
    }
}

/// What a line says: a source or memo, the version of its words, and its hits, each by how far it is behind the one before and by its length,
/// where that is another than the last; or `#` and their number.
fn known(corpus: &Corpus, memos: &HashMap<MemoId, u64>, line: &str) -> Option<(Whole, Known)> {
    let mut words = line.split(' ');
    let kind = words.next()?;
    let (id, version) = (words.next()?, words.next()?);
    if let Some(number) = version.strip_prefix('#') {
        let whole = match kind {
            "source" => Whole::Source(SourceId::parse(id)?),
            _ => Whole::Memo(MemoId::parse(id)?),
        };
        return Some((whole, Known::Number(number.parse().ok()?)));
    }
    let spans = places(words)?;
    match kind {
        "memo" => {
            let memo = MemoId::parse(id)?;
            let same = memos.get(&memo).is_some_and(|now| format!("{now:016x}") == version);
            let known = if same { Known::These(spans.into_iter().collect()) } else { Known::Number(spans.len()) };
            Some((Whole::Memo(memo), known))
        }
        "source" => {
            let (source, version) = (SourceId::parse(id)?, VersionId::parse(version)?);
            let line = corpus.line(source);
            let now = |span: Span| match line.map(|line| line.follow(version, span)) {
                // A text that was never corrected.
                None => Some(span),
                Some(Some(Followed::At(span))) => Some(span),
                Some(_) => None,
            };
            Some((Whole::Source(source), Known::These(spans.into_iter().filter_map(now).collect())))
        }
        _ => None,
    }
}

fn places<'a>(words: impl Iterator<Item = &'a str>) -> Option<Vec<Span>> {
    let (mut start, mut length) = (0u32, 0u32);
    let mut spans = Vec::new();
    for word in words {
        let (step, own) = word.split_once('+').map_or((word, None), |(step, own)| (step, Some(own)));
        start = start.checked_add(u32::from_str_radix(step, 36).ok()?)?;
        length = own.map_or(Ok(length), str::parse).ok()?;
        spans.push(Span { start, end: start.checked_add(length)? });
    }
    Some(spans)
}

/// A number in digits and letters, as [`u32::from_str_radix`] reads it by 36.
fn short(mut number: u32) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit(number % 36, 36));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// Hits being written down, in their order.
#[derive(Default)]
pub struct Noting {
    written: String,
    hits: usize,
    /// What the hits at hand stand in, how many there are, and the last of them.
    here: Option<(Whole, usize, Span)>,
    /// Whether they are written down one by one.
    each: bool,
}

impl Noting {
    /// Writes a hit down.
    pub fn take(&mut self, corpus: &Corpus, hit: &Hit) {
        let of = whole(hit.place);
        if self.here.is_none_or(|(last, ..)| last != of) {
            self.begin(corpus, of);
        }
        let Some((_, count, last)) = &mut self.here else { return };
        *count += 1;
        if self.each {
            self.hits += 1;
            // Nothing is refused that is written to a string. Hits of one place may overlap, but never begin before the last.
            let _ = write!(self.written, " {}", short(hit.span.start.saturating_sub(last.start)));
            if hit.span.len() != last.len() {
                let _ = write!(self.written, "+{}", hit.span.len());
            }
            *last = hit.span;
        }
    }

    fn begin(&mut self, corpus: &Corpus, of: Whole) {
        self.close();
        self.here = Some((of, 0, Span { start: 0, end: 0 }));
        let version = match of {
            Whole::Memo(memo) => corpus.memo(memo).map(|memo| format!("{:016x}", memo_key(memo))),
            Whole::Source(source) => corpus.version(source).map(|version| version.id.to_string()),
        };
        let begun = match of {
            Whole::Memo(memo) => format!("memo {memo}"),
            Whole::Source(source) => format!("source {source}"),
        };
        self.written.push_str(if self.written.is_empty() { "" } else { "\n" });
        self.written.push_str(&begun);
        self.each = self.hits < EACH && version.is_some();
        if let Some(version) = version.filter(|_| self.each) {
            let _ = write!(self.written, " {version}");
        }
    }

    fn close(&mut self) {
        if let Some((_, count, _)) = self.here.take().filter(|_| !self.each) {
            let _ = write!(self.written, " #{count}");
        }
    }

    /// What was written down.
    pub fn end(mut self) -> String {
        self.close();
        self.written
    }
}

/// How much a search finds, and how much of that was not there when somebody looked last.
pub fn found_since(seen: &mut Seen, finder: &Finder, search: &mut Search, progress: &Progress) -> Result<(Found, usize)> {
    let mut new = 0;
    let found = finder.run(search, Wanted::all(0), progress, &mut |news| {
        if let News::Hit(hit, _) = news {
            new += usize::from(seen.is_new(&hit));
        }
        Ok(())
    })?;
    Ok((found, new))
}

/// Runs a search and writes down what it finds.
pub fn noted(corpus: &Corpus, finder: &Finder, search: &mut Search, progress: &Progress) -> Result<String> {
    let mut noting = Noting::default();
    finder.run(search, Wanted::all(0), progress, &mut |news| {
        if let News::Hit(hit, _) = news {
            noting.take(corpus, &hit);
        }
        Ok(())
    })?;
    Ok(noting.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn places_are_read_as_they_were_written(spans in proptest::collection::vec((0u32..100_000, 1u32..40), 0..40)) {
            let (mut at, mut written, mut last) = (0, Vec::new(), 0);
            let mut wanted = Vec::new();
            for (step, length) in spans {
                at += step;
                wanted.push(Span { start: at, end: at + length });
                written.push(if length == last { short(step) } else { format!("{}+{length}", short(step)) });
                last = length;
            }
            proptest::prop_assert_eq!(places(written.iter().map(String::as_str)), Some(wanted));
        }
    }
}
