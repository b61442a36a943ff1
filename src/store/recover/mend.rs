//! Making what was saved whole again: rows that are named and lost get a stand-in where one makes sense, else what names them is left out.

use super::Recovery;
use super::stand_in::{sources, stand_in};
use crate::Result;
use crate::model::*;
use crate::store::{NewValue, Store, migrate};
use crate::text::{Geometry, Structure};
use std::collections::BTreeMap;

/// Mends a filled store inside its open operation and counts in the report what it had to do.
pub(super) fn mend(store: &Store, report: &mut Recovery, name: &str) -> Result<()> {
    let mut made = BTreeMap::new();
    drop_nonsense(store)?;
    the_project(store, name, &mut made)?;
    lost_values(store, report)?;
    texts(store, report, &mut made)?;
    spans(store)?;
    // A row left out may be named by others: until nothing dangles.
    while references(store, report, &mut made)? > 0 {}
    trees(store, report)?;
    for saved in &mut report.tables {
        let stands: i64 = store.conn().query_row(&format!("SELECT count(*) FROM {}", saved.table), [], |row| row.get(0))?;
        saved.made = made.get(saved.table.as_str()).copied().unwrap_or(0);
        saved.dropped = (saved.read + saved.made).saturating_sub(stands.unsigned_abs());
    }
    Ok(())
}

/// Runs a statement and says how many rows it changed.
fn run(store: &Store, sql: &str) -> Result<usize> {
    Ok(store.conn().prepare_cached(sql)?.execute([])?)
}

pub(super) fn note(report: &mut Recovery, count: usize, what: &str) {
    if count > 0 {
        report.notes.push(format!("{count} {what}"));
    }
}

/// Deletes rows that the program could not read.
fn drop_nonsense(store: &Store) -> Result<()> {
    macro_rules! sift {
        ($($noun:ident),+ $(,)?) => {$( sift_table::<$noun>(store)?; )+};
    }
    sift!(
        Project,
        Coder,
        Framework,
        Layer,
        Folder,
        Source,
        Version,
        CaseKind,
        Case,
        Speaker,
        SourceCase,
        Attribute,
        AttributeValue,
        Code,
        Coding,
        Dismissed,
        Memo,
        MemoStanding,
        MemoLink,
        Pseudonym,
        SavedSearch,
        KeptRule,
        ChartCell,
        Evidence,
        Crosswalk,
        CrosswalkLink,
        Verdict,
        ThemePart,
        Report,
        ReportPart,
        FrameworkVersion,
        MergedCode,
        LookedAgain,
        Pin,
        Progress
    );
    Ok(())
}

fn sift_table<R: crate::store::record::Record>(store: &Store) -> Result<()> {
    let mut bad: Vec<Vec<u8>> = Vec::new();
    let mut statement = store.conn().prepare(&format!("SELECT {} FROM {}", R::COLUMNS.join(", "), R::TABLE))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if R::read(row).is_err() {
            bad.push(row.get(0)?);
        }
    }
    for id in bad {
        store.conn().execute(&format!("DELETE FROM {} WHERE id = ?1", R::TABLE), [id])?;
    }
    Ok(())
}

fn the_project(store: &Store, name: &str, made: &mut BTreeMap<&'static str, u64>) -> Result<()> {
    if store.all::<Project>()?.is_empty() {
        let (description, attribution) = (String::new(), Project::ATTRIBUTION.into());
        let kinds = store.all::<CaseKind>()?;
        let site = kinds.iter().find(|kind| kind.name == CaseKind::SITE).map(|kind| Grouping::Kind(kind.id));
        store.insert(&Project { id: ProjectId::new(), name: name.into(), description, site, role: None, phase: None, attribution })?;
        made.insert("project", 1);
    }
    if store.by::<Layer>("kind", &LayerKind::Independent)?.is_empty() {
        // Codings name the layer they lie in: that one comes back under its id, so that they stay together.
        let named: Option<LayerId> = store.conn().query_row("SELECT max(layer) FROM coding", [], |row| row.get(0))?;
        let id = named.unwrap_or_else(LayerId::new);
        store.insert(&Layer { id, kind: LayerKind::Independent, name: "Independent".into(), framework: None })?;
        made.insert("layer", 1);
    }
    Ok(())
}

