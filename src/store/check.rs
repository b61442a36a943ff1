//! Looking whether a project file is whole: SQLite's own checks, the journal, and every text against its hash.

use super::values::unpack;
use super::{Store, migrate};
use crate::jobs::Progress as Watched;
use crate::model::*;
use crate::text::{Geometry, Structure};
use crate::{Error, Result};
use std::collections::HashMap;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The table it was found in; empty for the file as a whole.
    pub table: String,
    /// What was found, in plain words.
    pub what: String,
}

/// What a check looked at and what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Check {
    /// Rows read.
    pub rows: u64,
    /// Texts, structures and original files held against their hashes.
    pub values: u64,
    /// What is not as it should be; empty when the project is whole.
    pub findings: Vec<Finding>,
}

/// A check under way. Its steps are rows, and pages or thousands of letters where there are more of these.
struct Look<'a> {
    found: Check,
    progress: &'a Watched,
}

impl Look<'_> {
    fn say(&mut self, table: &str, what: impl Into<String>) {
        self.found.findings.push(Finding { table: table.into(), what: what.into() });
    }

    /// Runs one part; that it could not be read is a finding too. What was stopped in the middle has found nothing.
    fn part(&mut self, table: &str, what: &str, run: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        self.progress.say(what);
        self.progress.wake();
        match run(self) {
            Err(Error::Cancelled) => return Err(Error::Cancelled),
            Err(error) => self.say(table, format!("cannot be read: {error}")),
            Ok(()) => {}
        }
        self.progress.check()
    }

    /// So many rows more were read.
    fn rows(&mut self, rows: u64) -> Result<()> {
        self.found.rows += rows;
        self.steps(rows)
    }

    fn steps(&self, steps: u64) -> Result<()> {
        self.progress.advance(steps);
        self.progress.check()
    }
}

/// How many steps so many letters or bytes are beside the row that names them.
fn thousands(count: impl TryInto<u64>) -> u64 {
    count.try_into().unwrap_or(0) / 1024
}

/// A text and its structure as a version names them.
struct Shape {
    source: SourceId,
    chars: u32,
}

/// Checks an open file from its pages to its spans, all of it as it stands at one moment: what others write meanwhile is no damage.
pub(crate) fn check(store: &Store, progress: &Watched) -> Result<Check> {
    store.watch(Some(progress.clone()));
    let checked = store.snapshot(|store| {
        let mut look = Look { found: Check::default(), progress };
        // Where even that cannot be read nobody knows how much there is.
        progress.begin(expected(store).unwrap_or(0));
        parts(store, &mut look).map(|()| look.found)
    });
    store.watch(None);
    checked
}

fn parts(store: &Store, look: &mut Look) -> Result<()> {
    look.part("", "pages", |look| pages(store, look))?;
    look.part("", "references", |look| references(store, look))?;
    look.part("op", "history", |look| journal(store, look))?;
    look.part("change", "history", |look| changes(store, look))?;
    look.part("", "history", |look| triggers(store, look))?;
    look.part("value", "texts and files", |look| values(store, look))?;
    nouns(store, look)?;
    let mut shapes = HashMap::new();
    look.part("version", "texts with their turns", |look| versions(store, look, &mut shapes))?;
    look.part("source", "sources", |look| sources(store, look, &shapes))?;
    look.part("coding", "codings", |look| spans(store, look, &shapes))?;
    look.part("code", "codes", |look| trees(store, look))
}

/// How many steps a check takes.
fn expected(store: &Store) -> Result<u64> {
    let number = |sql: &str| store.conn().query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs);
    let mut steps = page_count(store)? + number("SELECT count(*) + coalesce(sum(size / 1024), 0) FROM value")?;
    steps += number("SELECT coalesce(sum(chars / 1024), 0) FROM version")?;
    for table in migrate::journaled(store.conn())?.iter().map(String::as_str).chain(["op", "change"]) {
        steps += number(&format!("SELECT count(*) FROM {table}"))?;
    }
    Ok(steps)
}

