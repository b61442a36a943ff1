//! Frameworks through time on the command line: versions named, listed and compared; codings to look at again.

use super::super::desk::{Desk, Shelf, Who, end};
use super::super::find;
use super::super::out::{Outcome, Table, say, show, show_json, tame, usage};
use super::super::paper::{self, Paper};
use crate::analysis::{
    Between, ChangedCode, CodeChange, Corpus, Definitions, DueAgain, InForce, Naming, Scope, applied_before, applied_left_out, between, changes,
    in_force, others_version, state_name,
};
use crate::export::{BlockFormat, framework_blocks};
use crate::model::{CodeId, CodingId, Framework, FrameworkVersion, FrameworkVersionId, Span, Time, grouped};
use crate::project::no_history_before;
use crate::project::op::{OpKind, count};
use crate::text::capital;
use crate::{Error, Result};
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// What the framework is called as it stands, on the command line and by [`state_name`].
const NOW: &str = "now";

#[derive(clap::Args, Debug)]
pub(super) struct Name {
    /// The framework
    framework: String,
    /// What the version is called, such as "After the March meeting"
    name: String,
    /// Why it came to be so
    #[arg(long, value_name = "WORDS", default_value = "")]
    reason: String,
    /// What was said at the meeting
    #[arg(long, value_name = "WORDS", default_value = "")]
    note: String,
    #[command(flatten)]
    who: Who,
}

#[derive(clap::Args, Debug)]
pub(super) struct EditVersion {
    /// The framework
    framework: String,
    /// The version
    version: String,
    /// Its name
    #[arg(long)]
    name: Option<String>,
    /// Why it came to be so
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// What was said at the meeting
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// Remove it; the codes as they are now are not touched
    #[arg(long, conflicts_with_all = ["name", "reason", "note"])]
    remove: bool,
    /// Remove it although somebody else named it
    #[arg(long, requires = "remove")]
    yes: bool,
    #[command(flatten)]
    who: Who,
}

#[derive(clap::Args, Debug)]
pub(super) struct Compare {
    /// The framework
    framework: String,
    /// The older version; without it, the last that was named
    older: Option<String>,
    /// The newer one; without it, the framework as it stands now
    newer: Option<String>,
    /// Write it to this file instead; the suffix says the format: .docx, .xlsx, .csv, .html or .md
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub(super) struct Again {
    /// The framework
    framework: String,
    /// Only this code, with those below it
    #[arg(long, value_name = "PATH")]
    code: Option<String>,
    /// Note that these were looked at and hold, by their numbers in the list; several numbers for several
    #[arg(long, value_name = "NUMBER", num_args = 1..)]
    holds: Vec<usize>,
    /// Note that all that are listed hold
    #[arg(long, conflicts_with = "holds")]
    all: bool,
    #[command(flatten)]
    who: Who,
}

/// A version of a framework by its name, or by the beginning of it.
fn version<'a>(corpus: &'a Corpus, framework: &Framework, name: &str) -> Result<&'a FrameworkVersion> {
    let wanted = name.trim().to_lowercase();
    let all: Vec<&FrameworkVersion> = corpus.versions_of(framework.id).collect();
    if let Some(found) = all.iter().find(|version| version.name.to_lowercase() == wanted) {
        return Ok(found);
    }
    let begins: Vec<&&FrameworkVersion> = all.iter().filter(|version| version.name.to_lowercase().starts_with(&wanted)).collect();
    match begins.as_slice() {
        [only] if !wanted.is_empty() => Ok(only),
        _ => {
            let names: Vec<&str> = all.iter().map(|version| version.name.as_str()).collect();
            if names.is_empty() {
                let hint = "Name it as it stands: themata frameworks FILE name FRAMEWORK NAME --reason WORDS";
                return Err(Error::hint(format!("no version of {} is named yet", framework.name), hint));
            }
            Err(Error::hint(format!("{} has no version “{name}”", framework.name), format!("There are: {}.", names.join(", "))))
        }
    }
}

impl Name {
    pub fn run(self, file: &Path, json: bool) -> Outcome {
        let who = self.who.needed()?;
        let desk = Desk::open(file)?.telling(json);
        let framework = find::framework(&desk.corpus, &self.framework)?.id;
        desk.act(who, OpKind::NameVersion, |project| project.name_version(framework, &self.name, &self.reason, &self.note).map(drop))
    }
}

