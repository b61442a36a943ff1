//! Executes the commands about kinds of cases: person, organisation, site.

use super::CaseCommand;
use super::cases::For;
use crate::model::{Case, CaseId, CaseKind, CaseKindId};
use crate::project::op::OpKind;
use crate::project::{CaseDraft, Project};
use crate::ui::app::Themata;
use crate::ui::dialogs::{KindDialog, Pick, PickItem};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: CaseCommand) {
    match command {
        CaseCommand::NewKind => {
            let dialog = app.project.as_ref().map(|desk| KindDialog::new(&desk.corpus));
            if let Some(dialog) = dialog {
                app.open(ctx, dialog);
            }
        }
        CaseCommand::MenuOfKind(id) => menu(app, ctx, id),
        CaseCommand::AskEditKind(id) => {
            let dialog = app.project.as_ref().and_then(|desk| KindDialog::of(&desk.corpus, id));
            if let Some(dialog) = dialog {
                app.open(ctx, dialog);
            }
        }
        CaseCommand::AddKind(name, parent) => {
            app.send("Making the kind of case", move |project| project.add_case_kind(&name, parent), |_, _, _| {});
        }
        CaseCommand::EditKind(kind) => app.send("Changing the kind of case", move |project| project.edit_case_kind(*kind), |_, _, _| {}),
        CaseCommand::RemoveKind(id) => app.send(
            "Removing the kind of case",
            move |project| project.remove_case_kind(id),
            |app, _, _| app.say(Notice::undoable("Removed the kind of case")),
        ),
        _ => {}
    }
}

/// What can be done with a kind of case.
fn menu(app: &mut Themata, ctx: &Context, id: CaseKindId) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let Some(kind) = corpus.kinds().iter().find(|kind| kind.id == id) else { return };
    let cases = corpus.cases().iter().filter(|case| case.kind == id).count();
    let items = vec![
        PickItem::new("New case of this kind…", icons::PLUS, CaseCommand::AskCase(id)),
        PickItem::new("Rename, or say what it lies below…", icons::PENCIL_SIMPLE, CaseCommand::AskEditKind(id)),
        PickItem::new("Remove the kind", icons::TRASH, CaseCommand::RemoveKind(id)).note(counted(cases, "case")),
    ];
    app.open(ctx, Pick::new(format!("The kind {}", kind.name), kind.name.clone(), items));
}

/// Asks which kind cases are of.
pub(super) fn ask_kind_of(app: &mut Themata, ctx: &Context, ids: &[CaseId]) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let title = match ids {
        [one] => format!("{} is a", corpus.case(*one).map_or("", |case| &case.name)),
        _ => format!("Each of {} is a", counted(ids.len(), "case")),
    };
    let items = items(corpus.kinds(), |kind| CaseCommand::SetKind(ids.to_vec(), kind.id));
    app.open(ctx, Pick::new(title, "Kind of case", items));
}

/// Says which kind cases are of, as one step.
pub(super) fn set_kind(app: &mut Themata, ids: &[CaseId], kind: CaseKindId) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let others: Vec<Case> = ids.iter().filter_map(|id| corpus.case(*id)).filter(|case| case.kind != kind).cloned().collect();
    let each = move |project: &mut Project| others.into_iter().try_for_each(|case| project.edit_case(Case { kind, ..case }).map(drop));
    app.send("Changing the cases", move |project| project.as_one_step(OpKind::EditCase, each), |_, _, _| {});
}

/// Asks which kind a new case of this name is of; where there is one kind alone, it is that.
pub(super) fn ask_kind_for(app: &mut Themata, ctx: &Context, name: String, what: For) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let draft = |kind: &CaseKind| CaseDraft { kind: kind.id, parent: None, name: name.clone(), full_name: String::new() };
    let persons = corpus.person_kinds();
    let mut kinds = corpus.kinds().to_vec();
    // A speaker is a person, and a source most often somebody's.
    kinds.sort_by_key(|kind| !persons.contains(&kind.id));
    match kinds.as_slice() {
        [] => app.ask(CaseCommand::NewKind),
        [one] => app.ask(CaseCommand::AddFor(draft(one), what)),
        _ => {
            let items = items(&kinds, |kind| CaseCommand::AddFor(draft(kind), what.clone()));
            app.open(ctx, Pick::new(format!("{name} is a"), "Kind of case", items));
        }
    }
}

fn items(kinds: &[CaseKind], then: impl Fn(&CaseKind) -> CaseCommand) -> Vec<PickItem> {
    let icon = |kind: &CaseKind| if kind.name == CaseKind::PERSON { icons::USER } else { icons::BUILDINGS };
    kinds.iter().map(|kind| PickItem::new(&kind.name, icon(kind), then(kind))).collect()
}
