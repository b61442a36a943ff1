//! The window's frame at other sizes, scales and looks: nothing cut off, nothing over anything else.

use super::window::{Window, press, sized, until};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Rect, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use themata::ui::Themata;
use themata::ui::command::ProjectCommand;
use themata::ui::config::{Config, Recent};
use themata::ui::theme::Theme;

/// The rectangles of everything that can be pressed, with its name.
fn pressable(window: &Window) -> Vec<(String, Rect)> {
    let press = |role: Role| matches!(role, Role::Button | Role::Tab);
    window
        .root()
        .children_recursive()
        .filter(|node| press(node.accesskit_node().role()))
        .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
        .collect()
}

fn tidy(window: &Window, what: &str) {
    let screen = Rect::from_min_size(pos2(0.0, 0.0), window.ctx.content_rect().size());
    let mut parts = pressable(window);
    // What was open before is scrolled to where it has no room.
    parts.retain(|(name, rect)| !name.contains("a study with a rather long name") || rect.bottom() < screen.bottom() - 28.0);
    assert!(parts.len() >= 4, "{what}: {parts:?}");
    for (at, (name, rect)) in parts.iter().enumerate() {
        assert!(!name.is_empty(), "{what}: something without a name at {rect:?}");
        assert!(screen.expand(0.5).contains_rect(*rect), "{what}: “{name}” is cut off: {rect:?} in {screen:?}");
        assert!(rect.width() >= 14.0 && rect.height() >= 14.0, "{what}: “{name}” is too small to press: {rect:?}");
        for (other, over) in &parts[at + 1..] {
            let both = rect.intersect(*over);
            let inside = rect.contains_rect(*over) || over.contains_rect(*rect);
            assert!(inside || both.width() <= 6.5 || both.height() <= 6.5, "{what}: “{name}” {rect:?} and “{other}” {over:?}");
        }
    }
}

pub fn recents(folder: &std::path::Path) -> Config {
    let at = jiff::Timestamp::UNIX_EPOCH;
    let recent = |name: &str| Recent {
        path: folder.join(name),
        name: format!("{name}, a study with a rather long name indeed"),
        summary: "114 sources · 318 codings".into(),
        at,
    };
    Config { recent: ["one", "two", "three"].map(recent).into(), ..Config::default() }
}

#[test]
fn the_welcome_page_is_tidy_at_every_size_scale_and_look() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = sized(recents(folder.path()), 1280.0, 800.0);
    for (width, height) in [(1280.0, 800.0), (1024.0, 700.0), (700.0, 900.0), (2560.0, 1440.0)] {
        window.set_size(vec2(width, height));
        for (theme, scale) in [(Theme::Light, 100), (Theme::ContrastDark, 140), (Theme::Dark, 85)] {
            window.state().ask(themata::ui::command::Window::Look(theme));
            window.state().ask(themata::ui::command::Window::Scale(scale));
            window.run_steps(4);
            assert_eq!(window.state().config().theme, theme);
            tidy(&window, &format!("{width}×{height}, {theme:?}, {scale}%"));
        }
    }
}

#[test]
fn what_was_open_before_can_be_reached_in_a_small_window() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = sized(recents(folder.path()), 640.0, 480.0);
    for name in ["one", "three"] {
        let label = format!("{name}, a study with a rather long name indeed");
        window.query_all_by_label_contains(&label).next().unwrap_or_else(|| panic!("{name}")).focus();
        window.run_steps(8);
        let rect = window.query_all_by_label_contains(&label).next().unwrap().rect();
        assert!(rect.top() >= 44.0 && rect.bottom() <= 480.0 - 26.0, "{name}: {rect:?}");
    }
}

#[test]
fn the_bar_of_an_open_project_is_tidy_at_every_width() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("A study of integrated care in four systems, second phase.themata");
    let mut window = sized(Config::default(), 1280.0, 800.0);
    window.state().ask(ProjectCommand::Create(path, "A study of integrated care in four systems, second phase".into(), Vec::new()));
    until(&mut window, |app: &Themata| app.project().is_some());
    for (width, scale) in [(640.0, 140), (640.0, 100), (860.0, 100), (1024.0, 100), (1280.0, 100), (2560.0, 100)] {
        window.set_size(vec2(width, 800.0));
        window.state().ask(themata::ui::command::Window::Scale(scale));
        window.run_steps(3);
        tidy(&window, &format!("{width} wide"));
        for tab in ["Read", "Themes", "History"] {
            assert!(window.get_by_role_and_label(Role::Tab, tab).rect().right() < width, "{width} wide: {tab}");
        }
    }
}

#[test]
fn nothing_in_the_status_line_runs_over_what_stands_at_its_right() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("status.themata");
    let mut project = super::support::small_project(&path);
    let (source, name) = (super::support::corpus(&path).sources()[0].id, "A name that is rather long, as names of interviews are ".repeat(3));
    project.edit_source(source, name.trim(), themata::model::SourceKind::Interview, "", "").unwrap();
    project.close().unwrap();
    let mut window = super::window_study::opened(&path);
    window.state().ask(themata::ui::command::Window::Show(themata::ui::ViewId::Read));
    for width in [640.0, 860.0, 1280.0] {
        window.set_size(vec2(width, 700.0));
        window.run_steps(4);
        let line: Vec<(String, Rect)> = window
            .root()
            .children_recursive()
            .filter(|node| matches!(node.accesskit_node().role(), Role::Label | Role::Button))
            .filter(|node| node.rect().top() > 700.0 - 27.0)
            .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
            .filter(|(name, _)| !name.is_empty())
            .collect();
        assert!(line.iter().any(|(name, _)| name.starts_with("Undo: ")), "{width}: {line:?}");
        for (at, (name, rect)) in line.iter().enumerate() {
            assert!(rect.left() >= 0.0 && rect.right() <= width, "{width}: “{name}” {rect:?}");
            let over = line[at + 1..].iter().find(|(_, other)| rect.intersect(*other).width() > 0.5);
            assert!(over.is_none(), "{width}: “{name}” {rect:?} and {over:?}");
        }
    }
}

