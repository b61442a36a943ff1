//! When codings came into the framework in which they stand, out of the journal: codes are moved between frameworks and merged, and codings
//! given other codes.

use crate::Result;
use crate::analysis::{CameIn, Corpus, IdMap};
use crate::model::{CodeId, CodingId, FrameworkId, Key, Time};
use crate::project::Reader;
use crate::project::op::OpKind;
use crate::project::standing::standing;
use std::collections::HashSet;
use std::collections::hash_map::Entry;

/// Where something stood at each time, oldest first.
pub(super) type Homes = Vec<(Time, FrameworkId)>;

impl Reader {
    /// When codes and codings of a framework came into it that stood in another before.
    pub fn came_in(&self, corpus: &Corpus, framework: FrameworkId) -> Result<CameIn> {
        let mut homes: IdMap<CodeId, Homes> = IdMap::default();
        let mut codes = IdMap::default();
        for code in corpus.codes().iter().filter(|code| code.framework == framework) {
            let of = self.homes(code.id)?;
            if let Some(at) = entered(&of, framework) {
                codes.insert(code.id, at);
            }
            homes.insert(code.id, of);
        }
        let mut codings = IdMap::default();
        for id in self.out_of_another(corpus, framework, &mut homes)? {
            codings.insert(id, entered(&self.homes_of_coding(id, &mut homes)?, framework));
        }
        Ok(CameIn { codes, codings })
    }

    /// The frameworks in which a code stood, each since when.
    pub(super) fn homes(&self, code: CodeId) -> Result<Homes> {
        let states = standing(self.store(), "code", code.bytes())?;
        Ok(states.iter().filter_map(|state| Some((state.at, FrameworkId::parse(state.word("framework"))?))).collect())
    }

    /// Codings of a framework that had a code once which stood in another one.
    fn out_of_another(&self, corpus: &Corpus, framework: FrameworkId, homes: &mut IdMap<CodeId, Homes>) -> Result<HashSet<CodingId>> {
        let mut list = HashSet::new();
        for (id, code) in self.store().words_before("coding", "code", [OpKind::Recode, OpKind::MergeCodes].map(OpKind::name))? {
            let (id, Some(code)) = (CodingId::from_bytes(id), CodeId::parse(&code)) else { continue };
            let here = corpus.coding(id).and_then(|coding| corpus.code(coding.code)).is_some_and(|code| code.framework == framework);
            if here && self.known(code, homes)?.iter().any(|(_, home)| *home != framework) {
                list.insert(id);
            }
        }
        Ok(list)
    }

    /// The frameworks in which a coding stood with the codes that it had.
    fn homes_of_coding(&self, id: CodingId, homes: &mut IdMap<CodeId, Homes>) -> Result<Homes> {
        let states = standing(self.store(), "coding", id.bytes())?;
        let with: Vec<(Time, CodeId)> = states.iter().filter_map(|state| Some((state.at, CodeId::parse(state.word("code"))?))).collect();
        let mut list = Homes::new();
        for (n, (since, code)) in with.iter().enumerate() {
            let until = with.get(n + 1).map(|(at, _)| *at);
            let of = self.known(*code, homes)?;
            let first = of.partition_point(|(at, _)| at <= since).saturating_sub(1);
            let then = of[first..].iter().take_while(|(at, _)| at <= since || until.is_none_or(|until| *at < until));
            list.extend(then.map(|(at, home)| ((*at).max(*since), *home)));
        }
        Ok(list)
    }

    fn known<'a>(&self, code: CodeId, homes: &'a mut IdMap<CodeId, Homes>) -> Result<&'a Homes> {
        match homes.entry(code) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(self.homes(code)?)),
        }
    }
}

/// When it came out of another framework into this one last; nothing where it stood in no other.
fn entered(homes: &Homes, framework: FrameworkId) -> Option<Time> {
    let abroad = homes.iter().rposition(|(_, home)| *home != framework)?;
    homes.get(abroad + 1).map(|(at, _)| *at)
}
