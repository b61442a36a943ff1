//! The writer and the session: a verb that panics, a synced folder, a file that is damaged.

use crate::support::{corpus, import, interview, raw, small_project};
use themata::Error;
use themata::model::{PseudonymKind, Span};
use themata::project::{NewCoding, Project, PseudonymDraft, Session, check};

#[test]
fn a_verb_that_panics_is_reported_and_the_writer_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("panic.themata");
    small_project(&path).close().unwrap();
    let mut session = Session::open(&path, || {}).unwrap();
    let before = session.next_undo().cloned();
    session.send::<()>(|_| panic!("a mistake in a verb")).unwrap();
    let bad = session
        .send(|project| project.import_sources(None, &mut |_| panic!("in the middle of an operation"), &mut |_| (), &mut |_| Ok(None)))
        .unwrap();
    let half = session
        .send::<()>(|project| {
            project.add_folder(None, "Kept")?;
            panic!("after a step that was saved")
        })
        .unwrap();
    let good = session.send(|project| project.add_folder(None, "After")).unwrap();
    let outcomes = session.settle().unwrap();
    let said = |ticket: u64| match &outcomes.iter().find(|outcome| outcome.ticket == ticket).unwrap().result {
        Err(error @ Error::Rejected { .. }) => format!("{error}. {}", error.remedy()),
        _ => String::new(),
    };
    assert!(said(bad).contains("nothing of it was saved") && said(bad).contains("is on disk"), "{}", said(bad));
    assert!(said(half).contains("1 step of it stand"), "{}", said(half));
    assert_eq!(said(good), "");
    assert!(!session.saving());
    assert_ne!(session.next_undo().cloned(), before);
    let folders: Vec<_> = session.corpus.folders().iter().map(|folder| folder.name.clone()).collect();
    assert_eq!(folders, ["Kept", "After"]);
    session.close().unwrap();
    assert!(check(&path).unwrap().findings.is_empty());
}

#[test]
fn a_panic_among_several_verbs_takes_all_of_them_back_and_holds_nothing_open() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("go.themata");
    small_project(&path).close().unwrap();
    let mut session = Session::open(&path, || {}).unwrap();
    let before = session.next_undo().cloned();
    let half = session
        .send::<()>(|project| {
            project.in_one_go(|project| {
                project.add_folder(None, "Half")?;
                panic!("between two verbs")
            })
        })
        .unwrap();
    let outcomes = session.settle().unwrap();
    let error = outcomes.iter().find(|outcome| outcome.ticket == half).unwrap().result.as_ref().err().unwrap().to_string();
    assert!(error.contains("nothing of it was saved"), "{error}");
    assert_eq!(session.next_undo().cloned(), before);
    session.send(|project| project.add_folder(None, "After")).unwrap();
    session.settle().unwrap();
    // What is said to be saved is seen by everybody, not by the writer alone.
    let folders: Vec<_> = crate::support::corpus(&path).folders().iter().map(|folder| folder.name.clone()).collect();
    assert_eq!(folders, ["After"]);
    session.close().unwrap();
}

#[test]
fn in_a_synced_folder_nothing_stays_beside_a_closed_project() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("Dropbox");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("synced.themata");
    small_project(&path).close().unwrap();
    let names = || std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    assert_eq!(names(), ["synced.themata"]);
    let mut session = Session::open(&path, || {}).unwrap();
    session.send(|project| project.add_folder(None, "New")).unwrap();
    session.settle().unwrap();
    let began = std::time::Instant::now();
    session.close().unwrap();
    assert_eq!(names(), ["synced.themata"]);
    assert!(began.elapsed() < std::time::Duration::from_secs(5), "closing waited for its own reader");
    let session = Session::open(&path, || {}).unwrap();
    drop(session);
    assert_eq!(names(), ["synced.themata"], "dropping closes in the right order too");
}

#[test]
fn a_damaged_project_opens_to_be_read_and_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("damaged.themata");
    small_project(&path).close().unwrap();
    let page: i64 = raw(&path).query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'code'", [], |row| row.get(0)).unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[(page as usize - 1) * 4096..page as usize * 4096].fill(0xA5);
    std::fs::write(&path, &bytes).unwrap();
    let mut session = Session::open(&path, || {}).unwrap();
    let why = session.read_only().unwrap().to_owned();
    assert!(why.contains("the file is damaged"), "{why}");
    assert!(session.send(|project| project.add_folder(None, "New")).is_err());
    assert_eq!(session.corpus.project.name, "Small");
    assert!(session.corpus.codes().is_empty());
    let source = session.corpus.sources()[0].id;
    assert!(session.text(source).unwrap().geometry.text().contains("costly"));
    session.close().unwrap();
    assert!(std::fs::read(&path).unwrap() == bytes, "a damaged file is left as it is");
    let findings = check(&path).unwrap().findings;
    assert!(findings.iter().any(|finding| finding.table == "code"), "{findings:?}");
}

