//! From a checked program to its parts and facts.

use crate::compare::aspects as a;
use crate::compare::node::{Aspect, Detail, Fact, Kind, Node, Place};
use crate::compare::renames::Renames;
use crate::compare::{Side, words};
use crate::diagnostics::Say;
use crate::domain::types::ChoiceList;
use crate::domain::{Exact, Rounding, Type};
use crate::evidence::{FieldId, FieldKind, Stored};
use crate::program::{
    Amount, Applies, ConditionsId, DatedRange, Definition, DefinitionId, ExprId, IndicatorId,
    Origin, ParameterId, Program, SectionId, TableId,
};
use crate::source::Span;

/// One side of a comparison, as it is read.
pub(super) struct Outline<'s> {
    side: &'s Side<'s>,
    renames: &'s Renames,
}

impl<'s> Outline<'s> {
    /// All parts of a standard; ids that were renamed have their new names.
    pub(super) fn read(side: &'s Side<'s>, renames: &'s Renames) -> Vec<Node> {
        let outline = Self { side, renames };
        let mut nodes = vec![outline.head()];
        outline.evidence(&mut nodes);
        outline.numbers(&mut nodes);
        nodes.extend(
            side.program
                .definitions
                .iter()
                .map(|one| outline.definition(one)),
        );
        outline.tree(&mut nodes);
        outline.verdict(&mut nodes);
        outline.beside(&mut nodes);
        outline.notes(&mut nodes);
        nodes
    }

