//! What some languages write together with a name: prepositions and articles of Arabic and Hebrew before it, particles of Korean behind it.

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
