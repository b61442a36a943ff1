//! Opening a project file in the one reviewed way: ours, not newer, and never touched before that is known.
//! SQLite alone opens it, also to look at its header: the system drops a process's locks on a file when any handle on it is closed.

#![expect(clippy::disallowed_methods, reason = "the one reviewed way to a project file")]

use super::migrate;
use super::watch::Watched;
use crate::{Error, Result};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// `Thmt`: says in the file's header that it is ours.
pub(super) const APPLICATION: i32 = 0x5468_6D74;

/// How a project file is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// To read and write.
    Write,
    /// To read alone.
    Read,
}

/// An open project file.
pub(crate) struct Store {
    conn: Connection,
    path: PathBuf,
    /// Whether lists of rows end where the file is damaged, instead of failing.
    pub(super) lenient: bool,
    /// Who watches the work under way.
    pub(super) watched: Arc<Watched>,
}

impl Store {
    /// A new project file; one that exists is refused.
    pub(crate) fn create(path: &Path) -> Result<Self> {
        if path.exists() {
            return Err(Error::hint(format!("{} exists already; it was not touched", path.display()), "Choose another name, or open it."));
        }
        let made = Connection::open(path).map_err(Error::from).and_then(|conn| {
            conn.pragma_update(None, "application_id", APPLICATION)?;
            // Before the log begins, so that the file itself says from the first what it is.
            migrate::run(&conn)?;
            Self::tuned(conn, path, Mode::Write)
        });
        if made.is_err() {
            // Half a project is worse than none; what stood there before was refused above.
            let _ = std::fs::remove_file(path);
        }
        made
    }

    /// An existing project file. Opened to write, an older one is upgraded after `before_upgrade`; opened to read, it is upgraded in a copy in memory.
    pub(crate) fn open(path: &Path, mode: Mode, before_upgrade: impl FnOnce(&Store) -> Result<()>) -> Result<Self> {
        let version = inspect(path)?;
        let flags = match mode {
            Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let mut conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        if mode == Mode::Read && !beside(path, "-wal").exists() && cannot_share(&conn) {
            conn = untouched(path)?;
        }
        if version < migrate::CURRENT && mode == Mode::Read {
            let mut memory = Connection::open_in_memory()?;
            rusqlite::backup::Backup::new(&conn, &mut memory)?.run_to_completion(1000, Duration::ZERO, None)?;
            migrate::run(&memory)?;
            let watched = Watched::install(&mut memory)?;
            return Ok(Self { conn: memory, path: path.to_owned(), lenient: false, watched });
        }
        let store = Self::tuned(conn, path, mode)?;
        if version < migrate::CURRENT {
            before_upgrade(&store)?;
            migrate::run(&store.conn)?;
        }
        Ok(store)
    }

    fn tuned(mut conn: Connection, path: &Path, mode: Mode) -> Result<Self> {
        conn.busy_timeout(Duration::from_secs(10))?;
        conn.set_prepared_statement_cache_capacity(128);
        if mode == Mode::Write {
            // What the window calls saved is on disk: every commit is synced. In the log that is one write at its end.
            let journal = if on_network(path) { "DELETE" } else { "WAL" };
            conn.pragma_update_and_check(None, "journal_mode", journal, |_| Ok(()))?;
            conn.pragma_update(None, "synchronous", "FULL")?;
            conn.pragma_update(None, "foreign_keys", true)?;
        } else {
            conn.pragma_update(None, "query_only", true)?;
        }
        conn.pragma_update(None, "cache_size", -16_000)?;
        // What a statement would take back waits in memory. Else SQLite writes the pages it touches, with what participants said, to a file in the
        // system's folder for such: once one statement filled it, for each of those that follow, twenty times a row.
        conn.pragma_update(None, "temp_store", "MEMORY")?;
        conn.pragma_update(None, "trusted_schema", false)?;
        // A plan does not hang on the values asked for. Else SQLite reads the statement anew for each of them, a quarter of the time of coding many.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let watched = Watched::install(&mut conn)?;
        Ok(Self { conn, path: path.to_owned(), lenient: false, watched })
    }

    /// From now on lists of rows end where the file is damaged, instead of failing.
    pub(crate) fn be_lenient(&mut self) {
        self.lenient = true;
    }

    /// Whether what is damaged is passed over.
    pub(crate) fn is_lenient(&self) -> bool {
        self.lenient
    }

    /// The connection, for this room alone.
    pub(super) fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Runs `work`, all of whose reading sees the file as it stands at one moment, whatever others write meanwhile.
    pub(crate) fn snapshot<T>(&self, work: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        // Inside a transaction that is so already. Nothing was written: how it ends is all the same.
        let _moment = if self.conn.is_autocommit() { Some(self.conn.unchecked_transaction()?) } else { None };
        work(self)
    }

    /// Whether it reads a copy in memory, because the file is of an older program: what is written to the file is not seen here.
    pub(crate) fn is_copy(&self) -> bool {
        self.conn.path().is_none_or(str::is_empty)
    }

    /// The project file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Lets rows of the open transaction name others that come later in it.
    pub(crate) fn defer_references(&self) -> Result<()> {
        Ok(self.conn.pragma_update(None, "defer_foreign_keys", true)?)
    }

    /// Leaves a new file as it is to be handed on: whole, without a free page and without a log beside it.
    pub(crate) fn pack(&self) -> Result<()> {
        self.settle(true)?;
        // The whole file is written anew, for which memory may be too small.
        self.conn.execute_batch("PRAGMA temp_store = DEFAULT; VACUUM")?;
        std::fs::File::open(&self.path).and_then(|file| file.sync_all()).map_err(|error| Error::io(&self.path, error))
    }

    /// Copies what the log holds into the project file as far as nobody still reads what was there before, and waits for no one. Says whether
    /// the file alone is whole now.
    pub(crate) fn rest(&self) -> Result<bool> {
        let whole = |row: &rusqlite::Row<'_>| Ok(row.get::<_, i64>(1)? == row.get::<_, i64>(2)?);
        Ok(self.conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], whole)?)
    }

    /// Moves what the log holds into the project file; in a synced folder the log is left for good.
    pub(crate) fn settle(&self, leave_log: bool) -> Result<()> {
        self.conn.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()))?;
        if leave_log {
            self.conn.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        }
        Ok(())
    }
}

