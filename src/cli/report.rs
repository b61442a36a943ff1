//! `themata report`: documents of chosen themes, kept with the project and written again after every change.

use super::crosswalk::{ReadThrough, Through};
use super::desk::{Desk, Shelf, Who, end};
use super::find;
use super::out::{Outcome, Table, say, show_json, usage, warn, yes_no};
use super::paper::{self, Paper};
use super::query::NamesArg;
use crate::analysis::{Corpus, Lies, Query, Removed, gather, lies_among, quoted_also, words_at};
use crate::export::{Quoted, Unwritten, all_quoted, report_blocks, report_quotes};
use crate::model::{CodeId, Passage, Report as Row, ReportId, Span};
use crate::project::op::{OpKind, count};
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// List reports, or begin, change and write one: chosen themes with statements, quotes, sites and the chart
///
/// A report keeps its themes in the order you chose, and the quotes you chose for them. Written again, it says what the project says then.
///
/// Example: themata report study.themata new "For the board" "Law 2" "Law 5" --quotes 3 --coder BP
/// Example: themata report study.themata write "For the board" -o board.docx
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Report {
    #[command(flatten)]
    asked: ReadThrough,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do with reports.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Begin a report of themes, in this order
    ///
    /// Example: themata report study.themata new "For the board" "Law 2" "Law 5" --pictures no --coder BP
    New {
        /// Its title
        name: String,
        /// The themes, or any codes
        #[arg(value_name = "THEME")]
        themes: Vec<String>,
        #[command(flatten)]
        how: How,
        #[command(flatten)]
        who: Who,
    },
    /// Show the themes of a report with their quotes, those that were chosen and those taken by rule, by their numbers in the theme
    ///
    /// Example: themata report study.themata show "For the board"
    Show {
        /// The report
        name: String,
    },
    /// Put themes into a report, or those that are in it to another place
    ///
    /// A theme that lies below another one of the report stands under it, among the others there in your order.
    ///
    /// Example: themata report study.themata place "For the board" "Law 3" --before "Law 2" --coder BP
    Place {
        /// The report
        name: String,
        /// The themes, or any codes
        #[arg(value_name = "THEME", required = true)]
        themes: Vec<String>,
        /// Before this theme of the report; without it, at its end
        #[arg(long, value_name = "THEME")]
        before: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Take themes out of a report
    ///
    /// Example: themata report study.themata drop "For the board" "Law 5" --coder BP
    Drop {
        /// The report
        name: String,
        /// The themes
        #[arg(value_name = "THEME", required = true)]
        themes: Vec<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Choose the quotes of a theme, in this order, by their numbers in themata theme FILE show THEME (with the same --through); with no number they are chosen by rule again
    ///
    /// With --add and --drop those that stand in the report stay, also where they were taken by rule until then.
    ///
    /// Example: themata report study.themata quotes "For the board" "Law 2" 3 1 --coder BP
    /// Example: themata report study.themata quotes "For the board" "Law 2" --add 5 --drop 1 --coder BP
    #[command(verbatim_doc_comment)]
    Quotes {
        /// The report
        name: String,
        /// The theme
        theme: String,
        /// The passages of the theme
        #[arg(value_name = "NUMBER")]
        numbers: Vec<usize>,
        /// Quote this passage of the theme too; several times for several
        #[arg(long, value_name = "NUMBER", conflicts_with = "numbers")]
        add: Vec<usize>,
        /// Quote this passage of the theme no more; several times for several
        #[arg(long, value_name = "NUMBER", conflicts_with = "numbers")]
        drop: Vec<usize>,
        #[command(flatten)]
        who: Who,
    },
    /// Change the title of a report and how it is made
    ///
    /// Example: themata report study.themata edit "For the board" --intro "What we heard in four systems." --quotes 4 --coder BP
    Edit {
        /// The report
        name: String,
        /// The new title
        #[arg(long = "name", value_name = "TITLE")]
        title: Option<String>,
        #[command(flatten)]
        how: How,
        #[command(flatten)]
        who: Who,
    },
    /// Remove reports; themes and passages stay
    ///
    /// Example: themata report study.themata remove "For the board" --coder BP
    Remove {
        /// The reports
        #[arg(value_name = "NAME", required = true)]
        names: Vec<String>,
        /// Also with the themes and quotes that were chosen for them
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        who: Who,
    },
    /// Write a report as .docx, .html or .md; without -o it is shown as Markdown
    ///
    /// Example: themata report study.themata write "For the board" -o board.docx
    Write {
        /// The report
        name: String,
        /// The file to write; its suffix says the format
        #[arg(short, long, value_name = "OUT")]
        output: Option<PathBuf>,
        /// What stands for people
        #[arg(long, value_enum, default_value_t)]
        names: NamesArg,
    },
}

/// How a report is made.
#[derive(clap::Args, Debug)]
struct How {
    /// What stands before the first theme
    #[arg(long, value_name = "WORDS")]
    intro: Option<String>,
    /// How many quotes a theme has for which none were chosen, one against it among them where there is one; 3 without it
    #[arg(long, value_name = "NUMBER")]
    quotes: Option<u32>,
    /// Whether what the framework chart says stands under each theme; yes without it
    #[arg(long, value_name = "yes|no", value_parser = yes_no)]
    chart: Option<bool>,
    /// Whether a picture of where it is heard stands under each theme; yes without it
    #[arg(long, value_name = "yes|no", value_parser = yes_no)]
    pictures: Option<bool>,
}

impl How {
    fn over(&self, row: Row) -> Row {
        Row {
            intro: self.intro.clone().unwrap_or(row.intro),
            quotes: self.quotes.unwrap_or(row.quotes),
            chart: self.chart.unwrap_or(row.chart),
            pictures: self.pictures.unwrap_or(row.pictures),
            ..row
        }
    }
}

impl Report {
    /// Lists, shows, changes or writes.
    pub(super) fn run(self) -> Outcome {
        let (file, json, through) = (&self.asked.file.file, self.asked.json, &self.asked.through);
        if through.is_named() && !matches!(self.verb, Some(Verb::Write { .. } | Verb::Quotes { .. } | Verb::Show { .. })) {
            return usage("that is not read through another framework", "Leave --through away; show, write and quotes take it.");
        }
        match self.verb {
            None => list(file, json),
            Some(Verb::Show { name }) => shown((file, through), &name, json),
            Some(Verb::Write { name, output, names }) => write((file, through), &name, output.as_deref(), names, json),
            Some(Verb::New { name, themes, how, who }) => {
                let desk = Desk::open(file)?.telling(json);
                let themes = codes(&desk.corpus, &themes)?;
                let row = how.over(Row::titled(name));
                desk.act(who.needed()?, OpKind::AddReport, |project| project.add_report(&row, &themes))
            }
            Some(Verb::Place { name, themes, before, who }) => {
                let desk = Desk::open(file)?.telling(json);
                place(desk, &name, (&themes, before.as_deref()), &who)
            }
            Some(Verb::Drop { name, themes, who }) => {
                let desk = Desk::open(file)?.telling(json);
                let (id, themes) = (named(&desk.corpus, &name)?.id, codes(&desk.corpus, &themes)?);
                desk.act(who.needed()?, OpKind::EditReport, |project| project.take_from_report(id, &themes))
            }
            Some(Verb::Quotes { name, theme, numbers, add, drop, who }) => {
                let desk = Desk::open(file)?.telling(json);
                let theme = find::code(&desk.corpus, &theme)?.id;
                choose(desk, through, (&name, theme), &Numbers { numbers, add, drop }, &who)
            }
            Some(Verb::Edit { name, title, how, who }) => {
                let desk = Desk::open(file)?.telling(json);
                let row = how.over(named(&desk.corpus, &name)?.clone());
                let row = Row { name: title.unwrap_or(row.name), ..row };
                desk.act(who.needed()?, OpKind::EditReport, |project| project.edit_report(row))
            }
            Some(Verb::Remove { names, yes, who }) => {
                let desk = Desk::open(file)?.telling(json);
                let ids: Vec<ReportId> = names.iter().map(|name| named(&desk.corpus, name).map(|row| row.id)).collect::<Result<_>>()?;
                desk.ask(&Removed::Reports(&ids), yes)?;
                desk.act(who.needed()?, OpKind::RemoveReports, |project| project.remove_reports(&ids))
            }
        }
    }
}

/// The report of a title.
fn named<'a>(corpus: &'a Corpus, name: &str) -> Result<&'a Row> {
    let missing = || Error::hint(format!("there is no report “{name}”"), "themata report FILE lists them.");
    corpus.report_named(name).ok_or_else(missing)
}

