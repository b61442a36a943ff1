//! `themata crosswalk`: one framework read through another.

mod coverage;
mod read;
mod settle;
mod through;

pub(super) use through::{ReadThrough, Through};

use coverage::covered;

use super::desk::{Desk, File, Shelf, Who};
use super::find;
use super::out::{Outcome, Table, say, show_json, usage, warn};
use crate::analysis::lens::{Lens, Mapped, gone_since, stays_applied, strays};
use crate::analysis::{Corpus, Scope};
use crate::model::{Code, CodeId, Crosswalk as Row, CrosswalkId, CrosswalkLink, CrosswalkLinkId, FrameworkId, Time};
use crate::project::op::{OpKind, count};
use crate::project::{Displaced, Identity, LinkDraft, Project};
use crate::{Error, Result};

/// Read what was coded in one framework as codes of another
///
/// Codes of the first are linked to codes of the second, many to many; a link holds for the codes below too, unless these have links of their own.
/// Nothing is recoded: a single passage can be accepted, rejected or moved, and the whole be coded for good as one step. Without a command the links are shown.
///
/// Example: themata crosswalk study.themata
/// Example: themata crosswalk study.themata map "Working framework/Relationships" "Law 2" --reason "Costs of working together"
/// Example: themata crosswalk study.themata read "Law 2"
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Crosswalk {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    between: Between,
    /// Print JSON instead of text
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// Between which frameworks.
#[derive(clap::Args, Debug)]
pub(super) struct Between {
    /// The framework that was coded with, where there are several crosswalks
    #[arg(long, value_name = "NAME", global = true)]
    from: Option<String>,
    /// The framework that it is read in
    #[arg(long, value_name = "NAME", global = true)]
    to: Option<String>,
}

/// What to do with a crosswalk.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Link a code of one framework to a code of another, or note that it has no counterpart
    ///
    /// Example: themata crosswalk study.themata map "Working framework/Relationships/Trust" "Law 2" --reason "Costs of working together"
    /// Example: themata crosswalk study.themata map "Working framework/Capacity" --without Leutz --reason "Not about integration"
    #[command(verbatim_doc_comment)]
    Map(Map),
    /// Part a code from one of the other framework, or from all
    ///
    /// Example: themata crosswalk study.themata unmap "Working framework/Relationships/Trust" "Law 2"
    Unmap(Unmap),
    /// Show how much is read as each code of the second framework, or the passages read as one of them, by number
    ///
    /// Example: themata crosswalk study.themata read "Law 2" --open
    Read(read::Read),
    /// Settle what passages are: accept, reject, move or open them again; their numbers are those of read CODE
    ///
    /// Example: themata crosswalk study.themata settle "Law 2" 3 --reject --reason "About wages" --coder BP
    Settle(settle::Settle),
    /// Show what the second framework takes in of the first, and what it leaves out
    ///
    /// Example: themata crosswalk study.themata coverage --json
    /// Example: themata crosswalk study.themata coverage --passages
    /// Example: themata crosswalk study.themata coverage -o coverage.docx
    #[command(verbatim_doc_comment)]
    Coverage(coverage::Covered),
    /// Code what is read for good, as one step that undo takes back
    ///
    /// Example: themata crosswalk study.themata apply --dry-run
    Apply(settle::Apply),
}

#[derive(clap::Args, Debug)]
struct Map {
    /// The code of the first framework
    #[arg(value_name = "CODE")]
    code: String,
    /// The code of the second
    #[arg(value_name = "TARGET", required_unless_present = "without", conflicts_with = "without")]
    target: Option<String>,
    /// It has no counterpart in this framework
    #[arg(long, value_name = "FRAMEWORK")]
    without: Option<String>,
    /// Why; of a link that is there only what is given here is changed
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// Also where it takes the place of what somebody else said
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    who: Who,
}

#[derive(clap::Args, Debug)]
struct Unmap {
    /// The code of the first framework
    #[arg(value_name = "CODE")]
    code: String,
    /// The code of the second; without it, all that it is linked to
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    /// Also what somebody else linked
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    who: Who,
}

