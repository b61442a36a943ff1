//! What is counted of people, sites and themes, against a plain reckoning over random studies: people of several sites, focus groups over two,
//! people without a site or a role.

use crate::corpora::Maker;
use crate::support::Dice;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use themata::analysis::*;
use themata::model::*;
use themata::text::SourceText;

/// Letters of a turn, with the end of its line.
const TURN: u32 = 11;
const SITES: [&str; 3] = ["North", "South", "West"];
const ROLES: [&str; 2] = ["Nurse", "Porter"];

struct Person {
    id: CaseId,
    site: Option<usize>,
    role: Option<usize>,
}

struct Talk {
    id: SourceId,
    talks: bool,
    phase: Option<usize>,
    /// Who speaks each turn, by place among the people; nobody is the interviewer.
    turns: Vec<Option<usize>>,
}

/// A passage as it is reckoned: its source, people, whether it is a key quote, and whether an interviewer alone speaks in it.
struct Passage {
    source: usize,
    people: BTreeSet<usize>,
    star: bool,
    question: bool,
}

struct Study {
    corpus: Corpus,
    texts: HashMap<SourceId, Arc<SourceText>>,
    people: Vec<Person>,
    talks: Vec<Talk>,
    code: CodeId,
}

fn some(dice: &mut Dice, of: usize) -> Option<usize> {
    Some(dice.below(of + 1)).filter(|n| *n < of)
}

/// A random study, with focus groups of people of several sites.
fn study(seed: u64) -> Study {
    let (mut dice, mut maker) = (Dice(seed), Maker::new());
    let role = maker.attribute(Target::Case, "role", AttributeType::Text, &[]);
    let phase = maker.attribute(Target::Source, "phase", AttributeType::Text, &[]);
    maker.corpus.project.role = Some(Grouping::Attribute(role));
    maker.corpus.project.phase = Some(Grouping::Attribute(phase));
    let sites: Vec<CaseId> = SITES.map(|name| maker.case(maker.site, name, None)).to_vec();
    let mut people = Vec::new();
    for n in 0..3 + dice.below(6) {
        let (site, own) = (some(&mut dice, SITES.len()), some(&mut dice, ROLES.len()));
        let id = maker.case(maker.person, &format!("P{n}"), site.map(|site| sites[site]));
        own.into_iter().for_each(|own| maker.value(role, Owner::Case(id), ROLES[own]));
        people.push(Person { id, site, role: own });
    }
    let (code, coder) = (maker.code("Money", None), maker.coder("BP"));
    let mut talks = Vec::new();
    for n in 0..2 + dice.below(5) {
        let mut here: Vec<usize> = (0..1 + dice.below(3)).map(|_| dice.below(people.len())).collect();
        here.sort_unstable();
        here.dedup();
        let mut voices = vec![("INT", SpeakerRole::Interviewer, None)];
        voices.extend(here.iter().map(|person| ("P", SpeakerRole::Participant, Some(people[*person].id))));
        let who: Vec<u32> = (0..6).map(|_| dice.below(voices.len()) as u32).collect();
        let text = vec!["abcde fghi"; who.len()].join("\n");
        let id = maker.source(&format!("S{n}"), &text, &voices, &who);
        let talks_here = dice.below(5) > 0;
        if !talks_here {
            maker.kind(id, SourceKind::Observation);
        }
        let own = some(&mut dice, 2);
        own.into_iter().for_each(|own| maker.value(phase, Owner::Source(id), ["1", "2"][own]));
        for _ in 0..dice.below(5) {
            let start = dice.below(60) as u32;
            let coding = maker.coding(id, code, coder, Span::new(start, (start + 1 + dice.below(18) as u32).min(65)));
            if dice.below(3) == 0 {
                maker.star(coding);
            }
        }
        let turns = who.iter().map(|voice| (*voice as usize).checked_sub(1).map(|at| here[at])).collect();
        talks.push(Talk { id, talks: talks_here, phase: own, turns });
    }
    let (corpus, texts) = maker.done();
    Study { corpus, texts, people, talks, code }
}

