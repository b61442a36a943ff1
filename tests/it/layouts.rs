//! Every layout that transcripts are known to come in: who speaks, what is said, and when, found in each.

use crate::mangled_files::zip;
use std::path::Path;
use themata::import::{Plan, PlanOptions, SpeakerPattern, plan_bytes};
use themata::text::{Geometry, SourceText};

/// A turn: who, what, and from when in milliseconds.
type Turn<'a> = (&'a str, &'a str, Option<i64>);

/// The turns of a plan, their words without labels and times.
pub fn turns(plan: &Plan) -> Vec<(String, String, Option<i64>)> {
    let text = SourceText { geometry: Geometry::new(plan.text.as_str()), structure: plan.structure.clone() };
    let turn = |turn: &themata::text::Turn| {
        let words = text.words_of(turn.span).split_whitespace().collect::<Vec<_>>().join(" ");
        (plan.speakers[turn.speaker as usize].name.clone(), words, turn.from)
    };
    plan.structure.turns.iter().map(turn).collect()
}

/// A Word file of these paragraphs: `\n` is a line break within one, words between `**` are bold.
pub fn word(paragraphs: &[&str]) -> Vec<u8> {
    let escaped = |words: &str| words.replace('&', "&amp;").replace('<', "&lt;");
    let run = |(n, words): (usize, &str)| {
        let look = if n % 2 == 1 { "<w:rPr><w:b/></w:rPr>" } else { "" };
        let lines: Vec<String> = words.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
        format!("<w:r>{look}{}</w:r>", lines.join("<w:br/>"))
    };
    let paragraph = |words: &&str| format!("<w:p>{}</w:p>", words.split("**").enumerate().map(run).collect::<String>());
    let body: String = paragraphs.iter().map(paragraph).collect();
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let links = "<Relationships><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"word/document2.xml\"/></Relationships>";
    zip(&[("_rels/.rels", links.as_bytes()), ("word/document2.xml", document.as_bytes())])
}

/// The plan of a file of this name: Word of the text's paragraphs where its name says so.
fn plan(file: &str, text: &str) -> Plan {
    let bytes = if file.ends_with(".docx") { word(&text.split("\n\n").collect::<Vec<_>>()) } else { text.as_bytes().to_vec() };
    plan_bytes(Path::new(file), bytes, &PlanOptions::default()).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// A layout in a file of some name, and what it holds.
pub struct Case {
    what: &'static str,
    file: &'static str,
    text: &'static str,
    turns: &'static [Turn<'static>],
}

