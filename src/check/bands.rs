//! Bands: every value has exactly one.

use crate::check::bounds::shown;
use crate::check::extent::Extent;
use crate::check::mistakes::structure;
use crate::check::scope::Checker;
use crate::diagnostics::say;
use crate::domain::{Exact, Rounding, RoundingMode, Type};
use crate::program::BandRange;
use crate::source::Span;
use crate::syntax::ast;

/// The end of a band: the value, and whether it belongs to the band.
type End = Option<(Exact, bool)>;

impl Checker<'_> {
    /// The values of a band over a quantity of type `ty`.
    pub(super) fn band_range(&mut self, written: &ast::Band, ty: &Type) -> Option<BandRange> {
        let mut end = |end: &Option<ast::BandEnd>| match end {
            None => Some(None),
            Some(end) => self
                .band_end(ty, &end.value)
                .map(|value| Some((value, end.inclusive))),
        };
        let (low, high) = (end(&written.low), end(&written.high));
        let range = BandRange {
            low: low?,
            high: high?,
        };
        if let (Some((low, from)), Some((high, to))) = (&range.low, &range.high)
            && (low > high || low == high && !(*from && *to))
        {
            return self.refuse(structure::reversed(written.span));
        }
        Some(range)
    }

    fn band_end(&mut self, ty: &Type, value: &ast::BandValue) -> Option<Exact> {
        match value {
            ast::BandValue::Quantity(quantity) => self.number_of(ty, quantity),
            ast::BandValue::Parameter(name) => self.refuse(structure::not_yet(name.span)),
        }
    }

    /// Reports overlaps among bands, and values of `extent` that none holds.
    pub(super) fn check_cover(&mut self, bands: &[(BandRange, Span)], extent: &Extent, ty: &Type) {
        let mut sorted: Vec<&(BandRange, Span)> = bands.iter().collect();
        sorted.sort_by(|(a, _), (b, _)| order_of_low(a, b));
        let mut reached: End = None;
        let mut above: Option<Span> = None;
        for (range, span) in &sorted {
            match (above, &reached, &range.low) {
                (None, _, Some((low, inclusive))) => {
                    let start = Some((extent.low.clone(), false));
                    let first = (extent.low < *low || extent.low == *low && !inclusive)
                        .then_some((start, true));
                    if let Some((start, _)) = first {
                        self.gap(start, (low, *inclusive), *span, (extent, ty));
                    }
                }
                (Some(other), Some(high), Some(low)) if overlaps(high, low) => {
                    let value = shown(&between(&low.0, &high.0, low.1 && high.1), ty);
                    self.found.add(structure::overlap(*span, other, &value));
                }
                (Some(_), Some(high), Some((low, inclusive))) => {
                    self.gap(Some(high.clone()), (low, *inclusive), *span, (extent, ty));
                }
                (Some(other), _, _) => {
                    let value = range
                        .low
                        .as_ref()
                        .or(range.high.as_ref())
                        .map(|(value, _)| value);
                    let value = value.map_or(String::new(), |value| shown(value, ty));
                    self.found.add(structure::overlap(*span, other, &value));
                }
                (None, _, None) => {}
            }
            above = Some(*span);
            reached.clone_from(&range.high);
        }
        if let (Some((high, inclusive)), Some(span)) = (&reached, above)
            && (*high < extent.high || *high == extent.high && !inclusive)
        {
            self.open_end((high, *inclusive), span, (extent, ty));
        }
    }

    /// Reports what lies between the end of one band and the start of the next, if anything.
    fn gap(
        &mut self,
        from: End,
        (low, inclusive): (&Exact, bool),
        span: Span,
        (extent, ty): (&Extent, &Type),
    ) {
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
            self.found
                .add(structure::gap(span, words, &shown(&value, ty)));
        }
    }

    /// Reports what lies above the last band.
    fn open_end(&mut self, from: (&Exact, bool), span: Span, (extent, ty): (&Extent, &Type)) {
        let end = &extent.high;
        let value = lost(from, (end, false), extent.places).unwrap_or_else(|| end.clone());
        let (from, taken) = (shown(from.0, ty), from.1);
        let words = if taken {
            say!(zh "超过 {from} 时", en "what is above {from}")
        } else {
            say!(zh "{from} 及以上", en "{from} and above")
        };
        self.found
            .add(structure::gap(span, words, &shown(&value, ty)));
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
