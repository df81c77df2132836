//! Whether a table has a value for each combination of its keys, and only one.
//!
//! Each key falls apart into the least pieces that its cells tell apart; a row is a box of pieces.
//! Boxes that do not overlap cover all where their volumes add up to that of the whole.

use crate::check::bands::inside;
use crate::check::bounds::shown;
use crate::check::extent::Extent;
use crate::check::mistakes::numbers;
use crate::check::scope::Checker;
use crate::domain::types::Type;
use crate::domain::{Exact, Rounding, RoundingMode};
use crate::evidence::Stored;
use crate::program::{BandRange, Cell, Row};
use crate::syntax::ast::Title;

/// The pieces of a key, by a value of each.
type Pieces = Vec<Stored>;

/// The pieces that a cell holds.
#[derive(Clone)]
struct Held(Vec<u64>);

impl Held {
    fn of(cell: &Cell, pieces: &Pieces) -> Self {
        let mut words = vec![0u64; pieces.len().div_ceil(64)];
        for (at, piece) in pieces.iter().enumerate() {
            if cell.holds(&piece.value())
                && let Some(word) = words.get_mut(at / 64)
            {
                *word |= 1 << (at % 64);
            }
        }
        Self(words)
    }

    fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    fn has(&self, at: usize) -> bool {
        self.0
            .get(at / 64)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    fn count(&self) -> u128 {
        self.0
            .iter()
            .map(|word| u128::from(word.count_ones()))
            .sum()
    }
}

/// Reports rows that overlap, and a combination that no row holds where each needs one.
pub(super) fn check(
    checker: &mut Checker<'_>,
    rows: &[Row],
    keys: &[(Type, Option<Extent>)],
    complete: Option<&Title>,
) {
    let columns = keys.iter().enumerate();
    let pieces: Vec<Pieces> = columns
        .map(|(at, (ty, extent))| pieces(checker, ty, extent.as_ref(), &cells(rows, at)))
        .collect();
    let boxes: Vec<Vec<Held>> = rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .zip(&pieces)
                .map(|(cell, own)| Held::of(cell, own))
                .collect()
        })
        .collect();
    let mut overlaps = false;
    for (at, own) in boxes.iter().enumerate() {
        let meets = |other: &Vec<Held>| own.iter().zip(other).all(|(a, b)| a.meets(b));
        let other = boxes.iter().take(at).position(meets);
        if let (Some(other), Some(row)) = (other.and_then(|at| rows.get(at)), rows.get(at)) {
            checker
                .found
                .add(numbers::rows_overlap(row.origin.span, other.origin.span));
            overlaps = true;
        }
    }
    if let Some(title) = complete.filter(|_| !overlaps)
        && let Some(free) = free(&boxes, &pieces)
    {
        let named = free.iter().zip(keys);
        let words: Vec<String> = named
            .map(|(piece, (ty, _))| piece_shown(checker, piece, ty))
            .collect();
        checker.found.add(numbers::table_gap(
            title.name.span,
            &words.join("，"),
            &words.join(", "),
        ));
    }
}

fn cells(rows: &[Row], key: usize) -> Vec<&Cell> {
    rows.iter().filter_map(|row| row.cells.get(key)).collect()
}

/// A combination that no box holds; the boxes do not overlap.
fn free(boxes: &[Vec<Held>], pieces: &[Pieces]) -> Option<Vec<Stored>> {
    let Some((first, rest)) = pieces.split_first() else {
        return boxes.is_empty().then(Vec::new);
    };
    let whole: u128 = rest.iter().map(|own| own.len() as u128).product();
    let volume = |held: &[Held]| held.iter().map(Held::count).product::<u128>();
    let taken: u128 = boxes.iter().map(|own| volume(own)).sum();
    if taken == whole * first.len() as u128 {
        return None;
    }
    for (at, piece) in first.iter().enumerate() {
        let inside: Vec<Vec<Held>> = boxes
            .iter()
            .filter(|own| own.first().is_some_and(|held| held.has(at)))
            .map(|own| own.get(1..).unwrap_or_default().to_vec())
            .collect();
        let held: u128 = inside.iter().map(|own| volume(own)).sum();
        if held < whole {
            let mut found = free(&inside, rest)?;
            found.insert(0, piece.clone());
            return Some(found);
        }
    }
    None
}

/// A value of each piece of a key that cells tell apart.
fn pieces(checker: &Checker<'_>, ty: &Type, extent: Option<&Extent>, cells: &[&Cell]) -> Pieces {
    match (ty, extent) {
        (Type::Flag, _) => vec![Stored::Flag(true), Stored::Flag(false)],
        (Type::Choice(list), _) => {
            let count = checker
                .schema
                .list(*list)
                .map_or(0, |list| list.choices.len());
            (0u32..).take(count).map(Stored::Choice).collect()
        }
        (Type::Number(_), Some(extent)) => numbers_between(extent, cells)
            .into_iter()
            .map(Stored::Number)
            .collect(),
        (Type::Number(_) | Type::Kinds(_) | Type::Date | Type::Text | Type::Records, _) => vec![],
    }
}

/// The ends of all bands, and a number between each two that has one.
fn numbers_between(extent: &Extent, cells: &[&Cell]) -> Vec<Exact> {
    let ends = cells.iter().flat_map(|cell| match cell {
        Cell::Range(BandRange { low, high }) => [low, high]
            .into_iter()
            .flatten()
            .map(|(end, _)| end.clone())
            .collect(),
        Cell::Any | Cell::Flag(_) | Cell::Choices(_) => vec![],
    });
    let own = [extent.low.clone(), extent.high.clone()];
    let mut ends: Vec<Exact> = ends
        .filter(|end| *end > extent.low && *end < extent.high)
        .chain(own)
        .collect();
    ends.sort();
    ends.dedup();
    let exists = |end: &Exact| match extent.places {
        Some(places) => end.rounded(Rounding::places(places, RoundingMode::Down)) == *end,
        None => true,
    };
    let mut found = vec![];
    for (at, end) in ends.iter().enumerate() {
        if exists(end) {
            found.push(end.clone());
        }
        found.extend(
            ends.get(at + 1)
                .and_then(|next| inside(end, next, extent.places)),
        );
    }
    found
}

fn piece_shown(checker: &Checker<'_>, piece: &Stored, ty: &Type) -> String {
    match (piece, ty) {
        (Stored::Number(number), ty) => shown(number, ty),
        (Stored::Choice(at), Type::Choice(list)) => {
            let choice = checker.schema.choice(*list, *at);
            choice.map_or(String::new(), |choice| choice.name.clone())
        }
        (Stored::Flag(true), _) => "yes".to_owned(),
        (Stored::Flag(false), _) => "no".to_owned(),
        (
            Stored::Missing
            | Stored::Choice(_)
            | Stored::Kinds(_)
            | Stored::Date(_)
            | Stored::Text(_)
            | Stored::Rows(_),
            _,
        ) => String::new(),
    }
}
