//! Executes the commands on reports: themes put in and taken out, passages quoted, and the document written.

use super::run_export::read;
use super::run_paper::{Paper, ask_where, look, write};
use super::{Export, Gathering, ReportCommand, Window, picks};
use crate::Error;
use crate::analysis::{Corpus, Naming, Removed, all_are_quoted, goes_along, quoted_also, quoted_but};
use crate::export::{blocks_disclosed, report_blocks, report_quotes};
use crate::model::{CodeId, Passage, Report, ReportId};
use crate::project::{Project, Reader};
use crate::ui::app::Themata;
use crate::ui::cx::Cx;
use crate::ui::dialogs::{Confirm, NameDialog, Pick, PickItem, TextDialog};
use crate::ui::drafts::Draft;
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::notify::Notice;
use crate::ui::views::ViewId;
use egui::Context;

/// Writes, or begins one to write.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Export) {
    match command {
        Export::PickReport => pick(app, ctx),
        Export::NewReport(name) => {
            let Some(desk) = &app.project else { return };
            let themes = themes(&desk.corpus);
            let report = Report::titled(name);
            app.send("Beginning the report", move |project| project.add_report(&report, &themes), |app, _, done| app.ask(Export::Report(done.value)));
        }
        Export::Report(id) => look(app, ctx, paper(id), Export::ReportWhere(id).into()),
        Export::ReportWhere(id) => {
            let Some(report) = app.project.as_ref().and_then(|desk| desk.corpus.reports().iter().find(|report| report.id == id)) else { return };
            let file = format!("{}.docx", report.name.replace(['/', '\\', ':'], " "));
            ask_where(app, ctx, &paper(id), &file, move |path| Export::ReportTo(id, path).into());
        }
        Export::ReportTo(id, to) => write(app, ctx, paper(id), to),
        _ => {}
    }
}

/// Does what is asked of a report.
pub(super) fn run_own(app: &mut Themata, ctx: &Context, command: ReportCommand) {
    match command {
        ReportCommand::New => app.open(ctx, NameDialog::new("report", ReportCommand::Begin).hint("Its title")),
        ReportCommand::Begin(name) => begin(app, name),
        ReportCommand::Choose => choose(app, ctx),
        ReportCommand::PickName(id) => {
            let Some(old) = row(app, id).map(|report| report.name) else { return };
            app.open(ctx, NameDialog::rename("report", &old, move |name| ReportCommand::Rename(id, name)));
        }
        ReportCommand::PickIntro(id) => {
            let Some(intro) = row(app, id).map(|report| report.intro) else { return };
            let hint = "What the report is about, whom you heard, how the themes were made";
            let then = move |words| ReportCommand::Intro(id, words);
            let dialog = TextDialog::new("Introduction", "Introduction of the report", hint, &intro, then);
            app.open(ctx, dialog.kept(app.keeping(&Draft::Intro(id))));
        }
        ReportCommand::PickQuotes(id) => pick_quotes(app, ctx, id),
        ReportCommand::PickTheme(id) => {
            if let Some(dialog) = app.with_cx(|cx| pick_theme(cx, id)) {
                app.open(ctx, dialog);
            }
        }
        ReportCommand::Rename(id, name) => edit(app, id, move |report| Report { name, ..report }),
        ReportCommand::Intro(id, intro) => {
            let Some(report) = row(app, id).map(|report| Report { intro, ..report }) else { return };
            let work = move |project: &mut Project| {
                project.edit_report(report)?;
                project.keep_draft(&Draft::Intro(id).place(), "")
            };
            app.send("Changing the report", work, |_, _, ()| {});
        }
        ReportCommand::Quotes(id, quotes) => edit(app, id, move |report| Report { quotes, ..report }),
        ReportCommand::SetPictures(id, pictures) => edit(app, id, move |report| Report { pictures, ..report }),
        ReportCommand::SetChart(id, chart) => edit(app, id, move |report| Report { chart, ..report }),
        ReportCommand::Place(report, theme, before) => {
            let work = move |project: &mut Project| project.place_in_report(report, &[theme], before).map(drop);
            let new = app.project.as_ref().is_some_and(|desk| !desk.corpus.themes_of_report(report).any(|other| other == theme));
            app.send("Putting the theme in its place", work, move |app, _, ()| {
                if new {
                    app.ask(ReportCommand::At(report, theme));
                }
            });
        }
        ReportCommand::AskRemove(id) => ask_remove(app, ctx, id),
        ReportCommand::RemoveOne(id) => {
            let work = move |project: &mut Project| project.remove_reports(&[id]).map(drop);
            app.send("Removing the report", work, |app, _, ()| app.say(Notice::undoable("The report is removed; themes and passages stay")));
        }
        _ => {}
    }
}

fn ask_remove(app: &mut Themata, ctx: &Context, id: ReportId) {
    let Some((report, desk)) = row(app, id).zip(app.project.as_ref()) else { return };
    let what = goes_along(&desk.corpus, &Removed::Reports(&[id])).sentence();
    let title = format!("Remove the report “{}”?", report.name);
    let dialog = Confirm::new(title, what, "Remove", ReportCommand::RemoveOne(id)).more("Themes and passages stay.").danger();
    app.open(ctx, dialog);
}

