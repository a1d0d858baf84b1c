"""Counts minimal conflicts and largest sets that hold together of CNF files with PySAT's solver.

Called by the bench: marco_peer.py FILE... MARCO (Liffiton, Previti, Malik and Marques-Silva 2016)
as its authors' script does it, over PySAT's MiniSat with a switch for every clause; deletion to
shrink, one question a clause to grow. Prints one line of JSON: seconds of processor time over all
files, reading left out, and the counts of each file.
"""

import json
import sys
import time
from importlib.metadata import version

from pysat.solvers import Solver


def read(path):
    numbers = []
    with open(path) as file:
        for line in file:
            if line.startswith("%"):
                break
            if not line.startswith(("c", "p")):
                numbers += [int(word) for word in line.split()]
    clauses, clause = [], []
    for number in numbers + [0]:
        if number:
            clause.append(number)
        elif clause:
            clauses.append(clause)
            clause = []
    return clauses


def marco(clauses):
    top = max((abs(lit) for clause in clauses for lit in clause), default=0)
    switches = [top + 1 + place for place in range(len(clauses))]
    of = {switch: place for place, switch in enumerate(switches)}
    conflicts = moves = 0
    with Solver(name="minisat22") as solver, Solver(name="minisat22") as map_solver:
        for clause, switch in zip(clauses, switches):
            solver.add_clause(clause + [-switch])
        solver.set_phases([-lit for lit in range(1, top + 1)])
        map_solver.set_phases([place + 1 for place in range(len(clauses))])
        everything = set(range(len(clauses)))
        while map_solver.solve():
            model = map_solver.get_model() or []
            seed = everything - {-lit - 1 for lit in model if lit < 0}
            if solver.solve(assumptions=[switches[c] for c in sorted(seed)]):
                for clause in sorted(everything - seed):
                    if solver.solve(assumptions=[switches[c] for c in sorted(seed | {clause})]):
                        seed = seed | {clause}
                map_solver.add_clause([c + 1 for c in sorted(everything - seed)])
                moves += 1
            else:
                core = {of[lit] for lit in solver.get_core() or []}
                for clause in sorted(core):
                    if clause in core and not solver.solve(
                        assumptions=[switches[c] for c in sorted(core - {clause})]
                    ):
                        core = {of[lit] for lit in solver.get_core() or []}
                map_solver.add_clause([-(c + 1) for c in sorted(core)])
                conflicts += 1
    return [conflicts, moves]


def main(paths):
    files = [read(path) for path in paths]
    before = time.process_time()
    counts = [marco(clauses) for clauses in files]
    seconds = time.process_time() - before
    print(json.dumps({"version": version("python-sat"), "seconds": seconds, "counts": counts}))


main(sys.argv[1:])
