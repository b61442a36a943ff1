//! An element that is left out with all it holds, to where HTML ends it: many an element needs no end tag.

use super::tags::{Kind, VOID, kind};
use html5ever::LocalName;
use html5ever::tokenizer::Tag;
use std::collections::HashMap;

/// Whether what is left out ends at a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Not,
    /// The tag is its own end tag.
    Here,
    /// It ended before the tag, which is another's.
    Before,
}

/// How far up an element is sought that a tag ends without naming it: what is nested more deeply is nobody's.
const UP: usize = 200;

/// What is open of an element that is left out.
pub(super) struct Out {
    /// The element itself, and what is open in it.
    open: Vec<LocalName>,
    /// How many of them have a name.
    counts: HashMap<LocalName, usize>,
    /// What its words are, which is told.
    pub words: Words,
}

/// Words that are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// They are hidden.
    Hidden,
    /// They stand in a field of a form.
    Field,
    /// They are told otherwise, or are no words.
    Other,
}

impl Out {
    /// The element that begins with a tag.
    pub fn of(tag: &Tag, hidden: bool) -> Self {
        let words = match &*tag.name {
            "script" | "style" | "title" | "svg" => Words::Other,
            "textarea" | "select" => Words::Field,
            "noscript" => Words::Hidden,
            _ if hidden => Words::Hidden,
            _ => Words::Other,
        };
        Self { open: vec![tag.name.clone()], counts: HashMap::from([(tag.name.clone(), 1)]), words }
    }

    /// A tag begins another element.
    pub fn start(&mut self, tag: &Tag) -> End {
        while let Some(at) = self.ended_by(&tag.name) {
            self.close(at);
            if at == 0 {
                return End::Before;
            }
        }
        if !tag.self_closing && !VOID.contains(&&*tag.name) {
            self.open.push(tag.name.clone());
            *self.counts.entry(tag.name.clone()).or_default() += 1;
        }
        End::Not
    }

    /// A tag ends an element.
    pub fn end(&mut self, tag: &Tag) -> End {
        if self.counts.get(&tag.name).is_none_or(|count| *count == 0) {
            return if ends_within(&self.open[0], &tag.name) { End::Before } else { End::Not };
        }
        let at = self.open.iter().rposition(|open| *open == tag.name).unwrap_or_default();
        self.close(at);
        if at == 0 { End::Here } else { End::Not }
    }

    /// Closes an element with all that is open in it.
    fn close(&mut self, at: usize) {
        for name in self.open.drain(at..) {
            if let Some(count) = self.counts.get_mut(&name) {
                *count -= 1;
            }
        }
    }

    /// The innermost element that ends where `next` begins.
    fn ended_by(&self, next: &str) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev().take(UP) {
            if ends_before(open, next) {
                return Some(at);
            }
            if holds(open, next) {
                return None;
            }
        }
        None
    }
}

/// Whether an element ends where another begins.
fn ends_before(open: &str, next: &str) -> bool {
    match open {
        "p" => !matches!(kind(next), Kind::Inline | Kind::Break | Kind::Picture | Kind::Out) || matches!(next, "menu" | "nav" | "dialog"),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "thead" | "tbody" | "tfoot"),
        "tr" => matches!(next, "tr" | "thead" | "tbody" | "tfoot"),
        "thead" | "tbody" | "tfoot" => matches!(next, "thead" | "tbody" | "tfoot"),
        "option" => matches!(next, "option" | "optgroup"),
        "rt" | "rp" => matches!(next, "rt" | "rp"),
        _ => false,
    }
}

/// Whether an element holds others of its own kind, so that those around it go on where one of them begins.
fn holds(open: &str, next: &str) -> bool {
    match next {
        "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" => open == "table",
        "li" => matches!(open, "ul" | "ol" | "menu" | "dir" | "table" | "td" | "th"),
        "dt" | "dd" => matches!(open, "dl" | "table" | "td" | "th"),
        _ => matches!(open, "table" | "td" | "th" | "caption" | "button" | "object" | "template"),
    }
}

/// Whether an element ends with what it stands in, of which `end` is the end tag.
fn ends_within(open: &str, end: &str) -> bool {
    let block = !matches!(kind(end), Kind::Inline | Kind::Break | Kind::Picture | Kind::Out) && end != "p";
    match open {
        "td" | "th" | "tr" => matches!(end, "tr" | "thead" | "tbody" | "tfoot" | "table"),
        "thead" | "tbody" | "tfoot" => end == "table",
        "li" => matches!(end, "ul" | "ol" | "menu" | "dir" | "td" | "th" | "table"),
        "dt" | "dd" => matches!(end, "dl" | "td" | "th" | "table"),
        "option" => matches!(end, "select" | "optgroup" | "datalist"),
        "rt" | "rp" => end == "ruby" || block || end == "p",
        "p" => block || matches!(end, "nav" | "menu" | "dialog"),
        // A paragraph ends what is within it.
        open if kind(open) == Kind::Inline => block || end == "p",
        _ => false,
    }
}
