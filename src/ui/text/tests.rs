//! Geometry in every script: places, carets, hits, rectangles, hidden parts.

use super::cache::Held;
use super::*;
use crate::model::Span;
use proptest::prelude::*;
use std::cell::RefCell;
use unicode_segmentation::UnicodeSegmentation;

thread_local! {
    static ENGINE: RefCell<TextEngine> = RefCell::new(TextEngine::new());
}

const LATIN: &str = "It slowed it, but the office affirmed: “we fixed naïve flows”. Then a second sentence came, and a third.";
const ARABIC: &str = "كان يا ما كان في قديم الزمان رجل يعيش في مدينة بعيدة اسمها London وكان عمره 25 سنة";
const HEBREW: &str = "אמרתי hello world לקבוצה, ואז הלכתי הביתה. שלום עולם!";
const MIXED: &str = "I said שלום עולם to the group, then (25 سنة) left early.";
const HINDI: &str = "क्षत्रिय श्रृंखला विद्यार्थी ने कहा कि वह नहीं आएगा";
const THAI: &str = "ผู้เข้าร่วมกล่าวว่าพวกเขารู้สึกไม่สบายใจเมื่อพูดถึงประสบการณ์ในโรงพยาบาลและครอบครัวของตน";
const EMOJI: &str = "fine 👩‍👩‍👧‍👦 and 👍🏽 or 🇩🇪 then ❤️ end";
const SAMPLES: [&str; 7] = [LATIN, ARABIC, HEBREW, MIXED, HINDI, THAI, EMOJI];

fn style() -> PassageStyle {
    PassageStyle::new(Family::Serif, 17.0, 28.0)
}

fn lay_out(text: &str, width: f32) -> Passage {
    marked(text, Marks::default(), width)
}

fn marked(text: &str, marks: Marks<'_>, width: f32) -> Passage {
    ENGINE.with_borrow_mut(|engine| engine.lay_out(text, &style(), marks, width))
}

fn len(text: &str) -> u32 {
    text.chars().count() as u32
}

/// Scalar offsets of the boundaries between graphemes.
fn boundaries(text: &str) -> Vec<u32> {
    let mut at = 0;
    let mut all = vec![0];
    for grapheme in text.graphemes(true) {
        at += len(grapheme);
        all.push(at);
    }
    all
}

fn area(rects: &[egui::Rect]) -> f32 {
    rects.iter().map(|rect| rect.width()).sum()
}

/// What must hold of every passage.
fn check(passage: &Passage, text: &str) {
    let (all, height) = (len(text), passage.line_height());
    assert_eq!(passage.height(), passage.lines().len() as f32 * height);
    assert_eq!(passage.len(), all);
    let whole = passage.rects(Span::new(0, all));
    for at in 0..=all {
        let caret = passage.caret(at);
        assert!(caret.top() >= 0.0 && caret.bottom() <= passage.height() + 0.01, "caret {at} of {text:?} is outside: {caret:?}");
        let hit = passage.hit(caret.center());
        let again = passage.caret(hit);
        assert!((again.center() - caret.center()).length() < 0.6, "caret {at} of {text:?}: {caret:?}, hit {hit:?} at {again:?}");
        let pair = area(&passage.rects(Span::new(0, at))) + area(&passage.rects(Span::new(at, all)));
        assert!(pair >= area(&whole) - 0.1, "{at} of {text:?} leaves a hole");
        assert!(passage.next(at).is_none_or(|next| next > at || passage.hidden.hides(at)));
        assert!(passage.prev(at).is_none_or(|prev| prev < at));
        let _ = (
            passage.right_of(at),
            passage.left_of(at),
            passage.line_start(at),
            passage.line_end(at),
            passage.vertical(at, 1, 20.0),
            passage.vertical(at, -1, 20.0),
        );
    }
}

#[test]
fn every_script_answers_for_every_place() {
    for text in SAMPLES {
        for width in [80.0, 300.0, f32::INFINITY] {
            check(&lay_out(text, width), text);
        }
    }
}

