//! The map of links: how codes of one framework are read as codes of another, what that takes in, and what it leaves out.
//!
//! `data` holds the links as plain values, `passages` what a link reads; both are made by jobs where that is more than a frame's work. The rest draws and hears.

mod act;
mod cards;
mod choice;
mod columns;
mod cover;
mod covers;
mod data;
mod head;
mod left;
mod passages;
mod rows;
mod side;

pub use choice::{Choice, Page, Show};
pub use columns::title;

use super::{StatusItem, View, ViewId, parts};
use crate::jobs::Progress;
use crate::model::{CodeId, CrosswalkId, FrameworkId, SourceId, Span};
use crate::project::{Reader, Topic};
use crate::ui::cached::Cached;
use crate::ui::command::{Command, CrosswalkCommand, Entry, Gathering, ReadCommand, Side};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::counted;
use crate::ui::later::{Later, Watched};
use cover::{Cover, Left, Line as CoverLine};
use data::{Line, LineKey, Map};
use egui::{Id, Ui};
use passages::Card;
use std::collections::HashSet;
use std::sync::Arc;

/// What the map is made of.
const TOPICS: &[Topic] = &[Topic::Coders, Topic::Sources, Topic::Codes, Topic::Codings, Topic::Crosswalks];

/// What passages are told by.
fn told(desk: &Desk) -> u64 {
    desk.revision(Topic::PASSAGES) + desk.revision(&[Topic::Crosswalks])
}

/// Codings that are gone through within a frame.
const FEW: usize = 20_000;

/// What a map is made for.
type Key = (u64, Option<(FrameworkId, FrameworkId)>);

/// What the passages of a line are read for.
type LinkKey = (u64, FrameworkId, FrameworkId, LineKey);

/// What is taken in is reckoned for.
type CoverKey = (u64, Option<(FrameworkId, FrameworkId)>);

/// The view.
#[derive(Default)]
pub struct CrosswalkView {
    choice: Option<Choice>,
    kept: Option<Choice>,
    making: Later<Key, Option<Arc<Map>>>,
    /// The lines that show, as places in those of the map that they are of.
    shown: Cached<(Key, Show, String), Shown>,
    reading: Later<LinkKey, Arc<[Card]>>,
    /// The line at the keys.
    at: Option<LineKey>,
    reveal: bool,
    /// The line at the keys, whole, where its columns have no room for it.
    cut: Option<String>,
    /// The passage of its link at the keys.
    card: Option<(SourceId, Span)>,
    reveal_card: bool,
    /// The passages as they stood when they were looked at last, and the line they are of.
    stood: Option<(LineKey, Arc<[Card]>)>,
    /// The first button beside the lines.
    first_button: Option<Id>,
    /// Whether the passages beside have the keys.
    beside: bool,
    /// Which crosswalks there are, and how many links each has.
    linked: Cached<u64, Vec<(CrosswalkId, usize)>>,
    covering: Later<CoverKey, Arc<Cover>>,
    /// The line of what is taken in at the keys.
    row: Option<CoverLine>,
    /// The passage that is left out at the keys, and what it was found in.
    left: Option<(CodeId, SourceId, Span)>,
    walked: Option<Arc<Cover>>,
    /// Whether the list of the page that was gone to waits for the keys: it is there once it was reckoned.
    arrives: bool,
}

/// A map, and the lines of it that show.
type Shown = (Arc<Map>, Arc<[usize]>);

/// The lines, for the focus.
fn list_id() -> Id {
    Id::unique("crosswalk lines")
}

impl View for CrosswalkView {
    fn id(&self) -> ViewId {
        ViewId::Crosswalk
    }

