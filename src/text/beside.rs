//! Two texts side by side: paragraph by paragraph, with who speaks and the words that differ.

use super::difference::difference;
use super::words::Tokens;
use super::{Correction, Geometry, MarkKind, SourceText};
use crate::model::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::ops::Range;

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
    /// Counts them by where the words of the turns went: a turn is what most of its words became.
    pub fn of(old: &SourceText, new: &SourceText, correction: &Correction) -> Self {
        let (before, after) = (bodies(old), bodies(new));
        let shares = shares(&before, &after, correction);
        let (mut goes, mut comes): (Vec<Option<usize>>, Vec<Option<usize>>) = (vec![None; before.len()], vec![None; after.len()]);
        // The heaviest share of each comes first.
        let mut list: Vec<((usize, usize), u32)> = shares.into_iter().collect();
        list.sort_by_key(|(places, weight)| (std::cmp::Reverse(*weight), *places));
        for ((from, to), _) in &list {
            goes[*from].get_or_insert(*to);
            comes[*to].get_or_insert(*from);
        }
        let mut turns = Self::default();
        // What the turn before was; one all of whose words were replaced is known by its place behind it.
        let mut last: Option<usize> = None;
        for (to, from) in comes.iter().enumerate() {
            let next = last.map_or(0, |last| last + 1);
            match from {
                Some(from) if goes[*from] == Some(to) => {
                    turns.given += usize::from(old.structure.turns[*from].speaker != new.structure.turns[to].speaker);
                    last = Some(*from);
                }
                None if goes.get(next).is_some_and(Option::is_none) => last = Some(next),
                _ if after[to].is_empty() => {}
                _ => turns.begun += 1,
            }
        }
        turns.joined = goes.iter().enumerate().filter(|(from, to)| to.is_some_and(|to| comes[to] != Some(*from))).count();
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

/// What is said in each turn of a text: its words without the label before them.
fn bodies(text: &SourceText) -> Vec<Span> {
    let labels = |span: Span| text.structure.marks_in(span).iter().filter(|mark| mark.kind == MarkKind::Label).map(|mark| mark.span.end).max();
    let body = |turn: &super::Turn| {
        let head = Span { start: turn.span.start, end: (turn.span.start + LABEL).min(turn.span.end) };
        Span { start: labels(head).unwrap_or(turn.span.start).min(turn.span.end), end: turn.span.end }
    };
    text.structure.turns.iter().map(body).collect()
}

/// The label of a turn begins within so many letters of it.
const LABEL: u32 = 8;

/// How many letters of each turn stand in each turn of the new text.
fn shares(before: &[Span], after: &[Span], correction: &Correction) -> HashMap<(usize, usize), u32> {
    let mut shares: HashMap<(usize, usize), u32> = HashMap::new();
    for (kept, at) in correction.kept_words() {
        let first = before.partition_point(|span| span.end <= kept.start);
        for (from, old) in before.iter().enumerate().skip(first).take_while(|(_, span)| span.start < kept.end) {
            let Some(part) = old.intersect(kept) else { continue };
            let there = Span { start: at + part.start - kept.start, end: at + part.end - kept.start };
            let next = after.partition_point(|span| span.end <= there.start);
            for (to, new) in after.iter().enumerate().skip(next).take_while(|(_, span)| span.start < there.end) {
                let weight = new.intersect(there).map_or(0, |both| both.len());
                if weight > 0 {
                    *shares.entry((from, to)).or_default() += weight;
                }
            }
        }
    }
    shares
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
        let mut last = (0, 0);
        for (n, m) in alike(before, after).into_iter().chain([(before.len(), after.len())]) {
            between(&before[last.0..n], &after[last.1..m], &mut rows);
            if let Some((old, new)) = before.get(n).zip(after.get(m)) {
                rows.push(both(old, new));
            }
            last = (n + 1, m + 1);
        }
    }
    rows
}

/// Paragraphs between two pairs, or before the first: those of the same voice stand beside each other where there are as many on both sides.
fn between(before: &[Said], after: &[Said], rows: &mut Vec<Beside>) {
    let same = |(old, new): (&Said, &Said)| (old.key.0, &old.key.1) == (new.key.0, &new.key.1);
    if before.len() == after.len() && before.iter().zip(after).all(same) {
        rows.extend(before.iter().zip(after).map(|(old, new)| both(old, new)));
        return;
    }
    rows.extend(before.iter().map(|old| Beside::Changed(Some(Side::alone(old)), None)));
    rows.extend(after.iter().map(|new| Beside::Changed(None, Some(Side::alone(new)))));
}

/// So many pairs of paragraphs are weighed at once; a longer stretch is weighed in parts.
const WEIGHED: usize = 250_000;

/// The pairs of paragraphs that are like each other, in the order of both texts: those that have the most words in common together.
fn alike(before: &[Said], after: &[Said]) -> Vec<(usize, usize)> {
    let mut ids = HashMap::new();
    let (old, new) = (words_of(before, &mut ids), words_of(after, &mut ids));
    let parts = ((old.len() * new.len()) as f64 / WEIGHED as f64).sqrt().ceil() as usize;
    let part = |count: usize, n: usize| count * n / parts..count * (n + 1) / parts;
    (0..parts).flat_map(|n| weighed(&old, &new, part(old.len(), n), part(new.len(), n))).collect()
}

