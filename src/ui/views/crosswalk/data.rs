//! The map of links as plain values: each code of the first framework, a line for each code that it is linked to.

use super::choice::{Choice, Show};
use crate::analysis::lens::{Applied, CodeCovered, Lens, LinkCovered, Mapped, Stray, strays};
use crate::analysis::{Corpus, Scope, Voices};
use crate::model::*;
use crate::ui::format::counted;

/// What is known of the links between two frameworks.
#[derive(Clone, Debug)]
pub struct Map {
    /// The framework that was coded with.
    pub from: FrameworkId,
    /// Its name.
    pub from_name: String,
    /// The framework that it is read in.
    pub to: FrameworkId,
    /// Its name.
    pub to_name: String,
    /// The crosswalk, once anything was linked.
    pub crosswalk: Option<CrosswalkId>,
    /// The lines, in the order of the tree.
    pub lines: Vec<Line>,
    /// How many codes each of [`Show::ALL`] has.
    pub codes: [usize; 4],
    /// Passages under codes of the first framework.
    pub passages: usize,
    /// Those that the second takes in.
    pub reach: usize,
    /// Readings that nobody settled.
    pub open: usize,
    /// The longest code, target and reason among the lines, in letters.
    pub longest: [usize; 3],
    /// What was applied for good, by whom and when, and what has come out of line since.
    pub applied: Option<Applied>,
    /// What is not read because it was read out of the second framework, in words.
    pub not_read_back: Option<String>,
    /// Links that read nothing.
    pub strays: Vec<Stray>,
    /// “12 links, 9 codes not looked at yet”.
    pub told: String,
}

/// By what a line is known: its code, and the code that it is linked to.
pub type LineKey = (CodeId, Option<CodeId>);

/// A code, and one of the codes that it is linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The code.
    pub code: CodeId,
    /// Its name.
    pub name: String,
    /// The codes above it and it.
    pub path: String,
    /// How deep it stands, from 0.
    pub level: usize,
    /// Its colour.
    pub colour: Colour,
    /// How many passages are coded with it.
    pub passages: usize,
    /// How many with the codes below it.
    pub whole: usize,
    /// How many readings of the codes below it nobody settled; of a code with several lines the first says it.
    pub open_below: usize,
    /// How many of its readings nobody settled.
    pub open: usize,
    /// Whether it is the first line of its code.
    pub first: bool,
    /// What is said of it.
    pub said: Said,
}

impl Line {
    /// By what it is known.
    pub fn key(&self) -> LineKey {
        match &self.said {
            Said::To(link, ..) => (self.code, link.to),
            Said::Nothing | Said::Without(_) => (self.code, None),
        }
    }

    /// Its link, if it has one: of its own, or of a code above it.
    pub fn link(&self) -> Option<&Link> {
        match &self.said {
            Said::Nothing => None,
            Said::Without(link) | Said::To(link, ..) => Some(link),
        }
    }
}

/// What is said of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nobody looked at it yet.
    Nothing,
    /// It has no counterpart.
    Without(Link),
    /// It is read as a code of this name and colour, and so its passages stand.
    To(Link, String, Colour, LinkCovered),
}

/// A link, of the code itself or of one above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The link.
    pub id: CrosswalkLinkId,
    /// The code of the second framework.
    pub to: Option<CodeId>,
    /// Why.
    pub reason: String,
    /// The initials of who says so.
    pub who: String,
    /// Their name.
    pub coder: String,
    /// Since when.
    pub at: Time,
    /// The name of the code above that the link is of.
    pub above: Option<String>,
}

impl Map {
    /// Makes it; nothing where there are not two frameworks.
    pub fn new(corpus: &Corpus, choice: &Choice) -> Option<Self> {
        let crosswalk = choice.crosswalk(corpus)?;
        let lens = Lens::new(corpus, &crosswalk);
        let coverage = lens.coverage(&Scope::default(), &Voices::default());
        let name = |id| corpus.framework(id).map_or_else(String::new, |framework| framework.name.clone());
        let mut lines = Vec::new();
        let mut codes = [0; 4];
        for (one, (_, level)) in coverage.codes.iter().zip(corpus.tree(crosswalk.from_framework)) {
            let here = of_code(corpus, one, level);
            for (count, show) in codes.iter_mut().zip(Show::ALL) {
                *count += usize::from(here.first().is_some_and(|line| show.has(line)));
            }
            lines.extend(here);
        }
        count_below(&mut lines);
        Some(Self {
            from: crosswalk.from_framework,
            from_name: name(crosswalk.from_framework),
            to: crosswalk.to_framework,
            to_name: name(crosswalk.to_framework),
            crosswalk: corpus.crosswalk(crosswalk.id).map(|one| one.id),
            longest: longest(&lines),
            told: told(&lines, codes[1]),
            applied: lens.applied(&Scope::default()),
            not_read_back: lens.not_read_back(),
            strays: strays(corpus, crosswalk.id),
            lines,
            codes,
            passages: coverage.passages(),
            reach: coverage.reach(),
            open: coverage.open(),
        })
    }

