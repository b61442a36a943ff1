//! A second lens: what was coded in one framework, read as codes of another.
//!
//! A link of a code holds for the codes below it too, unless they have links of their own. What is read is the references of each code of the
//! first framework under each code that it is linked to; each such passage is open until it is accepted, rejected or moved.

mod applied;
mod basis;
mod coverage;
mod extent;
mod meeting;
mod outdated;
mod outgrown;
mod reread;
mod strays;

pub use applied::{Applied, Readings, gone_since, stays_applied};
pub use coverage::{CodeCovered, Coverage, LinkCovered, TargetCovered};
pub use extent::{Extent, GroupTaken, LeftOut, Taken, Why, elsewhere_said};
pub(super) use meeting::Merged;
pub use meeting::{merging_settled_apart, settled_apart};
pub use outdated::outdated;
pub use outgrown::outgrown;
pub use reread::Reread;
pub(super) use reread::rereads;
pub use strays::{Stray, strays};

use super::counts::counted;
use super::ids::IdMap;
use super::{Corpus, Counts, Excerpt, Heads, Scope, Texts, Voices, excerpts_at};
use crate::Result;
use crate::model::*;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Where a passage that is read through a lens stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody settled it: it is what the link says.
    Open,
    /// It was settled, and its coding has grown since: what was settled holds until somebody looks again; where parts of it were settled differently,
    /// it is what the link says until then.
    Again,
    /// It is what the link says.
    Accepted,
    /// It is not.
    Rejected,
    /// It is something else.
    Moved,
}

impl Standing {
    /// Its name in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Again => "to look at again",
            Self::Accepted => Ruling::Accepted.name(),
            Self::Rejected => Ruling::Rejected.name(),
            Self::Moved => Ruling::Moved.name(),
        }
    }

    /// Whether nobody has to look at it.
    pub fn is_settled(self) -> bool {
        !matches!(self, Self::Open | Self::Again)
    }
}

/// A passage that is to be coded for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToApply {
    /// The passage.
    pub passage: Passage,
    /// The code of the second framework.
    pub code: CodeId,
    /// Whether it is a key quote.
    pub star: bool,
}

/// What coding for good comes to, where some of it was done before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applying {
    /// What is to be coded.
    pub new: Vec<ToApply>,
    /// Codings of the crosswalk’s layer whose words are read so still in a passage with other ends, and that passage: what was coded has grown, or
    /// shrunk, or become one with what lies beside it.
    pub ends: Vec<(CodingId, Passage)>,
    /// Codings of the crosswalk’s layer that nothing is read as any more: what was rejected or moved since, or lost its link.
    pub gone: Vec<CodingId>,
}

impl Applying {
    /// Whether the layer holds all that is read, and nothing else.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.ends.is_empty() && self.gone.is_empty()
    }
}

/// A passage under one code of the first framework, as one link reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The source.
    pub source: SourceId,
    /// Where it stands.
    pub span: Span,
    /// What it is coded with.
    pub from: CodeId,
    /// What the link makes of it.
    pub to: CodeId,
    /// Where it stands.
    pub standing: Standing,
    /// What was settled of it, if anything; the last word where its coding has grown since.
    pub verdict: Option<&'a Verdict>,
    /// Where it was moved to; nothing where that is no longer a code of the second framework.
    pub moved: Option<CodeId>,
    /// The codings it is made of.
    pub codings: Vec<&'a Coding>,
    /// Whether everything that was settled of it says the same.
    agreed: bool,
}

impl Seen<'_> {
    /// What it is in the second framework; nothing where it was rejected, nor where it was moved to a code that has left it since.
    pub fn read_as(&self) -> Option<CodeId> {
        match self.ruling() {
            Some(Ruling::Rejected) => None,
            Some(Ruling::Moved) => self.moved,
            _ => Some(self.to),
        }
    }

    /// What was settled of it and holds.
    pub fn ruling(&self) -> Option<Ruling> {
        self.verdict.filter(|_| self.agreed).map(|verdict| verdict.ruling)
    }

    /// How it stands, in words: “to look at again: rejected before it grew”.
    pub fn said(&self) -> String {
        let standing = self.standing.name();
        match (self.standing, self.ruling()) {
            (Standing::Again, Some(ruling)) => format!("{standing}: {} before it grew", ruling.name()),
            (Standing::Again, None) => format!("{standing}: parts of it were settled differently"),
            _ => standing.to_owned(),
        }
    }
}

