//! Executes the commands on what a theme gathers and on how one framework is read as another; what is for its cards the view Themes takes first.

use super::run_coding::tell_of_questions;
use super::run_crosswalk::{applied_now, tell_out_of_line};
use super::{Gathering, picks};
use crate::analysis::{turned, turned_since, words_at};
use crate::model::{Code, CodeId, CoderId, CrosswalkId, FrameworkId, Gathered, Passage, Stance};
use crate::project::op::OpKind;
use crate::project::{Displaced, LinkDraft, Overruled, PartDraft, Project, Settling};
use crate::text::{first_words, on_one_line};
use crate::ui::app::Themata;
use crate::ui::cx::Cx;
use crate::ui::dialogs::{BalanceDialog, Confirm, NameDialog, Pick, PickItem, TextDialog};
use crate::ui::drafts::Draft;
use crate::ui::format::{counted, when};
use crate::ui::icons;
use crate::ui::notify::Notice;
use crate::ui::views::{Called, ViewId};
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Gathering) {
    match command {
        Gathering::PickStatement(theme) => ask_statement(app, ctx, theme),
        Gathering::State(theme, words) => {
            let work = move |project: &mut Project| {
                let code = project.code(theme)?;
                let is_theme = code.theme || !words.trim().is_empty();
                let done = project.edit_code(Code { theme: is_theme, statement: words.trim().to_owned(), ..code })?;
                project.keep_draft(&Draft::Statement(theme).place(), "")?;
                Ok(done)
            };
            app.send("Keeping what the theme says", work, |_, _, _| {});
        }
        Gathering::PickCode(theme) => pick(app, ctx, |cx| pick_code(cx, theme)),
        Gathering::PickPart(theme) => pick(app, ctx, |cx| pick_part(cx, theme)),
        Gathering::PickLink(code) => pick(app, ctx, |cx| pick_link(cx, code)),
        Gathering::PickMove(crosswalk, list) => pick(app, ctx, |cx| pick_move(cx, crosswalk, &list)),
        Gathering::PickReport(theme) => super::run_reports::ask_report(app, ctx, theme),
        Gathering::PickQuote(theme, passages) => super::run_reports::ask_quote(app, ctx, theme, passages),
        Gathering::BeginReport(..) | Gathering::PutInReport(..) | Gathering::TakeFromReport(..) => super::run_reports::change(app, command),
        Gathering::Quote(..) | Gathering::QuoteRest(..) | Gathering::AlsoQuote(..) => super::run_reports::change(app, command),
        Gathering::Balance(theme, balance, titles, reports) => app.open(ctx, BalanceDialog::new(theme, *balance, titles, reports)),
        Gathering::AskStance(theme, code) => ask_stance(app, ctx, theme, code),
        Gathering::Change(theme, parts, gone) => change(app, theme, parts, gone),
        Gathering::AskWhy(from, to, code, target) => ask_why(app, ctx, (from, to), code, target),
        Gathering::Link(from, to, draft) => {
            let work = move |project: &mut Project| project.map_codes(from, to, &[draft]);
            let of = app.project.as_ref().and_then(|desk| desk.corpus.crosswalk_between(from, to)).map(|one| one.id);
            let was = applied_now(app, of);
            app.send("Linking the codes", work, |app, ctx, _| {
                match app.views.current() {
                    ViewId::Themes => app.say(Notice::undoable("Linked: “Read” at the head of the view shows its passages here")),
                    _ => app.tell(),
                }
                tell_out_of_line(app, ctx, was);
            });
        }
        Gathering::AskReason(crosswalk, list) => ask_reason(app, ctx, crosswalk, list),
        Gathering::Settle(crosswalk, list, reason) => match overruled(app, crosswalk, &list, Some(&reason)) {
            Some(said) => {
                let anew = Gathering::SettleAnew(crosswalk, list, reason);
                app.open(ctx, Confirm::new(ANEW, said, "Settle it anew", anew).more("Undo brings it back.").danger());
            }
            None => app.ask(Gathering::SettleAnew(crosswalk, list, reason)),
        },
        Gathering::SettleAnew(crosswalk, list, reason) => {
            let work = move |project: &mut Project| {
                let done = project.settle_passages(crosswalk, &list, &reason)?;
                project.keep_draft(&Draft::Reason(crosswalk, list).place(), "")?;
                Ok(done)
            };
            let was = applied_now(app, Some(crosswalk));
            app.send("Settling the passages", work, |app, ctx, _| tell_out_of_line(app, ctx, was));
        }
        _ => {}
    }
}

