//! `themata theme`: themes, what they gather, and who is quoted.

mod balance;
mod gather;

use super::crosswalk::{ReadThrough, Through};
use super::desk::{Desk, Shelf, Who, end};
use super::find;
use super::out::{Outcome, Table, say, show, show_json, tame, usage};
use super::passage::Passage;
use super::query::NamesArg;
use crate::analysis::{
    Attribution, Cast, Column, Columns, Corpus, Gathering, Heads, Names, Naming, Query, Silent, Theme as Summed, asked_said, cast_of, contradiction,
    gather, reach, reports_quoting, silent, stance_now, theme,
};
use crate::model::{CaseId, Code, CodeId, Gathered, Span, Stance, ThemePart, ThemePartId, grouped};
use crate::project::Reader;
use crate::project::op::{OpKind, count};
use crate::{Error, Result};
use gather::{Asked, How, gathered};
use std::path::Path;

/// List themes, show one, gather codes and passages into it
///
/// A theme is a code marked as one. It holds what is coded with it and with the codes below it, the codes of any framework that it gathers,
/// and single passages; each supports it or contradicts it. What it states is a part of the code: themata codebook FILE edit THEME --statement WORDS
///
/// Example: themata theme study.themata
/// Example: themata theme study.themata show "Law 2"
/// Example: themata theme study.themata show "Law 4" --through Quality
/// Example: themata theme study.themata gather "Law 2" "Working framework/Relationships" --coder BP
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Theme {
    #[command(flatten)]
    asked: ReadThrough,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do with themes.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Show a theme: where it is heard, its passages and what it gathers, by number, who is silent
    ///
    /// Example: themata theme study.themata show "Law 2" --json
    Show {
        /// The theme
        theme: String,
        /// What stands for people
        #[arg(long, value_enum, default_value_t)]
        names: NamesArg,
    },
    /// Gather codes of any framework into a theme, each with those below it; a code that was no theme becomes one
    ///
    /// Of a code that the theme gathers already only that changes which is said.
    ///
    /// Example: themata theme study.themata gather "Law 2" "Working framework/Capacity" --contradicts --coder BP
    Gather {
        /// The theme
        theme: String,
        /// What is gathered
        #[arg(value_name = "CODE", required = true)]
        codes: Vec<String>,
        #[command(flatten)]
        how: How,
        #[command(flatten)]
        who: Who,
    },
    /// Gather a single passage into a theme, coded or not
    ///
    /// Of a passage that the theme gathers already only that changes which is said, and what was replaced is told.
    ///
    /// Example: themata theme study.themata quote "Law 2" --source "Interview 1" --turn 2 --contradicts --star --coder BP
    Quote {
        /// The theme
        theme: String,
        #[command(flatten)]
        passage: Passage,
        /// It is a key quote
        #[arg(long)]
        star: bool,
        /// It is no key quote any more
        #[arg(long, conflicts_with = "star")]
        no_star: bool,
        #[command(flatten)]
        how: How,
        #[command(flatten)]
        who: Who,
    },
    /// Take something out of a theme, by its number in show
    ///
    /// Example: themata theme study.themata part "Law 2" 1 --coder BP
    Part {
        /// The theme
        theme: String,
        /// What is taken out, by its number among what the theme gathers
        #[arg(value_name = "NUMBER", required = true)]
        numbers: Vec<usize>,
        #[command(flatten)]
        who: Who,
    },
    /// Show who is quoted by a theme's key quotes, and who spoke of it without being quoted
    ///
    /// Example: themata theme study.themata balance "Law 2"
    Balance {
        /// The theme
        theme: String,
        /// What stands for people
        #[arg(long, value_enum, default_value_t)]
        names: NamesArg,
    },
}

