//! Executes the commands of the map of links that are the window's to do; the rest the view takes itself while it is shown.

use super::run_gathering::replaces;
use super::run_paper::{self, Paper};
use super::{CrosswalkCommand, Gathering, picks};
use crate::analysis::lens::{Lens, gone_since, stays_applied};
use crate::analysis::{Corpus, Naming};
use crate::export::{blocks_disclosed, crosswalk_blocks};
use crate::jobs::Progress;
use crate::model::{CodeId, CrosswalkId, CrosswalkLinkId, FrameworkId};
use crate::project::{Displaced, LinkDraft, Topic};
use crate::ui::app::Themata;
use crate::ui::cx::Cx;
use crate::ui::dialogs::{ApplyDialog, ApplyPreview as Preview, Confirm, NameDialog, Pick};
use crate::ui::format::when;
use crate::ui::notify::Notice;
use crate::ui::views::ViewId;
use crate::{Error, Result};
use egui::Context;
use std::path::Path;
use std::sync::Arc;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: CrosswalkCommand) {
    match command {
        // The view takes it itself; this is for when another one is shown.
        CrosswalkCommand::Of(..) if app.views.current() != ViewId::Crosswalk => {
            app.views.lead(ViewId::Crosswalk, ctx.memory(|memory| memory.focused()));
            super::run(app, ctx, command.into());
        }
        CrosswalkCommand::PickTarget(from, to, code) => {
            if let Some(dialog) = app.with_cx(|cx| pick_target(cx, (from, to), code)) {
                app.open(ctx, dialog);
            }
        }
        CrosswalkCommand::Unmap(ids) => match others_linked(app, &ids) {
            Some(said) => {
                let anyway = CrosswalkCommand::UnmapAnyway(ids);
                app.open(
                    ctx,
                    Confirm::new("Take away what somebody else linked?", said, "Take it away", anyway).more("Undo brings it back.").danger(),
                );
            }
            None => app.ask(CrosswalkCommand::UnmapAnyway(ids)),
        },
        CrosswalkCommand::UnmapAnyway(ids) => unmap(app, ids),
        CrosswalkCommand::AskReason(from, to, code, target, reason) => ask_reason(app, ctx, (from, to), (code, target), reason),
        CrosswalkCommand::AskApply(id) => ask_apply(app, ctx, id),
        CrosswalkCommand::ApplyAll(id, applying) => {
            app.send("Coding what is read", move |project| project.apply_crosswalk(id, &applying), |app, _, _| app.tell());
        }
        CrosswalkCommand::Check(id) => run_paper::look(app, ctx, paper(id), CrosswalkCommand::Where(id).into()),
        CrosswalkCommand::Where(id) => {
            let Some(name) = app.project.as_ref().map(|desk| format!("{} crosswalk.docx", desk.name())) else { return };
            run_paper::ask_where(app, ctx, &paper(id), &name, move |path| CrosswalkCommand::WriteTo(id, path).into());
        }
        CrosswalkCommand::WriteTo(id, to) => run_paper::write(app, ctx, paper(id), to),
        CrosswalkCommand::Keep(choice) => {
            let Some(key) = app.project.as_ref().map(|desk| desk.key()) else { return };
            app.configure(|config| {
                config.looks_at(key.clone(), choice.from);
                config.crosswalks.insert(key, *choice);
            });
        }
        // The view takes these while it is shown.
        _ => {}
    }
}

/// What a crosswalk takes in and leaves out, as a document of the project that is read anew for it.
fn paper(id: CrosswalkId) -> Paper {
    let make = move |path: &Path, progress: &Progress| {
        super::run_export::read(path, progress, |corpus, texts| {
            let crosswalk = corpus.crosswalk(id).ok_or_else(|| Error::NotFound("these frameworks are not linked any more".into()))?;
            let blocks = crosswalk_blocks(corpus, &Lens::new(corpus, crosswalk), texts, Naming::default())?;
            let found = blocks_disclosed(corpus, texts, (&corpus.project.name, &blocks), Naming::default())?;
            Ok((corpus.project.name.clone(), blocks, found))
        })
    };
    Paper::new("crosswalk", make)
}

/// Takes links away, and says what of them was applied for good.
fn unmap(app: &mut Themata, ids: Vec<CrosswalkLinkId>) {
    let of = app.project.as_ref().and_then(|desk| desk.corpus.all_links().iter().find(|link| ids.contains(&link.id)).map(|link| link.crosswalk));
    let was = applied_now(app, of);
    let told = move |app: &mut Themata, ctx: &Context, _| {
        app.tell();
        tell_out_of_line(app, ctx, was);
    };
    app.send("Taking the link away", move |project| project.unmap_codes(&ids), told);
}

