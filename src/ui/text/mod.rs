//! Laid-out passages of any script: the one place with parley and swash.
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
mod engine;
mod extract;
mod faces;
mod fonts;
mod hidden;
mod label;
mod moves;
mod paint;
mod passage;
mod raster;
mod shared;
mod style;
mod system;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod window_tests;

pub use cache::{PassageCache, PassageKey};
pub use engine::TextEngine;
pub use fonts::{INTER, SCRIPTS};
pub use label::{Fitted, LabelStyle, announce, is_plain, label};
pub use paint::{EDGE, SelectionPaint};
pub use passage::{Line, Passage, Place};
pub use shared::SharedEngine;
pub use style::{Family, Marks, PassageStyle, Run, Weight};
pub use system::SystemFaces;
