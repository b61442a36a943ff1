//! What is looked for before any export of participants' material: what fits one person alone, and people's names.

mod blocks;

pub use blocks::blocks_disclosed;

use super::ExcerptOptions;
use super::row::{Row, Rows};
use crate::Result;
use crate::analysis::*;
use crate::model::grouped;
use crate::model::*;
use crate::project::{Entry, op::plain};
use std::collections::{BTreeSet, HashMap};

/// One way in which an export tells who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// What tells: “The attribution fits one person alone”.
    pub what: String,
    /// How, in plain words; the commonest of several: “site ICS B, role Carer fits one person of 24”.
    pub why: String,
    /// How many rows it is true of.
    pub rows: usize,
    /// How many people it gives away; 0 where that is not known.
    pub people: usize,
    /// The words of the first passage.
    pub first: String,
}

/// What the check found, in few lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disclosed {
    /// What the rows are, one and many.
    pub unit: (&'static str, &'static str),
    /// How many rows tell something.
    pub rows: usize,
    /// How many rows go out.
    pub of: usize,
    /// The ways, each once.
    pub tellings: Vec<Telling>,
}

impl Disclosed {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.tellings.is_empty()
    }

    /// “37 of 812 passages tell who somebody is”.
    pub fn line(&self) -> String {
        let verb = if self.rows == 1 { "tells" } else { "tell" };
        format!("{} of {} {verb} who somebody is", self.rows, counted(self.of, self.unit.0, self.unit.1))
    }
}

impl Telling {
    /// “speaker: 12 passages, 3 people”, to stand before the reason.
    pub fn line(&self, unit: (&str, &str)) -> String {
        let people = if self.people == 0 { String::new() } else { format!(", {}", counted(self.people, "person", "people")) };
        format!("{}: {}{people}", self.what, counted(self.rows, unit.0, unit.1))
    }
}

/// One way being counted.
#[derive(Default)]
struct Tally {
    what: String,
    whys: HashMap<String, usize>,
    rows: usize,
    people: BTreeSet<Somebody>,
    first: String,
}

/// All ways being counted.
struct Tallies {
    unit: (&'static str, &'static str),
    list: Vec<Tally>,
    rows: usize,
    of: usize,
    telling: bool,
}

impl Tallies {
    fn new(unit: (&'static str, &'static str)) -> Self {
        Self { unit, list: Vec::new(), rows: 0, of: 0, telling: false }
    }

    /// Begins the next row.
    fn row(&mut self) {
        self.rows += usize::from(std::mem::take(&mut self.telling));
        self.of += 1;
    }

    fn tell(&mut self, what: &str, why: String, people: &[Somebody], first: &str) {
        self.telling = true;
        let at = self.list.iter().position(|tally| tally.what == what).unwrap_or_else(|| {
            let first = crate::text::first_words(first, 40);
            self.list.push(Tally { what: what.to_owned(), first, ..Tally::default() });
            self.list.len() - 1
        });
        let tally = &mut self.list[at];
        tally.rows += 1;
        tally.people.extend(people);
        *tally.whys.entry(why).or_default() += 1;
    }

    fn done(mut self) -> Disclosed {
        self.rows += usize::from(self.telling);
        let telling = |tally: Tally| {
            let most = tally.whys.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
            let why = most.map_or_else(String::new, |(why, _)| why);
            Telling { what: tally.what, why, rows: tally.rows, people: tally.people.len(), first: tally.first }
        };
        Disclosed { unit: self.unit, rows: self.rows, of: self.of, tellings: self.list.into_iter().map(telling).collect() }
    }
}

/// What stands beside each passage of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Its attribution, and its group where passages are grouped.
    Attribution,
    /// Every column of a table.
    Columns,
    /// What the page for reviewers shows and filters by, and the attribution.
    Page,
}

const NAMES: &str = "It holds a name of somebody in the study, or one of the list of pseudonyms.";
const PROSE: &str = "Somebody of the study is named, in full or with a title, or a name of the list of pseudonyms stands there.";
const LISTED: &str = "Names of the list of pseudonyms, and of people without one.";

/// What is said of an attribution, and of a cell that counts one person.
const ATTRIBUTED: &str = "The attribution fits one person alone";
const ALONE: &str = "A cell counts one person";

const MAYBE: &str = "Names of the list that are other words too: “may”, “rose”.";

/// Fields that are checked together, and what they are called.
struct Set<'a> {
    what: &'static str,
    check: DisclosureCheck<'a>,
}

