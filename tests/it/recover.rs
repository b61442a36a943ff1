//! Recovery: whatever happens to pages of a file, what stands on the others comes back, and what comes back is whole.

use crate::support::{Dice, before_rest_rows, corpus, dump, import, interview, raw, small_project};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use themata::model::{AttributeType, MemoKind, Owner, Report, ReportId, Span, Subject, Target};
use themata::project::{AttributeDraft, CaseDraft, CodeDraft, MemoDraft, NewCoding, Place, Project, Recovery, Template, check, recover};

const PAGE: usize = 4096;

/// A project of some hundred pages, with rows that were deleted and with words typed and not yet kept.
fn large(path: &Path) {
    let mut project = small_project(path);
    let lines: Vec<String> = (0..160).map(|n| format!("{n} — what was said here is long enough to fill a line, {}", n * n * 7919)).collect();
    let sources = (0..12).map(|n| {
        let lines: Vec<String> = lines.iter().map(|line| format!("{n} {line} {}", blake3::hash(format!("{n}{line}").as_bytes()))).collect();
        interview(&format!("Interview {n}"), &lines.iter().map(String::as_str).collect::<Vec<_>>())
    });
    import(&mut project, None, sources.collect()).unwrap();
    let framework = project.add_framework(&Template { name: "Wide".into(), ..Template::default() }).unwrap().value;
    for n in 0..90 {
        let draft = CodeDraft { name: format!("Code {n}"), description: "What it is for. ".repeat(12), ..CodeDraft::default() };
        project.add_code(Place { framework, parent: None, ahead_of: None }, &draft).unwrap();
        project.add_folder(None, &format!("Folder {n} with a name that is rather long, so that folders need pages")).unwrap();
    }
    let now = corpus(path);
    let (codes, coder) = (now.codes().to_vec(), now.coders[0].id);
    let coding = |n: u32| {
        let source = now.sources()[n as usize % now.sources().len()].id;
        NewCoding { source, span: Span::new(n % 40, n % 40 + 9), code: codes[n as usize % codes.len()].id }
    };
    let all: Vec<_> = (0..3000).map(|n| (coder, coding(n), n % 50 == 0)).collect();
    project.apply_codes_of(&all).unwrap();
    let ids: Vec<_> = corpus(path).codings().map(|coding| coding.id).collect();
    project.remove_codings(&ids[..900]).unwrap();
    for n in 0..40 {
        let subject = [Subject::Project, Subject::Coding(ids[1000 + n]), Subject::Code(codes[n].id)][n % 3];
        project.add_memo(MemoDraft { subject, kind: MemoKind::Analytic, title: format!("Memo {n}"), body: "An idea. ".repeat(200) }).unwrap();
    }
    project.keep_draft("memo:new", "typed and not yet kept").unwrap();
    project.close().unwrap();
}

/// A page as SQLite tells of it.
struct Known {
    page: u32,
    table: String,
    path: String,
    rows: u64,
}

fn known(path: &Path) -> Vec<Known> {
    let conn = raw(path);
    let sql = "SELECT s.pageno, s.name, s.path, iif(s.pagetype = 'leaf' OR (s.pagetype = 'internal' AND t.sql LIKE '%WITHOUT ROWID%'), s.ncell, 0)
               FROM dbstat s JOIN sqlite_schema t ON t.name = s.name WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        let rows: i64 = row.get(3)?;
        Ok(Known { page: row.get(0)?, table: row.get(1)?, path: row.get(2)?, rows: rows as u64 })
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// How many rows of each table stand on whole pages alone.
fn expected(pages: &[Known], harmed: &BTreeSet<u32>) -> BTreeMap<String, u64> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut cut: BTreeSet<(&str, &str)> = BTreeSet::new();
    for page in pages {
        let count = counts.entry(page.table.clone()).or_default();
        match page.path.split_once('+') {
            Some((cell, _)) if harmed.contains(&page.page) => drop(cut.insert((&page.table, cell))),
            None if !harmed.contains(&page.page) => *count += page.rows,
            _ => {}
        }
    }
    for (table, cell) in cut {
        // The cell’s own page may be harmed too; then its row is not among those counted.
        let home = &cell[..=cell.rfind('/').unwrap_or(0)];
        if pages.iter().any(|page| page.table == table && page.path == home && !harmed.contains(&page.page)) {
            *counts.entry(table.to_owned()).or_default() -= 1;
        }
    }
    counts
}

