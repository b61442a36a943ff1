//! How plain values stand in columns.

use crate::model::*;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

macro_rules! id_columns {
    ($($id:ident),+ $(,)?) => {$(
        impl ToSql for $id {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.bytes())))
            }
        }
        impl FromSql for $id {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                <[u8; 16]>::column_result(value).map($id::from_bytes)
            }
        }
    )+};
}
id_columns!(
    ProjectId,
    CoderId,
    LayerId,
    FolderId,
    SourceId,
    VersionId,
    SpeakerId,
    CaseKindId,
    CaseId,
    SourceCaseId,
    AttributeId,
    ValueId,
    FrameworkId,
    CodeId,
    CodingId,
    DismissedId,
    MemoId,
    MemoStateId,
    MemoLinkId,
    PseudonymId,
    SearchId,
    WordRuleId,
    ChartCellId,
    EvidenceId,
    CrosswalkId,
    CrosswalkLinkId,
    VerdictId,
    ThemePartId,
    ReportId,
    ReportPartId,
    FrameworkVersionId,
    MergedCodeId,
    LookedAgainId,
    PinId,
    ProgressId,
    OpId
);

macro_rules! named_columns {
    ($($kind:ident),+ $(,)?) => {$(
        impl ToSql for $kind {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> { Ok(ToSqlOutput::from(self.name())) }
        }
        impl FromSql for $kind {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> { $kind::parse(value.as_str()?).ok_or(FromSqlError::InvalidType) }
        }
    )+};
}
named_columns!(
    SourceKind,
    SpeakerRole,
    ProgressState,
    Target,
    AttributeType,
    LayerKind,
    MemoKind,
    MemoState,
    PseudonymKind,
    WordRuleKind,
    CellStatus,
    Ruling,
    Stance
);

impl ToSql for Time {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0))
    }
}

impl FromSql for Time {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Time)
    }
}

impl ToSql for Colour {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.to_string()))
    }
}

impl FromSql for Colour {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Colour::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for Grouping {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(match self {
            Self::Attribute(id) => format!("attribute:{id}"),
            Self::Kind(id) => format!("kind:{id}"),
        }))
    }
}

impl FromSql for Grouping {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let found = match value.as_str()?.split_once(':') {
            Some(("attribute", id)) => AttributeId::parse(id).map(Self::Attribute),
            Some(("kind", id)) => CaseKindId::parse(id).map(Self::Kind),
            _ => None,
        };
        found.ok_or(FromSqlError::InvalidType)
    }
}
