//! From heads to turns: where each ends, which lines belong to nobody, and which labels and times are marked.

use super::{DraftTurn, Head, Layout, Page, Reading, times};
use crate::import::draft::Bytes;
use crate::text::MarkKind;
use std::collections::HashMap;

/// The turns, marks and voices that follow from the heads of a layout.
pub(super) fn assemble(page: &Page, layout: &dyn Layout, heads: &[Head]) -> Reading {
    let mut voices = Voices::default();
    let mut turns: Vec<DraftTurn> = Vec::with_capacity(heads.len());
    let mut marks = Vec::with_capacity(heads.len());
    for (at, head) in heads.iter().enumerate() {
        let next = heads.get(at + 1).map_or(page.lines.len(), |next| next.line);
        let end = page.lines[last_line(page, head.line, next)].end;
        let first = &page.lines[head.line];
        // The number of a list is no speech either.
        marks.extend((first.number > 0).then_some((first.first()..first.start, MarkKind::Label)));
        marks.extend([(head.label.clone(), MarkKind::Label), (head.time.clone(), MarkKind::Time)].into_iter().filter(|(bytes, _)| !bytes.is_empty()));
        let speaker = voices.number(page.words(&head.name));
        if let Some(turn) = turns.last_mut().filter(|turn| layout.joins() && turn.speaker == speaker) {
            turn.bytes.end = end;
            turn.to = head.to.or(turn.to);
            continue;
        }
        let from = head.from.or_else(|| time_before(page, head.line)).or_else(|| time_below(page, head, next));
        turns.push(DraftTurn { bytes: first.first()..end, speaker, from, to: head.to });
    }
    marks.sort_by_key(|(bytes, _)| bytes.start);
    let marks = times_in(page, &marks);
    times_after(page, &mut turns, &marks);
    Reading { layout: layout.name(), turns, marks, voices: voices.names, passed: Vec::new() }
}

/// Numbers for labels in the order they are first met.
#[derive(Default)]
struct Voices<'a> {
    names: Vec<String>,
    known: HashMap<&'a str, u32>,
}

impl<'a> Voices<'a> {
    fn number(&mut self, name: &'a str) -> u32 {
        *self.known.entry(name).or_insert_with(|| {
            self.names.push(name.to_owned());
            (self.names.len() - 1) as u32
        })
    }
}

/// The last line of a turn that begins at `first`; what belongs to nobody before the next head is left out, a table after it too.
fn last_line(page: &Page, first: usize, next: usize) -> usize {
    (first + 1..next).rev().find(|at| !(nobodys(page, *at) || page.lines[*at].cell.is_some() && page.lines[first].cell.is_none())).unwrap_or(first)
}

/// The time that stands alone on the line before a head.
fn time_before(page: &Page, line: usize) -> Option<i64> {
    times::alone(page.line(line.checked_sub(1)?).as_bytes())
}

/// The time that what is said begins with on the line below a label that fills its own.
fn time_below(page: &Page, head: &Head, next: usize) -> Option<i64> {
    let below = head.line + 1;
    if below >= next || head.label.end < page.lines[head.line].start + page.line(head.line).trim_end().len() as u32 {
        return None;
    }
    let words = page.line(below).trim_start().as_bytes();
    times::bracketed(words).map(|(_, ms)| ms).or_else(|| times::alone(words))
}

/// What transcription services write around the words.
const SERVICES: [&str; 6] = [
    "Transcribed by http",
    "Transcription ended after",
    "This editable transcript was computer generated",
    "Meeting ended after",
    "Recording ended after",
    "SUMMARY KEYWORDS",
];

/// Whether a line is what a transcription service writes around the words.
pub(super) fn is_services(line: &str) -> bool {
    SERVICES.iter().any(|service| line.trim_start().starts_with(service))
}

/// Whether a line at the end of a turn is a heading, a stage direction, a time or a service's own line.
pub(super) fn nobodys(page: &Page, at: usize) -> bool {
    nobodys_surely(page, at) || title(page.line(at).trim())
}

/// The same, where that is told by more than the words' capitals.
pub(super) fn nobodys_surely(page: &Page, at: usize) -> bool {
    let line = page.line(at).trim();
    page.lines[at].heading > 0
        || in_brackets(line)
        || times::alone(line.as_bytes()).is_some()
        || is_services(line)
        || line.ends_with(" started transcription")
        || line.ends_with(" stopped transcription")
        || chapter(line)
}

