//! What holds within a group of an RTF file.

use crate::import::compose::Look;

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Goes {
    #[default]
    Text,
    /// Nowhere.
    Away,
    /// The names of fonts, and what they say of themselves.
    Fonts,
    /// The names of styles.
    Styles,
    /// The number of a list item.
    Number,
    /// The author of the comment that follows.
    Author,
    /// The name by which a comment is anchored.
    Id(Named),
}

/// Which of a comment's names is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Start,
    End,
    Own,
}

/// Which font the bytes are in: Word names one for each kind of script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Script {
    #[default]
    Plain,
    Low,
    High,
    Double,
    RightToLeft,
}

/// What a closing brace ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ends {
    #[default]
    Nothing,
    /// A note or a comment.
    Beside,
    /// A text box.
    Box,
    /// A number of a list item.
    Number,
    /// A style of the table.
    Style,
    /// A name of a comment.
    Id,
}

/// The state of a group, which its end restores.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub goes: Goes,
    /// Where the text went before `\upr` took it away; nothing where something else did.
    pub before: Option<Goes>,
    pub ends: Ends,
    pub font: i32,
    pub script: Script,
    /// The font beside, by script.
    pub beside: [Option<i32>; 5],
    /// How many signs stand in for a `\u`.
    pub stand_ins: i32,
    pub look: Look,
    pub deleted: bool,
    pub hidden: bool,
    /// Of the paragraph.
    pub heading: u8,
    pub style: Option<i32>,
    pub list: Option<u8>,
    pub in_table: bool,
    /// Whether the group begins with `\*`: unknown ones are left out.
    pub starred: bool,
    /// Whether nothing but stars stood in the group yet.
    pub fresh: bool,
}

impl State {
    /// The font whose code page the bytes are in.
    pub fn font(&self) -> i32 {
        if self.script == Script::Plain { self.font } else { self.beside[self.script as usize].unwrap_or(self.font) }
    }

    /// The text of the group is none of the document's.
    pub fn away(&mut self) {
        (self.goes, self.before) = (Goes::Away, None);
    }

    /// As after `\plain`.
    pub fn plain(&mut self, font: i32) {
        (self.font, self.script, self.beside) = (font, Script::Plain, [None; 5]);
        (self.look, self.deleted, self.hidden) = (Look::default(), false, false);
    }

    /// As after `\pard`.
    pub fn paragraph(&mut self) {
        (self.heading, self.style, self.list, self.in_table) = (0, None, None, false);
    }
}
