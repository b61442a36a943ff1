//! Writing in the fields of the window: scripts of both directions, the keys and the pointer, input methods, assistive software.

use super::support::corpus;
use super::window::{harness, together, type_text, until};
use super::window_read::{Desk, desk};
use egui::accesskit::{Action, ActionData, ActionRequest, Role, TextDirection, TextPosition, TextSelection, TreeId};
use egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use themata::ui::command::{CodeCommand, ProjectCommand};

const NONE: Modifiers = Modifiers::NONE;
const ALT: Modifiers = Modifiers::ALT;
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
const SHIFT: Modifiers = Modifiers::SHIFT;

/// A desk where the name of a code is being changed, empty and ready to be written.
fn naming() -> Desk {
    let mut desk = desk();
    let money = corpus(&desk.path).find_code("Money")[0];
    desk.window.state().ask(CodeCommand::AskRename(money));
    desk.window.run_steps(4);
    desk.key(CTRL, Key::A);
    desk.press(NONE, Key::Backspace);
    assert_eq!(desk.value(), "");
    desk
}

/// A desk with a memo open.
fn memo() -> Desk {
    let mut desk = desk();
    desk.select_fine();
    desk.press(ALT, Key::M);
    desk
}

impl Desk {
    /// Presses a key that the desktop would not turn into something else.
    fn key(&mut self, modifiers: Modifiers, key: Key) -> Option<String> {
        together(&mut self.window, modifiers, &[Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]).0
    }

    /// What stands in the field that has the focus.
    fn value(&self) -> String {
        self.field().value().unwrap_or_default()
    }

    fn field(&self) -> egui_kittest::Node<'_> {
        self.window.get_by(|node| node.is_focused() && matches!(node.role(), Role::TextInput | Role::MultilineTextInput))
    }

    /// Selected words of the field that has the focus.
    fn copied(&mut self) -> Option<String> {
        together(&mut self.window, NONE, &[Event::Copy]).0
    }

    /// The pointer goes down and up in a place so many times.
    fn click(&mut self, at: Pos2, times: usize, modifiers: Modifiers) {
        let button = |pressed| Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers };
        let clicks = (0..times).flat_map(|_| [button(true), button(false)]);
        let events: Vec<Event> = std::iter::once(Event::PointerMoved(at)).chain(clicks).collect();
        // A click long after the one before.
        self.window.run_steps(8);
        together(&mut self.window, modifiers, &events);
    }
}

#[test]
fn hebrew_and_english_are_typed_walked_selected_erased_and_taken_back() {
    let mut desk = naming();
    for letter in "trust אמון now".chars() {
        type_text(&mut desk.window, &letter.to_string());
    }
    assert_eq!(desk.value(), "trust אמון now");
    let runs: Vec<_> = desk.field().children_recursive().filter(|node| node.accesskit_node().role() == Role::TextRun).collect();
    let directions: Vec<_> = runs.iter().map(|run| run.accesskit_node().data().text_direction().unwrap()).collect();
    assert_eq!(directions, [TextDirection::LeftToRight, TextDirection::RightToLeft, TextDirection::LeftToRight]);
    // From the end to the left: over “ now” and into the Hebrew word, which is entered at its last letter.
    desk.times(5, NONE, Key::ArrowLeft);
    type_text(&mut desk.window, "-");
    assert_eq!(desk.value(), "trust -אמון now".replace("-אמון", "א-מון"));
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.value(), "trust אמון now");
    desk.key(CTRL, Key::End);
    desk.key(CTRL | SHIFT, Key::ArrowLeft);
    assert_eq!(desk.copied().as_deref(), Some("now"));
    desk.press(NONE, Key::Delete);
    assert_eq!(desk.value(), "trust אמון ");
    desk.key(CTRL, Key::Backspace);
    assert_eq!(desk.value(), "trust ");
    desk.key(CTRL, Key::Z);
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.value(), "trust אמון now");
    desk.key(CTRL | SHIFT, Key::Z);
    assert_eq!(desk.value(), "trust אמון ");
    desk.key(CTRL, Key::Y);
    assert_eq!(desk.value(), "trust ");
    // What was taken back is typing alone: the project is as it was.
    desk.press(NONE, Key::Escape);
    assert!(!corpus(&desk.path).find_code("Money").is_empty());
}

#[test]
fn a_memo_in_arabic_is_saved_and_read_back() {
    let mut desk = memo();
    let words = "كان العمل مشتركا منذ البداية\nIt was slow, لكنه كان جيدا 👍";
    for letter in words.chars() {
        match letter {
            '\n' => desk.press(NONE, Key::Enter),
            letter => type_text(&mut desk.window, &letter.to_string()),
        }
    }
    assert_eq!(desk.value(), words);
    desk.press(CTRL, Key::Enter);
    desk.saved();
    assert_eq!(corpus(&desk.path).memos[0].body, words);
    desk.press(ALT, Key::M);
    assert_eq!(desk.value(), words, "the memo goes on where it was");
}

