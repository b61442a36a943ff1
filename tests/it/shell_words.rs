//! Lines of a shell taken apart: for what the README and the help show.

/// The words of a line as a shell takes them apart, up to a remark.
pub fn words(line: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], None);
    for c in line.chars() {
        match c {
            '"' | '\'' if quoted.is_none_or(|mark| mark == c) => quoted = if quoted.is_none() { Some(c) } else { None },
            '#' if quoted.is_none() && words.last().is_some_and(String::is_empty) => break,
            ' ' if quoted.is_none() => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.into_iter().filter(|word| !word.is_empty()).collect()
}
