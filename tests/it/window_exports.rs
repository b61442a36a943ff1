//! What is brought out of the window: the dialogs, who could be known, the files.

use super::window::{Window, press, type_text, until};
use super::window_themes::{Open, open, shown};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::{Path, PathBuf};
use themata::model::{Gathered, MemoKind, Stance, Subject};
use themata::project::{MemoDraft, PartDraft, Reader};
use themata::ui::Themata;
use themata::ui::command::{Export, Gathering, History, MemoCommand, Study};

const NONE: Modifiers = Modifiers::NONE;

fn ask_for(window: &mut Window, key: Key) {
    press(window, Modifiers::COMMAND | Modifiers::SHIFT, key);
    window.run_steps(3);
}

fn waits_for(window: &mut Window, words: &str) {
    for _ in 0..2000 {
        if shown(window, words) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
    panic!("“{words}” did not show; the window says {:?}", window.state().notices());
}

/// Writes a path over the one that is offered, takes it, and waits until the file is said to be there.
fn save_as(window: &mut Window, path: &Path) {
    waits_for(window, "No file chooser of the desktop answers here");
    press(window, Modifiers::COMMAND, Key::A);
    type_text(window, &path.display().to_string());
    press(window, NONE, Key::Enter);
    let said = path.display().to_string();
    until(window, |app: &Themata| app.notices().iter().any(|notice| notice.contains(&said)));
}

fn click(window: &mut Window, words: &str) {
    window.get_by_label(words).click();
    window.run_steps(4);
}

#[test]
fn passages_go_out_as_a_table_after_the_check() {
    let Open { mut window, folder } = open();
    ask_for(&mut window, Key::E);
    assert!(shown(&window, "As shown: Trust") && shown(&window, "(North, Nurse)"), "the examples carry the project's attribution");
    window.get_by_label("How quotes are attributed").focus();
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "[{role");
    assert!(shown(&window, "a brace without its other half"));
    type_text(&mut window, "}, {phase}]");
    assert!(shown(&window, "[Nurse, Phase 1]"));
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "[{role}, {site}]");
    assert!(shown(&window, "[Nurse, North]"));
    click(&mut window, "Cells parted by: Semicolon");
    click(&mut window, "Choose where…");
    waits_for(&mut window, "tell who somebody is");
    assert!(shown(&window, "The attribution fits one person alone: ") && shown(&window, "fits one person of 4"));
    assert!(shown(&window, "The columns together fit one person alone: "));
    click(&mut window, "Change…");
    assert!(shown(&window, "[Nurse, North]"), "what was chosen is still there");
    click(&mut window, "Choose where…");
    waits_for(&mut window, "Export all the same");
    click(&mut window, "Export all the same");
    let path = folder.path().join("trust.csv");
    save_as(&mut window, &path);
    let bytes = std::fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf"), "marked as UTF-8");
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.lines().count(), 7, "{text}");
    assert!(text.lines().next().unwrap().matches(';').count() > 10 && text.contains("[Nurse, North]"), "{text}");
    assert!(window.query_by_label("Open folder").is_some());
}

#[test]
fn the_page_for_reviewers_is_one_file_and_a_taken_name_is_refused() {
    let Open { mut window, folder } = open();
    click(&mut window, "Page for reviewers");
    window.get_by_label("Title of the page").focus();
    window.run_steps(2);
    type_text(&mut window, "For the panel");
    click(&mut window, "Passages: Every code");
    click(&mut window, "Choose where…");
    waits_for(&mut window, "Export all the same");
    click(&mut window, "Export all the same");
    let taken = folder.path().join("nights.themata");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, &taken.display().to_string());
    press(&mut window, NONE, Key::Enter);
    assert!(shown(&window, "This file is there already"));
    let path = folder.path().join("panel.html");
    save_as(&mut window, &path);
    let page = std::fs::read_to_string(&path).unwrap();
    assert!(page.contains("For the panel") && page.contains("We ring the ward before anybody writes."));
}

