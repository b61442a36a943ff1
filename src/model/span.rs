//! Spans: half-open ranges of Unicode scalar values in a source's text.

use super::{SourceId, VersionId};
use serde::{Deserialize, Serialize};

/// The range `[start, end)` in Unicode scalar values of a source's plain text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first scalar value inside.
    pub start: u32,
    /// The first scalar value after.
    pub end: u32,
}

/// Words of a source by their place in a version of its text: whatever is corrected later, it is known which words were meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// The source.
    pub source: SourceId,
    /// The version in which the words stand there.
    pub version: VersionId,
    /// Where they stand.
    pub span: Span,
}

impl Span {
    /// The span from `start` to `end`; the two may come in either order.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start: start.min(end), end: start.max(end) }
    }

    /// Its length in scalar values.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the scalar value at `at` is inside.
    pub fn contains(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the whole of `other` is inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether at least one scalar value is in both.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What is in both, if anything is.
    pub fn intersect(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Span { start, end })
    }

    /// What is left of it without `other`: nothing, one piece or two.
    pub fn minus(self, other: Span) -> Vec<Span> {
        if !self.overlaps(other) {
            return vec![self];
        }
        [Span { start: self.start, end: other.start.max(self.start) }, Span { start: other.end.min(self.end), end: self.end }]
            .into_iter()
            .filter(|piece| !piece.is_empty())
            .collect()
    }
}

/// The maximal runs covered by `spans`: overlapping and touching ones become one, empty ones vanish.
pub fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans() -> impl Strategy<Value = Vec<Span>> {
        proptest::collection::vec((0u32..60, 0u32..60).prop_map(|(a, b)| Span::new(a, b)), 0..12)
    }

    proptest! {
        #[test]
        fn merged_spans_cover_the_same_places_and_never_touch(list in spans()) {
            let merged = merge(list.clone());
            for at in 0..60 {
                prop_assert_eq!(list.iter().any(|s| s.contains(at)), merged.iter().any(|s| s.contains(at)));
            }
            prop_assert!(merged.windows(2).all(|pair| pair[0].end < pair[1].start));
        }

        #[test]
        fn minus_keeps_exactly_what_is_not_taken(a in 0u32..60, b in 0u32..60, c in 0u32..60, d in 0u32..60) {
            let (whole, taken) = (Span::new(a, b), Span::new(c, d));
            let left = whole.minus(taken);
            for at in 0..60 {
                prop_assert_eq!(whole.contains(at) && !taken.contains(at), left.iter().any(|s| s.contains(at)));
            }
        }
    }
}
