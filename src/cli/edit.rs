//! `themata edit` and `themata reimport`: other words for a source's text, while what is coded stays on its words.

use super::desk::{AsJson, Desk, File, Shelf, Who, shell};
use super::find;
use super::import::SpeakersAs;
use super::out::{Outcome, Table, WIDEST, say, show_json, usage};
use super::passage::{Place, span_of};
use super::versions::named;
use crate::analysis::{Becomes, Corpus, Handed, resting_on_what_goes, touched};
use crate::import::{NoteKind, PlanOptions, plan_file, take_over};
use crate::model::{CaseId, SourceId, Span, SpeakerRole};
use crate::project::op::{OpKind, count};
use crate::project::{NewSpeaker, Revision};
use crate::text::{Geometry, Manuscript, MarkKind, TurnsChanged, around, difference};
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// Correct the words of a transcript; what is coded stays on its words
///
/// The text before stays as an older version: themata versions shows it, themata undo brings it back. Codings that lose all
/// their words are kept and listed: themata resize gives one a new place, themata uncode takes it off.
///
/// Who speaks is corrected too: --turn with --give gives a turn to another voice, with --join it goes on from the one before; --part begins a
/// new turn. --back brings an older version back, as a new one.
///
/// Example: themata edit study.themata --source "Interview 1" --replace "the trust" "the trusts" --reason "misheard"
/// Example: themata edit study.themata --source "Interview 1" --turn 14 --give Interviewer
/// Example: themata edit study.themata --source "Interview 1" --back 1 --dry-run
/// Example: themata edit study.themata --source "Interview 1" --part "And who decides?" --give Interviewer
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Edit {
    #[command(flatten)]
    file: File,
    /// The source, by name or file name
    #[arg(long, value_name = "NAME")]
    source: String,
    #[command(flatten)]
    place: Where,
    /// Every place where OLD stands, not the first alone
    #[arg(long, requires = "replace")]
    all: bool,
    /// The words that come in the place of --span or --turn; "" takes them out
    #[arg(long, value_name = "WORDS", conflicts_with = "replace")]
    with: Option<String>,
    /// The voice that speaks the turn of --turn, or the one that --part begins; a new name is a new voice
    #[arg(long, value_name = "NAME", conflicts_with_all = ["replace", "span", "with"])]
    give: Option<String>,
    /// Join the turn of --turn to the one before it; its label goes
    #[arg(long, requires = "turn", conflicts_with_all = ["with", "give"])]
    join: bool,
    #[command(flatten)]
    manner: Manner,
}

/// Which words are corrected.
#[derive(clap::Args, Debug)]
#[group(required = true, multiple = false)]
struct Where {
    /// The words that stand there, and those that come in their place; "" takes them out
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], allow_hyphen_values = true)]
    replace: Vec<String>,
    /// Positions as START..END, counted in characters from 0; the words come from --with
    #[arg(long, value_name = "START..END", requires = "with")]
    span: Option<String>,
    /// A whole turn, by its number from 1; the words come from --with
    #[arg(long, value_name = "NUMBER")]
    turn: Option<usize>,
    /// A new turn begins before these words, which stand in the source once
    #[arg(long, value_name = "WORDS", conflicts_with = "with")]
    part: Option<String>,
    /// The text as it was in an older version, by number: themata versions lists them
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["with", "give"])]
    back: Option<u32>,
}

/// Import a corrected file over a source; what is coded stays on its words
///
/// Example: themata reimport study.themata --source "Interview 1" "Interview 1 corrected.docx" --dry-run
#[derive(clap::Args, Debug)]
pub struct Reimport {
    #[command(flatten)]
    file: File,
    /// The source, by name or file name
    #[arg(long, value_name = "NAME")]
    source: String,
    /// The corrected file
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// The encoding of the file, when not as found, such as windows-1252
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Keep running heads, page numbers and line numbers of a PDF in the text
    #[arg(long)]
    keep_margins: bool,
    #[command(flatten)]
    speakers: SpeakersAs,
    #[command(flatten)]
    manner: Manner,
}

