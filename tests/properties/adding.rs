//! Trees of every shape against an oracle that adds them up by its own words: shares that nest and go
//! to others, bonuses and deductions, bounds, roundings.

use std::fmt::Write;

use chidu::diagnostics::Language;
use chidu::evidence::Format;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

use crate::choices::Choices;
use crate::{config, opened, replay};

#[derive(Clone, Copy, PartialEq)]
enum Share {
    Part(i64),
    Bonus(i64),
    Deduction(i64),
}

#[derive(Clone, Copy, PartialEq)]
enum Otherwise {
    Full,
    Zero,
    Reweigh,
}

struct Node {
    id: usize,
    share: Share,
    floor: Option<i64>,
    cap: Option<i64>,
    is_rounded: bool,
    /// Whether it applies, and what happens otherwise.
    applies: Option<(bool, Otherwise)>,
    leaves: Vec<Node>,
    sections: Vec<Node>,
    /// What an indicator counts, and its steps of a tenth.
    counted: (i64, i64),
}

struct Maker<'c, 'b> {
    choices: &'c mut Choices<'b>,
    is_points: bool,
    next: usize,
}

impl Maker<'_, '_> {
    fn number(&mut self, many: usize) -> i64 {
        i64::try_from(self.choices.below(many)).unwrap()
    }

    fn node(&mut self, share: Share, may_go: bool) -> Node {
        self.next += 1;
        let applies = self.choices.once_in(3).then(|| {
            let ways = [Otherwise::Full, Otherwise::Zero, Otherwise::Reweigh];
            let ways = if may_go { &ways[..] } else { &ways[..2] };
            (self.choices.once_in(2), *self.choices.one(ways))
        });
        Node {
            id: self.next,
            share,
            floor: None,
            cap: None,
            is_rounded: self.choices.once_in(5),
            applies,
            leaves: vec![],
            sections: vec![],
            counted: (self.number(40), self.number(25) - 10),
        }
    }

    fn extra(&mut self) -> Share {
        let most = self.number(5) + 1;
        match self.choices.once_in(2) {
            true => Share::Deduction(most),
            false => Share::Bonus(most),
        }
    }

    fn leaf(&mut self, is_in_extra: bool) -> Node {
        let share = if is_in_extra || self.is_points && self.choices.once_in(4) {
            self.extra()
        } else {
            Share::Part(self.number(3) + 1)
        };
        let may_go = matches!(share, Share::Part(_));
        let mut leaf = self.node(share, may_go);
        if may_go && self.choices.once_in(3) {
            leaf.floor = Some(-self.number(4));
        }
        leaf
    }

    fn section(&mut self, depth: usize) -> Node {
        let mut section = self.node(Share::Part(0), true);
        let leaves = self.choices.below(3);
        section.leaves = (0..leaves).map(|_| self.leaf(false)).collect();
        if depth < 3 {
            let inner = self.choices.below(3);
            section.sections = (0..inner).map(|_| self.section(depth + 1)).collect();
        }
        let own = section.leaves.iter().chain(&section.sections);
        let mut points: i64 = own.map(points).sum();
        if points == 0 {
            section.leaves.push(self.node(Share::Part(2), true));
            points = 2;
        }
        section.share = Share::Part(points);
        if self.is_points {
            section.cap = self.choices.once_in(4).then(|| points + self.number(4) - 2);
            section.floor = self.choices.once_in(5).then(|| -self.number(4) - 1);
        }
        section
    }

    fn beside(&mut self) -> Node {
        let share = self.extra();
        let mut section = self.node(share, false);
        section.leaves = (0..=self.choices.below(2))
            .map(|_| self.leaf(true))
            .collect();
        section
    }
}

fn points(node: &Node) -> i64 {
    match node.share {
        Share::Part(points) => points,
        Share::Bonus(_) | Share::Deduction(_) => 0,
    }
}

fn whole(number: i64) -> BigRational {
    BigRational::from_integer(number.into())
}

// ---- the file -----------------------------------------------------------------------------------

struct File {
    fields: String,
    tree: String,
    evidence: Vec<String>,
    is_points: bool,
}

