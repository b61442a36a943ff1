//! Names found and replaced: whole words, capitals, possessives, line ends; and what is coded stays on the words around.

use super::*;
use crate::model::{Project, ProjectId, Span};
use crate::text::{Followed, Geometry, Manuscript, SourceText, Structure, Turn};
use proptest::prelude::*;
use std::sync::Arc;

fn key(list: &[(&[&str], &str)]) -> PseudonymKey {
    let empty = String::new;
    let mut corpus =
        Corpus::new(Project { id: ProjectId::new(), name: empty(), description: empty(), site: None, role: None, phase: None, attribution: empty() });
    let row = |(n, (names, stands)): (usize, &(&[&str], &str))| Pseudonym {
        id: PseudonymId::new(),
        case_id: None,
        kind: if stands.is_empty() { PseudonymKind::Kept } else { PseudonymKind::Person },
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        stands: (*stands).to_owned(),
        ord: format!("{n:03}"),
    };
    corpus.set_pseudonyms(list.iter().enumerate().map(row).collect());
    PseudonymKey::only(&corpus, |_| true)
}

fn said(key: &PseudonymKey, words: &str) -> String {
    key.replaced(words, How::Prose).unwrap_or_else(|| words.to_owned())
}

#[test]
fn whole_words_are_replaced_in_their_capitals_and_as_possessives() {
    let key = key(&[(&["Anne Miller", "Anne", "Annie"], "Mary"), (&["James"], "Peter"), (&["Leeds"], "Northtown"), (&["Jo Smith"], "[…]")]);
    for (words, wanted) in [
        ("Anne and ANNE and Annie, not Annette or Joanne.", "Mary and MARY and Mary, not Annette or Joanne."),
        ("Anne's and Anne’s and ANNE'S; Anne'll come.", "Mary's and Mary’s and MARY'S; Mary'll come."),
        ("James’ book, James' dog, James's cat.", "Peter’s book, Peter's dog, Peter's cat."),
        ("Leedsʼs people and Leedsʼ trust", "Northtownʼs people and Northtownʼ trust"),
        ("They said ‘ask James’ and left; 'ask James' too.", "They said ‘ask Peter’ and left; 'ask Peter' too."),
        ("Anne Miller, Anne  Miller, anne miller, Anne\u{a0}Miller", "Mary, Mary, mary, Mary"),
        ("met Anne\nMiller there", "met \nMary there"),
        ("anne is small, as will may be", "anne is small, as will may be"),
        ("Anne-Marie is another; Leeds-based, pre-Leeds, (Leeds).", "Anne-Marie is another; Northtown-based, pre-Northtown, (Northtown)."),
        ("O’Anne, d’Anne", "O’Anne, d’Mary"),
        ("Jo Smith’s and jo smith", "[…]’s and […]"),
        ("_Anne_ said “Anne.”", "_Mary_ said “Mary.”"),
        ("An\u{ad}ne", "Mary"),
    ] {
        assert_eq!(said(&key, words), wanted);
    }
}

#[test]
fn names_are_known_however_they_are_spelled_and_in_every_script() {
    let key = key(&[
        (&["José Álvarez"], "Luis Prado"),
        (&["St Mary’s Hospital"], "Hill Hospital"),
        (&["王小明"], "李雷"),
        (&["Søren"], "Nils"),
        (&["Анна"], "Вера"),
        (&["דנה"], "רות"),
    ]);
    for (words, wanted) in [
        ("Jose\u{301} A\u{301}lvarez spoke; JOSÉ ÁLVAREZ", "Luis Prado spoke; LUIS PRADO"),
        ("José\nÁlvarez", "Luis\nPrado"),
        ("at St. Mary's Hospital and St Mary‘s hospital", "at Hill Hospital and Hill Hospital"),
        ("我见过王小明和他。", "我见过李雷和他。"),
        ("SØREN", "NILS"),
        ("Анна, АННА", "Вера, ВЕРА"),
        ("דנה אמרה", "רות אמרה"),
    ] {
        assert_eq!(said(&key, words), wanted);
    }
}

