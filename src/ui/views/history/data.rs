//! What the history shows: the journal's steps by day, filtered, and what undoing to before one of them would take back.

use crate::model::Time;
use crate::project::Entry;
use crate::project::op::{OpGroup, plain};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One step as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its place in the journal.
    pub seq: i64,
    /// When.
    pub at: Time,
    /// The day it was done, where the reader is.
    pub day: Date,
    /// The time of that day, `14:02`.
    pub clock: String,
    /// The initials of who did it.
    pub who: String,
    /// What was done, names between isolates.
    pub label: String,
    /// Where.
    pub place: String,
    /// What it is filed under; an undo goes with what it undoes.
    pub group: OpGroup,
    /// Whether it is taken back at present.
    pub undone: bool,
    /// Whether it is an undo or a redo itself.
    pub inverse: bool,
    /// Whether nothing before it can be undone.
    pub floor: bool,
    undoes: Option<i64>,
    /// Its words in small letters, to be found by.
    found_by: Box<str>,
}

/// All steps, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// The steps.
    pub steps: Vec<Step>,
    /// How many steps each group has.
    pub groups: BTreeMap<OpGroup, usize>,
    /// How many steps each coder has, by initials; the most first.
    pub coders: Vec<(String, usize)>,
    /// Where a step stands in `steps`.
    places: HashMap<i64, usize>,
}

/// What of the history shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Groups that are left out.
    pub without: BTreeSet<OpGroup>,
    /// Coders whose steps are left out, by initials.
    pub silent: BTreeSet<String>,
    /// Words that a step's own words, place or coder must hold.
    pub words: String,
    /// The steps about a code or a source, if one is chosen.
    pub about: Option<HashSet<i64>>,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A day: `Today`, `12 March`.
    Day(String),
    /// A step, by its place in `Journal::steps`.
    Step(usize),
}

/// What undoing to before a step takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// How many steps, the chosen one among them.
    pub steps: usize,
    /// Whose, by initials, each once; nobody's where a step was made without a coder.
    pub who: Vec<String>,
}

impl Journal {
    /// The place in the journal that is seen.
    pub fn seen(&self) -> i64 {
        self.steps.last().map_or(0, |step| step.seq)
    }

    /// Takes in some of the steps after those it has; what is taken back is not settled yet.
    pub fn take(&mut self, entries: Vec<Entry>) {
        let zone = jiff::tz::TimeZone::system();
        for entry in entries {
            let group = entry.undoes.and_then(|seq| self.step(seq)).map_or(entry.kind.group(), |target| target.group);
            *self.groups.entry(group).or_default() += 1;
            self.places.insert(entry.seq, self.steps.len());
            let at = jiff::Timestamp::from_millisecond(entry.at.0).unwrap_or_default().to_zoned(zone.clone());
            let found_by = plain(&format!("{} {} {}", entry.label, entry.place, entry.who)).to_lowercase().into();
            self.steps.push(Step {
                found_by,
                seq: entry.seq,
                at: entry.at,
                day: at.date(),
                clock: at.strftime("%H:%M").to_string(),
                who: entry.who,
                label: entry.label,
                place: entry.place,
                group,
                undone: false,
                inverse: entry.undoes.is_some(),
                floor: entry.kind.is_floor(),
                undoes: entry.undoes,
            });
        }
    }

    /// Which steps are taken back at present, later ones settled first; and who did how many.
    pub fn settle(&mut self) {
        let mut undone = HashSet::new();
        let mut coders: BTreeMap<&str, usize> = BTreeMap::new();
        for step in self.steps.iter().rev() {
            if let Some(target) = step.undoes.filter(|_| !undone.contains(&step.seq)) {
                undone.insert(target);
            }
            *coders.entry(&step.who).or_default() += 1;
        }
        self.coders = coders.into_iter().map(|(who, count)| (who.to_owned(), count)).collect();
        self.coders.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        self.steps.iter_mut().for_each(|step| step.undone = undone.contains(&step.seq));
    }

    /// A step by its place in the journal.
    pub fn step(&self, seq: i64) -> Option<&Step> {
        self.places.get(&seq).map(|at| &self.steps[*at])
    }

