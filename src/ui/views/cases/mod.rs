//! The case table: attributes of cases and sources, changed as in a spreadsheet.

mod data;
mod detail;
mod edit;
mod grid;
mod keys;
mod paint;
mod side;

use super::{StatusItem, View, ViewId, parts};
use crate::model::{CaseId, Owner, Target};
use crate::project::{CellEdit, Topic};
use crate::ui::cached::Cached;
use crate::ui::chosen::Chosen;
use crate::ui::command::{CaseCommand, Command, ShowWay, Showing, Side, SourceCommand};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::views::block::Block;
use data::{Column, Look, Sheet, Table};
use edit::Editor;
use egui::Ui;

/// What the table is made of.
const TOPICS: [Topic; 4] = [Topic::Project, Topic::Sources, Topic::Cases, Topic::Attributes];

/// The case table.
#[derive(Default)]
pub struct CaseTable {
    sheet: Option<Sheet>,
    look: Look,
    table: Cached<(u64, Option<Sheet>, Look), Table>,
    widths: Cached<(u64, Option<Sheet>), Vec<f32>>,
    /// The cell the keys go to, and the other corner of what is chosen.
    cursor: (usize, usize),
    anchor: (usize, usize),
    reveal: bool,
    editor: Option<Editor>,
    /// Why something was not taken, until the next key.
    trouble: Option<String>,
}

impl CaseTable {
    /// Which table shows: the one that was chosen while it is there, else people, else the first kind.
    fn sheet(&self, desk: &Desk) -> Option<Sheet> {
        let corpus = &desk.corpus;
        let is_there = |sheet: &Sheet| matches!(sheet, Sheet::Sources) || corpus.kinds().iter().any(|kind| *sheet == Sheet::Kind(kind.id));
        let person = || corpus.kind_named(crate::model::CaseKind::PERSON).or(corpus.kinds().last()).map(|kind| Sheet::Kind(kind.id));
        self.sheet.filter(is_there).or_else(person)
    }

    fn refresh(&mut self, desk: &Desk) {
        let (revision, sheet) = (desk.revision(&TOPICS), self.sheet(desk));
        let look = &self.look;
        let table =
            self.table.get((revision, sheet, look.clone()), |_| sheet.map_or_else(Table::default, |sheet| Table::new(&desk.corpus, sheet, look)));
        self.widths.get((revision, sheet), |_| grid::widths(table));
        let last = (table.rows.len().saturating_sub(1), table.heads.len().saturating_sub(1));
        for corner in [&mut self.cursor, &mut self.anchor] {
            *corner = (corner.0.min(last.0), corner.1.min(last.1));
        }
    }

    fn table(&self) -> &Table {
        static EMPTY: std::sync::OnceLock<Table> = std::sync::OnceLock::new();
        self.table.last().unwrap_or_else(|| EMPTY.get_or_init(Table::default))
    }

    /// What is chosen.
    fn block(&self) -> Block {
        Block::between(self.cursor, self.anchor)
    }

    /// Chooses a cell; with `extend` the block from the last one chosen alone.
    fn go(&mut self, cell: (usize, usize), extend: bool) {
        (self.cursor, self.reveal, self.trouble) = (cell, true, None);
        if !extend {
            self.anchor = cell;
        }
    }

    /// Sends edits, or says why there are none.
    fn send(&mut self, edits: Result<Vec<CellEdit>, String>, cx: &Cx) {
        match edits {
            Ok(edits) if edits.is_empty() => {}
            Ok(edits) => cx.push(CaseCommand::Cells(edits)),
            Err(why) => self.trouble = Some(why),
        }
    }

    /// Shows another table.
    fn turn_to(&mut self, sheet: Sheet) {
        (self.sheet, self.look, self.editor) = (Some(sheet), Look::default(), None);
        self.go((0, 0), false);
    }

    /// Takes which table shows; says whether it was that.
    fn showing(&mut self, command: &Showing, cx: &Cx, desk: &Desk) -> bool {
        let shown = self.sheet(desk);
        let kinds = desk.corpus.kinds().iter().map(|kind| (kind.name.clone(), Sheet::Kind(kind.id)));
        let mut tables = kinds.chain([("all sources".to_owned(), Sheet::Sources)]);
        match command {
            Showing::AskKind => {
                let way = |(name, sheet): (String, Sheet)| ShowWay::new(&name, shown == Some(sheet), Showing::Kind(name.clone()));
                cx.push(Showing::Ask("Which table shows".into(), tables.map(way).collect()));
            }
            Showing::Kind(name) => {
                if let Some((_, sheet)) = tables.find(|(other, _)| other == name) {
                    self.turn_to(sheet);
                }
            }
            _ => return false,
        }
        true
    }

