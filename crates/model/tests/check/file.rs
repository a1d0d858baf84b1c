//! Plan files: what was written reads back, anything else gives findings.

use safeconduct_model::finding::Code;
use safeconduct_model::plan::{Plan, file};

use crate::honest::honest;

fn written() -> (Plan, String) {
    let plan = honest(2).2;
    let text = serde_json::to_string_pretty(&plan).expect("a plan can be written");
    (plan, text)
}

/// Code, line and column of the one finding, and its words.
fn refused(text: &str) -> (Code, u32, u32, String) {
    let findings = file::read("plan.json", text).expect_err("not a plan").0;
    assert_eq!(findings.len(), 1, "{findings:#?}");
    let at = findings[0].at.clone().expect("a place");
    assert_eq!(at.file, "plan.json");
    (findings[0].code, at.line, at.column, findings[0].what.clone())
}

#[test]
fn what_was_written_reads_back() {
    let (plan, text) = written();
    // To the last bit: a claim may not change by being written down.
    assert!(file::read("plan.json", &text) == Ok(plan));
}

#[test]
fn a_cut_file_is_refused_wherever_it_is_cut() {
    let (_, text) = written();
    for end in (0..text.len() - 1).step_by(997) {
        let (code, ..) = refused(&text[..end]);
        assert_eq!(code, Code::Syntax);
    }
}

#[test]
fn mistakes_are_placed() {
    let (_, text) = written();
    let added = text.replacen("{\n", "{\n  \"unheard-of\": 1,\n", 1);
    let (code, line, column, what) = refused(&added);
    assert_eq!((code, line), (Code::PlanMalformed, 2));
    assert!(what.starts_with("unknown field `unheard-of`"), "{what}");
    assert!(column > 2);
    let twice = text.replacen("{\n", "{\n  \"gamma\": 1,\n", 1);
    assert_eq!(refused(&twice).0, Code::SyntaxDuplicateKey);
    let (code, _, _, what) = refused(&text.replacen("\"gamma\": ", "\"gamma\": -", 1));
    assert_eq!(code, Code::PlanMalformed);
    assert!(what.contains("invalid value"), "{what}");
    let (code, line, column, _) = refused("{\"version\": \"é\" 1}");
    assert_eq!((code, line, column), (Code::Syntax, 1, 17));
}

#[test]
fn numbers_that_are_none_or_do_not_fit_are_refused() {
    let (plan, text) = written();
    let grams = format!("\"grams\": {}", plan.movements[0].grams);
    for number in ["NaN", "1e999", "-0.5", "1.5", "9223372036854775808", "null", "\"7\"", "007"] {
        let (code, ..) = refused(&text.replacen(&grams, &format!("\"grams\": {number}"), 1));
        assert!(matches!(code, Code::Syntax | Code::PlanMalformed), "{number}");
    }
}

#[test]
fn other_versions_and_other_files_are_told_apart() {
    let (_, text) = written();
    let newer = text.replacen("safeconduct/plan/1", "safeconduct/plan/2", 1);
    assert_eq!(refused(&newer).0, Code::SchemaTooNew);
    let with_new_fields = newer.replacen("{\n", "{\n  \"mix\": [],\n", 1);
    let (code, line, _, what) = refused(&with_new_fields);
    assert_eq!((code, line), (Code::SchemaTooNew, 3));
    assert!(what.contains("safeconduct/plan/2"), "{what}");
    let (code, ..) = refused(&text.replacen("safeconduct/plan/1", "recipe/1", 1));
    assert_eq!(code, Code::PlanMalformed);
}

#[test]
fn deep_nesting_and_other_hostile_texts_do_no_harm() {
    assert_eq!(refused(&"[".repeat(100_000)).0, Code::PlanMalformed);
    let nested = "{\"schema\":\"safeconduct/plan/2\",\"x\":".to_owned() + &"[".repeat(100_000);
    assert!(file::read("plan.json", &nested).is_err());
    assert_eq!(refused("{\"claims\":{\"groups\":[").0, Code::Syntax);
    for text in ["", "\u{feff}{}", "null", "[]", "\0", "{}", "\n\n\n", "\"safeconduct/plan/1\""] {
        assert!(file::read("plan.json", text).is_err(), "{text:?}");
    }
}