/// How a correction is made and told.
#[derive(clap::Args, Debug)]
struct Manner {
    /// Why, for the history
    #[arg(long, value_name = "WORDS", default_value = "")]
    reason: String,
    /// Show which coded passages would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    form: AsJson,
    #[command(flatten)]
    who: Who,
}

/// A coded passage that a correction changes.
#[derive(serde::Serialize)]
pub(super) struct Row {
    id: String,
    code: String,
    coder: String,
    before: Span,
    pub after: Option<Span>,
    words_before: String,
    words_after: Option<String>,
}

#[derive(serde::Serialize)]
struct Report {
    dry_run: bool,
    step: Option<i64>,
    changed: bool,
    comments: usize,
    /// What becomes of who speaks.
    turns: TurnsChanged,
    /// Coded passages that are other people's by it.
    handed: Vec<HandedRow>,
    codings: Vec<Row>,
    /// What rests on words that go: cells of the chart, themes, reports.
    resting: Vec<String>,
}

/// Coded passages that are somebody's no more, or become somebody's.
#[derive(serde::Serialize)]
struct HandedRow {
    passages: usize,
    from: Option<String>,
    to: Option<String>,
    /// The voice without a person that they are of now.
    voice: Option<String>,
}

impl HandedRow {
    fn new(corpus: &Corpus, one: &Handed) -> Self {
        let name = |id: CaseId| corpus.case(id).map_or_else(String::new, |case| case.name.clone());
        let (to, voice) = match &one.to {
            Becomes::Of(person) => (Some(name(*person)), None),
            Becomes::Free(voice) | Becomes::Asked(voice) => (None, Some(voice.clone())),
            Becomes::Nobodys => (None, None),
        };
        Self { passages: one.passages, from: one.from.map(name), to, voice }
    }
}

/// Says which coded passages are other people's, and how they are given back.
fn say_handed(corpus: &Corpus, file: &Path, source: SourceId, handed: &[Handed]) {
    for one in handed {
        say(&one.said(corpus));
        let person = one.from.and_then(|id| corpus.case(id));
        if let (Becomes::Free(voice), Some(person), Some(source)) = (&one.to, person, corpus.source(source)) {
            let file = file.to_string_lossy();
            let [file, voice, person, source] = [&file, voice.as_str(), person.name.as_str(), source.name.as_str()].map(shell);
            say(&format!("hint: if that is the same person, themata speakers {file} join {voice} {person} --source {source} gives them back"));
        }
    }
}

impl Edit {
    /// Corrects them.
    pub(super) fn run(self) -> Outcome {
        let shelf = Shelf::open(&self.file.file)?;
        let source = find::source(&shelf.corpus, &self.source)?.id;
        let mut revision = shelf.reader.revise(&shelf.corpus, source)?;
        if let Some(number) = self.place.back {
            let versions = shelf.reader.versions(source)?;
            let older = named(&versions, number)?;
            revision.bring_back(older, shelf.reader.text(older)?);
            return finish(shelf, &self.file.file, revision, self.manner);
        }
        let text = revision.manuscript.text().clone();
        if self.place.part.is_some() || self.give.is_some() || self.join {
            self.turns(&shelf.corpus, &mut revision)?;
            return finish(shelf, &self.file.file, revision, self.manner);
        }
        if self.place.turn.is_some() && self.with.is_none() {
            return usage("it is not said what becomes of the turn", "Add --with WORDS, --give NAME or --join.");
        }
        let (spans, new) = match (self.place.replace.as_slice(), self.with) {
            ([old, new], _) => (standing(&text.geometry, old, self.all)?, new.clone()),
            (_, with) => {
                let place = Place { span: self.place.span, turn: self.place.turn, text: None };
                (vec![span_of(&place, &text)?], with.unwrap_or_default())
            }
        };
        let labels = |span: Span| text.structure.marks_in(span).iter().any(|mark| mark.kind == MarkKind::Label);
        let mut over_label = new.lines().skip(1).any(|line| line.find(':').is_some_and(|at| at < 40));
        // Words, labels and codings that stand in both stay what they are.
        for span in spans.into_iter().rev() {
            over_label |= revision.manuscript.rewrite(span, &new).into_iter().any(|before| !before.is_empty() && labels(before));
        }
        if over_label {
            say(
                "hint: words alone are corrected so, not who speaks: --turn NUMBER --give NAME gives a turn to another voice, --part begins a new one",
            );
        }
        finish(shelf, &self.file.file, revision, self.manner)
    }
}

