//! One fact that counts twice: two clauses that award for the same condition or the same quantity, and
//! two windows over one quantity that overlap although neither holds the other.

use std::collections::BTreeMap;

use crate::analyse::findings::Review;
use crate::analyse::mistakes;
use crate::domain::meaning::Comparison;
use crate::domain::standard::GroupRule;
use crate::domain::{Exact, Type};
use crate::evidence::Stored;
use crate::program::{
    Amount, BandRange, Clause, ClauseId, ClauseKind, Expr, ExprId, IndicatorId, Program,
};

/// A clause that gives points, and what it depends on.
struct Award<'p> {
    clause: &'p Clause,
    indicator: u32,
    /// What must hold, each in its dump, in order.
    conjuncts: Vec<(String, ExprId)>,
    /// What it counts where it counts something.
    counted: Option<String>,
    /// The groups of which only some clauses count, each with the part of it that this one is in.
    apart: Vec<(ClauseId, usize)>,
}

/// Looks through all clauses; what they depend on is hashed, so that none is compared with all.
pub(super) fn look(program: &Program, review: &mut Review) {
    let mut awards = vec![];
    for (at, indicator) in (0u32..).zip(&program.indicators) {
        let mut walk = Walk {
            program,
            indicator: at,
            apart: vec![],
            awards: &mut awards,
        };
        walk.clauses(&indicator.clauses, &[]);
    }
    same(program, &awards, review);
    windows(program, &awards, review);
}

struct Walk<'p, 'a> {
    program: &'p Program,
    indicator: u32,
    apart: Vec<(ClauseId, usize)>,
    awards: &'a mut Vec<Award<'p>>,
}

impl<'p> Walk<'p, '_> {
    /// Notes what awards among some clauses, which count where all of `guards` hold.
    fn clauses(&mut self, clauses: &[ClauseId], guards: &[ExprId]) {
        for id in clauses {
            let clause = self.program.clause(*id);
            let mut guards = guards.to_vec();
            guards.extend(clause.guard);
            match &clause.kind {
                ClauseKind::Award { condition, points } if is_award(points) => {
                    guards.push(*condition);
                    self.note(clause, &guards, None);
                }
                ClauseKind::Per {
                    quantity,
                    start,
                    step,
                    points,
                    period: None,
                    ..
                } if is_award(points) => {
                    let quantity = self.program.describe(*quantity);
                    let counted = format!("{step} above {start} of {quantity}");
                    self.note(clause, &guards, Some(counted));
                }
                ClauseKind::Group { rule, clauses } => {
                    self.group(*id, (*rule, clauses), &guards);
                }
                ClauseKind::Choose {
                    branches, clauses, ..
                } => {
                    for (part, branch) in branches.iter().enumerate() {
                        self.part((*id, part), branch.own(clauses), &guards);
                    }
                }
                ClauseKind::Base(_)
                | ClauseKind::Award { .. }
                | ClauseKind::Override { .. }
                | ClauseKind::Per { .. }
                | ClauseKind::Bands { .. }
                | ClauseKind::Linear(_)
                | ClauseKind::Formula(_)
                | ClauseKind::Judge { .. } => {}
            }
        }
    }

    fn group(
        &mut self,
        id: ClauseId,
        (rule, clauses): (GroupRule, &[ClauseId]),
        guards: &[ExprId],
    ) {
        match rule {
            GroupRule::Sum => self.clauses(clauses, guards),
            GroupRule::Best(_) => {
                for (part, clause) in clauses.iter().enumerate() {
                    self.part((id, part), &[*clause], guards);
                }
            }
        }
    }

    /// Clauses of which those of another part of the same group do not count at once.
    fn part(&mut self, part: (ClauseId, usize), clauses: &[ClauseId], guards: &[ExprId]) {
        self.apart.push(part);
        self.clauses(clauses, guards);
        self.apart.pop();
    }

    fn note(&mut self, clause: &'p Clause, conditions: &[ExprId], counted: Option<String>) {
        let mut conjuncts = vec![];
        let mut open = conditions.to_vec();
        while let Some(id) = open.pop() {
            if let Expr::And(all) = self.program.expr(id) {
                open.extend(all);
            } else {
                conjuncts.push((self.program.describe(id), id));
            }
        }
        conjuncts.sort();
        conjuncts.dedup_by(|a, b| a.0 == b.0);
        self.awards.push(Award {
            clause,
            indicator: self.indicator,
            conjuncts,
            counted,
            apart: self.apart.clone(),
        });
    }
}

fn is_award(points: &Amount) -> bool {
    matches!(points, Amount::Constant(points) if *points > Exact::ZERO)
}

impl Award<'_> {
    /// Whether it never counts beside another one.
    fn excludes(&self, other: &Self) -> bool {
        let differs = |(group, part): &(ClauseId, usize)| {
            let same = other.apart.iter().find(|(own, _)| own == group);
            same.is_some_and(|(_, own)| own != part)
        };
        self.apart.iter().any(differs)
    }
}

/// Clauses of the same condition.
fn same(program: &Program, awards: &[Award<'_>], review: &mut Review) {
    let mut known: BTreeMap<(Vec<&str>, Option<&str>), Vec<&Award<'_>>> = BTreeMap::new();
    for award in awards {
        let conjuncts = award.conjuncts.iter().map(|(text, _)| text.as_str());
        let key = (conjuncts.collect(), award.counted.as_deref());
        let before = known.entry(key).or_default();
        // One of each set is enough to say so.
        if let Some(first) = before.first().filter(|first| !first.excludes(award)) {
            let name = |award: &Award<'_>| {
                let indicator = program.indicator(IndicatorId(award.indicator));
                indicator.name.clone()
            };
            let parts = (first.indicator != award.indicator).then(|| (name(first), name(award)));
            let (span, before) = (award.clause.origin.span, first.clause.origin.span);
            let finding = match award.counted {
                None => mistakes::same_condition(span, before, parts),
                Some(_) => mistakes::same_quantity(span, before, parts),
            };
            review.findings.push(finding);
        }
        before.push(award);
    }
}

