//! Whose passage it is: the people joined to the speakers of the turns it has words of, interviewers excepted; in a source without such
//! speakers its own people.

use super::ids::IdMap;
use super::{Corpus, Texts};
use crate::Result;
use crate::model::*;
use crate::text::{SourceText, Structure, Turn};
use std::collections::{BTreeMap, HashSet};

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

    /// Whether interviewers alone speak in a passage.
    pub fn is_asked(&self, source: SourceId, text: &SourceText, span: Span) -> bool {
        let turns = &text.structure.turns[text.structure.turns_in(span)];
        let number = |turn: &Turn| self.speaker(source, turn.speaker).map_or(turn.speaker, |speaker| speaker.number);
        self.only_asked(source, &turns.iter().map(number).collect::<Vec<_>>())
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

/// What is said of passages that become key quotes, or are gathered into a theme, where interviewers alone speak in some of them; nothing where they do in
/// none.
pub fn asked_said(corpus: &Corpus, texts: &dyn Texts, passages: &[(SourceId, Span)], quotes: bool) -> Result<Option<String>> {
    let mut of: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
    passages.iter().for_each(|(source, span)| of.entry(*source).or_default().push(*span));
    let mut asked = 0;
    for (source, spans) in of {
        let text = texts.text(source)?;
        asked += spans.into_iter().filter(|span| corpus.is_asked(source, &text, *span)).count();
    }
    let (one, many) = if quotes { ("key quote", "key quotes") } else { ("passage", "passages") };
    Ok(match asked {
        0 => None,
        1 if passages.len() == 1 => {
            Some(format!("This {one} is what an interviewer asks: it counts as nobody’s words, and no rule takes it for a report"))
        }
        1 => Some(format!("1 of these {many} is what an interviewer asks: it counts as nobody’s words, and no rule takes it for a report")),
        some => Some(format!(
            "{} of these {many} are what interviewers ask: they count as nobody’s words, and no rule takes them for a report",
            grouped(some)
        )),
    })
}

/// Whose the passages of one source are.
#[derive(Clone, Debug)]
pub enum Voice {
    /// Every passage is theirs.
    Whole(Vec<CaseId>),
    /// Each turn is one person's or, as a question is, nobody's.
    Turns(Vec<Said>),
}

/// A turn by who says it.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    turn: Span,
    /// Where its words begin: its label is nobody's.
    from: u32,
    person: Option<CaseId>,
}

impl Said {
    /// Whether a passage that touches the turn has any of its words.
    fn is_heard_in(&self, span: Span) -> bool {
        self.from < self.turn.end.min(span.end)
    }
}

impl Voice {
    /// Whose the passages of a source with this structure are.
    pub fn of(corpus: &Corpus, persons: &HashSet<CaseKindId>, source: SourceId, structure: &Structure) -> Self {
        if !corpus.has_joined_voices(source) {
            return Self::Whole(corpus.people_of(source, persons));
        }
        let count = structure.turns.iter().map(|turn| turn.speaker as usize + 1).max().unwrap_or(0);
        let who: Vec<Option<CaseId>> =
            (0..count as u32).map(|n| corpus.person_speaking(source, n).filter(|id| is_person(corpus, *id, persons))).collect();
        Self::by_turns(structure, &who)
    }

    /// The same where these people have the numbers of the turns.
    fn by_turns(structure: &Structure, who: &[Option<CaseId>]) -> Self {
        let said = |turn: &Turn| Said { turn: turn.span, from: structure.said_from(turn), person: who[turn.speaker as usize] };
        Self::Turns(structure.turns.iter().map(said).collect())
    }

