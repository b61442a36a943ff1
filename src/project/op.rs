//! Every kind of operation a researcher can do, as the journal names it.

use crate::model::named;

pub use crate::model::counted as count;

named! {
    /// A kind of operation.
    OpKind {
        /// The project itself was made.
        NewProject = "new project",
        /// Its name, description, groupings or attribution changed.
        EditProject = "edit project",
        /// A coder joined.
        AddCoder = "add coder",
        /// A coder's name, initials or role changed.
        EditCoder = "edit coder",
        /// Sources were imported.
        ImportSources = "import sources",
        /// A note was written here.
        AddNote = "add note",
        /// The first words of a note that was begun empty were written; undo and redo take both together.
        WriteNote = "write note",
        /// A source's name, kind, date or language changed.
        EditSource = "edit source",
        /// A source's text was corrected: a new version of it is shown.
        CorrectText = "correct text",
        /// Sources were moved to a folder.
        MoveSources = "move sources",
        /// Sources were removed with all that is on them.
        RemoveSources = "remove sources",
        /// A folder was made.
        AddFolder = "add folder",
        /// A folder was renamed.
        EditFolder = "edit folder",
        /// A folder was removed; what lay in it went up.
        RemoveFolder = "remove folder",
        /// A voice was renamed or given a role.
        EditSpeaker = "edit speaker",
        /// Voices were joined to a case, or parted from it.
        JoinSpeakers = "join speakers",
        /// Two voices of a source became one.
        MergeSpeakers = "merge speakers",
        /// A kind of case was made.
        AddCaseKind = "add case kind",
        /// A kind of case was renamed or moved.
        EditCaseKind = "edit case kind",
        /// A kind of case was removed.
        RemoveCaseKind = "remove case kind",
        /// A case was made.
        AddCase = "add case",
        /// A case was changed.
        EditCase = "edit case",
        /// Cases were removed.
        RemoveCases = "remove cases",
        /// Sources were given to a case.
        LinkSources = "link sources",
        /// Sources were taken from a case.
        UnlinkSources = "unlink sources",
        /// An attribute was made.
        AddAttribute = "add attribute",
        /// An attribute's name, type or choices changed.
        EditAttribute = "edit attribute",
        /// An attribute was removed with its values.
        RemoveAttribute = "remove attribute",
        /// Values were set or cleared.
        SetValues = "set values",
        /// A table of attributes was read in.
        ImportTable = "import table",
        /// A framework was made, empty or from a template.
        AddFramework = "add framework",
        /// A framework's name or description changed.
        EditFramework = "edit framework",
        /// A framework was removed with its codes.
        RemoveFramework = "remove framework",
        /// A code was made.
        AddCode = "add code",
        /// Anything of a code but its place changed.
        EditCode = "edit code",
        /// Codes were moved in the tree.
        MoveCodes = "move codes",
        /// Codes were merged into one.
        MergeCodes = "merge codes",
        /// Codes were removed with their codings.
        RemoveCodes = "remove codes",
        /// Passages were coded.
        ApplyCodes = "apply codes",
        /// Codings were taken off.
        RemoveCodings = "remove codings",
        /// A part of codings was taken off.
        TrimCodings = "trim codings",
        /// Codings were given another code.
        Recode = "recode",
        /// A coding's ends were moved.
        ResizeCoding = "resize coding",
        /// Codings were made key quotes, or were no longer.
        StarCodings = "star codings",
        /// Passages are not offered again as like those of a code.
        DismissPassages = "dismiss passages",
        /// Passages that were dismissed are offered again.
        OfferAgain = "offer again",
        /// A memo was written.
        AddMemo = "add memo",
        /// A memo was changed.
        EditMemo = "edit memo",
        /// Memos were removed.
        RemoveMemos = "remove memos",
        /// A memo was linked to something more.
        LinkMemo = "link memo",
        /// A memo is no longer linked to something.
        UnlinkMemo = "unlink memo",
        /// Memos were settled, or opened again.
        SettleMemos = "settle memos",
        /// A name was put on the list of pseudonyms, or left off it for good.
        AddPseudonym = "add pseudonym",
        /// A name on the list of pseudonyms was changed.
        EditPseudonym = "edit pseudonym",
        /// Names were taken off the list of pseudonyms.
        RemovePseudonyms = "remove pseudonyms",
        /// Names were replaced by what stands for them.
        ApplyPseudonyms = "apply pseudonyms",
        /// A search was kept by name.
        SaveSearch = "save search",
        /// Another search was kept under a name.
        EditSearch = "edit search",
        /// What a saved search finds was taken as seen.
        SeeSearch = "see search",
        /// Saved searches were removed.
        RemoveSearches = "remove searches",
        /// Rules for counting words were changed.
        SetWordRules = "set word rules",
        /// Cells of the chart were written.
        WriteCells = "write cells",
        /// Codes of one framework were linked to codes of another, or parted again.
        MapCodes = "map codes",
        /// What passages are in the second framework was settled.
        SettlePassages = "settle passages",
        /// What one framework comes to in another was coded for good.
        ApplyCrosswalk = "apply crosswalk",
        /// A theme gathered codes or passages, or parted with them.
        GatherParts = "gather parts",
        /// A report was begun.
        AddReport = "add report",
        /// A report was changed: its title, its themes, their order, their quotes.
        EditReport = "edit report",
        /// Reports were removed.
        RemoveReports = "remove reports",
        /// A framework was named as it stands.
        NameVersion = "name version",
        /// A named version was renamed, or its reason or note changed.
        EditVersion = "edit version",
        /// Named versions were removed.
        RemoveVersions = "remove versions",
        /// Codings were looked at again after their code was redefined.
        LookAgain = "look again",
        /// A code was pinned to a key, or unpinned.
        SetPin = "set pin",
        /// A coder marked how far a source is.
        SetProgress = "set progress",
        /// An operation was taken back.
        Undo = "undo",
        /// An undo was taken back.
        Redo = "redo",
        /// The file was upgraded; undo does not cross this.
        Upgrade = "upgrade",
        /// The rows were saved from a damaged file; undo does not cross this.
        Recover = "recover",
    }
}

