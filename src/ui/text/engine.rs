//! The engine: faces, parley's workshop, the glyph atlas; it makes passages out of texts.

use super::atlas::Atlas;
use super::cache::PassageCache;
use super::extract::Extraction;
use super::faces::Faces;
use super::fonts::Fonts;
use super::hidden::Hidden;
use super::passage::Passage;
use super::style::{Marks, PassageStyle, Weight};
use super::system::{Region, SystemFaces};
use crate::model::Span;
use egui::Color32;
use parley::{
    Alignment, AlignmentOptions, FontFamily, FontFeature, FontFeatures, FontStyle, FontWeight, Language, Layout, LayoutContext, LineHeight,
    OverflowWrap, RangedBuilder, StyleProperty,
};
use std::borrow::Cow;
use std::collections::HashSet;

/// The colour of a run for parley: none is the passage's own.
pub(super) type Ink = Option<Color32>;

/// Lays out and paints passages; the window has one, and every passage belongs to the engine that made it.
pub struct TextEngine {
    fonts: Fonts,
    layouts: LayoutContext<Ink>,
    scratch: Layout<Ink>,
    pub(super) faces: Faces,
    pub(super) atlas: Atlas,
    pub(super) labels: PassageCache<u64>,
    /// Which of the labels were cut off.
    pub(super) cut_labels: HashSet<u64>,
}

/// Bytes that labels may hold together.
const LABEL_BYTES: usize = 4 << 20;

impl Default for TextEngine {
    fn default() -> Self {
        Self::new()
    }
}

impl TextEngine {
    /// An engine with the bundled faces; the system's are looked for when first needed.
    pub fn new() -> Self {
        Self {
            fonts: Fonts::new(),
            layouts: LayoutContext::new(),
            scratch: Layout::new(),
            faces: Faces::default(),
            atlas: Atlas::default(),
            labels: PassageCache::new(LABEL_BYTES),
            cut_labels: HashSet::new(),
        }
    }

    /// Takes the list of the system's faces, so that the first character from them causes no pause.
    pub fn adopt(&mut self, faces: SystemFaces) {
        self.fonts.adopt(faces);
    }

    /// Lays out one paragraph, wrapped at `width` points (infinite: not wrapped).
    ///
    /// A paragraph that reads from right to left is aligned to the right edge of a finite width. A word longer than a line is broken.
    pub fn lay_out(&mut self, text: &str, style: &PassageStyle, marks: Marks<'_>, width: f32) -> Passage {
        let (shown, hidden) = shown_text(text, marks.hidden);
        self.build(&shown, style, marks, &hidden, width);
        let mut extraction = Extraction::new(&shown, hidden, style, &mut self.faces);
        extraction.take(&self.scratch);
        extraction.finish(&self.scratch)
    }

    /// Bytes held by glyph textures and labels, for measurements.
    pub fn bytes(&self) -> usize {
        self.atlas.bytes() + self.labels.bytes()
    }

    fn build(&mut self, shown: &str, style: &PassageStyle, marks: Marks<'_>, hidden: &Hidden, width: f32) {
        let region = self.fonts.prepare(shown);
        let stack = self.fonts.stack(style.family, region);
        let mut builder = self.layouts.ranged_builder(&mut self.fonts.context, shown, 1.0, false);
        builder.push_default(FontFamily::List(Cow::Owned(stack)));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(LineHeight::Absolute(style.line_height));
        builder.push_default(FontWeight::new(weight_value(style.weight)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        builder.push_default(StyleProperty::Locale(region.and_then(language)));
        if style.italic {
            builder.push_default(StyleProperty::FontStyle(FontStyle::Italic));
        }
        if style.tabular {
            let tabular = [FontFeature::new(parley::setting::Tag::new(b"tnum"), 1)];
            builder.push_default(FontFeatures::List(Cow::Owned(tabular.to_vec())));
        }
        push_runs(&mut builder, shown, marks, hidden);
        builder.build_into(&mut self.scratch, shown);
        self.scratch.break_all_lines(width.is_finite().then_some(width.max(1.0)));
        self.scratch.align(Alignment::Start, AlignmentOptions::default());
    }
}

/// What is shown of a text: without hidden spans, control characters as spaces.
fn shown_text<'a>(text: &'a str, spans: &[Span]) -> (Cow<'a, str>, Hidden) {
    let chars = if text.is_ascii() { text.len() } else { text.chars().count() } as u32;
    let hidden = Hidden::new(spans, chars);
    let odd = |c: char| c != '\n' && c.is_control();
    if hidden.shown_len() == chars && !text.chars().any(odd) {
        return (Cow::Borrowed(text), hidden);
    }
    let shown = (0..).zip(text.chars()).filter(|(at, _)| !hidden.hides(*at)).map(|(_, c)| if odd(c) { ' ' } else { c });
    (Cow::Owned(shown.collect()), hidden)
}

fn push_runs(builder: &mut RangedBuilder<'_, Ink>, shown: &str, marks: Marks<'_>, hidden: &Hidden) {
    if marks.runs.is_empty() {
        return;
    }
    let starts: Vec<usize> = if shown.is_ascii() { Vec::new() } else { shown.char_indices().map(|(byte, _)| byte).collect() };
    let byte = |at: u32| if shown.is_ascii() { (at as usize).min(shown.len()) } else { starts.get(at as usize).copied().unwrap_or(shown.len()) };
    for run in marks.runs {
        let span = hidden.shown_span(run.span);
        let range = byte(span.start)..byte(span.end);
        if range.is_empty() {
            continue;
        }
        if run.colour.is_some() {
            builder.push(StyleProperty::Brush(run.colour), range.clone());
        }
        if let Some(weight) = run.weight {
            builder.push(StyleProperty::FontWeight(FontWeight::new(weight_value(weight))), range.clone());
        }
        if run.italic {
            builder.push(StyleProperty::FontStyle(FontStyle::Italic), range);
        }
    }
}

fn weight_value(weight: Weight) -> f32 {
    match weight {
        Weight::Regular => 400.0,
        Weight::Medium => 500.0,
        Weight::Semibold => 600.0,
    }
}

fn language(region: Region) -> Option<Language> {
    let tag = match region {
        Region::Chinese => "zh-Hans",
        Region::Taiwan => "zh-Hant",
        Region::Japan => "ja",
        Region::Korea => "ko",
    };
    Language::parse(tag).ok()
}
