//! “Unassigned” as a row of the chart and elsewhere: what has no site is called by one word, and what is said of it is kept.

use super::cli_room::Room;
use serde_json::Value;

/// Interviews at two sites and one of no site, sites being cases or an attribute of people; a question is coded too.
fn room(cases: bool) -> Room {
    let room = Room::new();
    room.write("in/a1.txt", "Q: So?\n\nAda: Money came late.\n\nBen: It was no trouble.\n");
    room.write("in/b1.txt", "Q: So?\n\nCyd: Money was no trouble here.\n");
    room.write("in/c1.txt", "Q: So?\n\nDee: Nobody asked me.\n");
    room.write(
        "who.csv",
        "file,person,place,job,wave\na1.txt,Ada,North,Nurse,1\na1.txt,Ben,North,,1\nb1.txt,Cyd,South,Porter,2\nc1.txt,Dee,,Porter,\n",
    );
    room.done(&["new", "s.themata", "--framework", "leutz"]);
    let site = if cases { ["--site-column", "place"].as_slice() } else { &[] };
    room.done(&[&["import", "s.themata", "in", "--attributes", "who.csv", "--case-column", "person"], site].concat());
    if !cases {
        room.done(&["project", "s.themata", "--site", "place"]);
    }
    room.done(&["project", "s.themata", "--role", "job", "--phase", "wave"]);
    for (source, words) in [("a1", "So?"), ("a1", "Money came late"), ("a1", "It was no trouble"), ("c1", "Nobody asked me")] {
        room.done(&["code", "s.themata", "--source", source, "--code", "Law 2", "--text", words, "--coder", "BP"]);
    }
    room
}

fn chart(room: &Room, more: &[&str]) -> Vec<Value> {
    let told = room.done(&[&["chart", "s.themata", "--code", "Law 2", "--json"], more].concat()).json();
    told["rows"].as_array().unwrap().clone()
}

fn row<'a>(rows: &'a [Value], name: &str) -> Option<&'a Value> {
    rows.iter().find(|row| row["name"] == name)
}

#[test]
fn what_has_no_site_has_a_row_of_its_own_whose_cells_are_written() {
    for (cases, rows) in [(true, &["sources", "person", "site"][..]), (false, &["sources", "person"])] {
        let room = room(cases);
        for of in rows {
            let told = chart(&room, &["--rows", of]);
            let cell = &row(&told, "Unassigned together").unwrap_or_else(|| panic!("{cases}, {of}: {told:?}"))["cells"][0];
            assert_eq!((cell["status"].as_str(), cell["passages"].as_u64()), (Some("not charted"), Some(1)), "{cases}, {of}");
        }
        let set = ["chart", "s.themata", "set", "site=unassigned", "Law 2", "Of no site. [1]", "--evidence", "1", "--coder", "BP"];
        let done = room.done(&set);
        assert!(!done.err.contains("It stands in the chart by"), "it is in the chart that shows: {}", done.err);
        for of in rows {
            let cell = row(&chart(&room, &["--rows", of]), "Unassigned together").unwrap()["cells"][0].clone();
            assert_eq!((cell["words"].as_str(), cell["evidence"][0]["source"].as_str()), (Some("Of no site. [1]"), Some("c1")), "{cases}, {of}");
        }
        let shown = room.done(&["chart", "s.themata", "cell", "site=Unassigned", "Law 2"]).out;
        assert!(shown.contains("Of no site. [1]") && shown.contains("Nobody asked me"), "{shown}");
        room.done(&["chart", "s.themata", "--code", "Law 2", "export", "-o", "chart.md"]);
        let written = std::fs::read_to_string(room.path("chart.md")).unwrap();
        assert!(written.contains("**Unassigned together** | **Of no site. \\[Q1\\]**"), "{written}");
        assert!(done.err.contains("Unassigned"), "the step names the row: {}", done.err);
        let whole = room.done(&["check", "s.themata"]).err;
        assert!(whole.contains("is whole"), "{whole}");
        // Taken back and brought again.
        room.done(&["undo", "s.themata", "--coder", "BP"]);
        assert_eq!(row(&chart(&room, &[]), "Unassigned together").unwrap()["cells"][0]["words"], "");
        room.done(&["redo", "s.themata", "--coder", "BP"]);
        assert_eq!(row(&chart(&room, &[]), "Unassigned together").unwrap()["cells"][0]["words"], "Of no site. [1]");
        // Where everything has a site there is no such row, and what was written there is told of.
        match cases {
            true => drop(room.done(&["cases", "s.themata", "edit", "Dee", "--under", "South"])),
            false => drop(room.done(&["attributes", "s.themata", "set", "place", "South", "--case", "Dee"])),
        }
        assert!(row(&chart(&room, &[]), "Unassigned together").is_none());
        let told = room.done(&["chart", "s.themata"]).out;
        assert!(told.contains("1 written cell stands in the row") && told.contains("Unassigned”, in which nothing stands any more"), "{told}");
        let refused = room.run(&["chart", "s.themata", "set", "site=Unassigned", "Law 2", "Again.", "--coder", "BP"]).ends(1);
        assert!(refused.err.contains("nobody and nothing stands in the row"), "{}", refused.err);
    }
}

