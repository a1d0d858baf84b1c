//! The thread that HiGHS works in, so that nobody has to wait for it.
//!
//! HiGHS offers no safe way to be interrupted. Its model therefore lives in a
//! thread of its own; whoever is told to stop leaves it behind, and it ends with
//! the program it is at.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use highs::{ColProblem, HighsModelStatus, HighsStatus, Model, Sense};

/// How often a stop is looked for.
const LOOK: Duration = Duration::from_millis(20);

/// Stack of the thread: that of a main thread.
const STACK: usize = 8 << 20;

/// When to stop waiting for a solve.
#[derive(Clone, Debug, Default)]
pub struct Until {
    /// Once this has come.
    pub deadline: Option<Instant>,
    /// Once this is set.
    pub stop: Option<Arc<AtomicBool>>,
}

impl Until {
    /// Whether it is time.
    pub fn over(&self) -> bool {
        self.stop.as_ref().is_some_and(|stop| stop.load(Ordering::SeqCst))
            || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}

/// What a solve came to.
pub struct Solved {
    /// How it ended.
    pub status: HighsModelStatus,
    /// Objective.
    pub value: f64,
    /// Value of each column.
    pub columns: Vec<f64>,
    /// Dual price of each row.
    pub rows: Vec<f64>,
}

/// The model, and the first refusal since the last solve.
struct Hand {
    model: Option<Model>,
    refused: Option<HighsStatus>,
}

type Job = Box<dyn FnOnce(&mut Hand) + Send>;

/// A model in its thread.
pub struct Worker {
    jobs: Sender<Job>,
}

impl Worker {
    /// Begins with a problem that has not been solved.
    pub fn start(problem: ColProblem) -> Self {
        let (jobs, todo) = mpsc::channel::<Job>();
        let work = move || {
            let mut hand = Hand { model: None, refused: None };
            match Model::try_new(problem) {
                Ok(model) => hand.model = Some(prepared(model)),
                Err(status) => hand.refused = Some(status),
            }
            for job in todo {
                job(&mut hand);
            }
        };
        // Without a thread every job fails to be sent, which `solve` tells.
        let thread = std::thread::Builder::new().name("highs".to_owned()).stack_size(STACK);
        drop(thread.spawn(work));
        Self { jobs }
    }

    /// Changes the model; a refusal is told by the next solve.
    pub fn change(&self, job: impl FnOnce(&mut Model) -> Result<(), HighsStatus> + Send + 'static) {
        let job = move |hand: &mut Hand| {
            if let Some(model) = &mut hand.model
                && let Err(status) = job(model)
            {
                hand.refused.get_or_insert(status);
            }
        };
        // A worker that is gone is told by the next solve.
        self.jobs.send(Box::new(job)).ok();
    }

    /// Solves; none if it is time to stop first.
    ///
    /// # Errors
    /// The solver refused the program or a change of it.
    pub fn solve(&self, until: &Until) -> Result<Option<Solved>, HighsStatus> {
        let (done, answer) = mpsc::channel();
        let job = move |hand: &mut Hand| drop(done.send(solve(hand)));
        self.jobs.send(Box::new(job)).map_err(|_| HighsStatus::Error)?;
        loop {
            match answer.recv_timeout(LOOK) {
                Ok(solved) => return solved.map(Some),
                Err(RecvTimeoutError::Disconnected) => return Err(HighsStatus::Error),
                Err(RecvTimeoutError::Timeout) if until.over() => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

fn prepared(mut model: Model) -> Model {
    model.set_sense(Sense::Minimise);
    // One thread: the simplex path, and so the plan, must not depend on how many
    // cores the machine has.
    model.set_option("threads", 1);
    model.set_option("parallel", "off");
    model.set_option("random_seed", 0);
    model
}

fn solve(hand: &mut Hand) -> Result<Solved, HighsStatus> {
    if let Some(status) = hand.refused.take() {
        return Err(status);
    }
    let model = hand.model.take().ok_or(HighsStatus::Error)?;
    let solved = model.try_solve()?;
    let solution = solved.get_solution();
    let answer = Solved {
        status: solved.status(),
        value: solved.objective_value(),
        columns: solution.columns().to_vec(),
        rows: solution.dual_rows().to_vec(),
    };
    hand.model = Some(Model::from(solved));
    Ok(answer)
}
