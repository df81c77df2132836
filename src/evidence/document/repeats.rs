//! Keys that stand twice in one mapping.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::Entry;
use crate::evidence::mistakes;
use crate::evidence::report::Report;

/// Up to so many keys, fingerprints are compared; beyond, or where two agree, whole texts are.
const FEW: usize = 64;

/// Reports every key that stands again, and keeps the first of each.
pub(super) fn drop_repeats(entries: &mut Vec<Entry<'_>>, report: &mut Report<'_>) {
    if are_surely_different(entries) {
        return;
    }
    let mut first = HashMap::with_capacity(entries.len());
    let keep: Vec<bool> = entries
        .iter()
        .map(|entry| match first.entry(entry.key.text.as_ref()) {
            Slot::Vacant(slot) => {
                slot.insert(entry.key.span);
                true
            }
            Slot::Occupied(slot) => {
                report.add(mistakes::key_twice(
                    &entry.key.text,
                    entry.key.span,
                    Some(*slot.get()),
                ));
                false
            }
        })
        .collect();
    let mut keep = keep.into_iter();
    entries.retain(|_| keep.next().unwrap_or(true));
}

fn are_surely_different(entries: &[Entry<'_>]) -> bool {
    if entries.len() > FEW {
        return false;
    }
    let mut seen = [0u64; FEW];
    for (at, entry) in entries.iter().enumerate() {
        let print = fingerprint(entry.key.text.as_bytes());
        if seen.iter().take(at).any(|other| *other == print) {
            return false;
        }
        if let Some(slot) = seen.get_mut(at) {
            *slot = print;
        }
    }
    true
}

/// Equal for equal texts; made of the length and both ends.
fn fingerprint(text: &[u8]) -> u64 {
    let (head, tail) = match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        (None, _) | (_, None) => {
            let fold = |sum: u64, byte: &u8| (sum << 8) | u64::from(*byte);
            (text.iter().fold(0, fold), 0)
        }
    };
    head.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ tail.rotate_left(23) ^ (text.len() as u64)
}
