//! The calendar, parameters and tables, as parts and facts.

use crate::compare::aspects as a;
use crate::compare::node::{Detail, Fact, Node};
use crate::compare::outline::Outline;
use crate::compare::words;
use crate::diagnostics::{Say, say};
use crate::domain::{Date, Exact, Type};
use crate::program::{Calendar, Cell, Key, Parameter, Row, Table};

impl Outline<'_> {
    /// All numbers that stand beside the tree.
    pub(super) fn numbers(&self, nodes: &mut Vec<Node>) {
        let program = self.program();
        nodes.extend(program.calendar.iter().map(calendar));
        nodes.extend(program.parameters.iter().map(|one| self.parameter(one)));
        nodes.extend(program.tables.iter().map(|one| self.table(one)));
    }

    fn parameter(&self, parameter: &Parameter) -> Node {
        let Parameter {
            name,
            label,
            ty,
            values,
            origin,
        } = parameter;
        let place = self.place(origin);
        let mut node = self.named(a::PARAMETER, ("parameter", name), label.as_ref(), place);
        node.facts.push(self.typed(ty));
        for (from, value) in values {
            let shown = words::number(value, ty);
            let mut one = match from {
                Some(from) => Node {
                    name: say!(zh "自 {from}", en "from {from}"),
                    ..Node::new(a::VALUE, from.to_string())
                },
                None => Node {
                    name: words::pair("起初", "at first"),
                    ..Node::new(a::VALUE, "-")
                },
            };
            one.facts
                .push(Fact::said(a::NUMBER, value.to_string(), Say::same(shown)));
            node.children.push(one);
        }
        node
    }

    /// A type as a fact; a list is what its choices are.
    fn typed(&self, ty: &Type) -> Fact {
        let words = Say {
            zh: ty.zh(),
            en: ty.en(),
        };
        Fact::said(a::TYPE, self.type_key(ty), words)
    }

    fn type_key(&self, ty: &Type) -> String {
        let (Type::Choice(list) | Type::Kinds(list)) = ty else {
            return ty.en();
        };
        let choices = self.program().schema.list(*list);
        let count = choices.map_or(0, |list| list.choices.len());
        let names = (0u32..)
            .take(count)
            .map(|at| self.choice_name(Some(*list), at));
        format!("{} {}", ty.en(), names.collect::<Vec<_>>().join(", "))
    }

    fn table(&self, table: &Table) -> Node {
        let Table {
            name,
            label,
            keys,
            ty,
            rows,
            otherwise,
            origin,
        } = table;
        let place = self.place(origin);
        let mut node = self.named(a::TABLE, ("table", name), label.as_ref(), place);
        node.facts.push(self.typed(ty));
        let types: Vec<String> = keys.iter().map(|key| self.type_key(&key.ty)).collect();
        let labels: Vec<&str> = keys.iter().map(|key| key.label.as_str()).collect();
        let shown = Say::same(labels.join(" × "));
        node.facts
            .push(Fact::said(a::KEYS, types.join(" × "), shown));
        node.facts.extend(
            otherwise
                .as_ref()
                .map(|value| number(a::OTHERWISE, value, ty)),
        );
        node.children
            .extend(rows.iter().map(|row| self.row(row, keys, ty)));
        node
    }

    fn row(&self, row: &Row, keys: &[Key], ty: &Type) -> Node {
        let Row {
            cells,
            value,
            origin,
        } = row;
        let mut node = self.unnamed(a::ROW, self.place(origin));
        let cells: Vec<(String, Say)> = cells
            .iter()
            .zip(keys)
            .map(|(cell, key)| self.cell(cell, &key.ty))
            .collect();
        let told: Vec<&str> = cells.iter().map(|(key, _)| key.as_str()).collect();
        node.key = told.join(" | ");
        let join = |of: fn(&Say) -> &String, mark: &str| {
            let texts: Vec<&str> = cells.iter().map(|(_, shown)| of(shown).as_str()).collect();
            texts.join(mark)
        };
        node.name = words::pair(join(|say| &say.zh, "，"), join(|say| &say.en, ", "));
        let fact = Fact::said(a::CELL, node.key.clone(), node.name.clone());
        node.facts.push(fact);
        node.facts.push(number(a::NUMBER, value, ty));
        node
    }

    fn cell(&self, cell: &Cell, ty: &Type) -> (String, Say) {
        match cell {
            Cell::Any => ("any".into(), words::pair("任意", "any")),
            Cell::Flag(flag) => (flag.to_string(), words::yes_no(*flag)),
            Cell::Choices(positions) => {
                let Type::Choice(list) = ty else {
                    return (
                        format!("{positions:?}"),
                        Say::same(format!("{positions:?}")),
                    );
                };
                let names = positions
                    .iter()
                    .map(|at| self.choice_name(Some(*list), *at));
                let shown: Vec<String> = names.collect();
                let mut sorted = shown.clone();
                sorted.sort();
                (sorted.join("/"), Say::same(shown.join("/")))
            }
            Cell::Range(range) => {
                let shown = words::range(range, ty);
                // Its ends, whatever unit they are written in.
                let end = |end: &Option<(Exact, bool)>| {
                    let text = |(value, own): &(Exact, bool)| format!("{value} {own}");
                    end.as_ref().map_or("open".to_owned(), text)
                };
                (format!("{}..{}", end(&range.low), end(&range.high)), shown)
            }
        }
    }
}

fn number(aspect: crate::compare::node::Aspect, value: &Exact, ty: &Type) -> Fact {
    Fact::said(
        aspect,
        value.to_string(),
        Say::same(words::number(value, ty)),
    )
}

/// Which days are worked that would not be else, and the other way round, year by year.
fn calendar(calendar: &Calendar) -> Node {
    let Calendar { file, days } = calendar;
    let mut node = Node {
        name: Say::same(file.clone()),
        ..Node::new(a::CALENDAR, "")
    };
    node.facts.push(Fact::same(a::CALENDAR_FILE, file));
    let (first, last) = days.coverage();
    let all = first.onwards().take_while(|day| *day <= last);
    let all: Vec<Date> = all.collect();
    for year in all.chunk_by(|one, other| one.year() == other.year()) {
        let Some(name) = year.first().map(|day| day.year().to_string()) else {
            continue;
        };
        let mut one = Node::new(a::YEAR, name);
        for (aspect, is_worked) in [(a::WORKED, true), (a::OFF, false)] {
            let is_unusual = |day: &&Date| {
                days.is_workday(**day) == Some(is_worked) && day.is_weekend() == is_worked
            };
            let named = year.iter().filter(is_unusual).map(Date::to_string);
            let named: Vec<String> = named.collect();
            let fact = Fact::same(aspect, named.join(", "));
            one.facts.push(fact.detailed(Detail::List(named)));
        }
        node.children.push(one);
    }
    node
}
