//! Finding what a name on the command line means; a name that means several things lists them.

use super::desk::shell;
use crate::analysis::Corpus;
use crate::model::{Case, Code, CodeId, Framework, FrameworkId, Source, Speaker, join_path, split_path};
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
                list.push(format!("\n  … and {} more", more - SHOWN));
            }
            Err(Error::hint(format!("“{name}” may be any of {more} {what}s"), format!("Write one of these:{}", list.concat())))
        }
    }
}

/// The source of a name: its name, its file's, or a part of its name that no other has.
pub(super) fn source<'a>(corpus: &'a Corpus, name: &str) -> Result<&'a Source> {
    if let Some(source) = corpus.source_named(name) {
        return Ok(source);
    }
    let wanted = name.trim().to_lowercase();
    let by = |test: &dyn Fn(&Source) -> bool| corpus.sources().iter().filter(|source| test(source)).collect::<Vec<_>>();
    let stem = |file: &str| file.rsplit_once('.').map_or_else(|| file.to_lowercase(), |(stem, _)| stem.to_lowercase());
    let mut found = by(&|source| source.file.to_lowercase() == wanted || stem(&source.file) == wanted);
    if found.is_empty() && !wanted.is_empty() {
        found = by(&|source| source.name.to_lowercase().contains(&wanted));
    }
    only(found, "source", name, |source| source.name.clone(), "themata sources FILE")
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
    let id = only(codes(corpus, path), "code", path, |id| full_path(corpus, *id), "themata codes FILE")?;
    corpus.code(id).ok_or_else(|| Error::NotFound(format!("there is no code “{path}”")))
}

/// All codes that a path may mean.
pub(super) fn codes(corpus: &Corpus, path: &str) -> Vec<CodeId> {
    let exact = corpus.find_code(path);
    if !exact.is_empty() || path.trim().is_empty() {
        return exact;
    }
    let names = split_path(path);
    let fits = |code: &&Code| {
        let mut line: Vec<(&str, &str)> = Vec::new();
        let mut at = Some(*code);
        while let Some(code) = at {
            line.push((&code.name, &code.short));
            at = code.parent.and_then(|id| corpus.code(id));
        }
        line.extend(corpus.framework(code.framework).map(|framework| (framework.name.as_str(), framework.short.as_str())));
        names.len() <= line.len()
            && names.iter().rev().zip(line).all(|(wanted, (name, short))| begins(name, wanted) || short.to_lowercase() == wanted.to_lowercase())
    };
    corpus.codes().iter().filter(fits).map(|code| code.id).collect()
}

/// Whether a name begins with these whole words.
fn begins(name: &str, words: &str) -> bool {
    let (name, words) = (name.to_lowercase(), words.to_lowercase());
    !words.is_empty() && name.strip_prefix(&words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// The framework of a name or short name.
pub(super) fn framework<'a>(corpus: &'a Corpus, name: &str) -> Result<&'a Framework> {
    let wanted = name.trim().to_lowercase();
    let is = |framework: &&Framework| framework.name.to_lowercase() == wanted || framework.short.to_lowercase() == wanted && !wanted.is_empty();
    let mut found: Vec<&Framework> = corpus.frameworks().iter().filter(is).collect();
    if found.is_empty() {
        found = corpus.frameworks().iter().filter(|framework| begins(&framework.name, name.trim())).collect();
    }
    only(found, "framework", name, |framework| framework.name.clone(), "themata codes FILE")
}

/// Where a path that is not there yet would go: its framework, the code it goes under, and the names still to be made.
pub(super) fn new_place(corpus: &Corpus, path: &str) -> Result<(FrameworkId, Option<CodeId>, Vec<String>)> {
    let names = split_path(path);
    for there in (1..names.len()).rev() {
        let head = join_path(&names[..there]);
        let rest = names[there..].to_vec();
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

/// The case of a name, or of `kind:name`.
pub(super) fn case<'a>(corpus: &'a Corpus, name: &str) -> Result<&'a Case> {
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
    let wanted = label.trim().to_lowercase();
    let sources = corpus.sources().iter().filter(|source| within.is_none_or(|only| only.id == source.id));
    let found: Vec<&Speaker> =
        sources.flat_map(|source| corpus.speakers(source.id)).filter(|speaker| speaker.name.to_lowercase() == wanted).collect();
    match found.is_empty() {
        true => Err(Error::hint(format!("there is no speaker “{label}”"), "themata speakers FILE lists what there is.")),
        false => Ok(found),
    }
}
