//! A pattern of the user's own: a line as the file has it, with `{name}`, `{time}` and `{words}` where these stand.

use super::given::is_name;
use super::{Head, times};
use crate::error::{Error, Result};
use std::ops::Range;

/// What stands in a pattern, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// Signs as they are; every dash is like every other.
    Signs(String),
    /// White space of any length.
    Space,
    /// A tab, with any other space around it.
    Tab,
    Name,
    Time,
    Words,
}

/// A pattern, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    written: String,
    parts: Vec<Part>,
}

/// The longest name in characters.
const LONGEST: usize = 60;

/// The placeholders.
const HOLDERS: [(&str, Part); 4] = [("{name}", Part::Name), ("{time}", Part::Time), ("{words}", Part::Words), ("{tab}", Part::Tab)];

impl Own {
    /// Reads a pattern.
    ///
    /// # Errors
    /// A pattern without a name, with a placeholder twice or that is none, with words that are not at the end, or without anything between
    /// the name and the words.
    pub fn parse(written: &str) -> Result<Self> {
        let refuse = |what: &str| Err(Error::hint(format!("The speaker pattern “{written}” cannot be read: {what}"), HINT));
        let mut parts: Vec<Part> = Vec::new();
        let mut rest = written.trim();
        while let Some(first) = rest.chars().next() {
            if let Some((holder, part)) = HOLDERS.iter().find(|(holder, _)| rest.starts_with(holder)) {
                if *part != Part::Tab && parts.contains(part) {
                    return refuse(&format!("{holder} stands in it twice"));
                }
                parts.push(part.clone());
                rest = &rest[holder.len()..];
            } else if first == '{' && rest[1..].chars().next().is_some_and(char::is_alphabetic) {
                return refuse(&format!("{} is no placeholder", rest.split_inclusive('}').next().unwrap_or(rest)));
            } else if first.is_whitespace() {
                rest = rest.trim_start();
                parts.push(Part::Space);
            } else {
                match parts.last_mut() {
                    Some(Part::Signs(signs)) => signs.push(first),
                    _ => parts.push(Part::Signs(first.into())),
                }
                rest = &rest[first.len_utf8()..];
            }
        }
        let place = |part: &Part| parts.iter().position(|other| other == part);
        let Some(name) = place(&Part::Name) else { return refuse("{name} is missing") };
        match place(&Part::Words) {
            Some(words) if words + 1 < parts.len() => refuse("{words} has to be at the end"),
            Some(words) if words == name + 1 => refuse("something has to stand between {name} and {words}"),
            _ => Ok(Self { written: written.trim().to_owned(), parts }),
        }
    }

    /// `{name}: {words}`
    pub(super) fn colon() -> Self {
        Self { written: String::new(), parts: vec![Part::Name, Part::Signs(":".into()), Part::Space, Part::Words] }
    }

    /// It as it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// What a line that begins at `start` would be as the head of a turn.
    pub(super) fn head(&self, line: usize, start: u32, words: &str) -> Option<Head> {
        let indent = words.len() - words.trim_start().len();
        let mut found = Found { time: indent..indent, ..Found::default() };
        let end = fit(&self.parts, words, indent, &mut found)?;
        let place = |range: Range<usize>| start + range.start as u32..start + range.end as u32;
        // The marks cover all before the words: one is the label's, one the time's, whichever stands first.
        let (label, time) = match found.from {
            None => (0..end, end..end),
            Some(_) if found.time.start < found.name.start => (found.name.start..end, 0..found.name.start),
            Some(_) => (0..found.time.start, found.time.start..end),
        };
        Some(Head { line, name: place(found.name), label: place(label), time: place(time), from: found.from, to: None })
    }
}

const HINT: &str = "Write a line as it is in the file, with {name} for the speaker, {words} for what is said and {time} for a time: \
                    “{name} - {words}”, “{time} {name}: {words}”. Without {words} the words are on the lines below.";

/// What was found along a line.
#[derive(Clone, Default)]
struct Found {
    name: Range<usize>,
    time: Range<usize>,
    from: Option<i64>,
}

