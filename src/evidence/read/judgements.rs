//! The judgements of a file: points within the bounds of the rules, a reason, and who gave them.

use unicode_normalization::UnicodeNormalization;

use super::decimal::Decimal;
use super::{Reading, given_text, likely};
use crate::domain::Exact;
use crate::evidence::document::{Entry, Node, NodeKind};
use crate::evidence::mistakes;
use crate::evidence::record::{Judgement, Place};
use crate::evidence::schema::{JudgementField, JudgementId};
use crate::source::Span;

/// The most decimal places of points.
const MOST_PLACES: usize = 6;

/// The parts of a judgement that were given.
#[derive(Default)]
struct Parts<'n, 't> {
    points: Option<&'n Node<'t>>,
    reason: Option<&'n str>,
    by: Option<&'n str>,
}

impl Reading<'_> {
    /// Reads the entries under `judgements`.
    pub(super) fn judgements(&mut self, entries: &[Entry<'_>]) -> Vec<Option<Judgement>> {
        let mut judgements = vec![None; self.schema.judgements.len()];
        let mut seen: Vec<Option<Span>> = vec![None; self.schema.judgements.len()];
        for entry in entries {
            if self.report.is_full() {
                break;
            }
            let Some(id) = self.find_judgement(&entry.key.text) else {
                let found = mistakes::unknown_judgement(&entry.key, self.schema);
                self.report.add(found);
                continue;
            };
            let at = id.0 as usize;
            let slots = (
                self.schema.judgements.get(at),
                judgements.get_mut(at),
                seen.get_mut(at),
            );
            let (Some(field), Some(slot), Some(seen)) = slots else {
                continue;
            };
            if let Some(first) = *seen {
                let found = mistakes::field_twice(field.title(), entry.key.span, first);
                self.report.add(found);
                continue;
            }
            *seen = Some(entry.key.span);
            *slot = self.judgement(field, entry);
        }
        judgements
    }

    fn find_judgement(&self, key: &str) -> Option<JudgementId> {
        self.schema.find_judgement(key).or_else(|| {
            let composed: String = key.nfc().collect();
            self.schema.find_judgement(&composed)
        })
    }

    fn judgement(&mut self, field: &JudgementField, entry: &Entry<'_>) -> Option<Judgement> {
        let NodeKind::Mapping(parts) = &entry.value.kind else {
            return self.no_judgement(field, &entry.value);
        };
        let is_known = |part: &&Entry<'_>| ["points", "reason", "by"].contains(&&*part.key.text);
        for unknown in parts.iter().filter(|part| !is_known(part)) {
            let found = mistakes::judgement_unknown_part(field, &unknown.key);
            self.report.add(found);
        }
        let part = |name: &str| parts.iter().find(|part| part.key.text == name);
        let parts = Parts {
            points: part("points")
                .map(|part| &part.value)
                .filter(|node| given_text(node).is_some()),
            reason: part("reason").and_then(|part| given_text(&part.value)),
            by: part("by").and_then(|part| given_text(&part.value)),
        };
        self.assembled(field, &parts, entry)
    }

    fn assembled(
        &mut self,
        field: &JudgementField,
        parts: &Parts<'_, '_>,
        entry: &Entry<'_>,
    ) -> Option<Judgement> {
        let named = [
            ("points", parts.points.is_none()),
            ("reason", parts.reason.is_none()),
            ("by", parts.by.is_none()),
        ];
        let missing = named.iter().filter(|(_, is_missing)| *is_missing);
        let missing: Vec<&str> = missing.map(|(name, _)| *name).collect();
        if missing.len() == named.len() {
            return None;
        }
        if !missing.is_empty() {
            let at = (entry.key.span, self.report.format);
            let found = mistakes::judgement_incomplete(field, &missing, at);
            self.report.add(found);
        }
        let points = self.points(field, parts.points?)?;
        let place = Place {
            span: entry.value.span,
            line: self.report.file.line(entry.value.span.start),
        };
        Some(Judgement {
            points,
            reason: parts.reason?.to_owned(),
            by: parts.by?.to_owned(),
            place,
        })
    }

    /// What is no mapping: absent, or a bare number, which lacks its reason.
    fn no_judgement(&mut self, field: &JudgementField, node: &Node<'_>) -> Option<Judgement> {
        let text = given_text(node);
        if text.is_none() && matches!(node.kind, NodeKind::Scalar { .. }) {
            return None;
        }
        let points = text.filter(|text| Decimal::parse(text).is_some());
        let at = (node.span, self.report.format);
        let found = mistakes::judgement_shape(field, points, at);
        self.report.add(found);
        None
    }

    fn points(&mut self, field: &JudgementField, node: &Node<'_>) -> Option<Exact> {
        let text = given_text(node)?;
        let number = Decimal::parse(text.strip_suffix('分').unwrap_or(text));
        let number = number.filter(|number| number.places() <= MOST_PLACES);
        let Some(number) = number else {
            let likely = likely::numbers(text);
            let found = mistakes::wrong_points(field, text, &likely, node.span);
            self.report.add(found);
            return None;
        };
        let points = number.times_ten_to(0);
        let (low, high) = &field.range;
        let points = points.filter(|points| low <= points && points <= high);
        if points.is_none() {
            let found = mistakes::points_out_of_bounds(field, text, node.span);
            self.report.add(found);
        }
        points
    }
}
