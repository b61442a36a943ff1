//! A text as assistive software reads it: runs of one line and one direction, letter by letter.

use super::sheet::{Paragraph, Sheet};
use crate::model::Span;
use crate::text::Tokens;
use crate::ui::text::Place;
use egui::Rect;

/// The letters a run may have: places in it are kept in a byte.
const MOST: usize = 255;

/// A letter of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Letter {
    /// Its scalar values.
    pub span: Span,
    /// How far from the beginning of the run it begins, in the run's direction.
    pub at: f32,
    /// Its width.
    pub width: f32,
    /// Whether a word begins with it.
    pub word: bool,
}

/// Letters that follow each other in one line and one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// The number of its line.
    pub line: u32,
    /// Whether it reads from right to left.
    pub rtl: bool,
    /// Where it stands.
    pub rect: Rect,
    /// Its letters in reading order; a line end is one.
    pub letters: Vec<Letter>,
    /// Where it begins, which an empty one has too.
    pub start: u32,
}

impl Sheet {
    /// The runs of the whole text, in reading order.
    pub fn runs(&self) -> Vec<TextRun> {
        let mut runs = Vec::new();
        let mut line = 0;
        for (index, part) in self.paragraphs.iter().enumerate() {
            let broken = index + 1 < self.paragraphs.len();
            paragraph_runs(part, self.slice(index), broken, &mut line, &mut runs);
        }
        runs
    }

    /// The run and the letter in it at a place; at the end of a run, one past its last letter.
    pub fn in_run(runs: &[TextRun], place: Place) -> Option<(usize, usize)> {
        let holds = |run: &TextRun| run.letters.iter().position(|letter| letter.span.contains(place.offset));
        let ends = |run: &TextRun| run.letters.last().map_or(run.start, |last| last.span.end) == place.offset;
        let inside = runs.iter().enumerate().find_map(|(n, run)| Some((n, holds(run)?)));
        let behind = || runs.iter().enumerate().rev().find(|(_, run)| ends(run)).map(|(n, run)| (n, run.letters.len()));
        inside.or_else(behind)
    }

    /// The place of a letter in a run.
    pub fn from_run(run: &TextRun, letter: usize) -> Place {
        match run.letters.get(letter) {
            Some(letter) => letter.span.start.into(),
            None => Place { offset: run.letters.last().map_or(run.start, |last| last.span.end), trailing: true },
        }
    }
}

fn paragraph_runs(part: &Paragraph, text: &str, broken: bool, line: &mut u32, runs: &mut Vec<TextRun>) {
    let words = word_starts(text);
    let lines: Vec<_> = part.passage.lines().collect();
    for (index, place) in lines.iter().enumerate() {
        let first = runs.len();
        let empty = |start: u32, rtl: bool, left: f32| TextRun {
            line: *line,
            rtl,
            rect: Rect::from_x_y_ranges(left..=left, place.top..=place.bottom).translate(part.offset()),
            letters: Vec::new(),
            start: part.span.start + start,
        };
        for cell in part.passage.cells(index) {
            let open = runs[first..].last().is_some_and(|run| run.rtl == cell.rtl && run.letters.len() < MOST - 1);
            if !open {
                runs.push(empty(cell.span.start, cell.rtl, if cell.rtl { cell.right } else { cell.left }));
            }
            let Some(run) = runs.last_mut() else { continue };
            let (left, right) = (cell.left + part.offset().x, cell.right + part.offset().x);
            let at = if cell.rtl { run.rect.right() - right } else { left - run.rect.left() };
            let span = Span { start: part.span.start + cell.span.start, end: part.span.start + cell.span.end };
            run.letters.push(Letter { span, at, width: right - left, word: words.binary_search(&cell.span.start).is_ok() });
            run.rect = run.rect.union(Rect::from_x_y_ranges(left..=right, run.rect.y_range()));
        }
        if runs.len() == first {
            runs.push(empty(place.span.start, part.passage.is_rtl(), place.left));
        }
        if broken
            && index + 1 == lines.len()
            && let Some(run) = runs.last_mut()
        {
            let at = run.letters.last().map_or(0.0, |last| last.at + last.width);
            run.letters.push(Letter { span: Span { start: part.span.end, end: part.span.end + 1 }, at, width: 0.0, word: false });
        }
        *line += 1;
    }
}

/// Where words begin, in scalar values.
fn word_starts(text: &str) -> Vec<u32> {
    let (mut byte, mut at) = (0, 0);
    let place = |word: std::ops::Range<usize>| {
        at += text[byte..word.start].chars().count() as u32;
        byte = word.start;
        at
    };
    Tokens::new(text).map(place).collect()
}
