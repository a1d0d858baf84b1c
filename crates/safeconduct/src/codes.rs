//! Every code that the program prints: those of findings, and those of its own
//! errors, which stand in the last line of standard error as JSON.

use safeconduct_model::finding::{Code, Severity};

/// A code with what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The code as printed.
    pub code: &'static str,
    /// Whether it stops the command.
    pub severity: Severity,
    /// What it means and what to do.
    pub explanation: &'static str,
}

/// Every code: findings first, then errors of the program.
pub fn all() -> impl Iterator<Item = Known> {
    let findings = Code::ALL.iter().map(|code| Known {
        code: code.as_str(),
        severity: code.severity(),
        explanation: code.explain(),
    });
    let own = OWN.iter();
    let own =
        own.map(|&(code, explanation)| Known { code, severity: Severity::Error, explanation });
    findings.chain(own)
}

/// Errors of the program, with what to do.
const OWN: [(&str, &str); 28] = [
    (
        "input::refused",
        "An input has errors, which are shown one by one before this line, each with its own code. Mend them and run the command again.",
    ),
    (
        "usage::arguments",
        "The command line itself could not be understood: an unknown command or option, a missing argument, or a value that an option does not take. `safeconduct COMMAND --help` shows what there is.",
    ),
    (
        "usage::unknown_framework",
        "The scenario has no framework of this name. Frameworks are the files of its folder `frameworks`, named without `.toml`.",
    ),
    (
        "usage::unknown_code",
        "No finding and no error has this code. `safeconduct explain --list` shows every code.",
    ),
    (
        "usage::unknown_interceptor",
        "No interceptor and no kind of interceptor has this name. They are listed beside the error; `all` plays every one.",
    ),
    (
        "environment::threads",
        "The system did not give the threads asked for. Ask for fewer with --threads; the outcome does not depend on their number.",
    ),
    (
        "bug::simulator",
        "A plan that passed its check could not be simulated. This is a bug of Safeconduct; please report it with the scenario and the plan.",
    ),
    (
        "usage::unknown_command",
        "There is no command of this name. `safeconduct --help` lists them.",
    ),
    (
        "usage::exists",
        "Something is there already and is not replaced unasked. Choose another name; where the command has --force, that replaces it.",
    ),
    (
        "usage::same_target",
        "Two results would go to the same file or both to standard output. Give each a name of its own.",
    ),
    (
        "usage::two_results",
        "One option sends a document to standard output and --format asks for another one there. Give one of them the name of a file.",
    ),
    (
        "usage::not_a_folder",
        "--csv writes several tables and needs a folder; a file or standard output was named. The folder need not exist.",
    ),
    (
        "usage::form",
        "The command has no result in the form that --format asks for. Leave --format out, or choose another.",
    ),
    (
        "usage::no_basket",
        "`--basket` chooses rations within bounds, and the scenario has none. Write them in its table `basket` (basket.csv), or leave --basket out: then people eat any mix of foods.",
    ),
    (
        "usage::nothing_to_compare",
        "The scenario has no frameworks, so there is nothing to set side by side. Add files to its folder `frameworks`.",
    ),
    (
        "usage::scenario_not_found",
        "A plan names its scenario, and no folder of that name lies beside the plan or in `scenarios`. Name it with --scenario.",
    ),
    (
        "usage::folder",
        "The scenario cannot be written as a folder of tables, for the reason named. Nothing that could be read back wrongly is written.",
    ),
    (
        "usage::no_missions",
        "Which missions to request depends on how often they are facilitated, impeded, denied or cancelled, and the scenario does not say. Write the counts into simulation.toml as rows [[mission]], with their source.",
    ),
    (
        "usage::no_scarcity",
        "Where interception and coverage settle depends on a curve from one to the other, and the scenario has none. Write it into simulation.toml as [[scarcity]] with its points and their source.",
    ),
    (
        "environment::read",
        "The system refused to read a file, or it is not there. Check the path and your rights.",
    ),
    (
        "environment::write",
        "The system refused to write a file: no right to, no space, or a folder where a file should be. No half-written file is left.",
    ),
    (
        "environment::chance",
        "The system gave no randomness for a new seed, so none was written. Try again later, or on another machine; a seed is never made from anything else.",
    ),
    (
        "environment::stdout",
        "The result could not be written to standard output, for example because the disk is full.",
    ),
    (
        "limit::time",
        "The time limit passed before a first plan was found, so there is no result. Give it more time.",
    ),
    ("limit::interrupted", "Ctrl-C came before a first plan was found, so there is no result."),
    (
        "bug::planner",
        "The solver ended in a way that gives no plan. This is a bug of Safeconduct; please report it with the scenario.",
    ),
    (
        "bug::encode",
        "A result could not be written down. This is a bug of Safeconduct; please report it with the scenario.",
    ),
    (
        "bug::own_plan",
        "A plan failed the check by code that shares nothing with the planner, and is not shown. This is a bug of Safeconduct; please report it with the scenario.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of the form `"kind::name"` in a source text.
    fn printed(source: &str) -> Vec<&str> {
        source.split('"').filter(|word| is_code(word)).collect()
    }

    fn is_code(word: &str) -> bool {
        let plain = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        };
        word.split_once("::").is_some_and(|(kind, name)| plain(kind) && plain(name))
    }

    #[test]
    fn every_code_that_is_printed_is_explained_and_no_other() {
        let sources = concat!(include_str!("error.rs"), include_str!("output/usage.rs"));
        let printed = printed(sources);
        assert!(printed.len() > 15);
        for code in &printed {
            assert!(OWN.iter().any(|(known, _)| known == code), "{code} is not explained");
        }
        for (code, _) in OWN {
            assert!(printed.contains(&code), "{code} is never printed");
        }
    }

    #[test]
    fn no_code_stands_twice() {
        let mut codes: Vec<_> = all().map(|known| known.code).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
