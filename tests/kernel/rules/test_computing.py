"""Computation, definitions, instances of abstract sorts, citations, enclosures on boxes, the mean value theorem."""

from __future__ import annotations

from shapes import (
    F3,
    LOOSE,
    NATURAL,
    OPEN,
    REAL,
    Z3,
    G,
    H,
    P,
    Q,
    at,
    by,
    f,
    given,
    h,
    i,
    n,
    nat,
    one,
    proves,
    real,
    refuses,
    t,
    total,
    u,
    x,
    y,
    zero,
)  # fmt: skip

from theorycheck.kernel import sorts
from theorycheck.kernel.errors import fuelled

CARDINALITY = t.group_sum(u, one)


def _constant(theorem) -> t.Term:
    return theorem.conclusion.args[0]


def test_define__accepts_a_closed_body_under_its_hash() -> None:
    """⊢ name#hash = body"""
    body = t.lam(x, t.mul(x, x))
    theorem = by.define("square", body)
    proves(theorem, t.eq(t.constant(f"square#{body.digest()}", body.sort), body))


def test_define__refuses_bad_names_and_bodies_that_are_not_closed() -> None:
    """No free variable, no loose index, no truth value, a name of one's own without #."""
    refuses(by.define, "", one, because="a name without #")
    refuses(by.define, "a#b", one, because="a name without #")
    refuses(by.define, "a", x, because="the body is not closed")
    refuses(by.define, "a", LOOSE, because="the body is not closed")
    refuses(by.define, "a", t.TRUE, because="truth values")


def test_define__refuses_a_body_that_hides_an_abstract_sort() -> None:
    """card := Σ_G 1 has type real: instantiated at Z_1 and Z_2 it would be 1 and 2 (spike, trap S1)."""
    refuses(by.define, "card", CARDINALITY, because="does not show")
    refuses(by.define, "card", t.group_sum(t.variable("e", F3), one), because="does not show")
    refuses(
        by.define,
        "zero",
        at(t.lam(u, t.select(t.eq(u, t.group_zero(G)), one, one)), t.group_zero(G)),
        because="does not show",
    )
    inner = t.lam(x, t.select(t.forall(u, t.eq(u, u)), x, one))
    refuses(by.define, "hidden", inner, because="does not show")
    other = t.lam(u, t.group_sum(t.variable("w", H), one))
    refuses(by.define, "other", other, because="does not show")
    element = t.constant("e#1", G)
    refuses(by.define, "alone", t.select(t.eq(element, element), one, zero), because="does not show")
    shown = t.lam(u, CARDINALITY)
    proves(by.define("card", shown), t.eq(t.constant(f"card#{shown.digest()}", shown.sort), shown))


def test_compute__accepts_literals_and_definitions() -> None:
    """⊢ Σ_{i<3} square(i) = 5"""
    square = by.define("square", t.lam(x, t.mul(x, x)))
    term = total(nat(3), lambda i: at(_constant(square), t.cast(i)))
    proves(by.compute(term, [square]), t.eq(term, real(5)))


def test_compute__refuses_what_is_no_definition() -> None:
    """⊢ constant = body without hypotheses, and one body a constant; never a built-in or a variable."""
    square = by.define("square", t.lam(x, t.mul(x, x)))
    refuses(by.compute, x, [given(t.eq(x, one))], because="a definition is")
    refuses(by.compute, x, [by.refl(x)], because="a definition is")
    refuses(by.compute, x, [by.refl(t.add(one, one))], because="a definition is")
    assumed = t.eq(_constant(square), t.lam(x, x))
    refuses(by.compute, x, [given(assumed)], because="a definition is")
    other = by.cite("oracle", "wrong", assumed)
    refuses(by.compute, x, [square, other], because="two definitions")
    refuses(by.compute, P, [], because="eq: one sort")
    refuses(by.compute, LOOSE, [], because="not a closed formula")
    refuses(by.compute, x, [given(P)], because="expected eq")


