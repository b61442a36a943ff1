//! From cues to turns: who speaks goes on until another does; long turns are cut into paragraphs.

use super::cues::{Cue, Spoken};
use crate::import::draft::{Draft, Line};
use crate::import::layout::{DraftTurn, Reading, heads_of};
use std::collections::HashMap;

/// A pause that begins a new paragraph, in milliseconds.
const PAUSE: i64 = 3000;

/// The length in bytes after which a sentence ends its paragraph.
const LONG: usize = 600;

/// A step back in time by more than this means that the file was put together from parts, in milliseconds.
const PARTS: i64 = 60_000;

/// What a voice is called that the file does not name.
const UNNAMED: &str = "Speaker";

/// How cues become paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Flow {
    /// Captions run on until somebody else speaks, a pause comes or the paragraph is long.
    Captions,
    /// Each is an utterance of its own, as linguists divide them.
    Utterances,
}

/// The text of cues and who speaks where.
pub(in crate::import) fn join(mut cues: Vec<Cue>, flow: Flow) -> (Draft, Reading) {
    let timed = cues.iter().all(|cue| cue.from.is_some());
    let early = |pair: &[Cue]| pair[1].from.unwrap_or(0) < pair[0].from.unwrap_or(0).saturating_sub(PARTS);
    if timed && !cues.windows(2).any(early) {
        cues.sort_by_key(|cue| cue.from);
    }
    let named = cues.iter().flat_map(|cue| &cue.lines).any(|line| line.voice.is_some());
    let passed = if named { None } else { take_labels(&mut cues) };
    let labelled = passed.is_some();
    let mut joiner = Joiner { alone: !named && !labelled, utterances: flow == Flow::Utterances, ..Joiner::default() };
    let mut voice = None;
    for cue in cues {
        for line in cue.lines {
            // With labels a cue without one goes on; with tags one without is nobody's.
            voice = if labelled { line.voice.or(voice) } else { line.voice };
            joiner.add(voice.as_deref(), &line.words, cue.from, cue.to);
        }
    }
    let (mut draft, reading) = joiner.end();
    if !named && !labelled {
        draft.look("The file names no speakers: everything stands under one voice, a turn for each paragraph.");
    } else if labelled {
        draft.info("The speakers' names were taken out of the captions into the turns.");
    }
    match passed.unwrap_or(0) {
        0 => {}
        1 => draft.look("Words before a colon at the start of 1 caption were taken for what is said, not for a name."),
        n => draft.look(format!("Words before a colon at the start of {n} captions were taken for what is said, not for a name.")),
    }
    (draft, reading)
}

/// Takes labels such as “Anna:” out of the lines into their voices, if the file is written so; how many cues begin with what could be one and was
/// taken for words.
fn take_labels(cues: &mut [Cue]) -> Option<usize> {
    let mut text = String::new();
    let (mut firsts, mut lines) = (Vec::with_capacity(cues.len()), 0);
    for cue in cues.iter().filter(|cue| !cue.lines.is_empty()) {
        firsts.push(lines);
        lines += cue.lines.len();
        for line in &cue.lines {
            text.push_str(&line.words);
            text.push('\n');
        }
    }
    let draft = Draft::plain(text);
    let (heads, passed) = heads_of(&draft, &firsts);
    let any = !heads.is_empty();
    let mut heads = heads.iter().peekable();
    for (at, line) in cues.iter_mut().flat_map(|cue| &mut cue.lines).enumerate() {
        if let Some(head) = heads.next_if(|head| head.line == at) {
            let words = |range: &std::ops::Range<u32>| &draft.text[range.start as usize..range.end as usize];
            let after = head.label.end.max(head.time.end);
            *line = Spoken { voice: Some(words(&head.name).to_owned()), words: words(&(after..draft.lines[at].end)).to_owned() };
        }
    }
    any.then_some(passed)
}

#[derive(Default)]
struct Joiner {
    draft: Draft,
    reading: Reading,
    known: HashMap<String, u32>,
    /// Whether nobody is named: then every paragraph is a turn.
    alone: bool,
    utterances: bool,
    voice: Option<String>,
    until: Option<i64>,
}

