//! A file's words on their way to a plan: the clean text with its lines and styles, in bytes until it is finished.

use super::layout::Reading;
use super::plan::{Note, NoteKind, Remark};
use crate::model::Span;
use crate::text::{Mark, Structure, Style, StyleKind, Turn};
use std::ops::Range;

/// A range of bytes in a draft's text.
pub(super) type Bytes = Range<u32>;

/// A line that holds more than white space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Its first byte, the number of a list item not counted.
    pub start: u32,
    /// The byte after its last, line end not included.
    pub end: u32,
    /// How many bytes before its start are the number that a list shows, with the space after it.
    pub number: u32,
    /// How many bytes at its start are bold.
    pub bold: u32,
    /// The heading's level, 0 for none.
    pub heading: u8,
    /// Whether it is an item of a list in which nobody speaks.
    pub item: bool,
    /// The row and column of the table cell it stands in.
    pub cell: Option<(u32, u32)>,
    /// Whether it is a footnote or endnote: nobody speaks in it, and no turn goes on over it at the end.
    pub aside: bool,
}

impl Line {
    /// Its words.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start as usize..self.end as usize]
    }

    /// Its first byte, its number counted.
    pub fn first(&self) -> u32 {
        self.start - self.number
    }
}

/// A comment on a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DraftRemark {
    /// The passage.
    pub bytes: Bytes,
    /// Who wrote it, or empty.
    pub author: String,
    /// Its words.
    pub text: String,
}

/// What a reader makes of a file's bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// UTF-8, LF, no BOM, no markup.
    pub text: String,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// Its styles, in the order they begin.
    pub styles: Vec<(Bytes, StyleKind)>,
    /// What was left out or changed.
    pub notes: Vec<Note>,
    /// Comments on passages, in the order these begin.
    pub remarks: Vec<DraftRemark>,
}

impl Draft {
    /// A draft of a text without styles.
    pub fn plain(text: String) -> Self {
        let mut lines = Vec::with_capacity(text.len() / 80 + 1);
        let mut start = 0;
        for line in text.split('\n') {
            let end = start + line.len();
            if !line.trim().is_empty() {
                lines.push(Line { start: start as u32, end: end as u32, ..Line::default() });
            }
            start = end + 1;
        }
        Self { text, lines, ..Self::default() }
    }

    /// Notes something good to know.
    pub fn info(&mut self, text: impl Into<String>) {
        self.notes.push(Note { kind: NoteKind::Info, text: text.into() });
    }

    /// Notes something better looked at before importing.
    pub fn look(&mut self, text: impl Into<String>) {
        self.notes.push(Note { kind: NoteKind::Look, text: text.into() });
    }

    /// The structure over the text, in scalar values, with the turns and marks of a reading.
    pub fn structure(&self, reading: &Reading) -> Structure {
        let ruler = Ruler::new(&self.text);
        Structure {
            paragraphs: self.lines.iter().map(|line| ruler.span(&(line.first()..line.end))).collect(),
            turns: reading
                .turns
                .iter()
                .map(|turn| Turn { span: ruler.span(&turn.bytes), speaker: turn.speaker, from: turn.from, to: turn.to })
                .collect(),
            marks: reading.marks.iter().map(|(bytes, kind)| Mark { span: ruler.span(bytes), kind: *kind }).collect(),
            styles: self.styles.iter().map(|(bytes, kind)| Style { span: ruler.span(bytes), kind: *kind }).collect(),
        }
    }
}

impl Draft {
    /// The comments on passages, in scalar values.
    pub fn remarks(&self) -> Vec<Remark> {
        if self.remarks.is_empty() {
            return Vec::new();
        }
        let ruler = Ruler::new(&self.text);
        let remark = |remark: &DraftRemark| Remark { span: ruler.span(&remark.bytes), author: remark.author.clone(), text: remark.text.clone() };
        self.remarks.iter().map(remark).collect()
    }
}

/// Bytes between two entries of a ruler.
const STEP: usize = 256;

/// From bytes of a text to its scalar values; free for plain ASCII.
struct Ruler<'a> {
    text: &'a [u8],
    before: Vec<u32>,
}

/// How many scalar values begin in `bytes`.
fn beginnings(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(byte & 0xC0 != 0x80)).sum()
}

impl<'a> Ruler<'a> {
    fn new(text: &'a str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            before.reserve(text.len() / STEP + 1);
            let mut sum = 0;
            for block in text.as_bytes().chunks(STEP) {
                before.push(sum);
                sum += beginnings(block);
            }
        }
        Self { text: text.as_bytes(), before }
    }

    fn char(&self, byte: u32) -> u32 {
        if self.before.is_empty() {
            return byte;
        }
        let block = (byte as usize / STEP).min(self.before.len() - 1);
        self.before[block] + beginnings(&self.text[block * STEP..byte as usize])
    }

    fn span(&self, bytes: &Bytes) -> Span {
        Span { start: self.char(bytes.start), end: self.char(bytes.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_ruler_counts_scalar_values(text in "([a-zé中🙂\\n ]){0,900}") {
            let ruler = Ruler::new(&text);
            for (at, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(ruler.char(byte as u32), at as u32);
            }
            prop_assert_eq!(ruler.char(text.len() as u32) as usize, text.chars().count());
        }
    }

    #[test]
    fn lines_of_white_space_are_none() {
        let draft = Draft::plain("One\n \n\ntwo ".into());
        assert_eq!(draft.lines.iter().map(|line| line.of(&draft.text)).collect::<Vec<_>>(), ["One", "two "]);
    }
}