/// Puts themes into a report, and tells where they stand.
fn place(mut desk: Desk, name: &str, (themes, before): (&[String], Option<&str>), who: &Who) -> Outcome {
    let (id, themes) = (named(&desk.corpus, name)?.id, codes(&desk.corpus, themes)?);
    let before = before.map(|theme| find::code(&desk.corpus, theme).map(|code| code.id)).transpose()?;
    let done = desk.step(who.needed()?, OpKind::EditReport, |project| project.place_in_report(id, &themes, before))?;
    stand_under(&desk.reader.corpus()?, id, (&themes, before)).iter().for_each(|words| say(words));
    desk.finish(done.op)
}

/// Says of themes that were put in a place where they stand instead, as sub-themes do.
fn stand_under(corpus: &Corpus, report: ReportId, (placed, before): (&[CodeId], Option<CodeId>)) -> Vec<String> {
    let themes: Vec<CodeId> = corpus.themes_of_report(report).collect();
    let name = |id: CodeId| corpus.code(id).map_or("", |code| &code.name);
    let elsewhere = |theme: &CodeId| {
        let above = corpus.theme_above(*theme, &themes)?;
        let along = |one: &CodeId| placed.contains(one) || corpus.family(*theme).contains(one);
        let next = themes.iter().skip_while(|one| *one != theme).find(|one| !along(one));
        (next != before.as_ref()).then(|| format!("“{}” is a sub-theme of “{}” and stands under it.", name(*theme), name(above)))
    };
    placed.iter().filter_map(elsewhere).collect()
}

