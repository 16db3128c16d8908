"""An example for ∃: the values that turn a part of the goal into what a fact speaks of.

Goal ∃Δ. c(Δ) < 0, fact c(d) = …: the example is d, and c(d) < 0 goes on with what follows, part
by part.  Where a fact ∀i. … says of one array what the goal says of some, that array is the example.
`exhibit(d, e)` names the example instead: the variables d and e, for the first two ∃.
"""

from __future__ import annotations

from theorycheck.errors import ProofScriptError
from theorycheck.kernel.terms import Term, instantiate, postorder, variable
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic, introduce
from ..discharge import discharged
from ..matching import match


def exhibit(context: Context, goal: Term, then: Tactic, *names: str) -> Theorem:
    """∃x… p(x…), by matching the greatest terms of p with the sides of facts, or by name; other goals go on."""
    if goal.op != "exists":
        return then(context, goal)
    context = discharged(context)
    if names:
        return _introduced(context, goal, _named(goal, names), then)
    holes: list[Term] = []
    body = goal
    while body.op == "exists":
        holes.append(context.fresh("hole", body.data, goal, *holes))  # type: ignore[arg-type]
        body = instantiate(body.args[0], [holes[-1]])
    values = _values(context, body, holes)
    if values is None:
        raise context.open(goal, "exhibit: no fact names an example")
    return _introduced(context, goal, values, then)


def _values(context: Context, body: Term, holes: list[Term]) -> list[Term] | None:
    parts = [p for p in postorder(body) if p.closed and all(hole.data in p.free for hole in holes)]
    relations = [fact.conclusion for fact in context.facts if fact.conclusion.op in ("eq", "le", "lt")]
    sides = [side for relation in relations for side in relation.args]
    sides += [fact.conclusion for fact in context.facts if fact.conclusion.op == "forall"]
    for part in reversed(parts):
        for side in sides:
            found = match(part, side, holes)
            if found is not None and len(found) == len(holes):
                return [found[hole] for hole in holes]
    return None


def _named(goal: Term, names: tuple[str, ...]) -> list[Term]:
    """The variables of these names, each of the sort that its ∃ asks for."""
    values: list[Term] = []
    for name in names:
        if goal.op != "exists":
            raise ProofScriptError(f"exhibit names {len(names)} examples for {len(values)} ∃", cure="name fewer")
        values.append(variable(name, goal.data))  # type: ignore[arg-type]
        goal = instantiate(goal.args[0], [values[-1]])
    return values


def _introduced(context: Context, goal: Term, values: list[Term], then: Tactic) -> Theorem:
    if not values:
        return introduce(context, goal, then)
    proved = _introduced(context, instantiate(goal.args[0], values[:1]), values[1:], then)
    return context.derivation.exists_intro(proved, goal, values[0])
