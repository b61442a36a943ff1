//! Importing a corrected file over a source that is here: its text becomes the file's, and what was coded stays on its words.

use super::Plan;
use crate::analysis::{Corpus, How};
use crate::model::Subject;
use crate::project::{NewFile, NewRemark, NewSpeaker, Revision, remark_title};
use crate::text::{MarkKind, SourceText};
use std::collections::HashMap;

/// Makes a revision's text the text of a planned file. Voices are those of the source where the names are the same, or where one
/// voice of the source stands under that label in the text: who was renamed, joined or given a pseudonym since is known again. Others are new. Comments of the file that are no memos of the source yet come with it.
pub fn take_over(revision: &mut Revision, corpus: &Corpus, plan: Plan) {
    let speakers = corpus.speakers(revision.source);
    let mut structure = plan.structure;
    let next = speakers.iter().map(|speaker| speaker.number + 1).max().unwrap_or(0);
    let mut voices: Vec<NewSpeaker> = Vec::new();
    let labels = Labels::of(revision.manuscript.from());
    let numbers: Vec<u32> = plan
        .speakers
        .iter()
        .map(|voice| {
            let mut names: Vec<String> = std::iter::once(&voice.name).chain(&voice.also).map(|name| name.trim().to_lowercase()).collect();
            // Whose name was replaced since.
            names.extend(corpus.pseudonym_key().replaced(&voice.name, How::Label).map(|name| name.trim().to_lowercase()));
            let known = speakers.iter().find(|speaker| names.contains(&speaker.name.trim().to_lowercase())).map(|speaker| speaker.number);
            let labelled = || labels.voice(&voice.name).filter(|number| speakers.iter().any(|speaker| speaker.number == *number));
            known.or_else(labelled).unwrap_or_else(|| {
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

/// Whose the labels are that stand in the text that is here: a voice may have been renamed or joined to another since.
struct Labels(HashMap<String, Option<u32>>);

impl Labels {
    fn of(text: &SourceText) -> Self {
        let mut labels: HashMap<String, Option<u32>> = HashMap::new();
        for turn in &text.structure.turns {
            for mark in text.structure.marks_in(turn.span).iter().filter(|mark| mark.kind == MarkKind::Label) {
                // What several voices are called tells none of them.
                let one = labels.entry(plain(text.geometry.slice(mark.span))).or_insert(Some(turn.speaker));
                *one = one.filter(|one| *one == turn.speaker);
            }
        }
        Self(labels)
    }

    /// The voice whose turns begin with this label.
    fn voice(&self, label: &str) -> Option<u32> {
        self.0.get(&plain(label)).copied().flatten()
    }
}

/// A label without what ends it.
fn plain(label: &str) -> String {
    label.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '>' | '<' | '-' | '–' | '—' | '.' | '[' | ']')).to_lowercase()
}
