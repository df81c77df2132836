//! What holds in YAML, JSON and TOML alike.

use proptest::prelude::*;

use super::*;

const FULL: [(Format, &str); 3] = [
    (
        Format::Yaml,
        "subject: 某某服务中心\nassessment_date: 2024-12-31\nevidence:\n  firms: 120\n  visits: 1.50\n  \
         满意度: 72.5%\n  assets: 350万元\n  plan: yes\n  level: national\n  \
         channel: [hotline, 邮箱, 展会]\n  founded: 2019-07-01\n  remark: \"两项: 一\"\n  \
         event:\n    - {name: 供需对接会, firms: 60}\n    - name: 讲座\n      firms: 8\n      held: 2024-05-01\n\
         judgements:\n  extra: {points: 10, reason: 贴息, by: 评审组}\nsources:\n  channel: 附件3第2页\n",
    ),
    (
        Format::Json,
        r#"{"subject": "某某服务中心", "assessment_date": "2024-12-31", "evidence": {"firms": 120,
        "visits": 1.50, "满意度": "72.5%", "assets": "350万元", "plan": true, "level": "national",
        "channel": ["hotline", "邮箱", "展会"], "founded": "2019-07-01", "remark": "两项: 一",
        "event": [{"name": "供需对接会", "firms": 60}, {"name": "讲座", "firms": 8, "held": "2024-05-01"}]},
        "judgements": {"extra": {"points": 10, "reason": "贴息", "by": "评审组"}},
        "sources": {"channel": "附件3第2页"}}"#,
    ),
    (
        Format::Toml,
        "subject = '某某服务中心'\nassessment_date = 2024-12-31\n[evidence]\nfirms = 120\nvisits = 1.50\n\
         \"满意度\" = '72.5%'\nassets = '350万元'\nplan = true\nlevel = 'national'\n\
         channel = ['hotline', '邮箱', '展会']\nfounded = 2019-07-01\nremark = '两项: 一'\n\
         [[evidence.event]]\nname = '供需对接会'\nfirms = 60\n[[evidence.event]]\nname = '讲座'\n\
         firms = 8\nheld = 2024-05-01\n[judgements.extra]\npoints = 10\nreason = '贴息'\nby = '评审组'\n\
         [sources]\nchannel = '附件3第2页'\n",
    ),
];

#[test]
fn the_same_evidence_is_the_same_record_in_every_format() {
    let records = FULL.map(|(format, text)| {
        let (record, found) = run(format, &schema(), text);
        let record = record.unwrap_or_else(|| panic!("{found:#?}"));
        assert!(record.hash.starts_with("sha256:") && record.hash.len() == 71);
        for (place, value) in record.places.iter().zip(&record.values) {
            assert_eq!(place.is_none(), value.is_missing());
        }
        let judgements = record.judgements.into_iter().flatten();
        let judgements: Vec<_> = judgements.map(|j| (j.points, j.reason, j.by)).collect();
        let dated = (record.subject, record.assessment_date);
        (dated, record.values, judgements, record.sources)
    });
    assert_eq!(records[0], records[1]);
    assert_eq!(records[0], records[2]);
}

#[test]
fn a_million_mistakes_are_cut_at_a_thousand() {
    let rows = "{},".repeat(200_000);
    let text = format!("{{\"subject\":\"a\",\"evidence\":{{\"event\":[{rows}{{}}]}}}}");
    let (record, found) = run(Format::Json, &schema(), &text);
    assert!(record.is_none());
    assert_eq!(found.len(), 1000);
}

#[test]
fn a_hash_is_what_sha256sum_prints() {
    let expected = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(hash("abc"), expected);
}

/// Every span lies within the text and on characters, and every finding speaks both languages.
fn check(format: Format, text: &str) {
    let file = SourceFile::new("case", text);
    let mut found = Found::default();
    let record = read(&file, format, &schema(), &mut found).record;
    assert_eq!(record.is_none(), !found.is_clean());
    for found in found.iter() {
        assert!(!found.labels.is_empty() && found.help.is_some() || found.code == Code::TooMuch);
        assert!(!found.message.zh.is_empty() && !found.message.en.contains('\n'));
        for label in &found.labels {
            assert!(label.span.start as usize <= text.len());
            let _ = (file.slice(label.span), file.position(label.span.start));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,60}|[\\x00-\\x7f]{0,80}|[-\\[\\]{}:,#&*!|>'\"%@` \na0.=\\t\\r]{0,60}") {
        for (format, _) in FULL {
            check(format, &text);
        }
    }

    #[test]
    fn no_change_of_a_good_file_makes_the_reader_panic(
        which in 0usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0usize..12, "\\PC|[-\\[\\]{}:,\n\"'0-9% .e=#&*!]{0,3}"), 1..4),
    ) {
        let (format, text) = FULL[which];
        let mut signs: Vec<char> = text.chars().collect();
        for (at, cut, new) in changes {
            let at = at.index(signs.len());
            let end = (at + cut).min(signs.len());
            signs.splice(at..end, new.chars());
            if signs.is_empty() {
                signs.push(' ');
            }
        }
        check(format, &signs.into_iter().collect::<String>());
    }

    #[test]
    fn no_value_makes_the_reader_panic(at in 0usize..11, text in "\\PC{0,12}|[-+0-9.,eE%万元亿家()_ /]{0,12}") {
        let schema = schema();
        let name = &schema.fields[at].name;
        let value = serde_json::to_string(&text).unwrap();
        check(Format::Json, &format!("{{\"subject\":\"a\",\"evidence\":{{\"{name}\":{value}}}}}"));
    }
}
