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
record!(Report(ReportId) in "report" { id, name, intro, quotes, chart, pictures, ord });
record!(Pin(PinId) in "pin" { id, coder, code, slot });
record!(Crosswalk(CrosswalkId) in "crosswalk" { id, from_framework, to_framework, layer });
record!(CrosswalkLink(CrosswalkLinkId) in "crosswalk_link" { id, crosswalk, from_code, to_code, reason, coder, at });
record!(MergedCode(MergedCodeId) in "merged_code" { id, framework, code, into_code, at });
record!(LookedAgain(LookedAgainId) in "looked_again" { id, coding, coder, at });
record!(MemoStanding(MemoStateId) in "memo_state" { id, memo, state, coder, at });
record!(Progress(ProgressId) in "progress" { id, source, coder, state });

/// A list in one column, as JSON.
struct List<'a, T: Clone>(std::borrow::Cow<'a, [T]>);

/// A list of words in one column.
type Words<'a> = List<'a, String>;
/// A framework's codes in one column.
type Codes<'a> = List<'a, Code>;

impl<T: Clone + serde::Serialize> ToSql for List<'_, T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0).map(ToSqlOutput::from).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
    }
}

impl<T: Clone + serde::de::DeserializeOwned> FromSql for List<'static, T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(|list: Vec<T>| List(list.into())).map_err(|error| FromSqlError::Other(error.into()))
    }
}

impl Record for Attribute {
    type Id = AttributeId;
    const TABLE: &'static str = "attribute";
    const COLUMNS: &'static [&'static str] = &["id", "target", "name", "kind", "choices", "ord"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let choices = List(self.choices.as_slice().into());
        run(&[&self.id, &self.target, &self.name, &self.kind, &choices, &self.ord])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let List(choices): Words<'_> = row.get("choices")?;
        let (id, target, name, kind, ord) = (row.get("id")?, row.get("target")?, row.get("name")?, row.get("kind")?, row.get("ord")?);
        Ok(Self { id, target, name, kind, choices: choices.into_owned(), ord })
    }
}

impl Record for Pseudonym {
    type Id = PseudonymId;
    const TABLE: &'static str = "pseudonym";
    const COLUMNS: &'static [&'static str] = &["id", "case_id", "kind", "names", "stands", "ord"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let names = List(self.names.as_slice().into());
        run(&[&self.id, &self.case_id, &self.kind, &names, &self.stands, &self.ord])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let List(names): Words<'_> = row.get("names")?;
        let (id, case_id, kind, stands, ord) = (row.get("id")?, row.get("case_id")?, row.get("kind")?, row.get("stands")?, row.get("ord")?);
        Ok(Self { id, case_id, kind, names: names.into_owned(), stands, ord })
    }
}