#[test]
fn dialogs_fit_into_a_small_window() {
    let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(640.0, 480.0));
    let mut window = sized(Config::default(), 640.0, 480.0);
    for (key, least) in [(Key::F1, 2), (Key::F10, 8), (Key::Comma, 8), (Key::O, 3), (Key::K, 1)] {
        let modifiers = if matches!(key, Key::F1 | Key::F10) { Modifiers::NONE } else { Modifiers::COMMAND };
        press(&mut window, modifiers, key);
        let dialog = window.get_by_role(Role::Dialog);
        let parts =
            dialog.children_recursive().filter(|node| matches!(node.accesskit_node().role(), Role::Button | Role::TextInput | Role::MenuItem));
        let rects: Vec<Rect> = parts.map(|node| node.rect()).collect();
        assert!(rects.len() >= least, "{key:?}: {} parts", rects.len());
        assert!(rects.iter().all(|rect| screen.contains_rect(*rect)), "{key:?}: {rects:?}");
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn a_tooltip_goes_when_a_dialog_opens_over_what_it_is_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = sized(recents(folder.path()), 1280.0, 800.0);
    let at = window.get_by_label_contains("two, a study").rect().center();
    window.event(Event::PointerMoved(at));
    let path = folder.path().join("two").display().to_string();
    let shown = |window: &Window| window.query_all_by_label_contains(&path).next().is_some();
    for _ in 0..60 {
        window.run_steps(1);
    }
    assert!(shown(&window), "the tooltip shows the path");
    press(&mut window, Modifiers::NONE, Key::F1);
    assert!(!shown(&window), "it is gone");
}

#[test]
fn a_dialog_higher_than_the_window_is_scrolled_to_what_the_keys_come_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.themata");
    super::support::small_project(&path).close().unwrap();
    let mut window = sized(Config::default(), 640.0, 480.0);
    window.state().ask(ProjectCommand::OpenPath(path));
    until(&mut window, |app| app.project().is_some());
    let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(640.0, 480.0));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    window.run_steps(6);
    let button = |window: &Window, name: &str| {
        let dialog = window.get_by_role(Role::Dialog);
        let found = dialog.children_recursive().find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(name)));
        found.map(|node| (node.rect(), node.accesskit_node().is_focused()))
    };
    for _ in 0..60 {
        press(&mut window, Modifiers::NONE, Key::Tab);
        window.run_steps(3);
        if let Some((rect, true)) = button(&window, "Cancel") {
            window.run_steps(12);
            let rect = button(&window, "Cancel").map_or(rect, |(rect, _)| rect);
            assert!(screen.contains_rect(rect), "{rect:?}");
            return;
        }
    }
    panic!("Tab never comes to “Cancel”");
}

/// A window of this size and scale on the bundled study's stand-in, with something coded.
fn studied(width: f32, height: f32, scale: u32) -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("A study of integrated care.themata");
    super::window_study::field(&path).close().unwrap();
    let coder = Some(themata::ui::config::Identity { name: "Bo Price".into(), initials: "BP".into() });
    let mut window = sized(Config { coder, scale, ..Config::default() }, width, height);
    window.state().ask(ProjectCommand::OpenPath(path));
    until(&mut window, |app: &Themata| app.project().is_some());
    (folder, window)
}

#[test]
fn views_and_a_dialog_are_tidy_at_half_as_large_again_and_in_a_small_window() {
    use themata::ui::ViewId;
    use themata::ui::command::Window as Show;
    for (width, height, scale) in [(1280.0, 800.0, 150), (640.0, 480.0, 100)] {
        let (_folder, mut window) = studied(width, height, scale);
        for view in [ViewId::Study, ViewId::Read, ViewId::Themes, ViewId::Search, ViewId::History] {
            window.state().ask(Show::Show(view));
            window.run_steps(6);
            let what = format!("{view:?} at {width}×{height}, {scale}%");
            let screen = Rect::from_min_size(pos2(0.0, 0.0), window.ctx.content_rect().size()).expand(0.5);
            if view == ViewId::Study {
                let title = window.get_by_role_and_label(Role::Heading, "Small").rect();
                assert!(title.width() > 30.0, "{what}: the study's name has no room: {title:?}");
            }
            for (name, rect) in pressable(&window) {
                assert!(!name.is_empty(), "{what}: something without a name at {rect:?}");
                let across = rect.left() >= screen.left() && rect.right() <= screen.right();
                assert!(across, "{what}: “{name}” is cut off at a side: {rect:?}");
            }
        }
        window.state().ask(ProjectCommand::AskImport);
        window.run_steps(6);
        let screen = Rect::from_min_size(pos2(0.0, 0.0), window.ctx.content_rect().size()).expand(0.5);
        let dialog = window.get_by_role(Role::Dialog);
        let parts = dialog.children_recursive().filter(|node| matches!(node.accesskit_node().role(), Role::Button | Role::TextInput));
        let rects: Vec<(String, Rect)> = parts.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).collect();
        assert!(rects.len() >= 3 && rects.iter().all(|(_, rect)| screen.contains_rect(*rect)), "{width}×{height}, {scale}%: {rects:?}");
    }
}
