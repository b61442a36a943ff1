//! Folders of sources.

use super::cases::sources_named;
use super::op::{Op, OpKind, name};
use super::transact::{Done, Project};
use crate::Result;
use crate::model::{Folder, FolderId, Source, SourceId, order};
use crate::store::Store;

impl Project {
    /// Makes a folder after its siblings.
    pub fn add_folder(&mut self, parent: Option<FolderId>, title: &str) -> Result<Done<FolderId>> {
        self.add_folder_of(parent, title, &[])
    }

    /// Makes a folder after its siblings and moves sources into it, as one operation.
    pub fn add_folder_of(&mut self, parent: Option<FolderId>, title: &str, sources: &[SourceId]) -> Result<Done<FolderId>> {
        super::codes::not_empty("a folder", title)?;
        let last = self.store.all::<Folder>()?.into_iter().filter(|f| f.parent == parent).map(|f| f.ord).max().unwrap_or_default();
        let folder = Folder { id: FolderId::new(), parent, name: title.trim().into(), ord: order::between(&last, None) };
        let work = |store: &Store| {
            store.insert(&folder)?;
            put(store, sources, Some(folder.id))?;
            Ok(folder.id)
        };
        self.transact_told(OpKind::AddFolder, work, |touched, _| {
            let moved = touched.of::<Source>(sources)?;
            let with = if moved.is_empty() { String::new() } else { format!(" with {}", sources_named(touched.store(), &moved)?) };
            Ok(Op::new(OpKind::AddFolder, format!("Made the folder {}{with}", name(&folder.name))))
        })
    }

    /// Renames a folder.
    pub fn rename_folder(&mut self, id: FolderId, title: &str) -> Result<Done> {
        super::codes::not_empty("a folder", title)?;
        let folder = super::codes::found(self.store.get::<Folder>(id)?, "folder")?;
        let label = format!("Renamed the folder {} to {}", name(&folder.name), name(title));
        self.transact(&Op::new(OpKind::EditFolder, label), |store| store.update(&Folder { name: title.trim().into(), ..folder }))
    }

    /// Removes a folder; what lay in it goes to the folder above.
    pub fn remove_folder(&mut self, id: FolderId) -> Result<Done> {
        let folder = super::codes::found(self.store.get::<Folder>(id)?, "folder")?;
        self.transact(&Op::new(OpKind::RemoveFolder, format!("Removed the folder {}", name(&folder.name))), |store| {
            for source in store.by::<Source>("folder", &id)? {
                store.update(&Source { folder: folder.parent, ..source })?;
            }
            for child in store.by::<Folder>("parent", &id)? {
                store.update(&Folder { parent: folder.parent, ..child })?;
            }
            store.delete::<Folder>(id)
        })
    }

    /// Moves sources into a folder, or out of every folder.
    pub fn move_sources(&mut self, ids: &[SourceId], folder: Option<FolderId>) -> Result<Done> {
        let to = match folder {
            Some(id) => name(&super::codes::found(self.store.get::<Folder>(id)?, "folder")?.name),
            None => "no folder".into(),
        };
        self.transact_told(
            OpKind::MoveSources,
            |store| put(store, ids, folder),
            |touched, ()| {
                let moved = sources_named(touched.store(), &touched.of::<Source>(ids)?)?;
                Ok(Op::new(OpKind::MoveSources, format!("Moved {moved} to {to}")))
            },
        )
    }
}

/// Puts sources into a folder, or out of every folder, inside an open operation.
fn put(store: &Store, ids: &[SourceId], folder: Option<FolderId>) -> Result<()> {
    ids.iter().try_for_each(|id| {
        let source = super::codes::found(store.get::<Source>(*id)?, "source")?;
        store.update(&Source { folder, ..source })
    })
}