impl Between {
    /// Whether no framework is named.
    fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// The crosswalk that is meant: the one there is, or the one between these frameworks.
    pub fn find<'a>(&self, corpus: &'a Corpus) -> Result<&'a Row> {
        let framework = |name: &Option<String>| name.as_deref().map(|name| find::framework(corpus, name).map(|one| one.id)).transpose();
        let (from, to) = (framework(&self.from)?, framework(&self.to)?);
        let fits = |one: &&Row| from.is_none_or(|id| one.from_framework == id) && to.is_none_or(|id| one.to_framework == id);
        let found: Vec<&Row> = corpus.crosswalks().iter().filter(fits).collect();
        match found.as_slice() {
            [only] => Ok(only),
            [] => Err(Error::hint(
                "no codes are linked between two frameworks yet",
                "Link some: themata crosswalk FILE map \"FRAMEWORK/CODE\" \"OTHER/CODE\" --reason \"Why\"",
            )),
            several => {
                let names: Vec<String> = several.iter().map(|one| title(corpus, one)).collect();
                Err(Error::hint("there are several crosswalks", format!("Say --from and --to. There are: {}.", names.join(", "))))
            }
        }
    }
}

fn framework_name(corpus: &Corpus, id: FrameworkId) -> String {
    corpus.framework(id).map_or_else(String::new, |framework| framework.name.clone())
}

/// What a crosswalk is called: “Working framework → Leutz”.
pub(super) fn title(corpus: &Corpus, crosswalk: &Row) -> String {
    format!("{} → {}", framework_name(corpus, crosswalk.from_framework), framework_name(corpus, crosswalk.to_framework))
}

/// A code of a framework by its path; where the path fits codes of several frameworks, the one of this.
fn code_in<'a>(corpus: &'a Corpus, framework: FrameworkId, path: &str) -> Result<&'a Code> {
    let meant: Vec<CodeId> =
        find::codes(corpus, path).into_iter().filter(|id| corpus.code(*id).is_some_and(|code| code.framework == framework)).collect();
    match meant.as_slice() {
        [only] => corpus.code(*only).ok_or_else(|| Error::NotFound(format!("there is no code “{path}”"))),
        _ => {
            let code = find::code(corpus, path)?;
            if code.framework == framework {
                return Ok(code);
            }
            let name = framework_name(corpus, framework);
            Err(Error::hint(format!("“{}” is no code of {name}", code.name), "themata crosswalk FILE says which codes are read as which."))
        }
    }
}

impl Crosswalk {
    /// Shows or changes it.
    pub(super) fn run(self) -> Outcome {
        let (file, between, json) = (&self.file.file, &self.between, self.json);
        match self.verb {
            None => links(file, between, json),
            Some(Verb::Map(map)) => map.run(file, json),
            Some(Verb::Unmap(unmap)) => unmap.run(file, between, json),
            Some(Verb::Read(read)) => read.run(file, between, json),
            Some(Verb::Settle(settle)) => settle.run(file, between, json),
            Some(Verb::Coverage(covered)) => covered.run(file, between, json),
            Some(Verb::Apply(apply)) => apply.run(file, between, json),
        }
    }
}

/// Changes a crosswalk as one step, and says what of it that was applied for good is read so no more.
fn act(mut desk: Desk, who: Identity, (kind, crosswalk): (OpKind, Option<CrosswalkId>), work: impl FnOnce(&mut Project) -> Result<()>) -> Outcome {
    let done = desk.step(who, kind, work)?;
    let applied = crosswalk.and_then(|id| desk.corpus.crosswalk(id)).filter(|one| Lens::new(&desk.corpus, one).is_applied());
    let gone = match applied {
        Some(one) if done.op.is_some() => gone_since(&desk.corpus, &desk.reader.corpus()?, one.id),
        _ => 0,
    };
    desk.finish(done.op)?;
    if gone > 0 {
        warn(&stays_applied(gone), "themata crosswalk FILE apply --dry-run says what that comes to.");
    }
    Ok(())
}

impl Map {
    fn run(self, file: &std::path::Path, json: bool) -> Outcome {
        let who = self.who.needed()?;
        let desk = Desk::open(file)?.telling(json);
        let from = find::code(&desk.corpus, &self.code)?;
        let (to, target) = match (&self.target, &self.without) {
            (Some(path), _) => {
                let code = find::code(&desk.corpus, path)?;
                (code.framework, Some(code.id))
            }
            (None, Some(name)) => (find::framework(&desk.corpus, name)?.id, None),
            (None, None) => return usage("it is not said what the code is linked to", "Name a code of another framework, or --without FRAMEWORK."),
        };
        let (framework, reason) = (from.framework, self.reason.clone().unwrap_or_default());
        let link = LinkDraft { from: from.id, to: target, reason };
        if let Some(there) = Displaced::there(&desk.corpus, (framework, to), &link).filter(|_| self.reason.is_none()) {
            say(&format!("{}; --reason says why otherwise.", there.said(Time::day)));
            return desk.finish(None);
        }
        let own = desk.corpus.coder_named(&who.initials).map(|coder| coder.id);
        let displaced = Displaced::of(&desk.corpus, (framework, to), &link, own);
        if !self.yes && !displaced.is_empty() {
            let said = format!("{}; nothing was changed", displaced.said(Time::day));
            return Err(Error::hint(said, "Add --yes to put this in its place; undo brings it back.").into());
        }
        let there = desk.corpus.crosswalks().iter().find(|one| one.from_framework == framework && one.to_framework == to).map(|one| one.id);
        act(desk, who, (OpKind::MapCodes, there), |project| project.map_codes(framework, to, &[link]).map(drop))
    }
}

