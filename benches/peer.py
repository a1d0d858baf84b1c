"""Solves a linear program in MPS with HiGHS alone and prints one line of JSON a solver.

Called by the bench: peer.py FILE.mps SECONDS. Times are those of solving, without reading the file;
each solver begins afresh every time, on one thread, and its median is told.
"""

import json
import statistics
import sys
import time

import highspy

# Runs go on until there are this many or this many seconds have gone by.
RUNS = 5
ENOUGH_SECONDS = 10.0


def solve(path, solver, limit):
    seconds = []
    while len(seconds) < RUNS and sum(seconds) < ENOUGH_SECONDS:
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("solver", solver)
        highs.setOptionValue("threads", 1)
        highs.setOptionValue("parallel", "off")
        highs.setOptionValue("time_limit", limit)
        if highs.readModel(path) == highspy.HighsStatus.kError:
            sys.exit(f"HiGHS cannot read {path}")
        began = time.perf_counter()
        highs.run()
        seconds.append(time.perf_counter() - began)
    optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return {
        "solver": solver,
        "version": highs.version(),
        "status": highs.modelStatusToString(highs.getModelStatus()),
        "seconds": statistics.median(seconds),
        "value": highs.getInfo().objective_function_value if optimal else None,
    }


for name in ("simplex", "ipm"):
    print(json.dumps(solve(sys.argv[1], name, float(sys.argv[2]))), flush=True)
