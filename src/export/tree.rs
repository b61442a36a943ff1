//! A word tree laid out: what was found, and what goes on from it, the larger the more often; as SVG with letters drawn as outlines, and as PNG.

use super::review::escaped;
use super::svg::{INK, beside, head, png, set, width_of};
use crate::Result;
use crate::model::WordBranch as Branch;
use crate::model::grouped;
use crate::typeset::Typesetter;
use std::fmt::Write as _;

/// Room between a branch and what goes on from it, and around all of it.
const GAP: f32 = 44.0;
const EDGE: f32 = 20.0;
/// The letters of what is said once, and how much larger those of what is said most.
const LETTERS: f32 = 13.0;
const LARGER: f32 = 15.0;
/// Branches of a place that only one hit takes are told by their number from so many on.
const ALONE: usize = 4;
/// So many branches are drawn in a saved picture at most.
const PICTURE: usize = 250;
/// The ink of lines.
const LINE: &str = "#c9c4ba";

/// A tree laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordTree {
    /// Its branches, the root first.
    pub nodes: Vec<TreeNode>,
    /// How wide it is, in points.
    pub width: f32,
    /// How high.
    pub height: f32,
    /// Whether it grows to the left: what comes before.
    pub backwards: bool,
}

/// A branch laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeNode {
    /// Its words, with how often where that is more than once.
    pub words: String,
    /// All words from the root on, in the order they are read; nothing of the root.
    pub path: String,
    /// How many hits go on so.
    pub count: u32,
    /// Its left edge, upper edge, width and height.
    pub place: [f32; 4],
    /// The size of its letters.
    pub letters: f32,
    /// What it goes on from.
    pub parent: Option<usize>,
    /// Whether it only tells how many more there are.
    pub more: bool,
}

struct Growing<'m> {
    nodes: Vec<TreeNode>,
    total: u32,
    most: usize,
    backwards: bool,
    measure: &'m mut dyn FnMut(&str, f32) -> (f32, f32),
}

impl WordTree {
    /// Lays a tree out under words for its root, of at most so many branches; `measure` says how wide and high words of a size are.
    pub fn new(words: &str, root: &Branch, backwards: bool, most: usize, measure: &mut dyn FnMut(&str, f32) -> (f32, f32)) -> Self {
        let mut growing = Growing { nodes: Vec::new(), total: root.count.max(1), most, backwards, measure };
        let height = growing.node(words, root, None, (EDGE, EDGE), "") + 2.0 * EDGE;
        let mut nodes = growing.nodes;
        let width = nodes.iter().map(|node| node.place[0] + node.place[2]).fold(0.0, f32::max) + EDGE;
        if backwards {
            nodes.iter_mut().for_each(|node| node.place[0] = width - node.place[0] - node.place[2]);
        }
        Self { nodes, width, height, backwards }
    }

    /// A picture of a tree to be saved.
    pub fn picture(words: &str, root: &Branch, backwards: bool, setter: &mut Typesetter<()>) -> Self {
        Self::new(words, root, backwards, PICTURE, &mut |words, size| (width_of(&set(setter, words, size)), size * 1.35))
    }

    /// It as PNG.
    pub fn png(&self, setter: &mut Typesetter<()>) -> Result<Vec<u8>> {
        png(&self.svg(setter), self.width, self.height)
    }

    /// It as SVG: every letter an outline; each branch has how often it is said as a title.
    pub fn svg(&self, setter: &mut Typesetter<()>) -> String {
        let mut svg = head(self.width, self.height, "Word tree");
        let _ = writeln!(svg, "<g fill=\"none\" stroke=\"{LINE}\">");
        for node in &self.nodes {
            let Some(parent) = node.parent.and_then(|parent| self.nodes.get(parent)) else { continue };
            let [a, b] = self.twig(parent, node);
            let (middle, wide) = ((a.0 + b.0) / 2.0, twig_width(node.count));
            let _ = writeln!(
                svg,
                "<path stroke-width=\"{wide:.1}\" d=\"M{:.1} {:.1}C{middle:.1} {:.1} {middle:.1} {:.1} {:.1} {:.1}\"/>",
                a.0, a.1, a.1, b.1, b.0, b.1
            );
        }
        let _ = writeln!(svg, "</g>\n<g fill=\"{INK}\">");
        for node in &self.nodes {
            let set = set(setter, &node.words, node.letters);
            let [x, y, _, high] = node.place;
            let _ = write!(svg, "<g><title>{}: {}</title><path d=\"", escaped(&node.words), node.count);
            svg.push_str(&set.outline(beside(&set, (x, y + high / 2.0))));
            svg.push_str("\"/></g>\n");
        }
        svg.push_str("</g>\n</svg>\n");
        svg
    }

