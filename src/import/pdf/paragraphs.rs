//! Lines put together to paragraphs: by gaps, indents, lines that end early, and where somebody begins to speak.

use super::hyphens::{self, Known};
use super::order::Line;
use crate::import::draft::{self, Draft};
use crate::import::layout::{self, SpeakerPattern};
use crate::text::StyleKind;
use std::collections::HashMap;

/// An indent is more than this many ems.
const INDENT: f32 = 0.8;

/// The longest heading in letters.
const HEADING: usize = 200;

/// A document's lines, and what is known of them together.
pub(super) struct Lines {
    lines: Vec<Line>,
    /// The edges of the column of each.
    edges: Vec<(f32, f32)>,
    /// Whether somebody begins to speak in it.
    heads: Vec<bool>,
    leading: f32,
    /// The size of most of the text.
    body: f32,
    /// Whether the first line of a paragraph stands further out than the others.
    hanging: bool,
    known: Known,
}

impl Lines {
    /// Lines in the order they are read; `speakers` is how their speakers are written, if the user said so.
    pub fn new(lines: Vec<Line>, leading: f32, speakers: Option<&SpeakerPattern>) -> Self {
        let heads = heads(&lines, speakers);
        let known = if lines.iter().any(|line| hyphens::parts_a_word(&line.text)) {
            Known::of(lines.iter().map(|line| line.text.as_str()))
        } else {
            Known::default()
        };
        let mut all = Self { edges: edges(&lines), heads, leading, body: body(&lines), hanging: false, known, lines };
        all.hanging = all.hangs();
        all
    }

    /// How far a line begins within its column.
    fn indent(&self, at: usize) -> f32 {
        let (line, (left, right)) = (&self.lines[at], self.edges[at]);
        if line.rtl { right - line.x1 } else { line.x0 - left }
    }

    /// How much room a line leaves at its end.
    fn room(&self, at: usize) -> f32 {
        let (line, (left, right)) = (&self.lines[at], self.edges[at]);
        if line.rtl { line.x0 - left } else { right - line.x1 }
    }

    /// Whether a line ends before it must: the first word of the next one would have had room.
    fn ends_early(&self, at: usize) -> bool {
        let (line, next) = (&self.lines[at], &self.lines[at + 1]);
        !hyphens::parts_a_word(&line.text) && !line.text.ends_with('\u{AD}') && self.room(at) > next.first + 0.3 * line.size
    }

    /// Whether two lines follow each other in one column.
    fn together(&self, at: usize) -> bool {
        let (line, next) = (&self.lines[at], &self.lines[at + 1]);
        line.page == next.page && (line.column == next.column || line.whole && next.whole && !line.cell && !next.cell)
    }

    /// Whether the first lines of paragraphs hang out rather than being indented.
    fn hangs(&self) -> bool {
        let (mut hanging, mut indented) = (0, 0);
        for at in 0..self.lines.len().saturating_sub(1) {
            let step = (self.indent(at + 1) - self.indent(at)) / self.lines[at].size;
            if !self.together(at) || step.abs() < INDENT || self.gap(at) {
                continue;
            }
            match (step > 0.0, self.ends_early(at)) {
                (true, false) | (false, true) => hanging += 1,
                (true, true) | (false, false) => indented += 1,
            }
        }
        hanging > indented
    }

    /// Whether more than a line's distance is between a line and the next.
    fn gap(&self, at: usize) -> bool {
        let (line, next) = (&self.lines[at], &self.lines[at + 1]);
        let step = next.y - line.y;
        step < 0.0 || step > 1.25 * self.leading * line.size.max(next.size)
    }

    /// Whether the line after `at` begins a paragraph.
    fn parts(&self, at: usize) -> bool {
        let (line, next) = (&self.lines[at], &self.lines[at + 1]);
        let size = line.size.max(next.size);
        if self.heads[at + 1] || size > 1.12 * line.size.min(next.size) || bullet(&next.text) {
            return true;
        }
        if !self.together(at) {
            return line.cell || next.cell || line.whole != next.whole || !self.goes_over(at);
        }
        let step = (self.indent(at + 1) - self.indent(at)) / size;
        let moved = if self.hanging { step < -INDENT } else { step > INDENT };
        self.gap(at) || self.ends_early(at) || moved
    }

