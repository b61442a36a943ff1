//! Tables for a paper: sites, who took part, the code tree, themes with quotes, and what reporting guidelines ask for that a project knows.

use super::blocks::{Block, Grid, GridRow, Whose};
use super::disclosed::lone;
use super::sample::sample_table;
use crate::Result;
use crate::analysis::saturation::{Guest, coded, fresh};
use crate::analysis::*;
use crate::model::*;
use crate::project::Entry;
use crate::text::capital;

/// A table for a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaperTable {
    /// The sites, with what is known of them, interviews and people.
    Sites,
    /// Who took part, by role group, site and phase.
    Participants,
    /// The code tree with definitions and counts.
    Codes,
    /// Themes with what they say, where they are heard and example quotes.
    Themes,
    /// What COREQ and SRQR ask for that the project knows.
    Reporting,
    /// The framework chart: interviews by the codes at the top of the first framework.
    Chart,
}

impl PaperTable {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 6] = [Self::Participants, Self::Sites, Self::Codes, Self::Themes, Self::Chart, Self::Reporting];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sites => "sites",
            Self::Participants => "participants",
            Self::Codes => "code tree",
            Self::Themes => "themes",
            Self::Reporting => "reporting",
            Self::Chart => "framework chart",
        }
    }

    /// What is in it, in one line.
    pub fn what(self) -> &'static str {
        match self {
            Self::Sites => "Each site with its attributes, interviews and people",
            Self::Participants => "People and interviews by role group, site and phase",
            Self::Codes => "Every code with its definition and how much is coded",
            Self::Themes => "What each theme says, where it is heard, example quotes",
            Self::Reporting => "What COREQ and SRQR ask for that the project knows",
            Self::Chart => "Interviews by codes, with the summaries that were written",
        }
    }

    /// The table of a project.
    pub fn blocks(self, corpus: &Corpus, texts: &dyn Texts, history: &[Entry], options: &PaperOptions) -> Result<Vec<Block>> {
        let naming = options.naming;
        let counted = || Ok::<_, crate::Error>(counts(corpus, &Scope::default(), &Voices::read(corpus, texts)?, None));
        Ok(match self {
            Self::Sites => site_table(corpus, naming),
            Self::Participants => participant_table(corpus, naming),
            Self::Codes => code_table(corpus, &counted()?, &options.frameworks),
            Self::Themes if options.codes.is_empty() => theme_table(corpus, texts, &themes_of(corpus, &options.frameworks), options.quotes, naming)?,
            Self::Themes => theme_table(corpus, texts, &options.codes, options.quotes, naming)?,
            Self::Reporting => reporting_table(corpus, &counted()?, history, naming),
            Self::Chart => {
                let first = options.frameworks.first().copied().or_else(|| corpus.frameworks().first().map(|framework| framework.id));
                let codes = first.map(|framework| corpus.tops(framework)).unwrap_or_default();
                let voices = Voices::read(corpus, texts)?;
                let chart = Chart::new(corpus, &voices, &ChartAsk { by: corpus.project.site, codes, ..ChartAsk::default() });
                super::chart::chart_blocks(corpus, &chart, texts, naming)?
            }
        })
    }
}

/// How tables for a paper are made.
#[derive(Clone, Debug)]
pub struct PaperOptions {
    /// What stands for people.
    pub naming: Naming,
    /// Of codes, themes and the chart: these frameworks; empty means all, for the chart the first.
    pub frameworks: Vec<FrameworkId>,
    /// The themes; empty means those of the frameworks.
    pub codes: Vec<CodeId>,
    /// Quotes for each theme.
    pub quotes: usize,
}

impl Default for PaperOptions {
    fn default() -> Self {
        Self { naming: Naming::Pseudonyms, frameworks: Vec::new(), codes: Vec::new(), quotes: 2 }
    }
}

/// The codes marked as themes in these frameworks, or in all where none is named; where none is marked, those at the top.
fn themes_of(corpus: &Corpus, frameworks: &[FrameworkId]) -> Vec<CodeId> {
    let all = corpus.frameworks().iter().map(|framework| framework.id).filter(|id| frameworks.is_empty() || frameworks.contains(id));
    let all: Vec<FrameworkId> = all.collect();
    let themes = all.iter().flat_map(|id| corpus.tree(*id)).filter(|(id, _)| corpus.code(*id).is_some_and(|code| code.theme));
    let marked: Vec<CodeId> = themes.map(|(id, _)| id).collect();
    if marked.is_empty() { all.iter().flat_map(|id| corpus.tops(*id)).collect() } else { marked }
}

fn row(cells: Vec<String>) -> GridRow {
    GridRow::plain(cells)
}

fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The sites: attributes of theirs where they are cases, interviews, other sources, people.
fn site_table(corpus: &Corpus, naming: Naming) -> Vec<Block> {
    let (heads_of, names) = (Heads::new(corpus), Names::new(corpus, naming));
    let (groups, cast) = (&heads_of.site, Cast::new(corpus, &heads_of));
    let kind = match corpus.project.site {
        Some(Grouping::Kind(kind)) => Some(kind),
        _ => None,
    };
    let of_site = |label: &str| corpus.cases().iter().find(|case| Some(case.kind) == kind && case.name == label);
    let told = |attribute: &&Attribute| {
        attribute.target == Target::Case
            && groups.all().any(|group| of_site(groups.label(group)).is_some_and(|case| corpus.value(attribute.id, Owner::Case(case.id)).is_some()))
    };
    let attributes: Vec<&Attribute> = corpus.attributes().iter().filter(told).collect();
    let mut head = vec![if groups.title.is_empty() { "Site".to_owned() } else { capital(&groups.title) }];
    head.extend(attributes.iter().map(|attribute| attribute.name.clone()));
    head.extend(heads(&["Interviews", "Field notes and documents", "People"]));
    let mut rows = Vec::new();
    for group in groups.all() {
        let here = |part: &Part| part.site.contains(&group);
        let sources = cast.sources(here);
        if sources.is_empty() {
            continue;
        }
        let talks = cast.sources(|part| here(part) && part.is_talk()).len();
        let value = |attribute: &&Attribute| {
            let value = of_site(groups.label(group)).and_then(|case| corpus.value(attribute.id, Owner::Case(case.id)));
            value.map_or_else(String::new, |value| if naming == Naming::Pseudonyms { names.value(value) } else { value.to_owned() })
        };
        let mut cells = vec![groups.called(group, naming).to_owned()];
        cells.extend(attributes.iter().map(value));
        let people = cast.people(here).len();
        cells.extend([talks, sources.len() - talks, people].map(|number| number.to_string()));
        rows.push(GridRow { lone: (people == 1).then_some("A site has one person."), ..row(cells) });
    }
    let (talks, sources) = (cast.sources(Part::is_talk).len(), cast.sources(|_| true).len());
    let mut total = vec!["All".to_owned()];
    total.extend(attributes.iter().map(|_| String::new()));
    total.extend([talks, sources - talks, cast.people(|_| true).len()].map(|number| number.to_string()));
    rows.push(GridRow::strong(total));
    vec![Block::Table(Grid { name: "Sites".into(), head, rows, prose: false })]
}

/// Who took part: people and, in brackets, interviews, by role group, site and phase.
fn participant_table(corpus: &Corpus, naming: Naming) -> Vec<Block> {
    let of = Heads::new(corpus);
    let sample = sample(&of, &Cast::new(corpus, &of));
    let (head, rows) = sample_table(&of, &sample, naming);
    let of_row = |(cells, row): (Vec<String>, &SampleRow)| GridRow { cells, strong: row.role.is_none(), lone: lone(row), ..GridRow::default() };
    let rows = rows.into_iter().zip(&sample.rows).map(of_row).collect();
    let mut blocks = vec![Block::Table(Grid { name: "Participants".into(), head, rows, prose: false })];
    if !sample.note.is_empty() {
        blocks.push(Block::Paragraph(sample.note));
    }
    blocks
}

/// The code tree with definitions and counts: a code counts what is coded with it or below it. Frameworks stand apart.
fn code_table(corpus: &Corpus, counts: &Counts, frameworks: &[FrameworkId]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for framework in corpus.frameworks().iter().filter(|framework| frameworks.is_empty() || frameworks.contains(&framework.id)) {
        let line = |(id, depth): (CodeId, usize)| {
            let code = corpus.code(id)?;
            let tally = counts.get(id, true);
            let named = if code.short.is_empty() { code.name.clone() } else { format!("{} ({})", code.name, code.short) };
            let words = [&code.description, &code.include, &code.exclude];
            let mut cells = vec![format!("{}{named}", "– ".repeat(depth))];
            cells.extend(words.into_iter().cloned());
            cells.extend([tally.references, tally.sources, tally.people].map(|number| number.to_string()));
            Some(GridRow { cells, strong: depth == 0, ..GridRow::default() })
        };
        let rows = corpus.tree(framework.id).into_iter().filter_map(line).collect();
        let head = heads(&["Code", "Definition", "Include", "Exclude", "Passages", "Sources", "People"]);
        blocks.push(Block::Table(Grid { name: framework.name.clone(), head, rows, prose: true }));
    }
    blocks.push(Block::Paragraph(
        "Passages are maximal runs of text, coders merged; each code counts with those below it, so a code may have fewer than its parts together."
            .into(),
    ));
    blocks
}

