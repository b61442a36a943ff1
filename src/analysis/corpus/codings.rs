//! The codings in the corpus: by source, on the text that is shown, and those without words apart.

use super::{Corpus, ReadThrough};
use crate::analysis::{Carried, LostCoding};
use crate::model::{CodeId, Coding, CodingId, CrosswalkId, FrameworkId, Key, SourceId};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Codings in parts that snapshots share, each small enough to be copied within a frame.
#[derive(Clone, Debug, Default)]
pub(super) struct Codings {
    of: HashMap<SourceId, Arc<Vec<Coding>>>,
    lost: Arc<HashMap<SourceId, Vec<LostCoding>>>,
    /// The source of each, in as many parts as the last byte of an id has values, each sorted: half the memory of a table.
    coded: Vec<Arc<Vec<(CodingId, SourceId)>>>,
    count: usize,
}

impl Codings {
    fn source(&self, id: CodingId) -> Option<SourceId> {
        let part = self.coded.get(part(id))?;
        part.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| part[at].1)
    }

    fn note(&mut self, id: CodingId, source: SourceId) {
        self.coded.resize_with(256, Arc::default);
        let part = Arc::make_mut(&mut self.coded[part(id)]);
        match part.binary_search_by_key(&id, |(id, _)| *id) {
            Ok(at) => part[at].1 = source,
            Err(at) => {
                part.insert(at, (id, source));
                self.count += 1;
            }
        }
    }

    /// Notes many, none of which is known.
    fn note_all(&mut self, new: &HashMap<SourceId, Vec<Coding>>) {
        let mut parts: Vec<Vec<(CodingId, SourceId)>> = vec![Vec::new(); 256];
        for (source, coding) in new.iter().flat_map(|(source, list)| list.iter().map(move |coding| (source, coding))) {
            parts[part(coding.id)].push((coding.id, *source));
        }
        self.coded.resize_with(256, Arc::default);
        for (known, more) in self.coded.iter_mut().zip(parts) {
            if !more.is_empty() {
                let known = Arc::make_mut(known);
                let before = known.len();
                known.reserve_exact(more.len());
                known.extend(more);
                known.sort_unstable_by_key(|(id, _)| *id);
                // What is read through a crosswalk stands for its coding several times.
                known.dedup_by_key(|(id, _)| *id);
                self.count += known.len() - before;
            }
        }
    }

    /// Forgets those of sources, in one pass however many they are.
    fn forget_all(&mut self, sources: &HashSet<SourceId>) {
        let mut gone = vec![false; 256];
        for list in sources.iter().filter_map(|source| self.of.remove(source)) {
            list.iter().for_each(|coding| gone[part(coding.id)] = true);
        }
        for (known, _) in self.coded.iter_mut().zip(gone).filter(|(_, gone)| *gone) {
            let known = Arc::make_mut(known);
            let before = known.len();
            known.retain(|(_, source)| !sources.contains(source));
            self.count -= before - known.len();
        }
        if sources.iter().any(|source| self.lost.contains_key(source)) {
            Arc::make_mut(&mut self.lost).retain(|source, _| !sources.contains(source));
        }
    }

    fn forget(&mut self, id: CodingId) -> Option<SourceId> {
        let place = self.coded.get_mut(part(id))?;
        let at = place.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.count -= 1;
        Some(Arc::make_mut(place).remove(at).1)
    }
}

/// The part that an id is in. The last byte of an id is random.
fn part(id: CodingId) -> usize {
    usize::from(id.bytes()[15])
}

impl Corpus {
    /// Puts all codings in.
    pub fn set_codings(&mut self, codings: Vec<Coding>) {
        self.codings = Codings::default();
        self.add_codings(codings);
    }

    /// The same corpus with other codings: what is read through a crosswalk, or gathered by a theme.
    pub fn with_codings(&self, codings: Vec<Coding>) -> Self {
        let mut other = self.clone();
        other.set_codings(codings);
        other
    }

    /// This corpus as a crosswalk to a framework reads it, with readings for codings.
    pub(in crate::analysis) fn read_through(&self, (by, into): (CrosswalkId, FrameworkId), readings: Vec<(SourceId, Vec<Coding>)>) -> Self {
        let read = ReadThrough { by, into, coded: self.clone() };
        Self { read_through: Some(Arc::new(read)), ..self.with_readings(readings) }
    }

    /// The framework as whose codes another one is read, where one is.
    pub fn reads_into(&self) -> Option<FrameworkId> {
        self.read_through.as_ref().map(|read| read.into)
    }

    /// The corpus as it is coded, and the crosswalk that it is read through, where one is.
    pub(in crate::analysis) fn read_out_of(&self) -> Option<(&Self, CrosswalkId)> {
        self.read_through.as_ref().map(|read| (&read.coded, read.by))
    }

    /// The corpus as it is coded, whatever it is read through.
    pub fn as_coded(&self) -> &Self {
        self.read_through.as_ref().map_or(self, |read| &read.coded)
    }

    /// The code that a coding was made with which is read as another here; nothing where it counts as it was coded.
    pub fn coded_as(&self, coding: CodingId, read_as: CodeId) -> Option<CodeId> {
        let read = self.read_through.as_ref()?;
        let made = read.coded.coding(coding)?.code;
        let of = |id| self.code(id).map(|code| code.framework);
        (of(made) != Some(read.into) && of(read_as) == Some(read.into)).then_some(made)
    }

    /// What counts for a theme: what is read where it is of the framework that is read into, else what is coded.
    pub fn for_theme(&self, theme: CodeId) -> &Self {
        let of = self.code(theme).map(|code| code.framework);
        self.read_through.as_ref().filter(|read| Some(read.into) != of).map_or(self, |read| &read.coded)
    }

