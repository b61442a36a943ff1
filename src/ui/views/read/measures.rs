//! Where the columns of the page stand: number, voice, text, stripes, names. Plain values in points.

use egui::Rangef;

/// From the middle column's left edge to the text where there is room for no more.
const GUTTER: f32 = 116.0;
/// Number and voice: from the text's left edge to the right edge of the number, and to the left edge of the voice.
const NUMBER: f32 = 66.0;
const VOICE: f32 = 56.0;
/// Between text and stripes.
const GAP: f32 = 14.0;
/// From lane to lane, and where there are many.
const LANE: f32 = 7.0;
const CLOSE: f32 = 5.0;
/// Lanes that stand at the usual distance.
const FEW: u16 = 4;
/// The width of a stripe's line.
pub const LINE: f32 = 3.0;
/// What the words give to the names of voices at most, and what the words keep.
const GIVEN: f32 = 40.0;
const WORDS: f32 = 440.0;
/// What stripes and names have at least.
const SIDE: f32 = 164.0;
/// What names have at most.
const NAMES: f32 = 300.0;

/// The columns of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// The right edge of turn numbers.
    pub number: f32,
    /// Where voices stand.
    pub voice: Rangef,
    /// Where the words stand.
    pub text: Rangef,
    /// Where the first lane begins.
    pub lanes: f32,
    /// From lane to lane.
    pub pitch: f32,
    /// How many lanes have room.
    pub lane_room: u16,
    /// Where names stand.
    pub names: Rangef,
}

impl Columns {
    /// The columns of a page between `page.min` and `page.max`: words of at most `column` points, voices as wide as `voice` where there is room, `lanes` lanes.
    pub fn new(page: Rangef, column: f32, voice: f32, lanes: u16) -> Self {
        let width = page.span();
        let voice_wide = voice.clamp(VOICE - 8.0, 132.0);
        let spare = (width - GUTTER - SIDE - column).max(0.0);
        let text_width = column.min((width - GUTTER - SIDE).max(180.0));
        // Where there is no room to spare, the words make a little for names that would be cut.
        let given = (text_width - WORDS).clamp(0.0, GIVEN);
        let more_voice = (voice_wide + 8.0 - VOICE).clamp(0.0, spare + given);
        let text_width = text_width - (more_voice - spare).max(0.0);
        let spare = (spare - more_voice).max(0.0);
        // The names get what is left first, then the margins share the rest.
        let more_names = spare.min(NAMES - (SIDE - GAP));
        let margin = ((spare - more_names) / 2.0).floor();
        let left = page.min + margin + GUTTER + more_voice;
        let text = Rangef::new(left, left + text_width);
        let lanes_at = text.max + GAP;
        let right = (page.max - margin - 8.0).max(lanes_at + 24.0);
        let pitch = if lanes > FEW { CLOSE } else { LANE };
        let lane_room = (((right - lanes_at) - 72.0).max(pitch * 3.0) / pitch) as u16;
        let used = (f32::from(lanes.clamp(1, lane_room)) * pitch).max(LANE * 3.0) + 5.0;
        Self {
            number: left - NUMBER - more_voice,
            voice: Rangef::new(left - VOICE - more_voice, left - 8.0),
            text,
            lanes: lanes_at,
            pitch,
            lane_room,
            names: Rangef::new(lanes_at + used, right),
        }
    }

    /// The left edge of a lane's line; lanes without room stand on the last one.
    pub fn lane(&self, lane: u16) -> f32 {
        self.lanes + f32::from(lane.min(self.lane_room.saturating_sub(1))) * self.pitch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_of_voices_take_a_little_from_the_words() {
        let columns = Columns::new(Rangef::new(224.0, 1004.0), 520.0, 78.0, 3);
        assert_eq!((columns.voice.min, columns.voice.max, columns.text.min, columns.text.max), (284.0, 362.0, 370.0, 840.0));
        let narrow = Columns::new(Rangef::new(0.0, 460.0), 520.0, 78.0, 3);
        assert_eq!(narrow.voice.span(), 48.0, "a narrow page keeps its words");
    }

    #[test]
    fn at_1280_the_columns_stand_where_they_were_drawn() {
        let columns = Columns::new(Rangef::new(224.0, 1004.0), 520.0, 28.0, 3);
        assert_eq!((columns.number, columns.voice.min, columns.text.min, columns.text.max), (274.0, 284.0, 340.0, 840.0));
        assert_eq!((columns.lane(0), columns.lane(2), columns.names.min, columns.names.max), (854.0, 868.0, 880.0, 996.0));
    }

    #[test]
    fn in_a_wide_window_the_text_stays_and_margins_and_names_grow() {
        let columns = Columns::new(Rangef::new(224.0, 2284.0), 520.0, 28.0, 3);
        assert_eq!(columns.text.span(), 520.0);
        assert!(columns.names.span() > 250.0 && columns.number > 500.0);
        let long = Columns::new(Rangef::new(224.0, 2284.0), 520.0, 110.0, 3);
        assert!(long.voice.span() >= 110.0);
    }

    #[test]
    fn nothing_overlaps_in_a_narrow_window() {
        let columns = Columns::new(Rangef::new(0.0, 420.0), 520.0, 90.0, 30);
        assert!(columns.number < columns.voice.min && columns.voice.max < columns.text.min);
        assert!(columns.text.max < columns.lanes && columns.lane(29) + LINE < columns.names.min);
    }
}
