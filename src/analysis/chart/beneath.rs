//! Which codings stand under a cell.

use crate::analysis::query::Sieve;
use crate::analysis::{Corpus, Query, Scope, Voices};
use crate::model::{CaseId, CodeId, Coding, RowKey, SourceId};
use std::collections::HashSet;

/// A cell, made ready to be asked of many codings, those that are gone among them.
pub struct Beneath {
    family: HashSet<CodeId>,
    query: Query,
    sieve: Sieve,
}

impl Beneath {
    /// The cell of a row and a code.
    pub fn new(corpus: &Corpus, row: &RowKey, code: CodeId, scope: &Scope) -> Self {
        let query = super::beneath(corpus, row, code, scope);
        Self { family: corpus.family(code).into_iter().collect(), sieve: Sieve::new(corpus, &query), query }
    }

    /// Whether a coding with its span in the text that is shown stands under it.
    pub fn has(&self, voices: &Voices, coding: &Coding) -> bool {
        let coded = self.family.contains(&coding.code) && self.query.scope.has(coding);
        coded && self.is_of_row(coding.source, &voices.people(coding.source, coding.span))
    }

    /// Whether what these people said in a source is of the cell's row, whatever it is coded with.
    pub fn is_of_row(&self, source: SourceId, people: &[CaseId]) -> bool {
        let here = self.query.sources.is_empty() || self.query.sources.contains(&source);
        here && self.sieve.lets_through(source, people)
    }
}
