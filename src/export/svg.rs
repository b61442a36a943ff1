//! What pictures have in common: a white ground, words as outlines of letters, so that they look the same everywhere, and how they become PNG.

use super::review::escaped;
use crate::typeset::{Family, Marks, PassageStyle, SetText, Typesetter, Weight};
use crate::{Error, Result};
use resvg::{tiny_skia, usvg};
use unicode_segmentation::UnicodeSegmentation;

/// The ink of a saved picture, dark on white.
pub(super) const INK: &str = "#1f1d1a";
/// How high a word stands, in sizes of its letters.
pub(super) const HEIGHT: f32 = 1.12;

/// How many pixels a point has in a PNG.
const PIXELS: f32 = 2.0;
/// The most pixels of a PNG, on a side and in all: what is larger takes more memory than a program should.
const SIDE: f32 = 32_000.0;
const MOST: f32 = 64e6;
/// No words on one line are longer, in letters.
const LONGEST: usize = 400;

/// The beginning of a picture of this size, in points; `label` says what it is.
pub(super) fn head(width: f32, height: f32, label: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-label=\"{}\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        escaped(label)
    )
}

/// A picture of this size, in points, drawn.
pub(super) fn png(svg: &str, width: f32, height: f32) -> Result<Vec<u8>> {
    if width.max(height) * PIXELS > SIDE || width * height * PIXELS * PIXELS > MOST {
        return Err(Error::hint("the picture is too large for a .png", "Write it as .svg, or of less."));
    }
    let broken = |what: String| Error::rejected(format!("the picture cannot be drawn: {what}"));
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|error| broken(error.to_string()))?;
    let (width, height) = ((width * PIXELS) as u32, (height * PIXELS) as u32);
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or_else(|| broken("it has no size".into()))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(PIXELS, PIXELS), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| broken(error.to_string()))
}

/// Words on one line, in letters of a size.
pub(super) fn set(setter: &mut Typesetter<()>, words: &str, size: f32) -> SetText<()> {
    set_in(setter, words, size, Weight::Medium)
}

/// The same in letters of a weight.
pub(super) fn set_in(setter: &mut Typesetter<()>, words: &str, size: f32, weight: Weight) -> SetText<()> {
    let style = PassageStyle::new(Family::Sans, size, size * HEIGHT).weight(weight);
    setter.set(words, &style, Marks::default(), f32::INFINITY)
}

/// How wide words are.
pub(super) fn width_of(set: &SetText<()>) -> f32 {
    let glyphs = set.lines.iter().flat_map(|line| &line.runs).flat_map(|run| &run.glyphs);
    glyphs.map(|glyph| glyph.advance).sum()
}

/// The place of words of which the left end of the middle line is at a point.
pub(super) fn beside(set: &SetText<()>, (left, middle): (f32, f32)) -> (f32, f32) {
    (left, middle - set.line_height / 2.0 + set.baseline)
}

/// Words on one line, cut between letters where they are wider than there is room.
pub(super) fn fitted(words: &str, room: f32, set: &mut dyn FnMut(&str) -> SetText<()>) -> SetText<()> {
    let ends: Vec<usize> = words.grapheme_indices(true).skip(1).map(|(at, _)| at).take(LONGEST).collect();
    let whole = (ends.len() < LONGEST).then(|| set(words)).filter(|set| width_of(set) <= room);
    whole.unwrap_or_else(|| {
        let mut cut = |end: usize| set(&format!("{}…", words[..end].trim_end()));
        let fits = ends.partition_point(|end| width_of(&cut(*end)) <= room);
        cut(fits.checked_sub(1).map_or(0, |at| ends[at]))
    })
}

/// Places of things of these widths on lines from one point to another, each its left edge and its line.
pub(super) fn wrapped(widths: impl IntoIterator<Item = f32>, gap: f32, (from, to): (f32, f32)) -> Vec<(f32, usize)> {
    let (mut x, mut line) = (from, 0);
    let place = |wide: f32| {
        if x > from && x + wide > to {
            (x, line) = (from, line + 1);
        }
        let at = (x, line);
        x += wide + gap;
        at
    };
    widths.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_takes_too_much_memory_is_refused() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>";
        assert!(png(svg, 10.0, 15_999.0).is_ok());
        for (width, height) in [(1_000.0, 592_000.0), (592_000.0, 1.0), (15_000.0, 15_000.0)] {
            assert!(png(svg, width, height).unwrap_err().remedy().contains(".svg"));
        }
    }

    #[test]
    fn words_are_cut_between_letters_and_set_but_a_few_times() {
        let mut setter = Typesetter::new();
        let mut asked = Vec::new();
        let mut fit = |words: &str, room: f32| {
            asked.clear();
            let set = fitted(words, room, &mut |words| {
                asked.push(words.to_owned());
                set(&mut setter, words, 12.0)
            });
            (width_of(&set), asked.last().cloned().unwrap_or_default(), asked.len())
        };
        assert_eq!(fit("Nurse", 100.0).1, "Nurse");
        let (wide, words, times) = fit(&"who says so ".repeat(5_000), 100.0);
        assert!(wide <= 100.0 && wide > 80.0 && words.ends_with('…') && !words.contains(" …") && times < 14, "{wide} {words} {times}");
        // A letter of several signs stays whole.
        let (_, words, _) = fit(&"e\u{301}".repeat(90), 60.0);
        assert_eq!(words.chars().count() % 2, 1, "{words}");
        assert_eq!(fit("Nurse", 0.0).1, "…");
    }

    #[test]
    fn what_has_no_room_on_a_line_stands_on_the_next() {
        assert_eq!(wrapped([40.0, 40.0, 90.0, 5.0], 10.0, (10.0, 100.0)), [(10.0, 0), (60.0, 0), (10.0, 1), (10.0, 2)]);
    }
}
