//! Executes the commands of Read that are the window's to do; the rest the view takes itself while it is shown.

use super::{ReadCommand, ReadNote, SearchCommand};
use crate::ui::app::Themata;
use crate::ui::cx::Cx;
use crate::ui::format::count;
use crate::ui::notify::Notice;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: ReadCommand) {
    match command {
        ReadCommand::Say(note) => {
            let words = app.with_cx(|cx| said(cx, note));
            app.say(Notice::info(words));
        }
        ReadCommand::ToClipboard(words) => ctx.copy_text(words),
        ReadCommand::Keep(source, place) => {
            let Some(key) = app.project.as_ref().map(|desk| desk.key()) else { return };
            app.configure(|config| {
                config.set_place(&key, &source.to_string(), place);
                config.last.insert(key, source.to_string());
            });
        }
        ReadCommand::Remember(look) => {
            let Some(key) = app.project.as_ref().map(|desk| desk.key()) else { return };
            app.configure(|config| drop(config.read.insert(key, *look)));
        }
        _ => {}
    }
}

/// Why nothing was done, and what to do.
fn said(cx: &Cx, note: ReadNote) -> String {
    let press = |key: Option<String>| key.map_or_else(String::new, |key| format!(" ({key})"));
    match note {
        ReadNote::Further(source, at, all, again) => {
            let name = cx.project.and_then(|desk| desk.corpus.source(source)).map_or("", |source| source.name.as_str());
            let around = if again { "Round again: " } else { "On to " };
            format!("{around}{name}, source {} of {} with hits", count(at as i64), count(all as i64))
        }
        ReadNote::NoCoding => "No coding is chosen here: click on its line or its name, or put the caret into it".into(),
        ReadNote::NoSelection => "Nothing is selected: select the words that are to be coded first".into(),
        ReadNote::NoLast => "No code was used yet: code a passage, then this codes with the same again".into(),
        ReadNote::NoPin(slot) => {
            let key = press(cx.cap(ReadCommand::PinChosen(slot)));
            format!("Nothing is pinned on {slot}. Choose a code in the framework and pin it there{key}")
        }
        ReadNote::NoStop(stops, on) => stops.none(on),
        ReadNote::NothingFound => format!("Nothing is found in this text: write what to find{}", press(cx.cap(SearchCommand::Find))),
        ReadNote::NoMemos => format!("There are no memos in this text. Write one on the place of the caret{}", press(cx.cap(ReadCommand::Memo))),
        ReadNote::Originals => "Names show as they were: to code, show the pseudonyms again".into(),
        ReadNote::NoOriginals => "No name was replaced in this text, or its older versions are not here".into(),
    }
}
