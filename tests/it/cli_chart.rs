//! The framework chart from the command line: written, agreed, brought back, exported, and opened by other programs.

use super::cli_room::Room;
use crate::support::need_tool;
use serde_json::Value;

fn room() -> Room {
    let room = Room::new();
    for (name, words) in [
        ("N1", "INT: And the money?\nP1: Money is short.\nINT: And trust?\nP1: Trust came late.\n"),
        ("N2", "INT: And the money?\nP2: =1+1 is the money.\n"),
        ("S1", "INT: And the money?\nP3: Not spoken of.\n"),
    ] {
        room.write(&format!("talk/{name}.txt"), words);
    }
    room.write("people.csv", "source,person,site\nN1,P1,North\nN2,P2,North\nS1,P3,South\n");
    room.done(&["new", "s.themata"]);
    room.done(&["import", "s.themata", "talk", "--attributes", "people.csv", "--case-column", "person", "--site-column", "site", "--coder", "BP"]);
    room.done(&["codebook", "s.themata", "add", "Money", "--coder", "BP"]);
    room.done(&["codebook", "s.themata", "add", "Money/Want", "--coder", "BP"]);
    room.done(&["codebook", "s.themata", "add", "Trust", "--coder", "BP"]);
    room.done(&["code", "s.themata", "--source", "N1", "--code", "Money/Want", "--turn", "2", "--coder", "BP"]);
    room.done(&["code", "s.themata", "--source", "N2", "--code", "Money", "--turn", "2", "--coder", "BP"]);
    room.done(&["code", "s.themata", "--source", "N1", "--code", "Trust", "--turn", "4", "--coder", "BP"]);
    room
}

fn chart(room: &Room, more: &[&str]) -> Value {
    room.done(&[&["chart", "s.themata", "--json"], more].concat()).json()
}

/// The cell of a row and a column, by their places.
fn cell<'a>(chart: &'a Value, row: &str, column: usize) -> &'a Value {
    let rows = chart["rows"].as_array().unwrap();
    &rows.iter().find(|one| one["name"] == row).unwrap_or_else(|| panic!("no row {row}: {chart}"))["cells"][column]
}

#[test]
fn cells_are_written_agreed_cleared_and_brought_back() {
    let room = room();
    let before = chart(&room, &[]);
    assert_eq!((cell(&before, "N1", 0)["status"].as_str(), cell(&before, "N1", 0)["passages"].as_u64()), (Some("not charted"), Some(1)));
    // Of what nobody has coded yet it is not known whether there is data; of an interview that is coded it is.
    assert_eq!(cell(&before, "S1", 0)["status"], "not coded yet");
    assert_eq!(cell(&before, "N2", 1)["status"], "nothing coded", "nobody said that there is no data");
    assert!(room.done(&["chart", "s.themata"]).out.contains("Not coded yet [0]"));
    room.done(&["chart", "s.themata", "export", "-o", "before.md"]);
    let exported = std::fs::read_to_string(room.path("before.md")).unwrap();
    assert!(exported.contains("| S1 | Not coded yet | Not coded yet |") && exported.contains("Nothing coded"), "{exported}");
    assert!(!exported.contains("No data"), "{exported}");
    room.done(&["chart", "s.themata", "set", "S1", "Trust", "--status", "no data", "--coder", "BP"]);
    assert_eq!(cell(&chart(&room, &[]), "S1", 1)["status"], "no data", "somebody says so");
    room.done(&["undo", "s.themata"]);
    room.done(&["chart", "s.themata", "set", "N1", "Money", "Short of it. [1]", "--evidence", "1", "--coder", "BP"]);
    room.done(&["chart", "s.themata", "set", "N1", "Money", "--status", "agreed", "--coder", "DD"]);
    let after = chart(&room, &[]);
    let one = cell(&after, "N1", 0);
    assert_eq!((one["words"].as_str(), one["status"].as_str(), one["coder"].as_str()), (Some("Short of it. [1]"), Some("agreed"), Some("BP")));
    assert_eq!((one["evidence"][0]["source"].as_str(), one["evidence"][0]["number"].as_u64()), (Some("N1"), Some(1)));
    assert_eq!(after["charted"]["settled"], 1);
    // More coded under it: it says so, until somebody writes it again.
    room.done(&["code", "s.themata", "--source", "N1", "--code", "Money", "--turn", "1", "--coder", "BP"]);
    assert_eq!((cell(&chart(&room, &[]), "N1", 0)["changed"].as_bool(), chart(&room, &[])["charted"]["changed"].as_u64()), (Some(true), Some(1)));
    let over = ["chart", "s.themata", "set", "N1", "Money", "Asked first.", "--coder", "DD"];
    let refused = room.run(&over).ends(1).err;
    assert!(
        refused.contains("words of BP stood there") && refused.contains("agreed on by DD; nothing was changed") && refused.contains("--yes"),
        "{refused}"
    );
    room.done(&[&over[..], &["--yes"]].concat());
    let now = chart(&room, &[]);
    assert_eq!((cell(&now, "N1", 0)["changed"].as_bool(), cell(&now, "N1", 0)["status"].as_str()), (Some(false), Some("draft")));
    let shown = room.done(&["chart", "s.themata", "cell", "N1", "Money", "--json"]).json();
    let history = shown["history"].as_array().unwrap();
    let past: Vec<(&str, &str)> = history.iter().map(|past| (past["words"].as_str().unwrap(), past["status"].as_str().unwrap())).collect();
    assert_eq!(past, [("Short of it. [1]", "draft"), ("Short of it. [1]", "agreed"), ("Asked first.", "draft")]);
    let step = history[1]["step"].to_string();
    room.done(&["chart", "s.themata", "back", "N1", "Money", "--step", &step, "--coder", "DD"]);
    let back = chart(&room, &[]);
    assert_eq!((cell(&back, "N1", 0)["words"].as_str(), cell(&back, "N1", 0)["status"].as_str()), (Some("Short of it. [1]"), Some("agreed")));
    room.done(&["undo", "s.themata", "--coder", "DD"]);
    assert_eq!(cell(&chart(&room, &[]), "N1", 0)["words"], "Asked first.");
    room.done(&["chart", "s.themata", "set", "S1", "Trust", "--status", "no data", "--coder", "BP"]);
    assert_eq!(chart(&room, &[])["charted"]["settled"], 2, "somebody looked, and there is nothing to say");
}

