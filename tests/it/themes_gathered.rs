//! What themes gather, letter by letter against a plain reckoning; through corrections, merges and undo; and from the command line.

use super::cli_room::Room;
use crate::support::{Dice, corpus, import, interview};
use std::collections::BTreeSet;
use themata::analysis::{Corpus, Gathering, Query, gather};
use themata::model::*;
use themata::project::op::OpKind;
use themata::project::{CodeDraft, CodeWords, NewCoding, PartDraft, Place, Project, Reader, Template, TemplateCode};

fn code(name: &str, children: Vec<TemplateCode>) -> TemplateCode {
    TemplateCode { name: name.into(), children, ..TemplateCode::default() }
}

fn project(path: &std::path::Path) -> Project {
    let mut project = Project::create(path, "Themes").unwrap();
    project.be_coder("BP", "Bo").unwrap();
    let codes = vec![code("A", vec![code("A1", vec![]), code("A2", vec![])]), code("B", vec![code("B1", vec![])]), code("C", vec![])];
    project.add_framework(&Template { name: "One".into(), codes, ..Template::default() }).unwrap();
    project.add_framework(&Template { name: "Two".into(), codes: vec![code("D", vec![code("D1", vec![])])], ..Template::default() }).unwrap();
    let words = "We waited a long time for the money, and nobody trusted anybody until it came.";
    import(&mut project, None, vec![interview("N1", &["How was it?", words]), interview("N2", &["And then?", words])]).unwrap();
    project
}

/// Codes and passages that support a theme and that contradict it, by plain recursion.
#[derive(Default)]
struct Plain {
    codes: [BTreeSet<CodeId>; 2],
    passages: [Vec<Passage>; 2],
}

impl Plain {
    fn take(&mut self, corpus: &Corpus, theme: CodeId, against: bool, seen: &mut BTreeSet<CodeId>) {
        if !seen.insert(theme) {
            return;
        }
        for part in corpus.theme_parts().iter().filter(|part| part.theme == theme) {
            let against = against || part.stance == Stance::Contradicts;
            match part.of {
                Gathered::Passage(passage) => self.passages[usize::from(against)].push(passage),
                Gathered::Code(code) => {
                    for member in corpus.family(code) {
                        self.codes[usize::from(against)].insert(member);
                        self.take(corpus, member, against, seen);
                    }
                }
            }
        }
    }

    fn of(corpus: &Corpus, theme: CodeId) -> Self {
        let mut plain = Self::default();
        plain.codes[0].extend(corpus.family(theme));
        for code in corpus.family(theme) {
            plain.take(corpus, code, false, &mut BTreeSet::new());
        }
        let against = plain.codes[1].clone();
        plain.codes[0].retain(|code| !against.contains(code));
        plain
    }

    /// What is coded and gathered in a source on one side before anything is cut.
    fn whole(&self, corpus: &Corpus, source: SourceId, side: usize) -> Vec<Span> {
        let shown = |place: &&Passage| place.source == source && corpus.shows(source, place.version);
        let codings = corpus.codings_of(source).iter().filter(|coding| self.codes[side].contains(&coding.code)).map(|coding| coding.span);
        codings.chain(self.passages[side].iter().filter(shown).map(|place| place.span)).collect()
    }

    /// What stands on each side of the theme `theme` in a source, letter by letter.
    fn runs(&self, corpus: &Corpus, source: SourceId, theme: CodeId) -> [Vec<Span>; 2] {
        let letters = |span: Span| span.start..span.end;
        let shown = |place: &&Passage| place.source == source && corpus.shows(source, place.version);
        let mut sides = [0, 1].map(|side| self.whole(corpus, source, side).into_iter().flat_map(letters).collect::<BTreeSet<u32>>());
        let against = sides[1].clone();
        sides[0].retain(|at| !against.contains(at));
        let mut own: Vec<&ThemePart> = corpus.theme_parts().iter().filter(|part| corpus.family(theme).contains(&part.theme)).collect();
        own.sort_by_key(|part| (part.at, part.id));
        for part in own {
            let Gathered::Passage(place) = part.of else { continue };
            for at in letters(place.span).filter(|_| shown(&&place)) {
                let side = usize::from(part.stance == Stance::Contradicts);
                sides[side].insert(at);
                sides[1 - side].remove(&at);
            }
        }
        sides.map(|side| merge(side.into_iter().map(|at| Span::new(at, at + 1)).collect()))
    }
}