#[test]
fn work_is_answered_and_looked_for_again_where_what_it_did_cannot_be_read() {
    // What changed, the rows that a little touched, and those that are read beside the window.
    for (table, passages) in [("change", 1), ("coding", 1), ("coding", 2_000)] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("stale.themata");
        let mut project = small_project(&path);
        let line = "Nobody counts them here. ".repeat(200);
        let source = import(&mut project, None, vec![interview("three", &["And?", &line])]).unwrap().value[0];
        project.close().unwrap();
        let (said, heard) = std::sync::mpsc::channel();
        let mut session = Session::open(&path, move || said.send(()).unwrap_or_default()).unwrap();
        let money = session.corpus.find_code("Money")[0];
        let list: Vec<NewCoding> = (0..passages).map(|n| NewCoding { source, span: Span::new(20 + n, 60 + n), code: money }).collect();
        let code = move |project: &mut Project| {
            project.be_coder("BP", "Bo Price")?;
            project.apply_codes(&list)
        };
        let ticket = session.send(code).unwrap();
        // Its answer is behind that of the last: both are there.
        while corpus(&path).coding_count() < passages as usize {
            heard.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
        }
        let hide = |from: &str, to: &str| {
            raw(&path).execute_batch(&format!("PRAGMA legacy_alter_table = ON; ALTER TABLE \"{from}\" RENAME TO \"{to}\"")).unwrap();
        };
        hide(table, "hidden");
        let answers = |session: &mut Session| loop {
            let answers = session.poll();
            if !answers.is_empty() {
                return answers;
            }
            heard.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
        };
        let answered = answers(&mut session);
        assert!(answered.len() == 1 && answered[0].ticket == ticket && answered[0].result.is_ok(), "{table}");
        assert!(session.trouble().is_some() && session.is_stale(), "{table}");
        // It is said once, and not tried again before it is looked for.
        for look in [false, true] {
            if look {
                session.look_again().unwrap();
            }
            assert!(session.poll().is_empty() && session.trouble().is_none(), "{table}");
        }
        hide("hidden", table);
        while session.is_stale() {
            if !session.saving() {
                session.look_again().unwrap();
            }
            assert!(session.poll().is_empty() && session.trouble().is_none(), "{table}");
        }
        assert_eq!(session.corpus.coding_count(), passages as usize, "{table}");
        session.close().unwrap();
    }
}

#[test]
fn codings_follow_texts_that_are_corrected_together() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("many.themata");
    let mut project = small_project(&path);
    let names = ["four", "five", "six"];
    let line = |name: &str| interview(name, &["And Anne?", "Anne said it costs more than she has."]);
    let mut made = import(&mut project, None, names.iter().map(|name| line(name)).collect()).unwrap().value;
    made.extend(import(&mut project, None, vec![interview("seven", &["And?", "Nobody is called so here."])]).unwrap().value);
    let code = corpus(&path).find_code("Money")[0];
    let spans = [(5, 9), (10, 30), (31, 33), (31, 40)];
    let all = made.iter().flat_map(|source| spans.map(|(from, to)| NewCoding { source: *source, span: Span::new(from, to), code }));
    project.apply_codes(&all.collect::<Vec<_>>()).unwrap();
    let draft = PseudonymDraft { kind: PseudonymKind::Person, names: vec!["Anne".into()], stands: "Mary Stern".into(), case: None };
    project.add_pseudonym(&draft).unwrap();
    project.close().unwrap();
    let mut session = Session::open(&path, || {}).unwrap();
    let same = |session: &Session| {
        let fresh = corpus(&path);
        for source in fresh.sources() {
            assert_eq!(session.corpus.codings_of(source.id), fresh.codings_of(source.id), "{}", source.name);
            assert_eq!(session.corpus.lost_of(source.id), fresh.lost_of(source.id), "{}", source.name);
        }
        assert!(fresh.codings().all(|coding| session.corpus.coding(coding.id) == Some(coding)));
        assert_eq!((session.corpus.coding_count(), fresh.coding_count()), (fresh.codings().count(), session.corpus.codings().count()));
        fresh.codings().map(|coding| coding.span).collect::<Vec<_>>()
    };
    let before = same(&session);
    session.send(|project| project.apply_pseudonyms(None)).unwrap();
    session.settle().unwrap();
    let after = same(&session);
    assert_ne!(before, after);
    session.send(|project| project.undo()).unwrap();
    session.settle().unwrap();
    assert_eq!(same(&session), before);
    session.close().unwrap();
}
