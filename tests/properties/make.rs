//! Makes a standard out of choices.

use num_traits::{One, Signed, Zero};

use crate::choices::Choices;
use crate::expressions::Scope;
use crate::model::{
    BandStyle, CHOICES, Clause, ClauseKind, Cond, Datum, Definition, Field, Indicator, Kind, Model,
    Otherwise, Presence, R, Rounding, Section, Unit,
};

/// A whole number.
pub(crate) fn whole(number: i64) -> R {
    R::from_integer(number.into())
}

/// A decimal: `tenth(25)` is 2.5.
pub(crate) fn tenth(number: i64) -> R {
    R::new(number.into(), 10.into())
}

pub(crate) struct Maker<'c, 'b> {
    pub(crate) choices: &'c mut Choices<'b>,
    low: R,
    high: R,
    total: Option<Rounding>,
    judgements: usize,
    indicators: usize,
}

pub(crate) fn model(choices: &mut Choices<'_>) -> Model {
    let scales = [
        (0, 1000),
        (0, 1000),
        (0, 1000),
        (0, 100),
        (10, 50),
        (0, 25),
        (0, 995),
    ];
    let at = choices.below(scales.len());
    let (low, high) = (tenth(scales[at].0), tenth(scales[at].1));
    let total = rounding(choices, 2);
    let mut maker = Maker {
        choices,
        low,
        high,
        total,
        judgements: 0,
        indicators: 0,
    };
    let fields = maker.fields();
    let definitions = maker.definitions(&fields);
    let sections = maker.sections(&fields, &definitions);
    let (low, high) = (maker.low.clone(), maker.high.clone());
    let step = (&high - &low) / whole(5);
    let grades = match maker.choices.below(3) {
        0 => vec![&low + &step * whole(4), &low + &step * whole(3)],
        1 => vec![&low + &step * whole(2)],
        _ => vec![],
    };
    let mut vetoes = vec![];
    if !grades.is_empty() {
        for _ in 0..maker.choices.below(3) {
            let grade = maker.choices.below(grades.len() + 1);
            let scope = Scope {
                fields: &fields,
                definitions: &definitions,
                row: None,
            };
            let cond = if maker.choices.once_in(3) {
                let name = sections[0].indicators[0].name.clone();
                let comparison = crate::expressions::comparison(maker.choices);
                Cond::Score(name, comparison, &low + &step)
            } else {
                scope.cond(maker.choices, 2)
            };
            vetoes.push((grade, cond));
        }
    }
    let order = (0..fields.len()).collect();
    Model {
        scale: (at > 0).then_some((low, high)),
        fields,
        order,
        definitions,
        sections,
        total,
        grades,
        vetoes,
    }
}

/// A standard whose first indicator has several clauses that set its score, over few fields, so that
/// some of them meet.
pub(crate) fn contested(choices: &mut Choices<'_>) -> Model {
    let mut model = model(choices);
    let scope = Scope {
        fields: &model.fields,
        definitions: &[],
        row: None,
    };
    let (low, high) = model.scale.clone().unwrap_or((whole(0), whole(100)));
    let middle = (&low + &high) / whole(2);
    let scores = [low, high, middle];
    let mut clauses = vec![];
    let many = 2 + choices.below(2);
    for score in scores.into_iter().take(many) {
        let depth = choices.below(3);
        let guard = choices.once_in(3).then(|| scope.cond(choices, 1));
        clauses.push(Clause {
            kind: ClauseKind::Override(scope.cond(choices, depth), score),
            cap: None,
            floor: None,
            guard,
        });
    }
    model.sections.truncate(1);
    let section = &mut model.sections[0];
    section.weight = R::one();
    section.applies = None;
    section.indicators.truncate(1);
    let indicator = &mut section.indicators[0];
    indicator.weight = R::one();
    (indicator.applies, indicator.cap, indicator.floor) = (None, None, None);
    indicator.clauses = clauses;
    model.definitions.clear();
    model.vetoes.clear();
    model
}

