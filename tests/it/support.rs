//! What the tests share: tools that may be missing, the shared corpora, dice, a small project, the rows of a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use themata::model::{FolderId, SourceId, SourceKind, SpeakerRole};
use themata::project::{Done, NewRemark, NewSource, NewSpeaker, Prepared, Project, Reader, Template, TemplateCode};
use themata::text::{Mark, MarkKind, Structure, Turn};

/// Where a tool lies, or nothing after saying that the test was skipped. With `THEMATA_REQUIRE_TOOLS` set a missing tool fails the test.
pub fn need_tool(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
    if found.is_none() {
        skip(&format!("{name} is not installed"));
    }
    found
}

/// The folder of shared corpora (`THEMATA_SHARED`, else `../shared`), or nothing after saying that the test was skipped.
pub fn shared() -> Option<PathBuf> {
    let folder = match std::env::var_os("THEMATA_SHARED") {
        Some(path) => PathBuf::from(path),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
    };
    if folder.is_dir() {
        return Some(folder);
    }
    without_corpora(&folder)
}

/// A file or folder of the shared corpora, such as `corpora/inquiry_metadata.csv`, or nothing after saying that the test was skipped.
pub fn shared_file(part: &str) -> Option<PathBuf> {
    let path = shared()?.join(part);
    if path.exists() { Some(path) } else { without_corpora(&path) }
}

/// The corpora are no part of the project: that they are missing fails nothing. `.ci/run` knows these words and no others.
fn without_corpora(path: &Path) -> Option<PathBuf> {
    println!("skipped: the shared corpora are not at {}", path.display());
    None
}

/// Says that a test was skipped; fails it where tools are required.
pub fn skip(why: &str) {
    println!("skipped: {why}");
    assert!(std::env::var_os("THEMATA_REQUIRE_TOOLS").is_none(), "skipped although THEMATA_REQUIRE_TOOLS is set: {why}");
}

/// Random numbers that come again with the same seed (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// Heads or tails.
    pub fn coin(&mut self) -> bool {
        self.next() & 1 == 1
    }

    /// One of a list, if it has any.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        if list.is_empty() { None } else { Some(&list[self.below(list.len())]) }
    }
}

/// A source of labelled turns, `INT:` and `P1:` by turns.
pub fn interview(name: &str, lines: &[&str]) -> Prepared {
    commented(name, lines, &[])
}

/// The same with a comment of each author on its first word.
pub fn commented(name: &str, lines: &[&str], authors: &[&str]) -> Prepared {
    let remark = |author: &&str| NewRemark { span: themata::model::Span::new(0, 3), author: (*author).into(), text: "Hm? — 嗯".into() };
    let text: String = lines.iter().enumerate().map(|(n, line)| format!("{}: {line}\n", if n % 2 == 0 { "INT" } else { "P1" })).collect();
    let text = text.trim_end().to_owned();
    let paragraphs = Structure::lines(&text);
    let turn = |(n, span): (usize, &themata::model::Span)| Turn { span: *span, speaker: (n % 2) as u32, from: Some(n as i64 * 1000), to: None };
    let turns: Vec<Turn> = paragraphs.iter().enumerate().map(turn).collect();
    let mark = |turn: &Turn| {
        let length = if turn.speaker == 0 { 5 } else { 4 };
        Mark { span: themata::model::Span::new(turn.span.start, turn.span.start + length), kind: MarkKind::Label }
    };
    let marks = turns.iter().map(mark).collect();
    let speakers =
        vec![NewSpeaker { name: "INT".into(), role: SpeakerRole::Interviewer }, NewSpeaker { name: "P1".into(), role: SpeakerRole::Participant }];
    let new = NewSource {
        name: name.into(),
        kind: SourceKind::Interview,
        date: String::new(),
        language: String::new(),
        file: format!("{name}.txt"),
        encoding: "UTF-8".into(),
        original: Some(text.as_bytes().to_vec()),
        text,
        structure: Structure { paragraphs, turns, marks, ..Structure::default() },
        speakers,
        remarks: authors.iter().map(remark).collect(),
    };
    Prepared::new(new).unwrap()
}

