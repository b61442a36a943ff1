//! The text of an RTF file: bytes gathered until their code page or look changes, characters by number, and where they go.

use super::reader::Reader;
use super::state::Goes;
use crate::import::compose::{Face, Look, PLACES};
use crate::import::encoding::Charset;

/// What bytes of text must have alike to be decoded together.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Key {
    encoding: Charset,
    face: Face,
    look: Look,
    hidden: bool,
    deleted: bool,
    goes: Goes,
}

impl Reader {
    /// Whether what comes stands in for the character before it.
    pub(super) fn skips(&mut self) -> bool {
        let skips = self.stand_ins > 0;
        self.stand_ins -= i32::from(skips);
        skips
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.state.fresh = false;
        if self.skips() || self.state.goes == Goes::Away {
            return;
        }
        let key = self.key();
        if self.key != Some(key) {
            self.flush();
            self.key = Some(key);
        }
        self.bytes.push(byte);
    }

    fn key(&self) -> Key {
        let font = self.state.font();
        Key {
            encoding: self.fonts.encoding(font),
            face: self.fonts.face(font),
            look: self.state.look,
            hidden: self.state.hidden,
            deleted: self.state.deleted,
            goes: self.state.goes,
        }
    }

    /// Decodes the bytes that wait.
    pub(super) fn flush(&mut self) {
        if self.half.take().is_some() {
            self.route("\u{FFFD}");
        }
        let Some(key) = self.key.take() else { return };
        let bytes = std::mem::take(&mut self.bytes);
        let text = key.encoding.decode(&bytes);
        let present = (self.state.look, self.state.hidden, self.state.deleted, self.state.goes);
        (self.state.look, self.state.hidden, self.state.deleted, self.state.goes) = (key.look, key.hidden, key.deleted, key.goes);
        if key.face != Face::Letters && key.goes != Goes::Fonts {
            // The bytes are places in the font.
            let sign = |byte: &u8| char::from_u32(PLACES + u32::from(*byte)).filter(|_| *byte >= 0x20);
            self.state.look.face = Some(key.face);
            self.route(&bytes.iter().filter_map(sign).collect::<String>());
        } else {
            let clean: String = text.chars().filter(|c| !c.is_control() || *c == '\t').collect();
            self.route(&clean);
        }
        (self.state.look, self.state.hidden, self.state.deleted, self.state.goes) = present;
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// A sign that is written as a word, such as `\emdash`.
    pub(super) fn text(&mut self, text: &str) {
        self.flush();
        self.route(text);
    }

    /// Text goes where its group says.
    fn route(&mut self, text: &str) {
        match self.state.goes {
            Goes::Away => {}
            Goes::Fonts => self.fonts.name(self.described, text),
            Goes::Styles => self.style.name.push_str(text),
            Goes::Number => self.number.push_str(text),
            Goes::Author => self.author.push_str(text),
            Goes::Id(_) => self.name.push_str(text),
            Goes::Text if self.state.deleted => self.composer.counts.deleted += usize::from(!text.trim().is_empty()),
            Goes::Text => {
                self.ensure();
                let look = Look { hidden: self.state.hidden.then_some(true), ..self.state.look };
                self.composer.words(text, &look);
            }
        }
    }

    /// A character by its number, as `\u` gives it: halves come one after the other.
    pub(super) fn unicode(&mut self, number: i32) {
        self.stand_ins = self.state.stand_ins;
        if self.state.goes == Goes::Away {
            return;
        }
        let unit = (number & 0xFFFF) as u16;
        let half = self.half.take();
        // A file that is written against the rules gives the whole number.
        let whole = u32::try_from(number).ok().filter(|number| *number > 0xFFFF).and_then(char::from_u32);
        let c = match (half, whole) {
            (_, Some(c)) => c,
            (Some(high), _) if (0xDC00..0xE000).contains(&unit) => {
                let code = 0x10000 + ((u32::from(high) - 0xD800) << 10) + (u32::from(unit) - 0xDC00);
                char::from_u32(code).unwrap_or('\u{FFFD}')
            }
            _ if (0xD800..0xDC00).contains(&unit) => {
                self.flush();
                self.half = Some(unit);
                return;
            }
            _ => char::from_u32(u32::from(unit)).unwrap_or('\u{FFFD}'),
        };
        match c {
            // Optional hyphens are none of the words.
            c if c.is_control() || c == '\u{AD}' => self.flush(),
            c => {
                self.flush();
                let face = self.fonts.face(self.state.font());
                let outer = self.state.look.face.replace(face);
                self.route(c.encode_utf8(&mut [0; 4]));
                self.state.look.face = outer;
            }
        }
    }
}
