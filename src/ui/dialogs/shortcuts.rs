//! Every command with its keys, in one list with a filter.

use super::{Dialog, Footer, Step, footer, head};
use crate::ui::command::wanted::view_name;
use crate::ui::command::{Entry, Section, table};
use crate::ui::cx::Cx;
use crate::ui::icons;
use crate::ui::widgets::{Button, Field, VirtualList, cap, paint, pointed_at, region, section_head};
use egui::accesskit::Role;
use egui::{Frame, Id, Margin, Response, Sense, Ui, WidgetInfo, pos2, vec2};

/// Every command with its keys.
#[derive(Default)]
pub struct ShortcutList {
    filter: String,
}

enum Line {
    Head(String),
    Command(&'static Entry),
    /// What a key does everywhere, and the key.
    Always(&'static str, &'static str),
}

/// The keys of lists, fields and dialogs, which are the same everywhere and stay as they are.
const ALWAYS: [(&str, &str); 12] = [
    ("To the next field or list, or the one before", "Tab"),
    ("Walk through a list, a tree, cards or a menu", "↑ ↓"),
    ("Fold and unfold in a tree; to the column beside", "← →"),
    ("A page on or back in a list", "Page Up, Page Down"),
    ("To the first and the last of a list", "Home, End"),
    ("Choose more on the way", "Shift ↑ ↓"),
    ("Choose one more, or one less", "Ctrl click"),
    ("Choose all of the sources or codes, from their list", "Ctrl A"),
    ("Take what the keys are on", "Enter"),
    ("Press the button that has the focus", "Space"),
    ("Do what a dialog with fields of several lines is for", "Ctrl Enter"),
    ("Leave a field, a menu or a dialog", "Esc"),
];

impl Dialog for ShortcutList {
    fn name(&self) -> String {
        "Keys".into()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        head(
            ui,
            "Keys",
            "Every command and its keys, those of this view first. They can be changed in the settings; those at the end are the same everywhere.",
        );
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 6 }).show(ui, |ui| {
            let id = Id::unique("shortcut filter");
            Field::new(&mut self.filter, "Filter the list of keys").hint("Filter").icon(icons::FUNNEL_SIMPLE).id(id).show(ui);
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        });
        let lines = self.lines(cx);
        // What a command does stands in the foot: a tooltip would hide the next one.
        let mut more = String::new();
        let height = (ui.ctx().content_rect().height() - 280.0).clamp(160.0, 440.0);
        region(ui, vec2(ui.available_width(), height), Margin::ZERO, |ui| {
            let heights = lines.iter().map(|line| if matches!(line, Line::Head(_)) { 36.0 } else { 30.0 });
            VirtualList::of("shortcuts", heights).show(ui, |ui, at| match &lines[at] {
                Line::Head(words) => {
                    region(ui, vec2(ui.available_width(), 36.0), Margin { left: 8, ..Margin::ZERO }, |ui| section_head(ui, words, |_| {}))
                }
                Line::Command(entry) => {
                    let keys = cx.keys.keys(entry);
                    let spoken = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
                    let caps: Vec<String> = keys.iter().map(|keys| keys.cap()).collect();
                    if pointed_at(&line(ui, cx, entry.label, &spoken, &caps)) {
                        more = format!("{}: {}", entry.label.trim_end_matches('…'), entry.tip);
                    }
                }
                Line::Always(words, key) => drop(line(ui, cx, words, key, &[(*key).to_owned()])),
            });
        });
        match footer(ui, &more, Button::primary("Close"), None, true) {
            Footer::Nothing => Step::Stay,
            _ => Step::Close,
        }
    }
}

impl ShortcutList {
    fn lines(&self, cx: &Cx) -> Vec<Line> {
        let wanted = self.filter.to_lowercase();
        let mut lines = Vec::new();
        // What the view itself is worked with is what one looks for first.
        let (own, others): (Vec<&'static Entry>, Vec<&'static Entry>) =
            table::all().filter(|entry| cx.exists(entry)).partition(|entry| cx.project.is_some() && entry.when.is_of(cx.view));
        section(&mut lines, cx, &wanted, &format!("In {}", view_name(cx.view)), own);
        // What is called exactly so comes first.
        let exact = |section: &Section| table::all().any(|entry| entry.section == *section && entry.label.to_lowercase() == wanted);
        let mut sections: Vec<Section> = Section::ALL.to_vec();
        sections.sort_by_key(|section| !exact(section));
        for of in sections {
            section(&mut lines, cx, &wanted, of.label(), others.iter().copied().filter(|entry| entry.section == of).collect());
        }
        let fits = |(words, key): &&(&str, &str)| format!("{words} {key}").to_lowercase().contains(&wanted);
        let always: Vec<_> = ALWAYS.iter().filter(fits).collect();
        if !always.is_empty() {
            lines.push(Line::Head("Everywhere".into()));
            lines.extend(always.into_iter().map(|(words, key)| Line::Always(words, key)));
        }
        lines
    }
}

/// Lists those of some commands that are wanted, under a head.
fn section(lines: &mut Vec<Line>, cx: &Cx, wanted: &str, head: &str, entries: Vec<&'static Entry>) {
    let fits = |entry: &&Entry| {
        let keys = cx.keys.keys(entry).iter().map(|keys| keys.cap()).collect::<Vec<_>>().join(" ");
        format!("{} {keys}", entry.label).to_lowercase().contains(wanted)
    };
    let mut rows: Vec<&Entry> = entries.into_iter().filter(fits).collect();
    rows.sort_by_key(|entry| !wanted.is_empty() && entry.label.to_lowercase() != wanted);
    if !rows.is_empty() {
        lines.push(Line::Head(head.to_owned()));
        lines.extend(rows.into_iter().map(Line::Command));
    }
}

fn line(ui: &mut Ui, cx: &Cx, words: &str, spoken: &str, caps: &[String]) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let spoken = if spoken.is_empty() { "no key" } else { spoken };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words}: {spoken}")));
    let mut right = rect.right() - 20.0;
    for keys in caps.iter().rev() {
        right = cap(ui, right, rect.center().y, keys).left() - 6.0;
    }
    let galley = paint::line(ui, words, paint::body(), cx.tokens.ink, right - rect.left() - 30.0);
    paint::place(ui, galley, pos2(rect.left() + 20.0, rect.center().y));
    paint::hline(ui, ui.painter(), rect.left() + 20.0..=rect.right() - 20.0, rect.bottom() - 1.0, cx.tokens.line_soft);
    response
}
