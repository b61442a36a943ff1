//! Characters written as entities: `&amp;`, `&#39;`, `&#x2019;`.

/// The entities that transcripts hold.
const NAMES: [(&str, char); 32] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("pound", '£'),
    ("euro", '€'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
    ("times", '×'),
    ("middot", '·'),
    ("lrm", '\u{200E}'),
    ("rlm", '\u{200F}'),
];

/// The entity at the start of `s`, which begins with `&`: its length and what it stands for.
pub(super) fn at(s: &str) -> Option<(usize, char)> {
    let end = s.as_bytes()[..s.len().min(12)].iter().position(|byte| *byte == b';')?;
    let name = &s[1..end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            let c = char::from_u32(code)?;
            // A line end that is written as a number is white space within the words.
            if matches!(c, '\n' | '\r') { ' ' } else { Some(c).filter(|c| !c.is_control() || *c == '\t')? }
        }
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((end + 1, c))
}

/// A text with its entities replaced.
pub(super) fn replace(s: &str) -> std::borrow::Cow<'_, str> {
    if !s.contains('&') {
        return s.into();
    }
    let mut text = String::with_capacity(s.len());
    let mut rest = s;
    while let Some(found) = rest.find('&') {
        text.push_str(&rest[..found]);
        let (length, c) = at(&rest[found..]).unwrap_or((1, '&'));
        text.push(c);
        rest = &rest[found + length..];
    }
    text.push_str(rest);
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_entities_are_replaced_and_others_stay() {
        assert_eq!(replace("R&amp;D &#39;x&#x2019; &D; & &lt;b&gt;"), "R&D 'x’ &D; & <b>");
        assert_eq!(replace("a&#13;&#xA;b&#7;"), "a  b&#7;");
    }
}
