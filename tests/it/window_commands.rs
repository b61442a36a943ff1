//! Every command has a row in the one table, or is the answer to one that has; every row stands in menu, palette and list of keys.

use super::window::{Window, press, type_text, until};
use super::window_study::{field, opened};
use super::window_themes::Open;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::collections::BTreeSet;
use themata::export::TableOf;
use themata::ui::ViewId;
use themata::ui::command::{
    Care, CaseCommand, ChartCommand, CodeCommand, CodingCommand, Command, CorrectCommand, CrosswalkCommand, Edit, Entry, Export, FrameworkCommand,
    Gathering, History, LikeCommand, MemoCommand, ProjectCommand, PseudonymCommand, ReadCommand, ReportCommand, SearchCommand, Section, Showing,
    SourceCommand, SpeakerCommand, Study, ThemesCommand, When, Window as Show, table,
};

const NONE: Modifiers = Modifiers::NONE;

/// What the program says to itself, which nobody asks for.
const INNER: &str = "";
/// Reached by pointing at the thing itself, in a list or in the palette.
const POINTED: &str = "go.anything";

/// Which row asks for the commands of a noun. The match beside it makes a new command fail to compile until it is named here.
macro_rules! rows {
    ($name:ident, $kind:ty, { $($pattern:pat => $row:expr,)+ }) => {
        fn $name() -> Vec<(&'static str, &'static str)> {
            fn whole(command: &$kind) {
                match command { $($pattern => (),)+ }
            }
            let _ = whole;
            vec![$((stringify!($pattern), $row),)+]
        }
    };
}

rows!(codes, CodeCommand, {
    CodeCommand::OnChosen(_) => "code.rename",
    CodeCommand::OnFramework(_) => "framework.rename",
    CodeCommand::AskNew | CodeCommand::Add(..) => "code.new",
    CodeCommand::AskRename(_) | CodeCommand::Edit(_) => "code.rename",
    CodeCommand::AskDefine(_) | CodeCommand::Define(..) => "code.define",
    CodeCommand::AskForget(_) | CodeCommand::Forget(_) => "code.define",
    CodeCommand::AskColour(_) | CodeCommand::Give(..) => "code.colour",
    CodeCommand::AskMove(_) | CodeCommand::Move(..) => "code.move",
    CodeCommand::AskInto(_) | CodeCommand::AskMerge(..) | CodeCommand::Merge(..) => "code.merge",
    CodeCommand::AskRemove(_) | CodeCommand::Remove(_) => "code.remove",
    CodeCommand::AskSplit(_) | CodeCommand::Split(..) => "code.split",
    CodeCommand::AskFramework | CodeCommand::AddFramework(_) => "framework.new",
    CodeCommand::AskFrameworkFile | CodeCommand::FrameworksOf(_) => "framework.file",
    CodeCommand::AskRenameFramework(_) => "framework.rename",
    CodeCommand::AskDescribe(_) | CodeCommand::EditFramework(_) => "framework.describe",
    CodeCommand::AskRemoveFramework(_) | CodeCommand::RemoveFramework(_) => "framework.remove",
});

rows!(frameworks, FrameworkCommand, {
    FrameworkCommand::Ask | FrameworkCommand::Of(_) => "frameworks.of",
    FrameworkCommand::Open(..) | FrameworkCommand::Page(_) => "frameworks.versions",
    FrameworkCommand::AskOnly | FrameworkCommand::Only(_) => "frameworks.only",
    FrameworkCommand::AllDue => "due.all",
    FrameworkCommand::Show => "due.show",
    FrameworkCommand::Holds | FrameworkCommand::LookedAt(_) => "due.holds",
    FrameworkCommand::Uncode => "due.uncode",
    FrameworkCommand::AskPart | FrameworkCommand::Part(_) => "saturation.part",
    FrameworkCommand::AskTerms | FrameworkCommand::Term(_) => "saturation.terms",
    FrameworkCommand::Tops => "saturation.tops",
    FrameworkCommand::SavePicture | FrameworkCommand::CheckPicture(_) => "saturation.save",
    FrameworkCommand::WherePicture(_) | FrameworkCommand::WritePicture(..) => "saturation.save",
    FrameworkCommand::AskRecode | FrameworkCommand::PickRecode(_) | FrameworkCommand::Recode(..) => "due.recode",
    FrameworkCommand::AskName | FrameworkCommand::AskNameOf(_) | FrameworkCommand::Name(..) => "frameworks.name",
    FrameworkCommand::Keep(_) => INNER,
    FrameworkCommand::EditChosen | FrameworkCommand::AskEdit(_) | FrameworkCommand::Edit(..) => "frameworks.edit",
    FrameworkCommand::RemoveChosen | FrameworkCommand::AskRemove(_) | FrameworkCommand::Remove(_) => "frameworks.remove",
    FrameworkCommand::AskCompare | FrameworkCommand::Compare(_) => "frameworks.compare",
    FrameworkCommand::Export | FrameworkCommand::Check(_) | FrameworkCommand::Where(_) | FrameworkCommand::To(..) => "frameworks.export",
});

