//! The column of sources and cases beside the text.

mod cases;
mod data;
mod keys;
mod menus;

use super::read::Carried;
use super::tree::{key_edge, row_sense, tree_keys};
use crate::model::{CaseId, FolderId, ProgressState, SourceId};
use crate::project::Topic;
use crate::ui::command::{CodingCommand, Side, SourceCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::Weight;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::widgets::{Field, Row, VirtualList, section_head};
pub use data::{By, Called, Sort, called, groupings};
use data::{Group, Item, Wanted, shelf};
use egui::{Id, Rect, Ui, UiBuilder, pos2, vec2};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};

/// What the list is read from.
const LISTED: &[Topic] =
    &[Topic::Sources, Topic::Folders, Topic::Progress, Topic::Coders, Topic::Cases, Topic::Attributes, Topic::Project, Topic::Speakers];

/// The column of sources and cases.
#[derive(Default)]
pub struct Shelf {
    /// How the list is looked at, which is remembered.
    pub look: Look,
    filter: String,
    chosen: BTreeSet<SourceId>,
    /// The line that the keys are at: a source can stand in several groups.
    at: Option<Spot>,
    /// Where a choice with Shift begins.
    from: Option<SourceId>,
    rename: Option<Renaming>,
    /// The line of the cases that the keys are at; 0 is their head.
    case_at: usize,
    list: Option<((u64, Wanted), Vec<Group>)>,
    people: Option<(u64, (usize, Vec<data::CaseLine>))>,
    /// The source that was shown when the list was last drawn, to bring a new one in sight.
    shown: Option<SourceId>,
}

/// How the list is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// What it is grouped by, once somebody has said so.
    pub by: Option<By>,
    /// What it is sorted by.
    pub sort: Sort,
    /// The groups that are folded, by name.
    pub closed: BTreeSet<String>,
    /// Whether the cases show.
    pub cases_open: bool,
    /// The case whose sources alone show.
    pub case: Option<CaseId>,
}

/// A line of the list that the keys can be at.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Spot {
    /// The name of its group.
    group: String,
    /// The source, or none for the head of the group.
    source: Option<SourceId>,
}

/// What is being renamed, where, and the words so far.
struct Renaming {
    spot: Spot,
    words: String,
    fresh: bool,
}