impl Study {
    /// People joined to the voices of a source, whether or not they say anything.
    fn joined(&self, source: usize) -> BTreeSet<usize> {
        let cases: BTreeSet<CaseId> = self.corpus.speakers(self.talks[source].id).iter().filter_map(|speaker| speaker.case_id).collect();
        (0..self.people.len()).filter(|at| cases.contains(&self.people[*at].id)).collect()
    }

    /// Runs of codings that overlap or touch, each with the people of the turns that it touches.
    fn passages(&self) -> Vec<Passage> {
        let mut list = Vec::new();
        for (source, talk) in self.talks.iter().enumerate() {
            let mut spans: Vec<(u32, u32, bool)> = self
                .corpus
                .codings()
                .filter(|coding| coding.source == talk.id)
                .map(|coding| (coding.span.start, coding.span.end, coding.star))
                .collect();
            spans.sort_unstable();
            let mut runs: Vec<(u32, u32, bool)> = Vec::new();
            for (start, end, star) in spans {
                match runs.last_mut() {
                    Some(run) if start <= run.1 => *run = (run.0, run.1.max(end), run.2 || star),
                    _ => runs.push((start, end, star)),
                }
            }
            for (start, end, star) in runs {
                let touches = |turn: u32| start < turn * TURN + TURN - 1 && end > turn * TURN;
                let speak: Vec<Option<usize>> =
                    talk.turns.iter().enumerate().filter(|(turn, _)| touches(*turn as u32)).map(|(_, who)| *who).collect();
                let question = !speak.is_empty() && speak.iter().all(Option::is_none);
                list.push(Passage { source, people: speak.into_iter().flatten().collect(), star, question });
            }
        }
        list
    }

    /// The sites of a passage: those of its people, of nobody's what all people of the source share; a site of none is one too.
    fn sites(&self, passage: &Passage) -> BTreeSet<Option<usize>> {
        let known = |people: &BTreeSet<usize>| people.iter().map(|at| self.people[*at].site).collect::<BTreeSet<_>>();
        let own = known(&passage.people);
        if passage.people.is_empty() {
            let shared = known(&self.joined(passage.source));
            return if shared.len() == 1 { shared } else { [None].into() };
        }
        own
    }

    fn roles(&self, passage: &Passage) -> BTreeSet<Option<usize>> {
        if passage.people.is_empty() { [None].into() } else { passage.people.iter().map(|at| self.people[*at].role).collect() }
    }

    /// People of the study of whom something holds.
    fn all(&self, talks_alone: bool, is: impl Fn(usize, &Person) -> bool) -> BTreeSet<usize> {
        let sources = (0..self.talks.len()).filter(|at| self.talks[*at].talks || !talks_alone);
        sources
            .flat_map(|at| self.joined(at).into_iter().map(move |person| (at, person)))
            .filter(|(at, person)| is(*at, &self.people[*person]))
            .map(|(_, person)| person)
            .collect()
    }
}

fn group(groups: &Groups, names: &[&str], at: Option<usize>) -> u16 {
    at.map_or(groups.unassigned(), |at| groups.find(names[at]).unwrap_or(groups.unassigned()))
}

