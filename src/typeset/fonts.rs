//! The faces: those compiled into the program, and those of the system for scripts that the program does not bring.

use super::style::Family;
use super::system::{Found, Region, SystemFaces, SystemFonts};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, GenericFamily, SourceCache};
use parley::{FontContext, FontFamilyName};
use std::borrow::Cow;
use std::sync::Arc;
use swash::FontRef;

/// Inter, the face of the interface, variable in weight; the same bytes serve the window's other text.
pub const INTER: &[u8] = include_bytes!("../../assets/fonts/Inter.ttf");

const HEBREW: &[u8] = include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf");
const ARABIC: &[u8] = include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf");
const DEVANAGARI: &[u8] = include_bytes!("../../assets/fonts/NotoSansDevanagari-Regular.ttf");
const THAI: &[u8] = include_bytes!("../../assets/fonts/NotoSansThai-Regular.ttf");

/// The faces of other scripts, for the text fields that egui draws.
pub const SCRIPTS: [(&str, &[u8]); 4] = [("hebrew", HEBREW), ("arabic", ARABIC), ("devanagari", DEVANAGARI), ("thai", THAI)];

const SERIF: &str = "Themata Serif";
const SANS: &str = "Inter";
const LEGIBLE: &str = "Atkinson Hyperlegible Next";
const HEBREW_SERIF: &str = "Noto Serif Hebrew";
const HEBREW_SANS: &str = "Noto Sans Hebrew";
/// For every family, after its own Latin and Hebrew.
const OTHERS: [&str; 4] = ["Noto Naskh Arabic", "Noto Sans Devanagari", "Noto Sans Thai", SANS];

/// The faces in the program, with the family name that each is registered under.
const BUNDLED: [(&str, &[u8]); 12] = [
    (SERIF, include_bytes!("../../assets/fonts/ThemataSerif-Regular.ttf")),
    (SERIF, include_bytes!("../../assets/fonts/ThemataSerif-Semibold.ttf")),
    (SERIF, include_bytes!("../../assets/fonts/ThemataSerif-Italic.ttf")),
    (SANS, INTER),
    (LEGIBLE, include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf")),
    (LEGIBLE, include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-SemiBold.ttf")),
    (LEGIBLE, include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Italic.ttf")),
    (HEBREW_SERIF, include_bytes!("../../assets/fonts/NotoSerifHebrew-Regular.ttf")),
    (HEBREW_SANS, HEBREW),
    (OTHERS[0], ARABIC),
    (OTHERS[1], DEVANAGARI),
    (OTHERS[2], THAI),
];

/// The faces known so far and the characters that they, or no face at all, can show.
pub(super) struct Fonts {
    pub context: FontContext,
    known: CharSet,
    /// Families of the system, in the order in which they were needed.
    extra: Vec<String>,
    system: SystemFonts,
}

impl Fonts {
    /// The bundled faces; nothing of the system is looked at.
    pub fn new() -> Self {
        let collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let mut context = FontContext { collection, source_cache: SourceCache::default() };
        let mut known = CharSet::default();
        for (family, bytes) in BUNDLED {
            let blob = Blob::new(Arc::new(bytes));
            context.collection.register_fonts(blob, Some(FontInfoOverride { family_name: Some(family), ..Default::default() }));
            if let Some(font) = FontRef::from_index(bytes, 0) {
                font.charmap().enumerate(|character, _| known.insert(character));
            }
        }
        let last_resort = context.collection.family_id(SANS);
        context.collection.set_generic_families(GenericFamily::SansSerif, last_resort.into_iter());
        Self { context, known, extra: Vec::new(), system: SystemFonts::default() }
    }

    /// Takes the list of the system's faces.
    pub fn adopt(&mut self, faces: SystemFaces) {
        self.system.adopt(faces);
    }

    /// Makes ready the faces that `text` needs, and says how its ideographs are written.
    pub fn prepare(&mut self, text: &str) -> Option<Region> {
        if text.is_ascii() {
            return None;
        }
        let region = Region::of(text);
        if let Some(region) = region {
            self.add(|system| system.ideographs(region));
        }
        for character in text.chars() {
            if !self.known.contains(character as u32) && !ignorable(character) {
                self.known.insert(character as u32);
                self.add(|system| system.face_for(character));
            }
        }
        region
    }

    /// Registers a face of the system, unless it is known or there is none.
    fn add(&mut self, find: impl FnOnce(&mut SystemFonts) -> Option<Found>) {
        let Some(found) = find(&mut self.system) else { return };
        if self.extra.contains(&found.family) {
            return;
        }
        if let Some(font) = FontRef::from_index(found.data.as_ref(), found.index) {
            font.charmap().enumerate(|character, _| self.known.insert(character));
        }
        let registered = self.context.collection.register_fonts(found.data, None);
        if found.emoji {
            let families = registered.iter().map(|(family, _)| *family);
            self.context.collection.append_generic_families(GenericFamily::Emoji, families);
        }
        self.extra.push(found.family);
    }

    /// The families to try for a text, in order.
    pub fn stack(&self, family: Family, region: Option<Region>) -> Vec<FontFamilyName<'static>> {
        let (latin, hebrew) = match family {
            Family::Serif => (SERIF, HEBREW_SERIF),
            Family::Sans => (SANS, HEBREW_SANS),
            Family::Legible => (LEGIBLE, HEBREW_SANS),
        };
        let preferred = region.and_then(|region| self.system.family_of(region));
        let bundled = [latin, hebrew].into_iter().chain(OTHERS).map(|name| FontFamilyName::Named(Cow::Borrowed(name)));
        let found = preferred.into_iter().chain(self.extra.iter()).map(|name| FontFamilyName::Named(Cow::Owned(name.clone())));
        bundled.chain(found).collect()
    }
}

/// Characters that need no glyph of their own.
fn ignorable(character: char) -> bool {
    character.is_control()
        || matches!(character as u32, 0xAD | 0x34F | 0x61C | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F)
        || matches!(character as u32, 0xFE00..=0xFE0F | 0xFEFF | 0xFFF0..=0xFFFC | 0xE000..=0xF8FF | 0xE0000..=0x10FFFF)
}

/// A set of characters, one bit each, grown as far as needed.
#[derive(Default)]
struct CharSet(Vec<u64>);

impl CharSet {
    fn insert(&mut self, character: u32) {
        let word = (character / 64) as usize;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (character % 64);
    }

    fn contains(&self, character: u32) -> bool {
        self.0.get((character / 64) as usize).is_some_and(|word| word & (1 << (character % 64)) != 0)
    }
}
