//! What merging codes does, told before it and after: what moves, and what becomes of passages that stay where they are.

use super::lens::{Merged, Reread, merging_settled_apart, rereads};
use super::{Corpus, Scope, listed};
use crate::model::*;
use crate::text::isolated;
use crate::{Error, Result};
use std::collections::HashSet;

/// What a merge does, in sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merging {
    /// What moves to the code that stays.
    pub moves: Vec<String>,
    /// What it does beside: which codings are to be looked at again, and which passages other frameworks read otherwise.
    pub besides: Vec<String>,
}

/// Refuses to merge codes into one that is among them or below them.
pub fn can_merge(codes: &[Code], ids: &[CodeId], into: CodeId) -> Result<()> {
    let code = |id: CodeId| codes.iter().find(|code| code.id == id);
    // A damaged file may hold a ring of codes.
    let above = std::iter::successors(code(into), |one| one.parent.and_then(code)).take(codes.len());
    match (code(into), above.into_iter().find(|code| ids.contains(&code.id))) {
        (Some(target), Some(code)) => {
            Err(Error::hint(format!("“{}” lies below “{}”", target.name, code.name), "Move it out first, or merge the other way round."))
        }
        _ => Ok(()),
    }
}

/// What merging codes into `into` does.
pub fn merging(corpus: &Corpus, ids: &[CodeId], into: CodeId) -> Merging {
    let merged = Merged::new(corpus.codes(), ids, into);
    let read = rereads(corpus, &merged);
    let besides = redefined(corpus, &merged).into_iter().chain(read.iter().map(|one| reread(corpus, one))).collect();
    Merging { moves: moves(corpus, ids, into), besides }
}

fn moves(corpus: &Corpus, codes: &[CodeId], into: CodeId) -> Vec<String> {
    let own: HashSet<CodeId> = codes.iter().copied().collect();
    let key = |coding: &Coding| (coding.source, coding.version, coding.span, coding.coder, coding.layer);
    let there: HashSet<_> = corpus.codings().filter(|coding| coding.code == into).map(key).collect();
    let moved: Vec<_> = corpus.codings().filter(|coding| own.contains(&coding.code)).collect();
    let sources: HashSet<_> = moved.iter().map(|coding| coding.source).collect();
    let twins = moved.iter().filter(|coding| there.contains(&key(coding))).count();
    let memos = corpus.memos.iter().filter(|memo| matches!(memo.subject, Subject::Code(id) if own.contains(&id))).count();
    let below: usize = codes.iter().map(|id| corpus.children(*id).len()).sum();
    let (codings, sources) = (counted(moved.len(), "coding", "codings"), counted(sources.len(), "source", "sources"));
    let mut lines = vec![format!("{codings} in {sources} take its name.")];
    if twins > 0 {
        lines.push(format!("{} of them are there already, by the same coder on the same words: one each stays.", grouped(twins)));
    }
    if memos > 0 {
        lines.push(format!("{} come along.", counted(memos, "memo", "memos")));
    }
    if below > 0 {
        lines.push(format!("{} below come along; those of one name become one.", counted(below, "code", "codes")));
    }
    let cells = corpus.cells().filter(|cell| own.contains(&cell.code) && !cell.summary.is_empty()).count();
    if cells > 0 {
        let words = if cells == 1 { "comes along, below what stands" } else { "come along, each below what stands" };
        lines.push(format!("{} of the chart {words} in its own.", counted(cells, "cell", "cells")));
    }
    let apart = merging_settled_apart(corpus.codes(), corpus.verdicts(), codes, into);
    if apart > 0 {
        let words = if apart == 1 { "was settled otherwise as another of them: that" } else { "were settled otherwise as others of them: those" };
        lines.push(format!("{} {words} settled last holds, the other is told in agendas.", counted(apart, "passage", "passages")));
    }
    if codes.iter().filter_map(|id| corpus.code(*id)).any(|code| code.theme) {
        let becomes = if corpus.code(into).is_some_and(|code| code.theme) { "" } else { " It becomes a theme." };
        lines.push(format!("What they state and gather, and their quotes in reports, are added to its own.{becomes}"));
    }
    lines
}

fn name(corpus: &Corpus, code: CodeId) -> String {
    format!("“{}”", corpus.code(code).map_or("".into(), |code| isolated(&code.name)))
}

fn names(corpus: &Corpus, codes: &[CodeId]) -> String {
    let names: Vec<String> = codes.iter().map(|code| name(corpus, *code)).collect();
    listed(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What a code is said to be: codings are judged by it.
fn said(code: &Code) -> [&str; 3] {
    [code.description.trim(), code.include.trim(), code.exclude.trim()]
}

/// What becomes of the definitions of codes that stay, and how many of their codings were judged by other words.
fn redefined(corpus: &Corpus, merged: &Merged) -> Vec<String> {
    let told = |target: &Code| {
        let adds = |code: &&Code| {
            merged.heirs.get(&code.id) == Some(&target.id) && said(code).iter().zip(said(target)).any(|(new, old)| !new.is_empty() && *new != old)
        };
        let from: Vec<CodeId> = corpus.codes().iter().filter(adds).map(|code| code.id).collect();
        if from.is_empty() {
            return None;
        }
        let [from, of] = [names(corpus, &from), name(corpus, target.id)];
        let what = match said(target) {
            ["", "", ""] => format!("{of} takes over the definition of {from}"),
            _ => format!("The definition of {from} is added to that of {of}"),
        };
        let again = corpus.codings().filter(|coding| coding.code == target.id && Scope::default().has(coding)).count();
        Some(match again {
            0 => format!("{what}."),
            1 => format!("{what}: 1 coding is to be looked at again."),
            many => format!("{what}: {} codings are to be looked at again.", grouped(many)),
        })
    };
    corpus.codes().iter().filter(|code| merged.code(code.id).is_some()).filter_map(told).collect()
}

/// “‘B’ is read as ‘Law 2’ like ‘A’: 43 passages more.”
fn reread(corpus: &Corpus, one: &Reread) -> String {
    let code = name(corpus, one.code);
    let who = if one.goes { format!("What was {code}") } else { code };
    let like = if one.like.is_empty() { String::new() } else { format!(" like {}", names(corpus, &one.like)) };
    let passages = counted(one.passages, "passage", "passages");
    match (one.to, one.comes) {
        (Some(to), true) => format!("{who} is read as {}{like}: {passages} more.", name(corpus, to)),
        (Some(to), false) => format!("{who} is read as {} no more: {passages} fewer.", name(corpus, to)),
        (None, _) => {
            let framework = corpus.framework(one.framework).map_or("", |framework| framework.name.as_str());
            format!("{who} is said to have no counterpart in {framework}{like}: {passages}.")
        }
    }
}
