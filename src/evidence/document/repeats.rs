//! Keys that stand twice in one mapping.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::Entry;
use crate::evidence::mistakes;
use crate::evidence::names::fingerprint;
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
        let print = fingerprint(&entry.key.text);
        if seen.get(..at).is_some_and(|seen| seen.contains(&print)) {
            return false;
        }
        if let Some(slot) = seen.get_mut(at) {
            *slot = print;
        }
    }
    true
}
