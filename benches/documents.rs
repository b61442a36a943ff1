//! Documents read into plans: a Word file of 60,000 words, the same words as RTF and as a page, a PDF of 500 pages, and the whole zoo of awkward files.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use std::io::{Cursor, Write};
use std::path::Path;
use support::{Report, median, ms, shared};
use themata::analysis::{Basis, Naming, Scope};
use themata::export::{Paper, TranscriptOptions, transcript_pdf};
use themata::import::{FileRequest, PlanOptions, collect, plan_all, plan_bytes};
use themata::model::Time;
use themata::project::Reader;

/// Turns of twenty words each.
const TURNS: usize = 3000;

/// Turns that fill five hundred pages.
const PAGES_OF_TURNS: usize = 11_000;

/// The turns of a long interview: who speaks, and the words.
fn turns() -> impl Iterator<Item = (&'static str, String)> {
    many(TURNS)
}

fn many(turns: usize) -> impl Iterator<Item = (&'static str, String)> {
    let words = ["ward", "money", "the", "of", "people", "waited", "until", "spring", "and", "nobody", "asked", "café"];
    (0..turns).map(move |n| {
        let spoken: Vec<&str> = (0..20).map(|at| words[(((n + 1) * 2_654_435 + (at + 3) * (n + 7) * 40_503) >> 5) % words.len()]).collect();
        (if n % 2 == 0 { "INT" } else { "P07" }, spoken.join(" "))
    })
}

/// A Word file of them, each in runs as Word writes them.
fn word() -> Vec<u8> {
    let turn = |(who, words): (&str, String)| {
        let runs: String = words.split_inclusive(' ').collect::<Vec<_>>().chunks(4).map(|run| {
            format!("<w:r w:rsidR=\"00A1\"><w:rPr><w:rFonts w:ascii=\"Calibri\"/><w:sz w:val=\"22\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", run.concat())
        }).collect();
        format!(
            "<w:p w:rsidR=\"00A1\"><w:pPr><w:spacing w:after=\"120\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{who}:</w:t></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>{runs}</w:p>"
        )
    };
    let body: String = turns().map(turn).collect();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("_rels/.rels", "<Relationships><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_owned()),
        ("word/document.xml", format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")),
    ];
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn rich() -> Vec<u8> {
    let turn = |(who, words): (&str, String)| format!("\\pard\\plain\\f0\\fs22 {{\\b {who}:}} {}\\par\n", words.replace('é', "\\'e9"));
    let body: String = turns().map(turn).collect();
    format!("{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Calibri;}}}}{body}}}").into_bytes()
}

fn page() -> Vec<u8> {
    let turn =
        |(who, words): (&str, String)| format!("<p class=MsoNormal><b>{who}:</b> <span lang=EN-GB style='font-size:11.0pt'>{words}</span></p>\n");
    let body: String = turns().map(turn).collect();
    format!("<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>").into_bytes()
}

/// A PDF of turns as Themata itself writes it: with its own fonts, running heads and page numbers.
fn pdf() -> Vec<u8> {
    let room = tempfile::tempdir().expect("a folder");
    let (text, project) = (room.path().join("Long.txt"), room.path().join("p.themata"));
    let turns: String = many(PAGES_OF_TURNS).map(|(who, words)| format!("{who}: {words}\n\n")).collect();
    std::fs::write(&text, turns).expect("written");
    support::corpora::import(&[FileRequest::new(text)], &project);
    let reader = Reader::open(&project).expect("a project");
    let corpus = reader.corpus().expect("a corpus");
    let options = TranscriptOptions {
        scope: Scope::default(),
        basis: Basis::References,
        naming: Naming::Keys,
        made: Time(1_700_000_000_000),
        paper: Paper::A4,
    };
    let mut bytes = Vec::new();
    transcript_pdf(&corpus, corpus.sources()[0].id, &reader.texts(&corpus), &options, &mut bytes).expect("a PDF");
    bytes
}

fn main() {
    let mut report = Report::new("Documents read into plans (median)");
    for (what, name, bytes, target) in
        [("Word file", "a.docx", word(), 300.0), ("file in RTF", "a.rtf", rich(), 300.0), ("web page", "a.html", page(), 300.0)]
    {
        let read = |bytes: Vec<u8>| plan_bytes(Path::new(name), bytes, &PlanOptions::default()).expect("read");
        assert_eq!(read(bytes.clone()).structure.turns.len(), TURNS);
        let time = median(5, || bytes.clone(), |bytes| drop(read(bytes)));
        report.at_most(&format!("a {what} of {} words", TURNS * 20), "ms", target, ms(time));
    }
    let bytes = pdf();
    let read = |bytes: Vec<u8>| plan_bytes(Path::new("a.pdf"), bytes, &PlanOptions::default()).expect("read");
    let plan = read(bytes.clone());
    let (pages, words) = (plan.structure.pages().count(), plan.text.split_whitespace().count());
    assert!(pages >= 500 && words > PAGES_OF_TURNS * 20, "{pages} pages, {words} words");
    let time = median(3, || bytes.clone(), |bytes| drop(read(bytes)));
    report.at_most(&format!("a PDF of {pages} pages, {words} words"), "ms", 5000.0, ms(time));
    if let Some(shared) = shared() {
        let files = collect(&[shared.join("corpora/zoo")], &|_| true).files;
        let all = || plan_all(&files, &PlanOptions::default(), &|_, _| true).expect("not stopped");
        let refused = all().iter().filter(|plan| plan.is_err()).count();
        let time = median(3, || (), |()| drop(all()));
        report.at_most(&format!("the zoo: {} files, {refused} of them refused", files.len()), "ms", 20_000.0, ms(time));
    }
    report.end();
}