fn codes(corpus: &Corpus, paths: &[String]) -> Result<Vec<CodeId>> {
    paths.iter().map(|path| find::code(corpus, path).map(|code| code.id)).collect()
}

/// Passages of a theme by their numbers in what `themata theme FILE show` lists.
struct Numbers {
    /// All that are quoted, in this order.
    numbers: Vec<usize>,
    /// Those that are quoted too, and those that are quoted no more.
    add: Vec<usize>,
    drop: Vec<usize>,
}

/// The numbers of the quotes that are chosen now, for scripts.
#[derive(serde::Serialize)]
struct QuotedNow {
    quotes: Vec<usize>,
}

/// Chooses the quotes of a theme. Where some are added or taken out, those that show become chosen with it.
fn choose(mut desk: Desk, through: &Through, (name, theme): (&str, CodeId), asked: &Numbers, who: &Who) -> Outcome {
    let report = named(&desk.corpus, name)?.clone();
    let read = through.read(&desk.corpus)?;
    let corpus = read.as_ref().unwrap_or(&desk.corpus);
    let texts = desk.reader.texts(corpus);
    let (gathered, _) = gather(corpus, &Query::code(theme, true), &texts)?;
    let called = desk.corpus.code(theme).map_or("", |code| &code.name);
    let all: Vec<Option<Passage>> = gathered.iter().map(|one| desk.corpus.passage(one.excerpt.source, one.excerpt.span)).collect();
    let pick = |number: &usize| {
        number.checked_sub(1).and_then(|at| *all.get(at)?).ok_or_else(|| {
            let what = count(gathered.len(), "passage", "passages");
            Error::hint(format!("“{called}” has {what}, no number {number}"), "themata theme FILE show THEME lists them.")
        })
    };
    let of = |numbers: &[usize]| numbers.iter().map(pick).collect::<Result<Vec<Passage>>>();
    let (mut quotes, add) = (of(&asked.numbers)?, of(&asked.add)?);
    of(&asked.drop)?;
    let changes = !add.is_empty() || !asked.drop.is_empty();
    let by_rule = changes && desk.corpus.quotes_of_report(report.id, theme).next().is_none();
    if changes {
        quotes = report_quotes(corpus, &report, theme, &texts)?;
        let number = |quote: &Passage| lies_among(corpus, &gathered, *quote).map(|(at, _)| at + 1);
        if let Some(missing) = asked.drop.iter().find(|one| !quotes.iter().any(|quote| number(quote) == Some(**one))) {
            let what = format!("number {missing} is not quoted there");
            return Err(Error::hint(what, "themata report FILE show NAME lists the numbers of those that are.").into());
        }
        quotes.retain(|quote| number(quote).is_none_or(|number| !asked.drop.contains(&number)));
        quotes = quoted_also(quotes, &add);
        if quotes.is_empty() {
            return Err(
                Error::hint("no quote would be left", "With no number they are chosen by rule; edit NAME --quotes 0 has none of those.").into()
            );
        }
    }
    let mut distinct: Vec<Passage> = Vec::new();
    quotes.into_iter().for_each(|quote| {
        if !distinct.contains(&quote) {
            distinct.push(quote)
        }
    });
    let mut now: Vec<usize> = distinct.iter().filter_map(|quote| lies_among(corpus, &gathered, *quote)).map(|(at, _)| at + 1).collect();
    now.dedup();
    let done = desk.step(who.needed()?, OpKind::EditReport, |project| project.choose_quotes(report.id, theme, &distinct))?;
    if changes {
        let said: Vec<String> = now.iter().map(usize::to_string).collect();
        let rule = if by_rule { "Those taken by rule are chosen with it. " } else { "" };
        say(&format!("{rule}Quoted now, by their numbers in the theme: {}.", said.join(", ")));
    }
    desk.finish_with(done.op, QuotedNow { quotes: now })
}

