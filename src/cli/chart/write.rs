//! Cells of the chart written on the command line.

use super::super::crosswalk::Through;
use super::super::desk::{Desk, Who};
use super::super::out::{Outcome, say, usage, warn};
use super::belongs::belongs;
use super::cell::{Found, Place};
use crate::analysis::{CellView, Corpus, listed};
use crate::model::{CellStatus, CoderId, counted, split_path};
use crate::project::op::OpKind;
use crate::project::{CellDraft, CellPast, PastCell, next_number};
use crate::{Error, Result};
use std::io::Read;
use std::path::Path;

#[derive(clap::Args, Debug)]
pub(super) struct Set {
    #[command(flatten)]
    place: Place,
    /// The words of the cell, in which [1] is the passage of that number; - reads them from standard input; without them they stay
    #[arg(value_name = "WORDS")]
    words: Option<String>,
    /// How far it is: "not charted", "no data", draft or agreed
    #[arg(long)]
    status: Option<String>,
    /// Rest it on this passage too, by its number in themata chart FILE cell ROW CODE; several times for several
    #[arg(long, value_name = "NUMBER")]
    evidence: Vec<usize>,
    /// Rest it no longer on the passage that is [NUMBER] in its words
    #[arg(long, value_name = "NUMBER")]
    unlink: Vec<u32>,
    /// Say that it still fits what is coded under it by now: its mark "coding changed" goes
    #[arg(long)]
    fits: bool,
    /// Write over words that were agreed on, where somebody else wrote them or agreed
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    who: Who,
}

#[derive(clap::Args, Debug)]
pub(super) struct Back {
    #[command(flatten)]
    place: Place,
    /// The step after which the words stood there, as themata chart FILE cell ROW CODE says
    #[arg(long, value_name = "NUMBER")]
    step: i64,
    /// The code of whose cell they were, where that was merged and the step wrote both
    #[arg(long, value_name = "CODE")]
    of: Option<String>,
    #[command(flatten)]
    who: Who,
}

/// The cell as it stands, to be changed.
fn draft(corpus: &Corpus, found: &Found) -> Result<CellDraft> {
    CellDraft::of(corpus, &found.chart, found.at, 0).ok_or_else(|| Error::NotFound("that cell is no longer in the chart".into()))
}

impl Set {
    /// Writes it.
    pub fn run(self, file: &Path, through: &Through, json: bool) -> Outcome {
        if self.words.is_none() && self.status.is_none() && self.evidence.is_empty() && self.unlink.is_empty() && !self.fits {
            return usage("it is not said what to write", "Give its words, --status, --evidence, --unlink or --fits.");
        }
        let who = self.who.needed()?;
        let desk = Desk::open(file)?.telling(json);
        let found = self.place.find(&desk.corpus, &desk.reader, through)?;
        let belongs = belongs(&desk.corpus, &found.chart.rows[found.at].key);
        let mut draft = draft(&desk.corpus, &found)?;
        for number in &self.unlink {
            let missing = || Error::rejected(format!("the cell rests on no passage [{number}]"));
            draft = draft.without(*number).ok_or_else(missing)?;
        }
        if let Some(words) = &self.words {
            draft.summary = said(words)?;
        }
        let mut linked = Vec::new();
        for number in &self.evidence {
            let passage = found.passage(*number)?;
            if draft.evidence.iter().all(|(_, known)| *known != passage) {
                // Words that are written with it name it; those that stood there name something else.
                let stood = if self.words.is_some() { "" } else { draft.summary.as_str() };
                draft.evidence.push((next_number(&draft.evidence, stood), passage));
            }
            linked.extend(draft.evidence.iter().find(|(_, known)| *known == passage).map(|(known, _)| (*number, *known)));
        }
        draft.status = self.wanted(&draft)?;
        let agreed = self.status.is_some() && matches!(draft.status, CellStatus::Agreed | CellStatus::NoData);
        // Whoever writes the same words again, or agrees on them, says so too.
        draft.fits = self.fits || self.words.is_some() || agreed;
        warn_of_nothing(&draft);
        let stood = stood(&desk, &found, &draft, &who.initials)?;
        let view = found.chart.view(&desk.corpus, found.at, 0);
        if let Some((words, _)) = stood.as_ref().filter(|_| view.status == CellStatus::Agreed && !self.yes) {
            let what = format!("{words}; nothing was changed");
            return Err(Error::hint(what, "Add --yes to write over them: the cell is a draft again then, and what stood there is kept.").into());
        }
        let summary = draft.summary.clone();
        let (marked, fits) = (view.changed, draft.fits);
        let doubts = doubts(&view, &draft);
        desk.act(who, OpKind::WriteCells, |project| project.write_cells(&[draft]).map(drop))?;
        if marked && !fits {
            let said = "What is coded under it changed since it was written, which its mark goes on saying.";
            say(&format!("{said} Look at it with themata chart FILE cell ROW CODE; set ROW CODE --fits says that it still fits."));
        } else if marked && agreed {
            say("What is coded under it changed since it was written: it was agreed on as it is coded now.");
        }
        match doubts {
            Some((what, "")) => say(&what),
            Some((what, way)) => warn(&what, way),
            None => {}
        }
        tell_linked(&linked, &summary);
        belongs.iter().for_each(|words| say(words));
        if let Some((words, step)) = stood {
            warn(&words, &format!("themata chart FILE back ROW CODE --step {step} brings that back."));
        }
        Ok(())
    }

