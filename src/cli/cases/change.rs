//! Making, changing and removing cases, and giving sources to them.

use super::super::desk::{Desk, Who};
use super::super::find;
use super::super::out::Outcome;
use crate::Result;
use crate::analysis::{Corpus, Removed};
use crate::model::{Case, CaseId};
use crate::project::op::OpKind;
use crate::project::{CaseDraft, CellEdit};

/// Make a case
///
/// Example: themata cases study.themata add P21 --kind person --under North --full-name "Ann Ash" --source "Interview 21"
#[derive(clap::Args, Debug)]
pub(super) struct Add {
    /// Its key, such as P21
    name: String,
    /// Its kind; themata cases FILE kinds lists them
    #[arg(long, default_value = "person")]
    kind: String,
    /// The case it belongs to
    #[arg(long, value_name = "CASE")]
    under: Option<String>,
    /// Its name in full
    #[arg(long, value_name = "NAME", default_value = "")]
    full_name: String,
    /// What stands for it in exports
    #[arg(long, default_value = "")]
    pseudonym: String,
    /// A source of it; several times for several
    #[arg(long, value_name = "SOURCE")]
    source: Vec<String>,
    #[command(flatten)]
    who: Who,
}

/// Change a case's names, kind, or the case it belongs to
///
/// Example: themata cases study.themata edit P07 --pseudonym Maria --under North
#[derive(clap::Args, Debug)]
pub(super) struct Edit {
    /// The case
    case: String,
    /// Its key
    #[arg(long)]
    name: Option<String>,
    /// Its name in full
    #[arg(long, value_name = "NAME")]
    full_name: Option<String>,
    /// What stands for it in exports
    #[arg(long)]
    pseudonym: Option<String>,
    /// Its kind
    #[arg(long)]
    kind: Option<String>,
    /// The case it belongs to, or "" for none
    #[arg(long, value_name = "CASE")]
    under: Option<String>,
    #[command(flatten)]
    who: Who,
}

/// Remove cases; their sources stay, and so do the cases that belonged to them
///
/// Example: themata cases study.themata remove P07
#[derive(clap::Args, Debug)]
pub(super) struct Remove {
    /// The cases
    #[arg(value_name = "CASE", required = true)]
    cases: Vec<String>,
    /// Also what goes with them: values, memos, cells of the chart
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    who: Who,
}

/// Give sources to a case
///
/// Example: themata cases study.themata link P07 "Interview 7" "Interview 7 again"
#[derive(clap::Args, Debug)]
pub(super) struct Link {
    /// The case
    case: String,
    /// The sources
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<String>,
    #[command(flatten)]
    who: Who,
}

/// Take sources from a case; speakers joined to it there are parted from it
///
/// Example: themata cases study.themata unlink P07 "Interview 7"
#[derive(clap::Args, Debug)]
pub(super) struct Unlink {
    /// The case
    case: String,
    /// The sources
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<String>,
    #[command(flatten)]
    who: Who,
}

/// The case of a name; none for an empty one.
fn above(corpus: &Corpus, name: &str) -> Result<Option<CaseId>> {
    if name.trim().is_empty() { Ok(None) } else { find::case(corpus, name).map(|case| Some(case.id)) }
}

impl Add {
    pub(super) fn run(self, desk: Desk) -> Outcome {
        let parent = above(&desk.corpus, self.under.as_deref().unwrap_or_default())?;
        let (kind, sources) = (find::kind(&desk.corpus, &self.kind)?.id, find::sources(&desk.corpus, &self.source)?);
        let draft = CaseDraft { kind, parent, name: self.name, full_name: self.full_name };
        desk.act(self.who.needed()?, OpKind::AddCase, |project| {
            let case = project.add_case(&draft)?.value;
            if !self.pseudonym.trim().is_empty() {
                project.edit_cells(&[CellEdit::Pseudonym(case, self.pseudonym)])?;
            }
            if sources.is_empty() { Ok(()) } else { project.link_sources(&sources, case).map(drop) }
        })
    }
}

impl Edit {
    pub(super) fn run(self, desk: Desk) -> Outcome {
        let old = find::case(&desk.corpus, &self.case)?.clone();
        let case = Case {
            kind: self.kind.as_deref().map_or(Ok(old.kind), |name| find::kind(&desk.corpus, name).map(|kind| kind.id))?,
            parent: self.under.as_deref().map_or(Ok(old.parent), |name| above(&desk.corpus, name))?,
            name: self.name.unwrap_or(old.name),
            full_name: self.full_name.unwrap_or(old.full_name),
            pseudonym: self.pseudonym.unwrap_or(old.pseudonym),
            id: old.id,
            ord: old.ord,
        };
        desk.act(self.who.needed()?, OpKind::EditCase, |project| project.edit_case(case))
    }
}

impl Remove {
    pub(super) fn run(self, desk: Desk) -> Outcome {
        let ids: Vec<CaseId> = self.cases.iter().map(|name| find::case(&desk.corpus, name).map(|case| case.id)).collect::<Result<_>>()?;
        desk.ask(&Removed::Cases(&ids), self.yes)?;
        desk.act(self.who.needed()?, OpKind::RemoveCases, |project| project.remove_cases(&ids))
    }
}

impl Link {
    pub(super) fn run(self, desk: Desk) -> Outcome {
        let (case, sources) = (find::case(&desk.corpus, &self.case)?.id, find::sources(&desk.corpus, &self.sources)?);
        desk.act(self.who.needed()?, OpKind::LinkSources, |project| project.link_sources(&sources, case))
    }
}

impl Unlink {
    pub(super) fn run(self, desk: Desk) -> Outcome {
        let (case, sources) = (find::case(&desk.corpus, &self.case)?.id, find::sources(&desk.corpus, &self.sources)?);
        desk.act(self.who.needed()?, OpKind::UnlinkSources, |project| project.unlink_sources(&sources, case))
    }
}
