//! What was being written when the program last ended: where it is kept, what it is on, and its first words.

use super::app::Themata;
use super::command::{Command, MemoCommand};
use super::desk::Desk;
use super::dialogs::memo_subject;
use super::notify::Notice;
use crate::analysis::Corpus;
use crate::model::grouped;
use crate::model::{CodeId, CrosswalkId, MemoId, ReportId, RowKey, SourceId, Subject};
use crate::project::{CodeWords, Settling};

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
    /// What a theme says.
    Statement(CodeId),
    /// The introduction of a report.
    Intro(ReportId),
    /// Why passages are settled so.
    Reason(CrosswalkId, Vec<Settling>),
}

impl Draft {
    /// Under which name it is kept.
    pub fn place(&self) -> String {
        match self {
            Self::Memo(_, Some(id)) => format!("memo/{id}"),
            Self::Memo(subject, None) => format!("memo/new/{}", serde_json::to_string(subject).unwrap_or_default()),
            Self::Code(id) => format!("code/{id}"),
            Self::Text(id) => format!("text/{id}"),
            Self::Statement(id) => format!("statement/{id}"),
            Self::Intro(id) => format!("intro/{id}"),
            Self::Reason(crosswalk, list) => format!("reason/{crosswalk}/{}", serde_json::to_string(list).unwrap_or_default()),
            Self::Cell(row, code) => format!("cell/{code}/{}", serde_json::to_string(row).unwrap_or_default()),
        }
    }

    /// What is kept under a name; nothing where what it is on is gone.
    pub fn of(corpus: &Corpus, place: &str) -> Option<Self> {
        if let Some(code) = place.strip_prefix("code/") {
            return CodeId::parse(code).filter(|id| corpus.code(*id).is_some()).map(Self::Code);
        }
        if let Some(code) = place.strip_prefix("statement/") {
            return CodeId::parse(code).filter(|id| corpus.code(*id).is_some()).map(Self::Statement);
        }
        if let Some(report) = place.strip_prefix("intro/") {
            return ReportId::parse(report).filter(|id| corpus.reports().iter().any(|report| report.id == *id)).map(Self::Intro);
        }
        if let Some((crosswalk, list)) = place.strip_prefix("reason/").and_then(|rest| rest.split_once('/')) {
            return reason_of(corpus, crosswalk, list);
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

/// Why passages are settled so; nothing where one of them, or a code, is gone.
fn reason_of(corpus: &Corpus, crosswalk: &str, list: &str) -> Option<Draft> {
    let crosswalk = CrosswalkId::parse(crosswalk).filter(|id| corpus.crosswalk(*id).is_some())?;
    let list: Vec<Settling> = serde_json::from_str(list).ok()?;
    let known = |one: &Settling| {
        let codes = [Some(one.from), Some(one.to), one.moved];
        corpus.source(one.passage.source).is_some() && codes.into_iter().flatten().all(|code| corpus.code(code).is_some())
    };
    list.iter().all(known).then_some(Draft::Reason(crosswalk, list))
}

/// Whether what it is on was written anew after it was kept: its words are older than those that stand there.
pub fn is_outdated(desk: &Desk, draft: &Draft) -> bool {
    let Draft::Cell(row, code) = draft else { return false };
    let kept = || desk.reader().draft_at(&draft.place()).ok().flatten();
    desk.corpus.cell(row, *code).is_some_and(|cell| kept().is_some_and(|kept| cell.at > kept))
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

/// All that is left over; not what was written anew since.
pub fn left(desk: &Desk) -> Vec<Left> {
    let drafts = desk.reader().drafts().unwrap_or_default();
    let one = |(place, text): (String, String)| {
        let draft = Draft::of(&desk.corpus, &place).filter(|draft| !is_outdated(desk, draft))?;
        let (on, words) = match &draft {
            Draft::Memo(subject, _) => (format!("a memo on {}", memo_subject(desk, *subject)), memo_words(&text)),
            Draft::Text(id) => (format!("the correction of {}", memo_subject(desk, Subject::Source(*id))), reason(&text)),
            Draft::Code(id) => (format!("the definition of {}", memo_subject(desk, Subject::Code(*id))), code_words(&text)),
            Draft::Statement(id) => (format!("what {} says", memo_subject(desk, Subject::Code(*id))), text.clone()),
            Draft::Intro(id) => {
                let name = desk.corpus.reports().iter().find(|report| report.id == *id).map_or("", |report| &report.name);
                (format!("the introduction of “{name}”"), text.clone())
            }
            Draft::Reason(_, list) => {
                let code = list.first().map_or_else(String::new, |one| memo_subject(desk, Subject::Code(one.to)));
                (format!("why passages read as {code} are settled so"), text.clone())
            }
            Draft::Cell(row, code) => {
                let row = desk.corpus.row_name(row).unwrap_or_default();
                (format!("a cell of the chart: {row}, {}", memo_subject(desk, Subject::Code(*code))), text.clone())
            }
        };
        Some(Left { draft, on, words: crate::text::first_words(words, 12) })
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

impl Themata {
    /// Says what was being written when the program last ended.
    pub(super) fn tell_unfinished(&mut self) {
        let Some(desk) = &mut self.project else { return };
        let list = left(desk);
        desk.unfinished = list.iter().map(|left| left.draft.clone()).collect();
        self.say_left(&list);
    }

    /// What was kept or thrown away since is told of no longer.
    pub(super) fn settle_unfinished(&mut self) {
        let Some(desk) = self.project.as_mut().filter(|desk| !desk.unfinished.is_empty()) else { return };
        let mut list = left(desk);
        list.retain(|left| desk.unfinished.contains(&left.draft));
        if list.len() == desk.unfinished.len() {
            return;
        }
        desk.unfinished = list.iter().map(|left| left.draft.clone()).collect();
        let told = |command: &Command| matches!(command, Command::Memos(MemoCommand::GoOn(_) | MemoCommand::ListUnfinished));
        // What was taken away is not said again.
        if self.notices.withdraw(told) {
            self.say_left(&list);
        }
    }

    /// These notices stay until they are answered or taken away.
    fn say_left(&mut self, list: &[Left]) {
        let key = self.with_cx(|cx| cx.keyed(MemoCommand::ListUnfinished, "goes on with it")).map_or_else(String::new, |key| format!(" {key}."));
        let notice = match list {
            [] => return,
            [one] => {
                let said = format!("When the program last ended, {} was being written", one.on);
                Notice::warning(said, format!("Nothing of it is lost.{key}")).action("Go on writing", MemoCommand::GoOn(one.draft.clone()))
            }
            more => {
                let said = format!("When the program last ended, {} texts were being written", grouped(more.len()));
                Notice::warning(said, format!("Nothing of them is lost.{key}")).action("Show them", MemoCommand::ListUnfinished)
            }
        };
        self.say(notice);
    }
}
