//! Codings: applied, taken off, trimmed, recoded, resized, starred; pins and progress.

mod apply;
mod dismiss;
mod marks;
mod recode;
mod remove;
mod twins;

pub use apply::{NewCode, NewCoding};
pub use recode::Part;
pub(super) use twins::Twins;

use crate::model::{Code, CodeId, Coding, CodingId, Source, SourceId, Span, VersionId};
use crate::store::{Store, Touched};
use crate::{Error, Result};

/// The name of a code in the words of the history.
fn code_name(store: &Store, id: CodeId) -> Result<String> {
    Ok(super::op::name(&super::codes::found(store.get::<Code>(id)?, "code")?.name))
}

/// Refuses a code that is gone, or a heading.
pub(super) fn codable(store: &Store, id: CodeId) -> Result<Code> {
    let code = super::codes::found(store.get::<Code>(id)?, "code")?;
    if code.codable {
        return Ok(code);
    }
    Err(Error::hint(format!("“{}” is a heading: passages cannot be coded with it", code.name), "Choose a code below it, or make it codable."))
}

/// What the history says of where codings were: the one source's name, or how many.
pub(super) fn place(store: &Store, sources: impl Iterator<Item = SourceId>) -> Result<String> {
    let sources: std::collections::BTreeSet<SourceId> = sources.collect();
    match sources.first() {
        Some(only) if sources.len() == 1 => Ok(super::codes::found(store.get::<Source>(*only)?, "source")?.name),
        Some(_) => Ok(super::op::count(sources.len(), "source", "sources")),
        None => Ok(String::new()),
    }
}

/// `a passage as Money` or `2 passages (3 codings)`, for the history.
pub(super) fn these(store: &Store, codings: &[Coding]) -> Result<String> {
    match codings {
        [one] => Ok(format!("a passage as {}", code_name(store, one.code)?)),
        [first, rest @ ..] if rest.iter().all(|c| c.code == first.code) => {
            Ok(format!("{} as {}", passages(store, codings)?, code_name(store, first.code)?))
        }
        _ => passages(store, codings),
    }
}

/// What becomes of the memos of codings that were taken off, behind the rest of a label.
pub(super) fn memos_stay(memos: usize) -> String {
    match memos {
        0 => String::new(),
        1 => "; the memo on it stays with the passage".into(),
        many => format!("; {} on them stay with the passages", super::op::count(many, "memo", "memos")),
    }
}

/// How many passages of the texts that are shown codings are, for the history.
fn passages(store: &Store, codings: &[Coding]) -> Result<String> {
    let mut lines = super::lines::Lines::new(store);
    let carried: Vec<Coding> = codings.iter().map(|coding| Ok(lines.carry(coding)?.unwrap_or_else(|| coding.clone()))).collect::<Result<_>>()?;
    Ok(super::op::passages(crate::analysis::passages(&carried), codings.len()))
}

/// Those of some codings that a verb changed or deleted, as they were before.
fn touched_of(touched: &Touched<'_>, list: &[Coding]) -> Result<Vec<Coding>> {
    let ids: Vec<CodingId> = list.iter().map(|coding| coding.id).collect();
    let ids = touched.of::<Coding>(&ids)?;
    Ok(ids.iter().filter_map(|id| list.iter().find(|coding| coding.id == *id)).cloned().collect())
}

/// A span in a version of a source's text.
type Where = (SourceId, VersionId, Span);
