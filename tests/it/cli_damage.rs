//! Damaged, newer and strange files from the command line: what can be read is shown, what cannot be meant is refused, nothing is lost.

use crate::cli_room::{Room, Run};
use crate::support::raw;
use std::path::Path;

/// The example study, closed.
fn example() -> Room {
    let room = Room::new();
    room.done(&["example", "s.themata"]);
    room
}

/// Overwrites leaf pages of a table from the second on; gives the file's bytes.
fn harm(path: &Path, table: &str) -> Vec<u8> {
    let conn = raw(path);
    let size: i64 = conn.query_row("SELECT page_size FROM pragma_page_size", [], |row| row.get(0)).unwrap();
    let sql = "SELECT pageno FROM dbstat WHERE name = ?1 AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 1";
    let page: i64 = conn.query_row(sql, [table], |row| row.get(0)).unwrap();
    drop(conn);
    let mut bytes = std::fs::read(path).unwrap();
    let at = ((page - 1) * size) as usize;
    bytes[at..at + size as usize].fill(0xA5);
    std::fs::write(path, &bytes).unwrap();
    bytes
}

fn count(run: &Run) -> usize {
    run.json().as_array().unwrap().len()
}

#[test]
fn lists_of_a_damaged_project_show_what_can_be_read_and_say_so() {
    let room = example();
    let all = count(&room.done(&["memos", "s.themata", "--json"]));
    let bytes = harm(&room.path("s.themata"), "memo");
    for list in
        ["sources", "cases", "codes", "coders", "codings", "speakers", "folders", "attributes", "frameworks", "project", "pin", "progress", "log"]
    {
        let run = room.run(&[list, "s.themata", "--json"]).ends(1);
        assert!(run.err.starts_with("warning: s.themata: the file is damaged, and what can be read of it is shown"), "{list}: {}", run.err);
        assert!(run.err.contains("hint: Run “themata check FILE”, then “themata recover FILE -o NEW”"), "{list}: {}", run.err);
        let rows = run.json();
        assert!(rows.as_array().is_none_or(|rows| list == "folders" || !rows.is_empty()), "{list}");
    }
    let left = count(&room.run(&["memos", "s.themata", "--json"]).ends(1));
    assert!(left > 0 && left < all, "{left} of {all}");
    room.run(&["excerpts", "s.themata", "--stars", "--format", "csv", "-o", "out.csv"]).ends(1);
    assert!(room.path("out.csv").exists());
    for change in [&["codebook", "s.themata", "add", "L1/New"][..], &["import", "s.themata", "home", "--dry-run"], &["undo", "s.themata", "--yes"]] {
        let run = room.run(change).ends(1);
        assert!(run.err.starts_with("error: ") && run.out.is_empty(), "{}", run.err);
    }
    assert!(std::fs::read(room.path("s.themata")).unwrap() == bytes, "a damaged file is left as it is");
}

#[test]
fn a_text_that_cannot_be_read_keeps_no_other_back() {
    let room = example();
    let whole = room.done(&["speakers", "s.themata", "--json"]).json();
    raw(&room.path("s.themata"))
        .execute_batch("UPDATE value SET bytes = x'00' WHERE hash = (SELECT structure FROM version ORDER BY id LIMIT 1)")
        .unwrap();
    let run = room.run(&["speakers", "s.themata", "--json"]).ends(1);
    assert!(run.err.starts_with("warning: ") && run.err.matches("warning: ").count() == 1, "{}", run.err);
    let rows = run.json();
    let lost = rows.as_array().unwrap().iter().filter(|row| row["turns"].is_null()).count();
    assert_eq!(rows.as_array().unwrap().len(), whole.as_array().unwrap().len());
    assert!(lost > 0 && lost < 5, "{lost}");
}

#[test]
fn what_can_be_saved_of_a_damaged_project_is_saved_and_the_rest_is_told() {
    let room = example();
    let bytes = harm(&room.path("s.themata"), "coding");
    let check = room.run(&["check", "s.themata"]).ends(1);
    assert!(
        check.err.contains("is damaged in") && check.err.contains("hint: Save what can be read: themata recover s.themata -o NEW.themata"),
        "{}",
        check.err
    );
    let run = room.run(&["recover", "s.themata", "-o", "saved.themata"]).ends(1);
    let line = run.out.lines().find(|line| line.starts_with("coding ")).unwrap();
    let cells: Vec<&str> = line.split_whitespace().collect();
    assert!(cells[1].parse::<u32>().unwrap() > 1000 && cells[2].parse::<u32>().unwrap() > 0, "{line}");
    assert!(run.err.contains("the damaged file stays as it is") && run.err.contains("rows are lost or left out"), "{}", run.err);
    room.done(&["check", "saved.themata"]);
    assert!(std::fs::read(room.path("s.themata")).unwrap() == bytes);
    let again = room.run(&["recover", "s.themata", "-o", "saved.themata"]).ends(1);
    assert!(again.err.contains("exists already"), "{}", again.err);
    let itself = room.run(&["recover", "s.themata", "-o", "s.themata"]).ends(1);
    assert!(itself.err.contains("is the damaged file itself") && std::fs::read(room.path("s.themata")).unwrap() == bytes, "{}", itself.err);
    room.run(&["recover", "nowhere.themata", "-o", "x.themata"]).ends(1);
    room.write("notes.themata", &"INT: How was it?\n".repeat(400));
    let strange = room.run(&["recover", "notes.themata", "-o", "x.themata"]).ends(1);
    assert!(strange.err.starts_with("error: ") && !room.path("x.themata").exists(), "{}", strange.err);
}

