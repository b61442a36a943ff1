//! Where an export is offered to lie.

use std::path::{Path, PathBuf};

/// A place beside the project, under a name that is free.
pub fn free(project: &Path, name: &str) -> PathBuf {
    let folder = project.parent().unwrap_or(Path::new(""));
    let (stem, suffix) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut path = folder.join(name);
    let mut number = 2;
    while path.exists() && number < 1000 {
        path = folder.join(format!("{stem} {number}.{suffix}"));
        number += 1;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_offered_a_free_name_beside_the_project() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("study.themata");
        assert_eq!(free(&project, "Trust.csv"), folder.path().join("Trust.csv"));
        std::fs::write(folder.path().join("Trust.csv"), "").unwrap();
        assert_eq!(free(&project, "Trust.csv"), folder.path().join("Trust 2.csv"));
    }
}
