//! Which source a cell of a table means: by name, by file, and by the folders it stands in.

use super::guess::fold;
use crate::analysis::Corpus;
use crate::model::{Attribute, Source, SourceId, Speaker, SpeakerRole, Target};
use crate::project::Ground;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// A source as a table may name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableSource {
    /// Its name.
    pub name: String,
    /// The file it was read from: with its folders as far as they are known; empty where there was none.
    pub file: PathBuf,
    /// Its voices, but for those that were merged into others.
    pub voices: Vec<TableVoice>,
}

/// A voice of a source, as a table's people are compared with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableVoice {
    /// Its number in the source.
    pub number: u32,
    /// Its label.
    pub name: String,
    /// What it is.
    pub role: SpeakerRole,
    /// Whether it is joined to a case already.
    pub joined: bool,
}

/// What a table is matched to: the sources with their voices, and the attributes, as they are or would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableGround {
    /// The sources.
    pub sources: Vec<TableSource>,
    /// The attributes of the project.
    pub attributes: Vec<Attribute>,
    /// Cases whose rows count although they name no source that is here, by their keys and names in full in lower case: a file may be called
    /// otherwise since the table came last.
    pub cases: HashSet<String>,
    /// Whether cases belong to others, as people do to sites.
    pub nested: bool,
}

impl TableSource {
    /// A source of the project with its voices.
    pub fn of<'a>(source: &Source, speakers: impl Iterator<Item = &'a Speaker>) -> Self {
        let voice = |speaker: &Speaker| TableVoice {
            number: speaker.number,
            name: speaker.name.clone(),
            role: speaker.role,
            joined: speaker.case_id.is_some(),
        };
        let voices = speakers.filter(|speaker| speaker.same_as.is_none()).map(voice).collect();
        Self { name: source.name.clone(), file: PathBuf::from(&source.file), voices }
    }
}

impl TableGround {
    /// The attribute of cases or of sources that a column fills.
    pub(super) fn attribute(&self, target: Target, column: &str) -> Option<&Attribute> {
        let name = column.trim().to_lowercase();
        self.attributes.iter().find(|attribute| attribute.target == target && attribute.name.to_lowercase() == name)
    }

    /// Whether a column is known as an attribute of these and not of the others.
    pub(super) fn has_alone(&self, target: Target, column: &str) -> bool {
        let other = if target == Target::Case { Target::Source } else { Target::Case };
        self.attribute(target, column).is_some() && self.attribute(other, column).is_none()
    }

    /// What is in a project.
    pub fn of(corpus: &Corpus) -> Self {
        let sources = corpus.sources().iter().map(|source| TableSource::of(source, corpus.speakers(source.id).iter())).collect();
        let nested = corpus.cases().iter().any(|case| case.parent.is_some());
        Self { sources, attributes: corpus.attributes().to_vec(), nested, ..Self::default() }
    }

    /// The same for a newer table over what is known of the project's cases.
    pub fn with_cases(corpus: &Corpus) -> Self {
        let names = corpus.cases().iter().flat_map(|case| [case.name.to_lowercase(), case.full_name.to_lowercase()]);
        Self { cases: names.filter(|name| !name.is_empty()).collect(), ..Self::of(corpus) }
    }

    /// What is in a project that is being written to. `file` knows more of a source's path than its row does.
    pub(in crate::import) fn within(ground: &Ground, file: impl Fn(SourceId) -> Option<PathBuf>) -> Self {
        let mut speakers: HashMap<SourceId, Vec<&Speaker>> = HashMap::new();
        for speaker in &ground.speakers {
            speakers.entry(speaker.source).or_default().push(speaker);
        }
        let source = |source: &Source| {
            let known = TableSource::of(source, speakers.get(&source.id).into_iter().flatten().copied());
            TableSource { file: file(source.id).unwrap_or_else(|| known.file.clone()), ..known }
        };
        let (sources, attributes) = (ground.sources.iter().map(source).collect(), ground.attributes.clone());
        Self { sources, attributes, nested: ground.nested, ..Self::default() }
    }
}

/// How well a cell fits a source, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// The cell is the source's name, to the letter.
    exact: bool,
    /// How many folders before the file's name are the same.
    folders: usize,
    /// The names are the same with their suffixes.
    whole: bool,
}

/// What a cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// No source.
    None,
    /// This one.
    One(usize),
    /// One of several; which one cannot be told.
    Several,
}

/// Sources by the names that may mean them.
pub(super) struct Sources<'a> {
    sources: &'a [TableSource],
    exact: HashMap<&'a str, Vec<usize>>,
    /// By name and file, with their suffixes and without: the sources, and whether it is with.
    folded: HashMap<String, Vec<(usize, bool)>>,
    /// The folders of each file, the nearest first.
    folders: Vec<Vec<String>>,
    tokens: Vec<Vec<String>>,
}

