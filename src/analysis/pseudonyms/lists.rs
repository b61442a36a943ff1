//! Words by which names are told: titles, what organisations and places are called, and words with a capital that are none.

use crate::analysis::real_names::TITLES;

/// Words that join those of one name.
pub(super) const JOINS: &[&str] = &["of", "the", "and", "de", "la", "van", "von", "der", "den", "del", "di", "da", "bin", "al", "upon", "on"];

/// What a name is of where it ends or begins so.
pub(super) const ORGANISATIONS: &[&str] = &[
    "hospital",
    "trust",
    "university",
    "council",
    "college",
    "school",
    "ltd",
    "limited",
    "plc",
    "inc",
    "gmbh",
    "group",
    "board",
    "centre",
    "center",
    "clinic",
    "surgery",
    "service",
    "services",
    "association",
    "society",
    "foundation",
    "institute",
    "department",
    "ministry",
    "office",
    "authority",
    "commission",
    "committee",
    "charity",
    "bank",
    "church",
    "government",
    "executive",
    "agency",
    "union",
    "network",
    "company",
];

pub(super) const PLACES: &[&str] =
    &["street", "road", "avenue", "lane", "square", "park", "bridge", "house", "north", "south", "east", "west", "county", "valley", "hill"];

/// What stands before a name, beside titles.
const OFFICES: &[&str] =
    &["baroness", "baron", "rev", "reverend", "judge", "justice", "councillor", "cllr", "nurse", "sister", "herr", "frau", "madame", "monsieur"];

/// Words with a capital that name nobody and nothing.
pub(super) const COMMON: &[&str] = &[
    "i",
    "ok",
    "okay",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "christmas",
    "easter",
    "god",
    "internet",
    "english",
    "covid",
];

/// Whether a word is a title: “Sir”, “Dr.”.
pub fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    TITLES.contains(&word.as_str()) || OFFICES.contains(&word.as_str())
}