#[test]
fn who_took_part_is_counted_as_by_hand() {
    for seed in 0..300 {
        let study = study(seed);
        let heads = Heads::new(&study.corpus);
        let (cast, found) = (Cast::new(&study.corpus, &heads), sample(&heads, &Cast::new(&study.corpus, &heads)));
        let cell = |is: &dyn Fn(usize, &Person) -> bool| {
            let people = study.all(true, is).len();
            let interviews =
                (0..study.talks.len()).filter(|at| study.talks[*at].talks && study.joined(*at).iter().any(|person| is(*at, &study.people[*person])));
            Cell { people, interviews: interviews.count() }
        };
        for row in &found.rows {
            let role = |person: &Person| row.role.is_none_or(|role| role == group(&heads.role, &ROLES, person.role));
            for (site, told) in found.sites.iter().zip(&row.sites) {
                assert_eq!(*told, cell(&|_, person| role(person) && group(&heads.site, &SITES, person.site) == *site), "seed {seed}");
            }
            for (phase, told) in found.phases.iter().zip(&row.phases) {
                assert_eq!(
                    *told,
                    cell(&|at, person| role(person) && group(&heads.phase, &["1", "2"], study.talks[at].phase) == *phase),
                    "seed {seed}"
                );
            }
            assert_eq!(row.all, cell(&|_, person| role(person)), "seed {seed}");
            let both = |phase| study.all(true, |at, person| role(person) && study.talks[at].phase == Some(phase));
            let named = found.phases.iter().filter(|phase| **phase != heads.phase.unassigned()).count();
            let wanted = if named < 2 { 0 } else { both(0).intersection(&both(1)).count() };
            assert_eq!(row.every_phase, wanted, "seed {seed}");
        }
        let talks = study.talks.iter().filter(|talk| talk.talks).count();
        let (people, notes) = (study.all(true, |_, _| true).len(), study.talks.len() - talks);
        let mut said = Vec::new();
        if talks > 0 {
            said.push(format!("{} with {}", counted(talks, "interview", "interviews"), counted(people, "person", "people")));
        }
        if notes > 0 {
            said.push(counted(notes, "observation", "observations"));
        }
        assert_eq!(holdings(&cast), said.join(" · "), "seed {seed}");
    }
}

