//! A line on standard error that says how planning goes; on a terminal only.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Screen;

/// A progress line, or nothing where none may be drawn.
#[derive(Debug)]
pub struct Line {
    bar: ProgressBar,
    /// Whether stages are told as lines instead.
    told: bool,
}

impl Line {
    /// A line for one piece of work.
    #[must_use]
    pub fn new(screen: &Screen, what: &str) -> Self {
        let drawn = screen.progress && may_draw();
        let target =
            if drawn { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix} {elapsed} {wide_msg}") {
            bar.set_style(style);
        }
        bar.set_prefix(super::clean::line(what).into_owned());
        if drawn {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { bar, told: !drawn && screen.verbose > 0 }
    }

    /// Says where the work stands.
    pub fn say(&self, text: &str) {
        let safe = super::clean::line(text).into_owned();
        if self.told {
            eprintln!("{safe}");
        }
        self.bar.set_message(safe);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A terminal, and not one that a build server pretends to be.
fn may_draw() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("CI").is_none()
}