/// Themes, one row each: what it says, where it is heard, how much, and example quotes. Key quotes come first, then those of people not quoted yet.
fn theme_table(corpus: &Corpus, texts: &dyn Texts, codes: &[CodeId], quotes: usize, naming: Naming) -> Result<Vec<Block>> {
    let attribution = Attribution::new(corpus, &corpus.project.attribution, naming)?;
    let mut rows = Vec::new();
    let of = Heads::new(corpus);
    let cast = Cast::new(corpus, &of);
    for id in codes {
        let Some(code) = corpus.code(*id) else { continue };
        let (gathered, heads) = gather(corpus, &Query::code(*id, true), texts)?;
        let excerpts: Vec<&Excerpt> = gathered.iter().map(|one| &one.excerpt).collect();
        let theme = theme(&excerpts, &heads, &cast, Columns::Site);
        let statement = if code.statement.is_empty() { &code.description } else { &code.statement };
        let chosen: Vec<&Gathering> = examples(&excerpts, quotes).into_iter().map(|at| &gathered[at]).collect();
        let quoted = chosen.iter().map(|one| {
            let against = if one.stance == Stance::Contradicts { " (contradicts)" } else { "" };
            format!("{}{against}", quote(&one.excerpt, &attribution.of(corpus, &one.excerpt)))
        });
        let quoted: Vec<String> = quoted.collect();
        let reach = naming.of_group(&theme.reach, &theme.reach_shown).to_owned();
        let cells = vec![corpus.path(*id).join(" / "), statement.clone(), reach, theme.voiced.line(), quoted.join("\n\n")];
        rows.push(GridRow { quoted: chosen.iter().map(|one| Whose::of(&one.excerpt)).collect(), ..row(cells) });
    }
    let head = heads(&["Theme", "What it says", "Where it is heard", "How much", "Examples"]);
    Ok(vec![Block::Table(Grid { name: "Themes".into(), head, rows, prose: true })])
}

fn quote(excerpt: &Excerpt, whose: &str) -> String {
    format!("“{}” {whose}", excerpt.text.trim()).trim_end().to_owned()
}

/// The places of quotes: key quotes first, then by length near to what is read at a glance; nobody twice before everybody once.
pub(super) fn examples(excerpts: &[&Excerpt], most: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..excerpts.len()).collect();
    order.sort_by_key(|at| (!excerpts[*at].star, excerpts[*at].words.abs_diff(35), *at));
    let mut chosen: Vec<usize> = Vec::new();
    for again in [false, true] {
        for at in &order {
            let heard = |other: &usize| !excerpts[*at].people.is_empty() && excerpts[*other].people == excerpts[*at].people;
            if chosen.len() < most && !chosen.contains(at) && (again || !chosen.iter().any(heard)) {
                chosen.push(*at);
            }
        }
    }
    chosen
}

/// What the checklists COREQ (Tong, Sainsbury and Craig 2007) and SRQR (O'Brien and others 2014) ask for, as far as the project knows it. Items that
/// only the researchers can answer are not in it.
fn reporting_table(corpus: &Corpus, counts: &Counts, history: &[Entry], naming: Naming) -> Vec<Block> {
    let of = Heads::new(corpus);
    let cast = Cast::new(corpus, &of);
    let item =
        |coreq: &str, srqr: &str, what: &str, answer: String| (!answer.is_empty()).then(|| row(vec![coreq.into(), srqr.into(), what.into(), answer]));
    let rows = [
        item("12", "S10", "Sample size", holdings(&cast)),
        item("14", "S7", "Setting", groups_said((&of.site, naming), &cast, |part| &part.site)),
        item("16", "S10", "Description of the sample", groups_said((&of.role, naming), &cast, |part| &part.role)),
        item("18", "S10", "Repeat interviews", repeated(&cast)),
        item("20", "S10", "Field notes", other_sources(&cast)),
        item("—", "S10", "Period of data collection", period(corpus)),
        item("22", "S8", "Data saturation", saturated(corpus)),
        item("24", "S14", "Number of data coders", coders(corpus)),
        item("25", "S14", "Description of the coding tree", trees(corpus, counts)),
        item("26", "S14", "Derivation of themes", revisions(history)),
        item("27", "S14", "Software", format!("Themata {}", env!("CARGO_PKG_VERSION"))),
        item("29", "S17", "Quotations presented", format!("Attributed as {}; key quotes marked: {}", corpus.project.attribution, stars(corpus))),
    ];
    let head = heads(&["COREQ", "SRQR", "Item", "What the project says"]);
    vec![Block::Table(Grid { name: "For reporting guidelines".into(), head, rows: rows.into_iter().flatten().collect(), prose: true })]
}