/// Refuses a file that is not there, not ours or newer; touches nothing.
pub(crate) fn look(path: &Path) -> Result<()> {
    inspect(path).map(drop)
}

/// The version of a file that is ours and not newer; touches nothing.
fn inspect(path: &Path) -> Result<i32> {
    match path.metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::NotFound(format!("there is no file {}", path.display()))),
        Err(error) => return Err(Error::io(path, error)),
        Ok(data) if data.is_dir() => return Err(not_ours(path)),
        Ok(_) => {}
    }
    // Not to be written means: no lock, no log, nothing made beside it.
    let mut header = header(untouched(path), path)?;
    if header.0 == APPLICATION && beside(path, "-wal").exists() {
        // An upgrade may stand in the log alone.
        header = self::header(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY), path)?;
    }
    match header {
        (APPLICATION, version) if version > migrate::CURRENT => Err(newer(path, version)),
        (APPLICATION, version) if version > 0 => Ok(version),
        _ => Err(not_ours(path)),
    }
}

/// A connection that makes no lock and no log: for a look, and for a folder where nothing can be made.
fn untouched(path: &Path) -> rusqlite::Result<Connection> {
    let uri = format!("file:{}?immutable=1", percent(path));
    Connection::open_with_flags(uri, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

/// Whether a file cannot be read together with others, because the log's index cannot be made beside it.
fn cannot_share(conn: &Connection) -> bool {
    let read = conn.pragma_query_value(None, "schema_version", |row| row.get::<_, i64>(0));
    let code = read.err().and_then(|error| error.sqlite_error_code());
    matches!(code, Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::PermissionDenied))
}

/// The application's number and the schema's version.
fn header(conn: rusqlite::Result<Connection>, path: &Path) -> Result<(i32, i32)> {
    let read = conn.and_then(|conn| {
        let number = |name| conn.pragma_query_value(None, name, |row| row.get(0));
        Ok((number("application_id")?, number("user_version")?))
    });
    read.map_err(|error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => not_ours(path),
        _ => error.into(),
    })
}

/// A path as a URI writes it.
fn percent(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes
        .map(|byte| if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The file of this name with an ending, such as the log.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

pub(super) fn newer(path: &Path, version: i32) -> Error {
    let file = path.display();
    Error::hint(
        format!("{file} was made by a newer Themata (its format is {version}, this one reads up to {}); it was not touched", migrate::CURRENT),
        "Install the newer Themata to open it.",
    )
}

fn not_ours(path: &Path) -> Error {
    Error::hint(
        format!("{} is not a Themata project; it was not touched", path.display()),
        "Open a .themata file, or import this file into a project. If it was one and is damaged: themata recover FILE -o NEW.",
    )
}

/// Whether a path lies on a network file system, where SQLite's log in shared memory does not work.
pub(crate) fn on_network(path: &Path) -> bool {
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mounts") else { return false };
    let path = path.canonicalize().or_else(|_| path.parent().unwrap_or(Path::new(".")).canonicalize()).unwrap_or_else(|_| path.to_owned());
    let longest = mounts
        .lines()
        .filter_map(|line| {
            let mut parts = line.split(' ').skip(1);
            Some((parts.next()?, parts.next()?))
        })
        .filter(|(at, _)| path.starts_with(at))
        .max_by_key(|(at, _)| at.len());
    longest.is_some_and(|(_, kind)| ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "9p"].contains(&kind))
}