#[test]
fn a_part_of_a_name_is_replaced_by_the_part_that_stands_for_it() {
    let key = key(&[(&["Anne Miller", "Anne", "Annie", "Miller", "the boss"], "Mary Stern"), (&["Bob", "Robert"], "Tom Lee")]);
    let small = self::key(&[(&["Anne", "anne"], "Mary")]);
    assert_eq!(said(&small, "Anne and anne"), "Mary and mary");
    let wanted = "Mary’s and Mary, Ms Stern, MARY STERN, Mary\nStern: Mary Stern. Tom Lee, Tom Lee.";
    assert_eq!(said(&key, "Anne’s and Annie, Ms Miller, ANNE MILLER, Anne\nMiller: the boss. Bob, Robert."), wanted);
}

#[test]
fn a_title_with_a_first_or_family_name_keeps_the_title_before_what_stands_for_that() {
    let sir = &["Sir Christopher Wormald", "Christopher Wormald", "Sir Christopher", "Christopher", "Sir Chris", "Wormald"];
    for (names, stands, words, wanted) in [
        (&sir[..], "Paul Grey", "Sir Christopher Wormald", "Paul Grey"),
        (&sir[..], "Paul Grey", "Sir Christopher, thank you; Sir Christopher’s and SIR CHRISTOPHER", "Sir Paul, thank you; Sir Paul’s and SIR PAUL"),
        (&sir[..], "Paul Grey", "Sir Chris, Mr Wormald, Professor Christopher Wormald", "Sir Paul, Mr Grey, Professor Paul Grey"),
        (&sir[..], "Sir Paul Grey", "Sir Christopher and Christopher and Sir Christopher Wormald", "Sir Paul and Paul and Sir Paul Grey"),
        (&sir[..], "Sir Paul Grey", "Professor Christopher Wormald", "Professor Paul Grey"),
        (&sir[3..4], "Paul Grey", "Sir Christopher", "Sir Paul Grey"),
        (&["Sir Christopher Wormald", "Christopher"], "Paul Grey", "Sir Christopher", "Sir Paul"),
        (&["Ann Mary Lee", "Ann", "Lee"], "Ruth Stern", "Dr Lee, Dame Ann", "Dr Stern, Dame Ruth"),
        (&["William Lee", "Bill"], "Paul Stern", "Bill", "Paul"),
        (&["Sir Christopher", "Sir Christopher Wormald"], "[…]", "Sir Christopher", "[…]"),
    ] {
        assert_eq!(said(&key(&[(names, stands)]), words), wanted, "{names:?} as {stands}");
    }
}

#[test]
fn file_names_keep_the_signs_that_part_their_words() {
    let key = key(&[(&["Christopher Wormald", "Wormald"], "Paul Grey"), (&["Ann"], "Ruth Stern")]);
    for (words, wanted) in [
        ("M1_Sir_Christopher_Wormald.txt", "M1_Sir_Paul_Grey.txt"),
        ("sir-christopher-wormald", "sir-paul-grey"),
        ("Wormald 2", "Grey 2"),
        ("2021_Ann_interview", "2021_Ruth_Stern_interview"),
        ("Ann 2021", "Ruth Stern 2021"),
    ] {
        assert_eq!(key.replaced(words, How::Label).as_deref(), Some(wanted));
    }
    assert_eq!(said(&key, "_Ann_ said"), "_Ruth Stern_ said");
}

#[test]
fn the_longest_name_wins_and_what_is_no_name_is_left() {
    let key =
        key(&[(&["Anne"], "Mary"), (&["Anne-Marie"], "Ruth"), (&["Anne Street"], ""), (&["Leeds"], "York"), (&["Leeds Council"], "the council")]);
    assert_eq!(said(&key, "Anne-Marie met Anne in Anne Street."), "Ruth met Mary in Anne Street.");
    assert_eq!(said(&key, "Leeds Council of Leeds"), "the council of York");
    assert!(key.find("Anne Street", How::Thorough).is_empty());
}

