//! The styles of an OpenDocument text: bold, italic, hidden, and which list they bring.

use crate::import::compose::{Face, Look};
use crate::import::package::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// What a style says of itself.
#[derive(Clone, Debug, Default)]
struct Own {
    look: Look,
    parent: Option<String>,
    list: Option<String>,
}

/// The styles of a file by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    own: HashMap<(String, String), Own>,
    /// The fonts that they name.
    faces: HashMap<String, Face>,
}

/// How long a chain of styles may be; a ring ends there.
const CHAIN: usize = 20;

impl Styles {
    /// Takes in the styles of a part; those of the same name are the later part's.
    pub fn read(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let mut current: Option<((String, String), Own)> = None;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Eof => break,
                Event::Start(element) => {
                    self.element(&element, &mut current);
                    if element.local_name().as_ref() == "body" {
                        break;
                    }
                }
                Event::Empty(element) => {
                    self.element(&element, &mut current);
                    self.end(element.local_name().as_ref(), &mut current);
                }
                Event::End(element) => self.end(element.local_name().as_ref(), &mut current),
                _ => {}
            }
        }
    }

    fn element(&mut self, element: &BytesStart, current: &mut Option<((String, String), Own)>) {
        match (element.local_name().as_ref(), current) {
            ("style", current) => {
                let key = (attribute(element, "family").unwrap_or_default(), attribute(element, "name").unwrap_or_default());
                let parent = attribute(element, "parent-style-name");
                *current = Some((key, Own { look: Look::default(), parent, list: attribute(element, "list-style-name") }));
            }
            ("text-properties", Some((_, own))) => {
                let on = |value: String, on: &str| value == on;
                own.look.bold =
                    attribute(element, "font-weight").map(|weight| on(weight.clone(), "bold") || weight.parse::<u32>().is_ok_and(|w| w >= 600));
                let named = attribute(element, "font-name").map(|font| self.faces.get(&font).copied().unwrap_or_else(|| Face::named(&font)));
                own.look.face = named.or_else(|| attribute(element, "font-family").map(|font| Face::named(&font)));
                own.look.italic = attribute(element, "font-style").map(|style| style == "italic" || style == "oblique");
                own.look.hidden = attribute(element, "display").map(|display| on(display, "none"));
            }
            ("font-face", _) => {
                if let (Some(name), Some(family)) = (attribute(element, "name"), attribute(element, "font-family")) {
                    self.faces.insert(name, Face::named(&family));
                }
            }
            ("section-properties", Some((_, own))) => own.look.hidden = attribute(element, "display").map(|display| display == "none"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, current: &mut Option<((String, String), Own)>) {
        if name == "style"
            && let Some((key, own)) = current.take()
        {
            self.own.insert(key, own);
        }
    }

    /// A style and those it comes from.
    fn chain(&self, family: &str, name: &str) -> impl Iterator<Item = &Own> {
        let find = move |name: &str| self.own.get(&(family.to_owned(), name.to_owned()));
        let mut next = find(name);
        std::iter::from_fn(move || {
            let own = next?;
            next = own.parent.as_deref().and_then(find);
            Some(own)
        })
        .take(CHAIN)
        .collect::<Vec<_>>()
        .into_iter()
    }

    /// What a style says.
    pub fn look(&self, family: &str, name: &str) -> Look {
        self.chain(family, name).fold(Look::default(), |look, own| look.or(&own.look))
    }

    /// The list that a paragraph's style brings.
    pub fn list(&self, name: &str) -> Option<String> {
        self.chain("paragraph", name).find_map(|own| own.list.clone())
    }
}
