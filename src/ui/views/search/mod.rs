//! Search: a field that is written in, what was found by source, site or case, or as a concordance, and how it is spread.
//!
//! `hunt` searches in the background and hands over what it finds, `data` holds that as plain values; the rest draws.

mod coding;
mod data;
mod excerpt;
mod head;
mod hunt;
mod like;
mod list;
mod marked;
mod saved;
mod side;
mod tally;
mod ticks;
mod words;

pub use coding::{Code, Picked, Plan, UNITS, plans};
pub use data::{By, Look, Mode, Sort};
pub use hunt::finding;
pub(in crate::ui::views) use like::list_id as like_id;
pub(in crate::ui::views) use marked::wash as found_wash;
pub(in crate::ui) use marked::{fit as fit_found, paint as paint_found};
pub use words::{Kind as WordsKind, SavedWords, WordLook, groups_of_parts};

use super::read::Trail;
use super::{StatusItem, View, ViewId};
use crate::analysis::Groups;
use crate::jobs::{Job, Progress};
use crate::model::{ProjectId, SourceId, Span};
use crate::project::{Reader, Topic};
use crate::search::{Unit, Wrong, said_in};
use crate::ui::cached::Cached;
use crate::ui::chosen::Chosen;
use crate::ui::command::{Command, Entry, MemoCommand, SearchCommand, Side, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::{count, counted};
use crate::ui::later::Later;
use crate::ui::widgets::select_all;
use data::{Answer, Found, HitKey, Line, Subject};
use egui::{Id, Rect, Ui, pos2};
use hunt::{Hunt, Quest};
use std::cell::Cell;
use std::sync::Arc;
use tally::FIELDS;
use ticks::Ticks;

/// What every search reads; those for codings read more.
const TOPICS: &[Topic] = &[Topic::Project, Topic::Sources, Topic::Speakers, Topic::Cases, Topic::Attributes];
const CODINGS: &[Topic] = &[Topic::Codes, Topic::Codings, Topic::Coders, Topic::Memos];

/// What an index holds.
const TEXTS: &[Topic] = &[Topic::Sources, Topic::Memos];

/// The view.
#[derive(Default)]
pub struct SearchView {
    query: String,
    /// What is known of it by its words alone.
    read: hunt::Read,
    look: Option<Look>,
    /// The search for a word that was counted, and the search it was counted in.
    counted: Option<(String, String)>,
    hunt: Option<Hunt>,
    /// What the index takes in now, and of which state of the texts.
    index: Option<((ProjectId, u64), Option<Job<bool>>)>,
    found: Found,
    /// What cannot be read in which search.
    wrong: Option<(Quest, Wrong)>,
    trouble: Option<String>,
    /// Whether the search was stopped before its end.
    stopped: bool,
    /// Spans of fields in the search, for their washes.
    fields: Cached<String, Vec<Span>>,
    lines: Cached<(u64, Look), Vec<Line>>,
    /// How much is said in each group, which rates are reckoned by.
    said: Later<u64, side::Said>,
    shelf: saved::Shelf,
    words: words::WordsPage,
    like: like::LikePage,
    ticks: Ticks,
    /// The state of the texts that the ticks are of.
    texts: u64,
    /// What was coded of hits the last time.
    unit: Unit,
    chosen: Option<HitKey>,
    /// Where it stands in the list, sought once for each state of that.
    placed: Cell<Option<((u64, HitKey), Option<usize>)>>,
    reveal: bool,
    /// The pass in which it was drawn last.
    drawn: u64,
    /// Whether the list has the keys.
    listens: bool,
    /// What gets the keys next.
    focus: Option<Id>,
    /// Whether the list that is come to gets the keys, unless somebody writes.
    settles: bool,
}

/// The field that is written in.
fn field_id() -> Id {
    Id::unique("search field")
}

/// The list of what was found.
fn list_id() -> Id {
    Id::unique("found list")
}

impl View for SearchView {
    fn id(&self) -> ViewId {
        ViewId::Search
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        (side == Side::Left).then_some("What was found")
    }

    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        self.follow(cx);
        let Some(desk) = cx.project else { return };
        self.shelf.follow(cx, desk);
        let now = self.found.quest.saved;
        let shelf = &self.shelf;
        if self.look.unwrap_or_default().mode == Mode::Like {
            return self.like.side(ui, cx, |ui| shelf.draw(ui, cx, desk, now));
        }
        self.count_said(cx, desk);
        let none = side::Said::new();
        let (shelf, said) = (&self.shelf, self.said.last().unwrap_or(&none));
        if let Some(more) = side::draw(ui, cx, &self.found, said, |ui| shelf.draw(ui, cx, desk, now)) {
            self.add(&more);
        }
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        self.follow(cx);
        self.arrive(ui);
        let page = ui.max_rect();
        let top = head::draw(self, ui, page, cx);
        self.follow(cx);
        let below = Rect::from_min_max(pos2(page.left(), top), page.max);
        match self.look.unwrap_or_default().mode {
            Mode::Words => words::draw(self, ui, below, cx),
            Mode::Like => like::draw(self, ui, below, cx),
            Mode::Passages | Mode::Concordance => list::draw(self, ui, below, cx),
        }
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        match self.look.unwrap_or_default().mode {
            Mode::Words => return self.words.status(cx),
            Mode::Like => return self.like.status(cx),
            Mode::Passages | Mode::Concordance => {}
        }
        let Some(at) = self.place() else { return vec![StatusItem::new("How searches are written").command(SearchCommand::Language)] };
        // In a list that is sorted, a hit is told by its place in that.
        let in_list = self.lines.last().and_then(|lines| lines.iter().position(|line| *line == Line::Hit(at)));
        let at = in_list.unwrap_or(at);
        let mut items = vec![StatusItem::new(format!("Hit {} of {}", count(at as i64 + 1), count(self.found.tally.hits as i64)))];
        let keys = [(SearchCommand::Open, "opens in Read"), (SearchCommand::Tick, "ticks"), (SearchCommand::AskCode, "codes the ticked")];
        items.extend(keys.into_iter().filter_map(|(command, does)| cx.keyed(command, does)).map(StatusItem::new));
        items.push(StatusItem::new("How searches are written").command(SearchCommand::Language).right());
        items
    }

    fn chosen(&self, desk: &Desk) -> Chosen {
        let is = self.look.unwrap_or_default().mode == Mode::Like && self.like.chosen(desk).is_some();
        Chosen { alike: is, ..Chosen::default() }
    }

    fn hears(&self, entry: &Entry) -> bool {
        match &entry.command {
            Command::Search(SearchCommand::Open) if self.look.unwrap_or_default().mode == Mode::Words => self.words.listens(),
            Command::Search(command) if command.is_for_hits() => self.listens,
            Command::Search(command) if command.is_for_words() => self.words.listens(),
            _ => true,
        }
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        match command {
            Command::Search(command) => self.take(command, cx),
            Command::Like(command) => self.take_like(command, cx),
            Command::Window(Window::Show(ViewId::Search)) => {
                self.focus = Some(field_id());
                true
            }
            Command::Window(Window::Back) if self.came_from_words() => {
                self.back(cx);
                true
            }
            _ => false,
        }
    }
}

