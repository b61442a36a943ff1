//! The faces: those compiled into the program, and those of the system for scripts that the program does not bring.

use super::charset::CharSet;
use super::style::Family;
use super::system::{Findings, Found, Region, Search, SystemFonts, Want};
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
    /// The regions that were met, each with the family for its ideographs.
    regions: Vec<(Region, Option<String>)>,
    /// The system's faces; not here while a search has them.
    system: Option<SystemFonts>,
    /// What is missing and not looked for yet.
    wants: Vec<Want>,
    /// Whether somebody else looks for what is missing.
    later: bool,
    /// Rises when faces were added.
    generation: u64,
}

impl Fonts {
    /// The bundled faces; nothing of the system is looked at.
    pub fn new() -> Self {
        Self::of(&BUNDLED)
    }

    fn of(bundled: &[(&'static str, &'static [u8])]) -> Self {
        let collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let mut context = FontContext { collection, source_cache: SourceCache::default() };
        let mut known = CharSet::default();
        for &(family, bytes) in bundled {
            let blob = Blob::new(Arc::new(bytes));
            context.collection.register_fonts(blob, Some(FontInfoOverride { family_name: Some(family), ..Default::default() }));
            if let Some(font) = FontRef::from_index(bytes, 0) {
                font.charmap().enumerate(|character, _| known.insert(character));
            }
        }
        let last_resort = context.collection.family_id(SANS);
        context.collection.set_generic_families(GenericFamily::SansSerif, last_resort.into_iter());
        Self {
            context,
            known,
            extra: Vec::new(),
            regions: Vec::new(),
            system: Some(SystemFonts::default()),
            wants: Vec::new(),
            later: false,
            generation: 0,
        }
    }

    /// From now on what is missing waits for a search, and text is set with what is there until then.
    pub fn later(&mut self) {
        self.later = true;
    }

    /// The search for what is missing, when something is, or `first`; none while one is under way.
    pub fn search(&mut self, first: bool) -> Option<Search> {
        if self.wants.is_empty() && !first {
            return None;
        }
        self.system.take().map(|system| Search::new(system, std::mem::take(&mut self.wants)))
    }

    /// Takes what a search found, or its place where it failed; says whether there are new faces.
    pub fn adopt(&mut self, findings: Option<Findings>) -> bool {
        let Findings { found, system } = findings.unwrap_or_default();
        self.system = Some(system);
        let before = self.generation;
        for (want, found) in found {
            self.take(want, found);
        }
        self.generation != before
    }

    /// A number that rises when faces were added: what was laid out before may look different now.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Makes ready the faces that `text` needs, and says how its ideographs are written.
    pub fn prepare(&mut self, text: &str) -> Option<Region> {
        if text.is_ascii() {
            return None;
        }
        let region = Region::of(text);
        if let Some(region) = region.filter(|region| self.regions.iter().all(|(known, _)| known != region)) {
            self.regions.push((region, None));
            self.want(Want::Ideographs(region));
        }
        for character in text.chars() {
            if !self.known.contains(character as u32) && !ignorable(character) {
                self.known.insert(character as u32);
                self.want(Want::Character(character));
            }
        }
        region
    }

    fn want(&mut self, want: Want) {
        if self.later {
            self.wants.push(want);
        } else if let Some(found) = self.system.as_mut().and_then(|system| system.find(want)) {
            self.take(want, found);
        }
    }

    /// Registers a face of the system, unless it is known.
    fn take(&mut self, want: Want, found: Found) {
        if let Want::Ideographs(of) = want {
            self.regions.iter_mut().filter(|(region, _)| *region == of).for_each(|(_, family)| *family = Some(found.family.clone()));
        }
        self.generation += 1;
        if self.extra.contains(&found.family) {
            return;
        }
        self.known.extend(&found.covers);
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
        let preferred = self.regions.iter().find(|(known, _)| Some(*known) == region).and_then(|(_, family)| family.as_ref());
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Only the serif, in a system that has Thai.
    fn without_thai(folder: &std::path::Path) -> Fonts {
        std::fs::write(folder.join("thai.ttf"), THAI).unwrap();
        Fonts { system: Some(SystemFonts::in_folder(folder)), ..Fonts::of(&BUNDLED[..1]) }
    }

    fn has_thai(fonts: &Fonts) -> bool {
        fonts
            .stack(Family::Serif, None)
            .iter()
            .skip(2 + OTHERS.len())
            .any(|name| matches!(name, FontFamilyName::Named(name) if name.contains("Thai")))
    }

    #[test]
    fn a_missing_face_is_found_at_once_where_nobody_waits() {
        let folder = tempfile::tempdir().unwrap();
        let mut fonts = without_thai(folder.path());
        fonts.prepare("ก");
        assert!(has_thai(&fonts) && fonts.search(false).is_none());
    }

    #[test]
    fn a_frame_looks_for_nothing_and_goes_on_with_what_a_search_found() {
        let folder = tempfile::tempdir().unwrap();
        let mut fonts = without_thai(folder.path());
        fonts.later();
        fonts.prepare("budget");
        assert!(fonts.search(false).is_none(), "nothing is missing");
        fonts.prepare("ก");
        assert!(!has_thai(&fonts) && fonts.generation() == 0, "set with what is there");
        let search = fonts.search(false).unwrap();
        fonts.prepare("ข");
        fonts.prepare("ก");
        assert!(fonts.search(false).is_none(), "one is under way");
        assert!(fonts.adopt(Some(search.run())));
        assert!(has_thai(&fonts) && fonts.generation() == 1);
        let again = fonts.search(false).map(Search::run);
        fonts.adopt(again);
        assert_eq!(fonts.extra.len(), 1);
        assert!(fonts.search(false).is_none(), "what nobody has is not looked for again");
    }

    #[test]
    fn a_search_that_fails_does_not_end_all_searching() {
        let mut fonts = Fonts::of(&BUNDLED[..1]);
        fonts.later();
        fonts.prepare("ก");
        assert!(fonts.search(false).is_some());
        assert!(!fonts.adopt(None));
        fonts.prepare("ข");
        assert!(fonts.search(false).is_some());
    }
}
