//! Judgements: points, a reason, and who gave them.

use super::*;

#[test]
fn a_judgement_needs_points_reason_and_giver() {
    let judged = |text: &str| {
        let text = format!("subject: 甲\njudgements:\n  {text}\n");
        run(Format::Yaml, &schema(), &text)
    };
    let (record, _) = judged("额外效益: {points: 7.5分, reason: 贴息, by: 评审组}");
    let judgement = record.unwrap().judgements[0].clone().unwrap();
    assert_eq!(judgement.points, Exact::decimal(75, 1));
    assert_eq!(
        (judgement.reason.as_str(), judgement.place.line),
        ("贴息", 3)
    );
    for (text, message) in [
        ("extra: 10", "needs its points, its reason and who gave it"),
        ("extra: {points: 21, reason: a, by: b}", "outside 0 to 20"),
        (
            "extra: {points: 1e1, reason: a, by: b}",
            "not written as points",
        ),
        (
            "extra: {points: 0.1234567, reason: a, by: b}",
            "not written as points",
        ),
        ("extra: {points: 10, reason: 无}", "lacks `reason`, `by`"),
        (
            "extra: {points: 10, reason: a, by: b, x: 1}",
            "knows no key `x`",
        ),
    ] {
        let (record, found) = judged(text);
        assert!(record.is_none());
        assert_eq!(
            (found.len(), found[0].code),
            (1, Code::BadJudgement),
            "{text}"
        );
        assert!(
            found[0].message.en.contains(message),
            "{}",
            found[0].message.en
        );
    }
    let (_, found) = judged("firms: {points: 1}");
    assert!(
        found[0]
            .help
            .as_ref()
            .unwrap()
            .en
            .contains("under `evidence:`")
    );
    let (record, _) = judged("extra: ");
    assert_eq!(record.unwrap().judgements, [None]);
}
