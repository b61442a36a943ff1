//! The agenda of a meeting from the command line: memos, what was coded or settled differently, what was redefined; as documents and for scripts.

use crate::cli_room::Room;
use crate::support::need_tool;
use serde_json::Value;

/// A study that two people code, with something to be talked about of every sort.
fn study() -> Room {
    let room = Room::new();
    room.write("in/n1.txt", "Q: How was it?\n\nAda: Money came late. It never paid for itself.\n\nQ: And the staff?\n\nAda: Tired, all of them.\n");
    room.write("in/s1.txt", "Q: How was it?\n\nBen: Money was no trouble here.\n");
    room.done(&["new", "s.themata", "--framework", "leutz", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    let code = |who: &str, source: &str, code: &str, words: &str| {
        room.done(&["code", "s.themata", "--source", source, "--code", code, "--text", words, "--coder", who]);
    };
    code("BP", "n1", "Law 2", "Money came late.");
    code("AR", "n1", "Law 3", "Money came late.");
    code("BP", "n1", "Law 3", "Tired, all of them.");
    code("BP", "s1", "Law 2", "Money was no trouble here.");
    let memo = |title: &str, kind: &str, more: &[&str]| {
        room.done(&[&["memos", "s.themata", "add", "Is it money, or time?", "--title", title, "--as", kind, "--coder", "BP"][..], more].concat());
    };
    memo("What is late", "meeting", &["--source", "n1", "--text", "Money came late."]);
    memo("Dropped", "analytic", &[]);
    room.done(&["memos", "s.themata", "settle", "Dropped", "--coder", "AR"]);
    room
}

fn parts(room: &Room, more: &[&str]) -> Value {
    room.done(&[&["agenda", "s.themata", "--json"][..], more].concat()).json()
}

fn titles(part: &Value) -> Vec<&str> {
    part["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap()).collect()
}

#[test]
fn an_agenda_has_open_memos_and_what_was_coded_differently() {
    let room = study();
    let all = parts(&room, &[]);
    assert_eq!(all[0]["part"], "memos");
    assert_eq!(titles(&all[0]), ["What is late"], "settled memos are done with");
    assert_eq!(all[0]["items"][0]["words"], "Money came late.");
    assert_eq!(all[1]["part"], "coding");
    let items = all[1]["items"].as_array().unwrap();
    assert_eq!(items.len(), 2, "of s1, which one alone coded, nothing: {all}");
    assert_eq!((&items[0]["kind"], &items[1]["kind"]), (&"different codes".into(), &"left out by some".into()));
    let said = |item: &Value| item["said"].as_array().unwrap().iter().map(|one| one["who"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(said(&items[0]), ["BP", "AR"]);
    assert_ne!(items[0]["said"][0]["what"], items[0]["said"][1]["what"]);
    assert_eq!(items[1]["said"][1]["what"], "nothing");
    // What differs comes first where not all is told.
    let few = parts(&room, &["--limit", "1"]);
    assert_eq!((few[1]["items"][0]["kind"].as_str(), few[1]["more"].as_u64()), (Some("different codes"), Some(1)));
    assert_eq!(parts(&room, &["--no-disagreements", "--state", "all"]).as_array().unwrap().len(), 1);
    assert_eq!(titles(&parts(&room, &["--no-disagreements", "--state", "all"])[0]), ["Dropped", "What is late"]);
    assert_eq!(titles(&parts(&room, &["--no-disagreements", "--state", "all", "--kind", "analytic"])[0]), ["Dropped"]);
    assert_eq!(parts(&room, &["--since", "2999-01-01"]).as_array().unwrap().len(), 0);
    assert!(room.done(&["agenda", "s.themata", "--since", "2999-01-01"]).out.contains("nothing to be talked about"));
    assert!(room.run(&["agenda", "s.themata", "--since", "soon"]).ends(2).err.contains("2022-03-14"));
    assert!(room.run(&["agenda", "s.themata", "-o", "a.csv"]).ends(2).err.contains(".docx, .html or .md"));
    for (of, file) in [("agenda", "a.md"), ("saturation", "s.svg")] {
        assert_eq!(room.done(&[of, "s.themata", "-o", file, "--json"]).json()["file"], file, "{of} says what it wrote");
    }
}

#[test]
fn what_is_open_or_settled_twice_between_frameworks_and_what_was_redefined_is_on_it() {
    let room = study();
    room.done(&["frameworks", "s.themata", "add", "Ours", "--coder", "BP"]);
    room.done(&["codebook", "s.themata", "add", "Ours/Funds", "--coder", "BP"]);
    let crosswalk = |more: &[&str], who: &str| {
        room.done(&[&["crosswalk", "s.themata"][..], more, &["--coder", who]].concat());
    };
    crosswalk(&["map", "Law 2", "Ours/Funds", "--reason", "Both speak of money."], "BP");
    crosswalk(&["settle", "Funds", "1", "--accept"], "BP");
    crosswalk(&["settle", "Funds", "1", "--reject", "--reason", "It is about time.", "--yes"], "AR");
    room.done(&["codebook", "s.themata", "edit", "Law 3", "--description", "Who pays for the staff.", "--coder", "AR"]);
    let all = parts(&room, &[]);
    let part = |name: &str| all.as_array().unwrap().iter().find(|part| part["part"] == name).unwrap_or_else(|| panic!("{name}: {all}")).clone();
    let open = part("crosswalks");
    let kinds: Vec<&str> = open["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["settled differently", "open"], "{open}");
    let said: Vec<String> = open["items"][0]["said"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{}: {}", one["who"].as_str().unwrap(), one["what"].as_str().unwrap()))
        .collect();
    assert_eq!(said[1..], ["BP: accepted", "AR: rejected: It is about time."]);
    let document = room.done(&["agenda", "s.themata"]).out;
    let between = &document[document.find("## What is open between frameworks").unwrap()..document.find("## To be looked at again").unwrap()];
    assert_eq!((between.matches("\n#### Funds\n").count(), between.matches("Decision: ").count()), (1, 2), "one heading, two items: {between}");
    let again = part("again");
    assert_eq!(again["items"].as_array().unwrap().len(), 2, "{again}");
    assert!(again["items"][0]["said"].as_array().unwrap().iter().any(|one| one["what"] == "“Who pays for the staff.”"));
    // Looked at again, it was judged by the words of then.
    room.done(&["frameworks", "s.themata", "again", "Leutz", "--all", "--coder", "BP"]);
    room.done(&["codebook", "s.themata", "edit", "Law 3", "--description", "Who bears it.", "--coder", "AR"]);
    let all = parts(&room, &[]);
    let again = all.as_array().unwrap().iter().find(|part| part["part"] == "again").unwrap();
    let said: Vec<(&str, &str)> =
        again["items"][0]["said"].as_array().unwrap().iter().map(|one| (one["who"].as_str().unwrap(), one["what"].as_str().unwrap())).collect();
    assert_eq!(said[1..], [("Definition then", "“Who pays for the staff.”"), ("Definition now", "“Who bears it.”")]);
    assert!(parts(&room, &["--framework", "Ours"]).as_array().unwrap().iter().all(|part| part["part"] != "again"));
}

#[test]
fn an_agenda_without_items_says_how_many_there_are() {
    let room = study();
    let none = room.done(&["agenda", "s.themata", "--limit", "0"]).out;
    assert!(!none.contains("There is nothing to be talked about"), "{none}");
    assert!(none.contains("1 memo · 2 places that we coded differently") && none.matches("… and ").count() == 2, "{none}");
    assert!(none.contains("## Memos") && none.contains("… and 1 more.") && none.contains("… and 2 more."), "{none}");
    assert_eq!(parts(&room, &["--limit", "0"])[1]["more"], 2);
}

#[test]
fn an_agenda_is_written_as_a_document_that_an_office_opens() {
    let room = study();
    for file in ["a.md", "a.html", "a.docx"] {
        room.done(&["agenda", "s.themata", "--out", file]);
    }
    let page = std::fs::read_to_string(room.path("a.html")).unwrap();
    let text = std::fs::read_to_string(room.path("a.md")).unwrap();
    for words in ["Where we coded differently", "What is late", "AR: ", "Decision: ...."] {
        assert!(page.contains(words) && text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("1 memo · 2 places that we coded differently"), "{text}");
    let today = themata::model::Time::now().day();
    crate::export_tables::golden("agenda.md", &text.replace(&today, "14 March 2022"));
    // Twenty items of one code are told apart: each begins with a heading that has room above it.
    assert!(text.contains("\n##### Different codes\n") && page.contains(">Left out by some</h5>"), "{text}");
    let mut document = String::new();
    let bytes = std::fs::File::open(room.path("a.docx")).unwrap();
    std::io::Read::read_to_string(&mut zip::ZipArchive::new(bytes).unwrap().by_name("word/document.xml").unwrap(), &mut document).unwrap();
    let before = &document[..document.find("Different codes").unwrap()];
    assert!(before[before.rfind("<w:pStyle").unwrap()..].starts_with("<w:pStyle w:val=\"Heading4\""), "{before}");
    let Some(office) = need_tool("soffice") else { return };
    crate::export_tables::office_makes(&office, room.dir.path(), "a.docx", "txt:Text (encoded):UTF8");
    let opened = std::fs::read_to_string(room.path("out/a.txt")).unwrap();
    assert!(opened.contains("Money came late.") && opened.contains("Decision:"), "{opened}");
}
