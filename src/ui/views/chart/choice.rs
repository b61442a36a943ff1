//! What the chart shows and how: its rows, how they are grouped, its columns, the filters. Remembered for each project in the user's configuration.

use crate::analysis::{ChartAsk, ChartOf, Corpus};
use crate::model::{CaseKind, CaseKindId, CodeId, Crosswalk, FrameworkId, Grouping, RowKey, SourceKind};
use crate::text::capital;
use crate::ui::format::counted;
use crate::ui::views::themes::{By, Only};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// What the rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsOf {
    /// Interviews and other sources.
    #[default]
    Sources,
    /// The cases of a kind.
    Cases(CaseKindId),
}

/// Which codes of the framework are columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Those at its top, each with the codes below it.
    #[default]
    Tops,
    /// All of them, each with the codes below it.
    Whole,
    /// A code and all below it.
    Branch(CodeId),
}

/// What is shown and how.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// What the rows are.
    pub of: RowsOf,
    /// What they are grouped by.
    pub by: By,
    /// Whose codes the columns are; where none was chosen, the one that a chart begins with.
    pub framework: Option<FrameworkId>,
    /// Which of them.
    pub part: Part,
    /// Only codes with these letters in their names.
    pub words: String,
    /// Only codes that something is coded with.
    pub used: bool,
    /// Only rows of these sites, roles and phases.
    #[serde(flatten)]
    pub only: Only,
    /// The groups that are folded.
    pub folded: Vec<String>,
    /// The framework that is read as the one whose codes the columns are.
    pub through: Option<FrameworkId>,
    /// How wide the columns are, in points; as many as fit where nothing was said.
    pub wide: Option<u16>,
}

impl Choice {
    /// Whether rows or columns may be left out.
    pub fn is_filtered(&self) -> bool {
        self.used || !self.words.trim().is_empty() || !self.only.is_empty()
    }

    /// The same without filters.
    pub fn unfiltered(&self) -> Self {
        let Self { of, by, framework, part, folded, through, wide, .. } = self.clone();
        Self { of, by, framework, part, folded, through, wide, ..Self::default() }
    }

    /// The same as far as what shows is another chart: which groups are folded, and how wide columns are, says nothing of that.
    pub fn unfolded(&self) -> Self {
        Self { folded: Vec::new(), wide: None, ..self.clone() }
    }

    /// The same with what is gone from the project left out, and a framework chosen where there is one.
    pub fn fitting(mut self, corpus: &Corpus) -> Self {
        if let RowsOf::Cases(kind) = self.of
            && corpus.kinds().iter().all(|other| other.id != kind)
        {
            self.of = RowsOf::Sources;
        }
        self.by = self.by.fitting(corpus);
        let is_there = |id: &FrameworkId| corpus.frameworks().iter().any(|framework| framework.id == *id);
        self.framework = self.framework.filter(is_there).or_else(|| corpus.charted_first());
        if let Part::Branch(code) = self.part
            && corpus.code(code).is_none_or(|code| Some(code.framework) != self.framework)
        {
            self.part = Part::Tops;
        }
        self
    }

