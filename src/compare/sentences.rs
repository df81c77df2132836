//! Changes in words, in both languages.

use crate::compare::Subject;
use crate::compare::aspects as a;
use crate::compare::forms::{Form, Head};
use crate::compare::node::{Detail, Fact, KnownBy, Node};
use crate::compare::words::{nothing, pair};
use crate::diagnostics::{Say, say};
use crate::domain::meaning::Comparison;

/// The most differences of an expression that are said one by one.
const MOST_SAID: usize = 4;

/// The word for the sort of a part; a bonus is no other sort.
pub(super) fn kind(node: &Node) -> Say {
    pair(node.kind.zh, node.kind.en)
}

/// How a sentence begins that is about a part.
pub(super) fn subject(subject: &Subject) -> Say {
    let Subject {
        kind_words,
        name,
        label,
        ..
    } = subject;
    let (zh, en) = (&kind_words.zh, &kind_words.en);
    let label = label
        .as_ref()
        .map_or(String::new(), |label| format!("“{label}”"));
    if name.en.is_empty() {
        return say!(zh "{zh}", en "{en}");
    }
    let (name_zh, name_en) = (&name.zh, &name.en);
    let gap = if label.is_empty() { "" } else { " " };
    say!(zh "{zh} `{name_zh}`{label}", en "{en} `{name_en}`{gap}{label}")
}

/// A whole sentence.
pub(super) fn whole(about: &Subject, what: &Say) -> Say {
    let about = subject(about);
    let (zh, en) = (&about.zh, &about.en);
    let (what_zh, what_en) = (&what.zh, &what.en);
    say!(zh "{zh}：{what_zh}", en "{en}: {what_en}")
}

/// The step to a part inside another; a clause is told by its lines.
pub(super) fn step(node: &Node) -> Option<Say> {
    if node.kind == a::CLAUSE {
        return None;
    }
    let (zh, en) = (node.kind.zh, node.kind.en);
    let (name_zh, name_en) = (&node.name.zh, &node.name.en);
    let has_id = node.kind.known_by == KnownBy::Id && !node.scope.is_empty();
    Some(match has_id {
        true => say!(zh "{zh} `{name_zh}`", en "{en} `{name_en}`"),
        false => say!(zh "{zh} {name_zh}", en "{en} {name_en}"),
    })
}

/// What changed, behind the steps that lead to it.
pub(super) fn behind(path: &[Say], what: Say) -> Say {
    path.iter().rev().fold(what, |what, step| {
        let (zh, en) = (&step.zh, &step.en);
        let (what_zh, what_en) = (what.zh, what.en);
        say!(zh "{zh}：{what_zh}", en "{en}: {what_en}")
    })
}

/// The number by which a part is known best, where it has one: `，权重 5%`.
fn figure(node: &Node) -> Say {
    let aspects = [a::WEIGHT, a::SHARE, a::NUMBER, a::POINTS];
    let fact = aspects.into_iter().find_map(|aspect| node.fact(aspect));
    let fact = fact.filter(|_| node.kind != a::CLAUSE);
    fact.map_or_else(
        || pair("", ""),
        |fact| {
            let name = fact.name();
            let (zh, en) = (&name.zh, &name.en);
            let (own_zh, own_en) = (&fact.shown.zh, &fact.shown.en);
            say!(zh "（{zh} {own_zh}）", en " ({en} {own_en})")
        },
    )
}

/// A part that is new.
pub(super) fn added(node: &Node) -> Say {
    let figure = figure(node);
    let (zh, en) = (&figure.zh, &figure.en);
    match node.kind == a::CLAUSE {
        true => pair("新增一条", "clause added"),
        false => say!(zh "新增{zh}", en "added{en}"),
    }
}

/// A part that is gone.
pub(super) fn removed(node: &Node) -> Say {
    let figure = figure(node);
    let (zh, en) = (&figure.zh, &figure.en);
    match node.kind == a::CLAUSE {
        true => pair("删去一条", "clause removed"),
        false => say!(zh "删去{zh}", en "removed{en}"),
    }
}