def test_compute__keeps_the_trust_of_definitions() -> None:
    """A definition that rests on trust lends it to the result."""
    constant = t.constant("c#1", REAL)
    cited = by.cite("oracle", "solver", t.eq(constant, one))
    assert by.compute(constant, [cited]).trust == cited.trust
    assert by.convert(by.refl(constant), t.eq(constant, one), [cited]).trust == cited.trust
    assert by.unfold(constant, [cited]).trust == cited.trust
    assert by.evaluate(t.eq(constant, one), [cited]).trust == cited.trust
    assert by.ball([x], [(Q(0), Q(1))], t.le(x, constant), [0], 96, [cited]).trust == cited.trust


def test_convert__accepts_equal_normal_forms() -> None:
    """From p conclude q, where both compute to the same."""
    sum_of_two = t.le(total(nat(2), lambda i: at(f, i)), one)
    opened = t.le(t.add(at(f, nat(0)), at(f, nat(1))), one)
    proves(by.convert(given(sum_of_two), opened, []), opened, sum_of_two)


def test_convert__unfolds_without_computing_where_that_is_enough() -> None:
    """A sum of a million equal terms is not written out for the sake of the constant beside it."""
    square = by.define("square", t.lam(x, t.mul(x, x)))
    many = t.summation(t.natural(10**6), t.variable("i", sorts.NATURAL), x)
    folded, written = (t.le(many, u) for u in (t.apply(square.conclusion.args[0], x), t.mul(x, x)))
    with fuelled(1_000):
        proves(by.convert(given(written), folded, [square]), folded, written)
        refuses(by.convert, given(written), t.le(many, x), [square], because="out of fuel")


def test_convert__refuses_other_normal_forms() -> None:
    """Not another formula, not one that is only equivalent; a closed formula."""
    refuses(by.convert, given(P), t.lt(x, zero), [], because="different normal forms")
    refuses(by.convert, given(P), t.negate(t.negate(P)), [], because="different normal forms")
    refuses(by.convert, given(t.TRUE), t.le(LOOSE, LOOSE), [], because="not a closed formula")


def test_unfold__accepts_definitions_in_definitions() -> None:
    """Constants are replaced until none is left; nothing else is computed."""
    square = by.define("square", t.lam(x, t.mul(x, x)))
    fourth = by.define("fourth", t.lam(x, at(_constant(square), at(_constant(square), x))))
    term = at(_constant(fourth), t.add(one, one))
    two = t.add(one, one)
    opened = t.mul(t.mul(two, two), t.mul(two, two))
    proves(by.unfold(term, [square, fourth]), t.eq(term, opened))


def test_unfold__refuses_what_is_no_definition() -> None:
    """Only ⊢ constant = body."""
    refuses(by.unfold, x, [by.refl(x)], because="a definition is")
    refuses(by.unfold, P, [], because="eq: one sort")


def test_instantiate_sort__accepts_groups_and_finite_sets() -> None:
    """Hypotheses too; a group becomes a group or Z_m; a finite set any finite sort; variables of one name merge."""
    a, b = t.variable("u", Z3), t.variable("u", H)
    premise = t.eq(u, t.group_zero(G))
    proves(by.instantiate_sort(given(premise), "G", Z3), t.eq(a, t.group_zero(Z3)), t.eq(a, t.group_zero(Z3)))
    proves(by.instantiate_sort(given(t.eq(u, u)), "G", H), t.eq(b, b), t.eq(b, b))
    counted = t.le(t.group_sum(t.variable("e", F3), one), x)
    proves(by.instantiate_sort(given(counted), "F", G), t.le(CARDINALITY, x), t.le(CARDINALITY, x))
    function = t.forall(h, t.le(t.group_sum(u, at(h, u)), x))
    at_three = t.variable("h", sorts.function(Z3, REAL))
    expected = t.forall(at_three, t.le(t.group_sum(a, at(at_three, a)), x))
    proves(by.instantiate_sort(given(function), "G", Z3), expected, expected)


