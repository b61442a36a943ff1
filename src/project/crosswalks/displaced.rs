//! What other people linked that a new link takes the place of.

use super::LinkDraft;
use crate::analysis::{Corpus, listed};
use crate::model::{Coder, CoderId, CrosswalkLink, CrosswalkLinkId, FrameworkId, Time, counted};

/// Links of other people that give way to a new one.
pub struct Displaced<'c> {
    corpus: &'c Corpus,
    links: Vec<&'c CrosswalkLink>,
}

impl<'c> Displaced<'c> {
    /// What others than `own` linked between these frameworks and a link takes away, or gives another reason.
    pub fn of(corpus: &'c Corpus, (from, to): (FrameworkId, FrameworkId), draft: &LinkDraft, own: Option<CoderId>) -> Self {
        let gives_way = |link: &&CrosswalkLink| {
            let same = link.to_code == draft.to && link.reason != draft.reason.trim();
            Some(link.coder) != own && (same || link.to_code.is_some() != draft.to.is_some())
        };
        Self { corpus, links: known(corpus, (from, to), draft).into_iter().filter(gives_way).collect() }
    }

    /// What others than `own` linked of these links, which are to be taken away.
    pub fn among(corpus: &'c Corpus, links: &[CrosswalkLinkId], own: Option<CoderId>) -> Self {
        let links = corpus.all_links().iter().filter(|link| links.contains(&link.id) && Some(link.coder) != own);
        Self { corpus, links: links.collect() }
    }

    /// The link that is there already, whoever made it.
    pub fn there(corpus: &'c Corpus, frameworks: (FrameworkId, FrameworkId), draft: &LinkDraft) -> Option<Self> {
        let links: Vec<&CrosswalkLink> = known(corpus, frameworks, draft).into_iter().filter(|link| link.to_code == draft.to).collect();
        (!links.is_empty()).then_some(Self { corpus, links })
    }

    /// Whether nobody else linked anything that gives way.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// Who linked what, and when, `day` being how a time is said; a single one with its reason.
    pub fn said(&self, day: impl Fn(Time) -> String) -> String {
        let by = |coder: CoderId| self.links.iter().any(|link| link.coder == coder);
        let names: Vec<&str> = self.corpus.coders.iter().filter(|coder| by(coder.id)).map(Coder::called).collect();
        let (names, code) = (listed(&names), |id| self.corpus.code(id).map_or_else(String::new, |code| format!("“{}”", code.name)));
        let [link] = self.links[..] else {
            let many = counted(self.links.len(), "link", "links");
            return format!("{} has {many}, by {names}", self.links.first().map_or_else(String::new, |link| code(link.from_code)));
        };
        let why = if link.reason.is_empty() { String::new() } else { format!(": “{}”", link.reason.trim_end_matches('.')) };
        match link.to_code {
            Some(to) => format!("{names} linked {} to {}, {}{why}", code(link.from_code), code(to), day(link.at)),
            None => format!("{names} noted that {} has no counterpart, {}{why}", code(link.from_code), day(link.at)),
        }
    }
}

/// The links of a code between two frameworks.
fn known<'c>(corpus: &'c Corpus, (from, to): (FrameworkId, FrameworkId), draft: &LinkDraft) -> Vec<&'c CrosswalkLink> {
    let crosswalk = corpus.crosswalk_between(from, to);
    crosswalk.into_iter().flat_map(|one| corpus.links(one.id)).filter(|link| link.from_code == draft.from).collect()
}