rows!(cares, Care, {
    Care::AskCheck | Care::Check(_) => "care.check",
    Care::Backup => "care.backup",
    Care::AskRestore | Care::PickBackup(_) | Care::ConfirmRestore(..) | Care::Restore(..) => "care.restore",
    Care::AskRecover | Care::RecoverWhere(_) | Care::Recover(..) => "care.recover",
});

rows!(sources, SourceCommand, {
    SourceCommand::OnChosen(_) => "source.rename",
    SourceCommand::OnFolder(_) => "folder.rename",
    SourceCommand::AskRename(_) | SourceCommand::Rename(..) => "source.rename",
    SourceCommand::AskRemove(_) | SourceCommand::Remove(_) => "source.remove",
    SourceCommand::AskMove(_) | SourceCommand::MoveTo(..) => "source.folder",
    SourceCommand::AskNote | SourceCommand::AskNoteFolder | SourceCommand::NoteFolder(_) | SourceCommand::AddNote(_) => "source.write",
    SourceCommand::AskFolder(_) | SourceCommand::AddFolder(..) => "folder.new",
    SourceCommand::AskRenameFolder(_) | SourceCommand::RenameFolder(..) => "folder.rename",
    SourceCommand::RemoveFolder(_) => "folder.remove",
    SourceCommand::AskValues(_) | SourceCommand::SetValues(_) => "source.values",
    SourceCommand::AskCases(_) | SourceCommand::Link(..) | SourceCommand::Unlink(..) => "source.cases",
    SourceCommand::AskCode(_) | SourceCommand::Code(..) => "source.code",
    SourceCommand::AskProgress(_) => "source.progress",
    SourceCommand::AskLanguage(_) | SourceCommand::SetLanguage(..) => "source.language",
    SourceCommand::AskGroup | SourceCommand::GroupBy(_) => "sources.group",
    SourceCommand::AskSort | SourceCommand::SortBy(_) => "sources.sort",
});

rows!(cases, CaseCommand, {
    CaseCommand::OnChosen(_) => "case.note",
    CaseCommand::AskRename(_) => "case.rename",
    CaseCommand::AskSources(_) => "case.sources",
    CaseCommand::AskParent(_) => "case.parent",
    CaseCommand::AskKindOf(_) | CaseCommand::SetKind(..) => "case.kind",
    CaseCommand::AskKindFor(..) | CaseCommand::AddFor(..) => "source.cases",
    CaseCommand::NewKind | CaseCommand::AddKind(..) => "cases.kind",
    CaseCommand::KindMenu | CaseCommand::MenuOfKind(_) | CaseCommand::AskEditKind(_) => "cases.kind-menu",
    CaseCommand::EditKind(_) | CaseCommand::RemoveKind(_) => "cases.kind-menu",
    CaseCommand::Cells(_) => "go.cases",
    CaseCommand::NewAttribute | CaseCommand::AskAttribute(_) | CaseCommand::AddAttribute(_) => "cases.attribute",
    CaseCommand::ColumnMenu | CaseCommand::MenuOf(_) | CaseCommand::AskEdit(_) | CaseCommand::EditAttribute(_) => "cases.column",
    CaseCommand::AskRemoveAttribute(_) | CaseCommand::RemoveAttribute(_) => "cases.column",
    CaseCommand::NewCase | CaseCommand::AskCase(_) | CaseCommand::AddCase(_) | CaseCommand::AskAbove(_) | CaseCommand::Above(_) => "cases.new",
    CaseCommand::Sort => "cases.sort",
    CaseCommand::RemoveChosen | CaseCommand::AskRemove(_) | CaseCommand::Remove(_) => "cases.remove",
    CaseCommand::ExportTable(TableOf::Cases) | CaseCommand::WriteTable(..) => "cases.export",
    CaseCommand::ExportTable(TableOf::Sources) => "cases.export-sources",
    CaseCommand::AskTable | CaseCommand::ReadTable(_) | CaseCommand::ApplyTable(_) => "cases.table",
    CaseCommand::AskHead(_) | CaseCommand::SetHead(..) => "cases.site",
});

