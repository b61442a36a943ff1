//! What a correction does to what is coded.

use super::{Corpus, Voice};
use crate::model::*;
use crate::text::{Followed, Manuscript, isolated};
use std::collections::BTreeSet;

/// A coded passage whose words a correction changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The coding.
    pub coding: CodingId,
    /// Where it is in the text before.
    pub before: Span,
    /// Where it is in the text after; nothing where all its words are gone.
    pub after: Option<Span>,
}

/// The codings of a source whose words change when its text, as the corpus has it, becomes that of a manuscript; those that lose all first.
pub fn touched(corpus: &Corpus, source: SourceId, manuscript: &Manuscript) -> Vec<Touched> {
    let correction = manuscript.correction();
    let (old, new) = (manuscript.from(), manuscript.text());
    let of = |coding: &crate::model::Coding| {
        if correction.keeps(coding.span).is_some() {
            return None;
        }
        let after = match correction.follow(coding.span) {
            Followed::At(span) if old.words_of(coding.span) == new.words_of(span) => return None,
            Followed::At(span) => Some(span),
            Followed::Lost(_) => None,
        };
        Some(Touched { coding: coding.id, before: coding.span, after })
    };
    let mut list: Vec<Touched> = corpus.codings_of(source).iter().filter_map(of).collect();
    list.sort_by_key(|touched| (touched.after.is_some(), touched.before));
    list
}

/// Whose a passage becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// A person's.
    Of(CaseId),
    /// That of a voice that is joined to nobody.
    Free(String),
    /// An interviewer's, which counts for nobody.
    Asked(String),
    /// Nobody's.
    Nobodys,
}

/// Coded passages that a correction takes from a person, or gives to one, as it changes who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Whose they are no more; nothing where they were nobody's.
    pub from: Option<CaseId>,
    /// Whose they become.
    pub to: Becomes,
    /// How many passages.
    pub passages: usize,
}

impl Handed {
    /// “41 coded passages are W061’s no more: the voice “Witness Morrison” is joined to nobody.”
    pub fn said(&self, corpus: &Corpus) -> String {
        let of = |id: CaseId| isolated(corpus.case(id).map_or("", |case| case.name.as_str())).into_owned();
        let [count, are, become_] = match self.passages {
            1 => ["1 coded passage".to_owned(), "is".into(), "becomes".into()],
            many => [format!("{} coded passages", grouped(many)), "are".into(), "become".into()],
        };
        let Some(from) = self.from.map(of) else {
            return match &self.to {
                Becomes::Of(to) => format!("{count} {become_} {}’s, and had been nobody’s.", of(*to)),
                _ => String::new(),
            };
        };
        let why = match &self.to {
            Becomes::Of(to) => format!(", but {}’s", of(*to)),
            Becomes::Free(voice) => format!(": the voice “{}” is joined to nobody", isolated(voice)),
            Becomes::Asked(voice) => format!(": the voice “{}” is an interviewer’s", isolated(voice)),
            Becomes::Nobodys => String::new(),
        };
        format!("{count} {are} {from}’s no more{why}.")
    }
}

/// How many passages are somebody's no more.
pub fn taken_away(handed: &[Handed]) -> usize {
    handed.iter().filter(|one| one.from.is_some()).map(|one| one.passages).sum()
}

/// The coded passages of a source that are other people's when its text becomes that of a manuscript: by whom they leave, in the order of the text. `new`
/// are the voices that come with it, by name and role; the first has the number after the source's last. What loses all its words is not among them.
pub fn handed(corpus: &Corpus, source: SourceId, manuscript: &Manuscript, new: &[(&str, SpeakerRole)]) -> Vec<Handed> {
    let persons = corpus.person_kinds();
    let (old, now) = (&manuscript.from().structure, &manuscript.text().structure);
    let (before, after) = (Voice::of(corpus, &persons, source, old), Voice::of(corpus, &persons, source, now));
    let (correction, next) = (manuscript.correction(), corpus.speakers(source).iter().map(|voice| voice.number + 1).max().unwrap_or(0));
    // What speaks in a passage and is no person: its label, and what it is.
    let free = |span: Span| {
        let numbers = now.heard_in(span).into_iter().map(|turn| now.turns[turn].speaker);
        let voice = |number: u32| match corpus.speaker(source, number) {
            Some(voice) => voice.case_id.is_none_or(|_| voice.role == SpeakerRole::Interviewer).then_some((voice.name.as_str(), voice.role)),
            None => new.get(number.checked_sub(next)? as usize).copied(),
        };
        let voices: Vec<(&str, SpeakerRole)> = numbers.filter_map(voice).collect();
        let asks = |role: SpeakerRole| role == SpeakerRole::Interviewer;
        match voices.iter().find(|(_, role)| !asks(*role)).or_else(|| voices.first()) {
            Some((label, role)) if asks(*role) => Becomes::Asked((*label).to_owned()),
            Some((label, _)) => Becomes::Free((*label).to_owned()),
            None => Becomes::Nobodys,
        }
    };
    let spans: BTreeSet<Span> = corpus.codings_of(source).iter().map(|coding| coding.span).filter(|span| !span.is_empty()).collect();
    let (mut was, mut is, mut list) = (Vec::new(), Vec::new(), Vec::<Handed>::new());
    for span in spans {
        let Followed::At(to) = correction.follow(span) else { continue };
        before.people(span, 0, &mut was);
        after.people(to, 0, &mut is);
        let gained = is.iter().find(|person| !was.contains(person)).map(|person| Becomes::Of(*person));
        let lost: Vec<Option<CaseId>> = was.iter().filter(|person| !is.contains(person)).map(|person| Some(*person)).collect();
        let from = if lost.is_empty() && was.is_empty() && gained.is_some() { vec![None] } else { lost };
        for from in from {
            let to = gained.clone().unwrap_or_else(|| free(to));
            match list.iter_mut().find(|known| (known.from, &known.to) == (from, &to)) {
                Some(known) => known.passages += 1,
                None => list.push(Handed { from, to, passages: 1 }),
            }
        }
    }
    list
}
