//! A copy to be handed on: what the project is today, and nothing of what it was, nor who anybody is.

use super::lines::Lines;
use super::op::{OpKind, name};
use super::reader::decode;
use crate::analysis::{Carried, How};
use crate::model::{
    Attribute, AttributeValue, Case, CaseKind, ChartCell, Code, Coder, Coding, CodingId, Crosswalk, CrosswalkLink, Dismissed, Evidence, Folder,
    Framework, FrameworkVersion, Gathered, KeptRule, Layer, Linked, LookedAgain, Memo, MemoLink, MemoStanding, MergedCode, Passage, Pin, Progress,
    Project, ProjectId, Report, ReportPart, SavedSearch, Source, SourceCase, SourceId, Speaker, Subject, ThemePart, Verdict, Version,
};
use crate::store::{Mode, NewOp, NewValue, Record, Store, refuse_missing_folder};
use crate::text::Followed;
use crate::{Error, Result};
use rayon::prelude::*;
use std::collections::HashMap;
use std::path::Path;

/// Texts that are in memory together.
const TOGETHER: usize = 64;

/// What was left out of a copy that is handed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandedOn {
    /// Sources in it.
    pub sources: usize,
    /// Codings whose words were all corrected away: they lay on older versions, which are not in it.
    pub lost: usize,
}

/// Copies a project as it is today to a place that is free: its rows, and each text as it is shown. What is left out is the history, older
/// versions of texts, original files, drafts, the list of pseudonyms and names in full. It is a project of its own, with an id of its own.
/// `go_on` hears of sources done and in all, and stops the copy with `false`; a half-made copy never stays.
///
/// # Errors
/// A file that is there already is refused; `Cancelled` when `go_on` says so.
pub fn copy_without_key(project: &Path, to: &Path, go_on: &dyn Fn(u64, u64) -> bool) -> Result<HandedOn> {
    let from = Store::open(project, Mode::Read, |_| Ok(()))?;
    if to.exists() {
        return Err(Error::hint(format!("{} exists already; it was not touched", to.display()), "Choose another name."));
    }
    refuse_missing_folder(to)?;
    let partial = to.with_extension("themata-part");
    let _ = std::fs::remove_file(&partial);
    let made = Store::create(&partial).and_then(|new| {
        let done = from.snapshot(|from| write(from, &new, go_on))?;
        new.pack()?;
        Ok(done)
    });
    let renamed = made.and_then(|done| std::fs::rename(&partial, to).map(|()| done).map_err(|error| Error::io(to, error)));
    if renamed.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    renamed
}

fn write(from: &Store, new: &Store, go_on: &dyn Fn(u64, u64) -> bool) -> Result<HandedOn> {
    let label = format!("Made this copy to be handed on, without its key, of {}", name(&super::reader::the_project(from)?.name));
    let head = NewOp { kind: OpKind::NewProject.name(), label: &label, place: "", coder: None, who: "", undoes: None };
    let (_, done) = new.operation(&head, |new| {
        new.defer_references()?;
        let mut done = HandedOn::default();
        rows(from, new)?;
        sources(from, new, &mut done, go_on)?;
        let carried = codings(from, new, &mut done)?;
        memos(from, new, &carried)?;
        carry(from, new, |standing: MemoStanding| standing)?;
        memo_links(from, new, &carried)?;
        dismissed(from, new)?;
        evidence(from, new)?;
        verdicts(from, new)?;
        parts(from, new)?;
        report_parts(from, new)?;
        looked_again(from, new, &carried)?;
        Ok(done)
    })?;
    Ok(done)
}

/// Carries the rows of a table over, each as it is made to be.
fn carry<R: Record>(from: &Store, new: &Store, mut made: impl FnMut(R) -> R) -> Result<()> {
    from.all::<R>()?.into_iter().try_for_each(|row| new.insert(&made(row)))
}