#[test]
fn what_comes_back_rests_on_the_passages_it_rested_on_and_answers_are_true() {
    let room = room();
    room.done(&["code", "s.themata", "--source", "N1", "--code", "Money", "--turn", "4", "--coder", "BP"]);
    let set = |more: &[&str]| room.done(&[&["chart", "s.themata", "set", "N1", "Money"], more, &["--coder", "BP"]].concat());
    let one = || room.done(&["chart", "s.themata", "cell", "N1", "Money", "--json"]).json();
    let spans = || {
        let evidence = one()["cell"]["evidence"].as_array().unwrap().clone();
        evidence.iter().map(|one| (one["number"].as_u64().unwrap(), one["span"]["start"].as_u64().unwrap())).collect::<Vec<_>>()
    };
    assert!(
        room.run(&["chart", "s.themata", "set", "N1", "Money", "--status", "agreed", "--coder", "BP"]).ends(1).err.contains("nothing is written")
    );
    assert!(set(&["--evidence", "2"]).err.contains("Rested on passages"));
    assert_eq!(one()["cell"]["status"], "draft");
    set(&["Claim A rests on [1]"]);
    let first = spans();
    set(&["--unlink", "1"]);
    assert_eq!(one()["cell"]["words"], "Claim A rests on", "the passage is out of the words too");
    assert!(set(&["Pasted from elsewhere [1]"]).err.contains("name [1]"));
    let again = set(&["--evidence", "1"]).err;
    assert!(again.contains("Changed the passages") && again.contains("passage 1 is [2] of this cell, which its words do not name"), "{again}");
    assert_eq!(spans()[0].0, 2, "the words mean another passage by [1]");
    set(&["Claim B rests on [2]"]);
    let history = one()["history"].as_array().unwrap().clone();
    let rests: Vec<(&str, String)> = history.iter().map(|past| (past["words"].as_str().unwrap(), past["evidence"].to_string())).collect();
    let (a, pasted) = ("Claim A rests on [1]", "Pasted from elsewhere [1]");
    let expected = [("", "[1]"), (a, "[1]"), ("Claim A rests on", "[]"), (pasted, "[]"), (pasted, "[2]"), ("Claim B rests on [2]", "[2]")];
    assert_eq!(rests, expected.map(|(words, numbers)| (words, numbers.to_owned())));
    room.done(&["chart", "s.themata", "back", "N1", "Money", "--step", &history[1]["step"].to_string(), "--coder", "BP"]);
    assert_eq!((one()["cell"]["words"].as_str(), spans()), (Some(a), first));
    let through = room.run(&["chart", "s.themata", "cell", "N1", "Money", "--through", "Money"]).ends(1);
    assert!(through.err.contains("there is no framework “Money”") && through.err.contains("themata frameworks FILE"), "{}", through.err);
}

