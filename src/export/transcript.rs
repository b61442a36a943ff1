//! A transcript with its codings in the margin, as a page to print: no script, no outside file.

use super::review::{escaped, hash, serif_face};
use super::{Written, failed};
use crate::Result;
use crate::analysis::*;
use crate::model::*;
use crate::text::{SourceText, StyleKind};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

const STYLE: &str = include_str!("../../assets/transcript.css");

/// How a transcript is printed.
#[derive(Clone, Debug)]
pub struct TranscriptOptions {
    /// Whose codings stand in the margin, of which layers.
    pub scope: Scope,
    /// Whether one line is a reference or a single coding.
    pub basis: Basis,
    /// What stands for people.
    pub naming: Naming,
    /// When it was made, as it says on top.
    pub made: Time,
}

/// A line in the margin.
struct Stripe {
    span: Span,
    code: CodeId,
    coders: String,
    star: bool,
    lane: usize,
}

/// Lines side by side: each in the first lane that is free where it begins.
fn pack(excerpts: Vec<Excerpt>, corpus: &Corpus) -> Vec<Stripe> {
    let mut lanes: Vec<u32> = Vec::new();
    let mut stripes = Vec::new();
    for excerpt in excerpts {
        let free = lanes.iter().position(|end| *end <= excerpt.span.start);
        let lane = free.unwrap_or(lanes.len());
        if free.is_none() {
            lanes.push(0);
        }
        lanes[lane] = excerpt.span.end;
        let initials: Vec<&str> = excerpt.coders.iter().filter_map(|id| corpus.coder(*id)).map(|coder| coder.initials.as_str()).collect();
        stripes.push(Stripe { span: excerpt.span, code: excerpt.code, coders: initials.join(", "), star: excerpt.star, lane });
    }
    stripes
}

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
    let query = Query { scope: options.scope.clone(), basis: options.basis, sources: vec![source], ..Query::default() };
    let stripes = pack(retrieve(corpus, &query, texts)?.excerpts, corpus);
    let name = corpus.source(source).map_or("", |source| source.name.as_str());
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
        about(corpus, source, options)
    );
    page.push_str("<table class=\"rows\">\n");
    let paragraphs = &text.structure.paragraphs;
    for (place, paragraph) in paragraphs.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| paragraphs[before]);
        row(&mut page, (corpus, source, options.naming), &text, (*paragraph, before), &stripes);
    }
    page.push_str("</table>\n");
    legend(&mut page, corpus, &stripes, options.basis);
    page.push_str("</body>\n</html>\n");
    out.write_all(page.as_bytes()).and_then(|()| out.flush()).map_err(failed)?;
    Ok(Written { rows: paragraphs.len(), too_long_for_excel: 0 })
}

fn language(corpus: &Corpus, source: SourceId) -> String {
    let known = corpus.source(source).map(|source| source.language.as_str()).filter(|language| !language.is_empty());
    escaped(known.unwrap_or("und"))
}

/// What the source is: “interview · 8 March 2022 · ICS B · Quality Lead · Phase 1 · 1,204 words · coded by AR, BP”.
fn about(corpus: &Corpus, source: SourceId, options: &TranscriptOptions) -> String {
    let Some(known) = corpus.source(source) else { return String::new() };
    let heads = Heads::new(corpus);
    let people = corpus.people_of(source, &corpus.person_kinds());
    let mut parts = vec![known.kind.to_string()];
    parts.extend(Some(known.date.clone()).filter(|date| !date.is_empty()));
    for groups in [&heads.site, &heads.role, &heads.phase] {
        let named = groups.of(source, &people).into_iter().filter(|group| *group != groups.unassigned());
        let name = |group| if options.naming == Naming::Pseudonyms { groups.shown(group) } else { groups.label(group) };
        parts.extend(named.map(|group| name(group).to_owned()));
    }
    parts.extend(corpus.version(source).map(|version| counted(version.words as usize, "word", "words")));
    let mut coders: Vec<CoderId> = corpus.codings_of(source).iter().filter(|coding| options.scope.has(coding)).map(|coding| coding.coder).collect();
    coders.sort_unstable();
    coders.dedup();
    let initials: Vec<&str> = coders.iter().filter_map(|id| corpus.coder(*id)).map(|coder| coder.initials.as_str()).collect();
    if !initials.is_empty() {
        parts.push(format!("coded by {}", initials.join(", ")));
    }
    let made = jiff::Timestamp::from_millisecond(options.made.0).map_or_else(|_| String::new(), |at| at.strftime("%-d %B %Y").to_string());
    parts.push(format!("printed {made}"));
    escaped(&parts.join(" · "))
}

/// One paragraph: who speaks, the words, the lines beside them, and the names of those that begin here. A line over the gap before
/// a paragraph belongs to this one.
fn row(
    page: &mut String,
    (corpus, source, naming): (&Corpus, SourceId, Naming),
    text: &SourceText,
    (paragraph, before): (Span, Option<Span>),
    stripes: &[Stripe],
) {
    let structure = &text.structure;
    let turn = structure.turn_at(paragraph.start).filter(|place| structure.turns[*place].span.overlaps(paragraph));
    let first = turn.is_some_and(|place| before.is_none_or(|before| structure.turns[place].span.start >= before.end));
    let asks = turn.and_then(|place| corpus.speaker(source, structure.turns[place].speaker)).is_some_and(|s| s.role == SpeakerRole::Interviewer);
    let head = structure.styles.iter().any(|style| matches!(style.kind, StyleKind::Heading(_)) && style.span.overlaps(paragraph));
    let mut classes: Vec<&str> = Vec::new();
    classes.extend([(asks, "asks"), (head, "head"), (paragraph.len() < 420, "short")].into_iter().filter(|(is, _)| *is).map(|(_, class)| class));
    let _ = write!(page, "<tr class=\"{}\"><td class=\"who\">", classes.join(" "));
    if let Some(place) = turn.filter(|_| first) {
        let turn = &structure.turns[place];
        let _ = write!(page, "<b>{}</b> {}", escaped(&naming.speaker(corpus, source, turn.speaker)), place + 1);
        if let Some(from) = turn.from {
            let _ = write!(page, "<br>{}", clock(from));
        }
    }
    let _ = write!(page, "</td><td class=\"words\" dir=\"auto\">{}</td><td class=\"stripes\">", escaped(&text.words_of(paragraph)));
    let here: Vec<&Stripe> = stripes.iter().filter(|stripe| stripe.span.overlaps(paragraph)).collect();
    for stripe in &here {
        bar(page, corpus, paragraph, stripe);
    }
    page.push_str("</td><td class=\"names\"><ul>");
    for stripe in here.iter().filter(|stripe| stripe.span.start >= before.map_or(0, |before| before.end)) {
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
    let mut counts: BTreeMap<CodeId, usize> = BTreeMap::new();
    stripes.iter().for_each(|stripe| *counts.entry(stripe.code).or_default() += 1);
    if counts.is_empty() {
        page.push_str("<h2>Nothing is coded here</h2>\n");
        return;
    }
    let _ = write!(page, "<h2>Codes, with {} in this transcript</h2>\n<ul class=\"legend\">", basis.name());
    for framework in corpus.frameworks() {
        for (id, _) in corpus.tree(framework.id) {
            let Some(count) = counts.get(&id) else { continue };
            let path = corpus.path(id).join(" / ");
            let class = colour_class(corpus.colour(id));
            let _ = write!(page, "<li class=\"{class}\"><span>{}</span><span class=\"n\">{count}</span></li>", escaped(&path));
        }
    }
    page.push_str("</ul>\n");
}
