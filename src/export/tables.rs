//! Tables for a paper: sites, who took part, the code tree, themes with quotes, and what reporting guidelines ask for that a project knows.

use super::blocks::{Block, Grid, GridRow, Whose};
use super::disclosed::lone;
use super::picked::{Already, examples};
use super::reporting::reporting_table;
use super::sample::{sample_rows, sample_table};
use crate::Result;
use crate::analysis::*;
use crate::model::*;
use crate::project::Reader;
use crate::text::capital;

/// A table for a paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperTable {
    /// The sites, with what is known of them, interviews and people.
    Sites,
    /// Who took part, by role group, site and phase.
    #[default]
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

    /// Whether it says what is coded code by code, so that it can be read through a crosswalk.
    pub fn reads_codes(self) -> bool {
        matches!(self, Self::Codes | Self::Themes | Self::Chart)
    }

    /// The table of a project; `past` reads its history.
    pub fn blocks(self, past: &Reader, corpus: &Corpus, texts: &dyn Texts, options: &PaperOptions) -> Result<Vec<Block>> {
        let naming = options.naming;
        let counted = || Ok::<_, crate::Error>(counts(corpus, &Scope::default(), &Voices::read(corpus, texts)?, None));
        let themes = if options.codes.is_empty() { themes_of(corpus, &options.frameworks) } else { options.codes.clone() };
        let basis = match self {
            Self::Themes => corpus.basis_of_themes(&themes),
            Self::Codes => corpus.basis(&options.frameworks),
            _ => Vec::new(),
        };
        let blocks = match self {
            Self::Sites => site_table(corpus, naming),
            Self::Participants => participant_table(corpus, naming),
            Self::Codes => code_table(corpus, &counted()?, &options.frameworks),
            Self::Themes => theme_table(corpus, texts, &themes, options.quotes, naming)?,
            Self::Reporting => reporting_table(past, corpus, texts, options)?,
            Self::Chart => {
                let first = options.frameworks.first().copied().or(corpus.reads_into());
                let first = first.or_else(|| corpus.charted_first());
                let codes = first.map(|framework| corpus.tops(framework)).unwrap_or_default();
                let voices = Voices::read(corpus, texts)?;
                let ask = ChartAsk { by: corpus.project.site, codes, ..ChartAsk::default() };
                let chart = Chart::new(corpus, &voices, &ask);
                super::chart::chart_blocks(past, corpus, texts, (&ask, &chart, naming))?
            }
        };
        Ok(basis.into_iter().map(Block::Paragraph).chain(blocks).collect())
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

/// What the numbers of the code tree count.
const MERGED: &str =
    "Passages are maximal runs of text, coders merged; each code counts with those below it, so a code may have fewer than its parts together.";

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
    let (one, many) = Columns::Site.nouns(&heads_of);
    let alone = if one == "site" { "A site has one person." } else { "A group of the table has one person." };
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
    let (mut rows, mut sums) = (Vec::new(), [0; 3]);
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
        let numbers = [talks, sources.len() - talks, people];
        sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
        cells.extend(numbers.map(|number| number.to_string()));
        rows.push(GridRow { lone: (people == 1).then_some(alone), ..row(cells) });
    }
    let (talks, sources) = (cast.sources(Part::is_talk).len(), cast.sources(|_| true).len());
    let mut total = vec!["All".to_owned()];
    total.extend(attributes.iter().map(|_| String::new()));
    let numbers = [talks, sources - talks, cast.people(|_| true).len()];
    total.extend(numbers.map(|number| number.to_string()));
    rows.push(GridRow::strong(total));
    let several = |at: usize| if sums[at] > numbers[at] { vec![many] } else { Vec::new() };
    let note = not_sums(&[("people", several(2)), ("interviews", several(0)), ("field notes and documents", several(1))]);
    vec![Block::Table(Grid { name: "Sites".into(), head, rows, note, prose: false })]
}

