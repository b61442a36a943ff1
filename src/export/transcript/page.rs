//! A transcript with its codings in the margin, as a page for a browser: no script, no outside file.

use super::stripes::{Here, Stripe, Sweep};
use super::{TranscriptOptions, heading, legend_of, stripes_of};
use crate::Result;
use crate::analysis::*;
use crate::export::review::{escaped, hash, serif_face};
use crate::export::{Written, failed};
use crate::model::*;
use crate::text::SourceText;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

const STYLE: &str = include_str!("../../../assets/transcript.css");

/// The class of a code's colour.
fn colour_class(colour: Colour) -> String {
    match colour {
        Colour::Named(n) => format!("k{n}"),
        Colour::Rgb(r, g, b) => format!("x{r:02x}{g:02x}{b:02x}"),
    }
}

/// Rules for the places, lanes and colours that this page uses, so that no element needs a style of its own.
fn rules(corpus: &Corpus, stripes: &[Stripe]) -> String {
    let mut css = String::new();
    let mut colours: BTreeMap<String, String> = BTreeMap::new();
    for stripe in stripes {
        let colour = corpus.colour(stripe.code);
        let value = if let Colour::Named(n) = colour { format!("var(--c{n})") } else { colour.to_string() };
        colours.insert(colour_class(colour), value);
    }
    for (class, value) in colours {
        let _ = writeln!(css, ".{class} {{ --k: {value}; }}");
    }
    let lanes = stripes.iter().map(|stripe| stripe.lane + 1).max().unwrap_or(0);
    for lane in 0..lanes {
        let _ = writeln!(css, ".l{lane} {{ left: {}px; }}", 10 + lane * 6);
    }
    for step in 0..=50 {
        let _ = writeln!(css, ".t{step} {{ top: {}%; }} .h{step} {{ height: {}%; }}", step * 2, step * 2);
    }
    let _ = writeln!(css, ".stripes {{ width: {}px; }}", 12 + lanes * 6);
    css
}

/// Writes one source for print: paragraphs with who speaks, its codings as lines in the margin with their names, and a legend.
///
/// It is HTML with rules for paper: a browser's “Print” makes a PDF of it in any script. The rows written are paragraphs.
pub fn transcript_page(corpus: &Corpus, source: SourceId, texts: &dyn Texts, options: &TranscriptOptions, out: &mut dyn Write) -> Result<Written> {
    let text = texts.text(source)?;
    let stripes = stripes_of(corpus, source, texts, options)?;
    let names = Names::new(corpus, options.naming);
    let name = names.source(corpus, source);
    let style = format!("{}{STYLE}{}", serif_face(), rules(corpus, &stripes));
    let policy = format!("default-src 'none'; style-src 'sha256-{}'; font-src data:; base-uri 'none'; form-action 'none'", hash(&style));
    let mut page = String::new();
    let _ = write!(page, "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", language(corpus, source));
    let _ = writeln!(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let _ = writeln!(page, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>", escaped(name));
    let _ = writeln!(
        page,
        "<style>{style}</style>\n</head>\n<body>\n<h1>{}</h1>\n<p class=\"about\">{}</p>",
        escaped(name),
        escaped(&heading(corpus, source, options))
    );
    page.push_str("<table class=\"rows\">\n");
    let paragraphs = &text.structure.paragraphs;
    let mut sweep = Sweep::new(&text, &stripes);
    for paragraph in paragraphs {
        row(&mut page, (corpus, source, &names), &text, sweep.next(*paragraph));
    }
    page.push_str("</table>\n");
    legend(&mut page, corpus, &stripes, options.basis);
    page.push_str("</body>\n</html>\n");
    out.write_all(page.as_bytes()).and_then(|()| out.flush()).map_err(failed)?;
    Ok(Written { rows: paragraphs.len(), ..Written::default() })
}

fn language(corpus: &Corpus, source: SourceId) -> String {
    let known = corpus.source(source).map(|source| source.language.as_str()).filter(|language| !language.is_empty());
    escaped(known.unwrap_or("und"))
}

/// One paragraph: who speaks, the words, the lines beside them, and the names of those that begin here.
fn row(page: &mut String, (corpus, source, names): (&Corpus, SourceId, &Names), text: &SourceText, here: Here) {
    let structure = &text.structure;
    let paragraph = here.paragraph;
    let turn = here.turn.map(|place| &structure.turns[place]);
    let asks = turn.and_then(|turn| corpus.speaker(source, turn.speaker)).is_some_and(|s| s.role == SpeakerRole::Interviewer);
    let mut classes: Vec<&str> = Vec::new();
    let known = [(asks, "asks"), (here.head, "head"), (paragraph.len() < 420, "short")];
    classes.extend(known.into_iter().filter(|(is, _)| *is).map(|(_, class)| class));
    let _ = write!(page, "<tr class=\"{}\"><td class=\"who\">", classes.join(" "));
    if let (Some(turn), Some(number)) = (turn, here.begins) {
        let _ = write!(page, "<b>{}</b> {number}", escaped(names.speaker(corpus, source, turn.speaker)));
        if let Some(from) = turn.from {
            let _ = write!(page, "<br>{}", clock(from));
        }
    }
    let _ = write!(page, "</td><td class=\"words\" dir=\"auto\">{}</td><td class=\"stripes\">", escaped(&text.words_of(paragraph)));
    for stripe in &here.stripes {
        bar(page, corpus, paragraph, stripe);
    }
    page.push_str("</td><td class=\"names\"><ul>");
    for stripe in here.stripes.iter().filter(|stripe| stripe.span.start >= here.after) {
        let name = corpus.code(stripe.code).map_or("", |code| code.name.as_str());
        let star = if stripe.star { " <span class=\"star\">★</span>" } else { "" };
        let class = colour_class(corpus.colour(stripe.code));
        let _ = write!(page, "<li class=\"{class}\"><span>{} <small>{}</small>{star}</span></li>", escaped(name), escaped(&stripe.coders));
    }
    page.push_str("</ul></td></tr>\n");
}

/// The part of a line that stands beside a paragraph, as high as its share of the words.
fn bar(page: &mut String, corpus: &Corpus, paragraph: Span, stripe: &Stripe) {
    let step =
        |at: u32| (f64::from(at.clamp(paragraph.start, paragraph.end) - paragraph.start) / f64::from(paragraph.len().max(1)) * 50.0).round() as u32;
    let (from, to) = (step(stripe.span.start), step(stripe.span.end));
    let begins = if stripe.span.start >= paragraph.start { " from" } else { "" };
    let ends = if stripe.span.end <= paragraph.end { " to" } else { "" };
    let class = colour_class(corpus.colour(stripe.code));
    let _ = write!(page, "<i class=\"{class} l{} t{from} h{}{begins}{ends}\"></i>", stripe.lane, to.saturating_sub(from));
}

fn legend(page: &mut String, corpus: &Corpus, stripes: &[Stripe], basis: Basis) {
    let counts = legend_of(corpus, stripes);
    if counts.is_empty() {
        page.push_str("<h2>Nothing is coded here</h2>\n");
        return;
    }
    let _ = write!(page, "<h2>Codes, with {} in this transcript</h2>\n<ul class=\"legend\">", basis.name());
    for (id, count) in counts {
        let path = corpus.path(id).join(" / ");
        let class = colour_class(corpus.colour(id));
        let _ = write!(page, "<li class=\"{class}\"><span>{}</span><span class=\"n\">{count}</span></li>", escaped(&path));
    }
    page.push_str("</ul>\n");
}
