//! Ctrl-C: the first one asks planning to end with what it has, a second one,
//! or one while nothing is planned, ends the process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::exit::Exit;

/// Whether a plan is being made, so that there is something to wait for.
static PLANNING: AtomicBool = AtomicBool::new(false);

/// Set by Ctrl-C while a plan is being made.
static ASKED: std::sync::OnceLock<Arc<AtomicBool>> = std::sync::OnceLock::new();

/// The flag that planning looks at.
#[must_use]
pub fn flag() -> Arc<AtomicBool> {
    Arc::clone(ASKED.get_or_init(Arc::default))
}

/// Whether planning was asked to end early.
#[must_use]
pub fn asked() -> bool {
    flag().load(Ordering::SeqCst)
}

/// Catches Ctrl-C from here on.
pub fn install() {
    let caught = || {
        let waiting = PLANNING.load(Ordering::SeqCst) && !flag().swap(true, Ordering::SeqCst);
        if !waiting {
            eprintln!("\nstopped");
            std::process::exit(Exit::Interrupted.number().into());
        }
        eprintln!("\nstopping with the best plan so far; Ctrl-C again stops at once");
    };
    // Where no handler can be set, the system's own ends the process as well.
    ctrlc::set_handler(caught).ok();
}

/// Does work that looks at [`flag`].
pub fn during<T>(work: impl FnOnce() -> T) -> T {
    PLANNING.store(true, Ordering::SeqCst);
    let done = work();
    PLANNING.store(false, Ordering::SeqCst);
    done
}