/// That something changed which has no words here.
pub(super) fn unnamed() -> Say {
    pair(
        "含义有不同，但这里没有词语可说；请逐行核对",
        "its meaning differs in a way that has no words here; compare the files line by line",
    )
}

/// A clause that does something else now.
pub(super) fn rewritten(old: &Node, new: &Node) -> Say {
    let form = |node: &Node| {
        node.fact(a::FORM)
            .map_or_else(nothing, |fact| fact.shown.clone())
    };
    let (old, new) = (form(old), form(new));
    let ((old_zh, old_en), (new_zh, new_en)) = ((old.zh, old.en), (new.zh, new.en));
    say!(
        zh "条款改写：{old_zh} → {new_zh}",
        en "clause rewritten: {old_en} → {new_en}"
    )
}

/// A clause that stands elsewhere.
pub(super) fn moved(from: &Subject, to: &Subject) -> Say {
    if from == to {
        return pair("条款移到本指标的别处", "clause moved within it");
    }
    let from = subject(from);
    let (zh, en) = (from.zh, from.en);
    say!(zh "条款从{zh}移来", en "clause moved here from {en}")
}

/// A part that has another id.
pub(super) fn renamed(old: &Say, new: &Say, is_all: bool) -> Say {
    let (old, new) = (&old.en, &new.en);
    let mut said = say!(zh "`{old}` 改名为 `{new}`", en "`{old}` is now called `{new}`");
    if is_all {
        said.zh.push_str("；其余不变");
        said.en.push_str("; otherwise unchanged");
    }
    said
}

/// A fact that changed, came or went.
pub(super) fn changed(node: &Node, old: Option<&Fact>, new: Option<&Fact>) -> Say {
    let Some(known) = new.or(old) else {
        return nothing();
    };
    let name = known.name();
    let (zh, en) = (name.zh, name.en);
    match (old, new) {
        (Some(old), Some(new)) => {
            if let (Some(one), Some(other)) = (old.as_form(), new.as_form()) {
                return form_changed((zh, en), one, other);
            }
            if let (Detail::End(one, was, shown), Detail::End(other, is, _)) =
                (&old.detail, &new.detail)
                && one == other
                && was != is
            {
                return end_moved(shown, *is);
            }
            if let (Detail::List(one), Detail::List(other)) = (&old.detail, &new.detail)
                && [a::WORKED, a::OFF].contains(&known.aspect)
            {
                return days_changed((zh, en), one, other);
            }
            let ends = (end_said(old), end_said(new));
            let ((old_zh, old_en), (new_zh, new_en)) = (ends.0, ends.1);
            say!(zh "{zh} {old_zh} → {new_zh}", en "{en} {old_en} → {new_en}")
        }
        (None, Some(new)) if new.as_form().is_some() => say!(zh "新增{zh}", en "{en}: added"),
        (Some(old), None) if old.as_form().is_some() => say!(zh "删去{zh}", en "{en}: removed"),
        (Some(one), None) => {
            let (old_zh, old_en) = end_said(one);
            let none = absent(node, one);
            let (none_zh, none_en) = (none.zh, none.en);
            say!(zh "{zh} {old_zh} → {none_zh}", en "{en} {old_en} → {none_en}")
        }
        (None, Some(one)) => {
            let (new_zh, new_en) = end_said(one);
            let none = absent(node, one);
            let (none_zh, none_en) = (none.zh, none.en);
            say!(zh "{zh} {none_zh} → {new_zh}", en "{en} {none_en} → {new_en}")
        }
        (None, None) => nothing(),
    }
}

/// What stands where a fact is not said.
fn absent(node: &Node, fact: &Fact) -> Say {
    let is_bound = [a::CAP, a::FLOOR].contains(&fact.aspect);
    if is_bound && node.kind == a::INDICATOR {
        return pair("按分制", "as the scale has it");
    }
    nothing()
}