/// A layout.
pub const fn case(what: &'static str, file: &'static str, text: &'static str, turns: &'static [Turn<'static>]) -> Case {
    Case { what, file, text, turns }
}

/// The layouts as programs and typists write them, each in its own words.
static CASES: &[Case] = &[
    case(
        "labels at the start of paragraphs, headings and stage directions",
        "hearing.txt",
        "Dr Anna Ray (affirmed)\n\nQuestions From Lead Counsel to Dr Ray\n\nLead 3: Is that so?\n\nThe Witness: It is. So my question to you is this, please: why?\n\nAction 7: was done.\n\n(A short break)\n\nLady Hill: Thank you.\n\nThe Witness: Thanks.\n\nMr Weather KC: Well then.\n\nLady Hill: No.\n\nLead 3: Yes.\n\nMr Weather KC: Good.",
        &[
            ("Lead 3", "Is that so?", None),
            ("The Witness", "It is. So my question to you is this, please: why? Action 7: was done.", None),
            ("Lady Hill", "Thank you.", None),
            ("The Witness", "Thanks.", None),
            ("Mr Weather KC", "Well then.", None),
            ("Lady Hill", "No.", None),
            ("Lead 3", "Yes.", None),
            ("Mr Weather KC", "Good.", None),
        ],
    ),
    case(
        "a hearing's questions and answers, between others who speak",
        "court.txt",
        "THE JUDGE: Please go on.\n\nQ.  Were you there?\n\nA.  I was. A. Hill was, too.\n\nMR SMITH: I object.\n\nQ.  For how long?\n\nA.  An hour.",
        &[
            ("THE JUDGE", "Please go on.", None),
            ("Q", "Were you there?", None),
            ("A", "I was. A. Hill was, too.", None),
            ("MR SMITH", "I object.", None),
            ("Q", "For how long?", None),
            ("A", "An hour.", None),
        ],
    ),
    case(
        "Markdown with bold labels and escaped times",
        "podcast.md",
        "# Show\n\n**Anna Hill:** \\[04:15\\] Hello.\n\n**Ben Ray:** Hi.\n\n**Break**: \\[18:45\\]\n\n# **Break:** \\[19:00\\]\n\n**Anna Hill:** Again.\n\n**Ben Ray:** Yes.",
        &[("Anna Hill", "Hello.", Some(255_000)), ("Ben Ray", "Hi.", None), ("Anna Hill", "Again.", None), ("Ben Ray", "Yes.", None)],
    ),
    case(
        "Teams VTT A: unpadded and negative times, no blank lines",
        "a.vtt",
        "WEBVTT\r\n\r\n0:0:-6.-820 --> 0:0:8.970\r\n<v Wright, Steve>Thing where like\r\nwe do</v>\r\n0:0:9.0 --> 0:0:10.50\r\n<v Hill &amp; Co (Student)>Yes.</v>\r\n",
        &[("Wright, Steve", "Thing where like we do", Some(-6820)), ("Hill & Co (Student)", "Yes.", Some(9000))],
    ),
    case(
        "Teams VTT B: cues with part numbers, out of order",
        "b.vtt",
        "WEBVTT\r\n\r\nfbbdef90-042d-4d6b-86d5-8c9c38e7021c/71-0\r\n00:05:03.310 --> 00:05:06.910\r\n<v Charles>Hi I'm heading off. OK. Lovely.\r\nSee you later.</v>\r\n\r\nfbbdef90-042d-4d6b-86d5-8c9c38e7021c/70-0\r\n00:05:01.000 --> 00:05:02.000\r\n<v Anna>So.</v>\r\n",
        &[("Anna", "So.", Some(301_000)), ("Charles", "Hi I'm heading off. OK. Lovely. See you later.", Some(303_310))],
    ),
    case(
        "Teams VTT C: without voices and without a header",
        "c.vtt",
        "fbbdef90-042d-4d6b-86d5-8c9c38e7021c/1-0\r\n00:00:03.310 --> 00:00:06.910\r\nHi there.\r\n\r\nfbbdef90-042d-4d6b-86d5-8c9c38e7021c/2-0\r\n00:00:07.000 --> 00:00:08.000\r\nYes.\r\n",
        &[("Speaker", "Hi there. Yes.", Some(3310))],
    ),
    case(
        "Stream VTT: notes before each cue",
        "e.vtt",
        "\u{FEFF}WEBVTT\r\n\r\nNOTE duration:\"00:00:29.5060000\"\r\n\r\nNOTE language:en-us\r\n\r\nNOTE Confidence: 0.50\r\n\r\n0b6f\r\n00:00:03.310 --> 00:00:06.910\r\nHi there.\r\n",
        &[("Speaker", "Hi there.", Some(3310))],
    ),
    case(
        "Teams Word 2021: times, name and words in one paragraph",
        "teams21.docx",
        "0:0:0.0 --> 0:0:1.510\nAnna Hill\nOK.\n\n0:0:1.600 --> 0:0:2.20\nBen Ray\nYes, yes.",
        &[("Anna Hill", "OK.", Some(0)), ("Ben Ray", "Yes, yes.", Some(1600))],
    ),
    case(
        "Teams Word 2021: in three paragraphs",
        "teams21b.docx",
        "0:0:0.0 --> 0:0:1.510\n\nAnna Hill\n\nOK.\n\n0:0:1.600 --> 0:0:2.20\n\nBen Ray\n\nYes, yes.",
        &[("Anna Hill", "OK.", Some(0)), ("Ben Ray", "Yes, yes.", Some(1600))],
    ),
    case(
        "Teams Word 2023: a paragraph a turn",
        "teams23.docx",
        "Talk-20260815_200732-Meeting Recording\n\n15 August 2026, 06:07pm\n\n27m 42s\n\nAnna Hill started transcription\n\nAnna Hill   0:04\nHello.\nYou there?\n\nHill, Ben (Guest)   1:00:09\nYes.\n\nAnna Hill stopped transcription",
        &[("Anna Hill", "Hello. You there?", Some(4000)), ("Hill, Ben (Guest)", "Yes.", Some(3_609_000))],
    ),
    case(
        "Teams Word 2023: one who speaks alone",
        "teams23one.docx",
        "Talk-20260815_200732-Meeting Transcript\n\n15 August 2026, 06:07pm\n\nAnna Hill   0:04\nHello.\nIs nobody there?\nAnna Hill stopped transcription",
        &[("Anna Hill", "Hello. Is nobody there?", Some(4000))],
    ),
    case(
        "Word for the web",
        "transcribe.docx",
        "Audio file\n\nInterview1.wav\n\nTranscript\n\n00:00:03 Speaker 1\n\nYes. So.\n\n00:00:05 Speaker 2\n\nNo.\n\nNever.",
        &[("Speaker 1", "Yes. So.", Some(3000)), ("Speaker 2", "No. Never.", Some(5000))],
    ),
    case(
        "Zoom VTT: names with a colon",
        "GMT20220412-055954_Recording.transcript.vtt",
        "WEBVTT\r\n\r\n1\r\n00:00:16.230 --> 00:00:18.000\r\nAnna Hill: Good day.\r\n\r\n2\r\n00:00:18.100 --> 00:00:19.000\r\nHow are you?\r\n\r\n3\r\n00:00:20.000 --> 00:00:21.000\r\nBen Ray: Well.\r\n",
        &[("Anna Hill", "Good day. How are you?", Some(16_230)), ("Ben Ray", "Well.", Some(20_000))],
    ),
    case(
        "Zoom chat",
        "chat.txt",
        "10:02:03\tAnna Hill:\tHello\nagain\n10:02:09\tBen Ray:\tHi\n",
        &[("Anna Hill", "Hello again", Some(36_123_000)), ("Ben Ray", "Hi", Some(36_129_000))],
    ),
    case(
        "Google Meet: one speech after the assistant's notes",
        "meet.docx",
        "📝 Notes\n\nAug 15, 2026\n\nTalk\n\nInvited a@example.org Anna Hill\n\nSummary\n\nAnna will do it: all of it.\n\nDetails\n\nNone.\n\n📖 Transcript\n\nAug 15, 2026\n\nTalk - Transcript\n\n00:00:11\n\nAnna Hill: Hello, is this being written down?\n\nTranscription ended after 00:00:39\n\nThis editable transcript was computer generated and might contain errors. People can also change the text after it was created.",
        &[("Anna Hill", "Hello, is this being written down?", Some(11_000))],
    ),
    case(
        "Google Meet: several, with a time on a line of its own",
        "meet2.docx",
        "📖 Transcript\n\nAug 15, 2026\n\nTalk - Transcript\n\n00:00:11\n\nAnna Hill: Hello.\n\nBen Ray: Hi.\n\n00:05:00\n\nAnna Hill: Well then.\n\nTranscription ended after 00:06:39",
        &[("Anna Hill", "Hello.", Some(11_000)), ("Ben Ray", "Hi.", None), ("Anna Hill", "Well then.", Some(300_000))],
    ),
    case(
        "Otter",
        "otter.txt",
        "Talk\n\nSUMMARY KEYWORDS\ncare, ward\n\nSPEAKERS\nAnna Hill, Unknown Speaker\n\nAnna Hill  00:13\nHello there.\n\nUnknown Speaker  1:02:03\nYes.\n\nTranscribed by https://otter.ai",
        &[("Anna Hill", "Hello there.", Some(13_000)), ("Unknown Speaker", "Yes.", Some(3_723_000))],
    ),
    case(
        "Whisper JSON",
        "talk.words.json",
        r#"{"text":" Hello. Yes.","segments":[{"id":0,"seek":0,"start":0.5,"end":1.0,"text":" Hello.","words":[{"word":" Hello.","start":0.5,"end":1.0,"probability":0.9}]},{"id":1,"start":1.5,"end":2.0,"text":" Yes."}],"language":"en"}"#,
        &[("Speaker", "Hello. Yes.", Some(500))],
    ),
    case(
        "whisperX JSON with speakers",
        "talk.json",
        r#"{"segments":[{"start":0.5,"end":1.0,"text":" Hello.","speaker":"SPEAKER_00"},{"start":1.5,"end":2.0,"text":" Yes.","speaker":"SPEAKER_01"}],"language":"en"}"#,
        &[("SPEAKER_00", "Hello.", Some(500)), ("SPEAKER_01", "Yes.", Some(1500))],
    ),
    case(
        "NVivo Transcription",
        "nvivo.txt",
        "00:03\tSPEAKER1:\tHello.\n01:00:09\tSPEAKER2:\tHi.\n01:00:12\tSPEAKER1:\tYes.",
        &[("SPEAKER1", "Hello.", Some(3000)), ("SPEAKER2", "Hi.", Some(3_609_000)), ("SPEAKER1", "Yes.", Some(3_612_000))],
    ),
    case(
        "NVivo table: time, words, speaker",
        "nvivo2.txt",
        "Timespan\tContent\tSpeaker\n0:00.0 - 0:04.2\tHow do you do?\tAnna\n0:04.2 - 0:09.0\tWell, thank you.\tBen",
        &[("Anna", "How do you do?", Some(0)), ("Ben", "Well, thank you.", Some(4200))],
    ),
    case(
        "Teams2NVivo: time, speaker, words",
        "nvivo3.txt",
        "Timespan\tSpeaker\tContent\n00:00:01.500\tAnna Hill\tHow do you do?\n00:00:04.000\tBen Ray\tWell, thank you.",
        &[("Anna Hill", "How do you do?", Some(1500)), ("Ben Ray", "Well, thank you.", Some(4000))],
    ),
    case(
        "f4: a time after the turn",
        "f4.txt",
        "I: How are you? #00:00:24-0#\n\nB: Well. #00:00:26-5#\n\nI: Good. #00:00:28-0#",
        &[("I", "How are you?", None), ("B", "Well.", Some(24_000)), ("I", "Good.", Some(26_500))],
    ),
    case(
        "f5 and ATLAS.ti: a time with a stop",
        "f5.rtf",
        r"{\rtf1\ansi I: How are you? #00:00:24.0#\par B: Well. #00:00:26.5#\par I: Good. #00:00:28.0#\par}",
        &[("I", "How are you?", None), ("B", "Well.", Some(24_000)), ("I", "Good.", Some(26_500))],
    ),
    case(
        "Descript: minutes in brackets, the label inline",
        "descript.docx",
        "[00:01:00] Anna: Hello.\n\nBen: Hi.\n\n[00:02:00] Anna: Well then.",
        &[("Anna", "Hello.", Some(60_000)), ("Ben", "Hi.", None), ("Anna", "Well then.", Some(120_000))],
    ),
    case(
        "Descript: marker and label on lines of their own",
        "descript2.docx",
        "[00:01:00]\n\nAnna:\n\nHello.\n\nBen:\n\nHi.\n\n[00:02:00]\n\nAnna:\n\nWell then.",
        &[("Anna", "Hello.", Some(60_000)), ("Ben", "Hi.", None), ("Anna", "Well then.", Some(120_000))],
    ),
    case(
        "Trint: a name and a time in brackets above the words",
        "trint.docx",
        "Anna Hill [00:00:12]\n\nHello.\n\nBen Ray [00:00:15]\n\nHi.",
        &[("Anna Hill", "Hello.", Some(12_000)), ("Ben Ray", "Hi.", Some(15_000))],
    ),
    case(
        "Trint: name, time and words in one paragraph",
        "trint2.docx",
        "Anna Hill [00:00:12] Hello, and good day.\n\nBen Ray [00:00:15] Hi.\n\nAnna Hill [00:00:18] How are you?",
        &[("Anna Hill", "Hello, and good day.", Some(12_000)), ("Ben Ray", "Hi.", Some(15_000)), ("Anna Hill", "How are you?", Some(18_000))],
    ),
    case(
        "SRT with names",
        "talk.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nAnna Hill: Hello.\n\n2\n00:00:03,000 --> 00:00:04,000\nBen Ray: Hi.\n\n3\n00:00:05,000 --> 00:00:06,000\nAnna Hill: Yes.\n",
        &[("Anna Hill", "Hello.", Some(1000)), ("Ben Ray", "Hi.", Some(3000)), ("Anna Hill", "Yes.", Some(5000))],
    ),
    case(
        "oTranscribe",
        "talk.otr",
        r#"{"text":"<p><span class=\"timestamp\" contenteditable=\"false\" data-timestamp=\"24.0\">00:24</span> Anna: Hello.</p><p><span class=\"timestamp\" data-timestamp=\"31.5\">00:31</span> Ben: Hi.</p><p>Anna: Yes.</p>","media":"file.mp3","media-time":12.3}"#,
        &[("Anna", "Hello.", Some(24_000)), ("Ben", "Hi.", Some(31_000)), ("Anna", "Yes.", None)],
    ),
    case(
        "CHAT",
        "talk.cha",
        "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tINV Investigator, CHI Ann Target_Child\n@ID:\teng|x|CHI|3;0|female|||Target_Child|||\n*INV:\tdo you want\n\tmore ? \u{15}100_900\u{15}\n%mor:\tx\n*CHI:\tno . \u{15}1000_1500\u{15}\n@End\n",
        &[("INV", "do you want more ?", Some(100)), ("CHI", "no .", Some(1000))],
    ),
    case(
        "ELAN",
        "talk.eaf",
        r#"<?xml version="1.0"?><ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="500"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="900"/><TIME_SLOT TIME_SLOT_ID="c" TIME_VALUE="1200"/></TIME_ORDER><TIER TIER_ID="t1" PARTICIPANT="Anna"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="x" TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>Hello.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER><TIER TIER_ID="t2" PARTICIPANT="Ben"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="y" TIME_SLOT_REF1="b" TIME_SLOT_REF2="c"><ANNOTATION_VALUE>Hi.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"#,
        &[("Anna", "Hello.", Some(500)), ("Ben", "Hi.", Some(900))],
    ),
];

/// Reads each layout; those that are read otherwise are told together.
pub fn all_found(cases: &[Case]) {
    let mut wrong = Vec::new();
    for case in cases {
        let plan = plan(case.file, case.text);
        crate::import::sound(&plan);
        let found = turns(&plan);
        let found: Vec<Turn> = found.iter().map(|(who, what, from)| (who.as_str(), what.as_str(), *from)).collect();
        if found != case.turns {
            wrong.push(format!("{}\n  found  {found:?}\n  wanted {:?}", case.what, case.turns));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_layout_is_found_with_its_times() {
    all_found(CASES);
}

/// The plan of a file whose speakers are written as the user says.
fn given(file: &str, bytes: Vec<u8>, pattern: &str) -> Plan {
    let options = PlanOptions { speakers: Some(SpeakerPattern::parse(pattern).unwrap()), ..PlanOptions::default() };
    plan_bytes(Path::new(file), bytes, &options).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn bold_words_are_the_speakers_in_every_format_that_has_bold() {
    let rich = r"{\rtf1\ansi {\b the nurse:} Well: so it was.\par And dark.\par {\b a porter}: It {\b was} so.\par}";
    let page =
        "<html><body><p><b>the nurse:</b> Well: so it was.</p><p>And dark.</p><p><strong>a porter</strong>: It <b>was</b> so.</p></body></html>";
    let open = "<?xml version=\"1.0\"?><office:document><office:automatic-styles><style:style style:name=\"B\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style></office:automatic-styles><office:body><office:text><text:p><text:span text:style-name=\"B\">the nurse:</text:span> Well: so it was.</text:p><text:p>And dark.</text:p><text:p><text:span text:style-name=\"B\">a porter</text:span>: It <text:span text:style-name=\"B\">was</text:span> so.</text:p></office:text></office:body></office:document>";
    let files = [
        ("a.docx", word(&["**the nurse:** Well: so it was.", "And dark.", "**a porter**: It **was** so."])),
        ("a.rtf", rich.as_bytes().to_vec()),
        ("a.html", page.as_bytes().to_vec()),
        ("a.fodt", open.as_bytes().to_vec()),
        ("a.md", b"**the nurse:** Well: so it was.\n\nAnd dark.\n\n**a porter**: It **was** so.\n".to_vec()),
    ];
    for (file, bytes) in files {
        for pattern in ["bold-colon", "bold"] {
            let plan = given(file, bytes.clone(), pattern);
            let said = |who: &str, what: &str| (who.to_owned(), what.to_owned(), None);
            assert_eq!(turns(&plan), [said("the nurse", "Well: so it was. And dark."), said("a porter", "It was so.")], "{file} {pattern}");
        }
    }
}

#[test]
fn every_choice_of_a_pattern_reads_its_layout() {
    let word = |paragraphs: &[&str]| ("a.docx", word(paragraphs));
    let plain = |words: &str| ("a.txt", words.as_bytes().to_vec());
    let said = |who: &str, what: &str, from| (who.to_owned(), what.to_owned(), from);
    for (pattern, (file, bytes), wanted) in [
        ("bold", word(&["**Anna**", "So it was.", "**Ben** Yes."]), vec![said("Anna", "So it was.", None), said("Ben", "Yes.", None)]),
        (
            "capitals",
            plain("ANNA HILL\nSo it was.\nIt was.\nBEN\nYes."),
            vec![said("ANNA HILL", "So it was. It was.", None), said("BEN", "Yes.", None)],
        ),
        (
            "brackets",
            plain("[anna] So it was.\n[00:12]\n[Ben]: [00:14] Yes. [laughs]"),
            vec![said("anna", "So it was.", None), said("Ben", "Yes. [laughs]", Some(14_000))],
        ),
        (
            "colon",
            plain("my aunt: So it was: cold.\nAnd dark.\nme: Yes."),
            vec![said("my aunt", "So it was: cold. And dark.", None), said("me", "Yes.", None)],
        ),
        ("{time} {name}: {words}", plain("0:01 anna: So.\n0:04 ben:\nYes."), vec![said("anna", "So.", Some(1000)), said("ben", "Yes.", Some(4000))]),
        ("nobody", plain("Anna: One.\n\nBen: Two.\n\nAnna: Three."), vec![]),
    ] {
        let plan = given(file, bytes, pattern);
        crate::import::sound(&plan);
        assert_eq!(turns(&plan), wanted, "{pattern}");
    }
    // A format that says itself who speaks is read as it says.
    let plan = given("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>[Ben] Yes.\n".to_vec(), "brackets");
    assert_eq!(turns(&plan), [said("Anna", "[Ben] Yes.", Some(1000))]);
}
