//! Sections, indicators and the total, as parts and facts.

use crate::compare::aspects as a;
use crate::compare::node::{Fact, Handle, Node};
use crate::compare::outline::{Outline, bound, rounded};
use crate::compare::words;
use crate::diagnostics::{Say, say};
use crate::domain::Exact;
use crate::program::{Adding, Indicator, IndicatorId, Section, SectionId, Total};

impl Outline<'_> {
    /// The tree, flat: each part says in which section it stands.
    pub(super) fn tree(&self, nodes: &mut Vec<Node>) {
        let program = self.program();
        let sections = (0u32..).map(SectionId).zip(&program.sections);
        nodes.extend(sections.map(|(id, one)| self.section(id, one)));
        let indicators = (0u32..).map(IndicatorId).zip(&program.indicators);
        nodes.extend(indicators.map(|(id, one)| self.indicator(id, one)));
        let Total {
            cap,
            floor,
            rounding,
        } = &program.total;
        let mut total = Node::new(a::TOTAL, "");
        bound(&mut total, a::CAP, cap.as_ref());
        bound(&mut total, a::FLOOR, floor.as_ref());
        rounded(&mut total, *rounding);
        nodes.push(total);
    }

    fn section(&self, id: SectionId, section: &Section) -> Node {
        let Section {
            name,
            label,
            weight,
            is_extra,
            floor,
            cap,
            rounding,
            applies,
            indicators: _,
            sections: _,
            parent,
            origin,
        } = section;
        let place = self.place(origin);
        let mut node = self.named(a::SECTION, ("section", name), label.as_ref(), place);
        node.handle = Handle::Section(id);
        node.facts.push(self.share(weight, *is_extra));
        if let Some(parent) = parent {
            let name = self.section_name(*parent);
            let shown = say!(zh "`{name}`", en "`{name}`");
            node.facts.push(Fact::said(a::INSIDE, name, shown));
        }
        bound(&mut node, a::FLOOR, floor.as_ref());
        bound(&mut node, a::CAP, cap.as_ref());
        rounded(&mut node, *rounding);
        self.applies(&mut node, applies.as_ref());
        node
    }

    fn indicator(&self, id: IndicatorId, indicator: &Indicator) -> Node {
        let Indicator {
            name,
            label,
            weight,
            is_extra,
            floor,
            cap,
            rounding,
            applies,
            clauses,
            section,
            origin,
        } = indicator;
        let place = self.place(origin);
        let mut node = self.named(a::INDICATOR, ("indicator", name), label.as_ref(), place);
        node.handle = Handle::Indicator(id);
        node.facts.push(self.share(weight, *is_extra));
        let name = self.section_name(*section);
        let shown = say!(zh "`{name}`", en "`{name}`");
        node.facts.push(Fact::said(a::INSIDE, name, shown));
        let (low, high) = self.usual(weight, *is_extra);
        match floor {
            None => node.facts.push(Fact::said(
                a::FLOOR,
                "none",
                words::pair("不保底", "none (it may sink without end)"),
            )),
            Some(floor) => bound(&mut node, a::FLOOR, Some(floor).filter(|own| **own != low)),
        }
        bound(
            &mut node,
            a::CAP,
            Some(cap).filter(|own| Some(*own) != high.as_ref()),
        );
        rounded(&mut node, *rounding);
        self.applies(&mut node, applies.as_ref());
        let clauses = clauses.iter().map(|id| self.clause(*id));
        node.children.extend(clauses);
        node
    }

    /// The bounds of an indicator that says none: they follow from the scale or from its points.
    fn usual(&self, weight: &Exact, is_extra: bool) -> (Exact, Option<Exact>) {
        let program = self.program();
        match (program.adding, is_extra) {
            (_, true) => (Exact::ZERO, None),
            (Adding::Weights, false) => (program.scale.0.clone(), Some(program.scale.1.clone())),
            (Adding::Points, false) => (Exact::ZERO, Some(weight.clone())),
        }
    }

    fn share(&self, weight: &Exact, is_extra: bool) -> Fact {
        match (is_extra, self.program().adding) {
            (true, _) => Fact::said(a::EXTRA, "extra", words::yes_no(true)),
            (false, Adding::Weights) => Fact::said(
                a::WEIGHT,
                weight.to_string(),
                Say::same(words::percent(weight)),
            ),
            (false, Adding::Points) => Fact::same(a::SHARE, weight.to_string()),
        }
    }
}
