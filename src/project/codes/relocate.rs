//! Moving codes in their tree or to another framework.

use super::{Place, family, found, key_at, refuse_twice};
use crate::model::{Code, CodeId, Framework};
use crate::project::op::{Op, OpKind, count, name};
use crate::project::themes::{without_circles, without_turning};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};

impl Project {
    /// Moves codes, with all below them, to a place; in the order given.
    pub fn move_codes(&mut self, ids: &[CodeId], place: Place) -> Result<Done> {
        let framework = found(self.store.get::<Framework>(place.framework)?, "framework")?;
        let all = self.store.all::<Code>()?;
        let first = found(all.iter().find(|c| ids.first() == Some(&c.id)), "code")?;
        let first = name(&first.name);
        let to = match place.parent {
            Some(parent) => name(&found(all.iter().find(|c| c.id == parent), "code")?.name),
            None => format!("the top of {}", name(&framework.name)),
        };
        let moved = |store: &Store| {
            for id in ids {
                let codes = store.all::<Code>()?;
                let code = found(codes.iter().find(|c| c.id == *id), "code")?.clone();
                let below = family(&codes, *id);
                if place.parent.is_some_and(|parent| below.contains(&parent)) {
                    return Err(Error::rejected(format!("“{}” cannot go below itself", code.name)));
                }
                refuse_twice(&codes, place.framework, place.parent, Some(*id), &code.name)?;
                let ord = key_at(&codes, place, Some(*id));
                store.update(&Code { framework: place.framework, parent: place.parent, ord, ..code })?;
                for child in codes.iter().filter(|c| below[1..].contains(&c.id) && c.framework != place.framework) {
                    store.update(&Code { framework: place.framework, ..child.clone() })?;
                }
            }
            Ok(())
        };
        let work = |store: &Store| without_turning(store, ids, || without_circles(store, || moved(store)));
        self.transact_told(OpKind::MoveCodes, work, |touched, ()| {
            // Where several were to be moved and one was, it may be another than the first.
            let moved = touched.of::<Code>(ids)?;
            let what = match moved.as_slice() {
                [one] => found(touched.store().get::<Code>(*one)?, "code").map(|code| name(&code.name))?,
                [] => first,
                more => count(more.len(), "code", "codes"),
            };
            Ok(Op::new(OpKind::MoveCodes, format!("Moved {what} to {to}")).at(framework.name))
        })
    }
}
