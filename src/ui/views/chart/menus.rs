//! What the chart shows and how, by command: each asks for one of what there is, or turns it on or off.

use super::ChartView;
use super::choice::{Part, RowsOf, rows_of_name};
use crate::analysis::{Corpus, Heads};
use crate::model::FrameworkId;
use crate::ui::command::{ChartCommand, CrosswalkCommand, ShowWay, Showing, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::views::themes::{Axis, Readings, lenses, toggle, ways};

/// Takes a command on what shows; says whether it was one.
pub fn act(view: &mut ChartView, command: &ChartCommand, cx: &Cx, desk: &Desk) -> bool {
    let Some(choice) = view.choice.clone() else { return false };
    let corpus = &desk.corpus;
    match command {
        ChartCommand::AskRows => {
            let way = |of: RowsOf| ShowWay::new(rows_of_name(corpus, of), of == choice.of, ChartCommand::Rows(of));
            cx.push(Showing::Ask("Rows of the chart".into(), rows(corpus).into_iter().map(way).collect()));
        }
        ChartCommand::Rows(of) => view.change(cx, |choice| choice.of = *of),
        ChartCommand::AskBy => {
            let way = |(by, words): (_, String)| ShowWay::new(words, by == choice.by, ChartCommand::By(by));
            cx.push(Showing::Ask("Group the rows by".into(), ways(corpus).into_iter().map(way).collect()));
        }
        ChartCommand::By(by) => view.change(cx, |choice| choice.by = *by),
        ChartCommand::AskColumns => {
            let way = |(words, framework, part): (String, FrameworkId, Part)| {
                let on = choice.framework == Some(framework) && choice.part == part;
                ShowWay::new(words, on, ChartCommand::Columns(framework, part))
            };
            let mut all: Vec<ShowWay> = columns(corpus).into_iter().map(way).collect();
            if !all.is_empty() {
                all.push(ShowWay::new("A branch…", matches!(choice.part, Part::Branch(_)), ChartCommand::AskBranch));
            }
            cx.push(Showing::Ask("Columns of the chart".into(), all));
        }
        ChartCommand::Columns(framework, part) => view.change(cx, |choice| (choice.framework, choice.part) = (Some(*framework), *part)),
        ChartCommand::Used => view.change(cx, |choice| choice.used = !choice.used),
        ChartCommand::AskOnly => {
            let has = |axis: &Axis| axis.grouping(corpus).is_some();
            let axes: Vec<Axis> = Axis::ALL.into_iter().filter(has).collect();
            match axes.as_slice() {
                [] => cx.push(Window::Say("There are no sites, roles or phases: say in the case table what they are")),
                [one] => cx.push(ChartCommand::AskOnlyOf(*one)),
                some => {
                    let way = |axis: &Axis| ShowWay::new(format!("Which {} show…", axis.many()), false, ChartCommand::AskOnlyOf(*axis));
                    cx.push(Showing::Ask("Which rows show".into(), some.iter().map(way).collect()));
                }
            }
        }
        ChartCommand::AskOnlyOf(axis) => {
            let only = choice.only.of(*axis);
            let mut all = vec![ShowWay::new(format!("All {}", axis.many()), only.is_empty(), ChartCommand::Only(*axis, None))];
            let way = |value: String| ShowWay::new(value.clone(), only.contains(&value), ChartCommand::Only(*axis, Some(value)));
            all.extend(values(corpus, *axis).into_iter().map(way));
            cx.push(Showing::Ask(format!("Which {} show", axis.many()), all));
        }
        ChartCommand::Only(axis, value) => view.change(cx, |choice| toggle(choice.only.of_mut(*axis), value.clone())),
        ChartCommand::Fold | ChartCommand::Unfold => {
            let labels: Vec<String> = view.chart().map_or_else(Vec::new, |chart| chart.groups.iter().map(|group| group.label.clone()).collect());
            if labels.iter().all(String::is_empty) {
                cx.push(Window::Say("The rows are not grouped"));
            } else {
                let folded = if *command == ChartCommand::Fold { labels } else { Vec::new() };
                view.change(cx, |choice| choice.folded = folded);
            }
        }
        _ => return false,
    }
    true
}

/// The frameworks that are linked to that of the columns.
pub fn linked(view: &ChartView, corpus: &Corpus) -> Vec<(FrameworkId, String)> {
    view.choice.as_ref().and_then(|choice| choice.framework).map_or_else(Vec::new, |framework| lenses(corpus, framework))
}

/// What can be read in the cells.
pub fn readings<'a>(view: &ChartView, corpus: &Corpus, linked: &'a [(FrameworkId, String)]) -> Readings<'a> {
    let now = view.choice.as_ref().and_then(|choice| choice.lens(corpus)).map(|lens| lens.from_framework);
    let map = CrosswalkCommand::Of(now, view.choice.as_ref().and_then(|choice| choice.framework));
    Readings { title: "What is read in the cells", lenses: linked, now, map }
}

/// Asks what is read in the cells.
pub fn ask_through(view: &ChartView, cx: &Cx, desk: &Desk) {
    let linked = linked(view, &desk.corpus);
    if linked.is_empty() {
        return cx.push(Window::Say("Nothing is linked to this framework yet: “The map of links” links the codes of two frameworks"));
    }
    readings(view, &desk.corpus, &linked).ask(cx);
}

/// What rows can be.
pub fn rows(corpus: &Corpus) -> Vec<RowsOf> {
    let kinds = corpus.kinds().iter().rev().map(|kind| RowsOf::Cases(kind.id));
    std::iter::once(RowsOf::Sources).chain(kinds).collect()
}

/// What columns can be, but for branches.
pub fn columns(corpus: &Corpus) -> Vec<(String, FrameworkId, Part)> {
    let mut all = Vec::new();
    for framework in corpus.frameworks() {
        let nested = corpus.codes().iter().any(|code| code.framework == framework.id && code.parent.is_some());
        let name = |what: &str| if nested { format!("{} · {what}", framework.name) } else { framework.name.clone() };
        all.push((name("top codes"), framework.id, Part::Tops));
        if nested {
            all.push((name("all codes"), framework.id, Part::Whole));
        }
    }
    all
}

/// The values of an axis.
pub fn values(corpus: &Corpus, axis: Axis) -> Vec<String> {
    let heads = Heads::new(corpus);
    let groups = axis.groups(&heads);
    groups.all().map(|group| groups.label(group).to_owned()).collect()
}