#[test]
fn a_theme_is_summed_up_as_by_hand() {
    let (mut mixed, mut silences, mut alone, mut unread) = (0, 0, 0, 0);
    for seed in 0..400 {
        let study = study(seed);
        let (gathered, heads) = gather(&study.corpus, &Query::code(study.code, true), &study.texts).unwrap();
        let excerpts: Vec<&Excerpt> = gathered.iter().map(|one| &one.excerpt).collect();
        let (cast, plain) = (cast_of(&study.corpus, &Query::code(study.code, true), &Cast::new(&study.corpus, &heads)), study.passages());
        // With one framework and one code in it, what is coded at all is coded for it.
        let coded = |talk: usize| !study.corpus.codings_of(study.talks[talk].id).is_empty();
        assert_eq!(excerpts.len(), plain.len(), "seed {seed}");
        let summed = theme(&excerpts, &heads, &cast, Columns::Site);
        let quiet = silent(&excerpts, &heads, &cast, Columns::Site);
        let both = balance(&excerpts, &heads, &cast, Naming::Pseudonyms);
        let (mut reached, mut away) = ((0, 0), Vec::new());
        for at in [Some(0), Some(1), Some(2), None] {
            let number = group(&heads.site, &SITES, at);
            // A site of which nobody is known is no group.
            if at.is_some() && number == heads.site.unassigned() {
                continue;
            }
            let here: Vec<&Passage> = plain.iter().filter(|one| study.sites(one).contains(&at)).collect();
            let of_site =
                |people: &BTreeSet<usize>| people.iter().copied().filter(|person| study.people[*person].site == at).collect::<BTreeSet<usize>>();
            let heard: BTreeSet<usize> = here.iter().flat_map(|one| of_site(&one.people)).collect();
            let all = study.all(false, |_, person| person.site == at);
            let asked: BTreeSet<usize> =
                all.iter().copied().filter(|person| (0..study.talks.len()).any(|talk| coded(talk) && study.joined(talk).contains(person))).collect();
            let voices: BTreeSet<usize> = here.iter().flat_map(|one| one.people.iter().copied()).collect();
            mixed += usize::from(voices.len() > heard.len());
            let column = summed.columns.iter().find(|column| column.group == number);
            let told = column.map(|column| (column.voiced.passages, column.voiced.interviews, column.voiced.people)).unwrap_or_default();
            let interviews: BTreeSet<usize> = here.iter().map(|one| one.source).filter(|source| study.talks[*source].talks).collect();
            assert_eq!(told, (here.len(), interviews.len(), heard.len()), "seed {seed}, {at:?}");
            let nobody = !all.is_empty() && asked.is_empty() && here.is_empty();
            if let Some(site) = at.filter(|_| nobody) {
                away.push(SITES[site]);
            } else if at.is_some() && (!here.is_empty() || !all.is_empty()) {
                reached = (reached.0 + usize::from(here.iter().any(|one| !one.question)), reached.1 + 1);
            }
            let Some(column) = column else { continue };
            let one = here.len() > 1 && voices.len() == 1 && here.iter().all(|one| !one.people.is_empty());
            assert_eq!(column.one_voice, one, "seed {seed}, {at:?}");
            alone += usize::from(one);
            // A role group of the site of whom nobody is heard.
            let mut silent_roles = Vec::new();
            for role in [Some(0), Some(1), None] {
                let people: BTreeSet<usize> = asked.iter().copied().filter(|person| study.people[*person].role == role).collect();
                let nobody = !people.is_empty() && people.is_disjoint(&heard);
                // What is said by nobody in particular stands where no role is.
                let stands =
                    role.is_none() && here.iter().any(|one| !one.question && of_site(&one.people).is_empty() && study.roles(one).contains(&None));
                if nobody && !stands && !heads.role.is_empty() {
                    silent_roles.push((group(&heads.role, &ROLES, role), people.len()));
                }
            }
            let told: Vec<(u16, usize)> = column.silent.iter().map(|share| (share.group, share.people)).collect();
            assert_eq!(told, silent_roles, "seed {seed}, {at:?}");
            silences += silent_roles.len();
            let said = quiet.iter().find(|one| one.group == number).map(|one| (one.people.iter().copied().collect::<BTreeSet<_>>(), one.of));
            let wanted: BTreeSet<CaseId> = asked.difference(&heard).map(|person| study.people[*person].id).collect();
            assert_eq!(said.unwrap_or_default(), (wanted, asked.len()), "seed {seed}, {at:?}");
            // A question is in the column, and nobody's words.
            let here: Vec<&Passage> = here.into_iter().filter(|one| !one.question).collect();
            let stars: Vec<&&Passage> = here.iter().filter(|one| one.star).collect();
            let quoted: BTreeSet<usize> = stars.iter().flat_map(|one| of_site(&one.people)).collect();
            let row = both.sites.iter().find(|row| row.group == number);
            let told = row.map(|row| (row.quotes, row.quoted, row.passages, row.heard, row.silent(), row.people));
            let wanted = (stars.len(), quoted.len(), here.len(), heard.len(), asked.len() - heard.len(), all.len());
            if !heads.site.is_empty() && (!here.is_empty() || at.is_some() && !all.is_empty()) {
                assert_eq!(told, Some(wanted), "seed {seed}, {at:?}");
            }
        }
        let words = ["no", "one", "two", "three"];
        let rest = match away.as_slice() {
            [] => String::new(),
            [only] => format!("{only} is not coded yet"),
            [first @ .., last] => format!("{} and {last} are not coded yet", first.join(", ")),
        };
        unread += usize::from(!away.is_empty());
        let reach = match reached {
            (_, 0) => rest.clone(),
            (0, _) if !rest.is_empty() => format!("In no site coded so far; {rest}"),
            (1, _) if !rest.is_empty() => summed.reach.clone(),
            (with, all) if !rest.is_empty() => format!("In {} of {} sites coded so far; {rest}", words[with], words[all]),
            (0, _) => "In no site".into(),
            (1, 1) => "In the one site".into(),
            (1, _) => summed.reach.clone(),
            (2, 2) => "In both sites".into(),
            (with, all) if with == all => format!("In all {} sites", words[all]),
            (with, all) => format!("In {} of {} sites", words[with], words[all]),
        };
        assert_eq!(summed.reach, reach, "seed {seed}");
        assert!(reached.0 != 1 || reached.1 < 2 || reach.starts_with("Only in "), "seed {seed}: {reach}");
        assert!(reach.ends_with(&rest), "seed {seed}: {reach}");
    }
    assert!(
        mixed > 20 && silences > 100 && alone > 10 && unread > 20,
        "{unread} with sites not coded, {mixed} passages over sites, {silences} silent groups, {alone} single voices"
    );
}