rows!(charts, ChartCommand, {
    ChartCommand::Edit | ChartCommand::Write(..) => "chart.edit",
    ChartCommand::WriteIn(..) => "memos.unfinished",
    ChartCommand::Clear => "chart.clear",
    ChartCommand::Status(_) => "chart.agree",
    ChartCommand::Holds => "chart.holds",
    ChartCommand::Next => "chart.next",
    ChartCommand::NextChanged => "chart.next-changed",
    ChartCommand::Find => "chart.find",
    ChartCommand::FindNext => "chart.find-next",
    ChartCommand::FindPrevious => "chart.find-previous",
    ChartCommand::Quote(_) => "chart.quote-1",
    ChartCommand::AskQuote => "chart.quote",
    ChartCommand::AskUnlink | ChartCommand::Unlink(_) => "chart.unlink",
    ChartCommand::Open | ChartCommand::OpenThis(_) => "chart.open",
    ChartCommand::Whole | ChartCommand::WholeThis(_) => "chart.whole",
    ChartCommand::AskBack | ChartCommand::Back(..) => "chart.back",
    ChartCommand::LeftOut | ChartCommand::Regain => "chart.regain",
    ChartCommand::Coded(_) => "chart.no-data",
    ChartCommand::AskRows | ChartCommand::Rows(_) => "chart.rows",
    ChartCommand::AskBy | ChartCommand::By(_) => "chart.by",
    ChartCommand::AskColumns | ChartCommand::Columns(..) => "chart.columns",
    ChartCommand::AskBranch => "chart.branch",
    ChartCommand::Used => "chart.used",
    ChartCommand::AskOnly | ChartCommand::AskOnlyOf(_) | ChartCommand::Only(..) => "chart.only",
    ChartCommand::Fold => "chart.fold",
    ChartCommand::Unfold => "chart.unfold",
    ChartCommand::Wider => "chart.wider",
    ChartCommand::Narrower => "chart.narrower",
    ChartCommand::Fit => "chart.fit",
    ChartCommand::Export | ChartCommand::Check(..) | ChartCommand::Where(..) | ChartCommand::To(..) => "chart.export",
    ChartCommand::AskPaste(..) | ChartCommand::Keep(_) => INNER,
});

rows!(codings, CodingCommand, {
    CodingCommand::Apply(..) | CodingCommand::ApplyEach(..) | CodingCommand::ApplyNew { .. } => "code.palette",
    CodingCommand::AskOthers(_) => "code.delete",
    CodingCommand::Remove(_) | CodingCommand::Trim(..) => "code.delete",
    CodingCommand::Recode(..) => "code.recode",
    CodingCommand::Resize(..) => "code.end-on",
    CodingCommand::Star(..) => "code.star",
    CodingCommand::Pin(..) => "pin.set-1",
    CodingCommand::Progress(..) => "read.progress",
});

rows!(corrections, CorrectCommand, {
    CorrectCommand::Begin => "correct.begin",
    CorrectCommand::Done | CorrectCommand::Write(..) => "correct.done",
    CorrectCommand::Discard | CorrectCommand::AskDiscard | CorrectCommand::GiveUp => "correct.discard",
    CorrectCommand::Turn => "correct.turn",
    CorrectCommand::Join => "correct.join",
    CorrectCommand::Heading => "correct.heading",
    CorrectCommand::Voice | CorrectCommand::PickVoice(..) | CorrectCommand::Give(..) => "correct.voice",
    CorrectCommand::AskMeanwhile(_) | CorrectCommand::AskUnusable(..) | CorrectCommand::Rescue(..) | CorrectCommand::TakeUp(_) | CorrectCommand::Anew(_) => "correct.begin",
    CorrectCommand::Lost | CorrectCommand::ShowLost(..) => "correct.lost",
    CorrectCommand::Versions | CorrectCommand::ShowVersions(_) | CorrectCommand::BringBack(..) => "correct.versions",
    CorrectCommand::Reimport | CorrectCommand::AskFile(_) | CorrectCommand::ReadFile(..) => "correct.reimport",
    CorrectCommand::Say(_) => INNER,
});

rows!(speakers, SpeakerCommand, {
    SpeakerCommand::Join | SpeakerCommand::AskJoin(_) | SpeakerCommand::JoinTo(..) => "speakers.join",
    SpeakerCommand::Part => "speakers.part",
    SpeakerCommand::Merge | SpeakerCommand::AskMerge(_) | SpeakerCommand::MergeInto(..) => "speakers.merge",
    SpeakerCommand::Role(_) | SpeakerCommand::SetRole(..) => "speakers.participant",
    SpeakerCommand::Rename | SpeakerCommand::SetName(..) => "speakers.rename",
    SpeakerCommand::CodeTurns | SpeakerCommand::AskCode(_) | SpeakerCommand::Code(..) => "speakers.code",
    SpeakerCommand::All => "speakers.all",
});

rows!(pseudonyms, PseudonymCommand, {
    PseudonymCommand::Show | PseudonymCommand::AskName(..) | PseudonymCommand::AskCase(..) | PseudonymCommand::Put(..) => "pseudonyms.show",
    PseudonymCommand::Remove(_) | PseudonymCommand::Dismiss(_) | PseudonymCommand::Apply(_) => "pseudonyms.show",
});

