//! Finding words from the command line in other languages, with what is not seen in them, and saved searches with very many hits.

use super::cli_room::Room;
use serde_json::{Value, json};

/// What a search finds, with the index and without: the same words in both.
fn words(room: &Room, query: &str) -> Vec<String> {
    let words = |found: &Value| found["rows"].as_array().unwrap().iter().map(|row| row["words"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let looked = words(&room.done(&["search", "s.themata", query, "--json"]).json());
    let read = words(&room.done(&["search", "s.themata", query, "--json", "--no-index"]).json());
    assert_eq!(looked, read, "{query}");
    looked
}

fn room(texts: &[(&str, &str, &str)]) -> Room {
    let room = Room::new();
    texts.iter().for_each(|(name, _, text)| room.write(&format!("in/{name}.txt"), text));
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    for (name, language, _) in texts.iter().filter(|(_, language, _)| !language.is_empty()) {
        room.done(&["sources", "s.themata", "edit", name, "--language", language, "--coder", "BP"]);
    }
    room
}

#[test]
fn stems_are_those_of_words_as_they_are_written() {
    let room = room(&[
        ("ru", "ru", "P1: Новый дом, новые дома, новую школу, новой школе. Новая школа.\n"),
        ("fr", "fr", "P2: Il faut développer. C’est développé, une offre développée. Un employé, des employés, une employée.\n"),
        ("tr", "tr", "P3: Işık yok. IŞIK yok, ışık var.\n"),
        ("pl", "pl", "P4: Łódź i łódź.\n"),
        ("yo", "ru", "P5: Чёрный кот, черный пёс, чёрная кошка.\n"),
    ]);
    for (query, found) in [
        ("новый", 5),
        ("новая", 5),
        ("développer", 3),
        ("développée", 3),
        ("developper", 3),
        ("employé", 3),
        ("ışık", 3),
        ("işık", 3),
        ("чёрный", 3),
        ("черная", 3),
        ("lodz", 2),
        ("=łódź", 2),
        ("=Łódź", 1),
        ("=lodz", 2),
    ] {
        assert_eq!(words(&room, query).len(), found, "{query}");
    }
    let counted = room.done(&["words", "s.themata", "--stems", "--json"]).json();
    let count = |word: &str| counted["words"].as_array().unwrap().iter().find(|row| row["word"] == word).map(|row| row["count"].clone());
    let black = counted["words"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["word"].as_str().is_some_and(|word| word.starts_with("чёрн") || word.starts_with("черн")));
    assert_eq!(black.map(|row| row["count"].clone()), Some(json!(3)), "searches and counts know the same stems: {}", counted["words"]);
    assert_eq!(count("новый").or(count("новая")).or(count("новые")), Some(json!(5)), "as they are counted: {}", counted["words"]);
}

#[test]
fn what_is_not_seen_parts_no_word() {
    let text: String = ["\u{200B}", "\u{2060}", "\u{FEFF}", "\u{200E}", "\u{AD}\u{AD}", "\u{AD}", "\u{200D}", "\u{200C}"]
        .iter()
        .map(|sign| format!("P1: fund{sign}ing\n"))
        .collect();
    let room = room(&[("unseen", "", &format!("{text}P1: It isn‘t, isn’t and isn't.\nP1: เราต้องการเงิน\n"))]);
    assert_eq!(words(&room, "=funding").len(), 8);
    assert!(words(&room, "=fund").is_empty());
    assert_eq!(words(&room, "=isn't").len(), 3);
    assert_eq!(words(&room, "ต้อง*"), ["ต้องการ"]);
    let counted = room.done(&["words", "s.themata", "--json"]).json();
    let funding: Vec<&Value> = counted["words"].as_array().unwrap().iter().filter(|row| row["word"].as_str().unwrap().starts_with("fund")).collect();
    assert_eq!((funding.len(), &funding[0]["count"]), (1, &json!(8)));
}

#[test]
fn a_saved_search_with_very_many_hits_says_what_is_new_too() {
    let room = room(&[("a", "", &format!("P1: {}\n", "the ".repeat(100_001))), ("b", "", "P2: Over the moon.\n"), ("c", "", "P3: And the sun.\n")]);
    room.done(&["search", "s.themata", "=the", "--save", "T", "--coder", "BP"]);
    let again = || room.done(&["search", "s.themata", "--saved", "T", "--json", "--limit", "0"]).json();
    assert_eq!((&again()["hits"], &again()["new"]), (&json!(100_003), &json!(0)));
    room.done(&["edit", "s.themata", "--source", "c", "--replace", "the sun", "the sun and the stars and the sea", "--coder", "BP"]);
    assert_eq!((&again()["hits"], &again()["new"]), (&json!(100_005), &json!(2)));
}

#[test]
fn a_saved_search_in_memos_sees_more_in_a_memo_it_knows() {
    let room = room(&[("a", "", "P1: Well.\n")]);
    room.done(&["memos", "s.themata", "add", "Money first.", "--title", "On money", "--coder", "BP"]);
    room.done(&["search", "s.themata", "money memo:any", "--save", "M", "--coder", "BP"]);
    let again = || room.done(&["search", "s.themata", "--saved", "M", "--json"]).json();
    assert_eq!((&again()["hits"], &again()["new"]), (&json!(2), &json!(0)));
    room.done(&["memos", "s.themata", "edit", "On money", "Money first, money last, and money.", "--coder", "BP"]);
    assert_eq!((&again()["hits"], &again()["new"]), (&json!(4), &json!(2)));
    room.done(&["search", "s.themata", "--saved", "M", "--seen", "--coder", "BP"]);
    assert_eq!(again()["new"], json!(0));
}

#[test]
fn memos_are_asked_what_they_are_on_and_nothing_that_is_not_theirs() {
    let room = Room::new();
    room.write("talk/One.txt", "INT: Well?\nP1: Money is short.\n");
    room.write("talk/Two.txt", "INT: Well?\nP2: Nothing.\n");
    room.write("people.csv", "source,person,site,role\nOne,P1,North,Lead\nTwo,P2,South,Lead\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "talk", "--attributes", "people.csv", "--case-column", "person", "--site-column", "site", "--coder", "BP"]);
    room.done(&["memos", "s.themata", "add", "They speak of money here.", "--title", "Heard", "--source", "One", "--coder", "BP"]);
    for (query, hits) in [
        ("memo:any site:North", 1),
        ("memo:any site:South", 0),
        ("memo:any case:P1", 1),
        ("memo:any case:P2", 0),
        ("memo:any lang:en", 1),
        ("memo:any lang:de", 0),
        ("memo:any kind:interview", 1),
        ("money memo:any interviewer:in", 1),
    ] {
        assert_eq!(words(&room, query).len(), hits, "{query}");
    }
    room.done(&["frameworks", "s.themata", "add", "Ours", "--coder", "BP"]);
    room.done(&["codebook", "s.themata", "add", "Ours/Money", "--coder", "BP"]);
    room.done(&["memos", "s.themata", "link", "Heard", "--source", "Two", "--coder", "BP"]);
    room.done(&["memos", "s.themata", "link", "Heard", "--code", "Money", "--coder", "BP"]);
    for (query, hits) in [
        ("memo:any site:North", 1),
        ("memo:any site:South", 1),
        ("memo:any case:P1", 1),
        ("memo:any case:P2", 1),
        ("memo:any source:One", 1),
        ("memo:any source:Two", 1),
        ("memo:any code:Money", 1),
        ("memo:any site:Unassigned", 0),
    ] {
        assert_eq!(words(&room, query).len(), hits, "what it is linked to counts as what it is on: {query}");
    }
    for query in ["memo:any speaker:P1", "memo:any interviewer:out", "memo:any answers:money"] {
        let run = room.run(&["search", "s.themata", query]).ends(2);
        assert!(run.err.contains("a memo is said by nobody") && run.err.contains("hint: Of memos may be asked"), "{query}: {}", run.err);
    }
}

#[test]
fn mistakes_are_marked_where_they_are_and_values_may_hold_quotation_marks() {
    let room = room(&[("a", "", "P1: The budget for social care; he said “yes” today. 需要更多\n")]);
    for (query, marked) in [
        ("answers:\"((\"", "answers:\"((\"\n          ^"),
        ("money answers:(trust NOT)", "money answers:(trust NOT)\n                        ^"),
        ("需要 (budget", "需要 (budget\n     ^"),
        ("money\u{2066} (budget", "money (budget\n      ^"),
    ] {
        let run = room.run(&["search", "s.themata", query]).ends(2);
        assert!(run.err.contains(marked), "{query}: {}", run.err);
    }
    assert_eq!(words(&room, "\"he said “yes” today\"").len(), 1);
    assert_eq!(words(&room, "near(\"social care\", care, 0 words)"), ["social care", "care"]);
    room.done(&["sources", "s.themata", "edit", "a", "--name", "Interview \"Anna\"", "--coder", "BP"]);
    assert_eq!(words(&room, "budget source:“Interview \"Anna\"”"), ["budget"]);
    let question = room.done(&["search", "s.themata", "budget?"]);
    assert!(question.err.contains("budget? leaves its last letter open"), "{}", question.err);
    assert_eq!(words(&room, "budge?"), ["budget"]);
}

#[test]
fn each_place_near_a_word_counts_once() {
    let room = room(&[("ha", "", &format!("P1: {}oh\n", "ha ".repeat(500)))]);
    let found = room.done(&["words", "s.themata", "--near", "ha", "--json", "--keep", "ha"]).json();
    let words = found["words"].as_array().unwrap();
    for word in words {
        assert!(word["g2"].is_number() && word["log_dice"].as_f64().unwrap() <= 14.0 && word["count"].as_u64().unwrap() <= 500, "{word}");
    }
    room.run(&["words", "s.themata", "--near", "ha", "--span", "99999999999"]).ends(2);
}

#[test]
fn company_is_counted_in_the_language_of_the_source() {
    let german = "P1: Die Pflege braucht Zeit, und die Pflege kostet Geld. Die Leute sagen, die Pflege ist die Arbeit.\n".repeat(6);
    let room = room(&[("0 English", "en", "P1: They die alone, and nobody cares.\n"), ("1 German", "de", &german)]);
    let found = room.done(&["words", "s.themata", "--near", "Pflege", "--json"]).json();
    let words = found["words"].as_array().unwrap();
    assert!(words.iter().all(|word| word["word"] != "die"), "a stop word of German, whatever English takes it for: {found}");
    assert!(words.iter().any(|word| word["word"] == "zeit"), "{found}");
    assert!(words.iter().all(|word| word["log_dice"].as_f64().unwrap() <= 14.0), "{found}");
}

#[test]
fn a_search_within_a_search_counts_towards_the_limits() {
    let room = room(&[("a", "en", "P1: Well.\n")]);
    let open = |value: &dyn Fn(usize) -> String, many: usize| (0..many).map(value).collect::<Vec<_>>().join(" OR ");
    for query in [open(&|_| "with:\"*a* *e*\"".into(), 20), open(&|n| format!("answers:a{n}*"), 30), open(&|n| format!("with:\"a{n} b{n}\""), 300)] {
        let run = room.run(&["search", "s.themata", &query]).ends(2);
        assert!(run.err.contains("too many"), "{}", run.err);
    }
    room.done(&["search", "s.themata", &open(&|n| format!("with:\"a{n}*\""), 16)]);
}

#[test]
fn names_that_are_no_ones_are_refused_and_long_ones_cut() {
    let room = room(&[("a", "en", "P1: Well.\n")]);
    for (query, says) in
        [("lang:xx", "there is no language “xx”"), ("lang:tlh", "there is no language"), ("code:nosuch", "there is no code “nosuch”")]
    {
        let run = room.run(&["search", "s.themata", query]).ends(2);
        assert!(run.err.contains(says), "{query}: {}", run.err);
    }
    room.done(&["codebook", "s.themata", "import", "leutz", "--coder", "BP"]);
    let run = room.run(&["search", "s.themata", "code:nosuch"]).ends(2);
    let names = run.err.lines().find_map(|line| line.strip_prefix("hint: ")).unwrap().to_owned();
    assert!(names.split("; ").all(|name| name.chars().count() < 90), "{names}");
    assert!(words(&room, "lang:cy").is_empty() && words(&room, "lang:en").len() == 1);
}
