//! Which table holds which noun.

use super::record::{Record, record};
use crate::model::*;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

record!(Project(ProjectId) in "project" { id, name, description, site, role, phase, attribution });
record!(Coder(CoderId) in "coder" { id, name, initials, role });
record!(Framework(FrameworkId) in "framework" { id, name, short, description, ord });
record!(Layer(LayerId) in "layer" { id, kind, name, framework });
record!(Folder(FolderId) in "folder" { id, parent, name, ord });
record!(Source(SourceId) in "source" { id, folder, name, kind, date, language, version, file, encoding, original, at, ord });
record!(Version(VersionId) in "version" { id, source, number, reason, base, correction, text, structure, chars, words, turns });
record!(CaseKind(CaseKindId) in "case_kind" { id, parent, name, ord });
record!(Case(CaseId) in "cases" { id, kind, parent, name, full_name, pseudonym, ord });
record!(Speaker(SpeakerId) in "speaker" { id, source, number, name, role, case_id, same_as });
record!(SourceCase(SourceCaseId) in "source_case" { id, source, case_id });
record!(Code(CodeId) in "code" { id, framework, parent, name, short, description, include, exclude, example, colour, theme, statement, codable, ord });
record!(SavedSearch(SearchId) in "saved_search" { id, name, query, seen, at, ord });
record!(Pin(PinId) in "pin" { id, coder, code, slot });
record!(Progress(ProgressId) in "progress" { id, source, coder, state });

/// A list of words in one column, as JSON.
struct Words<'a>(std::borrow::Cow<'a, [String]>);

impl ToSql for Words<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0).map(ToSqlOutput::from).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
    }
}

impl FromSql for Words<'static> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(|words: Vec<String>| Words(words.into())).map_err(|error| FromSqlError::Other(error.into()))
    }
}

impl Record for Attribute {
    type Id = AttributeId;
    const TABLE: &'static str = "attribute";
    const COLUMNS: &'static [&'static str] = &["id", "target", "name", "kind", "choices", "ord"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let choices = Words(self.choices.as_slice().into());
        run(&[&self.id, &self.target, &self.name, &self.kind, &choices, &self.ord])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let Words(choices) = row.get("choices")?;
        let (id, target, name, kind, ord) = (row.get("id")?, row.get("target")?, row.get("name")?, row.get("kind")?, row.get("ord")?);
        Ok(Self { id, target, name, kind, choices: choices.into_owned(), ord })
    }
}

impl Record for Pseudonym {
    type Id = PseudonymId;
    const TABLE: &'static str = "pseudonym";
    const COLUMNS: &'static [&'static str] = &["id", "case_id", "kind", "names", "stands", "ord"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let names = Words(self.names.as_slice().into());
        run(&[&self.id, &self.case_id, &self.kind, &names, &self.stands, &self.ord])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let Words(names) = row.get("names")?;
        let (id, case_id, kind, stands, ord) = (row.get("id")?, row.get("case_id")?, row.get("kind")?, row.get("stands")?, row.get("ord")?);
        Ok(Self { id, case_id, kind, names: names.into_owned(), stands, ord })
    }
}

impl Record for KeptRule {
    type Id = WordRuleId;
    const TABLE: &'static str = "word_rule";
    const COLUMNS: &'static [&'static str] = &["id", "kind", "language", "label", "words", "ord"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let words = Words(self.rule.words.as_slice().into());
        run(&[&self.id, &self.rule.kind, &self.rule.language, &self.rule.label, &words, &self.ord])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let Words(words) = row.get("words")?;
        let rule = WordRule { kind: row.get("kind")?, language: row.get("language")?, label: row.get("label")?, words: words.into_owned() };
        Ok(Self { id: row.get("id")?, rule, ord: row.get("ord")? })
    }
}

impl Record for AttributeValue {
    type Id = ValueId;
    const TABLE: &'static str = "attribute_value";
    const COLUMNS: &'static [&'static str] = &["id", "attribute", "case_id", "source", "value"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let (case, source) = match self.owner {
            Owner::Case(id) => (Some(id), None),
            Owner::Source(id) => (None, Some(id)),
        };
        run(&[&self.id, &self.attribute, &case, &source, &self.value])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let owner = match row.get("case_id")? {
            Some(id) => Owner::Case(id),
            None => Owner::Source(row.get("source")?),
        };
        Ok(Self { id: row.get("id")?, attribute: row.get("attribute")?, owner, value: row.get("value")? })
    }
}

