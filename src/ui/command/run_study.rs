//! Executes the commands of the study as a whole.

use super::Study;
use crate::Result;
use crate::analysis::{Cast, Corpus, Heads, Naming, Sample, sample};
use crate::export::{TableOptions, sample_csv, sample_disclosed, sample_table, write_file};
use crate::model::Coder;
use crate::ui::app::Themata;
use crate::ui::config::Identity;
use crate::ui::dialogs::{Ask, EditCoderDialog, PathDialog, Pick, PickItem, ProjectDialog};
use crate::ui::exports::{DisclosureDialog, free};
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;
use std::path::Path;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Study) {
    match command {
        Study::Settings => {
            if let Some(desk) = &app.project {
                let dialog = ProjectDialog::new(desk);
                app.open(ctx, dialog);
            }
        }
        Study::Set(row) => app.send(
            "Changing the project’s settings",
            move |project| project.edit_project(*row),
            |app, _, done| {
                if done.op.is_some() {
                    app.say(Notice::undoable("Changed the project’s settings"));
                }
            },
        ),
        Study::Coders => ask_coders(app, ctx),
        Study::AskCoder(id) => {
            let coder = app.project.as_ref().and_then(|desk| desk.corpus.coder(id)).cloned();
            if let Some(coder) = coder {
                app.open(ctx, EditCoderDialog::new(coder));
            }
        }
        Study::EditCoder(coder) => edit_coder(app, *coder),
        Study::CopyTable => check(app, ctx, Study::CopyTableNow),
        Study::CopyTableNow => copy(app, ctx),
        Study::ExportTable => check(app, ctx, Study::ExportTableWhere),
        Study::ExportTableWhere => {
            let Some(desk) = &app.project else { return };
            let start = free(desk.path(), &format!("{} who was interviewed.csv", desk.name()));
            PathDialog::ask(app, ctx, Ask::save(start, |path| vec![Study::ExportTableTo(path).into()]));
        }
        Study::ExportTableTo(path) => {
            let Some(desk) = &app.project else { return };
            match write(&desk.corpus, &path) {
                Ok(()) => app.say(Notice::done(format!("Wrote the table to {}", path.display()))),
                Err(error) => app.say(Notice::problem("Writing the table", &error)),
            }
        }
    }
}

/// Shows what the table tells of single people before it goes out.
fn check(app: &mut Themata, ctx: &Context, then: Study) {
    let Some(desk) = &app.project else { return };
    match sample_disclosed(&made(&desk.corpus).1) {
        found if found.is_empty() => app.ask(then),
        found => app.open(ctx, DisclosureDialog::new(found, then, None)),
    }
}

fn ask_coders(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let words = |coder: &Coder| if coder.name.is_empty() { coder.initials.clone() } else { format!("{} · {}", coder.initials, coder.name) };
    let item = |coder: &Coder| PickItem::new(words(coder), icons::USER, Study::AskCoder(coder.id)).note(&coder.role);
    let items: Vec<PickItem> = desk.corpus.coders.iter().map(item).collect();
    if items.is_empty() {
        return app.say(Notice::info("Nobody codes yet. The program asks who you are before the first change."));
    }
    app.open(ctx, Pick::new("Coders", "Initials or name", items));
}

/// Changes a coder; where that is who is coding here, the window goes on under the new initials.
fn edit_coder(app: &mut Themata, coder: Coder) {
    let before = app.project.as_ref().and_then(|desk| desk.corpus.coder(coder.id)).map(|old| old.initials.clone());
    let now = Identity { name: coder.name.clone(), initials: coder.initials.clone() };
    app.send(
        "Changing the coder",
        move |project| project.edit_coder(coder),
        move |app, _, _| {
            if app.config.coder.as_ref().map(|own| &own.initials) == before.as_ref() {
                app.configure(|config| config.coder = Some(now));
            }
        },
    );
}

fn made(corpus: &Corpus) -> (Heads, Sample) {
    let heads = Heads::new(corpus);
    let sample = sample(&heads, &Cast::new(corpus, &heads));
    (heads, sample)
}

fn write(corpus: &Corpus, to: &Path) -> Result<()> {
    let (heads, sample) = made(corpus);
    write_file(to, |out| sample_csv(&heads, &sample, Naming::default(), TableOptions::default(), out)).map(drop)
}

/// Copies the table with tabs between cells, as spreadsheets and word processors take it.
fn copy(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let (heads, sample) = made(&desk.corpus);
    let (header, rows) = sample_table(&heads, &sample, Naming::default());
    let lines: Vec<String> = std::iter::once(&header).chain(&rows).map(|row| row.join("\t")).collect();
    ctx.copy_text(lines.join("\n"));
    app.say(Notice::done("Copied the table of who was interviewed"));
}
