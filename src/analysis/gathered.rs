//! What a theme gathers: everything coded with it and with the codes below it, the codes that it gathers from anywhere, and single passages;
//! each bears the theme out or speaks against it.

use super::excerpt::each_excerpt_in;
use super::ids::IdMap;
use super::{Column, Corpus, Excerpt, Heads, Query, Texts, each_excerpt, listed};
use crate::Result;
use crate::model::*;
use crate::text::{SourceText, isolated};
use std::borrow::Cow;
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
    codes: IdMap<CodeId, (Stance, CodeId)>,
    /// Single passages with the code that gathers them.
    passages: Vec<(CodeId, ThemePart)>,
}

/// With which code each coding that a theme takes in is made.
type Made = IdMap<CodingId, CodeId>;

impl Sides {
    fn of(corpus: &Corpus, theme: CodeId, with_children: bool) -> Self {
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
                Gathered::Passage(_) => self.passages.push((home, ThemePart { stance: side, ..part.clone() })),
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

    /// Both sides of the theme, what supports it and what contradicts it, source by source, as if all of it were coded with the theme's own codes.
    fn codings(&self, corpus: &Corpus) -> ([Vec<(SourceId, Vec<Coding>)>; 2], Made) {
        let (mut sides, mut made) = ([Vec::new(), Vec::new()], Made::default());
        for source in corpus.sources().iter().map(|source| source.id) {
            for (side, mut here) in sides.iter_mut().zip(self.codings_of(corpus, source, &mut made)) {
                if !here.is_empty() {
                    here.sort_by_key(|coding| (coding.span, coding.id));
                    side.push((source, here));
                }
            }
        }
        (sides, made)
    }

    fn codings_of(&self, corpus: &Corpus, source: SourceId, made: &mut Made) -> [Vec<Coding>; 2] {
        let (mut supports, mut contradicts) = (Vec::new(), Vec::new());
        for coding in corpus.codings_of(source) {
            let Some((stance, code)) = self.codes.get(&coding.code) else { continue };
            made.insert(coding.id, coding.code);
            let list = if *stance == Stance::Supports { &mut supports } else { &mut contradicts };
            list.push(Coding { code: *code, ..coding.clone() });
        }
        let layer = corpus.layers.first().map_or_else(|| LayerId::from_bytes([0; 16]), |layer| layer.id);
        for (code, part) in &self.passages {
            let Gathered::Passage(Passage { source: of, version, span }) = part.of else { continue };
            if of != source || !corpus.shows(source, version) {
                continue;
            }
            let list = if part.stance == Stance::Supports { &mut supports } else { &mut contradicts };
            if part.stance == Stance::Contradicts {
                // What is coded within it goes along, so that it is known by its codings there.
                let supporting = |code: &CodeId| matches!(self.codes.get(code), Some((Stance::Supports, _)));
                let within = |coding: &&Coding| span.start <= coding.span.start && coding.span.end <= span.end;
                let along = corpus.codings_of(source).iter().filter(within).filter(|coding| supporting(&coding.code));
                list.extend(along.map(|coding| Coding { code: *code, ..coding.clone() }));
            }
            let id = CodingId::from_bytes(*part.id.bytes());
            list.push(Coding { id, source, version, span, code: *code, coder: part.coder, layer, star: part.star, at: part.at });
        }
        [supports, contradicts]
    }
}

/// The corpus with all that a theme, the one code that a query asks for, gathers, as if it were coded with the theme's own codes: for what says
/// nothing of what supports it and what contradicts it. Nothing where the theme gathers nothing.
pub fn gathered_corpus(corpus: &Corpus, query: &Query) -> Option<Corpus> {
    let [theme] = query.codes.as_slice() else { return None };
    let corpus = corpus.for_theme(*theme);
    if !gathers(corpus, *theme, query.with_children) {
        return None;
    }
    let mut known = HashSet::new();
    let (sides, _) = Sides::of(corpus, *theme, query.with_children).codings(corpus);
    let both = sides.into_iter().flatten().flat_map(|(_, list)| list);
    Some(corpus.with_codings(both.filter(|coding| known.insert(coding.id)).collect()))
}

/// Hands each passage of a theme, the one code that the query asks for, to `each` with the text it stands in, source by source: first what
/// contradicts it, then what supports it, each by place. What speaks against it does so also where it is coded with the theme.
pub fn each_gathered(
    corpus: &Corpus,
    query: &Query,
    heads: &Heads,
    texts: &dyn Texts,
    each: &mut dyn FnMut(Gathering, &SourceText) -> Result<()>,
) -> Result<()> {
    let Some(theme) = query.codes.first().copied() else { return Ok(()) };
    let corpus = corpus.for_theme(theme);
    if !gathers(corpus, theme, query.with_children) {
        return each_excerpt(corpus, query, heads, texts, &mut |excerpt, text| each(Gathering { excerpt, stance: Stance::Supports }, text));
    }
    let (sides, made) = Sides::of(corpus, theme, query.with_children).codings(corpus);
    let [supports, contradicts] = sides.map(|side| corpus.with_readings(side));
    let mut against: (Option<SourceId>, Vec<Span>) = (None, Vec::new());
    each_excerpt_in(&[&contradicts, &supports], query, heads, texts, &mut |side, mut excerpt, text| {
        if against.0 != Some(excerpt.source) {
            against = (Some(excerpt.source), Vec::new());
        }
        let stance = if side == 0 { Stance::Contradicts } else { Stance::Supports };
        match stance {
            Stance::Contradicts => against.1.push(excerpt.span),
            Stance::Supports if against.1.iter().any(|span| span.start <= excerpt.span.start && excerpt.span.end <= span.end) => return Ok(()),
            Stance::Supports => {}
        }
        own_codings(&made, &mut excerpt);
        each(Gathering { excerpt, stance }, text)
    })
}

/// The order of passages: by source as they are listed, by place, what supports before what contradicts.
pub fn in_order<T>(corpus: &Corpus, list: &mut [T], of: impl Fn(&T) -> &Gathering) {
    let order: BTreeMap<SourceId, usize> = corpus.sources().iter().enumerate().map(|(n, source)| (source.id, n)).collect();
    let key = |one: &Gathering| (order.get(&one.excerpt.source).copied(), one.excerpt.span, one.stance);
    list.sort_by_cached_key(|one| key(of(one)));
}

/// The passages of a theme, the one code that the query asks for, by source and place.
pub fn gather(corpus: &Corpus, query: &Query, texts: &dyn Texts) -> Result<(Vec<Gathering>, Heads)> {
    let (heads, mut list) = (Heads::new(corpus), Vec::new());
    each_gathered(corpus, query, &heads, texts, &mut |one, _| {
        list.push(one);
        Ok(())
    })?;
    in_order(corpus, &mut list, |one| one);
    Ok((list, heads))
}

/// How many passages speak against a theme, and where nothing else is heard of it: “5 passages contradict it, all that is said in ICS D”; empty where
/// none does. Questions of interviewers are nothing that is said in a place. `columns` are those of the theme, and groups are called by a name.
pub fn contradiction<'g>(gathered: &[Gathering], columns: &[Column], name: impl Fn(u16) -> &'g str) -> String {
    let against = |one: &Gathering| one.stance == Stance::Contradicts;
    let speaks = |at: &usize| gathered.get(*at).is_some_and(|one| against(one) || one.excerpt.is_question());
    let alone = columns.iter().filter(|column| column.heard && column.excerpts.iter().all(speaks));
    let alone: Vec<Cow<'_, str>> = alone.map(|column| isolated(name(column.group))).collect();
    let alone: Vec<&str> = alone.iter().map(AsRef::as_ref).collect();
    match gathered.iter().filter(|one| against(one)).count() {
        0 => String::new(),
        all if all == gathered.len() => "all passages contradict it".into(),
        count => {
            let verb = if count == 1 { "contradicts" } else { "contradict" };
            let places = if alone.is_empty() { String::new() } else { format!(", all that is said in {}", listed(&alone)) };
            format!("{} {verb} it{places}", counted(count, "passage", "passages"))
        }
    }
}

/// Leaves only codings that there are, and says with which codes they are made.
fn own_codings(made: &Made, excerpt: &mut Excerpt) {
    let codes = &mut excerpt.codes;
    codes.clear();
    excerpt.codings.retain(|id| {
        let code = made.get(id);
        codes.extend(code.filter(|code| !codes.contains(code)));
        code.is_some()
    });
}

/// Whether a theme gathers anything beside what is coded with it, and with the codes below it.
pub fn gathers(corpus: &Corpus, theme: CodeId, with_children: bool) -> bool {
    corpus.branch(theme, with_children).into_iter().any(|code| corpus.parts_of(code).next().is_some())
}
