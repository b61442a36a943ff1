//! What COREQ and SRQR ask for that a project knows: items with their numbers, and what the project says to each.

use super::blocks::{Block, Grid, GridRow};
use super::tables::PaperOptions;
use crate::Result;
use crate::analysis::saturation::{Coded, Guest, coded, fresh};
use crate::analysis::*;
use crate::model::*;
use crate::project::op::OpKind;
use crate::project::{Entry, Reader, Revisions, no_history_before};
use crate::text::isolated;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What the checklists COREQ (Tong, Sainsbury and Craig 2007) and SRQR (O'Brien and others 2014) ask for, as far as the project knows it. Items that
/// only the researchers can answer are not in it.
pub(super) fn reporting_table(past: &Reader, corpus: &Corpus, texts: &dyn Texts, options: &PaperOptions) -> Result<Vec<Block>> {
    let heads = Heads::new(corpus);
    let told = Told {
        corpus,
        texts,
        cast: Cast::new(corpus, &heads),
        heads,
        naming: options.naming,
        frameworks: corpus.frameworks().iter().filter(|one| options.frameworks.is_empty() || options.frameworks.contains(&one.id)).collect(),
        counts: counts(corpus, &Scope::default(), &Voices::read(corpus, texts)?, None),
        history: past.history(0)?,
        unknown: past.unknown_before(corpus)?,
    };
    let ids: Vec<FrameworkId> = told.frameworks.iter().map(|framework| framework.id).collect();
    let mut revisions = past.revisions(corpus, &ids)?;
    if told.unknown.is_some() {
        // That they are in the file since it was made is not how they came to be.
        revisions.came = 0;
    }
    // SRQR: S6 reflexivity, S7 context, S8 sampling strategy, S10 data collection, S12 units of study, S13 data processing, S14 data analysis,
    // S15 trustworthiness, S16 findings, S17 links to empirical data.
    let rows = [
        ("1", "S6", "Interviewers", told.interviewers()),
        ("—", "S6", "Reflexive memos", told.reflexive()),
        ("12", "S12", "Sample size", holdings(&told.cast)),
        ("14", "S7", "Setting", told.groups(&told.heads.site, |part| &part.site)),
        ("16", "S12", "Description of the sample", told.groups(&told.heads.role, |part| &part.role)),
        ("18", "S10", "Repeat interviews", told.repeated()),
        ("20", "S10", "Field notes", told.other_sources()),
        ("—", "S10", "Period of data collection", told.period()),
        ("22", "S8", "Data saturation", told.saturated()),
        ("—", "S13", "Pseudonyms", told.pseudonyms()),
        ("24", "S14", "Number of data coders", told.coders()),
        ("—", "S15", "Coded by several", told.coded_twice()),
        ("25", "S14", "Description of the coding tree", told.trees()),
        ("26", "S14", "Derivation of themes", told.since(derivation(&revisions))),
        ("26", "S15", "Versions of the framework", told.versions()),
        ("27", "S14", "Software", format!("Themata {}", env!("CARGO_PKG_VERSION"))),
        ("—", "S15", "Audit trail", told.audit()),
        ("29", "S17", "Quotations presented", format!("Attributed as {}; key quotes marked: {}", corpus.project.attribution, told.stars())),
        ("31", "S16", "Clarity of major themes", told.themes(false)?),
        ("32", "S16", "Clarity of minor themes", told.themes(true)?),
    ];
    let row = |(coreq, srqr, what, answer): (&str, &str, &str, String)| {
        (!answer.is_empty()).then(|| GridRow::plain(vec![coreq.into(), srqr.into(), what.into(), answer]))
    };
    let head = ["COREQ", "SRQR", "Item", "What the project says"].map(str::to_owned).to_vec();
    let rows = rows.into_iter().filter_map(row).collect();
    Ok(vec![Block::Table(Grid { name: "For reporting guidelines".into(), head, rows, prose: true, ..Grid::default() })])
}

/// What is said of codes through time: what was made of them apart from what they were marked as and what was written of them.
fn derivation(all: &Revisions) -> String {
    let said = |list: &[(usize, &str)]| {
        let known = list.iter().filter(|(count, _)| *count > 0).map(|(count, verb)| format!("{} {verb}", grouped(*count)));
        known.collect::<Vec<_>>().join(", ")
    };
    let codes = said(&[
        (all.came, "came with their framework"),
        (all.made, "made"),
        (all.renamed, "renamed"),
        (all.redefined, "redefined"),
        (all.moved, "moved in the tree"),
        (all.merged, "merged into others"),
        (all.removed, "removed"),
    ]);
    let themes = said(&[(all.marked, "marked as themes"), (all.unmarked, "no longer themes"), (all.stated, "given a statement or a new one")]);
    let parts = [(codes, "Codes"), (themes, "Of them as themes")].into_iter().filter(|(words, _)| !words.is_empty());
    parts.map(|(words, what)| format!("{what}: {words}")).collect::<Vec<_>>().join("; ")
}

/// What is read to answer.
struct Told<'a> {
    corpus: &'a Corpus,
    texts: &'a dyn Texts,
    heads: Heads,
    cast: Cast,
    naming: Naming,
    /// Those that are told of.
    frameworks: Vec<&'a Framework>,
    counts: Counts,
    history: Vec<Entry>,
    /// When the history begins, where it does not hold all that was done.
    unknown: Option<Time>,
}

