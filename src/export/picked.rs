//! Quotes that are taken by rule: over sites first, then over people.

use crate::analysis::{Excerpt, Gathering, Heads};
use crate::model::{CaseId, Passage, SourceId, Span, Stance};
use std::collections::HashMap;

/// So many words are read at a glance.
const GLANCE: u32 = 35;

/// Who or where something was said.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Of {
    Site(u16),
    Person(CaseId),
    /// A voice that is joined to nobody is known by its source.
    Source(SourceId),
    Role(u16),
}

/// How often each site, person and role is quoted already.
#[derive(Default)]
struct Heard(HashMap<Of, usize>);

fn sites(excerpt: &Excerpt) -> impl Iterator<Item = Of> {
    excerpt.site.iter().map(|site| Of::Site(*site))
}

fn people(excerpt: &Excerpt) -> impl Iterator<Item = Of> {
    let alone = excerpt.people.is_empty().then_some(Of::Source(excerpt.source));
    excerpt.people.iter().map(|person| Of::Person(*person)).chain(alone)
}

fn roles(excerpt: &Excerpt) -> impl Iterator<Item = Of> {
    excerpt.role.iter().map(|role| Of::Role(*role))
}

impl Heard {
    /// How often the one of these that is quoted least is.
    fn least(&self, of: impl Iterator<Item = Of>) -> usize {
        of.map(|one| self.0.get(&one).copied().unwrap_or(0)).min().unwrap_or(0)
    }

    fn add(&mut self, excerpt: &Excerpt) {
        for one in sites(excerpt).chain(people(excerpt)).chain(roles(excerpt)) {
            *self.0.entry(one).or_default() += 1;
        }
    }
}

/// Where a document quotes already: what lies there comes behind all that does not.
#[derive(Default)]
pub(super) struct Already(HashMap<SourceId, Vec<Span>>);

impl Already {
    /// It is quoted by now.
    pub(super) fn add(&mut self, quote: Passage) {
        self.0.entry(quote.source).or_default().push(quote.span);
    }

    fn has(&self, excerpt: &Excerpt) -> bool {
        self.0.get(&excerpt.source).is_some_and(|spans| spans.iter().any(|span| span.overlaps(excerpt.span)))
    }
}

/// Passages of a theme of which quotes are taken.
struct Pool<'a> {
    gathered: &'a [Gathering],
    heads: &'a Heads,
    already: &'a Already,
    heard: Heard,
    taken: Vec<usize>,
}

impl Pool<'_> {
    fn excerpt(&self, at: usize) -> &Excerpt {
        &self.gathered[at].excerpt
    }

    /// What comes first of those that fit: what is not quoted for another theme, of a site not quoted yet, then of a person not quoted yet, then a key quote, then of a role not quoted yet,
    /// then by length near to what is read at a glance, then by place. What is of no site comes behind what is of one.
    fn best(&self, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        let rank = |at: &usize| {
            let (excerpt, heard) = (self.excerpt(*at), &self.heard);
            let nowhere = !excerpt.site.iter().any(|site| *site != self.heads.site.unassigned());
            let far = excerpt.words.abs_diff(GLANCE);
            let again = self.already.has(excerpt);
            (again, heard.least(sites(excerpt)), nowhere, heard.least(people(excerpt)), !excerpt.star, heard.least(roles(excerpt)), far, *at)
        };
        (0..self.gathered.len()).filter(|at| !self.taken.contains(at) && !self.excerpt(*at).asked && fits(*at)).min_by_key(rank)
    }

    fn take(&mut self, at: usize) {
        self.heard.add(&self.gathered[at].excerpt);
        self.taken.push(at);
    }

    /// Takes what comes first until there are so many.
    fn fill(&mut self, most: usize) {
        while self.taken.len() < most
            && let Some(at) = self.best(&|_| true)
        {
            self.take(at);
        }
    }

    fn is_on(&self, side: Stance, at: usize) -> bool {
        self.gathered[at].stance == side
    }

    /// The side that none of what was taken is on, though something could be.
    fn missing(&self) -> Option<Stance> {
        let quoted = |at: &usize| !self.excerpt(*at).asked;
        [Stance::Contradicts, Stance::Supports].into_iter().find(|side| {
            let on = |at: &usize| self.is_on(*side, *at);
            !self.taken.iter().any(on) && (0..self.gathered.len()).filter(quoted).any(|at| on(&at))
        })
    }
}

/// The places of quotes that are taken by rule, none of them of interviewers alone: each time one of the site that is quoted least, there of the
/// person quoted least, a key quote before others, then of the role quoted least. Where passages support and contradict, one of each is among them, two
/// where one alone was asked for; the one that had to be is the last. What is quoted `already` comes behind all others.
pub(super) fn examples(gathered: &[Gathering], heads: &Heads, most: usize, already: &Already) -> Vec<usize> {
    let pool = || Pool { gathered, heads, already, heard: Heard::default(), taken: Vec::new() };
    let mut plain = pool();
    plain.fill(most);
    let Some(side) = plain.missing().filter(|_| most > 0) else { return plain.taken };
    // The one that has to be is of a site where the other side is silent, if there is one: so both leave room for the most sites.
    let mut both = pool();
    let other: Vec<u16> = gathered.iter().filter(|one| one.stance != side && !one.excerpt.asked).flat_map(|one| one.excerpt.site.clone()).collect();
    let apart = |at: usize| !gathered[at].excerpt.site.iter().any(|site| other.contains(site));
    let new = |at: usize| !already.has(&gathered[at].excerpt);
    let ways: [&dyn Fn(usize) -> bool; 4] = [&|at| new(at) && apart(at), &new, &apart, &|_| true];
    let must = ways.iter().find_map(|fits| both.best(&|at| gathered[at].stance == side && fits(at)));
    must.into_iter().for_each(|at| both.take(at));
    let beside = both.best(&|at| gathered[at].stance != side);
    beside.into_iter().for_each(|at| both.take(at));
    both.fill(most);
    both.taken.rotate_left(1);
    both.taken
}
