//! Commands that change sources, their folders and their values.

use crate::model::{AttributeId, FolderId, Owner, SourceId};

/// Sources: renamed, removed, put into folders, given values.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceCommand {
    /// Gives a source another name.
    Rename(SourceId, String),
    /// Tells what goes with sources, and asks.
    AskRemove(Vec<SourceId>),
    /// Removes sources with all that is on them.
    Remove(Vec<SourceId>),
    /// Puts sources into a folder, or out of every folder.
    MoveTo(Vec<SourceId>, Option<FolderId>),
    /// Asks for the name of a new folder and puts sources into it.
    AskFolder(Vec<SourceId>),
    /// Makes a folder and puts sources into it.
    AddFolder(String, Vec<SourceId>),
    /// Gives a folder another name.
    RenameFolder(FolderId, String),
    /// Removes a folder; what lies in it goes up.
    RemoveFolder(FolderId),
    /// Asks which values sources get.
    AskValues(Vec<SourceId>),
    /// Gives values.
    SetValues(Vec<(AttributeId, Owner, String)>),
}