/// Whether a place goes on beyond an end of a piece.
fn goes_on(whole: Span, piece: Span) -> bool {
    [piece.start, piece.end].iter().any(|at| whole.start < *at && *at < whole.end)
}

fn gathered(path: &std::path::Path, theme: CodeId) -> Vec<Gathering> {
    let reader = Reader::open(path).unwrap();
    let corpus = reader.corpus().unwrap();
    gather(&corpus, &Query::code(theme, true), &reader.texts(&corpus)).unwrap().0
}

#[test]
fn a_theme_holds_what_a_plain_reckoning_finds() {
    let dir = tempfile::tempdir().unwrap();
    let (mut against, mut single, mut cut) = (0, 0, 0);
    for seed in 0..20 {
        let path = dir.path().join(format!("{seed}.themata"));
        let (mut project, mut dice) = (project(&path), Dice(seed));
        let start = corpus(&path);
        let codes: Vec<CodeId> = start.codes().iter().map(|code| code.id).collect();
        for _ in 0..14 {
            let source = dice.pick(start.sources()).unwrap().id;
            let chars = start.version(source).unwrap().chars;
            let at = dice.below(chars as usize - 2) as u32;
            let span = Span::new(at, (at + 1 + dice.below(25) as u32).min(chars));
            project.apply_codes(&[NewCoding { source, span, code: *dice.pick(&codes).unwrap() }]).unwrap();
            if dice.coin() {
                let of =
                    if dice.coin() { Gathered::Code(*dice.pick(&codes).unwrap()) } else { Gathered::Passage(start.passage(source, span).unwrap()) };
                let stance = if dice.coin() { Stance::Supports } else { Stance::Contradicts };
                // What is in the theme already is refused.
                let _ = project.gather_parts(*dice.pick(&codes).unwrap(), &[PartDraft { of, stance, star: dice.coin(), note: String::new() }]);
            }
        }
        let now = corpus(&path);
        let reader = Reader::open(&path).unwrap();
        for theme in codes {
            let (plain, found) = (Plain::of(&now, theme), gathered(&path, theme));
            for source in now.sources() {
                let here =
                    |stance| found.iter().filter(move |one| one.excerpt.source == source.id && one.stance == stance).map(|one| one.excerpt.span);
                let text = reader.source_text(&now, source.id).unwrap();
                let [mut supporting, mut contradicting] = plain.runs(&now, source.id, theme);
                // Of what is cut only spaces and full stops may be left, which nobody said.
                let is_cut = |span: &Span, side: usize| plain.whole(&now, source.id, side).iter().any(|one| goes_on(*one, *span));
                let said = |span: &Span| text.words_of(*span).contains(char::is_alphanumeric);
                cut += supporting.iter().filter(|span| is_cut(span, 0)).count() + contradicting.iter().filter(|span| is_cut(span, 1)).count();
                contradicting.retain(|span| said(span) || !is_cut(span, 1));
                supporting.retain(|span| said(span) || !is_cut(span, 0));
                assert_eq!(here(Stance::Contradicts).collect::<Vec<_>>(), contradicting, "seed {seed}");
                assert_eq!(here(Stance::Supports).collect::<Vec<_>>(), supporting, "seed {seed}");
                (against, single) = (against + contradicting.len(), single + found.iter().filter(|one| one.excerpt.codings.is_empty()).count());
            }
            assert!(found.iter().all(|one| one.excerpt.codings.iter().all(|id| now.coding(*id).is_some())));
        }
    }
    assert!(against > 50 && single > 20 && cut > 50, "{against} contradict, {single} stand alone, {cut} were cut");
}

