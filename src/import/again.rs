//! Importing a corrected file over a source that is here: its text becomes the file's, and what was coded stays on its words.

use super::Plan;
use crate::analysis::Corpus;
use crate::model::Subject;
use crate::project::{NewFile, NewRemark, NewSpeaker, Revision, remark_title};

/// Makes a revision's text the text of a planned file. Voices are those of the source where the names are the same; others are
/// new. Comments of the file that are no memos of the source yet come with it.
pub fn take_over(revision: &mut Revision, corpus: &Corpus, plan: Plan) {
    let speakers = corpus.speakers(revision.source);
    let mut structure = plan.structure;
    let next = speakers.iter().map(|speaker| speaker.number + 1).max().unwrap_or(0);
    let mut voices: Vec<NewSpeaker> = Vec::new();
    let numbers: Vec<u32> = plan
        .speakers
        .iter()
        .map(|voice| {
            let names: Vec<String> = std::iter::once(&voice.name).chain(&voice.also).map(|name| name.trim().to_lowercase()).collect();
            let known = speakers.iter().find(|speaker| names.contains(&speaker.name.trim().to_lowercase()));
            known.map_or_else(
                || {
                    voices.push(NewSpeaker { name: voice.name.clone(), role: voice.role });
                    next + voices.len() as u32 - 1
                },
                |speaker| speaker.number,
            )
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