/// Fits parts to a line from `at` on: where the words begin, if it is so.
fn fit(parts: &[Part], line: &str, mut at: usize, found: &mut Found) -> Option<usize> {
    for (n, part) in parts.iter().enumerate() {
        let rest = &line[at..];
        let space = rest.len() - rest.trim_start().len();
        match part {
            Part::Signs(signs) => at += signs_at(signs, rest)?,
            Part::Tab => at += Some(space).filter(|space| rest[..*space].contains('\t'))?,
            // Where nothing but words follows, there may be none, and no space before them.
            Part::Space if space > 0 || rest.is_empty() && matches!(parts.get(n + 1), None | Some(Part::Words)) => at += space,
            Part::Space => return None,
            Part::Words => return Some(at + space),
            Part::Time => {
                let (length, ms) = times::any(rest.as_bytes())?;
                (found.time, found.from) = (at..at + length, Some(ms));
                at += length;
            }
            Part::Name => return name(&parts[n + 1..], line, at + space, found),
        }
    }
    line[at..].trim().is_empty().then_some(line.len())
}

/// The shortest name from `at` on behind which the other parts fit.
fn name(parts: &[Part], line: &str, at: usize, found: &mut Found) -> Option<usize> {
    let ends = line[at..].char_indices().map(|(n, _)| at + n).skip(1).chain([line.len()]);
    for end in ends.take(LONGEST) {
        let words = line[at..end].trim_end();
        if words.len() == end - at && is_name(words) {
            let mut tried = Found { name: at..end, ..found.clone() };
            if let Some(after) = fit(parts, line, end, &mut tried) {
                *found = tried;
                return Some(after);
            }
        }
    }
    None
}

/// How long signs are where a line begins with them.
fn signs_at(signs: &str, line: &str) -> Option<usize> {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '‐' | '‑' | '−');
    let mut rest = line.chars();
    for sign in signs.chars() {
        rest.next().filter(|c| *c == sign || dash(*c) && dash(sign) || *c == '：' && sign == ':')?;
    }
    Some(line.len() - rest.as_str().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name, time and words that a pattern finds in a line.
    fn found(pattern: &str, line: &str) -> Option<(String, Option<i64>, String)> {
        let head = Own::parse(pattern).expect(pattern).head(0, 0, line)?;
        let said = head.label.end.max(head.time.end) as usize;
        Some((line[head.name.start as usize..head.name.end as usize].to_owned(), head.from, line[said..].to_owned()))
    }

    #[test]
    fn lines_are_read_as_their_pattern_says() {
        for (pattern, line, name, from, words) in [
            ("{name} - {words}", "anna b. – So it was.", "anna b.", None, "So it was."),
            ("{name} - {words}", "Anna-Lena - So - it was.", "Anna-Lena", None, "So - it was."),
            ("{time} {name}: {words}", "[00:01:02]  Anna: So.", "Anna", Some(62_000), "So."),
            ("{time}{name}: {words}", "00:02 Anna: So.", "Anna", Some(2000), "So."),
            ("{name} {time} {words}", "Anna Hill 0:04 So it was.", "Anna Hill", Some(4000), "So it was."),
            ("{name}: {words}", "Anna:", "Anna", None, ""),
            ("{name}: {words}", "anna: So: it was.", "anna", None, "So: it was."),
            ("<<{name}>>", "<<Anna>>", "Anna", None, ""),
            ("{name}{tab}{words}", "1\tSo it was.", "1", None, "So it was."),
            ("{name} ({time})", "Anna Hill (00:12)", "Anna Hill", Some(12_000), ""),
            ("{name} {time}", "Anna Hill (00:12)", "Anna Hill", Some(12_000), ""),
        ] {
            assert_eq!(found(pattern, line), Some((name.to_owned(), from, words.to_owned())), "{pattern}: {line}");
        }
        for (pattern, line) in [
            ("{name} - {words}", "She said so."),
            ("{name} - {words}", "Did she? Well - no."),
            ("{name}: {words}", "at 10:30"),
            ("<<{name}>>", "<<Anna>> said"),
        ] {
            assert_eq!(found(pattern, line), None, "{pattern}: {line}");
        }
    }

    #[test]
    fn a_pattern_that_cannot_be_read_says_why() {
        for (pattern, why) in [
            ("{time}: {words}", "{name} is missing"),
            ("{name}{words}", "between {name} and {words}"),
            ("{words} - {name}", "{words} has to be at the end"),
            ("{name} {name}: {words}", "{name} stands in it twice"),
            ("{speaker}: {words}", "{speaker} is no placeholder"),
        ] {
            let error = Own::parse(pattern).expect_err(pattern);
            assert!(error.to_string().contains(why) && !error.remedy().is_empty(), "{pattern}: {error}");
        }
        assert!(super::super::given::SpeakerPattern::parse("bold").is_ok());
        let error = super::super::given::SpeakerPattern::parse("loud").expect_err("no choice");
        assert!(error.remedy().contains("bold-colon, bold, capitals, brackets, colon, nobody"));
    }
}
