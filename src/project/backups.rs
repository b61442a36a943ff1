//! Backups: private copies in the user's data folder, the last ten of each project file. A copy of a project has its id and is another file: backups
//! are filed by id and place.

use super::places::make_private;
use crate::model::{OpId, ProjectId};
use crate::store::{Mode, Store, beside, copy_to};
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// How many are kept of a project.
const KEPT: usize = 10;

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// The project file that it was made of, where that is known.
    pub of: Option<PathBuf>,
    /// When it was made, as RFC 3339.
    pub at: String,
    /// Its size in bytes.
    pub size: u64,
}

/// The folder of all backups.
fn all_folders() -> Result<PathBuf> {
    Ok(super::places::data_folder()?.join("backups"))
}

/// The folder of the backups of a project and of its copies, by its id.
fn family(id: ProjectId) -> Result<PathBuf> {
    Ok(all_folders()?.join(id.to_string()))
}

/// The folder of a project file's own backups.
fn folder(id: ProjectId, project: &Path) -> Result<PathBuf> {
    Ok(family(id)?.join(place_name(project)?))
}

/// The file in a folder of backups that says which project file they were made of.
const OF: &str = "of";

/// Where a file lies, whatever way leads there.
fn absolute(project: &Path) -> Result<PathBuf> {
    project.canonicalize().or_else(|_| std::path::absolute(project)).map_err(|error| Error::io(project, error))
}

/// A name for the place of a file.
fn place_name(project: &Path) -> Result<String> {
    Ok(blake3::hash(absolute(project)?.as_os_str().as_encoded_bytes()).to_hex().as_str()[..32].to_owned())
}

/// Where the id of the project at a path is kept, for the day when it cannot be read there any more.
fn place(project: &Path) -> Result<PathBuf> {
    Ok(all_folders()?.join("places").join(place_name(project)?))
}

/// Keeps in mind which project lies at a path.
fn remember(project: &Path, id: ProjectId) -> Result<()> {
    let place = place(project)?;
    let words = id.to_string();
    if std::fs::read_to_string(&place).is_ok_and(|known| known == words) {
        return Ok(());
    }
    make_private(place.parent().unwrap_or(Path::new("")))?;
    std::fs::write(&place, words).map_err(|error| Error::io(&place, error))
}

/// The id of an open project.
fn id_of(store: &Store) -> Result<ProjectId> {
    store.project_id()?.ok_or_else(|| Error::NotFound("the file holds no project".into()))
}

/// The id of the project at a path: as the file says, or as it said when its last backup was made.
fn known_id(project: &Path) -> Result<ProjectId> {
    let said = Store::open(project, Mode::Read, |_| Ok(())).and_then(|store| id_of(&store));
    said.or_else(|error| {
        let kept = place(project).ok().and_then(|place| std::fs::read_to_string(place).ok());
        kept.and_then(|id| ProjectId::parse(id.trim())).ok_or(error)
    })
}

impl Backup {
    /// The id of the last step of what it was made of.
    fn last_step(&self) -> Option<&str> {
        self.path.file_stem()?.to_str()?.split_once('-').map(|(_, step)| step)
    }
}

/// The backups of a project file, oldest first: those made of it where it lies, and those made of a file that lies nowhere any more and became this one, as one that
/// was moved or renamed did. Whether it did, its journal says: it holds the backup's last step. One that cannot be read may have been any of them.
fn own(id: ProjectId, project: &Path, store: Option<&Store>) -> Result<Vec<Backup>> {
    let here = folder(id, project)?;
    let mut all = list(&here)?;
    let past = |backup: &Backup| match (store, backup.last_step().and_then(OpId::parse)) {
        (Some(store), Some(step)) => store.has_op(step),
        (store, _) => Ok(store.is_none()),
    };
    for folder in folders(id)?.into_iter().filter(|folder| *folder != here) {
        if made_of(&folder).is_some_and(|path| holds(&path, id)) {
            continue;
        }
        for backup in list(&folder)? {
            if past(&backup)? {
                all.push(backup);
            }
        }
    }
    all.sort_by(|a, b| a.path.file_name().cmp(&b.path.file_name()));
    Ok(all)
}