fn rounding(choices: &mut Choices<'_>, once_in: usize) -> Option<Rounding> {
    let modes = ["half_away", "half_even", "up", "down"];
    choices.once_in(once_in).then(|| Rounding {
        places: choices.below(4) as u64,
        mode: choices.word(&modes),
        multiple: *choices.one(&[1, 1, 5, 25]),
    })
}

/// Parts that add up to `all`, each above 0, in hundredths.
fn shares(choices: &mut Choices<'_>, all: i64, parts: usize) -> Vec<i64> {
    let mut left = all;
    let mut shares = vec![];
    for rest in (1..parts).rev() {
        let most = left - i64::try_from(rest).unwrap();
        let share =
            1 + i64::try_from(choices.below(usize::try_from(most.max(1)).unwrap())).unwrap();
        shares.push(share);
        left -= share;
    }
    shares.push(left);
    shares
}

impl Maker<'_, '_> {
    // ---- fields ---------------------------------------------------------------------------------

    fn fields(&mut self) -> Vec<Field> {
        let mut kinds = vec![Kind::Flag, self.number(Unit::Firms, true), Kind::Flag];
        kinds.push(Kind::Choice {
            ordered: self.choices.once_in(2),
        });
        kinds.push(Kind::Kinds {
            others: self.choices.once_in(2),
        });
        let percent = self.number(Unit::Percent, false);
        kinds.push(percent);
        kinds.push(self.records());
        for _ in 0..self.choices.below(6) {
            kinds.push(self.kind());
        }
        let numbered = kinds.into_iter().enumerate();
        numbered
            .map(|(at, kind)| self.field(kind, ('f', at), "项"))
            .collect()
    }

    fn kind(&mut self) -> Kind {
        match self.choices.below(8) {
            0 => self.number(Unit::Bare, true),
            1 => self.number(Unit::Times, false),
            2 => self.number(Unit::Money, false),
            3 => Kind::Date,
            4 => Kind::Text,
            5 => self.number(Unit::Firms, true),
            6 => self.number(Unit::Percent, false),
            _ => Kind::Choice { ordered: true },
        }
    }

    fn number(&mut self, unit: Unit, whole_only: bool) -> Kind {
        let range = match (unit, self.choices.below(3)) {
            (_, 0) => None,
            (Unit::Percent, _) => Some((whole(0), whole(1))),
            (Unit::Money, _) => Some((whole(0), whole(100_000_000))),
            (Unit::Times, 1) => Some((whole(-5), tenth(995))),
            (_, _) => Some((whole(1), whole(120))),
        };
        Kind::Number {
            unit,
            whole: whole_only,
            range,
        }
    }

    fn records(&mut self) -> Kind {
        let kinds = vec![
            self.number(Unit::Firms, true),
            Kind::Flag,
            self.number(Unit::Times, false),
            Kind::Choice { ordered: true },
            Kind::Text,
        ];
        let numbered = kinds.into_iter().enumerate();
        Kind::Records(
            numbered
                .map(|(at, kind)| self.field(kind, ('r', at), "列"))
                .collect(),
        )
    }

    fn field(&mut self, kind: Kind, (letter, at): (char, usize), label: &str) -> Field {
        let presence = match self.choices.below(5) {
            0..=1 => Presence::Required,
            2..=3 => Presence::Optional,
            _ => default(&kind).map_or(Presence::Optional, Presence::Default),
        };
        let (name, label) = (format!("{letter}{at}"), format!("{label}{at}"));
        Field {
            name,
            label,
            kind,
            presence,
        }
    }

    fn definitions(&mut self, fields: &[Field]) -> Vec<Definition> {
        let mut made: Vec<Definition> = vec![];
        for at in 0..self.choices.below(4) {
            let scope = Scope {
                fields,
                definitions: &made,
                row: None,
            };
            let (value, unit) = scope.compound(self.choices);
            made.push(Definition {
                name: format!("d{at}"),
                unit,
                value,
            });
        }
        made
    }

    // ---- the tree -------------------------------------------------------------------------------