#[test]
fn what_was_coded_under_which_version_is_counted_as_by_hand() {
    for seed in 0..200 {
        let (mut study, mut dice) = (study(seed), Dice(seed + 1));
        let codings: Vec<Coding> = study.corpus.codings().map(|coding| Coding { at: Time(dice.below(100) as i64), ..coding.clone() }).collect();
        study.corpus.set_codings(codings.clone());
        let framework = study.corpus.frameworks()[0].id;
        let mut times: Vec<i64> = (0..dice.below(4)).map(|_| dice.below(100) as i64).collect();
        times.sort_unstable();
        times.dedup();
        let version = |at: &i64| FrameworkVersion {
            id: FrameworkVersionId::new(),
            framework,
            name: format!("v{at}"),
            reason: String::new(),
            note: String::new(),
            codes: Vec::new(),
            coder: study.corpus.coders[0].id,
            at: Time(*at),
        };
        let versions: Vec<FrameworkVersion> = times.iter().map(version).collect();
        let looked: Vec<LookedAgain> = Vec::new();
        study.corpus.set_versions(versions, Vec::new(), looked);
        let told: Vec<(usize, usize)> = in_force(&study.corpus, framework, &CameIn::default()).iter().map(|one| (one.codings, one.sources)).collect();
        let bounds: Vec<i64> = std::iter::once(i64::MIN).chain(times.iter().copied()).chain([i64::MAX]).collect();
        let plain = bounds.windows(2).map(|pair| {
            let here: Vec<&Coding> = codings.iter().filter(|coding| pair[0] <= coding.at.0 && coding.at.0 < pair[1]).collect();
            (here.len(), here.iter().map(|coding| coding.source).collect::<BTreeSet<_>>().len())
        });
        assert_eq!(told, plain.collect::<Vec<_>>(), "seed {seed}");

        // To be looked at again: judged by other words than those that stand, and not since they do.
        let words = |n: usize| [format!("words {n}"), String::new(), String::new()];
        let mut since: Vec<(Time, [String; 3])> = vec![(Time(0), words(dice.below(3)))];
        for at in &times {
            since.push((Time(*at), words(dice.below(3))));
        }
        let definitions: HashMap<CodeId, Definitions> = [(study.code, Definitions { since: since.clone() })].into();
        let mut judged: HashMap<CodingId, i64> = HashMap::new();
        for coding in &codings {
            if dice.coin() {
                judged.insert(coding.id, dice.below(100) as i64);
            }
        }
        let due = due_again(&study.corpus, &definitions, &mut |id| Ok(judged.get(&id).map(|at| Time(*at)))).unwrap();
        let told: BTreeSet<CodingId> = due.iter().map(|due| due.coding.id).collect();
        let at = |time: i64| since.iter().rev().find(|(begun, _)| begun.0 <= time).map(|(_, words)| words.clone());
        let wanted = codings.iter().filter(|coding| {
            let last = judged.get(&coding.id).copied().unwrap_or(i64::MIN).max(coding.at.0);
            at(last) != Some(since[since.len() - 1].1.clone())
        });
        assert_eq!(told, wanted.map(|coding| coding.id).collect(), "seed {seed}");
    }
}

