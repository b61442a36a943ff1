//! A word tree: what was found, and what goes on from it, the larger the more often.

use super::super::SearchView;
use super::data::Shown;
use super::{Kind, list_id};
use crate::export::{TreeNode, WordTree, twig_width};
use crate::search::words::Branch;
use crate::search::{Ask, Form, parse};
use crate::ui::command::SearchCommand;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::counted;
use crate::ui::theme::measure;
use crate::ui::widgets::{Tip, list_keys, paint};
use egui::accesskit::Role;
use egui::{FontId, Id, Pos2, Rect, ScrollArea, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, epaint::CubicBezierShape, pos2, vec2};

/// So many branches are drawn at most.
const MOST: usize = 600;

/// A tree laid out.
#[derive(Default)]
pub struct Grown {
    /// Its branches, the root first.
    pub nodes: Vec<Node>,
    size: Vec2,
}

/// A branch laid out.
pub struct Node {
    /// Its words.
    pub words: String,
    /// What finds it.
    pub seek: String,
    count: u32,
    /// Where its words stand.
    rect: Rect,
    letters: f32,
    parent: Option<usize>,
    /// Whether it only tells how many more there are.
    more: bool,
}

/// Draws it.
pub fn draw(view: &mut SearchView, ui: &mut Ui, cx: &Cx) {
    let rect = ui.max_rect();
    let backwards = view.words.of.as_ref().is_some_and(|of| of.look.kind == Kind::Before);
    let query = view.words.of.as_ref().map(|of| of.query.clone()).unwrap_or_default();
    let Some(Shown::Tree(root)) = view.words.shown.last() else { return };
    let grown = view.words.tree.get(view.words.edition, |_| grown(ui, &query, root, backwards));
    let keys = list_keys(ui, list_id(), rect, "Word tree", view.words.at, grown.nodes.len(), 10);
    let mut reveal = keys.moved.is_some() || std::mem::take(&mut view.words.reveal);
    view.words.at = keys.moved.or(view.words.at);
    view.words.listens = keys.response.has_focus();
    // It opens with the root in the middle.
    let at = view.words.at.unwrap_or_else(|| {
        reveal = true;
        0
    });
    view.words.at = Some(at);
    let mut act = None;
    ScrollArea::both().id_salt("word tree").auto_shrink([false, false]).show_viewport(ui, |ui, port| {
        let size = grown.size.max(port.size());
        ui.set_min_size(size);
        // A small tree stands in the middle of the height.
        let shift = vec2(0.0, ((port.height() - grown.size.y) / 2.0).max(0.0));
        let shift = if backwards { shift + vec2((size.x - grown.size.x).max(0.0), 0.0) } else { shift };
        let origin = ui.max_rect().min + shift;
        for (n, node) in grown.nodes.iter().enumerate() {
            let place = node.rect.translate(origin.to_vec2());
            if reveal && n == at {
                ui.scroll_to_rect(place.expand(40.0), Some(egui::Align::Center));
            }
            let seen = node.rect.translate(shift).intersects(port.expand2(vec2(2.0 * port.width(), port.height())));
            if !seen {
                continue;
            }
            if let Some(parent) = node.parent.and_then(|parent| grown.nodes.get(parent)) {
                ui.painter().add(twig(cx, parent.rect.translate(origin.to_vec2()), place, backwards, node.count));
            }
            if let Some(open) = branch(ui, cx, node, place, (n, at == n && keys.response.has_focus())) {
                act = Some((n, open));
            }
        }
    });
    if let Some((n, open)) = act {
        view.words.at = Some(n);
        keys.response.request_focus();
        if open {
            cx.push(SearchCommand::SeekWord);
        }
    }
}

/// The line from a branch to one that goes on from it.
fn twig(cx: &Cx, from: Rect, to: Rect, backwards: bool, count: u32) -> Shape {
    let (a, b): (Pos2, Pos2) = if backwards {
        (pos2(from.left() - 5.0, from.center().y), pos2(to.right() + 5.0, to.center().y))
    } else {
        (pos2(from.right() + 5.0, from.center().y), pos2(to.left() - 5.0, to.center().y))
    };
    let middle = (a.x + b.x) / 2.0;
    let stroke = Stroke::new(twig_width(count), cx.tokens.line);
    CubicBezierShape::from_points_stroke([a, pos2(middle, a.y), pos2(middle, b.y), b], false, egui::Color32::TRANSPARENT, stroke).into()
}

