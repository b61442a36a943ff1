//! Words of what is searched, in Search: as a list, a cloud or a tree, compared between parts, or beside what was found.

mod cloud;
mod data;
mod draw;
mod head;
mod look;
mod table;
mod tree;

pub use head::parts as groups_of_parts;
pub use look::{Kind, WordLook};

use super::{SearchView, hunt};
use crate::analysis::Groups;
use crate::export::tree_rows;
use crate::jobs::Progress;
use crate::model::Grouping;
use crate::project::Topic;
use crate::search::words::Branch;
use crate::search::{Ask, parse};
use crate::ui::cached::Cached;
use crate::ui::command::{SearchCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::later::Later;
use crate::ui::views::StatusItem;
use data::{Kept, Shown, Table, Wanted};
use egui::Id;

pub(super) use draw::draw;
pub(super) use head::{figures, head};

/// What Search keeps of words.
#[derive(Default)]
pub struct WordsPage {
    by: Option<Grouping>,
    part: Option<(Grouping, String)>,
    /// The part that it is compared with instead of all the rest.
    against: Option<String>,
    shown: Later<Wanted, Shown>,
    kept: Kept,
    /// The column that rows are sorted by, and the rows in its order, for an edition.
    sort: Option<usize>,
    rows: Cached<(u64, Option<usize>), Vec<usize>>,
    tree: Cached<u64, tree::Grown>,
    cloud: Cached<(u64, [i32; 2]), cloud::Set>,
    /// Rises with what is shown.
    edition: u64,
    of: Option<Wanted>,
    at: Option<usize>,
    reveal: bool,
    /// Whether the rows have the keys.
    listens: bool,
}

/// What is said where a word would have to be chosen.
const NO_WORD: &str = "No word is chosen: count words, and choose one of them";

/// Words as they are saved.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedWords {
    /// Whether as a cloud.
    pub cloud: bool,
    /// As a tree under these words, and whether of what comes before.
    pub tree: Option<(String, Branch, bool)>,
    /// What the file is called.
    pub name: String,
    /// The heads of the table.
    pub header: Vec<String>,
    /// Its rows, the word first.
    pub rows: Vec<Vec<String>>,
    /// How often each word is said.
    pub counts: Vec<u64>,
}

/// The rows.
pub(super) fn list_id() -> Id {
    Id::unique("words list")
}

impl WordsPage {
    /// Begins to count what is wanted now, and takes in what was counted.
    fn follow(&mut self, cx: &Cx, desk: &Desk, (query, codings): (&str, bool), look: WordLook) {
        self.settle(desk, look.kind);
        let codings = codings.then_some(super::CODINGS);
        let revision = desk.revision(super::TOPICS) + codings.map_or(0, |topics| desk.revision(topics));
        let rules = desk.revision(&[Topic::WordRules]);
        let wanted = Wanted { query: query.to_owned(), revision, rules, look, by: self.by, part: self.part.clone(), against: self.against.clone() };
        if self.shown.wants(&wanted) {
            let (path, corpus, index, kept) = (desk.path().to_owned(), desk.corpus.clone(), desk.index().clone(), self.kept.clone());
            let of = wanted.clone();
            let work = move |progress: &Progress| hunt::finding(&index, &path, &corpus, |finder| data::made(&of, &corpus, finder, &kept, progress));
            self.shown.start(wanted.clone(), cx.job(None, work));
        }
        if self.shown.of(&wanted).is_some() && self.of.as_ref() != Some(&wanted) {
            let other = self.of.as_ref().is_none_or(|of| of.query != wanted.query || of.look.kind != wanted.look.kind);
            if other {
                (self.at, self.sort) = (None, None);
            }
            self.of = Some(wanted);
            self.edition += 1;
        }
    }

    /// What is compared, and the groups beside, are of this project; without a choice the first site is compared.
    fn settle(&mut self, desk: &Desk, kind: Kind) {
        let corpus = &desk.corpus;
        let known = |by: &Grouping| match by {
            Grouping::Attribute(id) => corpus.attribute(*id).is_some(),
            Grouping::Kind(id) => corpus.kinds().iter().any(|kind| kind.id == *id),
        };
        self.by = self.by.filter(known);
        self.part.take_if(|(by, _)| !known(by));
        if self.part.is_none() && kind == Kind::Key {
            let project = &corpus.project;
            let first = [project.site, project.role, project.phase].into_iter().flatten().find_map(|by| {
                let groups = Groups::new(corpus, Some(by));
                (!groups.is_empty()).then(|| (by, groups.label(0).to_owned()))
            });
            self.part = first;
        }
    }

