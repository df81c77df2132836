//! What would change a result, and what incomplete evidence may come to, as the data that is printed
//! and exchanged. What is shown here was found elsewhere.

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::diagnostics::Language;
use crate::domain::{Date, Exact};
use crate::evidence::schema::JudgementId;
use crate::evidence::{Field, FieldId, FieldKind, Stored};
use crate::interpret::missed::IndicatorGap;
use crate::interpret::result::{Evidence, EvidenceKind, ScoreResult};
use crate::interpret::written::as_text;
use crate::program::Program;

/// A result with what it earned, what it missed and what would change it.
#[derive(Serialize)]
pub struct Explanation<'v> {
    /// The result.
    pub result: ScoreResult<'v>,
    /// What each indicator earned and missed, the one that missed most first.
    pub indicators: Vec<IndicatorGap<'v>>,
    /// What reaches the next better grade, meets conditions that are not met, and leads procedures on.
    pub changes: Vec<WaysResult>,
    /// What the result may come to with all that is not given; nothing where all is.
    pub completion: Option<CompletionResult>,
}

/// What is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AimKind {
    /// The next better grade.
    Grade,
    /// Conditions that are not met.
    Conditions,
    /// The stage at which a procedure stopped.
    Stage,
}

/// The ways to the next better grade, or to something else that is not reached.
#[derive(Debug, Clone, Serialize)]
pub struct WaysResult {
    /// What is to be reached.
    pub aim: AimKind,
    /// The id of the grade, the conditions or the stage.
    pub id: String,
    /// What people read.
    #[serde(skip)]
    pub label: String,
    /// Changes of one fact.
    pub single: Vec<WayResult>,
    /// Changes of several facts, none of which is enough alone.
    pub together: Vec<WayResult>,
    /// Whether there may be more ways of several changes.
    pub has_more: bool,
    /// The ids of facts whose smallest change was not found in the time allowed.
    pub undecided: Vec<String>,
    /// Whether the standard was too large to look at all of its facts.
    pub is_cut: bool,
}

/// Changes that together reach a grade.
#[derive(Debug, Clone, Serialize)]
pub struct WayResult {
    /// The changes.
    pub changes: Vec<ChangeResult>,
    /// The total that follows; nothing where nothing is scored.
    pub score: Option<Exact>,
    /// The id of the grade that follows.
    pub grade: Option<String>,
}

/// A fact that would be something else.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeResult {
    /// The fact.
    #[serde(flatten)]
    pub fact: FactName,
    /// Who can change it.
    pub changed_by: ChangedBy,
    /// What it is.
    pub from: Shown,
    /// What it would be.
    pub to: Shown,
    /// The rows that would be others or new, each as one line.
    #[serde(skip)]
    pub rows: Vec<String>,
}

/// The name of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactName {
    /// The id.
    pub field: String,
    /// What people read.
    pub label: String,
    /// Whether it is a judgement and not evidence.
    pub is_judgement: bool,
}

/// Who can change a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangedBy {
    /// The one who applies.
    Applicant,
    /// The assessor, who judges.
    Assessor,
    /// Nobody: a ruling hangs on it, and it is what was found.
    Finding,
}

/// A value as data and for readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    value: Value,
    /// For readers.
    pub text: String,
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// What incomplete evidence may come to.
#[derive(Debug, Clone, Serialize)]
pub struct CompletionResult {
    /// Who is assessed.
    pub subject: String,
    /// The title of the standard.
    pub standard: String,
    /// Of which day the assessment speaks.
    #[serde(serialize_with = "as_text")]
    pub assessment_date: Option<Date>,
    /// The total; nothing where nothing is scored.
    pub score: Option<Ends>,
    /// The grades that may follow, from the worst to the best, by id.
    pub grades: Vec<String>,
    /// What people read of them.
    #[serde(skip)]
    pub grade_labels: Vec<String>,
    /// Whether the worst and the best of the grades are reached for certain.
    pub grades_are_certain: bool,
    /// What the sections may come to.
    pub sections: Vec<PartEnds>,
    /// What the indicators may come to.
    pub indicators: Vec<PartEnds>,
    /// What may become of the conditions.
    pub conditions: Vec<ConditionEnds>,
    /// What is not given: first what decides the grade, then by how much it moves the total.
    pub open: Vec<OpenResult>,
    /// The hash of the rules' meaning.
    pub rules_hash: String,
    /// The hash of the evidence's bytes.
    pub evidence_hash: String,
}

/// The worst and the best of something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ends {
    /// Nothing falls below it.
    pub worst: Exact,
    /// Nothing goes beyond it.
    pub best: Exact,
    /// Whether both are reached by some evidence for certain.
    pub is_certain: bool,
}