/// Who took part: people and, in brackets, interviews, by role group, site and phase.
fn participant_table(corpus: &Corpus, naming: Naming) -> Vec<Block> {
    let of = Heads::new(corpus);
    let sample = sample(&of, &Cast::new(corpus, &of));
    let (head, rows) = sample_table(&of, &sample, naming);
    let of_row = |(cells, row): (Vec<String>, &SampleRow)| GridRow { cells, strong: row.role.is_none(), lone: lone(row), ..GridRow::default() };
    let rows: Vec<GridRow> = rows.into_iter().zip(sample_rows(&of, &sample)).map(of_row).collect();
    vec![Block::Table(Grid { name: "Participants".into(), head, rows, note: sample.note, prose: false })]
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
            let lone = (tally.people == 1).then_some("A code is of one person alone.");
            Some(GridRow { cells, strong: depth == 0, lone, ..GridRow::default() })
        };
        let rows = corpus.tree(framework.id).into_iter().filter_map(line).collect();
        let head = heads(&["Code", "Definition", "Include", "Exclude", "Passages", "Sources", "People"]);
        blocks.push(Block::Table(Grid { name: framework.name.clone(), head, rows, note: MERGED.into(), prose: true }));
    }
    blocks
}

/// Themes, one row each: what it says, where it is heard, how much, and example quotes. Quotes are taken by the rule of [`examples`].
fn theme_table(corpus: &Corpus, texts: &dyn Texts, codes: &[CodeId], quotes: usize, naming: Naming) -> Result<Vec<Block>> {
    let attribution = Attribution::new(corpus, &corpus.project.attribution, naming)?;
    let mut rows = Vec::new();
    let of = Heads::new(corpus);
    let cast = Cast::new(corpus, &of);
    for id in codes {
        let Some(code) = corpus.code(*id) else { continue };
        let (gathered, heads) = gather(corpus, &Query::code(*id, true), texts)?;
        let excerpts: Vec<&Excerpt> = gathered.iter().map(|one| &one.excerpt).collect();
        let cast = cast_of(corpus, &Query::code(*id, true), &cast);
        let theme = theme(&excerpts, &heads, &cast, Columns::Site);
        let statement = super::report::stated(code);
        let chosen: Vec<&Gathering> = examples(&gathered, &heads, quotes, &Already::default()).into_iter().map(|at| &gathered[at]).collect();
        let quoted = chosen.iter().map(|one| {
            let against = if one.stance == Stance::Contradicts { " (contradicts)" } else { "" };
            format!("{}{against}", quote(&one.excerpt, &attribution.of(corpus, &one.excerpt)))
        });
        let quoted: Vec<String> = quoted.collect();
        let site = |group: u16| if of.site.is_empty() { "" } else { of.site.called(group, naming) };
        let quiet = silent(&excerpts, &of, &cast, Columns::Site);
        let (whom, away) = (silence(&quiet, site), not_coded(&quiet, site));
        let heard = lines([&reach(&theme.columns, &of.site, Columns::Site.nouns(&of), |group| of.site.called(group, naming)), &whom, &away]);
        let against = capital(&contradiction(&gathered, &theme.columns, site));
        let unread = corpus.left_unread(*id).unwrap_or_default();
        let much = lines([&theme.voiced.line(), &against, &capital(only_asked(&gathered)), &unread]);
        let cells = vec![corpus.path(*id).join(" / "), statement, heard, much, quoted.join("\n\n")];
        let lone = match theme.voiced.people {
            1 => Some("A theme is of one person alone."),
            _ => quiet.iter().any(Silent::is_one).then_some("A site where a theme is not spoken of has one person."),
        };
        rows.push(GridRow { quoted: chosen.iter().map(|one| Whose::of(&one.excerpt)).collect(), lone, ..row(cells) });
    }
    let head = heads(&["Theme", "What it says", "Where it is heard", "How much", "Examples"]);
    Ok(vec![Block::Table(Grid { name: "Themes".into(), head, rows, prose: true, ..Grid::default() })])
}

fn quote(excerpt: &Excerpt, whose: &str) -> String {
    format!("“{}” {whose}", excerpt.text.trim()).trim_end().to_owned()
}

/// That no quote is taken by rule, as interviewers alone speak in a theme's passages; empty where somebody else does.
pub(super) fn only_asked(gathered: &[Gathering]) -> &'static str {
    let asked = !gathered.is_empty() && gathered.iter().all(|one| one.excerpt.asked);
    if asked { "interviewers alone speak in its passages" } else { "" }
}

/// Those that say something, a line each.
fn lines<const N: usize>(list: [&str; N]) -> String {
    list.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