    /// Whether what a theme gathers with a code counts only as it is read: what is coded in another framework, for a theme of the one that is read into.
    pub fn reads_away(&self, theme: CodeId, code: CodeId) -> bool {
        let of = |id| self.code(id).map(|code| code.framework);
        self.reads_into().is_some_and(|into| of(theme) == Some(into) && of(code) != Some(into))
    }

    /// The same corpus with codings of these sources that stand for those it has, each where its own is.
    pub(in crate::analysis) fn with_readings(&self, of: Vec<(SourceId, Vec<Coding>)>) -> Self {
        let count = of.iter().map(|(_, list)| list.len()).sum();
        let of = of.into_iter().filter(|(_, list)| !list.is_empty()).map(|(source, list)| (source, Arc::new(list))).collect();
        // They keep their ids, so that where each is found is known already.
        let codings = Codings { of, lost: Arc::default(), coded: self.codings.coded.clone(), count };
        Self { codings, ..self.clone() }
    }

    /// Puts the codings of sources in anew, as after their texts were corrected.
    pub fn set_codings_of(&mut self, sources: &[SourceId], codings: Vec<Coding>) {
        self.codings.forget_all(&sources.iter().copied().collect());
        self.add_codings(codings);
    }

    fn add_codings(&mut self, codings: Vec<Coding>) {
        let mut new: HashMap<SourceId, Vec<Coding>> = HashMap::new();
        for coding in codings {
            if let Some(coding) = self.carried(coding) {
                new.entry(coding.source).or_default().push(coding);
            }
        }
        self.codings.note_all(&new);
        for (source, more) in new {
            let list = Arc::make_mut(self.codings.of.entry(source).or_default());
            list.extend(more);
            list.sort_by_key(|c| (c.span, c.id));
        }
    }

    /// A coding on the text that is shown; one that lost its words, or whose way there is not known any more, is put by.
    fn carried(&mut self, coding: Coding) -> Option<Coding> {
        let carried = match (self.lines.get(&coding.source), self.versions.get(&coding.source)) {
            (Some(line), _) => line.carry(coding),
            (None, Some(shown)) if shown.id != coding.version => Carried::Lost(LostCoding { coding, place: 0 }),
            (None, _) => Carried::Shown(coding),
        };
        match carried {
            Carried::Shown(coding) => Some(coding),
            Carried::Lost(lost) => {
                let list = Arc::make_mut(&mut self.codings.lost).entry(lost.coding.source).or_default();
                let at = list.partition_point(|other| (other.place, other.coding.id) < (lost.place, lost.coding.id));
                list.insert(at, lost);
                None
            }
        }
    }

    /// Puts one coding in, in the place of its old self.
    pub fn put_coding(&mut self, coding: Coding) {
        self.drop_coding(coding.id);
        let Some(coding) = self.carried(coding) else { return };
        self.codings.note(coding.id, coding.source);
        let list = Arc::make_mut(self.codings.of.entry(coding.source).or_default());
        let at = list.partition_point(|c| (c.span, c.id) < (coding.span, coding.id));
        list.insert(at, coding);
    }

    /// Takes one coding out.
    pub fn drop_coding(&mut self, id: CodingId) {
        match self.codings.forget(id) {
            Some(source) => {
                if let Some(list) = self.codings.of.get_mut(&source) {
                    Arc::make_mut(list).retain(|c| c.id != id);
                }
            }
            None if self.lost().any(|lost| lost.coding.id == id) => {
                Arc::make_mut(&mut self.codings.lost).values_mut().for_each(|list| list.retain(|lost| lost.coding.id != id));
            }
            None => {}
        }
    }

    /// The codings of a source, by start.
    pub fn codings_of(&self, source: SourceId) -> &[Coding] {
        self.codings.of.get(&source).map_or(&[], |list| list.as_slice())
    }

    /// All codings, source by source in the order of sources.
    pub fn codings(&self) -> impl Iterator<Item = &Coding> {
        self.sources.iter().flat_map(|s| self.codings_of(s.id))
    }

    /// A coding.
    pub fn coding(&self, id: CodingId) -> Option<&Coding> {
        self.codings_of(self.codings.source(id)?).iter().find(|c| c.id == id)
    }

    /// The codings of a source that lost all their words to a correction, by where they stood.
    pub fn lost_of(&self, source: SourceId) -> &[LostCoding] {
        self.codings.lost.get(&source).map_or(&[], Vec::as_slice)
    }

    fn lost(&self) -> impl Iterator<Item = &LostCoding> {
        self.codings.lost.values().flatten()
    }

    /// All codings of a source, also those without words: what goes when it does.
    pub fn all_codings_of(&self, source: SourceId) -> impl Iterator<Item = &Coding> {
        self.codings_of(source).iter().chain(self.lost_of(source).iter().map(|lost| &lost.coding))
    }

    /// All codings, also those without words: what goes when their code does.
    pub fn all_codings(&self) -> impl Iterator<Item = &Coding> {
        self.sources.iter().flat_map(|source| self.all_codings_of(source.id))
    }

    /// A coding as [`Self::coding`] has it, or as it was made where its words are lost.
    pub fn any_coding(&self, id: CodingId) -> Option<&Coding> {
        self.coding(id).or_else(|| self.lost().map(|lost| &lost.coding).find(|coding| coding.id == id))
    }

    /// How many codings there are.
    pub fn coding_count(&self) -> usize {
        self.codings.count
    }
}
