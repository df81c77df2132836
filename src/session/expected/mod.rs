//! What a case expects of its own result: the lines under `expect` and a result come in, the lines
//! that do not hold go out.

mod mistakes;

use crate::diagnostics::{Diagnostic, Found, Language};
use crate::domain::Exact;
use crate::evidence::{Expectation, Format, Wanted, Words, read_expectations};
use crate::interpret::{
    GradeName, IndicatorResult, OutputResult, ProcedureResult, RulingResult, ScoreResult,
    SectionResult,
};
use crate::program::{Program, Ruling, RulingKind, Use};
use crate::session::{Evidence, score, with_result};

/// Something that a line may speak of.
struct Fact<'v> {
    id: &'v str,
    label: &'v str,
    is: Is<'v>,
}

/// What it came to.
enum Is<'v> {
    Score(&'v Exact),
    Grade(Option<&'v GradeName<'v>>, Vec<(&'v str, &'v str)>),
    Met(Option<bool>),
    Stages(&'v ProcedureResult<'v>),
    Value(&'v OutputResult<'v>),
}

/// One line while it is compared, and where what is wrong goes.
struct Line<'l> {
    expectation: &'l Expectation,
    found: &'l mut Found,
}

/// The lines under `expect` that do not hold; of evidence that cannot be scored, only `refused` can.
pub fn unmet(program: &Program, evidence: &Evidence, format: Format) -> Vec<Diagnostic> {
    let mut found = Found::default();
    // What is wrong with the file was said by the reader.
    let lines = read_expectations(&evidence.file, format, &mut Found::default());
    for expectation in lines.iter().filter(|line| line.name.text == "refused") {
        refused(expectation, &evidence.findings, &mut found);
    }
    if let Some(record) = &evidence.record {
        let trace = score(program, record);
        with_result(program, record, &trace, Language::En, |result| {
            for expectation in lines.iter().filter(|line| line.name.text != "refused") {
                let found = &mut found;
                Line { expectation, found }.compare(program, result);
            }
        });
    }
    found.into_sorted()
}

/// `refused: E609`: the evidence is refused, and its first finding has this code.
fn refused(line: &Expectation, findings: &[Diagnostic], found: &mut Found) {
    let Wanted::One(wanted) = &line.wanted else {
        return found.add(mistakes::wrong_form(line, "refused: E609"));
    };
    let first = findings.first().map(|one| one.code.name());
    if first != Some(wanted.text.as_str()) {
        found.add(mistakes::other_refusal(line, &wanted.text, first));
    }
}