fn in_brackets(line: &str) -> bool {
    let inner = |open: char, close: char| line.strip_prefix(open).and_then(|line| line.trim_end_matches('.').strip_suffix(close));
    inner('(', ')').is_some_and(|inner| !inner.contains(')')) || inner('[', ']').is_some_and(|inner| !inner.contains(']'))
}

/// “Break: [18:45]”: a short label before nothing but a time.
fn chapter(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(label, rest)| label.len() <= 40 && times::alone(rest.as_bytes()).is_some())
}

/// A heading in plain text: three words or more, each with a capital, and no full stop; or a line in capitals.
fn title(line: &str) -> bool {
    if line.len() > 100 {
        return false;
    }
    let words = line.split_whitespace().filter(|word| word.starts_with(char::is_alphanumeric)).count();
    let (upper, lower) =
        line.chars().fold((0, 0), |(upper, lower), c| (upper + usize::from(c.is_uppercase()), lower + usize::from(c.is_lowercase())));
    if words < 3 || upper == 0 {
        return false;
    }
    let capitals = line.split_whitespace().all(|word| word.chars().count() <= 3 || !word.starts_with(char::is_lowercase));
    upper >= lower * 2 || capitals && line.starts_with(char::is_uppercase) && line.ends_with(|c: char| c.is_alphanumeric() || c == ')')
}

/// The times that stand in brackets in a text in which nobody speaks. There a bare time is what a diary or an agenda says.
pub(super) fn times_in_brackets(page: &Page) -> Vec<(Bytes, MarkKind)> {
    timed(page, &[], false)
}

/// The marks with the times added that stand in brackets in the text or alone on a line.
pub(super) fn times_in(page: &Page, marks: &[(Bytes, MarkKind)]) -> Vec<(Bytes, MarkKind)> {
    timed(page, marks, true)
}

fn timed(page: &Page, marks: &[(Bytes, MarkKind)], alone: bool) -> Vec<(Bytes, MarkKind)> {
    let mut all = Vec::with_capacity(marks.len());
    let mut taken = marks.iter().peekable();
    for line in page.lines {
        let (start, bytes) = (line.start as usize, line.of(page.text).as_bytes());
        let mut at = 0;
        loop {
            while let Some(mark) = taken.next_if(|(mark, _)| mark.start as usize <= start + at) {
                at = at.max((mark.0.end as usize).saturating_sub(start));
                all.push(mark.clone());
            }
            let next = taken.peek().map_or(bytes.len(), |(mark, _)| (mark.start as usize - start).min(bytes.len()));
            match next_time(bytes, at, next, alone) {
                Some(time) => {
                    at = time.end;
                    all.push(((start + time.start) as u32..(start + time.end) as u32, MarkKind::Time));
                }
                None if next < bytes.len() => at = next,
                None => break,
            }
        }
    }
    all
}

/// The first time in brackets in `line[from..to]`, with the space after it; where that is wanted, a bare time that fills the line, too.
fn next_time(line: &[u8], from: usize, to: usize, alone: bool) -> Option<std::ops::Range<usize>> {
    if alone && from == 0 && to == line.len() && line.len() < 40 && times::alone(line).is_some() {
        return Some(0..line.len());
    }
    let mut at = from;
    while at < to {
        at += line[at..to].iter().position(|byte| matches!(byte, b'[' | b'#'))?;
        if let Some((length, _)) = times::bracketed(&line[at..to]) {
            return Some(at..at + length + times::spaces(&line[at + length..to]));
        }
        at += 1;
    }
    None
}

/// Times after the turn (f4, f5): a turn that ends in one ends then, and the next one begins then.
fn times_after(page: &Page, turns: &mut [DraftTurn], marks: &[(Bytes, MarkKind)]) {
    let mut ended = None;
    for turn in turns {
        turn.from = turn.from.or(ended);
        ended = None;
        let last = marks.partition_point(|(mark, _)| mark.start < turn.bytes.end).checked_sub(1).map(|at| &marks[at]);
        if let Some((mark, MarkKind::Time)) = last
            && mark.end == turn.bytes.end
            && page.text.as_bytes()[mark.start as usize] == b'#'
        {
            ended = times::bracketed(page.words(mark).as_bytes()).map(|(_, ms)| ms);
            turn.to = turn.to.or(ended);
        }
    }
}
