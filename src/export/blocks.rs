//! Documents of headings, paragraphs, quotes and tables, written alike as .docx, .xlsx, .csv, HTML and Markdown.

use super::Written;
use super::cells::{Table, TableOptions, printable};
use super::columns::{WIDEST, columns};
use super::review::escaped;
use crate::Result;
use crate::analysis::Excerpt;
use crate::model::{CaseId, SourceId};
use std::io::Write;

/// How a document is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockFormat {
    /// A table for spreadsheets: the first one, with those that have the same columns.
    Csv,
    /// An Excel workbook: a sheet a table.
    Xlsx,
    /// A Word document.
    #[default]
    Docx,
    /// A page for a browser, whole in itself.
    Html,
    /// Plain text with marks, for wherever Markdown is read.
    Markdown,
}

impl BlockFormat {
    /// Every format, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Xlsx, Self::Docx, Self::Csv, Self::Html, Self::Markdown];

    /// Its suffix.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// The format of a suffix.
    pub fn of_suffix(suffix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.suffix().eq_ignore_ascii_case(suffix))
    }
}

/// A table of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// What it is called: the name of its sheet, the line above it.
    pub name: String,
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<GridRow>,
    /// Whether its cells hold running text and columns are wide.
    pub prose: bool,
    /// What is to be known of its numbers, under it; may be empty.
    pub note: String,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridRow {
    /// Its cells; missing ones are empty.
    pub cells: Vec<String>,
    /// Whether it stands over the rows behind it, or sums up others: it is set strong.
    pub strong: bool,
    /// Whose words are quoted in it, each with an attribution.
    pub quoted: Vec<Whose>,
    /// Why somebody can be known by a cell that counts one person; nothing where none does.
    pub lone: Option<&'static str>,
}

impl GridRow {
    /// A row of cells.
    pub fn plain(cells: Vec<String>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// One that stands over others, or sums them up.
    pub fn strong(cells: Vec<String>) -> Self {
        Self { cells, strong: true, ..Self::default() }
    }
}

/// Whose a quoted passage is: what the disclosure check looks at, never written itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// The source it stands in.
    pub source: SourceId,
    /// Its people.
    pub people: Vec<CaseId>,
}

impl Whose {
    /// Whose a passage is.
    pub fn of(excerpt: &Excerpt) -> Self {
        Self { source: excerpt.source, people: excerpt.people.clone() }
    }
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of a level from 1.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A quote and whose it is.
    Quote {
        /// The words.
        words: String,
        /// Whose they are, as it is written.
        attribution: String,
        /// Whose they are.
        whose: Whose,
    },
    /// A table.
    Table(Grid),
    /// A picture, where the format has such.
    Picture(Picture),
}

impl Block {
    /// A passage and what is written of whose it is.
    pub fn quote(excerpt: &Excerpt, attribution: String) -> Self {
        Self::Quote { words: excerpt.text.trim().to_owned(), attribution, whose: Whose::of(excerpt) }
    }
}

/// A picture of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// It as SVG.
    pub svg: String,
    /// Its width in points.
    pub width: f32,
    /// Its height in points.
    pub height: f32,
    /// What it shows, in words.
    pub alt: String,
    /// What is written in it, but for numbers.
    pub words: Vec<String>,
}

/// Writes a document in a format; Word is told its language.
pub fn write_blocks(title: &str, blocks: &[Block], language: &str, format: BlockFormat, out: &mut dyn Write) -> Result<Written> {
    match format {
        BlockFormat::Csv => csv(blocks, out),
        BlockFormat::Xlsx => super::xlsx::blocks_xlsx(title, blocks, out),
        BlockFormat::Docx => super::docx::blocks_docx(title, blocks, language, out),
        BlockFormat::Html => html(title, blocks, out),
        BlockFormat::Markdown => markdown(title, blocks, out),
    }
}

/// Tables of the same columns stand in one, with a column that names them; a .csv has no room for others, which are counted.
fn csv(blocks: &[Block], out: &mut dyn Write) -> Result<Written> {
    let grids: Vec<&Grid> = blocks.iter().filter_map(|block| if let Block::Table(grid) = block { Some(grid) } else { None }).collect();
    let Some(first) = grids.first() else { return Ok(Written::default()) };
    let alike: Vec<&Grid> = grids.iter().copied().filter(|grid| grid.head == first.head).collect();
    let several = alike.len() > 1;
    let named = several.then(|| "Table".to_owned());
    let head: Vec<String> = named.into_iter().chain(first.head.iter().cloned()).collect();
    let mut table = Table::new(out, TableOptions::default(), &head)?;
    let mut notes: Vec<&str> = Vec::new();
    for grid in &alike {
        for row in &grid.rows {
            let name = several.then_some(grid.name.as_str());
            table.row(&name.into_iter().chain(filled(row, grid.head.len())).collect::<Vec<_>>())?;
        }
        if !grid.note.is_empty() && !notes.contains(&grid.note.as_str()) {
            notes.push(&grid.note);
        }
    }
    for note in notes {
        let mut row = vec![""; head.len().max(1)];
        row[0] = note;
        table.row(&row)?;
    }
    Ok(Written { tables_left: grids.len() - alike.len(), ..table.close()? })
}

