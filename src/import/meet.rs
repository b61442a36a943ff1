//! Google Meet's Word file: notes that a machine wrote, then the transcript; only the transcript is speech.

use crate::import::draft::Draft;

/// Leaves out what Google's assistant wrote before the transcript.
pub(super) fn trim(mut draft: Draft) -> Draft {
    let heading = |name: &str| draft.lines.iter().position(|line| bare(line.of(&draft.text)) == name);
    let (Some(notes), Some(transcript)) = (heading("Notes"), heading("Transcript")) else { return draft };
    let marked = |at: usize| draft.lines[at].of(&draft.text).trim_start().starts_with(|c: char| !c.is_ascii());
    if notes >= transcript || !marked(notes) || !marked(transcript) {
        return draft;
    }
    let cut = draft.lines[transcript].first();
    draft.text.drain(..cut as usize);
    draft.lines.drain(..transcript);
    draft.styles.retain(|(bytes, _)| bytes.start >= cut);
    for line in &mut draft.lines {
        (line.start, line.end) = (line.start - cut, line.end - cut);
    }
    draft.remarks.retain(|remark| remark.bytes.start >= cut);
    for bytes in draft.styles.iter_mut().map(|(bytes, _)| bytes).chain(draft.remarks.iter_mut().map(|remark| &mut remark.bytes)) {
        *bytes = bytes.start - cut..bytes.end - cut;
    }
    draft.look("The notes and the summary that the meeting's assistant wrote were left out; only the transcript is in.");
    draft
}

/// A line without the picture sign before it.
fn bare(line: &str) -> &str {
    line.trim().trim_start_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_assistants_notes_go_and_a_chapter_called_notes_stays() {
        let draft = trim(Draft::plain("📝 Notes\nSummary\nAnna will do it.\n📖 Transcript\n00:00:11\nAnna Hill: Yes.".into()));
        assert_eq!(draft.text, "📖 Transcript\n00:00:11\nAnna Hill: Yes.");
        assert_eq!(draft.lines[1].of(&draft.text), "00:00:11");
        assert_eq!(trim(Draft::plain("Notes\nA\nTranscript\nB".into())).notes.len(), 0);
    }
}
