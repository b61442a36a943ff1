//! Tables for a paper from the command line, and saturation.

use super::cli_room::Room;
use crate::export_tables::office_makes_all;
use crate::support::need_tool;
use serde_json::Value;

fn study() -> Room {
    let room = Room::new();
    room.done(&["example", "ics.themata"]);
    room
}

fn csv_of(room: &Room, what: &[&str]) -> Vec<Vec<String>> {
    room.done(&[&["table", "ics.themata"], what, &["-o", "table.csv"]].concat());
    let text = std::fs::read_to_string(room.path("table.csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_tables_of_a_paper_say_what_the_study_is() {
    let room = study();
    let sites = csv_of(&room, &["sites"]);
    let total = sites.last().unwrap();
    assert_eq!((sites[1][0].as_str(), total[0].as_str()), ("ICS A", "All"));
    let column = |name: &str| sites[0].iter().position(|head| head == name).unwrap();
    let interviews: usize = sites[1..sites.len() - 1].iter().map(|row| row[column("Interviews")].parse::<usize>().unwrap()).sum();
    assert_eq!(interviews.to_string(), total[column("Interviews")]);
    assert!(csv_of(&room, &["participants"]).len() > 4);
    let codes = csv_of(&room, &["codes", "--framework", "Leutz"]);
    assert!(codes.len() > 10 && codes[2][0].starts_with("– "), "{:?}", codes[2]);
    let listed = room.done(&["codes", "ics.themata", "--json"]).json();
    assert!(listed.as_array().is_some_and(|list| list.len() > codes.len() - 1));
    let themes = csv_of(&room, &["themes", "--code", "Law 2", "--quotes", "3"]);
    assert_eq!((themes.len(), themes[1][4].matches('“').count() >= 3), (2, true), "{:?}", themes[1]);
    let reporting = csv_of(&room, &["reporting"]);
    let said = |item: &str| reporting.iter().find(|row| row[2] == item).unwrap_or_else(|| panic!("{item}: {reporting:?}"))[3].clone();
    assert!(said("Sample size").contains("interviews with") && said("Software").starts_with("Themata "));
    assert!(said("Data saturation").contains("Guest") && said("Number of data coders").starts_with("5: "));
    for suffix in ["docx", "xlsx", "html", "md"] {
        room.done(&["table", "ics.themata", "themes", "-o", &format!("themes.{suffix}")]);
    }
    assert!(room.run(&["table", "ics.themata", "themes", "-o", "themes.pdf"]).ends(2).err.contains(".docx"));
    assert!(room.done(&["table", "ics.themata", "participants"]).out.starts_with("# "));
}

#[test]
fn saturation_is_told_for_all_and_for_each_site() {
    let room = study();
    let told = room.done(&["saturation", "ics.themata", "--framework", "Leutz", "--by", "site", "--orders", "50", "--json"]).json();
    let parts: &Vec<Value> = told.as_array().unwrap();
    assert_eq!((parts[0]["group"].as_str(), parts[1]["group"].as_str()), (Some(""), Some("ICS A")));
    let all = parts[0]["interviews"].as_array().unwrap();
    let dates: Vec<&str> = all.iter().map(|one| one["date"].as_str().unwrap()).filter(|date| !date.is_empty()).collect();
    assert!(dates.windows(2).all(|pair| pair[0] <= pair[1]), "by date: {dates:?}");
    let last = all.last().unwrap();
    assert_eq!((&last["seen"], &last["seen"]), (&last["median"], &last["high"]), "whatever the order, all codes are seen at the end");
    let new: u64 = all.iter().map(|one| one["new"].as_u64().unwrap()).sum();
    assert_eq!(Some(new), last["seen"].as_u64());
    for part in parts {
        let new: Vec<u64> = part["interviews"].as_array().unwrap().iter().map(|one| one["new"].as_u64().unwrap()).collect();
        let behind = part["after"].as_u64().map(|after| new.iter().skip(after as usize).sum::<u64>());
        assert_eq!(part["new_after"].as_u64(), behind, "{}", part["group"]);
        assert_eq!(part["interviews_after"].as_u64(), part["after"].as_u64().map(|after| new.len() as u64 - after));
    }
    let some: usize = parts[1..].iter().map(|part| part["interviews"].as_array().unwrap().len()).sum();
    assert!(some >= all.len());
    let text = room.done(&["saturation", "ics.themata", "--orders", "50"]);
    assert!(text.out.contains("random orders") && text.out.contains("Chao2"), "{}", text.out);
    assert_eq!(text.out.contains("Reached after"), text.out.contains("came first in the"), "{}", text.out);
    // No order that was tried: nothing is said of chance.
    let none = room.done(&["saturation", "ics.themata", "--orders", "0"]).out;
    assert!(!none.contains("chance") && !none.contains("random") && none.contains("Seen"), "{none}");
    assert!(room.done(&["saturation", "ics.themata", "--orders", "0", "--json"]).json()[0]["interviews"][0]["median"].is_null());
    // What nobody has coded yet brings nothing, and not nothing new.
    room.write("in/Late.txt", "INT: And now?\n\nP99: Nothing new.\n");
    room.done(&["import", "ics.themata", "in", "--coder", "BP"]);
    let later = room.done(&["saturation", "ics.themata", "--framework", "Leutz", "--orders", "50", "--json"]).json();
    assert_eq!((&later[0]["uncoded"], &later[0]["interviews"]), (&1.into(), &told[0]["interviews"]));
    assert!(room.done(&["saturation", "ics.themata", "--orders", "50"]).out.contains("1 interview is not coded yet and left out."));
    assert!(room.done(&["table", "ics.themata", "reporting"]).out.contains("1 interview is not coded yet and left out"));
    assert!(room.run(&["saturation", "ics.themata", "--base", "0"]).ends(2).err.contains("--base"));
    let most = usize::MAX.to_string();
    assert!(room.done(&["saturation", "ics.themata", "--base", &most, "--run", &most, "--orders", "1"]).out.contains("too few interviews"));
}

/// Interviews at two sites of which one person was met at both, with two coders and a theme that somebody speaks against.
fn two_sites() -> Room {
    sites_named("North", "South")
}

fn sites_named(one: &str, other: &str) -> Room {
    let room = Room::new();
    room.write("in/a1.txt", "Q: So?\n\nAda: Money came late, and it never paid for itself.\n");
    room.write("in/a2.txt", "Q: So?\n\nAda: Here it came early.\n");
    room.write("in/b1.txt", "Q: So?\n\nBen: Money was no trouble here.\n");
    room.write("in/c1.txt", "Q: So?\n\nCyd: I was not asked.\n");
    let who = format!("file,person,place,wave\na1.txt,Ada,{one},1\na2.txt,Ada,{other},2\nb1.txt,Ben,{other},2\nc1.txt,Cyd,{one},1\n");
    room.write("who.csv", &who);
    room.done(&["new", "s.themata", "--framework", "leutz"]);
    room.done(&["import", "s.themata", "in", "--attributes", "who.csv", "--case-column", "person", "--site-column", "place"]);
    room.done(&["project", "s.themata", "--phase", "wave"]);
    for (source, words, coder) in [("a1", "Money came late", "BP"), ("b1", "Money was no trouble here", "BP"), ("a1", "never paid", "ZQ")] {
        room.done(&["code", "s.themata", "--source", source, "--code", "Law 2", "--text", words, "--coder", coder]);
    }
    room
}

/// Codes what has no passage of Law 2 with another code of its framework.
fn coded_elsewise(room: &Room) {
    for (source, words) in [("a2", "Here it came early"), ("c1", "I was not asked")] {
        room.done(&["code", "s.themata", "--source", source, "--code", "Law 1", "--text", words]);
    }
}

#[test]
fn who_is_not_coded_yet_is_nowhere_called_silent() {
    let room = two_sites();
    room.write("more/d1.txt", "Q: So?\n\nDot: Hm.\n");
    room.write("more.csv", "file,person,place,wave\nd1.txt,Dot,West,1\n");
    room.done(&["import", "s.themata", "more", "--attributes", "more.csv", "--case-column", "person", "--site-column", "place"]);
    let heard = |room: &Room| csv_named(room, &["table", "s.themata", "themes", "--code", "Law 2"])[1][2].clone();
    assert_eq!(
        heard(&room),
        "In two of two sites coded so far; West is not coded yet\nNot coded yet: 1 of 2 people in North, 1 of 2 in South, 1 of 1 in West"
    );
    room.done(&["report", "s.themata", "new", "Board", "Law 2"]);
    let report = room.done(&["report", "s.themata", "write", "Board"]).out;
    assert!(report.contains("1 of 2 people is in an interview that is not coded yet") && !report.contains("Silent"), "{report}");
    let shown = room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json();
    let south = &shown["silent_people"][1];
    assert_eq!(
        (&south["site"], &south["of"], &south["people"], &south["not_coded"]),
        (&"South".into(), &1.into(), &serde_json::json!([]), &1.into())
    );
    let balance = room.done(&["theme", "s.themata", "balance", "Law 2", "--json"]).json();
    let west = balance.as_array().unwrap().iter().find(|row| row["group"] == "West").unwrap();
    assert_eq!((&west["silent"], &west["not_coded"], &west["people"]), (&0.into(), &1.into(), &1.into()));
    assert_eq!(west["warning"], "Nothing is known of West yet: 1 of 1 person is in an interview that is not coded yet.");
    // Once anything of the framework is coded there, who says nothing of the theme is silent.
    coded_elsewise(&room);
    room.done(&["code", "s.themata", "--source", "d1", "--code", "Law 1", "--text", "Hm"]);
    assert_eq!(heard(&room), "In two of three sites\nSilent: 1 of 2 people in North, 1 of 2 in South, 1 of 1 in West");
}

/// What a row of the reporting table says.
fn reported(room: &Room, more: &[&str]) -> impl Fn(&str) -> String + use<> {
    let told = room.done(&[&["table", "s.themata", "reporting", "--json"], more].concat()).json();
    move |item: &str| {
        let row = told["parts"][0]["rows"].as_array().unwrap().iter().find(|row| row[2] == item).unwrap_or_else(|| panic!("{item}: {told}"));
        format!("{} {} {}", row[0].as_str().unwrap(), row[1].as_str().unwrap(), row[3].as_str().unwrap())
    }
}

#[test]
fn totals_that_are_not_sums_say_so() {
    let room = two_sites();
    let sites = room.done(&["table", "s.themata", "sites"]).out;
    assert!(
        sites.contains("| North | 2 | 0 | 2 |") && sites.contains("| South | 2 | 0 | 2 |") && sites.contains("| **All** | **4** | **0** | **3** |"),
        "{sites}"
    );
    assert!(sites.contains("People in several sites count once in each and once in the total, so totals are not sums."), "{sites}");
    let people = room.done(&["table", "s.themata", "participants"]).out;
    assert!(people.contains("| People (interviews) | North | South | Wave 1 | Wave 2 | Both | All |"), "{people}");
    assert!(people.contains("| **All** | **2 (2)** | **2 (2)** | **2 (2)** | **2 (2)** | **1** | **3 (4)** |"), "{people}");
    assert!(!people.contains("Unassigned") && people.contains("so totals are not sums"), "{people}");
    let csv = csv_named(&room, &["table", "s.themata", "sites"]);
    assert!(csv.last().unwrap()[0].starts_with("People in several sites"), "{csv:?}");
    assert!(reported(&room, &[])("Setting").ends_with("(people of several count in each)"));
    // One person who speaks at both sites, in a report and in what a second framework takes in.
    room.done(&["code", "s.themata", "--source", "a2", "--code", "Law 2", "--text", "Here it came early"]);
    room.done(&["report", "s.themata", "new", "Board", "Law 2", "--quotes", "1"]);
    let report = room.done(&["report", "s.themata", "write", "Board"]).out;
    assert!(report.contains("People in several sites count once in each.") && !report.contains("totals"), "it has no total: {report}");
}

#[test]
fn names_from_the_right_take_no_numbers_along_in_english_sentences() {
    let room = sites_named("מזרח", "South");
    let east = "\u{2068}מזרח\u{2069}";
    coded_elsewise(&room);
    let themes = csv_named(&room, &["table", "s.themata", "themes", "--code", "Law 2"]);
    assert!(themes[1][2].contains(&format!("Silent: 1 of 2 people in South, 1 of 2 in {east}")), "{themes:?}");
    assert!(reported(&room, &[])("Setting").contains(&format!("{east}: 2 interviews, 2 people")));
    room.done(&["chart", "s.themata", "--by", "place", "--code", "Law 2", "export", "-o", "chart.md"]);
    let chart = std::fs::read_to_string(room.path("chart.md")).unwrap();
    assert!(chart.contains(&format!("**{east} · 2 interviews, 2 people**")), "{chart}");
    room.done(&["theme", "s.themata", "quote", "Law 2", "--source", "c1", "--text", "I was not asked", "--contradicts"]);
    room.done(&["uncode", "s.themata", "--source", "a1", "--code", "Law 2", "--text", "Money came late", "--coder", "BP"]);
    room.done(&["uncode", "s.themata", "--source", "a1", "--code", "Law 2", "--text", "never paid", "--coder", "ZQ"]);
    let themes = csv_named(&room, &["table", "s.themata", "themes", "--code", "Law 2"]);
    assert!(themes[1][3].ends_with(&format!("1 passage contradicts it, all that is said in {east}")), "{themes:?}");
    // Who is quoted, and whose a quote is.
    room.done(&["code", "s.themata", "--source", "a1", "--code", "Law 2", "--text", "Money came late", "--coder", "BP"]);
    let balance = room.done(&["theme", "s.themata", "balance", "Law 2", "--json"]).json();
    let warnings: Vec<&str> = balance.as_array().unwrap().iter().filter_map(|row| row["warning"].as_str()).collect();
    assert!(warnings.contains(&format!("Nobody of {east} is quoted; 2 people spoke of it.").as_str()), "{warnings:?}");
    let shown = room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json();
    assert!(shown["quotes"].as_array().unwrap().iter().any(|quote| quote["attribution"] == format!("({east})")), "{shown}");
    // A cell that holds the name alone has nothing but the name.
    let sites = csv_named(&room, &["table", "s.themata", "sites"]);
    assert!(sites.iter().any(|row| row[0] == "מזרח"), "{sites:?}");
}

#[test]
fn a_dash_stands_where_there_is_nobody() {
    let room = Room::new();
    room.write("in/a.txt", "Q: So?\n\nAda: Money came late.\n");
    room.write("in/b.txt", "Q: So?\n\nBen: It was no trouble here.\n");
    room.write("who.csv", "file,person,place,job\na.txt,Ada,North,Nurse\nb.txt,Ben,South,Porter\n");
    room.done(&["new", "s.themata"]);
    room.done(&["import", "s.themata", "in", "--attributes", "who.csv", "--case-column", "person", "--site-column", "place"]);
    room.done(&["project", "s.themata", "--role", "job"]);
    let people = room.done(&["table", "s.themata", "participants"]).out;
    assert!(people.contains("| Nurse | 1 (1) | – | 1 (1) |") && people.contains("| Porter | – | 1 (1) | 1 (1) |"), "{people}");
    let csv = csv_named(&room, &["table", "s.themata", "participants"]);
    assert!(csv.iter().any(|row| row[..3] == ["Nurse", "1 (1)", "–"]), "{csv:?}");
}

/// A .csv is one table: those of the same columns stand in it, and of others it is told that they do not.
#[test]
fn a_csv_holds_what_has_the_same_columns_and_says_what_it_leaves_out() {
    let room = two_sites();
    room.done(&["frameworks", "s.themata", "add", "Ours"]);
    room.done(&["codebook", "s.themata", "add", "Ours/Money"]);
    let codes = csv_named(&room, &["table", "s.themata", "codes"]);
    assert_eq!((codes[0][0].as_str(), codes[0].len()), ("Table", codes[1].len()));
    let of = |framework: &str| codes.iter().filter(|row| row[0] == framework).count();
    assert!(of("Leutz’s five laws") > 5 && of("Ours") == 1, "{codes:?}");
    room.done(&["chart", "s.themata", "set", "a1", "Law 2", "Short of it. [1]", "--evidence", "1"]);
    let left = "A .csv holds one table: 2 more tables are not in it";
    let told = |name: &str| {
        let run = room.done(&["chart", "s.themata", "export", "-o", name]);
        run.out + &run.err
    };
    assert!(told("chart.csv").contains(left) && !told("chart.xlsx").contains("not in it"));
    let json = room.done(&["chart", "s.themata", "export", "-o", "chart.csv", "--json"]).json();
    assert_eq!(json["tables_left"], 2);
}

fn csv_named(room: &Room, what: &[&str]) -> Vec<Vec<String>> {
    room.done(&[what, &["-o", "table.csv"]].concat());
    let text = std::fs::read_to_string(room.path("table.csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn what_guidelines_ask_for_is_answered_under_their_numbers() {
    let room = two_sites();
    room.done(&["codebook", "s.themata", "edit", "Law 2", "--theme", "yes"]);
    room.done(&["codebook", "s.themata", "edit", "Law 2", "--statement", "It costs before it pays."]);
    let said = reported(&room, &[]);
    assert_eq!(said("Sample size"), "12 S12 4 interviews with 3 people");
    assert!(said("Setting").starts_with("14 S7 North: 2 interviews, 2 people; South: "), "{}", said("Setting"));
    assert_eq!(said("Repeat interviews"), "18 S10 1 of 3 people interviewed more than once");
    assert_eq!(said("Number of data coders"), "24 S14 2: BP (2 codings), ZQ (1 coding)");
    assert_eq!(said("Coded by several"), "— S15 1 of 2 coded sources by more than one coder");
    let codes = said("Derivation of themes");
    assert!(
        codes.starts_with("26 S14 Codes: ")
            && codes.ends_with(" came with their framework; Of them as themes: 1 marked as themes, 1 given a statement or a new one"),
        "{codes}"
    );
    assert!(said("Clarity of major themes").starts_with("31 S16 1 theme: ") && said("Clarity of major themes").ends_with(" (3 passages, 2 people)"));
    assert!(said("Interviewers").starts_with("1 S6 Voices marked as interviewers in 4 of 4 interviews"), "{}", said("Interviewers"));
    assert!(said("Data saturation").contains("Leutz’s five laws: not reached"), "{}", said("Data saturation"));
    // What changes codes is told apart from what is said of them, and what was taken back counts nowhere.
    room.done(&["codebook", "s.themata", "add", "Leutz/Late"]);
    room.done(&["codebook", "s.themata", "rename", "Late", "Too late"]);
    room.done(&["codebook", "s.themata", "edit", "Too late", "--description", "Money that came when it was over."]);
    room.done(&["codebook", "s.themata", "add", "Leutz/Early"]);
    room.done(&["codebook", "s.themata", "merge", "Early", "--into", "Too late"]);
    room.done(&["codebook", "s.themata", "add", "Leutz/Never"]);
    room.done(&["undo", "s.themata"]);
    room.done(&["frameworks", "s.themata", "name", "Leutz", "After March", "--reason", "Two said the same", "--note", "Agreed by all"]);
    let said = reported(&room, &[]);
    assert!(said("Derivation of themes").contains("2 made, 1 renamed, 1 redefined, 1 merged into others; "), "{}", said("Derivation of themes"));
    let versions = said("Versions of the framework");
    assert!(versions.starts_with("26 S15 After March (") && versions.ends_with("): Two said the same — Agreed by all"), "{versions}");
    // Codings that a crosswalk added are nobody’s own.
    room.done(&["frameworks", "s.themata", "add", "Ours"]);
    room.done(&["codebook", "s.themata", "add", "Ours/Money"]);
    room.done(&["crosswalk", "s.themata", "map", "Law 2", "Ours/Money"]);
    room.done(&["crosswalk", "s.themata", "apply", "--open", "--coder", "NH"]);
    let said = reported(&room, &[]);
    assert_eq!(said("Number of data coders"), "24 S14 2: BP (2 codings), ZQ (1 coding)");
    // One framework alone, where that is asked for.
    let ours = reported(&room, &["--framework", "Ours"]);
    assert_eq!(ours("Description of the coding tree"), "25 S14 Ours: 1 code on 1 level, 1 used");
    assert!(!ours("Derivation of themes").contains("merged"), "{}", ours("Derivation of themes"));
    let refused = room.run(&["table", "s.themata", "reporting", "--through", "Leutz"]).ends(2);
    assert!(refused.err.contains("codes, themes and the chart"), "{}", refused.err);
}

#[test]
fn sites_are_what_the_project_says_unless_a_table_is_told_otherwise() {
    let room = two_sites();
    let waves = room.done(&["table", "s.themata", "sites", "--site", "wave"]).out;
    assert!(waves.contains("| 1 | 2 |") && waves.contains("| 2 | 2 |") && !waves.contains("North"), "{waves}");
    let theme = room.done(&["table", "s.themata", "themes", "--code", "Law 2", "--site", "wave", "--quotes", "1"]);
    assert!(theme.out.contains("” (2)") && !theme.out.contains("(South)"), "quotes say so too: {}", theme.out);
    assert!(room.run(&["table", "s.themata", "sites", "--site", "moon"]).ends(1).err.contains("nothing here is called “moon”"));
}

#[test]
fn what_speaks_against_a_theme_is_counted_and_quoted_by_rule() {
    let room = two_sites();
    room.done(&["theme", "s.themata", "quote", "Law 2", "--source", "b1", "--text", "Money was no trouble here", "--contradicts"]);
    coded_elsewise(&room);
    let theme = csv_named(&room, &["table", "s.themata", "themes", "--code", "Law 2", "--quotes", "1"]);
    let [_, _, heard, much, quotes] = theme[1].as_slice() else { panic!("{theme:?}") };
    assert!(much.contains("3 passages") && much.ends_with("1 passage contradicts it, all that is said in South"), "{much}");
    assert_eq!(quotes.matches('“').count(), 2, "one for, and one against: {quotes}");
    assert!(quotes.contains("“Money was no trouble here” (South) (contradicts)"), "{quotes}");
    assert!(heard.contains("Silent: 1 of 2 people in North, 1 of 2 in South"), "{heard}");
    room.done(&["report", "s.themata", "new", "Board", "Law 2", "--quotes", "2"]);
    let report = room.done(&["report", "s.themata", "write", "Board"]).out;
    assert!(report.contains(" · 1 passage contradicts it, all that is said in South") && report.contains("1 passage against it."), "{report}");
    assert_eq!(report.matches("> “").count(), 2, "{report}");
    assert!(report.find("What speaks against it:").unwrap() < report.find("> “Money was no trouble here”").unwrap(), "{report}");
    let shown = room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json();
    assert_eq!(
        shown["silent_people"],
        serde_json::json!([{"site": "North", "of": 2, "people": ["Participant 3"], "not_coded": 0}, {"site": "South", "of": 2, "people": ["Participant 1"], "not_coded": 0}])
    );
    assert!(room.done(&["theme", "s.themata", "show", "Law 2"]).out.contains("North: 1 of 2 people said nothing of it: Participant 3"));
    let balance = room.done(&["theme", "s.themata", "balance", "Law 2", "--json"]).json();
    assert_eq!((&balance[0]["heard"], &balance[0]["silent"], &balance[0]["people"]), (&1.into(), &1.into(), &2.into()), "{balance}");
}

#[test]
fn what_was_done_and_written_is_told_to_scripts() {
    let room = two_sites();
    room.done(&["frameworks", "s.themata", "add", "Ours"]);
    assert_eq!(room.done(&["crosswalk", "s.themata", "--json"]).json(), serde_json::json!([]));
    room.done(&["codebook", "s.themata", "add", "Ours/Money"]);
    for step in [
        &["chart", "set", "a1", "Law 2", "It came late. [1]", "--evidence", "1"][..],
        &["crosswalk", "map", "Law 2", "Ours/Money"],
        &["crosswalk", "settle", "Ours/Money", "1", "--accept"],
        &["framework", "name", "Leutz", "March", "--reason", "First"],
        &["theme", "gather", "Law 2", "Ours/Money"],
        &["report", "new", "Board", "Law 2"],
    ] {
        let told = room.done(&[&[step[0], "s.themata"], &step[1..], &["--json"]].concat());
        let told = told.json();
        assert!(told["step"].as_i64().is_some_and(|step| step > 0) && !told["did"].as_str().unwrap().is_empty(), "{step:?}: {told}");
    }
    let report = room.done(&["report", "s.themata", "write", "Board", "--json"]).json();
    let kinds: Vec<&str> = report["parts"].as_array().unwrap().iter().map(|part| part["kind"].as_str().unwrap()).collect();
    assert!(report["title"] == "Board" && kinds.contains(&"heading") && kinds.contains(&"quote") && kinds.contains(&"table"), "{report}");
    room.done(&["chart", "s.themata", "set", "b1", "Law 2", "--evidence", "1", "--status", "draft"]);
    room.done(&["chart", "s.themata", "export", "-o", "chart.md"]);
    let chart = std::fs::read_to_string(room.path("chart.md")).unwrap();
    let stands = |words: &str| chart.lines().any(|line| line.starts_with(words));
    assert!(stands("| a1 | Law 2: ") && chart.contains(" | Draft | BP | ") && chart.contains(" | Q1 |  |"), "who wrote it, how far it is: {chart}");
    assert!(stands("| b1 | Law 2: ") && chart.contains("| Q2 | b1 |"), "passages without words go out too: {chart}");
    let written = room.done(&["chart", "s.themata", "export", "-o", "chart.docx", "--json"]).json();
    assert!(written["file"] == "chart.docx" && written["rows"].as_u64() > Some(3), "{written}");
    assert!(room.done(&["table", "s.themata", "sites", "--json"]).json()["parts"][0]["head"][0] == "Place");
}

#[test]
fn a_word_processor_and_a_spreadsheet_open_every_table_and_a_report() {
    let room = study();
    room.done(&["report", "ics.themata", "new", "For the board", "Law 2", "Law 5", "--chart", "yes"]);
    room.done(&["report", "ics.themata", "write", "For the board", "-o", "report.docx"]);
    let document = |name: &str| {
        let file = std::fs::File::open(room.path(name)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip::ZipArchive::new(file).unwrap().by_name("word/document.xml").unwrap(), &mut text).unwrap();
        text
    };
    let tables = ["participants", "sites", "codes", "themes", "chart", "reporting"];
    for table in tables {
        for suffix in ["docx", "xlsx"] {
            room.done(&["table", "ics.themata", table, "--framework", "Leutz", "-o", &format!("{table}.{suffix}")]);
        }
        let text = document(&format!("{table}.docx"));
        assert_eq!(text.matches("<w:tblHeader />").count(), text.matches("<w:tbl>").count(), "{table}: the head stands on each sheet");
        assert!(text.contains("<w:cantSplit />") && text.contains("<w:tblLayout w:type=\"fixed\" />"), "{table}");
    }
    let Some(office) = need_tool("soffice") else { return };
    let bare = |words: &str| -> String { words.chars().filter(|c| !c.is_whitespace() && *c != '\u{FEFF}').collect() };
    // A table that is too wide for a sheet is turned, so that its cells come in another order.
    let cells =
        |table: &str| -> Vec<String> { csv_of(&room, &[table, "--framework", "Leutz"])[1..].iter().flatten().map(|cell| bare(cell)).collect() };
    let (documents, sheets): (Vec<String>, Vec<String>) = tables.iter().map(|table| (format!("{table}.docx"), format!("{table}.xlsx"))).unzip();
    let documents: Vec<&str> = documents.iter().map(String::as_str).chain(["report.docx"]).collect();
    office_makes_all(&office, room.dir.path(), &documents, "txt:Text (encoded):UTF8");
    let sheets: Vec<&str> = sheets.iter().map(String::as_str).collect();
    office_makes_all(&office, room.dir.path(), &sheets, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1");
    for table in tables {
        let text = bare(&std::fs::read_to_string(room.path(&format!("out/{table}.txt"))).unwrap());
        let cells = cells(table);
        assert!(!cells.is_empty(), "{table} has cells");
        cells.iter().take(60).for_each(|cell| assert!(text.contains(cell.as_str()), "{table}: {cell} is not in {text}"));
    }
    let opened =
        std::fs::read_dir(room.path("out")).unwrap().filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|suffix| suffix == "csv"));
    assert!(opened.count() >= tables.len());
    let report = std::fs::read_to_string(room.path("out/report.txt")).unwrap();
    assert!(report.contains("For the board") && report.contains("To be noted") && report.contains("From the framework chart"), "{report}");
}
