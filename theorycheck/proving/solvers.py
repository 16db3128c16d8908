"""What Z3 and cvc5 say of an SMT-LIB text, each in a process of its own that is killed when its time is over."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata

_Z3 = """
import sys, z3
z3.set_param("smt.random_seed", 0)
solver = z3.Solver()
solver.from_string(sys.stdin.read())
answer = solver.check()
print(answer)
if answer == z3.sat:
    print(", ".join(f"{d} = {solver.model()[d]}" for d in sorted(solver.model(), key=str) if str(d)[0] == "x"))
"""
_CVC5 = """
import sys, cvc5
solver = cvc5.Solver()
parser = cvc5.InputParser(solver)
parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, sys.stdin.read(), "question")
while not (command := parser.nextCommand()).isNull():
    said = command.invoke(solver, parser.getSymbolManager())
    if said:
        print(str(said).strip())
"""
SOLVERS = {"z3": ("z3-solver", _Z3), "cvc5": ("cvc5", _CVC5)}  # module -> distribution, and how it is asked


@dataclass(frozen=True)
class Answer:
    """sat | unsat | unknown, and the point at which the goal fails where the solver gives one."""

    word: str
    point: str = ""


def version(solver: str) -> str:
    """The installed version of the library."""
    return metadata.version(SOLVERS[solver][0])


def ask(solver: str, text: str, seconds: float) -> Answer:
    """The solver's answer; unknown where it gives none in time, or anything else than one word."""
    command = [sys.executable, "-I", "-c", SOLVERS[solver][1]]
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return Answer("unknown", f"no answer within {seconds:g} s")
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines or lines[0] not in ("sat", "unsat"):
        return Answer("unknown", "".join((lines or done.stderr.strip().splitlines()[-1:])[:1])[:120])
    return Answer(lines[0], " ".join(lines[1:])[:300])
