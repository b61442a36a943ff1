//! Laid-out passages of any script on the screen: pictures of glyphs, selections, hit tests. The layouts are the typesetter's.
//!
//! A [`TextEngine`] belongs to the window. It turns a text into a [`Passage`], a plain value with lines, rectangles, carets and hit test in
//! Unicode scalar values of the text given, hidden parts included. A [`PassageCache`] keeps passages between frames, and
//! [`Passage::paint`] shows them. [`label`] is the widget for names and quotes in any script.
//!
//! ```
//! use themata::ui::text::{Family, Marks, PassageStyle, TextEngine};
//! let mut engine = TextEngine::new();
//! let style = PassageStyle::new(Family::Serif, 17.0, 28.0);
//! let passage = engine.lay_out("It slowed it, but it also made us honest.", &style, Marks::default(), 500.0);
//! assert_eq!(passage.height(), 28.0);
//! let place = passage.hit(egui::pos2(0.0, 14.0));
//! assert_eq!(place.offset, 0);
//! ```

mod atlas;
mod cache;
pub mod edit;
mod engine;
mod extract;
mod faces;
mod fit;
mod label;
mod moves;
mod paint;
mod passage;
mod picture;
mod raster;
mod shared;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod window_tests;

pub use crate::typeset::{FaceFindings, FaceSearch, Family, INTER, PassageStyle, SCRIPTS, Weight};
pub use cache::{Held, PassageCache, PassageKey};
pub use engine::TextEngine;
pub use fit::Fitted;
pub use label::{LabelStyle, announce, is_plain, label, label_of};
pub use paint::{EDGE, SelectionPaint};
pub use passage::{Line, Passage, Place};
pub use shared::SharedEngine;

/// A part of a passage that looks different.
pub type Run = crate::typeset::Run<egui::Color32>;
/// What is particular to one passage.
pub type Marks<'a> = crate::typeset::Marks<'a, egui::Color32>;
