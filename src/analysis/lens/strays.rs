//! Links that read nothing, as one of their codes was moved to another framework.

use crate::analysis::Corpus;
use crate::model::*;

/// A link that reads nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The link.
    pub link: CrosswalkLinkId,
    /// What it is, and why it reads nothing.
    pub words: String,
}

/// The links of a crosswalk of which a code is no longer in its framework.
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
    stray.map(|link| Stray { link: link.id, words: said(link) }).collect()
}