#[test]
fn a_person_without_a_site_who_gave_no_interview_has_a_row_that_is_written_too() {
    let room = room(false);
    room.done(&["attributes", "s.themata", "set", "place", "South", "--case", "Dee"]);
    room.done(&["cases", "s.themata", "add", "Eve"]);
    assert!(row(&chart(&room, &["--rows", "person"]), "Unassigned together").is_some());
    room.done(&["chart", "s.themata", "set", "place=Unassigned", "Law 2", "Not met yet.", "--coder", "BP"]);
    let told = chart(&room, &["--rows", "person"]);
    assert_eq!(row(&told, "Unassigned together").unwrap()["cells"][0]["words"], "Not met yet.");
    assert!(!room.done(&["chart", "s.themata"]).out.contains("in which nothing stands"), "the chart of people shows it");
}

#[test]
fn questions_in_the_row_of_what_has_no_role_are_said_to_be_nobodys() {
    let room = room(true);
    let detail = |more: &[&str]| {
        let told = chart(&room, &[&["--by", "role"], more].concat());
        let row = row(&told, "Unassigned together").unwrap().clone();
        (row["detail"].as_str().unwrap().to_owned(), row["cells"][0]["passages"].as_u64().unwrap())
    };
    assert_eq!(detail(&[]), ("interviewers’ questions count here, as nobody’s".into(), 2));
    assert_eq!(detail(&["--rows", "person"]), detail(&[]), "it is one cell, whatever the rows beside it are");
    let by_site = chart(&room, &[]);
    assert_eq!(row(&by_site, "Unassigned together").unwrap()["detail"], "", "a question has the site it was asked at");
}

#[test]
fn what_lacks_a_site_a_phase_or_a_role_is_called_unassigned_in_every_table() {
    let room = room(true);
    let people = room.done(&["table", "s.themata", "participants"]).out;
    let head = "| People (interviews) | North | South | Unassigned (site) | Wave 1 | Wave 2 | Unassigned (wave) | All |";
    assert!(people.contains(head) && people.contains("| Unassigned | 1 (1)"), "{people}");
    room.done(&["attributes", "s.themata", "set", "wave", "2", "--case", "Dee"]);
    let people = room.done(&["table", "s.themata", "participants"]).out;
    assert!(people.contains("| People (interviews) | North | South | Unassigned | Wave 1 | Wave 2 | All |"), "{people}");
    let balance = room.done(&["theme", "s.themata", "balance", "Law 2"]).out;
    let named = |by: &str| balance.lines().any(|line| line.split_whitespace().take(2).eq([by, "Unassigned"]));
    assert!(named("site") && named("role"), "which of them lacks what is said: {balance}");
}

#[test]
fn where_phases_stand_for_sites_they_are_called_phases() {
    let room = Room::new();
    room.write("in/a1.txt", "Q: So?\n\nAda: Money came late.\n");
    room.write("in/a2.txt", "Q: So?\n\nAda: Money came early.\n");
    room.write("in/b1.txt", "Q: So?\n\nBen: No money.\n");
    room.write("who.csv", "file,person,wave\na1.txt,Ada,1\na2.txt,Ada,2\nb1.txt,Ben,1\n");
    room.done(&["new", "s.themata", "--framework", "leutz"]);
    room.done(&["import", "s.themata", "in", "--attributes", "who.csv", "--case-column", "person"]);
    room.done(&["project", "s.themata", "--phase", "wave"]);
    for source in ["a1", "a2"] {
        room.done(&["code", "s.themata", "--source", source, "--code", "Law 2", "--text", "Money came", "--coder", "BP"]);
    }
    let sites = room.done(&["table", "s.themata", "sites", "--site", "phase"]).out;
    assert!(sites.contains("People in several phases count once in each") && !sites.contains("sites"), "{sites}");
    let themes = room.done(&["table", "s.themata", "themes", "--site", "phase", "--code", "Law 2"]).out;
    assert!(themes.contains("In both phases"), "{themes}");
}