    pub(super) fn program(&self) -> &'s Program {
        self.side.program
    }

    // ---- names ----------------------------------------------------------------------------------

    pub(super) fn renamed(&self, scope: &str, name: &str) -> String {
        self.renames.of(scope, name)
    }

    pub(super) fn field_name(&self, id: FieldId) -> String {
        let field = self.program().schema.field(id);
        field.map_or(String::new(), |field| self.renamed("field", &field.name))
    }

    pub(super) fn column(&self, records: Option<FieldId>, at: u32) -> Option<&'s FieldKind> {
        let field = self.program().schema.field(records?)?;
        let column = field.kind.columns().get(at as usize);
        column.map(|column| &column.kind)
    }

    pub(super) fn column_name(&self, records: Option<FieldId>, at: u32) -> String {
        let field = records.and_then(|id| self.program().schema.field(id));
        let Some(field) = field else {
            return format!("#{at}");
        };
        let FieldKind::Records { fields } = &field.kind else {
            return format!("#{at}");
        };
        let records = self.renamed("field", &field.name);
        let scope = format!("column of {records}");
        let column = fields.get(at as usize);
        let column = column.map_or(String::new(), |one| self.renamed(&scope, &one.name));
        format!("{records}.{column}")
    }

    pub(super) fn definition_name(&self, id: DefinitionId) -> String {
        let found = self.program().definitions.get(id.0 as usize);
        found.map_or(String::new(), |one| self.renamed("definition", &one.name))
    }

    pub(super) fn parameter_name(&self, id: ParameterId) -> String {
        let found = self.program().parameters.get(id.0 as usize);
        found.map_or(String::new(), |one| self.renamed("parameter", &one.name))
    }

    pub(super) fn table_name(&self, id: TableId) -> String {
        let found = self.program().tables.get(id.0 as usize);
        found.map_or(String::new(), |one| self.renamed("table", &one.name))
    }

    pub(super) fn conditions_name(&self, id: ConditionsId) -> String {
        let found = self.program().conditions.get(id.0 as usize);
        found.map_or(String::new(), |one| self.renamed("conditions", &one.name))
    }

    pub(super) fn indicator_name(&self, id: IndicatorId) -> String {
        self.renamed("indicator", &self.program().indicator(id).name)
    }

    pub(super) fn section_name(&self, id: SectionId) -> String {
        self.renamed("section", &self.program().section(id).name)
    }

    /// The id of a choice; its position where its list is not known.
    pub(super) fn choice_name(&self, list: Option<ChoiceList>, at: u32) -> String {
        let choice = list.and_then(|list| self.program().schema.choice(list, at));
        match (choice, list) {
            (Some(choice), Some(list)) => self.renamed(&choice_scope(list), &choice.name),
            (Some(_) | None, _) => format!("#{at}"),
        }
    }

    /// A value of a type: what it is, and how it reads.
    pub(super) fn stored(&self, value: &Stored, ty: Option<&Type>) -> (String, Say) {
        let list = match ty {
            Some(Type::Choice(list) | Type::Kinds(list)) => Some(*list),
            Some(Type::Number(_) | Type::Flag | Type::Date | Type::Text | Type::Records) | None => {
                None
            }
        };
        let same = |text: String| (text.clone(), Say::same(text));
        match value {
            Stored::Missing => ("missing".into(), words::nothing()),
            Stored::Flag(flag) => (flag.to_string(), words::yes_no(*flag)),
            Stored::Number(number) => (
                number.to_string(),
                Say::same(crate::compare::forms::shown(number, ty)),
            ),
            Stored::Choice(at) => same(self.choice_name(list, *at)),
            Stored::Kinds(kinds) => {
                let known = kinds.known.iter().map(|at| self.choice_name(list, *at));
                let others = kinds.others.iter().map(|kind| format!("{kind:?}"));
                let mut all: Vec<String> = known.chain(others).collect();
                all.sort();
                same(format!("[{}]", all.join(", ")))
            }
            Stored::Date(date) => same(date.to_string()),
            Stored::Text(text) => (format!("{text:?}"), Say::same(text.clone())),
            Stored::Rows(rows) => same(format!("{} rows", rows.len())),
        }
    }

    // ---- places ---------------------------------------------------------------------------------

    /// Where a statement stands.
    pub(super) fn place(&self, origin: &Origin) -> Place {
        let (file, line) = self.line(origin.span);
        Place {
            file,
            line,
            text: origin.text.clone(),
            quote: origin.quote.clone(),
        }
    }

    /// Where a declaration stands that keeps no text: its first line.
    pub(super) fn place_of(&self, span: Span, quote: Option<&String>) -> Place {
        let (file, line) = self.line(span);
        let (part, local) = self.side.file.locate(span);
        let (_, text) = part.line_text(part.line(local.start));
        Place {
            file,
            line,
            text: text.trim().to_owned(),
            quote: quote.cloned(),
        }
    }

    fn line(&self, span: Span) -> (String, u32) {
        let file = self.side.file;
        (
            file.part_at(span.start).name().to_owned(),
            file.line(span.start),
        )
    }

    /// A part with its id, its label and its place.
    pub(super) fn named(
        &self,
        kind: Kind,
        (scope, name): (&str, &str),
        label: Option<&String>,
        place: Place,
    ) -> Node {
        let mut node = Node {
            name: Say::same(name),
            scope: scope.to_owned(),
            label: label.cloned(),
            ..Node::new(kind, self.renamed(scope, name))
        };
        node.facts
            .extend(label.map(|label| Fact::same(a::LABEL, label)));
        node.facts.extend(quoted(&place));
        node.place = Some(place);
        node
    }

    /// A part without an id, with its place; it is called by what it says.
    pub(super) fn unnamed(&self, kind: Kind, place: Place) -> Node {
        let mut node = Node {
            name: Say::same(place.text.clone()),
            ..Node::new(kind, place.text.clone())
        };
        node.facts.extend(quoted(&place));
        node.place = Some(place);
        node
    }

    // ---- what many parts have -------------------------------------------------------------------

    fn definition(&self, definition: &Definition) -> Node {
        let Definition {
            name,
            label,
            value,
            ty: _,
            needs_scores: _,
            span,
        } = definition;
        let place = self.place_of(*span, None);
        let mut node = self.named(a::DEFINITION, ("definition", name), label.as_ref(), place);
        node.facts.push(self.formula(a::FORMULA, *value));
        node
    }

    /// An expression as a fact.
    pub(super) fn formula(&self, aspect: Aspect, id: ExprId) -> Fact {
        Fact::form(aspect, self.form(id))
    }

    /// When a part applies.
    pub(super) fn applies(&self, node: &mut Node, applies: Option<&Applies>) {
        if let Some(Applies {
            condition,
            otherwise,
        }) = applies
        {
            node.facts.push(self.formula(a::APPLIES, *condition));
            let (key, shown) = (format!("{otherwise:?}"), words::otherwise(*otherwise));
            node.facts.push(Fact::said(a::NOT_APPLYING, key, shown));
        }
    }

    /// Points: a constant under one aspect, a formula under another.
    pub(super) fn amount(
        &self,
        (constant, computed): (Aspect, Aspect),
        amount: &Amount,
        shown: impl Fn(&Exact) -> String,
    ) -> Fact {
        match amount {
            Amount::Constant(points) => {
                Fact::said(constant, points.to_string(), Say::same(shown(points)))
            }
            Amount::Computed(id) => self.formula(computed, *id),
        }
    }

    /// The ends of a range, and those that later days move.
    pub(super) fn range(&self, node: &mut Node, dated: &DatedRange, ty: &Type) {
        let DatedRange { first, later } = dated;
        ends(node, first, ty);
        for (from, range) in later {
            let mut one = Node::new(a::LATER, from.to_string());
            ends(&mut one, range, ty);
            node.children.push(one);
        }
    }

    /// What chooses, and the constants that it is compared with.
    pub(super) fn selector(&self, values: &[Stored], ty: Option<&Type>) -> (String, Say) {
        let all: Vec<(String, Say)> = values.iter().map(|one| self.stored(one, ty)).collect();
        let mut keys: Vec<String> = all.iter().map(|(key, _)| key.clone()).collect();
        keys.sort();
        let join = |of: fn(&Say) -> &String, mark: &str| {
            let texts: Vec<&str> = all.iter().map(|(_, shown)| of(shown).as_str()).collect();
            texts.join(mark)
        };
        let shown = words::pair(join(|say| &say.zh, "、"), join(|say| &say.en, ", "));
        (keys.join(", "), shown)
    }
}

