//! Sheets of paper: lines of glyphs and bars at their places, written as a PDF whose words can be found, copied and read aloud in their order.

use crate::typeset::{SetLine, SetText};
use crate::{Error, Result};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag as Axis};
use krilla::{Document, SerializeSettings};
use std::collections::HashMap;
use std::num::NonZeroU16;
use std::rc::Rc;

/// Red, green and blue.
pub(super) type Rgb = [u8; 3];

/// How much heavier letters are drawn when their font has no such weight, as a part of their size.
const BOLDER: f32 = 0.022;

/// The language of the program's own words.
const OURS: &str = "en";

/// The size of the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 in.
    Letter,
}

impl Paper {
    /// Width and height in points.
    pub fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }
}

/// What a part of the document is to whoever hears it read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The title.
    Title,
    /// A heading below it.
    Heading,
    /// A paragraph.
    Paragraph,
    /// Something beside a paragraph.
    Note,
    /// An item of a list.
    Entry,
}

/// A part of the document. Parts are read in the order in which they were begun, whatever the order of their lines on the sheets.
pub(super) struct Part {
    pub role: Role,
    /// Its words: what a heading is found by, and what is read where the letters are drawn in another order.
    pub words: String,
    /// Whether it is in the program's own language, not the document's.
    pub ours: bool,
}

/// What stands on a sheet, from its top left corner.
pub(super) enum Item {
    /// A line of a paragraph: its top left corner, the colour of what has none of its own, and the part of the document that it belongs to;
    /// none where it only goes with the paper, as a running head does.
    Line { set: Rc<SetText<Rgb>>, line: usize, x: f32, y: f32, colour: Rgb, part: Option<usize> },
    /// A filled rectangle, which says nothing: left, top, width, height.
    Bar { place: [f32; 4], colour: Rgb },
}

/// A page.
#[derive(Default)]
pub(super) struct Sheet(pub Vec<Item>);

/// What the file says of itself.
pub(super) struct About {
    pub title: String,
    pub language: String,
}

/// The sheets as a tagged PDF. It says that it keeps PDF/UA-1 where it does: where its language is known, and every letter has a glyph.
pub(super) fn pdf(sheets: &[Sheet], parts: &[Part], paper: Paper, about: &About) -> Result<Vec<u8>> {
    let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let strict = configuration.ok().filter(|_| !about.language.is_empty());
    let whole = strict.map(|configuration| written(sheets, parts, paper, about, SerializeSettings { configuration, ..plain() }));
    match whole {
        Some(Ok(bytes)) => Ok(bytes),
        _ => written(sheets, parts, paper, about, plain()),
    }
}

fn plain() -> SerializeSettings {
    SerializeSettings { enable_tagging: true, ..SerializeSettings::default() }
}

fn written(sheets: &[Sheet], parts: &[Part], paper: Paper, about: &About, settings: SerializeSettings) -> Result<Vec<u8>> {
    let mut document = Document::new_with(settings);
    let mut metadata = Metadata::new().title(about.title.clone()).creator("Themata".into());
    if !about.language.is_empty() {
        metadata = metadata.language(about.language.clone());
    }
    document.set_metadata(metadata);
    let (mut fonts, mut tags) = (Fonts::default(), Tags::new(parts));
    let (width, height) = paper.size();
    for (number, sheet) in sheets.iter().enumerate() {
        let settings = PageSettings::from_wh(width, height).ok_or_else(|| broken("no such paper"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for item in &sheet.0 {
            match item {
                Item::Bar { place, colour } => {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                    bar(&mut surface, *place, *colour);
                    surface.end_tagged();
                }
                Item::Line { set, line, x, y, colour, part } => {
                    let tag = match part {
                        Some(_) => ContentTag::Span(SpanTag::empty()),
                        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)),
                    };
                    let id = surface.start_tagged(tag);
                    let drawn = fonts.line(&mut surface, set, &set.lines[*line], (*x, y + set.baseline), *colour);
                    surface.end_tagged();
                    drawn?;
                    part.iter().for_each(|part| tags.take(*part, id, (number, *x, *y)));
                }
            }
        }
        surface.finish();
        page.finish();
    }
    let (tree, outline) = tags.done(about);
    document.set_tag_tree(tree);
    document.set_outline(outline);
    document.finish().map_err(|error| broken(&format!("{error:?}")))
}

/// Which lines each part of the document has, and where it begins: sheet, left, top.
struct Tags<'a> {
    parts: &'a [Part],
    lines: Vec<Vec<Node>>,
    begins: Vec<Option<(usize, f32, f32)>>,
}

impl<'a> Tags<'a> {
    fn new(parts: &'a [Part]) -> Self {
        Self { parts, lines: vec![Vec::new(); parts.len()], begins: vec![None; parts.len()] }
    }

