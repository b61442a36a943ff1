//! What is shown of a crosswalk and how: the two frameworks, the page, the filters. Remembered for each project in the user's configuration.

use crate::analysis::Corpus;
use crate::model::{Crosswalk, CrosswalkId, FrameworkId, LayerId};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use serde::{Deserialize, Serialize};

/// Which codes of the first framework show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Show {
    /// All of them.
    #[default]
    All,
    /// Those of which nothing was said yet.
    Unmapped,
    /// Those that have no counterpart.
    Without,
    /// Those with passages that nobody settled.
    Open,
}

impl Show {
    /// Every choice, in the order it is offered.
    pub const ALL: [Self; 4] = [Self::All, Self::Unmapped, Self::Without, Self::Open];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "All codes",
            Self::Unmapped => "Not looked at yet",
            Self::Without => "Without a counterpart",
            Self::Open => "With open passages",
        }
    }
}

/// What of a crosswalk is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// Its links, code by code.
    #[default]
    Links,
    /// How much the second framework takes in.
    Coverage,
    /// The passages that it leaves out.
    LeftOut,
}

impl Page {
    /// Every page, in the order it is offered.
    pub const ALL: [Self; 3] = [Self::Links, Self::Coverage, Self::LeftOut];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Links => "Links",
            Self::Coverage => "What is taken in",
            Self::LeftOut => "What is left out",
        }
    }
}

/// What is shown and how.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// The framework that was coded with.
    pub from: Option<FrameworkId>,
    /// The framework that it is read in.
    pub to: Option<FrameworkId>,
    /// What of it is looked at.
    pub page: Page,
    /// Which codes show.
    pub show: Show,
    /// Only codes with these letters, in their own names or in those they are linked to.
    pub words: String,
}

impl Choice {
    /// Whether codes may be left out.
    pub fn is_filtered(&self) -> bool {
        self.show != Show::All || !self.words.trim().is_empty()
    }

    /// What shows before anything was chosen: the links of the framework that was looked at last in another view, where it has some.
    pub fn from_last(cx: &Cx, desk: &Desk) -> Self {
        let last = cx.config.frameworks.get(&desk.key()).copied();
        let from = last.filter(|id| desk.corpus.crosswalks().iter().any(|one| one.from_framework == *id));
        Self { from, ..Self::default() }
    }

    /// The same without filters.
    pub fn unfiltered(&self) -> Self {
        Self { from: self.from, to: self.to, page: self.page, ..Self::default() }
    }

    /// The same with what is gone from the project left out, and two frameworks chosen where there are two.
    pub fn fitting(mut self, corpus: &Corpus) -> Self {
        let is_there = |id: &FrameworkId| corpus.framework(*id).is_some();
        (self.from, self.to) = (self.from.filter(is_there), self.to.filter(is_there));
        let linked = corpus.crosswalks().iter();
        let fits = |one: &&Crosswalk| self.from.is_none_or(|id| one.from_framework == id) && self.to.is_none_or(|id| one.to_framework == id);
        if (self.from.is_none() || self.to.is_none())
            && let Some(known) = linked.clone().find(fits)
        {
            (self.from, self.to) = (Some(known.from_framework), Some(known.to_framework));
        }
        let first = |but: Option<FrameworkId>| {
            let others = corpus.frameworks().iter().map(|framework| framework.id).filter(move |id| Some(*id) != but);
            others.clone().find(|id| !corpus.tops(*id).is_empty()).or_else(|| others.clone().next())
        };
        self.from = self.from.or_else(|| first(self.to));
        self.to = self.to.filter(|to| Some(*to) != self.from).or_else(|| first(self.from));
        self
    }

    /// The two frameworks, where there are two.
    pub fn ends(&self) -> Option<(FrameworkId, FrameworkId)> {
        self.from.zip(self.to)
    }

    /// The crosswalk between the two; one that is in no project where nothing was linked yet.
    pub fn crosswalk(&self, corpus: &Corpus) -> Option<Crosswalk> {
        let (from, to) = self.ends()?;
        let new = || Crosswalk { id: CrosswalkId::new(), from_framework: from, to_framework: to, layer: LayerId::new() };
        Some(corpus.crosswalk_between(from, to).cloned().unwrap_or_else(new))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_again_and_what_an_older_version_kept_too() {
        let choice = Choice { page: Page::Coverage, show: Show::Open, words: "money".into(), ..Choice::default() };
        let again: Choice = serde_json::from_str(&serde_json::to_string(&choice).unwrap()).unwrap();
        assert_eq!(again, choice);
        assert!(choice.is_filtered() && !choice.unfiltered().is_filtered() && choice.unfiltered().page == Page::Coverage);
        let older: Choice = serde_json::from_str(r#"{"show": "unmapped", "later": 1}"#).unwrap();
        assert_eq!((older.show, older.page), (Show::Unmapped, Page::Links));
    }
}
