//! The field that goes anywhere: commands, sources, codes and cases by a few letters.

use super::pick::{Pick, PickItem};
use crate::ui::app::Themata;
use crate::ui::command::{Command, Entry, Target, Wanted, Window, table, wanted};
use crate::ui::cx::Cx;
use crate::ui::icons;

/// The field that goes anywhere, over everything that can be gone to and every command: what is another view's with its name, and what is
/// not possible now in grey, with what must be done first.
pub fn palette(cx: &Cx) -> Pick {
    Pick::new("Go to anything", "Command, source, code or case", items(cx)).plain()
}

fn items(cx: &Cx) -> Vec<PickItem> {
    let all = || table::all().filter(|entry| cx.exists(entry) && entry.command != Window::Palette.into());
    let (now, later): (Vec<&Entry>, Vec<&Entry>) = all().partition(|entry| cx.enabled(entry));
    let mut items: Vec<PickItem> = now.into_iter().map(|entry| command(cx, entry)).collect();
    places(cx, &mut items);
    items.extend(later.into_iter().map(|entry| command(cx, entry)));
    items
}

impl Themata {
    /// What the field that goes anywhere lists for these letters: words, what stands at the right, and what choosing it asks for.
    pub fn found(&self, letters: &str) -> Vec<(String, String, Command)> {
        self.with_cx(palette).listed(letters)
    }
}

/// A row of the table: with its keys where it can be given now, else with what must be done first.
fn command(cx: &Cx, entry: &'static Entry) -> PickItem {
    let words = entry.label.trim_end_matches('…');
    match wanted::wanted(cx, entry) {
        None => PickItem { cap: cx.keys.cap(entry), ..PickItem::new(words, icons::COMMAND, entry.command.clone()).note(entry.section.label()) },
        Some(first) => {
            let item = PickItem::new(words, icons::COMMAND, Window::Reach(entry.id)).note(first.words(cx));
            if matches!(first, Wanted::View(_)) { item } else { item.grey() }
        }
    }
}

/// Sources, codes and cases.
fn places(cx: &Cx, items: &mut Vec<PickItem>) {
    let Some(project) = cx.project else { return };
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
}
