//! Excerpts as a Word document: quotes under their group and code, each with its attribution.

use super::blocks::{Block, Grid, GridRow, Picture};
use super::cells::printable;
use super::columns::{WIDEST, columns, lines, turned};
use super::language::document_language;
use super::row::{Rows, grouped};
use super::svg::png;
use super::{ExcerptOptions, Written, failed};
use crate::Result;
use crate::analysis::{Corpus, Excerpt, Heads, Query, Texts, each_excerpt};
use crate::model::*;
use crate::text::reads_from_the_right;
use docx_rs::{
    BreakType, Docx, LineSpacing, PageMargin, PageOrientationType, Paragraph, Pic, Run, RunFonts, Shading, ShdType, SpecialIndentType, Style,
    StyleType, TableCell, TableLayoutType, TableRow, WidthType,
};
use std::collections::HashMap;
use std::io::{Cursor, Write};

/// A quote as it is written.
struct Quote {
    words: String,
    attribution: String,
    star: bool,
}

/// Writes every passage that `query` asks for as a document: where passages are grouped a heading a group, then one a code in the order of
/// its framework, then the quotes. Headings are Word's own, so that its navigation and tables of contents know them.
pub fn excerpts_docx(corpus: &Corpus, query: &Query, texts: &dyn Texts, options: &ExcerptOptions, out: &mut dyn Write) -> Result<Written> {
    let rows = Rows::new(corpus, options, &[])?;
    let heads = Heads::new(corpus);
    let order: Vec<CodeId> = corpus.frameworks().iter().flat_map(|framework| corpus.tree(framework.id)).map(|(id, _)| id).collect();
    let mut document = styled().add_paragraph(paragraph("Title", &corpus.project.name).keep_next(true));
    let mut written = Written::default();
    for (group, query) in grouped(corpus, query, options) {
        let mut quotes: HashMap<CodeId, Vec<Quote>> = HashMap::new();
        let before = written.rows;
        each_excerpt(corpus, &query, &heads, texts, &mut |excerpt: Excerpt, _| {
            let (words, attribution) = (excerpt.text.trim().to_owned(), rows.attribution.of(corpus, &excerpt));
            quotes.entry(excerpt.code).or_default().push(Quote { words, attribution, star: excerpt.star });
            written.rows += 1;
            Ok(())
        })?;
        if !group.is_empty() {
            let count = counted(written.rows - before, "passage", "passages");
            document =
                document.add_paragraph(paragraph("Heading1", &group).keep_next(true)).add_paragraph(paragraph("Attribution", &count).keep_next(true));
        }
        let level = if group.is_empty() { "Heading1" } else { "Heading2" };
        for code in &order {
            let Some(list) = quotes.remove(code) else { continue };
            document = document.add_paragraph(paragraph(level, &corpus.path(*code).join(" / ")).keep_next(true));
            for quote in list {
                document = document.add_paragraph(paragraph("Quote", &format!("“{}”", quote.words)).keep_next(true));
                let star = if quote.star { " ★" } else { "" };
                document = document.add_paragraph(paragraph("Attribution", &format!("{}{star}", quote.attribution)));
            }
        }
    }
    packed(document, &document_language(corpus), &[], out)?;
    Ok(written)
}

fn packed(document: Docx, language: &str, pictures: &[&Picture], out: &mut dyn Write) -> Result<()> {
    let mut bytes = Cursor::new(Vec::new());
    let now = Time::now().rfc3339();
    let mut built = document.created_at(&now).updated_at(&now).build();
    built.styles = spoken(&built.styles, language);
    built.document = pictures_told(&heads_repeated(&built.document), pictures);
    // The library calls whoever made it unknown.
    built.doc_props.core = String::from_utf8_lossy(&built.doc_props.core).replace(">unknown<", ">Themata<").into_bytes();
    built.pack(&mut bytes).map_err(|error| failed(std::io::Error::other(error)))?;
    out.write_all(bytes.get_ref()).and_then(|()| out.flush()).map_err(failed)
}

