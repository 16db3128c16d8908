"""Directed attacks: each is a way in which a kernel like this one was once wrong, or could be."""

from __future__ import annotations

import json

import pytest
from attack.certificates import sample
from attack.model import World
from flint import arb, fmpq
from shapes import (
    NATURAL,
    REAL,
    G,
    P,
    Q,
    at,
    by,
    f,
    given,
    i,
    j,
    m,
    n,
    nat,
    one,
    real,
    refuses,
    t,
    total,
    u,
    x,
    y,
    z,
    zero,
)

from theorycheck.kernel import KernelError, sorts
from theorycheck.kernel.calculus import derivative
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.replay import replay
from theorycheck.kernel.theorem import Theorem


def test_forged_theorems_cannot_be_written_down() -> None:
    """object.__new__ makes one; but a derivation writes only what it derived itself, and replay derives anew."""
    forged = object.__new__(Theorem)
    for name, value in {"hypotheses": frozenset(), "conclusion": t.FALSE, "trust": frozenset()}.items():
        object.__setattr__(forged, name, value)
    assert forged.conclusion is t.FALSE
    d = Derivation()
    with pytest.raises(KernelError, match="not derived here"):
        d.certificate(forged, t.FALSE)
    follows = d.false_elim(forged, t.le(one, zero))
    with pytest.raises(KernelError, match="not derived here"):
        d.certificate(follows, follows.conclusion)
    honest = d.refl(x)
    object.__setattr__(honest, "conclusion", t.FALSE)
    document = json.loads(json.dumps(d.certificate(honest, t.FALSE)))
    assert replay(document).theorem.conclusion is t.eq(x, x)


def test_an_index_that_is_negative_or_late_reaches_no_theorem() -> None:
    """Python's list[-1] would let a step use itself."""
    document, _, _ = sample("gauss")
    for index in (-1, len(document["steps"]), 10**6, True, "0", 0.0):
        spoiled = json.loads(json.dumps(document))
        spoiled["steps"][-1][1] = [{"theorem": index}, {"theorem": index}]
        refuses(replay, spoiled, because="reference|expected|argument|not there|takes")


def test_two_definitions_of_one_symbol() -> None:
    """The name holds the hash of the body: another body is another symbol; and a table has one body a symbol."""
    first, second = by.define("c", one), by.define("c", zero)
    assert first.conclusion.args[0] is not second.conclusion.args[0]
    cited = by.cite("oracle", "c", t.eq(first.conclusion.args[0], zero))
    for rule, arguments in [
        (by.compute, (x,)),
        (by.unfold, (x,)),
        (by.convert, (given(P), P)),
        (by.evaluate, (t.TRUE,)),
    ]:
        refuses(rule, *arguments, (first, cited), because="two definitions")
    refuses(by.ball, [x], [(Q(0), Q(1))], t.TRUE, [0], 96, [first, cited], because="two definitions")


def test_built_ins_cannot_be_defined() -> None:
    """⊢ exp = …, ⊢ 2 = 2 + 0 and ⊢ x = x + 0 are no definitions, though two of them are theorems."""
    for theorem in [by.ring(t.eq(real(2), t.add(real(2), zero))), by.ring(t.eq(x, t.add(x, zero))), by.refl(t.pi())]:
        refuses(by.compute, x, [theorem], because="a definition is")
    with pytest.raises(KernelError):
        t.make("constant", ("exp", REAL))


def test_recursion_outside_the_naturals() -> None:
    """Σ_{i<k+1} f = Σ_{i<k} f + f(k) at k = -1 or 1/2 would prove 0 = 1; the older kernel fell here."""
    step = by.forall_intro(by.recursion(total(t.add(n, nat(1)), lambda i: at(f, i))), n)
    for value in (-1, Q(1, 2)):
        refuses(t.natural, value, because="not a literal")
        refuses(by.forall_elim, step, t.real(value), because="bound sort")
        refuses(
            by.generalise,
            by.recursion(total(t.add(n, nat(1)), lambda i: at(f, i))),
            [t.real(value)],
            [n],
            because="wrong sort",
        )
    refuses(t.make, "sum", None, (t.real(-1), one), because="a size and a number")
    refuses(t.make, "sum", None, (t.cast(n), one), because="a size and a number")


