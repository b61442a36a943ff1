//! Executes the commands of more like these that are the window's to do; the rest the view Search takes while it is shown.

use super::{LikeCommand, picks};
use crate::model::{CodeId, DismissedId, Passage};
use crate::project::op::OpKind;
use crate::project::{NewCoding, Project};
use crate::ui::app::Themata;
use crate::ui::dialogs::Pick;
use crate::ui::views::ViewId;
use egui::Context;
use std::collections::HashSet;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: LikeCommand) {
    match command {
        LikeCommand::Ask => {
            let items = app.with_cx(|cx| {
                let Some(desk) = cx.project else { return Vec::new() };
                let used: HashSet<CodeId> = desk.corpus.codings().map(|coding| coding.code).collect();
                let has = |code: CodeId| desk.corpus.family(code).iter().any(|code| used.contains(code));
                picks::codes(cx, |code| has(code.id), LikeCommand::Of)
            });
            app.open(ctx, Pick::new("More like the passages of", "Code", items));
        }
        // The view takes it itself while it is shown.
        LikeCommand::Of(_) if app.views.current() != ViewId::Search => {
            app.views.lead(ViewId::Search, ctx.memory(|memory| memory.focused()));
            app.ask(command);
        }
        LikeCommand::Code(code, passage, dismissed) => code_it(app, ctx, code, passage, dismissed),
        LikeCommand::Leave(code, passage) => {
            app.send("Dismissing the passage", move |project| project.dismiss(code, &project.carry(&[passage])?), |_, _, _| {});
        }
        LikeCommand::Again(id) => app.send("Offering the passage again", move |project| project.offer_again(&[id]), |_, _, _| {}),
        _ => {}
    }
}

/// Codes a passage; of a heading, one of the codes below it is asked for.
fn code_it(app: &mut Themata, ctx: &Context, code: CodeId, passage: Passage, dismissed: Option<DismissedId>) {
    let Some(desk) = &app.project else { return };
    if desk.corpus.code(code).is_some_and(|code| !code.codable) {
        let family = desk.corpus.family(code);
        let takes = |code: &crate::model::Code| code.codable && family.contains(&code.id);
        let items = app.with_cx(|cx| picks::codes(cx, takes, |code| LikeCommand::Code(code, passage, dismissed)));
        return app.open(ctx, Pick::new("Code it as", "Code", items));
    }
    let work = move |project: &mut Project| {
        let now = project.carry(&[passage])?;
        let list: Vec<NewCoding> = now.iter().map(|(source, span)| NewCoding { source: *source, span: *span, code }).collect();
        let Some(id) = dismissed else { return project.apply_codes(&list).map(drop) };
        let both = |project: &mut Project| {
            project.apply_codes(&list)?;
            project.offer_again(&[id])
        };
        project.as_one_step(OpKind::ApplyCodes, both).map(drop)
    };
    app.send("Coding the passage", work, |_, _, _| {});
}
