//! Executes the commands that code passages.

use super::{CodingCommand, ReadCommand};
use crate::Result;
use crate::analysis::lens::outgrown;
use crate::analysis::{Corpus, asked_said};
use crate::model::{CodeId, CodingId, FrameworkId, Passage, SourceId, Span, Subject};
use crate::project::op::OpKind;
use crate::project::{Done, Home, NewCode, NewCoding, Project};
use crate::ui::app::Themata;
use crate::ui::desk::Desk;
use crate::ui::dialogs::Confirm;
use crate::ui::format;
use crate::ui::notify::Notice;
use crate::ui::views::ViewId;
use egui::Context;

/// The name of the framework that is made for the first code of a project without one.
const FIRST: &str = "Codes";

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: CodingCommand) {
    match command {
        CodingCommand::AskOthers(change) => ask_others(app, ctx, *change),
        CodingCommand::Apply(code, passages) => apply(app, vec![code], passages),
        CodingCommand::ApplyEach(codes, passages) => apply(app, codes, passages),
        CodingCommand::ApplyNew { framework, under, names, passages } => apply_new(app, framework, under, names, passages),
        CodingCommand::Remove(ids) => {
            // One that leaves memos behind is told of as well.
            let count = ids.len() + with_memos(app, &ids);
            app.send("Taking the coding off", move |project| project.remove_codings(&ids), move |app, _, _| many(app, count));
        }
        CodingCommand::Trim(ids, passage) => trim(app, ids, passage),
        CodingCommand::Recode(ids, code) => {
            let count = ids.len();
            app.send(
                "Giving another code",
                move |project| project.recode(&ids, code),
                move |app, _, _| {
                    app.ask(ReadCommand::Used(code));
                    many(app, count);
                },
            );
        }
        CodingCommand::Resize(list) => {
            let code = |id| app.project.as_ref().and_then(|desk| desk.corpus.coding(id)).map(|coding| coding.code);
            let places: Vec<_> = list.iter().filter_map(|(id, to)| Some((to.source, to.span, code(*id)?))).collect();
            let work = move |project: &mut Project| {
                let now = project.carry(&list.iter().map(|(_, passage)| *passage).collect::<Vec<_>>())?;
                resize(project, &list.iter().zip(now).map(|((id, _), (_, span))| (*id, span)).collect::<Vec<_>>())
            };
            let was = app.project.as_ref().map(|desk| desk.corpus.clone());
            app.send("Moving the ends", work, move |app, _, _| tell_of_grown(app, was.as_deref(), &places));
        }
        CodingCommand::Star(ids, star) => {
            let of = |desk: &Desk| ids.iter().filter_map(|id| desk.corpus.coding(*id)).map(|coding| (coding.source, coding.span)).collect();
            let quotes: Vec<(SourceId, Span)> = app.project.as_ref().filter(|_| star).map(of).unwrap_or_default();
            app.send("Marking key quotes", move |project| project.star_codings(&ids, star), move |app, _, _| tell_of_questions(app, &quotes));
        }
        CodingCommand::Pin(slot, code) => app.send("Pinning the code", move |project| project.set_pin(slot, code), |_, _, _| {}),
        CodingCommand::Progress(sources, state) => {
            app.send("Marking progress", move |project| project.set_progress(&sources, state), |_, _, _| {});
        }
    }
}

/// Of so many key quotes it is told at once whether interviewers alone speak in them: their texts are at hand.
const TOLD: usize = 24;

/// Says of passages that became key quotes that interviewers alone speak in some.
pub(super) fn tell_of_questions(app: &mut Themata, quotes: &[(SourceId, Span)]) {
    let said = app.project.as_ref().filter(|_| quotes.len() <= TOLD).and_then(|desk| asked_said(&desk.corpus, &**desk, quotes, true).ok().flatten());
    if let Some(said) = said {
        app.say(Notice::undoable(said));
    }
}

/// None of the codings is one's own.
fn ask_others(app: &mut Themata, ctx: &Context, change: CodingCommand) {
    let Some(desk) = &app.project else { return };
    let (ids, title, action) = match &change {
        CodingCommand::Remove(ids) => (ids.clone(), "Take the codings of others off?", "Take them off"),
        CodingCommand::Trim(ids, _) => (ids.clone(), "Take part of the codings of others off?", "Take it off"),
        CodingCommand::Recode(ids, _) => (ids.clone(), "Give the codings of others another code?", "Recode them"),
        CodingCommand::Resize(list) => (list.iter().map(|(id, _)| *id).collect(), "Move the end of another coder’s coding?", "Move it"),
        CodingCommand::Star(ids, true) => (ids.clone(), "Make the codings of others key quotes?", "Star them"),
        CodingCommand::Star(ids, false) => (ids.clone(), "Take the stars off the codings of others?", "Take them off"),
        _ => return app.ask(change),
    };
    let names: Vec<&str> = desk.corpus.coded_by_others(&ids, None).into_iter().map(|(coder, _)| coder.called()).collect();
    let what = format!("You have not coded so here: {} did.", format::listed(&names));
    app.open(ctx, Confirm::new(title, what, action, change).more("Undo brings it back.").danger());
}

