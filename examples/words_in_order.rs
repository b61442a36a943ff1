//! How much of what LibreOffice, and of PDFs poppler, reads in documents Themata reads too, word by word and in order.
//!
//! `cargo run --example words_in_order -- FILES…` compares .docx, .doc, .odt, .rtf, .html and .pdf; without files it takes those of the shared zoo,
//! and what LibreOffice makes of its Word files in the other formats. LibreOffice accepts all changes and takes hidden words out before it writes.
//! Of PDFs what stands in the margins is kept, as poppler's `pdftotext` keeps it.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use themata::import::{PlanOptions, collect, plan_file};
use unicode_normalization::UnicodeNormalization;

/// The module that LibreOffice runs.
const MACRO: &str = include_str!("libreoffice/texts.bas");

/// A median below this is a miss, and a file below it is listed.
fn enough(format: &str) -> f64 {
    if format == ".pdf" { 0.965 } else { 0.99 }
}

fn main() -> Result<()> {
    let room = tempfile::tempdir()?;
    profile(room.path())?;
    let mut files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        let shared = std::env::var_os("THEMATA_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
        let all = collect(&[shared.join("corpora/zoo")], &|_| true).files;
        let word: Vec<PathBuf> = all.iter().filter(|file| format(file) == ".docx").cloned().collect();
        files = all.into_iter().filter(|file| !format(file).is_empty()).collect();
        for (filter, suffix) in
            [("HTML (StarWriter)", "html"), ("writer8", "odt"), ("Rich Text Format", "rtf"), ("MS Word 97", "doc"), ("writer_pdf_Export", "pdf")]
        {
            files.extend(written(room.path(), &word, filter, suffix)?.into_iter().flatten());
        }
    }
    let (pdfs, documents): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(|file| format(file) == ".pdf");
    let mut texts = written(room.path(), &documents, "Text (encoded)", "txt")?;
    for (n, file) in pdfs.iter().enumerate() {
        texts.push(by_poppler(file, &room.path().join(format!("{n}.pdf.txt")))?);
    }
    let files: Vec<PathBuf> = documents.into_iter().chain(pdfs).collect();
    let mut table: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut below = String::new();
    for (file, text) in files.iter().zip(texts) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let Some(theirs) = text.and_then(|text| std::fs::read_to_string(text).ok()).map(|text| words(&text)).filter(|words| !words.is_empty()) else {
            println!("{name}: {} reads no words in it", if format(file) == ".pdf" { "poppler" } else { "LibreOffice" });
            continue;
        };
        let plan = match plan_file(file, &PlanOptions { keep_margins: true, ..PlanOptions::default() }) {
            Ok(plan) => plan,
            Err(error) => {
                println!("{name}: {error}");
                continue;
            }
        };
        let share = common(&theirs, &words(&plan.text)) as f64 / theirs.len() as f64;
        table.entry(format(file)).or_default().push(share);
        if share < enough(format(file)) {
            let notes: Vec<&str> = plan.notes.iter().map(|note| note.text.as_str()).collect();
            writeln!(below, "- {name}: {:.1} %. {}", share * 100.0, notes.join(" "))?;
        }
    }
    show(table, &below)
}

fn show(table: BTreeMap<&str, Vec<f64>>, below: &str) -> Result<()> {
    println!("\n| format | files | median of words in order | lowest |\n| --- | --- | --- | --- |");
    let mut missed = false;
    for (format, mut shares) in table {
        shares.sort_by(f64::total_cmp);
        let (median, lowest) = (shares[shares.len() / 2], shares[0]);
        println!("| {format} | {} | {:.1} % | {:.1} % |", shares.len(), median * 100.0, lowest * 100.0);
        missed |= median < enough(format);
    }
    println!("\n{below}");
    anyhow::ensure!(!missed, "a median is below what it must be");
    Ok(())
}

/// The format of a file by its suffix; empty where nobody is asked.
fn format(file: &Path) -> &'static str {
    let suffix = file.extension().map(|suffix| suffix.to_string_lossy().to_lowercase()).unwrap_or_default();
    [".docx", ".doc", ".odt", ".rtf", ".html", ".pdf"].into_iter().find(|known| known[1..] == suffix).unwrap_or("")
}