def test_instantiate_sort__refuses_other_kinds_and_constants() -> None:
    """A group is no finite set and no number; a constant of that sort is unfolded first."""
    refuses(by.instantiate_sort, by.refl(u), "G", F3, because="not a sort of that kind")
    refuses(by.instantiate_sort, by.refl(u), "G", REAL, because="not a sort of that kind")
    refuses(by.instantiate_sort, by.refl(t.variable("e", F3)), "F", NATURAL, because="not a sort of that kind")
    refuses(by.instantiate_sort, by.refl(u), "G", ("Z", 0), because="not a sort")
    refuses(by.instantiate_sort, by.refl(x), "G", ("evil",), because="not a sort")
    refuses(by.instantiate_sort, by.refl(u), "G", ("Z", True), because="not a sort")
    shown = by.define("card", t.lam(u, CARDINALITY))
    refuses(by.instantiate_sort, shown, "G", ("Z", 1), because="unfold the constants first")
    refuses(by.instantiate_sort, given(shown.conclusion), "G", ("Z", 1), because="unfold the constants first")


def test_cite__accepts_a_closed_formula_and_says_so() -> None:
    """⊢ p, with a label of kind, name and the formula's hash."""
    formula = t.forall(x, t.le(zero, t.mul(x, x)))
    label = frozenset({f"standard:squares#{formula.digest()}"})
    proves(by.cite("standard", "squares", formula), formula, trust=label)


def test_cite__refuses_free_variables_and_forged_labels() -> None:
    """Three kinds; a name that cannot fake the rest of a label; a closed formula."""
    refuses(by.cite, "kernel", "a", t.TRUE, because="the kind is one of")
    refuses(by.cite, "cited", "a#b", t.TRUE, because="without # and :")
    refuses(by.cite, "cited", "a:b", t.TRUE, because="without # and :")
    refuses(by.cite, "cited", "", t.TRUE, because="without # and :")
    refuses(by.cite, "cited", "a", P, because="without free variables")
    refuses(by.cite, "cited", "a", OPEN, because="without free variables")
    refuses(by.cite, "cited", "a", one, because="not a closed formula")


def test_evaluate__accepts_exact_and_enclosed_truths() -> None:
    """⊢ p where p holds, ⊢ ¬p where it does not; by computation, else by enclosure."""
    proves(by.evaluate(t.lt(real("1/3"), real("1/2")), []), t.lt(real("1/3"), real("1/2")))
    false = t.le(one, zero)
    proves(by.evaluate(false, []), t.negate(false))
    below = t.lt(t.elementary("exp", one), real("2719/1000"))
    proves(by.evaluate(below, []), below)
    above = t.lt(t.elementary("exp", one), real("2718/1000"))
    proves(by.evaluate(above, []), t.negate(above))
    everywhere = t.bounded_forall(i, nat(4), t.lt(t.elementary("tanh", t.cast(i)), one))
    proves(by.evaluate(everywhere, []), everywhere)


def test_evaluate__refuses_what_it_cannot_decide() -> None:
    """Free variables, equations of irrationals, values outside a function's domain, unbounded quantifiers."""
    root = t.elementary("sqrt", real(2))
    for formula in [
        P, t.eq(t.mul(root, root), real(2)), t.lt(t.elementary("log", zero), one), t.le(t.div(one, zero), zero),
        t.le(t.elementary("sqrt", real(-1)), zero), t.forall(n, t.le(nat(0), n)), t.eq(t.div(one, zero), zero),
        t.le(total(nat(0), lambda i: at(f, i), "max"), zero), t.le(at(t.table(zero), nat(1)), zero),
    ]:  # fmt: skip
        refuses(by.evaluate, formula, [], because="undecided")
    refuses(by.evaluate, OPEN, [], because="a closed formula")
    refuses(by.evaluate, one, [], because="a closed formula")


_UNIT = (Q(0), Q(1))


def _on(bounds: dict, formula: t.Term) -> t.Term:
    for variable, (low, high) in reversed(bounds.items()):
        formula = t.forall(
            variable, t.implies(t.le(real(low), variable), t.implies(t.le(variable, real(high)), formula))
        )
    return formula


