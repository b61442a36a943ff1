//! What of the codings shows: whose, in which layer, as which stripes, and where words are washed.

use crate::analysis::{Corpus, Scope};
use crate::model::{CodeId, Coding};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which stripes are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StripeMode {
    /// Those of every code.
    #[default]
    All,
    /// Those of the codes chosen in the framework, and of what is below them.
    Chosen,
    /// One lane that says how much is coded.
    Density,
}

/// Where the words of a coding are washed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WashMode {
    /// Behind the coding and the codes that are chosen or pointed at.
    #[default]
    Chosen,
    /// Behind every coding.
    All,
}

/// What shows of the codings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Show {
    /// Whose codings, in which layers.
    pub scope: Scope,
    /// Which stripes.
    pub stripes: StripeMode,
    /// Where words are washed.
    pub wash: WashMode,
    /// The codes that are chosen in the framework, for [`StripeMode::Chosen`].
    pub codes: BTreeSet<CodeId>,
}

impl Show {
    /// Whether a coding shows.
    pub fn has(&self, corpus: &Corpus, coding: &Coding) -> bool {
        self.scope.has(coding) && (self.stripes != StripeMode::Chosen || self.holds(corpus, coding.code))
    }

    /// Whether a code is chosen, or below one that is.
    pub fn holds(&self, corpus: &Corpus, code: CodeId) -> bool {
        let mut at = Some(code);
        while let Some(id) = at {
            if self.codes.contains(&id) {
                return true;
            }
            at = corpus.code(id).and_then(|code| code.parent);
        }
        false
    }
}

/// What Next and Previous stop at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stops {
    /// Coded passages.
    #[default]
    Coded,
    /// What is found in this text.
    Hits,
    /// Turns of participants without a coding.
    Uncoded,
}

impl Stops {
    /// The next one, after the last the first.
    pub fn other(self) -> Self {
        match self {
            Self::Coded => Self::Hits,
            Self::Hits => Self::Uncoded,
            Self::Uncoded => Self::Coded,
        }
    }

    /// Its words in the status line.
    pub fn label(self) -> &'static str {
        match self {
            Self::Coded => "coded passages",
            Self::Hits => "what is found",
            Self::Uncoded => "uncoded turns",
        }
    }

    /// That there is no other one on that side.
    pub fn none(self, on: bool) -> String {
        let side = if on { "after" } else { "before" };
        match self {
            Self::Coded => format!("No coded passage {side} this place"),
            Self::Hits => format!("Nothing more is found {side} this place"),
            Self::Uncoded => format!("No uncoded turn {side} this place"),
        }
    }
}
