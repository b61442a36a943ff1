//! The page for reviewers: what is in it, what is not, and whether it works when it is clicked.

use crate::browser::Browser;
use crate::corpora::Maker;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use themata::analysis::*;
use themata::export::*;
use themata::model::*;
use themata::text::SourceText;

type Study = (Corpus, HashMap<SourceId, Arc<SourceText>>);

/// What the coded words of the bundled study stand under, made short: the first letter or number names the family.
fn code_of(maker: &mut Maker, codes: &mut HashMap<String, CodeId>, path: &str) -> CodeId {
    if let Some(code) = codes.get(path) {
        return *code;
    }
    let parent = path.rsplit_once('.').map(|(parent, _)| code_of(maker, codes, parent));
    let name = match path {
        "L1" => "Law 1: all of the services for some",
        "L2" => "Law 2: costs before it pays",
        "L3" => "Law 3: your integration, my fragmentation",
        "L4" => "Law 4: the square peg and the round hole",
        "L5" => "Law 5: who calls the tune",
        other => other,
    };
    let code = maker.code(name, parent);
    maker.code_mut(code).colour = Some(Colour::Named((path.bytes().map(u32::from).sum::<u32>() * 5 % 12) as u8)).filter(|_| parent.is_none());
    codes.insert(path.to_owned(), code);
    code
}

/// The span of `first … last` in a turn.
fn find(text: &str, turn: std::ops::Range<usize>, words: &str) -> Option<Span> {
    let here = &text[turn.clone()];
    let (first, last) = words.split_once(" … ").unwrap_or((words, words));
    let start = here.find(first)?;
    let end = start + here[start..].find(last)? + last.len();
    let at = |byte: usize| text[..turn.start + byte].chars().count() as u32;
    Some(Span::new(at(start), at(end)))
}

/// The bundled study, read from its files: 24 interviews of four sites, some of its codings' words left aside where they do not match.
fn bundled() -> Study {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ics-study");
    let mut maker = Maker::new();
    let role = maker.attribute(Target::Case, "role group", AttributeType::Text, &[]);
    let phase = maker.attribute(Target::Source, "phase", AttributeType::Text, &[]);
    (maker.corpus.project.role, maker.corpus.project.phase) = (Some(Grouping::Attribute(role)), Some(Grouping::Attribute(phase)));
    maker.corpus.project.name = "Integrated care study".into();
    let (mut sites, mut people, mut codes, mut coders): (HashMap<String, CaseId>, HashMap<String, CaseId>, _, HashMap<String, CoderId>) =
        (HashMap::new(), HashMap::new(), HashMap::new(), HashMap::new());
    let mut table = csv::Reader::from_path(folder.join("interviews.csv")).unwrap();
    let header = table.headers().unwrap().clone();
    for row in table.records() {
        let row = row.unwrap();
        let cell = |name: &str| row[header.iter().position(|column| column == name).unwrap()].to_owned();
        let site = *sites.entry(cell("site")).or_insert_with(|| maker.case(maker.site, &cell("site"), None));
        let known = people.get(&cell("person")).copied();
        let person = known.unwrap_or_else(|| {
            let person = maker.case(maker.person, &cell("person"), Some(site));
            maker.value(role, Owner::Case(person), &cell("role_group"));
            maker.case_mut(person).full_name = format!("{} Realname", cell("pseudonym"));
            person
        });
        people.insert(cell("person"), person);
        let words = std::fs::read_to_string(folder.join("transcripts").join(cell("file") + ".txt")).unwrap();
        let turns: Vec<&str> = words.split("\n\n").map(str::trim).filter(|turn| !turn.is_empty()).collect();
        let text = turns.iter().map(|turn| turn.split_once(": ").map_or(*turn, |(_, said)| said).replace('\n', " ")).collect::<Vec<_>>().join("\n");
        let who: Vec<u32> = turns.iter().map(|turn| u32::from(!turn.starts_with("INT"))).collect();
        let voices = [("INT", SpeakerRole::Interviewer, None), ("P", SpeakerRole::Participant, Some(person))];
        let source = maker.source(&cell("file"), &text, &voices, &who);
        maker.value(phase, Owner::Source(source), &cell("phase"));
        let lines: Vec<std::ops::Range<usize>> = text
            .split('\n')
            .map(|line| line.as_ptr() as usize - text.as_ptr() as usize)
            .zip(text.split('\n'))
            .map(|(at, line)| at..at + line.len())
            .collect();
        for line in std::fs::read_to_string(folder.join("codings").join(cell("file") + ".tsv")).unwrap().lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let (Some(turn), [_, who, path, words, ..]) = (cells[0].parse::<usize>().ok().and_then(|n| lines.get(n - 1)), cells.as_slice()) else {
                continue;
            };
            let Some(span) = find(&text, turn.clone(), words) else { continue };
            let code = code_of(&mut maker, &mut codes, path);
            for initials in who.split(',') {
                let coder = *coders.entry(initials.to_owned()).or_insert_with(|| maker.coder(initials));
                let coding = maker.coding(source, code, coder, span);
                if cells.len() > 4 {
                    maker.star(coding);
                }
            }
        }
    }
    maker.done()
}

