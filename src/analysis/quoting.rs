//! Which passage of a theme a quote of a report is, also where that passage has other ends by now than when the quote was chosen.

use super::{Corpus, Gathering};
use crate::model::*;

/// How a quote lies in the passage of its theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// It is that passage.
    Whole,
    /// It is a part of it: the passage has grown.
    Within,
    /// Some of it is in it: the passage has other ends.
    Across,
}

impl Lies {
    /// Its name, for scripts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Within => "within",
            Self::Across => "across",
        }
    }

    /// What a reader is told; nothing where the quote is the passage.
    pub const fn said(self) -> Option<&'static str> {
        match self {
            Self::Whole => None,
            Self::Within => Some("its passage has grown since it was chosen"),
            Self::Across => Some("its passage has other ends since it was chosen"),
        }
    }
}

/// The passage of a theme that a quote is, by its place among those that are gathered, and how it lies there: the very passage, else one that has all of
/// it, else the one that has most of it.
pub fn lies_among<'a>(corpus: &Corpus, gathered: impl IntoIterator<Item = &'a Gathering>, quote: Passage) -> Option<(usize, Lies)> {
    if !corpus.shows(quote.source, quote.version) {
        return None;
    }
    let mut best: Option<((u8, u32), usize, Lies)> = None;
    for (at, one) in gathered.into_iter().enumerate().filter(|(_, one)| one.excerpt.source == quote.source) {
        let Some(both) = one.excerpt.span.intersect(quote.span) else { continue };
        let (rank, lies) = match one.excerpt.span {
            span if span == quote.span => (2, Lies::Whole),
            span if span.covers(quote.span) => (1, Lies::Within),
            _ => (0, Lies::Across),
        };
        let rank = (rank, both.end - both.start);
        if best.is_none_or(|(known, ..)| rank > known) {
            best = Some((rank, at, lies));
        }
    }
    best.map(|(_, at, lies)| (at, lies))
}

/// The reports that quote each of the passages of a theme, or some of it, by their places.
pub fn reports_quoting<'c>(corpus: &'c Corpus, theme: CodeId, gathered: &[&Gathering]) -> Vec<Vec<&'c Report>> {
    let mut quoting: Vec<Vec<&Report>> = vec![Vec::new(); gathered.len()];
    for report in corpus.reports() {
        let places = corpus.quotes_of_report(report.id, theme).filter_map(|quote| lies_among(corpus, gathered.iter().copied(), quote));
        for (at, _) in places {
            if quoting[at].last().is_none_or(|last| last.id != report.id) {
                quoting[at].push(report);
            }
        }
    }
    quoting
}

/// Quotes with others behind them. A passage of which a part is quoted takes the place of that part, so that no words are quoted twice.
pub fn quoted_also(mut quotes: Vec<Passage>, more: &[Passage]) -> Vec<Passage> {
    for one in more {
        if quotes.contains(one) {
            continue;
        }
        let part = |quote: &Passage| (quote.source, quote.version) == (one.source, one.version) && one.span.covers(quote.span);
        let at = quotes.iter().position(part).unwrap_or(quotes.len());
        quotes.retain(|quote| !part(quote));
        quotes.insert(at.min(quotes.len()), *one);
    }
    quotes
}

/// Quotes without those of which words are in one of these passages.
pub fn quoted_but(quotes: impl IntoIterator<Item = Passage>, passages: &[Passage]) -> Vec<Passage> {
    quotes.into_iter().filter(|quote| !passages.iter().any(|passage| shares(quote, passage))).collect()
}

/// Whether all of these passages are quoted, each at least with some of its words.
pub fn all_are_quoted(quotes: &[Passage], passages: &[Passage]) -> bool {
    passages.iter().all(|passage| quotes.iter().any(|quote| shares(quote, passage)))
}

fn shares(a: &Passage, b: &Passage) -> bool {
    (a.source, a.version) == (b.source, b.version) && a.span.overlaps(b.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_takes_the_place_of_its_parts_and_goes_with_them() {
        let (source, version) = (SourceId::new(), VersionId::new());
        let at = |start, end| Passage { source, version, span: Span { start, end } };
        let quotes = vec![at(40, 50), at(0, 5), at(60, 70), at(6, 9)];
        assert_eq!(quoted_also(quotes.clone(), &[at(0, 10), at(60, 70)]), [at(40, 50), at(0, 10), at(60, 70)]);
        assert_eq!(quoted_also(quotes.clone(), &[at(80, 90)]).last(), Some(&at(80, 90)));
        assert_eq!(quoted_but(quotes.clone(), &[at(0, 10)]), [at(40, 50), at(60, 70)]);
        assert!(all_are_quoted(&quotes, &[at(0, 10), at(45, 65)]) && !all_are_quoted(&quotes, &[at(10, 40)]));
    }
}
