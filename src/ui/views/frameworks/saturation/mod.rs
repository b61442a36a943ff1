//! Saturation: what each interview brought that was new, when it stopped, and how much of that is chance; as a picture and in words.

mod data;
mod figures;
mod picture;
mod side;

use crate::analysis::{Corpus, Groups, Saturation};
use crate::export::SaturationPicture;
use crate::model::{FrameworkId, Grouping};
use crate::project::Topic;
use crate::ui::cached::Cached;
use crate::ui::command::{FrameworkCommand, ShowWay, Showing, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::{count, counted};
use crate::ui::later::Later;
use crate::ui::views::StatusItem;
use crate::ui::views::search::groups_of_parts;
use data::{Made, Terms};
use egui::Id;
use std::sync::Arc;

pub(super) use figures::draw as draw_figures;
pub(super) use picture::draw;
pub(super) use side::draw as draw_parts;

/// What can be chosen: bases, runs, thresholds in percent, random orders.
const BASES: [usize; 5] = [3, 4, 5, 6, 8];
const RUNS: [usize; 3] = [1, 2, 3];
const THRESHOLDS: [u32; 3] = [0, 5, 10];
const ORDERS: [usize; 3] = [100, 1_000, 5_000];

/// Saturation as it is saved: its name, and the interviews judged.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedSaturation {
    /// What stands over the picture.
    pub name: String,
    /// What the file is called.
    pub file: String,
    /// What is drawn.
    pub judged: Saturation,
}

/// One of the numbers by which interviews are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Interviews that make the base.
    Base(usize),
    /// Interviews looked at together.
    Run(usize),
    /// The most that a run may bring, in percent of what the base brought.
    Threshold(u32),
    /// How many random orders are tried.
    Orders(usize),
}

impl Term {
    /// It in words.
    fn words(self) -> String {
        match self {
            Self::Base(base) => counted(base, "interview"),
            Self::Run(run) => counted(run, "interview"),
            Self::Threshold(percent) => format!("{percent} %"),
            Self::Orders(orders) => count(orders as i64),
        }
    }

    /// The same kind of number, as it can be chosen.
    fn all(self) -> Vec<Self> {
        match self {
            Self::Base(_) => BASES.map(Self::Base).into(),
            Self::Run(_) => RUNS.map(Self::Run).into(),
            Self::Threshold(_) => THRESHOLDS.map(Self::Threshold).into(),
            Self::Orders(_) => ORDERS.map(Self::Orders).into(),
        }
    }

    /// What it is, over its values.
    fn head(self) -> &'static str {
        match self {
            Self::Base(_) => "Base: the first",
            Self::Run(_) => "Run: looked at together",
            Self::Threshold(_) => "Threshold: of what the base brought",
            Self::Orders(_) => "Random orders",
        }
    }
}

/// The page.
#[derive(Default)]
pub(super) struct SaturationPage {
    terms: Terms,
    framework: Option<FrameworkId>,
    made: Later<(u64, FrameworkId, Terms), Made>,
    /// What was made last, and a number that rises with it.
    of: Option<(u64, FrameworkId, Terms)>,
    edition: u64,
    picture: Cached<(u64, [i32; 2]), SaturationPicture>,
    /// The interview that the keys are at.
    at: Option<usize>,
}

/// The bars, for the focus.
pub(super) fn list_id() -> Id {
    Id::unique("saturation bars")
}

impl SaturationPage {
    /// Another framework shows.
    pub(super) fn forget(&mut self) {
        self.at = None;
    }

    /// Judges the interviews where something changed, in the background.
    pub(super) fn follow(&mut self, cx: &Cx, desk: &Desk, framework: FrameworkId) {
        self.terms.part.take_if(|(by, label)| !groups_of_parts(&desk.corpus).iter().any(|(of, _, values)| of == by && values.contains(label)));
        let key = (desk.revision(Topic::PASSAGES), framework, self.terms.clone());
        if self.made.wants(&key) {
            let (path, corpus, terms) = (desk.path().to_owned(), desk.corpus.clone(), self.terms.clone());
            self.made.start(key, cx.job(None, move |progress| Made::new(&path, &corpus, framework, &terms, progress)));
        }
        self.framework = Some(framework);
        if let Some((of, _)) = self.made.made().filter(|(of, _)| self.of.as_ref() != Some(*of)) {
            self.of = Some(of.clone());
            self.edition += 1;
        }
    }

    /// What shows: the framework as it was judged last, which may be by other terms than are asked for now.
    fn shown(&self) -> Option<&Made> {
        self.made.last_of(|(_, of, _)| Some(*of) == self.framework)
    }

    /// The terms that are asked for, with the numbers as they are.
    fn numbers(&self) -> [Term; 4] {
        let guest = self.terms.guest;
        let percent = (guest.threshold * 100.0).round() as u32;
        [Term::Base(guest.base), Term::Run(guest.run), Term::Threshold(percent), Term::Orders(self.terms.orders)]
    }

