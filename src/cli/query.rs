//! Which passages are wanted, as options of `excerpts` and `export`.

use super::desk::shell;
use super::find;
use super::out::{Outcome, usage};
use crate::analysis::{Basis, Corpus, Filter, Groups, Naming, Query, Scope};
use crate::export::{Around, ExcerptOptions, TableOptions};
use crate::model::{CodeId, Grouping};
use crate::{Error, Result};

/// Which passages.
#[derive(clap::Args, Debug)]
pub(super) struct Which {
    /// Only what is coded with this code or one below it; several times for several codes
    #[arg(long, value_name = "PATH")]
    pub code: Vec<String>,
    /// Only the codes themselves, not those below them
    #[arg(long, requires = "code")]
    pub exact: bool,
    /// Only where this holds, such as site="ICS B"; the same name again widens, another name narrows
    #[arg(long = "where", value_name = "NAME=VALUE")]
    pub only: Vec<String>,
    /// Only this source; several times for several
    #[arg(long, value_name = "NAME")]
    pub source: Vec<String>,
    /// Only what this coder coded, without what they applied through a crosswalk; several times for several
    #[arg(long, value_name = "INITIALS")]
    pub coder: Vec<String>,
    /// Only key quotes
    #[arg(long)]
    pub stars: bool,
    /// What one passage is: a run of text under a code, coders merged; or a coding as it is stored
    #[arg(long, value_enum, default_value_t)]
    pub basis: BasisArg,
}

/// What one passage is.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(super) enum BasisArg {
    /// Runs of text under a code, coders merged
    #[default]
    References,
    /// Codings as they are stored
    Codings,
}

/// How passages are written.
#[derive(clap::Args, Debug)]
pub(super) struct How {
    /// What to show around each passage
    #[arg(long, value_enum, default_value_t)]
    context: ContextArg,
    /// What stands for people
    #[arg(long, value_enum, default_value_t)]
    names: NamesArg,
    /// How quotes are attributed, such as "({site}, {role})"; without it, as the project says
    #[arg(long, value_name = "TEMPLATE")]
    attribution: Option<String>,
    /// Leave out the mark at the head of a .csv by which Excel knows UTF-8
    #[arg(long)]
    no_bom: bool,
}

/// What stands around a passage.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum ContextArg {
    /// Nothing
    #[default]
    None,
    /// The paragraphs it touches
    Paragraph,
    /// The turns it touches
    Turn,
}

/// What stands for people.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(super) enum NamesArg {
    /// Pseudonyms, or keys where there are none; a neutral label for what holds a name
    #[default]
    Pseudonyms,
    /// Keys, such as P07
    Keys,
    /// Names in full: for inside the team alone
    Full,
}

impl NamesArg {
    pub fn naming(self) -> Naming {
        match self {
            Self::Pseudonyms => Naming::Pseudonyms,
            Self::Keys => Naming::Keys,
            Self::Full => Naming::FullNames,
        }
    }
}

impl How {
    /// The options of an export.
    pub fn options(&self, corpus: &Corpus) -> ExcerptOptions {
        let plain = ExcerptOptions::new(&corpus.project);
        ExcerptOptions {
            table: TableOptions { bom: !self.no_bom, ..plain.table },
            around: match self.context {
                ContextArg::None => Around::Nothing,
                ContextArg::Paragraph => Around::Paragraph,
                ContextArg::Turn => Around::Turn,
            },
            naming: self.names.naming(),
            attribution: self.attribution.clone().unwrap_or(plain.attribution),
            by: None,
        }
    }
}

/// What a name groups by.
pub(super) fn grouping(corpus: &Corpus, name: &str) -> Result<Grouping> {
    let mut names: Vec<&str> = corpus.kinds().iter().map(|kind| kind.name.as_str()).collect();
    names.extend(corpus.attributes().iter().map(|attribute| attribute.name.as_str()));
    // “role” is what the project calls so, before an attribute of that name.
    let named = corpus.grouping_named(name).or_else(|| find::grouping(corpus, name).ok().flatten());
    named.ok_or_else(|| Error::hint(format!("nothing here is called “{name}”"), format!("There are: {}.", names.join(", "))))
}

impl Which {
    /// The query that is meant.
    pub fn query(&self, corpus: &Corpus) -> Outcome<Query> {
        let coder = |initials: &String| {
            let missing = || Error::hint(format!("there is no coder “{initials}” in this project"), "themata coders FILE lists them.");
            corpus.coder_named(initials).map(|coder| coder.id).ok_or_else(missing)
        };
        let named: Vec<CodeId> = self.code.iter().map(|path| find::code(corpus, path).map(|code| code.id)).collect::<Result<_>>()?;
        // Read through a crosswalk, all that is asked for is what it comes to.
        let codes = if named.is_empty() { corpus.reads_into().map(|id| corpus.tops(id)).unwrap_or_default() } else { named };
        Ok(Query {
            with_children: !codes.is_empty() && !self.exact,
            codes,
            filters: filters(corpus, &self.only)?,
            scope: Scope::own(corpus, self.coder.iter().map(coder).collect::<Result<_>>()?),
            sources: self.source.iter().map(|name| find::source(corpus, name).map(|source| source.id)).collect::<Result<_>>()?,
            only_stars: self.stars,
            basis: match self.basis {
                BasisArg::References => Basis::References,
                BasisArg::Codings => Basis::Codings,
            },
            ..Query::default()
        })
    }
}

/// The conditions of options such as `--where site="ICS B"`.
pub(super) fn filters(corpus: &Corpus, conditions: &[String]) -> Outcome<Vec<Filter>> {
    let mut filters: Vec<Filter> = Vec::new();
    for condition in conditions {
        let Some((name, value)) = condition.split_once('=') else {
            return usage(format!("“{condition}” is no condition"), "Write it as NAME=VALUE, such as --where site=\"ICS B\".");
        };
        let by = grouping(corpus, name)?;
        let groups = Groups::new(corpus, Some(by));
        if groups.find(value.trim()).is_none() {
            let all: Vec<String> = groups.all().map(|group| format!("\n  --where {}", shell(&format!("{name}={}", groups.label(group))))).collect();
            return Err(Error::hint(format!("no {name} is called “{value}”"), format!("Write one of these:{}", all.concat())).into());
        }
        match filters.iter_mut().find(|filter| filter.by == by) {
            Some(filter) => filter.values.push(value.trim().to_owned()),
            None => filters.push(Filter { by, values: vec![value.trim().to_owned()] }),
        }
    }
    Ok(filters)
}