    fn main(&self) -> Option<Id> {
        Some(match self.page() {
            Page::Links => list_id(),
            Page::Coverage => covers::list_id(),
            Page::LeftOut => left::list_id(),
        })
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        Some(match side {
            Side::Left => "Codes",
            Side::Right => "The link",
        })
    }

    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        self.refresh(cx);
        columns::left(self, ui, cx);
    }

    fn right(&mut self, ui: &mut Ui, cx: &Cx) {
        self.refresh(cx);
        side::draw(self, ui, cx);
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(cx);
        if desk.corpus.frameworks().len() < 2 {
            let more = "Two frameworks are linked code by code; the material coded in one is then read as the other, without recoding.";
            let button = ("New framework…", crate::ui::command::CodeCommand::AskFramework.into());
            return parts::empty(ui, cx, "There is no second framework yet", more, Some(button));
        }
        let map = self.map();
        head::draw(self, ui, cx, desk, map.as_deref());
        if let Some(why) = self.making.trouble() {
            return parts::empty(ui, cx, "The links could not be read", why, None);
        }
        match (map, self.page()) {
            (None, _) => drop(parts::waiting(ui, &mut self.making, "Reading the links", "The links were not read")),
            (Some(_), Page::Links) => rows::draw(self, ui, cx),
            (Some(map), page) => self.draw_cover(ui, cx, &map, page),
        }
        self.arrive(ui);
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let Some(map) = self.map() else { return Vec::new() };
        let whole = self.cut.as_ref().filter(|_| self.page() == Page::Links);
        let mut items = vec![StatusItem::new(whole.unwrap_or(&map.told).clone())];
        if map.open > 0 {
            items.push(StatusItem::new(format!("{} open", counted(map.open, "reading"))));
        }
        if cx.project.is_some_and(|desk| desk.read_only().is_some()) {
            items.push(StatusItem::new("Open for reading only"));
            return items;
        }
        let keys: Vec<(Command, &str)> = match (self.page(), self.beside) {
            (Page::LeftOut, false) => vec![
                (CrosswalkCommand::Jump.into(), "shows it in Read"),
                (CrosswalkCommand::Link.into(), "links its code"),
                (CrosswalkCommand::Without.into(), "no counterpart"),
            ],
            (Page::Coverage, false) => vec![(CrosswalkCommand::Link.into(), "links the code"), (CrosswalkCommand::Export.into(), "exports it")],
            (_, true) => vec![
                (Gathering::Accept.into(), "accepts"),
                (CrosswalkCommand::Unlink.into(), "rejects"),
                (ReadCommand::Recode.into(), "moves"),
                (CrosswalkCommand::Jump.into(), "shows it in Read"),
            ],
            (Page::Links, false) => vec![
                (CrosswalkCommand::Link.into(), "links"),
                (CrosswalkCommand::Without.into(), "no counterpart"),
                (CrosswalkCommand::Unlink.into(), "takes the link away"),
                (CrosswalkCommand::Read.into(), "reads it in Themes"),
            ],
        };
        let words: Vec<String> = keys.into_iter().filter_map(|(command, does)| cx.keyed(command, does)).collect();
        items.push(StatusItem::new(words.join(" · ")));
        items
    }

    fn hears(&self, entry: &Entry) -> bool {
        match &entry.command {
            Command::Gathering(command) if command.is_for_cards() => self.beside,
            Command::Read(ReadCommand::Recode) => self.beside,
            _ => true,
        }
    }

    fn unheard(&self, entry: &Entry) -> Option<&'static str> {
        let for_cards = matches!(&entry.command, Command::Gathering(command) if command.is_for_cards());
        (for_cards && !self.beside).then_some(act::NO_CARD)
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        let Some(desk) = cx.project else { return false };
        self.refresh(cx);
        self.act(command, cx, desk)
    }
}

