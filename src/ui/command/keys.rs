//! Keys: how they are written, which command hears which, and the user's own.

use super::table::{self, Entry};
use egui::{Event, Key, Modifiers, Ui};
use std::collections::BTreeMap;
use std::fmt;

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Keys {
    /// Ctrl, or Command on a Mac.
    pub ctrl: bool,
    /// Alt.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// The key itself.
    pub key: Key,
}

impl Keys {
    /// The keys that `text` names: `Ctrl+Shift+K`, `F1`, `[`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut keys = Self { ctrl: false, alt: false, shift: false, key: Key::A };
        let mut rest = text.trim();
        loop {
            let (word, tail) = rest.split_once('+').filter(|(word, _)| !word.is_empty()).unwrap_or((rest, ""));
            match word {
                "Ctrl" => keys.ctrl = true,
                "Alt" => keys.alt = true,
                "Shift" => keys.shift = true,
                name => return Key::from_name(name).map(|key| Self { key, ..keys }),
            }
            rest = tail;
        }
    }

    /// The keys of a key event.
    pub fn of(key: Key, modifiers: Modifiers) -> Self {
        // These are typed with Shift on most layouts, so Shift is no part of them.
        let shifted = matches!(
            key,
            Key::Plus | Key::Questionmark | Key::Exclamationmark | Key::Colon | Key::Pipe | Key::OpenCurlyBracket | Key::CloseCurlyBracket
        );
        Self { ctrl: modifiers.command || modifiers.ctrl, alt: modifiers.alt, shift: modifiers.shift && !shifted, key }
    }

    /// How they are shown on a key cap: `Ctrl K`.
    pub fn cap(self) -> String {
        self.written(" ")
    }

    /// Whether a text field needs these keys for itself.
    pub fn types(self) -> bool {
        use Key::*;
        let moves = matches!(self.key, ArrowLeft | ArrowRight | ArrowUp | ArrowDown | Home | End | Backspace | Delete | Enter | Tab | Space);
        let edits = matches!(self.key, Z | Y | A | C | X | V);
        let function = self.key.name().starts_with('F') && self.key.name().len() > 1;
        if self.ctrl && !self.alt { moves || edits } else { !self.alt && !function && self.key != Escape }
    }

    fn written(self, between: &str) -> String {
        let mut out = String::new();
        for (held, name) in [(self.ctrl, "Ctrl"), (self.alt, "Alt"), (self.shift, "Shift")] {
            if held {
                out.push_str(name);
                out.push_str(between);
            }
        }
        let cap = between == " ";
        // A “+” could not be read back where the parts are joined by it, and the interface's font has no triangles.
        out.push_str(match self.key {
            Key::ArrowLeft if cap => "←",
            Key::ArrowRight if cap => "→",
            Key::ArrowUp if cap => "↑",
            Key::ArrowDown if cap => "↓",
            Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown => self.key.name(),
            Key::Plus if !cap => self.key.name(),
            key => key.symbol_or_name(),
        });
        out
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written("+"))
    }
}

/// Which keys give which command: the table's own, with the user's changes.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    own: BTreeMap<&'static str, Vec<Keys>>,
}

impl Keymap {
    /// The table's keys with `changed` ones (id of the command to keys) in their place; what cannot be read is passed over.
    pub fn new(changed: &BTreeMap<String, Vec<String>>) -> Self {
        let own = table::all().filter_map(|entry| {
            let keys = changed.get(entry.id)?;
            Some((entry.id, keys.iter().filter_map(|text| Keys::parse(text)).collect()))
        });
        Self { own: own.collect() }
    }

    /// The keys of a row.
    pub fn keys(&self, entry: &Entry) -> Vec<Keys> {
        self.own.get(entry.id).cloned().unwrap_or_else(|| entry.keys.iter().filter_map(|text| Keys::parse(text)).collect())
    }

    /// The first keys of a row, as a key cap shows them.
    pub fn cap(&self, entry: &Entry) -> Option<String> {
        self.keys(entry).first().map(|keys| keys.cap())
    }

    /// The row that hears these keys among those `heard`.
    pub fn find(&self, keys: Keys, heard: impl Fn(&Entry) -> bool) -> Option<&'static Entry> {
        table::all().filter(|entry| heard(entry)).find(|entry| self.keys(entry).contains(&keys))
    }

    /// Whether the keys of a command were pressed in this frame, for what hears its keys itself; they are taken out of the input.
    pub fn take(&self, ui: &Ui, command: impl Into<super::Command>) -> bool {
        let Some(keys) = table::entry(&command.into()).map(|entry| self.keys(entry)) else { return false };
        ui.input_mut(|input| {
            let held = input.modifiers;
            let at =
                input.events.iter().position(|event| pressed(event, None, held, Script::Latin).first().is_some_and(|press| keys.contains(press)));
            at.map(|at| input.events.remove(at)).is_some()
        })
    }

    /// The row that already has these keys and could be heard together with `entry`.
    pub fn clash(&self, entry: &Entry, keys: Keys) -> Option<&'static Entry> {
        table::all().find(|other| other.id != entry.id && other.when.overlaps(entry.when) && self.keys(other).contains(&keys))
    }
}

/// Which letters the keyboard's layout has, as far as what it typed has shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    /// Latin ones: a key with Ctrl or Alt means the letter it types, wherever it lies.
    #[default]
    Latin,
    /// None of them: a key with Ctrl or Alt means the letter engraved on it.
    Other,
}