    /// The status that it gets; one that does not go with what is in it is refused.
    fn wanted(&self, draft: &CellDraft) -> Outcome<CellStatus> {
        let status = match &self.status {
            Some(name) => match CellStatus::parse(&name.trim().to_lowercase().replace('-', " ")) {
                Some(status) => status,
                None => return usage(format!("“{name}” is no status"), "There are: not charted, no data, draft, agreed."),
            },
            // Words that are written anew were not agreed on yet.
            None if self.words.is_some() => CellStatus::Draft,
            None => draft.status,
        };
        let written = !draft.summary.trim().is_empty();
        if status == CellStatus::NoData && written {
            return usage("a cell with words has data", "Empty its words too: set ROW CODE \"\" --status \"no data\".");
        }
        if status == CellStatus::NotCharted && written {
            return usage("a cell with words is charted", "Empty its words too: set ROW CODE \"\" --status \"not charted\".");
        }
        if self.status.is_some() && status == CellStatus::NotCharted && !draft.evidence.is_empty() {
            let numbers: Vec<String> = draft.evidence.iter().map(|(number, _)| format!("--unlink {number}")).collect();
            return usage(
                "a cell that rests on passages is charted",
                format!("Take them off too: set ROW CODE --status \"not charted\" {}.", numbers.join(" ")),
            );
        }
        Ok(status)
    }
}

/// What is to be said of a cell that is cleared though nothing stands in it, or is said to have no data though something is coded there; and the way on.
fn doubts(view: &CellView<'_>, draft: &CellDraft) -> Option<(String, &'static str)> {
    let passages = view.under.passages;
    let bare = draft.summary.trim().is_empty() && draft.evidence.is_empty();
    match draft.status {
        CellStatus::NotCharted | CellStatus::Draft if bare && !view.is_settled() => {
            Some(("Nothing was written there that could be cleared.".into(), ""))
        }
        CellStatus::NoData if view.status != CellStatus::NoData && passages > 0 => {
            let coded = counted(passages as usize, "passage is", "passages are");
            Some((format!("no data is said of a cell under which {coded} coded"), "themata chart FILE cell ROW CODE lists them."))
        }
        _ => None,
    }
}

/// Says by which number of the cell its words name each passage that was asked for, where that is another one or they do not name it.
fn tell_linked(linked: &[(usize, u32)], words: &str) {
    for (asked, number) in linked {
        let named = words.contains(&format!("[{number}]"));
        if !named && !words.is_empty() {
            warn(&format!("passage {asked} is [{number}] of this cell, which its words do not name"), "Write them with that number to name it.");
        } else if usize::try_from(*number) != Ok(*asked) {
            say(&format!("Passage {asked} is [{number}] in the words."));
        }
    }
}

