//! The memos: everything the researchers wrote down, by kind and by who wrote it, with the way to what each is on.

mod data;

use super::{StatusItem, View, ViewId, parts};
use crate::model::{MemoId, MemoKind, Subject};
use crate::project::Topic;
use crate::ui::cached::Cached;
use crate::ui::command::{Command, MemoCommand, ShowWay, Showing, Side, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::dialogs::memo_subject;
use crate::ui::fonts::{self, Weight};
use crate::ui::format;
use crate::ui::icons;
use crate::ui::widgets::{Button, Field, VirtualList, disc_on, list_keys, paint, row_ground, section_head, told, wrapped};
use data::{Filter, Memos, Row};
use egui::accesskit::Role;
use egui::{Align2, Frame, Id, Margin, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

const TOPICS: [Topic; 6] = [Topic::Memos, Topic::Coders, Topic::Sources, Topic::Codes, Topic::Codings, Topic::Cases];
const ROW: f32 = 64.0;
const SIDE: f32 = 20.0;

/// The memos.
#[derive(Default)]
pub struct MemosView {
    memos: Cached<(u64, Filter), Memos>,
    filter: Filter,
    chosen: Option<MemoId>,
    reveal: bool,
}

impl MemosView {
    fn refresh(&mut self, desk: &Desk) {
        let filter = self.filter.clone();
        self.memos.get((desk.revision(&TOPICS), filter.clone()), |_| Memos::new(&desk.corpus, &filter));
    }

    /// Takes which kinds of memos show, and whose; says whether it was that.
    fn showing(&mut self, command: &Showing, cx: &Cx) -> bool {
        let Self { memos, filter, .. } = self;
        let Some(memos) = memos.last() else { return false };
        match command {
            Showing::AskKind => {
                let way =
                    |(kind, _): &(MemoKind, usize)| ShowWay::new(kind.name(), !filter.without.contains(kind), Showing::Kind(kind.name().to_owned()));
                cx.push(Showing::Ask("Which kinds of memos show".into(), memos.kinds.iter().map(way).collect()));
            }
            Showing::AskCoder => {
                let way = |(who, _): &(String, usize)| ShowWay::new(who, !filter.silent.contains(who), Showing::Who(who.clone()));
                cx.push(Showing::Ask("Whose memos show".into(), memos.coders.iter().map(way).collect()));
            }
            Showing::Kind(name) => MemoKind::ALL.iter().filter(|kind| kind.name() == name).for_each(|kind| filter.turn_kind(*kind)),
            Showing::Who(who) => filter.turn_who(who),
            _ => return false,
        }
        true
    }

    fn chosen(&self) -> Option<&Row> {
        self.memos.last()?.rows.iter().find(|row| Some(row.id) == self.chosen)
    }
}

impl View for MemosView {
    fn id(&self) -> ViewId {
        ViewId::Memos
    }

    fn main(&self) -> Option<egui::Id> {
        Some(list_id())
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        Some(match side {
            Side::Left => "Filters",
            Side::Right => "The memo",
        })
    }

    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(desk);
        let Self { memos, filter, .. } = self;
        let Some(memos) = memos.last() else { return };
        Frame::new().inner_margin(Margin { left: 10, right: 10, top: 10, bottom: 0 }).show(ui, |ui| {
            let field = Field::new(&mut filter.words, "Filter the memos").hint("Filter memos").icon(icons::FUNNEL_SIMPLE);
            field.id(Id::unique("memo filter")).show(ui);
        });
        section_head(ui, "Show", |_| {});
        for (kind, count) in &memos.kinds {
            if parts::tick(ui, cx, kind.name(), *count, !filter.without.contains(kind)) {
                filter.turn_kind(*kind);
            }
        }
        section_head(ui, "By", |_| {});
        for (who, count) in &memos.coders {
            if parts::tick(ui, cx, who, *count, !filter.silent.contains(who)) {
                filter.turn_who(who);
            }
        }
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(desk);
        let Some(memos) = self.memos.last() else { return };
        if memos.all == 0 {
            let button = ("Write one on the project", MemoCommand::Open(Subject::Project).into());
            let more = "A memo can stand on a passage, a source, a code, a case or the whole project.";
            return parts::empty(ui, cx, "No memos yet", more, Some(button));
        }
        if memos.rows.is_empty() {
            return parts::empty(ui, cx, "No memo fits these filters", "They are set at the left.", Some(("Show all", Window::ShowAll.into())));
        }
        list(self, ui, cx, desk);
    }

    fn right(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(desk);
        match self.chosen() {
            Some(row) => whole(ui, cx, desk, row),
            None => {
                Frame::new().inner_margin(Margin::symmetric(14, 16)).show(ui, |ui| {
                    wrapped(ui, "Choose a memo to read it, and to go to what it is on.", paint::body(), cx.tokens.ink3, 20.0);
                });
            }
        }
    }

    fn status(&self, _cx: &Cx) -> Vec<StatusItem> {
        let (shown, all) = self.memos.last().map_or((0, 0), |memos| (memos.rows.len(), memos.all));
        let count = if shown == all { format::counted(all, "memo") } else { format!("{shown} of {}", format::counted(all, "memo")) };
        vec![StatusItem::new(count), StatusItem::new("Memo on the project…").command(MemoCommand::Open(Subject::Project))]
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        let command = match command {
            Command::Memos(command) => command,
            Command::Showing(command) => return self.showing(command, cx),
            Command::Window(Window::ShowAll) => {
                self.filter = Filter::default();
                return true;
            }
            _ => return false,
        };
        match (command, self.chosen()) {
            (MemoCommand::OpenChosen, Some(row)) => cx.push(MemoCommand::OpenMemo(row.id)),
            (MemoCommand::RemoveChosen, Some(row)) => cx.push(MemoCommand::Remove(vec![row.id])),
            (MemoCommand::GoToChosen, Some(row)) => row.target.into_iter().for_each(|target| cx.push(Window::Go(target))),
            (MemoCommand::OpenChosen | MemoCommand::RemoveChosen | MemoCommand::GoToChosen, None) => {
                cx.push(Window::Say("No memo is chosen: click on one, or walk the list with the arrows"));
            }
            _ => return false,
        }
        true
    }
}

fn list(view: &mut MemosView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let MemosView { memos, chosen, reveal, .. } = view;
    let Some(memos) = memos.last() else { return };
    let rect = ui.max_rect();
    let at = memos.rows.iter().position(|row| Some(row.id) == *chosen);
    let keys = list_keys(ui, list_id(), rect, "Memos", at, memos.rows.len(), (rect.height() / ROW) as usize);
    if let Some(to) = keys.moved {
        (*chosen, *reveal) = (Some(memos.rows[to].id), true);
    }
    if keys.enter {
        cx.push(MemoCommand::OpenChosen);
    }
    let to = if std::mem::take(reveal) { memos.rows.iter().position(|row| Some(row.id) == *chosen) } else { None };
    let focused = keys.response.has_focus();
    let now = jiff::Timestamp::now();
    let mut clicked = None;
    VirtualList::same("memo rows", ROW, memos.rows.len()).reveal(to).show(ui, |ui, at| {
        let row = &memos.rows[at];
        let response = one(ui, cx, desk, (row, now), *chosen == Some(row.id), focused);
        if response.clicked() {
            clicked = Some(row.id);
        }
        if response.double_clicked() {
            cx.push(MemoCommand::OpenMemo(row.id));
        }
    });
    if clicked.is_some() {
        *chosen = clicked;
        keys.response.request_focus();
    }
}

/// The list's id, for the focus.
fn list_id() -> Id {
    Id::unique("memo list")
}

fn when(row: &Row, now: jiff::Timestamp) -> String {
    format::ago(jiff::Timestamp::from_millisecond(row.at.0).unwrap_or_default(), now)
}

fn one(ui: &mut Ui, cx: &Cx, desk: &Desk, (row, now): (&Row, jiff::Timestamp), chosen: bool, focused: bool) -> egui::Response {
    let tokens = cx.tokens;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("memo row", row.id)), Sense::CLICK);
    let on = memo_subject(desk, row.subject);
    let at = when(row, now);
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{}, {}, on {on}, {} {at}", row.title, row.kind.name(), row.who))
    });
    row_ground(ui, rect, chosen, response.hovered(), focused);
    disc_on(ui, pos2(rect.left() + SIDE + 12.0, rect.top() + 22.0), 12.0, &row.who, chosen);
    let left = rect.left() + SIDE + 38.0;
    let meta = paint::text(ui, pos2(rect.right() - SIDE, rect.top() + 21.0), Align2::RIGHT_CENTER, &at, paint::meta(), tokens.ink3);
    let kind = paint::text(ui, pos2(meta.left() - 14.0, rect.top() + 21.0), Align2::RIGHT_CENTER, row.kind.name(), paint::meta(), tokens.ink2);
    let title = format!("\u{2068}{}\u{2069}", row.title);
    told(ui, pos2(left, rect.top() + 21.0), &title, 13.0, tokens.ink, kind.left() - left - 14.0);
    let first = row.body.lines().find(|line| !line.trim().is_empty() && *line != row.title).unwrap_or_default();
    let line = if first.is_empty() { format!("on {on}") } else { format!("on {on} · {first}") };
    told(ui, pos2(left, rect.top() + 43.0), &line, 12.0, tokens.ink3, rect.right() - SIDE - left);
    paint::hline(ui, ui.painter(), rect.left() + SIDE..=rect.right() - SIDE, rect.bottom() - 1.0, tokens.line_soft);
    response
}

