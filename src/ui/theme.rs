//! The look as tokens: every colour and measure of the window, in light, dark and high contrast.
//!
//! The only file with raw colours. The egui style made of them is in `style.rs`, the fonts are in `fonts.rs`.

#![expect(clippy::disallowed_methods, reason = "the one place with raw colours")]

use super::colour::{self, contrast};
use crate::model::Colour;
use egui::{Color32, Context, Id, Ui};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Which of the looks is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Light or dark, as the desktop says.
    #[default]
    System,
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
    /// Black on white, hairlines and focus doubled.
    ContrastLight,
    /// White on black, hairlines and focus doubled.
    ContrastDark,
}

impl Theme {
    /// Every look, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::System, Self::Light, Self::Dark, Self::ContrastLight, Self::ContrastDark];

    /// Its name as the window shows it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "As the desktop",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::ContrastLight => "High contrast, light",
            Self::ContrastDark => "High contrast, dark",
        }
    }

    /// The tokens of this look; `dark` is what the desktop prefers.
    pub fn tokens(self, dark: bool) -> Tokens {
        match self {
            Self::System if dark => Tokens::dark(),
            Self::System | Self::Light => Tokens::light(),
            Self::Dark => Tokens::dark(),
            Self::ContrastLight => Tokens::contrast_light(),
            Self::ContrastDark => Tokens::contrast_dark(),
        }
    }
}

/// The colours and line widths of one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Tokens {
    /// The page.
    pub bg: Color32,
    /// Bars and side columns.
    pub panel: Color32,
    /// Fields, cards, popups.
    pub raised: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Fainter hairlines inside a page.
    pub line_soft: Color32,
    /// Text.
    pub ink: Color32,
    /// Secondary text.
    pub ink2: Color32,
    /// Meta text.
    pub ink3: Color32,
    /// The one primary button, focus, chosen rows.
    pub accent: Color32,
    /// Behind chosen rows.
    pub accent_wash: Color32,
    /// The primary button under the pointer.
    pub accent_hover: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Behind a row or quiet button under the pointer.
    pub hover: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Something to look at.
    pub warn: Color32,
    /// Something went wrong or goes.
    pub danger: Color32,
    /// Something is right.
    pub ok: Color32,
    /// Neutral bars in a chart.
    pub bar: Color32,
    /// The shadow of what floats.
    pub shadow: Color32,
    /// Over the window, behind a dialog.
    pub backdrop: Color32,
    /// The twelve code colours, as [`Colour::NAMES`] orders them.
    pub codes: [Color32; 12],
    /// How much of a code's colour lies behind its words, of 1.
    pub wash: f32,
    /// Hairline width in points: 1, or 2 in high contrast.
    pub hair: f32,
    /// Focus ring width in points: 2, or 3 in high contrast.
    pub focus: f32,
    /// Whether the page is dark.
    pub is_dark: bool,
    /// Whether washes become underlines and lines double.
    pub high_contrast: bool,
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

const CODES_DARK: [Color32; 12] = [
    hex(0xf2897c),
    hex(0xe5974c),
    hex(0xc8a83a),
    hex(0x9db854),
    hex(0x69c27e),
    hex(0x15c5b1),
    hex(0x07bfde),
    hex(0x67b0f9),
    hex(0x9ba1fb),
    hex(0xbe95ec),
    hex(0xdd8acb),
    hex(0xef86a0),
];

impl Tokens {
    /// Ink on paper.
    pub fn light() -> Self {
        Self {
            bg: hex(0xfbfaf8),
            panel: hex(0xf4f2ee),
            raised: hex(0xffffff),
            line: hex(0xe2dfd8),
            line_soft: hex(0xeceae4),
            ink: hex(0x1f1d1a),
            ink2: hex(0x5b5750),
            ink3: hex(0x6f6a62),
            accent: hex(0x006266),
            accent_wash: hex(0xdcebea),
            accent_hover: hex(0x004f53),
            on_accent: hex(0xffffff),
            hover: hex(0xebe8e2),
            selection: hex(0xdedcd9),
            warn: hex(0xa16004),
            danger: hex(0xb6322d),
            ok: hex(0x2b7440),
            bar: hex(0xa8a49b),
            shadow: Color32::from_black_alpha(33),
            backdrop: Color32::from_black_alpha(33),
            codes: Colour::ON_WHITE.map(hex),
            wash: 0.15,
            hair: 1.0,
            focus: 2.0,
            is_dark: false,
            high_contrast: false,
        }
    }

