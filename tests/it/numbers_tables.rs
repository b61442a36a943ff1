//! The numbers in tables for a paper against a plain reckoning over random studies: sites, who took part, and what reporting guidelines ask for.

use crate::chart_study::{ABOVE, By, FIRST, NAMES};
use crate::support::Dice;
use crate::worked_study::{Of, Worked, worked};
use std::collections::{BTreeMap, BTreeSet};
use themata::analysis::UNASSIGNED;
use themata::export::{Block, Grid, PaperOptions, PaperTable};
use themata::model::*;
use themata::project::{Project, Reader};

/// A project without anything, begun after all that the studies hold: what is asked of the history is tried with real ones.
fn no_past(dir: &std::path::Path) -> Reader {
    let path = dir.join("none.themata");
    Project::create(&path, "None").unwrap().close().unwrap();
    Reader::open(&path).unwrap()
}

fn table(of: PaperTable, past: &Reader, study: &Worked) -> Grid {
    let mut blocks = of.blocks(past, &study.study.corpus, &study.study.texts, &PaperOptions::default()).unwrap();
    assert_eq!(blocks.len(), 1);
    match blocks.remove(0) {
        Block::Table(grid) => grid,
        other => panic!("{other:?}"),
    }
}

/// The cells of a row by the heads of their columns.
fn by_head(grid: &Grid, row: usize) -> BTreeMap<&str, &str> {
    grid.head.iter().map(String::as_str).zip(grid.rows[row].cells.iter().map(String::as_str)).collect()
}

fn number(cell: &str) -> usize {
    cell.parse().unwrap_or_else(|_| panic!("a number: {cell}"))
}

