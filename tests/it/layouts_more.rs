//! Layouts that programs write beside those of `layouts`: variants of one program, seen with years between them.

use crate::layouts::{Case, all_found, case};
use std::path::Path;
use themata::import::{NoteKind, PlanOptions, plan_bytes};

static CASES: &[Case] = &[
    case(
        "Teams VTT B: one utterance in two cues, and cues that overlap",
        "b.vtt",
        "WEBVTT\r\n\r\nfbbdef90-042d-4d6b-86d5-8c9c38e7021c/19-0\r\n00:00:03.310 --> 00:00:06.910\r\n<v Anna>Hi, I'm\r\n</v>\r\n\r\nfbbdef90-042d-4d6b-86d5-8c9c38e7021c/19-1\r\n00:00:06.910 --> 00:00:08.000\r\n<v Anna>heading off.</v>\r\n\r\nfbbdef90-042d-4d6b-86d5-8c9c38e7021c/20-0\r\n00:00:07.000 --> 00:00:09.000\r\n<v Ben>Bye.</v>\r\n",
        &[("Anna", "Hi, I'm heading off.", Some(3310)), ("Ben", "Bye.", Some(7000))],
    ),
    case(
        "Teams VTT C: nobody named, with a header",
        "c.vtt",
        "WEBVTT\r\n\r\nfbbdef90-042d-4d6b-86d5-8c9c38e7021c/1-0\r\n00:00:03.310 --> 00:00:06.910\r\nHi there.\r\n\r\nfbbdef90-042d-4d6b-86d5-8c9c38e7021c/2-0\r\n00:00:07.000 --> 00:00:08.000\r\nYes: so it is.\r\n",
        &[("Speaker", "Hi there. Yes: so it is.", Some(3310))],
    ),
    case(
        "OneDrive and Stream VTT D: a mark at the start, ids with one number, nobody named",
        "d.vtt",
        "\u{FEFF}WEBVTT\r\n\r\n0b6f7f5e-1111-4e4e-8a8a-0123456789ab-0\r\n00:00:03.310 --> 00:00:06.910\r\nHi there, all\r\nof you.\r\n\r\n0b6f7f5e-1111-4e4e-8a8a-0123456789ab-1\r\n00:00:07.000 --> 00:00:08.000\r\nYes.\r\n\r\n0b6f7f5e-1111-4e4e-8a8a-0123456789ab-2\r\n00:00:12.000 --> 00:00:13.000\r\nWell then.\r\n",
        &[("Speaker", "Hi there, all of you. Yes.", Some(3310)), ("Speaker", "Well then.", Some(12_000))],
    ),
    case(
        "Stream VTT E: a confidence before each cue, ids that are GUIDs",
        "e.vtt",
        "WEBVTT\r\n\r\nNOTE duration:\"00:00:29.5060000\"\r\n\r\nNOTE language:en-us\r\n\r\nNOTE Confidence: 0.50\r\n\r\n0b6f7f5e-1111-4e4e-8a8a-0123456789ab\r\n00:00:03.310 --> 00:00:06.910\r\nHi there.\r\n\r\nNOTE Confidence: 0.91\r\n\r\n1b6f7f5e-1111-4e4e-8a8a-0123456789ab\r\n00:00:07.000 --> 00:00:08.000\r\nYes.\r\n",
        &[("Speaker", "Hi there. Yes.", Some(3310))],
    ),
    case(
        "Otter in Word",
        "otter.docx",
        "Talk\n\nSUMMARY KEYWORDS\n\ncare, ward\n\nSPEAKERS\n\nAnna Hill, Ben Ray\n\nAnna Hill  00:13\n\nHello there.\n\nBen Ray  1:02:03\n\nYes.\n\nTranscribed by https://otter.ai",
        &[("Anna Hill", "Hello there.", Some(13_000)), ("Ben Ray", "Yes.", Some(3_723_000))],
    ),
    case(
        "Whisper JSON with words called text",
        "talk.words.json",
        r#"{"text":" Hello. Yes.","segments":[{"id":0,"seek":0,"start":0.5,"end":1.0,"text":" Hello.","confidence":0.9,"words":[{"text":"Hello.","start":0.5,"end":1.0,"confidence":0.9}]},{"id":1,"seek":0,"start":9.5,"end":10.0,"text":" Yes."}],"language":"en"}"#,
        &[("Speaker", "Hello.", Some(500)), ("Speaker", "Yes.", Some(9500))],
    ),
    case(
        "NVivo: paragraphs that begin with a time in number signs",
        "nvivo4.txt",
        "#00:00:03# Anna: Hello.\n\n#00:00:07# Ben: Hi.\n\n#00:00:09# Anna: Yes.",
        &[("Anna", "Hello.", Some(3000)), ("Ben", "Hi.", Some(7000)), ("Anna", "Yes.", Some(9000))],
    ),
    case(
        "NVivo: paragraphs that begin with a time in brackets, and nobody named",
        "nvivo5.txt",
        "[00:00:03] How do you do?\n\n[00:00:07] Well, thank you, and you?\n\n[00:00:09] Good, good.",
        &[],
    ),
    case(
        "NVivo: a table in a document",
        "nvivo6.html",
        "<html><body><table><tr><td>Timespan</td><td>Content</td><td>Speaker</td></tr><tr><td>0:00.0 - 0:04.2</td><td>How do you do?</td><td>Anna</td></tr><tr><td>0:04.2 - 0:09.0</td><td>Well, thank you.</td><td>Ben</td></tr></table></body></html>",
        &[("Anna", "How do you do?", Some(0)), ("Ben", "Well, thank you.", Some(4200))],
    ),
    case(
        "oTranscribe as it was, with the place of a film",
        "old.otr",
        r#"{"text":"<p><span class=\"timestamp\" data-timestamp=\"24\">00:24</span>&nbsp;Anna: Hello.<br /></p><p>Ben: Hi.</p><p>Anna: Yes.</p>","media":"","media-source":"https://youtube.com/watch?v=x","media-time":12.3}"#,
        &[("Anna", "Hello.", Some(24_000)), ("Ben", "Hi.", None), ("Anna", "Yes.", None)],
    ),
    case(
        "CHAT with times behind a dot",
        "cabnc.cha",
        "@UTF8\n@Begin\n@Participants:\tPS0 Ann Adult, PS1 Ben Adult\n*PS0:\tdo you want more ? \u{2022}100_900\u{2022}\n*PS1:\tno . \u{2022}1000_1500\u{2022}\n@End\n",
        &[("PS0", "do you want more ?", Some(100)), ("PS1", "no .", Some(1000))],
    ),
    case(
        "ELAN with a tier that hangs on another",
        "ref.eaf",
        r#"<?xml version="1.0"?><ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="500"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="900"/></TIME_ORDER><TIER TIER_ID="t1" PARTICIPANT="Anna"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="x" TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>Hello.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER><TIER TIER_ID="gloss" PARENT_REF="t1" PARTICIPANT="Anna"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="y" ANNOTATION_REF="x"><ANNOTATION_VALUE>greeting</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"#,
        &[("Anna", "Hello.", Some(500))],
    ),
    case(
        "Teams Word 2023: two who speak, with no length and no one who stops",
        "teams24.docx",
        "Weekly-20240102_090000-Meeting Recording\n\n2 January 2024, 09:00am\n\nAnna Hill started transcription\n\nAnna Hill   0:04\nHello.\n\nBen Ray   0:09\nYes.\nWell.\n\nAnna Hill   0:15\nSo.",
        &[("Anna Hill", "Hello.", Some(4000)), ("Ben Ray", "Yes. Well.", Some(9000)), ("Anna Hill", "So.", Some(15_000))],
    ),
    case(
        "Zoom VTT: people called as their devices are, each heard once",
        "zoom.vtt",
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnna Hill: So, what do you think?\n\n2\n00:00:03.000 --> 00:00:04.000\nCathy Jones: I agree with that.\n\n3\n00:00:05.000 --> 00:00:06.000\nBob: I disagree strongly\n\n4\n00:00:07.000 --> 00:00:08.000\niPhone (2): Me too.\n\n5\n00:00:09.000 --> 00:00:10.000\ndana: And me.\n\n6\n00:00:11.000 --> 00:00:12.000\n+44 7700 900123: Can you hear me?\n\n7\n00:00:13.000 --> 00:00:14.000\nChris (they/them) | Ward 3: We can.\n\n8\n00:00:15.000 --> 00:00:16.000\nAnna Hill: Good.\n",
        &[
            ("Anna Hill", "So, what do you think?", Some(1000)),
            ("Cathy Jones", "I agree with that.", Some(3000)),
            ("Bob", "I disagree strongly", Some(5000)),
            ("iPhone (2)", "Me too.", Some(7000)),
            ("dana", "And me.", Some(9000)),
            ("+44 7700 900123", "Can you hear me?", Some(11_000)),
            ("Chris (they/them) | Ward 3", "We can.", Some(13_000)),
            ("Anna Hill", "Good.", Some(15_000)),
        ],
    ),
    case(
        "Zoom VTT: cues without a name, and words before a colon in one",
        "zoom2.vtt",
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnna Hill: So, what do you think? And I mean you.\n\n2\n00:00:03.000 --> 00:00:04.000\nCathy Jones: Well, then I thought about it, and the thing was in\n\n3\n00:00:05.000 --> 00:00:06.000\nthe thing is: it was dark. He said no.\n\n7\n00:00:06.100 --> 00:00:06.900\nAnd so on.\n\n4\n00:00:07.000 --> 00:00:08.000\nwill: Was it?\n\n5\n00:00:09.000 --> 00:00:10.000\nCathy Jones: It is, as I said.\n\n6\n00:00:11.000 --> 00:00:12.000\nAnna Hill: Good.\n",
        &[
            ("Anna Hill", "So, what do you think? And I mean you.", Some(1000)),
            ("Cathy Jones", "Well, then I thought about it, and the thing was in the thing is: it was dark. He said no. And so on.", Some(3000)),
            ("will", "Was it?", Some(7000)),
            ("Cathy Jones", "It is, as I said.", Some(9000)),
            ("Anna Hill", "Good.", Some(11_000)),
        ],
    ),
    case(
        "Zoom chat: each heard once",
        "chat.txt",
        "10:00:00\tAnna Hill:\tHello all\n10:00:15\tBob:\tHi\n10:00:20\tgalaxy s9:\tHi\nfrom me as well\n10:00:30\tCathy Jones:\tnote: I am late\n",
        &[
            ("Anna Hill", "Hello all", Some(36_000_000)),
            ("Bob", "Hi", Some(36_015_000)),
            ("galaxy s9", "Hi from me as well", Some(36_020_000)),
            ("Cathy Jones", "note: I am late", Some(36_030_000)),
        ],
    ),
    case(
        "Google Meet: names of one word and in small letters, each heard once",
        "meet.docx",
        "📖 Transcript\n\nAug 15, 2026\n\nTalk - Transcript\n\n00:00:11\n\nbob: Hello.\n\nAnna Hill: Hi.\n\nWill: I will.\n\n00:05:00\n\nAnna Hill: Well then.\n\niPhone: Yes.\n\nTranscription ended after 00:06:39",
        &[
            ("bob", "Hello.", Some(11_000)),
            ("Anna Hill", "Hi.", None),
            ("Will", "I will.", None),
            ("Anna Hill", "Well then.", Some(300_000)),
            ("iPhone", "Yes.", None),
        ],
    ),
    case(
        "Teams Word: who is called with a slash or by a number",
        "teams25.docx",
        "Anna Hill   0:04\nHello.\n\nBen Ray (he/him)   0:09\nYes.\n\n+44 7700 900123   0:15\nSo.\n\nAnna Hill   0:20\nGood.",
        &[
            ("Anna Hill", "Hello.", Some(4000)),
            ("Ben Ray (he/him)", "Yes.", Some(9000)),
            ("+44 7700 900123", "So.", Some(15_000)),
            ("Anna Hill", "Good.", Some(20_000)),
        ],
    ),
    case(
        "times and names above the words, one in small letters",
        "above.txt",
        "00:00:03 Anna Hill\nYes. So.\n00:00:05 bob\nNo.\n00:00:09 Anna Hill\nNever.",
        &[("Anna Hill", "Yes. So.", Some(3000)), ("bob", "No.", Some(5000)), ("Anna Hill", "Never.", Some(9000))],
    ),
    case(
        "a table whose head names the speakers, however they are called",
        "table.txt",
        "Timespan\tContent\tSpeaker\n0:00.0 - 0:04.2\tHow do you do?\tanna\n0:04.2 - 0:09.0\tWell, thank you.\tiPhone (2)",
        &[("anna", "How do you do?", Some(0)), ("iPhone (2)", "Well, thank you.", Some(4200))],
    ),
    case(
        "a table without a head: one more name than half the rows, one in small letters",
        "bare.txt",
        "0:00\tAnna Hill\tHow do you do?\n0:04\tbob\tWell, thank you, and I hope you are too.\n0:09\tCleo\tSo do I.\n0:12\tAnna Hill\tGood.\n0:15\tDora\tNo.",
        &[
            ("Anna Hill", "How do you do?", Some(0)),
            ("bob", "Well, thank you, and I hope you are too.", Some(4000)),
            ("Cleo", "So do I.", Some(9000)),
            ("Anna Hill", "Good.", Some(12_000)),
            ("Dora", "No.", Some(15_000)),
        ],
    ),
    case(
        "the same of two columns",
        "two.txt",
        "Anna\tHow did you come to work here, if I may ask?\nBen\tI saw it in the paper, years ago.\nAnna\tAnd then you stayed with them?\nCleo\tWe all did, for as long as they had us.\nBen\tNot I.",
        &[
            ("Anna", "How did you come to work here, if I may ask?", None),
            ("Ben", "I saw it in the paper, years ago.", None),
            ("Anna", "And then you stayed with them?", None),
            ("Cleo", "We all did, for as long as they had us.", None),
            ("Ben", "Not I.", None),
        ],
    ),
    case(
        "a list of words with what they mean is none",
        "glossary.txt",
        "Trust\tThat we rely on others.\nHarm\tThat we suffer from others.\nHope\tThat we look ahead.\nFear\tThat we do not.",
        &[],
    ),
    case(
        "Trint: one heard once, in small letters",
        "trint.docx",
        "Anna Hill [00:00:12] Hello, and good day.\n\nbob [00:00:15] Hi.\n\nAnna Hill [00:00:18] How are you?",
        &[("Anna Hill", "Hello, and good day.", Some(12_000)), ("bob", "Hi.", Some(15_000)), ("Anna Hill", "How are you?", Some(18_000))],
    ),
    case(
        "names that are words, heard once or twice, where every paragraph begins with a label",
        "group.txt",
        "Moderator: How was it?\n\nAnna: It was fine, I think.\n\nWill: It will be a rose garden.\n\nAnna: With joy, will you?\n\nModerator: And then?\n\nRose: We went.\n\niPhone (2): hello\n\nbob: me too, bob\n\nOlu: me too\n\nDeniz: The deniz is the sea.\n\nDeniz: We swam.\n\nAnna: So.\n\nJoy: Faith we had.\n\nModerator: And faith?\n\nFaith: Yes.",
        &[
            ("Moderator", "How was it?", None),
            ("Anna", "It was fine, I think.", None),
            ("Will", "It will be a rose garden.", None),
            ("Anna", "With joy, will you?", None),
            ("Moderator", "And then?", None),
            ("Rose", "We went.", None),
            ("iPhone (2)", "hello", None),
            ("bob", "me too, bob", None),
            ("Olu", "me too", None),
            ("Deniz", "The deniz is the sea.", None),
            ("Deniz", "We swam.", None),
            ("Anna", "So.", None),
            ("Joy", "Faith we had.", None),
            ("Moderator", "And faith?", None),
            ("Faith", "Yes.", None),
        ],
    ),
    case(
        "the same in capitals, beside paragraphs that go on",
        "capitals.txt",
        "MODERATOR: How was it?\n\nANNA: Fine. It will do, I think.\n\nAnd the rose was red.\n\nROSE: We went.\n\nPETER: Yes.\n\nANNA: So.\n\nPETER: No.\n\nWILL: Never.",
        &[
            ("MODERATOR", "How was it?", None),
            ("ANNA", "Fine. It will do, I think. And the rose was red.", None),
            ("ROSE", "We went.", None),
            ("PETER", "Yes.", None),
            ("ANNA", "So.", None),
            ("PETER", "No.", None),
            ("WILL", "Never.", None),
        ],
    ),
    case(
        "Google Meet: each speaks once",
        "once.docx",
        "📖 Transcript\n\nAug 15, 2026\n\nTalk - Transcript\n\nBob: Hello, the rose is here.\n\nAnn: Hi.\n\nRose: It is me.\n\nThis editable transcript was computer generated and might contain errors. People can also change the text after it was created.",
        &[("Bob", "Hello, the rose is here.", None), ("Ann", "Hi.", None), ("Rose", "It is me.", None)],
    ),
    case("an agenda is no chat", "agenda.txt", "10:00 Welcome: all\n10:15 Break: coffee\n11:00 Discussion: all", &[]),
    case("nor is a list of words", "words.txt", "trust: we rely on others.\nharm: we suffer from others.\nHope: we look ahead.", &[]),
];

