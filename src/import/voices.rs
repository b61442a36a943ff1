//! The voices of a reading: spellings of one name brought together, and who asks.

use super::draft::Draft;
use super::layout::Reading;
use super::plan::PlannedSpeaker;
use crate::model::SpeakerRole;
use std::collections::{HashMap, HashSet};

/// First words of labels of those who ask, in lower case.
const ASKING: [&str; 36] = [
    "i",
    "int",
    "inter",
    "interv",
    "interviewer",
    "interviewers",
    "iv",
    "ivr",
    "ir",
    "q",
    "question",
    "questioner",
    "moderator",
    "mod",
    "facilitator",
    "fac",
    "researcher",
    "res",
    "host",
    "interviewerin",
    "moderatorin",
    "entrevistador",
    "entrevistadora",
    "entrevistadores",
    "enquêteur",
    "enquêtrice",
    "intervieweur",
    "frage",
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "counsel",
    "judge",
    "coroner",
    "examiner",
];

/// Words anywhere in a label of those who ask at a hearing.
const HEARING: [&str; 6] = ["counsel", "kc", "qc", "inquiry", "coroner", "tribunal"];

/// Labels of those whose words are data, in lower case, digits left out.
const ANSWERING: [&str; 16] = [
    "witness",
    "participant",
    "respondent",
    "interviewee",
    "p",
    "b",
    "a",
    "answer",
    "patient",
    "befragter",
    "befragte",
    "entrevistado",
    "entrevistada",
    "ie",
    "ive",
    "resp",
];

/// Labels that are no people, in lower case.
const NOBODY: [&str; 20] = [
    "break",
    "ad break",
    "commercial break",
    "pause",
    "music",
    "jingle",
    "interval",
    "lunch",
    "applause",
    "laughter",
    "silence",
    "advert",
    "commercial",
    "sponsor",
    "intro",
    "outro",
    "recording",
    "end",
    "sound",
    "noise",
];

/// The voices of a reading, whose turns are renumbered to match.
pub(super) fn speakers(draft: &Draft, reading: &mut Reading, source: &str) -> Vec<PlannedSpeaker> {
    let (mut speakers, places) = merge(reading);
    for turn in &mut reading.turns {
        turn.speaker = places[turn.speaker as usize];
    }
    let asked = questions(draft, reading, speakers.len());
    let mut known = vec![false; speakers.len()];
    for (speaker, known) in speakers.iter_mut().zip(&mut known) {
        if let Some(role) = by_name(&speaker.name).or_else(|| named_in(source, &speaker.name)) {
            (speaker.role, *known) = (role, true);
        }
    }
    like_named(&mut speakers, &mut known);
    by_questions(&mut speakers, &known, &asked);
    at_a_hearing(&mut speakers, &known);
    for (speaker, known) in speakers.iter_mut().zip(known) {
        speaker.guess = (!known).then_some(speaker.role);
    }
    speakers
}

/// One speaker a voice, spellings that differ in case, spaces, stops and leading zeros taken together; and where each voice went.
fn merge(reading: &Reading) -> (Vec<PlannedSpeaker>, Vec<u32>) {
    let mut counts = vec![0u32; reading.voices.len()];
    for turn in &reading.turns {
        counts[turn.speaker as usize] += 1;
    }
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut places = Vec::with_capacity(reading.voices.len());
    for (at, name) in reading.voices.iter().enumerate() {
        let place = *known.entry(key(name)).or_insert_with(|| {
            groups.push(Vec::new());
            (groups.len() - 1) as u32
        });
        groups[place as usize].push(at);
        places.push(place);
    }
    let speaker = |group: &Vec<usize>| {
        let main = group.iter().copied().max_by_key(|at| (counts[*at], std::cmp::Reverse(*at))).unwrap_or(group[0]);
        let mut also: Vec<String> = group.iter().filter(|at| **at != main).map(|at| tidy(&reading.voices[*at])).collect();
        let name = tidy(&reading.voices[main]);
        also.retain(|other| *other != name);
        also.dedup();
        PlannedSpeaker { name, role: SpeakerRole::Participant, also, turns: group.iter().map(|at| counts[*at]).sum(), guess: None }
    };
    (groups.iter().map(speaker).collect(), places)
}

