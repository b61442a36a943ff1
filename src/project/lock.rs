//! One writer at a time: a lock beside the project file that says who has it.

use crate::model::Time;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// How long the lock of another machine counts, in milliseconds: a laptop that died must not shut everybody out for ever.
const STALE: i64 = 12 * 3600 * 1000;

/// How often the lock says anew that it is held, in milliseconds.
const RENEWED: i64 = 3600 * 1000;

/// Who has a project open to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The machine's name.
    pub host: String,
    /// The user's name there.
    pub user: String,
    /// The process.
    pub process: u32,
    /// Since when.
    pub at: Time,
    /// When it was last said to be held.
    #[serde(default)]
    pub seen: Time,
}

impl Holder {
    /// This process.
    fn here() -> Self {
        let now = Time::now();
        let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
        Self { host: gethostname::gethostname().to_string_lossy().into_owned(), user, process: std::process::id(), at: now, seen: now }
    }

    /// Whether it is the same holding, whenever it was last said.
    fn is(&self, other: &Self) -> bool {
        (&self.host, self.process, self.at) == (&other.host, other.process, other.at)
    }
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let user = if self.user.is_empty() { "somebody" } else { &self.user };
        write!(f, "{user} on {} (process {}, since {})", self.host, self.process, self.at.rfc3339())
    }
}

/// A lock that is held. On this machine the system frees it when the process dies; other machines go by the name in it alone: on a network
/// drive the system's lock may reach nobody else.
pub(super) struct Lock {
    file: Option<File>,
    path: PathBuf,
    project: PathBuf,
    /// The name that was written in it.
    own: Holder,
}

/// Where a project's lock lies.
fn beside(project: &Path) -> PathBuf {
    crate::store::beside(project, ".lock")
}

impl Lock {
    /// Takes the lock of a project, or says who has it.
    pub(super) fn take(project: &Path) -> Result<Self> {
        let path = beside(project);
        let (file, words) = loop {
            let mut file =
                File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(|error| Error::io(&path, error))?;
            let mut words = String::new();
            let _ = file.read_to_string(&mut words);
            if file.try_lock().is_err() {
                return Err(held(project, read(&words).as_ref()));
            }
            // Whoever had it may have removed it meanwhile: a lock on a file without a name locks nobody out.
            if stands_at(&file, &path) {
                break (file, words);
            }
        };
        let here = Holder::here();
        if let Some(other) = read(&words).filter(|other| other.host != here.host && here.at.0 - other.seen.0 < STALE) {
            return Err(held(project, Some(&other)));
        }
        let lock = Self { file: Some(file), path, project: project.to_owned(), own: here };
        lock.write()?;
        // Where two machines took it at once, the one whose name stands in it has it.
        lock.refuse_other()?;
        Ok(lock)
    }

    /// Refuses to go on when somebody else took the lock meanwhile, and tells other machines from time to time that it is still held.
    /// Says whether it had to be taken anew: somebody else may have written since.
    pub(super) fn renew(&mut self) -> Result<bool> {
        if !self.file.as_ref().is_some_and(|file| stands_at(file, &self.path)) {
            *self = Self::take(&self.project)?;
            return Ok(true);
        }
        self.refuse_other()?;
        let now = Time::now();
        let seen = self.named().map_or(Time(0), |own| own.seen);
        if now.0 - seen.0 > RENEWED {
            self.own.seen = now;
            self.write()?;
        }
        Ok(false)
    }

    /// The name that stands in it now; nothing where it cannot be read.
    fn named(&self) -> Option<Holder> {
        // Opened afresh: a network drive looks for what others wrote when a file is opened.
        std::fs::read_to_string(&self.path).ok().and_then(|words| read(&words))
    }

    fn refuse_other(&self) -> Result<()> {
        match self.named().filter(|other| !other.is(&self.own)) {
            Some(other) => Err(held(&self.project, Some(&other))),
            None => Ok(()),
        }
    }

    fn write(&self) -> Result<()> {
        let Some(mut file) = self.file.as_ref() else { return Ok(()) };
        let words = serde_json::to_string(&self.own).unwrap_or_default();
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(words.as_bytes()))
            .and_then(|()| file.sync_all())
            .map_err(|error| Error::io(&self.path, error))
    }

    /// Gives the lock back.
    pub(super) fn release(self) {}
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed before it is let go: whoever waits for it must not find a dead name in it. One that somebody else took stays.
        if let Some(file) = self.file.take() {
            if stands_at(&file, &self.path) && self.refuse_other().is_ok() {
                let _ = std::fs::remove_file(&self.path);
            }
            drop(file);
        }
    }
}

fn read(words: &str) -> Option<Holder> {
    serde_json::from_str(words).ok()
}

/// Whether an open file is the one that stands at `path` now.
#[cfg(unix)]
fn stands_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &std::fs::Metadata, b: &std::fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    matches!((file.metadata(), path.metadata()), (Ok(open), Ok(there)) if same(&open, &there))
}

#[cfg(not(unix))]
fn stands_at(_: &File, path: &Path) -> bool {
    path.exists()
}

fn held(project: &Path, holder: Option<&Holder>) -> Error {
    let who = holder.map_or_else(|| "another program".to_owned(), Holder::to_string);
    Error::hint(
        format!("{} is open for writing by {who}; nothing was changed", project.display()),
        format!("Open it to read, or close it there. If that machine is gone, remove {}.", beside(project).display()),
    )
}

/// Whether a file lies in a folder that a synchronising program carries to other machines.
pub fn in_synced_folder(path: &Path) -> bool {
    let names =
        ["dropbox", "onedrive", "nextcloud", "owncloud", "google drive", "googledrive", "icloud drive", "syncthing", "seafile", "box sync", "mega"];
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    path.components().any(|part| {
        let part = part.as_os_str().to_string_lossy().to_lowercase();
        names.iter().any(|name| part == *name || part.starts_with(&format!("{name} - ")) || part.starts_with(&format!("{name}-")))
    })
}

/// Whether a file lies on a network drive.
pub fn on_network_drive(path: &Path) -> bool {
    crate::store::on_network(path)
}
