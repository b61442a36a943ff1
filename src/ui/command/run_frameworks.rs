//! Executes the commands of frameworks through time that are the window's to do; the rest the view takes while it is shown.

use super::run_paper::{self, Paper};
use super::{Command, Edit, Export, FrameworkCommand, picks, run_export};
use crate::analysis::{Between, Naming, others_version};
use crate::export::{blocks_disclosed, framework_blocks, labels_disclosed, write_saturation};
use crate::jobs::Progress;
use crate::model::{FrameworkId, FrameworkVersionId};
use crate::project::Reader;
use crate::ui::app::Themata;
use crate::ui::dialogs::{Ask, Confirm, PathDialog, Pick, PickItem, VersionDialog};
use crate::ui::exports::{DisclosureDialog, free};
use crate::ui::format::{counted, when};
use crate::ui::icons;
use crate::ui::notify::Notice;
use crate::ui::views::ViewId;
use crate::ui::views::frameworks::SavedSaturation;
use egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Remembers that a framework shows.
fn keep(app: &mut Themata, id: FrameworkId) {
    let Some(key) = app.project.as_ref().map(|desk| desk.key()) else { return };
    app.configure(|config| config.looks_at(key, Some(id)));
}

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: FrameworkCommand) {
    match command {
        FrameworkCommand::Ask => ask(app, ctx),
        // The view takes these itself while it is shown.
        FrameworkCommand::Of(_) | FrameworkCommand::Open(..) if app.views.current() != ViewId::Frameworks => {
            app.views.lead(ViewId::Frameworks, ctx.memory(|memory| memory.focused()));
            app.ask(command);
        }
        FrameworkCommand::Keep(id) => keep(app, id),
        FrameworkCommand::AskNameOf(id) => ask_name(app, ctx, id),
        FrameworkCommand::Name(id, name, reason, note) => {
            app.send("Naming the version", move |project| project.name_version(id, &name, &reason, &note), |app, _, _| app.tell());
        }
        FrameworkCommand::AskEdit(id) => {
            let version = app.project.as_ref().and_then(|desk| desk.corpus.framework_versions().iter().find(|version| version.id == id).cloned());
            let Some(version) = version else { return };
            let taken = taken(app, version.framework, &version.name);
            app.open(ctx, VersionDialog::edit(&version, taken));
        }
        FrameworkCommand::Edit(id, name, reason, note) => {
            app.send("Describing the version", move |project| project.edit_version(id, &name, &reason, &note), |app, _, _| app.tell());
        }
        FrameworkCommand::AskRemove(id) => ask_remove(app, ctx, id),
        FrameworkCommand::Remove(id) => {
            app.send("Removing the version", move |project| project.remove_versions(&[id]), |app, _, _| app.tell());
        }
        FrameworkCommand::Check(states) => run_paper::look(app, ctx, paper(states), FrameworkCommand::Where(states).into()),
        FrameworkCommand::Where(states) => {
            let name = app.project.as_ref().and_then(|desk| desk.corpus.framework(states.framework)).map(|framework| framework.name.clone());
            let Some(name) = name else { return };
            run_paper::ask_where(app, ctx, &paper(states), &format!("{name} changes.docx"), move |path| FrameworkCommand::To(states, path).into());
        }
        FrameworkCommand::To(states, path) => run_paper::write(app, ctx, paper(states), path),
        FrameworkCommand::PickRecode(ids) => {
            let items = app.with_cx(|cx| picks::codes(cx, |code| code.codable, |code| FrameworkCommand::Recode(ids.clone(), code)));
            app.open(ctx, Pick::new("Give another code", "Code", items));
        }
        FrameworkCommand::LookedAt(ids) => {
            app.send("Noting that it holds", move |project| project.look_again(&ids), |app, _, _| app.tell());
        }
        FrameworkCommand::CheckPicture(saved) => {
            let Some(desk) = &app.project else { return };
            match labels_disclosed(&desk.corpus, std::iter::once(saved.name.as_str())) {
                found if found.is_empty() => app.ask(FrameworkCommand::WherePicture(saved)),
                found => app.open(ctx, DisclosureDialog::new(found, FrameworkCommand::WherePicture(saved), None)),
            }
        }
        FrameworkCommand::WherePicture(saved) => {
            let Some(desk) = &app.project else { return };
            let start = free(desk.path(), &saved.file);
            let ask = Ask::save(start, move |path| vec![FrameworkCommand::WritePicture(saved.clone(), path).into()]);
            PathDialog::ask(app, ctx, ask.written_as(&["svg", "png"]));
        }
        FrameworkCommand::WritePicture(saved, path) => draw(app, ctx, saved, path),
        _ => {}
    }
}

