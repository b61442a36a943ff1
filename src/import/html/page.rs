//! A page, tag by tag.

use super::out::{End, Out, Words};
use super::tags::{Kind, VOID, attribute, is_hidden, is_menu, kind, style};
use crate::import::compose::numbers::Figures;
use crate::import::compose::{Composer, Look};
use crate::import::draft::Draft;
use html5ever::tokenizer::{Tag, TagKind};

/// How many elements of looks may be open; what is beyond is read without.
const LOOKS: usize = 200;

/// An element that may have a look of its own.
struct Open {
    name: String,
    look: Look,
    /// Whether it is a time that oTranscribe set, which is a word of its own whatever is typed behind it.
    time: bool,
}

/// A list that is open.
struct List {
    numbered: bool,
    next: i32,
    figures: Figures,
}

/// A table that is open.
#[derive(Default)]
struct Table {
    row: bool,
    cell: bool,
}

/// A page in the making.
pub(super) struct Page {
    composer: Composer,
    out: Option<Out>,
    /// Whether the page has a main part, so that the rest is around it; and how many such parts are open.
    has_main: bool,
    main: usize,
    articles: usize,
    around: usize,
    menus: usize,
    /// Whether a field of a form held words.
    fields: bool,
    looks: Vec<Open>,
    heading: u8,
    lists: Vec<List>,
    tables: Vec<Table>,
    /// What the next paragraph begins with.
    number: Option<String>,
    item: bool,
    /// The number that Word writes in a span of its own, and how many spans are open in it.
    marker: Option<(String, usize)>,
    preformatted: usize,
    after_space: bool,
}

impl Page {
    /// A page of about so many bytes; `has_main` where only its main part is to be read.
    pub fn new(size: usize, has_main: bool) -> Self {
        Self {
            composer: Composer::new(size / 2),
            out: None,
            has_main,
            main: 0,
            articles: 0,
            around: 0,
            menus: 0,
            fields: false,
            looks: Vec::new(),
            heading: 0,
            lists: Vec::new(),
            tables: Vec::new(),
            number: None,
            item: false,
            marker: None,
            preformatted: 0,
            after_space: true,
        }
    }

    /// A tag, at the beginning or the end of an element.
    pub fn tag(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if let Some(out) = &mut self.out {
            let end = match tag.kind {
                TagKind::StartTag => out.start(tag),
                TagKind::EndTag => out.end(tag),
            };
            if end != End::Not {
                self.out = None;
            }
            if end != End::Before {
                return;
            }
        }
        match tag.kind {
            TagKind::StartTag => self.start(name, tag),
            TagKind::EndTag => self.end(name),
        }
    }

