//! The states of a framework as plain values, and what differs between two of them as lines.

use crate::analysis::{Between, CameIn, ChangedCode, CodeChange, Corpus, GoneCodes, between, code_tree, framework_changes, in_force};
use crate::model::{Code, CodeId, Colour, FrameworkId, FrameworkVersionId, Span, Time, join_path};
use crate::text::{Geometry, by_words, difference};
use crate::ui::format::counted;

/// A state of a framework as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateRow {
    /// The version; nothing is the framework as it stands.
    pub id: Option<FrameworkVersionId>,
    /// What it is called.
    pub name: String,
    /// The initials of who named it.
    pub who: String,
    /// When.
    pub at: Option<Time>,
    /// Why it came to be so.
    pub reason: String,
    /// What was said at the meeting.
    pub note: String,
    /// How many codes it has.
    pub codes: usize,
    /// How many changes led to it from the version before; nothing of the first.
    pub changes: Option<usize>,
    /// Codings that stand and were made under it; nothing of what is not named.
    pub codings: Option<usize>,
    /// Codings that came in while it was in force, made in another framework.
    pub came: usize,
}

impl StateRow {
    /// “2 codings came from another framework”.
    pub fn came_words(&self) -> Option<String> {
        came_words(self.came)
    }
}

fn came_words(came: usize) -> Option<String> {
    (came > 0).then(|| format!("{} came from another framework", counted(came, "coding")))
}

/// A code of the first version as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstCode {
    /// How deep it stood, from 0.
    pub depth: u8,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub colour: Colour,
    /// What it was said to be.
    pub words: String,
}

/// The states of a framework, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States {
    /// The framework as it stands, then its versions.
    pub rows: Vec<StateRow>,
    /// Codings that were made before any version was named.
    pub before: usize,
    /// Those among what is there that came from another framework then.
    pub came_before: usize,
    /// The codes of the first version, in the order of the tree.
    pub first: Vec<FirstCode>,
}

impl States {
    /// Reads them off a corpus; `came` says what was coded in another framework.
    pub fn new(corpus: &Corpus, framework: FrameworkId, came: &CameIn) -> Self {
        let now: Vec<Code> = corpus.codes().iter().filter(|code| code.framework == framework).cloned().collect();
        let merged = corpus.merged_codes();
        let mut force = in_force(corpus, framework, came).into_iter();
        let (before, came_before) = force.next().map_or((0, 0), |force| (force.codings, force.came));
        let mut rows: Vec<StateRow> = Vec::new();
        let mut last: Option<&[Code]> = None;
        for (version, force) in corpus.versions_of(framework).zip(force) {
            rows.push(StateRow {
                id: Some(version.id),
                name: version.name.clone(),
                who: corpus.coder(version.coder).map_or_else(String::new, |coder| coder.initials.clone()),
                at: Some(version.at),
                reason: version.reason.clone(),
                note: version.note.clone(),
                codes: version.codes.len(),
                changes: last.map(|last| framework_changes(last, &version.codes, merged).len()),
                codings: Some(force.codings),
                came: force.came,
            });
            last = Some(&version.codes);
        }
        let changes = last.map(|last| framework_changes(last, &now, merged).len());
        let blank = || String::new();
        let name = "Now, not named yet".to_owned();
        rows.push(StateRow {
            id: None,
            name,
            who: blank(),
            at: None,
            reason: blank(),
            note: blank(),
            codes: now.len(),
            changes,
            codings: None,
            came: 0,
        });
        rows.reverse();
        let first = corpus.versions_of(framework).next().map_or_else(Vec::new, |version| first_codes(&version.codes));
        Self { rows, before, came_before, first }
    }

    /// What was coded before any version was named, in words; nothing where nothing was.
    pub fn before_words(&self) -> Option<String> {
        let made = (self.before > 0).then(|| format!("{} made before any version was named", counted(self.before, "coding")));
        let parts: Vec<String> = made.into_iter().chain(came_words(self.came_before).map(|words| format!("{words} before that"))).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// Where a state stands.
    pub fn place(&self, id: Option<FrameworkVersionId>) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }
}

fn first_codes(codes: &[Code]) -> Vec<FirstCode> {
    // A code without a colour has that of the one above it, which came just before at a lesser depth.
    let mut above: Vec<Colour> = Vec::new();
    let one = |(depth, code): (usize, &Code)| {
        above.truncate(depth);
        let colour = code.colour.or(above.last().copied()).unwrap_or(Colour::Named(7));
        above.push(colour);
        FirstCode { depth: depth.min(usize::from(u8::MAX)) as u8, name: code.name.clone(), colour, words: code.description.trim().to_owned() }
    };
    code_tree(codes).into_iter().map(one).collect()
}

/// Words of a definition before and after, with what differs in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reworded {
    /// Which part: “definition”.
    pub what: &'static str,
    /// The words before and after.
    pub words: [String; 2],
    /// How many letters these are.
    pub letters: [usize; 2],
    /// What of them the other has not.
    pub marked: [Vec<Span>; 2],
}

impl Reworded {
    /// What was said before (0) or is after (1), as it is spoken.
    pub fn quoted(&self, side: usize) -> String {
        if self.words[side].is_empty() { "nothing".to_owned() } else { format!("“{}”", self.words[side]) }
    }

