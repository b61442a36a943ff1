//! What the chart tells on the command line: who agreed, what changed under a cell, what nobody judged, whose codes the columns are, how passages are read.

use super::cli_room::{Room, Run};
use serde_json::Value;

/// An interview and a focus group in the North, one in the South.
fn room() -> Room {
    let room = Room::new();
    room.write("in/a1.txt", "Q: So?\n\nAda: Money came late.\n\nQ: And?\n\nAda: It never paid.\n");
    room.write("in/b1.txt", "Q: So?\n\nBen: Money was no trouble here.\n");
    room.write("in/c1.txt", "Q: So?\n\nCem: We asked for trust.\n");
    room.write("people.csv", "file,person,site\na1.txt,Ada,North\nb1.txt,Ben,North\nc1.txt,Cem,South\n");
    room.done(&["new", "s.themata", "--framework", "leutz"]);
    let import = ["import", "s.themata", "in", "--attributes", "people.csv", "--case-column", "person", "--site-column", "site", "--coder", "BP"];
    room.done(&import);
    for (source, code, words) in [
        ("a1", "Law 2", "Money came late."),
        ("a1", "Law 2", "It never paid."),
        ("b1", "Law 2", "Money was no trouble here."),
        ("b1", "Law 3", "Money"),
        ("c1", "Law 3", "We asked for trust."),
    ] {
        code_as(&room, source, code, words);
    }
    room
}

fn code_as(room: &Room, source: &str, code: &str, words: &str) {
    room.done(&["code", "s.themata", "--source", source, "--code", code, "--text", words, "--coder", "BP"]);
}

fn set(room: &Room, place: [&str; 2], more: &[&str], coder: &str) -> Run {
    room.run(&[&["chart", "s.themata", "set"], &place[..], more, &["--coder", coder]].concat())
}

fn one(room: &Room, place: [&str; 2], more: &[&str]) -> Value {
    room.done(&[&["chart", "s.themata", "cell"], &place[..], more, &["--json"]].concat()).json()
}

