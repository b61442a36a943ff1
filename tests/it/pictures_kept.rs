//! Pictures that are kept in `tests/pictures`: compared, and written anew with `UPDATE_SNAPSHOTS=1`. In at most 256 colours, so that they are small.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A picture: its width and its pixels, row by row.
pub struct Picture {
    pub width: usize,
    pub pixels: Vec<[u8; 3]>,
}

/// No channel of a kept pixel is further from the drawn one: 256 colours are five off at most, the rest is for other versions of Mesa.
const SHADE: u8 = 9;
/// So many pixels may be further off.
const MOST: usize = 16;
/// Colours that are kept because they are the commonest; the others are chosen so that none is far from one of them.
const COMMON: usize = 64;

impl Picture {
    /// Where the pictures are kept.
    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures")
    }

    fn read(path: &Path) -> Option<Self> {
        let mut decoder = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).ok()?));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().ok()?;
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut bytes).ok()?;
        let pixels = bytes[..info.buffer_size()].as_chunks::<3>().0.to_vec();
        (info.color_type == png::ColorType::Rgb).then_some(Self { width: info.width as usize, pixels })
    }

    /// At most 256 colours, and for each pixel the nearest of them: the commonest, then again and again the one that is furthest from all so far.
    fn palette(&self) -> (Vec<[u8; 3]>, Vec<u8>) {
        let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
        self.pixels.iter().for_each(|pixel| *counts.entry(*pixel).or_default() += 1);
        let mut colours: Vec<([u8; 3], usize)> = counts.into_iter().collect();
        colours.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
        let mut palette: Vec<[u8; 3]> = Vec::new();
        let mut nearest: Vec<(u8, u8)> = vec![(u8::MAX, 0); colours.len()];
        while palette.len() < colours.len().min(256) {
            let furthest = || (0..colours.len()).rev().max_by_key(|at| nearest[*at].0).unwrap_or(0);
            let next = colours[if palette.len() < COMMON { palette.len() } else { furthest() }].0;
            for ((colour, _), best) in colours.iter().zip(&mut nearest) {
                *best = (*best).min((apart(*colour, next), palette.len() as u8));
            }
            palette.push(next);
        }
        let places: HashMap<[u8; 3], u8> = colours.iter().zip(&nearest).map(|((colour, _), (_, place))| (*colour, *place)).collect();
        let indices = self.pixels.iter().map(|pixel| places[pixel]).collect();
        (palette, indices)
    }

    fn write(&self, path: &Path) {
        let (palette, indices) = self.palette();
        let file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
        let mut encoder = png::Encoder::new(file, self.width as u32, (self.pixels.len() / self.width) as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        encoder.set_filter(png::Filter::NoFilter);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&indices).unwrap();
        writer.finish().unwrap();
    }

    /// How many pixels differ from another one's, if that has the same size.
    fn difference(&self, other: &Self) -> Option<usize> {
        let same_size = (self.width, self.pixels.len()) == (other.width, other.pixels.len());
        same_size.then(|| self.pixels.iter().zip(&other.pixels).filter(|(one, other)| apart(**one, **other) > SHADE).count())
    }

    /// What differs in red over the rest, which is pale.
    fn beside(&self, other: &Self) -> Self {
        let pale = |channel: u8| 200 + channel / 5;
        let pixel = |(one, other): (&[u8; 3], &[u8; 3])| if apart(*one, *other) > SHADE { [200, 0, 0] } else { one.map(pale) };
        Self { width: self.width, pixels: self.pixels.iter().zip(&other.pixels).map(pixel).collect() }
    }

    /// Whether the kept picture of this name is another one, which is not held against it.
    pub fn is_other_than(&self, name: &str) -> bool {
        let kept = Self::read(&Self::folder().join(format!("{name}.png")));
        kept.and_then(|kept| kept.difference(self)).is_none_or(|found| found > MOST)
    }

    /// Whether it is the picture of this name, within what drivers differ in; if not, what is to be done, in words. With `UPDATE_SNAPSHOTS` it becomes that picture.
    pub fn hold(&self, name: &str) -> Result<(), String> {
        let file = |end: &str| Self::folder().join(format!("{name}{end}.png"));
        let (path, new, diff) = (file(""), file(".new"), file(".diff"));
        let _ = (std::fs::remove_file(&new), std::fs::remove_file(&diff));
        let kept = Self::read(&path);
        let found = kept.as_ref().and_then(|kept| kept.difference(self));
        if found.is_some_and(|found| found <= MOST) {
            return Ok(());
        }
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|value| !value.is_empty() && value != "0") {
            self.write(&path);
            println!("accepted: {}", path.display());
            return Ok(());
        }
        self.write(&new);
        let how = match (found, kept) {
            (Some(found), Some(kept)) => {
                kept.beside(self).write(&diff);
                format!("{found} pixels differ, red in {}", diff.display())
            }
            (_, Some(_)) => "it has another size".to_owned(),
            (_, None) => "there is no such picture yet".to_owned(),
        };
        Err(format!("{name}: {how}; as it is now: {}", new.display()))
    }
}

/// How far two colours are apart in the channel that differs most.
fn apart(one: [u8; 3], other: [u8; 3]) -> u8 {
    (0..3).map(|channel| one[channel].abs_diff(other[channel])).max().unwrap_or(0)
}
