//! Files out: excerpts, pages for reviewers, transcripts.
//!
//! Every export is a function over a corpus, its texts and options that writes to any `Write`; none opens a file but [`write_file`].
//! Command line and window call the same ones. Names in full stand in an export only where [`Naming::FullNames`] was asked for.
//!
//! [`Naming::FullNames`]: crate::analysis::Naming::FullNames

mod agenda;
mod audit;
mod blocks;
mod case_table;
mod cells;
mod chart;
mod cloud;
mod codebook;
mod columns;
mod crosswalk;
mod csv;
mod disclosed;
mod docx;
mod file;
mod framework;
mod heard;
mod json;
mod language;
mod paper;
mod picked;
mod quoted;
mod report;
mod reporting;
mod review;
mod row;
mod sample;
mod saturation;
mod svg;
mod tables;
mod transcript;
mod tree;
mod words;
mod xlsx;

pub use self::csv::excerpts_csv;
pub use agenda::{Agenda, AgendaItem, AgendaLink, AgendaList, AgendaOptions, AgendaPart, AgendaQuote, LINKED_TO, agenda};
pub use audit::audit_trail;
pub use blocks::{Block, BlockFormat, Grid, GridRow, Picture, Whose, write_blocks};
pub use case_table::{TableOf, own_table_csv};
pub use cells::TableOptions;
pub use chart::chart_blocks;
pub use cloud::{CLOUD, Cloud, CloudWord};
pub use codebook::{cases_csv, codebook_csv};
pub use crosswalk::crosswalk_blocks;
pub use disclosed::{
    Beside, Disclosed, Telling, audit_disclosed, blocks_disclosed, cases_disclosed, codebook_disclosed, copy_disclosed, excerpts_disclosed,
    labels_disclosed, sample_disclosed, transcript_disclosed, words_disclosed,
};
pub use docx::excerpts_docx;
pub use file::write_file;
pub use framework::framework_blocks;
pub use json::{JsonExcerpt, excerpts_json};
pub use language::document_language;
pub use paper::Paper;
pub use quoted::{Quoted, Unwritten, all_quoted, report_quotes};
pub use report::{ReportQuote, ReportTheme, report_blocks, report_themes};
pub use review::{ReviewOptions, review_page};
pub use row::{Around, ExcerptOptions, grouped};
pub use sample::{every_phase, sample_csv, sample_table, tells};
pub use saturation::{PictureWords, Point, SATURATION_LETTERS, SaturationPicture, Series, write_saturation};
pub use tables::{PaperOptions, PaperTable};
pub use transcript::{TranscriptOptions, transcript_page, transcript_pdf};
pub use tree::{TreeNode, WordTree, twig_width};
pub use words::{WordsPicture, tree_rows, words_csv, write_words};
pub use xlsx::{excerpts_xlsx, own_table_xlsx};

/// What an export wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows, quotes or paragraphs.
    pub rows: usize,
    /// Cells with more than 32,767 characters, which Excel cuts.
    pub too_long_for_excel: usize,
    /// Tables that the format has no room for: a .csv is one.
    pub tables_left: usize,
}

fn failed(error: std::io::Error) -> crate::Error {
    crate::Error::io(std::path::Path::new("the export"), error)
}