fn row(app: &Themata, id: ReportId) -> Option<Report> {
    app.project.as_ref()?.corpus.reports().iter().find(|report| report.id == id).cloned()
}

/// Changes the report itself.
fn edit(app: &mut Themata, id: ReportId, change: impl FnOnce(Report) -> Report) {
    let Some(report) = row(app, id).map(change) else { return };
    app.send("Changing the report", move |project: &mut Project| project.edit_report(report).map(drop), |_, _, ()| {});
}

/// Begins a report of the project's themes, and shows it.
fn begin(app: &mut Themata, name: String) {
    let Some(desk) = &app.project else { return };
    let themes = themes(&desk.corpus);
    let marked = desk.corpus.codes().iter().any(|code| code.theme);
    let which = if marked { counted(themes.len(), "theme") } else { format!("{}, as none is marked as a theme", counted(themes.len(), "top code")) };
    let (report, said) = (Report::titled(name), format!("Began the report with {which}; Delete takes one out of it"));
    let work = move |project: &mut Project| project.add_report(&report, &themes);
    app.send("Beginning the report", work, |app, _, done| {
        app.ask(Window::Show(ViewId::Reports));
        app.ask(ReportCommand::Show(done.value));
        app.say(Notice::undoable(said));
    });
}

fn choose(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let corpus = &desk.corpus;
    let item = |report: &Report| PickItem::new(&report.name, icons::FILE_TEXT, ReportCommand::Show(report.id)).note(size(corpus, report));
    let new = |name: &str| PickItem::new(format!("New report “{name}”"), icons::PLUS, ReportCommand::Begin(name.to_owned()));
    app.open(ctx, Pick::new("Which report shows", "Report", corpus.reports().iter().map(item).collect()).or_new("a title", new));
}

/// The most quotes by rule that are offered for a theme.
const MOST_QUOTES: u32 = 10;

fn pick_quotes(app: &mut Themata, ctx: &Context, id: ReportId) {
    let Some(now) = row(app, id).map(|report| report.quotes) else { return };
    let item = |quotes: u32| {
        let words = if quotes == 0 { "Only quotes that were chosen".to_owned() } else { format!("{} a theme", counted(quotes as usize, "quote")) };
        PickItem::new(words, if quotes == now { icons::CHECK } else { icons::QUOTES }, ReportCommand::Quotes(id, quotes))
    };
    let line = "How many quotes a theme has for which none were chosen";
    app.open(ctx, Pick::new(line, "Quotes", (0..=MOST_QUOTES).map(item).collect()));
}

/// Asks which code is put into a report, of all that are not in it.
fn pick_theme(cx: &Cx, id: ReportId) -> Option<Pick> {
    let corpus = &cx.project?.corpus;
    let here: Vec<CodeId> = corpus.themes_of_report(id).collect();
    let items = picks::codes(cx, |code| !here.contains(&code.id), |code| ReportCommand::Place(id, code, None));
    Some(Pick::new("Put into the report", "Theme or code", items))
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
    app.open(ctx, Pick::new("Write a report", "A report, or the title of a new one", items).or_new("a title", new));
}

fn paper(id: ReportId) -> Paper {
    Paper::of_words("report", move |path, progress| {
        read(path, progress, |corpus, texts| {
            let gone = || Error::NotFound("that report is no longer in the project".into());
            let report = corpus.reports().iter().find(|report| report.id == id).ok_or_else(gone)?;
            let (blocks, _) = report_blocks(corpus, report, texts, Naming::Pseudonyms)?;
            let found = blocks_disclosed(corpus, texts, (&report.name, &blocks), Naming::Pseudonyms)?;
            Ok((report.name.clone(), blocks, found))
        })
    })
    .which(id.to_string())
}

/// Asks into which report a theme goes, or out of which.
pub(super) fn ask_report(app: &mut Themata, ctx: &Context, theme: CodeId) {
    let Some(desk) = &app.project else { return };
    let (corpus, name) = (&desk.corpus, desk.corpus.code(theme).map_or("", |code| &code.name));
    let item = |report: &Report| match corpus.themes_of_report(report.id).any(|one| one == theme) {
        true => PickItem::new(&report.name, icons::CHECK, Gathering::TakeFromReport(report.id, theme)).note("it is in it: take it out"),
        false => PickItem::new(&report.name, icons::FILE_TEXT, Gathering::PutInReport(report.id, theme)).note(size(corpus, report)),
    };
    // What takes it out is never first: Enter alone puts it in, or leaves it.
    let holds = |report: &&Report| corpus.themes_of_report(report.id).any(|one| one == theme);
    let (held, free): (Vec<&Report>, Vec<&Report>) = corpus.reports().iter().partition(holds);
    let mut items: Vec<PickItem> = free.into_iter().map(item).collect();
    if items.is_empty() && !held.is_empty() {
        items.push(PickItem::new("Leave it in the report", icons::CHECK, Window::Say("The theme stays in the report")));
    }
    items.extend(held.into_iter().map(item));
    let new = move |name: &str| PickItem::new(format!("New report “{name}”"), icons::PLUS, Gathering::BeginReport(name.to_owned(), vec![theme]));
    app.open(ctx, Pick::new(format!("Put “{name}” into a report"), "A report, or the title of a new one", items).or_new("a title", new));
}

