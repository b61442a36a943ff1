//! What a view shows, made again only when what it was made of differs.

/// Data with the key it was made for: revisions, filters, a choice.
#[derive(Debug)]
pub struct Cached<K, D>(Option<(K, D)>);

impl<K, D> Default for Cached<K, D> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, D> Cached<K, D> {
    /// The data of `key`; `make` is called when it was made for another, and gets what was there.
    pub fn get(&mut self, key: K, make: impl FnOnce(Option<D>) -> D) -> &mut D {
        let kept = match self.0.take() {
            Some((old, data)) if old == key => (key, data),
            old => {
                let data = make(old.map(|(_, data)| data));
                (key, data)
            }
        };
        &mut self.0.insert(kept).1
    }

    /// The data as it was made last.
    pub fn last(&self) -> Option<&D> {
        self.0.as_ref().map(|(_, data)| data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_made_once_for_a_key_and_from_what_was_there() {
        let mut cached = Cached::default();
        assert_eq!(*cached.get(1, |old| old.unwrap_or(0) + 10), 10);
        assert_eq!(*cached.get(1, |_| unreachable!()), 10);
        assert_eq!(*cached.get(2, |old| old.unwrap_or(0) + 10), 20);
        assert_eq!(cached.last(), Some(&20));
    }
}
