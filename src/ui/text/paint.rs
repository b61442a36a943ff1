//! Passages on the screen: glyphs as one mesh a page of the atlas, selections as rectangles.

use super::atlas::{GlyphKey, Slot};
use super::engine::TextEngine;
use super::passage::Passage;
use crate::model::Span;
use egui::epaint::{Mesh, Shape};
use egui::{Color32, Painter, Pos2, Rangef, Rect, Stroke, pos2, vec2};
use std::ops::Range;

/// How a selection looks.
#[derive(Clone, Copy, Debug)]
pub struct SelectionPaint {
    /// Behind the words.
    pub fill: Color32,
    /// The two edges.
    pub edge: Color32,
    /// Whether the selection begins in this passage.
    pub starts: bool,
    /// Whether it ends in this passage.
    pub ends: bool,
}

/// The width of a selection's edges and of the caret, in points.
pub const EDGE: f32 = 2.0;

impl Passage {
    /// Paints what the painter's clip shows, the top left corner at `origin`; runs without a colour are `colour`.
    ///
    /// Letters stand on whole pixels vertically and on quarters of a pixel horizontally, whatever the scale.
    pub fn paint(&self, engine: &mut TextEngine, painter: &Painter, origin: Pos2, colour: Color32) {
        let rows = self.rows_in(seen(painter, origin));
        if rows.is_empty() || colour == Color32::TRANSPARENT {
            return;
        }
        for mesh in self.meshes(engine, painter, origin, (rows, colour)) {
            if !mesh.is_empty() {
                painter.add(Shape::mesh(mesh));
            }
        }
    }

    /// The glyphs of some rows, a mesh for each page that they stand on.
    pub(super) fn meshes(&self, engine: &mut TextEngine, painter: &Painter, origin: Pos2, (rows, colour): (Range<usize>, Color32)) -> Vec<Mesh> {
        let glyphs = rows.clone().flat_map(|row| self.run_range(row)).map(|run| self.glyph_range(run).len()).sum();
        let (scale, pass) = (painter.pixels_per_point(), painter.ctx().cumulative_pass_nr());
        let mut brush = Brush { engine, painter, scale, pass, glyphs, meshes: Vec::new() };
        for index in rows {
            let baseline = ((origin.y + self.top(index) + self.baseline) * brush.scale).round();
            for run in self.run_range(index) {
                let of = &self.runs[run];
                let colour = of.colour.unwrap_or(colour);
                let face = GlyphKey::of_run(of.face, of.size * brush.scale, is_light(colour));
                for glyph in &self.glyphs[self.glyph_range(run)] {
                    let lift = if glyph.y == 0.0 { 0.0 } else { (glyph.y * brush.scale).round() };
                    brush.glyph(face, glyph.id, pos2((origin.x + glyph.x) * brush.scale, baseline + lift), colour);
                }
            }
        }
        brush.meshes
    }

    /// Paints a selection behind the words: a fill and an edge where it starts and ends.
    pub fn paint_selection(&self, painter: &Painter, origin: Pos2, span: Span, paint: &SelectionPaint) {
        let offset = origin.to_vec2();
        for rect in self.rects(span) {
            painter.rect_filled(rect.translate(offset), 0.0, paint.fill);
        }
        if paint.starts {
            self.paint_edge(painter, self.caret(span.start).translate(offset), paint.edge);
        }
        if paint.ends {
            let end = super::Place { offset: span.end, trailing: true };
            self.paint_edge(painter, self.caret(end).translate(offset), paint.edge);
        }
    }

    /// Paints a caret of [`EDGE`] points at a rectangle of [`Passage::caret`], on whole pixels.
    pub fn paint_edge(&self, painter: &Painter, caret: Rect, colour: Color32) {
        let scale = painter.pixels_per_point();
        let width = (EDGE * scale).round().max(1.0);
        let left = (caret.left() * scale - width / 2.0).round() / scale;
        let rect = Rect::from_min_size(pos2(left, caret.top()), vec2(width / scale, caret.height()));
        painter.rect(rect, 0.0, colour, Stroke::NONE, egui::StrokeKind::Inside);
    }

    /// The lines that touch a range of heights, with those whose letters may reach into it.
    pub(super) fn rows_in(&self, heights: Rangef) -> Range<usize> {
        let slack = self.line_height / 2.0;
        let first = ((heights.min - slack) / self.line_height).floor().max(0.0) as usize;
        let end = ((heights.max + slack) / self.line_height).ceil().max(0.0) as usize;
        first.min(self.lines.len())..end.min(self.lines.len()).max(first.min(self.lines.len()))
    }
}

/// The heights that a painter shows of what stands at `origin`.
pub(super) fn seen(painter: &Painter, origin: Pos2) -> Rangef {
    let clip = painter.clip_rect();
    Rangef::new(clip.top() - origin.y, clip.bottom() - origin.y)
}

/// What gathers glyphs while a passage is painted.
struct Brush<'a> {
    engine: &'a mut TextEngine,
    painter: &'a Painter,
    scale: f32,
    pass: u64,
    /// How many there are at most.
    glyphs: usize,
    /// One a page.
    meshes: Vec<Mesh>,
}

impl Brush<'_> {
    /// Adds a glyph of a run whose origin stands at `at`, in pixels.
    fn glyph(&mut self, run: GlyphKey, glyph: u16, at: Pos2, colour: Color32) {
        let quarters = (at.x * 4.0).round() as i32;
        let (left, quarter) = (quarters >> 2, quarters & 3);
        let engine = &mut *self.engine;
        let Some(slot) = engine.atlas.slot(run.with(glyph, quarter as u32), &engine.faces, self.painter.ctx(), self.pass) else { return };
        let min = pos2((left + slot.left) as f32, at.y + slot.top as f32);
        let rect = Rect::from_min_size(min / self.scale, vec2(slot.width as f32, slot.height as f32) / self.scale);
        let tint = if slot.coloured { Color32::WHITE.gamma_multiply_u8(colour.a()) } else { colour };
        self.mesh(&slot).add_rect_with_uv(rect, slot.uv, tint);
    }

    fn mesh(&mut self, slot: &Slot) -> &mut Mesh {
        let page = usize::from(slot.page);
        while self.meshes.len() <= page {
            let texture = self.engine.atlas.texture(self.meshes.len() as u16).unwrap_or_default();
            let mut mesh = Mesh::with_texture(texture);
            // Nearly all of them stand on one page.
            if self.meshes.len() == page {
                mesh.vertices.reserve(4 * self.glyphs);
                mesh.indices.reserve(6 * self.glyphs);
            }
            self.meshes.push(mesh);
        }
        &mut self.meshes[page]
    }
}

/// Whether letters of this colour are light on a dark ground.
fn is_light(colour: Color32) -> bool {
    colour.intensity() > 0.5
}
