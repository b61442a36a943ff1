//! Arguments to window or subcommand, and nothing else.

use std::process::ExitCode;
use themata::cli::{self, Call, Opening};
use themata::ui::{self, Start};

fn main() -> ExitCode {
    // What a panic has to say may hold words of a transcript; where it happened does not.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        eprintln!("themata: a fault of the program{place}; what was saved before is on disk");
    }));
    let start = match cli::call(std::env::args_os()) {
        Ok(Call::Command(command)) => return cli::run(command),
        Ok(Call::Window(Opening::Last)) => Start::Last,
        Ok(Call::Window(Opening::Example)) => Start::Example,
        Ok(Call::Window(Opening::Project(path))) => Start::File(path),
        Err(code) => return code,
    };
    cli::window(ui::run(start))
}