/// What a code of the first framework comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mapped<'a> {
    /// Nothing was said of it, nor of a code above it.
    Unmapped,
    /// It has no counterpart, by this link of its own or of a code above it.
    Without(&'a CrosswalkLink),
    /// It is linked, by its own links or by those of a code above it.
    To(Vec<&'a CrosswalkLink>),
}

impl Mapped<'_> {
    /// What a code comes to, and why, in words; `name` says what codes of the second framework are called.
    pub fn said(&self, corpus: &Corpus, of: CodeId, name: &dyn Fn(CodeId) -> String) -> (String, String) {
        let above = |link: &CrosswalkLink| match corpus.code(link.from_code) {
            Some(code) if code.id != of => format!(" (as {})", code.name),
            _ => String::new(),
        };
        match self {
            Self::Unmapped => (Why::Unmapped.name().to_owned(), String::new()),
            Self::Without(link) => (format!("{}{}", Why::Without.name(), above(link)), link.reason.clone()),
            Self::To(links) => {
                let names: Vec<String> = links.iter().filter_map(|link| link.to_code).map(name).collect();
                let reasons: Vec<&str> = links.iter().map(|link| link.reason.as_str()).filter(|reason| !reason.is_empty()).collect();
                (format!("{}{}", names.join("; "), links.first().map_or_else(String::new, |link| above(link))), reasons.join("; "))
            }
        }
    }
}

/// A crosswalk made ready in a corpus.
pub struct Lens<'a> {
    corpus: &'a Corpus,
    /// The crosswalk.
    pub crosswalk: &'a Crosswalk,
    own: IdMap<CodeId, Vec<&'a CrosswalkLink>>,
    to: IdMap<CodeId, Vec<CodeId>>,
    /// The codes of the second framework that are wanted; nothing means all.
    wanted: Option<HashSet<CodeId>>,
    /// Layers of what was read out of the second framework and applied for good: it is not read back.
    back: Vec<LayerId>,
}

/// The layers of the first framework of a crosswalk that come, by whatever crosswalks, out of its second.
fn back(corpus: &Corpus, crosswalk: &Crosswalk) -> Vec<LayerId> {
    let mut out_of = vec![crosswalk.to_framework];
    let mut at = 0;
    while let Some(framework) = out_of.get(at).copied() {
        let next = corpus.crosswalks().iter().filter(|one| one.from_framework == framework).map(|one| one.to_framework);
        let new: Vec<FrameworkId> = next.filter(|to| !out_of.contains(to)).collect();
        out_of.extend(new);
        at += 1;
    }
    let is = |one: &&Crosswalk| one.to_framework == crosswalk.from_framework && out_of.contains(&one.from_framework);
    corpus.crosswalks().iter().filter(is).map(|one| one.layer).collect()
}

/// A passage that is being merged.
struct Run<'a> {
    span: Span,
    codings: Vec<&'a Coding>,
}

impl<'a> Lens<'a> {
    /// Makes a crosswalk ready.
    pub fn new(corpus: &'a Corpus, crosswalk: &'a Crosswalk) -> Self {
        let mut own: IdMap<CodeId, Vec<&CrosswalkLink>> = IdMap::default();
        for link in corpus.links(crosswalk.id) {
            own.entry(link.from_code).or_default().push(link);
        }
        let mut lens = Self { corpus, crosswalk, own, to: IdMap::default(), wanted: None, back: back(corpus, crosswalk) };
        for code in corpus.codes().iter().filter(|code| code.framework == crosswalk.from_framework) {
            if let Mapped::To(links) = lens.mapped(code.id) {
                lens.to.insert(code.id, links.iter().filter_map(|link| link.to_code).collect());
            }
        }
        lens
    }

