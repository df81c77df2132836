//! Hostile texts: nothing panics, aborts or takes long, on a small stack either.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chidu::diagnostics::{Code, Language};
use chidu::evidence::Format;
use proptest::prelude::*;

use crate::choices::Choices;
use crate::{config, opened};

/// Opens a text in a thread of 2 MiB, scores it where it is a standard, and drops everything there.
/// What it found, in the order of the places.
fn open(text: &str, evidence: &str) -> Vec<Code> {
    let (text, evidence) = (text.to_owned(), evidence.to_owned());
    let work = move || {
        let opened = opened::open(&text);
        if let Some(program) = &opened.program
            && let Some(record) = opened::read(program, &evidence, Format::Yaml)
        {
            let result = opened::result(program, &record, Language::Zh);
            drop(result);
        }
        opened::codes(&opened)
    };
    let thread = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    thread.spawn(work).unwrap().join().expect("no panic")
}

const EVIDENCE: &str = "subject: x\nassessment_date: 2024-01-01\nevidence: {a: 1, b: yes}";

fn timed(text: &str, most: Duration) -> Vec<Code> {
    let start = Instant::now();
    let codes = open(text, EVIDENCE);
    let taken = start.elapsed();
    assert!(taken < most, "{taken:?} for {} bytes", text.len());
    codes
}

const HEAD: &str = "standard x\nevidence\n  a count\n  b yes/no\n";
const TREE: &str = "section s weight 100%\n  indicator i weight 100%\n";

fn clauses(lines: &str) -> String {
    format!("{HEAD}{TREE}{lines}\n")
}

/// What a debug build may take.
const SOON: Duration = Duration::from_secs(5);

// ---- deep and long ------------------------------------------------------------------------------

#[test]
fn what_is_too_deep_is_said_at_once() {
    let nested = |open: &str, inside: &str, close: &str| {
        clauses(&format!(
            "if {}{inside}{} then +1",
            open.repeat(2_000),
            close.repeat(2_000)
        ))
    };
    assert_eq!(timed(&nested("(", "b", ")"), SOON), [Code::TooMuch]);
    assert!(timed(&nested("not ", "b", ""), SOON).contains(&Code::TooMuch));
    assert!(timed(&nested("if b then ", "b", " else b"), SOON).contains(&Code::TooMuch));
    assert!(timed(&nested("（", "b", "）"), SOON).contains(&Code::TooMuch));
    assert!(timed(&nested("-(", "a", ")"), SOON).contains(&Code::TooMuch));
    assert!(timed(&nested("max(1, ", "a", ")"), SOON).contains(&Code::TooMuch));
    assert!(timed(&nested("{", "b", "}"), SOON).contains(&Code::TooMuch));
}

#[test]
fn what_is_too_long_is_said_at_once() {
    let sum = |terms: usize| clauses(&format!("if a{} > 3 then +1", " + 1".repeat(terms)));
    assert!(timed(&sum(300_000), SOON).contains(&Code::TooMuch));
    let and = |terms: usize| clauses(&format!("if b{} then +1", " and b".repeat(terms)));
    assert!(timed(&and(300_000), SOON).contains(&Code::TooMuch));
    let minus = clauses(&format!("if {}a > 3 then +1", "- ".repeat(100_000)));
    assert!(!timed(&minus, SOON).is_empty());
}

#[test]
fn a_file_of_blanks_or_comments_is_read_at_once() {
    let open = |filling: &str| clauses(&format!("if (\n{}b) then +1", filling));
    assert_eq!(timed(&open(&"#\n".repeat(300_000)), SOON).len(), 1);
    assert_eq!(timed(&open(&" \n".repeat(300_000)), SOON).len(), 1);
    assert_eq!(timed(&" ".repeat(1_000_000), SOON), [Code::NoStandard]);
    assert_eq!(timed(&"> a\n".repeat(200_000), SOON).len(), 2);
}