rows!(memos, MemoCommand, {
    MemoCommand::Open(_) | MemoCommand::Add(..) => "memos.project",
    MemoCommand::OpenAmong(_) => "code.memo",
    MemoCommand::Pick(_) => "read.memos",
    MemoCommand::OpenMemo(_) | MemoCommand::OpenChosen | MemoCommand::Change(..) => "memos.open",
    MemoCommand::GoToChosen => "memos.go",
    MemoCommand::RemoveChosen | MemoCommand::Remove(_) => "memos.remove",
    MemoCommand::SettleChosen | MemoCommand::Settle(..) => "memos.settle",
    MemoCommand::LinkChosen | MemoCommand::AskLink(_) | MemoCommand::Link(..) => "memos.link",
    MemoCommand::UnlinkChosen | MemoCommand::AskUnlink(_) | MemoCommand::Unlink(..) => "memos.unlink",
    MemoCommand::AskMemo(_) => "code.link-memo",
    MemoCommand::Show(_) => INNER,
    MemoCommand::All => "memos.all",
    MemoCommand::AskState | MemoCommand::State(_) => "memos.state",
    MemoCommand::AskAbout | MemoCommand::About(_) => "memos.about",
    MemoCommand::AskOrder | MemoCommand::Order(_) => "memos.order",
    MemoCommand::ListUnfinished | MemoCommand::GoOn(_) => INNER,
    MemoCommand::Unfinished | MemoCommand::Keep(..) | MemoCommand::Move(..) => INNER,
});

rows!(projects, ProjectCommand, {
    ProjectCommand::Example | ProjectCommand::ExampleAfresh => "project.example",
    ProjectCommand::NewEmpty => "project.new-empty",
    ProjectCommand::New | ProjectCommand::NewFrom(_) | ProjectCommand::AskName(..) | ProjectCommand::Create(..) => "project.new",
    ProjectCommand::Open | ProjectCommand::OpenPath(_) => "project.open",
    ProjectCommand::Locate(_) | ProjectCommand::Forget(_) => "project.open",
    ProjectCommand::Close => "project.close",
    ProjectCommand::AskImport | ProjectCommand::ChooseFiles | ProjectCommand::ChooseTable => "project.import",
    ProjectCommand::AskSurvey | ProjectCommand::LookAtSurvey(_) | ProjectCommand::ImportSurvey(_) => "project.survey",
    ProjectCommand::ImportPaths(_) | ProjectCommand::Import(_) | ProjectCommand::ForgetPattern(_) | ProjectCommand::KeepPatterns(_) => "project.import",
});

rows!(exports, Export, {
    Export::Page => "export.page",
    Export::Passages => "export.passages",
    Export::PickTranscript | Export::Transcript(_) => "export.transcript",
    Export::Edit(_) | Export::Check(_) | Export::Where(_) | Export::Write(..) => "export.passages",
    Export::As(_) => "export.passages",
    Export::Folder(_) | Export::OpenCopy(_) => INNER,
    Export::Codebook | Export::CodebookWhere | Export::CodebookTo(_) => "export.codebook",
    Export::PickReport | Export::NewReport(_) | Export::Report(_) | Export::ReportWhere(_) | Export::ReportTo(..) => "export.report",
    Export::AskAgenda | Export::Agenda(_) | Export::AgendaWhere(_) | Export::AgendaTo(..) => "export.agenda",
    Export::AskTableCode(_) | Export::TableCode(_) => "export.table",
    Export::PickTable | Export::TableOf(_) | Export::EditTable(_) | Export::Table(_) | Export::TableWhere(_) | Export::TableTo(..) => "export.table",
    Export::AskCopy | Export::Copy(_) => "export.copy",
    Export::HandOn | Export::HandOnWhere | Export::HandOnTo(_) => "export.hand-on",
});

rows!(histories, History, {
    History::UndoToChosen | History::AskUndoTo(_) | History::UndoTo(_) => "history.undo-to",
    History::RedoToChosen | History::RedoTo(_) => "history.redo-to",
    History::PickCode => "history.code",
    History::PickSource => "history.source",
    History::Show(_) => "history.everything",
    History::Export | History::ExportWhere | History::ExportTo(_) => "history.export",
});

rows!(edits, Edit, {
    Edit::Undo | Edit::UndoAnyway | Edit::UndoSteps(..) => "edit.undo",
    Edit::Redo | Edit::RedoStep(_) => "edit.redo",
    Edit::AskCoder | Edit::SetCoder(..) | Edit::NoCoder => "edit.coder",
});

rows!(studies, Study, {
    Study::Settings | Study::Set(_) => "study.settings",
    Study::Coders | Study::AskCoder(_) | Study::EditCoder(_) => "study.coders",
    Study::CopyTable | Study::CopyTableNow => "study.copy-table",
    Study::ExportTable | Study::ExportTableWhere | Study::ExportTableTo(_) => "study.export-table",
});

