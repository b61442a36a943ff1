//! What the team of the example made of its codings: versions of the frameworks, one read through the other, themes, a report, linked memos.

use super::build::{Made, be};
use super::texts;
use crate::analysis::Corpus;
use crate::analysis::lens::Lens;
use crate::model::{CodeId, Gathered, Linked, Memo, MemoState, Passage, Report, ReportId, Ruling, SourceId, Span, Stance, Subject, Time};
use crate::project::{LinkDraft, PartDraft, Project, Settling, Template, TemplateCode};
use crate::{Error, Result};

/// What is read of each line of a table, in order; its cells stand between tabs.
fn each(table: &'static str, what: &str, mut work: impl FnMut(&[&'static str]) -> Result<Option<()>>) -> Result<()> {
    for (n, line) in table.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        work(&cells)?.ok_or_else(|| Error::rejected(format!("line {} of the {what} fits nothing", n + 1)))?;
    }
    Ok(())
}

fn code(corpus: &Corpus, short: &str) -> Option<CodeId> {
    corpus.find_code(short).first().copied()
}

/// A template with the words its codes had when the study began.
pub(super) fn at_first(template: Template) -> Template {
    fn change(code: &mut TemplateCode) {
        for (field, words) in earlier(&code.short) {
            *word_of(code, field) = words.to_owned();
        }
        code.children.iter_mut().for_each(change);
    }
    let mut template = template;
    template.codes.iter_mut().for_each(change);
    template
}

/// The words that a code had at first, by what they are of.
fn earlier(short: &str) -> Vec<(&'static str, &'static str)> {
    let cells = texts::DEFINITIONS.lines().filter_map(|line| line.split_once('\t'));
    cells.filter(|(of, _)| *of == short).filter_map(|(_, rest)| rest.split_once('\t')).collect()
}

fn word_of<'a>(code: &'a mut TemplateCode, field: &str) -> &'a mut String {
    match field {
        "name" => &mut code.name,
        "exclude" => &mut code.exclude,
        _ => &mut code.include,
    }
}

/// Gives the codes the words of their templates, which were other at first.
pub(super) fn redefine(project: &mut Project, corpus: &Corpus, templates: &[Template]) -> Result<()> {
    fn all(codes: &[TemplateCode]) -> Vec<&TemplateCode> {
        codes.iter().flat_map(|code| std::iter::once(code).chain(all(&code.children))).collect()
    }
    for template in templates.iter().flat_map(|template| all(&template.codes)).filter(|code| !earlier(&code.short).is_empty()) {
        let id = code(corpus, &template.short).ok_or_else(|| Error::NotFound(format!("there is no code {}", template.short)))?;
        let now = template.clone();
        project.edit_code(crate::model::Code { name: now.name, include: now.include, exclude: now.exclude, ..project.code(id)? })?;
    }
    // What is coded in the same thousandth of a second would be coded before.
    let redefined = Time::now();
    while Time::now() <= redefined {
        std::hint::spin_loop();
    }
    Ok(())
}

/// Names the frameworks as they stand at a meeting: `first` or `second`.
pub(super) fn name_versions(project: &mut Project, corpus: &Corpus, meeting: &str) -> Result<()> {
    each(texts::VERSIONS, "versions", |cells| {
        let [when, framework, title, coder, reason, note] = cells else { return Ok(None) };
        let (Some(framework), Some(who)) = (corpus.frameworks().iter().find(|one| one.name == *framework), corpus.coder_named(coder)) else {
            return Ok(None);
        };
        if *when == meeting {
            project.set_coder(who.clone());
            project.name_version(framework.id, title, reason, note)?;
        }
        Ok(Some(()))
    })
}

/// Notes that what one of the sites has under the redefined codes was looked at again.
pub(super) fn looked_again(project: &mut Project, made: &Made, site: &str) -> Result<()> {
    let redefined: Vec<CodeId> = texts::DEFINITIONS.lines().filter_map(|line| code(&made.corpus, line.split('\t').next()?)).collect();
    let sources = texts::INTERVIEWS.iter().chain(texts::NOTES).filter(|text| text.stem.starts_with(site));
    let sources: Vec<SourceId> = sources.filter_map(|text| made.sources.get(text.stem).copied()).collect();
    let codings = sources.iter().flat_map(|source| made.corpus.codings_of(*source));
    let ids: Vec<_> = codings.filter(|coding| redefined.contains(&coding.code)).map(|coding| coding.id).collect();
    be(project, made, "BP")?;
    project.look_again(&ids).map(drop)
}

/// Links the codes of Quality to the five laws.
pub(super) fn link_codes(project: &mut Project, made: &Made) -> Result<()> {
    let home = |corpus: &Corpus, code: CodeId| corpus.code(code).map(|code| code.framework);
    let ends = (|| Some((home(&made.corpus, code(&made.corpus, "2.1")?)?, home(&made.corpus, code(&made.corpus, "L1")?)?)))();
    let (from, to) = ends.ok_or_else(|| Error::NotFound("the example has not both of its frameworks".into()))?;
    each(texts::LINKS, "links", |cells| {
        let [first, second, coder, reason] = cells else { return Ok(None) };
        let Some(link) = code(&made.corpus, first) else { return Ok(None) };
        let draft = LinkDraft { from: link, to: code(&made.corpus, second), reason: (*reason).to_owned() };
        if draft.to.is_none() && *second != "-" {
            return Ok(None);
        }
        be(project, made, coder)?;
        project.map_codes(from, to, &[draft]).map(|_| Some(()))
    })
}

