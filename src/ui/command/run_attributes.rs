//! Executes the commands about the columns of the case table, and what the project reads as site, role and phase.

use super::cases::Head;
use super::{CaseCommand, Study};
use crate::analysis::{Removed, goes_along};
use crate::model::{Attribute, AttributeId, Grouping, Target};
use crate::ui::app::Themata;
use crate::ui::dialogs::{AttributeDialog, Confirm, Pick, PickItem};
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: CaseCommand) {
    match command {
        CaseCommand::AskAttribute(target) => app.open(ctx, AttributeDialog::new(target)),
        CaseCommand::AddAttribute(draft) => app.send("Making the attribute", move |project| project.add_attribute(&draft), |_, _, _| {}),
        CaseCommand::MenuOf(id) => menu(app, ctx, id),
        CaseCommand::AskEdit(id) => {
            if let Some(attribute) = attribute(app, id) {
                app.open(ctx, AttributeDialog::of(attribute));
            }
        }
        CaseCommand::EditAttribute(row) => app.send("Changing the attribute", move |project| project.edit_attribute(*row), |_, _, _| {}),
        CaseCommand::AskRemoveAttribute(id) => ask_remove_attribute(app, ctx, id),
        CaseCommand::RemoveAttribute(id) => {
            app.send(
                "Removing the attribute",
                move |project| project.remove_attribute(id),
                |app, _, _| app.say(Notice::undoable("Removed the attribute")),
            );
        }
        CaseCommand::AskHead(head) => ask_head(app, ctx, head),
        CaseCommand::SetHead(head, grouping) => {
            let Some(mut row) = app.project.as_ref().map(|desk| desk.corpus.project.clone()) else { return };
            match head {
                Head::Site => row.site = grouping,
                Head::Role => row.role = grouping,
                Head::Phase => row.phase = grouping,
            }
            app.ask(Study::Set(Box::new(row)));
        }
        _ => {}
    }
}

fn attribute(app: &Themata, id: AttributeId) -> Option<Attribute> {
    app.project.as_ref()?.corpus.attribute(id).cloned()
}

/// What can be done with a column.
fn menu(app: &mut Themata, ctx: &Context, id: AttributeId) {
    let Some(attribute) = attribute(app, id) else { return };
    let mut items =
        vec![PickItem::new("Rename, change type or choices…", icons::PENCIL_SIMPLE, CaseCommand::AskEdit(id)).note(attribute.kind.name())];
    for head in Head::ALL {
        let command = CaseCommand::SetHead(head, Some(Grouping::Attribute(id)));
        items.push(PickItem::new(format!("This is the {}", head.name()), icons::STACK, command).note("groups passages and people"));
    }
    items.push(PickItem::new("Remove…", icons::TRASH, CaseCommand::AskRemoveAttribute(id)));
    app.open(ctx, Pick::new(format!("The attribute {}", attribute.name), attribute.name, items));
}

fn ask_remove_attribute(app: &mut Themata, ctx: &Context, id: AttributeId) {
    let Some(attribute) = attribute(app, id) else { return };
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let what = goes_along(corpus, &Removed::Attribute(id)).sentence();
    let dialog = Confirm::new(format!("Remove the attribute “{}”?", attribute.name), what, "Remove", CaseCommand::RemoveAttribute(id)).danger();
    app.open(ctx, dialog);
}

fn ask_head(app: &mut Themata, ctx: &Context, head: Head) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let set = |grouping| CaseCommand::SetHead(head, grouping);
    let kinds =
        corpus.kinds().iter().map(|kind| PickItem::new(&kind.name, icons::BUILDINGS, set(Some(Grouping::Kind(kind.id)))).note("kind of case"));
    let attributes = corpus.attributes().iter().map(|attribute| {
        let note = if attribute.target == Target::Case { "attribute of cases" } else { "attribute of sources" };
        PickItem::new(&attribute.name, icons::TAG, set(Some(Grouping::Attribute(attribute.id)))).note(note)
    });
    let items = kinds.chain(attributes).chain([PickItem::new(format!("No {}", head.name()), icons::X, set(None))]).collect();
    let dialog = Pick::new(format!("What is the {}?", head.name()), "Attribute or kind of case", items);
    app.open(ctx, dialog);
}
