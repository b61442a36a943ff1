//! One page for reviewers: themes per site, in one file that loads nothing and runs nothing from elsewhere.

use super::row::group_name;
use super::{Written, failed};
use crate::Result;
use crate::analysis::*;
use crate::model::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::io::Write;

const PAGE: &str = include_str!("../../assets/review.html");
const STYLE: &str = include_str!("../../assets/review.css");
const SCRIPT: &str = include_str!("../../assets/review.js");
/// The reading face travels with the page, so that it looks the same on every machine.
const SERIF: &[u8] = include_bytes!("../../assets/fonts/ThemataSerif-Regular.ttf");

/// How the page for reviewers is made.
#[derive(Clone, Debug)]
pub struct ReviewOptions {
    /// Its title; empty means the project's name.
    pub title: String,
    /// When it was made, as it says on top.
    pub made: Time,
    /// What stands for people where the attribution names them.
    pub naming: Naming,
    /// The template of attributions.
    pub attribution: String,
    /// What its columns are at first, if not sites; a grouping that is neither site nor role nor phase is one more to choose.
    pub by: Option<Grouping>,
}

impl ReviewOptions {
    /// The project's name and attribution, pseudonyms, now.
    pub fn new(project: &Project) -> Self {
        let (made, attribution) = (Time::now(), project.attribution.clone());
        Self { title: String::new(), made, naming: Naming::Pseudonyms, attribution, by: None }
    }
}

/// Everything the page shows. Sources and people are numbers; their names are not in it.
#[derive(Default, Serialize)]
struct Data {
    sites: Vec<String>,
    roles: Vec<String>,
    phases: Vec<String>,
    /// One more grouping, and the one whose groups are the columns at first.
    by: Option<ByData>,
    first: Option<&'static str>,
    coders: Vec<String>,
    frameworks: Vec<String>,
    codes: Vec<CodeData>,
    /// Whether each source is an interview or a focus group.
    talks: Vec<bool>,
    cast: Vec<PartData>,
    voices: Vec<VoiceData>,
    /// Coded runs of text, each once however many codings lie over it.
    texts: Vec<String>,
    /// Code, text, start and end in the source, start and end in the text (UTF-16), voice, coder, key quote.
    codings: Vec<[u32; 9]>,
}

#[derive(Serialize)]
struct ByData {
    title: String,
    labels: Vec<String>,
}

#[derive(Serialize)]
struct CodeData {
    n: String,
    f: usize,
    p: Option<usize>,
    c: String,
    d: String,
}

#[derive(Serialize)]
struct PartData {
    p: Option<u32>,
    s: Vec<u16>,
    r: Vec<u16>,
    h: Vec<u16>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    g: Vec<u16>,
    /// The frameworks of the page with which anything is coded there: who sits in other sources is not silent.
    f: Vec<usize>,
}

/// Whose a passage is and how it is attributed.
#[derive(Serialize)]
struct VoiceData {
    i: u32,
    p: Vec<u32>,
    s: Vec<u16>,
    r: Vec<u16>,
    h: Vec<u16>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    g: Vec<u16>,
    a: String,
}

/// The run of coded text that is growing.
struct Run {
    source: SourceId,
    span: Span,
}

struct Builder<'a> {
    corpus: &'a Corpus,
    attribution: Attribution,
    /// The grouping that is neither site nor role nor phase.
    by: Option<Groups>,
    data: Data,
    codes: IdMap<CodeId, u32>,
    coders: HashMap<CoderId, u32>,
    people: IdMap<CaseId, u32>,
    sources: IdMap<SourceId, u32>,
    voices: HashMap<(SourceId, Vec<CaseId>, String), u32>,
    run: Option<Run>,
}

