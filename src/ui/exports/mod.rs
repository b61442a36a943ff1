//! Exports as the window asks for them: what goes out and how, the check before it, and the writing in the background.

mod dialog;
mod disclosure;
mod lines;
mod place;
mod print;
mod table;

pub use dialog::ExportDialog;
pub use disclosure::DisclosureDialog;
pub(in crate::ui) use lines::namings;
pub use place::{Exported, Offered, Places, free};
pub use print::Private;
pub use table::{TableDialog, TableJob};

use crate::Result;
use crate::analysis::lens::Lens;
use crate::analysis::{Basis, Corpus, Names, Naming, Query, Scope, Texts, gathered_corpus};
use crate::export::{
    Around, Beside, Disclosed, ExcerptOptions, Paper, ReviewOptions, TableOptions, TranscriptOptions, Written, excerpts_csv, excerpts_disclosed,
    excerpts_docx, excerpts_json, excerpts_xlsx, review_page, transcript_disclosed, transcript_page, transcript_pdf,
};
use crate::model::{FrameworkId, Grouping, Project, SourceId, Time};
use std::borrow::Cow;
use std::io::Write;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// One page for reviewers.
    Page,
    /// A table for spreadsheets.
    Csv,
    /// An Excel workbook.
    Excel,
    /// A Word document.
    Word,
    /// For scripts.
    Json,
    /// A transcript with its codings in the margin, as a PDF to keep or to print.
    Transcript(SourceId),
    /// The same as a page for a browser.
    TranscriptPage(SourceId),
}

/// An export as it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportJob {
    /// What is written.
    pub what: What,
    /// The passages that were shown, with what they are called; none where nothing was.
    pub shown: Option<(String, Query)>,
    /// The framework that was read as the one of the code that was shown.
    pub through: Option<FrameworkId>,
    /// Whether every code goes out instead.
    pub every: bool,
    /// What the passages that were shown stood in columns by.
    pub by: Option<Grouping>,
    /// Whether they go out in those groups.
    pub grouped: bool,
    /// Whether a row is a passage, coders merged, or a coding.
    pub basis: Basis,
    /// What stands around each passage.
    pub around: Around,
    /// What stands for people.
    pub naming: Naming,
    /// The template of attributions.
    pub attribution: String,
    /// The page's title; empty means the project's name.
    pub title: String,
    /// Whether a table begins with the mark by which Excel knows UTF-8.
    pub bom: bool,
    /// What parts the cells of a table.
    pub delimiter: u8,
    /// The paper of a PDF.
    pub paper: Paper,
    /// Whether a private copy is opened to print from, instead of one in a place of the user's choice.
    pub print: bool,
}

impl ExportJob {
    /// An export with the project's own attribution and pseudonyms.
    pub fn new(what: What, shown: Option<(String, Query)>, project: &Project) -> Self {
        let plain = TableOptions::default();
        Self {
            through: None,
            every: shown.is_none(),
            by: None,
            grouped: false,
            what,
            shown,
            basis: Basis::References,
            around: Around::Nothing,
            naming: Naming::Pseudonyms,
            attribution: project.attribution.clone(),
            title: String::new(),
            bom: plain.bom,
            delimiter: plain.delimiter,
            paper: Paper::default(),
            print: false,
        }
    }

    /// The passages that go out.
    pub fn query(&self) -> Query {
        let query = self.shown.as_ref().filter(|_| !self.every).map(|(_, query)| query.clone()).unwrap_or_default();
        Query { basis: self.basis, ..query }
    }