/// The cells of a row, as many as there are heads.
pub(super) fn filled(row: &GridRow, width: usize) -> Vec<&str> {
    (0..width).map(|column| row.cells.get(column).map_or("", String::as_str)).collect()
}

/// How many rows, quotes and paragraphs a document has.
pub(super) fn written(blocks: &[Block]) -> Written {
    let rows = blocks.iter().map(|block| match block {
        Block::Heading(..) | Block::Picture(_) => 0,
        Block::Paragraph(_) | Block::Quote { .. } => 1,
        Block::Table(grid) => grid.rows.len(),
    });
    Written { rows: rows.sum(), ..Written::default() }
}

const STYLE: &str = "body{max-width:72rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:#1f1d1a;background:#fff}\
table{border-collapse:collapse;table-layout:fixed;width:100%;margin:1rem 0}.wide{overflow-x:auto}.note{margin:-.5rem 0 2rem;font-size:14px}\
caption{text-align:left;font-weight:600;padding:.3rem 0}\
th,td{border:1px solid #d8d4cc;padding:.4rem .6rem;text-align:left;vertical-align:top;white-space:pre-line;overflow-wrap:break-word}th{background:#f3f1ec}\
tr.strong td,tr.strong th{background:#f3f1ec;font-weight:600}blockquote{margin:1rem 2rem;font-family:Georgia,serif}\
blockquote footer{font:14px system-ui,sans-serif;color:#5b5750}figure{margin:1rem 0}figure svg{max-width:100%;height:auto}\
@media(prefers-color-scheme:dark){body{color:#e8e4dc;background:#1c1b19}th,tr.strong td,tr.strong th{background:#2a2825}th,td{border-color:#45423d}\
blockquote footer{color:#b5afa5}}";

/// Words as HTML takes them for words.
fn safe(words: &str) -> String {
    escaped(&printable(words))
}

fn html(title: &str, blocks: &[Block], out: &mut dyn Write) -> Result<Written> {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{0}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{0}</h1>\n",
        safe(title)
    );
    for block in blocks {
        match block {
            Block::Heading(level, words) => {
                let level = level.saturating_add(1).clamp(2, 6);
                page.push_str(&format!("<h{level} dir=\"auto\">{}</h{level}>\n", safe(words)));
            }
            Block::Paragraph(words) => page.push_str(&format!("<p dir=\"auto\">{}</p>\n", safe(words).replace('\n', "<br>"))),
            Block::Quote { words, attribution, .. } => {
                let footer = if attribution.is_empty() { String::new() } else { format!("<footer>{}</footer>", safe(attribution)) };
                page.push_str(&format!("<blockquote dir=\"auto\"><p>“{}”</p>{footer}</blockquote>\n", safe(words).replace('\n', "<br>")));
            }
            Block::Table(grid) => table_html(grid, &mut page),
            // Drawn for paper: it stays on white.
            Block::Picture(picture) => page.push_str(&format!("<figure>{}</figure>\n", picture.svg)),
        }
    }
    page.push_str("</body>\n</html>\n");
    out.write_all(page.as_bytes()).and_then(|()| out.flush()).map_err(super::failed)?;
    Ok(written(blocks))
}

/// Letters beside each other on a page.
const PAGE: f64 = 130.0;

fn table_html(grid: &Grid, page: &mut String) {
    let columns = columns(grid, PAGE, WIDEST);
    let all: f64 = columns.widths.iter().sum();
    // More columns than have room are gone through sideways, each as wide as its words.
    let wide = if columns.fits { "" } else { " class=\"wide\"" };
    let least = if columns.fits { String::new() } else { format!(" style=\"min-width:{}ch\"", grid.head.len() * 12) };
    page.push_str(&format!("<div{wide}><table{least}>\n"));
    let column = |width: &f64| format!("<col style=\"width:{:.1}%\">", width * 100.0 / all.max(1.0));
    let columns: Vec<String> = columns.widths.iter().map(column).collect();
    if !grid.name.is_empty() {
        page.push_str(&format!("<caption>{}</caption>\n", safe(&grid.name)));
    }
    page.push_str(&format!("<colgroup>{}</colgroup>\n", columns.concat()));
    let heads: Vec<String> = grid.head.iter().map(|head| format!("<th scope=\"col\" dir=\"auto\">{}</th>", safe(head))).collect();
    page.push_str(&format!("<thead><tr>{}</tr></thead>\n<tbody>\n", heads.concat()));
    for row in &grid.rows {
        let class = if row.strong { " class=\"strong\"" } else { "" };
        let cell = |(column, words): (usize, &str)| match column {
            0 => format!("<th scope=\"row\" dir=\"auto\">{}</th>", safe(words)),
            _ => format!("<td dir=\"auto\">{}</td>", safe(words)),
        };
        let cells: Vec<String> = filled(row, grid.head.len()).into_iter().enumerate().map(cell).collect();
        page.push_str(&format!("<tr{class}>{}</tr>\n", cells.concat()));
    }
    page.push_str("</tbody>\n</table></div>\n");
    if !grid.note.is_empty() {
        page.push_str(&format!("<p class=\"note\">{}</p>\n", safe(&grid.note)));
    }
}