#[test]
fn labels_are_looked_through_in_any_letters_and_checks_see_parts_of_names() {
    let key = key(&[(&["Anne Miller", "Anne"], "Mary"), (&["Leeds"], "York")]);
    assert_eq!(key.replaced("2021_anne_interview.docx", How::Label).as_deref(), Some("2021_mary_interview.docx"));
    assert_eq!(key.replaced("Interview-Anne-Miller", How::Label).as_deref(), Some("Interview-Mary"));
    assert!(key.find("Leeds-Bradford", How::Prose).is_empty() && !key.find("Leeds-Bradford", How::Thorough).is_empty());
    assert!(!key.remains_in("Joanne of Leedston", How::Prose));
}

/// The traces of names in running words or in a label: what stands there, with a question mark where it may be another word.
fn traces(key: &PseudonymKey, words: &str, how: How) -> Vec<String> {
    let told = |found: Found| format!("{}{}", &words[found.at], if found.sure { "" } else { "?" });
    key.remaining(words, how).into_iter().map(told).collect()
}

#[test]
fn a_word_that_goes_on_behind_an_apostrophe_is_no_name() {
    let key = key(&[(&["Don"], "Ed"), (&["Won"], "Li"), (&["Ma"], "Al"), (&["Leeds"], "Northtown")]);
    for words in ["Don’t ask, DON’T, Don't; Won’t they? Ma’am.", "don't and won’t"] {
        assert_eq!(said(&key, words), words);
        assert!(traces(&key, words, How::Prose).is_empty(), "{words}");
    }
    assert_eq!(said(&key, "Don’s and Don’ll and DON’S, so Don."), "Ed’s and Ed’ll and ED’S, so Ed.");
    assert_eq!(traces(&key, "Leedsʼs people, Leedsʼ trust", How::Prose), ["Leeds", "Leeds"]);
}

#[test]
fn traces_are_seen_however_they_are_written() {
    let key =
        key(&[(&["Anne Miller", "Anne", "Miller"], "Mary Stern"), (&["Leeds"], "Northtown"), (&["Jørgen Weiß"], "Hans Grau"), (&["Zoé"], "Eve")]);
    let told = |words: &str, how| traces(&key, words, how);
    for (words, wanted) in [
        ("Annes and annes, anne of leeds, ANNES", &["Anne", "anne", "anne", "leeds", "ANNE"][..]),
        ("the Millers came; a Miller’s; LeedsFolder, Leeds2 and pre_leeds", &["Miller", "Miller", "Leeds", "Leeds", "leeds"]),
        ("write to annemiller@nhs.uk, a.miller@x.org or millera@x.org", &["annemiller", "miller", "miller"]),
        ("AnneMiller said; ANNE\u{a0}MILLER; Anne_Miller; anne-miller", &["AnneMiller", "ANNE\u{a0}MILLER", "Anne_Miller", "anne-miller"]),
        ("jorgenweiss, JØRGEN WEISS and Jörgen Weiss; Zoe", &["jorgenweiss", "JØRGEN WEISS", "Jörgen Weiss", "Zoe"]),
        ("Joanne of Leedston saw millering; annexes; McMiller", &["Miller?"]),
        ("Mary Stern of Northtown, marystern@x.org", &[]),
        ("M-I-L-L-E-R, or M I L L E R, m. i. l. l. e. r.", &["M-I-L-L-E-R", "M I L L E R", "m. i. l. l. e. r"]),
        ("A, N, N, E of L–E–E–D–S, I M-I-L", &["A, N, N, E?", "L–E–E–D–S"]),
        ("A-N-N-E M-I-L-L-E-R", &["A-N-N-E M-I-L-L-E-R"]),
        ("from Lee-\nds and Mil-\n  ler, Mil-\n\nler", &["Lee-\nds", "Mil-\n  ler"]),
        ("I a A B C; N-H-S; MI-LL-ER; A.N.N; xA-N-N-E", &[]),
    ] {
        assert_eq!(told(words, How::Prose), wanted, "{words}");
    }
    for (words, wanted) in [
        ("AnneMiller_int1", &["AnneMiller"][..]),
        ("Leeds2_int", &["Leeds"]),
        ("20210304annemiller.docx", &["annemiller"]),
        ("INTAnne", &["Anne"]),
        ("ANNEint", &["ANNE"]),
        ("Joanne", &[]),
        ("MaryStern_int1", &[]),
    ] {
        assert_eq!(told(words, How::Label), wanted, "{words}");
    }
}