    /// The corpus as the passages were shown: read through a lens, and with what a theme gathers.
    fn read<'a>(&self, corpus: &'a Corpus) -> Cow<'a, Corpus> {
        let query = self.query();
        let [code] = query.codes.as_slice() else { return Cow::Borrowed(corpus) };
        let to = corpus.code(*code).map(|code| code.framework);
        let lens = self.through.zip(to).and_then(|(from, to)| corpus.crosswalk_between(from, to));
        let through = lens.map(|one| Lens::new(corpus, one).only(&corpus.branch(*code, query.with_children)).corpus(&query.scope));
        let shown = through.map_or(Cow::Borrowed(corpus), Cow::Owned);
        gathered_corpus(&shown, &query).map_or(shown, Cow::Owned)
    }

    /// The name that the file is offered.
    pub fn file_name(&self, corpus: &Corpus) -> String {
        let about = match self.what {
            What::Transcript(source) | What::TranscriptPage(source) => Names::new(corpus, self.naming).source(corpus, source).to_owned(),
            _ => self.shown.as_ref().filter(|_| !self.every).map_or_else(|| corpus.project.name.clone(), |(name, _)| name.clone()),
        };
        let plain: String = about.chars().map(|c| if c.is_alphanumeric() || " -_().".contains(c) { c } else { ' ' }).collect();
        let plain: String = crate::text::on_one_line(plain).chars().take(60).collect();
        let suffix = match self.what {
            What::Csv => "csv",
            What::Excel => "xlsx",
            What::Word => "docx",
            What::Json => "json",
            What::Transcript(_) => "pdf",
            What::Page | What::TranscriptPage(_) => "html",
        };
        let name = plain.trim_matches(['.', ' ']);
        format!("{}.{suffix}", if name.is_empty() { "passages" } else { name })
    }

    /// What the rows are, for the notice at the end.
    pub fn rows(&self) -> &'static str {
        match (self.what, self.basis) {
            (What::Transcript(_) | What::TranscriptPage(_), _) => "paragraph",
            (What::Page, _) => Basis::Codings.unit().0,
            (_, basis) => basis.unit().0,
        }
    }

    /// What tells who somebody is.
    pub fn check(&self, corpus: &Corpus, texts: &dyn Texts) -> Result<Disclosed> {
        let beside = match self.what {
            What::Transcript(source) | What::TranscriptPage(source) => {
                return transcript_disclosed(corpus, source, texts, self.naming);
            }
            What::Page => Beside::Page,
            What::Csv | What::Excel | What::Json => Beside::Columns,
            What::Word => Beside::Attribution,
        };
        excerpts_disclosed(&self.read(corpus), &self.query(), texts, &self.options(), beside)
    }

    /// Writes it.
    pub fn write(&self, corpus: &Corpus, texts: &dyn Texts, out: &mut dyn Write) -> Result<Written> {
        let corpus = &*self.read(corpus);
        match self.what {
            What::Page => review_page(corpus, &self.query(), texts, &self.review(), out),
            What::Csv => excerpts_csv(corpus, &self.query(), texts, &self.options(), out),
            What::Excel => excerpts_xlsx(corpus, &self.query(), texts, &self.options(), out),
            What::Word => excerpts_docx(corpus, &self.query(), texts, &self.options(), out),
            What::Json => excerpts_json(corpus, &self.query(), texts, &self.options(), out),
            What::Transcript(source) => transcript_pdf(corpus, source, texts, &self.transcript(), out),
            What::TranscriptPage(source) => transcript_page(corpus, source, texts, &self.transcript(), out),
        }
    }

    fn transcript(&self) -> TranscriptOptions {
        TranscriptOptions { scope: Scope::default(), basis: self.basis, naming: self.naming, made: Time::now(), paper: self.paper }
    }

    fn review(&self) -> ReviewOptions {
        ReviewOptions {
            title: self.title.trim().to_owned(),
            made: Time::now(),
            naming: self.naming,
            attribution: self.attribution.clone(),
            by: self.by.filter(|_| self.grouped),
        }
    }

    fn options(&self) -> ExcerptOptions {
        let table = TableOptions { bom: self.bom, delimiter: self.delimiter };
        ExcerptOptions {
            table,
            around: self.around,
            naming: self.naming,
            attribution: self.attribution.clone(),
            by: self.by.filter(|_| self.grouped),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CodeId, ProjectId};

    fn project() -> Project {
        Project {
            id: ProjectId::new(),
            name: "Nights: a study / of wards".into(),
            description: String::new(),
            site: None,
            role: None,
            phase: None,
            attribution: Project::ATTRIBUTION.into(),
        }
    }

    #[test]
    fn the_file_is_named_after_what_goes_out() {
        let corpus = Corpus::new(project());
        let query = Query::code(CodeId::new(), true);
        let mut job = ExportJob::new(What::Csv, Some(("Trust?".into(), query.clone())), &corpus.project);
        assert_eq!((job.file_name(&corpus), job.query(), job.rows()), ("Trust.csv".into(), query, "passage"));
        (job.every, job.what) = (true, What::Page);
        assert_eq!((job.file_name(&corpus), job.query()), ("Nights a study of wards.html".into(), Query::default()));
        (job.every, job.shown) = (false, Some(("…".into(), Query::default())));
        assert_eq!(job.file_name(&corpus), "passages.html");
    }
}