fn page_count(store: &Store) -> Result<u64> {
    Ok(store.conn().pragma_query_value(None, "page_count", |row| row.get::<_, i64>(0))?.unsigned_abs())
}

fn pages(store: &Store, look: &mut Look) -> Result<()> {
    let mut statement = store.conn().prepare("PRAGMA integrity_check(100)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            look.say("", format!("SQLite found: {line}"));
        }
    }
    look.steps(page_count(store)?)
}

fn references(store: &Store, look: &mut Look) -> Result<()> {
    let mut statement = store.conn().prepare("SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2")?;
    let found = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?)))?;
    for row in found {
        let (table, parent, count) = row?;
        look.say(&table, format!("{count} rows name a row of “{parent}” that is not there"));
    }
    Ok(())
}

/// Counts by a query that should find nothing.
fn none(store: &Store, look: &mut Look, table: &str, sql: &str, what: &str) -> Result<()> {
    let count: i64 = store.conn().query_row(sql, [], |row| row.get(0))?;
    if count > 0 {
        look.say(table, format!("{count} {what}"));
    }
    Ok(())
}

fn journal(store: &Store, look: &mut Look) -> Result<()> {
    none(store, look, "op_open", "SELECT count(*) FROM op_open", "operation was left open")?;
    none(
        store,
        look,
        "op",
        "SELECT count(*) FROM op WHERE undoes IS NOT NULL AND undoes NOT IN (SELECT seq FROM op)",
        "steps take back one that is not there",
    )?;
    let mut broken = 0;
    for op in store.ops_after(0, u32::MAX)? {
        look.rows(1)?;
        broken += u32::from(op.undoes.is_some_and(|target| target >= op.seq));
    }
    if broken > 0 {
        look.say("op", format!("{broken} steps take back a later one"));
    }
    Ok(())
}

fn changes(store: &Store, look: &mut Look) -> Result<()> {
    none(store, look, "change", "SELECT count(*) FROM change WHERE op NOT IN (SELECT seq FROM op)", "changes belong to no step")?;
    none(
        store,
        look,
        "change",
        "SELECT count(*) FROM change WHERE length(row) <> 16 OR (what = 'i') <> (before IS NULL) OR NOT coalesce(json_valid(before), 1)",
        "changes cannot be taken back",
    )?;
    let lost = "SELECT count(*) FROM (SELECT json_extract(before, '$.text') AS hash FROM change WHERE tbl = 'version' AND json_valid(before)
                UNION SELECT json_extract(before, '$.correction') FROM change WHERE tbl = 'version' AND json_valid(before)
                UNION SELECT json_extract(before, '$.structure') FROM change WHERE tbl = 'version' AND json_valid(before)
                UNION SELECT json_extract(before, '$.original') FROM change WHERE tbl = 'source' AND json_valid(before))
                WHERE hash IS NOT NULL AND unhex(hash) NOT IN (SELECT hash FROM value)";
    none(store, look, "value", lost, "texts that the history needs are not there")?;
    let rows: i64 = store.conn().query_row("SELECT count(*) FROM change", [], |row| row.get(0))?;
    look.rows(rows.unsigned_abs())
}

fn triggers(store: &Store, look: &mut Look) -> Result<()> {
    let mut statement = store.conn().prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1")?;
    for table in migrate::journaled(store.conn())? {
        for (name, sql) in migrate::triggers(&table, &migrate::columns(store.conn(), &table)?) {
            let stands = statement.query_row([&name], |row| row.get::<_, String>(0)).ok();
            if stands.as_deref() != Some(&sql) {
                look.say(&table, format!("the journal’s trigger “{name}” is not as the program made it"));
            }
        }
    }
    Ok(())
}

