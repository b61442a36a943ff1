//! A fling through a text: fast, slowing down, then the other way, so that new text is laid out in every frame.

use egui::{Event, Modifiers, MouseWheelUnit, Vec2, pos2, vec2};

/// How far each frame of the fling scrolls, in points; down is positive.
pub fn fling() -> impl Iterator<Item = f32> {
    let round = |round| {
        let way = if round % 3 == 2 { -1.0 } else { 1.0 };
        (0..100).map(move |step| way * (1_400.0 * (1.0 - step as f32 / 100.0) + 8.0))
    };
    (0..6).flat_map(round)
}

/// The wheel turned over the middle of a window of this size.
pub fn wheel(size: Vec2, by: f32) -> Vec<Event> {
    let wheel = Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -by),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Trackpad,
    };
    vec![Event::PointerMoved(pos2(size.x * 0.45, size.y * 0.5)), wheel]
}
