//! Every cell, row and head of the chart against a plain reckoning over random studies, with filters, for one coder, and read through a lens.

use crate::chart_study::*;
use crate::support::Dice;
use std::collections::{BTreeSet, HashMap};
use themata::analysis::lens::Lens;
use themata::analysis::*;
use themata::model::*;

/// Which chart is asked for, in plain words.
#[derive(Clone, Copy, Debug)]
struct Plain {
    of: Of,
    by: By,
    only: Option<(By, &'static str)>,
    coder: Option<usize>,
    through: bool,
}

/// A row by hand: what it is of, in which group, and the sources it stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Key {
    Together,
    Talk(usize),
    Person(usize),
    Site(usize),
}

/// The sources in which a row is heard.
fn heard(study: &Study, key: Key) -> Vec<usize> {
    let all = 0..study.talks.len();
    match key {
        Key::Talk(talk) => vec![talk],
        Key::Person(person) => all.filter(|talk| study.all(*talk).contains(&person)).collect(),
        Key::Site(site) => {
            let of = |talk: &usize| {
                study.talks[*talk].sites.contains(SITES[site]) || study.all(*talk).iter().any(|p| study.people[*p].site == Some(SITES[site]))
            };
            all.filter(of).collect()
        }
        Key::Together => all.collect(),
    }
}

