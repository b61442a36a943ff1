//! Corrections against a plain model: every letter with where it came from.

use super::*;
use crate::model::Span;
use proptest::prelude::*;
use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Letter {
    Old(usize),
    New(char),
}

/// What is done to a text; places are taken modulo what is there.
#[derive(Clone, Debug)]
enum Step {
    Replace(u32, u32, String),
    Move(u32, u32, u32),
    Split(u32, u32),
    Join(u32),
}

fn step() -> impl Strategy<Value = Step> {
    let words = "[ab é\n]{0,4}";
    prop_oneof![
        4 => (any::<u32>(), 0u32..6, words).prop_map(|(at, len, words)| Step::Replace(at, len, words)),
        2 => (any::<u32>(), 1u32..6, any::<u32>()).prop_map(|(from, len, to)| Step::Move(from, len, to)),
        1 => (any::<u32>(), 0u32..3).prop_map(|(at, speaker)| Step::Split(at, speaker)),
        1 => any::<u32>().prop_map(Step::Join),
    ]
}

fn source(text: &str) -> Arc<SourceText> {
    let paragraphs = Structure::lines(text);
    let turns = paragraphs.iter().enumerate().map(|(n, span)| Turn { span: *span, speaker: n as u32 % 2, from: None, to: None }).collect();
    Arc::new(SourceText { geometry: Geometry::new(text), structure: Structure { paragraphs, turns, ..Structure::default() } })
}

fn apply(manuscript: &mut Manuscript, letters: &mut Vec<Letter>, step: &Step) {
    let chars = letters.len() as u32;
    let span = |at: u32, len: u32| Span { start: at % (chars + 1), end: (at % (chars + 1) + len).min(chars) };
    match step {
        Step::Replace(at, len, words) => {
            let span = span(*at, *len);
            manuscript.replace(span, words);
            letters.splice(span.start as usize..span.end as usize, words.chars().map(Letter::New));
        }
        Step::Move(from, len, to) => {
            let span = span(*from, *len);
            let clip = manuscript.cut(span);
            let cut: Vec<Letter> = letters.drain(span.start as usize..span.end as usize).collect();
            let to = to % (letters.len() as u32 + 1);
            manuscript.paste(to, &clip);
            letters.splice(to as usize..to as usize, cut);
        }
        Step::Split(at, speaker) => {
            let before = manuscript.text().geometry.chars();
            let at = at % (chars + 1);
            manuscript.split_turn(at, *speaker);
            if manuscript.text().geometry.chars() > before {
                letters.insert(at as usize, Letter::New('\n'));
            }
        }
        Step::Join(at) => manuscript.join_turn(at % (chars + 1)),
    }
}

/// Runs of letters that were typed, or kept side by side.
fn same_piece(a: Letter, b: Letter) -> bool {
    match (a, b) {
        (Letter::Old(a), Letter::Old(b)) => a + 1 == b,
        (Letter::New(_), Letter::New(_)) => true,
        _ => false,
    }
}

