//! A framework from a codebook: a table with one code a row.

use super::at;
use crate::error::{Error, Result};
use crate::import::TableData;
use crate::model::{Colour, split_path};
use crate::project::{Template, TemplateCode};

/// What a column holds, by the names it may have.
const COLUMNS: [(&str, &[&str]); 13] = [
    ("path", &["path", "code path", "full path", "hierarchy"]),
    ("name", &["name", "code", "code name", "title", "label"]),
    ("parent", &["parent", "parent code", "category", "under"]),
    ("framework", &["framework", "codebook", "code system"]),
    ("short", &["short name", "short", "number", "id", "abbreviation"]),
    ("description", &["description", "definition", "meaning"]),
    ("include", &["include", "inclusion", "inclusion criteria", "when to use"]),
    ("exclude", &["exclude", "exclusion", "exclusion criteria", "when not to use"]),
    ("example", &["example", "examples", "quote"]),
    ("colour", &["colour", "color"]),
    ("theme", &["theme", "is theme"]),
    ("statement", &["statement", "theme statement"]),
    ("codable", &["codable", "can be coded"]),
];

/// Which column of a table holds what.
struct Columns<'a>(&'a TableData);

impl Columns<'_> {
    fn of(&self, what: &str) -> Option<usize> {
        let names = COLUMNS.iter().find(|(name, _)| *name == what)?.1;
        names.iter().find_map(|name| self.0.header.iter().position(|head| head.trim().to_lowercase().replace('_', " ") == *name))
    }

    /// A cell of a row; the apostrophe that keeps spreadsheets from running it is taken off.
    fn cell<'b>(&self, row: &'b [String], what: &str) -> &'b str {
        let cell = self.of(what).and_then(|at| row.get(at)).map_or("", |cell| cell.trim());
        cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
    }
}

/// The frameworks of a codebook. Its columns come in any order: `path` (`A/B`) or `name` with `parent`; `framework`, `short name`,
/// `description`, `include`, `exclude`, `example`, `colour`, `theme`, `statement`, `codable`. `name` is for codes without a framework.
///
/// # Errors
/// A table without a column of names or paths, or without a code.
pub fn codebook(table: &TableData, name: &str) -> Result<Vec<Template>> {
    let columns = Columns(table);
    if columns.of("path").is_none() && columns.of("name").is_none() {
        return Err(Error::hint("no column of that table names the codes", "Call one of them “path” or “name”."));
    }
    let mut frameworks: Vec<Template> = Vec::new();
    for row in &table.rows {
        let Some(path) = path(&columns, row, &frameworks, name) else { continue };
        let framework = framework(&mut frameworks, or(columns.cell(row, "framework"), name));
        let Some((first, rest)) = path.split_first() else { continue };
        let mut code = at(&mut framework.codes, first);
        for name in rest {
            code = at(&mut code.children, name);
        }
        describe(code, &columns, row);
    }
    match frameworks.is_empty() {
        true => Err(Error::hint("there is no code in that table", "Write one code a row.")),
        false => Ok(frameworks),
    }
}

fn or<'a>(word: &'a str, other: &'a str) -> &'a str {
    if word.is_empty() { other } else { word }
}

fn framework<'a>(all: &'a mut Vec<Template>, name: &str) -> &'a mut Template {
    let place = all.iter().position(|template| template.name.to_lowercase() == name.to_lowercase()).unwrap_or(all.len());
    if place == all.len() {
        all.push(Template { name: name.into(), ..Template::default() });
    }
    &mut all[place]
}

/// The names on the way to a row's code; nothing for a row without one.
fn path(columns: &Columns, row: &[String], known: &[Template], name: &str) -> Option<Vec<String>> {
    let written = columns.cell(row, "path");
    if !written.is_empty() {
        return Some(split_path(written)).filter(|names| names.iter().all(|name| !name.is_empty()));
    }
    let own = columns.cell(row, "name");
    let parent = columns.cell(row, "parent");
    if own.is_empty() || parent.is_empty() {
        return (!own.is_empty()).then(|| vec![own.to_owned()]);
    }
    let wanted = or(columns.cell(row, "framework"), name).to_lowercase();
    let codes = known.iter().find(|template| template.name.to_lowercase() == wanted).map_or(&[][..], |template| &template.codes);
    let mut line = find(codes, &parent.to_lowercase()).unwrap_or_else(|| vec![parent.to_owned()]);
    line.push(own.to_owned());
    Some(line)
}

/// The way to the first code of a name or short name.
fn find(codes: &[TemplateCode], wanted: &str) -> Option<Vec<String>> {
    codes.iter().find_map(|code| {
        if code.name.to_lowercase() == wanted || !code.short.is_empty() && code.short.to_lowercase() == wanted {
            return Some(vec![code.name.clone()]);
        }
        find(&code.children, wanted).map(|below| [vec![code.name.clone()], below].concat())
    })
}

fn describe(code: &mut TemplateCode, columns: &Columns, row: &[String]) {
    let yes = |what: &str| matches!(columns.cell(row, what).to_lowercase().as_str(), "yes" | "y" | "true" | "1" | "x");
    let word = |what: &str| columns.cell(row, what).to_owned();
    (code.short, code.description, code.include) = (word("short"), word("description"), word("include"));
    (code.exclude, code.example, code.statement) = (word("exclude"), word("example"), word("statement"));
    code.colour = Colour::parse(&columns.cell(row, "colour").to_lowercase());
    code.theme = yes("theme");
    code.heading = columns.of("codable").is_some() && !yes("codable");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{PlanOptions, read_table_bytes};

    fn read(csv: &str) -> Vec<Template> {
        codebook(&read_table_bytes(std::path::Path::new("c.csv"), csv.as_bytes(), &PlanOptions::default()).unwrap(), "Mine").unwrap()
    }

    #[test]
    fn paths_in_any_order_of_columns_make_the_tree() {
        let all = read("description;colour;path\nWho pays;amber;Money/Shares\nAll of it;;Money\n;;A\\/B\n");
        assert_eq!((all.len(), all[0].name.as_str()), (1, "Mine"));
        let [money, slash] = all[0].codes.as_slice() else { panic!("two codes at the top") };
        assert_eq!((money.description.as_str(), money.children[0].description.as_str(), slash.name.as_str()), ("All of it", "Who pays", "A/B"));
        assert_eq!(money.children[0].colour, Colour::parse("amber"));
    }

    #[test]
    fn parents_are_found_by_name_or_short_name_and_frameworks_part() {
        let all = read("Framework,Code,Number,Parent,Definition\nOne,Law 2,L2,,x\nOne,Shares,,L2,'=1+1\nTwo,Trust,,,\n");
        assert_eq!(all.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["One", "Two"]);
        assert_eq!((all[0].codes[0].children[0].name.as_str(), all[0].codes[0].children[0].description.as_str()), ("Shares", "=1+1"));
    }
}