fn page_of((corpus, texts): &Study, query: &Query) -> String {
    let mut out = Vec::new();
    let options = ReviewOptions { made: Time(1_700_000_000_000), ..ReviewOptions::new(&corpus.project) };
    review_page(corpus, query, texts, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_page_loads_nothing_and_names_nobody() {
    let study = bundled();
    assert!(study.0.coding_count() > 800, "{} codings of the bundled study were found", study.0.coding_count());
    let page = page_of(&study, &Query::default());
    for outside in ["http://", "https://", "src=", "@import", "url(h", "url(/", "Realname", "ICSA-", "unsafe-inline"] {
        assert!(!page.contains(outside), "{outside} is in the page");
    }
    assert!(page.contains("default-src 'none'; script-src 'sha256-") && page.contains("<title>Integrated care study</title>"));
    assert!(!page.contains("{{"));
}

#[test]
fn the_page_warns_of_quotes_that_fit_one_person() {
    let study = bundled();
    let options = ExcerptOptions::new(&study.0.project);
    let found = excerpts_disclosed(&study.0, &Query::default(), &study.1, &options, Beside::Page).unwrap();
    assert_eq!(found.tellings.len(), 1, "one line, not a wall: {found:?}");
    assert!(found.tellings[0].why.contains("fits one person of") && found.tellings[0].people > 3, "{found:?}");
}

/// Words that try to break out of the page.
fn hostile() -> Study {
    let mut maker = Maker::new();
    let words = "</script><script>window.broken = 1</script><img src=x onerror=\"window.broken = 2\">\u{2028}&lt;b&gt; 'quoted'";
    let source = maker.source("one", words, &[], &[]);
    let (code, coder) = (maker.code("<i onclick=alert(1)>Code</i>", None), maker.coder("B\"P"));
    maker.corpus.project.name = "<script>window.broken = 3</script>".into();
    maker.coding(source, code, coder, Span::new(0, words.chars().count() as u32));
    maker.done()
}

#[test]
fn hostile_words_stay_words() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, page_of(&hostile(), &Query::default())).unwrap();
    browser.open(&file);
    assert_eq!(browser.run("return typeof window.broken"), "undefined");
    assert!(browser.text("blockquote").starts_with("</script><script>window.broken = 1"));
    assert_eq!(browser.text("header strong"), "<script>window.broken = 3</script>");
    assert_eq!(browser.complaints(), Vec::<String>::new());
    let refused =
        "const s = document.createElement('script'); s.textContent = 'window.broken = 4'; document.body.append(s); return typeof window.broken";
    assert_eq!(browser.run(refused), "undefined", "the policy refuses every other script");
}

#[test]
fn the_page_opens_on_a_framework_that_has_passages() {
    let Some(browser) = Browser::start() else { return };
    let (mut corpus, texts) = bundled();
    let (mut frameworks, codes) = (corpus.frameworks().to_vec(), corpus.codes().to_vec());
    frameworks.push(Framework { id: FrameworkId::new(), name: "Nobody’s".into(), ord: " ".into(), ..frameworks[0].clone() });
    corpus.set_codes(frameworks, codes);
    assert_eq!(corpus.frameworks()[0].name, "Nobody’s");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, page_of(&(corpus, texts), &Query::default())).unwrap();
    browser.open(&file);
    assert_ne!(browser.text("#name"), "Nobody’s");
    assert!(!browser.text("#counts").starts_with("0 "), "{}", browser.text("#counts"));
}

