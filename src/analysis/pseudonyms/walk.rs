//! Everything of a project that holds words, and the names that stand in them.

use super::{Found, How, PseudonymKey};
use crate::Result;
use crate::analysis::{Corpus, Texts};
use crate::model::*;
use crate::text::SourceText;

/// How much of what stands around a name is shown with it, in bytes.
const AROUND: usize = 48;

/// A row that holds words.
pub trait Worded {
    /// Hands out each of its words with what they are: “title”, “definition”.
    fn words(&mut self, each: &mut dyn FnMut(&'static str, How, &mut String));
}

macro_rules! worded {
    ($($noun:ident { $($field:ident = $what:literal as $how:ident),+ $(,)? })+) => {$(
        impl Worded for $noun {
            fn words(&mut self, each: &mut dyn FnMut(&'static str, How, &mut String)) {
                $( each($what, How::$how, &mut self.$field); )+
            }
        }
    )+};
}

// Names in full and pseudonyms are the key itself, and coders are no participants.
worded! {
    Project {
        name = "name of the project" as Prose, description = "description of the project" as Prose,
        attribution = "attribution of quotes" as Prose,
    }
    Layer { name = "layer of codings" as Prose }
    Folder { name = "folder" as Label }
    Source { name = "title" as Label, file = "file name" as Label }
    Speaker { name = "speaker" as Label }
    CaseKind { name = "kind of case" as Prose }
    Case { name = "case" as Label }
    AttributeValue { value = "attribute" as Label }
    Framework { name = "framework" as Prose, short = "framework" as Prose, description = "description of a framework" as Prose }
    Code {
        name = "code" as Prose, short = "code" as Prose, description = "definition" as Prose, include = "what to include" as Prose,
        exclude = "what to exclude" as Prose, example = "example" as Prose, statement = "statement" as Prose,
    }
    SavedSearch { name = "saved search" as Prose, query = "saved search" as Prose }
    CrosswalkLink { reason = "reason of a link" as Prose }
    Verdict { reason = "reason of what was settled" as Prose }
    ThemePart { note = "note of a theme" as Prose }
    Report { name = "title of a report" as Prose, intro = "beginning of a report" as Prose }
    Memo { title = "title of a memo" as Prose, body = "memo" as Prose }
}

impl Worded for Attribute {
    fn words(&mut self, each: &mut dyn FnMut(&'static str, How, &mut String)) {
        each("name of an attribute", How::Prose, &mut self.name);
        self.choices.iter_mut().for_each(|choice| each("choice", How::Label, choice));
    }
}

impl Worded for KeptRule {
    fn words(&mut self, each: &mut dyn FnMut(&'static str, How, &mut String)) {
        let rule = &mut self.rule;
        rule.words.iter_mut().chain([&mut rule.label]).for_each(|word| each("rule for counting words", How::Prose, word));
    }
}

impl Worded for FrameworkVersion {
    fn words(&mut self, each: &mut dyn FnMut(&'static str, How, &mut String)) {
        [&mut self.name, &mut self.reason, &mut self.note].into_iter().for_each(|words| each("version of a framework", How::Prose, words));
        self.codes.iter_mut().for_each(|code| code.words(each));
    }
}

impl Worded for ChartCell {
    fn words(&mut self, each: &mut dyn FnMut(&'static str, How, &mut String)) {
        each("cell of the chart", How::Prose, &mut self.summary);
        // The row goes with the value of the attribute that it is made of.
        if let RowKey::Group(_, value) = &mut self.row {
            each("row of the chart", How::Label, value);
        }
    }
}

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Spot {
    /// In the text of a source, at a place of it.
    Text(SourceId, Span),
    /// In what a source is called, or in a value of it.
    Source(SourceId),
    /// In what a voice of a source is called.
    Speaker(SourceId),
    /// In a case or a value of it.
    Case(CaseId),
    /// In a code.
    Code(CodeId),
    /// In a memo.
    Memo(MemoId),
    /// Elsewhere: folders, frameworks, attributes, the project.
    Elsewhere,
}

impl Spot {
    /// The source it is in or of, if one.
    pub fn source(self) -> Option<SourceId> {
        match self {
            Self::Text(id, _) | Self::Source(id) | Self::Speaker(id) => Some(id),
            _ => None,
        }
    }
}

/// A name that stands somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whose it is, by its place in [`PseudonymKey::names`].
    pub name: usize,
    /// Where.
    pub spot: Spot,
    /// What the words are: “text”, “title”, “memo”.
    pub what: &'static str,
    /// What stands before it in the same line.
    pub before: String,
    /// The name as it stands there.
    pub found: String,
    /// What comes in its place: the same where nothing does.
    pub stands: String,
    /// What stands behind it in the same line.
    pub after: String,
    /// Whether it is certain that the name stands there; else the word may be another: “may”.
    pub sure: bool,
}

/// What is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// Names that would be replaced.
    Replaced,
    /// Whole names, and parts of longer names too.
    Whole,
    /// Names that remain: every trace, in small letters, in the plural, glued to other words; and names that nothing stands for.
    Remaining,
}

/// Looks through everything of a corpus: texts, titles, labels, values, codes, memos.
pub fn look(corpus: &Corpus, texts: &dyn Texts, key: &PseudonymKey, sought: Sought, each: &mut dyn FnMut(Standing)) -> Result<()> {
    if key.is_empty() {
        return Ok(());
    }
    rows_of(corpus, key, sought, each);
    let sources: Vec<SourceId> = corpus.sources().iter().map(|source| source.id).collect();
    texts.visit(&sources, &mut |source, text| {
        in_source(source, text, key, sought, each);
        Ok(())
    })
}

/// Looks through all words of a corpus but its texts.
pub(super) fn rows_of(corpus: &Corpus, key: &PseudonymKey, sought: Sought, each: &mut dyn FnMut(Standing)) {
    rows(corpus, &mut |spot, what, how, words| {
        let found = match sought {
            Sought::Replaced => key.find(words, how),
            Sought::Whole => key.find(words, how.thorough()),
            Sought::Remaining => key.remaining(words, how),
        };
        found.iter().filter(|found| sought.wants(found)).for_each(|found| each(standing(spot, what, words, found)));
    });
}

/// Looks through the text of a source.
pub(super) fn in_source(source: SourceId, text: &SourceText, key: &PseudonymKey, sought: Sought, each: &mut dyn FnMut(Standing)) {
    let words = text.geometry.text();
    let found = match sought {
        Sought::Replaced => key.find_in(text, How::Prose),
        Sought::Whole => key.find_in(text, How::Thorough),
        Sought::Remaining => key.remaining_in(text),
    };
    for found in found.iter().filter(|found| sought.wants(found)) {
        each(standing(Spot::Text(source, text.geometry.span_of(&found.at)), "text", words, found));
    }
}

impl Sought {
    fn wants(self, found: &Found) -> bool {
        self != Self::Replaced || !found.swaps.is_empty()
    }
}

/// What sources, files, folders, voices and cases are called.
pub(super) fn labels_of(corpus: &Corpus) -> Vec<&str> {
    let mut list: Vec<&str> = corpus.sources().iter().flat_map(|source| [source.name.as_str(), source.file.as_str()]).collect();
    list.extend(corpus.folders().iter().map(|folder| folder.name.as_str()));
    list.extend(corpus.sources().iter().flat_map(|source| corpus.speakers(source.id)).map(|speaker| speaker.name.as_str()));
    list.extend(corpus.cases().iter().map(|case| case.name.as_str()));
    list
}

/// Hands out all words of a corpus but its texts.
fn rows(corpus: &Corpus, each: &mut dyn FnMut(Spot, &'static str, How, &str)) {
    let mut row = |row: &mut dyn Worded, spot: Spot| row.words(&mut |what, how, words| each(spot, what, how, words));
    row(&mut corpus.project.clone(), Spot::Elsewhere);
    corpus.layers.iter().for_each(|layer| row(&mut layer.clone(), Spot::Elsewhere));
    corpus.folders().iter().for_each(|folder| row(&mut folder.clone(), Spot::Elsewhere));
    for source in corpus.sources() {
        row(&mut source.clone(), Spot::Source(source.id));
        corpus.speakers(source.id).iter().for_each(|speaker| row(&mut speaker.clone(), Spot::Speaker(source.id)));
    }
    corpus.kinds().iter().for_each(|kind| row(&mut kind.clone(), Spot::Elsewhere));
    corpus.cases().iter().for_each(|case| row(&mut case.clone(), Spot::Case(case.id)));
    corpus.attributes().iter().for_each(|attribute| row(&mut attribute.clone(), Spot::Elsewhere));
    let mut values: Vec<(AttributeId, Owner, &str)> = corpus.values().collect();
    values.sort_unstable();
    for (attribute, owner, value) in values {
        let spot = match owner {
            Owner::Case(id) => Spot::Case(id),
            Owner::Source(id) => Spot::Source(id),
        };
        row(&mut AttributeValue { id: ValueId::from_bytes([0; 16]), attribute, owner, value: value.to_owned() }, spot);
    }
    corpus.frameworks().iter().for_each(|framework| row(&mut framework.clone(), Spot::Elsewhere));
    corpus.codes().iter().for_each(|code| row(&mut code.clone(), Spot::Code(code.id)));
    corpus.searches().iter().for_each(|saved| row(&mut saved.clone(), Spot::Elsewhere));
    corpus.word_rules().iter().for_each(|kept| row(&mut kept.clone(), Spot::Elsewhere));
    let mut cells: Vec<&ChartCell> = corpus.cells().collect();
    cells.sort_unstable_by_key(|cell| cell.id);
    cells.into_iter().for_each(|cell| row(&mut cell.clone(), Spot::Elsewhere));
    corpus.all_links().iter().for_each(|link| row(&mut link.clone(), Spot::Code(link.from_code)));
    corpus.verdicts().for_each(|verdict| row(&mut verdict.clone(), Spot::Code(verdict.to_code)));
    corpus.theme_parts().iter().for_each(|part| row(&mut part.clone(), Spot::Code(part.theme)));
    corpus.reports().iter().for_each(|report| row(&mut report.clone(), Spot::Elsewhere));
    corpus.framework_versions().iter().for_each(|version| row(&mut version.clone(), Spot::Elsewhere));
    corpus.memos.iter().for_each(|memo| row(&mut memo.clone(), Spot::Memo(memo.id)));
}

fn standing(spot: Spot, what: &'static str, words: &str, found: &Found) -> Standing {
    let Found { at, name, swaps, sure } = found;
    let mut stands = String::new();
    let (mut from, mut end) = (at.start, at.end);
    for swap in swaps {
        stands.push_str(&words[from..swap.at.start]);
        stands.push_str(&swap.words);
        from = swap.at.end;
        end = end.max(from);
    }
    stands.push_str(&words[from..end.max(from)]);
    let head = line_before(&words[..at.start]);
    let tail = line_after(&words[end..]);
    Standing { name: *name, spot, what, before: head, found: words[at.start..end].to_owned(), stands, after: tail, sure: *sure }
}

/// The last words of a line, with “…” where some are left out.
fn line_before(words: &str) -> String {
    let line = &words[words.rfind('\n').map_or(0, |at| at + 1)..];
    if line.len() <= AROUND {
        return line.to_owned();
    }
    let from = line.ceil_char_boundary(line.len() - AROUND);
    let word = line[from..].find(' ').map_or(from, |at| from + at + 1);
    format!("… {}", &line[word..])
}

/// The first words of a line, with “…” where some are left out.
fn line_after(words: &str) -> String {
    let line = words.split('\n').next().unwrap_or_default();
    if line.len() <= AROUND {
        return line.to_owned();
    }
    let to = line.floor_char_boundary(AROUND);
    let word = line[..to].rfind(' ').unwrap_or(to);
    format!("{} …", &line[..word])
}