impl SearchView {
    fn take(&mut self, command: &SearchCommand, cx: &Cx) -> bool {
        let look = self.look.unwrap_or_default();
        match command {
            SearchCommand::Field => self.focus = Some(field_id()),
            SearchCommand::Passages => self.look(cx, Look { mode: Mode::Passages, ..look }),
            SearchCommand::Concordance => self.look(cx, Look { mode: Mode::Concordance, ..look }),
            SearchCommand::Group(by) => self.look(cx, Look { mode: Mode::Passages, by: *by, ..look }),
            SearchCommand::Sort(sort) => self.look(cx, Look { mode: Mode::Concordance, sort: *sort, ..look }),
            SearchCommand::Open if look.mode == Mode::Words => return self.take_words(&SearchCommand::SeekWord, cx),
            SearchCommand::Open if self.place().is_none() && self.first().is_some() => (self.chosen, self.reveal) = (self.first(), true),
            SearchCommand::Open | SearchCommand::Tick if self.place().is_none() => {
                cx.push(Window::Say("No hit is chosen: go to the list with Enter, and walk it with the arrows"));
            }
            SearchCommand::Open => self.open(cx),
            SearchCommand::Tick => {
                let keys = self.at_hand();
                self.ticks.turn(&keys);
            }
            SearchCommand::TickAll => self.ticks.turn_all(self.found.tally.asked),
            SearchCommand::TickNew if self.found.quest.saved.is_none() => {
                cx.push(Window::Say("This search is not saved: nothing of it is new or old"))
            }
            SearchCommand::TickNew => {
                let listed = self.found.rows.iter().filter(|row| row.new).map(|row| row.key);
                self.ticks.only(listed.chain(self.found.more_new.iter().copied()));
            }
            SearchCommand::Save => self.save(cx),
            SearchCommand::See => match self.found.quest.saved {
                Some(saved) => cx.push(SearchCommand::SeeThis(saved)),
                None => cx.push(Window::Say("This search is not saved: save it first, then it says what is new")),
            },
            SearchCommand::Run(id) => {
                let saved = cx.project.and_then(|desk| desk.corpus.searches().iter().find(|saved| saved.id == *id));
                if let Some(saved) = saved {
                    self.query.clone_from(&saved.query);
                    (self.focus, self.chosen) = (Some(list_id()), None);
                }
            }
            SearchCommand::Unit(unit) => self.unit = *unit,
            SearchCommand::AskCode => match self.picked() {
                Some(picked) => cx.push(SearchCommand::PickCode(Arc::new(picked))),
                None if self.found.tally.in_memos => cx.push(Window::Say("What is found in memos cannot be coded: code what was said")),
                None => cx.push(Window::Say("No hit is ticked: find something, and tick what is to be coded")),
            },
            _ => return self.take_words(command, cx),
        }
        true
    }

