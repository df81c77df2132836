//! What a fact or an expression may be: the values of one evaluation over many records at once.

use crate::analyse::interval::Interval;
use crate::domain::{Date, Exact};
use crate::evidence::Stored;

/// The values that something may have.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// Whether it may be missing.
    pub missing: bool,
    /// What it may be where it is not missing.
    pub held: Held,
}

/// The values that are there.
#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    /// None.
    Nothing,
    /// Yes, no, or either.
    Flag {
        /// Whether it may be yes.
        yes: bool,
        /// Whether it may be no.
        no: bool,
    },
    /// A number.
    Number(Interval),
    /// One of these choices; never none.
    Choice(Vec<u32>),
    /// A set of kinds.
    Kinds(KindsRange),
    /// A day from one to another.
    Date(Date, Date),
    /// Text.
    Text(TextRange),
    /// Rows.
    Rows(RowsRange),
}

/// The sets that hold some kinds, and may hold some more.
#[derive(Debug, Clone, PartialEq)]
pub struct KindsRange {
    /// What every set holds.
    pub must: Vec<u32>,
    /// What a set may hold beside them.
    pub may: Vec<u32>,
    /// The names beyond the list that every set holds.
    pub others: Vec<String>,
    /// How many names beyond the list there may be besides.
    pub more_others: u32,
}

/// Texts.
#[derive(Debug, Clone, PartialEq)]
pub enum TextRange {
    /// This one.
    One(String),
    /// Any that the rules do not name.
    Other,
    /// Any.
    Any,
}

/// Some rows, and perhaps more of the same shape.
#[derive(Debug, Clone, PartialEq)]
pub struct RowsRange {
    /// The rows that are there, in no order.
    pub rows: Vec<Vec<Range>>,
    /// How many more there may be.
    pub more: u32,
    /// What the columns of a further row may be.
    pub shape: Vec<Range>,
}

impl Range {
    /// Missing.
    pub const MISSING: Self = Self {
        missing: true,
        held: Held::Nothing,
    };

    /// Something that is there.
    pub fn there(held: Held) -> Self {
        Self {
            missing: false,
            held,
        }
    }

    /// A number that is there.
    pub fn number(interval: Interval) -> Self {
        Self::there(Held::Number(interval))
    }

    /// The truth, by what it may be.
    pub(super) fn flags(flags: Flags) -> Self {
        let held = match flags.yes || flags.no {
            true => Held::Flag {
                yes: flags.yes,
                no: flags.no,
            },
            false => Held::Nothing,
        };
        Self {
            missing: flags.missing,
            held,
        }
    }

    /// One stored value; rows are listed.
    pub fn of(stored: &Stored) -> Self {
        match stored {
            Stored::Missing => Self::MISSING,
            Stored::Flag(flag) => Self::there(Held::Flag {
                yes: *flag,
                no: !flag,
            }),
            Stored::Number(number) => Self::number(Interval::one(number.clone())),
            Stored::Choice(at) => Self::there(Held::Choice(vec![*at])),
            Stored::Kinds(kinds) => Self::there(Held::Kinds(KindsRange {
                must: kinds.known.clone(),
                may: vec![],
                others: kinds.others.clone(),
                more_others: 0,
            })),
            Stored::Date(day) => Self::there(Held::Date(*day, *day)),
            Stored::Text(text) => Self::there(Held::Text(TextRange::One(text.clone()))),
            Stored::Rows(rows) => Self::there(Held::Rows(RowsRange {
                rows: rows
                    .iter()
                    .map(|row| row.iter().map(Self::of).collect())
                    .collect(),
                more: 0,
                shape: vec![],
            })),
        }
    }

    /// Whether it may be there.
    pub fn may_be_there(&self) -> bool {
        self.held != Held::Nothing
    }

    /// Its numbers where it is there; a set counts its kinds.
    pub fn as_number(&self) -> Option<Interval> {
        match &self.held {
            Held::Number(interval) => Some(interval.clone()),
            Held::Kinds(kinds) => Some(kinds.size()),
            Held::Nothing
            | Held::Flag { .. }
            | Held::Choice(_)
            | Held::Date(..)
            | Held::Text(_)
            | Held::Rows(_) => None,
        }
    }

    /// What it may be as a condition.
    pub fn as_flags(&self) -> Flags {
        match &self.held {
            Held::Flag { yes, no } => Flags {
                yes: *yes,
                no: *no,
                missing: self.missing,
            },
            Held::Nothing => Flags::MISSING,
            Held::Number(_)
            | Held::Choice(_)
            | Held::Kinds(_)
            | Held::Date(..)
            | Held::Text(_)
            | Held::Rows(_) => Flags::ANY,
        }
    }

