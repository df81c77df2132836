//! What a part counts, and how its score becomes its part of the total.

use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::interpret::{IndicatorResult, Number, ScoreResult, SectionResult, Share, ZERO};
use crate::report::numbers::{equals, glance, operand, shown, signed};

/// A section or an indicator as its arithmetic sees it.
#[derive(Clone, Copy)]
pub(super) struct Part<'p> {
    pub(super) share: &'p Share<'p>,
    pub(super) score: &'p Exact,
    pub(super) contribution: &'p Exact,
    floor: Option<&'p Exact>,
    cap: Option<&'p Exact>,
    /// Whether its share is counted.
    pub(super) is_in: bool,
}

impl<'p> Part<'p> {
    pub(super) fn of_section(one: &'p SectionResult<'p>) -> Self {
        Self {
            share: &one.share,
            score: one.score.0,
            contribution: one.contribution.0,
            floor: one.floor.map(|floor| floor.0),
            cap: one.cap.map(|cap| cap.0),
            is_in: one.otherwise != Some("reweigh"),
        }
    }

    pub(super) fn of_indicator(one: &'p IndicatorResult<'p>) -> Self {
        Self {
            share: &one.share,
            score: one.score.0,
            contribution: one.contribution.0,
            floor: one.floor.map(|floor| floor.0),
            cap: Some(one.cap.0),
            is_in: one.otherwise != Some("reweigh"),
        }
    }

    /// Whether it stands outside the sum of shares.
    pub(super) fn is_extra(&self) -> bool {
        match self.share {
            Share::Weight { .. } | Share::Points { .. } => false,
            Share::Bonus { .. } | Share::Deduction { .. } => true,
        }
    }

    /// Its share as it counted; nothing outside the shares.
    pub(super) fn counted(&self) -> Option<&'p Exact> {
        match self.share {
            Share::Weight { weight, .. } => Some(weight.0),
            Share::Points {
                points,
                counted_points,
                ..
            } => Some(counted_points.unwrap_or(*points).0),
            Share::Bonus { .. } | Share::Deduction { .. } => None,
        }
    }

    /// The share for a table: `0.2`, `15`, `+10`, `−20`.
    pub(super) fn share_shown(&self) -> String {
        let end = |end: Option<&Exact>| end.map_or("—".to_owned(), signed);
        match self.share {
            Share::Weight { .. } | Share::Points { .. } => {
                self.counted().map_or(String::new(), glance)
            }
            Share::Bonus { .. } => end(self.cap),
            Share::Deduction { .. } => end(self.floor),
        }
    }

    /// The contribution for a table, with its sign where it stands outside the shares.
    pub(super) fn contribution_shown(&self) -> String {
        match self.is_extra() {
            true => signed(self.contribution),
            false => glance(self.contribution),
        }
    }

    /// What is missing to all that its share can give.
    pub(super) fn away(&self, result: &ScoreResult<'_>) -> Option<Exact> {
        let full = full_of(self.counted()?, result);
        Some((&full - self.contribution).max(Exact::ZERO))
    }

    /// The lowest and the highest score, for a bar.
    pub(super) fn ends(&self, result: &ScoreResult<'p>) -> (&'p Exact, &'p Exact) {
        let low = result.scale_low.map_or(&ZERO, |low| low.0);
        match self.share {
            Share::Weight { .. } => (low, result.full.map_or(&ZERO, |full| full.0)),
            Share::Points { points, .. } => (&ZERO, points.0),
            Share::Bonus { .. } | Share::Deduction { .. } => {
                (self.floor.unwrap_or(&ZERO), self.cap.unwrap_or(&ZERO))
            }
        }
    }

    /// `得分 70 × 权重 0.05 = 3.5`, `12 of 15`, `bonus +3, at most 10`.
    pub(super) fn product(&self, language: Language) -> String {
        match self.share {
            Share::Weight { weight, .. } => {
                let (score, weight) = (operand(self.score), operand(weight.0));
                let equals = equals(self.contribution);
                match language {
                    Language::Zh => format!("得分 {score} × 权重 {weight} {equals}"),
                    Language::En => format!("score {score} × weight {weight} {equals}"),
                }
            }
            Share::Points {
                points,
                counted_points,
                ..
            } => self.of_points(points.0, *counted_points, language),
            Share::Bonus { .. } => {
                let (points, most) = (signed(self.score), self.most(self.cap));
                match language {
                    Language::Zh => format!("加分 {points}{most}"),
                    Language::En => format!("bonus {points}{most}"),
                }
            }
            Share::Deduction { .. } => {
                let (points, most) = (signed(self.score), self.most(self.floor));
                match language {
                    Language::Zh => format!("扣分 {points}{most}"),
                    Language::En => format!("deduction {points}{most}"),
                }
            }
        }
    }

    fn most(&self, end: Option<&Exact>) -> String {
        end.map_or(String::new(), |end| format!(" / {}", signed(end)))
    }

    fn of_points(&self, points: &Exact, counted: Option<Number<'_>>, language: Language) -> String {
        let (score, of) = (shown(self.score), shown(points));
        let text = match language {
            Language::Zh => format!("得分 {score}，分值 {of}"),
            Language::En => format!("{score} of {of}"),
        };
        let Some(counted) = counted.filter(|_| self.is_in) else {
            return text;
        };
        let (counted, equals) = (operand(counted.0), equals(self.contribution));
        match language {
            Language::Zh => format!("{text}；分值按 {counted} 计 {equals}"),
            Language::En => format!("{text}; counted as of {counted} {equals}"),
        }
    }
}

