//! Import in the window, by keys: a folder and a table looked at, a voice merged, brought in as one step, taken back.

use super::support::{corpus, shared, small_project};
use super::window::{Window, press, type_text, until};
use super::window_study::{opened, says};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use themata::model::{AttributeType, Owner, SpeakerRole, Target};
use themata::project::{AttributeDraft, Project};
use themata::ui::command::{Edit, ProjectCommand};

const NONE: Modifiers = Modifiers::NONE;

fn write(folder: &Path, name: &str, words: &[u8]) {
    std::fs::write(folder.join(name), words).unwrap();
}

/// A folder with two interviews, one of them in an old encoding, one picture, and a table beside it.
fn field(folder: &Path) {
    let turns = "INT: How did it begin?\n\nP07: Slowly. We had two rooms and a kettle.\n\nINT: And then?\n\nP 07: Then the others came.\n";
    write(folder, "north.txt", turns.as_bytes());
    write(folder, "south.txt", b"INT: Who pays?\n\nP08: Nobody knows, caf\xe9 money mostly.\n\nINT: Still?\n\nP08: Still.\n");
    write(folder, "photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0");
    write(folder, "people.csv", b"file,person,site,role\nnorth,P07,North,nurse\nsouth,P08,South,porter\nwest,P09,West,clerk\n");
}

/// Waits until the files are read and the first one is shown.
pub fn seen(window: &mut Window, words: &str) {
    for _ in 0..2000 {
        if says(window, words) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run_steps(1);
    }
    panic!("“{words}” was not said");
}

#[test]
fn a_folder_and_a_table_come_in_as_one_step_and_go_again() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    field(&folder);
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND, Key::I);
    // Tab completes what is begun.
    type_text(&mut window, folder.to_str().unwrap().trim_end_matches("eld"));
    press(&mut window, NONE, Key::Tab);
    press(&mut window, NONE, Key::Enter);
    seen(&mut window, "Import 2 sources");
    assert!(says(&window, "photo.png, cannot be read"), "the picture is named and stops nothing");
    type_text(&mut window, folder.join("people.csv").to_str().unwrap());
    press(&mut window, NONE, Key::Enter);
    seen(&mut window, "2 of 3 rows match");
    assert!(says(&window, "“west” has no source"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 2 sources")));
    let corpus_now = corpus(&path);
    assert_eq!(corpus_now.sources().len(), 2);
    let north = corpus_now.source_named("north").unwrap().id;
    let voices: Vec<(&str, SpeakerRole)> = corpus_now.speakers(north).iter().map(|s| (s.name.as_str(), s.role)).collect();
    assert_eq!(voices, [("INT", SpeakerRole::Interviewer), ("P07", SpeakerRole::Participant)]);
    let person = corpus_now.cases().iter().find(|case| case.name == "P07").unwrap();
    let role = corpus_now.attributes().iter().find(|attribute| attribute.name == "role").unwrap();
    assert_eq!(corpus_now.value(role.id, Owner::Case(person.id)), Some("nurse"));
    assert_eq!(corpus_now.line_of(person.id)[1].name, "North", "the site is the case above");
    window.state().ask(Edit::Undo);
    window.run_steps(2);
    until(&mut window, |app| !app.project().unwrap().saving());
    let empty = corpus(&path);
    assert!(empty.sources().is_empty() && empty.cases().is_empty() && empty.attributes().is_empty());
}

#[test]
fn what_is_here_already_is_named_and_esc_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.themata");
    small_project(&path).close().unwrap();
    let before = corpus(&path).sources().len();
    let file = dir.path().join("new.txt");
    std::fs::write(&file, "INT: So?\n\nP1: So it goes, as they say.\n\nINT: Yes?\n\nP1: Yes.\n").unwrap();
    let twin = dir.path().join("twin.txt");
    std::fs::copy(&file, &twin).unwrap();
    let mut window = opened(&path);
    window.state().ask(ProjectCommand::ImportPaths(vec![file, twin]));
    seen(&mut window, "1 ready · 1 already here");
    assert!(says(&window, "Import 1 source"));
    press(&mut window, NONE, Key::Escape);
    assert!(!says(&window, "Import 1 source"), "Esc closes it");
    assert_eq!(corpus(&path).sources().len(), before);
}

