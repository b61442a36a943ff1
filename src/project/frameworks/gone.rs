//! What the journal holds of codes: what those had that are gone, out of the steps in which they went, and where those came from that were moved here.

use crate::Result;
use crate::analysis::{Corpus, GoneCodes, GoneCoding, Had, IdMap};
use crate::model::{CodeId, CodingId, FrameworkId, Key, SourceId};
use crate::project::Reader;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};

impl Reader {
    /// What each code of a framework's named versions had when it went, and what those had that it was merged into and that went later.
    pub fn gone_codes(&self, corpus: &Corpus, framework: FrameworkId) -> Result<GoneCodes> {
        let mut gone = Had::default();
        // Codes that went in one step are told by reading it once.
        let mut steps: BTreeMap<i64, HashSet<CodeId>> = BTreeMap::new();
        for code in missing(corpus, framework) {
            if let Some(step) = self.store().deleted_by("code", code.bytes())? {
                steps.entry(step).or_default().insert(code);
                gone.insert(code, Vec::new());
            }
        }
        for (step, codes) in steps {
            for (code, one) in self.codings_of_step(step, &codes)? {
                gone.entry(code).or_default().push(one);
            }
        }
        Ok(GoneCodes { had: gone, came: self.came_from(corpus, framework)? })
    }

    /// The frameworks that codes of this one came out of, each as it was moved last.
    fn came_from(&self, corpus: &Corpus, framework: FrameworkId) -> Result<IdMap<CodeId, FrameworkId>> {
        let mut came = IdMap::default();
        for code in corpus.codes().iter().filter(|code| code.framework == framework) {
            let homes = self.homes(code.id)?;
            if let Some((_, from)) = homes.iter().rev().find(|(_, home)| *home != framework) {
                came.insert(code.id, *from);
            }
        }
        Ok(came)
    }

    /// The codings with these codes that a step took off or gave another code, each with the code it had.
    fn codings_of_step(&self, step: i64, codes: &HashSet<CodeId>) -> Result<Vec<(CodeId, GoneCoding)>> {
        let word = |row: &Value, column: &str| row.get(column).and_then(Value::as_str).unwrap_or_default().to_owned();
        // A coding that a step touches twice under a code, as one that gets a star first, counts as it was left.
        let mut last: HashMap<(CodeId, CodingId), usize> = HashMap::new();
        let mut list: Vec<(CodeId, GoneCoding)> = Vec::new();
        for (id, before, after) in self.store().changed_rows(step, "coding")? {
            let parsed = |row: Option<String>| row.and_then(|row| serde_json::from_str::<Value>(&row).ok());
            let Some(before) = parsed(before) else { continue };
            let Some((code, source)) = CodeId::parse(&word(&before, "code")).zip(SourceId::parse(&word(&before, "source"))) else { continue };
            if !codes.contains(&code) {
                continue;
            }
            let became = parsed(after).and_then(|after| CodeId::parse(&word(&after, "code")));
            let one = GoneCoding { coding: CodingId::from_bytes(id), source, became };
            match last.get(&(code, one.coding)) {
                Some(at) => list[*at].1 = one,
                None => {
                    last.insert((code, one.coding), list.len());
                    list.push((code, one));
                }
            }
        }
        Ok(list)
    }
}

/// The codes of a framework's versions that are not there any more, and those they were merged into one after the other.
fn missing(corpus: &Corpus, framework: FrameworkId) -> HashSet<CodeId> {
    let into: HashMap<CodeId, CodeId> = corpus.merged_codes().iter().map(|one| (one.code, one.into_code)).collect();
    let gone = |code: &CodeId| corpus.code(*code).is_none();
    let mut list = HashSet::new();
    for code in corpus.versions_of(framework).flat_map(|version| &version.codes) {
        let mut at = Some(code.id).filter(gone);
        while let Some(code) = at.filter(|code| list.insert(*code)) {
            at = into.get(&code).copied().filter(gone);
        }
    }
    list
}