/// Rows by the names of their groups.
type Rows = BTreeSet<(&'static str, Key)>;

/// The rows of a chart with their groups, where filters leave them.
fn rows(study: &Study, plain: Plain, only: Option<(By, &'static str)>) -> Rows {
    let mut rows = BTreeSet::new();
    let mut add = |key: Key, groups: Set| rows.extend(groups.into_iter().map(|group| (group, key)));
    match plain.of {
        Of::Talks => (0..study.talks.len()).for_each(|talk| {
            study.who(talk, only).iter().for_each(|people| add(Key::Talk(talk), study.groups(talk, people, plain.by)));
        }),
        Of::People => (0..study.people.len()).for_each(|person| {
            let (of, me) = (heard(study, Key::Person(person)), People::from([person]));
            let own = |by: By| study.of_person(person, by).unwrap_or(UNASSIGNED);
            if of.is_empty() && only.is_none_or(|(by, value)| own(by) == value) {
                add(Key::Person(person), [own(plain.by)].into());
            }
            let here = of.iter().filter(|talk| study.passes(**talk, &me, only));
            here.for_each(|talk| add(Key::Person(person), study.groups(*talk, &me, plain.by)));
        }),
        Of::Sites => (0..SITES.len()).for_each(|site| {
            let of = heard(study, Key::Site(site));
            let own = |by: By| match by {
                By::Site => Some(SITES[site]),
                By::Ward => study.wards[site],
                _ => None,
            };
            let alone = |by| own(by).unwrap_or(UNASSIGNED);
            // Who of it is there passes, or the source itself where nobody is.
            let passes = |talk: &usize| {
                let here = study.all(*talk).into_iter().filter(|person| study.people[*person].site == own(By::Site));
                let here: Vec<People> = here.map(|person| [person].into()).collect();
                if here.is_empty() { study.passes(*talk, &People::new(), only) } else { here.iter().any(|one| study.passes(*talk, one, only)) }
            };
            let pass: Vec<usize> = of.iter().copied().filter(passes).collect();
            if of.is_empty() && only.is_none_or(|(by, value)| alone(by) == value) || !pass.is_empty() && own(plain.by).is_some() {
                add(Key::Site(site), [alone(plain.by)].into());
            } else {
                pass.iter().for_each(|talk| add(Key::Site(site), study.groups(*talk, &People::new(), plain.by)));
            }
        }),
    }
    rows
}

/// Whether a passage stands under a row: under that of a group, with what it is grouped by.
fn stands(study: &Study, run: &Run, key: Key, group: (By, &'static str)) -> bool {
    match key {
        Key::Talk(talk) => run.talk == talk,
        Key::Person(person) => run.people.contains(&person),
        Key::Site(site) => study.groups(run.talk, &run.people, By::Site).contains(SITES[site]),
        Key::Together => study.groups(run.talk, &run.people, group.0).contains(group.1),
    }
}

fn key_of(study: &Study, row: &ChartRow) -> Key {
    let at = |id: &CaseId| study.people.iter().position(|person| person.id == *id).map(Key::Person);
    match &row.key {
        _ if row.together => Key::Together,
        RowKey::Source(id) => Key::Talk(study.talks.iter().position(|talk| talk.id == *id).unwrap()),
        RowKey::Case(id) => at(id).unwrap_or_else(|| Key::Site(study.sites.iter().position(|site| site == id).unwrap())),
        RowKey::Group(..) | RowKey::Rest(_) => unreachable!(),
    }
}

/// Every name of a group.
const GROUPS: [&str; 9] = ["North", "South", "Nurse", "Porter", "1", "2", "A", "B", UNASSIGNED];

/// What differs between two states of a cell: the codings under it, with their codes and lengths.
type State = BTreeSet<(CodingId, usize, u32)>;

struct Check<'a> {
    study: &'a Study,
    plain: Plain,
    read: Corpus,
    chart: Chart,
    ask: ChartAsk,
    columns: Vec<usize>,
    /// The rows with their groups: as filters leave them, and all there are.
    rows: [Rows; 2],
}

impl<'a> Check<'a> {
    fn new(study: &'a Study, voices: &'a Voices, plain: Plain) -> Self {
        let columns: Vec<usize> = if plain.through { (FIRST..NAMES.len()).collect() } else { (0..FIRST).collect() };
        let [person, site] = study.kinds;
        let of = [ChartOf::Sources, ChartOf::Cases(person), ChartOf::Cases(site)][plain.of as usize];
        let scope = Scope { coders: plain.coder.map(|coder| study.coders[coder]).into_iter().collect(), ..Scope::default() };
        let filters = plain.only.map(|(by, value)| Filter { by: study.grouping(by).unwrap(), values: vec![value.to_owned()] });
        let codes = columns.iter().map(|code| study.codes[*code]).collect();
        let ask = ChartAsk { of, by: study.grouping(plain.by), codes, filters: filters.into_iter().collect(), scope: scope.clone() };
        let read = if plain.through { Lens::new(&study.corpus, &study.crosswalk).corpus(&scope) } else { study.corpus.clone() };
        let chart = if plain.through { Chart::through(&read, &study.corpus, voices, &ask) } else { Chart::new(&study.corpus, voices, &ask) };
        let rows = [plain.only, None].map(|only| rows(study, plain, only));
        Self { study, plain, read, chart, ask, columns, rows }
    }

    fn codings(&self) -> Vec<Marked> {
        if self.plain.through { self.study.read(self.plain.coder) } else { self.study.marked.clone() }
    }

    /// The rows, their groups, and what their heads count.
    fn heads(&self, seed: u64) {
        let (study, plain, [rows, all]) = (self.study, self.plain, &self.rows);
        let told: BTreeSet<(&str, Key)> =
            self.chart.rows.iter().filter(|row| !row.together).map(|row| (self.group(row), key_of(study, row))).collect();
        assert_eq!(told, rows.iter().copied().collect(), "seed {seed}, {plain:?}");
        let mut groups: Set = rows.iter().map(|(group, _)| *group).collect();
        // Where the rows are the sites, what is of none has a row of its own.
        let without = |talk: usize| study.who(talk, plain.only).iter().any(|people| study.groups(talk, people, By::Site).contains(UNASSIGNED));
        groups.extend(Some(UNASSIGNED).filter(|_| (plain.of, plain.by) == (Of::Sites, By::Site) && (0..study.talks.len()).any(without)));
        let told: Set = self.chart.groups.iter().filter(|_| plain.by != By::Nothing).map(|head| self.named(&head.label)).collect();
        assert_eq!(told, if plain.by == By::Nothing { Set::new() } else { groups.clone() }, "seed {seed}, {plain:?}");
        for group in groups {
            let of = |rows: &BTreeSet<(&str, Key)>| rows.iter().filter(|row| row.0 == group).count();
            let row = self.chart.rows.iter().find(|row| row.together && self.group(row) == group);
            let wanted = match plain.by {
                By::Nothing => false,
                By::Site => plain.of != Of::Sites || group == UNASSIGNED,
                _ => true,
            };
            assert_eq!(row.map(|row| row.hides), wanted.then(|| of(all) > of(rows)), "seed {seed}, {plain:?}: {group}");
            let here = |talk: &usize| study.who(*talk, plain.only).iter().any(|people| study.groups(*talk, people, plain.by).contains(group));
            let talks: Vec<usize> = (0..study.talks.len()).filter(here).collect();
            let who =
                |talk: usize| study.who(talk, plain.only).into_iter().filter(move |people| study.groups(talk, people, plain.by).contains(group));
            let people: People = talks.iter().copied().flat_map(who).flatten().collect();
            let interviews = talks.iter().filter(|talk| study.talks[**talk].talks).count();
            let head = self.chart.groups.iter().find(|head| head.label == group || head.label.is_empty()).unwrap();
            assert_eq!(
                (head.interviews, head.other_sources, head.people),
                (interviews, talks.len() - interviews, people.len()),
                "seed {seed}, {plain:?}: {group}"
            );
        }
    }

    fn group(&self, row: &ChartRow) -> &'static str {
        self.named(&self.chart.groups[row.group].label)
    }

    fn named(&self, label: &str) -> &'static str {
        GROUPS.into_iter().find(|name| *name == label).unwrap_or(UNASSIGNED)
    }

    /// The codings of passages under a row.
    fn state(&self, runs: &[Run], row: &ChartRow) -> State {
        let (key, group) = (key_of(self.study, row), (self.plain.by, self.group(row)));
        runs.iter().filter(|run| stands(self.study, run, key, group)).flat_map(|run| run.codings.iter().copied()).collect()
    }

    /// What stands under every cell, and how it stands; how many passages that are.
    fn cells(&self, before: &HashMap<(RowKey, CodeId), State>, seed: u64) -> usize {
        let (study, plain, codings) = (self.study, self.plain, self.codings());
        let (mut counted, mut charted) = (0, HashMap::new());
        for (column, code) in self.columns.iter().enumerate() {
            let runs = study.passages(&codings, *code, plain.coder);
            let own = study.passages(&study.marked, *code, plain.coder);
            for (at, row) in self.chart.rows.iter().enumerate() {
                let (key, group) = (key_of(study, row), self.group(row));
                let what = format!("seed {seed}, {plain:?}: {key:?} in {group} × {}", NAMES[*code]);
                let under: Vec<&Run> = runs.iter().filter(|run| stands(study, run, key, (plain.by, group))).collect();
                let passages = under.iter().filter(|run| self.counts(run, key, group)).count();
                assert_eq!(self.chart.under(at, column).passages as usize, passages, "{what}");
                counted += passages;
                self.beneath(&row.key, study.codes[*code], &under, &what);
                let view = self.chart.view(&self.read, at, column);
                let settled = view.cell.map(|cell| cell.status).filter(|status| *status != CellStatus::NotCharted);
                let silent = match passages {
                    0 if self.is_coded(key, group) => "nothing coded",
                    0 => "not coded yet",
                    _ => "not charted",
                };
                assert_eq!(view.standing(), settled.map_or(silent, CellStatus::name), "{what}");
                if plain.coder.is_none() {
                    let known = settled.and_then(|_| before.get(&(study.corpus.settled(&row.key), study.codes[*code])));
                    assert_eq!(view.changed, known.is_some_and(|known| *known != self.state(&own, row)), "{what}");
                }
                let place = (key, Some(group).filter(|_| key == Key::Together), *code);
                let due = charted.entry(place).or_insert((false, false, false));
                *due = (due.0 || passages > 0 || settled.is_some(), settled.is_some(), view.changed);
            }
        }
        let told = self.chart.charted(&self.read);
        let count = |is: fn(&(bool, bool, bool)) -> bool| charted.values().filter(|one| is(one)).count();
        assert_eq!((told.due, told.settled, told.changed), (count(|one| one.0), count(|one| one.1), count(|one| one.2)), "seed {seed}, {plain:?}");
        counted
    }

    /// Whether a passage counts in a row under which it stands: who stands in several groups counts in each with what was said there.
    fn counts(&self, run: &Run, key: Key, group: &'static str) -> bool {
        let several = self.rows[1].iter().filter(|(_, other)| *other == key).count() > 1;
        match key {
            Key::Person(person) if several => self.study.groups(run.talk, &[person].into(), self.plain.by).contains(group),
            Key::Site(_) if several => self.study.groups(run.talk, &People::new(), self.plain.by).contains(group),
            _ => true,
        }
    }

    /// Whether anything is coded with the framework in a source that a row stands for.
    fn is_coded(&self, key: Key, group: &str) -> bool {
        // What is read through a lens is coded where its first framework is.
        let of_these = |one: &&Marked| one.code < FIRST || self.plain.through;
        let coded = |here: &dyn Fn(usize) -> bool| self.study.marked.iter().filter(of_these).any(|one| here(one.talk));
        let in_group = || self.rows[0].iter().filter(|(of, _)| *of == group).map(|(_, key)| *key).collect();
        let members: Vec<Key> = if key == Key::Together { in_group() } else { vec![key] };
        if members.is_empty() {
            let here = |talk: usize| {
                self.study.who(talk, self.plain.only).iter().any(|people| self.study.groups(talk, people, self.plain.by).contains(group))
            };
            return coded(&here);
        }
        members.into_iter().any(|member| {
            let of = heard(self.study, member);
            of.is_empty() || coded(&|talk| of.contains(&talk))
        })
    }

    /// The passages beside a cell: places, words and people.
    fn beneath(&self, row: &RowKey, code: CodeId, under: &[&Run], what: &str) {
        let found = retrieve(&self.read, &beneath(&self.read, row, code, &self.ask.scope), &self.study.texts).unwrap();
        let told: Vec<(SourceId, Span, u32, BTreeSet<CaseId>)> =
            found.excerpts.into_iter().map(|one| (one.source, one.span, one.words, one.people.into_iter().collect())).collect();
        let plain = under.iter().map(|run| {
            let words = (run.span.0..run.span.1).filter(|letter| [0, 6].contains(&(letter % TURN))).count() as u32;
            let people = run.people.iter().map(|person| self.study.people[*person].id).collect();
            (self.study.talks[run.talk].id, Span::new(run.span.0, run.span.1), words, people)
        });
        assert_eq!(told, plain.collect::<Vec<_>>(), "{what}");
    }
}

