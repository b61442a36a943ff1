//! Within a line of Markdown: emphasis, escapes, entities, code, links.

use crate::import::draft::Bytes;
use crate::import::entities;
use crate::text::StyleKind;
use std::ops::Range;

/// How far a link's words or address may reach, in bytes.
const REACH: usize = 2000;

/// After so many brackets in a line that are no markup, further ones are none either: a line may hold millions.
const OPEN: usize = 500;

/// Tags that are left out; whatever else stands in angle brackets is the speaker's.
const TAGS: [&str; 24] = [
    "b",
    "i",
    "u",
    "s",
    "em",
    "strong",
    "strike",
    "del",
    "ins",
    "sub",
    "sup",
    "br",
    "span",
    "p",
    "div",
    "a",
    "mark",
    "small",
    "code",
    "font",
    "center",
    "hr",
    "blockquote",
    "q",
];

/// Reads lines; its buffers are kept from one to the next.
#[derive(Default)]
pub(super) struct Inline {
    pieces: Vec<Piece>,
    runs: Vec<Run>,
    pairs: Vec<(usize, usize, bool)>,
    skips: Vec<Range<usize>>,
    /// How often in this line a bracket was left open.
    open: usize,
    /// Addresses left out so far.
    pub addresses: usize,
}

enum Piece {
    Words(Range<usize>),
    One(char),
    Run(usize),
}

/// A run of `*` or `_`.
struct Run {
    sign: u8,
    left: usize,
    opens: bool,
    closes: bool,
    /// Where in the text styles that it closes end.
    end: u32,
    /// Where styles that it opens begin.
    start: u32,
}

impl Inline {
    /// Appends the words of `line` to `text` and what stands over them to `styles`, in order.
    pub fn read(&mut self, line: &str, text: &mut String, styles: &mut Vec<(Bytes, StyleKind)>) {
        if !line.bytes().any(special) {
            text.push_str(line);
            return;
        }
        self.pieces.clear();
        self.runs.clear();
        self.pairs.clear();
        self.skips.clear();
        self.open = 0;
        self.cut(line);
        self.pair();
        self.write(line, text);
        let first = styles.len();
        for (opener, closer, strong) in &self.pairs {
            let bytes = self.runs[*opener].start..self.runs[*closer].end;
            if !bytes.is_empty() {
                styles.push((bytes, if *strong { StyleKind::Bold } else { StyleKind::Italic }));
            }
        }
        styles[first..].sort_by_key(|(bytes, _)| (bytes.start, u32::MAX - bytes.end));
    }

    /// Cuts a line into words, single signs and runs of emphasis.
    fn cut(&mut self, line: &str) {
        let bytes = line.as_bytes();
        let (mut from, mut at) = (0, 0);
        while at < bytes.len() {
            if !special(bytes[at]) {
                at += 1;
                continue;
            }
            let Some((length, piece)) = self.sign(line, at) else {
                self.open += usize::from(matches!(bytes[at], b'[' | b'<'));
                at += 1;
                continue;
            };
            if from < at {
                self.pieces.push(Piece::Words(from..at));
            }
            self.pieces.extend(piece);
            at += length;
            from = at;
        }
        if from < bytes.len() {
            self.pieces.push(Piece::Words(from..bytes.len()));
        }
    }

    /// What begins at a special sign: its length and what it becomes; `None` for a sign that means itself.
    fn sign(&mut self, line: &str, at: usize) -> Option<(usize, Option<Piece>)> {
        let bytes = line.as_bytes();
        match bytes[at] {
            b'\\' => match bytes.get(at + 1) {
                Some(next) if next.is_ascii_punctuation() => Some((2, Some(Piece::One(*next as char)))),
                None => Some((1, None)),
                _ => None,
            },
            b'&' => entities::at(&line[at..]).map(|(length, c)| (length, Some(Piece::One(c)))),
            b'`' => code(line, at).map(|(length, inner)| (length, Some(Piece::Words(inner)))),
            b'<' if self.open < OPEN => self.tag(&line[at..]),
            b'~' => bytes[at..].starts_with(b"~~").then_some((2, None)),
            b'!' if bytes.get(at + 1) == Some(&b'[') => self.link(line, at + 1).then_some((2, None)),
            b'[' if self.open < OPEN => self.link(line, at).then_some((1, None)),
            b']' => self.skips.iter().rev().take(64).find(|skip| skip.start == at).map(|skip| (skip.len(), None)),
            sign @ (b'*' | b'_') => {
                let length = bytes[at..].iter().take_while(|byte| **byte == sign).count();
                self.run(line, at, length, sign);
                Some((length, Some(Piece::Run(self.runs.len() - 1))))
            }
            _ => None,
        }
    }

