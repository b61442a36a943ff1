//! From the pieces of a search to what it asks for.

use super::lex::{Piece, Placed, pieces};
use super::{Ask, Form, Reach, Word, Wrong};
use crate::model::Span;
use crate::search::fold::{fold, is_plain, lower};
use crate::text::{Tokens, is_unseen};
use unicode_normalization::char::is_combining_mark;

/// How many words in one search may leave letters open, or bear slips: each is looked for among all words there are.
const OPEN: usize = 16;
/// The longest search, in characters, the most words in one, and how deep brackets may lie in each other: beyond stands no human thought.
const LONGEST: usize = 20_000;
const WORDS: usize = 500;
const DEEPEST: usize = 60;

/// What a search asks for; what is wrong with it, and where.
pub fn parse(search: &str) -> Result<Ask, Wrong> {
    let whole = Span::new(0, search.chars().count() as u32);
    if search.len() > LONGEST {
        return Err(Wrong::new(Span::new(0, 1), "this search is too long", "Search for less at once; 20,000 letters are the most."));
    }
    let pieces = pieces(search)?;
    if pieces.is_empty() {
        return Err(Wrong::new(whole, "nothing is asked for", "Write a word, or words in quotation marks."));
    }
    let mut parser = Parser { search, pieces: &pieces, at: 0, deep: 0, words: 0, open: 0, end: whole.end };
    let ask = parser.any()?;
    if let Some((piece, at)) = parser.pieces.get(parser.at) {
        let what = if *piece == Piece::Close { "this bracket closes nothing" } else { "this does not belong here" };
        return Err(Wrong::new(*at, what, "Take it away, or put words that contain it in quotation marks."));
    }
    if !ask.is_positive() {
        return Err(Wrong::new(whole, "this says only what must not be there", "Say also what is to be found, as in money -code:Money."));
    }
    Ok(ask)
}