    /// Asks for the name of what is written, whether it was found yet or not.
    fn save(&self, cx: &Cx) {
        match self.query.trim() {
            "" => cx.push(Window::Say("Nothing is written that could be saved: write what is sought first")),
            query if hunt::parsed(query).is_err() => cx.push(Window::Say("This cannot be searched, and is not saved: mend what is underlined first")),
            query => cx.push(SearchCommand::AskName(query.to_owned())),
        }
    }

    fn look(&mut self, cx: &Cx, look: Look) {
        if self.look != Some(look) {
            self.settles = self.look.is_some_and(|old| old.mode != look.mode);
            self.look = Some(look);
            self.reveal = true;
            cx.push(SearchCommand::Keep(look));
        }
    }

    /// The field has the keys when the view is come to.
    fn arrive(&mut self, ui: &Ui) {
        let pass = ui.ctx().cumulative_pass_nr();
        if self.drawn + 2 < pass {
            self.focus.get_or_insert_with(field_id);
        }
        self.drawn = pass;
        let free = ui.memory(|memory| memory.top_modal_layer().is_none());
        // A list that is not drawn yet would not keep them.
        let waits = |id: &mut Id, view: &Self| *id == list_id() && view.found.rows.is_empty() && view.hunt.is_some();
        let mut focus = self.focus.take();
        if focus.as_mut().is_some_and(|id| !free || waits(id, self)) {
            self.focus = focus.take();
        }
        if std::mem::take(&mut self.settles) && focus.is_none() && self.focus.is_none() && ui.memory(|memory| memory.focused() != Some(field_id())) {
            focus = match self.look.unwrap_or_default().mode {
                Mode::Words => Some(words::list_id()),
                Mode::Like => Some(like::list_id()),
                Mode::Passages | Mode::Concordance => (!self.found.rows.is_empty()).then(list_id),
            };
        }
        if let Some(id) = focus {
            ui.memory_mut(|memory| memory.request_focus(id));
            if id == field_id() {
                select_all(ui.ctx(), id);
            }
        }
    }

    /// Begins what is sought now, and takes in what was found.
    fn follow(&mut self, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        if self.read.query != self.query.trim() {
            self.read = hunt::Read::new(self.query.trim());
        }
        self.look.get_or_insert(cx.config.search);
        let texts = desk.revision(&[Topic::Sources]);
        if std::mem::replace(&mut self.texts, texts) != texts {
            self.ticks.moved();
        }
        let quest = self.quest(desk);
        if quest.query.is_empty() {
            self.forget();
            return;
        }
        let sought = self.hunt.as_ref().map_or(&self.found.quest, |hunt| &hunt.quest);
        let known = *sought == quest || self.wrong.as_ref().is_some_and(|(wrong, _)| *wrong == quest);
        if !known {
            (self.wrong, self.trouble, self.stopped) = (None, None, false);
            self.hunt = Some(Hunt::start(cx, desk, quest));
            let state = (desk.corpus.project.id, desk.revision(TEXTS));
            if self.index.as_ref().is_none_or(|(known, _)| *known != state) {
                self.index = Some((state, hunt::index(cx, desk)));
            }
        }
        self.take_in();
    }

