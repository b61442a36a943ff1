//! The field that goes anywhere: commands, sources, codes and cases by a few letters.

use super::pick::{Pick, PickItem};
use crate::ui::command::{Target, Window, table};
use crate::ui::cx::Cx;
use crate::ui::icons;

/// The field that goes anywhere, over everything that can be gone to now.
pub fn palette(cx: &Cx) -> Pick {
    Pick::new("Go to anything", "Command, source, code or case", items(cx)).plain()
}

fn items(cx: &Cx) -> Vec<PickItem> {
    let commands = table::all().filter(|entry| cx.exists(entry) && cx.enabled(entry) && entry.command != Window::Palette.into());
    let mut items: Vec<PickItem> = commands
        .map(|entry| {
            let item = PickItem::new(entry.label.trim_end_matches('…'), icons::COMMAND, entry.command.clone()).note(entry.section.label());
            PickItem { cap: cx.keys.cap(entry), ..item }
        })
        .collect();
    let Some(project) = cx.project else { return items };
    let corpus = &project.corpus;
    let mut add = |words: String, note: &str, icon, colour, target: Target| {
        if cx.views.contains(&target.view()) {
            items.push(PickItem { colour, ..PickItem::new(words, icon, Window::Go(target)).note(note) });
        }
    };
    for source in corpus.sources() {
        add(source.name.clone(), source.kind.name(), icons::FILE_TEXT, None, Target::Source(source.id));
    }
    for code in corpus.codes() {
        let colour = cx.tokens.code(corpus.colour(code.id));
        add(corpus.path(code.id).join(" / "), "code", icons::TAG, Some(colour), Target::Code(code.id));
    }
    for case in corpus.cases() {
        let words = if case.full_name.is_empty() { case.name.clone() } else { format!("{} · {}", case.name, case.full_name) };
        add(words, "case", icons::USER, None, Target::Case(case.id));
    }
    items
}
