//! A transcript with its codings in the margin, as a page for a browser or as a PDF.

mod page;
mod pdf;
mod stripes;

pub use page::transcript_page;
pub use pdf::transcript_pdf;

use super::paper::Paper;
use super::row::group_name;
use crate::Result;
use crate::analysis::*;
use crate::model::*;
use std::collections::HashMap;
use stripes::{Stripe, pack};

/// How a transcript is printed.
#[derive(Clone, Debug)]
pub struct TranscriptOptions {
    /// Whose codings stand in the margin, of which layers.
    pub scope: Scope,
    /// Whether one line is a reference or a single coding.
    pub basis: Basis,
    /// What stands for people.
    pub naming: Naming,
    /// When it was made, as it says on top.
    pub made: Time,
    /// The paper of a PDF.
    pub paper: Paper,
}

/// The lines of a source.
fn stripes_of(corpus: &Corpus, source: SourceId, texts: &dyn Texts, options: &TranscriptOptions) -> Result<Vec<Stripe>> {
    let query = Query { scope: options.scope.clone(), basis: options.basis, sources: vec![source], ..Query::default() };
    Ok(pack(retrieve(corpus, &query, texts)?.excerpts, corpus))
}

/// What the source is: “interview · 8 March 2022 · ICS B · Quality Lead · Phase 1 · 1,204 words · coded by AR, BP”.
fn heading(corpus: &Corpus, source: SourceId, options: &TranscriptOptions) -> String {
    let Some(known) = corpus.source(source) else { return String::new() };
    let heads = Heads::new(corpus);
    let people = corpus.people_of(source, &corpus.person_kinds());
    let mut parts = vec![known.kind.to_string()];
    parts.extend(Some(known.date.clone()).filter(|date| !date.is_empty()));
    for groups in [&heads.site, &heads.role, &heads.phase] {
        let named = groups.of(source, &people).into_iter().filter(|group| *group != groups.unassigned());
        parts.extend(named.map(|group| group_name(groups, group, options.naming).to_owned()));
    }
    parts.extend(corpus.version(source).map(|version| counted(version.words as usize, "word", "words")));
    let mut coders: Vec<CoderId> = corpus.codings_of(source).iter().filter(|coding| options.scope.has(coding)).map(|coding| coding.coder).collect();
    coders.sort_unstable();
    coders.dedup();
    let initials: Vec<&str> = coders.iter().filter_map(|id| corpus.coder(*id)).map(|coder| coder.initials.as_str()).collect();
    if !initials.is_empty() {
        parts.push(format!("coded by {}", initials.join(", ")));
    }
    let made = options.made.day();
    parts.push(format!("printed {made}"));
    parts.join(" · ")
}

/// The codes of the lines with how many each has, in the order of their frameworks.
fn legend_of(corpus: &Corpus, stripes: &[Stripe]) -> Vec<(CodeId, usize)> {
    let mut counts: HashMap<CodeId, usize> = HashMap::new();
    stripes.iter().for_each(|stripe| *counts.entry(stripe.code).or_default() += 1);
    let trees = corpus.frameworks().iter().flat_map(|framework| corpus.tree(framework.id));
    trees.filter_map(|(id, _)| counts.get(&id).map(|count| (id, *count))).collect()
}
