//! What the view shows of a code, as plain values: the head, the columns with who is heard in each, and the cards.

use super::choice::{By, Choice};
use crate::Result;
use crate::analysis::lens::{Lens, Standing};
use crate::analysis::{
    Attribution, Balance, Cast, Corpus, Excerpt, Gathering, Groups, Heads, Naming, Query, Scope, Texts, balance, cast_of, each_gathered, gathers,
    in_order, reach, reports_quoting, theme,
};
use crate::model::*;
use crate::text::SourceText;
use crate::ui::views::Called;
use std::collections::{HashMap, HashSet};

/// A code with its passages side by side.
#[derive(Clone, Debug)]
pub struct Board {
    /// The code.
    pub code: CodeId,
    /// The framework and the codes above.
    pub path: String,
    /// Its name.
    pub title: String,
    /// Its colour.
    pub colour: Colour,
    /// A theme's statement, else what the code means; may be empty.
    pub statement: String,
    /// Whether codes stand below it.
    pub has_children: bool,
    /// “In all four sites”; empty without groups.
    pub reach: String,
    /// “14 passages · 11 interviews · 9 people”.
    pub line: String,
    /// What those numbers count.
    pub basis: String,
    /// Passages before filters.
    pub total: usize,
    /// The cards, by source and place.
    pub cards: Vec<Card>,
    /// The columns.
    pub lanes: Vec<Lane>,
    /// The groups of the bars, with the place of each one's colour.
    pub legend: Vec<(String, Hue)>,
    /// The project's own groups, for the filters.
    pub heads: Heads,
    /// What the columns are, in a word.
    pub columns: String,
    /// What it gathers beside what is coded with it.
    pub parts: Vec<Part>,
    /// That codes which it gathers are left out, as it is read through another framework; empty where none is.
    pub unread: String,
    /// How many single passages it gathers.
    pub single: usize,
    /// How many of them have no words since a correction.
    pub corrected: usize,
    /// Who is quoted by its key quotes.
    pub balance: Balance,
    /// Frameworks that can be read through a crosswalk as this one, each with its name.
    pub lenses: Vec<(FrameworkId, String)>,
}

/// A code that the theme gathers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The part.
    pub id: ThemePartId,
    /// The code.
    pub code: CodeId,
    /// The code's name.
    pub name: String,
    /// The framework and the codes above, and its name.
    pub path: String,
    /// What was said of it, or empty.
    pub note: String,
    /// Whether it speaks against the theme.
    pub against: bool,
    /// Whether it is left out, as the theme is read through another framework.
    pub unread: bool,
}

/// A passage.
#[derive(Clone, Debug)]
pub struct Card {
    /// Where it stands.
    pub key: CardKey,
    /// Its words, whatever is corrected later.
    pub passage: Option<Passage>,
    /// The name of its source.
    pub source: String,
    /// Its words, with an ellipsis where they begin or end within a sentence.
    pub quote: String,
    /// Who says it.
    pub attribution: String,
    /// Its codings.
    pub codings: Vec<CodingId>,
    /// The codes below the one shown that brought it here.
    pub below: Vec<CodeId>,
    /// Whether it is a key quote.
    pub star: bool,
    /// Memos on it.
    pub memos: usize,
    /// Whether it speaks against the theme.
    pub against: bool,
    /// The theme's own part that this very passage is.
    pub part: Option<ThemePartId>,
    /// The reports that quote it for this theme.
    pub quoted: Vec<String>,
    /// How it is read through a lens, by link.
    pub seen: Vec<Reading>,
}

/// How a card's passage is read through a lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The passage that the link reads.
    pub passage: Passage,
    /// What it is coded with.
    pub from: CodeId,
    /// What the link makes of it.
    pub to: CodeId,
    /// Where it stands.
    pub standing: Standing,
}

/// A passage by its place.
pub type CardKey = (SourceId, Span);

/// A column.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Its group.
    pub group: u16,
    /// Its name.
    pub title: String,
    /// “5 · 3 people”.
    pub line: String,
    /// The bar: name, colour, passages, people heard, people.
    pub bars: Vec<Bar>,
    /// Its cards, as places in [`Board::cards`].
    pub cards: Vec<usize>,
    /// “One voice only: …”, or empty.
    pub warning: String,
    /// “Silent: councils (none of 3 spoke of it)”, or empty.
    pub silence: String,
}

/// A part of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its group's name.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// Its passages.
    pub passages: usize,
    /// “2 of 3 people heard”.
    pub heard: String,
}

/// The colour of a group in bars: one of the twelve, or grey for what has no group.
pub type Hue = Option<u8>;