impl<'a> Builder<'a> {
    fn new(corpus: &'a Corpus, heads: &Heads, codes: &[CodeId], options: &ReviewOptions) -> Result<Self> {
        let labels = |groups: &Groups| -> Vec<String> { groups.all().map(|group| group_name(groups, group, options.naming).to_owned()).collect() };
        let (first, by) = first_columns(corpus, heads, options.by);
        let mut builder = Self {
            corpus,
            attribution: Attribution::new(corpus, &options.attribution, options.naming)?,
            data: Data { sites: labels(&heads.site), roles: labels(&heads.role), phases: labels(&heads.phase), first, ..Data::default() },
            by,
            codes: IdMap::default(),
            coders: corpus.coders.iter().enumerate().map(|(n, coder)| (coder.id, n as u32)).collect(),
            people: IdMap::default(),
            sources: corpus.sources().iter().enumerate().map(|(n, source)| (source.id, n as u32)).collect(),
            voices: HashMap::new(),
            run: None,
        };
        builder.data.coders = corpus.coders.iter().map(|coder| coder.initials.clone()).collect();
        builder.data.talks = corpus.sources().iter().map(|s| matches!(s.kind, SourceKind::Interview | SourceKind::FocusGroup)).collect();
        builder.data.by = builder.by.as_ref().map(|groups| ByData { title: groups.title.clone(), labels: labels(groups) });
        builder.add_codes(codes);
        let shown: Vec<FrameworkId> = corpus
            .frameworks()
            .iter()
            .map(|one| one.id)
            .filter(|id| codes.iter().any(|code| corpus.code(*code).is_some_and(|code| code.framework == *id)))
            .collect();
        let coded: Vec<HashSet<SourceId>> = shown.iter().map(|id| coded_sources(corpus, &HashSet::from([*id]), &Scope::default())).collect();
        for part in Cast::new(corpus, heads).parts {
            let p = part.person.map(|person| builder.person(person));
            let alone: Vec<CaseId> = part.person.into_iter().collect();
            let g = builder.by.as_ref().map_or_else(Vec::new, |groups| groups.of(part.source, &alone));
            let f = (0..coded.len()).filter(|at| coded[*at].contains(&part.source)).collect();
            builder.data.cast.push(PartData { p, s: part.site, r: part.role, h: part.phase, g, f });
        }
        Ok(builder)
    }

    /// The codes that the page shows, in the order of their frameworks, under those parents that it shows as well.
    fn add_codes(&mut self, wanted: &[CodeId]) {
        for framework in self.corpus.frameworks() {
            let place = self.data.frameworks.len();
            let tree = self.corpus.tree(framework.id).into_iter().filter(|(id, _)| wanted.contains(id));
            let codes: Vec<&Code> = tree.filter_map(|(id, _)| self.corpus.code(id)).collect();
            if codes.is_empty() {
                continue;
            }
            self.data.frameworks.push(framework.name.clone());
            for code in codes {
                let c = match self.corpus.colour(code.id) {
                    Colour::Named(n) => format!("var(--c{n})"),
                    other => other.to_string(),
                };
                let p = code.parent.and_then(|id| self.codes.get(&id)).map(|n| *n as usize);
                let d = if code.statement.is_empty() { &code.description } else { &code.statement };
                self.codes.insert(code.id, self.data.codes.len() as u32);
                self.data.codes.push(CodeData { n: code.name.clone(), f: place, p, c, d: d.clone() });
            }
        }
    }

    fn person(&mut self, id: CaseId) -> u32 {
        let next = self.people.len() as u32;
        *self.people.entry(id).or_insert(next)
    }

    fn voice(&mut self, excerpt: &Excerpt) -> u32 {
        let key = (excerpt.source, excerpt.people.clone(), self.attribution.of(self.corpus, excerpt));
        if let Some(place) = self.voices.get(&key) {
            return *place;
        }
        let mut p: Vec<u32> = excerpt.people.iter().map(|person| self.person(*person)).collect();
        p.sort_unstable();
        let i = self.sources.get(&excerpt.source).copied().unwrap_or_default();
        let (s, r, h) = (excerpt.site.clone(), excerpt.role.clone(), excerpt.phase.clone());
        let g = self.by.as_ref().map_or_else(Vec::new, |groups| groups.of(excerpt.source, &excerpt.people));
        self.data.voices.push(VoiceData { i, p, s, r, h, g, a: key.2.clone() });
        let place = self.data.voices.len() as u32 - 1;
        self.voices.insert(key, place);
        place
    }

    /// Takes in a coding; those of a source come by start.
    fn add(&mut self, excerpt: &Excerpt, text: &crate::text::SourceText) {
        let Some(code) = self.codes.get(&excerpt.code).copied() else { return };
        let span = excerpt.span;
        let start = match &mut self.run {
            Some(run) if run.source == excerpt.source && span.start <= run.span.end => {
                if let (Some(words), true) = (self.data.texts.last_mut(), span.end > run.span.end) {
                    words.push_str(&text.words_of(Span { start: run.span.end, end: span.end }));
                    run.span.end = span.end;
                }
                utf16(&text.words_of(Span { start: run.span.start, end: span.start }))
            }
            _ => {
                self.run = Some(Run { source: excerpt.source, span });
                self.data.texts.push(excerpt.text.clone());
                0
            }
        };
        let place = self.data.texts.len() as u32 - 1;
        let voice = self.voice(excerpt);
        let coder = excerpt.coders.first().and_then(|coder| self.coders.get(coder)).copied().unwrap_or_default();
        let end = start + utf16(&excerpt.text);
        self.data.codings.push([code, place, span.start, span.end, start, end, voice, coder, u32::from(excerpt.star)]);
    }
}

