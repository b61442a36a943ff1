//! A structure as a change of another one: what a small correction alters in it takes a few bytes.

use super::{Mark, MarkKind, Paragraph, Structure, Style, StyleKind, Turn};
use crate::model::Span;
use serde::{Deserialize, Serialize};

/// So many entries on either side are looked at for the place where two lists go on together.
const AHEAD: usize = 64;

/// An entry of a structure's list by its distance from the one before, so that what follows a change is the same as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Near<R> {
    /// From the end of the entry before to its start.
    gap: i64,
    len: i64,
    rest: R,
}

/// So many entries stay, so many go, and these come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Hunk<R> {
    stay: u32,
    go: u32,
    come: Vec<Near<R>>,
}

/// What makes one structure of another, which it does not name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restated {
    paragraphs: Vec<Hunk<()>>,
    turns: Vec<Hunk<(u32, Option<i64>, Option<i64>)>>,
    marks: Vec<Hunk<MarkKind>>,
    styles: Vec<Hunk<StyleKind>>,
}

impl Restated {
    /// What makes `new` of `old`. Meant for structures that differ in few places; it is right for all.
    pub fn new(old: &Structure, new: &Structure) -> Self {
        Self {
            paragraphs: hunks(&old.paragraphs, &new.paragraphs),
            turns: hunks(&old.turns, &new.turns),
            marks: hunks(&old.marks, &new.marks),
            styles: hunks(&old.styles, &new.styles),
        }
    }

    /// The new structure. Nothing where it is a change of another one.
    pub fn apply(&self, old: &Structure) -> Option<Structure> {
        Some(Structure {
            paragraphs: patched(&self.paragraphs, &old.paragraphs)?,
            turns: patched(&self.turns, &old.turns)?,
            marks: patched(&self.marks, &old.marks)?,
            styles: patched(&self.styles, &old.styles)?,
        })
    }
}

/// What stands over a span: the span and the rest of it.
trait Over: Copy {
    type Rest: Copy + PartialEq;
    fn apart(self) -> (Span, Self::Rest);
    fn whole(span: Span, rest: Self::Rest) -> Self;
}

impl Over for Paragraph {
    type Rest = ();
    fn apart(self) -> (Span, ()) {
        (self, ())
    }
    fn whole(span: Span, (): ()) -> Self {
        span
    }
}

impl Over for Turn {
    type Rest = (u32, Option<i64>, Option<i64>);
    fn apart(self) -> (Span, Self::Rest) {
        (self.span, (self.speaker, self.from, self.to))
    }
    fn whole(span: Span, (speaker, from, to): Self::Rest) -> Self {
        Self { span, speaker, from, to }
    }
}

impl Over for Mark {
    type Rest = MarkKind;
    fn apart(self) -> (Span, MarkKind) {
        (self.span, self.kind)
    }
    fn whole(span: Span, kind: MarkKind) -> Self {
        Self { span, kind }
    }
}

impl Over for Style {
    type Rest = StyleKind;
    fn apart(self) -> (Span, StyleKind) {
        (self.span, self.kind)
    }
    fn whole(span: Span, kind: StyleKind) -> Self {
        Self { span, kind }
    }
}

fn near<T: Over>(list: &[T]) -> Vec<Near<T::Rest>> {
    let mut before = 0;
    let entries = list.iter().map(|entry| {
        let (span, rest) = entry.apart();
        let (start, end) = (i64::from(span.start), i64::from(span.end));
        Near { gap: start - std::mem::replace(&mut before, end), len: end - start, rest }
    });
    entries.collect()
}

/// Where both lists go on together with the fewest entries left out, by how many of either.
fn together<R: PartialEq>(old: &[Near<R>], new: &[Near<R>]) -> Option<(usize, usize)> {
    let both = |go: usize, come: usize| match (old.get(go), new.get(come)) {
        (Some(a), Some(b)) => a == b && old.get(go + 1) == new.get(come + 1),
        (None, None) => true,
        _ => false,
    };
    (1..=AHEAD).flat_map(|all| (0..=all).map(move |go| (go, all - go))).find(|(go, come)| *go <= old.len() && *come <= new.len() && both(*go, *come))
}

