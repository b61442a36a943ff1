//! Traces of names that are not replaced as they stand: glued into file names and addresses, in small letters, in the plural, without
//! accents, behind what Arabic and Hebrew write together with a word. The check finds them; what is certain in a label is replaced too.

use super::affixes::{cut_for_endings, is_ending, is_particle, proclitics};
use super::finder::How;
use super::letters::{Gap, exact, folded, is_dropped, is_letter, spelled, written_out};
use crate::text::is_unspaced;
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// What parts the words of a name at most, in signs.
const PARTING: usize = 3;

/// Letters of a name whose words may stand without anything between them.
const LONG: usize = 5;

/// The fewest letters of a name that is spelled letter by letter, and the most signs between two of them.
const SPELLED: usize = 3;
const SIGNS: usize = 2;

/// A trace of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Where the name stands, in bytes: without what follows it in the plural.
    pub at: Range<usize>,
    /// Whose spelling it is.
    pub entry: usize,
    /// Which spelling, by the order they were added.
    pub spelling: usize,
    /// Whether it is no word of another kind either: “may” may be a month.
    pub sure: bool,
    /// Whether letters or figures go on beside it or between its words.
    pub glued: bool,
}

#[derive(Clone, Debug)]
struct Sought {
    /// Its letters and figures, folded, without accents.
    letters: Vec<char>,
    /// Before which of them something may stand that parts words.
    gaps: Vec<Gap>,
    /// Nothing for words that are to be left as they are; these count as they are spelled alone.
    entry: Option<usize>,
    exact: Vec<char>,
    spelling: usize,
    /// Whether it is one word with a capital: in small letters it may be another word.
    capital: bool,
    /// What speaks against it.
    doubt: Doubt,
    /// Whether it is the rest of a name behind its article.
    behind_article: bool,
    /// Whether it is a name without its last letter, for which an ending has to stand.
    stem: bool,
}

/// What speaks against it that a word is a name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Doubt {
    /// It is a word of the language too.
    pub ordinary: bool,
    /// It is never certain.
    pub perhaps: bool,
}

/// The names whose traces are sought.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    sought: Vec<Sought>,
    first: HashMap<char, Vec<usize>>,
}

/// Where a trace lies, what is sought, whether it is certain and whether it is glued.
type Raw = (Range<usize>, usize, bool, bool);

/// How a trace begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begins {
    /// As a word does.
    Whole,
    /// Behind letters or figures that are another word.
    Glued,
    /// Behind letters that are written together with a word; with an article among them or without.
    Joined { article: bool },
}

/// How a trace ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    Whole,
    Glued,
    Plural,
    /// In an ending of German, Russian or Polish: “Annen”, “Анны”.
    Inflected,
}

impl Traces {
    /// Adds a spelling, as [`super::finder::Finder::add`] does, and says what speaks against it.
    pub fn add(&mut self, name: &str, entry: Option<usize>, spelling: usize, doubt: Doubt) {
        let (letters, gaps) = spelled(name);
        let capital = !gaps.contains(&Gap::Word) && name.chars().any(char::is_uppercase);
        let sought = Sought { letters, gaps, entry, exact: exact(name), spelling, capital, doubt, behind_article: false, stem: false };
        // “Mueller” is Müller.
        let written_out: String =
            name.nfc().flat_map(|c| written_out(c).map_or_else(|| c.to_string(), str::to_owned).chars().collect::<Vec<_>>()).collect();
        if entry.is_some() && written_out != name.nfc().collect::<String>() {
            let (letters, gaps) = spelled(&written_out);
            self.put(Sought { letters, gaps, exact: exact(&written_out), ..sought.clone() });
        }
        if entry.is_some() && cut_for_endings(&sought.letters) {
            let (mut letters, mut gaps) = (sought.letters.clone(), sought.gaps.clone());
            letters.pop();
            gaps.pop();
            self.put(Sought { letters, gaps, stem: true, ..sought.clone() });
        }
        // “للقاهرة” is “to Cairo”: the article lost its first letter, and the name is what is left.
        if let Some(rest) = name.trim().strip_prefix("ال").filter(|rest| rest.chars().count() >= 3) {
            let cut = sought.letters.len().min(2);
            let mut bare = Sought { behind_article: true, exact: exact(rest), ..sought.clone() };
            (bare.letters, bare.gaps) = (bare.letters.split_off(cut), bare.gaps.split_off(cut));
            self.put(bare);
        }
        self.put(sought);
    }

    fn put(&mut self, sought: Sought) {
        if let Some(first) = sought.letters.first() {
            self.first.entry(*first).or_default().push(self.sought.len());
            self.sought.push(sought);
        }
    }