#[test]
fn chains_within_the_limit_are_scored() {
    let sum = clauses(&format!("if a{} > 1_000 and b then +1", " + 1".repeat(990)));
    assert_eq!(timed(&sum, SOON), []);
    let product = clauses(&format!("if a{} > 3 and b then +1", " * 1".repeat(990)));
    assert_eq!(timed(&product, SOON), []);
    let or = clauses(&format!("if b{} then +1\nper a +1", " or b".repeat(990)));
    assert_eq!(timed(&or, SOON), []);
}

#[test]
fn nesting_within_the_limit_is_scored() {
    let nested = |open: &str, inside: &str, close: &str| {
        clauses(&format!(
            "if {}{inside}{} then +1\nper a +1",
            open.repeat(60),
            close.repeat(60)
        ))
    };
    assert_eq!(timed(&nested("(", "b", ")"), SOON), []);
    assert_eq!(timed(&nested("not ", "b", ""), SOON), []);
    assert_eq!(timed(&nested("（", "b", "）"), SOON), []);
}

#[test]
fn groups_within_the_limit_are_scored_and_deeper_ones_refused() {
    let nested = |deep: usize| {
        clauses(&format!(
            "{}per a +1\nif b then +1\n{}",
            "together\n".repeat(deep),
            "end\n".repeat(deep)
        ))
    };
    assert_eq!(timed(&nested(60), SOON), []);
    assert!(timed(&nested(5_000), SOON).contains(&Code::TooMuch));
}

/// A chain of so many definitions, each made of the one before it; `ordered` says how they stand.
fn chain(count: usize, ordered: fn(&mut [String])) -> String {
    let next = (1..count).map(|at| format!("define d{at} = max(d{}, d{})\n", at - 1, at - 1));
    let mut lines: Vec<String> = std::iter::once("define d0 = a\n".to_owned())
        .chain(next)
        .collect();
    ordered(&mut lines);
    let (lines, last) = (lines.concat(), count - 1);
    format!("{HEAD}{lines}{TREE}per d{last} +1\nif b then +1\n")
}

#[test]
fn a_chain_of_ten_thousand_definitions_is_scored() {
    let orders: [fn(&mut [String]); 2] = [|_| (), <[String]>::reverse];
    for ordered in orders {
        let taken = |count| {
            let text = chain(count, ordered);
            let start = Instant::now();
            assert_eq!(open(&text, EVIDENCE), []);
            start.elapsed()
        };
        let (before, whole, after) = (taken(250), taken(10_000), taken(250));
        // The same machine, as busy as it is, is the clock: 40 times as many definitions take 40 times
        // as long, and 1600 times where each looks at all others.
        let most = before.max(after) * 250;
        assert!(whole < most, "{whole:?} beside {before:?} and {after:?}");
    }
}

#[test]
fn what_is_never_closed_is_answered_within_a_second() {
    let words = [
        "(",
        "if b then ",
        "not (",
        "max(",
        "{",
        "any (",
        "（",
        "if (b and (",
    ];
    for deep in 12..=40 {
        for word in words {
            let second = Duration::from_secs(1);
            let codes = timed(
                &clauses(&format!("if {}b then +1", word.repeat(deep))),
                second,
            );
            assert!(!codes.is_empty(), "{word} {deep}");
        }
    }
}

// ---- anything -----------------------------------------------------------------------------------

/// Words of the language on both surfaces, names, numbers and signs.
const WORDS: &str = "standard 标准 source 来源 in force from 施行日期 until 至 scale 分制 evidence 证据 define 定义 \
    section 一级指标 indicator 指标 weight 权重 grades 等级 veto 一票否决 total 总分 accept 认可 because 因为 end 止 \
    if 若 then 则 else 否则 otherwise 缺省 per 每 of 的 above 超过 below 低于 to and 及以上 up 不超过 自 with 其中 \
    when 当 cap 封顶 floor 保底 together 合计 by 按 judge 酌情 applies 适用于 full 满分 zero 零分 reweigh 重新分配 \
    rounded 保留 nearest 取整到 sqrt 平方根 power 乘方 ln exp mean 平均 growth 增长率自 workdays 工作日数自 over 遍及 places 位小数 half even 五成双 count 计数 number 数值 percent 百分比 money 金额 yes/no 是否 one 单选 \
    kinds 种类 or others 或其他 date 日期 text 文本 records 记录 optional 可缺 default 默认 且 或 not 非 between 介于 \
    is 为 属于 has 包含 starts yes no 是 否 any 存在 every 每个 个数 sum 合计值 highest 最高值 lowest average 平均值 \
    distinct 不同 weighted 加权 years months days score share 得分 得分率 assessment_date 评价日期 a b c x 甲 乙 0 1 20 \
    60% 10pp 200万元 3年 2024-03-05 1.5次 +20 -5 +20分 100家 ( ) （ ） { } ， , : ： = >= <= > < != ＋ × / * - \
    \"文字\" “乙” \" # > 100% 10个百分点 CNY";

