//! What a second framework takes in and what it leaves out, on the command line.

use super::{Between, becomes, framework_name, indented, title};
use crate::Result;
use crate::analysis::lens::{self, Coverage, Extent, GroupTaken, Lens, Mapped, Taken, elsewhere_said};
use crate::analysis::{Attribution, Corpus, Excerpt, Naming, Scope, Texts, Voices};
use crate::cli::desk::{Shelf, end};
use crate::cli::excerpts::warn_of_document;
use crate::cli::find;
use crate::cli::out::{Outcome, Table, say, show, show_json, tame};
use crate::cli::paper::{self, Paper};
use crate::cli::query::NamesArg;
use crate::export::{Block, BlockFormat, blocks_disclosed, crosswalk_blocks};
use crate::model::{CodeId, Span};
use crate::project::Reader;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub(super) struct Covered {
    /// The passages that are left out, one by one
    #[arg(long, conflicts_with = "output")]
    passages: bool,
    /// Write it as .xlsx, .docx, .csv, .html or .md, with the passages that are left out
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// What stands for people
    #[arg(long, value_enum, default_value_t)]
    names: NamesArg,
}

/// A code of the first framework for scripts.
#[derive(serde::Serialize)]
struct CodeJson {
    code: String,
    passages: u32,
    sources: u32,
    people: u32,
    mapped: Vec<LinkJson>,
    inherited: bool,
    without: bool,
    reach: usize,
    rejected: usize,
    open: usize,
}

#[derive(serde::Serialize)]
struct LinkJson {
    target: Option<String>,
    reason: String,
    coder: Option<String>,
    at: String,
    open: usize,
    accepted: usize,
    rejected: usize,
    moved: usize,
}

#[derive(serde::Serialize)]
struct TargetJson {
    code: String,
    own: u32,
    passages: u32,
    sources: u32,
    people: u32,
    passages_below: u32,
    from: Vec<String>,
}

#[derive(serde::Serialize)]
struct TakenJson {
    all: usize,
    reach: usize,
}

#[derive(serde::Serialize)]
struct GroupJson {
    group: String,
    passages: usize,
    reach: usize,
}

#[derive(serde::Serialize)]
struct Json {
    from: String,
    to: String,
    passages: usize,
    reach: usize,
    open: usize,
    words: TakenJson,
    sources: TakenJson,
    people: TakenJson,
    /// How many passages are left out of which all words are in the second framework all the same.
    elsewhere: usize,
    sites: Vec<GroupJson>,
    roles: Vec<GroupJson>,
    phases: Vec<GroupJson>,
    codes: Vec<CodeJson>,
    targets: Vec<TargetJson>,
}

/// A passage that is left out, for scripts.
#[derive(serde::Serialize)]
struct LeftJson {
    source: String,
    span: Span,
    words: String,
    attribution: String,
    code: String,
    why: &'static str,
    /// Whether all of its words are in the second framework all the same.
    elsewhere: bool,
}

/// A project, its crosswalk and what it covers.
pub(super) struct Found<'a> {
    pub corpus: &'a Corpus,
    pub lens: &'a Lens<'a>,
    pub coverage: &'a Coverage<'a>,
    texts: &'a dyn Texts,
    pub reader: &'a Reader,
}

