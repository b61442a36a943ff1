//! Saturation as a picture: new codes as bars, codes seen as a line, what random orders say as a band; as SVG with letters as outlines, and as PNG.

use super::file::write_file;
use super::review::escaped;
use super::svg::{INK, beside, head, png, set, width_of, wrapped};
use super::{Written, failed};
use crate::analysis::Saturation;
use crate::model::counted;
use crate::text::capital;
use crate::typeset::Typesetter;
use crate::{Error, Result};
use std::fmt::Write as _;
use std::path::Path;

/// The size of a picture that is saved, in points.
const PICTURE: (f32, f32) = (1000.0, 520.0);
/// The letters of all that is said in it.
pub const SATURATION_LETTERS: f32 = 12.0;
/// Room at the edges of the plot: numbers at the left, those of interviews and the brackets below.
const LEFT: f32 = 46.0;
const RIGHT: f32 = 18.0;
const BELOW: f32 = 62.0;
/// A line of the legend, and what stands around its marks.
const LEGEND: f32 = 22.0;
const MARK: f32 = 26.0;
const GAP: f32 = 20.0;
/// Above the plot, for the words at the line where it was reached.
const ABOVE: f32 = 26.0;
/// Colours of a saved picture, on white.
const BAR: &str = "#a8a49b";
const CURVE: &str = "#006266";
const BAND: &str = "#dcebea";
const QUIET: &str = "#5b5750";
const LINE: &str = "#e2dfd8";

/// A point of the picture.
pub type Point = (f32, f32);

/// What a mark of the legend is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// New codes of each interview.
    New,
    /// Codes seen by then.
    Seen,
    /// The middle of random orders.
    Median,
    /// The middle 95 % of them.
    Band,
}

/// Words of the picture, their left end or middle at a point.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureWords {
    /// The words.
    pub words: String,
    /// Where, at the middle of the line.
    pub at: Point,
    /// How far left of it they begin, as a share of their width.
    pub back: f32,
    /// Whether they stand back.
    pub quiet: bool,
}

/// A bar: the new codes of an interview.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureBar {
    /// Its left edge, upper edge, width and height.
    pub place: [f32; 4],
    /// The whole of its column, to be pointed at: left edge and width.
    pub column: (f32, f32),
    /// What is said of it.
    pub said: String,
}

/// Saturation laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SaturationPicture {
    /// How wide it is, in points.
    pub width: f32,
    /// How high.
    pub height: f32,
    /// The plot: left, top, right, bottom.
    pub plot: [f32; 4],
    /// Where hairlines run from side to side.
    pub lines: Vec<f32>,
    /// The bars, interview by interview.
    pub bars: Vec<PictureBar>,
    /// Codes seen by each interview.
    pub seen: Vec<Point>,
    /// The same in the middle of random orders, and the bounds of the middle 95 %.
    pub median: Vec<Point>,
    /// The lower bound.
    pub low: Vec<Point>,
    /// The upper bound.
    pub high: Vec<Point>,
    /// The brackets under the base and the run that met the threshold: from, to, and their height.
    pub brackets: Vec<(f32, f32, f32)>,
    /// Where it was reached.
    pub reached: Option<f32>,
    /// The legend: a mark of each series, at the left end of its place.
    pub legend: Vec<(Series, Point)>,
    /// All words.
    pub words: Vec<PictureWords>,
}

impl SaturationPicture {
    /// Lays saturation out in a place; `measure` says how wide words are.
    pub fn new(of: &Saturation, (width, height): (f32, f32), measure: &mut dyn FnMut(&str) -> f32) -> Self {
        let mut picture = Self { width, height, ..Self::default() };
        let top = picture.legend(of, measure) + ABOVE;
        picture.plot = [LEFT, top, (width - RIGHT).max(LEFT + 40.0), (height - BELOW).max(top + 40.0)];
        let most = of.seen().last().copied().unwrap_or(0).max(of.permuted.seen.iter().map(|(.., high)| *high).max().unwrap_or(0));
        let step = tick(most, ((picture.plot[3] - top) / 44.0) as u32);
        let scale = Scale { plot: picture.plot, count: of.fresh.len().max(1), most: most.div_ceil(step).max(1) * step };
        for n in 0..=scale.most / step {
            let y = scale.y(n * step);
            picture.lines.push(y);
            picture.words.push(PictureWords { words: (n * step).to_string(), at: (LEFT - 8.0, y), back: 1.0, quiet: true });
        }
        picture.series(of, &scale);
        picture.axis(of, &scale);
        picture.judged(of, &scale, measure);
        picture
    }

