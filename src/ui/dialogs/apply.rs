//! A crosswalk applied for good: what would be coded, and what stays out.

use super::{Dialog, Footer, Step, footer, head};
use crate::analysis::lens::{Applying, Lens, Readings};
use crate::analysis::{Corpus, Scope};
use crate::model::{CodeId, Colour, CrosswalkId};
use crate::ui::command::CrosswalkCommand;
use crate::ui::cx::Cx;
use crate::ui::format::{count, counted};
use crate::ui::widgets::{Button, Row, checkbox, paint, scroll_by_keys, wrapped};
use egui::{Frame, Margin, ScrollArea, Sense, Ui};
use std::sync::Arc;

/// How much shows at once of what is told, at most and at least.
const MOST: f32 = 12.5 * crate::ui::theme::measure::ROW;
const LEAST: f32 = 90.0;
/// What the rest of the dialog and the window around it take.
const AROUND: f32 = 300.0;

/// What would be coded and taken off: the passages, and how many are coded with each code of the second framework.
#[derive(Clone, Debug)]
struct Coded {
    applying: Arc<Applying>,
    /// The readings that what is new is made of, and those that stay out.
    readings: Readings,
    /// Key quotes among what is taken off.
    key_quotes: usize,
    codes: Vec<(String, Colour, usize)>,
}

/// What applying a crosswalk comes to.
#[derive(Clone, Debug)]
pub struct Preview {
    crosswalk: CrosswalkId,
    from: String,
    to: String,
    /// Whether anything of it was applied before.
    again: bool,
    /// All that is read.
    all: Coded,
    /// What somebody settled alone.
    settled: Coded,
}

impl Preview {
    /// Reckons it; nothing where the crosswalk is gone.
    pub fn new(corpus: &Corpus, id: CrosswalkId) -> Option<Self> {
        let crosswalk = corpus.crosswalk(id)?;
        let (lens, scope) = (Lens::new(corpus, crosswalk), Scope::default());
        let tree: Vec<CodeId> = corpus.tree(crosswalk.to_framework).into_iter().map(|(code, _)| code).collect();
        let coded = |only_settled: bool| {
            let applying = lens.applying(&scope, only_settled);
            let of = |code: &CodeId| applying.new.iter().filter(|one| one.code == *code).count();
            let codes = tree.iter().map(|code| (corpus.path(*code).join(" / "), corpus.colour(*code), of(code))).filter(|(.., count)| *count > 0);
            let readings = lens.readings_to_apply(&scope, only_settled, &applying);
            let key_quotes = applying.key_quotes_gone(corpus);
            Coded { codes: codes.collect(), readings, key_quotes, applying: applying.into() }
        };
        let name = |id| corpus.framework(id).map_or_else(String::new, |framework| framework.name.clone());
        let again = lens.is_applied();
        Some(Self {
            crosswalk: id,
            again,
            from: name(crosswalk.from_framework),
            to: name(crosswalk.to_framework),
            all: coded(false),
            settled: coded(true),
        })
    }
}

/// Asks whether what is read is coded for good.
pub struct ApplyDialog {
    preview: Preview,
    only_settled: bool,
}

impl ApplyDialog {
    /// The question, with what was reckoned.
    pub fn new(preview: Preview) -> Self {
        // Where the team has begun to settle, what nobody looked at goes in only if it is asked for.
        let only_settled = !preview.settled.applying.is_empty() && preview.all.readings.open > 0;
        Self { preview, only_settled }
    }

    fn coded(&self) -> &Coded {
        if self.only_settled { &self.preview.settled } else { &self.preview.all }
    }

    /// What stays out, then what would be coded: as high as the window lets it be, so that the buttons stay in sight.
    fn told(&self, ui: &mut Ui, cx: &Cx) {
        let high = (ui.ctx().content_rect().height() - AROUND).clamp(LEAST, MOST);
        ScrollArea::vertical().id_salt("codes to apply").max_height(high).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            scroll_by_keys(ui, high);
            Frame::new().inner_margin(Margin { left: 20, right: 20, top: 2, bottom: 8 }).show(ui, |ui| {
                for line in self.lines() {
                    wrapped(ui, &line, paint::body(), cx.tokens.ink2, 20.0);
                }
            });
            for (name, colour, passages) in &self.coded().codes {
                let row = Row::new(name).swatch(cx.tokens.code(*colour)).count(count(*passages as i64)).note(counted(*passages, "passage"));
                row.ends().sense(Sense::hover()).show(ui);
            }
            ui.add_space(8.0);
        });
    }

    /// What stays out, and what is among it that nobody looked at.
    fn lines(&self) -> Vec<String> {
        let mut lines = self.coded().readings.said();
        let gone = self.coded().applying.gone.len();
        if gone > 0 {
            let are =
                if gone == 1 { "was applied before and is read so no more: it is" } else { "were applied before and are read so no more: they are" };
            let quotes = match self.coded().key_quotes {
                0 => String::new(),
                quotes => {
                    format!(" {} among them.", if quotes == 1 { "1 key quote is".into() } else { format!("{} are", counted(quotes, "key quote")) })
                }
            };
            lines.push(format!("{} {are} taken off.{quotes}", counted(gone, "passage")));
        }
        let ends = self.coded().applying.ends.len();
        if ends > 0 {
            let (were, they) = if ends == 1 { ("was", "it is") } else { ("were", "they are") };
            lines.push(format!("{} {were} applied before and {they} read with other ends now: these are moved.", counted(ends, "passage")));
        }
        if self.preview.again {
            lines.push("What was applied before, by whomever, is passed over.".into());
        }
        lines
    }
}

impl Dialog for ApplyDialog {
    fn name(&self) -> String {
        "Apply the links for good".into()
    }

    fn width(&self) -> f32 {
        480.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        let (from, to) = (&self.preview.from, &self.preview.to);
        let what = format!(
            "What is read of {from} becomes your codings with the codes of {to}, in a layer of their own. It is one step, which Undo takes back whole."
        );
        head(ui, "Apply the links for good?", &what);
        // What nobody looked at is a choice to be made before anything is read below.
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 8 }).show(ui, |ui| {
            checkbox(ui, &mut self.only_settled, "Only passages that somebody settled");
        });
        self.told(ui, cx);
        let coded = self.coded();
        let Applying { new, ends, gone } = &*coded.applying;
        let label = match (new.len(), gone.len(), ends.len()) {
            (0, 0, 0) => "Nothing to code".to_owned(),
            (0, 0, ends) => format!("Move the ends of {}", counted(ends, "passage")),
            (0, gone, _) => format!("Take {} off", counted(gone, "passage")),
            (new, ..) => format!("Code {}", counted(new, "passage")),
        };
        let button = Button::primary(&label).enabled(!coded.applying.is_empty());
        let open = if self.only_settled { 0 } else { coded.readings.open };
        let unseen =
            if open > 0 && !coded.applying.new.is_empty() { format!("{} looked at by nobody", counted(open, "reading")) } else { String::new() };
        match footer(ui, &unseen, button, Some("Cancel"), true) {
            Footer::Done if !coded.applying.is_empty() => {
                cx.push(CrosswalkCommand::ApplyAll(self.preview.crosswalk, coded.applying.clone()));
                Step::Close
            }
            Footer::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }
}