impl File {
    fn node(&mut self, node: &Node, parent: Option<usize>) {
        let id = node.id;
        let is_leaf = node.leaves.is_empty() && node.sections.is_empty();
        let word = if is_leaf { "indicator" } else { "section" };
        let within = parent.filter(|_| !is_leaf);
        let within = within.map_or(String::new(), |parent| format!(" in p{parent}"));
        let share = match (node.share, self.is_points) {
            (Share::Part(points), true) => format!("points {points}"),
            (Share::Part(points), false) => format!("weight {points}%"),
            (Share::Bonus(most), _) => format!("bonus {most}"),
            (Share::Deduction(most), _) => format!("deduction {most}"),
        };
        let bound = |word: &str, bound: Option<i64>| {
            bound.map_or(String::new(), |bound| format!(" {word} {bound}"))
        };
        let (cap, floor) = (bound("cap", node.cap), bound("floor", node.floor));
        let rounding = if node.is_rounded {
            " rounded to 0 places"
        } else {
            ""
        };
        writeln!(
            self.tree,
            "{word} p{id}{within} {share}{cap}{floor}{rounding}"
        )
        .unwrap();
        if let Some((applies, otherwise)) = node.applies {
            let word = match otherwise {
                Otherwise::Full => "full",
                Otherwise::Zero => "zero",
                Otherwise::Reweigh => "reweigh",
            };
            writeln!(self.tree, "applies if g{id} otherwise {word}").unwrap();
            writeln!(self.fields, "g{id} yes/no").unwrap();
            let answer = if applies { "yes" } else { "no" };
            self.evidence.push(format!("g{id}: {answer}"));
        }
        if is_leaf {
            let (count, tenths) = node.counted;
            let sign = if tenths < 0 { '-' } else { '+' };
            let (ones, rest) = (tenths.abs() / 10, tenths.abs() % 10);
            writeln!(self.tree, "per f{id} {sign}{ones}.{rest}").unwrap();
            writeln!(self.fields, "f{id} count").unwrap();
            self.evidence.push(format!("f{id}: {count}"));
        }
        for inner in node.leaves.iter().chain(&node.sections) {
            self.node(inner, Some(id));
        }
    }
}

// ---- the oracle ---------------------------------------------------------------------------------

/// What a part comes to: by its share, unless that goes to others, and beside it.
struct Sum {
    shared: Option<BigRational>,
    beside: BigRational,
    /// Whether something beside the shares was counted, be it nothing.
    has_beside: bool,
}

struct Oracle {
    is_points: bool,
}

impl Oracle {
    /// The range of a part's score.
    fn ends(&self, node: &Node, is_leaf: bool) -> (Option<BigRational>, Option<BigRational>) {
        let (low, high) = match (node.share, self.is_points, is_leaf) {
            (Share::Bonus(most), _, _) => (Some(0), Some(most)),
            (Share::Deduction(most), _, _) => (Some(-most), Some(0)),
            (Share::Part(points), true, true) => (Some(0), Some(points)),
            (Share::Part(_), false, true) => (Some(0), Some(100)),
            (Share::Part(_), _, false) => (None, None),
        };
        (node.floor.or(low).map(whole), node.cap.or(high).map(whole))
    }

    fn finished(&self, node: &Node, is_leaf: bool, score: BigRational) -> BigRational {
        let (low, high) = self.ends(node, is_leaf);
        let score = low.map_or(score.clone(), |low| score.max(low));
        let score = high.map_or(score.clone(), |high| score.min(high));
        match node.is_rounded {
            true => replay::rounded(&score, 0, "half_away"),
            false => score,
        }
    }

    /// A score as what it adds.
    fn counted(&self, node: &Node, score: BigRational) -> Sum {
        let nothing = BigRational::zero();
        match node.share {
            Share::Bonus(_) | Share::Deduction(_) => Sum {
                shared: Some(nothing),
                beside: score,
                has_beside: true,
            },
            Share::Part(points) => Sum {
                shared: Some(match self.is_points {
                    true => score,
                    false => score * whole(points) / whole(100),
                }),
                beside: nothing,
                has_beside: false,
            },
        }
    }

    fn mark(&self, node: &Node, is_leaf: bool, otherwise: Otherwise) -> Sum {
        let is_part = matches!(node.share, Share::Part(_));
        let (low, high) = self.ends(node, is_leaf);
        let full = match (is_leaf || !is_part, self.is_points) {
            (true, _) => high.clone().unwrap(),
            (false, true) => whole(points(node)),
            (false, false) => whole(100),
        };
        let zero = match is_leaf && is_part {
            true => low.clone().unwrap(),
            false => BigRational::zero(),
        };
        let score = match otherwise {
            Otherwise::Full => full,
            Otherwise::Zero => zero,
            Otherwise::Reweigh => {
                return Sum {
                    shared: None,
                    beside: BigRational::zero(),
                    has_beside: false,
                };
            }
        };
        let score = low.map_or(score.clone(), |low| score.max(low));
        self.counted(node, high.map_or(score.clone(), |high| score.min(high)))
    }

