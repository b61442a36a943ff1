//! Migrations, and the triggers of the journal, which are made from the schema after each.

use crate::Result;
use rusqlite::Connection;

/// The migrations in order; never edited after release.
const MIGRATIONS: [&str; 13] = [
    include_str!("../../migrations/0001_initial.sql"),
    include_str!("../../migrations/0002_pseudonyms.sql"),
    include_str!("../../migrations/0003_restated.sql"),
    include_str!("../../migrations/0004_saved_searches.sql"),
    include_str!("../../migrations/0005_word_rules.sql"),
    include_str!("../../migrations/0006_dismissed.sql"),
    include_str!("../../migrations/0007_chart.sql"),
    include_str!("../../migrations/0008_crosswalk_themes_versions.sql"),
    include_str!("../../migrations/0009_reports.sql"),
    include_str!("../../migrations/0010_report_pictures.sql"),
    include_str!("../../migrations/0011_memo_states.sql"),
    include_str!("../../migrations/0012_memo_links.sql"),
    include_str!("../../migrations/0013_chart_rest.sql"),
];

/// The version a migrated file has.
pub(crate) const CURRENT: i32 = MIGRATIONS.len() as i32;

/// Tables that the journal leaves alone.
const OUTSIDE: [&str; 5] = ["op", "op_open", "change", "value", "draft"];

/// Brings a file to the current version in one transaction: triggers dropped, migrations, triggers made anew, an
/// `upgrade` operation that undo does not cross.
pub(super) fn run(conn: &Connection) -> Result<()> {
    conn.pragma_update(None, "foreign_keys", false)?;
    let transaction = conn.unchecked_transaction()?;
    let version: i32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for name in names(conn, "trigger")? {
        conn.execute_batch(&format!("DROP TRIGGER \"{name}\""))?;
    }
    for migration in &MIGRATIONS[version as usize..] {
        conn.execute_batch(migration)?;
    }
    for table in journaled(conn)? {
        for (_, sql) in triggers(&table, &columns(conn, &table)?) {
            conn.execute_batch(&sql)?;
        }
    }
    if version > 0 {
        let now = crate::model::Time::now();
        let label = format!("Upgraded the project from format {version} to {CURRENT}");
        conn.execute(
            "INSERT INTO op (id, kind, label, place, who, at) VALUES (?1, 'upgrade', ?2, '', '', ?3)",
            rusqlite::params![crate::model::OpId::new(), label, now],
        )?;
    }
    conn.pragma_update(None, "user_version", CURRENT)?;
    transaction.commit()?;
    conn.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

fn names(conn: &Connection, kind: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = ?1 AND name NOT LIKE 'sqlite_%' ORDER BY name")?;
    Ok(statement.query_map([kind], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The tables that the journal keeps, by name.
pub(super) fn journaled(conn: &Connection) -> Result<Vec<String>> {
    Ok(names(conn, "table")?.into_iter().filter(|name| !OUTSIDE.contains(&name.as_str())).collect())
}

/// A column's name and whether it holds bytes.
pub(super) type Column = (String, bool);

/// The columns of a table in order.
pub(super) fn columns(conn: &Connection, table: &str) -> Result<Vec<Column>> {
    let mut statement = conn.prepare_cached("SELECT name, type = 'BLOB' FROM pragma_table_info(?1) ORDER BY cid")?;
    Ok(statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// The three triggers of a table, by name: refuse a write outside an operation, else keep what stood there before.
pub(super) fn triggers(table: &str, columns: &[Column]) -> [(String, String); 3] {
    let before: Vec<String> = columns
        .iter()
        .map(|(name, bytes)| {
            let value = if *bytes { format!("iif(OLD.{name} IS NULL, NULL, hex(OLD.{name}))") } else { format!("OLD.{name}") };
            format!("'{name}', {value}")
        })
        .collect();
    let before = format!("json_object({})", before.join(", "));
    let differs: Vec<String> = columns.iter().map(|(name, _)| format!("OLD.{name} IS NOT NEW.{name}")).collect();
    let trigger = |what: &str, event: &str, when: &str, row: &str, before: &str| {
        let name = format!("journal_{table}_{what}");
        let sql = format!(
            "CREATE TRIGGER {name} AFTER {event} ON {table} {when} BEGIN
               SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM op_open);
               INSERT INTO change (op, tbl, row, what, before) VALUES ((SELECT op FROM op_open), '{table}', {row}, '{what}', {before});
             END"
        );
        (name, sql)
    };
    [
        trigger("i", "INSERT", "", "NEW.id", "NULL"),
        trigger("u", "UPDATE", &format!("WHEN {}", differs.join(" OR ")), "OLD.id", &before),
        trigger("d", "DELETE", "", "OLD.id", &before),
    ]
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a file is made here as the program of an older version made it")]
mod tests {
    use super::*;
    use crate::store::{Mode, NewValue, Store};

    /// A project file as the program of an older version made it, with a value in it.
    fn of_version(path: &std::path::Path, version: usize, value: &NewValue) {
        let conn = Connection::open(path).unwrap();
        MIGRATIONS[..version].iter().for_each(|migration| conn.execute_batch(migration).unwrap());
        conn.pragma_update(None, "application_id", crate::store::open::APPLICATION).unwrap();
        conn.pragma_update(None, "user_version", version as i32).unwrap();
        for table in journaled(&conn).unwrap() {
            triggers(&table, &columns(&conn, &table).unwrap()).iter().for_each(|(_, sql)| conn.execute_batch(sql).unwrap());
        }
        conn.execute("INSERT INTO value (hash, size, packed, bytes) VALUES (?1, 5, 0, x'776f726473')", [value.hash]).unwrap();
    }

    #[test]
    fn a_file_of_every_older_version_is_what_a_new_one_is_after_its_upgrade() {
        let folder = tempfile::tempdir().unwrap();
        let value = NewValue::new(b"words".to_vec());
        let shape = |store: &Store| -> Vec<String> {
            let mut statement = store.conn().prepare("SELECT name || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name").unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap()
        };
        let new = shape(&Store::create(&folder.path().join("new.themata")).unwrap());
        for version in 1..MIGRATIONS.len() {
            let path = folder.path().join(format!("{version}.themata"));
            of_version(&path, version, &value);
            let mut kept = false;
            for mode in [Mode::Read, Mode::Write, Mode::Read] {
                let store = Store::open(&path, mode, |_| {
                    kept = true;
                    Ok(())
                })
                .unwrap();
                assert_eq!(shape(&store), new, "from version {version}");
                assert_eq!(store.value(&value.hash).unwrap(), b"words");
                let whole: String = store.conn().query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
                assert_eq!(whole, "ok");
            }
            assert!(kept, "it is kept as it was first");
            let raw = Connection::open(&path).unwrap();
            raw.execute("INSERT INTO value (hash, size, packed, bytes) VALUES (?1, 1, 3, x'00')", [[7u8; 32]]).unwrap();
            raw.execute("INSERT INTO value (hash, size, packed, bytes) VALUES (?1, 1, 4, x'00')", [[8u8; 32]]).unwrap_err();
        }
    }
}
