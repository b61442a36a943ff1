//! The journal keeps its word: whatever was done is undone and done again to the byte, in one sitting and after opening anew.

use crate::support::{Dice, corpus, dump, raw, small_project, tables};
use crate::verbs::Table;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use themata::project::op::OpKind;
use themata::project::{Project, Reader};

type Rows = BTreeMap<String, Vec<String>>;

/// A project under test, with the rows that stood before each step that can be undone or redone.
struct Run {
    project: Project,
    reader: Reader,
    look: rusqlite::Connection,
    undo: Vec<Rows>,
    redo: Vec<Rows>,
    /// How often a step of each kind changed something.
    done: BTreeMap<&'static str, usize>,
    /// How many counts of labels were held against the rows.
    counts: usize,
}

impl Run {
    fn new(path: &Path) -> Self {
        let project = Project::create(path, "Random").unwrap();
        Self { project, reader: Reader::open(path).unwrap(), look: raw(path), undo: Vec::new(), redo: Vec::new(), done: BTreeMap::new(), counts: 0 }
    }

    fn rows(&self) -> Rows {
        dump(&self.look)
    }

    fn step(&mut self, kind: OpKind, seed: u64) {
        let before = self.rows();
        match kind {
            OpKind::Undo => return self.undo_one(),
            OpKind::Redo => return self.redo_one(),
            _ => {}
        }
        let two = seed.is_multiple_of(4);
        let done = if two { self.two_as_one(kind, seed) } else { self.one(kind, seed) };
        let after = self.rows();
        match done {
            Ok(Some(_)) => {
                // The second of two verbs may take back what the first did.
                assert!(two || before != after, "{kind} says that it changed something and did not");
                if !two {
                    self.counts += crate::labels::holds(&self.look, self.project.next_undo().unwrap().unwrap().seq);
                }
                *self.done.entry(kind.name()).or_default() += 1;
                self.undo.push(before);
                self.redo.clear();
            }
            Ok(None) => assert!(before == after, "{kind} changed rows without a step in the journal"),
            Err(themata::Error::Rejected { .. } | themata::Error::NotFound(_)) => assert!(before == after, "{kind} was refused and changed rows"),
            Err(other) => panic!("{kind}: {other}"),
        }
        assert_eq!(self.project.depths(), (self.undo.len(), self.redo.len()), "after {kind}");
    }

    fn one(&mut self, kind: OpKind, seed: u64) -> themata::Result<Option<i64>> {
        Table { project: &mut self.project, corpus: self.reader.corpus().unwrap(), dice: Dice(seed) }.act(kind)
    }

    /// A coder who joins and two verbs of a kind, as one step; the second may be refused for what the first did, and then refuses both.
    fn two_as_one(&mut self, kind: OpKind, seed: u64) -> themata::Result<Option<i64>> {
        let (reader, before) = (&self.reader, self.project.depths());
        let done = self.project.as_one_step(kind, |project| {
            project.be_coder("NEW", "")?;
            for seed in [seed, seed ^ 0x5555] {
                Table { project: &mut *project, corpus: reader.corpus().unwrap(), dice: Dice(seed) }.act(kind)?;
            }
            Ok(())
        });
        if done.as_ref().is_ok_and(|done| done.op.is_some()) {
            assert_eq!(self.project.depths(), (before.0 + 1, 0), "{kind}: one step");
        }
        done.map(|done| done.op)
    }

    fn undo_one(&mut self) {
        let Some(rows) = self.undo.pop() else { return assert!(self.project.undo().is_err()) };
        self.redo.push(self.rows());
        let before = self.project.depths().0;
        self.project.undo().unwrap();
        // An empty note and its first words go together.
        let rows = if before - self.project.depths().0 == 2 {
            self.redo.extend([rows]);
            self.undo.pop().unwrap()
        } else {
            rows
        };
        assert_eq!(self.rows(), rows);
    }

    fn redo_one(&mut self) {
        let Some(rows) = self.redo.pop() else { return assert!(self.project.redo().is_err()) };
        self.undo.push(self.rows());
        let before = self.project.depths().1;
        self.project.redo().unwrap();
        let rows = if before - self.project.depths().1 == 2 {
            self.undo.extend([rows]);
            self.redo.pop().unwrap()
        } else {
            rows
        };
        assert_eq!(self.rows(), rows);
    }

