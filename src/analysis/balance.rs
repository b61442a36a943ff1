//! Who is quoted by the key quotes of a theme, by site and role group, against who spoke of it and who could have.

use super::cast::{Part, Uncoded};
use super::theme::in_words;
use super::{Cast, Excerpt, Groups, Heads, Heard, Naming};
use crate::model::{CaseId, counted, grouped};
use crate::text::isolated;
use std::collections::BTreeSet;

/// A group's part in the key quotes of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The group.
    pub group: u16,
    /// What it is called.
    pub label: String,
    /// Key quotes of its people.
    pub quotes: usize,
    /// People among them who are quoted.
    pub quoted: usize,
    /// Passages of its people.
    pub passages: usize,
    /// People among them who spoke of it.
    pub heard: usize,
    /// Its people in the study.
    pub people: usize,
    /// Those of them who are not coded yet.
    pub uncoded: Uncoded,
    /// Questions of interviewers that stand in it, and are none of its people’s passages.
    pub questions: usize,
}

/// Who is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// By site; empty where the project says nothing of sites.
    pub sites: Vec<Quoted>,
    /// By role group.
    pub roles: Vec<Quoted>,
    /// Key quotes in all.
    pub quotes: usize,
    /// People quoted in all.
    pub quoted: usize,
    /// Key quotes that are questions of interviewers: they are nobody's and counted nowhere else.
    pub asked: usize,
    /// How many of the theme’s passages are such questions.
    pub questions: usize,
    /// How many passages it has, these included.
    pub passages: usize,
}

/// Who is quoted by the starred ones of a theme's passages, groups called so.
pub fn balance(excerpts: &[&Excerpt], heads: &Heads, cast: &Cast, naming: Naming) -> Balance {
    let people = |list: &mut dyn Iterator<Item = &Excerpt>| -> BTreeSet<CaseId> { list.flat_map(|one| one.people.iter().copied()).collect() };
    let spoke = Heard::new(cast);
    let by = |groups: &Groups, of: fn(&Excerpt) -> &[u16], stands: fn(&Part) -> &[u16]| {
        let row = |group: u16| {
            let all = || excerpts.iter().copied().filter(|one| of(one).contains(&group));
            let here = || all().filter(|one| !one.is_question());
            let stars = || here().filter(|one| one.star);
            let (passages, quotes) = (here().count(), stars().count());
            let stand = |part: &Part| stands(part).contains(&group);
            let (questions, uncoded) = (all().count() - passages, cast.uncoded(stand));
            let (heard, quoted) = (spoke.people(here(), stand).len(), spoke.people(stars(), stand).len());
            Quoted { group, label: groups.called(group, naming).to_owned(), quotes, quoted, passages, heard, people: uncoded.of, uncoded, questions }
        };
        let known = groups.all().map(row);
        let list: Vec<Quoted> = known.filter(|row| row.passages > 0 || row.people > 0).collect();
        if groups.is_empty() { Vec::new() } else { list }
    };
    Balance {
        sites: by(&heads.site, |one| &one.site, |part| &part.site),
        roles: by(&heads.role, |one| &one.role, |part| &part.role),
        quotes: excerpts.iter().filter(|one| one.star && !one.is_question()).count(),
        asked: excerpts.iter().filter(|one| one.star && one.is_question()).count(),
        questions: excerpts.iter().filter(|one| one.is_question()).count(),
        passages: excerpts.len(),
        quoted: people(&mut excerpts.iter().copied().filter(|one| one.star)).len(),
    }
}

impl Quoted {
    /// How many of its people did not speak of it, though they are coded.
    pub fn silent(&self) -> usize {
        self.uncoded.coded().saturating_sub(self.heard)
    }

    /// What is to be minded, in a sentence; nothing where all is well.
    pub fn warning(&self) -> Option<String> {
        let Self { quotes, quoted, heard, people, .. } = self;
        let (label, coded) = (isolated(&self.label), self.uncoded.coded());
        if coded > 0 && *heard == 0 {
            let rest = self.uncoded.said();
            let rest = if rest.is_empty() { rest } else { format!(" {rest}.") };
            return Some(format!("Nobody of {label} spoke of it (0 of {coded}).{rest}"));
        }
        if *people > 0 && coded == 0 {
            return Some(format!("Nothing is known of {label} yet: {}.", self.uncoded.said()));
        }
        if *quotes == 0 && *heard > 0 {
            return Some(format!("Nobody of {label} is quoted; {} spoke of it.", counted(*heard, "person", "people")));
        }
        if *quotes > 1 && *quoted == 1 && *heard > 1 {
            return Some(format!("All {} key quotes of {label} are one person’s; {heard} people spoke of it.", in_words(*quotes)));
        }
        None
    }
}

impl Balance {
    /// That questions of interviewers are key quotes and nobody's, where any are.
    pub fn questions(&self) -> Option<String> {
        (self.asked > 0).then(|| {
            let [quotes, are] = if self.asked == 1 { ["key quote", "is a question"] } else { ["key quotes", "are questions"] };
            format!("{} {quotes} {are} of an interviewer and counted for nobody.", grouped(self.asked))
        })
    }

    /// That passages are questions of interviewers, which no group is given though they stand in the columns of the theme; nothing where none is.
    pub fn passages_of_nobody(&self) -> Option<String> {
        let (passages, are) = (counted(self.passages, "passage", "passages"), if self.questions == 1 { "is" } else { "are" });
        (self.questions > 0)
            .then(|| format!("{} of its {passages} {are} said by interviewers alone and counted for no group here.", grouped(self.questions)))
    }

    /// Everything that is to be minded.
    pub fn warnings(&self) -> Vec<String> {
        self.sites.iter().chain(&self.roles).filter_map(Quoted::warning).chain(self.questions()).collect()
    }
}
