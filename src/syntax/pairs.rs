//! Walking pest's pairs: places in the whole file, children by rule, and the words that carry text.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::Found;
use crate::domain::{Date, Exact, Rounding, RoundingMode};
use crate::source::Span;
use crate::syntax::ast::{Name, Quantity, Text, Title, Unit};
use crate::syntax::mistakes;
use crate::syntax::reader::Rule;

/// One node of pest's.
pub(super) type Pair<'i> = pest::iterators::Pair<'i, Rule>;

/// Makes tree nodes from pairs of one statement.
pub(super) struct Maker<'m> {
    /// Where the statement starts in its file.
    pub(super) base: usize,
    /// Where mistakes go.
    pub(super) found: &'m mut Found,
}

/// The child of a rule.
pub(super) fn child<'i>(pair: &Pair<'i>, rule: Rule) -> Option<Pair<'i>> {
    pair.clone()
        .into_inner()
        .find(|inner| inner.as_rule() == rule)
}

/// All children of a rule.
pub(super) fn children<'i>(pair: &Pair<'i>, rule: Rule) -> impl Iterator<Item = Pair<'i>> {
    pair.clone()
        .into_inner()
        .filter(move |inner| inner.as_rule() == rule)
}

/// Whether there is a child of a rule.
pub(super) fn has(pair: &Pair<'_>, rule: Rule) -> bool {
    child(pair, rule).is_some()
}

/// Digits and signs in their ASCII form, without the `_` between digits.
fn ascii(text: &str) -> String {
    text.nfkc().filter(|c| *c != '_').collect()
}

impl Maker<'_> {
    /// The place of a pair in the file.
    pub(super) fn span(&self, pair: &Pair<'_>) -> Span {
        let span = pair.as_span();
        Span::new(self.base + span.start(), self.base + span.end())
    }

    pub(super) fn name(&self, pair: &Pair<'_>) -> Name {
        Name {
            text: pair.as_str().nfc().collect(),
            span: self.span(pair),
        }
    }

    pub(super) fn text(&self, pair: &Pair<'_>) -> Text {
        let inner = pair.clone().into_inner().next();
        let text = inner.map_or("", |inner| inner.as_str());
        Text {
            text: text.nfc().collect(),
            span: self.span(pair),
        }
    }

    /// The label among the children.
    pub(super) fn label(&self, pair: &Pair<'_>) -> Option<Text> {
        child(pair, Rule::label).map(|label| self.text(&label))
    }

    /// The name and the label among the children.
    pub(super) fn title(&self, pair: &Pair<'_>) -> Option<Title> {
        let name = self.name(&child(pair, Rule::name)?);
        Some(Title {
            name,
            label: self.label(pair),
        })
    }

    pub(super) fn number(&self, pair: &Pair<'_>) -> Option<Exact> {
        Exact::parse(&ascii(pair.as_str()))
    }

    /// A small whole number, such as places.
    pub(super) fn small(&mut self, pair: &Pair<'_>, most: u32) -> Option<u32> {
        let number = ascii(pair.as_str())
            .parse()
            .ok()
            .filter(|number| *number <= most);
        if number.is_none() {
            self.found
                .add(mistakes::bad_small_number(self.span(pair), most));
        }
        number
    }

    pub(super) fn quantity(&self, pair: &Pair<'_>) -> Option<Quantity> {
        if pair.as_rule() == Rule::signed_quantity {
            let mut quantity = self.quantity(&child(pair, Rule::quantity)?)?;
            if has(pair, Rule::minus) {
                quantity.number = -&quantity.number;
            }
            return Some(Quantity {
                span: self.span(pair),
                ..quantity
            });
        }
        let number = self.number(&child(pair, Rule::number)?)?;
        let word = |rule| child(pair, rule).map(|unit| unit.as_str().trim().nfc().collect());
        let unit = if has(pair, Rule::percent) {
            Unit::Percent
        } else if let Some(currency) = word(Rule::currency) {
            Unit::Currency(currency)
        } else {
            word(Rule::unit)
                .or_else(|| word(Rule::spaced_unit))
                .map_or(Unit::None, Unit::Word)
        };
        Some(Quantity {
            number,
            unit,
            span: self.span(pair),
        })
    }

    pub(super) fn date(&mut self, pair: &Pair<'_>) -> Option<Date> {
        let date = Date::parse(&ascii(pair.as_str()));
        if date.is_none() {
            self.found
                .add(mistakes::no_such_date(self.span(pair), pair.as_str()));
        }
        date
    }

    pub(super) fn rounding(&mut self, pair: &Pair<'_>) -> Option<Rounding> {
        let mode = if has(pair, Rule::kw_half_even) {
            RoundingMode::HalfEven
        } else if has(pair, Rule::kw_round_up) {
            RoundingMode::Up
        } else if has(pair, Rule::kw_round_down) {
            RoundingMode::Down
        } else {
            RoundingMode::HalfAway
        };
        let number = child(pair, Rule::number)?;
        if has(pair, Rule::kw_nearest) {
            let rounding = Rounding::nearest(&self.number(&number)?, mode);
            if rounding.is_none() {
                self.found
                    .add(mistakes::bad_rounding_step(self.span(&number)));
            }
            return rounding;
        }
        const MOST_ROUNDING_PLACES: u32 = 12;
        let places = self.small(&number, MOST_ROUNDING_PLACES)?;
        Some(Rounding::places(places, mode))
    }
}
