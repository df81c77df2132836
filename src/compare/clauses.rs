//! Clauses, as parts and facts.

use crate::compare::aspects as a;
use crate::compare::node::{Aspect, Fact, Handle, Node};
use crate::compare::outline::{Outline, bound, rounded};
use crate::compare::words;
use crate::diagnostics::{Say, say};
use crate::domain::standard::GroupRule;
use crate::domain::types::Quantity;
use crate::domain::{Exact, Type};
use crate::program::{
    Amount, Band, Branch, Clause, ClauseId, ClauseKind, Counted, ExprId, JudgeLimit, Linear,
    PeriodCap, Selector,
};

/// Points that are given, or the formula that gives them.
const GIVEN: (Aspect, Aspect) = (a::POINTS, a::POINTS_FORMULA);

impl Outline<'_> {
    pub(super) fn clause(&self, id: ClauseId) -> Node {
        let Clause {
            kind,
            cap,
            floor,
            rounding,
            guard,
            uses: _,
            origin,
        } = self.program().clause(id);
        let mut node = self.unnamed(a::CLAUSE, self.place(origin));
        node.handle = Handle::Clause(id);
        node.facts
            .push(Fact::said(a::FORM, kind.word(), form(kind)));
        self.kind_of(&mut node, kind);
        bound(&mut node, a::CAP, cap.as_ref());
        bound(&mut node, a::FLOOR, floor.as_ref());
        rounded(&mut node, *rounding);
        node.facts
            .extend(guard.map(|guard| self.formula(a::GUARD, guard)));
        node
    }

    fn kind_of(&self, node: &mut Node, kind: &ClauseKind) {
        let mut add = |fact| node.facts.push(fact);
        match kind {
            ClauseKind::Base(points) => add(self.amount(GIVEN, points, words::signed)),
            ClauseKind::Award { condition, points } => {
                add(self.amount(GIVEN, points, words::signed));
                add(self.formula(a::CONDITION, *condition));
            }
            ClauseKind::Override { condition, score } => {
                add(self.amount(GIVEN, score, Exact::to_string));
                add(self.formula(a::CONDITION, *condition));
            }
            ClauseKind::Per { .. } => self.per(node, kind),
            ClauseKind::Bands {
                quantity,
                ty,
                bands,
            } => {
                add(self.formula(a::QUANTITY, *quantity));
                node.children
                    .extend(bands.iter().map(|band| self.band(band, ty)));
            }
            ClauseKind::Linear(line) => self.line_between(node, line),
            ClauseKind::Group { rule, clauses } => {
                let (key, shown) = match rule {
                    GroupRule::Sum => ("sum".to_owned(), words::pair("全部相加", "all, added up")),
                    GroupRule::Best(most) => (
                        format!("best {most}"),
                        say!(zh "最高的 {most} 条", en "the highest {most}"),
                    ),
                };
                add(Fact::said(a::GROUP, key, shown));
                node.children
                    .extend(clauses.iter().map(|id| self.clause(*id)));
            }
            ClauseKind::Choose {
                by,
                branches,
                clauses,
            } => {
                add(self.formula(a::CHOSEN_BY, *by));
                let branches = branches.iter().map(|one| self.branch(one, *by, clauses));
                node.children.extend(branches);
            }
            ClauseKind::Formula(value) => add(self.formula(a::FORMULA, *value)),
            ClauseKind::Judge { judgement, limit } => {
                let judgement = self.program().schema.judgements.get(judgement.0 as usize);
                let name = judgement.map_or("", |one| one.name.as_str());
                let name = self.renamed("judgement", name);
                add(Fact::same(a::JUDGED, name));
                self.limit(node, limit);
            }
        }
    }

    fn per(&self, node: &mut Node, kind: &ClauseKind) {
        let ClauseKind::Per {
            quantity,
            start,
            step,
            points,
            counted,
            period,
        } = kind
        else {
            return;
        };
        let Counted { name, label, ty } = counted;
        let title = label.as_ref().or(name.as_ref());
        let (zh, en) = (title, name.as_ref());
        let each = words::difference(step, ty);
        let called = match (zh, en) {
            (Some(zh), Some(en)) if *step == Exact::ONE => {
                say!(zh "每 {zh} 得分", en "points per {en}")
            }
            (Some(zh), Some(en)) => say!(zh "{zh} 得分", en "points of {en}"),
            (Some(_) | None, _) => words::pair("得分", "points"),
        };
        let mut fact = self.amount(GIVEN, points, words::signed).called(called);
        if let Amount::Constant(points) = points {
            // Points and the step for which they are given are told as one.
            fact.key = format!("{points} per {step}");
            if *step != Exact::ONE {
                let points = words::signed(points);
                fact.shown = say!(zh "每 {each} {points}", en "{points} per {each}");
            }
        } else {
            let each = Say::same(each);
            node.facts.push(Fact::said(a::STEP, step.to_string(), each));
        }
        let mut add = |fact| node.facts.push(fact);
        add(fact);
        add(self.formula(a::QUANTITY, *quantity));
        let start_shown = Say::same(words::number(start, ty));
        add(Fact::said(a::START, start.to_string(), start_shown));
        if let Some(period) = period {
            self.period(node, period);
        }
    }

    fn period(&self, node: &mut Node, capped: &PeriodCap) {
        let PeriodCap {
            period,
            records,
            column,
            filter,
            cap,
        } = capped;
        let column = self.column_name(Some(*records), *column);
        let said = words::period(*period);
        let (zh, en) = (said.zh, said.en);
        let shown = say!(zh "{zh}（{column}）", en "{en} of {column}");
        node.facts
            .push(Fact::said(a::PERIOD, shown.en.clone(), shown));
        bound(node, a::PERIOD_CAP, Some(cap));
        let filter =
            filter.map(|filter| Fact::form(a::PERIOD_FILTER, self.form_over(filter, *records)));
        node.facts.extend(filter);
    }

    fn band(&self, band: &Band, ty: &Type) -> Node {
        let Band {
            range,
            points,
            origin,
        } = band;
        let mut node = self.unnamed(a::BAND, self.place(origin));
        node.name = words::range(&range.first, ty);
        node.key.clone_from(&node.name.en);
        self.range(&mut node, range, ty);
        node.facts.push(self.amount(GIVEN, points, words::signed));
        node
    }

    fn line_between(&self, node: &mut Node, line: &Linear) {
        let Linear {
            quantity,
            ty,
            from,
            low,
            to,
            high,
            below,
        } = line;
        node.facts.push(self.formula(a::QUANTITY, *quantity));
        let points = Type::Number(Quantity::Points);
        let all = [
            (a::LINE_FROM, Some(from), ty),
            (a::LINE_LOW, Some(low), &points),
            (a::LINE_TO, Some(to), ty),
            (a::LINE_HIGH, Some(high), &points),
            (a::LINE_BELOW, below.as_ref(), &points),
        ];
        for (aspect, amount, ty) in all {
            let fact = |amount: &Amount| {
                self.amount((aspect, aspect), amount, |value| words::number(value, ty))
            };
            node.facts.extend(amount.map(fact));
        }
    }

    fn branch(&self, branch: &Branch, by: ExprId, clauses: &[ClauseId]) -> Node {
        let Branch {
            selector,
            clauses: _,
            origin,
        } = branch;
        let mut node = self.unnamed(a::BRANCH, self.place(origin));
        (node.key, node.name) = match selector {
            Selector::Otherwise => ("otherwise".to_owned(), words::pair("其余", "otherwise")),
            Selector::Values(values) => {
                let ty = self.type_of(by, None);
                self.selector(values, ty.as_ref())
            }
        };
        let fact = Fact::said(a::CELL, node.key.clone(), node.name.clone());
        node.facts.push(fact);
        let own = branch.own(clauses).iter().map(|id| self.clause(*id));
        node.children.extend(own);
        node
    }

    fn limit(&self, node: &mut Node, limit: &JudgeLimit) {
        match limit {
            JudgeLimit::UpTo { most, per } => {
                bound(node, a::LIMIT, Some(most));
                node.facts
                    .extend(per.map(|per| self.formula(a::LIMIT_PER, per)));
            }
            JudgeLimit::Between { low, high } => {
                let ty = Type::Number(Quantity::Points);
                for (aspect, id) in [(a::LEAST_POINTS, low), (a::MOST_POINTS, high)] {
                    let form = self.form_of(*id, Some(&ty));
                    node.facts.push(Fact::form(aspect, form));
                }
            }
        }
    }
}

/// What a clause does, in words.
fn form(kind: &ClauseKind) -> Say {
    match kind {
        ClauseKind::Base(_) => words::pair("无条件得分", "points without a condition"),
        ClauseKind::Award { .. } => words::pair("条件成立则得分", "points where a condition holds"),
        ClauseKind::Override { .. } => words::pair("条件成立则定为", "a score that is set"),
        ClauseKind::Per { .. } => words::pair("按数量得分", "points for each"),
        ClauseKind::Bands { .. } => words::pair("按档得分", "points by bands"),
        ClauseKind::Linear(_) => words::pair("线性得分", "points on a line"),
        ClauseKind::Group { .. } => words::pair("一组条款", "a group of clauses"),
        ClauseKind::Choose { .. } => words::pair("按选项分支", "branches"),
        ClauseKind::Formula(_) => words::pair("公式得分", "a formula"),
        ClauseKind::Judge { .. } => words::pair("酌情给分", "points that an assessor gives"),
    }
}
