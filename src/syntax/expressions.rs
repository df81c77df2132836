//! Expressions from pairs. Chains stay flat; only brackets and prefix words nest.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the generated `Rule` has some two hundred variants, of which a place admits a few"
)]

use crate::domain::date::DateUnit;
use crate::domain::meaning::Comparison;
use crate::syntax::ast::{Aggregate, Expr, ExprKind, Fold, Name, PartRef, SumSign, TermSign};
use crate::syntax::pairs::{Maker, Pair, child, children, has};
use crate::syntax::reader::Rule;

impl Maker<'_> {
    /// An expression of any level.
    pub(super) fn expression(&mut self, pair: &Pair<'_>) -> Option<Expr> {
        let kind = match pair.as_rule() {
            Rule::expression => return self.expression(&pair.clone().into_inner().next()?),
            Rule::disjunction => self.chain(pair, Rule::conjunction, ExprKind::Or)?,
            Rule::conjunction => self.chain(pair, Rule::negation, ExprKind::And)?,
            Rule::negation => return self.negation(pair),
            Rule::comparison => return self.comparison(pair),
            Rule::otherwise => return self.otherwise(pair),
            Rule::sum => self.sum(pair)?,
            Rule::term => self.term(pair)?,
            Rule::factor => return self.factor(pair),
            Rule::primary => return self.primary(pair),
            _ => return None,
        };
        let kind = match kind {
            ExprKind::Or(mut parts) | ExprKind::And(mut parts) if parts.len() == 1 => {
                return parts.pop();
            }
            ExprKind::Sum(first, rest) if rest.is_empty() => return Some(*first),
            ExprKind::Term(first, rest) if rest.is_empty() => return Some(*first),
            kind => kind,
        };
        Some(Expr {
            kind,
            span: self.span(pair),
        })
    }

    fn of(&mut self, pair: &Pair<'_>, rule: Rule) -> Option<Expr> {
        self.expression(&child(pair, rule)?)
    }

    fn all(&mut self, pair: &Pair<'_>, rule: Rule) -> Option<Vec<Expr>> {
        children(pair, rule)
            .map(|inner| self.expression(&inner))
            .collect()
    }

    fn chain(
        &mut self,
        pair: &Pair<'_>,
        rule: Rule,
        join: impl FnOnce(Vec<Expr>) -> ExprKind,
    ) -> Option<ExprKind> {
        self.all(pair, rule).map(join)
    }

    fn negation(&mut self, pair: &Pair<'_>) -> Option<Expr> {
        let mut value = self.of(pair, Rule::comparison)?;
        for word in children(pair, Rule::kw_not)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
        {
            let span = self.span(&word).to(value.span);
            value = Expr {
                kind: ExprKind::Not(Box::new(value)),
                span,
            };
        }
        Some(value)
    }

    fn comparison(&mut self, pair: &Pair<'_>) -> Option<Expr> {
        let value = Box::new(self.of(pair, Rule::otherwise)?);
        let Some(test) = child(pair, Rule::test) else {
            return Some(*value);
        };
        let first = test.clone().into_inner().next()?;
        let mut others = self.all(&test, Rule::otherwise)?.into_iter().map(Box::new);
        let kind = match first.as_rule() {
            Rule::kw_is_given => ExprKind::IsGiven(value),
            Rule::kw_between => ExprKind::Between(value, others.next()?, others.next()?),
            Rule::kw_in => ExprKind::In(value, self.items(&test)?),
            Rule::kw_has => ExprKind::Has(value, Box::new(self.items(&test)?.into_iter().next()?)),
            Rule::kw_starts => ExprKind::StartsWith(value, self.text(&child(&test, Rule::label)?)),
            Rule::comparator => {
                let comparison = comparison_of(&first.into_inner().next()?);
                ExprKind::Compare(comparison, value, others.next()?)
            }
            _ => return None,
        };
        Some(Expr {
            kind,
            span: self.span(pair),
        })
    }

    fn items(&mut self, test: &Pair<'_>) -> Option<Vec<Expr>> {
        children(test, Rule::item)
            .map(|item| {
                let inner = item.clone().into_inner().next()?;
                match inner.as_rule() {
                    Rule::label => {
                        let text = self.text(&inner);
                        Some(Expr {
                            kind: ExprKind::Text(text.text),
                            span: text.span,
                        })
                    }
                    _ => self.expression(&inner),
                }
            })
            .collect()
    }

    fn otherwise(&mut self, pair: &Pair<'_>) -> Option<Expr> {
        let mut value = self.of(pair, Rule::sum)?;
        for part in pair.clone().into_inner().skip(1) {
            let span = value.span.to(self.span(&part));
            let kind = match part.as_rule() {
                Rule::fallback => {
                    ExprKind::Otherwise(Box::new(value), Box::new(self.of(&part, Rule::sum)?))
                }
                _ => ExprKind::Rounded(Box::new(value), self.rounding(&part)?),
            };
            value = Expr { kind, span };
        }
        Some(value)
    }

    fn sum(&mut self, pair: &Pair<'_>) -> Option<ExprKind> {
        let mut terms = self.all(pair, Rule::term)?.into_iter();
        let first = terms.next()?;
        let signs = children(pair, Rule::sum_sign).map(|sign| {
            if has(&sign, Rule::plus) {
                SumSign::Plus
            } else {
                SumSign::Minus
            }
        });
        Some(ExprKind::Sum(Box::new(first), signs.zip(terms).collect()))
    }

    fn term(&mut self, pair: &Pair<'_>) -> Option<ExprKind> {
        let mut factors = self.all(pair, Rule::factor)?.into_iter();
        let first = factors.next()?;
        let signs = children(pair, Rule::term_sign).map(|sign| {
            if has(&sign, Rule::times) {
                TermSign::Times
            } else {
                TermSign::Over
            }
        });
        Some(ExprKind::Term(
            Box::new(first),
            signs.zip(factors).collect(),
        ))
    }

    fn factor(&mut self, pair: &Pair<'_>) -> Option<Expr> {
        let value = self.of(pair, Rule::primary)?;
        if !has(pair, Rule::minus) {
            return Some(value);
        }
        Some(Expr {
            kind: ExprKind::Negative(Box::new(value)),
            span: self.span(pair),
        })
    }

    fn primary(&mut self, pair: &Pair<'_>) -> Option<Expr> {
        let inner = pair
            .clone()
            .into_inner()
            .find(|inner| !matches!(inner.as_rule(), Rule::open | Rule::close))?;
        let kind = match inner.as_rule() {
            Rule::expression => return self.expression(&inner),
            Rule::conditional => self.conditional(&inner)?,
            Rule::dates => self.dates(&inner)?,
            Rule::growth => {
                let mut ends = self.all(&inner, Rule::sum)?.into_iter().map(Box::new);
                ExprKind::Growth(ends.next()?, ends.next()?)
            }
            Rule::lookup => {
                let name = self.name(&child(&inner, Rule::name)?);
                ExprKind::Lookup(name, self.all(&inner, Rule::expression)?)
            }
            Rule::aggregate => self.aggregate(&inner.clone().into_inner().next()?)?,
            Rule::score_of => self.score_of(&inner)?,
            Rule::kw_today => ExprKind::AssessmentDate,
            Rule::date => ExprKind::Date(self.date(&inner)?),
            Rule::quantity => ExprKind::Quantity(self.quantity(&inner)?),
            Rule::label => ExprKind::Text(self.text(&inner).text),
            Rule::call => {
                let name = self.name(&child(&inner, Rule::called)?);
                ExprKind::Call(name, self.all(&inner, Rule::expression)?)
            }
            Rule::path => {
                let (name, field) = self.path(&inner)?;
                ExprKind::Path(name, field)
            }
            Rule::kw_yes => ExprKind::Flag(true),
            Rule::kw_no => ExprKind::Flag(false),
            _ => return None,
        };
        Some(Expr {
            kind,
            span: self.span(&inner),
        })
    }

    pub(super) fn path(&self, pair: &Pair<'_>) -> Option<(Name, Option<Name>)> {
        let mut names = children(pair, Rule::name).map(|name| self.name(&name));
        Some((names.next()?, names.next()))
    }

    fn conditional(&mut self, pair: &Pair<'_>) -> Option<ExprKind> {
        let mut parts = self.all(pair, Rule::expression)?.into_iter().map(Box::new);
        Some(ExprKind::If(parts.next()?, parts.next()?, parts.next()?))
    }

    fn dates(&mut self, pair: &Pair<'_>) -> Option<ExprKind> {
        let mut ends = self.all(pair, Rule::otherwise)?.into_iter().map(Box::new);
        let (from, to) = (ends.next()?, ends.next()?);
        Some(match pair.clone().into_inner().next()?.as_rule() {
            Rule::kw_years => ExprKind::Dates(DateUnit::Years, from, to),
            Rule::kw_months => ExprKind::Dates(DateUnit::Months, from, to),
            Rule::kw_workdays => ExprKind::Workdays(from, to),
            _ => ExprKind::Dates(DateUnit::Days, from, to),
        })
    }

    fn score_of(&mut self, pair: &Pair<'_>) -> Option<ExprKind> {
        let part = match child(pair, Rule::name) {
            Some(name) => PartRef::Named(self.name(&name)),
            None => PartRef::Total,
        };
        let is_score = has(pair, Rule::kw_score_of);
        Some(if is_score {
            ExprKind::ScoreOf(part)
        } else {
            ExprKind::ShareOf(part)
        })
    }

    fn aggregate(&mut self, pair: &Pair<'_>) -> Option<ExprKind> {
        let filter = match child(pair, Rule::filter) {
            None => None,
            Some(filter) => Some(self.of(&filter, Rule::expression)?),
        };
        let (fold, (records, field), weight) = if pair.as_rule() == Rule::quantifier {
            let fold = match pair.clone().into_inner().next()?.as_rule() {
                Rule::kw_any => Fold::Any,
                Rule::kw_none => Fold::No,
                _ => Fold::Every,
            };
            (fold, (self.name(&child(pair, Rule::name)?), None), None)
        } else {
            let over = child(pair, Rule::name).map(|name| (self.name(&name), None));
            let paths = children(pair, Rule::path).map(|path| self.path(&path));
            let paths: Vec<(Name, Option<Name>)> = paths.collect::<Option<_>>()?;
            let mut paths = over.into_iter().chain(paths);
            (self.fold(pair)?, paths.next()?, paths.next())
        };
        let computed = match child(pair, Rule::computed) {
            None => None,
            Some(computed) => Some(self.of(&computed, Rule::expression)?),
        };
        let aggregate = Aggregate {
            fold,
            records,
            field,
            computed,
            weight,
            filter,
        };
        Some(ExprKind::Aggregate(Box::new(aggregate)))
    }

    fn fold(&mut self, pair: &Pair<'_>) -> Option<Fold> {
        const MOST_HIGHEST: u32 = 1_000_000;
        let fold = child(pair, Rule::fold)?;
        let word = fold.clone().into_inner().next()?.as_rule();
        let top = child(&fold, Rule::top).and_then(|top| child(&top, Rule::number));
        Some(match (word, top) {
            (Rule::kw_sum_of, Some(number)) => {
                let count = self.small(&number, MOST_HIGHEST)?;
                match child(&fold, Rule::top).is_some_and(|top| has(&top, Rule::kw_bottom)) {
                    true => Fold::SumOfLowest(count),
                    false => Fold::SumOfHighest(count),
                }
            }
            (Rule::kw_count_of, _) if has(&fold, Rule::kw_distinct) => Fold::CountDistinct,
            (Rule::kw_count_of, _) => Fold::Count,
            (Rule::kw_sum_of, None) => Fold::Sum,
            (Rule::kw_highest_of, _) => Fold::Highest,
            (Rule::kw_lowest_of, _) => Fold::Lowest,
            _ => Fold::Average,
        })
    }
}

fn comparison_of(pair: &Pair<'_>) -> Comparison {
    match pair.as_rule() {
        Rule::at_least => Comparison::AtLeast,
        Rule::at_most => Comparison::AtMost,
        Rule::different => Comparison::Different,
        Rule::more => Comparison::Greater,
        Rule::less => Comparison::Less,
        _ => Comparison::Equal,
    }
}
