//! Importing a corrected file over a source that is here: its text becomes the file's, and what was coded stays on its words.

use super::Plan;
use crate::analysis::{Corpus, How};
use crate::model::{Span, Subject};
use crate::project::{NewFile, NewRemark, NewSpeaker, Revision, remark_title};
use crate::text::{Geometry, SourceText, Structure, Turn};
use std::collections::HashMap;

/// Makes a revision's text the text of a planned file. Voices are those of the source where the names are the same, or where they say what one
/// voice of the source says: who was renamed, joined or given a pseudonym since is known again. Others are new. Comments of the file that are no memos of the source yet come with it.
pub fn take_over(revision: &mut Revision, corpus: &Corpus, plan: Plan) {
    let speakers = corpus.speakers(revision.source);
    let mut structure = plan.structure;
    let next = speakers.iter().map(|speaker| speaker.number + 1).max().unwrap_or(0);
    let mut voices: Vec<NewSpeaker> = Vec::new();
    let heard = Heard::of(revision.manuscript.from(), &plan.text, &structure);
    let numbers: Vec<u32> = plan
        .speakers
        .iter()
        .enumerate()
        .map(|(at, voice)| {
            let mut names: Vec<String> = std::iter::once(&voice.name).chain(&voice.also).map(|name| name.trim().to_lowercase()).collect();
            // Whose name was replaced since.
            names.extend(corpus.pseudonym_key().replaced(&voice.name, How::Label).map(|name| name.trim().to_lowercase()));
            let known = speakers.iter().find(|speaker| names.contains(&speaker.name.trim().to_lowercase())).map(|speaker| speaker.number);
            known.or_else(|| heard.voice(at as u32).filter(|number| speakers.iter().any(|speaker| speaker.number == *number))).unwrap_or_else(|| {
                voices.push(NewSpeaker { name: voice.name.clone(), role: voice.role });
                next + voices.len() as u32 - 1
            })
        })
        .collect();
    for turn in &mut structure.turns {
        turn.speaker = numbers.get(turn.speaker as usize).copied().unwrap_or(0);
    }
    revision.manuscript.become_text(&plan.text, structure);
    revision.voices = voices;
    let here: Vec<_> = corpus.memos.iter().filter(|memo| matches!(memo.subject, Subject::Passage(of, ..) if of == revision.source)).collect();
    let remarks = plan.remarks.into_iter().map(|remark| NewRemark { span: remark.span, author: remark.author, text: remark.text });
    let known = |remark: &NewRemark| here.iter().any(|memo| memo.body == remark.text && memo.title == remark_title(&remark.author));
    revision.remarks = remarks.filter(|remark| !known(remark)).collect();
    let name = plan.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    revision.file = Some(NewFile { name, encoding: plan.encoding, original: plan.original });
}

/// Which voices of the text that is here say what the voices of a file say.
struct Heard(HashMap<u32, HashMap<u32, usize>>);

impl Heard {
    fn of(old: &SourceText, text: &str, structure: &Structure) -> Self {
        let mut known: HashMap<String, Option<u32>> = HashMap::new();
        for (words, speaker) in said(&old.geometry, &old.structure) {
            // What several voices say tells none.
            known.entry(words).and_modify(|one| *one = one.filter(|one| *one == speaker)).or_insert(Some(speaker));
        }
        let mut heard: HashMap<u32, HashMap<u32, usize>> = HashMap::new();
        for (words, speaker) in said(&Geometry::new(text), structure) {
            if let Some(Some(one)) = known.get(&words) {
                *heard.entry(speaker).or_default().entry(*one).or_default() += 1;
            }
        }
        Self(heard)
    }

    /// The voice of the source that says most of what a voice of the file says word for word; nothing where it is not plain.
    fn voice(&self, of: u32) -> Option<u32> {
        let list = self.0.get(&of)?;
        let (all, most) = (list.values().sum::<usize>(), list.iter().max_by_key(|(voice, times)| (**times, std::cmp::Reverse(**voice)))?);
        (*most.1 * 3 >= all * 2).then_some(*most.0)
    }
}

/// What is said, turn by turn, without labels and times, and by whom.
fn said(geometry: &Geometry, structure: &Structure) -> Vec<(String, u32)> {
    let words = |turn: &Turn| {
        let mut words = String::new();
        let mut at = turn.span.start;
        for mark in structure.marks_in(turn.span) {
            words.push_str(geometry.slice(Span { start: at, end: mark.span.start.max(at) }));
            at = mark.span.end.max(at);
        }
        words.push_str(geometry.slice(Span { start: at, end: turn.span.end.max(at) }));
        (words.split_whitespace().collect::<Vec<_>>().join(" "), turn.speaker)
    };
    structure.turns.iter().map(words).filter(|(words, _)| !words.is_empty()).collect()
}
