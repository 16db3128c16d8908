"""Unknown functions in the search: maps refute false claims and are models of true ones, certified by the kernel."""

from __future__ import annotations

import pytest

from theorycheck import (
    convex,
    dims,
    eq,
    family,
    fn,
    forall,
    function,
    global_minimum,
    has_gradient,
    homogeneous,
    inner,
    le,
    local_minimum,
    lt,
    matrix,
    real,
    summation,
    vector,
)
from theorycheck.falsifying.candidates import candidates
from theorycheck.falsifying.certify import certify
from theorycheck.falsifying.functions import _Test, functions_of, refute_with_functions
from theorycheck.falsifying.proofs.formulas import Decider, Undecided
from theorycheck.falsifying.proofs.instances import _refuting, at_instances
from theorycheck.falsifying.sample.maps import maps, vector_maps
from theorycheck.falsifying.sampling_truth import ALGEBRAS, _values, closed_truth
from theorycheck.kernel import KernelError
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import replay
from theorycheck.kernel.terms import negate
from theorycheck.kernel.terms import real as literal
from theorycheck.outcome import decode_witness, encode_witness
from theorycheck.proving.properties import established
from theorycheck.statement.statements import Statement
from theorycheck.trial import contradiction

n = dims("n")
k, x, y = real("k x y")
p, q = vector("p q", n)
f, df = function("f", real(), real()), function("df", real(), real())
F, G = function("F", vector(n), real()), function("G", vector(n), vector(n))
r, m, i = dims("r m i")
P, H = family("P", vector(n), upto=r), function("H", vector(n), vector(m))
J = function("J", vector(n), matrix(n, n))
EULER = [homogeneous(F, k), has_gradient(F, G)]
FALSE = {
    "a local minimum that is not global": ([local_minimum(F(p), [p])], global_minimum(F(p), [p])),
    "a convex function is least anywhere": ([convex(F)], global_minimum(F(p), [p])),
    "another degree": (EULER, eq(inner(G(p), p), (k + 1) * F(p))),
    "every function is convex": ([], convex(f)),
    "every derivative is positive": ([has_gradient(f, df)], le(0, df(x))),
    "a family, an index": ([homogeneous(H, k), lt(i, m)], le(0, summation(r, lambda j: H(P[j])[i]))),
    "every map is linear": ([], eq(f(x + y), f(x) + f(y))),
    "a map from a vector to a matrix": ([forall(vector(n), lambda u: le(0, inner(u, J(u) @ u)))], eq(J(p) @ q, q)),
    "every matrix is symmetric": ([], eq(J(p), J(p).T)),
}
TRUE = {
    "a local minimum of a convex function": ([convex(F), local_minimum(F(p), [p])], global_minimum(F(p), [p])),
    "Euler": (EULER, eq(inner(G(p), p), k * F(p))),
    "on a segment": ([convex(f)], le(2 * f((x + y) / 2), f(x) + f(y))),
}


@pytest.mark.parametrize("name", FALSE)
@pytest.mark.parametrize("seed", [2])
def test_false_claims_are_refuted_by_a_map(name: str, seed: int) -> None:
    """The kernel replays the refutation of the whole statement; the witness survives being stored, and is enough."""
    statement = Statement(*FALSE[name])
    found = refute_with_functions(statement, seed, established)
    assert found is not None, name
    replayed = replay(found.certificate.document())
    assert replayed.kind == "refutation" and replayed.statement is statement.formula() and reach(replayed) == ()
    assert not replayed.theorem.trust
    stored = decode_witness(encode_witness(found.witness))
    assert certify(statement, stored, established) is not None
    again = refute_with_functions(statement, seed + 7, established, [{"n": 1}, stored])
    assert again is not None and again.witness == stored


@pytest.mark.parametrize("name", TRUE)
def test_true_claims_have_a_model_and_no_counterexample(name: str) -> None:
    """What the hypotheses say is proved of the map, so that the claim is about something."""
    statement = Statement(*TRUE[name])
    assert refute_with_functions(statement, 1, established, thorough=False) is None
    model = refute_with_functions(contradiction(statement), 1, established)
    assert model is not None
    assert replay(model.certificate.document()).statement is contradiction(statement).formula()


def test_hypotheses_that_contradict_each_other_have_no_model() -> None:
    """f = f + 1 nowhere."""
    statement = Statement([eq(f(x), f(x) + 1)], le(1, 0))
    assert refute_with_functions(statement, 1, established) is None