/// Writes headings, paragraphs, quotes and tables as a document. A table of more than four columns turns the sheets on their side; among quotes, which
/// are read, one of more than five does.
pub(super) fn blocks_docx(title: &str, blocks: &[Block], language: &str, out: &mut dyn Write) -> Result<Written> {
    let mut document = styled().add_paragraph(paragraph("Title", title).keep_next(true));
    let most = if blocks.iter().any(|block| matches!(block, Block::Quote { .. })) { 5 } else { 4 };
    // A table for which the smallest letters on the widest sheet are too wide has its columns as rows.
    let side = f64::from(A4.1 - 2 * EDGE) / SMALL;
    let other = |block: &Block| if let Block::Table(grid) = block { turned(grid, side) } else { None };
    let others: Vec<Option<Grid>> = blocks.iter().map(other).collect();
    let wide = |(block, other): (&Block, &Option<Grid>)| matches!(block, Block::Table(grid) if other.as_ref().unwrap_or(grid).head.len() > most);
    let lying = blocks.iter().zip(&others).any(wide);
    document = if lying { document.page_size(A4.1, A4.0).page_orient(PageOrientationType::Landscape) } else { document.page_size(A4.0, A4.1) };
    document = document.page_margin(PageMargin::new().top(EDGE as i32).bottom(EDGE as i32).left(EDGE as i32).right(EDGE as i32));
    let room = (if lying { A4.1 } else { A4.0 }) - 2 * EDGE;
    for (block, other) in blocks.iter().zip(&others) {
        document = match block {
            Block::Heading(level, words) => document.add_paragraph(paragraph(heading(*level), words).keep_next(true)),
            // What leads to the next part never ends a sheet.
            Block::Paragraph(words) => document.add_paragraph(paragraph("Normal", words).keep_next(words.ends_with(':'))),
            Block::Quote { words, attribution, .. } => {
                let quoted = document.add_paragraph(paragraph("Quote", &format!("“{words}”")).keep_next(!attribution.is_empty()));
                if attribution.is_empty() { quoted } else { quoted.add_paragraph(paragraph("Attribution", attribution)) }
            }
            Block::Picture(picture) => document.add_paragraph(Paragraph::new().add_run(Run::new().add_image(image(picture)?))),
            Block::Table(grid) => {
                let grid = other.as_ref().unwrap_or(grid);
                let named = if grid.name.is_empty() { document } else { document.add_paragraph(paragraph("Heading2", &grid.name).keep_next(true)) };
                named.add_table(table(grid, room)).add_paragraph(paragraph("Note", &grid.note))
            }
        };
    }
    let pictures: Vec<&Picture> = blocks.iter().filter_map(|block| if let Block::Picture(picture) = block { Some(picture) } else { None }).collect();
    packed(document, language, &pictures, out)?;
    Ok(super::blocks::written(blocks))
}

/// The style of a heading of a level from 1; what lies deeper than four levels is set as the fourth.
fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        _ => "Heading4",
    }
}

/// A picture as Word takes it: pixels, and how large they are on paper.
fn image(picture: &Picture) -> Result<Pic> {
    /// As wide as the lines of an upright sheet, in points.
    const LINE: f32 = 451.0;
    /// A point in the units of drawings.
    const POINT: f32 = 12_700.0;
    let bytes = png(&picture.svg, picture.width, picture.height)?;
    let part = (LINE / picture.width).min(1.0) * POINT;
    let size = |points: f32| (points * part) as u32;
    Ok(Pic::new_with_dimensions(bytes, picture.width as u32, picture.height as u32).size(size(picture.width), size(picture.height)))
}

/// A4 on its feet, in twentieths of a point.
const A4: (u32, u32) = (11_906, 16_838);

/// What lies around the lines of a sheet, and how wide a letter of a table is, in twentieths of a point.
const EDGE: u32 = 1_134;
const LETTER: f64 = 105.0;
const SMALL: f64 = 78.0;
/// A column that is wider, in letters, has sentences in it.
const TELLS: f64 = 26.0;
/// Rows of more lines may go on overleaf.
const TALL: usize = 24;

