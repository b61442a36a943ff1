//! Voices that are heard once or twice, however they are written: each has what it said, and no other has it.

use crate::layouts::{Case, all_found, case};
use std::path::Path;
use themata::import::{NoteKind, PlanOptions, plan_bytes};

static CASES: &[Case] = &[
    case(
        "a heading with a number before anybody speaks is nobody",
        "heading.txt",
        "Interview 3: Leeds\n\nINT: Where?\n\nP1: Leeds.\n\nINT: What?\n\nP1: None.\n",
        &[("INT", "Where?", None), ("P1", "Leeds.", None), ("INT", "What?", None), ("P1", "None.", None)],
    ),
    case(
        "a couple with one number between them",
        "couple.txt",
        "Int: How long did it take?\n\nP12a: Weeks.\n\nInt: Who began?\n\nP12a: I did.\n\nP12b: Nobody asked me.\n\nInt: And now?\n\nP12a: Now we live here.\n\nP12b: So we do.",
        &[
            ("Int", "How long did it take?", None),
            ("P12a", "Weeks.", None),
            ("Int", "Who began?", None),
            ("P12a", "I did.", None),
            ("P12b", "Nobody asked me.", None),
            ("Int", "And now?", None),
            ("P12a", "Now we live here.", None),
            ("P12b", "So we do.", None),
        ],
    ),
    case(
        "a group in which each speaks once, called by what they are",
        "once.txt",
        "Moderator: What of the teacher?\n\nTeacher A: I was there.\n\nParent 2: The parent was not.\n\nNurse 3: Nor I.\n\nDoctor 4: It was late.\n\nPupil B: Well.\n\nModerator: Thank you.",
        &[
            ("Moderator", "What of the teacher?", None),
            ("Teacher A", "I was there.", None),
            ("Parent 2", "The parent was not.", None),
            ("Nurse 3", "Nor I.", None),
            ("Doctor 4", "It was late.", None),
            ("Pupil B", "Well.", None),
            ("Moderator", "Thank you.", None),
        ],
    ),
    case(
        "the same in lines that are wrapped",
        "wrapped.txt",
        "Moderator: What of\nthe teacher, then?\n\nTeacher A: I was there\nall of the day.\n\nParent 2: I was\nnot.\n\nModerator: Thank\nyou.",
        &[
            ("Moderator", "What of the teacher, then?", None),
            ("Teacher A", "I was there all of the day.", None),
            ("Parent 2", "I was not.", None),
            ("Moderator", "Thank you.", None),
        ],
    ),
    case(
        "codes that are counted on, beside paragraphs that go on",
        "codes.txt",
        "Moderator: Well?\n\nKW01: Yes.\n\nAnd on.\n\nKW02: No.\n\nAnd so on.\n\nKW03: It was.\n\nAnd more.\n\nModerator: S2-03, you?\n\nS2-03: Never.",
        &[
            ("Moderator", "Well?", None),
            ("KW01", "Yes. And on.", None),
            ("KW02", "No. And so on.", None),
            ("KW03", "It was. And more.", None),
            ("Moderator", "S2-03, you?", None),
            ("S2-03", "Never.", None),
        ],
    ),
    case(
        "several at once, and who was not made out",
        "several.txt",
        "Int: Is all well?\n\nR1: It is.\n\nThat is all, I know.\n\nR1/R2: Yes!\n\nR?: No.\n\nR1 & R2: It is.\n\nAll: Yes.\n\n??: Well.\n\nInt: Thanks.\n\nUnknown: And you.",
        &[
            ("Int", "Is all well?", None),
            ("R1", "It is. That is all, I know.", None),
            ("R1/R2", "Yes!", None),
            ("R?", "No.", None),
            ("R1/R2", "It is.", None),
            ("All", "Yes.", None),
            ("??", "Well.", None),
            ("Int", "Thanks.", None),
            ("Unknown", "And you.", None),
        ],
    ),
    case(
        "a note beside labels that are heard once",
        "note.txt",
        "Moderator: How was it?\n\nAnna: It was so.\n\nOlu: me too.\n\nNote: the tape ends here.",
        &[("Moderator", "How was it?", None), ("Anna", "It was so.", None), ("Olu", "me too. Note: the tape ends here.", None)],
    ),
    case(
        "labels on a line of their own, the time before the words",
        "below.txt",
        "Anna:\n[00:01:00] Hello.\n\nBen:\n[00:02:00]\nHi.\n\nAnna:\n[00:03:00] Well then.\n\nBen:\nBye, at [00:04:00] or so.",
        &[("Anna", "Hello.", Some(60_000)), ("Ben", "Hi.", Some(120_000)), ("Anna", "Well then.", Some(180_000)), ("Ben", "Bye, at or so.", None)],
    ),
    case(
        "what is said in a word behind a time is no name",
        "said.txt",
        "Anna\n[00:01:00] Hello.\n\nBen\n[00:02:00] Indeed.\n\nAnna\n[00:03:00] Well then.",
        &[],
    ),
    case(
        "times of which some are written without a space before the name",
        "glued.txt",
        "00:01 Anna: Hello there\n\n00:09Ben: Yes I am\n\n00:19 Anna: Good\n\n00:29Ben: So it is",
        &[("Anna", "Hello there", Some(1000)), ("Ben", "Yes I am", Some(9000)), ("Anna", "Good", Some(19_000)), ("Ben", "So it is", Some(29_000))],
    ),
    case(
        "all of oTranscribe's times without a space",
        "glued.otr",
        r#"{"text":"<p><span class=\"timestamp\" data-timestamp=\"1.0\">00:01</span>Anna: Hello there</p><p><span class=\"timestamp\">00:09</span>Ben: Yes<br>I am</p><p><span class=\"timestamp\">00:19</span>Anna: Good</p><p><span class=\"timestamp\">1:00:09</span>Ben: So</p>","media":"f.mp3","media-time":1}"#,
        &[("Anna", "Hello there", Some(1000)), ("Ben", "Yes I am", Some(9000)), ("Anna", "Good", Some(19_000)), ("Ben", "So", Some(3_609_000))],
    ),
    case(
        "the numbers of things are nobody's, though every paragraph begins with a label",
        "things.txt",
        "Moderator: What was done?\n\nAnna: Much of it.\n\nAction 7: That was done.\n\nTeam 3: was there.\n\nModerator: And then?\n\nAnna: No more.\n\nModerator: So?\n\nAnna: So it is.\n\nModerator: Thanks.\n\nAnna: Thanks.",
        &[
            ("Moderator", "What was done?", None),
            ("Anna", "Much of it. Action 7: That was done. Team 3: was there.", None),
            ("Moderator", "And then?", None),
            ("Anna", "No more.", None),
            ("Moderator", "So?", None),
            ("Anna", "So it is.", None),
            ("Moderator", "Thanks.", None),
            ("Anna", "Thanks.", None),
        ],
    ),
];

#[test]
fn whoever_speaks_once_is_heard() {
    all_found(CASES);
}

/// What a plan wants looked at, and how many voices it has.
fn looks(file: &str) -> (usize, Vec<String>) {
    let plan = plan_bytes(Path::new("group.txt"), file.as_bytes().to_vec(), &PlanOptions::default()).expect("a plan");
    let looks = plan.notes.iter().filter(|note| note.kind == NoteKind::Look).map(|note| note.text.clone());
    (plan.speakers.len(), looks.collect())
}

#[test]
fn a_label_of_whatever_kind_that_is_passed_over_is_told_by_name() {
    let file = "Interviewer: How was it?\n\nAnna: It was long.\n\nAnd dark.\n\nAnd cold.\n\nDoctor 2: I was there.\n\nInterviewer: So?\n\nAnna: Yes.";
    let (voices, looks) = looks(file);
    assert_eq!(voices, 2);
    assert!(matches!(&looks[..], [note] if note.contains("1 paragraph (“Doctor 2”)")), "{looks:?}");
}