    /// Paper on ink.
    pub fn dark() -> Self {
        Self {
            bg: hex(0x17181a),
            panel: hex(0x1e2022),
            raised: hex(0x26282b),
            line: hex(0x34373b),
            line_soft: hex(0x2a2d30),
            ink: hex(0xece9e4),
            ink2: hex(0xb3afa8),
            ink3: hex(0x94908a),
            accent: hex(0x6bcac9),
            accent_wash: hex(0x1f3a3b),
            accent_hover: hex(0x86d8d7),
            on_accent: hex(0x0d2627),
            hover: hex(0x2a2d30),
            selection: hex(0x3c3d3e),
            warn: hex(0xe6b55d),
            danger: hex(0xf47b74),
            ok: hex(0x76c788),
            bar: hex(0x6a6863),
            shadow: Color32::from_black_alpha(120),
            backdrop: Color32::from_black_alpha(120),
            codes: CODES_DARK,
            wash: 0.24,
            is_dark: true,
            ..Self::light()
        }
    }

    /// Black on white.
    pub fn contrast_light() -> Self {
        let black = hex(0x000000);
        let white = hex(0xffffff);
        let base = Self {
            bg: white,
            panel: white,
            raised: white,
            line: black,
            line_soft: black,
            ink: black,
            ink2: black,
            ink3: black,
            accent: hex(0x004448),
            accent_wash: hex(0xcfe6e5),
            accent_hover: black,
            on_accent: white,
            hover: hex(0xe4e4e4),
            selection: hex(0xcccccc),
            warn: hex(0x6b3e00),
            danger: hex(0x8a1512),
            ok: hex(0x0f4f22),
            bar: hex(0x505050),
            hair: 2.0,
            focus: 3.0,
            high_contrast: true,
            ..Self::light()
        };
        base.strengthened()
    }

    /// White on black.
    pub fn contrast_dark() -> Self {
        let black = hex(0x000000);
        let white = hex(0xffffff);
        let base = Self {
            bg: black,
            panel: black,
            raised: black,
            line: white,
            line_soft: white,
            ink: white,
            ink2: white,
            ink3: white,
            accent: hex(0x8ff0ef),
            accent_wash: hex(0x113a3b),
            accent_hover: white,
            on_accent: black,
            hover: hex(0x2c2c2c),
            selection: hex(0x444444),
            warn: hex(0xffd27a),
            danger: hex(0xffa39d),
            ok: hex(0x9bf0ad),
            bar: hex(0xb0b0b0),
            hair: 2.0,
            focus: 3.0,
            high_contrast: true,
            ..Self::dark()
        };
        base.strengthened()
    }

    fn strengthened(mut self) -> Self {
        self.codes = self.codes.map(|code| colour::readable(code, self.bg, 7.0));
        self
    }

    /// The colour that a code's line, swatch and name are drawn in; one from elsewhere is lifted or lowered until it reads.
    pub fn code(&self, colour: Colour) -> Color32 {
        match colour {
            Colour::Named(at) => self.codes[usize::from(at) % self.codes.len()],
            Colour::Rgb(r, g, b) => colour::readable(Color32::from_rgb(r, g, b), self.bg, if self.high_contrast { 7.0 } else { 4.0 }),
        }
    }

    /// The colour behind the words of a code, over the page.
    pub fn code_wash(&self, colour: Colour) -> Color32 {
        colour::mix(self.bg, self.code(colour), self.wash)
    }

    /// The colour behind words that were found, and the one of a line under them where washes do not show.
    pub fn found(&self) -> (Color32, Color32) {
        let ochre = self.codes[2];
        (colour::mix(self.bg, ochre, if self.is_dark { 0.34 } else { 0.30 }), ochre)
    }

    /// A faint ground of `colour` on the page, for a card that warns or shows a difference.
    pub fn tint(&self, colour: Color32) -> Color32 {
        colour::mix(self.bg, colour, if self.is_dark { 0.18 } else { 0.09 })
    }

    /// The tokens the window shows now.
    pub fn of(ui: &Ui) -> Arc<Self> {
        Self::current(ui.ctx())
    }

    /// The tokens that were put into this context, or the light ones.
    pub fn current(ctx: &Context) -> Arc<Self> {
        ctx.data(|data| data.get_temp(Id::NULL)).unwrap_or_else(|| Arc::new(Self::light()))
    }