#[test]
fn a_transcript_is_printed_and_a_copy_is_a_project() {
    let Open { mut window, folder } = open();
    ask_for(&mut window, Key::T);
    // Typed so fast that both come in one frame.
    window.event(egui::Event::Text("three".into()));
    press(&mut window, NONE, Key::Enter);
    waits_for(&mut window, "with its codings in the margin");
    click(&mut window, "Paper: Letter");
    click(&mut window, "Choose where…");
    waits_for(&mut window, "What stands over the transcript fits one person alone");
    click(&mut window, "Change…");
    assert!(shown(&window, "Paper: Letter"), "what was chosen is still there");
    click(&mut window, "Choose where…");
    waits_for(&mut window, "Export all the same");
    click(&mut window, "Export all the same");
    let path = folder.path().join("three.pdf");
    save_as(&mut window, &path);
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-"));
    let three = window.state().project().unwrap().corpus.source_named("three").unwrap().id;
    window.state().ask(Export::Transcript(three));
    window.run_steps(4);
    click(&mut window, "Format: Web page (HTML)");
    click(&mut window, "Choose where…");
    waits_for(&mut window, "Export all the same");
    click(&mut window, "Export all the same");
    let path = folder.path().join("three.html");
    save_as(&mut window, &path);
    assert!(std::fs::read_to_string(&path).unwrap().contains("The night porter knows more than the rota."));
    window.state().ask(Export::Transcript(three));
    window.run_steps(4);
    click(&mut window, "And then: Open it to print");
    assert!(shown(&window, "It is removed when Themata closes."), "the dialog says what becomes of the copy");
    click(&mut window, "Open to print");
    waits_for(&mut window, "Export all the same");
    click(&mut window, "Export all the same");
    until(&mut window, |app: &Themata| app.notices().iter().any(|said| said.contains("Opened a private copy to print")));
    let copy = folder.path().join("elsewhere.themata");
    window.state().ask(Export::Copy(copy.clone()));
    until(&mut window, |app: &Themata| app.notices().iter().any(|said| said.contains("Saved a copy")));
    let (one, other) = (Reader::open(&folder.path().join("nights.themata")).unwrap(), Reader::open(&copy).unwrap());
    assert_eq!(one.last_op().unwrap(), other.last_op().unwrap());
    assert_eq!(other.corpus().unwrap().coding_count(), 7);
    window.state().ask(Export::Copy(copy));
    until(&mut window, |app: &Themata| app.notices().iter().any(|said| said.contains("exists already")));
    let left: Vec<PathBuf> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(left.iter().all(|path| !path.to_string_lossy().contains("part")), "{left:?}");
}

#[test]
fn tables_of_the_study_are_offered_a_free_name_and_replace_what_was_agreed_to() {
    let Open { mut window, folder } = open();
    let at = |name: &str| folder.path().join(name);
    let wrote = |window: &mut Window, path: &Path| {
        let said = path.display().to_string();
        until(window, |app: &Themata| app.notices().iter().any(|notice| notice.contains(&said)));
    };
    let name = window.state().project().unwrap().name().to_owned();
    let (trail, table) = (at(&format!("{name} audit trail.csv")), at(&format!("{name} who was interviewed.csv")));
    for taken in [&trail, &table] {
        std::fs::write(taken, "old").unwrap();
    }
    window.state().ask(History::Export);
    waits_for(&mut window, "No file chooser of the desktop answers here");
    press(&mut window, NONE, Key::Enter);
    wrote(&mut window, &at(&format!("{name} audit trail 2.csv")));
    window.state().ask(Study::ExportTable);
    waits_for(&mut window, "A cell counts one person");
    click(&mut window, "Export all the same");
    waits_for(&mut window, "No file chooser of the desktop answers here");
    press(&mut window, NONE, Key::Enter);
    wrote(&mut window, &at(&format!("{name} who was interviewed 2.csv")));
    // The desktop's chooser asks by itself whether a file shall be replaced.
    window.state().ask(History::ExportTo(trail.clone()));
    wrote(&mut window, &trail);
    window.state().ask(Study::ExportTableTo(table.clone()));
    wrote(&mut window, &table);
    assert!(std::fs::read_to_string(&trail).unwrap().contains("takes back"));
    assert!(std::fs::read_to_string(&table).unwrap().contains("People (interviews)"));
}

#[test]
fn what_themes_shows_goes_out_as_workbook_and_document_from_the_list_of_the_button() {
    let Open { mut window, folder } = open();
    for (form, name, start) in [("Excel workbook", "trust.xlsx", &b"PK"[..]), ("Word document", "trust.docx", &b"PK"[..])] {
        click(&mut window, "Export");
        click(&mut window, form);
        assert!(shown(&window, "As shown: Trust") && shown(&window, "By site, as shown"), "{form}");
        click(&mut window, "Choose where…");
        waits_for(&mut window, "Export all the same");
        click(&mut window, "Export all the same");
        let path = folder.path().join(name);
        save_as(&mut window, &path);
        assert!(std::fs::read(&path).unwrap().starts_with(start));
    }
}

/// Goes on past what tells who somebody is.
fn all_the_same(window: &mut Window) {
    click(window, "Choose where…");
    waits_for(window, "Export all the same");
    click(window, "Export all the same");
}

#[test]
fn a_table_for_the_paper_is_chosen_looked_through_and_written_as_its_name_says() {
    let Open { mut window, folder } = open();
    window.state().ask(Export::PickTable);
    window.run_steps(3);
    assert!(shown(&window, "Table: Participants") && shown(&window, "Table: Framework chart") && !shown(&window, "Quotes a theme"));
    click(&mut window, "Format: Excel");
    // Some cells count one person.
    click(&mut window, "Choose where…");
    waits_for(&mut window, "Export all the same");
    click(&mut window, "Change…");
    click(&mut window, "Format: Markdown");
    all_the_same(&mut window);
    waits_for(&mut window, "No file chooser of the desktop answers here");
    let wrong = folder.path().join("table.pdf");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, &wrong.display().to_string());
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(shown(&window, "Let its name end in .docx, .xlsx, .csv, .html or .md.") && !wrong.exists());
    press(&mut window, NONE, Key::Escape);
    window.state().ask(Export::PickTable);
    window.run_steps(3);
    all_the_same(&mut window);
    waits_for(&mut window, "No file chooser of the desktop answers here");
    press(&mut window, NONE, Key::Enter);
    let path = folder.path().join("Nights participants.md");
    until(&mut window, |app: &Themata| app.notices().iter().any(|notice| notice.contains("Nights participants.md")));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("| People (interviews) |") && text.contains("| **All** |"), "{text}");
}