fn sets<'a>(corpus: &Corpus, rows: &'a Rows, heads: &'a Heads, by: Option<&'a Groups>, beside: Beside) -> Vec<Set<'a>> {
    let named = |fields: Vec<Told<'a>>, what| Set { what, check: DisclosureCheck::of_fields(corpus, fields) };
    let attribution = rows.attribution.told(corpus);
    let with = |mut fields: Vec<Told<'a>>, more: Vec<&'a Groups>| {
        for groups in more.into_iter().filter(|groups| !groups.is_empty()) {
            if !fields.iter().any(|told| matches!(told, Told::Groups(known) if known.by == groups.by)) {
                fields.push(Told::Groups(groups));
            }
        }
        fields
    };
    let all = match beside {
        Beside::Attribution if by.is_some() => vec![named(with(attribution, by.into_iter().collect()), "Group and attribution fit one person alone")],
        Beside::Attribution => vec![named(attribution, ATTRIBUTED)],
        Beside::Page => {
            let shown = [Some(&heads.site), Some(&heads.role), Some(&heads.phase), by];
            vec![named(with(attribution, shown.into_iter().flatten().collect()), "What the page shows fits one person alone")]
        }
        Beside::Columns => {
            let columns = with(vec![Told::source(corpus, &rows.names)], rows.values.groups.iter().collect());
            vec![named(attribution, ATTRIBUTED), named(columns, "The columns together fit one person alone")]
        }
    };
    all.into_iter().filter(|set| !set.check.is_empty()).collect()
}

/// Looks through the passages of an export: what stands beside them, and whether anything that is written names somebody.
pub fn excerpts_disclosed(corpus: &Corpus, query: &Query, texts: &dyn Texts, options: &ExcerptOptions, beside: Beside) -> Result<Disclosed> {
    let rows = Rows::new(corpus, options, &[])?;
    let (heads, real) = (Heads::new(corpus), RealNames::with_parts(corpus, texts)?);
    let by = options.by.map(|by| Groups::new(corpus, Some(by)));
    let mut sets = sets(corpus, &rows, &heads, by.as_ref(), beside);
    let mut tallies = Tallies::new(("passage", "passages"));
    each_excerpt(corpus, query, &heads, texts, &mut |excerpt, text| {
        tallies.row();
        for Set { what, check } in &mut sets {
            if let Some((people, why)) = given_away(check, &real, excerpt.source, &excerpt.people) {
                tallies.tell(what, why, &people, &excerpt.text);
            }
        }
        names(&mut tallies, &real, &rows.row(&excerpt, text), &excerpt, beside);
        if beside == Beside::Columns && excerpt.speakers.iter().any(|n| voice_named(corpus, &rows.names, &real, excerpt.source, *n)) {
            tallies.tell("A name in the speaker", NAMES.to_owned(), &[], &excerpt.text);
        }
        Ok(())
    })?;
    Ok(tallies.done())
}

/// “source, site, role group, age and 12 more fit one person of 24”: that it is so counts more than every column.
fn together(titles: &[String], people: usize) -> String {
    let (first, rest) = titles.split_at(titles.len().min(5));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", grouped(rest.len())) };
    let fit = if titles.len() == 1 { "fits" } else { "fit" };
    format!("{}{more} {fit} one person of {people}", first.join(", "))
}

/// Whether a voice goes out by a name: one of somebody in the study, or a label that looks like one.
fn voice_named(corpus: &Corpus, names: &Names, real: &RealNames, source: SourceId, number: u32) -> bool {
    let label = names.speaker(corpus, source, number);
    let free = corpus.speaker(source, number).is_some_and(|speaker| speaker.role == SpeakerRole::Participant && speaker.case_id.is_none());
    real.in_label(label, &[]) || (free && looks_like_a_name(label) && !real.is_pseudonym(label))
}

/// People of the study.
fn known(people: &[CaseId]) -> Vec<Somebody> {
    people.iter().map(|person| Somebody::Person(*person)).collect()
}

/// Names in what is written of one passage.
fn names(tallies: &mut Tallies, real: &RealNames, row: &Row, excerpt: &Excerpt, beside: Beside) {
    let mut label = |what: &str, words: &str, people: &[CaseId]| {
        if !words.is_empty() && real.in_label(words, people) {
            tallies.tell(what, NAMES.to_owned(), &known(people), &excerpt.text);
        }
    };
    label("A name in the attribution", &row.attribution, &excerpt.people);
    if beside == Beside::Columns {
        label("A name in the source", row.source, &[]);
        label("A name in the case", &row.case, &excerpt.people);
        label("A name in an attribute", &row.values.join("; "), &excerpt.people);
    }
    let memos = |memo: &&Memo| real.in_prose(&memo.title) || real.in_prose(&memo.body);
    let mut prose = |what: &str, is: bool| {
        if is {
            tallies.tell(what, PROSE.to_owned(), &[], &excerpt.text);
        }
    };
    prose("A name in the words themselves", real.in_prose(&excerpt.text) || real.in_prose(&row.context));
    prose("A name in a memo", beside == Beside::Columns && row.memos.iter().any(memos));
}

