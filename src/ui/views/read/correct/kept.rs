//! The draft of a correction: kept outside the journal every second, so that a kill loses at most that, and taken up again.

use super::Correcting;
use crate::model::{SourceId, VersionId};
use crate::project::NewSpeaker;
use crate::text::{Manuscript, SourceText, Unfinished};
use crate::ui::command::MemoCommand;
use crate::ui::cx::Cx;
use crate::ui::drafts::Draft;
use crate::ui::keeping::EVERY;
use egui::Context;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Instant;

/// What of it is on disk.
pub(super) struct Keeping {
    kept: (u64, String),
    at: Instant,
    /// Whether a draft is there.
    any: bool,
}

impl Default for Keeping {
    fn default() -> Self {
        Self { kept: (1, String::new()), at: Instant::now(), any: false }
    }
}

/// A correction as it is kept.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    base: VersionId,
    text: Unfinished,
    voices: Vec<NewSpeaker>,
    reason: String,
}

impl Kept {
    /// The version that it is a correction of.
    pub fn base(&self) -> VersionId {
        self.base
    }

    /// What is kept of a source, if anything is; where nobody can read it any more, the words in it.
    pub fn of(cx: &Cx, source: SourceId) -> Option<Result<Self, String>> {
        let text = cx.project?.reader().draft(&Draft::Text(source).place()).ok().flatten()?;
        Some(serde_json::from_str(&text).map_err(|_| typed_in(&text)))
    }

    /// The words that were typed, each piece on its own lines.
    pub fn words(&self) -> String {
        serde_json::to_string(&self.text).map_or_else(|_| String::new(), |text| typed_in(&text))
    }

    /// The correction gone on with, on the text that it is one of.
    pub fn take_up(self, source: SourceId, from: Arc<SourceText>, known: u32) -> Option<Correcting> {
        let manuscript = Manuscript::go_on_with(from.clone(), self.text)?;
        let fits = manuscript.text().structure.turns.iter().all(|turn| (turn.speaker as usize) < known as usize + self.voices.len());
        let keeping = Keeping { any: true, kept: (1, self.reason.clone()), ..Keeping::default() };
        let new = Correcting::new(source, self.base, from, known);
        fits.then_some(Correcting { manuscript, voices: self.voices, reason: self.reason, keeping, ..new })
    }

    /// The same where another text stands meanwhile: that text becomes what was typed.
    pub fn take_up_on(self, source: SourceId, old: Arc<SourceText>, base: VersionId, now: Arc<SourceText>, known: u32) -> Option<Correcting> {
        let typed = self.take_up(source, old, known)?;
        let mut manuscript = Manuscript::new(now);
        manuscript.become_text(typed.text().geometry.text(), typed.text().structure.clone());
        Some(Correcting { base, manuscript, edition: 2, ..typed })
    }
}

/// The words that were typed in a draft as it is stored; all of it where it cannot be taken apart.
fn typed_in(draft: &str) -> String {
    let Ok(whole) = serde_json::from_str::<serde_json::Value>(draft) else { return draft.to_owned() };
    let pieces = whole.pointer("/text/pieces").or_else(|| whole.get("pieces")).and_then(serde_json::Value::as_array);
    let typed = pieces.into_iter().flatten().filter_map(|piece| piece.get("Typed")?.as_str());
    let words: Vec<&str> = typed.map(str::trim).filter(|words| !words.is_empty()).collect();
    if words.is_empty() { draft.to_owned() } else { words.join("\n") }
}

impl Correcting {
    /// Keeps what was typed, once a second.
    pub fn keep(&mut self, cx: &Cx, ctx: &Context) {
        if self.keeping.kept.0 == self.edition && self.keeping.kept.1 == self.reason {
            return;
        }
        let since = self.keeping.at.elapsed();
        if since < EVERY {
            ctx.request_repaint_after(EVERY - since);
        } else {
            self.keep_now(cx);
        }
    }

    /// Nothing of it is kept any more.
    pub fn forget(&self, cx: &Cx) {
        if self.keeping.any {
            cx.push(MemoCommand::Keep(Draft::Text(self.source).place(), String::new()));
        }
    }

    /// Keeps what was typed so far. Says whether there is anything.
    pub fn keep_now(&mut self, cx: &Cx) -> bool {
        // What an input method has not settled is not typed yet.
        if self.sent.is_some() || self.composing.is_some() {
            return self.keeping.any;
        }
        let any = self.is_changed() || !self.reason.trim().is_empty();
        let seen = (self.edition, self.reason.clone());
        if seen != self.keeping.kept && (any || self.keeping.any) {
            let (text, voices, reason) = (self.manuscript.unfinished(), self.voices.clone(), self.reason.clone());
            let kept = if any { serde_json::to_string(&Kept { base: self.base, text, voices, reason }).unwrap_or_default() } else { String::new() };
            cx.push(MemoCommand::Keep(Draft::Text(self.source).place(), kept));
        }
        (self.keeping.kept, self.keeping.at, self.keeping.any) = (seen, Instant::now(), any);
        any
    }
}
