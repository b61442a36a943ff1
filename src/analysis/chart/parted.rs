//! Rows of a case that stands in several groups: in each only what is said there counts.

use super::{Chart, ChartAsk};
use crate::analysis::{Corpus, Groups, is_person};
use crate::model::{CaseId, RowKey, SourceId};
use std::collections::HashSet;

impl Chart {
    /// The sources whose passages count in a row, where its case stands in other groups too; nothing where all do.
    pub fn sources_of(&self, corpus: &Corpus, ask: &ChartAsk, row: usize) -> Option<HashSet<SourceId>> {
        let of = self.rows.get(row).filter(|row| !row.together)?;
        let RowKey::Case(case) = &of.key else { return None };
        if self.rows.iter().filter(|other| !other.together && other.key == of.key).count() < 2 {
            return None;
        }
        let groups = Groups::new(corpus, ask.by);
        let group = groups.find(&self.groups.get(of.group)?.label)?;
        let person: Option<CaseId> = Some(*case).filter(|case| is_person(corpus, *case, &corpus.person_kinds()));
        let here = |source: &SourceId| groups.of(*source, person.as_slice()).contains(&group);
        Some(corpus.sources().iter().map(|source| source.id).filter(here).collect())
    }
}
