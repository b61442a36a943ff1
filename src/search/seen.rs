//! Which hits were there when somebody looked last: written down with a saved search, and followed through corrections since.

use super::ask::Search;
use super::find::{Found, Hit, Place, Whole};
use super::finder::{Finder, News, Wanted};
use crate::Result;
use crate::analysis::Corpus;
use crate::jobs::Progress;
use crate::model::{MemoId, SourceId, Span, VersionId};
use crate::text::Followed;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

/// Hits that are written down one by one. Of a search that finds more, those in further sources count as seen with their source.
const EACH: usize = 20_000;

/// The hits that were there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(HashMap<Whole, Known>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Known {
    /// All of a source or memo.
    All,
    /// Those at these places of the text that is shown.
    These(HashSet<Span>),
}

impl Seen {
    /// Reads what [`Noting`] wrote, on the texts that are shown now. Lines that cannot be read say nothing.
    pub fn read(corpus: &Corpus, written: &str) -> Self {
        Self(written.lines().filter_map(|line| known(corpus, line)).collect())
    }

    /// Whether a hit was there.
    pub fn has(&self, hit: &Hit) -> bool {
        match self.0.get(&whole(hit.place)) {
            Some(Known::All) => true,
            Some(Known::These(spans)) => spans.contains(&hit.span),
            None => false,
        }
    }
}

fn whole(place: Place) -> Whole {
    match place {
        Place::Source(source, _) => Whole::Source(source),
        Place::Memo(memo) => Whole::Memo(memo),
    }
}

fn known(corpus: &Corpus, line: &str) -> Option<(Whole, Known)> {
    let mut words = line.split(' ');
    match words.next()? {
        "memo" => Some((Whole::Memo(MemoId::parse(words.next()?)?), Known::All)),
        "source" => {
            let source = SourceId::parse(words.next()?)?;
            let Some(version) = words.next().and_then(VersionId::parse) else { return Some((Whole::Source(source), Known::All)) };
            let line = corpus.line(source);
            let now = |span: Span| match line.map(|line| line.follow(version, span)) {
                // A text that was never corrected.
                None => Some(span),
                Some(Some(Followed::At(span))) => Some(span),
                Some(_) => None,
            };
            let span = |word: &str| {
                let (start, length) = word.split_once('+')?;
                let start: u32 = start.parse().ok()?;
                Some(Span { start, end: start.checked_add(length.parse().ok()?)? })
            };
            Some((Whole::Source(source), Known::These(words.filter_map(span).filter_map(now).collect())))
        }
        _ => None,
    }
}

/// Hits being written down, in their order.
#[derive(Default)]
pub struct Noting {
    written: String,
    last: Option<Whole>,
    hits: usize,
    /// Whether the hits of the source at hand are written down one by one.
    each: bool,
}

impl Noting {
    /// Writes a hit down.
    pub fn take(&mut self, corpus: &Corpus, hit: &Hit) {
        let of = whole(hit.place);
        if self.last != Some(of) {
            self.last = Some(of);
            let begun = match of {
                Whole::Memo(memo) => format!("memo {memo}"),
                Whole::Source(source) => {
                    self.each = self.hits < EACH;
                    match corpus.version(source).filter(|_| self.each) {
                        Some(version) => format!("source {source} {}", version.id),
                        None => format!("source {source}"),
                    }
                }
            };
            self.written.push_str(if self.written.is_empty() { "" } else { "\n" });
            self.written.push_str(&begun);
        }
        if matches!(of, Whole::Source(_)) && self.each {
            self.hits += 1;
            // Nothing is refused that is written to a string.
            let _ = write!(self.written, " {}+{}", hit.span.start, hit.span.len());
        }
    }

    /// What was written down.
    pub fn end(self) -> String {
        self.written
    }
}

/// How much a search finds, and how much of that was not there when somebody looked last.
pub fn found_since(seen: &Seen, finder: &Finder, search: &mut Search, progress: &Progress) -> Result<(Found, usize)> {
    let mut new = 0;
    let found = finder.run(search, Wanted::all(0), progress, &mut |news| {
        if let News::Hit(hit, _) = news {
            new += usize::from(!seen.has(&hit));
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
