//! Running heads and page numbers: what stands again and again at the top or the foot of pages, or counts them.

use super::rows::Piece;
use super::sheet::{Sheet, lines};
use std::collections::HashMap;

/// How many lines of each edge may be running heads.
const DEEP: usize = 5;

/// How far from an edge they may stand, as a part of the page.
const ZONE: f32 = 0.2;

/// A head stands again within so many pages.
const CHAPTER: u64 = 6;

/// Words around a page's number, in small letters.
const AROUND: [&str; 22] = [
    "#", "page", "pages", "of", "p", "pg", "seite", "von", "s", "página", "pagina", "pág", "de", "di", "sur", "sida", "side", "av", "af", "blz",
    "van", "strona",
];

/// What was taken out.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// From how many pages.
    pub pages: usize,
    /// A few of the heads as they stood there, page numbers alone not counted.
    pub heads: Vec<String>,
}

/// The outermost line of a page that is not taken yet.
struct Edge {
    sheet: usize,
    /// Its pieces.
    line: Vec<usize>,
    /// Its words, figures as `#`.
    key: String,
    /// Its figures.
    numbers: Vec<i64>,
    y: f32,
    /// Whether more than a line's distance parts it from what is further in.
    parted: bool,
    apart: bool,
}

/// Takes running heads and page numbers out.
pub(super) fn take_out(sheets: &mut [Sheet], leading: f32) -> Taken {
    let mut taken = Taken::default();
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); sheets.len()];
    for top in [true, false] {
        let mut open: Vec<Vec<Vec<usize>>> = sheets.iter().map(|sheet| lines(&sheet.pieces)).collect();
        let mut going: Vec<bool> = vec![true; sheets.len()];
        for _ in 0..DEEP {
            let edges: Vec<Edge> = (0..sheets.len()).filter(|n| going[*n]).filter_map(|n| edge(sheets, n, &open[n], top, leading)).collect();
            going.fill(false);
            for (edge, heading) in edges.iter().zip(judged(&edges, sheets)) {
                if heading {
                    going[edge.sheet] = true;
                    out[edge.sheet].extend(&edge.line);
                    said(&mut taken, sheets, edge);
                    if top {
                        open[edge.sheet].remove(0)
                    } else {
                        open[edge.sheet].pop().unwrap_or_default()
                    };
                }
            }
        }
    }
    for (sheet, mut out) in sheets.iter_mut().zip(out) {
        out.sort_unstable();
        out.dedup();
        taken.pages += usize::from(!out.is_empty());
        for at in out.into_iter().rev() {
            sheet.pieces.remove(at);
        }
    }
    taken
}

/// Keeps a few heads to be said.
fn said(taken: &mut Taken, sheets: &[Sheet], edge: &Edge) {
    let words = words(&sheets[edge.sheet].pieces, &edge.line);
    if taken.heads.len() < 3 && !counts_pages(&edge.key) && !taken.heads.iter().any(|head| key(head).0 == edge.key) {
        taken.heads.push(words);
    }
}

fn words(pieces: &[Piece], line: &[usize]) -> String {
    line.iter().map(|at| pieces[*at].text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The outermost line of a page, if it stands where running heads do and something else is on the page.
fn edge(sheets: &[Sheet], sheet: usize, open: &[Vec<usize>], top: bool, leading: f32) -> Option<Edge> {
    let Sheet { pieces, height, .. } = &sheets[sheet];
    let (line, next) = if top { (open.first()?, open.get(1)) } else { (open.last()?, open.len().checked_sub(2).map(|at| &open[at])) };
    let first = &pieces[line[0]];
    let apart = line.iter().all(|at| pieces[*at].apart);
    let outer = if top { first.y < ZONE * height } else { first.y > (1.0 - ZONE) * height };
    if !outer {
        return None;
    }
    // What is alone on its page is what the page says.
    let gap = next.map_or(0.0, |next| (pieces[next[0]].y - first.y).abs());
    let size = next.map_or(first.size, |next| first.size.max(pieces[next[0]].size));
    let (key, numbers) = key(&words(pieces, line));
    Some(Edge { sheet, line: line.clone(), key, numbers, y: first.y, parted: gap > 1.3 * leading * size, apart })
}

/// A line's words with figures as `#`, and the figures; Roman numerals that stand alone are figures too.
fn key(words: &str) -> (String, Vec<i64>) {
    let mut key = String::with_capacity(words.len());
    let mut numbers = Vec::new();
    for word in words.to_lowercase().split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        if words.len() < 12 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l')) {
            key.push('#');
            continue;
        }
        let mut rest = word;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let length = rest[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - at);
            key.push_str(&rest[..at]);
            key.push('#');
            numbers.extend(rest[at..at + length].parse::<i64>().ok());
            rest = &rest[at + length..];
        }
        key.push_str(rest);
    }
    (key, numbers)
}