/// A value for readers; the end of a range says whether it belongs to it.
fn end_said(fact: &Fact) -> (String, String) {
    let (zh, en) = (&fact.shown.zh, &fact.shown.en);
    match &fact.detail {
        Detail::End(_, true, _) => (format!("{zh}（含）"), format!("{en} (included)")),
        Detail::End(_, false, _) => (format!("{zh}（不含）"), format!("{en} (excluded)")),
        Detail::Plain | Detail::Form(_) | Detail::Range(..) | Detail::Most(_) | Detail::List(_) => {
            (zh.clone(), en.clone())
        }
    }
}

/// Days that came into a list and went out of it.
fn days_changed((zh, en): (String, String), old: &[String], new: &[String]) -> Say {
    let beyond = |one: &[String], other: &[String]| {
        let alone = one.iter().filter(|day| !other.contains(day));
        alone.cloned().collect::<Vec<_>>().join(", ")
    };
    let (come, gone) = (beyond(new, old), beyond(old, new));
    match (come.as_str(), gone.as_str()) {
        (come, "") => say!(zh "{zh}：新增 {come}", en "{en}: {come} too"),
        ("", gone) => say!(zh "{zh}：不再有 {gone}", en "{en}: {gone} no longer"),
        (come, gone) => say!(
            zh "{zh}：新增 {come}，不再有 {gone}",
            en "{en}: {come} too, {gone} no longer"
        ),
    }
}

fn end_moved(shown: &str, is_in: bool) -> Say {
    match is_in {
        true => say!(zh "正好 {shown} 的现在属于这一档", en "{shown} itself now belongs to it"),
        false => {
            say!(zh "正好 {shown} 的不再属于这一档", en "{shown} itself no longer belongs to it")
        }
    }
}

/// An expression that changed: what of it, where its shape is the same.
fn form_changed((zh, en): (String, String), old: &Form, new: &Form) -> Say {
    let mut said = vec![];
    if !differences(old, new, &mut said) || said.is_empty() || said.len() > MOST_SAID {
        return say!(zh "{zh}改变", en "{en} changed");
    }
    let zh_said: Vec<&str> = said.iter().map(|say| say.zh.as_str()).collect();
    let en_said: Vec<&str> = said.iter().map(|say| say.en.as_str()).collect();
    let (zh_said, en_said) = (zh_said.join("；"), en_said.join("; "));
    say!(zh "{zh}：{zh_said}", en "{en}: {en_said}")
}

/// Collects what differs between two expressions of one shape; whether they have one.
fn differences(old: &Form, new: &Form, said: &mut Vec<Say>) -> bool {
    if old.canonical() == new.canonical() {
        return true;
    }
    match (&old.head, &new.head) {
        (Head::Constant(_, old), Head::Constant(_, new)) => {
            let ((old_zh, old_en), (new_zh, new_en)) = ((&old.zh, &old.en), (&new.zh, &new.en));
            said.push(say!(zh "{old_zh} → {new_zh}", en "{old_en} → {new_en}"));
            true
        }
        (Head::Name(sort, old), Head::Name(new_sort, new)) if sort == new_sort => {
            said.push(say!(zh "`{old}` → `{new}`", en "`{old}` → `{new}`"));
            true
        }
        (Head::Compare(one), Head::Compare(other)) if one != other => {
            let mut inner = vec![];
            let is_same = parts(old, new, &mut inner);
            said.push(match (inner.is_empty(), limits(old, new)) {
                (false, Some((from, to))) => {
                    inner.clear();
                    let (from_zh, from_en, to_zh, to_en) = (&from.zh, &from.en, &to.zh, &to.en);
                    let (one, other) = (one.sign(), other.sign());
                    say!(
                        zh "{one} {from_zh} → {other} {to_zh}",
                        en "{one} {from_en} → {other} {to_en}"
                    )
                }
                (_, _) => comparison(*one, *other, new),
            });
            said.append(&mut inner);
            is_same
        }
        (Head::Compare(_), Head::Compare(_)) => parts(old, new, said),
        (Head::Ordered(one), Head::Ordered(other)) if one == other => parts(old, new, said),
        (Head::Free("list"), Head::Free("list")) => list(old, new, said),
        (Head::Free(one), Head::Free(other)) if one == other => parts(old, new, said),
        (
            Head::Constant(..)
            | Head::Name(..)
            | Head::Compare(_)
            | Head::Ordered(_)
            | Head::Free(_),
            _,
        ) => false,
    }
}

