//! The signs of a page as they are drawn: where each stands, how large, and what it says.

use super::ruling::Ruling;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::object::{self, Dict};
use hayro_interpret::kurbo::{Affine, BezPath, Point};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use std::time::Instant;
use unicode_normalization::UnicodeNormalization;

/// A sign as it is drawn, in a page's points, downwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ink {
    /// Where it begins along its line.
    pub x: f32,
    /// Its baseline.
    pub y: f32,
    /// How far it goes.
    pub width: f32,
    /// How tall its type is.
    pub size: f32,
    /// How wide an em of its type is: type may be narrowed.
    pub em: f32,
    /// What it says: mostly one letter; a space is a space.
    pub sign: String,
    pub bold: bool,
    /// Whether the file marks it as no part of the text: a running head, a page number.
    pub apart: bool,
    /// The direction of its line in whole degrees, clockwise; 0 for nearly all.
    pub angle: i32,
    /// Signs that are drawn one behind another have one number.
    pub run: u32,
}

/// Why a page is read no further.
pub(super) enum Stop {
    /// It draws more than a document does.
    Work,
    /// It takes too long.
    Time,
}

/// How many signs of a page are taken; a page of a newspaper has a fifth of them.
const SIGNS: usize = 200_000;

/// How often drawing looks at the clock: after so many signs or lines.
const LOOK: usize = 64;

/// What a page draws.
pub(super) struct Page {
    pub inks: Vec<Ink>,
    /// Glyphs of which the file does not say what they mean.
    pub unknown: usize,
    /// Its straight lines.
    pub ruling: Ruling,
    /// Pictures that are drawn.
    pub pictures: usize,
    /// How much of the page they cover, as a part of it.
    pub covered: f64,
    /// Whether it holds words that are not drawn: those that somebody had recognised in a picture.
    pub recognised: bool,
    width: f64,
    height: f64,
    /// How much is drawn: signs, lines, pictures.
    pub marks: usize,
    until: Instant,
    left: usize,
    /// For each part that the file marks: whether it is apart from the text, and what it says in the place of its glyphs.
    marked: Vec<(bool, Option<String>)>,
}

impl Page {
    /// A page of this size, of which nothing is drawn yet, to be read before a moment, and `left` marks of it at most.
    pub fn new((width, height): (f32, f32), until: Instant, left: usize) -> Self {
        let (width, height) = (f64::from(width), f64::from(height));
        Self {
            inks: Vec::new(),
            unknown: 0,
            ruling: Ruling::default(),
            pictures: 0,
            covered: 0.0,
            recognised: false,
            width,
            height,
            marks: 0,
            until,
            left,
            marked: Vec::new(),
        }
    }

    /// Counts a sign or a line.
    fn tick(&mut self) {
        self.marks += 1;
        if self.inks.len() > SIGNS || self.marks > self.left {
            self.stop(Stop::Work);
        }
        if self.marks.is_multiple_of(LOOK) {
            self.look();
        }
    }

    /// Looks at the clock.
    fn look(&self) {
        if Instant::now() > self.until {
            self.stop(Stop::Time);
        }
    }

    /// Ends the reading: the library knows no other way to stop.
    fn stop(&self, why: Stop) {
        std::panic::resume_unwind(Box::new(why));
    }

    fn put(&mut self, glyph: &Glyph, place: Affine, vertical: bool, bold: bool) {
        self.tick();
        let words = match self.marked.iter_mut().rev().find_map(|(_, words)| words.as_mut()) {
            // What the file says in the place of its glyphs stands at the first of them.
            Some(words) => std::mem::take(words),
            None => match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(words)) => words,
                None => String::new(),
            },
        };
        let known = !words.is_empty() || self.marked.iter().any(|(_, words)| words.is_some());
        let origin = place * Point::ZERO;
        let (right, up) = (place * Point::new(1000.0, 0.0) - origin, place * Point::new(0.0, 1000.0) - origin);
        let (em, size) = (right.hypot(), up.hypot());
        if !(origin.x.is_finite() && origin.y.is_finite() && em.is_finite() && size.is_finite() && em > 0.01 && size > 0.01) {
            return;
        }
        let margin = size.max(2.0);
        if origin.x < -margin || origin.x > self.width + margin || origin.y < -margin || origin.y > self.height + margin {
            return;
        }
        let sign = if known { clean(&words) } else { self.mystery() };
        if sign.is_empty() {
            return;
        }
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        // The second half of a wide comma is white, and hangs out of its line.
        let white = if sign.ends_with(['，', '。', '、', '；', '：', '」', '』', '）', '》', '！', '？']) { 0.5 } else { 1.0 };
        let advance = f64::from(advance.unwrap_or(500.0).clamp(0.0, 10_000.0)) * em / 1000.0 * white;
        let turn = right.y.atan2(right.x).to_degrees().round() as i32 + if vertical { 90 } else { 0 };
        let angle = turn.rem_euclid(360);
        let (sine, cosine) = f64::from(angle).to_radians().sin_cos();
        let ink = Ink {
            x: (origin.x * cosine + origin.y * sine) as f32,
            y: (origin.y * cosine - origin.x * sine) as f32,
            width: if vertical { size as f32 } else { advance as f32 },
            size: size as f32,
            em: em as f32,
            sign,
            bold,
            apart: self.marked.iter().any(|(apart, _)| *apart),
            angle,
            run: 0,
        };
        let run = self.inks.last().map_or(0, |last| last.run + u32::from(!follows(last, &ink)));
        self.inks.push(Ink { run, ..ink });
    }

    /// A glyph that means nothing that is known.
    fn mystery(&mut self) -> String {
        self.unknown += 1;
        char::REPLACEMENT_CHARACTER.to_string()
    }
}