/// Reads all that, and hands it on.
pub(super) fn covered(file: &Path, between: &Between, tell: impl FnOnce(&Found<'_>) -> Outcome) -> Outcome {
    let Shelf { reader, corpus } = Shelf::open(file)?;
    let texts = reader.texts(&corpus);
    let voices = Voices::read(&corpus, &texts)?;
    let lens = Lens::new(&corpus, between.find(&corpus)?);
    let coverage = lens.coverage(&Scope::default(), &voices);
    tell(&Found { corpus: &corpus, lens: &lens, coverage: &coverage, texts: &texts, reader: &reader })?;
    end(&reader)
}

impl From<Taken> for TakenJson {
    fn from(taken: Taken) -> Self {
        Self { all: taken.all, reach: taken.reach }
    }
}

impl Found<'_> {
    /// How far the second framework reaches, for which every coded text is read.
    fn extent(&self) -> Result<Extent> {
        self.lens.extent(&Scope::default(), self.texts)
    }

    fn code(&self, one: &lens::CodeCovered<'_>) -> CodeJson {
        let corpus = self.corpus;
        let links = match &one.mapped {
            Mapped::Unmapped => Vec::new(),
            Mapped::Without(link) => vec![*link],
            Mapped::To(links) => links.clone(),
        };
        let link = |link: &&crate::model::CrosswalkLink| {
            let stands = one.links.iter().find(|covered| Some(covered.to) == link.to_code);
            LinkJson {
                target: link.to_code.map(|code| find::full_path(corpus, code)),
                reason: link.reason.clone(),
                coder: corpus.coder(link.coder).map(|coder| coder.initials.clone()),
                at: link.at.rfc3339(),
                open: stands.map_or(0, lens::LinkCovered::unsettled),
                accepted: stands.map_or(0, |stands| stands.accepted),
                rejected: stands.map_or(0, |stands| stands.rejected),
                moved: stands.map_or(0, |stands| stands.moved),
            }
        };
        CodeJson {
            code: find::full_path(corpus, one.code),
            passages: one.tally.references,
            sources: one.tally.sources,
            people: one.tally.people,
            inherited: links.iter().any(|link| link.from_code != one.code),
            mapped: links.iter().map(link).collect(),
            without: matches!(one.mapped, Mapped::Without(_)),
            reach: one.reach,
            rejected: one.rejected,
            open: one.open,
        }
    }

    fn json(&self, extent: &Extent) -> Json {
        let corpus = self.corpus;
        let target = |one: &lens::TargetCovered| TargetJson {
            code: find::full_path(corpus, one.code),
            own: one.own.references,
            passages: one.read.references,
            sources: one.read.sources,
            people: one.read.people,
            passages_below: one.whole.references,
            from: self.lens.read_as(one.code).into_iter().map(|code| find::full_path(corpus, code)).collect(),
        };
        let groups = |list: &[GroupTaken]| {
            let of = |one: &GroupTaken| GroupJson { group: one.label.clone(), passages: one.passages.all, reach: one.passages.reach };
            list.iter().map(of).collect()
        };
        let [sites, roles, phases] = &extent.groups;
        Json {
            from: framework_name(corpus, self.lens.crosswalk.from_framework),
            to: framework_name(corpus, self.lens.crosswalk.to_framework),
            passages: self.coverage.passages(),
            reach: self.coverage.reach(),
            open: self.coverage.open(),
            words: extent.words.into(),
            sources: extent.sources.into(),
            people: extent.people.into(),
            elsewhere: extent.elsewhere(),
            sites: groups(sites),
            roles: groups(roles),
            phases: groups(phases),
            codes: self.coverage.codes.iter().map(|one| self.code(one)).collect(),
            targets: self.coverage.targets.iter().map(target).collect(),
        }
    }

    /// Shows all of it as JSON.
    pub fn show_json(&self) -> Outcome {
        show_json(&self.json(&self.extent()?))
    }

    /// The codes of which passages are left out.
    fn left(&self) -> Outcome {
        let corpus = self.corpus;
        let mut table = Table::new(&["left out", "#passages", "#of them", "#sources", "#people", "why"]);
        for one in self.coverage.codes.iter().filter(|one| (one.reach as u32) < one.tally.references) {
            let left = one.tally.references - one.reach as u32;
            let why = match becomes(corpus, one.code, &one.mapped) {
                (becomes, _) if matches!(one.mapped, Mapped::Unmapped) => becomes,
                (becomes, because) if matches!(one.mapped, Mapped::Without(_)) => [becomes, because].join(": ").trim_end_matches(": ").to_owned(),
                _ => "rejected".to_owned(),
            };
            let numbers = [left, one.tally.references, one.tally.sources, one.tally.people].map(|number| number.to_string());
            table.row([vec![indented(corpus, one.code)], numbers.to_vec(), vec![why]].concat());
        }
        table.show("Nothing is left out.")
    }

    /// The same by site, role and phase, where the project has them.
    fn groups(extent: &Extent) -> Outcome {
        for (list, what) in extent.groups.iter().zip(["site", "role", "phase"]).filter(|(list, _)| !list.is_empty()) {
            let mut table = Table::new(&[what, "#passages", "#taken in", "#share"]);
            for one in list {
                let share = format!("{}%", one.passages.percent());
                table.row(vec![one.label.clone(), one.passages.all.to_string(), one.passages.reach.to_string(), share]);
            }
            show(|out| writeln!(out))?;
            table.show("")?;
            let note = extent.note(list, what);
            if !note.is_empty() {
                say(&note);
            }
        }
        Ok(())
    }

    /// The figures, and what of the second framework nothing is read as.
    fn figures(&self, extent: &Extent) {
        let (corpus, coverage) = (self.corpus, self.coverage);
        say(&format!("{}: {}.", title(corpus, self.lens.crosswalk), coverage.said()));
        say(&format!("That is {}.", extent.said()));
        if extent.elsewhere() > 0 {
            let left = crate::project::op::count(extent.left.len(), "passage is", "passages are");
            say(&format!("{left} left out, those of each code counted by themselves{}.", elsewhere_said(extent.elsewhere())));
        }
        let name = |code: CodeId| corpus.code(code).map_or_else(String::new, |code| code.name.clone());
        // Of a branch of which nothing is read its top is named alone.
        let nothing: Vec<CodeId> = coverage.targets.iter().filter(|one| one.whole.references == 0).map(|one| one.code).collect();
        let top = |code: &&CodeId| corpus.code(**code).is_some_and(|code| code.parent.is_none_or(|above| !nothing.contains(&above)));
        let silent: Vec<String> = nothing.iter().filter(top).map(|code| name(*code)).collect();
        if !silent.is_empty() {
            say(&format!("Nothing is read as: {}.", silent.join("; ")));
        }
    }
}

