//! Findings as a SARIF 2.1.0 log, which code hosts and editors read.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::diagnostics::{Code, Diagnostic, Fix, Label, Language, Say, Severity, Undecided, page};
use crate::render::mark::located;
use crate::source::{SourceFile, Span};

/// A file and what was found in it.
pub struct Checked<'c> {
    /// The file.
    pub file: &'c SourceFile,
    /// Its findings.
    pub findings: &'c [Diagnostic],
    /// What stays open in it.
    pub undecided: &'c [Undecided],
}

/// One run over some files; `refusals` say why others could not be looked at. The words are in one
/// language, which the run names.
pub fn sarif(checked: &[Checked<'_>], refusals: &[&Say], language: Language) -> Value {
    let findings = || checked.iter().flat_map(|one| one.findings);
    let codes: BTreeSet<Code> = findings().map(|found| found.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results = checked.iter().flat_map(|one| {
        let of_file = one.findings.iter();
        of_file.map(|found| result(found, one.file, &codes, language))
    });
    let open = checked.iter().flat_map(|one| {
        let of_file = one.undecided.iter();
        of_file.map(|open| {
            json!({
                "level": "note",
                "message": {"text": open.message.text(language)},
                "associatedRule": {"id": open.code.name()},
                "locations": [location(open.span, one.file, None)],
            })
        })
    });
    let refused = refusals
        .iter()
        .map(|why| json!({"level": "error", "message": {"text": why.text(language)}}));
    let notes: Vec<Value> = refused.chain(open).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "chidu",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code, language)).collect::<Vec<_>>(),
            }},
            "language": language.pick("zh-CN", "en-US"),
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": refusals.is_empty(),
                "toolExecutionNotifications": notes,
            }],
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn rule(code: Code, language: Language) -> Value {
    let (zh, en) = code.title();
    json!({
        "id": code.name(),
        "shortDescription": {"text": language.pick(zh, en)},
        "help": {"text": page(code), "markdown": page(code)},
        "defaultConfiguration": {"level": level(code)},
    })
}

fn level(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(found: &Diagnostic, file: &SourceFile, codes: &[Code], language: Language) -> Value {
    let help = found.help.iter().map(|help| help.text(language));
    let words: Vec<&str> = std::iter::once(found.message.text(language))
        .chain(help)
        .collect();
    let place = |label: &Label| location(label.span, file, Some(label.text.text(language)));
    let mut labels = found.labels.iter().map(place);
    let first = labels.next();
    let others: Vec<Value> = labels.collect();
    let mut result = json!({
        "ruleId": found.code.name(),
        "ruleIndex": codes.iter().position(|code| *code == found.code),
        "level": level(found.code),
        "message": {"text": words.join("\n")},
        "locations": first.into_iter().collect::<Vec<_>>(),
    });
    if let Some(result) = result.as_object_mut() {
        if !others.is_empty() {
            result.insert("relatedLocations".into(), others.into());
        }
        if let Some(fix) = &found.fix {
            result.insert("fixes".into(), json!([change(fix, found, file, language)]));
        }
    }
    result
}

fn location(span: Span, file: &SourceFile, words: Option<&str>) -> Value {
    let (name, region) = region(span, file);
    let place = json!({"artifactLocation": {"uri": uri(name)}, "region": region});
    match words {
        Some(words) => json!({"physicalLocation": place, "message": {"text": words}}),
        None => json!({"physicalLocation": place}),
    }
}

fn region(span: Span, file: &SourceFile) -> (&str, Value) {
    let (part, span) = located(span, file);
    let (start, end) = (part.position(span.start), part.position(span.end));
    let region = json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    });
    (part.name(), region)
}

fn change(fix: &Fix, found: &Diagnostic, file: &SourceFile, language: Language) -> Value {
    let (name, region) = region(fix.span, file);
    let help = found.help.as_ref().unwrap_or(&found.message);
    json!({
        "description": {"text": help.text(language)},
        "artifactChanges": [{
            "artifactLocation": {"uri": uri(name)},
            "replacements": [{
                "deletedRegion": region,
                "insertedContent": {"text": fix.replacement},
            }],
        }],
    })
}

/// The name of a file as a URI reference, each byte that may not stand in one as `%XX`.
fn uri(name: &str) -> String {
    let mut out = String::from(if name.starts_with('/') { "file://" } else { "" });
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::say;

    #[test]
    fn a_finding_has_its_rule_its_place_and_its_change() {
        let file = SourceFile::new("标准/a b.rules", "若 甲\n");
        let found = Diagnostic::new(Code::Fall, say!(zh "甲降", en "it falls"))
            .label(Span::new(4, 7), say!(zh "甲", en "here"))
            .fix(Span::new(4, 7), "乙");
        let one = Checked {
            file: &file,
            findings: &[found],
            undecided: &[],
        };
        let log = sarif(&[one], &[], Language::En);
        let at = |pointer: &str| log.pointer(pointer).unwrap().clone();
        assert_eq!(at("/runs/0/tool/driver/rules/0/id"), "W014");
        assert_eq!(at("/runs/0/results/0/ruleIndex"), 0);
        let place = "/runs/0/results/0/locations/0/physicalLocation";
        assert_eq!(
            at(&format!("{place}/artifactLocation/uri")),
            "%E6%A0%87%E5%87%86/a%20b.rules"
        );
        assert_eq!(at(&format!("{place}/region/startColumn")), 3);
        assert_eq!(at(&format!("{place}/region/endColumn")), 4);
        let change = "/runs/0/results/0/fixes/0/artifactChanges/0/replacements/0";
        assert_eq!(at(&format!("{change}/insertedContent/text")), "乙");
    }
}
