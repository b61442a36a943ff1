//! What stands before and behind a colon in a search, looked up in the project.

use super::ask::{Asked, Coded, Node, Question};
use super::fold::fold;
use super::grammar::Wrong;
use super::said::is_of;
use crate::analysis::{Corpus, Groups};
use crate::model::grouped;
use crate::model::{CaseId, MemoKind, SourceKind, Span};
use std::collections::{BTreeSet, HashSet};

/// The field that asks for memos.
pub(super) const MEMO: &str = "memo";

/// A field and its value, ready to be asked.
pub(super) fn ready(corpus: &Corpus, name: &str, value: &str, at: Span, from: u32) -> Result<Node, Wrong> {
    let missing = |what: &str, names: Vec<&str>| Wrong::new(at, format!("there is no {what} “{value}”"), starred(value, &names));
    let sought = fold(value.trim());
    Ok(match name {
        "code" if sought == "*" => Node::Coded(Coded::default()),
        "code" => {
            let found = corpus.codes_meant(value);
            if found.is_empty() {
                return Err(missing("code", corpus.codes().iter().map(|code| code.name.as_str()).collect()));
            }
            let codes = found.into_iter().flat_map(|code| corpus.family(code)).collect();
            Node::Coded(Coded { codes: Some(codes), coders: None })
        }
        "coder" => {
            let coder = corpus.coder_named(value);
            let coder = coder.ok_or_else(|| missing("coder", corpus.coders.iter().map(|coder| coder.initials.as_str()).collect()))?;
            Node::Coded(Coded { codes: None, coders: Some(HashSet::from([coder.id])) })
        }
        "source" => {
            let fits = |name: &str| fits(&sought, name);
            let sources: HashSet<_> =
                corpus.sources().iter().filter(|source| fits(&source.name) || fits(&source.file)).map(|source| source.id).collect();
            if sources.is_empty() {
                return Err(missing("source", corpus.sources().iter().map(|source| source.name.as_str()).collect()));
            }
            Node::Asked(Asked::Source(sources))
        }
        "kind" => match SourceKind::parse(&sought) {
            Some(kind) => Node::Asked(Asked::Kind(kind)),
            None => return Err(missing("kind of source", SourceKind::ALL.iter().map(|kind| kind.name()).collect())),
        },
        "lang" => spoken(corpus, value, at)?,
        "speaker" => Node::Asked(speaker(corpus, value, at)?),
        "heading" => Node::Asked(Asked::Heading(sought)),
        "answers" => Node::Asked(Asked::Answers(question(corpus, value, from, "in the question")?)),
        "with" => Node::Asked(Asked::With(question(corpus, value, from, "in what it is to stand with")?)),
        "interviewer" => match sought.as_str() {
            "in" => Node::Asked(Asked::Always),
            "out" => Node::Not(Box::new(Node::Asked(Asked::Interviewer))),
            "only" => Node::Asked(Asked::Interviewer),
            _ => return Err(Wrong::new(at, "interviewers are in or out", "Write interviewer:in, interviewer:out or interviewer:only.")),
        },
        MEMO => match (sought.as_str(), MemoKind::parse(&sought)) {
            ("any" | "*", _) => Node::Asked(Asked::Memo(None)),
            (_, Some(kind)) => Node::Asked(Asked::Memo(Some(kind))),
            _ => return Err(missing("kind of memo", ["any"].into_iter().chain(MemoKind::ALL.iter().map(|kind| kind.name())).collect())),
        },
        "case" => {
            let cases: HashSet<CaseId> = corpus.cases().iter().filter(|case| fits(&sought, &case.name)).map(|case| case.id).collect();
            if cases.is_empty() {
                return Err(missing("case", corpus.cases().iter().map(|case| case.name.as_str()).collect()));
            }
            Node::Asked(Asked::Case(corpus.cases_below(&cases)))
        }
        _ => group(corpus, name, value, at)?,
    })
}

/// A voice that somebody has.
fn speaker(corpus: &Corpus, value: &str, at: Span) -> Result<Asked, Wrong> {
    let sought = fold(value.trim());
    let called = |case: Option<CaseId>| case.and_then(|case| corpus.case(case)).map(|case| case.name.as_str());
    let voices = corpus.sources().iter().flat_map(|source| corpus.speakers(source.id));
    let names: BTreeSet<&str> = voices.flat_map(|voice| [Some(voice.name.as_str()), called(voice.case_id)]).flatten().collect();
    if names.iter().any(|name| fits(&sought, name)) {
        return Ok(Asked::Speaker(sought));
    }
    let names: Vec<&str> = names.into_iter().collect();
    Err(Wrong::new(at, format!("there is no speaker “{value}”"), starred(value, &names)))
}

/// A search within a search, whose first sign has this place there.
fn question(corpus: &Corpus, value: &str, from: u32, place: &str) -> Result<Box<Question>, Wrong> {
    let moved = |wrong: Wrong| {
        let at = Span { start: wrong.at.start + from, end: wrong.at.end + from };
        Wrong::new(at, format!("{place}: {}", wrong.what), wrong.hint)
    };
    Question::new(value, corpus).map(Box::new).map_err(moved)
}

