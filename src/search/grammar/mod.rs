//! The language of searches: what can be written, and what it means. Nothing here knows a project.

mod lex;
mod parse;

pub use parse::parse;

use crate::model::Span;

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
    },
}

/// A word that is sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// How it is compared.
    pub form: Form,
    /// Its letters, folded; of [`Form::Written`] as they were written.
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
    /// Fewer than so many words between them.
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
        let line: String = search.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let marks = "^".repeat(self.at.len().max(1) as usize);
        format!("{line}\n{}{marks}", " ".repeat(self.at.start as usize))
    }
}

impl Ask {
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
