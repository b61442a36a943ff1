//! The house rules, kept true by reading the source: who uses whom, which words stand where, how long things get.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What each room may use. `error` is everybody's; a room may always use itself.
const MAY_USE: [(&str, &[&str]); 14] = [
    ("error", &[]),
    ("model", &[]),
    ("text", &["model"]),
    ("analysis", &["model", "text"]),
    ("jobs", &[]),
    ("store", &["model", "text", "analysis", "jobs"]),
    ("project", &["model", "text", "analysis", "jobs", "store"]),
    ("typeset", &["model"]),
    ("search", &["model", "text", "analysis", "project", "jobs"]),
    ("import", &["model", "text", "analysis", "project", "jobs"]),
    ("export", &["model", "text", "analysis", "project", "jobs", "typeset"]),
    ("example", &["model", "text", "analysis", "project", "import"]),
    ("cli", &["model", "text", "analysis", "project", "search", "import", "export", "example", "jobs"]),
    ("ui", &["model", "text", "analysis", "project", "search", "import", "export", "example", "jobs", "typeset"]),
];

/// Words of the code, and the only places they may stand in.
const WORDS: [(&str, &[&str]); 18] = [
    ("rusqlite", &["store/", "error.rs"]),
    ("egui", &["ui/"]),
    ("eframe", &["ui/"]),
    ("parley", &["typeset/", "ui/text/"]),
    ("swash", &["typeset/", "ui/text/"]),
    ("krilla", &["export/paper.rs"]),
    ("resvg", &["export/svg.rs"]),
    ("docx_rs", &["export/docx.rs"]),
    ("rust_xlsxwriter", &["export/xlsx.rs"]),
    ("tantivy", &["search/"]),
    ("thread", &["jobs/", "project/writer.rs"]),
    ("println", &["cli/", "main.rs"]),
    ("eprintln", &["cli/", "main.rs"]),
    ("dbg", &[]),
    ("todo", &[]),
    ("unimplemented", &[]),
    // What egui writes in knows no direction: `ui::widgets::Field` does.
    ("TextEdit", &[]),
    ("DragValue", &[]),
];

/// How egui draws words, which it does without direction: outside of these places `ui::widgets::paint` does it, which knows names in any script.
const EGUI_WORDS: [&str; 9] = [
    ".layout_no_wrap(",
    ".layout_job(",
    ".layout(",
    ".galley(",
    ".on_hover_text(",
    ".on_hover_text_at_pointer(",
    "ui.label(",
    "RichText",
    "LayoutJob",
];
const EGUI_WORDS_IN: [&str; 2] = ["ui/text/", "ui/widgets/"];

/// How SQL begins. Only the store speaks it.
const SQL: [&str; 9] =
    ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "CREATE INDEX ", "DROP TABLE ", "ALTER TABLE ", "PRAGMA "];

/// Lines of code a file may have, and lines a function may have.
const FILE: usize = 600;
const FUNCTION: usize = 60;

/// A source file taken apart.
struct Source {
    /// Its path below `src`, with slashes.
    path: String,
    whole: String,
    /// The code alone: comments and the insides of strings blanked out, line ends kept.
    code: String,
    /// The insides of strings.
    strings: Vec<String>,
}

impl Source {
    fn read(path: &Path, below: &Path) -> Self {
        let whole = std::fs::read_to_string(path).unwrap();
        let (code, strings) = split(&whole);
        Self { path: path.strip_prefix(below).unwrap().to_string_lossy().replace('\\', "/"), whole, code, strings }
    }

    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    fn stands_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }

    /// The words of the code, each with the one that follows `crate::` marked by it.
    fn words(&self) -> impl Iterator<Item = &str> {
        self.code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
    }

    /// The rooms named after `crate::`, alone or in braces.
    fn rooms(&self) -> Vec<String> {
        let mut rooms = Vec::new();
        for (at, _) in self.code.match_indices("crate::") {
            let rest = &self.code[at + "crate::".len()..];
            let Some(list) = rest.strip_prefix('{') else {
                rooms.extend(word(rest));
                continue;
            };
            let mut depth = 0;
            let mut item = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => rooms.extend(word(std::mem::take(&mut item).trim())),
                    _ if depth == 0 => item.push(c),
                    _ => {}
                }
            }
            rooms.extend(word(item.trim()));
        }
        rooms
    }
}

fn word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    Some(word).filter(|word| !word.is_empty())
}

