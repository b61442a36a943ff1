//! Applying: files planned on all cores, made ready there, corrected as the user chose, written by one operation.

use super::many::each;
use super::{Plan, PlanOptions, PlannedSpeaker, Progress, TableData, TableGround, TableOptions, TablePlan, plan_file, settle_roles};
use crate::error::{Error, Result};
use crate::model::{FolderId, Hash, SourceId, SourceKind, Speaker, SpeakerRole};
use crate::project::{Ground, NewRemark, NewSource, NewSpeaker, Prepared, Project, UnfitValue};
use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Component, Path, PathBuf};

/// What the user chose for one voice of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerChoice {
    /// The label from now on.
    pub name: String,
    /// What it is.
    pub role: SpeakerRole,
    /// The voice it is the same as, by its place in the plan's speakers.
    pub same_as: Option<usize>,
}

/// What the user changed in a preview; what is `None` stays as it was planned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// The source's name.
    pub name: Option<String>,
    /// What it is.
    pub kind: Option<SourceKind>,
    /// Its date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Its voices, one entry each.
    pub speakers: Option<Vec<SpeakerChoice>>,
}

/// One file to be imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRequest {
    /// The file.
    pub path: PathBuf,
    /// What the project keeps of its path; see [`Plan::file`].
    pub file: String,
    /// How it is read.
    pub options: PlanOptions,
    /// What was changed in the preview.
    pub corrections: Corrections,
}

impl FileRequest {
    /// A file taken as it is planned.
    pub fn new(path: PathBuf) -> Self {
        Self::below(path, &[])
    }

    /// A file that was found along a choice of files and folders. The folder that was chosen and those in it are kept with its name, so that a
    /// table can tell files of one name apart; where that folder lies on this machine is nobody's business.
    pub fn below(path: PathBuf, chosen: &[PathBuf]) -> Self {
        let file = chosen.iter().find_map(|folder| kept_below(&path, folder)).or_else(|| kept_alone(&path));
        Self { path, file: file.unwrap_or_default(), ..Self::default() }
    }

    /// Its plan, read and corrected as the user chose.
    ///
    /// # Errors
    /// As [`plan_file`].
    pub fn plan(&self) -> Result<Plan> {
        let mut plan = plan_file(&self.path, &self.options)?;
        plan.correct(&self.corrections);
        plan.file = self.file.clone();
        Ok(plan)
    }

    /// Whether the user changed anything of what was planned.
    pub fn is_changed(&self) -> bool {
        self.options != PlanOptions::default() || self.corrections != Corrections::default()
    }
}

/// A file's path from a chosen folder, whose own name comes first.
fn kept_below(path: &Path, folder: &Path) -> Option<String> {
    let inside = path.strip_prefix(folder).ok().filter(|inside| inside.file_name().is_some())?;
    Some(written(folder.file_name().map(Path::new).into_iter().chain([inside])))
}

/// What is kept of a file that was chosen by itself: the path if it was written from where the user stands, else the name.
fn kept_alone(path: &Path) -> Option<String> {
    let plain = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if plain { Some(written([path])) } else { path.file_name().map(|name| name.to_string_lossy().into_owned()) }
}

/// Paths one below the other, with `/` between.
fn written<'a>(paths: impl IntoIterator<Item = &'a Path>) -> String {
    let names = paths.into_iter().flat_map(Path::components).filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    names.collect::<Vec<_>>().join("/")
}

/// A table that comes with files.
#[derive(Clone, Debug)]
pub struct TableRequest<'a> {
    /// Its file's name, for the history.
    pub file: String,
    /// What it holds.
    pub data: &'a TableData,
    /// Which columns mean what.
    pub options: TableOptions,
}

/// What came of an import.
#[derive(Debug, Default)]
pub struct Imported {
    /// The files that are sources now.
    pub sources: Vec<(PathBuf, SourceId)>,
    /// The files that could not be read, and why.
    pub refused: Vec<(PathBuf, Error)>,
    /// The files whose text is here already, and the source that has it; they were passed over.
    pub same: Vec<(PathBuf, String)>,
    /// The files whose speakers were found by a pattern that was kept, and the pattern.
    pub by_pattern: Vec<(PathBuf, String)>,
    /// What the table brought, and what it was matched to.
    pub table: Option<(TablePlan, TableGround)>,
    /// Values that the plan took for fitting and the project did not; they were left out.
    pub unfit: Vec<UnfitValue>,
    /// The operation, if anything was imported.
    pub op: Option<i64>,
}

/// Where each voice ends when merges are followed; a ring of merges is no merge.
fn merged(choices: &[SpeakerChoice]) -> Vec<usize> {
    let end = |from: usize| {
        let mut at = from;
        for _ in 0..choices.len() {
            match choices[at].same_as.filter(|next| *next < choices.len() && *next != at) {
                Some(next) => at = next,
                None => return at,
            }
        }
        from
    };
    (0..choices.len()).map(end).collect()
}

