//! The saved searches in the column at the left: each with how much of what it finds is new.

use super::hunt;
use super::{CODINGS, TOPICS};
use crate::Result;
use crate::jobs::Progress;
use crate::model::{SavedSearch, SearchId};
use crate::project::Topic;
use crate::search::{Search, Seen, found_since};
use crate::ui::cached::Cached;
use crate::ui::command::SearchCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::{count, counted};
use crate::ui::icons;
use crate::ui::later::Later;
use crate::ui::views::menu;
use crate::ui::widgets::{Row, Tip, icon_button, section_head, wrapped};
use egui::{Frame, Id, Margin, Ui};
use std::collections::HashMap;

/// How much a saved search finds, and what of it is new; or what is wrong with it by now.
type Counts = HashMap<SearchId, std::result::Result<(usize, usize), String>>;

/// What is known of the saved searches.
#[derive(Default)]
pub struct Shelf {
    counts: Later<u64, Counts>,
    /// Whether what any of them finds depends on how passages are coded, for a state of the list.
    codings: Cached<u64, bool>,
}

impl Shelf {
    /// Counts anew where something is different.
    pub fn follow(&mut self, cx: &Cx, desk: &Desk) {
        let searches = desk.corpus.searches();
        if searches.is_empty() {
            return;
        }
        let list = desk.revision(&[Topic::Searches]);
        let codings = *self.codings.get(list, |_| searches.iter().any(|saved| hunt::reads_codings(&saved.query)));
        let revision = desk.revision(TOPICS) + desk.revision(&[Topic::Searches]) + if codings { desk.revision(CODINGS) } else { 0 };
        if self.counts.wants(&revision) {
            let (path, corpus, index) = (desk.path().to_owned(), desk.corpus.clone(), desk.index().clone());
            let work = move |progress: &Progress| {
                let mut counts = Counts::new();
                for saved in corpus.searches() {
                    let mut search = match Search::new(&saved.query, &corpus) {
                        Ok(search) => search,
                        Err(wrong) => {
                            counts.insert(saved.id, Err(wrong.what));
                            continue;
                        }
                    };
                    let mut seen = Seen::read(&corpus, &saved.seen);
                    let (found, new) = hunt::finding(&index, &path, &corpus, |finder| found_since(&mut seen, finder, &mut search, progress))?;
                    counts.insert(saved.id, Ok((found.hits, new)));
                }
                Result::Ok(counts)
            };
            self.counts.start(revision, cx.job(None, work));
        }
    }

    /// Draws the list; `now` is the one that is run.
    pub fn draw(&self, ui: &mut Ui, cx: &Cx, desk: &Desk, now: Option<SearchId>) {
        section_head(ui, "Saved", |ui| {
            if icon_button(ui, icons::PLUS, "Save the search", &cx.tip(SearchCommand::Save)).clicked() {
                cx.push(SearchCommand::Save);
            }
        });
        if desk.corpus.searches().is_empty() {
            Frame::new().inner_margin(Margin { left: 12, right: 12, top: 0, bottom: 4 }).show(ui, |ui| {
                let key = cx.cap(SearchCommand::Save).map_or_else(String::new, |key| format!(" with {key}"));
                let words = format!("A search that is saved{key} says what is new the next time.");
                wrapped(ui, &words, crate::ui::widgets::paint::meta(), cx.tokens.ink3, 18.0);
            });
        }
        for saved in desk.corpus.searches() {
            self.row(ui, cx, saved, now == Some(saved.id));
        }
    }

    fn row(&self, ui: &mut Ui, cx: &Cx, saved: &SavedSearch, chosen: bool) {
        let known = self.counts.last().and_then(|counts| counts.get(&saved.id));
        let (said, note) = match known {
            Some(Ok((_, new))) if *new > 0 => (format!("{} new", count(*new as i64)), format!("{} new", count(*new as i64))),
            Some(Ok((hits, _))) => (count(*hits as i64), format!("{}, nothing new", counted(*hits, "hit"))),
            Some(Err(wrong)) => ("cannot be run".to_owned(), format!("cannot be run: {wrong}")),
            None => (String::new(), "counting".to_owned()),
        };
        let row =
            Row::new(&saved.name).icon(icons::MAGNIFYING_GLASS).count(said).note(note).selected(chosen).id(Id::unique(("saved search", saved.id)));
        let mut response = row.show(ui).response;
        if let Some(Err(wrong)) = known {
            response = response.tip(format!("{}: {wrong}.", saved.name));
        }
        if response.clicked() {
            cx.push(SearchCommand::Run(saved.id));
        }
        menu::context(&response, cx, 220.0, |ui| {
            if menu::entry(ui, cx, "Take all of it as seen", None) {
                cx.push(SearchCommand::SeeThis(saved.id));
            }
            if menu::entry(ui, cx, "Rename…", None) {
                cx.push(SearchCommand::AskRename(saved.id));
            }
            if menu::entry(ui, cx, "Remove", None) {
                cx.push(SearchCommand::Remove(saved.id));
            }
        });
    }
}
