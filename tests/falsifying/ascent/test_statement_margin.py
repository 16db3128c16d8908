"""The margin of a statement as a function: its slopes and residuals against differences, its hypotheses, its replay."""
from __future__ import annotations

import numpy
import pytest
from statements import W, homogeneous, net, x, y

from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.ascent.margin_tape import MarginTape
from theorycheck.falsifying.ascent.statement_margin import StatementMargin
from theorycheck.falsifying.ascent.wanted import residuals_of
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.sample.lanes import FRESH
from theorycheck.falsifying.search import Search
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import exists, forall, summation
from theorycheck.statement.relations import and_, eq, implies, le, lt, ne, not_, or_
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, matrix, real, vector
from theorycheck.statement.vocabulary.elementwise import absolute, exp, sin, tanh
from theorycheck.statement.vocabulary.linear_algebra import inner, norm, squared_norm
from theorycheck.statement.vocabulary.losses import squared_loss

n = dims("n")
A, B, u, v = matrix("A", n, n), matrix("B", n, n), vector("u", n), vector("v", n)
SIZES = {"K": 2, "N": 2, "d": [2, 3, 2], "n": 3}
SMOOTH = {
    "network": lambda: Statement([], le(squared_norm(net(W, tanh)), 1)),
    "product": lambda: Statement([], le(squared_norm(A @ B - B @ A), norm(A))),
    "single pieces": lambda: Statement([], le(inner(A @ u, v) * exp(-squared_norm(u)), 3)),
    "solved": lambda: Statement([eq(3 * x + y, 1)], le(x * y, rational("1/13"))),
    "sum": lambda: Statement([], lt(1, summation(n, lambda i: (u[i] * v[i] - 1) ** 2))),
}
FITS = {
    "squared loss": lambda: Statement([], lt(rational("1/100"), squared_loss(A @ B, A))),
    "sum of squares": lambda: Statement([], lt(rational("1/100"), summation(n, lambda i: (u[i] * v[i] - 1) ** 2) / 3)),
    "norm": lambda: Statement([], le(1, norm(A @ u - v))),
    "two sides differ": lambda: Statement([], ne(x**2 + y**2, 1)),
}


def margin(statement: Statement, backend: str = "numpy") -> StatementMargin:
    examiner = Search(statement, None, Budget(examples=1), 3, backend, None).examiner
    return StatementMargin(examiner, {name: SIZES[name] for name in examiner.space.size_names})


def points(of: StatementMargin, count: int = 5):
    drawer = of.examiner.drawer
    return of.admitted(of.flatten(drawer.draw(FRESH, of.cells, drawer.chosen(range(40, 40 + count)))) / 4)


def differences(function, at, step: float = 1e-6):
    columns = []
    for place in range(at.shape[1]):
        shift = numpy.zeros_like(at)
        shift[:, place] = step
        columns.append((function(at + shift) - function(at - shift)) / (2 * step))
    return numpy.stack(columns, axis=-1)


@pytest.mark.parametrize("name", SMOOTH)
def test_slopes_are_derivatives(name: str) -> None:
    of = margin(SMOOTH[name]())
    at = points(of)
    values, slopes = of.slopes(at)
    assert of.differentiable and (values == of.values(at)).all()
    expected = differences(of.values, at)
    assert numpy.abs(slopes - expected).max() <= 1e-5 * max(1, numpy.abs(expected).max())


@pytest.mark.parametrize("name", FITS)
def test_residuals_are_what_the_margin_falls_by_and_have_their_derivatives(name: str) -> None:
    of = margin(FITS[name]())
    assert of.measurable()
    at = points(of)
    residuals, jacobian = of.residuals(at)
    expected = differences(lambda z: of.residuals(z)[0], at)
    assert numpy.abs(jacobian - expected).max() <= 1e-5 * max(1, numpy.abs(expected).max())
    order = numpy.argsort((residuals**2).sum(axis=1))
    assert (numpy.diff(of.values(at)[order]) <= 1e-12).all()


