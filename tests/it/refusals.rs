//! What is refused stays as it was: newer files, files that are not ours, a second writer.

use crate::support::{again, before_rest_rows, child, corpus, raw, small_project};
use std::path::{Path, PathBuf};
use themata::Error;
use themata::model::{MemoKind, Span, Subject};
use themata::project::{MemoDraft, NewCoding, Project, Reader, Session};

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut list: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    list.sort();
    list.into_iter().map(|path| (path.clone(), std::fs::read(&path).unwrap())).collect()
}

/// Every way to open refuses with these words, and nothing in the folder is changed or left behind.
fn refused(path: &Path, words: &str) {
    let before = files(path.parent().unwrap());
    for error in [
        Project::open(path).err(),
        Reader::open(path).err(),
        Session::open(path, || {}).err(),
        themata::project::check(path).err(),
        themata::project::keep_backup(path, &|_, _| true).err(),
    ] {
        let error = error.expect("it was opened");
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.remedy().is_empty(), "{error} says nothing of what to do");
    }
    assert!(files(path.parent().unwrap()) == before, "{} was touched, or something was left beside it", path.display());
}

#[test]
fn a_newer_file_is_refused_and_untouched() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("newer.themata");
    small_project(&path).close().unwrap();
    let conn = raw(&path);
    let version: i64 = conn.query_row("SELECT user_version FROM pragma_user_version", [], |row| row.get(0)).unwrap();
    conn.execute_batch(&format!("PRAGMA user_version = {}", version + 1)).unwrap();
    // While the newer program still has it open, its upgrade stands in the log alone.
    let log = || std::fs::metadata(dir.path().join("newer.themata-wal")).map_or(0, |data| data.len());
    assert!(log() > 0);
    let error = Project::open(&path).err().unwrap().to_string();
    assert!(error.contains("a newer Themata"), "{error}");
    drop(conn);
    assert_eq!(log(), 0);
    refused(&path, "a newer Themata");
}

#[test]
fn a_file_that_is_not_ours_is_refused_and_untouched() {
    let dir = tempfile::tempdir().unwrap();
    let of = |name: &str| dir.path().join(name);
    std::fs::write(of("text.themata"), "INT: How was it?\n".repeat(300)).unwrap();
    std::fs::write(of("empty.themata"), "").unwrap();
    std::fs::write(of("short.themata"), "SQLite format 3\0").unwrap();
    let other = raw(&of("100% other?.themata"));
    other.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)").unwrap();
    drop(other);
    for name in ["text.themata", "empty.themata", "short.themata", "100% other?.themata"] {
        refused(&of(name), "is not a Themata project; it was not touched");
    }
    std::fs::create_dir(of("folder.themata")).unwrap();
    refused(&of("folder.themata"), "is not a Themata project");
    let missing = Project::open(&of("missing.themata")).err().unwrap();
    assert!(matches!(missing, Error::NotFound(_)) && !of("missing.themata").exists() && !of("missing.themata.lock").exists());
    let taken = Project::create(&of("text.themata"), "New").err().unwrap();
    assert!(taken.to_string().contains("exists already; it was not touched"), "{taken}");
}

#[test]
fn a_second_writer_is_told_who_has_it_and_reads() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("held.themata");
    let mut project = small_project(&path);
    let error = Project::open(&path).err().unwrap();
    let process = format!("process {}", std::process::id());
    assert!(error.to_string().contains("is open for writing by") && error.to_string().contains(&process), "{error}");
    assert!(!error.remedy().is_empty());
    let mut session = Session::open(&path, || {}).unwrap();
    assert!(session.read_only().unwrap().contains(&process));
    assert!(session.send(|project| project.undo()).is_err());
    let (source, code) = (session.corpus.sources()[0].id, session.corpus.find_code("law 2/money")[0]);
    assert!(session.text(source).unwrap().geometry.text().contains("never enough of it"));
    // What the other one writes is seen.
    project.apply_codes(&[NewCoding { source, span: themata::model::Span::new(5, 9), code }]).unwrap();
    session.catch_up().unwrap();
    assert_eq!(session.corpus.coding_count(), 1);
    project.close().unwrap();
    session.close().unwrap();
    assert!(Session::open(&path, || {}).unwrap().read_only().is_none(), "once it is closed it opens for writing");
}

#[test]
fn looking_at_a_project_keeps_the_locks_of_those_who_have_it_open() {
    let Ok(locks) = std::fs::read_to_string("/proc/locks") else { return crate::support::skip("there is no /proc/locks") };
    drop(locks);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("locks.themata");
    let project = small_project(&path);
    let inode = std::os::unix::fs::MetadataExt::ino(&path.metadata().unwrap());
    let held = || {
        std::fs::read_to_string("/proc/locks").unwrap().lines().filter(|line| line.contains("POSIX") && line.contains(&format!(":{inode} "))).count()
    };
    assert!(held() > 0, "SQLite holds its lock on an open file");
    drop(Reader::open(&path).unwrap());
    let _ = Project::open(&path);
    themata::project::check(&path).unwrap();
    assert!(held() > 0, "closing another handle on the file dropped SQLite’s lock");
    project.close().unwrap();
}

