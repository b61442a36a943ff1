//! Links and rulings that read nothing, as one of their codes was moved to another framework.

use crate::analysis::Corpus;
use crate::model::*;

/// A link, or a ruling on a passage, that reads nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The link; nothing where it is a ruling.
    pub link: Option<CrosswalkLinkId>,
    /// What it is, and why it reads nothing.
    pub words: String,
}

/// The links of a crosswalk of which a code is no longer in its framework, and the passages that were moved to one that has left the second.
pub fn strays(corpus: &Corpus, crosswalk: CrosswalkId) -> Vec<Stray> {
    let path = |id: CodeId| {
        let framework = corpus.code(id).and_then(|code| corpus.framework(code.framework)).map(|framework| framework.name.as_str());
        framework.into_iter().chain(corpus.path(id)).collect::<Vec<_>>().join("/")
    };
    let read: Vec<CrosswalkLinkId> = corpus.links(crosswalk).map(|link| link.id).collect();
    let said = |link: &CrosswalkLink| match link.to_code {
        Some(to) => {
            format!("“{}” is linked to “{}”, and one of them is no longer in its framework: nothing is read so", path(link.from_code), path(to))
        }
        None => format!("“{}” is said to have no counterpart, and is no longer in its framework", path(link.from_code)),
    };
    let stray = corpus.all_links().iter().filter(|link| link.crosswalk == crosswalk && !read.contains(&link.id));
    let links = stray.map(|link| Stray { link: Some(link.id), words: said(link) });
    let second = corpus.crosswalk(crosswalk).map(|one| one.to_framework);
    let left = |code: CodeId| corpus.code(code).map(|code| code.framework) != second;
    let moved = |verdict: &Verdict| {
        let to = verdict.moved.filter(|code| verdict.crosswalk == crosswalk && left(*code))?;
        let source = corpus.source(verdict.source).map_or("", |source| source.name.as_str());
        let (from, to) = (path(verdict.from_code), path(to));
        let words =
            format!("A passage of “{from}” in {source} was moved to “{to}”, which is no longer in the second framework: it is read as nothing");
        Some(Stray { link: None, words })
    };
    links.chain(corpus.verdicts().filter_map(moved)).collect()
}
