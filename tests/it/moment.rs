//! What is read sees the file as it stands at one moment, whatever is written meanwhile; and looking, saving and restoring can be stopped.

use crate::support::{corpus, dump, import, interview, raw, small_project};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};
use themata::Error;
use themata::jobs::{Progress, Watch};
use themata::model::Span;
use themata::project::{CodeDraft, NewCoding, Place, Project, check, check_watched, copy_without_key, recover_watched, restore};

/// A source more, a code more, and a coding with it on the source.
fn write_more(project: &mut Project, n: usize) {
    let source = import(project, None, vec![interview(&format!("Later {n}"), &["And then?", "Then came more."])]).unwrap().value[0];
    let framework = corpus(project.path()).frameworks()[0].id;
    let place = Place { framework, parent: None, ahead_of: None };
    let code = project.add_code(place, &CodeDraft { name: format!("Code {n}"), ..CodeDraft::default() }).unwrap().value;
    project.apply_codes(&[NewCoding { source, span: Span::new(0, 5), code }]).unwrap();
}

/// What hears of work step by step, given the work itself.
fn heard(hear: impl Fn(&Progress) + Send + Sync + 'static) -> Progress {
    let own = Arc::new(OnceLock::<Watch>::new());
    let look = own.clone();
    let progress = Progress::new(move || {
        if let Some(progress) = look.get().and_then(Watch::progress) {
            hear(&progress);
        }
    });
    own.set(progress.watch()).ok().unwrap();
    progress
}

#[test]
fn a_check_is_of_one_moment_while_another_writes_between_its_parts() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("moment.themata");
    let writer = Arc::new(Mutex::new((small_project(&path), 0)));
    let before = check(&path).unwrap();
    let writes = writer.clone();
    let progress = heard(move |_| {
        let mut writes = writes.lock().unwrap();
        writes.1 += 1;
        let n = writes.1;
        write_more(&mut writes.0, n);
    });
    let found = check_watched(&path, &progress).unwrap();
    assert!(writer.lock().unwrap().1 > 20, "somebody wrote before each part");
    assert_eq!(found, before, "and nothing of it is seen, nor taken for damage");
    assert!(check(&path).unwrap().rows > before.rows);
}

#[test]
fn a_check_says_how_far_it_is_and_stops_between_any_two_parts() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("stopped.themata");
    small_project(&path).close().unwrap();
    let before = std::fs::read(&path).unwrap();
    let parts = Arc::new(Mutex::new(Vec::new()));
    let heard_of = parts.clone();
    let progress = heard(move |progress| heard_of.lock().unwrap().push(progress.report()));
    let whole = check_watched(&path, &progress).unwrap();
    assert!(whole.findings.is_empty());
    let (report, parts) = (progress.report(), parts.lock().unwrap().clone());
    assert_eq!((report.done, report.fraction()), (report.total, Some(1.0)), "it reckoned rightly");
    assert!(report.total > whole.rows + whole.values, "pages and letters count too");
    assert!(parts.iter().any(|report| report.note == "codings" && report.done > 0));
    // So many words come however quick it is.
    for n in 0..20 {
        let left = Mutex::new(n);
        let progress = heard(move |progress| match &mut *left.lock().unwrap() {
            0 => progress.cancel(),
            left => *left -= 1,
        });
        assert!(matches!(check_watched(&path, &progress), Err(Error::Cancelled)), "at the {n}th word");
    }
    assert!(std::fs::read(&path).unwrap() == before);
}

/// A copy of a project beside it, while somebody writes as its first texts are copied.
fn handed_on(path: &Path) -> std::path::PathBuf {
    let to = path.with_file_name("handed.themata");
    let writer = Mutex::new((Project::open(path).unwrap(), 0));
    writer.lock().unwrap().0.be_coder("BP", "Bo Price").unwrap();
    let go_on = |_: u64, _: u64| {
        let mut writer = writer.lock().unwrap();
        writer.1 += 1;
        let n = writer.1;
        write_more(&mut writer.0, n);
        true
    };
    copy_without_key(path, &to, &go_on).unwrap();
    assert!(writer.lock().unwrap().1 > 0);
    to
}

#[test]
fn a_copy_to_be_handed_on_is_of_one_moment() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("own.themata");
    small_project(&path).close().unwrap();
    let codes = dump(&raw(&path))["code"].clone();
    let to = handed_on(&path);
    assert!(check(&to).unwrap().findings.is_empty());
    let copy = dump(&raw(&to));
    assert_eq!((&copy["code"], copy["coding"].len()), (&codes, 0));
    assert_eq!(corpus(&path).coding_count(), 1, "what was written meanwhile stands in the project");
}

#[test]
fn a_recovery_says_how_far_it_is_and_leaves_nothing_where_it_is_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let (path, new) = (dir.path().join("own.themata"), dir.path().join("new.themata"));
    small_project(&path).close().unwrap();
    let parts = Arc::new(Mutex::new(Vec::new()));
    let heard_of = parts.clone();
    let progress = heard(move |progress| heard_of.lock().unwrap().push(progress.report().fraction().unwrap_or(0.0)));
    recover_watched(&path, &new, &progress).unwrap();
    assert_eq!(progress.report().fraction(), Some(1.0));
    let parts = parts.lock().unwrap();
    assert!(parts.len() >= 4 && parts.is_sorted(), "{parts:?}");
    std::fs::remove_file(&new).unwrap();
    // At its beginning, as pages are read, as rows are written, as these are mended.
    for n in 0..4 {
        let left = Mutex::new(n);
        let progress = heard(move |progress| match &mut *left.lock().unwrap() {
            0 => progress.cancel(),
            left => *left -= 1,
        });
        assert!(matches!(recover_watched(&path, &new, &progress), Err(Error::Cancelled)), "at the {n}th word");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "the old file alone");
    }
    recover_watched(&path, &new, &Progress::silent()).unwrap();
    assert!(check(&new).unwrap().findings.is_empty());
}

#[test]
fn a_backup_that_is_stopped_before_it_stands_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (path, backup) = (dir.path().join("own.themata"), dir.path().join("backup.themata"));
    small_project(&path).close().unwrap();
    std::fs::copy(&path, &backup).unwrap();
    let before = std::fs::read(&path).unwrap();
    let heard = std::cell::Cell::new((0, 0));
    let stops = |done: u64, total: u64| {
        heard.set((done, total));
        done < total || total == 0
    };
    // Once all of it is copied there is a last time to stop it.
    assert!(matches!(restore(&path, &backup, &stops), Err(Error::Cancelled)));
    assert!(heard.get().0 == heard.get().1 && heard.get().1 > 0);
    assert!(std::fs::read(&path).unwrap() == before);
    // SQLite's own empty log beside a file that was read is nothing of a copy.
    let names = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name().to_string_lossy().into_owned();
    let mut left = std::fs::read_dir(dir.path()).unwrap().map(names).filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
    assert!(left.all(|name| ["own.themata", "backup.themata"].contains(&name.as_str())));
    restore(&path, &backup, &|_, _| true).unwrap();
}