#[test]
fn rectangles_cover_exactly_their_span() {
    for text in SAMPLES {
        let (passage, ends) = (lay_out(text, 220.0), boundaries(text));
        let whole = area(&passage.rects(Span::new(0, len(text))));
        for pair in ends.windows(2) {
            let (before, within, behind) = (Span::new(0, pair[0]), Span::new(pair[0], pair[1]), Span::new(pair[1], len(text)));
            let parts = [before, within, behind].map(|span| area(&passage.rects(span))).iter().sum::<f32>();
            assert!((parts - whole).abs() < 0.1, "{text:?} {within:?}: {parts} and {whole}");
            for rect in passage.rects(within) {
                assert!(passage.rects(behind).iter().chain(&passage.rects(before)).all(|other| {
                    let common = rect.intersect(*other);
                    !(common.width() > 0.05 && common.height() > 0.05)
                }));
            }
        }
    }
}

#[test]
fn steps_by_grapheme_visit_every_boundary_once() {
    for text in SAMPLES {
        let (passage, ends) = (lay_out(text, 220.0), boundaries(text));
        let forth: Vec<u32> = std::iter::successors(Some(0), |at| passage.next(*at)).collect();
        let mut back: Vec<u32> = std::iter::successors(Some(len(text)), |at| passage.prev(*at)).collect();
        back.reverse();
        assert_eq!(forth, ends, "{text:?}");
        assert_eq!(back, ends, "{text:?}");
    }
}

#[test]
fn the_right_arrow_crosses_a_whole_passage() {
    for text in SAMPLES {
        let passage = lay_out(text, 220.0);
        let rightwards = !passage.is_rtl();
        let step = |place: &Place| if rightwards { passage.right_of(*place) } else { passage.left_of(*place) };
        let places: Vec<Place> = std::iter::successors(Some(Place::from(0)), step).take(500).collect();
        let lines: Vec<usize> = places.iter().map(|place| passage.line_at(*place)).collect();
        assert!(lines.is_sorted(), "{text:?} goes back a line: {lines:?}");
        assert_eq!(places.last().map(|place| place.offset), Some(len(text)), "{text:?}");
        assert!(places.len() <= boundaries(text).len() + 2, "{text:?}: {} steps", places.len());
    }
}

#[test]
fn arabic_and_hebrew_stand_at_the_right_edge() {
    for text in [ARABIC, HEBREW] {
        let passage = lay_out(text, 220.0);
        assert!(passage.is_rtl());
        assert!(passage.lines().all(|line| (line.right - 220.0).abs() < 0.5), "{text:?}");
        assert!(passage.caret(0).left() > 219.0);
    }
    assert!(!lay_out(MIXED, 220.0).is_rtl());
}

#[test]
fn a_span_across_directions_has_two_pieces() {
    // "said " and half of the Hebrew: the Hebrew part lies at the far side of its words.
    let passage = lay_out(MIXED, f32::INFINITY);
    let rects = passage.rects(Span::new(2, 9));
    assert_eq!(rects.len(), 2);
    assert!(rects[1].left() > rects[0].right() + 5.0);
}

#[test]
fn scripts_wrap_where_their_words_end() {
    assert!(lay_out(THAI, 200.0).lines().len() > 2);
    let starts: Vec<u32> = lay_out(LATIN, 200.0).lines().map(|line| line.span.start).collect();
    assert!(starts.iter().skip(1).all(|at| LATIN.chars().nth(*at as usize - 1) == Some(' ')));
    let long = "w".repeat(300);
    assert!(lay_out(&long, 200.0).width() <= 200.0);
}

#[test]
fn a_wrapped_line_ends_with_its_last_letter() {
    let passage = lay_out(LATIN, 200.0);
    let first = passage.line(0);
    let rects = passage.rects(first.span);
    assert!((rects[0].right() - first.right).abs() < 0.01 && first.right <= 200.0);
    let end = passage.line_end(0);
    assert_eq!((end.offset, end.trailing), (first.span.end, true));
    assert_eq!(passage.caret(end).left(), first.right);
    assert_eq!(passage.line_at(end.offset), 1);
}