fn many(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[test]
fn sites_are_counted_as_by_hand() {
    let dir = tempfile::tempdir().unwrap();
    let past = no_past(dir.path());
    let (mut both, mut nobody) = (0, 0);
    for seed in 0..150 {
        let study = worked(seed, 2);
        let grid = table(PaperTable::Sites, &past, &study);
        let mut wanted: Vec<(&str, &str, [usize; 3])> = Vec::new();
        for group in study.all_groups(By::Site) {
            let (people, sources) = study.of_cast(|talk, person| study.stands(talk, person, By::Site).contains(group));
            let talks = sources.iter().filter(|talk| study.talks(**talk)).count();
            let ward = study.study.ward_of(Some(group)).unwrap_or_default();
            if !sources.is_empty() {
                wanted.push((group, ward, [talks, sources.len() - talks, people.len()]));
                nobody += usize::from(people.is_empty());
            }
        }
        let (people, sources) = study.of_cast(|_, _| true);
        let talks = sources.iter().filter(|talk| study.talks(**talk)).count();
        let all = [talks, sources.len() - talks, people.len()];
        let sums = [0, 1, 2].map(|at| wanted.iter().map(|row| row.2[at]).sum::<usize>());
        both += usize::from(sums[2] > all[2]);
        wanted.push(("All", "", all));
        let told: Vec<(&str, &str, [usize; 3])> = (0..grid.rows.len())
            .map(|row| {
                let cells = by_head(&grid, row);
                let numbers = ["Interviews", "Field notes and documents", "People"].map(|head| number(cells[head]));
                (cells["Site"], cells.get("ward").copied().unwrap_or_default(), numbers)
            })
            .collect();
        assert_eq!(told, wanted, "seed {seed}");
        let over = ["interviews", "field notes and documents", "people"].into_iter().zip(0..).filter(|(_, at)| sums[*at] > all[*at]);
        for what in ["interviews", "field notes and documents", "people"] {
            let is = over.clone().any(|(name, _)| name == what);
            assert_eq!(grid.note.to_lowercase().contains(what), is, "seed {seed}: {}", grid.note);
        }
    }
    assert!(both > 20 && nobody > 5, "{both} with people of two sites, {nobody} sites of nobody");
}

#[test]
fn who_took_part_is_counted_as_by_hand_in_the_table() {
    let dir = tempfile::tempdir().unwrap();
    let past = no_past(dir.path());
    let (mut twice, mut unknown, mut twins, mut cells) = (0, 0, 0, 0);
    for seed in 0..150 {
        let study = worked(seed, 2);
        let grid = table(PaperTable::Participants, &past, &study);
        let of = |is: &dyn Fn(usize, Option<usize>) -> bool| study.of_cast(|talk, person| study.talks(talk) && is(talk, person));
        let said = |is: &dyn Fn(usize, Option<usize>) -> bool| {
            let (people, sources) = of(is);
            if sources.is_empty() && people.is_empty() { "–".to_owned() } else { format!("{} ({})", people.len(), sources.len()) }
        };
        let stands = |by: By, group: &'static str| {
            let study = &study;
            move |talk: usize, person: Option<usize>| study.stands(talk, person, by).contains(group)
        };
        let used = |by: By| -> Vec<&'static str> { study.all_groups(by).into_iter().filter(|group| !of(&stands(by, group)).1.is_empty()).collect() };
        let (sites, phases, mut roles) = (used(By::Site), used(By::Phase), used(By::Role));
        // Where no role group is known, the row of all says it.
        if roles.iter().all(|role| *role == UNASSIGNED) {
            roles.clear();
        }
        let lacks = |groups: &Vec<&str>| groups.contains(&UNASSIGNED) && groups.iter().any(|group| *group != UNASSIGNED);
        let both = lacks(&sites) && lacks(&phases);
        twins += usize::from(both);
        let mut wanted: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let mut any_every = false;
        for role in roles.iter().copied().map(Some).chain([None]) {
            let mine = |talk: usize, person: Option<usize>| role.is_none_or(|role| study.stands(talk, person, By::Role).contains(role));
            let mut row = BTreeMap::new();
            for (by, title, groups) in [(By::Site, "site", &sites), (By::Phase, "phase", &phases)] {
                if groups.iter().all(|group| *group == UNASSIGNED) {
                    continue;
                }
                for group in groups {
                    let head = match (*group, by) {
                        (UNASSIGNED, _) if both => format!("{UNASSIGNED} ({title})"),
                        (UNASSIGNED, _) => UNASSIGNED.to_owned(),
                        (number, By::Phase) => format!("Phase {number}"),
                        (name, _) => name.to_owned(),
                    };
                    row.insert(head, said(&|talk, person| mine(talk, person) && stands(by, group)(talk, person)));
                }
            }
            let named: Vec<&str> = phases.iter().copied().filter(|phase| *phase != UNASSIGNED).collect();
            let met = named.iter().map(|phase| of(&|talk, person| mine(talk, person) && stands(By::Phase, phase)(talk, person)).0);
            let every = met.reduce(|a, b| &a & &b).filter(|_| named.len() > 1).map_or(0, |people| people.len());
            any_every |= every > 0;
            twice += every;
            row.insert("Both".into(), if every == 0 { "–".to_owned() } else { every.to_string() });
            row.insert("All".into(), said(&mine));
            wanted.insert(role.unwrap_or("All").to_owned(), row);
        }
        if !any_every {
            wanted.values_mut().for_each(|row| drop(row.remove("Both")));
        }
        unknown += usize::from(roles.contains(&UNASSIGNED));
        let told: BTreeMap<String, BTreeMap<String, String>> = (0..grid.rows.len())
            .map(|row| {
                let mut cells: BTreeMap<String, String> = by_head(&grid, row).into_iter().map(|(head, cell)| (head.into(), cell.into())).collect();
                (cells.remove("People (interviews)").unwrap(), cells)
            })
            .collect();
        cells += told.values().map(BTreeMap::len).sum::<usize>();
        let title = |row: BTreeMap<String, String>| row.into_iter().map(|(head, cell)| (head.replace("(case kind site)", "(site)"), cell)).collect();
        assert_eq!(told.into_iter().map(|(role, row)| (role, title(row))).collect::<BTreeMap<_, _>>(), wanted, "seed {seed}");
        // Interviews of nobody are told of.
        let alone = of(&|_, person| person.is_none()).1.len();
        let note = match alone {
            0 => "",
            1 => "1 interview is of no person yet",
            _ => "interviews are of no person yet",
        };
        assert_eq!(grid.note.contains("of no person yet"), alone > 0, "seed {seed}");
        assert!(grid.note.contains(note) && (alone < 2 || grid.note.contains(&format!("{alone} interviews are"))), "seed {seed}: {}", grid.note);
    }
    assert!(
        twice > 50 && unknown > 50 && twins > 10 && cells > 2_000,
        "{twice} met twice, {unknown} with unknown roles, {twins} without both, {cells} cells"
    );
}

