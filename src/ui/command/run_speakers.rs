//! Executes the commands of the speakers.

use super::run_coding::coded;
use super::{CaseCommand, CaseFor, SpeakerCommand, picks};
use crate::analysis::turns_of;
use crate::model::grouped;
use crate::model::{CodeId, Speaker, SpeakerId};
use crate::project::op::OpKind;
use crate::project::{Project, Reader};
use crate::ui::app::Themata;
use crate::ui::dialogs::{Pick, PickItem};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: SpeakerCommand) {
    match command {
        // The view that is shown knows which; without it nobody is chosen.
        SpeakerCommand::Join
        | SpeakerCommand::Part
        | SpeakerCommand::Merge
        | SpeakerCommand::Role(_)
        | SpeakerCommand::Rename
        | SpeakerCommand::CodeTurns
        | SpeakerCommand::All => {}
        SpeakerCommand::AskJoin(ids) => ask_join(app, ctx, ids),
        SpeakerCommand::JoinTo(ids, case) => {
            app.send("Joining the speakers", move |project| project.join_speakers(&ids, case), |app, _, _| app.tell());
        }
        SpeakerCommand::AskMerge(ids) => ask_merge(app, ctx, &ids),
        SpeakerCommand::MergeInto(from, into) => {
            let said = format!("Merged {} voices", grouped(from.len() + 1));
            let each = move |project: &mut Project| from.iter().try_for_each(|one| project.merge_speakers(*one, into).map(drop));
            let work = move |project: &mut Project| project.as_one_step(OpKind::MergeSpeakers, each);
            app.send("Merging the voices", work, |app, _, _| app.say(Notice::undoable(said)));
        }
        SpeakerCommand::SetRole(ids, role) => {
            app.send("Saying what the speakers are", move |project| project.edit_speakers(&ids, None, Some(role)), |_, _, _| {});
        }
        SpeakerCommand::SetName(id, name) => {
            let Some(role) = speaker(app, id).map(|speaker| speaker.role) else { return };
            app.send("Renaming the speaker", move |project| project.edit_speaker(id, &name, role), |_, _, _| {});
        }
        SpeakerCommand::AskCode(ids) => ask_code(app, ctx, ids),
        SpeakerCommand::Code(ids, code) => code_turns(app, ctx, ids, code),
    }
}

fn speaker(app: &Themata, id: SpeakerId) -> Option<Speaker> {
    let corpus = &app.project.as_ref()?.corpus;
    corpus.sources().iter().flat_map(|source| corpus.speakers(source.id)).find(|speaker| speaker.id == id).cloned()
}

fn ask_join(app: &mut Themata, ctx: &Context, ids: Vec<SpeakerId>) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let items = picks::cases(corpus, |_| true, |case| SpeakerCommand::JoinTo(ids.clone(), Some(case.id)));
    let title = if ids.len() == 1 { "Who is this speaker?".to_owned() } else { format!("Who are these {}?", counted(ids.len(), "speaker")) };
    let fresh = move |name: &str| {
        let command = CaseCommand::AskKindFor(name.to_owned(), CaseFor::Speakers(ids.clone()));
        PickItem::new(format!("New case “{name}”…"), icons::PLUS, command)
    };
    let dialog = Pick::new(title, "Case: key, name or pseudonym; a new one is made", items).or_new("a key or a name", fresh);
    app.open(ctx, dialog);
}

fn ask_merge(app: &mut Themata, ctx: &Context, ids: &[SpeakerId]) {
    let all: Vec<Speaker> = ids.iter().filter_map(|id| speaker(app, *id)).collect();
    let Some(from) = all.first() else { return };
    if all.iter().any(|other| other.source != from.source) {
        return app.say(Notice::info("Voices are merged within one source, and these stand in several"));
    }
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let others = corpus.speakers(from.source).iter().filter(|other| !ids.contains(&other.id) && other.same_as.is_none());
    let items: Vec<PickItem> = others
        .map(|other| PickItem::new(&other.name, icons::ARROWS_MERGE, SpeakerCommand::MergeInto(ids.to_vec(), other.id)).note(other.role.name()))
        .collect();
    if items.is_empty() {
        return app.say(Notice::info("There is no other voice in this source to merge it into"));
    }
    let title = match ids.len() {
        1 => format!("{} is the same voice as", from.name),
        count => format!("{} are the same voice as", counted(count, "speaker")),
    };
    app.open(ctx, Pick::new(title, "Another voice of the source", items));
}

fn ask_code(app: &mut Themata, ctx: &Context, ids: Vec<SpeakerId>) {
    let items = app.with_cx(|cx| picks::codes(cx, |code| code.codable, |code| SpeakerCommand::Code(ids.clone(), code)));
    app.open(ctx, Pick::new("Code all turns as", "Code", items));
}

/// The turns are read in the background: they may stand in many sources.
fn code_turns(app: &mut Themata, ctx: &Context, ids: Vec<SpeakerId>, code: CodeId) {
    let Some(path) = app.project.as_ref().map(|desk| desk.path().to_owned()) else { return };
    let read = move |_: &crate::jobs::Progress| {
        let reader = Reader::open(&path)?;
        let corpus = reader.corpus()?;
        let turns = turns_of(&corpus, &reader.texts(&corpus), &ids)?;
        Ok(turns.into_iter().filter_map(|(source, span)| corpus.passage(source, span)).collect::<Vec<_>>())
    };
    app.background.start(ctx, Some("Finding the turns".into()), read, move |app, _, result| match result {
        Ok(turns) if turns.is_empty() => app.say(Notice::info("These speakers have no turns with words")),
        Ok(turns) => {
            let said = |app: &mut Themata, _: &Context, done: crate::project::Done<Vec<crate::model::CodingId>>| {
                app.say(match done.value.len() {
                    0 => Notice::info("These turns have that code already"),
                    count => Notice::undoable(format!("Coded {}", counted(count, "turn"))),
                });
            };
            let work = move |project: &mut Project| {
                let now = project.carry(&turns)?;
                project.apply_codes(&coded(&now, code).collect::<Vec<_>>())
            };
            app.send("Coding the turns", work, said);
        }
        Err(error) => app.say(Notice::problem("Finding the turns", &error)),
    });
}
