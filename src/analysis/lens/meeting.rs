//! What was settled of the same words under codes that become one, and was not settled alike.

use crate::model::*;
use std::collections::HashMap;

/// A codebook once codes of it are merged.
pub(in crate::analysis) struct Merged {
    /// The codes that stay, where they stand then.
    pub codes: Vec<Code>,
    /// What becomes of each that goes: the code that stays, or, below them, the namesake there.
    pub heirs: HashMap<CodeId, CodeId>,
}

impl Merged {
    /// What merging codes into `into` makes of a codebook.
    pub fn new(codes: &[Code], ids: &[CodeId], into: CodeId) -> Self {
        let mut codes = codes.to_vec();
        let (mut heirs, mut waiting) = (HashMap::new(), ids.iter().rev().map(|id| (*id, into)).collect::<Vec<_>>());
        while let Some((from, into)) = waiting.pop() {
            heirs.insert(from, into);
            let children: Vec<(CodeId, String)> =
                codes.iter().filter(|code| code.parent == Some(from)).map(|code| (code.id, code.name.to_lowercase())).collect();
            for (child, name) in children {
                let twin = codes.iter().find(|code| code.parent == Some(into) && code.name.to_lowercase() == name).map(|code| code.id);
                match twin {
                    Some(twin) => waiting.push((child, twin)),
                    None => codes.iter_mut().filter(|code| code.id == child).for_each(|code| code.parent = Some(into)),
                }
            }
        }
        codes.retain(|code| !heirs.contains_key(&code.id));
        // What comes below a code of another framework is of that one.
        let mut merged = Self { codes, heirs };
        let frameworks: Vec<FrameworkId> =
            merged.codes.iter().map(|code| merged.above(code.id).last().map_or(code.framework, |top| top.framework)).collect();
        merged.codes.iter_mut().zip(frameworks).for_each(|(code, framework)| code.framework = framework);
        merged
    }

    /// What a code is then.
    pub fn heir(&self, code: CodeId) -> CodeId {
        self.heirs.get(&code).copied().unwrap_or(code)
    }

    /// A code that stays.
    pub fn code(&self, id: CodeId) -> Option<&Code> {
        self.codes.iter().find(|code| code.id == id)
    }

    /// A code that stays, and those above it.
    pub fn above(&self, id: CodeId) -> impl Iterator<Item = &Code> {
        // A damaged file may hold a ring of codes.
        std::iter::successors(self.code(id), |code| code.parent.and_then(|id| self.code(id))).take(self.codes.len())
    }
}

/// What is settled under one link of the same source, with what was settled there otherwise: by id, those that share words and say something else.
pub fn settled_apart<'v>(verdicts: impl IntoIterator<Item = &'v Verdict>) -> HashMap<VerdictId, Vec<&'v Verdict>> {
    let mut of: HashMap<_, Vec<&Verdict>> = HashMap::new();
    for verdict in verdicts {
        of.entry((verdict.crosswalk, verdict.source, verdict.version, verdict.from_code, verdict.to_code)).or_default().push(verdict);
    }
    let mut apart: HashMap<VerdictId, Vec<&Verdict>> = HashMap::new();
    for here in of.into_values() {
        for (at, one) in here.iter().enumerate() {
            for other in here[at + 1..].iter().filter(|other| one.span.overlaps(other.span)) {
                if (one.ruling, one.moved) != (other.ruling, other.moved) {
                    apart.entry(one.id).or_default().push(other);
                    apart.entry(other.id).or_default().push(one);
                }
            }
        }
    }
    apart
}

/// How many settled passages come, by merging codes into one, under a link under which the same words are settled otherwise, by what was settled
/// last. Verdicts are on the texts that are shown.
pub fn merging_settled_apart<'v>(codes: &[Code], verdicts: impl IntoIterator<Item = &'v Verdict>, ids: &[CodeId], into: CodeId) -> usize {
    let codes = Merged::new(codes, ids, into);
    let heir = |code: CodeId| codes.heir(code);
    let merged = |verdict: &Verdict| Verdict {
        from_code: heir(verdict.from_code),
        to_code: heir(verdict.to_code),
        moved: verdict.moved.map(heir),
        ..verdict.clone()
    };
    let before: HashMap<VerdictId, &Verdict> = verdicts.into_iter().map(|verdict| (verdict.id, verdict)).collect();
    let after: Vec<Verdict> = before.values().map(|verdict| merged(verdict)).collect();
    let link = |id: &VerdictId| before.get(id).map(|verdict| (verdict.from_code, verdict.to_code));
    let apart = settled_apart(&after);
    let later = |one: &Verdict| {
        let others = apart.get(&one.id).into_iter().flatten().filter(|other| link(&other.id) != link(&one.id));
        others.filter(|other| (other.at, other.id) > (one.at, one.id)).count() > 0
    };
    after.iter().filter(|one| later(one)).count()
}
