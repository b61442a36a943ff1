//! A word cloud: the commonest words, the larger the commoner, laid out around the middle; as SVG with letters drawn as outlines, and as PNG.

use super::review::escaped;
use super::svg::{HEIGHT, INK, beside, head, png, set, width_of};
use crate::Result;
use crate::typeset::Typesetter;
use std::fmt::Write as _;

/// How many words a cloud has at most.
pub const CLOUD: usize = 90;

/// The size of a picture that is saved, in points.
const PICTURE: (f32, f32) = (1200.0, 720.0);

/// The smallest letters, in points.
const SMALLEST: f32 = 11.0;
/// The least room beside a word, and the share of the smaller of two letters that stands between them: a space of words side by side.
const AIR: f32 = 6.0;
const SPACE: f32 = 0.6;

/// Words placed in a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cloud {
    /// How wide it is, in points.
    pub width: f32,
    /// How high.
    pub height: f32,
    /// Its words, the commonest first; what has no room is left out.
    pub words: Vec<CloudWord>,
}

/// A word placed in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct CloudWord {
    /// The word.
    pub word: String,
    /// How often it is said.
    pub count: u64,
    /// The size of its letters, in points.
    pub size: f32,
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// How wide it is.
    pub width: f32,
    /// How high.
    pub height: f32,
}

impl CloudWord {
    fn meets(&self, other: &Self) -> bool {
        let air = AIR.max(SPACE * self.size.min(other.size));
        self.x < other.x + other.width + air
            && other.x < self.x + self.width + air
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

impl Cloud {
    /// Places words in a picture; `measure` says how wide a word of a size is. The area of a word goes with how often it is said. The same
    /// words are always placed in the same way.
    pub fn new(words: &[(String, u64)], (width, height): (f32, f32), measure: &mut dyn FnMut(&str, f32) -> f32) -> Self {
        let most = words.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1) as f32;
        let mut largest = (height / 4.0).min(96.0);
        let mut best = Self { width, height, words: Vec::new() };
        while largest >= SMALLEST {
            let mut cloud = Self { width, height, words: Vec::new() };
            for (word, count) in words {
                let size = (largest * (*count as f32 / most).sqrt()).max(SMALLEST).round();
                let wide = measure(word, size);
                let free = spiral(width, height).find_map(|(x, y)| {
                    let tall = size * HEIGHT;
                    let at = CloudWord { word: word.clone(), count: *count, size, x: x - wide / 2.0, y: y - tall / 2.0, width: wide, height: tall };
                    let inside = at.x >= 0.0 && at.y >= 0.0 && at.x + wide <= width && at.y + tall <= height;
                    (inside && !cloud.words.iter().any(|other| other.meets(&at))).then_some(at)
                });
                cloud.words.extend(free);
            }
            if cloud.words.len() > best.words.len() {
                best = cloud;
            }
            if best.words.len() == words.len() {
                break;
            }
            largest *= 0.85;
        }
        best
    }

    /// A picture of words to be saved.
    pub fn picture(words: &[(String, u64)], setter: &mut Typesetter<()>) -> Self {
        Self::new(&words[..words.len().min(CLOUD)], PICTURE, &mut |word, size| width_of(&set(setter, word, size)))
    }

    /// It as PNG.
    pub fn png(&self, setter: &mut Typesetter<()>) -> Result<Vec<u8>> {
        png(&self.svg(setter), self.width, self.height)
    }

    /// It as SVG: every letter an outline, so that it looks the same everywhere; each word has its count as a title.
    pub fn svg(&self, setter: &mut Typesetter<()>) -> String {
        let mut svg = head(self.width, self.height, "Word cloud");
        let _ = writeln!(svg, "<g fill=\"{INK}\">");
        for word in &self.words {
            let set = set(setter, &word.word, word.size);
            let _ = write!(svg, "<g aria-label=\"{0}, {1}\"><title>{0}: {1}</title><path d=\"", escaped(&word.word), word.count);
            svg.push_str(&set.outline(beside(&set, (word.x, word.y + word.height / 2.0))));
            svg.push_str("\"/></g>\n");
        }
        svg.push_str("</g>\n</svg>\n");
        svg
    }
}

/// Places around the middle of a picture, from the middle on.
fn spiral(width: f32, height: f32) -> impl Iterator<Item = (f32, f32)> {
    let flat = (height / width.max(1.0)).clamp(0.2, 1.0);
    let turns = (0..6000u16).map(|step| f32::from(step) * 0.11);
    turns.map(move |angle| {
        let radius = 1.7 * angle;
        (width / 2.0 + radius * angle.cos(), height / 2.0 + radius * angle.sin() * flat)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(n: u64) -> Vec<(String, u64)> {
        (0..n).map(|at| (format!("word{at}"), 1 + 900 / (at + 1))).collect()
    }

    #[test]
    fn words_stand_apart_within_the_picture_and_always_in_the_same_way() {
        for (n, size) in [(1, (300.0, 200.0)), (40, (800.0, 500.0)), (90, (1200.0, 720.0)), (90, (300.0, 160.0))] {
            let measure = &mut |word: &str, size: f32| word.chars().count() as f32 * size * 0.55;
            let cloud = Cloud::new(&words(n), size, measure);
            assert!(!cloud.words.is_empty() && (n > 60 || cloud.words.len() == n as usize), "{n} in {size:?}: {}", cloud.words.len());
            for (at, word) in cloud.words.iter().enumerate() {
                assert!(word.x >= 0.0 && word.y >= 0.0 && word.x + word.width <= size.0 && word.y + word.height <= size.1);
                assert!(cloud.words[..at].iter().all(|other| !other.meets(word) && other.size >= word.size));
            }
            assert_eq!(cloud, Cloud::new(&words(n), size, measure));
        }
        assert!(Cloud::new(&[], (100.0, 100.0), &mut |_, _| 1.0).words.is_empty());
    }

    #[test]
    fn a_picture_has_letters_of_every_script() {
        let words = [("money".to_owned(), 9), ("قالت".to_owned(), 5), ("<&>".to_owned(), 1)];
        let mut setter = Typesetter::new();
        let cloud = Cloud::picture(&words, &mut setter);
        let svg = cloud.svg(&mut setter);
        assert!(svg.contains("<title>money: 9</title>") && svg.contains("&lt;&amp;&gt;") && !svg.contains("d=\"\""), "{svg}");
        let png = cloud.png(&mut setter).unwrap();
        assert!(png.starts_with(b"\x89PNG") && png.len() > 2000, "{}", png.len());
    }
}
