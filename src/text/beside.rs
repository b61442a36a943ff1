//! Two texts side by side: paragraph by paragraph, with who speaks and the words that differ.

use super::difference::difference;
use super::{Geometry, MarkKind, SourceText};
use crate::model::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// One row of two texts side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// So many paragraphs that are the same in both.
    Same(usize),
    /// A paragraph of the one, of the other, or of both, with what differs.
    Changed(Option<Side>, Option<Side>),
}

/// A paragraph on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Where it stands in its text.
    pub span: Span,
    /// Who speaks it: as the label in the text says, else the name of the voice; empty where nobody does.
    pub voice: String,
    /// Whether a turn begins with it.
    pub first: bool,
    /// Whether the other side has another voice there, or no turn that begins.
    pub apart: bool,
    /// Which voice of the source it is, by number; none where nobody speaks.
    pub speaker: Option<u32>,
    /// Its words without a label.
    pub words: String,
    /// What the other side has not, by places from its front.
    pub marked: Vec<Span>,
}

impl Side {
    /// A paragraph that the other side has not at all.
    fn alone(said: &Said) -> Self {
        let marked = vec![Span { start: 0, end: said.key.2.chars().count() as u32 }];
        Self { apart: said.key.0, marked, ..Self::of(said) }
    }

    fn of(said: &Said) -> Self {
        let (first, voice, words) = said.key.clone();
        Self { span: said.span, voice, speaker: said.speaker, first, apart: false, words, marked: Vec::new() }
    }

    /// The voice and the words, as a transcript has them; the voice alone where a turn begins or it differs.
    pub fn said(&self) -> String {
        match self.voice.is_empty() || !(self.first || self.apart) {
            true => self.words.clone(),
            false => format!("{}: {}", self.voice, self.words),
        }
    }
}

/// What becomes of who speaks between two texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct TurnsChanged {
    /// Turns that another voice speaks.
    pub given: usize,
    /// Turns that begin where none did.
    pub begun: usize,
    /// Turns that are a part of the one before now.
    pub joined: usize,
}

impl TurnsChanged {
    /// Counts them in the rows of two texts side by side.
    pub fn of(rows: &[Beside]) -> Self {
        let mut turns = Self::default();
        for row in rows {
            let Beside::Changed(Some(old), Some(new)) = row else { continue };
            turns.begun += usize::from(new.first && !old.first);
            turns.joined += usize::from(old.first && !new.first);
            turns.given += usize::from(old.first && new.first && old.speaker != new.speaker);
        }
        turns
    }

    /// “2 turns are given to another voice, 1 begins anew”; nothing where no turn changes.
    pub fn words(&self) -> String {
        let said = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 turn {one}")),
            count => Some(format!("{count} turns {many}")),
        };
        let parts = [
            said(self.given, "goes to another voice", "go to another voice"),
            said(self.begun, "begins where none did", "begin where none did"),
            said(self.joined, "is joined to the one before", "are joined to the ones before"),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// A paragraph with who speaks it.
struct Said {
    span: Span,
    speaker: Option<u32>,
    /// Whether a turn begins with it, its voice, its words.
    key: (bool, String, String),
}

/// Both texts as rows; `voices` are the names of the voices by number.
pub fn side_by_side(old: &SourceText, new: &SourceText, voices: &[String]) -> Vec<Beside> {
    let (a, b) = (paragraphs(old, voices), paragraphs(new, voices));
    let keys = |list: &'_ [Said]| list.iter().map(|said| said.key.clone()).collect::<Vec<_>>();
    let mut rows = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &keys(&a), &keys(&b)) {
        if let DiffOp::Equal { len, .. } = op {
            rows.push(Beside::Same(len));
            continue;
        }
        let (before, after) = (&a[op.old_range()], &b[op.new_range()]);
        for n in 0..before.len().max(after.len()) {
            rows.push(match (before.get(n), after.get(n)) {
                (Some(old), Some(new)) => both(old, new),
                (old, new) => Beside::Changed(old.map(Side::alone), new.map(Side::alone)),
            });
        }
    }
    rows
}

fn both(old: &Said, new: &Said) -> Beside {
    let list = difference(&Geometry::new(old.key.2.as_str()), &new.key.2);
    let marked = |of: fn(&super::Difference) -> Span| list.iter().map(of).filter(|span| !span.is_empty()).collect();
    let (gone, come) = (marked(|one| one.before), marked(|one| one.after));
    let apart = (old.key.0, &old.key.1) != (new.key.0, &new.key.1);
    Beside::Changed(Some(Side { apart, marked: gone, ..Side::of(old) }), Some(Side { apart, marked: come, ..Side::of(new) }))
}

/// The paragraphs that have words. A label on a line of its own is that of the next.
fn paragraphs(text: &SourceText, voices: &[String]) -> Vec<Said> {
    let structure = &text.structure;
    let (mut list, mut shown, mut label): (Vec<Said>, Option<usize>, String) = (Vec::new(), None, String::new());
    for paragraph in &structure.paragraphs {
        let own = structure.turn_at(paragraph.start).filter(|n| structure.turns[*n].span.overlaps(*paragraph));
        let first = own.is_some() && own != shown;
        let (mut words, mut at) = (String::new(), paragraph.start);
        let marks = structure.marks_in(*paragraph).iter().filter(|mark| mark.kind == MarkKind::Label);
        for mark in marks {
            words.push_str(text.geometry.slice(Span { start: at, end: mark.span.start.max(at) }));
            if first && label.is_empty() {
                let end = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '>' | '-' | '–' | '—' | '.');
                label = text.geometry.slice(mark.span).trim_end_matches(end).trim().to_owned();
            }
            at = mark.span.end;
        }
        words.push_str(text.geometry.slice(Span { start: at, end: paragraph.end.max(at) }));
        if words.trim().is_empty() {
            continue;
        }
        let voice = own.map_or_else(String::new, |n| voices.get(structure.turns[n].speaker as usize).cloned().unwrap_or_default());
        let voice = if first && !label.is_empty() { std::mem::take(&mut label) } else { voice };
        label.clear();
        shown = own.or(shown);
        let speaker = own.map(|n| structure.turns[n].speaker);
        list.push(Said { span: *paragraph, speaker, key: (first, voice, words.trim().to_owned()) });
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Mark, Structure, Turn};