#[test]
fn names_are_seen_in_full_width_written_out_parted_and_with_their_endings() {
    let list: &[(&[&str], &str)] = &[
        (&["Leeds"], "Northtown"),
        (&["Müller"], "Stern"),
        (&["McDonald"], "Hill"),
        (&["Straße"], "Gasse"),
        (&["Анна"], "Ева"),
        (&["Иван"], "Пётр"),
        (&["Novák"], "Král"),
        (&["Ann"], "Eve"),
    ];
    let key = key(list);
    for (words, wanted) in [
        ("Ｌｅｅｄｓ and ＬＥＥＤＳ", &["Ｌｅｅｄｓ", "ＬＥＥＤＳ"][..]),
        ("Mueller, MUELLER and Muller; Müllers", &["Mueller", "MUELLER", "Muller", "Müller"]),
        ("Mc Donald and Mc-Donald, McDonald", &["Mc Donald", "Mc-Donald", "McDonald"]),
        ("in den Straßen; Müllern", &["Straßen?", "Müllern?"]),
        ("для Анны, с Анной и Иваном; Анна", &["Анны?", "Анной?", "Иваном?", "Анна"]),
        ("bez Nováka", &["Nováka?"]),
        // Small letters, other words and names too short to tell.
        ("annen, müllern, Leedstown, Анналы, Anne", &[]),
    ] {
        assert_eq!(traces(&key, words, How::Prose), wanted, "{words}");
    }
}

#[test]
fn words_that_are_names_too_may_stand() {
    let key = key(&[(&["Will", "May"], "Mary"), (&["Rose Young"], "Ann Hill")]);
    assert_eq!(
        traces(&key, "I will, as she may. Will did, and so did the Wills. rose young", How::Prose),
        ["will?", "may?", "Will", "Will?", "rose young"]
    );
    assert_eq!(traces(&key, "interview_will", How::Label), ["will"]);
}

#[test]
fn what_is_written_together_with_a_name_hides_it_from_no_check() {
    let key = key(&[(&["محمد"], "علي"), (&["القاهرة"], "دمشق"), (&["דוד"], "משה"), (&["민수"], "철수"), (&["王小明"], "李四")]);
    let told = |words: &str| traces(&key, words, How::Prose);
    assert_eq!(told("ومحمد ولمحمد فبمحمد كمحمد وَمُحَمَّد"), ["محمد", "محمد", "محمد", "محمد", "مُحَمَّد"]);
    assert_eq!(told("للقاهرة وبالقاهرة"), ["قاهرة", "القاهرة"]);
    assert_eq!(told("민수가 민수는 민수님이"), ["민수", "민수", "민수"]);
    assert_eq!(told("昨天王小明来了"), ["王小明"]);
    assert_eq!(told("ולדוד"), ["דוד?"]);
}

#[test]
fn a_name_is_the_same_in_capitals_that_are_more_letters() {
    let key = key(&[(&["Straße"], "Gasse"), (&["Γιώργος"], "Νίκος")]);
    assert_eq!(said(&key, "STRASSE und Straße"), "GASSE und Gasse");
    assert_eq!(said(&key, "ΓΙΏΡΓΟΣ"), "ΝΊΚΟΣ");
}

