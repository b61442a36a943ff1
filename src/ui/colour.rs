//! Arithmetic on colours: contrast after WCAG 2, mixing, and lifting or lowering lightness in OKLab until a colour reads.

#![expect(clippy::disallowed_methods, reason = "colours are mixed here from those of the theme")]

use egui::{Color32, Rgba};

/// The contrast of two opaque colours, from 1 to 21 (WCAG 2.2, relative luminance).
pub fn contrast(one: Color32, other: Color32) -> f32 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Color32) -> f32 {
    let linear = Rgba::from(colour);
    0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
}

/// `part` of `over` on `under`, mixed as the screen does.
pub fn mix(under: Color32, over: Color32, part: f32) -> Color32 {
    let blend = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * part).round() as u8;
    Color32::from_rgb(blend(under.r(), over.r()), blend(under.g(), over.g()), blend(under.b(), over.b()))
}

/// The colour itself when it reaches `least` on `ground`, else the nearest lightness that does, hue kept.
pub fn readable(colour: Color32, ground: Color32, least: f32) -> Color32 {
    if contrast(colour, ground) >= least {
        return colour;
    }
    let [lightness, a, b] = oklab(colour);
    let up = luminance(ground) < 0.18;
    for step in 1..=100 {
        let part = step as f32 / 100.0;
        let target = if up { lightness + (1.0 - lightness) * part } else { lightness * (1.0 - part) };
        let tried = from_oklab([target, a * (1.0 - part), b * (1.0 - part)]);
        if contrast(tried, ground) >= least {
            return tried;
        }
    }
    if up { Color32::WHITE } else { Color32::BLACK }
}

/// OKLab of a colour (Ottosson 2020).
fn oklab(colour: Color32) -> [f32; 3] {
    let c = Rgba::from(colour);
    let l = (0.412_221_46 * c.r() + 0.536_332_55 * c.g() + 0.051_445_995 * c.b()).cbrt();
    let m = (0.211_903_5 * c.r() + 0.680_699_5 * c.g() + 0.107_396_96 * c.b()).cbrt();
    let s = (0.088_302_46 * c.r() + 0.281_718_85 * c.g() + 0.629_978_7 * c.b()).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

fn from_oklab([lightness, a, b]: [f32; 3]) -> Color32 {
    let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    let clamp = |value: f32| value.clamp(0.0, 1.0);
    Color32::from(Rgba::from_rgb(
        clamp(4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s),
        clamp(-1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s),
        clamp(-0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_is_twenty_one_to_one() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    }

    #[test]
    fn a_colour_survives_oklab() {
        for colour in [Color32::from_rgb(188, 74, 63), Color32::from_rgb(5, 130, 152), Color32::from_rgb(250, 250, 3)] {
            let back = from_oklab(oklab(colour));
            assert!(colour.to_array().iter().zip(back.to_array()).all(|(a, b)| a.abs_diff(b) <= 1), "{colour:?} {back:?}");
        }
    }
}