#[test]
fn the_preview_says_which_voices_and_cells_stay_out() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    write(&folder, "one.txt", b"INT: Who?\n\nMR SMITH: I.\n\nINT: Still?\n\nMR SMITH: Yes.\n");
    write(&folder, "two.txt", b"Ann: We begin.\n\nBen: Yes.\n\nAnn: It was cold.\n\nBen: It was.\n");
    write(&folder, "people.csv", b"file,person,name,beds\none,W1,Mr John Smith,a dozen\ntwo,W2,Carla Cole,12\n");
    let mut project = Project::create(&path, "P").unwrap();
    let beds = AttributeDraft { target: Target::Case, name: "beds".into(), kind: AttributeType::Number, choices: Vec::new() };
    project.add_attribute(&beds).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(ProjectCommand::ImportPaths(vec![folder.clone(), folder.join("people.csv")]));
    seen(&mut window, "1 voice joined to a person");
    assert!(says(&window, "2 voices not joined to a person: “Ann” and others"));
    assert!(says(&window, "Row 2: “a dozen” is no number for “beds”"));
    assert!(window.get_all_by_label("Speaker").all(|field| field.rect().width() > 160.0), "a name in full fits its field");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.contains("1 voice joined to a person, 2 not")));
    let corpus = corpus(&path);
    let voices = corpus.speakers(corpus.source_named("one").unwrap().id);
    assert_eq!(voices.iter().map(|voice| (voice.name.as_str(), voice.case_id.is_some())).collect::<Vec<_>>(), [("INT", false), ("MR SMITH", true)]);
}

#[test]
fn the_inquiry_comes_in_with_its_table() {
    let Some(shared) = shared() else { return };
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("inquiry.themata");
    Project::create(&path, "Inquiry").unwrap().close().unwrap();
    let mut window = opened(&path);
    let corpora = shared.join("corpora");
    window.state().ask(ProjectCommand::ImportPaths(vec![corpora.join("inquiry_transcripts"), corpora.join("inquiry_metadata.csv")]));
    window.run_steps(2);
    for _ in 0..3000 {
        if says(&window, "Import 114 sources") && says(&window, "114 of 114 rows match") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        window.run_steps(1);
    }
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    for _ in 0..3000 {
        if window.state().notices().iter().any(|words| words.starts_with("Imported")) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        window.run_steps(1);
    }
    let corpus = corpus(&path);
    assert_eq!((corpus.sources().len(), corpus.cases().len()), (114, 80));
}

#[test]
fn what_was_corrected_is_not_lost_by_escape() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    field(&folder);
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND, Key::I);
    type_text(&mut window, folder.to_str().unwrap());
    press(&mut window, NONE, Key::Enter);
    seen(&mut window, "Import 2 sources");
    seen(&mut window, "Name of the source");
    window.get_by_label("Name of the source").focus();
    window.run_steps(2);
    type_text(&mut window, "The ");
    press(&mut window, NONE, Key::Escape);
    assert!(says(&window, "What you changed in 1 file would be lost."));
    window.get_by_label("Go on").click();
    window.run_steps(3);
    assert!(says(&window, "Import 2 sources") && !says(&window, "would be lost"));
    press(&mut window, NONE, Key::Escape);
    press(&mut window, NONE, Key::Enter);
    assert!(!says(&window, "Import 2 sources"), "asked and answered, it goes");
}

/// A file as the desktop hands it over.
#[derive(Debug)]
struct File(std::path::PathBuf);

impl egui::DroppedFile for File {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Lets files go over the window, as the desktop does.
fn drop_files(window: &mut Window, paths: &[&Path]) {
    window.input_mut().dropped_files = paths.iter().map(|path| std::sync::Arc::new(File(path.to_path_buf())) as _).collect();
    window.step();
    window.input_mut().dropped_files.clear();
    window.run_steps(3);
}

#[test]
fn what_is_dropped_is_looked_at_and_a_project_is_opened() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    field(&folder);
    Project::create(&path, "P").unwrap().close().unwrap();
    let other = dir.path().join("other.themata");
    Project::create(&other, "Other").unwrap().close().unwrap();
    // On the welcome page a project opens; it is not made into another one.
    let mut window = super::window::harness(themata::ui::config::Config::default());
    drop_files(&mut window, &[&path]);
    until(&mut window, |app| app.project().is_some_and(|desk| desk.name() == "P"));
    // Files go to the import, also more of them while it is open.
    drop_files(&mut window, &[&folder.join("north.txt")]);
    seen(&mut window, "Import 1 source");
    drop_files(&mut window, &[&folder.join("south.txt")]);
    seen(&mut window, "Import 2 sources");
    press(&mut window, NONE, Key::Escape);
    // Another project is opened in the place of this one, once that was asked.
    drop_files(&mut window, &[&other]);
    assert!(says(&window, "Open “other”?"));
    press(&mut window, NONE, Key::Enter);
    until(&mut window, |app| app.project().is_some_and(|desk| desk.name() == "Other"));
}