fn hue(groups: &Groups, group: u16) -> Hue {
    (group != groups.unassigned()).then(|| Colour::GROUPS[usize::from(group) % Colour::GROUPS.len()])
}

/// Passages and sources that are read within a frame.
const LITTLE: (usize, usize) = (400, 24);

/// Whether the passages of the chosen code are so few that they are read at once.
pub fn is_little(corpus: &Corpus, choice: &Choice) -> bool {
    let Some(code) = choice.code else { return true };
    let mut codes: HashSet<CodeId> = corpus.branch(code, choice.with_children).into_iter().collect();
    for part in codes.clone().into_iter().flat_map(|code| corpus.parts_of(code)) {
        if let Gathered::Code(code) = part.of {
            codes.extend(corpus.family(code));
        }
    }
    if let Some(lens) = choice.lens(corpus) {
        codes.extend(corpus.links(lens.id).flat_map(|link| corpus.family(link.from_code)));
    }
    let (mut passages, mut sources, mut last) = (0, 0, None);
    for coding in corpus.codings().filter(|coding| codes.contains(&coding.code)) {
        passages += 1;
        sources += usize::from(last.replace(coding.source) != Some(coding.source));
    }
    passages <= LITTLE.0 && sources <= LITTLE.1
}

/// Reads everything that is shown of the chosen code; nothing where none is chosen.
pub fn gather(corpus: &Corpus, texts: &dyn Texts, choice: &Choice) -> Result<Option<Board>> {
    let Some((query, code)) = choice.query(corpus).zip(choice.code.and_then(|id| corpus.code(id))) else { return Ok(None) };
    let heads = choice.heads(corpus);
    let lens = choice.lens(corpus).map(|crosswalk| Lens::new(corpus, crosswalk).only(&corpus.branch(code.id, choice.with_children)));
    let through = lens.as_ref().map(|lens| lens.corpus(&query.scope));
    let mut found: Vec<(Gathering, String)> = Vec::new();
    each_gathered(through.as_ref().unwrap_or(corpus), &query, &heads, texts, &mut |one, text| {
        let words = quote(text, &one.excerpt);
        found.push((one, words));
        Ok(())
    })?;
    in_order(corpus, &mut found, |(one, _)| one);
    let excerpts: Vec<&Excerpt> = found.iter().map(|(one, _)| &one.excerpt).collect();
    let by = choice.columns();
    let cast = cast_of(through.as_ref().unwrap_or(corpus), &query, &choice.cast(corpus, &heads));
    let summed = theme(&excerpts, &heads, &cast, by);
    let reach = match choice.by {
        By::Group(_) => reach(&summed.columns, &heads.site, (&heads.site.title, &many(&heads.site.title)), |group| heads.site.label(group)),
        By::Nothing => String::new(),
        _ => summed.reach.clone(),
    };
    let named = Named::new(corpus, &heads, choice);
    let readings = lens.as_ref().map(|lens| Readings::new(lens, &query.scope, &corpus.family(code.id)));
    let kept = Kept::new(corpus, code.id);
    let made = found.iter().map(|(one, quote)| card(corpus, (&named, &kept), (one, code.id), quote.clone(), readings.as_ref()));
    let quoting = reports_quoting(corpus, code.id, &found.iter().map(|(one, _)| one).collect::<Vec<_>>());
    let names = |reports: Vec<&Report>| reports.into_iter().map(|report| report.name.clone()).collect();
    let cards = made.zip(quoting).map(|(card, reports)| Card { quoted: names(reports), ..card }).collect();
    let bars = by.bars(&heads);
    let lanes: Vec<Lane> = summed.columns.iter().map(|column| lane(choice, column, by.groups(&heads), bars)).collect();
    let all = |id: SourceId| corpus.references(&Default::default(), code.id, choice.with_children, id).len();
    let whole = through.is_none() && !gathers(corpus, code.id, choice.with_children);
    Ok(Some(Board {
        code: code.id,
        path: path(corpus, code),
        title: code.name.clone(),
        colour: corpus.colour(code.id),
        statement: if code.statement.is_empty() { code.description.clone() } else { code.statement.clone() },
        has_children: !corpus.children(code.id).is_empty(),
        reach,
        line: summed.voiced.line(),
        basis: basis(choice, corpus, code),
        total: if choice.is_filtered() && whole { corpus.sources().iter().map(|source| all(source.id)).sum() } else { excerpts.len() },
        cards,
        legend: legend(&lanes, &summed.columns, bars),
        lanes,
        heads: Heads::new(corpus),
        columns: choice.columns_name(corpus),
        parts: parts(through.as_ref().unwrap_or(corpus), code.id),
        unread: through.as_ref().and_then(|read| read.left_unread(code.id)).unwrap_or_default(),
        single: kept.single,
        corrected: kept.corrected,
        balance: who_is_quoted((corpus, through.as_ref().unwrap_or(corpus)), (choice, &query), &excerpts, (&heads, &cast)),
        lenses: lenses(corpus, code.framework),
    }))
}

