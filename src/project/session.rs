//! A project open in the window: the writer, a reader, and the corpus kept up to date.

use super::changes::{Changes, Topic};
use super::reader::Reader;
use super::transact::Project;
use super::undo::{Made, Step};
use super::writer::{Answer, Writer};
use crate::analysis::Corpus;
use crate::jobs::{Job, Progress};
use crate::model::{SourceId, VersionId};
use crate::text::SourceText;
use crate::{Error, Result};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// From how many rows on what changed is taken in beside the window: as many are read in a few milliseconds.
const AT_ONCE: usize = 1_500;

/// Bytes of texts that are kept in memory.
const TEXTS: usize = 48 << 20;

/// What came of work that was sent.
pub struct Outcome {
    /// The ticket that `send` gave.
    pub ticket: u64,
    /// What the verb returned, or why not. It is on disk.
    pub result: Result<Answer>,
    /// The steps it made, for the notice that carries “Undo”.
    pub made: Made,
    /// What the history says of the last of them.
    pub label: Option<String>,
}

/// A project open in the window.
pub struct Session {
    path: PathBuf,
    /// The corpus that is made beside the window, while one is.
    beside: Option<Beside>,
    // Before the writer, so that it is closed first: the last to close takes the log into the file.
    reader: Reader,
    /// A second reader, for what is made beside the window.
    spare: Option<Reader>,
    writer: Option<Writer>,
    read_only: Option<String>,
    /// Everything but texts, as it stands after the last `poll`. Work in the background keeps the one that it was begun with.
    pub corpus: Arc<Corpus>,
    revisions: [u64; Topic::COUNT],
    seen: i64,
    /// The file's state when it was last looked at for what others write; nothing where it is damaged and stays as it was read.
    looked: Option<i64>,
    /// Whether the file holds what was not seen yet.
    behind: bool,
    /// What is finished and waits until the corpus holds what it did.
    finished: Vec<Outcome>,
    /// Whether what was written could not be read at the last try, and why, until that is said.
    failed: bool,
    trouble: Option<Error>,
    wake: Arc<dyn Fn() + Send + Sync>,
    undo: Option<Step>,
    redo: Option<Step>,
    texts: std::cell::RefCell<Texts>,
}

/// A corpus that is made beside the window, with the work whose outcome it holds.
struct Beside {
    job: Job<Caught>,
    outcomes: Vec<Outcome>,
}

/// The next corpus, what changed in it, and the reader it was read with.
type Caught = (Corpus, Changes, Reader);

impl Drop for Beside {
    fn drop(&mut self) {
        // Its reader is closed before the writer is.
        self.job.cancel();
        let _ = self.job.wait();
    }
}

/// Texts in memory, the longest unused dropped first.
#[derive(Default)]
struct Texts {
    kept: HashMap<SourceId, (VersionId, Arc<SourceText>, u64)>,
    bytes: usize,
    clock: u64,
}

impl Session {
    /// Opens a project; one that somebody else writes, that cannot be written or that is damaged opens to be read and says why.
    /// `wake` is called when work is finished.
    pub fn open(path: &Path, wake: impl Fn() + Send + Sync + 'static) -> Result<Self> {
        let (reader, seen, corpus) = Reader::open_with_corpus(path)?;
        let harm = reader.harm().map(str::to_owned);
        let opened = match &harm {
            None => {
                Project::open(path).and_then(|project| Ok((project.next_undo()?, project.next_redo()?, project))).map_err(|error| error.to_string())
            }
            Some(harm) => Err(harm.clone()),
        };
        // A project of an older program was read as it would be; the writer has made it so by now, and what it writes is to be seen.
        let (reader, seen, corpus) = if opened.is_ok() && reader.is_copy() { Reader::open_with_corpus(path)? } else { (reader, seen, corpus) };
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(wake);
        let woken = wake.clone();
        let (writer, read_only, undo, redo) = match opened {
            Ok((undo, redo, project)) => (Some(Writer::start(project, move || woken())), None, undo, redo),
            Err(why) => (None, Some(why), None, None),
        };
        let revisions = [1; Topic::COUNT];
        let corpus = Arc::new(corpus);
        // The first look reads what was written since the corpus.
        let looked = harm.is_none().then_some(-1);
        let (path, texts) = (path.to_owned(), Default::default());
        let (beside, spare, behind, finished, failed, trouble) = (None, None, false, Vec::new(), false, None);
        Ok(Self {
            path,
            beside,
            reader,
            spare,
            writer,
            read_only,
            corpus,
            revisions,
            seen,
            looked,
            behind,
            finished,
            failed,
            trouble,
            wake,
            undo,
            redo,
            texts,
        })
    }

