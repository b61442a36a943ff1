//! Cues: their times as every program writes them, their lines and voices without tags.

use crate::import::entities;
use crate::import::layout::times;

/// A stretch of the recording and what is said in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Cue {
    /// In milliseconds; may be negative. Nothing where the file has no times.
    pub from: Option<i64>,
    pub to: Option<i64>,
    pub lines: Vec<Spoken>,
}

/// A line of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Spoken {
    /// Who says it, where the file's own tag tells.
    pub voice: Option<String>,
    pub words: String,
}

impl Cue {
    /// What one voice says, white space made single; nothing where it says nothing.
    pub fn said(voice: Option<&str>, words: &str, from: Option<i64>, to: Option<i64>) -> Option<Self> {
        let words = crate::text::on_one_line(words);
        let voice = voice.map(str::trim).filter(|voice| !voice.is_empty()).map(str::to_owned);
        (!words.is_empty()).then(|| Self { from, to, lines: vec![Spoken { voice, words }] })
    }
}

/// What a file of subtitles holds.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub cues: Vec<Cue>,
    pub srt: bool,
    /// How many notes, styles and regions were left out.
    pub dropped: usize,
    /// How many readings that stand beside words.
    pub readings: usize,
}

/// Tags of the two formats; anything else in angle brackets is what somebody said.
const TAGS: [&str; 8] = ["c", "i", "b", "u", "s", "v", "lang", "font"];

/// Whether a text is subtitles: it says so itself, or its first lines are a cue.
pub(in crate::import) fn is(text: &str) -> bool {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return true;
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("NOTE")).take(3);
    let mut before = "";
    lines.any(|line| {
        let found = timing(line).is_some() && (before.is_empty() || is_id(before));
        before = line;
        found
    })
}

/// Reads the cues of a file.
pub(super) fn parse(text: &str) -> Parsed {
    let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().collect();
    let timings: Vec<(usize, Timing)> = lines.iter().enumerate().filter_map(|(at, line)| timing(line).map(|timing| (at, timing))).collect();
    let unpadded = timings.iter().any(|(_, timing)| timing.from.unpadded || timing.to.unpadded);
    let mut parsed = Parsed { srt: timings.iter().filter(|(_, timing)| timing.comma).count() * 2 > timings.len(), ..Parsed::default() };
    for (n, (at, timing)) in timings.iter().enumerate() {
        let next = timings.get(n + 1).map_or(lines.len(), |(next, _)| *next);
        let body = body(&lines[at + 1..next], n + 1 < timings.len(), &mut parsed.dropped);
        let cue = Cue { from: Some(timing.from.ms(unpadded)), to: Some(timing.to.ms(unpadded)), lines: spoken(&body, &mut parsed.readings) };
        if !cue.lines.is_empty() {
            parsed.cues.push(cue);
        }
    }
    parsed
}

/// The lines of a cue out of what stands up to the next one's times: without its id, notes and styles.
fn body<'a>(lines: &[&'a str], followed: bool, dropped: &mut usize) -> Vec<&'a str> {
    let mut end = lines.len();
    while end > 0 && lines[end - 1].trim().is_empty() {
        end -= 1;
    }
    if followed && end > 0 && end == lines.len() {
        let id = lines[end - 1];
        let apart = end == 1 || lines[end - 2].trim().is_empty();
        end -= usize::from(is_id(id) || apart && end > 1);
    }
    let mut kept = Vec::new();
    let mut skipping = false;
    let mut blank = false;
    for line in &lines[..end] {
        let empty = line.trim().is_empty();
        if blank && (line.starts_with("NOTE") || *line == "STYLE" || *line == "REGION") {
            skipping = true;
            *dropped += 1;
        }
        skipping &= !empty;
        if !empty && !skipping {
            kept.push(*line);
        }
        blank = empty;
    }
    kept
}

/// Whether a line before the times is a cue's id: a number, or the parts that Teams writes.
fn is_id(line: &str) -> bool {
    let line = line.trim();
    let number = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    let hex = line.bytes().filter(|byte| byte.is_ascii_hexdigit() || *byte == b'-').count();
    number || line.len() >= 36 && hex >= 36 && line.as_bytes()[8] == b'-' && !line.contains(' ')
}

