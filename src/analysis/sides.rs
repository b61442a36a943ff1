//! On which side of a theme words stand: what bears it out, and what speaks against it. No letter stands on both.
//!
//! What a theme says itself of single passages goes before what it gathers with codes, the later word before the earlier; of what comes with codes,
//! what speaks against the theme goes before what supports it.

use super::ids::IdMap;
use super::{Corpus, Scope, coded_sources};
use crate::model::*;
use std::collections::HashSet;

/// Which codes count for a theme, each under the code of the theme's own family that gathers it, and how.
pub(super) struct Sides {
    codes: IdMap<CodeId, (Stance, CodeId)>,
    /// Single passages with the code that gathers them, and whether it is of the theme's own family: what comes with a gathered code is as that is.
    passages: Vec<(CodeId, ThemePart, bool)>,
}

/// With which code each coding that a theme takes in is made.
pub(super) type Made = IdMap<CodingId, CodeId>;

/// A side, and the source and place where a passage of it begins, or else ends.
pub(super) type Cut = (Stance, SourceId, u32, bool);

/// What is coded on each side of a theme, as if with its own codes.
#[derive(Default)]
pub(super) struct Sided {
    /// What supports it and what contradicts it, source by source, by place.
    pub of: [Vec<(SourceId, Vec<Coding>)>; 2],
    /// With which code each of it is made; single passages are in it with none.
    pub made: Made,
    /// Where passages of a side begin or end because the other side goes on.
    pub cuts: HashSet<Cut>,
}

impl Sides {
    pub fn of(corpus: &Corpus, theme: CodeId, with_children: bool) -> Self {
        let family = corpus.branch(theme, with_children);
        let own = family.iter().map(|code| (*code, (Stance::Supports, *code)));
        let mut sides = Self { codes: own.collect(), passages: Vec::new() };
        for code in family {
            sides.gather(corpus, (code, code), Stance::Supports, &mut HashSet::new());
        }
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
                Gathered::Passage(_) => self.passages.push((home, ThemePart { stance: side, ..part.clone() }, home == from)),
                Gathered::Code(code) if corpus.reads_away(home, code) => {}
                Gathered::Code(code) => {
                    for member in corpus.family(code) {
                        let place = self.codes.entry(member).or_insert((side, home));
                        // A code that speaks against the theme does so wherever else it came from.
                        if place.0 == Stance::Supports && side == Stance::Contradicts {
                            *place = (side, home);
                        }
                        self.gather(corpus, (home, member), side, seen);
                    }
                }
            }
        }
    }

    /// Those of the theme's own codes that speak against it.
    pub fn turned(&self, own: &[CodeId]) -> HashSet<CodeId> {
        let against = |code: &CodeId| self.codes.get(code).is_some_and(|(stance, _)| *stance == Stance::Contradicts);
        own.iter().copied().filter(against).collect()
    }

    /// The codes that count for the theme.
    pub fn into_codes(self) -> impl Iterator<Item = CodeId> {
        self.codes.into_keys()
    }

    /// The same without one of the single passages.
    pub fn but(mut self, part: Option<ThemePartId>) -> Self {
        self.passages.retain(|(_, one, _)| Some(one.id) != part);
        self
    }

    /// The sources in which something is coded with a framework that any of its codes is of, or that it has single passages of.
    pub fn coded_sources(&self, corpus: &Corpus, scope: &Scope) -> HashSet<SourceId> {
        let frameworks = self.codes.keys().filter_map(|code| corpus.code(*code)).map(|code| code.framework).collect();
        let mut sources = coded_sources(corpus, &frameworks, scope);
        let singles = self.passages.iter().filter_map(|(code, part, _)| single(corpus, *code, part));
        sources.extend(singles.filter(|coding| scope.has(coding)).map(|coding| coding.source));
        sources
    }

    /// Everything that the theme takes in, each once, whatever its side.
    pub fn all(&self, corpus: &Corpus) -> Vec<Coding> {
        let own = corpus.codings().filter_map(|coding| Some(Coding { code: self.codes.get(&coding.code)?.1, ..coding.clone() }));
        own.chain(self.passages.iter().filter_map(|(code, part, _)| single(corpus, *code, part))).collect()
    }

    /// What stands on each side in some sources, of what `scope` has.
    pub fn sided(&self, corpus: &Corpus, scope: &Scope, sources: &[SourceId]) -> Sided {
        let mut sided = Sided::default();
        let mut singles: IdMap<SourceId, Vec<Single<'_>>> = IdMap::default();
        for (code, part, own) in &self.passages {
            if let Some(coding) = single(corpus, *code, part).filter(|coding| scope.has(coding)) {
                singles.entry(coding.source).or_default().push(Single { coding, part, own: *own });
            }
        }
        for list in singles.values_mut() {
            list.sort_by_key(|one| (one.part.at, one.part.id));
        }
        for source in corpus.sources().iter().map(|source| source.id).filter(|source| sources.is_empty() || sources.contains(source)) {
            let mut here = self.coded(corpus, scope, source, &mut sided.made);
            here.settle(singles.get(&source).map_or(&[], Vec::as_slice));
            sided.cuts.extend(here.cuts.iter().map(|(stance, at, begins)| (*stance, source, *at, *begins)));
            for (side, mut list) in sided.of.iter_mut().zip(here.of) {
                if !list.is_empty() {
                    list.sort_by_key(|coding| (coding.span, coding.id));
                    // What lies within two single passages went along with both.
                    list.dedup_by_key(|coding| (coding.span, coding.id, coding.code));
                    side.push((source, list));
                }
            }
        }
        sided
    }

    /// What is coded in a source with the codes of each side.
    fn coded(&self, corpus: &Corpus, scope: &Scope, source: SourceId, made: &mut Made) -> Here {
        let mut here = Here::default();
        for coding in corpus.codings_of(source).iter().filter(|coding| scope.has(coding)) {
            let Some((stance, code)) = self.codes.get(&coding.code) else { continue };
            made.insert(coding.id, coding.code);
            here.of[side(*stance)].push(Coding { code: *code, ..coding.clone() });
        }
        here
    }
}

