//! The index never changes what is found: random texts and searches against reading everything, whatever happens to project and index.

use crate::support::{Dice, import, interview, small_project};
use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use themata::analysis::{Corpus, Texts};
use themata::jobs::Progress;
use themata::model::{MemoKind, SourceId, SourceKind, Span, Subject};
use themata::project::{MemoDraft, NewCoding, Project, Reader};
use themata::search::{Finder, Found, Hit, Index, News, Search, Wanted, Whole};
use themata::text::SourceText;

/// Words that are easily taken for each other: by stem, accent, case, what is not seen, length, or script.
const WORDS: [&str; 45] = [
    "trust",
    "Trust",
    "trusted",
    "trusts",
    "trustee",
    "fund",
    "funds",
    "funding",
    "fund\u{AD}ing",
    "unfunded",
    "café",
    "Cafe\u{301}",
    "cafes",
    "the",
    "the",
    "the",
    "of",
    "of",
    "well-known",
    "isn’t",
    "isn't",
    "organisation",
    "organsiation",
    "organization",
    "Straße",
    "STRASSE",
    "Häuser",
    "Hauses",
    "Haus",
    "شكرا",
    "ـ",
    "люди",
    "людей",
    "a",
    "b",
    "ab",
    "happy",
    "happiness",
    "我们需要",
    "需要",
    "时间和钱",
    "病院で",
    "働いて",
    "เงินมาก",
    "ขึ้น",
];
const ENDS: [&str; 6] = [" ", " ", " ", ", ", " — ", ". "];

fn line(dice: &mut Dice) -> String {
    let words = dice.below(12);
    let one = |dice: &mut Dice| {
        let (word, end) = (WORDS[dice.below(WORDS.len())], ENDS[dice.below(ENDS.len())]);
        // What is written without spaces stands often beside more of it.
        let close = word.starts_with(themata::text::is_unspaced) && dice.coin();
        format!("{word}{}", if close { "" } else { end })
    };
    let mut line: String = (0..words).map(|_| one(dice)).collect();
    if dice.below(300) == 0 {
        line.push_str(&"x".repeat(40_000));
    }
    format!("{line}.")
}

fn lines(dice: &mut Dice) -> Vec<String> {
    (0..dice.below(9)).map(|_| line(dice)).collect()
}

fn source(dice: &mut Dice, name: &str) -> themata::project::Prepared {
    let lines = lines(dice);
    interview(name, &lines.iter().map(String::as_str).collect::<Vec<_>>())
}

fn word(dice: &mut Dice) -> String {
    let word = WORDS[dice.below(WORDS.len())];
    let cut: String = word.chars().take(1 + dice.below(4)).collect();
    match dice.below(9) {
        0 => format!("={word}"),
        1 => format!("{cut}*"),
        2 => format!("*{}", word.chars().last().unwrap()),
        3 => format!("{word}~"),
        4 => format!("{word}~1"),
        5 => format!("{cut}?*"),
        _ => word.to_owned(),
    }
}

fn query(dice: &mut Dice, deep: usize) -> String {
    if deep == 0 {
        return word(dice);
    }
    let inner = |dice: &mut Dice| query(dice, deep - 1);
    match dice.below(13) {
        0 | 1 => format!("{} {}", inner(dice), inner(dice)),
        2 => format!("({} OR {})", inner(dice), inner(dice)),
        3 => format!("({} -{})", inner(dice), word(dice)),
        4 => format!("\"{} {}\"", WORDS[dice.below(WORDS.len())], WORDS[dice.below(WORDS.len())]),
        5 => format!("\"=the {}\"~{}", word(dice), dice.below(4)),
        6 => format!("near({}, {}, {} words)", inner(dice), inner(dice), 1 + dice.below(4)),
        7 => format!("near({}, {}, {})", inner(dice), inner(dice), if dice.coin() { "turn" } else { "paragraph" }),
        8 => format!("({} speaker:{})", inner(dice), if dice.coin() { "P1" } else { "i*" }),
        9 => format!("({} {}code:Staff)", inner(dice), if dice.coin() { "" } else { "-" }),
        10 => format!("({} interviewer:{})", inner(dice), if dice.coin() { "out" } else { "only" }),
        11 => format!("({} {}:{})", inner(dice), if dice.coin() { "lang" } else { "kind" }, if dice.coin() { "de" } else { "interview" }),
        _ => word(dice),
    }
}