/// A table whose columns have room for what stands in them, whose head stands on each sheet, and whose rows stand on one.
fn table(grid: &Grid, room: u32) -> docx_rs::Table {
    let in_letters = |letter: f64| (columns(grid, f64::from(room) / letter, WIDEST), letter);
    // More columns than have room are set in smaller letters.
    let (mut columns, letter) = Some(in_letters(LETTER)).filter(|(columns, _)| columns.fits).unwrap_or_else(|| in_letters(SMALL));
    let small = letter < LETTER;
    // Running text fills the sheet: the column with most to say has what is left.
    let left = f64::from(room) / letter - columns.widths.iter().sum::<f64>();
    // A table of short words and numbers has no column that the page is for.
    let widest = columns.widths.iter_mut().max_by(|a, b| a.total_cmp(b)).filter(|width| grid.prose && left > 0.0 && **width > TELLS);
    widest.into_iter().for_each(|width| *width += left);
    let widths: Vec<usize> = columns.widths.iter().map(|width| (width * letter) as usize).collect();
    let cell = |column: usize, words: &str, strong: bool, leads: bool| {
        let style = match (strong, small) {
            (true, false) => "CellStrong",
            (false, false) => "Cell",
            (true, true) => "SmallStrong",
            (false, true) => "Small",
        };
        let width = widths.get(column).copied().unwrap_or_default();
        let cell = TableCell::new().width(width, WidthType::Dxa).add_paragraph(paragraph(style, words).keep_next(leads));
        if strong { cell.shading(Shading::new().shd_type(ShdType::Clear).color("auto").fill("F3F1EC")) } else { cell }
    };
    // A head never stands alone at the foot of a sheet, nor does a row that is the head of those below it.
    let leads = |row: &GridRow| row.strong && row.cells.iter().skip(1).all(String::is_empty);
    let head = TableRow::new(grid.head.iter().enumerate().map(|(column, head)| cell(column, head, true, true)).collect()).cant_split();
    let rows = grid.rows.iter().map(|row| {
        let cells =
            super::blocks::filled(row, grid.head.len()).into_iter().enumerate().map(|(column, words)| cell(column, words, row.strong, leads(row)));
        let made = TableRow::new(cells.collect());
        if lines(row, &columns.widths) > TALL { made } else { made.cant_split() }
    });
    let all: Vec<TableRow> = std::iter::once(head).chain(rows).collect();
    let whole = widths.iter().sum();
    docx_rs::Table::new(all).width(whole, WidthType::Dxa).set_grid(widths).layout(TableLayoutType::Fixed)
}

/// Marks the first row of each table as one that stands on each sheet again, which the library has no word for. Words are escaped in the document:
/// what looks like a mark is one.
fn heads_repeated(document: &[u8]) -> Vec<u8> {
    const HEAD: &str = "<w:tblHeader />";
    let text = String::from_utf8_lossy(document);
    let mut out = String::with_capacity(text.len() + 64);
    for (at, part) in text.split("<w:tbl>").enumerate() {
        if at == 0 {
            out.push_str(part);
            continue;
        }
        out.push_str("<w:tbl>");
        match part.split_once("<w:trPr>") {
            Some((before, after)) => out.extend([before, "<w:trPr>", HEAD, after]),
            None => out.push_str(part),
        }
    }
    out.into_bytes()
}

/// Says in which language the text is, for which the library has no word: else a word processor takes it for that of whoever reads it.
fn spoken(styles: &[u8], language: &str) -> Vec<u8> {
    let of = language.split('-').next().unwrap_or_default();
    let also = match of {
        "zh" | "ja" | "ko" => format!(" w:eastAsia=\"{language}\""),
        "ar" | "fa" | "he" | "ur" | "yi" => format!(" w:bidi=\"{language}\""),
        _ => String::new(),
    };
    let styles = String::from_utf8_lossy(styles);
    match styles.split_once("</w:rPr></w:rPrDefault>") {
        Some((before, after)) => format!("{before}<w:lang w:val=\"{language}\"{also} /></w:rPr></w:rPrDefault>{after}").into_bytes(),
        None => styles.into_owned().into_bytes(),
    }
}

/// Gives each picture a number of its own and says what it shows, for which the library has no words.
fn pictures_told(document: &[u8], pictures: &[&Picture]) -> Vec<u8> {
    const BARE: &str = "<wp:docPr id=\"1\" name=\"Figure\" />";
    let text = String::from_utf8_lossy(document);
    let mut out = String::with_capacity(text.len() + 128 * pictures.len());
    for (at, part) in text.split(BARE).enumerate() {
        if at > 0 {
            let alt = pictures.get(at - 1).map_or("", |picture| picture.alt.as_str());
            let alt = printable(alt).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            out.push_str(&format!("<wp:docPr id=\"{at}\" name=\"Picture {at}\" descr=\"{alt}\" />"));
        }
        out.push_str(part);
    }
    out.into_bytes()
}

