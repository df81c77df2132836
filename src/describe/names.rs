//! What things are called: their labels, with the id where a label is shared, in quotation marks where
//! a label might be read as part of the sentence.

use crate::describe::Words;
use crate::domain::types::ChoiceList;
use crate::evidence::schema::JudgementId;
use crate::evidence::{Field, FieldId};
use crate::program::expr::Part;
use crate::program::{ConditionsId, DefinitionId, ParameterId, TableId};

/// Words of a sentence that a label must not seem to be.
const JOINING: &[char] = &['且', '或'];

/// A name in quotation marks.
pub(super) fn quoted(name: &str) -> String {
    format!("“{name}”")
}

/// A name as it stands in a sentence.
fn in_sentence(name: &str) -> String {
    let is_word = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let is_chinese = !name.is_ascii();
    let may_join = name.chars().any(|c| JOINING.contains(&c));
    match is_word && !(is_chinese && may_join) {
        true => name.to_owned(),
        false => quoted(name),
    }
}

impl<'p> Words<'p> {
    /// The label of something evidence or rules name; with its id where another thing shares it.
    fn label_of(&self, name: &str, label: Option<&str>) -> String {
        let Some(label) = label else {
            return name.to_owned();
        };
        let program = self.program;
        let fields = program.schema.fields.iter().map(|one| &one.label);
        let definitions = program.definitions.iter().map(|one| &one.label);
        let parameters = program.parameters.iter().map(|one| &one.label);
        let all = fields.chain(definitions).chain(parameters);
        let shared = all.filter(|own| own.as_deref() == Some(label)).count() > 1;
        match shared {
            true => self.pick(format!("{label}（{name}）"), format!("{label} ({name})")),
            false => label.to_owned(),
        }
    }

    /// A field.
    pub(super) fn field_name(&self, id: FieldId) -> String {
        let field = self.program.schema.field(id);
        field.map_or(String::new(), |field| {
            in_sentence(&self.label_of(&field.name, field.label.as_deref()))
        })
    }

    /// The columns of a records field.
    pub(super) fn columns(&self, records: FieldId) -> &'p [Field] {
        let field = self.program.schema.field(records);
        field.map_or(&[], |field| field.kind.columns())
    }

    /// A column of a records field.
    pub(super) fn column_name(&self, records: Option<FieldId>, at: u32) -> String {
        let columns = records.map_or(&[][..], |records| self.columns(records));
        let column = columns.get(at as usize);
        column.map_or(String::new(), |column| in_sentence(column.title()))
    }

    /// A definition.
    pub(super) fn definition_name(&self, id: DefinitionId) -> String {
        let one = self.program.definitions.get(id.0 as usize);
        one.map_or(String::new(), |one| {
            in_sentence(&self.label_of(&one.name, one.label.as_deref()))
        })
    }

    /// A parameter.
    pub(super) fn parameter_name(&self, id: ParameterId) -> String {
        let one = self.program.parameters.get(id.0 as usize);
        one.map_or(String::new(), |one| {
            in_sentence(&self.label_of(&one.name, one.label.as_deref()))
        })
    }

    /// A table.
    pub(super) fn table_name(&self, id: TableId) -> String {
        let one = self.program.tables.get(id.0 as usize);
        one.map_or(String::new(), |one| {
            quoted(one.label.as_deref().unwrap_or(&one.name))
        })
    }

    /// A list of conditions.
    pub(super) fn conditions_name(&self, id: ConditionsId) -> String {
        let one = self.program.conditions.get(id.0 as usize);
        one.map_or(String::new(), |one| {
            quoted(one.label.as_deref().unwrap_or(&one.name))
        })
    }

    /// A judgement.
    pub(super) fn judgement_name(&self, id: JudgementId) -> String {
        let one = self.program.schema.judgements.get(id.0 as usize);
        one.map_or(String::new(), |one| quoted(one.title()))
    }

    /// A part of the tree.
    pub(super) fn part_name(&self, part: Part) -> String {
        let (name, label) = match part {
            Part::Total => return self.pick("总分", "the total"),
            Part::Indicator(id) => {
                let one = self.program.indicator(id);
                (&one.name, &one.label)
            }
            Part::Section(id) => {
                let one = self.program.section(id);
                (&one.name, &one.label)
            }
        };
        let label = label.as_deref().unwrap_or(name);
        let program = self.program;
        let sections = program.sections.iter().map(|one| (&one.name, &one.label));
        let indicators = program.indicators.iter().map(|one| (&one.name, &one.label));
        let all = sections.chain(indicators);
        let is_same = |own: &(&String, &Option<String>)| own.1.as_deref().unwrap_or(own.0) == label;
        match all.filter(is_same).count() > 1 {
            true => quoted(&self.pick(format!("{label}（{name}）"), format!("{label} ({name})"))),
            false => quoted(label),
        }
    }

    /// A choice of a list.
    pub(super) fn choice_name(&self, list: ChoiceList, at: u32) -> String {
        let choice = self.program.schema.choice(list, at);
        choice.map_or(String::new(), |choice| in_sentence(choice.title()))
    }
}
