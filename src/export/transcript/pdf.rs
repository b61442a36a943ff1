//! A transcript on paper: who speaks at the left, the words, its codings as lines beside them with their names, and a legend.

use super::stripes::{Here, Stripe, Sweep};
use super::{TranscriptOptions, heading, legend_of, stripes_of};
use crate::Result;
use crate::analysis::*;
use crate::export::paper::{About, Item, Paper, Part, Rgb, Role, Sheet, pdf};
use crate::export::{Written, failed};
use crate::model::*;
use crate::text::SourceText;
use crate::typeset::{Family, Marks, PassageStyle, Run, SetText, Typesetter, Weight};
use std::collections::BTreeSet;
use std::io::Write;
use std::rc::Rc;

const INK: Rgb = [0x1f, 0x1d, 0x1a];
const INK_2: Rgb = [0x5b, 0x57, 0x50];
const INK_3: Rgb = [0x6f, 0x6a, 0x62];
const LINE: Rgb = [0xe2, 0xdf, 0xd8];
/// The twelve colours of codes on light paper, in the order of their names.
const NAMED: [Rgb; 12] = [
    [0xbc, 0x4a, 0x3f],
    [0xb1, 0x65, 0x00],
    [0x93, 0x77, 0x02],
    [0x6d, 0x86, 0x00],
    [0x0e, 0x8c, 0x41],
    [0x0c, 0x87, 0x79],
    [0x05, 0x82, 0x98],
    [0x15, 0x77, 0xc8],
    [0x65, 0x66, 0xc9],
    [0x89, 0x59, 0xba],
    [0xa8, 0x4d, 0x97],
    [0xb9, 0x47, 0x69],
];

/// Margins, columns and the grid, in points.
const LEFT: f32 = 48.0;
const RIGHT: f32 = 40.0;
const TOP: f32 = 66.0;
const BOTTOM: f32 = 48.0;
const ROW: f32 = 14.0;
const GAP: f32 = 7.0;
/// The column of who speaks: at least, and at most where a name is long.
const WHO: (f32, f32) = (70.0, 126.0);
const NAMES: f32 = 108.0;
const LANE: f32 = 5.0;
/// Lanes that have a place of their own; those beyond share the last.
const LANES: usize = 14;

fn rgb(colour: Colour) -> Rgb {
    match colour {
        Colour::Named(place) => NAMED[usize::from(place) % NAMED.len()],
        Colour::Rgb(r, g, b) => [r, g, b],
    }
}

/// Writes one source as a PDF: real text in every script that a font on this machine has, pages with a running head, and a legend.
///
/// The rows written are paragraphs.
pub fn transcript_pdf(corpus: &Corpus, source: SourceId, texts: &dyn Texts, options: &TranscriptOptions, out: &mut dyn Write) -> Result<Written> {
    let text = texts.text(source)?;
    let stripes = stripes_of(corpus, source, texts, options)?;
    let names = Names::new(corpus, options.naming);
    let title = names.source(corpus, source).to_owned();
    let mut page = Composer::new(options.paper, &stripes);
    page.title(&title, &heading(corpus, source, options));
    let speakers: BTreeSet<u32> = text.structure.turns.iter().map(|turn| turn.speaker).collect();
    let voices: Vec<&str> = speakers.into_iter().map(|speaker| names.speaker(corpus, source, speaker)).collect();
    page.make_room(&voices, text.structure.turns.len());
    let mut sweep = Sweep::new(&text, &stripes);
    for paragraph in &text.structure.paragraphs {
        page.paragraph(corpus, (source, &names), &text, sweep.next(*paragraph));
    }
    page.legend(corpus, &stripes, options.basis);
    let (sheets, parts) = page.finish(&format!("{} · {title}", corpus.project.name));
    let language = corpus.source(source).map_or_else(String::new, |source| source.language.clone());
    out.write_all(&pdf(&sheets, &parts, options.paper, &About { title, language })?).and_then(|()| out.flush()).map_err(failed)?;
    Ok(Written { rows: text.structure.paragraphs.len(), ..Written::default() })
}

/// What stands in one line of the grid across all columns; lines are never broken over two pages.
#[derive(Default)]
struct Row {
    lines: Vec<Placed>,
    /// Left, width, colour, where from and to within the row.
    bars: Vec<(f32, f32, Rgb, f32, f32)>,
}