impl EditVersion {
    pub fn run(self, file: &Path, json: bool) -> Outcome {
        let who = self.who.needed()?;
        if !self.remove && self.name.is_none() && self.reason.is_none() && self.note.is_none() {
            return usage("it is not said what to change", "Give --name, --reason, --note or --remove.");
        }
        let desk = Desk::open(file)?.telling(json);
        let framework = find::framework(&desk.corpus, &self.framework)?;
        let old = version(&desk.corpus, framework, &self.version)?.clone();
        if self.remove {
            let own = desk.corpus.coder_named(&who.initials).map(|coder| coder.id);
            if let Some(said) = others_version(&desk.corpus, &old, own, Time::day).filter(|_| !self.yes) {
                return Err(Error::hint(format!("{said}; nothing was changed"), "Add --yes to remove it; undo brings it back.").into());
            }
            return desk.act(who, OpKind::RemoveVersions, |project| project.remove_versions(&[old.id]).map(drop));
        }
        let word = |new: Option<String>, old: String| new.unwrap_or(old);
        let (name, reason, note) = (word(self.name, old.name), word(self.reason, old.reason), word(self.note, old.note));
        desk.act(who, OpKind::EditVersion, |project| project.edit_version(old.id, &name, &reason, &note).map(drop))
    }
}

#[derive(serde::Serialize)]
struct VersionRow {
    name: String,
    at: Option<String>,
    coder: Option<String>,
    reason: String,
    note: String,
    codes: usize,
    /// Codings that stand and were made while it was in force.
    codings: usize,
    /// Codings that came in then, made in another framework.
    came: usize,
    sources: usize,
    changes: Vec<String>,
}

/// The versions of a framework, oldest first, each with what changed since the one before and what was coded while it was in force.
pub(super) fn versions(file: &Path, name: &str, json: bool) -> Outcome {
    let Shelf { reader, corpus } = Shelf::open(file)?;
    let framework = find::framework(&corpus, name)?;
    let (list, force) =
        (corpus.versions_of(framework.id).collect::<Vec<_>>(), in_force(&corpus, framework.id, &reader.came_in(&corpus, framework.id)?));
    let mut rows = Vec::new();
    for (n, InForce { codings, sources, came, .. }) in force.into_iter().enumerate() {
        let Some(version) = n.checked_sub(1).map(|n| list[n]) else {
            if codings + came > 0 && !list.is_empty() {
                let [name, reason, note] = ["before any", "", ""].map(str::to_owned);
                rows.push(VersionRow { name, at: None, coder: None, reason, note, codes: 0, codings, came, sources, changes: Vec::new() });
            }
            continue;
        };
        let before = n.checked_sub(2).map(|n| list[n].codes.as_slice());
        let changes = before.map(|before| changes(&corpus, before, &version.codes)).unwrap_or_default();
        rows.push(VersionRow {
            name: version.name.clone(),
            at: Some(version.at.rfc3339()),
            coder: corpus.coder(version.coder).map(|coder| coder.initials.clone()),
            reason: version.reason.clone(),
            note: version.note.clone(),
            codes: version.codes.len(),
            codings,
            came,
            sources,
            changes: changes.iter().map(CodeChange::line).collect(),
        });
    }
    if json {
        show_json(&rows)?;
        return end(&reader);
    }
    let mut table = Table::new(&["version", "when", "by", "#codes", "#changes", "#codings", "reason"]);
    let came: Vec<String> = rows.iter().filter(|row| row.came > 0).map(|row| came_line(&row.name, row.came)).collect();
    for row in rows {
        let numbers = [row.codes, row.changes.len(), row.codings].map(|number| number.to_string());
        let when = row.at.as_deref().and_then(|at| at.get(..10)).unwrap_or_default().to_owned();
        table.row([vec![row.name, when, row.coder.unwrap_or_default()], numbers.to_vec(), vec![row.reason]].concat());
    }
    table.show("No version of this framework is named yet. Next: themata frameworks FILE name FRAMEWORK NAME --reason WORDS")?;
    for line in came {
        say(&line);
    }
    end(&reader)
}

/// What came into a framework while a version was in force, made in another one.
fn came_line(version: &str, came: usize) -> String {
    let came = if came == 1 { "1 coding more".to_owned() } else { format!("{} more codings", grouped(came as i64)) };
    format!("{version}: {came} came from another framework then, with their codes, by a merge, or given a code of this one.")
}

