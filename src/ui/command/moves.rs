//! Where codes go that are moved by keys: up, down, in, out.

use super::Way;
use crate::analysis::Corpus;
use crate::model::CodeId;
use crate::project::Place;

/// The chosen codes without those below others of them, in the order of the tree, and their place after the move.
/// None when they stand apart, or where there is no such place.
pub fn place(corpus: &Corpus, chosen: &[CodeId], way: Way) -> Option<(Vec<CodeId>, Place)> {
    let above = |id: CodeId| corpus.code(id).and_then(|code| code.parent);
    let under = |id: CodeId| std::iter::successors(above(id), |id| above(*id)).any(|id| chosen.contains(&id));
    let tops: Vec<CodeId> = chosen.iter().copied().filter(|id| !under(*id)).collect();
    let first = corpus.code(*tops.first()?)?;
    let (framework, parent) = (first.framework, first.parent);
    let siblings = parent.map_or_else(|| corpus.tops(framework), |parent| corpus.children(parent).to_vec());
    let moved: Vec<CodeId> = siblings.iter().copied().filter(|id| tops.contains(id)).collect();
    if moved.len() != tops.len() {
        return None;
    }
    let at = |id: &CodeId| siblings.iter().position(|other| other == id);
    let before = at(moved.first()?)?.checked_sub(1).map(|at| siblings[at]);
    let after = at(moved.last()?)? + 1;
    let place = match way {
        Way::Up => Place { framework, parent, ahead_of: Some(before?) },
        Way::Down => {
            siblings.get(after)?;
            Place { framework, parent, ahead_of: siblings.get(after + 1).copied() }
        }
        Way::In => Place { framework, parent: Some(before?), ahead_of: None },
        Way::Out => {
            let parent = corpus.code(parent?)?;
            let beside = parent.parent.map_or_else(|| corpus.tops(framework), |above| corpus.children(above).to_vec());
            let next = beside.iter().position(|id| *id == parent.id).and_then(|at| beside.get(at + 1)).copied();
            Place { framework, parent: parent.parent, ahead_of: next }
        }
    };
    Some((moved, place))
}
