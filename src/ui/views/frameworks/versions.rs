//! The versions of a framework, newest first, in the column at the left; and which two are compared.

use super::data::{ChangeKey, StateRow, States, Told};
use super::{StatusItem, TOPICS, states};
use crate::analysis::Between;
use crate::jobs::Progress;
use crate::model::{FrameworkId, FrameworkVersionId};
use crate::project::Reader;
use crate::ui::command::{FrameworkCommand, ShowWay, Showing, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::{counted, when};
use crate::ui::later::Later;
use crate::ui::widgets::{Tip, VirtualList, list_keys, paint, row_ground, section_head, wrapped};
use egui::accesskit::Role;
use egui::{Frame, Id, Key, Margin, Modifiers, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2};
use std::sync::Arc;

const ROW: f32 = 68.0;
const SIDE: f32 = 14.0;

/// What is said where no version is chosen.
const NONE: &str = "No version is chosen: name one first, or walk the list with the arrows";

/// The page of versions.
#[derive(Default)]
pub(super) struct VersionsPage {
    pub(super) states: Later<(u64, FrameworkId), Arc<States>>,
    pub(super) told: Later<(u64, Between), Arc<Told>>,
    of: Option<FrameworkId>,
    /// The two states that are compared; nothing where there is nothing before the chosen one.
    pub(super) between: Option<Between>,
    /// The chosen state; nothing is the framework as it stands.
    chosen: Option<FrameworkVersionId>,
    /// The versions of the framework when they were looked at last.
    versions: Option<(FrameworkId, Vec<FrameworkVersionId>)>,
    /// What it is compared with, where that is not the one before it: an older state.
    older: Option<FrameworkVersionId>,
    reveal: bool,
    /// The change that the keys are at.
    pub(super) at: Option<ChangeKey>,
    pub(super) reveal_change: bool,
    pub(super) laid: super::changes::Laid,
}

/// The list, for the focus.
pub(super) fn list_id() -> Id {
    Id::unique("framework versions")
}

impl VersionsPage {
    /// Another framework shows: nothing of the last one is chosen.
    pub(super) fn forget(&mut self) {
        (self.chosen, self.older, self.at) = (None, None, None);
    }

    /// Reads the versions, and what differs between the two that are compared.
    pub(super) fn follow(&mut self, cx: &Cx, desk: &Desk, framework: FrameworkId) {
        let revision = desk.revision(TOPICS);
        if self.states.wants(&(revision, framework)) {
            let (path, corpus) = (desk.path().to_owned(), desk.corpus.clone());
            let work = move |_: &Progress| Ok(Arc::new(States::new(&corpus, framework, &Reader::open(&path)?.came_in(&corpus, framework)?)));
            self.states.start((revision, framework), cx.job(None, work));
        }
        self.of = Some(framework);
        let known = |id: FrameworkVersionId| desk.corpus.versions_of(framework).any(|version| version.id == id);
        // What was named a moment ago is what is looked at.
        let versions: Vec<FrameworkVersionId> = desk.corpus.versions_of(framework).map(|version| version.id).collect();
        let before = self.versions.replace((framework, versions)).filter(|(of, _)| *of == framework);
        if let (Some((_, before)), Some((_, now))) = (before, &self.versions)
            && let [new] = now.iter().filter(|id| !before.contains(id)).collect::<Vec<_>>()[..]
        {
            (self.chosen, self.older, self.reveal, self.at) = (Some(*new), None, true, None);
        }
        (self.chosen, self.older) = (self.chosen.filter(|id| known(*id)), self.older.filter(|id| known(*id)));
        self.between = self.compared(desk);
        let Some(between) = self.between else { return };
        if self.told.wants(&(revision, between)) {
            let (path, corpus) = (desk.path().to_owned(), desk.corpus.clone());
            let work = move |_: &Progress| Ok(Arc::new(Told::new(&corpus, between, &Reader::open(&path)?.gone_codes(&corpus, framework)?)));
            self.told.start((revision, between), cx.job(None, work));
        }
    }

    fn compared(&self, desk: &Desk) -> Option<Between> {
        let framework = self.of?;
        let versions: Vec<FrameworkVersionId> = desk.corpus.versions_of(framework).map(|version| version.id).collect();
        let at = self.chosen.map_or(Some(versions.len()), |id| versions.iter().position(|other| *other == id))?;
        let older = self.older.and_then(|id| versions.iter().position(|other| *other == id)).filter(|older| *older < at);
        let older = older.or(at.checked_sub(1))?;
        Some(states(framework, versions.get(older).copied(), self.chosen))
    }

    /// The chosen version; nothing where the framework as it stands is.
    pub(super) fn version(&self) -> Option<FrameworkVersionId> {
        self.chosen
    }

    /// The states of the framework, as they were read last.
    /// The codes of the first version.
    pub(super) fn first(&self) -> Option<&[super::data::FirstCode]> {
        self.listed().map(|states| states.first.as_slice())
    }

    fn listed(&self) -> Option<&Arc<States>> {
        self.states.last_of(|(_, of)| Some(*of) == self.of)
    }

    /// The row of the chosen state.
    pub(super) fn row(&self) -> Option<&StateRow> {
        self.listed()?.rows.iter().find(|row| row.id == self.chosen)
    }

    /// The name of a state, as it is listed.
    pub(super) fn name(&self, id: Option<FrameworkVersionId>) -> &str {
        let row = self.listed().and_then(|states| states.rows.iter().find(|row| row.id == id));
        row.map_or("", |row| if row.id.is_none() { "now" } else { &row.name })
    }

    /// What differs, once it is that of the two states.
    pub(super) fn shown(&self) -> Option<&Arc<Told>> {
        self.told.last_of(|(_, of)| Some(*of) == self.between)
    }

    /// The change at the keys, by its place.
    pub(super) fn place(&self) -> Option<usize> {
        self.shown()?.place(self.at.as_ref()?)
    }

    fn choose(&mut self, at: usize, extend: bool) {
        let Some(states) = self.listed() else { return };
        let Some(row) = states.rows.get(at) else { return };
        let (old, new) = (self.chosen, row.id);
        match extend {
            // The keys stay with the newer of the two.
            true => {
                let from = states.place(old).unwrap_or(0);
                if at > from {
                    self.older = new;
                } else if at < from {
                    self.older = self.older.or(old);
                    self.chosen = new;
                } else {
                    self.older = None;
                }
            }
            false => (self.chosen, self.older) = (new, None),
        }
        (self.reveal, self.at) = (true, None);
    }

    pub(super) fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let named = self.listed().map_or(0, |states| states.rows.len().saturating_sub(1));
        let mut items = vec![StatusItem::new(counted(named, "named version"))];
        if let Some(told) = self.shown() {
            items.push(StatusItem::new(counted(told.changes.len(), "change")));
        }
        let keys = [
            (FrameworkCommand::AskName, "names the framework as it stands"),
            (FrameworkCommand::EditChosen, "describes the chosen version"),
            (FrameworkCommand::AskCompare, "compares with another"),
        ];
        let here = |command: &FrameworkCommand| self.chosen.is_some() || *command != FrameworkCommand::EditChosen;
        let words: Vec<String> =
            keys.into_iter().filter(|(command, _)| here(command)).filter_map(|(command, does)| cx.keyed(command, does)).collect();
        items.push(StatusItem::new(words.join(" · ")));
        items.push(StatusItem::new("Shift and arrows choose two · Enter goes to what changed"));
        items
    }

    /// Does what concerns versions; says whether it did.
    pub(super) fn act(&mut self, command: &FrameworkCommand, cx: &Cx) -> bool {
        match command {
            FrameworkCommand::EditChosen | FrameworkCommand::RemoveChosen if self.chosen.is_none() => cx.push(Window::Say(NONE)),
            FrameworkCommand::EditChosen => self.chosen.into_iter().for_each(|id| cx.push(FrameworkCommand::AskEdit(id))),
            FrameworkCommand::RemoveChosen => self.chosen.into_iter().for_each(|id| cx.push(FrameworkCommand::AskRemove(id))),
            FrameworkCommand::AskCompare => self.ask_compare(cx),
            FrameworkCommand::Compare(other) => self.compare(*other),
            FrameworkCommand::Export => match self.between {
                Some(between) => cx.push(FrameworkCommand::Check(between)),
                None => cx.push(Window::Say("Nothing came before it that could differ: name a version first")),
            },
            _ => return false,
        }
        true
    }

    /// Compares the chosen state with another, whichever is the older.
    fn compare(&mut self, other: Option<FrameworkVersionId>) {
        let Some(states) = self.listed() else { return };
        let (Some(mine), Some(its)) = (states.place(self.chosen), states.place(other)) else { return };
        match mine.cmp(&its) {
            std::cmp::Ordering::Less => self.older = other,
            std::cmp::Ordering::Greater => (self.older, self.chosen) = (self.chosen, other),
            std::cmp::Ordering::Equal => self.older = None,
        }
        (self.reveal, self.at) = (true, None);
    }

    /// Asks which of the other states the chosen one is compared with.
    fn ask_compare(&self, cx: &Cx) {
        let rows = self.listed().map_or(&[][..], |states| &states.rows);
        if rows.len() < 2 {
            return cx.push(Window::Say("There is no other version to compare with: name one first"));
        }
        let way = |row: &StateRow| ShowWay::new(&row.name, row.id.is_some() && row.id == self.older, FrameworkCommand::Compare(row.id));
        let others = rows.iter().filter(|row| row.id != self.chosen).map(way).collect();
        cx.push(Showing::Ask(format!("Compare {} with", self.name(self.chosen)), others));
    }

    /// Goes to the code of the change at the keys.
    pub(super) fn go(&self, cx: &Cx) {
        let Some(changed) = self.shown().zip(self.place()).and_then(|(told, at)| told.changes.get(at)) else { return };
        match cx.project.is_some_and(|desk| desk.corpus.code(changed.code).is_some()) {
            true => cx.push(Window::Go(Target::Code(changed.code))),
            false => cx.push(Window::Say("That code is gone: there is nowhere to go")),
        }
    }
}