fn rows(from: &Store, new: &Store) -> Result<()> {
    // Backups are known by this id: those of the project that it was made of hold the key.
    carry(from, new, |project: Project| Project { id: ProjectId::new(), ..project })?;
    // Whoever codes may be heard in the interviews, too: their initials stay, a name of the list does not.
    let key = super::pseudonyms::key_corpus(from)?;
    let named = |words: &str| key.pseudonym_key().remains_in(words, How::Label);
    let mut number = 0;
    carry(from, new, |coder: Coder| {
        number += 1;
        let name = if named(&coder.name) { String::new() } else { coder.name };
        let initials = if named(&coder.initials) { format!("C{number}") } else { coder.initials };
        Coder { name, initials, ..coder }
    })?;
    carry(from, new, |framework: Framework| framework)?;
    carry(from, new, |layer: Layer| layer)?;
    carry(from, new, |folder: Folder| folder)?;
    carry(from, new, |kind: CaseKind| kind)?;
    carry(from, new, |case: Case| Case { full_name: String::new(), ..case })?;
    carry(from, new, |source: Source| Source { original: None, ..source })?;
    carry(from, new, |speaker: Speaker| speaker)?;
    carry(from, new, |link: SourceCase| link)?;
    carry(from, new, |attribute: Attribute| attribute)?;
    carry(from, new, |value: AttributeValue| value)?;
    carry(from, new, |code: Code| code)?;
    // What was seen lies on versions that are not in the copy.
    carry(from, new, |saved: SavedSearch| SavedSearch { seen: String::new(), ..saved })?;
    carry(from, new, |rule: KeptRule| rule)?;
    carry(from, new, |cell: ChartCell| cell)?;
    carry(from, new, |one: Crosswalk| one)?;
    carry(from, new, |link: CrosswalkLink| link)?;
    carry(from, new, |report: Report| report)?;
    carry(from, new, |version: FrameworkVersion| version)?;
    carry(from, new, |merged: MergedCode| merged)?;
    carry(from, new, |pin: Pin| pin)?;
    carry(from, new, |progress: Progress| progress)
}

/// The texts as they are shown, each as its first version.
fn sources(from: &Store, new: &Store, done: &mut HandedOn, go_on: &dyn Fn(u64, u64) -> bool) -> Result<()> {
    let all = from.all::<Source>()?;
    for some in all.chunks(TOGETHER) {
        if !go_on(done.sources as u64, all.len() as u64) {
            return Err(Error::Cancelled);
        }
        let packed = some.iter().map(|source| {
            let version = super::codes::found(from.get::<Version>(source.version)?, "version")?;
            let (text, structure) = (from.packed(&version.text)?, from.packed(&version.structure)?);
            Ok((version, text, structure))
        });
        let packed: Vec<_> = packed.collect::<Result<_>>()?;
        let texts = packed.into_par_iter().map(|(version, text, structure)| {
            let (text, structure) = (text.open()?, structure.open()?);
            decode(text.clone(), &structure)?;
            Ok((version, NewValue::new(text), NewValue::new(structure)))
        });
        for (version, text, structure) in texts.collect::<Result<Vec<_>>>()? {
            new.put(&text)?;
            new.put(&structure)?;
            new.insert(&Version { number: 1, reason: String::new(), base: None, correction: None, ..version })?;
            done.sources += 1;
        }
    }
    Ok(())
}

/// The codings, each on the text that is shown; whose words are gone stay behind. The answer is the source of each of these.
fn codings(from: &Store, new: &Store, done: &mut HandedOn) -> Result<HashMap<CodingId, SourceId>> {
    let (mut lines, mut lost) = (Lines::new(from), HashMap::new());
    for coding in from.all::<Coding>()? {
        match lines.of(coding.source)?.carry(coding) {
            Carried::Shown(coding) => new.insert(&coding)?,
            Carried::Lost(gone) => drop(lost.insert(gone.coding.id, gone.coding.source)),
        }
    }
    done.lost = lost.len();
    Ok(lost)
}

