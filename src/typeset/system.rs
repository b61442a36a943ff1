//! Faces of the system, looked for when a character is met that no known face has.

use super::charset::CharSet;
use fontdb::{Database, FaceInfo, Source, Style, Weight};
use parley::fontique::{Blob, SourceCache, SourceId, SourceInfo, SourceKind};
use std::path::PathBuf;
use swash::FontRef;

/// Where the ideographs of a text belong, for their shapes differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    /// Chinese.
    Chinese,
    /// Chinese in traditional characters, known by its phonetic letters.
    Taiwan,
    /// Japanese, known by its kana.
    Japan,
    /// Korean, known by its letters.
    Korea,
}

impl Region {
    /// The region that the letters of a text speak for, if it holds any of these scripts.
    pub fn of(text: &str) -> Option<Self> {
        let mut found = None;
        for character in text.chars() {
            match character as u32 {
                0x3040..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F => return Some(Self::Japan),
                0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => return Some(Self::Korea),
                0x3100..=0x312F => return Some(Self::Taiwan),
                0x2E80..=0x2FDF | 0x3000..=0x303F | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFF65 | 0x20000..=0x3FFFF => {
                    found = Some(Self::Chinese);
                }
                _ => {}
            }
        }
        found
    }

    /// Families to look for, best first.
    fn families(self) -> &'static [&'static str] {
        match self {
            Self::Chinese => &["Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei"],
            Self::Taiwan => &["Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC", "Microsoft JhengHei"],
            Self::Japan => {
                &["Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Hiragino Sans", "Yu Gothic", "Meiryo", "IPAGothic", "TakaoGothic"]
            }
            Self::Korea => &["Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic"],
        }
    }

    /// A character that every face of the region has.
    fn sample(self) -> char {
        match self {
            Self::Chinese | Self::Taiwan => '\u{4E00}',
            Self::Japan => '\u{3042}',
            Self::Korea => '\u{AC00}',
        }
    }
}

/// Families with emoji, best first.
const EMOJI: [&str; 5] = ["Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "Twitter Color Emoji", "Noto Emoji"];

/// A face of the system that shows what was asked for.
pub(super) struct Found {
    pub family: String,
    /// The file, mapped into memory.
    pub data: Blob<u8>,
    /// Whether it is a face of pictures.
    pub emoji: bool,
    /// The characters that it has.
    pub covers: CharSet,
}

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// A glyph for a character.
    Character(char),
    /// The face for the ideographs of a region.
    Ideographs(Region),
}

/// The system's faces as far as they were looked at; their folders are read once, when the first is asked for.
#[derive(Default)]
pub(super) struct SystemFonts {
    faces: Option<Database>,
    files: SourceCache,
}

/// A look through the system's faces for what is missing. It takes some tenths of a second, so that a job does it, and what was set meanwhile is
/// set again with what it found.
pub struct Search {
    system: SystemFonts,
    wants: Vec<Want>,
}

/// What a search found.
#[derive(Default)]
pub struct Findings {
    pub(super) found: Vec<(Want, Found)>,
    pub(super) system: SystemFonts,
}

impl Search {
    pub(super) fn new(system: SystemFonts, wants: Vec<Want>) -> Self {
        Self { system, wants }
    }

    /// Looks.
    pub fn run(mut self) -> Findings {
        self.system.read();
        let (mut found, mut covered) = (Vec::new(), CharSet::default());
        for want in self.wants {
            if matches!(want, Want::Character(character) if covered.contains(character as u32)) {
                continue;
            }
            if let Some(face) = self.system.find(want) {
                covered.extend(&face.covers);
                found.push((want, face));
            }
        }
        Findings { found, system: self.system }
    }
}

impl SystemFonts {
    /// Only the faces of a folder.
    #[cfg(test)]
    pub fn in_folder(folder: &std::path::Path) -> Self {
        let mut faces = Database::new();
        faces.load_fonts_dir(folder);
        Self { faces: Some(faces), ..Self::default() }
    }

    /// The list of the faces, without their contents.
    fn read(&mut self) -> &Database {
        self.faces.get_or_insert_with(|| {
            let mut faces = Database::new();
            faces.load_system_fonts();
            faces
        })
    }

    /// A face that has what is missing.
    pub fn find(&mut self, want: Want) -> Option<Found> {
        match want {
            Want::Ideographs(region) => self.face(region.families(), region.sample()),
            Want::Character(character) => {
                let pictures = matches!(character as u32, 0x203C..=0x3299 | 0x1F000..=0x1FAFF);
                self.face(if pictures { &EMOJI } else { &[] }, character)
            }
        }
    }

    fn face(&mut self, families: &[&str], character: char) -> Option<Found> {
        let database = self.read();
        let mut faces: Vec<(usize, &FaceInfo)> = database.faces().map(|face| (rank(face, families), face)).collect();
        faces.sort_by_key(|(rank, _)| *rank);
        let has = |face: &FaceInfo| {
            let covers = |data: &[u8], index: u32| FontRef::from_index(data, index as usize).is_some_and(|font| font.charmap().map(character) != 0);
            database.with_face_data(face.id, covers).unwrap_or(false)
        };
        let face = faces.into_iter().map(|(_, face)| face).find(|face| has(face))?;
        let family = face.families.first()?.0.clone();
        let path: PathBuf = match &face.source {
            Source::File(path) | Source::SharedFile(path, _) => path.clone(),
            Source::Binary(_) => return None,
        };
        let index = face.index as usize;
        let emoji = EMOJI.contains(&family.as_str());
        let data = self.files.get(&SourceInfo::new(SourceId::new(), SourceKind::Path(path.into())))?;
        let mut covers = CharSet::default();
        if let Some(font) = FontRef::from_index(data.as_ref(), index) {
            font.charmap().enumerate(|character, _| covers.insert(character));
        }
        Some(Found { family, data, emoji, covers })
    }
}

/// The order in which faces are tried: the named families, then upright regular ones that are made for many scripts.
fn rank(face: &FaceInfo, families: &[&str]) -> usize {
    let name = face.families.first().map_or("", |(name, _)| name.as_str());
    let plain = face.style == Style::Normal && face.weight == Weight::NORMAL;
    let named = families.iter().position(|family| *family == name);
    let class = match (named, plain) {
        (Some(place), true) => return place,
        (Some(place), false) => return 100 + place,
        (None, true) if name.starts_with("Noto Sans") => 200,
        (None, true) if name.starts_with("Noto") => 300,
        (None, true) if name.starts_with("DejaVu") => 400,
        (None, true) => 500,
        (None, false) => 600,
    };
    class + usize::from(face.monospaced) * 50
}