struct Parser<'a> {
    search: &'a str,
    pieces: &'a [Placed],
    at: usize,
    deep: usize,
    words: usize,
    open: usize,
    end: u32,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Piece> {
        self.pieces.get(self.at).map(|(piece, _)| piece)
    }

    fn next(&mut self) -> Option<Placed> {
        let piece = self.pieces.get(self.at).cloned();
        self.at += 1;
        piece
    }

    /// The place of the piece that was taken last.
    fn last(&self) -> Span {
        let at = self.at.min(self.pieces.len()).saturating_sub(1);
        self.pieces.get(at).map_or(Span::new(self.end, self.end), |(_, at)| *at)
    }

    fn takes(&mut self, wanted: &Piece) -> bool {
        let here = self.peek() == Some(wanted);
        self.at += usize::from(here);
        here
    }

    fn any(&mut self) -> Result<Ask, Wrong> {
        let mut list = vec![self.all()?];
        while self.takes(&Piece::Or) {
            list.push(self.all()?);
        }
        Ok(one_or(list, Ask::Or))
    }

    fn all(&mut self) -> Result<Ask, Wrong> {
        let mut list = vec![self.one()?];
        loop {
            let said = self.takes(&Piece::And);
            match self.peek() {
                None | Some(Piece::Or | Piece::Close | Piece::Comma) if !said => return Ok(one_or(list, Ask::And)),
                _ => list.push(self.one()?),
            }
        }
    }

    fn one(&mut self) -> Result<Ask, Wrong> {
        let Some((piece, at)) = self.next() else {
            return Err(Wrong::new(self.last(), "something is missing behind this", "Write a word there, or take this away."));
        };
        match piece {
            Piece::Not => Ok(match self.inner(at, Self::one)? {
                Ask::Not(inner) => *inner,
                other => Ask::Not(Box::new(other)),
            }),
            Piece::Open => {
                let ask = self.inner(at, Self::any)?;
                self.closes(at)?;
                Ok(ask)
            }
            Piece::Near => self.near(at),
            Piece::Name(name) => self.field(name, at),
            Piece::Quoted(words, between) => self.phrase(&words, between, at),
            Piece::Bare(word) => self.word(&word, at),
            Piece::And | Piece::Or => {
                Err(Wrong::new(at, "nothing stands before this", "Write it between two words; in quotation marks it is a word itself."))
            }
            Piece::Close => Err(Wrong::new(at, "this bracket closes nothing", "Take it away, or write words inside the brackets.")),
            Piece::Comma => Err(Wrong::new(at, "a comma stands only inside near( … )", "Take it away.")),
        }
    }

    fn inner(&mut self, at: Span, read: fn(&mut Self) -> Result<Ask, Wrong>) -> Result<Ask, Wrong> {
        self.deep += 1;
        if self.deep > DEEPEST {
            return Err(Wrong::new(at, "brackets lie too deep in each other here", "Write it with fewer."));
        }
        let ask = read(self);
        self.deep -= 1;
        ask
    }

    fn closes(&mut self, opened: Span) -> Result<(), Wrong> {
        match self.takes(&Piece::Close) {
            true => Ok(()),
            false => Err(Wrong::new(opened, "this bracket is not closed", "Write ) where it ends.")),
        }
    }

    /// `near(a, b, 10 words)`; without a reach, ten words.
    fn near(&mut self, at: Span) -> Result<Ask, Wrong> {
        let wrong = |at: Span| {
            Wrong::new(at, "near( … ) takes two things and how near they are", "Write near(money, trust, 10 words), or turn or paragraph.")
        };
        self.at += 1;
        let first = self.side_of_near(at)?;
        if !self.takes(&Piece::Comma) {
            return Err(wrong(self.last()));
        }
        let second = self.side_of_near(at)?;
        let reach = if self.takes(&Piece::Comma) { self.reach()? } else { Reach::Words(10) };
        if self.peek().is_some_and(|piece| *piece != Piece::Close) {
            return Err(wrong(self.here()));
        }
        self.closes(at)?;
        if !first.is_positive() || !second.is_positive() {
            return Err(wrong(at));
        }
        Ok(Ask::Near(Box::new(first), Box::new(second), reach))
    }

    /// What is to be near something.
    fn side_of_near(&mut self, at: Span) -> Result<Ask, Wrong> {
        let begin = self.here().start;
        let ask = self.inner(at, Self::any)?;
        if ask.is_positive() && !ask.has_places() {
            let place = Span::new(begin, self.last().end);
            return Err(Wrong::new(place, "this has no place that something could be near", "Write words here, and fields behind the bracket."));
        }
        Ok(ask)
    }

    /// The place of the piece that comes next.
    fn here(&self) -> Span {
        self.pieces.get(self.at).map_or_else(|| self.last(), |(_, at)| *at)
    }

    fn reach(&mut self) -> Result<Reach, Wrong> {
        let at = self.here();
        let wrong =
            |what: &str| Wrong::new(at, what, "Write a number of words up to 10,000, as in near(money, trust, 10 words), or turn or paragraph.");
        let Some((Piece::Bare(word), _)) = self.next() else { return Err(wrong("how near they must be is not said")) };
        match word.to_lowercase().as_str() {
            "turn" => return Ok(Reach::Turn),
            "paragraph" => return Ok(Reach::Paragraph),
            _ => {}
        }
        if word.parse::<u64>().is_err() && !word.chars().all(|c| c.is_ascii_digit()) {
            return Err(wrong(&format!("“{word}” does not say how near they must be")));
        }
        let number = word.parse().ok().filter(|n| *n <= 10_000).ok_or_else(|| wrong("so many words are not looked for"))?;
        match self.peek() {
            Some(Piece::Bare(unit)) if ["word", "words"].contains(&unit.to_lowercase().as_str()) => self.at += 1,
            Some(Piece::Bare(unit)) => {
                return Err(Wrong::new(
                    self.here(),
                    format!("“{unit}” does not say how near they must be"),
                    format!("Write near(money, trust, {number} words), or turn or paragraph."),
                ));
            }
            _ => {}
        }
        Ok(Reach::Words(number))
    }

    fn field(&mut self, name: String, at: Span) -> Result<Ask, Wrong> {
        // A search as a value stands in brackets, so that there may be quotation marks in it.
        if ["with", "answers"].contains(&name.as_str()) && self.peek() == Some(&Piece::Open) {
            let opened = self.here();
            self.at += 1;
            self.inner(opened, Self::any)?;
            let closed = self.here();
            self.closes(opened)?;
            let inside = closed.start.saturating_sub(opened.end) as usize;
            let value = self.search.chars().skip(opened.end as usize).take(inside).collect();
            return Ok(Ask::Field { name, value, at: Span::new(at.start, closed.end), from: opened.end });
        }
        if ["with", "answers"].contains(&name.as_str())
            && let Some(Piece::Quoted(value, 0) | Piece::Bare(value)) = self.peek().cloned()
        {
            self.inner_words(&value)?;
        }
        match self.next() {
            Some((Piece::Quoted(value, 0), end)) => Ok(Ask::Field { name, value, at: Span::new(at.start, end.end), from: end.start + 1 }),
            Some((Piece::Bare(value), end)) => Ok(Ask::Field { name, value, at: Span::new(at.start, end.end), from: end.start }),
            _ => Err(Wrong::new(at, "a value is missing behind the colon", "Write one, in quotation marks if it has spaces: site:\"ICS B\".")),
        }
    }

    /// Counts the words of a search that is a value: together they are no more than those of one search. What is wrong with it is said where it is
    /// taken for one.
    fn inner_words(&mut self, value: &str) -> Result<(), Wrong> {
        let (at, deep) = (self.here(), self.deep + 1);
        if let Ok(pieces) = pieces(value)
            && deep <= DEEPEST
        {
            let end = value.chars().count() as u32;
            let mut inner = Parser { search: value, pieces: &pieces, at: 0, deep, words: self.words, open: self.open, end };
            let _ = inner.any();
            (self.words, self.open) = (inner.words, inner.open);
        }
        self.counted(at, &[])
    }

    fn counted(&mut self, at: Span, words: &[Word]) -> Result<(), Wrong> {
        self.words += words.len();
        self.open += words.iter().filter(|word| matches!(word.form, Form::Wildcard | Form::Fuzzy(_))).count();
        match (self.words > WORDS, self.open > OPEN) {
            (true, _) => Err(Wrong::new(at, "that is one word too many", "Search for at most 500 words at once.")),
            (_, true) => Err(Wrong::new(at, "that is one open word too many", "Leave letters open, or write ~, in at most 16 words at once.")),
            _ => Ok(()),
        }
    }

    fn phrase(&mut self, quoted: &str, between: u32, at: Span) -> Result<Ask, Wrong> {
        let mut words = Vec::new();
        for one in quoted.split_whitespace() {
            words.extend(word_of(one, at, true)?);
        }
        self.counted(at, &words)?;
        match words.len() {
            0 => Err(Wrong::new(at, "no word stands in these quotation marks", "Write words in them; other signs are not sought.")),
            1 => Ok(Ask::Word(words.remove(0))),
            _ => Ok(Ask::Phrase { words, between }),
        }
    }

    fn word(&mut self, written: &str, at: Span) -> Result<Ask, Wrong> {
        let mut words = word_of(written, at, false)?;
        self.counted(at, &words)?;
        match words.len() {
            0 => Err(Wrong::new(at, "no word stands here", "Write letters or digits; other signs are not sought.")),
            1 => Ok(Ask::Word(words.remove(0))),
            _ => Ok(Ask::Phrase { words, between: 0 }),
        }
    }
}