/// The folders of backups of a project and its copies, each of one file; before files were told apart, they lay in the one above.
fn folders(id: ProjectId) -> Result<Vec<PathBuf>> {
    let family = family(id)?;
    let inside = std::fs::read_dir(&family).into_iter().flatten().flatten().map(|entry| entry.path()).filter(|path| path.is_dir());
    Ok(inside.chain([family.clone()]).collect())
}

/// The project file that the backups in a folder were made of.
fn made_of(folder: &Path) -> Option<PathBuf> {
    let bytes = std::fs::read(folder.join(OF)).ok().filter(|bytes| !bytes.is_empty())?;
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        Some(std::ffi::OsString::from_vec(bytes).into())
    }
    #[cfg(not(unix))]
    {
        String::from_utf8(bytes).ok().map(PathBuf::from)
    }
}

/// Whether a file holds the project; one that is there and cannot be read may.
fn holds(path: &Path, id: ProjectId) -> bool {
    path.exists() && Store::open(path, Mode::Read, |_| Ok(())).and_then(|store| id_of(&store)).map_or(true, |there| there == id)
}

/// Makes a backup of an open store, unless nothing changed since the last. Returns it.
pub(super) fn keep(store: &Store, go_on: &dyn Fn(u64, u64) -> bool) -> Result<Option<PathBuf>> {
    let id = id_of(store)?;
    let folder = folder(id, store.path())?;
    make_private(&folder)?;
    remember(store.path(), id)?;
    let of = folder.join(OF);
    std::fs::write(&of, absolute(store.path())?.as_os_str().as_encoded_bytes()).map_err(|error| Error::io(&of, error))?;
    sweep(&folder);
    let mut all = own(id, store.path(), Some(store))?;
    // Named by its last step: numbers come again after a restore, ids do not.
    let last = store.last_op_id()?.map_or_else(String::new, |id| id.to_string());
    let name = format!("{}-{last}.themata", now());
    if all.last().is_some_and(|backup| backup.last_step() == Some(&last)) {
        return Ok(None);
    }
    let path = folder.join(name);
    copy_to(store, &path, go_on)?;
    all = list(&folder)?;
    // Ten of each file: what a copy of the project keeps costs this one nothing.
    let spare = all.len().saturating_sub(KEPT);
    for old in &all[..spare] {
        std::fs::remove_file(&old.path).map_err(|error| Error::io(&old.path, error))?;
    }
    Ok(Some(path))
}

/// This moment in the name of a file: names sort as time goes, on every side of midnight and of summer time.
fn now() -> String {
    jiff::Timestamp::now().strftime("%Y%m%dT%H%M%S%3fZ").to_string()
}

/// Removes what is left of copies that were broken off long ago: whoever made them is gone.
fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let day = std::time::Duration::from_secs(24 * 3600);
    let old = |data: std::fs::Metadata| data.modified().is_ok_and(|at| at.elapsed().is_ok_and(|age| age > day));
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ext| ext == "themata-part")) {
        if path.metadata().is_ok_and(old) {
            // The next time will do as well.
            let _ = std::fs::remove_file(path);
        }
    }
}

fn list(folder: &Path) -> Result<Vec<Backup>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(Vec::new()) };
    let (mut all, of) = (Vec::new(), made_of(folder));
    for entry in entries.flatten().filter(|entry| entry.path().extension().is_some_and(|ext| ext == "themata")) {
        let data = entry.metadata().map_err(|error| Error::io(&entry.path(), error))?;
        let millis = data.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok()).map_or(0, |d| d.as_millis() as i64);
        all.push(Backup { path: entry.path(), of: of.clone(), at: crate::model::Time(millis).rfc3339(), size: data.len() });
    }
    all.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(all)
}

