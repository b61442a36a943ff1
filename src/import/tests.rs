//! Whatever a file holds, its plan is sound: nothing panics, every place lies in the text and in order.

use super::*;
use crate::text::Geometry;
use proptest::prelude::*;

/// Pieces that transcripts are made of, and some that they are not.
const PIECES: &[&str] = &[
    "Anna Hill: ",
    "**Ben:** ",
    "**Ben**: ",
    "P07: ",
    "I: ",
    "Smith, Anna  0:04",
    "00:00:03 Speaker 1",
    "[00:01:02]",
    "#00:00:24-0#",
    "(0:03)",
    "0:0:-6.-820 --> 0:0:8.970",
    "00:01.000 --> 00:02.000",
    "<v Anna>",
    "</v>",
    "<i>",
    "{\\an8}",
    "WEBVTT",
    "NOTE x",
    "12",
    "\n",
    "\n",
    "\n\n",
    "\t",
    " ",
    "é",
    "中文",
    "🙂",
    "שלום: ",
    "\\[",
    "\\*",
    "*",
    "_",
    "`",
    "[a](b)",
    "![x](y)",
    "&amp;",
    "&#39;",
    "&",
    "# ",
    "- ",
    "> ",
    "===",
    "---",
    "```",
    "(Pause)",
    "(unclear: two)",
    "Questions From Ms Hill",
    "Break: [18:45]",
    "words and more words.",
    "Is it?",
    "：",
    ":",
    "\r\n",
    "\u{2028}",
    "Transcribed by https://otter.ai",
    "abc1950f ",
    "def1932m ",
    "Timespan\tContent\tSpeaker",
    "\u{FEFF}",
    "\0",
];

fn sound(plan: &Plan) {
    let geometry = Geometry::new(plan.text.as_str());
    let end = geometry.chars();
    let structure = &plan.structure;
    assert!(!plan.text.contains(['\r', '\0']));
    let mut last = 0;
    for paragraph in &structure.paragraphs {
        assert!(paragraph.start >= last && paragraph.start < paragraph.end && paragraph.end <= end);
        assert!(!geometry.slice(*paragraph).contains('\n') && !geometry.slice(*paragraph).trim().is_empty());
        last = paragraph.end;
    }
    last = 0;
    for turn in &structure.turns {
        assert!(turn.span.start >= last && turn.span.start < turn.span.end && turn.span.end <= end);
        assert!((turn.speaker as usize) < plan.speakers.len());
        last = turn.span.end;
    }
    last = 0;
    for mark in &structure.marks {
        assert!(mark.span.start >= last && mark.span.start < mark.span.end && mark.span.end <= end, "{:?}", structure.marks);
        last = mark.span.end;
    }
    assert!(structure.styles.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start));
    assert!(structure.styles.iter().all(|style| style.span.start < style.span.end && style.span.end <= end));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_mixture_of_pieces_makes_a_sound_plan(pieces in proptest::collection::vec(0..PIECES.len(), 1..40), markdown: bool) {
        let text: String = pieces.iter().map(|at| PIECES[*at]).collect();
        let path = Path::new(if markdown { "a.md" } else { "a.txt" });
        if let Ok(plan) = plan_bytes(path, text.into_bytes(), &PlanOptions::default()) {
            sound(&plan);
        }
    }

    #[test]
    fn any_bytes_are_planned_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), start in 0usize..8) {
        let starts: [&[u8]; 8] = [b"", b"PK\x03\x04", b"\xD0\xCF\x11\xE0", b"WEBVTT\n\n", b"\xFF\xFE", b"{", b"<?xml", b"1\n00:00:01,0 --> 00:00:02,0\n"];
        match plan_bytes(Path::new("a"), [starts[start], &bytes].concat(), &PlanOptions::default()) {
            Ok(plan) => sound(&plan),
            Err(error) => prop_assert!(!error.to_string().is_empty() && !error.remedy().is_empty()),
        }
    }
}

#[test]
fn a_plan_says_what_it_found() {
    let plan =
        plan_bytes(Path::new("x/2026-03-05 Ward interview.txt"), "INT: Köln?\nP 7: Ja.\nINT: So?\nP07: Ja, ja.".into(), &PlanOptions::default())
            .expect("planned");
    let geometry = Geometry::new(plan.text.as_str());
    assert_eq!(
        (plan.name.as_str(), plan.date.as_str(), plan.kind, plan.encoding.as_str()),
        ("2026-03-05 Ward interview", "2026-03-05", SourceKind::Interview, "UTF-8")
    );
    let speakers: Vec<_> =
        plan.speakers.iter().map(|speaker| (speaker.name.as_str(), speaker.role.name(), speaker.turns, speaker.also.clone())).collect();
    assert_eq!(speakers, [("INT", "interviewer", 2, vec![]), ("P 7", "participant", 2, vec!["P07".to_owned()])]);
    let labels: Vec<&str> = plan.structure.marks.iter().map(|mark| geometry.slice(mark.span)).collect();
    assert_eq!(labels, ["INT: ", "P 7: ", "INT: ", "P07: "]);
    assert_eq!(geometry.slice(plan.structure.turns[1].span), "P 7: Ja.");
    assert_eq!(plan.original, "INT: Köln?\nP 7: Ja.\nINT: So?\nP07: Ja, ja.".as_bytes());
}
