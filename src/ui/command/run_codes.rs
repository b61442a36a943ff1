//! Executes the commands that change frameworks and codes.

use super::{CodeCommand, MemoCommand, ReadCommand, Side, Trait, Window, picks, run_chosen};
use crate::Result;
use crate::analysis::{Corpus, Removed, goes_along};
use crate::import::read_frameworks;
use crate::model::{Code, CodeId, Colour, FrameworkId};
use crate::project::op::OpKind;
use crate::project::{CodeDraft, CodeWords, Done, Place, Project};
use crate::ui::app::Themata;
use crate::ui::dialogs::{Ask, Confirm, DescribeDialog, MergeDialog, NameDialog, PathDialog, Pick, PickItem, SplitDialog};
use crate::ui::drafts::Draft;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::notify::Notice;
use crate::ui::views::ViewId;
use egui::Context;
use std::collections::HashSet;
use std::path::PathBuf;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: CodeCommand) {
    match command {
        CodeCommand::OnChosen(verb) => run_chosen::codes(app, verb),
        CodeCommand::OnFramework(verb) => run_chosen::framework(app, verb),
        CodeCommand::AskNew => ask_new(app, ctx),
        CodeCommand::AskRename(_) | CodeCommand::AskRenameFramework(_) | CodeCommand::AskDescribe(_) => name(app, ctx, command),
        CodeCommand::AskColour(ids) => ask_colour(app, ctx, &ids),
        CodeCommand::AskMove(ids) => ask_move(app, ctx, &ids),
        CodeCommand::AskInto(ids) => ask_into(app, ctx, &ids),
        CodeCommand::Add(place, draft) => {
            app.send("Making the code", move |project| project.add_code(place, &draft), |app, _, done| app.ask(ReadCommand::Used(done.value)));
        }
        CodeCommand::AskDefine(id) => define(app, ctx, id),
        CodeCommand::Define(..) | CodeCommand::AskForget(_) | CodeCommand::Forget(_) => definition(app, ctx, command),
        CodeCommand::Edit(code) => app.send("Changing the code", move |project| project.edit_code(*code), |_, _, _| {}),
        CodeCommand::Give(ids, what) => {
            let tell = |app: &mut Themata, _: &Context, _| {
                // In Read the tree shows it.
                if app.views.current() != ViewId::Read {
                    app.tell();
                }
            };
            app.send("Changing the codes", move |project| give(project, &ids, what), tell);
        }
        CodeCommand::Move(ids, place) => app.send("Moving the codes", move |project| project.move_codes(&ids, place), |_, _, _| {}),
        CodeCommand::AskMerge(ids, into) => ask_merge(app, ctx, ids, into),
        CodeCommand::Merge(ids, into) => {
            app.send("Merging the codes", move |project| project.merge_codes(&ids, into), |app, _, _| app.tell());
        }
        CodeCommand::AskSplit(code) => {
            let dialog = app.project.as_ref().and_then(|desk| SplitDialog::new(desk, code));
            if let Some(dialog) = dialog {
                app.open(ctx, dialog);
            }
        }
        CodeCommand::Split(code, moved) => {
            app.send("Splitting the code", move |project| project.split_code(code, &moved), |app, _, _| app.tell());
        }
        CodeCommand::AskRemove(ids) => ask_remove(app, ctx, ids),
        CodeCommand::Remove(ids) => {
            app.send("Removing the codes", move |project| project.remove_codes(&ids), |app, _, _| app.tell());
        }
        // What is left is about frameworks.
        other => frameworks(app, ctx, other),
    }
}

/// Commands about frameworks.
fn frameworks(app: &mut Themata, ctx: &Context, command: CodeCommand) {
    match command {
        CodeCommand::AskFramework => app.open(ctx, crate::ui::dialogs::FrameworkDialog::default()),
        CodeCommand::AskFrameworkFile => {
            let then = |paths: Vec<PathBuf>| paths.into_iter().map(|path| CodeCommand::FrameworksOf(path).into()).collect();
            PathDialog::ask(app, ctx, Ask::files(then).title("Choose a codebook, an outline or a template"));
        }
        CodeCommand::FrameworksOf(path) => frameworks_of(app, ctx, path),
        CodeCommand::AddFramework(template) => {
            let said = format!("Made the framework “{}”", template.name.trim());
            app.send("Making the framework", move |project| project.add_framework(&template), |app, _, _| app.say(Notice::undoable(said)));
        }
        CodeCommand::EditFramework(framework) => app.send("Changing the framework", move |project| project.edit_framework(*framework), |_, _, _| {}),
        CodeCommand::AskRemoveFramework(id) => ask_remove_framework(app, ctx, id),
        CodeCommand::RemoveFramework(id) => {
            app.send(
                "Removing the framework",
                move |project| project.remove_framework(id),
                |app, _, _| app.say(Notice::undoable("Removed the framework")),
            );
        }
        _ => {}
    }
}

