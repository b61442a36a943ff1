//! What a second framework takes in of the first, as a document: the figures, the codes of both, and the passages that are left out.

use super::blocks::{Block, Grid, GridRow, Whose};
use crate::Result;
use crate::analysis::lens::{CodeCovered, Coverage, Extent, LeftOut, Lens, TargetCovered, elsewhere_said};
use crate::analysis::{Attribution, Corpus, Excerpt, Groups, Names, Naming, Scope, Texts, Voices};
use crate::model::{Grouping, grouped};
use crate::text::{capital, isolated};

/// The document of a crosswalk.
pub fn crosswalk_blocks(corpus: &Corpus, lens: &Lens<'_>, texts: &dyn Texts, naming: Naming) -> Result<Vec<Block>> {
    let voices = Voices::read(corpus, texts)?;
    let coverage = lens.coverage(&Scope::default(), &voices);
    let (extent, excerpts) = lens.extent_and_left(&Scope::default(), texts)?;
    let name = |id| corpus.framework(id).map_or("", |framework| framework.name.as_str());
    let (from, to) = (name(lens.crosswalk.from_framework), name(lens.crosswalk.to_framework));
    let mut blocks = vec![
        Block::Heading(1, format!("{} read as {}", isolated(from), isolated(to))),
        Block::Paragraph(format!("{}. {}.", coverage.said(), extent.said())),
    ];
    blocks.push(Block::Table(codes(corpus, &coverage, from)));
    let project = &corpus.project;
    for (groups, by) in extent.groups.iter().zip([project.site, project.role, project.phase]).filter(|(groups, _)| !groups.is_empty()) {
        blocks.push(Block::Table(by_group(corpus, &extent, groups, by, naming)));
    }
    blocks.push(Block::Table(targets(corpus, lens, &coverage, to)));
    if !extent.left.is_empty() {
        blocks.push(Block::Table(left(corpus, (&extent, &excerpts), naming)?));
    }
    Ok(blocks)
}

fn number(count: usize) -> String {
    grouped(count as i64)
}

fn head(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn row(cells: Vec<String>) -> GridRow {
    GridRow::plain(cells)
}

fn codes(corpus: &Corpus, coverage: &Coverage<'_>, from: &str) -> Grid {
    let of = |one: &CodeCovered<'_>| {
        let (becomes, because) = one.mapped.said(corpus, one.code, &|code| corpus.path(code).join(" / "));
        let numbers = [one.tally.references as usize, one.reach, one.rejected, one.open].map(number);
        row([vec![corpus.path(one.code).join(" / "), becomes], numbers.to_vec(), vec![because]].concat())
    };
    Grid {
        name: "Links".into(),
        head: [head(&[from, "Is read as"]), head(&["Passages", "Taken in", "Rejected", "Open", "Because"])].concat(),
        rows: coverage.codes.iter().map(of).collect(),
        prose: false,
        ..Grid::default()
    }
}

fn by_group(corpus: &Corpus, extent: &Extent, groups: &[crate::analysis::lens::GroupTaken], by: Option<Grouping>, naming: Naming) -> Grid {
    let of = |one: &crate::analysis::lens::GroupTaken| {
        row(vec![
            naming.of_group(&one.label, &one.shown).to_owned(),
            number(one.passages.all),
            number(one.passages.reach),
            format!("{}%", one.passages.percent()),
        ])
    };
    let title = capital(&Groups::title_of(corpus, by));
    let head = [vec![title.clone()], head(&["Passages", "Taken in", "Share"])].concat();
    let rows = groups.iter().map(of).collect();
    Grid { name: format!("By {}", title.to_lowercase()), head, rows, note: extent.note(groups, &title), prose: false }
}

fn targets(corpus: &Corpus, lens: &Lens<'_>, coverage: &Coverage<'_>, to: &str) -> Grid {
    let of = |one: &TargetCovered| {
        let from: Vec<&str> = lens.read_as(one.code).into_iter().filter_map(|code| Some(corpus.code(code)?.name.as_str())).collect();
        let numbers = [one.own.references, one.read.references, one.whole.references].map(|count| number(count as usize));
        row([vec![corpus.path(one.code).join(" / ")], numbers.to_vec(), vec![from.join("; ")]].concat())
    };
    Grid {
        name: "What is read".into(),
        head: [head(&[to]), head(&["Coded so", "Passages", "With codes below", "Read from"])].concat(),
        rows: coverage.targets.iter().map(of).collect(),
        prose: false,
        ..Grid::default()
    }
}

fn left(corpus: &Corpus, (extent, excerpts): (&Extent, &[Excerpt]), naming: Naming) -> Result<Grid> {
    let (names, attribution) = (Names::new(corpus, naming), Attribution::new(corpus, &corpus.project.attribution, naming)?);
    let of = |(one, excerpt): (&LeftOut, &Excerpt)| {
        let (code, source) = (corpus.path(one.code).join(" / "), names.source(corpus, one.source).to_owned());
        let cells = vec![code, one.why.name().to_owned(), excerpt.text.clone(), attribution.of(corpus, excerpt), source];
        GridRow { quoted: vec![Whose::of(excerpt)], ..row(cells) }
    };
    Ok(Grid {
        name: "Left out".into(),
        head: head(&["Code", "Why", "Passage", "Whose", "Source"]),
        rows: extent.left.iter().zip(excerpts).map(of).collect(),
        note: format!("Passages of each code are counted by themselves{}.", elsewhere_said(extent.elsewhere())),
        prose: true,
    })
}