pub(crate) fn soup() -> impl Strategy<Value = String> {
    let words: Vec<String> = WORDS
        .split_whitespace()
        .map(str::to_owned)
        .chain(["\n".into(), "\n  ".into()])
        .collect();
    let newline = Just("\n".to_owned());
    let word = prop_oneof![6 => prop::sample::select(words), 1 => newline];
    prop::collection::vec(word, 0..120).prop_map(|words| words.join(" "))
}

/// The rule files at hand: those of the standards, and the corpus.
pub(crate) fn corpus() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open: Vec<PathBuf> = vec![root.join("rules"), root.join("tests/corpus")];
    let mut texts = vec![];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).unwrap();
            open.extend(entries.map(|entry| entry.unwrap().path()));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "rules")
        {
            texts.extend(std::fs::read_to_string(&path));
        }
    }
    texts.sort();
    assert!(texts.len() > 2);
    texts
}

/// Deletes, doubles or swaps lines, words and characters.
pub(crate) fn mutated(text: &str, choices: &mut Choices<'_>) -> String {
    let mut text = text.to_owned();
    for _ in 0..=choices.below(4) {
        let mut pieces: Vec<&str> = match choices.below(3) {
            0 => text.split_inclusive('\n').collect(),
            1 => text.split_inclusive([' ', '\n']).collect(),
            _ => text.split_inclusive(|_: char| true).collect(),
        };
        if pieces.is_empty() {
            return text;
        }
        let place = |choices: &mut Choices<'_>| {
            (choices.below(256) * 256 + choices.below(256)) % pieces.len()
        };
        let (at, other) = (place(choices), place(choices));
        match choices.below(3) {
            0 => {
                pieces.remove(at);
            }
            1 => pieces.insert(at, pieces[other]),
            _ => pieces.swap(at, other),
        }
        text = pieces.concat();
    }
    text
}

/// Opens, and asks of every finding that it can be drawn.
fn survives(text: &str) {
    let opened = opened::open(text);
    for language in [Language::Zh, Language::En] {
        let style = chidu::render::Style {
            language,
            color: false,
            width: 80,
        };
        let _ = chidu::render::human(&opened.findings, &opened.file, &style);
    }
    assert!(
        opened.program.is_some() || !opened.findings.is_empty(),
        "nothing is said"
    );
}

proptest! {
    #![proptest_config(config(120))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,200}") {
        survives(&text);
    }

    #[test]
    fn any_words_are_read(text in soup()) {
        survives(&text);
        survives(&format!("{HEAD}{TREE}{text}"));
        open(&text, "");
    }
}

proptest! {
    #![proptest_config(config(25))]

    #[test]
    fn a_damaged_standard_is_read(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 40)) {
        let all = corpus();
        let mut choices = Choices::new(&bytes);
        survives(&mutated(&all[at.index(all.len())], &mut choices));
    }
}

proptest! {
    #![proptest_config(config(120))]

    #[test]
    fn a_damaged_small_file_is_read(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 40)) {
        let all: Vec<String> = corpus().into_iter().filter(|text| text.len() < 3_000).collect();
        let mut choices = Choices::new(&bytes);
        let text = mutated(&all[at.index(all.len())], &mut choices);
        survives(&text);
        open(&text, "subject: x\nevidence: {}");
    }
}
