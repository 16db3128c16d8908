"""Nothing a certificate says makes the kernel run for long, eat the memory, or raise anything but KernelError."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from attack.certificates import sample
from shapes import NATURAL, REAL, P, Q, by, given, i, k, n, nat, one, real, refuses, t, total, x, y, zero

from theorycheck.kernel import KernelError, binding, errors, sorts
from theorycheck.kernel.errors import fuelled, spend
from theorycheck.kernel.interval import Undecided
from theorycheck.kernel.rules import RULES

SECONDS = 20.0


def _twice(sort: tuple) -> t.Term:
    """λf. λy. f(f(y))"""
    f, v = t.variable("f", sorts.function(sort, sort)), t.variable("y", sort)
    return t.lam(f, t.lam(v, t.apply(f, t.apply(f, v))))


def _church_tower(height: int) -> t.Term:
    """2 2 … 2 in Church numerals: a few dozen nodes, a tower of exponents when it reduces."""
    sort, numerals = REAL, []
    for _ in range(height):
        numerals.append(_twice(sort))
        sort = sorts.function(sort, sort)
    result = numerals[-1]
    for numeral in reversed(numerals[:-1]):
        result = t.apply(result, numeral)
    return result


def _nested_folds(depth: int) -> t.Term:
    """A fold whose step is a fold of literal length, and so on: 1000^depth steps."""
    state = t.variable("s", REAL)
    body = t.add(state, one)
    for _ in range(depth):
        body = t.fold(nat(1_000), state, k, state, body)
    return body


def _shared_binders(levels: int) -> t.Term:
    """x at every level of a chain that also stands under every number of binders."""
    term = x
    for _ in range(levels):
        term = t.add(term, t.make("sum", None, (nat(1), term)))
    return term


def _squared(start: t.Term, times: int) -> t.Term:
    for _ in range(times):
        start = t.mul(start, start)
    return start


HOSTILE: dict[str, Callable[[], object]] = {
    "nested folds": lambda: by.compute(_nested_folds(4), []),
    "a literal size": lambda: by.compute(total(nat(10**3_000), lambda i: x), []),
    "a literal quantifier": lambda: by.convert(given(P), t.bounded_forall(i, nat(10**3_000), P), []),
    "a literal group": lambda: by.compute(t.group_sum(t.variable("a", ("Z", 10**3_000)), x), []),
    "numbers that square themselves": lambda: by.compute(
        t.fold(nat(60), real("1000001/1000003"), k, x, t.mul(x, x)), []
    ),
    "numbers that divide": lambda: by.compute(t.fold(nat(5_000), one, k, x, t.div(x, real(3**2_000))), []),
    "a polynomial tower": lambda: by.ring(t.eq(_squared(t.add(x, y), 40), x)),
    "a literal tower": lambda: by.ring(t.eq(_squared(real(3), 60), x)),
    "a positivity tower": lambda: by.psatz([], t.le(zero, x), [(Q(1), (), (), (_squared(t.add(x, y), 30),))], []),
    "an interval tower": lambda: by.evaluate(t.le(zero, _squared(t.elementary("exp", real(4_000)), 40)), []),
    "a small interval tower": lambda: by.evaluate(t.le(zero, _squared(t.elementary("exp", real(-4_000)), 40)), []),
    "a wide ball": lambda: by.ball(
        [x], [(Q(0), Q(1))], t.lt(t.elementary("sin", x), zero), [(0, Q(1, 2))] * 50_000, 4_000, []
    ),
    "shared binders": lambda: by.generalise(by.refl(_shared_binders(2_500)), [one], [x]),
    "a Church tower": lambda: _in_a_step(lambda: _church_tower(6)),
    "a group combination": lambda: by.group_identity(t.eq(_doubled(60), t.group_zero(sorts.group("G")))),
    "a circular definition": lambda: by.compute(_constant(), [by.refl(_constant())]),
    "a growing definition": lambda: by.unfold(_constant(), [by.ring(t.eq(_constant(), t.add(_constant(), zero)))]),
    "a definition that unfolds to itself": lambda: by.unfold(_constant(), [by.refl(_constant())]),
    "a deep group term": lambda: by.group_identity(t.eq(_deep_group(20_000), t.group_zero(sorts.group("G")))),
    "many variables": lambda: _in_a_step(lambda: _many(REAL)),
    "a thousand unknowns": lambda: _root_of(1_000, lambda v: v),
    "slopes of every size": lambda: _root_of(60, lambda v: t.mul(t.elementary("exp", real(4_000)), v)),
    "a matrix of a hundred rows": lambda: by.definite([x], [(Q(0), Q(1))], _dense(100), 4_000),
}


def _dense(count: int) -> tuple:
    """Definite, without a zero."""
    return tuple(tuple(real(300 if i == j else Q(1, 3 + i + j)) for j in range(count)) for i in range(count))


def _root_of(count: int, equation: Callable[[t.Term], t.Term]) -> object:
    """F_i = equation(v_i) near 0, with a full preconditioner of long numbers."""
    unknowns = tuple(t.variable(f"v{i}", REAL) for i in range(count))
    row = tuple(Q(3**i, 10**1_700) for i in range(count))
    bounds = ((Q(-1), Q(1)),) * count
    return by.exists_root(unknowns, bounds, tuple(map(equation, unknowns)), (Q(0),) * count, (row,) * count, 4_000)


def _in_a_step(work: Callable[[], object]) -> object:
    with fuelled():
        return work()


def _constant() -> t.Term:
    return t.constant("c#1", REAL)


def _doubled(times: int) -> t.Term:
    term = t.variable("u", sorts.group("G"))
    for _ in range(times):
        term = t.group_add(term, term)
    return term


def _deep_group(depth: int) -> t.Term:
    term = u = t.variable("u", sorts.group("G"))
    for _ in range(depth):
        term = t.group_add(term, u)
    return term


def _many(sort: tuple) -> t.Term:
    """Terms with ever more free variables and loose indices: memory grows with the square."""
    term = t.variable("v", sort)
    for index in range(60_000):
        term = t.add(t.add(term, t.variable(f"v{index}", sort)), t.make("bound", (index, sort)))
    return term


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_steps_are_refused_on_a_small_tank(name: str) -> None:
    """The tank around a step also bounds what the step may use."""
    start = time.process_time()
    with fuelled(60_000), pytest.raises(KernelError):
        HOSTILE[name]()
    assert time.process_time() - start < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_steps_are_refused_in_time(name: str) -> None:
    """The same, on the full tank of a step."""
    start = time.process_time()
    with pytest.raises(KernelError):
        HOSTILE[name]()
    assert time.process_time() - start < 3 * SECONDS


def test_a_tank_is_filled_from_the_one_around_it() -> None:
    """What an inner block uses is gone outside; it never gets more than there is."""
    with fuelled(100):
        with fuelled(1_000), pytest.raises(KernelError, match="out of fuel"):
            spend(101)
        with pytest.raises(KernelError, match="out of fuel"):
            spend(1)
    with fuelled(100):
        with fuelled(40):
            spend(40)
        spend(60)
        with pytest.raises(KernelError, match="out of fuel"):
            spend(1)
    spend(10**9)  # outside every tank


def test_a_whole_replay_has_one_tank(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many steps that are each cheap enough do not add up to for ever."""
    from theorycheck.kernel import replay

    document, _, _ = sample("ball")
    document["steps"] = document["steps"] * 200
    monkeypatch.setattr(replay, "REPLAY_FUEL", 5_000)
    refuses(replay.replay, document, because="out of fuel")


