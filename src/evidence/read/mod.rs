//! An evidence file becomes a record: every value is read by the declared type of its field, and
//! all mistakes of the file are found at once. Whether the date is needed, or a judgement fits the
//! evidence at hand, is decided elsewhere.

mod choice;
mod date;
mod decimal;
mod expect;
mod fields;
mod flag;
mod judgements;
mod likely;
mod number;
mod value;

use sha2::{Digest, Sha256};

pub use expect::{Expectation, Wanted, Words, read_expectations};
pub(crate) use value::ABSENT;

use crate::diagnostics::Found;
use crate::domain::Date;
use crate::evidence::document::{self, Entry, Format, Node, NodeKind};
use crate::evidence::mistakes;
use crate::evidence::record::Record;
use crate::evidence::report::Report;
use crate::evidence::schema::Schema;
use crate::source::{SourceFile, Span};

/// The key of the assessment date.
const DATE_KEY: &str = "assessment_date";

/// The keys of the outermost level.
const KEYS: [&str; 6] = [
    "subject",
    DATE_KEY,
    "evidence",
    "judgements",
    "sources",
    expect::KEY,
];

/// What an evidence file says.
#[derive(Debug, Default)]
pub struct Read {
    /// The record; nothing where anything was wrong, or where only the date was read.
    pub record: Option<Record>,
    /// The assessment date, also where something else was wrong.
    pub assessment_date: Option<Date>,
    /// Where the assessment date stands, or would stand.
    pub date_span: Span,
    /// Whether a date stands there that cannot be read, which was reported.
    pub date_is_broken: bool,
}

/// Reads one subject's evidence; every mistake goes into `found`.
pub fn read(file: &SourceFile, format: Format, schema: &Schema, found: &mut Found) -> Read {
    reading(file, format, schema, found, |reading, entries| {
        reading.record(entries)
    })
}

/// The same of evidence that is still incomplete: fields may be missing that are required.
pub fn read_partial(file: &SourceFile, format: Format, schema: &Schema, found: &mut Found) -> Read {
    reading(file, format, schema, found, |reading, entries| {
        reading.is_partial = true;
        reading.record(entries)
    })
}

/// Reads of which day one subject's evidence speaks, and nothing else: what the rest may say is
/// known only once the standard of that day is.
pub fn read_date(file: &SourceFile, format: Format, found: &mut Found) -> Read {
    reading(
        file,
        format,
        &Schema::default(),
        found,
        |reading, entries| {
            let date = entries.iter().find(|entry| entry.key.text == DATE_KEY);
            reading.date(date.map(|entry| &entry.value));
            None
        },
    )
}

fn reading(
    file: &SourceFile,
    format: Format,
    schema: &Schema,
    found: &mut Found,
    what: impl FnOnce(&mut Reading<'_>, &[Entry<'_>]) -> Option<Record>,
) -> Read {
    let mut report = Report::new(file, format, found);
    let broken = Read {
        date_is_broken: true,
        ..Read::default()
    };
    let Some(root) = document::parse(&mut report) else {
        return broken;
    };
    let NodeKind::Mapping(entries) = &root.kind else {
        report.add(mistakes::mapping_needed("", format, root.span));
        return broken;
    };
    let mut reading = Reading {
        schema,
        report,
        read: Read::default(),
        start: entries.first().map_or(root.span, |entry| entry.key.span),
        is_partial: false,
    };
    let record = what(&mut reading, entries);
    let is_clean = reading.report.is_clean();
    Read {
        record: record.filter(|_| is_clean),
        ..reading.read
    }
}

/// A file while it is read against its schema.
struct Reading<'r> {
    schema: &'r Schema,
    report: Report<'r>,
    read: Read,
    /// Where the outermost level begins.
    start: Span,
    /// Whether required fields may be missing.
    is_partial: bool,
}

/// The parts of the outermost level, in the order of [`KEYS`].
#[derive(Default)]
struct Parts<'n, 't> {
    subject: Option<&'n Node<'t>>,
    date: Option<&'n Node<'t>>,
    evidence: Option<&'n Entry<'t>>,
    judgements: Option<&'n Entry<'t>>,
    sources: Option<&'n Entry<'t>>,
}

