//! Executes the commands of Chart that are the window's to do; the rest the view takes itself while it is shown.

use super::run_paper::{self, Paper};
use super::{ChartCommand, Edit, chart};
use crate::Result;
use crate::analysis::lens::Lens;
use crate::analysis::{Chart, ChartAsk, Corpus, Naming, Scope, Voices};
use crate::export::chart_blocks;
use crate::jobs::Progress;
use crate::model::{ChartCell, CodeId, CoderId, CrosswalkId, RowKey};
use crate::project::op::name;
use crate::project::{CellDraft, Project, Reader};
use crate::ui::app::Themata;
use crate::ui::desk::Desk;
use crate::ui::dialogs::{Confirm, Pick, PickItem};
use crate::ui::drafts::Draft;
use crate::ui::format::{count, counted, listed};
use crate::ui::icons;
use crate::ui::notify::Notice;
use crate::ui::views::Called;
use egui::Context;
use std::path::Path;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: ChartCommand) {
    match command {
        ChartCommand::Write(drafts, tells) => write(app, drafts, tells),
        ChartCommand::AskPaste(drafts, over, outside) => ask_paste(app, ctx, drafts, over, outside),
        ChartCommand::Keep(choice) => {
            let Some(key) = app.project.as_ref().map(|desk| desk.key()) else { return };
            app.configure(|config| {
                config.looks_at(key.clone(), choice.framework);
                config.charts.insert(key, *choice);
            });
        }
        ChartCommand::LeftOut => left_out(app),
        ChartCommand::Coded(passages) => {
            let coded = if passages == 1 { "1 passage is".to_owned() } else { format!("{} passages are", count(i64::from(passages))) };
            app.say(Notice::warning(
                format!("{coded} coded where no data is said to be"),
                "They stand beside the cell; undo takes back what was said.",
            ));
        }
        ChartCommand::Regain => app.notices.answered(&ChartCommand::Regain.into()),
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

/// Says that words that were typed are not in their cell, and how they come back.
fn left_out(app: &mut Themata) {
    let keys = app.with_cx(|cx| [cx.keyed(Edit::Undo, "in the chart brings it back"), cx.keyed(ChartCommand::Regain, "also later")]);
    let way = crate::text::capital(&keys.into_iter().flatten().collect::<Vec<_>>().join(", "));
    let detail = format!("The cell is as it was. {way}.");
    app.say(Notice { detail, ..Notice::info("What you typed was left out").action("Bring it back", ChartCommand::Regain) });
}

/// Asks before cells are written over, and before some of those that were copied find no place.
fn ask_paste(app: &mut Themata, ctx: &Context, drafts: Vec<CellDraft>, over: usize, outside: usize) {
    let stand = "Other words stand there. They stay in the history of each cell, and undo brings all of them back as one step.";
    let out = match outside {
        0 => String::new(),
        1 => "1 of the copied cells has no place: the chart ends before it. It is left out.".to_owned(),
        many => format!("{} of the copied cells have no place: the chart ends before them. They are left out.", count(many as i64)),
    };
    let emptied = drafts.iter().filter(|draft| draft.summary.is_empty()).count();
    let (title, what, action) = match over {
        0 => ("Paste only what fits?".to_owned(), out, "Paste what fits"),
        _ if emptied == drafts.len() => {
            let (title, copied) = (format!("Empty {}?", counted(over, "cell")), "The copied cells are empty.");
            (title, [out.as_str(), copied, stand].join(" ").trim().to_owned(), "Empty them")
        }
        _ if emptied > 0 => {
            let copied = format!("{} of the copied cells are empty: where they go nothing stands then.", count(emptied as i64));
            (format!("Write over {}?", counted(over, "cell")), [out.as_str(), &copied, stand].join(" ").trim().to_owned(), "Write over them")
        }
        _ => (format!("Write over {}?", counted(over, "cell")), [out.as_str(), stand].join(" ").trim().to_owned(), "Write over them"),
    };
    app.open(ctx, Confirm::new(title, what, action, ChartCommand::Write(drafts, true)));
}

fn write(app: &mut Themata, drafts: Vec<CellDraft>, tells: bool) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let names = Called::new(corpus);
    let called = |draft: &CellDraft| {
        let code = corpus.code(draft.code).map_or("", |code| code.name.as_str());
        format!("{} × {code}", names.row(corpus, &draft.row))
    };
    // The history calls rows by their names; here they are what the chart calls them.
    let first = drafts.first().and_then(|draft| Some((name(&corpus.row_name(&draft.row)?), name(&names.row(corpus, &draft.row)))));
    let named: Vec<Named> =
        drafts.iter().filter_map(|draft| Some((called(draft), draft.names_nothing()?, (draft.row.clone(), draft.code)))).collect();
    let mut over = written_over(corpus, &drafts, called);
    if let Err(error) = app.project.as_ref().map_or(Ok(()), |desk| who_agreed(desk, &mut over)) {
        return app.say(Notice::problem("Writing in the chart", &error));
    }
    let then = move |app: &mut Themata, _: &Context, _| {
        if let (Some(label), Some((row, called))) = (&mut app.label, first) {
            *label = label.replace(&row, &called);
        }
        if tells {
            app.tell();
        }
        if let Some(notice) = stood(app, &over, tells) {
            app.say(notice);
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

/// A cell by its name and by what it is known, and the numbers in its words that are none of its passages.
type Named = (String, String, (RowKey, CodeId));

/// A cell that gets other words.
struct Over {
    cell: ChartCell,
    /// What it is called.
    called: String,
    /// Who agreed on what stands there.
    agreed: Vec<CoderId>,
}

/// The cells that get other words.
fn written_over(corpus: &Corpus, drafts: &[CellDraft], called: impl Fn(&CellDraft) -> String) -> Vec<Over> {
    let over = |draft: &CellDraft| {
        let cell = corpus.cell(&draft.row, draft.code)?;
        let other = !cell.summary.is_empty() && cell.summary != draft.summary.trim();
        other.then(|| Over { cell: cell.clone(), called: called(draft), agreed: Vec::new() })
    };
    drafts.iter().filter_map(over).collect()
}

/// Reads who agreed on what stands in cells, where somebody did.
fn who_agreed(desk: &Desk, over: &mut [Over]) -> Result<()> {
    let mut agreed = desk.reader().cells_agreed(over.iter().map(|one| &one.cell))?;
    over.iter_mut().for_each(|one| one.agreed = agreed.remove(&one.cell.id).unwrap_or_default());
    Ok(())
}

/// Says whose words stood in cells that have others now, or who had agreed on them, as the command line does, and how they come back; nothing of what
/// is one's own alone.
fn stood(app: &mut Themata, over: &[Over], told: bool) -> Option<Notice> {
    let keys = app.with_cx(|cx| [cx.keyed(Edit::Undo, "brings them back now"), cx.keyed(ChartCommand::AskBack, "in the cell also later")]);
    let corpus = &app.project.as_ref()?.corpus;
    let me = app.config.coder.as_ref().and_then(|coder| corpus.coder_named(&coder.initials)).map(|coder| coder.id);
    let others: Vec<&Over> = over.iter().filter(|one| std::iter::once(&one.cell.coder).chain(&one.agreed).any(|coder| Some(*coder) != me)).collect();
    let place = match others.as_slice() {
        [] => return None,
        [one] => one.called.clone(),
        many => counted(many.len(), "cell"),
    };
    let named = |coders: Vec<CoderId>| {
        let mut who: Vec<&str> = coders.into_iter().filter_map(|coder| corpus.coder(coder)).map(|coder| coder.initials.as_str()).collect();
        who.sort_unstable();
        who.dedup();
        listed(&who)
    };
    let agreed = named(others.iter().flat_map(|one| one.agreed.clone()).collect());
    let agreed = if agreed.is_empty() { String::new() } else { format!(", agreed by {agreed},") };
    let text = format!("Words of {}{agreed} stood in {place}", named(others.iter().map(|one| one.cell.coder).collect()));
    let detail = format!("Its history keeps them. {}.", crate::text::capital(&keys.into_iter().flatten().collect::<Vec<_>>().join(", ")));
    // What is told with Undo already has no second one.
    let notice = Notice { detail, ..Notice::info(text) };
    Some(if told { notice } else { notice.action("Undo", Edit::Undo) })
}

/// How many cells are named in a warning.
const NAMED: usize = 5;

/// Says of cells that were written that their words name passages on which they do not rest.
fn names_nothing(named: &[Named]) -> Option<Notice> {
    let text = match named {
        [] => return None,
        [(cell, one, _)] => format!("The words of {cell} name {one}, and the cell rests on no such passage"),
        many => {
            let mut cells: Vec<String> = many.iter().take(NAMED).map(|(cell, one, _)| format!("{cell} ({one})")).collect();
            cells.extend((many.len() > NAMED).then(|| format!("{} more", count((many.len() - NAMED) as i64))));
            format!("The words of {} name passages on which these do not rest: {}", counted(many.len(), "cell"), cells.join("; "))
        }
    };
    let notice = Notice::warning(text, "Link the passage from the list beside the cell, or write the words without its number.");
    Some(Notice { cells: named.iter().map(|(.., cell)| cell.clone()).collect(), ..notice })
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
        super::run_export::read_past(path, progress, |reader: &Reader, corpus, texts| {
            let voices = Voices::read(corpus, texts)?;
            let through = lens.and_then(|id| corpus.crosswalk(id)).map(|one| Lens::new(corpus, one).corpus(&Scope::default()));
            let chart = match &through {
                Some(lens) => Chart::through(lens, corpus, &voices, &ask),
                None => Chart::new(corpus, &voices, &ask),
            };
            let corpus = through.as_ref().unwrap_or(corpus);
            let blocks = chart_blocks(reader, corpus, texts, (&ask, &chart, Naming::default()))?;
            let found = crate::export::blocks_disclosed(corpus, texts, (&corpus.project.name, &blocks), Naming::default())?;
            Ok((corpus.project.name.clone(), blocks, found))
        })
    };
    Paper::new("chart", make)
}
