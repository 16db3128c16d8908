"""Tactics for landscapes and matrices: each proves what it is for, and leaves the false neighbour open."""

from __future__ import annotations

import pytest

from theorycheck import (
    and_,
    critical,
    curvature,
    dims,
    eq,
    exists,
    exp,
    forall,
    global_minimum,
    gradient,
    identity_matrix,
    implies,
    inverses,
    le,
    local_minimum,
    log,
    lt,
    matrix,
    not_,
    or_,
    positive,
    real,
    relu,
    squared_norm,
    strict_saddle,
    substitute,
    summation,
    trace,
    vector,
)
from theorycheck.errors import ProofScriptError
from theorycheck.proving.lemmas import Lemma
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

x, y, z = real("x y z")
n, m, k = dims("n m k")
v, w = vector("v", n), vector("w", n)
A, B, C, G = (matrix(name, n, n) for name in "ABCG")
R, S, Q = matrix("R", n, m), matrix("S", m, k), matrix("Q", k, n)
OBJECTIVE = squared_norm(C - A @ B)


def steps(given, *lemmas):
    """Steps of a proof, under the hypotheses of the statement."""
    return [(Statement(given, claim), script) for claim, script in lemmas]


# ------------------------------------------------------------------ matrix: identities in every dimension


@pytest.mark.parametrize(
    "identity",
    [
        eq(trace(R @ S @ Q), trace(S @ Q @ R)),
        eq(trace(R @ S @ Q), trace(Q @ R @ S)),
        eq((R @ S).T, S.T @ R.T),
        eq((R @ S) @ Q, R @ (S @ Q)),
        eq(A @ identity_matrix(n), A),
        eq(squared_norm(R), trace(R @ R.T)),
        eq(v @ (A @ w), w @ (A.T @ v)),
        eq((A + B) @ (A - B), A @ A - A @ B + B @ A - B @ B),
        eq(x * y, y * x),
    ],
    ids=str,
)  # fmt: skip
def test_matrix_identities_need_no_facts(identity, proved):
    assert proved(Statement([], identity), "matrix") == ()


@pytest.mark.parametrize(
    "false",
    [
        eq(A @ B, B @ A),
        eq((A @ B).T, A.T @ B.T),
        eq(trace(A @ B @ C), trace(A @ C @ B)),
        eq(trace(A @ B), trace(A) * trace(B)),
        eq(A.T, A),
        eq(identity_matrix(n), A),
        eq(squared_norm(A + B), squared_norm(A) + squared_norm(B)),
        eq((A + B) @ (A - B), A @ A - B @ B),
        eq(x * y, x),
    ],
    ids=str,
)
def test_wrong_matrix_identities_stay_open(false, gap):
    assert "no combination of the facts" in gap(Statement([], false), "matrix").reason


def test_one_inverse_is_the_other(proved, gap):
    """A left inverse is the right one, through C A B; with one equation nothing follows."""
    unit = identity_matrix(n)
    given = [eq(A @ B, unit), eq(C @ A, unit)]
    assert proved(Statement(given, eq(B, C)), "matrix", *steps(given, (eq(C @ A @ B, B), "matrix"))) == ()
    for fact in given:
        gap(Statement([fact], eq(B, C)), "matrix")
        gap(Statement([fact], eq(C @ A @ B, eq(B, C).args[given.index(fact)])), "matrix")
    gap(Statement([eq(A @ B, unit)], eq(B @ A, unit)), "matrix")  # true in finite dimension, by other means


def test_an_inverse_is_symmetric_where_the_matrix_is(proved, gap):
    given = [inverses(A, G), eq(A.T, A)]
    step = steps(given, (eq(G.T @ A @ G, G), "matrix"))
    assert proved(Statement(given, eq(G.T, G)), "matrix", *step) == ()
    gap(Statement([inverses(A, G)], eq(G.T, G)), "matrix")


@pytest.mark.parametrize("order", ["matrix", "matrix(A)", "matrix(B)", "matrix(A, B)", "matrix(B, A)", "matrix(Z)"])
def test_no_order_of_elimination_proves_what_is_false(order, proved, gap):
    given = [eq(A @ B, C), eq(B @ C, A)]
    gap(Statement(given, eq(A @ B, B @ A)), order)
    assert proved(Statement(given, eq(A @ B @ B, C @ B)), order) == ()


def test_an_elimination_order_that_is_needed(proved, gap):
    """With A = B C the goal A A' = B C C' B' needs A out of the way; read the other way it can do without."""
    given = [eq(B @ C, A)]
    assert proved(Statement(given, eq(A @ A.T, B @ C @ C.T @ B.T)), "matrix(A)") == ()
    gap(Statement(given, eq(A @ A.T, C @ B @ C.T @ B.T)), "matrix(A)")