/// Settles some passages that are read through the links.
pub(super) fn settle(project: &mut Project, made: &Made) -> Result<()> {
    let Some(crosswalk) = made.corpus.crosswalks().first() else { return Err(Error::NotFound("nothing was linked".into())) };
    let lens = Lens::new(&made.corpus, crosswalk);
    each(texts::RULINGS, "rulings", |cells| {
        let [first, second, stem, words, ruling, moved, coder, reason] = cells else { return Ok(None) };
        let (Some(source), Some(ruling)) = (made.sources.get(stem).copied(), Ruling::parse(ruling)) else { return Ok(None) };
        let (first, second) = (code(&made.corpus, first), code(&made.corpus, second));
        let text = made.reader.source_text(&made.corpus, source)?;
        let seen = lens
            .seen_in(&Default::default(), source)
            .into_iter()
            .find(|seen| (Some(seen.from), Some(seen.to)) == (first, second) && text.words_of(seen.span).trim_start().starts_with(words));
        let Some((seen, passage)) = seen.and_then(|seen| made.corpus.passage(source, seen.span).map(|passage| (seen, passage))) else {
            return Ok(None);
        };
        let settling = Settling { passage, from: seen.from, to: seen.to, ruling: Some(ruling), moved: code(&made.corpus, moved) };
        be(project, made, coder)?;
        project.settle_passages(crosswalk.id, &[settling], reason).map(|_| Some(()))
    })
}

/// A coded passage of a source that begins with these words.
fn passage(made: &Made, stem: &str, words: &str) -> Result<Option<Passage>> {
    let Some(source) = made.sources.get(stem).copied() else { return Ok(None) };
    let text = made.reader.source_text(&made.corpus, source)?;
    let mut spans: Vec<Span> = made.corpus.codings_of(source).iter().map(|coding| coding.span).collect();
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    Ok(spans.into_iter().find(|span| text.words_of(*span).starts_with(words)).and_then(|span| made.corpus.passage(source, span)))
}

/// Makes themes of some codes: what they say, and what they gather.
pub(super) fn themes(project: &mut Project, made: &Made) -> Result<()> {
    each(texts::THEMES, "themes", |cells| {
        let [theme, rest @ ..] = cells else { return Ok(None) };
        let Some(theme) = code(&made.corpus, theme) else { return Ok(None) };
        let (of, mark, coder, note) = match rest {
            [statement, gathered, "", mark, coder, note] => {
                be(project, made, coder)?;
                if !statement.is_empty() {
                    let mut stated = project.code(theme)?;
                    (stated.theme, stated.statement) = (true, (*statement).to_owned());
                    project.edit_code(stated)?;
                }
                (code(&made.corpus, gathered).map(Gathered::Code), mark, coder, note)
            }
            ["", stem, words, mark, coder, note] => (passage(made, stem, words)?.map(Gathered::Passage), mark, coder, note),
            _ => return Ok(None),
        };
        let Some(of) = of else { return Ok(None) };
        let stance = if *mark == "against" { Stance::Contradicts } else { Stance::Supports };
        be(project, made, coder)?;
        project.gather_parts(theme, &[PartDraft { of, stance, star: *mark == "star", note: (*note).to_owned() }]).map(|_| Some(()))
    })
}

/// The report on the themes.
pub(super) fn report(project: &mut Project, made: &Made) -> Result<()> {
    let mut draft =
        Report { id: ReportId::new(), chart: true, pictures: true, quotes: 3, name: String::new(), intro: String::new(), ord: String::new() };
    let (mut themes, mut quotes): (Vec<CodeId>, Vec<(CodeId, Passage)>) = (Vec::new(), Vec::new());
    each(texts::REPORT, "report", |cells| {
        match cells {
            ["name", name] => draft.name = (*name).to_owned(),
            ["intro", intro] => draft.intro = (*intro).to_owned(),
            ["theme", theme] => themes.extend(code(&made.corpus, theme)),
            ["quote", theme, stem, words] => {
                let (Some(theme), Some(passage)) = (code(&made.corpus, theme), passage(made, stem, words)?) else { return Ok(None) };
                quotes.push((theme, passage));
            }
            _ => return Ok(None),
        }
        Ok(Some(()))
    })?;
    be(project, made, "BP")?;
    let report = project.add_report(&draft, &themes)?.value;
    for theme in themes {
        let chosen: Vec<Passage> = quotes.iter().filter(|(of, _)| *of == theme).map(|(_, passage)| *passage).collect();
        if !chosen.is_empty() {
            project.choose_quotes(report, theme, &chosen)?;
        }
    }
    Ok(())
}

/// What memos are linked to, and which of them are settled.
pub(super) fn link_memos(project: &mut Project, made: &Made, memos: &[Memo]) -> Result<()> {
    let titled = |title: &str| memos.iter().find(|memo| memo.title == title).map(|memo| memo.id);
    each(texts::MEMO_LINKS, "links of memos", |cells| {
        let [title, coder, to] = cells else { return Ok(None) };
        let Some(memo) = titled(title) else { return Ok(None) };
        be(project, made, coder)?;
        let linked = match to.split_once(':') {
            Some(("code", short)) => code(&made.corpus, short).map(|code| Linked::On(Subject::Code(code))),
            Some(("memo", title)) => titled(title).map(Linked::Memo),
            _ if *to == "settled" => return project.settle_memos(&[memo], MemoState::Settled).map(|_| Some(())),
            _ => None,
        };
        let Some(linked) = linked else { return Ok(None) };
        project.link_memo(memo, &[linked]).map(|_| Some(()))
    })
}
