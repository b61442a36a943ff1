//! `themata pin` and `themata progress`: a coder's own marks.

use super::desk::{AsJson, Desk, File, Shelf, Who};
use super::find;
use super::out::{Outcome, Table, show_json, usage};
use crate::model::ProgressState;
use crate::project::op::OpKind;

/// List the codes that coders have on the keys 1 to 9, or put one there
///
/// Example: themata pin study.themata 3 "Law 2/Funding" --coder BP
#[derive(clap::Args, Debug)]
pub struct Pin {
    #[command(flatten)]
    file: File,
    /// The key, 1 to 9
    #[arg(value_parser = clap::value_parser!(u8).range(1..=9))]
    key: Option<u8>,
    /// The code, as a path of names or short names
    #[arg(value_name = "PATH", requires = "key")]
    code: Option<String>,
    /// Free the key
    #[arg(long, requires = "key", conflicts_with = "code")]
    free: bool,
    #[command(flatten)]
    form: AsJson,
    #[command(flatten)]
    who: Who,
}

#[derive(serde::Serialize)]
struct Pinned {
    coder: String,
    key: u8,
    code: String,
}

impl Pin {
    /// Lists them, or pins one.
    pub(super) fn run(self) -> Outcome {
        let Some(key) = self.key else { return self.list() };
        if self.code.is_none() && !self.free {
            return usage(format!("it is not said which code goes on the key {key}"), "Give its path, or --free to free the key.");
        }
        let identity = self.who.needed()?;
        let desk = Desk::open(&self.file.file)?;
        let code = self.code.map(|path| find::code(&desk.corpus, &path).map(|code| code.id)).transpose()?;
        desk.act(identity, OpKind::SetPin, |project| project.set_pin(key, code))
    }

    fn list(self) -> Outcome {
        let shelf = Shelf::open(&self.file.file)?;
        let corpus = &shelf.corpus;
        let only = self.who.coder.as_deref().map(|initials| find::coder(corpus, initials)).transpose()?.map(|coder| coder.id);
        let row = |pin: &crate::model::Pin| Pinned {
            coder: corpus.coder(pin.coder).map_or_else(String::new, |coder| coder.initials.clone()),
            key: pin.slot,
            code: find::full_path(corpus, pin.code),
        };
        let mut rows: Vec<Pinned> = corpus.pins.iter().filter(|pin| only.is_none_or(|coder| pin.coder == coder)).map(row).collect();
        rows.sort_by(|a, b| (&a.coder, a.key).cmp(&(&b.coder, b.key)));
        if self.form.json {
            show_json(&rows)?;
            return shelf.end();
        }
        let mut table = Table::new(&["coder", "#key", "code"]);
        rows.into_iter().for_each(|row| table.row(vec![row.coder, row.key.to_string(), row.code]));
        table.show("No code is on a key yet. Next: themata pin FILE 1 PATH --coder INITIALS")?;
        shelf.end()
    }
}

/// List how far coders are with the sources, or mark some
///
/// Example: themata progress study.themata done "Interview 1" "Interview 2" --coder BP
#[derive(clap::Args, Debug)]
pub struct Progress {
    #[command(flatten)]
    file: File,
    /// How far: done, in-work or not-begun
    #[arg(value_name = "STATE", value_parser = state, requires = "sources")]
    state: Option<ProgressState>,
    /// The sources
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    #[command(flatten)]
    form: AsJson,
    #[command(flatten)]
    who: Who,
}

fn state(word: &str) -> Result<ProgressState, String> {
    ProgressState::parse(&word.trim().to_lowercase().replace('-', " ")).ok_or_else(|| "there are: done, in-work and not-begun".into())
}

#[derive(serde::Serialize)]
struct Marked {
    coder: String,
    source: String,
    state: &'static str,
}

impl Progress {
    /// Lists the marks, or sets some.
    pub(super) fn run(self) -> Outcome {
        let Some(state) = self.state else { return self.list() };
        let identity = self.who.needed()?;
        let desk = Desk::open(&self.file.file)?;
        let sources = find::sources(&desk.corpus, &self.sources)?;
        desk.act(identity, OpKind::SetProgress, |project| project.set_progress(&sources, state))
    }

    fn list(self) -> Outcome {
        let shelf = Shelf::open(&self.file.file)?;
        let corpus = &shelf.corpus;
        let only = self.who.coder.as_deref().map(|initials| find::coder(corpus, initials)).transpose()?.map(|coder| coder.id);
        let mut rows = Vec::new();
        for coder in corpus.coders.iter().filter(|coder| only.is_none_or(|id| coder.id == id)) {
            for source in corpus.sources() {
                let mark = corpus.progress.iter().find(|mark| mark.coder == coder.id && mark.source == source.id);
                let state = mark.map_or(ProgressState::NotBegun, |mark| mark.state).name();
                rows.push(Marked { coder: coder.initials.clone(), source: source.name.clone(), state });
            }
        }
        if self.form.json {
            show_json(&rows)?;
            return shelf.end();
        }
        let mut table = Table::new(&["coder", "source", "state"]);
        rows.into_iter().for_each(|row| table.row(vec![row.coder, row.source, row.state.into()]));
        table.show("No coders or no sources yet.")?;
        shelf.end()
    }
}
