"""A check refuses by itself, where a fault further on would refuse too: one day the further one may be gone.

Found by `attack/run.py --slips`: each row makes a test fail that nothing else did when the check was left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from attack.certificates import sample
from shapes import (
    LOOSE,
    LOOSE_SIZE,
    OPEN,
    REAL,
    P,
    Q,
    V,
    by,
    f,
    f2,
    given,
    n,
    one,
    proves,
    refuses,
    t,
    total,
    u,
    x,
    y,
    zero,
)

from theorycheck.kernel import binding, codec, errors, sorts
from theorycheck.kernel.calculus import differentiable
from theorycheck.kernel.cholesky import least_eigenvalue
from theorycheck.kernel.enclosure import Enclosure
from theorycheck.kernel.interval import Interval
from theorycheck.kernel.neighbourhoods import ray_minimum, starts_at
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import MAX_BYTES, Replayed, parse, replay
from theorycheck.kernel.slopes import Slopes
from theorycheck.kernel.theorem import Theorem, conclude


def _document(**changes: object) -> dict:
    return {**json.loads(json.dumps(sample("square")[0])), **changes}


def _step(value: object) -> dict:
    return _document(steps=[value])


DOCUMENTS = {
    "a JSON object": [[], None],
    "no 'kind'": [{"schema": "theorycheck/certificate-1"}],
    "schema is not": [_document(schema="theorycheck/certificate-2")],
    "a proof or a refutation": [_document(kind="theorem")],
    "has steps": [_document(steps=tuple(_document()["steps"])), _document(steps=[])],
    "an index into": [_document(statement=value) for value in (True, -1, 10**6, len(_document()["terms"]))],
    r"\[rule, arguments\] expected": [_step(("refl", [])), _step(["refl"]), _step(["refl", [], []]), _step([1, []])],
    "arguments are a list": [_step(["refl", ({"term": 0},)])],
    "terms: a list": [_document(terms=tuple(_document()["terms"]))],
}


@pytest.mark.parametrize("because", DOCUMENTS)
def test_documents(because: str) -> None:
    """By the check that is there for it."""
    for document in DOCUMENTS[because]:
        refuses(replay, document, because=because)


def test_texts() -> None:
    """Size first: nothing that large is read at all."""
    refuses(parse, " " * (MAX_BYTES + 1), because="too large")


def test_terms_and_arguments() -> None:
    """As tuples they are no JSON; a name is a text; digits and nesting end where they should."""
    refuses(codec.read_terms, [("true", None, [])], because="a term is")
    refuses(codec.read_terms, [[1, None, []]], because=r"a term is \[")
    refuses(codec.read_terms, [["variable", "xy", []]], because="data is a pair")
    refuses(codec.rational, "1/" + "1" * 4_001, because="too many digits")
    nested: object = 1
    for _ in range(19):
        nested = [nested]
    assert codec.read_argument(nested, [], []) is not None
    refuses(codec.read_argument, [nested], [], [], because="nested too deeply")


VECTOR = t.variable("v", V)
MADE: list[tuple[str, object, tuple, str]] = [
    (1, None, (), "an operator over terms"),  # type: ignore[list-item]
    ("add", None, (1, 2), "an operator over terms"),
    ("variable", ("x", REAL, 1), (), "a name and a sort"),
    ("bound", (0, REAL, 1), (), "bad bound index"),
    ("literal", [REAL, Q(1)], (), "a sort and a rational"),
    ("literal", (REAL, Q(1), 1), (), "a sort and a rational"),
    ("literal", (REAL, Q(2**199_998)), (), "literal too long"),
    ("residue", [3, 1], (), "bad residue"),
    ("residue", (3, 1, 1), (), "bad residue"),
    ("group_neg", None, (u, u), "elements of one group"),
    ("group_add", None, (u,), "elements of one group"),
    ("group_zero", ("group", ""), (), "not a sort"),
    ("group_sum", ("group", ""), (one,), "not a sort"),
    ("eq", None, (x, x, x), "one sort"),
    ("vector_scale", None, (x, VECTOR, VECTOR), "a real and a vector"),
    ("select", None, (P, x, x, x), "condition and two"),
    ("forall", REAL, (P, P), "binds in a formula"),
    ("lambda", REAL, (x, x), "one body"),
    ("fold", None, (n, x, x, x), "a size, a start"),
    ("variable", ("x", ()), (), "not a sort"),
    ("variable", ("x", ("fun", REAL, ("what",))), (), "not a sort"),
    ("variable", ("x", ("fun", ("what",), REAL)), (), "not a sort"),
]


@pytest.mark.parametrize(("op", "data", "args", "because"), MADE)
def test_terms(op: str, data: object, args: tuple, because: str) -> None:
    """What an operator takes, in number and kind."""
    refuses(t.make, op, data, args, because=because)


def test_the_longest_numbers_and_deepest_sorts_that_are_taken() -> None:
    """And one more."""
    assert t.real(Q(2**199_997)).sort == REAL
    with errors.fuelled():
        errors.spend_on_numbers(Q(2**39_997))
        refuses(errors.spend_on_numbers, Q(2**39_998), because="too long")
    deep = sorts.function(*[REAL] * sorts.MAX_NESTING)
    sorts.check(deep)
    assert sorts.from_json(_listed(deep)) == deep
    refuses(sorts.check, ("fun", REAL, deep), because="not a sort")
    refuses(sorts.from_json, _listed(("fun", REAL, deep)), because="not a sort")
    for part in (["real"], "real", None):
        refuses(sorts.check, part, because="not a sort")


def test_sorts_without_end() -> None:
    """Lists nested a hundred thousand deep are no reason to overflow."""
    endless: list = ["real"]
    for _ in range(100_000):
        endless = ["fun", endless, ["real"]]
    refuses(sorts.from_json, endless, because="not a sort")


def test_what_is_no_term_is_no_theorem() -> None:
    """Nor a text that looks like one."""
    refuses(conclude, "x = x", because="not a closed formula")


def _listed(value: object) -> object:
    return [_listed(part) for part in value] if type(value) is tuple else value


def test_too_many_terms_at_once() -> None:
    """The table has an end: the last place is taken, the next is not."""
    limit = binding.MAX_TERMS
    try:
        binding.MAX_TERMS = len(binding._table)  # type: ignore[misc]
        refuses(t.variable, "one more of them", REAL, because="too many terms")
    finally:
        binding.MAX_TERMS = limit  # type: ignore[misc]


def test_statements_are_closed() -> None:
    """An open one is refused for that, not because no theorem is about it."""
    refuses(reach, Replayed(by.truth(), OPEN, "proof", {}), because="free variables")


SQUARE = t.lam(x, t.mul(x, x))


def _isolated(bounds: tuple = (Q(-1), Q(1)), precision: int = 96) -> Theorem:
    """x² on a side about 1/4, where its slope is 1/2."""
    return by.isolated_minimum(SQUARE, ((),), (bounds,), (Q(1, 4),), Q(1), precision, ())


def test_a_slope_of_just_the_size_that_the_curvature_allows() -> None:
    """|∇f(m)| = μ r / 2 is refused: the least value might lie on the sphere."""
    over = Enclosure({x: Interval(Q(-9), Q(9))}, 96)
    modulus = least_eigenvalue(Slopes(over, [x]).hessian(t.mul(x, x)), 96, Q(1))
    radius = 1 / modulus
    refuses(_isolated, (Q(1, 4) - radius, Q(1, 4) + radius), because="the slope at the centre")
    more = radius * Q(1001, 1000)
    assert _isolated((Q(1, 4) - more, Q(1, 4) + more)).conclusion.op == "exists"


def _psatz(products: object = (), cofactors: object = (), premises: object = (), goal: t.Term = P) -> Callable:
    return lambda: by.psatz(premises, goal, products, cofactors)


below = given(t.le(x, y))
ARGUMENTS: list[tuple[str, Callable]] = [
    ("premises are", _psatz(premises=(by.truth(),))),
    ("premises are", _psatz(premises=(by.refl(f),))),
    ("the goal is", _psatz(goal=t.TRUE)),
    ("the goal is", _psatz(goal=t.eq(f, f2))),
    ("four parts", _psatz(products=([Q(1), (), (), ()],))),
    ("tuples expected", _psatz(products=((Q(1), [], (), ()),))),
    ("tuples expected", _psatz(products=((Q(1), (), [], ()),))),
    ("tuples expected", _psatz(products=((Q(1), (), (), []),))),
    ("a natural is expected", _psatz(products=((Q(1), (), ("n",), ()),))),
    ("a number is expected", _psatz(products=((Q(1), (), (), ("x",)),))),
    ("no such premise", _psatz(products=((Q(1), (False,), (), ()),), premises=(below,))),
    ("two parts", _psatz(cofactors=([0, x],), premises=(by.refl(x),))),
    ("a cofactor is a number", _psatz(cofactors=((0, "x"),), premises=(by.refl(x),))),
    ("congruence: λx", lambda: by.congruence(by.refl(x), x)),
    ("bounds for each variable", lambda: by.ball((), (), t.TRUE, (0,), 64, ())),
    ("a closed formula", lambda: by.ball((x,), ((Q(0), Q(1)),), x, (0,), 64, ())),
    ("a pair of rationals", lambda: by.ball((x,), ([Q(0), Q(1)],), t.TRUE, (0,), 64, ())),
    ("a leaf is 0", lambda: by.ball((x,), ((Q(0), Q(1)),), t.TRUE, ((0, Q(1, 2), 0), 0, 0), 64, ())),
    ("a branch is", lambda: by.ball((x,), ((Q(0), Q(1)),), t.TRUE, ((False, Q(1, 2)), 0, 0), 64, ())),
    ("two real numbers", lambda: by.mean_value(by.truth(), by.truth(), t.lam(x, x), zero, LOOSE)),
    ("two real numbers", lambda: by.mean_value(by.truth(), by.truth(), t.lam(x, x), LOOSE, zero)),
    ("a point of that many indices", lambda: starts_at(t.lam(x, x), n, ())),
    ("a shape is a tuple", lambda: starts_at(t.lam(x, f), f, [n])),  # type: ignore[arg-type]
    ("a closed term is expected", lambda: by.sum_constant(total(LOOSE_SIZE, lambda i: one))),
    ("a shape for each", lambda: by.isolated_minimum(x, (), (), (), Q(1), 96, ())),
    ("out of range, or odd", lambda: _isolated(precision=95)),
    ("out of range, or odd", lambda: _isolated(precision=0)),
    ("refl takes 1 arguments", lambda: by.refl()),
    ("expected Term, got int", lambda: by.refl(1)),
    ("expected Theorem, got Term", lambda: by.and_left(P)),
]


@pytest.mark.parametrize(("because", "call"), ARGUMENTS)
def test_arguments_of_rules(because: str, call: Callable) -> None:
    """Of another kind, in another number, open where they must be closed."""
    refuses(call, because=because)


def test_what_a_rule_rests_on_is_kept() -> None:
    """The domain of a one-sided condition is a premise, with what it assumes."""
    s = t.variable("s", REAL)
    curve = t.lam(s, t.add(s, t.div(one, x)))
    here = t.substitute(differentiable(t.apply(curve, s), s), {s: zero})
    minimum, domain = given(ray_minimum(t.apply(curve, zero), curve)), given(here)
    theorem = by.fermat_one_sided(minimum, domain, curve)
    proves(theorem, t.le(zero, t.deriv(curve, zero)), minimum.conclusion, domain.conclusion)


def test_a_minimum_rests_on_the_definitions_it_was_found_under() -> None:
    """A definition that is cited is believed, and the theorem says so."""
    constant = by.define("s", SQUARE).conclusion.args[0]
    cited = by.cite("standard", "s", t.eq(constant, SQUARE))
    f, side = t.lam(x, t.apply(constant, x)), (Q(-1), Q(1))
    found = by.isolated_minimum(f, ((),), (side,), (Q(1, 16),), Q(1), 96, (cited,))
    assert found.trust == cited.trust != frozenset()
