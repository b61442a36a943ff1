//! `themata codings`: the codings one by one, with the ids that other commands take.

use super::desk::{AsJson, File, Shelf};
use super::find;
use super::out::{Outcome, Table, show_json};
use crate::analysis::Corpus;
use crate::model::{Coding, Span};
use std::collections::HashSet;

/// List the codings as they are stored, one by one
///
/// Those that have lost all their words to a correction are among them, with the place where they stood: resize gives them other words, and
/// uncode takes them off.
///
/// Example: themata codings study.themata --source "Interview 1" --coder BP
#[derive(clap::Args, Debug)]
pub struct Codings {
    #[command(flatten)]
    file: File,
    /// In this source alone; several times for several
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// With this code alone, or one below it; several times for several
    #[arg(long, value_name = "PATH")]
    code: Vec<String>,
    /// Of this coder alone; several times for several
    #[arg(long, value_name = "INITIALS")]
    coder: Vec<String>,
    #[command(flatten)]
    form: AsJson,
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    source: String,
    span: Span,
    code: String,
    coder: String,
    layer: String,
    key_quote: bool,
    /// Whether a correction has taken all its words; the span is where they stood.
    lost: bool,
    at: String,
}

fn row(corpus: &Corpus, coding: &Coding, lost: bool) -> Row {
    Row {
        id: coding.id.to_string(),
        source: corpus.source(coding.source).map_or_else(String::new, |source| source.name.clone()),
        span: coding.span,
        code: find::full_path(corpus, coding.code),
        coder: corpus.coder(coding.coder).map_or_else(String::new, |coder| coder.initials.clone()),
        layer: corpus.layers.iter().find(|layer| layer.id == coding.layer).map_or_else(String::new, |layer| layer.name.clone()),
        key_quote: coding.star,
        lost,
        at: coding.at.rfc3339(),
    }
}

impl Codings {
    /// Lists them.
    pub(super) fn run(self) -> Outcome {
        let shelf = Shelf::open(&self.file.file)?;
        let corpus = &shelf.corpus;
        let sources: HashSet<_> = find::sources(corpus, &self.source)?.into_iter().collect();
        let mut codes = HashSet::new();
        for path in &self.code {
            codes.extend(corpus.family(find::code(corpus, path)?.id));
        }
        let mut coders = HashSet::new();
        for initials in &self.coder {
            coders.insert(find::coder(corpus, initials)?.id);
        }
        let wanted = |coding: &&Coding| {
            (sources.is_empty() || sources.contains(&coding.source))
                && (codes.is_empty() || codes.contains(&coding.code))
                && (coders.is_empty() || coders.contains(&coding.coder))
        };
        let of_source = |source: &crate::model::Source| {
            let lost = corpus.lost_of(source.id).iter().map(|lost| &lost.coding).filter(wanted).map(|coding| row(corpus, coding, true));
            corpus.codings_of(source.id).iter().filter(wanted).map(|coding| row(corpus, coding, false)).chain(lost)
        };
        let rows: Vec<Row> = corpus.sources().iter().flat_map(of_source).collect();
        if self.form.json {
            show_json(&rows)?;
            return shelf.end();
        }
        let mut table = Table::new(&["source", "#from", "#to", "code", "coder", "", "made"]);
        for row in rows {
            let star = if row.key_quote { "*" } else { "" };
            let mark = if row.lost { "no words left" } else { star };
            table.row(vec![row.source, row.span.start.to_string(), row.span.end.to_string(), row.code, row.coder, mark.into(), row.at]);
        }
        table.show("No codings. Next: themata code FILE --source NAME --code PATH --turn NUMBER")?;
        shelf.end()
    }
}