def test_abstract_sorts_hidden_in_a_definition() -> None:
    """S1 of the spike: c := Σ_G 1, instantiated at Z_1 and Z_2, proves 1 = 2.  Every way to hide G is refused."""
    count = t.group_sum(u, one)
    to_real = sorts.function(G, REAL)
    for body in [
        count, t.lam(x, t.add(x, count)), t.select(t.exists(u, t.negate(t.eq(u, t.group_zero(G)))), one, zero),
        t.lam(x, t.select(t.forall(u, t.le(x, zero)), x, one)),
        t.apply(t.lam(t.variable("w", to_real), at(t.variable("w", to_real), t.group_zero(G))),
            t.lam(u, t.select(t.eq(u, u), count, one))),
    ]:  # fmt: skip
        refuses(by.define, "c", body, because="does not show")
    shown = by.define("c", t.lam(u, count))
    at_zero = at(shown.conclusion.args[0], t.group_zero(G))
    refuses(by.define, "d", at_zero, because="does not show")
    refuses(by.instantiate_sort, by.refl(at_zero), "G", ("Z", 2), because="unfold the constants first")
    opened = by.instantiate_sort(by.refl(count), "G", ("Z", 2))
    assert by.compute(opened.conclusion.args[0], []).conclusion.args[1] is real(2)


def test_one_name_for_two_sorts_is_instantiated_together() -> None:
    """(finite G) and (group G) are two sorts; a theorem about both is instantiated at both, or not at all."""
    element = t.variable("e", sorts.finite("G"))
    both = t.conj(t.eq(u, u), t.eq(element, element))
    refuses(by.instantiate_sort, given(both), "G", sorts.finite("H"), because="not a sort of that kind")
    merged = by.instantiate_sort(given(both), "G", ("Z", 2)).conclusion
    assert {sort for _, sort in merged.free} == {("Z", 2)}


def test_merged_names_stay_one_variable() -> None:
    """u:G and u:H become one variable at G := H: an instance, which must hold in every world."""
    other = t.variable("u", sorts.group("H"))
    h, h2 = t.variable("h", sorts.function(G, REAL)), t.variable("h", sorts.function(sorts.group("H"), REAL))
    theorem = by.implies_intro(given(t.lt(at(h, u), at(h2, other))), t.lt(at(h, u), at(h2, other)))
    merged = by.instantiate_sort(theorem, "G", sorts.group("H")).conclusion
    assert all(World(seed).holds(merged) is True for seed in range(20))


def test_eigenvariable_tricks() -> None:
    """A variable of the same name and another sort is another; hypotheses come back by generalise."""
    other_x = t.variable("x", NATURAL)
    theorem = by.forall_intro(given(P), other_x)
    assert theorem.hypotheses == {P} and theorem.conclusion is t.forall(other_x, P)
    refuses(by.forall_intro, by.generalise(given(t.le(y, zero)), [x], [y]), x, because="free in a hypothesis")
    weakened = by.and_left(by.and_intro(by.refl(x), given(P)))
    refuses(by.forall_intro, weakened, x, because="free in a hypothesis")
    somewhere = given(t.exists(x, P))
    two = by.and_intro(given(t.le(y, zero)), given(t.le(z, zero)))
    refuses(by.exists_elim, somewhere, two, y, because="free in a hypothesis")
    capture = given(t.forall(x, t.exists(y, t.lt(x, y))))
    assert by.forall_elim(capture, y).conclusion is t.exists(x, t.lt(y, x))


