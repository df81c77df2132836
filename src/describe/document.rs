//! A whole standard in words, as data for a page: what it is, its table, and all that stands behind
//! and beside the score.

use serde::Serialize;

use crate::describe::Words;
use crate::describe::tree::Table;
use crate::diagnostics::Language;
use crate::domain::Date;
use crate::domain::standard::{NoteKind, Status};
use crate::evidence::{Field, FieldId, FieldKind};
use crate::program::expr::Part;
use crate::program::{
    Among, Better, ClauseId, ClauseKind, Grade, Graded, IndicatorId, Program, Wanted,
};

/// A standard in words.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    pub(crate) lang: &'static str,
    pub(crate) title: String,
    pub(crate) banner: Option<String>,
    pub(crate) facts: Vec<Pair>,
    pub(crate) table: Option<Table>,
    pub(crate) adding: Vec<String>,
    pub(crate) gradings: Vec<Gradings>,
    pub(crate) rulings: Vec<Item>,
    pub(crate) conditions: Vec<Listed>,
    pub(crate) procedures: Vec<Listed>,
    pub(crate) outputs: Vec<Item>,
    pub(crate) definitions: Vec<Pair>,
    pub(crate) parameters: Vec<Pair>,
    pub(crate) tables: Vec<Grid>,
    pub(crate) evidence: Vec<FieldRow>,
    pub(crate) judgements: Vec<FieldRow>,
    pub(crate) left_open: Vec<Pair>,
    pub(crate) not_rules: Vec<Pair>,
    pub(crate) hash: String,
    #[serde(skip)]
    pub(crate) language: Language,
}

/// A name and what it stands for.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// A list of grades.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Gradings {
    pub(crate) title: String,
    pub(crate) by: String,
    pub(crate) grades: Vec<Item>,
}

/// A sentence with a name or words of its own, and its wording.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Item {
    pub(crate) depth: usize,
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) remark: String,
    pub(crate) quote: Option<String>,
}

/// A titled list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Listed {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) quote: Option<String>,
    pub(crate) items: Vec<Item>,
}

/// A table of numbers.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Grid {
    pub(crate) title: String,
    pub(crate) keys: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// A field of evidence, a column of one, or a judgement.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FieldRow {
    pub(crate) depth: usize,
    pub(crate) label: String,
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) allowed: String,
    pub(crate) presence: String,
    pub(crate) used: String,
    pub(crate) quote: Option<String>,
}

/// The whole of a standard in words. `until` is the last day in force, which another revision may set.
pub fn document(program: &Program, until: Option<Date>, language: Language) -> Document {
    let words = Words::new(program, language);
    Document {
        lang: language.pick("zh-CN", "en"),
        title: program.info.title.clone(),
        banner: words.banner(),
        facts: words.facts(until),
        table: words.table(),
        adding: match program.has_score() {
            true => words.adding(),
            false => vec![],
        },
        gradings: words.gradings(),
        rulings: words.rulings(),
        conditions: words.all_conditions(),
        procedures: words.procedures(),
        outputs: words.outputs(),
        definitions: words.definitions(),
        parameters: words.parameters(),
        tables: words.tables(),
        evidence: words.evidence(),
        judgements: words.judgements(),
        left_open: words.notes(NoteKind::LeftOpen),
        not_rules: words.notes(NoteKind::NotARule),
        hash: program.hash.clone(),
        language,
    }
}

