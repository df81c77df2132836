//! A standard of any number of lines, the same for the same number: `cargo bench --bench large` says
//! what formatting, checking and analysing such files takes, `cargo bench --bench large -- FOLDER LINES` writes one
//! with its source, for the program itself.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark, and a program that people call"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use chidu::session::{self, Files, Trouble};
use chidu::source::SourceFile;

/// The sizes that are measured.
const SIZES: [usize; 3] = [1_000, 3_000, 10_000];

/// The indicators of a section, and the points of each.
const INDICATORS: usize = 5;
const POINTS: usize = 20;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let named: Vec<&String> = arguments
        .iter()
        .filter(|word| !word.starts_with('-'))
        .collect();
    match named.as_slice() {
        [folder, lines] => {
            let made = Made::of(lines.parse().expect("a number of lines"));
            let folder = Path::new(folder);
            std::fs::create_dir_all(folder).expect("a folder");
            std::fs::write(folder.join("standard.rules"), &made.rules).expect("written");
            std::fs::write(folder.join("source.txt"), &made.source).expect("written");
        }
        _ => SIZES.into_iter().for_each(measure),
    }
}

fn measure(lines: usize) {
    let made = Made::of(lines);
    let file = SourceFile::new("standard.rules", made.rules.as_str());
    let timed = |work: &dyn Fn()| {
        work();
        let start = Instant::now();
        work();
        start.elapsed().as_millis()
    };
    let formatting = timed(&|| {
        session::format(&file, None, &made).expect("formatted");
    });
    let checking = timed(&|| {
        let opened = session::open(file.clone(), &made);
        assert!(opened.findings.is_empty(), "{:#?}", opened.findings.first());
    });
    let reviewing = timed(&|| {
        let mut opened = session::open(file.clone(), &made);
        session::review(&mut opened);
    });
    println!(
        "{} lines, {} bytes: fmt {formatting} ms, check {checking} ms, with its analysis {reviewing} ms",
        made.rules.lines().count(),
        made.rules.len()
    );
}

/// A standard and the text that it quotes.
struct Made {
    rules: String,
    source: String,
    state: u64,
    indicators: usize,
}

impl Files for Made {
    fn read(&self, _: &str) -> Result<String, Trouble> {
        Ok(self.source.clone())
    }
}

impl Made {
    fn of(lines: usize) -> Self {
        let mut made = Self {
            rules: "standard large \"大标准\"\nsource \"source.txt\"\n".to_owned(),
            source: String::new(),
            state: 7,
            indicators: 0,
        };
        let mut sections = 0;
        while made.rules.lines().count() + 6 < lines {
            sections += 1;
            made.section(sections);
        }
        let full = sections * INDICATORS * POINTS;
        let (good, fair) = (full * 8 / 10, full * 6 / 10);
        made.line(0, "");
        made.line(0, "grades");
        made.line(1, &format!("good \"优秀\" {good} and above"));
        made.line(1, &format!("fair \"合格\" {fair} to below {good}"));
        made.line(1, &format!("poor \"不合格\" below {fair}"));
        made
    }

    /// The next number below `many`.
    fn below(&mut self, many: u64) -> u64 {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % many
    }

    fn line(&mut self, level: usize, text: &str) {
        writeln!(self.rules, "{}{text}", "  ".repeat(level)).expect("a string grows");
    }

    fn quote(&mut self, level: usize, text: &str) {
        self.line(level, &format!("> {text}"));
        writeln!(self.source, "{text}").expect("a string grows");
    }

    fn section(&mut self, number: usize) {
        let first = self.indicators;
        self.line(0, "");
        self.line(0, "evidence");
        for at in first..first + INDICATORS {
            self.fields(at);
        }
        self.line(0, "");
        self.quote(0, &format!("第{number}章 服务的第{number}个方面"));
        let points = INDICATORS * POINTS;
        self.line(
            0,
            &format!("section s{number} \"第{number}方面\" points {points}"),
        );
        for at in first..first + INDICATORS {
            self.indicator(at);
        }
        self.indicators += INDICATORS;
    }

    fn fields(&mut self, at: usize) {
        match at % 6 {
            0 => {
                self.line(1, &format!("firms{at} \"第{at}项企业数\" count 家 0 to 5000"));
                self.line(1, &format!("done{at} \"按时完成第{at}项\" yes/no"));
            }
            1 => {
                self.line(1, &format!("# 第{at}项由第三方抽样。"));
                self.line(1, &format!("rate{at} \"第{at}项满意度\" percent 0% to 100%"));
                self.line(1, &format!("channel{at} \"第{at}项渠道\" kinds hotline \"热线\", email \"邮箱\", wechat \"微信\" or others"));
            }
            2 => {
                self.line(1, &format!("event{at} \"第{at}项活动\" records"));
                self.line(2, "topic \"主题\" text");
                self.line(2, "guests \"参加家数\" count 家");
                self.line(1, "end");
            }
            3 => self.line(1, &format!("level{at} \"第{at}项级别\" one of national \"国家级\" > provincial \"省级\" > municipal \"市级\"")),
            4 => self.line(1, &format!("rate{at} \"第{at}项达标率\" percent 0% to 100%")),
            _ => {
                self.line(1, &format!("visits{at} \"第{at}项走访次数\" number 次 0 to 1000"));
                self.line(1, &format!("staff{at} \"第{at}项人数\" count 人 1 to 500"));
            }
        }
    }

    fn indicator(&mut self, at: usize) {
        let number = self.below(90) + 10;
        self.line(0, "");
        self.quote(1, &format!("第{at}条 服务机构应当做好第{at}项服务"));
        self.line(
            1,
            &format!("indicator i{at} \"第{at}项服务\" points {POINTS}"),
        );
        if number.is_multiple_of(4) {
            self.line(2, "# 原文没有写怎样分档，按常例掌握。");
        }
        self.quote(2, &format!("第{at}项服务达到{number}的，按标准给分"));
        let lines: Vec<String> = match at % 6 {
            0 => vec![
                format!("if done{at} then +5"),
                format!("per {number}家 of firms{at} above {number}家 +2 cap 10"),
                format!("if firms{at} >= {number}家 and\n      not done{at} then +3"),
            ],
            1 => vec![
                format!("by rate{at}"),
                format!("  below {number}%: 0"),
                format!("  {number}% and above: +10"),
                "end".into(),
                format!("per channel{at} +2"),
            ],
            2 => vec![
                "together cap 15".into(),
                format!("  if any event{at} with guests > {number}家 then +5"),
                format!("  per event{at} with guests > 10家 and guests < 500家 +2"),
                "end".into(),
                format!("if (sum of event{at}.guests) >= {number}家 then +5"),
            ],
            3 => vec![
                format!("choose by level{at}"),
                "  national, provincial:".into(),
                "    +10".into(),
                "  otherwise:".into(),
                "    0".into(),
                "end".into(),
            ],
            4 => vec![format!(
                "scale rate{at} from 5% gives 5 to {number}% gives 20 below gives 0 rounded to 2 places"
            )],
            _ => vec![
                format!("if visits{at} / staff{at} >= 1.5 then +10"),
                format!("judge care{at} \"第{at}项用心程度\" up to 10"),
            ],
        };
        lines.iter().for_each(|line| self.line(2, line));
    }
}
