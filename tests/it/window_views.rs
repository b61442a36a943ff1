//! Every view at three sizes and in every look, with the bundled study: nothing cut off, nothing over anything else, nothing too faint.

use super::window::{Window, until};
use super::window_study::opened;
use egui::accesskit::Role;
use egui::epaint::{ClippedShape, Shape};
use egui::{Color32, Rect, pos2, vec2};
use egui_kittest::kittest::NodeT;
use themata::ui::ViewId;
use themata::ui::command::Window as Show;
use themata::ui::config::Config;
use themata::ui::theme::Theme;

const VIEWS: [ViewId; 7] = [ViewId::Study, ViewId::Read, ViewId::Themes, ViewId::History, ViewId::Cases, ViewId::Speakers, ViewId::Memos];

/// What can be pressed, with its name.
fn pressable(window: &Window) -> Vec<(String, Rect)> {
    let press = |role: Role| matches!(role, Role::Button | Role::Tab | Role::CheckBox | Role::TextInput);
    let nodes = window.root().children_recursive().filter(|node| press(node.accesskit_node().role()));
    nodes.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).filter(|(_, rect)| rect.is_positive()).collect()
}

/// The parts of a stripe's row lie in one another on purpose: a line beside its name, a passage under its tools.
fn lies_in_lists(name: &str) -> bool {
    ["Coded as ", "Turn "].iter().any(|start| name.starts_with(start))
}

/// Columns of cards and tables scroll sideways: what stands beyond the edge is reached so.
fn scrolls_sideways(view: ViewId) -> bool {
    matches!(view, ViewId::Themes | ViewId::Cases)
}

fn apart(window: &Window, view: ViewId, what: &str, found: &mut Vec<String>) {
    let screen = Rect::from_min_size(pos2(0.0, 0.0), window.ctx.content_rect().size());
    let parts = pressable(window);
    for (at, (name, rect)) in parts.iter().enumerate() {
        if name.is_empty() {
            found.push(format!("{what}: something without a name at {rect:?}"));
        }
        if !scrolls_sideways(view) && (rect.left() < -0.5 || rect.right() > screen.right() + 0.5) {
            found.push(format!("{what}: “{name}” is cut off: {rect:?} in {screen:?}"));
        }
        for (other, over) in &parts[at + 1..] {
            let both = rect.intersect(*over);
            let inside = rect.contains_rect(*over) || over.contains_rect(*rect);
            let listed = lies_in_lists(name) || lies_in_lists(other);
            if !inside && !listed && both.width() > 6.5 && both.height() > 6.5 {
                found.push(format!("{what}: “{name}” {rect:?} and “{other}” {over:?}"));
            }
        }
    }
}

fn flat<'a>(shape: &'a Shape, clip: Rect, list: &mut Vec<(&'a Shape, Rect)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| flat(shape, clip, list)),
        shape => list.push((shape, clip)),
    }
}

fn luminance(colour: Color32) -> f32 {
    let line = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * line(colour.r()) + 0.7152 * line(colour.g()) + 0.0722 * line(colour.b())
}

fn contrast(one: Color32, other: Color32) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What lies under a point, from what was painted before.
fn ground(before: &[(&Shape, Rect)], at: egui::Pos2) -> Color32 {
    let mut ground = Color32::WHITE;
    for (shape, clip) in before.iter().filter(|(_, clip)| clip.contains(at)) {
        debug_assert!(clip.is_positive());
        match shape {
            Shape::Rect(rect) if rect.rect.contains(at) => ground = ground.blend(rect.fill),
            Shape::Circle(circle) if circle.center.distance(at) <= circle.radius => ground = ground.blend(circle.fill),
            _ => {}
        }
    }
    ground
}

