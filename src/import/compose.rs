//! Putting a document together: paragraphs, text boxes, tables, notes and comments, in whatever format they came.
//!
//! Readers of documents tell the [`Composer`] what begins and ends; it makes the draft of it. Nothing in it recurses, so that a file nested
//! ten thousand deep is read like any other.

mod left_out;
pub(super) mod numbers;
mod paragraph;
mod symbols;

pub(super) use left_out::LeftOut;
pub(super) use paragraph::{Anchor, Look, Paragraph};
pub(super) use symbols::{Face, PLACES};

use super::draft::{Bytes, Draft, DraftRemark};
use crate::model::grouped;
use crate::text::StyleKind;
use std::collections::HashMap;

/// A table that is being read: the place of the cell in it.
#[derive(Debug, Default)]
struct Table {
    row: u32,
    column: u32,
    span: u32,
}

/// Where the cell of the outermost table began.
#[derive(Debug)]
struct Cell {
    text: usize,
    styles: usize,
}

/// What is being read beside the text, and what waits for its end.
#[derive(Debug)]
struct Beside {
    what: What,
    stack: Vec<Paragraph>,
    open: Option<Paragraph>,
    tables: Vec<Table>,
    cell: Option<Cell>,
    paragraphs: Vec<Paragraph>,
}

#[derive(Debug)]
enum What {
    /// A footnote or endnote by its number.
    Note(String),
    /// A comment by its place among them.
    Remark(usize),
    /// Nothing that is kept.
    Nothing,
}

/// A comment as the file has it.
#[derive(Debug, Default)]
struct Comment {
    author: String,
    text: String,
}

/// A document in the making.
#[derive(Debug, Default)]
pub(super) struct Composer {
    draft: Draft,
    /// What stays out.
    pub counts: LeftOut,
    stack: Vec<Paragraph>,
    /// The paragraph before, whose mark was deleted.
    open: Option<Paragraph>,
    tables: Vec<Table>,
    cell: Option<Cell>,
    beside: Vec<Beside>,
    notes: Vec<(String, Vec<Paragraph>)>,
    comments: Vec<Comment>,
    by_id: HashMap<String, usize>,
    anchors: Vec<(u32, Anchor)>,
    /// How many bytes of words what was read so far may make, where that is bounded.
    room: Option<usize>,
    /// How many it made.
    made: usize,
}

/// How deep notes and comments may lie in each other.
const DEEPEST: usize = 100;

/// How many times the bytes of its markup the words of a document may be, and how many they may be at least and at most. A number of a list and
/// a row of spaces are said once, or briefly, and stand there often.
const FOLD: usize = 20;
const LEAST: usize = 1 << 20;
const MOST: usize = 64 << 20;

impl Composer {
    /// A document of about so many bytes of words.
    pub fn new(bytes: usize) -> Self {
        Self { draft: Draft { text: String::with_capacity(bytes), ..Draft::default() }, ..Self::default() }
    }

    /// So many bytes of markup are read: what they make is bounded by them.
    pub fn bounded_by(&mut self, markup: usize) {
        let room = self.room.unwrap_or(LEAST).saturating_add(markup.saturating_mul(FOLD));
        self.room = Some(room.min(MOST));
    }

    /// Whether more came of what was read than a document holds; then words are missing.
    pub fn is_over(&self) -> bool {
        self.room.is_some_and(|room| self.made > room)
    }

    /// Counts bytes that are made; false where there are too many already.
    fn makes(&mut self, bytes: usize) -> bool {
        self.made = self.made.saturating_add(bytes);
        !self.is_over()
    }

