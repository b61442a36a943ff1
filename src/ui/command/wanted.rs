//! What must be done before a command can be given: the one place for the conditions of the table and for their words.

use super::{Command, CorrectCommand, Entry, ReadCommand, Section, When, Window, table};
use crate::ui::app::Themata;
use crate::ui::chosen::Noun;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::notify::Notice;
use crate::ui::views::ViewId;
use egui::Context;

/// What must be done before a command can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A project must be open.
    Project,
    /// Another view must be gone to.
    View(ViewId),
    /// The project must be open to be written.
    Writer,
    /// A text must be corrected.
    Correcting,
    /// The palette of codes must be open, which hears the keys itself.
    Palette,
    /// Something must be chosen.
    Chosen(Noun),
    /// One must be chosen, and no more.
    Alone(Noun),
    /// Something must have been done.
    Undoable,
    /// Something must have been taken back.
    Redoable,
}

/// What must be done before this row can be given; nothing where it can be now.
pub fn wanted(cx: &Cx, entry: &Entry) -> Option<Wanted> {
    if entry.when == When::Always {
        return None;
    }
    let Some(desk) = cx.project else { return Some(Wanted::Project) };
    let unless = |holds: bool, wanted: Wanted| (!holds).then_some(wanted);
    let chosen = |noun| cx.chosen.count(noun);
    match entry.when {
        When::Always | When::Project => None,
        When::View(view) => unless(cx.view == view, Wanted::View(view)),
        When::Shown(view) => unless(cx.views.contains(&view), Wanted::View(view)),
        When::Views(views) => unless(views.contains(&cx.view), Wanted::View(views.first().copied().unwrap_or(cx.view))),
        When::Writable(view) => unless(desk.read_only().is_none(), Wanted::Writer).or_else(|| unless(cx.view == view, Wanted::View(view))),
        When::Correcting => unless(cx.chosen.correcting, Wanted::Correcting),
        When::Palette => Some(Wanted::Palette),
        When::Chosen(noun) => unless(chosen(noun) > 0, Wanted::Chosen(noun)),
        When::Single(noun) => match chosen(noun) {
            0 => Some(Wanted::Chosen(noun)),
            count => unless(count == 1, Wanted::Alone(noun)),
        },
        When::Undoable => unless(cx.chosen.undoes || Desk::can_undo(desk), Wanted::Undoable),
        When::Redoable => unless(Desk::can_redo(desk), Wanted::Redoable),
    }
}

impl Wanted {
    /// Where it is done.
    pub fn view(self) -> Option<ViewId> {
        match self {
            Self::View(view) => Some(view),
            Self::Correcting | Self::Palette => Some(ViewId::Read),
            Self::Chosen(noun) | Self::Alone(noun) => Some(home(noun)),
            Self::Project | Self::Writer | Self::Undoable | Self::Redoable => None,
        }
    }

    /// The same in words: “Choose a code in Read first”.
    pub fn words(self, cx: &Cx) -> String {
        let key = |command: Command| cx.cap(command).map_or_else(String::new, |cap| format!(" ({cap})"));
        match self {
            Self::Project => "Open a project first".into(),
            Self::View(view) => format!("in {}", view_name(view)),
            Self::Writer => "This project is open for reading only".into(),
            Self::Correcting => format!("Begin to correct a text in Read first{}", key(CorrectCommand::Begin.into())),
            Self::Palette => format!("Open the palette of codes in Read first{}", key(ReadCommand::Palette.into())),
            Self::Chosen(noun) => format!("Choose {} first", said(noun)),
            Self::Alone(noun) => format!("Choose {} and no more first", said(noun)),
            Self::Undoable => "Nothing was done that can be undone".into(),
            Self::Redoable => "Nothing was undone that can be done again".into(),
        }
    }
}

impl When {
    /// Whether a command is one of this view's own: given there and not everywhere.
    pub fn is_of(self, view: ViewId) -> bool {
        match self {
            Self::View(own) | Self::Writable(own) => own == view,
            Self::Views(several) => several.contains(&view),
            Self::Correcting | Self::Palette => view == ViewId::Read,
            Self::Chosen(noun) | Self::Single(noun) => home(noun) == view,
            Self::Always | Self::Project | Self::Shown(_) | Self::Undoable | Self::Redoable => false,
        }
    }
}

/// Where one of these is chosen.
const fn home(noun: Noun) -> ViewId {
    match noun {
        Noun::Code | Noun::Framework | Noun::Source | Noun::Folder => ViewId::Read,
        Noun::Case => ViewId::Cases,
        Noun::Alike => ViewId::Search,
        Noun::Version | Noun::Due => ViewId::Frameworks,
    }
}

/// One of these, with where it is chosen.
const fn said(noun: Noun) -> &'static str {
    match noun {
        Noun::Code => "a code in Read",
        Noun::Framework => "a framework in Read",
        Noun::Source => "a source in Read",
        Noun::Folder => "a folder of sources in Read",
        Noun::Case => "a case in the case table",
        Noun::Alike => "a paragraph of More like these in Search",
        Noun::Version => "a version in Frameworks through time",
        Noun::Due => "a passage to look at again in Frameworks through time",
    }
}

/// What a view is called, as within a sentence.
pub fn view_name(view: ViewId) -> String {
    let name = table::entry(&Window::Show(view).into()).map_or("", |entry| entry.label);
    name.strip_prefix("The ").map_or_else(|| name.to_owned(), |rest| format!("the {rest}"))
}

/// Whether a row may be given as its view is come to: it asks before it changes anything, or changes what shows alone.
fn asks(entry: &Entry) -> bool {
    entry.label.ends_with('…') || matches!(entry.section, Section::Show | Section::Go | Section::Export)
}

/// Gives a row that cannot be given here: goes to where it can, or to where what it needs is done, and says what that is.
pub(super) fn reach(app: &mut Themata, ctx: &Context, id: &str) {
    let Some(entry) = table::all().find(|entry| entry.id == id) else { return };
    let Some(wanted) = app.with_cx(|cx| wanted(cx, entry)) else { return app.ask(entry.command.clone()) };
    let view = wanted.view().filter(|view| app.project.is_some() && app.views.ids().contains(view));
    if let Some(view) = view.filter(|view| *view != app.views.current()) {
        app.views.lead(view, ctx.memory(|memory| memory.focused()));
    }
    match wanted {
        Wanted::View(_) if asks(entry) => app.arrival.then(entry.command.clone()),
        Wanted::View(view) => {
            let keys = app.with_cx(|cx| cx.keys.cap(entry)).map_or_else(String::new, |keys| format!(" ({keys})"));
            app.say(Notice::info(format!("In {} it can be given: {}{keys}", view_name(view), entry.label)));
        }
        _ => app.say(Notice::info(format!("{}: {}", app.with_cx(|cx| wanted.words(cx)), entry.label.trim_end_matches('…')))),
    }
}