/// Whether a line has nothing but a page's number in it.
fn counts_pages(key: &str) -> bool {
    let mut words = key.split(|c: char| !(c.is_alphanumeric() || c == '#')).filter(|word| !word.is_empty());
    key.contains('#') && key.matches('#').count() <= 3 && words.all(|word| AROUND.contains(&word) || word.chars().all(|c| c == '#'))
}

/// Which of the outermost lines are running heads or page numbers.
fn judged(edges: &[Edge], sheets: &[Sheet]) -> Vec<bool> {
    let pages = sheets.iter().filter(|sheet| !sheet.pieces.is_empty()).count();
    // The pages on which one line stands at one height, and whether it is parted from the text there.
    let mut same: HashMap<(&str, i32), Vec<(u32, bool)>> = HashMap::new();
    let mut counting: HashMap<(&str, usize, i64), usize> = HashMap::new();
    let mut numbered: HashMap<i64, usize> = HashMap::new();
    let place = |edge: &Edge| (edge.y / 8.0).round() as i32;
    for edge in edges {
        same.entry((edge.key.as_str(), place(edge))).or_default().push((sheets[edge.sheet].page, edge.parted));
        for (n, number) in edge.numbers.iter().enumerate() {
            let ahead = number - i64::from(sheets[edge.sheet].page);
            *counting.entry((edge.key.as_str(), n, ahead)).or_default() += 1;
            if counts_pages(&edge.key) && n == 0 {
                *numbered.entry(ahead).or_default() += 1;
            }
        }
    }
    let judge = |edge: &Edge| {
        let page = i64::from(sheets[edge.sheet].page);
        let number = counts_pages(&edge.key);
        // Heads of one kind stand at one height, or a hair beside it.
        let near = || (-1..=1).filter_map(|by| same.get(&(edge.key.as_str(), place(edge) + by))).flatten();
        let often = near().count();
        // Chapters have heads of their own, page after page; a short answer may stand at the top of pages here and there.
        let parted = near().filter(|(other, parted)| *parted && i64::from(*other).abs_diff(page) <= CHAPTER).count();
        let ahead = |(n, number): (usize, &i64)| counting.get(&(edge.key.as_str(), n, number - page)).copied().unwrap_or(0);
        let counted = edge.numbers.iter().enumerate().map(ahead).max().unwrap_or(0);
        let in_step = edge.numbers.first().and_then(|number| numbered.get(&(number - page))).copied().unwrap_or(0);
        edge.apart
            || number && (in_step >= 2 || edge.parted && edge.numbers.first() == Some(&page) || edge.numbers.is_empty() && often >= 2)
            || counted >= 2 && counted * 3 >= often && (edge.parted || counted * 2 >= pages)
            || parted >= 3
            || often >= 5 && often * 4 >= pages
            || parted == 2 && pages == 2
    };
    edges.iter().map(judge).collect()
}

#[cfg(test)]
mod tests {
    use super::super::rows::pieces;
    use super::super::tests::line;
    use super::*;
    use crate::import::pdf::ruling::Ruling;

    fn sheet(page: u32, lines: &[(f32, &str)]) -> Sheet {
        let inks = lines.iter().flat_map(|(y, words)| line(50.0, *y, 10.0, words)).collect();
        Sheet { page, height: 800.0, pieces: pieces(inks, &Ruling::default()), ..Sheet::default() }
    }

    fn left(sheets: &[Sheet]) -> Vec<&str> {
        sheets.iter().flat_map(|sheet| &sheet.pieces).map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn heads_that_recur_and_numbers_that_count_go() {
        let mut sheets: Vec<Sheet> = (1..=4)
            .map(|n| {
                sheet(
                    n,
                    &[
                        (30.0, "Day 3 of the inquiry"),
                        (60.0, ["One", "Two", "Three", "Four"][n as usize - 1]),
                        (74.0, "Yes."),
                        (770.0, &format!("- {} -", n + 8)),
                    ],
                )
            })
            .collect();
        let taken = take_out(&mut sheets, 1.2);
        assert_eq!((taken.pages, taken.heads), (4, vec!["Day 3 of the inquiry".to_owned()]));
        assert_eq!(left(&sheets)[..2], ["One", "Yes."]);
        assert_eq!(left(&sheets).len(), 8);
    }

    #[test]
    fn the_number_of_a_single_page_goes_and_a_lone_answer_stays() {
        let mut one = [sheet(1, &[(100.0, "This is page one."), (770.0, "1")])];
        assert_eq!((take_out(&mut one, 1.2).pages, left(&one)), (1, vec!["This is page one."]));
        let mut other = [sheet(1, &[(30.0, "Yes."), (60.0, "How many?"), (770.0, "7")]), sheet(2, &[(30.0, "Yes."), (42.0, "So?"), (54.0, "No.")])];
        take_out(&mut other, 1.2);
        assert_eq!(left(&other), ["Yes.", "How many?", "7", "Yes.", "So?", "No."]);
    }
}