/// A range of one quantity in which a clause awards.
struct Window<'a> {
    award: &'a Award<'a>,
    quantity: ExprId,
    range: BandRange,
}

/// Windows of one indicator over one quantity, the rest of their conditions the same.
fn windows(program: &Program, awards: &[Award<'_>], review: &mut Review) {
    type Key<'k> = (u32, String, Vec<&'k str>);
    let mut known: BTreeMap<Key<'_>, Vec<Window<'_>>> = BTreeMap::new();
    for award in awards.iter().filter(|award| award.counted.is_none()) {
        if let Some((quantity, window, rest)) = window(program, award) {
            let key = (award.indicator, quantity, rest);
            known.entry(key).or_default().push(window);
        }
    }
    for of_one in known.values_mut().filter(|of_one| of_one.len() > 1) {
        of_one.sort_by_key(|one| start(&one.range));
        for pair in of_one.windows(2) {
            if let [a, b] = pair
                && !a.award.excludes(b.award)
                && let Some(shared) = overlap(program, a, b)
            {
                let (span, before) = (b.award.clause.origin.span, a.award.clause.origin.span);
                review
                    .findings
                    .push(mistakes::overlapping_windows(span, before, &shared));
            }
        }
    }
}

/// The quantity in its dump, the window in it, and what else must hold.
fn window<'a>(
    program: &Program,
    award: &'a Award<'a>,
) -> Option<(String, Window<'a>, Vec<&'a str>)> {
    let mut found: Option<(String, Window<'a>)> = None;
    let mut rest = vec![];
    for (text, id) in &award.conjuncts {
        let Some((quantity, range)) = bound(program, *id) else {
            rest.push(text.as_str());
            continue;
        };
        let name = program.describe(quantity);
        match &mut found {
            None => {
                let window = Window {
                    award,
                    quantity,
                    range,
                };
                found = Some((name, window));
            }
            Some((known, window)) if *known == name => narrow(&mut window.range, range),
            Some(_) => return None,
        }
    }
    found.map(|(name, window)| (name, window, rest))
}

/// A comparison with a number as a range of what is compared.
fn bound(program: &Program, id: ExprId) -> Option<(ExprId, BandRange)> {
    let Expr::Compare(comparison, left, right) = program.expr(id) else {
        return None;
    };
    let number = |id: ExprId| {
        let Expr::Constant(Stored::Number(number)) = program.expr(id) else {
            return None;
        };
        Some(number.clone())
    };
    let (quantity, number, is_turned) = match (number(*left), number(*right)) {
        (None, Some(number)) => (*left, number, false),
        (Some(number), None) => (*right, number, true),
        (None, None) | (Some(_), Some(_)) => return None,
    };
    let from = |inclusive| BandRange {
        low: Some((number.clone(), inclusive)),
        high: None,
    };
    let to = |inclusive| BandRange {
        low: None,
        high: Some((number.clone(), inclusive)),
    };
    let range = match (comparison, is_turned) {
        (Comparison::Greater, false) | (Comparison::Less, true) => from(false),
        (Comparison::AtLeast, false) | (Comparison::AtMost, true) => from(true),
        (Comparison::Less, false) | (Comparison::Greater, true) => to(false),
        (Comparison::AtMost, false) | (Comparison::AtLeast, true) => to(true),
        (Comparison::Equal | Comparison::Different, _) => return None,
    };
    Some((quantity, range))
}

/// The lower end as it is ordered: none comes first, and an open end behind a closed one.
fn start(range: &BandRange) -> Option<(Exact, bool)> {
    let low = range.low.clone();
    low.map(|(low, inclusive)| (low, !inclusive))
}

/// The upper end as it is ordered, where there is one: an open end before a closed one.
fn end(range: &BandRange) -> Option<(Exact, bool)> {
    range.high.clone()
}

fn narrow(range: &mut BandRange, by: BandRange) {
    if start(range) < start(&by) {
        range.low = by.low;
    }
    if let Some(high) = by.high
        && end(range).is_none_or(|own| high < own)
    {
        range.high = Some(high);
    }
}

/// A value in both windows, as it is written, where neither window holds the other; `a` starts first.
fn overlap(program: &Program, a: &Window<'_>, b: &Window<'_>) -> Option<String> {
    let starts_later = start(&a.range) < start(&b.range);
    let ends_later = match (end(&a.range), end(&b.range)) {
        (Some(a), Some(b)) => a < b,
        (Some(_), None) => true,
        (None, _) => false,
    };
    if !starts_later || !ends_later {
        return None;
    }
    let Expr::Field(field) = program.expr(a.quantity) else {
        return None;
    };
    let field = program.schema.field(*field)?;
    let (least, most, places) = field.kind.bounds()?;
    let step = Exact::decimal(1, u8::try_from(places).ok()?);
    let (low, inclusive) = b.range.low.as_ref()?;
    let shared = match inclusive {
        true => low.clone(),
        false => low + &step,
    };
    let is_shared = a.range.holds(&shared) && b.range.holds(&shared);
    let Type::Number(quantity) = field.kind.ty() else {
        return None;
    };
    let is_possible = *least <= shared && shared <= *most;
    (is_shared && is_possible).then(|| format!("`{}` {}", field.name, quantity.shown(&shared)))
}
