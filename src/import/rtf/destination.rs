//! The control words of RTF that matter for its text.

use super::reader::Reader;
use super::state::{Ends, Goes, Named, Script};
use crate::import::compose::Anchor;

/// Groups whose text is none of the document's, without a star before them.
const AWAY: [&str; 34] = [
    "colortbl",
    "info",
    "sp",
    "nonshppict",
    "shprslt",
    "xe",
    "tc",
    "tcn",
    "rxe",
    "bxe",
    "filetbl",
    "template",
    "fldinst",
    "objdata",
    "private",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "nonesttables",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "pnseclvl",
    "pntxta",
    "pntxtb",
    "themedata",
    "datafield",
    "formfield",
    "atnid",
];

/// Groups with a star before them whose text is the document's, or that hold such.
const KEPT: [&str; 4] = ["shpinst", "shppict", "nesttableprops", "fldrslt"];

impl Reader {
    /// A control word.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>) {
        let fresh = std::mem::take(&mut self.state.fresh);
        if fresh && self.group(word) {
            return;
        }
        if fresh && self.state.starred && !KEPT.contains(&word) {
            self.state.away();
            return;
        }
        let on = number != Some(0);
        match word {
            "par" => self.end_paragraph(),
            "sect" => self.end_section(),
            "line" | "lbr" => self.text("\n"),
            "tab" => self.text("\t"),
            "cell" => self.end_cell(),
            "nestcell" => self.end_paragraph(),
            "row" => self.end_row(),
            "u" => self.unicode(number.unwrap_or(0)),
            "chftn" => self.note_sign(),
            "uc" => self.state.stand_ins = number.unwrap_or(1).clamp(0, 100),
            "b" => self.state.look.bold = Some(on),
            "i" => self.state.look.italic = Some(on),
            "v" => self.state.hidden = on,
            "deleted" | "mvf" => self.state.deleted = on,
            "plain" => self.state.plain(self.default_font),
            "pard" => self.state.paragraph(),
            "intbl" => self.state.in_table = true,
            "ls" => self.state.list = if on { self.state.list.or(Some(0)) } else { None },
            "ilvl" => self.state.list = number.and_then(|level| u8::try_from(level).ok()).map(|level| level.min(8)),
            _ if self.of_style(word, number) || self.of_font(word, number) => {}
            _ => {
                if let Some(sign) = named_sign(word) {
                    self.text(sign);
                }
            }
        }
    }

    fn of_style(&mut self, word: &str, number: Option<i32>) -> bool {
        let level = |number: Option<i32>| match number {
            Some(level @ 0..=8) => (level as u8 + 1).min(6),
            _ => 0,
        };
        let styles = self.state.goes == Goes::Styles;
        match word {
            "s" if styles => self.style.number = number.unwrap_or(0),
            "outlinelevel" if styles => self.style.heading = Some(level(number)).filter(|level| *level > 0),
            "s" => self.state.style = number,
            "outlinelevel" => self.state.heading = level(number),
            _ => return false,
        }
        true
    }

    fn of_font(&mut self, word: &str, number: Option<i32>) -> bool {
        let value = number.unwrap_or(0);
        let fonts = self.state.goes == Goes::Fonts;
        match word {
            "f" if fonts => {
                self.flush();
                self.described = value;
            }
            "fcharset" if fonts => self.fonts.charset(self.described, value),
            "cpg" if fonts => self.fonts.page(self.described, value),
            "f" => self.state.font = value,
            "af" => self.state.beside[self.state.script as usize] = number,
            "deff" => (self.default_font, self.state.font) = (value, value),
            "ansicpg" => self.page(value),
            "mac" => self.page(10000),
            "pc" => self.page(437),
            "pca" => self.page(850),
            "loch" => self.script(Script::Low),
            "hich" => self.script(Script::High),
            "dbch" => self.script(Script::Double),
            "rtlch" => self.script(Script::RightToLeft),
            "ltrch" => self.script(Script::Plain),
            _ => return false,
        }
        true
    }

    /// What a group is by the word it begins with; answers whether it is known.
    fn group(&mut self, word: &str) -> bool {
        if self.state.goes == Goes::Away && (word != "ud" || self.state.before.is_none()) {
            return false;
        }
        match word {
            "fonttbl" => self.state.goes = Goes::Fonts,
            "stylesheet" => self.state.goes = Goes::Styles,
            "pict" | "object" if self.state.goes == Goes::Text => {
                self.composer.counts.pictures += 1;
                // What an object shows is its result.
                if word == "pict" {
                    self.state.away();
                }
            }
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                self.composer.counts.margins += 1;
                self.state.away();
            }
            "upr" => (self.state.before, self.state.goes) = (Some(self.state.goes), Goes::Away),
            "ud" => self.state.goes = self.state.before.unwrap_or(Goes::Away),
            "listtext" | "pntext" => (self.state.goes, self.state.ends) = (Goes::Number, Ends::Number),
            "footnote" => {
                self.flush();
                self.note = true;
            }
            "shptxt" => self.text_box(),
            _ if AWAY.contains(&word) => self.state.away(),
            _ => return self.of_comment(word),
        }
        true
    }

    fn of_comment(&mut self, word: &str) -> bool {
        match word {
            "atnauthor" => {
                self.flush();
                self.author.clear();
                self.state.goes = Goes::Author;
            }
            "atrfstart" => (self.state.goes, self.state.ends) = (Goes::Id(Named::Start), Ends::Id),
            "atrfend" => (self.state.goes, self.state.ends) = (Goes::Id(Named::End), Ends::Id),
            "atnref" => (self.state.goes, self.state.ends) = (Goes::Id(Named::Own), Ends::Id),
            "annotation" => {
                self.flush();
                self.comments += 1;
                // Its own name follows; until then it has one that no file gives.
                let place = self.composer.comment(&format!("\0{}", self.comments));
                self.ensure();
                self.composer.anchor(Anchor::At(place));
                let author = std::mem::take(&mut self.author);
                self.composer.begin_remark(place, &author);
                self.begin_level(Ends::Beside);
            }
            _ => return false,
        }
        true
    }

    fn text_box(&mut self) {
        self.flush();
        self.ensure();
        self.composer.counts.boxes += 1;
        self.begin_level(Ends::Box);
    }
}

/// Signs that have a word of their own.
fn named_sign(word: &str) -> Option<&'static str> {
    Some(match word {
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        "zwj" => "\u{200D}",
        "zwnj" => "\u{200C}",
        "ltrmark" => "\u{200E}",
        "rtlmark" => "\u{200F}",
        _ => return None,
    })
}
