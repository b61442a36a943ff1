//! What sources are called where there is little room: by role and phase where a project has them, else by name.

use crate::analysis::{Corpus, Groups};
use crate::model::{Case, Pseudonym, Source, SourceId, SourceKind};
use crate::text::SourceText;
use crate::ui::format;

/// The groupings by which sources are named.
#[derive(Clone, Debug)]
pub struct Titles {
    roles: Groups,
    sites: Groups,
    phases: Groups,
}

impl Titles {
    /// The groupings as the project defines them.
    pub fn new(corpus: &Corpus) -> Self {
        let project = &corpus.project;
        Self { roles: Groups::new(corpus, project.role), sites: Groups::new(corpus, project.site), phases: Groups::new(corpus, project.phase) }
    }

    /// The one group of a source, if it has just one.
    fn one<'a>(&self, corpus: &Corpus, groups: &'a Groups, source: SourceId) -> Option<&'a str> {
        let list = groups.of(source, corpus.cases_of(source));
        list.first().filter(|group| list.len() == 1 && **group != groups.unassigned()).map(|group| groups.label(*group))
    }

    /// The phase of a source as it stands behind a name: `phase 1` is `1`.
    fn phase(&self, corpus: &Corpus, source: SourceId) -> Option<String> {
        let label = self.one(corpus, &self.phases, source)?;
        let number = label.rsplit(' ').next().filter(|last| last.chars().all(|c| c.is_ascii_digit()));
        Some(number.unwrap_or(label).to_owned())
    }

    /// The one person of a source.
    fn person(corpus: &Corpus, source: SourceId) -> Option<&Case> {
        match corpus.cases_of(source) {
            [one] => corpus.case(*one).filter(|case| !called(case).is_empty()),
            _ => None,
        }
    }

    /// A conversation by role and phase: `Quality Lead · 1`.
    pub fn by_role(&self, corpus: &Corpus, source: &Source) -> Option<String> {
        let (role, phase) = (self.one(corpus, &self.roles, source.id)?, self.phase(corpus, source.id)?);
        (source.kind != SourceKind::Observation).then(|| format!("{role} · {phase}"))
    }

    /// A source by its person or its name: `Dr Ada Reed`, `Board 2022-02 · notes`.
    pub fn own(&self, corpus: &Corpus, source: &Source) -> String {
        if source.kind == SourceKind::Observation {
            return format!("{} · notes", source.name);
        }
        self.by_person(corpus, source).unwrap_or_else(|| source.name.clone())
    }

    /// What else tells a source from others that are called the same: with the role, with the date, and its name.
    pub fn apart(&self, corpus: &Corpus, source: &Source) -> [String; 3] {
        let own = self.own(corpus, source);
        let with = |more: Option<String>| more.map_or_else(|| own.clone(), |more| format!("{own} · {more}"));
        [with(self.one(corpus, &self.roles, source.id).map(str::to_owned)), with(day(&source.date)), source.name.clone()]
    }

    /// `Dr Ada Reed`, with phase or date where the same person is heard more than once.
    fn by_person(&self, corpus: &Corpus, source: &Source) -> Option<String> {
        let case = Self::person(corpus, source.id)?;
        if corpus.sources_of(case.id).len() < 2 {
            return Some(called(case).to_owned());
        }
        let which = self.phase(corpus, source.id).or_else(|| day(&source.date)).unwrap_or_else(|| source.name.clone());
        Some(format!("{} · {which}", called(case)))
    }

    /// The head of the page: `Quality Lead · ICS B`, or the source's name.
    pub fn title(&self, corpus: &Corpus, source: &Source) -> String {
        match (self.one(corpus, &self.roles, source.id), self.one(corpus, &self.sites, source.id)) {
            (Some(role), Some(site)) => format!("{role} · {site}"),
            _ => Self::person(corpus, source.id).map_or_else(|| source.name.clone(), |case| called(case).to_owned()),
        }
    }

    /// What stands behind the head: name, kind and phase, date, minutes, words.
    pub fn meta(&self, corpus: &Corpus, source: &Source, text: &SourceText) -> String {
        let phase = self.one(corpus, &self.phases, source.id).map(|label| {
            let bare = label.chars().all(|c| c.is_ascii_digit());
            if bare { format!("phase {label}") } else { label.to_owned() }
        });
        let kind = [Some(source.kind.name().to_owned()), phase].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let words = corpus.version(source.id).map_or(0, |version| version.words);
        let name = (self.title(corpus, source) != source.name).then(|| source.name.clone());
        let parts = [Some(kind), day(&source.date), minutes(text), Some(format::counted(words as usize, "word")), name];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// What a person is called while one reads: by the pseudonym, once there is one, as in the texts after it was put in.
fn called(case: &Case) -> &str {
    if case.pseudonym.is_empty() || case.pseudonym == Pseudonym::REDACTED { &case.full_name } else { &case.pseudonym }
}

/// A date as people write it: `14 March 2022`.
fn day(date: &str) -> Option<String> {
    let date = date.parse::<jiff::civil::Date>().ok()?;
    Some(date.strftime("%-d %B %Y").to_string())
}

/// How long the recording is, where turns carry times.
fn minutes(text: &SourceText) -> Option<String> {
    let turns = &text.structure.turns;
    let from = turns.iter().find_map(|turn| turn.from)?;
    let to = turns.iter().rev().find_map(|turn| turn.to.or(turn.from))?;
    let minutes = (to - from + 30_000) / 60_000;
    (minutes > 0).then(|| format!("{minutes} min"))
}
