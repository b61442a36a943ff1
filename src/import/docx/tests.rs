//! Small Word files made here, each with one thing that must not be read wrongly.

use crate::import::draft::Draft;
use crate::text::StyleKind;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use std::path::Path;

/// A zip of these parts.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("begun");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

const RELATIONS: &str =
    r#"<Relationships><Relationship Id="1" Type="http://x/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
const STYLES: &str = r#"<w:styles><w:style w:styleId="H"><w:name w:val="heading 2"/></w:style><w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;

/// A Word file with this body.
fn word(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}<w:sectPr><w:p><w:r><w:t>no</w:t></w:r></w:p></w:sectPr></w:body></w:document>"#
    );
    let inner = r#"<Relationships><Relationship Id="1" Type="http://x/relationships/styles" Target="styles.xml"/></Relationships>"#;
    zip(&[("_rels/.rels", RELATIONS), ("word/document2.xml", &document), ("word/_rels/document2.xml.rels", inner), ("word/styles.xml", STYLES)])
}

fn read(body: &str) -> Draft {
    opened(&word(body)).expect("read")
}

fn opened(bytes: &[u8]) -> crate::Result<Draft> {
    let path = Path::new("a.docx");
    super::read(path, &mut crate::import::package::Package::open(path, bytes)?)
}

fn text(body: &str) -> String {
    read(body).text
}

#[test]
fn runs_breaks_tabs_and_entities() {
    let body = r#"<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>R&amp;D </w:t></w:r><w:r><w:t xml:space="preserve"> one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>thr&#233;e</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>"#;
    assert_eq!(text(body), "R&D  one\ntwo\tthrée\n\ncoop\u{2011}x");
    assert_eq!(read(body).lines.len(), 3);
}

#[test]
fn headings_bold_and_italic() {
    let draft = read(
        r#"<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Part</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Anna</w:t></w:r><w:r><w:rPr><w:b w:val="1"/></w:rPr><w:t>:</w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:i/></w:rPr><w:t xml:space="preserve"> hello</w:t></w:r></w:p>"#,
    );
    let styles: Vec<(&str, StyleKind)> =
        draft.styles.iter().map(|(bytes, kind)| (&draft.text[bytes.start as usize..bytes.end as usize], *kind)).collect();
    assert_eq!(styles, [("Part", StyleKind::Heading(2)), ("Anna:", StyleKind::Bold), (" hello", StyleKind::Italic)]);
    assert_eq!(draft.lines.iter().map(|line| (line.heading, line.bold)).collect::<Vec<_>>(), [(2, 0), (0, 5)]);
}

