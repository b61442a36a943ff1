//! The engine: the typesetter, the glyph atlas; it makes passages out of texts.

use super::atlas::Atlas;
use super::cache::PassageCache;
use super::extract::Extraction;
use super::faces::Faces;
use super::passage::Passage;
use super::picture::{Picture, PictureKey};
use super::{FaceFindings, FaceSearch, Marks, PassageStyle};
use crate::typeset::{Typesetter, shown_text};
use egui::Color32;
use std::collections::HashSet;

/// The colour of a run for parley: none is the passage's own.
pub(super) type Ink = Option<Color32>;

/// Lays out and paints passages; the window has one, and every passage belongs to the engine that made it.
pub struct TextEngine {
    typesetter: Typesetter<Color32>,
    pub(super) faces: Faces,
    pub(super) atlas: Atlas,
    pub(super) labels: PassageCache<u64>,
    /// Which of the labels were cut off.
    pub(super) cut_labels: HashSet<u64>,
    /// What labels look like that are painted again and again.
    pub(super) pictures: PassageCache<PictureKey, Picture>,
}

/// Bytes that labels may hold together.
const LABEL_BYTES: usize = 4 << 20;
/// Bytes that their pictures may hold.
const PICTURE_BYTES: usize = 8 << 20;

impl Default for TextEngine {
    fn default() -> Self {
        Self::new()
    }
}

impl TextEngine {
    /// An engine with the bundled faces; the system's are looked for when first needed.
    pub fn new() -> Self {
        Self {
            typesetter: Typesetter::new(),
            faces: Faces::default(),
            atlas: Atlas::default(),
            labels: PassageCache::new(LABEL_BYTES),
            cut_labels: HashSet::new(),
            pictures: PassageCache::new(PICTURE_BYTES),
        }
    }

    /// From now on nobody waits for faces of the system: texts are set with what is there, and a job looks for the rest.
    pub fn search_later(&mut self) {
        self.typesetter.search_later();
    }

    /// The search for faces that are missing, when some are, or `first`; none while one is under way.
    pub fn search(&mut self, first: bool) -> Option<FaceSearch> {
        self.typesetter.search(first)
    }

    /// Takes what a search found, nothing where it failed; labels are laid out again.
    pub fn adopt(&mut self, findings: Option<FaceFindings>) {
        if self.typesetter.adopt(findings) {
            self.labels.clear();
            self.cut_labels.clear();
            self.pictures.clear();
        }
    }

    /// What a passage kept between frames is known by: its style, and the faces there are.
    pub fn key(&self, style: &PassageStyle) -> u64 {
        style.key().wrapping_add(self.typesetter.generation().wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// Lays out one paragraph, wrapped at `width` points (infinite: not wrapped).
    ///
    /// A paragraph that reads from right to left is aligned to the right edge of a finite width. A word longer than a line is broken.
    pub fn lay_out(&mut self, text: &str, style: &PassageStyle, marks: Marks<'_>, width: f32) -> Passage {
        let (shown, hidden) = shown_text(text, marks.hidden);
        let layout = self.typesetter.build(&shown, style, marks, &hidden, width);
        let mut extraction = Extraction::new(&shown, hidden, style, &mut self.faces);
        extraction.take(layout);
        extraction.finish(layout)
    }

    /// Bytes held by glyph textures, labels and their pictures, for measurements.
    pub fn bytes(&self) -> usize {
        self.atlas.bytes() + self.labels.bytes() + self.pictures.bytes()
    }
}
