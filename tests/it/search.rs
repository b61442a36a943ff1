//! Searches as a window runs them: the first page, the number growing, stopped on the way.

use crate::support::{import, interview};
use themata::jobs::Progress;
use themata::project::{Project, Reader};
use themata::search::{Finder, Found, News, Search, Wanted, Whole};

#[test]
fn a_page_is_handed_out_and_the_rest_is_counted() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = Project::create(&path, "S").unwrap();
    let sources = vec![
        interview("One", &["Money?", "Money and money."]),
        interview("Two", &["Trust?", "Nobody."]),
        interview("Three", &["Who has money?", "We."]),
    ];
    let ids = import(&mut project, None, sources).unwrap().value;
    let reader = Reader::open(&path).unwrap();
    let corpus = reader.corpus().unwrap();
    let texts = reader.texts(&corpus);
    let run = |wanted| {
        let mut told = Vec::new();
        let mut search = Search::new("money", &corpus).unwrap();
        let found = Finder::new(&corpus, &texts).run(&mut search, wanted, &Progress::silent(), &mut |news| {
            told.push(match news {
                News::Hit(hit, text) => format!("{} of {}", hit.span.start, text.words_of(hit.span)),
                News::Listed => "listed".to_owned(),
                News::Counted { whole: Whole::Source(source), hits, found } => {
                    format!("{hits} in {}, {} in all", ids.iter().position(|id| *id == source).unwrap(), found.hits)
                }
                News::Counted { .. } => "a memo".to_owned(),
            });
            Ok(())
        });
        assert_eq!(found.unwrap(), Found { hits: 4, places: 2 });
        told
    };
    let (first, last) = ("3 in 0, 3 in all", "1 in 2, 4 in all");
    assert_eq!(run(Wanted::first(2, 0)), ["5 of Money", "16 of Money", "listed", first, last]);
    assert_eq!(run(Wanted { skip: 2, hits: 2, context: 0 }), ["26 of money", first, "13 of money", "listed", last]);
    assert_eq!(run(Wanted::first(0, 0)), ["listed", first, last]);
    assert_eq!(run(Wanted { skip: 9, hits: 1, context: 0 }), [first, last, "listed"]);
    let progress = Progress::silent();
    let mut search = Search::new("money", &corpus).unwrap();
    let stopped = Finder::new(&corpus, &texts).run(&mut search, Wanted::all(0), &progress, &mut |_| {
        progress.cancel();
        Ok(())
    });
    assert!(matches!(stopped, Err(themata::Error::Cancelled)));
}
