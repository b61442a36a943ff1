//! The numbering of a Word file: which numbers its lists show.

use crate::import::compose::numbers::{Counter, Figures, LEVELS, around};
use crate::import::package::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    figures: Figures,
    /// `%1.%2)`
    text: String,
}

/// A list as paragraphs name it.
#[derive(Clone, Debug, Default)]
struct List {
    of: String,
    starts: HashMap<usize, u32>,
}

/// The lists of a file.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    shapes: HashMap<String, [Level; LEVELS]>,
    lists: HashMap<String, List>,
}

/// How far the lists have counted; lists of one shape count together.
#[derive(Debug, Default)]
pub(super) struct Counters {
    by_shape: HashMap<String, Counter>,
    begun: HashMap<String, [bool; LEVELS]>,
}

impl Numbering {
    /// The number of the next item of `list` at `level`; empty for a bullet.
    pub fn next(&self, counters: &mut Counters, list: &str, level: usize) -> String {
        let Some(found) = self.lists.get(list) else { return String::new() };
        let Some(shape) = self.shapes.get(&found.of) else { return String::new() };
        let level = level.min(LEVELS - 1);
        let counter = counters.by_shape.entry(found.of.clone()).or_default();
        let begun = counters.begun.entry(list.to_owned()).or_default();
        let own = found.starts.get(&level).copied();
        if !begun[level] && own.is_some() {
            counter.restart(level);
        }
        begun[level] = true;
        let start = |level: usize| shape[level].start.unwrap_or(1);
        counter.next(level, own.unwrap_or_else(|| start(level)));
        if shape[level].figures == Figures::None {
            return String::new();
        }
        let mut written = String::new();
        let mut rest = shape[level].text.chars().peekable();
        while let Some(c) = rest.next() {
            let digit = if c == '%' { rest.peek().and_then(|c| c.to_digit(10)).filter(|digit| *digit > 0) } else { None };
            let Some(digit) = digit else {
                written.push(c);
                continue;
            };
            rest.next();
            let shown = digit as usize - 1;
            written.push_str(&shape[shown].figures.write(counter.current(shown, start(shown))));
        }
        written.trim().to_owned()
    }
}

/// Reads the numbering part.
pub(super) fn read(xml: &str) -> Numbering {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut numbering = Numbering::default();
    let (mut shape, mut list, mut level) = (None::<String>, None::<String>, 0);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "abstractNum" => shape = attribute(&element, "abstractNumId"),
                "num" => list = attribute(&element, "numId"),
                "lvl" | "lvlOverride" => level = number(&element, "ilvl").map_or(0, |level| (level as usize).min(LEVELS - 1)),
                name => numbering.property(name, &element, shape.as_deref(), list.as_deref(), level),
            },
            Event::End(element) => match element.local_name().as_ref() {
                "abstractNum" => shape = None,
                "num" => list = None,
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    numbering
}

fn number(element: &BytesStart, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

impl Numbering {
    fn property(&mut self, name: &str, element: &BytesStart, shape: Option<&str>, list: Option<&str>, level: usize) {
        if let Some(shape) = shape {
            let level = &mut self.shapes.entry(shape.to_owned()).or_default()[level];
            match name {
                "start" => level.start = number(element, "val"),
                "numFmt" => level.figures = figures(&attribute(element, "val").unwrap_or_default()),
                "lvlText" => level.text = around(attribute(element, "val").unwrap_or_default()),
                _ => {}
            }
        } else if let Some(list) = list {
            let list = self.lists.entry(list.to_owned()).or_default();
            match name {
                "abstractNumId" => list.of = attribute(element, "val").unwrap_or_default(),
                "startOverride" => {
                    list.starts.extend(number(element, "val").map(|start| (level, start)));
                }
                _ => {}
            }
        }
    }
}

fn figures(name: &str) -> Figures {
    match name {
        "bullet" | "none" => Figures::None,
        "lowerLetter" => Figures::LowerLetter,
        "upperLetter" => Figures::UpperLetter,
        "lowerRoman" => Figures::LowerRoman,
        "upperRoman" => Figures::UpperRoman,
        "decimalZero" => Figures::Padded,
        _ => Figures::Decimal,
    }
}
