//! What happened between two states of a framework as a document: what came first and why, then every change with the words before and after.

use super::blocks::{Block, Grid, GridRow};
use crate::analysis::{Between, ChangedCode, CodeChange, Corpus, GoneCodes, between, state_name};
use crate::model::{counted, join_path};
use crate::text::{capital, isolated};

/// The heads of the table of changes.
const HEADS: [&str; 8] = ["Change", "Code", "In words", "What", "Before", "After", "Codings", "Moved"];

/// What the numbers count.
const NOTE: &str = "Codings: those under the code now; of a code that is gone, those it had when it went. Moved: how many of these came to the code \
                    that it was merged into; the others were taken off, recoded, or stood there already.";

/// What a framework became between two states; `history` says what codes had that are gone.
pub fn framework_blocks(corpus: &Corpus, states: &Between, history: &GoneCodes) -> Vec<Block> {
    let name = corpus.framework(states.framework).map_or("", |framework| framework.name.as_str());
    let (older, newer) = (state_name(corpus, states.older), state_name(corpus, states.newer));
    let changes = between(corpus, states, history);
    let mut blocks = vec![Block::Heading(1, format!("{}: from {} to {}", isolated(name), isolated(older), isolated(newer)))];
    blocks.extend(corpus.framework_versions().iter().find(|version| Some(version.id) == states.newer).into_iter().flat_map(|version| {
        let who = corpus.coder(version.coder).map_or("", |coder| coder.initials.as_str());
        let named = format!("Named on {} by {who}, with {}.", version.at.day(), counted(version.codes.len(), "code", "codes"));
        [named, version.reason.clone(), version.note.clone()].into_iter().filter(|words| !words.is_empty()).map(Block::Paragraph)
    }));
    blocks.push(Block::Paragraph(match changes.len() {
        0 => format!("Nothing differs between {older} and {newer}."),
        count => format!("{}.", capital(&counted(count, "change", "changes"))),
    }));
    if !changes.is_empty() {
        let rows = changes.iter().flat_map(rows).collect();
        blocks.push(Block::Table(Grid { name: "Changes".into(), head: HEADS.map(str::to_owned).into(), rows, prose: true, note: NOTE.into() }));
    }
    blocks
}

/// A change as rows: one, or one for each part of what was redefined.
fn rows(changed: &ChangedCode) -> Vec<GridRow> {
    let number = |number: Option<usize>| number.map_or_else(String::new, |number| number.to_string());
    let row = |what: &str, before: &str, after: &str| {
        let change = &changed.change;
        let cells = [
            change.kind().to_owned(),
            join_path(change.path()),
            change.line(),
            what.into(),
            before.into(),
            after.into(),
            number(changed.coded.map(|coded| coded.codings)),
            number(changed.coded.and_then(|coded| coded.moved)),
        ];
        GridRow::plain(cells.into())
    };
    match &changed.change {
        CodeChange::Redefined(_, parts) => parts.iter().map(|part| row(part.what, &part.before, &part.after)).collect(),
        _ => vec![row("", "", "")],
    }
}