/// Asks what a code or a framework is called, where no list shows it to be renamed in place.
fn name(app: &mut Themata, ctx: &Context, command: CodeCommand) {
    match command {
        CodeCommand::AskRename(id) => {
            let Some(code) = app.project.as_ref().and_then(|desk| desk.corpus.code(id)).cloned() else { return };
            let name = code.name.clone();
            let then = move |name| CodeCommand::Edit(Box::new(Code { name, ..code.clone() }));
            app.open(ctx, NameDialog::rename("code", &name, then));
        }
        CodeCommand::AskRenameFramework(id) => {
            let Some(framework) = app.project.as_ref().and_then(|desk| desk.corpus.framework(id)).cloned() else { return };
            let name = framework.name.clone();
            let then = move |name| CodeCommand::EditFramework(Box::new(crate::model::Framework { name, ..framework.clone() }));
            app.open(ctx, NameDialog::rename("framework", &name, then));
        }
        CodeCommand::AskDescribe(id) => {
            let dialog = app.project.as_ref().and_then(|desk| desk.corpus.framework(id)).map(|framework| DescribeDialog::new(framework.clone()));
            if let Some(dialog) = dialog {
                app.open(ctx, dialog);
            }
        }
        _ => {}
    }
}

/// What is written of a definition, and what is thrown away of it.
fn definition(app: &mut Themata, ctx: &Context, command: CodeCommand) {
    match command {
        CodeCommand::Define(id, words) => keep_definition(app, id, *words),
        CodeCommand::AskForget(id) => {
            let what = "The definition stays as it was before you began to type.";
            app.open(ctx, Confirm::new("Throw away what you typed?", what, "Throw it away", CodeCommand::Forget(id)).danger());
        }
        CodeCommand::Forget(id) => app.ask(MemoCommand::Keep(Draft::Code(id).place(), String::new())),
        _ => {}
    }
}

/// Keeps a definition; what was typed is no draft any more.
fn keep_definition(app: &mut Themata, id: CodeId, words: CodeWords) {
    let place = Draft::Code(id).place();
    let write = move |project: &mut Project| {
        let done = project.define_code(id, words)?;
        project.keep_draft(&place, "")?;
        Ok(done)
    };
    app.send("Changing the definition", write, |_, _, _| {});
}

/// Read takes the command itself; here it is shown first, with the column where definitions are written.
fn define(app: &mut Themata, ctx: &Context, id: CodeId) {
    if !app.columns.open(Side::Right, ctx.content_rect().width(), &app.config) {
        app.ask(Window::Toggle(Side::Right));
    }
    if app.views.current() != ViewId::Read {
        app.views.show(ViewId::Read);
        app.ask(CodeCommand::AskDefine(id));
    }
}

/// Codes and all below them, each once.
fn families(corpus: &Corpus, ids: &[CodeId]) -> HashSet<CodeId> {
    ids.iter().flat_map(|id| corpus.family(*id)).collect()
}

fn names(corpus: &Corpus, ids: &[CodeId]) -> String {
    let quoted = |id: &CodeId| corpus.code(*id).map(|code| format!("“{}”", code.name));
    if ids.len() > 3 { format::counted(ids.len(), "code") } else { ids.iter().filter_map(quoted).collect::<Vec<_>>().join(", ") }
}

/// Asks for a new code under the one that is chosen, or at the top of the framework that is at hand.
fn ask_new(app: &mut Themata, ctx: &Context) {
    let chosen = app.chosen();
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let under = chosen.codes.first().copied().filter(|_| chosen.codes.len() == 1).and_then(|id| corpus.code(id));
    let framework = under.map(|code| code.framework).or(chosen.framework).or_else(|| corpus.frameworks().first().map(|framework| framework.id));
    let Some(framework) = framework else { return app.ask(CodeCommand::AskFramework) };
    let place = Place { framework, parent: under.map(|code| code.id), ahead_of: None };
    let name = under.map(|code| code.name.as_str()).or_else(|| corpus.framework(framework).map(|framework| framework.name.as_str()));
    let line = format!("It goes below “{}”.", name.unwrap_or_default());
    let then = move |name| CodeCommand::Add(place, CodeDraft { name, ..CodeDraft::default() });
    app.open(ctx, NameDialog::new("code", then).line(line));
}

/// Gives codes the same, as one step; what else is said of them stays as it is by then.
fn give(project: &mut Project, ids: &[CodeId], what: Trait) -> Result<Done> {
    let with = |code: Code| match what {
        Trait::Colour(colour) => Code { colour, ..code },
        Trait::Theme(theme) => Code { theme, ..code },
        Trait::Codable(codable) => Code { codable, ..code },
    };
    project.as_one_step(OpKind::EditCode, |project| ids.iter().try_for_each(|id| project.edit_code(with(project.code(*id)?)).map(drop)))
}