    /// The crosswalk that is read through, where there is one to the framework of the columns.
    pub fn lens<'a>(&self, corpus: &'a Corpus) -> Option<&'a Crosswalk> {
        corpus.crosswalk_between(self.through?, self.framework?)
    }

    /// The codes that are columns before any is left out, with those of which a name is sought or something is coded.
    fn codes(&self, corpus: &Corpus) -> Vec<CodeId> {
        let Some(framework) = self.framework else { return Vec::new() };
        let tree = || corpus.tree(framework).into_iter().map(|(code, _)| code);
        let mut codes: Vec<CodeId> = match self.part {
            Part::Tops => corpus.tops(framework),
            Part::Whole => tree().collect(),
            Part::Branch(top) => {
                let family: HashSet<CodeId> = corpus.family(top).into_iter().collect();
                tree().filter(|code| family.contains(code)).collect()
            }
        };
        let wanted = self.words.trim().to_lowercase();
        codes.retain(|id| wanted.is_empty() || corpus.code(*id).is_some_and(|code| code.name.to_lowercase().contains(&wanted)));
        if self.used {
            let used: HashSet<CodeId> = corpus.codings().map(|coding| coding.code).collect();
            codes.retain(|code| corpus.family(*code).iter().any(|member| used.contains(member)));
        }
        codes
    }

    /// What is asked for.
    pub fn ask(&self, corpus: &Corpus) -> ChartAsk {
        ChartAsk {
            of: match self.of {
                RowsOf::Sources => ChartOf::Sources,
                RowsOf::Cases(kind) => ChartOf::Cases(kind),
            },
            by: self.by.grouping(corpus),
            codes: self.codes(corpus),
            filters: self.only.filters(corpus),
            ..ChartAsk::default()
        }
    }

    /// What shows a cell, whatever showed before.
    pub fn with(&self, corpus: &Corpus, row: &RowKey, code: CodeId) -> Self {
        let framework = corpus.code(code).map(|code| code.framework);
        let is_top = framework.is_some_and(|framework| corpus.tops(framework).contains(&code));
        let part = if is_top { Part::Tops } else { Part::Whole };
        let chart = Self { framework, part, ..self.unfiltered() };
        match row {
            RowKey::Source(_) => Self { of: RowsOf::Sources, ..chart },
            RowKey::Group(attribute, _) => Self { by: By::Group(Grouping::Attribute(*attribute)), ..chart },
            RowKey::Rest(kind) => Self { by: By::Group(Grouping::Kind(*kind)), ..chart },
            RowKey::Case(id) => corpus.case(*id).map_or(chart.clone(), |case| Self { of: RowsOf::Cases(case.kind), ..chart }),
        }
    }

    /// “Interviews by site”.
    pub fn rows_name(&self, corpus: &Corpus) -> String {
        let what = rows_of_name(corpus, self.of);
        match self.by.grouping(corpus) {
            Some(by) => format!("{what} by {}", by_name(corpus, self.by, by)),
            None => what,
        }
    }

    /// “Leutz’s five laws · 9 codes”.
    pub fn columns_name(&self, corpus: &Corpus, count: usize) -> String {
        let framework = corpus.frameworks().iter().find(|framework| Some(framework.id) == self.framework);
        let Some(framework) = framework else { return "No framework".into() };
        let name = match self.part {
            Part::Branch(code) => corpus.code(code).map_or(framework.name.as_str(), |code| code.name.as_str()),
            Part::Tops | Part::Whole => framework.name.as_str(),
        };
        let name: String =
            if name.chars().count() > 34 { format!("{}…", name.chars().take(32).collect::<String>().trim_end()) } else { name.into() };
        format!("{name} · {}", counted(count, "code"))
    }
}

/// What rows of these are called: “Interviews”, “People”, “Sites”.
pub fn rows_of_name(corpus: &Corpus, of: RowsOf) -> String {
    match of {
        RowsOf::Sources => {
            let talks = corpus.sources().iter().all(|source| matches!(source.kind, SourceKind::Interview | SourceKind::FocusGroup));
            if talks { "Interviews".into() } else { "Sources".into() }
        }
        RowsOf::Cases(id) => match corpus.kinds().iter().find(|kind| kind.id == id) {
            Some(kind) if kind.name == CaseKind::PERSON => "People".into(),
            Some(kind) => format!("{}s", capital(&kind.name)),
            None => "Cases".into(),
        },
    }
}

/// What is grouped by, as in the middle of a sentence.
fn by_name(corpus: &Corpus, by: By, grouping: Grouping) -> String {
    match by {
        By::Site => "site".into(),
        By::Role => "role".into(),
        By::Phase => "phase".into(),
        By::Group(_) | By::Nothing => crate::analysis::Groups::title_of(corpus, Some(grouping)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_again_and_what_an_older_version_kept_too() {
        let choice = Choice { part: Part::Whole, words: "money".into(), folded: vec!["ICS B".into()], ..Choice::default() };
        let again: Choice = serde_json::from_str(&serde_json::to_string(&choice).unwrap()).unwrap();
        assert_eq!(again, choice);
        assert!(choice.is_filtered() && !choice.unfiltered().is_filtered() && choice.unfiltered().folded.len() == 1);
        let older: Choice = serde_json::from_str(r#"{"by": "role", "later": 1}"#).unwrap();
        assert_eq!((older.by, older.part), (By::Role, Part::Tops));
    }
}