/// A line of a text in its row: from where, in which colour, of which part of the document.
struct Placed {
    set: Rc<SetText<Rgb>>,
    line: usize,
    x: f32,
    colour: Rgb,
    part: usize,
}

/// Puts rows on sheets, one below the other.
struct Composer {
    typesetter: Typesetter<Rgb>,
    paper: Paper,
    sheets: Vec<Sheet>,
    /// The parts of the document in the order in which they are read.
    parts: Vec<Part>,
    y: f32,
    lanes: usize,
    /// The width of the column of who speaks.
    who: f32,
}

impl Composer {
    fn new(paper: Paper, stripes: &[Stripe]) -> Self {
        let lanes = stripes.iter().map(|stripe| stripe.lane + 1).max().unwrap_or(0).min(LANES);
        Self { typesetter: Typesetter::new(), paper, sheets: vec![Sheet::default()], parts: Vec::new(), y: TOP, lanes, who: WHO.0 }
    }

    /// Where the lanes begin.
    fn margin(&self) -> f32 {
        self.paper.size().0 - RIGHT - NAMES - self.lanes as f32 * LANE - 4.0
    }

    fn set(&mut self, text: &str, style: PassageStyle, marks: Marks<'_, Rgb>, width: f32) -> Rc<SetText<Rgb>> {
        Rc::new(self.typesetter.set(text, &style, marks, width))
    }

    /// Begins the next part of the document; what it is called in its lines.
    fn part(&mut self, role: Role, words: &str, ours: bool) -> usize {
        self.parts.push(Part { role, words: words.to_owned(), ours });
        self.parts.len() - 1
    }

    /// Every line of a text, one below the other.
    fn block(&mut self, set: &Rc<SetText<Rgb>>, x: f32, colour: Rgb, part: usize) {
        for line in 0..set.lines.len() {
            self.room(set.line_height);
            let y = self.y;
            self.put(Item::Line { set: set.clone(), line, x, y, colour, part: Some(part) });
            self.y += set.line_height;
        }
    }

