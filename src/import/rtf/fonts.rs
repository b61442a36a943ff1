//! Which code page the bytes of a font are in.

use crate::import::compose::Face;
use crate::import::encoding::{Charset, Own};
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254,
    WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};
use std::collections::HashMap;

/// The code page of a number such as 1252.
pub(super) fn by_page(page: i32) -> Option<Charset> {
    web(page).map(Charset::Known).or_else(|| Own::dos(page).map(Charset::Own))
}

fn web(page: i32) -> Option<&'static Encoding> {
    Some(match page {
        819 | 1252 => WINDOWS_1252,
        866 => encoding_rs::IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 | 54936 => GBK,
        949 | 1361 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        10007 => encoding_rs::X_MAC_CYRILLIC,
        65001 => encoding_rs::UTF_8,
        _ => return None,
    })
}

/// The code page of a font's set of characters.
fn by_charset(charset: i32) -> Option<i32> {
    Some(match charset {
        77 => 10000,
        78 | 128 => 932,
        79 | 129 => 949,
        130 => 1361,
        80 | 134 => 936,
        81 | 136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        // That of the machine it was written on; most were western.
        255 => 850,
        _ => return None,
    })
}

/// The fonts of a file.
#[derive(Debug)]
pub(super) struct Fonts {
    /// What the file says for all fonts that do not say otherwise.
    pub default: Charset,
    by_number: HashMap<i32, Charset>,
    faces: HashMap<i32, Face>,
}

impl Fonts {
    pub fn new() -> Self {
        Self { default: Charset::Known(WINDOWS_1252), by_number: HashMap::new(), faces: HashMap::new() }
    }

    /// A font of the table says its set of characters.
    pub fn charset(&mut self, font: i32, charset: i32) {
        if let Some(encoding) = by_charset(charset).and_then(by_page) {
            self.by_number.insert(font, encoding);
        }
    }

    /// A font of the table says its code page.
    pub fn page(&mut self, font: i32, page: i32) {
        if let Some(encoding) = by_page(page) {
            self.by_number.insert(font, encoding);
        }
    }

    /// The code page of a font.
    pub fn encoding(&self, font: i32) -> Charset {
        self.by_number.get(&font).copied().unwrap_or(self.default)
    }

    /// A font of the table says its name.
    pub fn name(&mut self, font: i32, name: &str) {
        self.faces.insert(font, Face::named(name.trim_end_matches(';')));
    }

    /// Which font of signs a font is.
    pub fn face(&self, font: i32) -> Face {
        self.faces.get(&font).copied().unwrap_or(Face::Letters)
    }
}