/// Counts the texts and files that rows name and that are lost.
fn lost_values(store: &Store, report: &mut Recovery) -> Result<()> {
    let sql = "SELECT count(*) FROM (SELECT text AS hash FROM version UNION SELECT structure FROM version UNION SELECT correction FROM version UNION SELECT original FROM source)
               WHERE hash IS NOT NULL AND hash NOT IN (SELECT hash FROM value)";
    let lost: i64 = store.conn().query_row(sql, [], |row| row.get(0))?;
    if let Some(saved) = report.tables.iter_mut().find(|saved| saved.table == "value") {
        saved.lost = saved.lost.max(lost.unsigned_abs());
    }
    let originals = run(store, "UPDATE source SET original = NULL WHERE original NOT IN (SELECT hash FROM value)")?;
    note(report, originals, "sources have lost their original file; their text is not touched by that");
    Ok(())
}

/// Versions without a text go; one without its paragraphs gets them from its lines; turns find their speakers.
fn texts(store: &Store, report: &mut Recovery, made: &mut BTreeMap<&'static str, u64>) -> Result<()> {
    // What a source shows is its own, whatever a broken row says of it.
    run(
        store,
        "UPDATE version SET source = (SELECT s.id FROM source s WHERE s.version = version.id)
         WHERE source NOT IN (SELECT id FROM source) AND id IN (SELECT version FROM source)",
    )?;
    sources(store, report, made)?;
    let cut = corrections(store)?;
    note(report, cut, "texts are not known any more to be corrections of the text before; what was coded before waits for a place");
    let mut plain = 0;
    for version in store.all::<Version>()? {
        store.step()?;
        let text = store.value(&version.text).ok().and_then(|bytes| String::from_utf8(bytes).ok()).map(Geometry::new);
        let Some(text) = text.filter(|text| text.chars() == version.chars) else {
            store.delete::<Version>(version.id)?;
            continue;
        };
        let structure = store.value(&version.structure).ok().and_then(|bytes| postcard::from_bytes::<Structure>(&bytes).ok());
        match structure {
            Some(structure) => speakers(store, version.source, &structure, made)?,
            None => {
                plain += 1;
                let structure = Structure { paragraphs: Structure::lines(text.text()), ..Structure::default() };
                let value = NewValue::new(postcard::to_stdvec(&structure).unwrap_or_default());
                store.put(&value)?;
                *made.entry("value").or_default() += 1;
                store.update(&Version { structure: value.hash, turns: 0, ..version })?;
            }
        }
    }
    note(report, plain, "sources have lost their turns and speakers’ times; their text is whole");
    let older = "UPDATE source SET version = (SELECT id FROM version WHERE source = source.id ORDER BY number DESC LIMIT 1)
                 WHERE version NOT IN (SELECT id FROM version WHERE source = source.id) AND id IN (SELECT source FROM version)";
    let older = run(store, older)?;
    note(report, older, "sources show an older version of their text");
    run(store, "DELETE FROM source WHERE version NOT IN (SELECT id FROM version WHERE source = source.id)")?;
    Ok(())
}

/// Texts and structures that do not come out of those they are made of go. A version whose correction is lost stands alone; the answer is how many do.
fn corrections(store: &Store) -> Result<usize> {
    let mut statement = store.conn().prepare("SELECT hash FROM value WHERE packed > 1")?;
    let made: Vec<Hash> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let lost: Vec<Hash> = made.into_iter().filter(|hash| store.value(hash).is_err()).collect();
    for hash in lost {
        store.conn().execute("DELETE FROM value WHERE hash = ?1", [hash])?;
    }
    run(store, "UPDATE version SET base = NULL, correction = NULL WHERE correction NOT IN (SELECT hash FROM value)")
}

/// Speakers that turns name and that are lost come back under a number.
fn speakers(store: &Store, source: SourceId, structure: &Structure, made: &mut BTreeMap<&'static str, u64>) -> Result<()> {
    let there: Vec<u32> = store.by::<Speaker>("source", &source)?.iter().map(|speaker| speaker.number).collect();
    let mut named: Vec<u32> = structure.turns.iter().map(|turn| turn.speaker).filter(|number| !there.contains(number)).collect();
    named.sort_unstable();
    named.dedup();
    for number in named {
        let name = format!("Speaker {}", number + 1);
        store.insert(&Speaker { id: SpeakerId::new(), source, number, name, role: SpeakerRole::Participant, case_id: None, same_as: None })?;
        *made.entry("speaker").or_default() += 1;
    }
    Ok(())
}

/// Codings and dismissed passages outside their text go.
fn spans(store: &Store) -> Result<()> {
    let outside = "NOT EXISTS (SELECT 1 FROM version v WHERE v.id = t.version AND v.source = t.source AND t.stop <= v.chars AND t.start < t.stop)";
    run(store, &format!("DELETE FROM coding AS t WHERE {outside}"))?;
    run(store, &format!("DELETE FROM dismissed AS t WHERE {outside}"))?;
    run(store, &format!("DELETE FROM evidence AS t WHERE {outside}"))?;
    run(store, &format!("DELETE FROM verdict AS t WHERE {outside}"))?;
    run(store, &format!("DELETE FROM theme_part AS t WHERE source IS NOT NULL AND {outside}"))?;
    run(store, &format!("DELETE FROM report_part AS t WHERE source IS NOT NULL AND {outside}"))?;
    run(store, &format!("DELETE FROM memo_link AS t WHERE version IS NOT NULL AND {outside}"))?;
    let loose = format!("subject = 'passage' AND {outside}");
    run(store, &format!("UPDATE memo AS t SET source = NULL WHERE {loose}"))?;
    Ok(())
}

