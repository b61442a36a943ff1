//! The codebook and the case table as CSV.

use super::Written;
use super::cells::{Table, TableOptions};
use crate::Result;
use crate::analysis::{Corpus, Counts, Names, Naming};
use crate::model::{Case, Code, Owner, Target, join_path};
use std::io::Write;

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn yes(is: bool) -> String {
    if is { "yes".into() } else { String::new() }
}

/// Writes every code in the order of its framework. With counts: references, codings, sources and people, the codes below not
/// counted in.
pub fn codebook_csv(corpus: &Corpus, counts: Option<&Counts>, options: TableOptions, out: &mut dyn Write) -> Result<Written> {
    let mut header = owned(&[
        "framework",
        "path",
        "name",
        "short name",
        "description",
        "include",
        "exclude",
        "example",
        "colour",
        "theme",
        "statement",
        "codable",
    ]);
    if counts.is_some() {
        header.extend(owned(&["references", "codings", "sources", "people"]));
    }
    let mut table = Table::new(out, options, &header)?;
    for framework in corpus.frameworks() {
        for code in corpus.tree(framework.id).into_iter().filter_map(|(id, _)| corpus.code(id)) {
            let mut cells = code_cells(corpus, &framework.name, code);
            if let Some(tally) = counts.map(|counts| counts.get(code.id, false)) {
                cells.extend([tally.references, tally.codings, tally.sources, tally.people].map(|number| number.to_string()));
            }
            table.row(&cells)?;
        }
    }
    table.close()
}

fn code_cells(corpus: &Corpus, framework: &str, code: &Code) -> Vec<String> {
    let words = [&code.name, &code.short, &code.description, &code.include, &code.exclude, &code.example];
    let mut cells = vec![framework.to_owned(), join_path(&corpus.path(code.id))];
    cells.extend(words.into_iter().cloned());
    cells.extend([code.colour.map_or_else(String::new, String::from), yes(code.theme), code.statement.clone(), yes(code.codable)]);
    cells
}

/// Writes every case with its attributes: kind, case, the case it belongs to, how many sources, one column an attribute. Full names and
/// the key to pseudonyms come along only with [`Naming::FullNames`].
pub fn cases_csv(corpus: &Corpus, naming: Naming, options: TableOptions, out: &mut dyn Write) -> Result<Written> {
    let attributes: Vec<_> = corpus.attributes().iter().filter(|attribute| attribute.target == Target::Case).collect();
    let mut header = owned(&["kind", "case", "belongs to", "sources"]);
    if naming == Naming::FullNames {
        header.extend(owned(&["key", "full name", "pseudonym"]));
    }
    header.extend(attributes.iter().map(|attribute| attribute.name.clone()));
    let mut table = Table::new(out, options, &header)?;
    let kind_name = |case: &Case| corpus.kinds().iter().find(|kind| kind.id == case.kind).map_or("", |kind| kind.name.as_str());
    let names = Names::new(corpus, naming);
    let place = |case: &Case| corpus.kinds().iter().position(|kind| kind.id == case.kind);
    let mut cases: Vec<&Case> = corpus.cases().iter().collect();
    cases.sort_by_key(|case| place(case));
    for case in cases {
        let above = case.parent.map_or("", |id| names.case(corpus, id));
        let sources = corpus.sources_of(case.id).len().to_string();
        let mut cells = vec![kind_name(case).to_owned(), names.case(corpus, case.id).to_owned(), above.to_owned(), sources];
        if naming == Naming::FullNames {
            cells.extend([case.name.clone(), case.full_name.clone(), case.pseudonym.clone()]);
        }
        cells.extend(attributes.iter().map(|attribute| names.value(corpus.value(attribute.id, Owner::Case(case.id)).unwrap_or(""))));
        table.row(&cells)?;
    }
    table.close()
}
