//! What the status line says of the source that is open.

use super::open::Open;
use super::show::Stops;
use crate::project::Step;
use crate::ui::command::{Edit, ReadCommand};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::views::StatusItem;

/// Where one is, how far, how much is coded, by whom; and what Undo would take back.
pub fn items(cx: &Cx, open: Option<&Open>, stops: Stops) -> Vec<StatusItem> {
    let mut items = Vec::new();
    if let Some(open) = open {
        items.push(StatusItem::new(place(open)));
        items.push(StatusItem::new(format!("{}% read", percent(open))));
        items.push(StatusItem::new(format!("{} here", format::counted(open.stripes.all().len(), "coding"))));
    }
    if open.is_some_and(|open| open.originals.is_some()) {
        items.push(StatusItem::new("Names as they were").command(ReadCommand::Originals));
    }
    items.push(match &cx.config.coder {
        Some(coder) => StatusItem::new(format!("Coding as {}", coder.initials)).command(Edit::AskCoder),
        None => StatusItem::new("Who is coding?").command(Edit::AskCoder),
    });
    if open.is_some() {
        let keys: Vec<String> = [ReadCommand::Next, ReadCommand::Previous].into_iter().filter_map(|command| cx.cap(command)).collect();
        let words = if keys.is_empty() { format!("Stops: {}", stops.label()) } else { format!("{}: {}", keys.join("/"), stops.label()) };
        items.push(StatusItem::new(words).command(ReadCommand::Stops));
    }
    if let Some(step) = cx.project.and_then(|desk| desk.next_undo()) {
        items.push(StatusItem::new(undo(step)).command(Edit::Undo).right());
    }
    items
}

fn place(open: &Open) -> String {
    let structure = &open.sheet.text.structure;
    let page = structure.page_at(open.caret.at).map_or_else(String::new, |page| format!(", page {page}"));
    let all = format::count(structure.turns.len() as i64);
    // What is selected ends before the place where the caret may stand already: at the beginning of the next turn.
    let (first, last) = open.selection().map_or((open.caret.at, open.caret.at), |span| (span.start, span.end - 1));
    match (structure.turn_at(first), structure.turn_at(last)) {
        (Some(turn), Some(end)) if turn < end => {
            format!("Turns {}–{} of {all}{page}", format::count(turn as i64 + 1), format::count(end as i64 + 1))
        }
        (Some(turn), _) => format!("Turn {} of {all}{page}", format::count(turn as i64 + 1)),
        (None, _) => {
            let block = open.sheet.block_at(open.caret.at) + 1;
            format!("Paragraph {} of {}{page}", format::count(block as i64), format::count(open.sheet.blocks.len() as i64))
        }
    }
}

/// How far the lower edge of the view is through the text.
fn percent(open: &Open) -> u64 {
    let seen = u64::from(open.page.sight(&open.sheet).end);
    seen * 100 / u64::from(open.sheet.text.geometry.chars().max(1))
}

/// `Undo: coded a passage as “Money” · 2 min ago`.
fn undo(step: &Step) -> String {
    let label = step.label.replace('\u{2068}', "“").replace('\u{2069}', "”");
    let mut letters = label.chars();
    let label: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    let short: String = label.chars().take(60).collect();
    let more = if short.len() < label.len() { "…" } else { "" };
    format!("Undo: {short}{more} · {}", format::when(step.at))
}
