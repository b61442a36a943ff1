//! Reports: documents of chosen themes, put in order here as they are going to be written.

mod data;
mod list;
mod side;

use super::{StatusItem, View, ViewId, parts};
use crate::jobs::Progress;
use crate::model::{CodeId, Passage, Report, ReportId};
use crate::project::{Reader, Topic};
use crate::ui::cached::Cached;
use crate::ui::command::{Command, Export, Gathering, ReportCommand, Side, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::later::{Later, Watched};
use crate::ui::widgets::{Row, icon_button, section_head};
use data::{Key, Page};
use egui::{Id, ScrollArea, Ui};

/// What a report is made of beside the passages; names are said by the list of pseudonyms.
const TOPICS: &[Topic] = &[Topic::Chart, Topic::Themes, Topic::Reports, Topic::Pseudonyms];

const NOTHING: &str = "No theme or quote is chosen: click on one, or walk the list with the arrows";
const NO_REPORT: &str = "There is no report yet: “New report…” begins one";

/// The reports.
#[derive(Default)]
pub struct ReportsView {
    /// The report that shows.
    shown: Option<ReportId>,
    making: Later<(u64, ReportId), Page>,
    /// How many themes each report has.
    themes: Cached<u64, Vec<(ReportId, usize)>>,
    chosen: Option<Key>,
    reveal: bool,
    /// The theme that is to be chosen once the report is read with it.
    wanted: Option<CodeId>,
    heights: list::Heights,
}

impl ReportsView {
    /// The report that shows: the chosen one, else the first.
    fn report<'a>(&self, desk: &'a Desk) -> Option<&'a Report> {
        let all = desk.corpus.reports();
        all.iter().find(|report| Some(report.id) == self.shown).or_else(|| all.first())
    }

    /// Reads the report again where anything changed that is in it.
    fn refresh(&mut self, cx: &Cx) {
        let Some((desk, report)) = cx.project.and_then(|desk| Some((desk, self.report(desk)?))) else { return };
        let key = (desk.revision(Topic::PASSAGES) + desk.revision(TOPICS), report.id);
        if self.making.wants(&key) {
            let (path, corpus, report) = (desk.path().to_owned(), desk.corpus.clone(), report.clone());
            let read = move |progress: &Progress| {
                let reader = Reader::open(&path)?;
                Page::read(&corpus, &report, &Watched::new(reader.texts(&corpus), progress))
            };
            self.making.start(key, cx.job(None, read));
        }
        let is_read = |theme: &CodeId| self.page(desk).is_some_and(|page| page.at(Key::Theme(*theme)).is_some());
        if let Some(theme) = self.wanted.filter(is_read) {
            (self.chosen, self.reveal, self.wanted) = (Some(Key::Theme(theme)), true, None);
        }
    }

    /// The page of the report that shows, as it was read last.
    fn page(&self, desk: &Desk) -> Option<&Page> {
        self.read(desk).map(|(_, page)| page)
    }

    /// The same with what it was read for.
    fn read(&self, desk: &Desk) -> Option<(&(u64, ReportId), &Page)> {
        let report = self.report(desk)?;
        self.making.made().filter(|((_, of), _)| *of == report.id)
    }

    fn show(&mut self, report: ReportId) {
        (self.shown, self.chosen, self.wanted) = (Some(report), None, None);
    }

    /// Takes what is for what is chosen in the list; says why not where it cannot.
    fn on_chosen(&self, command: &ReportCommand, cx: &Cx, desk: &Desk, page: &Page) {
        let Some(key) = self.chosen.filter(|key| page.at(*key).is_some()) else { return cx.push(Window::Say(NOTHING)) };
        let report = page.report.id;
        match (command, key) {
            (ReportCommand::Up | ReportCommand::Down, key) => step(cx, desk, page, key, *command == ReportCommand::Up),
            (ReportCommand::Drop, Key::Theme(theme)) => cx.push(Gathering::TakeFromReport(report, theme)),
            (ReportCommand::Drop, Key::Quote(theme, quote)) => {
                let rest = page.quotes_of(&desk.corpus, theme).into_iter().filter(|one| *one != quote).collect();
                cx.push(Gathering::QuoteRest(report, theme, rest));
            }
            (ReportCommand::Go, Key::Theme(theme)) => cx.push(Window::Go(Target::Code(theme))),
            (ReportCommand::Go, Key::Quote(_, quote)) => cx.push(Window::Go(Target::Passage(quote.source, quote.span))),
            (ReportCommand::Keep, Key::Theme(theme) | Key::Quote(theme, _)) => self.keep_quotes(cx, desk, page, theme),
            (ReportCommand::ByRule, Key::Theme(theme) | Key::Quote(theme, _)) => by_rule(cx, page, theme),
            _ => {}
        }
    }

    /// The page may still be of before the last step: what was chosen since is not chosen anew.
    fn keep_quotes(&self, cx: &Cx, desk: &Desk, page: &Page, theme: CodeId) {
        let quotes = page.theme(Key::Theme(theme)).map_or(&[][..], |theme| &theme.quotes);
        match desk.corpus.quotes_of_report(page.report.id, theme).next().is_some() {
            true => cx.push(Window::Say("The quotes of this theme are kept already: no rule changes them")),
            false if quotes.is_empty() => cx.push(Window::Say("This theme has no quotes to be kept")),
            false => cx.push(Gathering::Quote(page.report.id, theme, quotes.iter().map(|quote| quote.passage).collect::<Vec<Passage>>())),
        }
    }
}

