//! What people, voices and sources are called outside the project.

use super::ids::IdMap;
use super::{Corpus, How, PseudonymKey, RealNames, looks_like_a_name};
use crate::model::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What stands for people in copies and exports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Naming {
    /// A case's pseudonym, or its key where it has none; nothing that holds a person's name, see [`Names`].
    #[default]
    Pseudonyms,
    /// A case's key, such as `P07`, and labels as the project has them.
    Keys,
    /// A case's name in full, or its key where it has none: for inside the team alone.
    FullNames,
}

impl Naming {
    /// What a group is called: with pseudonyms what is shown of it in exports, else as the project has it.
    pub fn of_group<'a>(self, label: &'a str, shown: &'a str) -> &'a str {
        if self == Self::Pseudonyms { shown } else { label }
    }

    /// The name of a case.
    fn case(self, case: &Case) -> &str {
        let name = match self {
            Self::Pseudonyms => &case.pseudonym,
            Self::Keys => &case.name,
            Self::FullNames => &case.full_name,
        };
        if name.is_empty() { &case.name } else { name }
    }
}

/// The names that an export gives, the same all through it.
///
/// With pseudonyms, names of the list are replaced in labels and titles. What still calls somebody by a name gets a neutral label: a person without a pseudonym whose key looks like a name,
/// and a participant who is joined to nobody, are “Participant 1”; a source whose name holds a person's is “Interview 12”. Numbers go by the
/// order of the project, so that they are the same in every export of it.
#[derive(Clone, Debug, Default)]
pub struct Names {
    naming: Naming,
    cases: IdMap<CaseId, String>,
    speakers: HashMap<(SourceId, u32), String>,
    sources: IdMap<SourceId, String>,
    /// The list, where its pseudonyms are asked for.
    key: Arc<PseudonymKey>,
}

/// Neutral labels, numbered, none of which is taken.
struct Neutral {
    taken: HashSet<String>,
    next: HashMap<String, u32>,
}

impl Neutral {
    /// Takes a label, unless it is taken.
    fn take(&mut self, label: &str) -> bool {
        self.taken.insert(label.to_lowercase())
    }

    fn new(corpus: &Corpus) -> Self {
        let cases = corpus.cases().iter().flat_map(|case| [&case.name, &case.pseudonym]);
        let taken = cases.chain(corpus.sources().iter().map(|source| &source.name)).map(|name| name.to_lowercase()).collect();
        Self { taken, next: HashMap::new() }
    }

    fn give(&mut self, word: &str) -> String {
        loop {
            let number = self.next.entry(word.to_owned()).or_default();
            *number += 1;
            let label = format!("{word} {number}");
            if !self.taken.contains(&label.to_lowercase()) {
                return label;
            }
        }
    }
}

impl Names {
    /// The names of a corpus.
    pub fn new(corpus: &Corpus, naming: Naming) -> Self {
        let mut names = Self { naming, ..Self::default() };
        if naming == Naming::Pseudonyms {
            let (real, key, mut neutral) = (RealNames::new(corpus), corpus.pseudonym_key().clone(), Neutral::new(corpus));
            names.hide_people(corpus, &key, &mut neutral);
            names.hide_speakers(corpus, &real, &key, &mut neutral);
            names.hide_sources(corpus, &real, &key, &mut neutral);
            names.key = key;
        }
        names
    }

    /// Names where nothing but cases, and those by keys or in full, is asked for.
    pub(super) fn plain(naming: Naming) -> Self {
        Self { naming, ..Self::default() }
    }

    fn hide_people(&mut self, corpus: &Corpus, key: &PseudonymKey, neutral: &mut Neutral) {
        let persons = corpus.person_kinds();
        for case in corpus.cases().iter().filter(|case| case.pseudonym.is_empty()) {
            self.cases.extend(key.replaced(&case.name, How::Label).map(|name| (case.id, name)));
        }
        for case in corpus.cases().iter().filter(|case| persons.contains(&case.kind)) {
            if case.pseudonym.is_empty()
                && !self.cases.contains_key(&case.id)
                && (looks_like_a_name(&case.name) || case.name.to_lowercase() == case.full_name.to_lowercase())
            {
                self.cases.insert(case.id, neutral.give("Participant"));
            }
        }
    }

