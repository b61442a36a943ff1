//! PDFs made by hand, byte by byte: pages of lines at given places, in Helvetica.

use std::io::Write;

/// A line: from the left, from the top, in points; its words.
pub type Placed = (f32, f32, String);

/// How many points a letter of the type takes on average.
pub const SIZE: f32 = 10.0;

/// A stream, packed or not.
fn stream(head: &str, data: &[u8], packed: bool) -> Vec<u8> {
    let mut bytes = data.to_vec();
    let mut filter = "";
    if packed {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(data).unwrap();
        (bytes, filter) = (encoder.finish().unwrap(), "/Filter /FlateDecode ");
    }
    let mut object = format!("<< {head}{filter}/Length {} >>\nstream\n", bytes.len()).into_bytes();
    object.extend(bytes);
    object.extend(b"\nendstream");
    object
}

/// A file of objects, the first of which is the catalogue, with its table of places.
pub fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", n + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| file.extend(format!("{place:010} 00000 n \n").bytes()));
    file.extend(format!("trailer\n<< /Size {} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    file
}

/// What draws lines on a page of A4.
fn drawn(lines: &[Placed]) -> Vec<u8> {
    let mut content = format!("BT /F1 {SIZE} Tf\n").into_bytes();
    for (x, y, words) in lines {
        content.extend(format!("1 0 0 1 {x} {} Tm (", 842.0 - y).bytes());
        for c in words.chars() {
            if matches!(c, '(' | ')' | '\\') {
                content.push(b'\\');
            }
            // Latin letters alone: the same in the font's own code page.
            content.push(u8::try_from(u32::from(c)).unwrap());
        }
        content.extend(b") Tj\n");
    }
    content.extend(b"ET");
    content
}

/// A PDF of pages, its streams packed or not.
pub fn pdf(pages: &[Vec<Placed>], packed: bool) -> Vec<u8> {
    ruled(pages, "", packed)
}

/// The boxes of a table whose rows and columns begin and end here, from the top and the left.
pub fn boxes(heights: &[f32], places: &[f32]) -> String {
    let of = |down: &[f32]| {
        let row = |across: &[f32]| format!("{} {} {} {} re S\n", across[0], 842.0 - down[1], across[1] - across[0], down[1] - down[0]);
        places.windows(2).map(row).collect::<String>()
    };
    heights.windows(2).map(of).collect()
}

/// A PDF of pages with lines drawn on each.
pub fn ruled(pages: &[Vec<Placed>], drawing: &str, packed: bool) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 4 + 2 * n)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} /MediaBox [0 0 595 842] >>", pages.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for (n, lines) in pages.iter().enumerate() {
        let page = format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>", 5 + 2 * n);
        objects.push(page.into_bytes());
        objects.push(stream("", &[drawing.as_bytes(), &drawn(lines)].concat(), packed));
    }
    file(&objects, "")
}

/// A page of lines one below another, from the top and the left of the text on.
pub fn lines(x: f32, y: f32, step: f32, words: &[&str]) -> Vec<Placed> {
    words.iter().enumerate().map(|(n, words)| (x, y + step * n as f32, (*words).to_owned())).collect()
}

/// A small transcript of two pages, with a running head and page numbers.
pub fn transcript(packed: bool) -> Vec<u8> {
    let page = |n: u32, said: &[&str]| {
        let mut page = vec![(60.0, 40.0, "The hearing of the ward, day 3".to_owned())];
        page.extend(lines(60.0, 90.0, 14.0, said));
        page.push((290.0, 800.0, n.to_string()));
        page
    };
    let one = [
        "INT: How did it all begin then, in the old house with the two rooms and the one kettle that some of",
        "us have heard of?",
        "P07: Slowly. Nobody had any money, so we waited until the spring and hoped that the organ-",
    ];
    let two = ["isation would pay, which in the end it did.", "INT: And then?", "P07: Then the others came."];
    pdf(&[page(1, &one), page(2, &two)], packed)
}

/// A PDF whose one page is drawn by forms, each of which draws the next one ten times.
pub fn forms_without_end() -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>".to_vec(),
        stream("", b"/X Do", false),
    ];
    for n in 0..20 {
        let head = format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> >> ", 6 + n);
        objects.push(stream(&head, &b"/X Do ".repeat(10), false));
    }
    objects.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] ", b"0 0 1 1 re f", false));
    file(&objects, "")
}

/// A PDF whose page unpacks to so many bytes.
pub fn bomb(bytes: usize) -> Vec<u8> {
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_vec(),
        stream("", &vec![b' '; bytes], true),
    ];
    file(&objects, "")
}

/// A PDF of so many pages that all draw the same.
pub fn pages_of(content: &[u8], count: usize) -> Vec<u8> {
    let kids: String = (0..count).map(|n| format!("{} 0 R ", 5 + n)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {count} /MediaBox [0 0 595 842] >>").into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        stream("", content, false),
    ];
    objects.resize(4 + count, b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>".to_vec());
    file(&objects, "")
}

/// A PDF whose one page holds this; `/I` is a picture, `/F1` a font.
pub fn page_of(content: &str) -> Vec<u8> {
    drawings(&[content])
}

/// The same of several pages.
pub fn drawings(contents: &[&str]) -> Vec<u8> {
    let kids: String = (0..contents.len()).map(|n| format!("{} 0 R ", 5 + 2 * n)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} /MediaBox [0 0 595 842] >>", contents.len()).into_bytes(),
        stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray ", &[0, 255, 255, 0], false),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for (n, content) in contents.iter().enumerate() {
        let page =
            format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources << /XObject << /I 3 0 R >> /Font << /F1 4 0 R >> >> >>", 6 + 2 * n);
        objects.push(page.into_bytes());
        objects.push(stream("", content.as_bytes(), false));
    }
    file(&objects, "")
}
