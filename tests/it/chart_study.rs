//! Random studies, and what stands in them by a plain reckoning: overlapping codings of several coders, people of several sites, focus
//! groups, notes, values of interviews and of people, and a second framework read through a lens.

use crate::corpora::Maker;
use crate::support::Dice;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use themata::analysis::{Corpus, UNASSIGNED};
use themata::model::*;
use themata::text::SourceText;

/// Letters of a turn, with the end of its line; it has two words, which begin at 0 and 6.
pub const TURN: u32 = 11;
pub const SITES: [&str; 2] = ["North", "South"];
/// Codes of the first framework; the others are of the second.
pub const FIRST: usize = 4;
pub const NAMES: [&str; 7] = ["Money", "Budget", "Pay", "Time", "Law", "Clause", "Trust"];
pub const ABOVE: [Option<usize>; 7] = [None, Some(0), Some(1), None, None, Some(4), None];

pub type Value = Option<&'static str>;
pub type Set = BTreeSet<&'static str>;
pub type People = BTreeSet<usize>;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    Nothing,
    Site,
    Role,
    Phase,
    Ward,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    Talks,
    People,
    Sites,
}

pub struct Person {
    pub id: CaseId,
    pub site: Value,
    pub role: Value,
    pub ward: Value,
}

pub struct Talk {
    pub id: SourceId,
    pub talks: bool,
    /// What it is linked to beside those who speak.
    pub sites: Set,
    pub linked: People,
    /// Who is joined to voices of participants.
    pub joined: People,
    pub phase: Value,
    pub ward: Value,
    /// Who speaks each turn.
    pub turns: Vec<Option<usize>>,
    /// Which turns are the interviewer's.
    pub asks: Vec<bool>,
}

/// A coding, as it is reckoned with.
#[derive(Clone, Debug)]
pub struct Marked {
    pub id: CodingId,
    pub talk: usize,
    pub code: usize,
    pub coder: usize,
    pub span: (u32, u32),
}

/// What was settled of a passage that lies within a span: under which link, and what it is instead.
pub struct Ruled {
    pub talk: usize,
    pub span: (u32, u32),
    pub link: (usize, usize),
    pub is: Option<usize>,
}

/// A run of codings of a column.
pub struct Run {
    pub talk: usize,
    pub span: (u32, u32),
    pub people: People,
    pub codings: Vec<(CodingId, usize, u32)>,
    /// Whether the interviewer alone speaks in it.
    pub asked: bool,
}

pub struct Study {
    pub corpus: Corpus,
    pub texts: HashMap<SourceId, Arc<SourceText>>,
    pub people: Vec<Person>,
    pub talks: Vec<Talk>,
    pub sites: Vec<CaseId>,
    /// Wards of the sites themselves.
    pub wards: [Value; 2],
    pub codes: Vec<CodeId>,
    pub coders: Vec<CoderId>,
    pub marked: Vec<Marked>,
    pub crosswalk: Crosswalk,
    pub links: BTreeMap<usize, Vec<usize>>,
    pub ruled: Vec<Ruled>,
    pub attributes: [AttributeId; 3],
    pub kinds: [CaseKindId; 2],
}

