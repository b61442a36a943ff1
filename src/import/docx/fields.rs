//! The fields of a Word file: their instructions, which are no words, and what is chosen or ticked in those of forms.

use super::styles::on;
use crate::import::package::attribute;
use quick_xml::events::BytesStart;

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    /// Whether its instruction is being read.
    instructs: bool,
    /// Whether it says itself what it shows.
    said: bool,
    /// The entries of its list.
    entries: Vec<String>,
    /// Which of them is chosen.
    chosen: usize,
    /// Whether its box is ticked, if it is one.
    ticked: Option<bool>,
}

/// The fields that are open, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

impl Fields {
    /// No field goes on into another part.
    pub fn clear(&mut self) {
        self.open.clear();
    }

    /// Whether what stands here is an instruction.
    pub fn instruct(&self) -> bool {
        self.open.iter().any(|field| field.instructs)
    }

    /// Words are shown.
    pub fn say(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.said = true;
        }
    }

    /// A field begins, goes on from its instruction to what it shows, or ends; where it does not say what it shows, that is given back.
    pub fn mark(&mut self, element: &BytesStart) -> Option<String> {
        match attribute(element, "fldCharType").as_deref() {
            Some("begin") => self.open.push(Field { instructs: true, ..Field::default() }),
            Some("separate") => self.open.iter_mut().next_back().into_iter().for_each(|field| field.instructs = false),
            Some("end") => {
                let mut field = self.open.pop()?;
                if field.said {
                    self.say();
                    return None;
                }
                let ticked = field.ticked.map(|ticked| if ticked { "☒" } else { "☐" }.to_owned());
                return ticked.or_else(|| (field.chosen < field.entries.len()).then(|| field.entries.swap_remove(field.chosen)));
            }
            _ => {}
        }
        None
    }

    /// What a form says of its field.
    pub fn form(&mut self, parent: &str, name: &str, element: &BytesStart) {
        let Some(field) = self.open.last_mut() else { return };
        let value = || attribute(element, "val").unwrap_or_default();
        match (parent, name) {
            ("ddList", "listEntry") => field.entries.push(value()),
            // The default comes first, and counts where nothing was chosen.
            ("ddList", "default" | "result") => field.chosen = value().parse().unwrap_or_default(),
            ("checkBox", "default" | "checked") => field.ticked = Some(on(element)),
            ("ffData", "checkBox") => field.ticked = field.ticked.or(Some(false)),
            _ => {}
        }
    }
}
