//! Finding what a name on the command line means; a name that means several things lists them.

use super::desk::shell;
use crate::analysis::{Corpus, begins_with_words};
use crate::model::grouped;
use crate::model::{
    Attribute, AttributeId, Case, CaseId, CaseKind, CaseKindId, Code, CodeId, Coder, CoderId, Coding, CodingId, Folder, FolderId, Framework,
    FrameworkId, Grouping, Memo, MemoId, Source, SourceId, Speaker, SpeakerId, Target, join_path, split_path,
};
use crate::search::nearest;
use crate::{Error, Result};

/// How many candidates are listed.
const SHOWN: usize = 12;

/// The one of `found`, or an error that lists them or says that there is none.
fn only<T>(mut found: Vec<T>, what: &str, name: &str, label: impl Fn(&T) -> String, all: &str) -> Result<T> {
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::hint(format!("there is no {what} “{name}”"), format!("{all} lists what there is."))),
        more => {
            let mut list: Vec<String> = found.iter().take(SHOWN).map(|one| format!("\n  {}", shell(&label(one)))).collect();
            if more > SHOWN {
                list.push(format!("\n  … and {} more", grouped(more - SHOWN)));
            }
            Err(Error::hint(format!("“{name}” may be any of {more} {what}s"), format!("Write one of these:{}", list.concat())))
        }
    }
}

/// The source of a name: its name, its file's, or a part of its name that no other has.
pub(super) fn source<'a>(corpus: &'a Corpus, name: &str) -> Result<&'a Source> {
    if let Some(source) = corpus.source_named(name).or_else(|| SourceId::parse(name.trim()).and_then(|id| corpus.source(id))) {
        return Ok(source);
    }
    let wanted = name.trim().to_lowercase();
    let by = |test: &dyn Fn(&Source) -> bool| corpus.sources().iter().filter(|source| test(source)).collect::<Vec<_>>();
    let stem = |file: &str| file.rsplit_once('.').map_or_else(|| file.to_lowercase(), |(stem, _)| stem.to_lowercase());
    let called = |file: &str| file.to_lowercase() == wanted || stem(file) == wanted;
    let mut found = by(&|source| called(&source.file) || called(source.file.rsplit('/').next().unwrap_or_default()));
    if found.is_empty() && !wanted.is_empty() {
        found = by(&|source| source.name.to_lowercase().contains(&wanted));
    }
    only(found, "source", name, |source| source.name.clone(), "themata sources FILE")
}

/// The sources of these names.
pub(super) fn sources(corpus: &Corpus, names: &[String]) -> Result<Vec<SourceId>> {
    names.iter().map(|name| source(corpus, name).map(|source| source.id)).collect()
}

/// The path of a code with its framework's name in front.
pub(super) fn full_path(corpus: &Corpus, code: CodeId) -> String {
    let framework = corpus.code(code).and_then(|code| corpus.framework(code.framework)).map_or("", |framework| framework.name.as_str());
    let mut names = vec![framework];
    names.extend(corpus.path(code));
    join_path(&names)
}

/// The code of a path, by names, short names or the beginnings of names: `Law 2` is “Law 2: Integration costs before it pays”.
pub(super) fn code<'a>(corpus: &'a Corpus, path: &str) -> Result<&'a Code> {
    if let Some(code) = CodeId::parse(path.trim()).and_then(|id| corpus.code(id)) {
        return Ok(code);
    }
    let found = codes(corpus, path);
    if found.is_empty() {
        let mut names: Vec<&str> = corpus.codes().iter().map(|code| code.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let last = split_path(path).pop().unwrap_or_default();
        // One of that name stands elsewhere.
        let there = corpus.codes().iter().find(|code| code.name.eq_ignore_ascii_case(last.trim())).map(|code| full_path(corpus, code.id));
        let near = there.map_or_else(|| nearest(&last, &names), |path| format!("There is “{path}”."));
        let hint = format!("{near} themata codes FILE lists what there is.");
        return Err(Error::hint(format!("there is no code “{path}”"), hint));
    }
    let id = only(found, "code", path, |id| full_path(corpus, *id), "themata codes FILE")?;
    corpus.code(id).ok_or_else(|| Error::NotFound(format!("there is no code “{path}”")))
}

/// All codes that a path may mean.
pub(super) fn codes(corpus: &Corpus, path: &str) -> Vec<CodeId> {
    corpus.codes_meant(path)
}

/// The framework of a name or short name.
pub(super) fn framework<'a>(corpus: &'a Corpus, name: &str) -> Result<&'a Framework> {
    if let Some(framework) = FrameworkId::parse(name.trim()).and_then(|id| corpus.framework(id)) {
        return Ok(framework);
    }
    let mut found: Vec<&Framework> = corpus.frameworks().iter().filter(|framework| is_called(framework, name)).collect();
    if found.is_empty() {
        found = corpus.frameworks().iter().filter(|framework| begins_with_words(&framework.name, name.trim())).collect();
    }
    only(found, "framework", name, |framework| framework.name.clone(), "themata frameworks FILE")
}

