//! Executes the import of a survey: its table is looked at, then it comes in as one step.

use crate::Error;
use crate::import::{SurveyPlan, SurveyRequest, home_named, import_survey};
use crate::model::CaseKind;
use crate::project::op::{OpKind, count};
use crate::project::{Home, Project};
use crate::ui::app::Themata;
use crate::ui::command::{Target, Window};
use crate::ui::dialogs::{SurveyDialog, SurveyOrder};
use crate::ui::notify::Notice;
use egui::Context;
use std::path::PathBuf;

/// Shows what the survey at a place would bring; the table is read beside the window.
pub(super) fn look(app: &mut Themata, ctx: &Context, path: PathBuf) {
    let Some(desk) = &app.project else { return };
    if let Some(why) = desk.read_only() {
        let error = Error::hint("the project is open to be read", why.to_owned());
        return app.say(Notice::problem("Importing", &error));
    }
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let kinds = people_first(desk.corpus.kinds().iter().map(|kind| kind.name.clone()).collect());
    let read = move |_: &crate::jobs::Progress| {
        let bytes = crate::import::file_bytes(&path, 64)?;
        SurveyDialog::new(path, bytes, kinds)
    };
    app.background.start(ctx, Some(format!("Reading {file}")), read, |app, ctx, read| match read {
        Ok(dialog) if app.project.is_some() => app.open(ctx, dialog),
        Ok(_) | Err(Error::Cancelled) => {}
        Err(error) => app.say(Notice::problem("Reading the survey", &error)),
    });
}

/// Respondents are people, unless somebody says otherwise.
fn people_first(mut kinds: Vec<String>) -> Vec<String> {
    kinds.sort_by_key(|kind| kind != CaseKind::PERSON);
    kinds
}

/// Imports what was looked at.
pub(super) fn import(app: &mut Themata, order: SurveyOrder) {
    let Some(desk) = &app.project else { return };
    let code = order.code.as_deref().map(|name| home_named(&desk.corpus, name));
    let work = move |project: &mut Project| project.as_one_step(OpKind::ImportSources, |project| bring(project, &order, code));
    app.send("Importing the survey", work, move |app, _, done| {
        let (brought, respondents) = done.value;
        if !brought.unfit.is_empty() {
            let cells = count(brought.unfit.len(), "value", "values");
            let mut columns: Vec<&str> = brought.unfit.iter().map(|unfit| unfit.attribute.as_str()).collect();
            columns.sort_unstable();
            columns.dedup();
            let more = format!("The attributes are here already and are of another type: {}.", columns.join(", "));
            app.say(Notice::warning(format!("{cells} of the survey did not fit and were left out"), more));
        }
        let coded = if brought.coded > 0 { format!(" · {} coded", count(brought.coded, "answer", "answers")) } else { String::new() };
        let respondents = count(respondents, "respondent", "respondents");
        let (here, new) = (brought.here, brought.sources.len() - brought.here);
        let texts = match (here, new) {
            (0, _) => count(new, "text", "texts"),
            (_, 0) => format!("{} of {} changed", brought.updated, count(here, "text", "texts")),
            _ => format!("{} of {} changed · {}", brought.updated, count(here, "text", "texts"), count(new, "new text", "new texts")),
        };
        let said = format!("{} {respondents} · {texts}{coded}", if here > 0 { "Brought up to date:" } else { "Imported" });
        match done.op {
            Some(_) => app.say(Notice::undoable(said)),
            None => app.say(Notice::info("Nothing changed: the survey says what is here already.")),
        }
        if let Some(source) = brought.sources.first() {
            app.queue.push(Window::Go(Target::Source(*source)));
        }
    });
}

fn bring(project: &mut Project, order: &SurveyOrder, code: Option<Home>) -> crate::Result<(crate::import::ImportedSurvey, usize)> {
    let plan = SurveyPlan::new(&order.table, &order.options)?;
    let file = order.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let kind = order.kind.clone();
    let request =
        SurveyRequest { file, original: &order.bytes, table: &order.table, plan: &plan, kind, folder: order.folder, code, again: order.again };
    Ok((import_survey(project, &request)?, plan.respondents.len()))
}
