//! The command line: one file a subcommand, the same verbs as the window's.

mod agenda;
mod attributes;
mod backup;
mod cases;
mod chart;
mod check;
mod chosen;
mod code;
mod codebook;
mod coders;
mod codes;
mod codings;
mod copy;
mod crosswalk;
mod desk;
mod edit;
mod example;
mod excerpts;
mod export;
mod find;
mod folders;
mod format;
mod frameworks;
mod import;
mod index;
mod like;
mod log;
mod marks;
mod memos;
mod new;
mod newer;
mod note;
mod out;
mod paper;
mod passage;
mod progress;
mod project;
mod pseudonyms;
mod query;
mod recode;
mod recover;
mod report;
mod restore;
mod saturation;
mod saved;
mod search;
mod sources;
mod speakers;
mod survey;
mod table;
mod target;
mod templates;
mod theme;
mod uncode;
mod undo;
mod versions;
mod word_rules;
mod words;

use crate::project::is_project_name;
use clap::{Parser, Subcommand};
use out::Outcome;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the arguments ask for.
#[expect(clippy::large_enum_variant, reason = "there is one of it, at the start")]
pub enum Call {
    /// The window.
    Window(Opening),
    /// A command that is done without a window.
    Command(Command),
}

/// What the window opens with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The last project, or the welcome page.
    Last,
    /// The example study.
    Example,
    /// A project.
    Project(PathBuf),
}

/// Themata, a workbench for qualitative analysis.
///
/// Without a command the window opens with the last project, with a project file alone with that one. The commands do in a script, or on a machine without a
/// screen, what the window does: the same project files, the same history, the same undo.
#[derive(Parser, Debug)]
#[command(name = "themata", version, max_term_width = 100, after_help = AFTER)]
struct Arguments {
    /// Open the example study in the window
    #[arg(long)]
    example: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

const AFTER: &str = "A first study:
  themata new study.themata --framework leutz --coder BP
  themata import study.themata interviews/ --attributes people.csv --coder BP
  themata code study.themata --source \"Interview 1\" --code \"Law 2\" --turn 14 --coder BP
  themata codes study.themata
  themata undo study.themata --coder BP

Who is working may also be said once: export THEMATA_CODER=BP.
Paths of codes are written A/B, a slash inside a name as \\/. Lists take --json.
It ends with 0 when all was done, 1 when something was refused, 2 when it was asked wrongly.";

/// A command.
#[derive(Subcommand, Debug)]
#[expect(missing_docs, reason = "each command is described where it stands, for its help")]
pub enum Command {
    Open(Open),
    New(new::New),
    Import(import::Import),
    Example(example::Example),
    Templates(templates::Templates),
    Project(project::ProjectSettings),
    Sources(sources::Sources),
    Folders(folders::Folders),
    Speakers(speakers::Speakers),
    Cases(cases::Cases),
    Attributes(attributes::Attributes),
    Codes(codes::Codes),
    #[command(visible_alias = "framework")]
    Frameworks(frameworks::Frameworks),
    Codebook(codebook::Codebook),
    Code(code::CodeIt),
    Uncode(uncode::Uncode),
    Note(note::Note),
    Survey(survey::Survey),
    #[command(alias = "correct")]
    Edit(edit::Edit),
    Reimport(edit::Reimport),
    Versions(versions::Versions),
    Recode(recode::Recode),
    Star(recode::Star),
    Resize(recode::Resize),
    Codings(codings::Codings),
    Memos(memos::Memos),
    Pseudonyms(pseudonyms::Pseudonyms),
    Search(search::SearchIt),
    Index(index::IndexIt),
    Words(words::Words),
    Like(like::Like),
    Pin(marks::Pin),
    Progress(marks::Progress),
    Coders(coders::Coders),
    Chart(Box<chart::Chart>),
    Theme(theme::Theme),
    Report(report::Report),
    Agenda(agenda::Agenda),
    Crosswalk(crosswalk::Crosswalk),
    Saturation(saturation::Saturation),
    Table(table::Table),
    Excerpts(Box<excerpts::Excerpts>),
    Export(Box<export::Export>),
    Log(log::Log),
    Undo(undo::Undo),
    Redo(undo::Redo),
    Check(check::Check),
    Copy(copy::Copy),
    Backup(backup::BackUp),
    Restore(restore::Restore),
    Recover(recover::Recover),
}

/// Open a project in the window
#[derive(clap::Args, Debug)]
pub struct Open {
    /// The project file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Reads the arguments; wrong ones, `--help` and `--version` are answered at once with an exit code.
pub fn call(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Call, ExitCode> {
    let arguments = Arguments::try_parse_from(with_open(arguments.into_iter().collect())?).map_err(|error| {
        // Help that nobody reads to its end is no failure.
        let _ = error.print();
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })?;
    match arguments.command {
        None if arguments.example => Ok(Call::Window(Opening::Example)),
        None => Ok(Call::Window(Opening::Last)),
        Some(_) if arguments.example => {
            out::complain("--example opens the window and goes with no command", "themata example FILE writes the example study to a file.");
            Err(ExitCode::from(2))
        }
        Some(Command::Open(open)) => there(&open.file).map(|()| Call::Window(Opening::Project(open.file))),
        Some(command) => Ok(Call::Command(command)),
    }
}

/// A project file where a command would stand is a project to be opened.
fn with_open(mut arguments: Vec<std::ffi::OsString>) -> Result<Vec<std::ffi::OsString>, ExitCode> {
    let Some(file) = arguments.get(1).map(PathBuf::from).filter(|file| is_project_name(file)) else { return Ok(arguments) };
    there(&file)?;
    arguments.insert(1, "open".into());
    Ok(arguments)
}

/// Refuses a project that is not there before a window opens for it.
fn there(file: &std::path::Path) -> Result<(), ExitCode> {
    if file.is_file() {
        return Ok(());
    }
    out::complain(&format!("there is no file {}", file.display()), "themata new FILE makes a project, themata --help lists the commands.");
    Err(ExitCode::from(2))
}

/// Does a command and gives the exit code: 0 done, 1 refused or partly done, 2 wrong usage.
pub fn run(command: Command) -> ExitCode {
    out::conclude(perform(command))
}

/// Says why the window could not open, and gives the exit code.
pub fn window(opened: anyhow::Result<()>) -> ExitCode {
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::complain(&error.to_string(), "");
            ExitCode::from(1)
        }
    }
}

fn perform(command: Command) -> Outcome {
    match command {
        Command::Open(_) => Ok(()),
        Command::New(it) => it.run(),
        Command::Import(it) => it.run(),
        Command::Example(it) => it.run(),
        Command::Templates(it) => it.run(),
        Command::Project(it) => it.run(),
        Command::Sources(it) => it.run(),
        Command::Folders(it) => it.run(),
        Command::Cases(it) => it.run(),
        Command::Attributes(it) => it.run(),
        Command::Frameworks(it) => it.run(),
        Command::Note(it) => it.run(),
        Command::Survey(it) => it.run(),
        Command::Edit(it) => it.run(),
        Command::Reimport(it) => it.run(),
        Command::Versions(it) => it.run(),
        Command::Recode(it) => it.run(),
        Command::Star(it) => it.run(),
        Command::Resize(it) => it.run(),
        Command::Codings(it) => it.run(),
        Command::Pseudonyms(it) => it.run(),
        Command::Pin(it) => it.run(),
        Command::Progress(it) => it.run(),
        Command::Copy(it) => it.run(),
        Command::Codes(it) => it.run(),
        Command::Coders(it) => it.run(),
        Command::Memos(it) => it.run(),
        Command::Speakers(it) => it.run(),
        Command::Search(it) => it.run(),
        Command::Index(it) => it.run(),
        Command::Words(it) => it.run(),
        Command::Like(it) => it.run(),
        Command::Codebook(it) => it.run(),
        Command::Code(it) => it.run(),
        Command::Uncode(it) => it.run(),
        Command::Chart(it) => it.run(),
        Command::Theme(it) => it.run(),
        Command::Report(it) => it.run(),
        Command::Agenda(it) => it.run(),
        Command::Crosswalk(it) => it.run(),
        Command::Saturation(it) => it.run(),
        Command::Table(it) => it.run(),
        Command::Excerpts(it) => it.run(),
        Command::Export(it) => it.run(),
        Command::Log(it) => it.run(),
        Command::Undo(it) => it.run(),
        Command::Redo(it) => it.run(),
        Command::Check(it) => it.run(),
        Command::Backup(it) => it.run(),
        Command::Restore(it) => it.run(),
        Command::Recover(it) => it.run(),
    }
}

#[cfg(test)]
#[path = "../../tests/it/shell_words.rs"]
mod shell_words;

#[cfg(test)]
mod tests {
    use super::shell_words::words;
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound_and_every_command_is_described() {
        let command = Arguments::command();
        command.clone().debug_assert();
        for sub in command.get_subcommands() {
            described(sub, "themata");
        }
    }

