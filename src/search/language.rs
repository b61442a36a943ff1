//! Which language a text is in, told by its first words.

/// The language of a text by its first words, as BCP 47 has it; English where it cannot be told.
pub(super) fn detected(text: &str) -> String {
    const ENOUGH: usize = 4000;
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= ENOUGH).last().unwrap_or(0);
    let start = if text.len() <= ENOUGH { text } else { &text[..end] };
    let sure = whatlang::detect(start).filter(|info| info.is_reliable());
    sure.map_or("en", |info| two_letters(info.lang())).to_owned()
}

/// Languages by the three letters of ISO 639-3 and the two of ISO 639-1; Chinese is Mandarin there.
const CODES: [(&str, &str); 69] = [
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
            assert_eq!(two_letters(*language).len(), if language.code() == "cym" { 3 } else { 2 }, "{language:?}");
        }
        for (text, language) in [
            ("我们需要更多的钱和时间，医院里没有足够的人。", "zh"),
            ("私は病院で働いています。お金も時間も足りません。", "ja"),
            ("เราต้องการเงินและเวลามากขึ้นในโรงพยาบาล", "th"),
            ("Wir brauchen mehr Geld und mehr Zeit für die Menschen im Krankenhaus.", "de"),
        ] {
            assert_eq!(detected(text), language, "{text}");
        }
    }
}
