//! The open project as the window holds it: the session, and what waits for the writer.

use super::app::Themata;
use super::command::Edit;
use super::config::Identity;
use super::drafts::Draft;
use super::exports::Places;
use super::notify::Notice;
use crate::jobs::Progress;
use crate::model::ProjectId;
use crate::project::{Answer, Backup, Made, Project, Session};
use crate::search::Index;
use crate::{Error, Result};
use egui::Context;
use std::collections::HashMap;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What happens with the answer of a verb, between two frames.
type Then = Box<dyn FnOnce(&mut Themata, &Context, Answer)>;

/// The open project. It reads as its [`Session`]; changing it goes through [`Themata::send`].
pub struct Desk {
    session: Session,
    waiting: HashMap<u64, (String, Then)>,
    /// The backups that are kept of it, once that is known.
    backups: Option<Vec<Backup>>,
    index: IndexIn,
    /// When a project open to be read was last looked at for what others write.
    looked: Instant,
    /// Where exports were written to since it was opened.
    pub(super) places: Places,
    /// What was being written when the program last ended, as far as it is neither kept nor thrown away.
    pub(super) unfinished: Vec<Draft>,
}

/// How often that is.
const LOOK: Duration = Duration::from_secs(2);

/// Where the search index of the open project is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum IndexIn {
    /// There is none: every text is read.
    #[default]
    Nowhere,
    /// In the user's cache folder.
    Cache,
    /// In a folder of its own.
    Folder(PathBuf),
}

impl IndexIn {
    /// Opens the index of the project in a file; nothing where there shall be none, or it cannot be had: searches do without.
    pub fn open(&self, project: ProjectId, path: &Path) -> Option<Index> {
        match self {
            Self::Nowhere => None,
            Self::Cache => Index::open(project, path).ok(),
            Self::Folder(folder) => Index::open_in(folder).ok(),
        }
    }
}

impl Deref for Desk {
    type Target = Session;
    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Desk {
    /// The desk of an opened session.
    pub fn new(session: Session) -> Self {
        let (waiting, looked) = (HashMap::new(), Instant::now());
        let (places, unfinished) = (Places::default(), Vec::new());
        Self { session, waiting, backups: None, index: IndexIn::Nowhere, looked, places, unfinished }
    }

    /// The same, with a search index in a place.
    pub fn with_index(self, index: IndexIn) -> Self {
        Self { index, ..self }
    }

    /// Where its search index is.
    pub fn index(&self) -> &IndexIn {
        &self.index
    }

    /// Which backups there are of it, oldest first; nothing before that is known.
    pub fn backups(&self) -> Option<&[Backup]> {
        self.backups.as_deref()
    }

    /// Says which backups there are.
    pub(super) fn set_backups(&mut self, list: Vec<Backup>) {
        self.backups = Some(list);
    }

    /// `3 backups, 1.2 MB`; empty before that is known.
    pub fn backups_in_short(&self) -> String {
        let Some(list) = &self.backups else { return String::new() };
        let size: u64 = list.iter().map(|backup| backup.size).sum();
        match list.len() {
            0 => "no backups yet".into(),
            count => format!("{}, {}", super::format::counted(count, "backup"), super::format::size(size)),
        }
    }

    /// Looks from time to time for what others wrote in a project that is open to be read, and for what could not be read.
    fn look_again(&mut self, ctx: &Context) -> Result<()> {
        if self.session.read_only().is_none() && !self.session.is_stale() {
            return Ok(());
        }
        ctx.request_repaint_after(LOOK);
        if self.looked.elapsed() < LOOK {
            return Ok(());
        }
        self.looked = Instant::now();
        self.session.look_again()
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.session.corpus.project.name
    }

    /// The id under which the configuration remembers things of this project.
    pub fn key(&self) -> String {
        self.session.corpus.project.id.to_string()
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        self.session.read_only().is_none() && self.session.next_undo().is_some()
    }

    /// Whether there is something to bring back.
    pub fn can_redo(&self) -> bool {
        self.session.read_only().is_none() && self.session.next_redo().is_some()
    }

    /// What is in it, for the list of recent projects.
    pub fn summary(&self) -> String {
        let corpus = &self.session.corpus;
        format!("{} · {}", super::format::counted(corpus.sources().len(), "source"), super::format::counted(corpus.coding_count(), "coding"))
    }

    /// The session alone, to be closed: nobody waits for its answers any more.
    pub fn into_session(self) -> Session {
        self.session
    }

    /// Keeps a draft as the last thing before it closes. One open to be read keeps none.
    pub(super) fn keep_draft(&mut self, place: String, text: String) {
        let _ = self.session.send(move |project: &mut Project| project.keep_draft(&place, &text));
    }

    /// The same for one that is on something else now.
    pub(super) fn move_draft(&mut self, from: String, to: String, text: String) {
        let _ = self.session.send(move |project: &mut Project| project.move_draft(&from, &to, &text));
    }

    fn send<T: Send + 'static>(
        &mut self,
        doing: &str,
        coder: Option<Identity>,
        work: impl FnOnce(&mut Project) -> Result<T> + Send + 'static,
        then: impl FnOnce(&mut Themata, &Context, T) + 'static,
    ) -> Result<Option<Progress>> {
        let work = move |project: &mut Project| {
            if let Some(Identity { name, initials }) = &coder
                && project.coder().is_none_or(|now| now.initials != *initials)
            {
                project.be_coder(initials, name)?;
            }
            work(project)
        };
        let ticket = self.session.send(work)?;
        let then: Then = Box::new(move |app, ctx, answer| {
            if let Ok(value) = answer.downcast::<T>() {
                then(app, ctx, *value);
            }
        });
        self.waiting.insert(ticket, (doing.to_owned(), then));
        Ok(self.session.progress(ticket).cloned())
    }
}