fn one_or(mut list: Vec<Ask>, many: fn(Vec<Ask>) -> Ask) -> Ask {
    if list.len() == 1 { list.remove(0) } else { many(list) }
}

/// The words in what was written between two spaces; several where other signs part them, none where there are no letters. In quotation marks
/// a question mark at the end is that of a question; elsewhere it is a letter left open.
fn word_of(written: &str, at: Span, quoted: bool) -> Result<Vec<Word>, Wrong> {
    let is_word = |written: &str| written.chars().any(char::is_alphanumeric);
    let written = if quoted && !written.contains('*') { written.trim_end_matches('?') } else { written };
    let ways = [written.starts_with('='), written.contains(['*', '?']), written.contains('~')];
    if is_word(written) && ways.into_iter().filter(|way| *way).count() > 1 {
        return Err(Wrong::new(at, "= asks for one form, * and ? leave letters open, ~ bears slips: not all at one word", "Write one of them."));
    }
    if written.contains(['*', '?']) && written.chars().any(char::is_alphanumeric) {
        let parts = written.split(|c| !is_of_open_word(c)).map(open_word).filter(|word| !word.letters.is_empty());
        return Ok(parts.collect());
    }
    if written.contains('*') {
        return Err(Wrong::new(at, "this would find every word", "Write some letters of the word beside the *."));
    }
    let (exact, rest) = written.strip_prefix('=').map_or((false, written), |rest| (true, rest));
    let (rest, fuzzy) = fuzzy(rest, at)?;
    let word = |word: &str| {
        let letters = fold(word);
        match fuzzy {
            Some(wrong) => Word { form: Form::Fuzzy(wrong.unwrap_or(if letters.chars().count() > 5 { 2 } else { 1 })), letters },
            None if exact && !is_plain(word) => Word { form: Form::Written, letters: word.to_owned() },
            // What stands behind an apostrophe is no ending to a rule for stems: “it's” would be “it”.
            None if exact || letters.contains('\'') => Word { form: Form::Form, letters },
            None => Word { form: Form::Stem, letters: lower(word).into_owned() },
        }
    };
    Ok(Tokens::new(rest).map(|range| word(&rest[range])).collect())
}

/// Whether a sign belongs to a word in which letters are left open.
fn is_of_open_word(c: char) -> bool {
    let joins = matches!(c, '*' | '?' | '\'' | '’' | '‘' | 'ʼ' | '-' | '\u{2010}' | '\u{2011}');
    joins || c.is_alphanumeric() || is_combining_mark(c) || is_unseen(c)
}

/// A word in which letters may be left open.
fn open_word(written: &str) -> Word {
    let letters = lower(written);
    let letters = letters.trim_matches(['\'', '-']);
    let form = if letters.contains(['*', '?']) { Form::Wildcard } else { Form::Stem };
    let letters = if form == Form::Wildcard { &fold(letters) } else { letters };
    // A star alone between other signs would be any word.
    let letters = if letters.chars().any(char::is_alphanumeric) { letters } else { "" };
    Word { form, letters: letters.to_owned() }
}

/// The word before a `~` and how many letters may be wrong, if it says so.
fn fuzzy(word: &str, at: Span) -> Result<(&str, Option<Option<u8>>), Wrong> {
    let Some((rest, number)) = word.rsplit_once('~') else { return Ok((word, None)) };
    match number {
        "" => Ok((rest, Some(None))),
        "1" => Ok((rest, Some(Some(1)))),
        "2" => Ok((rest, Some(Some(2)))),
        _ => Err(Wrong::new(at, "so many wrong letters are not looked for", "Write ~, ~1 or ~2 behind the word.")),
    }
}
