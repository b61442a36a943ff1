//! The frameworks that come with the program.

use super::Template;

const FILES: [(&str, &str); 3] = [
    ("leutz", include_str!("../../../assets/templates/leutz.json")),
    ("quality", include_str!("../../../assets/templates/quality.json")),
    ("empty", include_str!("../../../assets/templates/empty.json")),
];

/// The templates, each under the key that the command line takes: `leutz`, `quality` and `empty`.
pub fn templates() -> Vec<(&'static str, Template)> {
    // Whether each of them is read is a test's business: a file that is not is left out.
    FILES.into_iter().filter_map(|(key, text)| Some((key, serde_json::from_str(text).ok()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::TemplateCode;

    fn count(codes: &[TemplateCode], wanted: &dyn Fn(&TemplateCode) -> bool) -> usize {
        codes.iter().map(|code| usize::from(wanted(code)) + count(&code.children, wanted)).sum()
    }

    #[test]
    fn every_template_is_read_and_every_code_of_it_described() {
        let all = templates();
        assert_eq!(all.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["leutz", "quality", "empty"]);
        let sizes: Vec<usize> = all.iter().map(|(_, template)| count(&template.codes, &|_| true)).collect();
        assert_eq!(sizes, [33, 15, 0]);
        for (_, template) in all {
            let bare =
                |code: &TemplateCode| code.short.is_empty() || code.description.is_empty() || code.include.is_empty() || code.exclude.is_empty();
            assert_eq!(count(&template.codes, &bare), 0);
        }
    }
}