def test_facts_behind_premises_are_used_where_the_premise_is_known(proved, gap):
    law = implies(lt(0, x), eq(A @ B, B @ A))
    goal = eq(A @ B @ A, A @ A @ B)
    assert proved(Statement([lt(0, x), law], goal), "matrix") == ()
    gap(Statement([law], goal), "matrix")
    both = implies(and_(lt(0, x), lt(0, y)), eq(A @ B, B @ A))
    assert proved(Statement([lt(0, x), lt(0, y), both], goal), "matrix") == ()
    gap(Statement([lt(0, x), both], goal), "matrix")


def test_other_goals_and_facts_are_passed_on(proved, gap):
    assert proved(Statement([lt(x, y)], le(x, y)), "matrix, auto") == ()
    gap(Statement([le(relu(x), 0)], eq(relu(A), A)), "matrix")
    gap(Statement([], or_(eq(A, B), eq(A, C))), "matrix")


# ------------------------------------------------------------------ derive


def test_derive_expands_gradients(proved, gap):
    assert proved(Statement([], eq(gradient(x**3 * y, x), 3 * x * x * y)), "derive") == ()
    gap(Statement([], eq(gradient(x**3 * y, x), 3 * x * y)), "derive")
    slope = gradient(squared_norm(R @ S), S)
    assert proved(Statement([], eq(slope, 2 * (R.T @ R @ S))), "derive, matrix") == ()
    gap(Statement([], eq(slope, 2 * (R.T @ R @ S) + S)), "derive, matrix")
    second = curvature(x**2 * y, [x, y], [1, 1])
    assert proved(Statement([], eq(second, 2 * y + 4 * x)), "derive") == ()
    gap(Statement([], eq(second, 2 * y)), "derive")


def test_derive_uses_what_is_critical(proved, gap):
    """∇_A |C - A B|² = 0 are the normal equations."""
    assert proved(Statement([critical(OBJECTIVE, [A])], eq(A @ B @ B.T, C @ B.T)), "derive, matrix(C)") == ()
    gap(Statement([critical(OBJECTIVE, [B])], eq(A @ B @ B.T, C @ B.T)), "derive, matrix(C)")
    gap(Statement([critical(OBJECTIVE, [A])], eq(A @ B @ B.T, C @ B.T)), "matrix(C)")  # not expanded


def test_derive_asks_for_the_domain(proved, gap):
    slope = gradient(1 / x, x)
    assert proved(Statement([lt(0, x)], eq(slope, -1 / (x * x))), "derive") == ()
    gap(Statement([], eq(slope, -1 / (x * x))), "derive")


# ------------------------------------------------------------------ fermat, no_descent


@pytest.mark.parametrize(
    ("objective", "over"),
    [(x**4 + y**2 * x, [x, y]), (exp(x) - x, [x]), (OBJECTIVE, [A, B]), (squared_norm(v - w), [v])],
    ids=str,
)
def test_a_local_minimum_is_critical(objective, over, proved, gap):
    stated = critical(objective, over)
    assert proved(Statement([local_minimum(objective, over)], stated), "fermat") == ()
    assert "no fact is a local minimum" in gap(Statement([], stated), "fermat").reason
    gap(Statement([local_minimum(objective + over[0] if over == [x] else 2 * objective, over)], stated), "fermat")


def test_a_minimum_elsewhere_says_nothing_here(proved, gap):
    here = [local_minimum((x - y) ** 2, [x], at=[z])]
    assert proved(Statement(here, critical((x - y) ** 2, [x], at=[z])), "fermat") == ()
    gap(Statement(here, critical((x - y) ** 2, [x])), "fermat")
    gap(Statement([critical(x**2, [x])], local_minimum(x**2, [x])), "fermat")


def test_fermat_needs_differentiability(gap):
    """Of a minimum of (x-2)² log x nothing is known where log is not."""
    objective = (x - 2) ** 2 * log(x)
    gap(Statement([not_(lt(x, 0)), local_minimum(objective, [x])], eq(x, 2)), "fermat")


def test_negative_curvature_contradicts_a_minimum(proved, gap):
    down = lt(curvature(x * y, [x, y], [1, -1]), 0)
    assert proved(Statement([local_minimum(x * y, [x, y]), down], lt(1, 0)), "no_descent") == ()
    gap(Statement([local_minimum(x * y, [x, y])], lt(1, 0)), "no_descent")
    gap(Statement([down], lt(1, 0)), "no_descent")
    gap(Statement([local_minimum(x * x, [x]), down], lt(1, 0)), "no_descent")  # of another function
    flat = le(curvature(x * y, [x, y], [1, -1]), 0)
    gap(Statement([local_minimum(x * y, [x, y]), flat], lt(1, 0)), "no_descent")


# ------------------------------------------------------------------ exhibit, cases, either, rewrite


