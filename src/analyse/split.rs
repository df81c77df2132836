//! Cuts what a fact may be into parts that together hold all of it.

use crate::analyse::cuts::{Cuts, Place};
use crate::analyse::interval::Interval;
use crate::analyse::range::{Held, KindsRange, Range, RowsRange, TextRange};
use crate::analyse::space::{Fact, Space, judged_step, step_of};
use crate::domain::date::{self, DateUnit};
use crate::domain::{Date, Exact};
use crate::evidence::Field;
use crate::program::Program;

/// The most rows that are told apart.
const MOST_ROWS: usize = 8;
/// A list of choices of at most this length is told apart at once.
const FEW: usize = 8;

/// Parts of what a fact may be; none where it cannot be told apart.
pub(super) fn split(program: &Program, cuts: &Cuts, space: &Space, fact: Fact) -> Vec<Range> {
    let range = space.range(fact);
    let field = match fact {
        Fact::Field(id) => program.schema.field(id),
        Fact::Judgement(_) | Fact::Date => None,
    };
    let splitter = Splitter {
        cuts,
        place: Place::Fact(fact),
        step: match fact {
            Fact::Judgement(_) => Some(judged_step()),
            Fact::Field(_) | Fact::Date => field.and_then(|field| step_of(&field.kind)),
        },
        field,
    };
    splitter.parts(range)
}

struct Splitter<'a> {
    cuts: &'a Cuts,
    place: Place,
    step: Option<Exact>,
    field: Option<&'a Field>,
}