def test_the_number_of_living_terms_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 64 MB cannot fill the memory."""
    monkeypatch.setattr(binding, "MAX_TERMS", len(binding._table) + 10)
    refuses(lambda: [t.real(Q(value, 7)) for value in range(10_000, 10_100)], because="too many terms")


def test_undecided_is_a_kernel_error_and_other_faults_become_one() -> None:
    """No other exception leaves a rule: not RecursionError, ValueError, OverflowError."""
    assert issubclass(Undecided, KernelError)
    for fault in (
        RecursionError,
        MemoryError,
        ZeroDivisionError,
        OverflowError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
    ):
        with pytest.raises(KernelError, match=fault.__name__), errors.only_kernel_errors("a step"):
            raise fault("no")
    deep = x
    for _ in range(20_000):
        deep = t.lam(y, deep)
    with pytest.raises(KernelError):
        by.refl(deep)


def test_valid_steps_on_deep_terms_and_huge_bounds_are_accepted() -> None:
    """They used to fail while a message was prepared that nobody asked for."""
    deep = x
    for _ in range(5_000):
        deep = t.add(deep, x)
    formula = t.le(deep, x)
    assert by.implies_elim(given(t.implies(formula, formula)), given(formula)).conclusion is formula
    huge = Q(10) ** 400
    assert by.ball([x], [(-huge, huge)], t.le(zero, t.mul(x, x)), [0], 96, []).hypotheses == frozenset()
    with pytest.raises(KernelError, match="not decided"):
        by.ball([x], [(-huge, huge)], t.lt(zero, t.mul(x, x)), [0], 96, [])


@pytest.mark.parametrize("name", sorted(RULES))
def test_rules_survive_nonsense(name: str) -> None:
    """Any argument of any kind at any place: KernelError or a theorem."""
    nonsense = [x, n, P, t.TRUE, by.refl(x), given(P), by.refl(t.variable("f", sorts.function(NATURAL, REAL))), Q(1),
        1, -1, True, "sum", "", (),
                ((),), (x,), (by.refl(x),), ((Q(1), (0,), (), ()),), (0,), ((0, Q(1)),), None, 1.5, [x],
                t.make("bound", (3, REAL))]  # fmt: skip
    for arity in range(1, 7):
        for shift in range(0, len(nonsense) * 5, 3):
            arguments = [nonsense[(shift * (place + 1) + place) % len(nonsense)] for place in range(arity)]
            try:
                RULES[name](*arguments)
            except KernelError:
                continue
