//! Comments of a file, which become memos on their passages.

use super::NewRemark;
use crate::Result;
use crate::model::{Coder, CoderId, Memo, MemoId, MemoKind, SourceId, Subject, Time, VersionId};
use crate::store::Store;

/// The title of the memo that a comment of this author becomes.
pub fn remark_title(author: &str) -> String {
    if author.is_empty() { "Comment".into() } else { format!("Comment by {author}") }
}

/// A comment as a memo on its passage of a version: of who is coding; where nobody is, of a coder made of its author's name.
pub(super) fn write_remark(store: &Store, coder: Option<CoderId>, at: Time, of: (SourceId, VersionId), remark: NewRemark) -> Result<()> {
    let coder = match coder {
        Some(coder) => coder,
        None => author(store, &remark.author)?,
    };
    let (title, subject) = (remark_title(&remark.author), Subject::Passage(of.0, of.1, remark.span));
    store.insert(&Memo { id: MemoId::new(), subject, kind: MemoKind::Analytic, title, body: remark.text, coder, at })
}

/// The coder of an author's name, made where there is none.
fn author(store: &Store, author: &str) -> Result<CoderId> {
    let author = if author.is_empty() { "Commenter" } else { author };
    let coders = store.all::<Coder>()?;
    if let Some(coder) = coders.iter().find(|coder| coder.name == author) {
        return Ok(coder.id);
    }
    let letters: String = author.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).take(3).collect();
    let letters = if letters.is_empty() { "C".to_owned() } else { letters.to_uppercase() };
    let free = |initials: &String| !coders.iter().any(|coder| coder.initials.eq_ignore_ascii_case(initials));
    let numbered = (2..1000).map(|n| format!("{letters}{n}"));
    let initials = std::iter::once(letters.clone()).chain(numbered).find(free).unwrap_or(letters.clone());
    let coder = Coder { id: CoderId::new(), name: author.to_owned(), initials, role: String::new() };
    store.insert(&coder)?;
    Ok(coder.id)
}