/// Words that Markdown leaves as they are: its own marks are escaped, and nothing in them is taken for HTML.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in printable(words).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The same within one line.
fn in_line(words: &str) -> String {
    plain(words).replace('\n', "<br>")
}

fn markdown(title: &str, blocks: &[Block], out: &mut dyn Write) -> Result<Written> {
    let mut text = format!("# {}\n", in_line(title));
    // What a picture shows stands in the tables too.
    for block in blocks {
        text.push_str(if matches!(block, Block::Picture(_)) { "" } else { "\n" });
        match block {
            Block::Picture(_) => {}
            Block::Heading(level, words) => {
                text.push_str(&format!("{} {}\n", "#".repeat(usize::from(level.saturating_add(1).clamp(2, 6))), in_line(words)));
            }
            Block::Paragraph(words) => text.push_str(&format!("{}\n", plain(words).replace('\n', "  \n"))),
            Block::Quote { words, attribution, .. } => {
                let whose = if attribution.is_empty() { String::new() } else { format!("  \n> {}", in_line(attribution)) };
                text.push_str(&format!("> “{}”{whose}\n", plain(words).replace('\n', "  \n> ")));
            }
            Block::Table(grid) => {
                if !grid.name.is_empty() {
                    text.push_str(&format!("**{}**\n\n", in_line(&grid.name)));
                }
                let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
                text.push_str(&line(&grid.head.iter().map(|head| in_line(head)).collect::<Vec<_>>()));
                text.push_str(&line(&vec!["---".to_owned(); grid.head.len()]));
                for row in &grid.rows {
                    let strong = |words: &str| if row.strong && !words.is_empty() { format!("**{}**", in_line(words)) } else { in_line(words) };
                    text.push_str(&line(&filled(row, grid.head.len()).into_iter().map(strong).collect::<Vec<_>>()));
                }
                if !grid.note.is_empty() {
                    text.push_str(&format!("\n{}\n", plain(&grid.note)));
                }
            }
        }
    }
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(super::failed)?;
    Ok(written(blocks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(format: BlockFormat) -> String {
        let row = |cells: [&str; 2], strong| GridRow { cells: cells.map(str::to_owned).to_vec(), strong, ..GridRow::default() };
        let grid = Grid {
            name: "A | table".into(),
            head: vec!["One".into(), "<Two>".into()],
            rows: vec![row(["=1+1", "a\nb"], false), row(["all", "| c"], true)],
            prose: true,
            note: "Not sums.".into(),
        };
        let whose = Whose { source: SourceId::new(), people: Vec::new() };
        let quote = Block::Quote { words: "“so” & so".into(), attribution: "(ICS B)".into(), whose };
        let blocks = [Block::Heading(1, "Head".into()), Block::Paragraph("# no head".into()), quote, Block::Table(grid)];
        let mut out = Vec::new();
        assert_eq!(write_blocks("Title", &blocks, "en", format, &mut out).unwrap().rows, if format == BlockFormat::Csv { 3 } else { 4 });
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn words_stay_words_in_every_format() {
        let csv = said(BlockFormat::Csv);
        assert!(csv.contains("'=1+1,\"a\nb\"\r\n") && csv.ends_with("Not sums.,\r\n"), "{csv}");
        let html = said(BlockFormat::Html);
        assert!(html.contains("&lt;Two&gt;") && html.contains("<tr class=\"strong\"><th scope=\"row\" dir=\"auto\">all</th>"), "{html}");
        let markdown = said(BlockFormat::Markdown);
        assert!(markdown.contains("\n\\# no head\n") && markdown.contains("| **all** | **\\| c** |"), "{markdown}");
        assert!(markdown.contains("| =1+1 | a<br>b |") && markdown.contains("> ““so” & so”  \n> (ICS B)"), "{markdown}");
    }
}