    fn sections(&mut self, fields: &[Field], definitions: &[Definition]) -> Vec<Section> {
        let many = 1 + self.choices.below(3);
        let shares_of_all = shares(self.choices, 80, many);
        let mut sections = vec![];
        for (at, share) in shares_of_all.into_iter().enumerate() {
            // Room for three indicators in each section, and 100 in all.
            let share = share + if at == 0 { 20 } else { 0 };
            let many = (1 + self.choices.below(3)).min(usize::try_from(share).unwrap());
            let rounding = rounding(self.choices, 4);
            let mut scope = Scope {
                fields,
                definitions,
                row: None,
            };
            let applies = self.applies(&mut scope, self.total.is_some());
            let is_rounded = self.total.is_some();
            let parts = shares(self.choices, share, many);
            let parts = parts.into_iter();
            let indicators = parts.map(|part| self.indicator(&mut scope, part, is_rounded));
            let indicators = indicators.collect();
            let weight = R::new(share.into(), 100.into());
            sections.push(Section {
                name: format!("s{at}"),
                weight,
                applies,
                rounding,
                indicators,
            });
        }
        sections
    }

    fn applies(&mut self, scope: &mut Scope<'_>, rounded: bool) -> Option<(Cond, Otherwise)> {
        if !self.choices.once_in(3) {
            return None;
        }
        let cond = scope.cond(self.choices, 1);
        let otherwise = match self.choices.below(4) {
            0 => Otherwise::Full,
            1 => Otherwise::Zero,
            _ if rounded => Otherwise::Reweigh,
            _ => Otherwise::Full,
        };
        Some((cond, otherwise))
    }

    fn indicator(&mut self, scope: &mut Scope<'_>, share: i64, rounded: bool) -> Indicator {
        let name = format!("i{}", self.indicators);
        self.indicators += 1;
        let applies = self.applies(scope, rounded);
        let cap = self
            .choices
            .once_in(4)
            .then(|| &self.high - (&self.high - &self.low) / whole(4));
        let floor = match self.choices.below(6) {
            4 => Some(&self.low - whole(10)),
            5 => Some(&self.low + (&self.high - &self.low) / whole(10)),
            _ => None,
        };
        let mut clauses: Vec<Clause> = vec![];
        for _ in 0..1 + self.choices.below(5) {
            clauses.push(self.clause(scope, 2));
        }
        self.overrides(scope, &mut clauses, (&floor, &cap));
        Indicator {
            name,
            weight: R::new(share.into(), 100.into()),
            applies,
            rounding: rounding(self.choices, 4),
            cap,
            floor,
            clauses,
        }
    }

    /// Up to two clauses that set the score; whether they may stand together is for the check.
    fn overrides(
        &mut self,
        scope: &mut Scope<'_>,
        clauses: &mut Vec<Clause>,
        (floor, cap): (&Option<R>, &Option<R>),
    ) {
        // A bare number sets and a sign takes points, so that no score below 0 can be set.
        let low = floor.as_ref().unwrap_or(&self.low).clone().max(R::zero());
        let high = cap.as_ref().unwrap_or(&self.high).clone();
        let middle = (&low + &high) / whole(2);
        let scores = [low, high, middle];
        for _ in 0..self.choices.below(4).saturating_sub(1) {
            let score = self.choices.one(&scores).clone();
            let kind = ClauseKind::Override(scope.cond(self.choices, 1), score);
            let guard = self.choices.once_in(4).then(|| scope.cond(self.choices, 0));
            let at = self.choices.below(clauses.len() + 1);
            clauses.insert(
                at,
                Clause {
                    kind,
                    cap: None,
                    floor: None,
                    guard,
                },
            );
        }
    }

    fn points(&mut self) -> R {
        let all = [10, 20, 50, 25, 5, 300, 0, -10, -50, -25];
        tenth(*self.choices.one(&all) * 10) / whole(if self.choices.once_in(4) { 4 } else { 1 })
    }

