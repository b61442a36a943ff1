//! BBC's Kaldi: a list of words with times, and beside it who speaks when.

use super::milliseconds;
use crate::import::subtitles::Cue;
use serde_json::Value;

/// The words by speaker, if the file is written so.
pub(super) fn cues(value: &Value) -> Option<Vec<Cue>> {
    let whole = value.get("retval").unwrap_or(value);
    let words = whole.get("words")?.as_array()?;
    let timed = words.iter().all(|word| (word.get("punct").is_some() || word.get("word").is_some()) && word.get("start").is_some());
    if words.is_empty() || !timed {
        return None;
    }
    let voices = voices(whole);
    let mut cues: Vec<Cue> = Vec::new();
    let mut run: Run = Run::default();
    for word in words {
        let (from, to) = (milliseconds(word.get("start")), milliseconds(word.get("end")));
        let voice = from.and_then(|from| at(&voices, from));
        let said = word.get("punct").or_else(|| word.get("word")).and_then(Value::as_str).unwrap_or_default();
        // A sentence is the least that a voice says: the two lists are made apart, and their times differ a little.
        let ended = run.text.trim_end().ends_with(['.', '?', '!']) || run.voice.is_none();
        if !run.text.is_empty() && voice != run.voice && (ended || from.zip(run.to).is_some_and(|(from, to)| from - to > 700)) {
            cues.extend(std::mem::take(&mut run).cue());
        }
        if run.text.is_empty() {
            (run.voice, run.from) = (voice, from);
        }
        run.text.push(' ');
        run.text.push_str(said);
        run.to = to.or(run.to);
    }
    cues.extend(run.cue());
    Some(cues)
}

#[derive(Default)]
struct Run<'a> {
    voice: Option<&'a str>,
    text: String,
    from: Option<i64>,
    to: Option<i64>,
}

impl Run<'_> {
    fn cue(self) -> Option<Cue> {
        Cue::said(self.voice, &self.text, self.from, self.to)
    }
}

/// Who speaks from when, in order.
fn voices(whole: &Value) -> Vec<(i64, &str)> {
    let segments = ["segmentation", "segments"].iter().find_map(|key| whole.get(*key));
    let list = segments.and_then(|segments| segments.get("segments").unwrap_or(segments).as_array());
    let mut voices: Vec<(i64, &str)> = list.into_iter().flatten().filter_map(of).collect();
    voices.sort_by_key(|(from, _)| *from);
    voices
}

fn of(segment: &Value) -> Option<(i64, &str)> {
    let speaker = segment.get("speaker")?;
    Some((milliseconds(segment.get("start"))?, speaker.as_str().or_else(|| speaker.get("@id")?.as_str())?))
}

/// Who speaks at a time.
fn at<'a>(voices: &[(i64, &'a str)], time: i64) -> Option<&'a str> {
    let next = voices.partition_point(|(from, _)| *from <= time);
    voices.get(next.saturating_sub(1)).map(|(_, voice)| *voice)
}