impl Theme {
    /// Lists, shows or changes.
    pub(super) fn run(self) -> Outcome {
        let ReadThrough { file, json, through } = &self.asked;
        let (file, json) = (&file.file, *json);
        if through.is_named() && matches!(self.verb, Some(Verb::Gather { .. } | Verb::Quote { .. } | Verb::Part { .. })) {
            return usage("nothing is changed through another framework", "Leave --through away; the list, show and balance take it.");
        }
        match self.verb {
            None => list(file, through, json),
            Some(Verb::Show { theme, names }) => shown(file, (&theme, names), through, |corpus, told| told.show(corpus, json)),
            Some(Verb::Balance { theme, names }) => shown(file, (&theme, names), through, |corpus, told| told.balance(corpus, json)),
            Some(Verb::Gather { theme, codes, how, who }) => {
                let who = who.needed()?;
                let desk = Desk::open(file)?.telling(json);
                let theme = find::code(&desk.corpus, &theme)?.id;
                let known: Vec<ThemePart> = desk.corpus.parts_of(theme).cloned().collect();
                let part = |path: &String| Ok(how.part(&known, Gathered::Code(find::code(&desk.corpus, path)?.id), None, Stance::Supports));
                let asked: Vec<Asked> = codes.iter().map(part).collect::<Result<_>>()?;
                gathered(desk, who, theme, asked)
            }
            Some(Verb::Quote { theme, passage, star, no_star, how, who }) => {
                let who = who.needed()?;
                let desk = Desk::open(file)?.telling(json);
                let theme = find::code(&desk.corpus, &theme)?.id;
                let (source, span) = passage.find(&desk.corpus, &desk.reader)?;
                let gone = || Error::NotFound("that source is no longer in the project".into());
                let passage = desk.corpus.passage(source, span).ok_or_else(gone)?;
                let known: Vec<ThemePart> = desk.corpus.parts_of(theme).cloned().collect();
                let now = stance_now(&desk.corpus, theme, &passage, None);
                let asked = how.part(&known, Gathered::Passage(passage), (star || no_star).then_some(star), now);
                let note = asked_said(&desk.corpus, &desk.reader.texts(&desk.corpus), &[(source, span)], star)?;
                gathered(desk, who, theme, vec![asked])?;
                note.iter().for_each(|words| say(&format!("{words}.")));
                Ok(())
            }
            Some(Verb::Part { theme, numbers, who }) => part_with(file, &theme, &numbers, (&who, json)),
        }
    }
}

fn part_with(file: &Path, theme: &str, numbers: &[usize], (who, json): (&Who, bool)) -> Outcome {
    let who = who.needed()?;
    let desk = Desk::open(file)?.telling(json);
    let theme = find::code(&desk.corpus, theme)?.clone();
    let all: Vec<ThemePartId> = desk.corpus.parts_of(theme.id).map(|part| part.id).collect();
    let pick = |number: &usize| {
        let missing = || {
            let what = count(all.len(), "code or passage", "codes and passages");
            Error::hint(format!("“{}” gathers {what}, no number {number}", theme.name), "themata theme FILE show THEME lists them.")
        };
        number.checked_sub(1).and_then(|at| all.get(at)).copied().ok_or_else(missing)
    };
    let ids: Vec<ThemePartId> = numbers.iter().map(pick).collect::<Result<_>>()?;
    desk.act(who, OpKind::GatherParts, |project| project.part_with(&ids).map(drop))
}

#[derive(serde::Serialize)]
struct Row {
    theme: String,
    statement: String,
    passages: usize,
    contradicts: usize,
    interviews: usize,
    people: usize,
    reach: String,
    gathers: usize,
    stars: usize,
}

/// A theme with its passages, summed up.
struct Told {
    code: Code,
    gathered: Vec<Gathering>,
    heads: Heads,
    cast: Cast,
    summed: Summed,
    lines: Vec<String>,
    /// What stands for people.
    naming: Naming,
}

impl Told {
    fn read(reader: &Reader, corpus: &Corpus, code: CodeId, naming: Naming) -> Result<Self> {
        let code = corpus.code(code).cloned().ok_or_else(|| Error::NotFound("that code is no longer in the project".into()))?;
        let (gathered, heads) = gather(corpus, &Query::code(code.id, true), &reader.texts(corpus))?;
        let cast = cast_of(corpus, &Query::code(code.id, true), &Cast::new(corpus, &heads));
        let attribution = Attribution::new(corpus, &corpus.project.attribution, naming)?;
        let lines = gathered.iter().map(|one| attribution.of(corpus, &one.excerpt)).collect();
        let excerpts: Vec<_> = gathered.iter().map(|one| &one.excerpt).collect();
        let summed = theme(&excerpts, &heads, &cast, Columns::Site);
        Ok(Self { code, gathered, heads, cast, summed, lines, naming })
    }

    fn row(&self, corpus: &Corpus) -> Row {
        let summed = &self.summed;
        Row {
            theme: find::full_path(corpus, self.code.id),
            statement: self.code.statement.clone(),
            passages: summed.voiced.passages,
            contradicts: self.gathered.iter().filter(|one| one.stance == Stance::Contradicts).count(),
            interviews: summed.voiced.interviews,
            people: summed.voiced.people,
            reach: reach(&summed.columns, &self.heads.site, Columns::Site.nouns(&self.heads), |group| self.site(group)),
            gathers: corpus.parts_of(self.code.id).count(),
            stars: self.gathered.iter().filter(|one| one.excerpt.star).count(),
        }
    }
}