/// The worst and the best score of a part.
#[derive(Debug, Clone, Serialize)]
pub struct PartEnds {
    /// The id.
    pub id: String,
    /// What people read.
    pub label: String,
    /// The scores; nothing where it does not apply.
    pub score: Option<Ends>,
}

/// What may become of conditions.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionEnds {
    /// The id.
    pub id: String,
    /// What people read.
    pub label: String,
    /// Whether they may be met.
    pub may_be_met: bool,
    /// Whether they may not be met.
    pub may_not_be_met: bool,
}

/// A fact that is not given.
#[derive(Debug, Clone, Serialize)]
pub struct OpenResult {
    /// The fact.
    #[serde(flatten)]
    pub fact: FactName,
    /// Whether evidence must give it.
    pub required: bool,
    /// The total with all else at its best, from the worst to the best value of this fact.
    pub total: Option<(Exact, Exact)>,
    /// The ids of the grades that follow from the two, where they differ.
    pub decides: Option<(String, String)>,
    /// What people read of them.
    #[serde(skip)]
    pub decides_labels: Option<(String, String)>,
}

/// The name of a field; nothing for one that there is not.
pub fn field_name(program: &Program, id: FieldId) -> Option<FactName> {
    let field = program.schema.field(id)?;
    Some(FactName {
        field: field.name.clone(),
        label: field.title().to_owned(),
        is_judgement: false,
    })
}

/// The name of a judgement.
pub fn judgement_name(program: &Program, id: JudgementId) -> Option<FactName> {
    let field = program.schema.judgements.get(id.0 as usize)?;
    Some(FactName {
        field: field.name.clone(),
        label: field.title().to_owned(),
        is_judgement: true,
    })
}

/// A value of a field, as data and for readers.
pub fn field_shown(
    program: &Program,
    id: FieldId,
    stored: &Stored,
    language: Language,
) -> Option<Shown> {
    let kind = EvidenceKind::Field(program.schema.field(id)?, stored);
    Some(shown(&Evidence { kind, program }, language))
}

/// What is other in the rows of one value of records than in those of another, each row as one line: a
/// new row whole, of another row the cells that change.
pub fn rows_shown(
    program: &Program,
    id: FieldId,
    (from, to): (&Stored, &Stored),
    language: Language,
) -> Option<Vec<String>> {
    let field = program.schema.field(id)?;
    let (FieldKind::Records { fields }, Stored::Rows(after)) = (&field.kind, to) else {
        return Some(vec![]);
    };
    let before = match from {
        Stored::Rows(rows) => rows.as_slice(),
        Stored::Missing
        | Stored::Flag(_)
        | Stored::Number(_)
        | Stored::Choice(_)
        | Stored::Kinds(_)
        | Stored::Date(_)
        | Stored::Text(_) => &[],
    };
    let kind = EvidenceKind::Field(field, to);
    let whole = Evidence { kind, program }.rows(language);
    let mut lines = vec![];
    for (at, (row, text)) in after.iter().zip(whole).enumerate() {
        match before.get(at) {
            None => lines.push(language.pick("加一条：", "one more: ").to_owned() + &text),
            Some(old) if old != row => {
                let number = at + 1;
                let cells = cells_shown(program, fields, (old, row), language);
                lines.push(match language {
                    Language::Zh => format!("第 {number} 条：{cells}"),
                    Language::En => format!("row {number}: {cells}"),
                });
            }
            Some(_) => {}
        }
    }
    Some(lines)
}

/// The cells that differ between two rows: `服务经验年数 0.5年 → 1年`.
fn cells_shown(
    program: &Program,
    fields: &[Field],
    (from, to): (&[Stored], &[Stored]),
    language: Language,
) -> String {
    let both = fields.iter().zip(from.iter().zip(to));
    let others = both.filter(|(_, (from, to))| from != to);
    let said = others.map(|(field, (from, to))| {
        let name = language.pick(field.title(), &field.name);
        let text = |stored| {
            let kind = EvidenceKind::Field(field, stored);
            Evidence { kind, program }.shown(language)
        };
        format!("{name} {} → {}", text(from), text(to))
    });
    said.collect::<Vec<_>>().join(language.pick("，", ", "))
}

/// Points of a judgement, as data and for readers.
pub fn points_shown(program: &Program, stored: &Stored, language: Language) -> Shown {
    let kind = EvidenceKind::Points(stored.as_number());
    shown(&Evidence { kind, program }, language)
}

fn shown(evidence: &Evidence<'_>, language: Language) -> Shown {
    Shown {
        value: serde_json::to_value(evidence).unwrap_or(Value::Null),
        text: evidence.shown(language),
    }
}