    /// Every trace in words, the certain ones first where two lie over each other, in order.
    pub fn find(&self, text: &str, how: How) -> Vec<Trace> {
        if self.sought.is_empty() {
            return Vec::new();
        }
        let mut list: Vec<Raw> = Vec::new();
        let mut before = None;
        for (at, c) in text.char_indices() {
            if is_dropped(c) {
                continue;
            }
            if is_letter(c)
                && let Some(begins) = boundary(before, c, text[at + c.len_utf8()..].chars().next())
            {
                self.at(text, at, c, begins, how, &mut list);
                let joined = if begins == Begins::Whole { proclitics(&text[at..]) } else { Vec::new() };
                for (skipped, article) in joined {
                    let next = at + skipped;
                    text[next..].chars().next().into_iter().for_each(|c| self.at(text, next, c, Begins::Joined { article }, how, &mut list));
                }
            }
            before = Some(c);
        }
        self.in_addresses(text, &mut list);
        self.spelled_out(text, &mut list);
        self.settled(list)
    }

    /// The traces that begin at a letter.
    fn at(&self, text: &str, at: usize, c: char, begins: Begins, how: How, list: &mut Vec<Raw>) {
        for n in self.beginning(c) {
            let sought = &self.sought[*n];
            let Some((end, inside)) = follows(sought, text, at) else { continue };
            let ending = if sought.stem { inflected(text, end, sought) } else { ending(text, end).or_else(|| inflected(text, end, sought)) };
            let Some(ends) = ending.filter(|ends| *ends != Ends::Inflected || text[at..].starts_with(char::is_uppercase)) else { continue };
            if sought.behind_article && begins != (Begins::Joined { article: true }) {
                continue;
            }
            let found = &text[at..end];
            if sought.entry.is_none() && exact(found) != sought.exact {
                continue;
            }
            // What an ending is of is seen with it.
            let end =
                if ends == Ends::Inflected { end + text[end..].find(|c| !is_letter(c) && !is_dropped(c)).unwrap_or(text.len() - end) } else { end };
            let glued = inside || matches!(begins, Begins::Glued) || ends == Ends::Glued;
            list.push((at..end, *n, is_sure(sought, text, &(at..end), begins, ends, how), glued));
        }
    }

    fn beginning(&self, c: char) -> &[usize] {
        let mut first = None;
        folded(c, &mut |letter| first = first.or(Some(letter)));
        first.and_then(|first| self.first.get(&first)).map_or(&[], Vec::as_slice)
    }

    /// Names within the words of addresses, where nothing parts words: “annemiller@…”, “millera@…”. They are certain where little else is in
    /// the word.
    fn in_addresses(&self, text: &str, list: &mut Vec<Raw>) {
        if !text.contains('@') && !text.contains("://") && !text.contains("www.") {
            return;
        }
        let start = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
        for token in text.split_whitespace().filter(|token| token.contains('@') || token.contains("://") || token.contains("www.")) {
            for piece in token.split(|c: char| !is_letter(c) && !is_dropped(c)).filter(|piece| !piece.is_empty()) {
                let piece = start(piece)..start(piece) + piece.len();
                let mut here: Vec<(Range<usize>, usize)> = Vec::new();
                for (at, c) in text[piece.clone()].char_indices() {
                    let at = piece.start + at;
                    let named = |n: &&usize| self.sought[**n].entry.is_some() && !self.sought[**n].behind_article && !self.sought[**n].stem;
                    for n in self.beginning(c).iter().filter(named) {
                        here.extend(follows(&self.sought[*n], text, at).filter(|(end, _)| *end <= piece.end).map(|(end, _)| (at..end, *n)));
                    }
                }
                let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
                let mut bare = vec![true; piece.len()];
                here.iter().for_each(|(at, _)| bare[at.start - piece.start..at.end - piece.start].fill(false));
                let rest = text[piece.clone()].char_indices().filter(|(at, c)| bare[*at] && c.is_alphabetic()).count();
                for (at, n) in here {
                    let at_an_end = at.start == piece.start || at.end == piece.end;
                    let long = letters(&text[at.clone()]);
                    let sure = rest <= 2 || at_an_end && long > LONG;
                    if sure || at_an_end && long >= LONG - 1 {
                        list.push((at, n, sure, true));
                    }
                }
            }
        }
    }