/// Asks in which report passages are quoted for a theme; where all of them are, they are so no longer.
pub(super) fn ask_quote(app: &mut Themata, ctx: &Context, theme: CodeId, passages: Vec<Passage>) {
    let Some(desk) = &app.project else { return };
    let corpus = &desk.corpus;
    let item = |report: &Report| {
        let chosen: Vec<Passage> = corpus.quotes_of_report(report.id, theme).collect();
        let (command, note) = match all_are_quoted(&chosen, &passages) {
            true => {
                let rest = quoted_but(chosen.iter().copied(), &passages);
                (Gathering::QuoteRest(report.id, theme, rest), "quoted there: take it out".to_owned())
            }
            false => (Gathering::AlsoQuote(report.id, theme, passages.clone()), counted(chosen.len(), "quote")),
        };
        PickItem::new(&report.name, icons::QUOTES, command).note(note)
    };
    let items: Vec<PickItem> =
        corpus.reports().iter().filter(|report| corpus.themes_of_report(report.id).any(|one| one == theme)).map(item).collect();
    if items.is_empty() {
        return app.say(Notice::info("This theme is in no report yet: “Put the theme into a report…” does that"));
    }
    app.open(ctx, Pick::new("Quote in a report", "Report", items));
}

/// Where a theme stands that was put at the end of a report.
fn where_it_stands(corpus: &Corpus, report: ReportId, theme: CodeId) -> String {
    let themes: Vec<CodeId> = corpus.themes_of_report(report).collect();
    match corpus.theme_above(theme, &themes).and_then(|above| corpus.code(above)) {
        Some(above) => format!("The theme stands in the report under “{}”, whose sub-theme it is", above.name),
        None => "The theme stands at the end of the report".into(),
    }
}

/// Changes a report.
pub(super) fn change(app: &mut Themata, command: Gathering) {
    let done = |said: &'static str| move |app: &mut Themata, _: &Context, ()| app.say(Notice::undoable(said));
    match command {
        Gathering::BeginReport(name, themes) => {
            let report = Report::titled(name);
            let work = move |project: &mut Project| project.add_report(&report, &themes).map(drop);
            app.send("Beginning the report", work, done("Began the report: “Write a report…” in the menu writes it"));
        }
        Gathering::PutInReport(report, theme) => {
            let work = move |project: &mut Project| project.place_in_report(report, &[theme], None).map(drop);
            app.send("Putting the theme into the report", work, move |app, _, ()| {
                let said = app.project.as_ref().map(|desk| where_it_stands(&desk.corpus, report, theme)).unwrap_or_default();
                app.say(Notice::undoable(said));
            });
        }
        Gathering::TakeFromReport(report, theme) => {
            let work = move |project: &mut Project| project.take_from_report(report, &[theme]).map(drop);
            let quotes = app.project.as_ref().map_or(0, |desk| desk.corpus.quotes_of_report(report, theme).count());
            let with = if quotes == 0 { String::new() } else { format!(", and {} chosen for it", counted(quotes, "quote")) };
            let said = format!("The theme is out of the report{with}");
            app.send("Taking the theme out of the report", work, move |app, _, ()| app.say(Notice::undoable(said)));
        }
        Gathering::AlsoQuote(report, theme, passages) => {
            let Some(corpus) = app.project.as_ref().map(|desk| desk.corpus.clone()) else { return };
            let work = move |project: &mut Project| {
                let gone = || Error::NotFound("that report is no longer in the project".into());
                let row = corpus.reports().iter().find(|row| row.id == report).ok_or_else(gone)?;
                let reader = Reader::open(project.path())?;
                let quotes = report_quotes(&corpus, row, theme, &reader.texts(&corpus))?;
                project.choose_quotes(report, theme, &quoted_also(quotes, &passages)).map(drop)
            };
            app.send("Choosing the quotes", work, done("The report quotes it after those that stood there"));
        }
        Gathering::QuoteRest(report, theme, quotes) => {
            let by_rule = app.project.as_ref().is_some_and(|desk| desk.corpus.quotes_of_report(report, theme).next().is_none());
            let said = match (quotes.len(), by_rule) {
                (0, _) => "The last quote that was chosen is out: they are taken by rule again",
                (_, false) => "The quote is out of the report",
                (1, true) => "The quote is out of the report; the one beside it is kept, so that no rule brings this one back",
                (_, true) => "The quote is out of the report; those beside it are kept, so that no rule brings this one back",
            };
            let work = move |project: &mut Project| project.choose_quotes(report, theme, &quotes).map(drop);
            app.send("Taking the quote out", work, done(said));
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