    /// Counts what is said in each site, role and phase, once there are hits to be spread over them.
    fn count_said(&mut self, cx: &Cx, desk: &Desk) {
        let revision = desk.revision(TOPICS);
        if self.found.tally.bars.is_empty() || !self.said.wants(&revision) {
            return;
        }
        let (path, corpus) = (desk.path().to_owned(), desk.corpus.clone());
        let work = move |progress: &Progress| {
            let project = &corpus.project;
            let heads = [project.site, project.role, project.phase].map(|by| Groups::new(&corpus, by));
            let reader = Reader::open(&path)?;
            let all = said_in(&corpus, &reader.texts(&corpus), &heads.each_ref(), progress)?;
            let of = |((field, groups), said): ((&'static str, &Groups), Vec<u64>)| {
                groups.all().map(|group| ((field, groups.label(group).to_owned()), said[usize::from(group)])).collect::<Vec<_>>()
            };
            Ok(FIELDS.into_iter().zip(&heads).zip(all).flat_map(of).collect())
        };
        self.said.start(revision, cx.job(None, work));
    }

    fn quest(&self, desk: &Desk) -> Quest {
        let query = self.query.trim();
        // Between two keys of one frame it is read anew; else it was read as it was written.
        let reads = if self.read.query == query { self.read.codings } else { hunt::reads_codings(query) };
        let codings = reads.then_some(CODINGS);
        let saved = desk.corpus.searches().iter().find(|saved| saved.query == query).map(|saved| saved.id);
        let searches = saved.map_or(0, |_| desk.revision(&[Topic::Searches]));
        let revision = desk.revision(TOPICS) + codings.map_or(0, |topics| desk.revision(topics)) + searches;
        Quest { query: query.to_owned(), revision, saved }
    }

    /// Whether what is written now cannot be read.
    fn is_wrong(&self, cx: &Cx) -> bool {
        cx.project.is_some_and(|desk| self.wrong.as_ref().is_some_and(|(quest, _)| *quest == self.quest(desk)))
    }

    /// Nothing is sought.
    fn forget(&mut self) {
        if !self.found.quest.query.is_empty() || self.hunt.is_some() {
            let edition = self.found.edition + 1;
            self.found = Found { edition, ..Found::default() };
        }
        (self.hunt, self.wrong, self.trouble, self.chosen, self.stopped) = (None, None, None, None, false);
    }

    fn take_in(&mut self) {
        let Some(hunt) = &self.hunt else { return };
        // Looked at first, so that nothing that comes before the end is missed.
        let ended = hunt.ended();
        for answer in hunt.answers() {
            match answer {
                Answer::Instead(hints) => self.found.hints = hints,
                Answer::Wrong(wrong) => self.wrong = Some((hunt.quest.clone(), wrong)),
                Answer::More { rows, passages, new, tally, last } => {
                    if self.found.quest != hunt.quest {
                        if self.found.quest.query != hunt.quest.query {
                            self.ticks = Ticks::new(!hunt::Read::new(&hunt.quest.query).voices);
                        }
                        let edition = self.found.edition;
                        self.found = Found { quest: hunt.quest.clone(), edition, ..Found::default() };
                    }
                    self.found.rows.extend(rows);
                    self.found.passages.extend(passages);
                    self.found.more_new.extend(new);
                    (self.found.tally, self.found.done) = (tally, last);
                    self.found.edition += 1;
                    self.ticks.keep(&self.found);
                }
            }
        }
        if let Some(ended) = ended {
            match ended {
                Err(crate::Error::Cancelled) => self.stopped = true,
                Err(error) => self.trouble = Some(error.to_string()),
                Ok(()) => {}
            }
            if self.wrong.is_none() && self.found.quest != hunt.quest {
                // It ended before anything of it came: what was found before is no answer to it.
                if self.found.quest.query != hunt.quest.query {
                    self.ticks = Ticks::new(!hunt::Read::new(&hunt.quest.query).voices);
                }
                self.found = Found { quest: hunt.quest.clone(), edition: self.found.edition + 1, ..Found::default() };
            }
            self.hunt = None;
        }
    }

    /// The place of the chosen hit among those that are listed.
    fn place(&self) -> Option<usize> {
        let key = self.chosen?;
        let here = (self.found.edition, key);
        if let Some((_, at)) = self.placed.get().filter(|(of, _)| *of == here) {
            return at;
        }
        let at = self.found.rows.iter().position(|row| row.key == key);
        self.placed.set(Some((here, at)));
        at
    }

    /// The hits that keys act on: the chosen one, or those of its passage.
    fn at_hand(&self) -> Vec<HitKey> {
        let Some(row) = self.place().and_then(|at| self.found.rows.get(at)) else { return Vec::new() };
        match self.look.unwrap_or_default().mode {
            Mode::Concordance | Mode::Words | Mode::Like => vec![row.key],
            Mode::Passages => self.hits_of(row.passage),
        }
    }

    fn hits_of(&self, passage: usize) -> Vec<HitKey> {
        let hits = self.found.passages.get(passage).map_or(0..0, |passage| passage.hits.clone());
        self.found.rows.get(hits).map_or_else(Vec::new, |rows| rows.iter().map(|row| row.key).collect())
    }

    fn open(&self, cx: &Cx) {
        let Some(key) = self.chosen else { return };
        match key.subject {
            Subject::Source(source) => {
                cx.push(Window::Go(Target::Passage(source, key.span)));
                // What was found is marked there, so that one can go on from hit to hit.
                cx.push(SearchCommand::FindSame(self.trail()));
            }
            Subject::Memo(memo) => cx.push(MemoCommand::OpenMemo(memo)),
        }
    }

    /// The sources in which something was found, for stepping from one to the next.
    fn trail(&self) -> Trail {
        let mut stops: Vec<(SourceId, [Span; 2])> = Vec::new();
        for HitKey { subject, span, .. } in self.found.rows.iter().map(|row| row.key) {
            let Subject::Source(source) = subject else { continue };
            match stops.last_mut() {
                Some((last, [_, end])) if *last == source => *end = span,
                _ => stops.push((source, [span, span])),
            }
        }
        Trail { query: self.found.quest.query.clone(), stops: stops.into() }
    }

    /// The ticked hits, where they can be coded: memos cannot.
    fn picked(&self) -> Option<Picked> {
        let count = self.ticks.count(self.found.tally.hits, self.found.tally.asked);
        self.can_code().then(|| Picked { query: self.found.quest.query.clone(), ticks: self.ticks.clone(), count, unit: self.unit })
    }

    /// Whether a ticked hit can be coded.
    fn can_code(&self) -> bool {
        self.ticks.count(self.found.tally.hits, self.found.tally.asked) > 0 && !self.found.tally.in_memos
    }

    /// Narrows the search by a condition, such as a site.
    fn add(&mut self, more: &str) {
        let query = self.query.trim();
        let either = hunt::Read::new(query).either;
        self.query = if either { format!("({query}) {more}") } else { format!("{query} {more}") };
    }

    /// Whether more of what shows is still to be found.
    fn is_partial(&self) -> bool {
        !self.found.done && (self.hunt.as_ref().is_some_and(|hunt| hunt.quest == self.found.quest) || self.stopped)
    }

    /// `138 in 41 sources, 36 people`; while it is sought, `138 so far`.
    fn said(&self) -> String {
        let tally = &self.found.tally;
        let hits = count(tally.hits as i64);
        if self.is_partial() {
            return format!("{hits} so far");
        }
        let places = counted(tally.places, if tally.in_memos { "memo" } else { "source" });
        // How many people that is is known once all hits are looked at.
        let people = match tally.people {
            _ if tally.spread < tally.hits => String::new(),
            0 => String::new(),
            1 => ", 1 person".to_owned(),
            people => format!(", {} people", count(people as i64)),
        };
        format!("{hits} in {places}{people}")
    }
}