#[test]
fn hidden_parts_keep_their_positions() {
    let text = "P07: It was [01:46] held back.";
    let hidden = [Span::new(0, 5), Span::new(12, 20)];
    let passage = marked(text, Marks { hidden: &hidden, ..Marks::default() }, 400.0);
    let plain = lay_out("It was held back.", 400.0);
    assert!((passage.width() - plain.width()).abs() < 0.01);
    assert_eq!(passage.hit(egui::pos2(0.0, 14.0)).offset, 5);
    assert_eq!(passage.hit(egui::pos2(399.0, 14.0)).offset, 30);
    assert_eq!(passage.rects(Span::new(20, 24)), plain.rects(Span::new(7, 11)));
    assert!(passage.rects(Span::new(0, 5)).is_empty());
    assert_eq!(passage.tighten(Span::new(0, 20)), Span::new(5, 12));
    assert_eq!(passage.next(11), Some(20));
    assert_eq!(passage.prev(20), Some(11));
    check(&passage, text);
}

#[test]
fn nothing_and_only_hidden_things_are_one_empty_line() {
    for (text, hidden) in [("", vec![]), ("P07:", vec![Span::new(0, 4)])] {
        let passage = marked(text, Marks { hidden: &hidden, ..Marks::default() }, 300.0);
        assert!(passage.is_empty());
        assert_eq!(passage.lines().len(), 1);
        assert_eq!(passage.caret(0).height(), 28.0);
        check(&passage, text);
    }
}

#[test]
fn runs_change_the_letters_of_their_span_only() {
    let runs = [Run { span: Span::new(3, 9), weight: Some(Weight::Semibold), ..Run::default() }];
    let bold = marked(LATIN, Marks { runs: &runs, ..Marks::default() }, f32::INFINITY);
    let plain = lay_out(LATIN, f32::INFINITY);
    assert!(area(&bold.rects(Span::new(3, 9))) > area(&plain.rects(Span::new(3, 9))) + 0.5);
    assert!((area(&bold.rects(Span::new(20, 40))) - area(&plain.rects(Span::new(20, 40)))).abs() < 0.1);
}

#[test]
fn a_label_is_cut_to_its_rows_in_any_script() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        let row = engine.fit(text, &style(), 120.0, 1);
        assert!(row.cut && row.passage.width() <= 120.1 && row.passage.lines().len() == 1 && row.passage.width() > 60.0, "{text:?}");
        let two = engine.fit(text, &style(), 150.0, 2);
        assert!(two.passage.lines().len() <= 2, "{text:?}");
        let whole = engine.fit(text, &style(), 5000.0, 1);
        assert!(!whole.cut);
        assert!(engine.fit(text, &style(), 120.0, 1).cut);
    }
}

#[test]
fn a_label_that_is_scrolled_is_set_once() {
    let mut engine = TextEngine::new();
    // The width of a cell at several places of a wide grid, as its edges are rounded there.
    let widths = (0..200).map(|n| (20_000.0 - n as f32 * 7.3 + 187.333) - (20_000.0 - n as f32 * 7.3));
    let first = engine.fit(LATIN, &style(), 187.333, 3);
    assert!(widths.clone().any(|width| width != 187.333), "no place is rounded");
    assert!(widths.into_iter().all(|width| std::sync::Arc::ptr_eq(&engine.fit(LATIN, &style(), width, 3).passage, &first.passage)));
}

#[test]
fn a_label_of_several_rows_is_cut_where_no_more_of_it_fits() {
    let mut engine = TextEngine::new();
    for text in SAMPLES {
        let text = format!("{text} {text} {text} {text}");
        for width in [90.0, 150.0, 310.0] {
            let fitted = engine.fit(&text, &style(), width, 3);
            // A word that begins the next row is not broken for its front.
            let last = lay_out(&text, width).lines().nth(2).unwrap().span.end as usize;
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).take(last).collect();
            let fits = |end: &&usize| lay_out(&format!("{}…", text[..**end].trim_end()), width).lines().len() <= 3;
            let longest = ends.iter().rev().find(fits).unwrap();
            let letters = text[..*longest].trim_end().chars().count() as u32 + 1;
            assert!(fitted.cut && fitted.passage.len().abs_diff(letters) <= 2, "{} of {letters} letters at {width}: {text:?}", fitted.passage.len());
        }
    }
}

