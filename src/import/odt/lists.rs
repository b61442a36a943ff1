//! The lists of an OpenDocument text, and the numbers they show.

use crate::import::compose::numbers::{Counter, Figures, LEVELS, around};
use crate::import::package::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// A level of a list style.
#[derive(Clone, Debug)]
struct Level {
    figures: Figures,
    before: String,
    after: String,
    start: u32,
    /// How many levels are shown.
    shown: usize,
}

impl Default for Level {
    fn default() -> Self {
        Self { figures: Figures::None, before: String::new(), after: String::new(), start: 1, shown: 1 }
    }
}

/// The list styles of a file.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: HashMap<String, [Level; LEVELS]>,
}

impl Lists {
    /// Takes in the list styles of a part.
    pub fn read(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let mut current: Option<String> = None;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "body" => break,
                    "list-style" => {
                        current = attribute(&element, "name");
                        self.styles.extend(current.clone().map(|name| (name, Default::default())));
                    }
                    "list-level-style-number" => {
                        if let Some(levels) = current.as_ref().and_then(|name| self.styles.get_mut(name)) {
                            let place = attribute(&element, "level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(1);
                            levels[place.clamp(1, LEVELS) - 1] = level(&element);
                        }
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "list-style" => current = None,
                _ => {}
            }
        }
    }

    /// The number of the next item at `level`; empty for a bullet.
    pub fn next(&self, style: &str, counter: &mut Counter, level: usize, start: Option<u32>) -> String {
        let level = level.min(LEVELS - 1);
        let Some(levels) = self.styles.get(style) else { return String::new() };
        if start.is_some() {
            counter.restart(level);
        }
        counter.next(level, start.unwrap_or(levels[level].start));
        let own = &levels[level];
        if own.figures == Figures::None {
            return String::new();
        }
        let first = (level + 1).saturating_sub(own.shown.max(1));
        let shown = (first..=level).filter(|place| levels[*place].figures != Figures::None);
        let written: Vec<String> = shown.map(|place| levels[place].figures.write(counter.current(place, levels[place].start))).collect();
        format!("{}{}{}", own.before, written.join("."), own.after).trim().to_owned()
    }
}

fn level(element: &BytesStart) -> Level {
    let text = |name: &str| attribute(element, name).unwrap_or_default();
    let number = |name: &str| attribute(element, name).and_then(|value| value.parse::<u32>().ok());
    let figures = match text("num-format").as_str() {
        "" => Figures::None,
        "a" => Figures::LowerLetter,
        "A" => Figures::UpperLetter,
        "i" => Figures::LowerRoman,
        "I" => Figures::UpperRoman,
        _ => Figures::Decimal,
    };
    Level {
        figures,
        before: around(text("num-prefix")),
        after: around(text("num-suffix")),
        start: number("start-value").unwrap_or(1),
        shown: number("display-levels").unwrap_or(1) as usize,
    }
}
