//! The main part of a Word file, element by element.

use super::left_out::LeftOut;
use super::package::attribute;
use super::paragraph::Paragraph;
use super::styles::{Look, Styles};
use crate::import::draft::Draft;
use crate::import::entities;
use crate::text::StyleKind;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements that are left out with all they hold.
const OUT: [&str; 20] = [
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "tblGridChange",
    "sectPrChange",
    "numberingChange",
    "Fallback",
    "sectPr",
    "sdtPr",
    "rt",
    "fldData",
    "binData",
    "ctrlPr",
];

/// A table that is being read: the place of the cell in it.
#[derive(Debug, Default)]
struct Table {
    row: u32,
    column: u32,
    span: u32,
}

/// Where the cell of the outermost table began.
struct Cell {
    text: usize,
    styles: usize,
}

struct Body<'a> {
    styles: &'a Styles,
    draft: Draft,
    /// The names of the open elements.
    path: Vec<String>,
    /// At which depth what is left out began.
    out: Option<usize>,
    paragraphs: Vec<Paragraph>,
    /// The paragraph before, whose mark was deleted.
    open: Option<Paragraph>,
    run: Look,
    tables: Vec<Table>,
    cell: Option<Cell>,
    /// Fields that are open, and whether their instruction is being read.
    fields: Vec<bool>,
    preserve: bool,
    counts: LeftOut,
}

/// Reads the main part.
pub(super) fn read(xml: &str, styles: &Styles) -> Draft {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    let mut body = Body {
        styles,
        draft: Draft { text: String::with_capacity(xml.len() / 6), ..Draft::default() },
        path: Vec::new(),
        out: None,
        paragraphs: Vec::new(),
        open: None,
        run: Look::default(),
        tables: Vec::new(),
        cell: None,
        fields: Vec::new(),
        preserve: false,
        counts: LeftOut::default(),
    };
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => body.event(event),
            Err(_) => {
                body.draft.look("The file is damaged: what comes after the last words shown could not be read.");
                break;
            }
        }
    }
    body.finish()
}

