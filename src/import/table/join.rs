//! Which voice is which person's: by its name, by the person's key, or because nobody else is heard. What is not sure stays as it is.

use super::TableGround;
use super::person::{Fit, Person};
use super::planned::{PlannedCase, PlannedJoin, TablePlan, UnjoinedVoice};
use super::sources::{TableSource, TableVoice};
use crate::import::voices::{heard_word, key};
use crate::model::SpeakerRole;

/// A person as voices are compared with: the key, and every name that the table gives.
struct Known {
    case: usize,
    key: String,
    names: Vec<Person>,
}

impl Known {
    fn new(case: usize, planned: &PlannedCase) -> Self {
        let names = planned.names.iter().chain([&planned.key]).map(|name| Person::new(name)).collect();
        Self { case, key: key(&planned.key), names }
    }

    fn fit(&self, voice: &TableVoice) -> Fit {
        if key(&voice.name) == self.key {
            return Fit::Whole;
        }
        let label = Person::new(&voice.name);
        self.names.iter().map(|name| name.fit(&label)).max().unwrap_or(Fit::No)
    }

    /// Whether a label is plainly somebody else's, as far as the table names this person.
    fn is_not(&self, voice: &TableVoice) -> bool {
        let names = &self.names[..self.names.len() - 1];
        !names.is_empty() && names.iter().all(|name| name.is_not(&voice.name))
    }
}

impl TablePlan {
    /// Joins the voices of sources to the people that the table gives them.
    pub(super) fn join_voices(&mut self, ground: &TableGround) {
        let mut people: Vec<Vec<usize>> = vec![Vec::new(); ground.sources.len()];
        for (n, case) in self.cases.iter().enumerate() {
            case.sources.iter().for_each(|source| people[*source].push(n));
        }
        for (at, source) in ground.sources.iter().enumerate().filter(|(at, _)| !people[*at].is_empty()) {
            let known: Vec<Known> = people[at].iter().map(|case| Known::new(*case, &self.cases[*case])).collect();
            let joins = joins(source, &known);
            for voice in source.voices.iter().filter(|voice| voice.is_heard() && !voice.joined) {
                match joins.iter().find(|(number, _)| *number == voice.number) {
                    Some((number, case)) => self.joins.push(PlannedJoin { source: at, voice: *number, case: *case }),
                    None => self.unjoined.push(UnjoinedVoice { source: at, voice: voice.name.clone() }),
                }
            }
        }
    }
}

impl TableVoice {
    /// Whether it is somebody whose words are data. Who asks, and what is no person, is joined to nobody.
    fn is_heard(&self) -> bool {
        self.role == SpeakerRole::Participant
    }
}

/// The voices of a source, by number, with the cases that they are.
fn joins(source: &TableSource, people: &[Known]) -> Vec<(u32, usize)> {
    let heard: Vec<&TableVoice> = source.voices.iter().filter(|voice| voice.is_heard()).collect();
    let free: Vec<&TableVoice> = heard.iter().copied().filter(|voice| !voice.joined).collect();
    let mut found = by_name(&free, people);
    if let [person] = people {
        let rest: Vec<&TableVoice> = free.iter().copied().filter(|voice| found.iter().all(|(number, _)| *number != voice.number)).collect();
        let alone = heard.len() == 1 && rest.iter().all(|voice| !person.is_not(voice));
        // “The Witness” beside the voice with the name is the same one, where nobody else is heard.
        let same = rest.len() < heard.len() && rest.iter().all(|voice| heard_word(&voice.name));
        if alone || same {
            found.extend(rest.iter().map(|voice| (voice.number, person.case)));
        }
    }
    found
}