    fn put(&mut self, item: Item) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.0.push(item);
        }
    }

    /// Turns the page where less than this is left.
    fn room(&mut self, height: f32) {
        if self.y + height > self.paper.size().1 - BOTTOM {
            self.sheets.push(Sheet::default());
            self.y = TOP;
        }
    }

    fn title(&mut self, title: &str, about: &str) {
        let width = self.paper.size().0 - LEFT - RIGHT;
        let set = self.set(title, PassageStyle::new(Family::Serif, 17.0, 23.0).weight(Weight::Semibold), Marks::default(), width);
        let part = self.part(Role::Title, title, false);
        self.block(&set, LEFT, INK, part);
        let set = self.set(about, PassageStyle::new(Family::Sans, 8.5, 13.0), Marks::default(), width);
        let part = self.part(Role::Paragraph, about, true);
        self.block(&set, LEFT, INK_2, part);
        self.y += 12.0;
    }

    /// One paragraph; a line that goes on behind it bridges the gap to the next.
    fn paragraph(&mut self, corpus: &Corpus, (source, names): (SourceId, &Names), text: &SourceText, here: Here) {
        let width = self.margin() - LEFT - self.who - 8.0;
        let turn = here.turn.map(|place| &text.structure.turns[place]);
        let asks = turn.and_then(|turn| corpus.speaker(source, turn.speaker)).is_some_and(|speaker| speaker.role == SpeakerRole::Interviewer);
        let hidden = hidden(text, here.paragraph);
        let weight = if here.head { Weight::Semibold } else { Weight::Regular };
        let style = PassageStyle::new(Family::Serif, 10.3, ROW).weight(weight);
        let mut rows: Vec<Row> = Vec::new();
        if let (Some(turn), Some(number)) = (turn, here.begins) {
            let name = names.speaker(corpus, source, turn.speaker);
            let (who, part) = (self.who(name, number, turn.from), self.part(Role::Paragraph, name, false));
            fill(&mut rows, 0, (&who, LEFT, INK_3), part);
        }
        let words = self.set(text.geometry.slice(here.paragraph), style, Marks { hidden: &hidden, ..Marks::default() }, width);
        let role = if here.head { Role::Heading } else { Role::Paragraph };
        let part = self.part(role, text.words_of(here.paragraph).trim(), false);
        fill(&mut rows, 0, (&words, LEFT + self.who, if asks { INK_2 } else { INK }), part);
        self.names_beside(corpus, &here, &words, &mut rows);
        self.lines_beside(corpus, &here, &words, &mut rows);
        self.rows(rows);
    }

    /// The names of the lines that begin here, each where its line does or below the one before.
    fn names_beside(&mut self, corpus: &Corpus, here: &Here, words: &SetText<Rgb>, rows: &mut Vec<Row>) {
        let left = self.paper.size().0 - RIGHT - NAMES;
        let mut next = 0;
        for stripe in here.stripes.iter().filter(|stripe| stripe.span.start >= here.after) {
            let (name, part) = (self.name(corpus, stripe), self.part(Role::Note, &beside(corpus, stripe), false));
            let at = words.line_of(stripe.span.start.saturating_sub(here.paragraph.start)).max(next);
            fill(rows, at, (&name, left + 10.0, INK_2), part);
            rows[at].bars.push((left, 5.0, rgb(corpus.colour(stripe.code)), 4.5, ROW - 4.5));
            next = at + name.lines.len();
        }
    }

    /// The lines themselves, in every row that they touch.
    fn lines_beside(&self, corpus: &Corpus, here: &Here, words: &SetText<Rgb>, rows: &mut [Row]) {
        let last = rows.len() - 1;
        let line_of = |at: u32| words.line_of(at.saturating_sub(here.paragraph.start));
        for stripe in &here.stripes {
            let (begins, ends) = (stripe.span.start >= here.paragraph.start, stripe.span.end <= here.paragraph.end);
            let from = if begins { line_of(stripe.span.start) } else { 0 };
            let to = if ends { line_of(stripe.span.end.saturating_sub(1)) } else { last };
            let left = self.margin() + stripe.lane.min(LANES - 1) as f32 * LANE;
            for (at, row) in rows.iter_mut().enumerate().take(to + 1).skip(from) {
                let top = if at == from && begins { 1.5 } else { 0.0 };
                let bottom = match (at < to, ends) {
                    (true, _) => ROW,
                    (false, true) => ROW - 1.5,
                    (false, false) => ROW + GAP,
                };
                row.bars.push((left, 2.6, rgb(corpus.colour(stripe.code)), top, bottom));
            }
        }
    }

    /// The rows of one block; its first does not stand alone at the foot of a page.
    fn rows(&mut self, rows: Vec<Row>) {
        let count = rows.len();
        for (at, row) in rows.into_iter().enumerate() {
            self.room(if at == 0 && count > 1 { 2.0 * ROW } else { ROW });
            let (y, foot) = (self.y, self.paper.size().1 - BOTTOM + GAP);
            for (left, width, colour, from, to) in row.bars {
                self.put(Item::Bar { place: [left, y + from, width, (y + to).min(foot) - y - from], colour });
            }
            // Smaller letters stand on the same line as the words.
            let base = row.lines.iter().map(|placed| placed.set.baseline).fold(0.0, f32::max);
            for Placed { set, line, x, colour, part } in row.lines {
                self.put(Item::Line { y: y + base - set.baseline, set, line, x, colour, part: Some(part) });
            }
            self.y += ROW;
        }
        self.y += GAP;
    }

    /// Makes room for the names of those who speak, each with the number of a turn behind it on the same line.
    fn make_room(&mut self, names: &[&str], turns: usize) {
        let lines = |page: &mut Self, name: &str| page.who(name, turns, None).lines.len();
        for name in names {
            // A name that wraps even in the widest column leaves it as it is.
            let before = self.who;
            while lines(self, name) > 1 && self.who < WHO.1 {
                self.who += 4.0;
            }
            if lines(self, name) > 1 {
                self.who = before;
            }
        }
    }

    fn who(&mut self, name: &str, number: usize, from: Option<i64>) -> Rc<SetText<Rgb>> {
        let time = from.map_or_else(String::new, |from| format!("\n{}", clock(from)));
        let words = format!("{name} {number}{time}");
        let span = Span { start: 0, end: name.chars().count() as u32 };
        let bold = [Run { span, colour: Some(INK_2), weight: Some(Weight::Semibold), italic: false }];
        let style = PassageStyle::new(Family::Sans, 8.0, ROW);
        self.set(&words, PassageStyle { tabular: true, ..style }, Marks { runs: &bold, hidden: &[] }, self.who - 8.0)
    }

    fn name(&mut self, corpus: &Corpus, stripe: &Stripe) -> Rc<SetText<Rgb>> {
        let name = corpus.code(stripe.code).map_or("", |code| code.name.as_str());
        // A mark of direction, so that a name written from the right stands at its square too.
        let words = format!("\u{200E}{}", beside(corpus, stripe));
        let from = name.chars().count() as u32 + 1;
        let grey = [Run { span: Span { start: from, end: words.chars().count() as u32 }, colour: Some(INK_3), weight: None, italic: false }];
        self.set(&words, PassageStyle::new(Family::Sans, 7.6, ROW), Marks { runs: &grey, hidden: &[] }, NAMES - 10.0)
    }

    fn legend(&mut self, corpus: &Corpus, stripes: &[Stripe], basis: Basis) {
        let counts = legend_of(corpus, stripes);
        self.y += 10.0;
        self.room(4.0 * ROW);
        let words = if counts.is_empty() { "Nothing is coded here".into() } else { format!("Codes, with {} in this transcript", basis.name()) };
        let width = self.paper.size().0 - LEFT - RIGHT;
        let set = self.set(&words, PassageStyle::new(Family::Sans, 8.5, 16.0).weight(Weight::Semibold), Marks::default(), width);
        let part = self.part(Role::Heading, &words, true);
        self.block(&set, LEFT, INK_2, part);
        for (code, count) in counts {
            let path = format!("{} · {count}", corpus.path(code).join(" / "));
            let set = self.set(&path, PassageStyle::new(Family::Sans, 8.5, ROW), Marks::default(), width - 12.0);
            let mut rows = Vec::new();
            let part = self.part(Role::Entry, &path, false);
            fill(&mut rows, 0, (&set, LEFT + 12.0, INK), part);
            rows[0].bars.push((LEFT, 6.0, rgb(corpus.colour(code)), 4.0, ROW - 4.0));
            self.rows(rows);
            self.y -= GAP;
        }
    }

    /// The sheets, each with what is on it, which page it is, and a hairline below; and the parts of the document.
    fn finish(mut self, head: &str) -> (Vec<Sheet>, Vec<Part>) {
        let (width, pages) = (self.paper.size().0, self.sheets.len());
        let style = PassageStyle { tabular: true, ..PassageStyle::new(Family::Sans, 7.5, 11.0) };
        let left = self.set(head, style, Marks::default(), width - LEFT - RIGHT - 90.0);
        for page in 0..pages {
            let number = self.set(&format!("page {} of {pages}", page + 1), style, Marks::default(), f32::INFINITY);
            let long: f32 = number.lines[0].runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.advance).sum();
            let y = 34.0;
            let items = &mut self.sheets[page].0;
            items.push(Item::Line { set: left.clone(), line: 0, x: LEFT, y, colour: INK_3, part: None });
            items.push(Item::Line { set: number, line: 0, x: width - RIGHT - long, y, colour: INK_3, part: None });
            items.push(Item::Bar { place: [LEFT, y + 15.0, width - LEFT - RIGHT, 0.5], colour: LINE });
        }
        (self.sheets, self.parts)
    }
}

