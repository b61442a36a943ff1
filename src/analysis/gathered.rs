//! What a theme gathers: everything coded with it and with the codes below it, the codes that it gathers from anywhere, and single passages;
//! each bears the theme out or speaks against it.

use super::ids::IdMap;
use super::{Corpus, Excerpt, Query, Retrieved, Texts, retrieve};
use crate::Result;
use crate::model::*;
use std::collections::{BTreeMap, HashSet};

/// A passage of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathering {
    /// The passage; a single one has no coding.
    pub excerpt: Excerpt,
    /// Whether it supports the theme or contradicts it.
    pub stance: Stance,
}

/// Which codes count for a theme, each under the code of the theme's own family that gathers it, and how.
struct Sides {
    supports: IdMap<CodeId, CodeId>,
    contradicts: IdMap<CodeId, CodeId>,
    /// Single passages with the code that gathers them.
    passages: Vec<(CodeId, ThemePart)>,
}

impl Sides {
    fn of(corpus: &Corpus, theme: CodeId) -> Self {
        let mut sides = Self { supports: IdMap::default(), contradicts: IdMap::default(), passages: Vec::new() };
        let family = corpus.family(theme);
        for code in &family {
            sides.supports.insert(*code, *code);
        }
        for code in family {
            sides.gather(corpus, (code, code), Stance::Supports, &mut HashSet::new());
        }
        // A code that speaks against the theme does so wherever else it came from.
        sides.supports.retain(|code, _| !sides.contradicts.contains_key(code));
        sides
    }

    /// Takes in what the theme `from` gathers, for the code `home` of the theme's own family.
    fn gather(&mut self, corpus: &Corpus, (home, from): (CodeId, CodeId), stance: Stance, seen: &mut HashSet<CodeId>) {
        if !seen.insert(from) {
            return;
        }
        for part in corpus.parts_of(from) {
            let side = if stance == Stance::Contradicts { stance } else { part.stance };
            match part.of {
                Gathered::Passage(_) => self.passages.push((home, ThemePart { stance: side, ..part.clone() })),
                Gathered::Code(code) => {
                    for member in corpus.family(code) {
                        let into = if side == Stance::Contradicts { &mut self.contradicts } else { &mut self.supports };
                        into.entry(member).or_insert(home);
                        self.gather(corpus, (home, member), side, seen);
                    }
                }
            }
        }
    }

    /// The corpus with one side of the theme, as if all of it were coded with the theme's own codes.
    fn corpus(&self, corpus: &Corpus, stance: Stance) -> Corpus {
        let codes = if stance == Stance::Supports { &self.supports } else { &self.contradicts };
        let mut codings: Vec<Coding> = Vec::new();
        for coding in corpus.codings() {
            if let Some(code) = codes.get(&coding.code) {
                codings.push(Coding { code: *code, ..coding.clone() });
            }
        }
        let layer = corpus.layers.first().map_or_else(|| LayerId::from_bytes([0; 16]), |layer| layer.id);
        for (code, part) in self.passages.iter().filter(|(_, part)| part.stance == stance) {
            let Gathered::Passage(Passage { source, version, span }) = part.of else { continue };
            if corpus.shows(source, version) {
                let id = CodingId::from_bytes(*part.id.bytes());
                codings.push(Coding { id, source, version, span, code: *code, coder: part.coder, layer, star: part.star, at: part.at });
            }
        }
        corpus.with_codings(codings)
    }
}

/// The passages of a theme as a query for it has them, by source and place. What speaks against it does so also where it is coded with the
/// theme. Of other parts of the query than its codes all hold.
pub fn gather(corpus: &Corpus, theme: CodeId, query: &Query, texts: &dyn Texts) -> Result<(Vec<Gathering>, Retrieved)> {
    let sides = Sides::of(corpus, theme);
    let query = Query { codes: vec![theme], with_children: true, ..query.clone() };
    let found = |stance| {
        let mut found = retrieve(&sides.corpus(corpus, stance), &query, texts)?;
        for excerpt in &mut found.excerpts {
            own_codings(corpus, excerpt);
        }
        Ok::<_, crate::Error>(found)
    };
    let against = found(Stance::Contradicts)?;
    let mut retrieved = found(Stance::Supports)?;
    let mut spans: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
    against.excerpts.iter().for_each(|excerpt| spans.entry(excerpt.source).or_default().push(excerpt.span));
    let holds = |one: &Excerpt| {
        let here = spans.get(&one.source).map_or(&[][..], Vec::as_slice);
        here.iter().any(|span| span.start <= one.span.start && one.span.end <= span.end)
    };
    retrieved.excerpts.retain(|excerpt| !holds(excerpt));
    let supports = std::mem::take(&mut retrieved.excerpts).into_iter().map(|excerpt| Gathering { excerpt, stance: Stance::Supports });
    let mut list: Vec<Gathering> = supports.collect();
    list.extend(against.excerpts.into_iter().map(|excerpt| Gathering { excerpt, stance: Stance::Contradicts }));
    let order: BTreeMap<SourceId, usize> = corpus.sources().iter().enumerate().map(|(n, source)| (source.id, n)).collect();
    list.sort_by_key(|one| (order.get(&one.excerpt.source).copied(), one.excerpt.span, one.stance));
    retrieved.excerpts = list.iter().map(|one| one.excerpt.clone()).collect();
    Ok((list, retrieved))
}

/// Leaves only codings that there are, and says with which codes they are made.
fn own_codings(corpus: &Corpus, excerpt: &mut Excerpt) {
    excerpt.codings.retain(|id| corpus.coding(*id).is_some());
    excerpt.codes.clear();
    for code in excerpt.codings.iter().filter_map(|id| corpus.coding(*id)).map(|coding| coding.code) {
        if !excerpt.codes.contains(&code) {
            excerpt.codes.push(code);
        }
    }
}

/// Whether a theme gathers anything beside what is coded with it and with the codes below it.
pub fn gathers(corpus: &Corpus, theme: CodeId) -> bool {
    corpus.family(theme).into_iter().any(|code| corpus.parts_of(code).next().is_some())
}