def test_a_replayed_margin_is_the_evaluated_one() -> None:
    of = margin(homogeneous(tanh))
    at = points(of, 7)
    first, again = of.slopes(at), of.slopes(at)
    of.tapes = dict.fromkeys(of.tapes)  # nothing recorded: evaluated directly
    direct = of.slopes(at)
    for one, other in ((first, again), (first, direct)):
        assert all((a == b).all() for a, b in zip(one, other, strict=True))


def test_long_batches_are_cut_and_put_together_again() -> None:
    of = margin(SMOOTH["product"]())
    at = points(of, 40)
    whole = of.slopes(at)
    of.rows = 7
    parts = of.slopes(at)
    assert all((a == b).all() for a, b in zip(whole, parts, strict=True))


def test_outside_of_the_hypotheses_there_is_no_value() -> None:
    of = margin(Statement([lt(0, sin(x))], le(x * y, 3)))
    values = of.values(numpy.asarray([[0.5, 2.0], [-1.0, 2.0], [4.0, 2.0]]))
    assert numpy.isfinite(values[0]) and (values[1:] == -numpy.inf).all()


def test_what_has_no_derivative_is_climbed_by_differences() -> None:
    of = margin(SMOOTH["network"]())

    def broken(*_: object) -> object:
        raise OverflowError

    of._taped = broken  # type: ignore[method-assign, assignment]
    values, _ = of.slopes(points(of))
    assert not of.differentiable and numpy.isfinite(values).all()


def test_values_and_slopes_are_the_same_on_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    host = margin(FITS["squared loss"]())
    monkeypatch.setattr(backends, "select", lambda name: fake_device_backend())
    device = margin(FITS["squared loss"](), "cupy")
    at, there = points(host), points(device)
    for here, remote in zip(
        (*host.slopes(at), *host.residuals(at)), (*device.slopes(there), *device.residuals(there)), strict=True
    ):
        assert (here == device.backend.to_host(remote)).all()


def test_parts_of_a_margin_that_are_nearly_as_bad_pull_too() -> None:
    """The worst of two equal parts alone would be half of the story."""
    algebra = margin(SMOOTH["network"]()).backend
    from theorycheck.algebra.floats import Floats

    tape = MarginTape(Floats(algebra, 3))
    a, b = tape.variable(numpy.asarray([1.0, 1.0, 5.0])), tape.variable(numpy.asarray([1.0, 0.9, -5.0]))
    together = tape.worse(a, b)
    first, second = tape.gradient(together, [a, b])
    assert (together.value == [1, 1, 5]).all()
    assert numpy.allclose(first + second, 1) and first[0] == 0.5 and 0.5 < first[1] < 0.9 and first[2] > 0.999


# ------------------------------------------------------------------ which expressions are wanted to vanish


p, q = real("p q")
WANTED = [
    (le(1, squared_norm(u)), ["u"]),
    (le(squared_norm(u), 1), []),
    (lt(-squared_norm(u) + q, 1), ["u"]),
    (le(1, 3 * absolute(p - q) / 2 + p**2), ["p - q", "p"]),
    (le(1, p**3), []),
    (ne(p, q), ["p - q"]),
    (eq(p, q), []),
    (not_(and_(eq(p, 1), eq(q, 2))), ["p - 1", "q - 2"]),
    (implies(eq(p, 1), lt(1, q**2)), ["p - 1", "q"]),
    (or_(lt(0, p * p), ne(q, 3)), ["p", "q - 3"]),
    (not_(forall(n, lambda i: eq(u[i], 1))), 1),
    (exists(n, lambda i: ne(u[i], v[i])), 1),
    (le(1, summation(n, lambda i: summation(n, lambda j: (A[i, j] - 1) ** 2))), 1),
    (le(n, 3), []),
]


@pytest.mark.parametrize(("relation", "expected"), WANTED, ids=range(len(WANTED)))
def test_residuals_are_read_off_the_conclusion(relation, expected) -> None:
    found = residuals_of(relation)
    if isinstance(expected, int):
        assert len(found) == expected
    else:
        texts = [str(one).replace("+ -", "- ").replace("(", "").replace(")", "") for one in found]
        assert texts == expected


