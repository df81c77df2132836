//! Bands: every value has exactly one.

use crate::check::bounds::shown;
use crate::check::extent::Extent;
use crate::check::mistakes::{numbers, structure};
use crate::check::parameters::{Changing, periods};
use crate::check::scope::Checker;
use crate::diagnostics::{Code, Diagnostic, say};
use crate::domain::{Exact, Rounding, RoundingMode, Type};
use crate::program::{BandRange, DatedRange};
use crate::source::Span;
use crate::syntax::ast;

/// The end of a band: the value, and whether it belongs to the band.
type End = Option<(Exact, bool)>;

/// Bands over a quantity in one period.
struct Cover<'c> {
    extent: &'c Extent,
    ty: &'c Type,
    mistakes: Vec<Diagnostic>,
}

impl Checker<'_> {
    /// The values of a band over a quantity of type `ty`, in each period in which its ends stand.
    pub(super) fn band_range(&mut self, written: &ast::Band, ty: &Type) -> Option<DatedRange> {
        let mut end = |end: &Option<ast::BandEnd>| match end {
            None => Some(None),
            Some(end) => self
                .end_value(ty, &end.value)
                .map(|value| Some((value, end.inclusive))),
        };
        let (low, high) = (end(&written.low), end(&written.high));
        let (low, high) = (low?, high?);
        let ends = [&low, &high].into_iter().flatten();
        let changes = ends.flat_map(|(end, _)| end.changes());
        let mut ranges = vec![];
        let periods = periods(changes);
        for (at, day) in periods.iter().copied().enumerate() {
            let on = |end: &Option<(Changing, bool)>| {
                end.as_ref()
                    .map(|(end, inclusive)| (end.on(day).clone(), *inclusive))
            };
            let range = BandRange {
                low: on(&low),
                high: on(&high),
            };
            if let (Some((low, from)), Some((high, to))) = (&range.low, &range.high)
                && (low > high || low == high && !(*from && *to))
            {
                let next = periods.get(at + 1).copied().flatten();
                let mistake = structure::reversed(written.span);
                return self.refuse(numbers::in_period(mistake, day, next));
            }
            ranges.push((day, range));
        }
        let mut ranges = ranges.into_iter();
        Some(DatedRange {
            first: ranges.next()?.1,
            later: ranges
                .filter_map(|(day, range)| Some((day?, range)))
                .collect(),
        })
    }

    /// Reports overlaps among bands, and values of `extent` that none holds, in every period.
    pub(super) fn check_cover(&mut self, bands: &[(DatedRange, Span)], extent: &Extent, ty: &Type) {
        let changes = bands
            .iter()
            .flat_map(|(range, _)| range.later.iter().map(|(day, _)| *day));
        let periods = periods(changes);
        let mut reported: Vec<(Code, Span, String)> = vec![];
        for (at, day) in periods.iter().enumerate() {
            let mut cover = Cover {
                extent,
                ty,
                mistakes: vec![],
            };
            let on_day = bands
                .iter()
                .map(|(range, span)| (range.on(*day).clone(), *span));
            cover.check(&on_day.collect::<Vec<_>>());
            for mistake in cover.mistakes {
                let key = (mistake.code, mistake.span(), mistake.message.en.clone());
                if !reported.contains(&key) {
                    reported.push(key);
                    let next = periods.get(at + 1).copied().flatten();
                    self.found.add(numbers::in_period(mistake, *day, next));
                }
            }
        }
    }
}