/// The memo that is chosen, whole.
fn whole(ui: &mut Ui, cx: &Cx, desk: &Desk, row: &Row) {
    ScrollArea::vertical().id_salt("whole memo").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 12, bottom: 20 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let head = format!("{} · {} · {}", row.kind.name(), row.who, when(row, jiff::Timestamp::now()));
            wrapped(ui, &head, paint::meta(), cx.tokens.ink3, 20.0);
            wrapped(ui, &row.title, fonts::text(Weight::Semibold, 15.0), cx.tokens.ink, 23.0);
            wrapped(ui, &format!("on {}", memo_subject(desk, row.subject)), paint::meta(), cx.tokens.ink3, 20.0);
            ui.add_space(8.0);
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            parts::words(ui, cx, &row.body, true);
            ui.add_space(8.0);
            if Button::new("Open…").icon(icons::PENCIL_SIMPLE).tip(cx.tip(MemoCommand::OpenChosen)).show(ui).clicked() {
                cx.push(MemoCommand::OpenMemo(row.id));
            }
            if let Some(target) = row.target.filter(|target| cx.views.contains(&target.view()))
                && Button::new("Go to what it is on").icon(icons::ARROW_RIGHT).tip(cx.tip(MemoCommand::GoToChosen)).show(ui).clicked()
            {
                cx.push(Window::Go(target));
            }
        });
    });
}
