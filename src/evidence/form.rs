//! A form for one subject's evidence: every field with what is to be written, and nothing filled
//! in, so that reading the form reports exactly what is missing.

use serde::Serialize;

use crate::diagnostics::Language;
use crate::domain::Date;
use crate::evidence::described;
use crate::evidence::document::Format;
use crate::evidence::json_piece::{Piece, map};
use crate::evidence::schema::{Field, FieldKind, JudgementField, Schema};
use crate::evidence::typed;

/// What a form is made of.
#[derive(Debug, Clone, Copy)]
pub struct Form<'f> {
    /// The declared evidence.
    pub schema: &'f Schema,
    /// The title of the standard.
    pub title: &'f str,
    /// The first day in force, where the standard names one.
    pub in_force_from: Option<Date>,
    /// The language of the words; forms in Chinese name fields by their labels.
    pub language: Language,
}

impl Form<'_> {
    /// The form as YAML with comments.
    pub fn yaml(&self) -> String {
        let mut page = Page::default();
        self.head(&mut page);
        page.line("evidence:");
        for (field, keys) in described::keys(&self.schema.fields) {
            self.field(&mut page, field, described::form_key(&keys, self.language));
        }
        if !self.schema.judgements.is_empty() {
            self.judgements(&mut page);
        }
        self.sources(&mut page);
        page.text
    }

    /// The form as JSON, which has no place for comments.
    pub fn json(&self) -> impl Serialize + use<> {
        let fields = described::keys(&self.schema.fields);
        let entry = |(_, keys): (&Field, Vec<&str>)| {
            let key = described::form_key(&keys, self.language);
            (key.to_owned(), Piece::Null)
        };
        map([
            ("subject", Piece::Null),
            ("assessment_date", Piece::Null),
            (
                "evidence",
                Piece::Map(fields.into_iter().map(entry).collect()),
            ),
            ("judgements", Piece::Map(vec![])),
            ("sources", Piece::Map(vec![])),
        ])
    }

    fn head(&self, page: &mut Page) {
        let pick = |zh, en| self.language.pick(zh, en);
        page.comment(
            "",
            &format!("{}{}", self.title, pick("：证据表", ": evidence form")),
        );
        page.comment("", pick(
            "在冒号后面填写；# 开头的行是说明。百分比写百分号（72.5%），金额写单位（350万元）。",
            "Fill in behind each colon; lines that start with # explain. Percentages carry their sign (72.5%), money its unit (350万元).",
        ));
        page.line("");
        page.comment(
            "",
            pick("评价对象的名称；必填", "who is assessed; required"),
        );
        page.line("subject:");
        let date = match (self.in_force_from, self.language) {
            (Some(from), Language::Zh) => {
                format!("评价日期，如 2024-12-31；必填（标准自 {from} 起施行）")
            }
            (Some(from), Language::En) => {
                format!(
                    "the day of which the assessment speaks, such as 2024-12-31; required (in force from {from})"
                )
            }
            (None, Language::Zh) => "评价日期，如 2024-12-31".to_owned(),
            (None, Language::En) => {
                "the day of which the assessment speaks, such as 2024-12-31".to_owned()
            }
        };
        page.comment("", &date);
        page.line("assessment_date:");
        page.line("");
    }

    fn field(&self, page: &mut Page, field: &Field, key: &str) {
        page.line("");
        self.words(page, ("  ", field), key);
        let FieldKind::Records { fields } = &field.kind else {
            page.line(&format!("  {}:", typed::text(Format::Yaml, key)));
            return;
        };
        for (inner, keys) in described::keys(fields) {
            let key = described::form_key(&keys, self.language);
            self.words(page, ("    ", inner), key);
        }
        page.line(&format!("  {}:", typed::text(Format::Yaml, key)));
        let example = described::example(self.schema, field, self.language);
        page.comment("  ", &format!("  - {example}"));
    }

    /// What people read, what to write, and the official wording.
    fn words(&self, page: &mut Page, (indent, field): (&str, &Field), key: &str) {
        let words = described::words(self.schema, field, self.language);
        let title = match field.label.as_deref() {
            Some(label) if label != key => self
                .language
                .pick(format!("{key}（{label}）"), format!("{key} ({label})")),
            Some(_) | None => key.to_owned(),
        };
        page.comment(indent, &format!("{title}{}{words}", self.colon()));
        page.quote(indent, field.quote.as_deref());
    }

    fn colon(&self) -> &'static str {
        self.language.pick("：", ": ")
    }

    fn judgements(&self, page: &mut Page) {
        let pick = |zh, en| self.language.pick(zh, en);
        page.line("");
        page.comment("", pick(
            "酌情打分：由评审人给出；没有的不填。去掉行首的 # 再填写。",
            "Judgements, which only an assessor can give; leave out those not given. Take the # away to fill one in.",
        ));
        page.line("judgements:");
        for field in &self.schema.judgements {
            let key = self.judgement_key(field);
            let (low, high) = &field.range;
            let range = self.language.pick(
                format!("{low} 至 {high} 分，要写理由和评分人"),
                format!("{low} to {high} points, with a reason and who gave them"),
            );
            page.line("");
            page.comment("  ", &format!("{}{}{range}", field.title(), self.colon()));
            page.quote("  ", field.quote.as_deref());
            let parts = pick(
                "{points: 5, reason: \"理由\", by: \"评审组\"}",
                "{points: 5, reason: \"why\", by: \"panel\"}",
            );
            page.comment(
                "  ",
                &format!("{}: {parts}", typed::text(Format::Yaml, key)),
            );
        }
    }

    fn judgement_key<'k>(&self, field: &'k JudgementField) -> &'k str {
        let id = self.schema.find_judgement(&field.name);
        let own = field
            .label
            .as_deref()
            .filter(|label| id.is_some() && self.schema.find_judgement(label) == id);
        let keys: Vec<&str> = std::iter::once(field.name.as_str()).chain(own).collect();
        described::form_key(&keys, self.language)
    }

    fn sources(&self, page: &mut Page) {
        page.line("");
        page.comment(
            "",
            self.language.pick(
                "每项事实出自哪里，可不填；会写进评分结果。",
                "Where each fact was read; optional, and kept in the result.",
            ),
        );
        page.line("sources:");
        let all = described::keys(&self.schema.fields);
        let first = all
            .first()
            .map(|(_, keys)| described::form_key(keys, self.language));
        if let Some(first) = first {
            let place = self.language.pick("附件1第1页", "annex 1, page 1");
            page.comment(
                "  ",
                &format!("{}: \"{place}\"", typed::text(Format::Yaml, first)),
            );
        }
    }
}

/// The lines of a form.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A comment of one line: what would end it early becomes a blank.
    fn comment(&mut self, indent: &str, words: &str) {
        let is_break = |sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}');
        let words: String = words
            .chars()
            .map(|sign| if is_break(sign) { ' ' } else { sign })
            .collect();
        self.line(&format!("{indent}# {}", words.trim_end()));
    }

    fn quote(&mut self, indent: &str, quote: Option<&str>) {
        for line in quote.unwrap_or("").lines() {
            self.comment(indent, &format!("> {line}"));
        }
    }
}
