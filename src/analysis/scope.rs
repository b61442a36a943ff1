//! Which codings count, and the references they make.

use super::Corpus;
use crate::model::*;
use std::collections::HashSet;

/// Which codings count: of these coders, in these layers; empty means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Coders.
    pub coders: Vec<CoderId>,
    /// Layers.
    pub layers: Vec<LayerId>,
}

impl Scope {
    /// What these coders coded themselves: what they applied through a crosswalk for good was judged by others. All of it where nobody is named.
    pub fn own(corpus: &Corpus, coders: Vec<CoderId>) -> Self {
        let layers = if coders.is_empty() { Vec::new() } else { corpus.layers.iter().filter(|layer| is_own(layer)).map(|layer| layer.id).collect() };
        Self { coders, layers }
    }

    /// Whether a coding counts. One that holds no text never does.
    pub fn has(&self, coding: &Coding) -> bool {
        !coding.span.is_empty()
            && (self.coders.is_empty() || self.coders.contains(&coding.coder))
            && (self.layers.is_empty() || self.layers.contains(&coding.layer))
    }
}

/// Whether what is coded in a layer was judged by whoever coded it: what was applied through a crosswalk was by others.
fn is_own(layer: &Layer) -> bool {
    layer.kind != LayerKind::Crosswalk
}

impl Corpus {
    /// Whether a coding was applied through a crosswalk: no passage of it was judged by its coder, and it is looked at there.
    pub fn is_applied(&self, coding: &Coding) -> bool {
        self.layers.iter().find(|layer| layer.id == coding.layer).is_some_and(|layer| !is_own(layer))
    }

    /// Whether one of these coders judged a passage to be coded so.
    pub fn coded_by(&self, coders: &HashSet<CoderId>, coding: &Coding) -> bool {
        coders.contains(&coding.coder) && !self.is_applied(coding)
    }
}

/// The sources in which anything is coded with one of these frameworks, of what a scope has. What is read through a crosswalk is coded where its first
/// framework is, also where nothing there is read.
pub fn coded_sources(corpus: &Corpus, frameworks: &HashSet<FrameworkId>, scope: &Scope) -> HashSet<SourceId> {
    let (coded, through) = corpus.read_out_of().map_or((corpus, None), |(coded, through)| (coded, coded.crosswalk(through)));
    let from = through.filter(|one| frameworks.contains(&one.to_framework)).map(|one| one.from_framework);
    let counts = |code: &&Code| frameworks.contains(&code.framework) || Some(code.framework) == from;
    let codes: HashSet<CodeId> = coded.codes().iter().filter(counts).map(|code| code.id).collect();
    let is = |source: &&Source| coded.codings_of(source.id).iter().any(|coding| codes.contains(&coding.code) && scope.has(coding));
    coded.sources().iter().filter(is).map(|source| source.id).collect()
}

/// What a number or a list counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Maximal runs of text under a code, coders merged.
    #[default]
    References,
    /// Codings as they are stored.
    Codings,
}

impl Basis {
    /// The word that stands beside a number.
    pub fn name(self) -> &'static str {
        match self {
            Self::References => "references",
            Self::Codings => "codings",
        }
    }

    /// What one and several of the passages that are shown or written are called.
    pub fn unit(self) -> (&'static str, &'static str) {
        match self {
            Self::References => ("passage", "passages"),
            Self::Codings => ("coding", "codings"),
        }
    }
}

impl Corpus {
    /// The references of a code in a source: codings in scope merged, with those of all codes below it if asked.
    pub fn references(&self, scope: &Scope, code: CodeId, with_children: bool, source: SourceId) -> Vec<Span> {
        let codes: HashSet<CodeId> = self.branch(code, with_children).into_iter().collect();
        merge(self.codings_of(source).iter().filter(|c| codes.contains(&c.code) && scope.has(c)).map(|c| c.span).collect())
    }

    /// The share of a source's characters that spans hold, from 0 to 1; spans are taken as merged.
    pub fn coverage(&self, source: SourceId, spans: &[Span]) -> f64 {
        let chars = self.version(source).map_or(0, |version| version.chars);
        let held: u32 = spans.iter().map(|span| span.len()).sum();
        if chars == 0 { 0.0 } else { f64::from(held) / f64::from(chars) }
    }
}
