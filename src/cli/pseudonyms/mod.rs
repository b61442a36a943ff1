//! `themata pseudonyms`: the list of names with what stands for each, and names replaced everywhere.

mod show;

use super::desk::{AsJson, Desk, File, Shelf, Who};
use super::find;
use super::out::{Failure, Outcome, Table, say, show_json, usage};
use crate::analysis::{Known, PseudonymKey, Sought, Standing, bearer, look};
use crate::model::{Pseudonym, PseudonymKind};
use crate::project::op::OpKind;
use crate::project::op::count;
use crate::project::{Applied, Listed, PseudonymDraft};
use crate::{Error, Result};
use show::{Counted, counted};

/// List the names that are protected and what stands for each, or change the list and apply it
///
/// The list is the key to the pseudonyms; themata copy FILE NEW --without-key hands on a project without it. The pseudonyms of cases
/// are on the list with the cases' names in full.
///
/// Example: themata pseudonyms study.themata add "Anne Miller" Anne Annie --as Mary
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = false, subcommand_negates_reqs = false)]
pub struct Pseudonyms {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    form: AsJson,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do with the list.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Put a name with its spellings on the list; or change what is on it
    ///
    /// The fullest spelling comes first. A case that is called so (titles aside), or has the key given by --case, gets the pseudonym as its own. A name
    /// that is on the list already gets the new spellings and the new pseudonym, and with --case becomes the case's.
    ///
    /// Example: themata pseudonyms study.themata add "Leeds City Council" Leeds --as Northtown --kind organisation
    /// Example: themata pseudonyms study.themata add "Jo Smith" --redact
    #[command(verbatim_doc_comment)]
    Add {
        /// The name in its spellings, the fullest first
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
        /// What stands for it
        #[arg(long = "as", value_name = "PSEUDONYM", conflicts_with = "redact")]
        stands: Option<String>,
        /// Take it out: […] stands for it
        #[arg(long)]
        redact: bool,
        /// What it is a name of; without it, a person
        #[arg(long, value_enum)]
        kind: Option<KindArg>,
        /// The case that bears it
        #[arg(long, value_name = "CASE")]
        case: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Take names off the list
    ///
    /// Example: themata pseudonyms study.themata remove "Anne Miller"
    Remove {
        /// Names, in any of their spellings
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Say of words that they are no names: they stay as they are and are suggested no more
    ///
    /// Example: themata pseudonyms study.themata dismiss "Anne Street" Zoom
    Dismiss {
        /// The words
        #[arg(required = true, value_name = "WORDS")]
        words: Vec<String>,
        #[command(flatten)]
        who: Who,
    },
    /// List what may be a name and is not on the list: speakers, cases, words with a capital
    ///
    /// Example: themata pseudonyms study.themata suggest --all
    Suggest {
        /// All of them, not the likeliest alone
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        form: AsJson,
    },
    /// Replace the names by what stands for them, everywhere; what is coded stays coded, and one undo takes it back
    ///
    /// Example: themata pseudonyms study.themata apply --dry-run
    Apply {
        /// Only this name; several times for several
        #[arg(long, value_name = "NAME")]
        name: Vec<String>,
        /// Show where names would be replaced, and change nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        form: AsJson,
        #[command(flatten)]
        who: Who,
    },
    /// List the names that still stand somewhere; it ends with 1 where some do
    ///
    /// Parts of people's names that stand alone in the texts count, though they are on no list: “Anne” of “Anne Miller”. So do names in small
    /// letters, in the plural, and glued to other words or in an address. Names that are other words too, such as “may”, are listed by
    /// themselves and do not count.
    ///
    /// Example: themata pseudonyms study.themata check
    Check {
        #[command(flatten)]
        form: AsJson,
    },
}

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum KindArg {
    /// Of a person
    Person,
    /// Of a place
    Place,
    /// Of an organisation
    Organisation,
    /// Of anything else
    Other,
}

impl KindArg {
    fn kind(self) -> PseudonymKind {
        match self {
            Self::Person => PseudonymKind::Person,
            Self::Place => PseudonymKind::Place,
            Self::Organisation => PseudonymKind::Organisation,
            Self::Other => PseudonymKind::Other,
        }
    }
}

#[derive(serde::Serialize)]
struct Row {
    name: String,
    spellings: Vec<String>,
    pseudonym: String,
    redacted: bool,
    kind: PseudonymKind,
    case: Option<String>,
}

impl Pseudonyms {
    /// Lists them, or does the verb.
    pub(super) fn run(self) -> Outcome {
        let Some(verb) = self.verb else { return list(&self.file, self.form.json) };
        match verb {
            Verb::Suggest { all, form } => show::suggest(&self.file, all, self.form.json || form.json),
            Verb::Check { form } => check(&self.file, self.form.json || form.json),
            Verb::Apply { name, dry_run, form, who } => apply(&self.file, &name, dry_run, self.form.json || form.json, &who),
            Verb::Add { names, stands, redact, kind, case, who } => {
                let stands = match (stands, redact) {
                    (_, true) => Pseudonym::REDACTED.to_owned(),
                    (Some(stands), _) => stands,
                    (None, false) => return usage("what stands for the name is not said", "Write --as PSEUDONYM, or --redact to take it out."),
                };
                add(Desk::open(&self.file.file)?, names, stands, kind.map(KindArg::kind), case.as_deref(), &who)
            }
            Verb::Remove { names, who } => {
                let desk = Desk::open(&self.file.file)?;
                let key = desk.corpus.pseudonym_key().clone();
                let listed = names.iter().map(|name| Listed::of(known(&key, name)?).ok_or_else(|| missing(name))).collect::<Result<Vec<_>>>()?;
                desk.act(who.needed()?, OpKind::RemovePseudonyms, |project| project.remove_pseudonyms(&listed))
            }
            Verb::Dismiss { words, who } => {
                Desk::open(&self.file.file)?.act(who.needed()?, OpKind::AddPseudonym, |project| project.keep_words(&words))
            }
        }
    }
}

fn missing(name: &str) -> Error {
    Error::hint(format!("“{name}” is not on the list"), "themata pseudonyms FILE shows the list.")
}

fn known<'a>(key: &'a PseudonymKey, name: &str) -> Result<&'a Known> {
    key.known(name).ok_or_else(|| missing(name))
}

