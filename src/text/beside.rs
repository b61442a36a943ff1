//! Two texts side by side: paragraph by paragraph, with the words that differ.

use super::Geometry;
use super::difference::difference;
use crate::model::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// One row of two texts side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// So many paragraphs that are the same in both.
    Same(usize),
    /// A paragraph of the one, of the other, or of both, with the places where they differ.
    Changed(Option<Side>, Option<Side>),
}

/// A paragraph on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Its words.
    pub words: String,
    /// What the other side has not, by places from its front.
    pub marked: Vec<Span>,
}

impl Side {
    /// A paragraph that the other side has not at all.
    fn alone(words: &str) -> Self {
        Self { words: words.into(), marked: vec![Span { start: 0, end: words.chars().count() as u32 }] }
    }
}

/// Both texts as rows.
pub fn side_by_side(old: &str, new: &str) -> Vec<Beside> {
    let lines = |text: &'_ str| -> Vec<String> { text.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_owned).collect() };
    let (a, b) = (lines(old), lines(new));
    let mut rows = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &a, &b) {
        if let DiffOp::Equal { len, .. } = op {
            rows.push(Beside::Same(len));
            continue;
        }
        let (before, after) = (&a[op.old_range()], &b[op.new_range()]);
        for n in 0..before.len().max(after.len()) {
            rows.push(match (before.get(n), after.get(n)) {
                (Some(old), Some(new)) => both(old, new),
                (old, new) => Beside::Changed(old.map(|words| Side::alone(words)), new.map(|words| Side::alone(words))),
            });
        }
    }
    rows
}

fn both(old: &str, new: &str) -> Beside {
    let list = difference(&Geometry::new(old), new);
    let marked = |of: fn(&super::Difference) -> Span| list.iter().map(of).filter(|span| !span.is_empty()).collect();
    let (gone, come) = (marked(|one| one.before), marked(|one| one.after));
    Beside::Changed(Some(Side { words: old.into(), marked: gone }), Some(Side { words: new.into(), marked: come }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stand_beside_each_other_with_what_differs() {
        let rows = side_by_side("A: One.\n\nB: We rust it.\nC: Gone.\nD: End.", "A: One.\nB: We trust it.\nD: End.\nE: New.");
        let Beside::Changed(Some(old), Some(new)) = &rows[1] else { panic!("{rows:?}") };
        assert_eq!((old.words.as_str(), old.marked.len()), ("B: We rust it.", 0));
        assert_eq!((new.words.as_str(), new.marked.as_slice()), ("B: We trust it.", &[Span { start: 6, end: 7 }][..]));
        assert_eq!(rows[0], Beside::Same(1));
        assert_eq!(rows[2], Beside::Changed(Some(Side::alone("C: Gone.")), None));
        assert_eq!(rows[3..], [Beside::Same(1), Beside::Changed(None, Some(Side::alone("E: New.")))]);
        assert_eq!(side_by_side("A\nB", "A\nB"), [Beside::Same(2)]);
    }
}