/// Clicks with the mouse.
fn click(window: &mut Window, at: egui::Pos2) {
    let button = |pressed| egui::Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed, modifiers: NONE };
    for event in [egui::Event::PointerMoved(at), button(true), button(false)] {
        window.event(event);
    }
    window.run_steps(4);
}

fn click_on(window: &mut Window, words: &str) {
    let at = window.get_by_label(words).rect().center();
    click(window, at);
}

#[test]
fn a_menu_opens_again_and_a_site_that_varies_stays_chosen() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    field(&folder);
    write(&folder, "people.csv", b"file,person,nation\nnorth,P07,Wales\nsouth,P07,Scotland\n");
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = opened(&path);
    window.state().ask(ProjectCommand::ImportPaths(vec![folder.clone(), folder.join("people.csv")]));
    seen(&mut window, "2 of 2 rows match");
    click_on(&mut window, "Columns…");
    let empty = egui::pos2(window.get_by_label("Attribute table…").rect().left() - 80.0, window.get_by_label("Attribute table…").rect().center().y);
    for _ in 0..2 {
        click_on(&mut window, "Sites: none");
        assert!(window.query_by_role_and_label(Role::MenuItem, "nation").is_some());
        click(&mut window, empty);
    }
    click_on(&mut window, "Sites: none");
    let row = window.get_by_role_and_label(Role::MenuItem, "nation").rect();
    click(&mut window, row.center());
    assert!(says(&window, "Sites: nation"), "the third time, too, it opens in front of the dialog");
    assert!(says(&window, "it stays an attribute of the sources"));
}

#[test]
fn what_stands_in_the_margins_of_a_pdf_is_kept_where_the_user_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let (path, file) = (dir.path().join("p.themata"), dir.path().join("hearing.pdf"));
    std::fs::write(&file, crate::pdf_files::transcript(true)).unwrap();
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = opened(&path);
    window.state().ask(ProjectCommand::ImportPaths(vec![file]));
    seen(&mut window, "Running heads and page numbers were left out, on 2 pages");
    window.get_by_role_and_label(Role::CheckBox, "Keep running heads, page and line numbers").click();
    window.run_steps(2);
    for _ in 0..400 {
        if !says(&window, "Running heads and page numbers were left out") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run_steps(1);
    }
    assert!(says(&window, "The hearing of the ward, day 3"), "the preview shows them");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 1 source")));
    let corpus = corpus(&path);
    let source = corpus.source_named("hearing").unwrap();
    let words = corpus.version(source.id).unwrap().words;
    assert_eq!(words, 72, "with both heads and both numbers");
    drop(window);
    let mut window = opened(&path);
    window.state().ask(themata::ui::command::Window::Show(themata::ui::ViewId::Read));
    seen(&mut window, ", page 1");
}

#[test]
fn the_preview_changes_with_the_encoding_that_is_chosen_by_keys() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    field(&folder);
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND, Key::I);
    type_text(&mut window, folder.join("south.txt").to_str().unwrap());
    press(&mut window, NONE, Key::Enter);
    seen(&mut window, "Nobody knows, café money mostly.");
    assert!(!says(&window, "cafÈ"), "nothing is chosen yet");
    window.get_by_role_and_label(Role::Button, "windows-1252").focus();
    window.run_steps(2);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    for neighbour in ["windows-1252   ", "macintosh   "] {
        assert!(says(&window, neighbour), "{neighbour}: each with how it would read");
    }
    window.query_all_by_label_contains("macintosh   ").next().unwrap().focus();
    window.run_steps(2);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(!says(&window, "macintosh   "), "the menu is gone");
    seen(&mut window, "Nobody knows, cafÈ money mostly.");
    assert!(!says(&window, "café money") && window.query_by_role_and_label(Role::Button, "macintosh").is_some());
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 1 source")));
    drop(window);
    let corpus = corpus(&path);
    let text = themata::project::Reader::open(&path).unwrap().source_text(&corpus, corpus.source_named("south").unwrap().id).unwrap();
    assert!(text.geometry.text().contains("cafÈ money"), "it comes in as it was shown");
}