fn values(store: &Store, look: &mut Look) -> Result<()> {
    let mut statement = store.conn().prepare("SELECT hash, size, packed, bytes FROM value ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut wrong = 0;
    while let Some(row) = rows.next()? {
        let (hash, size, packed): (Hash, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let plain = match packed {
            2.. => store.value(&hash).ok(),
            packed => unpack(packed == 1, row.get_ref(3)?.as_blob().unwrap_or_default()),
        };
        let whole = plain.is_some_and(|plain| plain.len() as i64 == size && *blake3::hash(&plain).as_bytes() == hash);
        wrong += u32::from(!whole);
        look.found.values += 1;
        look.steps(1 + thousands(size))?;
    }
    if wrong > 0 {
        look.say("value", format!("{wrong} texts or files are not what their hash says"));
    }
    Ok(())
}

/// Reads every row of every noun as the program does.
fn nouns(store: &Store, look: &mut Look) -> Result<()> {
    macro_rules! read {
        ($($noun:ident in $table:literal),+ $(,)?) => {$(
            look.part($table, "rows", |look| look.rows(store.all::<$noun>()?.len() as u64))?;
        )+};
    }
    read!(
        Coder in "coder", Framework in "framework", Layer in "layer", Folder in "folder", CaseKind in "case_kind", Case in "cases", Speaker in "speaker",
        SourceCase in "source_case", Attribute in "attribute", AttributeValue in "attribute_value", Code in "code", Memo in "memo", MemoStanding in "memo_state", MemoLink in "memo_link",
        Pseudonym in "pseudonym", SavedSearch in "saved_search", KeptRule in "word_rule", ChartCell in "chart_cell",
        Evidence in "evidence", Crosswalk in "crosswalk", CrosswalkLink in "crosswalk_link", Verdict in "verdict", ThemePart in "theme_part",
        Report in "report", ReportPart in "report_part",
        FrameworkVersion in "framework_version", MergedCode in "merged_code", LookedAgain in "looked_again", Pin in "pin",
        Progress in "progress", Dismissed in "dismissed",
    );
    look.part("project", "rows", |look| {
        let count = store.all::<Project>()?.len();
        look.rows(count as u64)?;
        if count != 1 {
            look.say("project", format!("{count} rows where one belongs"));
        }
        Ok(())
    })
}

fn versions(store: &Store, look: &mut Look, shapes: &mut HashMap<VersionId, Shape>) -> Result<()> {
    for version in store.all::<Version>()? {
        look.rows(1)?;
        shapes.insert(version.id, Shape { source: version.source, chars: version.chars });
        let speakers: Vec<u32> = store.by::<Speaker>("source", &version.source)?.iter().map(|speaker| speaker.number).collect();
        for what in misfits(store, &version, &speakers) {
            look.say("version", format!("{what} (version {})", version.id));
        }
        look.steps(thousands(version.chars))?;
    }
    Ok(())
}

/// What does not fit between a version, its text and its structure.
fn misfits(store: &Store, version: &Version, speakers: &[u32]) -> Vec<String> {
    let Some(text) = store.value(&version.text).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return vec!["its text is not there or cannot be read".into()];
    };
    let geometry = Geometry::new(text);
    let mut list = Vec::new();
    if geometry.chars() != version.chars {
        list.push(format!("its text has {} characters, not {}", geometry.chars(), version.chars));
    }
    let structure = store.value(&version.structure).ok().and_then(|bytes| postcard::from_bytes::<Structure>(&bytes).ok());
    let Some(structure) = structure else {
        list.push("its paragraphs and turns are not there or cannot be read".into());
        return list;
    };
    let spans = structure.paragraphs.iter().copied().chain(structure.turns.iter().map(|t| t.span)).chain(structure.marks.iter().map(|m| m.span));
    if !spans.chain(structure.styles.iter().map(|s| s.span)).all(|span| span.start <= span.end && span.end <= geometry.chars()) {
        list.push("a paragraph, turn or mark lies outside its text".into());
    }
    if version.correction.is_some_and(|hash| store.correction(&hash).is_err()) {
        list.push("how it was made of the version before is not there or cannot be read".into());
    }
    if structure.turns.len() != version.turns as usize || structure.turns.iter().any(|turn| !speakers.contains(&turn.speaker)) {
        list.push("its turns are not those that were counted, or name a speaker that is not there".into());
    }
    list
}

fn sources(store: &Store, look: &mut Look, shapes: &HashMap<VersionId, Shape>) -> Result<()> {
    for source in store.all::<Source>()? {
        look.rows(1)?;
        if shapes.get(&source.version).is_none_or(|shape| shape.source != source.id) {
            look.say("source", format!("the version shown is not there (source {})", source.id));
        }
        if let Some(hash) = source.original
            && store.value(&hash).is_err()
        {
            look.say("source", format!("the original file is not there (source {})", source.id));
        }
    }
    Ok(())
}

fn spans(store: &Store, look: &mut Look, shapes: &HashMap<VersionId, Shape>) -> Result<()> {
    let fits = |source, version, span: Span| {
        shapes.get(&version).is_some_and(|shape| shape.source == source && span.start < span.end && span.end <= shape.chars)
    };
    let codings = store.all::<Coding>()?;
    look.rows(codings.len() as u64)?;
    let outside = codings.iter().filter(|coding| !fits(coding.source, coding.version, coding.span)).count();
    if outside > 0 {
        look.say("coding", format!("{outside} codings lie outside their text"));
    }
    let outside = |row: &&Dismissed| !fits(row.source, row.version, row.span);
    let outside = store.all::<Dismissed>()?.iter().filter(outside).count();
    if outside > 0 {
        look.say("dismissed", format!("{outside} dismissed passages lie outside their text"));
    }
    let outside = |memo: &&Memo| matches!(memo.subject, Subject::Passage(source, version, span) if !fits(source, version, span));
    let outside = store.all::<Memo>()?.iter().filter(outside).count();
    if outside > 0 {
        look.say("memo", format!("{outside} memos lie on passages outside their text"));
    }
    let outside = |link: &&MemoLink| matches!(link.to, Linked::On(Subject::Passage(source, version, span)) if !fits(source, version, span));
    let outside = store.all::<MemoLink>()?.iter().filter(outside).count();
    if outside > 0 {
        look.say("memo_link", format!("{outside} memos are linked to passages outside their text"));
    }
    let outside = store.all::<Evidence>()?.iter().filter(|evidence| !fits(evidence.source, evidence.version, evidence.span)).count();
    if outside > 0 {
        look.say("evidence", format!("{outside} passages behind cells of the chart lie outside their text"));
    }
    let outside = store.all::<Verdict>()?.iter().filter(|verdict| !fits(verdict.source, verdict.version, verdict.span)).count();
    if outside > 0 {
        look.say("verdict", format!("{outside} passages that were settled lie outside their text"));
    }
    let outside = |part: &&ThemePart| matches!(part.of, Gathered::Passage(at) if !fits(at.source, at.version, at.span));
    let outside = store.all::<ThemePart>()?.iter().filter(outside).count();
    if outside > 0 {
        look.say("theme_part", format!("{outside} passages that themes gather lie outside their text"));
    }
    let outside = |part: &&ReportPart| part.quote.is_some_and(|at| !fits(at.source, at.version, at.span));
    let outside = store.all::<ReportPart>()?.iter().filter(outside).count();
    if outside > 0 {
        look.say("report_part", format!("{outside} quotes of reports lie outside their text"));
    }
    Ok(())
}

/// Whether what nests does so without going in a circle, and codes lie in their parent's framework.
fn trees(store: &Store, look: &mut Look) -> Result<()> {
    for table in ["code", "cases", "case_kind", "folder"] {
        let sql = format!(
            "WITH RECURSIVE held(id) AS (SELECT id FROM {table} WHERE parent IS NULL UNION SELECT t.id FROM {table} t JOIN held ON t.parent = held.id)
             SELECT count(*) FROM {table} WHERE id NOT IN (SELECT id FROM held) AND parent IN (SELECT id FROM {table})"
        );
        none(store, look, table, &sql, "rows lie below themselves")?;
    }
    let apart = "SELECT count(*) FROM code JOIN code up ON up.id = code.parent WHERE up.framework <> code.framework";
    none(store, look, "code", apart, "codes lie in another framework than the code above them")
}