/// A line of the list.
enum Line<'a> {
    Head(&'a Group, bool),
    Source(&'a Item, &'a Group),
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

/// The id of the list of cases, by which it has the focus.
pub fn cases_id() -> Id {
    Id::unique("case list")
}

impl Shelf {
    /// The sources that are chosen, or the one that is shown.
    pub fn chosen(&self, shown: Option<SourceId>) -> Vec<SourceId> {
        if self.chosen.is_empty() { shown.into_iter().collect() } else { self.chosen.iter().copied().collect() }
    }

    /// Shows only the sources of a case.
    pub fn only(&mut self, case: CaseId) {
        (self.look.case, self.look.cases_open) = (Some(case), true);
    }

    /// The sources in the order they are listed, for going to the next.
    pub fn order(&mut self, cx: &Cx) -> Vec<SourceId> {
        let Some(desk) = cx.project else { return Vec::new() };
        // A source in two groups comes once, or going on would turn in a circle.
        let mut seen = HashSet::new();
        let all = self.groups(cx, desk).iter().flat_map(|group| group.items.iter().map(|item| item.id));
        all.filter(|id| seen.insert(*id)).collect()
    }

    /// The folder whose head the keys are at.
    pub fn folder_at(&self, desk: &Desk) -> Option<FolderId> {
        let spot = self.at.as_ref().filter(|spot| spot.source.is_none())?;
        let (_, groups) = self.list.as_ref()?;
        let folder = groups.iter().find(|group| group.name == spot.group)?.folder?;
        desk.corpus.folders().iter().any(|other| other.id == folder).then_some(folder)
    }

    fn groups(&mut self, cx: &Cx, desk: &Desk) -> &[Group] {
        let coder = cx.config.coder.as_ref().and_then(|coder| desk.corpus.coder_named(&coder.initials)).map(|coder| coder.id);
        let by = self.look.by.filter(|by| by.is_there(&desk.corpus)).unwrap_or_else(|| data::usual(&desk.corpus));
        let case = self.look.case.filter(|id| desk.corpus.case(*id).is_some());
        let wanted = Wanted { by, sort: self.look.sort, filter: self.filter.clone(), coder, case };
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
            Self::add_menu(ui, cx);
            self.sort_menu(ui, cx, desk);
        });
        let field = Rect::from_min_size(pos2(rect.left() + 9.0, ui.cursor().top()), vec2(rect.width() - 18.0, 30.0));
        ui.scope_builder(UiBuilder::new().max_rect(field), |ui| {
            let field = Field::new(&mut self.filter, "Filter the sources").hint("Filter").icon(icons::FUNNEL_SIMPLE);
            field.id(Id::unique("source filter")).narrows(list_id()).show(ui);
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
        let lines = lines(&groups, &self.look.closed, searching);
        let (whole, keys) = tree_keys(ui, list_id(), rect, "Sources");
        let (mut asked, walked) = self.keys(&lines, &keys, shown);
        let target = asked.open.or(shown);
        let moved = if target != self.shown || walked { self.place(&lines, target) } else { None };
        self.shown = target;
        VirtualList::same("source rows", crate::ui::theme::measure::ROW, lines.len()).reveal(moved).show(ui, |ui, at| {
            let opened = match &lines[at] {
                Line::Head(group, open) => {
                    if self.head(ui, cx, group, *open) {
                        whole.request_focus();
                    }
                    None
                }
                Line::Source(item, group) => self.source(ui, cx, &lines, (item, group), shown),
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

    /// Draws the head of a group; says whether it was clicked.
    fn head(&mut self, ui: &mut Ui, cx: &Cx, group: &Group, open: bool) -> bool {
        let spot = Spot { group: group.name.clone(), source: None };
        let here = self.at.as_ref() == Some(&spot);
        let row = Row::new(&group.name).open(open).count(format::count(group.items.len() as i64)).selected(here);
        let row = row.note(format::counted(group.items.len(), "source")).weight(Weight::Medium).sense(row_sense());
        let row = row.id(Id::unique(("group", &group.name))).show(ui);
        if self.rename.as_ref().is_some_and(|rename| rename.spot == spot) {
            self.rename_field(ui, cx, row.label, group.folder);
            return false;
        }
        if here && ui.memory(|memory| memory.has_focus(list_id())) {
            key_edge(ui, row.response.rect);
        }
        let clicked = row.response.clicked();
        if clicked && !self.look.closed.remove(&group.name) {
            self.look.closed.insert(group.name.clone());
        }
        if clicked || row.response.secondary_clicked() {
            self.at = Some(spot);
        }
        if group.folder.is_some() {
            Self::folder_menu(cx, &row.response);
        }
        if let Some(folder) = group.takes
            && let Some(carried) = row.response.dnd_release_payload::<Vec<SourceId>>()
        {
            cx.push(SourceCommand::MoveTo(carried.to_vec(), folder));
        }
        clicked
    }

    /// Draws a source; gives it when it is to be opened.
    fn source(&mut self, ui: &mut Ui, cx: &Cx, lines: &[Line], (item, group): (&Item, &Group), shown: Option<SourceId>) -> Option<SourceId> {
        let chosen = self.chosen.contains(&item.id) || (self.chosen.is_empty() && shown == Some(item.id));
        let spot = Spot { group: group.name.clone(), source: Some(item.id) };
        let id = Id::unique(("source", item.id, &group.name));
        let note = format!("{}, {}", item.name, item.state.name());
        // Cut, it says the whole of what it is called, and its name.
        let whole = if item.label == item.name { item.name.clone() } else { format!("{}\n{}", item.label, item.name) };
        let row = Row::new(&item.label).ends().whole(&whole).progress(item.state).selected(chosen).note(note).sense(row_sense()).id(id).show(ui);
        if self.rename.as_ref().is_some_and(|rename| rename.spot == spot) {
            self.rename_field(ui, cx, row.label, None);
            return None;
        }
        let response = row.response;
        if self.at.as_ref() == Some(&spot) && ui.memory(|memory| memory.has_focus(list_id())) {
            key_edge(ui, response.rect);
        }
        response.dnd_set_drag_payload(self.chosen_with(item.id));
        if let Some(carried) = response.dnd_release_payload::<Carried>()
            && let Carried::Codes(codes) = &*carried
        {
            cx.push(SourceCommand::Code(self.chosen_with(item.id), codes.clone()));
        }
        self.source_menu(cx, &response, (item, &spot), shown);
        if response.double_clicked() {
            self.rename = Some(Renaming { spot, words: item.name.clone(), fresh: true });
            return None;
        }
        if !response.clicked() {
            return None;
        }
        self.at = Some(spot);
        self.clicked(ui, lines, item.id, shown)
    }

    /// What a click on a source chooses; gives the source when it is to be opened.
    fn clicked(&mut self, ui: &Ui, lines: &[Line], id: SourceId, shown: Option<SourceId>) -> Option<SourceId> {
        let modifiers = ui.input(|input| input.modifiers);
        if modifiers.shift {
            self.choose_to(lines, id, shown);
            return None;
        }
        if modifiers.command {
            self.chosen.extend(shown.filter(|_| self.chosen.is_empty()));
            if !self.chosen.remove(&id) {
                self.chosen.insert(id);
            }
            return None;
        }
        self.chosen.clear();
        self.from = Some(id);
        Some(id)
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

    /// Takes what is the column's to do: renaming in place, grouping, sorting; says whether it did.
    pub fn command(&mut self, command: &SourceCommand, cx: &Cx) -> bool {
        let Some(desk) = cx.project else { return false };
        match command {
            SourceCommand::AskRename(id) => {
                let Some(words) = desk.corpus.source(*id).map(|source| source.name.clone()) else { return false };
                // Where the list does not show it, a dialog asks.
                let Some(spot) = self.spot_of(cx, desk, *id) else { return false };
                self.rename = Some(Renaming { spot, words, fresh: true });
            }
            SourceCommand::AskRenameFolder(id) => {
                let name = |folder: &crate::model::Folder| folder.id == *id;
                let Some(folder) = desk.corpus.folders().iter().find(|folder| name(folder)) else { return false };
                let shows = self.groups(cx, desk).iter().any(|group| group.folder == Some(*id));
                if !shows {
                    return false;
                }
                let spot = Spot { group: folder.name.clone(), source: None };
                self.rename = Some(Renaming { spot, words: folder.name.clone(), fresh: true });
            }
            SourceCommand::GroupBy(by) => self.look.by = Some(*by),
            SourceCommand::SortBy(sort) => self.look.sort = *sort,
            _ => return false,
        }
        cx.push(Window::Unfold(Side::Left));
        true
    }

    /// The line where a source stands that is to be renamed: the one at the keys, else the first that shows.
    fn spot_of(&mut self, cx: &Cx, desk: &Desk, id: SourceId) -> Option<Spot> {
        if let Some(spot) = self.at.clone().filter(|spot| spot.source == Some(id)) {
            return Some(spot);
        }
        let closed = self.look.closed.clone();
        let groups = self.groups(cx, desk);
        let group = groups.iter().find(|group| !closed.contains(&group.name) && group.items.iter().any(|item| item.id == id))?;
        Some(Spot { group: group.name.clone(), source: Some(id) })
    }

    /// A field in the place of the words of a source or a folder.
    fn rename_field(&mut self, ui: &mut Ui, cx: &Cx, place: Rect, folder: Option<FolderId>) {
        let Some(Renaming { spot, words, fresh }) = &mut self.rename else { return };
        let field = Id::unique("source name");
        let place = Rect::from_center_size(place.center(), vec2(place.width() + 8.0, 26.0));
        let name = if folder.is_some() { "Name of the folder" } else { "Name of the source" };
        let response = ui.scope_builder(UiBuilder::new().max_rect(place), |ui| Field::new(words, name).id(field).show(ui)).inner;
        if std::mem::take(fresh) {
            response.request_focus();
            return;
        }
        if response.lost_focus() {
            let kept = ui.input(|input| !input.key_pressed(egui::Key::Escape));
            let new = words.trim().to_owned();
            let old = match spot.source {
                Some(id) => cx.project.and_then(|desk| desk.corpus.source(id)).map(|source| source.name.clone()),
                None => Some(spot.group.clone()),
            };
            if kept && !new.is_empty() && old.as_ref() != Some(&new) {
                match (spot.source, folder) {
                    (Some(id), _) => cx.push(SourceCommand::Rename(id, new)),
                    (None, Some(id)) => cx.push(SourceCommand::RenameFolder(id, new)),
                    (None, None) => {}
                }
            }
            self.rename = None;
            ui.memory_mut(|memory| memory.request_focus(list_id()));
        }
    }

    /// Marks sources as far as `state`.
    fn mark(cx: &Cx, sources: Vec<SourceId>, state: ProgressState) {
        cx.push(CodingCommand::Progress(sources, state));
    }
}

/// The lines that show: groups with what is in those that are open.
fn lines<'a>(groups: &'a [Group], closed: &BTreeSet<String>, all_open: bool) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for group in groups {
        let bare = group.name.is_empty();
        let open = bare || all_open || !closed.contains(&group.name);
        if !bare {
            lines.push(Line::Head(group, open));
        }
        if open {
            lines.extend(group.items.iter().map(|item| Line::Source(item, group)));
        }
    }
    lines
}