/// What history filters by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OpGroup {
    /// Codings, stars, pins, progress.
    Coding,
    /// Frameworks and codes.
    Framework,
    /// Sources, folders, speakers.
    Transcripts,
    /// Cases and attributes.
    Cases,
    /// The framework chart.
    Chart,
    /// Memos.
    Memos,
    /// The project, coders, upgrades.
    Project,
}

impl OpGroup {
    /// Every group in the order it is offered.
    pub const ALL: [Self; 7] = [Self::Coding, Self::Framework, Self::Chart, Self::Transcripts, Self::Cases, Self::Memos, Self::Project];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Coding => "Coding",
            Self::Framework => "Framework",
            Self::Transcripts => "Transcripts",
            Self::Cases => "Cases",
            Self::Chart => "Chart",
            Self::Memos => "Memos",
            Self::Project => "Project",
        }
    }
}

impl OpKind {
    /// The group that history files it under; an undo goes with what it undoes.
    pub fn group(self) -> OpGroup {
        use OpKind::*;
        match self {
            ApplyCodes | RemoveCodings | TrimCodings | Recode | ResizeCoding | StarCodings | DismissPassages | OfferAgain | ApplyCrosswalk
            | LookAgain | SetPin | SetProgress => OpGroup::Coding,
            AddFramework | EditFramework | RemoveFramework | AddCode | EditCode | MoveCodes | MergeCodes | RemoveCodes | MapCodes
            | SettlePassages | GatherParts | NameVersion | EditVersion | RemoveVersions => OpGroup::Framework,
            ImportSources | AddNote | WriteNote | EditSource | CorrectText | MoveSources | RemoveSources | AddFolder | EditFolder | RemoveFolder
            | EditSpeaker | JoinSpeakers | MergeSpeakers | ApplyPseudonyms => OpGroup::Transcripts,
            AddCaseKind | EditCaseKind | RemoveCaseKind | AddCase | EditCase | RemoveCases | LinkSources | UnlinkSources | AddAttribute
            | EditAttribute | RemoveAttribute | SetValues | ImportTable | AddPseudonym | EditPseudonym | RemovePseudonyms => OpGroup::Cases,
            WriteCells => OpGroup::Chart,
            AddMemo | EditMemo | RemoveMemos | LinkMemo | UnlinkMemo | SettleMemos => OpGroup::Memos,
            NewProject | EditProject | AddReport | EditReport | RemoveReports | SaveSearch | EditSearch | SeeSearch | RemoveSearches
            | SetWordRules | AddCoder | EditCoder | Undo | Redo | Upgrade | Recover => OpGroup::Project,
        }
    }

    /// Whether undo stops at it for good: making the project, upgrades and recoveries.
    pub fn is_floor(self) -> bool {
        matches!(self, Self::NewProject | Self::Upgrade | Self::Recover)
    }
}

/// The head of an operation: its kind, what was done in plain words, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Op {
    /// The verb.
    pub kind: OpKind,
    /// What was done: `Coded a passage as Money`. Names stand between [`name`]'s isolates, which views draw strong.
    pub label: String,
    /// The source or framework it was done in, or empty.
    pub place: String,
}

impl Op {
    /// An operation with a label.
    pub fn new(kind: OpKind, label: impl Into<String>) -> Self {
        Self { kind, label: label.into(), place: String::new() }
    }

    /// The same, done in `place`.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = place.into();
        self
    }
}

/// A name as it stands in a label: between U+2068 and U+2069, so that it keeps its direction and views can draw it strong.
pub fn name(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// A label without the isolates around names.
pub fn plain(label: &str) -> String {
    label.replace(['\u{2068}', '\u{2069}'], "")
}

/// How many passages codings are, and how many codings where several coders marked the same: `2 passages (6 codings)`.
pub fn passages(passages: usize, codings: usize) -> String {
    let words = count(passages, "passage", "passages");
    if passages == codings { words } else { format!("{words} ({})", count(codings, "coding", "codings")) }
}
