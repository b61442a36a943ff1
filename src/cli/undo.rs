//! `themata undo` and `themata redo`.

use super::desk::{Desk, File, Who, shell};
use super::out::{Outcome, say};
use super::progress::Bar;
use crate::Error;
use crate::model::Coder;

/// Take back the last step, or all steps back to one
///
/// Nothing is lost: what is taken back can be brought again with `themata redo`, also after days, until the next change. The work of another
/// coder is taken back only with --yes.
///
/// Example: themata undo study.themata --to 41
#[derive(clap::Args, Debug)]
pub struct Undo {
    #[command(flatten)]
    file: File,
    /// Take back this step and all after it; `themata log` shows the numbers
    #[arg(long, value_name = "STEP")]
    to: Option<i64>,
    /// Also when it is the work of another coder
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    who: Who,
}

/// Bring back the step that was taken back last, or all up to one
///
/// An undo of several steps is brought back step by step, the earliest first; --to goes on up to a step in one go. The next
/// change ends it.
///
/// Example: themata redo study.themata --to 46
#[derive(clap::Args, Debug)]
pub struct Redo {
    #[command(flatten)]
    file: File,
    /// Bring back this step and all undone ones before it; `themata log` shows the numbers
    #[arg(long, value_name = "STEP")]
    to: Option<i64>,
    #[command(flatten)]
    who: Who,
}

/// Opens the project as a coder that is known to it; nobody joins it for an undo.
fn open(file: &File, who: &Who, undoes: bool) -> Outcome<(Desk, Option<Coder>)> {
    let identity = who.needed()?;
    let mut desk = Desk::open(&file.file)?;
    desk.project.watch(&Bar::watching(if undoes { "Undoing" } else { "Redoing" }));
    let coder = desk.corpus.coder_named(&identity.initials).cloned();
    if let Some(coder) = &coder {
        desk.project.set_coder(coder.clone());
    }
    Ok((desk, coder))
}

impl Undo {
    /// Takes steps back.
    pub(super) fn run(self) -> Outcome {
        let (mut desk, coder) = open(&self.file, &self.who, true)?;
        let steps = match self.to {
            Some(step) => desk.project.steps_to(step)?,
            None => 1,
        };
        let own = coder.map_or_else(String::new, |coder| coder.initials);
        let others: Vec<String> = desk.project.whose(steps)?.into_iter().filter(|who| *who != own).collect();
        if !others.is_empty() && !self.yes {
            let what = format!("that would take back the work of {}; nothing was changed", others.join(", "));
            return Err(Error::hint(what, "Add --yes to take it back all the same, or --coder INITIALS if it is your own.").into());
        }
        // What stands on top goes first and comes back last.
        let latest = desk.project.next_undo()?.map_or(0, |step| step.root);
        let done = match self.to {
            Some(step) => desk.project.undo_to(step)?,
            None => desk.project.undo()?,
        };
        desk.project.unwatch();
        let file = shell(&self.file.file.to_string_lossy());
        let label = done.value.label;
        say(&match steps {
            1 => format!("Took back: {label}. Bring it again with: themata redo {file}"),
            _ => {
                let more = crate::project::op::count(steps - 1, "step", "steps");
                format!("Took back: {label} and the {more} after it. Bring them all again with: themata redo {file} --to {latest}")
            }
        });
        Ok(desk.project.close()?)
    }
}

impl Redo {
    /// Brings a step back.
    pub(super) fn run(self) -> Outcome {
        let (mut desk, _) = open(&self.file, &self.who, false)?;
        let (label, steps) = match self.to {
            Some(step) => {
                let (last, steps) = desk.project.redo_to(step)?.value;
                (last.label, steps)
            }
            None => (desk.project.redo()?.value.label, 1),
        };
        desk.project.unwatch();
        let before = if steps > 1 { format!(" and the {} before it", crate::project::op::count(steps - 1, "step", "steps")) } else { String::new() };
        say(&format!("Brought again: {label}{before}."));
        if let Some(next) = desk.project.next_redo()? {
            say(&format!("Next to be brought again: {}.", next.label));
        }
        Ok(desk.project.close()?)
    }
}