impl Edit {
    /// Parts, joins or gives a turn.
    fn turns(&self, corpus: &Corpus, revision: &mut Revision) -> Outcome {
        let text = revision.manuscript.text().clone();
        let place = Place { span: None, turn: self.place.turn, text: self.place.part.clone() };
        let at = span_of(&place, &text)?.start;
        let here = text.structure.turn_at(at);
        if self.join {
            match here.filter(|turn| *turn > 0) {
                Some(_) => revision.manuscript.join_turn(at),
                None => return Err(Error::hint("there is no turn before the first", "Name a later one.").into()),
            }
            return Ok(());
        }
        let speaker = match (&self.give, here) {
            (Some(name), _) => voice(corpus, revision, name),
            (None, Some(turn)) => text.structure.turns[turn].speaker,
            (None, None) => return usage("nobody speaks there yet", "Say who does: --give NAME."),
        };
        match &self.place.part {
            Some(_) => revision.manuscript.split_turn(at, speaker),
            None => revision.manuscript.give_turn(at, speaker, self.give.as_deref().unwrap_or_default()),
        }
        Ok(())
    }
}

/// The number of a voice of the source that is corrected; one of another name is new.
fn voice(corpus: &Corpus, revision: &mut Revision, name: &str) -> u32 {
    let known = corpus.speakers(revision.source);
    if let Some(voice) = known.iter().find(|voice| voice.name.to_lowercase() == name.trim().to_lowercase()) {
        return voice.number;
    }
    revision.voices.push(NewSpeaker { name: name.trim().to_owned(), role: SpeakerRole::Participant });
    known.iter().map(|voice| voice.number + 1).max().unwrap_or(0)
}

impl Reimport {
    /// Imports it.
    pub(super) fn run(self) -> Outcome {
        let shelf = Shelf::open(&self.file.file)?;
        let source = find::source(&shelf.corpus, &self.source)?.id;
        let mut revision = shelf.reader.revise(&shelf.corpus, source)?;
        let (speakers, kept) = self.speakers.patterns()?;
        let plan = plan_file(&self.path, &PlanOptions { encoding: self.encoding, keep_margins: self.keep_margins, speakers, kept })?;
        plan.notes.iter().filter(|note| note.kind == NoteKind::Look).for_each(|note| say(&note.text));
        take_over(&mut revision, &shelf.corpus, plan);
        finish(shelf, &self.file.file, revision, self.manner)
    }
}

/// The first place where words stand, or every one, in order.
fn standing(text: &Geometry, words: &str, all: bool) -> Result<Vec<Span>> {
    let place = |(at, words): (usize, &str)| Span { start: text.char(at), end: text.char(at + words.len()) };
    let most = if all { usize::MAX } else { 1 };
    let found: Vec<Span> = text.text().match_indices(words).filter(|_| !words.is_empty()).map(place).take(most).collect();
    if found.is_empty() {
        return Err(Error::hint("these words do not stand in that source", "They are looked for exactly: signs, capitals and spaces count."));
    }
    Ok(found)
}

/// The coded passages that a correction changes.
pub(super) fn rows(corpus: &Corpus, source: SourceId, manuscript: &Manuscript) -> Vec<Row> {
    let row = |touched: crate::analysis::Touched| {
        let coding = corpus.coding(touched.coding)?;
        Some(Row {
            id: coding.id.to_string(),
            code: find::full_path(corpus, coding.code),
            coder: corpus.coder(coding.coder).map_or_else(String::new, |coder| coder.initials.clone()),
            before: touched.before,
            after: touched.after,
            words_before: manuscript.from().words_of(touched.before),
            words_after: touched.after.map(|span| manuscript.text().words_of(span)),
        })
    };
    touched(corpus, source, manuscript).into_iter().filter_map(row).collect()
}