fn ask_colour(app: &mut Themata, ctx: &Context, ids: &[CodeId]) {
    let dialog = app.with_cx(|cx| {
        let corpus = &cx.project?.corpus;
        let change = |colour| CodeCommand::Give(ids.to_vec(), Trait::Colour(colour));
        let named = |(n, name): (usize, &&str)| {
            let colour = Colour::Named(n as u8);
            PickItem { colour: Some(cx.tokens.code(colour)), ..PickItem::new(*name, icons::TAG, change(Some(colour))) }
        };
        let mut items: Vec<PickItem> = Colour::NAMES.iter().enumerate().map(named).collect();
        items.push(PickItem::new("The colour of the code above", icons::X, change(None)));
        Some(Pick::new(format!("Colour of {}", names(corpus, ids)), "Colour", items))
    });
    if let Some(dialog) = dialog {
        app.open(ctx, dialog);
    }
}

/// Asks below which code, or at the top of which framework, codes go.
fn ask_move(app: &mut Themata, ctx: &Context, ids: &[CodeId]) {
    let dialog = app.with_cx(|cx| {
        let corpus = &cx.project?.corpus;
        let own = families(corpus, ids);
        let to = |framework, parent| CodeCommand::Move(ids.to_vec(), Place { framework, parent, ahead_of: None });
        let tops = corpus.frameworks().iter().map(|framework| {
            PickItem::new(format!("The top of {}", framework.name), icons::TREE_STRUCTURE, to(framework.id, None)).note("framework")
        });
        let framework = |id| corpus.code(id).map(|code| code.framework);
        let codes = picks::codes(cx, |code| !own.contains(&code.id), |id| framework(id).map_or(CodeCommand::AskNew, |of| to(of, Some(id))));
        Some(Pick::new(format!("Move {} to", names(corpus, ids)), "Code or framework", codes.into_iter().chain(tops).collect()))
    });
    if let Some(dialog) = dialog {
        app.open(ctx, dialog);
    }
}

/// Asks which code takes the passages of others.
fn ask_into(app: &mut Themata, ctx: &Context, ids: &[CodeId]) {
    let dialog = app.with_cx(|cx| {
        let corpus = &cx.project?.corpus;
        let own = families(corpus, ids);
        let items = picks::codes(cx, |code| !own.contains(&code.id), |id| CodeCommand::AskMerge(ids.to_vec(), id));
        Some(Pick::new(format!("Merge {} into", names(corpus, ids)), "Code", items))
    });
    if let Some(dialog) = dialog {
        app.open(ctx, dialog);
    }
}

fn ask_merge(app: &mut Themata, ctx: &Context, ids: Vec<CodeId>, into: CodeId) {
    let dialog = app.project.as_ref().and_then(|desk| MergeDialog::new(&desk.corpus, ids, into));
    if let Some(dialog) = dialog {
        app.open(ctx, dialog);
    }
}

/// Reads frameworks from a file in the background and makes them as one step.
fn frameworks_of(app: &mut Themata, ctx: &Context, path: PathBuf) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = move |_: &crate::jobs::Progress| read_frameworks(&path);
    app.background.start(ctx, Some(format!("Reading {name}")), read, move |app, _, result| match result {
        Ok(list) => {
            let said = format!("Made {} of {name}", format::counted(list.len(), "framework"));
            let work = move |project: &mut Project| {
                project.in_one_go(|project| list.iter().try_for_each(|template| project.add_framework(template).map(drop)))
            };
            app.send("Making the frameworks", work, |app, _, ()| app.say(Notice::undoable(said)));
        }
        Err(error) => app.say(Notice::problem(&format!("Reading {name}"), &error)),
    });
}

fn ask_remove(app: &mut Themata, ctx: &Context, ids: Vec<CodeId>) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let all = families(corpus, &ids);
    if all.is_empty() {
        return;
    }
    let below = all.len() - ids.len().min(all.len());
    let with = if below > 0 { format!(" and {} below", format::counted(below, "code")) } else { String::new() };
    let title = format!("Remove {}{with}?", names(corpus, &ids));
    let what = goes_along(corpus, &Removed::Codes(&ids)).sentence();
    let dialog = Confirm::new(title, what, "Remove", CodeCommand::Remove(ids)).danger();
    app.open(ctx, dialog);
}

fn ask_remove_framework(app: &mut Themata, ctx: &Context, id: FrameworkId) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let Some(framework) = corpus.framework(id) else { return };
    let title = format!("Remove the framework “{}”?", framework.name);
    let codes = format::counted(corpus.tree(id).len(), "code");
    let what = format!("It has {codes}. {}", goes_along(corpus, &Removed::Framework(id)).sentence());
    let dialog = Confirm::new(title, what, "Remove", CodeCommand::RemoveFramework(id)).danger();
    app.open(ctx, dialog);
}