rows!(themes, ThemesCommand, {
    ThemesCommand::Jump => "themes.jump",
    ThemesCommand::Context => "themes.context",
    ThemesCommand::Code => "themes.code",
    ThemesCommand::AskTakeOff(..) | ThemesCommand::TakeOff(..) => "code.delete",
    ThemesCommand::ChooseAll => "themes.all",
    ThemesCommand::ChooseNone => "themes.none",
    ThemesCommand::Keep(_) | ThemesCommand::Stay(_) => INNER,
});

rows!(crosswalks, CrosswalkCommand, {
    CrosswalkCommand::Of(..) => "framework.crosswalk",
    CrosswalkCommand::AskFrom | CrosswalkCommand::ReadFrom(_) => "crosswalk.from",
    CrosswalkCommand::AskTo | CrosswalkCommand::ReadAs(_) => "crosswalk.to",
    CrosswalkCommand::Turn => "crosswalk.turn",
    CrosswalkCommand::Link | CrosswalkCommand::PickTarget(..) => "crosswalk.link",
    CrosswalkCommand::Without => "crosswalk.without",
    CrosswalkCommand::Unlink | CrosswalkCommand::Unmap(_) | CrosswalkCommand::UnmapAnyway(_) => "crosswalk.unlink",
    CrosswalkCommand::Reason | CrosswalkCommand::AskReason(..) => "crosswalk.reason",
    CrosswalkCommand::Read => "crosswalk.read",
    CrosswalkCommand::Jump => "crosswalk.jump",
    CrosswalkCommand::Apply | CrosswalkCommand::AskApply(_) | CrosswalkCommand::ApplyAll(..) => "crosswalk.apply",
    CrosswalkCommand::Page(themata::ui::views::crosswalk::Page::Links) => "crosswalk.links",
    CrosswalkCommand::Page(themata::ui::views::crosswalk::Page::Coverage) => "crosswalk.coverage",
    CrosswalkCommand::Page(themata::ui::views::crosswalk::Page::LeftOut) => "crosswalk.left",
    CrosswalkCommand::Export | CrosswalkCommand::Check(_) | CrosswalkCommand::Where(_) | CrosswalkCommand::WriteTo(..) => "crosswalk.export",
    CrosswalkCommand::Keep(_) => INNER,
});

rows!(gatherings, Gathering, {
    Gathering::Against => "theme.against",
    Gathering::AskBalance | Gathering::Balance(..) => "theme.balance",
    Gathering::AskReport | Gathering::PickReport(_) | Gathering::BeginReport(..) | Gathering::PutInReport(..) | Gathering::TakeFromReport(..) => "theme.report",
    Gathering::AskQuote | Gathering::PickQuote(..) | Gathering::Quote(..) | Gathering::QuoteRest(..) | Gathering::AlsoQuote(..) => "theme.quote",
    Gathering::AskStatement | Gathering::PickStatement(_) | Gathering::State(..) => "theme.statement",
    Gathering::AskCode | Gathering::PickCode(_) | Gathering::AskStance(..) | Gathering::Change(..) => "theme.gather",
    Gathering::AskPart | Gathering::PickPart(_) => "theme.part",
    Gathering::AskLink | Gathering::PickLink(_) | Gathering::AskWhy(..) | Gathering::Link(..) => "lens.link",
    Gathering::Accept | Gathering::Settle(..) | Gathering::SettleAnew(..) => "lens.accept",
    Gathering::Reject | Gathering::AskReason(..) => "lens.reject",
    Gathering::AskMove | Gathering::PickMove(..) => "lens.move",
    Gathering::Reopen => "lens.reopen",
});

rows!(reports, ReportCommand, {
    ReportCommand::New | ReportCommand::Begin(_) => "reports.new",
    ReportCommand::Choose | ReportCommand::Show(_) => "reports.choose",
    ReportCommand::AskRename | ReportCommand::PickName(_) | ReportCommand::Rename(..) => "reports.rename",
    ReportCommand::Remove | ReportCommand::RemoveOne(_) | ReportCommand::AskRemove(_) => "reports.remove",
    ReportCommand::AskIntro | ReportCommand::PickIntro(_) | ReportCommand::Intro(..) => "reports.intro",
    ReportCommand::AskQuotes | ReportCommand::PickQuotes(_) | ReportCommand::Quotes(..) => "reports.quotes",
    ReportCommand::Chart | ReportCommand::SetChart(..) => "reports.chart",
    ReportCommand::Pictures | ReportCommand::SetPictures(..) => "reports.pictures",
    ReportCommand::Add | ReportCommand::PickTheme(_) | ReportCommand::At(..) | ReportCommand::Place(..) => "reports.add",
    ReportCommand::Up => "reports.up",
    ReportCommand::Down => "reports.down",
    ReportCommand::Drop => "reports.drop",
    ReportCommand::Keep => "reports.keep",
    ReportCommand::ByRule => "reports.by-rule",
    ReportCommand::Go => "reports.go",
    ReportCommand::Write => "reports.write",
});

