//! The dialog before a table for the paper: which table, of what, how, and as which kind of file.

use super::lines::{choices, elided, line, one_of};
use crate::analysis::lens::Lens;
use crate::analysis::{Corpus, Naming, Scope};
use crate::export::{BlockFormat, PaperOptions, PaperTable};
use crate::model::{CodeId, CrosswalkId, FrameworkId};
use crate::text::capital;
use crate::ui::command::{Command, Export};
use crate::ui::cx::Cx;
use crate::ui::dialogs::{Dialog, Footer, Step, footer, head};
use crate::ui::format;
use crate::ui::views::crosswalk::title;
use crate::ui::views::themes::{By, groupings};
use crate::ui::widgets::{Button, paint, wrapped};
use egui::{Frame, Margin, Ui};
use serde::{Deserialize, Serialize};

/// How many quotes of a theme are offered.
const QUOTES: [usize; 6] = [0, 1, 2, 3, 5, 10];

/// A table for a paper as it was asked for. What was chosen last is remembered for each project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableJob {
    /// Which table.
    pub table: PaperTable,
    /// What it is written as.
    pub format: BlockFormat,
    /// Of codes, themes and the chart: this framework; none means all, for the chart the first.
    pub framework: Option<FrameworkId>,
    /// The crosswalk that is read through.
    pub through: Option<CrosswalkId>,
    /// Quotes for each theme.
    pub quotes: usize,
    /// What its sites are.
    pub site: By,
    /// The code whose passages show: not remembered, as what follows is not.
    #[serde(skip)]
    pub shown: Option<CodeId>,
    /// The codes that are the themes, with those below them; none means those of the framework.
    #[serde(skip)]
    pub only: Vec<CodeId>,
    /// What stands for people: no name goes out because one did before.
    #[serde(skip)]
    pub naming: Naming,
}

impl Default for TableJob {
    fn default() -> Self {
        Self {
            table: PaperTable::default(),
            format: BlockFormat::default(),
            framework: None,
            through: None,
            quotes: PaperOptions::default().quotes,
            site: By::Site,
            shown: None,
            only: Vec::new(),
            naming: Naming::default(),
        }
    }
}

impl TableJob {
    /// What is offered the next time, where this code shows.
    pub fn again(self, shown: Option<CodeId>) -> Self {
        Self { shown, only: Vec::new(), naming: Naming::default(), ..self }
    }

    /// The same with what is gone from the project left out.
    pub fn fitting(mut self, corpus: &Corpus) -> Self {
        self.framework = self.framework.filter(|id| corpus.framework(*id).is_some());
        self.through = self.through.filter(|id| self.lenses(corpus).iter().any(|(one, _)| *one == Some(*id)));
        self.site = Some(self.site.fitting(corpus)).filter(|by| *by != By::Nothing).unwrap_or_default();
        self.shown = self.shown.filter(|id| corpus.code(*id).is_some());
        self.only.retain(|id| corpus.code(*id).is_some());
        self
    }

    /// The corpus as the table reads it: with its sites, and through the crosswalk.
    pub fn read(&self, mut corpus: Corpus) -> Corpus {
        if let Some(site) = self.site.fitting(&corpus).grouping(&corpus) {
            corpus.project.site = Some(site);
        }
        let one = self.through.filter(|_| self.table.reads_codes()).and_then(|id| corpus.crosswalk(id));
        one.map(|one| Lens::new(&corpus, one).corpus_of_all(&Scope::default())).unwrap_or(corpus)
    }

    /// How it is made.
    pub fn options(&self) -> PaperOptions {
        PaperOptions { naming: self.naming, frameworks: self.framework.into_iter().collect(), codes: self.only.clone(), quotes: self.quotes }
    }

    /// Whether frameworks make a difference to it.
    fn asks_framework(&self) -> bool {
        self.table.reads_codes() || self.table == PaperTable::Reporting
    }

    /// The frameworks that are offered.
    fn frameworks(&self, corpus: &Corpus) -> Vec<(Option<FrameworkId>, String)> {
        let all = if self.table == PaperTable::Chart { "The first" } else { "All" };
        let named = corpus.frameworks().iter().map(|one| (Some(one.id), elided(&one.name)));
        std::iter::once((None, all.to_owned())).chain(named).collect()
    }

    /// The crosswalks into the framework that can be read through.
    fn lenses(&self, corpus: &Corpus) -> Vec<(Option<CrosswalkId>, String)> {
        let fits = |to: FrameworkId| self.framework.is_none_or(|id| id == to);
        let into = corpus.crosswalks().iter().filter(|one| fits(one.to_framework)).map(|one| (Some(one.id), title(corpus, one)));
        std::iter::once((None, "As coded".to_owned())).chain(into).collect()
    }

    /// What can be its sites.
    fn sites(corpus: &Corpus) -> Vec<(By, String)> {
        let project = corpus.project.site;
        let other = |(by, name)| if Some(by) == project { (By::Site, format!("{name}, as the project has it")) } else { (By::Group(by), name) };
        groupings(corpus).into_iter().map(other).collect()
    }
}

