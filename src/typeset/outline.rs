//! Letters as outlines, for pictures that look the same everywhere.

use super::set::{Face, SetText};
use std::fmt::Write as _;
use swash::scale::ScaleContext;
use swash::zeno::{Command, PathData};
use swash::{FontRef, Setting, Tag};

impl<C> SetText<C> {
    /// The outlines of the first line's letters as the data of an SVG path; `at` is where its baseline begins, in points from the top left.
    pub fn outline(&self, (x, y): (f32, f32)) -> String {
        let mut path = String::new();
        let mut context = ScaleContext::new();
        for run in self.lines.first().into_iter().flat_map(|line| &line.runs) {
            let Some(font) = font(&run.face) else { continue };
            let mut place = x + run.x;
            let axes = run.face.variations.iter().map(|(tag, value)| Setting { tag: Tag::from_be_bytes(*tag), value: *value });
            let mut scaler = context.builder(font).size(run.size).variations(axes).build();
            for glyph in &run.glyphs {
                if let Some(outline) = u16::try_from(glyph.id).ok().and_then(|id| scaler.scale_outline(id)) {
                    let (dx, dy) = (place + glyph.offset.0, y - glyph.offset.1);
                    outline.path().commands().for_each(|command| step(command, dx, dy, &mut path));
                }
                place += glyph.advance;
            }
        }
        path
    }
}

fn font(face: &Face) -> Option<FontRef<'_>> {
    FontRef::from_index((*face.data).as_ref(), face.index as usize)
}

/// One stroke of an outline; SVG counts downwards.
fn step(command: Command, dx: f32, dy: f32, path: &mut String) {
    let mut points = |letter: &str, points: &[swash::zeno::Vector]| {
        path.push_str(letter);
        for point in points {
            // Nothing can go wrong in memory.
            let _ = write!(path, "{:.2} {:.2} ", dx + point.x, dy - point.y);
        }
    };
    match command {
        Command::MoveTo(to) => points("M", &[to]),
        Command::LineTo(to) => points("L", &[to]),
        Command::QuadTo(by, to) => points("Q", &[by, to]),
        Command::CurveTo(a, b, to) => points("C", &[a, b, to]),
        Command::Close => points("Z", &[]),
    }
}