impl Record for Coding {
    type Id = CodingId;
    const TABLE: &'static str = "coding";
    const COLUMNS: &'static [&'static str] = &["id", "source", "version", "start", "stop", "code", "coder", "layer", "star", "at"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        run(&[&self.id, &self.source, &self.version, &self.span.start, &self.span.end, &self.code, &self.coder, &self.layer, &self.star, &self.at])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            source: row.get(1)?,
            version: row.get(2)?,
            span: Span { start: row.get(3)?, end: row.get(4)? },
            code: row.get(5)?,
            coder: row.get(6)?,
            layer: row.get(7)?,
            star: row.get(8)?,
            at: row.get(9)?,
        })
    }
}

impl Record for Dismissed {
    type Id = DismissedId;
    const TABLE: &'static str = "dismissed";
    const COLUMNS: &'static [&'static str] = &["id", "code", "source", "version", "start", "stop", "coder", "at"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        run(&[&self.id, &self.code, &self.source, &self.version, &self.span.start, &self.span.end, &self.coder, &self.at])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let span = Span { start: row.get("start")?, end: row.get("stop")? };
        let (id, code, source, version) = (row.get("id")?, row.get("code")?, row.get("source")?, row.get("version")?);
        Ok(Self { id, code, source, version, span, coder: row.get("coder")?, at: row.get("at")? })
    }
}

impl Record for Memo {
    type Id = MemoId;
    const TABLE: &'static str = "memo";
    const COLUMNS: &'static [&'static str] =
        &["id", "subject", "source", "version", "start", "stop", "code", "case_id", "coding", "kind", "title", "body", "coder", "at"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let (mut source, mut version, mut span, mut code, mut case, mut coding) = (None, None, None, None, None, None);
        let subject = match self.subject {
            Subject::Project => "project",
            Subject::Source(id) => {
                source = Some(id);
                "source"
            }
            Subject::Passage(id, of, place) => {
                (source, version, span) = (Some(id), Some(of), Some(place));
                "passage"
            }
            Subject::Code(id) => {
                code = Some(id);
                "code"
            }
            Subject::Case(id) => {
                case = Some(id);
                "case"
            }
            Subject::Coding(id) => {
                coding = Some(id);
                "coding"
            }
        };
        let (start, stop) = (span.map(|s| s.start), span.map(|s| s.end));
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
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let what: String = row.get("subject")?;
        let subject = match what.as_str() {
            "project" => Subject::Project,
            "source" => Subject::Source(row.get("source")?),
            "passage" => Subject::Passage(row.get("source")?, row.get("version")?, Span { start: row.get("start")?, end: row.get("stop")? }),
            "code" => Subject::Code(row.get("code")?),
            "case" => Subject::Case(row.get("case_id")?),
            "coding" => Subject::Coding(row.get("coding")?),
            _ => return Err(rusqlite::Error::InvalidColumnType(1, what, rusqlite::types::Type::Text)),
        };
        Ok(Self {
            id: row.get("id")?,
            subject,
            kind: row.get("kind")?,
            title: row.get("title")?,
            body: row.get("body")?,
            coder: row.get("coder")?,
            at: row.get("at")?,
        })
    }
}

impl Record for ChartCell {
    type Id = ChartCellId;
    const TABLE: &'static str = "chart_cell";
    const COLUMNS: &'static [&'static str] =
        &["id", "source", "case_id", "attribute", "value", "code", "summary", "status", "beneath", "coder", "at"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let (mut source, mut case, mut attribute, mut of) = (None, None, None, "");
        match &self.row {
            RowKey::Source(id) => source = Some(*id),
            RowKey::Case(id) => case = Some(*id),
            RowKey::Group(id, value) => (attribute, of) = (Some(*id), value.as_str()),
        }
        run(&[&self.id, &source, &case, &attribute, &of, &self.code, &self.summary, &self.status, &self.beneath, &self.coder, &self.at])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let key = match (row.get("source")?, row.get("case_id")?) {
            (Some(id), _) => RowKey::Source(id),
            (None, Some(id)) => RowKey::Case(id),
            (None, None) => RowKey::Group(row.get("attribute")?, row.get("value")?),
        };
        let (id, code, summary, status) = (row.get("id")?, row.get("code")?, row.get("summary")?, row.get("status")?);
        Ok(Self { id, row: key, code, summary, status, beneath: row.get("beneath")?, coder: row.get("coder")?, at: row.get("at")? })
    }
}

impl Record for Evidence {
    type Id = EvidenceId;
    const TABLE: &'static str = "evidence";
    const COLUMNS: &'static [&'static str] = &["id", "cell", "number", "source", "version", "start", "stop"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        run(&[&self.id, &self.cell, &self.number, &self.source, &self.version, &self.span.start, &self.span.end])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (id, cell, number, source, version) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok(Self { id, cell, number, source, version, span: Span { start: row.get(5)?, end: row.get(6)? } })
    }
}