#[derive(serde::Serialize)]
struct ReportRow {
    name: String,
    themes: usize,
    quotes: u32,
    chart: bool,
    pictures: bool,
    intro: String,
}

fn row(corpus: &Corpus, report: &Row) -> ReportRow {
    let themes = corpus.themes_of_report(report.id).count();
    ReportRow {
        name: report.name.clone(),
        themes,
        quotes: report.quotes,
        chart: report.chart,
        pictures: report.pictures,
        intro: report.intro.clone(),
    }
}

fn list(file: &Path, json: bool) -> Outcome {
    let Shelf { reader, corpus } = Shelf::open(file)?;
    let rows: Vec<ReportRow> = corpus.reports().iter().map(|report| row(&corpus, report)).collect();
    if json {
        show_json(&rows)?;
        return end(&reader);
    }
    let mut table = Table::new(&["report", "#themes", "#quotes each", "chart", "pictures"]);
    for row in rows {
        let said = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        table.row(vec![row.name, row.themes.to_string(), row.quotes.to_string(), said(row.chart), said(row.pictures)]);
    }
    table.show("No reports yet. Next: themata report FILE new NAME THEME...")?;
    end(&reader)
}

#[derive(serde::Serialize)]
struct Shown {
    #[serde(flatten)]
    row: ReportRow,
    parts: Vec<ThemeRow>,
}

/// A theme of a report, with its quotes as they stand.
#[derive(serde::Serialize)]
struct ThemeRow {
    theme: String,
    /// Those that were chosen.
    chosen: Vec<QuoteRow>,
    /// Those taken by rule, where none were.
    by_rule: Vec<QuoteRow>,
}

