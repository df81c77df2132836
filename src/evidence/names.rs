//! Names and labels looked up in constant time; made once for each group of fields that is read.

/// A table of names. A name wins over a label; a label that two share names neither.
pub(crate) struct Names<'s> {
    /// Open addressing: the position of an entry plus 1, or 0 where nothing stands.
    slots: Vec<u32>,
    entries: Vec<(&'s str, Option<u32>)>,
}

impl<'s> Names<'s> {
    /// The table of things with a name and perhaps a label, by their positions.
    pub(crate) fn new(
        things: impl ExactSizeIterator<Item = (&'s str, Option<&'s str>)> + Clone,
    ) -> Self {
        let count = things.len() * 2;
        let mut names = Self {
            slots: vec![0; (count * 2).next_power_of_two()],
            entries: Vec::with_capacity(count),
        };
        for ((name, _), at) in things.clone().zip(0..) {
            if let Err(slot) = names.slot(name) {
                names.insert(slot, name, at);
            }
        }
        let labels = names.entries.len();
        for ((_, label), at) in things.zip(0..) {
            if let Some(label) = label {
                names.add_label(label, at, labels);
            }
        }
        names
    }

    /// The position of the thing that `text` names.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let entry = self.slot(text).ok()?;
        self.entries.get(entry).and_then(|(_, at)| *at)
    }

    fn add_label(&mut self, label: &'s str, at: u32, first_label: usize) {
        match self.slot(label) {
            Err(slot) => self.insert(slot, label, at),
            Ok(entry) if entry >= first_label => {
                if let Some((_, shared)) = self.entries.get_mut(entry) {
                    *shared = None;
                }
            }
            Ok(_) => {}
        }
    }

    fn insert(&mut self, slot: usize, text: &'s str, at: u32) {
        self.entries.push((text, Some(at)));
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = u32::try_from(self.entries.len()).unwrap_or(0);
        }
    }

    /// The entry of `text`, or else the free slot where it belongs. At most half the slots are taken.
    fn slot(&self, text: &str) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut at = fingerprint(text) as usize & mask;
        loop {
            let entry = match self.slots.get(at) {
                Some(0) | None => return Err(at),
                Some(entry) => *entry as usize - 1,
            };
            if self
                .entries
                .get(entry)
                .is_some_and(|(name, _)| *name == text)
            {
                return Ok(entry);
            }
            at = (at + 1) & mask;
        }
    }
}

/// Equal for equal texts, and rarely for others; the same on every machine.
pub(crate) fn fingerprint(text: &str) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |sum: u64, part: u64| ((sum ^ part).wrapping_mul(FACTOR)).rotate_left(29);
    let (chunks, rest) = text.as_bytes().as_chunks::<8>();
    let sum = chunks.iter().fold(text.len() as u64, |sum, chunk| {
        mix(sum, u64::from_le_bytes(*chunk))
    });
    let rest = rest
        .iter()
        .fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
    let sum = mix(sum, rest);
    sum ^ (sum >> 32)
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_name_wins_over_a_label_and_a_shared_label_names_neither() {
        let things = [
            ("a", Some("甲")),
            ("b", Some("a")),
            ("c", Some("shared")),
            ("d", Some("shared")),
            ("e", Some("e")),
            ("f", None),
        ];
        let names = Names::new(things.into_iter());
        let found = ["a", "甲", "b", "c", "shared", "e", "f", "g", ""].map(|text| names.find(text));
        let expected = [
            Some(0),
            Some(0),
            Some(1),
            Some(2),
            None,
            Some(4),
            Some(5),
            None,
            None,
        ];
        assert_eq!(found, expected);
        assert_eq!(Names::new([].into_iter()).find("a"), None);
    }
}