#[test]
fn what_others_agreed_on_is_guarded_and_said_also_where_the_words_are_ones_own() {
    let room = room();
    let place = ["a1", "Law 2"];
    set(&room, place, &["Short of it."], "BP").ends(0);
    set(&room, place, &["--status", "agreed"], "AR").ends(0);
    assert_eq!(
        (one(&room, place, &[])["writers"].to_string(), one(&room, place, &[])["agreed_by"].to_string()),
        (r#"["BP"]"#.into(), r#"["AR"]"#.into())
    );
    let shown = room.done(&["chart", "s.themata", "cell", "a1", "Law 2"]).out;
    assert!(shown.contains("agreed, BP, agreed by AR\n"), "{shown}");
    room.done(&["chart", "s.themata", "export", "-o", "c.md"]);
    let page = std::fs::read_to_string(room.path("c.md")).unwrap();
    assert!(page.contains("| Written by | On | Agreed by |") && page.contains("| AR |"), "{page}");
    let refused = set(&room, place, &["Other words."], "BP").ends(1).err;
    assert!(refused.contains("agreed on by AR; nothing was changed") && refused.contains("Add --yes"), "{refused}");
    assert!(set(&room, place, &[""], "BP").ends(1).err.contains("agreed on by AR"), "taking them out is no less");
    // Passages are no other words, and whoever agreed herself may write over it.
    set(&room, place, &["--evidence", "1"], "BP").ends(0);
    assert_eq!(one(&room, place, &[])["agreed_by"].to_string(), r#"["AR"]"#);
    let told = set(&room, place, &["Other words.", "--yes"], "BP").ends(0).err;
    assert!(told.contains("agreed on by AR") && told.contains("brings that back"), "{told}");
    assert_eq!((one(&room, place, &[])["agreed_by"].to_string(), one(&room, place, &[])["cell"]["status"].as_str()), ("[]".into(), Some("draft")));
    room.done(&["undo", "s.themata", "--coder", "BP"]);
    assert_eq!(one(&room, place, &[])["agreed_by"].to_string(), r#"["AR"]"#, "it is agreed on again by whom it was");
    set(&room, ["b1", "Law 2"], &["No trouble.", "--status", "agreed"], "BP").ends(0);
    set(&room, ["b1", "Law 2"], &["Little trouble."], "BP").ends(0);
}

#[test]
fn what_changed_under_a_cell_is_listed_also_after_an_undo_and_where_nothing_was_coded() {
    let room = room();
    let place = ["site=North", "Law 2"];
    let since = || {
        let shown = one(&room, place, &[]);
        let list = shown["since"].as_array().unwrap().iter();
        let list = list.map(|one| (one["change"].as_str().unwrap().to_owned(), one["words"].as_str().unwrap().to_owned()));
        (shown["cell"]["changed"].as_bool().unwrap(), list.collect::<Vec<_>>())
    };
    set(&room, place, &["Late in the North."], "BP").ends(0);
    assert_eq!(since(), (false, Vec::new()));
    code_as(&room, "b1", "Law 2", "no trouble");
    let came = (true, vec![("came".to_owned(), "no trouble".to_owned())]);
    assert_eq!(since(), came);
    // Neither saying that it fits nor writing anew is a look once it is taken back.
    for more in [&["--fits"][..], &["Anew."]] {
        set(&room, place, more, "BP").ends(0);
        assert_eq!(since(), (false, Vec::new()));
        room.done(&["undo", "s.themata", "--coder", "BP"]);
        assert_eq!(since(), came, "{more:?}");
    }
    set(&room, place, &["--status", "draft"], "BP").ends(0);
    assert_eq!(since(), came, "a status alone is no look");
    set(&room, place, &["--fits"], "BP").ends(0);
    // Who stands in the row is another matter than what is coded.
    room.done(&["cases", "s.themata", "edit", "Ben", "--under", "South", "--coder", "BP"]);
    let (changed, list) = since();
    assert!(changed && list.len() == 1 && list[0].0 == "step" && list[0].1.contains("Ben"), "{list:?}");
    let shown = room.done(&["chart", "s.themata", "cell", "site=North", "Law 2"]).out;
    assert!(shown.contains("Other passages here since") && shown.contains("--fits says that it still fits"), "{shown}");
    room.done(&["undo", "s.themata", "--coder", "BP"]);
    assert_eq!(since(), (false, Vec::new()));
    // A coding and a person at once.
    code_as(&room, "a1", "Law 2", "never");
    room.done(&["cases", "s.themata", "edit", "Ben", "--under", "South", "--coder", "BP"]);
    let kinds: Vec<String> = since().1.into_iter().map(|(change, _)| change).collect();
    assert_eq!(kinds, ["came", "step"]);
    set(&room, place, &["--fits"], "BP").ends(0);
    // Words of a passage that were corrected.
    room.done(&["edit", "s.themata", "--source", "a1", "--replace", "came late", "came too late", "--coder", "BP"]);
    let (changed, list) = since();
    assert!(changed && list.len() == 1 && list[0].0 == "step", "{list:?}");
}

#[test]
fn what_nobody_judged_reads_otherwise_than_what_somebody_said() {
    let room = room();
    let standing = |place| one(&room, place, &[])["cell"]["status"].as_str().unwrap().to_owned();
    let place = ["c1", "Law 2"];
    assert_eq!(standing(place), "nothing coded");
    // Clearing what was never written leaves nothing behind.
    let told = set(&room, place, &[""], "NR").ends(0).err;
    assert!(told.contains("Nothing was written there that could be cleared") && !told.contains("Cleared"), "{told}");
    let shown = one(&room, place, &[]);
    assert_eq!((shown["history"].to_string(), shown["cell"]["coder"].is_null(), standing(place)), ("[]".into(), true, "nothing coded".into()));
    set(&room, place, &["--status", "no data"], "NR").ends(0);
    assert_eq!((standing(place), one(&room, place, &[])["cell"]["coder"].as_str()), ("no data".into(), Some("NR")));
    assert!(room.done(&["chart", "s.themata"]).out.contains("No data [0]"));
    set(&room, place, &["--status", "not charted"], "NR").ends(0);
    let cleared = one(&room, place, &[]);
    assert_eq!((standing(place), cleared["writers"].to_string(), cleared["cell"]["coder"].is_null()), ("nothing coded".into(), "[]".into(), true));
    let told = set(&room, ["a1", "Law 2"], &["--status", "no data"], "NR").ends(0).err;
    assert!(told.contains("no data is said of a cell under which 2 passages are coded"), "{told}");
    room.done(&["chart", "s.themata", "export", "-o", "c.md"]);
    let page = std::fs::read_to_string(room.path("c.md")).unwrap();
    assert!(page.contains("Nothing coded") && page.matches("No data").count() == 1, "{page}");
}

#[test]
fn a_chart_begins_with_the_framework_that_is_charted_and_names_it_and_its_filters() {
    let room = room();
    room.done(&["frameworks", "s.themata", "add", "Working"]);
    room.done(&["codebook", "s.themata", "add", "Working/Sums"]);
    // Leutz was there first; what is coded by hand in Working alone is what a chart is of, applied or not.
    let columns = |more: &[&str]| {
        let run = room.done(&[&["chart", "s.themata", "--json"], more].concat());
        let first = run.json()["rows"][0]["cells"][0]["code"].as_str().unwrap().to_owned();
        (first.split('/').next().unwrap().trim().to_owned(), run.err.clone())
    };
    assert!(columns(&[]).0.starts_with("Leutz"));
    code_as(&room, "a1", "Working/Sums", "late");
    assert!(columns(&[]).0.starts_with("Leutz"), "the first that is coded by hand");
    set(&room, ["a1", "Working/Sums"], &["Late sums."], "BP").ends(0);
    let (first, told) = columns(&[]);
    assert!(first == "Working" && told.contains("The columns are the codes of Working; --framework shows those of another"), "{first}: {told}");
    set(&room, ["a1", "Law 2"], &["Short."], "BP").ends(0);
    set(&room, ["b1", "Law 2"], &["No trouble."], "BP").ends(0);
    let (first, told) = columns(&["--framework", "Leutz"]);
    assert!(first.starts_with("Leutz") && !told.contains("--framework"), "{first}: {told}");
    assert!(columns(&[]).0.starts_with("Leutz"), "most of what is written is there");
    let export = |more: &[&str]| {
        room.done(&[&["chart", "s.themata", "export", "-o", "c.md"], more].concat());
        std::fs::read_to_string(room.path("c.md")).unwrap()
    };
    let whole = export(&[]);
    assert!(whole.contains("| Leutz’s five laws, by site |") && !whole.contains("left out"), "{whole}");
    let some = export(&["--framework", "Working", "--where", "site=North"]);
    assert!(some.contains("| Working, by site |") && some.contains("Only rows whose site is North; others are left out."), "{some}");
}

#[test]
fn what_was_applied_through_links_alone_does_not_choose_the_framework() {
    let room = Room::study();
    room.done(&["frameworks", "s.themata", "add", "Working"]);
    room.done(&["codebook", "s.themata", "add", "Working/Money"]);
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Working/Money", "--turn", "2"]);
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2", "--reason", "It costs"]);
    let first = || room.done(&["chart", "s.themata", "--json"]).json()["rows"][0]["cells"][0]["code"].as_str().unwrap().to_owned();
    assert!(first().starts_with("Working"));
    room.done(&["crosswalk", "s.themata", "apply", "--open", "--yes", "--from", "Working", "--to", "Leutz"]);
    assert!(first().starts_with("Working"), "nobody coded in Leutz by hand");
}

#[test]
fn passages_read_through_links_say_what_they_are_coded_with_and_how_that_stands() {
    let room = Room::study();
    room.done(&["frameworks", "s.themata", "add", "Working"]);
    room.done(&["codebook", "s.themata", "add", "Working/Money"]);
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Working/Money", "--turn", "2"]);
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Law 2", "--turn", "4"]);
    room.done(&["crosswalk", "s.themata", "map", "Working/Money", "Law 2", "--reason", "It costs"]);
    let read = || {
        let shown = one(&room, ["North 1", "Law 2"], &["--through", "Working"]);
        let under = shown["under"].as_array().unwrap().iter();
        under.map(|one| one["read"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(read(), [r#"[{"code":"Working/Money","stands":"open"}]"#, "[]"]);
    let shown = room.done(&["chart", "s.themata", "cell", "North 1", "Law 2", "--through", "Working"]).out;
    assert!(shown.contains("1 · North 1 · read from Money: open") && shown.contains("2 · North 1\n"), "{shown}");
    room.done(&["crosswalk", "s.themata", "settle", "Law 2", "1", "--accept"]);
    assert_eq!(read()[0], r#"[{"code":"Working/Money","stands":"accepted"}]"#);
    let plain = one(&room, ["North 1", "Law 2"], &[]);
    assert_eq!((plain["under"].as_array().unwrap().len(), plain["under"][0]["read"].to_string()), (1, "[]".into()));
    // Read through, nothing says by itself that there is no data.
    let south = one(&room, ["South 1", "Law 2"], &["--through", "Working"]);
    assert_ne!(south["cell"]["status"], "no data");
}