def test_exhibit_takes_its_example_from_a_fact(proved, gap):
    goal = exists(real(), lambda s: lt(s * x, 0))
    assert proved(Statement([lt(y * x, 0)], goal), "exhibit") == ()
    assert "no fact names an example" in gap(Statement([], goal), "exhibit").reason
    gap(Statement([lt(0, y * x)], goal), "exhibit")  # an example, but not one that fits
    two = exists(real(), lambda s: exists(real(), lambda r: lt(s * x + r * r, 0)))
    assert proved(Statement([eq(y * x + z * z, -1)], two), "exhibit") == ()
    gap(Statement([eq(y * x + z * z, 1)], two), "exhibit")
    gap(Statement([eq(y * x, -1)], two), "exhibit")  # half of an example


def test_exhibit_takes_an_array_from_what_a_fact_says_of_every_index(proved, gap):
    above, below = ((lambda u, f=f: forall(n, lambda i: f(u[i], w[i]))) for f in (le, lt))
    assert proved(Statement([above(v)], exists(vector(n), above)), "exhibit") == ()
    gap(Statement([above(v)], exists(vector(n), below)), "exhibit")


def test_exhibit_takes_the_example_that_is_named(proved, gap):
    goal = exists(real(), lambda s: and_(lt(s, x), le(s, z)))
    assert proved(Statement([lt(y, x), le(y, z)], goal), "exhibit(y)") == ()
    gap(Statement([lt(y, x), le(y, z)], goal), "exhibit(x)")
    with pytest.raises(ProofScriptError, match="name fewer"):
        prove(Statement([lt(y, x)], goal), "exhibit(y, z)")


def test_a_strict_saddle_by_its_direction(proved, gap):
    saddle = strict_saddle(x * y, [x, y], at=[0, 0])
    still = (critical(x * y, [x, y], at=[0, 0]), "derive")
    for direction, falls in ([1, -1], True), ([1, 1], False):
        bend = curvature(x * y, [x, y], direction, at=[0, 0])
        known = steps([], still, (eq(bend, 2 * direction[0] * direction[1]), "derive"))
        result = prove(Statement([], saddle), "exhibit", [Lemma(*step) for step in known])
        assert isinstance(result, Proof if falls else Gap), result


def test_cases_need_every_alternative(proved, gap):
    assert proved(Statement([or_(eq(x, 1), eq(x, 2))], lt(0, x)), "cases") == ()
    gap(Statement([or_(eq(x, 1), eq(x, -2))], lt(0, x)), "cases")
    three = or_(or_(eq(x, 1), eq(x, 2)), eq(x, 3))
    assert proved(Statement([three], le(x, 3)), "cases") == ()
    gap(Statement([three], le(x, 2)), "cases")


def test_cases_name_an_example_that_is_new(proved, gap):
    root = exists(real(), lambda s: eq(x, s * s))
    assert proved(Statement([root], le(0, x)), "cases") == ()
    gap(Statement([root], le(1, x)), "cases")
    gap(Statement([root, exists(real(), lambda s: eq(y, s * s))], eq(x, y)), "cases")  # two examples, not one
    gap(Statement([root], eq(x, y * y)), "cases")  # not a symbol that is there


def test_cases_end_where_premises_give_the_alternative_again(proved, gap):
    """p ⇒ ∃s. q(s) stays a fact beside p, and so does p ⇒ (q ∧ r) ∨ t, no side of which becomes a fact."""
    root = implies(le(1, x), exists(real(), lambda s: eq(x, s * s)))
    assert proved(Statement([le(1, x), root, le(1, z)], le(0, x * z)), "cases") == ()
    gap(Statement([le(1, x), root], le(2, x)), "cases")
    sides = implies(le(1, x), or_(and_(eq(y, 1), eq(z, 1)), eq(y, 2)))
    assert proved(Statement([le(1, x), sides], lt(0, y)), "cases") == ()
    gap(Statement([le(1, x), sides], lt(y, 2)), "cases")
    inner = implies(le(1, x), exists(real(), lambda s: implies(le(1, x), exists(real(), lambda r: eq(x, s + r * r)))))
    gap(Statement([le(1, x), inner], lt(y, 2)), "cases")


def test_cases_leave_local_minima_whole(proved):
    given = [local_minimum(x**2, [x]), or_(eq(y, 1), eq(y, 2))]
    assert proved(Statement(given, critical(x**2, [x])), "cases, fermat") == ()


def test_either_assumes_that_the_first_is_false(proved, gap):
    assert proved(Statement([implies(not_(eq(x, 0)), eq(y, 1))], or_(eq(x, 0), eq(y, 1))), "either") == ()
    gap(Statement([implies(eq(x, 0), eq(y, 1))], or_(eq(x, 0), eq(y, 1))), "either")
    assert proved(Statement([], or_(le(x, 0), lt(0, x))), "either") == ()
    gap(Statement([], or_(lt(x, 0), lt(0, x))), "either")


