//! Every view at three sizes and in every look, with the bundled study: nothing cut off, nothing over anything else, nothing too faint.

use super::window::{Window, until};
use super::window_study::opened;
use egui::accesskit::Role;
use egui::epaint::{ClippedShape, Shape};
use egui::{Color32, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Rect, TouchPhase, pos2, vec2};
use egui_kittest::kittest::NodeT;
use themata::ui::ViewId;
use themata::ui::command::Window as Show;
use themata::ui::config::Config;
use themata::ui::theme::Theme;

/// What can be pressed, with its name.
fn pressable(window: &Window) -> Vec<(String, Rect)> {
    let press = |role: Role| matches!(role, Role::Button | Role::Tab | Role::CheckBox | Role::TextInput);
    let nodes = window.root().children_recursive().filter(|node| press(node.accesskit_node().role()));
    nodes.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).filter(|(_, rect)| rect.is_positive()).collect()
}

/// A stripe, or its code's name beside it: these lie in lines and columns of their own.
fn is_stripe(name: &str) -> bool {
    name.starts_with("Coded as ")
}

/// Where columns of cards or cells scroll sideways, and the places at which that may cut something off.
fn sideways(window: &Window, view: ViewId) -> Option<(Rect, Vec<f32>)> {
    let nodes = || window.root().children_recursive();
    let role = match view {
        ViewId::Themes => Role::ListBox,
        ViewId::Cases | ViewId::Chart => Role::Grid,
        _ => return None,
    };
    let rect = nodes().filter(|node| node.accesskit_node().role() == role).map(|node| node.rect()).max_by(|a, b| a.area().total_cmp(&b.area()))?;
    // The first column of a table stays where it is.
    let stays = nodes().find(|node| node.accesskit_node().role() == Role::ColumnHeader && (node.rect().left() - rect.left()).abs() < 1.0);
    let edges = [rect.left(), rect.right()].into_iter().chain(stays.map(|node| node.rect().right()));
    Some((rect, edges.collect()))
}

