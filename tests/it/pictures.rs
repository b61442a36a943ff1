//! The window in pictures: each is held against the one in `tests/pictures`, drawn by lavapipe with the bundled fonts alone.

use super::pictures_kept::Picture;
use super::support::{corpus, import, interview, raw, skip};
use super::window::{Window, press, sized, type_text};
use super::window_study::{opened, says};
use egui::{Event, Key, Modifiers};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::Duration;
use themata::model::{SourceKind, Span};
use themata::project::{NewCoding, Project, Template, TemplateCode};
use themata::ui::ViewId;
use themata::ui::command::{ProjectCommand, Side, Window as Show};
use themata::ui::theme::Theme;

const NONE: Modifiers = Modifiers::NONE;

/// Whether Mesa draws Vulkan on the processor here; says that the test was skipped where it does not.
fn lavapipe() -> bool {
    let here = |folder: &str| {
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        files.map(|file| file.file_name()).any(|name| name.to_string_lossy().starts_with("lvp_icd"))
    };
    let found = ["/usr/share/vulkan/icd.d", "/usr/local/share/vulkan/icd.d", "/etc/vulkan/icd.d"].into_iter().any(here);
    if !found {
        skip("lavapipe is not installed");
    }
    found
}

/// A number for all that is painted.
fn painted(window: &Window) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in window.ctx.tessellate(window.output().shapes.clone(), 1.0) {
        let egui::epaint::Primitive::Mesh(mesh) = part.primitive else { continue };
        for vertex in &mesh.vertices {
            [vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y].iter().for_each(|part| part.to_bits().hash(&mut hasher));
            vertex.color.hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// The window as lavapipe draws it.
fn drawn(window: &mut Window) -> Picture {
    let drawn = window.render().unwrap();
    let pixels = drawn.as_raw().as_chunks::<4>().0.iter().map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
    Picture { width: drawn.width() as usize, pixels }
}

/// Pictures that were held against those that are kept, and what differs.
#[derive(Default)]
struct Album(Vec<String>);

impl Album {
    /// Draws until these words are there and nothing changes any more, then holds the picture against the one that is kept.
    fn hold(&mut self, window: &mut Window, name: &str, words: &str) {
        window.event(Event::PointerGone);
        let (mut before, mut still) = (0, 0);
        for _ in 0..2_000 {
            // A caret that blinks would be there or not.
            window.ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = false);
            window.run_steps(1);
            let now = painted(window);
            still = if now == before && says(window, words) { still + 1 } else { 0 };
            before = now;
            if still == 10 {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(says(window, words), "{name}: “{words}” is not there");
        assert_eq!(still, 10, "{name}: it does not come to rest");
        self.0.extend(drawn(window).hold(name).err());
    }

    /// Fails where something looks otherwise.
    fn close(self) {
        let accept = "look at them; what is meant is accepted with UPDATE_SNAPSHOTS=1 cargo test --test it pictures";
        assert!(self.0.is_empty(), "{}\n{accept}", self.0.join("\n"));
    }
}

/// Gives the steps of a project, sources and codings the times they have in every run, a minute between steps.
fn fix_times(path: &Path) {
    let zone = jiff::tz::TimeZone::system();
    let first = jiff::civil::date(2023, 6, 1).at(9, 0, 0, 0).to_zoned(zone).unwrap().timestamp().as_millisecond();
    let conn = raw(path);
    // The journal refuses what is changed past it.
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    conn.execute("UPDATE op SET at = ?1 + seq * 60000", [first]).unwrap();
    for table in
        ["source", "coding", "chart_cell", "framework_version", "crosswalk_link", "verdict", "theme_part", "looked_again", "memo_link", "memo_state"]
    {
        conn.execute(&format!("UPDATE {table} SET at = ?1"), [first]).unwrap();
    }
}

fn show(window: &mut Window, view: ViewId, look: Theme) {
    window.state().ask(Show::Show(view));
    window.state().ask(Show::Look(look));
    window.run_steps(4);
}

/// What opens over the window: codes for a selection, the menu, the look at files before they come in.
fn over(window: &mut Window, album: &mut Album, folder: &Path) {
    show(window, ViewId::Read, Theme::Light);
    press(window, Modifiers::COMMAND, Key::ArrowDown);
    (0..6).for_each(|_| press(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight));
    type_text(window, "tr");
    album.hold(window, "palette", "In vivo");
    press(window, NONE, Key::Escape);
    press(window, NONE, Key::F10);
    album.hold(window, "menu", "Undo");
    press(window, NONE, Key::Escape);
    let turns = "INT: How did it begin?\n\nP07: Slowly. We had two rooms and a kettle.\n\nINT: And then?\n\nP 07: Then the others came.\n";
    std::fs::write(folder.join("north.txt"), turns).unwrap();
    std::fs::write(folder.join("south.txt"), b"INT: Who pays?\n\nP08: Nobody knows, caf\xe9 money mostly.\n\nINT: Still?\n\nP08: Still.\n").unwrap();
    window.state().ask(ProjectCommand::ImportPaths(vec![folder.to_owned()]));
    album.hold(window, "import", "Import 2 sources");
}

#[test]
fn the_bundled_study_looks_as_it_did() {
    if !lavapipe() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("Integrated care study.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    themata::example::build(&path, &|_, _| true).unwrap();
    fix_times(&path);
    let mut window = opened(&path);
    let mut album = Album::default();
    for (view, look, name, words) in [
        (ViewId::Study, Theme::Light, "study", "Begin reading"),
        (ViewId::Read, Theme::Light, "read", "Turn 3"),
        (ViewId::Read, Theme::Dark, "read-dark", "Turn 3"),
        (ViewId::Read, Theme::ContrastLight, "read-contrast", "Turn 3"),
        (ViewId::Themes, Theme::Light, "themes", "passages"),
        (ViewId::Themes, Theme::Dark, "themes-dark", "passages"),
        (ViewId::Chart, Theme::Light, "chart", "Passage 1"),
        (ViewId::Chart, Theme::Dark, "chart-dark", "Passage 1"),
        (ViewId::Cases, Theme::Light, "cases", "ICS"),
        (ViewId::Speakers, Theme::Light, "speakers", "INT"),
        (ViewId::History, Theme::Light, "history", "BP"),
        (ViewId::Memos, Theme::Light, "memos", "method"),
        (ViewId::Memos, Theme::Dark, "memos-dark", "method"),
        (ViewId::Reports, Theme::Light, "reports", "Thirty-one hours"),
        (ViewId::Reports, Theme::Dark, "reports-dark", "Thirty-one hours"),
        (ViewId::Frameworks, Theme::Light, "frameworks", "After ICS A and B"),
        (ViewId::Frameworks, Theme::Dark, "frameworks-dark", "After ICS A and B"),
        (ViewId::Crosswalk, Theme::Light, "crosswalk", "is read as"),
        (ViewId::Crosswalk, Theme::Dark, "crosswalk-dark", "is read as"),
    ] {
        show(&mut window, view, look);
        album.hold(&mut window, name, words);
    }
    show(&mut window, ViewId::Search, Theme::Light);
    type_text(&mut window, "money OR fund* -code:\"Law 2\"");
    super::window_search::shows(&mut window, "By site");
    press(&mut window, NONE, Key::Enter);
    press(&mut window, Modifiers::ALT, Key::C);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Space);
    album.hold(&mut window, "search", "Hit 3 of");
    window.state().ask(Show::Look(Theme::Dark));
    window.run_steps(4);
    album.hold(&mut window, "search-dark", "Hit 3 of");
    over(&mut window, &mut album, &folder);
    album.close();
}

/// A study whose words and names are of several scripts, in one line too.
fn scripts(path: &Path) {
    let mut project = Project::create(path, "Many voices · أصوات كثيرة").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let code = |name: &str, children: Vec<TemplateCode>| TemplateCode { name: name.into(), children, ..TemplateCode::default() };
    let codes = vec![code("Trust", vec![code("ثقة", vec![]), code("אמון", vec![])]), code("समय", vec![]), code("เงิน", vec![])];
    project.add_framework(&Template { name: "Words".into(), codes, ..Template::default() }).unwrap();
    let lines = [
        "Did they say “ثقة” (trust), or “אמון” in 2024?",
        "كان العمل مشتركا منذ البداية، لكنه كان بطيئا لأن الميزانية (budget 2024) لم تكن كافية، ولم يسأل أحد لماذا.",
        "And in the other ward — «Больше людей», someone wrote on the door?",
        "העבודה הייתה משותפת מההתחלה, אבל היא התקדמה לאט: the forms came back in English, וכל אחד חיכה לאחרים.",
        "Who had the time for it?",
        "हमारे पास समय कम था, फिर भी हर सप्ताह मिलते थे — ward 3 में, खिड़की के पास।",
        "And the money?",
        "เงินมาช้ากว่าที่คิด แต่เราก็ยังทำงานต่อไป and nobody asked twice, เพราะทุกคนรู้ดีว่าต้องรอ",
    ];
    let source = import(&mut project, None, vec![interview("ראיון 1 — مقابلة", &lines), interview("साक्षात्कार 2", &lines[..2])]).unwrap().value[0];
    project.edit_source(source, "ראיון 1 — مقابلة", SourceKind::Interview, "", "").unwrap();
    let all = corpus(path);
    for (name, turn) in [("ثقة", 1), ("Trust", 1), ("אמון", 3), ("समय", 5), ("เงิน", 7)] {
        let start: u32 = lines[..turn].iter().enumerate().map(|(n, line)| line.chars().count() as u32 + if n % 2 == 0 { 6 } else { 5 }).sum();
        let span = Span::new(start + 4, start + 4 + lines[turn].chars().count() as u32);
        project.apply_codes(&[NewCoding { source, span, code: all.find_code(name)[0] }]).unwrap();
    }
    project.close().unwrap();
}

#[test]
fn lines_of_many_scripts_look_as_they_did_and_three_points_or_another_shade_would_be_seen() {
    if !lavapipe() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("scripts.themata");
    scripts(&path);
    fix_times(&path);
    let mut window = opened(&path);
    show(&mut window, ViewId::Read, Theme::Light);
    let mut album = Album::default();
    album.hold(&mut window, "read-scripts", "Turn 3");
    album.close();
    let mut darker = drawn(&mut window);
    darker.pixels.iter_mut().filter(|pixel| **pixel == [0xF4, 0xF2, 0xEE]).for_each(|pixel| *pixel = [0xEA, 0xE8, 0xE4]);
    assert!(darker.is_other_than("read-scripts"), "the columns beside the text have another colour");
    let wide = window.state().config().layout.left;
    window.state().ask(Show::Resize(Side::Left, wide + 3.0));
    window.run_steps(6);
    assert!(drawn(&mut window).is_other_than("read-scripts"), "the left column is wider");
}

#[test]
fn the_welcome_page_looks_as_it_did() {
    if !lavapipe() {
        return;
    }
    let mut album = Album::default();
    let mut window = sized(super::window_layout::recents(Path::new("studies")), 1280.0, 800.0);
    album.hold(&mut window, "welcome", "two, a study");
    album.close();
}
