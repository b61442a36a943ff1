//! The cases under the sources: people by site and role, each with its sources.

use super::Shelf;
use super::data::{self, CaseLine};
use crate::project::Topic;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format;
use crate::ui::views::tree::row_sense;
use crate::ui::widgets::{Row, VirtualList, paint};
use egui::accesskit::Role;
use egui::{Align2, Id, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The head and the one row under it.
const FOLDED: f32 = 68.0;
/// What the cases are read from.
const CASES: &[Topic] = &[Topic::Cases, Topic::Attributes, Topic::Project, Topic::Sources];

impl Shelf {
    fn read_cases(&mut self, desk: &Desk) -> (usize, usize) {
        let seen = desk.revision(CASES);
        if self.people.as_ref().is_none_or(|(of, _)| *of != seen) {
            self.people = Some((seen, data::cases(&desk.corpus)));
        }
        self.people.as_ref().map_or((0, 0), |(_, (people, lines))| (*people, lines.len()))
    }

    /// How much room the cases take at the foot of the column.
    pub(super) fn cases_height(&mut self, room: f32, desk: &Desk) -> f32 {
        let (people, lines) = self.read_cases(desk);
        match (people, self.cases_open) {
            (0, _) => 0.0,
            (_, false) => FOLDED,
            (_, true) => (FOLDED + 6.0 + lines as f32 * 26.0).min(room * 0.45),
        }
    }

    /// Draws the cases over `rect`.
    pub(super) fn cases(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk, rect: Rect) {
        let (people, _) = self.read_cases(desk);
        if people == 0 {
            return;
        }
        paint::hline(ui, ui.painter(), rect.x_range(), rect.top(), cx.tokens.line);
        let head = Rect::from_min_size(rect.min, vec2(rect.width(), 40.0));
        ui.scope_builder(UiBuilder::new().max_rect(head), |ui| crate::ui::widgets::section_head(ui, "Cases", |_| {}));
        let words = format::counted(people, "person|people").to_uppercase();
        let font = fonts::text(Weight::Semibold, 11.0);
        let text = paint::text(ui, pos2(rect.right() - 13.0, rect.top() + 20.0), Align2::RIGHT_CENTER, &words, font, cx.tokens.ink3);
        let response = ui.interact(text, Id::unique("number of people"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        let below = Rect::from_min_max(pos2(rect.left(), rect.top() + 34.0), rect.max);
        ui.scope_builder(UiBuilder::new().max_rect(below).id_salt("cases"), |ui| self.case_rows(ui, cx, desk));
    }

    fn case_rows(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk) {
        let corpus = &desk.corpus;
        let words = match self.case.and_then(|id| corpus.case(id)) {
            Some(case) => format!("Only {}", case.name),
            None if corpus.project.site.is_some() && corpus.project.role.is_some() => "By site and role".to_owned(),
            None if corpus.project.site.is_some() => "By site".to_owned(),
            None => "All people".to_owned(),
        };
        let row = Row::new(&words).open(self.cases_open).selected(self.case.is_some()).id(Id::unique("cases by site and role")).show(ui);
        if row.response.clicked() && self.case.take().is_none() {
            self.cases_open = !self.cases_open;
        }
        if !self.cases_open {
            return;
        }
        let lines: &[CaseLine] = self.people.as_ref().map_or(&[], |(_, (_, lines))| lines);
        let mut clicked = None;
        VirtualList::same("case rows", 26.0, lines.len()).show(ui, |ui, at| {
            let line = &lines[at];
            let mut row = Row::new(&line.label).level(line.level - 1).sense(row_sense()).id(Id::unique(("case line", at)));
            match line.id {
                Some(id) => {
                    row = row.count(line.sources.to_string()).note(format::counted(line.sources, "source")).selected(self.case == Some(id));
                }
                None => row = row.weight(Weight::Medium).faint(line.level > 1),
            }
            if row.show(ui).response.clicked() {
                clicked = line.id;
            }
        });
        if let Some(id) = clicked {
            self.case = if self.case == Some(id) { None } else { Some(id) };
        }
        let _ = cx;
    }
}