    /// The rows that show, where there are any.
    fn table(&self) -> Option<&Table> {
        match self.shown.last() {
            Some(Shown::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// The chosen word, with what finds it.
    fn chosen(&self) -> Option<(&str, String)> {
        match self.shown.last()? {
            Shown::Table(table) => {
                let row = table.rows.get(*self.rows.last()?.get(self.at?)?)?;
                Some((&row.word, seek(&row.word, &row.forms)))
            }
            Shown::Tree(_) => {
                let node = self.tree.last()?.nodes.get(self.at?)?;
                Some((&node.words, node.seek.clone()))
            }
            Shown::Nothing(..) => None,
        }
    }

    /// What shows, to be saved.
    fn saved(&self) -> Option<SavedWords> {
        if let (Some(Shown::Tree(root)), Some(of)) = (self.shown.last(), &self.of) {
            let backwards = of.look.kind == Kind::Before;
            return Some(SavedWords {
                cloud: false,
                name: "Word tree.svg".into(),
                header: ["Words", "Count"].map(str::to_owned).into(),
                rows: tree_rows(root, backwards),
                counts: Vec::new(),
                tree: Some((tree::root_words(&of.query), root.clone(), backwards)),
            });
        }
        let (table, kind) = (self.table()?, self.of.as_ref()?.look.kind);
        let header = ["Word"].into_iter().chain(table.columns.iter().map(|column| column.head.as_str())).chain(["Forms"]);
        let order = self.rows.last().cloned().unwrap_or_else(|| table.order(None));
        let rows = order.iter().filter_map(|at| table.rows.get(*at));
        let cells = |row: &data::WordRow| std::iter::once(row.word.clone()).chain(row.plain()).chain([row.forms.join(", ")]).collect();
        let name = match kind {
            Kind::Cloud => "Word cloud.svg",
            Kind::Key => "Words compared.csv",
            _ => "Words.csv",
        };
        Some(SavedWords {
            cloud: kind == Kind::Cloud,
            tree: None,
            name: name.into(),
            header: header.map(str::to_owned).collect(),
            counts: rows.clone().map(|row| row.values.first().map_or(0, |value| *value as u64)).collect(),
            rows: rows.map(cells).collect(),
        })
    }

    /// Says where one is, and what can be done there.
    pub(super) fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let mut items = Vec::new();
        if let (Some(at), Some(table)) = (self.at, self.table()) {
            items.push(StatusItem::new(format!("Word {} of {}", crate::ui::format::count(at + 1), crate::ui::format::count(table.rows.len()))));
        }
        let mut keys = vec![(SearchCommand::Open, "shows it in the texts")];
        if self.table().is_some() {
            keys.push((SearchCommand::LeaveWord, "leaves it out"));
        }
        items.extend(keys.into_iter().filter_map(|(command, does)| cx.keyed(command, does)).map(StatusItem::new));
        items
    }

    /// The keys come from the field: the first row is chosen where none is.
    pub(super) fn begin(&mut self) {
        self.at.get_or_insert(0);
        self.reveal = true;
    }

    /// Whether the rows have the keys.
    pub(super) fn listens(&self) -> bool {
        self.listens
    }
}

/// A search for a word in the forms that were counted as it.
fn seek(word: &str, forms: &[String]) -> String {
    match forms {
        [] => format!("={word}"),
        [one] => format!("={one}"),
        _ => format!("({})", forms.iter().map(|form| format!("={form}")).collect::<Vec<_>>().join(" OR ")),
    }
}

/// A search for a word in what was counted: of a search for words that is every turn in which it finds something, else what it finds.
fn within(seek: &str, query: &str, interviewers: bool) -> String {
    if seek == query {
        return if interviewers { query.to_owned() } else { format!("({query}) interviewer:out") };
    }
    let Ok(ask) = parse(query) else { return if interviewers { seek.to_owned() } else { format!("{seek} interviewer:out") } };
    let scope = match ask {
        _ if ask.has_words() => format!("with:({query})"),
        Ask::Or(_) => format!("({query})"),
        _ => query.to_owned(),
    };
    // A search of fields that leaves interviewers out already need not say so twice.
    let said = interviewers || !ask.has_words() && scope.split_whitespace().any(|field| field == "interviewer:out");
    if said { format!("{seek} {scope}") } else { format!("{seek} {scope} interviewer:out") }
}

impl SearchView {
    /// Counts what is wanted now.
    pub(super) fn follow_words(&mut self, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        let look = self.look.unwrap_or_default().words;
        // A search that cannot be read yet leaves the last figures in sight; what is wrong stands under the field.
        let read = &self.read;
        if read.query.is_empty() || read.readable {
            self.words.follow(cx, desk, (&read.query, read.codings), look);
        }
    }

    /// Does what concerns words; says whether it did.
    pub(super) fn take_words(&mut self, command: &SearchCommand, cx: &Cx) -> bool {
        let look = self.look.unwrap_or_default();
        let shows = |view: &mut Self, words: WordLook| view.look(cx, super::Look { mode: super::Mode::Words, words, ..look });
        let now = look.words;
        match command {
            SearchCommand::Words => shows(self, now),
            SearchCommand::WordsAs(kind) => shows(self, WordLook { kind: *kind, ..now }),
            SearchCommand::Stems => shows(self, WordLook { stems: !now.stems, ..now }),
            SearchCommand::Common => shows(self, WordLook { common: !now.common, ..now }),
            SearchCommand::Askers => shows(self, WordLook { interviewers: !now.interviewers, ..now }),
            SearchCommand::WordsBy(by) => {
                self.words.by = *by;
                shows(self, WordLook { kind: Kind::List, ..now });
            }
            SearchCommand::Part(by, part) => {
                // What it is compared with is of the same grouping, and another.
                self.words.against.take_if(|other| other == part || self.words.part.as_ref().is_none_or(|(old, _)| old != by));
                self.words.part = Some((*by, part.clone()));
                shows(self, WordLook { kind: Kind::Key, ..now });
            }
            SearchCommand::Against(other) => {
                self.words.against.clone_from(other);
                shows(self, WordLook { kind: Kind::Key, ..now });
            }
            SearchCommand::AskAgainst => match self.words.part.clone() {
                Some((by, part)) => cx.push(SearchCommand::PickAgainst(by, part)),
                None => cx.push(Window::Say("No part is compared: choose one first")),
            },
            SearchCommand::SeekWord => match self.words.chosen().map(|(_, seek)| seek).filter(|seek| !seek.is_empty()) {
                Some(seek) => self.seek(cx, &seek),
                None => cx.push(Window::Say(NO_WORD)),
            },
            SearchCommand::LeaveWord => match self.words.table().and_then(|_| self.words.chosen()).map(|(word, _)| word.to_owned()) {
                Some(word) => cx.push(SearchCommand::LeaveOut(word)),
                None => cx.push(Window::Say(NO_WORD)),
            },
            SearchCommand::SaveWords => match self.words.saved() {
                Some(saved) => cx.push(SearchCommand::SaveThese(std::sync::Arc::new(saved))),
                None => cx.push(Window::Say("No words are counted: Found: words counts them")),
            },
            _ => return false,
        }
        true
    }

    /// Shows a word in the texts, as lines, within what was counted; [`Window::Back`] leads back.
    fn seek(&mut self, cx: &Cx, seek: &str) {
        let look = self.look.unwrap_or_default();
        let query = self.query.trim().to_owned();
        self.query = within(seek, &query, look.words.interviewers);
        self.counted = Some((self.query.clone(), query));
        self.focus = Some(super::list_id());
        self.chosen = None;
        self.look(cx, super::Look { mode: super::Mode::Concordance, ..look });
    }

    /// Whether what is sought came from words that were counted.
    pub(super) fn came_from_words(&self) -> bool {
        self.counted.as_ref().is_some_and(|(sought, _)| sought == self.query.trim())
    }

    /// Goes back to the words that were counted, and the search they were counted in.
    pub(super) fn back(&mut self, cx: &Cx) {
        let from_words = self.came_from_words();
        match self.counted.take_if(|_| from_words) {
            Some((_, query)) => {
                self.query = query;
                self.focus = Some(list_id());
                self.chosen = None;
                self.look(cx, super::Look { mode: super::Mode::Words, ..self.look.unwrap_or_default() });
            }
            None => cx.push(Window::Say("No word was shown in the texts: choose one in Words with Enter first")),
        }
    }
}
