//! Tables for a paper from the command line, and saturation.

use super::cli_room::Room;
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
    let some: usize = parts[1..].iter().map(|part| part["interviews"].as_array().unwrap().len()).sum();
    assert!(some >= all.len());
    let text = room.done(&["saturation", "ics.themata", "--orders", "50"]);
    assert!(text.out.contains("random orders") && text.out.contains("Chao2"), "{}", text.out);
    assert!(room.run(&["saturation", "ics.themata", "--base", "0"]).ends(2).err.contains("--base"));
}
