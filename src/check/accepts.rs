//! Warnings that the file accepts are taken out, with their reasons; an `accept` without a warning
//! is one itself.

use std::collections::BTreeSet;

use crate::check::SourceText;
use crate::check::mistakes::warnings;
use crate::diagnostics::{Code, Found, Severity, Undecided};
use crate::program::Accepted;
use crate::source::Span;
use crate::syntax::ast::{self, ItemKind};

/// Applies every `accept` of the file; those of what only the analysis finds wait for [`settle`].
pub(super) fn apply(tree: &ast::File, source: SourceText<'_>, found: &mut Found) -> Vec<Accepted> {
    let mut accepted = vec![];
    let declared = declared(tree);
    for (lead, span) in tree.leads() {
        for accept in &lead.accepts {
            let known = Code::parse(&accept.code.text);
            let Some(code) = known.filter(|code| code.severity() == Severity::Warning) else {
                found.add(warnings::unknown_warning(&accept.code));
                continue;
            };
            let waits = || waits(code, declared.contains(&span));
            if take(found, code, span) || waits() {
                accepted.push(Accepted {
                    code,
                    reason: accept.reason.text.clone(),
                    span: accept.span,
                    meant: span,
                });
            } else if found.is_clean() && is_looked_for(code, source) {
                // With an error in the file, some warnings are not looked for.
                found.add(warnings::needless_accept(accept.span, code.name()));
            }
        }
    }
    accepted
}

/// Applies to the findings of the analysis what the file accepts of them. What accepts none of them is
/// a finding itself, unless that was left undecided.
pub fn settle(
    accepted: &mut Vec<Accepted>,
    is_declared: impl Fn(Span) -> bool,
    undecided: &[Undecided],
    found: &mut Found,
) {
    let mut needless = vec![];
    accepted.retain(|one| {
        let (code, meant) = (one.code, one.meant);
        let is_open = |open: &Undecided| open.code == code && meant.holds(open.span);
        let is_kept = !waits(code, is_declared(meant))
            || take(found, code, meant)
            || undecided.iter().any(is_open);
        if !is_kept {
            needless.push(warnings::needless_accept(one.span, code.name()));
        }
        is_kept
    });
    needless.into_iter().for_each(|one| found.add(one));
}

/// Whether only the analysis can find a warning: one of its own codes, or above a field that it would
/// pay to leave out.
fn waits(code: Code, is_field: bool) -> bool {
    code.is_analysed() || code == Code::OptionalPenalty && is_field
}

/// The places of all fields and columns.
fn declared(tree: &ast::File) -> BTreeSet<Span> {
    let mut spans = BTreeSet::new();
    for item in &tree.items {
        if let ItemKind::Evidence(fields) = &item.kind {
            for field in fields {
                spans.insert(field.span);
                if let ast::FieldKind::Records(columns) = &field.kind {
                    spans.extend(columns.iter().map(|column| column.span));
                }
            }
        }
    }
    spans
}

/// Whether a warning is looked for: what of the source is left only where it is measured.
fn is_looked_for(code: Code, source: SourceText<'_>) -> bool {
    code != Code::Uncovered || matches!(source, SourceText::Measured(..))
}

/// Takes the warnings of a code out that lie inside `span`; whether there was one.
fn take(found: &mut Found, code: Code, span: Span) -> bool {
    let mut taken = false;
    found.retain(|finding| {
        let is_meant = finding.code == code && span.holds(finding.span());
        taken |= is_meant;
        !is_meant
    });
    taken
}
