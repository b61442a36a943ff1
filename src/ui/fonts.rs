//! The interface's fonts: Inter in three weights with tabular figures, and Phosphor icons.

use super::text::{INTER, SCRIPTS};
use egui::epaint::text::VariationCoords;
use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak};
use std::sync::Arc;

const FIGURES: &[u8] = include_bytes!("../../assets/fonts/InterFigures.ttf");
const PHOSPHOR: &[u8] = include_bytes!("../../assets/icons/Phosphor.ttf");
const PHOSPHOR_FILL: &[u8] = include_bytes!("../../assets/icons/PhosphorFill.ttf");

/// The weights the interface is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// 400: text.
    Regular,
    /// 500: rows that hold others, buttons.
    Medium,
    /// 600: heads and names.
    Semibold,
}

impl Weight {
    const ALL: [Self; 3] = [Self::Regular, Self::Medium, Self::Semibold];

    fn name(self) -> &'static str {
        match self {
            Self::Regular => "inter-400",
            Self::Medium => "inter-500",
            Self::Semibold => "inter-600",
        }
    }

    fn figures(self) -> &'static str {
        match self {
            Self::Regular => "figures-400",
            Self::Medium => "figures-500",
            Self::Semibold => "figures-600",
        }
    }

    fn value(self) -> f32 {
        match self {
            Self::Regular => 400.0,
            Self::Medium => 500.0,
            Self::Semibold => 600.0,
        }
    }
}

/// Inter in this weight and size.
pub fn text(weight: Weight, size: f32) -> FontId {
    match weight {
        Weight::Regular => FontId::proportional(size),
        _ => FontId::new(size, FontFamily::Name(weight.name().into())),
    }
}

/// Inter with figures of equal width, for numbers in columns.
pub fn figures(weight: Weight, size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(weight.figures().into()))
}

/// The face for reading, in fields that are set by the engine of the passages.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("serif".into()))
}

/// The icons.
pub fn icons(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("icons".into()))
}

/// The fonts as egui takes them.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, bytes: &'static [u8], tweak: FontTweak| {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes).tweak(tweak)));
    };
    add("phosphor", PHOSPHOR, FontTweak::default());
    add("phosphor-fill", PHOSPHOR_FILL, FontTweak::default());
    for (name, bytes) in SCRIPTS {
        add(name, bytes, FontTweak::default());
    }
    for weight in Weight::ALL {
        let coords = || FontTweak { coords: VariationCoords::new([(b"wght", weight.value())]), ..FontTweak::default() };
        add(weight.name(), INTER, coords());
        add(weight.figures(), FIGURES, coords());
    }
    let icons = ["phosphor".to_owned(), "phosphor-fill".to_owned()];
    let scripts = SCRIPTS.map(|(name, _)| name.to_owned());
    for weight in Weight::ALL {
        let plain = [weight.name().to_owned()].into_iter().chain(icons.clone()).chain(scripts.clone()).collect::<Vec<_>>();
        let figures = [weight.figures().to_owned()].into_iter().chain(plain.clone()).collect();
        fonts.families.insert(FontFamily::Name(weight.name().into()), plain.clone());
        fonts.families.insert(FontFamily::Name(weight.figures().into()), figures);
        if weight == Weight::Regular {
            fonts.families.insert(FontFamily::Proportional, plain.clone());
            // What egui itself sets of it, such as a hint, it sets in Inter.
            fonts.families.insert(FontFamily::Name("serif".into()), plain.clone());
            fonts.families.insert(FontFamily::Monospace, plain);
        }
    }
    fonts.families.insert(FontFamily::Name("icons".into()), icons.to_vec());
    fonts
}
