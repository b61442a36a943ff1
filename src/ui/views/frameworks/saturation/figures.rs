//! Saturation in words and figures, in the column at the right; and the numbers by which it is judged, to be changed.

use super::SaturationPage;
use super::data::Made;
use crate::text::capital;
use crate::ui::command::FrameworkCommand;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::widgets::{Button, paint, wrapped};
use egui::{Frame, Margin, ScrollArea, Ui, vec2};

/// Draws them.
pub fn draw(page: &SaturationPage, ui: &mut Ui, cx: &Cx) {
    ScrollArea::vertical().id_salt("saturation figures").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 12, bottom: 20 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            if let Some(made) = page.shown() {
                words(ui, cx, made);
            }
            terms(page, ui, cx);
        });
    });
}

fn words(ui: &mut Ui, cx: &Cx, made: &Made) {
    let judged = &made.judged;
    wrapped(ui, &format!("{}.", judged.verdict()), fonts::text(Weight::Semibold, 14.0), cx.tokens.ink, 21.0);
    ui.add_space(4.0);
    let seen = judged.seen().last().copied().unwrap_or(0);
    let base = judged.judged.base_total;
    let mut lines = vec![
        format!(
            "{seen} of {} {} coded in {}.",
            counted(made.codes, "code"),
            if seen == 1 { "is" } else { "are" },
            counted(made.interviews.len(), "interview")
        ),
        format!("The first {} brought {}.", judged.guest.base.min(made.interviews.len()), counted(base as usize, "code")),
    ];
    let runs = judged.judged.runs.iter().find(|run| run.meets).or(judged.judged.runs.last());
    lines.extend(runs.map(|run| {
        let (from, to) = run.interviews;
        let which = if from == to { format!("Interview {from}") } else { format!("Interviews {from} to {to}") };
        let holds = if run.meets { "no more than" } else { "more than" };
        let (share, most) = ((run.ratio * 1000.0).round() / 10.0, judged.guest.threshold * 100.0);
        format!("{which} brought {} new, {share} % of that: {holds} {most} %.", run.fresh)
    }));
    lines.extend(judged.beside().iter().map(|words| format!("{}.", capital(words))));
    let chance = Some(judged.by_chance()).filter(|words| !words.is_empty());
    lines.extend(chance.map(|words| format!("By chance: {words}.")));
    lines.push(format!("{}.", capital(&judged.left())));
    lines.extend(judged.coded.order().iter().map(|words| format!("{}.", capital(words))));
    for line in lines {
        // A number and its sign stay on one line.
        wrapped(ui, &line.replace(" %", "\u{a0}%"), paint::body(), cx.tokens.ink, 20.0);
        ui.add_space(4.0);
    }
}

fn terms(page: &SaturationPage, ui: &mut Ui, cx: &Cx) {
    ui.add_space(6.0);
    paint::hline(ui, ui.painter(), ui.max_rect().x_range(), ui.cursor().top(), cx.tokens.line_soft);
    for now in page.numbers() {
        ui.add_space(8.0);
        wrapped(ui, now.head(), paint::meta(), cx.tokens.ink2, 20.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for term in now.all() {
                let words = term.words();
                let short = words.split(' ').next().unwrap_or_default().to_owned();
                let short = if words.ends_with('%') { words.clone() } else { short };
                let spoken = format!("{} {words}", term.head());
                if Button::chip(&short).name(&spoken).selected(term == now).tip(cx.tip(FrameworkCommand::AskTerms)).show(ui).clicked() {
                    cx.push(FrameworkCommand::Term(term));
                }
            }
        });
    }
    ui.add_space(8.0);
    wrapped(ui, "Codes", paint::meta(), cx.tokens.ink2, 20.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (tops, words) in [(false, "All"), (true, "Top codes, with those below")] {
            let spoken = format!("Codes: {words}");
            let chip = Button::chip(words).name(&spoken).selected(page.terms.tops == tops).tip(cx.tip(FrameworkCommand::Tops));
            if chip.show(ui).clicked() && page.terms.tops != tops {
                cx.push(FrameworkCommand::Tops);
            }
        }
    });
    ui.add_space(14.0);
    if Button::new("Save the picture…").icon(icons::EXPORT).tip(cx.tip(FrameworkCommand::SavePicture)).show(ui).clicked() {
        cx.push(FrameworkCommand::SavePicture);
    }
    ui.add_space(10.0);
    let after = "After Guest, Namey and Chen (2020): interviews go by their days; it is reached before the first run that brings no more new codes than a share of what the base brought.";
    wrapped(ui, after, paint::meta(), cx.tokens.ink3, 18.0);
}