#[test]
fn what_is_glued_in_a_label_is_replaced_glued() {
    let key = key(&[(&["Anne Miller", "Anne", "Miller"], "Mary Stern"), (&["Leeds"], "New Town")]);
    for (words, wanted) in [
        ("AnneMiller_int1.txt", "MaryStern_int1.txt"),
        ("annemiller1.txt", "marystern1.txt"),
        ("Leeds2_int", "NewTown2_int"),
        ("LeedsFolder", "NewTownFolder"),
        ("the Millers", "the Sterns"),
    ] {
        assert_eq!(key.replaced(words, How::Label).as_deref(), Some(wanted));
    }
    assert_eq!(key.replaced("AnneMiller", How::Prose), None);
}

#[test]
fn a_name_does_not_go_on_from_one_turn_to_the_next() {
    let words = "I saw Anne\nMiller spoke.";
    let turns = [(0, 10), (11, 24)].map(|(start, end)| Turn { span: Span { start, end }, speaker: 0, from: None, to: None }).to_vec();
    let mut text =
        SourceText { geometry: Geometry::new(words), structure: Structure { paragraphs: Structure::lines(words), turns, ..Structure::default() } };
    let key = key(&[(&["Anne Miller"], "Mary")]);
    assert!(key.find_in(&text, How::Prose).is_empty());
    text.structure.turns.truncate(1);
    assert_eq!(key.find_in(&text, How::Prose).len(), 1);
}

/// Words of which some are names, some hold them as a part, and some are none.
fn words() -> impl Strategy<Value = Vec<(String, bool)>> {
    let word = prop_oneof![
        Just(("Anne".to_owned(), true)),
        Just(("ANNE".to_owned(), true)),
        Just(("Joanne".to_owned(), false)),
        Just(("Annex".to_owned(), false)),
        Just(("anne".to_owned(), false)),
        "[a-zé]{1,5}".prop_map(|word| (word, false)),
    ];
    prop::collection::vec(word, 1..30)
}

proptest! {
    #[test]
    fn names_alone_are_replaced_and_codings_hold_on_the_words_around(
        words in words(), parts in prop::collection::vec(prop_oneof![Just(" "), Just(", "), Just("\n"), Just("’s "), Just(". “")], 30),
    ) {
        let key = key(&[(&["Anne"], "Mary-Jo Stern")]);
        let (mut text, mut wanted, mut spans) = (String::new(), String::new(), Vec::new());
        for ((word, named), part) in words.iter().zip(&parts) {
            let start = text.chars().count() as u32;
            text.push_str(word);
            spans.push((Span { start, end: text.chars().count() as u32 }, *named));
            let new = match (*named, word.as_str()) { (true, "ANNE") => "MARY-JO STERN", (true, _) => "Mary-Jo Stern", _ => word };
            wanted.push_str(new);
            text.push_str(part);
            wanted.push_str(part);
        }
        let old = Arc::new(SourceText { geometry: Geometry::new(text.as_str()), structure: Structure { paragraphs: Structure::lines(&text), ..Structure::default() } });
        let swaps = key.swaps(&text, How::Prose);
        let edits: Vec<(Span, &str)> = swaps.iter().map(|swap| (old.geometry.span_of(&swap.at), swap.words.as_str())).collect();
        let mut manuscript = Manuscript::new(old.clone());
        manuscript.replace_each(&edits);
        let new = manuscript.text();
        prop_assert_eq!(new.geometry.text(), &wanted);
        let correction = manuscript.correction();
        for (from, (first, _)) in spans.iter().enumerate() {
            for (last, _) in &spans[from..] {
                let span = Span { start: first.start, end: last.end };
                let Followed::At(now) = correction.follow(span) else { panic!("a coding of whole words lost them: {span:?}") };
                prop_assert_eq!(new.geometry.slice(now), said(&key, old.geometry.slice(span)));
            }
        }
        prop_assert!(key.find(new.geometry.text(), How::Thorough).is_empty());
    }
}