#[test]
fn words_stay_their_writers_and_their_mark_until_somebody_says_that_they_fit() {
    let room = room();
    room.done(&["code", "s.themata", "--source", "N1", "--code", "Money", "--turn", "4", "--coder", "BP"]);
    let set = |more: &[&str]| room.done(&[&["chart", "s.themata", "set", "N1", "Money"], more].concat()).err;
    let stands = || {
        let shown = room.done(&["chart", "s.themata", "cell", "N1", "Money", "--json"]).json();
        let cell = &shown["cell"];
        (cell["coder"].as_str().unwrap().to_owned(), cell["changed"].as_bool().unwrap(), cell["evidence"].as_array().unwrap().len())
    };
    set(&["Short of it.", "--coder", "BP"]);
    // Whoever rests them on a passage wrote none of the words.
    set(&["--evidence", "1", "--coder", "DD"]);
    assert_eq!(stands(), ("BP".into(), false, 1));
    room.done(&["code", "s.themata", "--source", "N1", "--code", "Money", "--turn", "1", "--coder", "BP"]);
    assert_eq!(stands(), ("BP".into(), true, 1));
    // None of these says that they still fit.
    for more in [["--evidence", "1"], ["--evidence", "2"], ["--status", "draft"], ["--unlink", "2"]] {
        let said = set(&[&more[..], &["--coder", "DD"]].concat());
        assert!(said.contains("which its mark goes on saying") && !said.contains("It still fits"), "{more:?}: {said}");
        assert!(stands().1, "{more:?}");
    }
    assert!(set(&["--fits", "--coder", "DD"]).contains("It still fits: Money for N1"));
    assert_eq!(stands(), ("BP".into(), false, 1));
    room.done(&["undo", "s.themata", "--coder", "DD"]);
    assert!(set(&["--status", "agreed", "--coder", "DD"]).contains("agreed on as it is coded now"));
    assert_eq!(stands(), ("BP".into(), false, 1));
    // So it is where it was agreed on before.
    room.done(&["code", "s.themata", "--source", "N1", "--code", "Money", "--turn", "3", "--coder", "BP"]);
    assert!(stands().1 && set(&["--status", "agreed", "--coder", "DD"]).contains("agreed on as it is coded now"));
    assert!(!stands().1, "what is said of it is so");
}

