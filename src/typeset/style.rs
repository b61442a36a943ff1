//! What the caller says about a passage: family, size, weights, coloured runs and what is left out.

use crate::model::Span;
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A type family of the program; every family falls back to the same faces for other scripts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Family {
    /// The face for long reading.
    #[default]
    Serif,
    /// The face of the interface.
    Sans,
    /// The face for easy reading: letters that are hard to confuse.
    Legible,
}

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 500; only the interface's face has it, the others stay at 400.
    Medium,
    /// 600.
    Semibold,
}

/// How a whole passage is set; its colour is given when it is painted, so that a change of theme lays nothing out again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PassageStyle {
    /// The type family.
    pub family: Family,
    /// The size of the letters, in points.
    pub size: f32,
    /// The distance from line to line, in points: every line is exactly as high, whatever scripts it holds.
    pub line_height: f32,
    /// The weight of what no run changes.
    pub weight: Weight,
    /// Whether all of it is italic.
    pub italic: bool,
    /// Whether figures are of equal width.
    pub tabular: bool,
}

impl PassageStyle {
    /// A style of regular weight: `size` and `line_height` in points.
    pub fn new(family: Family, size: f32, line_height: f32) -> Self {
        Self { family, size, line_height, weight: Weight::Regular, italic: false, tabular: false }
    }

    /// The same in another weight.
    pub fn weight(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// A number that differs when the style does, for keys of caches.
    pub fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.family, self.size.to_bits(), self.line_height.to_bits(), self.weight, self.italic, self.tabular).hash(&mut hasher);
        hasher.finish()
    }
}

/// What can be a colour.
pub trait Colour: Copy + PartialEq + Debug + 'static {}

impl<T: Copy + PartialEq + Debug + 'static> Colour for T {}

/// A part of a passage that looks different.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Run<C> {
    /// Where, in scalar values of the passage's text.
    pub span: Span,
    /// The colour of its letters, when not the passage's own.
    pub colour: Option<C>,
    /// Its weight, when not the passage's own.
    pub weight: Option<Weight>,
    /// Whether it is italic.
    pub italic: bool,
}

/// What is particular to one passage: runs that look different, and spans that are not shown at all.
///
/// Positions given and returned stay those of the whole text, shown or not.
#[derive(Clone, Copy, Debug)]
pub struct Marks<'a, C> {
    /// Runs that look different; where two overlap, the later one wins.
    pub runs: &'a [Run<C>],
    /// Spans left out of the picture (labels, times).
    pub hidden: &'a [Span],
}

impl<C> Default for Marks<'_, C> {
    fn default() -> Self {
        Self { runs: &[], hidden: &[] }
    }
}