/// Passages that are not offered again for a code; those whose words are gone stay behind.
fn dismissed(from: &Store, new: &Store) -> Result<()> {
    let mut lines = Lines::new(from);
    for row in from.all::<Dismissed>()? {
        if let Some(row) = lines.of(row.source)?.carry_dismissed(row) {
            new.insert(&row)?;
        }
    }
    Ok(())
}

/// The passages behind cells of the chart, each on the text that is shown; whose words are gone stay behind.
fn evidence(from: &Store, new: &Store) -> Result<()> {
    let mut lines = Lines::new(from);
    for one in from.all::<Evidence>()? {
        let place = one.passage();
        if let Some(Passage { version, span, .. }) = lines.shown(place)? {
            new.insert(&Evidence { version, span, ..one })?;
        }
    }
    Ok(())
}

/// What was settled of passages through crosswalks; of those whose words are gone it stays behind.
fn verdicts(from: &Store, new: &Store) -> Result<()> {
    let mut lines = Lines::new(from);
    for verdict in from.all::<Verdict>()? {
        if let Some(Passage { version, span, .. }) = lines.shown(verdict.passage())? {
            new.insert(&Verdict { version, span, ..verdict })?;
        }
    }
    Ok(())
}

/// What themes gather; passages whose words are gone stay behind.
fn parts(from: &Store, new: &Store) -> Result<()> {
    let mut lines = Lines::new(from);
    for part in from.all::<ThemePart>()? {
        let of = match part.of {
            Gathered::Passage(passage) => lines.shown(passage)?.map(Gathered::Passage),
            code => Some(code),
        };
        if let Some(of) = of {
            new.insert(&ThemePart { of, ..part })?;
        }
    }
    Ok(())
}

/// Themes of reports and their quotes; quotes whose words are gone stay behind.
fn report_parts(from: &Store, new: &Store) -> Result<()> {
    let mut lines = Lines::new(from);
    for part in from.all::<ReportPart>()? {
        let quote = part.quote.map(|quote| lines.shown(quote)).transpose()?;
        if quote != Some(None) {
            new.insert(&ReportPart { quote: quote.flatten(), ..part })?;
        }
    }
    Ok(())
}

/// Which codings were looked at again.
fn looked_again(from: &Store, new: &Store, lost: &HashMap<CodingId, SourceId>) -> Result<()> {
    let all = from.all::<LookedAgain>()?;
    all.iter().filter(|row| !lost.contains_key(&row.coding)).try_for_each(|row| new.insert(row))
}

/// The memos, those on passages carried too. One on words or on a coding that is gone is on the source then.
fn memos(from: &Store, new: &Store, lost: &HashMap<CodingId, SourceId>) -> Result<()> {
    let mut lines = Lines::new(from);
    for memo in from.all::<Memo>()? {
        let subject = match memo.subject {
            Subject::Passage(source, version, span) => {
                let line = lines.of(source)?;
                match line.follow(version, span) {
                    Some(Followed::At(span)) => Subject::Passage(source, line.shown(), span),
                    _ => Subject::Source(source),
                }
            }
            Subject::Coding(id) => lost.get(&id).map_or(memo.subject, |source| Subject::Source(*source)),
            other => other,
        };
        new.insert(&Memo { subject, ..memo })?;
    }
    Ok(())
}

/// What memos are linked to; passages and codings whose words are gone stay behind.
fn memo_links(from: &Store, new: &Store, lost: &HashMap<CodingId, SourceId>) -> Result<()> {
    let mut lines = Lines::new(from);
    for link in from.all::<MemoLink>()? {
        let to = match link.to {
            Linked::On(Subject::Passage(source, version, span)) => {
                let shown = lines.shown(Passage { source, version, span })?;
                shown.map(|shown| Linked::On(Subject::Passage(shown.source, shown.version, shown.span)))
            }
            Linked::On(Subject::Coding(id)) if lost.contains_key(&id) => None,
            other => Some(other),
        };
        if let Some(to) = to {
            new.insert(&MemoLink { to, ..link })?;
        }
    }
    Ok(())
}
