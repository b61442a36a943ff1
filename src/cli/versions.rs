//! `themata versions`: the versions of a source's text, what differs between two, and codings that wait for a place.

use super::desk::{AsJson, File, Shelf};
use super::find;
use super::out::{Outcome, Table, show, show_json};
use crate::analysis::{Resting, resting_on_nothing, words_at};
use crate::model::{Span, Version};
use crate::text::{Beside, Difference, Side, by_words, difference, side_by_side};
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
    /// What rests on words that were corrected away: cells of the chart, themes, reports.
    resting_without_words: Vec<Rest>,
}

#[derive(serde::Serialize)]
struct Rest {
    rests: String,
    words: String,
    span: Span,
}

#[derive(serde::Serialize)]
struct Lost {
    id: String,
    code: String,
    coder: String,
    words: String,
    span: Span,
}

/// A place where two versions differ.
#[derive(serde::Serialize)]
struct Place {
    #[serde(flatten)]
    words: Difference,
    /// Who speaks it, where that differs and the words do not.
    #[serde(flatten)]
    voices: Option<Voices>,
}

#[derive(serde::Serialize)]
struct Voices {
    speaker_before: String,
    speaker_after: String,
}

impl Versions {
    /// Lists or compares them.
    pub(super) fn run(self) -> Outcome {
        let shelf = Shelf::open(&self.file.file)?;
        let source = find::source(&shelf.corpus, &self.source)?;
        let versions = shelf.reader.versions(source.id)?;
        if let [older, newer] = self.compare[..] {
            let text = |number: u32| -> Result<_> { shelf.reader.text(named(&versions, number)?) };
            let (old, new) = (text(older)?, text(newer)?);
            let differ = by_words(&difference(&old.geometry, new.geometry.text()), &old.geometry, &new.geometry);
            let told = |place: &Place| {
                differ.iter().any(|words| words.before.start < place.words.before.end && place.words.before.start <= words.before.end)
            };
            let mut list: Vec<Place> = spoken(side_by_side(&old, &new, &shelf.corpus.voice_names(source.id))).filter(|place| !told(place)).collect();
            list.extend(differ.into_iter().map(|words| Place { words, voices: None }));
            list.sort_by_key(|place| place.words.before);
            compare(&list, self.form.json)?;
            return shelf.end();
        }
        let mut rows = Vec::new();
        let resting = resting_on_nothing(&shelf.corpus, source.id);
        for version in &versions {
            let rest = |one: &Resting| {
                let words = words_at(&shelf.corpus, &shelf.reader.texts(&shelf.corpus), one.passage)?;
                Ok(Rest { rests: one.said(&shelf.corpus), words, span: one.passage.span })
            };
            let resting = resting.iter().filter(|one| one.passage.version == version.id).map(rest).collect::<Result<_>>()?;
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
                resting_without_words: resting,
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

/// The version of a number.
pub(super) fn named(versions: &[Version], number: u32) -> Result<&Version> {
    let found = versions.iter().find(|version| version.number == number);
    found.ok_or_else(|| Error::hint(format!("there is no version {number} of that source"), format!("It has {}.", versions.len())))
}

fn list(rows: Vec<Row>) -> Outcome {
    let mut lost = Table::new(&["coding without words", "code", "coder", "its words were"]);
    let mut resting = Table::new(&["rests on nothing now", "its words were"]);
    let (mut any, mut rests) = (false, false);
    let mut table = Table::new(&["#version", "", "#words", "#turns", "why"]);
    for row in rows {
        for one in row.codings_without_words {
            any = true;
            lost.row(vec![one.id, one.code, one.coder, one.words]);
        }
        for one in row.resting_without_words {
            rests = true;
            resting.row(vec![one.rests, one.words]);
        }
        let shown = if row.shown { "shown" } else { "" };
        let why = if row.number == 1 && row.reason.is_empty() { "imported".into() } else { row.reason };
        table.row(vec![row.number.to_string(), shown.into(), row.words.to_string(), row.turns.to_string(), why]);
    }
    table.show("No versions.")?;
    if any {
        lost.show("")?;
    }
    if rests { resting.show("") } else { Ok(()) }
}

/// The paragraphs whose words are the same in both versions and whose speakers are not.
fn spoken(rows: Vec<Beside>) -> impl Iterator<Item = Place> {
    let same = |old: &Side, new: &Side| old.words == new.words && old.voice != new.voice;
    rows.into_iter().filter_map(move |row| match row {
        Beside::Changed(Some(old), Some(new)) if same(&old, &new) => Some(Place {
            words: Difference { before: old.span, after: new.span, old: old.words, new: new.words },
            voices: Some(Voices { speaker_before: old.voice, speaker_after: new.voice }),
        }),
        _ => None,
    })
}

fn compare(list: &[Place], json: bool) -> Outcome {
    if json {
        return show_json(&list);
    }
    let tame = super::out::tame;
    show(|out| {
        for Place { words: one, voices } in list {
            writeln!(out, "{}..{}", one.before.start, one.before.end)?;
            if let Some(Voices { speaker_before, speaker_after }) = voices {
                let begins = tame(one.new.lines().next().unwrap_or_default()).chars().take(60).collect::<String>();
                writeln!(out, "  - {}: {begins}", tame(speaker_before))?;
                writeln!(out, "  + {}: {begins}", tame(speaker_after))?;
                continue;
            }
            one.old.lines().try_for_each(|line| writeln!(out, "  - {}", tame(line)))?;
            one.new.lines().try_for_each(|line| writeln!(out, "  + {}", tame(line)))?;
        }
        if list.is_empty() { writeln!(out, "The two are the same.") } else { Ok(()) }
    })
}