/// The rule of [`Correction::follow`], letter by letter.
fn model(letters: &[Letter], old: &[char], span: Span) -> Option<Span> {
    let coded = |i: usize| span.contains(i as u32);
    let word = |c: char| c.is_alphanumeric();
    let old_at = |n: Option<usize>| match n.and_then(|n| letters.get(n)) {
        Some(Letter::Old(i)) => Some(*i),
        _ => None,
    };
    let (mut inside, mut words) = (vec![false; letters.len()], vec![false; letters.len()]);
    let mut from = 0;
    while from < letters.len() {
        let to = (from + 1..letters.len()).find(|n| !same_piece(letters[n - 1], letters[*n])).unwrap_or(letters.len());
        let spelled: Vec<char> = letters[from..to]
            .iter()
            .map(|l| {
                if let Letter::Old(i) = l {
                    old[*i]
                } else if let Letter::New(c) = l {
                    *c
                } else {
                    ' '
                }
            })
            .collect();
        words[from..to].fill(spelled.iter().any(|c| !c.is_whitespace()));
        if let Letter::Old(_) = letters[from] {
            (from..to).for_each(|n| inside[n] = old_at(Some(n)).is_some_and(coded));
        } else {
            let (left, right) = (old_at(from.checked_sub(1)), old_at(Some(to)));
            let (lo, hi) = (left.map_or(0, |i| i + 1), right.unwrap_or(old.len()));
            let (l, r) = (left.is_some_and(coded), right.is_some_and(coded));
            if lo < hi {
                inside[from..to].fill(lo >= span.start as usize && hi <= span.end as usize);
            } else if l && r {
                inside[from..to].fill(true);
            } else {
                let head = spelled.iter().take_while(|c| word(**c)).count();
                let tail = spelled.iter().rev().take_while(|c| word(**c)).count();
                if l && word(old[left.unwrap()]) {
                    inside[from..from + head].fill(true);
                }
                if r && word(old[right.unwrap()]) {
                    inside[to - tail..to].fill(true);
                }
            }
        }
        from = to;
    }
    let mut best: Option<Span> = None;
    let mut at = 0;
    while at < inside.len() {
        let end = (at..inside.len()).find(|n| !inside[*n]).unwrap_or(inside.len());
        if words[at..end].contains(&true) && best.is_none_or(|best| end - at > best.len() as usize) {
            best = Some(Span { start: at as u32, end: end as u32 });
        }
        at = end + 1;
    }
    best
}

fn whole(structure: &Structure) {
    for pair in structure.turns.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "turns apart and in order: {:?}", structure.turns);
    }
    for turn in &structure.turns {
        assert!(structure.paragraphs.iter().any(|p| p.start == turn.span.start), "a turn begins a paragraph: {structure:?}");
        assert!(structure.paragraphs.iter().any(|p| p.end == turn.span.end), "a turn ends a paragraph: {structure:?}");
    }
}

#[test]
fn a_span_over_a_blank_line_stays_whole_where_its_words_still_stand_side_by_side() {
    let old = "I: How did the merger begin?\n\nP: It began with a letter from the board.\n\nI: And who had written the letter?\n\n\
               P: The chair of the trust had signed it herself.\n\nI: Thank you for that.\n";
    let new = "I: How did the fusion begin?\n\nI: And who wrote the letter?\n\nP: The chair of the trust had signed it himself.\n\nI: Thank you for that.\n";
    let words = "the letter?\n\nP: The chair of the trust";
    let place = |text: &str| {
        let at = text[..text.find(words).unwrap()].chars().count() as u32;
        Span { start: at, end: at + words.chars().count() as u32 }
    };
    let correction = Correction::between(&Geometry::new(old), new);
    assert_eq!(correction.apply(&Geometry::new(old)).as_deref(), Some(new));
    assert_eq!(correction.follow(place(old)), Followed::At(place(new)));
}

