//! The styles of a Word file: which are headings, bold, italic, hidden or lists.

use crate::import::compose::{Face, Look};
use crate::import::package::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
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
fn on(element: &BytesStart) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// The styles of a file by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Said>,
}

impl Styles {
    /// What a style says, those that it is based on included.
    pub fn said(&self, id: &str) -> Said {
        self.by_id.get(id).cloned().unwrap_or_default()
    }
}

/// Reads the styles part.
pub(super) fn read(xml: &str) -> Styles {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut own: HashMap<String, (Said, Option<String>)> = HashMap::new();
    let mut current: Option<(String, Said, Option<String>)> = None;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => {
                let name = element.local_name();
                match (name.as_ref(), &mut current) {
                    ("style", _) => current = attribute(&element, "styleId").map(|id| (id, Said::default(), None)),
                    ("basedOn", Some((_, _, based))) => *based = attribute(&element, "val"),
                    ("name", Some((_, said, _))) => {
                        said.look.heading = said.look.heading.or(attribute(&element, "val").and_then(|name| heading(&name)))
                    }
                    (other, Some((_, said, _))) => said.set(other, &element),
                    _ => {}
                }
            }
            Event::End(element) if element.local_name().as_ref() == "style" => {
                if let Some((id, said, based)) = current.take() {
                    own.insert(id, (said, based));
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
fn whole(own: &HashMap<String, (Said, Option<String>)>, id: &str) -> Said {
    let mut said = Said::default();
    let mut next = Some(id.to_owned());
    for _ in 0..20 {
        let Some((found, based)) = next.as_ref().and_then(|id| own.get(id)) else { break };
        said = said.or(found);
        next = based.clone();
    }
    said
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
