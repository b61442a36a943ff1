//! Walking over the elements of XML that holds a document, some of them left out with all they hold.

use super::entities;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The elements that are open.
#[derive(Debug, Default)]
pub(super) struct Elements {
    /// Their names without prefix, the innermost last.
    pub open: Vec<String>,
    /// At which depth what is left out began.
    pub out: Option<usize>,
}

impl Elements {
    /// Leaves out the element that begins, with all it holds.
    pub fn leave_out(&mut self) {
        self.out = Some(self.open.len());
    }

    /// Whether what is read is left out.
    pub fn is_out(&self) -> bool {
        self.out.is_some()
    }

    /// The innermost open element; empty outside of all.
    pub fn parent(&self) -> &str {
        self.open.last().map_or("", String::as_str)
    }

    /// Whether the innermost open element lies in one of this name.
    pub fn lies_in(&self, outer: &str) -> bool {
        self.open.iter().rev().nth(1).is_some_and(|name| name == outer)
    }
}

/// What hears of elements and words, but for those left out.
pub(super) trait Walker {
    /// Where it is.
    fn elements(&mut self) -> &mut Elements;
    /// An element begins; it is not among the open ones yet.
    fn start(&mut self, name: &str, element: &BytesStart);
    /// An element has ended; it is no longer among the open ones.
    fn end(&mut self, name: &str);
    /// Words of the innermost open element.
    fn text(&mut self, words: &str);
    /// Whether nothing more is wanted.
    fn is_full(&self) -> bool {
        false
    }
}

/// Walks over XML to its end, or until nothing more is wanted; says whether it is whole.
pub(super) fn walk(xml: &str, walker: &mut impl Walker) -> bool {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    *walker.elements() = Elements::default();
    loop {
        if walker.is_full() {
            return true;
        }
        match reader.read_event() {
            // What broke off left elements open.
            Ok(Event::Eof) => return walker.elements().open.is_empty(),
            Ok(event) => hear(walker, event),
            Err(_) => return false,
        }
    }
}

fn hear(walker: &mut impl Walker, event: Event) {
    match event {
        Event::Start(element) => {
            let name = element.local_name().as_ref().to_owned();
            if !walker.elements().is_out() {
                walker.start(&name, &element);
            }
            walker.elements().open.push(name);
        }
        Event::End(_) => {
            let elements = walker.elements();
            let Some(name) = elements.open.pop() else { return };
            if elements.out == Some(elements.open.len()) {
                elements.out = None;
            } else if !elements.is_out() {
                walker.end(&name);
            }
        }
        _ if walker.elements().is_out() => {}
        Event::Text(text) => walker.text(&text.xml10_content()),
        Event::CData(text) => walker.text(&text.xml10_content()),
        Event::GeneralRef(reference) => walker.text(&entities::replace(&format!("&{};", &*reference))),
        _ => {}
    }
}
