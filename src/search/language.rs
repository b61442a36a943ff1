//! Which language a text is in, told by its first words.

/// The language of a text by its first words, as BCP 47 has it; English where it cannot be told.
pub(super) fn detected(text: &str) -> String {
    const ENOUGH: usize = 4000;
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= ENOUGH).last().unwrap_or(0);
    let start = if text.len() <= ENOUGH { text } else { &text[..end] };
    // Of little text in another script it is surer than English that it is one of those.
    let sure = whatlang::detect(start).filter(|info| info.is_reliable() || info.script() != whatlang::Script::Latin);
    sure.map_or("en", |info| two_letters(info.lang())).to_owned()
}

/// Languages by the three letters of ISO 639-3 and the two of ISO 639-1; Chinese is Mandarin there.
const CODES: [(&str, &str); 70] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

/// Languages that can be told, by BCP 47 and by their English names, in the order of those.
pub fn languages() -> Vec<(&'static str, &'static str)> {
    let told = whatlang::Lang::all().iter().map(|language| (two_letters(*language), name(*language)));
    let mut all: Vec<(&str, &str)> = told.chain(UNTOLD).collect();
    all.sort_by_key(|(_, name)| *name);
    all.dedup();
    all
}

/// Languages that are not told by their words, and are met all the same.
const UNTOLD: [(&str, &str); 3] = [("cy", "Welsh"), ("ga", "Irish"), ("gd", "Scottish Gaelic")];

fn name(language: whatlang::Lang) -> &'static str {
    match language {
        whatlang::Lang::Cmn => "Chinese",
        whatlang::Lang::Nob => "Norwegian",
        other => other.eng_name(),
    }
}

/// A language as it was said, by BCP 47: `de`, `pt-BR` or `German`; nothing where that is none.
pub fn language(said: &str) -> Option<String> {
    let said = said.trim();
    if let Some((code, _)) = languages().into_iter().find(|(_, name)| name.eq_ignore_ascii_case(said)) {
        return Some(code.to_owned());
    }
    let mut parts = said.split(['-', '_']);
    let primary = parts.next().filter(|primary| (2..=3).contains(&primary.len()) && primary.chars().all(|c| c.is_ascii_alphabetic()))?;
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
    let known = primary.len() == 2 || whatlang::Lang::from_code(primary.to_lowercase()).is_some();
    (rest && known).then(|| said.to_owned())
}

fn two_letters(language: whatlang::Lang) -> &'static str {
    let code = language.code();
    CODES.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_is_told_has_the_name_that_searches_and_stems_use() {
        for language in whatlang::Lang::all() {
            assert_eq!(two_letters(*language).len(), 2, "{language:?}");
        }
        assert!(languages().len() > 60 && languages().contains(&("cy", "Welsh")));
        for (said, code) in [("German", Some("de")), ("welsh", Some("cy")), ("pt-BR", Some("pt-BR")), ("deutsch", None), ("", None), ("x", None)] {
            assert_eq!(language(said).as_deref(), code, "{said}");
        }
        for (text, language) in [
            ("我们需要更多的钱和时间，医院里没有足够的人。", "zh"),
            ("私は病院で働いています。お金も時間も足りません。", "ja"),
            ("Мы были рады, что врачи слушали нас и долго говорили с нами.", "ru"),
            ("เราต้องการเงินและเวลามากขึ้นในโรงพยาบาล", "th"),
            ("Wir brauchen mehr Geld und mehr Zeit für die Menschen im Krankenhaus.", "de"),
        ] {
            assert_eq!(detected(text), language, "{text}");
        }
    }
}
