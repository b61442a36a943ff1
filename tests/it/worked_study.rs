//! Random studies that were worked with: focus groups and documents, days, key quotes, codings for good, and themes that gather codes and single
//! passages as supporting or contradicting; with the passages of a theme by a plain reckoning.

use crate::chart_study::{By, FIRST, Marked, NAMES, People, Set, Study, TURN, larger, some};
use crate::support::Dice;
use std::collections::BTreeSet;
use themata::analysis::UNASSIGNED;
use themata::model::*;

/// What a theme gathers, as it is reckoned with.
pub enum Of {
    Code(usize),
    Passage(usize, (u32, u32)),
}

pub struct PlainPart {
    pub theme: usize,
    pub of: Of,
    pub against: bool,
    pub star: bool,
}

/// A passage of a theme.
pub struct OfTheme {
    pub talk: usize,
    pub span: (u32, u32),
    pub people: People,
    pub star: bool,
    pub against: bool,
    /// Whether it is a question and nobody's words.
    pub question: bool,
}

pub struct Worked {
    pub study: Study,
    pub kinds: Vec<SourceKind>,
    pub days: Vec<&'static str>,
    pub stars: BTreeSet<CodingId>,
    /// Codings that nobody made: what consensus and crosswalks added.
    pub added: BTreeSet<CodingId>,
    pub parts: Vec<PlainPart>,
}

/// A study, with so many sources more than a small one has.
pub fn worked(seed: u64, more: usize) -> Worked {
    let (mut study, mut dice) = (larger(seed, more), Dice(seed ^ 0xD1CE));
    let dice = &mut dice;
    let (kinds, days) = kinds_and_days(&mut study, dice);
    let layers: Vec<Layer> = [LayerKind::Independent, LayerKind::Consensus, LayerKind::Crosswalk]
        .map(|kind| Layer { id: LayerId::new(), kind, name: kind.to_string(), framework: None })
        .to_vec();
    let mut codings: Vec<Coding> = study.corpus.codings().cloned().collect();
    let (mut stars, mut added) = (BTreeSet::new(), BTreeSet::new());
    for coding in &mut codings {
        let layer = [0, 0, 0, 1, 2][dice.below(5)];
        (coding.layer, coding.star) = (layers[layer].id, dice.below(4) == 0);
        stars.extend(Some(coding.id).filter(|_| coding.star));
        added.extend(Some(coding.id).filter(|_| layer > 0));
    }
    study.corpus.layers = layers;
    study.corpus.set_codings(codings);
    let parts = gathered(&mut study, dice);
    Worked { study, kinds, days, stars, added, parts }
}

fn kinds_and_days(study: &mut Study, dice: &mut Dice) -> (Vec<SourceKind>, Vec<&'static str>) {
    let mut sources: Vec<Source> = study.corpus.sources().to_vec();
    let versions: Vec<Version> = sources.iter().filter_map(|source| study.corpus.version(source.id)).cloned().collect();
    for (source, talk) in sources.iter_mut().zip(&study.talks) {
        assert_eq!(source.id, talk.id);
        let kinds = if talk.talks { [SourceKind::Interview, SourceKind::FocusGroup] } else { [SourceKind::Observation, SourceKind::Document] };
        source.kind = kinds[usize::from(dice.below(3) == 0)];
        source.date = some(dice, &["2021-03-01", "2021-03-09", "2020-11-30", "2021-02-15"]).unwrap_or_default().to_owned();
    }
    let days = ["2021-03-01", "2021-03-09", "2020-11-30", "2021-02-15", ""];
    let told = sources.iter().map(|source| (source.kind, days.into_iter().find(|day| *day == source.date).unwrap_or_default())).unzip();
    study.corpus.set_sources(sources, versions);
    told
}

/// Themes gather codes of trees behind their own alone, so that none comes round to itself; a code may come with the one above it too, on either side.
fn gathered(study: &mut Study, dice: &mut Dice) -> Vec<PlainPart> {
    let (mut rows, mut parts): (Vec<ThemePart>, Vec<PlainPart>) = Default::default();
    for _ in 0..dice.below(7) {
        let theme = dice.below(FIRST + 2);
        let of = if dice.coin() {
            let first = [3, 3, 3, 4, 6, 6][theme];
            Of::Code(first + dice.below(NAMES.len() - first))
        } else {
            let start = dice.below(60) as u32;
            Of::Passage(dice.below(study.talks.len()), (start, (start + 1 + dice.below(25) as u32).min(65)))
        };
        let row = match &of {
            Of::Code(code) => Gathered::Code(study.codes[*code]),
            Of::Passage(talk, (start, end)) => Gathered::Passage(study.corpus.passage(study.talks[*talk].id, Span::new(*start, *end)).unwrap()),
        };
        if rows.iter().any(|known| known.theme == study.codes[theme] && known.of == row) {
            continue;
        }
        let (against, star) = (dice.below(3) == 0, dice.below(3) == 0 && matches!(of, Of::Passage(..)));
        let stance = if against { Stance::Contradicts } else { Stance::Supports };
        let (id, coder, theme_id) = (ThemePartId::new(), study.coders[dice.below(2)], study.codes[theme]);
        rows.push(ThemePart { id, theme: theme_id, of: row, stance, star, note: String::new(), coder, at: Time(rows.len() as i64) });
        parts.push(PlainPart { theme, of, against, star });
    }
    study.corpus.set_theme_parts(rows);
    parts
}

