//! Files that several standards use.

use serde_json::Value;

use crate::desk::Desk;

/// What two standards share, in two files of which one uses the other.
const COMMON: &str = "use \"./deep/more.rules\"\n\
    # 共用\nevidence\n  firms \"企业数\" count 家\n  firm_visits \"走访次数\" count 次\n  \
    event \"活动\" records\n    guests \"家数\" count 家\n  end\n\
    define often \"走访频繁\" = visited >= 2次\n";
const MORE: &str = "evidence\n  idle \"闲置\" yes/no\n  guests \"来宾\" count\n\
    define visited = firm_visits\ndefine idly = idle\n";

/// A standard of the two files that uses a word of each.
fn standard(uses: &str) -> String {
    format!(
        "standard small \"小标准\"\n{uses}section one \"一\" weight 100%\n  \
         indicator two \"二\" weight 100% cap 15\n    if often then +10\n    \
         if sum of event.guests > 3家 then +5 # idly\n"
    )
}

fn set() -> Desk {
    let desk = Desk::new();
    desk.write("x/standard.rules", standard("use \"common.rules\"\n"));
    desk.write("x/common.rules", COMMON);
    desk.write("x/deep/more.rules", MORE);
    desk
}

fn report(desk: &Desk, arguments: &[&str]) -> Value {
    let run = desk.run(&[&["check"], arguments, &["--format", "json"]].concat());
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn a_standard_holds_what_it_needs_of_a_used_file() {
    let desk = set();
    let run = desk.run(&["check", "x"]);
    assert_eq!(
        (run.exit, run.out.as_str()),
        (0, "x/standard.rules: no findings\n")
    );
    let form = desk.run(&["template", "x"]).out;
    assert!(
        form.contains("firm_visits") && form.contains("event"),
        "{form}"
    );
    for label in ["企业数", "闲置", "来宾"] {
        assert!(!form.contains(label), "{form}");
    }
    desk.write(
        "a.yaml",
        "subject: a\nevidence: {firm_visits: 2, event: [{guests: 5}]}\n",
    );
    let run = desk.run(&["score", "x", "a.yaml", "--format", "json"]);
    let result: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(result["score"], "15");
}

#[test]
fn the_hash_is_that_of_the_meaning() {
    let desk = set();
    let inline = "evidence\n  firm_visits \"走访次数\" count 次\n  event \"活动\" records\n    \
        guests \"家数\" count 家\n  end\ndefine visited = firm_visits\n\
        define often \"走访频繁\" = visited >= 2次\n";
    desk.write("one.rules", standard(inline));
    let hash = |report: &Value| report.pointer("/files/0/hash").cloned().unwrap();
    let own = hash(&report(&desk, &["x"]));
    assert_eq!(hash(&report(&desk, &["one.rules"])), own);
    desk.write("x/deep/more.rules", MORE.replace("闲置", "别的"));
    assert_eq!(hash(&report(&desk, &["x"])), own);
    desk.write("x/common.rules", COMMON.replace(">= 2次", ">= 3次"));
    assert_ne!(hash(&report(&desk, &["x"])), own);
}

#[test]
fn a_file_is_used_once_and_a_mistake_in_what_is_not_needed_is_found() {
    let desk = set();
    let both = "use \"common.rules\"\nuse \"deep/more.rules\"\n";
    desk.write("x/standard.rules", standard(both));
    assert_eq!(desk.run(&["check", "x"]).exit, 0);
    desk.write(
        "x/deep/more.rules",
        format!("{MORE}define wrong = idle + 1\n"),
    );
    let found = report(&desk, &["x"]);
    let finding = found.pointer("/files/0/diagnostics/0").unwrap();
    assert_eq!(finding["code"], "E205");
    assert_eq!(finding["file"], "x/deep/more.rules");
    assert_eq!(finding["labels"][0]["start"]["line"], 6);
}

#[test]
fn an_accepted_warning_is_shown_with_its_file() {
    let desk = set();
    let accepting = "accept W004 because \"以后会变\"\ndefine often = firm_visits >= 0次\n";
    let (fields, _) = COMMON.split_once("define").unwrap();
    desk.write("x/common.rules", format!("{fields}{accepting}"));
    let run = desk.run(&["check", "x", "-v"]);
    let accepted = "x/common.rules:9: W004 is accepted: 以后会变\n";
    assert_eq!(run.exit, 0, "{}", run.out);
    assert!(run.out.ends_with(accepted), "{}", run.out);
    let found = report(&desk, &["x"]);
    let accepted = found.pointer("/files/0/accepted/0").unwrap();
    assert_eq!(
        (&accepted["file"], &accepted["line"]),
        (&"x/common.rules".into(), &9.into())
    );
}

#[test]
fn nothing_outside_the_folder_and_no_circle_is_read() {
    let desk = set();
    for (path, code, words) in [
        ("../outside.rules", "E703", "outside the rule file's folder"),
        ("/dev/zero", "E703", "outside the rule file's folder"),
        ("deep", "E703", "not a regular file"),
        ("none.rules", "E703", "no such file"),
        (
            "standard.rules",
            "E704",
            "x/standard.rules → x/common.rules → x/standard.rules",
        ),
    ] {
        desk.write("x/common.rules", format!("use \"{path}\"\n{COMMON}"));
        let found = report(&desk, &["x/standard.rules"]);
        let finding = found.pointer("/files/0/diagnostics/0").unwrap();
        let message = finding["message"]["en"].as_str().unwrap();
        assert_eq!(finding["code"], code, "{path}");
        assert_eq!(finding["file"], "x/common.rules", "{path}");
        assert!(message.contains(words), "{message}");
    }
    desk.write("x/common.rules", vec![b'#'; 1024 * 1024 + 1]);
    let found = report(&desk, &["x/standard.rules"]);
    let finding = found.pointer("/files/0/diagnostics/0").unwrap();
    assert_eq!(
        (&finding["code"], &finding["file"]),
        (&"E001".into(), &"x/common.rules".into())
    );
    let chain = |at: usize| format!("use \"{}.rules\"\n", at + 1);
    (0..70).for_each(|at| desk.write(&format!("y/{at}.rules"), chain(at)));
    desk.write("y/standard.rules", standard("use \"0.rules\"\n"));
    let run = desk.run(&["check", "y/standard.rules"]);
    assert!(
        run.out.contains("more than 64 files are used"),
        "{}",
        run.out
    );
}
