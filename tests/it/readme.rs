//! The README's commands for the example study, typed as they stand into a study made afresh.

use super::cli_room::Room;

/// The words of a line as a shell takes them apart, up to a remark.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], None);
    for c in line.chars() {
        match c {
            '"' | '\'' if quoted.is_none_or(|mark| mark == c) => quoted = if quoted.is_none() { Some(c) } else { None },
            '#' if quoted.is_none() && words.last().is_some_and(String::is_empty) => break,
            ' ' if quoted.is_none() => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.into_iter().filter(|word| !word.is_empty()).collect()
}

#[test]
fn what_the_readme_does_with_the_example_can_be_done() {
    let room = Room::new();
    room.done(&["example", "study.themata"]);
    let readme = include_str!("../../README.md");
    let part = readme.split_once("\n### Build the framework\n").unwrap().1.split_once("\n## For scripts").unwrap().0;
    let (mut coder, mut typed) = (String::new(), 0);
    for line in part.lines() {
        if let Some(name) = line.strip_prefix("export THEMATA_CODER=") {
            coder = name.trim().to_owned();
        }
        let Some(line) = line.strip_prefix("themata ") else { continue };
        let words = words(line);
        let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
        let output = room.command(&arguments).env("THEMATA_CODER", &coder).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "themata {line}\n{said}");
        typed += 1;
    }
    assert!(typed >= 26, "only {typed} commands were typed");
}