/// Takes a source apart into code and strings.
fn split(whole: &str) -> (String, Vec<String>) {
    let chars: Vec<char> = whole.chars().collect();
    let (mut code, mut strings) = (String::new(), Vec::new());
    let mut at = 0;
    let starts = |at: usize, what: &str| what.chars().enumerate().all(|(n, c)| chars.get(at + n) == Some(&c));
    while at < chars.len() {
        if starts(at, "//") {
            while at < chars.len() && chars[at] != '\n' {
                at += 1;
            }
        } else if starts(at, "/*") {
            while at < chars.len() && !starts(at, "*/") {
                at += 1;
            }
            at += 2;
        } else if let Some(end) = raw_string(&chars, at) {
            let text: String = chars[at..end].iter().collect();
            code.extend(text.chars().filter(|c| *c == '\n'));
            strings.push(text);
            at = end;
        } else if chars[at] == '"' {
            let from = at + 1;
            at = from;
            while at < chars.len() && chars[at] != '"' {
                at += if chars[at] == '\\' { 2 } else { 1 };
            }
            let text: String = chars[from..at.min(chars.len())].iter().collect();
            code.push('"');
            code.extend(text.chars().filter(|c| *c == '\n'));
            code.push('"');
            strings.push(text);
            at += 1;
        } else if chars[at] == '\'' && (chars.get(at + 1) == Some(&'\\') || chars.get(at + 2) == Some(&'\'')) {
            // A letter, which may be a quote; what is left are lifetimes.
            at += if chars.get(at + 1) == Some(&'\\') { 3 } else { 2 };
            while at < chars.len() && chars[at] != '\'' {
                at += 1;
            }
            code.push_str("' '");
            at += 1;
        } else {
            code.push(chars[at]);
            at += 1;
        }
    }
    (code, strings)
}

/// The end of the raw string that begins at `at`, if one does.
fn raw_string(chars: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|at| chars.get(at));
    if chars[at] != 'r' || before.is_some_and(|c| c.is_alphanumeric() || *c == '_') {
        return None;
    }
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(at + 1 + hashes) != Some(&'"') {
        return None;
    }
    let end = |from: usize| chars[from] == '"' && chars[from + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    (at + 2 + hashes..chars.len()).find(|from| end(*from)).map(|from| from + 1 + hashes)
}

fn files(folder: &Path, list: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, list);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            list.push(path);
        }
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut list = Vec::new();
    if folder.is_dir() {
        files(&folder, &mut list);
    }
    list.sort();
    list.iter().map(|path| Source::read(path, &folder)).collect()
}

fn none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n  {}", found.join("\n  "));
}

#[test]
fn rooms_use_only_those_before_them() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut found = Vec::new();
    for source in sources("src") {
        let room = source.room();
        if ["lib", "main"].contains(&room) {
            continue;
        }
        let Some(may) = allowed.get(room) else {
            found.push(format!("{} is in no known room", source.path));
            continue;
        };
        for used in source.rooms() {
            if allowed.contains_key(used.as_str()) && used != room && used != "error" && !may.contains(&used.as_str()) {
                found.push(format!("{} uses {used}", source.path));
            }
        }
    }
    none(&found, "model <- text <- analysis <- store <- project <- {search, import, export} <- {cli, ui}; cli and ui never know each other");
}

#[test]
fn words_stand_only_where_they_belong() {
    let mut found = Vec::new();
    for source in sources("src") {
        for (word, places) in WORDS {
            if source.words().any(|own| own == word) && !source.stands_in(places) {
                found.push(format!("{} says {word}", source.path));
            }
        }
        let sql = |text: &String| SQL.iter().any(|word| text.trim_start().starts_with(word));
        if !source.stands_in(&["store/"]) && source.strings.iter().any(sql) {
            found.push(format!("{} speaks SQL", source.path));
        }
        for word in ["INSERT OR REPLACE", "REPLACE INTO"] {
            if source.whole.to_uppercase().contains(word) {
                found.push(format!("{} says {word}, whose deletes fire no trigger", source.path));
            }
        }
    }
    none(&found, "words that stand in the wrong room");
}

#[test]
fn names_are_never_left_to_egui() {
    let mut found = Vec::new();
    for source in sources("src").iter().filter(|source| source.room() == "ui" && !source.stands_in(&EGUI_WORDS_IN)) {
        // A layout of widgets is no words.
        let code = source.code.replace("UiBuilder::new()", "").replace(".layout(Layout::", "").replace(".layout(egui::Layout::", "");
        found.extend(EGUI_WORDS.iter().filter(|word| code.contains(*word)).map(|word| format!("{} says {word}", source.path)));
    }
    none(&found, "words that egui would draw without direction: use ui::widgets::paint, wrapped and Tip");
}

/// `2,083 sources`, never `2083 sources`: what is said of how many there are goes through `grouped`, or `count` and `counted`, which do.
#[test]
fn counts_that_are_said_are_written_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut list = Vec::new();
    files(&folder, &mut list);
    let before_a_word =
        |line: &str| line.match_indices("{} ").any(|(at, mark)| line[at + mark.len()..].starts_with(|c: char| c.is_ascii_lowercase()));
    let said = |line: &&str| (line.contains("format!(") || line.contains("write!(")) && line.contains(".len()") && before_a_word(line);
    let alike = ["count", "grouped", "passages_of(", "in_words("];
    let mut found = Vec::new();
    for path in list.into_iter().filter(|path| path.file_name().is_some_and(|name| name != "tests.rs")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let bare = code.lines().filter(said).filter(|line| !alike.iter().any(|way| line.contains(way)));
        found.extend(bare.map(|line| format!("{}: {}", path.display(), line.trim())));
    }
    none(&found, "counts written without the comma at each thousand");
}

