//! Who asks, settled over many files: who asks in most of the files they are in, or in half of many, asks in all of them.

use super::layout::labels::generic;
use super::plan::PlannedSpeaker;
use super::voices::key;
use crate::model::SpeakerRole;
use std::collections::HashMap;

/// Who is in so many files beside others is nobody whom one interview is about: to ask in half of them is enough.
const MANY: u32 = 4;

/// In how many files a voice is, and in how many of them it asks.
#[derive(Default)]
struct Heard {
    files: u32,
    asks: u32,
}

/// A voice that has differing roles in files that come in together.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Mixed {
    /// What it is called.
    pub name: String,
    /// In how many files it asks.
    pub asks: usize,
    /// In how many it is heard.
    pub heard: usize,
}

/// The voices of the same name that ask in some of the files and are heard in others, those of most files first.
pub fn mixed_roles(files: &[Vec<(String, SpeakerRole)>]) -> Vec<Mixed> {
    let mut known: Vec<(String, Mixed)> = Vec::new();
    for (name, role) in files.iter().flatten().filter(|(name, _)| !generic(name)) {
        let key = key(name);
        let at = known.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
            known.push((key, Mixed { name: name.clone(), asks: 0, heard: 0 }));
            known.len() - 1
        });
        match role {
            SpeakerRole::Interviewer => known[at].1.asks += 1,
            SpeakerRole::Participant => known[at].1.heard += 1,
            SpeakerRole::None => {}
        }
    }
    let mut mixed: Vec<Mixed> = known.into_iter().map(|(_, one)| one).filter(|one| one.asks > 0 && one.heard > 0).collect();
    mixed.sort_by_key(|one| std::cmp::Reverse(one.asks + one.heard));
    mixed
}

/// Settles the guessed roles of the voices of files that come in together, each file's in a slice of its own.
///
/// A role that a label, a file's name or the user tells stays as it is, and no file is left with nobody who is heard. Settled once more, with
/// other files beside, the same guesses are where it begins.
pub fn settle_roles(files: &mut [&mut [PlannedSpeaker]]) {
    for speaker in files.iter_mut().flat_map(|file| file.iter_mut()) {
        speaker.role = speaker.guess.unwrap_or(speaker.role);
    }
    let mut heard: HashMap<String, Heard> = HashMap::new();
    for file in files.iter() {
        // Spellings that the user parted in one file are still one voice of that file.
        let mut here: HashMap<String, bool> = HashMap::new();
        for speaker in file.iter().filter(|speaker| !generic(&speaker.name)) {
            *here.entry(key(&speaker.name)).or_default() |= speaker.role == SpeakerRole::Interviewer;
        }
        for (name, asks) in here {
            let heard = heard.entry(name).or_default();
            (heard.files, heard.asks) = (heard.files + 1, heard.asks + u32::from(asks));
        }
    }
    heard.retain(|_, heard| heard.files > 1 && (heard.asks * 2 > heard.files || heard.files >= MANY && heard.asks * 2 == heard.files));
    for file in files {
        settle(file, &heard);
    }
}

fn settle(file: &mut [PlannedSpeaker], asking: &HashMap<String, Heard>) {
    let asks = |speaker: &PlannedSpeaker| {
        speaker.guess == Some(SpeakerRole::Participant) && !generic(&speaker.name) && asking.contains_key(&key(&speaker.name))
    };
    if file.iter().any(|speaker| speaker.role == SpeakerRole::Participant && speaker.turns > 0 && !asks(speaker)) {
        file.iter_mut().filter(|speaker| asks(speaker)).for_each(|speaker| speaker.role = SpeakerRole::Interviewer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKS: SpeakerRole = SpeakerRole::Interviewer;
    const SAYS: SpeakerRole = SpeakerRole::Participant;

    fn guessed(name: &str, role: SpeakerRole) -> PlannedSpeaker {
        PlannedSpeaker { name: name.into(), role, also: Vec::new(), turns: 4, guess: Some(role) }
    }

    fn told(name: &str, role: SpeakerRole) -> PlannedSpeaker {
        PlannedSpeaker { guess: None, ..guessed(name, role) }
    }

    fn settled(mut files: Vec<Vec<PlannedSpeaker>>) -> Vec<Vec<SpeakerRole>> {
        settle_roles(&mut files.iter_mut().map(Vec::as_mut_slice).collect::<Vec<_>>());
        files.iter().map(|file| file.iter().map(|speaker| speaker.role).collect()).collect()
    }

    #[test]
    fn who_asks_in_most_files_asks_in_all() {
        let file = |role| vec![guessed("Lady Hill", role), guessed("Mr Ray", SAYS)];
        assert_eq!(settled(vec![file(ASKS), file(SAYS), file(ASKS)]), [[ASKS, SAYS]; 3]);
        assert_eq!(settled(vec![file(ASKS), file(SAYS)])[1], [SAYS, SAYS], "one of two is not most");
        let spelt = vec![guessed("LADY HILL", SAYS), guessed("Mr Cole", SAYS)];
        assert_eq!(settled(vec![file(ASKS), file(ASKS), spelt])[2], [ASKS, SAYS]);
    }

    #[test]
    fn half_of_many_files_is_enough_and_a_mixture_that_is_left_is_told() {
        let file = |role| vec![guessed("Lady Hill", role), guessed("Mr Ray", SAYS)];
        assert_eq!(settled(vec![file(ASKS), file(SAYS), file(ASKS), file(SAYS)]), [[ASKS, SAYS]; 4]);
        let heard = |role| vec![("Lady Hill".to_owned(), role), ("Speaker 1".to_owned(), SAYS)];
        let mixed = mixed_roles(&[heard(ASKS), heard(SAYS), heard(SAYS)]);
        assert_eq!(mixed, [Mixed { name: "Lady Hill".into(), asks: 1, heard: 2 }]);
        assert_eq!(mixed_roles(&[heard(SAYS), heard(SAYS)]), []);
    }

    #[test]
    fn what_is_told_and_who_is_only_numbered_stays() {
        let file = |role| vec![guessed("Lady Hill", role), guessed("Mr Ray", SAYS)];
        let kept = vec![told("Lady Hill", SAYS), guessed("Mr Ray", SAYS)];
        assert_eq!(settled(vec![file(ASKS), file(ASKS), kept])[2], [SAYS, SAYS]);
        let numbered = |one, two| vec![guessed("Speaker 1", one), guessed("Speaker 2", two)];
        assert_eq!(settled(vec![numbered(ASKS, SAYS), numbered(ASKS, SAYS), numbered(SAYS, ASKS)])[2], [SAYS, ASKS]);
        let alone = vec![guessed("Lady Hill", SAYS), told("Counsel", ASKS)];
        assert_eq!(settled(vec![file(ASKS), file(ASKS), alone])[2], [SAYS, ASKS], "somebody is heard in every file");
    }

    #[test]
    fn with_other_files_beside_it_begins_with_the_guesses_again() {
        let mut one = vec![guessed("Lady Hill", SAYS), guessed("Mr Ray", SAYS)];
        let mut other = vec![guessed("Lady Hill", ASKS), guessed("Mr Ray", SAYS)];
        let mut third = other.clone();
        settle_roles(&mut [&mut one, &mut other, &mut third]);
        assert_eq!(one[0].role, ASKS);
        settle_roles(&mut [&mut one, &mut other]);
        assert_eq!(one[0].role, SAYS);
    }
}
