//! Underlines stand under their characters, nothing panics, and the pictures stay as approved.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking"
)]

use chidu::diagnostics::{Code, Diagnostic, Label, Language, Say};
use chidu::render::{self, Style};
use chidu::source::{SourceFile, Span};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn words(zh: &str, en: &str) -> Say {
    Say {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

fn style(language: Language, width: usize) -> Style {
    Style {
        language,
        color: false,
        width,
    }
}

/// The span of the only `marked` in the text.
fn span_of(file: &SourceFile, marked: &str) -> Span {
    let start = file.text().find(marked).unwrap();
    Span::new(start, start + marked.len())
}

fn finding(span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnknownName, words("没有这个名称", "no such name"))
        .label(span, words("在这里", "here"))
}

fn drawn(text: &str, diagnostic: &Diagnostic, width: usize) -> String {
    let file = SourceFile::new("规则.rules", text);
    render::human(
        std::slice::from_ref(diagnostic),
        &file,
        &style(Language::En, width),
    )
}

/// The marked text that a picture shows: what stands above the first underline.
fn above_underline(picture: &str) -> String {
    let lines: Vec<&str> = picture.lines().collect();
    let is_underline = |line: &str| line.trim_start().starts_with('·') && line.contains('┬');
    let at = lines.iter().position(|line| is_underline(line)).unwrap();
    let underline = lines[at].trim_end();
    let end = underline.width();
    let dashes = underline.trim_end_matches(['─', '┬']);
    in_columns(lines[at - 1], dashes.width(), end)
}

/// The text between two columns; a character that stands half in them is an error.
fn in_columns(line: &str, start: usize, end: usize) -> String {
    let mut marked = String::new();
    for (at, c) in line.char_indices() {
        let column = line[..at].width();
        let behind = line[..at + c.len_utf8()].width();
        let is_joined = column == behind;
        if (column >= start && behind <= end && !is_joined)
            || (is_joined && !marked.is_empty() && column <= end)
        {
            marked.push(c);
        } else {
            assert!(behind <= start || column >= end, "{c} is cut in {line}");
        }
    }
    marked
}

fn assert_marks(text: &str, marked: &str, shown: &str) {
    let file = SourceFile::new("a", text);
    for width in [48, 80, 300] {
        let picture = drawn(text, &finding(span_of(&file, marked)), width);
        assert_eq!(above_underline(&picture), shown, "\n{picture}");
    }
}

#[test]
fn underlines_stand_under_their_characters() {
    let same = |text: &str, marked: &str| assert_marks(text, marked, marked);
    same("若 服务满意度 >= 60% 则 +20分", "服务满意度");
    same("若 服务满意度 >= 60% 则 +20分", "60%");
    same("若（满意度）：“好”，则 +1分", "：“好”，");
    same("abc 甲a乙b x", "甲a乙b");
    same("e\u{301}e\u{301} x甲y", "甲");
    same("xe\u{301}y", "e\u{301}");
    same("标签 \"🎉🏆\" 之后", "之后");
    same("标签 \"🎉🏆\" 之后", "🎉🏆");
    same("ｆｕｌｌ　ｗｉｄｔｈ x", "ｗｉｄｔｈ");
    same("卦 ䷀䷁ ☰ ｶﾞ x尾", "尾");
    same("第一行\n第二行 甲乙\n第三行", "甲乙");
    same("\u{feff}指标 甲", "甲");
    same("第一行\r\n若 乙\r\n", "乙");
}

#[test]
fn tabs_and_hidden_characters_are_drawn_as_what_they_take() {
    assert_marks("\t若\t甲\t乙", "甲", "甲");
    assert_marks("若\t甲", "\t", "  ");
    assert_marks("名 \"a\u{1b}[31m\" 尾", "尾", "尾");
    assert_marks("名 \"a\u{1b}[31m\" 尾", "\u{1b}[31m", "\\u{1b}[31m");
    assert_marks("a\u{202e}b甲", "甲", "甲");
    assert_marks("a\u{202e}b甲", "\u{202e}", "\\u{202e}");
    assert_marks("👨\u{200d}👩 ❤\u{fe0f} 👍🏽 葛\u{e0100} 尾", "尾", "尾");
    assert_marks("\u{301}甲乙", "乙", "乙");
    assert_marks("a\u{e000}\u{e000}甲", "甲", "甲");
    assert_marks("a\rb甲", "甲", "甲");
}

#[test]
fn long_lines_are_cut_around_the_label() {
    let text = format!("{}满意度{}", "甲乙 ".repeat(4000), " 丙丁".repeat(90_000));
    assert_marks(&text, "满意度", "满意度");
    let file = SourceFile::new("a", text.as_str());
    let picture = drawn(&text, &finding(span_of(&file, "满意度")), 80);
    assert!(picture.lines().all(|line| line.width() <= 80), "{picture}");
    assert_eq!(picture.matches('…').count(), 2, "{picture}");
}

#[test]
fn an_empty_span_takes_a_character_or_the_place_behind_the_line() {
    let at = |text: &str, offset| drawn(text, &finding(Span::new(offset, offset)), 80);
    assert_eq!(above_underline(&at("a甲b", 1)), "甲");
    assert_eq!(above_underline(&at("甲乙", 1)), "甲");
    for (text, offset, place) in [
        ("a甲", 4, "1:3"),
        ("a甲\nb", 4, "1:3"),
        ("a甲\r\nb", 4, "1:3"),
        ("a\n", 2, "2:1"),
        ("", 0, "1:1"),
        ("甲", 4_000_000, "1:2"),
    ] {
        let picture = at(text, offset);
        assert_eq!(above_underline(&picture), "", "\n{picture}");
        assert!(
            picture.contains(&format!("[规则.rules:{place}]")),
            "\n{picture}"
        );
    }
}

#[test]
fn marks_that_share_a_column_are_drawn_apart() {
    let file = SourceFile::new("a", "甲e\u{301}乙");
    for (first, second) in [("\u{301}", "e"), ("e", "\u{301}"), ("甲e", "e\u{301}乙")] {
        let diagnostic =
            finding(span_of(&file, first)).label(span_of(&file, second), Say::same("too"));
        let picture = drawn(file.text(), &diagnostic, 80);
        assert_eq!(picture.matches("╭─[").count(), 2, "{picture}");
    }
    let diagnostic = finding(span_of(&file, "甲")).label(span_of(&file, "e"), Say::same("too"));
    assert_eq!(
        drawn(file.text(), &diagnostic, 80).matches("╭─[").count(),
        1
    );
}

#[test]
fn a_fix_shows_the_lines_as_they_would_stand() {
    let file = SourceFile::new("a", "甲 = 1\n  乙 = 2\n丙 = 3\n");
    let with = |marked: &str, replacement: &str| {
        let span = span_of(&file, marked);
        let picture = drawn(file.text(), &finding(span).fix(span, replacement), 80);
        let (_, fix) = picture.split_once("  fix: ").unwrap();
        fix.split_once("\n\n").unwrap().0.to_owned()
    };
    assert_eq!(with("2", "2分"), "乙 = 2分");
    assert_eq!(with("  乙 = 2\n", ""), "(delete this line)");
    assert_eq!(with("  乙 = 2\n", "  丁 = 2\n"), "丁 = 2");
    assert_eq!(with("  乙", "  戊 = 1\n  乙"), "戊 = 1\n    乙 = 2");
    assert_eq!(with("1\n  乙 = ", ""), "甲 = 2");
}

#[test]
fn no_finding_draws_nothing() {
    let file = SourceFile::new("a", "b");
    assert_eq!(render::human(&[], &file, &style(Language::En, 80)), "");
}

#[test]
fn one_line_holds_place_code_and_message() {
    let file = SourceFile::new("a\u{1b}.rules", "\u{feff}甲\n乙丙");
    let diagnostic = finding(span_of(&file, "丙"));
    assert_eq!(
        render::one_line(&diagnostic, &file, Language::En),
        "a\\u{1b}.rules:2:2: error E101: no such name"
    );
    assert_eq!(
        render::one_line(&diagnostic, &file, Language::Zh),
        "a\\u{1b}.rules:2:2: 错误 E101：没有这个名称"
    );
}

const RULES: &str = "标准 sme \"中小企业服务\"\n\n指标 response \"需求响应\" 20%\n  若 服务满意渡 >= 60% 则 +20分\n  per firms +5 cap 100\n\n指标 response \"再次\" 80%\n  若 服务满意度 >= 60% 且\n     家数 >= 10家\n  则 +20分\n";

fn examples(file: &SourceFile) -> Vec<Diagnostic> {
    let first = span_of(file, "response \"需求");
    let second = span_of(file, "response \"再");
    let name = |span: Span| Span {
        start: span.start,
        end: span.start + 8,
    };
    let wrong = span_of(file, "服务满意渡");
    vec![
        Diagnostic::new(
            Code::UnknownName,
            words("没有名为 `服务满意渡` 的证据项", "no evidence field is called `服务满意渡`"),
        )
        .label(wrong, words("没有这个名称", "unknown name"))
        .help(words("最接近的是 `服务满意度`", "the nearest is `服务满意度`"))
        .fix(wrong, "服务满意度"),
        Diagnostic::new(
            Code::DuplicateName,
            words("名称 `response` 声明了两次", "the name `response` is declared twice"),
        )
        .label(name(second), words("又在这里声明", "declared again here"))
        .label(name(first), words("先在这里声明", "first declared here")),
        Diagnostic::new(
            Code::TypeMismatch,
            words("百分比不能与家数相比", "a percentage cannot be compared with firms"),
        )
        .label(span_of(file, ">= 60% 则"), words("这个比较", "this comparison"))
        .label(span_of(file, "firms"), words("家数", "a number of firms"))
        .label(span_of(file, "60% 则"), words("百分比", "a percentage")),
        Diagnostic::new(Code::Constant, words("条件永远成立", "this condition always holds"))
            .label(
                span_of(file, "服务满意度 >= 60% 且\n     家数 >= 10家"),
                words("整个条件", "the whole condition"),
            )
            .help(words(
                "删去这个条件，或改用 `缺省` 说明没有提供证据时怎么办；证据项的范围已经保证它成立，评分时不会有任何不同",
                "leave the condition out, or say with `otherwise` what holds where the evidence is not given; the range of the field makes it true",
            ))
            .fix(span_of(file, "  则 +20分\n"), ""),
        Diagnostic::new(Code::NoStandard, words("文件没有 `标准` 一行", "the file has no `standard` line")),
    ]
}

#[test]
fn pictures_in_chinese() {
    let file = SourceFile::new("规则/标准.rules", RULES);
    let picture = render::human(&examples(&file), &file, &style(Language::Zh, 80));
    insta::assert_snapshot!(picture);
}

#[test]
fn pictures_in_english() {
    let file = SourceFile::new("rules/standard.rules", RULES);
    let picture = render::human(&examples(&file), &file, &style(Language::En, 80));
    insta::assert_snapshot!(picture);
}

#[test]
fn colour_changes_nothing_but_colour() {
    let file = SourceFile::new("a.rules", RULES);
    for language in [Language::Zh, Language::En] {
        let plain = style(language, 80);
        let colored = render::human(
            &examples(&file),
            &file,
            &Style {
                color: true,
                ..plain
            },
        );
        assert!(colored.contains("\u{1b}["));
        assert_eq!(
            without_colors(&colored),
            render::human(&examples(&file), &file, &plain)
        );
    }
}

fn without_colors(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or("").to_owned();
    let plain = parts.fold(first, |out, part| out + part.split_once('m').unwrap().1);
    let lines = plain.lines().map(str::trim_end);
    lines.fold(String::new(), |out, line| out + line + "\n")
}

#[test]
fn messages_cannot_steer_the_terminal() {
    let file = SourceFile::new("a\u{1b}]0;x\u{7}", "b\u{9b}31m\u{1b}[0m");
    let text = words("\u{1b}[31m甲\n帮助：乙", "\u{1b}[31mx\n  help: y");
    let span = Span::new(0, 1);
    let diagnostic = Diagnostic::new(Code::UnknownName, text.clone())
        .label(span, text.clone())
        .help(text)
        .fix(span, "\u{1b}c");
    for language in [Language::Zh, Language::En] {
        let picture = render::human(
            std::slice::from_ref(&diagnostic),
            &file,
            &style(language, 80),
        );
        let is_safe = |c: char| c == '\n' || !c.is_control();
        assert!(picture.chars().all(is_safe), "{picture:?}");
        let name = language.pick("\n  帮助：\\u{1b}", "\n  help: \\u{1b}");
        assert_eq!(picture.matches(name).count(), 1, "{picture}");
    }
}

#[test]
fn a_mark_over_many_lines_is_drawn_on_its_first() {
    let text = format!("分组 (\n{}", "  行\n".repeat(500));
    let picture = drawn(&text, &finding(Span::new(0, text.len())), 80);
    assert!(picture.lines().count() < 12, "{picture}");
    assert!(picture.contains("here (up to line 501)"), "{picture}");
}

/// A finding with a place in each of two texts.
fn in_two_texts() -> (SourceFile, Diagnostic) {
    let mut file = SourceFile::new("a.rules", "甲\n乙 = 1");
    let base = file.append("b\u{1b}.rules", "\u{feff}丙\n丁 = 2\n");
    let here = span_of(&file, "丁 = 2");
    let diagnostic = finding(here)
        .label(span_of(&file, "乙"), words("另一处", "the other"))
        .fix(Span::new(here.start as usize, base as usize + 7), "戊");
    (file, diagnostic)
}

#[test]
fn each_place_is_shown_under_the_name_of_its_text() {
    let (file, diagnostic) = in_two_texts();
    insta::assert_snapshot!(render::human(
        std::slice::from_ref(&diagnostic),
        &file,
        &style(Language::En, 80)
    ));
    let line = render::one_line(&diagnostic, &file, Language::En);
    assert_eq!(line, "b\\u{1b}.rules:2:1: error E101: no such name");
    let json = serde_json::to_value(render::json(&[diagnostic], &file)).unwrap();
    let at = |path: &str| json.pointer(path).unwrap().clone();
    assert_eq!(at("/0/file"), "b\u{1b}.rules");
    assert_eq!(at("/0/labels/0/file"), "b\u{1b}.rules");
    assert_eq!(
        (at("/0/labels/0/start/line"), at("/0/labels/0/start/byte")),
        (2.into(), 4.into())
    );
    assert_eq!(at("/0/labels/1/file"), "a.rules");
    assert_eq!(at("/0/labels/1/start/line"), 2);
    assert_eq!(at("/0/fix/file"), "b\u{1b}.rules");
}

#[test]
fn json_gives_every_place_in_all_units() {
    let file = SourceFile::new("a.rules", "\u{feff}甲\n𠀀\u{202e}丙x");
    let diagnostic = finding(span_of(&file, "丙"))
        .help(words("改", "change"))
        .fix(Span { start: 9, end: 7 }, "\u{9b}丁");
    let text = serde_json::to_string_pretty(&render::json(&[diagnostic], &file)).unwrap();
    let safe = render::safe_json(&text);
    assert!(safe.contains("\\u009b丁"));
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(value(&safe), value(&text));
    insta::assert_snapshot!(safe);
}

/// Characters of every sort that is drawn in its own way.
fn any_text() -> impl Strategy<Value = String> {
    let sorts = prop_oneof![
        prop::char::range('a', 'z').prop_map(String::from),
        prop::char::range('一', '龥').prop_map(String::from),
        prop::char::range('\u{300}', '\u{36f}').prop_map(String::from),
        any::<char>().prop_map(String::from),
        prop::sample::select(vec![
            "\n", "\r\n", "\r", "\t", "\u{1b}", "\u{feff}", "👍🏽", "\u{200d}"
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(sorts, 0..60).prop_map(|parts| parts.concat())
}

fn any_spans() -> impl Strategy<Value = Vec<(u32, u32)>> {
    let offset = || prop_oneof![9 => 0..200u32, 1 => any::<u32>()];
    prop::collection::vec((offset(), offset()), 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_and_no_span_panics(
        text in any_text(),
        spans in any_spans(),
        replacement in any_text(),
        width in prop_oneof![0..300usize, Just(usize::MAX)],
        color in any::<bool>(),
    ) {
        let mut file = SourceFile::new("a", text.as_str());
        file.append("b", &text);
        let mut diagnostic = Diagnostic::new(Code::Empty, Say::same(replacement.as_str()));
        for (start, end) in spans {
            let span = Span { start, end };
            diagnostic.labels.push(Label { span, text: Say::same("here") });
            diagnostic = diagnostic.fix(span, replacement.as_str());
        }
        let list = [diagnostic];
        let picture = render::human(&list, &file, &Style { language: Language::Zh, color, width });
        let labels = list[0].labels.len();
        prop_assert_eq!(picture.matches("here").count(), labels, "{}", picture);
        let has_ruler = picture.contains('\u{e000}');
        prop_assert!(!has_ruler);
        prop_assert!(serde_json::to_string(&render::json(&list, &file)).is_ok());
    }

    #[test]
    fn underlines_are_right_in_any_mixture(
        before in "[a-zé一-龥，“\u{301}\u{30a}🎉 ]{0,120}",
        marked in "[a-z一-龥。][a-z一-龥\u{301}\u{30a}🎉]{0,40}",
        behind in "([a-z一-龥][a-z一-龥\u{301}🎉]{0,120})?",
    ) {
        let text = format!("x{before}{marked}{behind}");
        let start = 1 + before.len();
        let picture = drawn(&text, &finding(Span::new(start, start + marked.len())), 216);
        let shown = above_underline(&picture);
        let ends = |text: &str| (text.chars().next(), text.chars().last());
        prop_assert_eq!(ends(&shown), ends(&marked), "{}", picture);
        if !shown.contains('…') {
            prop_assert_eq!(shown, marked, "{}", picture);
        }
    }

    #[test]
    fn two_underlines_on_a_line_are_both_right(
        parts in prop::collection::vec("[a-z一-龥][a-z一-龥\u{301}]{0,8}", 4..5),
    ) {
        let text = parts.concat();
        let first = Span::new(0, parts[0].len());
        let start = parts[0].len() + parts[1].len();
        let second = Span::new(start, start + parts[2].len());
        let picture = drawn(&text, &finding(second).label(first, Say::same("too")), 200);
        let row = picture.lines().find(|line| line.contains(&text)).unwrap();
        let left = text_start(row, &text);
        let expected = [
            (left, left + parts[0].width()),
            (left + text[..start].width(), left + text[..start + parts[2].len()].width()),
        ];
        prop_assert_eq!(underlines(&picture), expected.to_vec(), "{}", picture);
    }
}

fn text_start(row: &str, text: &str) -> usize {
    row[..row.find(text).unwrap()].width()
}

/// The columns of each underline of the first underlined line. Underlines that touch are told
/// apart by their number only, so the texts here stand apart.
fn underlines(picture: &str) -> Vec<(usize, usize)> {
    let line = picture
        .lines()
        .find(|line| line.trim_start().starts_with('·') && line.contains('┬'))
        .unwrap();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (column, c) in line.chars().enumerate() {
        let is_mark = matches!(c, '─' | '┬');
        match found.last_mut() {
            Some(last) if is_mark && last.1 == column => last.1 += 1,
            _ if is_mark => found.push((column, column + 1)),
            _ => {}
        }
    }
    found
}