/// Which columns the page has at first, and the grouping for it that is none of its three.
fn first_columns(corpus: &Corpus, heads: &Heads, by: Option<Grouping>) -> (Option<&'static str>, Option<Groups>) {
    let known = [("site", &heads.site), ("role", &heads.role), ("phase", &heads.phase)];
    match known.into_iter().find(|(_, groups)| by.is_some() && groups.by == by) {
        Some((name, _)) => (Some(name), None),
        None => (by.map(|_| "by"), by.map(|by| Groups::new(corpus, Some(by)))),
    }
}

fn utf16(words: &str) -> u32 {
    if words.is_ascii() { words.len() as u32 } else { words.encode_utf16().count() as u32 }
}

/// Writes the page: the passages of the codes that `query` asks for (all, if none), as far as its filters let them through.
///
/// The page counts references itself, so that a choice of coders merges theirs alone; `query.basis` is not looked at. Names of sources
/// and people are not in it; an attribution may name people as `options.naming` has it. The rows written are codings.
pub fn review_page(corpus: &Corpus, query: &Query, texts: &dyn Texts, options: &ReviewOptions, out: &mut dyn Write) -> Result<Written> {
    let codes = shown_codes(corpus, query);
    let heads = Heads::new(corpus);
    let mut builder = Builder::new(corpus, &heads, &codes, options)?;
    let asked = Query { codes, with_children: false, basis: Basis::Codings, ..query.clone() };
    each_excerpt(corpus, &asked, &heads, texts, &mut |excerpt, text| {
        builder.add(&excerpt, text);
        Ok(())
    })?;
    let rows = builder.data.codings.len();
    let data = serde_json::to_string(&builder.data).map_err(|error| failed(error.into()))?;
    let title = if options.title.is_empty() { &corpus.project.name } else { &options.title };
    let made = options.made.day();
    let style = format!("{}{STYLE}", serif_face());
    let (script_hash, style_hash) = (hash(SCRIPT), hash(&style));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{script_hash}'; style-src 'sha256-{style_hash}'; font-src data:; base-uri 'none'; form-action 'none'"
    );
    let foot =
        "A passage is a stretch of text under a code; where codings overlap or touch they are one. Interviews and people are counted once each.";
    let fill = |name: &str| match name {
        "title" => escaped(title),
        "made" => escaped(&made),
        "foot" => foot.to_owned(),
        "policy" => policy.clone(),
        "style" => style.clone(),
        "script" => SCRIPT.to_owned(),
        "data" => harmless(&data),
        _ => String::new(),
    };
    write_filled(&fill, out).map_err(failed)?;
    Ok(Written { rows, ..Written::default() })
}

fn shown_codes(corpus: &Corpus, query: &Query) -> Vec<CodeId> {
    if query.codes.is_empty() {
        return corpus.codes().iter().map(|code| code.id).collect();
    }
    let family = |code: &CodeId| if query.with_children { corpus.family(*code) } else { vec![*code] };
    let mut codes: Vec<CodeId> = query.codes.iter().flat_map(family).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn write_filled(fill: &dyn Fn(&str) -> String, out: &mut dyn Write) -> std::io::Result<()> {
    let mut rest = PAGE;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        out.write_all(before.as_bytes())?;
        out.write_all(fill(name).as_bytes())?;
        rest = after;
    }
    out.write_all(rest.as_bytes())?;
    out.flush()
}

/// Words as they may stand in HTML, between tags and in attributes.
pub(super) fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// JSON that cannot end the script block it stands in, whatever the texts say.
fn harmless(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", c as u32)),
            c => safe.push(c),
        }
    }
    safe
}

/// The reading face as a rule of a style sheet.
pub(super) fn serif_face() -> String {
    format!("@font-face {{ font-family: \"Themata Serif\"; src: url(data:font/ttf;base64,{}) format(\"truetype\"); }}\n", base64(SERIF))
}

/// The SHA-256 of a text in base 64, as a content policy names it.
pub(super) fn hash(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut code = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for sign in 0..4 {
            let at = (bits >> (18 - 6 * sign)) as usize & 63;
            code.push(if sign <= three.len() { char::from(SIGNS[at]) } else { '=' });
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_that_browsers_compute() {
        assert_eq!(hash(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(hash("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn no_text_can_leave_its_block() {
        let json = harmless(&serde_json::to_string("</script><!--\u{2028}&amp;\"\\").unwrap());
        assert!(!json.contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), "</script><!--\u{2028}&amp;\"\\");
        assert_eq!(escaped("<b a='\"&"), "&lt;b a=&#39;&quot;&amp;");
    }
}