impl<'a> Sources<'a> {
    pub fn new(sources: &'a [TableSource]) -> Self {
        let mut exact: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut folded: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
        for (at, source) in sources.iter().enumerate() {
            exact.entry(source.name.as_str()).or_default().push(at);
            let file = source.file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            for (key, whole) in keys(&source.name).into_iter().chain(keys(&file)) {
                let list = folded.entry(key).or_default();
                match list.iter_mut().find(|(other, _)| *other == at) {
                    Some(known) => known.1 |= whole,
                    None => list.push((at, whole)),
                }
            }
        }
        let folders = sources.iter().map(|source| folders_of(&source.file)).collect();
        let tokens = sources.iter().map(|source| words(&source.name)).collect();
        Self { sources, exact, folded, folders, tokens }
    }

    /// The sources that a cell may mean, each with how well it fits.
    fn candidates(&self, cell: &str) -> Vec<(usize, Fit)> {
        let (folders, file) = split(cell);
        let mut found: Vec<(usize, Fit)> = Vec::new();
        for (key, whole) in keys(file) {
            for (at, also_whole) in self.folded.get(&key).into_iter().flatten() {
                let same = folders.iter().zip(&self.folders[*at]).take_while(|(one, other)| one == other).count();
                let fit = Fit { exact: false, folders: same, whole: whole && *also_whole };
                match found.iter_mut().find(|(other, _)| other == at) {
                    Some(known) => known.1 = known.1.max(fit),
                    None => found.push((*at, fit)),
                }
            }
        }
        for at in self.exact.get(cell).into_iter().flatten() {
            found.retain(|(other, _)| other != at);
            found.push((*at, Fit { exact: true, folders: 0, whole: true }));
        }
        found
    }

    /// What the cells of a column mean, each in the light of the others.
    ///
    /// A cell means the source that fits it best. It means none where two fit as well; where it could be another source's file too, which no
    /// other cell names; and where its folders are not those of the source and another cell's are.
    pub fn meant(&self, cells: &[&str]) -> Vec<Meant> {
        let named: HashSet<usize> = cells.iter().filter_map(|cell| self.exact.get(cell)).filter(|list| list.len() == 1).map(|list| list[0]).collect();
        let best: Vec<(Meant, usize)> = cells.iter().map(|cell| self.best(cell, &named)).collect();
        let mut nearest: HashMap<usize, usize> = HashMap::new();
        for (meant, folders) in &best {
            if let Meant::One(at) = meant {
                let known = nearest.entry(*at).or_default();
                *known = (*known).max(*folders);
            }
        }
        let settled = |(cell, (meant, folders)): (&&str, (Meant, usize))| match meant {
            Meant::One(at) if !split(cell).0.is_empty() && nearest.get(&at).is_some_and(|nearest| *nearest > folders) => Meant::None,
            meant => meant,
        };
        cells.iter().zip(best).map(settled).collect()
    }

    /// What a cell means by itself, and how many of its folders say so.
    fn best(&self, cell: &str, named: &HashSet<usize>) -> (Meant, usize) {
        let candidates = self.candidates(cell);
        let Some(fit) = candidates.iter().map(|(_, fit)| *fit).max() else { return (Meant::None, 0) };
        let winners: Vec<usize> = candidates.iter().filter(|(_, other)| *other == fit).map(|(at, _)| *at).collect();
        let [winner] = winners.as_slice() else { return (Meant::Several, fit.folders) };
        let own = fold(split(cell).1);
        let rival = |(at, other): &(usize, Fit)| at != winner && !named.contains(at) && other.folders >= fit.folders && self.is_called(*at, &own);
        if candidates.iter().any(rival) { (Meant::Several, fit.folders) } else { (Meant::One(*winner), fit.folders) }
    }

    /// Whether a folded name, all of it, is a source's.
    fn is_called(&self, source: usize, folded: &str) -> bool {
        self.folded.get(folded).is_some_and(|list| list.iter().any(|(at, _)| *at == source))
    }

    /// The sources whose names hold a key as words of their own: “Interview P07 (2)” holds “P07”.
    pub fn holding(&self, key: &str) -> Vec<usize> {
        let wanted = words(key);
        if wanted.is_empty() || wanted.concat().chars().count() < 2 {
            return Vec::new();
        }
        let holds = |tokens: &Vec<String>| tokens.windows(wanted.len()).any(|window| window == wanted);
        (0..self.sources.len()).filter(|at| holds(&self.tokens[*at])).collect()
    }

    /// How many sources the cells of a column may mean.
    pub fn matches<'b>(&self, cells: impl Iterator<Item = &'b str>) -> usize {
        let seen: HashSet<usize> = cells.flat_map(|cell| self.candidates(cell)).map(|(at, _)| at).collect();
        seen.len()
    }
}