#[test]
fn parts_go_with_a_merged_code_and_follow_a_corrected_text() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = project(&path);
    let start = corpus(&path);
    let (a, b, c, source) = (start.find_code("A")[0], start.find_code("B")[0], start.find_code("C")[0], start.sources()[0].id);
    let part = |of| PartDraft { of, stance: Stance::Contradicts, star: true, note: "see".into() };
    let text = Reader::open(&path).unwrap().source_text(&start, source).unwrap();
    let at = text.geometry.char(text.geometry.text().find("money").unwrap());
    let passage = start.passage(source, Span::new(at, at + 5)).unwrap();
    project.gather_parts(a, &[part(Gathered::Code(b)), part(Gathered::Passage(passage))]).unwrap();
    assert!(corpus(&path).code(a).unwrap().theme, "what gathers is a theme");
    let refused = project.gather_parts(a, &[PartDraft { stance: Stance::Supports, ..part(Gathered::Code(start.find_code("A1")[0])) }]).unwrap_err();
    assert!(refused.to_string().contains("is in “A” already"), "{refused}");
    let mut revision = project.revise(source).unwrap();
    revision.manuscript.replace(Span::new(0, 1), "Well, o");
    project.correct_text(&revision).unwrap();
    let told = |path| gathered(path, a).iter().map(|one| (one.excerpt.text.clone(), one.excerpt.star, one.stance)).collect::<Vec<_>>();
    assert_eq!(told(&path), [("money".to_owned(), true, Stance::Contradicts)]);
    // The same passage again is the same part.
    let now = corpus(&path);
    let Gathered::Passage(shown) = now.parts_of(a).nth(1).unwrap().of else { panic!("a passage") };
    project.gather_parts(a, &[PartDraft { note: "again".into(), ..part(Gathered::Passage(shown)) }]).unwrap();
    assert_eq!(corpus(&path).parts_of(a).count(), 2);
    project.merge_codes(&[b], c).unwrap();
    let now = corpus(&path);
    assert_eq!(now.parts_of(a).next().unwrap().of, Gathered::Code(c));
    let turned = project.merge_codes(&[a], c).unwrap_err();
    assert!(turned.to_string().contains("as what contradicts it, and merged with it that would bear it out"), "{turned}");
    project.gather_parts(a, &[PartDraft { stance: Stance::Supports, ..part(Gathered::Code(c)) }]).unwrap();
    project.merge_codes(&[a], c).unwrap();
    let now = corpus(&path);
    assert_eq!(now.parts_of(c).count(), 1, "a theme does not gather itself");
    let noted: Vec<(Subject, &str)> = now.memos.iter().map(|memo| (memo.subject, memo.body.as_str())).collect();
    assert_eq!(noted, [(Subject::Code(c), "see")], "what was noted of it");
    project.undo().unwrap();
    assert_eq!((corpus(&path).parts_of(a).count(), corpus(&path).memos.len()), (2, 0));
}

#[test]
fn merging_never_turns_what_contradicts_a_theme_into_what_bears_it_out() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = project(&path);
    let start = corpus(&path);
    let [a, b, c] = ["A", "B", "C"].map(|name| start.find_code(name)[0]);
    let part = |code, stance| PartDraft { of: Gathered::Code(code), stance, star: false, note: String::new() };
    project.gather_parts(a, &[part(b, Stance::Contradicts), part(c, Stance::Supports)]).unwrap();
    for (from, into) in [(b, c), (c, b)] {
        let refused = project.merge_codes(&[from], into).unwrap_err().to_string();
        assert!(refused.contains("“A” gathers both, the one as what bears it out"), "{refused}");
        assert_eq!(corpus(&path).parts_of(a).count(), 2);
    }
    // A step of which a part is refused in the middle leaves nothing, whatever is made of the error.
    project.apply_codes(&[NewCoding { source: start.sources()[0].id, span: Span::new(0, 12), code: b }]).unwrap();
    let words = CodeWords { description: Some("Who pays".into()), ..CodeWords::default() };
    let before = project.depths();
    let step = project.as_one_step(OpKind::MergeCodes, |project| {
        project.define_code(a, words.clone())?;
        let _ = project.merge_codes(&[b], c);
        Ok(())
    });
    assert!(step.unwrap_err().to_string().contains("a part of this step was refused"));
    assert_eq!((project.depths(), corpus(&path).code(a).unwrap().description.as_str()), (before, ""));
    assert!(project.as_one_step(OpKind::EditCode, |project| project.define_code(a, words)).unwrap().op.is_some(), "the next one is as good as any");
    project.gather_parts(a, &[part(c, Stance::Contradicts)]).unwrap();
    project.merge_codes(&[b], c).unwrap();
    let now = corpus(&path);
    assert_eq!(now.parts_of(a).map(|part| (&part.of, part.stance)).collect::<Vec<_>>(), [(&Gathered::Code(c), Stance::Contradicts)]);
}