    fn hide_speakers(&mut self, corpus: &Corpus, real: &RealNames, key: &PseudonymKey, neutral: &mut Neutral) {
        let persons = corpus.person_kinds();
        for source in corpus.sources() {
            let voices: Vec<&Speaker> = corpus.speakers(source.id).iter().filter(|speaker| speaker.same_as.is_none()).collect();
            let participants = voices.iter().filter(|speaker| speaker.role == SpeakerRole::Participant).count();
            // One voice in a source of one person is that person.
            let only = match corpus.people_of(source.id, &persons).as_slice() {
                [person] if participants == 1 => Some(self.case(corpus, *person).to_owned()),
                _ => None,
            };
            for speaker in voices.into_iter().filter(|speaker| speaker.case_id.is_none()) {
                let own = || key.is_pseudonym(&speaker.name).then(|| speaker.name.clone());
                let listed = key.replaced(&speaker.name, How::Label).or_else(own).filter(|label| !real.in_label(label, &[]));
                let label = match speaker.role {
                    _ if listed.is_some() => listed.unwrap_or_default(),
                    SpeakerRole::Interviewer => "Interviewer".to_owned(),
                    SpeakerRole::Participant => only.clone().unwrap_or_else(|| neutral.give("Participant")),
                    SpeakerRole::None if real.in_label(&speaker.name, &[]) => String::new(),
                    SpeakerRole::None => continue,
                };
                self.speakers.insert((source.id, speaker.number), label);
            }
        }
    }

    fn hide_sources(&mut self, corpus: &Corpus, real: &RealNames, key: &PseudonymKey, neutral: &mut Neutral) {
        for source in corpus.sources() {
            let listed = key.replaced(&source.name, How::Label).filter(|title| !real.in_label(title, &[]));
            if let Some(title) = listed.filter(|title| neutral.take(title)) {
                self.sources.insert(source.id, title);
            } else if real.in_label(&source.name, &[]) || holds_a_voice(corpus, key, source) {
                let kind = source.kind.name();
                let word: String = kind.chars().take(1).flat_map(char::to_uppercase).chain(kind.chars().skip(1)).collect();
                self.sources.insert(source.id, neutral.give(&word));
            }
        }
    }

    /// What stands for people.
    pub fn naming(&self) -> Naming {
        self.naming
    }

    /// The name of a case; of one that is gone, nothing.
    pub fn case<'a>(&'a self, corpus: &'a Corpus, id: CaseId) -> &'a str {
        self.cases.get(&id).map_or_else(|| corpus.case(id).map_or("", |case| self.naming.case(case)), String::as_str)
    }

    /// The name of a voice: its person's, “Interviewer”, “Participant 1”, or the label it has in the transcript.
    pub fn speaker<'a>(&'a self, corpus: &'a Corpus, source: SourceId, number: u32) -> &'a str {
        let Some(speaker) = corpus.speaker(source, number) else { return "" };
        match (speaker.case_id, self.speakers.get(&(source, speaker.number))) {
            (Some(case), _) => self.case(corpus, case),
            (None, Some(neutral)) => neutral,
            (None, None) => &speaker.name,
        }
    }

    /// The name of a source.
    pub fn source<'a>(&'a self, corpus: &'a Corpus, id: SourceId) -> &'a str {
        self.sources.get(&id).map_or_else(|| corpus.source(id).map_or("", |source| source.name.as_str()), String::as_str)
    }

    /// A value of an attribute, with what stands for the names in it.
    pub fn value(&self, value: &str) -> String {
        self.key.replaced(value, How::Label).unwrap_or_else(|| value.to_owned())
    }

    /// Whether a neutral label stands for the name of a source.
    pub fn hides(&self, source: SourceId) -> bool {
        self.sources.contains_key(&source)
    }
}

/// Whether the name of a source holds the label of one of its participants, and that label looks like a name.
fn holds_a_voice(corpus: &Corpus, key: &PseudonymKey, source: &Source) -> bool {
    let name = source.name.to_lowercase();
    let cased = |c: char| c.is_lowercase() || c.is_uppercase();
    let told = |speaker: &Speaker| {
        let label = speaker.name.trim().to_lowercase();
        let at_words = |at: usize| {
            let before = name[..at].chars().next_back().is_none_or(|c| !cased(c));
            before && name[at + label.len()..].chars().next().is_none_or(|c| !cased(c))
        };
        let named = looks_like_a_name(&speaker.name) && !key.is_pseudonym(&speaker.name);
        speaker.role == SpeakerRole::Participant && named && name.match_indices(label.as_str()).any(|(at, _)| at_words(at))
    };
    corpus.speakers(source.id).iter().any(told)
}
