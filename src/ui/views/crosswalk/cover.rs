//! What is taken in and what is left out, as plain values: figures, bars by code and group, and the passages that are left out.

use super::choice::Choice;
use crate::Result;
use crate::analysis::lens::{CodeCovered, Coverage, Extent, Lens, Mapped, Taken, TargetCovered, left_excerpts};
use crate::analysis::{Attribution, Corpus, Naming, Scope, Texts, Voices};
use crate::model::*;
use crate::text::capital;

/// How many of the passages that are left out are listed; all are counted.
const LISTED: usize = 5_000;

/// What a second framework takes in, and what it leaves out.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// The lines of the page.
    pub lines: Vec<Line>,
    /// The passages that are left out, by source and place: the first ones, where they are very many.
    pub left: Vec<Left>,
    /// How many are left out.
    pub left_count: usize,
    /// Of how many of those all words are in the second framework all the same.
    pub elsewhere: usize,
}

/// A line of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// What is taken in on the whole: a noun, how much of it.
    Figures(Vec<(&'static str, Taken)>),
    /// The head of a section.
    Head(String),
    /// A code of the first framework.
    Code(Bar),
    /// A site, a role group or a phase, with which of these it is.
    Group(usize, String, Taken),
    /// A code of the second framework.
    Target(Read),
    /// Something to be said.
    Note(String),
}

impl Line {
    /// Whether both tell of the same, whatever they say of it.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Figures(_), Self::Figures(_)) | (Self::Note(_), Self::Note(_)) => true,
            (Self::Head(one), Self::Head(other)) => one == other,
            (Self::Code(one), Self::Code(other)) => one.code == other.code,
            (Self::Group(by, one, _), Self::Group(with, other, _)) => (by, one) == (with, other),
            (Self::Target(one), Self::Target(other)) => one.code == other.code,
            _ => false,
        }
    }
}

/// A code of the first framework, with how much of it is taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The code.
    pub code: CodeId,
    /// Its name.
    pub name: String,
    /// How deep it stands.
    pub level: usize,
    /// Its colour.
    pub colour: Colour,
    /// Its passages.
    pub taken: Taken,
    /// Why what is left out is.
    pub why: String,
}

/// A code of the second framework, with what is read as it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The code.
    pub code: CodeId,
    /// Its name.
    pub name: String,
    /// How deep it stands.
    pub level: usize,
    /// Its colour.
    pub colour: Colour,
    /// Passages that are coded so already.
    pub own: usize,
    /// Passages that are read as it, those among them.
    pub read: usize,
    /// The same with the codes below it.
    pub whole: usize,
}

/// A passage that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The source.
    pub source: SourceId,
    /// Where it stands.
    pub span: Span,
    /// What it is coded with.
    pub code: CodeId,
    /// The name of that code.
    pub name: String,
    /// Its colour.
    pub colour: Colour,
    /// Why it is left out, and whether its words are there all the same.
    pub why: String,
    /// Its words.
    pub words: String,
    /// Whose it is.
    pub whose: String,
}

impl Left {
    /// By what it is known.
    pub fn key(&self) -> (CodeId, SourceId, Span) {
        (self.code, self.source, self.span)
    }
}

impl Cover {
    /// Where what a line tells of stands now.
    pub fn place(&self, line: &Line) -> Option<usize> {
        self.lines.iter().position(|one| one.is(line))
    }

    /// Reads it; nothing of fewer than two frameworks.
    pub fn new(corpus: &Corpus, texts: &dyn Texts, choice: &Choice) -> Result<Self> {
        let Some(crosswalk) = choice.crosswalk(corpus) else { return Ok(Self::default()) };
        let lens = Lens::new(corpus, &crosswalk);
        let (coverage, extent) = (lens.coverage(&Scope::default(), &Voices::default()), lens.extent(&Scope::default(), texts)?);
        let (left_count, elsewhere) = (extent.left.len(), extent.elsewhere());
        Ok(Self { lines: lines(corpus, &crosswalk, &coverage, &extent), left: left(corpus, &extent, texts)?, left_count, elsewhere })
    }
}