/// Draws the list.
pub(super) fn draw(page: &mut VersionsPage, ui: &mut Ui, cx: &Cx) {
    section_head(ui, "Versions", |_| {});
    let Some(states) = page.listed().cloned() else { return };
    let rows = &states.rows;
    let rect = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    let at = rows.iter().position(|row| row.id == page.chosen);
    let shifted = if ui.memory(|memory| memory.has_focus(list_id())) { extended(ui) } else { 0 };
    if let Some(from) = at.filter(|_| shifted != 0) {
        // From the end that moves: the older one.
        let end = page.older.and_then(|id| rows.iter().position(|row| row.id == Some(id))).unwrap_or(from);
        page.choose(end.saturating_add_signed(shifted).min(rows.len() - 1), true);
    }
    let keys = list_keys(ui, list_id(), rect, "Versions", at, rows.len(), (rect.height() / ROW) as usize);
    if let Some(to) = keys.moved {
        page.choose(to, false);
    }
    if keys.enter {
        page.at = page.shown().and_then(|told| told.key(page.place().unwrap_or(0)));
        page.reveal_change = true;
        ui.memory_mut(|memory| memory.request_focus(super::changes::list_id()));
    }
    let to = std::mem::take(&mut page.reveal).then(|| rows.iter().position(|row| row.id == page.chosen)).flatten();
    let (focused, older) = (keys.response.has_focus(), page.older);
    let mut clicked = None;
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        VirtualList::same("framework version rows", ROW, rows.len() + 1).reveal(to).show(ui, |ui, at| {
            let Some(row) = rows.get(at) else { return foot(ui, cx, &states) };
            let chosen = row.id == page.chosen;
            let response = one(ui, cx, row, chosen, chosen || (row.id.is_some() && row.id == older), focused);
            if response.clicked() {
                clicked = Some((at, ui.input(|input| input.modifiers.shift)));
            }
        });
    });
    if let Some((at, extend)) = clicked {
        page.choose(at, extend);
        keys.response.request_focus();
    }
}

