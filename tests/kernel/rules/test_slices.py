"""A minimum modulo symmetries: each premise is needed, and the declared dimension must be the true one."""

from __future__ import annotations

import json
from itertools import permutations

import landscapes
import pytest
from landscapes import GROWN, PRODUCT, U2, V2, G, U, V, at_the_point, curve, every, function, weighted, weighted_loss
from shapes import LOOSE, REAL, Q, by, given, n, one, proves, real, refuses, t, z, zero

from theorycheck.kernel import KernelError, landscape
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.replay import replay
from theorycheck.kernel.rules import RULES

(u,), (v,) = U, V
h = t.variable("h", REAL)
INVARIANCE, NEUTRAL, DOMAIN, RANK, MINIMUM, FUNCTION, MAPS, FIXED, POINT, RADIUS = range(10)


def _with(arguments: tuple, **changes: object) -> tuple:
    """The arguments with some replaced, by position: _0, _1, …"""
    return tuple(changes.get(f"_{place}", argument) for place, argument in enumerate(arguments))


def _local(values: dict, value: t.Term) -> t.Term:
    """∃r. 0 < r ∧ ∀… near ⇒ value at the point ≤ value."""
    r = t.variable("r", REAL)
    formula = t.le(t.substitute(value, values), value)
    for variable, a in reversed(values.items()):
        formula = t.implies(t.conj(t.lt(t.sub(a, r), variable), t.lt(variable, t.add(a, r))), formula)
    for variable in reversed(values):
        formula = t.forall(variable, formula)
    return t.exists(r, t.conj(t.lt(zero, r), formula))


def test_slice__accepts_a_curve_of_minima() -> None:
    """(1 - uv)² at (1, 1): every premise written out."""
    arguments = curve(by)
    moved = t.mul(t.mul(GROWN, u), t.div(v, GROWN))
    same = t.eq(t.mul(t.sub(one, moved), t.sub(one, moved)), PRODUCT)
    same = t.forall(u, t.forall(v, same))
    invariance = t.forall(G, t.implies(t.lt(real("-1/2"), G), t.implies(t.lt(G, real("1/2")), same)))
    neutral = t.conj(t.eq(t.mul(t.add(one, zero), u), u), t.eq(t.div(v, t.add(one, zero)), v))
    tangent = t.add(t.mul(t.add(zero, one), one), t.mul(t.add(one, zero), zero))
    expected = [
        invariance, t.forall(u, t.forall(v, neutral)), t.negate(t.eq(t.add(one, zero), zero)),
        t.negate(t.eq(tangent, zero)), _local({v: one}, t.substitute(PRODUCT, {u: one})),
    ]  # fmt: skip
    assert [premise.conclusion for premise in arguments[:5]] == expected
    proves(by.slice(*arguments), _local({u: one, v: one}, PRODUCT))


def test_slice__accepts_the_weighted_loss() -> None:
    """Value 1 at u = (0, 1), v = (0, 1/2), where 1/4 is possible; replayed from its certificate."""
    d = Derivation()
    theorem = d.slice(*weighted(d))
    point = dict(zip((*U2, *V2), (zero, one, zero, real("1/2")), strict=True))
    proves(theorem, _local(point, weighted_loss(U2, V2)))
    lower = t.lt(weighted_loss((one, zero), (one, zero)), t.substitute(weighted_loss(U2, V2), point))
    proves(by.evaluate(lower, ()), lower)
    document = json.loads(json.dumps(d.certificate(theorem, theorem.conclusion)))
    assert replay(document).theorem.conclusion is theorem.conclusion


@pytest.mark.parametrize("place", range(4))
def test_slice__refuses_the_weighted_loss_a_billionth_away(place: int) -> None:
    """At every other point but those of the orbit: u = (0, s), v = (0, 1/2s)."""
    point = [Q(0), Q(1), Q(0), Q(1, 2)]
    point[place] += Q(1, 10**9)
    refuses(weighted, by, tuple(point), because="not shown stationary")


