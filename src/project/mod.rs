//! What a researcher can do: one folder a noun, every verb a method of [`Project`], all changes through `transact`.

mod attributes;
mod backups;
mod cases;
mod changes;
mod check;
mod coders;
mod codes;
mod codings;
mod copy;
mod folders;
mod frameworks;
mod hand_on;
mod history;
mod joint;
mod lines;
pub mod lock;
mod memos;
mod new;
pub mod op;
mod originals;
mod places;
mod pseudonyms;
mod reader;
mod searches;
mod session;
mod sources;
mod speakers;
mod texts;
mod transact;
mod undo;
mod writer;

pub use attributes::{
    AttributeDraft, CellChange, ImportTable, TableCase, TableChanges, TableJoin, TableKind, TableOwner, TableValue, UnfitValue, written_value,
};
pub use backups::{Backup, backups, keep_backup, restore};
pub use cases::{CaseDraft, CellEdit};
pub use changes::{Changes, Topic};
pub use check::{Check, Finding, Recovery, Saved, check, check_watched, recover, recover_watched};
pub use codes::{CodeDraft, CodeWords, Place};
pub use codings::{NewCoding, Part};
pub use copy::copy;
pub use frameworks::{Home, Template, TemplateCode, templates};
pub use hand_on::{HandedOn, copy_without_key};
pub use history::{About, Change, Entry};
pub use memos::MemoDraft;
pub use originals::Originals;
pub use places::{Identity, cache_folder, config_file, configured_coder, data_folder, is_project_name, make_private, project_file};
pub use pseudonyms::{Applied, Listed, PseudonymDraft};
pub use reader::Reader;
pub use session::{Outcome, Session};
pub use sources::{Brought, Ground, NewFile, NewRemark, NewSource, NewSpeaker, NoteDraft, Prepared, Revision, free_name, remark_title};
pub use texts::ReaderTexts;
pub use transact::{Done, Project};
pub use undo::{Made, Step};
pub use writer::{Answer, Writer};