    /// Places the legend; gives the height it takes.
    fn legend(&mut self, of: &Saturation, measure: &mut dyn FnMut(&str) -> f32) -> f32 {
        let orders = of.permuted.orders;
        let mut all = vec![(Series::New, "new codes of each interview".to_owned()), (Series::Seen, "codes seen by then".to_owned())];
        if orders > 0 {
            all.push((Series::Median, format!("middle of {orders} random orders")));
            all.push((Series::Band, "the middle 95 % of them".to_owned()));
        }
        let places = wrapped(all.iter().map(|(_, words)| MARK + 6.0 + measure(words)), GAP, (LEFT, self.width - RIGHT));
        let lines = places.last().map_or(0, |(_, line)| line + 1);
        for ((series, words), (x, line)) in all.into_iter().zip(places) {
            let y = LEGEND * (line as f32 + 0.5);
            self.legend.push((series, (x, y)));
            self.words.push(PictureWords { words, at: (x + MARK + 6.0, y), back: 0.0, quiet: true });
        }
        LEGEND * lines as f32
    }

    fn series(&mut self, of: &Saturation, scale: &Scale) {
        let wide = (scale.step() * 0.62).min(34.0);
        for (at, (new, seen)) in of.fresh.iter().zip(of.seen()).enumerate() {
            let (x, y) = (scale.x(at), scale.y(*new));
            let codes = of.coded.codes.get(at).map_or(0, Vec::len);
            let chance = of.permuted.seen.get(at).map_or_else(String::new, |(median, low, high)| format!(", by chance {median} ({low} to {high})"));
            let said = format!("Interview {}: {}, {new} new, {seen} by then{chance}", at + 1, counted(codes, "code", "codes"));
            let place = [x - wide / 2.0, y, wide, scale.y(0) - y];
            self.bars.push(PictureBar { place, column: (x - scale.step() / 2.0, scale.step()), said });
            self.seen.push((x, scale.y(seen)));
            if scale.step() >= 17.0 {
                // Where the curve runs over it, as it does over the first, it stands in the bar.
                let over = (scale.y(seen) - (y - 8.0)).abs() < 12.0 && place[3] > 18.0;
                let at = (x, if over { y + 11.0 } else { y - 8.0 });
                self.words.push(PictureWords { words: new.to_string(), at, back: 0.5, quiet: *new == 0 });
            }
        }
        for (at, (median, low, high)) in of.permuted.seen.iter().enumerate() {
            let point = |value: u32| (scale.x(at), scale.y(value));
            self.median.push(point(*median));
            self.low.push(point(*low));
            self.high.push(point(*high));
        }
    }

    /// The numbers of the interviews, as many as have room.
    fn axis(&mut self, of: &Saturation, scale: &Scale) {
        let every = (24.0 / scale.step()).ceil().max(1.0) as usize;
        let shown = (0..of.fresh.len()).filter(|at| (at + 1) % every == 0 || every == 1);
        let y = self.plot[3] + 13.0;
        self.words.extend(shown.map(|at| PictureWords { words: (at + 1).to_string(), at: (scale.x(at), y), back: 0.5, quiet: true }));
    }