/// The words of a branch; says whether they were clicked, and whether to be opened.
fn branch(ui: &mut Ui, cx: &Cx, node: &Node, place: Rect, (n, focused): (usize, bool)) -> Option<bool> {
    let ground = place.expand2(vec2(5.0, 1.0));
    let response = ui.interact(ground, Id::unique(("word branch", n)), if node.more { Sense::hover() } else { Sense::CLICK });
    let hits = counted(node.count as usize, "hit");
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, focused, format!("{}, {hits}", node.words)));
    if response.hovered() && !node.more {
        ui.painter().rect_filled(ground, measure::RADIUS, cx.tokens.hover);
    }
    if focused {
        paint::ring(ui, ground, measure::RADIUS);
    }
    let ink = if node.more { cx.tokens.ink3 } else { cx.tokens.ink };
    paint::place(ui, paint::whole(ui, &node.words, font(node.letters), ink), place.left_center());
    if node.more {
        return None;
    }
    let response = response.tip(format!("{hits}. A double click shows them in the texts"));
    if response.double_clicked() {
        return Some(true);
    }
    response.clicked().then_some(false)
}

fn font(letters: f32) -> FontId {
    fonts::text(Weight::Regular, letters)
}

/// Lays a tree out, with what finds each of its branches.
fn grown(ui: &Ui, query: &str, root: &Branch, backwards: bool) -> Grown {
    let measure = &mut |words: &str, letters: f32| {
        let size = paint::whole(ui, words, font(letters), egui::Color32::PLACEHOLDER).size();
        (size.x, size.y)
    };
    let stem = stem(query);
    let tree = WordTree::new(&root_words(query), root, backwards, MOST, measure);
    let node = |node: TreeNode| {
        let [x, y, wide, high] = node.place;
        let seek = if node.more { String::new() } else { seek(query, stem.as_deref(), &node.path, backwards) };
        let rect = Rect::from_min_size(pos2(x, y), vec2(wide, high));
        Node { words: node.words, seek, count: node.count, rect, letters: node.letters, parent: node.parent, more: node.more }
    };
    Grown { size: vec2(tree.width, tree.height), nodes: tree.nodes.into_iter().map(node).collect() }
}

/// What stands at the root of the tree of a search.
pub(super) fn root_words(query: &str) -> String {
    stem(query).unwrap_or_else(|| short(query))
}

/// What finds the hits that go on so.
fn seek(query: &str, stem: Option<&str>, path: &str, backwards: bool) -> String {
    if path.is_empty() {
        return query.to_owned();
    }
    let whole = stem.map(|stem| if backwards { format!("\"{path} {stem}\"") } else { format!("\"{stem} {path}\"") });
    whole.filter(|whole| parse(whole).is_ok()).unwrap_or_else(|| format!("\"{path}\""))
}

/// The one word or phrase that a search is about.
fn stem(query: &str) -> Option<String> {
    fn of(ask: &Ask) -> Option<String> {
        let plain = |word: &crate::search::Word| matches!(word.form, Form::Stem | Form::Form | Form::Written).then(|| word.letters.clone());
        match ask {
            Ask::Word(word) => plain(word),
            Ask::Phrase { words, between: 0 } => words.iter().map(plain).collect::<Option<Vec<_>>>().map(|words| words.join(" ")),
            Ask::And(list) => {
                let mut words = list.iter().filter(|ask| ask.has_words());
                words.next().filter(|_| words.next().is_none()).and_then(of)
            }
            _ => None,
        }
    }
    parse(query).ok().as_ref().and_then(of)
}

fn short(query: &str) -> String {
    let short: String = query.chars().take(40).collect();
    if short.len() < query.len() { format!("{short}…") } else { short }
}
