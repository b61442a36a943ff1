//! Which language a text is in, told by its first words.

/// The language of a text by its first words, as BCP 47 has it; English where it cannot be told.
pub(super) fn detected(text: &str) -> String {
    const ENOUGH: usize = 4000;
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= ENOUGH).last().unwrap_or(0);
    let start = if text.len() <= ENOUGH { text } else { &text[..end] };
    let sure = whatlang::detect(start).filter(|info| info.is_reliable());
    sure.map_or("en", |info| two_letters(info.lang())).to_owned()
}

fn two_letters(language: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match language {
        Lang::Ara => "ar",
        Lang::Dan => "da",
        Lang::Nld => "nl",
        Lang::Eng => "en",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Hun => "hu",
        Lang::Ita => "it",
        Lang::Nob => "nb",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tur => "tr",
        other => other.code(),
    }
}
