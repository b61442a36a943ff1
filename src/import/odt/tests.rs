//! Small OpenDocument texts made here, each with one thing that must not be read wrongly.

use crate::import::draft::Draft;
use crate::text::StyleKind;
use std::path::Path;

const STYLES: &str = r#"<office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="Away" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="Gone" style:family="paragraph" style:parent-style-name="Base"/><style:style style:name="Base" style:family="paragraph"><style:text-properties text:display="none"/></style:style><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" /></text:list-style></office:automatic-styles>"#;

fn read(body: &str) -> Draft {
    super::read_flat(
        Path::new("a.fodt"),
        &format!("<?xml version=\"1.0\"?><office:document>{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document>"),
    )
    .expect("read")
}

#[test]
fn spaces_tabs_breaks_and_looks() {
    let draft = read(
        "<text:h text:outline-level=\"2\">Part</text:h><text:p>\n  <text:span text:style-name=\"B\">Anna:</text:span> R&amp;D<text:s text:c=\"2\"/>x<text:tab/>y<text:line-break/>  z\n w</text:p>",
    );
    assert_eq!(draft.text, "Part\nAnna: R&D  x\ty\nz w");
    assert_eq!(draft.styles.iter().map(|(_, kind)| *kind).collect::<Vec<_>>(), [StyleKind::Heading(2), StyleKind::Bold]);
    assert_eq!(draft.lines[1].bold, 5);
}

#[test]
fn changes_hidden_words_notes_and_annotations() {
    let draft = read(
        r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>One<text:change text:change-id="c"/><text:span text:style-name="Away"> secret</text:span> two<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>As told.</text:p></text:note-body></text:note>.</text:p><text:p text:style-name="Gone">hidden</text:p><text:p><office:annotation office:name="n"><dc:creator>Anna Hill</dc:creator><dc:date>2026</dc:date><text:p>Which?</text:p></office:annotation>A word<office:annotation-end office:name="n"/> more.</text:p>"#,
    );
    assert_eq!(draft.text, "One two[1].\n\nA word more.\n[1] As told.");
    let remark = &draft.remarks[0];
    assert_eq!(
        (&draft.text[remark.bytes.start as usize..remark.bytes.end as usize], remark.author.as_str(), remark.text.as_str()),
        ("A word", "Anna Hill", "Which?")
    );
    assert!(draft.notes.iter().any(|note| note.text.starts_with("1 deleted")) && draft.notes.iter().any(|note| note.text.starts_with("12 hidden")));
}

#[test]
fn what_lies_in_pictures_and_formulas_is_no_text() {
    let picture = "<draw:frame><draw:image><office:binary-data>iVBORw0KGgo</office:binary-data></draw:image></draw:frame>";
    let formula = "<draw:frame><draw:object><math:math><math:annotation>a over b</math:annotation></math:math></draw:object></draw:frame>";
    assert_eq!(read(&format!("<text:p>One {picture}{formula}two</text:p>")).text, "One two");
}

#[test]
fn lists_show_their_numbers_and_tables_their_cells() {
    let draft = read(
        r#"<text:list text:style-name="L"><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item><text:list-item><text:p>c</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>d</text:p><text:p>e</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table>"#,
    );
    assert_eq!(draft.text, "1. a\na) b\nb) c\n2. d\ne\nx\ny");
    assert_eq!(draft.lines.iter().filter_map(|line| line.cell).collect::<Vec<_>>(), [(0, 0), (0, 3)]);
}

#[test]
fn what_is_nested_without_end_is_read() {
    let deep = format!("{}<text:p>x</text:p>{}", "<text:list><text:list-item>".repeat(10_000), "</text:list-item></text:list>".repeat(10_000));
    assert_eq!(read(&deep).text, "x");
    let boxes = format!("{}x{}", "<text:p><draw:frame><draw:text-box>".repeat(10_000), "</draw:text-box></draw:frame></text:p>".repeat(10_000));
    assert_eq!(read(&boxes).text.trim(), "x");
}