    /// Puts the people of a passage into `found`, each once: those who say words in it, as [`Structure::heard_in`] has it. `from` is a turn at or before the
    /// passage's first: 0, or what the last call returned when passages come sorted by start.
    pub fn people(&self, span: Span, from: usize, found: &mut Vec<CaseId>) -> usize {
        found.clear();
        let turns = match self {
            Self::Whole(people) => {
                found.extend_from_slice(people);
                return 0;
            }
            Self::Turns(turns) => turns,
        };
        let ahead = turns[from..].iter().take(8).position(|said| said.turn.end > span.start);
        let first = ahead.map_or_else(|| turns.partition_point(|said| said.turn.end <= span.start), |n| from + n);
        let touched = || turns[first..].iter().take_while(|said| said.turn.start < span.end);
        let silent = !touched().any(|said| said.is_heard_in(span));
        for person in touched().filter(|said| silent || said.is_heard_in(span)).filter_map(|said| said.person) {
            if !found.contains(&person) {
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
            let structure = if corpus.has_joined_voices(source.id) { texts.structure(source.id)? } else { Structure::default() };
            sources.insert(source.id, Voice::of(corpus, &persons, source.id, &structure));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Mark, MarkKind};
    use proptest::prelude::*;

    /// A conversation: before each turn a line end and perhaps a heading of some letters, its label and its time of so many, its words, perhaps a time at the end, and who says it.
    type Line = (u32, u32, u32, u32, u32, u32);

    fn structure(lines: &[Line]) -> (Structure, u32) {
        let (mut made, mut at) = (Structure::default(), 0);
        for (before, label, time, words, after, speaker) in lines.iter().copied() {
            let start = at + before;
            let mut mark = |from: u32, long: u32, kind| {
                made.marks.extend((long > 0).then_some(Mark { span: Span::new(from, from + long), kind }));
                from + long
            };
            let behind = mark(start, label, MarkKind::Label);
            let said = mark(behind, time, MarkKind::Time) + words;
            at = mark(said, if words > 0 { after } else { 0 }, MarkKind::Time);
            made.turns.extend((at > start).then_some(Turn { span: Span::new(start, at), speaker, from: None, to: None }));
        }
        (made, at)
    }

    /// Whose each letter is: the turn that it is of, and whether it is no more than what that begins with.
    fn letters(lines: &[Line]) -> Vec<Option<(usize, bool)>> {
        let (mut letters, mut turn) = (Vec::new(), 0);
        for (before, label, time, words, after, _) in lines.iter().copied() {
            let rest = words + if words > 0 { after } else { 0 };
            letters.extend((0..before).map(|_| None));
            letters.extend((0..label + time).map(|_| Some((turn, true))));
            letters.extend((0..rest).map(|_| Some((turn, false))));
            turn += usize::from(label + time + rest > 0);
        }
        letters
    }

    proptest! {
        #[test]
        fn a_passage_is_of_those_whose_words_are_in_it_letter_by_letter(
            lines in proptest::collection::vec((0u32..3, 0u32..4, 0u32..2, 0u32..5, 0u32..2, 0u32..3), 1..9),
            spans in proptest::collection::vec((0u32..60, 1u32..30), 1..12),
        ) {
            let (structure, end) = structure(&lines);
            let letters = letters(&lines);
            prop_assert_eq!(letters.len() as u32, end);
            let who: Vec<Option<CaseId>> = [None, Some(CaseId::new()), Some(CaseId::new())].into();
            let voice = Voice::by_turns(&structure, &who);
            let mut spans: Vec<Span> = spans.iter().map(|(from, long)| Span::new((*from).min(end), (from + long).min(end))).filter(|span| !span.is_empty()).collect();
            spans.sort();
            let (mut from, mut found) = (0, Vec::new());
            for span in spans {
                let touched = || letters[span.start as usize..span.end as usize].iter().flatten().copied();
                let mut turns: Vec<usize> = touched().filter(|(_, label)| !label).map(|(turn, _)| turn).collect();
                if turns.is_empty() {
                    turns = touched().map(|(turn, _)| turn).collect();
                }
                turns.dedup();
                prop_assert_eq!(structure.heard_in(span), turns.clone(), "{:?}", span);
                let mut people: Vec<CaseId> = Vec::new();
                for person in turns.iter().filter_map(|turn| who[structure.turns[*turn].speaker as usize]) {
                    if !people.contains(&person) {
                        people.push(person);
                    }
                }
                from = voice.people(span, from, &mut found);
                prop_assert_eq!(&found, &people, "{:?}", span);
                voice.people(span, 0, &mut found);
                prop_assert_eq!(&found, &people, "{:?} from the first turn", span);
            }
        }
    }
}
