//! One small file of each format that is read, made here: what the tests of damaged files begin with.

use std::io::{Cursor, Write};

/// A zip of these parts, packed.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Parts of a package, each by its name.
pub type Parts = Vec<(&'static str, String)>;

/// The package of these parts.
pub fn pack(parts: &[(&'static str, String)]) -> Vec<u8> {
    zip(&parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>())
}

/// The parts of a Word file with nearly everything that one can hold.
pub fn word() -> Parts {
    let main = "<Relationships><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let kinds = ["styles", "numbering", "footnotes", "endnotes", "comments"];
    let beside: String = kinds.iter().map(|kind| format!("<Relationship Id=\"{kind}\" Type=\"x/{kind}\" Target=\"{kind}.xml\"/>")).collect();
    let body = r#"<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Part</w:t></w:r></w:p><w:p><w:commentRangeStart w:id="0"/><w:r><w:rPr><w:b/></w:rPr><w:t>Anna:</w:t></w:r><w:r><w:t xml:space="preserve"> H&#233;llo &amp; so</w:t><w:br/><w:t>on</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/><w:footnoteReference w:id="2"/></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p><w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:t>twice</w:t></mc:Fallback></mc:AlternateContent></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>7</w:t><w:fldChar w:fldCharType="end"/><w:endnoteReference w:id="3"/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>"#;
    let note = |kind: &str, id: u8| format!("<w:{kind}s><w:{kind} w:id=\"{id}\"><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:{kind}></w:{kind}s>");
    vec![
        ("_rels/.rels", main.into()),
        ("word/document.xml", body.into()),
        ("word/_rels/document.xml.rels", format!("<Relationships>{beside}</Relationships>")),
        ("word/styles.xml", r#"<w:styles><w:style w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="H"/></w:style></w:styles>"#.into()),
        ("word/numbering.xml", r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#.into()),
        ("word/footnotes.xml", note("footnote", 2)),
        ("word/endnotes.xml", note("endnote", 3)),
        ("word/comments.xml", r#"<w:comments><w:comment w:id="0" w:author="A"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment></w:comments>"#.into()),
    ]
}

/// The parts of an OpenDocument text.
pub fn open_document() -> Parts {
    vec![
        ("mimetype", "application/vnd.oasis.opendocument.text".into()),
        ("content.xml", flat_open_document()),
        ("styles.xml", "<office:document-styles/>".into()),
    ]
}

/// An OpenDocument text in one piece.
pub fn flat_open_document() -> String {
    r#"<?xml version="1.0"?><office:document><office:automatic-styles><style:style style:name="A" style:family="text" style:parent-style-name="A"><style:text-properties fo:font-weight="bold" text:display="none"/></style:style><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style></office:automatic-styles><office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>no</text:p></text:deletion></text:changed-region></text:tracked-changes><text:h text:outline-level="1">Part</text:h><text:p>Anna:<text:s text:c="3"/>R&amp;D <text:span text:style-name="A">x</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note</text:p></text:note-body></text:note><office:annotation office:name="n"><dc:creator>B</dc:creator><text:p>Why?</text:p></office:annotation>é中<office:annotation-end office:name="n"/></text:p><text:list text:style-name="L"><text:list-item><text:p>Ben: item</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell table:number-columns-repeated="3"><text:p>cell</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document>"#.into()
}

/// Rich text.
pub fn rich() -> Vec<u8> {
    br"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset128 M;}}{\stylesheet{\s1\outlinelevel0 heading 1;}}\pard\s1 Part\par\pard {\b Anna:} H\'e9llo \u8220?so\u8221? {\f1\'83e\'83X}{\deleted no}{\v hid}{\footnote\pard Note}{\*\atrfstart 1}word{\*\atrfend 1}{\*\atnauthor B}{\*\annotation{\*\atnref 1}Why?}\par{\listtext 1.\tab}\ls1 Ben: item\par{\shp{\*\shpinst{\shptxt boxed\par}}}\trowd\intbl a\cell b\cell\row\pard{\field{\*\fldinst X}{\fldrslt 7}}\bin3 {{{\par}".to_vec()
}

/// A Word file of before 2007: a compound file of the streams WordDocument and 1Table.
pub fn old_word() -> Vec<u8> {
    let text = b"Anna: Hello there.\rBen: Yes, and so on.\rAnna: Good.\r";
    let mut document = vec![0u8; 4096];
    let mut put = |at: usize, bytes: &[u8]| document[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &0xA5ECu16.to_le_bytes());
    put(2, &0x00C1u16.to_le_bytes());
    put(0x0A, &0x0200u16.to_le_bytes());
    put(0x20, &14u16.to_le_bytes());
    put(0x3E, &22u16.to_le_bytes());
    put(0x4C, &(text.len() as u32).to_le_bytes());
    put(0x98, &0x5Du16.to_le_bytes());
    let mut pieces = vec![2u8];
    pieces.extend(16u32.to_le_bytes());
    pieces.extend(0u32.to_le_bytes());
    pieces.extend((text.len() as u32).to_le_bytes());
    pieces.extend([0, 0]);
    pieces.extend((0x4000_0000u32 | (0x800 * 2)).to_le_bytes());
    pieces.extend([0, 0]);
    put(0x9A + 33 * 8, &0u32.to_le_bytes());
    put(0x9A + 33 * 8 + 4, &(pieces.len() as u32).to_le_bytes());
    put(0x800, text);
    pieces.resize(4096, 0);
    compound(&[("WordDocument", &document), ("1Table", &pieces)])
}

/// A compound file (OLE) of streams that are each a whole number of sectors and no shorter than 4096 bytes.
fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    let mut table = vec![0xFFFF_FFFDu32, END];
    let mut directory = Vec::new();
    let mut data = Vec::new();
    let mut entry = |name: &str, kind: u8, siblings: [u32; 3], start: u32, size: u32| {
        let mut bytes = vec![0u8; 128];
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[..wide.len()].copy_from_slice(&wide);
        bytes[64] = wide.len() as u8 + 2;
        (bytes[66], bytes[67]) = (kind, 1);
        for (n, sibling) in siblings.iter().enumerate() {
            bytes[68 + n * 4..72 + n * 4].copy_from_slice(&sibling.to_le_bytes());
        }
        bytes[116..120].copy_from_slice(&start.to_le_bytes());
        bytes[120..124].copy_from_slice(&size.to_le_bytes());
        directory.extend(bytes);
    };
    // Shorter names come first: 1Table is left of WordDocument.
    entry("Root Entry", 5, [FREE, FREE, 1], END, 0);
    for (n, (name, bytes)) in streams.iter().enumerate() {
        let start = table.len() as u32;
        let sectors = bytes.len() as u32 / 512;
        table.extend((1..sectors).map(|sector| start + sector));
        table.push(END);
        data.extend_from_slice(bytes);
        entry(name, 2, [if n == 0 { 2 } else { FREE }, FREE, FREE], start, bytes.len() as u32);
    }
    entry("", 0, [FREE; 3], 0, 0);
    table.resize(128, FREE);
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.extend([0; 16]);
    for word in [0x3Eu16, 3, 0xFFFE, 9, 6, 0, 0, 0] {
        file.extend(word.to_le_bytes());
    }
    for long in [0u32, 1, 1, 0, 4096, END, 0, END, 0, 0] {
        file.extend(long.to_le_bytes());
    }
    file.extend([0xFF; 108 * 4]);
    file.extend(table.iter().flat_map(|sector| sector.to_le_bytes()));
    file.extend(directory);
    file.extend(data);
    file
}

/// The files that are no packages, each by a name.
pub fn plain() -> Vec<(&'static str, Vec<u8>)> {
    let files: Vec<(&str, &str)> = vec![
        ("a.txt", "Anna: Grüße — so.\n\nBen: Yes. [00:12]\n\nAnna: Oh? #00:00:24-0#"),
        ("a.md", "# Part\n\n**Anna:** Hello \\[00:12\\] *so*.\n\n**Ben:** `x` [a](b)\n\n- item"),
        ("a.vtt", "WEBVTT\n\nNOTE x\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Anna>Good &amp; so</v>\n\n00:03.000 --> 00:04.000\n<v Ben>Yes"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nAnna: Hello\n\n2\n00:00:03,000 --> 00:00:04,000\nBen: <i>Yes</i>\n"),
        (
            "a.html",
            "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><nav>m</nav><h1>Part</h1><p><b>Anna</b>: R&amp;D<br>so</p><ol start=2><li>a<li>b</ol><table><tr><td colspan=2>c<td>d</table><p style='display:none'>no</p><script>x</script></body></html>",
        ),
        (
            "a.json",
            r#"{"text":" Hi","segments":[{"start":0.5,"end":1.5,"text":" Hi","speaker":"S0","words":[{"word":" Hi","start":0.5,"end":1.0,"speaker":"S1"}]},{"start":2,"end":3,"text":" so"}]}"#,
        ),
        (
            "b.json",
            r#"{"retval":{"words":[{"start":1.0,"end":1.5,"punct":"Hi."},{"start":2,"end":3,"word":"so"}],"segmentation":{"segments":[{"start":0,"speaker":{"@id":"S0"}}]}}}"#,
        ),
        (
            "a.otr",
            r#"{"text":"<p><span class=\"timestamp\">00:03</span>&nbsp;<b>Anna</b>: Hello.</p><p>00:05 Anna: Yes</p>","media":"a.mp3","media-time":1.5}"#,
        ),
        (
            "a.cha",
            "@UTF8\n@Begin\n@Participants:\tMAR Margaret friend\n*MAR:\tYou went \u{15}100_200\u{15}\n%mor:\tx\n*BOB:\tyes •1_2•\n\tand\n@End\n",
        ),
        (
            "a.eaf",
            r#"<?xml version="1.0"?><ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="900"/></TIME_ORDER><TIER TIER_ID="P1"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>Yes &amp; é</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"#,
        ),
        ("a.tsv", "Timespan\tContent\tSpeaker\n0:01\tHow?\tAnna\n0:04\tWell.\tBen\n0:09\tGood.\tAnna"),
    ];
    let mut files: Vec<(&'static str, Vec<u8>)> = files.into_iter().map(|(name, text)| (name, text.as_bytes().to_vec())).collect();
    files.push(("a.fodt", flat_open_document().into_bytes()));
    files.push(("a.rtf", rich()));
    files.push(("a.doc", old_word()));
    files.push(("a.pdf", crate::pdf_files::transcript(false)));
    files.push(("b.pdf", crate::pdf_files::transcript(true)));
    files.push(("b.txt", "Anna: Schön. Ben: Öl.".encode_utf16().flat_map(u16::to_le_bytes).collect()));
    files
}
