//! Paths of codes as people write them: `Law 2/Funding`, with a slash in a name written `\/`.

/// The names along a path; `\/` is a slash inside a name, `\\` a backslash. Space around a name is dropped.
pub fn split_path(path: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut chars = path.chars();
    while let Some(c) = chars.next() {
        let last = names.len() - 1;
        match c {
            '\\' => names[last].push(chars.next().unwrap_or('\\')),
            '/' => names.push(String::new()),
            c => names[last].push(c),
        }
    }
    names.into_iter().map(|name| name.trim().to_owned()).collect()
}

/// The path of these names, slashes and backslashes in them escaped.
pub fn join_path<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|name| name.as_ref().replace('\\', "\\\\").replace('/', "\\/")).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_path_of_any_names_comes_back(names in proptest::collection::vec("[a-z/\\\\.:é]{1,8}", 1..5)) {
            prop_assert_eq!(split_path(&join_path(&names)), names);
        }
    }
}
