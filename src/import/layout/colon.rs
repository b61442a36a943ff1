//! `Name: text`, with a time before or after the label: plain transcripts, NVivo, chats, f4, Descript, Google Meet; and hearings' `Q.` and `A.`

use super::blocks::{Found, beginnings, judge};
use super::{Head, Layout, Page, labels, times};
use crate::import::draft::Draft;

/// Labels that end in a colon at the start of a line.
pub(super) struct Colon;

/// The longest label in bytes.
const LONGEST: usize = 96;

impl Layout for Colon {
    fn name(&self) -> &'static str {
        "names with a colon"
    }

    fn heads(&self, page: &Page) -> Vec<Head> {
        let set_off: Vec<usize> = (0..page.lines.len()).filter(|at| set_off(page.line(*at))).collect();
        judge(page, found(page), &set_off)
    }

    /// Every label of a paragraph that is no voice's, in a transcript in which hardly a paragraph begins without one; elsewhere those with a number, as
    /// other words begin what is said too often.
    fn passed(&self, page: &Page, heads: &[Head]) -> Vec<String> {
        let Some(first) = heads.first() else { return Vec::new() };
        let lines: Vec<usize> = heads.iter().map(|head| head.line).collect();
        let dense = heads.len() * 5 >= beginnings(page, &lines).len() * 4;
        let told = |found: &&Found| {
            let name = page.words(&found.head.name);
            let kind = labels::kind(name);
            found.shaped && !labels::field(name) && !labels::is_thing(name) && (dense || kind == labels::Kind::Code)
        };
        let passed = found(page).into_iter().filter(|found| found.head.line > first.line && lines.binary_search(&found.head.line).is_err());
        passed.filter(|found| told(&found)).map(|found| page.words(&found.head.name).to_owned()).collect()
    }
}

/// The heads of turns in lines of which some are set off as what somebody says, whatever stands in them; and how many of these begin with words
/// before a colon that were taken for what is said.
pub(in crate::import) fn heads_of(draft: &Draft, set_off: &[usize]) -> (Vec<Head>, usize) {
    let page = Page { text: &draft.text, lines: &draft.lines };
    let begin = |line: usize| set_off.binary_search(&line).is_ok();
    let found = found(&page);
    let all = found.iter().filter(|found| begin(found.head.line)).count();
    let heads = judge(&page, found, set_off);
    let passed = all - heads.iter().filter(|head| begin(head.line)).count();
    (heads, passed)
}

/// What could be the heads of turns.
fn found(page: &Page) -> Vec<Found> {
    let lines = || page.lines.iter().enumerate().filter(|(_, line)| !line.item);
    let examined = |letter| lines().filter(|(_, line)| question(line.of(page.text)).is_some_and(|found| found.0 == letter)).take(2).count() == 2;
    let examined = examined(b'Q') && examined(b'A');
    let found = lines().filter_map(|(at, line)| {
        let words = line.of(page.text);
        head(at, line.start, words).or_else(|| examined.then(|| asked(at, line.start, words)).flatten())
    });
    found.collect()
}

/// Whether a line begins with a time as services and chats write it, and words follow: in brackets, with its seconds, or before a tab. (“10:00
/// Welcome: all” is on the agenda.)
fn set_off(words: &str) -> bool {
    let bytes = words.trim_start().as_bytes();
    let Some((length, _)) = times::any(bytes) else { return false };
    let (time, rest) = bytes.split_at(length);
    let plain = !time[0].is_ascii_digit() || time.iter().filter(|byte| **byte == b':').count() > 1 || rest.starts_with(b"\t");
    plain && !rest.trim_ascii().is_empty() && times::alone(bytes).is_none()
}

/// The `Q.` or `A.` that a line of a hearing begins with, where it stands and where what is said begins.
fn question(words: &str) -> Option<(u8, std::ops::Range<usize>)> {
    let bytes = words.as_bytes();
    let at = times::spaces(bytes);
    let letter = *bytes.get(at).filter(|byte| matches!(byte, b'Q' | b'A'))?;
    let rest = bytes.get(at + 1..)?.strip_prefix(b".")?;
    let spaces = times::spaces(rest);
    (spaces > 0 && spaces < rest.len()).then_some((letter, at..at + 2 + spaces))
}

