//! Frameworks and their codes in the corpus: the tree, paths, colours, and codes found by what people write.

use super::Corpus;
use crate::model::*;
use std::collections::HashSet;

impl Corpus {
    /// Frameworks.
    pub fn frameworks(&self) -> &[Framework] {
        &self.frameworks
    }

    /// A framework.
    pub fn framework(&self, id: FrameworkId) -> Option<&Framework> {
        self.frameworks.iter().find(|f| f.id == id)
    }

    /// All codes, in no tree's order.
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// A code.
    pub fn code(&self, id: CodeId) -> Option<&Code> {
        self.places.codes.get(&id).map(|n| &self.codes[*n])
    }

    /// The codes right below a code, in order.
    pub fn children(&self, code: CodeId) -> &[CodeId] {
        self.places.children.get(&Some(code)).map_or(&[], Vec::as_slice)
    }

    /// The codes at the top of a framework, in order.
    pub fn tops(&self, framework: FrameworkId) -> Vec<CodeId> {
        let tops = self.places.children.get(&None).map_or(&[][..], Vec::as_slice);
        tops.iter().copied().filter(|id| self.code(*id).is_some_and(|c| c.framework == framework)).collect()
    }

    /// The framework that shows where none is chosen: the first in which something is coded, else the first that has codes, else the first.
    pub fn first_in_use(&self) -> Option<FrameworkId> {
        let used: std::collections::HashSet<FrameworkId> =
            self.codings().filter_map(|coding| self.code(coding.code)).map(|code| code.framework).collect();
        let first = |is: &dyn Fn(FrameworkId) -> bool| self.frameworks().iter().map(|framework| framework.id).find(|id| is(*id));
        first(&|id| used.contains(&id)).or_else(|| first(&|id| !self.tops(id).is_empty())).or_else(|| first(&|_| true))
    }

    /// A code and all below it, in the tree's order.
    pub fn family(&self, code: CodeId) -> Vec<CodeId> {
        let mut list = vec![code];
        for child in self.children(code) {
            list.extend(self.family(*child));
        }
        list
    }

    /// These cases and all that lie below them.
    pub fn cases_below(&self, cases: &HashSet<CaseId>) -> HashSet<CaseId> {
        let is = |case: &CaseId| self.line_of(*case).iter().any(|above| cases.contains(&above.id));
        self.cases().iter().map(|case| case.id).filter(is).collect()
    }

    /// A code, with all below it if they count as its own.
    pub fn branch(&self, code: CodeId, with_children: bool) -> Vec<CodeId> {
        if with_children { self.family(code) } else { vec![code] }
    }

    /// The codes of a framework in the tree's order, with their depth from 0.
    pub fn tree(&self, framework: FrameworkId) -> Vec<(CodeId, usize)> {
        fn walk(corpus: &Corpus, id: CodeId, depth: usize, list: &mut Vec<(CodeId, usize)>) {
            list.push((id, depth));
            corpus.children(id).iter().for_each(|child| walk(corpus, *child, depth + 1, list));
        }
        let mut list = Vec::new();
        self.tops(framework).into_iter().for_each(|id| walk(self, id, 0, &mut list));
        list
    }

    /// The names along the way to a code, from the top of its framework.
    pub fn path(&self, code: CodeId) -> Vec<&str> {
        let mut names = Vec::new();
        let mut at = self.code(code);
        while let Some(code) = at {
            names.push(code.name.as_str());
            at = code.parent.and_then(|id| self.code(id));
        }
        names.reverse();
        names
    }

    /// A code's own colour or the nearest one above.
    pub fn colour(&self, code: CodeId) -> Colour {
        let mut at = self.code(code);
        while let Some(code) = at {
            if let Some(colour) = code.colour {
                return colour;
            }
            at = code.parent.and_then(|id| self.code(id));
        }
        Colour::Named(7)
    }

    /// The codes whose short name begins with these letters, without regard to case: those it is before those that go on, in their own order.
    pub fn codes_by_short(&self, letters: &str) -> Vec<CodeId> {
        let letters = letters.trim().to_lowercase();
        let begins = |code: &&Code| !letters.is_empty() && code.short.to_lowercase().starts_with(&letters);
        let mut found: Vec<&Code> = self.codes.iter().filter(begins).collect();
        found.sort_by_key(|code| code.short.to_lowercase() != letters);
        found.into_iter().map(|code| code.id).collect()
    }

    /// The codes that a path names: `Law 2/Funding`, by names or short names, without regard to case, with or without
    /// the framework in front. More than one answer means the path says too little.
    pub fn find_code(&self, path: &str) -> Vec<CodeId> {
        let names: Vec<String> = split_path(path).into_iter().map(|name| name.to_lowercase()).collect();
        let is = |name: &str, short: &str, wanted: &str| name.to_lowercase() == wanted || (!short.is_empty() && short.to_lowercase() == wanted);
        let ends_here = |code: &Code| {
            let mut at = Some(code);
            let mut left = names.as_slice();
            while let (Some(code), Some((last, rest))) = (at, left.split_last()) {
                if !is(&code.name, &code.short, last) {
                    return None;
                }
                left = rest;
                at = code.parent.and_then(|id| self.code(id));
            }
            match (at, left) {
                (None, []) => Some(2),
                (None, [framework]) => self.framework(code.framework).filter(|f| is(&f.name, &f.short, framework)).map(|_| 2),
                (Some(_), []) => Some(1),
                _ => None,
            }
        };
        let found: Vec<(CodeId, i32)> = self.codes.iter().filter_map(|c| ends_here(c).map(|rank| (c.id, rank))).collect();
        let best = found.iter().map(|(_, rank)| *rank).max();
        found.into_iter().filter(|(_, rank)| Some(*rank) == best).map(|(id, _)| id).collect()
    }

    /// The codes that a path may mean: those it names, else those whose names begin with its words: `Law 2` is “Law 2: Integration costs
    /// before it pays”.
    pub fn codes_meant(&self, path: &str) -> Vec<CodeId> {
        let exact = self.find_code(path);
        if !exact.is_empty() || path.trim().is_empty() {
            return exact;
        }
        let names = split_path(path);
        let fits = |code: &&Code| {
            let mut line: Vec<(&str, &str)> = Vec::new();
            let mut at = Some(*code);
            while let Some(code) = at {
                line.push((&code.name, &code.short));
                at = code.parent.and_then(|id| self.code(id));
            }
            line.extend(self.framework(code.framework).map(|framework| (framework.name.as_str(), framework.short.as_str())));
            let is = |wanted: &str, name: &str, short: &str| begins_with_words(name, wanted) || short.to_lowercase() == wanted.to_lowercase();
            names.len() <= line.len() && names.iter().rev().zip(line).all(|(wanted, (name, short))| is(wanted, name, short))
        };
        self.codes.iter().filter(fits).map(|code| code.id).collect()
    }
}

/// Whether a name begins with these whole words, without regard to case.
pub fn begins_with_words(name: &str, words: &str) -> bool {
    let (name, words) = (name.to_lowercase(), words.to_lowercase());
    !words.is_empty() && name.strip_prefix(&words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