    /// The base, the run that met the threshold, and where.
    fn judged(&mut self, of: &Saturation, scale: &Scale, measure: &mut dyn FnMut(&str) -> f32) {
        let y = self.plot[3] + 28.0;
        let edges = |from: usize, to: usize| (scale.x(from) - scale.step() * 0.42, scale.x(to) + scale.step() * 0.42);
        // Where brackets are narrower than what is said of them the second words stand beside the first.
        let mut free = 0.0_f32;
        let mut bracket = |picture: &mut Self, (from, to): (f32, f32), words: String| {
            picture.brackets.push((from, to, y));
            let wide = measure(&words);
            let at = from.max(free).min(picture.width - RIGHT - wide).max(0.0);
            free = at + wide + GAP / 2.0;
            picture.words.push(PictureWords { words, at: (at, y + 15.0), back: 0.0, quiet: false });
        };
        if of.guest.base > 0 && of.fresh.len() >= of.guest.base {
            bracket(self, edges(0, of.guest.base - 1), format!("base {}", of.guest.base));
        }
        let Ok(after) = of.judged.after else { return };
        bracket(self, edges(after, after + of.guest.run - 1), format!("run {}", of.guest.run));
        let x = scale.x(after) - scale.step() / 2.0;
        self.reached = Some(x);
        let words = format!("reached after {after} ({})", of.guest.notation(after));
        let at = (x + 6.0).min(self.width - RIGHT - measure(&words)).max(LEFT);
        self.words.push(PictureWords { words, at: (at, self.plot[1] - 13.0), back: 0.0, quiet: false });
    }

    /// A picture to be saved, with the words that stand over it.
    fn saved(of: &Saturation, setter: &mut Typesetter<()>) -> Self {
        Self::new(of, PICTURE, &mut |words| width_of(&set(setter, words, SATURATION_LETTERS)))
    }

    /// Draws it into an SVG, so far down.
    fn draw(&self, svg: &mut String, setter: &mut Typesetter<()>) {
        let [left, top, right, bottom] = self.plot;
        let path = |points: &[Point]| points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ");
        for y in &self.lines {
            let _ = writeln!(svg, "<path stroke=\"{LINE}\" d=\"M{left:.1} {y:.1}H{right:.1}\"/>");
        }
        let around: Vec<Point> = self.high.iter().chain(self.low.iter().rev()).copied().collect();
        let _ = writeln!(svg, "<polygon fill=\"{BAND}\" points=\"{}\"/>", path(&around));
        for bar in &self.bars {
            let [x, y, wide, high] = bar.place;
            let said = escaped(&bar.said);
            let _ = writeln!(
                svg,
                "<g role=\"img\" aria-label=\"{said}\"><title>{said}</title><rect fill=\"{BAR}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\"/></g>"
            );
        }
        let _ = writeln!(
            svg,
            "<polyline fill=\"none\" stroke=\"{QUIET}\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\" points=\"{}\"/>",
            path(&self.median)
        );
        let _ = writeln!(svg, "<polyline fill=\"none\" stroke=\"{CURVE}\" stroke-width=\"2\" points=\"{}\"/>", path(&self.seen));
        for (x, y) in &self.seen {
            let _ = writeln!(svg, "<circle fill=\"{CURVE}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>");
        }
        for (from, to, y) in &self.brackets {
            let _ = writeln!(svg, "<path fill=\"none\" stroke=\"{INK}\" d=\"M{from:.1} {:.1}V{y:.1}H{to:.1}V{:.1}\"/>", y - 5.0, y - 5.0);
        }
        if let Some(x) = self.reached {
            let _ = writeln!(svg, "<path stroke=\"{INK}\" stroke-width=\"1.5\" stroke-dasharray=\"2 3\" d=\"M{x:.1} {top:.1}V{bottom:.1}\"/>");
        }
        for (series, (x, y)) in &self.legend {
            svg.push_str(&mark(*series, *x, *y));
        }
        for words in &self.words {
            words_svg(svg, setter, words);
        }
    }
}

/// A mark of the legend.
fn mark(series: Series, x: f32, y: f32) -> String {
    let right = x + MARK;
    match series {
        Series::New => format!("<rect fill=\"{BAR}\" x=\"{:.1}\" y=\"{:.1}\" width=\"10\" height=\"12\"/>\n", x + 8.0, y - 6.0),
        Series::Seen => format!(
            "<path stroke=\"{CURVE}\" stroke-width=\"2\" d=\"M{x:.1} {y:.1}H{right:.1}\"/><circle fill=\"{CURVE}\" cx=\"{:.1}\" cy=\"{y:.1}\" r=\"3\"/>\n",
            x + MARK / 2.0
        ),
        Series::Median => format!("<path stroke=\"{QUIET}\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\" d=\"M{x:.1} {y:.1}H{right:.1}\"/>\n"),
        Series::Band => format!("<rect fill=\"{BAND}\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{MARK}\" height=\"12\"/>\n", y - 6.0),
    }
}