/// Who is quoted, by the project's sites and role groups: other columns stand in the place of the sites in what was gathered for them.
fn who_is_quoted(
    (corpus, read): (&Corpus, &Corpus),
    (choice, query): (&Choice, &Query),
    excerpts: &[&Excerpt],
    (heads, cast): (&Heads, &Cast),
) -> Balance {
    if !matches!(choice.by, By::Group(_) | By::Nothing) {
        return balance(excerpts, heads, cast, Naming::Keys);
    }
    let heads = Heads::new(corpus);
    let at_sites = |one: &&Excerpt| Excerpt { site: heads.site.of(one.source, &one.people), ..(*one).clone() };
    let placed: Vec<Excerpt> = excerpts.iter().map(at_sites).collect();
    let cast = cast_of(read, query, &choice.cast(corpus, &heads));
    balance(&placed.iter().collect::<Vec<_>>(), &heads, &cast, Naming::Keys)
}

fn path(corpus: &Corpus, code: &Code) -> String {
    let framework = corpus.framework(code.framework).map_or("", |framework| framework.name.as_str());
    let mut names = vec![framework];
    names.extend(corpus.path(code.id));
    names.pop();
    names.into_iter().map(shortened).collect::<Vec<_>>().join(" / ")
}

/// A name cut between words where it is a whole sentence, so that the last of a path still shows.
fn shortened(name: &str) -> String {
    const LONG: usize = 48;
    match name.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", name[..at].rsplit_once(' ').map_or(&name[..at], |(words, _)| words).trim_end_matches([',', ' '])),
        None => name.to_owned(),
    }
}

fn basis(choice: &Choice, corpus: &Corpus, code: &Code) -> String {
    let whose = if choice.coders.is_empty() { "all coders merged" } else { "the chosen coders merged" };
    let below = match (corpus.children(code.id).is_empty(), choice.with_children) {
        (true, _) => "",
        (false, true) => ", the codes below included",
        (false, false) => ", the codes below not included",
    };
    format!("Passages are runs of text under the code, {whose}{below}. Interviews are sources, people are cases.")
}

fn many(noun: &str) -> String {
    format!("{noun}{}", if noun.ends_with('s') { "" } else { "s" })
}

/// The words of a passage as one paragraph, an ellipsis where it begins or ends within a sentence.
fn quote(text: &SourceText, excerpt: &Excerpt) -> String {
    let words = crate::text::on_one_line(&excerpt.text);
    let paragraph = text.structure.paragraph_at(excerpt.span.start).map(|n| text.structure.paragraphs[n]);
    let starts =
        paragraph.is_some_and(|p| p.start < excerpt.span.start) && words.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    let ends = words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | ':' | '–' | '—')) && !ends_paragraph(text, excerpt.span.end);
    format!("{}{words}{}", if starts { "… " } else { "" }, if ends { " …" } else { "" })
}

fn ends_paragraph(text: &SourceText, end: u32) -> bool {
    let here = text.structure.paragraph_at(end.saturating_sub(1)).map(|n| text.structure.paragraphs[n]);
    here.is_none_or(|paragraph| text.geometry.slice(Span { start: end.min(paragraph.end), end: paragraph.end }).trim().is_empty())
}

/// The codes that a theme gathers; single passages are cards.
fn parts(corpus: &Corpus, theme: CodeId) -> Vec<Part> {
    let part = |part: &ThemePart| {
        let Gathered::Code(code) = part.of else { return None };
        let found = corpus.code(code)?;
        let framework = corpus.framework(found.framework).map_or("", |framework| framework.name.as_str());
        let path = std::iter::once(framework).chain(corpus.path(code)).collect::<Vec<_>>().join(" / ");
        let against = part.stance == Stance::Contradicts;
        Some(Part { id: part.id, code, name: found.name.clone(), path, note: part.note.clone(), against, unread: corpus.reads_away(theme, code) })
    };
    corpus.parts_of(theme).filter_map(part).collect()
}

/// What can be read as codes of a framework.
pub fn lenses(corpus: &Corpus, framework: FrameworkId) -> Vec<(FrameworkId, String)> {
    let here = corpus.crosswalks().iter().filter(|one| one.to_framework == framework);
    here.filter_map(|one| Some((one.from_framework, corpus.framework(one.from_framework)?.name.clone()))).collect()
}

