//! Groups of clauses, choices among branches, and scores that are a formula.

use crate::check::clauses::Place;
use crate::check::mistakes::structure::Hollow;
use crate::check::mistakes::{clauses, names, structure};
use crate::check::scope::Checker;
use crate::check::tree::is_setting;
use crate::domain::Type;
use crate::domain::standard::GroupRule;
use crate::evidence::Stored;
use crate::program::{Branch, ClauseId, ClauseKind, Selector};
use crate::source::Span;
use crate::syntax::ast::{self, BranchName, Sign};

/// The values that name branches, each with the branch that it stands in.
type Named = Vec<(Stored, Span)>;

impl Checker<'_> {
    pub(super) fn group(
        &mut self,
        (rule, span): (GroupRule, Span),
        lines: &[ast::Clause],
        place: &Place,
    ) -> Option<ClauseKind> {
        if lines.is_empty() {
            return self.refuse(structure::empty(span, Hollow::Group));
        }
        if let GroupRule::Best(count) = rule
            && (count == 0 || count as usize > lines.len())
        {
            return self.refuse(clauses::best_count(span, count, lines.len()));
        }
        Some(ClauseKind::Group {
            rule,
            clauses: self.clauses(lines, place),
        })
    }

    // ---- choose by ------------------------------------------------------------------------------

    pub(super) fn choose(
        &mut self,
        by: &ast::Expr,
        written: &[ast::Branch],
        (span, place): (Span, &Place),
    ) -> Option<ClauseKind> {
        let by = self.complete(by);
        let mut branches = vec![];
        let mut inner: Vec<ClauseId> = vec![];
        let mut named: Named = vec![];
        let mut other: Option<Span> = None;
        for branch in written {
            if branch.clauses.is_empty() {
                self.found
                    .add(structure::empty(branch.span, Hollow::Branch));
            }
            let start = inner.len();
            inner.extend(self.clauses(&branch.clauses, place));
            let ty = by.as_ref().map(|by| &by.ty);
            let selector = self.selector(branch, ty, (&mut named, &mut other));
            if let Some(selector) = selector {
                branches.push(Branch {
                    selector,
                    clauses: (position(start), position(inner.len())),
                    origin: self.origin(&branch.lead, branch.span),
                });
            }
        }
        let by = by?;
        if by.traits.needs_scores {
            return self.refuse(names::score_too_early(by.span));
        }
        self.check_branches(&by.ty, &named, (span, other))?;
        if written
            .iter()
            .flat_map(|branch| &branch.clauses)
            .any(deducts)
        {
            self.warn_of_escape(&by, by.span);
        }
        Some(ClauseKind::Choose {
            by: by.id,
            branches,
            clauses: inner,
        })
    }

    /// What chooses a branch; what a branch above has already is reported.
    fn selector(
        &mut self,
        branch: &ast::Branch,
        ty: Option<&Type>,
        (named, other): (&mut Named, &mut Option<Span>),
    ) -> Option<Selector> {
        if branch.names.is_empty() {
            if let Some(first) = other.replace(branch.span) {
                self.found
                    .add(clauses::branch_twice(branch.span, first, "otherwise"));
            }
            return Some(Selector::Otherwise);
        }
        if let Some(first) = other {
            self.found
                .add(clauses::behind_otherwise(branch.span, *first));
        }
        let mut values = vec![];
        for name in &branch.names {
            let (value, span) = match (name, ty?) {
                (BranchName::Choice(name), Type::Choice(list)) => {
                    (Stored::Choice(self.choice(*list, name)?), name.span)
                }
                (BranchName::Flag(flag, span), Type::Flag) => (Stored::Flag(*flag), *span),
                (BranchName::Choice(name), ty) => {
                    return self.refuse_branch(name.span, ty);
                }
                (BranchName::Flag(_, span), ty) => return self.refuse_branch(*span, ty),
            };
            match named.iter().find(|(other, _)| *other == value) {
                Some((_, first)) => {
                    let text = self.file.slice(span).to_owned();
                    let twice = clauses::branch_twice(span, *first, &text);
                    self.found.add(twice);
                }
                None => named.push((value.clone(), span)),
            }
            values.push(value);
        }
        Some(Selector::Values(values))
    }

    /// A branch that cannot be one of a type; what cannot be chosen by is reported elsewhere.
    fn refuse_branch<T>(&mut self, span: Span, ty: &Type) -> Option<T> {
        match ty {
            Type::Flag | Type::Choice(_) => self.refuse(clauses::wrong_branch(span, ty)),
            Type::Number(_) | Type::Kinds(_) | Type::Date | Type::Text | Type::Records => None,
        }
    }

    /// Each choice has its branch, and no branch is left without a choice.
    fn check_branches(
        &mut self,
        ty: &Type,
        named: &Named,
        (span, other): (Span, Option<Span>),
    ) -> Option<()> {
        let all: Vec<(Stored, String)> = match ty {
            Type::Flag => {
                let both = [(true, "是", "yes"), (false, "否", "no")];
                let made = |(flag, zh, en)| (Stored::Flag(flag), format!("{zh} {en}"));
                both.into_iter().map(made).collect()
            }
            Type::Choice(list) => {
                let choices = &self.schema.list(*list)?.choices;
                let made = |(at, choice): (u32, &crate::evidence::Choice)| {
                    (Stored::Choice(at), choice.name.clone())
                };
                (0u32..).zip(choices).map(made).collect()
            }
            Type::Number(_) | Type::Kinds(_) | Type::Date | Type::Text | Type::Records => {
                return self.refuse(clauses::not_to_choose_by(span, ty));
            }
        };
        let is_named = |value: &Stored| named.iter().any(|(own, _)| own == value);
        let left: Vec<&str> = all
            .iter()
            .filter(|(value, _)| !is_named(value))
            .map(|(_, name)| name.as_str())
            .collect();
        match other {
            None if !left.is_empty() => {
                let left = left.join("`, `");
                self.refuse(clauses::branch_missing(span, &left))
            }
            Some(other) if left.is_empty() => self.refuse(clauses::nothing_left(other)),
            None | Some(_) => Some(()),
        }
    }

    // ---- score = --------------------------------------------------------------------------------

    pub(super) fn formula(
        &mut self,
        value: &ast::Expr,
        (span, place): (Span, &Place),
    ) -> Option<ClauseKind> {
        if place.is_in_group {
            return self.refuse(clauses::formula_in_group(span));
        }
        let points = self.computed(value, place)?;
        if points.may_deduct() {
            self.warn_of_missing(&points.traits, span);
        }
        let crate::program::Amount::Computed(id) = points.amount else {
            return None;
        };
        Some(ClauseKind::Formula(id))
    }

    /// A formula is the whole score: only what sets the score may stand beside it.
    pub(super) fn check_formula(&mut self, written: &[ast::Clause]) {
        let is_formula = |clause: &&ast::Clause| matches!(clause.kind, ast::ClauseKind::Formula(_));
        let Some(formula) = written.iter().find(is_formula) else {
            return;
        };
        let is_beside = |clause: &&ast::Clause| {
            let sets = matches!(&clause.kind, ast::ClauseKind::If { effect, .. } if effect.sign == Sign::None);
            !std::ptr::eq(*clause, formula) && !sets && !is_setting(clause)
        };
        for clause in written.iter().filter(is_beside) {
            self.found
                .add(clauses::beside_formula(clause.span, formula.span));
        }
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether a clause as written may take points.
fn deducts(clause: &ast::Clause) -> bool {
    let own = match &clause.kind {
        ast::ClauseKind::Base(effect)
        | ast::ClauseKind::If { effect, .. }
        | ast::ClauseKind::Per { effect, .. } => effect.sign == Sign::Minus,
        ast::ClauseKind::By { bands, .. } => {
            bands.iter().any(|band| band.effect.sign == Sign::Minus)
        }
        ast::ClauseKind::Linear {
            from, to, below, ..
        } => {
            let ends = [&from.1, &to.1].into_iter().chain(below);
            ends.into_iter()
                .any(|points| matches!(points.kind, ast::ExprKind::Negative(_)))
        }
        ast::ClauseKind::Group { .. }
        | ast::ClauseKind::Choose { .. }
        | ast::ClauseKind::Formula(_)
        | ast::ClauseKind::Judge { .. }
        | ast::ClauseKind::Bound(_)
        | ast::ClauseKind::Applies { .. }
        | ast::ClauseKind::Rounding(_) => false,
    };
    own || clause.inner().into_iter().any(deducts)
}
