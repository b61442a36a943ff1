//! Executes the commands on reports: themes put in and taken out, passages quoted, and the document written.

use super::run_export::read;
use super::run_paper::{Paper, ask_where, look, write};
use super::{Export, Gathering};
use crate::Error;
use crate::analysis::{Corpus, Naming};
use crate::export::{blocks_disclosed, report_blocks};
use crate::model::{CodeId, Passage, Report, ReportId};
use crate::project::Project;
use crate::ui::app::Themata;
use crate::ui::dialogs::{Pick, PickItem};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;

/// Quotes of a theme in a new report for which none were chosen.
const QUOTES: u32 = 3;

/// A report that has nothing but a title yet.
fn fresh(name: String) -> Report {
    Report { id: ReportId::new(), name, intro: String::new(), quotes: QUOTES, chart: true, ord: String::new() }
}

/// Writes, or begins one to write.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Export) {
    match command {
        Export::PickReport => pick(app, ctx),
        Export::NewReport(name) => {
            let Some(desk) = &app.project else { return };
            let themes = themes(&desk.corpus);
            let report = fresh(name);
            app.send("Beginning the report", move |project| project.add_report(&report, &themes), |app, _, done| app.ask(Export::Report(done.value)));
        }
        Export::Report(id) => look(app, ctx, paper(id), Export::ReportWhere(id).into()),
        Export::ReportWhere(id) => {
            let Some(report) = app.project.as_ref().and_then(|desk| desk.corpus.reports().iter().find(|report| report.id == id)) else { return };
            let file = format!("{}.docx", report.name.replace(['/', '\\', ':'], " "));
            ask_where(app, ctx, &file, move |path| Export::ReportTo(id, path).into());
        }
        Export::ReportTo(id, to) => write(app, ctx, paper(id), to),
        _ => {}
    }
}

/// The codes marked as themes in the order of their frameworks; where none is, the codes at the top of the first.
fn themes(corpus: &Corpus) -> Vec<CodeId> {
    let all = corpus.frameworks().iter().flat_map(|framework| corpus.tree(framework.id)).map(|(id, _)| id);
    let marked: Vec<CodeId> = all.filter(|id| corpus.code(*id).is_some_and(|code| code.theme)).collect();
    match marked.is_empty() {
        true => corpus.frameworks().first().map(|framework| corpus.tops(framework.id)).unwrap_or_default(),
        false => marked,
    }
}

fn size(corpus: &Corpus, report: &Report) -> String {
    counted(corpus.themes_of_report(report.id).count(), "theme")
}

fn pick(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let corpus = &desk.corpus;
    let item = |report: &Report| PickItem::new(&report.name, icons::FILE_TEXT, Export::Report(report.id)).note(size(corpus, report));
    let items = corpus.reports().iter().map(item).collect();
    let new = |name: &str| PickItem::new(format!("New report “{name}” of all themes"), icons::PLUS, Export::NewReport(name.to_owned()));
    app.open(ctx, Pick::new("Write a report", "A report, or the title of a new one", items).or_new(new));
}

fn paper(id: ReportId) -> Paper {
    Paper::new("report", move |path, progress| {
        read(path, progress, |corpus, texts| {
            let gone = || Error::NotFound("that report is no longer in the project".into());
            let report = corpus.reports().iter().find(|report| report.id == id).ok_or_else(gone)?;
            let blocks = report_blocks(corpus, report, texts, Naming::Pseudonyms)?;
            let found = blocks_disclosed(corpus, texts, &blocks)?;
            Ok((report.name.clone(), blocks, found))
        })
    })
}

/// Asks into which report a theme goes, or out of which.
pub(super) fn ask_report(app: &mut Themata, ctx: &Context, theme: CodeId) {
    let Some(desk) = &app.project else { return };
    let (corpus, name) = (&desk.corpus, desk.corpus.code(theme).map_or("", |code| &code.name));
    let item = |report: &Report| match corpus.themes_of_report(report.id).any(|one| one == theme) {
        true => PickItem::new(&report.name, icons::CHECK, Gathering::TakeFromReport(report.id, theme)).note("it is in it: take it out"),
        false => PickItem::new(&report.name, icons::FILE_TEXT, Gathering::PutInReport(report.id, theme)).note(size(corpus, report)),
    };
    let items = corpus.reports().iter().map(item).collect();
    let new = move |name: &str| PickItem::new(format!("New report “{name}”"), icons::PLUS, Gathering::BeginReport(name.to_owned(), vec![theme]));
    app.open(ctx, Pick::new(format!("Put “{name}” into a report"), "A report, or the title of a new one", items).or_new(new));
}

/// Asks in which report passages are quoted for a theme; where all of them are, they are so no longer.
pub(super) fn ask_quote(app: &mut Themata, ctx: &Context, theme: CodeId, passages: Vec<Passage>) {
    let Some(desk) = &app.project else { return };
    let corpus = &desk.corpus;
    let item = |report: &Report| {
        let chosen: Vec<Passage> = corpus.quotes_of_report(report.id, theme).collect();
        let (quotes, note) = match passages.iter().all(|passage| chosen.contains(passage)) {
            true => (chosen.iter().copied().filter(|one| !passages.contains(one)).collect(), "quoted there: take it out".to_owned()),
            false => {
                let new = passages.iter().copied().filter(|one| !chosen.contains(one));
                (chosen.iter().copied().chain(new).collect::<Vec<_>>(), counted(chosen.len(), "quote"))
            }
        };
        PickItem::new(&report.name, icons::QUOTES, Gathering::Quote(report.id, theme, quotes)).note(note)
    };
    let items: Vec<PickItem> =
        corpus.reports().iter().filter(|report| corpus.themes_of_report(report.id).any(|one| one == theme)).map(item).collect();
    if items.is_empty() {
        return app.say(Notice::info("This theme is in no report yet: “Put the theme into a report…” does that"));
    }
    app.open(ctx, Pick::new("Quote in a report", "Report", items));
}

/// Changes a report.
pub(super) fn change(app: &mut Themata, command: Gathering) {
    let done = |said: &'static str| move |app: &mut Themata, _: &Context, ()| app.say(Notice::undoable(said));
    match command {
        Gathering::BeginReport(name, themes) => {
            let report = fresh(name);
            let work = move |project: &mut Project| project.add_report(&report, &themes).map(drop);
            app.send("Beginning the report", work, done("Began the report: “Write a report…” in the menu writes it"));
        }
        Gathering::PutInReport(report, theme) => {
            let work = move |project: &mut Project| project.place_in_report(report, &[theme], None).map(drop);
            app.send("Putting the theme into the report", work, done("The theme stands at the end of the report"));
        }
        Gathering::TakeFromReport(report, theme) => {
            let work = move |project: &mut Project| project.take_from_report(report, &[theme]).map(drop);
            app.send("Taking the theme out of the report", work, done("The theme is out of the report"));
        }
        Gathering::Quote(report, theme, quotes) => {
            let said =
                if quotes.is_empty() { "The report chooses its quotes by itself again" } else { "The report quotes what you chose, in that order" };
            let work = move |project: &mut Project| project.choose_quotes(report, theme, &quotes).map(drop);
            app.send("Choosing the quotes", work, done(said));
        }
        _ => {}
    }
}