/// Whether a framework is called so, in full.
pub(super) fn is_framework(corpus: &Corpus, name: &str) -> bool {
    corpus.frameworks().iter().any(|framework| is_called(framework, name))
}

/// Whether a framework has this name or short name.
fn is_called(framework: &Framework, name: &str) -> bool {
    let wanted = name.trim().to_lowercase();
    framework.name.to_lowercase() == wanted || framework.short.to_lowercase() == wanted && !wanted.is_empty()
}

/// Where a path that is not there yet would go: its framework, the code it goes under, and the names still to be made.
pub(super) fn new_place(corpus: &Corpus, path: &str) -> Result<(FrameworkId, Option<CodeId>, Vec<String>)> {
    let names = split_path(path);
    for there in (1..names.len()).rev() {
        let head = join_path(&names[..there]);
        let rest = names[there..].to_vec();
        // A framework that is called so goes before codes whose names begin so.
        if there == 1
            && corpus.find_code(&head).is_empty()
            && let Some(framework) = corpus.frameworks().iter().find(|framework| is_called(framework, &names[0]))
        {
            return Ok((framework.id, None, rest));
        }
        if !codes(corpus, &head).is_empty() {
            let parent = code(corpus, &head)?;
            return Ok((parent.framework, Some(parent.id), rest));
        }
        if there == 1
            && let Ok(framework) = framework(corpus, &names[0])
        {
            return Ok((framework.id, None, rest));
        }
    }
    match corpus.frameworks() {
        [one] => Ok((one.id, None, names)),
        [] => Err(Error::hint("this project has no framework yet", "Add one: themata codebook FILE import empty --name Working")),
        all => {
            let list: Vec<String> =
                all.iter().map(|framework| format!("\n  {}", shell(&format!("{}/{path}", framework.name.replace('/', "\\/"))))).collect();
            Err(Error::hint(format!("it is not clear which framework “{path}” belongs to"), format!("Write one of these:{}", list.concat())))
        }
    }
}

/// The code that a path of names ends at, from a place in the tree down; nothing where one of them is not there.
pub(super) fn below(corpus: &Corpus, framework: FrameworkId, under: Option<CodeId>, names: &[String]) -> Option<CodeId> {
    names.iter().try_fold(under, |at, name| {
        let inside = at.map_or_else(|| corpus.tops(framework), |code| corpus.children(code).to_vec());
        let named = |id: &CodeId| corpus.code(*id).is_some_and(|code| code.name.to_lowercase() == name.trim().to_lowercase());
        inside.into_iter().find(named).map(Some)
    })?
}

/// The case of a name, or of `kind:name`.
pub(super) fn case<'a>(corpus: &'a Corpus, name: &str) -> Result<&'a Case> {
    if let Some(case) = CaseId::parse(name.trim()).and_then(|id| corpus.case(id)) {
        return Ok(case);
    }
    let wanted = name.trim().to_lowercase();
    let kind = |case: &Case| corpus.kinds().iter().find(|kind| kind.id == case.kind).map_or("", |kind| kind.name.as_str());
    let label = |case: &&Case| format!("{}:{}", kind(case), case.name);
    let by = |test: &dyn Fn(&&Case) -> bool| corpus.cases().iter().filter(|case| test(case)).collect::<Vec<_>>();
    let mut found = by(&|case| case.name.to_lowercase() == wanted || label(case).to_lowercase() == wanted);
    if found.is_empty() && !wanted.is_empty() {
        found = by(&|case| case.full_name.to_lowercase() == wanted);
    }
    only(found, "case", name, label, "themata cases FILE")
}

/// The speakers of a label, in one source or in all.
pub(super) fn speakers<'a>(corpus: &'a Corpus, label: &str, within: Option<&Source>) -> Result<Vec<&'a Speaker>> {
    let (wanted, id) = (label.trim().to_lowercase(), SpeakerId::parse(label.trim()));
    let sources = corpus.sources().iter().filter(|source| within.is_none_or(|only| only.id == source.id));
    let found: Vec<&Speaker> = sources
        .flat_map(|source| corpus.speakers(source.id))
        .filter(|speaker| speaker.name.to_lowercase() == wanted || Some(speaker.id) == id)
        .collect();
    match found.is_empty() {
        true => Err(Error::hint(format!("there is no speaker “{label}”"), "themata speakers FILE lists what there is.")),
        false => Ok(found),
    }
}

/// The folder of a path, or of the end of one.
pub(super) fn folder<'a>(corpus: &'a Corpus, path: &str) -> Result<&'a Folder> {
    if let Some(folder) = FolderId::parse(path.trim()).and_then(|id| corpus.folders().iter().find(|folder| folder.id == id)) {
        return Ok(folder);
    }
    let wanted: Vec<String> = split_path(path).iter().map(|name| name.to_lowercase()).collect();
    let fits = |folder: &&Folder| {
        let line = folder_line(corpus, folder);
        wanted.len() <= line.len() && wanted.iter().rev().zip(line.iter().rev()).all(|(wanted, name)| *wanted == name.to_lowercase())
    };
    let found = corpus.folders().iter().filter(fits).collect();
    only(found, "folder", path, |folder| folder_path(corpus, folder), "themata folders FILE")
}