fn hunks<T: Over>(old: &[T], new: &[T]) -> Vec<Hunk<T::Rest>> {
    let (old, new) = (near(old), near(new));
    let (mut a, mut b) = (0, 0);
    let mut list = Vec::new();
    while a < old.len() || b < new.len() {
        let stay = old[a..].iter().zip(&new[b..]).take_while(|(a, b)| a == b).count();
        (a, b) = (a + stay, b + stay);
        // Where they do not meet again soon, the rest is stated anew.
        let (go, come) = together(&old[a..], &new[b..]).unwrap_or((old.len() - a, new.len() - b));
        if go + come > 0 {
            list.push(Hunk { stay: stay as u32, go: go as u32, come: new[b..b + come].to_vec() });
        }
        (a, b) = (a + go, b + come);
    }
    list
}

fn patched<T: Over>(hunks: &[Hunk<T::Rest>], old: &[T]) -> Option<Vec<T>> {
    let old = near(old);
    let (mut list, mut at, mut before) = (Vec::with_capacity(old.len()), 0usize, 0i64);
    let mut push = |entry: &Near<T::Rest>| {
        let start = before.checked_add(entry.gap)?;
        before = start.checked_add(entry.len)?;
        list.push(T::whole(Span { start: start.try_into().ok()?, end: before.try_into().ok()? }, entry.rest));
        Some(())
    };
    for hunk in hunks {
        let stay = old.get(at..)?.get(..hunk.stay as usize)?;
        stay.iter().chain(&hunk.come).try_for_each(&mut push)?;
        at = at.checked_add(hunk.stay as usize)?.checked_add(hunk.go as usize)?;
    }
    old.get(at..)?.iter().try_for_each(&mut push)?;
    Some(list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans() -> impl Strategy<Value = Vec<Span>> {
        prop::collection::vec((0u32..900, 0u32..900), 0..90).prop_map(|list| list.into_iter().map(|(start, end)| Span { start, end }).collect())
    }

    fn structure() -> impl Strategy<Value = Structure> {
        (spans(), spans(), spans()).prop_map(|(paragraphs, turns, styles)| Structure {
            turns: turns.iter().map(|span| Turn { span: *span, speaker: span.end % 3, from: Some(i64::from(span.start) - 99), to: None }).collect(),
            marks: turns.iter().map(|span| Mark { span: *span, kind: MarkKind::Time }).collect(),
            styles: styles.iter().map(|span| Style { span: *span, kind: StyleKind::Page(span.start) }).collect(),
            paragraphs,
        })
    }

    /// A structure of many turns, where `words` more stand in some paragraphs.
    fn with(words: &[(usize, u32)]) -> Structure {
        let mut structure = Structure::default();
        let mut at = 0;
        for n in 0..4000 {
            let more: u32 = words.iter().filter(|(where_, _)| *where_ == n).map(|(_, more)| more).sum();
            let span = Span { start: at, end: at + 20 + n as u32 % 7 + more };
            structure.paragraphs.push(span);
            structure.turns.push(Turn { span, speaker: n as u32 % 2, from: None, to: None });
            structure.marks.push(Mark { span: Span { start: at, end: at + 3 }, kind: MarkKind::Label });
            at = span.end + 1;
        }
        structure
    }

    proptest! {
        #[test]
        fn any_structure_is_a_change_of_any_other(old in structure(), new in structure()) {
            prop_assert_eq!(Restated::new(&old, &new).apply(&old), Some(new));
        }

        #[test]
        fn a_change_of_another_structure_never_panics(old in structure(), new in structure(), other in structure()) {
            let _ = Restated::new(&old, &new).apply(&other);
        }
    }

    #[test]
    fn words_in_some_paragraphs_change_a_few_bytes() {
        let edits: Vec<(usize, u32)> = (0..40).map(|n| (n * 97, n as u32 + 1)).collect();
        let (old, new) = (with(&[]), with(&edits));
        let change = Restated::new(&old, &new);
        assert_eq!(change.apply(&old), Some(new));
        let bytes = postcard::to_stdvec(&change).unwrap().len();
        assert!(bytes < 40 * 40, "{bytes} bytes for forty words");
    }
}