/// All that a search tells, with an index or without.
#[derive(Debug, PartialEq)]
struct Told {
    hits: Vec<Hit>,
    counted: Vec<(Whole, usize)>,
    found: Found,
}

fn told(corpus: &Corpus, reader: &Reader, index: Option<&Index>, query: &str, wanted: Wanted) -> Option<Told> {
    let mut search = Search::new(query, corpus).ok()?;
    let texts = reader.texts(corpus);
    let finder = Finder::new(corpus, &texts).with(index);
    let (mut hits, mut counted, mut listed) = (Vec::new(), Vec::new(), 0);
    let tell = &mut |news: News| {
        match news {
            News::Hit(hit, _) => hits.push(hit),
            News::Counted { whole, hits, .. } => counted.push((whole, hits)),
            News::Listed => listed += 1,
        }
        Ok(())
    };
    let found = finder.run(&mut search, wanted, &Progress::silent(), tell).unwrap();
    assert_eq!(listed, 1, "{query}");
    Some(Told { hits, counted, found })
}

/// Searches at random, whole and by page.
fn same(path: &Path, index: &Index, dice: &mut Dice, searches: usize) -> usize {
    let reader = Reader::open(path).unwrap();
    let corpus = reader.corpus().unwrap();
    let mut found = 0;
    for _ in 0..searches {
        let deep = dice.below(3);
        let mut query = query(dice, deep);
        if dice.below(5) == 0 {
            query = format!("({query}) memo:any");
        }
        let wanted = match dice.below(3) {
            0 => Wanted::all(3),
            1 => Wanted::first(dice.below(6), 2),
            _ => Wanted { skip: dice.below(20), hits: dice.below(9), context: 1 },
        };
        let read = told(&corpus, &reader, None, &query, wanted);
        let looked = told(&corpus, &reader, Some(index), &query, wanted);
        assert_eq!(read, looked, "{query} {wanted:?}");
        found += usize::from(read.is_some_and(|told| told.found.hits > 0));
    }
    found
}

fn catch_up(path: &Path, index: &Index) {
    let reader = Reader::open(path).unwrap();
    let corpus = reader.corpus().unwrap();
    index.catch_up(&corpus, &reader.texts(&corpus), &Progress::silent()).unwrap();
    assert_eq!(index.behind(&corpus), 0);
}

/// Changes something of the project.
fn change(project: &mut Project, dice: &mut Dice, path: &Path) {
    let corpus = crate::support::corpus(path);
    let sources: Vec<SourceId> = corpus.sources().iter().map(|source| source.id).collect();
    let one = *dice.pick(&sources).unwrap();
    match dice.below(8) {
        0 => {
            let name = format!("More {}", dice.next());
            import(project, None, vec![source(dice, &name)]).unwrap();
        }
        1 | 2 => {
            let mut revision = project.revise(one).unwrap();
            let chars = revision.manuscript.text().geometry.chars();
            let at = dice.below(chars as usize + 1) as u32;
            revision.manuscript.replace(Span::new(at, (at + 5).min(chars)), &line(dice));
            project.correct_text(&revision).unwrap();
        }
        3 if sources.len() > 3 => drop(project.remove_sources(&[one]).unwrap()),
        4 => drop(project.undo().unwrap()),
        5 => {
            let language = ["de", "en-GB", "ru", ""][dice.below(4)];
            project.edit_source(one, &format!("S {}", dice.next()), SourceKind::Interview, "", language).unwrap();
        }
        6 => {
            let draft = MemoDraft { subject: Subject::Source(one), kind: MemoKind::Analytic, title: line(dice), body: lines(dice).join("\n") };
            project.add_memo(draft).unwrap();
        }
        _ => {
            let code = corpus.find_code("Laws/Law 1/Staff")[0];
            let chars = corpus.version(one).unwrap().chars;
            let start = dice.below(chars as usize) as u32;
            project.apply_codes(&[NewCoding { source: one, span: Span::new(start, (start + 40).min(chars)), code }]).unwrap();
        }
    }
}

