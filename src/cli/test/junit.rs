//! The outcome as JUnit XML, which build servers read.

use crate::cli::named;
use crate::cli::test::suite::{Case, Status, Suite};
use crate::diagnostics::Language;
use crate::render::{self, Style};

/// One `testsuite` for each standard, one `testcase` for each case.
pub(super) fn text(suites: &[Suite], language: Language) -> String {
    let all = suites.iter().flat_map(|suite| &suite.cases);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!(
        "<testsuites name=\"chidu test\"{}>\n",
        counts(all)
    ));
    for suite in suites {
        let name = escaped(&named(&suite.folder));
        let counts = counts(suite.cases.iter());
        out.push_str(&format!("  <testsuite name=\"{name}\"{counts}>\n"));
        for case in &suite.cases {
            out.push_str(&one(case, &name, language));
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn is_error(case: &Case) -> bool {
    matches!(case.status, Status::NoRules | Status::Unreadable(_))
}

fn counts<'c>(cases: impl Iterator<Item = &'c Case> + Clone) -> String {
    let bad = || cases.clone().filter(|case| !case.is_green());
    let (tests, bad, errors) = (
        cases.clone().count(),
        bad().count(),
        bad().filter(|case| is_error(case)).count(),
    );
    let failures = bad - errors;
    format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\"")
}

fn one(case: &Case, suite: &str, language: Language) -> String {
    let name = escaped(&named(&case.path));
    let head = format!("    <testcase classname=\"{suite}\" name=\"{name}\" file=\"{name}\"");
    if case.is_green() {
        return format!("{head}/>\n");
    }
    let tag = match is_error(case) {
        true => "error",
        false => "failure",
    };
    let style = Style {
        language,
        color: false,
        width: 80,
    };
    let mut text = case
        .difference
        .as_ref()
        .map_or(String::new(), |difference| difference.drawn(&style));
    text.push_str(&render::human(&case.findings, &case.file, &style));
    let (kind, say) = (case.status.word(), case.status.say());
    let message = escaped(say.text(language));
    format!(
        "{head}>\n      <{tag} type=\"{kind}\" message=\"{message}\">{}</{tag}>\n    </testcase>\n",
        escaped(&text)
    )
}

/// Text as XML holds it; what XML cannot hold at all becomes a mark.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(sign),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if sign.is_control() => out.push('\u{fffd}'),
            _ => out.push(sign),
        }
    }
    out
}