fn words_svg(svg: &mut String, setter: &mut Typesetter<()>, words: &PictureWords) {
    let set = set(setter, &words.words, SATURATION_LETTERS);
    let at = beside(&set, (words.at.0 - words.back * width_of(&set), words.at.1));
    let ink = if words.quiet { QUIET } else { INK };
    let _ = writeln!(svg, "<path fill=\"{ink}\" d=\"{}\"/>", set.outline(at));
}

/// How far apart numbers at the side stand, of about so many.
fn tick(most: u32, about: u32) -> u32 {
    let wanted = most.div_ceil(about.max(1)).max(1);
    let steps = (0..9).flat_map(|power| [1u32, 2, 5].map(|digit| digit.saturating_mul(10u32.saturating_pow(power))));
    steps.into_iter().find(|step| *step >= wanted).unwrap_or(wanted)
}

/// Where values stand in a plot.
struct Scale {
    plot: [f32; 4],
    count: usize,
    most: u32,
}

impl Scale {
    fn step(&self) -> f32 {
        (self.plot[2] - self.plot[0]) / self.count as f32
    }

    fn x(&self, at: usize) -> f32 {
        self.plot[0] + (at as f32 + 0.5) * self.step()
    }

    fn y(&self, value: u32) -> f32 {
        self.plot[3] - (self.plot[3] - self.plot[1]) * value as f32 / self.most.max(1) as f32
    }
}

/// Pictures of several lists of interviews under each other, each with its name and what is said of it.
fn pictures(parts: &[(String, &Saturation)], setter: &mut Typesetter<()>) -> (String, f32, f32) {
    let (width, high) = (PICTURE.0, PICTURE.1 + 90.0);
    let height = high * parts.len() as f32;
    let mut svg = head(width, height, "Saturation");
    for (n, (name, of)) in parts.iter().enumerate() {
        let _ = writeln!(svg, "<g transform=\"translate(0 {})\"><title>{}</title>", high * n as f32, escaped(name));
        let line = |words: String, y: f32, quiet: bool| PictureWords { words, at: (LEFT, y), back: 0.0, quiet };
        words_svg(&mut svg, setter, &line(name.clone(), 20.0, false));
        words_svg(&mut svg, setter, &line(of.line(), 40.0, true));
        words_svg(&mut svg, setter, &line(capital(&of.beside().join("; ")), 58.0, true));
        svg.push_str("<g transform=\"translate(0 74)\">\n");
        SaturationPicture::saved(of, setter).draw(&mut svg, setter);
        svg.push_str("</g></g>\n");
    }
    svg.push_str("</svg>\n");
    (svg, width, height)
}

