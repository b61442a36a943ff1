//! Searches kept by name, and what was found when somebody looked last.

mod words;

use super::codes::{found, not_empty};
use super::op::{Op, OpKind, count, name};
use super::transact::{Done, Project};
use crate::model::{SavedSearch, SearchId, Time, order};
use crate::store::Store;
use crate::{Error, Result};

impl Project {
    /// Keeps a search under a name; one of that name is this search from now on. `seen` is what it finds now.
    pub fn save_search(&mut self, title: &str, query: &str, seen: &str) -> Result<Done<SearchId>> {
        not_empty("a search", title)?;
        not_empty("what is sought", query)?;
        let (title, query) = (title.trim(), query.trim());
        let all = self.store.all::<SavedSearch>()?;
        if let Some(old) = all.iter().find(|saved| saved.name.to_lowercase() == title.to_lowercase()) {
            let saved = SavedSearch { name: title.into(), query: query.into(), seen: seen.into(), at: Time::now(), ..old.clone() };
            let op = Op::new(OpKind::EditSearch, format!("Changed the saved search {}", name(title)));
            return self.transact(&op, |store| store.update(&saved).map(|()| saved.id));
        }
        let last = all.into_iter().map(|saved| saved.ord).max().unwrap_or_default();
        let saved = SavedSearch {
            id: SearchId::new(),
            name: title.into(),
            query: query.into(),
            seen: seen.into(),
            at: Time::now(),
            ord: order::between(&last, None),
        };
        let op = Op::new(OpKind::SaveSearch, format!("Saved the search {}", name(title)));
        self.transact(&op, |store| store.insert(&saved).map(|()| saved.id))
    }

    /// Calls a saved search something else.
    pub fn rename_search(&mut self, id: SearchId, title: &str) -> Result<Done> {
        not_empty("a search", title)?;
        let (saved, title) = (found(self.store.get::<SavedSearch>(id)?, "saved search")?, title.trim());
        let same = |other: &SavedSearch| other.id != id && other.name.to_lowercase() == title.to_lowercase();
        if self.store.all::<SavedSearch>()?.iter().any(same) {
            return Err(Error::hint(format!("there is a saved search “{title}” already"), "Choose another name, or remove that one first."));
        }
        let op = Op::new(OpKind::EditSearch, format!("Called the saved search {} {}", name(&saved.name), name(title)));
        self.transact(&op, |store| store.update(&SavedSearch { name: title.into(), ..saved }))
    }

    /// Takes what a saved search finds now as seen: none of it is new any more.
    pub fn see_search(&mut self, id: SearchId, seen: &str) -> Result<Done> {
        let saved = found(self.store.get::<SavedSearch>(id)?, "saved search")?;
        let op = Op::new(OpKind::SeeSearch, format!("Took what {} finds as seen", name(&saved.name)));
        let same = saved.seen == seen;
        let saved = SavedSearch { seen: seen.into(), at: if same { saved.at } else { Time::now() }, ..saved };
        self.transact(&op, |store| store.update(&saved))
    }

    /// Removes saved searches; what was coded by them stays.
    pub fn remove_searches(&mut self, ids: &[SearchId]) -> Result<Done> {
        let first = found(ids.first().map(|id| self.store.get::<SavedSearch>(*id)).transpose()?.flatten(), "saved search")?;
        let work = |store: &Store| ids.iter().try_for_each(|id| store.delete::<SavedSearch>(*id));
        self.transact_told(OpKind::RemoveSearches, work, |touched, ()| {
            let label = match touched.rows::<SavedSearch>()? {
                1 => format!("Removed the saved search {}", name(&first.name)),
                gone => format!("Removed {}", count(gone, "saved search", "saved searches")),
            };
            Ok(Op::new(OpKind::RemoveSearches, label))
        })
    }
}
