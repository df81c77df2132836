//! The head of a standard and the evidence that it asks for, as parts and facts.

use crate::compare::aspects as a;
use crate::compare::node::{Detail, Fact, Node};
use crate::compare::outline::{Outline, choice_scope};
use crate::compare::words;
use crate::diagnostics::{Say, say};
use crate::domain::types::{ChoiceList, Quantity};
use crate::domain::{Exact, Type};
use crate::evidence::{Choice, Field, FieldKind, JudgementField, Presence};
use crate::program::{Adding, Info};

impl Outline<'_> {
    /// What the standard says of itself, and how its parts add up.
    pub(super) fn head(&self) -> Node {
        let program = self.program();
        let Info {
            id,
            title,
            source,
            issued_by,
            document,
            supersedes,
            status,
            in_force_from,
            in_force_until,
            standard_span: _,
            in_force_span: _,
        } = &program.info;
        let mut node = Node {
            name: Say::same(id.clone()),
            label: Some(title.clone()),
            // There is one on each side, whatever it is called.
            ..Node::new(a::STANDARD, "")
        };
        let mut add = |fact| node.facts.push(fact);
        add(Fact::same(a::ID, id));
        add(Fact::same(a::TITLE, title));
        for (aspect, text) in [
            (a::SOURCE, source),
            (a::ISSUED_BY, issued_by),
            (a::DOCUMENT, document),
            (a::SUPERSEDES, supersedes),
        ] {
            text.iter().for_each(|text| add(Fact::same(aspect, text)));
        }
        add(Fact::said(a::STATUS, status.word(), words::status(*status)));
        for (aspect, day) in [
            (a::IN_FORCE_FROM, in_force_from),
            (a::IN_FORCE_UNTIL, in_force_until),
        ] {
            let shown = words::day(*day);
            add(Fact::said(aspect, shown.en.clone(), shown));
        }
        self.adding(&mut node);
        let mut add = |fact| node.facts.push(fact);
        add(Fact::same(a::CURRENCY, &program.schema.currency.0));
        let needs_date = in_force_from.is_some() || program.reads_assessment_date();
        let shown = words::yes_no(needs_date);
        add(Fact::said(a::NEEDS_DATE, needs_date.to_string(), shown));
        node
    }

    /// How parts add up.
    fn adding(&self, node: &mut Node) {
        let program = self.program();
        let mut add = |fact| node.facts.push(fact);
        let (low, high) = &program.scale;
        match program.adding {
            Adding::Weights => {
                add(Fact::said(
                    a::ADDING,
                    "weights",
                    words::pair("权重", "weights"),
                ));
                let points = Type::Number(Quantity::Points);
                let shown = words::between(&program.scale, &points);
                add(Fact::said(a::SCALE, format!("{low} {high}"), shown));
            }
            Adding::Points => {
                add(Fact::said(
                    a::ADDING,
                    "points",
                    words::pair("分值", "points"),
                ));
            }
        }
    }

    /// Fields and judgements.
    pub(super) fn evidence(&self, nodes: &mut Vec<Node>) {
        let schema = &self.program().schema;
        nodes.extend(schema.fields.iter().map(|field| self.field(field, None)));
        nodes.extend(schema.judgements.iter().map(|one| self.judgement(one)));
    }

    /// A field, or a column of some records.
    fn field(&self, field: &Field, records: Option<&str>) -> Node {
        let Field {
            name,
            label,
            kind,
            presence,
            quote,
            span,
        } = field;
        let scope = records.map_or("field".to_owned(), |records| format!("column of {records}"));
        let place = self.place_of(*span, quote.as_ref());
        let sort = if records.is_some() {
            a::COLUMN
        } else {
            a::FIELD
        };
        let mut node = self.named(sort, (&scope, name), label.as_ref(), place);
        let sort = words::kind(kind);
        node.facts.push(Fact::said(a::TYPE, sort.en.clone(), sort));
        self.kind(&mut node, kind);
        self.presence(&mut node, presence, &kind.ty());
        node
    }

    fn kind(&self, node: &mut Node, kind: &FieldKind) {
        let ty = kind.ty();
        match kind {
            FieldKind::Count { unit, range } => {
                unit_of(node, unit);
                ranged(node, range, &ty);
            }
            FieldKind::Number {
                unit,
                range,
                places,
            } => {
                unit_of(node, unit);
                ranged(node, range, &ty);
                places_of(node, *places);
            }
            FieldKind::Percent { range, places } => {
                ranged(node, range, &ty);
                // A percentage has two places less than its ratio.
                places_of(node, places.saturating_sub(2));
            }
            FieldKind::Money { range } => ranged(node, range, &ty),
            FieldKind::Flag | FieldKind::Date | FieldKind::Text => {}
            FieldKind::Choice { list } => self.choices(node, *list),
            FieldKind::Kinds { list, others } => {
                self.choices(node, *list);
                let shown = words::yes_no(*others);
                node.facts
                    .push(Fact::said(a::OTHERS, others.to_string(), shown));
            }
            FieldKind::Records { fields } => {
                let records = node.key.clone();
                let columns = fields.iter().map(|field| self.field(field, Some(&records)));
                node.children.extend(columns);
            }
        }
    }

    fn choices(&self, node: &mut Node, id: ChoiceList) {
        let Some(list) = self.program().schema.list(id) else {
            return;
        };
        let scope = choice_scope(id);
        for Choice { name, label } in &list.choices {
            let mut choice = Node {
                name: Say::same(name.clone()),
                label: label.clone(),
                scope: scope.clone(),
                ..Node::new(a::CHOICE, self.renamed(&scope, name))
            };
            let label = label.iter().map(|label| Fact::same(a::LABEL, label));
            choice.facts.extend(label);
            node.children.push(choice);
        }
        let names: Vec<String> = list
            .choices
            .iter()
            .map(|choice| self.renamed(&scope, &choice.name))
            .collect();
        let fact = match list.ordered {
            true => Fact::same(a::ORDER, names.join(" > ")).detailed(Detail::List(names)),
            false => Fact::said(a::ORDER, "none", words::nothing()),
        };
        node.facts.push(fact);
    }

    fn presence(&self, node: &mut Node, presence: &Presence, ty: &Type) {
        let (key, shown) = match presence {
            Presence::Required | Presence::Optional => (String::new(), words::nothing()),
            Presence::Default(value) => self.stored(value, Some(ty)),
        };
        let word = match presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Default(_) => "default",
        };
        let key = format!("{word} {key}").trim_end().to_owned();
        let shown = words::presence(presence, &shown);
        node.facts.push(Fact::said(a::PRESENCE, key, shown));
    }

    fn judgement(&self, judgement: &JudgementField) -> Node {
        let JudgementField {
            name,
            label,
            range,
            quote,
            span,
        } = judgement;
        let place = self.place_of(*span, quote.as_ref());
        let mut node = self.named(a::JUDGEMENT, ("judgement", name), label.as_ref(), place);
        ranged(&mut node, range, &Type::Number(Quantity::Points));
        node
    }
}

fn ranged(node: &mut Node, range: &(Exact, Exact), ty: &Type) {
    let (low, high) = range;
    let fact = Fact::said(a::RANGE, format!("{low} {high}"), words::between(range, ty));
    node.facts
        .push(fact.detailed(Detail::Range(low.clone(), high.clone())));
}

fn places_of(node: &mut Node, places: u32) {
    let most = Exact::whole(places.into());
    let fact = Fact::same(a::PLACES, places.to_string());
    node.facts.push(fact.detailed(Detail::Most(most)));
}

fn unit_of(node: &mut Node, unit: &str) {
    let shown = match unit {
        "" => words::nothing(),
        unit => say!(zh "{unit}", en "{unit}"),
    };
    node.facts.push(Fact::said(a::UNIT, unit, shown));
}