    fn take(&mut self, part: usize, line: Identifier, at: (usize, f32, f32)) {
        self.lines[part].push(line.into());
        self.begins[part].get_or_insert(at);
    }

    /// The tree that is read, and the headings by which one goes to a place.
    fn done(self, about: &About) -> (TagTree, Outline) {
        let mut tree = TagTree::new().with_lang(Some(about.language.clone()).filter(|language| !language.is_empty()));
        let mut outline = Outline::new();
        let mut list: Vec<Node> = Vec::new();
        for ((part, lines), begins) in self.parts.iter().zip(self.lines).zip(self.begins) {
            let Some((sheet, x, y)) = begins else { continue };
            if part.role != Role::Entry && !list.is_empty() {
                tree.push(TagGroup::with_children(Tag::L(ListNumbering::None), std::mem::take(&mut list)));
            }
            let language = part.ours.then(|| OURS.to_owned());
            let actual = Some(part.words.clone()).filter(|words| is_moved(words));
            match part.role {
                Role::Entry => {
                    let body = TagGroup::with_children(Tag::LBody.with_lang(language).with_actual_text(actual), lines);
                    list.push(TagGroup::with_children(Tag::LI, vec![body.into()]).into());
                }
                Role::Paragraph => tree.push(TagGroup::with_children(Tag::P.with_lang(language).with_actual_text(actual), lines)),
                Role::Note => tree.push(TagGroup::with_children(Tag::Note.with_lang(language).with_actual_text(actual), lines)),
                Role::Title | Role::Heading => {
                    let level = if part.role == Role::Title { NonZeroU16::MIN } else { NonZeroU16::MIN.saturating_add(1) };
                    tree.push(TagGroup::with_children(Tag::Hn(level, Some(part.words.clone())).with_lang(language).with_actual_text(actual), lines));
                    outline.push_child(OutlineNode::new(part.words.clone(), XyzDestination::new(sheet, Point::from_xy(x, y))));
                }
            }
        }
        if !list.is_empty() {
            tree.push(TagGroup::with_children(Tag::L(ListNumbering::None), list));
        }
        (tree, outline)
    }
}

fn broken(why: &str) -> Error {
    super::failed(std::io::Error::other(format!("the PDF could not be made: {why}")))
}

fn fill([r, g, b]: Rgb) -> Fill {
    Fill { paint: rgb::Color::new(r, g, b).into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}

fn bar(surface: &mut Surface<'_>, [x, y, width, height]: [f32; 4], colour: Rgb) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.set_stroke(None);
        surface.set_fill(Some(fill(colour)));
        surface.draw_path(&path);
    }
}

/// Whether a letter is only a mark of direction.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether words are in a script whose letters are not drawn one behind the other as they are read: from the right, or joined and moved.
fn is_moved(words: &str) -> bool {
    words.chars().any(|c| matches!(c, '\u{0590}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'))
}

/// A font file, the place in it, and its axes.
type FontKey = (u64, u32, Vec<([u8; 4], u32)>);

/// The fonts of the file so far.
#[derive(Default)]
struct Fonts(HashMap<FontKey, Option<Font>>);

impl Fonts {
    fn line(&mut self, surface: &mut Surface<'_>, set: &SetText<Rgb>, line: &SetLine<Rgb>, (x, y): (f32, f32), colour: Rgb) -> Result<()> {
        for run in &line.runs {
            let face = &run.face;
            let key = (face.key, face.index, face.variations.iter().map(|(tag, value)| (*tag, value.to_bits())).collect());
            let font = self.0.entry(key).or_insert_with(|| {
                let axes: Vec<(Axis, f32)> = face.variations.iter().map(|(tag, value)| (Axis::new(tag), *value)).collect();
                Font::new_variable(face.data.clone().into(), face.index, &axes)
            });
            let font = font.clone().ok_or_else(|| broken("a font could not be read"))?;
            let em = run.size.max(0.1);
            let glyph = |glyph: &crate::typeset::SetGlyph| {
                let (right, up) = glyph.offset;
                KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance / em, right / em, up / em, 0.0, glyph.text.clone(), None)
            };
            // A mark of direction has done its work; written, it would stand as a blank in what is copied and read aloud.
            let seen = |glyph: &&crate::typeset::SetGlyph| glyph.advance != 0.0 || !set.text[glyph.text.clone()].chars().all(is_direction);
            let glyphs: Vec<KrillaGlyph> = run.glyphs.iter().filter(seen).map(glyph).collect();
            let fill = fill(run.colour.unwrap_or(colour));
            surface.set_stroke(face.bolder.then(|| Stroke { paint: fill.paint.clone(), width: em * BOLDER, ..Stroke::default() }));
            surface.set_fill(Some(fill));
            surface.draw_glyphs(Point::from_xy(x + run.x, y), &glyphs, font, &set.text, run.size, false);
        }
        Ok(())
    }
}
