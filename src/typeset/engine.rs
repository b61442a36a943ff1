//! The typesetter: faces and parley's workshop; it makes layouts out of texts.

use super::fonts::Fonts;
use super::hidden::Hidden;
use super::style::{Colour, Marks, PassageStyle, Weight};
use super::system::{Findings, Region, Search};
use crate::model::Span;
use parley::{
    Alignment, AlignmentOptions, FontFamily, FontFeature, FontFeatures, FontStyle, FontWeight, Language, Layout, LayoutContext, LineHeight,
    OverflowWrap, RangedBuilder, StyleProperty,
};
use std::borrow::Cow;

/// Lays out paragraphs in any script; `C` is what a colour is to whoever draws them.
pub struct Typesetter<C: Colour> {
    fonts: Fonts,
    layouts: LayoutContext<Option<C>>,
    scratch: Layout<Option<C>>,
}

impl<C: Colour> Default for Typesetter<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: Colour> Typesetter<C> {
    /// A typesetter with the bundled faces; the system's are looked for when first needed.
    pub fn new() -> Self {
        Self { fonts: Fonts::new(), layouts: LayoutContext::new(), scratch: Layout::new() }
    }

    /// From now on faces that are missing wait for a search; until then texts are set with what is there.
    pub fn search_later(&mut self) {
        self.fonts.later();
    }

    /// The search for faces that are missing, when some are, or `first`; none while one is under way.
    pub fn search(&mut self, first: bool) -> Option<Search> {
        self.fonts.search(first)
    }

    /// Takes what a search found, nothing where it failed; says whether what was set before may look different now.
    pub fn adopt(&mut self, findings: Option<Findings>) -> bool {
        self.fonts.adopt(findings)
    }

    /// A number that rises with the faces.
    pub fn generation(&self) -> u64 {
        self.fonts.generation()
    }

    /// The layout of what is shown of a text, as parley has it; it stands until the next one.
    pub(crate) fn build(&mut self, shown: &str, style: &PassageStyle, marks: Marks<'_, C>, hidden: &Hidden, width: f32) -> &Layout<Option<C>> {
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
        &self.scratch
    }
}

/// What is shown of a text: without hidden spans, control characters as spaces.
pub(crate) fn shown_text<'a>(text: &'a str, spans: &[Span]) -> (Cow<'a, str>, Hidden) {
    let chars = if text.is_ascii() { text.len() } else { text.chars().count() } as u32;
    let hidden = Hidden::new(spans, chars);
    let odd = |c: char| c != '\n' && c.is_control();
    if hidden.shown_len() == chars && !text.chars().any(odd) {
        return (Cow::Borrowed(text), hidden);
    }
    let shown = (0..).zip(text.chars()).filter(|(at, _)| !hidden.hides(*at)).map(|(_, c)| if odd(c) { ' ' } else { c });
    (Cow::Owned(shown.collect()), hidden)
}

fn push_runs<C: Colour>(builder: &mut RangedBuilder<'_, Option<C>>, shown: &str, marks: Marks<'_, C>, hidden: &Hidden) {
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