/// What stands in a study beside its codings, as reporting guidelines ask for it.
struct Beside {
    asked: Vec<Option<&'static str>>,
    themes: BTreeSet<usize>,
    reflexive: Vec<usize>,
    pseudonyms: (usize, usize),
    versions: Vec<(usize, String, usize, String)>,
}

const FRAMEWORKS: [&str; 2] = ["Themes", "Laws"];
/// When versions were named.
const NAMED: Time = Time(1_600_000_000_000);
const INITIALS: [&str; 2] = ["BP", "AR"];

fn beside(study: &mut Worked, dice: &mut Dice) -> Beside {
    let corpus = &mut study.study.corpus;
    let mut asked = Vec::new();
    let mut speakers: Vec<Speaker> = Vec::new();
    for talk in &study.study.talks {
        let label = [Some("INT"), Some("Anna"), None][dice.below(3)];
        let mut here: Vec<Speaker> = corpus.speakers(talk.id).to_vec();
        match label {
            Some(label) => here[0].name = label.into(),
            None => here[0].role = SpeakerRole::Participant,
        }
        asked.push(label);
        speakers.extend(here);
    }
    corpus.set_speakers(speakers);
    let themes: BTreeSet<usize> = (0..NAMES.len()).filter(|_| dice.coin()).collect();
    let mut codes = corpus.codes().to_vec();
    codes.iter_mut().for_each(|code| code.theme = themes.iter().any(|theme| study.study.codes[*theme] == code.id));
    corpus.set_codes(corpus.frameworks().to_vec(), codes);
    let (mut memos, mut reflexive) = (Vec::new(), Vec::new());
    for n in 0..dice.below(5) {
        let (kind, coder) = ([MemoKind::Reflexive, MemoKind::Analytic][dice.below(2)], dice.below(2));
        reflexive.extend(Some(coder).filter(|_| kind == MemoKind::Reflexive));
        let (id, coder, at) = (MemoId::new(), study.study.coders[coder], Time(n as i64));
        memos.push(Memo { id, subject: Subject::Project, kind, title: String::new(), body: "So.".into(), coder, at });
    }
    corpus.set_memos(memos);
    let (mut cases, mut named) = (corpus.cases().to_vec(), 0);
    for case in cases.iter_mut().filter(|case| study.study.people.iter().any(|person| person.id == case.id)) {
        if dice.coin() {
            case.pseudonym = format!("Mary{named}");
            named += 1;
        }
    }
    let link =
        |source: SourceId| corpus.cases_of(source).iter().map(move |case_id| SourceCase { id: SourceCaseId::new(), source, case_id: *case_id });
    let links: Vec<SourceCase> = study.study.talks.iter().flat_map(|talk| link(talk.id)).collect();
    let kinds = corpus.kinds().to_vec();
    corpus.set_cases(kinds, cases, links);
    let listed = dice.below(3);
    let row = |n: usize| Pseudonym {
        id: PseudonymId::new(),
        case_id: None,
        kind: PseudonymKind::Place,
        names: vec![format!("Zebedee{n}")],
        stands: format!("Town{n}"),
        ord: "a".into(),
    };
    corpus.set_pseudonyms((0..listed).map(row).collect());
    let versions = versions(study, dice);
    Beside { asked, themes, reflexive, pseudonyms: (named, listed), versions }
}