PROPERTIES = {
    "x² is convex": (convex(fn(real(), lambda a: a**2)), True),
    "|x|² is convex": (convex(fn(vector(2), lambda a: a[0] ** 2 + a[1] ** 2)), True),
    "-x² is not": (convex(fn(real(), lambda a: -(a**2))), False),
    "x has degree 1": (homogeneous(fn(real(), lambda a: a), 1), True),
    "x has not degree 2": (homogeneous(fn(real(), lambda a: a), 2), False),
    "x² has the derivative 2x": (has_gradient(fn(real(), lambda a: a**2), fn(real(), lambda a: 2 * a)), True),
    "x² has not the derivative x": (has_gradient(fn(real(), lambda a: a**2), fn(real(), lambda a: a)), False),
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_properties_of_a_map_are_proved_where_they_hold(name: str) -> None:
    """For all points; what does not hold is refused, never proved."""
    property_, holds = PROPERTIES[name]
    formula = Statement([], property_).formula()
    if holds:
        assert established(Derivation(), formula).conclusion is formula
    else:
        with pytest.raises(KernelError):
            established(Derivation(), formula)


@pytest.mark.parametrize("sort", [real(), vector(1), vector(2), vector(0), matrix(2, 1)])
def test_maps_take_what_they_are_for(sort) -> None:  # type: ignore[no-untyped-def]
    """Each map is one of that sort, with a gradient of the argument's sort."""
    for one in maps(sort):
        assert one.map.sort.arguments[0] is sort
        if one.gradient is not None:
            assert has_gradient(one.map, one.gradient)._defined() is not None


SHAPES = [real(), vector(0), vector(1), vector(2), matrix(0, 0), matrix(0, 2), matrix(2, 0), matrix(1, 2), matrix(2, 2)]


@pytest.mark.parametrize("sort", SHAPES)
def test_maps_give_what_they_are_for(sort) -> None:  # type: ignore[no-untyped-def]
    """Also where argument and result have equally many entries, or none, and are no arrays of one shape."""
    for result in SHAPES[1:]:
        for one in vector_maps(sort, result):
            assert one.sort.arguments[0] is sort and one.sort.result is result


def test_functions_of_a_statement() -> None:
    assert functions_of(Statement(*FALSE["another degree"])) == [F, G]
    assert functions_of(Statement([], le(x, y))) == []


def test_what_costs_least_is_asked_first() -> None:
    numeric, of_all_points, convexity = le(x, 0), forall(real(), lambda u: le(0, f(u))), convex(f)
    test = _Test(Statement([convexity, of_all_points], numeric))
    assert test.relations == [numeric, of_all_points, convexity]
    assert test.fails({"f": fn(real(), lambda u: u), "x": 0}) is False  # the conclusion holds
    assert not any(key[0] is convexity for key in test.known)
    assert test.fails({"f": fn(real(), lambda u: u * u), "x": 1}) is True


def test_what_is_known_is_looked_up_before_anything_is_computed() -> None:
    """A hypothesis that a map was seen to break refuses it at every other number, whatever else is cheaper."""
    convexity = convex(f)
    test, concave = _Test(Statement([convexity], le(x, 0))), fn(real(), lambda u: -(u * u))
    assert test.fails({"f": concave, "x": 1}) is False and len(test.known) == 2
    assert test.fails({"f": concave, "x": 2}) is False and len(test.known) == 2


def test_a_property_of_a_map_is_asked_once_for_all_statements() -> None:
    """It says the same of the map itself as of a symbol that stands for it, with a degree that is a number or one."""
    square = fn(vector(2), lambda u: u[0] ** 2)
    for degree, holds in ((2, True), (3, False)):
        closed_truth.cache_clear()
        for property_ in (homogeneous(F, k), homogeneous(F, degree)):
            fails = _Test(Statement([property_], le(k, 0))).fails({"n": 2, "F": square, "k": degree})
            assert fails is holds
        assert closed_truth.cache_info().misses == 1
        assert (closed_truth(homogeneous(square, degree)) is not False) is holds


def test_candidates_come_once_and_fit() -> None:
    """The same in every run, the first with empty sizes; an index lies below its bound, a gradient is the map's own."""
    statement = Statement([lt(i, n), has_gradient(F, G)], le(0, p[i] + F(p)))
    found = list(candidates(statement, 3, 100))
    assert found == list(candidates(statement, 3, 100)) != list(candidates(statement, 4, 100))
    assert found[0]["n"] == 0 and 50 < len(found) == len({str(one) for one in found}) + (found[0] in found[1:])
    for one in found[1:]:
        own = [each.gradient for each in maps(vector(one["n"])) if each.map is one["F"]]
        assert len(one["p"]) == one["n"] and one["i"] < max(1, one["n"]) and one["G"] in own


def test_an_instance_that_refutes_is_found_once_and_proved_anew() -> None:
    """¬∀u: 0 ≤ u stands in each derivation; of ∀u: 0 ≤ u² no instance is false, and none is looked for again."""
    for body, refuted in ((lambda u: le(0, u), True), (lambda u: le(0, u * u), False)):
        formula = Statement([], forall(real(), body)).formula()
        for _ in range(2):
            decider = Decider(Derivation())
            if refuted:
                assert at_instances(decider, formula).conclusion is negate(formula)
            else:
                with pytest.raises(Undecided):
                    at_instances(decider, formula)
        assert _refuting(formula) == ((literal(-1),) if refuted else None)


@pytest.mark.parametrize(("shape", "count"), [((), 6), ((1,), 6), ((2,), 7), ((0,), 1), ((2, 0), 1), ((1, 2), 7)])
def test_points_of_a_sample_are_different(shape, count) -> None:  # type: ignore[no-untyped-def]
    """Of arrays without entries there is one, and none of one entry has two that differ."""
    found = [value.value if shape else value for value in _values(ALGEBRAS[0], shape)]
    assert len(found) == count == len({str(value) for value in found})
