//! The keys of the grid while no cell is being written.

use super::data::Line;
use super::grid::Places;
use super::{ChartView, edit, grid_id};
use crate::ui::command::ChartCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use egui::{Event, EventFilter, Key, Modifiers, Ui};

/// Hears what was pressed and typed this frame.
pub fn hear(view: &mut ChartView, ui: &Ui, cx: &Cx, desk: &Desk, places: &Places) {
    let Some(chart) = view.chart() else { return };
    let Some(last) = places.tops.len().checked_sub(2).map(|line| (line, chart.codes.len().saturating_sub(1))) else { return };
    let shift = ui.input(|input| input.modifiers.shift);
    // At the ends of a row Tab leads out of the chart.
    let tab = if shift { view.cursor.1 > 0 } else { view.cursor.1 < last.1 };
    let filter = EventFilter { tab, horizontal_arrows: true, vertical_arrows: true, escape: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(grid_id(), filter));
    let events = ui.input(|input| input.filtered_events(&filter));
    for event in events {
        match event {
            Event::Key { key, pressed: true, modifiers, .. } => pressed(view, cx, places, (key, modifiers), last),
            Event::Copy => copy(view, ui, desk),
            Event::Cut => {
                copy(view, ui, desk);
                cx.push(ChartCommand::Clear);
            }
            Event::Paste(words) => view.paste(&words, cx, desk),
            Event::Text(words) if words.chars().all(|letter| !letter.is_control()) && words != " " => edit::begin(view, cx, Some(words)),
            _ => {}
        }
        if view.editor.is_some() {
            return;
        }
    }
}

fn copy(view: &mut ChartView, ui: &Ui, desk: &Desk) {
    if let (Some(sheet), Some(made)) = (view.sheet.last(), view.making.last()) {
        let copied = sheet.copy(&desk.corpus, made, view.block());
        ui.ctx().copy_text(copied.text.clone());
        view.copied = Some(copied);
    }
}

fn pressed(view: &mut ChartView, cx: &Cx, places: &Places, (key, modifiers): (Key, Modifiers), last: (usize, usize)) {
    let (line, column) = view.cursor;
    let (far, extend) = (modifiers.command, modifiers.shift);
    let group = view.sheet.last().is_some_and(|sheet| matches!(sheet.lines.get(line), Some(Line::Group(_))));
    let to = match key {
        _ if modifiers.alt => return,
        Key::ArrowLeft if group && !far => return view.fold(cx, line, Some(true)),
        Key::ArrowRight if group && !far => return view.fold(cx, line, Some(false)),
        Key::Space if group => return view.fold(cx, line, None),
        Key::Space => return edit::begin(view, cx, None),
        Key::ArrowDown if far => (last.0, column),
        Key::ArrowUp if far => (0, column),
        Key::ArrowRight if far => (line, last.1),
        Key::ArrowLeft if far => (line, 0),
        Key::ArrowDown => ((line + 1).min(last.0), column),
        Key::ArrowUp => (line.saturating_sub(1), column),
        Key::ArrowRight => (line, (column + 1).min(last.1)),
        Key::ArrowLeft => (line, column.saturating_sub(1)),
        Key::PageDown => ((line + places.page(line, true)).min(last.0), column),
        Key::PageUp => (line.saturating_sub(places.page(line, false)), column),
        Key::Home if far => (view.sheet.last().and_then(|sheet| (0..=last.0).find(|line| sheet.row(*line).is_some())).unwrap_or(0), 0),
        Key::End if far => last,
        Key::Home => (line, 0),
        Key::End => (line, last.1),
        Key::Tab if extend && column > 0 => return view.go((line, column - 1), false),
        Key::Tab if !extend && column < last.1 => return view.go((line, column + 1), false),
        Key::A if far => {
            view.anchor = (0, 0);
            return view.go(last, true);
        }
        _ => return,
    };
    view.go(to, extend);
}