/// A label without brackets around it and double spaces.
fn tidy(name: &str) -> String {
    let bare = [('[', ']'), ('(', ')'), ('<', '>')].iter().find_map(|(open, close)| name.strip_prefix(*open)?.strip_suffix(*close)).unwrap_or(name);
    crate::text::on_one_line(bare)
}

/// Whether two labels are spellings of one name: “Dr. Lee”, “Dr Lee”.
pub fn same_voice(a: &str, b: &str) -> bool {
    key(a) == key(b)
}

/// What spellings of one name have in common. What stands between two figures parts two numbers: “P1.1” is not “P11”; and who was not sure of a
/// voice, “P1?”, does not say that it is that one's.
pub(super) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut parted = false;
    for c in name.chars() {
        let kept = c.is_alphanumeric() || !c.is_ascii() && !c.is_whitespace() || c == '?';
        if !kept {
            parted = true;
            continue;
        }
        if std::mem::take(&mut parted) && c.is_ascii_digit() && key.ends_with(|c: char| c.is_ascii_digit() || c == '\u{1}') {
            key.push('\u{2}');
        }
        let after_digit = key.ends_with(|c: char| c.is_ascii_digit());
        if c.is_ascii_digit() && !after_digit && key.ends_with('\u{1}') {
            key.pop();
        }
        match c {
            // A zero that begins a number is held back until another digit follows.
            '0' if !after_digit => key.push('\u{1}'),
            c => key.extend(c.to_lowercase()),
        }
    }
    if key.is_empty() { name.to_owned() } else { key }
}

/// The role that a label itself tells.
fn by_name(name: &str) -> Option<SpeakerRole> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let first = super::layout::labels::stem(words.iter().find(|word| **word != "the")?);
    let bare = words.len() == 1 || words.iter().skip(1).all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let few = bare || first.chars().count() > 3;
    if NOBODY.contains(&lower.as_str()) {
        return Some(SpeakerRole::None);
    }
    let lead = words.len() == 2 && words[0] == "lead" && words[1].starts_with(|c: char| c.is_ascii_digit());
    if few && ASKING.contains(&first) || lead || words.iter().any(|word| HEARING.contains(word)) {
        return Some(SpeakerRole::Interviewer);
    }
    (few && ANSWERING.contains(&first)).then_some(SpeakerRole::Participant)
}

/// Whether a label is nothing but a word for the one that is heard: “The Witness”, “Participant”.
pub(super) fn heard_word(name: &str) -> bool {
    let lower = name.to_lowercase();
    let word = lower.strip_prefix("the ").unwrap_or(&lower).trim();
    word.chars().count() > 3 && ANSWERING.contains(&word)
}

/// A voice that the file is named after is the one heard.
fn named_in(source: &str, name: &str) -> Option<SpeakerRole> {
    let name = key(name);
    (name.chars().count() >= 6 && key(source).contains(&name)).then_some(SpeakerRole::Participant)
}

/// “Mr Hill” has the role of “Mr Hill KC”.
fn like_named(speakers: &mut [PlannedSpeaker], known: &mut [bool]) {
    // All that a name of those who ask begins with, word by word: a file may name very many.
    let mut asking: HashSet<String> = HashSet::new();
    for speaker in speakers.iter().filter(|speaker| speaker.role == SpeakerRole::Interviewer && speaker.name.contains(' ')) {
        let name = speaker.name.to_lowercase();
        asking.extend(name.match_indices(' ').map(|(at, _)| name[..at].to_owned()));
    }
    for (speaker, known) in speakers.iter_mut().zip(known).filter(|(speaker, known)| !**known && speaker.name.contains(' ')) {
        if asking.contains(&speaker.name.to_lowercase()) {
            (speaker.role, *known) = (SpeakerRole::Interviewer, true);
        }
    }
}

/// How many turns of each voice end in a question.
fn questions(draft: &Draft, reading: &Reading, voices: usize) -> Vec<u32> {
    let mut asked = vec![0; voices];
    for turn in &reading.turns {
        let words = draft.text[turn.bytes.start as usize..turn.bytes.end as usize].trim_end();
        let words = words.trim_end_matches(['"', '”', '’', ')', ']', ' ']);
        asked[turn.speaker as usize] += u32::from(words.ends_with(['?', '？', '؟', ';']) && !words.ends_with(';') || words.ends_with('\u{37E}'));
    }
    asked
}