    /// What either may be.
    pub(super) fn joined(&self, other: &Self) -> Self {
        let held = match (&self.held, &other.held) {
            (Held::Nothing, held) | (held, Held::Nothing) => held.clone(),
            (Held::Flag { yes: a, no: b }, Held::Flag { yes: c, no: d }) => Held::Flag {
                yes: *a || *c,
                no: *b || *d,
            },
            (Held::Choice(a), Held::Choice(b)) => {
                let fresh = b.iter().filter(|one| !a.contains(one));
                Held::Choice(a.iter().chain(fresh).copied().collect())
            }
            (Held::Date(a, b), Held::Date(c, d)) => Held::Date(*a.min(c), *b.max(d)),
            (a, b) if a == b => a.clone(),
            (Held::Text(_), _) => Held::Text(TextRange::Any),
            _ => match (self.as_number(), other.as_number()) {
                (Some(a), Some(b)) => Held::Number(a.joined(&b)),
                _ => Held::Nothing,
            },
        };
        Self {
            missing: self.missing || other.missing,
            held,
        }
    }

    /// The stored value, where it can be but one.
    pub fn single(&self) -> Option<Stored> {
        if self.missing {
            return (self.held == Held::Nothing).then_some(Stored::Missing);
        }
        match &self.held {
            Held::Nothing => None,
            Held::Flag { yes, no } => (yes != no).then_some(Stored::Flag(*yes)),
            Held::Number(interval) => interval.single().cloned().map(Stored::Number),
            Held::Choice(all) => match all.as_slice() {
                [one] => Some(Stored::Choice(*one)),
                _ => None,
            },
            Held::Kinds(kinds) => kinds.single().map(Stored::Kinds),
            Held::Date(first, last) => (first == last).then_some(Stored::Date(*first)),
            Held::Text(TextRange::One(text)) => Some(Stored::Text(text.clone())),
            Held::Text(TextRange::Other | TextRange::Any) => None,
            Held::Rows(rows) if rows.more == 0 => rows
                .rows
                .iter()
                .map(|row| row.iter().map(Self::single).collect::<Option<Vec<_>>>())
                .collect::<Option<Vec<_>>>()
                .map(Stored::Rows),
            Held::Rows(_) => None,
        }
    }
}

impl KindsRange {
    /// How many kinds a set may hold.
    pub(super) fn size(&self) -> Interval {
        let least = self.must.len() + self.others.len();
        let most = least + self.may.len() + self.more_others as usize;
        Interval::new(least.into(), most.into())
    }

    fn single(&self) -> Option<crate::domain::KindSet> {
        let is_single = self.may.is_empty() && self.more_others == 0;
        is_single.then(|| crate::domain::KindSet {
            known: self.must.clone(),
            others: self.others.clone(),
            duplicates: vec![],
        })
    }
}

/// What a condition may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flags {
    /// Whether it may hold.
    pub yes: bool,
    /// Whether it may not hold.
    pub no: bool,
    /// Whether it may be missing.
    pub missing: bool,
}

impl Flags {
    /// It holds.
    pub const YES: Self = Self {
        yes: true,
        no: false,
        missing: false,
    };
    /// It is missing.
    pub const MISSING: Self = Self {
        yes: false,
        no: false,
        missing: true,
    };
    /// Anything.
    pub const ANY: Self = Self {
        yes: true,
        no: true,
        missing: true,
    };

    /// Whether it is sure to hold.
    pub fn is_sure(self) -> bool {
        self == Self::YES
    }

    pub(super) fn not(self) -> Self {
        Self {
            yes: self.no,
            no: self.yes,
            missing: self.missing,
        }
    }

    pub(super) fn either(self, other: Self) -> Self {
        Self {
            yes: self.yes || other.yes,
            no: self.no || other.no,
            missing: self.missing || other.missing,
        }
    }

    /// All of them hold: one no decides, then one that is missing.
    pub(super) fn all(flags: impl IntoIterator<Item = Self>) -> Self {
        let (mut yes, mut no, mut missing, mut is_open) = (true, false, false, true);
        for one in flags {
            yes &= one.yes;
            no |= one.no;
            missing |= one.missing;
            is_open &= one.yes || one.missing;
        }
        Self {
            yes,
            no,
            missing: missing && is_open,
        }
    }

    /// One of them holds.
    pub(super) fn any(flags: impl IntoIterator<Item = Self>) -> Self {
        Self::all(flags.into_iter().map(Self::not)).not()
    }
}

/// A number of steps that may lie between two counts.
pub(super) fn count(least: usize, most: usize) -> Range {
    Range::number(Interval::new(Exact::from(least), Exact::from(most)))
}