rows!(showings, Showing, {
    Showing::Stripes(_) => "show.stripes-chosen",
    Showing::Wash => "show.wash",
    Showing::AskCoder | Showing::Coder(_) | Showing::Who(_) => "show.coder",
    Showing::AskLayer | Showing::Layer(_) => "show.layer",
    Showing::Own => "show.own",
    Showing::Here => "show.here",
    Showing::Fold => "show.fold",
    Showing::Unfold => "show.unfold",
    Showing::AskKind | Showing::Kind(_) => "show.kind",
    Showing::AskColumns | Showing::Columns(_) => "show.columns",
    Showing::AskOnly(_) | Showing::Only(..) => "show.sites",
    Showing::AskThrough | Showing::Through(_) => "show.through",
    Showing::Stars => "show.stars",
    Showing::Below => "show.below",
    Showing::AskFont | Showing::Font(_) => "show.font",
    Showing::Letters(_) => "show.letters-larger",
    Showing::Lines(_) => "show.lines-longer",
    Showing::Ask(..) => INNER,
});

rows!(searches, SearchCommand, {
    SearchCommand::Field => "search.field",
    SearchCommand::Language => "search.language",
    SearchCommand::Passages => "search.passages",
    SearchCommand::Concordance => "search.concordance",
    SearchCommand::AskGroup | SearchCommand::Group(_) => "search.group",
    SearchCommand::AskSort | SearchCommand::Sort(_) => "search.sort",
    SearchCommand::Open => "search.open",
    SearchCommand::Tick => "search.tick",
    SearchCommand::TickAll => "search.tick-all",
    SearchCommand::Find | SearchCommand::FindSame(_) => "search.find",
    SearchCommand::Next => "search.next",
    SearchCommand::Previous => "search.previous",
    SearchCommand::AskCode | SearchCommand::PickCode(_) | SearchCommand::CodeWith(..) => "search.code",
    SearchCommand::Save | SearchCommand::AskName(_) | SearchCommand::SaveAs(..) => "search.save",
    SearchCommand::Saved | SearchCommand::Run(_) => "search.saved",
    SearchCommand::TickNew => "search.tick-new",
    SearchCommand::See | SearchCommand::SeeThis(_) => "search.see",
    SearchCommand::Forget | SearchCommand::Remove(_) => "search.forget",
    SearchCommand::PickRename | SearchCommand::AskRename(_) | SearchCommand::Rename(..) => "search.rename",
    SearchCommand::Words => "search.words",
    SearchCommand::AskWords | SearchCommand::WordsAs(_) => "search.words-as",
    SearchCommand::AskWordsBy | SearchCommand::WordsBy(_) => "search.words-by",
    SearchCommand::AskPart | SearchCommand::Part(..) => "search.words-part",
    SearchCommand::AskAgainst | SearchCommand::PickAgainst(..) | SearchCommand::Against(_) => "search.words-against",
    SearchCommand::Stems => "search.stems",
    SearchCommand::Common => "search.common",
    SearchCommand::Askers => "search.askers",
    SearchCommand::SeekWord => "search.seek",
    SearchCommand::LeaveWord | SearchCommand::LeaveOut(_) => "search.leave",
    SearchCommand::AskRules | SearchCommand::SetRules(_) => "search.rules",
    SearchCommand::SaveWords | SearchCommand::SaveThese(_) | SearchCommand::WhereWords(_) | SearchCommand::WriteWords(..) => "search.save-words",
    SearchCommand::Keep(_) | SearchCommand::Unit(_) => INNER,
});

rows!(likes, LikeCommand, {
    LikeCommand::Show => "like.show",
    LikeCommand::Ask | LikeCommand::Of(_) => "like.ask",
    LikeCommand::Dismissed => "like.dismissed",
    LikeCommand::Anew => "like.anew",
    LikeCommand::Accept | LikeCommand::Code(..) => "like.accept",
    LikeCommand::Dismiss | LikeCommand::Leave(..) | LikeCommand::Again(_) => "like.dismiss",
    LikeCommand::Open => "like.open",
});

rows!(reads, ReadCommand, {
    ReadCommand::Go(_) => "caret.left",
    ReadCommand::Select(_) => "select.left",
    ReadCommand::Leave => "select.none",
    ReadCommand::SelectTurn => "select.turn",
    ReadCommand::SelectAll => "select.all",
    ReadCommand::Palette => "code.palette",
    ReadCommand::PaletteStay => "palette.stay",
    ReadCommand::PaletteNew => "palette.new",
    ReadCommand::PaletteParent => "palette.parent",
    ReadCommand::InVivo => "code.vivo",
    ReadCommand::Pinned(_) => "pin.1",
    ReadCommand::PinChosen(_) => "pin.set-1",
    ReadCommand::Again => "code.again",
    ReadCommand::Delete => "code.delete",
    ReadCommand::Recode => "code.recode",
    ReadCommand::Memo => "code.memo",
    ReadCommand::LinkMemo => "code.link-memo",
    ReadCommand::Star => "code.star",
    ReadCommand::Nudge(_) => "code.end-on",
    ReadCommand::Next => "read.next",
    ReadCommand::Previous => "read.previous",
    ReadCommand::Stops => "read.stops",
    ReadCommand::Copy => "read.copy",
    ReadCommand::CopyPlain => "read.copy-plain",
    ReadCommand::Progress => "read.progress",
    ReadCommand::Memos => "read.memos",
    ReadCommand::Originals => "read.originals",
    ReadCommand::ToSources => "read.sources",
    ReadCommand::ToCases => "read.cases",
    ReadCommand::ToFramework => "read.framework",
    ReadCommand::NextSource => "read.source-next",
    ReadCommand::PreviousSource => "read.source-previous",
    ReadCommand::Used(_) | ReadCommand::ToClipboard(_) | ReadCommand::Keep(..) | ReadCommand::Remember(_) | ReadCommand::Say(_) => INNER,
});

