//! Hands a command to those who execute it: the topmost dialog first, then the view that is shown, then its noun.

use super::{
    Command, run_care, run_cases, run_chart, run_codes, run_coding, run_correct, run_crosswalk, run_edit, run_export, run_frameworks, run_gathering,
    run_history, run_like, run_memos, run_project, run_pseudonyms, run_read, run_reports, run_search, run_showing, run_sources, run_speakers,
    run_study, run_themes, run_window,
};
use crate::ui::app::Themata;
use egui::Context;

/// Does what was asked for.
pub fn run(app: &mut Themata, ctx: &Context, command: Command) {
    if app.offer(&command) {
        return;
    }
    match command {
        Command::Edit(command) => run_edit::run(app, ctx, command),
        Command::Care(command) => run_care::run(app, ctx, command),
        Command::Cases(command) => run_cases::run(app, ctx, command),
        Command::Chart(command) => run_chart::run(app, ctx, command),
        Command::Export(command) => run_export::run(app, ctx, command),
        Command::History(command) => run_history::run(app, ctx, command),
        Command::Coding(command) => run_coding::run(app, ctx, command),
        Command::Correct(command) => run_correct::run(app, ctx, command),
        Command::Crosswalk(command) => run_crosswalk::run(app, ctx, command),
        Command::Codes(command) => run_codes::run(app, ctx, command),
        Command::Frameworks(command) => run_frameworks::run(app, ctx, command),
        Command::Search(command) => run_search::run(app, ctx, command),
        Command::Showing(command) => run_showing::run(app, ctx, command),
        Command::Sources(command) => run_sources::run(app, ctx, command),
        Command::Like(command) => run_like::run(app, ctx, command),
        Command::Gathering(command) => run_gathering::run(app, ctx, command),
        Command::Memos(command) => run_memos::run(app, ctx, command),
        Command::Read(command) => run_read::run(app, ctx, command),
        Command::Project(command) => run_project::run(app, ctx, command),
        Command::Pseudonyms(command) => run_pseudonyms::run(app, ctx, command),
        Command::Reports(command) => run_reports::run_own(app, ctx, command),
        Command::Speakers(command) => run_speakers::run(app, ctx, command),
        Command::Study(command) => run_study::run(app, ctx, command),
        Command::Themes(command) => run_themes::run(app, ctx, command),
        Command::Window(command) => run_window::run(app, ctx, command),
    }
}