/// A time as it was written.
#[derive(Clone, Copy, Debug)]
struct Written {
    parts: [i64; 3],
    fraction: i64,
    digits: u32,
    unpadded: bool,
    negative: bool,
}

impl Written {
    /// Milliseconds; where a program does not pad, `.20` means 20 of them.
    fn ms(self, unpadded: bool) -> i64 {
        let fraction = if unpadded { self.fraction } else { self.fraction * 1000 / 10i64.pow(self.digits) };
        let ms = ((self.parts[0] * 60 + self.parts[1]) * 60 + self.parts[2]) * 1000 + fraction;
        if self.negative { -ms } else { ms }
    }
}

/// The beginning and end that a line such as `0:0:0.0 --> 0:0:1.510` gives, in milliseconds.
pub(in crate::import) fn times(line: &str) -> Option<(i64, i64)> {
    let timing = timing(line)?;
    let unpadded = timing.from.unpadded || timing.to.unpadded;
    Some((timing.from.ms(unpadded), timing.to.ms(unpadded)))
}

/// The line of times above a cue.
struct Timing {
    from: Written,
    to: Written,
    comma: bool,
}

fn timing(line: &str) -> Option<Timing> {
    let (from, to) = line.split_once("-->")?;
    let from = from.trim();
    let to = to.trim().split([' ', '\t']).next()?;
    Some(Timing { from: written(from)?, to: written(to)?, comma: from.contains(',') })
}

/// `00:00:03.138`, `00:03,138`, `0:0:-6.-820`
fn written(s: &str) -> Option<Written> {
    let (clock, fraction) = s.split_once(['.', ',']).unwrap_or((s, "0"));
    let mut negative = false;
    let mut number = |part: &str| {
        let digits = part.strip_prefix('-');
        negative |= digits.is_some();
        let digits = digits.unwrap_or(part);
        let fine = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        // What no clock shows is still a time, and no words.
        fine.then(|| if digits.len() > 9 { 999_999_999 } else { digits.parse::<i64>().unwrap_or(0) })
    };
    let pieces: Vec<&str> = clock.split(':').map(str::trim).collect();
    if !(2..=3).contains(&pieces.len()) {
        return None;
    }
    let mut parts = [0; 3];
    for (place, piece) in parts.iter_mut().rev().zip(pieces.iter().rev()) {
        *place = number(piece)?;
    }
    // As fine as a millionth of a millisecond.
    let end = fraction.char_indices().nth(9 + usize::from(fraction.starts_with('-'))).map_or(fraction.len(), |(at, _)| at);
    let fraction = if fraction[end..].bytes().all(|byte| byte.is_ascii_digit()) { &fraction[..end] } else { return None };
    let fraction_value = number(fraction)?;
    let unpadded = pieces[1..].iter().any(|piece| piece.trim_start_matches('-').len() == 1);
    let digits = fraction.trim_start_matches('-').len() as u32;
    Some(Written { parts, fraction: fraction_value, digits, unpadded, negative })
}

/// The lines of a cue with their voices, without tags and without readings beside words, which are counted.
fn spoken(lines: &[&str], readings: &mut usize) -> Vec<Spoken> {
    let mut spoken = Vec::new();
    let mut voice: Option<String> = None;
    let mut beside = false;
    for line in lines {
        let mut words = String::with_capacity(line.len());
        let mut rest = *line;
        let say = |words: &mut String, piece: &str, beside: bool| words.push_str(if beside { "" } else { piece });
        while let Some(at) = rest.find(['<', '{']) {
            say(&mut words, &rest[..at], beside);
            rest = &rest[at..];
            let Some((length, tag)) = tag(rest) else {
                say(&mut words, &rest[..1], beside);
                rest = &rest[1..];
                continue;
            };
            rest = &rest[length..];
            match tag {
                Tag::Voice(name) => {
                    push(&mut spoken, &voice, &mut words);
                    (voice, beside) = (name, false);
                }
                Tag::Reading(begins) => {
                    *readings += usize::from(begins);
                    beside = begins;
                }
                Tag::Style => {}
            }
        }
        say(&mut words, rest, beside);
        push(&mut spoken, &voice, &mut words);
    }
    spoken
}

