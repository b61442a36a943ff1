//! Transcripts in JSON: Whisper and its kin, BBC's Kaldi, oTranscribe, and plain lists of paragraphs.

mod kaldi;

use super::draft::Draft;
use super::layout::Reading;
use super::subtitles::{Cue, Flow, join};
use super::{html, meet};
use crate::error::{Error, Result};
use serde_json::Value;
use std::path::Path;

/// The largest file that is read, in bytes: what is in it takes several times the room.
const LARGEST: usize = 100 << 20;

/// The words of a JSON file and what kind of file it was.
pub(super) enum Words {
    /// The file says who speaks.
    Spoken(Draft, Reading, &'static str),
    /// Who speaks stands in the words.
    Written(Draft, &'static str),
}

/// The words of a JSON file.
pub(super) fn read(path: &Path, text: &str) -> Result<Words> {
    if text.len() > LARGEST {
        return Err(Error::import(path, "This JSON file is larger than a transcript; nothing was imported from it", REMEDY));
    }
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}'))
        .map_err(|_| Error::import(path, "The JSON in the file is damaged or breaks off; nothing was imported from it", REMEDY))?;
    if let Some(draft) = otranscribe(&value) {
        return filled(path, Words::Written(draft, "oTranscribe"));
    }
    if let Some(cues) = kaldi::cues(&value) {
        return filled(path, spoken(cues, "BBC Kaldi JSON"));
    }
    if let Some(cues) = segments(&value) {
        return filled(path, spoken(cues, "Whisper JSON"));
    }
    if let Some(draft) = paragraphs(&value) {
        return filled(path, Words::Written(meet::trim(draft), "JSON"));
    }
    let what = "This is a JSON file, but no transcript that is known: Whisper, BBC Kaldi and oTranscribe are";
    Err(Error::import(path, what, REMEDY))
}

const REMEDY: &str = "Export the transcript from its program as .docx, .txt, .vtt or .srt.";

fn filled(path: &Path, read: Words) -> Result<Words> {
    let (Words::Spoken(draft, ..) | Words::Written(draft, _)) = &read;
    if !draft.lines.is_empty() {
        return Ok(read);
    }
    Err(Error::import(path, "The transcript in the file holds no words", "Check that the recording was transcribed to its end."))
}

fn spoken(cues: Vec<Cue>, format: &'static str) -> Words {
    let (draft, reading) = join(cues, Flow::Captions);
    Words::Spoken(draft, reading, format)
}

/// Seconds as milliseconds; times that cannot be are none.
fn milliseconds(value: Option<&Value>) -> Option<i64> {
    let seconds = value.and_then(|value| value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()))?;
    (seconds.is_finite() && seconds.abs() < 1e9).then(|| (seconds * 1000.0).round() as i64)
}

/// oTranscribe keeps a page of HTML in its JSON.
fn otranscribe(value: &Value) -> Option<Draft> {
    let text = value.get("text")?.as_str()?;
    let own = ["media", "media-source", "media-time"].iter().any(|key| value.get(*key).is_some());
    if own && value.get("segments").is_none() { html::words(text) } else { None }
}

/// Whisper's segments, those of whisperX with their speakers; a bare list of such segments is read too.
fn segments(value: &Value) -> Option<Vec<Cue>> {
    let list = value.get("segments").or_else(|| value.get("transcription")).unwrap_or(value).as_array()?;
    let known = list.iter().all(|segment| segment.get("text").is_some_and(Value::is_string) && segment.get("start").is_some());
    if !known {
        return None;
    }
    let mut cues: Vec<Cue> = list.iter().flat_map(segment).collect();
    if list.is_empty() {
        // Who saved only the text has it without times.
        cues.extend(Cue::said(None, value.get("text")?.as_str()?, None, None));
    }
    Some(cues)
}

/// A segment as cues: one, or several where its words have different speakers.
fn segment(segment: &Value) -> Vec<Cue> {
    let speaker = |value: &Value| value.get("speaker").and_then(Value::as_str).map(str::to_owned);
    let own = speaker(segment);
    let words = segment.get("words").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let said = |word: &Value| word.get("word").or_else(|| word.get("text")).and_then(Value::as_str).unwrap_or_default().to_owned();
    let voices = |word: &Value| speaker(word).or_else(|| own.clone());
    let mixed = words.iter().any(|word| voices(word) != own);
    if !mixed {
        let text = segment.get("text").and_then(Value::as_str).unwrap_or_default();
        return Cue::said(own.as_deref(), text, milliseconds(segment.get("start")), milliseconds(segment.get("end"))).into_iter().collect();
    }
    let mut cues = Vec::new();
    for run in words.chunk_by(|one, next| voices(one) == voices(next)) {
        let text: String = run.iter().map(said).map(|word| if word.starts_with(' ') { word } else { format!(" {word}") }).collect();
        let (from, to) =
            (run.iter().find_map(|word| milliseconds(word.get("start"))), run.iter().rev().find_map(|word| milliseconds(word.get("end"))));
        let (from, to) = (from.or_else(|| milliseconds(segment.get("start"))), to.or_else(|| milliseconds(segment.get("end"))));
        cues.extend(
            run.first().and_then(voices).as_deref().map_or_else(|| Cue::said(None, &text, from, to), |voice| Cue::said(Some(voice), &text, from, to)),
        );
    }
    cues
}