/// The dialog.
pub struct TableDialog {
    job: TableJob,
}

impl TableDialog {
    /// The dialog for a table.
    pub fn new(job: TableJob) -> Self {
        Self { job }
    }

    fn rows(&mut self, ui: &mut Ui, cx: &Cx, corpus: &Corpus) {
        let job = &mut self.job;
        let tables = PaperTable::ALL.map(|table| (table, capital(table.name())));
        choices(ui, cx, "Table", &mut job.table, &tables);
        line(ui, cx, "", |ui| drop(wrapped(ui, job.table.what(), paint::meta(), cx.tokens.ink3, 20.0)));
        if job.table == PaperTable::Themes {
            themes(ui, cx, corpus, job);
        }
        if job.asks_framework() && (job.table != PaperTable::Themes || job.only.is_empty()) {
            let frameworks = job.frameworks(corpus);
            choices(ui, cx, "Framework", &mut job.framework, &frameworks);
        }
        let lenses = job.lenses(corpus);
        if job.table.reads_codes() && lenses.len() > 1 {
            choices(ui, cx, "Read", &mut job.through, &lenses);
        }
        if job.table == PaperTable::Themes {
            let quotes = QUOTES.map(|quotes| (quotes, format::count(quotes as i64)));
            choices(ui, cx, "Quotes a theme", &mut job.quotes, &quotes);
        }
        if job.table != PaperTable::Codes {
            one_of(ui, cx, "Sites are", &mut job.site, &TableJob::sites(corpus));
        }
        let forms = [
            (BlockFormat::Docx, "Word"),
            (BlockFormat::Xlsx, "Excel"),
            (BlockFormat::Csv, "CSV"),
            (BlockFormat::Html, "Web page (HTML)"),
            (BlockFormat::Markdown, "Markdown"),
        ];
        choices(ui, cx, "Format", &mut job.format, &forms);
        super::lines::people(ui, cx, &mut job.naming);
    }
}

/// Which codes are the themes: those of the framework, the one that shows, or others that are chosen.
fn themes(ui: &mut Ui, cx: &Cx, corpus: &Corpus, job: &mut TableJob) {
    line(ui, cx, "Themes", |ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        let chip = |ui: &mut Ui, words: &str, on: bool| Button::chip(words).name(&format!("Themes: {words}")).selected(on).show(ui).clicked();
        if chip(ui, "Those of the framework", job.only.is_empty()) {
            job.only.clear();
        }
        let others = job.only.iter().copied().filter(|id| Some(*id) != job.shown);
        for id in job.shown.into_iter().chain(others).collect::<Vec<_>>() {
            let Some(code) = corpus.code(id) else { continue };
            let (name, on) = (elided(&code.name), job.only.contains(&id));
            let words = if Some(id) == job.shown { format!("As shown: {name}") } else { name };
            match chip(ui, &words, on) {
                true if on => job.only.retain(|other| *other != id),
                true => job.only.push(id),
                false => {}
            }
        }
        if Button::chip("Another code…").tip("A code that is a theme of the table, with those below it").show(ui).clicked() {
            cx.push(Export::AskTableCode(job.only.clone()));
        }
    });
}

impl Dialog for TableDialog {
    fn name(&self) -> String {
        "Table for the paper".into()
    }

    fn width(&self) -> f32 {
        680.0
    }

    fn command(&mut self, command: &Command, _cx: &Cx) -> bool {
        let Command::Export(Export::TableCode(id)) = command else { return false };
        if !self.job.only.contains(id) {
            self.job.only.push(*id);
        }
        true
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        let Some(desk) = cx.project else { return Step::Close };
        head(ui, &self.name(), "Interviews and people are counted apart everywhere. What is chosen here is offered again next time.");
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 16 }).show(ui, |ui| {
            self.rows(ui, cx, &desk.corpus);
        });
        self.job = std::mem::take(&mut self.job).fitting(&desk.corpus);
        match footer(ui, "What may tell who somebody is comes first.", Button::primary("Choose where…"), Some("Cancel"), true) {
            Footer::Done => {
                cx.push(Export::Table(Box::new(self.job.clone())));
                Step::Close
            }
            Footer::Cancel => Step::Close,
            Footer::Nothing => Step::Stay,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_names_nobody_and_an_older_file_is_read() {
        let job = TableJob { table: PaperTable::Themes, quotes: 5, naming: Naming::FullNames, only: vec![CodeId::new()], ..TableJob::default() };
        let kept = serde_json::to_string(&job).unwrap();
        let again: TableJob = serde_json::from_str(&kept).unwrap();
        assert_eq!(again, TableJob { naming: Naming::Pseudonyms, only: Vec::new(), ..job });
        let older: TableJob = serde_json::from_str(r#"{"table": "sites", "later": 1}"#).unwrap();
        assert_eq!((older.table, older.quotes, older.format), (PaperTable::Sites, 2, BlockFormat::Docx));
    }
}