    /// What the researcher did that stands behind an undo or redo; the step itself otherwise.
    pub fn root(&self, seq: i64) -> Option<&Step> {
        let mut step = self.step(seq)?;
        while let Some(target) = step.undoes {
            step = self.step(target)?;
        }
        Some(step)
    }

    /// The lines of the list: days, and under each its steps, the newest first.
    pub fn lines(&self, filter: &Filter, today: Date) -> Vec<Line> {
        let wanted = filter.words.trim().to_lowercase();
        let mut lines = Vec::new();
        let mut day = None;
        for (at, step) in self.steps.iter().enumerate().rev().filter(|(_, step)| filter.shows(step, &wanted)) {
            if day != Some(step.day) {
                day = Some(step.day);
                lines.push(Line::Day(day_name(step.day, today)));
            }
            lines.push(Line::Step(at));
        }
        lines
    }

    /// What undoing to before a step takes back: it and all after it that stand; nothing when it cannot be undone.
    pub fn back_to(&self, seq: i64) -> Option<Back> {
        let step = self.step(seq).filter(|step| !step.inverse && !step.undone)?;
        let after = &self.steps[*self.places.get(&step.seq)?..];
        if after.iter().any(|step| step.floor) {
            return None;
        }
        let standing: Vec<&Step> = after.iter().filter(|step| !step.inverse && !step.undone).collect();
        let who: BTreeSet<&str> = standing.iter().map(|step| step.who.as_str()).filter(|who| !who.is_empty()).collect();
        Some(Back { steps: standing.len(), who: who.into_iter().map(str::to_owned).collect() })
    }
}

impl Journal {
    /// How many steps bringing an undone step again brings, those undone before it among them; nothing when it cannot be redone.
    pub fn forward_to(&self, seq: i64) -> Option<usize> {
        self.step(seq).filter(|step| !step.inverse && step.undone)?;
        // A new step ends every redo: what was taken back since the last of them can be brought again.
        let fresh = self.steps.iter().rposition(|step| !step.inverse).map_or(0, |at| at + 1);
        let roots = self.steps[fresh..].iter().filter_map(|step| self.root(step.seq)).filter(|root| root.undone).map(|root| root.seq);
        let redoable: BTreeSet<i64> = roots.collect();
        redoable.contains(&seq).then(|| redoable.range(..=seq).count())
    }
}

impl Filter {
    /// Shows a kind of step, or leaves it out.
    pub fn turn_kind(&mut self, group: OpGroup) {
        if !self.without.remove(&group) {
            self.without.insert(group);
        }
    }

    /// Shows what somebody did, or leaves it out.
    pub fn turn_who(&mut self, who: &str) {
        if !self.silent.remove(who) {
            self.silent.insert(who.to_owned());
        }
    }

    fn shows(&self, step: &Step, wanted: &str) -> bool {
        !self.without.contains(&step.group)
            && !self.silent.contains(&step.who)
            && self.about.as_ref().is_none_or(|about| about.contains(&step.seq))
            && (wanted.is_empty() || step.found_by.contains(wanted))
    }
}

/// A day as a head: `Today`, `Yesterday`, `12 March`, with the year where it is another.
pub fn day_name(day: Date, today: Date) -> String {
    match (today - day).get_days() {
        0 if day == today => "Today".to_owned(),
        1 if day.tomorrow().ok() == Some(today) => "Yesterday".to_owned(),
        _ if day.year() == today.year() => day.strftime("%-d %B").to_string(),
        _ => day.strftime("%-d %B %Y").to_string(),
    }
}

