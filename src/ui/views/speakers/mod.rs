//! The speakers of all sources: who they are, what they are, how much they say.

pub mod data;
mod list;

use super::{StatusItem, View, ViewId, parts};
use crate::analysis::Texts;
use crate::model::{SourceId, SpeakerId, SpeakerRole, VersionId};
use crate::project::Topic;
use crate::ui::cached::Cached;
use crate::ui::command::{Command, ShowWay, Showing, Side, SpeakerCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::marked::Marked;
use crate::ui::widgets::{Field, Row as ListRow, section_head};
use data::{Row, Show};
use egui::{Frame, Id, Margin, Ui};
use std::collections::HashMap;
use std::sync::Arc;

/// What is said where nobody is chosen.
const NOBODY: &str = "No speaker is chosen: click on one, or walk the list with the arrows";
const TOPICS: [Topic; 3] = [Topic::Sources, Topic::Speakers, Topic::Cases];

/// The speakers.
#[derive(Default)]
pub struct SpeakersView {
    show: Show,
    words: String,
    /// The rows, how many each choice has, and the longest words of their columns.
    rows: Cached<(u64, Show, String), (Arc<[Row]>, [usize; 4], [usize; 3])>,
    /// How many turns each voice has, by version, read as the rows come into sight.
    turns: HashMap<VersionId, HashMap<u32, usize>>,
    chosen: Option<SpeakerId>,
    marked: Marked<SpeakerId>,
    reveal: bool,
    /// The speaker whose label is being changed, and the words so far.
    naming: Option<(SpeakerId, String, bool)>,
}

impl SpeakersView {
    fn refresh(&mut self, desk: &Desk) {
        let (show, words) = (self.show, self.words.clone());
        self.rows.get((desk.revision(&TOPICS), show, words.clone()), |_| {
            let (rows, counts) = data::rows(&desk.corpus, show, &words);
            let letters = list::longest(&rows);
            (rows.into(), counts, letters)
        });
    }

    fn rows(&self) -> &[Row] {
        self.rows.last().map_or(&[], |(rows, ..)| rows)
    }

    /// The rows, to be held while the view changes.
    fn shared(&self) -> Arc<[Row]> {
        self.rows.last().map_or_else(|| Arc::from([]), |(rows, ..)| rows.clone())
    }

    /// Whom commands are about: those marked that show, else the chosen one.
    fn targets(&self) -> Vec<SpeakerId> {
        self.marked.targets(self.rows().iter().map(|row| row.id), self.chosen)
    }

    /// How many turns a voice has; nothing while that is not read yet. `budget` is how many sources may still be read this frame.
    fn turns(&mut self, desk: &Desk, row: (SourceId, Option<VersionId>, u32), budget: &mut usize) -> Option<usize> {
        let (source, version, number) = row;
        let version = version?;
        if !self.turns.contains_key(&version) && *budget > 0 {
            *budget -= 1;
            let mut counts = HashMap::new();
            for turn in desk.structure(source).unwrap_or_default().turns {
                *counts.entry(turn.speaker).or_default() += 1;
            }
            self.turns.insert(version, counts);
        }
        self.turns.get(&version).map(|counts| counts.get(&number).copied().unwrap_or(0))
    }
}

impl View for SpeakersView {
    fn id(&self) -> ViewId {
        ViewId::Speakers
    }

    fn main(&self) -> Option<egui::Id> {
        Some(list::id())
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        (side == Side::Left).then_some("Filters")
    }

    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(desk);
        Frame::new().inner_margin(Margin { left: 10, right: 10, top: 10, bottom: 0 }).show(ui, |ui| {
            let field = Field::new(&mut self.words, "Filter the speakers").hint("Filter speakers").icon(icons::FUNNEL_SIMPLE);
            field.id(Id::unique("speaker filter")).narrows(list::id()).show(ui);
        });
        section_head(ui, "Show", |_| {});
        let counts = self.rows.last().map_or([0; 4], |(_, counts, _)| *counts);
        for (show, count) in Show::ALL.into_iter().zip(counts) {
            if ListRow::new(show.name()).count(format::count(count as i64)).selected(self.show == show).show(ui).response.clicked() {
                (self.show, self.reveal) = (show, true);
            }
        }
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(desk);
        let counts = self.rows.last().map_or([0; 4], |(_, counts, _)| *counts);
        match (counts[0], self.rows().is_empty(), self.show) {
            (0, ..) => parts::empty(
                ui,
                cx,
                "No speakers yet",
                "Speakers come with imported transcripts.",
                parts::import(cx).map(|command| ("Import", command)),
            ),
            (_, true, Show::Open) if self.words.is_empty() => {
                parts::empty(ui, cx, "Every participant is joined", "All is known of who speaks where.", Some(("Show all", Window::ShowAll.into())))
            }
            (_, true, _) => {
                parts::empty(ui, cx, "No speaker fits this filter", "Filters are set at the left.", Some(("Show all", Window::ShowAll.into())))
            }
            _ => list::draw(self, ui, cx, desk),
        }
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let mut items = vec![StatusItem::new(format::counted(self.rows().len(), "speaker"))];
        if self.marked.len() > 0 {
            items.push(StatusItem::new(format!("{} chosen", format::count(self.targets().len() as i64))));
        }
        let roles = [SpeakerRole::Participant, SpeakerRole::Interviewer, SpeakerRole::None];
        let roles: Vec<String> = roles.into_iter().filter_map(|role| cx.cap(SpeakerCommand::Role(role))).collect();
        let keys = [
            cx.keyed(SpeakerCommand::Join, "joins to a case"),
            cx.keyed(SpeakerCommand::CodeTurns, "codes all turns"),
            cx.keyed(SpeakerCommand::Merge, "merges"),
            (!roles.is_empty()).then(|| format!("{} say what it is", roles.join(", "))),
            Some("Space chooses several".into()),
        ];
        items.push(StatusItem::new(keys.into_iter().flatten().collect::<Vec<_>>().join(" · ")));
        items
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        let command = match command {
            Command::Speakers(command) => command,
            Command::Showing(Showing::AskKind) => {
                let way = |show: Show| ShowWay::new(show.name(), self.show == show, Showing::Kind(show.name().to_owned()));
                cx.push(Showing::Ask("Which speakers show".into(), Show::ALL.into_iter().map(way).collect()));
                return true;
            }
            Command::Showing(Showing::Kind(name)) => {
                (self.show, self.reveal) = (Show::ALL.into_iter().find(|show| show.name() == name).unwrap_or(self.show), true);
                return true;
            }
            Command::Window(Window::ShowAll) => {
                (self.show, self.words, self.reveal) = (Show::default(), String::new(), true);
                return true;
            }
            _ => return false,
        };
        let ids = self.targets();
        match command {
            SpeakerCommand::All => self.marked.set(self.shared().iter().map(|row| row.id)),
            SpeakerCommand::Join if !ids.is_empty() => cx.push(SpeakerCommand::AskJoin(ids)),
            SpeakerCommand::Part if !ids.is_empty() => cx.push(SpeakerCommand::JoinTo(ids, None)),
            SpeakerCommand::CodeTurns if !ids.is_empty() => cx.push(SpeakerCommand::AskCode(ids)),
            SpeakerCommand::Role(role) if !ids.is_empty() => cx.push(SpeakerCommand::SetRole(ids, *role)),
            SpeakerCommand::Merge if !ids.is_empty() => cx.push(SpeakerCommand::AskMerge(ids)),
            SpeakerCommand::Rename => {
                // A name is one voice's alone: that of the row with the keys.
                let named = self.rows().iter().find(|row| Some(row.id) == self.chosen).map(|row| (row.id, row.name.clone(), true));
                if named.is_none() {
                    cx.push(Window::Say(NOBODY));
                }
                self.naming = named;
            }
            SpeakerCommand::Join | SpeakerCommand::Part | SpeakerCommand::CodeTurns | SpeakerCommand::Role(_) | SpeakerCommand::Merge => {
                cx.push(Window::Say(NOBODY));
            }
            _ => return false,
        }
        true
    }
}