/// Whether a sign is drawn right behind another.
fn follows(last: &Ink, ink: &Ink) -> bool {
    let gap = (ink.x - last.x - last.width) / ink.em;
    last.angle == ink.angle && (last.y - ink.y).abs() < 0.1 * ink.size && (-0.4..1.0).contains(&gap)
}

/// Letters as they are written elsewhere too: joined ones apart, Arabic ones without the shape of their place, no signs that nobody sees.
fn clean(words: &str) -> String {
    let mut clean = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => clean.push(' '),
            // Google's PDFs have one beside each space. Soft hyphens come back where a line ends in a hyphen.
            '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {}
            '\u{AD}' => clean.push('\u{AD}'),
            '\u{FB00}'..='\u{FB06}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => clean.extend(std::iter::once(c).nfkc()),
            // Bullets of the fonts Symbol and Wingdings.
            '\u{F0B7}' | '\u{F0A7}' | '\u{F0A8}' | '\u{F076}' | '\u{F0D8}' => clean.push('•'),
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean
}

/// The words that a property list gives in the place of glyphs.
fn actual(properties: &Dict<'_>) -> Option<String> {
    let string = properties.get::<object::String<'_>>(&b"ActualText"[..])?;
    let bytes = string.as_bytes();
    let wide = |from: fn([u8; 2]) -> u16| {
        let units = bytes[2..].as_chunks::<2>().0.iter().map(|pair| from(*pair));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    Some(match bytes {
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Its own code page, of which only what is ASCII is sure.
        bytes => std::str::from_utf8(bytes).ok().filter(|words| words.is_ascii())?.to_owned(),
    })
}

/// Whether the type of a run is bold, as far as its font says.
fn is_bold(glyph: &Glyph) -> bool {
    let Glyph::Outline(glyph) = glyph else { return false };
    let Some(font) = glyph.font_data() else { return false };
    let name = font.postscript_name.unwrap_or_default().to_lowercase();
    font.weight.is_some_and(|weight| (600..=1000).contains(&weight)) || ["bold", "black", "heavy"].iter().any(|word| name.contains(word))
}

impl Device<'_> for Page {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, _: &DrawMode) {
        self.tick();
        self.ruling.draw(path, props.transform);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        // A form begins so, and what it does may draw nothing.
        self.tick();
        self.look();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.tick();
        self.look();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        self.tick();
        self.recognised |= matches!(mode, DrawMode::Invisible);
        let Some(first) = run.glyphs().first() else { return };
        let (bold, vertical) = (is_bold(first), run.writing_mode() == WritingMode::Vertical);
        for glyph in run.glyphs() {
            self.put(glyph, props.transform * glyph.transform(), vertical, bold);
        }
    }

    fn draw_image(&mut self, image: Image<'_, '_>, props: ImageDrawProps<'_>) {
        self.tick();
        self.pictures += 1;
        let (width, height) = match &image {
            Image::Raster(image) => (image.width(), image.height()),
            Image::Stencil(image) => (image.width(), image.height()),
        };
        // A picture is as large as its pixels, until it is put on the page. What hangs out of that is not seen.
        let part = props.transform.determinant().abs() * f64::from(width) * f64::from(height) / (self.width * self.height);
        self.covered += if part.is_finite() { part.min(1.0) } else { 0.0 };
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.marked.push((tag == b"Artifact", properties.and_then(actual)));
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn letters_are_those_that_are_typed() {
        assert_eq!(clean("\u{FB01}\u{FB03}"), "fiffi");
        assert_eq!(clean("\u{FEFB}"), "\u{644}\u{627}");
        assert_eq!((clean("a\u{200B}\u{A0}"), clean("\u{F0B7}"), clean("\0")), ("a ".into(), "•".into(), String::new()));
    }
}
