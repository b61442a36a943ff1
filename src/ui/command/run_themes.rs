//! Executes the commands of Themes that are the window's to do; the rest the view takes itself while it is shown.

use super::ThemesCommand;
use crate::model::{Coder, CodingId};
use crate::ui::app::Themata;
use crate::ui::dialogs::Confirm;
use crate::ui::format::counted;
use crate::ui::notify::Notice;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: ThemesCommand) {
    match command {
        ThemesCommand::Keep(choice) => {
            let Some(desk) = &app.project else { return };
            let (key, framework) = (desk.key(), choice.code.and_then(|code| desk.corpus.code(code)).map(|code| code.framework));
            app.configure(|config| {
                config.looks_at(key.clone(), framework);
                config.themes.insert(key, *choice);
            });
        }
        ThemesCommand::AskTakeOff(ids, passages) => ask_take_off(app, ctx, ids, passages),
        ThemesCommand::TakeOff(ids, passages, rest) => take_off(app, ids, passages, rest),
        ThemesCommand::Stay(count) => {
            let stay = if count == 1 { "stays as it is" } else { "stay as they are" };
            app.say(Notice::info(format!("{} of other coders {stay}", counted(count, "passage"))));
        }
        _ => {}
    }
}

fn take_off(app: &mut Themata, ids: Vec<CodingId>, passages: usize, rest: bool) {
    let stay = if rest { "; other coders’ codings stay" } else { "" };
    app.send(
        "Taking the coding off",
        move |project| project.remove_codings(&ids),
        move |app, _, _| app.say(Notice::undoable(format!("Took the code off {}{stay}", counted(passages, "passage")))),
    );
}

/// None of these codings is one's own.
fn ask_take_off(app: &mut Themata, ctx: &Context, ids: Vec<CodingId>, passages: usize) {
    let Some(desk) = &app.project else { return };
    let coders =
        desk.corpus.coders.iter().filter(|coder| ids.iter().any(|id| desk.corpus.coding(*id).is_some_and(|coding| coding.coder == coder.id)));
    let names: Vec<&str> = coders.map(Coder::called).collect();
    let what = format!("You have not coded {} so: {} did.", if passages == 1 { "it" } else { "them" }, crate::ui::format::listed(&names));
    let title = format!("Take others’ codings off {}?", counted(passages, "passage"));
    let dialog = Confirm::new(title, what, "Take them off", ThemesCommand::TakeOff(ids, passages, false)).more("Undo brings them back.").danger();
    app.open(ctx, dialog);
}
