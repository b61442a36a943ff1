//! The lines beside a transcript: side by side in lanes, and which of them stand beside each paragraph.

use crate::analysis::{Corpus, Excerpt};
use crate::model::*;
use crate::text::{SourceText, StyleKind};

/// A line in the margin.
pub(super) struct Stripe {
    pub span: Span,
    pub code: CodeId,
    pub coders: String,
    pub star: bool,
    pub lane: usize,
}

/// Lines side by side: each in the first lane that is free where it begins. They come by start, and stay so.
pub(super) fn pack(excerpts: Vec<Excerpt>, corpus: &Corpus) -> Vec<Stripe> {
    let mut lanes: Vec<u32> = Vec::new();
    let mut stripes = Vec::new();
    for excerpt in excerpts {
        let free = lanes.iter().position(|end| *end <= excerpt.span.start);
        let lane = free.unwrap_or(lanes.len());
        if free.is_none() {
            lanes.push(0);
        }
        lanes[lane] = excerpt.span.end;
        let initials: Vec<&str> = excerpt.coders.iter().filter_map(|id| corpus.coder(*id)).map(|coder| coder.initials.as_str()).collect();
        stripes.push(Stripe { span: excerpt.span, code: excerpt.code, coders: initials.join(", "), star: excerpt.star, lane });
    }
    stripes
}

/// What stands in and beside one paragraph.
pub(super) struct Here<'a> {
    pub paragraph: Span,
    /// Where the paragraph before it ends: a line over the gap belongs to this one.
    pub after: u32,
    /// The turn that it is in.
    pub turn: Option<usize>,
    /// The number of that turn, where it begins here.
    pub begins: Option<usize>,
    /// Whether it is a heading.
    pub head: bool,
    /// The lines that touch it, by start.
    pub stripes: Vec<&'a Stripe>,
}

/// A walk down the paragraphs that looks at each line and each heading only where they are.
pub(super) struct Sweep<'a> {
    text: &'a SourceText,
    headings: Vec<Span>,
    stripes: &'a [Stripe],
    /// Lines and headings that no paragraph has reached yet begin here.
    next: usize,
    heading: usize,
    open: Vec<&'a Stripe>,
    after: u32,
}

impl<'a> Sweep<'a> {
    /// A walk over a text and its lines.
    pub fn new(text: &'a SourceText, stripes: &'a [Stripe]) -> Self {
        let heading = |style: &&crate::text::Style| matches!(style.kind, StyleKind::Heading(_));
        let mut headings: Vec<Span> = text.structure.styles.iter().filter(heading).map(|style| style.span).collect();
        headings.sort_unstable();
        Self { text, headings, stripes, next: 0, heading: 0, open: Vec::new(), after: 0 }
    }

    /// What stands at the next paragraph.
    pub fn next(&mut self, paragraph: Span) -> Here<'a> {
        let begun = self.stripes[self.next..].partition_point(|stripe| stripe.span.start < paragraph.end);
        self.open.extend(&self.stripes[self.next..self.next + begun]);
        self.next += begun;
        self.open.retain(|stripe| stripe.span.end > paragraph.start);
        while self.headings.get(self.heading).is_some_and(|span| span.end <= paragraph.start) {
            self.heading += 1;
        }
        let turns = &self.text.structure.turns;
        let turn = self.text.structure.turn_at(paragraph.start).filter(|place| turns[*place].span.overlaps(paragraph));
        let after = std::mem::replace(&mut self.after, paragraph.end);
        Here {
            paragraph,
            after,
            turn,
            begins: turn.filter(|place| after == 0 || turns[*place].span.start >= after).map(|place| place + 1),
            head: self.headings.get(self.heading).is_some_and(|span| span.overlaps(paragraph)),
            stripes: self.open.iter().copied().filter(|stripe| stripe.span.overlaps(paragraph)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Geometry, Structure};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_paragraph_gets_the_lines_that_touch_it(spans in proptest::collection::vec((0u32..60, 1u32..30), 0..20)) {
            let text = "one two\n\nthree four five\nsix\nseven eight nine ten eleven\ntwelve";
            let structure = Structure { paragraphs: Structure::lines(text), ..Structure::default() };
            let text = SourceText { geometry: Geometry::new(text), structure };
            let mut spans: Vec<Span> = spans.into_iter().map(|(start, len)| Span::new(start, start + len)).collect();
            spans.sort_unstable();
            let line = |span: &Span| Stripe { span: *span, code: CodeId::new(), coders: String::new(), star: false, lane: 0 };
            let stripes: Vec<Stripe> = spans.iter().map(line).collect();
            let mut sweep = Sweep::new(&text, &stripes);
            for paragraph in &text.structure.paragraphs {
                let found: Vec<Span> = sweep.next(*paragraph).stripes.iter().map(|stripe| stripe.span).collect();
                let wanted: Vec<Span> = spans.iter().copied().filter(|span| span.overlaps(*paragraph)).collect();
                prop_assert_eq!(found, wanted);
            }
        }
    }
}
