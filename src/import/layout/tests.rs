//! Every layout on a small invented text.

use super::*;
use crate::import::draft::Draft;

/// The turns as (voice, words without marks, from) and the layout's name.
fn turns(draft: &Draft) -> (&'static str, Vec<(String, String, Option<i64>)>) {
    let reading = read(draft);
    let spoken = |turn: &DraftTurn| {
        let mut words = String::new();
        let mut at = turn.bytes.start;
        for (mark, _) in reading.marks.iter().filter(|(mark, _)| mark.start >= turn.bytes.start && mark.end <= turn.bytes.end) {
            words.push_str(&draft.text[at as usize..mark.start as usize]);
            at = mark.end;
        }
        words.push_str(&draft.text[at as usize..turn.bytes.end as usize]);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    (reading.layout, reading.turns.iter().map(|turn| (reading.voices[turn.speaker as usize].clone(), spoken(turn), turn.from)).collect())
}

fn expect(text: &str, layout: &str, expected: &[(&str, &str, Option<i64>)]) {
    let found = turns(&Draft::plain(text.to_owned()));
    let expected: Vec<_> = expected.iter().map(|(voice, words, from)| ((*voice).to_owned(), (*words).to_owned(), *from)).collect();
    assert_eq!(found, (layout, expected), "{text}");
}

const COLON: &str = "names with a colon";
const HEADER: &str = "names with a time";

#[test]
fn labels_with_a_colon_and_what_belongs_to_nobody() {
    expect(
        "Questions From Ms Hill\n\nMs Hill: Is this right:\n\nMr Ray: Yes.\n\nSo my point is this: it works.\n\nAction 7: done.\n\n(A short break)\n\n(11.30 am)\n\nMs Hill: Thank you.\n\nThe Witness: Thanks.\n\nFurther Questions From Mr Lee\n\nMs Hill: Now then.",
        COLON,
        &[
            ("Ms Hill", "Is this right:", None),
            ("Mr Ray", "Yes. So my point is this: it works. Action 7: done.", None),
            ("Ms Hill", "Thank you.", None),
            ("The Witness", "Thanks.", None),
            ("Ms Hill", "Now then.", None),
        ],
    );
}

#[test]
fn short_answers_behind_a_time_are_nobodys_names() {
    let talk = "[00:00:00] How long have you worked here?\n[00:01:07] Twelve years this spring.\n[00:03:21] Leeds.\n[00:05:35] Yes.\n[00:09:03] Nothing.\n[00:10:10] Right.\n[00:11:17] It was cold.";
    expect(talk, "", &[]);
    expect(&talk.replace(['[', ']'], ""), "", &[]);
    expect(&talk.replace('\n', "\n\n"), "", &[]);
    expect("00:03 Yes\n00:05 No\n00:09 Leeds\n00:12 Right", "", &[]);
    let reading = read(&Draft::plain(talk.to_owned()));
    assert_eq!(reading.marks.len(), 7, "the times are marks, and no words");
    // One who says nothing more does not make the others' names words.
    expect(
        "00:00:03 Speaker 1\nYes.\n00:00:05 Speaker 2\nNo.\n00:00:09 Speaker 1",
        HEADER,
        &[("Speaker 1", "Yes.", Some(3_000)), ("Speaker 2", "No.", Some(5_000)), ("Speaker 1", "", Some(9_000))],
    );
}

#[test]
fn a_paper_with_a_few_notes_is_no_transcript() {
    let text = format!("Note: read this.\n{}Note: and note this.\nNote: and that note.", "A line of the paper that goes on.\n".repeat(60));
    expect(&text, "", &[]);
}

#[test]
fn chats_nvivo_and_descript() {
    expect(
        "10:02:03\tAnna Hill:\tHello\nagain\n10:02:09\tBen Ray:\tHi",
        COLON,
        &[("Anna Hill", "Hello again", Some(36_123_000)), ("Ben Ray", "Hi", Some(36_129_000))],
    );
    expect(
        "10:02:03 From  Anna Hill  to  Everyone:\n\tHello\n10:02:09\t From Ben Ray : Hi\n10:03:00 From Anna Hill to Ben Ray (Direct Message): You?",
        COLON,
        &[("Anna Hill", "Hello", Some(36_123_000)), ("Ben Ray", "Hi", Some(36_129_000)), ("Anna Hill", "You?", Some(36_180_000))],
    );
    expect("00:03\tSPEAKER1:\tHello\n01:00:09\tSPEAKER2:\tHi", COLON, &[("SPEAKER1", "Hello", Some(3000)), ("SPEAKER2", "Hi", Some(3_609_000))]);
    expect(
        "[00:01:00]\nAnna:\nHello.\n[00:02:00] More.\n[00:03:00]\nBen: Yes.\nAnna: No.\nBen: Oh.",
        COLON,
        &[("Anna", "Hello. More.", Some(60_000)), ("Ben", "Yes.", Some(180_000)), ("Anna", "No.", None), ("Ben", "Oh.", None)],
    );
}

#[test]
fn times_after_the_turn_end_it() {
    let draft = Draft::plain("I: How are you? #00:00:24-5#\nB: Well. #00:00:26-0#".into());
    let reading = read(&draft);
    assert_eq!(turns(&draft).1, [("I".into(), "How are you?".into(), None), ("B".into(), "Well.".into(), Some(24_500))]);
    assert_eq!(reading.turns.iter().map(|turn| turn.to).collect::<Vec<_>>(), [Some(24_500), Some(26_000)]);
}

#[test]
fn names_beside_times_on_a_line_of_their_own() {
    expect(
        "Talk\n\nSUMMARY KEYWORDS\ncare, ward\n\nSPEAKERS\nAnna Hill, Unknown Speaker\n\nAnna Hill  00:13\nHello there.\n\nUnknown Speaker  1:02:03\nYes.\n\nTranscribed by https://otter.ai",
        HEADER,
        &[("Anna Hill", "Hello there.", Some(13_000)), ("Unknown Speaker", "Yes.", Some(3_723_000))],
    );
    expect(
        "Transcript\n00:00:03 Speaker 1\nYes.\n00:00:05 Speaker 2\nNo.\nNever.",
        HEADER,
        &[("Speaker 1", "Yes.", Some(3000)), ("Speaker 2", "No. Never.", Some(5000))],
    );
    expect(
        "Talk-20260101_100000-Meeting Recording\nAnna Hill started transcription\nAnna Hill   0:04\nHello.\nYou there?\nHill, Ben (Guest)   0:09\nYes.\nAnna Hill stopped transcription",
        HEADER,
        &[("Anna Hill", "Hello. You there?", Some(4000)), ("Hill, Ben (Guest)", "Yes.", Some(9000))],
    );
}

#[test]
fn arrows_and_names_join_the_same_voice() {
    expect(
        "0:0:0.0 --> 0:0:1.510\nAnna Hill\nOK.\n0:0:1.600 --> 0:0:2.20\nAnna Hill\nYes.\n0:0:3.270 --> 0:0:4.250\nBen Ray\nUmm.",
        "times with an arrow",
        &[("Anna Hill", "OK. Yes.", Some(0)), ("Ben Ray", "Umm.", Some(3270))],
    );
}

#[test]
fn columns_with_tabs_and_in_tables() {
    expect(
        "Timespan\tContent\tSpeaker\n0:01\tHow do you do?\tAnna\n0:04\tWell, thank you.\tBen\n0:09\tGood.\tAnna",
        "a table with a column of speakers",
        &[("Anna", "How do you do?", Some(1000)), ("Ben", "Well, thank you.", Some(4000)), ("Anna", "Good.", Some(9000))],
    );
    let mut draft =
        Draft::plain("Anna\nHow do you do today?\nBen\nWell, thank you.\nAnd you?\nAnna\nGood, good, good.\nBen\nFine then, fine.".into());
    for (line, cell) in draft.lines.iter_mut().zip([(0, 0), (0, 1), (1, 0), (1, 1), (1, 1), (2, 0), (2, 1), (3, 0), (3, 1)]) {
        line.cell = Some(cell);
    }
    let words: Vec<String> = turns(&draft).1.into_iter().map(|(voice, words, _)| format!("{voice}: {words}")).collect();
    assert_eq!(words, ["Anna: How do you do today?", "Ben: Well, thank you. And you?", "Anna: Good, good, good.", "Ben: Fine then, fine."]);
}

#[test]
fn codes_without_a_colon() {
    expect(
        "time = 0:58:57\nabc1950f so it was\ndef1932m yes\nabc1950f and then\ndef1932m no\nabc1950f well",
        "codes at the start of lines",
        &[
            ("abc1950f", "so it was", None),
            ("def1932m", "yes", None),
            ("abc1950f", "and then", None),
            ("def1932m", "no", None),
            ("abc1950f", "well", None),
        ],
    );
}

#[test]
fn bold_labels_and_marks_that_are_no_turns() {
    let draft = crate::import::markdown::read(
        "**Anna Hill:** Hello.\n\n**Ben Ray:** \\[04:15\\] Hi. \\[laughs\\]\n\n**Break**: \\[18:45\\]\n\n# **Break:** \\[19:00\\]\n\n**Anna Hill:**Again \\[20:00\\] so.\n\n**Break:** \\[21:00\\]",
    );
    let expected =
        [("Anna Hill", "Hello.", None), ("Ben Ray", "Hi. [laughs]", Some(255_000)), ("Anna Hill", "Again so.", None), ("Break", "", Some(1_260_000))];
    assert_eq!(turns(&draft), ("bold labels", expected.map(|(voice, words, from)| (voice.to_owned(), words.to_owned(), from)).to_vec()));
}
