//! Stripes: which lane each coding runs in, and which of them a part of the text shows. Plain values.

use crate::model::{CodeId, CoderId, Coding, CodingId, Span};
use std::collections::HashSet;

/// A coding as its stripe is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stripe {
    /// The coding.
    pub coding: CodingId,
    /// Its code.
    pub code: CodeId,
    /// Who coded.
    pub coder: CoderId,
    /// Where.
    pub span: Span,
    /// Its lane, from 0, the nearest to the text.
    pub lane: u16,
    /// Whether it is a key quote.
    pub star: bool,
    /// Whether a memo is on it.
    pub memo: bool,
}

/// The stripes of a source, by start.
#[derive(Clone, Debug, Default)]
pub struct Stripes {
    all: Vec<Stripe>,
    /// The furthest end among the stripes up to here: it only rises, so the first one in sight is found by halving.
    reach: Vec<u32>,
    lanes: u16,
}

impl Stripes {
    /// The stripes of codings that come by start; each takes the lane nearest to the text that is free where it begins. `clear` says
    /// whether what ends at the first place is off the line on which the second is: a stripe is as high as the lines it touches. On the
    /// codings of `memos` are memos.
    pub fn new<'a>(codings: impl Iterator<Item = &'a Coding>, memos: &HashSet<CodingId>, clear: impl Fn(u32, u32) -> bool) -> Self {
        let mut ends: Vec<u32> = Vec::new();
        let mut all = Vec::new();
        for coding in codings {
            let lane = ends.iter().position(|end| *end <= coding.span.start && clear(*end, coding.span.start)).unwrap_or(ends.len());
            if lane == ends.len() {
                ends.push(0);
            }
            ends[lane] = coding.span.end;
            let (star, memo) = (coding.star, memos.contains(&coding.id));
            all.push(Stripe { coding: coding.id, code: coding.code, coder: coding.coder, span: coding.span, lane: lane as u16, star, memo });
        }
        let mut far = 0;
        let reach = all.iter().map(|stripe: &Stripe| {
            far = far.max(stripe.span.end);
            far
        });
        Self { reach: reach.collect(), all, lanes: ends.len() as u16 }
    }

    /// All of them, by start.
    pub fn all(&self) -> &[Stripe] {
        &self.all
    }

    /// How many lanes there are.
    pub fn lanes(&self) -> u16 {
        self.lanes
    }

    /// The stripes that touch `span`, by start.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Stripe> {
        let first = self.reach.partition_point(|reach| *reach <= span.start);
        let end = self.all.partition_point(|stripe| stripe.span.start < span.end).max(first);
        self.all[first..end].iter().filter(move |stripe| stripe.span.overlaps(span))
    }

    /// The stripes that hold the scalar value at `at`, the shortest first.
    pub fn at(&self, at: u32) -> Vec<Stripe> {
        let mut list: Vec<Stripe> = self.within(Span { start: at, end: at + 1 }).copied().collect();
        list.sort_by_key(|stripe| (stripe.span.len(), stripe.lane));
        list
    }

    /// The first stripe that begins after `at`.
    pub fn after(&self, at: u32) -> Option<&Stripe> {
        self.all.get(self.all.partition_point(|stripe| stripe.span.start <= at))
    }

    /// The last stripe that begins before `at`.
    pub fn before(&self, at: u32) -> Option<&Stripe> {
        self.all.partition_point(|stripe| stripe.span.start < at).checked_sub(1).map(|n| &self.all[n])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LayerId, SourceId, Time, VersionId};
    use proptest::prelude::*;

    fn codings(spans: &[(u32, u32)]) -> Vec<Coding> {
        let (source, version, code, coder, layer) = (SourceId::new(), VersionId::new(), CodeId::new(), CoderId::new(), LayerId::new());
        let one = |(start, end): &(u32, u32)| Coding {
            id: CodingId::new(),
            source,
            version,
            span: Span { start: *start, end: *end },
            code,
            coder,
            layer,
            star: false,
            at: Time(0),
        };
        let mut list: Vec<Coding> = spans.iter().map(one).collect();
        list.sort_by_key(|c| (c.span, c.id));
        list
    }

    #[test]
    fn lanes_are_packed_towards_the_text() {
        let list = codings(&[(0, 10), (5, 20), (10, 12), (12, 30), (21, 25)]);
        let stripes = Stripes::new(list.iter(), &HashSet::new(), |_, _| true);
        assert_eq!(stripes.all().iter().map(|s| s.lane).collect::<Vec<_>>(), [0, 1, 0, 0, 1]);
        assert_eq!(stripes.lanes(), 2);
        // What shares a line does not share a lane.
        let stripes = Stripes::new(list.iter(), &HashSet::new(), |end, start| end / 15 < start / 15);
        assert_eq!(stripes.all().iter().map(|s| s.lane).collect::<Vec<_>>(), [0, 1, 2, 3, 0]);
        assert_eq!(stripes.after(5).map(|s| s.span.start), Some(10));
        assert_eq!(stripes.before(5).map(|s| s.span.start), Some(0));
        assert_eq!(stripes.at(13).iter().map(|s| s.span.start).collect::<Vec<_>>(), [5, 12]);
    }

    proptest! {
        #[test]
        fn no_two_in_a_lane_overlap_and_none_in_sight_is_missed(spans in prop::collection::vec((0u32..300, 1u32..80), 0..60), from in 0u32..300, len in 1u32..60, gap in 0u32..40) {
            let list = codings(&spans.iter().map(|(start, len)| (*start, start + len)).collect::<Vec<_>>());
            let clear = |end: u32, start: u32| start - end >= gap;
            let stripes = Stripes::new(list.iter(), &HashSet::new(), clear);
            for (n, one) in stripes.all().iter().enumerate() {
                for other in &stripes.all()[n + 1..] {
                    prop_assert!(one.lane != other.lane || !one.span.overlaps(other.span) && clear(one.span.end, other.span.start));
                }
            }
            let sight = Span { start: from, end: from + len };
            prop_assert_eq!(stripes.within(sight).count(), list.iter().filter(|c| c.span.overlaps(sight)).count());
        }
    }
}