    fn sum(&self, node: &Node) -> Sum {
        let is_leaf = node.leaves.is_empty() && node.sections.is_empty();
        if let Some((false, otherwise)) = node.applies {
            return self.mark(node, is_leaf, otherwise);
        }
        if is_leaf {
            let (count, tenths) = node.counted;
            let score = whole(count) * BigRational::new(tenths.into(), 10.into());
            return self.counted(node, self.finished(node, true, score));
        }
        let all = node.leaves.iter().chain(&node.sections);
        let Sum {
            shared,
            beside,
            has_beside,
        } = self.all(all, points(node));
        let is_plain = node.cap.is_none() && node.floor.is_none() && !node.is_rounded;
        match (node.share, shared) {
            (Share::Part(_), None) => Sum {
                shared: None,
                beside: match has_beside {
                    true => self.finished(node, false, beside),
                    false => BigRational::zero(),
                },
                has_beside,
            },
            (Share::Part(_), Some(shared)) if is_plain => Sum {
                shared: Some(shared),
                beside,
                has_beside: false,
            },
            (Share::Part(points), Some(shared)) => {
                let score = match self.is_points {
                    true => shared + beside,
                    false => shared * whole(100) / whole(points),
                };
                self.counted(node, self.finished(node, false, score))
            }
            (Share::Bonus(_) | Share::Deduction(_), _) => {
                self.counted(node, self.finished(node, false, beside))
            }
        }
    }

    /// Siblings: what is in counts for all of `points`.
    fn all<'n>(&self, nodes: impl Iterator<Item = &'n Node>, all_points: i64) -> Sum {
        let (mut inside, mut shared, mut beside) = (0, BigRational::zero(), BigRational::zero());
        let mut any_beside = false;
        for node in nodes {
            let sum = self.sum(node);
            any_beside |= sum.has_beside;
            beside += sum.beside;
            if let Some(own) = sum.shared {
                shared += own;
                inside += points(node);
            }
        }
        Sum {
            shared: (inside > 0).then(|| shared * whole(all_points) / whole(inside.max(1))),
            beside,
            has_beside: any_beside,
        }
    }
}

fn agrees(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let is_points = choices.once_in(2);
    let mut maker = Maker {
        choices: &mut choices,
        is_points,
        next: 0,
    };
    let mut top: Vec<Node> = (0..=maker.choices.below(2))
        .map(|_| maker.section(1))
        .collect();
    let used: i64 = top.iter().map(points).sum();
    let mut rest = maker.node(Share::Part(100 - used), true);
    rest.leaves.push(maker.node(Share::Part(100 - used), true));
    top.push(rest);
    top.extend(
        (0..maker.choices.below(3))
            .map(|_| maker.beside())
            .collect::<Vec<_>>(),
    );
    let mut file = File {
        fields: String::new(),
        tree: String::new(),
        evidence: vec![],
        is_points,
    };
    top.iter().for_each(|node| file.node(node, None));
    let rules = format!(
        "standard x\nevidence\n{}{}total rounded to 6 places\n",
        file.fields, file.tree
    );
    let opened = opened::open(&rules);
    let program = opened.program.as_ref();
    let program = program.unwrap_or_else(|| panic!("{rules}\n{:#?}", opened.findings));
    let evidence = format!("subject: x\nevidence: {{{}}}\n", file.evidence.join(", "));
    let record = opened::read(program, &evidence, Format::Yaml).expect("good evidence");
    let result = opened::result(program, &record, Language::En);
    let sum = Oracle { is_points }.all(top.iter(), 100);
    let total = sum.shared.unwrap_or_else(BigRational::zero) + sum.beside;
    let total = replay::rounded(&total, 6, "half_away");
    let own = replay::decimal(result["score"].as_str().unwrap());
    assert_eq!(own, total, "{rules}\n{evidence}\n{result:#}");
    assert_eq!(
        replay::doubts(&result),
        [""; 0],
        "{rules}\n{evidence}\n{result:#}"
    );
    let silent = chidu::interpret::score(program, &record).total;
    assert_eq!(
        replay::decimal(&silent.to_string()),
        total,
        "without a trace"
    );
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn trees_of_every_shape_add_up(bytes in prop::collection::vec(any::<u8>(), 0..160)) {
        agrees(&bytes);
    }
}