impl<'r> Reading<'r> {
    fn record(&mut self, entries: &[Entry<'_>]) -> Option<Record> {
        let parts = self.parts(entries);
        self.date(parts.date);
        let at = parts.evidence.map_or(self.start, |entry| entry.key.span);
        let names = fields::names_of(&self.schema.fields);
        let evidence = self.part_entries("evidence", parts.evidence);
        let given = self.fields(&names, evidence, at);
        let judged = self.part_entries("judgements", parts.judgements);
        let named = self.part_entries("sources", parts.sources);
        Some(Record {
            subject: self.subject(parts.subject).unwrap_or_default(),
            assessment_date: self.read.assessment_date,
            values: given.values,
            places: given.places,
            judgements: self.judgements(judged),
            sources: self.sources(&names, named),
            hash: hash(self.report.file.text()),
        })
    }

    fn parts<'n, 't>(&mut self, entries: &'n [Entry<'t>]) -> Parts<'n, 't> {
        let mut parts = Parts::default();
        for entry in entries {
            if self.report.is_full() {
                break;
            }
            match entry.key.text.as_ref() {
                "subject" => parts.subject = Some(&entry.value),
                DATE_KEY => parts.date = Some(&entry.value),
                "evidence" => parts.evidence = Some(entry),
                "judgements" => parts.judgements = Some(entry),
                "sources" => parts.sources = Some(entry),
                expect::KEY => {
                    expect::expectations(entry, &mut self.report);
                }
                unknown => {
                    let is_field = self.schema.find_field(unknown).is_some();
                    let span = entry.key.span;
                    let found = mistakes::unknown_key(unknown, span, is_field, &KEYS);
                    self.report.add(found);
                }
            }
        }
        parts
    }

    /// The entries of a part; none where it is absent or says nothing.
    fn part_entries<'n, 't>(
        &mut self,
        name: &'static str,
        part: Option<&'n Entry<'t>>,
    ) -> &'n [Entry<'t>] {
        let Some(entry) = part else {
            return &[];
        };
        match &entry.value.kind {
            NodeKind::Mapping(entries) => entries,
            NodeKind::Scalar { text, is_null } if *is_null || value::is_absent(text) => &[],
            NodeKind::Scalar { .. } | NodeKind::Sequence(_) => {
                let format = self.report.format;
                let found = mistakes::mapping_needed(name, format, entry.value.span);
                self.report.add(found);
                &[]
            }
        }
    }

    fn subject(&mut self, node: Option<&Node<'_>>) -> Option<String> {
        let text = node.and_then(given_text);
        if text.is_none() {
            let span = node.map_or(self.start, |node| node.span);
            self.report
                .add(mistakes::no_subject(self.report.format, span));
        }
        text.map(str::to_owned)
    }

    fn date(&mut self, node: Option<&Node<'_>>) {
        self.read.date_span = node.map_or(self.start, |node| node.span);
        self.read.assessment_date = node.and_then(|node| self.assessment_date(node));
    }

    fn assessment_date(&mut self, node: &Node<'_>) -> Option<Date> {
        let NodeKind::Scalar { text, is_null } = &node.kind else {
            let found = mistakes::wrong_date_key("[…]", node.span, self.report.format);
            self.report.add(found);
            self.read.date_is_broken = true;
            return None;
        };
        if *is_null || value::is_absent(text) {
            return None;
        }
        let date = Date::parse(text);
        if date.is_none() {
            let found = mistakes::wrong_date_key(text, node.span, self.report.format);
            self.report.add(found);
            self.read.date_is_broken = true;
        }
        date
    }
}

/// The text of a scalar that says something.
fn given_text<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.kind {
        NodeKind::Scalar { text, is_null } => {
            (!*is_null && !value::is_absent(text)).then_some(text.as_ref())
        }
        NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
    }
}

/// `sha256:` and the hash in hexadecimal digits.
fn hash(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digest = Sha256::digest(text.as_bytes());
    let mut hash = String::with_capacity(71);
    hash.push_str("sha256:");
    for byte in digest {
        for half in [byte >> 4, byte & 15] {
            hash.extend(
                DIGITS
                    .get(usize::from(half))
                    .map(|digit| char::from(*digit)),
            );
        }
    }
    hash
}

#[cfg(test)]
mod tests;