impl Plan {
    /// The plan as the user corrected it: name, kind, date, voices renamed and merged.
    pub fn correct(&mut self, corrections: &Corrections) {
        let Corrections { name, kind, date, speakers } = corrections.clone();
        self.name = name.unwrap_or_else(|| std::mem::take(&mut self.name));
        self.kind = kind.unwrap_or(self.kind);
        self.date = date.unwrap_or_else(|| std::mem::take(&mut self.date));
        if let Some(choices) = speakers.filter(|choices| choices.len() == self.speakers.len()) {
            self.choose_speakers(&choices);
        }
    }

    fn choose_speakers(&mut self, choices: &[SpeakerChoice]) {
        let ends = merged(choices);
        let kept: Vec<usize> = (0..choices.len()).filter(|n| ends[*n] == *n).collect();
        let place: HashMap<usize, u32> = kept.iter().enumerate().map(|(at, n)| (*n, at as u32)).collect();
        for turn in &mut self.structure.turns {
            turn.speaker = place.get(&ends[turn.speaker as usize]).copied().unwrap_or(turn.speaker);
        }
        let old = std::mem::take(&mut self.speakers);
        for n in &kept {
            let mut speaker = old[*n].clone();
            for (_, other) in old.iter().enumerate().filter(|(m, _)| m != n && ends[*m] == *n) {
                speaker.turns += other.turns;
                speaker.also.push(other.name.clone());
                speaker.also.extend(other.also.iter().cloned());
            }
            (speaker.name, speaker.role, speaker.guess) = (choices[*n].name.clone(), choices[*n].role, None);
            self.speakers.push(speaker);
        }
    }

    /// The name of its text, by which the same text is known again.
    pub fn text_hash(&self) -> Hash {
        *blake3::hash(self.text.as_bytes()).as_bytes()
    }

    /// The source that this plan becomes, counted, hashed and packed. The original file goes with it.
    pub fn prepare(self) -> Result<Prepared> {
        let speakers = self.speakers.into_iter().map(|s| NewSpeaker { name: s.name, role: s.role }).collect();
        Prepared::new(NewSource {
            name: self.name,
            kind: self.kind,
            date: self.date,
            language: String::new(),
            file: self.file,
            encoding: self.encoding,
            original: Some(self.original),
            text: self.text,
            structure: self.structure,
            speakers,
            remarks: self.remarks.into_iter().map(|remark| NewRemark { span: remark.span, author: remark.author, text: remark.text }).collect(),
        })
    }
}

/// Gives the voices that are about to be written their roles, settled over all sources. Both lists have the same order.
fn settle_written(written: &mut [Speaker], planned: &mut [(SourceId, Vec<PlannedSpeaker>)]) {
    settle_roles(&mut planned.iter_mut().map(|(_, speakers)| speakers.as_mut_slice()).collect::<Vec<_>>());
    let settled = planned.iter().flat_map(|(_, speakers)| speakers);
    written.iter_mut().zip(settled).for_each(|(speaker, planned)| speaker.role = planned.role);
}