    fn clause(&mut self, scope: &mut Scope<'_>, depth: usize) -> Clause {
        let kind = match self.choices.below(if depth == 0 { 9 } else { 12 }) {
            0 => ClauseKind::Base(self.points()),
            1..=2 => ClauseKind::If(scope.cond(self.choices, 2), self.points()),
            3..=4 => self.per(scope),
            5 => self.per_rows(scope),
            6 => self.bands(scope),
            7 => self.judge(scope),
            8 => self.line(scope),
            _ => {
                let many = 1 + self.choices.below(3);
                let inner = (0..many).map(|_| self.clause(scope, depth - 1));
                let inner = inner.collect();
                let best = self
                    .choices
                    .once_in(2)
                    .then(|| 1 + self.choices.below(many));
                ClauseKind::Group(best, inner)
            }
        };
        let floors = [whole(0), whole(-5), whole(4), whole(-30)];
        let floor = self
            .choices
            .once_in(5)
            .then(|| self.choices.one(&floors).clone());
        let caps = [whole(15), whole(40), whole(5), tenth(45)];
        let cap = self
            .choices
            .once_in(4)
            .then(|| self.choices.one(&caps).clone());
        let guard = self.choices.once_in(5).then(|| scope.cond(self.choices, 1));
        Clause {
            kind,
            cap,
            floor,
            guard,
        }
    }

    fn per(&mut self, scope: &mut Scope<'_>) -> ClauseKind {
        let (quantity, unit) = scope.any_number(self.choices, 1);
        let step = if unit == Unit::Percent || self.choices.once_in(2) {
            let step = scope.constant(self.choices, unit);
            Some(if step.is_zero() { R::one() } else { step })
        } else {
            None
        };
        let start = self
            .choices
            .once_in(2)
            .then(|| scope.constant(self.choices, unit));
        ClauseKind::Per {
            quantity,
            unit,
            step,
            start,
            points: self.points(),
        }
    }

    fn per_rows(&mut self, scope: &mut Scope<'_>) -> ClauseKind {
        let records = scope.records(self.choices);
        let filter = self
            .choices
            .once_in(2)
            .then(|| scope.in_row(records).cond(self.choices, 1));
        ClauseKind::PerRows(records, filter, self.points())
    }

    fn bands(&mut self, scope: &mut Scope<'_>) -> ClauseKind {
        let (quantity, unit) = scope.any_number(self.choices, 1);
        let mut ends = vec![];
        for _ in 0..1 + self.choices.below(3) {
            ends.push(scope.constant(self.choices, unit));
        }
        ends.sort();
        ends.dedup();
        let style = *self.choices.one(&[BandStyle::Above, BandStyle::Below]);
        let points = (0..=ends.len()).map(|_| self.points()).collect();
        ClauseKind::Bands {
            quantity,
            unit,
            ends,
            style,
            points,
        }
    }

    fn line(&mut self, scope: &mut Scope<'_>) -> ClauseKind {
        let (quantity, unit) = scope.any_number(self.choices, 1);
        let from = scope.constant(self.choices, unit);
        let to = &from + scope.constant(self.choices, unit).abs();
        let to = if to > from { to } else { &from + R::one() };
        ClauseKind::Line {
            quantity,
            unit,
            ends: [from, to],
            points: [self.points(), self.points()],
            below: self.choices.once_in(2).then(|| self.points()),
        }
    }

    fn judge(&mut self, scope: &mut Scope<'_>) -> ClauseKind {
        let name = format!("j{}", self.judgements);
        self.judgements += 1;
        let per = self.choices.once_in(3).then(|| scope.sized(self.choices));
        ClauseKind::Judge {
            name,
            most: whole(*self.choices.one(&[10, 20, 5])),
            per,
        }
    }
}

fn default(kind: &Kind) -> Option<Datum> {
    Some(match kind {
        Kind::Number {
            unit: Unit::Percent,
            ..
        } => Datum::Number(R::new(6.into(), 10.into())),
        Kind::Number { .. } => Datum::Number(whole(10)),
        Kind::Flag => Datum::Flag(true),
        Kind::Choice { .. } => Datum::Choice(CHOICES.len() - 1),
        Kind::Date => Datum::Date("2020-02-29"),
        Kind::Text => Datum::Text("空"),
        Kind::Kinds { .. } | Kind::Records(_) => return None,
    })
}