    /// The lines that show, as places in [`Self::lines`].
    pub fn shown(&self, show: Show, words: &str) -> Vec<usize> {
        let wanted = words.trim().to_lowercase();
        let has = |words: &str| words.to_lowercase().contains(&wanted);
        let fits = |line: &Line| match &line.said {
            _ if wanted.is_empty() || has(&line.path) => true,
            Said::To(_, target, ..) => has(target),
            Said::Nothing | Said::Without(_) => false,
        };
        self.lines.iter().enumerate().filter(|(_, line)| show.has(line) && fits(line)).map(|(at, _)| at).collect()
    }
}

fn told(lines: &[Line], untouched: usize) -> String {
    let links = lines.iter().filter(|line| matches!(&line.said, Said::To(link, ..) if link.above.is_none())).count();
    format!("{}, {} not looked at yet", counted(links, "link"), counted(untouched, "code"))
}

fn longest(lines: &[Line]) -> [usize; 3] {
    lines.iter().fold([0, 14, 0], |most, line| {
        let target = if let Said::To(_, target, ..) = &line.said { target.chars().count() } else { 0 };
        let reason = line.link().map_or(0, |link| link.reason.chars().count());
        [most[0].max(line.name.chars().count() + 2 * line.level), most[1].max(target), most[2].max(reason)]
    })
}

impl Show {
    /// Whether the code of a line shows.
    pub fn has(self, line: &Line) -> bool {
        match self {
            Self::All => true,
            Self::Unmapped => line.said == Said::Nothing,
            Self::Without => matches!(line.said, Said::Without(_)),
            Self::Open => line.open > 0,
        }
    }
}

/// How the passages of a link stand, each with its word: those that nobody settled first.
pub fn standings(covered: &LinkCovered) -> impl Iterator<Item = (usize, &'static str)> {
    [(covered.unsettled(), "open"), (covered.accepted, "accepted"), (covered.rejected, "rejected"), (covered.moved, "moved")].into_iter()
}

/// Says of each code how many readings of the codes below it nobody settled, whatever these are linked to.
fn count_below(lines: &mut [Line]) {
    let heads: Vec<(usize, usize, usize)> =
        lines.iter().enumerate().filter(|(_, line)| line.first).map(|(at, line)| (at, line.level, line.open)).collect();
    for (place, (at, level, _)) in heads.iter().enumerate() {
        lines[*at].open_below = heads[place + 1..].iter().take_while(|(_, below, _)| below > level).map(|(.., open)| open).sum();
    }
}

/// The lines of a code.
fn of_code(corpus: &Corpus, one: &CodeCovered<'_>, level: usize) -> Vec<Line> {
    let said = match &one.mapped {
        Mapped::Unmapped => vec![Said::Nothing],
        Mapped::Without(row) => vec![Said::Without(link(corpus, one.code, row))],
        Mapped::To(rows) => {
            let to = |row: &&CrosswalkLink| {
                let (target, covered) = (row.to_code?, one.links.iter().find(|covered| Some(covered.to) == row.to_code)?);
                let name = corpus.code(target)?.name.clone();
                Some(Said::To(link(corpus, one.code, row), name, corpus.colour(target), *covered))
            };
            rows.iter().filter_map(to).collect()
        }
    };
    let line = |(at, said): (usize, Said)| Line {
        code: one.code,
        name: corpus.code(one.code).map_or_else(String::new, |code| code.name.clone()),
        path: corpus.path(one.code).join(" / "),
        level,
        colour: corpus.colour(one.code),
        passages: one.tally.references as usize,
        whole: one.whole.references as usize,
        open_below: 0,
        open: one.open,
        first: at == 0,
        said,
    };
    said.into_iter().enumerate().map(line).collect()
}

fn link(corpus: &Corpus, of: CodeId, row: &CrosswalkLink) -> Link {
    let coder = corpus.coder(row.coder);
    let above = (row.from_code != of).then(|| corpus.code(row.from_code).map_or_else(String::new, |code| code.name.clone()));
    Link {
        id: row.id,
        to: row.to_code,
        reason: row.reason.clone(),
        who: coder.map_or_else(String::new, |coder| coder.initials.clone()),
        coder: coder.map_or_else(String::new, Coder::in_full),
        at: row.at,
        above,
    }
}
