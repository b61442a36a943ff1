//! Glyphs as pictures: coverage for letters, colours for emoji.

use super::atlas::GlyphKey;
use super::faces::Faces;
use swash::scale::image::Content;
use swash::scale::{Render, ScaleContext, Source, StrikeWith};
use swash::zeno::{Angle, Transform, Vector};

/// A glyph's picture in premultiplied colours; letters are white.
pub(super) struct Picture {
    pub left: i32,
    pub top: i32,
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
    pub coloured: bool,
}

/// How much heavier a letter is drawn when its face has no such weight, as a part of its size.
const EMBOLDEN: f32 = 0.022;

/// Draws glyphs.
#[derive(Default)]
pub(super) struct Rasteriser(ScaleContext);

impl Rasteriser {
    /// The glyph's picture, unless its face has none.
    pub fn draw(&mut self, key: GlyphKey, faces: &Faces) -> Option<Picture> {
        let face = faces.get(key.face())?;
        let mut scaler = self.0.builder(face.font()).size(key.size()).hint(true).normalized_coords(&face.coords).build();
        let sources = [Source::ColorOutline(0), Source::ColorBitmap(StrikeWith::BestFit), Source::Outline, Source::Bitmap(StrikeWith::BestFit)];
        let mut render = Render::new(&sources);
        render.offset(Vector::new(key.offset(), 0.0));
        if face.synthesis.embolden() {
            render.embolden(key.size() * EMBOLDEN);
        }
        if let Some(skew) = face.synthesis.skew() {
            render.transform(Some(Transform::skew(Angle::from_degrees(skew), Angle::ZERO)));
        }
        let image = render.render(&mut scaler, key.glyph())?;
        let coloured = image.content == Content::Color;
        let rgba = if coloured { premultiplied(&image.data) } else { image.data.iter().flat_map(|c| [alpha(*c, key.light()); 4]).collect() };
        let place = image.placement;
        Some(Picture { left: place.left, top: -place.top, width: place.width, height: place.height, rgba, coloured })
    }
}

/// The alpha of a pixel that a letter covers to a part, for blending in gamma space: dark letters on light would look thin otherwise.
fn alpha(coverage: u8, light: bool) -> u8 {
    let c = f32::from(coverage) / 255.0;
    let alpha = if light { c } else { c.powf(0.85) };
    (alpha * 255.0).round() as u8
}

fn premultiplied(rgba: &[u8]) -> Vec<u8> {
    let part = |value: u8, alpha: u8| (u16::from(value) * u16::from(alpha) / 255) as u8;
    rgba.as_chunks::<4>().0.iter().flat_map(|[r, g, b, a]| [part(*r, *a), part(*g, *a), part(*b, *a), *a]).collect()
}