/// What somebody else wrote, or agreed on, in a cell that has other words now, and the step after which it stood there.
fn stood(desk: &Desk, found: &Found, draft: &CellDraft, own: &str) -> Result<Option<(String, i64)>> {
    let Some(cell) = found.chart.view(&desk.corpus, found.at, 0).cell.filter(|cell| !cell.summary.is_empty()) else { return Ok(None) };
    if cell.summary == draft.summary.trim() {
        return Ok(None);
    }
    let initials = |coder: CoderId| desk.corpus.coder(coder).map_or("", |coder| coder.initials.as_str());
    let CellPast { mut stood, agreed, .. } = desk.reader.cell_past(cell.id)?;
    let (coder, agreed): (&str, Vec<&str>) = (initials(cell.coder), agreed.into_iter().map(initials).collect());
    if coder == own && agreed.iter().all(|one| *one == own) {
        return Ok(None);
    }
    let agreed = match (agreed.as_slice(), cell.status) {
        ([], CellStatus::Agreed) => ", and were agreed on".to_owned(),
        ([], _) => String::new(),
        (agreed, _) => format!(", agreed on by {}", listed(agreed)),
    };
    Ok(stood.pop().map(|last| (format!("words of {coder} stood there, of {}{agreed}", cell.at.day()), last.step.seq)))
}

/// Says which numbers in the words of a cell are no passage of it.
fn warn_of_nothing(draft: &CellDraft) {
    if let Some(named) = draft.names_nothing() {
        let what = format!("the words name {named}, and the cell rests on no such passage");
        warn(&what, "Rest it on one by --evidence, or write the words without it.");
    }
}

fn said(words: &str) -> Result<String> {
    if words != "-" {
        return Ok(words.to_owned());
    }
    let mut read = String::new();
    std::io::stdin().read_to_string(&mut read).map_err(|error| Error::io(Path::new("standard input"), error))?;
    Ok(read.trim_end().to_owned())
}

impl Back {
    /// Writes the old words anew.
    pub fn run(self, file: &Path, through: &Through, json: bool) -> Outcome {
        let who = self.who.needed()?;
        let desk = Desk::open(file)?.telling(json);
        let found = self.place.find(&desk.corpus, &desk.reader, through)?;
        let cell = found.chart.view(&desk.corpus, found.at, 0).cell;
        let history = cell.map(|cell| desk.reader.cell_past(cell.id)).transpose()?.unwrap_or_default().stood;
        let past = chosen(history, self.step, self.of.as_deref())?;
        let draft = draft(&desk.corpus, &found)?.as_it_was(&desk.corpus, past);
        desk.act(who, OpKind::WriteCells, |project| project.write_cells(&[draft]).map(drop))
    }
}

/// What stood in the cell after a step.
fn chosen(history: Vec<PastCell>, step: i64, of: Option<&str>) -> Result<PastCell> {
    // A code that was merged has its name alone; whoever knows the path it had may say that.
    let names = of.map(|of| (of.trim().to_lowercase(), split_path(of).pop().unwrap_or_default().trim().to_lowercase()));
    let called = |past: &PastCell| match (&names, &past.of) {
        (None, _) => true,
        (Some((whole, last)), Some((_, code))) => [whole, last].contains(&&code.trim().to_lowercase()),
        (Some(_), None) => false,
    };
    let mut found: Vec<PastCell> = history.iter().filter(|past| past.step.seq == step && called(past)).cloned().collect();
    // The cell’s own words go before those of one that came to it.
    found.sort_by_key(|past| past.of.is_some());
    found.into_iter().next().ok_or_else(|| {
        let hint = "themata chart FILE cell ROW CODE lists the steps that changed it.";
        match of.filter(|_| history.iter().any(|past| past.step.seq == step)) {
            Some(of) => Error::hint(format!("step {step} changed no cell of “{of}” that came to this one"), hint),
            None => Error::hint(format!("step {step} did not change this cell"), hint),
        }
    })
}