impl Themata {
    /// Sends a verb to the writer, in the name of who is coding, which is asked first where nobody has said; `then` gets what it returned, once that is on disk.
    /// `doing` begins the notice that says why not: “Coding the passage”.
    pub(super) fn send<T: Send + 'static>(
        &mut self,
        doing: &str,
        work: impl FnOnce(&mut Project) -> Result<T> + Send + 'static,
        then: impl FnOnce(&mut Self, &Context, T) + 'static,
    ) {
        self.send_as(true, doing, work, then);
    }

    /// The same for what takes back or brings again: nobody joins a project for that, since their arrival would be the last step.
    pub(super) fn send_back<T: Send + 'static>(
        &mut self,
        doing: &str,
        work: impl FnOnce(&mut Project) -> Result<T> + Send + 'static,
        then: impl FnOnce(&mut Self, &Context, T) + 'static,
    ) {
        self.send_as(false, doing, work, then);
    }

    fn send_as<T: Send + 'static>(
        &mut self,
        joins: bool,
        doing: &str,
        work: impl FnOnce(&mut Project) -> Result<T> + Send + 'static,
        then: impl FnOnce(&mut Self, &Context, T) + 'static,
    ) {
        let coder = self.config.coder.clone();
        if coder.is_none() && self.project.as_ref().is_some_and(|desk| desk.read_only().is_none()) {
            let doing = doing.to_owned();
            self.unsigned.push(Box::new(move |app| app.send_as(joins, &doing, work, then)));
            return self.ask(Edit::AskCoder);
        }
        let sent = match &mut self.project {
            Some(desk) => {
                let known = coder.as_ref().and_then(|coder| desk.corpus.coder_named(&coder.initials)).cloned();
                let work = move |project: &mut Project| {
                    match known {
                        _ if joins => {}
                        Some(coder) => project.set_coder(coder),
                        None => project.be_nobody(),
                    }
                    work(project)
                };
                desk.send(doing, coder.filter(|_| joins), work, then)
            }
            None => Err(Error::rejected("no project is open")),
        };
        match sent {
            Ok(Some(progress)) => self.background.show(&self.ctx, doing.to_owned(), progress),
            Ok(None) => {}
            Err(error) => self.say(Notice::problem(doing, &error)),
        }
    }

    /// Takes what the writer has finished.
    pub(super) fn take_answers(&mut self, ctx: &Context) {
        let Some(desk) = &mut self.project else { return };
        let looked = desk.look_again(ctx);
        let outcomes = desk.session.poll();
        let trouble = desk.session.trouble();
        if let Err(error) = looked {
            self.say(Notice::problem("Reading what others changed", &error));
        }
        if let Some(error) = trouble {
            self.say(Notice::problem("Reading what was changed", &error));
        }
        let news = !outcomes.is_empty();
        for outcome in outcomes {
            let Some((doing, then)) = self.project.as_mut().and_then(|desk| desk.waiting.remove(&outcome.ticket)) else { continue };
            match outcome.result {
                Ok(answer) => {
                    (self.made, self.label) = (outcome.made, outcome.label);
                    then(self, ctx, answer);
                    (self.made, self.label) = (Made::default(), None);
                }
                Err(Error::Cancelled) if outcome.made.undo.is_some() => {
                    self.say(Notice::info(format!("{doing}: stopped. What was done before stands in the history.")));
                }
                Err(Error::Cancelled) => self.say(Notice::info(format!("{doing}: stopped. Nothing was changed."))),
                Err(error) => self.say(Notice::problem(&doing, &error)),
            }
        }
        if let Some(desk) = self.project.as_ref().filter(|_| news) {
            self.notices.mended(&desk.corpus);
        }
        if news {
            self.settle_unfinished();
        }
    }
}