/// What is weighed of a paragraph: the voice, and the numbers of its words in order.
type Weighed<'a> = (&'a str, Vec<u32>);

fn words_of<'a>(list: &'a [Said], ids: &mut HashMap<String, u32>) -> Vec<Weighed<'a>> {
    let mut number = |word: &str| {
        let next = ids.len() as u32;
        *ids.entry(word.to_lowercase()).or_insert(next)
    };
    let one = |said: &'a Said| {
        let mut words: Vec<u32> = Tokens::new(&said.key.2).map(|word| number(&said.key.2[word])).collect();
        words.sort_unstable();
        (said.key.1.as_str(), words)
    };
    list.iter().map(one).collect()
}

/// How much two paragraphs are like each other: nothing where less than half of the shorter one or a quarter of the longer one is in both.
fn likeness((voice, old): &Weighed, (other, new): &Weighed) -> u32 {
    let (mut n, mut m, mut common) = (0, 0, 0);
    while n < old.len() && m < new.len() {
        match old[n].cmp(&new[m]) {
            std::cmp::Ordering::Less => n += 1,
            std::cmp::Ordering::Greater => m += 1,
            std::cmp::Ordering::Equal => (n, m, common) = (n + 1, m + 1, common + 1),
        }
    }
    let (short, long) = (old.len().min(new.len()), old.len().max(new.len()));
    let enough = common > 0 && common * 2 >= short && common * 4 >= long;
    if enough { 2 * common as u32 + u32::from(voice == other) } else { 0 }
}

/// The pairs of a part of both: the heaviest way through the table of likenesses.
fn weighed(old: &[Weighed], new: &[Weighed], rows: Range<usize>, columns: Range<usize>) -> Vec<(usize, usize)> {
    let width = columns.len() + 1;
    let weights: Vec<u32> = rows.clone().flat_map(|n| columns.clone().map(move |m| likeness(&old[n], &new[m]))).collect();
    let weight = |n: usize, m: usize| weights[n * columns.len() + m];
    // The most that is in common from these two on.
    let mut best = vec![0u32; (rows.len() + 1) * width];
    for n in (0..rows.len()).rev() {
        for m in (0..columns.len()).rev() {
            let pair = if weight(n, m) > 0 { weight(n, m) + best[(n + 1) * width + m + 1] } else { 0 };
            best[n * width + m] = pair.max(best[(n + 1) * width + m]).max(best[n * width + m + 1]);
        }
    }
    let (mut n, mut m, mut pairs) = (0, 0, Vec::new());
    while n < rows.len() && m < columns.len() {
        let here = best[n * width + m];
        if weight(n, m) > 0 && here == weight(n, m) + best[(n + 1) * width + m + 1] {
            pairs.push((rows.start + n, columns.start + m));
            (n, m) = (n + 1, m + 1);
        } else if here == best[(n + 1) * width + m] {
            n += 1;
        } else {
            m += 1;
        }
    }
    pairs
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

    fn turns(old: &SourceText, new: &SourceText) -> TurnsChanged {
        TurnsChanged::of(old, new, &Correction::between(&old.geometry, new.geometry.text()))
    }

    #[test]
    fn a_paragraph_that_is_put_in_pushes_none_from_its_other_self() {
        let old = [(Some(0), "How did it go?"), (Some(1), "Well."), (Some(0), "The trust: it pays."), (Some(1), "It never did pay.")];
        let new = [(Some(0), "How did it go?"), (Some(2), "A wholly new one."), (Some(1), "Well then."), (Some(0), "The trust - it pays."), old[3]];
        for labels in [false, true] {
            let (old, new) = (text(&old, labels), text(&new, labels));
            let rows = side_by_side(&old, &new, &names());
            let said = |side: &Option<Side>| side.as_ref().map_or(String::new(), |side| side.words.clone());
            let pairs: Vec<(String, String)> =
                rows.iter().filter_map(|row| if let Beside::Changed(a, b) = row { Some((said(a), said(b))) } else { None }).collect();
            let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
            assert_eq!(pairs, [pair("", "A wholly new one."), pair("Well.", "Well then."), pair("The trust: it pays.", "The trust - it pays.")]);
            assert_eq!(turns(&old, &new), TurnsChanged { begun: 1, ..TurnsChanged::default() }, "{labels}");
            assert_eq!(turns(&new, &old), TurnsChanged::default(), "a turn that is gone changes no other");
        }
    }

    #[test]
    fn paragraphs_alike_find_each_other_over_long_stretches() {
        let line = |n: usize| format!("word{n} word{} word{} and so on", n * 7, n * 13);
        let lines: Vec<String> = (0..900).map(line).collect();
        let changed: Vec<String> = lines.iter().skip(1).map(|line| line.replace("and so", "or so")).collect();
        let of = |lines: &[String]| text(&lines.iter().map(|line| (Some(0), line.as_str())).collect::<Vec<_>>(), false);
        let rows = side_by_side(&of(&lines), &of(&changed), &names());
        let both = rows.iter().filter(|row| matches!(row, Beside::Changed(Some(_), Some(_)))).count();
        assert!(both >= 890, "{both}");
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
        assert_eq!(turns(&old, &old), TurnsChanged::default());
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