/// How passages are read through a lens, by source.
struct Readings {
    of: HashMap<SourceId, Vec<(Span, Option<CodeId>, Reading)>>,
}

impl Readings {
    /// Those that are read as one of these codes.
    fn new(lens: &Lens<'_>, scope: &Scope, codes: &[CodeId]) -> Self {
        let mut of: HashMap<SourceId, Vec<(Span, Option<CodeId>, Reading)>> = HashMap::new();
        for seen in lens.seen(scope) {
            let read = seen.read_as();
            let Some(passage) = lens.passage(&seen).filter(|_| read.is_some_and(|code| codes.contains(&code))) else { continue };
            let reading = Reading { passage, from: seen.from, to: seen.to, standing: seen.standing };
            of.entry(seen.source).or_default().push((seen.span, read, reading));
        }
        Self { of }
    }

    fn on(&self, excerpt: &Excerpt) -> Vec<Reading> {
        let here = self.of.get(&excerpt.source).into_iter().flatten();
        here.filter(|(span, ..)| excerpt.span.start <= span.start && span.end <= excerpt.span.end).map(|(.., reading)| reading.clone()).collect()
    }
}

/// What is kept of single passages for a theme.
struct Kept {
    /// The part that each is gathered by.
    parts: HashMap<Passage, ThemePartId>,
    /// How many such parts there are.
    single: usize,
    /// How many of those have no words since a correction.
    corrected: usize,
}

impl Kept {
    fn new(corpus: &Corpus, theme: CodeId) -> Self {
        let mut kept = Self { parts: HashMap::new(), single: 0, corrected: 0 };
        for part in corpus.parts_of(theme) {
            if let Gathered::Passage(passage) = part.of {
                kept.parts.entry(passage).or_insert(part.id);
                kept.single += 1;
                kept.corrected += usize::from(!corpus.shows(passage.source, passage.version));
            }
        }
        kept
    }

    /// The part that a passage is; where no coding brought it here, also one whose words are cut by the other side of the theme or run on in another.
    fn on(&self, passage: &Passage, alone: bool) -> Option<ThemePartId> {
        let meets = |one: &&Passage| (one.source, one.version) == (passage.source, passage.version) && one.span.overlaps(passage.span);
        let other = || self.parts.keys().filter(|_| alone).filter(meets).min_by_key(|one| one.span);
        self.parts.get(passage).or_else(|| self.parts.get(other()?)).copied()
    }
}

fn card(corpus: &Corpus, (named, kept): (&Named, &Kept), (one, theme): (&Gathering, CodeId), quote: String, readings: Option<&Readings>) -> Card {
    let excerpt = &one.excerpt;
    let seen = readings.map_or_else(Vec::new, |readings| readings.on(excerpt));
    let passage = corpus.passage(excerpt.source, excerpt.span);
    let mut below: Vec<CodeId> = excerpt.codes.iter().copied().filter(|code| *code != theme).collect();
    for from in seen.iter().map(|reading| reading.from) {
        if !below.contains(&from) {
            below.push(from);
        }
    }
    if readings.is_some() {
        let second = corpus.code(theme).map(|code| code.framework);
        // What stands for a coding through the lens says where it comes from.
        below.retain(|code| seen.iter().any(|reading| reading.from == *code) || corpus.code(*code).map(|code| code.framework) == second);
    }
    Card {
        against: one.stance == Stance::Contradicts,
        part: passage.and_then(|passage| kept.on(&passage, excerpt.codings.is_empty())),
        quoted: Vec::new(),
        seen,
        key: (excerpt.source, excerpt.span),
        passage,
        source: corpus.source(excerpt.source).map(|source| source.name.clone()).unwrap_or_default(),
        quote,
        attribution: named.of(corpus, excerpt),
        codings: excerpt.codings.clone(),
        below,
        star: excerpt.star,
        memos: excerpt.memos.len(),
    }
}

/// Who says a passage, as cards tell it: by the project's template without what the column says already, and the phase where neither shows it.
struct Named<'a> {
    template: Option<Attribution>,
    phase: Option<&'a Groups>,
    called: Called,
}

/// What the columns are by.
pub fn grouping(corpus: &Corpus, choice: &Choice) -> Option<Grouping> {
    match choice.by {
        By::Site => corpus.project.site,
        By::Role => corpus.project.role,
        By::Phase => corpus.project.phase,
        By::Group(by) => Some(by),
        By::Nothing => None,
    }
}