impl Splitter<'_> {
    fn parts(&self, range: &Range) -> Vec<Range> {
        if range.missing && range.may_be_there() {
            let there = Range::there(range.held.clone());
            return vec![there, Range::MISSING];
        }
        let held = match &range.held {
            Held::Nothing => vec![],
            Held::Flag { yes, no } if *yes && *no => [true, false]
                .map(|yes| Held::Flag { yes, no: !yes })
                .to_vec(),
            Held::Flag { .. } => vec![],
            Held::Number(interval) => {
                let parts = self.of_number(interval);
                parts.into_iter().map(Held::Number).collect()
            }
            Held::Choice(all) => of_choices(all),
            Held::Kinds(kinds) => self.of_kinds(kinds),
            Held::Date(first, last) => self.of_days(*first, *last),
            Held::Text(TextRange::Any) => {
                let named = self.cuts.texts.get(&self.place).into_iter().flatten();
                let named = named.map(|text| TextRange::One(text.clone()));
                named.chain([TextRange::Other]).map(Held::Text).collect()
            }
            Held::Text(TextRange::One(_) | TextRange::Other) => vec![],
            Held::Rows(rows) => self.of_rows(rows),
        };
        held.into_iter().map(Range::there).collect()
    }

    /// At a value where something changes, the one nearest to the middle; else the two ends apart
    /// from what lies between; and then halves.
    fn of_number(&self, interval: &Interval) -> Vec<Interval> {
        let (low, high) = (&interval.low, &interval.high);
        let Some(step) = self.step.as_ref().filter(|_| low < high) else {
            return vec![];
        };
        let named = self.cuts.numbers.get(&self.place).into_iter().flatten();
        // The grid point at the cut or just above it.
        let on_grid = |cut: &Exact| {
            let steps = cut.divided_by(step)?.ceil();
            Some(&steps * step)
        };
        let inside: Vec<Exact> = named
            .filter_map(on_grid)
            .filter(|cut| cut >= low && cut <= high)
            .collect();
        let mut points: Vec<Exact> = inside.get(inside.len() / 2).cloned().into_iter().collect();
        if points.is_empty() {
            points = vec![low.clone(), high.clone()];
            let wide = (high - low) > (step * &Exact::whole(4));
            if !wide || self.is_middle(interval) {
                points = self.middle(interval);
            }
        }
        pieces(interval, &points, step)
    }

    /// Whether the ends were set apart before: they are no ends of the field.
    fn is_middle(&self, interval: &Interval) -> bool {
        let bounds = self.field.and_then(|field| field.kind.bounds());
        bounds.is_none_or(|(low, high, _)| interval.low != *low && interval.high != *high)
    }

    fn middle(&self, interval: &Interval) -> Vec<Exact> {
        let Some(step) = &self.step else {
            return vec![];
        };
        let sum = &interval.low + &interval.high;
        let half = sum.divided_by(&(step * &Exact::whole(2)));
        half.map(|half| &half.floor() * step).into_iter().collect()
    }

    fn of_kinds(&self, kinds: &KindsRange) -> Vec<Held> {
        let mut parts = vec![];
        if let Some((first, rest)) = kinds.may.split_first() {
            let may = rest.to_vec();
            let must = kinds.must.iter().copied().chain([*first]).collect();
            parts.push(KindsRange {
                must,
                may: may.clone(),
                ..kinds.clone()
            });
            parts.push(KindsRange {
                may,
                ..kinds.clone()
            });
        } else if kinds.more_others > 0 {
            let mut named = self.cuts.others.get(&self.place).into_iter().flatten();
            let fresh = named.find(|name| !kinds.others.contains(name));
            let name = fresh
                .cloned()
                .unwrap_or_else(|| format!("…{}", kinds.others.len() + 1));
            let mut others = kinds.others.clone();
            others.push(name);
            // A hundred names tell as much as ten thousand.
            let more_others = match others.len() < 100 {
                true => kinds.more_others - 1,
                false => 0,
            };
            parts.push(KindsRange {
                others,
                more_others,
                ..kinds.clone()
            });
            parts.push(KindsRange {
                more_others: 0,
                ..kinds.clone()
            });
        }
        parts.into_iter().map(Held::Kinds).collect()
    }

    fn of_days(&self, first: Date, last: Date) -> Vec<Held> {
        if first == last {
            return vec![];
        }
        let named = self.cuts.days.get(&self.place).into_iter().flatten();
        let inside: Vec<Date> = named
            .filter(|day| **day > first && **day <= last)
            .copied()
            .collect();
        let half = || {
            let days = date::between(DateUnit::Days, first, last);
            date::moved(DateUnit::Days, first, days / 2 + 1)
        };
        let cut = inside.get(inside.len() / 2).copied().or_else(half);
        let Some(cut) = cut else { return vec![] };
        let before = date::moved(DateUnit::Days, cut, -1).unwrap_or(first);
        vec![Held::Date(cut, last), Held::Date(first, before)]
    }

    fn of_rows(&self, rows: &RowsRange) -> Vec<Held> {
        if rows.more > 0 {
            if rows.rows.len() >= MOST_ROWS {
                return vec![];
            }
            let mut longer = rows.clone();
            longer.rows.push(rows.shape.clone());
            longer.more -= 1;
            let shorter = RowsRange {
                more: 0,
                ..rows.clone()
            };
            return vec![Held::Rows(shorter), Held::Rows(longer)];
        }
        let fields = self.field.map_or(&[][..], |field| field.kind.columns());
        for (at, row) in rows.rows.iter().enumerate() {
            for ((column, cell), field) in (0u32..).zip(row).zip(fields) {
                let parts = self.column(column, field).parts(cell);
                if parts.is_empty() {
                    continue;
                }
                let replaced = |part| {
                    let mut rows = rows.clone();
                    let cells = rows.rows.get_mut(at);
                    if let Some(cell) = cells.and_then(|row| row.get_mut(column as usize)) {
                        *cell = part;
                    }
                    Held::Rows(rows)
                };
                return parts.into_iter().map(replaced).collect();
            }
        }
        vec![]
    }

    fn column<'f>(&'f self, column: u32, field: &'f Field) -> Splitter<'f> {
        let place = match self.place {
            Place::Fact(Fact::Field(records)) => Place::Column(records, column),
            Place::Fact(Fact::Judgement(_) | Fact::Date) | Place::Column(..) => self.place,
        };
        Splitter {
            cuts: self.cuts,
            place,
            step: step_of(&field.kind),
            field: Some(field),
        }
    }
}

/// An interval of a grid, each point apart from what lies between.
fn pieces(interval: &Interval, points: &[Exact], step: &Exact) -> Vec<Interval> {
    let mut pieces = vec![];
    let mut from = interval.low.clone();
    for point in points {
        if from < *point {
            pieces.push(Interval::new(from.clone(), point - step));
        }
        pieces.push(Interval::one(point.clone()));
        from = point + step;
    }
    if from <= interval.high {
        pieces.push(Interval::new(from, interval.high.clone()));
    }
    pieces
}

fn of_choices(all: &[u32]) -> Vec<Held> {
    if all.len() < 2 {
        return vec![];
    }
    if all.len() <= FEW {
        return all.iter().map(|one| Held::Choice(vec![*one])).collect();
    }
    let (a, b) = all.split_at(all.len() / 2);
    vec![Held::Choice(a.to_vec()), Held::Choice(b.to_vec())]
}