/// The themes of a project: the codes marked as such.
fn list(file: &Path, through: &Through, json: bool) -> Outcome {
    let Shelf { reader, corpus } = through.open(file)?;
    let themes = corpus.frameworks().iter().flat_map(|framework| corpus.tree(framework.id));
    let themes: Vec<CodeId> = themes.map(|(code, _)| code).filter(|id| corpus.code(*id).is_some_and(|code| code.theme)).collect();
    let unread = themes.iter().filter_map(|id| Some((corpus.code(*id)?.name.clone(), corpus.left_unread(*id)?)));
    let unread: Vec<(String, String)> = unread.collect();
    let rows: Vec<Row> =
        themes.into_iter().map(|code| Ok(Told::read(&reader, &corpus, code, Naming::Pseudonyms)?.row(&corpus))).collect::<Result<_>>()?;
    for (theme, words) in unread {
        say(&format!("{}: {words}.", tame(&theme)));
    }
    if json {
        show_json(&rows)?;
        return end(&reader);
    }
    let mut table = Table::new(&["theme", "#passages", "#contradict", "#interviews", "#people", "where", "what it says"]);
    for row in rows {
        let numbers = [row.passages, row.contradicts, row.interviews, row.people].map(|number| number.to_string());
        table.row([vec![row.theme], numbers.to_vec(), vec![row.reach, row.statement]].concat());
    }
    table.show("No code is marked as a theme yet. Next: themata theme FILE gather CODE OTHER, or themata codebook FILE edit CODE --theme yes")?;
    end(&reader)
}

fn shown(file: &Path, (name, names): (&str, NamesArg), through: &Through, tell: impl FnOnce(&Corpus, &Told) -> Outcome) -> Outcome {
    let Shelf { reader, corpus } = through.open(file)?;
    let told = Told::read(&reader, &corpus, find::code(&corpus, name)?.id, names.naming())?;
    let crosswalk = through.crosswalk(&corpus)?;
    tell(&corpus, &told)?;
    if crosswalk.is_some() {
        corpus.left_unread(told.code.id).into_iter().for_each(|words| say(&format!("{words}.")));
    }
    end(&reader)
}

#[derive(serde::Serialize)]
struct Json {
    #[serde(flatten)]
    row: Row,
    parts: Vec<Part>,
    quotes: Vec<Quote>,
    silent: Vec<String>,
    silent_people: Vec<SilentJson>,
    reports: Vec<ReportJson>,
}

/// A report that a theme is in.
#[derive(serde::Serialize)]
struct ReportJson {
    name: String,
    /// How many quotes were chosen there for the theme.
    quotes: usize,
}

/// The people of a site of whom no passage is in the theme.
#[derive(serde::Serialize)]
struct SilentJson {
    site: String,
    /// Of how many who could be heard.
    of: usize,
    people: Vec<String>,
    /// How many are not coded yet beside these.
    not_coded: usize,
}

#[derive(serde::Serialize)]
struct Part {
    number: usize,
    code: Option<String>,
    source: Option<String>,
    span: Option<Span>,
    stance: &'static str,
    star: bool,
    note: String,
    coder: Option<String>,
    at: String,
}

impl Part {
    /// It in a line.
    fn line(&self) -> String {
        let gone = if self.span.is_none() { " whose words were corrected away" } else { "" };
        let passage = || format!("a passage of {}{gone}", self.source.as_deref().unwrap_or("a source that is gone"));
        let what = self.code.clone().unwrap_or_else(passage);
        let note = if self.note.is_empty() { String::new() } else { format!(" · {}", self.note) };
        format!("{} gathers {what} · {}{note}", self.number, self.stance)
    }
}

#[derive(serde::Serialize)]
struct Quote {
    number: usize,
    source: String,
    span: Span,
    words: String,
    attribution: String,
    stance: &'static str,
    star: bool,
    codes: Vec<String>,
    /// The reports for which it was chosen as a quote of this theme.
    reports: Vec<String>,
}

impl Quote {
    /// It as it is shown: its number, its words, whose they are, whether they speak against the theme and which reports quote them.
    fn line(&self) -> String {
        let star = if self.star { "* " } else { "" };
        let against = if self.stance == Stance::Contradicts.name() { " — contradicts" } else { "" };
        let used = if self.reports.is_empty() { String::new() } else { format!(" — quoted in {}", tame(&self.reports.join(", "))) };
        let words = tame(self.words.trim()).replace('\n', "\n  ");
        format!("[{}] {star}“{words}” {}{against}{used}", self.number, tame(&self.attribution))
    }
}

/// A theme's part in words.
fn part(corpus: &Corpus, at: usize, part: &crate::model::ThemePart) -> Part {
    let (code, place) = match part.of {
        Gathered::Code(code) => (Some(find::full_path(corpus, code)), None),
        Gathered::Passage(place) => (None, Some(place)),
    };
    Part {
        number: at + 1,
        code,
        source: place.and_then(|place| corpus.source(place.source)).map(|source| source.name.clone()),
        // Nothing where the words were corrected away.
        span: place.filter(|place| corpus.shows(place.source, place.version)).map(|place| place.span),
        stance: part.stance.name(),
        star: part.star,
        note: part.note.clone(),
        coder: corpus.coder(part.coder).map(|coder| coder.initials.clone()),
        at: part.at.rfc3339(),
    }
}