/// Makes the correction, or only tells of it: a rehearsal needs nobody to let go of the project.
fn finish(shelf: Shelf, file: &Path, mut revision: Revision, manner: Manner) -> Outcome {
    if !manner.reason.is_empty() {
        revision.reason = manner.reason;
    }
    let (changed, comments) = (!revision.manuscript.is_unchanged(), revision.remarks.len());
    let codings = rows(&shelf.corpus, revision.source, &revision.manuscript);
    let resting = resting_on_what_goes(&shelf.corpus, revision.source, &revision.manuscript);
    let losses: Vec<String> = resting.iter().map(|one| one.loses(&shelf.corpus)).collect();
    let resting: Vec<String> = resting.iter().map(|one| one.said(&shelf.corpus)).collect();
    let (turns, handed) = (revision.turns(), revision.handed(&shelf.corpus));
    let mut desk = if manner.dry_run { None } else { Some(Desk::open(file)?) };
    let done = match &mut desk {
        None => None,
        Some(desk) => desk.step(manner.who.needed()?, OpKind::CorrectText, |project| project.correct_text(&revision))?.op,
    };
    if manner.form.json {
        let handed = handed.iter().map(|one| HandedRow::new(&shelf.corpus, one)).collect();
        show_json(&Report { dry_run: manner.dry_run, step: done, changed, comments, turns, handed, codings, resting })?;
        return match desk {
            Some(desk) => Ok(desk.project.close()?),
            None => shelf.end(),
        };
    }
    if !codings.is_empty() || handed.is_empty() {
        show_rows(&codings)?;
    }
    if !losses.is_empty() {
        super::out::show(|out| losses.iter().try_for_each(|one| writeln!(out, "{}", super::out::tame(one))))?;
    }
    let names = revision.names_back(&shelf.corpus);
    if names > 0 {
        let places = count(names, "place", "places");
        say(&format!("hint: names of the list of pseudonyms come back in {places}: themata pseudonyms FILE apply replaces them again"));
    }
    if turns != TurnsChanged::default() {
        say(&format!("{}.", turns.words()));
    }
    say_handed(&shelf.corpus, file, revision.source, &handed);
    let Some(desk) = desk else {
        if comments > 0 {
            say(&format!("{} would become {}.", count(comments, "comment", "comments"), if comments == 1 { "a memo" } else { "memos" }));
        }
        say(if changed || comments > 0 { "Nothing was changed: this was a rehearsal." } else { "The text is the same." });
        return shelf.end();
    };
    desk.finish(done)
}

/// Shows the coded passages that change, with what differs in them.
pub(super) fn show_rows(codings: &[Row]) -> Outcome {
    let mut table = Table::new(&["coding", "code", "coder", "before", "after"]);
    for row in codings {
        let (before, after) = match &row.words_after {
            Some(after) => around_changes(&row.words_before, after),
            None => (row.words_before.clone(), "(no words left)".into()),
        };
        table.row(vec![row.id.clone(), row.code.clone(), row.coder.clone(), before, after]);
    }
    table.show("No coded passage changes.")
}

/// What differs between two passages that are too long for a cell, each change with some words around it: “… had the swine flu in …” and “… had the H1N1 in …”.
fn around_changes(before: &str, after: &str) -> (String, String) {
    let short = |words: &str| words.chars().count() <= WIDEST;
    if short(before) && short(after) {
        return (before.to_owned(), after.to_owned());
    }
    let (old, new) = (Geometry::new(before), Geometry::new(after));
    let changes = difference(&old, after);
    let (befores, afters): (Vec<Span>, Vec<Span>) = changes.iter().map(|change| (change.before, change.after)).unzip();
    (around(&old, &befores), around(&new, &afters))
}