    /// Every command says what it does and shows how it is written; so does each of its own.
    fn described(command: &clap::Command, above: &str) {
        let name = format!("{above} {}", command.get_name());
        assert!(command.get_about().is_some(), "{name} says nothing of itself");
        let long = command.get_long_about().map(ToString::to_string).unwrap_or_default();
        assert!(long.contains(&format!("Example: {above}")) || ["themata help", "themata open"].contains(&name.as_str()), "{name} shows no example");
        command.get_subcommands().for_each(|sub| described(sub, above));
    }

    fn examples(command: &clap::Command, list: &mut Vec<String>) {
        let long = command.get_long_about().map(ToString::to_string).unwrap_or_default();
        list.extend(long.lines().filter_map(|line| Some(line.split_once("Example: ")?.1.to_owned())));
        command.get_subcommands().for_each(|sub| examples(sub, list));
    }

    #[test]
    fn what_the_help_and_the_readme_show_can_be_typed() {
        let mut list = Vec::new();
        examples(&Arguments::command(), &mut list);
        list.extend(AFTER.lines().filter_map(|line| Some(line.strip_prefix("  ")?.to_owned())));
        list.extend(include_str!("../../README.md").lines().filter(|line| line.starts_with("themata ")).map(str::to_owned));
        assert!(list.len() > 80, "only {} examples were seen", list.len());
        for line in list {
            if let Err(error) = Arguments::try_parse_from(words(&line)) {
                panic!("{line}\n{error}");
            }
        }
    }
}
