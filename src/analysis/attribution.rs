//! Attributions: “(ICS B, Quality Lead)” from a template over the fields of a source and its people.

use super::{Corpus, Excerpt, Groups, Heads, Names, Naming, Told};
use crate::model::{Grouping, SpeakerRole};
use crate::text::isolated;
use crate::{Error, Result};

/// What a field of a template reads.
enum Field {
    Nothing,
    Groups(Groups),
    Name,
    Pseudonym,
    Source,
    Date,
    Kind,
    Speaker,
    Turn,
    Time,
}

enum Part {
    Words(String),
    Field(Field),
}

/// A template ready to be filled in: `({site}, {role})`.
///
/// Fields: `site`, `role`, `phase`; any attribute or kind of case by its name, also as `case.NAME` or `source.NAME`; `name` (the
/// pseudonym, key or full name, as the naming says), `pseudonym`, `source`, `date`, `kind`, `speaker`, `turn`, `time`. `{{` is a brace.
/// What is missing takes its comma with it.
///
/// Of words that interviewers alone say it tells so in the place of a role or a name, and nothing that is a person's own.
pub struct Attribution {
    parts: Vec<Part>,
    names: Names,
    /// The grouping that says what people are.
    role: Option<Grouping>,
}

/// What stands for an interviewer's role and name.
const ASKS: &str = SpeakerRole::Interviewer.name();

/// The pieces of a template: words, and names of fields.
fn pieces(template: &str) -> Result<Vec<(bool, String)>> {
    let mut pieces = vec![(false, String::new())];
    let mut chars = template.chars().peekable();
    let mut inside = false;
    while let Some(c) = chars.next() {
        let last = pieces.len() - 1;
        match c {
            '{' | '}' if !inside && chars.peek() == Some(&c) => {
                chars.next();
                pieces[last].1.push(c);
            }
            '{' if !inside => {
                inside = true;
                pieces.push((true, String::new()));
            }
            '}' if inside => {
                inside = false;
                pieces.push((false, String::new()));
            }
            '{' | '}' => return Err(unclosed(template)),
            c => pieces[last].1.push(c),
        }
    }
    if inside { Err(unclosed(template)) } else { Ok(pieces) }
}

/// What stands between one pair of brackets; in “(A) and (B)” there are two.
fn unwrapped(words: &str, (open, close): (char, char)) -> Option<&str> {
    let inner = words.strip_prefix(open)?.strip_suffix(close)?;
    let mut deep = 0;
    let mut within = inner.chars().map(|c| {
        deep += i32::from(c == open) - i32::from(c == close);
        deep
    });
    within.all(|deep| deep >= 0).then_some(inner)
}

fn unclosed(template: &str) -> Error {
    Error::hint(format!("the attribution “{template}” has a brace without its other half"), "Write fields as {site}, and a brace itself twice.")
}

impl Attribution {
    /// Makes a template ready; a field that nobody knows is refused with the fields there are.
    pub fn new(corpus: &Corpus, template: &str, naming: Naming) -> Result<Self> {
        let part = |(is_field, words): (bool, String)| match is_field {
            false => Ok(Part::Words(words)),
            true => field(corpus, &words).map(Part::Field),
        };
        let parts: Vec<Part> = pieces(template)?.into_iter().map(part).collect::<Result<_>>()?;
        let names = parts.iter().any(|part| matches!(part, Part::Field(Field::Name | Field::Source | Field::Speaker)));
        let names = if names { Names::new(corpus, naming) } else { Names::plain(naming) };
        Ok(Self { parts, names, role: corpus.project.role })
    }

    /// The attribution of a passage; empty when nothing of it is known.
    pub fn of(&self, corpus: &Corpus, excerpt: &Excerpt) -> String {
        if excerpt.asked { self.of_question(corpus, excerpt) } else { self.filled(corpus, excerpt) }
    }