fn change(app: &mut Themata, theme: CodeId, parts: Vec<PartDraft>, gone: Vec<crate::model::ThemePartId>) {
    let known = |part: &PartDraft| app.project.as_ref().is_some_and(|desk| desk.corpus.parts_of(theme).any(|one| one.of == part.of && one.star));
    let quote = |part: &PartDraft| match part.of {
        Gathered::Passage(passage) => Some((passage.source, passage.span)),
        Gathered::Code(_) => None,
    };
    let quotes: Vec<_> = parts.iter().filter(|part| part.star && !known(part)).filter_map(quote).collect();
    let work = move |project: &mut Project| {
        let both = |project: &mut Project| {
            if !parts.is_empty() {
                project.gather_parts(theme, &parts)?;
            }
            if gone.is_empty() { Ok(()) } else { project.part_with(&gone).map(drop) }
        };
        project.as_one_step(OpKind::GatherParts, both).map(drop)
    };
    let turned_by_now = move |app: &Themata| app.project.as_ref().map_or(0, |desk| turned(&desk.corpus, theme));
    let was = turned_by_now(app);
    app.send("Changing what the theme gathers", work, move |app, _, ()| {
        tell_of_questions(app, &quotes);
        if let Some(words) = turned_since(was, turned_by_now(app)) {
            app.say(Notice::undoable(words));
        }
    });
}

fn name_of(app: &Themata, code: CodeId) -> String {
    let code = app.project.as_ref().and_then(|desk| desk.corpus.code(code));
    code.map_or_else(String::new, |code| code.name.clone())
}

fn ask_statement(app: &mut Themata, ctx: &Context, theme: CodeId) {
    let Some(code) = app.project.as_ref().and_then(|desk| desk.corpus.code(theme)).cloned() else { return };
    let hint = "What its passages come to, in a sentence or two";
    let title = format!("What “{}” says", on_one_line(&code.name));
    let dialog = TextDialog::new(&title, &code.name, hint, &code.statement, move |words| Gathering::State(theme, words));
    app.open(ctx, dialog.kept(app.keeping(&Draft::Statement(theme))));
}

fn ask_stance(app: &mut Themata, ctx: &Context, theme: CodeId, code: CodeId) {
    let part = |stance| PartDraft { of: Gathered::Code(code), stance, star: false, note: String::new() };
    let ways =
        [("Its passages bear the theme out", Stance::Supports, icons::CHECK), ("Its passages speak against it", Stance::Contradicts, icons::X)];
    let items = ways.map(|(words, stance, icon)| PickItem::new(words, icon, Gathering::Change(theme, vec![part(stance)], Vec::new())));
    app.open(ctx, Pick::new(format!("{} in {}", name_of(app, code), name_of(app, theme)), "What is it to the theme", items.into()));
}

fn ask_why(app: &mut Themata, ctx: &Context, (from, to): (FrameworkId, FrameworkId), code: CodeId, target: Option<CodeId>) {
    let (title, action, line) = match target {
        Some(target) => ("Why is it read so?", "Link", format!("“{}” is read as “{}”.", name_of(app, code), name_of(app, target))),
        None => ("Why has it no counterpart?", "No counterpart", format!("“{}” has no counterpart.", name_of(app, code))),
    };
    let draft = LinkDraft { from: code, to: target, reason: String::new() };
    let line = replaces(app, (from, to), &draft, None, line);
    let then = move |reason| Gathering::Link(from, to, LinkDraft { reason, ..draft.clone() });
    app.open(ctx, NameDialog::words(title, "Reason, or nothing", action, then).line(line));
}

/// The question before a link is made, with what others than `own` linked that it takes the place of, as the command line says it.
pub(super) fn replaces(app: &Themata, frameworks: (FrameworkId, FrameworkId), draft: &LinkDraft, own: Option<CoderId>, question: String) -> String {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return question };
    let displaced = Displaced::of(corpus, frameworks, draft, own);
    if displaced.is_empty() {
        question
    } else {
        format!("{question} It takes the place of what is there: {}. Undo brings that back.", displaced.said(when))
    }
}

/// How many words of a passage stand in a question about it.
const WORDS: usize = 14;

const ANEW: &str = "Settle anew what somebody else settled?";

/// What others settled of these passages, where settling them would overrule them.
fn overruled(app: &Themata, crosswalk: CrosswalkId, list: &[Settling], reason: Option<&str>) -> Option<String> {
    let corpus = &app.project.as_ref()?.corpus;
    let own = app.config.coder.as_ref().and_then(|coder| corpus.coder_named(&coder.initials)).map(|coder| coder.id);
    let overruled = Overruled::of(corpus, crosswalk, list, reason, own);
    (!overruled.is_empty()).then(|| format!("{}.", overruled.said(when)))
}

fn ask_reason(app: &mut Themata, ctx: &Context, crosswalk: CrosswalkId, list: Vec<Settling>) {
    let said = overruled(app, crosswalk, &list, None);
    let (question, settle, so) = settled_so(app, &list);
    // Who reads whose ruling goes is not asked once more behind the reason.
    let (title, action, line) = match said {
        Some(said) => (ANEW, "Settle it anew", format!("{said} Say why it is settled otherwise. {so}")),
        None => (question, settle, so),
    };
    let keeping = app.keeping(&Draft::Reason(crosswalk, list.clone()));
    let then = move |reason| Gathering::SettleAnew(crosswalk, list.clone(), reason);
    app.open(ctx, NameDialog::words(title, "Reason, or nothing", action, then).line(line).kept(keeping));
}

