//! Verbs that touch very many rows: they say how far they are, and what is stopped in the middle leaves the file as it was.

use crate::gate::Gate;
use crate::support::{corpus, dump, import, interview, raw, tables};
use std::path::Path;
use themata::Error;
use themata::model::{CodeId, CodingId, SourceId, Span};
use themata::project::{NewCoding, Project, Session, Template, TemplateCode, check};

/// Codings under “Money”.
const MANY: u32 = 600;

/// Two sources, the codes Money and Time, and very many codings; the passages that are not coded yet.
fn wide(path: &Path) -> (Vec<SourceId>, CodeId, CodeId, Vec<NewCoding>) {
    let mut project = Project::create(path, "Wide").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let code = |name: &str| TemplateCode { name: name.into(), ..TemplateCode::default() };
    project.add_framework(&Template { name: "Laws".into(), codes: vec![code("Money"), code("Time")], ..Template::default() }).unwrap();
    let line = "Nobody counts them here. ".repeat(100);
    let sources = import(&mut project, None, vec![interview("one", &["And?", &line]), interview("two", &["So?", &line])]).unwrap().value;
    let known = corpus(path);
    let (money, time) = (known.find_code("Money")[0], known.find_code("Time")[0]);
    let passages = |code| (0..MANY).map(|n| NewCoding { source: sources[n as usize % 2], span: Span::new(20 + n, 40 + n), code }).collect::<Vec<_>>();
    project.apply_codes(&passages(money)).unwrap();
    project.close().unwrap();
    (sources.clone(), money, time, passages(time))
}

/// Everything in the file, past the program: rows, journal, values, drafts.
fn everything(path: &Path) -> (std::collections::BTreeMap<String, Vec<String>>, Vec<Vec<String>>) {
    let conn = raw(path);
    let rows = |table: &String| {
        let mut columns = conn.prepare("SELECT group_concat('quote(' || name || ')', '||') FROM pragma_table_info(?1)").unwrap();
        let columns: String = columns.query_row([table], |row| row.get(0)).unwrap();
        let mut statement = conn.prepare(&format!("SELECT {columns} FROM {table} ORDER BY 1")).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<Vec<String>, _>>().unwrap()
    };
    (dump(&conn), tables(&conn, false).iter().map(rows).collect())
}

type Verb = Box<dyn FnOnce(&mut Project) -> themata::Result<()> + Send>;

fn verbs(path: &Path) -> Vec<(&'static str, u64, Verb)> {
    let (sources, money, time, passages) = wide(path);
    let ids: Vec<CodingId> = corpus(path).codings().map(|coding| coding.id).collect();
    let (again, ours, halves, all) = (ids.clone(), ids.clone(), passages.clone(), u64::from(MANY));
    vec![
        ("coding", all, Box::new(move |project| project.apply_codes(&passages).map(drop))),
        ("giving another code", all, Box::new(move |project| project.recode(&ids, time).map(drop))),
        ("starring", all, Box::new(move |project| project.star_codings(&ours, true).map(drop))),
        ("taking off", all, Box::new(move |project| project.remove_codings(&again).map(drop))),
        ("merging", all, Box::new(move |project| project.merge_codes(&[money], time).map(drop))),
        ("removing codes", all + 1, Box::new(move |project| project.remove_codes(&[money]).map(drop))),
        // Two sources, with a version and two speakers each.
        ("removing sources", all + 8, Box::new(move |project| project.remove_sources(&sources).map(drop))),
        ("undo", all, Box::new(|project| project.undo().map(drop))),
        // The coder, the framework with its two codes, and the import of sources, versions and speakers lie below it.
        ("undo to a point", all + 8, Box::new(|project| project.next_undo()?.map_or(Ok(()), |step| project.undo_to(step.root - 1).map(drop)))),
        (
            "several as one",
            all,
            Box::new(move |project| {
                let list = halves;
                project.in_one_go(|project| {
                    project.add_folder(None, "Half")?;
                    // What a verb does with the error of another makes no half of it stay.
                    let _ = project.apply_codes(&list);
                    project.add_folder(None, "Other half").map(drop)
                })
            }),
        ),
    ]
}

#[test]
fn what_is_stopped_in_the_middle_leaves_the_file_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("wide.themata");
    let verbs = verbs(&path);
    let before = everything(&path);
    let gate = Gate::default();
    let heard = gate.clone();
    let mut session = Session::open(&path, move || heard.pass()).unwrap();
    let _end = gate.in_the_end();
    session.send(|project| project.be_coder("BP", "Bo Price")).unwrap();
    session.settle().unwrap();
    let undo = session.next_undo().cloned();
    for (what, rows, verb) in verbs {
        // It is begun, it says how much there is, and the first row is written.
        let inside = gate.clone();
        let work = move |project: &mut Project| {
            inside.close_after(1);
            verb(project)
        };
        let ticket = session.send(work).unwrap();
        gate.held();
        let progress = session.progress(ticket).unwrap().clone();
        let report = progress.report();
        assert_eq!((report.done, report.total), (1, rows), "{what}");
        assert!(session.saving(), "{what}");
        progress.cancel();
        gate.open();
        let outcomes = session.settle().unwrap();
        assert!(matches!(outcomes[0].result, Err(Error::Cancelled)), "{what}: {:?}", outcomes[0].result.as_ref().err());
        assert_eq!(everything(&path), before, "{what}");
        assert_eq!(session.next_undo().cloned(), undo, "{what}");
    }
    // The writer is as good as before, and what was stopped can be done.
    let ticket = session.send(|project| project.undo()).unwrap();
    let done = session.settle().unwrap();
    assert!(done[0].ticket == ticket && done[0].result.is_ok());
    assert_eq!(session.corpus.coding_count(), 0);
    session.send(|project| project.redo()).unwrap();
    session.settle().unwrap();
    assert_eq!(session.corpus.coding_count(), MANY as usize);
    session.close().unwrap();
    assert!(check(&path).unwrap().findings.is_empty());
}