/// Asks for another reason of a link.
fn ask_reason(app: &mut Themata, ctx: &Context, (from, to): (FrameworkId, FrameworkId), (code, target): (CodeId, Option<CodeId>), reason: String) {
    let then = move |reason| Gathering::Link(from, to, LinkDraft { from: code, to: target, reason });
    let name = |id: CodeId| app.project.as_ref().and_then(|desk| desk.corpus.code(id)).map_or_else(String::new, |code| code.name.clone());
    let (title, line) = match target {
        Some(target) => ("Why is it read so?", format!("“{}” is read as “{}”.", name(code), name(target))),
        None => ("Why has it no counterpart?", format!("“{}” has no counterpart.", name(code))),
    };
    // A colleague's reason gives way, and their name with it.
    let own = app.with_cx(|cx| cx.me());
    let line = replaces(app, (from, to), &LinkDraft { from: code, to: target, reason: "…".into() }, own, line);
    app.open(ctx, NameDialog::words(title, "Reason, or nothing", "Keep it", then).line(line).filled(reason));
}

/// What others linked of these links, where they did, as the command line says it.
fn others_linked(app: &Themata, ids: &[CrosswalkLinkId]) -> Option<String> {
    let own = app.with_cx(|cx| cx.me());
    let displaced = Displaced::among(&app.project.as_ref()?.corpus, ids, own);
    (!displaced.is_empty()).then(|| format!("{}.", displaced.said(when)))
}

/// A crosswalk as it is before something of it is changed.
type Before = Option<(CrosswalkId, Arc<Corpus>)>;

/// A crosswalk as it is now, to be compared with what it is once something of it was changed.
pub(super) fn applied_now(app: &Themata, crosswalk: Option<CrosswalkId>) -> Before {
    Some((crosswalk?, app.project.as_ref()?.corpus.clone()))
}

/// Says what of the links applied for good is read so no more since then, with the way to bring it into line; what many have is reckoned in the background.
pub(super) fn tell_out_of_line(app: &mut Themata, ctx: &Context, before: Before) {
    let (Some((id, was)), Some(desk)) = (before, &app.project) else { return };
    let now = desk.corpus.clone();
    let work = move |_: &Progress| Ok(gone_since(&was, &now, id));
    app.background.start(ctx, None, work, move |app, _, more: Result<usize>| {
        if let Ok(more @ 1..) = more {
            app.say(Notice::warning(stays_applied(more), "").action("Bring into line…", CrosswalkCommand::AskApply(id)));
        }
    });
}

/// Reckons what applying a crosswalk would code, in the background, then asks.
fn ask_apply(app: &mut Themata, ctx: &Context, id: CrosswalkId) {
    let Some(desk) = &app.project else { return };
    let (corpus, before) = (desk.corpus.clone(), desk.revision(&[Topic::Codings, Topic::Crosswalks]));
    let work = move |_: &Progress| Ok(Preview::new(&corpus, id));
    app.background.start(ctx, Some("Reckoning what would be coded".into()), work, move |app, ctx, found: Result<Option<Preview>>| match found {
        Ok(Some(preview)) => {
            // What changed meanwhile is reckoned again.
            let now = app.project.as_ref().map(|desk| desk.revision(&[Topic::Codings, Topic::Crosswalks]));
            match now == Some(before) {
                true => app.open(ctx, ApplyDialog::new(preview)),
                false => app.ask(CrosswalkCommand::AskApply(id)),
            }
        }
        Ok(None) | Err(Error::Cancelled) => {}
        Err(error) => app.say(Notice::problem("Reckoning what would be coded", &error)),
    });
}

/// Asks what a code is read as, of all codes that it is not linked to yet.
fn pick_target(cx: &Cx, (from, to): (FrameworkId, FrameworkId), code: CodeId) -> Option<Pick> {
    let corpus = &cx.project?.corpus;
    let known = corpus.crosswalk_between(from, to).map(|one| corpus.links(one.id).filter(|link| link.from_code == code));
    let known: Vec<CodeId> = known.into_iter().flatten().filter_map(|link| link.to_code).collect();
    let takes = |target: &crate::model::Code| target.framework == to && !known.contains(&target.id);
    let items = picks::codes(cx, takes, |target| Gathering::AskWhy(from, to, code, Some(target)));
    let second = corpus.framework(to)?;
    Some(Pick::new(format!("{} is read as", corpus.code(code)?.name), format!("Code of {}", second.name), items))
}