fn apart(window: &Window, view: ViewId, what: &str, found: &mut Vec<String>) {
    let screen = Rect::from_min_size(pos2(0.0, 0.0), window.ctx.content_rect().size());
    let parts = pressable(window);
    let scrolls = sideways(window, view).map(|(rect, _)| rect);
    for (at, (name, rect)) in parts.iter().enumerate() {
        if name.is_empty() {
            found.push(format!("{what}: something without a name at {rect:?}"));
        }
        let reached = scrolls.is_some_and(|scrolls| rect.center().y >= scrolls.top() && rect.right() > scrolls.left());
        if !reached && (rect.left() < -0.5 || rect.right() > screen.right() + 0.5) {
            found.push(format!("{what}: “{name}” is cut off: {rect:?} in {screen:?}"));
        }
        for (other, over) in &parts[at + 1..] {
            let both = rect.intersect(*over);
            let stripes = is_stripe(name) && is_stripe(other);
            let inside = !stripes && (rect.contains_rect(*over) || over.contains_rect(*rect));
            let least = if stripes { 0.5 } else { 6.5 };
            if !inside && both.width() > least && both.height() > least {
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

/// Whether something that hides what is under it was painted over the middle of a place.
fn hidden(shapes: &[(&Shape, Rect)], place: Rect) -> bool {
    let hides = |(shape, clip): &(&Shape, Rect)| matches!(shape, Shape::Rect(rect) if rect.fill.a() == 255 && rect.rect.intersect(*clip).contains(place.center()));
    shapes.iter().any(hides)
}

/// Words as they were painted.
struct Painted {
    /// Which of the shapes they are.
    at: usize,
    rect: Rect,
    seen: Rect,
    colour: Color32,
    text: String,
    /// The contrast that they need.
    least: f32,
}

fn words(list: &[(&Shape, Rect)]) -> Vec<Painted> {
    let one = |(at, (shape, clip)): (usize, &(&Shape, Rect))| {
        let (rect, colour, text, least) = match shape {
            Shape::Text(text) => {
                let said = text.galley.text();
                let icon = said.chars().all(|c| matches!(c as u32, 0xE000..=0xF8FF));
                let section = text.galley.job.sections.first().map_or(Color32::PLACEHOLDER, |section| section.format.color);
                let own = if section == Color32::PLACEHOLDER { text.fallback_color } else { section };
                let colour = text.override_text_color.unwrap_or(own).gamma_multiply(text.opacity_factor);
                (text.galley.rect.translate(text.pos.to_vec2()), colour, said.to_owned(), if icon { 3.0 } else { 4.5 })
            }
            // Other meshes are shades at the edges of what scrolls.
            Shape::Mesh(mesh) if !mesh.vertices.is_empty() && mesh.texture_id != egui::TextureId::default() => {
                (mesh.calc_bounds(), mesh.vertices[0].color, "a passage".to_owned(), 4.5)
            }
            _ => return None,
        };
        let seen = rect.intersect(*clip);
        (seen.is_positive() && !text.trim().is_empty() && colour.a() > 0).then_some(Painted { at, rect, seen, colour, text, least })
    };
    list.iter().enumerate().filter_map(one).collect()
}

/// Every word is within its place from side to side, on no other words, and stands out from what lies under it. Only at `edges` may words be cut off.
fn legible(shapes: &[ClippedShape], edges: &[f32], what: &str, found: &mut Vec<String>) {
    let mut list = Vec::new();
    shapes.iter().for_each(|clipped| flat(&clipped.shape, clipped.clip_rect, &mut list));
    let words = words(&list);
    let may = |at: f32| edges.iter().any(|edge| (edge - at).abs() < 1.5);
    for (n, Painted { at, rect, seen, colour, text, least }) in words.iter().enumerate() {
        let clip = list[*at].1;
        if rect.left() < clip.left() - 2.0 && !may(clip.left()) || rect.right() > clip.right() + 2.0 && !may(clip.right()) {
            found.push(format!("{what}: “{text}” is cut off: {rect:?} in {clip:?}"));
        }
        let passage = matches!(list[*at].0, Shape::Mesh(_));
        let ground = ground(&list[..*at], if passage { seen.left_top() + vec2(1.0, 1.0) } else { seen.center() });
        let stands = contrast(ground.blend(*colour), ground);
        if stands < least - 0.05 {
            found.push(format!("{what}: “{text}” at {rect:?} has a contrast of {stands:.1}: {colour:?} on {ground:?}"));
        }
        for other in &words[n + 1..] {
            let both = seen.intersect(other.seen);
            // A line of text is higher than its letters.
            if both.width() > 1.0 && both.height() > 6.0 && !hidden(&list[*at..other.at], both) {
                found.push(format!("{what}: “{text}” {seen:?} lies under “{}” {:?}", other.text, other.seen));
            }
        }
    }
    assert!(words.len() > 8, "{what}: {} words", words.len());
}

/// Looks at a view as it stands.
fn look_at(window: &Window, view: ViewId, what: &str, found: &mut Vec<String>) {
    apart(window, view, what, found);
    let edges = sideways(window, view).map_or(Vec::new(), |(_, edges)| edges);
    legible(&window.output().shapes, &edges, what, found);
}

/// The right edge of the last column of cards or cells.
fn last_column(window: &Window, scrolls: Rect) -> f32 {
    let head = |role: Role| matches!(role, Role::Heading | Role::ColumnHeader);
    let heads = window.root().children_recursive().filter(|node| head(node.accesskit_node().role())).map(|node| node.rect());
    heads.filter(|rect| scrolls.contains(rect.center())).map(|rect| rect.right()).fold(0.0, f32::max)
}

/// Looks at the other end of a view that scrolls sideways: its last column is there in full.
fn look_beyond(window: &mut Window, view: ViewId, what: &str, found: &mut Vec<String>) {
    let Some((rect, _)) = sideways(window, view) else { return };
    let wheel = |window: &mut Window, by: f32| {
        window.event(Event::PointerMoved(rect.center()));
        let (unit, modifiers, phase) = (MouseWheelUnit::Point, Modifiers::NONE, TouchPhase::Move);
        window.event(Event::MouseWheel { unit, delta: vec2(by, 0.0), modifiers, phase, source: MouseWheelSource::Trackpad });
        window.event(Event::PointerGone);
        // What is scrolled past its end comes back by and by.
        let mut before = f32::NAN;
        for _ in 0..60 {
            window.run_steps(2);
            if std::mem::replace(&mut before, last_column(window, rect)) == before {
                break;
            }
        }
    };
    wheel(window, -4_000.0);
    let what = format!("{what}, scrolled to its end");
    look_at(window, view, &what, found);
    let last = last_column(window, rect);
    if last > rect.right() + 0.5 || last < rect.center().x {
        found.push(format!("{what}: the last column ends at {last} in {rect:?}"));
    }
    wheel(window, 4_000.0);
}

#[test]
fn every_view_is_whole_apart_and_legible_at_every_size_and_in_every_look() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    themata::example::build(&path, &|_, _| true).unwrap();
    let mut window = opened(&path);
    super::window_search::seek(&mut window, "money OR fund*");
    super::window_search::shows(&mut window, "43 in 20 sources");
    let mut found = Vec::new();
    for (width, height) in [(1024.0, 700.0), (1280.0, 800.0), (2560.0, 1440.0)] {
        window.set_size(vec2(width, height));
        for view in ViewId::PLACES {
            window.state().ask(Show::Show(view));
            // Each look at the usual size; at the others one of ink on paper and one of the opposite.
            let looks = [Theme::Light, Theme::ContrastDark, Theme::Dark, Theme::ContrastLight];
            for theme in looks.into_iter().take(if width == 1280.0 { 4 } else { 2 }) {
                window.state().ask(Show::Look(theme));
                window.run_steps(4);
                let what = format!("{view:?}, {width}×{height}, {theme:?}");
                look_at(&window, view, &what, &mut found);
                // Where things stand does not depend on the look.
                if theme == Theme::Light {
                    look_beyond(&mut window, view, &what, &mut found);
                }
            }
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found[..found.len().min(60)].join("\n"));
}

/// Words that are cut with an ellipsis, where they are.
fn cut(window: &Window) -> Vec<(String, Rect)> {
    let mut list = Vec::new();
    let shapes = window.output().shapes.clone();
    shapes.iter().for_each(|clipped| flat(&clipped.shape, clipped.clip_rect, &mut list));
    let one = |(shape, clip): &(&Shape, Rect)| match shape {
        Shape::Text(text) if text.galley.elided => {
            Some((text.galley.text().to_owned(), text.galley.rect.translate(text.pos.to_vec2()).intersect(*clip)))
        }
        _ => None,
    };
    list.iter().filter_map(one).filter(|(_, seen)| seen.width() > 8.0 && seen.height() > 8.0).collect()
}

/// Whether words are painted in full.
fn whole(window: &Window, words: &str) -> bool {
    fn says(shape: &Shape, words: &str) -> bool {
        match shape {
            Shape::Text(text) => !text.galley.elided && text.galley.text().contains(words),
            Shape::Vec(shapes) => shapes.iter().any(|shape| says(shape, words)),
            _ => false,
        }
    }
    window.output().shapes.iter().any(|clipped| says(&clipped.shape, words))
}

#[test]
fn what_is_cut_in_tables_and_themes_shows_itself_whole_when_pointed_at() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    themata::example::build(&path, &|_, _| true).unwrap();
    let mut window = opened(&path);
    for view in [ViewId::Cases, ViewId::Themes] {
        window.state().ask(Show::Show(view));
        window.run_steps(6);
        let cut = cut(&window);
        assert!(cut.len() > 1, "{view:?}: {cut:?}");
        for (words, place) in cut {
            window.event(Event::PointerMoved(place.center()));
            window.run_steps(5);
            assert!(whole(&window, &words), "{view:?}: “{words}” at {place:?} is never seen in full");
        }
    }
}

#[test]
fn stripes_stand_apart_all_through_an_interview() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    themata::example::build(&path, &|_, _| true).unwrap();
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    let mut found = Vec::new();
    for page in 0..12 {
        apart(&window, ViewId::Read, &format!("page {page}"), &mut found);
        super::window::press(&mut window, Modifiers::NONE, egui::Key::PageDown);
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found[..found.len().min(20)].join("\n"));
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