    /// The paragraph that is being read.
    pub fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.stack.last_mut()
    }

    /// Whether a paragraph has begun.
    pub fn is_open(&self) -> bool {
        !self.stack.is_empty()
    }

    /// A paragraph begins; within another one it is a text box's.
    pub fn begin(&mut self) {
        let nested = !self.stack.is_empty();
        let cell = self.tables.first().filter(|_| self.cell.is_some() && !nested).map(|table| (table.row, table.column));
        let mut paragraph = Paragraph::new(cell);
        paragraph.aside = self.beside.iter().any(|beside| matches!(beside.what, What::Note(_)));
        self.stack.push(paragraph);
    }

    /// The paragraph ends.
    pub fn end(&mut self) {
        let Some(mut paragraph) = self.stack.pop() else { return };
        if let Some(outer) = self.stack.last_mut() {
            return outer.take_box(paragraph);
        }
        if let Some(before) = self.open.take() {
            paragraph = Paragraph::joined(before, paragraph);
        }
        if paragraph.open {
            self.open = Some(paragraph);
        } else {
            self.put(paragraph);
        }
    }

    fn put(&mut self, mut paragraph: Paragraph) {
        if !self.makes(paragraph.number.len() + 1) {
            return;
        }
        if let Some(beside) = self.beside.last_mut() {
            return beside.paragraphs.push(paragraph);
        }
        let filled = !paragraph.text.trim().is_empty();
        self.counts.bullets +=
            usize::from(paragraph.look.list.is_some() && paragraph.look.heading.unwrap_or(0) == 0 && paragraph.number.is_empty() && filled);
        paragraph.open = false;
        paragraph.write(&mut self.draft, &mut self.anchors);
    }

    /// Words of the paragraph that is being read, in bold or italic where that says more than the paragraph's own look.
    pub fn words(&mut self, words: &str, look: &Look) {
        if !self.makes(words.len()) {
            return;
        }
        let Some(paragraph) = self.stack.last_mut() else { return };
        let look = look.or(&paragraph.look);
        if look.hidden == Some(true) {
            self.counts.hidden += words.chars().filter(|c| !c.is_whitespace()).count();
            return;
        }
        let words = symbols::shown(words, look.face.unwrap_or(Face::Letters), &mut self.counts);
        paragraph.push(&words, look.bold == Some(true) && look.heading.unwrap_or(0) == 0, look.italic == Some(true));
    }

    /// The sign of a note in the text.
    pub fn note_sign(&mut self, number: &str) {
        if let Some(paragraph) = self.stack.last_mut() {
            paragraph.push(&format!("[{number}]"), false, false);
        }
    }

    /// A table begins.
    pub fn begin_table(&mut self) {
        self.tables.push(Table { span: 1, ..Table::default() });
    }

    /// The table ends.
    pub fn end_table(&mut self) {
        self.tables.pop();
    }

    /// How many tables lie around what is read now.
    pub fn tables(&self) -> usize {
        self.tables.len()
    }

    /// The row ends.
    pub fn end_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            (table.row, table.column) = (table.row.saturating_add(1), 0);
        }
    }

    /// A cell begins.
    pub fn begin_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.span = 1;
        }
        if self.tables.len() == 1 && self.stack.is_empty() && self.beside.is_empty() {
            self.cell = Some(Cell { text: self.draft.text.len(), styles: self.draft.styles.len() });
        }
    }

    /// The cell goes over so many columns.
    pub fn spans(&mut self, columns: u32) {
        if let Some(table) = self.tables.last_mut() {
            table.span = columns.clamp(1, 1000);
        }
    }

    /// The cell ends.
    pub fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let (row, column) = (table.row, table.column);
        table.column = table.column.saturating_add(table.span);
        if self.tables.len() > 1 || !self.stack.is_empty() || !self.beside.is_empty() {
            return;
        }
        if let Some(open) = self.open.take() {
            self.put(open);
        }
        let Some(cell) = self.cell.take() else { return };
        let words = &self.draft.text[cell.text..];
        let start = cell.text + (words.len() - words.trim_start().len());
        let end = cell.text + words.trim_end().len();
        if start < end {
            let at = cell.styles + self.draft.styles[cell.styles..].partition_point(|(range, _)| (range.start as usize) < start);
            self.draft.styles.insert(at, (start as u32..end as u32, StyleKind::Cell(row, column)));
        }
    }

    fn begin_beside(&mut self, what: What) {
        let what = if self.beside.len() < DEEPEST { what } else { What::Nothing };
        let beside = Beside {
            what,
            stack: std::mem::take(&mut self.stack),
            open: self.open.take(),
            tables: std::mem::take(&mut self.tables),
            cell: self.cell.take(),
            paragraphs: Vec::new(),
        };
        self.beside.push(beside);
    }

    /// A footnote or endnote begins, whose number the text shows.
    pub fn begin_note(&mut self, number: &str) {
        self.begin_beside(What::Note(number.to_owned()));
    }

    /// A comment begins, the one that anchors name.
    pub fn begin_remark(&mut self, place: usize, author: &str) {
        self.comment_by(place, author);
        self.begin_beside(What::Remark(place));
    }

    /// Something begins that is read and not kept.
    pub fn begin_nothing(&mut self) {
        self.begin_beside(What::Nothing);
    }

    /// The note or comment ends.
    pub fn end_beside(&mut self) {
        while !self.stack.is_empty() {
            self.end();
        }
        let open = self.open.take();
        let Some(mut beside) = self.beside.pop() else { return };
        beside.paragraphs.extend(open);
        (self.stack, self.open, self.tables, self.cell) = (beside.stack, beside.open, beside.tables, beside.cell);
        match beside.what {
            What::Note(number) => self.notes.push((number, beside.paragraphs)),
            What::Remark(place) => {
                let lines: Vec<String> = beside.paragraphs.into_iter().map(|paragraph| paragraph.text.trim().to_owned()).collect();
                if let Some(comment) = self.comments.get_mut(place) {
                    comment.text = lines.join("\n").trim().to_owned();
                }
            }
            What::Nothing => {}
        }
    }

    /// All notes and comments end, also those that the file broke off in.
    pub fn end_all_beside(&mut self) {
        while !self.beside.is_empty() {
            self.end_beside();
        }
    }

    /// The place of the comment that the file calls so; a new one where it is named for the first time.
    pub fn comment(&mut self, id: &str) -> usize {
        if let Some(place) = self.by_id.get(id) {
            return *place;
        }
        self.comments.push(Comment::default());
        self.by_id.insert(id.to_owned(), self.comments.len() - 1);
        self.comments.len() - 1
    }

    /// The comment that is being read is the one that the file calls so.
    pub fn remark_is(&mut self, id: &str) {
        let Some(What::Remark(old)) = self.beside.last().map(|beside| &beside.what) else { return };
        let (old, new) = (*old, self.comment(id));
        let author = self.comments.get(old).map(|comment| comment.author.clone()).unwrap_or_default();
        self.comment_by(new, &author);
        if let Some(beside) = self.beside.last_mut() {
            beside.what = What::Remark(new);
        }
    }

    /// Says who wrote the comment that is being read.
    pub fn remark_by(&mut self, author: &str) {
        if let Some(What::Remark(place)) = self.beside.last().map(|beside| &beside.what) {
            self.comment_by(*place, author);
        }
    }

    /// Says who wrote a comment.
    pub fn comment_by(&mut self, place: usize, author: &str) {
        if let Some(comment) = self.comments.get_mut(place) {
            comment.author = author.trim().to_owned();
        }
    }

    /// Hangs a comment where the words are now.
    pub fn anchor(&mut self, anchor: Anchor) {
        match self.stack.last_mut() {
            Some(paragraph) => paragraph.anchor(anchor),
            // Between paragraphs: where the next one begins.
            None if self.beside.is_empty() => self.anchors.push((self.draft.text.len() as u32, anchor)),
            None => {}
        }
    }

    /// The draft of everything.
    pub fn finish(mut self) -> Draft {
        self.end_all_beside();
        while !self.stack.is_empty() {
            self.end();
        }
        if let Some(open) = self.open.take() {
            self.put(open);
        }
        let mut notes = std::mem::take(&mut self.notes);
        notes.retain(|(_, paragraphs)| paragraphs.iter().any(|paragraph| !paragraph.text.trim().is_empty()));
        self.counts.notes += notes.len();
        for (number, paragraphs) in notes {
            let mut number = format!("[{number}]");
            for mut paragraph in paragraphs.into_iter().filter(|paragraph| !paragraph.text.trim().is_empty()) {
                paragraph.trim_start();
                paragraph.number = std::mem::take(&mut number);
                paragraph.write(&mut self.draft, &mut self.anchors);
            }
        }
        let length = self.draft.text.trim_end_matches('\n').len();
        self.draft.text.truncate(length);
        self.hang();
        self.counts.note(&mut self.draft);
        self.draft
    }

    /// Gives each comment its passage.
    fn hang(&mut self) {
        let mut places: Vec<[Option<u32>; 3]> = vec![[None; 3]; self.comments.len()];
        for (at, anchor) in &self.anchors {
            let (place, which) = match anchor {
                Anchor::Start(place) => (*place, 0),
                Anchor::End(place) => (*place, 1),
                Anchor::At(place) => (*place, 2),
            };
            if let Some(found) = places.get_mut(place) {
                found[which] = found[which].or(Some(*at));
            }
        }
        let mut remarks = Vec::new();
        for (comment, [start, end, at]) in std::mem::take(&mut self.comments).into_iter().zip(places) {
            if comment.text.is_empty() {
                continue;
            }
            let start = start.or(end).or(at);
            let bytes = start.and_then(|start| self.passage(start, end.or(at).unwrap_or(start)));
            match bytes {
                Some(bytes) => remarks.push(DraftRemark { bytes, author: comment.author, text: comment.text }),
                None => self.counts.comments += 1,
            }
        }
        remarks.sort_by_key(|remark| remark.bytes.start);
        match remarks.len() {
            0 => {}
            1 => self.draft.info("1 comment comes in as a memo on its passage."),
            n => self.draft.info(format!("{} comments come in as memos on their passages.", grouped(n))),
        }
        self.draft.remarks = remarks;
    }

    /// The words from `start` to `end`, or the line around them where they are none.
    fn passage(&self, start: u32, end: u32) -> Option<Bytes> {
        let text = &self.draft.text;
        let length = text.len() as u32;
        let (start, end) = (start.min(length), end.min(length));
        let words = text.get(start as usize..end as usize).unwrap_or("");
        if !words.trim().is_empty() {
            let from = start + (words.len() - words.trim_start().len()) as u32;
            return Some(from..from + words.trim().len() as u32);
        }
        let after = self.draft.lines.partition_point(|line| line.start - line.number <= start);
        let line = self.draft.lines.get(after.saturating_sub(1))?;
        Some(line.start..line.end)
    }
}
