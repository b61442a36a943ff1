//! Teams' Word transcripts of 2021 and 2022: a line of times, a line with the name, the words below.

use super::{Head, Layout, Page, labels};
use crate::import::subtitles;

/// `0:0:0.0 --> 0:0:1.510`, then the name, then the words.
pub(super) struct Arrow;

impl Layout for Arrow {
    fn name(&self) -> &'static str {
        "times with an arrow"
    }

    fn joins(&self) -> bool {
        true
    }

    fn weight(&self) -> usize {
        6
    }

    fn heads(&self, page: &Page) -> Vec<Head> {
        let times = |at: usize| Some(page.line(at)).filter(|line| line.contains("-->")).and_then(subtitles::times);
        let mut heads = Vec::new();
        for (at, line) in page.lines.iter().enumerate() {
            let Some((from, to)) = times(at) else { continue };
            let named = page.lines.get(at + 1).filter(|_| labels::shape_plain(page.line(at + 1).trim()) && times(at + 1).is_none());
            let Some(name) = named.filter(|_| at + 2 < page.lines.len() && times(at + 2).is_none()) else { continue };
            heads.push(Head {
                line: at,
                name: name.start..name.end,
                label: name.start..name.end,
                time: line.start..line.end,
                from: Some(from),
                to: Some(to),
            });
        }
        heads
    }
}
