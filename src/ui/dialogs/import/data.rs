//! What an import would bring, file by file, as plain values.

use crate::import::{
    ColumnUse, FileRequest, KeptPattern, Note, NoteKind, Plan, PlanOptions, PlannedSpeaker, SpeakerChoice, SurveyOptions, SurveyPlan, SurveyUse,
    TableData, TableGround, TableOptions, TablePlan, TableSource, TableVoice,
};
use crate::model::grouped;
use crate::model::{FolderId, Hash, SourceKind, SpeakerRole};
use crate::project::op::count;
use std::path::{Path, PathBuf};

/// What was found in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The source's name.
    pub name: String,
    /// What it seems to be.
    pub kind: SourceKind,
    /// The date it says it was recorded, or empty.
    pub date: String,
    /// What the file is.
    pub format: String,
    /// How its speakers are written, or empty.
    pub layout: String,
    /// The encoding it was read with, or empty.
    pub encoding: String,
    /// The voices.
    pub speakers: Vec<PlannedSpeaker>,
    /// What was left out, guessed or changed.
    pub notes: Vec<Note>,
    /// Whether the layout of its speakers was found, so that the user can say another.
    pub laid_out: bool,
    /// How many turns it has.
    pub turns: usize,
    /// Whether the turns have times.
    pub timed: bool,
    /// Whether the pages of the file are known.
    pub paged: bool,
    /// How many words, labels and times not counted, as the source will have.
    pub words: u32,
    /// The name of its text.
    pub hash: Hash,
    /// The source that has this text already.
    pub same: Option<String>,
}

impl Found {
    /// What a plan found; `same` is the source that has its text.
    pub fn of(plan: &Plan, same: Option<String>) -> Self {
        Self {
            name: plan.name.clone(),
            kind: plan.kind,
            date: plan.date.clone(),
            format: plan.format.clone(),
            layout: plan.layout.clone(),
            encoding: plan.encoding.clone(),
            speakers: plan.speakers.clone(),
            notes: plan.notes.clone(),
            laid_out: plan.laid_out,
            turns: plan.structure.turns.len(),
            timed: plan.structure.turns.iter().any(|turn| turn.from.is_some()),
            paged: plan.structure.pages().next().is_some(),
            words: plan.structure.count_words(&crate::text::Geometry::new(plan.text.as_str())),
            hash: plan.text_hash(),
            same,
        }
    }
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// It can come in.
    Found(Box<Found>),
    /// It cannot be read: why, and what to do.
    Refused(String, String),
}

/// How a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Better looked at first.
    Look,
    /// Ready.
    Ready,
    /// Its text is here already.
    Here,
    /// It cannot be read.
    Refused,
}

/// One file of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct FileRow {
    /// The file, how it is read, and what was changed in the preview.
    pub request: FileRequest,
    /// What became of it.
    pub state: State,
    /// How it was read for that.
    pub read_as: PlanOptions,
}

impl FileRow {
    /// A file that was read as it is asked for.
    pub fn new(request: FileRequest, state: State) -> Self {
        Self { read_as: request.options.clone(), request, state }
    }

    /// Takes what became of it when it was read once more; a text that is here already stays so.
    pub fn take(&mut self, again: Self) {
        let before = self.found().map(|found| (found.hash, found.same.clone()));
        (self.state, self.read_as) = (again.state, again.read_as);
        if let (State::Found(found), Some((hash, same))) = (&mut self.state, before)
            && found.hash == hash
        {
            found.same = same;
        }
    }

    /// Whether it has to be read once more, since it is asked for in another way now.
    pub fn is_stale(&self) -> bool {
        self.read_as != self.request.options
    }