/// Every word is within its place from side to side, and stands out from what lies under it.
fn legible(shapes: &[ClippedShape], view: ViewId, what: &str, found: &mut Vec<String>) {
    let mut list = Vec::new();
    shapes.iter().for_each(|clipped| flat(&clipped.shape, clipped.clip_rect, &mut list));
    let mut words = 0;
    for (n, (shape, clip)) in list.iter().enumerate() {
        let (rect, colour, text, least) = match shape {
            Shape::Text(text) => {
                let said = text.galley.text();
                let icon = said.chars().all(|c| matches!(c as u32, 0xE000..=0xF8FF));
                let section = text.galley.job.sections.first().map_or(Color32::PLACEHOLDER, |section| section.format.color);
                let own = if section == Color32::PLACEHOLDER { text.fallback_color } else { section };
                let colour = text.override_text_color.unwrap_or(own).gamma_multiply(text.opacity_factor);
                (text.galley.rect.translate(text.pos.to_vec2()), colour, said.to_owned(), if icon { 3.0 } else { 4.5 })
            }
            Shape::Mesh(mesh) if !mesh.vertices.is_empty() => (mesh.calc_bounds(), mesh.vertices[0].color, "a passage".to_owned(), 4.5),
            _ => continue,
        };
        let seen = rect.intersect(*clip);
        if !seen.is_positive() || text.trim().is_empty() || colour.a() == 0 {
            continue;
        }
        words += 1;
        if !scrolls_sideways(view) && (rect.left() < clip.left() - 2.0 || rect.right() > clip.right() + 2.0) {
            found.push(format!("{what}: “{text}” is cut off: {rect:?} in {clip:?}"));
        }
        let ground = ground(&list[..n], if matches!(shape, Shape::Mesh(_)) { seen.left_top() + vec2(1.0, 1.0) } else { seen.center() });
        let stands = contrast(ground.blend(colour), ground);
        if stands < least - 0.05 {
            found.push(format!("{what}: “{text}” at {rect:?} has a contrast of {stands:.1}: {colour:?} on {ground:?}"));
        }
    }
    assert!(words > 8, "{what}: {words} words");
}

#[test]
fn every_view_is_whole_apart_and_legible_at_every_size_and_in_every_look() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    themata::example::build(&path, &|_, _| true).unwrap();
    let mut window = opened(&path);
    let mut found = Vec::new();
    for (width, height) in [(1024.0, 700.0), (1280.0, 800.0), (2560.0, 1440.0)] {
        window.set_size(vec2(width, height));
        for view in VIEWS {
            window.state().ask(Show::Show(view));
            // Each look at the usual size; at the others one of ink on paper and one of the opposite.
            let looks = [Theme::Light, Theme::ContrastDark, Theme::Dark, Theme::ContrastLight];
            for theme in looks.into_iter().take(if width == 1280.0 { 4 } else { 2 }) {
                window.state().ask(Show::Look(theme));
                window.run_steps(4);
                let what = format!("{view:?}, {width}×{height}, {theme:?}");
                apart(&window, view, &what, &mut found);
                legible(&window.output().shapes, view, &what, &mut found);
            }
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found[..found.len().min(60)].join("\n"));
}

/// The height of the first turn's words, and how far apart their edges are.
fn page(window: &Window) -> Rect {
    let paragraphs = window.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::Paragraph);
    paragraphs.map(|node| node.rect()).max_by(|a, b| a.height().total_cmp(&b.height())).unwrap()
}

#[test]
fn the_reading_font_size_and_width_set_the_page() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    themata::example::build(&path, &|_, _| true).unwrap();
    let mut window = opened(&path);
    window.set_size(vec2(2000.0, 900.0));
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    let set = |window: &mut Window, change: &dyn Fn(&mut Config)| {
        let mut config = window.state().config().clone();
        change(&mut config);
        window.state().ask(Show::Configure(Box::new(config)));
        window.run_steps(4);
        page(window)
    };
    let before = page(&window);
    let narrow = set(&mut window, &|config| config.reading.width = 45);
    assert!(narrow.width() < before.width() * 0.85, "{narrow:?} {before:?}");
    let large = set(&mut window, &|config| config.reading.size = 26.0);
    assert!(large.width() > narrow.width() * 1.2, "the same number of letters on a line: {large:?} {narrow:?}");
    let other = set(&mut window, &|config| config.reading.font = "Atkinson Hyperlegible Next".into());
    assert!((other.width() - large.width()).abs() > 1.0, "another face has other widths");
}

#[test]
fn with_reduced_motion_nothing_moves_by_itself() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    super::window_study::field(&path).close().unwrap();
    let mut window = opened(&path);
    let times = |window: &Window| {
        let style = window.ctx.global_style();
        (style.animation_time, style.scroll_animation.duration.max)
    };
    assert_eq!(times(&window), (0.0, 0.0), "tests run without motion");
    let mut config = window.state().config().clone();
    config.reduce_motion = false;
    window.state().ask(Show::Configure(Box::new(config)));
    window.run_steps(3);
    let (animation, scroll) = times(&window);
    assert!(animation > 0.0 && animation <= 0.12 && scroll > 0.0, "{animation} {scroll}");
    let mut config = window.state().config().clone();
    config.reduce_motion = true;
    window.state().ask(Show::Configure(Box::new(config)));
    window.run_steps(3);
    assert_eq!(times(&window), (0.0, 0.0));
    until(&mut window, |app| app.config().reduce_motion);
}
