//! A framework through time: named versions, codes that were merged, codings looked at again.

use super::{Code, CodeId, CoderId, CodingId, FrameworkId, FrameworkVersionId, LookedAgainId, MergedCodeId, Time};
use serde::{Deserialize, Serialize};

/// A framework as it stood when it was named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkVersion {
    /// Its id.
    pub id: FrameworkVersionId,
    /// The framework.
    pub framework: FrameworkId,
    /// Its name, unique in the framework without regard to case.
    pub name: String,
    /// Why it was made.
    pub reason: String,
    /// What was said at the meeting, or empty.
    pub note: String,
    /// The codes then.
    pub codes: Vec<Code>,
    /// Who named it.
    pub coder: CoderId,
    /// When.
    pub at: Time,
}

/// A code that was merged into another; either may be gone since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedCode {
    /// Its id.
    pub id: MergedCodeId,
    /// The framework in which it went.
    pub framework: FrameworkId,
    /// The code that is gone.
    pub code: CodeId,
    /// The one that stayed.
    pub into_code: CodeId,
    /// When.
    pub at: Time,
}

/// A coding that was looked at again after its code was redefined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedAgain {
    /// Its id.
    pub id: LookedAgainId,
    /// The coding.
    pub coding: CodingId,
    /// Who looked.
    pub coder: CoderId,
    /// When.
    pub at: Time,
}