def test_psatz_reads_no_junk_and_no_open_terms() -> None:
    """x/0 is an atom: 0·(x/0) = 0 holds, (x/0)·0 = x does not; a loose index in a cofactor cancels or fails."""
    atom = t.div(x, zero)
    assert by.psatz([], t.eq(t.mul(zero, atom), zero), [], []).conclusion.op == "eq"
    refuses(by.psatz, [], t.eq(t.mul(atom, zero), x), [], [], because="identity fails")
    loose = t.make("bound", (0, REAL))
    refuses(by.psatz, [by.refl(x)], t.eq(y, t.add(y, loose)), [], [(0, loose)], because="open goal|identity")
    refuses(by.psatz, [given(t.eq(x, y))], t.eq(x, y), [], [(0, loose)], because="identity fails")
    refuses(by.psatz, [], t.eq(n, t.add(n, nat(1))), [], [], because="identity fails")
    refuses(by.psatz, [], t.le(one, zero), [], [], because="identity fails")


def test_junk_is_never_known() -> None:
    """Nothing decides 1/0 = 0, log 0 < 1, sqrt(-1)² = -1, max over nothing ≤ 0, table(1)(5) = 1."""
    root = t.elementary("sqrt", real(-1))
    for formula in [
        t.eq(t.div(one, zero), zero), t.lt(t.elementary("log", zero), one), t.eq(t.mul(root, root), real(-1)),
        t.le(zero, root),
        t.le(total(nat(0), lambda i: at(f, i), "max"), zero), t.eq(at(t.table(one), nat(5)), one),
        t.eq(t.div(one, zero), t.div(real(2), zero)),
    ]:  # fmt: skip
        refuses(by.evaluate, formula, [], because="undecided")
        refuses(by.ball, [x], [(Q(0), Q(1))], formula, [0], 96, [], because="not decided")


def test_comparison_of_residues_looks_at_values() -> None:
    """1 + 2 = 0 in Z_3, decided by the numbers, not by which object holds them."""
    left = t.group_add(t.residue(3, 1), t.residue(3, 2))
    assert by.evaluate(t.eq(left, t.group_zero(sorts.cyclic(3))), []).conclusion.op == "eq"
    assert by.evaluate(t.eq(t.residue(3, 1), t.residue(3, 2)), []).conclusion.op == "not"


def test_sums_over_dependent_sizes_stay_what_they_are() -> None:
    """Σ_{i<n} Σ_{j<i} f(j): no rule may exchange, scale out or split what depends on i."""
    triangle = t.summation(n, i, t.summation(i, j, at(f, j)))
    refuses(by.sum_exchange, triangle, because="depends on the bound")
    refuses(by.sum_constant, triangle, because="depends on the bound")
    refuses(by.sum_scale, t.summation(n, i, t.mul(t.cast(i), x)), because="depends on the bound")
    refuses(by.sum_split, t.summation(t.mul(n, m), i, one), because="expected add")


@pytest.mark.parametrize("name", ["exp", "log", "sqrt", "sin", "cos", "tanh", "arctan", "div", "mul"])
def test_the_calculus_differentiates(name: str) -> None:
    """Against difference quotients of an independent evaluator, at points where the function is defined."""
    inner = t.add(t.mul(x, x), real("1/3"))
    term = t.div(x, inner) if name == "div" else t.mul(x, inner) if name == "mul" else t.elementary(name, inner)
    slope, step = derivative(term, x), Q(1, 10**20)
    for value in (Q(1, 7), Q(-3, 2), Q(5, 3)):
        world = World(0)
        quotient = (_value(world, term, value + step) - _value(world, term, value - step)) / _ball(2 * step)
        assert abs(float(quotient) - float(_value(world, slope, value))) < 1e-12


def _ball(value: Q) -> arb:
    return arb(fmpq(value.numerator, value.denominator))


def _value(world: World, term: t.Term, value: Q) -> arb:
    world.known["variable", ("x", REAL)] = value
    world.steps = 0
    found = world.value(term)
    return _ball(found) if isinstance(found, Q) else found
