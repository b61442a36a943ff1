//! Parts of people's names that stand alone in the texts and are on no list: “Anne” of “Anne Miller”.

use super::suggest::{Counts, TITLES};
use super::{Known, PseudonymKey};
use crate::Result;
use crate::analysis::{Corpus, Texts};
use crate::model::{PseudonymKind, SourceId};

impl PseudonymKey {
    /// The key with what else tells who somebody is: words of the names of people on it that stand alone in the texts, as names do, or
    /// at the end of another name, and are no spelling of anybody. Nothing stands for them; words that were dismissed are not among them.
    pub fn with_parts(&self, corpus: &Corpus, texts: &dyn Texts) -> Result<Self> {
        let mut counts = Counts::default();
        let sources: Vec<SourceId> = corpus.sources().iter().map(|source| source.id).collect();
        texts.visit(&sources, &mut |source, text| {
            counts.read_text(source, text);
            Ok(())
        })?;
        let mut key = Self { names: self.names.clone(), kept: self.kept.clone(), ..Self::default() };
        for known in self.names.iter().filter(|known| known.kind == PseudonymKind::Person) {
            for word in known.names.iter().flat_map(|name| name.split_whitespace()) {
                let small = word.to_lowercase();
                let title = TITLES.contains(&small.trim_end_matches('.'));
                let kept = || self.kept.iter().any(|kept| kept.to_lowercase() == small);
                if word.chars().count() < 3 || title || key.known(word).is_some() || kept() || self.is_pseudonym(word) {
                    continue;
                }
                if !counts.is_name(word) && !counts.ends_a_name(word, |run| self.known(run).is_some() || self.is_pseudonym(run)) {
                    continue;
                }
                key.push(Known { row: None, case: known.case, kind: known.kind, names: vec![word.to_owned()], stands: String::new() });
            }
        }
        key.seek();
        Ok(key)
    }
}