fn harm(bytes: &mut [u8], page: u32, dice: &mut Dice) {
    let page = &mut bytes[(page as usize - 1) * PAGE..page as usize * PAGE];
    match dice.below(4) {
        0 => page.fill(0),
        1 => page.fill_with(|| dice.next() as u8),
        2 => page.iter_mut().zip("An unrelated text. ".bytes().cycle()).for_each(|(byte, letter)| *byte = letter),
        // Its head looks as it did; the rest does not.
        _ => page[12..].fill_with(|| dice.next() as u8),
    }
}

fn whole(new: &Path) {
    let findings = check(new).unwrap().findings;
    assert!(findings.is_empty(), "{findings:?}");
    let project = Project::open(new).unwrap();
    assert!(project.next_undo().unwrap().is_none(), "undo does not cross a recovery");
    project.close().unwrap();
}

fn saved(report: &Recovery, table: &str) -> (u64, u64, u64, u64) {
    let saved = report.tables.iter().find(|saved| saved.table == table).unwrap();
    (saved.read, saved.lost, saved.dropped, saved.made)
}

struct Bench {
    _dir: tempfile::TempDir,
    good: PathBuf,
    bad: PathBuf,
    new: PathBuf,
    bytes: Vec<u8>,
}

impl Bench {
    fn new(make: fn(&Path)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let of = |name: &str| dir.path().join(name);
        let (good, bad, new) = (of("good.themata"), of("bad.themata"), of("new.themata"));
        make(&good);
        let bytes = std::fs::read(&good).unwrap();
        Self { good, bad, new, bytes, _dir: dir }
    }

    fn recover(&self, bytes: &[u8]) -> themata::Result<Recovery> {
        let _ = std::fs::remove_file(&self.new);
        std::fs::write(&self.bad, bytes).unwrap();
        let report = recover(&self.bad, &self.new);
        assert!(std::fs::read(&self.bad).unwrap() == bytes, "the damaged file stays as it is");
        report
    }
}

#[test]
fn a_whole_file_comes_back_whole() {
    let bench = Bench::new(large);
    let report = bench.recover(&bench.bytes).unwrap();
    assert_eq!((report.damaged, report.lost(), report.notes.len()), (0, 0, 0), "{report:?}");
    assert_eq!(dump(&raw(&bench.new)), dump(&raw(&bench.good)));
    assert_eq!(themata::project::Reader::open(&bench.new).unwrap().drafts().unwrap().len(), 1);
    whole(&bench.new);
    let again = recover(&bench.bad, &bench.new).unwrap_err();
    assert!(again.to_string().contains("exists already"), "{again}");
}

#[test]
fn whatever_pages_are_overwritten_the_rows_on_the_others_come_back() {
    let bench = Bench::new(large);
    let pages = known(&bench.good);
    let last = (bench.bytes.len() / PAGE) as u32;
    assert!(last > 200, "{last} pages are too few to try");
    for seed in 0..24 {
        let mut dice = Dice(seed);
        let mut bytes = bench.bytes.clone();
        let mut harmed: BTreeSet<u32> = (0..=dice.below(last as usize / 8)).map(|_| dice.below(last as usize) as u32 + 1).collect();
        if seed % 4 == 0 {
            harmed.insert(1);
        }
        harmed.iter().for_each(|page| harm(&mut bytes, *page, &mut dice));
        let report = bench.recover(&bytes).unwrap();
        for (table, count) in expected(&pages, &harmed) {
            let Some(saved) = report.tables.iter().find(|saved| saved.table == table) else { continue };
            let total: u64 = pages.iter().filter(|page| page.table == table).map(|page| page.rows).sum();
            assert!(saved.read >= count && saved.read <= total, "seed {seed}: {table} has {count} of {total} rows on whole pages: {saved:?}");
        }
        whole(&bench.new);
        if seed % 10 == 0 {
            // A recovered file is a file like any other.
            let twice = bench.new.with_file_name("twice.themata");
            let _ = std::fs::remove_file(&twice);
            assert_eq!(recover(&bench.new, &twice).unwrap().lost(), 0);
            whole(&twice);
        }
    }
}

