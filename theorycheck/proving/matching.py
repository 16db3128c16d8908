"""Matching a term with holes: which values of its free variables make it another term?

A hole that is a function matches where it stands applied to different bound variables (Miller's patterns), so that an
answer, where there is one, is the only one.  Where it stands applied to anything else, it must come out right once
all of it is known; what stays open there is for the caller to find.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from theorycheck.kernel import terms
from theorycheck.kernel.terms import Term

REMEMBERED = 4096  # matches; facts are matched again for every goal
CLASH_DEPTH = 3
Values = dict[Term, Term]


def match(pattern: Term, term: Term, holes: Sequence[Term], known: Values | None = None) -> Values | None:
    """Values of holes (beside those known) that turn the pattern into the term; None if there are none."""
    if _clashes(pattern, term, CLASH_DEPTH):
        return None
    found: Values = dict(known or {})
    names = {hole.data for hole in holes}
    waiting = [(pattern, term)]
    later: list[tuple[Term, Term]] = []  # a function at something else tells nothing of the function, but is checked
    while waiting:
        p, t = waiting.pop()
        if p is t and names.isdisjoint(p.free):
            continue
        hole, indices = spine(p)
        if hole in holes and any(index.op != "bound" for index in indices):
            later.append((p, t))
        elif hole in holes:
            value = _value(tuple(indices), t)
            if value is None or value.sort != hole.sort or found.setdefault(hole, value) is not value:
                return None
        elif p.op != t.op or p.data != t.data or len(p.args) != len(t.args) or not p.args:
            return None
        else:
            waiting += zip(p.args, t.args, strict=True)
    if any(spine(p)[0] not in found for p, _ in later):
        return None
    known_names = {hole.data for hole in found}
    decided = [(p, t) for p, t in later if names.isdisjoint(p.free - known_names)]
    return found if all(terms.substitute(p, found) is t for p, t in decided) else None


def _clashes(pattern: Term, term: Term, depth: int) -> bool:
    """Whether the upper levels differ where no hole can stand; most matches fail so, and this needs no sets."""
    if pattern is term or pattern.op in ("variable", "app"):
        return False
    if pattern.op != term.op or pattern.data != term.data or len(pattern.args) != len(term.args):
        return True
    return depth > 0 and any(_clashes(p, t, depth - 1) for p, t in zip(pattern.args, term.args, strict=True))


def spine(term: Term) -> tuple[Term, list[Term]]:
    """The head of an application and its arguments."""
    arguments: list[Term] = []
    while term.op == "app":
        arguments.append(term.args[1])
        term = term.args[0]
    return term, arguments[::-1]


@functools.lru_cache(maxsize=REMEMBERED)
def _value(arguments: tuple[Term, ...], term: Term) -> Term | None:
    """λi…. term, for arguments that are different bound variables and all that the term has."""
    if any(argument.op != "bound" for argument in arguments) or len(set(arguments)) < len(arguments):
        return None
    indices: list[int] = [argument.data[0] for argument in arguments]  # type: ignore[index]
    outward = dict(term.loose)
    if not set(outward) <= set(indices):
        return None
    sorts = [argument.sort for argument in arguments]
    variables = [terms.fresh(f"match_{n}", sort, term) for n, sort in enumerate(sorts)]
    chosen = dict(zip(indices, variables, strict=True))
    filler = terms.natural(0)
    value = terms.instantiate(term, [chosen.get(i, filler) for i in range(max(indices, default=-1) + 1)])
    for variable in reversed(variables):
        value = terms.lam(variable, value)
    return value