#[derive(serde::Serialize)]
struct ChangeRow {
    change: &'static str,
    code: String,
    line: String,
    /// Codings that stand under it now; of one that is gone, those it had when it went. Nothing where that is not known.
    codings: Option<usize>,
    sources: Option<usize>,
    /// How many of them came to the code that a merged one became.
    moved: Option<usize>,
    /// Whether the code is there no more.
    gone: bool,
    parts: Vec<PartRow>,
}

#[derive(serde::Serialize)]
struct PartRow {
    what: &'static str,
    before: String,
    after: String,
}

impl Compare {
    pub fn run(self, file: &Path, json: bool) -> Outcome {
        let Shelf { reader, corpus } = Shelf::open(file)?;
        let framework = find::framework(&corpus, &self.framework)?;
        let last = corpus.versions_of(framework.id).last().map_or_else(String::new, |version| version.name.clone());
        let (older, newer) = (self.older.as_ref().unwrap_or(&last), self.newer.as_deref().unwrap_or(NOW));
        let state = |name: &str| -> Result<Option<FrameworkVersionId>> {
            if name.trim().eq_ignore_ascii_case(NOW) { Ok(None) } else { version(&corpus, framework, name).map(|version| Some(version.id)) }
        };
        let states = Between { framework: framework.id, older: state(older)?, newer: state(newer)? };
        if let Some(to) = &self.output {
            return write(&reader, &corpus, &states, (to, json));
        }
        let changes = between(&corpus, &states, &reader.gone_codes(&corpus, states.framework)?);
        if json {
            show_json(&changes.iter().map(change_row).collect::<Vec<_>>())?;
            return end(&reader);
        }
        show(|out| {
            for changed in &changes {
                writeln!(out, "{} ({})", tame(&changed.change.line()), changed.under())?;
                let CodeChange::Redefined(_, parts) = &changed.change else { continue };
                for part in parts {
                    let said =
                        |words: &str| if words.trim().is_empty() { "nothing".to_owned() } else { tame(words.trim()).replace('\n', "\n      ") };
                    writeln!(out, "  {}\n    - {}\n    + {}", capital(part.what), said(&part.before), said(&part.after))?;
                }
            }
            Ok(())
        })?;
        let [older, newer] = [states.older, states.newer].map(|state| state_name(&corpus, state));
        say(&format!("{} between {older} and {newer}.", count(changes.len(), "change", "changes")));
        end(&reader)
    }
}

/// Writes what happened between two states as a document.
fn write(reader: &crate::project::Reader, corpus: &Corpus, states: &Between, (to, json): (&Path, bool)) -> Outcome {
    let format = paper::format(Some(to), &BlockFormat::ALL)?;
    let blocks = framework_blocks(corpus, states, &reader.gone_codes(corpus, states.framework)?);
    Paper { title: &corpus.project.name, blocks: &blocks, naming: Naming::Pseudonyms, format, unit: Some(("row", "rows")) }.write(
        corpus,
        &reader.texts(corpus),
        (Some(to), json),
    )?;
    end(reader)
}

fn change_row(changed: &ChangedCode) -> ChangeRow {
    let change = &changed.change;
    let parts = match change {
        CodeChange::Redefined(_, parts) => parts.as_slice(),
        _ => &[],
    };
    let part = |part: &crate::analysis::Redefined| PartRow { what: part.what, before: part.before.clone(), after: part.after.clone() };
    ChangeRow {
        change: change.kind(),
        code: crate::model::join_path(change.path()),
        line: change.line(),
        codings: changed.coded.map(|coded| coded.codings),
        sources: changed.coded.map(|coded| coded.sources),
        moved: changed.coded.and_then(|coded| coded.moved),
        gone: changed.gone,
        parts: parts.iter().map(part).collect(),
    }
}

#[derive(serde::Serialize)]
struct AgainRow {
    number: usize,
    code: String,
    source: String,
    span: Span,
    words: String,
    coder: Option<String>,
    at: String,
    before: [String; 3],
    now: [String; 3],
}

/// What is not known where there is no history.
const EARLIER: &str = "by which words passages were coded earlier is not known";