#[test]
fn the_published_margins_come_out() {
    let Some(path) = crate::support::shared_file("reference/vectors/sampling_tables_synthetic.json") else { return };
    let vector: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut maker = Maker::new();
    let role = maker.attribute(Target::Case, "group", AttributeType::Text, &[]);
    let phase = maker.attribute(Target::Source, "phase", AttributeType::Text, &[]);
    maker.corpus.project.role = Some(Grouping::Attribute(role));
    maker.corpus.project.phase = Some(Grouping::Attribute(phase));
    let (mut sites, mut people): (HashMap<String, CaseId>, HashMap<String, CaseId>) = Default::default();
    let word = |value: &serde_json::Value, name: &str| value[name].as_str().unwrap().to_owned();
    for person in vector["people"].as_array().unwrap() {
        let site = *sites.entry(word(person, "site")).or_insert_with(|| maker.case(maker.site, &word(person, "site"), None));
        let case = maker.case(maker.person, &word(person, "id"), Some(site));
        maker.value(role, Owner::Case(case), &word(person, "group"));
        people.insert(word(person, "id"), case);
    }
    for (n, interview) in vector["interviews"].as_array().unwrap().iter().enumerate() {
        let person = people[&word(interview, "person")];
        let source = maker.source(&format!("Interview {n}"), "Yes.", &[("P", SpeakerRole::Participant, Some(person))], &[0]);
        maker.value(phase, Owner::Source(source), &interview["phase"].to_string());
    }
    let (corpus, _) = maker.done();
    let heads = Heads::new(&corpus);
    let cast = Cast::new(&corpus, &heads);
    let (found, expected) = (sample(&heads, &cast), &vector["expected"]);
    let number = |value: &serde_json::Value| value.as_u64().unwrap() as usize;
    let total = found.rows.last().unwrap();
    assert_eq!((total.all.interviews, total.all.people), (number(&expected["interviews"]), number(&expected["persons"])));
    assert_eq!(total.every_phase, number(&expected["persons_both_phases"]));
    for (place, phase) in found.phases.iter().enumerate() {
        assert_eq!(total.phases[place].interviews, number(&expected["interviews_by_phase"][heads.phase.label(*phase)]));
    }
    for (place, site) in found.sites.iter().enumerate() {
        let name = heads.site.label(*site);
        assert_eq!(total.sites[place].people, number(&expected["persons_by_site"][name]), "{name}");
        for phase in &found.phases {
            let cell = cast.sources(|part| part.is_talk() && part.site.contains(site) && part.phase.contains(phase)).len();
            assert_eq!(cell, number(&expected["interviews_by_site_phase"][format!("{name}/{}", heads.phase.label(*phase))]), "{name}");
        }
    }
    for row in &found.rows[..found.rows.len() - 1] {
        let name = heads.role.label(row.role.unwrap());
        assert_eq!(
            (row.all.interviews, row.all.people),
            (number(&expected["interviews_by_group"][name]), number(&expected["persons_by_group"][name])),
            "{name}"
        );
    }
    assert!(found.note.contains("phases") && holdings(&cast).starts_with("112 interviews with 98 people"), "{}", found.note);
}

