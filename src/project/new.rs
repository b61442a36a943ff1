//! The first rows of a new project.

use super::op::{Op, OpKind, name};
use super::transact::{Done, Project};
use crate::Result;
use crate::model::{self, CaseKind, CaseKindId, Grouping, Layer, LayerId, LayerKind, ProjectId, order};

/// Writes the project's row, the kinds “site” and “person” and the independent layer: what every study has.
pub(super) fn first_rows(project: &mut Project, title: &str) -> Result<()> {
    let [first, second] = [order::between("", None), order::between(&order::between("", None), None)];
    let site = CaseKind { id: CaseKindId::new(), parent: None, name: CaseKind::SITE.into(), ord: first };
    let person = CaseKind { id: CaseKindId::new(), parent: Some(site.id), name: CaseKind::PERSON.into(), ord: second };
    let row = model::Project {
        id: ProjectId::new(),
        name: title.into(),
        description: String::new(),
        site: Some(Grouping::Kind(site.id)),
        role: None,
        phase: None,
        attribution: model::Project::ATTRIBUTION.into(),
    };
    let layer = Layer { id: LayerId::new(), kind: LayerKind::Independent, name: "Independent".into(), framework: None };
    project.transact(&Op::new(OpKind::NewProject, format!("Made the project {}", name(title))), |store| {
        store.insert(&row)?;
        store.insert(&site)?;
        store.insert(&person)?;
        store.insert(&layer)
    })?;
    Ok(())
}

impl Project {
    /// A new project file with what `fill` puts into it. Where that fails, no file is left.
    pub fn create_with(path: &std::path::Path, title: &str, fill: impl FnOnce(&mut Self) -> Result<()>) -> Result<Self> {
        let mut project = Self::create(path, title)?;
        match project.in_one_go(fill) {
            Ok(()) => Ok(project),
            Err(error) => {
                // It was made a moment ago, by this very call: nobody else's work is in it.
                let _ = project.close();
                let _ = std::fs::remove_file(path);
                Err(error)
            }
        }
    }

    /// The project's own row.
    pub fn about(&self) -> Result<model::Project> {
        super::reader::the_project(&self.store)
    }

    /// The project's row without a grouping that is about to go.
    pub(super) fn without_grouping(&self, gone: Grouping) -> Result<model::Project> {
        let mut row = self.about()?;
        for grouping in [&mut row.site, &mut row.role, &mut row.phase] {
            grouping.take_if(|grouping| *grouping == gone);
        }
        Ok(row)
    }

    /// Changes the project's name, description, groupings or attribution.
    pub fn edit_project(&mut self, row: model::Project) -> Result<Done> {
        super::codes::not_empty("a project", &row.name)?;
        let row = model::Project { name: row.name.trim().into(), ..row };
        let old = self.about()?;
        let label =
            if old.name == row.name { "Changed the project’s settings".to_owned() } else { format!("Renamed the project to {}", name(&row.name)) };
        self.transact(&Op::new(OpKind::EditProject, label), |store| store.update(&model::Project { id: old.id, ..row }))
    }
}
