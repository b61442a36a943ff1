//! Every list and object that the README documents for scripts, to the letter.

use crate::cli_room::{Room, Run, golden};

/// Compares with the file of that name in `tests/golden/cli`; `THEMATA_BLESS=1` writes it anew.
#[track_caller]
fn same(name: &str, run: &Run) {
    let found = format!("{:#}\n", golden(run));
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/cli").join(format!("{name}.json"));
    if std::env::var_os("THEMATA_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &found).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, wanted, "{name} differs; look at it, then THEMATA_BLESS=1 writes it anew");
}

/// The small study with something in every list.
fn full() -> Room {
    let room = Room::study();
    room.write("codes.txt", "Money: what it costs\n\tShares\nTrust\n");
    let steps: &[&[&str]] = &[
        &["codebook", "import", "codes.txt", "--name", "Ours"],
        &[
            "codebook",
            "edit",
            "Ours/Money",
            "--short",
            "M",
            "--include",
            "Budgets",
            "--colour",
            "teal",
            "--theme",
            "yes",
            "--statement",
            "It decides",
        ],
        &["code", "--source", "North 1", "--code", "Ours/Money", "--turn", "2", "--star"],
        &["code", "--source", "North 1", "--code", "Ours/Money/Shares", "--text", "held the money back until spring", "--coder", "AR"],
        &["code", "--source", "South 1", "--code", "Ours/Money", "--span", "23..41"],
        &["speakers", "join", "P1", "person:P1"],
        &["cases", "edit", "P2", "--pseudonym", "Bob"],
        &["folders", "add", "Round 1/Long"],
        &["sources", "move", "South 1", "--to", "Long"],
        &["attributes", "add", "phase", "--on", "source", "--type", "choice", "--choice", "1", "--choice", "2"],
        &["attributes", "set", "phase", "1", "--source", "North 1"],
        &["project", "--phase", "phase", "--description", "Two winters"],
        &["pin", "2", "Ours/Money"],
        &["progress", "done", "North 1"],
        &["memos", "add", "Said with a sigh.", "--source", "North 1", "--turn", "2", "--title", "Sigh", "--as", "field note"],
        &["memos", "add", "Two moneys.", "--code", "Ours/Money"],
        &["undo", "--yes"],
        &["redo"],
    ];
    for step in steps {
        let words = [&[step[0], "s.themata"], &step[1..]].concat();
        let coded = ["code", "pin", "progress", "memos"].contains(&step[0]) && !step.contains(&"--coder");
        room.done(&if coded { [&words[..], &["--coder", "BP"]].concat() } else { words });
    }
    room
}

#[test]
fn lists_are_printed_as_documented() {
    let room = full();
    for list in
        ["project", "sources", "folders", "speakers", "cases", "attributes", "frameworks", "codings", "memos", "pin", "progress", "coders", "log"]
    {
        same(list, &room.done(&[list, "s.themata", "--json"]));
    }
    same("codes", &room.done(&["codes", "s.themata", "--framework", "Ours", "--json"]));
    same("kinds", &room.done(&["cases", "s.themata", "kinds", "--json"]));
    same("templates", &room.done(&["templates", "--json"]));
}

#[test]
fn passages_are_printed_as_documented() {
    let room = full();
    let excerpts = ["excerpts", "s.themata", "--code", "Ours/Money", "--format", "json"];
    same("excerpts", &room.done(&[&excerpts[..], &["--context", "turn"]].concat()));
    same("excerpts-by-site", &room.done(&[&excerpts[..], &["--by", "site", "--basis", "codings"]].concat()));
}

#[test]
fn an_import_is_told_as_documented() {
    let room = Room::study();
    room.write("more/a.txt", "INT: A?\n\nP3: B.\n");
    room.write("more/again.txt", "INT: A?\n\nP3: B.\n");
    room.write("more/broken.docx", "PK\u{3}\u{4}cut off");
    room.write("more.csv", "file,person,name,site,role,minutes\na.txt,P3,Cy Cole,East,nurse,30\nz.txt,P4,Di Dale,East,nurse,20\n");
    let import = ["import", "s.themata", "more", "--attributes", "more.csv", "--case-column", "person", "--site-column", "site", "--json"];
    same("import-dry-run", &room.run(&[&import[..], &["--dry-run"]].concat()).ends(1));
    same("import", &room.run(&import).ends(1));
}

#[test]
fn corrections_are_told_as_documented() {
    let room = full();
    let correct = ["edit", "s.themata", "--source", "North 1", "--coder", "BP", "--json"];
    same("edit", &room.done(&[&correct[..], &["--replace", "back until spring", "back till spring", "--reason", "misheard"]].concat()));
    room.done(&[&correct[..], &["--replace", "held the money back till spring", ""]].concat());
    same("versions", &room.done(&["versions", "s.themata", "--source", "North 1", "--json"]));
    same("versions-compare", &room.done(&["versions", "s.themata", "--source", "North 1", "--compare", "1", "2", "--json"]));
}

#[test]
fn names_and_hits_are_told_as_documented() {
    let room = full();
    room.done(&["pseudonyms", "s.themata", "add", "Spring", "--as", "Autumn", "--kind", "other", "--coder", "BP"]);
    same("pseudonyms", &room.done(&["pseudonyms", "s.themata", "--json"]));
    same("pseudonyms-suggest", &room.done(&["pseudonyms", "s.themata", "suggest", "--json"]));
    same("search", &room.done(&["search", "s.themata", "money speaker:P1", "--context", "3", "--json"]));
}

#[test]
fn words_are_told_as_documented() {
    let room = full();
    same("words", &room.done(&["words", "s.themata", "--by", "site", "--stems", "--json"]));
    same("words-key", &room.done(&["words", "s.themata", "--key", "site=North", "--people", "1", "--json"]));
    same("words-near", &room.done(&["words", "s.themata", "--near", "money", "--json"]));
    same("words-after", &room.done(&["words", "s.themata", "--after", "money", "--json"]));
    room.done(&["code", "s.themata", "--source", "South 1", "--code", "Ours/Money", "--turn", "2", "--coder", "BP"]);
    let beach = "We walk along the beach with two dogs, and the harbour is full of boats, gulls, nets and rain, day after day.";
    let garden = "My garden grows beans, roses, onions and pears beside the old stone wall, where cats sleep and children play.";
    let trains = "Trains leave the valley twice daily, carrying milk, letters, students and tourists towards the distant capital city.";
    let asked = "The money runs out again before spring comes.";
    room.write("more/East 1.txt", &format!("INT: And here?\n\nP3: {asked}\n\nP3: {beach}\n\nP3: {garden}\n\nP3: {trains}\n"));
    room.done(&["import", "s.themata", "more", "--coder", "BP"]);
    same("like", &room.done(&["like", "s.themata", "Ours/Money", "--json"]));
    let list = room.done(&["like", "s.themata", "Ours/Money", "--json"]).json();
    room.done(&["like", "s.themata", "Ours/Money", "--dismiss", list["found"][0]["mark"].as_str().unwrap(), "--coder", "BP"]);
    same("like-dismissed", &room.done(&["like", "s.themata", "Ours/Money", "--dismissed", "--json"]));
}

#[test]
fn frameworks_themes_and_lenses_are_told_as_documented() {
    let room = full();
    let json = |arguments: &[&str]| room.done(&[&[arguments[0], "s.themata", "--json"], &arguments[1..]].concat());
    for step in [
        &["frameworks", "name", "Ours", "March", "--reason", "First draft"][..],
        &["codebook", "edit", "Ours/Money", "--include", "Budgets and wages"],
        &["codebook", "merge", "Ours/Trust", "--into", "Ours/Money"],
        &["crosswalk", "map", "Ours/Money", "Law 2", "--reason", "It costs"],
        &["crosswalk", "settle", "Law 2", "1", "--accept", "--reason", "Agreed"],
        &["theme", "gather", "Law 2", "Ours/Money", "--contradicts", "--note", "Late"],
        &["report", "new", "Board", "Law 2", "Ours/Money", "--intro", "What we heard"],
        &["report", "quotes", "Board", "Ours/Money", "1"],
    ] {
        room.done(&[&[step[0], "s.themata"], &step[1..]].concat());
    }
    same("frameworks-versions", &json(&["frameworks", "versions", "Ours"]));
    same("frameworks-compare", &json(&["frameworks", "compare", "Ours"]));
    same("frameworks-again", &json(&["frameworks", "again", "Ours"]));
    same("theme", &json(&["theme"]));
    same("theme-show", &json(&["theme", "show", "Law 2"]));
    same("theme-balance", &json(&["theme", "balance", "Law 2"]));
    same("report", &json(&["report"]));
    same("report-show", &json(&["report", "show", "Board"]));
    // What a person reads has days in words.
    let mut agenda = json(&["agenda"]);
    agenda.out = agenda.out.replace(&themata::model::Time::now().day(), "14 March 2022");
    same("agenda", &agenda);
    same("crosswalk", &json(&["crosswalk"]));
    same("crosswalk-read", &json(&["crosswalk", "read", "Law 2"]));
    same("crosswalk-apply", &json(&["crosswalk", "apply", "--dry-run"]));
    room.done(&["crosswalk", "s.themata", "settle", "Law 2", "1", "--reject", "--reason", "About wages"]);
    same("crosswalk-left", &json(&["crosswalk", "coverage", "--passages"]));
}

#[test]
fn checks_backups_and_recoveries_are_told_as_documented() {
    let room = full();
    same("check", &room.done(&["check", "s.themata", "--json"]));
    let (made, listed) = (room.done(&["backup", "s.themata", "--json"]), room.done(&["backup", "s.themata", "--list", "--json"]));
    same("backup", &listed);
    assert_eq!(made.out, listed.out);
    same("recover", &room.done(&["recover", "s.themata", "-o", "saved.themata", "--json"]));
    crate::support::raw(&room.path("s.themata"))
        .execute_batch("UPDATE value SET bytes = x'00' WHERE hash = (SELECT text FROM version ORDER BY id LIMIT 1)")
        .unwrap();
    same("check-damaged", &room.run(&["check", "s.themata", "--json"]).ends(1));
}

/// The names between backticks, what stands in brackets left out.
fn fields(cell: &str) -> Vec<String> {
    let mut depth = 0;
    let outside = cell.chars().filter(|c| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0 && *c != ')'
    });
    let outside: String = outside.collect();
    let mut names: Vec<String> = outside.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    names.sort();
    names
}

#[test]
fn the_readme_names_every_field_of_every_list() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let table = readme.split("| command | an array of |").nth(1).unwrap().split("\n\n").next().unwrap();
    let mut seen = 0;
    for row in table.lines().skip(2) {
        let cells: Vec<&str> = row.trim_matches('|').splitn(2, '|').collect();
        let file = match cells[0].trim().trim_matches('`') {
            "cases kinds" => "kinds",
            "backup --list" => "backup",
            "crosswalk read CODE" => "crosswalk-read",
            "crosswalk coverage --passages" => "crosswalk-left",
            "crosswalk apply --dry-run" => "crosswalk-apply",
            list => &list.replace(' ', "-"),
        };
        let golden: serde_json::Value = serde_json::from_slice(&std::fs::read(root.join(format!("tests/golden/cli/{file}.json"))).unwrap()).unwrap();
        let found: Vec<&String> = golden[0].as_object().unwrap().keys().collect();
        assert_eq!(fields(cells[1]).iter().collect::<Vec<_>>(), found, "{file}");
        seen += 1;
    }
    assert!(seen > 14, "only {seen} lists were seen");
}
