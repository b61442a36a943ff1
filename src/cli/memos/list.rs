//! Memos listed, as a table or for scripts.

use super::super::desk::{File, Shelf};
use super::super::find;
use super::super::out::{Outcome, Table, show_json};
use super::{Which, kind, state};
use crate::analysis::{Corpus, Matter, MemoOrder, MemoQuery};
use crate::model::{Linked, Memo, MemoState, Span, Subject};
use crate::text::first_words;

/// Of a memo without a title so many words stand in lists.
const HEADING: usize = 8;

#[derive(serde::Serialize)]
struct Row {
    number: usize,
    id: String,
    on: &'static str,
    source: Option<String>,
    span: Option<Span>,
    code: Option<String>,
    case: Option<String>,
    kind: &'static str,
    title: String,
    /// The title, or the first words.
    #[serde(skip)]
    heading: String,
    body: String,
    coder: String,
    at: String,
    state: &'static str,
    settled_by: Option<String>,
    settled_at: Option<String>,
    links: Vec<LinkRow>,
}

/// What a memo is on or linked to.
#[derive(serde::Serialize, Default)]
struct LinkRow {
    on: &'static str,
    source: Option<String>,
    span: Option<Span>,
    code: Option<String>,
    case: Option<String>,
    /// Another memo, by its title or first words.
    memo: Option<String>,
    memo_id: Option<String>,
}

fn row(corpus: &Corpus, memo: &Memo) -> Row {
    let initials = |id| corpus.coder(id).map_or_else(String::new, |coder| coder.initials.clone());
    let settled = corpus.memo_standing(memo.id).filter(|standing| standing.state == MemoState::Settled);
    let LinkRow { on, source, span, code, case, .. } = subject(corpus, memo.subject);
    Row {
        number: find::memo_number(corpus, memo),
        id: memo.id.to_string(),
        on,
        source,
        span,
        code,
        case,
        kind: memo.kind.name(),
        title: memo.title.clone(),
        heading: if memo.title.trim().is_empty() { first_words(&memo.body, HEADING) } else { memo.title.clone() },
        body: memo.body.clone(),
        coder: initials(memo.coder),
        at: memo.at.rfc3339(),
        state: corpus.memo_state(memo.id).name(),
        settled_by: settled.map(|standing| initials(standing.coder)),
        settled_at: settled.map(|standing| standing.at.rfc3339()),
        links: corpus.links_of_memo(memo.id).iter().map(|link| linked(corpus, link.to)).collect(),
    }
}

fn linked(corpus: &Corpus, to: Linked) -> LinkRow {
    match to {
        Linked::On(on) => subject(corpus, on),
        Linked::Memo(id) => {
            let memo = corpus.memo(id).map(|memo| memo.heading().to_owned());
            LinkRow { on: "memo", memo, memo_id: Some(id.to_string()), ..LinkRow::default() }
        }
    }
}

fn subject(corpus: &Corpus, on: Subject) -> LinkRow {
    let source_name = |id| corpus.source(id).map(|source| source.name.clone());
    let code_path = |id| Some(find::full_path(corpus, id));
    let plain = LinkRow::default();
    match on {
        Subject::Project => LinkRow { on: "project", ..plain },
        Subject::Source(id) => LinkRow { on: "source", source: source_name(id), ..plain },
        // A passage that was corrected away has no place in the text that is shown.
        Subject::Passage(id, version, span) => {
            LinkRow { on: "passage", source: source_name(id), span: Some(span).filter(|_| corpus.shows(id, version)), ..plain }
        }
        Subject::Code(id) => LinkRow { on: "code", code: code_path(id), ..plain },
        Subject::Case(id) => LinkRow { on: "case", case: corpus.case(id).map(|case| case.name.clone()), ..plain },
        Subject::Coding(id) => match corpus.any_coding(id) {
            Some(coding) => {
                let span = corpus.coding(id).map(|coding| coding.span);
                LinkRow { on: "coding", source: source_name(coding.source), span, code: code_path(coding.code), ..plain }
            }
            None => LinkRow { on: "coding", ..plain },
        },
    }
}

impl Which {
    fn query(&self, corpus: &Corpus) -> Outcome<MemoQuery> {
        let about = match (&self.about_code, &self.about_case, &self.about_source) {
            (Some(path), ..) => Some(Matter::Code(find::code(corpus, path)?.id)),
            (_, Some(name), _) => Some(Matter::Case(find::case(corpus, name)?.id)),
            (.., Some(name)) => Some(Matter::Source(find::source(corpus, name)?.id)),
            _ => None,
        };
        Ok(MemoQuery {
            kinds: self.kind.as_deref().map(kind).transpose()?.into_iter().collect(),
            coders: self.by.as_deref().map(|by| find::coder(corpus, by).map(|coder| coder.id)).transpose()?.into_iter().collect(),
            state: self.state.as_deref().map(state).transpose()?,
            about,
            words: self.words.clone(),
            since: self.since,
        })
    }

    fn find<'a>(&self, corpus: &'a Corpus) -> Outcome<Vec<&'a Memo>> {
        let query = self.query(corpus)?;
        let order = match self.sort.as_deref() {
            Some("kind") => MemoOrder::Kind,
            Some("newest") => MemoOrder::Newest,
            Some(_) => MemoOrder::Oldest,
            None => MemoOrder::Written,
        };
        Ok(query.find(corpus, order))
    }
}

/// Lists memos.
pub(super) fn list(file: &File, which: &Which, json: bool) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let corpus = &shelf.corpus;
    let rows: Vec<Row> = which.find(corpus)?.into_iter().map(|memo| row(corpus, memo)).collect();
    if json {
        show_json(&rows)?;
        return shelf.end();
    }
    let mut table = Table::new(&["#number", "on", "kind", "state", "coder", "written", "title", "#links", "#words"]);
    for row in rows {
        let on = [row.code, row.case, row.source].into_iter().flatten().next();
        let on = on.map_or_else(|| row.on.to_owned(), |name| format!("{} {name}", row.on));
        let words = crate::text::count_words(&row.body).to_string();
        table.row(vec![
            row.number.to_string(),
            on,
            row.kind.into(),
            row.state.into(),
            row.coder,
            row.at,
            row.heading,
            row.links.len().to_string(),
            words,
        ]);
    }
    let nothing = match corpus.memos.is_empty() {
        true => "No memos yet. Next: themata memos FILE add \"What I think\" --coder INITIALS",
        false => "No memo is like that.",
    };
    table.show(nothing)?;
    shelf.end()
}
