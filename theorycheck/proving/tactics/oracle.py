"""Z3 and cvc5 as oracles: where both find the goal's negation unsatisfiable, it is cited under their names.

The kernel has checked nothing of it, and the verdict says so: CONDITIONAL, on both solvers with their versions and on
the SMT-LIB text that they were asked, by its hash.
"""

from __future__ import annotations

import hashlib
import warnings
from concurrent.futures import ThreadPoolExecutor

from theorycheck.kernel import terms
from theorycheck.kernel.terms import Term, implies
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..extras import installed
from ..script import rational
from ..smtlib import question, readable
from ..solvers import SOLVERS, Answer, ask, version

DEFAULT_SECONDS = "20"


class OracleDisagreement(RuntimeWarning):
    """Two solvers answer one question differently: one of them is wrong."""


def oracle(context: Context, goal: Term, then: Tactic, seconds: str = DEFAULT_SECONDS) -> Theorem:
    """A quantifier-free goal about numbers, from the facts that are such; other goals go on."""
    if not readable(goal):
        return then(context, goal)
    for solver in SOLVERS:
        installed(context, goal, "oracle", solver)
    facts = [fact for fact in dict.fromkeys(context.facts) if readable(fact.conclusion)]
    text = question([fact.conclusion for fact in facts], goal)
    limit = float(rational(seconds))
    with ThreadPoolExecutor() as pool:
        answers = dict(zip(SOLVERS, pool.map(lambda solver: ask(solver, text, limit), SOLVERS), strict=True))
    if {answer.word for answer in answers.values()} != {"unsat"}:
        raise context.open(goal, f"oracle: {_told(answers, text)}")
    return _cited(context, goal, facts, oracle_name(text))


def oracle_name(text: str) -> str:
    """What stands in the trust label: both solvers, and the hash of what they were asked."""
    solvers = " and ".join(f"{solver} {version(solver)}" for solver in SOLVERS)
    return f"{solvers} on SMT-LIB sha256 {hashlib.sha256(text.encode()).hexdigest()}"


def _told(answers: dict[str, Answer], text: str) -> str:
    """Why the answers prove nothing."""
    words = {answer.word for answer in answers.values()}
    said = ", ".join(f"{solver} says {a.word}{f' ({a.point})' if a.point else ''}" for solver, a in answers.items())
    if words == {"sat", "unsat"}:
        told = f"THE SOLVERS DISAGREE, so one of them is wrong: {said}"
        warnings.warn(f"{told}, when asked\n{text}", OracleDisagreement, stacklevel=2)
        return told
    return said


def _cited(context: Context, goal: Term, facts: list[Theorem], name: str) -> Theorem:
    """The goal, from ∀x. facts ⇒ goal as the one thing believed."""
    d = context.derivation
    formula = goal
    for fact in reversed(facts):
        formula = implies(fact.conclusion, formula)
    variables = [terms.variable(*free) for free in sorted(formula.free)]
    for v in reversed(variables):
        formula = terms.forall(v, formula)
    theorem = d.cite("oracle", name, formula)
    for v in variables:
        theorem = d.forall_elim(theorem, v)
    for fact in facts:
        theorem = d.implies_elim(theorem, fact)
    return theorem