/// The scope of the names of a list's choices.
pub(super) fn choice_scope(list: ChoiceList) -> String {
    format!("choice of {}", list.0)
}

/// The official wording, as a fact.
fn quoted(place: &Place) -> Option<Fact> {
    let quote = place.quote.as_ref()?;
    let shown = format!("“{}”", quote.replace('\n', " "));
    Some(Fact::said(a::QUOTE, quote, Say::same(shown)))
}

fn ends(node: &mut Node, range: &crate::program::BandRange, ty: &Type) {
    let crate::program::BandRange { low, high } = range;
    for (aspect, end) in [(a::LOW, low), (a::HIGH, high)] {
        if let Some((value, inclusive)) = end {
            let shown = words::number(value, ty);
            let end = Detail::End(value.clone(), *inclusive, shown.clone());
            let fact = Fact::said(aspect, format!("{value} {inclusive}"), Say::same(shown));
            node.facts.push(fact.detailed(end));
        }
    }
}

/// A bound as a fact, where there is one.
pub(super) fn bound(node: &mut Node, aspect: Aspect, bound: Option<&Exact>) {
    node.facts.extend(
        bound.map(|bound| {
            Fact::same(aspect, bound.to_string()).detailed(Detail::Most(bound.clone()))
        }),
    );
}

/// A rounding as a fact, where there is one.
pub(super) fn rounded(node: &mut Node, rounding: Option<Rounding>) {
    let fact = |rounding: Rounding| {
        Fact::said(
            a::ROUNDING,
            format!("{rounding:?}"),
            words::rounding(rounding),
        )
    };
    node.facts.extend(rounding.map(fact));
}