#[test]
fn files_go_to_the_folder_that_is_chosen() {
    let dir = tempfile::tempdir().unwrap();
    let (path, file) = (dir.path().join("p.themata"), dir.path().join("a.txt"));
    std::fs::write(&file, "INT: So?\n\nP1: So it goes, as they say.\n").unwrap();
    let mut project = Project::create(&path, "P").unwrap();
    let north = project.add_folder(None, "North").unwrap().value;
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(ProjectCommand::ImportPaths(vec![file]));
    seen(&mut window, "Import 1 source");
    for (role, label) in [(Role::Button, "into no folder"), (Role::MenuItem, "North")] {
        window.get_by_role_and_label(role, label).focus();
        window.run_steps(2);
        press(&mut window, NONE, Key::Enter);
    }
    assert!(says(&window, "into North"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 1 source")));
    assert_eq!(corpus(&path).sources()[0].folder, Some(north));
}

#[test]
fn who_is_coding_is_asked_before_the_preview_goes_and_cancel_keeps_it() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    field(&folder);
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = super::window::harness(themata::ui::config::Config::default());
    window.state().ask(ProjectCommand::OpenPath(path.clone()));
    until(&mut window, |app| app.project().is_some());
    window.state().ask(ProjectCommand::ImportPaths(vec![folder]));
    seen(&mut window, "Import 2 sources");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    seen(&mut window, "Who is coding?");
    press(&mut window, NONE, Key::Escape);
    window.run_steps(4);
    assert!(says(&window, "Import 2 sources"), "the preview is still there");
    assert_eq!(corpus(&path).sources().len(), 0);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    seen(&mut window, "Who is coding?");
    type_text(&mut window, "Bo Price");
    press(&mut window, NONE, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 2 sources")));
    assert_eq!(corpus(&path).sources().len(), 2);
}

#[test]
fn in_a_small_window_everything_of_the_import_can_be_reached() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    field(&folder);
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = opened(&path);
    window.set_size(egui::vec2(640.0, 480.0));
    press(&mut window, Modifiers::COMMAND, Key::I);
    for name in ["south.txt", "people.csv"] {
        type_text(&mut window, folder.join(name).to_str().unwrap());
        press(&mut window, NONE, Key::Enter);
        seen(&mut window, if name == "south.txt" { "Import 1 source" } else { "1 of 3 rows match" });
    }
    seen(&mut window, "windows-1252");
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(640.0, 480.0));
    let wide = |window: &Window, label: &str| {
        let rect = window.query_all_by_label(label).next().unwrap_or_else(|| panic!("{label}")).rect();
        assert!(screen.x_range().contains(rect.left()) && rect.right() <= 628.0, "{label}: {rect:?}");
    };
    for label in ["windows-1252", "interviewer", "INT: same as …", "Columns…"] {
        wide(&window, label);
    }
    window.get_by_label("Columns…").click();
    window.run_steps(4);
    // The last column is come to by keys, which scroll to it.
    let last = window.get_by_role_and_label(Role::CheckBox, "role");
    last.focus();
    window.run_steps(6);
    let rect = window.get_by_role_and_label(Role::CheckBox, "role").rect();
    let foot = window.get_by_label("Import 1 source").rect().top();
    assert!(rect.top() > 120.0 && rect.bottom() < foot, "{rect:?} above {foot}");
    wide(&window, "role");
    assert!(says(&window, "of people"), "whose it is stands with it");
}

#[test]
fn a_column_says_whether_it_varies_or_there_are_no_people() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    field(&folder);
    write(&folder, "both.csv", b"file,person,mood\nnorth,P07,glad\nsouth,P07,sad\n");
    write(&folder, "none.csv", b"file,mood\nnorth,glad\nsouth,sad\n");
    Project::create(&path, "P").unwrap().close().unwrap();
    for (table, says_so) in [("both.csv", "of interviews: it varies within a person"), ("none.csv", "of interviews: no column names people")] {
        let mut window = opened(&path);
        press(&mut window, Modifiers::COMMAND, Key::I);
        for name in ["north.txt", "south.txt", table] {
            type_text(&mut window, folder.join(name).to_str().unwrap());
            press(&mut window, NONE, Key::Enter);
            window.run_steps(2);
        }
        seen(&mut window, "2 of 2 rows match");
        window.get_by_label("Columns…").click();
        window.run_steps(4);
        assert!(window.query_by_label(says_so).is_some(), "{table}");
    }
}

