//! `themata versions`: the versions of a source's text, what differs between two, and codings that wait for a place.

use super::desk::{AsJson, File, Shelf};
use super::find;
use super::out::{Outcome, Table, show, show_json};
use crate::model::{Span, Version};
use crate::text::{Difference, difference};
use crate::{Error, Result};

/// List the versions of a source's text, or show what differs between two
///
/// Example: themata versions study.themata --source "Interview 1" --compare 1 2
#[derive(clap::Args, Debug)]
pub struct Versions {
    #[command(flatten)]
    file: File,
    /// The source, by name or file name
    #[arg(long, value_name = "NAME")]
    source: String,
    /// Show what differs between two versions, by number
    #[arg(long, num_args = 2, value_names = ["OLDER", "NEWER"])]
    compare: Vec<u32>,
    #[command(flatten)]
    form: AsJson,
}

#[derive(serde::Serialize)]
struct Row {
    number: u32,
    shown: bool,
    reason: String,
    words: u32,
    characters: u32,
    turns: u32,
    codings_without_words: Vec<Lost>,
}

#[derive(serde::Serialize)]
struct Lost {
    id: String,
    code: String,
    coder: String,
    words: String,
    span: Span,
}

impl Versions {
    /// Lists or compares them.
    pub(super) fn run(self) -> Outcome {
        let shelf = Shelf::open(&self.file.file)?;
        let source = find::source(&shelf.corpus, &self.source)?;
        let versions = shelf.reader.versions(source.id)?;
        if let [older, newer] = self.compare[..] {
            let text = |number: u32| -> Result<_> { shelf.reader.text(named(&versions, number)?) };
            let list = difference(&text(older)?.geometry, text(newer)?.geometry.text());
            compare(&list, self.form.json)?;
            return shelf.end();
        }
        let mut rows = Vec::new();
        for version in &versions {
            let lost = shelf.corpus.lost_of(source.id).iter().map(|lost| &lost.coding).filter(|coding| coding.version == version.id);
            let mut list = Vec::new();
            for coding in lost {
                list.push(Lost {
                    id: coding.id.to_string(),
                    code: find::full_path(&shelf.corpus, coding.code),
                    coder: shelf.corpus.coder(coding.coder).map_or_else(String::new, |coder| coder.initials.clone()),
                    words: shelf.reader.text(version)?.words_of(coding.span),
                    span: coding.span,
                });
            }
            rows.push(Row {
                number: version.number,
                shown: version.id == source.version,
                reason: version.reason.clone(),
                words: version.words,
                characters: version.chars,
                turns: version.turns,
                codings_without_words: list,
            });
        }
        if self.form.json {
            show_json(&rows)?;
            return shelf.end();
        }
        list(rows)?;
        shelf.end()
    }
}

fn named(versions: &[Version], number: u32) -> Result<&Version> {
    let found = versions.iter().find(|version| version.number == number);
    found.ok_or_else(|| Error::hint(format!("there is no version {number} of that source"), format!("It has {}.", versions.len())))
}

fn list(rows: Vec<Row>) -> Outcome {
    let mut lost = Table::new(&["coding without words", "code", "coder", "its words were"]);
    let mut any = false;
    let mut table = Table::new(&["#version", "", "#words", "#turns", "why"]);
    for row in rows {
        for one in row.codings_without_words {
            any = true;
            lost.row(vec![one.id, one.code, one.coder, one.words]);
        }
        let shown = if row.shown { "shown" } else { "" };
        let why = if row.number == 1 && row.reason.is_empty() { "imported".into() } else { row.reason };
        table.row(vec![row.number.to_string(), shown.into(), row.words.to_string(), row.turns.to_string(), why]);
    }
    table.show("No versions.")?;
    if any { lost.show("") } else { Ok(()) }
}

fn compare(list: &[Difference], json: bool) -> Outcome {
    if json {
        return show_json(&list);
    }
    let tame = super::out::tame;
    show(|out| {
        for one in list {
            writeln!(out, "{}..{}", one.before.start, one.before.end)?;
            one.old.lines().try_for_each(|line| writeln!(out, "  - {}", tame(line)))?;
            one.new.lines().try_for_each(|line| writeln!(out, "  + {}", tame(line)))?;
        }
        if list.is_empty() { writeln!(out, "The two are the same.") } else { Ok(()) }
    })
}