impl Line<'_> {
    fn compare(&mut self, program: &Program, result: &ScoreResult<'_>) {
        match self.expectation.name.text.as_str() {
            "score" => match result.score {
                Some(score) => self.score(score.0),
                None => self.is_unknown(result),
            },
            "grade" if !result.grades.is_empty() => {
                let all = result
                    .grades
                    .iter()
                    .map(|one| (one.name.id, one.name.label));
                self.grade(result.grade.as_ref(), &all.collect::<Vec<_>>());
            }
            "vetoes" => self.rulings(program, &result.vetoes, is_veto),
            "rulings" => self.rulings(program, &result.rulings, |ruling| !is_veto(ruling)),
            _ => self.named(result, program),
        }
    }

    fn named(&mut self, result: &ScoreResult<'_>, program: &Program) {
        let facts = facts(result, program);
        let name = self.expectation.name.text.as_str();
        let by_label: Vec<&Fact<'_>> = facts.iter().filter(|fact| fact.label == name).collect();
        let by_id = facts.iter().find(|fact| fact.id == name);
        match (by_id, by_label.as_slice()) {
            (Some(fact), _) => self.fact(&fact.is),
            (None, [fact]) => self.fact(&fact.is),
            (None, []) => self.is_unknown(result),
            (None, several) => {
                let ids: Vec<&str> = several.iter().map(|fact| fact.id).collect();
                self.add(mistakes::shared_label(&self.expectation.name, &ids));
            }
        }
    }

    fn fact(&mut self, is: &Is<'_>) {
        match is {
            Is::Score(score) => self.score(score),
            Is::Grade(grade, all) => self.grade(*grade, all),
            Is::Met(met) => self.met(*met),
            Is::Stages(procedure) => self.stages(procedure),
            Is::Value(output) => self.value(output),
        }
    }

    fn is_unknown(&mut self, result: &ScoreResult<'_>) {
        let facts = facts_of(result);
        let names = facts.iter().flat_map(|fact| [fact.id, fact.label]);
        let own = ["score", "grade", "vetoes", "rulings", "refused"];
        let known: Vec<&str> = own.into_iter().chain(names).collect();
        let name = &self.expectation.name;
        self.add(mistakes::unknown_name(name, &known));
    }

    fn add(&mut self, diagnostic: Diagnostic) {
        self.found.add(diagnostic);
    }

    fn one(&mut self, example: &str) -> Option<&Words> {
        let expectation = self.expectation;
        if let Wanted::One(words) = &expectation.wanted {
            return Some(words);
        }
        let example = format!("{}: {example}", expectation.name.text);
        self.add(mistakes::wrong_form(expectation, &example));
        None
    }

    fn differs(&mut self, got: &str) {
        self.add(mistakes::differs(self.expectation, got));
    }

    fn score(&mut self, score: &Exact) {
        let Some(words) = self.one("82.5") else {
            return;
        };
        match number(&words.text) {
            None => self.add(mistakes::wrong_form(
                self.expectation,
                &format!("{}: {}", self.expectation.name.text, score.shown()),
            )),
            Some(wanted) if wanted == *score || wanted == score.to_shown_places() => {}
            Some(_) => self.differs(&score.shown()),
        }
    }

    fn grade(&mut self, grade: Option<&GradeName<'_>>, all: &[(&str, &str)]) {
        let Some(words) = self.one("good").cloned() else {
            return;
        };
        let known: Vec<&str> = all.iter().flat_map(|(id, label)| [*id, *label]).collect();
        let got = grade.map(|grade| (grade.id, grade.label));
        let is_known = known.contains(&words.text.as_str());
        let is_it = |(id, label): (&str, &str)| id == words.text || label == words.text;
        if !is_known && !words.is_nothing() {
            self.add(mistakes::unknown_name(&words, &known));
        } else if !got.map_or(!is_known, is_it) {
            let by_label = is_known && !all.iter().any(|(id, _)| *id == words.text);
            let name = |(id, label)| if by_label { label } else { id };
            self.differs(got.map_or("none", name));
        }
    }

    fn met(&mut self, met: Option<bool>) {
        const WORDS: [(&str, Option<bool>); 8] = [
            ("yes", Some(true)),
            ("no", Some(false)),
            ("unknown", None),
            ("是", Some(true)),
            ("否", Some(false)),
            ("未知", None),
            ("true", Some(true)),
            ("false", Some(false)),
        ];
        let Some(words) = self.one("yes") else {
            return;
        };
        let wanted = WORDS.iter().find(|(word, _)| *word == words.text);
        let shown = WORDS.iter().find(|(_, value)| *value == met);
        let shown = shown.map_or("", |(word, _)| word);
        match wanted {
            Some((_, wanted)) if *wanted == met => {}
            Some(_) => self.differs(shown),
            None => self.add(mistakes::wrong_form(
                self.expectation,
                &format!("{}: {shown}", self.expectation.name.text),
            )),
        }
    }

    fn stages(&mut self, procedure: &ProcedureResult<'_>) {
        let Wanted::Named(parts) = &self.expectation.wanted else {
            let name = &self.expectation.name.text;
            let example = format!("{name}: {{passed: …, stopped_at: …}}");
            return self.add(mistakes::wrong_form(self.expectation, &example));
        };
        let names = || procedure.stages.iter().map(|stage| (stage.id, stage.label));
        for (key, wanted) in parts {
            let got = match key.text.as_str() {
                "passed" => procedure.passed,
                "stopped_at" => procedure.stopped_at,
                _ => {
                    self.add(mistakes::unknown_name(key, &["passed", "stopped_at"]));
                    continue;
                }
            };
            let known: Vec<&str> = names().flat_map(|(id, label)| [id, label]).collect();
            let stage = names().find(|(id, label)| *id == wanted.text || *label == wanted.text);
            if !wanted.is_nothing() && stage.is_none() {
                self.add(mistakes::unknown_name(wanted, &known));
            } else if stage.map(|(id, _)| id) != got {
                let got = got.unwrap_or("none");
                self.add(mistakes::other_stage(self.expectation, (key, wanted), got));
            }
        }
    }

    fn value(&mut self, output: &OutputResult<'_>) {
        let Some(words) = self.one(&output.shown).cloned() else {
            return;
        };
        let value = &output.value;
        let written = serde_json::to_value(value).ok();
        let written = written.as_ref().and_then(|value| value.as_str());
        let shown = [Language::Zh, Language::En].map(|language| value.shown(language));
        let texts = shown.iter().map(String::as_str);
        let mut texts = texts.chain(written).chain(value.choice_id());
        let is_missing = value.is_missing() && words.is_nothing();
        let wanted = number(&words.text);
        let is_number = wanted.is_some() && wanted == written.and_then(number);
        if !is_missing && !is_number && !texts.any(|text| text == words.text) {
            self.differs(written.unwrap_or(&output.shown));
        }
    }

    /// Each named ruling holds, and no other of its kind: a ruling is named by what it reads, or by
    /// its words.
    fn rulings(
        &mut self,
        program: &Program,
        held: &[RulingResult<'_>],
        is_of_kind: impl Fn(&Ruling) -> bool,
    ) {
        let expectation = self.expectation;
        let wanted = match &expectation.wanted {
            Wanted::Several(wanted) => wanted.as_slice(),
            Wanted::One(only) if only.is_nothing() => &[],
            Wanted::One(only) => std::slice::from_ref(only),
            Wanted::Named(_) => {
                let example = format!("{}: [name]", expectation.name.text);
                return self.add(mistakes::wrong_form(expectation, &example));
            }
        };
        let of_kind = program.rulings.iter().filter(|ruling| is_of_kind(ruling));
        let known: Vec<&str> = of_kind
            .flat_map(|ruling| names_of(ruling, program))
            .collect();
        for one in wanted {
            if !known.contains(&one.text.as_str()) {
                self.add(mistakes::unknown_name(one, &known));
            } else if !held.iter().any(|ruling| is_named(ruling, &one.text)) {
                self.add(mistakes::not_held(one));
            }
        }
        let is_expected =
            |ruling: &RulingResult<'_>| wanted.iter().any(|one| is_named(ruling, &one.text));
        for ruling in held.iter().filter(|ruling| !is_expected(ruling)) {
            self.add(mistakes::held_too(expectation, ruling.reason));
        }
    }
}