/// Fields that say nothing of memos, with what may be asked instead.
pub(super) fn of_memos(name: &str, value: &str, at: Span) -> Result<(), Wrong> {
    let out = name == "interviewer" && fold(value.trim()) == "in";
    if out || !["speaker", "interviewer", "heading", "answers", "with"].contains(&name) {
        return Ok(());
    }
    let hint = "Of memos may be asked what they are on: source:, kind:, case:, site:, role:, phase:, code:; and lang:, coder:.";
    Err(Wrong::new(at, format!("a memo is said by nobody: {name}: says nothing of it"), hint))
}

/// A language, by BCP 47 or its name: one that can be told, or that somebody said of a source.
fn spoken(corpus: &Corpus, value: &str, at: Span) -> Result<Node, Wrong> {
    let none = || Wrong::new(at, format!("there is no language “{value}”"), "Write it as en, cy or pt-BR, or by its name: lang:Welsh.");
    let language = super::language(value).ok_or_else(none)?;
    let told = super::languages().iter().any(|(code, _)| is_of(code, &language));
    let said = || corpus.sources().iter().any(|source| is_of(&source.language, &language));
    if told || said() { Ok(Node::Asked(Asked::Language(language.to_lowercase()))) } else { Err(none()) }
}

/// A site, a role, a phase, an attribute or a kind of case, with or without `case.` or `source.` before it.
fn group(corpus: &Corpus, name: &str, value: &str, at: Span) -> Result<Node, Wrong> {
    let bare = name.strip_prefix("case.").or_else(|| name.strip_prefix("source.")).unwrap_or(name);
    let Some(grouping) = corpus.grouping_named(bare) else {
        let hint = "Fields are speaker, interviewer, answers, with, heading, source, kind, lang, case, site, role, phase, code, coder, memo, and every attribute. \
                    A colon that is no field's belongs in quotation marks.";
        return Err(Wrong::new(at, format!("nothing here is called “{bare}”"), hint));
    };
    let groups = Groups::new(corpus, Some(grouping));
    match groups.find(value) {
        Some(group) => Ok(Node::Asked(Asked::Group(Box::new(groups), group))),
        None => {
            let names: Vec<&str> = groups.all().map(|group| groups.label(group)).collect();
            Err(Wrong::new(at, format!("there is no {bare} “{value}”"), starred(value, &names)))
        }
    }
}

/// Whether a name is what is sought, without regard to case and accents; `*` stands for any letters.
pub(super) fn fits(sought: &str, name: &str) -> bool {
    super::sought::fits(sought, &fold(name))
}

/// [`nearest`], with how letters are left open, where that finds some.
fn starred(value: &str, names: &[&str]) -> String {
    let near = nearest(value, names);
    let star = near.starts_with(NEAR) && !value.contains('*');
    if star { format!("{near} A * stands for any letters: *{}*.", value.trim()) } else { near }
}

/// What stands before names that are near.
const NEAR: &str = "Near to it: ";

/// The names that could be meant, the nearest first: those with the letters in them, then those that are like them. A few are all named.
pub fn nearest(value: &str, names: &[&str]) -> String {
    const NAMED: usize = 12;
    /// The most letters of one.
    const LETTERS: usize = 60;
    let short = |name: &str| match name.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    };
    // So many letters say which names are near; a value without end is like none.
    let sought = fold(&value.trim().chars().take(2 * LETTERS).collect::<String>());
    let far = |name: &str| {
        let name = fold(name);
        let words = name.split_whitespace().map(|word| strsim::osa_distance(&sought, word)).min().unwrap_or(usize::MAX);
        let wrong = words.min(strsim::osa_distance(&sought, &name));
        // A slip or two is near, whatever is further off is as good as any other.
        if !sought.is_empty() && name.contains(sought.trim_matches('*')) { 0 } else { wrong.clamp(1, 3) }
    };
    let mut sorted: Vec<(usize, &str)> = names.iter().map(|name| (far(name), *name)).collect();
    sorted.sort_by_key(|(far, _)| *far);
    // A name may have a comma in it.
    let between = if names.iter().any(|name| name.contains(',')) { "; " } else { ", " };
    let named: Vec<String> = sorted.iter().take(NAMED).map(|(_, name)| short(name)).collect();
    let near: Vec<String> = sorted.iter().filter(|(far, _)| *far < 3).take(NAMED).map(|(_, name)| short(name)).collect();
    match names.len() {
        0 => "There is none yet.".to_owned(),
        all if all <= NAMED => format!("There are: {}.", named.join(between)),
        all if near.is_empty() => format!("There are: {}, and {} more.", named.join(between), grouped(all - NAMED)),
        all => format!("{NEAR}{}. There are {}.", near.join(between), grouped(all)),
    }
}