def test_ball__accepts_a_bisection_tree() -> None:
    """On each leaf the formula is enclosed as true; the parts share their boundary."""
    formula = t.le(t.mul(x, t.sub(one, x)), real("1/2"))
    tree = [(0, Q(1, 2)), 0, 0]
    proves(by.ball([x], [_UNIT], formula, tree, 96, []), _on({x: _UNIT}, formula))
    both = t.lt(t.add(x, y), real(5))
    bounds = {x: _UNIT, y: (Q(-1), Q(2))}
    theorem = by.ball([x, y], list(bounds.values()), both, [(1, Q(0)), (0, Q(1, 2)), 0, 0, 0], 96, [])
    proves(theorem, _on(bounds, both))


def test_ball__refuses_what_is_not_enclosed() -> None:
    """False somewhere, or too wide a leaf; a variable without bounds."""
    formula = t.le(t.mul(x, t.sub(one, x)), real("1/2"))
    refuses(by.ball, [x], [_UNIT], formula, [0], 96, [], because="not decided on")
    refuses(by.ball, [x], [_UNIT], t.lt(x, one), [(0, Q(1, 2)), 0, 0], 96, [], because="not decided on")
    refuses(by.ball, [x], [_UNIT], t.lt(real("1/4"), x), [(0, Q(1, 2)), 0, 0], 96, [], because="not decided on")
    refuses(by.ball, [x], [_UNIT], t.lt(x, real("3/4")), [(0, Q(1, 2)), 0, 0], 96, [], because="not decided on")
    refuses(by.ball, [x], [_UNIT], t.le(y, one), [0], 96, [], because="not decided on")
    refuses(by.ball, [x], [_UNIT], t.le(one, zero), [0], 96, [], because="not decided on")


def test_ball__refuses_malformed_trees() -> None:
    """Every branch has its two parts, cut inside the box, on an axis that is there."""
    formula = t.le(x, one)
    for tree, because in [
        ([], "stops before"), ([(0, Q(1, 2)), 0], "stops before"), ([0, 0], "longer than"),
        ([(0, Q(2)), 0, 0], "outside the box"), ([(0, Q(-1)), 0, 0], "outside the box"),
        ([(1, Q(1, 2)), 0, 0], "a branch is"), ([(-1, Q(1, 2)), 0, 0], "a branch is"), ([(0, 1), 0, 0], "a branch is"),
        ([(True, Q(1, 2)), 0, 0], "a branch is"), ([1], "a leaf is 0"), ([False], "a leaf is 0"),
        (["0"], "a leaf is 0"),
    ]:  # fmt: skip
        refuses(by.ball, [x], [_UNIT], formula, tree, 96, [], because=because)


def test_ball__refuses_malformed_boxes() -> None:
    """A nonempty interval for each real variable, once; a sane precision; a closed formula."""
    formula = t.le(x, one)
    refuses(by.ball, [x], [(Q(1), Q(0))], formula, [0], 96, [], because="an empty side")
    refuses(by.ball, [x], [(0, 1)], formula, [0], 96, [], because="a pair of rationals")
    refuses(by.ball, [x], [(Q(0),)], formula, [0], 96, [], because="a pair of rationals")
    refuses(by.ball, [x], [], formula, [0], 96, [], because="bounds for each variable")
    refuses(by.ball, [x, x], [_UNIT, _UNIT], formula, [0], 96, [], because="bounds for each variable")
    refuses(by.ball, [n], [_UNIT], t.le(t.cast(n), one), [0], 96, [], because="real variables")
    refuses(by.ball, [one], [_UNIT], formula, [0], 96, [], because="real variables")
    refuses(by.ball, [x], [_UNIT], OPEN, [0], 96, [], because="a closed formula")
    refuses(by.ball, [x], [_UNIT], formula, [0], 0, [], because="precision out of range")
    refuses(by.ball, [x], [_UNIT], formula, [0], 10**9, [], because="precision out of range")