/// The backups of a project file, oldest first; also of one that is so damaged that it does not say any more which one it is. Those of its copies are not
/// among them, those made before it was moved or renamed are.
pub fn backups(project: &Path) -> Result<Vec<Backup>> {
    let id = known_id(project)?;
    own(id, project, Store::open(project, Mode::Read, |_| Ok(())).ok().as_ref())
}

/// The backups of a project file and of all its copies, oldest first.
pub fn backups_of_copies_too(project: &Path) -> Result<Vec<Backup>> {
    let mut all = Vec::new();
    for folder in folders(known_id(project)?)? {
        all.extend(list(&folder)?);
    }
    all.sort_by(|a, b| a.path.file_name().cmp(&b.path.file_name()));
    Ok(all)
}

/// The project file that a backup was made of, where that is another one than this.
pub fn made_of_another(project: &Path, backup: &Path) -> Option<PathBuf> {
    let of = made_of(backup.parent()?)?;
    absolute(project).is_ok_and(|here| here != of).then_some(of)
}

/// Makes a backup of a project, unless nothing changed since the last; `None` then.
pub fn keep_backup(project: &Path, go_on: &dyn Fn(u64, u64) -> bool) -> Result<Option<PathBuf>> {
    keep(&Store::open(project, Mode::Read, |_| Ok(()))?, go_on)
}

/// Puts a backup in the place of the project it was made of. What stood there, damaged or not, is kept beside it under the name that is returned.
/// `go_on` hears of pages done and in all, and stops with `false` what then has changed nothing.
pub fn restore(project: &Path, backup: &Path, go_on: &dyn Fn(u64, u64) -> bool) -> Result<PathBuf> {
    if !project.exists() {
        return Err(Error::hint(
            format!("there is no file {}; nothing was changed", project.display()),
            format!("Copy {} there: a backup is a whole project.", backup.display()),
        ));
    }
    let lock = super::lock::Lock::take(project)?;
    let source = Store::open(backup, Mode::Read, |_| Ok(()))?;
    let (theirs, own) = (id_of(&source)?, known_id(project).ok());
    if own.is_some_and(|own| own != theirs) {
        return Err(Error::hint(
            format!("{} is a backup of another project, “{}”; nothing was changed", backup.display(), super::reader::the_project(&source)?.name),
            "Copy it under a name of its own: a backup is a whole project.",
        ));
    }
    let fresh = project.with_extension("themata-restored");
    let _ = std::fs::remove_file(&fresh);
    copy_to(&source, &fresh, go_on)?;
    if let Ok(data) = std::fs::metadata(project) {
        // A backup is private; whoever could open the project still can. Where that cannot be set, the restored file is private.
        let _ = std::fs::set_permissions(&fresh, data.permissions());
    }
    if let Ok(store) = Store::open(project, Mode::Write, |_| Ok(())) {
        // One that cannot take in its log keeps it beside it.
        let _ = store.settle(true);
    }
    let aside = project.with_extension(format!("before-{}.themata", now()));
    let moved = move_with_log(project, &aside).and_then(|()| std::fs::rename(&fresh, project).map_err(|error| Error::io(project, error)));
    if let Err(error) = moved {
        let _ = move_with_log(&aside, project);
        let _ = std::fs::remove_file(&fresh);
        return Err(error);
    }
    lock.release();
    Ok(aside)
}

/// Renames a project file together with the log that belongs to it, the log first: a file must never meet another's log.
fn move_with_log(from: &Path, to: &Path) -> Result<()> {
    for ending in ["-wal", "-journal", ""] {
        let (old, new) = (beside(from, ending), beside(to, ending));
        if old.exists() {
            std::fs::rename(&old, &new).map_err(|error| Error::io(&old, error))?;
        }
    }
    let _ = std::fs::remove_file(beside(from, "-shm"));
    Ok(())
}
