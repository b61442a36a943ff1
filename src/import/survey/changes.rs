//! What a survey would change of what is here, before anything is.

use super::apply::{Asked, SurveyRequest, revised, table};
use super::earlier::{Again, Earlier};
use super::text::line;
use crate::analysis::{Corpus, Texts, touched};
use crate::error::{Error, Result};
use crate::model::SourceId;
use crate::project::{CellChange, Revision, TableChanges};
use std::collections::HashSet;

/// An answer that is here and that the table has no more.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct EmptyAnswer {
    /// The name of the source.
    pub source: String,
    /// Who gave it.
    pub respondent: String,
    /// How many codings lose all their words with it.
    pub codings: usize,
}

/// What a survey would change in a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SurveyChanges {
    /// The texts that would read otherwise.
    pub texts: Vec<Revision>,
    /// Answers that would go.
    pub emptied: Vec<EmptyAnswer>,
    /// Respondents that would be new.
    pub new: usize,
    /// Values that would be others.
    pub overwritten: Vec<CellChange>,
    /// How many values would come where none stood.
    pub filled: usize,
}

impl SurveyChanges {
    /// What a survey would change in what a corpus holds; its plan has met that.
    ///
    /// # Errors
    /// A text that cannot be read.
    pub fn of(corpus: &Corpus, texts: &dyn Texts, request: &SurveyRequest, earlier: Option<&Earlier>) -> Result<Self> {
        let mut changes = Self::default();
        let mut asked: Vec<(usize, Asked)> = Vec::new();
        for (column, source) in earlier.iter().filter(|_| request.again == Again::Update).flat_map(|earlier| &earlier.texts) {
            let base = corpus.version(*source).ok_or_else(|| Error::NotFound("there is no such source any more".into()))?.id;
            let (revision, one) = revised(corpus, Revision::new(*source, base, texts.text(*source)?), request, *column);
            if !revision.manuscript.is_unchanged() {
                changes.emptied.extend(emptied(corpus, &revision));
                changes.texts.push(revision);
            }
            asked.push((*column, one));
        }
        let told = TableChanges::of(corpus, &table(request, &asked, corpus.sources()));
        let respondents: HashSet<String> = request.plan.respondents.iter().map(|name| line(name)).collect();
        changes.new = told.new_rows.iter().filter(|name| respondents.contains(*name)).count();
        changes.filled = told.cells.iter().filter(|cell| cell.old.is_empty()).count();
        changes.overwritten = told.cells.into_iter().filter(|cell| !cell.old.is_empty()).collect();
        Ok(changes)
    }
}

/// The turns of a text that would go with whoever speaks them.
fn emptied(corpus: &Corpus, revision: &Revision) -> Vec<EmptyAnswer> {
    let (old, new) = (revision.manuscript.from(), revision.manuscript.text());
    let stay: HashSet<u32> = new.structure.turns.iter().map(|turn| turn.speaker).collect();
    let lost = touched(corpus, revision.source, &revision.manuscript);
    let gone = old.structure.turns.iter().filter(|turn| !stay.contains(&turn.speaker));
    let of = |turn: &crate::text::Turn| EmptyAnswer {
        source: name(corpus, revision.source),
        respondent: corpus
            .speakers(revision.source)
            .iter()
            .find(|voice| voice.number == turn.speaker)
            .map_or_else(String::new, |voice| voice.name.clone()),
        codings: lost.iter().filter(|one| one.after.is_none() && turn.span.covers(one.before)).count(),
    };
    gone.map(of).collect()
}

fn name(corpus: &Corpus, source: SourceId) -> String {
    corpus.source(source).map_or_else(String::new, |source| source.name.clone())
}
