//! More like these, in Search: uncoded paragraphs like the passages of a code, to be coded or dismissed one by one.

mod data;
mod head;
mod list;
mod side;

use super::{Look, Mode, SearchView, hunt};
use crate::jobs::Progress;
use crate::model::{CodeId, SourceId, Span};
use crate::project::{Reader, Topic};
use crate::search::words::{Places, settled};
use crate::ui::cached::Cached;
use crate::ui::command::{LikeCommand, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::count;
use crate::ui::later::Later;
use crate::ui::views::StatusItem;
use data::{Key, LikeRow, Likes, Wanted};
use egui::Id;

pub(super) use head::{figures, head};
pub(super) use list::draw;

/// What is coded, or dismissed, is read from these.
const SETTLED: &[Topic] = &[Topic::Codings, Topic::Codes, Topic::Sources, Topic::Dismissed];

/// What Search keeps of more like these.
#[derive(Default)]
pub struct LikePage {
    code: Option<CodeId>,
    /// Whether what was dismissed shows.
    dismissed: bool,
    ranked: Later<Wanted, Likes>,
    /// What was ranked last, and what of it shows.
    of: Option<Wanted>,
    kept: Later<(CodeId, u64), Vec<LikeRow>>,
    kept_of: Option<(CodeId, u64)>,
    settled: Cached<(CodeId, u64), Places>,
    /// How much was settled as the list was ranked.
    before: Option<usize>,
    rows: Cached<(u64, u64, bool), Vec<usize>>,
    /// Rises with what is ranked, listed as dismissed, or decided.
    edition: u64,
    anew: u64,
    at: Option<Key>,
    /// Where it stood, for when it is gone.
    place: usize,
    /// What was just decided, until the project says so; with the pass in which it was.
    decided: Vec<(Key, u64)>,
    reveal: bool,
    listens: bool,
}

/// The paragraphs.
pub fn list_id() -> Id {
    Id::unique("like list")
}

impl LikePage {
    /// Begins to rank what is wanted now, and takes in what was ranked.
    fn follow(&mut self, cx: &Cx, desk: &Desk, query: &str, readable: bool) {
        self.code = self.code.filter(|code| desk.corpus.code(*code).is_some());
        let Some(code) = self.code else { return };
        let of = desk.revision(SETTLED);
        let places = self.settled.get((code, of), |_| settled(&desk.corpus, &[code]));
        let now = places.values().map(Vec::len).sum();
        if readable {
            let rules = desk.revision(&[Topic::WordRules]);
            let wanted = Wanted { code, query: query.to_owned(), revision: desk.revision(super::TOPICS), rules, anew: self.anew };
            self.rank(cx, desk, wanted, now);
        }
        let kept = (code, desk.revision(super::TOPICS) + desk.revision(&[Topic::Dismissed, Topic::Coders]));
        if self.dismissed && self.kept.wants(&kept) {
            let (path, corpus) = (desk.path().to_owned(), desk.corpus.clone());
            let work = move |progress: &Progress| data::dismissed(&corpus, &Reader::open(&path)?.texts(&corpus), code, progress);
            self.kept.start(kept, cx.job(None, work));
        }
        if self.kept.of(&kept).is_some() && self.kept_of.replace(kept) != Some(kept) {
            self.edition += 1;
        }
        // What the project does not take stands there again.
        let pass = cx.ctx.cumulative_pass_nr();
        if !desk.saving() {
            let before = self.decided.len();
            self.decided.retain(|(_, since)| since + 3 > pass);
            self.edition += u64::from(self.decided.len() != before);
        }
    }

    fn rank(&mut self, cx: &Cx, desk: &Desk, wanted: Wanted, settled: usize) {
        if self.ranked.wants(&wanted) {
            let (path, corpus, index, of) = (desk.path().to_owned(), desk.corpus.clone(), desk.index().clone(), wanted.clone());
            let work = move |progress: &Progress| {
                let reader = Reader::open(&path)?;
                let texts = reader.texts(&corpus);
                hunt::finding(&index, &path, &corpus, |finder| data::ranked(&of, &corpus, &texts, finder, progress))
            };
            self.ranked.start(wanted.clone(), cx.job(None, work));
            self.before = Some(settled);
        }
        if self.ranked.of(&wanted).is_some() && self.of.as_ref() != Some(&wanted) {
            if self.of.as_ref().is_none_or(|of| of.code != wanted.code || of.query != wanted.query || of.anew != wanted.anew) {
                (self.at, self.place) = (None, 0);
            }
            self.of = Some(wanted);
            self.edition += 1;
        }
    }

    fn all(&self) -> &[LikeRow] {
        match self.dismissed {
            true => self.kept.last().map_or(&[], Vec::as_slice),
            false => self.ranked.last().map_or(&[], |likes| &likes.rows),
        }
    }

    /// The rows that are still to be decided, by their places.
    fn open(&mut self, desk: &Desk) {
        let (key, code) = ((self.edition, desk.revision(SETTLED), self.dismissed), self.code);
        let dismissed = self.dismissed;
        let (rows, settled, decided, corpus) = (&mut self.rows, self.settled.last(), &self.decided, &desk.corpus);
        let all = match dismissed {
            true => self.kept.last().map_or(&[][..], Vec::as_slice),
            false => self.ranked.last().map_or(&[][..], |likes| &likes.rows),
        };
        let still = |row: &LikeRow| match row.dismissed {
            Some(id) => corpus.dismissed().iter().any(|one| one.id == id && Some(one.code) == code),
            None => corpus.shows(row.passage.source, row.passage.version) && !settled.is_some_and(|places| touches(places, row.key())),
        };
        rows.get(key, |_| {
            let open = |row: &LikeRow| still(row) && decided.iter().all(|(key, _)| *key != row.key());
            all.iter().enumerate().filter(|(_, row)| open(row)).map(|(at, _)| at).collect()
        });
    }

    /// Where the chosen one stands among those that show.
    fn place(&self) -> Option<usize> {
        let (key, all) = (self.at?, self.all());
        self.rows.last()?.iter().position(|at| all.get(*at).is_some_and(|row| row.key() == key))
    }

    fn row(&self) -> Option<&LikeRow> {
        self.all().get(*self.rows.last()?.get(self.place()?)?)
    }

    /// The code and the chosen paragraph.
    pub(super) fn chosen(&self, desk: &Desk) -> Option<(CodeId, &LikeRow)> {
        let code = self.code.filter(|code| desk.corpus.code(*code).is_some())?;
        self.row().map(|row| (code, row))
    }

    /// The keys come from the field: the first paragraph is chosen where none is.
    pub(super) fn begin(&mut self) {
        self.go(self.place().unwrap_or(0));
    }

    /// Chooses the one at a place.
    fn go(&mut self, place: usize) {
        let key = self.rows.last().and_then(|rows| self.all().get(*rows.get(place)?)).map(LikeRow::key);
        if let Some(key) = key {
            (self.at, self.place, self.reveal) = (Some(key), place, true);
        }
    }

    /// Whether more is coded or dismissed than was when the list was ranked.
    fn is_behind(&self) -> bool {
        let now = self.settled.last().map(|places| places.values().map(Vec::len).sum::<usize>());
        self.before.is_some() && now.is_some() && self.before != now
    }

    /// Says where one is, and what can be done there.
    pub(super) fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let (Some(at), Some(rows)) = (self.place(), self.rows.last()) else { return Vec::new() };
        let mut items = vec![StatusItem::new(format!("Paragraph {} of {}", count(at + 1), count(rows.len())))];
        let leaves = if self.dismissed { "offers it again" } else { "dismisses it" };
        let keys = [(LikeCommand::Accept, "codes it"), (LikeCommand::Dismiss, leaves), (LikeCommand::Open, "opens in Read")];
        items.extend(keys.into_iter().filter_map(|(command, does)| cx.keyed(command, does)).map(StatusItem::new));
        items
    }
}

