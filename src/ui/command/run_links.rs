//! Executes the commands that link memos to more than what they are on.

use super::{MemoCommand, picks};
use crate::model::{Linked, Memo, MemoId, Subject};
use crate::project::op::OpKind;
use crate::ui::app::Themata;
use crate::ui::dialogs::{Pick, PickItem, linked_icon, linked_words};
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: MemoCommand) {
    match command {
        MemoCommand::AskLink(ids) => ask_link(app, ctx, ids),
        MemoCommand::AskMemo(subject) => ask_memo(app, ctx, subject),
        MemoCommand::AskUnlink(id) => ask_unlink(app, ctx, id),
        MemoCommand::Link(ids, to) => link(app, ids, to),
        MemoCommand::Unlink(id, from) => app.send(
            "Taking the link off",
            move |project| project.unlink_memo(id, &[from]),
            |app, _, _| app.say(Notice::undoable("Took the link off the memo")),
        ),
        _ => {}
    }
}

fn link(app: &mut Themata, ids: Vec<MemoId>, to: Linked) {
    let work = move |project: &mut crate::project::Project| {
        project.as_one_step(OpKind::LinkMemo, |project| {
            ids.iter().filter(|id| to != Linked::Memo(**id)).try_for_each(|id| project.link_memo(*id, &[to]).map(drop))
        })
    };
    app.send("Linking the memo", work, |app, _, done| match done.op {
        Some(_) => app.say(Notice::undoable("Linked the memo")),
        None => app.say(Notice::info("The memo is on that, or linked to it, already")),
    });
}

/// A memo to choose, by its title and words.
fn memo(memo: &Memo, then: MemoCommand) -> PickItem {
    let words = crate::text::first_words(&memo.body, 14);
    PickItem::titled(memo.heading(), if memo.title.trim().is_empty() { "" } else { &words }, icons::NOTE, then).note(memo.kind.name())
}

/// Asks what memos are linked to: a code, a case, a source or another memo.
fn ask_link(app: &mut Themata, ctx: &Context, ids: Vec<MemoId>) {
    let to = |linked| MemoCommand::Link(ids.clone(), linked);
    let items = app.with_cx(|cx| {
        let Some(desk) = cx.project else { return Vec::new() };
        let corpus = &desk.corpus;
        let mut items = picks::codes(cx, |_| true, |code| to(Linked::On(Subject::Code(code))));
        items.extend(picks::cases(corpus, |_| true, |case| to(Linked::On(Subject::Case(case.id)))));
        items.extend(picks::sources(corpus, |source| to(Linked::On(Subject::Source(source.id)))));
        items.extend(corpus.memos.iter().filter(|memo| !ids.contains(&memo.id)).map(|one| memo(one, to(Linked::Memo(one.id)))));
        items
    });
    app.open(ctx, Pick::new("Link the memo to", "A code, a case, a source or a memo", items));
}

/// Asks which memo a passage is linked to.
fn ask_memo(app: &mut Themata, ctx: &Context, subject: Subject) {
    let Some(desk) = &app.project else { return };
    let memos = desk.corpus.memos.iter().rev().filter(|one| !desk.corpus.subjects_of(one).any(|on| on == subject));
    let items: Vec<PickItem> = memos.map(|one| memo(one, MemoCommand::Link(vec![one.id], Linked::On(subject)))).collect();
    if items.is_empty() {
        return app.say(Notice::info("There is no memo that the passage could be linked to: Alt+M writes one"));
    }
    app.open(ctx, Pick::new("Link the passage to a memo", "Words of a memo", items));
}

/// Asks which link is taken off.
fn ask_unlink(app: &mut Themata, ctx: &Context, id: MemoId) {
    let Some(desk) = &app.project else { return };
    let item = |to: Linked| PickItem::new(linked_words(desk, to), linked_icon(to), MemoCommand::Unlink(id, to));
    let items: Vec<PickItem> = desk.corpus.links_of_memo(id).iter().map(|link| item(link.to)).collect();
    if items.is_empty() {
        return app.say(Notice::info("The memo is linked to nothing more than what it is on"));
    }
    app.open(ctx, Pick::new("Take a link off", "What it is linked to", items));
}
