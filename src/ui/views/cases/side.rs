//! The tables at the left, and what the project reads as site, role and phase.

use super::CaseTable;
use super::data::Sheet;
use crate::export::TableOf;
use crate::model::{CaseKindId, Grouping};
use crate::ui::command::{CaseCommand, CaseHead};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::views::menu::{context, entry};
use crate::ui::widgets::{Row, Tip, icon_button, paint, section_head, wrapped};
use egui::{Frame, Margin, Response, ScrollArea, Ui};

pub(super) fn draw(view: &mut CaseTable, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let corpus = &desk.corpus;
    let shown = view.sheet(desk);
    let mut chosen = None;
    ScrollArea::vertical().id_salt("case tables").auto_shrink([false, false]).show(ui, |ui| {
        section_head(ui, "Cases", |ui| {
            if icon_button(ui, icons::PLUS, "New case", &cx.tip(CaseCommand::NewCase)).clicked() {
                cx.push(CaseCommand::NewCase);
            }
        });
        for kind in corpus.kinds() {
            let count = corpus.cases().iter().filter(|case| case.kind == kind.id).count();
            let sheet = Sheet::Kind(kind.id);
            let icon = if kind.name == crate::model::CaseKind::PERSON { icons::USER } else { icons::BUILDINGS };
            let row = Row::new(&kind.name).icon(icon).count(format::count(count as i64)).selected(shown == Some(sheet)).show(ui).response;
            if row.clicked() {
                chosen = Some(sheet);
            }
            kind_menu(&row, cx, kind.id);
        }
        if Row::new("New kind…").icon(icons::PLUS).faint(true).show(ui).response.tip(cx.tip(CaseCommand::NewKind)).clicked() {
            cx.push(CaseCommand::NewKind);
        }
        section_head(ui, "Sources", |_| {});
        let count = format::count(corpus.sources().len() as i64);
        if Row::new("all sources").icon(icons::FILE_TEXT).count(count).selected(shown == Some(Sheet::Sources)).show(ui).response.clicked() {
            chosen = Some(Sheet::Sources);
        }
        section_head(ui, "Spreadsheets", |_| {});
        for (words, icon, command) in [
            ("Save the cases…", icons::EXPORT, CaseCommand::ExportTable(TableOf::Cases)),
            ("Save the sources…", icons::EXPORT, CaseCommand::ExportTable(TableOf::Sources)),
            ("Read a newer table…", icons::TABLE, CaseCommand::AskTable),
        ] {
            if Row::new(words).icon(icon).faint(true).show(ui).response.tip(cx.tip(command.clone())).clicked() {
                cx.push(command);
            }
        }
        section_head(ui, "Read as", |_| {});
        for head in CaseHead::ALL {
            read_as(ui, cx, desk, head);
        }
        Frame::new().inner_margin(Margin { left: 18, right: 12, top: 8, bottom: 12 }).show(ui, |ui| {
            wrapped(ui, "Site, role and phase group passages and people, here and in every export.", paint::meta(), cx.tokens.ink3, 18.0);
        });
    });
    if let Some(sheet) = chosen {
        view.turn_to(sheet);
    }
}

/// What can be done with a kind of case.
fn kind_menu(response: &Response, cx: &Cx, kind: CaseKindId) {
    context(response, cx, 264.0, |ui| {
        for (words, command) in [
            ("New case of this kind…", CaseCommand::AskCase(kind)),
            ("Rename, or say what it lies below…", CaseCommand::AskEditKind(kind)),
            ("Remove the kind", CaseCommand::RemoveKind(kind)),
        ] {
            if entry(ui, cx, words, None) {
                cx.push(command);
            }
        }
    });
}

fn read_as(ui: &mut Ui, cx: &Cx, desk: &Desk, head: CaseHead) {
    let (corpus, project) = (&desk.corpus, &desk.corpus.project);
    let grouping = match head {
        CaseHead::Site => project.site,
        CaseHead::Role => project.role,
        CaseHead::Phase => project.phase,
    };
    let name = match grouping {
        Some(Grouping::Attribute(id)) => corpus.attribute(id).map(|attribute| attribute.name.clone()),
        Some(Grouping::Kind(id)) => corpus.kinds().iter().find(|kind| kind.id == id).map(|kind| kind.name.clone()),
        None => None,
    };
    let note = name.unwrap_or_else(|| "choose…".into());
    if Row::new(head.name()).icon(icons::STACK).count(note).show(ui).response.clicked() {
        cx.push(CaseCommand::AskHead(head));
    }
}
