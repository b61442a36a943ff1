//! The column of sources and cases beside the text.

mod cases;
mod data;
mod menus;

use super::read::Carried;
use super::tree::{TreeKeys, key_edge, row_sense, stepped, tree_keys};
use crate::model::{CaseId, ProgressState, SourceId};
use crate::project::Topic;
use crate::ui::command::{CodingCommand, SourceCommand};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::Weight;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::widgets::{Field, Row, VirtualList, section_head};
use data::{By, Group, Item, Sort, Wanted, shelf};
use egui::{Id, Rect, Ui, UiBuilder, pos2, vec2};
use std::collections::{BTreeSet, HashSet};

/// What the list is read from.
const LISTED: &[Topic] =
    &[Topic::Sources, Topic::Folders, Topic::Progress, Topic::Coders, Topic::Cases, Topic::Attributes, Topic::Project, Topic::Speakers];

/// The column of sources and cases.
#[derive(Default)]
pub struct Shelf {
    filter: String,
    by: Option<By>,
    sort: Sort,
    closed: HashSet<String>,
    chosen: BTreeSet<SourceId>,
    /// Where a choice with Shift begins.
    from: Option<SourceId>,
    rename: Option<(SourceId, String, bool)>,
    case: Option<CaseId>,
    cases_open: bool,
    list: Option<((u64, Wanted), Vec<Group>)>,
    people: Option<(u64, (usize, Vec<data::CaseLine>))>,
    /// The source that was shown when the list was last drawn, to bring a new one in sight.
    shown: Option<SourceId>,
}

/// A line of the list.
enum Line<'a> {
    Head(&'a Group, bool),
    Source(&'a Item, u8),
}

/// What the column asks of the view it stands beside.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Asked {
    /// A source to open.
    pub open: Option<SourceId>,
    /// Whether the text gets the keys back.
    pub leave: bool,
}

/// The list's own id, by which it has the focus.
pub fn list_id() -> Id {
    Id::unique("source list")
}

impl Shelf {
    /// The sources that are chosen, or the one that is shown.
    pub fn chosen(&self, shown: Option<SourceId>) -> Vec<SourceId> {
        if self.chosen.is_empty() { shown.into_iter().collect() } else { self.chosen.iter().copied().collect() }
    }

    /// Shows only the sources of a case.
    pub fn only(&mut self, case: CaseId) {
        (self.case, self.cases_open) = (Some(case), true);
    }

    /// The sources in the order they are listed, for going to the next.
    pub fn order(&mut self, cx: &Cx) -> Vec<SourceId> {
        let Some(desk) = cx.project else { return Vec::new() };
        self.groups(cx, desk).iter().flat_map(|group| group.items.iter().map(|item| item.id)).collect()
    }

    fn groups(&mut self, cx: &Cx, desk: &Desk) -> &[Group] {
        let coder = cx.config.coder.as_ref().and_then(|coder| desk.corpus.coder_named(&coder.initials)).map(|coder| coder.id);
        let by = self.by.unwrap_or_else(|| data::usual(&desk.corpus));
        let wanted = Wanted { by, sort: self.sort, filter: self.filter.clone(), coder, case: self.case };
        let key = (desk.revision(LISTED), wanted);
        if self.list.as_ref().is_none_or(|(of, _)| *of != key) {
            let groups = shelf(&desk.corpus, &key.1);
            self.list = Some((key, groups));
        }
        self.list.as_ref().map_or(&[], |(_, groups)| groups)
    }

    /// Draws the column over all the room there is; `shown` is the source in the middle.
    pub fn draw(&mut self, ui: &mut Ui, cx: &Cx, shown: Option<SourceId>) -> Asked {
        let Some(desk) = cx.project else { return Asked::default() };
        let rect = ui.max_rect();
        section_head(ui, "Sources", |ui| {
            self.add_menu(ui, cx, shown);
            self.sort_menu(ui, cx, desk);
        });
        let field = Rect::from_min_size(pos2(rect.left() + 9.0, ui.cursor().top()), vec2(rect.width() - 18.0, 30.0));
        ui.scope_builder(UiBuilder::new().max_rect(field), |ui| {
            Field::new(&mut self.filter, "Filter the sources").hint("Filter").icon(icons::FUNNEL_SIMPLE).id(Id::unique("source filter")).show(ui);
        });
        let below = self.cases_height(rect.height(), desk);
        let list = Rect::from_min_max(pos2(rect.left(), field.bottom() + 6.0), pos2(rect.right(), rect.bottom() - below));
        let mut asked = Asked::default();
        ui.scope_builder(UiBuilder::new().max_rect(list).id_salt("sources"), |ui| {
            ui.set_clip_rect(list.intersect(ui.clip_rect()));
            asked = self.list(ui, cx, desk, shown);
        });
        let cases = Rect::from_min_max(pos2(rect.left(), rect.bottom() - below), rect.max);
        self.cases(ui, cx, desk, cases);
        asked
    }

