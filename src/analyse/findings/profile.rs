//! The score of an indicator along one fact while all others stay: the parts between which it changes.

use std::collections::VecDeque;

use crate::analyse::findings::Analyst;
use crate::analyse::{Fact, Held, Interval, Over, Range, Space};
use crate::domain::Exact;
use crate::evidence::{Record, Stored};
use crate::program::IndicatorId;

/// The most parts of one profile.
const MOST_PARTS: usize = 120;
/// How often a part is cut at most.
const DEEPEST: u32 = 24;

/// A value with its score.
pub(super) type Scored = (Stored, Exact);

/// A part of what a fact may be, and the scores at its ends.
pub(super) struct Part {
    /// Its lowest value, with the score.
    pub(super) first: Scored,
    /// Its highest value, with the score.
    pub(super) last: Scored,
    /// Whether the score is the same throughout.
    pub(super) is_flat: bool,
}

/// The score along a fact.
pub(super) struct Profile {
    /// Parts in the order of the values.
    parts: Vec<Part>,
}

impl Profile {
    /// The largest jump from one value to its neighbour.
    pub(super) fn largest_jump(&self) -> Option<(&Scored, &Scored)> {
        let pairs = self.parts.iter().zip(self.parts.iter().skip(1));
        let ends = pairs.map(|(before, behind)| (&before.last, &behind.first));
        ends.filter(|(before, behind)| before.1 != behind.1)
            .max_by_key(|(before, behind)| (&behind.1 - &before.1).abs())
    }

    /// Where the score falls most, if it rises anywhere: the part before and the part behind.
    pub(super) fn fall(&self) -> Option<Fall> {
        let mut most: Option<(Exact, Fall)> = None;
        let mut rises = false;
        let mut look = |before: (&Part, bool), behind: &Scored| {
            let (part, is_at_start) = before;
            let (value, score) = if is_at_start { &part.first } else { &part.last };
            rises |= behind.1 > *score;
            let drop = score - &behind.1;
            if drop > Exact::ZERO && most.as_ref().is_none_or(|(least, _)| drop > *least) {
                let value = match is_at_start {
                    true => value.clone(),
                    false => round_value(part),
                };
                let fall = Fall {
                    before: (value, score.clone()),
                    behind: behind.clone(),
                };
                most = Some((drop, fall));
            }
        };
        for (at, part) in self.parts.iter().enumerate() {
            look((part, true), &part.last);
            if let Some(next) = self.parts.get(at + 1) {
                look((part, false), &next.first);
            }
        }
        most.filter(|_| rises).map(|(_, fall)| fall)
    }
}

/// Two neighbouring values of which the better one scores less.
pub(super) struct Fall {
    pub(super) before: Scored,
    pub(super) behind: Scored,
}

/// The last value of a part, or a rounder one of the same score.
fn round_value(part: &Part) -> Stored {
    let (Stored::Number(first), Stored::Number(last)) = (&part.first.0, &part.last.0) else {
        return part.last.0.clone();
    };
    if !part.is_flat {
        return part.last.0.clone();
    }
    for places in 0..12 {
        let step = Exact::ten_to(places);
        let round = (last * &step).floor().divided_by(&step);
        if let Some(round) = round.filter(|round| round >= first) {
            return Stored::Number(round);
        }
    }
    part.last.0.clone()
}

/// One end of what a part holds, at which everything else is fixed.
fn end(range: &Range, is_last: bool) -> Option<Stored> {
    match &range.held {
        Held::Number(interval) => Some(Stored::Number(match is_last {
            true => interval.high.clone(),
            false => interval.low.clone(),
        })),
        Held::Choice(all) => {
            let at = if is_last {
                all.iter().min()
            } else {
                all.iter().max()
            };
            at.map(|at| Stored::Choice(*at))
        }
        Held::Nothing
        | Held::Flag { .. }
        | Held::Kinds(_)
        | Held::Date(..)
        | Held::Text(_)
        | Held::Rows(_) => None,
    }
}

/// The parts of what a fact may be beside a record, each with the score of an indicator over it.
pub(super) fn leaves(
    analyst: &Analyst<'_>,
    id: IndicatorId,
    record: &Record,
    fact: Fact,
) -> Vec<(Space, Interval)> {
    let mut space = Space::at(record);
    space.free(analyst.program, fact);
    let mut range = space.range(fact).clone();
    range.missing = false;
    space.set(fact, range);
    let mut done = vec![];
    let mut open = VecDeque::from([(space, 0)]);
    while let Some((space, depth)) = open.pop_front() {
        analyst.spend(1);
        let score = Over::new(analyst.program, &space).indicator(id);
        let is_over =
            done.len() + open.len() >= MOST_PARTS || depth >= DEEPEST || analyst.left.get() == 0;
        let parts = match score.single().is_some() || is_over {
            true => vec![],
            false => analyst.finder.parts(&space, fact),
        };
        if parts.is_empty() {
            done.push((space, score));
            continue;
        }
        open.extend(
            parts
                .into_iter()
                .map(|part| (space.with(fact, part), depth + 1)),
        );
    }
    done
}

/// The score of an indicator along a fact, everything else as in a record.
pub(super) fn along(
    analyst: &Analyst<'_>,
    id: IndicatorId,
    record: &Record,
    fact: Fact,
) -> Profile {
    let leaves = leaves(analyst, id, record, fact);
    let scored = |space: &Space, value: &Stored| {
        let at = space.with(fact, Range::of(value));
        analyst.score_of(id, &at.record())
    };
    let mut parts: Vec<Part> = leaves
        .iter()
        .filter_map(|(space, score)| {
            let range = space.range(fact);
            let (first, last) = (end(range, false)?, end(range, true)?);
            let (at_first, at_last) = match score.single() {
                Some(score) => (score.clone(), score.clone()),
                None => (scored(space, &first), scored(space, &last)),
            };
            Some(Part {
                first: (first, at_first),
                last: (last, at_last),
                is_flat: score.single().is_some(),
            })
        })
        .collect();
    parts.sort_by_key(|part| order(&part.first.0));
    Profile { parts }
}

/// Numbers in their order, choices from the last in the list to the first.
fn order(value: &Stored) -> Option<Exact> {
    match value {
        Stored::Number(number) => Some(number.clone()),
        Stored::Choice(at) => Some(-&Exact::from(*at as usize)),
        Stored::Missing
        | Stored::Flag(_)
        | Stored::Kinds(_)
        | Stored::Date(_)
        | Stored::Text(_)
        | Stored::Rows(_) => None,
    }
}
