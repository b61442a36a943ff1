//! The styles of a Word file: which are headings, bold, italic, hidden or lists.

use super::package::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// What a style says, where it says anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// The heading's level; 0 for none.
    pub heading: Option<u8>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub hidden: Option<bool>,
    /// The depth of a list item.
    pub list: Option<u8>,
}

impl Look {
    /// What this leaves open, as another look says.
    pub fn or(&self, other: &Self) -> Self {
        Self {
            heading: self.heading.or(other.heading),
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
            list: self.list.or(other.list),
        }
    }

    /// Takes in a property by its name.
    pub fn set(&mut self, name: &str, element: &BytesStart) {
        match name {
            "b" => self.bold = Some(on(element)),
            "i" => self.italic = Some(on(element)),
            "vanish" => self.hidden = Some(on(element)),
            "outlineLvl" => {
                self.heading =
                    attribute(element, "val").and_then(|level| level.parse().ok()).map(|level: u8| if level < 9 { (level + 1).min(6) } else { 0 })
            }
            "ilvl" => self.list = attribute(element, "val").and_then(|level| level.parse().ok()),
            // A list by number 0 is none.
            "numId" => self.list = if attribute(element, "val").as_deref() == Some("0") { None } else { self.list.or(Some(0)) },
            _ => {}
        }
    }
}

/// Whether a switch such as `<w:b/>` or `<w:b w:val="0"/>` is on.
fn on(element: &BytesStart) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// The styles of a file by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Look>,
}

impl Styles {
    /// What a style says, those that it is based on included.
    pub fn look(&self, id: &str) -> Look {
        self.by_id.get(id).cloned().unwrap_or_default()
    }
}

/// Reads the styles part.
pub(super) fn read(xml: &str) -> Styles {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut own: HashMap<String, (Look, Option<String>)> = HashMap::new();
    let mut current: Option<(String, Look, Option<String>)> = None;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => {
                let name = element.local_name();
                match (name.as_ref(), &mut current) {
                    ("style", _) => current = attribute(&element, "styleId").map(|id| (id, Look::default(), None)),
                    ("basedOn", Some((_, _, based))) => *based = attribute(&element, "val"),
                    ("name", Some((_, look, _))) => look.heading = look.heading.or(attribute(&element, "val").and_then(|name| heading(&name))),
                    (other, Some((_, look, _))) => look.set(other, &element),
                    _ => {}
                }
            }
            Event::End(element) if element.local_name().as_ref() == "style" => {
                if let Some((id, look, based)) = current.take() {
                    own.insert(id, (look, based));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let by_id = own.keys().map(|id| (id.clone(), whole(&own, id))).collect();
    Styles { by_id }
}

/// A style with what it is based on; a ring of styles ends after twenty.
fn whole(own: &HashMap<String, (Look, Option<String>)>, id: &str) -> Look {
    let mut look = Look::default();
    let mut next = Some(id.to_owned());
    for _ in 0..20 {
        let Some((found, based)) = next.as_ref().and_then(|id| own.get(id)) else { break };
        look = look.or(found);
        next = based.clone();
    }
    look
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
        assert_eq!(styles.look("H2"), Look { heading: Some(2), bold: Some(true), ..Look::default() });
        assert_eq!(styles.look("Mine"), Look { heading: Some(2), bold: Some(false), hidden: Some(true), ..Look::default() });
        assert_eq!(styles.look("nobody"), Look::default());
        assert_eq!(styles.look("Ring"), Look::default());
    }
}