pub fn some(dice: &mut Dice, of: &[&'static str]) -> Value {
    of.get(dice.below(of.len() + 1)).copied()
}

pub fn study(seed: u64) -> Study {
    larger(seed, 0)
}

/// The same with so many sources more.
pub fn larger(seed: u64, more: usize) -> Study {
    let (mut dice, mut maker) = (Dice(seed), Maker::new());
    let dice = &mut dice;
    let role = maker.attribute(Target::Case, "role", AttributeType::Text, &[]);
    let phase = maker.attribute(Target::Source, "phase", AttributeType::Text, &[]);
    // One of cases and one of sources that have one name group alike.
    let ward = [Target::Case, Target::Source].map(|target| maker.attribute(target, "ward", AttributeType::Text, &[]));
    maker.corpus.project.role = Some(Grouping::Attribute(role));
    maker.corpus.project.phase = Some(Grouping::Attribute(phase));
    let sites: Vec<CaseId> = SITES.map(|name| maker.case(maker.site, name, None)).to_vec();
    let site_of = |name: &str| SITES.iter().position(|site| *site == name).map(|at| sites[at]);
    let wards = [some(dice, &["B"]), some(dice, &["B"])];
    for (site, own) in sites.iter().zip(wards) {
        own.into_iter().for_each(|own| maker.value(ward[0], Owner::Case(*site), own));
    }
    let mut people = Vec::new();
    for n in 0..2 + dice.below(4) {
        let (site, own, here) = (some(dice, &SITES), some(dice, &["Nurse", "Porter"]), some(dice, &["A"]));
        let id = maker.case(maker.person, &format!("P{n}"), site.and_then(site_of));
        own.into_iter().for_each(|own| maker.value(role, Owner::Case(id), own));
        here.into_iter().for_each(|here| maker.value(ward[0], Owner::Case(id), here));
        people.push(Person { id, site, role: own, ward: here });
    }
    let mut codes: Vec<CodeId> = Vec::new();
    for (name, above) in NAMES.iter().zip(ABOVE) {
        let code = maker.code(name, above.map(|above| codes[above]));
        codes.push(code);
    }
    let coders = vec![maker.coder("BP"), maker.coder("AR")];
    let (mut talks, mut marked) = (Vec::new(), Vec::new());
    for n in 0..2 + dice.below(4) + more {
        let (id, talk) = talk(&mut maker, dice, n, &people);
        for site in &talk.sites {
            site_of(site).into_iter().for_each(|site| maker.link(id, site));
        }
        talk.linked.iter().for_each(|person| maker.link(id, people[*person].id));
        talk.phase.into_iter().for_each(|value| maker.value(phase, Owner::Source(id), value));
        talk.ward.into_iter().for_each(|value| maker.value(ward[1], Owner::Source(id), value));
        talks.push(talk);
        for _ in 0..dice.below(9) {
            let (start, code, coder) = (dice.below(60) as u32, dice.below(NAMES.len()), dice.below(2));
            let end = (start + 1 + dice.below(18) as u32).min(65);
            let id = maker.coding(id, codes[code], coders[coder], Span::new(start, end));
            marked.push(Marked { id, talk: n, code, coder, span: (start, end) });
        }
    }
    let kinds = [maker.person, maker.site];
    let (mut corpus, texts) = maker.done();
    let (crosswalk, links, ruled) = lens(&mut corpus, &codes, &talks, dice);
    let attributes = [role, phase, ward[dice.below(2)]];
    Study { corpus, texts, people, talks, sites, wards, codes, coders, marked, crosswalk, links, ruled, attributes, kinds }
}

fn talk(maker: &mut Maker, dice: &mut Dice, n: usize, people: &[Person]) -> (SourceId, Talk) {
    let joined: People = (0..dice.below(4)).map(|_| dice.below(people.len())).collect();
    let voiced: Vec<usize> = joined.iter().copied().collect();
    let mut voices = vec![("INT", SpeakerRole::Interviewer, None), ("?", SpeakerRole::Participant, None)];
    voices.extend(voiced.iter().map(|person| ("P", SpeakerRole::Participant, Some(people[*person].id))));
    let who: Vec<u32> = (0..6).map(|_| dice.below(voices.len()) as u32).collect();
    let id = maker.source(&format!("S{n}"), &vec!["abcde fghi"; who.len()].join("\n"), &voices, &who);
    let talks = dice.below(4) > 0;
    if !talks {
        maker.kind(id, SourceKind::Observation);
    }
    let sites = if dice.below(3) == 0 { some(dice, &SITES).into_iter().collect() } else { Set::new() };
    let linked = (0..dice.below(2)).map(|_| dice.below(people.len())).collect();
    let asks = who.iter().map(|voice| *voice == 0).collect();
    let turns = who.iter().map(|voice| (*voice as usize).checked_sub(2).map(|at| voiced[at])).collect();
    (id, Talk { id, talks, sites, linked, joined, phase: some(dice, &["1", "2"]), ward: some(dice, &["A", "B"]), turns, asks })
}

/// Makes the last codes a second framework, with links and with passages that are settled.
fn lens(corpus: &mut Corpus, ids: &[CodeId], talks: &[Talk], dice: &mut Dice) -> (Crosswalk, BTreeMap<usize, Vec<usize>>, Vec<Ruled>) {
    let (mut frameworks, mut codes) = (corpus.frameworks().to_vec(), corpus.codes().to_vec());
    let second = Framework { id: FrameworkId::new(), name: "Laws".into(), ord: "b".into(), ..frameworks[0].clone() };
    codes.iter_mut().filter(|code| ids[FIRST..].contains(&code.id)).for_each(|code| code.framework = second.id);
    let crosswalk = Crosswalk { id: CrosswalkId::new(), from_framework: frameworks[0].id, to_framework: second.id, layer: corpus.layers[0].id };
    frameworks.push(second);
    let (mut links, mut rows, mut ruled, mut verdicts) = (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
    for from in 0..FIRST {
        let to: Vec<usize> = match dice.below(4) {
            0 => continue,
            1 => Vec::new(),
            several => (FIRST..NAMES.len()).filter(|at| dice.coin() || *at == FIRST + several - 2).collect(),
        };
        let ends: Vec<Option<usize>> = if to.is_empty() { vec![None] } else { to.iter().copied().map(Some).collect() };
        for end in ends {
            let (id, coder) = (CrosswalkLinkId::new(), corpus.coders[0].id);
            let to_code = end.map(|end| ids[end]);
            rows.push(CrosswalkLink { id, crosswalk: crosswalk.id, from_code: ids[from], to_code, reason: String::new(), coder, at: Time(0) });
        }
        links.insert(from, to);
    }
    for n in 0..dice.below(12) {
        let (talk, from, to) = (dice.below(talks.len()), dice.below(FIRST), FIRST + dice.below(3));
        let (start, is) = (dice.below(50) as u32, [None, Some(to), Some(FIRST + dice.below(3))][dice.below(3)]);
        let span = Span::new(start, (start + 20).min(65));
        let ruling = if is.is_none() {
            Ruling::Rejected
        } else if is == Some(to) {
            Ruling::Accepted
        } else {
            Ruling::Moved
        };
        verdicts.push(Verdict {
            id: VerdictId::new(),
            crosswalk: crosswalk.id,
            source: talks[talk].id,
            version: corpus.source(talks[talk].id).unwrap().version,
            span,
            from_code: ids[from],
            to_code: ids[to],
            ruling,
            moved: is.filter(|_| ruling == Ruling::Moved).map(|is| ids[is]),
            reason: String::new(),
            coder: corpus.coders[0].id,
            at: Time(n as i64),
        });
        ruled.push(Ruled { talk, span: (span.start, span.end), link: (from, to), is });
    }
    corpus.set_codes(frameworks, codes);
    corpus.set_crosswalks(vec![crosswalk.clone()], rows, verdicts);
    (crosswalk, links, ruled)
}

/// Runs of spans that overlap or touch, each with what stands in it.
fn runs(mut list: Vec<&Marked>) -> Vec<((u32, u32), Vec<&Marked>)> {
    list.sort_by_key(|marked| marked.span);
    let mut runs: Vec<((u32, u32), Vec<&Marked>)> = Vec::new();
    for marked in list {
        match runs.last_mut().filter(|run| marked.span.0 <= run.0.1) {
            Some(run) => {
                run.0.1 = run.0.1.max(marked.span.1);
                run.1.push(marked);
            }
            None => runs.push((marked.span, vec![marked])),
        }
    }
    runs
}

impl Study {
    pub fn grouping(&self, by: By) -> Option<Grouping> {
        let [role, phase, ward] = self.attributes.map(|id| Some(Grouping::Attribute(id)));
        match by {
            By::Nothing => None,
            By::Site => Some(Grouping::Kind(self.kinds[1])),
            By::Role => role,
            By::Phase => phase,
            By::Ward => ward,
        }
    }

    pub fn all(&self, talk: usize) -> People {
        self.talks[talk].joined.union(&self.talks[talk].linked).copied().collect()
    }

    pub fn ward_of(&self, site: Value) -> Value {
        SITES.iter().zip(self.wards).find(|(name, _)| Some(**name) == site).and_then(|(_, ward)| ward)
    }

    pub fn of_person(&self, person: usize, by: By) -> Value {
        let person = &self.people[person];
        match by {
            By::Site => person.site,
            By::Role => person.role,
            By::Ward => person.ward.or_else(|| self.ward_of(person.site)),
            By::Nothing | By::Phase => None,
        }
    }

    /// The groups of what these people say: the source’s own, else theirs, else those of what else it belongs to; what is nobody’s has what
    /// they all share of where and when they were met.
    pub fn groups(&self, talk: usize, people: &People, by: By) -> Set {
        let of = &self.talks[talk];
        let own: Set = match by {
            By::Site => of.sites.clone(),
            By::Phase => of.phase.into_iter().collect(),
            By::Ward => of.ward.into_iter().collect(),
            By::Nothing | By::Role => Set::new(),
        };
        if !own.is_empty() {
            return own;
        }
        let theirs: BTreeSet<Value> = people.iter().map(|person| self.of_person(*person, by)).collect();
        if theirs.iter().any(Option::is_some) {
            return theirs.into_iter().map(|value| value.unwrap_or(UNASSIGNED)).collect();
        }
        let around: Set = of.sites.iter().filter_map(|site| self.ward_of(Some(site))).filter(|_| by == By::Ward).collect();
        if !around.is_empty() || !people.is_empty() {
            return if around.is_empty() { [UNASSIGNED].into() } else { around };
        }
        let shared: BTreeSet<Value> = self
            .all(talk)
            .iter()
            .map(|person| match by {
                By::Site => self.people[*person].site,
                By::Ward => self.ward_of(self.people[*person].site),
                _ => None,
            })
            .collect();
        match shared.into_iter().collect::<Vec<_>>().as_slice() {
            [Some(one)] => [*one].into(),
            _ => [UNASSIGNED].into(),
        }
    }

    pub fn passes(&self, talk: usize, people: &People, only: Option<(By, &'static str)>) -> bool {
        only.is_none_or(|(by, value)| self.groups(talk, people, by).contains(value))
    }

    /// Who of a source passes, each alone; of a source without people nobody does, if it does.
    pub fn who(&self, talk: usize, only: Option<(By, &'static str)>) -> Vec<People> {
        let all = self.all(talk);
        let each: Vec<People> = if all.is_empty() { vec![People::new()] } else { all.into_iter().map(|one| [one].into()).collect() };
        each.into_iter().filter(|people| self.passes(talk, people, only)).collect()
    }

    pub fn family(&self, code: usize) -> BTreeSet<usize> {
        let above = |mut at: usize| loop {
            match ABOVE[at] {
                _ if at == code => return true,
                Some(next) => at = next,
                None => return false,
            }
        };
        (0..NAMES.len()).filter(|at| above(*at)).collect()
    }

    /// What a passage is by what was settled: by the last word on one that holds it, else by all words on parts of it where these say the same.
    pub fn ruling(&self, talk: usize, span: (u32, u32), link: (usize, usize)) -> Option<Option<usize>> {
        let here = || self.ruled.iter().filter(|one| (one.talk, one.link) == (talk, link));
        let whole = here().rfind(|one| one.span.0 <= span.0 && span.1 <= one.span.1).map(|one| one.is);
        let parts: BTreeSet<Option<usize>> = here().filter(|one| one.span.0 < span.1 && span.0 < one.span.1).map(|one| one.is).collect();
        whole.or_else(|| parts.first().copied().filter(|_| parts.len() == 1))
    }

    /// The codings as the second framework reads them: its own, and what the links make of the first.
    pub fn read(&self, coder: Option<usize>) -> Vec<Marked> {
        let mut list: Vec<Marked> = self.marked.iter().filter(|marked| marked.code >= FIRST).cloned().collect();
        let mut known = BTreeSet::new();
        for (talk, from) in (0..self.talks.len()).flat_map(|talk| (0..FIRST).map(move |from| (talk, from))) {
            let mut at = Some(from);
            let links = loop {
                match at.map(|at| (self.links.get(&at), ABOVE[at])) {
                    None => break &[][..],
                    Some((Some(links), _)) => break links,
                    Some((None, above)) => at = above,
                }
            };
            let here = self.marked.iter().filter(|one| (one.talk, one.code) == (talk, from) && coder.is_none_or(|coder| one.coder == coder));
            for (span, codings) in runs(here.collect()) {
                for to in links {
                    let Some(code) = self.ruling(talk, span, (from, *to)).unwrap_or(Some(*to)) else { continue };
                    let new = codings.iter().filter(|one| known.insert((one.id, code)));
                    list.extend(new.map(|one| Marked { code, ..(*one).clone() }));
                }
            }
        }
        list
    }

    /// The passages of a column.
    pub fn passages(&self, marked: &[Marked], code: usize, coder: Option<usize>) -> Vec<Run> {
        let family = self.family(code);
        let mut list = Vec::new();
        for (at, talk) in self.talks.iter().enumerate() {
            let here = marked.iter().filter(|one| one.talk == at && family.contains(&one.code) && coder.is_none_or(|coder| one.coder == coder));
            for (span, codings) in runs(here.collect()) {
                let touches = |turn: u32| span.0 < turn * TURN + TURN - 1 && span.1 > turn * TURN;
                let said = talk.turns.iter().enumerate().filter(|(turn, _)| touches(*turn as u32)).filter_map(|(_, who)| *who);
                let people = if talk.joined.is_empty() { talk.linked.clone() } else { said.collect() };
                let codings = codings.iter().map(|one| (one.id, one.code, one.span.1 - one.span.0)).collect();
                let asks: Vec<bool> = talk.asks.iter().enumerate().filter(|(turn, _)| touches(*turn as u32)).map(|(_, asks)| *asks).collect();
                let asked = !asks.is_empty() && asks.iter().all(|asks| *asks);
                list.push(Run { talk: at, span, people, codings, asked });
            }
        }
        list
    }
}

impl Study {
    /// Codings are taken off, given another code, or end elsewhere.
    pub fn change(&mut self, dice: &mut Dice) {
        for _ in 0..1 + dice.below(3) {
            if self.marked.is_empty() {
                break;
            }
            let at = dice.below(self.marked.len());
            match dice.below(3) {
                0 => drop(self.marked.remove(at)),
                1 => self.marked[at].code = dice.below(NAMES.len()),
                _ => self.marked[at].span.1 = (self.marked[at].span.1 + 1 + dice.below(6) as u32).min(65),
            }
        }
        let of = |coding: &Coding| self.marked.iter().find(|one| one.id == coding.id);
        let now = self.corpus.codings().filter_map(|coding| {
            let one = of(coding)?;
            Some(Coding { code: self.codes[one.code], span: Span::new(one.span.0, one.span.1), ..coding.clone() })
        });
        let now: Vec<Coding> = now.collect();
        self.corpus.set_codings(now);
    }
}
