//! The styles of a Word file: which are headings, bold, italic, hidden or lists.

use crate::import::compose::{Face, Look};
use crate::import::package::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::cell::RefCell;
use std::collections::HashMap;

/// What a style or a property says of looks and of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub look: Look,
    /// The list by its number in the numbering; an empty one says that there is none.
    pub list: Option<String>,
}

impl Said {
    /// What this leaves open, as another says.
    pub fn or(&self, other: &Self) -> Self {
        Self { look: self.look.or(&other.look), list: self.list.clone().or_else(|| other.list.clone()) }
    }

    /// Takes in a property by its name.
    pub fn set(&mut self, name: &str, element: &BytesStart) {
        let value = || attribute(element, "val");
        let look = &mut self.look;
        match name {
            "b" => look.bold = Some(on(element)),
            "i" => look.italic = Some(on(element)),
            "vanish" => look.hidden = Some(on(element)),
            "rFonts" => look.face = attribute(element, "hAnsi").or_else(|| attribute(element, "ascii")).map(|font| Face::named(&font)).or(look.face),
            "outlineLvl" => {
                look.heading = value().and_then(|level| level.parse().ok()).map(|level: u8| if level < 9 { (level + 1).min(6) } else { 0 })
            }
            "ilvl" => look.list = value().and_then(|level| level.parse().ok()),
            // A list by number 0 is none.
            "numId" => {
                self.list = value().map(|list| if list == "0" { String::new() } else { list });
                look.list = if self.list.as_deref() == Some("") { None } else { look.list.or(Some(0)) };
            }
            _ => {}
        }
    }
}

/// Whether a switch such as `<w:b/>` or `<w:b w:val="0"/>` is on.
pub(super) fn on(element: &BytesStart) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// What a style says itself.
#[derive(Debug, Default)]
struct Own {
    said: Said,
    /// The style that it is based on.
    based: Option<String>,
}

/// The styles of a file by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    own: HashMap<String, Own>,
    /// Those that were asked for, as they are with all that they are based on: a file may bring very many that nothing uses.
    whole: RefCell<HashMap<String, Said>>,
}

/// How long a chain of styles may be; a ring ends there.
const CHAIN: usize = 20;

impl Styles {
    /// What a style says, those that it is based on included.
    pub fn said(&self, id: &str) -> Said {
        if let Some(said) = self.whole.borrow().get(id) {
            return said.clone();
        }
        let said = self.chain(id).fold(Said::default(), |said, own| said.or(&own.said));
        self.whole.borrow_mut().insert(id.to_owned(), said.clone());
        said
    }

    /// A style and those it is based on.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Own> {
        std::iter::successors(self.own.get(id), |own| self.own.get(own.based.as_deref()?)).take(CHAIN)
    }
}

/// Reads the styles part.
pub(super) fn read(xml: &str) -> Styles {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut own: HashMap<String, Own> = HashMap::new();
    let mut current: Option<(String, Own)> = None;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => {
                let name = element.local_name();
                match (name.as_ref(), &mut current) {
                    ("style", _) => current = attribute(&element, "styleId").map(|id| (id, Own::default())),
                    ("basedOn", Some((_, own))) => own.based = attribute(&element, "val"),
                    ("name", Some((_, own))) => {
                        own.said.look.heading = own.said.look.heading.or(attribute(&element, "val").and_then(|name| heading(&name)))
                    }
                    (other, Some((_, own))) => own.said.set(other, &element),
                    _ => {}
                }
            }
            Event::End(element) if element.local_name().as_ref() == "style" => {
                own.extend(current.take());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Styles { own, whole: RefCell::default() }
}

/// The level that a style's name tells: “heading 2”, “Title”.
fn heading(name: &str) -> Option<u8> {
    let lower = name.to_lowercase();
    match lower.as_str() {
        "title" => Some(1),
        "subtitle" => Some(2),
        _ => lower.strip_prefix("heading ").and_then(|level| level.parse().ok()).map(|level: u8| level.clamp(1, 6)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_inherit_and_name_headings() {
        let styles = read(
            r#"<w:styles xmlns:w="x"><w:style w:styleId="H2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>
            <w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H2"/><w:rPr><w:b w:val="0"/><w:vanish/></w:rPr></w:style>
            <w:style w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style></w:styles>"#,
        );
        assert_eq!(styles.said("H2").look, Look { heading: Some(2), bold: Some(true), ..Look::default() });
        assert_eq!(styles.said("Mine").look, Look { heading: Some(2), bold: Some(false), hidden: Some(true), ..Look::default() });
        assert_eq!(styles.said("nobody"), Said::default());
        assert_eq!(styles.said("Ring"), Said::default());
    }
}
