//! The text of an open question: the question as a heading, then the answers, each a turn of its respondent.

use crate::import::encoding::clean;
use crate::import::plan::TableData;
use crate::model::Span;
use crate::text::{Mark, MarkKind, Structure, Style, StyleKind, Turn};

/// The answers to a question as a text, and who gives which: the place of a voice's respondent, voice by voice.
pub(super) struct Answers {
    pub text: String,
    pub structure: Structure,
    pub voices: Vec<usize>,
}

impl Answers {
    /// The answers in a column; `rows` says whose each row is, `names` how each respondent is called.
    pub fn new(table: &TableData, column: usize, rows: &[usize], names: &[String]) -> Self {
        let question = line(&table.header[column]);
        let mut made = Self { text: question.clone(), structure: Structure::default(), voices: Vec::new() };
        let mut at = question.chars().count() as u32;
        made.structure.styles.push(Style { span: Span { start: 0, end: at }, kind: StyleKind::Heading(1) });
        for (row, respondent) in table.rows.iter().zip(rows) {
            let answer = answer(&row[column]);
            if answer.is_empty() {
                continue;
            }
            let label = format!("{}: ", line(&names[*respondent]));
            let start = at + 2;
            let said = start + label.chars().count() as u32;
            at = said + answer.chars().count() as u32;
            for piece in ["\n\n", &label, &answer] {
                made.text.push_str(piece);
            }
            let speaker = made.voices.iter().position(|voice| voice == respondent).unwrap_or_else(|| {
                made.voices.push(*respondent);
                made.voices.len() - 1
            });
            made.structure.marks.push(Mark { span: Span { start, end: said }, kind: MarkKind::Label });
            made.structure.turns.push(Turn { span: Span { start, end: at }, speaker: speaker as u32, from: None, to: None });
        }
        made.structure.paragraphs = Structure::lines(&made.text);
        made
    }
}

/// The longest name that a question gives its source, in characters.
const NAME: usize = 80;

/// What the source of a question is called.
pub(super) fn title(question: &str) -> String {
    let name = line(question);
    let short: String = name.chars().take(NAME).collect();
    if short.len() < name.len() { format!("{}…", short.trim_end()) } else { name }
}

/// Words on one line.
pub(super) fn line(words: &str) -> String {
    let parts = words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// An answer as a text is written: its lines kept by whatever sign they end, empty ones and the space around left out.
fn answer(cell: &str) -> String {
    let cell = clean(cell.into());
    let lines: Vec<&str> = cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Geometry, SourceText};

    #[test]
    fn answers_are_turns_of_their_respondents() {
        let rows = [["R1", "More\u{2029}\nmoney\u{1} ✓"], ["R2", " "], ["R1", "And time"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        let table = TableData { header: vec!["id".into(), "What would\u{2028}help?".into()], rows, places: vec![2, 3], notes: Vec::new() };
        let Answers { text, structure, voices } = Answers::new(&table, 1, &[0, 1, 0], &["R1".into(), "R2".into()]);
        assert_eq!(text, "What would help?\n\nR1: More\nmoney ✓\n\nR1: And time");
        assert_eq!(voices, [0]);
        let text = SourceText { geometry: Geometry::new(text), structure };
        let said: Vec<&str> = text.structure.turns.iter().filter_map(|turn| text.said_in(turn.span)).map(|span| text.geometry.slice(span)).collect();
        assert_eq!(said, ["More\nmoney ✓", "And time"]);
    }
}
