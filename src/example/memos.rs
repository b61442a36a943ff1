//! The memos of the example.

use super::build::Made;
use super::{codings, texts};
use crate::model::{Memo, MemoId, MemoKind, Subject, Time};
use crate::{Error, Result};

/// The memos in the order they were written.
pub(super) fn memos(made: &Made) -> Result<Vec<Memo>> {
    let mut list: Vec<(&str, Memo)> = Vec::new();
    for (n, line) in texts::MEMOS.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let memo = read(made, line).ok_or_else(|| Error::rejected(format!("line {} of the memos fits nothing", n + 1)))?;
        list.push((line.split('\t').nth(3).unwrap_or_default(), memo));
    }
    list.sort_by_key(|(date, _)| *date);
    Ok(list.into_iter().map(|(_, memo)| Memo { id: MemoId::new(), ..memo }).collect())
}

fn read(made: &Made, line: &str) -> Option<Memo> {
    let parts: Vec<&str> = line.split('\t').collect();
    let [on, kind, coder, date, title, body] = parts.as_slice() else { return None };
    let noon = date.parse::<jiff::civil::Date>().ok()?.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(Memo {
        id: MemoId::new(),
        subject: subject(made, on)?,
        kind: MemoKind::parse(kind)?,
        title: (*title).into(),
        body: (*body).into(),
        coder: made.corpus.coder_named(coder)?.id,
        at: Time(noon.timestamp().as_millisecond()),
    })
}

fn subject(made: &Made, on: &str) -> Option<Subject> {
    let (what, name) = on.split_once(':').unwrap_or((on, ""));
    Some(match what {
        "project" => Subject::Project,
        "source" => Subject::Source(*made.sources.get(name)?),
        "passage" => {
            let (stem, number) = name.split_once('#')?;
            let source = *made.sources.get(stem)?;
            let text = made.reader.source_text(&made.corpus, source).ok()?;
            let span = codings::turn(&made.corpus, source, &text, number.parse().ok()?)?;
            Subject::Passage(source, made.corpus.version(source)?.id, span)
        }
        "code" => Subject::Code(*made.corpus.find_code(name).first()?),
        "case" => Subject::Case(made.corpus.cases().iter().find(|case| case.name == name)?.id),
        _ => return None,
    })
}
