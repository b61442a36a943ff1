//! Web pages: the words that somebody reads, without scripts, styles and menus.
//!
//! Only the tokenizer of html5ever is used: a page is read tag by tag without building its tree, so that neither depth nor size matters.

mod out;
mod page;
mod tags;
#[cfg(test)]
mod tests;

use super::draft::Draft;
use super::layout;
use crate::error::{Error, Result};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind};
use page::Page;
use std::cell::{Cell, RefCell};
use std::path::Path;

/// The words of a web page.
pub(super) fn read(path: &Path, text: &str) -> Result<Draft> {
    let draft = words(text).ok_or_else(|| {
        let what = "The web page holds a tag with more attributes than any page has; nothing was imported from it";
        Error::import(path, what, "Open it in a browser, copy its words and save them as .txt or .docx.")
    })?;
    if draft.lines.is_empty() {
        let what = "The web page holds no words that could be read";
        return Err(Error::import(path, what, "If its words come from elsewhere, open it in a browser, copy them and save them as .txt or .docx."));
    }
    Ok(super::meet::trim(draft))
}

/// The draft of a page or of a piece of one; nothing where a tag has no end.
pub(super) fn words(text: &str) -> Option<Draft> {
    let main = ["<main>", "<main ", "<MAIN>", "<MAIN "].iter().any(|tag| text.contains(tag));
    let mut draft = part(text, main)?;
    if !main {
        return Some(draft);
    }
    let mut whole = part(text, false)?;
    let (inside, all) = (count(&draft), count(&whole));
    let speaks = |draft: &Draft| !layout::read(draft).turns.is_empty();
    // The main part may be empty, hold no more than a title, or only be spoken of.
    if inside * FEWEST < all || inside * 2 < all && !speaks(&draft) && speaks(&whole) {
        if inside > 0 {
            whole.look("The part that the page calls its main one holds little of its words: all of the page is in, its menus too where they are not marked as such.");
        }
        return Some(whole);
    }
    if inside * 2 < all {
        draft.look(format!("Only {inside} of the {all} words of the page stand in its main part: look whether what was left out matters."));
    }
    Some(draft)
}

/// A main part with fewer than one in so many words of a page is none.
const FEWEST: usize = 10;

/// How many words a draft has.
fn count(draft: &Draft) -> usize {
    draft.text.split_whitespace().count()
}

fn part(text: &str, main: bool) -> Option<Draft> {
    let sink = Sink { page: RefCell::new(Page::new(text.len(), main)), tokens: Cell::new(0) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let (mut fed, mut open, mut tokens) = (0, None, 0);
    for piece in pieces(text) {
        queue.push_back(StrTendril::from_slice(piece));
        // A result other than the end is a script's, of which nothing is run.
        while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
        // The tokenizer compares each attribute of a tag with all before it.
        let end = fed + piece.len();
        if std::mem::replace(&mut tokens, tokenizer.sink.tokens.get()) != tokens {
            open = open_tag(piece).map(|at| fed + at);
        } else if open.is_some_and(|open| attributes(&text[open..end]).1 > ATTRIBUTES) {
            return None;
        }
        fed = end;
    }
    tokenizer.end();
    Some(tokenizer.sink.page.into_inner().finish())
}

/// The most attributes that a tag has.
const ATTRIBUTES: usize = 2000;

/// Where a tag begins that does not end in a piece; nothing where none does, or a comment does not.
fn open_tag(piece: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = piece[at..].find('<') {
        at += next;
        let tag = &piece[at..];
        at += match tag.strip_prefix("<!--") {
            Some(comment) => comment.find("-->")? + 7,
            None if tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => match attributes(tag) {
                (Some(end), _) => end,
                (None, _) => return Some(at),
            },
            None => 1,
        };
    }
    None
}

/// Where a tag ends, if it does, and how many words stand in it until there that are in no quotation.
fn attributes(tag: &str) -> (Option<usize>, usize) {
    let (mut count, mut quote, mut before) = (0, None, b' ');
    for (at, byte) in tag.bytes().enumerate() {
        match quote {
            Some(sign) if byte == sign => quote = None,
            Some(_) => {}
            None if byte == b'>' => return (Some(at + 1), count),
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None => count += usize::from(before.is_ascii_whitespace() && !byte.is_ascii_whitespace()),
        }
        before = byte;
    }
    (None, count)
}

/// How much is read at once, in bytes.
const PIECE: usize = 1 << 14;

/// A text in pieces.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        rest = after;
        Some(piece)
    })
}

/// Where the tokenizer puts what it finds.
struct Sink {
    page: RefCell<Page>,
    /// How many there were so far.
    tokens: Cell<u64>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        self.tokens.set(self.tokens.get() + 1);
        let mut page = self.page.borrow_mut();
        match token {
            Token::CharacterTokens(text) => page.text(&text),
            Token::TagToken(tag) => {
                page.tag(&tag);
                if tag.kind == html5ever::tokenizer::TagKind::StartTag {
                    return raw(&tag.name).map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Elements whose insides are no markup.
fn raw(name: &str) -> Option<RawKind> {
    Some(match name {
        "script" => RawKind::ScriptData,
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => RawKind::Rawtext,
        "title" | "textarea" => RawKind::Rcdata,
        _ => return None,
    })
}

/// The encoding that a file of markup names in its head, if its bytes can be in it.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    if Encoding::for_bom(bytes).is_some() || !bytes.trim_ascii_start().starts_with(b"<") || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let named = ["charset=", "encoding="].iter().find_map(|key| {
        let rest = head.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
        rest.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).next()
    })?;
    // Who can read these words knows that the file is not in two bytes a sign.
    let encoding = Encoding::for_label(named.as_bytes()).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)?;
    let wrong = encoding.decode_without_bom_handling(bytes).1;
    (!wrong).then_some(encoding)
}
