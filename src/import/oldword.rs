//! Word files before 2007 (.doc), read by the crate undoc; what it does not read is said.

mod bounds;

use super::compose::{Composer, Look};
use super::draft::Draft;
use crate::error::{Error, Result};
use std::path::Path;
use undoc::model::{Block, Document, ListType, Paragraph, RevisionType, Table, TextRun};

/// How deep tables may lie in each other.
const DEEPEST: usize = 40;

/// The words of an old Word file.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Draft> {
    let refuse = |what: &str| Error::import(path, what, "Open it in Word or LibreOffice, which may repair it, and save it as .docx.");
    // A reader of somebody else's that gives up on a damaged file must not take the rest of an import with it.
    let parsed = std::panic::catch_unwind(|| {
        bounds::hold(bytes).then(|| undoc::doc::DocParser::from_bytes(bytes.to_vec()).and_then(|mut parser| parser.parse()))
    });
    let document = match parsed {
        Ok(Some(Ok(document))) => document,
        Ok(Some(Err(undoc::Error::Encrypted))) => return Err(super::sniff::locked(path)),
        _ => return Err(refuse("The old Word file is damaged; nothing was imported from it")),
    };
    let mut draft = Walk { composer: Composer::new(bytes.len() / 4) }.all(&document);
    if draft.lines.is_empty() {
        return Err(refuse("The old Word file holds no words that could be read"));
    }
    draft.info("Of old Word files the text, tables and notes are read; comments, text boxes, headers and footers were left out.");
    Ok(super::meet::trim(draft))
}

struct Walk {
    composer: Composer,
}

impl Walk {
    fn all(mut self, document: &Document) -> Draft {
        for block in document.sections.iter().flat_map(|section| &section.content) {
            self.block(block);
        }
        self.composer.finish()
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => self.table(table, 0),
            Block::Note { label, content } => {
                self.composer.begin_note(&shown(label));
                content.iter().for_each(|paragraph| self.paragraph(paragraph));
                self.composer.end_beside();
            }
            Block::Image { .. } => self.composer.counts.pictures += 1,
            _ => {}
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.composer.begin();
        let list = paragraph.list_info.as_ref();
        if let Some(open) = self.composer.paragraph() {
            open.look = Look { heading: Some(paragraph.heading.level()), list: list.map(|list| list.level.min(8)), ..Look::default() };
            let number = list.filter(|list| list.list_type == ListType::Numbered).and_then(|list| list.number);
            open.number = number.map_or_else(String::new, |number| format!("{number}."));
        }
        self.composer.counts.pictures += paragraph.images.len();
        paragraph.runs.iter().for_each(|run| self.run(run));
        self.composer.end();
    }

    fn run(&mut self, run: &TextRun) {
        if run.revision == RevisionType::Deleted {
            self.composer.counts.deleted += 1;
            return;
        }
        if let Some(label) = &run.note {
            return self.composer.note_sign(&shown(label));
        }
        let look = Look { bold: run.style.bold.then_some(true), italic: run.style.italic.then_some(true), ..Look::default() };
        let clean: String = run.text.chars().filter(|c| *c != '\u{AD}').map(|c| if c == '\u{B}' { '\n' } else { c }).collect();
        let clean: String = clean.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        self.composer.words(&clean, &look);
        if run.line_break {
            self.composer.words("\n", &look);
        }
    }

    fn table(&mut self, table: &Table, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        self.composer.begin_table();
        for row in &table.rows {
            for cell in &row.cells {
                self.composer.begin_cell();
                self.composer.spans(cell.col_span);
                cell.content.iter().for_each(|paragraph| self.paragraph(paragraph));
                cell.nested_tables.iter().for_each(|table| self.table(table, depth + 1));
                self.composer.end_cell();
            }
            self.composer.end_row();
        }
        self.composer.end_table();
    }
}

/// A note's number as Word shows it: the crate marks endnotes by a letter before figures.
fn shown(label: &str) -> String {
    use super::compose::numbers::Figures;
    let end = label.strip_prefix('e').and_then(|number| number.parse().ok());
    end.map_or_else(|| label.to_owned(), |number| Figures::LowerRoman.write(number))
}