/// All that a share can give.
pub(super) fn full_of(share: &Exact, result: &ScoreResult<'_>) -> Exact {
    let by_weight = result.sections.iter();
    let by_weight = by_weight.map(|one| &one.share);
    match (
        by_weight
            .into_iter()
            .any(|share| matches!(share, Share::Weight { .. })),
        result.full,
    ) {
        (true, Some(full)) => share * full.0,
        (true, None) | (false, _) => share.clone(),
    }
}

/// What of a section's contribution stands outside the shares.
pub(super) fn extra_of(section: &SectionResult<'_>) -> Exact {
    let part = Part::of_section(section);
    let is_one = section.floor.is_some() || section.cap.is_some() || section.rounded_to.is_some();
    if part.is_extra() || part.counted() == Some(&ZERO) {
        return part.contribution.clone();
    }
    if is_one {
        return Exact::ZERO;
    }
    let own = section.indicators.iter().map(Part::of_indicator);
    let own = own
        .filter(Part::is_extra)
        .map(|one| one.contribution.clone());
    let inner = section.sections.iter().map(extra_of);
    own.chain(inner).fold(Exact::ZERO, |sum, one| &sum + &one)
}

/// `6 + 3 − 2`.
pub(super) fn joined<'e>(numbers: impl Iterator<Item = &'e Exact>) -> String {
    let mut text = String::new();
    for number in numbers {
        match (text.is_empty(), number.is_negative()) {
            (true, _) => text.push_str(&operand(number)),
            (false, true) => text.push_str(&format!(" − {}", operand(&-number))),
            (false, false) => text.push_str(&format!(" + {}", operand(number))),
        }
    }
    text
}

/// `，封顶 10` or `, floor 0` where a bound changed a number, and the number behind it.
pub(super) fn bounded(
    number: &Exact,
    (floor, cap): (Option<Number<'_>>, Option<Number<'_>>),
    language: Language,
) -> (Exact, String) {
    let comma = language.pick("，", ", ");
    let floor = floor.filter(|floor| number < floor.0);
    let cap = cap.filter(|cap| number > cap.0);
    match (floor, cap) {
        (Some(floor), _) => {
            let word = language.pick("保底", "floor");
            (floor.0.clone(), format!("{comma}{word} {}", shown(floor.0)))
        }
        (None, Some(cap)) => {
            let word = language.pick("封顶", "cap");
            (cap.0.clone(), format!("{comma}{word} {}", shown(cap.0)))
        }
        (None, None) => (number.clone(), String::new()),
    }
}