impl Again {
    /// Lists what is to be looked at again, or notes that it was.
    pub fn run(self, file: &Path, json: bool) -> Outcome {
        if self.all || !self.holds.is_empty() {
            return self.hold(file, json);
        }
        let Shelf { reader, corpus } = Shelf::open(file)?;
        let framework = find::framework(&corpus, &self.framework)?;
        let definitions = reader.definitions(&corpus, framework.id)?;
        let mut rows = Vec::new();
        // They go by source: each text is opened once.
        for here in self.due(&reader, &corpus, &definitions)?.chunk_by(|a, b| a.coding.source == b.coding.source) {
            let text = reader.source_text(&corpus, here[0].coding.source)?;
            for DueAgain { coding, seen } in here {
                let of = definitions.get(&coding.code);
                rows.push(AgainRow {
                    number: rows.len() + 1,
                    code: find::full_path(&corpus, coding.code),
                    source: corpus.source(coding.source).map_or_else(String::new, |source| source.name.clone()),
                    span: coding.span,
                    words: text.words_of(coding.span),
                    coder: corpus.coder(coding.coder).map(|coder| coder.initials.clone()),
                    at: coding.at.rfc3339(),
                    before: of.and_then(|of| of.at(*seen)).cloned().unwrap_or_default(),
                    now: of.and_then(|of| of.now()).cloned().unwrap_or_default(),
                });
            }
        }
        let unknown = reader.unknown_before(&corpus)?.map(|begins| capital(&format!("{}: {EARLIER}.", no_history_before(begins))));
        if json {
            show_json(&rows)?;
        } else if !rows.is_empty() {
            text(&rows)?;
        } else if unknown.is_some() {
            say("Nothing is known to be looked at again.");
        } else {
            say("Nothing is to be looked at again: no code was redefined since its codings were made, or they all were looked at.");
        }
        unknown.iter().for_each(|unknown| say(unknown));
        let only = self.only(&corpus)?;
        let definitions = definitions.into_iter().filter(|(code, _)| only.as_ref().is_none_or(|codes| codes.contains(code))).collect();
        applied_left_out(applied_before(&corpus, &definitions)).iter().for_each(|words| say(&format!("{words}.")));
        end(&reader)
    }

    /// The codes that are asked for; nothing means all.
    fn only(&self, corpus: &Corpus) -> Result<Option<BTreeSet<CodeId>>> {
        let family = |path: &String| Ok(corpus.family(find::code(corpus, path)?.id).into_iter().collect());
        self.code.as_ref().map(family).transpose()
    }

    fn due<'a>(&self, reader: &crate::project::Reader, corpus: &'a Corpus, definitions: &HashMap<CodeId, Definitions>) -> Result<Vec<DueAgain<'a>>> {
        let only = self.only(corpus)?;
        let mut due = reader.to_look_again(corpus, definitions)?;
        due.retain(|due| Scope::default().has(due.coding) && only.as_ref().is_none_or(|codes| codes.contains(&due.coding.code)));
        Ok(due)
    }

    fn hold(self, file: &Path, json: bool) -> Outcome {
        let who = self.who.needed()?;
        let desk = Desk::open(file)?.telling(json);
        let framework = find::framework(&desk.corpus, &self.framework)?;
        let definitions = desk.reader.definitions(&desk.corpus, framework.id)?;
        let due = self.due(&desk.reader, &desk.corpus, &definitions)?;
        let numbers: Vec<usize> = if self.all { (1..=due.len()).collect() } else { self.holds.clone() };
        let mut ids: Vec<CodingId> = Vec::new();
        for number in numbers {
            let Some(one) = number.checked_sub(1).and_then(|at| due.get(at)) else {
                let many = count(due.len(), "coding is", "codings are");
                return Err(
                    Error::hint(format!("{many} to be looked at again, there is no number {number}"), "Without --holds they are listed.").into()
                );
            };
            ids.push(one.coding.id);
        }
        if ids.is_empty() {
            let known = desk.reader.unknown_before(&desk.corpus)?.map_or("", |_| "known ");
            say(&format!("Nothing is {known}to be looked at again."));
            return Ok(());
        }
        desk.act(who, OpKind::LookAgain, |project| project.look_again(&ids).map(drop))
    }
}

fn text(rows: &[AgainRow]) -> Outcome {
    show(|out| {
        let mut last = String::new();
        for row in rows {
            if last != row.code {
                writeln!(out, "{}", tame(&row.code))?;
                for ((what, before), now) in ["Definition", "Include", "Exclude"].iter().zip(&row.before).zip(&row.now) {
                    if before != now {
                        let said = |words: &str| if words.is_empty() { "nothing".to_owned() } else { tame(words).replace('\n', " ") };
                        writeln!(out, "  {what}: {} → {}", said(before), said(now))?;
                    }
                }
                last.clone_from(&row.code);
            }
            let by = row.coder.as_deref().unwrap_or_default();
            writeln!(out, "  {} “{}” {}, {by}", row.number, tame(row.words.trim()).replace('\n', "\n    "), tame(&row.source))?;
        }
        Ok(())
    })
}
