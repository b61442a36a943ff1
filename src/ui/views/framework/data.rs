//! The frameworks as lines of a tree: filtered, folded, with counts and keys. Plain values.

use crate::analysis::{Corpus, Counts};
use crate::model::{CodeId, CoderId, FrameworkId};
use crate::ui::fuzzy;
use std::collections::{BTreeSet, HashMap, HashSet};

/// A line of the tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A framework, and whether it is open.
    Framework(FrameworkId, String, bool),
    /// A code.
    Code(CodeLine),
}

/// A code in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeLine {
    /// Which one.
    pub id: CodeId,
    /// Its name.
    pub name: String,
    /// How deep it stands below its framework, from 0.
    pub depth: u8,
    /// Whether what is below it shows; none where nothing is.
    pub open: Option<bool>,
    /// Its passages, counted as asked.
    pub count: u32,
    /// The digit key it is on.
    pub pin: Option<u8>,
    /// Whether passages can be coded with it.
    pub codable: bool,
}

/// What the tree is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Letters that a code's path must hold.
    pub filter: String,
    /// Whether counts leave out the codes below.
    pub own: bool,
    /// Only codes used in the open source, and those above them.
    pub used: Option<HashSet<CodeId>>,
    /// Whose keys show.
    pub coder: Option<CoderId>,
    /// Folded frameworks.
    pub shut: BTreeSet<FrameworkId>,
    /// Folded codes.
    pub closed: BTreeSet<CodeId>,
}

/// The lines of all frameworks.
pub fn lines(corpus: &Corpus, counts: &Counts, wanted: &Wanted) -> Vec<Line> {
    let shown = shown(corpus, wanted);
    let pins: HashMap<CodeId, u8> = corpus.pins.iter().filter(|pin| Some(pin.coder) == wanted.coder).map(|pin| (pin.code, pin.slot)).collect();
    let searching = !wanted.filter.trim().is_empty();
    let mut lines = Vec::new();
    for framework in corpus.frameworks() {
        let tree = corpus.tree(framework.id);
        if shown.as_ref().is_some_and(|shown| !tree.iter().any(|(id, _)| shown.contains(id))) && searching {
            continue;
        }
        let open = searching || !wanted.shut.contains(&framework.id);
        lines.push(Line::Framework(framework.id, framework.name.clone(), open));
        let mut folded: Option<usize> = None;
        for (id, depth) in tree.into_iter().filter(|_| open) {
            if folded.is_some_and(|above| depth > above) || shown.as_ref().is_some_and(|shown| !shown.contains(&id)) {
                continue;
            }
            folded = None;
            let Some(code) = corpus.code(id) else { continue };
            let parent = !corpus.children(id).is_empty();
            let open = searching || !wanted.closed.contains(&id);
            if parent && !open {
                folded = Some(depth);
            }
            lines.push(Line::Code(CodeLine {
                id,
                name: code.name.clone(),
                depth: depth.min(12) as u8,
                open: parent.then_some(open),
                count: counts.get(id, !wanted.own).references,
                pin: pins.get(&id).copied(),
                codable: code.codable,
            }));
        }
    }
    lines
}

/// The codes that letters and use leave, with those above them; none when everything shows.
fn shown(corpus: &Corpus, wanted: &Wanted) -> Option<HashSet<CodeId>> {
    let letters = wanted.filter.trim();
    if letters.is_empty() && wanted.used.is_none() {
        return None;
    }
    let codes = corpus.codes();
    let names: Vec<String> = codes.iter().map(|code| format!("{} {}", code.name, code.short)).collect();
    let hits = fuzzy::search(letters, names.iter().map(String::as_str));
    let found = hits.into_iter().map(|hit| codes[hit.at].id).filter(|id| wanted.used.as_ref().is_none_or(|used| used.contains(id)));
    let mut shown = HashSet::new();
    for id in found {
        let mut at = Some(id);
        while let Some(id) = at.filter(|id| shown.insert(*id)) {
            at = corpus.code(id).and_then(|code| code.parent);
        }
    }
    Some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Scope, Voices, counts};
    use crate::model::{Code, Framework, Project, ProjectId};

    fn corpus() -> (Corpus, Vec<CodeId>) {
        let text = String::new;
        let project = Project { id: ProjectId::new(), name: text(), description: text(), site: None, role: None, phase: None, attribution: text() };
        let framework = Framework { id: FrameworkId::new(), name: "Laws".into(), short: text(), description: text(), ord: "1".into() };
        let code = |name: &str, parent: Option<CodeId>, ord: &str| Code {
            id: CodeId::new(),
            framework: framework.id,
            parent,
            name: name.into(),
            short: text(),
            description: text(),
            include: text(),
            exclude: text(),
            example: text(),
            colour: None,
            theme: false,
            statement: text(),
            codable: true,
            ord: ord.into(),
        };
        let law = code("Law 2", None, "1");
        let money = code("Money", Some(law.id), "1");
        let other = code("Law 3", None, "2");
        let ids = vec![law.id, money.id, other.id];
        let mut corpus = Corpus::new(project);
        corpus.set_codes(vec![framework], vec![law, money, other]);
        (corpus, ids)
    }

    fn names(corpus: &Corpus, wanted: &Wanted) -> Vec<String> {
        let counts = counts(corpus, &Scope::default(), &Voices::default(), None);
        let name = |line: Line| match line {
            Line::Framework(_, name, _) => name,
            Line::Code(code) => format!("{}{}", "-".repeat(usize::from(code.depth) + 1), code.name),
        };
        lines(corpus, &counts, wanted).into_iter().map(name).collect()
    }

    #[test]
    fn letters_leave_codes_and_what_is_above_them() {
        let (corpus, _) = corpus();
        assert_eq!(names(&corpus, &Wanted::default()), ["Laws", "-Law 2", "--Money", "-Law 3"]);
        assert_eq!(names(&corpus, &Wanted { filter: "mon".into(), ..Wanted::default() }), ["Laws", "-Law 2", "--Money"]);
        assert!(names(&corpus, &Wanted { filter: "zzz".into(), ..Wanted::default() }).is_empty());
    }

    #[test]
    fn folding_and_use_hide_codes() {
        let (corpus, ids) = corpus();
        let closed = Wanted { closed: BTreeSet::from([ids[0]]), ..Wanted::default() };
        assert_eq!(names(&corpus, &closed), ["Laws", "-Law 2", "-Law 3"]);
        let used = Wanted { used: Some(HashSet::from([ids[2]])), ..Wanted::default() };
        assert_eq!(names(&corpus, &used), ["Laws", "-Law 3"]);
        let shut = Wanted { shut: corpus.frameworks().iter().map(|f| f.id).collect(), ..Wanted::default() };
        assert_eq!(names(&corpus, &shut), ["Laws"]);
    }
}
