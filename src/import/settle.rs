//! Who asks, settled over many files: who asks in most of the files they are in, asks in all of them.

use super::layout::labels::generic;
use super::plan::PlannedSpeaker;
use super::voices::key;
use crate::model::SpeakerRole;
use std::collections::HashMap;

/// In how many files a voice is, and in how many of them it asks.
#[derive(Default)]
struct Heard {
    files: u32,
    asks: u32,
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
    heard.retain(|_, heard| heard.files > 1 && heard.asks * 2 > heard.files);
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