impl Told {
    /// What a site is called.
    fn site(&self, group: u16) -> &str {
        self.heads.site.called(group, self.naming)
    }

    fn silent(&self) -> Vec<String> {
        let summed = &self.summed;
        let role = |group| self.heads.role.called(group, self.naming);
        let told =
            |column: &Column| [column.silence(role), column.not_coded()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
        let line = |column: &Column| (self.site(column.group).to_owned(), told(column));
        let lines = summed.columns.iter().map(line).filter(|(_, silence)| !silence.is_empty());
        lines.map(|(site, silence)| format!("{site}: {silence}")).collect()
    }

    /// Who is silent at each site.
    fn silent_people(&self, corpus: &Corpus) -> Vec<SilentJson> {
        let (names, excerpts) = (Names::new(corpus, self.naming), self.gathered.iter().map(|one| &one.excerpt).collect::<Vec<_>>());
        let site = |group: u16| if self.heads.site.is_empty() { "" } else { self.site(group) }.to_owned();
        let name = |id: &CaseId| names.case(corpus, *id).to_owned();
        let row = |one: Silent| SilentJson {
            site: site(one.group),
            of: one.of,
            people: one.people.iter().map(name).collect(),
            not_coded: one.uncoded.people,
        };
        let told = |one: &Silent| !one.people.is_empty() || one.uncoded.people > 0;
        silent(&excerpts, &self.heads, &self.cast, Columns::Site).into_iter().filter(told).map(row).collect()
    }

    fn show(&self, corpus: &Corpus, json: bool) -> Outcome {
        let parts: Vec<Part> = corpus.parts_of(self.code.id).enumerate().map(|(at, one)| part(corpus, at, one)).collect();
        let quoting = reports_quoting(corpus, self.code.id, &self.gathered.iter().collect::<Vec<_>>());
        let quote = |(at, (one, line)): (usize, (&Gathering, &String))| Quote {
            number: at + 1,
            source: corpus.source(one.excerpt.source).map_or_else(String::new, |source| source.name.clone()),
            span: one.excerpt.span,
            words: one.excerpt.text.clone(),
            attribution: line.clone(),
            stance: one.stance.name(),
            star: one.excerpt.star,
            codes: one.excerpt.codes.iter().map(|code| find::full_path(corpus, *code)).collect(),
            reports: quoting[at].iter().map(|report| report.name.clone()).collect(),
        };
        let quotes: Vec<Quote> = self.gathered.iter().zip(&self.lines).enumerate().map(quote).collect();
        let (row, silent, silent_people) = (self.row(corpus), self.silent(), self.silent_people(corpus));
        if json {
            let reports = corpus.reports_with(self.code.id).map(|(report, quotes)| ReportJson { name: report.name.clone(), quotes }).collect();
            return show_json(&Json { row, parts, quotes, silent, silent_people, reports });
        }
        let site = |group: u16| if self.heads.site.is_empty() { "" } else { self.site(group) };
        let against = contradiction(&self.gathered, &self.summed.columns, site);
        let against = if against.is_empty() { against } else { format!(" · {against}") };
        show(|out| {
            writeln!(out, "{}", tame(&row.theme))?;
            if !row.statement.is_empty() {
                writeln!(out, "{}", tame(&row.statement))?;
            }
            let counted = [(row.passages, "passage", "passages"), (row.interviews, "interview", "interviews"), (row.people, "person", "people")];
            let reach = Some(tame(&row.reach)).filter(|reach| !reach.is_empty());
            let counted: Vec<String> = reach.into_iter().chain(counted.into_iter().map(|(n, one, many)| count(n, one, many))).collect();
            writeln!(out, "{}{against}\n", counted.join(" · "))?;
            for part in &parts {
                writeln!(out, "{}", tame(&part.line()))?;
            }
            for quote in &quotes {
                writeln!(out, "\n  {}", quote.line())?;
            }
            silent.iter().try_for_each(|line| writeln!(out, "\n{}", tame(line)))?;
            for one in silent_people.iter().filter(|one| !one.people.is_empty()) {
                let place = if one.site.is_empty() { String::new() } else { format!("{}: ", one.site) };
                let who = format!(
                    "{place}{} of {} said nothing of it: {}",
                    grouped(one.people.len()),
                    count(one.of, "person", "people"),
                    one.people.join(", ")
                );
                writeln!(out, "\n{}", tame(&who))?;
            }
            Ok(())
        })
    }
}
