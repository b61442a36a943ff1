//! Crosswalks in the corpus: links by the code they come from, verdicts by the source they lie in.

use super::Corpus;
use crate::model::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Crosswalks, their links in the order they were made, and what was settled.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    all: Arc<Vec<Crosswalk>>,
    links: Arc<Vec<CrosswalkLink>>,
    verdicts: Arc<HashMap<SourceId, Vec<Verdict>>>,
}

impl Corpus {
    /// Puts crosswalks in. Passages that something was settled of are on the text that is shown, unless all their words were corrected away.
    pub fn set_crosswalks(&mut self, all: Vec<Crosswalk>, links: Vec<CrosswalkLink>, verdicts: Vec<Verdict>) {
        let mut of: HashMap<SourceId, Vec<Verdict>> = HashMap::new();
        for mut verdict in verdicts {
            let Passage { version, span, .. } = self.shown(verdict.passage());
            (verdict.version, verdict.span) = (version, span);
            of.entry(verdict.source).or_default().push(verdict);
        }
        of.values_mut().for_each(|list| list.sort_by_key(|verdict| (verdict.span, verdict.id)));
        self.crosswalks = Kept { all: Arc::new(all), links: Arc::new(links), verdicts: Arc::new(of) };
    }

    /// A passage in the text that is shown; as it is where all its words were corrected away.
    pub(super) fn shown(&self, passage: Passage) -> Passage {
        match self.line(passage.source).map(|line| (line, line.follow(passage.version, passage.span))) {
            Some((line, Some(crate::text::Followed::At(span)))) => Passage { version: line.shown(), span, ..passage },
            _ => passage,
        }
    }

    /// All crosswalks.
    pub fn crosswalks(&self) -> &[Crosswalk] {
        &self.crosswalks.all
    }

    /// A crosswalk.
    pub fn crosswalk(&self, id: CrosswalkId) -> Option<&Crosswalk> {
        self.crosswalks.all.iter().find(|one| one.id == id)
    }

    /// The crosswalk from one framework to another, if anything was linked yet.
    pub fn crosswalk_between(&self, from: FrameworkId, to: FrameworkId) -> Option<&Crosswalk> {
        self.crosswalks.all.iter().find(|one| (one.from_framework, one.to_framework) == (from, to))
    }

    /// The links of all crosswalks, those of codes among them that were moved to another framework since.
    pub fn all_links(&self) -> &[CrosswalkLink] {
        &self.crosswalks.links
    }

    /// The links of a crosswalk, in the order they were made. Those of codes that were moved to another framework since are not among them.
    pub fn links(&self, crosswalk: CrosswalkId) -> impl Iterator<Item = &CrosswalkLink> {
        let ends = self.crosswalk(crosswalk).map(|one| (one.from_framework, one.to_framework));
        let in_place = move |link: &&CrosswalkLink| {
            let of = |code| self.code(code).map(|code| code.framework);
            ends.is_some_and(|(from, to)| of(link.from_code) == Some(from) && link.to_code.is_none_or(|code| of(code) == Some(to)))
        };
        self.crosswalks.links.iter().filter(move |link| link.crosswalk == crosswalk).filter(in_place)
    }

    /// What was settled in a source, in all crosswalks, by place. One whose words were corrected away has a version that is not shown.
    pub fn verdicts_of(&self, source: SourceId) -> &[Verdict] {
        self.crosswalks.verdicts.get(&source).map_or(&[], Vec::as_slice)
    }

    /// Everything that was settled, source by source.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        self.sources.iter().flat_map(|source| self.verdicts_of(source.id))
    }
}
