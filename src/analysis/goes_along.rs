//! What goes along with what is removed: everything that was made by hand of it, counted before anybody says yes.

use super::Corpus;
use crate::model::*;
use std::collections::HashSet;

/// What is to be removed.
#[derive(Clone, Debug)]
pub enum Removed<'a> {
    /// Codes, with those below them.
    Codes(&'a [CodeId]),
    /// A framework with its codes.
    Framework(FrameworkId),
    /// Sources.
    Sources(&'a [SourceId]),
    /// Cases.
    Cases(&'a [CaseId]),
    /// An attribute.
    Attribute(AttributeId),
    /// Reports.
    Reports(&'a [ReportId]),
}

/// What goes along, by kind; kinds of which there is nothing are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoesAlong {
    /// How many, and what one and many of them are called.
    pub kinds: Vec<(usize, &'static str, &'static str)>,
}

impl GoesAlong {
    /// “157 codings, 29 cells of the chart, 2 links”; empty where nothing goes along.
    pub fn said(&self) -> String {
        self.kinds.iter().map(|(count, one, many)| counted(*count, one, many)).collect::<Vec<_>>().join(", ")
    }

    /// The same as a sentence for a question.
    pub fn sentence(&self) -> String {
        match (self.is_empty(), self.is_many()) {
            (true, _) => "Nothing else goes with it. Undo brings it back.".into(),
            (_, many) => format!("{} {} with it. Undo brings all of it back.", self.said(), if many { "go" } else { "goes" }),
        }
    }

    /// Whether nothing goes along.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Whether it is more than one thing.
    pub fn is_many(&self) -> bool {
        self.kinds.iter().map(|(count, ..)| count).sum::<usize>() != 1
    }
}

/// What goes along with what is removed.
pub fn goes_along(corpus: &Corpus, removed: &Removed<'_>) -> GoesAlong {
    let gone = Gone::new(corpus, removed);
    let memos = corpus.memos.iter().filter(|memo| gone.subject(corpus, &memo.subject)).count();
    let codings = corpus.all_codings().filter(|coding| gone.coding(coding)).count();
    let values = values(corpus, &gone);
    let says = |cell: &&ChartCell| !cell.summary.is_empty() || cell.status != CellStatus::NotCharted;
    let cells = corpus.cells().filter(says).filter(|cell| gone.cell(cell));
    let rests = corpus.cells().filter(|cell| !gone.cell(cell)).flat_map(|cell| corpus.evidence(cell.id));
    let quotes = |part: &&ReportPart| part.quote.is_some_and(|quote| gone.sources.contains(&quote.source) || gone.reports.contains(&part.report));
    let themes = |part: &&ReportPart| part.quote.is_none() && (gone.codes.contains(&part.theme) || gone.reports.contains(&part.report));
    let spellings = corpus.pseudonyms().iter().filter(|row| row.case_id.is_some_and(|case| gone.cases.contains(&case)));
    let kinds = [
        (codings, "coding", "codings"),
        (memos, "memo", "memos"),
        (cells.count(), "cell of the chart", "cells of the chart"),
        (rests.filter(|one| gone.sources.contains(&one.source)).count(), "passage that a cell rests on", "passages that cells rest on"),
        (corpus.all_links().iter().filter(|link| gone.link(corpus, link)).count(), "link between frameworks", "links between frameworks"),
        (corpus.verdicts().filter(|verdict| gone.verdict(corpus, verdict)).count(), "settled passage", "settled passages"),
        (corpus.theme_parts().iter().filter(|part| gone.part(part)).count(), "thing that a theme gathers", "things that themes gather"),
        (corpus.report_parts().iter().filter(themes).count(), "theme in a report", "themes in reports"),
        (
            corpus.report_parts().iter().filter(|part| !gone.codes.contains(&part.theme)).filter(quotes).count(),
            "quote in a report",
            "quotes in reports",
        ),
        (corpus.framework_versions().iter().filter(|version| Some(version.framework) == gone.framework).count(), "named version", "named versions"),
        (values, "value", "values"),
        (spellings.count(), "other spelling of a name", "other spellings of names"),
    ];
    GoesAlong { kinds: kinds.into_iter().filter(|(count, ..)| *count > 0).collect() }
}

/// Everything that is removed itself.
#[derive(Default)]
struct Gone {
    codes: HashSet<CodeId>,
    framework: Option<FrameworkId>,
    sources: HashSet<SourceId>,
    cases: HashSet<CaseId>,
    attribute: Option<AttributeId>,
    reports: HashSet<ReportId>,
}

impl Gone {
    fn new(corpus: &Corpus, removed: &Removed<'_>) -> Self {
        let mut gone = Self::default();
        match removed {
            Removed::Codes(ids) => gone.codes = ids.iter().flat_map(|id| corpus.family(*id)).collect(),
            Removed::Framework(id) => {
                gone.codes = corpus.codes().iter().filter(|code| code.framework == *id).map(|code| code.id).collect();
                gone.framework = Some(*id);
            }
            Removed::Sources(ids) => gone.sources = ids.iter().copied().collect(),
            Removed::Reports(ids) => gone.reports = ids.iter().copied().collect(),
            Removed::Cases(ids) => gone.cases = ids.iter().copied().collect(),
            Removed::Attribute(id) => gone.attribute = Some(*id),
        }
        gone
    }

    fn coding(&self, coding: &Coding) -> bool {
        self.codes.contains(&coding.code) || self.sources.contains(&coding.source)
    }

    fn subject(&self, corpus: &Corpus, subject: &Subject) -> bool {
        match subject {
            Subject::Source(id) | Subject::Passage(id, ..) => self.sources.contains(id),
            Subject::Code(id) => self.codes.contains(id),
            Subject::Case(id) => self.cases.contains(id),
            Subject::Coding(id) => corpus.any_coding(*id).is_some_and(|coding| self.coding(coding)),
            Subject::Project => false,
        }
    }

    fn cell(&self, cell: &ChartCell) -> bool {
        self.codes.contains(&cell.code)
            || match &cell.row {
                RowKey::Source(id) => self.sources.contains(id),
                RowKey::Case(id) => self.cases.contains(id),
                RowKey::Group(id, _) => Some(*id) == self.attribute,
                RowKey::Rest(_) => false,
            }
    }

    /// Whether a crosswalk goes because one of its frameworks does.
    fn crosswalk(&self, corpus: &Corpus, id: CrosswalkId) -> bool {
        let ends = corpus.crosswalk(id).map(|one| [Some(one.from_framework), Some(one.to_framework)]);
        self.framework.is_some() && ends.is_some_and(|ends| ends.contains(&self.framework))
    }

    fn link(&self, corpus: &Corpus, link: &CrosswalkLink) -> bool {
        self.codes.contains(&link.from_code) || link.to_code.is_some_and(|to| self.codes.contains(&to)) || self.crosswalk(corpus, link.crosswalk)
    }

    fn verdict(&self, corpus: &Corpus, verdict: &Verdict) -> bool {
        let codes = [Some(verdict.from_code), Some(verdict.to_code), verdict.moved];
        self.sources.contains(&verdict.source)
            || codes.into_iter().flatten().any(|code| self.codes.contains(&code))
            || self.crosswalk(corpus, verdict.crosswalk)
    }

    fn part(&self, part: &ThemePart) -> bool {
        self.codes.contains(&part.theme)
            || match part.of {
                Gathered::Code(code) => self.codes.contains(&code),
                Gathered::Passage(passage) => self.sources.contains(&passage.source),
            }
    }
}

fn values(corpus: &Corpus, gone: &Gone) -> usize {
    let has = |attribute: AttributeId, owner: Owner| corpus.value(attribute, owner).is_some();
    let of = |owner: Owner| corpus.attributes().iter().filter(|attribute| has(attribute.id, owner)).count();
    let rows = gone.sources.iter().map(|id| of(Owner::Source(*id))).chain(gone.cases.iter().map(|id| of(Owner::Case(*id))));
    let column = |attribute: AttributeId| {
        let cases = corpus.cases().iter().map(|case| Owner::Case(case.id));
        cases.chain(corpus.sources().iter().map(|source| Owner::Source(source.id))).filter(|owner| has(attribute, *owner)).count()
    };
    rows.sum::<usize>() + gone.attribute.map_or(0, column)
}
