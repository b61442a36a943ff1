//! From the order in which signs stand on a page to the order in which they are read: lines with Arabic or Hebrew words.

/// Whether a letter is written from right to left.
pub(super) fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        && !matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

/// Whether a sign is a letter written from left to right, or a figure.
fn is_ltr(c: char) -> bool {
    c.is_alphanumeric() && !is_rtl(c)
}

/// How a sign is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Left,
    Right,
    /// Spaces and punctuation go with what is around them.
    Either,
}

fn way(sign: &str) -> Way {
    match sign.chars().find(|c| is_rtl(*c) || is_ltr(*c)) {
        Some(c) if is_rtl(c) => Way::Left,
        Some(_) => Way::Right,
        None => Way::Either,
    }
}

/// Whether most letters of these signs are written from right to left.
pub(super) fn mostly_rtl<'a>(signs: impl Iterator<Item = &'a str>) -> bool {
    let (mut right, mut left) = (0, 0);
    for c in signs.flat_map(str::chars) {
        right += usize::from(is_rtl(c));
        left += usize::from(c.is_alphabetic() && !is_rtl(c));
    }
    right > left
}

/// The places of signs in the order they are read, from their places from left to right. `base` says that the line itself goes to the left.
pub(super) fn order(signs: &[&str], base: bool) -> Vec<usize> {
    let ways: Vec<Way> = signs.iter().map(|sign| way(sign)).collect();
    let against = if base { Way::Right } else { Way::Left };
    let mut order: Vec<usize> = Vec::with_capacity(signs.len());
    let mut at = 0;
    while at < signs.len() {
        if ways[at] != against {
            order.push(at);
            at += 1;
            continue;
        }
        // A run against the line goes on over what is between its words: “10.30”, “per cent”.
        let (start, mut end) = (at, at + 1);
        while let Some(next) = (end..signs.len()).find(|n| ways[*n] != Way::Either).filter(|n| ways[*n] == against) {
            end = next + 1;
        }
        order.extend((start..end).rev());
        at = end;
    }
    if base {
        order.reverse();
    }
    order
}

/// Whether a bracket opens; nothing of what is no bracket.
pub(super) fn opens(sign: &str) -> Option<bool> {
    if matches!(sign, "<" | ">") {
        return None;
    }
    mirrored(sign).map(|_| matches!(sign, "(" | "[" | "{" | "«"))
}

/// A bracket that looks the other way.
pub(super) fn mirrored(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "{" => "}",
        "}" => "{",
        "<" => ">",
        ">" => "<",
        "«" => "»",
        "»" => "«",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(shown: &str) -> String {
        let signs: Vec<String> = shown.chars().map(String::from).collect();
        let signs: Vec<&str> = signs.iter().map(String::as_str).collect();
        let base = mostly_rtl(signs.iter().copied());
        let order = order(&signs, base);
        let mirror = base && order.iter().find_map(|n| opens(signs[*n])) == Some(false);
        order.into_iter().map(|n| if mirror { mirrored(signs[n]).unwrap_or(signs[n]) } else { signs[n] }).collect()
    }

    #[test]
    fn lines_are_read_as_they_are_spoken() {
        assert_eq!(read("םולש"), "שלום");
        assert_eq!(read(".NHS 2019 תנשב (םולש)"), "(שלום) בשנת NHS 2019.");
        assert_eq!(read("He said םלוע םולש twice."), "He said שלום עולם twice.");
        assert_eq!(read("10:30 העשב"), "בשעה 10:30");
    }
}
