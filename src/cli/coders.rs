//! `themata coders`: who codes, and how much.

use super::desk::{AsJson, Desk, File, Shelf, Who};
use super::find;
use super::out::{Outcome, Table, say, show_json};
use crate::Error;
use crate::analysis::Scope;
use crate::model::{Coder, ProgressState};
use crate::project::op::OpKind;

/// List the coders with what they have done, or change them
///
/// A coder joins a project with the first thing they do in it.
///
/// Example: themata coders study.themata
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = false, subcommand_negates_reqs = false)]
pub struct Coders {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    form: AsJson,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do with coders.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Add a coder
    ///
    /// Example: themata coders study.themata add BP --name "Bea Pym" --role "Principal investigator"
    Add {
        /// Their initials
        initials: String,
        /// Their name
        #[arg(long, default_value = "")]
        name: String,
        /// What they do in the study
        #[arg(long, default_value = "")]
        role: String,
    },
    /// Change a coder's initials, name or role
    ///
    /// Example: themata coders study.themata edit BP --role "Second coder"
    Edit {
        /// The coder, by initials
        #[arg(value_name = "CODER")]
        whom: String,
        /// Their initials
        #[arg(long)]
        initials: Option<String>,
        /// Their name
        #[arg(long)]
        name: Option<String>,
        /// What they do in the study
        #[arg(long)]
        role: Option<String>,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    initials: String,
    name: String,
    role: String,
    codings: usize,
    key_quotes: usize,
    memos: usize,
    sources_done: usize,
    sources_in_work: usize,
}

impl Coders {
    /// Lists them, or does the verb.
    pub(super) fn run(self) -> Outcome {
        let Some(verb) = self.verb else { return list(&self.file, self.form.json) };
        let mut desk = Desk::open(&self.file.file)?;
        match verb {
            Verb::Add { initials, name, role } => {
                if desk.corpus.coder_named(&initials).is_some() {
                    return Err(Error::hint(
                        format!("{} is a coder of this project already; nothing was changed", initials.trim()),
                        "themata coders FILE edit changes them.",
                    )
                    .into());
                }
                // Who joins does so themselves.
                let done = desk.project.as_one_step(OpKind::AddCoder, |project| {
                    let id = project.be_coder(&initials, &name)?;
                    let coder = Coder { id, name: name.trim().into(), initials: initials.trim().into(), role: role.trim().into() };
                    if role.trim().is_empty() { Ok(()) } else { project.edit_coder(coder).map(drop) }
                })?;
                desk.finish(done.op)
            }
            Verb::Edit { whom, initials, name, role, who } => {
                let old = find::coder(&desk.corpus, &whom)?.clone();
                let word = |given: Option<String>, old: String| given.map_or(old, |word| word.trim().to_owned());
                let changed = Coder { initials: word(initials, old.initials), name: word(name, old.name), role: word(role, old.role), id: old.id };
                desk.act(who.needed()?, OpKind::EditCoder, |project| project.edit_coder(changed))
            }
        }
    }
}

fn list(file: &File, json: bool) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let corpus = &shelf.corpus;
    let marked = |id, state| corpus.progress.iter().filter(|mark| mark.coder == id && mark.state == state).count();
    // What somebody applied through a crosswalk was judged by others.
    let own = |coder: &Coder| {
        let scope = Scope::own(corpus, vec![coder.id]);
        corpus.codings().filter(move |coding| scope.has(coding))
    };
    let row = |coder: &Coder| Row {
        id: coder.id.to_string(),
        initials: coder.initials.clone(),
        name: coder.name.clone(),
        role: coder.role.clone(),
        codings: own(coder).count(),
        key_quotes: own(coder).filter(|coding| coding.star).count(),
        memos: corpus.memos.iter().filter(|memo| memo.coder == coder.id).count(),
        sources_done: marked(coder.id, ProgressState::Done),
        sources_in_work: marked(coder.id, ProgressState::InWork),
    };
    let rows: Vec<Row> = corpus.coders.iter().map(row).collect();
    if json {
        show_json(&rows)?;
        return shelf.end();
    }
    corpus.applied().iter().for_each(|words| say(words));
    let mut table = Table::new(&["coder", "name", "role", "#codings", "#key quotes", "#memos", "#sources done"]);
    for row in rows {
        let numbers = [row.codings, row.key_quotes, row.memos, row.sources_done].map(|number| number.to_string());
        table.row([vec![row.initials, row.name, row.role], numbers.to_vec()].concat());
    }
    table.show("No coders yet: whoever codes first, with --coder INITIALS, is the first.")?;
    shelf.end()
}