    /// Whether a paragraph goes on over the end of its column or page.
    fn goes_over(&self, at: usize) -> bool {
        let (line, next) = (&self.lines[at], &self.lines[at + 1]);
        let ended = line.text.trim_end_matches(['"', '”', '’', '\'', ')', '»', ']']).ends_with(['.', '?', '!', ':', '…', '。', '？', '！', '؟']);
        let small = next.text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
        let begins = !self.hanging && self.indent(at + 1) > INDENT * next.size;
        hyphens::parts_a_word(&line.text) && small || !self.ends_early(at) && (!ended || small) && !begins
    }

    /// The draft of everything, and how many hyphens of line ends are not in it.
    pub fn draft(self) -> (Draft, usize) {
        let mut draft = Draft::default();
        let mut hyphens = 0;
        let mut pages: Vec<(u32, u32)> = Vec::new();
        let mut at = 0;
        while at < self.lines.len() {
            let mut end = at + 1;
            while end < self.lines.len() && !self.parts(end - 1) {
                end += 1;
            }
            self.paragraph(at..end, &mut draft, &mut pages, &mut hyphens);
            at = end;
        }
        draft.text.truncate(draft.text.trim_end().len());
        let length = draft.text.len() as u32;
        let ends: Vec<u32> = pages.iter().skip(1).map(|(_, start)| *start).chain([length]).collect();
        for ((page, start), end) in pages.into_iter().zip(ends) {
            let words = &draft.text[start as usize..end as usize];
            draft.styles.push((start..start + words.trim_end().len() as u32, StyleKind::Page(page)));
        }
        draft.styles.retain(|(bytes, _)| !bytes.is_empty());
        draft.styles.sort_by_key(|(bytes, _)| (bytes.start, u32::MAX - bytes.end));
        (draft, hyphens)
    }

    /// Writes one paragraph.
    fn paragraph(&self, range: std::ops::Range<usize>, draft: &mut Draft, pages: &mut Vec<(u32, u32)>, hyphens: &mut usize) {
        let start = draft.text.len();
        let mut text = String::new();
        let mut bold: Vec<std::ops::Range<usize>> = Vec::new();
        for line in &self.lines[range.clone()] {
            *hyphens += usize::from(hyphens::join(&mut text, &line.text, &self.known));
            let from = text.len() - line.text.len().min(text.len());
            // Joining may have taken the hyphen off that was bold.
            if let Some(last) = bold.last_mut() {
                last.end = last.end.min(from);
            }
            if pages.last().is_none_or(|(page, _)| *page != line.page) {
                pages.push((line.page, (start + from) as u32));
            }
            for part in &line.bold {
                let part = from + part.start..from + part.end;
                match bold.last_mut().filter(|last| part.start.saturating_sub(last.end) <= 1) {
                    Some(last) => last.end = part.end,
                    None => bold.push(part),
                }
            }
        }
        while text.ends_with('\u{AD}') {
            text.pop();
        }
        if text.trim().is_empty() {
            return;
        }
        bold.iter_mut().for_each(|part| part.end = part.end.min(text.len()));
        let heading = self.heading(range.start, &text);
        let whole = start as u32..(start + text.len()) as u32;
        if heading > 0 {
            draft.styles.push((whole.clone(), StyleKind::Heading(heading)));
        }
        let place = |part: &std::ops::Range<usize>| (start + part.start) as u32..(start + part.end) as u32;
        if heading == 0 {
            draft.styles.extend(bold.iter().filter(|part| part.start < part.end).map(|part| (place(part), StyleKind::Bold)));
        }
        let prefix = bold.first().filter(|part| part.start == 0).map_or(0, |part| part.end as u32);
        draft.lines.push(draft::Line { start: whole.start, end: whole.end, heading, bold: prefix, ..draft::Line::default() });
        draft.text.push_str(&text);
        draft.text.push('\n');
    }