proptest! {
    #[test]
    fn words_between_which_others_are_put_stay(count in 4usize..30, put in prop::collection::vec((any::<prop::sample::Index>(), 1usize..3), 1..20)) {
        let word = |n: usize| format!("word{}", char::from(b'a' + (n % 26) as u8).to_string().repeat(1 + n / 26));
        let old: Vec<String> = (0..count).map(word).collect();
        let mut fillers = vec![0; count + 1];
        put.iter().for_each(|(at, many)| fillers[at.index(count + 1)] = *many);
        let mut new = String::new();
        let mut places = Vec::new();
        for (n, many) in fillers.iter().enumerate() {
            new.push_str(&"uh ".repeat(*many));
            if let Some(word) = old.get(n) {
                places.push(Span { start: new.len() as u32, end: (new.len() + word.len()) as u32 });
                new.push_str(word);
                new.push(' ');
            }
        }
        let old = old.join(" ") + " ";
        let correction = Correction::between(&Geometry::new(old.as_str()), &new);
        let mut at = 0;
        for (word, place) in old.split_whitespace().zip(places) {
            let span = Span { start: at, end: at + word.len() as u32 };
            at = span.end + 1;
            prop_assert_eq!(correction.follow(span), Followed::At(place), "{} in {}", word, new);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn codings_stay_on_their_words_as_the_plain_model_has_them(text in "[ab é.\n]{1,30}", steps in prop::collection::vec(step(), 0..8)) {
        let old: Vec<char> = text.chars().collect();
        let mut manuscript = Manuscript::new(source(&text));
        let mut letters: Vec<Letter> = (0..old.len()).map(Letter::Old).collect();
        for step in &steps {
            apply(&mut manuscript, &mut letters, step);
            whole(&manuscript.text().structure);
        }
        let spelled: String = letters.iter().map(|l| match l { Letter::Old(i) => old[*i], Letter::New(c) => *c }).collect();
        prop_assert_eq!(manuscript.text().geometry.text(), &spelled);
        let correction = manuscript.correction();
        prop_assert_eq!(correction.apply(&manuscript.from().geometry), Some(spelled));
        for start in 0..old.len() as u32 {
            for end in start + 1..=old.len() as u32 {
                let span = Span { start, end };
                let found = match correction.follow(span) { Followed::At(span) => Some(span), Followed::Lost(_) => None };
                prop_assert_eq!(found, model(&letters, &old, span), "{:?} in {:?}", span, letters);
                // What is found without looking at words is the same.
                prop_assert!(correction.keeps(span).is_none_or(|kept| found == Some(kept)));
            }
        }
    }

    #[test]
    fn two_corrections_are_one(text in "[ab é.\n]{1,30}", first in prop::collection::vec(step(), 0..6), then in prop::collection::vec(step(), 0..6)) {
        let mut one = Manuscript::new(source(&text));
        let mut letters: Vec<Letter> = (0..text.chars().count()).map(Letter::Old).collect();
        first.iter().for_each(|step| apply(&mut one, &mut letters, step));
        let mut two = Manuscript::new(one.text().clone());
        then.iter().for_each(|step| apply(&mut two, &mut letters, step));
        let both = two.correction().after(&one.correction()).unwrap();
        let made = both.apply(&Geometry::new(text.as_str()));
        prop_assert_eq!(made.as_deref(), Some(two.text().geometry.text()));
        // As it is kept in a file and read again.
        let read: Correction = postcard::from_bytes(&postcard::to_stdvec(&both).unwrap()).unwrap();
        prop_assert_eq!(read, both);
    }

    #[test]
    fn a_whole_new_text_is_made_of_the_old_one(old in "[abc é.\n]{0,40}", new in "[abc é.\n]{0,40}") {
        let mut manuscript = Manuscript::new(source(&old));
        manuscript.become_text(&new, Structure { paragraphs: Structure::lines(&new), ..Structure::default() });
        prop_assert_eq!(manuscript.correction().apply(&Geometry::new(old.as_str())), Some(new.clone()));
        prop_assert_eq!(manuscript.correction().is_empty(), old == new);
    }

    #[test]
    fn many_words_replaced_at_once_are_what_they_are_one_after_another(
        text in "[ab é.\n]{1,40}", cuts in prop::collection::btree_set(0u32..40, 0..10), words in "[xyz ]{0,3}", marked in any::<bool>(),
    ) {
        let old = source(&text);
        let mut structure = old.structure.clone();
        let mark = |span: &Span| Mark { span: Span { end: span.end.min(span.start + 3), ..*span }, kind: MarkKind::Label };
        structure.marks = structure.paragraphs.iter().map(mark).filter(|_| marked).collect();
        let old = Arc::new(SourceText { geometry: old.geometry.clone(), structure });
        let places: Vec<u32> = cuts.into_iter().filter(|at| *at <= old.geometry.chars()).collect();
        let spans = places.chunks_exact(2).map(|pair| Span { start: pair[0], end: pair[1] });
        let edits: Vec<(Span, &str)> = spans.filter(|span| !old.geometry.slice(*span).contains('\n')).map(|span| (span, words.as_str())).collect();
        let (mut once, mut each) = (Manuscript::new(old.clone()), Manuscript::new(old));
        once.replace_each(&edits);
        edits.iter().rev().for_each(|(span, words)| each.replace(*span, words));
        prop_assert_eq!(once, each);
    }

    #[test]
    fn what_is_not_touched_keeps_its_very_words(text in "[a-d \n]{5,40}", at in any::<u32>(), len in 0u32..5, words in "[xyz ]{0,5}") {
        let mut manuscript = Manuscript::new(source(&text));
        let chars = text.chars().count() as u32;
        let edit = Span { start: at % chars, end: (at % chars + len).min(chars) };
        manuscript.replace(edit, &words);
        let correction = manuscript.correction();
        let (old, new) = (&manuscript.from().geometry, &manuscript.text().geometry);
        for start in 0..chars {
            for end in start + 1..=chars {
                let span = Span { start, end };
                // One letter away from the edit on either side: nothing can go on with a word of it.
                if (end < edit.start || start > edit.end) && !old.slice(span).trim().is_empty()
                    && let Followed::At(now) = correction.follow(span) {
                    prop_assert_eq!(old.slice(span), new.slice(now));
                }
            }
        }
    }
}

fn followed(old: &str, new: &str, words: &str) -> Option<String> {
    let mut manuscript = Manuscript::new(source(old));
    manuscript.become_text(new, Structure::default());
    let start = old[..old.find(words).unwrap()].chars().count() as u32;
    match manuscript.correction().follow(Span { start, end: start + words.chars().count() as u32 }) {
        Followed::At(span) => Some(manuscript.text().geometry.slice(span).to_owned()),
        Followed::Lost(_) => None,
    }
}

#[test]
fn edges_behave_as_a_writer_expects() {
    assert_eq!(followed("I think trust matters", "I think trusts matters", "trust").as_deref(), Some("trusts"));
    assert_eq!(followed("we rust it", "we trust it", "rust").as_deref(), Some("trust"));
    assert_eq!(followed("said trust matters", "said trust, sadly, matters", "trust").as_deref(), Some("trust"));
    assert_eq!(followed("money is short", "funding is short", "money").as_deref(), Some("funding"));
    assert_eq!(followed("one two three four", "one three four", "two"), None);
    assert_eq!(followed("one two three four", "one two and a half three four", "two three").as_deref(), Some("two and a half three"));
    assert_eq!(followed("a b c d", "a d", "b c"), None);
}

#[test]
fn a_moved_sentence_takes_its_coding_along() {
    let mut manuscript = Manuscript::new(source("First we met. Then we ate. At last we left."));
    let clip = manuscript.cut(Span { start: 14, end: 27 });
    manuscript.paste(0, &clip);
    assert_eq!(manuscript.text().geometry.text(), "Then we ate. First we met. At last we left.");
    assert_eq!(manuscript.correction().follow(Span { start: 14, end: 26 }), Followed::At(Span { start: 0, end: 12 }));
    manuscript.paste(0, &clip);
    assert_eq!(manuscript.correction().follow(Span { start: 14, end: 26 }), Followed::At(Span { start: 13, end: 25 }), "the second is new words");
}

#[test]
fn what_was_kept_of_a_correction_goes_on_where_it_was() {
    let from = source("First we met. Then we ate.\nAt last we left.");
    let mut manuscript = Manuscript::new(from.clone());
    manuscript.replace(Span { start: 6, end: 8 }, "they");
    manuscript.split_turn(20, 0);
    let kept = serde_json::to_string(&manuscript.unfinished()).unwrap();
    let again = Manuscript::go_on_with(from, serde_json::from_str(&kept).unwrap()).unwrap();
    assert_eq!(again, manuscript);
    // It is of that text alone.
    assert!(Manuscript::go_on_with(source("Another."), serde_json::from_str(&kept).unwrap()).is_none());
}

#[test]
fn a_paragraph_that_nobody_speaks_is_given_to_the_turn_before_or_to_a_voice() {
    let text = "How is it?\nFine.";
    let turn = Turn { span: Span { start: 0, end: 10 }, speaker: 0, from: Some(3), to: None };
    let structure = Structure { paragraphs: Structure::lines(text), turns: vec![turn], marks: Vec::new(), styles: Vec::new() };
    let new = || Manuscript::new(Arc::new(SourceText { geometry: Geometry::new(text), structure: structure.clone() }));
    let (mut one, mut other) = (new(), new());
    one.speak(11, turn, true);
    assert_eq!(one.text().structure.turns, [Turn { span: Span { start: 0, end: 16 }, ..turn }]);
    other.speak(11, Turn { speaker: 1, ..turn }, false);
    assert_eq!(other.text().structure.turns, [turn, Turn { span: Span { start: 11, end: 16 }, speaker: 1, ..turn }]);
}

#[test]
fn a_turn_is_split_given_away_and_joined_again_with_its_label() {
    let text = "INT: How is it?\nP07: Fine. But why?";
    let label = |start: u32| Mark { span: Span { start, end: start + 5 }, kind: MarkKind::Label };
    let structure = Structure {
        paragraphs: Structure::lines(text),
        turns: vec![
            Turn { span: Span { start: 0, end: 15 }, speaker: 0, from: None, to: None },
            Turn { span: Span { start: 16, end: 35 }, speaker: 1, from: None, to: None },
        ],
        marks: vec![label(0), label(16)],
        styles: Vec::new(),
    };
    let mut manuscript = Manuscript::new(Arc::new(SourceText { geometry: Geometry::new(text), structure }));
    manuscript.give_turn(20, 1, "P07");
    assert!(manuscript.is_unchanged(), "who speaks already is given nothing");
    manuscript.split_turn(27, 0);
    let now = manuscript.text().clone();
    assert_eq!(now.geometry.text(), "INT: How is it?\nP07: Fine. \nBut why?");
    assert_eq!(now.structure.turns.iter().map(|turn| (turn.span.start, turn.speaker)).collect::<Vec<_>>(), [(0, 0), (16, 1), (28, 0)]);
    manuscript.give_turn(20, 2, "Dr Omar");
    assert_eq!(manuscript.text().geometry.text(), "INT: How is it?\nDr Omar: Fine. \nBut why?");
    assert_eq!(manuscript.text().structure.marks[1].span, Span { start: 16, end: 25 });
    manuscript.join_turn(20);
    assert_eq!(manuscript.text().geometry.text(), "INT: How is it?\nFine. \nBut why?");
    assert_eq!(manuscript.text().structure.turns.len(), 2);
}

#[test]
fn a_word_corrected_near_the_end_of_a_turn_is_one_also_where_a_turn_was_put_in_behind_it_or_taken_out() {
    let (said, meant) = ("Money that arrives before the winter does", "Money that arrives before the spring does");
    for (tail, new_tail) in [
        ("", "\n\nR4: A warmer room for the night shift"),
        ("\n\nINT: So.", "\n\nR4: A warmer room for the night shift.\n\nINT: So."),
        ("\n\nR4: A warmer room for the night shift.\n\nINT: So.", "\n\nINT: So."),
    ] {
        for end in ["", "."] {
            let (old, new) = (format!("INT: How?\n\nR2: {said}{end}{tail}"), format!("INT: How?\n\nR2: {meant}{end}{new_tail}"));
            assert_eq!(followed(&old, &new, &format!("{said}{end}")), Some(format!("{meant}{end}")), "{new}");
        }
    }
}

#[test]
fn codings_go_with_their_sentences_in_a_corrected_file() {
    let old = "I had trust in the board. It was cold. I waited for nine hours.\nNobody asked us. We went home then.";
    let new = "Nobody asked us. I waited for nine hours.\nWe went home then. It was cold. I had trust in the Board.";
    for same in ["Nobody asked us.", "It was cold.", "I waited for nine hours.", "We went home then.", "nine hours"] {
        assert_eq!(followed(old, new, same).as_deref(), Some(same));
    }
    assert_eq!(followed(old, new, "trust in the board").as_deref(), Some("trust in the Board"));
    // Words that are gone take no coding to others in their place.
    let gone = |new: &str| followed("We met. I had trust in the board. It was cold.", new, "I had trust in the board.");
    assert_eq!(gone("We met. Nobody asked us. It was cold."), None);
    assert_eq!(gone("We met. Nobody would ask about the way. It was cold."), None);
    assert_eq!(gone("We met. It was cold."), None);
    assert_eq!(followed("We met.\nI had trust in it.", "We met.\nNobody asked us.", "I had trust in it."), None);
    // Corrections within a passage are within it.
    assert_eq!(gone("We met. I had trusts in the whole board. It was cold.").as_deref(), Some("I had trusts in the whole board."));
    assert_eq!(gone("We met. I had faith in the board. It was cold.").as_deref(), Some("I had faith in the board."));
}

#[test]
fn what_stands_twice_goes_with_its_turn_that_was_put_in_another_order() {
    let (asked, cold) = ("Anna: And you? I don’t know.", "Bob: I was cold. I don’t know. It went on for hours. They left.");
    let old = format!("{cold}\n\n{asked}");
    for now in ["It went on for hours. They left. I was cold. I don’t know.", "It went on for hours. I don’t know. They left. I was cold."] {
        for new in [format!("Bob: {now}\n\n{asked}"), format!("{asked}\n\nBob: {now}"), format!("Bob: {now}\n\nAnna: I don’t know. And you?")] {
            let mut manuscript = Manuscript::new(source(&old));
            manuscript.become_text(&new, Structure::default());
            let start = old[..old.find("I don’t know.").unwrap()].chars().count() as u32;
            let Followed::At(span) = manuscript.correction().follow(Span { start, end: start + 13 }) else { panic!("lost in {new}") };
            assert_eq!(manuscript.text().geometry.slice(span), "I don’t know.");
            let line = new.lines().position(|line| line.starts_with("Bob")).unwrap();
            assert_eq!(manuscript.text().geometry.slice(Span { start: 0, end: span.start }).lines().count() - 1, line, "in its own turn: {new}");
        }
    }
    let both = followed(
        &old,
        "Bob: It went on for hours. They left. I was cold. I don’t know.\n\nAnna: And you? I don’t know.",
        "I was cold. I don’t know.",
    );
    assert_eq!(both.as_deref(), Some("I was cold. I don’t know."));
    // Words that stand twice in longer sentences, none of which stayed as it was.
    let (old, new) = (
        "Bob: We asked them for the keys of the house. They were late. So we went on.\n\nAnna: You asked them for the keys of the car?",
        "Bob: So then we went on. They were too late. Then we asked them for the keys of the house.\n\nAnna: He asked them for the keys of the car?",
    );
    assert_eq!(followed(old, new, "asked them for the keys").as_deref(), Some("asked them for the keys"));
}

/// What a file is made of: sentences, by the words of a small language in which many stand often.
fn sentences() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(0u8..26, 2..9), 2..12)
}

