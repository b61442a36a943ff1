//! Executes the commands that make the agenda of a meeting.

use super::Export;
use super::run_export::read;
use super::run_paper::{Paper, ask_where, look, write};
use crate::export::{AgendaOptions, agenda, blocks_disclosed};
use crate::project::Reader;
use crate::ui::app::Themata;
use crate::ui::dialogs::AgendaDialog;
use egui::Context;

/// Asks what goes on it, or makes it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Export) {
    match command {
        Export::AskAgenda => app.open(ctx, AgendaDialog::default()),
        Export::Agenda(options) => look(app, ctx, paper((*options).clone()), Export::AgendaWhere(options).into()),
        Export::AgendaWhere(options) => {
            let Some(desk) = &app.project else { return };
            let file = format!("{} agenda.docx", desk.name());
            ask_where(app, ctx, &paper((*options).clone()), &file, move |path| Export::AgendaTo(options.clone(), path).into());
        }
        Export::AgendaTo(options, to) => write(app, ctx, paper(*options), to),
        _ => {}
    }
}

fn paper(options: AgendaOptions) -> Paper {
    Paper::of_words("agenda", move |path, progress| {
        let past = Reader::open(path)?;
        read(path, progress, |corpus, texts| {
            let made = agenda(&past, corpus, texts, &options)?;
            let blocks = made.blocks();
            let found = blocks_disclosed(corpus, texts, (&made.title, &blocks), options.naming)?;
            Ok((made.title, blocks, found))
        })
    })
}
