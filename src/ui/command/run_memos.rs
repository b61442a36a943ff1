//! Executes the commands that write memos.

use super::picks;
use super::{ChartCommand, CodeCommand, CorrectCommand, Edit, Gathering, MemoCommand, ReportCommand, Target, Window};
use crate::analysis::Matter;
use crate::model::{MemoId, MemoState, Subject};
use crate::project::{MemoDraft, Project};
use crate::ui::app::Themata;
use crate::ui::desk::Desk;
use crate::ui::dialogs::{Dialog, MemoDialog, Pick, PickItem, memo_subject};
use crate::ui::drafts::{Draft, left};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::notify::Notice;
use crate::ui::views::ViewId;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: MemoCommand) {
    match command {
        MemoCommand::Open(subject) => open(app, ctx, subject, Vec::new()),
        MemoCommand::OpenAmong(subjects) => {
            if let Some(first) = subjects.first().copied() {
                open(app, ctx, first, subjects);
            }
        }
        MemoCommand::Pick(ids) => pick(app, ctx, &ids),
        MemoCommand::OpenMemo(id) => {
            let corpus = app.project.as_ref().map(|desk| &desk.corpus);
            let subject = corpus.and_then(|corpus| corpus.memos.iter().find(|memo| memo.id == id)).map(|memo| memo.subject);
            if let Some(subject) = subject {
                go_on(app, ctx, Draft::Memo(subject, Some(id)));
            }
        }
        // The view that is shown knows which.
        MemoCommand::OpenChosen | MemoCommand::GoToChosen | MemoCommand::RemoveChosen | MemoCommand::SettleChosen | MemoCommand::All => {}
        MemoCommand::AskState | MemoCommand::State(_) | MemoCommand::About(_) | MemoCommand::AskOrder | MemoCommand::Order(_) => {}
        MemoCommand::LinkChosen | MemoCommand::UnlinkChosen | MemoCommand::Show(_) => {}
        MemoCommand::AskLink(_) | MemoCommand::AskMemo(_) | MemoCommand::Link(..) | MemoCommand::AskUnlink(_) | MemoCommand::Unlink(..) => {
            super::run_links::run(app, ctx, command);
        }
        MemoCommand::AskAbout => ask_about(app, ctx),
        MemoCommand::Settle(ids, state) => settle(app, ids, state),
        MemoCommand::Add(draft, place) => add(app, *draft, place),
        MemoCommand::Change(id, kind, title, body, place) => app.send(
            "Changing the memo",
            move |project| {
                let done = project.edit_memo(id, kind, &title, &body)?;
                project.keep_draft(&place, "")?;
                Ok(done)
            },
            |_, _, _| {},
        ),
        MemoCommand::Remove(ids) => {
            let said = if ids.len() == 1 { "Removed the memo".to_owned() } else { format!("Removed {}", counted(ids.len(), "memo")) };
            app.send("Removing the memo", move |project| project.remove_memos(&ids), |app, _, _| app.say(Notice::undoable(said)));
        }
        MemoCommand::Unfinished => app.tell_unfinished(),
        MemoCommand::ListUnfinished => list(app, ctx),
        MemoCommand::GoOn(draft) => go_on(app, ctx, draft),
        MemoCommand::Keep(place, text) => keep(app, place, text),
        MemoCommand::Move(from, to, text) => {
            app.send("Keeping what is typed", move |project| project.move_draft(&from, &to, &text), |_, _, ()| {});
        }
    }
}

fn add(app: &mut Themata, draft: MemoDraft, place: String) {
    let work = move |project: &mut Project| {
        let done = project.add_memo(draft)?;
        project.keep_draft(&place, "")?;
        Ok(done)
    };
    // In the list of memos it is the one that is gone on with.
    app.send("Writing the memo", work, |app, _, done| {
        if app.views.current() == ViewId::Memos {
            app.ask(MemoCommand::Show(done.value));
        }
    });
}

fn keep(app: &mut Themata, place: String, text: String) {
    match &mut app.project {
        // A draft has no name: nobody is asked for one in the middle of a sentence.
        Some(desk) if app.config.coder.is_none() => desk.keep_draft(place, text),
        _ => app.send("Keeping what is typed", move |project| project.keep_draft(&place, &text), |_, _, ()| {}),
    }
}