    fn chosen_cases(&self) -> Vec<CaseId> {
        self.chosen_rows().filter_map(|owner| if let Owner::Case(id) = owner { Some(id) } else { None }).collect()
    }

    fn chosen_rows(&self) -> impl Iterator<Item = Owner> + '_ {
        let block = self.block();
        self.table().rows.iter().take(block.rows.1 + 1).skip(block.rows.0).map(|line| line.owner)
    }

    fn target(&self, desk: &Desk) -> Target {
        if self.sheet(desk) == Some(Sheet::Sources) { Target::Source } else { Target::Case }
    }
}

impl View for CaseTable {
    fn id(&self) -> ViewId {
        ViewId::Cases
    }

    fn main(&self) -> Option<egui::Id> {
        Some(grid::id())
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        Some(if side == Side::Left { "Tables" } else { "The row" })
    }

    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        if let Some(desk) = cx.project {
            side::draw(self, ui, cx, desk);
        }
    }

    fn right(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(desk);
        detail::draw(ui, cx, desk, self.table().rows.get(self.cursor.0).map(|line| line.owner));
    }

    fn chosen(&self, desk: &Desk) -> Chosen {
        let is_there = |id: &CaseId| desk.corpus.case(*id).is_some();
        let sources = self.chosen_rows().filter_map(|owner| if let Owner::Source(id) = owner { Some(id) } else { None });
        Chosen {
            cases: self.chosen_cases().into_iter().filter(is_there).collect(),
            sources: sources.filter(|id| desk.corpus.source(*id).is_some()).collect(),
            ..Chosen::default()
        }
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(desk);
        grid::head(self, ui, cx, desk);
        if self.table().all > 0 {
            return grid::draw(self, ui, cx, desk);
        }
        match self.sheet(desk) {
            Some(Sheet::Kind(kind)) => {
                let name = desk.corpus.kinds().iter().find(|other| other.id == kind).map_or("case", |kind| &kind.name);
                let more = "Cases are what is compared: people, organisations, sites. Make one, or import a table of participants.";
                parts::empty(ui, cx, &format!("No {name} yet"), more, Some(("New case…", CaseCommand::AskCase(kind).into())));
            }
            _ => parts::empty(ui, cx, "No sources yet", "Import some transcripts first.", parts::import(cx).map(|command| ("Import", command))),
        }
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let table = self.table();
        let rows = if table.rows.len() == table.all {
            format::counted(table.all, "row")
        } else {
            format!("{} of {}", format::count(table.rows.len() as i64), format::counted(table.all, "row"))
        };
        let mut items = vec![StatusItem::new(rows)];
        if self.block().count() > 1 {
            items.push(StatusItem::new(format!("{} chosen", format::counted(self.block().count(), "cell"))));
        }
        items.push(match &self.trouble {
            Some(why) => StatusItem::new(why.clone()),
            None if cx.project.is_some_and(|desk| desk.read_only().is_some()) => StatusItem::new("Open for reading only"),
            None => StatusItem::new("Enter or letters change a cell · Ctrl+C and Ctrl+V copy blocks, also from a spreadsheet · Delete clears"),
        });
        items
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        let Some(desk) = cx.project else { return false };
        let command = match command {
            Command::Cases(command) => command,
            Command::Showing(command) => return self.showing(command, cx, desk),
            _ => return false,
        };
        match command {
            CaseCommand::NewAttribute => cx.push(CaseCommand::AskAttribute(self.target(desk))),
            CaseCommand::NewCase => {
                if let Some(Sheet::Kind(kind)) = self.sheet(desk) {
                    cx.push(CaseCommand::AskCase(kind));
                }
            }
            CaseCommand::KindMenu => match self.sheet(desk) {
                Some(Sheet::Kind(kind)) => cx.push(CaseCommand::MenuOfKind(kind)),
                _ => self.trouble = Some("The sources are no kind of case.".into()),
            },
            CaseCommand::ColumnMenu => match self.table().heads.get(self.cursor.1).map(|head| head.column) {
                Some(Column::Attribute(id)) => cx.push(CaseCommand::MenuOf(id)),
                _ => self.trouble = Some("This column belongs to every table and cannot be changed.".into()),
            },
            CaseCommand::Sort => grid::sort(self, self.cursor.1),
            CaseCommand::RemoveChosen => match self.chosen_cases() {
                ids if ids.is_empty() => cx.push(SourceCommand::AskRemove(self.chosen(desk).sources)),
                ids => cx.push(CaseCommand::AskRemove(ids)),
            },
            _ => return false,
        }
        true
    }
}
