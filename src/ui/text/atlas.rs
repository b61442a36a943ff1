//! Pictures of glyphs in textures, made when first painted and thrown away when not used for long.

use super::faces::Faces;
use super::raster::{Picture, Rasteriser};
use egui::{ColorImage, Context, Pos2, Rect, TextureHandle, TextureId, TextureOptions, pos2};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The side of a page in pixels; a page takes four megabytes.
const SIDE: u32 = 1024;
/// Pages that are kept before the oldest is used again.
const PAGES: usize = 4;
/// Empty pixels between glyphs.
const GAP: u32 = 1;

/// A glyph as it is drawn: face, size, a quarter of a pixel, and whether it is light on dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct GlyphKey(u64);

impl GlyphKey {
    /// What the keys of glyphs of `size` pixels have in common.
    pub fn of_run(face: u16, size: f32, light: bool) -> Self {
        let size = (size * 64.0).round().clamp(0.0, 1_048_575.0) as u64;
        Self(u64::from(face) << 48 | size << 8 | u64::from(light))
    }

    /// The key of one of these glyphs, moved right by `quarter` quarters of a pixel.
    pub fn with(self, glyph: u16, quarter: u32) -> Self {
        Self(self.0 | u64::from(glyph) << 32 | u64::from(quarter & 3) << 1)
    }

    /// Its face.
    pub fn face(self) -> u16 {
        (self.0 >> 48) as u16
    }

    /// Its glyph.
    pub fn glyph(self) -> u16 {
        (self.0 >> 32) as u16
    }

    /// Its size in pixels.
    pub fn size(self) -> f32 {
        (self.0 >> 8 & 0xFF_FFFF) as f32 / 64.0
    }

    /// Its place between pixels.
    pub fn offset(self) -> f32 {
        (self.0 >> 1 & 3) as f32 / 4.0
    }

    /// Whether it is light on dark.
    pub fn light(self) -> bool {
        self.0 & 1 == 1
    }
}

/// A glyph's picture in a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub page: u16,
    pub uv: Rect,
    /// From the glyph's origin to the left and top of the picture, and its size, in pixels; down is positive.
    pub left: i32,
    pub top: i32,
    pub width: u32,
    pub height: u32,
    /// Whether it has colours of its own.
    pub coloured: bool,
}

struct Page {
    texture: TextureHandle,
    /// Rows of glyphs: top, height and how far each is filled.
    shelves: Vec<(u32, u32, u32)>,
    /// The pass in which it was last painted from.
    used: u64,
}

/// Hashes the keys, which are numbers with all their difference in a few bits.
#[derive(Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 29;
    }
}

/// The pages and what stands in them.
#[derive(Default)]
pub(super) struct Atlas {
    pages: Vec<Page>,
    slots: HashMap<GlyphKey, Option<Slot>, BuildHasherDefault<KeyHasher>>,
    rasteriser: Rasteriser,
    /// How often a page was emptied: what was painted from it before shows other glyphs now.
    emptied: u64,
}

impl Atlas {
    /// The glyph's picture, drawn now if needed; `None` when it has nothing to show.
    pub fn slot(&mut self, key: GlyphKey, faces: &Faces, ctx: &Context, pass: u64) -> Option<Slot> {
        let slot = match self.slots.get(&key) {
            Some(slot) => *slot,
            None => {
                let slot = self.rasteriser.draw(key, faces).and_then(|picture| self.place(picture, ctx, pass));
                self.slots.insert(key, slot);
                slot
            }
        };
        if let Some(slot) = slot {
            self.paint_from(usize::from(slot.page), pass);
        }
        slot
    }

    /// How often a page was emptied.
    pub fn emptied(&self) -> u64 {
        self.emptied
    }

    /// Says that a page was painted from.
    pub fn paint_from(&mut self, page: usize, pass: u64) {
        if let Some(page) = self.pages.get_mut(page) {
            page.used = pass;
        }
    }

    /// The texture of a page.
    pub fn texture(&self, page: u16) -> Option<TextureId> {
        Some(self.pages.get(usize::from(page))?.texture.id())
    }

    /// The bytes of all pages.
    pub fn bytes(&self) -> usize {
        self.pages.len() * (SIDE * SIDE * 4) as usize
    }

    fn place(&mut self, picture: Picture, ctx: &Context, pass: u64) -> Option<Slot> {
        let (width, height) = (picture.width, picture.height);
        if width == 0 || height == 0 || width + GAP > SIDE || height + GAP > SIDE {
            return None;
        }
        let (page, x, y) = match self.room(width + GAP, height + GAP) {
            Some(found) => found,
            None => {
                let page = self.free_page(ctx, pass);
                let (x, y) = self.pages[page].take(width + GAP, height + GAP)?;
                (page, x, y)
            }
        };
        let (left, top, coloured) = (picture.left, picture.top, picture.coloured);
        let image = ColorImage::from_rgba_premultiplied([width as usize, height as usize], &picture.rgba);
        self.pages[page].texture.set_partial([x as usize, y as usize], image, TextureOptions::NEAREST);
        let uv = Rect::from_min_max(uv(x, y), uv(x + width, y + height));
        Some(Slot { page: page as u16, uv, left, top, width, height, coloured })
    }

    fn room(&mut self, width: u32, height: u32) -> Option<(usize, u32, u32)> {
        self.pages.iter_mut().enumerate().find_map(|(index, page)| page.take(width, height).map(|(x, y)| (index, x, y)))
    }

    /// A page with nothing in it: a new one, or the one not painted from for longest.
    fn free_page(&mut self, ctx: &Context, pass: u64) -> usize {
        let oldest = (0..self.pages.len()).min_by_key(|index| self.pages[*index].used);
        if let Some(index) = oldest.filter(|index| self.pages.len() >= PAGES && self.pages[*index].used < pass) {
            self.slots.retain(|_, slot| slot.is_none_or(|slot| usize::from(slot.page) != index));
            self.emptied += 1;
            self.pages[index].shelves.clear();
            self.pages[index].used = pass;
            return index;
        }
        let side = SIDE as usize;
        let image = ColorImage::from_rgba_premultiplied([side, side], &vec![0; side * side * 4]);
        let texture = ctx.load_texture(format!("glyphs {}", self.pages.len()), image, TextureOptions::NEAREST);
        self.pages.push(Page { texture, shelves: Vec::new(), used: pass });
        self.pages.len() - 1
    }
}

impl Page {
    /// Room for a picture on a shelf that is not much too high, or on a new one.
    fn take(&mut self, width: u32, height: u32) -> Option<(u32, u32)> {
        let fits = |shelf: &&mut (u32, u32, u32)| shelf.1 >= height && shelf.1 <= height + height / 4 + 2 && shelf.2 + width <= SIDE;
        if let Some((top, _, filled)) = self.shelves.iter_mut().find(fits) {
            *filled += width;
            return Some((*filled - width, *top));
        }
        let top = self.shelves.last().map_or(0, |(top, height, _)| top + height);
        if top + height > SIDE || width > SIDE {
            return None;
        }
        self.shelves.push((top, height, width));
        Some((0, top))
    }
}

fn uv(x: u32, y: u32) -> Pos2 {
    pos2(x as f32 / SIDE as f32, y as f32 / SIDE as f32)
}
