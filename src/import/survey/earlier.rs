//! A survey that is here already: known again by its file, or by its questions and who answers them.

use super::plan::{SurveyPlan, SurveyUse};
use super::text::{line, title};
use crate::analysis::Corpus;
use crate::import::plan::TableData;
use crate::model::{SourceId, Speaker};

/// What becomes of a survey that is here already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Again {
    /// Its texts become what the table says, with their codings; values too.
    #[default]
    Update,
    /// It comes in once more, with texts of its own.
    New,
}

/// What is here already of a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The open columns whose texts are here, with their sources.
    pub texts: Vec<(usize, SourceId)>,
    /// Whether it is the very same file.
    pub same_file: bool,
}

impl Earlier {
    /// Looks for a survey among the sources that are here; `original` is the hash of its bytes.
    pub fn of(corpus: &Corpus, table: &TableData, plan: &SurveyPlan, original: &[u8; 32]) -> Option<Self> {
        let open = plan.questions.iter().enumerate().filter(|(_, question)| question.used == SurveyUse::Open);
        let mut left: Vec<SourceId> =
            corpus.sources().iter().filter(|source| source.original.as_ref() == Some(original)).map(|source| source.id).collect();
        let same_file = !left.is_empty();
        let (mut texts, mut unknown) = (Vec::new(), Vec::new());
        for (column, question) in open {
            let name = title(&question.name).to_lowercase();
            let called = corpus.sources().iter().find(|source| source.name.to_lowercase() == name);
            match called.filter(|source| left.contains(&source.id) || same_people(corpus, source.id, table, plan, column)) {
                Some(source) => {
                    left.retain(|id| *id != source.id);
                    texts.push((column, source.id));
                }
                None => unknown.push(column),
            }
        }
        // Texts that were renamed lie in the order of their columns.
        if left.len() == unknown.len() {
            texts.extend(unknown.into_iter().zip(left));
            texts.sort_unstable();
        }
        (!texts.is_empty() || same_file).then_some(Self { texts, same_file })
    }

    /// What is said of it.
    pub fn line(&self) -> String {
        let texts = crate::project::op::count(self.texts.len(), "question", "questions");
        match (self.same_file, self.texts.len()) {
            (true, _) => "This survey is here already: the same file was imported.".into(),
            (false, 1) => "This survey is here already: 1 question is a source in which the same people answer.".into(),
            (false, _) => format!("This survey is here already: {texts} are sources in which the same people answer."),
        }
    }
}

/// The voice of a respondent: it is called so, or the case that it is joined to.
pub(super) fn voice_of<'a>(corpus: &Corpus, voices: &'a [Speaker], respondent: &str) -> Option<&'a Speaker> {
    let name = line(respondent).to_lowercase();
    voices.iter().find(|voice| {
        let case = voice.case_id.and_then(|id| corpus.case(id));
        voice.name.to_lowercase() == name || case.is_some_and(|case| [&case.name, &case.full_name].iter().any(|known| known.to_lowercase() == name))
    })
}

/// Whether those who speak in a source are those who answer a question: most of the fewer are among the others. Who is but a number is nobody known.
fn same_people(corpus: &Corpus, source: SourceId, table: &TableData, plan: &SurveyPlan, column: usize) -> bool {
    let voices = corpus.speakers(source);
    let answered = table.rows.iter().zip(&plan.rows).filter(|(row, _)| !row[column].trim().is_empty());
    let answering = answered.map(|(_, respondent)| *respondent).filter(|at| plan.numbered[*at].is_none());
    let answering: std::collections::BTreeSet<usize> = answering.collect();
    let shared = answering.iter().filter(|at| voice_of(corpus, voices, &plan.respondents[**at]).is_some()).count();
    shared > 0 && shared * 2 >= answering.len().min(voices.len())
}