/// Imports files as one operation, and with them a table, matched once all sources are known.
/// One bad file stops nothing; a text that is here already is passed over and named.
///
/// # Errors
/// `Cancelled` when `progress` says so, and what the project refuses; nothing is changed then.
pub fn import_files(
    project: &mut Project,
    files: &[FileRequest],
    folder: Option<FolderId>,
    table: Option<&TableRequest>,
    progress: Progress,
) -> Result<Imported> {
    let mut known: HashMap<Hash, String> = project.known_texts()?;
    let mut imported = Imported::default();
    let read = |at: usize| -> Result<(Vec<PlannedSpeaker>, Option<String>, Prepared)> {
        let plan = files[at].plan()?;
        Ok((plan.speakers.clone(), plan.pattern.clone(), plan.prepare()?))
    };
    let paths: Vec<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
    let (mut nothing_new, mut planned) = (false, None);
    // Where each new source came from, with its folders, which the table may name, and its voices.
    let read_from: RefCell<HashMap<SourceId, PathBuf>> = RefCell::default();
    let voices: RefCell<Vec<(SourceId, Vec<PlannedSpeaker>)>> = RefCell::default();
    let mut feed = |write: &mut dyn FnMut(Prepared) -> Result<SourceId>| {
        each(&paths, &read, progress, |at, prepared| {
            let path = paths[at].clone();
            match prepared {
                Err(Error::Cancelled) => return Err(Error::Cancelled),
                Err(error) => imported.refused.push((path, error)),
                Ok((speakers, pattern, prepared)) => match known.entry(prepared.text_hash()) {
                    Entry::Occupied(here) => imported.same.push((path, here.get().clone())),
                    Entry::Vacant(free) => {
                        free.insert(prepared.name().to_owned());
                        let id = write(prepared)?;
                        imported.by_pattern.extend(pattern.map(|pattern| (path.clone(), pattern)));
                        read_from.borrow_mut().insert(id, path.clone());
                        voices.borrow_mut().push((id, speakers));
                        imported.sources.push((path, id));
                    }
                },
            }
            Ok(())
        })?;
        nothing_new = imported.sources.is_empty() && !paths.is_empty();
        Ok(())
    };
    let mut settle = |written: &mut [Speaker]| settle_written(written, &mut voices.borrow_mut());
    let done = project.import_sources(folder, &mut feed, &mut settle, &mut |ground: &dyn Fn() -> Result<Ground>| {
        let Some(request) = table else { return Ok(None) };
        let ground = TableGround::within(&ground()?, |id| read_from.borrow().get(&id).cloned());
        let plan = TablePlan::new(request.data, &ground, &request.options)?;
        let import = plan.import(&request.file, &ground.sources);
        planned = Some((plan, ground));
        Ok(Some(import))
    });
    imported.table = planned;
    match done {
        Ok(done) => (imported.op, imported.unfit) = (done.op, done.value.unfit),
        // Nothing new is no mistake: the report says which files are here already and which could not be read.
        // A table that was refused is another matter.
        Err(Error::Rejected { .. }) if nothing_new && table.is_none() => {}
        Err(error) => return Err(error),
    }
    Ok(imported)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plan_bytes;
    use std::path::Path;

    fn choice(name: &str, role: SpeakerRole, same_as: Option<usize>) -> SpeakerChoice {
        SpeakerChoice { name: name.into(), role, same_as }
    }

    #[test]
    fn voices_are_renamed_and_merged_as_chosen() {
        let text = "Anna: One.\n\nBen: Two.\n\nAnne: Three.\n\nBen: Four.\n\nAnna: Five.\n\nAnne: Six.";
        let mut plan = plan_bytes(Path::new("a.txt"), text.into(), &PlanOptions::default()).expect("a plan");
        let names: Vec<&str> = plan.speakers.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["Anna", "Ben", "Anne"]);
        let (asks, says) = (SpeakerRole::Interviewer, SpeakerRole::Participant);
        let choices = vec![choice("P01", says, None), choice("INT", asks, None), choice("Anne", says, Some(0))];
        plan.correct(&Corrections { speakers: Some(choices), ..Corrections::default() });
        assert_eq!(plan.speakers.iter().map(|s| (s.name.as_str(), s.role, s.turns)).collect::<Vec<_>>(), [("P01", says, 4), ("INT", asks, 2)]);
        assert_eq!(plan.structure.turns.iter().map(|t| t.speaker).collect::<Vec<_>>(), [0, 1, 0, 1, 0, 0]);
    }

    #[test]
    fn of_a_path_only_what_lies_below_the_chosen_folder_is_kept() {
        let chosen = [PathBuf::from("/home/ann/study/field"), PathBuf::from("in"), PathBuf::from(".")];
        for (path, kept) in [
            ("/home/ann/study/field/North/a.txt", "field/North/a.txt"),
            ("/home/ann/other/a.txt", "a.txt"),
            ("in/a.txt", "in/a.txt"),
            ("./b/a.txt", "b/a.txt"),
            ("../secret/a.txt", "a.txt"),
        ] {
            assert_eq!(FileRequest::below(path.into(), &chosen).file, kept, "{path}");
        }
        assert_eq!(FileRequest::new("north/a.txt".into()).file, "north/a.txt");
        assert_eq!(FileRequest::below("/x/a.txt".into(), &["/x/a.txt".into()]).file, "a.txt");
    }

    #[test]
    fn one_bad_file_stops_nothing_and_the_same_text_is_noticed() {
        let dir = tempfile::tempdir().expect("a folder");
        let write = |name: &str, bytes: &[u8]| {
            let path = dir.path().join(name);
            std::fs::write(&path, bytes).expect("written");
            FileRequest::new(path)
        };
        let files = [
            write("a.txt", b"Anna: Good day."),
            write("b.txt", b"\x89PNG\r\n\x1a\n\0\0\0\0"),
            write("c.txt", b"Anna: Good day."),
            write("d.txt", b"Ben: Hm."),
        ];
        let mut project = Project::create(&dir.path().join("p.themata"), "P").expect("a project");
        let first = import_files(&mut project, &files, None, None, &|_, _| true).expect("imported");
        assert_eq!((first.sources.len(), first.refused.len(), first.same.len()), (2, 1, 1));
        assert_eq!(first.same[0].1, "a");
        let again = import_files(&mut project, &files, None, None, &|_, _| true).expect("looked at");
        assert_eq!((again.sources.len(), again.same.len(), again.op), (0, 3, None));
        let stopped = import_files(&mut project, &[write("e.txt", b"New.")], None, None, &|_, _| false);
        assert!(matches!(stopped, Err(Error::Cancelled)));
        assert_eq!(project.known_texts().expect("texts").len(), 2);
    }
}
