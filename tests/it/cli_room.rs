//! The program as a script runs it: in a folder with a home of its own.

use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with a home of its own, in which the program runs.
pub struct Room {
    pub dir: TempDir,
}

/// What came of a run.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The run, which must have ended with this code.
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    /// What it printed, as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.out))
    }
}

impl Room {
    /// An empty folder.
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file, and its folder.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The program with arguments, ready to run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_themata"));
        command.args(arguments).current_dir(self.dir.path()).env_clear().env("HOME", self.path("home")).env("THEMATA_DATA", self.path("data"));
        // Somebody works here; who else it is, a test says.
        command.env("THEMATA_CODER", "BP");
        command.stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&self.command(arguments).output().unwrap())
    }

    /// Runs the program where nobody said who is working.
    pub fn unsigned(&self, arguments: &[&str]) -> Run {
        Run::of(&self.command(arguments).env_remove("THEMATA_CODER").output().unwrap())
    }

    /// Runs the program with words on its standard input.
    pub fn piped(&self, arguments: &[&str], words: &str) -> Run {
        std::fs::write(self.path("piped"), words).unwrap();
        let input = std::fs::File::open(self.path("piped")).unwrap();
        Run::of(&self.command(arguments).stdin(input).output().unwrap())
    }

    /// Runs a command that must succeed.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> Run {
        self.run(arguments).ends(0)
    }

    /// Two interviews, a table of two people, and a project `s.themata` coded by nobody yet.
    pub fn study() -> Self {
        let room = Self::new();
        room.write(
            "in/North 1.txt",
            "INT: How was the winter?\n\nP1: Long. We held the money back until spring, and nobody liked it.\n\nINT: And now?\n\nP1: Better.\n",
        );
        room.write("in/South 1.txt", "INT: Who decides?\n\nP2: The money decides. It always has, hasn't it?\n");
        room.write(
            "people.csv",
            "file,person,name,site,role,minutes\nNorth 1.txt,P1,Ann Ash,North,nurse,45\nSouth 1.txt,P2,Bob Birch,South,porter,50\n",
        );
        room.done(&["new", "s.themata", "--name", "Small", "--framework", "leutz", "--coder", "BP"]);
        let import = [
            "import",
            "s.themata",
            "in",
            "--attributes",
            "people.csv",
            "--case-column",
            "person",
            "--case-name-column",
            "name",
            "--site-column",
            "site",
        ];
        let run = room.done(&[&import[..], &["--coder", "BP"]].concat());
        assert!(run.err.contains("2 sources imported") && run.out.is_empty(), "{}", run.err);
        room
    }
}

/// Takes out what differs from run to run: ids, moments, and where things lie.
fn steady(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(steady),
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match (key.as_str(), &value) {
                    ("id" | "at", Value::String(_)) => *value = json!("…"),
                    // Of a backup: its name holds a moment and an id, and pages are SQLite's business.
                    ("path", Value::String(path)) if path.contains("backups") => *value = json!("…"),
                    ("of", Value::String(_)) => *value = json!("…"),
                    ("size" | "pages", Value::Number(_)) => *value = json!("…"),
                    ("what", Value::String(what)) => *value = json!(without_ids(what)),
                    _ => steady(value),
                }
            }
        }
        _ => {}
    }
}

/// Words in which ids stand.
fn without_ids(words: &str) -> String {
    let id = |word: &str| word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    words.split_inclusive(|c: char| !c.is_alphanumeric()).map(|word| if id(word.trim_end_matches([')', '.', ' '])) { "…)" } else { word }).collect()
}

/// What a run printed as JSON, without what differs from run to run.
pub fn golden(run: &Run) -> Value {
    let mut value = run.json();
    steady(&mut value);
    value
}
