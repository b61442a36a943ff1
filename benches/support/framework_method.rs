//! What the views of the Framework Method show beside the chart, from a snapshot that is there: themes, versions, what is to be looked at again,
//! disagreements, memos, tables.

use super::{Report, median, ms};
use themata::analysis::lens::Lens;
use themata::analysis::*;
use themata::export::{AgendaOptions, PaperOptions, PaperTable, agenda};
use themata::model::{CodeId, FrameworkId, Gathered, Stance};
use themata::project::{PartDraft, Project, Reader};

/// The most milliseconds a view may take.
const MOST: f64 = 100.0;

/// Makes one family a theme that gathers a family to support it and one to contradict it, and stars some of its codings.
pub fn gather_theme(project: &mut Project, corpus: &Corpus, tops: &[CodeId]) {
    project.be_coder("A", "").expect("a coder");
    let part = |of: CodeId, stance| PartDraft { of: Gathered::Code(of), stance, star: false, note: String::new() };
    project.gather_parts(tops[0], &[part(tops[1], Stance::Supports), part(tops[2], Stance::Contradicts)]).expect("gathered");
    let stars: Vec<_> = corpus.codings().filter(|coding| coding.code == tops[0]).step_by(100).map(|coding| coding.id).collect();
    project.star_codings(&stars, true).expect("starred");
}

/// Times each.
pub fn measure(report: &mut Report, reader: &Reader, corpus: &Corpus) {
    let framework = corpus.frameworks()[0].id;
    let tops = corpus.tops(framework);
    let mut timed = |what: &str, work: &dyn Fn()| report.at_most(what, "ms", MOST, ms(median(5, || (), |()| work())));
    themes(&mut timed, reader, corpus, tops[0]);
    versions(&mut timed, reader, corpus, framework);
    timed("where two coders do not agree", &|| drop(disagreements(corpus, None)));
    let open = MemoQuery { words: "idea back".into(), ..MemoQuery::default() };
    timed("1,000 memos looked through for words", &|| drop(open.find(corpus, MemoOrder::Kind)));
    let lens = Lens::new(corpus, &corpus.crosswalks()[0]);
    timed("how far a second framework reaches, in words, people and groups", &|| {
        drop(lens.extent(&Scope::default(), &reader.texts(corpus)).expect("an extent"));
    });
    tables(report, reader, corpus);
}

type Timed<'a> = dyn FnMut(&str, &dyn Fn()) + 'a;

fn themes(timed: &mut Timed, reader: &Reader, corpus: &Corpus, code: CodeId) {
    let query = Query::code(code, true);
    let texts = reader.texts(corpus);
    timed("a theme of three families: its passages, merged", &|| drop(gather(corpus, &query, &texts).expect("passages")));
    let (gathered, heads) = gather(corpus, &query, &texts).expect("passages");
    let cast = Cast::new(corpus, &heads);
    let all: Vec<&Excerpt> = gathered.iter().map(|one| &one.excerpt).collect();
    timed("its columns by site, with who is heard and who is silent", &|| drop(theme(&all, &heads, &cast, Columns::Site)));
    timed("who is quoted and who is not", &|| drop(balance(&all, &heads, &cast, Naming::Pseudonyms)));
}

fn versions(timed: &mut Timed, reader: &Reader, corpus: &Corpus, framework: FrameworkId) {
    let names: Vec<_> = corpus.versions_of(framework).map(|version| version.id).collect();
    let states = Between { framework, older: names.first().copied(), newer: None };
    timed("what happened between two versions", &|| {
        drop(between(corpus, &states, &reader.gone_codes(corpus, framework).expect("what codes had that are gone")));
    });
    timed("what was coded under which version", &|| {
        drop(in_force(corpus, framework, &reader.came_in(corpus, framework).expect("what came from other frameworks")));
    });
    timed("what is to be looked at again", &|| {
        let definitions = reader.definitions(corpus, framework).expect("definitions");
        drop(reader.to_look_again(corpus, &definitions).expect("codings"));
    });
}

/// Tables and agendas are documents: the time of those that quote a million codings is told, not held to that of a view.
fn tables(report: &mut Report, reader: &Reader, corpus: &Corpus) {
    let texts = reader.texts(corpus);
    let options = PaperOptions { frameworks: vec![corpus.frameworks()[0].id], ..PaperOptions::default() };
    let table = |what: PaperTable| ms(median(3, || (), |()| drop(what.blocks(reader, corpus, &texts, &options).expect("a table"))));
    report.at_most("the table of sites", "ms", MOST, table(PaperTable::Sites));
    report.at_most("the table of participants", "ms", MOST, table(PaperTable::Participants));
    report.at_most("the code tree with definitions and counts", "ms", MOST, table(PaperTable::Codes));
    report.note("the table of themes, 2 quotes each", &format!("{:.0} ms", table(PaperTable::Themes)));
    let meeting = || drop(agenda(reader, corpus, &texts, &AgendaOptions::default()).expect("an agenda"));
    report.note("the agenda of a meeting", &format!("{:.0} ms", ms(median(3, || (), |()| meeting()))));
    report.note("the table of COREQ and SRQR", &format!("{:.0} ms", table(PaperTable::Reporting)));
}
