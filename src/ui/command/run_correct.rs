//! Executes the commands that correct texts.

use super::{CorrectCommand, Remark};
use crate::analysis::{losses, resting_on_nothing};
use crate::model::grouped;
use crate::model::{MemoKind, Passage, SourceId, Subject, VersionId};
use crate::project::{MemoDraft, Revision};
use crate::ui::app::Themata;
use crate::ui::dialogs::{Ask, Confirm, LostDialog, PathDialog, Pick, PickItem, ReimportDialog, VersionsDialog};
use crate::ui::drafts::Draft;
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::notify::Notice;
use crate::{Error, Result};
use egui::Context;
use std::path::PathBuf;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: CorrectCommand) {
    match command {
        CorrectCommand::AskDiscard => {
            let what = "Nothing of it is kept; the text stays as it was before you began.";
            let question = Confirm::new("Throw away what you corrected?", what, "Throw it away", CorrectCommand::GiveUp);
            app.open(ctx, question.danger().stay("Go on correcting"));
        }
        CorrectCommand::PickVoice(at, words, voices) => {
            let item = |(number, name): (u32, String)| PickItem::new(name.clone(), icons::USERS, CorrectCommand::Give(at, Some(number), name));
            let items = voices.into_iter().map(item).collect();
            let new = move |name: &str| {
                let give = CorrectCommand::Give(at, None, name.to_owned());
                PickItem::new(format!("New speaker “{name}”"), icons::PLUS, give)
            };
            let title = if words.is_empty() { "Who speaks this turn?".into() } else { format!("Who says “{words}”?") };
            app.open(ctx, Pick::new(title, "A speaker, or a new name", items).or_new("a name", new));
        }
        CorrectCommand::AskMeanwhile(source) => {
            let items = vec![
                PickItem::new(
                    "Go on with what was typed: it takes the place of the text as it is now",
                    icons::NOTE_PENCIL,
                    CorrectCommand::TakeUp(source),
                ),
                PickItem::new("Begin anew: what was typed is thrown away", icons::X, CorrectCommand::Anew(source)),
            ];
            app.open(ctx, Pick::new("The text changed meanwhile", "What becomes of what was typed before", items));
        }
        CorrectCommand::AskUnusable(source, words) => {
            let items = vec![
                PickItem::new("Make a memo on the source of it, and begin anew", icons::NOTE_PENCIL, CorrectCommand::Rescue(source, words)),
                PickItem::new("Begin anew: what was typed is thrown away", icons::X, CorrectCommand::Anew(source)),
            ];
            app.open(ctx, Pick::new("What was typed before does not fit this text any more", "What becomes of what was typed before", items));
        }
        CorrectCommand::Rescue(source, words) => rescue(app, source, words),
        CorrectCommand::Write(revision, changed, lost) => write(app, *revision, changed, lost),
        CorrectCommand::ShowLost(source, passage) => show_lost(app, ctx, source, passage),
        CorrectCommand::ShowVersions(source) => match app.project.as_ref().map(|desk| VersionsDialog::new(desk, source)) {
            Some(Ok(dialog)) => app.open(ctx, dialog),
            Some(Err(error)) => app.say(Notice::problem("Reading the versions", &error)),
            None => {}
        },
        CorrectCommand::BringBack(source, version) => bring_back(app, source, version),
        CorrectCommand::AskFile(source) => {
            let ask =
                Ask::files(move |paths| paths.into_iter().next().map(|path| CorrectCommand::ReadFile(source, path).into()).into_iter().collect());
            PathDialog::ask(app, ctx, ask.title("Choose the corrected file"));
        }
        CorrectCommand::ReadFile(source, path) => read_file(app, ctx, source, path),
        CorrectCommand::Say(remark) => say(app, remark),
        // Read takes these while it is shown.
        CorrectCommand::Begin | CorrectCommand::Done | CorrectCommand::Discard | CorrectCommand::GiveUp => {}
        CorrectCommand::Turn | CorrectCommand::Join | CorrectCommand::Heading | CorrectCommand::Voice | CorrectCommand::Give(..) => {}
        CorrectCommand::TakeUp(_) | CorrectCommand::Anew(_) => {}
        CorrectCommand::Lost | CorrectCommand::Versions | CorrectCommand::Reimport => {}
    }
}

fn name(app: &Themata, source: SourceId) -> String {
    let source = app.project.as_ref().and_then(|desk| desk.corpus.source(source));
    source.map_or_else(String::new, |source| source.name.clone())
}

