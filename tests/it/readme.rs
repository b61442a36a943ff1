//! The README's commands for the example study, typed as they stand into a study made afresh.

use super::cli_room::Room;
use super::shell_words::words;

#[test]
fn what_the_readme_does_with_the_example_can_be_done() {
    let room = Room::new();
    room.done(&["example", "study.themata"]);
    let readme = include_str!("../../README.md");
    let part = readme.split_once("\n### Build the framework\n").unwrap().1.split_once("\n## For scripts").unwrap().0;
    let said = readme.lines().find_map(|line| line.strip_prefix("export THEMATA_CODER="));
    let (coder, mut typed) = (said.and_then(|line| line.split_whitespace().next()).unwrap(), 0);
    for line in part.lines() {
        let Some(line) = line.strip_prefix("themata ") else { continue };
        let words = words(line);
        let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
        let output = room.command(&arguments).env("THEMATA_CODER", coder).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "themata {line}\n{said}");
        typed += 1;
    }
    assert!(typed >= 26, "only {typed} commands were typed");
}
