"""General facts at work: a goal as an instance of ∀x… p ⇒ … ⇒ q, with the premises proved.

What the goal does not determine is read off the facts that the premises must be.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.errors import KernelError, unmetered
from theorycheck.kernel.sorts import NATURAL, REAL, Sort
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from .arithmetic import arithmetic
from .context import Context, Open, introduce
from .matching import Values, match, spine

RIGID_DEPTH = 3
REMEMBERED = 1024  # facts that were opened
HOLE = "?"  # how names of variables start that stand for what is looked for
Path = tuple[str, ...]  # and_left, and_right …

MOST_COMPLETIONS = 64  # ways to read what a goal does not determine off the facts, for one general fact


def instance(context: Context, goal: Term) -> Theorem | None:
    """The goal as an instance of a fact ∀x… p ⇒ … ⇒ q, or of a part of q; None if no fact fits."""
    for fact in context.facts:
        if fact.conclusion.op == "forall" and _could_be(fact.conclusion, goal):
            found = _instantiated(context, fact, goal)
            if found is not None:
                return found
    return None


def _could_be(formula: Term, goal: Term) -> bool:
    """Whether the goal looks like a part of what the fact says, as far as operators show: opening a fact is slow."""
    while formula.op in ("forall", "implies"):
        formula = formula.args[-1]
    for _, part in parts(formula):
        sides = zip(part.args, goal.args, strict=False)
        alike = all(a.op == b.op or spine(a)[0].op == "bound" for a, b in sides)
        if part.op == "bound" or (part.op == goal.op and (alike or part.op in ("forall", "exists"))):
            return True
    return False


def _instantiated(context: Context, fact: Theorem, goal: Term) -> Theorem | None:
    if not any(_may_be(part, goal, RIGID_DEPTH) for _, part in parts(_innermost(fact.conclusion))):
        return None
    holes, premises, formula = _opened(fact.conclusion, frozenset(v for v in goal.free if v[0].startswith(HOLE)))
    for path, part in parts(formula):
        values = {} if _tells_nothing(part, holes) and part.op == goal.op else match(part, goal, holes)
        open_premises = [p for q in premises for _, p in parts(q)]
        for complete in completed(context, open_premises, holes, values, iter(range(MOST_COMPLETIONS))):
            theorem = _applied(context, fact, [complete[hole] for hole in holes], path, goal)
            if theorem is not None:
                return theorem
    return None


@functools.lru_cache(maxsize=REMEMBERED)
def _opened(formula: Term, taken: frozenset[tuple[str, Sort]]) -> tuple[tuple[Term, ...], tuple[Term, ...], Term]:
    """New variables for x…, then p… and q of ∀x… p ⇒ … ⇒ q at them; a fact is opened for many goals."""
    holes: list[Term] = []
    premises: list[Term] = []
    body, avoided = formula, [formula, *(terms.variable(*v) for v in taken)]
    with unmetered():
        while body.op in ("forall", "implies"):
            if body.op == "forall":
                holes.append(terms.fresh(HOLE, body.data, *avoided, *holes))  # type: ignore[arg-type]
            else:
                premises.append(terms.instantiate(body.args[0], holes[::-1]))
            body = body.args[-1]
        return tuple(holes), tuple(premises), terms.instantiate(body, holes[::-1])


def _innermost(formula: Term) -> Term:
    """The q of ∀x… p ⇒ … ⇒ q."""
    while formula.op in ("forall", "implies"):
        formula = formula.args[-1]
    return formula


def _may_be(part: Term, goal: Term, depth: int) -> bool:
    """Whether the upper levels of a formula under its quantifiers agree with the goal's; quick, for most do not."""
    if spine(part)[0].op == "bound":
        return True
    if part.op != goal.op or part.data != goal.data or len(part.args) != len(goal.args):
        return False
    return depth == 0 or all(_may_be(p, t, depth - 1) for p, t in zip(part.args, goal.args, strict=True))


def _tells_nothing(part: Term, holes: Sequence[Term]) -> bool:
    """Whether each side is an unknown function somewhere, as in a(i) = a(j): what it is, only premises can tell."""
    return len(part.args) == 2 and all(side.op == "app" and spine(side)[0] in holes for side in part.args)


def parts(formula: Term, path: Path = ()) -> Iterator[tuple[Path, Term]]:
    """The formula and, of a conjunction, its parts."""
    yield path, formula
    if formula.op == "and":
        yield from parts(formula.args[0], (*path, "and_left"))
        yield from parts(formula.args[1], (*path, "and_right"))


def completed(
    context: Context, premises: list[Term], holes: Sequence[Term], values: Values | None, tries: Iterator[int]
) -> Iterator[Values]:
    """The values, completed by what facts say where they are premises; `tries` ends where there are too many ways."""
    if values is None or next(tries, None) is None:
        return
    if len(values) == len(holes):
        yield values
        return
    missing = {hole.data for hole in holes if hole not in values}
    for place, premise in enumerate(premises):
        if missing.isdisjoint(premise.free):
            continue
        head = spine(premise)[0]
        for fact in context.facts:
            if fact.conclusion.op != premise.op and head not in holes:
                continue
            more = match(premise, fact.conclusion, holes, values)
            if more is not None and len(more) > len(values):
                yield from completed(context, premises[place + 1 :], holes, more, tries)


def _applied(context: Context, fact: Theorem, values: list[Term], path: Path, goal: Term) -> Theorem | None:
    theorem = applied(context, fact, values, goal)
    if theorem is None:
        return None
    for step in path:
        theorem = getattr(context.derivation, step)(theorem)
    return theorem if theorem.conclusion is goal else None


def applied(context: Context, fact: Theorem, values: Sequence[Term], goal: Term | None = None) -> Theorem | None:
    """∀x… p ⇒ … ⇒ q at these values without its premises, or the goal on the way; None if a premise is not shown."""
    d, theorem, waiting = context.derivation, fact, list(values)
    while theorem.conclusion is not goal:
        if theorem.conclusion.op == "forall" and waiting:
            theorem = d.forall_elim(theorem, waiting.pop(0))
        elif theorem.conclusion.op == "implies":
            try:
                theorem = d.implies_elim(theorem, close(context, theorem.conclusion.args[0]))
            except (Open, KernelError):
                return None
        else:
            break
    return theorem


def close(context: Context, goal: Term) -> Theorem:
    """A premise of a fact: known, or a matter of arithmetic."""
    if goal in context.known:
        return context.known[goal]
    if goal.op == "and":
        return context.derivation.and_intro(*(close(context, part) for part in goal.args))
    if goal.op == "forall":
        return introduce(context, goal, _fact)
    if goal.op in ("le", "lt", "eq") and goal.args[0].sort == NATURAL:
        return arithmetic(_of_sizes(context), goal)
    if goal.op in ("le", "lt", "eq") and goal.args[0].sort == REAL:
        return arithmetic(context, goal)
    raise context.open(goal, "a premise that is neither known nor arithmetic")


def _of_sizes(context: Context) -> Context:
    """The context with those relations between numbers only that are about naturals: that i < n fails, fails fast."""
    relations = ("le", "lt", "eq")
    facts = [f for f in context.facts if f.conclusion.op not in relations or f.conclusion.args[0].sort == NATURAL]
    return replace(context, facts=tuple(facts))


def _fact(context: Context, goal: Term) -> Theorem:
    """What is known as it stands, or computes to true."""
    known = context.known.get(goal)
    if known is None and normal_form(goal) is terms.TRUE:
        return context.derivation.convert(context.derivation.truth(), goal, ())
    if known is None:
        raise context.open(goal, "a premise that is not known")
    return known