def test_rewrite_goes_from_left_to_right(proved, gap):
    assert proved(Statement([eq(v @ w, x)], eq(2 * (v @ w) + y, 2 * x + y)), "rewrite") == ()
    gap(Statement([eq(v @ w, x)], eq(2 * (v @ w) + y, x + y)), "rewrite")
    moved = squared_norm(v + w)
    given = [global_minimum(squared_norm(v), [v])]
    same = steps([*given, eq(w, 0 * v)], (eq(moved, squared_norm(v)), "matrix"))
    ends = global_minimum(squared_norm(v), [v], at=[v + w])
    assert proved(Statement([*given, eq(w, 0 * v)], ends), "rewrite", *same) == ()
    gap(Statement(given, ends), "rewrite")


# ------------------------------------------------------------------ general facts at work


def test_premises_determine_what_the_goal_does_not(proved, gap):
    """From ∀s r. (a(s) = r and r < 0) ⇒ p(s) the value of r is read off a fact."""
    law = forall(real(), lambda s: forall(real(), lambda r: implies(and_(eq(s * s, r), le(r, x)), le(s, y))))
    assert proved(Statement([law, eq(z * z, 3), le(3, x)], le(z, y))) == ()
    gap(Statement([law, le(3, x)], le(z, y)))
    gap(Statement([law, eq(z * z, 3), le(2, x)], le(z, y)))


def test_a_part_of_a_conclusion_is_an_instance(proved, gap):
    law = forall(real(), lambda s: implies(lt(0, s), and_(eq(A @ B, B @ A), lt(s, x))))
    assert proved(Statement([law, lt(0, z)], lt(z, x))) == ()
    gap(Statement([law], lt(z, x)))


def test_a_sum_of_alternatives_of_a_real_claim(proved, gap):
    """The shape of linear_net_no_spurious_minima: alternatives, the bad one excluded by curvature."""
    objective = x * y
    given = [local_minimum(objective, [x, y]), or_(eq(z, 1), lt(curvature(objective, [x, y], [1, -1]), 0))]
    assert proved(Statement(given, eq(z, 1)), "cases, first(auto, no_descent)") == ()
    gap(Statement(given[1:], eq(z, 1)), "cases, first(auto, no_descent)")


SCRIPTS = ["matrix", "derive", "fermat", "exhibit", "cases", "either", "no_descent", "rewrite"]
GOALS = [
    eq(A @ B, B @ A),
    eq(relu(A), A),
    eq(gradient(x**2 * y, x), y),
    exists(real(), lambda s: eq(s * s, x)),
    forall(real(), lambda s: exists(real(), lambda r: lt(r * s, x))),
    or_(strict_saddle(x * y, [x, y]), global_minimum(x * y, [x, y])),
    local_minimum(squared_norm(A @ B), [A, B]),
    not_(critical(log(x) * y, [x])),
    eq(summation(n, lambda i: v[i]), x),
    lt(n, m),
]
FACTS = [local_minimum(x * y, [x, y]), or_(eq(x, y), exists(real(), lambda s: lt(s * s, x))), eq(trace(A), 0)]
OTHERS = [critical(y * x**2, [x]), lt(gradient(y**2, y), 0)]


@pytest.mark.parametrize("script", SCRIPTS)
def test_where_nothing_fits_there_is_a_gap_and_no_exception(script):
    for goal in GOALS:
        for given in ([], FACTS, OTHERS):
            assert isinstance(prove(Statement(given, goal), f"{script}, {script}"), Gap)


# ------------------------------------------------------------------ along: a small step; vanishing: terms of a sum


def a_step(curve):
    f = x**2 + x * y
    point = [local_minimum(f, [x, y])]
    lower = exists(positive, lambda t: le(f, substitute(f, {x: curve(t)})))
    return prove(Statement(point, lower), "along")


def test_a_local_minimum_is_one_along_a_curve_through_it():
    assert isinstance(a_step(lambda t: x + t * z), Proof)
    assert isinstance(a_step(lambda t: x + t * t * z), Proof)


def test_a_curve_elsewhere_tells_nothing():
    assert isinstance(a_step(lambda t: x + z + t), Gap)


def all_zero(*signs):
    return Statement([*signs, eq(summation(v), 0)], forall(n, lambda i: eq(v[i], 0)))


def test_a_sum_of_nonnegative_terms_that_is_zero_vanishes_term_by_term():
    assert isinstance(prove(all_zero(forall(n, lambda i: le(0, v[i]))), "vanishing, at_indices"), Proof)
    assert isinstance(prove(all_zero(), "vanishing, at_indices"), Gap)
