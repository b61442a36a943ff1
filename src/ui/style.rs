//! The one egui style, made of the tokens.

use super::fonts::{self, Weight};
use super::theme::{Tokens, measure};
use egui::style::{NumberFormatter, ScrollStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals, vec2};

/// The style of these tokens.
pub fn style(tokens: &Tokens) -> Style {
    let mut style = Style { visuals: visuals(tokens), ..Style::default() };
    style.text_styles = [
        (TextStyle::Body, FontId::proportional(13.0)),
        (TextStyle::Small, FontId::proportional(12.0)),
        (TextStyle::Button, fonts::text(Weight::Medium, 13.0)),
        (TextStyle::Heading, fonts::text(Weight::Semibold, 20.0)),
        (TextStyle::Monospace, fonts::figures(Weight::Regular, 13.0)),
    ]
    .into();
    style.animation_time = 0.12;
    style.number_formatter = NumberFormatter::new(|value, _| super::format::number(value));
    spacing(&mut style);
    style.interaction.tooltip_delay = 0.4;
    style.interaction.tooltip_grace_time = 0.2;
    style.interaction.show_tooltips_only_when_still = true;
    style.interaction.selectable_labels = false;
    style
}

fn spacing(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 4.0);
    spacing.button_padding = vec2(12.0, 6.0);
    spacing.interact_size = vec2(measure::BUTTON, measure::BUTTON);
    spacing.indent = measure::INDENT;
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(20);
    spacing.icon_width = 16.0;
    spacing.icon_spacing = 8.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        dormant_handle_opacity: 0.25,
        active_handle_opacity: 0.4,
        interact_handle_opacity: 0.6,
        ..ScrollStyle::floating()
    };
}

fn visuals(tokens: &Tokens) -> Visuals {
    let mut visuals = if tokens.is_dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(measure::RADIUS as u8);
    let line = Stroke::new(tokens.hair, tokens.line);
    let state = |fill: Color32, stroke: Stroke, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: stroke,
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    visuals.widgets = Widgets {
        noninteractive: state(tokens.panel, line, tokens.ink),
        inactive: state(tokens.raised, line, tokens.ink),
        hovered: state(tokens.hover, line, tokens.ink),
        active: state(tokens.accent_wash, Stroke::new(tokens.focus, tokens.accent), tokens.ink),
        open: state(tokens.hover, line, tokens.ink),
    };
    visuals.selection.bg_fill = tokens.selection;
    visuals.selection.stroke = Stroke::new(tokens.focus, tokens.accent);
    visuals.text_cursor.stroke = Stroke::new(1.5, tokens.accent);
    visuals.hyperlink_color = tokens.accent;
    visuals.weak_text_color = Some(tokens.ink3);
    visuals.override_text_color = Some(tokens.ink);
    visuals.faint_bg_color = tokens.line_soft;
    visuals.extreme_bg_color = tokens.raised;
    visuals.code_bg_color = tokens.panel;
    visuals.warn_fg_color = tokens.warn;
    visuals.error_fg_color = tokens.danger;
    visuals.panel_fill = tokens.bg;
    visuals.window_fill = tokens.raised;
    visuals.window_stroke = line;
    visuals.window_corner_radius = CornerRadius::same(measure::RADIUS_DIALOG as u8);
    visuals.menu_corner_radius = CornerRadius::same(measure::RADIUS_POPUP as u8);
    let shadow = Shadow { offset: [0, 8], blur: 28, spread: 0, color: tokens.shadow };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.button_frame = true;
    visuals.striped = false;
    visuals
}