/// Writes saturation as a picture.
fn draw(app: &mut Themata, ctx: &Context, saved: Arc<SavedSaturation>, path: PathBuf) {
    let place = path.clone();
    let work = move |_: &Progress| write_saturation(&[(saved.name.clone(), &saved.judged)], &place);
    app.background.start(ctx, Some("Writing the picture".into()), work, move |app, _, done| match done {
        Ok(_) => app.say(Notice::done(format!("Wrote the picture to {}", path.display())).action("Open folder", Export::Folder(path.clone()))),
        Err(error) => run_export::failed(app, "Writing the picture", error),
    });
}

/// Removes a version; where somebody else named it that is asked first.
fn ask_remove(app: &mut Themata, ctx: &Context, id: FrameworkVersionId) {
    let own = app.with_cx(|cx| cx.me());
    let Some(desk) = &app.project else { return };
    let version = desk.corpus.framework_versions().iter().find(|version| version.id == id);
    match version.and_then(|version| others_version(&desk.corpus, version, own, when)) {
        Some(said) => {
            let dialog = Confirm::new("Remove what somebody else named?", format!("{said}."), "Remove it", FrameworkCommand::Remove(id));
            app.open(ctx, dialog.more("Undo brings it back.").danger());
        }
        None => app.ask(FrameworkCommand::Remove(id)),
    }
}

/// The frameworks to choose from.
fn ask(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let corpus = &desk.corpus;
    let item = |framework: &crate::model::Framework| {
        let versions = counted(corpus.versions_of(framework.id).count(), "version");
        PickItem::new(&framework.name, icons::GIT_BRANCH, FrameworkCommand::Of(framework.id)).note(versions)
    };
    let items: Vec<PickItem> = corpus.frameworks().iter().map(item).collect();
    if items.is_empty() {
        return app.say(Notice::info("There is no framework yet"));
    }
    app.open(ctx, Pick::new("Through time", "Framework", items));
}

/// The names of a framework's versions in small letters, but for one.
fn taken(app: &Themata, framework: FrameworkId, but: &str) -> Vec<String> {
    let corpus = app.project.as_ref().map(|desk| &desk.corpus);
    let names = corpus.into_iter().flat_map(|corpus| corpus.versions_of(framework)).map(|version| version.name.to_lowercase());
    names.filter(|name| *name != but.to_lowercase()).collect()
}

fn ask_name(app: &mut Themata, ctx: &Context, id: FrameworkId) {
    let Some(framework) = app.project.as_ref().and_then(|desk| desk.corpus.framework(id)).cloned() else { return };
    let taken = taken(app, id, "");
    app.open(ctx, VersionDialog::name(&framework, taken));
    if app.config.coder.is_none() {
        app.ask(Command::from(Edit::AskCoder));
    }
}

/// What differs between two states as a document of the project that is read anew for it.
fn paper(states: Between) -> Paper {
    Paper::new("list of changes", move |path: &Path, progress: &Progress| {
        let past = Reader::open(path)?;
        run_export::read(path, progress, |corpus, texts| {
            let blocks = framework_blocks(corpus, &states, &past.gone_codes(corpus, states.framework)?);
            let found = blocks_disclosed(corpus, texts, (&corpus.project.name, &blocks), Naming::default())?;
            Ok((corpus.project.name.clone(), blocks, found))
        })
    })
}
