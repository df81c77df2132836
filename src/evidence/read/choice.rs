//! Choices and kinds.

use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::value::is_absent;
use crate::domain::KindSet;
use crate::domain::types::ChoiceList;
use crate::evidence::Stored;
use crate::evidence::asked::{Asked, Written};
use crate::evidence::mistakes;
use crate::evidence::report::Stop;
use crate::evidence::schema::{ChoiceListDef, position};

/// Reads one of a list by its id or label.
pub(super) fn one_of(
    asked: &Asked<'_>,
    list: ChoiceList,
    written: &Written<'_>,
) -> Result<Stored, Stop> {
    let choices = asked.schema.list(list);
    let found = choices.and_then(|choices| find(choices, written.text));
    match (found, choices) {
        (Some(found), _) => Ok(Stored::Choice(found)),
        (None, _) if is_absent(written.text) => Ok(Stored::Missing),
        (None, Some(choices)) => Err(Box::new(mistakes::not_a_choice(asked, written, choices))),
        (None, None) => Ok(Stored::Missing),
    }
}

/// A set of kinds while its items are read.
pub(super) struct Kinds<'k> {
    asked: &'k Asked<'k>,
    list: &'k ChoiceListDef,
    others: bool,
    set: KindSet,
    /// The further kinds so far, by their folded form.
    folded: HashMap<String, Written<'k>>,
}

impl<'k> Kinds<'k> {
    /// An empty set.
    pub(super) fn new(asked: &'k Asked<'k>, list: &'k ChoiceListDef, others: bool) -> Self {
        Self {
            asked,
            list,
            others,
            set: KindSet::default(),
            folded: HashMap::new(),
        }
    }

    /// Takes one item.
    pub(super) fn take(&mut self, item: Written<'k>) -> Result<(), Stop> {
        if let Some(found) = find(self.list, item.text) {
            if self.set.known.contains(&found) {
                self.set.duplicates.push(item.text.to_owned());
            } else {
                self.set.known.push(found);
            }
            return Ok(());
        }
        if is_absent(item.text) {
            return Err(Box::new(mistakes::empty_item(self.asked, &item)));
        }
        if self.others {
            self.take_other(item)
        } else {
            Err(Box::new(mistakes::not_a_choice(
                self.asked, &item, self.list,
            )))
        }
    }

    fn take_other(&mut self, item: Written<'k>) -> Result<(), Stop> {
        let fold = folded(item.text);
        let is_meant = |name: &str| folded(name) == fold;
        let meant = self.list.choices.iter().find_map(|choice| {
            let label = choice.label.as_deref().filter(|label| is_meant(label));
            label.or_else(|| is_meant(&choice.name).then_some(choice.name.as_str()))
        });
        if let Some(meant) = meant {
            return Err(Box::new(mistakes::kind_looks_like(
                self.asked, &item, meant,
            )));
        }
        match self.folded.get(&fold) {
            Some(first) if item.text.nfc().eq(first.text.nfc()) => {
                self.set.duplicates.push(item.text.to_owned());
                Ok(())
            }
            Some(first) => Err(Box::new(mistakes::kinds_look_alike(
                self.asked, &item, first,
            ))),
            None => {
                self.set.others.push(item.text.to_owned());
                self.folded.insert(fold, item);
                Ok(())
            }
        }
    }

    /// The set.
    pub(super) fn finish(self) -> KindSet {
        self.set
    }
}

/// The choice whose id or label a text is, after NFC.
fn find(list: &ChoiceListDef, text: &str) -> Option<u32> {
    let by = |text: &str| {
        position(
            &list.choices,
            |choice| (&choice.name, choice.label.as_deref()),
            text,
        )
    };
    let exact = by(text);
    if exact.is_some() || is_nfc(text) {
        return exact;
    }
    let composed: String = text.nfc().collect();
    by(&composed)
}

/// A text without what the eye passes over: case, blanks, and full or half width.
fn folded(text: &str) -> String {
    let signs = text.nfkc().flat_map(char::to_lowercase);
    signs
        .filter(|sign| !sign.is_whitespace() && *sign != '\u{200b}')
        .collect()
}
