//! Small RTF files made here, each with one thing that must not be read wrongly.

use crate::import::draft::Draft;
use crate::text::StyleKind;
use std::path::Path;

fn read(inner: &str) -> Draft {
    let fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 MS Mincho;}{\f3\fcharset2 Symbol;}}";
    let file = format!(
        r"{{\rtf1\ansi\ansicpg1252\deff0\uc1{fonts}{{\colortbl;\red0;}}{{\stylesheet{{\s0 Normal;}}{{\s1\outlinelevel0 heading 1;}}}}\pard\f0 {inner}}}"
    );
    super::read(Path::new("a.rtf"), file.as_bytes()).expect("read")
}

fn text(inner: &str) -> String {
    read(inner).text
}

#[test]
fn bytes_are_read_in_the_code_page_of_their_font() {
    assert_eq!(text(r"caf\'e9 {\f1 \'e4\'e0} na\'efve"), "café да naïve");
    // The second half of a sign may be a letter of its own, and lie in another group.
    assert_eq!(text(r"{\f2 \'83e\'83X\'83}{\f2 g}"), "テスト");
    assert_eq!(text(r"{\loch\af0\dbch\af2\dbch \'83e}x"), "テx");
    assert_eq!(text("\\'93so\\'94\\~x\\_y op\\-tional"), "“so”\u{A0}x\u{2011}y optional");
}

#[test]
fn code_pages_of_dos_are_read() {
    let of = |head: &str, bytes: &str| {
        super::read(Path::new("a.rtf"), format!(r"{{\rtf1{head}{{\fonttbl{{\f0 A;}}}}\f0 {bytes}}}").as_bytes()).expect("read").text
    };
    for head in [r"\pc", r"\pca", r"\ansi\ansicpg437", r"\ansi\ansicpg850", r"\ansi\ansicpg852"] {
        assert_eq!(of(head, r"Gr\'81\'e1e, caf\'82"), "Grüße, café", "{head}");
    }
    assert_eq!(of(r"\ansi\ansicpg852", r"\'a7"), "ž");
    assert_eq!(of(r"\ansi\ansicpg857", r"\'98\'9f"), "İş");
    assert_eq!(text(r"{\f1 \'e4}"), "д", "a font with a page of its own keeps it");
}

#[test]
fn unicode_stands_before_what_old_programs_show_instead() {
    assert_eq!(text(r"\u8220?so\u8221\'94 \u-10179?\u-8704? {\uc2\u233\'c3\'a9}{\uc0\u233}t\u233 e"), "“so” 😀 éété");
    assert_eq!(text(r"\u55349?\u56320?!"), "𝐀!");
}

#[test]
fn deleted_and_hidden_words_stay_out_and_fields_show_their_result() {
    let draft =
        read(r"It is{\deleted  not} so{\v  secret}. {\field{\*\fldinst HYPERLINK x}{\fldrslt the link}}{\*\unknown no}{\pict 0102}\bin4 {{{{ end");
    assert_eq!(draft.text, "It is so. the link end");
    let notes: Vec<&str> = draft.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(
        notes,
        ["1 deleted or moved passage was left out; inserted words are in.", "6 hidden letters were left out.", "1 picture was left out."]
    );
    assert_eq!(text(r"One {\deleted\par}line.\par Two"), "One line.\nTwo");
}

#[test]
fn notes_stand_at_the_end_and_annotations_on_their_passage() {
    let draft = read(
        r"Said{\super\chftn}{\footnote\pard {\super\chftn} As told.} and done{\footnote\ftnalt Later.}.\par {\*\atrfstart 7}A word{\*\atrfend 7}{\*\atnid AH}{\*\atnauthor Anna Hill}\chatn{\*\annotation{\*\atnref 7}{\*\atndate 123}\pard Which?\par Really?} more.\par",
    );
    assert_eq!(draft.text, "Said[1] and done[i].\nA word more.\n[1] As told.\n[i] Later.");
    assert_eq!(draft.lines.iter().map(|line| (line.aside, line.number)).collect::<Vec<_>>(), [(false, 0), (false, 0), (true, 4), (true, 4)]);
    let remark = &draft.remarks[0];
    let passage = &draft.text[remark.bytes.start as usize..remark.bytes.end as usize];
    assert_eq!((passage, remark.author.as_str(), remark.text.as_str()), ("A word", "Anna Hill", "Which?\nReally?"));
}

#[test]
fn what_is_said_of_the_file_is_none_of_its_words_and_notes_may_have_signs() {
    let draft = read(
        r"{\info{\upr{\title ??}{\*\ud{\title \u21704?}}}}Shown {\upr{a}{\*\ud \u233?}} so*{\*\footnote Starred.} and{\super\chftn}{\footnote Counted.}",
    );
    assert_eq!(draft.text, "Shown é so* and[1]\n[*] Starred.\n[1] Counted.");
}

#[test]
fn tables_lists_headings_and_looks() {
    let draft = read(
        r"\pard\s1\outlinelevel0 Part\par\pard {\b Anna:} well {\i so}\par{\listtext 1.\tab}\pard\ls1 First\par{\listtext\f3\'b7\tab}\ls1 Second\par\pard\trowd\intbl a\cell b\cell\row\trowd\intbl c\par d\cell\cell\row\pard after",
    );
    assert_eq!(draft.text, "Part\nAnna: well so\n1. First\nSecond\na\nb\nc\nd\n\nafter");
    let styles: Vec<(&str, StyleKind)> =
        draft.styles.iter().map(|(bytes, kind)| (&draft.text[bytes.start as usize..bytes.end as usize], *kind)).collect();
    assert_eq!(
        styles,
        [
            ("Part", StyleKind::Heading(1)),
            ("Anna:", StyleKind::Bold),
            ("so", StyleKind::Italic),
            ("1. First", StyleKind::Item(0)),
            ("Second", StyleKind::Item(0)),
            ("a", StyleKind::Cell(0, 0)),
            ("b", StyleKind::Cell(0, 1)),
            ("c\nd", StyleKind::Cell(1, 0)),
        ]
    );
    assert_eq!((draft.lines[1].bold, draft.lines[2].number, draft.lines[2].of(&draft.text)), (5, 3, "First"));
}

#[test]
fn files_that_break_off_or_nest_without_end() {
    let cut = super::read(Path::new("a.rtf"), br"{\rtf1\ansi {\b Anna: Yes, and").expect("read");
    assert_eq!(cut.text, "Anna: Yes, and");
    assert!(cut.notes[0].text.contains("breaks off"));
    let deep = [br"{\rtf1 ".as_slice(), "{".repeat(30_000).as_bytes(), b"x"].concat();
    assert!(super::read(Path::new("a.rtf"), &deep).expect_err("refused").to_string().contains("damaged"));
    let box_in_box = format!("{{\\rtf1 {}inner{}}}", "{\\shp{\\*\\shpinst{\\shptxt a\\par ".repeat(3000), "}}}".repeat(3000));
    assert!(super::read(Path::new("a.rtf"), box_in_box.as_bytes()).expect("read").text.ends_with("inner"));
}