#[test]
fn saturation_of_a_site_counts_what_its_own_people_say() {
    use themata::analysis::saturation::{OfGroup, coded};
    let (mut left_out, mut taken) = (0, 0);
    for seed in 0..300 {
        let study = study(seed);
        let (heads, voices) = (Heads::new(&study.corpus), Voices::read(&study.corpus, &study.texts).unwrap());
        let codes = [study.code];
        let has = |at: usize| study.corpus.codings().any(|coding| coding.source == study.talks[at].id);
        let all = coded(&study.corpus, &codes, false, &Scope::default(), None);
        let plain: Vec<(SourceId, usize)> =
            (0..study.talks.len()).filter(|at| study.talks[*at].talks && has(*at)).map(|at| (study.talks[at].id, 1)).collect();
        assert_eq!(all.uncoded, (0..study.talks.len()).filter(|at| study.talks[*at].talks && !has(*at)).count(), "seed {seed}");
        assert_eq!(all.sources.iter().copied().zip(all.codes.iter().map(Vec::len)).collect::<Vec<_>>(), plain, "seed {seed}");
        for site in [Some(0), Some(1), Some(2), None] {
            let group = group(&heads.site, &SITES, site);
            if site.is_some() && group == heads.site.unassigned() {
                continue;
            }
            let told = coded(&study.corpus, &codes, false, &Scope::default(), Some(OfGroup { groups: &heads.site, group, voices: &voices }));
            let here = |at: &usize| study.talks[*at].talks && has(*at) && study.joined(*at).iter().any(|person| study.people[*person].site == site);
            let says = |at: usize| {
                let touches = |coding: &Coding, turn: u32| coding.span.start < turn * TURN + TURN - 1 && coding.span.end > turn * TURN;
                study.corpus.codings().filter(|coding| coding.source == study.talks[at].id).any(|coding| {
                    let turns = study.talks[at].turns.iter().enumerate();
                    let people = turns.filter(|(turn, _)| touches(coding, *turn as u32)).filter_map(|(_, who)| *who).collect();
                    study.sites(&Passage { source: at, people, star: false, question: false }).contains(&site)
                })
            };
            let plain: Vec<(SourceId, usize)> = (0..study.talks.len()).filter(here).map(|at| (study.talks[at].id, usize::from(says(at)))).collect();
            assert_eq!(told.sources.iter().copied().zip(told.codes.iter().map(Vec::len)).collect::<Vec<_>>(), plain, "seed {seed}, {site:?}");
            left_out += (0..study.talks.len()).filter(here).filter(|at| !says(*at)).count();
            taken += plain.iter().filter(|(_, codes)| *codes > 0).count();
        }
    }
    assert!(left_out > 100 && taken > 100, "{left_out} left out, {taken} taken");
}

/// The study with its codings under three codes, of which the first alone is linked to a second framework and one has no counterpart.
fn linked(study: &Study, dice: &mut Dice) -> (Corpus, Crosswalk, [CodeId; 3]) {
    let mut corpus = study.corpus.clone();
    let (mut frameworks, mut codes) = (corpus.frameworks().to_vec(), corpus.codes().to_vec());
    let second = Framework { id: FrameworkId::new(), name: "Laws".into(), ..frameworks[0].clone() };
    let like = |framework, name: &str| Code { id: CodeId::new(), framework, name: name.to_owned(), ..codes[0].clone() };
    let (time, luck, law) = (like(codes[0].framework, "Time"), like(codes[0].framework, "Luck"), like(second.id, "Law"));
    let ids = [codes[0].id, time.id, luck.id];
    let crosswalk = Crosswalk { id: CrosswalkId::new(), from_framework: codes[0].framework, to_framework: second.id, layer: corpus.layers[0].id };
    let link = |from_code, to_code| CrosswalkLink {
        id: CrosswalkLinkId::new(),
        crosswalk: crosswalk.id,
        from_code,
        to_code,
        reason: String::new(),
        coder: corpus.coders[0].id,
        at: Time(0),
    };
    let links = vec![link(ids[0], Some(law.id)), link(ids[1], None)];
    codes.extend([time, luck, law]);
    frameworks.push(second);
    let codings: Vec<Coding> = corpus.codings().map(|coding| Coding { code: ids[dice.below(3)], ..coding.clone() }).collect();
    corpus.set_codes(frameworks, codes);
    corpus.set_codings(codings);
    corpus.set_crosswalks(vec![crosswalk.clone()], links, Vec::new());
    (corpus, crosswalk, ids)
}