/// Looks through a whole source as it is printed: what stands over it, who speaks, and the words. The rows are paragraphs.
pub fn transcript_disclosed(corpus: &Corpus, source: SourceId, texts: &dyn Texts, naming: Naming) -> Result<Disclosed> {
    let (names, heads, real) = (Names::new(corpus, naming), Heads::new(corpus), RealNames::with_parts(corpus, texts)?);
    let text = texts.text(source)?;
    let fields = [&heads.site, &heads.role, &heads.phase].into_iter().filter(|groups| !groups.is_empty()).map(Told::Groups);
    let fields = [Told::source(corpus, &names), Told::date(corpus)].into_iter().chain(fields).collect();
    let mut check = DisclosureCheck::of_fields(corpus, fields);
    let people = corpus.people_of(source, &corpus.person_kinds());
    let mut tallies = Tallies::new(("paragraph", "paragraphs"));
    let found = check.given_away(source, &people);
    let over = if found.is_empty() { String::new() } else { together(&check.fields_of(source, &people), check.people()) };
    let title = real.in_label(names.source(corpus, source), &[]);
    for paragraph in &text.structure.paragraphs {
        tallies.row();
        let words = text.words_of(*paragraph);
        if !found.is_empty() {
            tallies.tell("What stands over the transcript fits one person alone", over.clone(), &found, &words);
        }
        if title {
            tallies.tell("A name in the title", NAMES.to_owned(), &[], &words);
        }
        for turn in &text.structure.turns[text.structure.turns_in(*paragraph)] {
            if voice_named(corpus, &names, &real, source, turn.speaker) {
                tallies.tell("A name in the speaker", NAMES.to_owned(), &[], &words);
                break;
            }
        }
        if real.in_prose(&words) {
            tallies.tell("A name in the words themselves", PROSE.to_owned(), &[], &words);
        }
    }
    Ok(tallies.done())
}

/// Looks through the table of cases.
pub fn cases_disclosed(corpus: &Corpus, naming: Naming) -> Disclosed {
    let (names, real) = (Names::new(corpus, naming), RealNames::new(corpus));
    let attributes = corpus.attributes().iter().filter(|attribute| attribute.target == Target::Case);
    let groups: Vec<Groups> = attributes.map(|attribute| Groups::new(corpus, Some(Grouping::Attribute(attribute.id)))).collect();
    let persons = corpus.person_kinds();
    let people: Vec<&Case> = corpus.cases().iter().filter(|case| persons.contains(&case.kind)).collect();
    let row = |case: &Case| groups.iter().map(|groups| groups.of_case(case.id)).collect::<Vec<u16>>();
    let mut fitting: HashMap<Vec<u16>, usize> = HashMap::new();
    people.iter().for_each(|case| *fitting.entry(row(case)).or_default() += 1);
    let titles: Vec<String> = groups.iter().map(|groups| groups.title.clone()).collect();
    let mut tallies = Tallies::new(("person", "people"));
    for case in &people {
        tallies.row();
        let values = row(case);
        let told = values.iter().zip(&groups).any(|(value, groups)| *value != groups.unassigned());
        if told && fitting.get(&values) == Some(&1) {
            let why = together(&titles, people.len());
            tallies.tell("The columns together fit one person alone", why, &known(&[case.id]), "");
        }
        let values: Vec<&str> = values.iter().zip(&groups).map(|(value, groups)| groups.label(*value)).collect();
        if naming == Naming::FullNames || real.in_label(names.case(corpus, case.id), &[case.id]) {
            tallies.tell("A name in the case", NAMES.to_owned(), &known(&[case.id]), "");
        }
        if real.in_label(&values.join("; "), &[case.id]) {
            tallies.tell("A name in an attribute", NAMES.to_owned(), &known(&[case.id]), "");
        }
    }
    tallies.done()
}

/// Looks through the table of who was interviewed: a cell of one person stands for that person.
pub fn sample_disclosed(sample: &Sample) -> Disclosed {
    let mut tallies = Tallies::new(("row", "rows"));
    for row in sample.rows.iter().filter(|row| row.role.is_some()) {
        tallies.row();
        lone(row).into_iter().for_each(|why| tallies.tell(ALONE, why.to_owned(), &[], ""));
    }
    tallies.done()
}