@pytest.mark.parametrize(
    ("place", "because"),
    [
        (INVARIANCE, "not shown invariant"),
        (NEUTRAL, "nothing moves"),
        (DOMAIN, "not shown smooth"),
        (RANK, "rank of the tangents"),
        (MINIMUM, "not shown a minimum on the slice"),
    ],
)
def test_slice__refuses_another_premise(place: int, because: str) -> None:
    """None may be missing, weaker, or of another case; hypotheses and trust are kept."""
    arguments = curve(by)
    true = by.truth()
    weaker = by.implies_intro(arguments[place], t.TRUE)
    for wrong in (true, weaker, given(t.FALSE)):
        refuses(by.slice, *_with(arguments, **{f"_{place}": wrong}), because=because)
    assumed = given(arguments[place].conclusion)
    assert by.slice(*_with(arguments, **{f"_{place}": assumed})).hypotheses == {assumed.conclusion}
    cited = by.cite("oracle", "solver", assumed.conclusion)
    assert by.slice(*_with(arguments, **{f"_{place}": cited})).trust == cited.trust


def test_slice__refuses_what_is_invariant_otherwise() -> None:
    """Of another radius, at one point, of another function: each formula is another one."""
    arguments = curve(by)
    refuses(by.slice, *_with(arguments, _9=Q(1, 3)), because="not shown invariant")
    for radius in (Q(0), Q(-1, 2)):
        refuses(by.slice, *_with(arguments, _9=radius), because="radius is positive")
    other = function((u, v), t.add(PRODUCT, u))
    refuses(by.slice, *_with(arguments, _5=other), because="not shown invariant")
    swapped = arguments[MAPS][::-1]
    refuses(by.slice, *_with(arguments, _6=swapped), because="not shown invariant")


def test_slice__refuses_a_minimum_of_another_slice() -> None:
    """The coordinates held are those of `fixed`, at the point's own values."""
    arguments = curve(by)
    refuses(by.slice, *_with(arguments, _7=(1,)), because="rank of the tangents")
    _, rank = at_the_point(by, (G,), (u, v), arguments[MAPS], (1,), (one, one))
    refuses(by.slice, *_with(arguments, _3=rank, _7=(1,)), because="not shown a minimum on the slice")
    held = landscapes.on_the_slice(by, (u, v), PRODUCT, (1,), (one, one), ((Q(9, 10), Q(11, 10)),))
    proves(by.slice(*_with(arguments, _3=rank, _4=held, _7=(1,))), _local({u: one, v: one}, PRODUCT))
    elsewhere = (real(2), real("1/2"))
    domain, rank = at_the_point(by, (G,), (u, v), arguments[MAPS], (0,), elsewhere)
    wrong = _with(arguments, _2=domain, _3=rank, _8=elsewhere)
    refuses(by.slice, *wrong, because="not shown a minimum on the slice")


def test_slice__refuses_malformed_positions() -> None:
    """Different positions in increasing order, at least one and not all; integers."""
    arguments = curve(by)
    for fixed, because in [
        ((), "some coordinates"), ((0, 1), "some coordinates"), ((0, 0), "increase"), ((1, 0), "increase"),
        ((2,), "indices of the point"), ((-1,), "indices of the point"), ((False,), "indices of the point"),
        ((Q(0),), "indices of the point"), (("0",), "indices of the point"),
    ]:  # fmt: skip
        refuses(by.slice, *_with(arguments, _7=fixed), because=because)


def test_slice__refuses_malformed_terms() -> None:
    """Functions of N and r + N reals, as many maps as coordinates, a point of closed reals."""
    arguments = curve(by)
    grow = arguments[MAPS][0]
    opened = t.make("lambda", REAL, (t.make("lambda", REAL, (t.make("bound", (2, REAL)),)),))
    for place, value, because in [
        (5, function((u,), u), "for a point of N"), (5, u, "for a point of N"), (5, opened, "for a point of N"),
        (6, (grow,), "N maps"), (6, (grow, grow, grow), "N maps"), (6, (grow, function((u, v), u)), "N maps"),
        (8, (one, n), "closed real terms"), (8, (one, LOOSE), "closed real terms"), (8, (one,), "indices|some|N reals"),
    ]:  # fmt: skip
        refuses(by.slice, *_with(arguments, **{f"_{place}": value}), because=because)


def _move(*images: t.Term, g: tuple = (G,)) -> tuple:
    return tuple(function((*g, u, v), image) for image in images)


def test_slice__refuses_maps_that_are_not_smooth() -> None:
    """A kink or a jump in g would leave points near a that no orbit of the slice reaches."""
    arguments = curve(by)
    for image in (t.select(t.le(zero, G), u, v), t.select(t.le(u, v), u, v), t.product(n, n, t.add(G, u))):
        refuses(_refused, arguments, _move(image, v), because="not known to be smooth")


