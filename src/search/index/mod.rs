//! The index: which words stand in which entries. Derived data in the user's cache folder, which can be thrown away at any time.
//!
//! What an entry is kept under says what is in it (source, text, structure; or memo and words), so an index never needs to know what
//! happened since: what the project has and the index has not is read as if there were no index, and taken in at the next chance. Copies,
//! restored backups, undo and corrections are all the same to it.

mod fill;
mod folder;
mod look;
mod open;
mod state;
mod terms;

pub(super) use look::{Look, Looking};
pub(super) use state::{Place, State, memo_key, source_key};

use crate::analysis::{Corpus, Texts};
use crate::jobs::Progress;
use crate::model::ProjectId;
use crate::project::{cache_folder, make_private};
use crate::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};
use tantivy::TantivyError;

/// How long an index is kept that nobody opens.
const UNUSED: Duration = Duration::from_secs(90 * 24 * 3600);

/// The index that this process opened last.
static LAST: Mutex<Option<Index>> = Mutex::new(None);

/// The index of a project; clones are the same index. Searches go on while it takes something in.
#[derive(Clone)]
pub struct Index(Arc<Inner>);

struct Inner {
    folder: PathBuf,
    state: RwLock<Arc<State>>,
    filling: Mutex<()>,
}

impl Index {
    /// The index of the project `id` in the file `path`, as far as there is one: an index that is damaged or of another program's making is
    /// emptied. Every file of it is checked, once: the index that was opened last is handed out again.
    pub fn open(id: ProjectId, path: &Path) -> Result<Self> {
        let path = path.canonicalize().or_else(|_| std::path::absolute(path)).map_err(|error| Error::io(path, error))?;
        let place = blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex();
        let all = cache_folder()?.join("search");
        make_private(&all)?;
        let own = all.join(format!("{id}-{}", &place.as_str()[..16]));
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = last.as_ref().filter(|index| index.folder() == own) {
            return Ok(index.clone());
        }
        // What a link in its place leads to is somebody else's; a file in its place is no index.
        if own.symlink_metadata().is_ok_and(|data| !data.is_dir()) {
            std::fs::remove_file(&own).map_err(|error| Error::io(&own, error))?;
        }
        let index = Self::open_in(&own)?;
        sweep(&all, &own);
        *last = Some(index.clone());
        Ok(index)
    }

    /// The index in a folder of its own.
    pub fn open_in(folder: &Path) -> Result<Self> {
        make_private(folder)?;
        let state = RwLock::new(Arc::new(State::open(folder)));
        Ok(Self(Arc::new(Inner { folder: folder.to_owned(), state, filling: Mutex::new(()) })))
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// How many sources and memos are not in it as they are now. They are found all the same, more slowly.
    pub fn behind(&self, corpus: &Corpus) -> usize {
        self.state().missing(corpus).len()
    }

    /// Takes in what changed, and forgets what is no longer there. Each source or memo is a step of `progress`; what was taken in before it
    /// was stopped mostly stays. Where another program is writing it, nothing is done, and the answer is false.
    pub fn catch_up(&self, corpus: &Corpus, texts: &dyn Texts, progress: &Progress) -> Result<bool> {
        let _only = self.0.filling.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.state();
        if !state.is_there() {
            state = Arc::new(State::open(&self.0.folder));
        }
        let done = fill::catch_up(&state, corpus, texts, progress, &mut |state| self.publish(state));
        self.or_anew(done, || fill::catch_up(&self.state(), corpus, texts, progress, &mut |state| self.publish(state)))
    }

    /// What was done, or, where the index itself failed, what is done `again` with what stands on disk: a part that was harmed since it was opened
    /// is found by opening it anew, and the index is emptied then.
    fn or_anew(&self, done: Result<bool>, again: impl FnOnce() -> Result<bool>) -> Result<bool> {
        match done {
            Err(Error::Index(_)) => {
                self.publish(State::open(&self.0.folder));
                again()
            }
            done => done,
        }
    }

    /// Takes out of its files what [`Index::catch_up`] found gone: names behind pseudonyms, words corrected, sources removed. Until then they
    /// are passed over, but lie there. Quick where nothing is gone; false where another program is writing it.
    pub fn forget(&self, progress: &Progress) -> Result<bool> {
        let _only = self.0.filling.lock().unwrap_or_else(PoisonError::into_inner);
        let rewrite = || fill::rewrite(&self.state(), progress, &mut |state| self.publish(state));
        self.or_anew(rewrite(), rewrite)
    }

    /// Empties it, to be filled anew; false where another program is writing it.
    pub fn clear(&self) -> Result<bool> {
        let _only = self.0.filling.lock().unwrap_or_else(PoisonError::into_inner);
        match State::emptied(&self.0.folder) {
            Err(TantivyError::LockFailure(..)) => Ok(false),
            state => state.map_err(|error| trouble(&error)).map(|state| {
                self.publish(state);
                true
            }),
        }
    }

    fn publish(&self, state: State) {
        *self.0.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
    }

    /// It as it is now, whatever it takes in meanwhile.
    pub(super) fn state(&self) -> Arc<State> {
        Arc::clone(&self.0.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Removes indexes that nobody has opened for long: projects go and move, and their words shall not stay behind.
fn sweep(all: &Path, own: &Path) {
    let now = SystemTime::now();
    // Opening is a use. Where a folder has no such time, its last change counts.
    let _ = std::fs::File::open(own).and_then(|folder| folder.set_modified(now));
    let old = |data: std::fs::Metadata| data.is_dir() && data.modified().is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > UNUSED));
    // Somebody may keep other things here: only what is called as an index is and holds one is ours, and nothing that a link leads to.
    let ours = |entry: &std::fs::DirEntry| is_name(&entry.file_name().to_string_lossy()) && state::is_index(&entry.path());
    for entry in std::fs::read_dir(all).into_iter().flatten().flatten() {
        if entry.path().symlink_metadata().is_ok_and(old) && ours(&entry) {
            // The next time will do as well.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether a folder is called as that of an index: the project's id and sixteen digits for its place.
fn is_name(name: &str) -> bool {
    name.split_once('-').is_some_and(|(id, place)| {
        ProjectId::parse(id).is_some() && id.len() == 32 && place.len() == 16 && place.chars().all(|c| c.is_ascii_hexdigit())
    })
}

/// What the index itself said.
fn trouble(error: &TantivyError) -> Error {
    Error::Index(error.to_string())
}