#[test]
fn what_is_chosen_or_ticked_in_a_form_is_read() {
    let field = |form: &str, shown: &str| {
        let separate = if shown.is_empty() { "" } else { r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"# };
        format!(
            r#"<w:p><w:r><w:t xml:space="preserve">So: </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="n"/>{form}</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORM</w:instrText></w:r>{separate}{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
        )
    };
    let list = |chosen: &str| field(&format!(r#"<w:ddList>{chosen}<w:listEntry w:val="rarely"/><w:listEntry w:val="often"/></w:ddList>"#), "");
    for (body, wanted) in [
        (list(r#"<w:result w:val="1"/>"#), "So: often"),
        (list(r#"<w:default w:val="1"/>"#), "So: often"),
        (list(r#"<w:default w:val="1"/><w:result w:val="0"/>"#), "So: rarely"),
        (list(r#"<w:result w:val="7"/>"#), "So: "),
        (field(r#"<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>"#, ""), "So: ☒"),
        (field(r#"<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>"#, ""), "So: ☐"),
        (field(r#"<w:checkBox><w:sizeAuto/></w:checkBox>"#, ""), "So: ☐"),
        (field(r#"<w:ddList><w:listEntry w:val="rarely"/></w:ddList>"#, "<w:r><w:t>never</w:t></w:r>"), "So: never"),
        (field(r#"<w:textInput><w:default w:val="type here"/></w:textInput>"#, "<w:r><w:t>typed</w:t></w:r>"), "So: typed"),
    ] {
        assert_eq!(text(&body), wanted, "{body}");
    }
}

#[test]
fn changes_are_read_as_accepted() {
    assert_eq!(
        text(
            r#"<w:p><w:r><w:t>It is</w:t></w:r><w:del><w:r><w:delText> not</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve"> so</w:t></w:r></w:ins></w:p>"#
        ),
        "It is so"
    );
    let moved = r#"<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p><w:p><w:r><w:t>here</w:t></w:r></w:p><w:p><w:moveTo><w:r><w:t>gone</w:t></w:r></w:moveTo></w:p>"#;
    assert_eq!(text(moved), "here\ngone");
    let mark = r#"<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">One </w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>line.</w:t></w:r></w:p>"#;
    assert_eq!(text(mark), "One line.");
    let row = r#"<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p><w:r><w:t>no</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>yes</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    assert_eq!(text(row), "yes");
    assert_eq!(text(r#"<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>seen</w:t></w:r></w:p>"#), "seen");
}

#[test]
fn what_is_not_said_stays_out_and_is_noted() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">Shown </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hid</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>den</w:t></w:r><w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="1"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt></w:ruby></w:r></w:p>"#;
    let draft = read(body);
    assert_eq!(draft.text, "Shown [1]7");
    let notes: Vec<&str> = draft.notes.iter().map(|note| note.text.split(' ').nth(1).expect("a word")).collect();
    assert_eq!(notes, ["hidden"]);
}

/// A Word file of this body and these parts beside it, each by its kind.
fn with(body: &str, parts: &[(&str, &str)]) -> Draft {
    let document = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    let relations: String =
        parts.iter().map(|(kind, _)| format!(r#"<Relationship Id="{kind}" Type="http://x/relationships/{kind}" Target="{kind}.xml"/>"#)).collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let names: Vec<String> = parts.iter().map(|(kind, _)| format!("word/{kind}.xml")).collect();
    let mut all = vec![("_rels/.rels", RELATIONS), ("word/document2.xml", &document), ("word/_rels/document2.xml.rels", &relations)];
    all.extend(names.iter().zip(parts).map(|(name, (_, xml))| (name.as_str(), *xml)));
    opened(&zip(&all)).expect("read")
}

#[test]
fn notes_stand_at_the_end_with_their_numbers() {
    let reference = |kind: &str, id: &str| format!(r#"<w:r><w:{kind}Reference w:id="{id}"/></w:r>"#);
    let body = format!(
        r#"<w:p><w:r><w:t>INT: So it was</w:t></w:r>{}{}</w:p><w:p><w:r><w:t>P1: Yes.</w:t></w:r>{}</w:p>"#,
        reference("footnote", "2"),
        reference("endnote", "5"),
        reference("footnote", "3")
    );
    let foot = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> As told.</w:t></w:r></w:p></w:footnote><w:footnote w:id="3"><w:p><w:r><w:t>Again.</w:t></w:r></w:p><w:p><w:r><w:t>And more.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let end = r#"<w:endnotes><w:endnote w:id="5"><w:p><w:r><w:t>Later.</w:t></w:r></w:p></w:endnote></w:endnotes>"#;
    let draft = with(&body, &[("footnotes", foot), ("endnotes", end)]);
    assert_eq!(draft.text, "INT: So it was[1][i]\nP1: Yes.[2]\n[1] As told.\n[2] Again.\nAnd more.\n[i] Later.");
    assert_eq!(draft.lines.iter().map(|line| line.aside).collect::<Vec<_>>(), [false, false, true, true, true, true]);
    let reading = crate::import::layout::read(&draft);
    let last = reading.turns.last().expect("turns");
    assert_eq!(&draft.text[last.bytes.start as usize..last.bytes.end as usize], "P1: Yes.[2]", "notes are nobody's words");
}

#[test]
fn comments_hang_on_their_passages() {
    let body = r#"<w:p><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">First words. </w:t></w:r></w:p><w:p><w:r><w:t>Second</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:r><w:t xml:space="preserve"> line</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>"#;
    let comments = r#"<w:comments><w:comment w:id="1" w:author=" Ben "><w:p><w:r><w:t>Why &amp; how?</w:t></w:r></w:p></w:comment><w:comment w:id="0" w:author="Anna Hill"><w:p><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p></w:comment><w:comment w:id="9"><w:p><w:r><w:t>lost</w:t></w:r></w:p></w:comment></w:comments>"#;
    let draft = with(body, &[("comments", comments)]);
    let remarks: Vec<(&str, &str, &str)> = draft
        .remarks
        .iter()
        .map(|remark| (&draft.text[remark.bytes.start as usize..remark.bytes.end as usize], remark.author.as_str(), remark.text.as_str()))
        .collect();
    assert_eq!(remarks, [("First words. \nSecond", "Anna Hill", "One\ntwo"), ("Second line", "Ben", "Why & how?")]);
    assert!(draft.notes.iter().any(|note| note.text == "1 comment that hangs on no words was left out."), "{:?}", draft.notes);
}

#[test]
fn lists_show_the_numbers_that_word_shows() {
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"#;
    let item = |list: &str, level: &str, words: &str| {
        format!(r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#)
    };
    let body = [
        item("1", "0", "INT: a?"),
        item("1", "1", "b"),
        item("1", "1", "c"),
        item("1", "0", "P1: d"),
        item("2", "0", "e"),
        item("3", "0", "INT: f?"),
    ];
    let draft = with(&body.concat(), &[("numbering", numbering)]);
    assert_eq!(draft.text, "3. INT: a?\n3.a) b\n3.b) c\n4. P1: d\ne\n1. INT: f?");
    let reading = crate::import::layout::read(&draft);
    assert_eq!((reading.turns.len(), reading.turns[1].bytes.start), (3, 25), "numbers hide no speakers");
    assert_eq!(reading.marks[0].0, 0..3);
}

#[test]
fn text_boxes_once_and_tables_by_cells() {
    let boxed = r#"<w:p><w:r><w:t>Before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t xml:space="preserve"> after</w:t></w:r></w:p>"#;
    assert_eq!(text(boxed), "Before after\nboxed");
    let cell = |words: &str, properties: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("a", r#"<w:gridSpan w:val="2"/>"#),
        cell("b", ""),
        cell("", ""),
        cell("d", "")
    );
    let draft = read(&table);
    let cells: Vec<(&str, StyleKind)> =
        draft.styles.iter().map(|(bytes, kind)| (&draft.text[bytes.start as usize..bytes.end as usize], *kind)).collect();
    assert_eq!(cells, [("a", StyleKind::Cell(0, 0)), ("b", StyleKind::Cell(0, 2)), ("d", StyleKind::Cell(1, 1))]);
    assert_eq!(draft.lines.iter().map(|line| line.cell).collect::<Vec<_>>(), [Some((0, 0)), Some((0, 2)), Some((1, 1))]);
}

#[test]
fn other_and_broken_packages_are_refused_with_a_remedy() {
    let refused = |bytes: &[u8]| {
        let error = opened(bytes).expect_err("refused");
        assert!(!error.remedy().is_empty());
        error.to_string()
    };
    assert!(refused(&zip(&[("_rels/.rels", ""), ("xl/workbook.xml", "")])).contains("Excel"));
    assert!(refused(&zip(&[("a.txt", "hello")])).contains("compressed folder"));
    assert!(refused(&zip(&[("_rels/.rels", RELATIONS)])).contains("missing"));
    let whole = word("<w:p><w:r><w:t>words</w:t></w:r></w:p>");
    assert!(refused(&whole[..whole.len() / 2]).contains("missing or damaged"));
    assert!(refused(&word("<w:p/>")).contains("no words"));
}

#[test]
fn a_zip_that_unpacks_without_end_is_refused() {
    let bomb = zip(&[("_rels/.rels", RELATIONS), ("word/document2.xml", &" ".repeat(60 << 20))]);
    assert!(bomb.len() < 1 << 20);
    let error = opened(&bomb).expect_err("refused");
    assert!(error.to_string().contains("far more"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn damaged_markup_never_panics(cut in 0usize..600, insert in "[<>/&;a-z:=\" é]{0,12}") {
        let body = r#"<w:p><w:pPr><w:pStyle w:val="H"/><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>é&amp;</w:t><w:br/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99"/></w:tcPr><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>end</w:t></w:r></w:p>"#;
        let (bytes, at) = (body.as_bytes(), cut.min(body.len()));
        let rest = &bytes[(at + insert.len()).min(body.len())..];
        let damaged = String::from_utf8_lossy(&[&bytes[..at], insert.as_bytes(), rest].concat()).into_owned();
        let _ = opened(&word(&damaged));
    }
}