#[test]
fn what_is_found_is_the_same_with_and_without_an_index() {
    for seed in 0..2 {
        let dice = &mut Dice(seed);
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("s.themata");
        let mut project = small_project(&path);
        let list = (0..12).map(|n| source(dice, &format!("S{n}"))).collect();
        import(&mut project, None, list).unwrap();
        let index = Index::open_in(&dir.path().join("index")).unwrap();
        same(&path, &index, dice, 10);
        catch_up(&path, &index);
        assert!(same(&path, &index, dice, 60) > 20, "too little is found to say anything");
        for step in 0..14 {
            change(&mut project, dice, &path);
            // Behind, then up to date.
            same(&path, &index, dice, 5);
            if step % 2 == 0 {
                catch_up(&path, &index);
                same(&path, &index, dice, 8);
            }
        }
        catch_up(&path, &index);
        same(&path, &Index::open_in(&dir.path().join("index")).unwrap(), dice, 40);
    }
}

/// The files of an index that hold it.
fn parts(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut parts: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    parts.retain(|path| path.extension().is_none_or(|ending| ending != "lock"));
    parts.sort();
    parts
}

#[test]
fn an_index_that_was_harmed_is_filled_anew() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("s.themata"), dir.path().join("index"));
    let dice = &mut Dice(5);
    let mut project = small_project(&path);
    import(&mut project, None, (0..6).map(|n| source(dice, &format!("S{n}"))).collect()).unwrap();
    let mut index = Index::open_in(&folder).unwrap();
    catch_up(&path, &index);
    let corpus = crate::support::corpus(&path);
    let all = parts(&folder).len();
    assert!(all > 5 && Index::open_in(&folder).unwrap().behind(&corpus) == 0, "it stands on disk");
    for n in 0..all * 2 {
        let files = parts(&folder);
        let part = &files[n % files.len()];
        let bytes = std::fs::read(part).unwrap();
        match n / all {
            0 if n % 2 == 0 => std::fs::write(part, &bytes[..bytes.len() / 2]).unwrap(),
            0 => std::fs::remove_file(part).unwrap(),
            _ => std::fs::write(part, bytes.iter().rev().copied().collect::<Vec<u8>>()).unwrap(),
        }
        // What is open goes on as it was; what is opened knows.
        same(&path, &index, dice, 1);
        index = Index::open_in(&folder).unwrap();
        same(&path, &index, dice, 1);
        catch_up(&path, &index);
        same(&path, &index, dice, 1);
    }
    std::fs::remove_dir_all(&folder).unwrap();
    same(&path, &index, dice, 2);
    project.add_memo(MemoDraft { subject: Subject::Project, kind: MemoKind::Analytic, title: String::new(), body: line(dice) }).unwrap();
    catch_up(&path, &index);
    same(&path, &index, dice, 2);
    assert_eq!(Index::open_in(&folder).unwrap().behind(&crate::support::corpus(&path)), 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_index_in_its_place_makes_way() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("s.themata"), dir.path().join("index"));
    let dice = &mut Dice(3);
    let mut project = small_project(&path);
    import(&mut project, None, (0..3).map(|n| source(dice, &format!("S{n}"))).collect()).unwrap();
    catch_up(&path, &Index::open_in(&folder).unwrap());
    let pipe = |name: &Path| assert!(std::process::Command::new("mkfifo").arg(name).status().unwrap().success());
    pipe(&folder.join("other"));
    assert_eq!(Index::open_in(&folder).unwrap().behind(&crate::support::corpus(&path)), 0, "a pipe that is none of its parts harms nothing");
    let part = parts(&folder).into_iter().find(|part| part.extension().is_some_and(|ending| ending == "idx")).unwrap();
    std::fs::remove_file(&part).unwrap();
    pipe(&part);
    let index = Index::open_in(&folder).unwrap();
    catch_up(&path, &index);
    same(&path, &index, dice, 2);
    drop(index);
    let lock = folder.join(".tantivy-writer.lock");
    let _ = std::fs::remove_file(&lock);
    std::fs::create_dir(&lock).unwrap();
    std::fs::write(folder.join("meta.json"), "{}").unwrap();
    let index = Index::open_in(&folder).unwrap();
    catch_up(&path, &index);
    same(&path, &index, dice, 2);
}