/// Why a row of that table tells who somebody is; nothing where it does not.
pub(super) fn lone(row: &SampleRow) -> Option<&'static str> {
    let one = row.sites.iter().chain(&row.phases).chain([&row.all]).any(|cell| cell.people == 1);
    (row.role.is_some() && one).then_some("A role group has one person at a site, in a phase or at all.")
}

/// Looks through a list of words: some may be names.
pub fn words_disclosed<'a>(corpus: &Corpus, words: impl Iterator<Item = &'a str>) -> Disclosed {
    let real = RealNames::new(corpus);
    let mut tallies = Tallies::new(("word", "words"));
    for word in words {
        tallies.row();
        if real.is_word_of(word) {
            tallies.tell("A name among the words", "Leave it out of the count, or give it a pseudonym first.".to_owned(), &[], word);
        }
    }
    tallies.done()
}

/// Looks through names of groups that are written, each as a whole.
pub fn labels_disclosed<'a>(corpus: &Corpus, labels: impl Iterator<Item = &'a str>) -> Disclosed {
    let real = RealNames::new(corpus);
    let mut tallies = Tallies::new(("name of a group", "names of groups"));
    for label in labels.filter(|label| !label.is_empty()) {
        tallies.row();
        if real.in_label(label, &[]) {
            tallies.tell("A name in the group", NAMES.to_owned(), &[], label);
        }
    }
    tallies.done()
}

/// Says that words name somebody.
fn tell_names(tallies: &mut Tallies, words: &str) {
    tallies.tell("A name in the words themselves", PROSE.to_owned(), &[], words);
}

/// Whom what is shown beside words of these people gives away, and why: in few words, and in none that are names.
fn given_away(check: &mut DisclosureCheck<'_>, real: &RealNames, source: SourceId, people: &[CaseId]) -> Option<(Vec<Somebody>, String)> {
    let found = check.look_beside(source, people)?;
    let long = found.fields.len() > 4 || real.in_label(&found.why, &[]);
    let why = if long { together(&found.fields, check.people()) } else { found.why };
    Some((check.given_away(source, people), why))
}

/// Looks through the codebook: its examples and definitions may name somebody.
pub fn codebook_disclosed(corpus: &Corpus, texts: &dyn Texts) -> Result<Disclosed> {
    let real = RealNames::with_parts(corpus, texts)?;
    let mut tallies = Tallies::new(("code", "codes"));
    for code in corpus.codes() {
        tallies.row();
        let words = [&code.name, &code.short, &code.description, &code.include, &code.exclude, &code.example, &code.statement];
        if words.into_iter().any(|words| real.in_prose(words)) {
            tallies.tell("A name in the words themselves", PROSE.to_owned(), &[], &code.name);
        }
    }
    Ok(tallies.done())
}

/// Looks through the history, whose steps are told as they were written: names of cases, speakers and sources among them.
pub fn audit_disclosed(corpus: &Corpus, texts: &dyn Texts, entries: &[Entry]) -> Result<Disclosed> {
    let real = RealNames::with_parts(corpus, texts)?;
    let mut tallies = Tallies::new(("step", "steps"));
    for entry in entries {
        tallies.row();
        let (label, place) = (plain(&entry.label), plain(&entry.place));
        if real.in_label(&place, &[]) || real.in_label(&label, &[]) {
            tallies.tell("A name in what was done", NAMES.to_owned(), &[], &label);
        }
    }
    Ok(tallies.done())
}

/// Looks through a whole project before it is handed on without its key: names that remain in texts, titles, labels, values, codes and memos.
pub fn copy_disclosed(corpus: &Corpus, texts: &dyn Texts) -> Result<Disclosed> {
    let key = corpus.pseudonym_key().with_parts(corpus, texts)?;
    let mut tallies = Tallies::new(("name that remains", "names that remain"));
    look(corpus, texts, &key, Sought::Remaining, &mut |standing| {
        tallies.row();
        let bearer: Vec<Somebody> = key.names[standing.name].case.map(Somebody::Person).into_iter().collect();
        tallies.tell(
            &format!("{} in: {}", if standing.sure { "Names" } else { "Words that may be names" }, standing.what),
            if standing.sure { LISTED.to_owned() } else { MAYBE.to_owned() },
            &bearer,
            &format!("{}{}{}", standing.before, standing.found, standing.after),
        );
    })?;
    Ok(tallies.done())
}