    /// What the interviews are that show, over the picture.
    fn name(&self) -> String {
        self.of.as_ref().and_then(|(_, _, terms)| terms.part.as_ref()).map_or_else(|| "All interviews".to_owned(), |(_, label)| label.clone())
    }

    /// The same as it stands over a saved picture.
    fn shown_name(&self, corpus: &Corpus) -> String {
        let Some((by, label)) = self.of.as_ref().and_then(|(_, _, terms)| terms.part.as_ref()) else { return self.name() };
        let groups = Groups::new(corpus, Some(*by));
        groups.all().find(|group| groups.label(*group) == label).map_or_else(|| label.clone(), |group| groups.shown(group).to_owned())
    }

    pub(super) fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let Some(made) = self.shown() else { return Vec::new() };
        let mut items = vec![StatusItem::new(counted(made.interviews.len(), "interview")), StatusItem::new(made.judged.verdict())];
        let keys = [
            (FrameworkCommand::AskPart, "chooses a site"),
            (FrameworkCommand::AskTerms, "changes how it is judged"),
            (FrameworkCommand::SavePicture, "saves the picture"),
        ];
        let words: Vec<String> = keys.into_iter().filter_map(|(command, does)| cx.keyed(command, does)).collect();
        items.push(StatusItem::new(words.join(" · ")));
        items
    }

    /// Does what concerns saturation; says whether it did.
    pub(super) fn act(&mut self, command: &FrameworkCommand, cx: &Cx, desk: &Desk) -> bool {
        match command {
            FrameworkCommand::AskPart => self.ask_part(cx, desk),
            FrameworkCommand::Part(part) => (self.terms.part, self.at) = (part.clone(), None),
            FrameworkCommand::AskTerms => self.ask_terms(cx),
            FrameworkCommand::Term(term) => self.set(*term),
            FrameworkCommand::Tops => self.terms.tops = !self.terms.tops,
            FrameworkCommand::SavePicture => match self.shown().filter(|made| !made.interviews.is_empty()) {
                Some(made) => {
                    let framework = self.framework.and_then(|id| desk.corpus.framework(id)).map_or("", |framework| framework.name.as_str());
                    let name = format!("{framework} · {}", self.shown_name(&desk.corpus));
                    let saved = SavedSaturation { name, file: format!("{framework} saturation.svg"), judged: made.judged.clone() };
                    cx.push(FrameworkCommand::CheckPicture(Arc::new(saved)));
                }
                None if self.shown().is_none() => cx.push(Window::Say("The interviews are still being judged: save the picture once it shows")),
                None => cx.push(Window::Say("There is no picture: the project has no interview")),
            },
            _ => return false,
        }
        true
    }

    fn set(&mut self, term: Term) {
        match term {
            Term::Base(base) => self.terms.guest.base = base.max(1),
            Term::Run(run) => self.terms.guest.run = run.max(1),
            Term::Threshold(percent) => self.terms.guest.threshold = f64::from(percent) / 100.0,
            Term::Orders(orders) => self.terms.orders = orders,
        }
    }

    /// Asks whose interviews count.
    fn ask_part(&self, cx: &Cx, desk: &Desk) {
        let all = ShowWay::new("All interviews", self.terms.part.is_none(), FrameworkCommand::Part(None));
        let parts = parts(desk).into_iter().map(|(part, head)| {
            let on = self.terms.part.as_ref() == Some(&part);
            ShowWay::new(format!("{head}: {}", part.1), on, FrameworkCommand::Part(Some(part)))
        });
        cx.push(Showing::Ask("Saturation of".into(), std::iter::once(all).chain(parts).collect()));
    }

    /// Asks for the numbers by which interviews are judged.
    fn ask_terms(&self, cx: &Cx) {
        let ways = self.numbers().into_iter().flat_map(|now| {
            now.all()
                .into_iter()
                .map(move |term| ShowWay::new(format!("{} {}", term.head(), term.words()), term == now, FrameworkCommand::Term(term)))
        });
        cx.push(Showing::Ask("How it is judged".into(), ways.collect()));
    }

    /// Goes to the interview at the keys.
    fn go(&self, cx: &Cx) {
        let source = self.shown().zip(self.at).and_then(|(made, at)| made.interviews.get(at)).map(|(id, ..)| *id);
        source.into_iter().for_each(|id| cx.push(Window::Go(Target::Source(id))));
    }
}

/// The sites, roles and phases, each with what it is one of.
fn parts(desk: &Desk) -> Vec<((Grouping, String), String)> {
    let all = groups_of_parts(&desk.corpus).into_iter();
    all.flat_map(|(by, head, values)| values.into_iter().map(move |value| ((by, value), head.clone()))).collect()
}
