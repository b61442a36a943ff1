//! What codes were said to be, and which codings were judged by other words than those in force.

use crate::Result;
use crate::analysis::lens::outdated;
use crate::analysis::{Corpus, Definitions, DueAgain, due_again};
use crate::model::{CodeId, CodingId, CrosswalkId, FrameworkId, Key, Time, VerdictId};
use crate::project::Reader;
use crate::project::standing::standing;
use crate::store::Store;
use std::collections::{HashMap, HashSet};

impl Reader {
    /// What each code of a framework was said to be at each time, out of the journal.
    pub fn definitions(&self, corpus: &Corpus, framework: FrameworkId) -> Result<HashMap<CodeId, Definitions>> {
        let codes = corpus.codes().iter().filter(|code| code.framework == framework);
        codes.map(|code| Ok((code.id, definitions_of(self.store(), code.id)?))).collect()
    }

    /// The rulings of a crosswalk that were made when one of their codes was said to be something else, each with when that changed last.
    pub fn outdated_rulings(&self, corpus: &Corpus, crosswalk: CrosswalkId) -> Result<HashMap<VerdictId, Time>> {
        let rulings = corpus.verdicts().filter(|verdict| verdict.crosswalk == crosswalk);
        let codes: HashSet<CodeId> = rulings.flat_map(|one| [Some(one.from_code), Some(one.to_code), one.moved]).flatten().collect();
        let definitions = codes.into_iter().map(|code| Ok((code, definitions_of(self.store(), code)?))).collect::<Result<_>>()?;
        Ok(outdated(corpus, crosswalk, &definitions))
    }

    /// Codings with these codes that were judged by other words than those that say now what their code is, by source and place.
    pub fn to_look_again<'a>(&self, corpus: &'a Corpus, definitions: &HashMap<CodeId, Definitions>) -> Result<Vec<DueAgain<'a>>> {
        // Whatever was done to a coding before any of its codes was redefined changes nothing: very many of them need not be asked for one by one.
        let first = definitions.values().filter_map(|of| of.since.get(1)).map(|(at, _)| *at).min();
        let mut touched: Option<HashSet<[u8; 16]>> = None;
        due_again(corpus, definitions, &mut |coding| {
            if touched.is_none() {
                touched = Some(first.map(|first| self.store().touched_from("coding", first)).transpose()?.unwrap_or_default());
            }
            let asks = touched.as_ref().is_some_and(|touched| touched.contains(coding.bytes()));
            if asks { self.coded_so(corpus, coding) } else { Ok(None) }
        })
    }

    /// When a coding was given the code it has, where that was later than it was made. What was taken back and brought again is judged by when it
    /// was done first.
    fn coded_so(&self, corpus: &Corpus, id: CodingId) -> Result<Option<Time>> {
        let Some(coding) = corpus.coding(id) else { return Ok(None) };
        let states = standing(self.store(), "coding", id.bytes())?;
        let so = states.iter().rev().take_while(|state| CodeId::parse(state.word("code")) == Some(coding.code));
        Ok(so.last().map(|state| state.at))
    }
}

/// What a code was said to be at each time, out of the journal.
pub(in crate::project) fn definitions_of(store: &Store, code: CodeId) -> Result<Definitions> {
    let mut all = Definitions::default();
    for state in standing(store, "code", code.bytes())? {
        let words = ["description", "include", "exclude"].map(|column| state.word(column).trim().to_owned());
        if all.since.last().is_none_or(|(_, last)| *last != words) {
            all.since.push((state.at, words));
        }
    }
    Ok(all)
}
