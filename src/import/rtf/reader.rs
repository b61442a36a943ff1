//! Reading an RTF file piece by piece.

use super::fonts::{Fonts, by_page};
use super::state::{Ends, Goes, Named, Script, State};
use super::tokens::Token;
use super::words::Key;
use crate::import::compose::numbers::Figures;
use crate::import::compose::{Anchor, Composer, Look};
use crate::import::draft::Draft;
use std::collections::HashMap;

/// A stream of paragraphs: the text, a note, a text box.
#[derive(Default)]
struct Level {
    /// Whether a paragraph has begun.
    open: bool,
    /// Whether a cell has begun.
    cell: bool,
}

/// A style of the table in the making.
#[derive(Default)]
pub(super) struct Style {
    pub number: i32,
    pub heading: Option<u8>,
    pub name: String,
}

pub(super) struct Reader {
    pub(super) composer: Composer,
    pub(super) state: State,
    states: Vec<State>,
    pub(super) fonts: Fonts,
    /// The font of the table that is being described.
    pub(super) described: i32,
    pub(super) default_font: i32,
    pub(super) style: Style,
    headings: HashMap<i32, u8>,
    pub(super) bytes: Vec<u8>,
    pub(super) key: Option<Key>,
    /// The first half of a character beyond the basic plane.
    pub(super) half: Option<u16>,
    /// How many signs still stand in for a `\u`.
    pub(super) stand_ins: i32,
    levels: Vec<Level>,
    pub(super) number: String,
    pub(super) name: String,
    pub(super) author: String,
    /// A note has begun, and it is not known yet of which kind.
    pub(super) note: bool,
    /// Whether the place of a note's number came, and the note is still to come.
    numbered: bool,
    notes: [u32; 2],
    pub(super) comments: usize,
    ended: bool,
}

impl Reader {
    pub fn new(size: usize) -> Self {
        Self {
            composer: Composer::new(size),
            state: State { stand_ins: 1, ..State::default() },
            states: Vec::new(),
            fonts: Fonts::new(),
            described: 0,
            default_font: 0,
            style: Style::default(),
            headings: HashMap::new(),
            bytes: Vec::new(),
            key: None,
            half: None,
            stand_ins: 0,
            levels: vec![Level::default()],
            number: String::new(),
            name: String::new(),
            author: String::new(),
            note: false,
            numbered: false,
            notes: [0; 2],
            comments: 0,
            ended: false,
        }
    }

    /// How many groups are open.
    pub fn depth(&self) -> usize {
        self.states.len()
    }

    /// Whether the last group was closed.
    pub fn is_whole(&self) -> bool {
        self.ended
    }