    /// Names that somebody spells, letter by letter: “M-I-L-L-E-R”, “m i l l e r”. Few letters may be something else.
    fn spelled_out(&self, text: &str, list: &mut Vec<Raw>) {
        for letters in runs_of_letters(text) {
            for (from, first) in letters.iter().enumerate() {
                let here = self.first.get(&first.letter).map_or(&[][..], Vec::as_slice);
                for n in here.iter().filter(|n| self.sought[**n].entry.is_some() && !self.sought[**n].stem && !self.sought[**n].behind_article) {
                    let sought = &self.sought[*n];
                    let run = &letters[from..];
                    let fits = sought.letters.len() >= SPELLED
                        && run.iter().map(|run| run.letter).take(sought.letters.len()).eq(sought.letters.iter().copied());
                    if let Some(last) = sought.letters.len().checked_sub(1).filter(|_| fits).and_then(|last| run.get(last)) {
                        list.push((first.at.start..last.at.end, *n, sought.letters.len() >= LONG && !sought.doubt.perhaps, false));
                    }
                }
            }
        }
    }

    /// Leaves out what lies in words that stay as they are, and of what lies over each other all but the certain and the longest.
    fn settled(&self, mut list: Vec<Raw>) -> Vec<Trace> {
        let mut stay: Vec<Range<usize>> = list.iter().filter(|(_, n, ..)| self.sought[*n].entry.is_none()).map(|(at, ..)| at.clone()).collect();
        stay.sort_by_key(|at| at.start);
        // Each reaches as far as any that begins before it.
        stay.iter_mut().fold(0, |far, at| {
            at.end = at.end.max(far);
            at.end
        });
        list.retain(|(at, ..)| stay[..stay.partition_point(|stay| stay.start <= at.start)].last().is_none_or(|stay| stay.end < at.end));
        list.sort_by_key(|(at, _, sure, _)| (!sure, at.start, std::cmp::Reverse(at.end)));
        let mut kept: Vec<Trace> = Vec::new();
        for (at, n, sure, glued) in list {
            let Sought { entry: Some(entry), spelling, .. } = self.sought[n] else { continue };
            // Only of the certain ones may many stand, and these are in order.
            let free = |known: &Trace| known.at.end <= at.start || at.end <= known.at.start;
            let taken = if sure { kept.last().is_some_and(|last| !free(last)) } else { !kept.iter().all(free) };
            if !taken {
                kept.push(Trace { at, entry, spelling, sure, glued });
            }
        }
        kept.sort_by_key(|trace| trace.at.start);
        kept
    }
}

/// A letter that stands alone.
struct Alone {
    at: Range<usize>,
    letter: char,
}

/// Letters that stand alone one after another, with a sign or two between them, in runs.
fn runs_of_letters(text: &str) -> Vec<Vec<Alone>> {
    let mut runs: Vec<Vec<Alone>> = Vec::new();
    let (mut run, mut parting, mut beside): (Vec<Alone>, usize, bool) = (Vec::new(), 0, false);
    let mut signs = text.char_indices().filter(|(_, c)| !is_dropped(*c)).peekable();
    while let Some((at, c)) = signs.next() {
        let alone = is_letter(c) && !beside && !signs.peek().is_some_and(|(_, next)| is_letter(*next)) && !is_unspaced(c);
        beside = is_letter(c);
        let parts = c.is_whitespace() || matches!(c, '-' | '.' | ',' | '/' | '·' | '…' | '\u{2010}'..='\u{2015}');
        if !alone && (!parts || parting == SIGNS) {
            let run = std::mem::take(&mut run);
            if run.len() >= SPELLED {
                runs.push(run);
            }
        } else if alone {
            folded(c, &mut |letter| run.push(Alone { at: at..at + c.len_utf8(), letter }));
        }
        parting = if beside { 0 } else { parting + 1 };
    }
    runs.push(run);
    runs.retain(|run| run.len() >= SPELLED);
    runs
}

/// Whether a trace is the name and nothing else.
fn is_sure(sought: &Sought, text: &str, at: &Range<usize>, begins: Begins, ends: Ends, how: How) -> bool {
    let letters = sought.letters.len();
    let capital = text[at.clone()].chars().any(char::is_uppercase);
    let small = sought.capital && !capital && how != How::Label;
    let joined = match begins {
        Begins::Joined { article } => article || letters >= 4,
        _ => true,
    };
    let plural = ends != Ends::Plural || !sought.doubt.ordinary && letters >= if capital { 3 } else { 4 };
    let glued = !matches!((begins, ends), (Begins::Glued, _) | (_, Ends::Glued)) || letters > 2;
    // “McMiller” is another name.
    let other = begins == Begins::Glued && how != How::Label && {
        let piece: Vec<char> = text[..at.start].chars().rev().take_while(|c| c.is_alphabetic()).take(4).collect();
        piece.len() < 4 && piece.last().is_some_and(|c| c.is_uppercase())
    };
    joined && plural && glued && ends != Ends::Inflected && !other && !(small && sought.doubt.ordinary) && !sought.doubt.perhaps
}