    /// The attribution of words of interviewers alone.
    fn of_question(&self, corpus: &Corpus, excerpt: &Excerpt) -> String {
        let mut said = false;
        let own = Excerpt { people: Vec::new(), ..excerpt.clone() };
        let fill = |part: &Part| match part {
            Part::Words(words) => Filled::Words(words.clone()),
            Part::Field(field) if self.tells_who(field) => match std::mem::replace(&mut said, true) {
                true => Filled::Gap,
                false => Filled::Value(ASKS.to_owned()),
            },
            Part::Field(field) => match self.value(corpus, field, &own) {
                value if value.is_empty() => Filled::Gap,
                value => {
                    said |= matches!(field, Field::Speaker) && value.to_lowercase().contains(ASKS);
                    Filled::Value(value)
                }
            },
        };
        let line = tidy(self.parts.iter().map(fill).collect());
        if said || line.is_empty() { line } else { with(&line, ASKS) }
    }

    /// Whether a field says who or what somebody is.
    fn tells_who(&self, field: &Field) -> bool {
        match field {
            Field::Groups(groups) => groups.by.is_some() && groups.by == self.role,
            Field::Name | Field::Pseudonym => true,
            _ => false,
        }
    }

    fn filled(&self, corpus: &Corpus, excerpt: &Excerpt) -> String {
        let fill = |part: &Part| match part {
            Part::Words(words) => Filled::Words(words.clone()),
            Part::Field(field) => match self.value(corpus, field, excerpt) {
                value if value.is_empty() => Filled::Gap,
                value => Filled::Value(value),
            },
        };
        tidy(self.parts.iter().map(fill).collect())
    }

    /// The same without brackets around it, which it does not need where it stands by itself.
    pub fn bare(&self, corpus: &Corpus, excerpt: &Excerpt) -> String {
        let whose = self.of(corpus, excerpt);
        let inner = [('(', ')'), ('[', ']')].into_iter().find_map(|pair| unwrapped(&whose, pair));
        inner.map(|inner| alone(inner).to_owned()).unwrap_or(whose)
    }

    /// The same without what a grouping tells, where that stands beside the quote already.
    pub fn without(mut self, by: Grouping) -> Self {
        for part in &mut self.parts {
            if let Part::Field(Field::Groups(groups)) = part
                && groups.by == Some(by)
            {
                *part = Part::Field(Field::Nothing);
            }
        }
        self
    }

    /// What the template tells of whoever said a passage, for the disclosure check. A name, key or label that stands for somebody is left
    /// out: it is the reader's only way to tell people apart.
    pub fn told<'a>(&'a self, corpus: &Corpus) -> Vec<Told<'a>> {
        let told = |part: &'a Part| match part {
            Part::Field(Field::Groups(groups)) => Some(Told::Groups(groups)),
            Part::Field(Field::Source) => Some(Told::source(corpus, &self.names)),
            Part::Field(Field::Date) => Some(Told::date(corpus)),
            Part::Field(Field::Kind) => Some(Told::kind(corpus)),
            _ => None,
        };
        self.parts.iter().filter_map(told).collect()
    }

    fn value(&self, corpus: &Corpus, field: &Field, excerpt: &Excerpt) -> String {
        let people = || excerpt.people.iter().filter_map(|id| corpus.case(*id));
        let names = &self.names;
        let source = corpus.source(excerpt.source);
        match field {
            Field::Groups(groups) => {
                let known = groups.of(excerpt.source, &excerpt.people).into_iter().filter(|group| *group != groups.unassigned());
                joined(known.map(|group| groups.called(group, names.naming())))
            }
            Field::Nothing => String::new(),
            Field::Name => joined(people().map(|case| names.case(corpus, case.id))),
            Field::Pseudonym => joined(people().map(|case| case.pseudonym.as_str()).filter(|name| !name.is_empty())),
            Field::Source => isolated(names.source(corpus, excerpt.source)).into_owned(),
            Field::Date => source.map_or_else(String::new, |source| source.date.clone()),
            Field::Kind => source.map_or_else(String::new, |source| source.kind.to_string()),
            Field::Speaker => joined(excerpt.speakers.iter().map(|n| names.speaker(corpus, excerpt.source, *n))),
            Field::Turn => excerpt.turn.map_or_else(String::new, |turn| format!("turn {turn}")),
            Field::Time => excerpt.time.map_or_else(String::new, clock),
        }
    }
}