    /// To the start step by step, to the end again, and to the start in one go and back step by step.
    fn there_and_back(&mut self) {
        let undone = self.undo.len();
        while !self.undo.is_empty() {
            self.undo_one();
        }
        assert!(self.project.next_undo().unwrap().is_none());
        for _ in 0..undone {
            self.redo_one();
        }
        if undone == 0 {
            return;
        }
        let steps = self.reader.history(0).unwrap();
        let of = |label: &str| steps.iter().filter(|step| step.label == label).count();
        let whose = self.project.whose(undone).unwrap();
        assert!(whose.iter().all(|who| steps.iter().any(|step| step.who == *who)), "{whose:?}");
        let first = steps.iter().find(|step| step.undoes.is_none() && !step.undone && !step.kind.is_floor()).unwrap();
        assert!(of(&first.label) > 0);
        let steps = self.project.steps_to(first.seq).unwrap();
        assert_eq!(steps, undone);
        let last = self.rows();
        self.project.undo_to(first.seq).unwrap();
        let mut all = std::mem::take(&mut self.undo);
        assert_eq!(self.rows(), all[0]);
        self.redo.push(last);
        while all.len() > 1 {
            self.redo.extend(all.pop());
        }
        for _ in 0..undone {
            self.redo_one();
        }
    }
}

fn open_again(run: Run, path: &Path) -> Run {
    let Run { project, reader, look, undo, redo, done, counts } = run;
    drop((reader, look));
    project.close().unwrap();
    let project = Project::open(path).unwrap();
    assert_eq!(project.depths(), (undo.len(), redo.len()), "what can be undone survives closing");
    Run { project, reader: Reader::open(path).unwrap(), look: raw(path), undo, redo, done, counts }
}

/// Kinds by weight: importing and coding come often enough that the rest has something to work on.
fn kind(n: usize) -> OpKind {
    let common = [OpKind::ApplyCodes, OpKind::ImportSources, OpKind::AddCode, OpKind::AddCase, OpKind::AddMemo, OpKind::Undo, OpKind::Redo];
    if n < OpKind::ALL.len() { OpKind::ALL[n] } else { common[n % common.len()] }
}

fn run_all(steps: &[(usize, u64)]) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("random.themata");
    let mut run = Run::new(&path);
    for first in [OpKind::AddCoder, OpKind::AddFramework, OpKind::ImportSources] {
        run.step(first, 7);
    }
    for (n, seed) in steps {
        run.step(kind(*n), *seed);
    }
    run.there_and_back();
    let mut run = open_again(run, &path);
    run.there_and_back();
    let findings = themata::project::check(&path).unwrap().findings;
    assert!(findings.is_empty(), "{findings:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_steps_are_undone_and_redone_to_the_byte(steps in proptest::collection::vec((0usize..OpKind::ALL.len() + 20, any::<u64>()), 1..30)) {
        run_all(&steps);
    }
}

#[test]
fn four_hundred_steps_are_undone_and_redone_to_the_byte() {
    let mut dice = Dice(0x7E57);
    let steps: Vec<(usize, u64)> = (0..400).map(|_| (dice.below(OpKind::ALL.len() + 20), dice.next())).collect();
    run_all(&steps);
}