impl Told<'_> {
    /// The codings that people made of the frameworks that are told of: not what consensus or a crosswalk added.
    fn made(&self) -> impl Iterator<Item = &Coding> {
        let independent: HashSet<LayerId> =
            self.corpus.layers.iter().filter(|layer| layer.kind == LayerKind::Independent).map(|layer| layer.id).collect();
        self.corpus.codings().filter(move |coding| independent.contains(&coding.layer) && self.tells(coding.code))
    }

    fn tells(&self, code: CodeId) -> bool {
        self.corpus.code(code).is_some_and(|code| self.frameworks.iter().any(|framework| framework.id == code.framework))
    }

    /// What was done as far as the history goes back, with what is not known of before.
    fn since(&self, known: String) -> String {
        let Some(begins) = self.unknown else { return known };
        let since = if known.is_empty() { known } else { format!("; since: {known}") };
        format!("Not known, as {}{since}", no_history_before(begins))
    }

    fn initials(&self, coder: CoderId) -> &str {
        self.corpus.coder(coder).map_or("", |coder| coder.initials.as_str())
    }

    fn interviewers(&self) -> String {
        let talks = self.cast.sources(Part::is_talk);
        let asks = |id: &SourceId| self.corpus.speakers(*id).iter().filter(|speaker| speaker.role == SpeakerRole::Interviewer);
        let with = talks.iter().filter(|id| asks(id).next().is_some()).count();
        if with == 0 {
            return String::new();
        }
        let labels: std::collections::BTreeSet<&str> = talks.iter().flat_map(asks).map(|speaker| speaker.name.trim()).collect();
        let names: Vec<&str> = labels.iter().copied().collect();
        let who = if self.naming == Naming::Pseudonyms { counted(labels.len(), "label", "labels") } else { listed(&names) };
        format!("Voices marked as interviewers in {} of {}, under {who}", grouped(with), counted(talks.len(), "interview", "interviews"))
    }

    fn reflexive(&self) -> String {
        let memos: Vec<&Memo> = self.corpus.memos.iter().filter(|memo| memo.kind == MemoKind::Reflexive).collect();
        let mut who: Vec<&str> = memos.iter().map(|memo| self.initials(memo.coder)).collect();
        who.sort_unstable();
        who.dedup();
        if memos.is_empty() { String::new() } else { format!("{} by {}", counted(memos.len(), "memo", "memos"), listed(&who)) }
    }

    fn groups(&self, groups: &Groups, of: impl Fn(&Part) -> &[u16]) -> String {
        if groups.is_empty() {
            return String::new();
        }
        let (mut said, mut sums) = (Vec::new(), (0, 0));
        for group in groups.all() {
            let here = |part: &Part| part.is_talk() && of(part).contains(&group);
            let (talks, people) = (self.cast.sources(here).len(), self.cast.people(here).len());
            sums = (sums.0 + talks, sums.1 + people);
            if talks > 0 {
                let (talks, people) = (counted(talks, "interview", "interviews"), counted(people, "person", "people"));
                said.push(format!("{}: {talks}, {people}", isolated(groups.called(group, self.naming))));
            }
        }
        let all = (self.cast.sources(Part::is_talk).len(), self.cast.people(Part::is_talk).len());
        let over = [(sums.0 > all.0, "interviews"), (sums.1 > all.1, "people")].into_iter().filter(|(is, _)| *is).map(|(_, what)| what);
        let over: Vec<&str> = over.collect();
        let note = if over.is_empty() { String::new() } else { format!(" ({} of several count in each)", listed(&over)) };
        said.join("; ") + &note
    }

    fn repeated(&self) -> String {
        let mut talks: HashMap<CaseId, usize> = HashMap::new();
        for part in self.cast.parts.iter().filter(|part| part.is_talk()) {
            part.person.into_iter().for_each(|person| *talks.entry(person).or_default() += 1);
        }
        let again = talks.values().filter(|count| **count > 1).count();
        if talks.is_empty() { String::new() } else { format!("{} of {} interviewed more than once", again, counted(talks.len(), "person", "people")) }
    }

    fn other_sources(&self) -> String {
        let of = |kind: SourceKind| self.cast.sources(|part| part.kind == kind).len();
        let (notes, documents) = (of(SourceKind::Observation), of(SourceKind::Document));
        format!("{}, {}", counted(notes, "observation", "observations"), counted(documents, "document", "documents"))
    }

    fn period(&self) -> String {
        let sources = self.corpus.sources();
        let mut dates: Vec<&str> = sources.iter().map(|source| source.date.as_str()).filter(|date| !date.is_empty()).collect();
        dates.sort_unstable();
        match (dates.first(), dates.last()) {
            (Some(first), Some(last)) => format!("{first} to {last} ({} of {} sources have a date)", grouped(dates.len()), grouped(sources.len())),
            _ => String::new(),
        }
    }

    /// Framework by framework: codes of different frameworks say different things of the same words.
    fn saturated(&self) -> String {
        let guest = Guest::default();
        let of = |framework: &&Framework| {
            let codes: Vec<CodeId> = self.corpus.tree(framework.id).into_iter().map(|(code, _)| code).collect();
            let list = coded(self.corpus, &codes, false, &Scope::default(), None);
            list.codes.iter().any(|codes| !codes.is_empty()).then(|| format!("{}: {}", isolated(&framework.name), reached(guest, &list)))
        };
        let told: Vec<String> = self.frameworks.iter().filter_map(of).collect();
        if told.is_empty() {
            String::new()
        } else {
            format!("Guest et al. 2020, base {}, run {}, threshold 5 %. {}", guest.base, guest.run, told.join("; "))
        }
    }

    fn pseudonyms(&self) -> String {
        let persons = self.corpus.person_kinds();
        let people: Vec<&Case> = self.corpus.cases().iter().filter(|case| persons.contains(&case.kind)).collect();
        let with = people.iter().filter(|case| !case.pseudonym.is_empty()).count();
        let listed = self.corpus.pseudonyms().len();
        let applied = self.history.iter().filter(|entry| entry.kind == OpKind::ApplyPseudonyms && !entry.undone).count();
        if with + listed + applied == 0 {
            return String::new();
        }
        let names = counted(listed, "more name", "more names");
        let texts = if applied == 0 {
            let known = if self.unknown.is_some() { "whether they are replaced in the texts is not known" } else { "not replaced in the texts" };
            known.to_owned()
        } else {
            format!("replaced in the texts in {}", counted(applied, "step", "steps"))
        };
        format!("{} of {} have a pseudonym, and {names} of the list; {texts}", grouped(with), counted(people.len(), "person", "people"))
    }

    fn coders(&self) -> String {
        let mut made: BTreeMap<CoderId, usize> = BTreeMap::new();
        self.made().for_each(|coding| *made.entry(coding.coder).or_default() += 1);
        let mut list: Vec<(CoderId, usize)> = made.into_iter().collect();
        list.sort_by_key(|(coder, codings)| (std::cmp::Reverse(*codings), *coder));
        let of = |(coder, codings): &(CoderId, usize)| format!("{} ({})", self.initials(*coder), counted(*codings, "coding", "codings"));
        if list.is_empty() { String::new() } else { format!("{}: {}", list.len(), list.iter().map(of).collect::<Vec<_>>().join(", ")) }
    }

    fn coded_twice(&self) -> String {
        let mut by: HashMap<SourceId, HashSet<CoderId>> = HashMap::new();
        for coding in self.made() {
            by.entry(coding.source).or_default().insert(coding.coder);
        }
        let several = by.values().filter(|coders| coders.len() > 1).count();
        if by.is_empty() {
            String::new()
        } else {
            format!("{} of {} by more than one coder", grouped(several), counted(by.len(), "coded source", "coded sources"))
        }
    }

    fn trees(&self) -> String {
        let of = |framework: &&Framework| {
            let tree = self.corpus.tree(framework.id);
            let depth = tree.iter().map(|(_, depth)| depth + 1).max().unwrap_or(0);
            let used = tree.iter().filter(|(code, _)| self.counts.get(*code, false).codings > 0).count();
            format!("{}: {} on {}, {used} used", isolated(&framework.name), counted(tree.len(), "code", "codes"), counted(depth, "level", "levels"))
        };
        self.frameworks.iter().map(of).collect::<Vec<_>>().join("; ")
    }

    /// Each named version with why it was made and what the meeting said.
    fn versions(&self) -> String {
        let several = self.frameworks.len() > 1;
        let of = |framework: &&Framework| {
            let name = if several { format!("{}: ", isolated(&framework.name)) } else { String::new() };
            let line = move |version: &FrameworkVersion| {
                let words =
                    [version.reason.trim(), version.note.trim()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" — ");
                let why = if words.is_empty() { String::new() } else { format!(": {words}") };
                format!("{name}{} ({}, {}){why}", isolated(&version.name), version.at.day(), counted(version.codes.len(), "code", "codes"))
            };
            self.corpus.versions_of(framework.id).map(line).collect::<Vec<_>>()
        };
        self.frameworks.iter().flat_map(of).collect::<Vec<_>>().join("\n")
    }

    fn audit(&self) -> String {
        let stand = || self.history.iter().filter(|entry| !entry.undone);
        match (stand().next(), stand().next_back()) {
            (Some(first), Some(last)) => {
                let steps = counted(stand().count(), "step", "steps");
                let before = if self.unknown.is_some() { "; none of what was done before" } else { "" };
                format!("The project keeps {steps} with who and when, {} to {}{before}", first.at.day(), last.at.day())
            }
            _ => String::new(),
        }
    }

    fn stars(&self) -> String {
        // Quotes are counted, not codings: several may hold one passage.
        let mut of: HashMap<SourceId, Vec<Span>> = HashMap::new();
        self.made().filter(|coding| coding.star).for_each(|coding| of.entry(coding.source).or_default().push(coding.span));
        let mut codes = 0;
        for part in self.corpus.theme_parts().iter().filter(|part| part.star && self.tells(part.theme)) {
            match part.of {
                Gathered::Passage(passage) => of.entry(passage.source).or_default().push(passage.span),
                Gathered::Code(_) => codes += 1,
            }
        }
        grouped(of.into_values().map(|spans| merge(spans).len()).sum::<usize>() + codes)
    }

    /// The themes, or the sub-themes: those that lie below another; each with all that it gathers.
    fn themes(&self, below: bool) -> Result<String> {
        let is_theme = |id: Option<CodeId>| id.and_then(|id| self.corpus.code(id)).is_some_and(|code| code.theme);
        let mut list = Vec::new();
        for (id, _) in self.frameworks.iter().flat_map(|framework| self.corpus.tree(framework.id)) {
            let Some(code) = self.corpus.code(id).filter(|code| code.theme) else { continue };
            let mut above = std::iter::successors(code.parent, |id| self.corpus.code(*id).and_then(|code| code.parent)).take(64);
            if above.any(|id| is_theme(Some(id))) == below {
                let (gathered, heads) = gather(self.corpus, &Query::code(id, true), self.texts)?;
                let excerpts: Vec<&Excerpt> = gathered.iter().map(|one| &one.excerpt).collect();
                let voiced = theme(&excerpts, &heads, &self.cast, Columns::Site).voiced;
                let (passages, people) = (counted(voiced.passages, "passage", "passages"), counted(voiced.people, "person", "people"));
                list.push(format!("{} ({passages}, {people})", isolated(&code.name)));
            }
        }
        Ok(match (list.len(), below) {
            (0, _) => String::new(),
            (count, false) => format!("{}: {}", counted(count, "theme", "themes"), list.join("; ")),
            (count, true) => format!("{}: {}", counted(count, "sub-theme", "sub-themes"), list.join("; ")),
        })
    }
}

/// When nothing much was new, and what came afterwards all the same.
fn reached(guest: Guest, list: &Coded) -> String {
    let left_out = list.left_out();
    let left_out = if left_out.is_empty() { left_out } else { format!("; {left_out}") };
    let new = fresh(&list.codes);
    let judged = guest.judge(&new);
    match judged.after {
        Err(why) => format!("not reached, {}{left_out}", why.said()),
        Ok(after) => {
            let later = judged.later(&new).map_or_else(String::new, |later| format!("; {}", later.said()));
            format!("reached after {} ({}){later}", counted(after, "interview", "interviews"), guest.notation(after)) + &left_out
        }
    }
}
