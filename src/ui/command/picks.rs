//! The questions that have codes, cases or sources for an answer.

use crate::analysis::Corpus;
use crate::model::{Case, CodeId, Source};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::dialogs::PickItem;
use crate::ui::icons;
use crate::ui::views::case_words;

/// Codes to choose from, with their paths and colours; `takes` says which.
pub fn codes<C: Into<Command>>(cx: &Cx, takes: impl Fn(&crate::model::Code) -> bool, then: impl Fn(CodeId) -> C) -> Vec<PickItem> {
    let Some(corpus) = cx.project.map(|desk| &desk.corpus) else { return Vec::new() };
    let all = corpus.frameworks().iter().flat_map(|framework| corpus.tree(framework.id).into_iter().map(move |(id, _)| (framework, id)));
    let item = |(framework, id): (&crate::model::Framework, CodeId)| {
        let code = corpus.code(id).filter(|code| takes(code))?;
        let colour = Some(cx.tokens.code(corpus.colour(id)));
        Some(PickItem { colour, ..PickItem::new(corpus.path(code.id).join(" / "), icons::TAG, then(id)).note(&framework.name) })
    };
    all.filter_map(item).collect()
}

/// Cases to choose from, people first, each with its kind.
pub fn cases<C: Into<Command>>(corpus: &Corpus, takes: impl Fn(&Case) -> bool, then: impl Fn(&Case) -> C) -> Vec<PickItem> {
    let kind = |id| corpus.kinds().iter().find(|kind| kind.id == id).map_or("", |kind| kind.name.as_str());
    let persons = corpus.person_kinds();
    let mut cases: Vec<&Case> = corpus.cases().iter().filter(|case| takes(case)).collect();
    cases.sort_by_key(|case| !persons.contains(&case.kind));
    let item = |case: &&Case| {
        let icon = if persons.contains(&case.kind) { icons::USER } else { icons::BUILDINGS };
        PickItem::new(case_words(case), icon, then(case)).note(kind(case.kind))
    };
    cases.iter().map(item).collect()
}

/// Sources to choose from, each with what it is.
pub fn sources<C: Into<Command>>(corpus: &Corpus, then: impl Fn(&Source) -> C) -> Vec<PickItem> {
    let item = |source: &Source| PickItem::new(source.name.clone(), icons::FILE_TEXT, then(source)).note(source.kind.name());
    corpus.sources().iter().map(item).collect()
}
