//! What stands over a text while the text is corrected: paragraphs, turns, marks and styles move with their words.

use super::{Geometry, Mark, Structure, Style, StyleKind, Turn};
use crate::model::Span;

/// What stood over a piece that was cut, by places from its front.
#[derive(Clone, Debug, Default)]
pub(super) struct Clipped {
    turns: Vec<Turn>,
    marks: Vec<Mark>,
    styles: Vec<Style>,
}

/// Where places stand after the words of spans were replaced: in order, free of overlaps, and none of them empty where there are several.
struct Shifts<'a> {
    edits: &'a [(Span, u32)],
    /// What the edits before each have added, taken away where it is negative.
    added: Vec<i64>,
}

impl<'a> Shifts<'a> {
    fn new(edits: &'a [(Span, u32)]) -> Self {
        let added = edits.iter().scan(0i64, |sum, (span, len)| Some(std::mem::replace(sum, *sum + i64::from(*len) - i64::from(span.len()))));
        Self { edits, added: added.collect() }
    }

    /// The last edit that begins at or before a place, and what those before it have added.
    fn near(&self, at: u32) -> Option<(Span, u32, i64)> {
        let n = self.edits.partition_point(|(span, _)| span.start <= at).checked_sub(1)?;
        Some((self.edits[n].0, self.edits[n].1, self.added[n]))
    }

    /// A place at which something begins. What is typed at a beginning is part of it.
    fn start(&self, at: u32) -> u32 {
        let Some((span, len, added)) = self.near(at) else { return at };
        moved(
            match at {
                at if at <= span.start => at,
                at if at >= span.end => at - span.len() + len,
                _ => span.start + len,
            },
            added,
        )
    }

    /// A place at which something ends; `grows` where what is typed at its end is part of it.
    fn end(&self, at: u32, grows: bool) -> u32 {
        let Some((span, len, added)) = self.near(at) else { return at };
        moved(
            match at {
                at if at == span.start && !grows => at,
                at if at >= span.end => at - span.len() + len,
                _ => span.start,
            },
            added,
        )
    }

    /// A mark or a style: what is typed at either edge is outside, and what is typed in the place of words of it inside.
    fn inner(&self, span: Span) -> Span {
        let typed = self.near(span.start).filter(|(edit, ..)| edit.is_empty() && edit.start == span.start);
        let start = typed.map_or_else(|| self.start(span.start), |(_, len, added)| moved(span.start + len, added));
        let end = self.end(span.end, false);
        Span { start: start.min(end), end }
    }
}

fn moved(at: u32, added: i64) -> u32 {
    u32::try_from(i64::from(at) + added).unwrap_or(0)
}

/// A structure after so many scalar values were put in the place of spans; `text` is the text that came of it. The spans are in order and free
/// of overlaps, and none of them is empty where there are several.
pub(super) fn replace(old: &Structure, edits: &[(Span, u32)], text: &Geometry) -> Structure {
    let shift = Shifts::new(edits);
    let turns =
        old.turns.iter().map(|turn| Turn { span: Span { start: shift.start(turn.span.start), end: shift.end(turn.span.end, true) }, ..*turn });
    let marks = old.marks.iter().map(|mark| Mark { span: shift.inner(mark.span), ..*mark }).filter(|mark| !mark.span.is_empty());
    let moved = |style: &Style| match style.kind.is_of_paragraph() {
        // What is typed at the beginning of a heading is a part of it; where it ends, its paragraph says.
        true => Span { start: shift.start(style.span.start), end: shift.end(style.span.end, true).max(shift.start(style.span.start)) },
        false => shift.inner(style.span),
    };
    let styles = old.styles.iter().map(|style| Style { span: moved(style), ..*style }).filter(|style| !style.span.is_empty());
    let (turns, marks, styles) = (turns.collect(), marks.collect(), styles.collect());
    let paragraphs = match edits {
        [(span, len)] => relined(&old.paragraphs, *span, *len, text),
        _ => Structure::lines(text.text()),
    };
    settled(Structure { paragraphs, turns, marks, styles })
}

/// The paragraphs after a replacement: only the lines that it touches are looked at.
fn relined(old: &[Span], span: Span, len: u32, text: &Geometry) -> Vec<Span> {
    let words = text.text();
    let (begins, ends) = (text.byte(span.start), text.byte(span.start + len));
    let first = words[..begins].rfind('\n').map_or(0, |at| at + 1);
    let last = words[ends..].find('\n').map_or(words.len(), |at| ends + at);
    let (from, to) = (text.char(first), text.char(last));
    let old_to = to + span.len() - len;
    let front = old.partition_point(|paragraph| paragraph.start < from);
    let back = old.partition_point(|paragraph| paragraph.start <= old_to).max(front);
    let moved = |at: u32| at + len - span.len();
    let lines = Structure::lines(&words[first..last]).into_iter().map(|line| Span { start: line.start + from, end: line.end + from });
    let rest = old[back..].iter().map(|span| Span { start: moved(span.start), end: moved(span.end) });
    old[..front].iter().copied().chain(lines).chain(rest).collect()
}

/// What stands over a span, by places from its front; a turn counts where its beginning is in the span.
pub(super) fn clip(structure: &Structure, span: Span) -> Clipped {
    let within = |one: Span| one.intersect(span).map(|both| Span { start: both.start - span.start, end: both.end - span.start });
    let begins = |turn: &&Turn| span.contains(turn.span.start);
    Clipped {
        turns: structure.turns.iter().filter(begins).filter_map(|turn| Some(Turn { span: within(turn.span)?, ..*turn })).collect(),
        marks: structure
            .marks
            .iter()
            .filter(|mark| span.covers(mark.span))
            .filter_map(|mark| Some(Mark { span: within(mark.span)?, ..*mark }))
            .collect(),
        styles: structure.styles.iter().filter_map(|style| Some(Style { span: within(style.span)?, ..*style })).collect(),
    }
}

