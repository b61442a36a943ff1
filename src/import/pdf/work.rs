//! How much a PDF has drawn, reckoned before anything is: a form that is drawn a thousand times counts a thousand times.

use hayro_interpret::hayro_syntax::object::dict::keys::{RESOURCES, SUBTYPE};
use hayro_interpret::hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use memchr::memmem;
use std::borrow::Cow;
use std::collections::HashMap;

/// How many bytes of drawing a file may have read, each as often as it is drawn: a thick book has a tenth of them.
pub(super) const MOST: u64 = 256 << 20;

/// How deep forms are followed into each other; the library that draws them goes no deeper.
const DEEPEST: usize = 64;

/// How long the name of a form may be.
const NAME: usize = 128;

/// What the pages of a file have drawn.
#[derive(Default)]
pub(super) struct Work {
    /// What one drawing of each form costs that was met so far.
    forms: HashMap<ObjectIdentifier, u64>,
    /// What all pages cost so far.
    all: u64,
}

/// A page or a form that is being reckoned.
struct Open<'a> {
    id: Option<ObjectIdentifier>,
    resources: Resources<'a>,
    cost: u64,
    /// The forms that it draws, and how often.
    draws: Vec<(Stream<'a>, u64)>,
}

impl<'a> Open<'a> {
    fn new(id: Option<ObjectIdentifier>, drawing: &[u8], resources: Resources<'a>) -> Self {
        let form = |(name, times): (&[u8], u64)| {
            let stream = resources.get_x_object(&Name::new(name)?)?;
            // Pictures are never unpacked.
            let is_form = stream.dict().get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Form");
            is_form.then_some((stream, times))
        };
        let draws = drawn(drawing).into_iter().filter_map(form).collect();
        Self { id, resources, cost: drawing.len() as u64 + 1, draws }
    }
}

impl Work {
    /// Adds a page; says whether all of them together are more than a document has.
    pub fn is_too_much(&mut self, page: &Page<'_>) -> bool {
        let first = Open::new(None, page.page_stream().unwrap_or_default(), page.resources().clone());
        self.all = self.all.saturating_add(self.cost(first));
        self.all > MOST
    }

    /// What a page costs with the forms that it draws, which draw others. Those of a ring, and what lies too deep, are left to the clock.
    fn cost(&mut self, page: Open<'_>) -> u64 {
        let mut open = vec![page];
        loop {
            let depth = open.len();
            let Some(top) = open.last_mut() else { return 0 };
            let Some((form, times)) = top.draws.pop() else {
                let Some(done) = open.pop() else { return 0 };
                let Some(id) = done.id else { return done.cost };
                self.forms.insert(id, done.cost);
                continue;
            };
            let id = form.obj_id();
            if let Some(cost) = self.forms.get(&id) {
                top.cost = top.cost.saturating_add(cost.saturating_mul(times));
                continue;
            }
            if depth > DEEPEST || open.iter().any(|around| around.id == Some(id)) {
                continue;
            }
            let Some(top) = open.last_mut() else { return 0 };
            let resources = form.dict().get::<Dict<'_>>(RESOURCES).map_or_else(|| top.resources.clone(), Resources::new);
            let inner = Open::new(Some(id), &form.decoded_data().unwrap_or(Cow::Borrowed(&[])), resources);
            // Once it is known what it costs, it is counted as often as it is drawn.
            top.draws.push((form, times));
            open.push(inner);
        }
    }
}

/// The names that are drawn, and how often each.
fn drawn(drawing: &[u8]) -> HashMap<&[u8], u64> {
    let mut names: HashMap<&[u8], u64> = HashMap::new();
    for at in memmem::find_iter(drawing, b"Do") {
        let before = &drawing[at.saturating_sub(NAME)..at];
        let before = before.trim_ascii_end();
        let name = memchr::memrchr(b'/', before).map(|slash| &before[slash + 1..]);
        let ends = drawing.get(at + 2).is_none_or(|sign| !sign.is_ascii_alphanumeric());
        if let Some(name) = name.filter(|name| ends && before.len() < at && !name.iter().any(u8::is_ascii_whitespace)) {
            *names.entry(name).or_default() += 1;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::drawn;

    #[test]
    fn what_is_drawn_is_counted_by_its_name() {
        let names = drawn(b"/X Do q /X Do\nQ/Y  Do (Do) Tj /Z Dot /Dover Done");
        assert_eq!((names.get(&b"X"[..]), names.get(&b"Y"[..]), names.len()), (Some(&2), Some(&1), 2));
    }
}
