//! The dialog's work in the background: reading files and tables, and the first turns of the one that is shown.

use super::data::{FileRow, Found, State, is_table};
use crate::import::{Collected, FileRequest, Plan, PlanOptions, TableData, collect, plan_each, plan_file, plan_requests, read_table};
use crate::jobs::{Job, Progress};
use crate::model::Hash;
use crate::project::op::count;
use crate::{Error, Result};
use egui::Context;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// Paragraphs of a preview.
const PREVIEW: usize = 60;

/// Letters of a paragraph in a preview.
const LETTERS: usize = 600;

/// What comes back while files are read.
pub enum News {
    /// A file.
    File(Box<FileRow>),
    /// A file that was read once more.
    Again(Box<FileRow>),
    /// A table that lay among them.
    Table(PathBuf, Result<TableData>),
    /// Tables that lie in a folder: nobody said yet what they are for.
    Beside(Vec<PathBuf>),
}

/// Files under way.
pub struct Reading {
    /// The work.
    pub job: Job<()>,
    news: Receiver<News>,
}

impl Reading {
    /// Reads files, folders and tables on all cores. `known` are the texts that are in the project.
    pub fn start(ctx: &Context, paths: Vec<PathBuf>, known: Arc<HashMap<Hash, String>>) -> Self {
        let (send, news) = channel();
        let wake = ctx.clone();
        let work = move |progress: &Progress| {
            let (tables, rest): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| path.is_file() && is_table(path));
            for path in tables {
                let table = read_table(&path, &PlanOptions::default());
                let _ = send.send(News::Table(path, table));
            }
            let looking = |found: usize| {
                progress.say(format!("{} found", count(found, "file", "files")));
                !progress.cancelled()
            };
            let Collected { files, tables, refused } = collect(&rest, &looking);
            progress.check()?;
            let _ = send.send(News::Beside(tables));
            progress.say("");
            let request = |path: PathBuf| FileRequest::below(path, &rest);
            for (path, error) in refused {
                let _ = send.send(News::File(Box::new(row(request(path), Err(error), &known))));
            }
            progress.begin(files.len() as u64);
            let go_on = |_, _| {
                progress.advance(1);
                !progress.cancelled()
            };
            plan_each(&files, &PlanOptions::default(), &go_on, |path, plan| {
                // Nobody listens any more once the dialog is closed.
                let _ = send.send(News::File(Box::new(row(request(path.to_owned()), plan, &known))));
                Ok(())
            })
        };
        Self { job: Job::start(move || wake.request_repaint(), work), news }
    }

    /// Reads files that are here once more, each as it is asked for now.
    pub fn again(ctx: &Context, files: Vec<FileRequest>, known: Arc<HashMap<Hash, String>>) -> Self {
        let (send, news) = channel();
        let wake = ctx.clone();
        let work = move |progress: &Progress| {
            progress.begin(files.len() as u64);
            let go_on = |_, _| {
                progress.advance(1);
                !progress.cancelled()
            };
            plan_requests(&files, &go_on, |at, plan| {
                let _ = send.send(News::Again(Box::new(row(files[at].clone(), plan, &known))));
                Ok(())
            })
        };
        Self { job: Job::start(move || wake.request_repaint(), work), news }
    }

    /// What came since the last look.
    pub fn news(&self) -> Vec<News> {
        self.news.try_iter().collect()
    }
}

fn row(request: FileRequest, plan: Result<Plan>, known: &HashMap<Hash, String>) -> FileRow {
    let state = match plan {
        Ok(plan) => {
            let same = known.get(&plan.text_hash()).cloned();
            State::Found(Box::new(Found::of(&plan, same)))
        }
        Err(error) => State::Refused(why(&error), error.remedy().to_owned()),
    };
    FileRow::new(request, state)
}

/// Why a file cannot be read, without its path, which stands beside it.
pub fn why(error: &Error) -> String {
    match error {
        Error::Import { what, .. } => what.clone(),
        other => other.to_string(),
    }
}

/// The first paragraphs of a file, as it would come in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The voice of a paragraph, by its place in the plan's speakers, and its words.
    pub lines: Vec<(Option<u32>, String)>,
    /// Encodings to choose from: name, and the beginning as it reads then.
    pub encodings: Vec<(String, String)>,
}

/// A preview under way.
pub type Peek = Job<(FileRow, Preview)>;

/// Reads one file again, as it is asked for now.
pub fn peek(ctx: &Context, request: FileRequest, known: Arc<HashMap<Hash, String>>) -> Peek {
    let wake = ctx.clone();
    let work = move |_: &Progress| {
        let plan = plan_file(&request.path, &request.options);
        let preview = plan.as_ref().map_or_else(|_| Preview::default(), preview);
        Ok((row(request, plan, &known), preview))
    };
    Job::start(move || wake.request_repaint(), work)
}

/// What stands for a preview that could not be made.
pub fn without(request: FileRequest, error: &Error) -> (FileRow, Preview) {
    (FileRow::new(request, State::Refused(why(error), error.remedy().to_owned())), Preview::default())
}

fn preview(plan: &Plan) -> Preview {
    let text = crate::text::SourceText { geometry: crate::text::Geometry::new(plan.text.as_str()), structure: plan.structure.clone() };
    let line = |span: &crate::model::Span| {
        let turn = text.structure.turn_at(span.start);
        let speaker = turn.map(|n| &text.structure.turns[n]).filter(|turn| turn.span.start == span.start).map(|turn| turn.speaker);
        (speaker, text.words_of(*span).trim().chars().take(LETTERS).collect())
    };
    let lines = text.structure.paragraphs.iter().take(PREVIEW).map(line).collect();
    let guesses = if plan.encoding.is_empty() { Vec::new() } else { crate::import::encoding_guesses(&plan.original) };
    Preview { lines, encodings: guesses.into_iter().map(|guess| (guess.encoding.to_owned(), guess.sample)).collect() }
}
