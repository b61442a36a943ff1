//! The content of an OpenDocument text, element by element.

use super::lists::Lists;
use super::styles::Styles;
use crate::import::compose::numbers::Counter;
use crate::import::compose::{Anchor, Composer, Look};
use crate::import::draft::Draft;
use crate::import::elements::{Elements, Walker, walk};
use crate::import::package::attribute;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Elements that are left out with all they hold.
const OUT: [&str; 18] = [
    "binary-data",
    "object",
    "object-ole",
    "forms",
    "script",
    "scripts",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "dde-connection-decls",
    "hidden-text",
    "hidden-paragraph",
    "ruby-text",
    "svg:title",
    "svg:desc",
    "settings",
    "master-styles",
    "event-listeners",
];

/// A list that is open.
#[derive(Default)]
struct List {
    style: String,
    /// The number its next item begins with, where the item says so.
    start: Option<u32>,
    /// Whether the item's first paragraph is still to come.
    fresh: bool,
}

struct Body<'a> {
    styles: &'a Styles,
    lists: &'a Lists,
    composer: Composer,
    elements: Elements,
    within: bool,
    /// The looks of the spans that are open, each with those around it.
    spans: Vec<Look>,
    open_lists: Vec<List>,
    counters: HashMap<String, Counter>,
    /// Whether sections and cells around are hidden.
    hidden: Vec<bool>,
    /// Of each paragraph that is open: whether a space would be one too many.
    after_space: Vec<bool>,
    author: String,
    citation: String,
    /// Annotations that have no name, so far.
    unnamed: usize,
}

/// Reads the content part; nothing where more comes of it than a document holds.
pub(super) fn read(xml: &str, styles: &Styles, lists: &Lists) -> Option<Draft> {
    let mut body = Body {
        styles,
        lists,
        composer: Composer::new(xml.len() / 4),
        elements: Elements::default(),
        within: false,
        spans: Vec::new(),
        open_lists: Vec::new(),
        counters: HashMap::new(),
        hidden: Vec::new(),
        after_space: Vec::new(),
        author: String::new(),
        citation: String::new(),
        unnamed: 0,
    };
    body.composer.bounded_by(xml.len());
    let whole = walk(xml, &mut body);
    if body.composer.is_over() {
        return None;
    }
    let mut draft = body.composer.finish();
    if !whole {
        draft.look("The file is damaged: what comes after the last words shown could not be read.");
    }
    Some(draft)
}

impl Walker for Body<'_> {
    fn elements(&mut self) -> &mut Elements {
        &mut self.elements
    }

    fn is_full(&self) -> bool {
        self.composer.is_over()
    }

    fn start(&mut self, name: &str, element: &BytesStart) {
        if name == "deletion" {
            self.composer.counts.deleted += 1;
        }
        if name == "tracked-changes" {
            // What was deleted lies here, and is counted; nothing of it is read.
            self.composer.begin_nothing();
            return;
        }
        if OUT.contains(&name) || OUT.contains(&element.name().as_ref()) || self.within && matches!(name, "styles" | "automatic-styles") {
            self.elements.leave_out();
            return;
        }
        match name {
            // Above this lie styles and other matters.
            "text" if self.elements.parent() == "body" => self.within = true,
            _ if !self.within => {}
            "p" | "h" => self.begin_paragraph(name, element),
            "span" => {
                let own = attribute(element, "style-name").map(|style| self.styles.look("text", &style)).unwrap_or_default();
                let outer = self.look();
                self.spans.push(own.or(&outer));
            }
            "s" => {
                let count = attribute(element, "c").and_then(|count| count.parse().ok()).unwrap_or(1usize).min(1000);
                self.words(&" ".repeat(count));
                self.after(false);
            }
            "tab" => self.words_after("\t"),
            "line-break" => self.words_after("\n"),
            "table" => self.composer.begin_table(),
            "table-cell" | "covered-table-cell" => {
                // What lies under a cell that goes over several is seen by nobody.
                self.hidden.push(name == "covered-table-cell");
                self.begin_cell(element);
            }
            "image" => self.composer.counts.pictures += 1,
            "text-box" => self.composer.counts.boxes += 1,
            "section" => self.begin_section(element),
            "list" | "list-item" | "list-header" => self.begin_list(name, element),
            _ => self.beside(name, element),
        }
    }

    fn end(&mut self, name: &str) {
        if name == "tracked-changes" {
            return self.composer.end_beside();
        }
        if !self.within {
            return;
        }
        match name {
            "p" | "h" => {
                self.composer.end();
                self.after_space.pop();
                self.spans.pop();
            }
            "span" => {
                self.spans.pop();
            }
            "table" => self.composer.end_table(),
            "table-row" => self.composer.end_row(),
            "table-cell" | "covered-table-cell" => {
                self.hidden.pop();
                self.composer.end_cell();
            }
            "list" => {
                self.open_lists.pop();
            }
            "section" => {
                self.hidden.pop();
            }
            "note-body" => self.composer.end_beside(),
            "annotation" => {
                let author = std::mem::take(&mut self.author);
                self.composer.remark_by(&author);
                self.composer.end_beside();
            }
            "text" if self.elements.parent() == "body" => self.within = false,
            _ => {}
        }
    }

    /// Text of an element: white space counts as one space, at the start of a paragraph as none.
    fn text(&mut self, text: &str) {
        if !self.within {
            return;
        }
        match self.elements.parent() {
            "note-citation" => return self.citation.push_str(text),
            "creator" => return self.author.push_str(text),
            "date" | "date-string" | "creator-initials" | "initials" if self.elements.lies_in("annotation") => return,
            _ => {}
        }
        let Some(mut after_space) = self.after_space.last().copied() else { return };
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r') {
                if !after_space {
                    words.push(' ');
                }
                after_space = true;
            } else if c != '\u{AD}' {
                words.push(c);
                after_space = false;
            }
        }
        self.after(after_space);
        self.words(&words);
    }
}

