//! What stands behind and beside the tree, as parts and facts.

use crate::compare::aspects as a;
use crate::compare::node::{Detail, Fact, Node};
use crate::compare::outline::Outline;
use crate::compare::words;
use crate::diagnostics::{Say, say};
use crate::domain::Type;
use crate::domain::standard::NoteKind;
use crate::domain::types::Quantity;
use crate::program::{
    Accepted, Among, Better, Conditions, Grade, Graded, Grading, Note, Output, Procedure,
    Requirement, Ruling, RulingKind, Stage, Wanted,
};

impl Outline<'_> {
    /// The grades and what moves them.
    pub(super) fn verdict(&self, nodes: &mut Vec<Node>) {
        let program = self.program();
        let mut node = Node::new(a::GRADES, "");
        self.graded(&mut node, program.graded_by.as_ref(), program.better);
        self.grades(&mut node, &program.grades, program.graded_by.as_ref());
        nodes.push(node);
        for grading in &program.gradings {
            let Grading {
                name,
                label,
                by,
                better,
                grades,
                origin,
            } = grading;
            let place = self.place(origin);
            let mut node = self.named(a::GRADING, ("grading", name), label.as_ref(), place);
            self.graded(&mut node, by.as_ref(), *better);
            self.grades(&mut node, grades, by.as_ref());
            nodes.push(node);
        }
        nodes.extend(program.rulings.iter().map(|one| self.ruling(one)));
    }

    fn graded(&self, node: &mut Node, by: Option<&Graded>, better: Better) {
        if let Some(Graded { value, .. }) = by {
            node.facts.push(self.formula(a::GRADED, *value));
        }
        let (key, shown) = match better {
            Better::Higher => ("higher", words::pair("高者为优", "higher")),
            Better::Lower => ("lower", words::pair("低者为优", "lower")),
        };
        node.facts.push(Fact::said(a::BETTER, key, shown));
    }

    fn grades(&self, node: &mut Node, grades: &[Grade], by: Option<&Graded>) {
        let points = Type::Number(Quantity::Points);
        let known = by.and_then(|by| self.type_of(by.value, None));
        let ty = known.as_ref().or(by.map(|by| &by.ty)).unwrap_or(&points);
        let scope = format!("grade of {}", node.key);
        for grade in grades {
            let Grade {
                name,
                label,
                range,
                origin,
            } = grade;
            let place = self.place(origin);
            let mut one = self.named(a::GRADE, (&scope, name), label.as_ref(), place);
            let (key, shown) = match range {
                Some(_) => ("band", words::pair("按得分", "by its band")),
                None => ("rulings", words::pair("仅由裁定", "by rulings alone")),
            };
            one.facts.push(Fact::said(a::EARNED, key, shown));
            if let Some(range) = range {
                self.range(&mut one, range, ty);
            }
            node.children.push(one);
        }
        let bandless = grades.iter().filter(|grade| grade.range.is_none());
        let names: Vec<String> = bandless
            .map(|one| self.renamed(&scope, &one.name))
            .collect();
        if names.len() > 1 {
            let fact = Fact::same(a::BANDLESS, names.join(" > "));
            node.facts.push(fact.detailed(Detail::List(names)));
        }
    }

    fn ruling(&self, ruling: &Ruling) -> Node {
        let Ruling {
            kind,
            condition,
            reason,
            uses: _,
            origin,
        } = ruling;
        let mut node = self.unnamed(a::RULING, self.place(origin));
        let grade = |at: u32| {
            let grade = self.program().grades.get(at as usize);
            grade.map_or(String::new(), |one| self.renamed("grade of ", &one.name))
        };
        let (key, shown) = match *kind {
            RulingKind::Veto(at) => {
                let name = grade(at);
                (
                    format!("veto {name}"),
                    say!(zh "一票否决为 `{name}`", en "veto to `{name}`"),
                )
            }
            RulingKind::Require(at) => {
                let name = grade(at);
                let shown =
                    say!(zh "不满足则至多 `{name}`", en "at best `{name}` where it does not hold");
                (format!("require {name}"), shown)
            }
            RulingKind::Downgrade(steps) => (
                format!("downgrade {steps}"),
                say!(zh "降 {steps} 档", en "downgrade by {steps}"),
            ),
            RulingKind::Bar(at) => {
                let name = grade(at);
                (
                    format!("bar {name}"),
                    say!(zh "不得评为 `{name}`", en "bar `{name}`"),
                )
            }
            RulingKind::Direct(at) => {
                let name = grade(at);
                (
                    format!("direct {name}"),
                    say!(zh "直接认定为 `{name}`", en "directly `{name}`"),
                )
            }
        };
        node.facts.push(Fact::said(a::RULES, key, shown));
        node.facts.push(self.formula(a::CONDITION, *condition));
        node.facts
            .extend(reason.as_ref().map(|reason| Fact::same(a::REASON, reason)));
        node
    }

    /// Outputs, conditions and procedures.
    pub(super) fn beside(&self, nodes: &mut Vec<Node>) {
        let program = self.program();
        for output in &program.outputs {
            let Output {
                name,
                label,
                value,
                ty: _,
                uses: _,
                origin,
            } = output;
            let place = self.place(origin);
            let mut node = self.named(a::OUTPUT, ("output", name), label.as_ref(), place);
            node.facts.push(self.formula(a::FORMULA, *value));
            nodes.push(node);
        }
        for conditions in &program.conditions {
            let Conditions {
                name,
                label,
                among,
                needs_scores: _,
                origin,
            } = conditions;
            let place = self.place(origin);
            let mut node = self.named(a::CONDITIONS, ("conditions", name), label.as_ref(), place);
            self.among(&mut node, among);
            nodes.push(node);
        }
        nodes.extend(program.procedures.iter().map(|one| self.procedure(one)));
    }

    fn among(&self, node: &mut Node, among: &Among) {
        let Among {
            least,
            requirements,
        } = among;
        let fact = match usize::try_from(*least) == Ok(requirements.len()) {
            true => Fact::said(a::LEAST, "all", words::pair("全部", "all")),
            false => {
                let all = requirements.len();
                let shown = say!(zh "{all} 项中 {least} 项", en "{least} of {all}");
                Fact::said(a::LEAST, least.to_string(), shown)
            }
        };
        node.facts.push(fact);
        let requirements = requirements.iter().map(|one| self.requirement(one));
        node.children.extend(requirements);
    }

    fn requirement(&self, requirement: &Requirement) -> Node {
        let Requirement {
            words,
            wanted,
            guard,
            uses: _,
            origin,
        } = requirement;
        let mut node = self.unnamed(a::REQUIREMENT, self.place(origin));
        if let Some(words) = words {
            node.name = Say::same(words.clone());
            node.facts.push(Fact::same(a::WORDS, words));
        }
        match wanted {
            Wanted::Condition(id) => node.facts.push(self.formula(a::CONDITION, *id)),
            Wanted::Among(among) => self.among(&mut node, among),
        }
        node.facts
            .extend(guard.map(|guard| self.formula(a::GUARD, guard)));
        node
    }

    fn procedure(&self, procedure: &Procedure) -> Node {
        let Procedure {
            name,
            label,
            stages,
            origin,
        } = procedure;
        let place = self.place(origin);
        let mut node = self.named(a::PROCEDURE, ("procedure", name), label.as_ref(), place);
        let scope = format!("stage of {}", node.key);
        let names: Vec<String> = stages
            .iter()
            .map(|one| self.renamed(&scope, &one.name))
            .collect();
        let order = Fact::same(a::ORDER, names.join(" → ")).detailed(Detail::List(names));
        node.facts.push(order);
        for stage in stages {
            let Stage {
                name,
                label,
                role,
                condition,
                reason,
                uses: _,
                origin,
            } = stage;
            let place = self.place(origin);
            let mut one = self.named(a::STAGE, (&scope, name), label.as_ref(), place);
            one.facts
                .extend(role.as_ref().map(|role| Fact::same(a::ROLE, role)));
            one.facts
                .extend(reason.as_ref().map(|reason| Fact::same(a::REASON, reason)));
            one.facts.push(self.formula(a::CONDITION, *condition));
            node.children.push(one);
        }
        node
    }

    /// What is not scored, and warnings that are meant.
    pub(super) fn notes(&self, nodes: &mut Vec<Node>) {
        let program = self.program();
        for note in &program.notes {
            let Note {
                kind,
                words,
                reason,
                line: _,
            } = note;
            let sort = match kind {
                NoteKind::NotARule => a::NOT_A_RULE,
                NoteKind::LeftOpen => a::LEFT_OPEN,
            };
            let mut node = Node::new(sort, words.clone());
            node.facts.push(Fact::same(a::WORDS, words));
            node.facts.push(Fact::same(a::REASON, reason));
            nodes.push(node);
        }
        for Accepted {
            code,
            reason,
            span,
            meant: _,
        } in &program.accepted
        {
            let mut node = Node::new(a::ACCEPTED, code.name());
            node.facts.push(Fact::same(a::REASON, reason));
            node.place = Some(self.place_of(*span, None));
            nodes.push(node);
        }
    }
}