rows!(window, Show, {
    Show::Show(_) => "go.read",
    Show::Go(_) => POINTED,
    Show::Palette => "go.anything",
    Show::Menu => "help.menu",
    Show::Shortcuts => "help.keys",
    Show::Settings | Show::Configure(_) => "help.settings",
    Show::About => "help.about",
    Show::Toggle(_) | Show::Resize(..) | Show::Unfold(_) => "window.left",
    Show::Look(_) => "window.dark",
    Show::Larger | Show::Smaller | Show::Scale(_) => "window.larger",
    Show::FullScreen => "window.full",
    Show::ShowAll => "view.all",
    Show::Back => "go.back",
    Show::LeaveDialog(_) => INNER,
    Show::Reach(_) => "go.anything",
    Show::CancelJob(_) | Show::GoOn(_) | Show::Dismiss(_) | Show::Say(_) => INNER,
    Show::Quit => "window.quit",
});

#[test]
fn every_command_has_a_row_or_is_the_answer_to_one() {
    let ids: BTreeSet<&str> = table::all().map(|entry| entry.id).collect();
    let nouns =
        [codes(), frameworks(), cares(), sources(), cases(), codings(), speakers(), pseudonyms(), memos(), corrections(), showings(), window()];
    let all = [
        nouns.concat(),
        projects(),
        exports(),
        histories(),
        edits(),
        studies(),
        themes(),
        charts(),
        reads(),
        searches(),
        likes(),
        gatherings(),
        reports(),
        crosswalks(),
    ]
    .concat();
    assert!(all.len() > 60);
    for (command, row) in all {
        assert!(row == INNER || ids.contains(row), "{command} says that “{row}” asks for it, and there is no such row");
    }
    // A verb on what is chosen is a row of its own.
    for entry in table::all() {
        if let Command::Codes(CodeCommand::OnChosen(_)) | Command::Sources(SourceCommand::OnChosen(_)) = &entry.command {
            assert!(entry.when.noun().is_some(), "{} acts on what is chosen", entry.id);
        }
    }
}

/// The labels that the menu shows, section by section.
fn menu(window: &mut Window) -> BTreeSet<&'static str> {
    press(window, NONE, Key::F10);
    let mut found = BTreeSet::new();
    for section in Section::ALL {
        let rows = table::all().filter(|entry| entry.section == *section);
        found.extend(rows.map(|entry| entry.label).filter(|label| window.query_by_role_and_label(Role::MenuItem, label).is_some()));
        press(window, NONE, Key::ArrowDown);
    }
    press(window, NONE, Key::Escape);
    found
}

/// The rows that the list of keys shows when their words are typed.
fn listed(window: &mut Window, entry: &Entry) -> bool {
    type_text(window, entry.label);
    let shown = window.query_all_by_label_contains(&format!("{}: ", entry.label)).next().is_some();
    press(window, Modifiers::COMMAND, Key::A);
    shown
}

#[test]
fn every_row_of_an_open_project_stands_in_the_menu_and_in_the_list_of_keys() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rows.themata");
    field(&path).close().unwrap();
    let mut window = opened(&path);
    let found = menu(&mut window);
    press(&mut window, NONE, Key::F1);
    for entry in table::all() {
        assert!(found.contains(entry.label), "menu: {}", entry.label);
        assert!(listed(&mut window, entry), "list: {}", entry.label);
    }
}

/// What the palette says of a row at its right, where the letters of its label find it: its section, or what must be done first.
fn said(window: &Window, entry: &Entry) -> Option<String> {
    let found = window.state().found(entry.label.trim_end_matches('…'));
    let is = |command: &Command| *command == entry.command || *command == Show::Reach(entry.id).into();
    found.into_iter().find(|(.., command)| is(command)).map(|(_, note, _)| note)
}