fn groups_said((groups, naming): (&Groups, Naming), cast: &Cast, of: impl Fn(&Part) -> &[u16]) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let said = groups.all().filter_map(|group| {
        let here = |part: &Part| part.is_talk() && of(part).contains(&group);
        let (talks, people) = (cast.sources(here).len(), cast.people(here).len());
        (talks > 0).then(|| {
            format!("{}: {}, {}", groups.called(group, naming), counted(talks, "interview", "interviews"), counted(people, "person", "people"))
        })
    });
    said.collect::<Vec<_>>().join("; ")
}

fn repeated(cast: &Cast) -> String {
    let mut talks: std::collections::HashMap<CaseId, usize> = std::collections::HashMap::new();
    for part in cast.parts.iter().filter(|part| part.is_talk()) {
        if let Some(person) = part.person {
            *talks.entry(person).or_default() += 1;
        }
    }
    let again = talks.values().filter(|count| **count > 1).count();
    if talks.is_empty() { String::new() } else { format!("{} of {} interviewed more than once", again, counted(talks.len(), "person", "people")) }
}

fn other_sources(cast: &Cast) -> String {
    let of = |kind: SourceKind| cast.sources(|part| part.kind == kind).len();
    let (notes, documents) = (of(SourceKind::Observation), of(SourceKind::Document));
    format!("{}, {}", counted(notes, "observation", "observations"), counted(documents, "document", "documents"))
}

fn period(corpus: &Corpus) -> String {
    let mut dates: Vec<&str> = corpus.sources().iter().map(|source| source.date.as_str()).filter(|date| !date.is_empty()).collect();
    dates.sort_unstable();
    match (dates.first(), dates.last()) {
        (Some(first), Some(last)) => {
            format!("{first} to {last} ({} of {} sources have a date)", grouped(dates.len()), grouped(corpus.sources().len()))
        }
        _ => String::new(),
    }
}

fn saturated(corpus: &Corpus) -> String {
    let codes: Vec<CodeId> = corpus.codes().iter().map(|code| code.id).collect();
    let (list, guest) = (coded(corpus, &codes, false, &Scope::default(), None), Guest::default());
    let judged = guest.judge(&fresh(&list.codes));
    let after = match judged.after {
        Ok(after) => format!("reached after {after} interviews ({})", guest.notation(after)),
        Err(why) => format!("not reached: {}", why.said()),
    };
    format!("Guest et al. 2020, base {}, run {}, threshold 5 %: {after}", guest.base, guest.run)
}

fn coders(corpus: &Corpus) -> String {
    let active: Vec<Activity> = activity(corpus).into_iter().filter(|one| one.codings > 0).collect();
    let of = |one: &Activity| format!("{} ({} codings)", corpus.coder(one.coder).map_or("", |coder| coder.initials.as_str()), one.codings);
    if active.is_empty() { String::new() } else { format!("{}: {}", active.len(), active.iter().map(of).collect::<Vec<_>>().join(", ")) }
}

fn trees(corpus: &Corpus, counts: &Counts) -> String {
    let of = |framework: &Framework| {
        let tree = corpus.tree(framework.id);
        let depth = tree.iter().map(|(_, depth)| depth + 1).max().unwrap_or(0);
        let used = tree.iter().filter(|(code, _)| counts.get(*code, false).codings > 0).count();
        format!("{}: {} on {}, {used} used", framework.name, counted(tree.len(), "code", "codes"), counted(depth, "level", "levels"))
    };
    corpus.frameworks().iter().map(of).collect::<Vec<_>>().join("; ")
}

fn revisions(history: &[Entry]) -> String {
    use crate::project::op::OpKind::{AddCode, EditCode, MergeCodes, MoveCodes, RemoveCodes};
    let of = |kind| history.iter().filter(|entry| entry.kind == kind && !entry.undone).count();
    let parts = [(AddCode, "made"), (EditCode, "redefined or renamed"), (MoveCodes, "moved"), (MergeCodes, "merged"), (RemoveCodes, "removed")];
    let told: Vec<String> = parts.into_iter().filter(|(kind, _)| of(*kind) > 0).map(|(kind, verb)| format!("{} {verb}", of(kind))).collect();
    if told.is_empty() { String::new() } else { format!("Steps of the history in which codes were: {}", told.join(", ")) }
}

fn stars(corpus: &Corpus) -> usize {
    corpus.codings().filter(|coding| coding.star).count()
}
