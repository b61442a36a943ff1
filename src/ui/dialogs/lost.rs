//! Codings that lost all their words to a correction: each is put on other words, taken off, or left for later. And what else rests on such words:
//! cells of the chart, themes, reports.

use super::{Dialog, Step, head};
use crate::Result;
use crate::analysis::{Corpus, Resting, Rests, resting_on_nothing, words_at};
use crate::model::{CodingId, Passage, SourceId};
use crate::project::Topic;
use crate::text::capital;
use crate::ui::command::{ChartCommand, CodingCommand, Command, Gathering, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::mine;
use crate::ui::views::ViewId;
use crate::ui::widgets::{Button, Kind, paint, wrapped};
use egui::{Frame, Margin, ScrollArea, Ui};

/// A coding that waits.
struct Row {
    id: CodingId,
    code: String,
    coder: String,
    /// The words it was on.
    words: String,
}

/// The codings of one source that wait.
pub struct LostDialog {
    source: SourceId,
    rows: Vec<Row>,
    /// What rests on words that are gone, with the words.
    resting: Vec<(Resting, String)>,
    /// The state of the project for which that was looked for.
    revision: u64,
    /// What is selected in the text, with its words.
    selected: Option<(Passage, String)>,
}

/// How much of the words shows.
const MOST: usize = 240;

fn short(words: &str) -> String {
    let more = if words.chars().count() > MOST { "…" } else { "" };
    words.chars().take(MOST).chain(more.chars()).collect()
}

impl LostDialog {
    /// Those of a source; `selected` is where one can be put.
    pub fn new(desk: &Desk, source: SourceId, selected: Option<Passage>) -> Result<Self> {
        let corpus = &desk.corpus;
        let versions = desk.reader().versions(source)?;
        let mut rows = Vec::new();
        for version in &versions {
            let mut here = corpus.lost_of(source).iter().map(|lost| &lost.coding).filter(|coding| coding.version == version.id).peekable();
            if here.peek().is_none() {
                continue;
            }
            let text = desk.reader().text(version)?;
            rows.extend(here.map(|coding| Row {
                id: coding.id,
                code: corpus.path(coding.code).join(" / "),
                coder: corpus.coder(coding.coder).map_or_else(String::new, |coder| coder.initials.clone()),
                words: short(text.words_of(coding.span).trim()),
            }));
        }
        let shown = desk.text(source)?;
        // Of what was selected in another version it is not known which words of this one it means.
        let selected = selected.filter(|passage| corpus.shows(source, passage.version));
        let texts = desk.reader().texts(corpus);
        let words = |one: Resting| words_at(corpus, &texts, one.passage).map(|words| (one, short(words.trim())));
        let resting = resting_on_nothing(corpus, source).into_iter().map(words).collect::<Result<_>>()?;
        let revision = desk.revision(Topic::RESTING);
        Ok(Self { source, rows, resting, revision, selected: selected.map(|passage| (passage, short(shown.words_of(passage.span).trim()))) })
    }

    fn row(&self, ui: &mut Ui, cx: &Cx, row: &Row) {
        wrapped(ui, &format!("{} · {}", row.code, row.coder), paint::strong(), cx.tokens.ink, 20.0);
        wrapped(ui, &format!("“{}”", row.words), paint::body(), cx.tokens.ink2, 20.0);
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let put = format!("Put “{}” on the selection", row.code);
            let button = Button::chip("Put it on the selection").name(&put).enabled(self.selected.is_some());
            if button.show(ui).clicked()
                && let Some((passage, _)) = self.selected
            {
                mine::change(cx, vec![row.id], |ids| CodingCommand::Resize(ids.into_iter().map(|id| (id, passage)).collect()));
            }
            if Button::chip("Take it off").name(&format!("Take “{}” off", row.code)).kind(Kind::Quiet).show(ui).clicked() {
                mine::change(cx, vec![row.id], CodingCommand::Remove);
            }
        });
        ui.add_space(14.0);
    }

    /// What rests on words that are gone; says whether the dialog is left for it.
    fn resting(ui: &mut Ui, cx: &Cx, corpus: &Corpus, one: &Resting, words: &str) -> bool {
        let said = one.said(corpus);
        wrapped(ui, &capital(&said), paint::strong(), cx.tokens.ink, 20.0);
        wrapped(ui, &format!("“{words}”"), paint::body(), cx.tokens.ink2, 20.0);
        ui.add_space(6.0);
        let (label, command): (_, Command) = match &one.on {
            Rests::Cell(row, code, _) => ("Show the cell", ChartCommand::WriteIn(row.clone(), *code).into()),
            Rests::Theme(theme, part) => ("Take it out of the theme", Gathering::Change(*theme, Vec::new(), vec![*part]).into()),
            Rests::Report(report, theme) => {
                let left = corpus.quotes_of_report(*report, *theme).filter(|quote| *quote != one.passage).collect();
                ("Take it out of the report", Gathering::QuoteRest(*report, *theme, left).into())
            }
        };
        let clicked = Button::chip(label).name(&format!("{label}: {said}")).show(ui).clicked();
        if clicked {
            if matches!(one.on, Rests::Cell(..)) {
                cx.push(Window::Show(ViewId::Chart));
            }
            cx.push(command);
        }
        ui.add_space(14.0);
        clicked && matches!(one.on, Rests::Cell(..))
    }
}

impl Dialog for LostDialog {
    fn name(&self) -> String {
        "What lost its words".into()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        let Some(desk) = cx.project else { return Step::Close };
        let lost = desk.corpus.lost_of(self.source);
        self.rows.retain(|row| lost.iter().any(|lost| lost.coding.id == row.id));
        // Looking through every cell is no work for each frame.
        if self.revision != desk.revision(Topic::RESTING) {
            let resting = resting_on_nothing(&desk.corpus, self.source);
            self.resting.retain(|(one, _)| resting.contains(one));
            self.revision = desk.revision(Topic::RESTING);
        }
        if self.rows.is_empty() && self.resting.is_empty() {
            return Step::Close;
        }
        let line = match &self.selected {
            Some((_, words)) => format!("Selected in the text: “{words}”"),
            None if self.rows.is_empty() => "No coding waits. What rests on words that are gone stays until you decide.".into(),
            None => "To put one elsewhere, select the words in the text first. What you leave waits.".into(),
        };
        head(ui, &self.name(), &line);
        let high = (ui.ctx().content_rect().height() - 260.0).max(160.0);
        let mut leaves = false;
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 6 }).show(ui, |ui| {
            ScrollArea::vertical().id_salt("lost codings").max_height(high).show(ui, |ui| {
                ui.set_width(ui.available_width());
                for row in &self.rows {
                    self.row(ui, cx, row);
                }
                for (one, words) in &self.resting {
                    leaves |= Self::resting(ui, cx, &desk.corpus, one, words);
                }
            });
        });
        if leaves {
            return Step::Close;
        }
        match super::footer(ui, "", Button::primary("Leave the rest"), None, false) {
            super::Footer::Nothing => Step::Stay,
            _ => Step::Close,
        }
    }
}