impl Unmap {
    fn run(self, file: &std::path::Path, between: &Between, json: bool) -> Outcome {
        let who = self.who.needed()?;
        let desk = Desk::open(file)?.telling(json);
        let crosswalk = between.find(&desk.corpus)?;
        // A code that was moved to another framework keeps its links until they are parted.
        let code = |framework, path| code_in(&desk.corpus, framework, path).or_else(|_| find::code(&desk.corpus, path));
        let from = code(crosswalk.from_framework, &self.code)?;
        let to = self.target.as_ref().map(|path| code(crosswalk.to_framework, path).map(|code| code.id)).transpose()?;
        let is = |link: &&CrosswalkLink| link.crosswalk == crosswalk.id && link.from_code == from.id && to.is_none_or(|to| link.to_code == Some(to));
        let links = desk.corpus.all_links().iter().filter(is);
        let links: Vec<CrosswalkLinkId> = links.map(|link| link.id).collect();
        if links.is_empty() {
            let hint = "A link of a code above it is parted there: themata crosswalk FILE lists them.";
            return Err(Error::hint(format!("“{}” is not linked so itself", from.name), hint).into());
        }
        let own = desk.corpus.coder_named(&who.initials).map(|coder| coder.id);
        let displaced = Displaced::among(&desk.corpus, &links, own);
        if !self.yes && !displaced.is_empty() {
            let said = format!("{}; nothing was changed", displaced.said(Time::day));
            return Err(Error::hint(said, "Add --yes to take that away; undo brings it back.").into());
        }
        let there = Some(crosswalk.id);
        act(desk, who, (OpKind::MapCodes, there), |project| project.unmap_codes(&links).map(drop))
    }
}

/// A code by its name, set in as it stands in its tree.
fn indented(corpus: &Corpus, code: CodeId) -> String {
    let path = corpus.path(code);
    format!("{}{}", "  ".repeat(path.len().saturating_sub(1)), path.last().copied().unwrap_or_default())
}

/// What a code of the first framework comes to, and why, in words.
fn becomes(corpus: &Corpus, of: CodeId, mapped: &Mapped<'_>) -> (String, String) {
    mapped.said(corpus, of, &|code| corpus.code(code).map_or_else(String::new, |code| code.name.clone()))
}

/// The links, code by code.
fn links(file: &std::path::Path, between: &Between, json: bool) -> Outcome {
    if json && between.is_open() {
        let shelf = Shelf::open(file)?;
        if shelf.corpus.crosswalks().is_empty() {
            show_json(&[(); 0])?;
            return shelf.end();
        }
    }
    covered(file, between, |found| {
        if json {
            return found.show_json();
        }
        let corpus = found.corpus;
        let mut table = Table::new(&["code", "#passages", "is read as", "because"]);
        for one in &found.coverage.codes {
            let (becomes, because) = becomes(corpus, one.code, &one.mapped);
            table.row(vec![indented(corpus, one.code), one.tally.references.to_string(), becomes, because]);
        }
        table.show("The first framework has no codes.")?;
        if let Some(applied) = found.lens.applied(&Scope::default()) {
            say(&format!("{}.", applied.in_full(corpus, Time::day)));
        }
        let outdated = found.reader.outdated_rulings(corpus, found.lens.crosswalk.id)?.len();
        if outdated > 0 {
            let rulings = count(
                outdated,
                "passage was settled before one of its codes was redefined",
                "passages were settled before one of their codes was redefined",
            );
            say(&format!("{rulings}: themata crosswalk FILE read CODE --open lists them."));
        }
        found.lens.not_read_back().iter().for_each(|words| say(&format!("{words}.")));
        for stray in strays(corpus, found.lens.crosswalk.id) {
            warn(
                &stray.words,
                match stray.link {
                    Some(_) => "Move the code back, or part them: themata crosswalk FILE unmap CODE TARGET",
                    None => "Move the code back, or settle it again: themata crosswalk FILE settle CODE NUMBER",
                },
            );
        }
        Ok(())
    })
}
