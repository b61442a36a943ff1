//! Sheets of paper: lines of glyphs and bars at their places, written as a PDF whose words can be found and copied.

use crate::typeset::{SetLine, SetText};
use crate::{Error, Result};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use std::collections::HashMap;
use std::rc::Rc;

/// Red, green and blue.
pub(super) type Rgb = [u8; 3];

/// How much heavier letters are drawn when their font has no such weight, as a part of their size.
const BOLDER: f32 = 0.022;

/// The size of the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 in.
    Letter,
}

impl Paper {
    /// Width and height in points.
    pub fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }
}

/// What stands on a sheet, from its top left corner.
pub(super) enum Item {
    /// A line of a paragraph: its top left corner, and the colour of what has none of its own.
    Line { set: Rc<SetText<Rgb>>, line: usize, x: f32, y: f32, colour: Rgb },
    /// A filled rectangle: left, top, width, height.
    Bar { place: [f32; 4], colour: Rgb },
}

/// A page.
#[derive(Default)]
pub(super) struct Sheet(pub Vec<Item>);

/// What the file says of itself.
pub(super) struct About {
    pub title: String,
    pub language: String,
}

/// The sheets as a PDF.
pub(super) fn pdf(sheets: &[Sheet], paper: Paper, about: About) -> Result<Vec<u8>> {
    let mut document = Document::new();
    let mut metadata = Metadata::new().title(about.title).creator("Themata".into());
    if !about.language.is_empty() {
        metadata = metadata.language(about.language);
    }
    document.set_metadata(metadata);
    let mut fonts = Fonts::default();
    let (width, height) = paper.size();
    for sheet in sheets {
        let settings = PageSettings::from_wh(width, height).ok_or_else(|| broken("no such paper"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for item in &sheet.0 {
            match item {
                Item::Bar { place, colour } => bar(&mut surface, *place, *colour),
                Item::Line { set, line, x, y, colour } => fonts.line(&mut surface, set, &set.lines[*line], (*x, y + set.baseline), *colour)?,
            }
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| broken(&format!("{error:?}")))
}

fn broken(why: &str) -> Error {
    super::failed(std::io::Error::other(format!("the PDF could not be made: {why}")))
}

fn fill([r, g, b]: Rgb) -> Fill {
    Fill { paint: rgb::Color::new(r, g, b).into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}

fn bar(surface: &mut Surface<'_>, [x, y, width, height]: [f32; 4], colour: Rgb) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.set_stroke(None);
        surface.set_fill(Some(fill(colour)));
        surface.draw_path(&path);
    }
}

/// A font file, the place in it, and its axes.
type FontKey = (u64, u32, Vec<([u8; 4], u32)>);

/// The fonts of the file so far.
#[derive(Default)]
struct Fonts(HashMap<FontKey, Option<Font>>);

impl Fonts {
    fn line(&mut self, surface: &mut Surface<'_>, set: &SetText<Rgb>, line: &SetLine<Rgb>, (x, y): (f32, f32), colour: Rgb) -> Result<()> {
        for run in &line.runs {
            let face = &run.face;
            let key = (face.key, face.index, face.variations.iter().map(|(tag, value)| (*tag, value.to_bits())).collect());
            let font = self.0.entry(key).or_insert_with(|| {
                let axes: Vec<(Tag, f32)> = face.variations.iter().map(|(tag, value)| (Tag::new(tag), *value)).collect();
                Font::new_variable(face.data.clone().into(), face.index, &axes)
            });
            let font = font.clone().ok_or_else(|| broken("a font could not be read"))?;
            let em = run.size.max(0.1);
            let glyph = |glyph: &crate::typeset::SetGlyph| {
                let (right, up) = glyph.offset;
                KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance / em, right / em, up / em, 0.0, glyph.text.clone(), None)
            };
            let glyphs: Vec<KrillaGlyph> = run.glyphs.iter().map(glyph).collect();
            let fill = fill(run.colour.unwrap_or(colour));
            surface.set_stroke(face.bolder.then(|| Stroke { paint: fill.paint.clone(), width: em * BOLDER, ..Stroke::default() }));
            surface.set_fill(Some(fill));
            surface.draw_glyphs(Point::from_xy(x + run.x, y), &glyphs, font, &set.text, run.size, false);
        }
        Ok(())
    }
}