fn spelled(sentences: &[Vec<String>]) -> Vec<String> {
    sentences.iter().map(|words| format!("{}.", words.join(" "))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn after_a_corrected_file_codings_lie_on_words_of_their_own_or_are_lost(
        base in sentences(), order in prop::collection::vec(any::<u32>(), 12), edits in prop::collection::vec((any::<usize>(), any::<usize>(), 0u8..4), 0..6),
        line in 1usize..5,
    ) {
        let old: Vec<Vec<String>> = base.iter().map(|words| words.iter().map(|n| char::from(b'a' + n).to_string().repeat(3)).collect()).collect();
        let mut new: Vec<(u32, Vec<String>)> = order.iter().copied().zip(old.clone()).collect();
        for (n, at, what) in edits {
            let n = n % new.len();
            let sentence = &mut new[n].1;
            let at = at % sentence.len();
            match what {
                0 => sentence.insert(at, "quite".into()),
                1 => sentence[at] = "other".into(),
                2 if sentence.len() > 1 => drop(sentence.remove(at)),
                _ => *sentence = ["so", "unlike", "this", "one", "reads"].map(String::from).to_vec(),
            }
        }
        new.sort_by_key(|(order, _)| *order);
        let new: Vec<Vec<String>> = new.into_iter().map(|(_, words)| words).collect();
        let whole = |list: &[String]| list.chunks(line).map(|part| part.join(" ")).collect::<Vec<_>>().join("\n");
        let (olds, news) = (spelled(&old), spelled(&new));
        let (from, to) = (whole(&olds), whole(&news));
        let mut manuscript = Manuscript::new(source(&from));
        manuscript.become_text(&to, Structure::default());
        let correction = manuscript.correction();
        prop_assert_eq!(correction.apply(&Geometry::new(from.as_str())), Some(to.clone()));
        let mut at = 0u32;
        for sentence in &olds {
            let span = Span { start: at, end: at + sentence.len() as u32 };
            at = span.end + 1;
            let now = match correction.follow(span) { Followed::At(span) => Some(manuscript.text().geometry.slice(span)), Followed::Lost(_) => None };
            let once = |list: &[String]| list.iter().filter(|other| *other == sentence).count() == 1;
            if once(&olds) && once(&news) {
                prop_assert_eq!(now, Some(sentence.as_str()), "{} -> {}", from, to);
            } else if let Some(now) = now {
                let words: Vec<&str> = now.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
                let own = sentence.trim_end_matches('.').split(' ').any(|word| words.contains(&word));
                // A word or two in the midst of a sentence may have been replaced.
                prop_assert!(own, "{:?} of {} -> {:?} of {}", sentence, from, now, to);
            }
        }
    }

    #[test]
    fn sentences_that_repeat_keep_their_codings_in_turns_that_are_put_in_another_order(
        turns in prop::collection::vec(prop::collection::vec(0usize..6, 1..7), 1..6), seed in any::<u64>(), moved in any::<bool>(),
    ) {
        let short = ["Yes.", "I don’t know.", "It was cold.", "No, not at all, I think.", "Well, that is what they said to us.", "And then?"];
        let turns: Vec<Vec<String>> = turns.iter().enumerate()
            .map(|(n, list)| list.iter().map(|n| short[*n].to_owned()).chain([format!("This alone is number {n}.")]).collect()).collect();
        let mut state = seed;
        let mut roll = || { state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407); state >> 33 };
        let mut new = turns.clone();
        for turn in &mut new {
            turn.sort_by_cached_key(|_| roll());
        }
        if moved {
            new.sort_by_cached_key(|_| roll());
        }
        let spelled = |turns: &[Vec<String>]| turns.iter().map(|turn| format!("R: {}", turn.join(" "))).collect::<Vec<_>>().join("\n\n");
        let (from, to) = (spelled(&turns), spelled(&new));
        let mut manuscript = Manuscript::new(source(&from));
        manuscript.become_text(&to, Structure::default());
        let correction = manuscript.correction();
        prop_assert_eq!(correction.apply(&Geometry::new(from.as_str())), Some(to.clone()));
        let mut at = 3u32;
        for turn in &turns {
            for sentence in turn {
                let span = Span { start: at, end: at + sentence.chars().count() as u32 };
                at = span.end + 1;
                let Followed::At(now) = correction.follow(span) else { return Err(TestCaseError::fail(format!("{sentence} is lost: {from} -> {to}"))) };
                prop_assert_eq!(manuscript.text().geometry.slice(now), sentence.as_str(), "{} -> {}", from, to);
                let line = to.lines().find(|line| line.contains(turn.last().unwrap().as_str())).unwrap();
                let start = to[..to.find(line).unwrap()].chars().count() as u32;
                prop_assert!(now.start >= start && now.end <= start + line.chars().count() as u32, "{} left its turn: {} -> {}", sentence, from, to);
            }
            at += 4;
        }
    }
}
