//! Clauses from pairs of one statement.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the generated `Rule` has some two hundred variants, of which a place admits a few"
)]

use crate::domain::standard::GroupRule;
use crate::syntax::ast::{
    BandValue, Branch, BranchName, Clause, ClauseKind, Expr, JudgeLimit, Lead, Otherwise,
};
use crate::syntax::pairs::{Maker, Pair, child, children, has};
use crate::syntax::reader::Rule;

impl Maker<'_> {
    /// A clause; the lines of a group are filled in by the caller.
    pub(super) fn clause(&mut self, pair: &Pair<'_>, lead: Lead) -> Option<Clause> {
        let mut clause = Clause {
            lead,
            kind: self.clause_kind(pair)?,
            bounds: vec![],
            guards: vec![],
            roundings: vec![],
            span: self.span(pair),
        };
        for tail in children(pair, Rule::clause_tail) {
            let tail = tail.into_inner().next()?;
            match tail.as_rule() {
                Rule::bound => clause.bounds.push(self.bound(&tail)?),
                Rule::rounding => {
                    let rounding = (self.rounding(&tail)?, self.span(&tail));
                    clause.roundings.push(rounding);
                }
                _ => clause
                    .guards
                    .push(self.expression(&child(&tail, Rule::expression)?)?),
            }
        }
        Some(clause)
    }

    fn clause_kind(&mut self, pair: &Pair<'_>) -> Option<ClauseKind> {
        Some(match pair.as_rule() {
            Rule::base_line => ClauseKind::Base(self.effect(&child(pair, Rule::effect)?)?),
            Rule::if_line => ClauseKind::If {
                condition: self.expression(&child(pair, Rule::expression)?)?,
                effect: self.effect(&child(pair, Rule::effect)?)?,
            },
            Rule::per_line => self.per(pair)?,
            Rule::linear_line => self.linear(pair)?,
            Rule::together_line | Rule::best_line => ClauseKind::Group {
                rule: self.group_rule(pair)?,
                lines: vec![],
            },
            Rule::choose_line => ClauseKind::Choose {
                by: self.expression(&child(pair, Rule::sum)?)?,
                branches: vec![],
            },
            Rule::formula_line => {
                ClauseKind::Formula(self.expression(&child(pair, Rule::expression)?)?)
            }
            Rule::by_line => ClauseKind::By {
                quantity: self.expression(&child(pair, Rule::sum)?)?,
                bands: vec![],
            },
            Rule::judge_line => ClauseKind::Judge {
                title: self.title(pair)?,
                limit: self.judge_limit(pair)?,
            },
            Rule::bound_line => ClauseKind::Bound(self.bound(&child(pair, Rule::bound)?)?),
            Rule::applies_line => ClauseKind::Applies {
                condition: self.expression(&child(pair, Rule::expression)?)?,
                otherwise: otherwise(pair),
            },
            Rule::rounding_line => {
                ClauseKind::Rounding(self.rounding(&child(pair, Rule::rounding)?)?)
            }
            _ => return None,
        })
    }

    fn linear(&mut self, pair: &Pair<'_>) -> Option<ClauseKind> {
        let counted = child(pair, Rule::counted)?;
        let mut values = children(pair, Rule::band_value)
            .map(|value| self.band_value(&value))
            .collect::<Option<Vec<BandValue>>>()?
            .into_iter();
        let mut points = children(pair, Rule::sum)
            .map(|points| self.expression(&points))
            .collect::<Option<Vec<Expr>>>()?
            .into_iter();
        Some(ClauseKind::Linear {
            quantity: self.expression(&child(&counted, Rule::sum)?)?,
            from: (values.next()?, points.next()?),
            to: (values.next()?, points.next()?),
            below: points.next(),
        })
    }

    fn group_rule(&mut self, pair: &Pair<'_>) -> Option<GroupRule> {
        const MOST_BEST: u32 = 1000;
        if pair.as_rule() == Rule::together_line {
            return Some(GroupRule::Sum);
        }
        match child(pair, Rule::number) {
            Some(number) => self.small(&number, MOST_BEST).map(GroupRule::Best),
            None => Some(GroupRule::Best(1)),
        }
    }

    /// The header of a branch; its clauses are filled in by the caller.
    pub(super) fn branch(&mut self, pair: &Pair<'_>, lead: Lead) -> Option<Branch> {
        let names = children(pair, Rule::branch_name).map(|name| {
            let inner = name.clone().into_inner().next()?;
            Some(match inner.as_rule() {
                Rule::kw_yes => BranchName::Flag(true, self.span(&inner)),
                Rule::kw_no => BranchName::Flag(false, self.span(&inner)),
                _ => BranchName::Choice(self.name(&inner)),
            })
        });
        Some(Branch {
            lead,
            names: names.collect::<Option<_>>()?,
            clauses: vec![],
            span: self.span(pair),
        })
    }

    fn per(&mut self, pair: &Pair<'_>) -> Option<ClauseKind> {
        let quantity_in = |maker: &Self, outer: Rule, inner: Rule| match child(pair, outer) {
            None => Some(None),
            Some(outer) => maker.quantity(&child(&outer, inner)?).map(Some),
        };
        let step = quantity_in(self, Rule::step, Rule::quantity)?;
        let above = quantity_in(self, Rule::start, Rule::signed_quantity)?;
        let filter = match child(pair, Rule::filter) {
            None => None,
            Some(filter) => Some(self.expression(&child(&filter, Rule::expression)?)?),
        };
        let counted = child(pair, Rule::counted)?;
        Some(ClauseKind::Per {
            step,
            quantity: self.expression(&child(&counted, Rule::sum)?)?,
            filter,
            above,
            effect: self.effect(&child(pair, Rule::effect)?)?,
        })
    }

    fn judge_limit(&mut self, pair: &Pair<'_>) -> Option<JudgeLimit> {
        if let Some(most) = child(pair, Rule::judge_most) {
            let per = match child(&most, Rule::sum) {
                None => None,
                Some(per) => Some(self.expression(&per)?),
            };
            return Some(JudgeLimit::UpTo {
                most: self.quantity(&child(&most, Rule::quantity)?)?,
                per,
            });
        }
        let Some(range) = child(pair, Rule::judge_range) else {
            return Some(JudgeLimit::Indicator);
        };
        let mut ends = children(&range, Rule::sum);
        let (low, high) = (ends.next()?, ends.next()?);
        Some(JudgeLimit::Between {
            low: self.expression(&low)?,
            high: self.expression(&high)?,
        })
    }
}

fn otherwise(pair: &Pair<'_>) -> Option<Otherwise> {
    if has(pair, Rule::kw_full) {
        Some(Otherwise::Full)
    } else if has(pair, Rule::kw_zero) {
        Some(Otherwise::Zero)
    } else if has(pair, Rule::kw_reweigh) {
        Some(Otherwise::Reweigh)
    } else {
        None
    }
}
