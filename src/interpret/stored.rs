//! A result that was stored as JSON: the texts that it was made of, and where it differs from the
//! one that is computed again.

use std::fmt;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::diagnostics::{Say, say};
use crate::interpret::OWN_ENGINE;

/// The member that holds the texts of which a result was made.
const TEXTS: &str = "texts";

/// The member that says what computed a result.
const ENGINE: &str = "engine";

/// All that a result was made of, so that it can be made again without any other file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The rule file, and behind it all that it reads, by the paths that it says.
    pub rules: Vec<NamedText>,
    /// The evidence.
    pub evidence: EvidenceText,
    /// The assessment date, where it was given in the place of that of the evidence.
    pub as_of: Option<String>,
}

/// A text and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedText {
    /// The name, or the path below the folder of the rule file.
    pub name: String,
    /// The text.
    pub text: String,
}

/// The text of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceText {
    /// The name of its file.
    pub name: String,
    /// `yaml`, `json` or `toml`.
    pub format: String,
    /// The text.
    pub text: String,
}

/// A result with the texts that it was made of.
#[derive(Serialize)]
pub struct WithTexts<'r, R: Serialize> {
    /// The result.
    #[serde(flatten)]
    pub result: &'r R,
    /// The texts.
    pub texts: Texts,
}

/// A result as it was stored.
#[derive(Debug, Clone)]
pub struct StoredResult {
    /// All its members but the texts.
    members: Map<String, Value>,
    /// The texts that it was made of, where it holds them.
    pub texts: Option<Texts>,
}

/// What came of computing a stored result again.
#[derive(Debug, Clone, Serialize)]
pub struct Verification {
    /// Who was assessed.
    pub subject: String,
    /// The stored total.
    pub score: Option<String>,
    /// The label of the stored grade.
    pub grade: Option<String>,
    /// Whether every member is as it is computed.
    pub confirmed: bool,
    /// What computed the result.
    pub engine: String,
    /// What computed it again.
    pub verified_by: &'static str,
    /// The rules.
    pub rules: Origin,
    /// The evidence.
    pub evidence: Origin,
    /// The assessment date, where it is not that of the evidence.
    pub as_of: Option<String>,
    /// Whether it could be computed again; where not, the rules or the evidence have errors.
    pub recomputed: bool,
    /// What is stored otherwise than it is computed.
    pub differences: Vec<Difference>,
}

/// Where the rules or the evidence of a verification came from, and their hashes.
#[derive(Debug, Clone, Serialize)]
pub struct Origin {
    /// The name of the file.
    pub file: String,
    /// Whether the text is the one in the result.
    pub from_result: bool,
    /// The hash in the result.
    pub stored: String,
    /// The hash of what was read.
    pub computed: Option<String>,
}

/// A member that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The JSON pointer of the member in its result.
    pub pointer: String,
    /// What is stored; nothing where the member is missing.
    pub stored: Option<Value>,
    /// What is computed; nothing where there is no such member.
    pub computed: Option<Value>,
}

impl StoredResult {
    /// The results of a JSON text: one, or an array of them.
    ///
    /// # Errors
    /// Why it holds no result, with the place.
    pub fn all_of(text: &str) -> Result<Vec<Self>, Say> {
        let Once(value) = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
        let is_array = value.is_array();
        let all = match value {
            Value::Array(all) => all,
            one @ (Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Object(_)) => vec![one],
        };
        if all.is_empty() {
            return Err(
                say!(zh "数组是空的，里面没有结果", en "the array is empty and holds no result"),
            );
        }
        let numbered = all.into_iter().enumerate();
        let place = |at| match is_array {
            true => format!("/{at}"),
            false => String::new(),
        };
        numbered
            .map(|(at, one)| Self::of(one, &place(at)))
            .collect()
    }

    fn of(value: Value, at: &str) -> Result<Self, Say> {
        let Value::Object(mut members) = value else {
            return Err(no_result(at));
        };
        if members.contains_key("error") {
            return Err(say!(
                zh "`{at}/error`：这份证据当时没有评出分，没有可以核对的结果",
                en "`{at}/error`: this evidence was not scored, so there is no result to verify"
            ));
        }
        let texts = members.remove(TEXTS).map(serde_json::from_value);
        let texts = texts.transpose().map_err(|_| {
            say!(
                zh "`{at}/{TEXTS}` 不是 `chidu score --with-texts` 写的样子：请用原来的文件，或写 --rules 和 --evidence",
                en "`{at}/{TEXTS}` is not as `chidu score --with-texts` writes it: use the file as it was, or say --rules and --evidence"
            )
        })?;
        let result = Self { members, texts };
        let is_whole = ["standard", "rules_hash", "evidence_hash", ENGINE]
            .iter()
            .all(|name| result.members.contains_key(*name));
        match is_whole {
            true => Ok(result),
            false => Err(no_result(at)),
        }
    }

