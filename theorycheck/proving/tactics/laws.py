"""Textbook laws of exp, log, sin, cos, tanh and arctan, at the arguments that the goal speaks of.

`laws(pythagoras, exp_of_log)` makes facts of the kernel's laws of these names (the rules `log_exp` and
`trigonometric`), wherever a term of the goal, or of a law named before, looks like one on the law's left side; a law
with premises only where they are shown.
"""

from __future__ import annotations

import itertools

from theorycheck.errors import ProofScriptError
from theorycheck.kernel import terms
from theorycheck.kernel.operators import ELEMENTARY
from theorycheck.kernel.rules.elementary_laws import LOG_EXP, TRIGONOMETRIC
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, instantiate, postorder
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..instances import applied
from ..matching import match

MOST = 12  # instances of one law


def laws(context: Context, goal: Term, then: Tactic, *names: str) -> Theorem:
    """Whatever the goal is, with these facts."""
    parts = _elementary(goal)
    for name in names:
        law = _law(context, name)
        for values in _values(law.conclusion, list(parts))[:MOST]:
            theorem = applied(context, law, values)
            if theorem is not None and all(theorem.conclusion is not fact.conclusion for fact in context.facts):
                context = context.knowing(theorem)
                parts |= _elementary(theorem.conclusion)
    return then(context, goal)


def _elementary(formula: Term) -> dict[Term, None]:
    return {part: None for part in postorder(formula) if part.op in ELEMENTARY and part.closed}


def _law(context: Context, name: str) -> Theorem:
    d = context.derivation
    if name in LOG_EXP:
        return d.log_exp(name)
    if name in TRIGONOMETRIC:
        return d.trigonometric(name)
    raise ProofScriptError(
        f"there is no law {name!r}", cure=f"the laws are {', '.join(sorted({*LOG_EXP, *TRIGONOMETRIC}))}"
    )


def _values(law: Term, parts: list[Term]) -> list[list[Term]]:
    """Values of the law's variables that make terms of its own into some of the parts: one for all, or one each."""
    holes: list[Term] = []
    while law.op == "forall":
        holes.append(terms.fresh("hole", REAL, law, *parts, *holes))
        law = instantiate(law.args[0], [holes[-1]])
    if not holes:
        return [[]]
    while law.op == "implies":
        law = law.args[1]
    left = law.args[0] if law.op == "eq" else law
    patterns = [part for part in postorder(left) if part.op in ELEMENTARY]
    whole = [pattern for pattern in patterns if all(hole.data in pattern.free for hole in holes)]
    found: dict[tuple[Term, ...], None] = {}
    for pattern, part in itertools.product(whole, parts):
        values = match(pattern, part, holes)
        if values is not None:
            found[tuple(values[hole] for hole in holes)] = None
    if not whole:
        options = [
            [v[hole] for p in patterns for part in parts if (v := match(p, part, [hole])) is not None] for hole in holes
        ]
        found.update(dict.fromkeys(itertools.product(*(dict.fromkeys(option) for option in options))))
    return [list(values) for values in found]