/// Today, where the reader is.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Project, Reader};

    fn journal(path: &std::path::Path) -> Journal {
        let mut journal = Journal::default();
        journal.take(Reader::open(path).unwrap().history(0).unwrap());
        journal.settle();
        journal
    }

    #[test]
    fn undone_steps_and_the_way_back_are_as_the_project_sees_them() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("steps.themata");
        let mut project = Project::create(&path, "Steps").unwrap();
        project.be_coder("BP", "Bo").unwrap();
        let first = project.add_folder(None, "One").unwrap().op.unwrap();
        project.be_coder("AR", "Ann").unwrap();
        let second = project.add_folder(None, "Two").unwrap().op.unwrap();
        let third = project.add_folder(None, "Three").unwrap().op.unwrap();
        project.undo().unwrap();
        project.undo().unwrap();
        let redone = project.redo().unwrap().op.unwrap();
        let journal = journal(&path);
        let undone: Vec<i64> = journal.steps.iter().filter(|step| step.undone && !step.inverse).map(|step| step.seq).collect();
        assert_eq!(undone, [third]);
        let back = journal.back_to(first).unwrap();
        assert_eq!(back.steps, project.steps_to(first).unwrap());
        assert_eq!(back.who, project.whose(back.steps).unwrap());
        assert_eq!(back, Back { steps: 3, who: vec!["AR".into(), "BP".into()] });
        assert_eq!(journal.back_to(third), None, "it is undone already");
        assert_eq!(journal.back_to(1), None, "making the project is not undone");
        assert_eq!((journal.forward_to(third), journal.forward_to(second)), (Some(1), None));
        assert_eq!(journal.root(redone).map(|step| step.seq), Some(second));
        assert_eq!(journal.step(redone).unwrap().group, OpGroup::Transcripts);
    }

    #[test]
    fn undone_steps_are_brought_again_up_to_one_of_them_until_the_next_change() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("again.themata");
        let mut project = Project::create(&path, "Again").unwrap();
        project.be_coder("BP", "Bo").unwrap();
        let steps: Vec<i64> = ["One", "Two", "Three", "Four"].iter().map(|name| project.add_folder(None, name).unwrap().op.unwrap()).collect();
        project.undo_to(steps[1]).unwrap();
        project.redo().unwrap();
        project.undo().unwrap();
        let forward = |path: &std::path::Path| steps.iter().map(|seq| journal(path).forward_to(*seq)).collect::<Vec<_>>();
        assert_eq!(forward(&path), [None, Some(1), Some(2), Some(3)]);
        let done = project.redo_to(steps[2]).unwrap().value;
        assert_eq!((done.0.root, done.1), (steps[2], 2));
        assert_eq!(forward(&path), [None, None, None, Some(1)]);
        project.add_folder(None, "Five").unwrap();
        assert_eq!(forward(&path), [None; 4]);
        assert!(project.redo_to(steps[3]).is_err());
    }

    #[test]
    fn lines_stand_under_their_days_and_filters_leave_out() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lines.themata");
        let mut project = Project::create(&path, "Lines").unwrap();
        project.be_coder("BP", "Bo").unwrap();
        project.add_folder(None, "Phase one").unwrap();
        let mut journal = journal(&path);
        let today = journal.steps[0].day;
        journal.steps[0].day = today.yesterday().unwrap();
        let all = journal.lines(&Filter::default(), today);
        let expected = [Line::Day("Today".into()), Line::Step(2), Line::Step(1), Line::Day("Yesterday".into()), Line::Step(0)];
        assert_eq!(all, expected);
        let words = Filter { words: "PHASE one".into(), ..Filter::default() };
        assert_eq!(journal.lines(&words, today), [Line::Day("Today".into()), Line::Step(2)]);
        let others = Filter { silent: BTreeSet::from(["BP".into()]), without: BTreeSet::from([OpGroup::Coding]), ..Filter::default() };
        assert_eq!(journal.lines(&others, today), [Line::Day("Yesterday".into()), Line::Step(0)]);
        let about = Filter { about: Some(HashSet::from([2])), ..Filter::default() };
        assert_eq!(journal.lines(&about, today), [Line::Day("Today".into()), Line::Step(1)]);
    }

    #[test]
    fn days_are_named_as_people_name_them() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let today = date("2026-03-01");
        let names = ["2026-03-01", "2026-02-28", "2026-02-01", "2025-03-01"].map(|day| day_name(date(day), today));
        assert_eq!(names, ["Today", "Yesterday", "1 February", "1 March 2025"]);
    }
}
