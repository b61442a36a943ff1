//! A line of its own with name and time, the words below it: Otter, Teams, Word Transcribe, Rev.

use super::blocks::Found;
use super::{Head, Layout, Page, labels, times};

/// `Name  00:13` or `00:00:03 Speaker 1`, then the words.
pub(super) struct Header;

impl Layout for Header {
    fn name(&self) -> &'static str {
        "names with a time"
    }

    fn heads(&self, page: &Page) -> Vec<Head> {
        let mut found: Vec<Found> = page.lines.iter().enumerate().filter_map(|(at, line)| head(at, line.start, line.of(page.text))).collect();
        let shaped = found.iter().filter(|found| is_time_first(&found.head) && found.shaped).count();
        let most = shaped * 2 >= found.iter().filter(|found| is_time_first(&found.head)).count();
        let paragraphs = are_paragraphs(page, &found);
        // Behind most of the times stand names: then one in small letters is a name as well.
        found.retain(|found| !is_time_first(&found.head) || !paragraphs && (most || found.shaped));
        let found: Vec<Head> = found.into_iter().map(|found| found.head).collect();
        let enough = found.len() > 1 || found.first().is_some_and(|head| page.lines.len() - head.line <= 40);
        if enough && found.len() * 40 >= page.lines.len() { found } else { Vec::new() }
    }
}

fn is_time_first(head: &Head) -> bool {
    head.time.start < head.name.start
}

/// Whether times stand before what is said, as NVivo takes them, and not before names: then short answers look like names. Lines with a time
/// and more words than a name say so, and names with nothing below them.
fn are_paragraphs(page: &Page, found: &[Found]) -> bool {
    let is_timed = |at: usize| {
        let words = page.line(at).trim_start();
        times::any(words.as_bytes()).is_some() && times::alone(words.as_bytes()).is_none()
    };
    let names: Vec<&Head> = found.iter().filter(|found| found.shaped).map(|found| &found.head).filter(|head| is_time_first(head)).collect();
    let timed = (0..page.lines.len()).filter(|at| is_timed(*at)).count();
    // One in small letters with words below it says neither.
    let small = found.iter().filter(|found| is_time_first(&found.head) && !found.shaped);
    let small = small.filter(|found| found.head.line + 1 < page.lines.len() && !is_timed(found.head.line + 1)).count();
    let bare = names.iter().filter(|head| head.line + 1 >= page.lines.len() || is_timed(head.line + 1)).count();
    timed.saturating_sub(names.len() + small) * 2 > names.len() || bare * 2 > names.len()
}

/// What a line would be as the head of a turn.
fn head(line: usize, start: u32, words: &str) -> Option<Found> {
    if words.len() > 120 || !words.bytes().any(|byte| byte == b':') {
        return None;
    }
    name_then_time(words).map(|found| (found, true)).or_else(|| time_then_name(words)).map(|((name, time, ms), shaped)| {
        let place = |range: std::ops::Range<usize>| start + range.start as u32..start + range.end as u32;
        let label = if name.start < time.start { name.start..time.start } else { name.start..words.len() };
        let time = if name.start < time.start { time.start..words.len() } else { time.start..name.start };
        Found { head: Head { line, name: place(name), label: place(label), time: place(time), from: Some(ms), to: None }, shaped }
    })
}

/// Where name and time stand, and the milliseconds.
type Places = (std::ops::Range<usize>, std::ops::Range<usize>, i64);

/// `Name   0:04`, `Name (0:04):`
fn name_then_time(words: &str) -> Option<Places> {
    let end = words.trim_end().trim_end_matches(':').len();
    let trimmed = &words[..end];
    let at = trimmed.rfind(|c: char| !matches!(c, '0'..='9' | ':' | '.' | ',' | '[' | ']' | '(' | ')'))?;
    let time = at + trimmed[at..].chars().next().map_or(1, char::len_utf8);
    let (length, ms) = times::any(&trimmed.as_bytes()[time..])?;
    if time + length != end {
        return None;
    }
    let raw = &words[..time];
    let name = raw.trim_matches([' ', '\t', '\u{A0}', '-', '–', '|', ',']);
    let wide = raw.len() > raw.trim_end().len() + 1 || raw.ends_with('\t') || trimmed[time..].starts_with(['[', '(']);
    let start = words.find(name)?;
    (labels::shape_plain(name) && (wide || raw.ends_with(char::is_whitespace) && labels::shape(name))).then_some((
        start..start + name.len(),
        time..end,
        ms,
    ))
}

/// `00:00:03 Speaker 1`, `[00:00:03] Speaker 1`, and whether what follows has the shape of a label anywhere.
fn time_then_name(words: &str) -> Option<(Places, bool)> {
    let indent = times::spaces(words.as_bytes());
    let (length, ms) = times::any(&words.as_bytes()[indent..])?;
    let rest = &words[indent + length..];
    let name = rest.trim_matches([' ', '\t', '\u{A0}', '-', '–', '|', ':']);
    let shaped = labels::shape(name);
    let few = name.split_whitespace().count() <= 3 && !name.ends_with('.') && labels::shape_plain(name);
    // A name ends in a full stop only where it is cut: “Anna H.”, “Ben Ray Jr.”
    let said = name.strip_suffix('.').and_then(|name| name.split_whitespace().next_back()).is_some_and(|last| last.chars().count() > 3);
    if name.len() == rest.len() || said || !(shaped || few) {
        return None;
    }
    let start = indent + length + rest.find(name)?;
    Some(((start..start + name.len(), indent..indent + length, ms), shaped))
}
