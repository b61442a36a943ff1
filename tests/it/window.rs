//! The window in tests: a harness with the bundled fonts, keys, and waiting for work in the background.

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use std::time::{Duration, Instant};
use themata::model::{Passage, SourceId, Span};
use themata::ui::Themata;
use themata::ui::config::Config;

/// A window under test.
pub type Window = Harness<'static, Themata>;

/// A window of 1280×800 with this configuration, drawn a few times.
pub fn harness(config: Config) -> Window {
    sized(config, 1280.0, 800.0)
}

/// A window of this size with this configuration, drawn a few times.
pub fn sized(config: Config, width: f32, height: f32) -> Window {
    around(Themata::for_test(config), width, height)
}

/// A window of this size around an app, drawn a few times.
pub fn around(app: Themata, width: f32, height: f32) -> Window {
    let mut window = Harness::builder().with_size([width, height]).build_ui_state(|ui, app: &mut Themata| app.frame(ui), app);
    window.run_steps(3);
    window
}

/// Presses a key and draws until it has had its effect.
pub fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(3);
}

/// Types into what has the focus.
pub fn type_text(window: &mut Window, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run_steps(3);
}

/// Draws until `done`, at most for some seconds.
pub fn until(window: &mut Window, done: impl Fn(&Themata) -> bool) {
    let begun = Instant::now();
    while !done(window.state()) {
        assert!(begun.elapsed() < Duration::from_secs(20), "it did not happen; the window says {:?}", window.state().notices());
        std::thread::sleep(Duration::from_millis(5));
        window.run_steps(1);
    }
    window.run_steps(2);
}

/// Gives events to one frame, as the desktop does for one key, and draws on; returns what was put on the clipboard and whether the window was to close.
pub fn together(window: &mut Window, modifiers: Modifiers, events: &[Event]) -> (Option<String>, bool) {
    window.input_mut().events.push(Event::ModifiersChanged(modifiers));
    window.input_mut().events.extend(events.iter().cloned());
    let (mut copied, mut closes) = (None, false);
    for _ in 0..4 {
        window.step();
        window.input_mut().events.push(Event::ModifiersChanged(Modifiers::NONE));
        let output = window.output();
        copied = output
            .platform_output
            .commands
            .iter()
            .find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            })
            .or(copied);
        closes |= output.viewport_output.values().any(|viewport| viewport.commands.contains(&egui::ViewportCommand::Close));
    }
    (copied, closes)
}

/// A key as the layout names it, at its place on the keyboard, with what it types.
pub fn layout(modifiers: Modifiers, key: Key, place: Key, text: &str) -> Vec<Event> {
    let down = Event::Key { key, physical_key: Some(place), pressed: true, repeat: false, modifiers };
    std::iter::once(down).chain((!text.is_empty()).then(|| Event::Text(text.to_owned()))).collect()
}

/// Words of a source by their place in its text as the window shows it.
pub fn passage(window: &Window, source: SourceId, span: Span) -> Passage {
    window.state().project().unwrap().corpus.passage(source, span).unwrap()
}