impl Joiner {
    fn add(&mut self, voice: Option<&str>, words: &str, from: Option<i64>, to: Option<i64>) {
        if words.is_empty() {
            return;
        }
        let first = self.draft.lines.is_empty();
        let changed = first || self.voice.as_deref() != voice;
        let length = self.draft.lines.last().map_or(0, |line| self.draft.text.len() - line.start as usize);
        let full = length > LONG && self.draft.text.ends_with(['.', '?', '!', '…', '。', '？', '！', '।']);
        let pause = from.zip(self.until).is_some_and(|(from, until)| from.saturating_sub(until) >= PAUSE);
        if changed || full || self.utterances || pause || length > LONG * 3 {
            self.paragraph();
            if changed || self.alone {
                self.turn(voice, from);
            }
        } else if !joins_without_space(&self.draft.text, words) {
            self.draft.text.push(' ');
        }
        self.draft.text.push_str(words);
        self.voice = voice.map(str::to_owned);
        self.until = if changed { to } else { self.until.max(to) };
        let end = self.draft.text.len() as u32;
        if let Some(line) = self.draft.lines.last_mut() {
            line.end = end;
        }
        if let Some(turn) = self.reading.turns.last_mut().filter(|_| voice.is_some() || self.alone) {
            turn.bytes.end = end;
            turn.to = turn.to.max(to);
        }
    }

    fn paragraph(&mut self) {
        if !self.draft.text.is_empty() {
            self.draft.text.push('\n');
        }
        let start = self.draft.text.len() as u32;
        self.draft.lines.push(Line { start, end: start, ..Line::default() });
    }

    fn turn(&mut self, voice: Option<&str>, from: Option<i64>) {
        let Some(name) = voice.or(self.alone.then_some(UNNAMED)) else { return };
        let next = self.reading.voices.len() as u32;
        let speaker = *self.known.entry(name.to_owned()).or_insert(next);
        if speaker == next {
            self.reading.voices.push(name.to_owned());
        }
        let start = self.draft.text.len() as u32;
        self.reading.turns.push(DraftTurn { bytes: start..start, speaker, from, to: None });
    }

    fn end(mut self) -> (Draft, Reading) {
        self.reading.layout = "cues";
        (self.draft, self.reading)
    }
}

/// Whether two pieces are of a script that writes no spaces between words.
fn joins_without_space(before: &str, after: &str) -> bool {
    let wide = |c: Option<char>| {
        c.is_some_and(|c| matches!(c as u32, 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFF60 | 0x20000..=0x3FFFF | 0x0E00..=0x0EFF))
    };
    wide(before.chars().next_back()) && wide(after.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::subtitles::cues;

    fn turns(text: &str) -> Vec<(String, String, Option<i64>, Option<i64>)> {
        let (draft, reading) = join(cues::parse(text).cues, Flow::Captions);
        let words = |bytes: &std::ops::Range<u32>| draft.text[bytes.start as usize..bytes.end as usize].to_owned();
        reading.turns.iter().map(|turn| (reading.voices[turn.speaker as usize].clone(), words(&turn.bytes), turn.from, turn.to)).collect()
    }

    #[test]
    fn voices_go_on_until_another_speaks() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Good\nmorning.</v>\n\n00:02.000 --> 00:03.000\n<v Anna>Ready?</v>\n\n00:09.000 --> 00:10.000\n<v Ben>Yes.</v>\n\n00:05.000 --> 00:06.000\n<v Anna>Well?</v>";
        assert_eq!(
            turns(text),
            [("Anna".into(), "Good morning. Ready? Well?".into(), Some(1000), Some(6000)), ("Ben".into(), "Yes.".into(), Some(9000), Some(10_000)),]
        );
    }

    #[test]
    fn labels_in_captions_become_voices() {
        let text = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nAnna Hill (SL): Good\n\n2\n00:02.000 --> 00:03.000\nmorning.\n\n3\n00:03.500 --> 00:04.000\nBen Ray: Hello\nAnna Hill (SL): again";
        let found: Vec<(String, String)> = turns(text).into_iter().map(|(voice, words, ..)| (voice, words)).collect();
        let expected = [("Anna Hill (SL)", "Good morning."), ("Ben Ray", "Hello"), ("Anna Hill (SL)", "again")];
        assert_eq!(found, expected.map(|(voice, words)| (voice.to_owned(), words.to_owned())));
    }

    #[test]
    fn without_names_paragraphs_are_turns() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n左に\n\n2\n00:00:02,000 --> 00:00:03,000\n見える\n\n3\n00:00:09,000 --> 00:00:10,000\nはい";
        let found: Vec<(String, String)> = turns(text).into_iter().map(|(voice, words, ..)| (voice, words)).collect();
        assert_eq!(found, [("Speaker".to_owned(), "左に見える".to_owned()), ("Speaker".to_owned(), "はい".to_owned())]);
    }
}