#[test]
fn flipped_bytes_and_a_cut_end_never_bring_it_down() {
    let bench = Bench::new(|path| drop(small_project(path)));
    for seed in 100..160 {
        let mut dice = Dice(seed);
        let mut bytes = bench.bytes.clone();
        for _ in 0..=dice.below(400) {
            let at = dice.below(bytes.len());
            bytes[at] = dice.next() as u8;
        }
        if dice.coin() {
            bytes.truncate(dice.below(bytes.len()));
        }
        match bench.recover(&bytes) {
            Ok(_) => whole(&bench.new),
            Err(error) => {
                assert!(error.to_string().contains("nothing of a project could be read"), "{error}");
                assert!(!bench.new.exists());
            }
        }
    }
}

#[test]
fn what_the_log_alone_holds_comes_back_too() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("open.themata");
    let mut project = small_project(&path);
    project.add_folder(None, "In the log").unwrap();
    let (copy, new) = (dir.path().join("copy.themata"), dir.path().join("new.themata"));
    std::fs::copy(&path, &copy).unwrap();
    std::fs::copy(dir.path().join("open.themata-wal"), dir.path().join("copy.themata-wal")).unwrap();
    let report = recover(&copy, &new).unwrap();
    assert_eq!(report.lost(), 0);
    assert_eq!(dump(&raw(&new)), dump(&raw(&path)));
    whole(&new);
    assert!(recover(&path, &dir.path().join("other.themata")).is_err(), "what is open for writing is refused");
    project.close().unwrap();
}

#[test]
fn lost_names_get_stand_ins_so_that_the_work_on_them_is_kept() {
    let bench = Bench::new(large);
    let conn = raw(&bench.good);
    let root = |table: &str| conn.query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [table], |row| row.get::<_, u32>(0)).unwrap();
    let mut bytes = bench.bytes.clone();
    for table in ["coder", "layer", "framework", "project"] {
        let at = root(table) as usize;
        bytes[(at - 1) * PAGE..at * PAGE].fill(0);
    }
    let report = bench.recover(&bytes).unwrap();
    assert_eq!(report.damaged, 4);
    assert_eq!(saved(&report, "coder"), (0, 1, 0, 1));
    assert_eq!(saved(&report, "layer"), (0, 1, 0, 1));
    assert_eq!(saved(&report, "framework"), (0, 2, 0, 2));
    assert_eq!(saved(&report, "coding"), (2100, 0, 0, 0), "no coding is lost with the name of who coded");
    let now = corpus(&bench.new);
    assert_eq!((now.project.name.as_str(), now.coders[0].initials.as_str(), now.coding_count()), ("bad", "R1", 2100));
    let history = themata::project::Reader::open(&bench.new).unwrap().history(0).unwrap();
    assert!(history.len() == 1 && history[0].label.contains("bad.themata") && history[0].label.contains("rows read"), "{history:?}");
    whole(&bench.new);
}

/// People with values and voices, an interview with a value, and a corrected text.
fn valued(path: &Path) {
    let mut project = small_project(path);
    let kind = corpus(path).kind_named("person").unwrap().id;
    let draft = |target, name: &str| AttributeDraft { target, name: name.into(), kind: AttributeType::Number, choices: Vec::new() };
    let (age, order) = (draft(Target::Case, "age"), draft(Target::Source, "order"));
    let (age, order) = (project.add_attribute(&age).unwrap().value, project.add_attribute(&order).unwrap().value);
    let now = corpus(path);
    for (n, source) in now.sources().iter().enumerate() {
        let case = CaseDraft { kind, parent: None, name: format!("P{n}"), full_name: String::new() };
        let voices: Vec<_> = now.speakers(source.id).iter().take(1).map(|speaker| speaker.id).collect();
        let case = project.add_case_for(&case, &[source.id], &voices).unwrap().value;
        project.set_values(&[(age, Owner::Case(case), "47".into()), (order, Owner::Source(source.id), "2".into())]).unwrap();
    }
    project.close().unwrap();
}

