//! How speakers are written where the user says it: a few clear choices, or a pattern of the user's own.

use super::own::Own;
use super::{Head, Layout, Page, bold, labels, times};
use crate::error::{Error, Result};

/// How speakers are written, as the user says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpeakerPattern {
    /// Bold words before a colon.
    BoldColon,
    /// Bold words at the start of a line, whether a colon follows or not; where they fill the line, the words are below.
    Bold,
    /// A line of its own in capitals, the words below.
    Capitals,
    /// A name in brackets at the start of a line.
    Brackets,
    /// Any words before a colon.
    Colon,
    /// Nobody speaks.
    Nobody,
    /// A pattern such as `{name} - {words}`.
    Own(Own),
}

impl SpeakerPattern {
    /// The choices that need no writing.
    pub const CHOICES: [Self; 6] = [Self::BoldColon, Self::Bold, Self::Capitals, Self::Brackets, Self::Colon, Self::Nobody];

    /// The pattern that words stand for: a choice's short name, or a pattern with `{name}` in it.
    ///
    /// # Errors
    /// Words that are neither, and a pattern that cannot be read; the error says what is possible.
    pub fn parse(words: &str) -> Result<Self> {
        let wanted = words.trim();
        if let Some(choice) = Self::CHOICES.into_iter().find(|choice| choice.key().eq_ignore_ascii_case(wanted)) {
            return Ok(choice);
        }
        if wanted.contains('{') {
            return Own::parse(wanted).map(Self::Own);
        }
        let keys: Vec<&str> = Self::CHOICES.iter().map(Self::key).collect();
        let hint = format!("Give one of {}, or write a line as it is in the file, such as “{{name}} - {{words}}”.", keys.join(", "));
        Err(Error::hint(format!("There is no speaker pattern “{wanted}”"), hint))
    }

    /// Its short name for scripts; a pattern of the user's own as it was written.
    pub fn key(&self) -> &str {
        match self {
            Self::BoldColon => "bold-colon",
            Self::Bold => "bold",
            Self::Capitals => "capitals",
            Self::Brackets => "brackets",
            Self::Colon => "colon",
            Self::Nobody => "nobody",
            Self::Own(own) => own.written(),
        }
    }

    /// It in plain words.
    pub fn words(&self) -> &str {
        match self {
            Self::Own(own) => own.written(),
            other => other.name(),
        }
    }
}

impl Layout for SpeakerPattern {
    fn name(&self) -> &'static str {
        match self {
            Self::BoldColon => "bold words before a colon",
            Self::Bold => "bold words at the start of a line",
            Self::Capitals => "a line of its own in capitals",
            Self::Brackets => "a name in brackets at the start of a line",
            Self::Colon => "any words before a colon",
            Self::Nobody => "",
            Self::Own(_) => "a pattern of your own",
        }
    }

    fn heads(&self, page: &Page) -> Vec<Head> {
        let lines = page.lines.iter().enumerate();
        match self {
            Self::BoldColon => {
                let mut heads = [bold::heads(page, true), bold::heads(page, false)].concat();
                heads.sort_by_key(|head| head.line);
                heads
            }
            Self::Bold => lines.filter_map(|(at, line)| bold::at_start(at, line, page)).collect(),
            Self::Capitals => lines.filter_map(|(at, _)| capitals(page, at)).collect(),
            Self::Brackets => lines.filter_map(|(at, line)| in_brackets(at, line.start, line.of(page.text))).collect(),
            Self::Colon => lines.filter_map(|(at, line)| Own::colon().head(at, line.start, line.of(page.text))).collect(),
            Self::Nobody => Vec::new(),
            Self::Own(own) => lines.filter_map(|(at, line)| own.head(at, line.start, line.of(page.text))).collect(),
        }
    }
}

/// Whether words can be what the user calls a name: as labels are, or no more than a number.
pub(super) fn is_name(words: &str) -> bool {
    labels::shape_plain(words) || !words.is_empty() && words.len() <= 8 && words.chars().all(char::is_alphanumeric)
}

/// The head of a line that is nothing but a name in capitals.
fn capitals(page: &Page, line: usize) -> Option<Head> {
    let words = page.line(line);
    let name = words.trim().trim_end_matches(':').trim_end();
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    if capitals == 0 || name.chars().any(char::is_lowercase) || !labels::shape_loose(name) || name.ends_with('.') {
        return None;
    }
    let start = page.lines[line].start;
    let from = start + (words.len() - words.trim_start().len()) as u32;
    let end = start + words.len() as u32;
    Some(Head { line, name: from..from + name.len() as u32, label: start..end, time: end..end, from: None, to: None })
}

/// The head of a line that begins with a name in brackets: `[Anna]`, `(Anna)`, `<Anna>`, `{Anna}`, a colon allowed after it.
fn in_brackets(line: usize, start: u32, words: &str) -> Option<Head> {
    let indent = words.len() - words.trim_start().len();
    let open = words[indent..].chars().next()?;
    let close = [('[', ']'), ('(', ')'), ('<', '>'), ('{', '}')].into_iter().find(|pair| pair.0 == open)?.1;
    let inner = indent + 1;
    let end = inner + words[inner..].find(close)?;
    let name = words[inner..end].trim();
    if times::alone(name.as_bytes()).is_some() || !is_name(name) {
        return None;
    }
    let mut after = end + 1;
    after += usize::from(words[after..].starts_with(':'));
    after += times::spaces(&words.as_bytes()[after..]);
    let at = inner + (words[inner..end].len() - words[inner..end].trim_start().len());
    let place = |range: std::ops::Range<usize>| start + range.start as u32..start + range.end as u32;
    let mut head = Head { line, name: place(at..at + name.len()), label: place(0..after), time: place(after..after), from: None, to: None };
    if let Some((length, ms)) = times::bracketed(&words.as_bytes()[after..]) {
        let end = after + length;
        head.time = place(after..end + times::spaces(&words.as_bytes()[end..]));
        head.from = Some(ms);
    }
    Some(head)
}
