"""What SymPy takes for an antiderivative, as a term.  It proposes; the kernel's fundamental theorem checks it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from functools import lru_cache
from typing import Any

import sympy
from sympy.integrals.manualintegrate import manualintegrate

from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.terms import Term

from .exponentials import times_exponentials
from .sines import powers_of_sines
from .translation import Atoms, in_sympy, in_terms

SECONDS = 20.0
_ASKED = """
import pickle, sys, sympy
expression, x = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(pickle.dumps(sympy.integrate(expression, x)))
"""


@lru_cache(maxsize=256)
def antiderivative(integrand: Term, variable: Term) -> Term:
    """A term that SymPy believes to have the integrand as its derivative; raises KernelError where it knows none."""
    x = sympy.Symbol("x", real=True)
    atoms: Atoms = {variable: x}
    expression = in_sympy(integrand, atoms)
    if any(variable.data in atom.free for atom in atoms if atom is not variable):
        raise KernelError("the integrand is not one that SymPy is asked about")
    try:
        expression = sympy.expand(sympy.expand_trig(expression))
        found = times_exponentials(expression, x) if expression.has(sympy.exp) else powers_of_sines(expression, x)
        found = manualintegrate(expression, x) if found is None else found
        if found.has(sympy.Integral):
            found = _integrated(expression, x)
        term = in_terms(sympy.expand(sympy.expand_trig(found)), atoms)
    except Exception as error:  # whatever SymPy fails with is no proposal
        raise KernelError(f"SymPy proposes no antiderivative: {type(error).__name__}") from error
    if term is None:
        raise KernelError("SymPy proposes no elementary antiderivative")
    return term


def _integrated(expression: Any, x: Any) -> Any:
    """SymPy's answer, from a process of its own, because it may take for ever."""
    asked = pickle.dumps((expression, x))
    command = [sys.executable, "-I", "-c", _ASKED]
    return pickle.loads(subprocess.run(command, input=asked, capture_output=True, timeout=SECONDS, check=True).stdout)