#[test]
fn every_command_is_found_by_its_words_from_every_view() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("palette.themata");
    field(&path).close().unwrap();
    let mut window = opened(&path);
    let mut missing = Vec::new();
    for view in ViewId::PLACES {
        window.state().ask(Show::Show(view));
        window.run_steps(4);
        for entry in table::all().filter(|entry| entry.id != "go.anything") {
            let said = said(&window, entry);
            let right = said.as_deref().is_some_and(|said| match entry.when {
                When::View(of) | When::Writable(of) if of != view => said.starts_with("in "),
                When::Views(of) if !of.contains(&view) => said.starts_with("in "),
                When::Chosen(_) | When::Single(_) => said.starts_with("Choose ") || said == entry.section.label(),
                When::Correcting => said.starts_with("Begin to correct a text in Read first"),
                When::Palette => said.starts_with("Open the palette of codes in Read first"),
                When::Redoable => said == "Nothing was undone that can be done again",
                _ => said == entry.section.label(),
            });
            if !right {
                missing.push(format!("{} in {view:?}: {said:?}", entry.id));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Opens the palette, types and takes the first.
fn take(window: &mut Window, words: &str) {
    press(window, Modifiers::COMMAND, Key::K);
    type_text(window, words);
    press(window, NONE, Key::Enter);
    window.run_steps(4);
}

#[test]
fn a_command_of_another_view_leads_there_and_asks_and_what_needs_a_choice_says_so() {
    let Open { mut window, folder: _folder } = super::window_crosswalk::mapped();
    let shown = |window: &Window| window.state().config().views.values().next().copied();
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    take(&mut window, "apply for good");
    until(&mut window, |app| app.config().views.values().next() == Some(&ViewId::Crosswalk));
    super::window_search::shows(&mut window, "Nothing is linked between these frameworks yet");
    press(&mut window, NONE, Key::Escape);
    take(&mut window, "who is quoted");
    super::window_search::shows(&mut window, "Who is quoted");
    press(&mut window, NONE, Key::Escape);
    // What would change something at once is not given unseen.
    take(&mut window, "take the link away");
    assert!(
        window.state().notices().iter().any(|said| said == "In the map of links it can be given: Take the link away (Delete)"),
        "{:?}",
        window.state().notices()
    );
    window.state().ask(Show::Show(ViewId::Study));
    window.run_steps(4);
    take(&mut window, "merge into");
    assert!(window.state().notices().iter().any(|said| said.starts_with("Choose a code in Read first: ")), "{:?}", window.state().notices());
    assert_eq!(shown(&window), Some(ViewId::Read));
}

/// What a box has more than fits is come to by keys, and what it is for stands first.
#[test]
fn who_is_quoted_says_first_what_is_to_be_minded_and_is_walked_by_keys() {
    let Open { mut window, folder: _folder } = super::window_themes::open_in(640.0, 400.0);
    take(&mut window, "who is quoted");
    super::window_search::shows(&mut window, "Who is quoted");
    let at = |window: &Window, words: &str| window.get_by_label_contains(words).rect().top();
    assert!(at(&window, "To be minded") < at(&window, "By site") && at(&window, "To be minded") < 300.0);
    let first = at(&window, "By site");
    for (down, up) in [(Key::ArrowDown, Key::ArrowUp), (Key::PageDown, Key::PageUp), (Key::End, Key::Home)] {
        press(&mut window, NONE, down);
        window.run_steps(30);
        assert!(at(&window, "By site") < first, "{down:?}");
        press(&mut window, NONE, up);
        window.run_steps(30);
        assert!((at(&window, "By site") - first).abs() < 1.0, "{up:?}");
    }
}

/// Whether the palette gives a row now.
fn possible(window: &Window, entry: &Entry) -> bool {
    said(window, entry).as_deref() == Some(entry.section.label())
}

#[test]
fn rows_about_what_is_chosen_are_possible_in_the_palette_when_something_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("palette.themata");
    field(&path).close().unwrap();
    let mut window = opened(&path);
    let about = |noun| table::all().filter(move |entry| entry.when.noun() == Some(noun));
    use themata::ui::chosen::Noun;
    let first = about(Noun::Code).next().unwrap();
    assert!(!possible(&window, first), "no code is chosen on the study page");
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    press(&mut window, Modifiers::ALT, Key::F);
    press(&mut window, NONE, Key::ArrowDown);
    let mut missing: Vec<&str> = about(Noun::Code).chain(about(Noun::Source)).filter(|entry| !possible(&window, entry)).map(|e| e.id).collect();
    press(&mut window, Modifiers::ALT, Key::F);
    press(&mut window, NONE, Key::Home);
    missing.extend(about(Noun::Framework).filter(|entry| !possible(&window, entry)).map(|e| e.id));
    window.state().ask(Show::Show(ViewId::Cases));
    window.run_steps(4);
    missing.extend(about(Noun::Case).filter(|entry| !possible(&window, entry)).map(|e| e.id));
    assert!(missing.is_empty(), "{missing:?}");
    assert!(matches!(first.when, When::Single(_) | When::Chosen(_)));
}
