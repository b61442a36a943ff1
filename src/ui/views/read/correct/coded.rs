//! What becomes of the codings while their text is corrected: where their words stand now, and how many change.

use super::Correcting;
use crate::analysis::{Corpus, handed, taken_away};
use crate::model::{Coding, SpeakerRole};
use crate::text::Followed;
use crate::ui::views::read::show::Show;

/// What a correction changes: whether anything, and how many coded passages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Whether words or turns differ at all.
    pub any: bool,
    /// Whose words change.
    pub changed: usize,
    /// That lose all their words.
    pub lost: usize,
    /// That are somebody's no more.
    pub taken: usize,
}

impl Correcting {
    /// The codings that show, on the text as it is now, by where they begin. Made once an edit, never in a frame that only draws.
    pub fn follow(&mut self, corpus: &Corpus, show: &Show) -> Vec<Coding> {
        let correction = self.manuscript.correction();
        let (old, new) = (self.manuscript.from(), self.manuscript.text());
        let mut told = Told { any: !correction.is_empty() || old.structure != new.structure, ..Told::default() };
        let mut list: Vec<Coding> = Vec::new();
        for coding in corpus.codings_of(self.source).iter().filter(|coding| coding.version == self.base) {
            // Most lie in a piece that was kept as a whole; their words are as they were.
            let span = match correction.keeps(coding.span) {
                Some(span) => span,
                None => match correction.follow(coding.span) {
                    Followed::At(span) => {
                        told.changed += usize::from(old.words_of(coding.span) != new.words_of(span));
                        span
                    }
                    Followed::Lost(_) => {
                        told.lost += 1;
                        continue;
                    }
                },
            };
            if show.has(corpus, coding) {
                list.push(Coding { span, ..coding.clone() });
            }
        }
        let new: Vec<(&str, SpeakerRole)> = self.voices.iter().map(|voice| (voice.name.as_str(), voice.role)).collect();
        told.taken = taken_away(&handed(corpus, self.source, &self.manuscript, &new));
        self.told = told;
        list.sort_by_key(|coding| (coding.span, coding.id));
        list
    }
}