/// Codes of a theme that come to stand where something else is said of them, without anybody having said so.
#[test]
fn nothing_comes_to_the_other_side_of_a_theme_as_codes_are_merged_or_moved() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = project(&path);
    let start = corpus(&path);
    let [a, b, c] = ["A", "B", "C"].map(|name| start.find_code(name)[0]);
    let framework = start.code(a).unwrap().framework;
    let place = |parent| Place { framework, parent, ahead_of: None };
    let named = |name: &str| CodeDraft { name: name.into(), ..CodeDraft::default() };
    let add = |project: &mut Project, name: &str, parent| project.add_code(place(Some(parent)), &named(name)).unwrap().value;
    let (own, below, deep) = (add(&mut project, "Own", a), add(&mut project, "Below", b), add(&mut project, "Deep", c));
    let part = |code, stance| PartDraft { of: Gathered::Code(code), stance, star: false, note: String::new() };
    let refused = |done: themata::Result<themata::project::Done>, what: &str| {
        let error = done.unwrap_err();
        assert!(error.to_string().contains(what), "{error}: {what}");
    };
    for stance in [Stance::Contradicts, Stance::Supports] {
        refused(project.gather_parts(own, &[part(a, stance)]), "“Own” lies below “A”");
    }
    project.gather_parts(a, &[part(b, Stance::Contradicts), part(c, Stance::Supports)]).unwrap();
    // With a code of the theme's own, and with one below what bears it out.
    refused(project.merge_codes(&[b], own), "what is coded with “Own” would come to contradict “A”");
    refused(project.merge_codes(&[b], deep), "what is coded with “Deep” would come to contradict “A”");
    // What speaks against it comes to bear it out: from below what is gathered, too.
    refused(project.merge_codes(&[below], own), "what contradicts “A” would come to bear it out, with “Own”");
    refused(project.merge_codes(&[own], below), "would come to contradict “A”");
    // A theme below what it speaks against, and with it all that is coded there.
    let lone = project.add_code(place(None), &named("Lone")).unwrap().value;
    project.gather_parts(lone, &[part(a, Stance::Contradicts)]).unwrap();
    assert!(project.move_codes(&[lone], place(Some(a))).is_err());
    // What is moved comes to the side of where it is moved to; merged within a side all stays as it is.
    project.move_codes(&[own], place(Some(b))).unwrap();
    project.merge_codes(&[own], below).unwrap();
    project.merge_codes(&[deep], c).unwrap();
}

