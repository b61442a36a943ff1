//! Whose passage it is: the people joined to the speakers of the turns it touches, interviewers excepted; in a source without such
//! speakers its own people.

use super::ids::IdMap;
use super::{Corpus, Texts};
use crate::Result;
use crate::model::*;
use crate::text::Turn;
use std::collections::HashSet;

impl Corpus {
    /// The kinds whose cases are people: “person” and the kinds below it; in a project without it, the kinds with none below.
    pub fn person_kinds(&self) -> HashSet<CaseKindId> {
        let Some(person) = self.kind_named(CaseKind::PERSON) else {
            return self.kinds().iter().filter(|k| self.kinds().iter().all(|other| other.parent != Some(k.id))).map(|k| k.id).collect();
        };
        let mut found = HashSet::from([person.id]);
        while let Some(kind) = self.kinds().iter().find(|k| !found.contains(&k.id) && k.parent.is_some_and(|above| found.contains(&above))) {
            found.insert(kind.id);
        }
        found
    }

    /// The person that a turn's number stands for: joined, and no interviewer.
    fn person_speaking(&self, source: SourceId, number: u32) -> Option<CaseId> {
        self.speaker(source, number).filter(|speaker| speaker.role == SpeakerRole::Participant).and_then(|speaker| speaker.case_id)
    }

    /// Whether there are such voices in a source, and all of them are interviewers.
    pub fn only_asked(&self, source: SourceId, voices: &[u32]) -> bool {
        let asks = |number: &u32| self.speaker(source, *number).is_some_and(|speaker| speaker.role == SpeakerRole::Interviewer);
        !voices.is_empty() && voices.iter().all(asks)
    }

    /// Whether turns decide whose a passage of this source is.
    pub fn has_joined_voices(&self, source: SourceId) -> bool {
        self.speakers(source).iter().any(|speaker| speaker.role == SpeakerRole::Participant && speaker.case_id.is_some())
    }

    /// The people of a whole source: its own cases and those joined to its speakers, each once, in the order of cases.
    pub fn people_of(&self, source: SourceId, persons: &HashSet<CaseKindId>) -> Vec<CaseId> {
        let joined = self.speakers(source).iter().filter_map(|speaker| self.person_speaking(source, speaker.number));
        let mut people: Vec<CaseId> = self.cases_of(source).iter().copied().chain(joined).filter(|id| is_person(self, *id, persons)).collect();
        people.sort_by_key(|id| self.case(*id).map(|case| (case.ord.as_str(), case.id)));
        people.dedup();
        people
    }
}

/// Whether a case is a person, by the kinds that are.
pub fn is_person(corpus: &Corpus, id: CaseId, persons: &HashSet<CaseKindId>) -> bool {
    corpus.case(id).is_some_and(|case| persons.contains(&case.kind))
}

/// Whose the passages of one source are.
#[derive(Clone, Debug)]
pub enum Voice {
    /// Every passage is theirs.
    Whole(Vec<CaseId>),
    /// Each turn is one person's or, as a question is, nobody's.
    Turns(Vec<(Span, Option<CaseId>)>),
}

impl Voice {
    /// Whose the passages of a source with these turns are.
    pub fn of(corpus: &Corpus, persons: &HashSet<CaseKindId>, source: SourceId, turns: &[Turn]) -> Self {
        if !corpus.has_joined_voices(source) {
            return Self::Whole(corpus.people_of(source, persons));
        }
        let count = turns.iter().map(|turn| turn.speaker as usize + 1).max().unwrap_or(0);
        let who: Vec<Option<CaseId>> =
            (0..count as u32).map(|n| corpus.person_speaking(source, n).filter(|id| is_person(corpus, *id, persons))).collect();
        Self::Turns(turns.iter().map(|turn| (turn.span, who[turn.speaker as usize])).collect())
    }

    /// Puts the people of a passage into `found`, each once. `from` is a turn at or before the passage's first: 0, or what the
    /// last call returned when passages come sorted by start.
    pub fn people(&self, span: Span, from: usize, found: &mut Vec<CaseId>) -> usize {
        found.clear();
        let turns = match self {
            Self::Whole(people) => {
                found.extend_from_slice(people);
                return 0;
            }
            Self::Turns(turns) => turns,
        };
        let ahead = turns[from..].iter().take(8).position(|(turn, _)| turn.end > span.start);
        let first = ahead.map_or_else(|| turns.partition_point(|(turn, _)| turn.end <= span.start), |n| from + n);
        for (_, person) in turns[first..].iter().take_while(|(turn, _)| turn.start < span.end) {
            if let Some(person) = person.filter(|person| !found.contains(person)) {
                found.push(person);
            }
        }
        first
    }
}

/// Whose the passages of every source are. Stands until sources, speakers or cases change.
#[derive(Clone, Debug, Default)]
pub struct Voices {
    sources: IdMap<SourceId, Voice>,
}

impl Voices {
    /// Reads the turns of the sources whose speakers are joined to people; the others need none.
    pub fn read(corpus: &Corpus, texts: &dyn Texts) -> Result<Self> {
        let persons = corpus.person_kinds();
        let mut sources = IdMap::default();
        for source in corpus.sources() {
            let turns = if corpus.has_joined_voices(source.id) { texts.turns(source.id)? } else { Vec::new() };
            sources.insert(source.id, Voice::of(corpus, &persons, source.id, &turns));
        }
        Ok(Self { sources })
    }

    /// The voice of a source.
    pub fn get(&self, source: SourceId) -> Option<&Voice> {
        self.sources.get(&source)
    }

    /// The people of a passage.
    pub fn people(&self, source: SourceId, span: Span) -> Vec<CaseId> {
        let mut found = Vec::new();
        if let Some(voice) = self.get(source) {
            voice.people(span, 0, &mut found);
        }
        found
    }
}
