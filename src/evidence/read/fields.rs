//! The fields of the file and of each row: found by id or label, read by kind, and none forgotten.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Reading;
use super::choice::Kinds;
use super::value::{is_absent, read_scalar};
use crate::domain::types::ChoiceList;
use crate::evidence::Stored;
use crate::evidence::asked::{Asked, Row, Written};
use crate::evidence::document::{Entry, Key, Node, NodeKind};
use crate::evidence::mistakes;
use crate::evidence::names::Names;
use crate::evidence::record::Place;
use crate::evidence::schema::{Field, FieldKind, Presence};
use crate::source::Span;

/// The most rows of one records field.
const MOST_ROWS: usize = 1_000_000;

/// The most items of one set of kinds.
const MOST_KINDS: usize = 10_000;

/// The values of the file in the declared order, and where they stand.
pub(super) struct Given {
    pub(super) values: Vec<Stored>,
    pub(super) places: Vec<Option<Place>>,
}

/// Where a field was given: its key, its value, and whether that was right.
#[derive(Clone, Copy)]
struct Seen {
    key: Span,
    value: Span,
    is_wrong: bool,
}

/// A group of fields: those of the file, or those of one row.
#[derive(Clone, Copy)]
struct Group<'g, 'n> {
    fields: &'g [Field],
    names: &'n Names<'g>,
    row: Option<Row<'g>>,
    at: Span,
}