fn list(file: &File, json: bool) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let key = shelf.corpus.pseudonym_key();
    let row = |known: &Known| Row {
        name: known.name().to_owned(),
        spellings: known.names.iter().skip(1).cloned().collect(),
        pseudonym: known.stands.clone(),
        redacted: known.is_redacted(),
        kind: known.kind,
        case: known.case.and_then(|id| shelf.corpus.case(id)).map(|case| case.name.clone()),
    };
    let rows: Vec<Row> = key.names.iter().map(row).collect();
    if json {
        show_json(&rows)?;
        return shelf.end();
    }
    let mut table = Table::new(&["name", "spellings", "pseudonym", "kind", "case"]);
    for row in rows {
        table.row(vec![row.name, row.spellings.join(", "), row.pseudonym, row.kind.to_string(), row.case.unwrap_or_default()]);
    }
    table.show("No names yet. Next: themata pseudonyms FILE suggest")?;
    shelf.end()
}

fn add(desk: Desk, names: Vec<String>, stands: String, kind: Option<PseudonymKind>, case: Option<&str>, who: &Who) -> Outcome {
    let key = desk.corpus.pseudonym_key().clone();
    let given = case.map(|name| find::case(&desk.corpus, name).map(|case| case.id)).transpose()?;
    let there = names.iter().find_map(|name| key.known(name));
    let case = given.or(there.and_then(|known| known.case)).or_else(|| bearer(&desk.corpus, &names));
    let kind = kind.or(there.map(|known| known.kind)).unwrap_or(PseudonymKind::Person);
    let mut all = there.map_or_else(Vec::new, |known| known.names.clone());
    all.extend(names);
    let draft = PseudonymDraft { kind, names: all, stands, case };
    match there.filter(|known| known.case.is_none() || known.case == case).and_then(Listed::of) {
        Some(listed) => desk.act(who.needed()?, OpKind::EditPseudonym, |project| project.edit_pseudonym(listed, &draft)),
        None => desk.act(who.needed()?, OpKind::AddPseudonym, |project| project.add_pseudonym(&draft)),
    }
}

