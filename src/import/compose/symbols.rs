//! Fonts of signs: what their places, which have no letters of their own, show as.

use super::LeftOut;
use std::borrow::Cow;

/// Which font of signs something is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Face {
    /// One with letters.
    Letters,
    /// Greek and mathematics.
    Symbol,
    Wingdings,
    Wingdings2,
    Webdings,
    /// Another one of signs.
    Signs,
}

impl Face {
    /// The font of a name.
    pub fn named(name: &str) -> Self {
        let lower = name.trim().trim_matches(['"', '\'']).to_lowercase();
        match lower.as_str() {
            "symbol" | "symbol mt" | "symbolmt" | "symbolps" | "standard symbols l" | "standard symbols ps" => Self::Symbol,
            "wingdings" => Self::Wingdings,
            "wingdings 2" => Self::Wingdings2,
            "webdings" => Self::Webdings,
            _ if ["wingdings", "dingbats", "zapfdingbats", "monotype sorts", "marlett", "mt extra"].iter().any(|name| lower.starts_with(name)) => {
                Self::Signs
            }
            _ => Self::Letters,
        }
    }

    /// What a place of the font shows as: one of its 256, wherever in the private area a program puts them.
    fn sign(self, place: u32) -> Option<char> {
        let place = u8::try_from(place & 0xFF).ok()?;
        match self {
            Self::Symbol => symbol(place),
            Self::Wingdings => of(WINGDINGS, place),
            Self::Wingdings2 => of(WINGDINGS_2, place),
            Self::Webdings => of(WEBDINGS, place),
            // The sign before the items of lists.
            Self::Letters => (place == 0xB7).then_some('•'),
            Self::Signs => None,
        }
    }
}

/// The places of a font of signs in the private area of Unicode.
pub(in crate::import) const PLACES: u32 = 0xF000;

/// Whether a letter is somebody's own, without a meaning for others.
fn is_private(c: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&c)
}

/// What became of letters of fonts of signs.
#[derive(Debug, PartialEq, Eq)]
enum Sign {
    Known(char),
    /// A sign that no letter stands for.
    Unknown,
    /// A letter of a font's own, which only that font can tell.
    Own,
}

/// What a letter of the private area shows as in a font.
fn sign(c: char, face: Face) -> Sign {
    let place = u32::from(c);
    let known = (PLACES..PLACES + 0x100).contains(&place).then(|| face.sign(place)).flatten();
    match known {
        Some(c) => Sign::Known(c),
        None if face == Face::Letters => Sign::Own,
        None => Sign::Unknown,
    }
}

/// What stands in the place of a sign that has no letter: the box that shows where a font has none. (� is a place that could not be read.)
const UNKNOWN: char = '▯';

/// Words with the signs of a font of signs as the letters that stand for them.
pub(super) fn shown<'a>(words: &'a str, face: Face, counts: &mut LeftOut) -> Cow<'a, str> {
    if !words.contains(is_private) {
        return words.into();
    }
    let mut letter = |c: char| match sign(c, face) {
        _ if !is_private(c) => c,
        Sign::Known(c) => c,
        Sign::Unknown => {
            counts.signs += 1;
            UNKNOWN
        }
        Sign::Own => {
            counts.own_letters += 1;
            c
        }
    };
    words.chars().map(&mut letter).collect::<String>().into()
}

fn of(table: &[(u8, &str)], place: u8) -> Option<char> {
    table.iter().find_map(|(first, signs)| signs.chars().nth(place.checked_sub(*first)?.into()).filter(|c| *c != NONE))
}

/// A place of a table that no letter stands for.
const NONE: char = '\u{FFFD}';

/// The letter of a place in the font Symbol, by the encoding that Adobe gave it.
fn symbol(place: u8) -> Option<char> {
    of(&[(0x20, SYMBOL), (0xA0, SYMBOL_HIGH)], place)
}

const SYMBOL: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL_HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{FFFD}⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// Bullets, ticks, boxes, stars, numbers and arrows; what shows things rather than signs is left to the eye.
const WINGDINGS: &[(u8, &str)] = &[
    (0x20, " ✏✂✁"),
    (0x28, "☎✆✉"),
    (0x36, "⌛"),
    (0x3E, "✇✍"),
    (0x41, "✌👌👍👎☜☞☝☟"),
    (0x4A, "☺😐☹"),
    (0x4E, "☠⚐"),
    (0x51, "✈☼"),
    (0x54, "❄"),
    (0x58, "✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□"),
    (0x71, "❑❒⬧⧫◆❖⬥⌧"),
    (0x7A, "⌘❀✿❝❞"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•"),
    (0xA1, "○"),
    (0xA4, "◉◎"),
    (0xA7, "▪◻"),
    (0xAA, "✦★✶✴✹✵"),
    (0xB1, "⌖⟡⌑"),
    (0xB5, "✪✰"),
    (0xD5, "⌫⌦"),
    (0xD8, "➢"),
    (0xDF, "←→↑↓↖↗↙↘"),
    (0xE8, "➔"),
    (0xEF, "⇦⇨⇧⇩⬄⇳"),
    (0xFB, "✗✓☒☑"),
];

const WINGDINGS_2: &[(u8, &str)] = &[(0x20, " "), (0x4F, "✗✓☒☑☒"), (0x97, "●"), (0xA2, "■□")];

const WEBDINGS: &[(u8, &str)] = &[(0x20, " "), (0x61, "✓"), (0x63, "□"), (0x67, "■"), (0x6E, "●"), (0x72, "✗")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_a_font_are_its_own() {
        let shown = |face: Face, places: &[u32]| -> String {
            let shown = |place: &u32| match sign(char::from_u32(PLACES + place).expect("a letter"), face) {
                Sign::Known(c) => c,
                Sign::Unknown => '�',
                Sign::Own => '¤',
            };
            places.iter().map(shown).collect()
        };
        assert_eq!(shown(Face::Symbol, &[0x61, 0x62, 0x6D, 0x70, 0x57, 0xB3, 0xA3, 0xB1, 0xB0, 0xDE, 0xE5, 0xFE]), "αβμπΩ≥≤±°⇒∑⎭");
        assert_eq!(shown(Face::Symbol, &[0x41, 0x7E, 0xA0, 0xB7, 0xC5, 0xF0, 0xF1, 0x7F, 0x80, 0xFF]), "Α∼€•⊕�⟩���");
        assert_eq!(shown(Face::Wingdings, &[0xA7, 0xD8, 0xFC, 0xFE, 0x6C, 0x6E, 0x81, 0xE0, 0x30]), "▪➢✓☑●■①→�");
        assert_eq!(shown(Face::Wingdings2, &[0x50, 0x52, 0xA3]), "✓☑□");
        assert_eq!((shown(Face::Letters, &[0xB7, 0x61]), shown(Face::Signs, &[0xB7])), ("•¤".into(), "�".into()));
        assert_eq!(Face::named("Wingdings 3"), Face::Signs);
        assert_eq!(Face::named("Segoe UI Symbol"), Face::Letters);
    }
}
