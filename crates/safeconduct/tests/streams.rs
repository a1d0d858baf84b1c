//! What goes to which stream, and with which exit code.

#![allow(clippy::unwrap_used)]

use std::process::{Command, Stdio};

mod running;
use running::{code, json, run, safeconduct, text};

#[test]
fn help_and_version_are_results() {
    for arguments in [&["--help"][..], &["-h"], &["-V"], &["plan", "--help"], &["version"]] {
        let ran = run(arguments);
        assert_eq!(code(&ran), 0, "{arguments:?}");
        assert!(!ran.stdout.is_empty() && ran.stderr.is_empty(), "{arguments:?}");
    }
    assert_eq!(text(&run(&["-V"]).stdout).lines().count(), 1);
}

#[test]
fn a_wrong_command_line_is_exit_2_with_the_nearest_word() {
    for arguments in [&["pln"][..], &["plan", "x", "--framewrk", "y"], &["schema", "pla"]] {
        let ran = run(arguments);
        assert_eq!(code(&ran), 2, "{arguments:?}");
        assert!(ran.stdout.is_empty(), "{arguments:?}");
        assert!(text(&ran.stderr).contains("tip: "), "{}", text(&ran.stderr));
    }
    assert_eq!(code(&run(&[])), 2);
}

#[test]
fn errors_are_json_where_json_is_asked_for() {
    let wrong: [&[&str]; 4] = [
        &["pln", "--json"],
        &["plan", "nowhere", "--json"],
        &["explain", "scenario::unknown_rf", "--format", "json"],
        &["check", "nowhere", "--format=jsonl"],
    ];
    for arguments in wrong {
        let ran = run(arguments);
        assert_eq!(code(&ran), 2, "{arguments:?}");
        assert!(ran.stdout.is_empty());
        for line in text(&ran.stderr).lines() {
            let line = json(line.as_bytes());
            assert!(line["code"].is_string() && line["message"].is_string(), "{line}");
            assert_eq!(line["severity"], "error");
        }
    }
}

#[test]
fn a_path_that_is_not_there_is_an_input_error() {
    for verb in ["check", "plan", "compare", "verify"] {
        let ran = run(&[verb, "no/such/place"]);
        assert_eq!(code(&ran), 2, "{verb}");
        assert!(text(&ran.stderr).contains("no/such/place"), "{}", text(&ran.stderr));
    }
}

