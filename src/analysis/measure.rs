//! Words of a span: those whose first character is inside, marks left out.

use crate::model::Span;
use crate::text::{SourceText, Tokens, count_words, is_unspaced};

/// The number of words that begin in a span, labels and times in the text not counted.
pub fn words_in(text: &SourceText, span: Span) -> u32 {
    text.structure.spoken(span).into_iter().map(|piece| words_of_piece(text, piece)).sum()
}

fn words_of_piece(text: &SourceText, piece: Span) -> u32 {
    let whole = text.geometry.text();
    let (mut start, end) = (text.geometry.byte(piece.start), text.geometry.byte(piece.end));
    // What is ASCII, as most is, need not be looked through letter by letter.
    if !whole[start..end].is_ascii() && whole[start..end].contains(is_unspaced) {
        return Tokens::within(whole, start..end).count() as u32;
    }
    let split = |c: char| c.is_whitespace() || c.is_ascii_punctuation() && c != '\'' && c != '-';
    if start > 0 && !whole[..start].ends_with(split) {
        // The piece may begin inside a word, which then is not counted: find where that word ends.
        let before = whole[..start].rfind(split).map_or(0, |at| at + whole[at..].chars().next().map_or(1, char::len_utf8));
        let near = &whole[before..];
        if let Some(word) = Tokens::new(near).take_while(|word| before + word.start < start).find(|word| before + word.end > start) {
            start = before + word.end;
        }
    }
    if start < end { count_words(&whole[start..end]) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Geometry, Mark, MarkKind, Structure};

    #[test]
    fn a_word_belongs_to_the_span_with_its_first_character() {
        let words = "P1: It’s a well-known plan, isn't it?";
        let marks = vec![Mark { span: Span::new(0, 4), kind: MarkKind::Label }];
        let text = SourceText { geometry: Geometry::new(words), structure: Structure { marks, ..Structure::default() } };
        let whole = words_in(&text, text.geometry.span());
        assert_eq!(whole, 6);
        for cut in 0..=text.geometry.chars() {
            let (left, right) = (Span::new(0, cut), Span::new(cut, text.geometry.chars()));
            assert_eq!(words_in(&text, left) + words_in(&text, right), whole, "cut at {cut}");
        }
    }
}
