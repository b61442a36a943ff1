//! Web pages: the words that somebody reads, without scripts, styles and menus.
//!
//! Only the tokenizer of html5ever is used: a page is read tag by tag without building its tree, so that neither depth nor size matters.

mod page;
mod tags;
#[cfg(test)]
mod tests;

use super::draft::Draft;
use super::encoding;
use crate::error::{Error, Result};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind};
use page::Page;
use std::cell::RefCell;
use std::path::Path;

/// The words of a web page.
pub(super) fn read(path: &Path, text: &str) -> Result<Draft> {
    let draft = words(text);
    if draft.lines.is_empty() {
        let what = "The web page holds no words that could be read";
        return Err(Error::import(path, what, "If its words come from elsewhere, open it in a browser, copy them and save them as .txt or .docx."));
    }
    Ok(super::meet::trim(draft))
}

/// The draft of a page or of a piece of one.
pub(super) fn words(text: &str) -> Draft {
    let main = ["<main>", "<main ", "<MAIN>", "<MAIN "].iter().any(|tag| text.contains(tag));
    let draft = part(text, main);
    // The main part may be empty, or only spoken of.
    if main && draft.lines.is_empty() { part(text, false) } else { draft }
}

fn part(text: &str, main: bool) -> Draft {
    let sink = Sink { page: RefCell::new(Page::new(text.len(), main)) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    for piece in pieces(text) {
        queue.push_back(StrTendril::from_slice(piece));
        // A result other than the end is a script's, of which nothing is run.
        while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
    }
    tokenizer.end();
    tokenizer.sink.page.into_inner().finish()
}

/// A text in pieces that a tendril can hold.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, after) = rest.split_at(rest.floor_char_boundary(1 << 20));
        rest = after;
        Some(piece)
    })
}

/// Where the tokenizer puts what it finds.
struct Sink {
    page: RefCell<Page>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
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
    let encoding = encoding::by_name(named).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)?;
    let wrong = encoding.decode_without_bom_handling(bytes).1;
    (!wrong).then_some(encoding)
}
