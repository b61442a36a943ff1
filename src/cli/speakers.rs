//! `themata speakers`: who speaks where; code all turns of one; join one to a case.

use super::desk::{AsJson, Desk, File, Shelf, Who, end};
use super::find;
use super::out::{Failure, Outcome, Table, show_json, warn};
use crate::Error;
use crate::analysis::{Corpus, turns_of};
use crate::model::grouped;
use crate::model::{Case, Source, SourceId, SpeakerId, SpeakerRole};
use crate::project::op::{OpKind, count};
use crate::project::{Identity, NewCoding};
use crate::text::Structure;
use std::collections::HashMap;

/// List the speakers, and say who they are
///
/// A speaker is named by the label in the transcript, in all sources or with --source in one.
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
    /// A label that several sources have, such as “The Witness”, may be somebody else in each: then --source says which, or --everywhere
    /// that it is one person. A label that is the person's own name or key needs neither, nor do sources of that person's.
    ///
    /// Example: themata speakers study.themata join P07 "person:P07"
    Join {
        /// The speaker, by the label in the transcript
        speaker: String,
        /// The case, by name or as KIND:NAME
        case: String,
        /// In all sources that have this label: it is the same person in each
        #[arg(long, conflicts_with = "source")]
        everywhere: bool,
        #[command(flatten)]
        who: Who,
    },
    /// Part a speaker from the case it was joined to
    ///
    /// Example: themata speakers study.themata part P07 --source "Interview 1"
    Part {
        /// The speaker, by the label in the transcript
        speaker: String,
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
    /// Give a speaker another name
    ///
    /// Example: themata speakers study.themata rename "Speaker 2" P07 --source "Interview 1"
    Rename {
        /// The speaker, by the label in the transcript
        speaker: String,
        /// Its new name
        name: String,
        #[command(flatten)]
        who: Who,
    },
    /// Merge speakers of a source into one: their turns become its own
    ///
    /// Example: themata speakers study.themata merge "Speaker 3" --into "Speaker 2" --source "Interview 1"
    Merge {
        /// The speakers that are the same as another
        #[arg(value_name = "SPEAKER", required = true)]
        speakers: Vec<String>,
        /// The speaker they are
        #[arg(long, value_name = "SPEAKER")]
        into: String,
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

impl Role {
    fn role(self) -> SpeakerRole {
        match self {
            Self::Participant => SpeakerRole::Participant,
            Self::Interviewer => SpeakerRole::Interviewer,
            Self::None => SpeakerRole::None,
        }
    }
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    source: String,
    speaker: String,
    role: &'static str,
    case: Option<String>,
    turns: Option<usize>,
}

impl Speakers {
    /// Lists the speakers or does the verb.
    pub(super) fn run(self) -> Outcome {
        let Some(verb) = self.verb else { return list(&self.file, self.source.as_deref(), self.form.json) };
        let source = self.source.as_deref();
        if let Verb::Code { speaker, code, who } = &verb {
            return code_turns(&self.file, source, speaker, code, who);
        }
        let desk = Desk::open(&self.file.file)?;
        match verb {
            Verb::Code { .. } => Ok(()),
            Verb::Join { speaker, case, everywhere, who } => {
                let case = find::case(&desk.corpus, &case)?;
                let ids = if everywhere { chosen(&desk.corpus, None, &speaker)? } else { one_person(&desk.corpus, source, &speaker, case)? };
                let case = case.id;
                desk.act(who.needed()?, OpKind::JoinSpeakers, |project| project.join_speakers(&ids, Some(case)))
            }
            Verb::Part { speaker, who } => {
                let found = find::speakers(&desk.corpus, &speaker, within(&desk.corpus, source)?)?;
                let ids: Vec<SpeakerId> = found.into_iter().filter(|speaker| speaker.case_id.is_some()).map(|speaker| speaker.id).collect();
                desk.act(who.needed()?, OpKind::JoinSpeakers, |project| project.join_speakers(&ids, None))
            }
            Verb::Role { speaker, role, who } => {
                let ids = chosen(&desk.corpus, source, &speaker)?;
                desk.act(who.needed()?, OpKind::EditSpeaker, |project| project.edit_speakers(&ids, None, Some(role.role())))
            }
            Verb::Rename { speaker, name, who } => {
                let ids = chosen(&desk.corpus, source, &speaker)?;
                desk.act(who.needed()?, OpKind::EditSpeaker, |project| project.edit_speakers(&ids, Some(&name), None))
            }
            Verb::Merge { speakers, into, who } => merge(desk, source, &speakers, &into, who.needed()?),
        }
    }
}

/// The voices of a label that are evidently this person: all in one source, or in sources of the person's, or the label is their name or key.
fn one_person(corpus: &Corpus, source: Option<&str>, label: &str, case: &Case) -> crate::Result<Vec<SpeakerId>> {
    let found = find::speakers(corpus, label, within(corpus, source)?)?;
    let ids = found.iter().map(|speaker| speaker.id).collect();
    let named = |name: &str| name.trim().to_lowercase() == label.trim().to_lowercase();
    let mut sources: Vec<SourceId> = found.iter().map(|speaker| speaker.source).collect();
    sources.dedup();
    let theirs = |source: &SourceId| corpus.cases_of(*source).contains(&case.id);
    let several = sources.len() > 1 && !sources.iter().all(theirs);
    if !several || [&case.name, &case.full_name, &case.pseudonym].into_iter().any(|name| named(name)) {
        return Ok(ids);
    }
    let names = sources.iter().filter_map(|id| corpus.source(*id)).map(|source| source.name.as_str());
    let what =
        format!("{} have a speaker “{label}”, who may be somebody else in each: {}", count(sources.len(), "source", "sources"), list_of(names));
    Err(Error::hint(what, "Say which: --source NAME. If it is one person in all of them: --everywhere."))
}

/// The first of many names, with how many more there are.
fn list_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let (first, rest) = names.split_at(names.len().min(12));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", grouped(rest.len())) };
    format!("{}{more}", first.join(", "))
}

/// Merges speakers in the one source that is meant, or in every source that has them all.
fn merge(desk: Desk, source: Option<&str>, speakers: &[String], into: &str, who: Identity) -> Outcome {
    let corpus = &desk.corpus;
    let mut pairs: Vec<(SpeakerId, SpeakerId)> = Vec::new();
    let targets = find::speakers(corpus, into, within(corpus, source)?)?;
    for label in speakers {
        for from in find::speakers(corpus, label, within(corpus, source)?)? {
            pairs.extend(targets.iter().filter(|to| to.source == from.source).map(|to| (from.id, to.id)));
        }
    }
    if pairs.is_empty() {
        return Err(Error::hint(format!("no source has both them and “{into}”"), "Speakers are merged within one source.").into());
    }
    desk.act(who, OpKind::MergeSpeakers, |project| pairs.iter().try_for_each(|(from, to)| project.merge_speakers(*from, *to).map(drop)))
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
    let (mut rows, mut whole) = (Vec::new(), true);
    for source in corpus.sources().iter().filter(|source| only.is_none_or(|id| id == source.id)) {
        let turns = match reader.source_text(&corpus, source.id) {
            Ok(text) => Some(turns(&corpus, source.id, &text.structure)),
            // One text that cannot be read keeps nothing else back.
            Err(error) => {
                warn(&format!("{}: {error}", source.name), Error::DAMAGED);
                whole = false;
                None
            }
        };
        rows.extend(corpus.speakers(source.id).iter().filter(|speaker| speaker.same_as.is_none()).map(|speaker| Row {
            id: speaker.id.to_string(),
            source: source.name.clone(),
            speaker: speaker.name.clone(),
            role: speaker.role.name(),
            case: speaker.case_id.and_then(|id| corpus.case(id)).map(|case| case.name.clone()),
            turns: turns.as_ref().map(|turns| turns.get(&speaker.id).copied().unwrap_or(0)),
        }));
    }
    if json {
        show_json(&rows)?;
    } else {
        let mut table = Table::new(&["source", "speaker", "role", "case", "#turns"]);
        let words = |turns: Option<usize>| turns.map_or_else(String::new, |turns| turns.to_string());
        rows.into_iter().for_each(|row| table.row(vec![row.source, row.speaker, row.role.into(), row.case.unwrap_or_default(), words(row.turns)]));
        table.show("No speakers: the sources have no turns, or there are no sources yet.")?;
    }
    if whole { end(&reader) } else { Err(Failure::Partly) }
}

/// How many turns each speaker of a source has.
fn turns(corpus: &Corpus, source: SourceId, structure: &Structure) -> HashMap<SpeakerId, usize> {
    let mut turns: HashMap<SpeakerId, usize> = HashMap::new();
    for speaker in structure.turns.iter().filter_map(|turn| corpus.speaker(source, turn.speaker)) {
        *turns.entry(speaker.id).or_default() += 1;
    }
    turns
}

fn code_turns(file: &File, source: Option<&str>, label: &str, code: &str, who: &Who) -> Outcome {
    let identity = who.needed()?;
    let desk = Desk::open(&file.file)?;
    let code = find::code(&desk.corpus, code)?.id;
    let speakers = find::speakers(&desk.corpus, label, within(&desk.corpus, source)?)?;
    let ids: Vec<SpeakerId> = speakers.iter().map(|speaker| speaker.id).collect();
    let turns = turns_of(&desk.corpus, &desk.reader.texts(&desk.corpus), &ids)?;
    let list: Vec<NewCoding> = turns.into_iter().map(|(source, span)| NewCoding { source, span, code }).collect();
    if list.is_empty() {
        return Err(Error::rejected(format!("{label} has no turns with words")).into());
    }
    desk.act(identity, OpKind::ApplyCodes, |project| project.apply_codes(&list))
}