/// One coding shows itself in Read; what became of many at once is said, with the way back, and so is what goes out of sight in another view.
fn many(app: &mut Themata, asked: usize) {
    if asked > 1 || app.views.current() != ViewId::Read {
        app.tell();
    }
}

/// How many memos are on codings.
fn with_memos(app: &Themata, ids: &[CodingId]) -> usize {
    let Some(desk) = &app.project else { return 0 };
    desk.corpus.memos.iter().filter(|memo| matches!(memo.subject, Subject::Coding(id) if ids.contains(&id))).count()
}

/// Codings that end together move together: one step, one undo.
fn resize(project: &mut Project, list: &[(CodingId, Span)]) -> Result<Done> {
    let each = |project: &mut Project| list.iter().try_for_each(|(id, span)| project.resize_coding(*id, *span).map(drop));
    project.as_one_step(OpKind::ResizeCoding, each)
}

fn trim(app: &mut Themata, ids: Vec<CodingId>, passage: Passage) {
    let work = move |project: &mut Project| match project.carry(&[passage])?[..] {
        [(_, span), ..] => project.trim_codings(&ids, span),
        [] => project.trim_codings(&[], passage.span),
    };
    app.send("Taking part of the coding off", work, |_, _, _| {});
}

fn apply(app: &mut Themata, codes: Vec<CodeId>, passages: Vec<Passage>) {
    let Some(last) = codes.last().copied() else { return };
    let count = codes.len() * passages.len();
    let doing = if count > 1 { format!("Coding {} passages", format::count(count as i64)) } else { "Coding the passage".to_owned() };
    let places: Vec<_> = codes.iter().flat_map(|code| passages.iter().map(move |one| (one.source, one.span, *code))).collect();
    let was = app.project.as_ref().map(|desk| desk.corpus.clone());
    app.send(
        &doing,
        move |project| {
            let now = project.carry(&passages)?;
            project.apply_codes(&codes.iter().flat_map(|code| coded(&now, *code)).collect::<Vec<_>>())
        },
        move |app, _, done| {
            app.ask(ReadCommand::Used(last));
            match done.value.len() {
                0 => app.say(Notice::info("This passage has that code already")),
                count => many(app, count),
            }
            if !done.value.is_empty() {
                tell_of_grown(app, was.as_deref(), &places);
            }
        },
    );
}

/// Says of what was just coded that readings of it have grown since somebody settled them.
fn tell_of_grown(app: &mut Themata, was: Option<&Corpus>, places: &[(SourceId, Span, CodeId)]) {
    let said = app.project.as_ref().zip(was).and_then(|(desk, was)| outgrown(was, &desk.corpus, places));
    if let Some(said) = said {
        app.say(Notice::undoable(said));
    }
}

/// Passages with a code.
pub(super) fn coded(passages: &[(SourceId, Span)], code: CodeId) -> impl Iterator<Item = NewCoding> {
    passages.iter().map(move |(source, span)| NewCoding { source: *source, span: *span, code })
}

fn apply_new(app: &mut Themata, framework: Option<FrameworkId>, under: Option<CodeId>, names: Vec<String>, passages: Vec<Passage>) {
    let (said, bare) = (names.last().map_or("", |name| name.trim()).to_owned(), passages.is_empty());
    app.send(
        "Making the code",
        move |project| {
            let home = framework.map_or_else(|| Home::New(FIRST.into()), Home::Framework);
            if passages.is_empty() {
                let made = project.add_path(home, under, &names)?;
                return Ok(Done { op: made.op, value: NewCode { code: made.value, new: made.op.is_some(), coded: 0 } });
            }
            project.apply_new_code(home, under, &names, &project.carry(&passages)?)
        },
        move |app, _, done| {
            let NewCode { code, new, coded } = done.value;
            app.ask(ReadCommand::Used(code));
            match (new, coded) {
                (true, _) => app.say(Notice::undoable(format!("Made the code “{said}”"))),
                (false, 0) if bare => app.say(Notice::info(format!("There is a code “{said}” already"))),
                (false, 0) => app.say(Notice::info(format!("This passage has the code “{said}” already"))),
                (false, _) => app.tell(),
            }
        },
    );
}
