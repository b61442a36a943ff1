//! What the palette offers for which letters.

use super::*;
use crate::model::{Code, Framework, Project, ProjectId};

fn corpus() -> Corpus {
    let project = Project {
        id: ProjectId::new(),
        name: "Study".into(),
        description: String::new(),
        site: None,
        role: None,
        phase: None,
        attribution: String::new(),
    };
    let framework = Framework { id: FrameworkId::new(), name: "Leutz".into(), short: String::new(), description: String::new(), ord: "1".into() };
    let code = |name: &str, parent: Option<CodeId>, ord: &str| Code {
        id: CodeId::new(),
        framework: framework.id,
        parent,
        name: name.into(),
        short: String::new(),
        description: String::new(),
        include: String::new(),
        exclude: String::new(),
        example: String::new(),
        colour: None,
        theme: false,
        statement: String::new(),
        codable: true,
        ord: ord.into(),
    };
    let law = code("Law 4", None, "1");
    let places = code("Places, not systems", Some(law.id), "1");
    let health = code("Population health", None, "2");
    let mut corpus = Corpus::new(project);
    corpus.set_codes(vec![framework], vec![law, places, health]);
    corpus
}

fn words(offers: &[Offer]) -> Vec<String> {
    let word = |offer: &Offer| match offer {
        Offer::Code(_, path, _) => path.clone(),
        Offer::New(new, place) => format!("+{} in {place}", new.names.join("/")),
        Offer::InVivo(new) => format!("vivo {}", new.names[0]),
        Offer::Under(_, path, _) => format!("under {path}"),
    };
    offers.iter().map(word).collect()
}

fn offers(query: &str) -> Vec<String> {
    let subject = Subject { vivo: "what we could ask".into(), words: 4, first: Vec::new() };
    words(CodePalette::new(query.into(), Purpose::Apply, subject).find(&corpus()))
}

#[test]
fn letters_find_codes_and_offer_a_new_one_under_the_best() {
    let found = offers("pla");
    assert_eq!(found[0], "Law 4 / Places, not systems");
    assert!(found.contains(&"+pla in Places, not systems".to_owned()));
    assert_eq!(found.last().map(String::as_str), Some("vivo what we could ask"));
}

#[test]
fn a_name_that_is_there_is_not_offered_as_new() {
    assert!(!offers("population health").iter().any(|words| words.starts_with('+')));
    assert_eq!(offers("")[0], "Law 4");
}

#[test]
fn a_path_goes_under_what_is_known_of_it() {
    assert!(offers("Law 4 / Trust").contains(&"+Trust in Law 4".to_owned()));
    assert!(offers("Law 4/Places, not systems/Streets").contains(&"+Streets in Places, not systems".to_owned()));
    assert!(offers("Ways / Roads").contains(&"+Ways/Roads in Leutz".to_owned()));
}

#[test]
fn tab_asks_for_another_parent_and_goes_back() {
    let corpus = corpus();
    let mut palette = CodePalette::new("trust".into(), Purpose::Apply, Subject::default());
    palette.find(&corpus);
    palette.turn();
    assert_eq!(words(palette.find(&corpus)), ["under Leutz", "under Law 4", "under Law 4 / Places, not systems", "under Population health"]);
    palette.query = "popul".into();
    assert_eq!(words(palette.find(&corpus)), ["under Population health"]);
    palette.turn();
    assert_eq!(palette.query, "trust");
}

#[test]
fn to_recode_only_codes_are_offered() {
    let mut palette = CodePalette::new("new".into(), Purpose::Recode(Vec::new()), Subject::default());
    assert!(palette.find(&corpus()).is_empty());
}

#[test]
fn words_become_a_name() {
    assert_eq!(vivo("  honest about\nwhat we could ask. "), "honest about what we could ask");
    assert!(vivo(&"word ".repeat(60)).chars().count() <= 80);
}

#[test]
fn a_short_name_is_its_code_before_all_others() {
    let mut corpus = corpus();
    let mut codes: Vec<Code> = corpus.codes().to_vec();
    codes[2].short = "L4.2".into();
    let frameworks = corpus.frameworks().to_vec();
    corpus.set_codes(frameworks, codes);
    let subject = Subject { vivo: "what we could ask".into(), words: 4, first: Vec::new() };
    let found = |query: &str| words(CodePalette::new(query.into(), Purpose::Apply, subject.clone()).find(&corpus));
    assert_eq!(found("l4.2")[0], "Population health");
    assert_eq!(found("L4")[0], "Population health", "as far as it is typed");
}

#[test]
fn a_new_code_that_nothing_matches_goes_into_the_framework_used_last() {
    let mut corpus = corpus();
    let mut frameworks = corpus.frameworks().to_vec();
    let other = Framework { id: FrameworkId::new(), name: "Quality".into(), ord: "2".into(), ..frameworks[0].clone() };
    let mut codes: Vec<Code> = corpus.codes().to_vec();
    let used = Code { id: CodeId::new(), framework: other.id, parent: None, name: "Safety".into(), ..codes[0].clone() };
    frameworks.push(other);
    codes.push(used.clone());
    corpus.set_codes(frameworks, codes);
    let offered = |first: Vec<CodeId>| {
        let subject = Subject { vivo: String::new(), words: 4, first };
        words(CodePalette::new("zzzeal".into(), Purpose::Apply, subject).find(&corpus))
    };
    assert_eq!(offered(vec![used.id]), ["+zzzeal in Quality"]);
    assert_eq!(offered(Vec::new()), ["+zzzeal in Leutz"]);
}