fn say(app: &mut Themata, remark: Remark) {
    app.say(match remark {
        Remark::ReadOnly => Notice::info("The project is open to be read: its texts cannot be corrected"),
        Remark::CodingWaits => Notice::info("Nothing is coded while the text is corrected: Done or Discard first"),
        Remark::Kept(source) => Notice::info(format!("The correction of {} is kept and not done yet", name(app, source)))
            .action("Go on", super::MemoCommand::GoOn(Draft::Text(source))),
        Remark::Changed(source) => {
            let words = format!("The text of {} was changed meanwhile", name(app, source));
            Notice::warning(words, "What you typed is kept: “Correct the text” offers it.")
        }
    });
}

/// What a correction did to the codings, for the notice.
pub(super) fn told(changed: usize, lost: usize) -> String {
    match (changed, lost) {
        (0, 0) => String::new(),
        (changed, 0) => format!(" · {} changed", counted(changed, "coded passage")),
        (0, lost) => format!(" · {} lost all words", counted(lost, "coded passage")),
        (changed, lost) => format!(" · {} changed, {} more lost all words", counted(changed, "coded passage"), grouped(lost)),
    }
}

/// Writes a correction, and ends the draft of it.
fn write(app: &mut Themata, revision: Revision, changed: usize, lost: usize) {
    let did = if revision.manuscript.from().geometry.chars() == 0 { "Wrote" } else { "Corrected" };
    let said = format!("{did} the text of {}{}", name(app, revision.source), told(changed, lost));
    let corpus = app.project.as_ref().map(|desk| desk.corpus.clone());
    let resting = corpus.map_or_else(Vec::new, |corpus| {
        let handed = revision.handed(&corpus);
        handed.iter().map(|one| one.said(&corpus)).chain(losses(&corpus, revision.source, &revision.manuscript)).collect()
    });
    app.send(
        "Correcting the text",
        move |project| {
            let done = project.correct_text(&revision)?;
            project.keep_draft(&Draft::Text(revision.source).place(), "")?;
            Ok(done)
        },
        move |app, _, _| app.say(Notice { detail: resting.join(" "), ..Notice::undoable(said) }),
    );
}

/// What was typed in a draft that fits no text becomes a memo; then the draft is over.
fn rescue(app: &mut Themata, source: SourceId, words: String) {
    let said = format!("What was typed is a memo on {} now", name(app, source));
    let (subject, title) = (Subject::Source(source), "Typed in a correction".to_owned());
    app.send(
        "Making the memo",
        move |project| {
            let done = project.add_memo(MemoDraft { subject, kind: MemoKind::Method, title, body: words })?;
            project.keep_draft(&Draft::Text(source).place(), "")?;
            Ok(done)
        },
        |app, _, _| {
            app.say(Notice::undoable(said));
            app.ask(CorrectCommand::Begin);
        },
    );
}

fn show_lost(app: &mut Themata, ctx: &Context, source: SourceId, passage: Option<Passage>) {
    let Some(desk) = &app.project else { return };
    if desk.corpus.lost_of(source).is_empty() && resting_on_nothing(&desk.corpus, source).is_empty() {
        return app.say(Notice::info("Nothing in this text lost its words"));
    }
    match LostDialog::new(desk, source, passage) {
        Ok(dialog) => app.open(ctx, dialog),
        Err(error) => app.say(Notice::problem("Reading the older text", &error)),
    }
}

/// The text of an older version, as a correction of the one that is shown: one step, which undo takes back.
fn bring_back(app: &mut Themata, source: SourceId, version: VersionId) {
    let Some(desk) = &app.project else { return };
    let older = || -> Result<_> {
        let versions = desk.reader().versions(source)?;
        let old = versions.into_iter().find(|one| one.id == version).ok_or_else(|| Error::NotFound("there is no such version any more".into()))?;
        let text = desk.reader().text(&old)?;
        Ok((old, text))
    };
    let (older, text) = match older() {
        Ok(older) => older,
        Err(error) => return app.say(Notice::problem("Reading the older text", &error)),
    };
    let said = format!("Brought version {} of {} back", older.number, name(app, source));
    app.send(
        "Bringing the version back",
        move |project| {
            let mut revision = project.revise(source)?;
            revision.bring_back(&older, text);
            project.correct_text(&revision)
        },
        |app, _, _| app.say(Notice::undoable(said)),
    );
}

/// Shows what a corrected file would change.
fn read_file(app: &mut Themata, ctx: &Context, source: SourceId, path: PathBuf) {
    let Some(desk) = &app.project else { return };
    match ReimportDialog::new(desk, source, path) {
        Ok(dialog) => app.open(ctx, dialog),
        Err(error) => app.say(Notice::problem("Reading the corrected file", &error)),
    }
}