impl Record for KeptRule {
    type Id = WordRuleId;
    const TABLE: &'static str = "word_rule";
    const COLUMNS: &'static [&'static str] = &["id", "kind", "language", "label", "words", "ord"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let words = List(self.rule.words.as_slice().into());
        run(&[&self.id, &self.rule.kind, &self.rule.language, &self.rule.label, &words, &self.ord])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let List(words): Words<'_> = row.get("words")?;
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

impl Record for ChartCell {
    type Id = ChartCellId;
    const TABLE: &'static str = "chart_cell";
    const COLUMNS: &'static [&'static str] =
        &["id", "source", "case_id", "attribute", "value", "code", "summary", "status", "beneath", "coder", "at", "kind"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let (mut source, mut case, mut attribute, mut of, mut kind) = (None, None, None, "", None);
        match &self.row {
            RowKey::Source(id) => source = Some(*id),
            RowKey::Case(id) => case = Some(*id),
            RowKey::Group(id, value) => (attribute, of) = (Some(*id), value.as_str()),
            RowKey::Rest(id) => kind = Some(*id),
        }
        run(&[&self.id, &source, &case, &attribute, &of, &self.code, &self.summary, &self.status, &self.beneath, &self.coder, &self.at, &kind])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let key = match (row.get("source")?, row.get("case_id")?, row.get("kind")?) {
            (Some(id), ..) => RowKey::Source(id),
            (None, Some(id), _) => RowKey::Case(id),
            (None, None, Some(id)) => RowKey::Rest(id),
            (None, None, None) => RowKey::Group(row.get("attribute")?, row.get("value")?),
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

impl Record for Verdict {
    type Id = VerdictId;
    const TABLE: &'static str = "verdict";
    const COLUMNS: &'static [&'static str] =
        &["id", "crosswalk", "source", "version", "start", "stop", "from_code", "to_code", "ruling", "moved", "reason", "coder", "at"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let (start, stop) = (self.span.start, self.span.end);
        run(&[
            &self.id,
            &self.crosswalk,
            &self.source,
            &self.version,
            &start,
            &stop,
            &self.from_code,
            &self.to_code,
            &self.ruling,
            &self.moved,
            &self.reason,
            &self.coder,
            &self.at,
        ])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let span = Span { start: row.get("start")?, end: row.get("stop")? };
        let (id, crosswalk, source, version) = (row.get("id")?, row.get("crosswalk")?, row.get("source")?, row.get("version")?);
        let (from_code, to_code, ruling, moved) = (row.get("from_code")?, row.get("to_code")?, row.get("ruling")?, row.get("moved")?);
        let (reason, coder, at) = (row.get("reason")?, row.get("coder")?, row.get("at")?);
        Ok(Self { id, crosswalk, source, version, span, from_code, to_code, ruling, moved, reason, coder, at })
    }
}

impl Record for ThemePart {
    type Id = ThemePartId;
    const TABLE: &'static str = "theme_part";
    const COLUMNS: &'static [&'static str] = &["id", "theme", "code", "source", "version", "start", "stop", "stance", "star", "note", "coder", "at"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let (code, place) = match self.of {
            Gathered::Code(code) => (Some(code), None),
            Gathered::Passage(passage) => (None, Some(passage)),
        };
        let (source, version) = (place.map(|place| place.source), place.map(|place| place.version));
        let (start, stop) = (place.map(|place| place.span.start), place.map(|place| place.span.end));
        run(&[&self.id, &self.theme, &code, &source, &version, &start, &stop, &self.stance, &self.star, &self.note, &self.coder, &self.at])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let of = match row.get("code")? {
            Some(code) => Gathered::Code(code),
            None => {
                let span = Span { start: row.get("start")?, end: row.get("stop")? };
                Gathered::Passage(Passage { source: row.get("source")?, version: row.get("version")?, span })
            }
        };
        let (id, theme, stance, star) = (row.get("id")?, row.get("theme")?, row.get("stance")?, row.get("star")?);
        Ok(Self { id, theme, of, stance, star, note: row.get("note")?, coder: row.get("coder")?, at: row.get("at")? })
    }
}

impl Record for ReportPart {
    type Id = ReportPartId;
    const TABLE: &'static str = "report_part";
    const COLUMNS: &'static [&'static str] = &["id", "report", "theme", "source", "version", "start", "stop", "ord"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        let (source, version) = (self.quote.map(|quote| quote.source), self.quote.map(|quote| quote.version));
        let (start, stop) = (self.quote.map(|quote| quote.span.start), self.quote.map(|quote| quote.span.end));
        run(&[&self.id, &self.report, &self.theme, &source, &version, &start, &stop, &self.ord])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let quote = match row.get("source")? {
            None => None,
            Some(source) => {
                let span = Span { start: row.get("start")?, end: row.get("stop")? };
                Some(Passage { source, version: row.get("version")?, span })
            }
        };
        Ok(Self { id: row.get("id")?, report: row.get("report")?, theme: row.get("theme")?, quote, ord: row.get("ord")? })
    }
}

impl Record for FrameworkVersion {
    type Id = FrameworkVersionId;
    const TABLE: &'static str = "framework_version";
    const COLUMNS: &'static [&'static str] = &["id", "framework", "name", "reason", "note", "codes", "coder", "at"];
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R {
        run(&[&self.id, &self.framework, &self.name, &self.reason, &self.note, &List(self.codes.as_slice().into()), &self.coder, &self.at])
    }
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let List(codes): Codes<'_> = row.get("codes")?;
        let (id, framework, name, reason) = (row.get("id")?, row.get("framework")?, row.get("name")?, row.get("reason")?);
        Ok(Self { id, framework, name, reason, note: row.get("note")?, codes: codes.into_owned(), coder: row.get("coder")?, at: row.get("at")? })
    }
}