fn field(corpus: &Corpus, name: &str) -> Result<Field> {
    let name = name.trim().to_lowercase();
    let plain = name.strip_prefix("case.").or_else(|| name.strip_prefix("source.")).unwrap_or(&name);
    let project = &corpus.project;
    match plain {
        "site" if project.site.is_some() => return Ok(Field::Groups(Groups::new(corpus, project.site))),
        "role" if project.role.is_some() => return Ok(Field::Groups(Groups::new(corpus, project.role))),
        "phase" if project.phase.is_some() => return Ok(Field::Groups(Groups::new(corpus, project.phase))),
        _ => {}
    }
    if let Some(grouping) = corpus.grouping_named(plain) {
        return Ok(Field::Groups(Groups::new(corpus, Some(grouping))));
    }
    match plain {
        "site" | "role" | "phase" => Ok(Field::Groups(Groups::new(corpus, None))),
        "name" | "case" => Ok(Field::Name),
        "pseudonym" => Ok(Field::Pseudonym),
        "source" => Ok(Field::Source),
        "date" => Ok(Field::Date),
        "kind" => Ok(Field::Kind),
        "speaker" => Ok(Field::Speaker),
        "turn" => Ok(Field::Turn),
        "time" => Ok(Field::Time),
        _ => {
            let known: Vec<&str> = corpus.attributes().iter().map(|attribute| attribute.name.as_str()).collect();
            let hint = format!(
                "Known are site, role, phase, name, pseudonym, source, date, kind, speaker, turn, time and the attributes {}.",
                known.join(", ")
            );
            Err(Error::hint(format!("the attribution asks for {{{plain}}}, which is no field"), hint))
        }
    }
}

/// “A”, “A and B”, “A, B and C”, each once, and each for itself where it is written from right to left.
fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut list: Vec<&str> = Vec::new();
    for name in names {
        if !list.contains(&name) {
            list.push(name);
        }
    }
    let list: Vec<_> = list.into_iter().map(isolated).collect();
    super::listed(&list.iter().map(AsRef::as_ref).collect::<Vec<_>>())
}

