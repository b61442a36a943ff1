//! Respondents without a key: the number of a row says nobody who they are, so that those of another survey are other people.

use super::earlier::{Earlier, voice_of};
use super::plan::{NUMBERED, SurveyPlan, SurveyUse, numbered};
use super::text::{Answers, title};
use crate::analysis::Corpus;
use crate::import::plan::{Note, NoteKind, TableData};
use std::collections::HashMap;

impl SurveyPlan {
    /// Looks for the survey among what a project holds; `original` is the hash of its bytes. Respondents without a key are who they were if it
    /// is here already, else they get numbers that nobody has.
    pub fn meet(&mut self, corpus: &Corpus, table: &TableData, original: &[u8; 32]) -> Option<Earlier> {
        let earlier = Earlier::of(corpus, table, self, original);
        let mut known = earlier.as_ref().map(|earlier| self.known_again(corpus, table, earlier)).unwrap_or_default();
        let taken = highest(corpus);
        let mut new = 0;
        for respondent in 0..self.respondents.len() {
            let Some(row) = self.numbered[respondent] else { continue };
            self.respondents[respondent] = known.remove(&respondent).unwrap_or_else(|| {
                new += 1;
                numbered(taken + if taken == 0 { row + 1 } else { new })
            });
        }
        if self.questions.iter().all(|question| question.used != SurveyUse::Key) {
            self.notes.retain(|note| !note.text.starts_with(NUMBERED));
            self.notes.push(self.told(corpus, table, earlier.as_ref(), taken));
        }
        earlier
    }

    /// What those without a key are called in a survey that is here: in the same file their voices are in its order, in another one of the
    /// same people their row is all that is known of them.
    fn known_again(&self, corpus: &Corpus, table: &TableData, earlier: &Earlier) -> HashMap<usize, String> {
        let mut known = HashMap::new();
        if self.numbered.iter().all(Option::is_none) {
            return known;
        }
        for (column, source) in &earlier.texts {
            let voices = corpus.speakers(*source);
            let called = |voice: &crate::model::Speaker| {
                let case = voice.case_id.and_then(|id| corpus.case(id));
                case.map_or_else(|| voice.name.clone(), |case| case.name.clone())
            };
            let answering = Answers::new(table, *column, &self.rows, &self.respondents).voices;
            for (at, respondent) in answering.into_iter().enumerate() {
                let Some(row) = self.numbered[respondent] else { continue };
                let voice = match earlier.same_file {
                    true => voices.iter().find(|voice| voice.number as usize == at),
                    false => voice_of(corpus, voices, &numbered(row + 1)),
                };
                if let Some(voice) = voice {
                    known.entry(respondent).or_insert_with(|| called(voice));
                }
            }
        }
        // Who wrote nothing has the number that the others' begin from.
        let shift = known.iter().find_map(|(respondent, name)| Some(number(name)? as i64 - self.numbered[*respondent]? as i64));
        for (respondent, row) in self.numbered.iter().enumerate().filter(|_| earlier.same_file) {
            let silent = row.zip(shift).and_then(|(row, shift)| usize::try_from(row as i64 + shift).ok()).map(numbered);
            if let Some(name) = silent.filter(|name| corpus.cases().iter().any(|case| case.name == *name)) {
                known.entry(respondent).or_insert(name);
            }
        }
        known
    }

    /// What is said of respondents that no column names.
    fn told(&self, corpus: &Corpus, table: &TableData, earlier: Option<&Earlier>, taken: usize) -> Note {
        let first = self.respondents.first().cloned().unwrap_or_default();
        let open = self.questions.iter().zip(&table.header).filter(|(question, _)| question.used == SurveyUse::Open);
        let mut titles =
            open.map(|(_, name)| title(name)).filter(|name| corpus.sources().iter().any(|source| source.name.to_lowercase() == name.to_lowercase()));
        let text = match (earlier, taken, titles.next()) {
            (Some(_), ..) | (None, 0, _) => format!("{NUMBERED} they are numbered by row."),
            (None, _, None) => format!("{NUMBERED} they are other people than those who are here, numbered on from {first}."),
            (None, _, Some(title)) => format!(
                "{NUMBERED} they are other people than those who are here, numbered on from {first}, though “{title}” is a source already. If it is the same survey, give it a column of keys, or undo its first import."
            ),
        };
        let kind = if earlier.is_none() && taken > 0 { NoteKind::Look } else { NoteKind::Info };
        Note { kind, text }
    }
}

/// The number of somebody who is but a number.
fn number(name: &str) -> Option<usize> {
    name.rsplit_once(' ').and_then(|(_, n)| n.parse().ok()).filter(|n| numbered(*n).to_lowercase() == name.to_lowercase())
}

/// The highest number that a case or a voice is called by; 0 where none is.
fn highest(corpus: &Corpus) -> usize {
    let voices = corpus.sources().iter().flat_map(|source| corpus.speakers(source.id)).map(|voice| &voice.name);
    let names = corpus.cases().iter().flat_map(|case| [&case.name, &case.full_name]).chain(voices);
    names.filter_map(|name| number(name)).max().unwrap_or(0)
}
