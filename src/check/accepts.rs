//! Warnings that the file accepts are taken out, with their reasons; an `accept` without a warning
//! is one itself.

use crate::check::SourceText;
use crate::check::mistakes::warnings;
use crate::diagnostics::{Code, Found, Severity};
use crate::program::Accepted;
use crate::source::Span;
use crate::syntax::ast;

/// Applies every `accept` of the file.
pub(super) fn apply(tree: &ast::File, source: SourceText<'_>, found: &mut Found) -> Vec<Accepted> {
    let mut accepted = vec![];
    for (lead, span) in tree.leads() {
        for accept in &lead.accepts {
            let known = Code::parse(&accept.code.text);
            let Some(code) = known.filter(|code| code.severity() == Severity::Warning) else {
                found.add(warnings::unknown_warning(&accept.code));
                continue;
            };
            if take(found, code, span) {
                accepted.push(Accepted {
                    code,
                    reason: accept.reason.text.clone(),
                    span: accept.span,
                });
            } else if found.is_clean() && is_looked_for(code, source) {
                // With an error in the file, some warnings are not looked for.
                found.add(warnings::needless_accept(accept.span, code.name()));
            }
        }
    }
    accepted
}

/// Whether a warning is looked for: what of the source is left only where it is measured.
fn is_looked_for(code: Code, source: SourceText<'_>) -> bool {
    code != Code::Uncovered || matches!(source, SourceText::Measured(..))
}

/// Takes the warnings of a code out that lie inside `span`; whether there was one.
fn take(found: &mut Found, code: Code, span: Span) -> bool {
    let mut taken = false;
    found.retain(|finding| {
        let place = finding.span();
        let is_meant = finding.code == code && place.start >= span.start && place.end <= span.end;
        taken |= is_meant;
        !is_meant
    });
    taken
}