fn touches(places: &Places, (source, span): (SourceId, Span)) -> bool {
    places.get(&source).is_some_and(|spans| spans.iter().any(|other| other.overlaps(span)))
}

impl SearchView {
    /// Ranks what is wanted now.
    fn follow_like(&mut self, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        let read = &self.read;
        self.like.follow(cx, desk, &read.query, read.query.is_empty() || read.readable);
        self.like.open(desk);
        let rows = self.like.rows.last().map_or(0, Vec::len);
        // What was decided gives way to what came after it.
        if self.like.at.is_some() && self.like.place().is_none() && rows > 0 {
            self.like.go(self.like.place.min(rows - 1));
        }
    }

    /// Does what concerns more like these; says whether it did.
    pub(super) fn take_like(&mut self, command: &LikeCommand, cx: &Cx) -> bool {
        let look = self.look.unwrap_or_default();
        match command {
            LikeCommand::Show => {
                self.look(cx, Look { mode: Mode::Like, ..look });
                if self.like.code.is_none() {
                    cx.push(LikeCommand::Ask);
                }
            }
            LikeCommand::Of(code) => {
                self.query.clear();
                (self.like.code, self.like.dismissed) = (Some(*code), false);
                self.look(cx, Look { mode: Mode::Like, ..look });
                self.focus = Some(list_id());
            }
            LikeCommand::Dismissed | LikeCommand::Anew if self.like.code.is_none() => cx.push(LikeCommand::Ask),
            LikeCommand::Dismissed => {
                self.look(cx, Look { mode: Mode::Like, ..look });
                (self.like.dismissed, self.like.at) = (!self.like.dismissed || look.mode != Mode::Like, None);
            }
            LikeCommand::Anew => {
                self.look(cx, Look { mode: Mode::Like, ..look });
                self.like.anew += 1;
                self.like.dismissed = false;
            }
            LikeCommand::Accept | LikeCommand::Dismiss | LikeCommand::Open => return self.decide(command, cx),
            _ => return false,
        }
        true
    }

    /// Codes, dismisses or opens the chosen paragraph.
    fn decide(&mut self, command: &LikeCommand, cx: &Cx) -> bool {
        let Some((code, row)) = cx.project.and_then(|desk| self.like.chosen(desk)) else { return false };
        let (passage, dismissed, key) = (row.passage, row.dismissed, row.key());
        match (command, dismissed) {
            (LikeCommand::Open, _) => {
                cx.push(Window::Go(Target::Passage(passage.source, passage.span)));
                return true;
            }
            (LikeCommand::Accept, _) => cx.push(LikeCommand::Code(code, passage, dismissed)),
            (_, Some(id)) => cx.push(LikeCommand::Again(id)),
            (_, None) => cx.push(LikeCommand::Leave(code, passage)),
        }
        self.like.place = self.like.place().unwrap_or(0);
        self.like.decided.push((key, cx.ctx.cumulative_pass_nr()));
        self.like.edition += 1;
        true
    }
}

/// The name of a code in a place for a few words.
fn short(name: &str) -> String {
    let short: String = name.chars().take(30).collect();
    if short.len() < name.len() { format!("{short}…") } else { short }
}
