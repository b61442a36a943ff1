//! `themata codes`: the frameworks and what is coded with them.

use super::desk::{AsJson, File, Shelf};
use super::find;
use super::out::{Outcome, Table, show_json};
use crate::analysis::Corpus;
use crate::model::{Code, CodeId, Framework, SourceId, Span, join_path, merge};
use std::collections::{BTreeSet, HashMap};

/// List the codes with how much is coded with them
///
/// A reference is a run of text under a code: passages that overlap or touch are one, whoever coded them. "with below"
/// counts the code and all codes under it.
///
/// Example: themata codes study.themata --framework Leutz
#[derive(clap::Args, Debug)]
pub struct Codes {
    #[command(flatten)]
    file: File,
    /// The codes of this framework alone
    #[arg(long, value_name = "NAME")]
    framework: Option<String>,
    #[command(flatten)]
    form: AsJson,
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    framework: String,
    path: String,
    name: String,
    short: String,
    depth: usize,
    description: String,
    include: String,
    exclude: String,
    example: String,
    colour: String,
    theme: bool,
    statement: String,
    codable: bool,
    codings: usize,
    references: usize,
    references_below: usize,
    sources: usize,
    sources_below: usize,
}

/// Runs of text under some codes, merged: how many, and in how many sources.
fn references(passages: &HashMap<CodeId, Vec<(SourceId, Span)>>, codes: &[CodeId]) -> (usize, usize) {
    let mut by_source: HashMap<SourceId, Vec<Span>> = HashMap::new();
    for (source, span) in codes.iter().filter_map(|code| passages.get(code)).flatten() {
        by_source.entry(*source).or_default().push(*span);
    }
    let sources = by_source.len();
    (by_source.into_values().map(|spans| merge(spans).len()).sum(), sources)
}

fn row(corpus: &Corpus, framework: &Framework, code: &Code, depth: usize, passages: &HashMap<CodeId, Vec<(SourceId, Span)>>) -> Row {
    let (own, sources) = references(passages, &[code.id]);
    let (references_below, sources_below) = references(passages, &corpus.family(code.id));
    Row {
        id: code.id.to_string(),
        framework: framework.name.clone(),
        path: join_path(&corpus.path(code.id)),
        name: code.name.clone(),
        short: code.short.clone(),
        depth,
        description: code.description.clone(),
        include: code.include.clone(),
        exclude: code.exclude.clone(),
        example: code.example.clone(),
        colour: corpus.colour(code.id).to_string(),
        theme: code.theme,
        statement: code.statement.clone(),
        codable: code.codable,
        codings: passages.get(&code.id).map_or(0, Vec::len),
        references: own,
        references_below,
        sources,
        sources_below,
    }
}

impl Codes {
    /// Lists them.
    pub(super) fn run(self) -> Outcome {
        let shelf = Shelf::open(&self.file.file)?;
        let corpus = &shelf.corpus;
        let only: BTreeSet<_> = match &self.framework {
            Some(name) => std::iter::once(find::framework(corpus, name)?.id).collect(),
            None => corpus.frameworks().iter().map(|framework| framework.id).collect(),
        };
        let mut passages: HashMap<CodeId, Vec<(SourceId, Span)>> = HashMap::new();
        corpus.codings().for_each(|coding| passages.entry(coding.code).or_default().push((coding.source, coding.span)));
        let mut rows = Vec::new();
        for framework in corpus.frameworks().iter().filter(|framework| only.contains(&framework.id)) {
            let tree = corpus.tree(framework.id).into_iter().filter_map(|(id, depth)| Some((corpus.code(id)?, depth)));
            rows.extend(tree.map(|(code, depth)| row(corpus, framework, code, depth, &passages)));
        }
        if self.form.json {
            show_json(&rows)?;
            return shelf.end();
        }
        let mut table = Table::new(&["code", "short", "#references", "#with below", "#sources", "#codings"]);
        let mut last = String::new();
        for row in rows {
            if last != row.framework {
                last = row.framework.clone();
                table.row(vec![format!("[{last}]"), String::new(), String::new(), String::new(), String::new(), String::new()]);
            }
            let name = format!("{}{}", "  ".repeat(row.depth + 1), row.name);
            let numbers = [row.references, row.references_below, row.sources_below, row.codings].map(|number| number.to_string());
            table.row([vec![name, row.short], numbers.to_vec()].concat());
        }
        table.show("No codes yet. Next: themata codebook FILE add \"My first code\"")?;
        shelf.end()
    }
}