/// The folders of a cell, the nearest first and folded, and its last part.
fn split(cell: &str) -> (Vec<String>, &str) {
    let mut parts = cell.rsplit(['/', '\\']);
    let file = parts.next().unwrap_or(cell);
    (parts.map(fold).filter(|part| !part.is_empty()).collect(), file)
}

fn folders_of(file: &Path) -> Vec<String> {
    let folders = file.parent().into_iter().flat_map(Path::components).map(|part| fold(&part.as_os_str().to_string_lossy()));
    let mut folders: Vec<String> = folders.filter(|part| !part.is_empty()).collect();
    folders.reverse();
    folders
}

/// What a name is compared by: whole, and without its suffix.
fn keys(name: &str) -> Vec<(String, bool)> {
    let mut keys = vec![(fold(name), true)];
    if let Some((stem, suffix)) = name.rsplit_once('.')
        && (1..=8).contains(&suffix.len())
        && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && suffix.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        keys.push((fold(stem), false));
    }
    keys.retain(|(key, _)| !key.is_empty());
    keys
}

/// The words and numbers of a name, folded, leading zeros left out.
fn words(name: &str) -> Vec<String> {
    let split = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    split
        .map(fold)
        .map(|word| {
            let digits = word.trim_start_matches(|c: char| !c.is_ascii_digit());
            let letters = &word[..word.len() - digits.len()];
            format!("{letters}{}", if digits.trim_start_matches('0').is_empty() { digits } else { digits.trim_start_matches('0') })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sources by name and file.
    fn sources(list: &[(&str, &str)]) -> Vec<TableSource> {
        list.iter().map(|(name, file)| TableSource { name: (*name).into(), file: (*file).into(), ..TableSource::default() }).collect()
    }

    fn named(list: &[TableSource], cell: &str) -> Meant {
        Sources::new(list).meant(&[cell])[0]
    }

    #[test]
    fn names_meet_without_suffix_case_accents_and_spaces() {
        let list = sources(&[("Interview 07 – José.docx", ""), ("B.2 Ward", ""), ("a.txt", ""), ("a.md", "")]);
        assert_eq!(named(&list, "interview_07_jose"), Meant::One(0));
        assert_eq!(named(&list, "D:\\data\\Interview 07 – José.docx"), Meant::One(0));
        assert_eq!(named(&list, "b.2 ward.txt"), Meant::One(1));
        assert_eq!(named(&list, "a.md"), Meant::One(3));
        assert_eq!(named(&list, "a"), Meant::Several);
        assert_eq!(named(&list, ""), Meant::None);
    }

    #[test]
    fn a_source_is_known_by_its_file_when_it_has_another_name() {
        let list = sources(&[("Ward sister, first talk", "int07.docx"), ("Porter", "int08.docx")]);
        assert_eq!(named(&list, "INT07.docx"), Meant::One(0));
        assert_eq!(named(&list, "int08"), Meant::One(1));
    }

    #[test]
    fn folders_tell_files_of_one_name_apart() {
        let list = sources(&[("a", "/data/North/a.txt"), ("a (2)", "/data/South/a.txt")]);
        let index = Sources::new(&list);
        let (one, two) = (Meant::One(0), Meant::One(1));
        assert_eq!(index.meant(&["north/a.txt", "south/a.txt"]), [one, two]);
        assert_eq!(index.meant(&["South\\a", "x/North/a"]), [two, one]);
        assert_eq!(index.meant(&["a.txt", "a.txt"]), [Meant::Several, Meant::Several]);
        assert_eq!(index.meant(&["a", "a"]), [Meant::Several, Meant::Several], "one may be the other’s file");
        assert_eq!(index.meant(&["a", "a (2)"]), [one, two], "a table by the names of sources");
        assert_eq!(index.meant(&["east/a.txt"]), [Meant::Several]);
    }

    #[test]
    fn a_row_of_another_folder_is_no_row_of_this_one() {
        let list = sources(&[("a", "/data/south/a.txt")]);
        let index = Sources::new(&list);
        assert_eq!(index.meant(&["north/a.txt", "south/a.txt"]), [Meant::None, Meant::One(0)]);
        assert_eq!(index.meant(&["transcripts/a.txt"]), [Meant::One(0)], "the folder may have another name here");
        assert_eq!(index.meant(&["south/a.txt", "a"]), [Meant::One(0), Meant::One(0)], "two people in one talk");
    }

    #[test]
    fn a_key_is_held_as_a_word_of_its_own() {
        let list = sources(&[("Interview P07 first", ""), ("Interview P07 (2)", ""), ("P70", "")]);
        assert_eq!(Sources::new(&list).holding("P7"), [0, 1]);
        assert!(Sources::new(&list).holding("7").is_empty());
    }
}