fn lines(corpus: &Corpus, crosswalk: &Crosswalk, coverage: &Coverage<'_>, extent: &Extent) -> Vec<Line> {
    let name = |id| corpus.framework(id).map_or("", |framework| framework.name.as_str());
    let figures = vec![("passages", extent.passages), ("words", extent.words), ("sources", extent.sources), ("people", extent.people)];
    let open = match coverage.open() {
        0 => None,
        1 => Some(Line::Note("1 reading is open: it counts as its link says, as nobody has settled it as it is now.".into())),
        many => Some(Line::Note(format!(
            "{} readings are open: they count as their links say, as nobody has settled them as they are now.",
            grouped(many as i64)
        ))),
    };
    let mut lines: Vec<Line> = std::iter::once(Line::Figures(figures)).chain(open).collect();
    lines.push(Line::Head(format!("Codes of {}", name(crosswalk.from_framework))));
    let levels = corpus.tree(crosswalk.from_framework).into_iter().map(|(_, level)| level);
    lines.extend(coverage.codes.iter().zip(levels).map(|(one, level)| Line::Code(bar(corpus, one, level))));
    let project = &corpus.project;
    let parts = extent.groups.iter().zip([project.site, project.role, project.phase]).enumerate();
    for (at, (groups, by)) in parts.filter(|(_, (groups, _))| !groups.is_empty()) {
        lines.push(Line::Head(format!("By {}", capital(&crate::analysis::Groups::title_of(corpus, by)).to_lowercase())));
        lines.extend(groups.iter().map(|one| Line::Group(at, one.label.clone(), one.passages)));
    }
    lines.push(Line::Head(format!("What is read as {}", name(crosswalk.to_framework))));
    let levels = corpus.tree(crosswalk.to_framework).into_iter().map(|(_, level)| level);
    lines.extend(coverage.targets.iter().zip(levels).map(|(one, level)| Line::Target(target(corpus, one, level))));
    let silent = coverage.targets.iter().filter(|one| one.whole.references == 0).count();
    if silent > 0 {
        lines.push(Line::Note(format!("Nothing is read as {}.", crate::ui::format::counted(silent, "code"))));
    }
    lines
}

fn bar(corpus: &Corpus, one: &CodeCovered<'_>, level: usize) -> Bar {
    let passages = one.tally.references as usize;
    let why = match &one.mapped {
        Mapped::Unmapped => "not looked at yet".to_owned(),
        Mapped::Without(link) if link.reason.is_empty() => "no counterpart".to_owned(),
        Mapped::Without(link) => format!("no counterpart: {}", link.reason),
        Mapped::To(_) if one.reach < passages => format!("{} rejected", passages - one.reach),
        Mapped::To(_) => String::new(),
    };
    Bar {
        code: one.code,
        name: corpus.code(one.code).map_or_else(String::new, |code| code.name.clone()),
        level,
        colour: corpus.colour(one.code),
        taken: Taken { all: passages, reach: one.reach },
        why,
    }
}

fn target(corpus: &Corpus, one: &TargetCovered, level: usize) -> Read {
    Read {
        code: one.code,
        name: corpus.code(one.code).map_or_else(String::new, |code| code.name.clone()),
        level,
        colour: corpus.colour(one.code),
        own: one.own.references as usize,
        read: one.read.references as usize,
        whole: one.whole.references as usize,
    }
}

fn left(corpus: &Corpus, extent: &Extent, texts: &dyn Texts) -> Result<Vec<Left>> {
    let listed = &extent.left[..extent.left.len().min(LISTED)];
    let attribution = Attribution::new(corpus, &corpus.project.attribution, Naming::Keys).ok();
    let excerpts = left_excerpts(corpus, listed, texts)?;
    let one = |(one, excerpt): (&crate::analysis::lens::LeftOut, &crate::analysis::Excerpt)| Left {
        source: one.source,
        span: one.span,
        code: one.code,
        name: corpus.code(one.code).map_or_else(String::new, |code| code.name.clone()),
        colour: corpus.colour(one.code),
        why: if one.elsewhere { format!("{}; there by another code", one.why.name()) } else { one.why.name().to_owned() },
        words: crate::text::on_one_line(&excerpt.text),
        whose: attribution.as_ref().map(|template| template.bare(corpus, excerpt)).unwrap_or_default(),
    };
    Ok(listed.iter().zip(&excerpts).map(one).collect())
}
