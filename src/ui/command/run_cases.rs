//! Executes the commands of the case table.

use super::cases::For;
use super::{CaseCommand, SourceCommand, picks, run_attributes, run_chosen, run_kinds, run_tables};
use crate::analysis::{Removed, goes_along};
use crate::model::{Case, CaseId, CaseKindId};
use crate::project::{CaseDraft, CellEdit, Project};
use crate::ui::app::Themata;
use crate::ui::dialogs::{CaseDialog, Confirm, NameDialog, Pick, PickItem};
use crate::ui::format::counted;
use crate::ui::icons;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: CaseCommand) {
    match command {
        // The view that is shown knows which; without it nothing is chosen.
        CaseCommand::NewAttribute | CaseCommand::NewCase | CaseCommand::ColumnMenu | CaseCommand::RemoveChosen | CaseCommand::KindMenu => {}
        CaseCommand::OnChosen(verb) => run_chosen::cases(app, verb),
        CaseCommand::NewKind
        | CaseCommand::MenuOfKind(_)
        | CaseCommand::AskEditKind(_)
        | CaseCommand::AddKind(..)
        | CaseCommand::EditKind(_)
        | CaseCommand::RemoveKind(_) => run_kinds::run(app, ctx, command),
        CaseCommand::AskRename(id) => {
            let Some(name) = app.project.as_ref().and_then(|desk| desk.corpus.case(id)).map(|case| case.name.clone()) else { return };
            let then = move |name| CaseCommand::Cells(vec![CellEdit::CaseName(id, name)]);
            app.open(ctx, NameDialog::rename("case", &name, then));
        }
        CaseCommand::AskSources(id) => ask_sources(app, ctx, id),
        CaseCommand::AskParent(ids) => ask_parent(app, ctx, &ids),
        CaseCommand::AskKindOf(ids) => run_kinds::ask_kind_of(app, ctx, &ids),
        CaseCommand::SetKind(ids, kind) => run_kinds::set_kind(app, &ids, kind),
        CaseCommand::AskKindFor(name, what) => run_kinds::ask_kind_for(app, ctx, name, what),
        CaseCommand::AddFor(draft, what) => add_for(app, draft, what),
        CaseCommand::Cells(cells) => change(app, cells),
        CaseCommand::AskCase(kind) => {
            let dialog = app.project.as_ref().map(|desk| CaseDialog::new(&desk.corpus, kind));
            if let Some(dialog) = dialog {
                app.open(ctx, dialog);
            }
        }
        CaseCommand::AskAbove(kind) => ask_above(app, ctx, kind),
        // The dialog of the new case takes it; without it there is nothing to belong.
        CaseCommand::Above(_) => {}
        CaseCommand::AddCase(draft) => app.send("Making the case", move |project| project.add_case(&draft), |_, _, _| {}),
        CaseCommand::AskRemove(ids) => ask_remove(app, ctx, ids),
        CaseCommand::Remove(ids) => {
            app.send("Removing the cases", move |project| project.remove_cases(&ids), |app, _, _| app.tell());
        }
        table @ (CaseCommand::ExportTable(_)
        | CaseCommand::WriteTable(..)
        | CaseCommand::AskTable
        | CaseCommand::ReadTable(_)
        | CaseCommand::ApplyTable(_)) => run_tables::run(app, ctx, table),
        // What is left is about columns and what they are read as.
        other => run_attributes::run(app, ctx, other),
    }
}

/// Makes a case and gives it what it is made for, as one step.
fn add_for(app: &mut Themata, draft: CaseDraft, what: For) {
    let work = move |project: &mut Project| match &what {
        For::Sources(ids) => project.add_case_for(&draft, ids, &[]),
        For::Speakers(ids) => project.add_case_for(&draft, &[], ids),
    };
    app.send("Making the case", work, |app, _, _| app.tell());
}

/// Changes cells as one step; more than one is said, for nobody sees all of them.
fn change(app: &mut Themata, cells: Vec<CellEdit>) {
    let count = cells.len();
    app.send(
        "Changing the table",
        move |project| project.edit_cells(&cells),
        move |app, _, _| {
            if count > 1 {
                app.tell();
            }
        },
    );
}

/// Asks which sources are of a case: one that is goes, another is given to it.
fn ask_sources(app: &mut Themata, ctx: &Context, id: CaseId) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let Some(case) = corpus.case(id) else { return };
    let has = |source: &&crate::model::Source| corpus.cases_of(source.id).contains(&id);
    let (own, others): (Vec<_>, Vec<_>) = corpus.sources().iter().partition(has);
    let taken = own.into_iter().map(|source| {
        PickItem::new(&source.name, icons::CHECK, SourceCommand::Unlink(vec![source.id], id)).note(format!("{} · take away", source.kind.name()))
    });
    let given = others
        .into_iter()
        .map(|source| PickItem::new(&source.name, icons::FILE_TEXT, SourceCommand::Link(vec![source.id], id)).note(source.kind.name()));
    let dialog = Pick::new(format!("Sources of {}", case.name), "Source", taken.chain(given).collect());
    app.open(ctx, dialog);
}

/// Asks which case others belong to.
fn ask_parent(app: &mut Themata, ctx: &Context, ids: &[CaseId]) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let below = |case: CaseId| corpus.line_of(case).iter().any(|above| ids.contains(&above.id));
    let to = |parent| CaseCommand::Cells(ids.iter().map(|id| CellEdit::Parent(*id, parent)).collect());
    let mut items = picks::cases(corpus, |case| !below(case.id), |case| to(Some(case.id)));
    items.push(PickItem::new("To no other case", icons::X, to(None)));
    let title = match ids {
        [one] => format!("{} belongs to", corpus.case(*one).map_or("", |case| &case.name)),
        _ => format!("{} belong to", counted(ids.len(), "case")),
    };
    app.open(ctx, Pick::new(title, "Site, organisation or other case", items));
}

/// Asks which case a new one belongs to: any there is, those of the kind above first.
fn ask_above(app: &mut Themata, ctx: &Context, kind: CaseKindId) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let above = corpus.kinds().iter().find(|other| other.id == kind).and_then(|kind| kind.parent);
    let then = |case: &Case| CaseCommand::Above(Some(case.id));
    let mut items = picks::cases(corpus, |case| Some(case.kind) == above, then);
    items.extend(picks::cases(corpus, |case| Some(case.kind) != above, then));
    items.push(PickItem::new("No other case", icons::X, CaseCommand::Above(None)));
    app.open(ctx, Pick::new("Belongs to", "Site, organisation or other case", items));
}

fn ask_remove(app: &mut Themata, ctx: &Context, ids: Vec<CaseId>) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let title = match ids.as_slice() {
        [] => return,
        [one] => format!("Remove “{}”?", corpus.case(*one).map_or("", |case| &case.name)),
        _ => format!("Remove {}?", counted(ids.len(), "case")),
    };
    let what = goes_along(corpus, &Removed::Cases(&ids)).sentence();
    let more = "Speakers are no longer joined to it. Sources stay.";
    let dialog = Confirm::new(title, what, "Remove", CaseCommand::Remove(ids)).more(more).danger();
    app.open(ctx, dialog);
}
