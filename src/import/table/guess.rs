//! Which column is what: the case's key and name, the site; and how names are compared.

/// Headers of the case's key, likeliest first, folded.
const KEYS: [&str; 22] = [
    "caseid",
    "case",
    "participantid",
    "participant",
    "personid",
    "person",
    "respondentid",
    "respondent",
    "responseid",
    "recordid",
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
pub(in crate::import) fn fold(name: &str) -> String {
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
pub(in crate::import) fn key_column(header: &[String], taken: &[Option<usize>]) -> Option<usize> {
    by_header(header, &KEYS, taken)
}

/// The column of the case's full name.
pub(super) fn name_column(header: &[String], taken: &[Option<usize>]) -> Option<usize> {
    by_header(header, &NAMES, taken)
}

/// The column of the site.
pub(in crate::import) fn site_column(header: &[String], taken: &[Option<usize>]) -> Option<usize> {
    by_header(header, &SITES, taken)
}