#[derive(serde::Serialize)]
struct Report {
    dry_run: bool,
    step: Option<i64>,
    #[serde(flatten)]
    counted: Counted,
}

fn apply(file: &File, names: &[String], dry_run: bool, json: bool, who: &Who) -> Outcome {
    let mut desk = Desk::open(&file.file)?;
    let all = desk.corpus.pseudonym_key().clone();
    let only: Vec<String> = names.iter().map(|name| known(&all, name).map(|known| known.name().to_owned())).collect::<Result<_>>()?;
    let key = PseudonymKey::only(&desk.corpus, |known| only.is_empty() || only.iter().any(|name| name == known.name()));
    let counted = counted(&desk.corpus, &key, gathered(&desk.corpus, &desk.reader, &key, Sought::Replaced)?.iter());
    let done = match dry_run {
        true => None,
        false => {
            let only = (!only.is_empty()).then_some(only.as_slice());
            let done = desk.step(who.needed()?, OpKind::ApplyPseudonyms, |project| project.apply_pseudonyms(only))?;
            lost(&desk, done.value.value);
            done.op
        }
    };
    if json {
        show_json(&Report { dry_run, step: done, counted })?;
        return Ok(desk.project.close()?);
    }
    counted.show("name", dry_run, "No name of the list stands anywhere.")?;
    if dry_run {
        say("Nothing was changed: this was a rehearsal.");
        return Ok(desk.project.close()?);
    }
    desk.finish(done)
}

/// Says how many codings have lost all their words: those that lay on a part of a name alone.
fn lost(desk: &Desk, applied: Applied) {
    let before: usize = desk.corpus.sources().iter().map(|source| desk.corpus.lost_of(source.id).len()).sum();
    let after = crate::project::Reader::open(desk.project.path()).and_then(|reader| reader.corpus());
    let after = after.map_or(before, |corpus| corpus.sources().iter().map(|source| corpus.lost_of(source.id).len()).sum());
    if applied.texts > 0 && after > before {
        let what = count(after - before, "coding", "codings");
        say(&format!("{what} lay on a part of a name alone and are kept without words: themata versions FILE --source NAME lists them."));
    }
}

/// Every place where a name stands.
fn gathered(corpus: &crate::analysis::Corpus, reader: &crate::project::Reader, key: &PseudonymKey, sought: Sought) -> Result<Vec<Standing>> {
    let mut list = Vec::new();
    look(corpus, &reader.texts(corpus), key, sought, &mut |standing| list.push(standing))?;
    Ok(list)
}

fn check(file: &File, json: bool) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let known = shelf.corpus.pseudonym_key();
    let key = known.with_parts(&shelf.corpus, &shelf.reader.texts(&shelf.corpus))?;
    let list = gathered(&shelf.corpus, &shelf.reader, &key, Sought::Remaining)?;
    let sure = counted(&shelf.corpus, &key, list.iter().filter(|standing| standing.sure));
    let may_stand = counted(&shelf.corpus, &key, list.iter().filter(|standing| !standing.sure));
    let parts = list.iter().any(|standing| standing.name >= known.names.len());
    let stays = |one: &Standing| one.sure && one.found == one.stands && !key.names[one.name].stands.is_empty();
    let (clean, maybe) = (sure.is_empty(), !may_stand.is_empty());
    if json {
        show_json(&Remaining { sure, may_stand })?;
    } else {
        sure.show("name", true, if maybe { "No name of the list stands anywhere for certain." } else { "No name of the list stands anywhere." })?;
        if maybe {
            crate::cli::out::show(|out| writeln!(out))?;
            may_stand.show("may stand", true, "")?;
        }
    }
    if parts {
        say("hint: names without a pseudonym are parts of names on the list and stand alone: add them as spellings, or dismiss them");
    }
    if list.iter().any(stays) {
        say("hint: what stays is in small letters or a part of other words: themata edit FILE --source NAME --replace OLD NEW corrects a text");
    }
    if maybe {
        say("hint: what may stand are names that are other words too; each is yours to judge");
    }
    shelf.end()?;
    if clean { Ok(()) } else { Err(Failure::Partly) }
}

/// What the check found: names that stand, and words that may be names.
#[derive(serde::Serialize)]
struct Remaining {
    #[serde(flatten)]
    sure: Counted,
    may_stand: Counted,
}