fn charts(dice: &mut Dice) -> Vec<Plain> {
    let only = [None, Some((By::Role, "Nurse")), Some((By::Phase, "1")), Some((By::Site, "North")), Some((By::Ward, UNASSIGNED))];
    let mut list = Vec::new();
    for of in [Of::Talks, Of::People, Of::Sites] {
        for by in [By::Nothing, By::Site, By::Role, By::Phase, By::Ward] {
            // A site is of one role as little as of none.
            if of == Of::Sites && by == By::Role {
                continue;
            }
            let (only, coder) = (only[dice.below(only.len())], [None, None, Some(1)][dice.below(3)]);
            list.push(Plain { of, by, only, coder, through: dice.below(3) == 0 });
        }
    }
    list
}

/// Cells written in these charts while the coding is as it is, and what stands under those that keep a mark of it.
fn written(study: &Study, voices: &Voices, plains: &[Plain], dice: &mut Dice) -> (Vec<ChartCell>, HashMap<(RowKey, CodeId), State>) {
    let (mut cells, mut before): (Vec<ChartCell>, HashMap<_, _>) = Default::default();
    for plain in plains {
        let check = Check::new(study, voices, Plain { only: None, coder: None, ..*plain });
        for (column, code) in check.columns.iter().enumerate() {
            let runs = study.passages(&study.marked, *code, None);
            for (at, row) in check.chart.rows.iter().enumerate() {
                let (place, status) = ((study.corpus.settled(&row.key), study.codes[*code]), CellStatus::ALL[dice.below(4)]);
                if dice.below(4) > 0 || cells.iter().any(|cell| (&cell.row, cell.code) == (&place.0, place.1)) {
                    continue;
                }
                let keeps = dice.below(4) > 0;
                if keeps {
                    before.insert(place.clone(), check.state(&runs, row));
                }
                let beneath = if keeps { check.chart.mark(at, column) } else { String::new() };
                let (id, coder) = (ChartCellId::new(), study.coders[0]);
                cells.push(ChartCell { id, row: place.0, code: place.1, summary: String::new(), status, beneath, coder, at: Time(0) });
            }
        }
    }
    (cells, before)
}

#[test]
fn every_cell_row_and_head_of_a_chart_is_as_reckoned_by_hand() {
    let (mut counted, mut changed) = (0, 0);
    for seed in 0..100 {
        let mut study = study(seed);
        let dice = &mut Dice(seed + 1);
        let voices = Voices::read(&study.corpus, &study.texts).unwrap();
        let plains = charts(dice);
        let (cells, before) = written(&study, &voices, &plains, dice);
        study.corpus.set_chart(cells, Vec::new());
        if dice.coin() {
            study.change(dice);
        }
        for plain in plains {
            let check = Check::new(&study, &voices, plain);
            check.heads(seed);
            counted += check.cells(&before, seed);
            changed += check.chart.charted(&check.read).changed;
        }
    }
    assert!(counted > 5_000 && changed > 200, "{counted} passages, {changed} changed cells");
}