#[test]
fn how_far_a_second_framework_reaches_is_reckoned_as_by_hand() {
    use themata::analysis::lens::{Lens, Taken};
    let mut several = 0;
    for seed in 0..300 {
        let study = study(seed);
        let (corpus, crosswalk, ids) = linked(&study, &mut Dice(seed + 7));
        let told = Lens::new(&corpus, &crosswalk).extent(&Scope::default(), &study.texts).unwrap();
        let (mut passages, mut words, mut sources, mut people) =
            (Taken::default(), Taken::default(), Taken::default(), [BTreeSet::new(), BTreeSet::new()]);
        let mut of: [HashMap<Option<usize>, Taken>; 3] = Default::default();
        for (source, talk) in study.talks.iter().enumerate() {
            let mut letters = [BTreeSet::new(), BTreeSet::new()];
            for (at, code) in ids.iter().enumerate() {
                // Passages are runs of letters under one code.
                let here: BTreeSet<u32> = corpus
                    .codings_of(talk.id)
                    .iter()
                    .filter(|coding| coding.code == *code)
                    .flat_map(|coding| coding.span.start..coding.span.end)
                    .collect();
                let mut runs: Vec<(u32, u32)> = Vec::new();
                for letter in &here {
                    match runs.last_mut() {
                        Some((_, end)) if *end == *letter => *end += 1,
                        _ => runs.push((*letter, letter + 1)),
                    }
                }
                letters[0].extend(&here);
                if at == 0 {
                    letters[1].extend(&here);
                }
                for (start, end) in runs {
                    let add = |taken: &mut Taken| {
                        taken.all += 1;
                        taken.reach += usize::from(at == 0);
                    };
                    let touches = |turn: u32| start < turn * TURN + TURN - 1 && end > turn * TURN;
                    let who = talk.turns.iter().enumerate().filter(|(turn, _)| touches(*turn as u32)).filter_map(|(_, who)| *who).collect();
                    let passage = Passage { source, people: who, star: false, question: false };
                    add(&mut passages);
                    people[0].extend(passage.people.iter().copied());
                    if at == 0 {
                        people[1].extend(passage.people.iter().copied());
                    }
                    let sites = study.sites(&passage);
                    several += usize::from(sites.len() > 1);
                    sites.into_iter().for_each(|site| add(of[0].entry(site).or_default()));
                    study.roles(&passage).into_iter().for_each(|role| add(of[1].entry(role).or_default()));
                    add(of[2].entry(talk.phase).or_default());
                }
            }
            // A word is a passage’s where its first letter is: each turn has two.
            let begun = |letters: &BTreeSet<u32>| letters.iter().filter(|letter| [0, 6].contains(&(*letter % TURN))).count();
            words.all += begun(&letters[0]);
            words.reach += begun(&letters[1]);
            sources.all += usize::from(!letters[0].is_empty());
            sources.reach += usize::from(!letters[1].is_empty());
        }
        assert_eq!((told.passages, told.words, told.sources), (passages, words, sources), "seed {seed}");
        assert_eq!(told.people, Taken { all: people[0].len(), reach: people[1].len() }, "seed {seed}");
        for (groups, (plain, names)) in told.groups.iter().zip(of.iter().zip([&SITES[..], &ROLES, &["1", "2"]])) {
            let told: HashMap<&str, Taken> = groups.iter().filter(|one| one.passages.all > 0).map(|one| (one.label.as_str(), one.passages)).collect();
            // Where nobody has a value nothing is grouped.
            if told.is_empty() && plain.keys().all(Option::is_none) {
                continue;
            }
            let plain: HashMap<&str, Taken> = plain.iter().map(|(at, taken)| (at.map_or(UNASSIGNED, |at| names[at]), *taken)).collect();
            assert_eq!(told, plain, "seed {seed}");
        }
        assert_eq!(told.left.len(), passages.all - passages.reach, "seed {seed}");
    }
    assert!(several > 50, "{several} passages of several sites");
}