#[test]
fn migrations_never_replace_rows_and_keep_to_what_the_journal_can_bring_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let sql = std::fs::read_to_string(&path).unwrap().to_uppercase();
        for word in ["OR REPLACE", "REPLACE INTO", " REAL,", " REAL NOT", "CREATE TRIGGER"] {
            assert!(!sql.contains(word), "{} says {word}", path.display());
        }
        for table in sql.split("CREATE TABLE").skip(1) {
            assert!(table.contains("STRICT"), "{}: a table is not STRICT: {}", path.display(), table.lines().next().unwrap_or_default());
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_none_is_too_long() {
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        for source in sources(folder) {
            if !source.whole.starts_with("//! ") {
                found.push(format!("{folder}/{} does not begin with a //! line", source.path));
            }
            let lines = source.code.lines().filter(|line| !line.trim().is_empty()).count();
            if lines > FILE {
                found.push(format!("{folder}/{} has {lines} lines of code", source.path));
            }
        }
    }
    none(&found, "files");
}

/// The functions of a source: the line each begins at, its name, its length in lines.
fn functions(source: &Source) -> Vec<(usize, String, usize)> {
    let lines: Vec<&str> = source.code.lines().collect();
    let mut list = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let Some(at) = line.find("fn ").filter(|at| *at == 0 || line[..*at].ends_with(' ')) else { continue };
        let Some(name) = word(&line[at + 3..]) else { continue };
        let indent = line.len() - line.trim_start().len();
        let close = format!("{}}}", " ".repeat(indent));
        if line.trim_end().ends_with(';') || line.trim_end().ends_with('}') {
            continue;
        }
        let length = lines[n..].iter().position(|line| line.trim_end() == close).unwrap_or(0) + 1;
        list.push((n + 1, name, length));
    }
    list
}

#[test]
fn no_function_is_too_long() {
    let mut found = Vec::new();
    for source in sources("src") {
        for (line, name, length) in functions(&source) {
            if length > FUNCTION {
                found.push(format!("{}:{line} {name} has {length} lines", source.path));
            }
        }
    }
    none(&found, &format!("functions over {FUNCTION} lines"));
}

/// The verbs of a source: public, of a project to be changed, handing out what was done.
fn verbs(code: &str) -> Vec<String> {
    let heads = code.split("pub fn ").skip(1).map(|rest| rest.split(['{', ';']).next().unwrap_or_default());
    heads.filter(|head| head.contains("&mut self") && head.contains("Done")).filter_map(word).collect()
}

#[test]
fn every_verb_is_thrown_at_the_journal() {
    // These take back and bring again, and put verbs together, which the test of the journal does itself.
    let own = ["undo", "redo", "undo_to", "redo_to", "as_one_step"];
    let tested: Vec<Source> = sources("tests").into_iter().filter(|source| source.path.starts_with("it/verbs")).collect();
    let words: Vec<&str> = tested.iter().flat_map(Source::words).collect();
    let mut found = Vec::new();
    let mut all = 0;
    for source in sources("src").iter().filter(|source| source.stands_in(&["project/"]) && source.code.contains("impl Project {")) {
        for verb in verbs(&source.code) {
            all += 1;
            if !own.contains(&verb.as_str()) && !words.contains(&verb.as_str()) {
                found.push(format!("{} {verb}", source.path));
            }
        }
    }
    assert!(all > 50, "only {all} verbs were seen");
    none(&found, "verbs without a line in tests/it/verbs.rs");
    let code = "impl Project {\n    pub fn a(\n        &mut self,\n    ) -> Result<Done> {\n    }\n    pub fn b(&self) -> Result<Done> {}\n    fn c(&mut self) -> Result<Done> {}\n";
    assert_eq!(verbs(code), ["a"]);
}

#[test]
fn the_reader_of_sources_sees_what_is_there() {
    let (code, strings) =
        split("use crate::{ui::x, model::{A, B}}; // crate::cli\nlet a = \"SELECT \\\" x\"; let b = r#\"egui \" \"#; let c = '\"'; fn f<'a>() {}");
    let source = Source { path: "import/x.rs".into(), whole: String::new(), code, strings };
    assert_eq!(source.rooms(), ["ui", "model"]);
    assert_eq!(source.strings.len(), 2);
    assert!(!source.words().any(|word| word == "egui") && source.words().any(|word| word == "f"));
    assert_eq!(source.room(), "import");
    let long = format!("impl A {{\n    fn long() {{\n{}    }}\n    fn short() {{\n    }}\n}}\n", "        step();\n".repeat(70));
    let source = Source { path: "a.rs".into(), whole: String::new(), code: long, strings: Vec::new() };
    assert_eq!(functions(&source), [(2, "long".to_owned(), 72), (74, "short".to_owned(), 2)]);
}