    /// Words before and after, compared.
    pub fn new(what: &'static str, before: &str, after: &str) -> Self {
        let words = [before, after].map(|words| words.trim().to_owned());
        let [old, new] = [0, 1].map(|side: usize| Geometry::new(words[side].as_str()));
        // Where one of them has no words there is nothing to set beside it.
        let list = if words.iter().any(String::is_empty) { Vec::new() } else { by_words(&difference(&old, new.text()), &old, &new) };
        let spans = |of: fn(&crate::text::Difference) -> Span| list.iter().map(of).filter(|span| !span.is_empty()).collect();
        let letters = [0, 1].map(|side: usize| words[side].chars().count());
        Self { what, letters, marked: [spans(|one| one.before), spans(|one| one.after)], words }
    }
}

/// A kind of change, in the order they are told.
const KINDS: [(&str, &str); 6] =
    [("added", "Added"), ("renamed", "Renamed"), ("moved", "Moved"), ("merged", "Merged"), ("redefined", "Redefined"), ("removed", "Removed")];

/// By what a change is known: its code, what became of it, and the path of which that is said.
pub type ChangeKey = (CodeId, &'static str, Vec<String>);

/// A line of what differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A kind of change, with how many there are.
    Head(&'static str, usize),
    /// A change, by its place.
    Change(usize),
}

/// What differs between two states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The changes, kind after kind.
    pub changes: Vec<ChangedCode>,
    /// The words of each that was redefined.
    pub reworded: Vec<Vec<Reworded>>,
    /// The lines.
    pub lines: Vec<Line>,
}

impl Told {
    /// Compares two states; `history` says what codes had that are gone.
    pub fn new(corpus: &Corpus, states: Between, history: &GoneCodes) -> Self {
        let mut changes = between(corpus, &states, history);
        let rank = |change: &CodeChange| KINDS.iter().position(|(kind, _)| *kind == change.kind());
        // Sorting keeps the order of the tree within a kind.
        changes.sort_by_key(|changed| rank(&changed.change));
        let mut lines = Vec::new();
        for (kind, head) in KINDS {
            let of: Vec<usize> = (0..changes.len()).filter(|at| changes[*at].change.kind() == kind).collect();
            if !of.is_empty() {
                lines.push(Line::Head(head, of.len()));
                lines.extend(of.into_iter().map(Line::Change));
            }
        }
        let reworded = |changed: &ChangedCode| match &changed.change {
            CodeChange::Redefined(_, parts) => parts.iter().map(|part| Reworded::new(part.what, &part.before, &part.after)).collect(),
            _ => Vec::new(),
        };
        let reworded = changes.iter().map(reworded).collect();
        Self { changes, reworded, lines }
    }

    /// By what a change is known.
    pub fn key(&self, at: usize) -> Option<ChangeKey> {
        self.changes.get(at).map(|changed| (changed.code, changed.change.kind(), changed.change.path().to_vec()))
    }

    /// The change that is known by this, by its place.
    pub fn place(&self, (code, kind, path): &ChangeKey) -> Option<usize> {
        self.changes.iter().position(|changed| changed.code == *code && changed.change.kind() == *kind && changed.change.path() == path)
    }

    /// The line that a change stands in.
    pub fn line(&self, change: usize) -> Option<usize> {
        self.lines.iter().position(|line| *line == Line::Change(change))
    }
}

/// What is said of a change under the head of its kind, without the kind.
pub fn said(change: &CodeChange) -> String {
    let of = |path: &[String]| path.join(" / ");
    match change {
        CodeChange::Renamed(path, name) => format!("{} → {name}", of(path)),
        CodeChange::Merged(path, into) => format!("{} → {}", of(path), of(into)),
        CodeChange::MovedAway(path, there) => format!("{} → {}", of(path), of(there)),
        CodeChange::CameFrom(path, framework) => format!("{}, from {framework}", of(path)),
        CodeChange::Moved(path, from) if from.is_empty() => format!("{}, from the top", of(path)),
        CodeChange::Moved(path, from) => format!("{}, from {}", of(path), of(from)),
        other => of(other.path()),
    }
}

/// What a screen reader says of a change.
pub fn spoken(changed: &ChangedCode, reworded: &[Reworded]) -> String {
    let parts = reworded.iter().map(|part| format!("; {}: {}, before {}", part.what, part.quoted(1), part.quoted(0)));
    format!("{}, {}{}", line(&changed.change), changed.under(), parts.collect::<String>())
}

fn line(change: &CodeChange) -> String {
    match change {
        CodeChange::Redefined(path, _) => format!("Redefined {}", join_path(path)),
        other => other.line(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_are_marked_on_both_sides() {
        let part = Reworded::new("definition", "Goodwill between people.", "Goodwill among people ");
        let marked = |side: usize| -> Vec<String> {
            let text = Geometry::new(part.words[side].as_str());
            part.marked[side].iter().map(|span| text.slice(*span).to_owned()).collect()
        };
        assert_eq!((marked(0), marked(1)), (vec!["between".to_owned(), ".".into()], vec!["among".to_owned()]));
        assert!(Reworded::new("example", "", "We waited.").marked.iter().all(Vec::is_empty));
    }
}
