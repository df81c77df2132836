use super::*;
use crate::diagnostics::{Code, Found};
use crate::source::SourceFile;

fn codes(format: Format, text: &str) -> Vec<(Code, String)> {
    let file = SourceFile::new("case", text);
    let mut found = Found::default();
    let mut report = Report::new(&file, format, &mut found);
    parse(&mut report);
    let places = found.iter().map(|found| {
        let slices = found.labels.iter().map(|label| file.slice(label.span));
        (found.code, slices.collect::<Vec<_>>().join("|"))
    });
    places.collect()
}

fn tree(format: Format, text: &str) -> String {
    let file = SourceFile::new("case", text);
    let mut found = Found::default();
    let mut report = Report::new(&file, format, &mut found);
    let node = parse(&mut report).expect("a tree");
    dump(&file, &node)
}

/// The tree with the source of each scalar behind its text.
fn dump(file: &SourceFile, node: &Node<'_>) -> String {
    match &node.kind {
        NodeKind::Scalar { is_null: true, .. } => "null".to_owned(),
        NodeKind::Scalar { text, .. } => format!("{text}<{}>", file.slice(node.span)),
        NodeKind::Sequence(items) => {
            let items = items.iter().map(|item| dump(file, item));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        NodeKind::Mapping(entries) => {
            let mut entries: Vec<String> = entries
                .iter()
                .map(|entry| {
                    let key = file.slice(entry.key.span);
                    format!("{}<{key}>: {}", entry.key.text, dump(file, &entry.value))
                })
                .collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

#[test]
fn every_part_knows_its_bytes() {
    assert_eq!(
        tree(
            Format::Yaml,
            "渠道: [热线, \"a\\tb\"]\nn: 0123\nx:\ny: no\n"
        ),
        "{n<n>: 0123<0123>, x<x>: null, y<y>: no<no>, 渠道<渠道>: [热线<热线>, a\tb<\"a\\tb\">]}"
    );
    assert_eq!(
        tree(
            Format::Json,
            r#"{"渠道" : ["热线","a\tb"] , "n":1.50,"x":null, "\u0061":true}"#
        ),
        "{a<\"\\u00>: true<true>, n<\"n\">: 1.50<1.50>, x<\"x\">: null, \
         渠道<\"渠道\">: [热线<\"热线\">, a\tb<\"a\\tb\">]}"
            .replace("<\"\\u00>", "<\"\\u>")
    );
    assert_eq!(
        tree(
            Format::Toml,
            "\"渠道\" = ['热线', \"a\\tb\"]\nn = 1_000\nd = 2024-03-05\n[[r]]\na.b = true\n"
        ),
        "{d<d>: 2024-03-05<2024-03-05>, n<n>: 1_000<1_000>, r<r>: [{a<a>: {b<b>: true<true>}}], \
         渠道<\"渠道\">: [热线<'热线'>, a\tb<\"a\\tb\">]}"
    );
}

#[test]
fn a_key_that_stands_twice_is_found_at_any_depth_with_both_places() {
    let twice = |format, text| codes(format, text);
    let expected = [(Code::DuplicateKey, "a|a".to_owned())];
    assert_eq!(twice(Format::Yaml, "x:\n - {b: 1, a: 2, a: 3}\n"), expected);
    let quoted = [(Code::DuplicateKey, "\"a\"|\"a\"".to_owned())];
    assert_eq!(
        twice(Format::Json, r#"{"x":[{"b":1,"a":2,"a":3}]}"#),
        quoted
    );
    for text in [
        "x = [{b = 1, a = 2, a = 3}]",
        "[x]\na = 1\n[y]\nc = {a = 1}\nb = 2\na = 1\na = 2\n",
        "[a]\nx = 1\n[b]\n[a]\n",
    ] {
        assert_eq!(twice(Format::Toml, text), expected, "{text}");
    }
    let dotted = SourceFile::new("case", "b.x = 1\nc.x = 2\nb.x = 3\n");
    let mut found = Found::default();
    parse(&mut Report::new(&dotted, Format::Toml, &mut found));
    let places: Vec<u32> = found
        .iter()
        .flat_map(|f| &f.labels)
        .map(|l| l.span.start)
        .collect();
    assert_eq!(places, [18, 2]);
    let many: String = (0..100).map(|at| format!("k{at}: 1\n")).collect();
    assert_eq!(twice(Format::Yaml, &many), []);
    assert_eq!(
        twice(Format::Yaml, &format!("{many}k7: 2")),
        [(Code::DuplicateKey, "k7|k7".into())]
    );
}

#[test]
fn what_yaml_has_beyond_data_is_refused() {
    for (text, place) in [
        ("a: !!int 5\n", "5"),
        ("a: &x 5\n", "5"),
        ("a: *x\n", "*x"),
        ("a: 1\n---\nb: 2\n", "---"),
        ("%YAML 1.2\n---\na: 1\n", "%"),
        ("{[a]: 1}", "["),
        ("", ""),
        (" \n", ""),
        ("# nothing\n", ""),
    ] {
        let found = codes(Format::Yaml, text);
        let (code, at) = &found[0];
        assert_eq!((*code, at.as_str()), (Code::WrongShape, place), "{text}");
    }
}

#[test]
fn a_bomb_is_refused_without_unfolding_it() {
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";
    let found = codes(Format::Yaml, bomb);
    assert!(found.iter().all(|(code, _)| *code == Code::WrongShape));
}

#[test]
fn depth_ends_at_64() {
    for (format, open, close) in [
        (Format::Json, "[", "]"),
        (Format::Yaml, "[", "]"),
        (Format::Yaml, "- ", ""),
        (Format::Yaml, "{a: ", "}"),
        (Format::Json, "{\"a\":", "}"),
    ] {
        let nested = |depth: usize| {
            let (open, close) = (open.repeat(depth), close.repeat(depth));
            codes(format, &format!("{open}1{close}"))
        };
        assert_eq!(nested(64), [], "{open}");
        for depth in [65, 300, 100_000] {
            assert_eq!(nested(depth)[0].0, Code::TooMuch, "{open} {depth}");
        }
    }
    for depth in [65, 300, 100_000] {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        assert_eq!(
            codes(Format::Toml, &format!("a = {open}{close}"))[0].0,
            Code::TooMuch
        );
        let dotted = format!("{}a = 1", "a.".repeat(depth));
        assert_eq!(codes(Format::Toml, &dotted)[0].0, Code::TooMuch);
    }
}

#[test]
fn broken_syntax_is_told_with_its_line() {
    for (format, text, line) in [
        (Format::Json, "{\n\"a\": 1,\n}", 3),
        (Format::Json, "{\n\"a\": 0123}", 2),
        (Format::Json, "{\"a\": NaN}", 1),
        (Format::Json, "{\"a\": 1} x", 1),
        (Format::Json, "{\"a\": \"", 1),
        (Format::Yaml, "a: 1\n\tb: 2\n", 2),
        (Format::Yaml, "a: [1\nb: \"", 2),
        (Format::Yaml, "a: b: c\n", 1),
        (Format::Toml, "a = 1\nb = 72.5%\n", 2),
        (Format::Toml, "a = 1\n热线 = 2\n", 2),
        (Format::Toml, "a = [1\n", 1),
    ] {
        let file = SourceFile::new("case", text);
        let mut found = Found::default();
        parse(&mut Report::new(&file, format, &mut found));
        let first = found.iter().next().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(first.code, Code::Unreadable, "{text}");
        let start = format!("line {line} cannot be read as {}", format.name());
        assert!(
            first.message.en.starts_with(&start),
            "{text}: {}",
            first.message.en
        );
        assert!(
            first.message.zh.starts_with(&format!("第 {line} 行")),
            "{text}"
        );
    }
}

#[test]
fn a_file_beyond_16_mebibytes_is_refused() {
    let text = " ".repeat(LARGEST + 1);
    assert_eq!(codes(Format::Json, &text)[0].0, Code::TooMuch);
}