    /// What a code of the first framework comes to.
    pub fn mapped(&self, code: CodeId) -> Mapped<'a> {
        let mut at = self.corpus.code(code);
        while let Some(code) = at {
            match self.own.get(&code.id).map(Vec::as_slice) {
                Some([link]) if link.to_code.is_none() => return Mapped::Without(link),
                Some(links) => return Mapped::To(links.to_vec()),
                None => at = code.parent.and_then(|id| self.corpus.code(id)),
            }
        }
        Mapped::Unmapped
    }

    /// The codes of the first framework that are read as one of the second, in the order of the tree.
    pub fn read_as(&self, to: CodeId) -> Vec<CodeId> {
        let tree = self.corpus.tree(self.crosswalk.from_framework).into_iter().map(|(code, _)| code);
        tree.filter(|code| self.to.get(code).is_some_and(|list| list.contains(&to))).collect()
    }

    /// Every passage as every link reads it, source by source, by place.
    pub fn seen(&self, scope: &Scope) -> Vec<Seen<'a>> {
        self.corpus.sources().iter().flat_map(|source| self.seen_in(scope, source.id)).collect()
    }

    /// The same of one source.
    pub fn seen_in(&self, scope: &Scope, source: SourceId) -> Vec<Seen<'a>> {
        let mut open: IdMap<CodeId, Vec<Run<'a>>> = IdMap::default();
        for coding in self.corpus.codings_of(source).iter().filter(|coding| self.to.contains_key(&coding.code) && self.reads(scope, coding)) {
            let runs = open.entry(coding.code).or_default();
            match runs.last_mut().filter(|run| coding.span.start <= run.span.end) {
                Some(run) => {
                    run.span.end = run.span.end.max(coding.span.end);
                    run.codings.push(coding);
                }
                None => runs.push(Run { span: coding.span, codings: vec![coding] }),
            }
        }
        let verdicts = self.verdicts(source);
        let mut list = Vec::new();
        for (from, runs) in open {
            let targets = &self.to[&from];
            for run in runs {
                for to in targets {
                    let settled = verdicts.get(&(from, *to)).map_or(&[][..], Vec::as_slice);
                    let Settled { standing, verdict, agreed } = settled_of(run.span, settled);
                    let moved = verdict.and_then(|verdict| verdict.moved).filter(|code| self.is_second(*code));
                    list.push(Seen { source, span: run.span, from, to: *to, standing, verdict, moved, codings: run.codings.clone(), agreed });
                }
            }
        }
        list.sort_by_key(|seen| (seen.span, seen.from, seen.to));
        list
    }

    /// The words of a passage by their place in the text that is shown.
    pub fn passage(&self, seen: &Seen<'_>) -> Option<Passage> {
        self.corpus.passage(seen.source, seen.span)
    }

    /// What was settled in a source by link.
    fn verdicts(&self, source: SourceId) -> HashMap<(CodeId, CodeId), Vec<&'a Verdict>> {
        let mut of: HashMap<(CodeId, CodeId), Vec<&Verdict>> = HashMap::new();
        let here = self.corpus.verdicts_of(source).iter().filter(|verdict| verdict.crosswalk == self.crosswalk.id);
        // Where the words were corrected away, the place is one of an older text.
        for verdict in here.filter(|verdict| self.corpus.shows(source, verdict.version)) {
            of.entry((verdict.from_code, verdict.to_code)).or_default().push(verdict);
        }
        of
    }

    /// The same lens for these codes of the second framework alone: what comes to none of them is not read.
    pub fn only(mut self, codes: &[CodeId]) -> Self {
        let wanted: HashSet<CodeId> = codes.iter().copied().collect();
        let moved = |verdict: &&Verdict| verdict.crosswalk == self.crosswalk.id && verdict.moved.is_some_and(|code| wanted.contains(&code));
        let moved: HashSet<CodeId> = self.corpus.verdicts().filter(moved).map(|verdict| verdict.from_code).collect();
        self.to.retain(|from, to| moved.contains(from) || to.iter().any(|code| wanted.contains(code)));
        self.wanted = Some(wanted);
        self
    }

    /// The same lens for one link alone.
    pub fn link(mut self, from: CodeId, to: CodeId) -> Self {
        self.to.retain(|code, _| *code == from);
        self.to.values_mut().for_each(|list| list.retain(|code| *code == to));
        self.to.retain(|_, list| !list.is_empty());
        self
    }

    /// Whether a coding is read: one that was itself read out of the second framework is not read back.
    fn reads(&self, scope: &Scope, coding: &Coding) -> bool {
        scope.has(coding) && !self.back.contains(&coding.layer)
    }

    /// How many codings of the first framework are not read because they were read out of the second, in words; nothing where there are none.
    pub fn not_read_back(&self) -> Option<String> {
        if self.back.is_empty() {
            return None;
        }
        let many = self.corpus.codings().filter(|coding| self.back.contains(&coding.layer)).count();
        let [passage, is, was] = if many == 1 { ["passage", "is", "was"] } else { ["passages", "are", "were"] };
        let name = self.corpus.framework(self.crosswalk.to_framework).map_or("", |framework| framework.name.as_str());
        (many > 0).then(|| format!("{} {passage} that {was} read out of {name} and applied for good {is} not read back", grouped(many)))
    }

    fn wants(&self, code: CodeId) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.contains(&code))
    }

    /// The corpus with what is coded in the second framework, and with what the first comes to in it, as if it were coded so: everything that
    /// asks a corpus reads through the lens. Codings keep their ids, coders and stars.
    pub fn corpus(&self, scope: &Scope) -> Corpus {
        self.reading(scope, false)
    }

    /// The same with what is coded in other frameworks as it is coded: for what asks for codes of any framework.
    pub fn corpus_of_all(&self, scope: &Scope) -> Corpus {
        self.reading(scope, true)
    }

    fn reading(&self, scope: &Scope, all: bool) -> Corpus {
        let second: IdMap<CodeId, ()> = self.second().filter(|code| self.wants(*code)).map(|code| (code, ())).collect();
        let wanted = |list: &Vec<CodeId>| list.iter().copied().filter(|code| self.wants(*code)).collect::<Vec<CodeId>>();
        let to: IdMap<CodeId, Vec<CodeId>> = self.to.iter().map(|(from, list)| (*from, wanted(list))).collect();
        let read = |source: &Source| (source.id, self.read_in(scope, source.id, &|code| all || second.contains_key(&code), &to));
        let into = (self.crosswalk.id, self.crosswalk.to_framework);
        self.corpus.read_through(into, self.corpus.sources().par_iter().map(read).collect())
    }

    /// The codings of a source as they are read, by place; those of codes that stay are as they are.
    fn read_in(&self, scope: &Scope, source: SourceId, stays: &dyn Fn(CodeId) -> bool, to: &IdMap<CodeId, Vec<CodeId>>) -> Vec<Coding> {
        let here = self.corpus.codings_of(source);
        let mut list: Vec<Coding> = Vec::new();
        if self.verdicts(source).is_empty() {
            // Nothing was settled here: each coding is what the links say.
            for coding in here {
                if stays(coding.code) {
                    list.push(coding.clone());
                }
                if let Some(codes) = to.get(&coding.code).filter(|_| self.reads(scope, coding)) {
                    list.extend(codes.iter().map(|code| Coding { code: *code, ..coding.clone() }));
                }
            }
            return list;
        }
        list.extend(here.iter().filter(|coding| stays(coding.code)).cloned());
        // What was moved can come to a code twice.
        let mut known: HashSet<(CodingId, CodeId)> = HashSet::new();
        for seen in self.seen_in(scope, source) {
            let Some(code) = seen.read_as().filter(|code| self.wants(*code)) else { continue };
            let new = seen.codings.iter().filter(|coding| known.insert((coding.id, code)));
            list.extend(new.map(|coding| Coding { code, ..(*coding).clone() }));
        }
        list.sort_by_key(|coding| (coding.span, coding.id));
        list
    }

    /// Whether passages cannot be coded with a code.
    fn is_heading(&self, code: CodeId) -> bool {
        self.corpus.code(code).is_some_and(|code| !code.codable)
    }

    fn is_second(&self, code: CodeId) -> bool {
        self.corpus.code(code).is_some_and(|code| code.framework == self.crosswalk.to_framework)
    }

    fn second(&self) -> impl Iterator<Item = CodeId> {
        self.corpus.codes().iter().filter(|code| code.framework == self.crosswalk.to_framework).map(|code| code.id)
    }

    /// How much is coded with every code; with those of the second framework what is read as them too: as [`super::counts`] has them of the corpus and
    /// of [`Self::corpus`], in one pass.
    pub fn counts(&self, scope: &Scope, voices: &Voices) -> Counts {
        self.counts_where(scope, voices, &|coding| scope.has(coding))
    }

    /// The same, of what is coded in truth those for which `own` holds.
    fn counts_where(&self, scope: &Scope, voices: &Voices, own: &(dyn Fn(&Coding) -> bool + Sync)) -> Counts {
        let found = counted(self.corpus, voices, None, &mut || Ok(()), &|source, add| {
            let own = self.corpus.codings_of(source).iter().filter(|coding| own(coding));
            if self.verdicts(source).is_empty() {
                // Nothing was settled here: each coding is what the links say.
                for coding in own {
                    add(coding.code, coding.span);
                    let to = self.to.get(&coding.code).filter(|_| self.reads(scope, coding));
                    to.into_iter().flatten().for_each(|to| add(*to, coding.span));
                }
                return;
            }
            let mut list: Vec<(Span, CodeId)> = own.map(|coding| (coding.span, coding.code)).collect();
            let mut known: HashSet<(CodingId, CodeId)> = HashSet::new();
            for seen in self.seen_in(scope, source) {
                let Some(code) = seen.read_as() else { continue };
                list.extend(seen.codings.iter().filter(|coding| known.insert((coding.id, code))).map(|coding| (coding.span, code)));
            }
            list.sort_unstable();
            list.into_iter().for_each(|(span, code)| add(code, span));
        });
        found.unwrap_or_default()
    }

    /// What brings the crosswalk’s layer into line with what is read: what it holds already, whoever coded it, is passed over. What was read and is open
    /// stays there, also where only what somebody settled is to come in.
    pub fn applying(&self, scope: &Scope, only_settled: bool) -> Applying {
        let layer = self.crosswalk.layer;
        let here: Vec<&Coding> = self.corpus.codings().filter(|coding| coding.layer == layer).collect();
        let there: HashSet<(SourceId, Span, CodeId)> = here.iter().map(|coding| (coding.source, coding.span, coding.code)).collect();
        let place = |one: &ToApply| (one.passage.source, one.passage.span, one.code);
        let all = self.to_apply(scope, false);
        let read: HashSet<(SourceId, Span, CodeId)> = all.iter().map(place).collect();
        let wanted = if only_settled { self.to_apply(scope, true) } else { all.clone() };
        let taken: HashSet<(SourceId, Span, CodeId)> = wanted.iter().map(place).collect();
        let mut of: HashMap<(SourceId, CodeId), Vec<Passage>> = HashMap::new();
        all.iter().for_each(|one| of.entry((one.passage.source, one.code)).or_default().push(one.passage));
        let (mut ends, mut gone) = (Vec::new(), Vec::new());
        for coding in here.iter().filter(|coding| !read.contains(&(coding.source, coding.span, coding.code))) {
            let common = |one: &&Passage| one.span.intersect(coding.span).map(Span::len);
            let meets = of.get(&(coding.source, coding.code)).into_iter().flatten().filter(|one| common(one).is_some());
            match meets.max_by_key(common) {
                Some(passage) if taken.contains(&(coding.source, passage.span, coding.code)) => ends.push((coding.id, *passage)),
                // Nobody settled it as it is now: it stays as it was applied.
                Some(_) => {}
                None => gone.push(coding.id),
            }
        }
        let moved: HashSet<(SourceId, Span, CodeId)> =
            ends.iter().filter_map(|(id, to)| Some((to.source, to.span, self.corpus.coding(*id)?.code))).collect();
        let new = |one: &ToApply| !there.contains(&place(one)) && !moved.contains(&place(one));
        Applying { new: wanted.into_iter().filter(new).collect(), ends, gone }
    }

    /// The passages to be coded for good: the references of what is read as each code of the second framework, by source and place. One that holds
    /// a key quote is a key quote. Headings are not coded with.
    pub fn to_apply(&self, scope: &Scope, only_settled: bool) -> Vec<ToApply> {
        let mut list = Vec::new();
        for source in self.corpus.sources() {
            let (mut of, mut stars): (HashMap<CodeId, Vec<Span>>, Vec<(CodeId, Span)>) = (HashMap::new(), Vec::new());
            for seen in self.seen_in(scope, source.id).iter().filter(|seen| !only_settled || seen.standing.is_settled()) {
                let Some(code) = seen.read_as().filter(|code| !self.is_heading(*code)) else { continue };
                of.entry(code).or_default().push(seen.span);
                stars.extend(seen.codings.iter().filter(|coding| coding.star).map(|coding| (code, coding.span)));
            }
            let mut here: Vec<(Span, CodeId)> =
                of.into_iter().flat_map(|(code, spans)| merge(spans).into_iter().map(move |span| (span, code))).collect();
            here.sort_unstable();
            list.extend(here.into_iter().filter_map(|(span, code)| {
                let star = stars.iter().any(|(of, key)| *of == code && key.start < span.end && span.start < key.end);
                Some(ToApply { passage: self.corpus.passage(source.id, span)?, code, star })
            }));
        }
        list
    }
}

