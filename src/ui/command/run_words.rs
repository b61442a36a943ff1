//! Executes the commands about words in Search that are the window's to do; the rest the view takes itself while it is shown.

use super::{Export, SearchCommand};
use crate::export::{CLOUD, WordsPicture, words_disclosed, write_words};
use crate::jobs::Progress;
use crate::ui::app::Themata;
use crate::ui::dialogs::{Ask, PathDialog, Pick, PickItem, WordRulesDialog};
use crate::ui::exports::{DisclosureDialog, free};
use crate::ui::icons;
use crate::ui::notify::Notice;
use crate::ui::views::search::{SavedWords, WordsKind, groups_of_parts};
use crate::ui::views::themes::groupings;
use egui::Context;
use std::path::PathBuf;
use std::sync::Arc;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: SearchCommand) {
    match command {
        SearchCommand::AskWords => {
            let items = WordsKind::ALL.map(|kind| PickItem::new(kind.label(), icons::TEXT_AA, SearchCommand::WordsAs(kind)));
            app.open(ctx, Pick::new("Words", "What is shown", items.into()));
        }
        SearchCommand::AskWordsBy => {
            let Some(desk) = &app.project else { return };
            let item = |(by, name): (_, String)| PickItem::new(name, icons::STACK, SearchCommand::WordsBy(by));
            let all = groupings(&desk.corpus).into_iter().map(|(by, name)| (Some(by), name)).chain([(None, "No groups beside".to_owned())]);
            app.open(ctx, Pick::new("Groups beside the count", "Grouping", all.map(item).collect()));
        }
        SearchCommand::AskPart => {
            let Some(desk) = &app.project else { return };
            let items = groups_of_parts(&desk.corpus).into_iter().flat_map(|(by, head, values)| {
                values.into_iter().map(move |value| PickItem::new(&value, icons::STACK, SearchCommand::Part(by, value.clone())).note(&head))
            });
            app.open(ctx, Pick::new("Compare a part with the rest", "Site, role or phase", items.collect()));
        }
        SearchCommand::PickAgainst(by, part) => {
            let Some(desk) = &app.project else { return };
            let parts = groups_of_parts(&desk.corpus).into_iter().filter(|(of, ..)| *of == by).flat_map(|(.., values)| values);
            let item = |other: Option<String>| {
                let words = other.clone().unwrap_or_else(|| "All the rest".to_owned());
                PickItem::new(&words, icons::STACK, SearchCommand::Against(other))
            };
            let others = parts.filter(|value| *value != part).map(Some);
            app.open(ctx, Pick::new("Compare with", "Another part", std::iter::once(None).chain(others).map(item).collect()));
        }
        SearchCommand::AskRules => {
            let Some(desk) = &app.project else { return };
            app.open(ctx, WordRulesDialog::new(desk.corpus.word_rules().iter().map(|kept| &kept.rule)));
        }
        SearchCommand::SetRules(rules) => {
            app.send("Changing which words are counted", move |project| project.set_word_rules(&rules), |_, _, _| {});
        }
        SearchCommand::LeaveOut(word) => leave_out(app, word),
        SearchCommand::SaveThese(words) => {
            let Some(desk) = &app.project else { return };
            let most = if words.cloud { CLOUD } else { usize::MAX };
            match words_disclosed(&desk.corpus, words.rows.iter().take(most).filter_map(|row| row.first()).flat_map(|words| words.split_whitespace()))
            {
                found if found.is_empty() => app.ask(SearchCommand::WhereWords(words)),
                found => app.open(ctx, DisclosureDialog::new(found, SearchCommand::WhereWords(words), None)),
            }
        }
        SearchCommand::WhereWords(words) => {
            let Some(desk) = &app.project else { return };
            let start = free(desk.path(), &words.name);
            PathDialog::ask(app, ctx, Ask::save(start, move |path| vec![SearchCommand::WriteWords(words.clone(), path).into()]));
        }
        SearchCommand::WriteWords(words, path) => write(app, ctx, words, path),
        // The view takes these while it is shown.
        _ => {}
    }
}

/// What picture words can be saved as.
fn picture(words: &SavedWords) -> WordsPicture<'_> {
    match &words.tree {
        Some((root, branch, backwards)) => WordsPicture::Tree(root, branch, *backwards),
        None if words.cloud => WordsPicture::Cloud,
        None => WordsPicture::None,
    }
}

/// Leaves a word out of every count.
fn leave_out(app: &mut Themata, word: String) {
    let said = format!("“{word}” is left out of every count");
    app.send("Leaving the word out", move |project| project.leave_words_out(&[word]), |app, _, _| app.say(Notice::undoable(said)));
}

/// Writes words as the ending of the file asks: a picture, or a table.
fn write(app: &mut Themata, ctx: &Context, words: Arc<SavedWords>, path: PathBuf) {
    let place = path.clone();
    let work = move |_: &Progress| write_words(&words.header, &words.rows, &words.counts, picture(&words), &place);
    app.background.start(ctx, Some("Writing the words".into()), work, move |app, _, done| match done {
        Ok(()) => app.say(Notice::done(format!("Wrote the words to {}", path.display())).action("Open folder", Export::Folder(path.clone()))),
        Err(error) => app.say(Notice::problem("Writing the words", &error)),
    });
}