    /// The ends of the line from a branch to one that goes on from it.
    fn twig(&self, from: &TreeNode, to: &TreeNode) -> [(f32, f32); 2] {
        let middle = |node: &TreeNode| node.place[1] + node.place[3] / 2.0;
        let right = |node: &TreeNode| node.place[0] + node.place[2];
        match self.backwards {
            true => [(from.place[0] - 5.0, middle(from)), (right(to) + 5.0, middle(to))],
            false => [(right(from) + 5.0, middle(from)), (to.place[0] - 5.0, middle(to))],
        }
    }
}

/// How wide the line to a branch is.
pub fn twig_width(count: u32) -> f32 {
    (1.0 + (count.max(1) as f32).ln() * 0.35).min(3.0)
}

impl Growing<'_> {
    /// Lays out a branch and what goes on from it, from its place to the right and downwards; gives the height.
    fn node(&mut self, words: &str, branch: &Branch, parent: Option<usize>, (left, top): (f32, f32), path: &str) -> f32 {
        let share = branch.count as f32 / self.total as f32;
        let letters = (LETTERS + LARGER * share.sqrt()).round();
        let shown = if branch.count > 1 { format!("{words}  {}", grouped(branch.count)) } else { words.to_owned() };
        let (wide, high) = (self.measure)(&shown, letters);
        let at = self.nodes.len();
        let place = [left, top, wide, high];
        self.nodes.push(TreeNode { words: shown, path: path.to_owned(), count: branch.count, place, letters, parent, more: false });
        let right = left + wide + GAP;
        let mut below = top;
        let (shared, alone): (Vec<&Branch>, Vec<&Branch>) = branch.branches.iter().partition(|branch| branch.count > 1);
        let few = alone.len() <= ALONE || shared.is_empty() && parent.is_none();
        for next in shared.into_iter().chain(alone.iter().copied().filter(|_| few)) {
            if self.nodes.len() >= self.most {
                break;
            }
            let words = next.words.join(" ");
            let path = match (path.is_empty(), self.backwards) {
                (true, _) => words.clone(),
                (_, true) => format!("{words} {path}"),
                (_, false) => format!("{path} {words}"),
            };
            below += self.node(&words, next, Some(at), (right, below), &path);
        }
        if !few {
            let words = format!("{} more, once each", grouped(alone.len()));
            let (wide, high) = (self.measure)(&words, LETTERS - 1.0);
            let (count, place) = (alone.len() as u32, [right, below, wide, high]);
            self.nodes.push(TreeNode { words, path: String::new(), count, place, letters: LETTERS - 1.0, parent: Some(at), more: true });
            below += high + 4.0;
        }
        let height = (below - top).max(high + 4.0);
        self.nodes[at].place[1] += ((height - high) / 2.0).max(0.0);
        height
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn branch(words: &str, count: u32, branches: Vec<Branch>) -> Branch {
        Branch { words: words.split_whitespace().map(str::to_owned).collect(), count, branches }
    }

    #[test]
    fn branches_stand_beside_what_they_go_on_from_and_never_over_each_other() {
        let root = branch(
            "",
            7,
            vec![branch("more money", 4, vec![branch("now", 2, Vec::new()), branch("<then>", 1, Vec::new())]), branch("help", 3, Vec::new())],
        );
        for backwards in [false, true] {
            let mut setter = Typesetter::new();
            let tree = WordTree::picture("we need", &root, backwards, &mut setter);
            let words: Vec<&str> = tree.nodes.iter().map(|node| node.words.as_str()).collect();
            assert_eq!(words, ["we need  7", "more money  4", "now  2", "<then>", "help  3"]);
            assert_eq!(tree.nodes[2].path, if backwards { "now more money" } else { "more money now" });
            for (at, node) in tree.nodes.iter().enumerate() {
                let [x, y, wide, high] = node.place;
                assert!(x >= 0.0 && y >= 0.0 && x + wide <= tree.width && y + high <= tree.height);
                let meets = |other: &TreeNode| {
                    x < other.place[0] + other.place[2]
                        && other.place[0] < x + wide
                        && y < other.place[1] + other.place[3]
                        && other.place[1] < y + high
                };
                assert!(!tree.nodes[..at].iter().any(meets));
            }
            let svg = tree.svg(&mut setter);
            assert!(
                svg.contains("<title>more money  4: 4</title>") && svg.contains("&lt;then&gt;") && svg.matches("stroke-width").count() == 4,
                "{svg}"
            );
            assert!(tree.png(&mut setter).unwrap().starts_with(b"\x89PNG"));
        }
    }
}
