"""Reach: what a replayed theorem adds to the registered statement.

The statement S is a closed formula ∀x_1 … ∀x_n. P(x).  A proof must be a theorem, without hypotheses and without
free variables, of the form ∀x_1 … ∀x_n. ρ_1 ⇒ … ⇒ ρ_m ⇒ P(x), each ρ a literal bound on one x_i or `x_i = literal`
for a size; then the ρ are its reach, and no ρ means all of S.  A refutation must be exactly ¬S.
"""

from __future__ import annotations

from fractions import Fraction

from .errors import fuelled, need, only_kernel_errors
from .replay import REPLAY_FUEL, Replayed
from .sorts import NATURAL, REAL
from .terms import Term, instantiate, negate, variable


def reach(replayed: Replayed) -> tuple[Term, ...]:
    """The restrictions ρ, over variables named x1 … xn; refuses a theorem that is not about the statement."""
    theorem, statement = replayed.theorem, replayed.statement
    need(not theorem.hypotheses, "the theorem still has hypotheses")
    need(not theorem.conclusion.free, "the theorem has free variables")
    need(not statement.free and statement.closed, "the statement has free variables")
    if replayed.kind == "refutation":
        need(theorem.conclusion is negate(statement), "the theorem is not the negation of the statement")
        return ()
    with fuelled(REPLAY_FUEL), only_kernel_errors("reach"):
        return restrictions(theorem.conclusion, statement)


def restrictions(conclusion: Term, statement: Term) -> tuple[Term, ...]:
    """The ρ of a conclusion ∀x. ρ(x) ⇒ P(x), for the statement ∀x. P(x)."""
    if conclusion is statement:
        return ()
    count = 0
    while statement.op == "forall":
        need(conclusion.op == "forall" and conclusion.data == statement.data, "the theorem quantifies otherwise")
        count += 1
        v = variable(f"x{count}", statement.data)  # type: ignore[arg-type]
        statement, conclusion = instantiate(statement.args[0], [v]), instantiate(conclusion.args[0], [v])
        found = _strip(conclusion, statement)
        if found is not None:
            need(_satisfiable(found), "the restrictions exclude each other: nothing is proved")
            return found
    need(False, "the theorem is not the statement under literal restrictions")
    return ()


def _strip(conclusion: Term, matrix: Term) -> tuple[Term, ...] | None:
    """The restrictions before `matrix`; None where the theorem goes on otherwise."""
    found = []
    while conclusion is not matrix:
        if conclusion.op != "implies" or not is_restriction(conclusion.args[0]):
            return None
        found.append(conclusion.args[0])
        conclusion = conclusion.args[1]
    return tuple(found)


def is_restriction(formula: Term) -> bool:
    """A literal bound on one variable, or a size set to a literal."""
    if formula.op not in ("le", "lt", "eq"):
        return False
    ops = {arg.op for arg in formula.args}
    sort = formula.args[0].sort
    return ops == {"literal", "variable"} and (sort == NATURAL or (sort == REAL and formula.op != "eq"))


def _satisfiable(found: tuple[Term, ...]) -> bool:
    """Whether some value of each variable meets the literal bounds on it."""
    return all(_bounds_leave_room(v, found) for v in {arg for f in found for arg in f.args if arg.op == "variable"})


def _bounds_leave_room(v: Term, found: tuple[Term, ...]) -> bool:
    """Ends are pairs (value, strictness): over the naturals i < n becomes i <= n - 1, and n >= 0 comes first."""
    integral = v.sort == NATURAL
    lowest = [(Fraction(0), 0)] if integral else []
    highest: list[tuple[Fraction, int]] = []
    for formula in found:
        if v not in formula.args:
            continue
        a, b = formula.args
        value: Fraction = (b if a is v else a).data[1]  # type: ignore[index]
        strict = int(formula.op == "lt")
        if a is v or formula.op == "eq":
            highest.append((value - strict, 0) if integral else (value, -strict))
        if b is v or formula.op == "eq":
            lowest.append((value + strict, 0) if integral else (value, strict))
    if not lowest or not highest:
        return True
    (low, above), (high, below) = max(lowest), min(highest)
    return low < high or (low == high and above == below == 0)