/// The head of a turn in a hearing's questions and answers.
fn asked(line: usize, start: u32, words: &str) -> Option<Found> {
    let (_, label) = question(words)?;
    let place = |range: std::ops::Range<usize>| start + range.start as u32..start + range.end as u32;
    let (name, label) = (place(label.start..label.start + 1), place(label));
    Some(Found { head: Head { line, name, time: label.end..label.end, label, from: None, to: None }, shaped: true })
}

/// What a line would be as the head of a turn, if it has the shape of one.
fn head(line: usize, start: u32, words: &str) -> Option<Found> {
    let bytes = words.as_bytes();
    let mut at = times::spaces(bytes);
    let mut time = at..at;
    let mut from = None;
    let mut glued = false;
    let timed = bytes.get(at).filter(|byte| byte.is_ascii_digit() || matches!(byte, b'[' | b'(' | b'{' | b'#'));
    if let Some((length, ms)) = timed.and_then(|_| {
        times::any(&bytes[at..]).or_else(|| {
            glued = true;
            times::glued(&words[at..])
        })
    }) {
        let mut after = at + length + times::spaces(&bytes[at + length..]);
        if bytes[after..].starts_with(b"- ") {
            after += 2;
        }
        (time, from, at) = (at..after, Some(ms), after);
    }
    let (mut name_end, colon_end) = colon(words, at)?;
    let mut label_end = colon_end + times::spaces(&bytes[colon_end..]);
    let label_start = at;
    if let Some((cut, ms)) = inner_time(&words[at..name_end]).filter(|_| from.is_none()) {
        // “Anna (00:12): text”: the time within the label.
        time = at + cut..name_end;
        name_end = at + words[at..at + cut].trim_end().len();
        from = Some(ms);
        label_end = time.start;
        time.end = colon_end + times::spaces(&bytes[colon_end..]);
    } else if from.is_none()
        && let Some((length, ms)) = times::bracketed(&bytes[label_end..])
    {
        time = label_end..label_end + length + times::spaces(&bytes[label_end + length..]);
        from = Some(ms);
    }
    let name = words[at..name_end].trim_end();
    let (at, name) = if label_start > 0 { of_chat(at, name) } else { (at, name) };
    // After a time a name may be written small: “00:13 client: …”.
    let small = label_start > 0 && !glued && name.split_whitespace().count() <= 2 && labels::shape_loose(name);
    let shaped = labels::shape(name) || small;
    if !(shaped || !glued && labels::shape_plain(name)) {
        return None;
    }
    let place = |range: std::ops::Range<usize>| start + range.start as u32..start + range.end as u32;
    let head = Head { line, name: place(at..at + name.len()), label: place(label_start..label_end), time: place(time), from, to: None };
    Some(Found { head, shaped })
}

/// The name in a chat's `From Anna Hill to Everyone`, and where it begins.
fn of_chat(at: usize, label: &str) -> (usize, &str) {
    let Some(rest) = label.strip_prefix("From ") else { return (at, label) };
    let name = rest.split_once(" to ").map_or(rest, |(name, _)| name).trim();
    (at + label.len() - rest.trim_start().len(), name)
}

/// Where the label ends and where the text after its colon begins.
fn colon(words: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = words.as_bytes();
    let limit = bytes.len().min(from + LONGEST);
    let mut at = from;
    while at < limit {
        if bytes[at] == b':' {
            // A colon within a time in brackets does not end the label.
            if bytes.get(at + 1).is_none_or(|byte| matches!(byte, b' ' | b'\t')) || bytes[at + 1..].starts_with("\u{A0}".as_bytes()) {
                return Some((at, at + 1));
            }
            if !(bytes[at + 1].is_ascii_digit() && at > from && bytes[at - 1].is_ascii_digit()) {
                return None;
            }
        } else if bytes[at..].starts_with("：".as_bytes()) {
            return Some((at, at + "：".len()));
        }
        at += 1;
    }
    None
}

/// A time in brackets at the end of a label: where it begins and its milliseconds.
fn inner_time(label: &str) -> Option<(usize, i64)> {
    let at = label.rfind(['(', '['])?;
    let (length, ms) = times::bracketed(&label.as_bytes()[at..])?;
    (at > 0 && at + length == label.trim_end().len()).then_some((at, ms))
}