def _refused(arguments: tuple, maps: tuple) -> None:
    """With the two first premises believed, the maps themselves are looked at."""
    x = landscape.fresh_reals("x", 2)
    g = landscape.fresh_reals("g", 1)
    images = [t.apply(phi, *g, *x) for phi in maps]
    f = arguments[FUNCTION]
    same = landscape.everywhere(x, t.eq(t.apply(f, *images), t.apply(f, *x)))
    rest = [t.eq(t.apply(phi, zero, *x), a) for phi, a in zip(maps, x, strict=True)]
    believed = given(landscape.in_cube(g, Q(1, 2), same)), given(landscape.everywhere(x, landscape.conjunction(rest)))
    by.slice(*_with(arguments, _0=believed[0], _1=believed[1], _6=maps))


def test_slice__refuses_a_pole_at_the_point() -> None:
    """v/(1 + g) at g = 0 asks for 1 + 0 ≠ 0; u/g and sqrt(g) have no value there, or no slope."""
    arguments = curve(by)
    for image in (t.div(u, G), t.add(u, t.elementary("sqrt", G)), t.add(u, t.elementary("log", G))):
        refuses(_refused, arguments, _move(image, v), because="not shown smooth")


# -- the declared dimension --------------------------------------------------------------------------------------------


def test_slice__refuses_a_dimension_that_is_too_large() -> None:
    """Two parameters that move along the same curve: the minor vanishes, whatever is fixed."""
    value = landscapes.square(t.sub(one, t.mul(u, t.mul(v, z))))  # (1 - uvz)², invariant under more than rescaling u, v
    twice = t.add(t.add(one, G), h)
    maps = tuple(function((G, h, u, v, z), image) for image in (t.mul(twice, u), t.div(v, twice), z))
    point, x = (one, one, one), (u, v, z)
    for fixed in ((0, 1), (0, 2), (1, 2)):
        _, rank = at_the_point(by, (G, h), x, maps, fixed, point)
        assert rank.conclusion.op == "not"
        assert rank.conclusion.args[0].op == "not"  # ⊢ ¬¬(det = 0)
    g, y = landscape.fresh_reals("g", 2), landscape.fresh_reals("x", 3)
    images = [t.apply(phi, *g, *y) for phi in maps]
    f = function(x, value)
    same = landscape.everywhere(y, t.eq(t.apply(f, *images), t.apply(f, *y)))
    still = [t.eq(t.apply(phi, zero, zero, *y), a) for phi, a in zip(maps, y, strict=True)]
    unmoved = landscape.everywhere(y, landscape.conjunction(still))
    believed = [given(landscape.in_cube(g, Q(1, 2), same)), given(unmoved)]
    domain, rank = at_the_point(by, (G, h), x, maps, (0, 1), point)
    minimum = given(_local({z: one}, t.substitute(value, {u: one, v: one})))
    arguments = (*believed, domain, rank, minimum, f, maps, (0, 1), point, Q(1, 2))
    refuses(by.slice, *arguments, because="rank of the tangents")


def test_slice__a_dimension_that_is_too_small_leaves_a_singular_hessian() -> None:
    """(1 - uvz)² has a surface of minima; with one coordinate held, its Hessian on the slice is singular."""
    value = landscapes.square(t.sub(one, t.mul(u, t.mul(v, z))))
    bounds = landscapes.around([Q(1), Q(1)], Q(1, 100))
    refuses(landscapes.on_the_slice, by, (u, v, z), value, (0,), (one, one, one), bounds, because="pivot 2 of 2")
    refuses(landscapes.strict, by, (u, v), PRODUCT, landscapes.around([Q(1), Q(1)], Q(1, 100)), (one, one),
        because="pivot 2 of 2")  # fmt: skip