#[test]
fn nothing_piped_carries_an_escape_unless_asked() {
    for arguments in [&["--help"][..], &["explain", "--list"], &["explain", "nothing"], &["pln"]] {
        let ran = run(arguments);
        assert!(!ran.stdout.contains(&0x1b) && !ran.stderr.contains(&0x1b), "{arguments:?}");
    }
    let forced = run(&["--color", "always", "explain", "nothing"]);
    assert!(forced.stderr.contains(&0x1b));
    let forced = safeconduct(&["explain", "nothing"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(forced.stderr.contains(&0x1b));
    let both = safeconduct(&["explain", "nothing", "--color=never"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(!both.stderr.contains(&0x1b));
}

#[test]
fn machine_forms_parse() {
    let version = json(&run(&["version", "--json"]).stdout);
    assert_eq!(version["schema"], "safeconduct/version/1");
    for noun in ["scenario", "plan", "findings", "answer"] {
        let schema = json(&run(&["schema", noun]).stdout);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    let codes = run(&["explain", "--list", "--format", "jsonl"]).stdout;
    for line in text(&codes).lines() {
        assert!(json(line.as_bytes())["explanation"].is_string());
    }
    let table = text(&run(&["explain", "--list", "--format", "csv"]).stdout);
    assert!(table.starts_with("code,severity,explanation\n"));
    assert_eq!(code(&run(&["version", "--format", "csv"])), 2);
}

#[test]
fn a_closed_pipe_is_no_panic() {
    for arguments in [&["explain", "--list"][..], &["schema", "scenario"], &["completions", "bash"]]
    {
        let mut child =
            safeconduct(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ran = child.wait_with_output().unwrap();
        assert_eq!(code(&ran), 0, "{arguments:?}: {}", text(&ran.stderr));
        assert!(ran.stderr.is_empty(), "{}", text(&ran.stderr));
    }
}

#[test]
fn a_full_disk_is_exit_4() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let ran = safeconduct(&["schema", "plan"]).stdout(full).output().unwrap();
    assert_eq!(code(&ran), 4, "{}", text(&ran.stderr));
}

#[test]
fn every_shell_gets_its_script_and_every_command_its_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = text(&run(&["completions", shell]).stdout);
        assert!(script.contains("verify"), "{shell}");
    }
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("pages");
    let out = out.to_str().unwrap();
    assert_eq!(code(&run(&["man", "--out", out])), 0);
    let page = std::fs::read_to_string(dir.path().join("pages/safeconduct-plan.1")).unwrap();
    assert!(page.contains(".TH safeconduct-plan 1"), "{page}");
    assert_eq!(code(&run(&["man", "--out", out])), 2, "pages are not replaced unasked");
    assert_eq!(code(&run(&["man", "--out", out, "--force"])), 0);
}

#[test]
fn ctrl_c_is_exit_130() {
    use std::io::Write as _;
    let mut child =
        safeconduct(&["check", "-"]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // More than a pipe holds: once it is written, the program is reading.
    child.stdin.as_mut().unwrap().write_all(&vec![b'#'; 1 << 20]).unwrap();
    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupted.unwrap().success());
    let ran = child.wait_with_output().unwrap();
    assert_eq!(code(&ran), 130, "{}", text(&ran.stderr));
}

/// A scenario with one mistake of each kind; some of its names hold escapes.
const BROKEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/broken.in/river");

#[test]
fn check_answers_no_where_plan_refuses_its_input() {
    for (verb, exit) in [("check", 1), ("plan", 2), ("compare", 2)] {
        let ran = run(&[verb, BROKEN]);
        assert_eq!(code(&ran), exit, "{verb}");
        assert!(!ran.stdout.contains(&0x1b) && !ran.stderr.contains(&0x1b), "{verb}");
        assert!(!text(&ran.stderr).contains('\u{202e}'), "{verb}");
        assert!(text(&ran.stderr).contains("did you mean `crossing`?"), "{verb}");
    }
    assert!(run(&["plan", BROKEN]).stdout.is_empty());
}

#[test]
fn findings_are_json_lines_with_place_span_and_help() {
    let ran = run(&["check", BROKEN, "--json"]);
    let result = json(&ran.stdout);
    assert_eq!(result["schema"], "safeconduct/check/1");
    assert_eq!(result["usable"], false);
    let lines: Vec<_> = text(&ran.stderr).lines().map(|l| json(l.as_bytes())).collect();
    assert_eq!(result["errors"], lines.len());
    assert_eq!(result["findings"].as_array().unwrap().len(), lines.len());
    for line in &lines {
        for field in ["code", "severity", "message", "file", "help"] {
            assert!(line[field].is_string(), "{line}");
        }
        assert!(line["line"].is_u64() && line["column"].is_u64(), "{line}");
        assert!(line["labels"][0]["offset"].is_u64() && line["labels"][0]["length"].is_u64());
    }
}

#[test]
fn many_findings_are_counted_and_all_of_them_shown_on_demand() {
    let dir = tempfile::tempdir().unwrap();
    let bad = "[[sites]]\nid = \"a b\"\n".repeat(300);
    std::fs::write(dir.path().join("scenario.toml"), bad).unwrap();
    let place = dir.path().to_str().unwrap();
    let drawn = |said: &str| {
        said.lines().filter(|l| l.starts_with("error[") || l.starts_with("warning[")).count()
    };
    let said = text(&run(&["check", place]).stderr);
    assert_eq!(drawn(&said), 100);
    assert!(said.contains(" more; --all-findings shows them"), "{said}");
    let all = text(&run(&["check", place, "--all-findings"]).stderr);
    assert!(drawn(&all) >= 300 && !all.contains(" more; "), "{}", drawn(&all));
}

#[test]
fn a_name_cannot_forge_what_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let mine = dir.path().join("mine");
    let place = mine.to_str().unwrap();
    assert_eq!(code(&run(&["demo", "--out", place, "--quiet"])), 0);
    let zones = std::fs::read_to_string(mine.join("zones.csv")).unwrap();
    let evil = "Upper\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}zone";
    std::fs::write(mine.join("zones.csv"), zones.replace("Upper zone", evil)).unwrap();
    for arguments in [&["plan", place][..], &["check", place], &["plan", place, "--json"]] {
        let ran = run(arguments);
        for stream in [text(&ran.stdout), text(&ran.stderr)] {
            let raw = stream.find(|c: char| {
                (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c)
            });
            assert_eq!(raw, None, "{arguments:?}: {stream}");
        }
    }
}