/// A profile of LibreOffice's own that holds the macro and nobody's settings.
fn profile(room: &Path) -> Result<()> {
    // The first start puts an empty module of that name in its place.
    office(room, &["--terminate_after_init"])?;
    let folder = room.join("profile/user/basic/Standard");
    std::fs::create_dir_all(&folder)?;
    let escaped = MACRO.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE script:module PUBLIC \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" \"module.dtd\">\n<script:module xmlns:script=\"http://openoffice.org/2000/script\" script:name=\"Module1\" script:language=\"StarBasic\">";
    std::fs::write(folder.join("Module1.xba"), format!("{head}{escaped}</script:module>"))?;
    Ok(())
}

/// Runs LibreOffice.
fn office(room: &Path, arguments: &[&str]) -> Result<()> {
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation={}", url(&room.join("profile")))).args(["--headless", "--norestore"]).args(arguments);
    let output = command.output().context("LibreOffice (soffice) is not installed")?;
    anyhow::ensure!(output.status.success(), "LibreOffice ended with {}", output.status);
    Ok(())
}

/// The files as LibreOffice writes them, each where it could.
fn written(room: &Path, files: &[PathBuf], filter: &str, suffix: &str) -> Result<Vec<Option<PathBuf>>> {
    let folder = room.join(suffix);
    std::fs::create_dir_all(&folder)?;
    let mut list = String::new();
    let mut targets = Vec::new();
    for (n, file) in files.iter().enumerate() {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let target = folder.join(format!("{n} {stem}.{suffix}"));
        writeln!(list, "{}\t{}\t{filter}", url(&file.canonicalize()?), url(&target))?;
        targets.push(target);
    }
    let names = room.join("list.txt");
    std::fs::write(&names, list)?;
    office(room, &[&format!("macro:///Standard.Module1.Main(\"{}\")", names.display())])?;
    Ok(targets.into_iter().map(|target| target.is_file().then_some(target)).collect())
}

/// The text of a PDF as poppler writes it, if it could.
fn by_poppler(file: &Path, target: &Path) -> Result<Option<PathBuf>> {
    let output = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(file).arg(target).output().context("pdftotext is not installed")?;
    Ok((output.status.success() && target.is_file()).then(|| target.to_owned()))
}

/// A path as a URL.
fn url(path: &Path) -> String {
    let mut url = String::from("file://");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => url.push(char::from(byte)),
            other => url.push_str(&format!("%{other:02X}")),
        }
    }
    url
}

/// The words of a text: letters and figures, one after another; of scripts without spaces the letters. Joined letters count as apart.
fn words(text: &str) -> Vec<String> {
    let bare: String = text.nfkc().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}')).collect();
    let mut words = Vec::new();
    for word in bare.split(|c: char| !c.is_alphanumeric()) {
        match word.find(|c: char| matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}')) {
            Some(_) => words.extend(word.chars().map(String::from)),
            None => words.extend((!word.is_empty()).then(|| word.to_owned())),
        }
    }
    words
}

/// How many words two texts have in common in the same order, after Myers, “An O(ND) difference algorithm” (1986).
fn common(one: &[String], other: &[String]) -> usize {
    let (n, m) = (one.len() as isize, other.len() as isize);
    let most = n + m;
    let mut furthest = vec![0isize; (2 * most + 3) as usize];
    for edits in 0..=most {
        for diagonal in (-edits..=edits).step_by(2) {
            let at = |diagonal: isize| (diagonal + most + 1) as usize;
            let down = diagonal == -edits || diagonal != edits && furthest[at(diagonal - 1)] < furthest[at(diagonal + 1)];
            let mut x = if down { furthest[at(diagonal + 1)] } else { furthest[at(diagonal - 1)] + 1 };
            while x < n && x - diagonal >= 0 && x - diagonal < m && one[x as usize] == other[(x - diagonal) as usize] {
                x += 1;
            }
            furthest[at(diagonal)] = x;
            if x >= n && x - diagonal >= m {
                return ((n + m - edits) / 2) as usize;
            }
        }
    }
    0
}