fn settle(app: &mut Themata, ids: Vec<MemoId>, state: MemoState) {
    let memos = if ids.len() == 1 { "the memo".to_owned() } else { counted(ids.len(), "memo") };
    let said = if state == MemoState::Settled { format!("Settled {memos}") } else { format!("Opened {memos} again") };
    app.send(
        "Settling the memo",
        move |project| project.settle_memos(&ids, state),
        |app, _, done| {
            if done.op.is_some() {
                app.say(Notice::undoable(said));
            }
        },
    );
}

/// Asks what the memos that show are about: a code, a case or a source.
fn ask_about(app: &mut Themata, ctx: &Context) {
    let about = |matter| MemoCommand::About(Some(matter));
    let items = app.with_cx(|cx| {
        let Some(desk) = cx.project else { return Vec::new() };
        let mut items = vec![PickItem::new("Anything", icons::X, MemoCommand::About(None))];
        items.extend(picks::codes(cx, |_| true, |code| about(Matter::Code(code))));
        items.extend(picks::cases(&desk.corpus, |_| true, |case| about(Matter::Case(case.id))));
        items.extend(picks::sources(&desk.corpus, |source| about(Matter::Source(source.id))));
        items
    });
    app.open(ctx, Pick::new("What memos are about", "A code, a case or a source", items));
}

fn open(app: &mut Themata, ctx: &Context, subject: Subject, among: Vec<Subject>) {
    let Some(dialog) = app.project.as_ref().map(|desk| MemoDialog::new(desk, subject, ctx.content_rect()).among(desk, &among)) else { return };
    // What is pressed twice opens one card.
    if app.dialogs.again(&dialog.name()) {
        return;
    }
    app.open(ctx, dialog);
    if app.config.coder.is_none() {
        app.ask(Edit::AskCoder);
    }
}

/// Memos to choose from, by their first words and what each is on.
fn pick(app: &mut Themata, ctx: &Context, ids: &[MemoId]) {
    let Some(desk) = &app.project else { return };
    let item = |id: &MemoId| {
        let memo = desk.corpus.memos.iter().find(|memo| memo.id == *id)?;
        let words = |text: &str| crate::text::first_words(text, 14);
        let (title, body, command) = (words(&memo.title), words(&memo.body), MemoCommand::OpenMemo(*id));
        let item = if title.is_empty() { PickItem::new(body, icons::NOTE, command) } else { PickItem::titled(&title, &body, icons::NOTE, command) };
        Some(item.note(memo_kind(desk, memo.subject)))
    };
    let items = ids.iter().filter_map(item).collect();
    app.open(ctx, Pick::new("Open a memo", "Words of a memo", items));
}

/// What a memo is on, in a word or two.
fn memo_kind(desk: &Desk, subject: Subject) -> String {
    match subject {
        Subject::Passage(..) => "passage".into(),
        Subject::Source(_) => "source".into(),
        other => memo_subject(desk, other),
    }
}

/// Everything that is left over, to be chosen from.
fn list(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let items: Vec<PickItem> = left(desk)
        .into_iter()
        .map(|left| {
            let on = crate::text::capital(&left.on);
            let words = if left.words.is_empty() { on } else { format!("{on}: {}", left.words) };
            PickItem::new(words, icons::NOTE_PENCIL, MemoCommand::GoOn(left.draft))
        })
        .collect();
    if items.is_empty() {
        return app.say(Notice::info("Nothing is left half written"));
    }
    app.open(ctx, Pick::new("Go on writing", "What was being written", items));
}

fn go_on(app: &mut Themata, ctx: &Context, draft: Draft) {
    let Some(desk) = &app.project else { return };
    match draft {
        Draft::Memo(subject, memo) => {
            let dialog = MemoDialog::at(desk, subject, memo, ctx.content_rect());
            app.open(ctx, dialog);
        }
        Draft::Code(id) => app.ask(CodeCommand::AskDefine(id)),
        Draft::Statement(id) => app.ask(Gathering::PickStatement(id)),
        Draft::Intro(id) => app.ask(ReportCommand::PickIntro(id)),
        Draft::Reason(crosswalk, list) => app.ask(Gathering::AskReason(crosswalk, list)),
        Draft::Cell(row, code) => {
            app.views.show(ViewId::Chart);
            app.ask(ChartCommand::WriteIn(row, code));
        }
        Draft::Text(id) => {
            app.ask(Window::Go(Target::Source(id)));
            app.ask(CorrectCommand::Begin);
        }
    }
}