impl Cover<'_> {
    fn check(&mut self, bands: &[(BandRange, Span)]) {
        let mut sorted: Vec<&(BandRange, Span)> = bands.iter().collect();
        sorted.sort_by(|(a, _), (b, _)| order_of_low(a, b));
        let mut reached: End = None;
        let mut above: Option<Span> = None;
        for (range, span) in &sorted {
            match (above, &reached, &range.low) {
                (None, _, Some((low, inclusive))) => {
                    let start = Some((self.extent.low.clone(), false));
                    if self.extent.low < *low || self.extent.low == *low && !inclusive {
                        self.gap(start, (low, *inclusive), *span);
                    }
                }
                (Some(other), Some(high), Some(low)) if overlaps(high, low) => {
                    let value = shown(&between(&low.0, &high.0, low.1 && high.1), self.ty);
                    self.mistakes.push(structure::overlap(*span, other, &value));
                }
                (Some(_), Some(high), Some((low, inclusive))) => {
                    self.gap(Some(high.clone()), (low, *inclusive), *span);
                }
                (Some(other), _, _) => {
                    let value = range
                        .low
                        .as_ref()
                        .or(range.high.as_ref())
                        .map(|(value, _)| value);
                    let value = value.map_or(String::new(), |value| shown(value, self.ty));
                    self.mistakes.push(structure::overlap(*span, other, &value));
                }
                (None, _, None) => {}
            }
            above = Some(*span);
            reached.clone_from(&range.high);
        }
        if let (Some((high, inclusive)), Some(span)) = (&reached, above)
            && (*high < self.extent.high || *high == self.extent.high && !inclusive)
        {
            self.open_end((high, *inclusive), span);
        }
    }

    /// Reports what lies between the end of one band and the start of the next, if anything.
    fn gap(&mut self, from: End, (low, inclusive): (&Exact, bool), span: Span) {
        let (extent, ty) = (self.extent, self.ty);
        let (start, taken) = match from {
            Some((start, taken)) => (start, taken),
            None => (extent.low.clone(), false),
        };
        if let Some(value) = lost((&start, taken), (low, inclusive), extent.places) {
            let (from, to) = (shown(&start, ty), shown(low, ty));
            let words = if from == to {
                say!(zh "{from} ", en "{from}")
            } else {
                say!(zh "{from} 到 {to} 之间", en "{from} to {to}")
            };
            self.mistakes
                .push(structure::gap(span, words, &shown(&value, ty)));
        }
    }

    /// Reports what lies above the last band.
    fn open_end(&mut self, from: (&Exact, bool), span: Span) {
        let (extent, ty) = (self.extent, self.ty);
        let end = &extent.high;
        let value = lost(from, (end, false), extent.places).unwrap_or_else(|| end.clone());
        let (from, taken) = (shown(from.0, ty), from.1);
        let words = if taken {
            say!(zh "超过 {from} 时", en "what is above {from}")
        } else {
            say!(zh "{from} 及以上", en "{from} and above")
        };
        self.mistakes
            .push(structure::gap(span, words, &shown(&value, ty)));
    }
}

fn order_of_low(a: &BandRange, b: &BandRange) -> std::cmp::Ordering {
    let key = |range: &BandRange| range.low.clone().map(|(low, inclusive)| (low, !inclusive));
    key(a).cmp(&key(b))
}

fn overlaps(high: &(Exact, bool), low: &(Exact, bool)) -> bool {
    high.0 > low.0 || high.0 == low.0 && high.1 && low.1
}

fn between(low: &Exact, high: &Exact, low_belongs: bool) -> Exact {
    if low_belongs || low == high {
        return low.clone();
    }
    (low + high)
        .divided_by(&Exact::whole(2))
        .unwrap_or_else(|| low.clone())
}

/// A value between two, both left out, where there is one with that many places.
pub(super) fn inside(low: &Exact, high: &Exact, places: Option<u32>) -> Option<Exact> {
    lost((low, true), (high, true), places)
}

/// A value that lies behind `from` and before `to`, where there is one with that many places.
fn lost(from: (&Exact, bool), to: (&Exact, bool), places: Option<u32>) -> Option<Exact> {
    let ((start, taken), (end, next_takes)) = (from, to);
    if start == end {
        return (!taken && !next_takes).then(|| start.clone());
    }
    if start > end {
        return None;
    }
    if !taken {
        return Some(start.clone());
    }
    let Some(places) = places else {
        return (start + end).divided_by(&Exact::whole(2));
    };
    let middle = (start + end).divided_by(&Exact::whole(2))?;
    let down = Rounding::places(places, RoundingMode::Down);
    let unit = Exact::ONE.divided_by(&Exact::ten_to(places))?;
    let candidates = [
        middle.rounded(down),
        &start.rounded(down) + &unit,
        end.clone(),
    ];
    candidates
        .into_iter()
        .find(|value| value > start && (value < end || value == end && !next_takes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between_84_and_85(places: Option<u32>) -> Option<String> {
        let (low, high) = (Exact::whole(84), Exact::whole(85));
        lost((&low, true), (&high, true), places).map(|value| value.to_string())
    }

    #[test]
    fn whole_numbers_leave_no_gap_between_84_and_85() {
        assert_eq!(between_84_and_85(Some(0)), None);
        assert_eq!(between_84_and_85(Some(1)), Some("84.5".into()));
        assert_eq!(between_84_and_85(None), Some("84.5".into()));
    }

    #[test]
    fn an_end_that_both_leave_out_is_lost() {
        let value = Exact::whole(60);
        assert_eq!(
            lost((&value, false), (&value, false), None),
            Some(value.clone())
        );
        assert_eq!(lost((&value, true), (&value, false), None), None);
    }
}