/// The voices whose labels are the name of one of these people and of no other.
fn by_name(voices: &[&TableVoice], people: &[Known]) -> Vec<(u32, usize)> {
    let mut claims: Vec<Vec<(&TableVoice, Fit)>> = vec![Vec::new(); people.len()];
    for voice in voices {
        let fits: Vec<(usize, Fit)> = people.iter().map(|person| person.fit(voice)).enumerate().filter(|(_, fit)| *fit != Fit::No).collect();
        let best = fits.iter().map(|(_, fit)| *fit).max();
        let mut best = fits.into_iter().filter(|(_, fit)| Some(*fit) == best);
        if let (Some((at, fit)), None) = (best.next(), best.next()) {
            claims[at].push((voice, fit));
        }
    }
    let sure = |claims: &Vec<(&TableVoice, Fit)>| -> Vec<u32> {
        let named: Vec<(Person, Fit)> = claims.iter().map(|(voice, fit)| (Person::new(&voice.name), *fit)).collect();
        let whole: Vec<&Person> = named.iter().filter(|(_, fit)| *fit == Fit::Whole).map(|(name, _)| name).collect();
        let one = |name: &Person| match whole.as_slice() {
            [] => named.iter().all(|(other, _)| name.agrees(other)),
            whole => whole.iter().any(|other| name.agrees(other)),
        };
        let sure = claims.iter().zip(&named).filter(|(_, (name, fit))| *fit == Fit::Whole || one(name));
        sure.map(|((voice, _), _)| voice.number).collect()
    };
    let of = |(person, claims): (&Known, &Vec<(&TableVoice, Fit)>)| sure(claims).into_iter().map(|number| (number, person.case)).collect::<Vec<_>>();
    people.iter().zip(&claims).flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(number: usize, name: &str, role: SpeakerRole) -> TableVoice {
        TableVoice { number: number as u32, name: name.into(), role, joined: false }
    }

    /// What is joined in a source of these people, whose voices are those heard and those that ask.
    fn joined(people: &[(&str, &str)], heard: &[&str], asking: &[&str]) -> Vec<(u32, usize)> {
        let voices = heard.iter().map(|name| (name, SpeakerRole::Participant)).chain(asking.iter().map(|name| (name, SpeakerRole::Interviewer)));
        let voices = voices.enumerate().map(|(n, (name, role))| voice(n, name, role)).collect();
        let source = TableSource { name: "a".into(), voices, ..TableSource::default() };
        let case = |key: &str, name: &str| PlannedCase {
            key: key.into(),
            names: (!name.is_empty()).then(|| name.to_owned()).into_iter().collect(),
            ..PlannedCase::default()
        };
        let known: Vec<Known> = people.iter().enumerate().map(|(n, (key, name))| Known::new(n, &case(key, name))).collect();
        joins(&source, &known)
    }

    #[test]
    fn a_voice_is_joined_by_name_by_key_or_because_it_is_alone() {
        let smith = [("W1", "Mr John Smith")];
        assert_eq!(joined(&smith, &["MR SMITH"], &["Counsel"]), [(0, 0)]);
        assert_eq!(joined(&smith, &["Smith, John", "Lady Hall"], &["Counsel"]), [(0, 0)], "the chair is not joined");
        assert_eq!(joined(&smith, &["Mr Smith", "The Witness"], &["Counsel"]), [(0, 0), (1, 0)]);
        assert_eq!(joined(&smith, &["Mr Smith", "Dr Hall", "The Witness"], &[]), [(0, 0)], "two are heard: which one is the witness?");
        assert_eq!(joined(&[("P07", "")], &["P 7", "P8"], &["INT"]), [(0, 0)]);
        assert_eq!(joined(&[("P07", "")], &["Speaker 2"], &["INT"]), [(0, 0)]);
        assert_eq!(joined(&[("P07", "")], &["Speaker 1", "Speaker 2"], &[]), []);
        assert_eq!(joined(&smith, &["Lady Hall"], &["Mr Smith"]), [], "neither the chair nor who is taken to ask");
        assert_eq!(joined(&smith, &["John"], &["INT"]), [(0, 0)]);
    }

    #[test]
    fn what_may_be_two_people_is_joined_to_neither() {
        let two = [("W1", "Mr John Smith"), ("W2", "Mr Paul Smith")];
        assert_eq!(joined(&two, &["Mr Smith", "Mr Paul Smith"], &[]), [(1, 1)]);
        assert_eq!(joined(&[("W1", "John Smith")], &["Mr Smith", "Dr Smith"], &[]), []);
        assert_eq!(joined(&[("W1", "Smith")], &["John Smith", "Jane Smith"], &[]), []);
        assert_eq!(joined(&[("W1", "Mr John Smith")], &["Mr John Smith", "Dr Smith", "Smith"], &[]), [(0, 0), (2, 0)]);
    }
}