    fn start(&mut self, name: &str, tag: &Tag) {
        let style = style(tag);
        if self.leaves_out(name, tag, &style) {
            return;
        }
        self.main += usize::from(name == "main");
        self.articles += usize::from(name == "article");
        match kind(name) {
            Kind::Break => self.line_break(),
            Kind::Inline => self.begin_look(name, tag, &style),
            Kind::Block => self.end_paragraph(),
            Kind::Heading(level) => {
                self.end_paragraph();
                self.heading = level;
            }
            Kind::List(numbered) => {
                self.end_paragraph();
                let start = attribute(tag, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.lists.push(List { numbered, next: start, figures: figures(attribute(tag, "type")) });
            }
            Kind::Item => self.begin_item(tag),
            Kind::Table => {
                self.end_paragraph();
                self.composer.begin_table();
                self.tables.push(Table::default());
            }
            Kind::Row => {
                self.end_row();
                self.tables.iter_mut().next_back().into_iter().for_each(|table| table.row = true);
            }
            Kind::Cell => self.begin_cell(tag),
            Kind::Preformatted => {
                self.end_paragraph();
                self.preformatted += 1;
            }
            Kind::Picture => self.composer.counts.pictures += 1,
            Kind::Out => {}
        }
    }

    /// Whether nothing of an element is read.
    fn leaves_out(&mut self, name: &str, tag: &Tag, style: &str) -> bool {
        let void = VOID.contains(&name) || tag.self_closing;
        let hidden = is_hidden(tag, style);
        let deleted = name == "del";
        let comment =
            attribute(tag, "class").is_some_and(|class| class.eq_ignore_ascii_case("msocomanchor")) || style.contains("mso-element:comment-list");
        // LibreOffice marks the headers and footers of pages so.
        let margin = name == "div" && matches!(attribute(tag, "title"), Some("header" | "footer"));
        self.composer.counts.margins += usize::from(margin);
        let beside = self.articles == 0 && self.main == 0 && matches!(name, "aside" | "footer");
        let menu = is_menu(tag) || name == "nav" || beside;
        if !(hidden || deleted || comment || menu || margin || kind(name) == Kind::Out) {
            return false;
        }
        // Elements that end without saying so cannot be left out to their end.
        if void || matches!(name, "body" | "html" | "main") {
            return void && hidden;
        }
        self.menus += usize::from(menu);
        self.composer.counts.deleted += usize::from(deleted);
        self.composer.counts.comments += usize::from(comment && name == "a");
        if kind(name) != Kind::Inline && kind(name) != Kind::Out {
            self.end_paragraph();
        }
        self.out = Some(Out::of(tag, hidden));
        true
    }

    fn end(&mut self, name: &str) {
        match kind(name) {
            Kind::Inline => self.end_look(name),
            Kind::Block | Kind::Item => self.end_paragraph(),
            Kind::Heading(_) => {
                self.end_paragraph();
                self.heading = 0;
            }
            Kind::List(_) => {
                self.end_paragraph();
                self.lists.pop();
            }
            Kind::Table => {
                self.end_row();
                if self.tables.pop().is_some() {
                    self.composer.end_table();
                }
            }
            Kind::Row => self.end_row(),
            Kind::Cell => self.end_cell(),
            Kind::Preformatted => {
                self.end_paragraph();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            Kind::Break => self.line_break(),
            Kind::Picture | Kind::Out => {}
        }
        match name {
            "main" => self.main = self.main.saturating_sub(1),
            "article" => self.articles = self.articles.saturating_sub(1),
            // A heading or a list that was never closed ends with the page's parts.
            "body" => (self.heading, self.preformatted) = (0, 0),
            _ => {}
        }
    }

    fn begin_look(&mut self, name: &str, tag: &Tag, style: &str) {
        if let Some((_, depth)) = &mut self.marker {
            *depth += usize::from(name == "span");
        } else if name == "span" && style.contains("mso-list:ignore") {
            self.marker = Some((String::new(), 1));
        }
        let bold = matches!(name, "b" | "strong") || style.contains("font-weight:bold") || style.contains("font-weight:700");
        let italic = matches!(name, "i" | "em" | "cite" | "dfn" | "var") || style.contains("font-style:italic");
        let normal = style.contains("font-weight:normal") || style.contains("font-weight:400");
        if (bold || italic || matches!(name, "span" | "font")) && self.looks.len() < LOOKS {
            let outer = self.look();
            let own = Look { bold: if normal { Some(false) } else { bold.then_some(true) }, italic: italic.then_some(true), ..Look::default() };
            let time = attribute(tag, "class") == Some("timestamp");
            self.looks.push(Open { name: name.to_owned(), look: own.or(&outer), time });
        }
    }

    fn end_look(&mut self, name: &str) {
        if name == "span"
            && let Some((text, depth)) = &mut self.marker
        {
            *depth -= 1;
            if *depth == 0 {
                let text = text.trim().to_owned();
                self.marker = None;
                self.item = true;
                self.number = Some(text).filter(|text| text.chars().any(char::is_alphanumeric) && !matches!(text.as_str(), "o" | "§"));
            }
        }
        if let Some(at) = self.looks.iter().rposition(|open| open.name == name) {
            let time = self.looks[at].time;
            self.looks.truncate(at);
            if time {
                self.text(" ");
            }
        }
    }

    fn look(&self) -> Look {
        self.looks.last().map(|open| open.look).unwrap_or_default()
    }

    fn begin_item(&mut self, tag: &Tag) {
        self.end_paragraph();
        self.item = true;
        let Some(list) = self.lists.last_mut() else { return };
        if let Some(value) = attribute(tag, "value").and_then(|value| value.trim().parse().ok()) {
            list.next = value;
        }
        if list.numbered {
            let number = u32::try_from(list.next).map_or_else(|_| list.next.to_string(), |number| list.figures.write(number));
            self.number = Some(format!("{number}."));
            list.next = list.next.saturating_add(1);
        }
    }

    fn begin_cell(&mut self, tag: &Tag) {
        self.end_cell();
        let Some(table) = self.tables.last_mut() else { return };
        (table.row, table.cell) = (true, true);
        self.composer.begin_cell();
        self.composer.spans(attribute(tag, "colspan").and_then(|span| span.trim().parse().ok()).unwrap_or(1));
    }

    fn end_cell(&mut self) {
        self.end_paragraph();
        if let Some(table) = self.tables.last_mut().filter(|table| table.cell) {
            table.cell = false;
            self.composer.end_cell();
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(table) = self.tables.last_mut().filter(|table| table.row) {
            table.row = false;
            self.composer.end_row();
        }
    }

    fn line_break(&mut self) {
        if self.composer.is_open() {
            self.composer.words("\n", &Look::default());
        }
        self.after_space = true;
    }

    /// Words between tags.
    pub fn text(&mut self, text: &str) {
        if let Some(out) = &self.out {
            let letters = || text.chars().filter(|c| !c.is_whitespace()).count();
            match out.words {
                Words::Hidden => self.composer.counts.hidden += letters(),
                Words::Field => self.fields |= letters() > 0,
                Words::Other => {}
            }
            return;
        }
        if let Some((marker, _)) = &mut self.marker {
            return marker.push_str(text);
        }
        if self.has_main && self.main == 0 {
            self.around += usize::from(!text.trim().is_empty());
            return;
        }
        if !self.composer.is_open() {
            if text.trim().is_empty() {
                return;
            }
            self.begin_paragraph();
        }
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\n' | '\t' | ' ' if self.preformatted > 0 => words.push(c),
                ' ' | '\t' | '\n' | '\r' | '\u{C}' | '\u{A0}' => {
                    if !self.after_space {
                        words.push(' ');
                    }
                    self.after_space = true;
                    continue;
                }
                '\u{AD}' => continue,
                c if c.is_control() => continue,
                c => words.push(c),
            }
            self.after_space = false;
        }
        let look = self.look();
        self.composer.words(&words, &look);
    }

    fn begin_paragraph(&mut self) {
        self.composer.begin();
        self.after_space = true;
        let depth = self.lists.len().saturating_sub(1).min(8) as u8;
        let item = std::mem::take(&mut self.item);
        let number = self.number.take().unwrap_or_default();
        if let Some(paragraph) = self.composer.paragraph() {
            paragraph.look = Look { heading: Some(self.heading), list: item.then_some(depth), ..Look::default() };
            paragraph.number = number;
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(paragraph) = self.composer.paragraph() {
            paragraph.trim_end();
            self.composer.end();
        }
        self.after_space = true;
    }

    /// The draft of the page.
    pub fn finish(mut self) -> Draft {
        self.end_paragraph();
        let mut draft = self.composer.finish();
        if self.fields {
            draft.info("What stands in the fields of forms was left out.");
        }
        if self.around > 0 {
            draft.info("What stands around the main part of the page was left out.");
        } else if self.menus > 0 {
            draft.info("The menus of the page and what stands beside its text were left out.");
        }
        draft
    }
}

/// How a list writes its numbers.
fn figures(kind: Option<&str>) -> Figures {
    match kind {
        Some("a") => Figures::LowerLetter,
        Some("A") => Figures::UpperLetter,
        Some("i") => Figures::LowerRoman,
        Some("I") => Figures::UpperRoman,
        _ => Figures::Decimal,
    }
}
