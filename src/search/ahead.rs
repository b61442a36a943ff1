//! A search run with an index: it says which sources are read, and for most no more than a page of hits has to be.

use super::ask::Asked;
use super::fields::fits;
use super::find::Whole;
use super::finder::Finder;
use super::going::{Asking, Going};
use super::index::{Look, Looking, Place, State, memo_key, source_key};
use crate::Result;
use crate::jobs::Progress;
use crate::model::{Memo, Source, SourceId};

/// How many sources are read at once while the first hits are sought, at first and at most, and how many while the rest is counted.
const FEW: usize = 4;
const MORE: usize = 32;
const MANY: usize = 128;

/// A source with what the index says of it, and the language of its text where it says so.
struct Lead {
    source: SourceId,
    look: Look,
    language: Option<String>,
}

/// Sources that wait to be read, or counted, in order.
#[derive(Default)]
struct Waiting {
    list: Vec<Lead>,
    /// Hits that are sure to be in them.
    sure: usize,
    /// Of those the ones that must be read.
    unread: usize,
    at_once: usize,
}

impl Finder<'_> {
    /// Searches sources.
    pub(super) fn said(&self, state: &State, asking: &mut Asking, progress: &Progress, going: &mut Going) -> Result<()> {
        let places: Vec<(&Source, Option<(&Place, String)>)> =
            self.corpus.sources().iter().map(|source| (source, self.place(state, source))).collect();
        let languages = places.iter().filter_map(|(_, place)| place.as_ref()).map(|(_, language)| language.as_str());
        let node = asking.node;
        let mut looking = Looking::new(state, node, asking.lexicon, languages);
        let mut waiting = Waiting { at_once: FEW, ..Waiting::default() };
        for (source, place) in &places {
            progress.check()?;
            progress.advance(1);
            let look = match place {
                Some((place, language)) => looking.look(place, language, &|asked| self.asked(source, language, asked), progress)?,
                None => Look::Unknown,
            };
            let language = place.as_ref().map(|(_, language)| language.clone());
            if waiting.takes(Lead { source: source.id, look, language }, going) {
                self.read(&mut waiting, asking, progress, going)?;
            }
        }
        self.read(&mut waiting, asking, progress, going)
    }

    /// Where a source lies in the index, and its language; nothing where it has to be read.
    fn place<'s>(&self, state: &'s State, source: &Source) -> Option<(&'s Place, String)> {
        let place = state.place(source_key(self.corpus, source)?)?;
        let detected = place.language()?;
        Some((place, if source.language.is_empty() { detected } else { source.language.clone() }))
    }

    /// What is so of every entry of a source, or of none.
    fn asked(&self, source: &Source, language: &str, asked: &Asked) -> Option<bool> {
        match asked {
            Asked::Source(sources) => Some(sources.contains(&source.id)),
            Asked::Kind(kind) => Some(source.kind == *kind),
            Asked::Language(wanted) => Some(super::said::is_of(language, wanted)),
            Asked::Memo(_) => Some(false),
            Asked::Always => Some(true),
            Asked::Speaker(name) => {
                let called = |case| self.corpus.case(case).is_some_and(|case| fits(name, &case.name));
                let here = self.corpus.speakers(source.id).iter().any(|voice| fits(name, &voice.name) || voice.case_id.is_some_and(called));
                Some(false).filter(|_| !here)
            }
            Asked::Interviewer | Asked::Group(..) | Asked::Case(_) | Asked::Heading(_) | Asked::Answers(_) | Asked::With(_) => None,
        }
    }

    /// Reads, or counts, what waits.
    fn read(&self, waiting: &mut Waiting, asking: &mut Asking, progress: &Progress, going: &mut Going) -> Result<()> {
        let list = std::mem::take(&mut waiting.list);
        (waiting.sure, waiting.unread, waiting.at_once) = (0, 0, (waiting.at_once * 2).min(MORE));
        let mut rest = list.into_iter().peekable();
        while rest.peek().is_some() {
            let mut ahead = going.ahead();
            let some: Vec<Lead> = std::iter::from_fn(|| rest.next_if(|lead| ahead.reads(&lead.look))).collect();
            if let Some(Lead { source, look: Look::Hits(hits, _), .. }) = rest.next_if(|_| some.is_empty()) {
                going.count(Whole::Source(source), hits)?;
            }
            let order: Vec<SourceId> = some.iter().map(|lead| lead.source).collect();
            let mut leads = some.iter();
            self.texts.visit(&order, &mut |source, text| {
                progress.check()?;
                let lead = leads.next();
                let among = lead.and_then(|lead| if let Look::Hits(_, some) | Look::Among(some) = &lead.look { Some(some.as_slice()) } else { None });
                going.source(asking, source, text, lead.and_then(|lead| lead.language.as_deref()), among)
            })?;
        }
        Ok(())
    }

    /// Searches memos, which are all in memory.
    pub(super) fn noted(&self, state: &State, asking: &mut Asking, progress: &Progress, going: &mut Going) -> Result<()> {
        let place = |memo: &Memo| state.place(memo_key(memo)).and_then(|place| Some((place, place.language()?)));
        let places: Vec<Option<(&Place, String)>> = self.corpus.memos.iter().map(place).collect();
        let node = asking.node;
        let mut looking = Looking::new(state, node, asking.lexicon, places.iter().flatten().map(|(_, language)| language.as_str()));
        for (memo, place) in self.corpus.memos.iter().zip(&places) {
            progress.check()?;
            progress.advance(1);
            let found = match place {
                Some((place, language)) => looking.look(place, language, &|_| None, progress)? != Look::Nothing,
                None => true,
            };
            if found {
                going.memo(asking, memo, place.as_ref().map(|(_, language)| language.clone()))?;
            }
        }
        Ok(())
    }
}

impl Waiting {
    /// Puts one more in line; says whether it is time to read.
    fn takes(&mut self, lead: Lead, going: &Going) -> bool {
        match &lead.look {
            Look::Nothing => return false,
            Look::Hits(hits, _) => self.sure += hits,
            Look::Among(_) | Look::Unknown => self.unread += 1,
        }
        self.list.push(lead);
        match going.open() {
            // The number grows as it is counted.
            0 => self.unread >= MANY || self.unread == 0,
            open => self.sure >= open || self.unread >= self.at_once || self.list.len() >= MANY,
        }
    }
}
