//! From the pieces of a search to what it asks for.

use super::lex::{Piece, Placed, pieces};
use super::{Ask, Form, Reach, Word, Wrong};
use crate::model::Span;
use crate::search::fold::{fold, is_plain};
use crate::text::Tokens;

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
    let mut parser = Parser { pieces: &pieces, at: 0, deep: 0, words: 0, end: whole.end };
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
    pieces: &'a [Placed],
    at: usize,
    deep: usize,
    words: usize,
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
        let first = self.inner(at, Self::any)?;
        if !self.takes(&Piece::Comma) {
            return Err(wrong(self.last()));
        }
        let second = self.inner(at, Self::any)?;
        let reach = if self.takes(&Piece::Comma) { self.reach().ok_or_else(|| wrong(self.last()))? } else { Reach::Words(10) };
        self.closes(at)?;
        if !first.is_positive() || !second.is_positive() {
            return Err(wrong(at));
        }
        Ok(Ask::Near(Box::new(first), Box::new(second), reach))
    }

    fn reach(&mut self) -> Option<Reach> {
        let (Piece::Bare(word), _) = self.next()? else { return None };
        match word.to_lowercase().as_str() {
            "turn" => Some(Reach::Turn),
            "paragraph" => Some(Reach::Paragraph),
            number => {
                let number: u32 = number.parse().ok().filter(|n| (1..=10_000).contains(n))?;
                let unit = |piece: &Piece| matches!(piece, Piece::Bare(word) if ["word", "words"].contains(&word.to_lowercase().as_str()));
                self.at += usize::from(self.peek().is_some_and(unit));
                Some(Reach::Words(number))
            }
        }
    }

    fn field(&mut self, name: String, at: Span) -> Result<Ask, Wrong> {
        match self.next() {
            Some((Piece::Quoted(value, 0) | Piece::Bare(value), end)) => Ok(Ask::Field { name, value, at: Span::new(at.start, end.end) }),
            _ => Err(Wrong::new(at, "a value is missing behind the colon", "Write one, in quotation marks if it has spaces: site:\"ICS B\".")),
        }
    }

    fn counted(&mut self, at: Span, words: usize) -> Result<(), Wrong> {
        self.words += words;
        match self.words > WORDS {
            true => Err(Wrong::new(at, "that is one word too many", "Search for at most 500 words at once.")),
            false => Ok(()),
        }
    }

    fn phrase(&mut self, quoted: &str, between: u32, at: Span) -> Result<Ask, Wrong> {
        let mut words = Vec::new();
        for one in quoted.split_whitespace() {
            words.extend(word_of(one, at)?);
        }
        self.counted(at, words.len())?;
        match words.len() {
            0 => Err(Wrong::new(at, "no word stands in these quotation marks", "Write words in them; other signs are not sought.")),
            1 => Ok(Ask::Word(words.remove(0))),
            _ => Ok(Ask::Phrase { words, between }),
        }
    }

    fn word(&mut self, written: &str, at: Span) -> Result<Ask, Wrong> {
        let mut words = word_of(written, at)?;
        self.counted(at, words.len())?;
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

/// The words in what was written between two spaces; several where other signs part them, none where there are no letters.
fn word_of(written: &str, at: Span) -> Result<Vec<Word>, Wrong> {
    if written.contains(['*', '?']) && written.chars().any(char::is_alphanumeric) {
        let signs: String = written.chars().filter(|c| c.is_alphanumeric() || matches!(c, '*' | '?' | '\'' | '’' | '-')).collect();
        let letters = fold(signs.trim_matches(['\'', '’', '-']));
        // A question mark at the end of a question is no sign for a letter.
        let letters = if letters.contains('*') { letters } else { letters.trim_end_matches('?').to_owned() };
        let form = if letters.contains(['*', '?']) { Form::Wildcard } else { Form::Stem };
        return Ok(vec![Word { form, letters }]);
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
            None => Word { form: if exact { Form::Form } else { Form::Stem }, letters },
        }
    };
    Ok(Tokens::new(rest).map(|range| word(&rest[range])).collect())
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