/// Whether a name that ends at `end` goes on in an ending of German, Russian or Polish, and then ends.
fn inflected(text: &str, end: usize, sought: &Sought) -> Option<Ends> {
    let rest: String = text[end..].chars().take_while(|c| is_letter(*c) || is_dropped(*c)).take(6).nfc().flat_map(char::to_lowercase).collect();
    is_ending(&sought.letters, sought.stem, &rest).then_some(Ends::Inflected)
}

/// Whether a word begins at a letter, behind what stands before it: by a sign, a change to capitals, between letters and figures.
fn boundary(before: Option<char>, c: char, next: Option<char>) -> Option<Begins> {
    let Some(before) = before.filter(|before| is_letter(*before)) else { return Some(Begins::Whole) };
    if is_unspaced(before) || is_unspaced(c) {
        return Some(Begins::Whole);
    }
    let changes = before.is_numeric() != c.is_numeric();
    let rises = c.is_uppercase() && (before.is_lowercase() || before.is_uppercase() && next.is_some_and(char::is_lowercase));
    (changes || rises).then_some(Begins::Glued)
}

/// The end of a name that begins at `start`, if it stands there, and whether its words stand in one.
fn follows(sought: &Sought, text: &str, start: usize) -> Option<(usize, bool)> {
    let (mut n, mut end, mut parting, mut lines, mut inside, mut broken) = (0, start, 0, 0, false, false);
    for (at, c) in text[start..].char_indices() {
        if is_dropped(c) {
            end = start + at + c.len_utf8();
        } else if n == sought.letters.len() {
            break;
        } else if is_letter(c) {
            inside |= sought.gaps[n] == Gap::Word && parting == 0;
            let mut fits = true;
            folded(c, &mut |letter| {
                fits &= sought.letters.get(n) == Some(&letter);
                n += 1;
            });
            if !fits {
                return None;
            }
            (end, parting, broken) = (start + at + c.len_utf8(), 0, false);
        } else if sought.gaps[n] == Gap::No
            && (broken && c.is_whitespace() && parting <= PARTING || parting == 0 && is_at_line_end(&text[start + at..]))
        {
            // A word that a line end parts is one word.
            (broken, parting, lines) = (true, parting + 1, lines + usize::from(c == '\n'));
            if lines > 1 {
                return None;
            }
        } else {
            let parts = c.is_whitespace() || matches!(c, '.' | '_' | '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '‘' | 'ʼ' | '+' | '&');
            (parting, lines) = (parting + 1, lines + usize::from(c == '\n'));
            if !parts || sought.gaps[n] == Gap::No || parting > PARTING || lines > 1 {
                return None;
            }
        }
    }
    (n == sought.letters.len() && (!inside || n >= LONG)).then_some((end, inside))
}

/// Whether words go on with the hyphen of a line's end.
fn is_at_line_end(rest: &str) -> bool {
    let after = rest.strip_prefix(['-', '\u{2010}']);
    after.is_some_and(|after| after.trim_start_matches([' ', '\r']).starts_with('\n'))
}

/// How a name ends that ends at `end`; none where the same word goes on.
fn ending(text: &str, end: usize) -> Option<Ends> {
    if super::finder::is_contracted(text, end) {
        return None;
    }
    let last = text[..end].chars().rev().find(|c| !is_dropped(*c));
    let whole = |from: usize| {
        let mut rest = text[from..].chars().filter(|c| !is_dropped(*c));
        let last = text[..from].chars().rev().find(|c| !is_dropped(*c));
        rest.next().map_or(Some(Begins::Whole), |c| if is_letter(c) { boundary(last, c, rest.next()) } else { Some(Begins::Whole) })
    };
    match whole(end) {
        Some(Begins::Whole) => return Some(Ends::Whole),
        Some(_) => return Some(Ends::Glued),
        None => {}
    }
    let hisses = last.is_some_and(|c| matches!(c.to_ascii_lowercase(), 's' | 'x' | 'z' | 'h'));
    let plural =
        |suffix: &str| text[end..].get(..suffix.len()).is_some_and(|rest| rest.eq_ignore_ascii_case(suffix) && whole(end + suffix.len()).is_some());
    if plural("s") || hisses && plural("es") {
        return Some(Ends::Plural);
    }
    let rest: String = text[end..].chars().take_while(|c| is_letter(*c)).take(5).collect();
    if is_particle(&rest) {
        return Some(Ends::Whole);
    }
    // “ANNEint”
    let capitals = text[..end].chars().rev().take_while(|c| c.is_uppercase()).count();
    (capitals > 1 && rest.starts_with(char::is_lowercase)).then_some(Ends::Glued)
}