    /// A text of lines, each a turn of the voice with this number, or nobody's.
    fn text(lines: &[(Option<u32>, &str)], labels: bool) -> SourceText {
        let label = |voice: &Option<u32>| voice.filter(|_| labels).map_or_else(String::new, |n| format!("{}: ", ["A", "B", "C"][n as usize]));
        let words: Vec<String> = lines.iter().map(|(voice, words)| label(voice) + words).collect();
        let words = words.join("\n");
        let paragraphs = Structure::lines(&words);
        let turns =
            paragraphs.iter().zip(lines).filter_map(|(span, (voice, _))| Some(Turn { span: *span, speaker: (*voice)?, from: None, to: None }));
        let turns: Vec<Turn> = turns.collect();
        let mark = |turn: &Turn| Mark { span: Span { start: turn.span.start, end: turn.span.start + 3 }, kind: MarkKind::Label };
        let marks = if labels { turns.iter().map(mark).collect() } else { Vec::new() };
        SourceText { structure: Structure { paragraphs, turns, marks, styles: Vec::new() }, geometry: Geometry::new(words) }
    }

    fn names() -> Vec<String> {
        (0..3).map(|number| format!("Voice {number}")).collect()
    }

    #[test]
    fn paragraphs_stand_beside_each_other_with_what_differs() {
        let old = text(&[(Some(0), "One."), (Some(1), "We rust it."), (Some(2), "Gone."), (Some(1), "End.")], true);
        let new = text(&[(Some(0), "One."), (Some(1), "We trust it."), (Some(1), "End."), (None, "New.")], true);
        let rows = side_by_side(&old, &new, &names());
        let Beside::Changed(Some(before), Some(after)) = &rows[1] else { panic!("{rows:?}") };
        assert_eq!((before.said().as_str(), before.marked.len(), before.apart), ("B: We rust it.", 0, false));
        assert_eq!((after.said().as_str(), after.marked.as_slice()), ("B: We trust it.", &[Span { start: 3, end: 4 }][..]));
        assert_eq!(rows[0], Beside::Same(1));
        assert!(matches!(&rows[2], Beside::Changed(Some(gone), None) if gone.said() == "C: Gone."));
        assert!(matches!(&rows[3..], [Beside::Same(1), Beside::Changed(None, Some(new))] if new.said() == "New."));
        assert_eq!(side_by_side(&old, &old, &names()), [Beside::Same(4)]);
        assert_eq!(TurnsChanged::of(&side_by_side(&old, &old, &names())), TurnsChanged::default());
    }

    #[test]
    fn the_same_words_of_another_voice_are_a_difference() {
        let old = text(&[(Some(0), "One."), (Some(1), "Two.")], false);
        let new = text(&[(Some(0), "One."), (Some(0), "Two.")], false);
        let rows = side_by_side(&old, &new, &names());
        let [Beside::Same(1), Beside::Changed(Some(before), Some(after))] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!((before.said().as_str(), after.said().as_str()), ("Voice 1: Two.", "Voice 0: Two."));
        assert!(before.apart && after.marked.is_empty());
    }

    #[test]
    fn turns_that_change_hands_begin_or_are_joined_are_counted() {
        let old = text(&[(Some(0), "One."), (Some(1), "Two."), (Some(0), "Three."), (Some(1), "Four.")], false);
        let new = text(&[(Some(0), "One."), (Some(2), "Two."), (Some(0), "Three."), (Some(1), "Four.")], false);
        let turns = |a: &SourceText, b: &SourceText| TurnsChanged::of(&side_by_side(a, b, &names()));
        assert_eq!(turns(&old, &new), TurnsChanged { given: 1, ..TurnsChanged::default() });
        assert_eq!(turns(&old, &new).words(), "1 turn goes to another voice");
        // Two paragraphs of one turn, and two turns.
        let mut joined = old.clone();
        joined.structure.turns[2].span.end = joined.structure.turns[3].span.end;
        joined.structure.turns.pop();
        assert_eq!(turns(&old, &joined), TurnsChanged { joined: 1, ..TurnsChanged::default() });
        assert_eq!(turns(&joined, &old), TurnsChanged { begun: 1, ..TurnsChanged::default() });
    }
}