/// The constants with which the same value is compared.
fn limits<'f>(old: &'f Form, new: &'f Form) -> Option<(&'f Say, &'f Say)> {
    let limit = |form: &'f Form| match form.parts.as_slice() {
        [
            value,
            Form {
                head: Head::Constant(_, shown),
                ..
            },
        ] => Some((value.canonical(), shown)),
        _ => None,
    };
    let ((value, from), (same, to)) = limit(old).zip(limit(new))?;
    (value == same).then_some((from, to))
}

/// Constants of a list that came and went.
fn list(old: &Form, new: &Form, said: &mut Vec<Say>) -> bool {
    let beyond = |one: &Form, other: &Form| {
        let is_there = |part: &Form| {
            other
                .parts
                .iter()
                .any(|own| own.canonical() == part.canonical())
        };
        let alone = one.parts.iter().filter(|part| !is_there(part));
        let shown = alone.filter_map(|part| match &part.head {
            Head::Constant(_, shown) => Some(shown.clone()),
            Head::Name(..) | Head::Compare(_) | Head::Ordered(_) | Head::Free(_) => None,
        });
        shown.collect::<Vec<Say>>()
    };
    said.extend(beyond(new, old).iter().map(|one| {
        let (zh, en) = (&one.zh, &one.en);
        say!(zh "新增 {zh}", en "{en} too")
    }));
    said.extend(beyond(old, new).iter().map(|one| {
        let (zh, en) = (&one.zh, &one.en);
        say!(zh "不再有 {zh}", en "{en} no longer")
    }));
    true
}

fn parts(old: &Form, new: &Form, said: &mut Vec<Say>) -> bool {
    old.parts.len() == new.parts.len()
        && old
            .parts
            .iter()
            .zip(&new.parts)
            .all(|(one, other)| differences(one, other, said))
}

/// Another comparison, in words of the value at the boundary where that alone is decided otherwise.
fn comparison(old: Comparison, new: Comparison, form: &Form) -> Say {
    use Comparison::{AtLeast, AtMost, Equal, Greater, Less};
    let (one, other) = (old.sign(), new.sign());
    let boundary = form.parts.iter().rev().find_map(|part| match &part.head {
        Head::Constant(_, shown) => Some(shown),
        Head::Name(..) | Head::Compare(_) | Head::Ordered(_) | Head::Free(_) => None,
    });
    let meets = match (old, new) {
        (AtLeast, Greater) | (AtMost, Less) => Some(false),
        (Greater, AtLeast) | (Less, AtMost) => Some(true),
        (Equal | Comparison::Different | Less | AtMost | Greater | AtLeast, _) => None,
    };
    let Some(meets) = meets else {
        return say!(zh "{one} → {other}", en "{one} → {other}");
    };
    let equals = || pair("相等", "an equal value");
    let value = boundary.cloned().unwrap_or_else(equals);
    let (zh, en) = (&value.zh, &value.en);
    match meets {
        true => say!(
            zh "{one} → {other}（正好 {zh} 的现在也符合）",
            en "{one} → {other} ({en} itself now meets it)"
        ),
        false => say!(
            zh "{one} → {other}（正好 {zh} 的不再符合）",
            en "{one} → {other} ({en} itself no longer meets it)"
        ),
    }
}
