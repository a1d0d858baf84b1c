//! A panic is our bug: it ends with exit code 70 and a report to send us.

use std::backtrace::Backtrace;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::PathBuf;

use crate::exit::Exit;
use crate::output::clean;

/// Has every panic of this process, in any thread, end it with a report.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        let text = report(info);
        let what = info.to_string();
        let what = clean::text(&what);
        let mut stderr = std::io::stderr().lock();
        // Nothing can be done where even stderr fails.
        writeln!(stderr, "error: Safeconduct has a bug and stopped\n  {what}").ok();
        let said = match save(&text) {
            Ok(path) => writeln!(stderr, "  report: {}", path.display()),
            Err(_) => writeln!(stderr, "{text}"),
        };
        said.ok();
        writeln!(stderr, "help: please send the report; it holds no input file").ok();
        std::process::exit(Exit::Bug.number().into());
    }));
}

/// What a maintainer needs: version, system, place and stack; no input, and of
/// the command line the verb alone, since paths may name people or places.
fn report(info: &PanicHookInfo) -> String {
    let verb = std::env::args().nth(1).unwrap_or_default();
    let version = crate::commands::version::describe();
    let stack = Backtrace::force_capture();
    format!("{version}\ncommand: {verb}\n{info}\n\n{stack}\n")
}

fn save(text: &str) -> std::io::Result<PathBuf> {
    let mut file =
        tempfile::Builder::new().prefix("safeconduct-report-").suffix(".txt").tempfile()?;
    file.write_all(text.as_bytes())?;
    let (_, path) = file.keep().map_err(|kept| kept.error)?;
    Ok(path)
}