fn is_veto(ruling: &Ruling) -> bool {
    matches!(ruling.kind, RulingKind::Veto(_))
}

fn is_named(ruling: &RulingResult<'_>, name: &str) -> bool {
    let reads = |name: &str| {
        let mut all = ruling.evidence.iter();
        all.any(|one| one.field == name || one.label == name)
    };
    ruling.reason == name || reads(name)
}

/// Its words, and the ids and labels of what it reads.
fn names_of<'p>(ruling: &'p Ruling, program: &'p Program) -> Vec<&'p str> {
    let mut names: Vec<&str> = vec![];
    let words = ruling.reason.as_deref().or(ruling.origin.quote.as_deref());
    names.push(words.unwrap_or(&ruling.origin.text));
    for used in &ruling.uses {
        let (name, label): (Option<&String>, Option<&String>) = match used {
            Use::Field(id) => {
                let field = program.schema.field(*id);
                (
                    field.map(|one| &one.name),
                    field.and_then(|one| one.label.as_ref()),
                )
            }
            Use::Definition(id) => {
                let definition = program.definitions.get(id.0 as usize);
                let label = definition.and_then(|one| one.label.as_ref());
                (definition.map(|one| &one.name), label)
            }
            Use::Conditions(id) => {
                let conditions = program.conditions.get(id.0 as usize);
                let label = conditions.and_then(|one| one.label.as_ref());
                (conditions.map(|one| &one.name), label)
            }
            Use::Judgement(_) | Use::Parameter(_) | Use::AssessmentDate => (None, None),
        };
        names.extend(name.into_iter().chain(label).map(String::as_str));
    }
    names
}

/// A decimal or a fraction, perhaps with `分`.
fn number(text: &str) -> Option<Exact> {
    let text = text.trim_end_matches('分').trim_start_matches('+');
    match text.split_once('/') {
        Some((top, bottom)) => Exact::parse(top)?.divided_by(&Exact::parse(bottom)?),
        None => Exact::parse(text),
    }
}

/// Everything that has a name and a result.
fn facts<'v>(result: &'v ScoreResult<'v>, program: &'v Program) -> Vec<Fact<'v>> {
    let mut facts = facts_of(result);
    let gradings = result.gradings.iter().zip(&program.gradings);
    for (one, declared) in gradings {
        let grades = declared.grades.iter();
        let names = grades.map(|grade| {
            let label = grade.label.as_deref().unwrap_or(&grade.name);
            (grade.name.as_str(), label)
        });
        facts.push(Fact {
            id: one.id,
            label: one.label,
            is: Is::Grade(one.grade.as_ref(), names.collect()),
        });
    }
    facts
}

fn facts_of<'v>(result: &'v ScoreResult<'v>) -> Vec<Fact<'v>> {
    let mut facts = vec![];
    result
        .sections
        .iter()
        .for_each(|one| section(one, &mut facts));
    facts.extend(result.conditions.iter().map(|one| Fact {
        id: one.id,
        label: one.label,
        is: Is::Met(one.met),
    }));
    facts.extend(result.procedures.iter().map(|one| Fact {
        id: one.id,
        label: one.label,
        is: Is::Stages(one),
    }));
    facts.extend(result.outputs.iter().map(|one| Fact {
        id: one.id,
        label: one.label,
        is: Is::Value(one),
    }));
    facts
}

fn section<'v>(one: &'v SectionResult<'v>, facts: &mut Vec<Fact<'v>>) {
    facts.push(Fact {
        id: one.id,
        label: one.label,
        is: Is::Score(one.score.0),
    });
    let indicator = |one: &'v IndicatorResult<'v>| Fact {
        id: one.id,
        label: one.label,
        is: Is::Score(one.score.0),
    };
    facts.extend(one.indicators.iter().map(indicator));
    one.sections.iter().for_each(|inner| section(inner, facts));
}
