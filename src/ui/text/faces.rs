//! The faces that passages use, by number: a font, its variation and what is made up for it.

use parley::fontique::Synthesis;
use parley::{FontData, Run};
use swash::{CacheKey, FontRef};

/// A font as it is drawn.
pub(super) struct Face {
    data: FontData,
    offset: u32,
    key: CacheKey,
    /// Coordinates of a variable font.
    pub coords: Vec<i16>,
    pub synthesis: Synthesis,
}

impl Face {
    /// The font for the renderer.
    pub fn font(&self) -> FontRef<'_> {
        FontRef { data: self.data.data.as_ref(), offset: self.offset, key: self.key }
    }
}

/// All faces met so far; there are few, so that a list serves.
#[derive(Default)]
pub(super) struct Faces(Vec<Face>);

impl Faces {
    /// The face of a number.
    pub fn get(&self, face: u16) -> Option<&Face> {
        self.0.get(usize::from(face))
    }

    /// The number of a run's face.
    pub fn number<B: parley::Brush>(&mut self, run: &Run<'_, B>) -> u16 {
        let (data, synthesis) = (run.font(), run.synthesis());
        let coords = || run.normalized_coords().iter().map(|coord| coord.to_bits());
        let same = |face: &Face| face.data == *data && face.synthesis == synthesis && face.coords.iter().copied().eq(coords());
        if let Some(found) = self.0.iter().position(same) {
            return found as u16;
        }
        let font = FontRef::from_index(data.data.as_ref(), data.index as usize);
        let (offset, key) = font.map_or((0, CacheKey::new()), |font| (font.offset, font.key));
        self.0.push(Face { data: data.clone(), offset, key, coords: coords().collect(), synthesis });
        (self.0.len() - 1).min(usize::from(u16::MAX)) as u16
    }
}