    /// Takes the next piece; answers whether the file goes on.
    pub fn take(&mut self, token: Token) -> bool {
        if std::mem::take(&mut self.note) {
            let end = matches!(token, Token::Word("ftnalt", _));
            self.begin_note(end);
        }
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Word(word, number) => self.word(word, number),
            Token::Sign(sign) => self.sign(sign),
            Token::Byte(byte) | Token::Hex(byte) => self.byte(byte),
            Token::Binary => self.state.fresh = false,
        }
        !self.ended
    }

    fn open(&mut self) {
        self.stand_ins = 0;
        let ends = if self.state.goes == Goes::Styles && self.state.ends != Ends::Style {
            self.style = Style::default();
            Ends::Style
        } else {
            Ends::Nothing
        };
        let inner = State { ends, starred: false, fresh: true, ..self.state.clone() };
        self.states.push(std::mem::replace(&mut self.state, inner));
    }

    fn close(&mut self) {
        self.stand_ins = 0;
        let Some(outer) = self.states.pop() else { return };
        if self.state.ends != Ends::Nothing {
            self.flush();
        }
        let ended = std::mem::replace(&mut self.state, outer);
        match ended.ends {
            Ends::Nothing => {}
            Ends::Beside | Ends::Box => self.end_level(ended.ends == Ends::Beside),
            Ends::Number => self.state.list = self.state.list.or(Some(0)),
            Ends::Style => self.end_style(),
            Ends::Id => self.named(ended.goes),
        }
        self.ended = self.states.is_empty();
    }

    fn end_style(&mut self) {
        let Style { number, heading, name } = std::mem::take(&mut self.style);
        let lower = name.trim().trim_end_matches(';').to_lowercase();
        let named = lower.strip_prefix("heading ").and_then(|level| level.trim().parse().ok()).map(|level: u8| level.clamp(1, 6));
        let level = if lower == "title" { Some(1) } else { named.or(heading) };
        self.headings.extend(level.map(|level| (number, level)));
    }

    /// The name of a comment was read.
    fn named(&mut self, goes: Goes) {
        let id = std::mem::take(&mut self.name);
        match goes {
            Goes::Id(Named::Own) => self.composer.remark_is(id.trim()),
            Goes::Id(which) => {
                let place = self.composer.comment(id.trim());
                self.ensure();
                self.composer.anchor(if which == Named::Start { Anchor::Start(place) } else { Anchor::End(place) });
            }
            _ => {}
        }
    }

    fn sign(&mut self, sign: u8) {
        if self.skips() {
            return;
        }
        match sign {
            b'*' if self.state.fresh => {
                self.state.starred = true;
                return;
            }
            b'~' => self.text("\u{A0}"),
            b'_' => self.text("\u{2011}"),
            b'\n' | b'\r' => self.end_paragraph(),
            b'\t' => self.text("\t"),
            b'{' | b'}' | b'\\' => self.byte(sign),
            _ => {}
        }
        self.state.fresh = false;
    }

    fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.levels.push(Level::default());
        }
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    /// A paragraph begins, if none has.
    pub(super) fn ensure(&mut self) {
        if self.level().open {
            return;
        }
        let base = self.levels.len() == 1;
        if base && self.state.in_table {
            if self.composer.tables() == 0 {
                self.composer.begin_table();
            }
            if !std::mem::replace(&mut self.level().cell, true) {
                self.composer.begin_cell();
            }
        } else if base && self.composer.tables() > 0 {
            self.composer.end_table();
            self.level().cell = false;
        }
        self.composer.begin();
        self.level().open = true;
        self.look();
    }

    /// What the paragraph's properties say now.
    fn look(&mut self) {
        let styled = self.state.style.and_then(|style| self.headings.get(&style).copied()).unwrap_or(0);
        let heading = if self.state.heading > 0 { self.state.heading } else { styled };
        let list = self.state.list;
        if let Some(paragraph) = self.composer.paragraph() {
            paragraph.look = Look { heading: Some(heading), list, ..Look::default() };
        }
    }

    /// The paragraph ends; one whose mark was deleted goes on with the next.
    pub(super) fn end_paragraph(&mut self) {
        if self.state.goes != Goes::Text {
            return;
        }
        self.flush();
        self.ensure();
        self.look();
        let number = std::mem::take(&mut self.number);
        let deleted = self.state.deleted;
        if let Some(paragraph) = self.composer.paragraph() {
            let number = number.trim();
            if number.contains(char::is_alphanumeric) {
                paragraph.number = number.to_owned();
            }
            paragraph.open = deleted;
        }
        self.composer.end();
        self.level().open = false;
    }

    /// The section ends, and the paragraph with it.
    pub(super) fn end_section(&mut self) {
        self.flush();
        if self.level().open {
            self.end_paragraph();
        }
    }

    /// The cell ends.
    pub(super) fn end_cell(&mut self) {
        if self.state.goes != Goes::Text {
            return;
        }
        self.state.in_table = true;
        self.end_paragraph();
        if self.levels.len() == 1 {
            self.composer.end_cell();
            self.level().cell = false;
        }
    }

    /// The row ends.
    pub(super) fn end_row(&mut self) {
        if self.levels.len() == 1 && self.state.goes == Goes::Text {
            self.composer.end_row();
        }
    }

    /// The number of a note stands here in the text: it has no sign of its own.
    pub(super) fn note_sign(&mut self) {
        self.numbered = self.levels.len() == 1;
    }

    fn begin_note(&mut self, end: bool) {
        self.flush();
        if self.state.deleted {
            self.state.away();
            return;
        }
        self.ensure();
        let numbered = std::mem::take(&mut self.numbered);
        let own_sign = self.composer.paragraph().and_then(|paragraph| paragraph.text.chars().next_back()).filter(|c| "*†‡§".contains(*c));
        let number = match own_sign.filter(|_| !numbered) {
            Some(sign) => sign.to_string(),
            None => {
                let count = &mut self.notes[usize::from(end)];
                *count += 1;
                let number = if end { Figures::LowerRoman } else { Figures::Decimal }.write(*count);
                self.composer.note_sign(&number);
                number
            }
        };
        self.composer.begin_note(&number);
        self.begin_level(Ends::Beside);
    }

    /// A stream of paragraphs of its own begins with this group.
    pub(super) fn begin_level(&mut self, ends: Ends) {
        self.levels.push(Level::default());
        self.state.ends = ends;
        self.state.paragraph();
    }

    fn end_level(&mut self, beside: bool) {
        if self.levels.len() > 1 {
            if self.level().open {
                self.look();
                self.composer.end();
            }
            self.levels.pop();
        }
        if beside {
            self.composer.end_beside();
        }
    }

    /// Words that set the code page of the file.
    pub(super) fn page(&mut self, page: i32) {
        if let Some(encoding) = by_page(page) {
            self.fonts.default = encoding;
        }
    }

    /// Which kind of script comes: its font is the one beside.
    pub(super) fn script(&mut self, script: Script) {
        self.state.script = script;
    }

    /// The draft of what was read.
    pub fn finish(mut self) -> Draft {
        self.flush();
        if self.level().open {
            self.look();
        }
        self.composer.finish()
    }
}