    /// The project file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why the project is open to be read alone, if it is.
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// The reader, for history, drafts and what the corpus does not hold.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> Option<&Step> {
        self.undo.as_ref()
    }

    /// What redo would bring again.
    pub fn next_redo(&self) -> Option<&Step> {
        self.redo.as_ref()
    }

    /// Sends a verb to the writer and returns its ticket. A project open to be read refuses.
    pub fn send<T: Send + 'static>(&mut self, work: impl FnOnce(&mut Project) -> Result<T> + Send + 'static) -> Result<u64> {
        match &mut self.writer {
            Some(writer) => Ok(writer.send(work)),
            None => Err(Error::hint("the project is open to be read; nothing was changed", self.read_only.clone().unwrap_or_default())),
        }
    }

    /// How far a piece of work is that was sent and is not finished yet; through it the work is stopped.
    pub fn progress(&self, ticket: u64) -> Option<&Progress> {
        self.writer.as_ref()?.progress(ticket)
    }

    /// Whether something that was sent is not on disk yet, or not in the corpus.
    pub fn saving(&self) -> bool {
        self.writer.as_ref().is_some_and(|writer| writer.waiting() > 0) || !self.finished.is_empty() || self.beside.is_some()
    }

    /// What is finished since the last call and stands in the corpus, whose revisions follow. What touched much is taken in beside the window,
    /// which goes on with the corpus it has; what it did is answered once the next is there. Where that cannot be read, what was done is
    /// answered all the same, since it is on disk; [`Self::trouble`] says why, and `look_again` has it tried again.
    pub fn poll(&mut self) -> Vec<Outcome> {
        let finished = self.writer.as_mut().map(Writer::poll).unwrap_or_default();
        self.take(finished);
        let mut outcomes = Vec::new();
        if let Err(error) = self.taken_in(&mut outcomes) {
            self.fail(error);
        }
        if self.beside.is_some() || !self.behind {
            return outcomes;
        }
        if let Err(error) = self.take_in() {
            self.fail(error);
        }
        outcomes.append(&mut self.finished);
        outcomes
    }

    /// Takes in what is in the file and not in the corpus, or begins to.
    fn take_in(&mut self) -> Result<()> {
        // What cannot be read now is not tried again at every frame.
        self.behind = false;
        if self.reader.weight(&self.corpus, self.seen, AT_ONCE)? >= AT_ONCE {
            self.begin_beside();
            return Ok(());
        }
        self.catch_up().map(drop)
    }

    fn fail(&mut self, error: Error) {
        if !std::mem::replace(&mut self.failed, true) {
            self.trouble = Some(error);
        }
    }

    /// Why what was written cannot be read, said once until it can again.
    pub fn trouble(&mut self) -> Option<Error> {
        self.trouble.take()
    }

    /// Whether the file holds what could not be read.
    pub fn is_stale(&self) -> bool {
        self.failed
    }

    /// Waits until everything sent is finished and stands in the corpus.
    pub fn settle(&mut self) -> Result<Vec<Outcome>> {
        let mut finished = Vec::new();
        if let Some(writer) = &mut self.writer {
            while writer.waiting() > 0 {
                let Some(one) = writer.wait() else { break };
                finished.push(one);
            }
        }
        self.take(finished);
        let mut outcomes = self.beside.as_mut().map(|beside| std::mem::take(&mut beside.outcomes)).unwrap_or_default();
        self.beside = None;
        outcomes.append(&mut self.finished);
        if let Err(error) = self.catch_up() {
            // They are answered by the next call.
            (self.finished, self.behind) = (outcomes, true);
            return Err(error);
        }
        Ok(outcomes)
    }

    fn take(&mut self, finished: Vec<super::writer::Finished>) {
        for one in finished {
            let label = one.made.undo.and(one.undo.as_ref()).map(|step| step.label.clone());
            (self.undo, self.redo, self.behind) = (one.undo, one.redo, true);
            self.finished.push(Outcome { ticket: one.ticket, result: one.result, made: one.made, label });
        }
    }

    /// Begins to make the next corpus of this one, for all that is finished by now.
    fn begin_beside(&mut self) {
        let (corpus, path, seen, wake) = (self.corpus.clone(), self.path.clone(), self.seen, self.wake.clone());
        let spare = self.spare.take();
        let work = move |progress: &Progress| {
            let reader = spare.map_or_else(|| Reader::open(&path), Ok)?;
            let changes = reader.changes_since(seen)?;
            let mut corpus = (*corpus).clone();
            reader.refresh_watched(&mut corpus, &changes, progress)?;
            Ok((corpus, changes, reader))
        };
        self.beside = Some(Beside { job: Job::start(move || wake(), work), outcomes: std::mem::take(&mut self.finished) });
    }

    /// The corpus that was made beside the window, once it is there, and what is answered with it.
    fn taken_in(&mut self, outcomes: &mut Vec<Outcome>) -> Result<()> {
        let Some(result) = self.beside.as_ref().and_then(|beside| beside.job.poll()) else { return Ok(()) };
        outcomes.extend(self.beside.take().map(|mut beside| std::mem::take(&mut beside.outcomes)).unwrap_or_default());
        let (corpus, changes, reader) = result?;
        (self.corpus, self.spare) = (Arc::new(corpus), Some(reader));
        self.saw(&changes);
        Ok(())
    }

    /// Looks whether another program has written since the last look, and tries again what could not be read: the next `poll` takes it in.
    /// It costs next to nothing where nobody wrote.
    pub fn look_again(&mut self) -> Result<()> {
        self.behind |= self.failed;
        let Some(looked) = self.looked.filter(|_| self.beside.is_none()) else { return Ok(()) };
        let version = self.reader.data_version()?;
        self.behind |= version != looked;
        self.looked = Some(version);
        Ok(())
    }

    /// Reads what changed in the file since the last look, also by another program. Returns what did.
    pub fn catch_up(&mut self) -> Result<Changes> {
        self.behind = false;
        if let Some(mut beside) = self.beside.take() {
            self.finished.append(&mut beside.outcomes);
        }
        let changes = self.reader.changes_since(self.seen)?;
        self.reader.refresh(Arc::make_mut(&mut self.corpus), &changes)?;
        self.saw(&changes);
        Ok(changes)
    }

    fn saw(&mut self, changes: &Changes) {
        for topic in &changes.topics {
            self.revisions[*topic as usize] += 1;
        }
        (self.seen, self.failed, self.trouble) = (changes.upto, false, None);
    }

    /// The revisions of topics: a view that keeps these beside its data knows when to read again.
    pub fn revision(&self, topics: &[Topic]) -> u64 {
        topics.iter().map(|topic| self.revisions[*topic as usize]).sum()
    }

    /// The text of a source as it is shown, from memory when it was read lately.
    pub fn text(&self, source: SourceId) -> Result<Arc<SourceText>> {
        let version = self.corpus.version(source).ok_or_else(|| Error::NotFound("that source is no longer in the project".into()))?;
        if let Some(text) = self.text_in_memory(source) {
            return Ok(text);
        }
        let text = Arc::new(self.reader.text(version)?);
        self.remember_text(source, version.id, &text);
        Ok(text)
    }

    /// The text of a source as it is shown, if it is in memory.
    pub fn text_in_memory(&self, source: SourceId) -> Option<Arc<SourceText>> {
        let mut texts = self.texts.borrow_mut();
        texts.clock += 1;
        let clock = texts.clock;
        let (of, text, used) = texts.kept.get_mut(&source)?;
        self.corpus.shows(source, *of).then(|| {
            *used = clock;
            text.clone()
        })
    }

    /// Keeps the text of a version that was read elsewhere, in the place of those longest unused.
    pub fn remember_text(&self, source: SourceId, version: VersionId, text: &Arc<SourceText>) {
        let mut texts = self.texts.borrow_mut();
        texts.clock += 1;
        let clock = texts.clock;
        texts.bytes += text.bytes();
        if let Some((_, old, _)) = texts.kept.insert(source, (version, text.clone(), clock)) {
            texts.bytes -= old.bytes();
        }
        while texts.bytes > TEXTS && texts.kept.len() > 1 {
            let Some(oldest) = texts.kept.iter().min_by_key(|(_, kept)| kept.2).map(|(id, _)| *id) else { break };
            if let Some((_, old, _)) = texts.kept.remove(&oldest) {
                texts.bytes -= old.bytes();
            }
        }
    }

    /// Finishes what was sent and closes the project.
    pub fn close(self) -> Result<()> {
        let Self { beside, spare, reader, writer, .. } = self;
        drop((beside, spare, reader));
        writer.map_or(Ok(()), Writer::close)
    }
}
