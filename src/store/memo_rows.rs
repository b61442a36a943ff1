//! How memos, what became of them and what they are linked to stand in tables.

use super::record::Record;
use crate::model::*;
use rusqlite::types::{ToSql, Type};
use rusqlite::{Error, Result, Row};

/// The columns of what something is on.
#[derive(Default)]
struct On {
    subject: &'static str,
    source: Option<SourceId>,
    version: Option<VersionId>,
    start: Option<u32>,
    stop: Option<u32>,
    code: Option<CodeId>,
    case: Option<CaseId>,
    coding: Option<CodingId>,
    other: Option<MemoId>,
}

impl On {
    fn new(subject: Subject) -> Self {
        match subject {
            Subject::Project => Self { subject: "project", ..Self::default() },
            Subject::Source(id) => Self { subject: "source", source: Some(id), ..Self::default() },
            Subject::Passage(id, version, span) => Self {
                subject: "passage",
                source: Some(id),
                version: Some(version),
                start: Some(span.start),
                stop: Some(span.end),
                ..Self::default()
            },
            Subject::Code(id) => Self { subject: "code", code: Some(id), ..Self::default() },
            Subject::Case(id) => Self { subject: "case", case: Some(id), ..Self::default() },
            Subject::Coding(id) => Self { subject: "coding", coding: Some(id), ..Self::default() },
        }
    }

    fn linked(to: Linked) -> Self {
        match to {
            Linked::On(subject) => Self::new(subject),
            Linked::Memo(id) => Self { subject: "memo", other: Some(id), ..Self::default() },
        }
    }
}

/// What the columns of a row say that it is on.
fn on(row: &Row<'_>) -> Result<Subject> {
    let what: String = row.get("subject")?;
    Ok(match what.as_str() {
        "project" => Subject::Project,
        "source" => Subject::Source(row.get("source")?),
        "passage" => Subject::Passage(row.get("source")?, row.get("version")?, Span { start: row.get("start")?, end: row.get("stop")? }),
        "code" => Subject::Code(row.get("code")?),
        "case" => Subject::Case(row.get("case_id")?),
        "coding" => Subject::Coding(row.get("coding")?),
        _ => return Err(Error::InvalidColumnType(1, what, Type::Text)),
    })
}

impl Record for Memo {
    type Id = MemoId;
    const TABLE: &'static str = "memo";
    const COLUMNS: &'static [&'static str] =
        &["id", "subject", "source", "version", "start", "stop", "code", "case_id", "coding", "kind", "title", "body", "coder", "at"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let On { subject, source, version, start, stop, code, case, coding, .. } = On::new(self.subject);
        run(&[
            &self.id,
            &subject,
            &source,
            &version,
            &start,
            &stop,
            &code,
            &case,
            &coding,
            &self.kind,
            &self.title,
            &self.body,
            &self.coder,
            &self.at,
        ])
    }
    fn read(row: &Row<'_>) -> Result<Self> {
        let (id, kind, title, body) = (row.get("id")?, row.get("kind")?, row.get("title")?, row.get("body")?);
        Ok(Self { id, subject: on(row)?, kind, title, body, coder: row.get("coder")?, at: row.get("at")? })
    }
}

impl Record for MemoLink {
    type Id = MemoLinkId;
    const TABLE: &'static str = "memo_link";
    const COLUMNS: &'static [&'static str] =
        &["id", "memo", "subject", "source", "version", "start", "stop", "code", "case_id", "coding", "other", "coder", "at"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let On { subject, source, version, start, stop, code, case, coding, other } = On::linked(self.to);
        run(&[&self.id, &self.memo, &subject, &source, &version, &start, &stop, &code, &case, &coding, &other, &self.coder, &self.at])
    }
    fn read(row: &Row<'_>) -> Result<Self> {
        let to = match row.get("other")? {
            Some(memo) => Linked::Memo(memo),
            None => Linked::On(on(row)?),
        };
        Ok(Self { id: row.get("id")?, memo: row.get("memo")?, to, coder: row.get("coder")?, at: row.get("at")? })
    }
}
