//! Numbers of texts against the worked answers in the shared folder: concordance, pairs of words, words that tell one text from others.

use super::cli_room::Room;
use super::support::shared_file;
use serde_json::Value;
use themata::search::words::{Association, tf_idf};

fn vector(name: &str) -> Option<Value> {
    let file = shared_file(&format!("reference/vectors/{name}.json"))?;
    Some(serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap())
}

fn near(a: f64, b: &Value) -> bool {
    let b = b.as_f64().unwrap();
    (a - b).abs() <= 1e-9 * b.abs().max(1.0)
}

/// A project of the documents of a vector.
fn documents(vector: &Value) -> Room {
    let room = Room::new();
    for (name, text) in vector["documents"].as_object().unwrap() {
        room.write(&format!("in/{name}.txt"), text.as_str().unwrap());
    }
    room.done(&["new", "s.themata", "--coder", "BP"]);
    room.done(&["import", "s.themata", "in", "--coder", "BP"]);
    room
}

#[test]
fn a_concordance_is_the_worked_one() {
    let Some(vector) = vector("text_kwic") else { return };
    let room = documents(&vector);
    for (key, expected) in vector["expected"].as_object().unwrap() {
        let query = if key.contains('*') { key.clone() } else { format!("={key}") };
        let expected = expected.as_array().unwrap();
        // How many words of context an answer has differs from word to word, and shows where there are enough.
        let context = expected
            .iter()
            .flat_map(|row| [&row["left"], &row["right"]])
            .map(|side| side.as_str().unwrap().split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count());
        let context = context.max().unwrap().to_string();
        let found = room.done(&["search", "s.themata", &query, "--context", &context, "--json"]).json();
        let rows = found["rows"].as_array().unwrap();
        assert_eq!(rows.len(), expected.len(), "{key}");
        for (row, wanted) in rows.iter().zip(expected) {
            let same = [("source", "doc"), ("start", "start"), ("end", "end"), ("left", "left"), ("words", "key"), ("right", "right")];
            assert!(same.iter().all(|(own, theirs)| row[own] == wanted[theirs]), "{row} is not {wanted}");
        }
    }
}

#[test]
fn pairs_of_words_are_associated_as_worked_out() {
    let Some(vector) = vector("text_collocation") else { return };
    let words: Vec<&str> = vector["input"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    let count = |word: &str| words.iter().filter(|one| **one == word).count() as u64;
    let expected = vector["expected"].as_object().unwrap();
    assert!(expected.len() > 10);
    for (pair, wanted) in expected {
        let (a, b) = pair.split_once(' ').unwrap();
        let both = words.windows(2).filter(|two| two[0] == a && two[1] == b).count() as u64;
        let pair = Association { both, first: count(a), second: count(b), all: words.len() as u64 };
        assert_eq!(Some(both), wanted["n"].as_u64());
        let measures = [
            ("pmi", pair.information()),
            ("likelihood_ratio_nltk", pair.likelihood()),
            ("dice", pair.dice()),
            ("t", pair.t()),
            ("logdice", pair.log_dice()),
        ];
        assert!(measures.iter().all(|(name, value)| near(*value, &wanted[name])), "{pair:?} {measures:?} {wanted}");
    }
}

#[test]
fn words_tell_one_text_from_others_as_worked_out() {
    let Some(vector) = vector("text_tfidf") else { return };
    let room = documents(&vector);
    let list = room.done(&["words", "s.themata", "--by", "source", "--common", "--json"]).json();
    let (df, plain) = (&vector["expected"]["df"], &vector["expected"]["plain_ln"]);
    let words = list["words"].as_array().unwrap();
    assert_eq!(words.len(), df.as_object().unwrap().len());
    for word in words {
        let name = word["word"].as_str().unwrap();
        assert_eq!(word["sources"], df[name], "{word}");
        for group in word["groups"].as_array().unwrap() {
            let wanted = &plain[group["group"].as_str().unwrap()][name];
            let own = group["tf_idf"].as_f64().unwrap();
            assert!(if wanted.is_null() { own == 0.0 } else { near(own, wanted) }, "{name}: {group} is not {wanted}");
        }
    }
    assert_eq!(tf_idf(3, 4, 4), 0.0, "what all say tells nothing");
}
