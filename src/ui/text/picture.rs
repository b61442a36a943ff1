//! Pictures of labels that are painted again in every frame: their glyphs are looked up once, and moved by whole pixels.

use super::cache::Held;
use super::engine::TextEngine;
use super::fit::Fitted;
use super::paint::seen;
use egui::epaint::{Mesh, Shape, Vertex};
use egui::{Color32, Painter, Pos2};

/// What a picture depends on: the label, its rows in sight, how many pixels a point has, and the colour of what has none of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct PictureKey {
    label: u64,
    rows: (u32, u32),
    scale: u32,
    colour: Color32,
}

/// The glyphs of a label around its top left corner, a mesh for each page that they stand on.
pub(super) struct Picture {
    meshes: Vec<Mesh>,
    /// How often a page had been emptied when it was made.
    emptied: u64,
}

impl Held for Picture {
    fn bytes(&self) -> usize {
        let bytes = |mesh: &Mesh| size_of::<Mesh>() + mesh.vertices.capacity() * size_of::<Vertex>() + mesh.indices.capacity() * size_of::<u32>();
        size_of::<Self>() + self.meshes.iter().map(bytes).sum::<usize>()
    }
}

impl Fitted {
    /// Paints what the painter's clip shows, as [`Passage::paint`](super::Passage::paint) does, at the whole pixel that is nearest to `origin`, and
    /// keeps the picture for the next frame, wherever that shows it.
    pub fn paint(&self, engine: &mut TextEngine, painter: &Painter, origin: Pos2, colour: Color32) {
        let scale = painter.pixels_per_point();
        let corner = (origin.to_vec2() * scale).round() / scale;
        let rows = self.passage.rows_in(seen(painter, corner.to_pos2()));
        if rows.is_empty() || colour == Color32::TRANSPARENT {
            return;
        }
        let key = PictureKey { label: self.key, rows: (rows.start as u32, rows.end as u32), scale: scale.to_bits(), colour };
        let kept = engine.pictures.get(&key).filter(|picture| picture.emptied == engine.atlas.emptied());
        let picture = match kept {
            Some(picture) => picture,
            None => {
                let meshes = self.passage.meshes(engine, painter, Pos2::ZERO, (rows, colour));
                engine.pictures.insert(key, Picture { meshes, emptied: engine.atlas.emptied() })
            }
        };
        for (page, mesh) in picture.meshes.iter().enumerate().filter(|(_, mesh)| !mesh.is_empty()) {
            engine.atlas.paint_from(page, painter.ctx().cumulative_pass_nr());
            let mut mesh = mesh.clone();
            mesh.translate(corner);
            painter.add(Shape::mesh(mesh));
        }
    }
}
