//! Exports on the command line: formats by suffix, groups, transcripts, and the check that is said before.

use super::cli_room::Room;

fn coded() -> Room {
    let room = Room::study();
    for (source, code, turn) in [("South 1", "L5", "2"), ("North 1", "L5", "2"), ("North 1", "L2", "4")] {
        room.done(&["code", "s.themata", "--source", source, "--code", code, "--turn", turn, "--coder", "BP"]);
    }
    room
}

#[test]
fn the_suffix_says_the_format() {
    let room = coded();
    for (file, start) in
        [("a.csv", &b"\xef\xbb\xbf"[..]), ("a.json", b"{\"project\""), ("a.html", b"<!doctype"), ("a.xlsx", b"PK"), ("a.docx", b"PK")]
    {
        room.done(&["excerpts", "s.themata", "--by", "site", "-o", file]);
        assert!(std::fs::read(room.path(file)).unwrap().starts_with(start), "{file}");
        room.done(&["export", "s.themata", "-o", file]);
        assert!(std::fs::read(room.path(file)).unwrap().starts_with(start), "{file}");
    }
    assert!(room.run(&["export", "s.themata", "-o", "a.out"]).ends(2).err.contains("the format is not said"));
    room.run(&["excerpts", "s.themata", "-o", "a.pdf"]).ends(2);
    for (format, file) in [("csv", "b.txt"), ("csv", "b.xlsx"), ("html", "b.json"), ("docx", "b.doc")] {
        for verb in ["excerpts", "export"] {
            let run = room.run(&[verb, "s.themata", "--format", format, "-o", file]).ends(2);
            assert!(run.err.contains(&format!("is no {format}")) && !room.path(file).exists(), "{}", run.err);
        }
    }
    room.run(&["excerpts", "s.themata", "-o", "b.doc"]).ends(2);
    let one = room.done(&["excerpts", "s.themata", "--code", "L2", "--format", "csv", "-o", "study.v2"]);
    assert!(one.err.contains("1 passage.") && one.err.contains("of 1 passage tell"), "{}", one.err);
    assert!(room.done(&["excerpts", "s.themata", "--basis", "codings", "-o", "b.txt"]).err.contains("3 codings."));
    room.run(&["export", "s.themata", "--what", "cases", "-o", "a.html"]).ends(2);
}

#[test]
fn groups_are_a_column_and_the_page_takes_them_too() {
    let room = coded();
    let run = room.done(&["excerpts", "s.themata", "--by", "site", "--format", "csv", "--no-bom"]);
    let mut table = csv::Reader::from_reader(run.out.as_bytes());
    assert_eq!(&table.headers().unwrap()[0], "group: site");
    let groups: Vec<String> = table.records().map(|row| row.unwrap()[0].to_owned()).collect();
    assert_eq!(groups, ["North", "North", "South"]);
    let page = room.done(&["excerpts", "s.themata", "--by", "role", "--format", "html"]);
    assert!(page.out.contains("\"first\":\"by\"") || page.out.contains("\"first\":\"role\""));
}

#[test]
fn a_transcript_goes_out_as_pdf_or_page() {
    let room = coded();
    room.done(&["export", "s.themata", "--what", "transcript", "--source", "North 1", "--paper", "letter", "-o", "north.pdf"]);
    assert!(std::fs::read(room.path("north.pdf")).unwrap().starts_with(b"%PDF-"));
    room.done(&["export", "s.themata", "--what", "transcript", "--source", "North 1", "--format", "html", "-o", "north.html"]);
    assert!(std::fs::read_to_string(room.path("north.html")).unwrap().contains("We held the money back"));
    room.run(&["export", "s.themata", "--what", "transcript", "-o", "all.pdf"]).ends(2);
    room.run(&["export", "s.themata", "--what", "transcript", "--source", "North 1", "-o", "north.csv"]).ends(2);
}

#[test]
fn what_tells_who_somebody_is_is_said_in_few_lines_and_without_their_words() {
    let room = coded();
    let csv = room.done(&["excerpts", "s.themata", "--format", "csv", "--names", "full"]);
    assert!(csv.err.contains("warning: 3 of 3 passages tell who somebody is:"), "{}", csv.err);
    assert!(csv.err.contains("The columns together fit one person alone: 3 passages, 2 people"), "{}", csv.err);
    assert!(csv.err.contains("A name in the case: 3 passages, 2 people"), "{}", csv.err);
    assert!(csv.err.lines().count() < 12 && !csv.err.contains("money") && !csv.err.contains("Ash"), "{}", csv.err);
    for (what, file) in [("cases", "c.csv"), ("sample", "s.csv")] {
        let run = room.done(&["export", "s.themata", "--what", what, "-o", file]);
        assert!(run.err.contains("warning: "), "{what}: {}", run.err);
    }
    let run = room.done(&["export", "s.themata", "--what", "transcript", "--source", "North 1", "-o", "n.pdf"]);
    assert!(run.err.contains("What stands over the transcript fits one person alone"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_as_it_stands() {
    use std::os::unix::fs::FileTypeExt;
    let room = coded();
    std::os::unix::fs::symlink("/dev/null", room.path("nowhere")).unwrap();
    room.done(&["export", "s.themata", "--format", "csv", "-o", "nowhere"]);
    assert!(std::fs::metadata(room.path("nowhere")).unwrap().file_type().is_char_device());
    assert!(std::fs::symlink_metadata(room.path("nowhere")).unwrap().is_symlink());
}