#[test]
fn a_reviewer_clicks_through_the_page() {
    let Some(browser) = Browser::start() else { return };
    let study = bundled();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, page_of(&study, &Query::default())).unwrap();
    browser.open(&file);
    browser.run("localStorage.setItem('themata-look', 'Light')");
    browser.open(&file);
    let law = study.0.find_code("Law 4: the square peg and the round hole")[0];
    let found = retrieve(&study.0, &Query::code(law, true), &study.1).unwrap();
    let heads = Heads::new(&study.0);
    let summary = theme(&found.excerpts.iter().collect::<Vec<_>>(), &heads, &Cast::new(&study.0, &heads), Columns::Site);
    browser.click(&row("Law 4"));
    assert_eq!(browser.text("#counts"), summary.voiced.line());
    assert_eq!(browser.text("#reach"), summary.reach);
    // The page itself never scrolls, only its parts do, however long the list of passages is.
    assert_eq!(
        browser.run("const e = document.documentElement; return [e.scrollHeight > e.clientHeight, e.scrollWidth > e.clientWidth]"),
        serde_json::json!([false, false])
    );
    let columns = browser.run(
        "return [...document.querySelectorAll('.column')].map(c => c.querySelector('h2').textContent + ' ' + c.querySelector('.sum').textContent)",
    );
    let wanted: Vec<String> = summary.columns.iter().map(|c| format!("{} {}", heads.site.label(c.group), c.voiced.short())).collect();
    assert_eq!(columns, serde_json::json!(wanted));
    browser.picture("review-light.png");
    browser.click("#site option:nth-child(3)");
    browser.until("return document.querySelector('#counts').textContent.includes(' of ')");
    let north = found.excerpts.iter().filter(|excerpt| excerpt.site == [1]).count();
    assert!(browser.text("#counts").starts_with(&format!("{north} of {} passages", found.excerpts.len())), "{}", browser.text("#counts"));
    browser.click("#stars");
    let starred = found.excerpts.iter().filter(|excerpt| excerpt.site == [1] && excerpt.star).count();
    assert!(browser.text("#counts").starts_with(&format!("{starred} of ")), "{}", browser.text("#counts"));
    browser.click("#clear");
    let coder = study.0.coder_named("BP").unwrap().id;
    browser.run(
        "const s = document.getElementById('coder'); s.value = [...s.options].find(o => o.text === 'BP').value; s.dispatchEvent(new Event('change'))",
    );
    let scope = Scope { coders: vec![coder], ..Scope::default() };
    let alone = retrieve(&study.0, &Query { scope, ..Query::code(law, true) }, &study.1).unwrap().excerpts.len();
    assert!(browser.text("#counts").starts_with(&format!("{alone} passages")), "one coder's codings merge alone: {}", browser.text("#counts"));
    browser.click("#clear");
    browser.keys("#search", "hospital");
    browser.until("return document.querySelectorAll('mark').length > 0");
    assert_eq!(browser.run("return [...document.querySelectorAll('blockquote')].every(q => q.textContent.toLowerCase().includes('hospital'))"), true);
    browser.click("#clear");
    browser.keys("[aria-selected=true]", "\u{E015}");
    let moved = browser.run("return document.activeElement.getAttribute('aria-selected') + document.activeElement.getAttribute('tabindex')");
    assert_eq!(moved, "true0", "the arrow moves choice and focus together");
    browser.keys("[aria-selected=true]", "\u{E012}\u{E012}");
    browser.click("#theme");
    assert_eq!(browser.run("return document.documentElement.hasAttribute('data-dark')"), true);
    browser.picture("review-dark.png");
    browser.click("#columns option[value=list]");
    browser.picture("review-list.png");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The row of the tree whose name begins so.
fn row(name: &str) -> String {
    format!(".node[title^=\"{name}\"]")
}

#[test]
fn ten_thousand_quotes_are_shown_a_few_at_a_time() {
    let Some(browser) = Browser::start() else { return };
    let mut maker = Maker::new();
    let (code, coder) = (maker.code("Everything", None), maker.coder("BP"));
    for n in 0..100 {
        let words: String = (0..100).map(|line| format!("Line {line} of talk {n}, which says something of its own.\n")).collect();
        let source = maker.source(&format!("s{n}"), &words, &[], &[]);
        let mut at = 0;
        for line in words.split_inclusive('\n') {
            maker.coding(source, code, coder, Span::new(at, at + 20));
            at += line.chars().count() as u32;
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, page_of(&maker.done(), &Query::default())).unwrap();
    browser.open(&file);
    assert!(browser.text("#counts").starts_with("10000 passages · 100 interviews"));
    let cards = "return document.querySelectorAll('.card').length";
    let first = browser.run(cards).as_u64().unwrap();
    assert!((40..400).contains(&first), "{first} cards at first");
    let took = browser.run("const t = performance.now(); document.querySelector('.node').click(); return performance.now() - t").as_f64().unwrap();
    println!("choosing a theme of 10,000 quotes took {took:.0} ms");
    assert!(took < 1000.0, "{took} ms");
    browser.run("document.querySelector('.more').click()");
    assert!(browser.run(cards).as_u64().unwrap() > first);
}

#[test]
fn a_transcript_prints_with_its_codings_in_the_margin() {
    let study = bundled();
    let source = study.0.source_named("ICSA-DPH-1").unwrap().id;
    let options = TranscriptOptions {
        scope: Scope::default(),
        basis: Basis::References,
        naming: Naming::Keys,
        made: Time(1_700_000_000_000),
        paper: Paper::A4,
    };
    let mut out = Vec::new();
    let written = transcript_page(&study.0, source, &study.1, &options, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    assert_eq!(written.rows, study.1[&source].structure.paragraphs.len());
    let stripes = retrieve(&study.0, &Query { sources: vec![source], ..Query::default() }, &study.1).unwrap().excerpts;
    assert_eq!(page.matches("<small>").count(), stripes.len(), "every line is named once, where it begins");
    assert!(!page.contains("style=\"") && !page.contains("<script") && !page.contains("http:"));
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("transcript.html");
    std::fs::write(&file, page).unwrap();
    browser.open(&file);
    let first = browser.run("const r = document.querySelector('.stripes i').getBoundingClientRect(); return r.width > 1 && r.height > 3");
    assert_eq!(first, true, "the lines are drawn");
    assert_eq!(browser.complaints(), Vec::<String>::new());
    browser.picture("transcript.png");
    browser.paper("transcript.pdf");
}