fn push(spoken: &mut Vec<Spoken>, voice: &Option<String>, words: &mut String) {
    let clean = entities::replace(words.trim());
    if !clean.trim().is_empty() {
        spoken.push(Spoken { voice: voice.clone(), words: crate::text::on_one_line(clean) });
    }
    words.clear();
}

enum Tag {
    /// Somebody begins to speak, or ends.
    Voice(Option<String>),
    /// How the word before is said (`<rt>`) begins, or ends.
    Reading(bool),
    Style,
}

/// Where a tag ends, if it does within the length of one.
fn close(rest: &str, sign: u8) -> Option<usize> {
    rest.bytes().take(300).position(|byte| byte == sign)
}

/// The tag at the start of `rest`: its length and what it is.
fn tag(rest: &str) -> Option<(usize, Tag)> {
    if rest.starts_with('{') {
        let end = close(rest.strip_prefix("{\\")?, b'}')? + 2;
        return Some((end + 1, Tag::Style));
    }
    let end = close(rest, b'>')?;
    let inner = &rest[1..end];
    let name: &str = inner.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    if name == "v" {
        let person = inner.strip_prefix('v').and_then(|tag| tag.split_once([' ', '\t'])).map(|(_, name)| entities::replace(name.trim()).into_owned());
        return Some((end + 1, Tag::Voice(person.filter(|name| !name.is_empty()))));
    }
    let name = name.to_ascii_lowercase();
    if name == "rt" || name == "ruby" {
        return Some((end + 1, Tag::Reading(name == "rt" && !inner.starts_with('/'))));
    }
    let known = TAGS.contains(&name.as_str()) || times::plain(inner.as_bytes()).is_some();
    known.then_some((end + 1, Tag::Style))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(Option<i64>, Option<i64>, Option<String>, String)> {
        let cues = parse(text).cues;
        cues.into_iter().flat_map(|cue| cue.lines.into_iter().map(move |line| (cue.from, cue.to, line.voice, line.words))).collect()
    }

    #[test]
    fn unpadded_and_negative_times() {
        let found = words("WEBVTT\n\n0:0:-6.-820 --> 0:0:8.970\n<v Hill, Anna>Well &amp; good</v>\n0:0:10.20 --> 0:1:4.490\n<v Ben>Yes</v>");
        assert_eq!(
            found,
            [
                (Some(-6820), Some(8970), Some("Hill, Anna".into()), "Well & good".into()),
                (Some(10_020), Some(64_490), Some("Ben".into()), "Yes".into()),
            ]
        );
    }

    #[test]
    fn ids_notes_and_styles_are_no_words() {
        let text = "WEBVTT\n\nNOTE duration:\"00:29\"\n\nSTYLE\n::cue {}\n\n0aa1bb22-0000-4000-8000-00000000abcd/19-0\n00:01.500 --> 00:02.000 align:start\n<i>One</i>\ntwo <laughs>\n\n0aa1bb22-0000-4000-8000-00000000abcd/19-1\n00:02.000 --> 00:03.000\nthree\n\nNOTE Confidence: 0.5\n\nlast\n00:04.000 --> 00:05.000\nfour";
        let found: Vec<String> = words(text).into_iter().map(|(.., words)| words).collect();
        assert_eq!(found, ["One", "two <laughs>", "three", "four"]);
        assert_eq!(words(text)[0].0, Some(1500));
    }

    #[test]
    fn srt_keeps_numbers_that_are_spoken() {
        let text = "1\n00:00:03,450 --> 00:00:04,410\n{\\an8}There were\n42\n\n2\n00:00:05,000 --> 00:00:06,5\n<font color=\"red\">Yes</font>\n";
        let parsed = parse(text);
        assert!(parsed.srt && is(text));
        assert_eq!(parsed.cues[0].lines.iter().map(|line| line.words.as_str()).collect::<Vec<_>>(), ["There were", "42"]);
        assert_eq!(parsed.cues[1].to, Some(6500));
    }

    #[test]
    fn other_texts_are_no_subtitles() {
        assert!(!is("Anna: we go A --> B\nBen: yes"));
        assert!(!is("WEBVTTX"));
        assert!(is("00:00:01.000 --> 00:00:02.000\nHello"));
    }
}