#[test]
fn every_journaled_table_has_its_three_triggers_and_refuses_a_write_outside_an_operation() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("triggers.themata");
    small_project(&path).close().unwrap();
    let conn = raw(&path);
    let journaled = tables(&conn, true);
    assert!(journaled.len() >= 17, "{journaled:?}");
    for table in &journaled {
        for what in ["i", "u", "d"] {
            let found: i64 = conn
                .query_row(
                    "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 AND name = ?2",
                    [table, &format!("journal_{table}_{what}")],
                    |row| row.get(0),
                )
                .unwrap();
            assert_eq!(found, 1, "{table} has no trigger for {what}");
        }
        let key: String = conn.query_row("SELECT name || type || pk FROM pragma_table_info(?1) WHERE cid = 0", [table], |row| row.get(0)).unwrap();
        assert_eq!(key, "idBLOB1", "{table}");
        let real: i64 = conn
            .query_row("SELECT count(*) FROM pragma_table_info(?1) WHERE type NOT IN ('BLOB', 'TEXT', 'INTEGER')", [table], |row| row.get(0))
            .unwrap();
        assert_eq!(real, 0, "{table} has a column that JSON does not bring back exactly");
    }
    let rows = dump(&conn);
    let refused = |sql: &str| {
        let error = conn.execute_batch(sql).unwrap_err().to_string();
        assert!(error.contains("a write outside an operation"), "{sql}: {error}");
    };
    refused("UPDATE project SET name = 'Other'");
    refused("DELETE FROM code");
    refused("INSERT INTO coder (id, name, initials, role) VALUES (randomblob(16), 'X', 'X', '')");
    conn.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    refused("DELETE FROM framework");
    for table in tables(&conn, false).iter().filter(|table| *table != "op_open") {
        let triggers: i64 =
            conn.query_row("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1", [table], |row| row.get(0)).unwrap();
        assert_eq!(triggers, 0, "{table}");
    }
    assert_eq!(dump(&conn), rows);
}

#[test]
fn an_undo_says_whose_work_it_takes_back_and_what_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("whose.themata");
    let mut project = small_project(&path);
    let code = corpus(&path).find_code("law 2/money")[0];
    let source = corpus(&path).sources()[0].id;
    let coding = |at| themata::project::NewCoding { source, span: themata::model::Span::new(at, at + 5), code };
    project.apply_codes(&[coding(5)]).unwrap();
    project.be_coder("DD", "Dee").unwrap();
    let seq = project.apply_codes(&[coding(20)]).unwrap().op.unwrap();
    let next = project.next_undo().unwrap().unwrap();
    assert_eq!((next.seq, next.who.as_str()), (seq, "DD"));
    assert_eq!(themata::project::op::plain(&next.label), "Coded a passage as Money");
    assert_eq!(project.whose(1).unwrap(), ["DD"]);
    assert_eq!(project.whose(3).unwrap(), ["BP", "DD"]);
    let done = project.undo().unwrap();
    assert_eq!(done.value.who, "DD");
    let history = Reader::open(&path).unwrap().history(0).unwrap();
    let last = history.last().unwrap();
    assert_eq!((last.kind, last.who.as_str(), last.undoes), (OpKind::Undo, "DD", Some(seq)));
    assert_eq!(themata::project::op::plain(&last.label), "Undid: coded a passage as Money");
    assert!(history.iter().find(|step| step.seq == seq).unwrap().undone);
    project.redo().unwrap();
    assert_eq!(project.next_undo().unwrap().unwrap().label, next.label, "after a redo the step is named as it was");
}

#[test]
fn every_verb_does_something_in_some_of_its_steps() {
    let dir = tempfile::tempdir().unwrap();
    let mut run = Run::new(&dir.path().join("all.themata"));
    for first in [OpKind::AddCoder, OpKind::AddFramework, OpKind::ImportSources] {
        run.step(first, 7);
    }
    let mut dice = Dice(0xD0E5);
    let verbs: Vec<OpKind> = OpKind::ALL.iter().copied().filter(|kind| !kind.is_floor() && !matches!(kind, OpKind::Undo | OpKind::Redo)).collect();
    // A generator whose every step is refused would prove nothing.
    for round in 0..40 {
        // What others have taken away comes back, so that there is something to move, star or give another code.
        for first in
            [OpKind::ImportSources, OpKind::AddFolder, OpKind::AddNote, OpKind::AddFramework, OpKind::AddCode, OpKind::ApplyCodes, OpKind::MapCodes]
        {
            run.step(first, dice.next());
        }
        for kind in &verbs {
            if round < 2 || !run.done.contains_key(kind.name()) {
                run.step(*kind, dice.next());
            }
        }
    }
    let idle: Vec<&str> = verbs.iter().map(|kind| kind.name()).filter(|name| !run.done.contains_key(name)).collect();
    assert!(idle.is_empty(), "no step of these changed anything: {idle:?}");
    assert!(run.counts > 20, "only {} counts of labels were held against what was changed", run.counts);
}
