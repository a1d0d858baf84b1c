"""Solves a linear program in MPS with a solver of others and prints one line of JSON.

Called by the bench: peer.py SOLVER FILE.mps SECONDS RUNS, with SOLVER one of simplex, ipm, pdlp.
Seconds are of processor time for solving, without reading the file, or by the clock on the wall
where they are too few for a coarse count of processor time; every run begins afresh, on one
thread; the median is told. The system cuts a run off that takes more than its seconds.
"""

import json
import resource
import statistics
import sys
import time

# Runs go on until there are as many as asked for or this many seconds have gone by.
ENOUGH_SECONDS = 10.0

# Below this, processor time may be counted too coarsely.
COARSE_SECONDS = 0.2

# PDLP ends at this relative gap and error: it is a first-order method.
PDLP_TOLERANCE = 1e-4


def allow(seconds):
    """Lets the system cut this process off after so many more seconds."""
    most = int(time.process_time() + seconds) + 1
    # The hard limit stays: it could not be raised for the next run.
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def timed(action):
    """The answer of an action, and how long it took."""
    wall, processor = time.perf_counter(), time.process_time()
    answer = action()
    spent = time.process_time() - processor
    return answer, spent if spent >= COARSE_SECONDS else time.perf_counter() - wall


def highs(solver, path, seconds):
    import highspy

    model = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("solver", solver),
        ("threads", 1),
        ("parallel", "off"),
    ):
        model.setOptionValue(option, value)
    if model.readModel(path) == highspy.HighsStatus.kError:
        sys.exit(f"HiGHS cannot read {path}")
    allow(seconds)
    _, spent = timed(model.run)
    status = model.getModelStatus()
    optimal = status == highspy.HighsModelStatus.kOptimal
    return {
        "version": model.version(),
        "status": model.modelStatusToString(status),
        "seconds": spent,
        "value": model.getInfo().objective_function_value if optimal else None,
    }


def pdlp(path, seconds):
    from importlib.metadata import version

    from ortools.pdlp import solve_log_pb2, solvers_pb2
    from ortools.pdlp.python import pdlp as solver

    problem = solver.read_quadratic_program_or_die(path)
    wanted = solvers_pb2.PrimalDualHybridGradientParams()
    wanted.num_threads = 1
    criteria = wanted.termination_criteria.simple_optimality_criteria
    criteria.eps_optimal_relative = PDLP_TOLERANCE
    criteria.eps_optimal_absolute = PDLP_TOLERANCE
    allow(seconds)
    solved, spent = timed(lambda: solver.primal_dual_hybrid_gradient(problem, wanted))
    log = solved.solve_log
    reason = solve_log_pb2.TerminationReason.Name(log.termination_reason)
    optimal = reason == "TERMINATION_REASON_OPTIMAL"
    found = [
        c.primal_objective
        for c in log.solution_stats.convergence_information
        if c.candidate_type == log.solution_type
    ]
    return {
        "version": version("ortools"),
        "status": reason.removeprefix("TERMINATION_REASON_").capitalize(),
        "seconds": spent,
        "value": found[0] if optimal and found else None,
    }


def main(name, path, limit, runs):
    seconds = []
    while len(seconds) < runs and sum(seconds) < ENOUGH_SECONDS:
        if name == "pdlp":
            solved = pdlp(path, limit)
        else:
            solved = highs(name, path, limit)
        seconds.append(solved["seconds"])
    solved["seconds"] = statistics.median(seconds)
    print(json.dumps({"solver": name, **solved}), flush=True)


main(sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4]))
