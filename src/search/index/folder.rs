//! The folder an index lies in. Files are read whole and held in memory: what happens to them afterwards, deletion included, harms no search.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

/// What a file held when it was written or first read.
type Sums = Arc<Mutex<HashMap<PathBuf, blake3::Hash>>>;

/// A folder of files that are written once. Nothing is synced: what a power cut leaves behind fails its checksum, and is made anew.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Files in memory, as long as somebody reads them.
    read: Arc<Mutex<HashMap<PathBuf, Weak<[u8]>>>>,
    /// A file that is read again from the disk has to be what it was: between checks somebody may have written over it.
    sums: Sums,
}

impl Folder {
    pub fn new(path: PathBuf) -> Self {
        Self { path, read: Arc::default(), sums: Sums::default() }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes of a file, read once while anybody holds them.
    pub fn bytes(&self, name: &Path) -> io::Result<Arc<[u8]>> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = read.get(name).and_then(Weak::upgrade) {
            return Ok(bytes);
        }
        let bytes: Arc<[u8]> = read_file(&self.path.join(name))?.into();
        let sum = blake3::hash(&bytes);
        if *self.sums.lock().unwrap_or_else(PoisonError::into_inner).entry(name.to_owned()).or_insert(sum) != sum {
            return Err(io::Error::new(ErrorKind::InvalidData, "it is not what it was"));
        }
        read.retain(|_, bytes| bytes.strong_count() > 0);
        read.insert(name.to_owned(), Arc::downgrade(&bytes));
        Ok(bytes)
    }
}

/// The bytes of a file; of what only looks like one, and may never end, nothing is read.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    match std::fs::metadata(path)?.is_file() {
        true => std::fs::read(path),
        false => Err(io::Error::new(ErrorKind::InvalidData, "it is no file")),
    }
}

fn unread(error: io::Error, name: &Path) -> OpenReadError {
    match error.kind() {
        ErrorKind::NotFound => OpenReadError::FileDoesNotExist(name.to_owned()),
        _ => OpenReadError::wrap_io_error(error, name.to_owned()),
    }
}

/// A file being written, with what it holds so far.
struct Written {
    file: File,
    name: PathBuf,
    sum: blake3::Hasher,
    sums: Sums,
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for Written {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.sums.lock().unwrap_or_else(PoisonError::into_inner).insert(self.name.clone(), self.sum.finalize());
        self.file.flush()
    }
}

/// A lock of the system, gone with whoever holds it.
struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        // Closing it frees it too.
        let _ = self.0.unlock();
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, name: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let bytes = self.bytes(name).map_err(|error| unread(error, name))?;
        Ok(Arc::new(OwnedBytes::new(bytes)))
    }

    fn delete(&self, name: &Path) -> Result<(), DeleteError> {
        self.sums.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        std::fs::remove_file(self.path.join(name)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => DeleteError::FileDoesNotExist(name.to_owned()),
            _ => DeleteError::IoError { io_error: Arc::new(error), filepath: name.to_owned() },
        })
    }

    fn exists(&self, name: &Path) -> Result<bool, OpenReadError> {
        self.path.join(name).try_exists().map_err(|error| unread(error, name))
    }

    fn open_write(&self, name: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = OpenOptions::new().write(true).create_new(true).open(self.path.join(name)).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(name.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, name.to_owned()),
        })?;
        let (name, sums) = (name.to_owned(), Arc::clone(&self.sums));
        Ok(BufWriter::new(Box::new(Written { file, name, sum: blake3::Hasher::new(), sums })))
    }

    fn atomic_read(&self, name: &Path) -> Result<Vec<u8>, OpenReadError> {
        read_file(&self.path.join(name)).map_err(|error| unread(error, name))
    }

    fn atomic_write(&self, name: &Path, data: &[u8]) -> io::Result<()> {
        // These are written over, and read by `atomic_read`.
        self.sums.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        let fresh = self.path.join(name).with_added_extension("new");
        std::fs::write(&fresh, data)?;
        std::fs::rename(fresh, self.path.join(name))
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let open = OpenOptions::new().write(true).create(true).truncate(false).open(self.path.join(&lock.filepath));
        let file = open.map_err(LockError::wrap_io_error)?;
        if lock.is_blocking {
            file.lock().map_err(LockError::wrap_io_error)?;
        } else {
            file.try_lock().map_err(|_| LockError::LockBusy)?;
        }
        Ok(DirectoryLock::from(Box::new(Held(file))))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