/// What passages are settled as: the question why, what is done then, and of which passages what is said.
fn settled_so(app: &Themata, list: &[Settling]) -> (&'static str, &'static str, String) {
    let Some(first) = list.first() else { return ("Why is it settled so?", "Settle", String::new()) };
    let same = list.iter().all(|one| one.to == first.to);
    let read_as = if same { format!("“{}”", name_of(app, first.to)) } else { "what their links say".to_owned() };
    let one = list.len() == 1;
    let is = if one { "is" } else { "are" };
    let (question, action, so) = match (first.moved, one) {
        (Some(moved), true) => ("Why is it moved?", "Move", format!("{is} read as “{}” and not as {read_as}", name_of(app, moved))),
        (Some(moved), false) => ("Why are they moved?", "Move", format!("{is} read as “{}” and not as {read_as}", name_of(app, moved))),
        (None, true) => ("Why is it rejected?", "Reject", format!("{is} not read as {read_as}")),
        (None, false) => ("Why are they rejected?", "Reject", format!("{is} not read as {read_as}")),
    };
    let words = quoted(app, first.passage);
    let said = match list.len() {
        1 => format!("{} {so}.", words.unwrap_or_else(|| "The passage".to_owned())),
        all => {
            let first = words.map_or_else(String::new, |words| format!(": {words} and {}", counted(all - 1, "other")));
            format!("{} {so}{first}.", counted(all, "passage"))
        }
    };
    (question, action, said)
}

/// The first words of a passage and the name of its source: ““We ring the ward …” (one)”.
fn quoted(app: &Themata, passage: Passage) -> Option<String> {
    let desk = app.project.as_ref()?;
    let words = on_one_line(words_at(&desk.corpus, &desk.reader().texts(&desk.corpus), passage).ok()?);
    let short = first_words(&words, WORDS);
    let cut = if short.len() < words.len() { " …" } else { "" };
    Some(format!("“{short}{cut}” ({})", Called::new(&desk.corpus).whole(&desk.corpus, passage.source)))
}

fn pick(app: &mut Themata, ctx: &Context, made: impl FnOnce(&Cx) -> Option<Pick>) {
    if let Some(dialog) = app.with_cx(made) {
        app.open(ctx, dialog);
    }
}

/// Asks which code a theme gathers, of all that are not in it.
fn pick_code(cx: &Cx, theme: CodeId) -> Option<Pick> {
    let corpus = &cx.project?.corpus;
    let family = corpus.family(theme);
    let items = picks::codes(cx, |code| !family.contains(&code.id), |code| Gathering::AskStance(theme, code));
    Some(Pick::new(format!("Gather into {}", corpus.code(theme)?.name), "Code", items))
}

/// Asks which code of another framework is read as one.
fn pick_link(cx: &Cx, target: CodeId) -> Option<Pick> {
    let corpus = &cx.project?.corpus;
    let to = corpus.code(target)?.framework;
    let of = |id: CodeId| corpus.code(id).map_or(to, |code| code.framework);
    let items = picks::codes(cx, |code| code.framework != to, |code| Gathering::AskWhy(of(code), to, code, Some(target)));
    Some(Pick::new(format!("Read as {}", corpus.code(target)?.name), "Code of another framework", items))
}

/// Asks which of the codes that a theme gathers it parts with.
fn pick_part(cx: &Cx, theme: CodeId) -> Option<Pick> {
    let corpus = &cx.project?.corpus;
    let item = |part: &crate::model::ThemePart| {
        let Gathered::Code(code) = part.of else { return None };
        let colour = Some(cx.tokens.code(corpus.colour(code)));
        let gone = Gathering::Change(theme, Vec::new(), vec![part.id]);
        Some(PickItem { colour, ..PickItem::new(corpus.path(code).join(" / "), icons::TAG, gone).note(part.stance.name()) })
    };
    let items = corpus.parts_of(theme).filter_map(item).collect();
    Some(Pick::new(format!("Take out of {}", corpus.code(theme)?.name), "Code", items))
}

/// Asks what passages are instead of what the link says.
fn pick_move(cx: &Cx, crosswalk: CrosswalkId, list: &[Settling]) -> Option<Pick> {
    let to = cx.project?.corpus.crosswalk(crosswalk)?.to_framework;
    let moved = |code: CodeId| Gathering::AskReason(crosswalk, list.iter().map(|one| Settling { moved: Some(code), ..one.clone() }).collect());
    Some(Pick::new("What are these passages instead", "Code", picks::codes(cx, |code| code.framework == to, moved)))
}
