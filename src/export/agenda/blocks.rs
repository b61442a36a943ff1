//! An agenda as a document.

use super::{Agenda, AgendaItem, AgendaList, AgendaPart, AgendaQuote, LINKED_TO};
use crate::export::Block;
use crate::model::counted;
use crate::text::capital;

/// Where the decision is written, by hand or by key.
const DECISION: &str = "Decision: ......................................................................";

impl Agenda {
    /// The document: a heading a part, one a framework or kind, one a memo or code, each item with its passage, who said what, and a line for the decision.
    pub fn blocks(&self) -> Vec<Block> {
        let contents = if self.lists.is_empty() { "There is nothing to be talked about.".to_owned() } else { self.contents() };
        let mut blocks: Vec<Block> = [contents, self.unknown.clone()].into_iter().filter(|words| !words.is_empty()).map(Block::Paragraph).collect();
        self.lists.iter().for_each(|list| list.blocks(&mut blocks));
        blocks
    }

    /// What is on it, in one line.
    fn contents(&self) -> String {
        let part = |list: &AgendaList| {
            let all = list.items.len() + list.more;
            match list.part {
                AgendaPart::Memos => counted(all, "memo", "memos"),
                AgendaPart::Coding => counted(all, "place that we coded differently", "places that we coded differently"),
                AgendaPart::Crosswalks => counted(all, "reading open between frameworks", "readings open between frameworks"),
                AgendaPart::Again => counted(all, "coding to be looked at again", "codings to be looked at again"),
            }
        };
        self.lists.iter().map(part).collect::<Vec<_>>().join(" · ")
    }
}

impl AgendaList {
    fn blocks(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(1, self.part.heading().into()));
        let (mut last, mut of) = (String::new(), "");
        for item in &self.items {
            let group = if self.part == AgendaPart::Memos { capital(item.kind) } else { item.framework.clone() };
            if group != last {
                blocks.push(Block::Heading(2, group.clone()));
                (last, of) = (group, "");
            }
            // Twenty passages of one code are twenty items under its name; two memos of one title are two things.
            if self.part == AgendaPart::Memos || item.title != of {
                blocks.push(Block::Heading(3, item.title.clone()));
                of = &item.title;
            }
            item.blocks(self.part, blocks);
        }
        if self.more > 0 {
            blocks.push(Block::Paragraph(format!("… and {} more.", crate::model::grouped(self.more))));
        }
    }
}

impl AgendaItem {
    fn blocks(&self, part: AgendaPart, blocks: &mut Vec<Block>) {
        let about = match part {
            AgendaPart::Memos => self.about.clone(),
            _ => [capital(self.kind), self.about.clone()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · "),
        };
        // Several items stand under one code: each begins with a heading of its own.
        blocks.push(if part == AgendaPart::Memos { Block::Paragraph(about) } else { Block::Heading(4, about) });
        if let Some(quote) = &self.quote {
            let whose = [quote.attribution.as_str(), quote.source.as_str()];
            let attribution = whose.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
            blocks.push(quote.block(attribution));
        }
        if !self.body.is_empty() {
            blocks.push(Block::Paragraph(self.body.clone()));
        }
        if !self.said.is_empty() {
            let said: Vec<String> = self.said.iter().map(|(who, what)| format!("{who}: {what}")).collect();
            blocks.push(Block::Paragraph(said.join("\n")));
        }
        for link in &self.linked {
            blocks.push(Block::Paragraph(format!("{LINKED_TO}: {}", link.what)));
            // A quote of its own, so that whose it is is looked at before it goes out.
            blocks.extend(link.quote.as_ref().map(|quote| quote.block(quote.attribution.clone())));
        }
        blocks.push(Block::Paragraph(DECISION.into()));
    }
}

impl AgendaQuote {
    fn block(&self, attribution: String) -> Block {
        Block::Quote { words: self.words.clone(), attribution, whose: self.whose.clone() }
    }
}
