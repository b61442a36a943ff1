//! What some languages write together with a name: prepositions and articles of Arabic and Hebrew before it, particles of Korean and endings of
//! German, Russian and Polish behind it.

use crate::text::{is_accent, is_unseen};

/// Where a word of Arabic or Hebrew that begins a text goes on behind letters that are written together with it, in bytes, the fewest first;
/// and whether an article is among them.
pub(super) fn proclitics(text: &str) -> Vec<(usize, bool)> {
    let mut list = Vec::new();
    if !text.starts_with(|c: char| matches!(c, '\u{05D0}'..='\u{05EA}' | '\u{0621}'..='\u{064A}')) {
        return list;
    }
    let mut before = String::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !is_accent(*c) && !is_unseen(*c)).take(5) {
        if let Some(article) = arabic(&before).or_else(|| hebrew(&before)).filter(|_| at > 0) {
            list.push((at, article));
        }
        before.push(c);
    }
    list
}

/// “و” and “ف” (and), “ب” (by), “ك” (like), “ل” (to), “ال” (the), in their order; “لل” is “to the”.
fn arabic(letters: &str) -> Option<bool> {
    let rest = letters.strip_prefix(['و', 'ف']).unwrap_or(letters);
    if rest == "لل" {
        return Some(true);
    }
    let rest = rest.strip_prefix(['ب', 'ك', 'ل']).unwrap_or(rest);
    match rest {
        "" => Some(false),
        "ال" => Some(true),
        _ => None,
    }
}

/// “ו” (and), “ש” (that), “כש” (when), “ב” (in), “כ” (like), “ל” (to), “מ” (from), “ה” (the).
fn hebrew(letters: &str) -> Option<bool> {
    let rest = letters.strip_prefix('ו').unwrap_or(letters);
    let rest = rest.strip_prefix("כש").or_else(|| rest.strip_prefix('ש')).unwrap_or(rest);
    let rest = rest.strip_prefix(['ב', 'כ', 'ל', 'מ']).unwrap_or(rest);
    match rest {
        "" => Some(false),
        "ה" => Some(true),
        _ => None,
    }
}

/// Whether letters behind a name are a particle of Korean.
pub(super) fn is_particle(letters: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "에",
        "에서",
        "에게",
        "에게서",
        "한테",
        "께",
        "께서",
        "도",
        "만",
        "와",
        "과",
        "랑",
        "이랑",
        "하고",
        "로",
        "으로",
        "야",
        "아",
        "씨",
        "씨는",
        "씨가",
        "님",
        "님이",
        "보다",
        "부터",
        "까지",
        "처럼",
        "이는",
        "이가",
        "이도",
        "네",
    ];
    PARTICLES.contains(&letters)
}

/// Names of so many letters or more have endings that are looked for, by alphabet: of shorter ones too many words are another.
const LATIN: usize = 4;
const CYRILLIC: usize = 3;

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{0400}'..='\u{04FF}')
}

/// Whether a name, letters without accents, loses its last one where it has an ending: “Анна”, “Андрей”, “Anna” of Polish.
pub(super) fn cut_for_endings(letters: &[char]) -> bool {
    match letters.last() {
        Some(last) if is_cyrillic(*last) => letters.len() >= CYRILLIC && "аяоеийь".contains(*last),
        Some(last) => letters.len() >= LATIN && *last == 'a',
        None => false,
    }
}

/// Whether small letters behind a name, or behind one that lost its last letter, are an ending of it.
pub(super) fn is_ending(name: &[char], cut: bool, rest: &str) -> bool {
    let Some(last) = name.last() else { return false };
    if is_cyrillic(*last) || cut && rest.starts_with(is_cyrillic) {
        let whole = ["а", "у", "е", "ы", "и", "ом", "ем", "ым", "ой", "ою", "ов", "ам", "ами", "ах", "ові"];
        let behind_stem = ["ы", "и", "е", "у", "ю", "ой", "ою", "ей", "ею", "ёй", "я", "а", "ем", "ём", "ом", "і", "ї", "ію", "ам", "ами", "ах"];
        return name.len() + usize::from(cut) >= CYRILLIC && if cut { behind_stem.contains(&rest) } else { whole.contains(&rest) };
    }
    if name.len() + usize::from(cut) < LATIN {
        return false;
    }
    match (cut, last) {
        (true, _) => ["y", "ie", "ę", "ą", "ů", "ě"].contains(&rest),
        (false, 'e') => ["n", "ns"].contains(&rest),
        (false, 'a' | 'i' | 'o' | 'u') => rest == "n",
        (false, _) => ["n", "en", "ens", "e", "er", "a", "em", "owi", "ovi", "u"].contains(&rest),
    }
}
