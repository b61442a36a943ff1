//! `themata memos`: what the researchers think.

mod list;

use super::desk::{AsJson, Desk, File, Who};
use super::find;
use super::out::{Outcome, usage};
use super::passage::{Passage, Place};
use crate::model::{Linked, MemoId, MemoKind, MemoState, Subject, Time};
use crate::project::MemoDraft;
use crate::project::op::OpKind;
use std::io::Read;

/// List the memos; write, change, link, settle or remove some
///
/// Example: themata memos study.themata --kind analytic
/// Example: themata memos study.themata --state open --about-code "Law 2" --words "budget trust"
/// Example: themata memos study.themata add --code "Law 2" --title "Two moneys" "They speak of two budgets as if of one." --coder BP
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Memos {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    form: AsJson,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// Which memos are listed, and in what order.
#[derive(clap::Args, Debug)]
struct Which {
    /// Memos of this kind alone: "field note", reflexive, analytic, method or meeting
    #[arg(long)]
    kind: Option<String>,
    /// Memos of this state alone: open or settled
    #[arg(long)]
    state: Option<String>,
    /// Memos that this coder wrote
    #[arg(long, value_name = "INITIALS")]
    by: Option<String>,
    /// Memos on this code, on codes below it and on what is coded with them
    #[arg(long, value_name = "PATH", conflicts_with_all = ["about_case", "about_source"])]
    about_code: Option<String>,
    /// Memos on this case and on cases below it
    #[arg(long, value_name = "CASE", conflicts_with = "about_source")]
    about_case: Option<String>,
    /// Memos on this source, on its passages and on what is coded in it
    #[arg(long, value_name = "NAME")]
    about_source: Option<String>,
    /// Memos that hold all these words, in any order; those in quotation marks together
    #[arg(long, default_value = "")]
    words: String,
    /// Memos begun on this day or later, such as 2022-03-14
    #[arg(long, value_name = "DATE", value_parser = since)]
    since: Option<Time>,
    /// The order: kind, newest or oldest; without it that in which they were written
    #[arg(long, value_name = "ORDER", value_parser = ["kind", "newest", "oldest"])]
    sort: Option<String>,
}

/// What to do with memos.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Write a memo on the project, a source, a passage, a code, a case or a coding
    ///
    /// Example: themata memos study.themata add --source "Interview 1" --turn 14 "Said with a laugh." --coder BP
    Add(Box<Add>),
    /// Change a memo's title, words or kind
    ///
    /// Example: themata memos study.themata edit "Two moneys" --as method
    Edit {
        /// The memo, by id (memos FILE --json) or by a title that no other has
        memo: String,
        /// Its words; - reads them from standard input
        #[arg(value_name = "WORDS")]
        body: Option<String>,
        /// Its title
        #[arg(long)]
        title: Option<String>,
        /// What it is for: "field note", reflexive, analytic, method or meeting
        #[arg(long = "as", value_name = "KIND")]
        kind: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Link a memo to something more: a passage, a source, a code, a case, a coding or another memo, or to several of them at once
    ///
    /// Example: themata memos study.themata link "Two moneys" --code L2.5 --coder BP
    Link(Box<Link>),
    /// Take a link of a memo off
    ///
    /// Example: themata memos study.themata unlink "Two moneys" --code L2.5 --coder BP
    Unlink(Box<Link>),
    /// Settle memos: they are done with
    ///
    /// Example: themata memos study.themata settle "Two moneys" --coder BP
    Settle {
        /// The memos, by number, id, title or first words
        #[arg(value_name = "MEMO", required = true)]
        memos: Vec<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Open memos again that were settled
    ///
    /// Example: themata memos study.themata reopen "Two moneys" --coder BP
    Reopen {
        /// The memos, by number, id, title or first words
        #[arg(value_name = "MEMO", required = true)]
        memos: Vec<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Remove memos
    ///
    /// Example: themata memos study.themata remove "Two moneys"
    Remove {
        /// The memos, by number, id, title or first words
        #[arg(value_name = "MEMO", required = true)]
        memos: Vec<String>,
        #[command(flatten)]
        who: Who,
    },
}

/// What a memo is on, or linked to.
#[derive(clap::Args, Debug)]
struct On {
    /// On this code
    #[arg(long, value_name = "PATH")]
    code: Option<String>,
    /// On this coding, by its id (themata codings FILE --json)
    #[arg(long, value_name = "ID")]
    coding: Option<String>,
    /// On this case
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    /// On this source, or with --span, --text or --turn on a passage of it
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// On this passage, as START..END
    #[arg(long, value_name = "START..END", requires = "source", conflicts_with_all = ["text", "turn"])]
    span: Option<String>,
    /// On the passage of these exact words
    #[arg(long, value_name = "WORDS", requires = "source", conflicts_with = "turn")]
    text: Option<String>,
    /// On this turn
    #[arg(long, value_name = "NUMBER", requires = "source")]
    turn: Option<usize>,
}

#[derive(clap::Args, Debug)]
struct Link {
    /// The memo, by number, id, title or first words
    #[arg(value_name = "MEMO")]
    name: String,
    #[command(flatten)]
    on: On,
    /// This other memo, by number, id, title or first words
    #[arg(long = "memo", value_name = "MEMO")]
    other: Option<String>,
    #[command(flatten)]
    who: Who,
}

#[derive(clap::Args, Debug)]
struct Add {
    /// The words of the memo; - reads them from standard input
    #[arg(value_name = "WORDS")]
    body: String,
    /// Its title
    #[arg(long, default_value = "")]
    title: String,
    /// What it is for: "field note", reflexive, analytic, method or meeting
    #[arg(long = "as", value_name = "KIND", default_value = "analytic")]
    kind: String,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    who: Who,
}

/// The kind of memo of a name.
pub(super) fn kind(name: &str) -> Outcome<MemoKind> {
    match MemoKind::parse(&name.trim().to_lowercase()) {
        Some(kind) => Ok(kind),
        None => {
            let names: Vec<&str> = MemoKind::ALL.iter().map(|kind| kind.name()).collect();
            usage(format!("there is no kind of memo “{name}”"), format!("There are: {}.", names.join(", ")))
        }
    }
}

/// The state of memos of a name.
pub(super) fn state(name: &str) -> Outcome<MemoState> {
    match MemoState::parse(&name.trim().to_lowercase()) {
        Some(state) => Ok(state),
        None => usage(format!("there is no state “{name}”"), "A memo is open or settled."),
    }
}

/// When a day begins.
pub(super) fn since(day: &str) -> Result<Time, String> {
    Time::day_begins(day).ok_or_else(|| "write the day as 2022-03-14".to_owned())
}

impl Memos {
    /// Lists the memos, or does the verb.
    pub(super) fn run(self) -> Outcome {
        match self.verb {
            Some(Verb::Add(add)) => add.run(&self.file),
            Some(Verb::Edit { memo, body, title, kind, who }) => {
                let desk = Desk::open(&self.file.file)?;
                let old = find::memo(&desk.corpus, &memo)?.clone();
                let kind = kind.as_deref().map_or(Ok(old.kind), self::kind)?;
                let (title, body) = (title.unwrap_or(old.title), body.map_or(Ok(old.body), words)?);
                refuse_empty(&title, &body)?;
                desk.act(who.needed()?, OpKind::EditMemo, |project| project.edit_memo(old.id, kind, &title, &body))
            }
            Some(Verb::Remove { memos, who }) => {
                let desk = Desk::open(&self.file.file)?;
                let ids = named(&desk, &memos)?;
                desk.act(who.needed()?, OpKind::RemoveMemos, |project| project.remove_memos(&ids))
            }
            Some(Verb::Link(link)) => link.run(&self.file, true),
            Some(Verb::Unlink(link)) => link.run(&self.file, false),
            Some(Verb::Settle { memos, who }) => settle(&self.file, &memos, who, MemoState::Settled),
            Some(Verb::Reopen { memos, who }) => settle(&self.file, &memos, who, MemoState::Open),
            None => list::list(&self.file, &self.which, self.form.json),
        }
    }
}

fn named(desk: &Desk, memos: &[String]) -> crate::Result<Vec<MemoId>> {
    memos.iter().map(|name| find::memo(&desk.corpus, name).map(|memo| memo.id)).collect()
}

fn settle(file: &File, memos: &[String], who: Who, state: MemoState) -> Outcome {
    let desk = Desk::open(&file.file)?;
    let ids = named(&desk, memos)?;
    desk.act(who.needed()?, OpKind::SettleMemos, |project| project.settle_memos(&ids, state))
}

/// The words of a memo, or those of standard input for `-`.
fn words(given: String) -> Outcome<String> {
    let mut body = given;
    if body == "-" {
        body.clear();
        std::io::stdin().read_to_string(&mut body).map_err(|error| crate::Error::io(std::path::Path::new("standard input"), error))?;
    }
    Ok(body.trim_end().to_owned())
}

fn refuse_empty(title: &str, body: &str) -> Outcome {
    match body.trim().is_empty() && title.trim().is_empty() {
        true => usage("the memo has no words", "Write them in quotation marks; themata memos FILE remove MEMO removes one."),
        false => Ok(()),
    }
}

impl On {
    /// What a memo is on.
    fn subject(&self, desk: &Desk) -> Outcome<Subject> {
        match self.subjects(desk)?.as_slice() {
            [] => Ok(Subject::Project),
            [one] => Ok(*one),
            _ => usage("a memo is on one thing", "Say one of --code, --coding, --case and --source; themata memos FILE link links it to the others."),
        }
    }

    /// Everything that is named.
    fn subjects(&self, desk: &Desk) -> Outcome<Vec<Subject>> {
        let corpus = &desk.corpus;
        let mut all = Vec::new();
        if let Some(path) = &self.code {
            all.push(Subject::Code(find::code(corpus, path)?.id));
        }
        if let Some(id) = &self.coding {
            all.push(Subject::Coding(find::coding(corpus, id)?.id));
        }
        if let Some(name) = &self.case {
            all.push(Subject::Case(find::case(corpus, name)?.id));
        }
        if let Some(name) = &self.source {
            all.push(self.within(desk, name)?);
        }
        Ok(all)
    }

    /// A source, or the passage of it that is named.
    fn within(&self, desk: &Desk, name: &str) -> Outcome<Subject> {
        if self.span.is_none() && self.text.is_none() && self.turn.is_none() {
            return Ok(Subject::Source(find::source(&desk.corpus, name)?.id));
        }
        let place = Place { span: self.span.clone(), text: self.text.clone(), turn: self.turn };
        let (source, span) = Passage { source: name.to_owned(), place }.find(&desk.corpus, &desk.reader)?;
        let version = desk.corpus.version(source).ok_or_else(|| crate::Error::NotFound("that source has no text".into()))?.id;
        Ok(Subject::Passage(source, version, span))
    }

    /// What a memo is linked to: everything that is named, and the memo of this name where one is given.
    fn linked(&self, desk: &Desk, memo: Option<&str>) -> Outcome<Vec<Linked>> {
        let mut all: Vec<Linked> = self.subjects(desk)?.into_iter().map(Linked::On).collect();
        if let Some(name) = memo {
            all.push(Linked::Memo(find::memo(&desk.corpus, name)?.id));
        }
        match all.is_empty() {
            true => usage("it is not said what the memo is linked to", "Add --code, --case, --source, --coding or --memo."),
            false => Ok(all),
        }
    }
}

impl Link {
    fn run(self, file: &File, link: bool) -> Outcome {
        let desk = Desk::open(&file.file)?;
        let (memo, to) = (find::memo(&desk.corpus, &self.name)?.id, self.on.linked(&desk, self.other.as_deref())?);
        match link {
            true => desk.act(self.who.needed()?, OpKind::LinkMemo, |project| project.link_memo(memo, &to)),
            false => desk.act(self.who.needed()?, OpKind::UnlinkMemo, |project| project.unlink_memo(memo, &to)),
        }
    }
}

impl Add {
    fn run(self, file: &File) -> Outcome {
        let identity = self.who.needed()?;
        let kind = kind(&self.kind)?;
        let desk = Desk::open(&file.file)?;
        let subject = self.on.subject(&desk)?;
        let body = words(self.body)?;
        refuse_empty(&self.title, &body)?;
        let draft = MemoDraft { subject, kind, title: self.title, body };
        desk.act(identity, OpKind::AddMemo, |project| project.add_memo(draft))
    }
}