#[test]
fn a_theme_that_is_merged_keeps_what_it_states_and_its_quotes_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = project(&path);
    let start = corpus(&path);
    let (a, b, c, source) = (start.find_code("A")[0], start.find_code("B")[0], start.find_code("C")[0], start.sources()[0].id);
    let passage = |at| start.passage(source, Span::new(at, at + 4)).unwrap();
    let part = |note: &str, star| PartDraft { of: Gathered::Passage(passage(2)), stance: Stance::Supports, star, note: note.into() };
    project.gather_parts(a, &[part("see", false)]).unwrap();
    project.gather_parts(b, &[part("and this", true)]).unwrap();
    let states = |words: &str| CodeWords { statement: Some(words.into()), ..CodeWords::default() };
    project.define_code(a, states("Money is late.")).unwrap();
    project.define_code(b, states("Time is short.")).unwrap();
    let (id, none) = (ReportId::new(), String::new);
    let report = Report { id, name: "Found".into(), intro: none(), quotes: 2, chart: false, pictures: false, ord: none() };
    let report = project.add_report(&report, &[a, b]).unwrap().value;
    project.choose_quotes(report, b, &[passage(2), passage(8)]).unwrap();
    project.choose_quotes(report, a, &[passage(20), passage(14)]).unwrap();
    project.merge_codes(&[a], b).unwrap();
    let now = corpus(&path);
    assert_eq!(now.code(b).unwrap().statement, "Time is short.\nMoney is late.");
    assert_eq!(now.parts_of(b).map(|part| (part.note.as_str(), part.star)).collect::<Vec<_>>(), [("and this\nsee", true)]);
    assert_eq!(now.themes_of_report(report).collect::<Vec<_>>(), [b]);
    let quotes: Vec<u32> = now.quotes_of_report(report, b).map(|quote| quote.span.start).collect();
    assert_eq!(quotes, [2, 8, 20, 14], "those of the one that stays come first");
    project.merge_codes(&[b], c).unwrap();
    let now = corpus(&path);
    assert!(now.code(c).unwrap().theme, "what takes a theme in is one");
    assert_eq!(now.quotes_of_report(report, c).count(), 4);
    for _ in 0..2 {
        project.undo().unwrap();
    }
    let now = corpus(&path);
    assert_eq!((now.code(a).unwrap().statement.as_str(), now.code(b).unwrap().statement.as_str()), ("Money is late.", "Time is short."));
    assert_eq!(now.quotes_of_report(report, a).count(), 2);
}

#[test]
fn themes_are_gathered_shown_and_balanced_from_the_command_line() {
    let room = Room::study();
    room.done(&["frameworks", "s.themata", "add", "Working"]);
    room.done(&["codebook", "s.themata", "add", "Working/Money"]);
    room.done(&["code", "s.themata", "--source", "North 1", "--code", "Working/Money", "--turn", "2", "--star"]);
    room.done(&["code", "s.themata", "--source", "South 1", "--code", "Working/Money", "--turn", "2"]);
    let empty = room.done(&["theme", "s.themata"]);
    assert!(empty.err.contains("theme FILE gather"), "{}", empty.err);
    let made = room.done(&["theme", "s.themata", "gather", "Law 2", "Working/Money", "--note", "Costs"]);
    assert!(made.err.contains("Gathered Money into Law 2"), "{}", made.err);
    room.done(&["theme", "s.themata", "quote", "Law 2", "--source", "South 1", "--text", "It always has", "--contradicts"]);
    let shown = room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json();
    let stances: Vec<&str> = shown["quotes"].as_array().unwrap().iter().map(|one| one["stance"].as_str().unwrap()).collect();
    // What speaks against it is cut out of what bears it out.
    assert_eq!(stances, ["supports", "supports", "contradicts", "supports"]);
    let words: Vec<&str> = shown["quotes"].as_array().unwrap().iter().map(|one| one["words"].as_str().unwrap().trim()).collect();
    assert_eq!(words[1..], ["The money decides.", "It always has", ", hasn't it?"]);
    assert_eq!((shown["passages"].as_u64(), shown["contradicts"].as_u64(), shown["reach"].as_str()), (Some(4), Some(1), Some("In both sites")));
    assert_eq!((shown["parts"][0]["note"].as_str(), shown["parts"][1]["source"].as_str()), (Some("Costs"), Some("South 1")));
    let read = room.done(&["theme", "s.themata", "show", "Law 2"]);
    assert!(read.out.contains("1 gathers Working/Money · supports · Costs") && read.out.contains("— contradicts"), "{}", read.out);
    let balance = room.done(&["theme", "s.themata", "balance", "Law 2", "--json"]).json();
    let south = balance.as_array().unwrap().iter().find(|row| row["group"] == "South").unwrap().clone();
    assert_eq!((south["quotes"].as_u64(), south["heard"].as_u64()), (Some(0), Some(1)));
    assert!(south["warning"].as_str().unwrap().contains("Nobody of South is quoted; 1 person spoke of it"), "{south}");
    let list = room.done(&["theme", "s.themata", "--json"]).json();
    assert_eq!((list[0]["stars"].as_u64(), list[0]["gathers"].as_u64()), (Some(1), Some(2)));
    room.done(&["theme", "s.themata", "part", "Law 2", "1"]);
    assert_eq!(room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json()["passages"], 1);
    let none = room.run(&["theme", "s.themata", "part", "Law 2", "7"]).ends(1);
    assert!(none.err.contains("gathers 1 code or passage, no number 7"), "{}", none.err);
}

