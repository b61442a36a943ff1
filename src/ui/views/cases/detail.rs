//! Beside the table: what the row at the keys holds, its sources or cases, and its memos.

use crate::model::{Case, CaseId, Owner, Source, SourceId, Subject};
use crate::ui::command::{CaseCommand, Command, MemoCommand, SourceCommand, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format;
use crate::ui::icons;
use crate::ui::views::menu::{context, entry};
use crate::ui::widgets::{Row, icon_button, paint, section_head, wrapped};
use egui::{Frame, Id, Margin, ScrollArea, Ui};

/// Draws what the row of `owner` holds; without one, what would stand here.
pub(super) fn draw(ui: &mut Ui, cx: &Cx, desk: &Desk, owner: Option<Owner>) {
    ScrollArea::vertical().id_salt("row of the table").auto_shrink([false, false]).show(ui, |ui| match owner {
        Some(Owner::Case(id)) => {
            if let Some(row) = desk.corpus.case(id) {
                case(ui, cx, desk, row);
            }
        }
        Some(Owner::Source(id)) => {
            if let Some(row) = desk.corpus.source(id) {
                source(ui, cx, desk, row);
            }
        }
        None => heading(ui, cx, "", "Choose a row to see what belongs to it."),
    });
}

fn heading(ui: &mut Ui, cx: &Cx, name: &str, more: &str) {
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 14, bottom: 2 }).show(ui, |ui| {
        if !name.is_empty() {
            wrapped(ui, name, fonts::text(Weight::Semibold, 15.0), cx.tokens.ink, 22.0);
        }
        wrapped(ui, more, paint::meta(), cx.tokens.ink3, 18.0);
    });
}

fn case(ui: &mut Ui, cx: &Cx, desk: &Desk, case: &Case) {
    let corpus = &desk.corpus;
    let kind = corpus.kinds().iter().find(|kind| kind.id == case.kind).map_or("", |kind| kind.name.as_str());
    let above = case.parent.and_then(|id| corpus.case(id)).map(|case| format!(" · {}", case.name)).unwrap_or_default();
    let full = if case.full_name.is_empty() { String::new() } else { format!("{} · ", case.full_name) };
    heading(ui, cx, &case.name, &format!("{full}{kind}{above}"));
    let own: Vec<&Source> = corpus.sources().iter().filter(|source| corpus.cases_of(source.id).contains(&case.id)).collect();
    head(ui, cx, &format!("Sources · {}", format::count(own.len() as i64)), "Give it sources, or take them away", CaseCommand::AskSources(case.id));
    for source in &own {
        source_row(ui, cx, source, case.id);
    }
    nothing(ui, cx, own.is_empty(), "No source is of this case yet.");
    let below: Vec<&Case> = corpus.cases().iter().filter(|other| other.parent == Some(case.id)).collect();
    if !below.is_empty() {
        section_head(ui, &format!("Belong to it · {}", format::count(below.len() as i64)), |_| {});
        for other in below {
            let note = corpus.kinds().iter().find(|kind| kind.id == other.kind).map_or("", |kind| kind.name.as_str());
            Row::new(&other.name).icon(icons::USER).count(note).id(Id::unique(("case below", other.id))).sense(egui::Sense::hover()).show(ui);
        }
    }
    memos(ui, cx, desk, Subject::Case(case.id));
}

fn source_row(ui: &mut Ui, cx: &Cx, source: &Source, case: CaseId) {
    let row = Row::new(&source.name).icon(icons::FILE_TEXT).id(Id::unique(("source of the case", source.id))).show(ui);
    if row.response.clicked() {
        cx.push(Window::Go(Target::Source(source.id)));
    }
    context(&row.response, cx, 216.0, |ui| {
        take_away(ui, cx, source.id, case);
    });
}

fn take_away(ui: &mut Ui, cx: &Cx, source: SourceId, case: CaseId) {
    if entry(ui, cx, "Take it from the case", None) {
        cx.push(SourceCommand::Unlink(vec![source], case));
    }
}

fn source(ui: &mut Ui, cx: &Cx, desk: &Desk, source: &Source) {
    let corpus = &desk.corpus;
    let words = corpus.version(source.id).map_or(0, |version| version.words);
    heading(ui, cx, &source.name, &format!("{} · {}", source.kind.name(), format::counted(words as usize, "word")));
    let own = corpus.cases_of(source.id);
    head(ui, cx, "Belongs to", "Say which cases it is of", SourceCommand::AskCases(vec![source.id]));
    for case in own.iter().filter_map(|id| corpus.case(*id)) {
        let note = corpus.kinds().iter().find(|kind| kind.id == case.kind).map_or("", |kind| kind.name.as_str());
        let row = Row::new(&case.name).icon(icons::USER).count(note).id(Id::unique(("case of the source", case.id))).show(ui);
        context(&row.response, cx, 216.0, |ui| take_away(ui, cx, source.id, case.id));
    }
    nothing(ui, cx, own.is_empty(), "It is nobody’s yet.");
    memos(ui, cx, desk, Subject::Source(source.id));
}

/// The memos on a row, with the way to write one.
fn memos(ui: &mut Ui, cx: &Cx, desk: &Desk, on: Subject) {
    let list: Vec<_> = desk.corpus.memos_at(on).collect();
    head(ui, cx, &format!("Memos · {}", format::count(list.len() as i64)), "Write a memo on it", MemoCommand::Open(on));
    for memo in &list {
        let row = Row::new(memo.heading()).icon(icons::NOTE).id(Id::unique(("memo of the row", memo.id))).show(ui);
        if row.response.clicked() {
            cx.push(MemoCommand::OpenMemo(memo.id));
        }
    }
    nothing(ui, cx, list.is_empty(), "Nothing is written down yet.");
}

fn head(ui: &mut Ui, cx: &Cx, words: &str, tip: &str, command: impl Into<Command>) {
    let mut clicked = false;
    section_head(ui, words, |ui| clicked = icon_button(ui, icons::PLUS, tip, tip).clicked());
    if clicked {
        cx.push(command);
    }
}

fn nothing(ui: &mut Ui, cx: &Cx, none: bool, words: &str) {
    if none {
        Frame::new().inner_margin(Margin { left: 12, right: 12, top: 0, bottom: 4 }).show(ui, |ui| {
            wrapped(ui, words, paint::meta(), cx.tokens.ink3, 18.0);
        });
    }
}