impl Body<'_> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(element) => {
                let name = element.local_name().as_ref().to_owned();
                if self.out.is_none() {
                    self.start(&name, &element);
                }
                self.path.push(name);
            }
            Event::End(_) => {
                let Some(name) = self.path.pop() else { return };
                if self.out == Some(self.path.len()) {
                    self.out = None;
                } else if self.out.is_none() {
                    self.end(&name);
                }
            }
            Event::Text(text) if self.in_words() => {
                let words = text.xml10_content();
                self.words(&words);
            }
            Event::CData(text) if self.in_words() => self.words(&text.xml10_content()),
            Event::GeneralRef(reference) if self.in_words() => {
                let whole = format!("&{};", &*reference);
                self.words(&entities::replace(&whole));
            }
            _ => {}
        }
    }

    fn in_words(&self) -> bool {
        self.out.is_none() && self.path.last().is_some_and(|name| name == "t")
    }

    fn parent(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    fn start(&mut self, name: &str, element: &BytesStart) {
        if matches!(name, "del" | "moveFrom") && self.change_of_mark() {
            return;
        }
        if OUT.contains(&name) {
            self.counts.deleted += usize::from(matches!(name, "del" | "moveFrom"));
            self.out = Some(self.path.len());
            return;
        }
        match name {
            "p" => self.begin(),
            "r" => self.run = Look::default(),
            "t" => {
                self.preserve = element
                    .attributes()
                    .with_checks(false)
                    .flatten()
                    .any(|attribute| attribute.key.as_ref() == "xml:space" && &*attribute.value == "preserve")
            }
            "tab" | "ptab" if self.parent() == "r" => self.words_as_they_are("\t"),
            "br" | "cr" if self.parent() == "r" => self.words_as_they_are("\n"),
            "noBreakHyphen" => self.words_as_they_are("\u{2011}"),
            "sym" => self.symbol(element),
            "fldChar" => self.field(element),
            "tbl" => self.tables.push(Table { span: 1, ..Table::default() }),
            "tc" => self.begin_cell(),
            "gridSpan" => {
                if let (Some(table), Some(span)) = (self.tables.last_mut(), attribute(element, "val").and_then(|span| span.parse().ok())) {
                    table.span = u32::clamp(span, 1, 1000);
                }
            }
            "footnoteReference" | "endnoteReference" => self.counts.notes += 1,
            "commentReference" => self.counts.comments += 1,
            "pic" | "imagedata" => self.counts.pictures += 1,
            "altChunk" => self.counts.inserted_files += 1,
            "txbxContent" => self.counts.boxes += 1,
            _ => self.property(name, element),
        }
    }

    /// Marks of change that stand in properties: of the paragraph's end, or of a table's row.
    fn change_of_mark(&mut self) -> bool {
        match self.parent() {
            "rPr" => {
                let of_paragraph = self.path.len() >= 2 && self.path[self.path.len() - 2] == "pPr";
                if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| of_paragraph) {
                    paragraph.open = true;
                }
                true
            }
            "trPr" => {
                self.counts.deleted += 1;
                self.out = Some(self.path.len() - 2);
                true
            }
            _ => false,
        }
    }

    /// A property of the run or the paragraph.
    fn property(&mut self, name: &str, element: &BytesStart) {
        let inside = |outer: &str, path: &[String]| path.len() >= 2 && path[path.len() - 2] == outer;
        match self.parent() {
            "rPr" if inside("r", &self.path) => match name {
                "rStyle" => {
                    let look = attribute(element, "val").map(|id| self.styles.look(&id)).unwrap_or_default();
                    self.run = self.run.or(&look);
                }
                _ => self.run.set(name, element),
            },
            "pPr" | "numPr" => {
                let styled = (name == "pStyle").then(|| attribute(element, "val").map(|id| self.styles.look(&id)).unwrap_or_default());
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match styled {
                    Some(look) => paragraph.look = paragraph.look.or(&look),
                    None => paragraph.look.set(name, element),
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self) {
        let nested = !self.paragraphs.is_empty();
        let cell = self.tables.first().filter(|_| self.cell.is_some() && !nested).map(|table| (table.row, table.column));
        self.paragraphs.push(Paragraph::new(cell));
        self.run = Look::default();
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "tc" => self.end_cell(),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.row, table.column) = (table.row + 1, 0);
                }
            }
            "tbl" => {
                self.tables.pop();
            }
            "r" => self.run = Look::default(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if let Some(outer) = self.paragraphs.last_mut() {
            outer.boxed.push(paragraph);
            return;
        }
        if let Some(before) = self.open.take() {
            paragraph = Paragraph::joined(before, paragraph);
        }
        if paragraph.open {
            self.open = Some(paragraph);
            return;
        }
        self.counts.numbered += usize::from(paragraph.look.list.is_some() && !paragraph.text.trim().is_empty());
        paragraph.write(&mut self.draft);
    }

    fn begin_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.span = 1;
        }
        if self.tables.len() == 1 && self.paragraphs.is_empty() {
            self.cell = Some(Cell { text: self.draft.text.len(), styles: self.draft.styles.len() });
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let (row, column) = (table.row, table.column);
        table.column += table.span;
        if self.tables.len() > 1 || !self.paragraphs.is_empty() {
            return;
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

    fn words(&mut self, words: &str) {
        let trimmed = if self.preserve { words } else { words.trim_matches(['\n', '\r', '\t']) };
        if trimmed.contains(['\n', '\u{AD}']) {
            let clean: String = trimmed.chars().filter(|c| *c != '\u{AD}').map(|c| if c == '\n' { ' ' } else { c }).collect();
            self.words_as_they_are(&clean);
        } else {
            self.words_as_they_are(trimmed);
        }
    }

    fn words_as_they_are(&mut self, words: &str) {
        if self.fields.contains(&true) {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let look = self.run.or(&paragraph.look);
        if look.hidden == Some(true) {
            self.counts.hidden += words.chars().filter(|c| !c.is_whitespace()).count();
            return;
        }
        paragraph.push(words, look.bold == Some(true) && look.heading.unwrap_or(0) == 0, look.italic == Some(true));
    }

    /// A sign of a symbol font: those of the private area have no letter.
    fn symbol(&mut self, element: &BytesStart) {
        let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        if let Some(c) = code.filter(|code| !(0xE000..=0xF8FF).contains(code)).and_then(char::from_u32).filter(|c| !c.is_control()) {
            self.words_as_they_are(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn field(&mut self, element: &BytesStart) {
        match attribute(element, "fldCharType").as_deref() {
            Some("begin") => self.fields.push(true),
            Some("separate") => {
                if let Some(last) = self.fields.last_mut() {
                    *last = false;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Draft {
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        if let Some(open) = self.open.take() {
            open.write(&mut self.draft);
        }
        let mut draft = self.draft;
        while draft.text.ends_with('\n') {
            draft.text.pop();
        }
        self.counts.note(&mut draft);
        draft
    }
}