impl Body<'_> {
    /// Notes and annotations.
    fn beside(&mut self, name: &str, element: &BytesStart) {
        match name {
            "note" => self.citation.clear(),
            "note-body" => {
                let number = std::mem::take(&mut self.citation).trim().to_owned();
                self.composer.note_sign(&number);
                self.after(false);
                self.composer.begin_note(&number);
            }
            "annotation" => {
                let id = attribute(element, "name").unwrap_or_else(|| {
                    self.unnamed += 1;
                    format!("\0{}", self.unnamed)
                });
                let place = self.composer.comment(&id);
                let ranged = attribute(element, "name").is_some();
                self.composer.anchor(if ranged { Anchor::Start(place) } else { Anchor::At(place) });
                self.author.clear();
                self.composer.begin_remark(place, "");
            }
            "annotation-end" => {
                let place = self.composer.comment(&attribute(element, "name").unwrap_or_default());
                self.composer.anchor(Anchor::End(place));
            }
            _ => {}
        }
    }

    fn begin_paragraph(&mut self, name: &str, element: &BytesStart) {
        let style = attribute(element, "style-name").unwrap_or_default();
        let mut look = self.styles.look("paragraph", &style);
        if name == "h" {
            let level = attribute(element, "outline-level").and_then(|level| level.parse::<u8>().ok()).unwrap_or(1);
            look.heading = Some(level.clamp(1, 6));
        }
        if self.hidden.contains(&true) {
            look.hidden = Some(true);
        }
        let number = self.number(&style);
        look.list = self.open_lists.len().checked_sub(1).map(|depth| depth.min(8) as u8);
        self.composer.begin();
        if let Some(paragraph) = self.composer.paragraph() {
            (paragraph.look, paragraph.number) = (look, number);
        }
        self.after_space.push(true);
        self.spans.push(Look::default());
    }

    /// The number of the item whose first paragraph this is.
    fn number(&mut self, style: &str) -> String {
        let depth = self.open_lists.len();
        let own = self.styles.list(style);
        let Some(list) = self.open_lists.last_mut().filter(|list| list.fresh) else { return String::new() };
        list.fresh = false;
        let (name, start) = (own.filter(|_| list.style.is_empty()).unwrap_or_else(|| list.style.clone()), list.start.take());
        let counter = self.counters.entry(name.clone()).or_default();
        self.lists.next(&name, counter, depth - 1, start)
    }

    fn begin_list(&mut self, name: &str, element: &BytesStart) {
        match name {
            "list" => {
                let outer = self.open_lists.last().map(|list| list.style.clone());
                let style = attribute(element, "style-name").or(outer.clone()).unwrap_or_default();
                let goes_on = attribute(element, "continue-numbering").as_deref() == Some("true") || attribute(element, "continue-list").is_some();
                if outer.is_none() && !goes_on {
                    self.counters.remove(&style);
                }
                self.open_lists.push(List { style, ..List::default() });
            }
            _ => {
                let start = attribute(element, "start-value").and_then(|start| start.parse().ok());
                if let Some(list) = self.open_lists.last_mut() {
                    (list.fresh, list.start) = (name == "list-item", start);
                }
            }
        }
    }

    fn begin_section(&mut self, element: &BytesStart) {
        let styled = attribute(element, "style-name").and_then(|style| self.styles.look("section", &style).hidden);
        let own = attribute(element, "display").map(|display| display == "none");
        self.hidden.push(own.or(styled) == Some(true));
    }

    fn begin_cell(&mut self, element: &BytesStart) {
        self.composer.begin_cell();
        let count = |name: &str| attribute(element, name).and_then(|count| count.parse::<u32>().ok()).unwrap_or(1);
        // Cells that others cover are elements of their own.
        self.composer.spans(count("number-columns-repeated"));
    }

    fn look(&self) -> Look {
        self.spans.last().copied().unwrap_or_default()
    }

    fn after(&mut self, space: bool) {
        if let Some(last) = self.after_space.last_mut() {
            *last = space;
        }
    }

    fn words(&mut self, words: &str) {
        let look = self.look();
        self.composer.words(words, &look);
    }

    fn words_after(&mut self, words: &str) {
        self.words(words);
        self.after(true);
    }
}