#[test]
fn a_part_that_is_harmed_while_the_index_is_open_is_never_written_into_another() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("s.themata"), dir.path().join("index"));
    let dice = &mut Dice(7);
    let mut project = small_project(&path);
    let sources: Vec<SourceId> = import(&mut project, None, (0..9).map(|n| source(dice, &format!("S{n}"))).collect()).unwrap().value;
    let mut gone = sources.into_iter();
    for harm in 0..9usize {
        let index = Index::open_in(&folder).unwrap();
        catch_up(&path, &index);
        // What was taken out is passed over until it is forgotten, which writes its part anew.
        project.remove_sources(&[gone.next().unwrap()]).unwrap();
        catch_up(&path, &index);
        for part in parts(&folder)
            .iter()
            .filter(|part| part.extension().is_some_and(|ending| ["fast", "idx", "term", "pos"].iter().any(|one| ending == *one)))
        {
            let mut bytes = std::fs::read(part).unwrap();
            match harm % 3 {
                0 => bytes[harm % 11] ^= 1,
                1 => bytes.truncate(bytes.len() / 2),
                _ => bytes.reverse(),
            }
            std::fs::write(part, bytes).unwrap();
        }
        index.forget(&Progress::silent()).unwrap();
        same(&path, &index, dice, 4);
        catch_up(&path, &index);
        same(&path, &index, dice, 4);
        let again = Index::open_in(&folder).unwrap();
        catch_up(&path, &again);
        same(&path, &again, dice, 4);
    }
}

/// Whether a word stands in the files of an index, in what is deleted too.
fn holds(folder: &Path, word: &str) -> bool {
    use tantivy::directory::{Directory, RamDirectory};
    let copy = RamDirectory::create();
    for part in parts(folder) {
        copy.atomic_write(Path::new(part.file_name().unwrap()), &std::fs::read(&part).unwrap()).unwrap();
    }
    let index = tantivy::Index::open(copy).unwrap();
    let field = index.schema().fields().next().unwrap().0;
    index.reader().unwrap().searcher().segment_readers().iter().any(|part| {
        let words = part.inverted_index(field).unwrap();
        words.terms().term_ord(word).unwrap().is_some()
    })
}

#[test]
fn words_that_are_gone_are_in_no_file_of_the_index_any_more() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("s.themata"), dir.path().join("index"));
    let dice = &mut Dice(9);
    let mut project = small_project(&path);
    import(&mut project, None, (0..6).map(|n| source(dice, &format!("S{n}"))).collect()).unwrap();
    let named = crate::support::corpus(&path).sources()[2].id;
    let mut revision = project.revise(named).unwrap();
    revision.manuscript.replace(Span::new(0, 0), "Featherstonehaugh ");
    project.correct_text(&revision).unwrap();
    let index = Index::open_in(&folder).unwrap();
    catch_up(&path, &index);
    assert!(holds(&folder, "featherstonehaugh"));
    let mut revision = project.revise(named).unwrap();
    revision.manuscript.replace(Span::new(0, 18), "The manager ");
    project.correct_text(&revision).unwrap();
    catch_up(&path, &index);
    same(&path, &index, dice, 2);
    assert!(holds(&folder, "featherstonehaugh"), "what is only passed over lies there still");
    assert!(index.forget(&Progress::silent()).unwrap());
    assert!(!holds(&folder, "featherstonehaugh"));
    same(&path, &index, dice, 2);
    let again = Index::open_in(&folder).unwrap();
    assert_eq!((again.behind(&crate::support::corpus(&path)), again.forget(&Progress::silent()).unwrap()), (0, true));
    same(&path, &again, dice, 2);
}