/// An empty document with the styles that it uses. Sizes are in half points, distances in twentieths of a point.
fn styled() -> Docx {
    let sans = || RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Arial");
    let serif = || RunFonts::new().ascii("Georgia").hi_ansi("Georgia").cs("Times New Roman");
    let style = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").next("Normal").q_format(true);
    let spaced = |before: u32, after: u32| LineSpacing::new().before(before).after(after);
    // A heading is never the last of a sheet, nor is it parted: also where somebody goes on writing in the document.
    let leads = |style: Style| Style { paragraph_property: style.paragraph_property.clone().keep_next(true).keep_lines(true), ..style };
    // Of no paragraph a line stands alone on a sheet.
    let normal = Style::new("Normal", StyleType::Paragraph).name("Normal").q_format(true);
    let normal = Style { paragraph_property: normal.paragraph_property.clone().widow_control(true), ..normal };
    Docx::new()
        .default_fonts(sans())
        .default_size(22)
        .add_style(normal)
        .add_style(leads(style("Title", "Title").size(40).bold().line_spacing(spaced(0, 240))))
        .add_style(leads(style("Heading1", "heading 1").size(30).bold().outline_lvl(0).line_spacing(spaced(360, 120))))
        .add_style(leads(style("Heading2", "heading 2").size(25).bold().outline_lvl(1).line_spacing(spaced(280, 100))))
        .add_style(leads(style("Heading3", "heading 3").size(23).bold().outline_lvl(2).line_spacing(spaced(240, 80))))
        .add_style(leads(style("Heading4", "heading 4").size(22).bold().outline_lvl(3).line_spacing(spaced(220, 60))))
        .add_style(style("Quote", "Quote").fonts(serif()).indent(Some(360), None::<SpecialIndentType>, Some(360), None).line_spacing(spaced(120, 40)))
        .add_style(style("Note", "Table note").size(19).color("5B5750").line_spacing(spaced(80, 200)))
        .add_style(style("Cell", "Cell").size(19).line_spacing(spaced(20, 20)))
        .add_style(style("CellStrong", "Cell strong").size(19).bold().line_spacing(spaced(20, 20)))
        .add_style(style("Small", "Cell small").size(14).line_spacing(spaced(10, 10)))
        .add_style(style("SmallStrong", "Cell small strong").size(14).bold().line_spacing(spaced(10, 10)))
        .add_style(
            style("Attribution", "Attribution")
                .size(19)
                .color("5B5750")
                .indent(Some(360), None::<SpecialIndentType>, None, None)
                .line_spacing(spaced(0, 160)),
        )
}

/// A paragraph of a style; one that reads from the right is marked so, and a line end in it stays one.
fn paragraph(style: &str, words: &str) -> Paragraph {
    let words = printable(words);
    let mut run = Run::new();
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    let mut paragraph = Paragraph::new().style(style).add_run(run);
    if reads_from_the_right(&words) {
        paragraph.property = paragraph.property.bidi(true);
    }
    paragraph
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    /// A part of a document of these blocks.
    fn part(blocks: &[Block], name: &str) -> String {
        let mut bytes = Vec::new();
        blocks_docx("Title", blocks, "de-AT", &mut bytes).unwrap();
        let mut text = String::new();
        zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn what_leads_to_the_next_part_stays_with_it_and_the_language_is_said() {
        let grid = Grid { head: vec!["Row".into(), "Words".into()], ..Grid::default() };
        let strong = GridRow::strong(vec!["North".into(), String::new()]);
        let grid = Grid { rows: vec![strong, GridRow::plain(vec!["one".into(), "said".into()])], ..grid };
        let blocks = [Block::Paragraph("What speaks against it:".into()), Block::Paragraph("It stands alone.".into()), Block::Table(grid)];
        let document = part(&blocks, "word/document.xml");
        let kept = |words: &str| {
            let before = &document[..document.find(words).unwrap()];
            before[before.rfind("<w:p ").unwrap_or_default()..].contains("<w:keepNext")
        };
        let all = ["What speaks against it:", "It stands alone.", ">Row<", ">Words<", ">North<", ">one<"].map(kept);
        assert_eq!(all, [true, false, true, true, true, false], "{document}");
        let styles = part(&blocks, "word/styles.xml");
        for heading in ["Title", "Heading1", "Heading2", "Heading3", "Heading4"] {
            let style = styles.split("<w:style ").find(|style| style.contains(&format!("w:styleId=\"{heading}\""))).unwrap();
            assert!(style.contains("<w:keepNext") && style.contains("<w:keepLines"), "{style}");
        }
        assert!(styles.contains("<w:lang w:val=\"de-AT\" /></w:rPr></w:rPrDefault>"), "{styles}");
    }

    #[test]
    fn each_picture_has_a_number_of_its_own_and_says_what_it_shows() {
        let picture = |alt: &str| Picture { svg: String::new(), width: 1.0, height: 1.0, alt: alt.to_owned(), words: Vec::new() };
        let (one, two) = (picture("Where “A & B” is heard"), picture("\"C\""));
        let bare = "a<wp:docPr id=\"1\" name=\"Figure\" />";
        let told = pictures_told(bare.repeat(2).as_bytes(), &[&one, &two]);
        let first = "a<wp:docPr id=\"1\" name=\"Picture 1\" descr=\"Where “A &amp; B” is heard\" />";
        assert_eq!(String::from_utf8(told).unwrap(), format!("{first}a<wp:docPr id=\"2\" name=\"Picture 2\" descr=\"&quot;C&quot;\" />"));
    }
}
