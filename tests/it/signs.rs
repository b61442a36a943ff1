//! Signs of fonts that have no letters, such as Symbol and Wingdings: what stands for them comes in, and what has nothing that stands for it is told.

use crate::mangled_files::{pack, zip};
use std::path::Path;
use themata::import::{NoteKind, Plan, PlanOptions, plan_bytes};

fn plan(name: &str, bytes: Vec<u8>) -> Plan {
    plan_bytes(Path::new(name), bytes, &PlanOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A Word file whose body holds these paragraphs.
pub fn word(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let links = "<Relationships><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    zip(&[("_rels/.rels", links.as_bytes()), ("word/document.xml", document.as_bytes())])
}

const WORD: &str = r#"<w:p><w:r><w:t xml:space="preserve">age </w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:t xml:space="preserve"> 65 and </w:t></w:r><w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>&#xF061;</w:t></w:r><w:r><w:t xml:space="preserve"> test; 20</w:t><w:sym w:font="Symbol" w:char="B0"/><w:t xml:space="preserve">C </w:t><w:sym w:font="Wingdings" w:char="F0FC"/><w:t xml:space="preserve"> done</w:t></w:r></w:p>"#;

#[test]
fn signs_of_symbol_fonts_come_in_as_the_letters_that_stand_for_them() {
    let rich = br"{\rtf1\ansi\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\froman\fcharset2 Symbol;}{\f2\fcharset2{\*\panose 05000000000000000000}Wingdings;}}\f0 age {\f1\'b3} 65 and {\f1 a} test; 20{\f1\u-3920 ?}C {\f2\'fc} done\par}";
    let open = "<?xml version=\"1.0\"?><office:document><office:font-face-decls><style:font-face style:name=\"Symbol1\" svg:font-family=\"Symbol\"/></office:font-face-decls><office:automatic-styles><style:style style:name=\"S\" style:family=\"text\"><style:text-properties style:font-name=\"Symbol1\"/></style:style><style:style style:name=\"W\" style:family=\"text\"><style:text-properties fo:font-family=\"Wingdings\"/></style:style></office:automatic-styles><office:body><office:text><text:p>age <text:span text:style-name=\"S\">&#xF0B3;</text:span> 65 and <text:span text:style-name=\"S\">&#xF061;</text:span> test; 20<text:span text:style-name=\"S\">&#xF0B0;</text:span>C <text:span text:style-name=\"W\">&#xF0FC;</text:span> done</text:p></office:text></office:body></office:document>";
    for (name, bytes) in [("a.docx", word(WORD)), ("a.rtf", rich.to_vec()), ("a.fodt", open.as_bytes().to_vec())] {
        let plan = plan(name, bytes);
        assert_eq!(plan.text.trim(), "age ≥ 65 and α test; 20°C ✓ done", "{name}");
        assert!(plan.notes.is_empty(), "{name}: {:?}", plan.notes);
    }
}

#[test]
fn what_no_letter_stands_for_keeps_its_place_and_is_told() {
    let strange = word(
        r#"<w:p><w:r><w:t>one</w:t><w:sym w:font="Wingdings 3" w:char="F071"/><w:t>two</w:t></w:r><w:r><w:rPr><w:rFonts w:hAnsi="Study Signs"/></w:rPr><w:t>&#xE001;&#xE002;</w:t></w:r></w:p>"#,
    );
    let plan = plan("a.docx", strange);
    assert_eq!(plan.text.trim(), "one▯two\u{E001}\u{E002}");
    let told: Vec<&str> = plan.notes.iter().filter(|note| note.kind == NoteKind::Look).map(|note| note.text.as_str()).collect();
    assert!(told.len() == 2 && told[0].starts_with("1 sign of a font of signs") && told[1].starts_with("2 letters"), "{told:?}");
}

#[test]
fn a_style_may_say_the_font() {
    let links = "<Relationships><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let beside = "<Relationships><Relationship Id=\"1\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
    let styles = "<w:styles><w:style w:styleId=\"G\"><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr></w:style><w:style w:styleId=\"H\"><w:basedOn w:val=\"G\"/></w:style></w:styles>";
    let body = "<w:document><w:body><w:p><w:r><w:rPr><w:rStyle w:val=\"H\"/></w:rPr><w:t>&#xF062;</w:t></w:r></w:p></w:body></w:document>";
    let parts = [("_rels/.rels", links), ("word/_rels/document.xml.rels", beside), ("word/styles.xml", styles), ("word/document.xml", body)];
    let plan = plan("a.docx", pack(&parts.map(|(name, text)| (name, text.to_owned()))));
    assert_eq!(plan.text.trim(), "β");
}