fn folder_line<'a>(corpus: &'a Corpus, folder: &'a Folder) -> Vec<&'a str> {
    let (mut line, mut at) = (Vec::new(), Some(folder));
    // A damaged file may hold a ring of folders.
    while let Some(folder) = at.filter(|_| line.len() <= corpus.folders().len()) {
        line.push(folder.name.as_str());
        at = folder.parent.and_then(|id| corpus.folders().iter().find(|other| other.id == id));
    }
    line.reverse();
    line
}

/// The path of a folder.
pub(super) fn folder_path(corpus: &Corpus, folder: &Folder) -> String {
    join_path(&folder_line(corpus, folder))
}

/// The kind of case of a name.
pub(super) fn kind<'a>(corpus: &'a Corpus, name: &str) -> Result<&'a CaseKind> {
    let (wanted, id) = (name.trim().to_lowercase(), CaseKindId::parse(name.trim()));
    let found = corpus.kinds().iter().filter(|kind| kind.name.to_lowercase() == wanted || Some(kind.id) == id).collect();
    only(found, "kind of case", name, |kind: &&CaseKind| kind.name.clone(), "themata cases FILE kinds")
}

/// The attribute of a name, or of `case:name` and `source:name`; `target` says which is meant where it is known.
pub(super) fn attribute<'a>(corpus: &'a Corpus, name: &str, target: Option<Target>) -> Result<&'a Attribute> {
    let (wanted, id) = (name.trim().to_lowercase(), AttributeId::parse(name.trim()));
    let label = |attribute: &&Attribute| format!("{}:{}", attribute.target, attribute.name);
    let is =
        |attribute: &&Attribute| attribute.name.to_lowercase() == wanted || label(attribute).to_lowercase() == wanted || Some(attribute.id) == id;
    let found = corpus.attributes().iter().filter(|attribute| target.is_none_or(|target| attribute.target == target)).filter(is).collect();
    let what = target.map_or_else(|| "attribute".to_owned(), |target| format!("attribute of a {target}"));
    only(found, &what, name, label, "themata attributes FILE")
}

/// The coder of these initials.
pub(super) fn coder<'a>(corpus: &'a Corpus, initials: &str) -> Result<&'a Coder> {
    let found = corpus.coder_named(initials).or_else(|| CoderId::parse(initials.trim()).and_then(|id| corpus.coder(id)));
    only(found.into_iter().collect(), "coder", initials, |coder| coder.initials.clone(), "themata coders FILE")
}

/// The number of a memo among all, as they were begun: what it is listed by, whatever the list leaves out.
pub(super) fn memo_number(corpus: &Corpus, memo: &Memo) -> usize {
    corpus.memos.partition_point(|other| other.id < memo.id) + 1
}

/// The memo of an id, of a title that no other has, of a number in the list, or of its first words.
pub(super) fn memo<'a>(corpus: &'a Corpus, name: &str) -> Result<&'a Memo> {
    let (wanted, id) = (name.trim().to_lowercase(), MemoId::parse(name.trim()));
    let is = |memo: &&Memo| Some(memo.id) == id || !wanted.is_empty() && memo.title.to_lowercase() == wanted;
    let mut found: Vec<&Memo> = corpus.memos.iter().filter(is).collect();
    if found.is_empty() {
        let number = name.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        found.extend(number.and_then(|at| corpus.memos.get(at)));
    }
    if found.is_empty() {
        // Many memos have no title: their first words name them.
        let begins = |memo: &&Memo| [&memo.title, &memo.body].iter().any(|words| begins_with_words(words.trim_start(), name.trim()));
        found = corpus.memos.iter().filter(begins).collect();
    }
    if found.is_empty() && !wanted.is_empty() {
        // The last of them may be begun alone.
        let begins = |memo: &&Memo| [&memo.title, &memo.body].iter().any(|words| words.trim_start().to_lowercase().starts_with(&wanted));
        found = corpus.memos.iter().filter(begins).collect();
    }
    only(found, "memo", name, |memo| memo.id.to_string(), "themata memos FILE --json")
}

/// The coding of an id.
pub(super) fn coding<'a>(corpus: &'a Corpus, id: &str) -> Result<&'a Coding> {
    let found = CodingId::parse(id.trim()).and_then(|id| corpus.any_coding(id));
    only(found.into_iter().collect(), "coding", id, |coding| coding.id.to_string(), "themata codings FILE --json")
}

/// What an attribute's or a kind's name groups by; nothing for an empty name.
pub(super) fn grouping(corpus: &Corpus, name: &str) -> Result<Option<Grouping>> {
    if name.trim().is_empty() {
        return Ok(None);
    }
    let kind = |name: &str| corpus.kind_named(name).map(|kind| Grouping::Kind(kind.id));
    if let Some(grouping) = name.trim().strip_prefix("kind:").and_then(kind) {
        return Ok(Some(grouping));
    }
    match attribute(corpus, name, None) {
        Ok(attribute) => Ok(Some(Grouping::Attribute(attribute.id))),
        Err(error) => kind(name.trim()).map(Some).ok_or(error),
    }
}
