//! Coders: who is coding.

use super::op::{Op, OpKind, name};
use super::transact::{Done, Project};
use crate::model::{Coder, CoderId};
use crate::{Error, Result};

impl Project {
    /// The coder with these initials, made if new, and coding from now on.
    pub fn be_coder(&mut self, initials: &str, full_name: &str) -> Result<CoderId> {
        let initials = initials.trim();
        let known = self.store.by::<Coder>("initials", &initials)?.into_iter().next();
        if let Some(coder) = known {
            let id = coder.id;
            self.set_coder(coder);
            return Ok(id);
        }
        let coder = Coder { id: CoderId::new(), name: full_name.trim().into(), initials: initials.into(), role: String::new() };
        check(&coder)?;
        // Their own arrival is the first thing they do.
        self.set_coder(coder.clone());
        self.transact(&Op::new(OpKind::AddCoder, format!("Added the coder {}", name(initials))), |store| store.insert(&coder))?;
        Ok(coder.id)
    }

    /// Changes a coder's name, initials or role.
    pub fn edit_coder(&mut self, coder: Coder) -> Result<Done> {
        check(&coder)?;
        let taken = self.store.by::<Coder>("initials", &coder.initials)?.into_iter().any(|other| other.id != coder.id);
        if taken {
            return Err(Error::hint(
                format!("another coder has the initials {}", coder.initials),
                "Take other initials, so that codings can be told apart.",
            ));
        }
        let done =
            self.transact(&Op::new(OpKind::EditCoder, format!("Changed the coder {}", name(&coder.initials))), |store| store.update(&coder))?;
        if self.coder().is_some_and(|present| present.id == coder.id) {
            self.set_coder(coder);
        }
        Ok(done)
    }
}

fn check(coder: &Coder) -> Result<()> {
    let letters = coder.initials.chars().count();
    if !(1..=6).contains(&letters) || coder.initials.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Error::hint(format!("“{}” are no initials", coder.initials), "Use one to six letters, such as BP."));
    }
    Ok(())
}