/// A structure with what stood over a piece put in at `at`, where its words stand already.
pub(super) fn insert(mut structure: Structure, at: u32, clip: &Clipped, text: &Geometry) -> Structure {
    let there = |span: Span| Span { start: span.start + at, end: (span.end + at).min(text.chars()) };
    for turn in &clip.turns {
        let start = turn.span.start + at;
        if structure.paragraphs.iter().any(|paragraph| paragraph.start == start) {
            let end = split_turn(&mut structure, start, turn.speaker);
            if let Some(n) = structure.turn_at(start) {
                (structure.turns[n].from, structure.turns[n].to) = (turn.from, turn.to);
            }
            // What followed in the turn that was parted goes on after the piece.
            let (after, rest) = (there(turn.span).end, end);
            if let Some((speaker, rest)) = rest.filter(|(_, rest)| after < *rest) {
                let next = structure.paragraphs.iter().find(|paragraph| paragraph.start >= after).map(|paragraph| paragraph.start);
                if let Some(next) = next.filter(|next| *next < rest) {
                    split_turn(&mut structure, next, speaker);
                }
            }
        }
    }
    structure.marks.extend(clip.marks.iter().map(|mark| Mark { span: there(mark.span), ..*mark }));
    structure.styles.extend(clip.styles.iter().map(|style| Style { span: there(style.span), ..*style }));
    settled(structure)
}

/// Begins a turn at the paragraph that starts at `at`. It ends where the turn that held it did, or with its paragraph. The answer is
/// the speaker and the end of the turn that was parted.
pub(super) fn split_turn(structure: &mut Structure, at: u32, speaker: u32) -> Option<(u32, u32)> {
    let paragraph = structure.paragraphs.iter().find(|paragraph| paragraph.start == at).copied()?;
    let held = structure.turn_at(at);
    if let Some(n) = held.filter(|n| structure.turns[*n].span.start == at) {
        structure.turns[n].speaker = speaker;
        return None;
    }
    let (end, parted) = match held {
        Some(n) => {
            let turn = structure.turns[n];
            let last = structure.paragraphs.iter().rev().find(|before| before.end <= at).map_or(at, |before| before.end);
            structure.turns[n].span.end = last.max(turn.span.start);
            structure.turns[n].to = None;
            (turn.span.end, Some((turn.speaker, turn.span.end)))
        }
        None => (paragraph.end, None),
    };
    let place = structure.turns.partition_point(|turn| turn.span.start < at);
    structure.turns.insert(place, Turn { span: Span { start: at, end: end.max(paragraph.end) }, speaker, from: None, to: None });
    parted
}

/// Joins turn `n` to the one before it.
pub(super) fn join_turns(structure: &mut Structure, n: usize) {
    if n == 0 || n >= structure.turns.len() {
        return;
    }
    let gone = structure.turns.remove(n);
    structure.turns[n - 1].span.end = gone.span.end;
    structure.turns[n - 1].to = gone.to;
}

/// A structure whose turns are whole paragraphs again, none of them empty or over another; lists in order.
fn settled(mut structure: Structure) -> Structure {
    let paragraphs = &structure.paragraphs;
    let mut turns: Vec<Turn> = Vec::with_capacity(structure.turns.len());
    for turn in structure.turns.drain(..) {
        let floor = turns.last().map_or(0, |last: &Turn| last.span.end);
        let first = paragraphs.partition_point(|paragraph| paragraph.end <= turn.span.start);
        let after = paragraphs.partition_point(|paragraph| paragraph.start < turn.span.end);
        let Some(held) = paragraphs.get(first..after).filter(|held| !held.is_empty()) else { continue };
        let (start, end) = (held[0].start, held[held.len() - 1].end);
        match turns.last_mut() {
            // Its paragraph was joined to one of the turn before.
            Some(last) if start < floor => last.span.end = end.max(floor),
            _ => turns.push(Turn { span: Span { start, end }, ..turn }),
        }
    }
    structure.turns = turns;
    structure.styles = whole_paragraphs(&structure);
    structure.marks.sort_by_key(|mark| mark.span);
    structure.marks.dedup_by(|next, last| next.span.start < last.span.end);
    structure.styles.sort_by_key(|style| style.span.start);
    structure
}

/// The styles, those of paragraphs over whole ones: where one was parted over its first part, where one was joined to another not at all.
fn whole_paragraphs(structure: &Structure) -> Vec<Style> {
    let mut last = None;
    let whole = |style: &Style| {
        if !style.kind.is_of_paragraph() {
            return Some(*style);
        }
        let paragraph = structure.paragraph_at(style.span.start).map(|n| structure.paragraphs[n]).filter(|span| style.span.start < span.end)?;
        let begins = structure.spoken(Span { start: paragraph.start, end: style.span.start }).is_empty();
        let first = last.replace(paragraph) != Some(paragraph);
        (begins && first).then_some(Style { span: paragraph, ..*style })
    };
    structure.styles.iter().filter_map(whole).collect()
}

/// Makes the paragraph at a place a heading of a level, or plain words.
pub(super) fn set_heading(structure: &mut Structure, at: u32, level: u8) {
    let Some(paragraph) = structure.paragraph_at(at).map(|n| structure.paragraphs[n]).filter(|span| at <= span.end) else { return };
    structure.styles.retain(|style| !(style.kind.is_of_paragraph() && paragraph.start <= style.span.start && style.span.start < paragraph.end));
    if level > 0 {
        let place = structure.styles.partition_point(|style| style.span.start < paragraph.start);
        structure.styles.insert(place, Style { span: paragraph, kind: StyleKind::Heading(level) });
    }
}
