//! The parts of a Word file that hold words, element by element.

use super::fields::Fields;
use super::numbering::{Counters, Numbering};
use super::parts::Notes;
use super::styles::{Said, Styles, on};
use crate::import::compose::{Anchor, Composer, Face, Look, PLACES};
use crate::import::draft::Draft;
use crate::import::elements::{Elements, Walker, walk};
use crate::import::package::attribute;
use quick_xml::events::BytesStart;

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

/// Which part is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Main,
    Footnotes,
    Endnotes,
    Comments,
}

/// What the properties of a paragraph said so far.
#[derive(Debug, Default)]
struct Properties {
    said: Said,
    style: Option<String>,
}

pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    counters: Counters,
    notes: Notes,
    composer: Composer,
    part: Part,
    elements: Elements,
    /// Of the paragraphs that are open, the innermost last.
    properties: Vec<Properties>,
    run: Said,
    /// Of the rows that are open, whether nobody sees them.
    rows: Vec<bool>,
    fields: Fields,
    preserve: bool,
    damaged: bool,
}

impl Walker for Body<'_> {
    fn elements(&mut self) -> &mut Elements {
        &mut self.elements
    }

    fn is_full(&self) -> bool {
        self.composer.is_over()
    }

    fn start(&mut self, name: &str, element: &BytesStart) {
        if matches!(name, "del" | "moveFrom") && self.change_of_mark() {
            return;
        }
        if OUT.contains(&name) {
            self.composer.counts.deleted += usize::from(matches!(name, "del" | "moveFrom"));
            self.elements.leave_out();
            return;
        }
        match name {
            "p" => self.begin_paragraph(),
            "r" => self.run = Said::default(),
            "t" => {
                self.preserve = element
                    .attributes()
                    .with_checks(false)
                    .flatten()
                    .any(|attribute| attribute.key.as_ref() == "xml:space" && &*attribute.value == "preserve")
            }
            "tab" | "ptab" if self.elements.parent() == "r" => self.words_as_they_are("\t"),
            "br" | "cr" if self.elements.parent() == "r" => self.words_as_they_are("\n"),
            "noBreakHyphen" => self.words_as_they_are("\u{2011}"),
            "sym" => self.symbol(element),
            "fldChar" => {
                let shown = self.fields.mark(element);
                shown.into_iter().for_each(|shown| self.words_as_they_are(&shown));
            }
            "listEntry" | "result" | "default" | "checkBox" | "checked" => self.fields.form(self.elements.parent(), name, element),
            "tbl" => self.composer.begin_table(),
            "tr" => self.rows.push(false),
            "hidden" if self.elements.parent() == "trPr" => self.rows.iter_mut().next_back().into_iter().for_each(|row| *row = on(element)),
            "tc" => self.composer.begin_cell(),
            "gridSpan" => self.composer.spans(attribute(element, "val").and_then(|span| span.parse().ok()).unwrap_or(1)),
            "pic" | "imagedata" => self.composer.counts.pictures += 1,
            "altChunk" => self.composer.counts.inserted_files += 1,
            "txbxContent" => self.composer.counts.boxes += 1,
            _ if self.beside(name, element) => {}
            _ => self.property(name, element),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "pPr" if self.elements.parent() == "p" => self.end_properties(),
            "tc" => self.composer.end_cell(),
            "tr" => {
                self.rows.pop();
                self.composer.end_row();
            }
            "tbl" => self.composer.end_table(),
            "r" => self.run = Said::default(),
            "footnote" | "endnote" | "comment" if self.part != Part::Main => self.composer.end_beside(),
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if self.elements.parent() == "t" {
            self.words(words);
        }
    }
}

impl<'a> Body<'a> {
    /// Nothing read yet.
    pub fn new(styles: &'a Styles, numbering: &'a Numbering) -> Self {
        Self {
            styles,
            numbering,
            counters: Counters::default(),
            notes: Notes::default(),
            composer: Composer::default(),
            part: Part::Main,
            elements: Elements::default(),
            properties: Vec::new(),
            run: Said::default(),
            rows: Vec::new(),
            fields: Fields::default(),
            preserve: false,
            damaged: false,
        }
    }

    /// Reads a part: the main one first, then those that it names places of.
    pub fn read(&mut self, xml: &str, part: Part) {
        self.part = part;
        self.composer.bounded_by(xml.len());
        self.fields.clear();
        self.rows.clear();
        self.damaged |= !walk(xml, self);
        while !self.properties.is_empty() {
            self.end_paragraph();
        }
        if part != Part::Main {
            self.composer.end_all_beside();
        }
    }

    /// Whether more came of the parts than a document holds.
    pub fn is_over(&self) -> bool {
        self.composer.is_over()
    }

    /// Says that the pages have headers and footers.
    pub fn margins(&mut self, count: usize) {
        self.composer.counts.margins += count;
    }

