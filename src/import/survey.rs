//! Surveys: a table whose rows are respondents. Closed columns are attributes of people, open ones texts to be read and coded.

mod apply;
mod changes;
mod earlier;
mod plan;
mod strangers;
mod text;

pub use apply::{ImportedSurvey, SurveyRequest, home_named, import_survey};
pub use changes::{EmptyAnswer, SurveyChanges};
pub use earlier::{Again, Earlier};
pub use plan::{LeftOut, PlannedQuestion, SurveyOptions, SurveyPlan, SurveyUse};
