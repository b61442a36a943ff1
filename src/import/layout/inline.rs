//! A name, a time in brackets and the words on one line, without a colon: `Anna Hill [00:00:12] So it was.`

use super::blocks::{Found, judge};
use super::{Head, Layout, Page, labels, times};

/// The longest label in bytes.
const LONGEST: usize = 64;

/// `Name [0:12] words`
pub(super) struct Inline;

impl Layout for Inline {
    fn name(&self) -> &'static str {
        "names and times before the words"
    }

    fn heads(&self, page: &Page) -> Vec<Head> {
        let found = page.lines.iter().enumerate().filter_map(|(at, line)| head(at, line.start, line.of(page.text))).collect();
        judge(page, found, &[])
    }
}

/// What a line would be as the head of a turn. Where no words follow, it is another layout's.
fn head(line: usize, start: u32, words: &str) -> Option<Found> {
    let at = words.bytes().take(LONGEST).position(|byte| matches!(byte, b'[' | b'('))?;
    let (length, ms) = times::bracketed(&words.as_bytes()[at..])?;
    let name = words[..at].trim();
    let end = at + length + times::spaces(&words.as_bytes()[at + length..]);
    let said = words[end..].chars().next()?;
    let shaped = labels::shape(name);
    if said == ':' || !(shaped || labels::shape_plain(name)) {
        return None;
    }
    let from = words.len() - words.trim_start().len();
    let place = |range: std::ops::Range<usize>| start + range.start as u32..start + range.end as u32;
    let head = Head { line, name: place(from..from + name.len()), label: place(0..at), time: place(at..end), from: Some(ms), to: None };
    Some(Found { head, shaped })
}