#[test]
fn a_field_of_several_lines_is_walked_by_lines_and_grows() {
    let mut desk = memo();
    let height = desk.field().rect().height();
    together(&mut desk.window, NONE, &[Event::Paste("line\r\n".repeat(20))]);
    desk.window.run_steps(2);
    assert_eq!(desk.value(), "line\n".repeat(20));
    assert!(desk.field().rect().height() > height + 100.0, "it grows with what is written");
    desk.press(NONE, Key::ArrowUp);
    desk.press(NONE, Key::End);
    type_text(&mut desk.window, "!");
    assert!(desk.value().ends_with("line!\n"));
    desk.key(CTRL, Key::Home);
    desk.key(SHIFT, Key::ArrowDown);
    assert_eq!(desk.copied().as_deref(), Some("line\n"));
}

#[test]
fn an_input_method_writes_and_shows_where_it_is() {
    let mut desk = naming();
    let preedit = |text: &str| Event::Ime(ImeEvent::Preedit { text: text.into(), active_range_chars: None });
    type_text(&mut desk.window, "in ");
    desk.window.event(preedit("zhong"));
    desk.window.step();
    desk.window.step();
    assert_eq!(desk.value(), "in ", "what is not settled is not the name yet");
    let ime = desk.window.output().platform_output.ime.unwrap();
    assert!(desk.field().rect().contains(ime.cursor_rect.center()), "the list of the input method stands at the caret");
    desk.window.event(preedit("zhongguo"));
    desk.window.event(Event::Ime(ImeEvent::Commit("中国".into())));
    desk.window.run_steps(2);
    assert_eq!(desk.value(), "in 中国");
    desk.window.event(preedit("x"));
    desk.window.event(preedit(""));
    desk.window.run_steps(2);
    assert_eq!(desk.value(), "in 中国");
    desk.press(NONE, Key::Enter);
    desk.saved();
    assert!(!corpus(&desk.path).find_code("in 中国").is_empty());
}

#[test]
fn the_clipboard_gives_and_takes_and_one_line_stays_one() {
    let mut desk = naming();
    together(&mut desk.window, NONE, &[Event::Paste("what\r\nthings\ncost".into())]);
    assert_eq!(desk.value(), "what things cost");
    desk.key(CTRL, Key::A);
    assert_eq!(together(&mut desk.window, NONE, &[Event::Cut]).0.as_deref(), Some("what things cost"));
    assert_eq!(desk.value(), "");
    assert_eq!(desk.copied(), None, "nothing selected, nothing copied");
}

#[test]
fn the_pointer_places_the_caret_and_selects() {
    let mut desk = naming();
    type_text(&mut desk.window, "what things cost");
    let rect = desk.field().rect();
    let run = desk.field().children_recursive().find(|node| node.accesskit_node().role() == Role::TextRun).unwrap().rect();
    let middle = Pos2::new(run.center().x, rect.center().y);
    desk.click(middle, 2, NONE);
    assert_eq!(desk.copied().as_deref(), Some("things"));
    desk.click(middle, 1, NONE);
    desk.click(middle, 3, NONE);
    assert_eq!(desk.copied().as_deref(), Some("what things cost"));
    desk.click(run.left_center(), 1, NONE);
    desk.click(Pos2::new(rect.right() - 3.0, middle.y), 1, SHIFT);
    assert_eq!(desk.copied().as_deref(), Some("what things cost"), "with Shift the selection reaches to the click");
    let button = |pos, pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: NONE };
    together(&mut desk.window, NONE, &[Event::PointerMoved(run.left_center()), button(run.left_center(), true)]);
    together(&mut desk.window, NONE, &[Event::PointerMoved(middle)]);
    together(&mut desk.window, NONE, &[Event::PointerMoved(run.right_center()), button(run.right_center(), false)]);
    assert_eq!(desk.copied().as_deref(), Some("what things cost"), "and so does a drag");
}

#[test]
fn tab_leaves_a_field_and_comes_back_to_it() {
    let mut desk = memo();
    let body = desk.field().rect();
    type_text(&mut desk.window, "words");
    desk.press(NONE, Key::Tab);
    assert!(desk.window.query_by(|node| node.is_focused() && node.role() == Role::MultilineTextInput).is_none());
    desk.press(SHIFT, Key::Tab);
    assert_eq!((desk.value().as_str(), desk.field().rect()), ("words", body));
    desk.press(SHIFT, Key::Tab);
    assert_eq!(desk.field().accesskit_node().label().as_deref(), Some("Title of the memo"));
}

