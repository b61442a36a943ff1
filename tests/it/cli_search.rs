//! Finding words from the command line: the language, fields, memos, contexts, coding what was found.

use super::cli_room::Room;
use serde_json::{Value, json};

const ONE: &str =
    "INT: How is the money?\nP1: Money is short. The Trust trusted us with funding, but funds end.\nP1: We share the record.\nINT: And trust?\n";
const TWO: &str = "INT: Who pays?\nP2: Nobody pays. A shared, single record would help.\n";

fn room() -> Room {
    let room = Room::new();
    std::fs::create_dir(room.path("talk")).unwrap();
    room.write("talk/One.txt", ONE);
    room.write("talk/Two.txt", TWO);
    room.write("people.csv", "source,person,site,role\nOne,P1,North,Lead\nTwo,P2,South,Lead\n");
    room.done(&["new", "s.themata", "--framework", "leutz"]);
    room.done(&["import", "s.themata", "talk", "--attributes", "people.csv", "--case-column", "person", "--site-column", "site"]);
    room
}

fn search(room: &Room, query: &str) -> Value {
    room.done(&["search", "s.themata", query, "--json"]).json()
}

fn words(room: &Room, query: &str) -> Vec<String> {
    search(room, query)["rows"].as_array().unwrap().iter().map(|row| row["words"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn hits_are_spans_with_their_context_and_fields_say_where() {
    let room = room();
    let found = search(&room, "trust interviewer:out");
    assert_eq!((&found["hits"], &found["places"]), (&json!(2), &json!(1)));
    let row = &found["rows"][0];
    assert_eq!((&row["source"], &row["turn"], &row["speaker"], &row["words"]), (&json!("One"), &json!(2), &json!("P1"), &json!("Trust")));
    assert_eq!((&row["left"], &row["right"]), (&json!("Money is short. The "), &json!(" trusted us with funding, but funds end")));
    let (start, end) = (row["start"].as_u64().unwrap() as usize, row["end"].as_u64().unwrap() as usize);
    assert_eq!(ONE.chars().skip(start).take(end - start).collect::<String>(), "Trust");
    assert_eq!(words(&room, "=Trust"), ["Trust"]);
    assert_eq!(words(&room, "fund*"), ["funding", "funds"]);
    assert_eq!(words(&room, "\"shared record\"~1"), ["shared, single record", "share the record"].into_iter().rev().collect::<Vec<_>>());
    assert_eq!(words(&room, "record site:North"), ["record"]);
    assert_eq!(words(&room, "pays speaker:P2"), ["pays"]);
    assert_eq!(words(&room, "money source:o*"), ["money", "Money"]);
    assert_eq!(words(&room, "record case:P2 kind:interview"), ["record"]);
    assert_eq!(words(&room, "near(funds, trust, turn)"), ["Trust", "trusted", "funding", "funds"]);
    assert_eq!(words(&room, "site:South interviewer:only"), ["Who pays"], "an entry without words that are sought is a hit as a whole");
}

#[test]
fn answers_are_found_by_their_question_and_coded_as_turns() {
    let room = room();
    assert_eq!(words(&room, "answers:money =funds"), ["funds"]);
    assert_eq!(words(&room, "answers:pays"), ["Nobody pays. A shared, single record would help"]);
    assert_eq!(words(&room, "answers:\"money OR pays\" -answers:pays record"), ["record"], "the last question before it counts");
    assert!(words(&room, "answers:trust").is_empty(), "nobody answers that");
    assert!(words(&room, "interviewer:only answers:money").is_empty(), "a question is no answer");
    let wrong = room.run(&["search", "s.themata", "answers:\"site:nowhere\""]).ends(2);
    assert!(wrong.err.contains("in the question: there is no site"), "{}", wrong.err);
    room.done(&["search", "s.themata", "answers:money", "--code", "L2.5", "--as", "turn", "--coder", "BP"]);
    let codings = room.done(&["codings", "s.themata", "--json"]).json();
    assert_eq!(codings.as_array().unwrap().len(), 2, "one a turn: {codings}");
}

#[test]
fn what_stands_under_a_heading_is_found() {
    let room = room();
    let note = "# Ward\n\nBeds are full.\n\n## Night staff\n\nTwo nurses for thirty beds.\n\n# Board\n\nNo beds were discussed.\n";
    room.write("note.md", note);
    room.done(&["import", "s.themata", "note.md"]);
    assert_eq!(words(&room, "heading:ward beds"), ["Beds", "beds"]);
    assert_eq!(words(&room, "heading:\"night staff\" beds"), ["beds"]);
    assert_eq!(words(&room, "heading:Board"), ["No beds were discussed"]);
    assert!(words(&room, "heading:money").is_empty());
}

#[test]
fn what_is_coded_is_in_or_out_and_what_was_found_is_coded_once() {
    let room = room();
    let dry = room.done(&["search", "s.themata", "fund*", "--code", "L2.5", "--as", "sentence", "--dry-run", "--coder", "BP"]);
    assert!(dry.err.contains("2 hits in 1 source: 1 passage in 1 source would be coded"), "{}", dry.err);
    room.done(&["search", "s.themata", "fund*", "--code", "L2.5", "--as", "sentence", "--coder", "BP"]);
    let again = room.done(&["search", "s.themata", "fund*", "--code", "L2.5", "--as", "sentence", "--coder", "BP"]);
    assert!(again.err.contains("nothing to be coded that you have not coded so already"), "{}", again.err);
    let codings = room.done(&["codings", "s.themata", "--json"]).json();
    assert_eq!(codings.as_array().unwrap().len(), 1);
    assert_eq!(words(&room, "trust code:L2.5"), ["Trust", "trusted"]);
    assert_eq!(words(&room, "trust -code:*"), ["trust"]);
    assert_eq!(words(&room, "code:L2.5 coder:BP"), ["The Trust trusted us with funding, but funds end"]);
    assert!(words(&room, "money coder:BP").is_empty());
    // Codes in brackets are said of the words in those brackets.
    assert_eq!(words(&room, "=money (=trusted code:L2.5)"), ["Money", "trusted"]);
    assert_eq!(words(&room, "(=money -code:*) (=trusted code:L2.5)"), ["Money", "trusted"]);
    assert!(words(&room, "(=money code:L2.5) (=trusted code:L2.5)").is_empty());
    room.done(&["undo", "s.themata", "--coder", "BP"]);
    assert!(words(&room, "code:L2.5").is_empty());
}

#[test]
fn memos_are_searched_when_they_are_asked_for() {
    let room = room();
    room.done(&["memos", "s.themata", "add", "They speak of trust as of money.", "--title", "Two moneys", "--coder", "BP", "--as", "reflexive"]);
    let found = search(&room, "money memo:any");
    assert_eq!(found["hits"], 2);
    assert!(found["rows"][0]["memo"].is_string() && found["rows"][0]["source"].is_null());
    assert_eq!(words(&room, "trust memo:reflexive"), ["trust"]);
    assert!(words(&room, "trust memo:method").is_empty());
}

#[test]
fn a_slip_is_shown_where_it_is_and_lines_are_a_concordance() {
    let room = room();
    for (query, says) in [
        ("money site:East", "      ^^^^^^^^^\n"),
        ("money \"short", "      ^\n"),
        ("money nation:x", "nothing here is called “nation”"),
        ("money code:Nothing", "there is no code “Nothing”"),
        ("money site:East", "hint: There are: North, South, Unassigned."),
    ] {
        let run = room.run(&["search", "s.themata", query]).ends(2);
        assert!(run.err.contains(says), "{query}: {}", run.err);
    }
    let lines = room.done(&["search", "s.themata", "pays", "--limit", "1"]);
    assert_eq!(lines.out.trim(), "Who [pays]                                              Two, turn 1");
    assert_eq!(lines.err.trim(), "2 hits in 1 source");
}

#[test]
fn the_index_lies_in_the_cache_folder_and_is_made_again() {
    let room = room();
    let without = room.done(&["search", "s.themata", "trust OR money", "--json", "--no-index"]).json();
    let cache = room.path("cache");
    let run = |arguments: &[&str]| {
        let output = room.command(arguments).env("THEMATA_CACHE", &cache).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let find = || serde_json::from_str::<Value>(&run(&["search", "s.themata", "trust OR money", "--json"]).0).unwrap();
    assert_eq!(find(), without);
    let folders = || -> Vec<std::path::PathBuf> { std::fs::read_dir(cache.join("search")).unwrap().map(|entry| entry.unwrap().path()).collect() };
    assert_eq!(folders().len(), 1, "by project and path");
    let said = run(&["index", "s.themata"]).1;
    assert!(said.starts_with("2 sources and 0 memos can be searched, by 0.0 MB in "), "{said}");
    std::fs::write(folders()[0].join("meta.json"), "{").unwrap();
    assert_eq!(find(), without);
    room.done(&["memos", "s.themata", "add", "Money again.", "--coder", "BP"]);
    let memos: Value = serde_json::from_str(&run(&["search", "s.themata", "money memo:any", "--json"]).0).unwrap();
    assert_eq!(memos["hits"], 1);
    std::fs::copy(room.path("s.themata"), room.path("t.themata")).unwrap();
    run(&["search", "t.themata", "trust"]);
    assert_eq!(folders().len(), 2);
    // An index that nobody opens for long goes.
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(100 * 24 * 3600);
    folders().iter().for_each(|folder| std::fs::File::open(folder).unwrap().set_modified(long_ago).unwrap());
    run(&["index", "s.themata", "--rebuild"]);
    assert_eq!(folders().len(), 1);
    assert_eq!(find(), without);
    // Where there can be no index, there is a word about it and the same answer.
    let blocked = room.path("file");
    std::fs::write(&blocked, "").unwrap();
    let output = room.command(&["search", "s.themata", "trust OR money", "--json"]).env("THEMATA_CACHE", &blocked).output().unwrap();
    assert!(output.status.success() && String::from_utf8_lossy(&output.stderr).contains("warning: "));
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), without);
}

#[test]
fn a_saved_search_says_what_is_new_also_after_a_correction() {
    let room = room();
    let saved = room.done(&["search", "s.themata", "money", "--save", "Money, all of it", "--coder", "BP"]);
    assert!(saved.err.contains("Saved the search Money, all of it"), "{}", saved.err);
    let again = || room.done(&["search", "s.themata", "--saved", "money, ALL of it", "--json"]).json();
    assert_eq!((&again()["hits"], &again()["new"]), (&json!(2), &json!(0)));
    // A word that is put in before a hit moves it, and makes it no news.
    room.done(&["edit", "s.themata", "--source", "One", "--replace", "How is the", "Well then, how is all the", "--coder", "BP"]);
    assert_eq!(again()["new"], json!(0), "{:?}", again());
    room.write("Three.txt", "INT: And you?\nP3: Money, what else, money.\n");
    room.done(&["import", "s.themata", "Three.txt"]);
    let now = again();
    assert_eq!((&now["hits"], &now["new"]), (&json!(4), &json!(2)));
    let new: Vec<(&Value, &Value)> = now["rows"].as_array().unwrap().iter().map(|row| (&row["source"], &row["new"])).collect();
    assert_eq!(
        new,
        [(&json!("One"), &json!(false)), (&json!("One"), &json!(false)), (&json!("Three"), &json!(true)), (&json!("Three"), &json!(true))]
    );
    let list = room.done(&["search", "s.themata", "--saved"]);
    assert!(list.out.contains("Money, all of it") && list.out.contains("4") && list.out.contains("2"), "{}", list.out);
    let seen = room.done(&["search", "s.themata", "--saved", "Money, all of it", "--seen", "--coder", "BP"]);
    assert!(seen.err.contains("2 new since") && seen.err.contains("Took what Money, all of it finds as seen"), "{}", seen.err);
    assert_eq!(again()["new"], json!(0));
    room.done(&["undo", "s.themata", "--coder", "BP"]);
    assert_eq!(again()["new"], json!(2), "undo makes it news again");
}

#[test]
fn saved_searches_are_changed_and_removed_by_name() {
    let room = room();
    room.done(&["search", "s.themata", "money", "--save", "Money"]);
    let changed = room.done(&["search", "s.themata", "money OR fund*", "--save", "money"]);
    assert!(changed.err.contains("Changed the saved search money"), "{}", changed.err);
    let list = room.done(&["search", "s.themata", "--saved", "--json"]).json();
    assert_eq!((list.as_array().unwrap().len(), &list[0]["query"], &list[0]["new"]), (1, &json!("money OR fund*"), &json!(0)));
    let wrong = room.run(&["search", "s.themata", "money OR (", "--save", "x"]).ends(2);
    assert!(wrong.err.contains('^'), "{}", wrong.err);
    room.run(&["search", "s.themata"]).ends(2);
    room.run(&["search", "s.themata", "--saved", "Trust"]).ends(1);
    let called = room.done(&["search", "s.themata", "--rename", "MONEY", "Cash, all of it", "--coder", "BP"]);
    assert!(called.err.contains("Called the saved search") && called.err.contains("Cash, all of it"), "{}", called.err);
    let taken = room.done(&["search", "s.themata", "trust", "--save", "Trust", "--coder", "BP"]);
    let twice = room.run(&["search", "s.themata", "--rename", "Trust", "cash, ALL of it"]).ends(1);
    assert!(twice.err.contains("already") && taken.err.contains("Saved the search"), "{}", twice.err);
    for _ in 0..2 {
        room.done(&["undo", "s.themata", "--yes"]);
    }
    room.run(&["search", "s.themata", "--saved", "Cash, all of it"]).ends(1);
    room.done(&["search", "s.themata", "--forget", "MONEY"]);
    assert_eq!(room.done(&["search", "s.themata", "--saved", "--json"]).json(), json!([]));
    room.done(&["undo", "s.themata"]);
    assert_eq!(room.done(&["search", "s.themata", "--saved", "--json"]).json().as_array().unwrap().len(), 1);
}

#[test]
fn chinese_japanese_and_thai_are_searched_and_counted_by_their_words() {
    let room = Room::new();
    room.write("in/zh.txt", "INT: 你们还需要什么？\nP1: 我们需要更多的钱和时间。医院里的人不够，时间也不够。\n");
    room.write("in/ja.txt", "INT: お仕事は？\nP2: 私は病院で働いています。お金も時間も足りません。\n");
    room.write("in/th.txt", "INT: เป็นอย่างไร\nP3: เราต้องการเงินมากขึ้นในโรงพยาบาล เงินไม่พอ\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    let found = |query: &str| {
        let one = |more: &[&str]| room.done(&[&["search", "s.themata", query, "--json"], more].concat()).json();
        let (with, without) = (one(&[]), one(&["--no-index"]));
        assert_eq!(with, without, "{query}");
        let rows = with["rows"].as_array().unwrap().iter().map(|row| row["words"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        (rows, with["rows"].as_array().unwrap().iter().map(|row| row["start"].as_u64().unwrap()).collect::<Vec<_>>())
    };
    assert_eq!(found("时间").0, ["时间", "时间"]);
    assert_eq!(found("需要更多").0, ["需要更多"], "words that stand together are a phrase");
    assert_eq!(found("\"需要 钱\"~2").0, ["需要更多的钱"]);
    assert_eq!(found("需要 lang:zh").0.len(), 2);
    assert!(found("间").0.is_empty(), "a sign inside a word is no word");
    assert_eq!(found("*间").0.len(), 2);
    assert_eq!((found("病院").0, found("病院").1), (vec!["病院".to_owned()], vec![17]));
    assert_eq!(found("เงิน").0.len(), 2);
    let counted = room.done(&["words", "s.themata", "--common", "--json"]).json();
    let count = |word: &str| counted["words"].as_array().unwrap().iter().find(|row| row["word"] == word).map(|row| row["count"].clone());
    assert_eq!((count("时间"), count("เงิน"), count("病院")), (Some(json!(2)), Some(json!(2)), Some(json!(1))));
    let sources = room.done(&["sources", "s.themata", "--json"]).json();
    let words: Vec<u64> = sources.as_array().unwrap().iter().map(|source| source["words"].as_u64().unwrap()).collect();
    assert!(words.iter().all(|words| *words > 12), "{words:?}");
}

#[test]
fn the_language_of_a_source_can_be_said_and_stems_and_searches_follow_it() {
    let room = Room::new();
    room.write("in/short.txt", "INT: Und?\nP1: Die Häuser.\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    let hits = |query: &str| room.done(&["search", "s.themata", query, "--json"]).json()["hits"].as_u64().unwrap();
    assert_eq!((hits("Hauses"), hits("lang:en")), (0, 2), "so few words tell nothing");
    let edit = |language: &str| room.run(&["sources", "s.themata", "edit", "short", "--language", language, "--coder", "BP"]);
    edit("German").ends(0);
    assert_eq!((hits("Hauses"), hits("lang:de"), hits("lang:German"), hits("lang:en")), (1, 2, 2, 0));
    let wrong = edit("Klingon").ends(1);
    assert!(wrong.err.contains("there is no language"), "{}", wrong.err);
    let wrong = room.run(&["search", "s.themata", "lang:Klingon"]).ends(2);
    assert!(wrong.err.contains("there is no language"), "{}", wrong.err);
    edit("").ends(0);
    assert_eq!(hits("lang:en"), 2);
}

#[test]
fn an_index_takes_nobody_elses_files_away_and_is_made_again_over_whatever_stands_in_it() {
    let room = Room::study();
    let find = |more: &[&str]| {
        let output = room.command(&[&["search", "s.themata", "money"][..], more].concat()).env("THEMATA_CACHE", room.path("cache")).output().unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let index =
        |more: &[&str]| room.command(&[&["index", "s.themata"][..], more].concat()).env("THEMATA_CACHE", room.path("cache")).output().unwrap();
    assert!(index(&[]).status.success());
    let of = |name: &std::path::Path| name.file_name().unwrap().to_string_lossy().into_owned();
    let search = room.path("cache/search");
    let own: Vec<std::path::PathBuf> = std::fs::read_dir(&search).unwrap().flatten().map(|entry| entry.path()).collect();
    let [own] = own.as_slice() else { panic!("{own:?}") };
    // Something else that lies there for long, something called as an index that is none, and an index that nobody opened for long.
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(200 * 24 * 3600);
    let other = search.join(of(own).replace(|c: char| c.is_ascii_digit(), "a"));
    let unused = search.join(of(own).replace(|c: char| c.is_ascii_digit(), "b"));
    for (folder, file) in [(search.join("thesis"), "chapter1.txt"), (other, "notes.txt"), (unused.clone(), "meta.json")] {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(file), "words").unwrap();
        std::fs::File::open(&folder).unwrap().set_modified(old).unwrap();
    }
    assert!(find(&[]).0);
    assert!(search.join("thesis/chapter1.txt").is_file() && std::fs::read_dir(&search).unwrap().count() == 3);
    assert!(!unused.exists(), "an index that nobody opened for long goes");
    // A folder within it, and one in the place of a part of it.
    std::fs::create_dir_all(own.join("sub/deep")).unwrap();
    let rebuilt = index(&["--rebuild"]);
    assert!(rebuilt.status.success(), "{}", String::from_utf8_lossy(&rebuilt.stderr));
    let (done, _, said) = find(&[]);
    assert!(done && !said.contains("warning"), "{said}");
    // A link in its place is taken away, and what it leads to stays.
    #[cfg(unix)]
    {
        let precious = room.path("precious");
        std::fs::create_dir_all(&precious).unwrap();
        std::fs::write(precious.join("letter.txt"), "words").unwrap();
        std::fs::remove_dir_all(own).unwrap();
        std::os::unix::fs::symlink(&precious, own).unwrap();
        assert!(index(&[]).status.success() && precious.join("letter.txt").is_file());
        assert_eq!(std::fs::read_dir(&precious).unwrap().count(), 1, "nothing is written there");
    }
}

#[test]
fn a_word_with_an_apostrophe_is_itself_and_stands_with_others_in_a_turn() {
    let room = Room::new();
    room.write("A.txt", "P1: It’s hard. It is that. That's right, that right.\nP1: It's money. Money!\n");
    room.done(&["new", "s.themata", "--framework", "leutz"]);
    room.done(&["import", "s.themata", "A.txt"]);
    assert_eq!(words(&room, "it's"), ["It’s", "It's"]);
    assert_eq!(words(&room, "\"that's right\""), ["That's right"]);
    assert_eq!(words(&room, "=money with:(\"it's\" OR nothing)"), ["money", "Money"]);
    assert_eq!(words(&room, "right with:hard -with:money"), ["right", "right"]);
    let wrong = room.run(&["search", "s.themata", "right with:(hard OR)"]).ends(2);
    assert!(wrong.err.contains("this bracket closes nothing"), "{}", wrong.err);
}

#[test]
fn how_near_is_told_where_it_cannot_be_read() {
    let room = room();
    for (query, says) in [
        ("near(money, trust, 5 wrds)", "                     ^^^^\nthemata: “wrds” does not say how near they must be"),
        ("near(money, trust, soon)", "“soon” does not say how near they must be"),
        ("near(money, trust, 99999999999999999999 words)", "so many words are not looked for"),
        ("near(money, trust", "this bracket is not closed"),
        ("near(money, trust, turn money)", "near( … ) takes two things"),
    ] {
        let run = room.run(&["search", "s.themata", query]).ends(2);
        assert!(
            run.err.contains(says.split('\n').next().unwrap()) && run.err.contains(says.rsplit("themata: ").next().unwrap()),
            "{query}: {}",
            run.err
        );
    }
}

#[test]
fn where_nothing_is_found_it_is_told_what_to_write_instead() {
    let room = room();
    room.write("talk/Three.txt", "INT: And?\nP3: We co-produce care home organisation. They co-operate; budgets are tight.\n");
    room.done(&["import", "s.themata", "talk/Three.txt"]);
    let told = |query: &str, more: &[&str]| room.done(&[&["search", "s.themata", query], more].concat()).err;
    for (query, says) in [
        ("moeny", "Did you mean money?"),
        ("zebra or record", "“or” is sought as a word here: write OR in capitals."),
        ("money NEAR/5 zebra", "write near(one, other, 5 words)"),
        ("care-home", "\"care home\""),
        ("carehome", "\"care home\""),
        ("cooperate", "co-operate"),
        ("\"co operate\"", "co-operate"),
        ("organization", "organisation"),
        ("money site:South", "Without site:South it finds 2."),
    ] {
        for more in [&[][..], &["--no-index"]] {
            let told = told(query, more);
            assert!(told.contains("hint: ") && told.contains(says), "{query}: {told}");
        }
    }
    assert!(!told("money", &[]).contains("hint:"));
    assert!(!told("qqqqqqqqq", &[]).contains("hint:"), "nothing is near to it");
    let wrong = room.run(&["search", "s.themata", "money speaker:P9"]).ends(2);
    assert!(wrong.err.contains("there is no speaker “P9”") && wrong.err.contains("P1"), "{}", wrong.err);
}

#[test]
fn letters_left_open_are_letters_of_the_script_and_not_their_parts() {
    let room = Room::new();
    room.write("in/ja.txt", "P1: がっこうへ行く。ばななを食べる。かさがある。\n");
    room.write("in/ko.txt", "P2: 간호사 각각 한국어 가방\n");
    room.write("in/hi.txt", "P3: हिन्दी और हिन्दुस्तान\n");
    room.write("in/en.txt", "P4: We co\u{2011}produce; budgets and funds. Новый дом, новая школа.\n");
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    for (query, found) in [
        ("가*", &["가방"][..]),
        ("한?어", &["한국어"]),
        ("हिन्द*", &["हिन्दी", "हिन्दुस्तान"]),
        ("co\u{2011}prod*", &["co\u{2011}produce"]),
        ("=новый", &["Новый"]),
        ("budget*/and", &["budgets and"]),
    ] {
        assert_eq!(words(&room, query), found, "{query}");
        let without = room.done(&["search", "s.themata", query, "--json", "--no-index"]).json();
        assert_eq!(without["rows"].as_array().unwrap().len(), found.len(), "{query} without an index");
    }
    assert!(!words(&room, "か*").contains(&"がっこう".to_owned()));
}
