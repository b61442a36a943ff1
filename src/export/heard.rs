//! Where a theme is heard, as a picture: a bar a site, parted by who speaks, with the numbers in words; as SVG with letters drawn as outlines.

use super::blocks::Picture;
use super::review::escaped;
use super::svg::{INK, beside, fitted, head, set_in, width_of, wrapped};
use crate::analysis::{Column, Groups, Naming};
use crate::model::{Colour, counted};
use crate::text::isolated;
use crate::typeset::{SetText, Typesetter, Weight};
use std::fmt::Write as _;

/// What stands for those of whom nothing is known, and the ground of a bar.
const NOBODY: &str = "#b5afa5";
const TRACK: &str = "#ece9e2";

const WIDTH: f32 = 680.0;
/// The names at the left, and the words at the right of the bars.
const NAMES: f32 = 150.0;
const NUMBERS: f32 = 190.0;
const ROW: f32 = 26.0;
const EDGE: f32 = 12.0;
const LETTERS: f32 = 12.0;

/// The groups of a picture, and how people are called in it.
pub struct Called<'a> {
    /// The sites, a bar each.
    pub sites: &'a Groups,
    /// The roles that part the bars.
    pub roles: &'a Groups,
    /// What stands for people.
    pub naming: Naming,
}

impl Called<'_> {
    fn site(&self, group: u16) -> &str {
        self.sites.called(group, self.naming)
    }

    fn role(&self, group: u16) -> &str {
        self.roles.called(group, self.naming)
    }
}

/// Draws the sites of a theme that is called `name`: bars as long as they have passages, parted by role.
pub fn heard_picture(name: &str, columns: &[Column], called: &Called<'_>, setter: &mut Typesetter<()>) -> Picture {
    let said: Vec<String> = columns.iter().map(|column| numbers(column, called)).collect();
    let alt = format!("Where “{name}” is heard. {}.", said.join("; "));
    let legend = legend(columns, called);
    let mut drawn = String::new();
    let most = columns.iter().map(|column| column.voiced.passages).max().unwrap_or(0).max(1) as f32;
    let unit = (WIDTH - 2.0 * EDGE - NAMES - NUMBERS) / most;
    for (at, column) in columns.iter().enumerate() {
        let top = EDGE + ROW * at as f32;
        let middle = top + ROW / 2.0;
        write_line(&mut drawn, setter, called.site(column.group), (EDGE, middle, NAMES - 12.0), INK);
        let left = EDGE + NAMES;
        let _ = writeln!(drawn, "<rect x=\"{left}\" y=\"{:.1}\" width=\"{:.1}\" height=\"10\" fill=\"{TRACK}\"/>", middle - 5.0, unit * most);
        bar(&mut drawn, column, called, (left, middle - 5.0), unit);
        write_line(&mut drawn, setter, &short(column), (left + unit * most + 12.0, middle, NUMBERS - 12.0), INK);
    }
    let bottom = EDGE + ROW * columns.len() as f32;
    let height = bottom + write_legend(&mut drawn, setter, &legend, bottom) + EDGE;
    let svg = format!("{}{drawn}</svg>\n", head(WIDTH, height, &alt));
    let words = columns.iter().map(|column| called.site(column.group).to_owned()).chain(legend.into_iter().map(|(name, _)| name)).collect();
    Picture { svg, width: WIDTH, height, alt, words }
}

/// “ICS A: 14 passages of 5 people”.
fn numbers(column: &Column, called: &Called<'_>) -> String {
    format!("{}: {}", isolated(called.site(column.group)), short(column))
}

fn short(column: &Column) -> String {
    let voiced = &column.voiced;
    format!("{}, {}", counted(voiced.passages, "passage", "passages"), counted(voiced.people, "person", "people"))
}

fn colour(roles: &Groups, group: u16) -> String {
    if group == roles.unassigned() {
        return NOBODY.to_owned();
    }
    format!("#{:06x}", Colour::ON_WHITE[usize::from(Colour::GROUPS[usize::from(group) % 12])])
}

fn bar(drawn: &mut String, column: &Column, called: &Called<'_>, (left, top): (f32, f32), unit: f32) {
    // A passage of several roles is in the bar of each: together they are as long as there are passages.
    let all: usize = column.bars.iter().map(|share| share.passages).sum();
    let length = unit * column.voiced.passages as f32;
    let mut x = left;
    for share in &column.bars {
        let wide = length * share.passages as f32 / all.max(1) as f32;
        let title = format!("{}: {}", called.role(share.group), counted(share.passages, "passage", "passages"));
        let _ = writeln!(
            drawn,
            "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"10\" fill=\"{}\"><title>{}</title></rect>",
            (wide - 1.0).max(0.5),
            colour(called.roles, share.group),
            escaped(&title)
        );
        x += wide;
    }
}

/// The roles that are heard somewhere, in their order.
fn legend(columns: &[Column], called: &Called<'_>) -> Vec<(String, String)> {
    let roles = called.roles;
    let here = |group: &u16| columns.iter().any(|column| column.bars.iter().any(|share| share.group == *group));
    let heard: Vec<u16> = roles.all().filter(here).collect();
    if roles.is_empty() { Vec::new() } else { heard.into_iter().map(|group| (called.role(group).to_owned(), colour(roles, group))).collect() }
}

/// Writes who the colours are, on as many lines as it takes; gives their height.
fn write_legend(drawn: &mut String, setter: &mut Typesetter<()>, legend: &[(String, String)], top: f32) -> f32 {
    /// A line, and what stands before a name.
    const LINE: f32 = 20.0;
    const MARK: f32 = 14.0;
    if legend.is_empty() {
        return 0.0;
    }
    let (left, right) = (EDGE + NAMES, WIDTH - EDGE);
    let places = wrapped(legend.iter().map(|(name, _)| MARK + width_of(&set(setter, name))), 16.0, (left, right));
    let lines = places.last().map_or(0, |(_, line)| line + 1);
    for ((name, colour), (x, line)) in legend.iter().zip(places) {
        let y = top + 8.0 + LINE * (line as f32 + 0.5);
        let _ = writeln!(drawn, "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"8\" height=\"8\" rx=\"2\" fill=\"{colour}\"/>", y - 4.0);
        write_line(drawn, setter, name, (x + MARK, y, right - x - MARK), INK);
    }
    8.0 + LINE * lines as f32
}

/// Writes words on one line with the middle of its left edge at a place, cut between letters where they are too wide.
fn write_line(drawn: &mut String, setter: &mut Typesetter<()>, words: &str, (left, middle, width): (f32, f32, f32), ink: &str) {
    let set = fitted(words, width, &mut |words| set(setter, words));
    let at = beside(&set, (left, middle));
    let _ = writeln!(drawn, "<path fill=\"{ink}\" d=\"{}\"><title>{}</title></path>", set.outline(at), escaped(words));
}

fn set(setter: &mut Typesetter<()>, words: &str) -> SetText<()> {
    set_in(setter, words, LETTERS, Weight::Regular)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_those_of_the_other_pages() {
        for page in [include_str!("../../assets/transcript.css"), include_str!("../../assets/review.css")] {
            for (at, colour) in Colour::ON_WHITE.iter().enumerate() {
                assert!(page.contains(&format!("--c{at}: #{colour:06x};")), "{at}");
            }
        }
        let script = include_str!("../../assets/review.js");
        assert!(script.contains(&format!("BARS = {:?};", Colour::GROUPS)), "a group has one colour everywhere");
    }
}
