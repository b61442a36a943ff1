//! What was being written when the program last ended: where it is kept, what it is on, and its first words.

use super::desk::Desk;
use super::dialogs::memo_subject;
use crate::analysis::Corpus;
use crate::model::{CodeId, MemoId, RowKey, SourceId, Subject};
use crate::project::CodeWords;

/// Something that is kept while it is typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Draft {
    /// A new memo on something, or changes to one there is.
    Memo(Subject, Option<MemoId>),
    /// The definition of a code.
    Code(CodeId),
    /// The correction of a source's text.
    Text(SourceId),
    /// A cell of the chart.
    Cell(RowKey, CodeId),
}

impl Draft {
    /// Under which name it is kept.
    pub fn place(&self) -> String {
        match self {
            Self::Memo(_, Some(id)) => format!("memo/{id}"),
            Self::Memo(subject, None) => format!("memo/new/{}", serde_json::to_string(subject).unwrap_or_default()),
            Self::Code(id) => format!("code/{id}"),
            Self::Text(id) => format!("text/{id}"),
            Self::Cell(row, code) => format!("cell/{code}/{}", serde_json::to_string(row).unwrap_or_default()),
        }
    }

    /// What is kept under a name; nothing where what it is on is gone.
    pub fn of(corpus: &Corpus, place: &str) -> Option<Self> {
        if let Some(code) = place.strip_prefix("code/") {
            return CodeId::parse(code).filter(|id| corpus.code(*id).is_some()).map(Self::Code);
        }
        if let Some(source) = place.strip_prefix("text/") {
            return SourceId::parse(source).filter(|id| corpus.source(*id).is_some()).map(Self::Text);
        }
        if let Some((code, row)) = place.strip_prefix("cell/").and_then(|rest| rest.split_once('/')) {
            let code = CodeId::parse(code).filter(|id| corpus.code(*id).is_some())?;
            let row: RowKey = serde_json::from_str(row).ok()?;
            return corpus.row_name(&row).map(|_| Self::Cell(row, code));
        }
        let rest = place.strip_prefix("memo/")?;
        match rest.strip_prefix("new/") {
            Some(subject) => Some(Self::Memo(serde_json::from_str(subject).ok()?, None)),
            None => {
                let memo = MemoId::parse(rest).and_then(|id| corpus.memos.iter().find(|memo| memo.id == id))?;
                Some(Self::Memo(memo.subject, Some(memo.id)))
            }
        }
    }
}

/// Something that is left over.
pub struct Left {
    /// What it is.
    pub draft: Draft,
    /// What it is on: “a memo on one”, “the definition of “Money””.
    pub on: String,
    /// Its first words.
    pub words: String,
}

/// All that is left over.
pub fn left(desk: &Desk) -> Vec<Left> {
    let drafts = desk.reader().drafts().unwrap_or_default();
    let one = |(place, text): (String, String)| {
        let draft = Draft::of(&desk.corpus, &place)?;
        let (on, words) = match &draft {
            Draft::Memo(subject, _) => (format!("a memo on {}", memo_subject(desk, *subject)), memo_words(&text)),
            Draft::Text(id) => (format!("the correction of {}", memo_subject(desk, Subject::Source(*id))), reason(&text)),
            Draft::Code(id) => (format!("the definition of {}", memo_subject(desk, Subject::Code(*id))), code_words(&text)),
            Draft::Cell(row, code) => {
                let row = desk.corpus.row_name(row).unwrap_or_default();
                (format!("a cell of the chart: {row}, {}", memo_subject(desk, Subject::Code(*code))), text.clone())
            }
        };
        Some(Left { draft, on, words: words.split_whitespace().take(12).collect::<Vec<_>>().join(" ") })
    };
    drafts.into_iter().filter_map(one).collect()
}

fn memo_words(text: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Typed {
        title: String,
        body: String,
    }
    serde_json::from_str::<Typed>(text).map(|typed| format!("{} {}", typed.title, typed.body)).unwrap_or_default()
}

/// Why a text is being corrected, as far as that is said already.
fn reason(text: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Typed {
        reason: String,
    }
    serde_json::from_str::<Typed>(text).map(|typed| typed.reason).unwrap_or_default()
}

fn code_words(text: &str) -> String {
    let words: CodeWords = serde_json::from_str(text).unwrap_or_default();
    [words.description, words.include, words.exclude, words.example, words.short, words.statement].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
