//! What the window does by itself for a project that was opened: a backup, quietly, and a word on where the project lies.

use crate::project::{backups, keep_backup, lock};
use crate::ui::app::Themata;
use crate::ui::notify::Notice;
use crate::{Error, Result};
use egui::Context;
use std::path::Path;

/// What to know of a project on a drive or in a folder that other machines see too.
fn place(path: &Path) -> Option<&'static str> {
    if lock::on_network_drive(path) {
        return Some("This project lies on a network drive: one computer at a time can change it.");
    }
    let synced = "This project lies in a synced folder: close it here, and let the folder catch up, before you open it elsewhere.";
    lock::in_synced_folder(path).then_some(synced)
}

/// Keeps a backup of the open project where something changed since the last one. Whoever only reads leaves that to who writes.
pub(super) fn after_opening(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let (path, key, writes) = (desk.path().to_owned(), desk.key(), desk.read_only().is_none());
    if let Some(words) = place(&path) {
        app.say(Notice::info(words));
    }
    if !app.keeps_backups() {
        return;
    }
    let work = move |progress: &crate::jobs::Progress| -> Result<_> {
        if writes {
            keep_backup(&path, &|_, _| !progress.cancelled())?;
        }
        backups(&path)
    };
    app.background.start(ctx, None, work, move |app, _, result| match result {
        Ok(list) => {
            if let Some(desk) = app.project.as_mut().filter(|desk| desk.key() == key) {
                desk.set_backups(list);
            }
        }
        Err(Error::Cancelled) => {}
        Err(error) if writes => app.say(Notice::problem("Keeping a backup", &error)),
        // A damaged project says already what to do.
        Err(_) => {}
    });
}