/// Moves a theme or a quote one place. The page may still be of the order before the last step: what counts is the corpus.
fn step(cx: &Cx, desk: &Desk, page: &Page, key: Key, up: bool) {
    let report = page.report.id;
    match key {
        Key::Theme(theme) => match data::theme_moved(&desk.corpus, report, theme, up) {
            Ok(before) => cx.push(ReportCommand::Place(report, theme, before)),
            Err(None) => cx.push(Window::Say(if up { "It is the first theme" } else { "It is the last theme" })),
            Err(Some(_)) if up => cx.push(Window::Say("It is the first sub-theme there: a sub-theme stands under its theme")),
            Err(Some(_)) => cx.push(Window::Say("It is the last sub-theme there: a sub-theme stands under its theme")),
        },
        Key::Quote(theme, quote) => match page.quote_moved(&desk.corpus, theme, quote, up) {
            Some(order) => cx.push(Gathering::Quote(report, theme, order)),
            None => cx.push(Window::Say("It stands at that end of its quotes: what speaks against a theme comes after what bears it out")),
        },
    }
}

fn by_rule(cx: &Cx, page: &Page, theme: CodeId) {
    match page.theme(Key::Theme(theme)).is_some_and(|theme| theme.quotes.iter().any(|quote| quote.chosen)) {
        true => cx.push(Gathering::Quote(page.report.id, theme, Vec::new())),
        false => cx.push(Window::Say("The quotes of this theme are taken by rule")),
    }
}

impl View for ReportsView {
    fn id(&self) -> ViewId {
        ViewId::Reports
    }

    fn main(&self) -> Option<Id> {
        Some(list::id())
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        Some(match side {
            Side::Left => "Reports",
            Side::Right => "The report",
        })
    }

    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        section_head(ui, "Reports", |ui| {
            if icon_button(ui, icons::PLUS, "New report…", &cx.tip(ReportCommand::New)).clicked() {
                cx.push(ReportCommand::New);
            }
        });
        let now = self.report(desk).map(|report| report.id);
        ScrollArea::vertical().id_salt("report names").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let count = |report: &Report| (report.id, desk.corpus.themes_of_report(report.id).count());
            let counts = self.themes.get(desk.revision(&[Topic::Reports]), |_| desk.corpus.reports().iter().map(count).collect()).clone();
            for (report, (_, themes)) in desk.corpus.reports().iter().zip(counts) {
                let row = Row::new(&report.name).icon(icons::FILE_TEXT).count(crate::ui::format::count(themes as i64));
                if row.selected(now == Some(report.id)).show(ui).response.clicked() {
                    self.show(report.id);
                }
            }
        });
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(cx);
        if self.report(desk).is_none() {
            let more = "A report is a document of chosen themes with what they state and quotes, in your order. It is kept here and written as often as you like.";
            return parts::empty(ui, cx, "No reports yet", more, Some(("New report…", ReportCommand::New.into())));
        }
        if let Some(problem) = self.making.trouble() {
            return parts::empty(ui, cx, "The report could not be read", problem, None);
        }
        if self.page(desk).is_some() {
            list::draw(self, ui, cx, desk);
        } else {
            parts::waiting(ui, &mut self.making, "Reading the passages", "The passages were not all read");
        }
    }

    fn right(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(cx);
        match self.page(desk) {
            Some(page) => side::draw(ui, cx, desk, page),
            None => side::nothing(ui, cx),
        }
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let Some(page) = cx.project.and_then(|desk| self.page(desk)) else { return Vec::new() };
        let keys = [
            cx.keyed(ReportCommand::Up, "and"),
            cx.keyed(ReportCommand::Down, "move"),
            cx.keyed(ReportCommand::Drop, "takes out"),
            cx.keyed(ReportCommand::Go, "goes to it"),
        ];
        let keys: Vec<String> = keys.into_iter().flatten().collect();
        vec![
            StatusItem::new(counted(page.themes.len(), "theme")),
            StatusItem::new(counted(page.quotes(), "quote")),
            StatusItem::new(keys.join(" · ").replacen(" and · ", " and ", 1)),
        ]
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        let (Command::Reports(command), Some(desk)) = (command, cx.project) else { return false };
        match command {
            ReportCommand::Show(id) => {
                self.show(*id);
                return true;
            }
            ReportCommand::At(id, theme) => {
                (self.shown, self.wanted) = (Some(*id), Some(*theme));
                return true;
            }
            _ => {}
        }
        if !command.is_for_shown() {
            return false;
        }
        let Some(Report { id, chart, pictures, .. }) = self.report(desk).cloned() else {
            cx.push(Window::Say(NO_REPORT));
            return true;
        };
        match command {
            ReportCommand::AskRename => cx.push(ReportCommand::PickName(id)),
            ReportCommand::AskIntro => cx.push(ReportCommand::PickIntro(id)),
            ReportCommand::AskQuotes => cx.push(ReportCommand::PickQuotes(id)),
            ReportCommand::Add => cx.push(ReportCommand::PickTheme(id)),
            ReportCommand::Remove => cx.push(ReportCommand::AskRemove(id)),
            ReportCommand::Chart => cx.push(ReportCommand::SetChart(id, !chart)),
            ReportCommand::Pictures => cx.push(ReportCommand::SetPictures(id, !pictures)),
            ReportCommand::Write => cx.push(Export::Report(id)),
            // What was just put in is meant, and not read yet: nothing is done to what was chosen before.
            _ if self.wanted.is_some_and(|theme| desk.corpus.themes_of_report(id).any(|other| other == theme)) => {
                cx.push(Window::Say("The report is still being read"));
            }
            _ => match self.page(desk) {
                Some(page) => {
                    self.on_chosen(command, cx, desk, page);
                    // What stands after what goes is chosen next.
                    if *command == ReportCommand::Drop {
                        self.chosen = self.chosen.and_then(|key| page.after(key)).or(self.chosen);
                    }
                }
                None => cx.push(Window::Say("The report is still being read")),
            },
        }
        true
    }
}