/// Writes saturation of some lists of interviews as a picture, each under its name: .svg or .png, as the ending asks.
pub fn write_saturation(parts: &[(String, &Saturation)], path: &Path) -> Result<Written> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let mut setter = Typesetter::new();
    let bytes = match ending.as_str() {
        "svg" => pictures(parts, &mut setter).0.into_bytes(),
        "png" => {
            let (svg, width, height) = pictures(parts, &mut setter);
            png(&svg, width, height)?
        }
        _ => return Err(Error::hint(format!("“.{ending}” is no ending for a picture"), "Saturation is written as .svg or .png.")),
    };
    write_file(path, |out| out.write_all(&bytes).map_err(failed))?;
    Ok(Written { rows: parts.len(), ..Written::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::saturation::{Coded, Guest};
    use crate::model::{CodeId, SourceId};

    fn judged(interviews: &[&[usize]]) -> Saturation {
        let codes: Vec<CodeId> = (0..20).map(|_| CodeId::new()).collect();
        let coded = Coded {
            sources: interviews.iter().map(|_| SourceId::new()).collect(),
            codes: interviews.iter().map(|list| list.iter().map(|at| codes[*at]).collect()).collect(),
            undated: 0,
            same_day: 0,
            uncoded: 0,
            by: String::new(),
        };
        Saturation::new(coded, Guest::default(), 200, 1)
    }

    #[test]
    fn bars_lines_and_brackets_stand_where_the_numbers_say() {
        let of = judged(&[&[0, 1, 2, 3], &[0, 4], &[1, 5, 6], &[2], &[7], &[3], &[0], &[1]]);
        assert_eq!((of.fresh.as_slice(), of.seen().last()), (&[4, 1, 2, 0, 1, 0, 0, 0][..], Some(&8)));
        for size in [(420.0, 260.0), (1000.0, 520.0)] {
            let picture = SaturationPicture::new(&of, size, &mut |words| words.chars().count() as f32 * 6.5);
            let [left, top, right, bottom] = picture.plot;
            let unit = (bottom - top) / (bottom - picture.seen[7].1) * 8.0;
            for (bar, new) in picture.bars.iter().zip(&of.fresh) {
                assert!(
                    (bar.place[3] - (bottom - top) * *new as f32 / unit).abs() < 0.5 && bar.place[0] >= left && bar.place[0] + bar.place[2] <= right
                );
            }
            assert!(picture.seen.windows(2).all(|two| two[0].1 >= two[1].1 && two[0].0 < two[1].0), "it never falls");
            assert!(picture.low.iter().zip(&picture.high).all(|(low, high)| low.1 >= high.1));
            assert!(picture.words.iter().all(|words| words.at.0 >= 0.0 && words.at.0 <= size.0 && words.at.1 <= size.1));
            let after = of.judged.after.unwrap();
            let between = (picture.seen[after - 1].0 + picture.seen[after].0) / 2.0;
            assert!((picture.reached.unwrap() - between).abs() < 0.01 && picture.brackets.len() == 2);
        }
    }

    #[test]
    fn words_under_brackets_that_are_narrower_stand_beside_each_other() {
        let interviews: Vec<&[usize]> = std::iter::once(&[0, 1, 2][..]).chain(std::iter::repeat_n(&[0][..], 79)).collect();
        let of = judged(&interviews);
        assert_eq!(of.judged.after, Ok(4), "the run follows the base");
        for width in [200.0, 420.0, 1000.0] {
            let picture = SaturationPicture::new(&of, (width, 300.0), &mut |words| words.chars().count() as f32 * 6.5);
            let place = |words: &str| picture.words.iter().find(|one| one.words == words).unwrap().at;
            let (base, run) = (place("base 4"), place("run 2"));
            assert!(run.0 >= base.0 + 6.0 * 6.5 && run.0 + 5.0 * 6.5 <= width, "{base:?} {run:?} of {width}");
        }
        assert!(SaturationPicture::new(&of, (420.0, 300.0), &mut |_| 20.0).bars[1].said.starts_with("Interview 2: 1 code, 0 new"));
    }

    #[test]
    fn a_picture_is_written_as_svg_and_png_and_as_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let of = judged(&[&[0, 1], &[0], &[1], &[0], &[1], &[0]]);
        let parts = [("All <interviews>".to_owned(), &of), ("ICS A".to_owned(), &of)];
        let svg = dir.path().join("a.svg");
        write_saturation(&parts, &svg).unwrap();
        let text = std::fs::read_to_string(svg).unwrap();
        assert!(
            text.contains("All &lt;interviews&gt;") && text.contains("Interview 1: 2 codes, 2 new, 2 by then") && !text.contains("NaN"),
            "{text}"
        );
        let png = dir.path().join("a.png");
        write_saturation(&parts, &png).unwrap();
        assert!(std::fs::read(png).unwrap().starts_with(b"\x89PNG"));
        assert!(write_saturation(&parts, &dir.path().join("a.pdf")).is_err());
    }

    #[test]
    fn numbers_at_the_side_are_round() {
        assert_eq!([tick(8, 4), tick(60, 6), tick(0, 5), tick(301, 8)], [2, 10, 1, 50]);
    }
}