/// Those who mostly ask are taken for interviewers; where a label already told one, only who asks in most of several turns.
fn by_questions(speakers: &mut [PlannedSpeaker], known: &[bool], asked: &[u32]) {
    let told = speakers.iter().zip(known).any(|(speaker, known)| *known && speaker.role == SpeakerRole::Interviewer);
    let share = |speaker: &PlannedSpeaker, asked: u32| f64::from(asked) / f64::from(speaker.turns.max(1));
    let shares: Vec<f64> = speakers.iter().zip(asked).map(|(speaker, asked)| share(speaker, *asked)).collect();
    let candidates: Vec<usize> = (0..speakers.len()).filter(|at| !known[*at] && speakers[*at].role == SpeakerRole::Participant).collect();
    let least = shares.iter().copied().fold(1.0, f64::min);
    for at in candidates.iter().copied() {
        let enough = if told { asked[at] >= 2 && shares[at] >= 0.5 } else { asked[at] >= 3 && shares[at] >= 0.35 && shares[at] >= least * 2.0 };
        if enough && speakers.len() > 1 {
            speakers[at].role = SpeakerRole::Interviewer;
        }
    }
    if candidates.len() == speakers.len() && candidates.iter().all(|at| speakers[*at].role == SpeakerRole::Interviewer) {
        // Where all ask, nobody is known to be the interviewer.
        speakers.iter_mut().for_each(|speaker| speaker.role = SpeakerRole::Participant);
    }
}

/// At a hearing with counsel, those who say little beside the witnesses preside or appear for somebody: they are not heard.
fn at_a_hearing(speakers: &mut [PlannedSpeaker], known: &[bool]) {
    let hearing = |speaker: &PlannedSpeaker| speaker.name.to_lowercase().split_whitespace().any(|word| HEARING.contains(&word));
    if !speakers.iter().any(hearing) {
        return;
    }
    let most = speakers.iter().filter(|speaker| speaker.role == SpeakerRole::Participant).map(|speaker| speaker.turns).max().unwrap_or(0);
    for (speaker, _) in
        speakers.iter_mut().zip(known).filter(|(speaker, known)| !**known && speaker.role == SpeakerRole::Participant && speaker.turns * 7 <= most)
    {
        speaker.role = SpeakerRole::Interviewer;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_come_together_and_different_people_do_not() {
        for (one, other, same) in [
            ("P7", "P 07", true),
            ("INTERVIEWER", "Interviewer", true),
            ("Dr. Hill", "Dr Hill", true),
            ("P7", "P70", false),
            ("P10", "P1", false),
            ("P1.1", "P11", false),
            ("P1-12", "P11-2", false),
            ("P1 1", "P11", false),
            ("P1-02", "p1.2", true),
            ("P-07", "P7", true),
            ("P10-1", "P101", false),
            ("P0-1", "P01", false),
            ("R?", "R", false),
            ("R1 & R2", "R1/R2", true),
            ("Mr Hill", "Mr Hill KC", false),
            ("Anna", "Anne", false),
        ] {
            assert_eq!(key(one) == key(other), same, "{one} / {other}");
        }
    }

    #[test]
    fn labels_tell_roles() {
        for (name, role) in [
            ("INT", Some(SpeakerRole::Interviewer)),
            ("I", Some(SpeakerRole::Interviewer)),
            ("I2", Some(SpeakerRole::Interviewer)),
            ("Interviewer 1", Some(SpeakerRole::Interviewer)),
            ("Interviewer (Anna)", Some(SpeakerRole::Interviewer)),
            ("Lead 2A", Some(SpeakerRole::Interviewer)),
            ("Counsel Inquiry", Some(SpeakerRole::Interviewer)),
            ("Ms Hill KC", Some(SpeakerRole::Interviewer)),
            ("P07", Some(SpeakerRole::Participant)),
            ("The Witness", Some(SpeakerRole::Participant)),
            ("Break", Some(SpeakerRole::None)),
            ("I Wayan", None),
            ("Anna Hill", None),
        ] {
            assert_eq!(by_name(name), role, "{name}");
        }
    }
}
