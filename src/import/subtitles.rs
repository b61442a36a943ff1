//! WebVTT and SRT: cues with their times, joined into the turns of those who speak.

mod cues;
mod join;

use super::draft::Draft;
use super::layout::Reading;

pub(super) use cues::{Cue, is, times};
pub(super) use join::{Flow, join};

/// The words of subtitles, who speaks them, and what kind of file it was.
pub(super) fn read(text: &str) -> (Draft, Reading, &'static str) {
    let parsed = cues::parse(text);
    let format = if parsed.srt { "SRT" } else { "WebVTT" };
    let (dropped, readings) = (parsed.dropped, parsed.readings);
    let (mut draft, reading) = join(parsed.cues, Flow::Captions);
    if dropped > 0 {
        draft.info(format!("{dropped} notes and style rules of the file were left out."));
    }
    if readings > 0 {
        draft.info(format!("Readings beside words (ruby) were left out: {readings}."));
    }
    (draft, reading, format)
}
