//! What the command line says and shows: results on standard output, words to the user on standard error.

use crate::Error;
use serde::Serialize;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// Why a command did not do all it was asked.
pub(super) enum Failure {
    /// It was refused, or went wrong.
    Refused(Error),
    /// Some of it was done; what was not has been said already.
    Partly,
    /// It was asked in a way that cannot be meant.
    Usage {
        /// What is missing or contradicts itself.
        what: String,
        /// What to write instead.
        hint: String,
    },
    /// Nobody reads on: `themata codes FILE | head`.
    Pipe,
}

/// What a command comes to.
pub(super) type Outcome<T = ()> = Result<T, Failure>;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// A wrong usage, and what to write instead.
pub(super) fn usage<T>(what: impl Into<String>, hint: impl Into<String>) -> Outcome<T> {
    Err(Failure::Usage { what: what.into(), hint: hint.into() })
}

/// Says how it ended and gives the exit code: 0 done, 1 refused or partly done, 2 wrong usage.
pub(super) fn conclude(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) | Err(Failure::Pipe) => ExitCode::SUCCESS,
        Err(Failure::Partly) => ExitCode::from(1),
        Err(Failure::Refused(error)) => {
            complain(&error.to_string(), error.remedy());
            ExitCode::from(1)
        }
        Err(Failure::Usage { what, hint }) => {
            complain(&what, &hint);
            ExitCode::from(2)
        }
    }
}

/// An error and its remedy on standard error.
pub(super) fn complain(what: &str, hint: &str) {
    say(&format!("error: {what}"));
    if !hint.is_empty() {
        say(&format!("hint: {hint}"));
    }
}

/// Something that is not as it should be and stopped nothing, on standard error.
pub(super) fn warn(what: &str, hint: &str) {
    say(&format!("warning: {what}"));
    if !hint.is_empty() {
        say(&format!("hint: {hint}"));
    }
}

/// A line to the user. That nobody listens is no reason to stop.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", tame(line));
}

/// Shows a result on standard output.
pub(super) fn show(print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Outcome {
    let mut out = io::BufWriter::new(io::stdout().lock());
    print(&mut out).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Pipe,
        _ => Failure::Refused(Error::io(std::path::Path::new("standard output"), error)),
    })
}

/// Shows a list or a thing as JSON.
pub(super) fn show_json(value: &impl Serialize) -> Outcome {
    show(|out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        writeln!(out)
    })
}

/// Words for a terminal: signs that would steer it, and the isolates around names, are left out.
pub(super) fn tame(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}'))
        .collect()
}

/// The widest cell of a table, in characters.
pub(super) const WIDEST: usize = 60;

fn cut(cell: String) -> String {
    match cell.char_indices().nth(WIDEST) {
        Some(_) => cell.chars().take(WIDEST - 1).chain(['…']).collect(),
        None => cell,
    }
}

/// Rows in columns, numbers to the right.
pub(super) struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    whole: bool,
}

impl Table {
    /// A table with these columns; a name that begins with `#` is a column of numbers.
    pub fn new(head: &[&'static str]) -> Self {
        Self { head: head.to_vec(), rows: Vec::new(), whole: !io::stdout().is_terminal() }
    }

    /// The same with no cell cut: its cells are there to be copied, such as paths.
    pub fn whole(self) -> Self {
        Self { whole: true, ..self }
    }

    /// Adds a row; on a terminal a cell longer than a line bears is cut. Another program, and JSON, have it whole.
    pub fn row(&mut self, cells: Vec<String>) {
        let line = |cell: String| tame(&cell).replace(['\n', '\t'], " ");
        self.rows.push(cells.into_iter().map(|cell| if self.whole { line(cell) } else { cut(line(cell)) }).collect());
    }

    /// Shows it; an empty one says so on standard error.
    pub fn show(self, nothing: &str) -> Outcome {
        if self.rows.is_empty() {
            say(nothing);
            return Ok(());
        }
        let width = |column: usize| {
            let cells = self.rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
            cells.min(WIDEST).max(self.head[column].trim_start_matches('#').len())
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        show(|out| {
            let head: Vec<String> = self.head.iter().map(|name| name.trim_start_matches('#').to_owned()).collect();
            for row in std::iter::once(&head).chain(&self.rows) {
                writeln!(out, "{}", self.line(row, &widths))?;
            }
            Ok(())
        })
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, width), head) in row.iter().zip(widths).zip(&self.head) {
            let gap = " ".repeat(width.saturating_sub(cell.chars().count()));
            match head.starts_with('#') {
                true => line.push_str(&format!("{gap}{cell}  ")),
                false => line.push_str(&format!("{cell}{gap}  ")),
            }
        }
        line.trim_end().to_owned()
    }
}

/// Reads yes or no, as an option that says either.
pub(super) fn yes_no(word: &str) -> Result<bool, String> {
    match word.to_lowercase().as_str() {
        "yes" | "y" | "true" => Ok(true),
        "no" | "n" | "false" => Ok(false),
        _ => Err("write yes or no".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_steer_the_terminal() {
        assert_eq!(tame("a\u{1b}[2Jb\u{2068}c\u{2069}\r\n"), "a[2Jbc\n");
    }

    #[test]
    fn numbers_stand_to_the_right() {
        let table = Table::new(&["name", "#n"]);
        assert_eq!(table.line(&["é".into(), "7".into()], &[4, 3]), "é       7");
    }
}