#[test]
fn the_last_row_of_a_cut_label_is_set_as_if_with_the_rest() {
    let mut engine = TextEngine::new();
    let coloured = |at: u32| Run { span: Span::new(at, at + 9), weight: Some(Weight::Semibold), ..Run::default() };
    for text in SAMPLES {
        let text = format!("{text} {text} {text} {text}");
        let runs: Vec<Run> = (0..len(&text) / 12).map(|n| coloured(n * 12)).collect();
        for width in [90.0, 150.0, 310.0] {
            let fitted = engine.fit_marked(&text, &style(), &runs, width, 3);
            let letters = fitted.passage.len();
            let words: String = text.chars().take(letters as usize - 1).chain(['…']).collect();
            let whole = engine.lay_out(&words, &style(), Marks { runs: &runs, ..Marks::default() }, width);
            // A word that was cut may stand in the row above when it is set with the rest.
            if whole.lines().len() != fitted.passage.lines().len() || !fitted.cut {
                continue;
            }
            for at in 0..=letters {
                let (here, there) = (fitted.passage.caret(at), whole.caret(at));
                assert!((here.min - there.min).length() < 0.6, "{at} of {words:?} at {width}: {here} for {there}");
            }
        }
    }
}

#[test]
fn the_cache_keeps_within_its_bytes_and_forgets_the_oldest() {
    let passage = lay_out(LATIN, 300.0);
    let mut cache = PassageCache::new(passage.bytes() * 10);
    let key = |paragraph: u32| PassageKey::new(1, paragraph, 0, 300.0);
    for paragraph in 0..100 {
        cache.insert(key(paragraph), passage.clone());
        assert!(cache.get(&key(0)).is_some(), "what is used stays");
    }
    assert!(cache.bytes() <= passage.bytes() * 10);
    assert!(cache.get(&key(1)).is_none() && cache.get(&key(99)).is_some());
}

#[test]
fn a_passage_is_light() {
    let text = LATIN.repeat(100);
    let passage = lay_out(&text, 500.0);
    assert!(passage.bytes() < text.len() * 40, "{} bytes for {} letters", passage.bytes(), text.len());
}

fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "word",
        "naïve ffi",
        " ",
        "  ",
        "\n",
        "\t",
        "שלום",
        "ואז",
        "كان",
        "الزمان",
        "لا",
        "क्षत्रिय",
        "श्री",
        "ผู้",
        "น้ำ",
        "世界",
        "これ",
        "한국",
        "👩‍👩‍👧‍👦",
        "🇩🇪",
        "❤️",
        "25",
        "(",
        ")",
        "\u{202B}",
        "\u{202C}",
        "\u{200F}",
        "\u{2067}",
        "\u{2069}",
        "e\u{301}\u{323}",
        "\u{301}",
        "\u{FFFC}",
        "\u{AD}",
        "\u{2028}",
        "\u{0}",
    ]);
    prop_oneof![8 => words.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_text_breaks_the_geometry(pieces in prop::collection::vec(piece(), 0..14), width in 20f32..300.0, cut in (0u32..40, 0u32..12)) {
        let text = pieces.concat();
        check(&lay_out(&text, width), &text);
        let hidden = [Span::new(cut.0, cut.0 + cut.1)];
        check(&marked(&text, Marks { hidden: &hidden, ..Marks::default() }, width), &text);
        for x in [-5.0, 0.0, 33.0, 500.0] {
            for y in [-9.0, 0.0, 40.0, 9999.0] {
                prop_assert!(lay_out(&text, width).hit(egui::pos2(x, y)).offset <= len(&text));
            }
        }
    }
}