#[test]
fn a_file_that_is_refused_says_why_and_what_to_do_and_nothing_else_can_be_done_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.themata");
    let files = dir.path().join("in");
    std::fs::create_dir_all(&files).unwrap();
    write(&files, "a.txt", b"INT: How?\n\nP07: So.\n");
    write(&files, "photo.docx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0");
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND, Key::I);
    type_text(&mut window, files.to_str().unwrap());
    press(&mut window, NONE, Key::Enter);
    seen(&mut window, "photo.docx, cannot be read");
    // No menu offers what cannot be done with it: the other button opens none.
    let row = window.query_all_by_label_contains("photo.docx, cannot be read").next().unwrap().rect().center();
    let entries = |window: &Window| window.query_all_by_role(Role::MenuItem).count();
    for pressed in [true, false] {
        window.event(egui::Event::PointerMoved(row));
        window.event(egui::Event::PointerButton { pos: row, button: egui::PointerButton::Secondary, pressed, modifiers: NONE });
        window.run_steps(2);
    }
    assert_eq!(entries(&window), 0);
    assert!(says(&window, "Written as:"), "the file that can be read is shown");
    click(&mut window, row);
    window.run_steps(3);
    seen(&mut window, "picture");
    assert!(!says(&window, "Written as:") && !says(&window, "The same role in every file"), "nothing is offered for a file that is not read");
    assert!(says(&window, "Import 1 source"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.contains("Imported 1 source")));
    assert_eq!(corpus(&path).sources().len(), 1);
}

#[test]
fn a_table_beside_is_offered_and_leaves_the_choice_and_the_room_of_the_list() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    for n in 1..8 {
        write(&folder, &format!("talk {n}.txt"), format!("INT: Who was {n}?\n\nP{n}: I was, I think.\n\nINT: So?\n\nP{n}: Yes, {n}.\n").as_bytes());
    }
    write(&folder, "alone.md", b"INT: This is [all](http://x.org/a) there is.\n\nINT: And no more.\n\nINT: So.\n");
    write(&folder, "people.csv", b"file,person,ward\ntalk 1,P1,a\ntalk 2,P2,b\n");
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = opened(&path);
    window.state().ask(ProjectCommand::ImportPaths(vec![folder]));
    seen(&mut window, "Passed over, since it is a table: people.csv");
    click_on(&mut window, "talk 7.txt, ready, 2 speakers");
    seen(&mut window, "P7: same as …");
    click_on(&mut window, "Take it as the attribute table");
    seen(&mut window, "2 of 2 rows match");
    assert!(!says(&window, "Passed over"));
    assert!(says(&window, "P7: same as …"), "the file that was looked at is looked at still");
    click_on(&mut window, "Columns…");
    window.run_steps(3);
    let rows = window.query_all_by_label_contains(".txt, ready").count();
    assert!(rows >= 4, "the list has the room that the columns leave: {rows}");
    // Who speaks alone is the same as nobody, and what was left out of a file is said in the list.
    click_on(&mut window, "alone.md, ready, 1 speaker");
    seen(&mut window, "addresses of links and pictures were left out");
    assert!(!says(&window, "same as …"));
}

#[test]
fn a_voice_of_differing_roles_is_named_and_has_one_role_by_one_click() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    let talk = |asks: &str, says: &str, n: usize| {
        format!(
            "{asks}: What was {n}?\n\n{says}: It was long, and we said so.\n\n{asks}: And who paid?\n\n{says}: Nobody did, I think.\n\n{asks}: Still?\n\n{says}: Still.\n"
        )
    };
    for (n, (asks, says)) in [("Lady Hill", "Mr Ray"), ("Mr Cole", "Lady Hill"), ("Mr Cole", "Lady Hill")].into_iter().enumerate() {
        write(&folder, &format!("talk {n}.txt"), talk(asks, says, n).as_bytes());
    }
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = opened(&path);
    window.state().ask(ProjectCommand::ImportPaths(vec![folder]));
    seen(&mut window, "“Lady Hill” asks in 1 of 3 files");
    click_on(&mut window, "Participant in all");
    assert!(!says(&window, "“Lady Hill” asks in"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 3 sources")));
    let now = corpus(&path);
    let voices = now.sources().iter().flat_map(|source| now.speakers(source.id)).filter(|voice| voice.name == "Lady Hill");
    assert!(voices.map(|voice| voice.role).eq([SpeakerRole::Participant; 3]));
}