/// A cell of the chart whose row is lost becomes a memo on the project: its words are somebody's work.
const CELLS: &str = "INSERT INTO memo (id, subject, kind, title, body, coder, at)
    SELECT c.id, 'project', 'analytic', 'From a cell of the chart: ' || coalesce((SELECT name FROM code WHERE id = c.code), ''), c.summary, c.coder, c.at
    FROM chart_cell c WHERE c.summary <> '' AND
       (c.source NOT IN (SELECT id FROM source) OR c.case_id NOT IN (SELECT id FROM cases) OR c.attribute NOT IN (SELECT id FROM attribute)
        OR c.kind NOT IN (SELECT id FROM case_kind))";

/// A memo whose subject is lost becomes a memo on the project: its words are somebody's work.
const LOOSE: &str =
    "UPDATE memo SET subject = 'project', source = NULL, version = NULL, start = NULL, stop = NULL, code = NULL, case_id = NULL, coding = NULL
    WHERE (subject IN ('source', 'passage') AND coalesce(source NOT IN (SELECT id FROM source), 1))
       OR (subject = 'code' AND coalesce(code NOT IN (SELECT id FROM code), 1))
       OR (subject = 'case' AND coalesce(case_id NOT IN (SELECT id FROM cases), 1))
       OR (subject = 'coding' AND coalesce(coding NOT IN (SELECT id FROM coding), 1))";

/// Tables whose rows mean nothing without what they name, also where a column may be empty.
const OWNED: [&str; 7] = ["attribute_value", "chart_cell", "crosswalk_link", "verdict", "theme_part", "report_part", "memo_link"];

/// Mends each column that names a row of another table; returns how many rows had to be left out or loosened.
fn references(store: &Store, report: &mut Recovery, made: &mut BTreeMap<&'static str, u64>) -> Result<usize> {
    let moved = run(store, CELLS)?;
    note(report, moved, "cells of the chart stood in a row that is lost; they are memos on the project now");
    let mut all = 0;
    for table in migrate::journaled(store.conn())? {
        let mut statement = store.conn().prepare(
            "SELECT f.\"table\", f.\"from\", c.\"notnull\" FROM pragma_foreign_key_list(?1) f JOIN pragma_table_info(?1) c ON c.name = f.\"from\"",
        )?;
        let links = statement.query_map([&table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?)))?;
        for link in links.collect::<rusqlite::Result<Vec<_>>>()? {
            let (parent, column, needed) = link;
            let dangling = format!("{column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})");
            stand_in(store, &table, &parent, &column, made)?;
            if table == "memo" && column != "coder" {
                continue;
            }
            let out = needed || OWNED.contains(&table.as_str());
            let rows = match out {
                true => run(store, &format!("DELETE FROM {table} WHERE {dangling}"))?,
                false => run(store, &format!("UPDATE {table} SET {column} = NULL WHERE {dangling}"))?,
            };
            let became = if out { "left out" } else { "loosened from it" };
            note(report, rows, &format!("rows of the table {table} named something of the table {parent} that is lost; they were {became}"));
            all += rows;
        }
    }
    let loose = run(store, LOOSE)?;
    note(report, loose, "memos stood on something that is lost; they are memos on the project now");
    Ok(all + loose)
}

/// What lies below itself, or under a code of another framework, comes to the top.
fn trees(store: &Store, report: &mut Recovery) -> Result<()> {
    let mut loose = run(
        store,
        "UPDATE code SET parent = NULL WHERE EXISTS (SELECT 1 FROM code up WHERE up.id = code.parent AND up.framework <> code.framework)",
    )?;
    for table in ["code", "cases", "case_kind", "folder"] {
        let sql = format!(
            "WITH RECURSIVE held(id) AS (SELECT id FROM {table} WHERE parent IS NULL UNION SELECT t.id FROM {table} t JOIN held ON t.parent = held.id)
             UPDATE {table} SET parent = NULL WHERE id NOT IN (SELECT id FROM held)"
        );
        loose += run(store, &sql)?;
    }
    note(report, loose, "codes, cases or folders lost their place in the tree; they are at its top");
    Ok(())
}