/// What stands beside a line: the code, who coded, a star.
fn beside(corpus: &Corpus, stripe: &Stripe) -> String {
    let name = corpus.code(stripe.code).map_or("", |code| code.name.as_str());
    format!("{name} {}{}", stripe.coders, if stripe.star { " ★" } else { "" })
}

/// Puts the lines of a text into rows, the first into the one at `from`.
fn fill(rows: &mut Vec<Row>, from: usize, (set, x, colour): (&Rc<SetText<Rgb>>, f32, Rgb), part: usize) {
    for line in 0..set.lines.len() {
        while rows.len() <= from + line {
            rows.push(Row::default());
        }
        rows[from + line].lines.push(Placed { set: set.clone(), line, x, colour, part });
    }
}

/// What of a paragraph is not shown, counted from its beginning.
fn hidden(text: &SourceText, paragraph: Span) -> Vec<Span> {
    let inside = |span: Span| Span {
        start: span.start.clamp(paragraph.start, paragraph.end) - paragraph.start,
        end: span.end.clamp(paragraph.start, paragraph.end) - paragraph.start,
    };
    text.structure.marks_in(paragraph).iter().map(|mark| inside(mark.span)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_and_page_show_codes_in_the_same_colours() {
        let css = include_str!("../../../assets/transcript.css");
        for (place, [r, g, b]) in NAMED.iter().enumerate() {
            assert!(css.contains(&format!("--c{place}: #{r:02x}{g:02x}{b:02x};")), "{}", Colour::NAMES[place]);
        }
    }
}
