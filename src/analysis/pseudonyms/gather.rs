//! Every place where names stand, gathered and counted: for the list in the window and for scripts alike.

use super::suggest::{Counts, Origin};
use super::walk::{in_source, rows_of};
use super::{Known, PseudonymKey, Sought, Spot, Standing, Suggestion};
use crate::Result;
use crate::analysis::{Corpus, Texts};
use crate::model::{PseudonymKind, SourceId};
use std::collections::{BTreeMap, HashSet};

/// The names of the list and those that may be names, with the places where each stands.
pub struct NamesFound {
    /// The places of each name of the key, in its order.
    pub listed: Vec<Vec<Standing>>,
    /// What may be a name and is on no list yet, the likeliest first: cases and voices, then people, then what stands most often.
    pub suggested: Vec<Suggested>,
}

/// What may be a name.
pub struct Suggested {
    /// The name.
    pub name: Suggestion,
    /// How often it stands.
    pub often: Often,
    /// Its places, as many as are wanted.
    pub places: Vec<Standing>,
}

impl NamesFound {
    /// Looks through a corpus. Each text is read twice: for what may be names, and then for the places of these and of the list.
    pub fn gather(corpus: &Corpus, texts: &dyn Texts, most: usize) -> Result<Self> {
        let known = corpus.pseudonym_key();
        let sources: Vec<SourceId> = corpus.sources().iter().map(|source| source.id).collect();
        let counts = Counts::of(sources.clone(), texts)?;
        let mut listed: Vec<Vec<Standing>> = known.names.iter().map(|_| Vec::new()).collect();
        let mut suggested = Places::of(counts.suggestions(corpus), known, most);
        // The same key as that of the check: its first names are those of the list.
        let key = known.counted(corpus, &counts);
        let mut list = |standing: Standing| listed.get_mut(standing.name).into_iter().for_each(|list| list.push(standing.clone()));
        rows_of(corpus, &key, Sought::Remaining, &mut list);
        let maybe = suggested.key.clone();
        rows_of(corpus, &maybe, Sought::Whole, &mut |standing| suggested.see(standing));
        texts.visit(&sources, &mut |source, text| {
            in_source(source, text, &key, Sought::Remaining, &mut list);
            in_source(source, text, &maybe, Sought::Whole, &mut |standing| suggested.see(standing));
            Ok(())
        })?;
        Ok(Self { listed, suggested: suggested.settled() })
    }
}

/// Where what may be names stands.
struct Places {
    key: std::rc::Rc<PseudonymKey>,
    list: Vec<Suggested>,
    sources: Vec<HashSet<SourceId>>,
    most: usize,
}

impl Places {
    fn of(list: Vec<Suggestion>, listed: &PseudonymKey, most: usize) -> Self {
        let known = |one: &Suggestion| Known { row: None, case: one.case, kind: one.kind, names: one.names.clone(), stands: String::new() };
        // What stands within a name of the list is that name.
        let kept = listed.names.iter().filter(|known| !known.stands.is_empty()).flat_map(|known| known.names.iter().cloned());
        let mut key = PseudonymKey { names: list.iter().map(known).collect(), kept: kept.collect(), ..PseudonymKey::default() };
        key.seek();
        let sources = vec![HashSet::new(); list.len()];
        let list = list.into_iter().map(|name| Suggested { name, often: Often::default(), places: Vec::new() }).collect();
        Self { key: key.into(), list, sources, most }
    }

    fn see(&mut self, standing: Standing) {
        let one = &mut self.list[standing.name];
        one.often.places += 1;
        self.sources[standing.name].extend(standing.spot.source());
        if one.places.len() < self.most {
            one.places.push(standing);
        }
    }

    fn settled(self) -> Vec<Suggested> {
        let Self { mut list, sources, .. } = self;
        list.iter_mut().zip(sources).for_each(|(one, sources)| one.often.sources = sources.len());
        // What stands nowhere but in longer names is one of those.
        list.retain(|one| one.often.places > 0 || matches!(one.name.origin, Origin::Case | Origin::Speaker));
        let in_text = |one: &Suggested| one.name.origin == Origin::Text;
        list.sort_by(|a, b| {
            let person = |one: &Suggested| one.name.kind != PseudonymKind::Person;
            let often = in_text(a).cmp(&in_text(b)).then(person(a).cmp(&person(b))).then(b.often.places.cmp(&a.often.places));
            often.then_with(|| a.name.names.cmp(&b.name.names))
        });
        list
    }
}

/// How often something stands, and in how many sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Often {
    /// The places.
    pub places: usize,
    /// The sources.
    pub sources: usize,
    /// Places where something else comes in.
    pub replaced: usize,
}

impl Often {
    /// Counts places.
    pub fn of<'a>(list: impl IntoIterator<Item = &'a Standing>) -> Self {
        let (mut often, mut sources) = (Self::default(), HashSet::new());
        for standing in list {
            often.places += 1;
            often.replaced += usize::from(standing.stands != standing.found);
            sources.extend(standing.spot.source());
        }
        Self { sources: sources.len(), ..often }
    }
}

/// How many names stand in each source, case, code; most first.
pub fn by_place<'a>(corpus: &Corpus, list: impl IntoIterator<Item = &'a Standing>) -> Vec<(String, usize)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    list.into_iter().for_each(|standing| *places.entry(standing.spot.called(corpus)).or_default() += 1);
    let mut places: Vec<(String, usize)> = places.into_iter().collect();
    places.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    places
}

impl Spot {
    /// What the place is called: the name of the source, “case P1”, “memos”.
    pub fn called(self, corpus: &Corpus) -> String {
        match self {
            Self::Text(id, _) | Self::Source(id) | Self::Speaker(id) => corpus.source(id).map_or_else(String::new, |source| source.name.clone()),
            Self::Case(id) => corpus.case(id).map_or_else(String::new, |case| format!("case {}", case.name)),
            Self::Code(id) => corpus.code(id).map_or_else(String::new, |code| format!("code {}", code.name)),
            Self::Memo(_) => "memos".into(),
            Self::Elsewhere => "the project".into(),
        }
    }
}
