"""Reach: what a replayed theorem adds to the registered statement.

The statement S is a closed formula ∀x_1 … ∀x_n. P(x).  A proof must be a theorem, without hypotheses and without
free variables, of the form ∀x_1 … ∀x_n. ρ_1 ⇒ … ⇒ ρ_m ⇒ P(x), each ρ a literal bound on one x_i or `x_i = literal`
for a size; then the ρ are its reach, and no ρ means all of S.  A refutation must be exactly ¬S.
"""

from __future__ import annotations

from .errors import need
from .replay import Replayed
from .sorts import NATURAL, REAL
from .terms import Term, instantiate, negate, variable


def reach(replayed: Replayed) -> tuple[Term, ...]:
    """The restrictions ρ, over variables named x1 … xn; refuses a theorem that is not about the statement."""
    theorem, statement = replayed.theorem, replayed.statement
    need(not theorem.hypotheses, "the theorem still has hypotheses")
    need(not statement.free and statement.closed, "the statement has free variables")
    if replayed.kind == "refutation":
        need(theorem.conclusion is negate(statement), "the theorem is not the negation of the statement")
        return ()
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
