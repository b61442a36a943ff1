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
    let told = |page: &str| words(page).unwrap().notes.into_iter().map(|note| note.text).collect::<Vec<_>>();
    let page = "<p>a<p hidden>bc d<p style='display:none'>e<p aria-hidden=true>f<p>g<noscript>hi</noscript><script>x</script>";
    assert_eq!(told(page), ["7 hidden letters were left out."]);
    assert_eq!(told("<p>a<textarea>b</textarea><select><option>c</select>"), ["What stands in the fields of forms was left out."]);
    assert!(told("<p>a<textarea></textarea><div hidden> </div>").is_empty());
}

#[test]
fn what_is_hidden_ends_where_html_ends_it() {
    for (page, words) in [
        ("<p>Anna: one<p hidden>aside <b>x</b> <span>y</span><p>Ben: two<p>Anna: three", "Anna: one\nBen: two\nAnna: three"),
        ("<div><p>a<p hidden>x</div><p>b", "a\nb"),
        ("<p>a<p hidden>x<div>b</div>", "a\nb"),
        ("<ul><li>a<li style='display:none'>x<ul><li>y<li>z</ul><p>w<li>b<li hidden>x</ul><p>c</p>", "a\nb\nc"),
        ("<table><tr><td>a<td hidden><table><tr><td>x<td>y</table>z<td>b<tr hidden><td>x<tr><td>c<td hidden>x</table>d", "a\nb\nc\nd"),
        ("<table><tbody hidden><tr><td>x<tbody><tr><td>a</table>", "a"),
        ("<dl><dt>a<dd hidden>x<dl><dt>y<dd>z</dl><dt>b<dt hidden>x</dl>c", "a\nb\nc"),
        ("<p>a <span hidden>x</p><p>b</p>", "a\nb"),
        ("<p>a <del>x<div>y</div></del> b</p>", "a b"),
        ("<div hidden><div>x</div><p>y<br><img>z</div>a", "a"),
        ("<p><ruby>a<rp>(<rt>x<rp>)</ruby>b</p>", "ab"),
        ("<select><option>x<option>y</select>a", "a"),
    ] {
        assert_eq!(text(page), words, "{page}");
    }
    assert_eq!(text(&format!("<div hidden>{}a", "<b><i><table><td>".repeat(50_000) + &"</u><li></b></dd>".repeat(50_000))), "");
    assert_eq!(text(&format!("<nav>{}</nav>a", "<b>".repeat(100_000) + &"<p></u>".repeat(100_000))), "a");
}

#[test]
fn a_time_of_otranscribe_is_a_word_of_its_own() {
    let time = |words: &str| format!("<p><span class=\"timestamp\" data-timestamp=\"9.0\">00:09</span>{words}</p>");
    for words in ["Ben: Yes", " Ben: Yes", "&nbsp;Ben: Yes", "<b>Ben: </b>Yes"] {
        assert_eq!(text(&time(words)), "00:09 Ben: Yes", "{words}");
    }
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