impl<'r> Reading<'r> {
    /// Reads the entries under `evidence`; what is missing is reported at `at`.
    pub(super) fn fields(&mut self, names: &Names<'r>, entries: &[Entry<'_>], at: Span) -> Given {
        let (fields, row) = (self.schema.fields.as_slice(), None);
        let mut seen = Vec::with_capacity(fields.len());
        let group = Group {
            fields,
            names,
            row,
            at,
        };
        let values = self.group(group, entries, &mut seen);
        let file = self.report.file;
        let places = seen.iter().zip(&values).map(|(seen, value)| {
            let seen = seen.as_ref().filter(|_| !value.is_missing())?;
            Some(Place {
                span: seen.value,
                line: file.line(seen.value.start),
            })
        });
        let places = places.collect();
        Given { values, places }
    }

    fn group(
        &mut self,
        group: Group<'r, '_>,
        entries: &[Entry<'_>],
        seen: &mut Vec<Option<Seen>>,
    ) -> Vec<Stored> {
        seen.clear();
        seen.resize(group.fields.len(), None);
        let mut values: Vec<Stored> = Vec::with_capacity(group.fields.len());
        values.resize(group.fields.len(), Stored::Missing);
        for entry in entries {
            if self.report.is_full() {
                break;
            }
            let Some(at) = find(group.names, &entry.key.text) else {
                let (key, row) = (&entry.key, group.row);
                let found = mistakes::unknown_field(key, group.fields, row, self.schema);
                self.report.add(found);
                continue;
            };
            self.one(group, entry, at, (&mut values, seen));
        }
        self.complete(group, &mut values, seen);
        values
    }

    fn one(
        &mut self,
        group: Group<'r, '_>,
        entry: &Entry<'_>,
        at: usize,
        filled: (&mut [Stored], &mut [Option<Seen>]),
    ) {
        let (values, seen) = filled;
        let places = (group.fields.get(at), values.get_mut(at), seen.get_mut(at));
        let (Some(field), Some(value), Some(seen)) = places else {
            return;
        };
        if let Some(first) = seen {
            let (again, first) = (entry.key.span, first.key);
            self.report
                .add(mistakes::field_twice(field.title(), again, first));
            return;
        }
        let asked = Asked {
            schema: self.schema,
            field,
            row: group.row,
        };
        let read = self.value(&asked, &entry.value);
        *seen = Some(Seen {
            key: entry.key.span,
            value: entry.value.span,
            is_wrong: read.is_none(),
        });
        if let Some(read) = read {
            *value = read;
        }
    }

    /// Defaults for what is absent, and one finding for all that is required.
    fn complete(&mut self, group: Group<'r, '_>, values: &mut [Stored], seen: &[Option<Seen>]) {
        let mut missing: Vec<&Field> = Vec::new();
        for ((field, value), seen) in group.fields.iter().zip(values).zip(seen) {
            if !value.is_missing() || seen.is_some_and(|seen| seen.is_wrong) {
                continue;
            }
            match &field.presence {
                Presence::Required => missing.push(field),
                Presence::Optional => {}
                Presence::Default(default) => *value = default.clone(),
            }
        }
        let may_be_missing = self.is_partial && group.row.is_none();
        if !missing.is_empty() && !may_be_missing {
            let at = (group.at, self.report.format);
            let found = mistakes::missing_fields(&missing, group.row, self.schema, at);
            self.report.add(found);
        }
    }

    /// One value; nothing where it is wrong, which is then reported.
    fn value(&mut self, asked: &Asked<'r>, node: &Node<'_>) -> Option<Stored> {
        match (&node.kind, &asked.field.kind) {
            (NodeKind::Scalar { is_null: true, .. }, _) => Some(Stored::Missing),
            (NodeKind::Scalar { text, .. }, _) => {
                let read = read_scalar(asked, &self.written(text, node.span));
                read.map_err(|found| self.report.add(*found)).ok()
            }
            (NodeKind::Sequence(items), FieldKind::Kinds { list, others }) => {
                self.kinds(asked, (*list, *others), (items, node.span))
            }
            (NodeKind::Sequence(rows), FieldKind::Records { fields }) => {
                self.rows(asked.field, fields, rows, node.span)
            }
            (NodeKind::Mapping(_), FieldKind::Kinds { .. } | FieldKind::Records { .. }) => {
                let format = self.report.format;
                self.report
                    .add(mistakes::sequence_needed(asked, node.span, format));
                None
            }
            (NodeKind::Sequence(_) | NodeKind::Mapping(_), _) => {
                let format = self.report.format;
                self.report
                    .add(mistakes::scalar_needed(asked, node.span, format));
                None
            }
        }
    }

    fn written<'t>(&self, text: &'t str, span: Span) -> Written<'t> {
        Written {
            text,
            span,
            format: self.report.format,
        }
    }

    fn kinds(
        &mut self,
        asked: &Asked<'r>,
        kind: (ChoiceList, bool),
        written: (&[Node<'_>], Span),
    ) -> Option<Stored> {
        let (items, span) = written;
        if items.len() > MOST_KINDS {
            let found = mistakes::too_many_items(span, items.len(), MOST_KINDS);
            self.report.add(found);
            return None;
        }
        let list = self.schema.list(kind.0)?;
        let mut kinds = Kinds::new(asked, list, kind.1);
        let mut is_right = true;
        for item in items {
            if self.report.is_full() {
                break;
            }
            let taken = match &item.kind {
                NodeKind::Scalar { is_null: true, .. } => {
                    let item = self.written("", item.span);
                    Err(Box::new(mistakes::empty_item(asked, &item)))
                }
                NodeKind::Scalar { text, .. } => kinds.take(self.written(text, item.span)),
                NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                    let format = self.report.format;
                    Err(Box::new(mistakes::scalar_needed(asked, item.span, format)))
                }
            };
            if let Err(found) = taken {
                is_right = false;
                self.report.add(*found);
            }
        }
        is_right.then(|| Stored::Kinds(kinds.finish()))
    }

    fn rows(
        &mut self,
        records: &'r Field,
        fields: &'r [Field],
        rows: &[Node<'_>],
        span: Span,
    ) -> Option<Stored> {
        if rows.len() > MOST_ROWS {
            let found = mistakes::too_many_items(span, rows.len(), MOST_ROWS);
            self.report.add(found);
            return None;
        }
        let mut read = Vec::with_capacity(rows.len());
        let mut seen = Vec::with_capacity(fields.len());
        let names = &names_of(fields);
        for (node, number) in rows.iter().zip(1..) {
            if self.report.is_full() {
                return None;
            }
            let row = Row { records, number };
            let NodeKind::Mapping(entries) = &node.kind else {
                let at = (node.span, self.report.format);
                let found = mistakes::row_not_mapping(row, self.schema, at);
                self.report.add(found);
                continue;
            };
            let group = Group {
                fields,
                names,
                row: Some(row),
                at: node.span,
            };
            read.push(self.group(group, entries, &mut seen));
        }
        Some(Stored::Rows(read))
    }

    /// The texts under `sources`, in the order of the fields.
    pub(super) fn sources(
        &mut self,
        names: &Names<'r>,
        entries: &[Entry<'_>],
    ) -> Vec<Option<String>> {
        let fields = &self.schema.fields;
        let mut seen: Vec<Option<Span>> = vec![None; fields.len()];
        let mut sources = vec![None; fields.len()];
        for Entry { key, value } in entries {
            if self.report.is_full() {
                break;
            }
            let at = find(names, &key.text);
            let field = at.and_then(|at| Some((fields.get(at)?, seen.get_mut(at)?)));
            let Some((field, seen)) = field else {
                self.report.add(mistakes::unknown_source(key, fields));
                continue;
            };
            if let Some(first) = *seen {
                self.report
                    .add(mistakes::field_twice(field.title(), key.span, first));
                continue;
            }
            *seen = Some(key.span);
            let text = self.source_text(key, value);
            if let Some(slot) = at.and_then(|at| sources.get_mut(at)) {
                *slot = text;
            }
        }
        sources
    }

    fn source_text(&mut self, key: &Key<'_>, node: &Node<'_>) -> Option<String> {
        match &node.kind {
            NodeKind::Scalar { text, is_null } => {
                (!*is_null && !is_absent(text)).then(|| text.as_ref().to_owned())
            }
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                let found = mistakes::source_not_text(&key.text, node.span, self.report.format);
                self.report.add(found);
                None
            }
        }
    }
}

/// The ids and labels of a group.
pub(super) fn names_of(fields: &[Field]) -> Names<'_> {
    let names = fields.iter();
    Names::new(names.map(|field| (field.name.as_str(), field.label.as_deref())))
}

/// The field that a key means, after NFC.
fn find(names: &Names<'_>, key: &str) -> Option<usize> {
    let found = names.find(key);
    if found.is_some() || is_nfc(key) {
        return found.map(|at| at as usize);
    }
    let composed: String = key.nfc().collect();
    names.find(&composed).map(|at| at as usize)
}