    /// The draft of all parts.
    pub fn finish(self) -> Draft {
        let mut draft = self.composer.finish();
        if self.damaged {
            draft.look("The file is damaged: what comes after the last words shown could not be read.");
        }
        draft
    }

    /// Notes and comments: their signs in the text, and themselves in their own parts.
    fn beside(&mut self, name: &str, element: &BytesStart) -> bool {
        let id = || attribute(element, "id").unwrap_or_default();
        match (name, self.part) {
            ("footnoteReference" | "endnoteReference", Part::Main) => {
                let own_sign = attribute(element, "customMarkFollows").is_some_and(|on| on != "0" && on != "false");
                let number = self.notes.refer(name == "endnoteReference", id(), own_sign);
                if !own_sign && !self.fields.instruct() {
                    self.composer.note_sign(&number);
                }
            }
            ("footnote", Part::Footnotes) | ("endnote", Part::Endnotes) => match self.notes.number(self.part == Part::Endnotes, &id()) {
                Some(number) => self.composer.begin_note(&number),
                // Lines between text and notes, and notes whose sign was deleted.
                None => self.elements.leave_out(),
            },
            ("comment", Part::Comments) => {
                let place = self.composer.comment(&id());
                self.composer.begin_remark(place, &attribute(element, "author").unwrap_or_default());
            }
            ("commentRangeStart" | "commentRangeEnd" | "commentReference", Part::Main) => {
                let place = self.composer.comment(&id());
                self.composer.anchor(match name {
                    "commentRangeStart" => Anchor::Start(place),
                    "commentRangeEnd" => Anchor::End(place),
                    _ => Anchor::At(place),
                });
            }
            _ => return false,
        }
        true
    }

    /// Marks of change that stand in properties: of the paragraph's end, or of a table's row.
    fn change_of_mark(&mut self) -> bool {
        match self.elements.parent() {
            "rPr" => {
                let of_paragraph = self.elements.lies_in("pPr");
                if let Some(paragraph) = self.composer.paragraph().filter(|_| of_paragraph) {
                    paragraph.open = true;
                }
                true
            }
            "trPr" => {
                self.composer.counts.deleted += 1;
                self.elements.out = Some(self.elements.open.len().saturating_sub(2));
                true
            }
            _ => false,
        }
    }

    /// A property of the run or the paragraph.
    fn property(&mut self, name: &str, element: &BytesStart) {
        match self.elements.parent() {
            "rPr" if self.elements.lies_in("r") => match name {
                "rStyle" => {
                    let said = attribute(element, "val").map(|id| self.styles.said(&id)).unwrap_or_default();
                    self.run = self.run.or(&said);
                }
                _ => self.run.set(name, element),
            },
            "pPr" | "numPr" => {
                let Some(properties) = self.properties.last_mut() else { return };
                match name {
                    "pStyle" => properties.style = attribute(element, "val"),
                    _ => properties.said.set(name, element),
                }
            }
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) {
        self.composer.begin();
        self.properties.push(Properties::default());
        self.run = Said::default();
    }

    /// The properties of a paragraph are all told: its look is known before its words come.
    fn end_properties(&mut self) {
        let Some(properties) = self.properties.last() else { return };
        let styled = properties.style.as_ref().map(|id| self.styles.said(id)).unwrap_or_default();
        let mut said = properties.said.or(&styled);
        let list = said.list.take().filter(|list| !list.is_empty());
        if list.is_none() {
            said.look.list = None;
        }
        if let Some(properties) = self.properties.last_mut() {
            properties.said.list = list;
        }
        if let Some(paragraph) = self.composer.paragraph() {
            paragraph.look = said.look;
        }
    }

    fn end_paragraph(&mut self) {
        let properties = self.properties.pop().unwrap_or_default();
        if let Some(paragraph) = self.composer.paragraph()
            && let Some(list) = properties.said.list
            && !(paragraph.text.trim().is_empty() && paragraph.open)
        {
            let level = paragraph.look.list.unwrap_or(0) as usize;
            paragraph.number = self.numbering.next(&mut self.counters, &list, level);
        }
        self.composer.end();
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
        if !self.fields.instruct() {
            self.fields.say();
            let hidden = if self.rows.contains(&true) { Some(true) } else { self.run.look.hidden };
            self.composer.words(words, &Look { hidden, ..self.run.look });
        }
    }

    /// A sign of a font of signs, by its place in the font or as a letter.
    fn symbol(&mut self, element: &BytesStart) {
        let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let face = Face::named(&attribute(element, "font").unwrap_or_default());
        let code = code.map(|code| if face != Face::Letters && code < 0x100 { PLACES + code } else { code });
        if let Some(c) = code.and_then(char::from_u32).filter(|c| !c.is_control()) {
            let outer = self.run.look.face.replace(face);
            self.words_as_they_are(c.encode_utf8(&mut [0; 4]));
            self.run.look.face = outer;
        }
    }
}