impl CrosswalkView {
    /// Makes the map again where something changed since the last frame: at once where that is little, else in the background.
    fn refresh(&mut self, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        // The letters of a filter and the page are of the moment; a project opens with all its links.
        let kept = || cx.config.crosswalks.get(&desk.key()).map(|kept| Choice { page: Page::Links, words: String::new(), ..kept.clone() });
        let choice = self.choice.get_or_insert_with(|| kept().unwrap_or_else(|| Choice::from_last(cx, desk)));
        *choice = std::mem::take(choice).fitting(&desk.corpus);
        self.kept.get_or_insert_with(|| choice.clone());
        let key: Key = (desk.revision(TOPICS), choice.ends());
        if self.making.wants(&key) {
            let (corpus, wanted) = (desk.corpus.clone(), choice.clone());
            let label = self.making.last_of(|(_, ends)| *ends == choice.ends()).map(|_| "Reading the links");
            let make = move |_: &Progress| Ok(Map::new(&corpus, &wanted).map(Arc::new));
            if desk.corpus.coding_count() <= FEW {
                self.making.put(key, make(&Progress::silent()));
            } else {
                self.making.start(key, cx.job(label, make));
            }
        }
        let (show, words) = (choice.show, choice.words.clone());
        if let Some((of, Some(map))) = self.making.made() {
            self.shown.get((*of, show, words.clone()), |_| (map.clone(), map.shown(show, &words).into()));
        }
        self.beside = cx.ctx.memory(|memory| memory.has_focus(cards::list_id()));
        self.cover_again(cx, desk);
        self.stand_left();
        self.stand();
        self.read(cx, desk);
        self.go_on();
    }

    /// Keeps the keys at a line that shows.
    fn stand(&mut self) {
        let (Some(map), Some((_, shown))) = (self.map(), self.shown.last().cloned()) else { return };
        // Beside another page stands what is said of the code that is chosen there.
        if self.page() != Page::Links {
            let wanted = self.code().or(self.at.map(|(code, _)| code));
            let line = wanted.and_then(|code| map.lines.iter().find(|line| line.code == code));
            // One that was linked meanwhile is another line.
            if let Some(line) = line.filter(|line| self.line(&map).is_none_or(|now| now.code != line.code)) {
                (self.at, self.card) = (Some(line.key()), None);
            }
            return;
        }
        let lines = || shown.iter().filter_map(|at| map.lines.get(*at));
        let known = |key: LineKey| lines().find(|line| line.key() == key).or_else(|| lines().find(|line| line.code == key.0));
        let at = self.at.and_then(known).or_else(|| lines().next()).map(Line::key);
        if at != self.at {
            (self.at, self.card) = (at, None);
        }
    }

    /// Reads the passages of the line at the keys.
    fn read(&mut self, cx: &Cx, desk: &Desk) {
        let (Some(map), Some(at)) = (self.map(), self.at) else { return };
        let key: LinkKey = (told(desk), map.from, map.to, at);
        if !self.reading.wants(&key) {
            return;
        }
        let (path, corpus, ends) = (desk.path().to_owned(), desk.corpus.clone(), (map.from, map.to));
        let read = move |progress: &Progress| {
            let reader = Reader::open(&path)?;
            let crosswalk = corpus.crosswalk_between(ends.0, ends.1).map(|one| one.id);
            let outdated = crosswalk.map(|id| reader.outdated_rulings(&corpus, id)).transpose()?.unwrap_or_default();
            Ok(passages::read(&corpus, &Watched::new(reader.texts(&corpus), progress), (ends, &outdated), at)?.into())
        };
        self.reading.start(key, cx.job(None, read));
    }

    /// Puts the keys at the next open passage once theirs was settled, and at one that was opened again.
    fn go_on(&mut self) {
        let (Some(at), Some(cards)) = (self.at, self.cards()) else { return };
        if self.stood.as_ref().is_some_and(|(line, before)| *line == at && Arc::ptr_eq(before, &cards)) {
            return;
        }
        let before = self.stood.replace((at, cards.clone())).filter(|(line, _)| *line == at);
        if let Some(next) = before.and_then(|(_, before)| passages::next(&before, &cards, self.card)) {
            (self.card, self.reveal_card) = (Some(next), true);
        }
    }

