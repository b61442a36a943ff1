//! Labels in bold at the start of a line: `**Name:** text`, and `**Name**: text`.

use super::given::is_name;
use super::{Head, Layout, Page, labels, times};
use crate::import::draft::Line;

/// The colon stands within the bold words.
pub(super) struct Inside;

/// The colon stands after the bold words.
pub(super) struct Outside;

impl Layout for Inside {
    fn name(&self) -> &'static str {
        "bold labels"
    }

    fn weight(&self) -> usize {
        6
    }

    fn heads(&self, page: &Page) -> Vec<Head> {
        enough(page, heads(page, true))
    }
}

impl Layout for Outside {
    fn name(&self) -> &'static str {
        "bold labels"
    }

    fn weight(&self) -> usize {
        6
    }

    fn heads(&self, page: &Page) -> Vec<Head> {
        enough(page, heads(page, false))
    }
}

/// The heads, if they are speakers' and no paper's notes in bold.
fn enough(page: &Page, heads: Vec<Head>) -> Vec<Head> {
    if labels::credible(page, &heads) { heads } else { Vec::new() }
}

/// Lines whose bold words end in a colon or stand before one.
pub(super) fn heads(page: &Page, inside: bool) -> Vec<Head> {
    let mut heads = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        if line.bold == 0 || line.heading > 0 || line.item {
            continue;
        }
        let words = line.of(page.text);
        let bold = &words[..line.bold as usize];
        let label = bold.trim_end();
        let name = if inside { label.strip_suffix(':') } else { words[line.bold as usize..].starts_with(':').then_some(label) };
        let Some(name) = name.map(str::trim_end).filter(|name| !name.trim().is_empty() && name.chars().count() <= 80) else { continue };
        let after = line.bold as usize + usize::from(!inside);
        heads.push(head(at, line.start, words, name, after));
    }
    heads
}

/// The head of a line that begins with bold words, whether a colon follows or not.
pub(super) fn at_start(at: usize, line: &Line, page: &Page) -> Option<Head> {
    let words = line.of(page.text);
    let bold = words[..line.bold as usize].trim_end();
    let name = bold.trim_end_matches(':').trim_end();
    if line.bold == 0 || line.heading > 0 || !is_name(name.trim_start()) {
        return None;
    }
    let rest = &words[bold.len()..];
    let colon = rest.len() - rest.trim_start().len();
    let after = bold.len() + if rest[colon..].starts_with(':') { colon + 1 } else { 0 };
    Some(head(at, line.start, words, name, after))
}

/// The head of a line whose label ends at `after`: the spaces after it and a time in brackets belong to the marks.
fn head(line: usize, start: u32, words: &str, name: &str, after: usize) -> Head {
    let bytes = words.as_bytes();
    let label = after + times::spaces(&bytes[after..]);
    let place = |at: usize| start + at as u32;
    let indent = name.len() - name.trim_start().len();
    let mut head =
        Head { line, name: place(indent)..place(name.len()), label: place(0)..place(label), time: place(label)..place(label), from: None, to: None };
    if let Some((length, ms)) = times::bracketed(&bytes[label..]) {
        head.time.end = place(label + length + times::spaces(&bytes[label + length..]));
        head.from = Some(ms);
    }
    head
}
