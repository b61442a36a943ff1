//! The language of searches: what can be written, and what it means. Nothing here knows a project.

mod lex;
mod parse;

pub use parse::parse;

use crate::model::Span;
use unicode_width::UnicodeWidthChar;

/// A search as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// One word.
    Word(Word),
    /// Words one after another in this order, with up to `between` others among them.
    Phrase {
        /// The words.
        words: Vec<Word>,
        /// How many other words may stand among them.
        between: u32,
    },
    /// What is near each other: hits of the one that have a hit of the other within reach, and the other way round.
    Near(Box<Ask>, Box<Ask>, Reach),
    /// All of these in one entry.
    And(Vec<Ask>),
    /// One of these at least.
    Or(Vec<Ask>),
    /// Not this.
    Not(Box<Ask>),
    /// Something about where or by whom it is said, such as `site:"ICS B"`.
    Field {
        /// The name before the colon, in lower case.
        name: String,
        /// What stands behind it.
        value: String,
        /// Where it stands in the search.
        at: Span,
        /// Where its value begins.
        from: u32,
    },
}

/// A word that is sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// How it is compared.
    pub form: Form,
    /// Its letters, folded; of [`Form::Written`] as they were written, of [`Form::Stem`] so but small.
    pub letters: String,
}

/// How a word is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// By its stem in the language of the text.
    Stem,
    /// This form alone, whatever its case and accents.
    Form,
    /// This form alone, letter by letter: it was written with a capital or an accent. Without a capital, case does not matter.
    Written,
    /// `*` stands for any letters, `?` for one.
    Wildcard,
    /// With up to so many letters wrong, missing, too many or changed about.
    Fuzzy(u8),
}

/// How near two hits must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// At most so many words between them; they may touch and overlap.
    Words(u32),
    /// In one paragraph.
    Paragraph,
    /// In one turn; where there are no turns, in one paragraph.
    Turn,
}

/// What is wrong with a search, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The place, in characters of the search.
    pub at: Span,
    /// What is wrong there.
    pub what: String,
    /// What to write instead.
    pub hint: String,
}

impl Wrong {
    pub(super) fn new(at: Span, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { at, what: what.into(), hint: hint.into() }
    }

    /// The search with a line of marks under the place.
    pub fn shown(&self, search: &str) -> String {
        let line: String = search.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_untold(*c)).collect();
        // Some letters take two places of a line, and marks none.
        let wide = |from: u32, len: u32| {
            let signs = search.chars().skip(from as usize).take(len as usize).filter(|c| !is_untold(*c));
            signs.map(|c| if c.is_whitespace() { 1 } else { c.width().unwrap_or(0) }).sum::<usize>()
        };
        let marks = "^".repeat(wide(self.at.start, self.at.len()).max(1));
        format!("{line}\n{}{marks}", " ".repeat(wide(0, self.at.start)))
    }
}

/// Whether a sign steers a terminal instead of showing there.
fn is_untold(c: char) -> bool {
    c.is_control() && !c.is_whitespace() || matches!(c, '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}')
}

/// A value as it is written behind a colon: in quotation marks, unless it is one word.
pub fn quoted(value: &str) -> String {
    let plain = !value.is_empty() && value.chars().all(char::is_alphanumeric);
    match plain {
        true => value.to_owned(),
        false if !value.contains('"') => format!("\"{value}\""),
        false if !value.contains('”') => format!("“{value}”"),
        false => format!("«{value}»"),
    }
}

impl Ask {
    /// Whether it can be near something: words, or what is coded so. Who says it and where is so of a turn as a whole.
    pub(super) fn has_places(&self) -> bool {
        match self {
            Self::Word(_) | Self::Phrase { .. } | Self::Near(..) => true,
            Self::Field { name, .. } => matches!(name.as_str(), "code" | "coder"),
            Self::And(list) => list.iter().any(Self::has_places),
            Self::Or(list) => list.iter().all(Self::has_places),
            Self::Not(_) => false,
        }
    }

    /// Whether it says what is to be found, and not only what is not.
    pub fn is_positive(&self) -> bool {
        match self {
            Self::Not(_) => false,
            Self::And(list) => list.iter().any(Self::is_positive),
            Self::Or(list) => list.iter().all(Self::is_positive),
            _ => true,
        }
    }

    /// Whether it asks for words anywhere, and not only for places.
    pub fn has_words(&self) -> bool {
        match self {
            Self::Word(_) | Self::Phrase { .. } => true,
            Self::Near(a, b, _) => a.has_words() || b.has_words(),
            Self::And(list) | Self::Or(list) => list.iter().any(Self::has_words),
            Self::Not(inner) => inner.has_words(),
            Self::Field { .. } => false,
        }
    }

    /// Whether it says of all that it finds whose words are meant: interviewers' or somebody's by name. Of several things, each must say so: `a OR b
    /// interviewer:out` says nothing of `a`.
    pub fn names_voices(&self) -> bool {
        match self {
            Self::Field { name, .. } => matches!(name.as_str(), "interviewer" | "speaker"),
            Self::And(list) => list.iter().any(Self::names_voices),
            Self::Or(list) => list.iter().all(Self::names_voices),
            Self::Near(a, b, _) => a.names_voices() || b.names_voices(),
            // Whose words are not meant leaves open whether questions are.
            Self::Not(inner) => matches!(&**inner, Self::Field { name, .. } if name == "interviewer"),
            Self::Word(_) | Self::Phrase { .. } => false,
        }
    }

    /// What it asks of entries as a whole, who says them and where: `site:"ICS B"` of `money site:"ICS B" code:Trust`. All that is found
    /// lies within.
    pub fn frame(&self) -> Option<Self> {
        match self {
            Self::And(list) => {
                let mut parts: Vec<Self> = list.iter().filter_map(Self::frame).collect();
                if parts.len() > 1 { Some(Self::And(parts)) } else { parts.pop() }
            }
            _ => self.is_frame().then(|| self.clone()),
        }
    }

    fn is_frame(&self) -> bool {
        match self {
            Self::Field { name, .. } => !matches!(name.as_str(), "code" | "coder" | "memo"),
            Self::And(list) | Self::Or(list) => list.iter().all(Self::is_frame),
            Self::Not(inner) => inner.is_frame(),
            Self::Word(_) | Self::Phrase { .. } | Self::Near(..) => false,
        }
    }
}