#[test]
fn words_of_a_merged_code_come_back_by_its_name_or_by_the_path_it_had() {
    let room = room();
    let set = |code: &str, words: &str, coder: &str| {
        room.done(&["chart", "s.themata", "set", "N1", code, words, "--coder", coder]);
    };
    set("Money/Want", "Of want.", "DD");
    set("Trust", "Of trust.", "BP");
    room.done(&["codebook", "s.themata", "merge", "Money/Want", "--into", "Trust", "--coder", "BP"]);
    let one = || room.done(&["chart", "s.themata", "cell", "N1", "Trust", "--json"]).json();
    let writers = || one()["writers"].to_string();
    assert_eq!(writers(), r#"["BP","DD"]"#);
    set("Trust", "Anew.", "EE");
    assert_eq!(writers(), r#"["EE"]"#);
    let taken = one()["history"].as_array().unwrap().last().unwrap()["step"].clone();
    room.done(&["undo", "s.themata", "--coder", "EE"]);
    assert_eq!(writers(), r#"["BP","DD"]"#, "whose words stand there again");
    let last = one()["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["undoes"], last["coder"].as_str()), (&taken, Some("EE")));
    let said = room.done(&["chart", "s.themata", "cell", "N1", "Trust"]).out;
    assert!(said.contains(&format!("EE took back step {taken} · draft")), "{said}");
    let history = one()["history"].as_array().unwrap().clone();
    let step = history.iter().find(|past| past["words"] == "Of want.").unwrap()["step"].to_string();
    let back = |of: &str| room.run(&["chart", "s.themata", "back", "N1", "Trust", "--step", &step, "--of", of, "--coder", "BP"]);
    assert!(back("Money/Need").ends(1).err.contains("changed no cell of “Money/Need”"));
    for of in ["want", "Money/Want"] {
        back(of).ends(0);
        assert_eq!(one()["cell"]["words"], "Of want.", "{of}");
        room.done(&["undo", "s.themata", "--coder", "BP"]);
    }
}

#[test]
fn what_cannot_be_written_is_refused_with_the_way_out() {
    let room = room();
    let run = |arguments: &[&str], code: i32, said: &str| {
        let run = room.run(&[&["chart", "s.themata"], arguments].concat()).ends(code);
        assert!(run.err.contains(said), "{}", run.err);
    };
    run(&["set", "N9", "Money", "words", "--coder", "BP"], 1, "N9");
    run(&["set", "N1", "Nothing", "words", "--coder", "BP"], 1, "Nothing");
    assert!(room.unsigned(&["chart", "s.themata", "set", "N1", "Money", "words"]).ends(2).err.contains("who is working"));
    run(&["set", "N1", "Money", "--coder", "BP"], 2, "what to write");
    run(&["set", "N1", "Money", "--evidence", "2", "--coder", "BP"], 1, "no number 2");
    run(&["set", "N1", "Money", "--unlink", "1", "--coder", "BP"], 1, "[1]");
    run(&["set", "N1", "Money", "--status", "done", "--coder", "BP"], 2, "not charted, no data, draft, agreed");
    run(&["set", "N1", "Money", "Short.", "--status", "not charted", "--coder", "BP"], 2, "a cell with words is charted");
    run(&["set", "N1", "Money", "words", "--status", "no data", "--coder", "BP"], 2, "has data");
    run(&["back", "N1", "Money", "--step", "1", "--coder", "BP"], 1, "step 1");
    room.done(&["chart", "s.themata", "set", "N1", "Trust", "--evidence", "1", "--coder", "BP"]);
    run(&["set", "N1", "Trust", "--status", "not charted", "--coder", "BP"], 2, "--status \"not charted\" --unlink 1");
    room.done(&["chart", "s.themata", "set", "N1", "Trust", "--status", "not charted", "--unlink", "1", "--coder", "BP"]);
    assert_eq!(cell(&chart(&room, &[]), "N1", 1)["evidence"], serde_json::json!([]));
    run(&["export", "-o", "chart.pdf"], 2, ".xlsx, .docx, .csv, .html or .md");
    run(&["--rows", "planet"], 1, "planet");
}

#[test]
fn the_chart_goes_out_in_every_format_with_the_passages_behind_it() {
    let room = room();
    room.done(&["chart", "s.themata", "set", "N2", "Money", "<b>Sums</b> | of it. [1]", "--evidence", "1", "--coder", "BP"]);
    room.done(&["chart", "s.themata", "set", "site=North", "Money", "Money is short in the North.", "--coder", "BP"]);
    for suffix in ["csv", "html", "md", "xlsx", "docx"] {
        room.done(&["chart", "s.themata", "export", "-o", &format!("chart.{suffix}"), "--names", "keys"]);
    }
    let read = |name: &str| std::fs::read_to_string(room.path(name)).unwrap();
    let table = read("chart.csv");
    let mut rows = csv::Reader::from_reader(table.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Vec<Vec<String>> = rows.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let of = |name: &str| rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{name}: {rows:?}"));
    assert_eq!(
        (of("N2")[1].as_str(), of("North together")[1].as_str(), of("S1")[1].as_str()),
        ("<b>Sums</b> | of it. [Q1]", "Money is short in the North.", "Not coded yet")
    );
    let page = read("chart.html");
    assert!(page.contains("&lt;b&gt;Sums&lt;/b&gt; | of it. [Q1]") && page.contains("=1+1 is the money."), "{page}");
    assert!(read("chart.md").contains("\\<b\\>Sums\\</b\\> \\| of it. \\[Q1\\]"));
    let Some(office) = need_tool("soffice") else { return };
    for name in ["chart.xlsx", "chart.docx"] {
        let kind = if name.ends_with("xlsx") {
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"
        } else {
            "txt:Text (encoded):UTF8"
        };
        crate::export_tables::office_makes(&office, room.dir.path(), name, kind);
    }
    let out = room.path("out");
    let all: String = std::fs::read_dir(&out).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    for words in ["<b>Sums</b> | of it. [Q1]", "=1+1 is the money.", "Money is short in the North.", "Q1"] {
        assert!(all.matches(words).count() >= 2, "{words}: {all}");
    }
}

#[test]
fn numbers_that_name_no_passage_are_noted_where_the_chart_goes_out() {
    let room = room();
    room.done(&["chart", "s.themata", "set", "N2", "Money", "Sums [1], and more [3].", "--evidence", "1", "--coder", "BP"]);
    let told = room.done(&["chart", "s.themata", "export", "-o", "chart.md", "--names", "keys"]).err;
    assert!(told.contains("the words of N2 × Money name [3], and the cell rests on no such passage"), "{told}");
    let page = std::fs::read_to_string(room.path("chart.md")).unwrap();
    assert!(
        page.contains("Sums \\[Q1\\], and more \\[3\\].") && page.contains("Numbers that name no passage of their cell: \\[3\\] in N2 × Money."),
        "{page}"
    );
    assert!(page.contains("| \\[3\\] names no passage |"), "{page}");
    room.done(&["chart", "s.themata", "export", "-o", "chart.csv", "--names", "keys"]);
    assert!(std::fs::read_to_string(room.path("chart.csv")).unwrap().contains("Numbers that name no passage of their cell: [3] in N2 × Money."));
    room.done(&["chart", "s.themata", "set", "N2", "Money", "Sums [1], and more.", "--coder", "BP"]);
    let told = room.done(&["chart", "s.themata", "export", "-o", "chart.md", "--names", "keys"]).err;
    assert!(!told.contains("no such passage") && !std::fs::read_to_string(room.path("chart.md")).unwrap().contains("name no passage"), "{told}");
}

#[test]
fn the_history_says_of_a_cell_what_was_done_and_a_chart_with_rows_left_out_says_so() {
    let room = room();
    let set = |words: &[&str]| room.done(&[&["chart", "s.themata", "set", "N1", "Money"], words, &["--coder", "BP"]].concat()).err;
    set(&["Short. [1]", "--evidence", "1"]);
    room.done(&["code", "s.themata", "--source", "N1", "--code", "Money", "--turn", "1", "--coder", "BP"]);
    // The same words again say that they still fit.
    assert!(set(&["Short. [1]"]).contains("It still fits: Money for N1"));
    assert!(set(&["Short. [1]", "--evidence", "1"]).contains("Changed the passages beneath Money for N1"));
    let shown = room.done(&["chart", "s.themata", "--where", "person=P1"]).out;
    assert!(shown.contains("North · 1 interview, 1 person") && shown.contains("North together, with rows that are not shown"), "{shown}");
    let north = room.done(&["chart", "s.themata", "--where", "site=North"]).out;
    assert!(north.contains("North together") && !north.contains("not shown"), "all of its rows show: {north}");
    let whole = room.done(&["chart", "s.themata"]).out;
    assert!(whole.contains("North · 2 interviews, 2 people") && !whole.contains("not shown"), "{whole}");
    let export = |more: &[&str]| {
        room.done(&[&["chart", "s.themata", "export", "-o", "chart.md"], more].concat());
        std::fs::read_to_string(room.path("chart.md")).unwrap()
    };
    let all = export(&[]);
    assert!(all.contains("North together") && !all.contains("not shown"), "{all}");
    assert!(export(&["--where", "person=P1"]).contains("North together, with rows that are not shown"));
    let nowhere = room.run(&["chart", "s.themata", "export", "-o", "nodir/chart.md"]).ends(1);
    assert!(nowhere.err.contains("there is no folder nodir"), "{}", nowhere.err);
    assert!(set(&[""]).contains("Took the words out of Money for N1"));
}

#[test]
fn words_in_a_row_that_nothing_has_any_more_are_told_where_they_are_missed() {
    let room = Room::study();
    room.done(&["attributes", "s.themata", "add", "ward", "--on", "source", "--type", "text"]);
    let set = |value: &str, source: &str| room.done(&["attributes", "s.themata", "set", "ward", value, "--source", source]);
    set("One", "North 1");
    set("One", "South 1");
    room.done(&["chart", "s.themata", "set", "ward=One", "Law 2", "Words of a ward."]);
    // One after the other they go to a ward that is there by then.
    set("Two", "North 1");
    set("Two", "South 1");
    let told = "1 written cell stands in the row “ward One”, which nothing has any more";
    assert!(room.done(&["chart", "s.themata"]).out.contains(told));
    assert!(room.done(&["chart", "s.themata", "export", "-o", "c.csv"]).err.contains(told));
    set("One", "North 1");
    assert!(!room.done(&["chart", "s.themata"]).out.contains("which nothing has"));
}

#[test]
fn a_chart_without_rows_says_what_to_do_next() {
    let room = Room::new();
    room.done(&["new", "e.themata", "--name", "Empty"]);
    room.done(&["frameworks", "e.themata", "add", "Working"]);
    room.done(&["codebook", "e.themata", "add", "Working/Money"]);
    for asked in [&["chart", "e.themata"][..], &["table", "e.themata", "themes"], &["table", "e.themata", "participants"]] {
        let said = room.done(asked);
        assert!(said.err.contains("No sources yet") && said.err.contains("Next: themata import FILE FOLDER"), "{asked:?}: {}", said.err);
    }
}
