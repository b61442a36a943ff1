//! Carets that move through a passage: by what is written, by what is seen, by lines.

use super::passage::{Passage, Place, Spot};

impl Passage {
    /// The place one grapheme on in reading order, or `None` at the end.
    pub fn next(&self, offset: u32) -> Option<u32> {
        let at = self.hidden.shown(offset);
        let index = self.line_of(at, false);
        let clusters = &self.clusters[self.cluster_range(index)];
        let cluster = clusters.iter().find(|cluster| cluster.start <= at && at < cluster.end())?;
        Some(self.outside(cluster.end()))
    }

    /// The place one grapheme back in reading order, or `None` at the beginning.
    pub fn prev(&self, offset: u32) -> Option<u32> {
        let at = self.hidden.shown(offset).checked_sub(1)?;
        let index = self.line_of(at, false);
        let clusters = &self.clusters[self.cluster_range(index)];
        let cluster = clusters.iter().find(|cluster| cluster.start <= at && at < cluster.end())?;
        Some(self.outside(cluster.start))
    }

    /// The place one grapheme to the right on the page, going on in the next line of reading; `None` at the end.
    pub fn right_of(&self, place: impl Into<Place>) -> Option<Place> {
        let spot = self.spot(place.into());
        let range = self.cluster_range(spot.line);
        if spot.edge < range.len() {
            return Some(self.onward(spot.line, range.start + spot.edge, true));
        }
        if self.rtl {
            return Some(self.left_end(spot.line.checked_sub(1)?));
        }
        let line = self.following(spot.line)?;
        let range = self.cluster_range(line);
        // A wrapped line's end and the next one's beginning are one place: the step goes past the first cluster.
        match range.is_empty() || self.lines[spot.line].broken {
            true => Some(self.left_end(line)),
            false => Some(self.onward(line, range.start, true)),
        }
    }

    /// The place one grapheme to the left on the page, going on in the line before; `None` at the beginning.
    pub fn left_of(&self, place: impl Into<Place>) -> Option<Place> {
        let spot = self.spot(place.into());
        let range = self.cluster_range(spot.line);
        if spot.edge > 0 && !range.is_empty() {
            return Some(self.onward(spot.line, range.start + spot.edge - 1, false));
        }
        if !self.rtl {
            return Some(self.right_end(spot.line.checked_sub(1)?));
        }
        let line = self.following(spot.line)?;
        let range = self.cluster_range(line);
        match range.is_empty() || self.lines[spot.line].broken {
            true => Some(self.right_end(line)),
            false => Some(self.onward(line, range.end - 1, false)),
        }
    }

    /// The place `lines` below (negative: above) at the horizontal position `x`, or `None` where the passage has no such line.
    pub fn vertical(&self, place: impl Into<Place>, lines: isize, x: f32) -> Option<Place> {
        let line = self.spot(place.into()).line.checked_add_signed(lines)?;
        (line < self.lines.len()).then(|| self.hit_on(line, x))
    }

    /// The beginning of the line that a place stands in, in reading order.
    pub fn line_start(&self, place: impl Into<Place>) -> Place {
        let line = self.lines[self.spot(place.into()).line];
        self.outside(line.start).into()
    }

    /// The end of the line that a place stands in, in reading order, before a line break.
    pub fn line_end(&self, place: impl Into<Place>) -> Place {
        let index = self.spot(place.into()).line;
        self.place(self.limit(index), !self.lines[index].broken)
    }

    pub(super) fn hit_on(&self, index: usize, x: f32) -> Place {
        let (range, line) = (self.cluster_range(index), self.lines[index]);
        let clusters = &self.clusters[range];
        let Some(last) = clusters.len().checked_sub(1) else { return self.place(line.start, false) };
        let right = |at: usize| clusters.get(at + 1).map_or(line.right, |next| next.x);
        let at = clusters.partition_point(|cluster| cluster.x <= x).saturating_sub(1).min(last);
        self.side(index, &clusters[at], x > (clusters[at].x + right(at)) / 2.0)
    }

    /// The place at one side of a cluster.
    fn side(&self, index: usize, cluster: &super::passage::Cluster, right: bool) -> Place {
        if cluster.rtl != right && cluster.end() <= self.limit(index) {
            self.place(cluster.end(), true)
        } else if cluster.rtl != right {
            self.place(self.limit(index), false)
        } else {
            self.place(cluster.start, false)
        }
    }

    /// The far side of a cluster that a caret steps over; at the end of a wrapped line that is the next line's beginning.
    fn onward(&self, index: usize, at: usize, right: bool) -> Place {
        let cluster = &self.clusters[at];
        let forward = cluster.rtl != right;
        if forward && cluster.end() == self.lines[index].end && index + 1 < self.lines.len() {
            return self.place(cluster.end(), false);
        }
        self.side(index, cluster, right)
    }

    fn following(&self, line: usize) -> Option<usize> {
        (line + 1 < self.lines.len()).then_some(line + 1)
    }

    fn left_end(&self, line: usize) -> Place {
        let range = self.cluster_range(line);
        if range.is_empty() { self.place(self.lines[line].start, false) } else { self.side(line, &self.clusters[range.start], false) }
    }

    fn right_end(&self, line: usize) -> Place {
        let range = self.cluster_range(line);
        if range.is_empty() { self.place(self.lines[line].start, false) } else { self.side(line, &self.clusters[range.end - 1], true) }
    }

    /// The last place within a line: before the character that breaks it.
    fn limit(&self, index: usize) -> u32 {
        let line = self.lines[index];
        if line.broken { line.end.saturating_sub(1).max(line.start) } else { line.end }
    }

    /// The line of a position in what is shown.
    fn line_of(&self, at: u32, trailing: bool) -> usize {
        let index = self.lines.partition_point(|line| line.start <= at).saturating_sub(1);
        let wraps = index > 0 && self.lines[index].start == at && !self.lines[index - 1].broken;
        if trailing && wraps { index - 1 } else { index }
    }

    /// The edge at which the caret of a place stands.
    pub(super) fn spot(&self, place: Place) -> Spot {
        let at = self.hidden.shown(place.offset);
        let line = self.line_of(at, place.trailing);
        let clusters = &self.clusters[self.cluster_range(line)];
        let leads = clusters.iter().position(|cluster| cluster.start <= at && at < cluster.end());
        let trails = clusters.iter().position(|cluster| cluster.end() == at);
        let inside = leads.is_some_and(|found| clusters[found].start < at);
        let edge = match (leads, trails) {
            (_, Some(found)) if leads.is_none() || (place.trailing && !inside) => found + usize::from(!clusters[found].rtl),
            (Some(found), _) => found + usize::from(clusters[found].rtl),
            _ => 0,
        };
        Spot { line, edge }
    }

    fn place(&self, at: u32, trailing: bool) -> Place {
        Place { offset: self.outside(at), trailing }
    }

    /// The position in the whole text; at the very end, before what is hidden there.
    fn outside(&self, at: u32) -> u32 {
        if at >= self.hidden.shown_len() && at > 0 { self.hidden.before(at) } else { self.hidden.after(at) }
    }
}
