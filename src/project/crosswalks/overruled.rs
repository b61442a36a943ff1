//! What other people settled of passages that are about to be settled anew.

use super::Settling;
use crate::analysis::{Corpus, listed};
use crate::model::{Coder, CoderId, CrosswalkId, Ruling, Time, Verdict, grouped};

/// Rulings of other people that give way to a new one.
pub struct Overruled<'c> {
    corpus: &'c Corpus,
    verdicts: Vec<&'c Verdict>,
}

impl<'c> Overruled<'c> {
    /// What others than `own` settled of these passages under the same links and would be settled otherwise; `reason` is nothing where it is
    /// not said yet.
    pub fn of(corpus: &'c Corpus, crosswalk: CrosswalkId, list: &[Settling], reason: Option<&str>, own: Option<CoderId>) -> Self {
        let gives_way = |verdict: &&Verdict, one: &Settling| {
            let here = verdict.crosswalk == crosswalk && (verdict.from_code, verdict.to_code) == (one.from, one.to);
            // The same once more changes nothing.
            let moved = one.moved.filter(|_| one.ruling == Some(Ruling::Moved));
            let same = one.ruling == Some(verdict.ruling) && moved == verdict.moved && reason.map(str::trim) == Some(&verdict.reason);
            here && verdict.span.overlaps(one.passage.span) && !(same && verdict.span == one.passage.span)
        };
        let mut verdicts: Vec<&Verdict> = Vec::new();
        for one in list {
            let others = corpus.verdicts_of(one.passage.source).iter().filter(|verdict| Some(verdict.coder) != own);
            for verdict in others.filter(|verdict| gives_way(verdict, one)) {
                if !verdicts.iter().any(|known| known.id == verdict.id) {
                    verdicts.push(verdict);
                }
            }
        }
        Self { corpus, verdicts }
    }

    /// Whether nobody else settled any of them.
    pub fn is_empty(&self) -> bool {
        self.verdicts.is_empty()
    }

    /// Whose they are: “Bea Pym and Sam Kay”.
    pub fn names(&self) -> String {
        let by = |coder: CoderId| self.verdicts.iter().any(|verdict| verdict.coder == coder);
        let names: Vec<&str> = self.corpus.coders.iter().filter(|coder| by(coder.id)).map(Coder::called).collect();
        listed(&names)
    }

    /// What was settled, by whom and when, `day` being how a time is said; a single one with its reason.
    pub fn said(&self, day: impl Fn(Time) -> String) -> String {
        let (names, last) = (self.names(), self.verdicts.iter().map(|verdict| verdict.at).max());
        let at = last.map_or_else(String::new, day);
        let [verdict] = self.verdicts[..] else {
            return format!("{names} settled {} of these passages, last {at}", grouped(self.verdicts.len()));
        };
        let code = |id| self.corpus.code(id).map_or_else(String::new, |code| format!("“{}”", code.name));
        let ruled = match (verdict.ruling, verdict.moved) {
            (Ruling::Moved, Some(moved)) => format!("moved a passage from {} to {}", code(verdict.to_code), code(moved)),
            (ruling, _) => format!("{} a passage as {}", ruling.name(), code(verdict.to_code)),
        };
        let why = if verdict.reason.is_empty() { String::new() } else { format!(": “{}”", verdict.reason) };
        format!("{names} {ruled}, {at}{why}")
    }
}