#[test]
fn child_holds_a_project() {
    let Some(path) = child("held") else { return };
    let _project = Project::open(Path::new(&path)).unwrap();
    println!("holding");
    std::thread::sleep(std::time::Duration::from_secs(60));
}

#[test]
fn another_process_is_named_and_a_dead_one_locks_nobody_out() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("process.themata");
    small_project(&path).close().unwrap();
    let mut other = again("refusals::child_holds_a_project", "held", &path).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(other.stdout.take().unwrap()));
    assert!(lines.any(|line| line.unwrap().contains("holding")));
    let error = Project::open(&path).err().unwrap().to_string();
    assert!(error.contains(&format!("process {}", other.id())), "{error}");
    other.kill().unwrap();
    other.wait().unwrap();
    let lock = dir.path().join("process.themata.lock");
    assert!(lock.exists(), "a killed process leaves its lock behind");
    Project::open(&path).unwrap().close().unwrap();
    assert!(!lock.exists());
}

#[test]
fn another_machine_is_respected_while_its_lock_is_fresh() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("machine.themata");
    small_project(&path).close().unwrap();
    let lock = dir.path().join("machine.themata.lock");
    let now = themata::model::Time::now().0;
    let words = |seen: i64| format!(r#"{{"host":"elsewhere","user":"ann","process":7,"at":{},"seen":{seen}}}"#, now - 90_000_000);
    std::fs::write(&lock, words(now - 3_600_000)).unwrap();
    let error = Project::open(&path).err().unwrap().to_string();
    assert!(error.contains("ann on elsewhere (process 7"), "{error}");
    assert!(lock.exists(), "a refusal leaves the other’s lock where it is");
    std::fs::write(&lock, words(now - 90_000_000)).unwrap();
    Project::open(&path).unwrap().close().unwrap();
}

#[test]
fn a_writer_whose_lock_was_taken_over_writes_no_more() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("over.themata");
    let mut first = small_project(&path);
    std::fs::remove_file(dir.path().join("over.themata.lock")).unwrap();
    let second = Project::open(&path).unwrap();
    let before = corpus(&path).coders.len();
    let error = first.be_coder("DD", "Dee").unwrap_err().to_string();
    assert!(error.contains("is open for writing by"), "{error}");
    assert_eq!(corpus(&path).coders.len(), before);
    drop(first);
    assert!(dir.path().join("over.themata.lock").exists(), "the lock of who has it now stays");
    second.close().unwrap();
}