/// The steps of a project's history, by place in the journal.
pub fn steps(path: &Path) -> Vec<i64> {
    Reader::open(path).unwrap().history(0).unwrap().iter().map(|entry| entry.seq).collect()
}

/// Imports sources into a folder.
pub fn import(project: &mut Project, folder: Option<FolderId>, list: Vec<Prepared>) -> themata::Result<Done<Vec<SourceId>>> {
    let mut list = list.into_iter();
    let done =
        project.import_sources(folder, &mut |write| list.by_ref().try_for_each(|source| write(source).map(drop)), &mut |_| (), &mut |_| Ok(None))?;
    Ok(Done { op: done.op, value: done.value.sources })
}

/// A new project with a coder BP, a framework “Laws” of four codes and two interviews.
pub fn small_project(path: &Path) -> Project {
    let mut project = Project::create(path, "Small").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let code = |name: &str, children: Vec<TemplateCode>| TemplateCode { name: name.into(), children, ..TemplateCode::default() };
    let codes = vec![code("Law 1", vec![code("Staff", vec![])]), code("Law 2", vec![code("Money", vec![])])];
    project.add_framework(&Template { name: "Laws".into(), codes, ..Template::default() }).unwrap();
    let lines = ["How was it?", "It was fine, but costly.", "Why was that?", "Money — as ever, and never enough of it."];
    import(&mut project, None, vec![interview("one", &lines), interview("two", &["And now?", "Больше людей, 更多的人, عدد أكبر من الناس."])])
        .unwrap();
    project
}

/// Everything of a project in memory.
pub fn corpus(path: &Path) -> themata::analysis::Corpus {
    Reader::open(path).unwrap().corpus().unwrap()
}

/// Makes the table of the chart's cells what it was before format 13, in which rows of what has no case of a kind came; its triggers go with it.
pub fn before_rest_rows(conn: &rusqlite::Connection) {
    for what in ["i", "u", "d"] {
        conn.execute_batch(&format!("DROP TRIGGER journal_chart_cell_{what}")).unwrap();
    }
    conn.execute_batch(
        "DROP INDEX chart_cell_kind; PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, ' + (kind IS NOT NULL) = 1', ' = 1') WHERE name = 'chart_cell';
         PRAGMA writable_schema = RESET; ALTER TABLE chart_cell DROP COLUMN kind",
    )
    .unwrap();
}

/// A plain connection to a project file, past the program: to look at what is really there, and to do harm.
#[expect(clippy::disallowed_methods, reason = "tests look past the program")]
pub fn raw(path: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(path).unwrap()
}

/// The tables of a file that are journaled, or all others.
pub fn tables(conn: &rusqlite::Connection, journaled: bool) -> Vec<String> {
    let outside = "('op', 'op_open', 'change', 'value', 'draft')";
    let not = if journaled { "NOT" } else { "" };
    let sql = format!("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name {not} IN {outside} ORDER BY name");
    let mut statement = conn.prepare(&sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Every row of every journaled table, as SQLite quotes it.
pub fn dump(conn: &rusqlite::Connection) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for table in tables(conn, true) {
        let mut columns = conn.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid").unwrap();
        let columns: Vec<String> = columns.query_map([&table], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        let quoted: Vec<String> = columns.iter().map(|column| format!("typeof({column}) || quote(CAST({column} AS BLOB))")).collect();
        let mut rows = conn.prepare(&format!("SELECT {} FROM {table} ORDER BY id", quoted.join(" || ',' || "))).unwrap();
        let rows = rows.query_map([], |row| row.get(0)).unwrap().collect::<Result<Vec<String>, _>>().unwrap();
        all.insert(table, rows);
    }
    all
}

/// This test binary once more, running one test alone as the child `role` with a word from its parent.
pub fn again(test: &str, role: &str, word: &Path) -> std::process::Command {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]).env("THEMATA_TEST_CHILD", role).env("THEMATA_TEST_WORD", word);
    command
}

/// The parent's word when this process is the child `role`; nothing in an ordinary run of the tests.
pub fn child(role: &str) -> Option<std::ffi::OsString> {
    let own = std::env::var_os("THEMATA_TEST_CHILD")? == *role;
    std::env::var_os("THEMATA_TEST_WORD").filter(|_| own)
}
