//! A standard as a tree of parts with facts, the form in which two standards are compared: whatever
//! a program holds is a fact of some part, so that no difference goes unseen.

use serde::Serialize;

use crate::compare::forms::Form;
use crate::diagnostics::Say;
use crate::domain::Exact;
use crate::program::{ClauseId, IndicatorId, SectionId};

/// What a difference touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Scores, verdicts, or which evidence is taken.
    Meaning,
    /// Names, labels and wording alone.
    Wording,
}

/// A sort of part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// Its stable word.
    pub(super) word: &'static str,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    /// What its removal or addition touches.
    pub(super) class: Class,
    /// How its likes are told apart.
    pub(super) known_by: KnownBy,
}

/// How parts of one sort are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KnownBy {
    /// By their ids.
    Id,
    /// By what they say; where that changed, by what is most alike.
    Likeness,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

/// A sort of fact.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aspect {
    pub(super) word: &'static str,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    pub(super) class: Class,
}

impl PartialEq for Aspect {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

/// Something that is said of a part.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) aspect: Aspect,
    /// What the aspect is called here, where it has a name of its own.
    pub(super) called: Option<Say>,
    /// Equal for two facts that mean the same.
    pub(super) key: String,
    /// The value for readers.
    pub(super) shown: Say,
    pub(super) detail: Detail,
}

/// What a fact holds, as far as its change is said in words of its own.
#[derive(Debug, Clone)]
pub(super) enum Detail {
    /// Nothing more.
    Plain,
    /// An expression.
    Form(Box<Form>),
    /// An end of a range, whether it belongs to it, and the value for readers.
    End(Exact, bool, String),
    /// The lowest and the highest value.
    Range(Exact, Exact),
    /// A number that bounds something.
    Most(Exact),
    /// Ids in their order.
    List(Vec<String>),
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line in it, from 1.
    pub line: u32,
    /// The statement as written.
    pub text: String,
    /// The official wording that it implements.
    pub quote: Option<String>,
}

/// What of the program a part is, for the scores of both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Handle {
    /// Nothing with a score of its own.
    None,
    /// A section.
    Section(SectionId),
    /// An indicator.
    Indicator(IndicatorId),
    /// A clause.
    Clause(ClauseId),
}

/// A part of a standard.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// What it is known by: its id, or what it says; on the old side with new names for renamed ids.
    pub(super) key: String,
    /// Among which names its id is one.
    pub(super) scope: String,
    /// Its own id, or what it says, for readers.
    pub(super) name: Say,
    pub(super) label: Option<String>,
    pub(super) facts: Vec<Fact>,
    pub(super) children: Vec<Node>,
    pub(super) place: Option<Place>,
    pub(super) handle: Handle,
}

impl Fact {
    /// A fact whose value reads the same in both languages.
    pub(super) fn same(aspect: Aspect, value: impl Into<String>) -> Self {
        let value = value.into();
        Self::said(aspect, value.clone(), Say::same(value))
    }

    /// A fact with words for its value.
    pub(super) fn said(aspect: Aspect, key: impl Into<String>, shown: Say) -> Self {
        Self {
            aspect,
            called: None,
            key: key.into(),
            shown,
            detail: Detail::Plain,
        }
    }

    /// A fact that is an expression; its value is the statement as written.
    pub(super) fn form(aspect: Aspect, form: Form) -> Self {
        Self {
            detail: Detail::Form(Box::new(form.clone())),
            ..Self::said(aspect, form.canonical(), Say::same(""))
        }
    }

    /// The fact under a name of its own.
    pub(super) fn called(self, called: Say) -> Self {
        Self {
            called: Some(called),
            ..self
        }
    }

    /// The fact with what its change is said by.
    pub(super) fn detailed(self, detail: Detail) -> Self {
        Self { detail, ..self }
    }

    /// What the aspect is called.
    pub(super) fn name(&self) -> Say {
        let Aspect { zh, en, .. } = self.aspect;
        let own = || Say {
            zh: zh.to_owned(),
            en: en.to_owned(),
        };
        self.called.clone().unwrap_or_else(own)
    }

    /// The expression that it is, where it is one.
    pub(super) fn as_form(&self) -> Option<&Form> {
        match &self.detail {
            Detail::Form(form) => Some(form),
            Detail::Plain
            | Detail::End(..)
            | Detail::Range(..)
            | Detail::Most(_)
            | Detail::List(_) => None,
        }
    }
}

impl Node {
    /// A part without facts yet, known and called by its id.
    pub(super) fn new(kind: Kind, key: impl Into<String>) -> Self {
        let key = key.into();
        Self {
            kind,
            name: Say::same(key.clone()),
            key,
            scope: String::new(),
            label: None,
            facts: vec![],
            children: vec![],
            place: None,
            handle: Handle::None,
        }
    }

    /// The fact of an aspect.
    pub(super) fn fact(&self, aspect: Aspect) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.aspect == aspect)
    }

    /// All that it means, its children's meaning below it: equal where nothing but wording differs.
    pub(super) fn meaning(&self) -> String {
        let mut lines: Vec<String> = self.tokens(Class::Meaning);
        let mut children: Vec<String> = self.children.iter().map(Self::with_key).collect();
        children.sort();
        lines.extend(children);
        lines.join("\n")
    }

    fn with_key(&self) -> String {
        let key = match self.kind.known_by {
            KnownBy::Id => self.key.as_str(),
            KnownBy::Likeness => "",
        };
        format!("{} {key:?} {{{}}}", self.kind.word, self.meaning())
    }

    /// Its own facts, up to a class.
    pub(super) fn tokens(&self, most: Class) -> Vec<String> {
        self.facts
            .iter()
            .filter(|fact| fact.aspect.class <= most)
            .map(|fact| format!("{}={}", fact.aspect.word, fact.key))
            .collect()
    }

    /// The expressions among its own facts.
    pub(super) fn forms_of_its_own(&self) -> impl Iterator<Item = &Form> {
        self.facts.iter().filter_map(Fact::as_form)
    }
}