/// A time of a recording as `h:mm:ss`.
pub fn clock(milliseconds: i64) -> String {
    let (sign, seconds) = (if milliseconds < 0 { "-" } else { "" }, milliseconds.unsigned_abs() / 1000);
    format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A line with a word more, within the brackets around it.
fn with(line: &str, word: &str) -> String {
    match line.char_indices().next_back() {
        Some((at, close @ (')' | ']'))) => format!("{}, {word}{close}", &line[..at]),
        _ => format!("{line}, {word}"),
    }
}

enum Filled {
    Words(String),
    Value(String),
    Gap,
}

/// A line that is one isolated name is that name.
fn alone(line: &str) -> &str {
    let name = line.strip_prefix('\u{2068}').and_then(|rest| rest.strip_suffix('\u{2069}'));
    name.filter(|name| !name.contains(['\u{2068}', '\u{2069}'])).unwrap_or(line)
}

const SEPARATORS: &[char] = &[',', ';', ':', '·', '/', '|', '–', '—', '-'];

fn separates(c: char) -> bool {
    c.is_whitespace() || SEPARATORS.contains(&c)
}

/// Puts the pieces together; a gap takes the separator before it along, or the one after it where nothing stands before.
fn tidy(parts: Vec<Filled>) -> String {
    let mut line = String::new();
    let mut after_gap = false;
    for part in parts {
        match part {
            Filled::Gap => {
                line.truncate(line.trim_end_matches(separates).len());
                after_gap = true;
            }
            Filled::Value(value) => {
                line.push_str(&value);
                after_gap = false;
            }
            Filled::Words(words) => {
                let opens = line.is_empty() || line.ends_with(['(', '[']);
                line.push_str(if after_gap && opens { words.trim_start_matches(separates) } else { &words });
            }
        }
    }
    loop {
        let shorter = line.replace("()", "").replace("[]", "");
        if shorter == line {
            return alone(line.trim()).to_owned();
        }
        line = shorter;
    }
}

/// The project's site, role and phase of a passage as a plain line, for cards: “Quality Lead · Phase 1”.
pub fn short_line(heads: &Heads, excerpt: &Excerpt, with_site: bool) -> String {
    let name = |groups: &Groups, list: &[u16]| joined(list.iter().filter(|g| **g != groups.unassigned()).map(|g| groups.label(*g)));
    let site = if with_site { name(&heads.site, &excerpt.site) } else { String::new() };
    let role = if excerpt.asked { ASKS.to_owned() } else { name(&heads.role, &excerpt.role) };
    let parts = [site, role, name(&heads.phase, &excerpt.phase)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str, values: &[(&str, &str)]) -> String {
        let parts = pieces(template).unwrap().into_iter().map(|(is_field, words)| match is_field {
            false => Filled::Words(words),
            true => values.iter().find(|(name, _)| *name == words).map_or(Filled::Gap, |(_, value)| Filled::Value((*value).into())),
        });
        tidy(parts.collect())
    }

    #[test]
    fn brackets_around_it_all_are_taken_off_and_no_others() {
        let cases = [("(P07, site (north))", Some("P07, site (north)")), ("(A) and (B)", None), ("(P07)", Some("P07")), ("P07 (north)", None)];
        assert_eq!(cases.map(|(words, _)| unwrapped(words, ('(', ')'))), cases.map(|(_, inner)| inner));
    }

    #[test]
    fn a_missing_field_takes_its_comma_along() {
        let (site, role, phase) = (("site", "ICS B"), ("role", "Nurse"), ("phase", "Phase 1"));
        assert_eq!(filled("({site}, {role})", &[site, role]), "(ICS B, Nurse)");
        assert_eq!(filled("({site}, {role})", &[site]), "(ICS B)");
        assert_eq!(filled("({site}, {role})", &[role]), "(Nurse)");
        assert_eq!(filled("({site}, {role})", &[]), "");
        assert_eq!(filled("({site}, {role}, {phase})", &[site, phase]), "(ICS B, Phase 1)");
        assert_eq!(filled("({site}, {role}, {phase})", &[phase]), "(Phase 1)");
        assert_eq!(filled("[{role}] – {site}", &[site]), "– ICS B");
        assert_eq!(filled("{site} · {role}", &[role]), "Nurse");
        assert_eq!(filled("{{{role}}}", &[role]), "{Nurse}");
    }

    #[test]
    fn a_brace_alone_is_refused() {
        assert!(pieces("({site").is_err());
        assert!(pieces("{a{b}").is_err());
    }

    #[test]
    fn names_are_joined_and_times_are_written_out() {
        assert_eq!(joined(["A", "B", "A", "C"].into_iter()), "A, B and C");
        assert_eq!(joined(["מזרח", "A"].into_iter()), "\u{2068}מזרח\u{2069} and A");
        assert_eq!(
            [alone("\u{2068}מזרח\u{2069}"), alone("\u{2068}א\u{2069} and \u{2068}ב\u{2069}")],
            ["מזרח", "\u{2068}א\u{2069} and \u{2068}ב\u{2069}"]
        );
        assert_eq!((clock(3_725_400), clock(-1500)), ("1:02:05".into(), "-0:00:01".into()));
    }
}
