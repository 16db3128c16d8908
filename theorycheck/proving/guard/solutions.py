"""Solutions of equations that SymPy proposes: each is put back exactly, and Z3 is asked whether a branch was lost."""

from __future__ import annotations

import contextlib
import importlib.util
import pickle
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import flint
import sympy

from ..solvers import ask
from .enclosures import Undefined, enclosure
from .identities import POINTS, quotient, sample

SECONDS = 10.0
_ASKED = """
import pickle, sys, sympy
equations, unknowns = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(pickle.dumps(sympy.solve(equations, unknowns, dict=True)))
"""
Branch = Mapping[Any, Any]


@dataclass(frozen=True)
class Solutions:
    """Branches that solve the equations, and what was found against the list.

    wrong:    branches that do not solve them, as put back exactly, or where they change the domain
    complete: True (every real solution lies on a branch), False (`lost` lies on none), None (not decided: no Z3,
              no answer in time, or equations that are no polynomials)
    """

    branches: tuple[Branch, ...]
    wrong: tuple[Branch, ...] = ()
    complete: bool | None = None
    lost: str = ""


def solved(equations: Sequence[Any], unknowns: Sequence[Any]) -> Solutions:
    """What `sympy.solve` proposes for equations (expressions that are 0), tested."""
    proposed = _proposed(equations, unknowns)
    good = tuple(branch for branch in proposed if _solves(branch, equations))
    wrong = tuple(branch for branch in proposed if branch not in good)
    word, point = _outside(equations, unknowns, good)
    return Solutions(good, wrong, {"unsat": True, "sat": False}.get(word), point)


def _proposed(equations: Sequence[Any], unknowns: Sequence[Any]) -> list[dict]:
    """SymPy's answer, in a process of its own because it may take for ever; nothing where it has none in time."""
    asked = pickle.dumps((list(equations), list(unknowns)))
    try:
        done = subprocess.run([sys.executable, "-I", "-c", _ASKED], input=asked, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return []
    return [] if done.returncode else pickle.loads(done.stdout)


def _solves(branch: Branch, equations: Sequence[Any]) -> bool:
    """Exactly where everything is a quotient of polynomials; else 0 may be no more than contained in every ball."""
    return all(_vanishes(equation, branch) for equation in equations)


def _vanishes(equation: Any, branch: Branch) -> bool:
    free = (equation.free_symbols - set(branch)).union(*(value.free_symbols for value in branch.values()))
    symbols = sorted(free, key=str)
    values = []
    for point in sample(symbols, random.Random(0), POINTS):
        with contextlib.suppress(Undefined):
            values.append(enclosure(equation, point, branch))
    if not values or not all(value.contains(0) for value in values):
        return False
    ring = flint.fmpq_mpoly_ctx.get([f"x{i}" for i in range(max(len(symbols), 1))], "lex")
    places = {symbol: (gen, ring.constant(1)) for symbol, gen in zip(symbols, ring.gens(), strict=False)}
    for symbol, value in branch.items():
        if (proposed := quotient(value, places, ring)) is None:
            return True
        places[symbol] = proposed
    exact = quotient(equation, places, ring)
    return exact is None or exact[0] == 0


def _outside(equations: Sequence[Any], unknowns: Sequence[Any], branches: Sequence[Branch]) -> tuple[str, str]:
    """Z3's word on: a real solution that lies on no branch."""
    symbols = sorted(set(unknowns).union(*(e.free_symbols for e in equations)), key=str)
    names = {symbol: f"x{i}" for i, symbol in enumerate(symbols)}
    try:
        lines = [f"(declare-const {name} Real)" for name in names.values()]
        lines += [f"(assert (= {_written(e, names)} 0.0))" for e in equations]
        lines += [f"(assert (not (and true {_on(branch, names)})))" for branch in branches]
    except ValueError:
        return "unknown", ""
    if importlib.util.find_spec("z3") is None:
        return "unknown", ""
    answer = ask("z3", "\n".join(lines), SECONDS)
    shown = answer.point
    for symbol, name in reversed(names.items()):
        shown = shown.replace(f"{name} =", f"{symbol} =")
    return answer.word, shown


def _on(branch: Branch, names: Mapping[Any, str]) -> str:
    """v = numerator/denominator, with the denominator not 0."""
    parts = []
    for symbol, value in branch.items():
        top, bottom = sympy.fraction(sympy.together(value))
        above, below = _written(top, names), _written(bottom, names)
        parts.append(f"(and (not (= {below} 0.0)) (= (* {names[symbol]} {below}) {above}))")
    return " ".join(parts)


def _written(e: Any, names: Mapping[Any, str]) -> str:
    """A polynomial with choices, in SMT-LIB; ValueError for anything else."""
    if e in names:
        return names[e]
    if isinstance(e, sympy.Rational):
        size = f"(/ {abs(int(e.p))}.0 {int(e.q)}.0)"
        return f"(- {size})" if e < 0 else size
    parts = [_written(part, names) for part in e.args] if isinstance(e, (sympy.Add, sympy.Mul, sympy.Max)) else []
    if isinstance(e, (sympy.Add, sympy.Mul)):
        return f"({'+' if isinstance(e, sympy.Add) else '*'} {' '.join(parts)})"
    if isinstance(e, sympy.Max):
        largest = parts[0]
        for part in parts[1:]:
            largest = f"(ite (<= {largest} {part}) {part} {largest})"
        return largest
    if isinstance(e, sympy.Pow) and isinstance(e.exp, sympy.Integer) and 0 < int(e.exp) <= 16:
        return f"(* {' '.join([_written(e.base, names)] * int(e.exp))} 1.0)"
    raise ValueError(type(e).__name__)