impl Script {
    /// What is known after these events.
    pub fn after(self, events: &[Event]) -> Self {
        let typed = events.iter().rev().find_map(|event| match event {
            Event::Text(text) => text.chars().find(|c| c.is_alphabetic()),
            _ => None,
        });
        // Letters with accents come before Greek.
        typed.map_or(self, |letter| if letter < '\u{370}' { Self::Latin } else { Self::Other })
    }
}

/// Whether a key is one of the letters A to Z.
fn is_letter(key: Key) -> bool {
    let name = key.name();
    name.len() == 1 && name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether a key types a sign or a digit on the usual keyboard.
fn is_sign(key: Key) -> bool {
    use Key::*;
    let symbol = key.symbol_or_name().chars().count() == 1 && !matches!(key, ArrowLeft | ArrowRight | ArrowUp | ArrowDown);
    (symbol && !is_letter(key)) || key == Quote
}

/// The keys that an event presses, the likeliest first. `text` is what the same key types, `held` what is held down.
///
/// A key counts as what the layout makes of it, so that Ctrl+A is A also where A lies elsewhere. Two things are taken from
/// the place of the key: with Shift the sign below (`Shift+[`, where the layout types `{`), and with Ctrl or Alt the letter
/// that is engraved, where the layout has no Latin letters.
pub fn pressed(event: &Event, text: Option<&str>, held: Modifiers, script: Script) -> Vec<Keys> {
    let clipboard = |key| vec![Keys { ctrl: true, alt: false, shift: held.shift, key }];
    let (key, physical, modifiers) = match event {
        Event::Key { key, physical_key, pressed: true, modifiers, .. } => (*key, *physical_key, *modifiers),
        // The desktop's own keys for the clipboard come as what they do.
        Event::Copy => return clipboard(Key::C),
        Event::Cut => return clipboard(Key::X),
        Event::Paste(_) => return clipboard(Key::V),
        _ => return Vec::new(),
    };
    let named = Keys::of(key, modifiers);
    let engraved =
        |fits: fn(Key) -> bool| physical.filter(|other| *other != key && fits(*other)).map(|key| Keys { shift: modifiers.shift, key, ..named });
    if named.ctrl || named.alt {
        let letter = engraved(is_letter).filter(|_| script == Script::Other && !is_letter(key));
        return [Some(named), letter].into_iter().flatten().collect();
    }
    let mut typed = text.unwrap_or_default().chars();
    match (typed.next(), typed.next()) {
        // A letter that is typed means no sign that other layouts have there; nor does a key that waits for the letter under its accent.
        (Some(letter), None) if letter.is_alphabetic() && !is_letter(key) => Vec::new(),
        (None, _) if is_sign(key) && physical.is_some() => Vec::new(),
        (Some(sign), None) if !sign.is_alphabetic() && !sign.is_whitespace() => {
            let own = Key::from_name(sign.encode_utf8(&mut [0; 4])).map(|key| Keys { shift: false, key, ..named });
            let below = modifiers.shift.then(|| engraved(is_sign)).flatten();
            let mut all: Vec<Keys> = [own, Some(named), below].into_iter().flatten().collect();
            all.dedup();
            all
        }
        _ => vec![named],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_in_the_table_can_be_read_and_written() {
        for entry in table::all() {
            for text in entry.keys {
                let keys = Keys::parse(text).unwrap_or_else(|| panic!("{}: {text}", entry.id));
                assert_eq!(Keys::parse(&keys.to_string()), Some(keys), "{text} came back as {keys}");
            }
        }
        assert_eq!(Keys::parse("Ctrl+K").unwrap().cap(), "Ctrl K");
        assert_eq!(Keys::parse("Alt+ArrowLeft").map(|keys| (keys.cap(), keys.to_string())), Some(("Alt ←".into(), "Alt+Left".into())));
        assert_eq!(Keys::parse("Ctrl+Plus").map(|keys| (keys.cap(), keys.to_string())), Some(("Ctrl +".into(), "Ctrl+Plus".into())));
        assert_eq!(Keys::parse("Hyper+K"), None);
    }

    #[test]
    fn no_two_commands_share_a_key() {
        let map = Keymap::default();
        for entry in table::all() {
            for keys in map.keys(entry) {
                assert!(map.clash(entry, keys).is_none(), "{keys}: {} and {}", entry.id, map.clash(entry, keys).map_or("", |other| other.id));
            }
        }
    }

    #[test]
    fn the_users_keys_take_the_place_of_the_tables() {
        let changed = BTreeMap::from([("go.anything".to_owned(), vec!["Ctrl+P".to_owned(), "nonsense".to_owned()])]);
        let map = Keymap::new(&changed);
        let entry = table::all().find(|entry| entry.id == "go.anything").unwrap();
        assert_eq!(map.cap(entry).as_deref(), Some("Ctrl P"));
        assert!(map.find(Keys::parse("Ctrl+K").unwrap(), |_| true).is_none());
    }

    #[test]
    fn a_text_field_keeps_its_own_keys() {
        let types = |text| Keys::parse(text).unwrap().types();
        assert!(types("A") && types("1") && types("Delete") && types("Ctrl+Z") && types("Shift+Home") && types("["));
        assert!(!types("Ctrl+K") && !types("F1") && !types("Alt+I") && !types("Escape"));
    }
}