/// What was settled of a run.
struct Settled<'a> {
    standing: Standing,
    verdict: Option<&'a Verdict>,
    agreed: bool,
}

/// A verdict on a passage that holds all of a run, else the last of those on parts of it, which it has outgrown.
fn settled_of<'a>(span: Span, verdicts: &[&'a Verdict]) -> Settled<'a> {
    if let Some(verdict) = verdicts.iter().filter(|verdict| verdict.span.covers(span)).max_by_key(|verdict| verdict.at) {
        let standing = match verdict.ruling {
            Ruling::Accepted => Standing::Accepted,
            Ruling::Rejected => Standing::Rejected,
            Ruling::Moved => Standing::Moved,
        };
        return Settled { standing, verdict: Some(verdict), agreed: true };
    }
    let parts = verdicts.iter().copied().filter(|verdict| verdict.span.overlaps(span));
    let Some(last) = parts.clone().max_by_key(|verdict| verdict.at) else { return Settled { standing: Standing::Open, verdict: None, agreed: true } };
    let agreed = parts.clone().all(|verdict| (verdict.ruling, verdict.moved) == (last.ruling, last.moved));
    Settled { standing: Standing::Again, verdict: Some(last), agreed }
}

/// Passages that are read through a lens, with all that stands around them, in their order.
pub fn excerpts(corpus: &Corpus, seen: &[&Seen<'_>], texts: &dyn Texts) -> Result<(Heads, Vec<Excerpt>)> {
    let places: Vec<(SourceId, Span, CodeId)> = seen.iter().map(|one| (one.source, one.span, one.to)).collect();
    let heads = Heads::new(corpus);
    let list = excerpts_at(corpus, &heads, &places, texts)?;
    let whole = list.into_iter().zip(seen).map(|(bare, one)| {
        let codings: Vec<CodingId> = one.codings.iter().map(|coding| coding.id).collect();
        Excerpt { codes: vec![one.from], codings, star: one.codings.iter().any(|coding| coding.star), ..bare }
    });
    Ok((heads, whole.collect()))
}

/// Passages that a second framework leaves out, with all that stands around them, in their order.
pub fn left_excerpts(corpus: &Corpus, left: &[LeftOut], texts: &dyn Texts) -> Result<Vec<Excerpt>> {
    let places: Vec<(SourceId, Span, CodeId)> = left.iter().map(|one| (one.source, one.span, one.code)).collect();
    excerpts_at(corpus, &Heads::new(corpus), &places, texts)
}