impl Words<'_> {
    fn banner(&self) -> Option<String> {
        match self.program.info.status {
            Status::InForce => None,
            Status::Draft => {
                Some(self.pick("征求意见稿，尚未施行", "Draft for comment; not in force"))
            }
            Status::Expired => Some(self.pick("本标准已失效", "This standard has expired")),
        }
    }

    /// What the standard says of itself.
    fn facts(&self, until: Option<Date>) -> Vec<Pair> {
        let info = &self.program.info;
        let status = match info.status {
            Status::InForce => self.pick("有效", "in force"),
            Status::Draft => self.pick("征求意见", "draft"),
            Status::Expired => self.pick("失效", "expired"),
        };
        let term = match (info.in_force_from, until.or(info.in_force_until)) {
            (None, None) => None,
            (Some(from), None) => Some(self.pick(format!("自{from}起"), format!("from {from}"))),
            (None, Some(until)) => {
                Some(self.pick(format!("至{until}止"), format!("until {until}")))
            }
            (Some(from), Some(until)) => {
                Some(self.pick(format!("{from}至{until}"), format!("{from} to {until}")))
            }
        };
        let calendar = self.program.calendar.as_ref().map(|one| one.file.clone());
        [
            ("文号", "Document", info.document.clone()),
            ("制定机关", "Issued by", info.issued_by.clone()),
            ("施行期间", "In force", term),
            ("时效", "Status", Some(status)),
            ("代替", "Supersedes", info.supersedes.clone()),
            ("工作日历", "Calendar of working days", calendar),
        ]
        .into_iter()
        .filter_map(|(zh, en, value)| {
            let name = self.pick(zh, en);
            value.map(|value| Pair { name, value })
        })
        .collect()
    }

    fn gradings(&self) -> Vec<Gradings> {
        let program = self.program;
        let verdict = (!program.grades.is_empty()).then(|| {
            let by = (program.graded_by.as_ref(), program.better);
            self.grading(String::new(), by, &program.grades)
        });
        let others = program.gradings.iter().map(|one| {
            let title = one.label.clone().unwrap_or_else(|| one.name.clone());
            self.grading(title, (one.by.as_ref(), one.better), &one.grades)
        });
        verdict.into_iter().chain(others).collect()
    }

    fn grading(
        &self,
        title: String,
        (by, better): (Option<&Graded>, Better),
        grades: &[Grade],
    ) -> Gradings {
        let grade = |grade: &Grade| Item {
            name: grade.label.clone().unwrap_or_else(|| grade.name.clone()),
            ..item(self.earned_by(grade, by), grade.origin.quote.as_ref())
        };
        Gradings {
            title,
            by: self.graded(by, better),
            grades: grades.iter().map(grade).collect(),
        }
    }

    fn rulings(&self) -> Vec<Item> {
        let ruling = |one: &crate::program::Ruling| Item {
            remark: one.reason.clone().unwrap_or_default(),
            ..item(self.ruling(one), one.origin.quote.as_ref())
        };
        self.program.rulings.iter().map(ruling).collect()
    }

    fn all_conditions(&self) -> Vec<Listed> {
        let conditions = self.program.conditions.iter().map(|one| {
            let mut items = vec![];
            self.requirements(&one.among, 0, &mut items);
            Listed {
                title: one.label.clone().unwrap_or_else(|| one.name.clone()),
                text: self.capital(self.least(&one.among)),
                quote: one.origin.quote.clone(),
                items,
            }
        });
        conditions.collect()
    }

    fn requirements(&self, among: &Among, depth: usize, items: &mut Vec<Item>) {
        for (number, one) in (1..).zip(&among.requirements) {
            let text = self.capital(self.requirement(one));
            let words = one.words.as_ref().filter(|words| **words != text);
            items.push(Item {
                depth,
                number: self.pick(format!("（{number}）"), format!("({number}) ")),
                name: words.cloned().unwrap_or_default(),
                ..item(text, one.origin.quote.as_ref())
            });
            match &one.wanted {
                Wanted::Condition(_) => {}
                Wanted::Among(inner) => self.requirements(inner, depth + 1, items),
            }
        }
    }

    fn procedures(&self) -> Vec<Listed> {
        let procedures = self.program.procedures.iter().map(|one| Listed {
            title: one.label.clone().unwrap_or_else(|| one.name.clone()),
            text: self.pick(
                "各阶段依次进行，前一阶段未通过的，不进入后一阶段",
                "The stages follow each other; none is reached before the one above it is passed",
            ),
            quote: one.origin.quote.clone(),
            items: (1..)
                .zip(&one.stages)
                .map(|(number, stage)| {
                    let label = stage.label.clone().unwrap_or_else(|| stage.name.clone());
                    let role = stage.role.as_ref();
                    let role =
                        role.map(|role| self.pick(format!("（{role}）"), format!(" ({role})")));
                    Item {
                        number: format!("{number}. "),
                        name: label + &role.unwrap_or_default(),
                        remark: stage.reason.clone().unwrap_or_default(),
                        ..item(self.stage(stage), stage.origin.quote.as_ref())
                    }
                })
                .collect(),
        });
        procedures.collect()
    }

    fn outputs(&self) -> Vec<Item> {
        let output = |one: &crate::program::Output| Item {
            name: one.label.clone().unwrap_or_else(|| one.name.clone()),
            ..item(
                self.capital(self.expression(one.value)),
                one.origin.quote.as_ref(),
            )
        };
        self.program.outputs.iter().map(output).collect()
    }

    fn definitions(&self) -> Vec<Pair> {
        let definition = |one: &crate::program::Definition| Pair {
            name: one.label.clone().unwrap_or_else(|| one.name.clone()),
            value: self.capital(self.expression(one.value)),
        };
        self.program.definitions.iter().map(definition).collect()
    }

    fn parameters(&self) -> Vec<Pair> {
        let parameters = self.program.parameters.iter().map(|one| {
            let several = one.values.len() > 1;
            let values = one.values.iter().map(|(from, value)| {
                let value = self.number(value, &one.ty);
                match from {
                    Some(from) => self.pick(
                        format!("自{from}起{value}"),
                        format!("{value} from {from} on"),
                    ),
                    None if several => {
                        self.pick(format!("起初{value}"), format!("{value} at first"))
                    }
                    None => value,
                }
            });
            Pair {
                name: one.label.clone().unwrap_or_else(|| one.name.clone()),
                value: values
                    .collect::<Vec<_>>()
                    .join(self.language.pick("；", "; ")),
            }
        });
        parameters.collect()
    }

    fn tables(&self) -> Vec<Grid> {
        let tables = self.program.tables.iter().map(|one| {
            let row = |row: &crate::program::Row| {
                let cells = row.cells.iter().zip(&one.keys);
                let cells = cells.map(|(cell, key)| self.cell(cell, &key.ty));
                cells.chain([self.number(&row.value, &one.ty)]).collect()
            };
            let otherwise = one.otherwise.as_ref().map(|value| {
                let rest = one.keys.iter().map(|_| self.pick("其余", "all else"));
                rest.chain([self.number(value, &one.ty)]).collect()
            });
            Grid {
                title: one.label.clone().unwrap_or_else(|| one.name.clone()),
                keys: one.keys.iter().map(|key| self.key(&key.label)).collect(),
                rows: one.rows.iter().map(row).chain(otherwise).collect(),
            }
        });
        tables.collect()
    }

    /// What a key of a table is called, which was written as a name, a label or `records.column`.
    fn key(&self, written: &str) -> String {
        let (records, name) = written.split_once('.').unwrap_or(("", written));
        let schema = &self.program.schema;
        let columns = schema.find_field(records).map(|id| self.columns(id));
        let fields = columns.unwrap_or(&schema.fields);
        let field = fields.iter().find(|field| field.name == name);
        let definitions = &self.program.definitions;
        let definition = definitions.iter().find(|one| one.name == name);
        let defined = definition.and_then(|one| one.label.clone());
        let label = field.map(|field| field.title().to_owned()).or(defined);
        label.unwrap_or_else(|| name.to_owned())
    }

    fn evidence(&self) -> Vec<FieldRow> {
        let used = self.used_in();
        let mut rows = vec![];
        for (id, field) in (0u32..).map(FieldId).zip(&self.program.schema.fields) {
            let names = used
                .get(&id)
                .map_or(String::new(), |names| self.listed(names));
            rows.push(self.field(field, 0, names));
            if let FieldKind::Records { fields } = &field.kind {
                rows.extend(fields.iter().map(|one| self.field(one, 1, String::new())));
            }
        }
        rows
    }

    fn field(&self, field: &Field, depth: usize, used: String) -> FieldRow {
        FieldRow {
            depth,
            label: field.title().to_owned(),
            id: field.name.clone(),
            kind: self.kind(&field.kind),
            allowed: self.allowed(field),
            presence: self.presence(field),
            used,
            quote: field.quote.clone(),
        }
    }

    fn judgements(&self) -> Vec<FieldRow> {
        let mut rows = vec![];
        for (id, one) in (0u32..).map(IndicatorId).zip(&self.program.indicators) {
            let used = self.part_name(Part::Indicator(id));
            self.judged(&one.clauses, &used, &mut rows);
        }
        rows
    }

    fn judged(&self, clauses: &[ClauseId], used: &str, rows: &mut Vec<FieldRow>) {
        for id in clauses {
            let clause = self.program.clause(*id);
            self.judged(clause.inner(), used, rows);
            let ClauseKind::Judge { judgement, limit } = &clause.kind else {
                continue;
            };
            let judgements = &self.program.schema.judgements;
            let Some(one) = judgements.get(judgement.0 as usize) else {
                continue;
            };
            rows.push(FieldRow {
                depth: 0,
                label: one.title().to_owned(),
                id: one.name.clone(),
                kind: self.pick("评审酌情给分", "points by judgement"),
                allowed: self.limit(limit),
                presence: self.pick("不评则不得分", "none if left out"),
                used: used.to_owned(),
                quote: None,
            });
        }
    }

    fn notes(&self, kind: NoteKind) -> Vec<Pair> {
        let notes = self.program.notes.iter().filter(|note| note.kind == kind);
        notes
            .map(|note| Pair {
                name: note.words.clone(),
                value: note.reason.clone(),
            })
            .collect()
    }
}

fn item(text: String, quote: Option<&String>) -> Item {
    Item {
        depth: 0,
        number: String::new(),
        name: String::new(),
        text,
        remark: String::new(),
        quote: quote.cloned(),
    }
}