#[test]
fn a_long_line_moves_along_with_the_caret() {
    let mut desk = naming();
    type_text(&mut desk.window, &"a long name of many words ".repeat(12));
    let caret = |desk: &mut Desk| {
        desk.window.step();
        desk.window.output().platform_output.ime.unwrap().cursor_rect.center().x
    };
    let rect = desk.field().rect();
    assert!(rect.x_range().contains(caret(&mut desk)));
    desk.key(CTRL, Key::Home);
    assert!(rect.x_range().contains(caret(&mut desk)));
    assert!(caret(&mut desk) < rect.center().x);
    desk.key(CTRL, Key::A);
    type_text(&mut desk.window, "שלום");
    assert!(caret(&mut desk) > rect.center().x, "Hebrew stands at the right end of the field");
}

#[test]
fn assistive_software_reads_selects_and_writes() {
    let mut desk = naming();
    type_text(&mut desk.window, "things cost");
    let (node, run) = {
        let field = desk.field();
        let run = field.children_recursive().find(|node| node.accesskit_node().role() == Role::TextRun).unwrap();
        (field.accesskit_node().locate().0, run.accesskit_node().locate().0)
    };
    let ask = |desk: &mut Desk, action: Action, data: ActionData| {
        desk.window.event(Event::AccessKitActionRequest(ActionRequest { action, target_node: node, target_tree: TreeId::ROOT, data: Some(data) }));
        desk.window.run_steps(2);
    };
    let place = |character_index| TextPosition { node: run, character_index };
    ask(&mut desk, Action::SetTextSelection, ActionData::SetTextSelection(TextSelection { anchor: place(0), focus: place(6) }));
    assert_eq!(desk.copied().as_deref(), Some("things"));
    ask(&mut desk, Action::ReplaceSelectedText, ActionData::Value("people".into()));
    assert_eq!(desk.value(), "people cost");
    let selection = desk.field().accesskit_node().data().text_selection().copied().unwrap();
    assert_eq!(selection.focus.character_index, 6);
    ask(&mut desk, Action::SetValue, ActionData::Value("all of it".into()));
    assert_eq!(desk.value(), "all of it");
}

#[test]
fn what_was_written_before_is_not_brought_back_in_another_dialog() {
    let mut desk = naming();
    type_text(&mut desk.window, "a secret");
    desk.press(NONE, Key::Escape);
    let staff = corpus(&desk.path).find_code("Staff")[0];
    desk.window.state().ask(CodeCommand::AskRename(staff));
    desk.window.run_steps(4);
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.value(), "Staff");
}

#[test]
fn alt_and_a_letter_write_nothing_whatever_field_has_the_keys() {
    let alt = |key, text: &str| [Event::Key { key, physical_key: Some(key), pressed: true, repeat: false, modifiers: ALT }, Event::Text(text.into())];
    let mut desk = naming();
    together(&mut desk.window, ALT, &alt(Key::Q, "q"));
    together(&mut desk.window, ALT, &alt(Key::M, "m"));
    assert_eq!(desk.value(), "", "the name of a code");
    // The letter may come in a frame of its own, while Alt is still held.
    desk.window.input_mut().events.push(Event::ModifiersChanged(ALT));
    desk.window.step();
    desk.window.input_mut().events.push(Event::Text("z".into()));
    desk.window.step();
    together(&mut desk.window, NONE, &[]);
    assert_eq!(desk.value(), "");
    type_text(&mut desk.window, "Rent");
    assert_eq!(desk.value(), "Rent", "without Alt it is written");
    let mut desk = super::window_read::desk();
    desk.window.get_by_label("Find or create a code").focus();
    desk.window.run_steps(2);
    together(&mut desk.window, ALT, &alt(Key::Q, "q"));
    assert_eq!(desk.value(), "", "a filter");
    desk.window.state().ask(themata::ui::command::FrameworkCommand::AskNameOf(corpus(&desk.path).frameworks()[0].id));
    desk.window.run_steps(4);
    desk.window.get_by_label("Note of the meeting").focus();
    desk.window.run_steps(2);
    together(&mut desk.window, ALT, &alt(Key::N, "n"));
    assert_eq!(desk.value(), "", "the note of a version");
    // Where Ctrl is held too, as for AltGr on some keyboards, the sign is meant.
    let both = Modifiers { alt: true, ..CTRL };
    together(&mut desk.window, both, &[Event::Text("@".into())]);
    assert_eq!(desk.value(), "@");
}

#[test]
fn a_memo_is_written_at_once_after_the_question_who_is_coding() {
    let mut desk = desk();
    let config = themata::ui::config::Config { coder: None, ..desk.window.state().config().clone() };
    desk.window = harness(config);
    desk.window.state().ask(ProjectCommand::OpenPath(desk.path.clone()));
    until(&mut desk.window, |app| app.project().is_some());
    desk.window.run_steps(3);
    desk.press(CTRL, Key::Num2);
    desk.press(ALT, Key::M);
    type_text(&mut desk.window, "Cy Dee");
    desk.press(NONE, Key::Enter);
    desk.saved();
    assert_eq!(desk.field().accesskit_node().label().as_deref(), Some("Words of the memo"));
}