#[derive(serde::Serialize)]
struct QuoteRow {
    /// Its number among the passages of the theme.
    number: Option<usize>,
    source: String,
    /// Nothing where its words were corrected away.
    span: Option<Span>,
    /// Its words; those that were corrected away as they were.
    words: String,
    /// Whether the theme gathers it still; what it does not is not written.
    gathered: bool,
    /// How it lies in the passage of that number: whole, within one that has grown, or across ends that are others.
    lies: Option<&'static str>,
    #[serde(skip)]
    noted: Option<&'static str>,
}

fn shown((file, through): (&Path, &Through), name: &str, json: bool) -> Outcome {
    let Shelf { reader, corpus } = through.open(file)?;
    let (report, texts) = (named(&corpus, name)?, reader.texts(&corpus));
    let quote = |one: &Quoted| {
        let source = corpus.source(one.passage.source).map_or_else(String::new, |source| source.name.clone());
        let span = Some(one.passage.span).filter(|_| one.unwritten != Some(Unwritten::Corrected));
        let words = words_at(&corpus, &texts, one.passage)?;
        let (lies, noted) = (one.lies.map(Lies::name), one.unwritten.map(Unwritten::said).or(one.lies.and_then(Lies::said)));
        Ok(QuoteRow { number: one.number, source, span, words, gathered: one.unwritten.is_none(), lies, noted })
    };
    let part = |(theme, quotes): (CodeId, Vec<Quoted>)| {
        let of = |chosen: bool| quotes.iter().filter(|one| one.chosen == chosen).map(quote).collect::<Result<Vec<_>>>();
        Ok(ThemeRow { theme: find::full_path(&corpus, theme), chosen: of(true)?, by_rule: of(false)? })
    };
    let parts: Vec<ThemeRow> = all_quoted(&corpus, report, &texts)?.into_iter().map(part).collect::<Result<_>>()?;
    if json {
        show_json(&Shown { row: row(&corpus, report), parts })?;
        return end(&reader);
    }
    table_of(parts).show("No themes yet. Next: themata report FILE place NAME THEME...")?;
    end(&reader)
}

/// Themes with their quotes, by the numbers that `quotes` takes.
fn table_of(parts: Vec<ThemeRow>) -> Table {
    let mut table = Table::new(&["theme", "#number", "quote", "of", "taken"]);
    for ThemeRow { mut theme, chosen, by_rule } in parts {
        if chosen.is_empty() && by_rule.is_empty() {
            table.row(vec![theme, String::new(), "no quotes".into(), String::new(), String::new()]);
            continue;
        }
        for (one, taken) in chosen.iter().map(|one| (one, "chosen")).chain(by_rule.iter().map(|one| (one, "by rule"))) {
            let number = one.number.map_or_else(String::new, |number| number.to_string());
            let noted = one.noted.map_or_else(String::new, |noted| format!(" ({noted})"));
            table.row(vec![std::mem::take(&mut theme), number, format!("{}{noted}", one.words), one.source.clone(), taken.into()]);
        }
    }
    table
}

fn write((file, through): (&Path, &Through), name: &str, output: Option<&Path>, names: NamesArg, json: bool) -> Outcome {
    let format = paper::format(output, &paper::PROSE)?;
    let Shelf { reader, corpus } = through.open(file)?;
    let (report, texts) = (named(&corpus, name)?, reader.texts(&corpus));
    let naming = names.naming();
    let (blocks, left_out) = report_blocks(&corpus, report, &texts, naming)?;
    let hint = "Code it with the theme again, or choose others: themata report FILE quotes NAME THEME NUMBER...";
    left_out.iter().for_each(|what| warn(what, hint));
    let paper = Paper { title: &report.name, blocks: &blocks, naming, format, unit: None };
    paper.write(&corpus, &texts, (output, json))?;
    end(&reader)
}
