//! Executes the commands of Chart that are the window's to do; the rest the view takes itself while it is shown.

use super::run_paper::{self, Paper};
use super::{ChartCommand, chart};
use crate::analysis::lens::Lens;
use crate::analysis::{Chart, ChartAsk, Naming, Scope, Voices};
use crate::export::chart_blocks;
use crate::jobs::Progress;
use crate::model::CrosswalkId;
use crate::project::{CellDraft, Project};
use crate::ui::app::Themata;
use crate::ui::dialogs::{Confirm, Pick, PickItem};
use crate::ui::drafts::Draft;
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;
use std::path::Path;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: ChartCommand) {
    match command {
        ChartCommand::Write(drafts, tells) => write(app, drafts, tells),
        ChartCommand::AskOver(drafts, over) => {
            let title = format!("Write over {}?", counted(over, "cell"));
            let what = "Other words stand there. They stay in the history of each cell, and undo brings all of them back as one step.";
            app.open(ctx, Confirm::new(title, what, "Write over them", ChartCommand::Write(drafts, true)));
        }
        ChartCommand::Keep(choice) => {
            let Some(key) = app.project.as_ref().map(|desk| desk.key()) else { return };
            app.configure(|config| {
                config.looks_at(key.clone(), choice.framework);
                config.charts.insert(key, *choice);
            });
        }
        ChartCommand::AskBranch => ask_branch(app, ctx),
        ChartCommand::Check(ask, lens) => run_paper::look(app, ctx, paper(*ask.clone(), lens), ChartCommand::Where(ask, lens).into()),
        ChartCommand::Where(ask, lens) => {
            let Some(name) = app.project.as_ref().map(|desk| format!("{} chart.xlsx", desk.name())) else { return };
            run_paper::ask_where(app, ctx, &paper(*ask.clone(), lens), &name, move |path| ChartCommand::To(ask.clone(), lens, path).into());
        }
        ChartCommand::To(ask, lens, to) => run_paper::write(app, ctx, paper(*ask, lens), to),
        // The view takes these while it is shown.
        _ => {}
    }
}

fn write(app: &mut Themata, drafts: Vec<CellDraft>, tells: bool) {
    let named: Vec<String> = drafts.iter().filter_map(CellDraft::names_nothing).collect();
    let then = move |app: &mut Themata, _: &Context, _| {
        if tells {
            app.tell();
        }
        if let Some(nothing) = names_nothing(&named) {
            app.say(nothing);
        }
    };
    // What was kept while it was typed stays where the cell could not be written; that of many cells goes with one sync.
    let write = move |project: &mut Project| {
        let done = project.write_cells(&drafts)?;
        drafts.iter().try_for_each(|cell| project.keep_draft(&Draft::Cell(cell.row.clone(), cell.code).place(), ""))?;
        Ok(done)
    };
    let work = |project: &mut Project| project.in_one_go(write);
    app.send("Writing in the chart", work, then);
}

/// Says of cells that were written that their words name passages on which they do not rest.
fn names_nothing(named: &[String]) -> Option<Notice> {
    let text = match named {
        [] => return None,
        [one] => format!("The words name {one}, and the cell rests on no such passage"),
        many => format!("The words of {} name passages on which these do not rest", counted(many.len(), "cell")),
    };
    Some(Notice::warning(text, "Link the passage from the list beside the cell, or write the words without its number."))
}

/// Codes with others below them, of every framework.
fn ask_branch(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let corpus = &desk.corpus;
    let mut items = Vec::new();
    for framework in corpus.frameworks() {
        for (code, _) in corpus.tree(framework.id).into_iter().filter(|(code, _)| corpus.family(*code).len() > 1) {
            let words = corpus.path(code).join(" / ");
            let note = counted(corpus.family(code).len(), "code");
            items.push(PickItem::new(words, icons::TREE_STRUCTURE, chart::branch(framework.id, code)).note(format!("{} · {note}", framework.name)));
        }
    }
    if items.is_empty() {
        return app.say(Notice::info("No code has others below it"));
    }
    app.open(ctx, Pick::new("A branch as columns", "Code with others below it", items));
}

/// A chart, perhaps read through a crosswalk, as a document of the project that is read anew for it.
fn paper(ask: ChartAsk, lens: Option<CrosswalkId>) -> Paper {
    let make = move |path: &Path, progress: &Progress| {
        super::run_export::read(path, progress, |corpus, texts| {
            let voices = Voices::read(corpus, texts)?;
            let through = lens.and_then(|id| corpus.crosswalk(id)).map(|one| Lens::new(corpus, one).corpus(&Scope::default()));
            let chart = match &through {
                Some(lens) => Chart::through(lens, corpus, &voices, &ask),
                None => Chart::new(corpus, &voices, &ask),
            };
            let corpus = through.as_ref().unwrap_or(corpus);
            let blocks = chart_blocks(corpus, &chart, texts, Naming::default())?;
            let found = crate::export::blocks_disclosed(corpus, texts, (&corpus.project.name, &blocks), Naming::default())?;
            Ok((corpus.project.name.clone(), blocks, found))
        })
    };
    Paper::new("chart", make)
}
