//! Commands about what is chosen become commands that name it.

use super::moves;
use super::{
    CaseCommand, CodeCommand, CrosswalkCommand, FrameworkCommand, LikeCommand, MemoCommand, OnCases, OnCodes, OnFolder, OnFramework, OnSources,
    SourceCommand, Target, Trait, Window,
};
use crate::model::{Code, Subject};
use crate::ui::app::Themata;
use crate::ui::notify::Notice;
use crate::ui::views::frameworks::Page;

/// Does something with the codes that are chosen.
pub(super) fn codes(app: &mut Themata, verb: OnCodes) {
    let ids = app.chosen().codes;
    let Some(one) = ids.first().copied() else { return };
    // What some of them are not yet, all of them become.
    let all = |is: fn(&Code) -> bool| app.project.as_ref().is_some_and(|desk| ids.iter().filter_map(|id| desk.corpus.code(*id)).all(is));
    match verb {
        OnCodes::Rename => app.ask(CodeCommand::AskRename(one)),
        OnCodes::Define => app.ask(CodeCommand::AskDefine(one)),
        OnCodes::Colour => app.ask(CodeCommand::AskColour(ids)),
        OnCodes::Theme => app.ask(CodeCommand::Give(ids.clone(), Trait::Theme(!all(|code| code.theme)))),
        OnCodes::Codable => app.ask(CodeCommand::Give(ids.clone(), Trait::Codable(!all(|code| code.codable)))),
        OnCodes::Step(way) => {
            let place = app.project.as_ref().map(|desk| moves::place(&desk.corpus, &ids, way));
            match place {
                Some(Some((ids, place))) => app.ask(CodeCommand::Move(ids, place)),
                Some(None) => app.say(Notice::info("There is no place for the chosen codes that way.")),
                None => {}
            }
        }
        OnCodes::Move => app.ask(CodeCommand::AskMove(ids)),
        OnCodes::Merge => app.ask(CodeCommand::AskInto(ids)),
        OnCodes::Split => app.ask(CodeCommand::AskSplit(one)),
        OnCodes::Memo => app.ask(MemoCommand::Open(Subject::Code(one))),
        OnCodes::Like => app.ask(LikeCommand::Of(one)),
        OnCodes::Passages => app.ask(Window::Go(Target::Code(one))),
        OnCodes::Remove => app.ask(CodeCommand::AskRemove(ids)),
    }
}

/// Does something with the framework that the keys are at.
pub(super) fn framework(app: &Themata, verb: OnFramework) {
    let Some(id) = app.chosen().framework else { return };
    app.ask(match verb {
        OnFramework::Rename => CodeCommand::AskRenameFramework(id),
        OnFramework::Describe => CodeCommand::AskDescribe(id),
        OnFramework::Versions => return app.ask(FrameworkCommand::Open(id, Page::Versions)),
        OnFramework::Remove => CodeCommand::AskRemoveFramework(id),
        OnFramework::Crosswalk => return app.ask(CrosswalkCommand::Of(Some(id), None)),
    });
}

/// Does something with the sources that are chosen.
pub(super) fn sources(app: &Themata, verb: OnSources) {
    let ids = app.chosen().sources;
    let Some(one) = ids.first().copied() else { return };
    match verb {
        OnSources::Rename => app.ask(SourceCommand::AskRename(one)),
        OnSources::Cases => app.ask(SourceCommand::AskCases(ids)),
        OnSources::Values => app.ask(SourceCommand::AskValues(ids)),
        OnSources::Folder => app.ask(SourceCommand::AskMove(ids)),
        OnSources::Language => app.ask(SourceCommand::AskLanguage(ids)),
        OnSources::Progress => app.ask(SourceCommand::AskProgress(ids)),
        OnSources::Code => app.ask(SourceCommand::AskCode(ids)),
        OnSources::Memo => app.ask(MemoCommand::Open(Subject::Source(one))),
        OnSources::Remove => app.ask(SourceCommand::AskRemove(ids)),
    }
}

/// Does something with the folder that the keys are at.
pub(super) fn folder(app: &Themata, verb: OnFolder) {
    let Some(id) = app.chosen().folder else { return };
    app.ask(match verb {
        OnFolder::Rename => SourceCommand::AskRenameFolder(id),
        OnFolder::Remove => SourceCommand::RemoveFolder(id),
    });
}

/// Does something with the cases that are chosen.
pub(super) fn cases(app: &Themata, verb: OnCases) {
    let ids = app.chosen().cases;
    let Some(one) = ids.first().copied() else { return };
    match verb {
        OnCases::Memo => app.ask(MemoCommand::Open(Subject::Case(one))),
        OnCases::Rename => app.ask(CaseCommand::AskRename(one)),
        OnCases::Sources => app.ask(CaseCommand::AskSources(one)),
        OnCases::Parent => app.ask(CaseCommand::AskParent(ids)),
        OnCases::Kind => app.ask(CaseCommand::AskKindOf(ids)),
        OnCases::Show => app.ask(Window::Go(Target::Case(one))),
        OnCases::Remove => app.ask(CaseCommand::AskRemove(ids)),
    }
}
