//! The words of the example study, embedded in the program.

/// A source of the study and how it was coded.
pub(super) struct Text {
    /// The name of its files without suffix, such as `ICSA-QL-1`.
    pub stem: &'static str,
    /// Its file's name.
    pub file: &'static str,
    /// Its words.
    pub words: &'static str,
    /// Its codings, one a line.
    pub codings: &'static str,
}

macro_rules! texts {
    ($folder:literal, $suffix:literal: $($stem:literal)+) => {
        &[$(Text {
            stem: $stem,
            file: concat!($stem, $suffix),
            words: include_str!(concat!("../../examples/ics-study/", $folder, "/", $stem, $suffix)),
            codings: include_str!(concat!("../../examples/ics-study/codings/", $stem, ".tsv")),
        }),+]
    };
}

/// The interviews, site by site in the order they were held.
pub(super) const INTERVIEWS: &[Text] = texts!("transcripts", ".txt":
    "ICSA-QL-1" "ICSA-HW-1" "ICSA-DPH-1" "ICSA-DST-1" "ICSA-MD-2" "ICSA-QL-2"
    "ICSB-QL-1" "ICSB-DASS-1" "ICSB-GP-1" "ICSB-CEO-1" "ICSB-DASS-2" "ICSB-NEM-2"
    "ICSC-EDN-1" "ICSC-CC-1" "ICSC-DASC-1" "ICSC-HW-1" "ICSC-EDN-2" "ICSC-MD-2"
    "ICSD-DPBP-1" "ICSD-VCS-1" "ICSD-COO-1" "ICSD-DPH-1" "ICSD-DPBP-2" "ICSD-CN-2");

/// The field notes of meetings.
pub(super) const NOTES: &[Text] = texts!("notes", ".md": "ICSA-board-2022-02" "ICSB-quality-group-2023-03" "ICSD-partnership-2022-04");

/// Who was interviewed, when and how: one line an interview.
pub(super) const PEOPLE: &str = include_str!("../../examples/ics-study/interviews.csv");

/// The sites.
pub(super) const SITES: &str = include_str!("../../examples/ics-study/sites.csv");

/// The coders.
pub(super) const CODERS: &str = include_str!("../../examples/ics-study/coders.csv");

/// The memos, one a line.
pub(super) const MEMOS: &str = include_str!("../../examples/ics-study/memos.tsv");

/// The cells of the chart, one a line as they were written.
pub(super) const CHART: &str = include_str!("../../examples/ics-study/chart.tsv");

/// The words that codes had at first, where they were other: code, what of it, words.
pub(super) const DEFINITIONS: &str = include_str!("../../examples/ics-study/definitions.tsv");

/// The versions that were named: at which meeting, framework, name, coder, reason, note.
pub(super) const VERSIONS: &str = include_str!("../../examples/ics-study/versions.tsv");

/// The codes of one framework that are read as codes of the other: from, to or `-`, coder, reason.
pub(super) const LINKS: &str = include_str!("../../examples/ics-study/links.tsv");

/// What was settled of single passages: from, to, source, first words, ruling, moved to, coder, reason.
pub(super) const RULINGS: &str = include_str!("../../examples/ics-study/rulings.tsv");

/// What themes say and gather: theme, statement, code or source, first words of a passage, mark, coder, note.
pub(super) const THEMES: &str = include_str!("../../examples/ics-study/themes.tsv");

/// The report: its name, introduction, themes and chosen quotes.
pub(super) const REPORT: &str = include_str!("../../examples/ics-study/report.tsv");

/// What memos are linked to, and which are settled: title, coder, what.
pub(super) const MEMO_LINKS: &str = include_str!("../../examples/ics-study/memo-links.tsv");

/// A mark of all these words and of how they are made into a project: another one means that the study is another.
pub(super) fn mark() -> String {
    /// Raised when the same words are built differently.
    const MANNER: &str = "2";
    let mut hasher = blake3::Hasher::new();
    let texts = INTERVIEWS.iter().chain(NOTES).flat_map(|text| [text.words, text.codings]);
    for words in texts.chain([PEOPLE, SITES, CODERS, MEMOS, CHART, DEFINITIONS, VERSIONS, LINKS, RULINGS, THEMES, REPORT, MEMO_LINKS, MANNER]) {
        hasher.update(words.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}
