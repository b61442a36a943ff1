//! The way back from one state of a text under correction to the one before: what differs, and nothing of what is the same.

use super::correction::Draft;
use super::{Geometry, Mark, Paragraph, SourceText, Structure, Style, Turn};
use crate::model::Span;

/// What makes a list another one: what stands in the place of its middle. What follows the middle is moved by so many scalar values.
#[derive(Clone, Debug, PartialEq)]
struct Part<T> {
    front: usize,
    back: usize,
    middle: Vec<T>,
}

/// What makes a state of a manuscript another one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Patch {
    /// The words, by bytes: how many stay at either end, and what stands between.
    words: (usize, usize, String),
    by: i64,
    paragraphs: Part<Paragraph>,
    turns: Part<Turn>,
    marks: Part<Mark>,
    styles: Part<Style>,
    pieces: Part<Draft>,
}

/// Something that stands at a place.
trait Placed: Clone + PartialEq {
    fn moved(&self, by: i64) -> Self;
}

fn shift(span: Span, by: i64) -> Span {
    let at = |place: u32| u32::try_from(i64::from(place) + by).unwrap_or(0);
    Span { start: at(span.start), end: at(span.end) }
}

impl Placed for Span {
    fn moved(&self, by: i64) -> Self {
        shift(*self, by)
    }
}

impl Placed for Turn {
    fn moved(&self, by: i64) -> Self {
        Self { span: shift(self.span, by), ..*self }
    }
}

impl Placed for Mark {
    fn moved(&self, by: i64) -> Self {
        Self { span: shift(self.span, by), ..*self }
    }
}

impl Placed for Style {
    fn moved(&self, by: i64) -> Self {
        Self { span: shift(self.span, by), ..*self }
    }
}

/// Pieces name places of the text before, which stay.
impl Placed for Draft {
    fn moved(&self, _by: i64) -> Self {
        self.clone()
    }
}

impl<T: Placed> Part<T> {
    /// What makes `now` become `then`, where what follows the change stands `by` further on.
    fn new(now: &[T], then: &[T], by: i64) -> Self {
        let least = now.len().min(then.len());
        let front = (0..least).take_while(|n| now[*n] == then[*n]).count();
        let back = (1..=least - front).take_while(|n| now[now.len() - n].moved(by) == then[then.len() - n]).count();
        Self { front, back, middle: then[front..then.len() - back].to_vec() }
    }

    fn apply(&self, now: &[T], by: i64) -> Vec<T> {
        let back = now.len().saturating_sub(self.back);
        let front = &now[..self.front.min(now.len())];
        front.iter().chain(&self.middle).cloned().chain(now[back..].iter().map(|one| one.moved(by))).collect()
    }
}

/// How many bytes two texts have in common from where they begin, whole letters only.
fn common_front(a: &str, b: &str) -> usize {
    let least = a.len().min(b.len());
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let step = 4096;
    let mut at = 0;
    while at + step <= least && x[at..at + step] == y[at..at + step] {
        at += step;
    }
    while at < least && x[at] == y[at] {
        at += 1;
    }
    while !a.is_char_boundary(at) || !b.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The same from where they end, at most `most`.
fn common_back(a: &str, b: &str, most: usize) -> usize {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let step = 4096;
    let mut len = 0;
    while len + step <= most && x[x.len() - len - step..x.len() - len] == y[y.len() - len - step..y.len() - len] {
        len += step;
    }
    while len < most && x[x.len() - len - 1] == y[y.len() - len - 1] {
        len += 1;
    }
    while !a.is_char_boundary(a.len() - len) || !b.is_char_boundary(b.len() - len) {
        len -= 1;
    }
    len
}

impl Patch {
    /// What makes the state `now` become `then`; each is a text and the pieces it is made of.
    pub(super) fn new(now: (&SourceText, &[Draft]), then: (&SourceText, &[Draft])) -> Self {
        let (a, b) = (now.0.geometry.text(), then.0.geometry.text());
        let front = common_front(a, b);
        let back = common_back(a, b, a.len().min(b.len()) - front);
        let by = i64::from(then.0.geometry.chars()) - i64::from(now.0.geometry.chars());
        let (x, y) = (&now.0.structure, &then.0.structure);
        Self {
            words: (front, back, b[front..b.len() - back].to_owned()),
            by,
            paragraphs: Part::new(&x.paragraphs, &y.paragraphs, by),
            turns: Part::new(&x.turns, &y.turns, by),
            marks: Part::new(&x.marks, &y.marks, by),
            styles: Part::new(&x.styles, &y.styles, by),
            pieces: Part::new(now.1, then.1, 0),
        }
    }

    /// The state that `now` becomes.
    pub(super) fn apply(&self, now: (&SourceText, &[Draft])) -> (SourceText, Vec<Draft>) {
        let text = now.0.geometry.text();
        let (front, back, middle) = &self.words;
        let mut words = String::with_capacity(front + middle.len() + back);
        words.push_str(&text[..*front]);
        words.push_str(middle);
        words.push_str(&text[text.len() - back..]);
        let structure = &now.0.structure;
        let structure = Structure {
            paragraphs: self.paragraphs.apply(&structure.paragraphs, self.by),
            turns: self.turns.apply(&structure.turns, self.by),
            marks: self.marks.apply(&structure.marks, self.by),
            styles: self.styles.apply(&structure.styles, self.by),
        };
        (SourceText { geometry: Geometry::new(words), structure }, self.pieces.apply(now.1, 0))
    }

    /// About how many bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        self.words.2.len()
            + self.paragraphs.middle.len() * size_of::<Paragraph>()
            + self.turns.middle.len() * size_of::<Turn>()
            + self.marks.middle.len() * size_of::<Mark>()
            + self.styles.middle.len() * size_of::<Style>()
            + self.pieces.middle.len() * size_of::<Draft>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Manuscript, MarkKind};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn begun() -> Manuscript {
        let words: String = (0..400).map(|n| format!("A: Ünd {n} so, said 谁 there.\n")).collect();
        let paragraphs = Structure::lines(&words);
        let turn = |span: &Span| Turn { span: *span, speaker: span.start % 2, from: None, to: None };
        let turns: Vec<Turn> = paragraphs.iter().map(turn).collect();
        let marks = turns.iter().map(|turn| Mark { span: Span { start: turn.span.start, end: turn.span.start + 3 }, kind: MarkKind::Label });
        let structure = Structure { marks: marks.collect(), turns, paragraphs, styles: Vec::new() };
        Manuscript::new(Arc::new(SourceText { geometry: Geometry::new(words), structure }))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn the_way_to_another_state_leads_there_and_holds_no_more_than_differs(edits in prop::collection::vec((0u32..9000, 0u32..40, "[aß谁\\n ]{0,9}", 0u8..5), 1..12)) {
            let mut now = begun();
            for (at, len, words, what) in edits {
                let before = now.clone();
                match what {
                    0 => now.split_turn(at, 1),
                    1 => now.join_turn(at),
                    2 => {
                        let clip = now.cut(Span { start: at, end: at + len });
                        now.paste(at / 2, &clip);
                    }
                    _ => now.replace(Span { start: at, end: at + len }, &words),
                }
                let (back, on) = (now.way_to(&before), before.way_to(&now));
                prop_assert_eq!(&now.text().structure.paragraphs, &Structure::lines(now.text().geometry.text()));
                prop_assert!(now.gone(&back) == before);
                prop_assert!(before.gone(&on) == now);
                if what > 2 {
                    prop_assert!(back.bytes() < 2000, "{} bytes", back.bytes());
                }
            }
        }
    }
}
