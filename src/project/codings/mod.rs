//! Codings: applied, taken off, trimmed, recoded, resized, starred; pins and progress.

mod apply;
mod dismiss;
mod marks;
mod recode;
mod remove;
mod twins;

pub use apply::NewCoding;
pub use recode::Part;
pub(super) use twins::Twins;

use crate::model::{Code, CodeId, Source, SourceId, Span, VersionId};
use crate::store::Store;
use crate::{Error, Result};

/// The name of a code in the words of the history.
fn code_name(store: &Store, id: CodeId) -> Result<String> {
    Ok(super::op::name(&super::codes::found(store.get::<Code>(id)?, "code")?.name))
}

/// Refuses a code that is gone, or a heading.
fn codable(store: &Store, id: CodeId) -> Result<Code> {
    let code = super::codes::found(store.get::<Code>(id)?, "code")?;
    if code.codable {
        return Ok(code);
    }
    Err(Error::hint(format!("“{}” is a heading: passages cannot be coded with it", code.name), "Choose a code below it, or make it codable."))
}

/// What the history says of where codings were: the one source's name, or how many.
fn place(store: &Store, sources: impl Iterator<Item = SourceId>) -> Result<String> {
    let sources: std::collections::BTreeSet<SourceId> = sources.collect();
    match sources.first() {
        Some(only) if sources.len() == 1 => Ok(super::codes::found(store.get::<Source>(*only)?, "source")?.name),
        Some(_) => Ok(super::op::count(sources.len(), "source", "sources")),
        None => Ok(String::new()),
    }
}

/// A span in a version of a source's text.
type Where = (SourceId, VersionId, Span);