#[test]
fn what_hangs_on_lost_attributes_cases_and_sources_is_kept() {
    let bench = Bench::new(valued);
    let before = corpus(&bench.good);
    let (sources, cases) = (before.sources().len() as u64, before.cases().len() as u64);
    let conn = raw(&bench.good);
    let without = |table: &str| {
        let at = conn.query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [table], |row| row.get::<_, u32>(0)).unwrap() as usize;
        let mut bytes = bench.bytes.clone();
        bytes[(at - 1) * PAGE..at * PAGE].fill(0);
        let report = bench.recover(&bytes).unwrap();
        whole(&bench.new);
        (report, corpus(&bench.new))
    };
    let (report, now) = without("attribute");
    assert_eq!(saved(&report, "attribute"), (0, 2, 0, 2));
    assert_eq!(saved(&report, "attribute_value"), (sources + cases, 0, 0, 0), "{report:?}");
    let of = |target| now.attributes().iter().find(|attribute| attribute.target == target).unwrap();
    assert_eq!((of(Target::Case).kind, now.value(of(Target::Case).id, Owner::Case(now.cases()[0].id))), (AttributeType::Text, Some("47")));
    assert_eq!(now.value(of(Target::Source).id, Owner::Source(now.sources()[0].id)), Some("2"));

    let (report, now) = without("cases");
    assert_eq!(saved(&report, "cases"), (0, cases, 0, cases));
    assert_eq!(saved(&report, "attribute_value"), (sources + cases, 0, 0, 0), "{report:?}");
    assert!(now.sources().iter().all(|source| now.cases_of(source.id).len() == 1 && now.speakers(source.id)[0].case_id.is_some()));

    let (report, now) = without("source");
    assert_eq!(saved(&report, "source"), (0, sources, 0, sources));
    assert_eq!(saved(&report, "speaker").2 + saved(&report, "coding").2 + saved(&report, "attribute_value").2, 0, "{report:?}");
    assert_eq!((now.sources().len() as u64, now.coding_count()), (sources, before.coding_count()));
    assert!(report.notes.iter().any(|note| note.contains("sources have lost their names")), "{report:?}");
}

/// A file with a report as the program wrote it before reports had pictures.
fn with_a_report_of_format_9(path: &Path) {
    let mut project = small_project(path);
    let now = corpus(path);
    let (money, source) = (now.find_code("Money")[0], now.sources()[0].id);
    let (name, intro, ord) = ("Board".to_owned(), "What we heard.".to_owned(), String::new());
    let draft = Report { id: ReportId::new(), name, intro, quotes: 2, chart: false, pictures: true, ord };
    let report = project.add_report(&draft, &[money]).unwrap().value;
    project.choose_quotes(report, money, &[now.passage(source, Span::new(2, 9)).unwrap()]).unwrap();
    project.close().unwrap();
    let conn = raw(path);
    for what in ["i", "u", "d"] {
        conn.execute_batch(&format!("DROP TRIGGER journal_report_{what}")).unwrap();
    }
    before_rest_rows(&conn);
    conn.execute_batch("ALTER TABLE report DROP COLUMN pictures; DROP TABLE memo_link; DROP TABLE memo_state; PRAGMA user_version = 9").unwrap();
}

#[test]
fn rows_written_before_their_table_got_a_column_come_back() {
    let bench = Bench::new(with_a_report_of_format_9);
    let back = |bytes: &[u8]| {
        let report = bench.recover(bytes).unwrap();
        assert_eq!((saved(&report, "report"), saved(&report, "report_part")), ((1, 0, 0, 0), (2, 0, 0, 0)), "{report:?}");
        whole(&bench.new);
        let now = corpus(&bench.new);
        let board = &now.reports()[0];
        assert_eq!((board.name.as_str(), board.pictures), ("Board", true));
        assert_eq!(now.quotes_of_report(board.id, now.find_code("Money")[0]).count(), 1);
    };
    back(&bench.bytes);
    // The upgrade leaves old rows as they are.
    Project::open(&bench.good).unwrap().close().unwrap();
    back(&std::fs::read(&bench.good).unwrap());
}

#[test]
fn what_is_no_project_is_refused_and_nothing_is_made() {
    let bench = Bench::new(|path| drop(small_project(path)));
    for bytes in [b"".to_vec(), "INT: How was it?\n".repeat(2000).into_bytes(), vec![0; 100_000]] {
        let error = bench.recover(&bytes).unwrap_err();
        assert!(error.to_string().contains("no new file was made") && !error.remedy().is_empty(), "{error}");
        assert!(!bench.new.exists());
    }
    assert!(matches!(recover(&bench.bad.with_file_name("none"), &bench.new), Err(themata::Error::NotFound(_))));
}
