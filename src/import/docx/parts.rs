//! The numbers of a Word file's notes: footnotes in figures, endnotes in Roman numerals, as Word shows them.

use crate::import::compose::numbers::Figures;
use std::collections::HashMap;

/// Notes whose signs stand in the text.
#[derive(Debug, Default)]
pub(super) struct Notes {
    foot: HashMap<String, String>,
    end: HashMap<String, String>,
    footnotes: u32,
    endnotes: u32,
}

impl Notes {
    /// The number of the note that the text refers to by `id`; a star where the text has a sign of its own.
    pub fn refer(&mut self, end: bool, id: String, own_sign: bool) -> String {
        let (known, count, figures) = match end {
            true => (&mut self.end, &mut self.endnotes, Figures::LowerRoman),
            false => (&mut self.foot, &mut self.footnotes, Figures::Decimal),
        };
        let number = if own_sign {
            "*".to_owned()
        } else {
            *count += 1;
            figures.write(*count)
        };
        known.entry(id).or_insert(number).clone()
    }

    /// The number of a note, if the text refers to it.
    pub fn number(&self, end: bool, id: &str) -> Option<String> {
        if end { self.end.get(id).cloned() } else { self.foot.get(id).cloned() }
    }
}