/// Letters that came to a theme together.
#[derive(Clone)]
struct Strip {
    letters: BTreeSet<u32>,
    /// Those before any were cut away.
    whole: BTreeSet<u32>,
    star: bool,
}

impl Strip {
    fn of(span: (u32, u32), star: bool) -> Self {
        let letters: BTreeSet<u32> = (span.0..span.1).collect();
        Self { whole: letters.clone(), letters, star }
    }

    /// Whether it goes on beyond an end of a piece that it is in.
    fn is_cut_at(&self, (start, end): (u32, u32)) -> bool {
        let both = |a: u32, b: u32| self.whole.contains(&a) && self.whole.contains(&b);
        start > 0 && both(start - 1, start) || both(end - 1, end)
    }

    fn lies_in(&self, letters: &BTreeSet<u32>) -> bool {
        self.letters.is_subset(letters)
    }
}

fn letters(strips: &[Strip]) -> BTreeSet<u32> {
    strips.iter().flat_map(|one| one.letters.iter().copied()).collect()
}

/// Letters that follow one another, each time from the first to behind the last.
pub fn pieces(letters: &BTreeSet<u32>) -> Vec<(u32, u32)> {
    let mut list: Vec<(u32, u32)> = Vec::new();
    for at in letters {
        match list.last_mut().filter(|piece| piece.1 == *at) {
            Some(piece) => piece.1 += 1,
            None => list.push((*at, at + 1)),
        }
    }
    list
}

impl Worked {
    /// The codes that count for a theme and its single passages, by side; a code that comes on both sides is against it.
    fn sides(&self, theme: usize) -> (BTreeSet<usize>, BTreeSet<usize>, Vec<(bool, &PlainPart)>) {
        let own = self.study.family(theme);
        let (mut codes, mut passages) = ([own.clone(), BTreeSet::new()], Vec::new());
        let mut todo: Vec<(usize, bool)> = own.into_iter().map(|code| (code, false)).collect();
        let mut done: BTreeSet<(usize, bool)> = todo.iter().copied().collect();
        let mut taken: BTreeSet<(usize, bool)> = BTreeSet::new();
        while let Some((from, against)) = todo.pop() {
            for (at, part) in self.parts.iter().enumerate().filter(|(_, part)| part.theme == from) {
                let side = against || part.against;
                match part.of {
                    Of::Passage(..) if taken.insert((at, side)) => passages.push((side, part)),
                    Of::Passage(..) => {}
                    Of::Code(code) => {
                        for member in self.study.family(code) {
                            codes[usize::from(side)].insert(member);
                            if done.insert((member, side)) {
                                todo.push((member, side));
                            }
                        }
                    }
                }
            }
        }
        let [mut supports, contradicts] = codes;
        supports.retain(|code| !contradicts.contains(code));
        (supports, contradicts, passages)
    }

