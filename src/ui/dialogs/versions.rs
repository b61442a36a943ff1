//! The versions of a text: which there are, two of them side by side, and one of them brought back.

mod beside;

use super::{Dialog, Footer, Step, footer, head};
use crate::Result;
use crate::model::{SourceId, Version, VersionId};
use crate::project::Reader;
use crate::text::side_by_side;
use crate::ui::command::CorrectCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::later::Later;
use crate::ui::widgets::{Button, VirtualList, paint, wrapped};
use beside::Pages;
use egui::accesskit::Role;
use egui::{Id, Key, Modifiers, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The width of the list of versions, and the height of one in it.
const LIST: f32 = 236.0;
const ROW: f32 = 58.0;

/// A version as it is listed.
struct Row {
    version: Version,
    reason: String,
    /// Who made it and when, and how long it is.
    made: String,
}

/// The versions of one source.
pub struct VersionsDialog {
    source: SourceId,
    name: String,
    /// The newest first.
    rows: Vec<Row>,
    /// The version that is shown in Read.
    shown: Option<VersionId>,
    /// The row that is chosen, and the one it is compared with.
    chosen: usize,
    other: usize,
    reveal: bool,
    pages: Later<(usize, usize), Pages>,
}

impl VersionsDialog {
    /// The versions of a source; the one that is shown is compared with the one before.
    pub fn new(desk: &Desk, source: SourceId) -> Result<Self> {
        let mut rows = Vec::new();
        for version in desk.reader().versions(source)?.into_iter().rev() {
            let made = desk.reader().maker(&version)?;
            let when = made.as_ref().map(|step| format::when(step.at));
            let who = made.map(|step| step.who).filter(|who| !who.is_empty());
            let words = format::counted(version.words as usize, "word");
            let made = [who, when, Some(words)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let reason = match version.base {
                _ if !version.reason.is_empty() => version.reason.clone(),
                None if desk.corpus.source(source).is_some_and(|source| source.original.is_none()) => "begun here".into(),
                None => "imported".into(),
                Some(_) => "corrected".into(),
            };
            rows.push(Row { version, reason, made });
        }
        let shown = desk.corpus.version(source).map(|version| version.id);
        let chosen = rows.iter().position(|row| Some(row.version.id) == shown).unwrap_or(0);
        let other = (chosen + 1).min(rows.len().saturating_sub(1));
        let name = desk.corpus.source(source).map_or_else(String::new, |source| source.name.clone());
        Ok(Self { source, name, rows, shown, chosen, other, reveal: true, pages: Later::default() })
    }

    /// Up and down choose a version, with Shift the one it is compared with; Page Down and Page Up go from difference to difference.
    fn keys(&mut self, ui: &Ui) {
        let last = self.rows.len().saturating_sub(1);
        let pressed = |held, key| ui.input_mut(|input| input.count_and_consume_key(held, key));
        let (more, less) = (pressed(Modifiers::SHIFT, Key::ArrowDown), pressed(Modifiers::SHIFT, Key::ArrowUp));
        self.other = (self.other + more).min(last).saturating_sub(less);
        let (down, up) = (pressed(Modifiers::NONE, Key::ArrowDown), pressed(Modifiers::NONE, Key::ArrowUp));
        if down + up > 0 {
            self.choose((self.chosen + down).min(last).saturating_sub(up));
        }
        self.reveal |= more + less + down + up > 0;
        let (on, back) = (pressed(Modifiers::NONE, Key::PageDown), pressed(Modifiers::NONE, Key::PageUp));
        if on + back > 0
            && let Some(pages) = self.pages.last_mut()
        {
            pages.go(on > 0);
        }
    }

    /// Chooses a version; it is compared with the one it was made of.
    fn choose(&mut self, chosen: usize) {
        (self.chosen, self.reveal) = (chosen, true);
        // What comes back is told against what shows now; what shows now, against the one before.
        let before = (chosen + 1).min(self.rows.len().saturating_sub(1));
        let now = self.rows.iter().position(|row| Some(row.version.id) == self.shown);
        self.other = now.filter(|now| *now != chosen).unwrap_or(before);
    }

    fn list(&mut self, ui: &mut Ui, cx: &Cx) {
        let (rows, chosen, other, shown) = (&self.rows, self.chosen, self.other, self.shown);
        let mut clicked = None;
        let reveal = std::mem::take(&mut self.reveal).then_some(chosen);
        VirtualList::same("versions of a text", ROW, rows.len()).reveal(reveal).show(ui, |ui, n| {
            let row = &rows[n];
            let rect = ui.max_rect();
            let response = ui.interact(rect, Id::unique(("version", row.version.id)), Sense::click());
            let now = if Some(row.version.id) == shown { ", shown now" } else { "" };
            let role = if n == other && n != chosen { ", compared with" } else { "" };
            let words = format!("Version {}{now}{role}: {}, {}", row.version.number, row.reason, row.made);
            response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, n == chosen, &words));
            if n == chosen {
                ui.painter().rect_filled(rect, 0.0, cx.tokens.accent_wash);
            } else if response.hovered() {
                ui.painter().rect_filled(rect, 0.0, cx.tokens.hover);
            }
            let at = |y: f32| pos2(rect.left() + 20.0, rect.top() + y);
            let room = rect.width() - 30.0;
            let note = if Some(row.version.id) == shown {
                " · shown"
            } else if n == other && n != chosen {
                " · beside it"
            } else {
                ""
            };
            let title = format!("Version {}{note}", row.version.number);
            paint::place(ui, paint::line(ui, &title, paint::strong(), cx.tokens.ink, room), at(13.0));
            paint::place(ui, paint::line(ui, &row.reason, paint::body(), cx.tokens.ink, room), at(30.0));
            paint::place(ui, paint::line(ui, &row.made, paint::meta(), cx.tokens.ink3, room), at(47.0));
            if response.clicked() {
                clicked = Some((n, ui.input(|input| input.modifiers.shift)));
            }
        });
        match clicked {
            Some((n, true)) => self.other = n,
            Some((n, false)) => self.choose(n),
            None => {}
        }
    }

    /// The older and the newer of the two that are compared.
    fn pair(&self) -> (usize, usize) {
        (self.chosen.max(self.other), self.chosen.min(self.other))
    }

    fn compare(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        let (older, newer) = self.pair();
        if older == newer {
            wrapped(
                ui,
                "There is no other version to compare it with. Correcting the text, or importing a corrected file over it, makes one.",
                paint::body(),
                cx.tokens.ink2,
                20.0,
            );
            return;
        }
        if self.pages.wants(&(older, newer)) {
            let (path, voices) = (desk.path().to_owned(), desk.corpus.voice_names(self.source));
            let (old, new) = (self.rows[older].version.clone(), self.rows[newer].version.clone());
            let make = move |_: &crate::jobs::Progress| {
                let reader = Reader::open(&path)?;
                let (old, new) = (reader.text(&old)?, reader.text(&new)?);
                Ok(Pages::new(side_by_side(&old, &new, &voices), old.geometry.text() == new.geometry.text()))
            };
            self.pages.start((older, newer), cx.job(None, make));
        }
        let numbers = (self.rows[older].version.number, self.rows[newer].version.number);
        if let Some(why) = self.pages.trouble() {
            return drop(wrapped(ui, why, paint::body(), cx.tokens.danger, 20.0));
        }
        match self.pages.last_mut() {
            Some(pages) => pages.draw(ui, cx, numbers),
            None => drop(wrapped(ui, "Comparing …", paint::body(), cx.tokens.ink2, 20.0)),
        }
    }
}