    /// Makes these the tokens of the window.
    pub fn install(self, ctx: &Context) {
        ctx.set_theme(if self.is_dark { egui::Theme::Dark } else { egui::Theme::Light });
        let style = super::style::style(&self);
        ctx.all_styles_mut(|each| *each = style.clone());
        ctx.data_mut(|data| data.insert_temp(Id::NULL, Arc::new(self)));
    }

    /// Ground, edge and ink of a button that cannot be pressed now.
    pub fn off(&self) -> (Color32, Color32, Color32) {
        match self.high_contrast {
            true => (self.raised, self.bar, self.bar),
            false => (self.line_soft, self.line, self.ink3),
        }
    }

    /// The contrast of `ink` on `ground`, as WCAG defines it, from 1 to 21.
    pub fn contrast(ink: Color32, ground: Color32) -> f32 {
        contrast(ink, ground)
    }
}

/// Measures on the four-point grid, in points.
pub mod measure {
    /// The bar at the top.
    pub const TOP: f32 = 44.0;
    /// The line at the bottom.
    pub const STATUS: f32 = 26.0;
    /// The left column until it is dragged.
    pub const LEFT: f32 = 224.0;
    /// The right column until it is dragged.
    pub const RIGHT: f32 = 276.0;
    /// What a folded column leaves.
    pub const STRIP: f32 = 36.0;
    /// A row of a list or tree.
    pub const ROW: f32 = 26.0;
    /// A button.
    pub const BUTTON: f32 = 28.0;
    /// A text field with its hairlines.
    pub const FIELD: f32 = 30.0;
    /// A small button in a line of filters.
    pub const CHIP: f32 = 24.0;
    /// One level of a tree.
    pub const INDENT: f32 = 16.0;
    /// Corners of controls.
    pub const RADIUS: f32 = 7.0;
    /// Corners of cards.
    pub const RADIUS_CARD: f32 = 9.0;
    /// Corners of popups.
    pub const RADIUS_POPUP: f32 = 10.0;
    /// Corners of dialogs.
    pub const RADIUS_DIALOG: f32 = 14.0;
    /// An icon.
    pub const ICON: f32 = 16.0;
    /// Below this width of the window the right column folds.
    pub const FOLD_RIGHT: f32 = 1100.0;
    /// Below this width of the window the left column folds too.
    pub const FOLD_LEFT: f32 = 900.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks() -> [Tokens; 4] {
        [Tokens::light(), Tokens::dark(), Tokens::contrast_light(), Tokens::contrast_dark()]
    }

    #[test]
    fn text_and_code_colours_keep_their_contrast_in_every_look() {
        for look in looks() {
            for ground in [look.bg, look.panel, look.raised, look.accent_wash] {
                assert!(contrast(look.ink, ground) >= 9.0, "ink on {ground:?}");
                assert!(contrast(look.ink2, ground) >= 5.0, "ink 2 on {ground:?}");
                // On a chosen row the second ink stands in for the third.
                assert!(ground == look.accent_wash || contrast(look.ink3, ground) >= 4.5, "ink 3 on {ground:?}");
            }
            for (at, code) in look.codes.iter().enumerate() {
                assert!(contrast(*code, look.bg) >= 3.95, "{} {}", Colour::NAMES[at], contrast(*code, look.bg));
                let wash = look.code_wash(Colour::Named(at as u8));
                assert!(contrast(look.ink, wash) >= 8.9, "ink on the wash of {}: {}", Colour::NAMES[at], contrast(look.ink, wash));
            }
            for sign in [look.warn, look.danger, look.ok, look.accent] {
                assert!(contrast(sign, look.bg) >= 4.5);
            }
            assert!(contrast(look.on_accent, look.accent) >= 4.5);
            let (ground, _, ink) = look.off();
            assert!(contrast(ink, ground) >= if look.high_contrast { 7.0 } else { 3.0 }, "what cannot be pressed can be read");
        }
    }

    #[test]
    fn a_colour_from_elsewhere_becomes_readable_and_a_readable_one_stays() {
        for look in looks() {
            for rgb in [Colour::Rgb(255, 255, 0), Colour::Rgb(0, 0, 0), Colour::Rgb(255, 255, 255), Colour::Rgb(20, 20, 90)] {
                assert!(contrast(look.code(rgb), look.bg) >= 3.99, "{rgb}");
            }
        }
        assert_eq!(Tokens::light().code(Colour::Rgb(0xbc, 0x4a, 0x3f)), hex(0xbc4a3f));
    }
}