    fn list(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk, shown: Option<SourceId>) -> Asked {
        let rect = ui.max_rect();
        self.groups(cx, desk);
        let Some((key, groups)) = self.list.take() else { return Asked::default() };
        let searching = !self.filter.trim().is_empty();
        let lines = lines(&groups, &self.closed, searching);
        let (whole, keys) = tree_keys(ui, list_id(), rect, "Sources");
        let mut asked = self.keys(cx, &lines, &keys, shown);
        let target = asked.open.or(shown);
        let moved = (target != self.shown).then(|| lines.iter().position(|line| matches!(line, Line::Source(item, _) if Some(item.id) == target)));
        self.shown = target;
        VirtualList::same("source rows", crate::ui::theme::measure::ROW, lines.len()).reveal(moved.flatten()).show(ui, |ui, at| {
            let opened = match &lines[at] {
                Line::Head(group, open) => {
                    self.head(ui, cx, group, *open);
                    None
                }
                Line::Source(item, level) => self.source(ui, cx, &lines, item, *level, shown),
            };
            if opened.is_some() {
                asked.open = opened;
                whole.request_focus();
            }
        });
        if lines.is_empty() {
            let words = if searching { "No source has these letters" } else { "No sources yet: drop transcripts into this window" };
            let place = Rect::from_min_size(rect.min + vec2(12.0, 4.0), vec2(rect.width() - 24.0, 40.0));
            ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
                crate::ui::widgets::wrapped(ui, words, crate::ui::widgets::paint::meta(), cx.tokens.ink3, 18.0);
            });
        }
        self.list = Some((key, groups));
        asked
    }

    fn head(&mut self, ui: &mut Ui, cx: &Cx, group: &Group, open: bool) {
        let count = group.items.len().to_string();
        let note = format::counted(group.items.len(), "source");
        let row =
            Row::new(&group.name).open(open).count(count).note(note).weight(Weight::Medium).sense(row_sense()).id(Id::unique(("group", &group.name)));
        let row = row.show(ui);
        if row.response.clicked() && !self.closed.remove(&group.name) {
            self.closed.insert(group.name.clone());
        }
        if let Some(folder) = group.folder {
            Self::folder_menu(cx, &row.response, folder);
            if let Some(carried) = row.response.dnd_release_payload::<Vec<SourceId>>() {
                cx.push(SourceCommand::MoveTo(carried.to_vec(), Some(folder)));
            }
        }
    }

    /// Draws a source; gives it when it is to be opened.
    fn source(&mut self, ui: &mut Ui, cx: &Cx, lines: &[Line], item: &Item, level: u8, shown: Option<SourceId>) -> Option<SourceId> {
        let chosen = self.chosen.contains(&item.id) || (self.chosen.is_empty() && shown == Some(item.id));
        let id = Id::unique(("source", item.id, level));
        let note = format!("{}, {}", item.name, item.state.name());
        let row = Row::new(&item.label).progress(item.state).selected(chosen).note(note).sense(row_sense()).id(id).show(ui);
        if self.rename.as_ref().is_some_and(|(id, ..)| *id == item.id) {
            self.rename_field(ui, cx, row.label);
            return None;
        }
        let response = row.response;
        if shown == Some(item.id) && ui.memory(|memory| memory.has_focus(list_id())) {
            key_edge(ui, response.rect);
        }
        response.dnd_set_drag_payload(self.chosen_with(item.id));
        if let Some(carried) = response.dnd_release_payload::<Carried>()
            && let Carried::Codes(codes) = &*carried
        {
            self.code_whole(cx, &self.chosen_with(item.id), codes);
        }
        self.source_menu(cx, &response, item);
        if response.double_clicked() {
            self.rename = Some((item.id, item.name.clone(), true));
        }
        if !response.clicked() {
            return None;
        }
        let modifiers = ui.input(|input| input.modifiers);
        if modifiers.shift {
            self.choose_to(lines, item.id, shown);
            return None;
        }
        if modifiers.command {
            self.chosen.extend(shown.filter(|_| self.chosen.is_empty()));
            if !self.chosen.remove(&item.id) {
                self.chosen.insert(item.id);
            }
            return None;
        }
        self.chosen.clear();
        self.from = Some(item.id);
        Some(item.id)
    }

    /// The chosen sources when this is one of them, else this one.
    fn chosen_with(&self, id: SourceId) -> Vec<SourceId> {
        if self.chosen.contains(&id) { self.chosen.iter().copied().collect() } else { vec![id] }
    }

    /// Chooses everything between where the choice began and here.
    fn choose_to(&mut self, lines: &[Line], to: SourceId, shown: Option<SourceId>) {
        let from = self.from.or(shown).unwrap_or(to);
        let ids: Vec<SourceId> = lines.iter().filter_map(|line| if let Line::Source(item, _) = line { Some(item.id) } else { None }).collect();
        let place = |id| ids.iter().position(|other| *other == id);
        if let (Some(a), Some(b)) = (place(from), place(to)) {
            self.chosen = ids[a.min(b)..=a.max(b)].iter().copied().collect();
        }
        self.from = Some(from);
    }

    fn keys(&mut self, cx: &Cx, lines: &[Line], keys: &TreeKeys, shown: Option<SourceId>) -> Asked {
        let mut asked = Asked { open: None, leave: keys.leave || keys.enter };
        let sources: Vec<SourceId> = lines.iter().filter_map(|line| if let Line::Source(item, _) = line { Some(item.id) } else { None }).collect();
        if keys.step != 0 {
            let now = shown.and_then(|id| sources.iter().position(|other| *other == id));
            asked.open = stepped(now, sources.len(), keys.step).map(|at| sources[at]);
            if let (true, Some(to)) = (keys.extend, asked.open) {
                self.from = self.from.or(shown);
                self.choose_to(lines, to, shown);
            } else {
                self.chosen.clear();
                self.from = None;
            }
        }
        if keys.all {
            self.chosen = sources.into_iter().collect();
        }
        if keys.delete {
            cx.push(SourceCommand::AskRemove(self.chosen(shown)));
        }
        if keys.rename
            && let Some(source) = shown.and_then(|id| cx.project.and_then(|desk| desk.corpus.source(id)))
        {
            self.rename = Some((source.id, source.name.clone(), true));
        }
        asked
    }

    /// A field in the place of a source's words.
    fn rename_field(&mut self, ui: &mut Ui, cx: &Cx, place: Rect) {
        let Some((id, name, fresh)) = &mut self.rename else { return };
        let field = Id::unique("source name");
        let place = Rect::from_center_size(place.center(), vec2(place.width() + 8.0, 26.0));
        let response = ui.scope_builder(UiBuilder::new().max_rect(place), |ui| Field::new(name, "Name of the source").id(field).show(ui)).inner;
        if std::mem::take(fresh) {
            response.request_focus();
            return;
        }
        if response.lost_focus() {
            let kept = ui.input(|input| !input.key_pressed(egui::Key::Escape));
            let new = name.trim().to_owned();
            let old = cx.project.and_then(|desk| desk.corpus.source(*id)).map(|source| source.name.clone());
            if kept && !new.is_empty() && old.as_ref() != Some(&new) {
                cx.push(SourceCommand::Rename(*id, new));
            }
            self.rename = None;
            ui.memory_mut(|memory| memory.request_focus(list_id()));
        }
    }

    /// Codes whole sources.
    fn code_whole(&self, cx: &Cx, sources: &[SourceId], codes: &[crate::model::CodeId]) {
        let Some(desk) = cx.project else { return };
        let whole = |id: &SourceId| desk.corpus.version(*id).map(|version| (*id, crate::model::Span { start: 0, end: version.chars }));
        for code in codes {
            cx.push(CodingCommand::Apply(*code, sources.iter().filter_map(whole).collect()));
        }
    }

    /// Marks sources as far as `state`.
    fn mark(cx: &Cx, sources: Vec<SourceId>, state: ProgressState) {
        cx.push(CodingCommand::Progress(sources, state));
    }
}

/// The lines that show: groups with what is in those that are open.
fn lines<'a>(groups: &'a [Group], closed: &HashSet<String>, all_open: bool) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for group in groups {
        let bare = group.name.is_empty();
        let open = bare || all_open || !closed.contains(&group.name);
        if !bare {
            lines.push(Line::Head(group, open));
        }
        if open {
            lines.extend(group.items.iter().map(|item| Line::Source(item, u8::from(!bare))));
        }
    }
    lines
}
