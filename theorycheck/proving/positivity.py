"""0 ≤ t and 0 < t, read off the structure of t and the facts about its parts."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term, le, literal, lt, real
from theorycheck.kernel.theorem import Theorem

from .arithmetic import arithmetic
from .context import Context, Open


def nonnegative(context: Context, term: Term) -> Theorem:
    """⊢ 0 ≤ t; raises Open."""
    goal = le(literal(term.sort, 0), term)
    d = context.derivation
    for fact in context.facts:
        if fact.conclusion is goal:
            return fact
    if term.op == "literal":
        return d.psatz((), goal, ((term.data[1], (), (), ()),), ())  # type: ignore[index]
    if term.op in ("add", "mul"):
        return _compound(context, term, goal)
    if term.op in ("sum", "prod"):
        return _big(context, term)
    if term.op == "sqrt":
        return d.square_root_nonnegative(nonnegative(context, term.args[0]))
    if term.sort == NATURAL:
        return d.natural_nonnegative(term)
    return instance(context, goal) or arithmetic(context, goal)


def positive(context: Context, term: Term) -> Theorem:
    """⊢ 0 < t for a real t: products factor by factor, everything else by arithmetic; raises Open."""
    d = context.derivation
    goal = lt(real(0), term)
    if term.op != "mul":
        return arithmetic(context, goal)
    try:
        parts = tuple(positive(context, factor) for factor in term.args)
    except Open:
        return arithmetic(context, goal)
    return d.psatz(parts, goal, ((Fraction(1), (0, 1), (), ()),), ())


def _compound(context: Context, term: Term, goal: Term) -> Theorem:
    """Sums and products of nonnegatives; a square; otherwise linear arithmetic."""
    d, one = context.derivation, Fraction(1)
    a, b = term.args
    if term.op == "mul" and a is b:
        return d.psatz((), goal, ((one, (), (), (a,)),), ())
    try:
        parts = nonnegative(context, a), nonnegative(context, b)
    except Open:
        return arithmetic(context, goal)
    products = ((one, (0, 1), (), ()),) if term.op == "mul" else ((one, (0,), (), ()), (one, (1,), (), ()))
    return d.psatz(parts, goal, products, ())


def _big(context: Context, term: Term) -> Theorem:
    """A sum or product of nonnegative terms."""
    d = context.derivation
    count, body = term.args
    index = context.fresh("i", NATURAL, term)
    bound = lt(index, count)
    inner = context.assuming(bound).naming(index)
    pointwise = d.implies_intro(nonnegative(inner, terms.instantiate(body, [index])), bound)
    return d.big_nonnegative(d.forall_intro(pointwise, index), term)


def instance(context: Context, goal: Term) -> Theorem | None:
    """The goal as an instance of a fact ∀x… p ⇒ … ⇒ goal, its premises proved; None if no fact fits."""
    for fact in context.facts:
        if fact.conclusion.op != "forall":
            continue
        found = _instantiated(context, fact, goal)
        if found is not None:
            return found
    return None


def _instantiated(context: Context, fact: Theorem, goal: Term) -> Theorem | None:
    d = context.derivation
    variables: list[Term] = []
    formula = fact.conclusion
    while formula.op in ("forall", "implies"):
        if formula.op == "forall":
            variables.append(terms.fresh("?", formula.data, fact.conclusion, goal, *variables))  # type: ignore[arg-type]
            formula = terms.instantiate(formula.args[0], [variables[-1]])
        else:
            formula = formula.args[1]
    found = match(formula, goal, set(variables))
    if found is None or len(found) != len(variables):
        return None
    theorem, waiting = fact, list(variables)
    while theorem.conclusion is not goal:
        if theorem.conclusion.op == "forall":
            theorem = d.forall_elim(theorem, found[waiting.pop(0)])
            continue
        try:
            premise = close(context, theorem.conclusion.args[0])
        except (Open, KernelError):
            return None
        theorem = d.implies_elim(theorem, premise)
    return theorem


def close(context: Context, goal: Term) -> Theorem:
    """A premise of a fact: known, or a matter of arithmetic."""
    for fact in context.facts:
        if fact.conclusion is goal:
            return fact
    if goal.op == "and":
        return context.derivation.and_intro(*(close(context, part) for part in goal.args))
    if goal.op in ("le", "lt", "eq") and goal.args[0].sort in (REAL, NATURAL):
        return arithmetic(context, goal)
    raise context.open(goal, "a premise that is neither known nor arithmetic")


def match(pattern: Term, term: Term, holes: set[Term]) -> dict[Term, Term] | None:
    """What to put for the holes so that the pattern becomes the term (first order, no binder is entered)."""
    found: dict[Term, Term] = {}
    waiting = [(pattern, term)]
    while waiting:
        p, t = waiting.pop()
        if p in holes:
            if p.sort != t.sort or not t.closed or found.setdefault(p, t) is not t:
                return None
        elif p is not t:
            if p.op != t.op or p.data != t.data or len(p.args) != len(t.args):
                return None
            waiting += zip(p.args, t.args, strict=True)
    return found