/// A single passage of a theme, as if it were coded.
struct Single<'a> {
    coding: Coding,
    part: &'a ThemePart,
    own: bool,
}

/// The place of a side.
fn side(stance: Stance) -> usize {
    usize::from(stance == Stance::Contradicts)
}

/// A single passage as if it were coded with the code that gathers it; nothing where its words were corrected away.
fn single(corpus: &Corpus, code: CodeId, part: &ThemePart) -> Option<Coding> {
    let Gathered::Passage(Passage { source, version, span }) = part.of else { return None };
    let layer = corpus.layers.first().map_or_else(|| LayerId::from_bytes([0; 16]), |layer| layer.id);
    let id = CodingId::from_bytes(*part.id.bytes());
    let coding = Coding { id, source, version, span, code, coder: part.coder, layer, star: part.star, at: part.at };
    corpus.shows(source, version).then_some(coding)
}

/// Both sides in one source.
#[derive(Default)]
struct Here {
    of: [Vec<Coding>; 2],
    cuts: Vec<(Stance, u32, bool)>,
}

impl Here {
    /// Puts every letter on one side: `singles` stand from the first that was said to the last.
    fn settle(&mut self, singles: &[Single<'_>]) {
        let coded = self.of.clone();
        for one in singles.iter().filter(|one| !one.own) {
            let at = side(one.part.stance);
            self.of[at].extend(along(&coded[1 - at], &one.coding, one.coding.span));
            self.of[at].push(one.coding.clone());
        }
        let mut own: [Vec<Coding>; 2] = Default::default();
        let mut taken: Vec<Span> = Vec::new();
        for one in singles.iter().rev().filter(|one| one.own) {
            let at = side(one.part.stance);
            for span in self.without(one.part.stance, one.coding.span, &taken) {
                own[at].extend(along(&coded[1 - at], &one.coding, span));
                own[at].push(Coding { span, ..one.coding.clone() });
            }
            taken.push(one.coding.span);
            taken = merge(taken);
        }
        let [supports, contradicts] = &own;
        let spans = |list: &[Coding]| merge(list.iter().map(|coding| coding.span).collect());
        self.cut(Stance::Contradicts, &spans(supports));
        let against: Vec<Coding> = self.of[1].iter().chain(contradicts).cloned().collect();
        self.cut(Stance::Supports, &spans(&against));
        for (list, more) in self.of.iter_mut().zip(own) {
            list.extend(more);
        }
    }

    /// Cuts places, which stand in their order, out of what is on a side.
    fn cut(&mut self, stance: Stance, places: &[Span]) {
        let at = side(stance);
        if places.is_empty() || self.of[at].is_empty() {
            return;
        }
        let list = std::mem::take(&mut self.of[at]);
        for coding in list {
            let left = self.without(stance, coding.span, places);
            self.of[at].extend(left.into_iter().map(|span| Coding { span, ..coding.clone() }));
        }
    }

    /// What is left of a place without others, which stand in their order; notes where it is cut.
    fn without(&mut self, stance: Stance, span: Span, places: &[Span]) -> Vec<Span> {
        let from = places.partition_point(|place| place.end <= span.start);
        let (mut left, mut start) = (Vec::new(), span.start);
        for place in places[from..].iter().take_while(|place| place.start < span.end) {
            if start < place.start {
                left.push(Span::new(start, place.start));
                self.cuts.push((stance, place.start, false));
            }
            start = place.end;
            self.cuts.push((stance, place.end, true));
        }
        if start < span.end {
            left.push(Span::new(start, span.end));
        }
        left
    }
}

/// What is coded on the other side within a place of a single passage goes along, so that the passage is known by its codings there.
fn along(coded: &[Coding], single: &Coding, within: Span) -> Vec<Coding> {
    let inside = |coding: &&Coding| within.covers(coding.span);
    coded.iter().filter(inside).map(|coding| Coding { code: single.code, ..coding.clone() }).collect()
}
