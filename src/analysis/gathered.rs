//! What a theme gathers: everything coded with it and with the codes below it, the codes that it gathers from anywhere, and single passages;
//! each bears the theme out or speaks against it.

use super::excerpt::each_excerpt_in;
use super::sides::{Made, Sided, Sides};
use super::{Cast, Column, Corpus, Excerpt, Heads, Query, Scope, Texts, each_excerpt, listed};
use crate::Result;
use crate::model::*;
use crate::text::{SourceText, isolated};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A passage of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathering {
    /// The passage; a single one has no coding.
    pub excerpt: Excerpt,
    /// Whether it supports the theme or contradicts it.
    pub stance: Stance,
}

/// The corpus with all that a theme, the one code that a query asks for, gathers, as if it were coded with the theme's own codes: for what says
/// nothing of what supports it and what contradicts it. Nothing where the theme gathers nothing.
pub fn gathered_corpus(corpus: &Corpus, query: &Query) -> Option<Corpus> {
    let [theme] = query.codes.as_slice() else { return None };
    let corpus = corpus.for_theme(*theme);
    if !gathers(corpus, *theme, query.with_children) {
        return None;
    }
    Some(corpus.with_codings(Sides::of(corpus, *theme, query.with_children).all(corpus)))
}

/// Hands each passage of a theme, the one code that the query asks for, to `each` with the text it stands in, source by source: first what
/// contradicts it, then what supports it, each by place. No letter is in passages of both sides.
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
    let Sided { of, made, cuts } = Sides::of(corpus, theme, query.with_children).sided(corpus, &query.scope, &query.sources);
    let [supports, contradicts] = of.map(|side| corpus.with_readings(side));
    each_excerpt_in(&[&contradicts, &supports], query, heads, texts, &mut |side, mut excerpt, text| {
        let stance = if side == 0 { Stance::Contradicts } else { Stance::Supports };
        let Span { start, end } = excerpt.span;
        let is_cut = || [(start, true), (end, false)].into_iter().any(|(at, begins)| cuts.contains(&(stance, excerpt.source, at, begins)));
        // Of what was cut, spaces and full stops may be left over: nobody said anything in them.
        if !excerpt.text.contains(char::is_alphanumeric) && is_cut() {
            return Ok(());
        }
        own_codings(&made, &mut excerpt);
        each(Gathering { excerpt, stance }, text)
    })
}

/// On which side of a theme words stand that are gathered into it without a word on that: on that where they stand already. What is spread over both,
/// or in none of them, supports it. One part of the theme can be left out of the reckoning.
pub fn stance_now(corpus: &Corpus, theme: CodeId, passage: &Passage, but: Option<ThemePartId>) -> Stance {
    if !corpus.shows(passage.source, passage.version) {
        return Stance::Supports;
    }
    let Sided { of: [_, against], .. } = Sides::of(corpus, theme, true).but(but).sided(corpus, &Scope::default(), &[passage.source]);
    let against = merge(against.into_iter().flat_map(|(_, list)| list).map(|coding| coding.span).collect());
    let within = against.iter().any(|span| span.covers(passage.span));
    if within { Stance::Contradicts } else { Stance::Supports }
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

/// Everybody who could be heard on a theme, the one code that a query asks for: who sits in sources alone in which nobody has coded anything with its
/// frameworks, or with those of what it gathers, is not silent but not coded yet.
pub fn cast_of(corpus: &Corpus, query: &Query, cast: &Cast) -> Cast {
    let Some(theme) = query.codes.first().copied() else { return cast.clone() };
    let corpus = corpus.for_theme(theme);
    let sources = Sides::of(corpus, theme, query.with_children).coded_sources(corpus, &query.scope);
    let by: Vec<&str> = corpus.coders.iter().filter(|coder| query.scope.coders.contains(&coder.id)).map(|coder| coder.initials.as_str()).collect();
    cast.coded_in(&sources, by.join(", "))
}

/// How many passages of a theme's own codes contradict it, as something that it gathers as contradicting gathers these codes in turn.
pub fn turned(corpus: &Corpus, theme: CodeId) -> usize {
    let own = Sides::of(corpus, theme, true).turned(&corpus.family(theme));
    let here = |source: &Source| {
        let spans =
            corpus.codings_of(source.id).iter().filter(|coding| own.contains(&coding.code) && !coding.span.is_empty()).map(|coding| coding.span);
        merge(spans.collect()).len()
    };
    if own.is_empty() { 0 } else { corpus.sources().iter().map(here).sum() }
}

/// That more of them do than did; nothing where none does.
pub fn turned_since(was: usize, now: usize) -> Option<String> {
    let [passages, own, contradict] = match now {
        1 => ["passage", "bears the theme out by its own code", "contradicts"],
        _ => ["passages", "bear the theme out by its own codes", "contradict"],
    };
    let how = "as what it gathers as contradicting gathers these codes too";
    (now > was).then(|| format!("{} {passages} that {own} {contradict} it now, {how}", grouped(now as i64)))
}

/// Whether a theme gathers anything beside what is coded with it, and with the codes below it.
pub fn gathers(corpus: &Corpus, theme: CodeId, with_children: bool) -> bool {
    corpus.branch(theme, with_children).into_iter().any(|code| corpus.parts_of(code).next().is_some())
}
