//! From positions in a passage's whole text to positions in what is shown of it, and back.

use crate::model::{Span, merge};

/// A hidden span: where it lies in what is shown, and in the whole text.
#[derive(Clone, Copy, Debug)]
struct Cut {
    at: u32,
    start: u32,
    len: u32,
}

/// Which parts of a text are left out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hidden {
    cuts: Box<[Cut]>,
    /// Scalar values in the whole text.
    len: u32,
}

impl Hidden {
    /// The cuts of `spans` (any order, may overlap or reach past the end) in a text of `len` scalar values.
    pub fn new(spans: &[Span], len: u32) -> Self {
        if spans.is_empty() {
            return Self { cuts: Box::default(), len };
        }
        let mut taken = 0;
        let inside = spans.iter().map(|span| Span { start: span.start.min(len), end: span.end.min(len) }).collect();
        let cuts = merge(inside).into_iter().map(|span| {
            let cut = Cut { at: span.start - taken, start: span.start, len: span.len() };
            taken += span.len();
            cut
        });
        Self { cuts: cuts.collect(), len }
    }

    /// Scalar values in the whole text.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Scalar values shown.
    pub fn shown_len(&self) -> u32 {
        self.len - self.cuts.iter().map(|cut| cut.len).sum::<u32>()
    }

    /// Whether the scalar value at `at` is left out.
    pub fn hides(&self, at: u32) -> bool {
        let next = self.cuts.partition_point(|cut| cut.start <= at);
        next > 0 && at < self.cuts[next - 1].start + self.cuts[next - 1].len
    }

    /// Where `at` of the whole text stands in what is shown; inside a cut, where the cut is.
    pub fn shown(&self, at: u32) -> u32 {
        let at = at.min(self.len);
        let next = self.cuts.partition_point(|cut| cut.start <= at);
        let Some(cut) = next.checked_sub(1).map(|i| self.cuts[i]) else { return at };
        cut.at + (at - cut.start).saturating_sub(cut.len)
    }

    /// Where `at` of what is shown stands in the whole text: behind a cut that lies there.
    pub fn after(&self, at: u32) -> u32 {
        let next = self.cuts.partition_point(|cut| cut.at <= at);
        next.checked_sub(1).map_or(at, |i| at - self.cuts[i].at + self.cuts[i].start + self.cuts[i].len).min(self.len)
    }

    /// Where `at` of what is shown stands in the whole text: before a cut that lies there.
    pub fn before(&self, at: u32) -> u32 {
        let next = self.cuts.partition_point(|cut| cut.at < at);
        next.checked_sub(1).map_or(at, |i| at - self.cuts[i].at + self.cuts[i].start + self.cuts[i].len).min(self.len)
    }

    /// The span in what is shown.
    pub fn shown_span(&self, span: Span) -> Span {
        Span::new(self.shown(span.start), self.shown(span.end))
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.cuts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_label_and_a_time_are_skipped() {
        // "P07: so [01:46] we" shows "so we".
        let hidden = Hidden::new(&[Span::new(8, 16), Span::new(0, 5)], 18);
        assert_eq!(hidden.shown_len(), 5);
        assert_eq!([0, 3, 5, 8, 12, 16, 18].map(|at| hidden.shown(at)), [0, 0, 0, 3, 3, 3, 5]);
        assert_eq!([0, 3, 5].map(|at| hidden.after(at)), [5, 16, 18]);
        assert_eq!([0, 3, 5].map(|at| hidden.before(at)), [0, 8, 18]);
        assert!(hidden.hides(4) && !hidden.hides(5) && hidden.hides(15) && !hidden.hides(16));
    }

    proptest! {
        #[test]
        fn every_shown_place_comes_back(cuts in proptest::collection::vec((0u32..50, 0u32..50), 0..6)) {
            let spans: Vec<Span> = cuts.iter().map(|(a, b)| Span::new(*a, *b)).collect();
            let hidden = Hidden::new(&spans, 40);
            prop_assert_eq!(hidden.shown_len() as usize, (0..40).filter(|at| !hidden.hides(*at)).count());
            for at in 0..=hidden.shown_len() {
                prop_assert_eq!(hidden.shown(hidden.after(at)), at);
                prop_assert_eq!(hidden.shown(hidden.before(at)), at);
                prop_assert!(hidden.before(at) <= hidden.after(at));
            }
            for at in 0..40 {
                prop_assert_eq!(hidden.hides(at), spans.iter().any(|span| span.contains(at)));
            }
        }
    }
}