#[test]
fn looking_very_many_words_up_is_work_that_shows() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("s.themata"), dir.path().join("index"));
    let mut project = small_project(&path);
    let words: String = (0..5_000).map(|n| format!("x{n}y ")).collect();
    import(&mut project, None, vec![interview("Many", &["Well?", &words])]).unwrap();
    let index = Index::open_in(&folder).unwrap();
    catch_up(&path, &index);
    let reader = Reader::open(&path).unwrap();
    let corpus = reader.corpus().unwrap();
    let texts = reader.texts(&corpus);
    let progress = Progress::silent();
    let mut search = Search::new("x*y OR x1* OR x*2y", &corpus).unwrap();
    let found = Finder::new(&corpus, &texts).with(Some(&index)).run(&mut search, Wanted::first(0, 0), &progress, &mut |_| Ok(())).unwrap();
    assert_eq!(found.hits, 5_000);
    let report = progress.report();
    assert!(report.total > corpus.sources().len() as u64 && report.done <= report.total, "{report:?}");
    let queries =
        ["x*y", "x1*", "x*1* x*2*", "x*1* -x*2*", "x1* OR well OR trust", "(x1* OR trust) -(x*2* well)", "\"x1* x1*\"", "near(x*7y, x1*, 2 words)"];
    for query in queries {
        assert_eq!(told(&corpus, &reader, None, query, Wanted::all(1)), told(&corpus, &reader, Some(&index), query, Wanted::all(1)), "{query}");
    }
}

/// Texts of which none can be read, and how often that was tried.
struct Damaged(Cell<usize>);

impl Texts for Damaged {
    fn text(&self, _: SourceId) -> themata::Result<Arc<SourceText>> {
        self.0.set(self.0.get() + 1);
        Err(themata::Error::NotFound("the text is damaged".into()))
    }
}

#[test]
fn a_text_that_cannot_be_read_is_tried_once_and_is_no_fault_of_the_index() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("s.themata"), dir.path().join("index"));
    let dice = &mut Dice(5);
    let mut project = small_project(&path);
    let index = Index::open_in(&folder).unwrap();
    catch_up(&path, &index);
    import(&mut project, None, vec![source(dice, "Two")]).unwrap();
    let (texts, corpus) = (Damaged(Cell::new(0)), Reader::open(&path).unwrap().corpus().unwrap());
    let error = index.catch_up(&corpus, &texts, &Progress::silent()).unwrap_err();
    assert!(error.to_string().contains("damaged") && texts.0.get() == 1, "{error}");
    assert_eq!(index.behind(&corpus), 1);
    catch_up(&path, &index);
    same(&path, &index, dice, 4);
}

/// Texts that are read while something else happens.
struct Meanwhile<'a> {
    texts: &'a dyn Texts,
    meanwhile: &'a dyn Fn(),
}

impl Texts for Meanwhile<'_> {
    fn text(&self, source: SourceId) -> themata::Result<Arc<SourceText>> {
        self.texts.text(source)
    }

    fn visit(&self, sources: &[SourceId], each: &mut dyn FnMut(SourceId, &SourceText) -> themata::Result<()>) -> themata::Result<()> {
        self.texts.visit(sources, &mut |source, text| {
            (self.meanwhile)();
            each(source, text)
        })
    }
}

#[test]
fn two_programs_never_write_one_index_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("s.themata"), dir.path().join("index"));
    let dice = &mut Dice(11);
    let mut project = small_project(&path);
    import(&mut project, None, vec![source(dice, "One")]).unwrap();
    let (ours, theirs) = (Index::open_in(&folder).unwrap(), Index::open_in(&folder).unwrap());
    let reader = Reader::open(&path).unwrap();
    let corpus = reader.corpus().unwrap();
    let texts = reader.texts(&corpus);
    let met = Cell::new(false);
    let meanwhile = || {
        met.set(true);
        assert!(!theirs.catch_up(&corpus, &texts, &Progress::silent()).unwrap());
        assert!(!theirs.clear().unwrap());
    };
    let busy = Meanwhile { texts: &texts, meanwhile: &meanwhile };
    assert!(ours.catch_up(&corpus, &busy, &Progress::silent()).unwrap() && met.get());
    assert_eq!(ours.behind(&corpus), 0);
}