#[test]
fn what_is_gathered_again_changes_only_what_is_said_and_tells_what_it_replaced() {
    let room = Room::study();
    let passage = ["theme", "s.themata", "quote", "Law 2", "--source", "South 1", "--text", "It always has"];
    let quote = |more: &[&str]| room.done(&[&passage[..], more].concat());
    let part = || room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json()["parts"][0].clone();
    let said =
        |part: &serde_json::Value| (part["stance"].as_str().unwrap().to_owned(), part["star"] == true, part["note"].as_str().unwrap().to_owned());
    let is = |stance: &str, star: bool, note: &str| assert_eq!(said(&part()), (stance.into(), star, note.into()));
    let law = "Law 2: Integration costs before it pays";
    let first = quote(&["--contradicts", "--star", "--note", "Mind this", "--json"]).json();
    assert_eq!(
        (first["did"].as_str(), &first["replaced"]),
        (Some(format!("Gathered a passage into {law} as contradicting").as_str()), &serde_json::json!([]))
    );
    // Nothing is said: nothing changes.
    assert!(quote(&[]).err.contains("Nothing changed"));
    is("contradicts", true, "Mind this");
    let again = quote(&["--note", "Seen twice"]);
    assert!(
        again.err.contains("note was “Mind this”, is “Seen twice”") && again.err.contains(&format!("Changed a passage in {law}: with another note")),
        "{}",
        again.err
    );
    is("contradicts", true, "Seen twice");
    let json = quote(&["--supports", "--no-star", "--json"]).json();
    let replaced = serde_json::json!([
        { "code": null, "what": "stance", "before": "contradicts", "after": "supports" },
        { "code": null, "what": "key quote", "before": "yes", "after": "no" },
    ]);
    assert_eq!(
        (json["did"].as_str(), &json["replaced"]),
        (Some(format!("Changed a passage in {law}: supports, was contradicts; no key quote any more").as_str()), &replaced)
    );
    is("supports", false, "Seen twice");
    quote(&["--note", ""]);
    is("supports", false, "");
    assert_eq!(room.run(&[&passage[..], &["--star", "--no-star"]].concat()).code, 2);
    // The same of codes: the note stays where only the stance is said, and one below the theme that speaks against it still does.
    room.done(&["frameworks", "s.themata", "add", "Working"]);
    room.done(&["codebook", "s.themata", "add", "Working/Money"]);
    room.done(&["codebook", "s.themata", "add", "Working/Time"]);
    room.done(&["theme", "s.themata", "gather", "Law 2", "Working/Money", "--note", "Costs"]);
    let both = room.done(&["theme", "s.themata", "gather", "Law 2", "Working/Money", "Working/Time", "--contradicts", "--json"]).json();
    assert_eq!(both["replaced"], serde_json::json!([{ "code": "Working/Money", "what": "stance", "before": "supports", "after": "contradicts" }]));
    assert!(both["did"].as_str().unwrap().ends_with("; 1 was there already, and changed"), "{both}");
    let parts = room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json()["parts"].clone();
    assert_eq!(said(&parts[1]), ("contradicts".into(), false, "Costs".into()));
    // One step back, and all that was replaced stands again.
    room.done(&["undo", "s.themata"]);
    assert_eq!(said(&room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json()["parts"][1]), ("supports".into(), false, "Costs".into()));
}

