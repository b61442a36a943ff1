//! What is gathered into a theme, and what that replaces of what was said before.

use super::super::desk::Desk;
use super::super::find;
use super::super::out::{Outcome, say, tame};
use crate::analysis::{turned, turned_since};
use crate::model::{CodeId, Gathered, Stance, ThemePart};
use crate::project::op::OpKind;
use crate::project::{Identity, PartDraft, Replaced};

/// How something is gathered.
#[derive(clap::Args, Debug)]
pub(super) struct How {
    /// It speaks against the theme
    #[arg(long)]
    contradicts: bool,
    /// It bears the theme out, as it does unless something else is said
    #[arg(long, conflicts_with = "contradicts")]
    supports: bool,
    /// What is to be said of it; empty words take a note away
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
}

impl How {
    /// What is gathered as it was asked for; what was not said stays as it is in the theme, where it stands as `now`.
    pub fn part(&self, theme: &[ThemePart], of: Gathered, star: Option<bool>, now: Stance) -> Asked {
        let known = theme.iter().rfind(|part| part.of == of);
        let said = match (self.contradicts, self.supports) {
            (true, _) => Some(Stance::Contradicts),
            (_, true) => Some(Stance::Supports),
            _ => None,
        };
        let stance = said.or(known.map(|part| part.stance)).unwrap_or(now);
        let star = star.or(known.map(|part| part.star)).unwrap_or(false);
        let note = self.note.clone().or(known.map(|part| part.note.clone())).unwrap_or_default();
        let draft = PartDraft { of, stance, star, note };
        Asked { replaced: known.map(|part| draft.replaces(part)).unwrap_or_default(), draft }
    }
}

/// What is to be gathered, and what that replaces.
pub(super) struct Asked {
    draft: PartDraft,
    replaced: Vec<Replaced>,
}

/// What was replaced, for scripts.
#[derive(serde::Serialize)]
struct Replacements {
    replaced: Vec<ReplacedRow>,
}

#[derive(serde::Serialize)]
struct ReplacedRow {
    code: Option<String>,
    what: &'static str,
    before: String,
    after: String,
}

/// Gathers, and tells what was replaced.
pub(super) fn gathered(mut desk: Desk, who: Identity, theme: CodeId, asked: Vec<Asked>) -> Outcome {
    let drafts: Vec<PartDraft> = asked.iter().map(|one| one.draft.clone()).collect();
    let was = turned(&desk.corpus, theme);
    let done = desk.step(who, OpKind::GatherParts, |project| project.gather_parts(theme, &drafts).map(drop))?;
    let rows = asked.into_iter().flat_map(|one| {
        let code = match one.draft.of {
            Gathered::Code(code) => Some(find::full_path(&desk.corpus, code)),
            Gathered::Passage(_) => None,
        };
        one.replaced.into_iter().map(move |Replaced { what, before, after }| ReplacedRow { code: code.clone(), what, before, after })
    });
    let replaced: Vec<ReplacedRow> = rows.collect();
    for row in &replaced {
        let said = |words: &str| if words.is_empty() { "nothing".to_owned() } else { format!("“{}”", tame(words)) };
        let of = row.code.as_ref().map_or_else(String::new, |code| format!("{}: ", tame(code)));
        say(&format!("{of}{} was {}, is {}", row.what, said(&row.before), said(&row.after)));
    }
    let now = if done.op.is_some() { turned(&desk.reader.corpus()?, theme) } else { was };
    turned_since(was, now).iter().for_each(|words| say(&format!("{words}.")));
    desk.finish_with(done.op, Replacements { replaced })
}