impl Dialog for VersionsDialog {
    fn name(&self) -> String {
        "Versions of this text".into()
    }

    fn width(&self) -> f32 {
        1080.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        self.keys(ui);
        let line = "Arrows choose a version, with Shift the one beside it; Page Down goes to the next difference";
        head(ui, &format!("Versions of {}", self.name), line);
        let screen = ui.ctx().content_rect();
        let high = (screen.height() - 220.0).clamp(160.0, 560.0);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), high));
        let edge = rect.left() + LIST.min(rect.width() * 0.3);
        let left = Rect::from_min_max(rect.min, pos2(edge, rect.bottom()));
        let right = Rect::from_min_max(pos2(edge + 16.0, rect.top()), pos2(rect.right() - 8.0, rect.bottom()));
        self.list(&mut ui.new_child(UiBuilder::new().max_rect(left)), cx);
        paint::vline(ui, ui.painter(), edge, rect.y_range(), cx.tokens.line);
        // A child takes no room of its own: what stands below lies under the whole, however little is in it.
        self.compare(&mut ui.new_child(UiBuilder::new().max_rect(right)), cx);
        let row = self.rows.get(self.chosen);
        let back = row.filter(|row| Some(row.version.id) != self.shown && cx.project.is_some_and(|desk| desk.read_only().is_none()));
        let words = row.map_or_else(String::new, |row| format!("Bring version {} back", row.version.number));
        let note = "Bringing one back is a correction to it: one step, which undo takes back.";
        match (footer(ui, note, Button::primary(&words).enabled(back.is_some()), Some("Close"), true), back) {
            (Footer::Done, Some(row)) => {
                cx.push(CorrectCommand::BringBack(self.source, row.version.id));
                Step::Close
            }
            (Footer::Cancel, _) => Step::Close,
            _ => Step::Stay,
        }
    }
}