impl<'a> Named<'a> {
    fn new(corpus: &Corpus, heads: &'a Heads, choice: &Choice) -> Self {
        let words = &corpus.project.attribution;
        let told = choice.by == By::Phase || words.to_lowercase().contains("phase}");
        let column = grouping(corpus, choice);
        let template = Attribution::new(corpus, words, Naming::Keys).ok();
        let template = template.map(|template| column.into_iter().fold(template, Attribution::without));
        Self { template, phase: (!told).then_some(&heads.phase), called: Called::new(corpus) }
    }

    fn of(&self, corpus: &Corpus, excerpt: &Excerpt) -> String {
        let who = self.template.as_ref().map(|template| template.bare(corpus, excerpt)).filter(|who| !who.is_empty());
        let who = who.unwrap_or_else(|| self.called.within(corpus, excerpt.source));
        let phases = |groups: &Groups| {
            let known = excerpt.phase.iter().filter(|group| **group != groups.unassigned());
            known.map(|group| groups.label(*group).to_owned()).collect::<Vec<_>>().join(", ")
        };
        match self.phase.map(phases).filter(|phases| !phases.is_empty()) {
            Some(phases) => format!("{who} · {phases}"),
            None => who,
        }
    }
}

fn lane(choice: &Choice, column: &crate::analysis::Column, groups: &Groups, bars: &Groups) -> Lane {
    let bar = |share: &crate::analysis::Share| Bar {
        name: bars.label(share.group).to_owned(),
        hue: hue(bars, share.group),
        passages: share.passages,
        heard: if share.people == 0 { String::new() } else { format!("{} of {} heard", share.heard, counted(share.people, "person", "people")) },
    };
    Lane {
        group: column.group,
        title: if choice.by == By::Nothing { "All passages".into() } else { groups.label(column.group).to_owned() },
        line: column.line(),
        bars: column.bars.iter().map(bar).collect(),
        cards: column.excerpts.clone(),
        // With key quotes alone nobody is silent: they were only not chosen.
        warning: if choice.stars { String::new() } else { column.warning() },
        silence: if choice.stars { String::new() } else { unheard(column, bars) },
    }
}

/// Who is silent in a column, and who is not coded yet.
fn unheard(column: &crate::analysis::Column, bars: &Groups) -> String {
    let told = [column.silence(|group| bars.label(group)), column.not_coded()];
    told.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(". ")
}

/// Every group that is heard or could be, in order.
fn legend(lanes: &[Lane], columns: &[crate::analysis::Column], bars: &Groups) -> Vec<(String, Hue)> {
    let here = |group: u16| columns.iter().any(|column| column.bars.iter().chain(&column.silent).any(|share| share.group == group));
    let named = bars.all().filter(|group| here(*group)).map(|group| (bars.label(group).to_owned(), hue(bars, group)));
    if lanes.is_empty() { Vec::new() } else { named.collect() }
}

/// What stands around a passage: the turn before, the rest of its own, the turn after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The voice and the words of the turn before.
    pub before: Option<(String, String)>,
    /// The words of its own turns before the passage.
    pub lead: String,
    /// The words of its own turns after the passage.
    pub trail: String,
    /// The voice and the words of the turn after.
    pub after: Option<(String, String)>,
}

/// Reads what stands around a passage; where a source has no turns, its paragraphs are taken for them.
pub fn around(corpus: &Corpus, texts: &dyn Texts, (source, span): CardKey) -> Result<Around> {
    let text = texts.text(source)?;
    let turns: Vec<(Span, Option<u32>)> = match text.structure.turns.as_slice() {
        [] => text.structure.paragraphs.iter().map(|paragraph| (*paragraph, None)).collect(),
        turns => turns.iter().map(|turn| (turn.span, Some(turn.speaker))).collect(),
    };
    let first = turns.partition_point(|(turn, _)| turn.end <= span.start);
    let end = turns.partition_point(|(turn, _)| turn.start < span.end).max(first);
    let words = |span: Span| crate::text::on_one_line(text.words_of(span));
    let said = |(turn, speaker): &(Span, Option<u32>)| {
        let name = speaker.and_then(|number| corpus.speaker(source, number)).map_or_else(String::new, |speaker| speaker.name.clone());
        (name, words(*turn))
    };
    let inside = turns.get(first..end).and_then(|own| Some((own.first()?.0.start, own.last()?.0.end)));
    let (from, to) = inside.unwrap_or((span.start, span.end));
    Ok(Around {
        before: first.checked_sub(1).and_then(|n| turns.get(n)).map(said),
        lead: words(Span { start: from.min(span.start), end: span.start }),
        trail: words(Span { start: span.end, end: to.max(span.end) }),
        after: turns.get(end).map(said),
    })
}
