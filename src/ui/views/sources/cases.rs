//! The cases under the sources: people by site and role, then the other kinds, each with its sources.

use super::data::{self, CaseLine};
use super::{Shelf, cases_id};
use crate::model::CaseId;
use crate::project::Topic;
use crate::ui::command::{CaseCommand, OnCases};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format;
use crate::ui::views::menu::{context, row as menu_row};
use crate::ui::views::tree::{TreeKeys, key_edge, row_sense, stepped, tree_keys};
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
        let (_, lines) = self.read_cases(desk);
        match (lines, self.look.cases_open) {
            (0, _) => 0.0,
            (_, false) => FOLDED,
            (_, true) => (FOLDED + 6.0 + lines as f32 * 26.0).min(room * 0.45),
        }
    }

    /// Draws the cases over `rect`.
    pub(super) fn cases(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk, rect: Rect) {
        let (people, lines) = self.read_cases(desk);
        if lines == 0 {
            return;
        }
        paint::hline(ui, ui.painter(), rect.x_range(), rect.top(), cx.tokens.line);
        let head = Rect::from_min_size(rect.min, vec2(rect.width(), 40.0));
        ui.scope_builder(UiBuilder::new().max_rect(head), |ui| crate::ui::widgets::section_head(ui, "Cases", |_| {}));
        let all = desk.corpus.cases().len();
        let words = if people > 0 { format::counted(people, "person|people") } else { format::counted(all, "case") }.to_uppercase();
        let font = fonts::text(Weight::Semibold, 11.0);
        let text = paint::text(ui, pos2(rect.right() - 13.0, rect.top() + 20.0), Align2::RIGHT_CENTER, &words, font, cx.tokens.ink3);
        let response = ui.interact(text, Id::unique("number of people"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        let below = Rect::from_min_max(pos2(rect.left(), rect.top() + 34.0), rect.max);
        ui.scope_builder(UiBuilder::new().max_rect(below).id_salt("cases"), |ui| self.case_rows(ui, cx, desk));
    }

    fn case_rows(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk) {
        let corpus = &desk.corpus;
        let words = match self.look.case.and_then(|id| corpus.case(id)) {
            Some(case) => format!("Only {}", case.name),
            None if corpus.project.site.is_some() && corpus.project.role.is_some() => "By site and role".to_owned(),
            None if corpus.project.site.is_some() => "By site".to_owned(),
            None if corpus.person_kinds().iter().any(|kind| corpus.cases().iter().any(|case| case.kind == *kind)) => "All people".to_owned(),
            None => "All cases".to_owned(),
        };
        let lines = self.people.take();
        let all: &[CaseLine] = lines.as_ref().map_or(&[], |(_, (_, lines))| lines);
        let shown = if self.look.cases_open { all } else { &[] };
        let (whole, keys) = tree_keys(ui, cases_id(), ui.max_rect(), "Cases");
        let walked = self.case_keys(ui, shown, &keys);
        let row = Row::new(&words).open(self.look.cases_open).selected(self.look.case.is_some()).sense(row_sense());
        let row = row.id(Id::unique("cases by site and role")).show(ui);
        if self.case_at == 0 && whole.has_focus() {
            key_edge(ui, row.response.rect);
        }
        let mut at = row.response.clicked().then_some(0);
        if at.is_some() {
            self.take_case(shown, 0);
        }
        let reveal = walked.then(|| self.case_at.saturating_sub(1));
        VirtualList::same("case rows", 26.0, shown.len()).reveal(reveal).show(ui, |ui, n| {
            if self.case_row(ui, cx, &shown[n], n + 1, whole.has_focus()) {
                at = Some(n + 1);
            }
        });
        if let Some(at) = at {
            whole.request_focus();
            if at > 0 {
                self.take_case(shown, at);
            }
            self.case_at = at;
        }
        self.people = lines;
    }

    /// Draws one line; says whether it was clicked.
    fn case_row(&mut self, ui: &mut Ui, cx: &Cx, line: &CaseLine, at: usize, focused: bool) -> bool {
        let mut row = Row::new(&line.label).level(line.level - 1).sense(row_sense()).id(Id::unique(("case line", at)));
        if line.head {
            row = row.weight(Weight::Medium).faint(line.level > 1);
        }
        if let Some(id) = line.id {
            row = row.count(format::count(line.sources as i64)).note(format::counted(line.sources, "source")).selected(self.look.case == Some(id));
        }
        let response = row.show(ui).response;
        if self.case_at == at && focused {
            key_edge(ui, response.rect);
        }
        if line.id.is_some() {
            if response.secondary_clicked() {
                self.case_at = at;
                response.ctx.memory_mut(|memory| memory.request_focus(cases_id()));
            }
            context(&response, cx, 252.0, |ui| {
                let verbs = [OnCases::Show, OnCases::Memo, OnCases::Rename, OnCases::Sources, OnCases::Parent, OnCases::Kind, OnCases::Remove];
                verbs.iter().for_each(|verb| menu_row(ui, cx, CaseCommand::OnChosen(*verb)));
            });
        }
        response.clicked()
    }

    /// The case that the keys are at, or the one whose sources alone show.
    pub fn case_at(&self, desk: &Desk) -> Option<CaseId> {
        let lines = self.people.as_ref().filter(|_| self.look.cases_open).map_or(&[][..], |(_, (_, lines))| lines);
        let at = self.case_at.checked_sub(1).and_then(|at| lines.get(at)).and_then(|line| line.id);
        at.or(self.look.case).filter(|id| desk.corpus.case(*id).is_some())
    }

    /// Arrows walk over the head and the people, Left and Right fold, Enter takes; says whether they went to another line.
    fn case_keys(&mut self, ui: &Ui, lines: &[CaseLine], keys: &TreeKeys) -> bool {
        self.case_at = self.case_at.min(lines.len());
        if keys.left {
            (self.look.cases_open, self.case_at) = (false, 0);
        }
        self.look.cases_open |= keys.right;
        if keys.enter {
            self.take_case(lines, self.case_at);
        }
        if keys.leave {
            ui.memory_mut(|memory| memory.request_focus(super::list_id()));
        }
        let mut to = stepped(Some(self.case_at), lines.len() + 1, keys.step).filter(|to| *to != self.case_at);
        // Headings of sites and roles are passed over.
        while let Some(at) = to.filter(|at| *at > 0 && lines[at - 1].id.is_none()) {
            to = if keys.step > 0 { Some(at + 1).filter(|at| *at <= lines.len()) } else { Some(at - 1) };
        }
        if let Some(to) = to {
            self.case_at = to;
        }
        to.is_some()
    }

    /// Shows only the sources of a case, or lets go of it; on the head, folds.
    fn take_case(&mut self, lines: &[CaseLine], at: usize) {
        match at.checked_sub(1).map(|at| lines.get(at).and_then(|line| line.id)) {
            None => {
                if self.look.case.take().is_none() {
                    self.look.cases_open = !self.look.cases_open;
                }
            }
            Some(Some(id)) => self.look.case = if self.look.case == Some(id) { None } else { Some(id) },
            Some(None) => {}
        }
    }
}