    /// The file's name.
    pub fn file(&self) -> String {
        self.request.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Whether the user changed anything of what was planned.
    pub fn is_changed(&self) -> bool {
        self.request.is_changed()
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        match &self.state {
            State::Refused(..) => Standing::Refused,
            State::Found(found) if found.same.is_some() => Standing::Here,
            State::Found(found) if found.notes.iter().any(|note| note.kind == NoteKind::Look) => Standing::Look,
            State::Found(_) => Standing::Ready,
        }
    }

    /// What was found in it, if it could be read.
    pub fn found(&self) -> Option<&Found> {
        match &self.state {
            State::Found(found) => Some(found),
            State::Refused(..) => None,
        }
    }

    /// The voices as they stand after the user's corrections.
    pub fn speakers(&self) -> Vec<SpeakerChoice> {
        let planned = || self.found().map_or(&[][..], |found| &found.speakers).iter();
        let chosen = self.request.corrections.speakers.clone();
        chosen.unwrap_or_else(|| planned().map(|s| SpeakerChoice { name: s.name.clone(), role: s.role, same_as: None }).collect())
    }

    /// The source that it would become, for the table; none if it cannot come in.
    pub fn source(&self) -> Option<TableSource> {
        let found = self.found().filter(|_| matches!(self.standing(), Standing::Ready | Standing::Look))?;
        let kept = self.speakers().into_iter().filter(|speaker| speaker.same_as.is_none());
        let voice = |(n, speaker): (usize, SpeakerChoice)| TableVoice { number: n as u32, name: speaker.name, role: speaker.role, joined: false };
        let name = self.request.corrections.name.clone().unwrap_or_else(|| found.name.clone());
        Some(TableSource { name, file: self.request.path.clone(), voices: kept.enumerate().map(voice).collect() })
    }

    /// `2 speakers, timed`, `6 speakers → 2`, `no speakers`.
    pub fn voices(&self) -> String {
        let Some(found) = self.found().filter(|found| found.same.is_none()) else { return "—".into() };
        let choices = self.speakers();
        let people = choices.iter().filter(|s| s.role != SpeakerRole::None && s.same_as.is_none()).count();
        let before = found.speakers.len();
        let words = match (before, people) {
            (0, _) => "no speakers".into(),
            (before, people) if before != people => format!("{} → {people}", count(before, "speaker", "speakers")),
            (_, people) => count(people, "speaker", "speakers"),
        };
        if found.timed { words + ", timed" } else { words }
    }

    /// What is worth saying of it in the list.
    pub fn note(&self) -> String {
        match &self.state {
            State::Refused(why, _) => why.clone(),
            State::Found(found) => match (&found.same, found.notes.iter().find(|note| note.kind == NoteKind::Look).or(found.notes.first())) {
                (Some(name), _) => format!("same text as {name}"),
                // What was left out is worth a word also where nothing has to be looked at.
                (None, Some(note)) => note.text.clone(),
                // What nearly every file is need not be said of each.
                (None, None) if found.encoding == "UTF-8" => String::new(),
                (None, None) => found.encoding.clone(),
            },
        }
    }
}

/// Settles who asks over the files that would come in, as the import of them will.
pub fn settle(files: &mut [FileRow]) {
    let coming = files.iter_mut().filter(|file| matches!(file.standing(), Standing::Ready | Standing::Look));
    // What the user said of a file's voices is no guess any more.
    let mut voices: Vec<(Vec<PlannedSpeaker>, &mut Found)> = Vec::new();
    for file in coming {
        let told = file.request.corrections.speakers.clone().unwrap_or_default();
        let State::Found(found) = &mut file.state else { continue };
        let mut speakers = found.speakers.clone();
        for (speaker, chosen) in speakers.iter_mut().zip(&told) {
            let name = chosen.same_as.and_then(|other| told.get(other)).unwrap_or(chosen).name.clone();
            (speaker.name, speaker.role, speaker.guess) = (name, chosen.role, None);
        }
        voices.push((speakers, found));
    }
    crate::import::settle_roles(&mut voices.iter_mut().map(|(speakers, _)| speakers.as_mut_slice()).collect::<Vec<_>>());
    for (settled, found) in voices {
        let guessed = found.speakers.iter_mut().zip(settled).filter(|(_, settled)| settled.guess.is_some());
        guessed.for_each(|(speaker, settled)| speaker.role = settled.role);
    }
}

/// How many files stand how: ready, to look at, here already, refused.
pub fn tally(files: &[FileRow]) -> [usize; 4] {
    let of = |standing| files.iter().filter(|file| file.standing() == standing).count();
    [of(Standing::Ready), of(Standing::Look), of(Standing::Here), of(Standing::Refused)]
}

/// `13 ready · 2 to look at · 1 already here · 2 cannot be read`.
pub fn tally_words(files: &[FileRow]) -> String {
    let words = ["ready", "to look at", "already here", "cannot be read"];
    let parts: Vec<String> = tally(files).iter().zip(words).filter(|(n, _)| **n > 0).map(|(n, words)| format!("{} {words}", grouped(*n))).collect();
    parts.join(" · ")
}

/// A table of attributes beside the files.
pub struct Table {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub data: TableData,
    /// Which column means what, as far as the user said.
    pub options: TableOptions,
    /// What it would bring, or why not.
    pub plan: Result<TablePlan, String>,
    /// What it would be as a survey, where it looks like one.
    pub survey: Option<String>,
}

/// `2 open questions, 120 respondents`, where a table looks like a survey.
pub fn as_survey(table: &TableData) -> Option<String> {
    let plan = SurveyPlan::new(table, &SurveyOptions::default()).ok()?;
    let open = plan.questions.iter().filter(|question| question.used == SurveyUse::Open).count();
    Some(format!("{}, {}", count(open, "open question", "open questions"), count(plan.respondents.len(), "respondent", "respondents")))
}

impl Table {
    /// Matches the table anew to what there is and would be.
    pub fn match_to(&mut self, ground: &TableGround) {
        self.plan = TablePlan::new(&self.data, ground, &self.options).map_err(|error| error.to_string());
    }

    /// What it would be as a survey, where it looks like one and is no table of what comes in or is here.
    pub fn survey(&self) -> Option<&str> {
        let matches = self.plan.as_ref().is_ok_and(|plan| plan.matched_rows > 0);
        self.survey.as_deref().filter(|_| !matches)
    }

