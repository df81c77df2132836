//! The texts that a result keeps, and the standard that is opened from them again.

use serde_json::Value;

use crate::diagnostics::Language;
use crate::domain::Date;
use crate::evidence::{Format, Record};
use crate::interpret::{EvidenceText, NamedText, Texts};
use crate::program::Program;
use crate::session::{Evidence, Files, Opened, Trouble, open, score, with_result};
use crate::source::SourceFile;

/// Files that a result keeps.
struct Kept<'t>(&'t [NamedText]);

impl Files for Kept<'_> {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        let found = self.0.iter().find(|one| one.name == path);
        found.map(|one| one.text.clone()).ok_or(Trouble::Missing)
    }
}

/// The texts of a result: the rule file with those of `beside` that it reads, and the evidence.
pub fn texts_of(
    opened: &Opened,
    beside: &[NamedText],
    (evidence, format): (&Evidence, Format),
    as_of: Option<Date>,
) -> Texts {
    let info = opened.program.as_ref().map(|program| &program.info);
    let calendar = opened
        .program
        .as_ref()
        .and_then(|program| program.calendar.as_ref());
    let parts: Vec<_> = opened.file.parts().collect();
    let is_read = |one: &&NamedText| {
        info.is_some_and(|info| info.source.as_ref() == Some(&one.name))
            || calendar.is_some_and(|calendar| calendar.file == one.name)
            || parts
                .iter()
                .skip(1)
                .any(|part| part.text() == one.text.trim_start_matches('\u{feff}'))
    };
    let own = NamedText {
        name: own_name(opened.file.name()),
        text: parts.first().map_or("", |part| part.text()).to_owned(),
    };
    let mut rules = vec![own];
    rules.extend(beside.iter().filter(is_read).cloned());
    Texts {
        rules,
        evidence: EvidenceText {
            name: own_name(evidence.file.name()),
            format: format.name().to_ascii_lowercase(),
            text: evidence.file.text().to_owned(),
        },
        as_of: as_of.map(|day| day.to_string()),
    }
}

/// The name of a file without its folders, which are those of one machine.
fn own_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next();
    name.unwrap_or(path).to_owned()
}

/// Opens the standard that a result keeps; nothing where it keeps none.
pub fn reopen(rules: &[NamedText]) -> Option<Opened> {
    let (first, beside) = rules.split_first()?;
    let file = SourceFile::new(&*first.name, &*first.text);
    Some(open(file, &Kept(beside)))
}

/// The result as data, with its reasons in each language.
pub fn results(program: &Program, record: &Record) -> [Value; 2] {
    let trace = score(program, record);
    [Language::Zh, Language::En].map(|language| {
        with_result(program, record, &trace, language, |result| {
            serde_json::to_value(result).unwrap_or(Value::Null)
        })
    })
}
