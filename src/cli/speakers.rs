//! `themata speakers`: who speaks where; code all turns of one; join one to a case.

use super::desk::{AsJson, Desk, File, Shelf, Who};
use super::find;
use super::out::{Outcome, Table, show_json};
use crate::Error;
use crate::analysis::{Corpus, turns_of};
use crate::model::{Source, SpeakerId, SpeakerRole};
use crate::project::NewCoding;
use std::collections::HashMap;

/// List the speakers, code all turns of one, or join one to a case
///
/// Example: themata speakers study.themata
/// Example: themata speakers study.themata code P07 "Quality/Co-production" --coder BP
/// Example: themata speakers study.themata join P07 "person:P07"
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = false, subcommand_negates_reqs = false, verbatim_doc_comment)]
pub struct Speakers {
    #[command(flatten)]
    file: File,
    /// The speakers of this source alone
    #[arg(long, value_name = "NAME", global = true)]
    source: Option<String>,
    #[command(flatten)]
    form: AsJson,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do with a speaker.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Code all turns of a speaker
    ///
    /// Example: themata speakers study.themata code P07 "Quality/Co-production" --source "Interview 1" --coder BP
    Code {
        /// The speaker, by the label in the transcript
        speaker: String,
        /// The code, as a path of names or short names
        code: String,
        #[command(flatten)]
        who: Who,
    },
    /// Join a speaker to a case: the person who speaks
    ///
    /// Example: themata speakers study.themata join P07 "person:P07"
    Join {
        /// The speaker, by the label in the transcript
        speaker: String,
        /// The case, by name or as KIND:NAME
        case: String,
        #[command(flatten)]
        who: Who,
    },
    /// Say what a speaker is: participant, interviewer or none
    ///
    /// Example: themata speakers study.themata role INT interviewer
    Role {
        /// The speaker, by the label in the transcript
        speaker: String,
        /// What it is
        #[arg(value_enum)]
        role: Role,
        #[command(flatten)]
        who: Who,
    },
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Role {
    /// Somebody whose words are data
    Participant,
    /// Somebody who asks
    Interviewer,
    /// A mark such as a break, nobody's words
    None,
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    source: String,
    speaker: String,
    role: &'static str,
    case: Option<String>,
    turns: usize,
}

impl Speakers {
    /// Lists the speakers or does the verb.
    pub(super) fn run(self) -> Outcome {
        match self.verb {
            None => list(&self.file, self.source.as_deref(), self.form.json),
            Some(Verb::Code { speaker, code, who }) => code_turns(&self.file, self.source.as_deref(), &speaker, &code, &who),
            Some(Verb::Join { speaker, case, who }) => {
                let mut desk = Desk::open(&self.file.file)?;
                let ids = chosen(&desk.corpus, self.source.as_deref(), &speaker)?;
                let case = find::case(&desk.corpus, &case)?.id;
                desk.sign(who.known())?;
                let done = desk.project.join_speakers(&ids, Some(case))?;
                desk.finish(&done)
            }
            Some(Verb::Role { speaker, role, who }) => {
                let mut desk = Desk::open(&self.file.file)?;
                let ids = chosen(&desk.corpus, self.source.as_deref(), &speaker)?;
                desk.sign(who.known())?;
                let role = match role {
                    Role::Participant => SpeakerRole::Participant,
                    Role::Interviewer => SpeakerRole::Interviewer,
                    Role::None => SpeakerRole::None,
                };
                let mut last = crate::project::Done { op: None, value: () };
                for id in ids {
                    let done = desk.project.edit_speaker(id, &speaker, role)?;
                    last = if done.op.is_some() { done } else { last };
                }
                desk.finish(&last)
            }
        }
    }
}

/// The source that `--source` names, if it is given.
fn within<'a>(corpus: &'a Corpus, source: Option<&str>) -> crate::Result<Option<&'a Source>> {
    source.map(|name| find::source(corpus, name)).transpose()
}

fn chosen(corpus: &Corpus, source: Option<&str>, label: &str) -> crate::Result<Vec<SpeakerId>> {
    Ok(find::speakers(corpus, label, within(corpus, source)?)?.into_iter().map(|speaker| speaker.id).collect())
}

fn list(file: &File, source: Option<&str>, json: bool) -> Outcome {
    let Shelf { reader, corpus } = Shelf::open(&file.file)?;
    let only = within(&corpus, source)?.map(|source| source.id);
    let mut rows = Vec::new();
    for source in corpus.sources().iter().filter(|source| only.is_none_or(|id| id == source.id)) {
        let mut turns: HashMap<SpeakerId, usize> = HashMap::new();
        for turn in &reader.source_text(&corpus, source.id)?.structure.turns {
            if let Some(speaker) = corpus.speaker(source.id, turn.speaker) {
                *turns.entry(speaker.id).or_default() += 1;
            }
        }
        rows.extend(corpus.speakers(source.id).iter().filter(|speaker| speaker.same_as.is_none()).map(|speaker| Row {
            id: speaker.id.to_string(),
            source: source.name.clone(),
            speaker: speaker.name.clone(),
            role: speaker.role.name(),
            case: speaker.case_id.and_then(|id| corpus.case(id)).map(|case| case.name.clone()),
            turns: turns.get(&speaker.id).copied().unwrap_or(0),
        }));
    }
    if json {
        return show_json(&rows);
    }
    let mut table = Table::new(&["source", "speaker", "role", "case", "#turns"]);
    rows.into_iter().for_each(|row| table.row(vec![row.source, row.speaker, row.role.into(), row.case.unwrap_or_default(), row.turns.to_string()]));
    table.show("No speakers: the sources have no turns, or there are no sources yet.")
}

fn code_turns(file: &File, source: Option<&str>, label: &str, code: &str, who: &Who) -> Outcome {
    let identity = who.needed()?;
    let mut desk = Desk::open(&file.file)?;
    let code = find::code(&desk.corpus, code)?.id;
    let speakers = find::speakers(&desk.corpus, label, within(&desk.corpus, source)?)?;
    let ids: Vec<SpeakerId> = speakers.iter().map(|speaker| speaker.id).collect();
    let turns = turns_of(&desk.corpus, &desk.reader.texts(&desk.corpus), &ids)?;
    let list: Vec<NewCoding> = turns.into_iter().map(|(source, span)| NewCoding { source, span, code }).collect();
    if list.is_empty() {
        return Err(Error::rejected(format!("{label} has no turns with words")).into());
    }
    desk.sign(Some(identity))?;
    let done = desk.project.apply_codes(&list)?;
    desk.finish(&done)
}