#[test]
fn themes_do_not_gather_each_other_in_a_circle() {
    let room = Room::study();
    let gather = |theme: &str, code: &str| room.run(&["theme", "s.themata", "gather", theme, code, "--contradicts"]);
    gather("Law 5", "Law 2").ends(0);
    let refused = gather("Law 2", "Law 5").ends(1);
    assert!(refused.err.contains("already, by itself or through others"), "{}", refused.err);
    // Nor through a third, nor by a code below.
    gather("Law 2", "Law 1").ends(0);
    gather("Law 1", "Law 5").ends(1);
    gather("Law 1", "Law 3").ends(0);
    let again = gather("Law 5", "Law 2").ends(0);
    assert!(again.err.contains("Nothing changed"), "{}", again.err);
    // What leads to a code below the theme is in it already, and leads nowhere else.
    gather("Law 3", "Law 2/Digital investment").ends(0);
    gather("Law 2", "Law 3").ends(0);
    // Nor do they come to it as codes are merged or moved.
    gather("Law 4", "Law 5").ends(0);
    let steps = room.steps();
    let merged = room.run(&["codebook", "s.themata", "merge", "Law 4", "--into", "Law 2"]).ends(1);
    assert!(merged.err.contains("would gather each other after that") && merged.err.contains("take one out of the other first"), "{}", merged.err);
    let moved = room.run(&["codebook", "s.themata", "move", "Law 4", "--under", "Law 1"]).ends(1);
    assert!(moved.err.contains("would gather each other after that"), "{}", moved.err);
    assert_eq!(room.steps(), steps);
    // A code below is no circle; but what it says against the theme is not said of the other.
    let merged = room.run(&["codebook", "s.themata", "merge", "Law 2/Digital investment", "--into", "Law 2/Allocation of funds"]).ends(1);
    assert!(merged.err.contains("what is coded with “Allocation of funds” would come to contradict"), "{}", merged.err);
}

#[test]
fn what_is_said_of_a_passage_goes_before_what_is_said_of_its_code() {
    let room = Room::study();
    room.done(&["frameworks", "s.themata", "add", "Working"]);
    room.done(&["codebook", "s.themata", "add", "Working/Money"]);
    for source in ["North 1", "South 1"] {
        room.done(&["code", "s.themata", "--source", source, "--code", "Working/Money", "--turn", "2"]);
    }
    room.done(&["theme", "s.themata", "gather", "Law 2", "Working/Money", "--contradicts"]);
    let stances = || -> Vec<String> {
        let shown = room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json();
        shown["quotes"].as_array().unwrap().iter().map(|one| one["stance"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(stances(), ["contradicts", "contradicts"]);
    // Without a word on its side it stays where it is.
    room.done(&["theme", "s.themata", "quote", "Law 2", "--source", "South 1", "--turn", "2", "--star"]);
    assert_eq!(stances(), ["contradicts", "contradicts"]);
    room.done(&["theme", "s.themata", "quote", "Law 2", "--source", "North 1", "--turn", "2", "--supports", "--note", "but here it bears it out"]);
    assert_eq!(stances(), ["supports", "contradicts"]);
    let shown = room.done(&["theme", "s.themata", "show", "Law 2", "--json"]).json();
    assert_eq!(shown["quotes"][0]["codes"][0], "Working/Money", "it is known by its coding: {shown}");
    // A later word on part of it goes before.
    room.done(&["theme", "s.themata", "quote", "Law 2", "--source", "North 1", "--text", "nobody liked it", "--contradicts"]);
    assert_eq!(stances(), ["supports", "contradicts", "contradicts"]);
    room.done(&["undo", "s.themata"]);
    room.done(&["theme", "s.themata", "part", "Law 2", "3"]);
    assert_eq!(stances(), ["contradicts", "contradicts"]);
}