    /// A verification in which nothing is computed yet.
    pub fn verification(&self) -> Verification {
        let origin = |name| Origin {
            file: String::new(),
            from_result: false,
            stored: self.word(name).to_owned(),
            computed: None,
        };
        Verification {
            subject: self.word("subject").to_owned(),
            score: Some(self.word("score").to_owned()).filter(|score| !score.is_empty()),
            grade: self.grade().map(str::to_owned),
            confirmed: false,
            engine: self.word(ENGINE).to_owned(),
            verified_by: OWN_ENGINE,
            rules: origin("rules_hash"),
            evidence: origin("evidence_hash"),
            as_of: None,
            recomputed: false,
            differences: vec![],
        }
    }

    /// A member that is a text, for people; empty where it is none.
    fn word(&self, name: &str) -> &str {
        self.members.get(name).and_then(Value::as_str).unwrap_or("")
    }

    fn grade(&self) -> Option<&str> {
        self.members.get("grade")?.get("label")?.as_str()
    }

    /// Every member that is not that of a result computed again, in the order of their places. What
    /// computed it is no difference.
    pub fn differences(&self, computed: &Value) -> Vec<Difference> {
        let mut found = vec![];
        let none = Map::new();
        let computed = computed.as_object().unwrap_or(&none);
        let but_engine = |map: &Map<String, Value>| {
            let mut map = map.clone();
            map.remove(ENGINE);
            map
        };
        members(
            "",
            (&but_engine(&self.members), &but_engine(computed)),
            &mut found,
        );
        found
    }
}

fn no_result(at: &str) -> Say {
    let at = if at.is_empty() { "/" } else { at };
    say!(
        zh "`{at}` 不是 `chidu score --format json` 的结果（缺少 standard、rules_hash、evidence_hash 或 engine）",
        en "`{at}` is no result of `chidu score --format json`: standard, rules_hash, evidence_hash or engine is missing"
    )
}

fn unreadable(error: &serde_json::Error) -> Say {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let twice = text.strip_prefix(TWICE);
    if let Some((key, _)) = twice.and_then(|text| text.rsplit_once(" at line")) {
        return say!(
            zh "第 {line} 行第 {column} 列：`{key}` 写了两次",
            en "line {line}, column {column}: the key `{key}` stands twice"
        );
    }
    say!(
        zh "第 {line} 行第 {column} 列起不是 JSON",
        en "from line {line}, column {column} on it is not JSON"
    )
}

fn members(
    at: &str,
    (stored, computed): (&Map<String, Value>, &Map<String, Value>),
    found: &mut Vec<Difference>,
) {
    let added = computed.keys().filter(|key| !stored.contains_key(*key));
    for key in stored.keys().chain(added) {
        let escaped = key.replace('~', "~0").replace('/', "~1");
        let pair = (stored.get(key), computed.get(key));
        one(format!("{at}/{escaped}"), pair, found);
    }
}

fn one(
    pointer: String,
    (stored, computed): (Option<&Value>, Option<&Value>),
    found: &mut Vec<Difference>,
) {
    match (stored, computed) {
        (Some(a), Some(b)) if a == b => {}
        (Some(Value::Object(a)), Some(Value::Object(b))) => members(&pointer, (a, b), found),
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for at in 0..a.len().max(b.len()) {
                one(format!("{pointer}/{at}"), (a.get(at), b.get(at)), found);
            }
        }
        (stored, computed) => found.push(Difference {
            pointer,
            stored: stored.cloned(),
            computed: computed.cloned(),
        }),
    }
}

/// What stands before the key in the parser's word for one that stands twice.
const TWICE: &str = "key twice: ";

/// A JSON value in which no key stands twice.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(flag.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = vec![];
        while let Some(Once(item)) = items.next_element()? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if map.contains_key(&key) {
                return Err(de::Error::custom(format_args!("{TWICE}{key}")));
            }
            let Once(value) = entries.next_value()?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_difference_has_its_pointer() {
        let text = r#"{"standard": {"id": "a/b"}, "rules_hash": "1", "evidence_hash": "2", "engine": "old",
            "list": [1, 2], "extra": null}"#;
        let stored = StoredResult::all_of(text).unwrap().remove(0);
        let computed = serde_json::json!({
            "standard": {"id": "a/c", "x~y": true}, "rules_hash": "1", "evidence_hash": "2", "engine": "new",
            "list": [1]
        });
        let found = stored.differences(&computed);
        let pointers: Vec<&str> = found.iter().map(|one| one.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            ["/extra", "/list/1", "/standard/id", "/standard/x~0y"]
        );
        assert_eq!(found[0].stored, Some(Value::Null));
        assert_eq!(found[0].computed, None);
    }

    #[test]
    fn what_is_no_result_is_said_with_its_place() {
        let said = |text: &str| StoredResult::all_of(text).unwrap_err().en;
        assert!(
            said("{\"a\": 1,\n \"a\": 2}").contains("line 2, column 4: the key `a` stands twice")
        );
        assert!(said("{\"a\"").contains("line 1"));
        assert!(said("[]").contains("empty"));
        assert!(said("[{}]").contains("`/0`"));
        assert!(said("[{\"error\": {}}]").contains("`/0/error`"));
        assert!(said("3.5").contains("`/`") || said("3.5").contains("line 1"));
        assert!(said(&"[".repeat(5000)).contains("line 1"));
    }
}