/// A list of paragraphs, as texts or with their texts in them.
fn paragraphs(value: &Value) -> Option<Draft> {
    let list = value.get("paragraphs").unwrap_or(value).as_array()?;
    let line = |item: &Value| item.as_str().or_else(|| item.get("text")?.as_str()).map(str::to_owned);
    let lines: Option<Vec<String>> = list.iter().map(line).collect();
    let lines = lines.filter(|lines| !lines.is_empty())?;
    Some(Draft::plain(super::encoding::clean(lines.join("\n").into())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::layout;

    fn read(name: &str, text: &str) -> Result<(Draft, Reading, &'static str)> {
        Ok(match super::read(Path::new(name), text)? {
            Words::Spoken(draft, reading, format) => (draft, reading, format),
            Words::Written(draft, format) => {
                let reading = layout::read(&draft);
                (draft, reading, format)
            }
        })
    }

    fn turns(text: &str) -> Vec<(String, String, Option<i64>)> {
        let (draft, reading, _) = read("a.json", text).expect("read");
        let words = |turn: &layout::DraftTurn| draft.text[turn.bytes.start as usize..turn.bytes.end as usize].to_owned();
        reading.turns.iter().map(|turn| (reading.voices[turn.speaker as usize].clone(), words(turn), turn.from)).collect()
    }

    #[test]
    fn whisper_with_and_without_speakers() {
        let plain = r#"{"text":" Hello there.","segments":[{"id":0,"start":0.5,"end":1.25,"text":" Hello"},{"start":1.25,"end":2.0,"text":" there."}],"language":"en"}"#;
        assert_eq!(turns(plain), [("Speaker".into(), "Hello there.".into(), Some(500))]);
        let voices = r#"{"segments":[{"start":1,"end":2,"text":" Yes. No?","speaker":"SPEAKER_00","words":[{"word":" Yes.","start":1.0,"end":1.4,"speaker":"SPEAKER_00"},{"word":" No?","start":1.5,"end":2,"speaker":"SPEAKER_01"}]},{"start":2,"end":3,"text":" Well.","speaker":"SPEAKER_01"}]}"#;
        assert_eq!(turns(voices), [("SPEAKER_00".into(), "Yes.".into(), Some(1000)), ("SPEAKER_01".into(), "No? Well.".into(), Some(1500))]);
    }

    #[test]
    fn otranscribe_has_its_turns_and_times() {
        let text = r#"{"text":"<p><span class=\"timestamp\" data-timestamp=\"3.0\">00:03</span>&nbsp;<b>Anna</b>: Hello &amp; welcome.</p><p><span class=\"timestamp\">00:09</span>&nbsp;<b>client</b>: Yes.</p><p><span>00:12</span> <b>Anna</b>: So.</p><p><span>00:15</span> <b>client</b>: No.</p>","media":"a.mp3","media-time":12.3}"#;
        let (draft, reading, format) = read("a.otr", text).expect("read");
        assert_eq!((format, reading.voices.as_slice()), ("oTranscribe", &["Anna".to_owned(), "client".to_owned()][..]));
        assert!(draft.text.starts_with("00:03 Anna: Hello & welcome.\n00:09 client: Yes."));
        assert_eq!(reading.turns.iter().map(|turn| turn.from).collect::<Vec<_>>(), [Some(3000), Some(9000), Some(12_000), Some(15_000)]);
    }

    #[test]
    fn other_json_is_refused_with_a_remedy() {
        for text in ["{\"a\": 1}", "[]", "{\"segments\":[]}", "{\"paragraphs\":[]}", "[1, 2]", "{\"text\": \"x\", \"segments\": 3}"] {
            let error = read("a.json", text).expect_err(text);
            assert!(!error.remedy().is_empty(), "{text}");
        }
        assert_eq!(read("a.json", "{\"paragraphs\":[\"Anna: One.\",\"Ben: Two.\",\"Anna: Three.\"]}").expect("read").1.turns.len(), 3);
    }
}