#[test]
fn a_writer_reads_whose_name_stands_in_the_lock_before_each_change() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("network.themata");
    let lock = dir.path().join("network.themata.lock");
    let mut project = small_project(&path);
    // On a network drive another machine writes its name into the very same file.
    let own = std::fs::read_to_string(&lock).unwrap();
    let now = themata::model::Time::now().0;
    std::fs::write(&lock, format!(r#"{{"host":"elsewhere","user":"ann","process":7,"at":{now},"seen":{now}}}"#)).unwrap();
    let before = corpus(&path).folders().len();
    let error = project.add_folder(None, "Both").unwrap_err().to_string();
    assert!(error.contains("ann on elsewhere (process 7"), "{error}");
    assert_eq!(corpus(&path).folders().len(), before);
    std::fs::write(&lock, own).unwrap();
    project.add_folder(None, "Alone").unwrap();
    std::fs::write(&lock, format!(r#"{{"host":"elsewhere","user":"ann","process":7,"at":{now},"seen":{now}}}"#)).unwrap();
    drop(project);
    assert!(lock.exists(), "the lock of who has it now stays");
}

#[test]
fn who_comes_back_after_another_undoes_in_the_right_order() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("back.themata");
    let mut first = small_project(&path);
    std::fs::remove_file(dir.path().join("back.themata.lock")).unwrap();
    let mut second = Project::open(&path).unwrap();
    second.add_folder(None, "Theirs").unwrap();
    second.close().unwrap();
    first.add_folder(None, "Own").unwrap();
    let names = || corpus(&path).folders().iter().map(|folder| folder.name.clone()).collect::<Vec<_>>();
    first.undo().unwrap();
    assert_eq!(names(), ["Theirs"]);
    first.undo().unwrap();
    assert!(names().is_empty());
    // Also where undo is the first thing done: what was last is then another's.
    std::fs::remove_file(dir.path().join("back.themata.lock")).unwrap();
    let mut second = Project::open(&path).unwrap();
    second.add_folder(None, "Last").unwrap();
    second.close().unwrap();
    first.add_folder(None, "Own").unwrap();
    std::fs::remove_file(dir.path().join("back.themata.lock")).unwrap();
    let mut second = Project::open(&path).unwrap();
    second.add_folder(None, "Later").unwrap();
    second.close().unwrap();
    assert!(first.undo().unwrap().value.label.contains("Later"));
    assert_eq!(names(), ["Last", "Own"]);
    first.close().unwrap();
}

#[test]
fn a_newer_project_is_not_recovered_by_a_program_that_does_not_know_it() {
    let dir = tempfile::tempdir().unwrap();
    let (path, new) = (dir.path().join("newer.themata"), dir.path().join("new.themata"));
    small_project(&path).close().unwrap();
    let conn = raw(&path);
    let version: i64 = conn.query_row("SELECT user_version FROM pragma_user_version", [], |row| row.get(0)).unwrap();
    conn.execute_batch(&format!("PRAGMA user_version = {}", version + 1)).unwrap();
    let error = themata::project::recover(&path, &new).unwrap_err().to_string();
    assert!(error.contains("a newer Themata"), "{error}");
    drop(conn);
    assert!(themata::project::recover(&path, &new).is_err() && !new.exists());
}

#[test]
fn child_reads_where_it_may_not_write() {
    let Some(path) = child("read alone") else { return };
    let path = Path::new(&path);
    let session = Session::open(path, || {}).unwrap();
    assert!(session.read_only().is_some_and(|why| why.contains("ermission")), "{:?}", session.read_only());
    assert_eq!(session.corpus.sources().len(), 2);
    assert!(session.text(session.corpus.sources()[0].id).unwrap().geometry.text().contains("costly"));
    session.close().unwrap();
    assert!(themata::project::check(path).unwrap().findings.is_empty());
}

#[test]
fn a_folder_that_cannot_be_written_opens_to_be_read() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("shelf");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("read.themata");
    small_project(&path).close().unwrap();
    let mode = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(dir.path(), 0o755);
    mode(&path, 0o444);
    mode(&folder, 0o555);
    let mut run = again("refusals::child_reads_where_it_may_not_write", "read alone", &path);
    if std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
        // Root may write anywhere: somebody else reads.
        let exe = dir.path().join("it");
        std::fs::copy(std::env::current_exe().unwrap(), &exe).unwrap();
        let mut other = std::process::Command::new(exe);
        other.args(run.get_args()).envs(run.get_envs().filter_map(|(name, value)| Some((name, value?)))).current_dir("/").uid(65_534);
        run = other;
    }
    let done = run.output().unwrap();
    mode(&folder, 0o755);
    assert!(done.status.success(), "{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["read.themata"]);
}

#[test]
fn a_memo_lies_on_words_that_are_there() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("memos.themata");
    let mut project = small_project(&path);
    let corpus = corpus(&path);
    let source = corpus.sources()[0].id;
    let version = corpus.version(source).unwrap();
    let (id, chars) = (version.id, version.chars);
    let mut memo = |start, end| {
        let subject = Subject::Passage(source, id, Span { start, end });
        project.add_memo(MemoDraft { subject, kind: MemoKind::Analytic, title: "So".into(), body: String::new() })
    };
    for (start, end) in [(chars - 1, chars + 1), (chars, chars + 4), (3, 3), (5, 2)] {
        let error = memo(start, end).unwrap_err().to_string();
        assert!(error.contains("empty or lies past the end"), "{error}");
    }
    memo(0, chars).unwrap();
    project.close().unwrap();
    assert_eq!(themata::project::check(&path).unwrap().findings, []);
}

#[test]
fn a_project_of_an_older_program_shows_what_is_written_once_it_is_open() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("older.themata");
    small_project(&path).close().unwrap();
    let conn = raw(&path);
    // As before there were reports.
    before_rest_rows(&conn);
    let later = ["memo_link", "memo_state", "report_part", "report"].map(|table| format!("DROP TABLE {table}; ")).concat();
    conn.execute_batch(&format!("{later}PRAGMA user_version = 8; PRAGMA journal_mode = DELETE")).unwrap();
    drop(conn);
    let mut session = Session::open(&path, || {}).unwrap();
    assert_eq!((session.read_only(), session.corpus.coding_count()), (None, 0));
    let (source, code) = (session.corpus.sources()[0].id, session.corpus.find_code("law 2/money")[0]);
    session
        .send(move |project| {
            project.be_coder("BP", "Bo Price")?;
            project.apply_codes(&[NewCoding { source, span: themata::model::Span::new(5, 9), code }])
        })
        .unwrap();
    session.settle().unwrap();
    assert_eq!(session.corpus.coding_count(), 1);
    session.close().unwrap();
}