    /// The passages of a theme letter by letter: what it says itself of single passages goes before what comes with codes, the later word before the
    /// earlier; of what comes with codes, what speaks against it goes before what supports it.
    pub fn theme(&self, theme: usize) -> Vec<OfTheme> {
        let (supports, contradicts, parts) = self.sides(theme);
        let own = self.study.family(theme);
        let mut all: Vec<OfTheme> = Vec::new();
        for talk in 0..self.study.talks.len() {
            let coded = |codes: &BTreeSet<usize>| -> Vec<Strip> {
                let here = self.study.marked.iter().filter(|one| one.talk == talk && codes.contains(&one.code));
                here.map(|one| Strip::of(one.span, self.stars.contains(&one.id))).collect()
            };
            let plain = [coded(&supports), coded(&contradicts)];
            let here = parts.iter().filter_map(|(against, part)| match part.of {
                Of::Passage(at, span) if at == talk => Some((*against, *part, Strip::of(span, part.star))),
                _ => None,
            });
            let (mut said, come): (Vec<_>, Vec<_>) = here.partition(|(_, part, _)| own.contains(&part.theme));
            said.sort_by_key(|(_, part, _)| self.parts.iter().position(|one| std::ptr::eq(one, *part)));
            let mut sides = plain.clone();
            for (against, _, strip) in come {
                sides[usize::from(against)].extend(plain[usize::from(!against)].iter().filter(|one| one.lies_in(&strip.letters)).cloned());
                sides[usize::from(against)].push(strip);
            }
            let (mut spoken, mut won): (BTreeSet<u32>, [Vec<Strip>; 2]) = Default::default();
            for (against, _, strip) in said.into_iter().rev() {
                let left: BTreeSet<u32> = strip.letters.difference(&spoken).copied().collect();
                spoken.extend(&strip.letters);
                for piece in pieces(&left) {
                    let piece: BTreeSet<u32> = (piece.0..piece.1).collect();
                    won[usize::from(against)].extend(plain[usize::from(!against)].iter().filter(|one| one.lies_in(&piece)).cloned());
                    won[usize::from(against)].push(Strip { letters: piece, ..strip.clone() });
                }
            }
            let cons: BTreeSet<u32> = letters(&won[1]).union(&letters(&sides[1]).difference(&letters(&won[0])).copied().collect()).copied().collect();
            let pros: BTreeSet<u32> = letters(&won[0]).union(&letters(&sides[0]).difference(&cons).copied().collect()).copied().collect();
            for (against, mine) in [(true, &cons), (false, &pros)] {
                let side = usize::from(against);
                // What lies on the side by a later word is not cut away there; the rest is only what was left of it.
                let strips = || won[side].iter().chain(&sides[side]);
                let starred: Vec<BTreeSet<u32>> =
                    strips().filter(|one| one.star).map(|one| one.letters.intersection(mine).copied().collect()).collect();
                for span in pieces(mine) {
                    let words = (span.0..span.1).any(|at| ![TURN / 2, TURN - 1].contains(&(at % TURN)));
                    let cut = strips().any(|one| one.is_cut_at(span));
                    let star = starred.iter().any(|letters| letters.iter().any(|at| (span.0..span.1).contains(at)));
                    all.extend(Some(self.of_theme((talk, span), star, against)).filter(|_| words || !cut));
                }
            }
        }
        all.sort_by_key(|one| (one.talk, one.span, one.against));
        all
    }

    /// The sources that are coded for a theme: with any code of the frameworks that its codes are of, or as it has a single passage there.
    pub fn coded(&self, theme: usize) -> BTreeSet<usize> {
        let (supports, contradicts, parts) = self.sides(theme);
        let second: BTreeSet<bool> = supports.iter().chain(&contradicts).map(|code| *code >= FIRST).collect();
        let single = |(_, part): &(bool, &PlainPart)| match part.of {
            Of::Passage(talk, _) => Some(talk),
            Of::Code(_) => None,
        };
        let marked = self.study.marked.iter().filter(|one| second.contains(&(one.code >= FIRST))).map(|one| one.talk);
        marked.chain(parts.iter().filter_map(single)).collect()
    }

    fn of_theme(&self, (talk, span): (usize, (u32, u32)), star: bool, against: bool) -> OfTheme {
        let one = Marked { id: CodingId::new(), talk, code: 0, coder: 0, span };
        let run = self.study.passages(&[one], 0, None).remove(0);
        let question = run.asked && run.people.is_empty();
        OfTheme { talk, span, people: run.people, star, against, question }
    }

    /// Everybody in every source, with the source; nobody where it has no people.
    pub fn cast(&self) -> Vec<(usize, Option<usize>)> {
        let of = |talk: usize| {
            let all = self.study.all(talk);
            if all.is_empty() { vec![(talk, None)] } else { all.into_iter().map(|person| (talk, Some(person))).collect() }
        };
        (0..self.study.talks.len()).flat_map(of).collect()
    }

    /// The groups in which somebody stands in a source.
    pub fn stands(&self, talk: usize, person: Option<usize>, by: By) -> Set {
        self.study.groups(talk, &person.into_iter().collect(), by)
    }

    /// The groups of a grouping that there are, in their order, without what has none.
    pub fn groups(&self, by: By) -> Vec<&'static str> {
        let known: BTreeSet<&'static str> = match by {
            By::Site => ["North", "South"].into(),
            By::Role => self.study.people.iter().filter_map(|person| person.role).collect(),
            By::Phase => self.study.talks.iter().filter_map(|talk| talk.phase).collect(),
            By::Ward | By::Nothing => BTreeSet::new(),
        };
        known.into_iter().collect()
    }

    /// The same with what has none behind.
    pub fn all_groups(&self, by: By) -> Vec<&'static str> {
        self.groups(by).into_iter().chain([UNASSIGNED]).collect()
    }

    /// Whether a source is an interview or a focus group.
    pub fn talks(&self, talk: usize) -> bool {
        self.study.talks[talk].talks
    }

    /// The people and sources of the cast of which something holds.
    pub fn of_cast(&self, is: impl Fn(usize, Option<usize>) -> bool) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let here: Vec<(usize, Option<usize>)> = self.cast().into_iter().filter(|(talk, person)| is(*talk, *person)).collect();
        (here.iter().filter_map(|(_, person)| *person).collect(), here.iter().map(|(talk, _)| *talk).collect())
    }
}
