//! Which column is what: the one that names files, the case's key and name, the site; and which source a name means.

use std::collections::HashMap;

/// Headers of the case's key, likeliest first, folded.
const KEYS: [&str; 20] = [
    "caseid",
    "case",
    "participantid",
    "participant",
    "personid",
    "person",
    "respondentid",
    "respondent",
    "intervieweeid",
    "interviewee",
    "pid",
    "witnessid",
    "subjectid",
    "subject",
    "memberid",
    "code",
    "id",
    "pseudonym",
    "alias",
    "name",
];

/// Headers of the case's full name.
const NAMES: [&str; 10] =
    ["casename", "fullname", "participantname", "personname", "respondentname", "intervieweename", "realname", "witness", "interviewee", "name"];

/// Headers of the site.
const SITES: [&str; 12] =
    ["site", "siteid", "sitename", "studysite", "ics", "trust", "hospital", "practice", "centre", "center", "organisation", "organization"];

/// A name as it is compared: small letters without accents, spaces and signs.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match base(c) {
            Some(plain) => folded.push_str(plain),
            None if c.is_alphanumeric() => folded.push(c),
            None => {}
        }
    }
    folded
}

/// A letter without its accent.
fn base(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'ä' => "a",
        'ç' | 'ć' | 'č' | 'ĉ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' | 'ĺ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' | 'ö' => "o",
        'ř' | 'ŕ' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        '\u{300}'..='\u{36F}' => "",
        _ => return None,
    })
}

/// The column whose header is the likeliest of a list, among those not `taken`.
fn by_header(header: &[String], likely: &[&str], taken: &[Option<usize>]) -> Option<usize> {
    let folded: Vec<String> = header.iter().map(|name| fold(name)).collect();
    likely.iter().find_map(|name| folded.iter().position(|other| other == name).filter(|at| !taken.contains(&Some(*at))))
}

/// The column of the case's key.
pub(super) fn key_column(header: &[String], taken: &[Option<usize>]) -> Option<usize> {
    by_header(header, &KEYS, taken)
}

/// The column of the case's full name.
pub(super) fn name_column(header: &[String], taken: &[Option<usize>]) -> Option<usize> {
    by_header(header, &NAMES, taken)
}

/// The column of the site.
pub(super) fn site_column(header: &[String], taken: &[Option<usize>]) -> Option<usize> {
    by_header(header, &SITES, taken)
}

/// Sources by the names that may mean them.
pub(super) struct Sources<'a> {
    names: &'a [String],
    exact: HashMap<&'a str, usize>,
    folded: HashMap<String, Option<usize>>,
    tokens: Vec<Vec<String>>,
}

impl<'a> Sources<'a> {
    pub fn new(names: &'a [String]) -> Self {
        let exact = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        let mut folded: HashMap<String, Option<usize>> = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            for key in keys(name) {
                // A name that may mean two sources means none.
                folded.entry(key).and_modify(|known| *known = known.filter(|known| *known == at)).or_insert(Some(at));
            }
        }
        let tokens = names.iter().map(|name| words(name)).collect();
        Self { names, exact, folded, tokens }
    }

    /// The source that a cell names: exactly, or without regard to folder, suffix, case, accents and spaces.
    pub fn named(&self, cell: &str) -> Option<usize> {
        if cell.is_empty() {
            return None;
        }
        let file = cell.rsplit(['/', '\\']).next().unwrap_or(cell);
        self.exact.get(cell).or_else(|| self.exact.get(file)).copied().or_else(|| keys(file).iter().find_map(|key| *self.folded.get(key)?))
    }

    /// The sources whose names hold a key as words of their own: “Interview P07 (2)” holds “P07”.
    pub fn holding(&self, key: &str) -> Vec<usize> {
        let wanted = words(key);
        if wanted.is_empty() || wanted.concat().chars().count() < 2 {
            return Vec::new();
        }
        let holds = |tokens: &Vec<String>| tokens.windows(wanted.len()).any(|window| window == wanted);
        (0..self.names.len()).filter(|at| holds(&self.tokens[*at])).collect()
    }

    /// How many of a column's cells name a source, each source counted once.
    pub fn matches<'b>(&self, cells: impl Iterator<Item = &'b str>) -> usize {
        let mut seen = vec![false; self.names.len()];
        cells.filter_map(|cell| self.named(cell)).for_each(|at| seen[at] = true);
        seen.iter().filter(|seen| **seen).count()
    }
}

/// What a name is compared by: whole, and without its suffix.
fn keys(name: &str) -> Vec<String> {
    let mut keys = vec![fold(name)];
    if let Some((stem, suffix)) = name.rsplit_once('.')
        && (1..=8).contains(&suffix.len())
        && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && suffix.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        keys.push(fold(stem));
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// The words and numbers of a name, folded, leading zeros left out.
fn words(name: &str) -> Vec<String> {
    let split = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    split
        .map(fold)
        .map(|word| {
            let digits = word.trim_start_matches(|c: char| !c.is_ascii_digit());
            let letters = &word[..word.len() - digits.len()];
            format!("{letters}{}", if digits.trim_start_matches('0').is_empty() { digits } else { digits.trim_start_matches('0') })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_meet_without_suffix_case_accents_and_spaces() {
        let names = ["Interview 07 – José.docx".to_owned(), "B.2 Ward".to_owned(), "a.txt".to_owned(), "a.md".to_owned()];
        let sources = Sources::new(&names);
        assert_eq!(sources.named("interview_07_jose"), Some(0));
        assert_eq!(sources.named("D:\\data\\Interview 07 – José.docx"), Some(0));
        assert_eq!(sources.named("b.2 ward.txt"), Some(1));
        assert_eq!(sources.named("a.md"), Some(3));
        assert_eq!(sources.named("a"), None);
        assert_eq!(sources.named(""), None);
    }

    #[test]
    fn a_key_is_held_as_a_word_of_its_own() {
        let names = ["Interview P07 first".to_owned(), "Interview P07 (2)".to_owned(), "P70".to_owned()];
        assert_eq!(Sources::new(&names).holding("P7"), [0, 1]);
        assert!(Sources::new(&names).holding("7").is_empty());
    }
}