    /// Its file's name.
    pub fn file(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// `15 of 16 rows match. 80 people in 4 sites; 12 attributes.`
    pub fn words(&self) -> String {
        match &self.plan {
            Err(why) => why.clone(),
            Ok(plan) => {
                let sites = if plan.sites.is_empty() { String::new() } else { format!(" in {}", count(plan.sites.len(), "site", "sites")) };
                let from =
                    |used| plan.columns.iter().find(|column| column.used == used).map_or_else(String::new, |column| format!("“{}”", column.name));
                let named = from(ColumnUse::CaseName);
                let named = if named.is_empty() { named } else { format!(", named by {named}") };
                let people = || format!(" {} from {}{named}{sites};", count(plan.cases.len(), "person", "people"), from(ColumnUse::CaseKey));
                let people = if plan.cases.is_empty() { String::new() } else { people() };
                let attributes = count(plan.attributes.len(), "attribute", "attributes");
                format!("{} of {} match.{people} {attributes}.", grouped(plan.matched_rows), count(self.data.rows.len(), "row", "rows"))
            }
        }
    }

    /// `80 voices joined to a person.`; nothing where none is.
    pub fn joined(&self) -> Option<String> {
        let voices = self.plan.as_ref().map_or(0, |plan| plan.joins.len());
        (voices > 0).then(|| format!("{} joined to a person.", count(voices, "voice", "voices")))
    }

    /// What matched nothing, each a line; at most four and how many more.
    pub fn trouble(&self) -> Vec<String> {
        let Ok(plan) = &self.plan else { return Vec::new() };
        let why = |several: bool| if several { "may mean several sources: write its folder before it" } else { "has no source" };
        let rows = plan.unmatched_rows.iter().map(|row| format!("Row {} “{}” {}.", self.data.line(row.row), row.name, why(row.several)));
        let cells =
            plan.unfit.iter().map(|cell| format!("Row {}: “{}” is no {} for “{}”.", self.data.line(cell.row), cell.value, cell.kind, cell.column));
        let alone =
            plan.rows_of_cases_alone.iter().map(|row| format!("Row {} matches no source: only a case comes from there.", self.data.line(*row)));
        let mut lines: Vec<String> = rows.chain(alone).chain(cells).collect();
        let more = lines.len().saturating_sub(4);
        lines.truncate(4);
        if more > 0 {
            lines.push(format!("… and {} more.", count(more, "row", "rows")));
        }
        lines.extend(plan.notes.iter().filter(|note| note.kind == NoteKind::Look).map(|note| note.text.clone()));
        if !plan.unmatched_sources.is_empty() {
            lines.push(format!(
                "{} no row in the table.",
                if plan.unmatched_sources.len() == 1 {
                    "1 source has".into()
                } else {
                    format!("{} sources have", crate::ui::format::count(plan.unmatched_sources.len() as i64))
                }
            ));
        }
        if let Some(first) = plan.unjoined.first() {
            let more = if plan.unjoined.len() > 1 { " and others" } else { "" };
            lines.push(format!(
                "{} not joined to a person: “{}”{more}. Mark who asks, or join them later.",
                count(plan.unjoined.len(), "voice", "voices"),
                first.voice
            ));
        }
        lines
    }
}

/// Whether a file is a table, by its suffix; what it holds decides when it is read.
pub fn is_table(path: &Path) -> bool {
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
    suffix.is_some_and(|suffix| ["csv", "tsv", "xlsx", "xls", "ods"].contains(&suffix.as_str()))
}

/// What shall be imported, as the dialog leaves it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// The files.
    pub files: Vec<FileRequest>,
    /// The table and which of its columns mean what.
    pub table: Option<(PathBuf, TableOptions)>,
    /// The folder of the project that they go to.
    pub folder: Option<FolderId>,
    /// Speaker patterns to be kept for the next import.
    pub keep: Vec<KeptPattern>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plan_bytes;

    fn row(name: &str, text: &str, same: Option<&str>) -> FileRow {
        let plan = plan_bytes(Path::new(name), text.into(), &PlanOptions::default()).unwrap();
        let state = State::Found(Box::new(Found::of(&plan, same.map(str::to_owned))));
        FileRow::new(FileRequest::new(name.into()), state)
    }

    #[test]
    fn a_file_says_what_was_found_and_what_the_user_made_of_it() {
        let mut file = row("a.txt", "Anna: One.\n\nBen: Two.\n\nAnna: Three.\n\nBen: Four.", None);
        assert_eq!((file.voices().as_str(), file.standing()), ("2 speakers", Standing::Ready));
        let mut speakers = file.speakers();
        speakers[1].same_as = Some(0);
        file.request.corrections.speakers = Some(speakers);
        assert_eq!(file.voices(), "2 speakers → 1");
    }

    #[test]
    fn the_tally_names_only_what_there_is() {
        let refused = FileRow::new(FileRequest::new("c.png".into()), State::Refused("a picture".into(), String::new()));
        let files = [row("a.txt", "Anna: One.\n\nBen: Two.\n\nAnna: Yes.\n\nBen: No.", None), row("b.txt", "Hm.", Some("a")), refused];
        assert_eq!(tally_words(&files), "1 ready · 1 already here · 1 cannot be read");
        assert_eq!(files[1].note(), "same text as a");
    }
}
