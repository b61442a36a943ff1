//! How much was found: in how many sources, of how many people, over sites, roles and phases, and in which forms. Exact, also for what is not listed.

use crate::analysis::Groups;
use crate::model::CaseId;
use crate::search::{Found, Place};
use std::collections::{HashMap, HashSet};

/// Different forms that are told apart; a phrase has too many to be worth a list.
const FORMS: usize = 4_000;
/// Forms that are named.
const NAMED: usize = 24;

/// How much was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Hits.
    pub hits: usize,
    /// Sources with a hit, or memos.
    pub places: usize,
    /// Whether memos are searched.
    pub in_memos: bool,
    /// How many hits are counted by person, group and form up to now.
    pub spread: usize,
    /// How many of those are new since somebody looked last, of a saved search.
    pub new: usize,
    /// How many of those are said by interviewers.
    pub asked: usize,
    /// Different people whose words a hit stands in.
    pub people: usize,
    /// How the hits are spread over sites, roles and phases, as far as the project says what those are.
    pub bars: Vec<Bars>,
    /// The forms found, the commonest first, in small letters.
    pub forms: Vec<(String, usize)>,
}

/// How hits are spread over the groups of one grouping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// The field that asks for one of them: `site`, `role` or `phase`.
    pub field: &'static str,
    /// The groups in their order, those without a hit too; “Unassigned” only with one.
    pub groups: Vec<(String, usize)>,
}

/// The fields of the three groupings.
pub const FIELDS: [&str; 3] = ["site", "role", "phase"];

/// Hits being counted.
pub struct Counting {
    hits: usize,
    new: usize,
    asked: usize,
    is_memos: bool,
    people: HashSet<CaseId>,
    groups: [Vec<usize>; 3],
    forms: HashMap<String, usize>,
}

impl Counting {
    /// Nothing counted yet.
    pub fn new(is_memos: bool, heads: &[Groups; 3]) -> Self {
        Self {
            hits: 0,
            new: 0,
            asked: 0,
            is_memos,
            people: HashSet::new(),
            groups: [0, 1, 2].map(|n| vec![0; heads[n].len() + 1]),
            forms: HashMap::new(),
        }
    }

    /// Counts a hit of these words, new or not, and whether an interviewer says it.
    pub fn take(&mut self, place: Place, people: &[CaseId], words: &str, heads: &[Groups; 3], (new, asked): (bool, bool)) {
        self.hits += 1;
        self.new += usize::from(new);
        self.asked += usize::from(asked);
        self.people.extend(people);
        if let Place::Source(source, _) = place {
            for (counts, groups) in self.groups.iter_mut().zip(heads) {
                groups.of(source, people).into_iter().for_each(|group| counts[usize::from(group)] += 1);
            }
        }
        let form = words.to_lowercase();
        let room = self.forms.len() < FORMS;
        if let Some(count) = self.forms.get_mut(&form) {
            *count += 1;
        } else if room {
            self.forms.insert(form, 1);
        }
    }

    /// What was counted up to now.
    pub fn tally(&self, found: Found, heads: &[Groups; 3]) -> Tally {
        let bars = FIELDS.iter().zip(heads).zip(&self.groups).filter(|((_, groups), _)| groups.by.is_some() && !groups.is_empty());
        let bar = |((field, groups), counts): ((&&'static str, &Groups), &Vec<usize>)| {
            let all = groups.all().map(|group| (groups.label(group).to_owned(), counts[usize::from(group)]));
            let last = usize::from(groups.unassigned());
            Bars { field, groups: all.enumerate().filter(|(n, (_, count))| *n != last || *count > 0).map(|(_, row)| row).collect() }
        };
        let mut forms: Vec<(String, usize)> = self.forms.iter().map(|(form, count)| (form.clone(), *count)).collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        forms.truncate(NAMED);
        let bars = if self.is_memos { Vec::new() } else { bars.map(bar).collect() };
        let (hits, places) = (found.hits.max(self.hits), found.places);
        Tally { hits, places, in_memos: self.is_memos, spread: self.hits, new: self.new, asked: self.asked, people: self.people.len(), bars, forms }
    }
}
