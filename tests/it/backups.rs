//! Backups: made when something changed, the last ten, private; a restore keeps what stood there.

use crate::support::{again, child, corpus, small_project};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use themata::project::{Project, backups, backups_of_copies_too, check, keep_backup, made_of_another, restore};

#[test]
fn backups_are_made_when_something_changed_kept_private_and_restored() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("kept.themata");
    small_project(&path).close().unwrap();
    // The folder of backups comes from the environment, which a test may set for a process of its own alone.
    let done = again("backups::child_keeps_backups", "backups", &path).env("THEMATA_DATA", dir.path().join("data")).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn child_keeps_backups() {
    let Some(path) = child("backups") else { return };
    let path = Path::new(&path);
    assert!(backups(path).unwrap().is_empty());
    let first = keep_backup(path, &|_, _| true).unwrap().unwrap();
    assert_eq!(keep_backup(path, &|_, _| true).unwrap(), None, "nothing changed since");
    private(&first);
    assert!(check(&first).unwrap().findings.is_empty());
    let stopped = rename(path, "Stopped").and_then(|()| keep_backup(path, &|_, _| false));
    assert!(matches!(stopped, Err(themata::Error::Cancelled)));
    assert_eq!(backups(path).unwrap().len(), 1, "a stopped backup leaves nothing");
    for n in 0..12 {
        rename(path, &format!("Name {n}")).unwrap();
        keep_backup(path, &|_, _| true).unwrap().unwrap();
    }
    let all = backups(path).unwrap();
    assert_eq!(all.len(), 10);
    assert!(!first.exists() && all.iter().all(|backup| backup.size > 0));
    restored(path, &all[3].path);
    over_a_damaged_file(path, &all[5].path);
    without_a_header(path);
    of_another_project(path);
    diverged(path);
    of_a_copy(path);
}

fn rename(path: &Path, name: &str) -> themata::Result<()> {
    let mut project = Project::open(path)?;
    let row = project.about()?;
    project.edit_project(themata::model::Project { name: name.into(), ..row })?;
    project.close()
}

fn private(backup: &Path) {
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(backup), 0o600);
    assert_eq!(mode(backup.parent().unwrap()), 0o700);
}

fn restored(path: &Path, backup: &Path) {
    let aside = restore(path, backup, &|_, _| true).unwrap();
    assert_eq!(corpus(path).project.name, "Name 5");
    assert_eq!(corpus(&aside).project.name, "Name 11", "what stood there is kept");
    assert!(check(path).unwrap().findings.is_empty() && check(&aside).unwrap().findings.is_empty());
    // A project that is open is not swept from under its writer.
    let open = Project::open(path).unwrap();
    assert!(restore(path, backup, &|_, _| true).is_err());
    open.close().unwrap();
}

fn over_a_damaged_file(path: &Path, backup: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[..4096].fill(0);
    std::fs::write(path, &bytes).unwrap();
    let aside = restore(path, backup, &|_, _| true).unwrap();
    assert!(std::fs::read(aside).unwrap() == bytes, "the damaged file is kept as it was");
    assert_eq!(corpus(path).project.name, "Name 7");
}

/// A project that does not say any more which one it is finds its backups by where it lies.
fn without_a_header(path: &Path) {
    let before = backups(path).unwrap();
    let mut bytes = std::fs::read(path).unwrap();
    bytes[..4096].fill(0);
    std::fs::write(path, &bytes).unwrap();
    assert_eq!(backups(path).unwrap(), before);
    let places = before[0].path.ancestors().nth(3).unwrap().join("places");
    assert_eq!(places.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    restore(path, &before.last().unwrap().path, &|_, _| true).unwrap();
    assert!(check(path).unwrap().findings.is_empty());
}

fn of_another_project(path: &Path) {
    let other = path.with_file_name("other.themata");
    small_project(&other).close().unwrap();
    let theirs = keep_backup(&other, &|_, _| true).unwrap().unwrap();
    let before = std::fs::read(path).unwrap();
    let error = restore(path, &theirs, &|_, _| true).unwrap_err();
    assert!(error.to_string().contains("is a backup of another project, “Small”"), "{error}");
    // Nor where the file cannot say what it is.
    let mut bytes = before.clone();
    bytes[..4096].fill(0);
    std::fs::write(path, &bytes).unwrap();
    assert!(restore(path, &theirs, &|_, _| true).is_err());
    assert!(std::fs::read(path).unwrap() == bytes);
    std::fs::write(path, &before).unwrap();
}

/// After a restore the journal counts on from an earlier step: the same number is not the same state.
fn diverged(path: &Path) {
    let all = backups(path).unwrap();
    restore(path, &all[8].path, &|_, _| true).unwrap();
    rename(path, "Another way").unwrap();
    assert!(keep_backup(path, &|_, _| true).unwrap().is_some(), "step 15 of another history is no copy of the last backup");
}

/// A copy is another file: neither gets what the other did, nor do they share the ten. A file that was moved finds what was kept of it.
fn of_a_copy(path: &Path) {
    let own = backups(path).unwrap();
    assert_eq!(own.len(), 10);
    let copy = path.with_file_name("copy.themata");
    themata::project::copy(path, &copy, &|_, _| true).unwrap();
    assert!(backups(&copy).unwrap().is_empty(), "what was kept of the one is not the other's");
    rename(&copy, "What the copy became").unwrap();
    let theirs = keep_backup(&copy, &|_, _| true).unwrap().unwrap();
    assert_eq!(backups(path).unwrap(), own, "nor the other way round, and none of the ten is lost");
    assert_eq!(made_of_another(path, &theirs), Some(copy.canonicalize().unwrap()));
    assert_eq!(made_of_another(&copy, &theirs), None);
    assert_eq!(backups_of_copies_too(path).unwrap().len(), 11);

    let moved = path.with_file_name("moved.themata");
    std::fs::rename(&copy, &moved).unwrap();
    let found = backups(&moved).unwrap();
    assert_eq!(found.iter().map(|backup| &backup.path).collect::<Vec<_>>(), [&theirs], "its own, and none of the file that it was a copy of");
    assert_eq!(keep_backup(&moved, &|_, _| true).unwrap(), None, "nothing changed by moving it");
    restore(&moved, &theirs, &|_, _| true).unwrap();
    assert_eq!(corpus(&moved).project.name, "What the copy became");
    assert_eq!(backups(path).unwrap(), own, "what the moved file was never is what this one was");
}
