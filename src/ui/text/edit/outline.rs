//! Lines that are set in: how far, by what, and one step further in or out.

/// Spaces of a step where no line says otherwise.
const STEP: usize = 4;

/// What a line is set in by.
pub fn margin(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// One step: a tab where a line begins with one, else as many spaces as the line that is set in least.
pub fn step(text: &str) -> String {
    if text.lines().any(|line| line.starts_with('\t')) {
        return "\t".into();
    }
    let least = text.lines().filter(|line| !line.trim().is_empty()).map(|line| margin(line).len()).filter(|set_in| *set_in > 0).min();
    " ".repeat(least.unwrap_or(STEP))
}

/// A line one step further in, or out as far as it goes.
pub fn moved(line: &str, step: &str, deeper: bool) -> String {
    if deeper {
        return format!("{}{step}{}", margin(line), &line[margin(line).len()..]);
    }
    if let Some(rest) = line.strip_prefix('\t') {
        return rest.to_owned();
    }
    let most = if step == "\t" { STEP } else { step.len() };
    line[line.bytes().take(most).take_while(|byte| *byte == b' ').count()..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_what_the_lines_are_set_in_by() {
        assert_eq!(step("Law\n  Money\n    Costs"), "  ");
        assert_eq!(step("Law\n\tMoney"), "\t");
        assert_eq!(step("Law"), "    ");
        assert_eq!(moved("  Money\n", "  ", true), "    Money\n");
        assert_eq!(moved("  Money", "  ", false), "Money");
        assert_eq!(moved(" Money", "    ", false), "Money");
        assert_eq!(moved("\t\tMoney", "\t", false), "\tMoney");
        assert_eq!(moved("Money", "  ", false), "Money");
    }
}
