//! ELAN files (.eaf): tiers of annotations with times, one tier a speaker.

use super::draft::Draft;
use super::entities;
use super::layout::Reading;
use super::package::attribute;
use super::subtitles::{Cue, Flow, join};
use crate::error::{Error, Result};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::path::Path;

/// A tier: who speaks in it, or that it explains another one.
#[derive(Default)]
struct Tier {
    voice: String,
    explains: bool,
}

/// What was read so far.
#[derive(Default)]
struct Elan {
    slots: HashMap<String, i64>,
    tier: Tier,
    times: Option<(Option<i64>, Option<i64>)>,
    value: Option<String>,
    cues: Vec<Cue>,
    explanations: usize,
}

/// The annotations of an ELAN file and who speaks them.
pub(super) fn read(path: &Path, xml: &str) -> Result<(Draft, Reading)> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    let mut elan = Elan::default();
    let mut damaged = false;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => elan.event(event),
            Err(_) => {
                damaged = true;
                break;
            }
        }
    }
    if elan.cues.is_empty() {
        let what = "The ELAN file holds no annotations with words in a tier of its own";
        return Err(Error::import(path, what, "Export its tiers from ELAN as tab-delimited text or subtitles."));
    }
    // Tiers stand one after another: what is said is in the order of the recording.
    elan.cues.sort_by_key(|cue| cue.from);
    let (mut draft, reading) = join(elan.cues, Flow::Utterances);
    if elan.explanations > 0 {
        draft.info(format!("Annotations that explain others (translations, glosses) were left out: {}.", elan.explanations));
    }
    if damaged {
        draft.look("The file is damaged: what comes after the last words shown could not be read.");
    }
    Ok((draft, reading))
}

impl Elan {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(element) => self.start(&element),
            Event::End(element) if element.local_name().as_ref() == "ANNOTATION_VALUE" => self.end(),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => self.text(&entities::replace(&format!("&{};", &*reference))),
            _ => {}
        }
    }

    fn start(&mut self, element: &BytesStart) {
        let value = |name: &str| attribute(element, name);
        match element.local_name().as_ref() {
            "TIME_SLOT" => {
                let time = value("TIME_VALUE").and_then(|time| time.parse::<i32>().ok());
                self.slots.extend(value("TIME_SLOT_ID").zip(time.map(i64::from)));
            }
            "TIER" => {
                let person = value("PARTICIPANT").filter(|person| !person.trim().is_empty());
                self.tier = Tier {
                    voice: person.or_else(|| value("TIER_ID")).unwrap_or_default().trim_start_matches('@').to_owned(),
                    explains: value("PARENT_REF").is_some(),
                };
            }
            "ALIGNABLE_ANNOTATION" => {
                let slot = |name: &str| value(name).and_then(|slot| self.slots.get(&slot).copied());
                self.times = Some((slot("TIME_SLOT_REF1"), slot("TIME_SLOT_REF2")));
            }
            "REF_ANNOTATION" => self.times = Some((None, None)),
            "ANNOTATION_VALUE" => self.value = Some(String::new()),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(value) = &mut self.value {
            value.push_str(text);
        }
    }

    fn end(&mut self) {
        let (Some(words), Some((from, to))) = (self.value.take(), self.times.take()) else { return };
        if self.tier.explains {
            self.explanations += usize::from(!words.trim().is_empty());
        } else {
            self.cues.extend(Cue::said(Some(&self.tier.voice), &words, from, to));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_become_voices_in_the_order_of_the_recording() {
        let xml = r#"<?xml version="1.0"?><ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="900"/><TIME_SLOT TIME_SLOT_ID="c" TIME_VALUE="2000"/></TIME_ORDER>
            <TIER TIER_ID="P1"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="b" TIME_SLOT_REF2="c"><ANNOTATION_VALUE>Yes &amp; no</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
            <TIER TIER_ID="x" PARTICIPANT="Anna"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>Well?</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
            <TIER TIER_ID="en" PARENT_REF="x"><ANNOTATION><REF_ANNOTATION><ANNOTATION_VALUE>gloss</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"#;
        let (draft, reading) = read(Path::new("a.eaf"), xml).expect("read");
        assert_eq!((draft.text.as_str(), reading.voices), ("Well?\nYes & no", vec!["Anna".to_owned(), "P1".to_owned()]));
        assert_eq!(reading.turns.iter().map(|turn| (turn.from, turn.to)).collect::<Vec<_>>(), [(Some(0), Some(900)), (Some(900), Some(2000))]);
        assert!(draft.notes[0].text.ends_with("left out: 1."));
    }
}