def test_slice__accepts_two_parameters() -> None:
    """(1 - uvz)² at (1, 1, 1), modulo both rescalings: a 2 × 2 minor, rows g and columns the fixed coordinates."""
    x, point, g = (u, v, z), (one, one, one), (G, h)
    value = landscapes.square(t.sub(one, t.mul(u, t.mul(v, z))))
    grown, risen = t.add(one, G), t.add(one, h)
    maps = tuple(
        function((*g, *x), image) for image in (t.mul(grown, u), t.mul(risen, v), t.div(z, t.mul(grown, risen)))
    )
    f, y, k = function(x, value), landscape.fresh_reals("x", 3), landscape.fresh_reals("g", 2)
    images = [t.apply(phi, *k, *y) for phi in maps]
    same = landscape.everywhere(y, t.eq(t.apply(f, *images), t.apply(f, *y)))
    invariance = given(landscape.in_cube(k, Q(1, 3), same))  # that it is one takes field arithmetic
    still = landscape.conjunction([t.eq(t.apply(phi, zero, zero, *x), a) for phi, a in zip(maps, x, strict=True)])
    neutral = every(by, x, by.convert(by.truth(), still, ()))
    domain, rank = at_the_point(by, g, x, maps, (0, 1), point)
    minimum = landscapes.on_the_slice(by, x, value, (0, 1), point, ((Q(9, 10), Q(11, 10)),))
    theorem = by.slice(invariance, neutral, domain, rank, minimum, f, maps, (0, 1), point, Q(1, 3))
    proves(theorem, _local(dict(zip(x, point, strict=True)), value), invariance.conclusion)
    inner = t.implies(t.lt(real("-1/3"), h), t.implies(t.lt(h, real("1/3")), landscape.everywhere(
        x, t.eq(t.apply(f, *(t.apply(phi, *g, *x) for phi in maps)), value))))  # fmt: skip
    assert invariance.conclusion is t.forall(
        G, t.implies(t.lt(real("-1/3"), G), t.implies(t.lt(G, real("1/3")), t.forall(h, inner)))
    )


def test_slice__keeps_free_variables_apart() -> None:
    """A point whose coordinates are variables, with the very names that the rule would choose."""
    x1, x2, g1 = (t.variable(name, REAL) for name in ("x1", "x2", "g1"))
    value = landscapes.square(t.sub(t.sub(u, v), g1))  # invariant under u + g, v + g
    f, maps, point = function((u, v), value), _move(t.add(u, G), t.add(v, G)), (x2, x1)
    moved = t.apply(f, *(t.apply(phi, G, u, v) for phi in maps))
    same = every(by, (u, v), by.ring(t.eq(moved, value)))
    bounds = [t.lt(real("-1/2"), G), t.lt(G, real("1/2"))]
    invariance = by.forall_intro(by.implies_intro(by.implies_intro(same, bounds[1]), bounds[0]), G)
    still = t.conj(t.eq(t.add(u, zero), u), t.eq(t.add(v, zero), v))
    neutral = every(by, (u, v), by.convert(by.truth(), still, ()))
    rank = by.evaluate(t.negate(t.eq(t.add(zero, one), zero)), ())
    held = given(_local({v: x1}, t.substitute(value, {u: x2})))
    theorem = by.slice(invariance, neutral, by.truth(), rank, held, f, maps, (0,), point, Q(1, 2))
    proves(theorem, _local({u: x2, v: x1}, value), held.conclusion)
    captured = given(_local({v: x1}, t.substitute(value, {u: v})))
    refuses(by.slice, invariance, neutral, by.truth(), rank, captured, f, maps, (0,), point, Q(1, 2),
        because="not shown a minimum on the slice")  # fmt: skip


# -- the determinant -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_the_determinant_is_leibniz_s(size: int) -> None:
    """Against the sum over permutations, on integers; and 0 for two equal rows."""
    rows = [[(3 * i * i + 5 * j + i * j * j) % 7 - 3 for j in range(size)] for i in range(size)]
    expected = 0
    for order in permutations(range(size)):
        sign = (-1) ** sum(order[i] > order[j] for i in range(size) for j in range(i, size))
        for i, j in enumerate(order):
            sign *= rows[i][j]
        expected += sign
    found = landscape.determinant([[real(entry) for entry in row] for row in rows])
    assert RULES["evaluate"](t.eq(found, real(expected)), ()).conclusion.op == "eq"
    if size > 1:
        equal = landscape.determinant([[real(entry) for entry in row] for row in [rows[1], *rows[1:]]])
        assert RULES["evaluate"](t.eq(equal, zero), ()).conclusion.op == "eq"


def test_a_slice_of_ten_dimensions_is_refused() -> None:
    """The determinant has 2^r minors."""
    x = landscape.fresh_reals("x", 11)
    g = landscape.fresh_reals("g", 10)
    maps = tuple(function((*g, *x), a) for a in x)
    true = by.truth()
    with pytest.raises(KernelError, match="at most nine"):
        by.slice(true, true, true, true, true, function(x, x[0]), maps, tuple(range(10)), (one,) * 11, Q(1))
