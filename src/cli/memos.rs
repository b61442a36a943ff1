//! `themata memos`: what the researchers think.

use super::desk::{AsJson, Desk, File, Shelf, Who};
use super::find;
use super::out::{Outcome, Table, show_json, usage};
use super::passage::{Passage, Place};
use crate::analysis::Corpus;
use crate::model::{Memo, MemoKind, Span, Subject};
use crate::project::MemoDraft;
use crate::project::op::OpKind;
use std::io::Read;

/// List the memos; write, change or remove some
///
/// Example: themata memos study.themata --kind analytic
/// Example: themata memos study.themata add --code "Law 2" --title "Two moneys" "They speak of two budgets as if of one." --coder BP
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Memos {
    #[command(flatten)]
    file: File,
    /// Memos of this kind alone: "field note", reflexive, analytic, method or meeting
    #[arg(long)]
    kind: Option<String>,
    #[command(flatten)]
    form: AsJson,
    #[command(subcommand)]
    verb: Option<Verb>,
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
    /// Remove memos
    ///
    /// Example: themata memos study.themata remove "Two moneys"
    Remove {
        /// The memos, by id or title
        #[arg(value_name = "MEMO", required = true)]
        memos: Vec<String>,
        #[command(flatten)]
        who: Who,
    },
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
    /// On this code
    #[arg(long, value_name = "PATH", conflicts_with_all = ["case", "source", "coding"])]
    code: Option<String>,
    /// On this coding, by its id (themata codings FILE --json)
    #[arg(long, value_name = "ID", conflicts_with_all = ["case", "source"])]
    coding: Option<String>,
    /// On this case
    #[arg(long, value_name = "CASE", conflicts_with = "source")]
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
    #[command(flatten)]
    who: Who,
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    on: &'static str,
    source: Option<String>,
    span: Option<Span>,
    code: Option<String>,
    case: Option<String>,
    kind: &'static str,
    title: String,
    body: String,
    coder: String,
    at: String,
}

fn row(corpus: &Corpus, memo: &Memo) -> Row {
    let source_name = |id| corpus.source(id).map(|source| source.name.clone());
    let code_path = |id| Some(find::full_path(corpus, id));
    let (on, source, span, code, case) = match memo.subject {
        Subject::Project => ("project", None, None, None, None),
        Subject::Source(id) => ("source", source_name(id), None, None, None),
        // A passage that was corrected away has no place in the text that is shown.
        Subject::Passage(id, version, span) => ("passage", source_name(id), Some(span).filter(|_| corpus.shows(id, version)), None, None),
        Subject::Code(id) => ("code", None, None, code_path(id), None),
        Subject::Case(id) => ("case", None, None, None, corpus.case(id).map(|case| case.name.clone())),
        Subject::Coding(id) => match corpus.coding(id) {
            Some(coding) => ("coding", source_name(coding.source), Some(coding.span), code_path(coding.code), None),
            None => match corpus.any_coding(id) {
                Some(coding) => ("coding", source_name(coding.source), None, code_path(coding.code), None),
                None => ("coding", None, None, None, None),
            },
        },
    };
    Row {
        id: memo.id.to_string(),
        on,
        source,
        span,
        code,
        case,
        kind: memo.kind.name(),
        title: memo.title.clone(),
        body: memo.body.clone(),
        coder: corpus.coder(memo.coder).map_or_else(String::new, |coder| coder.initials.clone()),
        at: memo.at.rfc3339(),
    }
}

fn kind(name: &str) -> Outcome<MemoKind> {
    match MemoKind::parse(&name.trim().to_lowercase()) {
        Some(kind) => Ok(kind),
        None => {
            let names: Vec<&str> = MemoKind::ALL.iter().map(|kind| kind.name()).collect();
            usage(format!("there is no kind of memo “{name}”"), format!("There are: {}.", names.join(", ")))
        }
    }
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
                let ids: Vec<_> = memos.iter().map(|name| find::memo(&desk.corpus, name).map(|memo| memo.id)).collect::<Result<_, _>>()?;
                desk.act(who.needed()?, OpKind::RemoveMemos, |project| project.remove_memos(&ids))
            }
            None => list(&self.file, self.kind.as_deref(), self.form.json),
        }
    }
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

fn list(file: &File, wanted: Option<&str>, json: bool) -> Outcome {
    let wanted = wanted.map(kind).transpose()?;
    let shelf = Shelf::open(&file.file)?;
    let corpus = &shelf.corpus;
    let rows: Vec<Row> = corpus.memos.iter().filter(|memo| wanted.is_none_or(|kind| memo.kind == kind)).map(|memo| row(corpus, memo)).collect();
    if json {
        show_json(&rows)?;
        return shelf.end();
    }
    let mut table = Table::new(&["on", "kind", "coder", "written", "title", "#words"]);
    for row in rows {
        let on = [row.code, row.case, row.source].into_iter().flatten().next();
        let on = on.map_or_else(|| row.on.to_owned(), |name| format!("{} {name}", row.on));
        let words = crate::text::count_words(&row.body).to_string();
        table.row(vec![on, row.kind.into(), row.coder, row.at, row.title, words]);
    }
    table.show("No memos yet. Next: themata memos FILE add \"What I think\" --coder INITIALS")?;
    shelf.end()
}

impl Add {
    fn subject(&self, desk: &Desk) -> Outcome<Subject> {
        let corpus = &desk.corpus;
        if let Some(path) = &self.code {
            return Ok(Subject::Code(find::code(corpus, path)?.id));
        }
        if let Some(id) = &self.coding {
            return Ok(Subject::Coding(find::coding(corpus, id)?.id));
        }
        if let Some(name) = &self.case {
            return Ok(Subject::Case(find::case(corpus, name)?.id));
        }
        let Some(name) = &self.source else { return Ok(Subject::Project) };
        if self.span.is_none() && self.text.is_none() && self.turn.is_none() {
            return Ok(Subject::Source(find::source(corpus, name)?.id));
        }
        let place = Place { span: self.span.clone(), text: self.text.clone(), turn: self.turn };
        let (source, span) = Passage { source: name.clone(), place }.find(corpus, &desk.reader)?;
        let version = corpus.version(source).ok_or_else(|| crate::Error::NotFound("that source has no text".into()))?.id;
        Ok(Subject::Passage(source, version, span))
    }

    fn run(self, file: &File) -> Outcome {
        let identity = self.who.needed()?;
        let kind = kind(&self.kind)?;
        let desk = Desk::open(&file.file)?;
        let subject = self.subject(&desk)?;
        let body = words(self.body)?;
        refuse_empty(&self.title, &body)?;
        let draft = MemoDraft { subject, kind, title: self.title, body };
        desk.act(identity, OpKind::AddMemo, |project| project.add_memo(draft))
    }
}