#[test]
fn variants_of_layouts_are_found_with_their_times() {
    all_found(CASES);
}

#[test]
fn words_before_a_colon_that_stay_words_are_told() {
    let cue = |n: usize, words: &str| format!("{n}\n00:00:{n:02}.000 --> 00:00:{n:02}.900\n{words}\n\n");
    let said = [
        "Anna Hill: So what is the thing?",
        "Ben Ray: It was dark, he said,",
        "and so on.",
        "the thing is: it was.",
        "Anna Hill: Good.",
        "Ben Ray: Is it?",
        "Cleo Fox: Yes.",
        "Anna Hill: Well.",
    ];
    let file: String = said.iter().enumerate().map(|(n, words)| cue(n + 1, words)).collect();
    let plan = plan_bytes(Path::new("zoom.vtt"), format!("WEBVTT\n\n{file}").into_bytes(), &PlanOptions::default()).expect("a plan");
    assert_eq!(plan.speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>(), ["Anna Hill", "Ben Ray", "Cleo Fox"]);
    assert!(plan.text.contains("and so on. the thing is: it was."), "{}", plan.text);
    assert!(plan.notes.iter().any(|note| note.kind == NoteKind::Look && note.text.contains("of 1 caption")), "{:?}", plan.notes);
}

#[test]
fn a_word_before_a_colon_that_stays_a_word_where_every_paragraph_has_a_label_is_told() {
    let notes = |file: &str| {
        let plan = plan_bytes(Path::new("group.txt"), file.as_bytes().to_vec(), &PlanOptions::default()).expect("a plan");
        (plan.speakers.len(), plan.notes.iter().filter(|note| note.kind == NoteKind::Look).map(|note| note.text.clone()).collect::<Vec<_>>())
    };
    let file = "Moderator: How was it?\n\nAnna: Fine. The lesson was long.\n\nModerator: And then?\n\nAnna: We went.\n\nModerator: Yes?\n\nAnna: So it was.\n\nLesson: We learnt it.\n\nModerator: Thank you.";
    let (speakers, told) = notes(file);
    assert_eq!(speakers, 2);
    assert!(told.iter().any(|text| text.contains("at the start of 1 paragraph")), "{told:?}");
    assert_eq!(notes(&file.replace("Lesson: ", "")), (2, Vec::new()));
}
