//! Small pages made here, each with one thing that must not be read wrongly.

use super::{declared, words};
use crate::text::StyleKind;

fn text(page: &str) -> String {
    words(page).unwrap().text
}

#[test]
fn paragraphs_breaks_and_entities() {
    let page = "<!DOCTYPE html><html><head><title>No</title><style>p{}</style><script>if (a < b) document.write('<p>no</p>')</script></head><body><p>Anna:&nbsp; R&amp;D\n is <b>so</b>.<p>Ben: Y&eacute;s<br>\n no<br/>done</body></html>";
    assert_eq!(text(page), "Anna: R&D is so.\nBen: Yés\nno\ndone");
    assert_eq!(text("<div>a<div>b</div>c</div><pre>x  y\n z</pre>"), "a\nb\nc\nx  y\n z");
}

#[test]
fn menus_scripts_and_what_nobody_sees_stay_out() {
    assert_eq!(
        text(
            "<nav><ul><li>Home</ul></nav><h1>Talk</h1><p hidden>x</p><p>Yes<span style='display: none'> no</span>.</p><aside>Also</aside><footer>©</footer>"
        ),
        "Talk\nYes."
    );
    assert_eq!(text("<header>Site</header><main><p>Words</p></main><div>More</div>"), "Words");
    assert_eq!(text("<p>She spoke of <main> tags.</p>"), "tags.");
    assert_eq!(text("<p>It is <del>not</del> <ins>so</ins></p><main></main>"), "It is so");
    let draft = words("<p>a</p><nav>b</nav>").unwrap();
    assert!(draft.notes[0].text.contains("menus"));
}

#[test]
fn a_tag_with_attributes_without_end_is_none_and_a_long_comment_or_picture_is() {
    let many: String = (0..40_000).map(|n| format!(" a{n}=1")).collect();
    assert!(words(&format!("<p>Words<b{many}>more</b>")).is_none());
    for harmless in [
        format!("<!-- {many} -->"),
        format!("<script>if (a <b {many}) c</script>"),
        format!("<img alt=\"{many}\">"),
        format!("<style>{many}</style>"),
    ] {
        assert_eq!(text(&format!("<p>Words {harmless}<b>more</b>")), "Words more");
    }
}

#[test]
fn lists_tables_and_headings() {
    let draft =
        words("<h2>Part</h2><ol start=3><li>a<li>b<ul><li>c</ul></ol><table><tr><th>Who<td colspan=2>What<tr><td>Anna<td><p>Yes<p>No</table>")
            .unwrap();
    assert_eq!(draft.text, "Part\n3. a\n4. b\nc\nWho\nWhat\nAnna\nYes\nNo");
    assert_eq!(draft.lines.iter().filter_map(|line| line.cell).collect::<Vec<_>>(), [(0, 0), (0, 1), (1, 0), (1, 1), (1, 1)]);
    assert_eq!(
        draft.styles[..4].iter().map(|(_, kind)| *kind).collect::<Vec<_>>(),
        [StyleKind::Heading(2), StyleKind::Item(0), StyleKind::Item(0), StyleKind::Item(1)]
    );
    let word = "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>Second</p>";
    assert_eq!(text(word), "2. Second");
}

#[test]
fn what_is_nested_or_broken_is_read() {
    assert_eq!(text(&format!("{}x", "<div><b><table><tr><td>".repeat(10_000))), "x");
    assert_eq!(text("<p>a</b></table></div></p><td>b</tr>c"), "a\nb\nc");
    assert_eq!(text("a <b"), "a");
}

#[test]
fn the_head_names_the_encoding() {
    let page = b"<html><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\"></head>\xE4\xE0";
    assert_eq!(declared(page).map(|encoding| encoding.name()), Some("windows-1251"));
    assert_eq!(declared("<meta charset='latin1'>é".as_bytes()), None, "what is valid UTF-8 is UTF-8");
    assert_eq!(declared(b"<meta charset=utf-8>\xE4"), None, "what cannot be read so is not");
    assert_eq!(declared(b"charset=latin1 \xE4"), None);
}