/// Rows on or back with Shift held.
fn extended(ui: &Ui) -> isize {
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::SHIFT, key)) as isize;
    pressed(Key::ArrowDown) - pressed(Key::ArrowUp)
}

/// What was coded before any version was named.
fn foot(ui: &mut Ui, cx: &Cx, states: &States) {
    const NONE: &str = "No version is named yet. Name the framework as it stands before you change it: what changes then is told here.";
    let words = if states.rows.len() > 1 { states.before_words() } else { Some(NONE.to_owned()) };
    let Some(words) = words else { return };
    Frame::new().inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| {
        wrapped(ui, &words, paint::meta(), cx.tokens.ink3, 18.0);
    });
}

fn one(ui: &mut Ui, cx: &Cx, row: &StateRow, chosen: bool, marked: bool, focused: bool) -> egui::Response {
    let tokens = cx.tokens;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("framework version", row.id)), Sense::CLICK);
    let when = row.at.map(when);
    let named: Vec<String> = when.into_iter().chain([row.who.clone()]).filter(|words| !words.is_empty()).collect();
    let changes = match row.changes {
        None if row.id.is_none() => "no version before it".to_owned(),
        None => "the first".to_owned(),
        Some(changes) => counted(changes, "change"),
    };
    let codes = counted(row.codes, "code");
    let codings = row.codings.map(|codings| format!("{} under it", counted(codings, "coding")));
    let (second, third) = match &codings {
        None => (format!("{codes} · {changes}"), String::new()),
        Some(codings) => (named.join(" · "), format!("{codes} · {changes} · {codings}")),
    };
    let whole = third.clone();
    // The column is narrow; what changed stands beside it once it is chosen.
    let third = codings.map_or(third, |codings| format!("{codes} · {codings}"));
    let came = row.came_words().unwrap_or_default();
    let spoken =
        [row.name.as_str(), &second, &whole, &came, &row.reason].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, marked, &spoken));
    row_ground(ui, rect, marked, response.hovered(), focused && chosen);
    let (left, width) = (rect.left() + SIDE, rect.width() - 2.0 * SIDE);
    let ink = if row.id.is_none() { tokens.ink2 } else { tokens.ink };
    let mut cut = false;
    for (y, words, font, ink) in [
        (17.0, row.name.as_str(), paint::medium(), ink),
        (36.0, second.as_str(), paint::meta(), tokens.ink2),
        (53.0, third.as_str(), fonts::figures(Weight::Regular, 12.0), if marked { tokens.ink2 } else { tokens.ink3 }),
    ] {
        let line = paint::line(ui, words, font, ink, width);
        cut |= line.elided;
        paint::place(ui, line, pos2(left, rect.top() + y));
    }
    paint::hline(ui, ui.painter(), left..=rect.right() - SIDE, rect.bottom() - 1.0, tokens.line_soft);
    if cut || !row.reason.is_empty() { response.tip_at_pointer(spoken) } else { response }
}
