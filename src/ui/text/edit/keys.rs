//! Which act an event is: the keys that people know from every field, those of a Mac too.

use super::editor::{Act, Reach};
use super::moves::Motion;
use crate::model::Span;
use egui::os::OperatingSystem;
use egui::{Event, ImeEvent, Key, Modifiers};

/// What is written in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line.
    Line,
    /// Lines.
    Lines,
    /// Lines that are set in: Tab sets them in, Shift+Tab out, and a new one begins where the last did.
    Outline,
}

/// What an event does in a field, which shows so many lines at a time; none where it is not for a field.
pub fn act_of(event: &Event, os: OperatingSystem, shape: Shape, page: usize) -> Option<Act> {
    match event {
        Event::Copy => Some(Act::Copy),
        Event::Cut => Some(Act::Cut),
        Event::Paste(words) if !words.is_empty() => Some(Act::Insert(words.clone())),
        // Line ends come as keys.
        Event::Text(words) if !words.is_empty() && words != "\n" && words != "\r" => Some(Act::Type(words.clone())),
        Event::Key { key, pressed: true, modifiers, .. } => key_act(*key, *modifiers, os, shape, page),
        Event::Ime(event) => ime_act(event),
        _ => None,
    }
}

fn key_act(key: Key, held: Modifiers, os: OperatingSystem, shape: Shape, page: usize) -> Option<Act> {
    let mac = os == OperatingSystem::Mac && held.ctrl && !held.shift;
    let act = match key {
        Key::A if held.command => Act::SelectAll,
        Key::Y if held.matches_logically(Modifiers::COMMAND) => Act::Redo,
        Key::Z if held.matches_logically(Modifiers::COMMAND | Modifiers::SHIFT) => Act::Redo,
        Key::Z if held.matches_logically(Modifiers::COMMAND) => Act::Undo,
        Key::Enter if held.matches_logically(Modifiers::NONE) => match shape {
            Shape::Line => Act::Finish,
            Shape::Lines => Act::Type("\n".into()),
            Shape::Outline => Act::NextLine,
        },
        Key::Tab if shape == Shape::Outline && held.is_none() => Act::Indent(true),
        Key::Tab if shape == Shape::Outline && held.shift_only() => Act::Indent(false),
        Key::Backspace => Act::Erase(reach(held), true),
        // Shift+Delete cuts on Windows, which comes as an event of its own.
        Key::Delete if !held.shift || os != OperatingSystem::Windows => Act::Erase(reach(held), false),
        Key::H if held.ctrl => Act::Erase(Reach::Letter, true),
        Key::W if held.ctrl => Act::Erase(Reach::Word, true),
        Key::U if held.ctrl => Act::Erase(Reach::Paragraph, true),
        Key::K if held.ctrl => Act::Erase(Reach::Paragraph, false),
        _ => Act::Move(if mac { mac_motion(key)? } else { motion(key, held, page)? }, held.shift),
    };
    Some(act)
}

fn reach(held: Modifiers) -> Reach {
    if held.mac_cmd {
        Reach::Paragraph
    } else if held.alt || held.ctrl {
        Reach::Word
    } else {
        Reach::Letter
    }
}

fn motion(key: Key, held: Modifiers, page: usize) -> Option<Motion> {
    let words = held.alt || held.ctrl;
    Some(match key {
        Key::ArrowLeft if words => Motion::WordLeft,
        Key::ArrowRight if words => Motion::WordRight,
        Key::ArrowLeft if held.mac_cmd => Motion::LineStart,
        Key::ArrowRight if held.mac_cmd => Motion::LineEnd,
        Key::ArrowLeft => Motion::Left,
        Key::ArrowRight => Motion::Right,
        Key::ArrowUp | Key::Home if held.command => Motion::Start,
        Key::ArrowDown | Key::End if held.command => Motion::End,
        Key::ArrowUp => Motion::Lines(-1),
        Key::ArrowDown => Motion::Lines(1),
        Key::PageUp => Motion::Lines(-(page.max(1) as isize)),
        Key::PageDown => Motion::Lines(page.max(1) as isize),
        Key::Home => Motion::LineStart,
        Key::End => Motion::LineEnd,
        _ => return None,
    })
}

/// The keys that every field of a Mac knows.
fn mac_motion(key: Key) -> Option<Motion> {
    Some(match key {
        Key::A => Motion::LineStart,
        Key::E => Motion::LineEnd,
        Key::P => Motion::Lines(-1),
        Key::N => Motion::Lines(1),
        Key::B => Motion::Left,
        Key::F => Motion::Right,
        _ => return None,
    })
}

fn ime_act(event: &ImeEvent) -> Option<Act> {
    let is_line_end = |words: &str| words == "\n" || words == "\r";
    match event {
        ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text) if is_line_end(text) => None,
        ImeEvent::Preedit { text, active_range_chars } => {
            let part = active_range_chars.as_ref().map(|range| Span::new(range.start as u32, range.end as u32));
            Some(Act::Compose(text.clone(), part))
        }
        ImeEvent::Commit(text) => Some(Act::Commit(text.clone())),
        ImeEvent::DeleteSurrounding { before_chars, after_chars } => Some(Act::EraseAround(*before_chars as u32, *after_chars as u32)),
        _ => None,
    }
}