    /// Reckons again what is taken in, while that shows.
    fn cover_again(&mut self, cx: &Cx, desk: &Desk) {
        let Some(choice) = self.choice.clone().filter(|choice| choice.page != Page::Links) else { return };
        let key: CoverKey = (told(desk), choice.ends());
        if !self.covering.wants(&key) {
            return;
        }
        let (path, corpus) = (desk.path().to_owned(), desk.corpus.clone());
        let label = self.cover().map(|_| "Reckoning what is taken in");
        let work = move |progress: &Progress| {
            let reader = Reader::open(&path)?;
            Ok(Arc::new(Cover::new(&corpus, &Watched::new(reader.texts(&corpus), progress), &choice)?))
        };
        self.covering.start(key, cx.job(label, work));
    }

    /// Keeps the keys at a passage that is left out: where theirs is taken in by now, at the one that came after it.
    fn stand_left(&mut self) {
        let Some(cover) = self.cover().filter(|cover| self.walked.as_ref().is_none_or(|walked| !Arc::ptr_eq(walked, cover))) else { return };
        let known: HashSet<_> = cover.left.iter().map(Left::key).collect();
        let Some(before) = self.walked.replace(cover) else { return };
        let (Some(at), left) = (self.left, &before.left) else { return };
        let place = left.iter().position(|one| one.key() == at).unwrap_or(left.len());
        let next = left[place..].iter().chain(left[..place].iter().rev()).map(Left::key).find(|key| known.contains(key));
        if next != self.left {
            (self.left, self.reveal) = (next, true);
        }
    }

    /// Gives the list of the page that was gone to the keys, once it is there.
    fn arrive(&mut self, ui: &Ui) {
        let list = self.main().filter(|id| self.arrives && ui.ctx().read_response(*id).is_some());
        if let Some(id) = list {
            self.arrives = false;
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// Draws what is taken in or left out.
    fn draw_cover(&mut self, ui: &mut Ui, cx: &Cx, map: &Map, page: Page) {
        if let Some(why) = self.covering.trouble() {
            return parts::empty(ui, cx, "It could not be reckoned", why, None);
        }
        let Some(cover) = self.cover() else {
            parts::waiting(ui, &mut self.covering, "Reckoning what is taken in", "It was not all reckoned");
            return;
        };
        match page {
            Page::LeftOut => left::draw(self, ui, cx, map, &cover),
            _ => covers::draw(self, ui, cx, &cover),
        }
    }

    fn page(&self) -> Page {
        self.choice.as_ref().map_or(Page::Links, |choice| choice.page)
    }

    /// The map of the two frameworks, as it was made last.
    fn map(&self) -> Option<Arc<Map>> {
        let ends = self.choice.as_ref()?.ends();
        self.making.last_of(|(_, of)| *of == ends)?.clone()
    }

    /// What is taken in and left out of the two frameworks, as it was reckoned last.
    fn cover(&self) -> Option<Arc<Cover>> {
        let ends = self.choice.as_ref()?.ends();
        self.covering.last_of(|(_, of)| *of == ends).cloned()
    }

    /// The line at the keys.
    fn line<'a>(&self, map: &'a Map) -> Option<&'a Line> {
        map.lines.iter().find(|line| Some(line.key()) == self.at)
    }

    /// The passages of the line at the keys, once they were read.
    fn cards(&self) -> Option<Arc<[Card]>> {
        let (map, at) = (self.map()?, self.at?);
        self.reading.last_of(|(_, from, to, line)| (*from, *to, *line) == (map.from, map.to, at)).cloned()
    }

    /// The chosen passage.
    fn chosen_card(&self) -> Option<Card> {
        let wanted = self.card?;
        self.cards()?.iter().find(|card| (card.source, card.span) == wanted).cloned()
    }

    /// Shows something else, and remembers it.
    fn change(&mut self, cx: &Cx, change: impl FnOnce(&mut Choice)) {
        let Some(choice) = &mut self.choice else { return };
        change(choice);
        if self.kept.as_ref() != Some(choice) {
            self.kept = Some(choice.clone());
            cx.push(CrosswalkCommand::Keep(Box::new(choice.clone())));
        }
    }
}