impl Covered {
    /// Shows or writes it.
    pub fn run(self, file: &Path, between: &Between, json: bool) -> Outcome {
        if let Some(output) = &self.output {
            return write(file, between, (output, json), self.names.naming());
        }
        if self.passages {
            return passages(file, between, self.names.naming(), json);
        }
        covered(file, between, |found| {
            if json {
                return found.show_json();
            }
            found.left()?;
            let extent = found.extent()?;
            Found::groups(&extent)?;
            found.figures(&extent);
            Ok(())
        })
    }
}

/// The passages that are left out.
fn passages(file: &Path, between: &Between, naming: Naming, json: bool) -> Outcome {
    let Shelf { reader, corpus } = Shelf::open(file)?;
    let (texts, lens) = (reader.texts(&corpus), Lens::new(&corpus, between.find(&corpus)?));
    let (Extent { left, .. }, excerpts) = lens.extent_and_left(&Scope::default(), &texts)?;
    let attribution = Attribution::new(&corpus, &corpus.project.attribution, naming)?;
    let quote = |excerpt: &Excerpt| Block::quote(excerpt, attribution.of(&corpus, excerpt));
    let quotes: Vec<Block> = excerpts.iter().map(quote).collect();
    warn_of_document(&blocks_disclosed(&corpus, &texts, ("", &quotes), naming)?);
    let rows = left.iter().zip(&excerpts).map(|(one, excerpt)| LeftJson {
        source: corpus.source(one.source).map_or_else(String::new, |source| source.name.clone()),
        span: one.span,
        words: excerpt.text.clone(),
        attribution: attribution.of(&corpus, excerpt),
        code: find::full_path(&corpus, one.code),
        why: one.why.name(),
        elsewhere: one.elsewhere,
    });
    let rows: Vec<LeftJson> = rows.collect();
    if json {
        show_json(&rows)?;
        return end(&reader);
    }
    if rows.is_empty() {
        say("Nothing is left out.");
    }
    show(|out| {
        for row in &rows {
            writeln!(out, "{} · {}{}", tame(&row.code), row.why, if row.elsewhere { "; there by another code" } else { "" })?;
            writeln!(out, "  “{}” {}\n", tame(row.words.trim()).replace('\n', "\n  "), tame(&row.attribution))?;
        }
        Ok(())
    })?;
    end(&reader)
}

fn write(file: &Path, between: &Between, (output, json): (&Path, bool), naming: Naming) -> Outcome {
    let format = paper::format(Some(output), &BlockFormat::ALL)?;
    let Shelf { reader, corpus } = Shelf::open(file)?;
    let (texts, lens) = (reader.texts(&corpus), Lens::new(&corpus, between.find(&corpus)?));
    let blocks = crosswalk_blocks(&corpus, &lens, &texts, naming)?;
    Paper { title: &corpus.project.name, blocks: &blocks, naming, format, unit: Some(("row", "rows")) }.write(
        &corpus,
        &texts,
        (Some(output), json),
    )?;
    end(&reader)
}