#[test]
fn a_table_for_the_paper_is_asked_for_as_on_the_command_line_and_remembered() {
    let Open { mut window, folder } = open();
    window.state().ask(Export::PickTable);
    window.run_steps(3);
    click(&mut window, "Table: Themes");
    for choice in ["Themes: As shown: Trust", "Quotes a theme: 1", "Sites are: Site, as the project has it", "Role", "Format: Markdown"] {
        click(&mut window, choice);
    }
    click(&mut window, "Choose where…");
    let path = folder.path().join("themes.md");
    save_as(&mut window, &path);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("Nurse") && !text.contains("North:"), "heard by role: {text}");
    assert!(text.contains("| Trust |") && !text.contains("| Money |") && text.matches('“').count() == 1, "{text}");
    window.state().ask(Export::PickTable);
    window.run_steps(3);
    let on = |window: &Window, words: &str| window.get_by_label(words).accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
    for choice in ["Table: Themes", "Quotes a theme: 1", "Sites are: Role", "Format: Markdown", "Themes: Those of the framework"] {
        assert!(on(&window, choice), "{choice} is remembered");
    }
}

#[test]
fn the_themes_of_a_table_are_codes_that_are_chosen_whatever_shows() {
    let Open { mut window, folder } = open();
    window.state().ask(Export::PickTable);
    window.run_steps(3);
    click(&mut window, "Table: Themes");
    click(&mut window, "Format: Markdown");
    for letters in ["Money", "Silence"] {
        click(&mut window, "Another code…");
        type_text(&mut window, letters);
        press(&mut window, NONE, Key::Enter);
        window.run_steps(3);
    }
    // One that was chosen is taken out again by a click on it.
    click(&mut window, "Themes: Silence");
    assert!(window.query_by_label("Framework: All").is_none(), "no framework is asked for where codes are chosen");
    // A group of which one person alone was silent is told first.
    all_the_same(&mut window);
    let path = folder.path().join("themes.md");
    save_as(&mut window, &path);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("| Money |") && !text.contains("| Trust |") && !text.contains("| Silence |"), "{text}");
}

#[test]
fn what_a_theme_gathers_goes_out_as_it_shows() {
    let Open { mut window, folder } = open();
    let corpus = &window.state().project().unwrap().corpus;
    let (silence, trust) = (corpus.find_code("Silence")[0], corpus.find_code("Trust")[0]);
    let part = PartDraft { of: Gathered::Code(trust), stance: Stance::Contradicts, star: false, note: String::new() };
    window.state().ask(Gathering::Change(silence, vec![part], Vec::new()));
    until(&mut window, |app: &Themata| app.project().is_some_and(|desk| !desk.corpus.theme_parts().is_empty()));
    window.state().ask(themata::ui::command::Window::Go(themata::ui::command::Target::Code(silence)));
    waits_for(&mut window, "6 contradict");
    ask_for(&mut window, Key::E);
    click(&mut window, "Choose where…");
    waits_for(&mut window, "Export all the same");
    click(&mut window, "Export all the same");
    let path = folder.path().join("silence.csv");
    save_as(&mut window, &path);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.lines().count() == 7 && text.contains("We ring the ward before anybody writes."), "{text}");
}

#[test]
fn the_agenda_of_a_meeting_is_asked_for_and_written() {
    let Open { mut window, folder } = open();
    let draft = MemoDraft { subject: Subject::Project, kind: MemoKind::Meeting, title: "What is trust".into(), body: "Is it one code?".into() };
    window.state().ask(MemoCommand::Add(Box::new(draft), String::new()));
    until(&mut window, |app: &Themata| app.project().is_some_and(|desk| desk.corpus.memos.iter().any(|memo| memo.title == "What is trust")));
    window.state().ask(Export::AskAgenda);
    waits_for(&mut window, "Meeting agenda");
    click(&mut window, "Kinds: meeting");
    click(&mut window, "At most, of each part: 5");
    window.get_by_label("Since which day").focus();
    window.run_steps(2);
    type_text(&mut window, "yesterday");
    assert!(shown(&window, "Write the day as 2022-03-14, or leave it out."));
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "2020-01-01");
    assert!(!shown(&window, "Write the day as 2022-03-14, or leave it out."));
    click(&mut window, "Choose where…");
    for _ in 0..400 {
        if shown(&window, "Export all the same") {
            click(&mut window, "Export all the same");
        }
        if shown(&window, "No file chooser of the desktop answers here") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run_steps(1);
    }
    let path = folder.path().join("agenda.md");
    save_as(&mut window, &path);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("What is trust") && text.contains("Decision: ...."), "{text}");
}