#[test]
fn a_text_whose_row_names_no_source_comes_back_with_the_source_that_shows_it() {
    let room = Room::study();
    let sources = room.done(&["sources", "s.themata"]).out;
    raw(&room.path("s.themata"))
        .execute_batch(
            "PRAGMA foreign_keys = OFF; INSERT INTO op_open VALUES (1, 1);
             UPDATE version SET source = zeroblob(16) WHERE id = (SELECT min(id) FROM version); DELETE FROM op_open;",
        )
        .unwrap();
    room.run(&["check", "s.themata"]).ends(1);
    room.run(&["recover", "s.themata", "-o", "saved.themata"]);
    room.done(&["check", "saved.themata"]);
    assert_eq!(room.done(&["sources", "saved.themata"]).out, sources);
}

#[test]
fn a_newer_project_is_refused_by_every_command_and_stays_as_it_is() {
    let room = Room::study();
    room.done(&["backup", "s.themata"]);
    let conn = raw(&room.path("s.themata"));
    conn.execute_batch("PRAGMA user_version = 900; PRAGMA journal_mode = DELETE").unwrap();
    drop(conn);
    let bytes = std::fs::read(room.path("s.themata")).unwrap();
    let recover = ["recover", "s.themata", "-o", "x.themata"];
    for command in [&recover[..], &["codes", "s.themata"], &["check", "s.themata"], &["codebook", "s.themata", "add", "X"], &["backup", "s.themata"]]
    {
        let run = room.run(command).ends(1);
        assert!(run.err.contains("was made by a newer Themata") && run.err.contains("hint: Install the newer Themata"), "{}", run.err);
    }
    assert!(std::fs::read(room.path("s.themata")).unwrap() == bytes && !room.path("x.themata").exists());
}

#[test]
fn a_backup_comes_back_where_not_even_the_header_can_be_read() {
    let room = Room::study();
    room.done(&["codebook", "s.themata", "add", "Kept"]);
    room.done(&["backup", "s.themata"]);
    room.done(&["codebook", "s.themata", "add", "Later"]);
    let mut bytes = std::fs::read(room.path("s.themata")).unwrap();
    bytes[..4096].fill(0);
    std::fs::write(room.path("s.themata"), &bytes).unwrap();
    let lost = room.run(&["codes", "s.themata"]).ends(1);
    assert!(lost.err.contains("is not a Themata project") && lost.err.contains("themata recover FILE -o NEW"), "{}", lost.err);
    assert_eq!(count(&room.done(&["backup", "s.themata", "--list", "--json"])), 1);
    let run = room.done(&["restore", "s.themata"]);
    assert!(run.err.contains("Restored s.themata from ") && run.err.contains("What stood there is kept as "), "{}", run.err);
    let codes = room.done(&["codes", "s.themata"]).out;
    assert!(codes.contains("Kept") && !codes.contains("Later"), "{codes}");
    let aside = run.err.lines().find_map(|line| line.strip_prefix("What stood there is kept as ")).unwrap().trim_end_matches('.');
    assert!(std::fs::read(room.path(aside)).unwrap() == bytes, "{aside} is what stood there");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name: &str| std::fs::metadata(room.path(name)).unwrap().permissions().mode();
        assert_eq!(mode("s.themata"), mode(aside), "who could open it before still can");
    }
}

#[test]
fn a_backup_of_another_project_does_not_go_in_its_place() {
    let room = Room::study();
    room.done(&["new", "other.themata", "--name", "Other"]);
    room.done(&["backup", "other.themata"]);
    let backup = room.done(&["backup", "other.themata", "--list", "--json"]).json()[0]["path"].as_str().unwrap().to_owned();
    let bytes = std::fs::read(room.path("s.themata")).unwrap();
    let run = room.run(&["restore", "s.themata", "--from", &backup]).ends(1);
    assert!(run.err.contains("is a backup of another project, “Other”; nothing was changed") && run.err.contains("hint: "), "{}", run.err);
    room.run(&["restore", "s.themata", "--from", "nowhere.themata"]).ends(1);
    let none = room.run(&["restore", "s.themata"]).ends(1);
    assert!(none.err.contains("there is no backup of this project") && none.err.contains("hint: "), "{}", none.err);
    let gone = room.run(&["restore", "gone.themata", "--from", &backup]).ends(1);
    assert!(gone.err.contains("there is no file gone.themata"), "{}", gone.err);
    assert!(std::fs::read(room.path("s.themata")).unwrap() == bytes);
}
