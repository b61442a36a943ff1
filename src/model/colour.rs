//! Colours of codes: twelve named ones that the themes know, or any other as `#rrggbb`.

use serde::{Deserialize, Serialize};

/// A code's colour: the place in [`Colour::NAMES`], or a colour from elsewhere kept as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Colour {
    /// One of the twelve, by its place in [`Colour::NAMES`].
    Named(u8),
    /// Red, green and blue as they came from another program.
    Rgb(u8, u8, u8),
}

impl Colour {
    /// The twelve names, in the order they are given to new codes' families.
    pub const NAMES: [&'static str; 12] = ["brick", "amber", "ochre", "olive", "green", "teal", "cyan", "blue", "indigo", "violet", "plum", "rose"];

    /// The twelve on white, as they are seen in light windows, on pages and in pictures.
    pub const ON_WHITE: [u32; 12] =
        [0xbc4a3f, 0xb16500, 0x937702, 0x6d8600, 0x0e8c41, 0x0c8779, 0x058298, 0x1577c8, 0x6566c9, 0x8959ba, 0xa84d97, 0xb94769];

    /// The order in which groups of people get them, far from each other first.
    pub const GROUPS: [u8; 12] = [7, 5, 2, 9, 11, 4, 1, 8, 0, 6, 10, 3];

    /// The colour of a name or of `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(at) = Self::NAMES.iter().position(|name| *name == text) {
            return Some(Self::Named(at as u8));
        }
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
        Some(Self::Rgb(part(0)?, part(2)?, part(4)?))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Named(at) => f.write_str(Self::NAMES[usize::from(*at) % 12]),
            Self::Rgb(r, g, b) => write!(f, "#{r:02x}{g:02x}{b:02x}"),
        }
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> String {
        colour.to_string()
    }
}

impl TryFrom<String> for Colour {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("“{text}” is no colour: write one of {} or #rrggbb", Self::NAMES.join(", ")))
    }
}