    /// Notes a run of emphasis with what it can do. Laxer than CommonMark after a colon, as `**Name:**text` is written.
    fn run(&mut self, line: &str, at: usize, length: usize, sign: u8) {
        let before = line[..at].chars().next_back();
        let after = line[at + length..].chars().next();
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let within = sign == b'_';
        let opens = !(space(after) || within && letter(before));
        let closes = !(space(before) || within && letter(after));
        self.runs.push(Run { sign, left: length, opens, closes, end: 0, start: 0 });
    }

    /// Whether a link's words begin at `at`; notes what after them is to be skipped.
    fn link(&mut self, line: &str, at: usize) -> bool {
        let bytes = line.as_bytes();
        let limit = bytes.len().min(at + REACH);
        let mut depth = 0;
        let Some(close) = (at..limit).find(|n| {
            depth += i32::from(bytes[*n] == b'[' && bytes[n.saturating_sub(1)] != b'\\') - i32::from(bytes[*n] == b']' && bytes[*n - 1] != b'\\');
            depth == 0
        }) else {
            return false;
        };
        if bytes.get(close + 1) != Some(&b'(') {
            return false;
        }
        let mut depth = 0;
        let limit = bytes.len().min(close + REACH);
        let Some(end) = (close + 1..limit).find(|n| {
            depth += i32::from(bytes[*n] == b'(') - i32::from(bytes[*n] == b')');
            depth == 0
        }) else {
            return false;
        };
        self.skips.push(close..end + 1);
        self.addresses += 1;
        true
    }

    /// A known tag, which is left out, or an address in angle brackets, which is kept without them.
    fn tag(&mut self, rest: &str) -> Option<(usize, Option<Piece>)> {
        let end = rest.as_bytes()[..rest.len().min(REACH)].iter().position(|byte| *byte == b'>')?;
        let name: &str = rest[1..end].trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        TAGS.contains(&name.to_ascii_lowercase().as_str()).then_some((end + 1, None))
    }

    /// Finds which runs open and close emphasis with each other.
    fn pair(&mut self) {
        for closer in 0..self.runs.len() {
            while self.runs[closer].closes && self.runs[closer].left > 0 {
                let sign = self.runs[closer].sign;
                let floor = closer.saturating_sub(64);
                let Some(opener) = (floor..closer).rev().find(|n| self.runs[*n].opens && self.runs[*n].left > 0 && self.runs[*n].sign == sign) else {
                    break;
                };
                let strong = self.runs[opener].left >= 2 && self.runs[closer].left >= 2;
                let used = if strong { 2 } else { 1 };
                self.runs[opener].left -= used;
                self.runs[closer].left -= used;
                for between in &mut self.runs[opener + 1..closer] {
                    between.opens = false;
                }
                self.pairs.push((opener, closer, strong));
            }
        }
    }

    fn write(&mut self, line: &str, text: &mut String) {
        for piece in &self.pieces {
            match piece {
                Piece::Words(range) => text.push_str(&line[range.clone()]),
                Piece::One(c) => text.push(*c),
                Piece::Run(at) => {
                    let run = &mut self.runs[*at];
                    run.end = text.len() as u32;
                    text.extend(std::iter::repeat_n(run.sign as char, run.left));
                    run.start = text.len() as u32;
                }
            }
        }
    }
}

/// Whether a byte may begin markup.
fn special(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'\\' | b'&' | b'`' | b'<' | b'~' | b'!' | b'[' | b']')
}

/// The code between backticks: the length of the whole and where its words are.
fn code(line: &str, at: usize) -> Option<(usize, Range<usize>)> {
    let ticks = line.as_bytes()[at..].iter().take_while(|byte| **byte == b'`').count();
    let inner = at + ticks;
    let end = inner + line[inner..].find(&line[at..inner])?;
    Some((end + ticks - at, inner..end))
}