    /// The level of a heading, by its size; 0 where it is none.
    fn heading(&self, at: usize, text: &str) -> u8 {
        let larger = self.lines[at].size / self.body;
        if self.heads[at] || text.chars().count() > HEADING || text.ends_with(['.', ',', ';']) || !text.contains(char::is_alphabetic) {
            return 0;
        }
        match larger {
            larger if larger >= 1.5 => 1,
            larger if larger >= 1.25 => 2,
            larger if larger >= 1.12 => 3,
            _ => 0,
        }
    }
}

/// Whether a line is an item of a list that has a sign before it.
fn bullet(text: &str) -> bool {
    let mut chars = text.chars();
    matches!(chars.next(), Some('•' | '▪' | '◦' | '‣' | '●' | '○' | '■' | '–' | '-')) && chars.next().is_some_and(char::is_whitespace)
}

/// The lines in which somebody begins to speak, as the layouts find them where every line is a paragraph.
fn heads(lines: &[Line], speakers: Option<&SpeakerPattern>) -> Vec<bool> {
    let mut draft = Draft::default();
    let mut starts = HashMap::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let start = draft.text.len() as u32;
        starts.insert(start, at);
        draft.text.push_str(&line.text);
        let bold = line.bold.first().filter(|part| part.start == 0).map_or(0, |part| part.end as u32);
        draft.lines.push(draft::Line { start, end: draft.text.len() as u32, bold, ..draft::Line::default() });
        draft.text.push('\n');
    }
    let mut heads = vec![false; lines.len()];
    for turn in layout::read_as(&mut draft, speakers).turns {
        if let Some(at) = starts.get(&turn.bytes.start) {
            heads[*at] = true;
        }
    }
    heads
}

/// The size of most letters.
fn body(lines: &[Line]) -> f32 {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for line in lines {
        *counts.entry((line.size * 4.0).round() as i32).or_default() += line.text.len();
    }
    counts.into_iter().max_by_key(|(size, count)| (*count, *size)).map_or(10.0, |(size, _)| (size as f32 / 4.0).max(0.1))
}

/// The edges of each line's column: those of the whole page are the document's.
fn edges(lines: &[Line]) -> Vec<(f32, f32)> {
    let key = |line: &Line| if line.whole { None } else { Some((line.page, line.column)) };
    let mut columns: HashMap<Option<(u32, u32)>, Vec<&Line>> = HashMap::new();
    for line in lines {
        columns.entry(key(line)).or_default().push(line);
    }
    // A line of cells, or a head with something at its right end, says little of how wide the others are.
    for column in columns.values_mut() {
        if column.iter().filter(|line| !line.text.contains('\t')).count() >= 2 {
            column.retain(|line| !line.text.contains('\t'));
        }
    }
    let edges: HashMap<_, _> = columns
        .into_iter()
        .map(|(key, lines)| {
            let right = edge(&lines, |line| line.x1);
            let left = -edge(&lines, |line| -line.x0);
            (key, (left, right))
        })
        .collect();
    lines.iter().map(|line| edges[&key(line)]).collect()
}

/// How far lines go: as far as some of them do, and not as a few that stick out.
fn edge(lines: &[&Line], end: impl Fn(&Line) -> f32) -> f32 {
    let mut ends: Vec<(f32, f32)> = lines.iter().map(|line| (end(line), line.size)).collect();
    ends.sort_by(|a, b| b.0.total_cmp(&a.0));
    let enough = (ends.len() / 20).max(2);
    let far = (0..ends.len()).find(|at| {
        let near = ends.partition_point(|other| other.0 >= ends[*at].0 - 2.0 * ends[*at].1);
        near - at >= enough
    });
    ends.get(far.unwrap_or(0)).map_or(0.0, |(end, _)| *end)
}