fn versions(study: &mut Worked, dice: &mut Dice) -> Vec<(usize, String, usize, String)> {
    let corpus = &mut study.study.corpus;
    let (mut rows, mut told) = (Vec::new(), Vec::new());
    for n in 0..dice.below(4) {
        let (at, codes) = (dice.below(2), dice.below(3));
        let (name, reason) = (format!("v{n}"), ["", "A meeting"][dice.below(2)].to_owned());
        rows.push(FrameworkVersion {
            id: FrameworkVersionId::new(),
            framework: corpus.frameworks()[at].id,
            name: name.clone(),
            reason: reason.clone(),
            note: String::new(),
            codes: corpus.codes()[..codes].to_vec(),
            coder: study.study.coders[0],
            at: Time(NAMED.0 + n as i64),
        });
        told.push((at, name, codes, reason));
    }
    corpus.set_versions(rows, Vec::new(), Vec::new());
    told.sort_by_key(|version| version.0);
    told
}

/// What each item says, where it says anything.
struct Items<'a> {
    study: &'a Worked,
    beside: &'a Beside,
}

impl Items<'_> {
    fn talks(&self) -> Vec<usize> {
        (0..self.study.kinds.len()).filter(|talk| self.study.talks(*talk)).collect()
    }

    fn framework(code: usize) -> usize {
        usize::from(code >= FIRST)
    }

    fn interviewers(&self) -> String {
        let labels: Vec<&str> = self.talks().into_iter().filter_map(|talk| self.beside.asked[talk]).collect();
        let different: BTreeSet<&str> = labels.iter().copied().collect();
        let talks = many(self.talks().len(), "interview", "interviews");
        let under = many(different.len(), "label", "labels");
        if labels.is_empty() { String::new() } else { format!("Voices marked as interviewers in {} of {talks}, under {under}", labels.len()) }
    }

    fn reflexive(&self) -> String {
        let who: BTreeSet<&str> = self.beside.reflexive.iter().map(|coder| INITIALS[*coder]).collect();
        let memos = many(self.beside.reflexive.len(), "memo", "memos");
        if who.is_empty() { String::new() } else { format!("{memos} by {}", listed(&who.into_iter().collect::<Vec<_>>())) }
    }

    fn size(&self) -> String {
        let of = |people: bool| {
            let is = |at: usize, kind| self.study.kinds[at] == kind && self.study.study.all(at).is_empty() != people;
            let count = |kind| (0..self.study.kinds.len()).filter(|at| is(*at, kind)).count();
            let kinds = [(SourceKind::Interview, "interview", "interviews"), (SourceKind::FocusGroup, "focus group", "focus groups")];
            let said = kinds.map(|(kind, one, several)| (count(kind), one, several)).into_iter().filter(|said| said.0 > 0);
            said.map(|(number, one, several)| many(number, one, several)).collect::<Vec<_>>().join(" and ")
        };
        let people = self.study.of_cast(|talk, _| self.study.talks(talk)).0.len();
        let with = Some(of(true)).filter(|said| !said.is_empty()).map(|said| format!("{said} with {}", many(people, "person", "people")));
        let without = Some(of(false)).filter(|said| !said.is_empty());
        let talks = match (with, without) {
            (Some(with), Some(without)) => Some(format!("{with}, {without} without a person")),
            (with, without) => with.or(without),
        };
        let of_kind = |kind| self.study.kinds.iter().filter(|one| **one == kind).count();
        let (notes, documents) = (of_kind(SourceKind::Observation), of_kind(SourceKind::Document));
        let mut said: Vec<String> = talks.into_iter().collect();
        said.extend(Some(many(notes, "observation", "observations")).filter(|_| notes > 0));
        said.extend(Some(many(documents, "document", "documents")).filter(|_| documents > 0));
        said.join(" · ")
    }

    fn groups(&self, by: By) -> String {
        if self.study.groups(by).is_empty() {
            return String::new();
        }
        let of = |group: Option<&str>| {
            let is = |talk: usize, person| self.study.talks(talk) && group.is_none_or(|group| self.study.stands(talk, person, by).contains(group));
            let (people, talks) = self.study.of_cast(is);
            (talks.len(), people.len())
        };
        let rows: Vec<(&str, (usize, usize))> = self.study.all_groups(by).into_iter().map(|group| (group, of(Some(group)))).collect();
        let sums = rows.iter().fold((0, 0), |sum, row| (sum.0 + row.1.0, sum.1 + row.1.1));
        let all = of(None);
        let over = [(sums.0 > all.0, "interviews"), (sums.1 > all.1, "people")].into_iter().filter(|(is, _)| *is).map(|(_, what)| what);
        let over: Vec<&str> = over.collect();
        let row = |(group, (talks, people)): &(&str, (usize, usize))| {
            format!("{group}: {}, {}", many(*talks, "interview", "interviews"), many(*people, "person", "people"))
        };
        let said: Vec<String> = rows.iter().filter(|row| row.1.0 > 0).map(row).collect();
        let note = if over.is_empty() { String::new() } else { format!(" ({} of several count in each)", listed(&over)) };
        said.join("; ") + &note
    }

    fn repeated(&self) -> String {
        let times = |person: usize| self.talks().into_iter().filter(|talk| self.study.study.all(*talk).contains(&person)).count();
        let met: Vec<usize> = (0..self.study.study.people.len()).map(times).filter(|times| *times > 0).collect();
        let again = met.iter().filter(|times| **times > 1).count();
        if met.is_empty() { String::new() } else { format!("{again} of {} interviewed more than once", many(met.len(), "person", "people")) }
    }

    fn notes(&self) -> String {
        let of = |kind| self.study.kinds.iter().filter(|one| **one == kind).count();
        format!("{}, {}", many(of(SourceKind::Observation), "observation", "observations"), many(of(SourceKind::Document), "document", "documents"))
    }

    fn period(&self) -> String {
        let days: BTreeSet<&str> = self.study.days.iter().copied().filter(|day| !day.is_empty()).collect();
        let dated = self.study.days.iter().filter(|day| !day.is_empty()).count();
        match (days.first(), days.last()) {
            (Some(first), Some(last)) => format!("{first} to {last} ({dated} of {} sources have a date)", self.study.days.len()),
            _ => String::new(),
        }
    }

    /// What interviews bring of a framework by the day, those without one behind the others.
    fn saturated(&self, framework: usize) -> Option<String> {
        let codes = |talk: usize| -> BTreeSet<usize> {
            let here = self.study.study.marked.iter().filter(|one| one.talk == talk && Self::framework(one.code) == framework);
            here.map(|one| one.code).collect()
        };
        let (mut read, unread): (Vec<usize>, Vec<usize>) = self.talks().into_iter().partition(|talk| !codes(*talk).is_empty());
        read.sort_by_key(|talk| (self.study.days[*talk].is_empty(), self.study.days[*talk], *talk));
        if read.is_empty() {
            return None;
        }
        let mut known: BTreeSet<usize> = BTreeSet::new();
        let new: Vec<usize> = read.iter().map(|talk| codes(*talk).into_iter().filter(|code| known.insert(*code)).count()).collect();
        let left_out = match unread.len() {
            0 => String::new(),
            1 => "; 1 interview is not coded yet and left out".to_owned(),
            many => format!("; {many} interviews are not coded yet and left out"),
        };
        let base: usize = new.iter().take(4).sum();
        let runs = || (4..new.len().saturating_sub(1)).map(|at| (at, new[at] + new[at + 1]));
        let met = runs().find(|(_, brought)| *brought * 20 <= base);
        let said = match met {
            _ if new.len() < 6 => "not reached, too few interviews for base and run".to_owned(),
            None => "not reached, every run brought more than the threshold".to_owned(),
            Some((after, _)) => {
                let (behind, interviews): (usize, usize) = (new[after..].iter().sum(), new.len() - after);
                let came = match behind {
                    0 => format!("no code came first in the {interviews} interviews after that"),
                    n => format!("{n} of {} came first in the {interviews} interviews after that", many(known.len(), "code", "codes")),
                };
                format!("reached after {after} interviews ({after}+2); {came}")
            }
        };
        Some(format!("{}: {said}{left_out}", FRAMEWORKS[framework]))
    }

    fn saturation(&self) -> String {
        let told: Vec<String> = [0, 1].into_iter().filter_map(|framework| self.saturated(framework)).collect();
        if told.is_empty() { String::new() } else { format!("Guest et al. 2020, base 4, run 2, threshold 5 %. {}", told.join("; ")) }
    }

    fn pseudonyms(&self) -> String {
        let (named, listed) = self.beside.pseudonyms;
        if named + listed == 0 {
            return String::new();
        }
        let people = many(self.study.study.people.len(), "person", "people");
        format!(
            "{named} of {people} have a pseudonym, and {} of the list; whether they are replaced in the texts is not known",
            many(listed, "more name", "more names")
        )
    }

    /// Codings that people made, by coder and source.
    fn made(&self) -> Vec<(usize, usize)> {
        let here = self.study.study.marked.iter().filter(|one| !self.study.added.contains(&one.id));
        here.map(|one| (one.coder, one.talk)).collect()
    }

    fn coders(&self) -> String {
        let mut list: Vec<(usize, &str)> =
            INITIALS.iter().enumerate().map(|(at, initials)| (self.made().iter().filter(|one| one.0 == at).count(), *initials)).collect();
        list.retain(|(codings, _)| *codings > 0);
        list.sort_by_key(|(codings, _)| std::cmp::Reverse(*codings));
        let said: Vec<String> = list.iter().map(|(codings, who)| format!("{who} ({})", many(*codings, "coding", "codings"))).collect();
        if list.is_empty() { String::new() } else { format!("{}: {}", list.len(), said.join(", ")) }
    }

    fn twice(&self) -> String {
        let of = |coder: usize| -> BTreeSet<usize> { self.made().into_iter().filter(|one| one.0 == coder).map(|one| one.1).collect() };
        let (all, both) = ((&of(0) | &of(1)).len(), (&of(0) & &of(1)).len());
        let sources = many(all, "coded source", "coded sources");
        if all == 0 { String::new() } else { format!("{both} of {sources} by more than one coder") }
    }

    fn trees(&self) -> String {
        let of = |framework: usize| {
            let codes: Vec<usize> = (0..NAMES.len()).filter(|code| Self::framework(*code) == framework).collect();
            let used = codes.iter().filter(|code| self.study.study.marked.iter().any(|one| one.code == **code)).count();
            let levels = codes.iter().map(|code| std::iter::successors(Some(*code), |code| ABOVE[*code]).count()).max().unwrap_or(0);
            format!("{}: {} codes on {levels} levels, {used} used", FRAMEWORKS[framework], codes.len())
        };
        [0, 1].map(of).join("; ")
    }

    fn versions(&self) -> String {
        let line = |(at, name, codes, reason): &(usize, String, usize, String)| {
            let why = if reason.is_empty() { String::new() } else { format!(": {reason}") };
            format!("{}: {name} ({}, {}){why}", FRAMEWORKS[*at], NAMED.day(), many(*codes, "code", "codes"))
        };
        self.beside.versions.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Passages with a star, where what overlaps or touches is one.
    fn quotes(&self) -> String {
        let mut runs = 0;
        for talk in 0..self.study.kinds.len() {
            let own = self.study.study.marked.iter().filter(|one| one.talk == talk);
            let starred = own.filter(|one| self.study.stars.contains(&one.id) && !self.study.added.contains(&one.id)).map(|one| one.span);
            let single = self.study.parts.iter().filter(|part| part.star).filter_map(|part| match part.of {
                Of::Passage(of, span) if of == talk => Some(span),
                _ => None,
            });
            let mut ends: Vec<(u32, u32)> = starred.chain(single).collect();
            ends.sort_unstable();
            let mut last = None;
            for (start, end) in ends {
                runs += usize::from(last.is_none_or(|last| start > last));
                last = last.max(Some(end));
            }
        }
        format!("Attributed as ({{site}}, {{role}}); key quotes marked: {runs}")
    }

    fn themes(&self, below: bool) -> String {
        let is_below = |code: usize| std::iter::successors(ABOVE[code], |code| ABOVE[*code]).any(|above| self.beside.themes.contains(&above));
        let list: Vec<usize> = self.beside.themes.iter().copied().filter(|code| is_below(*code) == below).collect();
        let line = |code: &usize| {
            let passages = self.study.theme(*code);
            let people: BTreeSet<usize> = passages.iter().flat_map(|one| one.people.iter().copied()).collect();
            format!("{} ({}, {})", NAMES[*code], many(passages.len(), "passage", "passages"), many(people.len(), "person", "people"))
        };
        let (one, several) = if below { ("sub-theme", "sub-themes") } else { ("theme", "themes") };
        let said: Vec<String> = list.iter().map(line).collect();
        if list.is_empty() { String::new() } else { format!("{}: {}", many(list.len(), one, several), said.join("; ")) }
    }

    fn all(&self) -> Vec<(&'static str, String)> {
        let items = [
            ("Interviewers", self.interviewers()),
            ("Reflexive memos", self.reflexive()),
            ("Sample size", self.size()),
            ("Setting", self.groups(By::Site)),
            ("Description of the sample", self.groups(By::Role)),
            ("Repeat interviews", self.repeated()),
            ("Field notes", self.notes()),
            ("Period of data collection", self.period()),
            ("Data saturation", self.saturation()),
            ("Pseudonyms", self.pseudonyms()),
            ("Number of data coders", self.coders()),
            ("Coded by several", self.twice()),
            ("Description of the coding tree", self.trees()),
            ("Versions of the framework", self.versions()),
            ("Quotations presented", self.quotes()),
            ("Clarity of major themes", self.themes(false)),
            ("Clarity of minor themes", self.themes(true)),
        ];
        items.into_iter().filter(|(_, said)| !said.is_empty()).collect()
    }
}

#[test]
fn what_reporting_guidelines_ask_for_is_counted_as_by_hand() {
    let dir = tempfile::tempdir().unwrap();
    let past = no_past(dir.path());
    let (mut items, mut reached) = (0, 0);
    for seed in 0..100 {
        let mut study = worked(seed, [0, 6, 9][seed as usize % 3]);
        let beside = beside(&mut study, &mut Dice(seed + 3));
        let wanted = Items { study: &study, beside: &beside }.all();
        let grid = table(PaperTable::Reporting, &past, &study);
        let told: Vec<(&str, String)> = (0..grid.rows.len())
            .map(|row| by_head(&grid, row))
            .map(|cells| (cells["Item"], cells["What the project says"].to_owned()))
            .filter(|(item, _)| !["Software", "Audit trail", "Derivation of themes"].contains(item))
            .collect();
        assert_eq!(told, wanted, "seed {seed}");
        items += told.len();
        reached += told.iter().filter(|(_, said)| said.contains("reached after")).count();
    }
    assert!(items > 1_200 && reached > 20, "{items} items, {reached} reached");
}
