"""Every statement that SymPy or Python would collapse survives as written, or is refused with its cure."""

from __future__ import annotations

from fractions import Fraction

import numpy
import pytest
import sympy

from theorycheck import (
    Claim,
    absolute,
    and_,
    dims,
    eq,
    exp,
    family,
    le,
    log,
    lt,
    matrix,
    maximum,
    ne,
    own,
    product,
    rational,
    real,
    sqrt,
    summation,
)
from theorycheck.errors import (
    ClaimCollapsed,
    FloatInStatement,
    OutsideVocabulary,
    RefusedOperation,
    ShapeError,
    UndecidedTruth,
    UnknownSymbol,
)
from theorycheck.statement.arithmetic import as_node
from theorycheck.statement.node import Node
from theorycheck.statement.nodes import Add, Div, Eq, Le, Mul, Negate, Sum
from theorycheck.statement.statements import Statement
from theorycheck.statement.sympy_bridge import sympy_to_statement

x, y = real("x y")
N, M = dims("N M")
A = matrix("A", N, N)
X = matrix("X", N, M)


def kernel(conclude: Node, *given: Node) -> str:
    return Statement(given, conclude).kernel_text()


# ------------------------------------------------------------------ survive as written


def test_x_over_x() -> None:
    quotient = x / x
    assert type(quotient) is Div and quotient.args == (x, x)
    assert "¬(x0 = 0)" in kernel(eq(quotient, 1)) and "(x0 / x0) = 1" in kernel(eq(quotient, 1))


def test_x_minus_x() -> None:
    difference = x - x
    assert type(difference) is Add and difference.args == (x, Negate(x))


def test_zero_times_x() -> None:
    assert type(0 * x) is Mul and str(0 * x) == "0*x"


def test_exp_of_log_keeps_the_condition_of_log() -> None:
    assert str(exp(log(x))) == "exp(log(x))"
    assert "0 < x0" in kernel(eq(exp(log(x)), x))


def test_square_root_of_a_square() -> None:
    assert str(sqrt(x**2)) == "sqrt(x**2)"


def test_absolute_value_at_least_zero() -> None:
    relation = le(0, absolute(x))
    assert type(relation) is Le and str(relation) == "0 <= absolute(x)"
    assert type(abs(x) >= 0) is Le


def test_equal_sides_stay_an_equation() -> None:
    assert type(eq(x, x)) is Eq and str(eq(x, x)) == "x = x"
    assert (x == x) is True and (x == y) is False


def test_maximum_and_ties_stay() -> None:
    assert str(maximum(x, x)) == "maximum(x, x)"


def test_a_matrix_times_its_transpose_stays() -> None:
    from theorycheck import transpose

    assert str(A @ transpose(A)) == "matrix_product(A, transpose(A))"


def test_empty_sums_and_products_are_0_and_1() -> None:
    from theorycheck.algebra.rationals import Rationals
    from theorycheck.statement.evaluation import evaluate

    node = summation(N, lambda i: x), product(N, lambda i: x)
    values = [evaluate(n, Rationals(), {N: 0, x: Fraction(5)}) for n in node]
    assert values == [0, 1]


def test_one_symbol_is_one_symbol() -> None:
    """SymPy tells Symbol("x", real=True) from Symbol("x"), and x - x is then not 0."""
    assert real("x") is x
    with pytest.raises(ShapeError, match="two different symbols are called x"):
        Statement([], and_(eq(x, 0), eq(matrix("x", N, N), A)))


# ------------------------------------------------------------------ refused


@pytest.mark.parametrize("value", [True, False, sympy.true, sympy.false, sympy.Abs(sympy.Symbol("r", real=True)) >= 0])
def test_a_bare_truth_value_is_refused(value: object) -> None:
    with pytest.raises(ClaimCollapsed, match="evaluated before the statement saw it"):
        Claim(title="t", source=own("s"), conclude=value)
    with pytest.raises(ClaimCollapsed):
        Claim(title="t", source=own("s"), given=[value], conclude=eq(x, x))
    with pytest.raises(ClaimCollapsed):
        and_(eq(x, 0), value)


def test_python_equality_of_nodes_is_caught_as_a_collapsed_claim() -> None:
    with pytest.raises(ClaimCollapsed, match="the claim 't'"):
        Claim(title="t", source=own("s"), conclude=x == y)


def test_numpy_truth_is_refused() -> None:
    with pytest.raises(ClaimCollapsed):
        Claim(title="t", source=own("s"), conclude=numpy.float64(1) == 1)


@pytest.mark.parametrize("value", [0.1, numpy.float64(0.1), numpy.float32(0.5), sympy.Float("0.1")])
def test_floats_are_refused_with_their_cure(value: object) -> None:
    for build in (lambda: x + value, lambda: value * x, lambda: eq(x, value), lambda: as_node(value)):
        with pytest.raises(FloatInStatement, match="rational"):
            build()
    with pytest.raises(FloatInStatement):
        rational(0.1)  # type: ignore[arg-type]
    assert rational("0.1").value == Fraction(1, 10)


def test_the_inverse_is_outside_the_vocabulary() -> None:
    a = sympy.MatrixSymbol("A", 2, 2)
    with pytest.raises(OutsideVocabulary, match="Inverse"):
        sympy_to_statement(a.inverse())
    with pytest.raises((AttributeError, OutsideVocabulary, RefusedOperation)):
        A.inverse()
    with pytest.raises((OutsideVocabulary, ShapeError)):
        A**-1


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        (sympy.Sum(sympy.Symbol("k"), (sympy.Symbol("k"), 5, 2)), "Sum"),
        (sympy.Product(2, (sympy.Symbol("k"), 5, 2)), "Product"),
        (sympy.Piecewise((1, sympy.Symbol("t") > 0), (2, True)), "Piecewise"),
        (sympy.Heaviside(sympy.Symbol("t")), "Heaviside"),
        (1 + sympy.Function("f")(sympy.Symbol("t")) ** 2, "f"),
        (sympy.oo, "Infinity"),
        (sympy.nan, "NaN"),
        (sympy.I, "ImaginaryUnit"),
        (sympy.Symbol("t") ** sympy.Rational(1, 3), "Pow"),
    ],
)
def test_what_no_node_means_is_named(expression: sympy.Basic, named: str) -> None:
    t = sympy.Symbol("t")
    with pytest.raises(OutsideVocabulary, match=named) as caught:
        sympy_to_statement(expression, {t: x})
    assert caught.value.cure


def test_the_smallest_guilty_part_is_named() -> None:
    t = sympy.Symbol("t")
    with pytest.raises(OutsideVocabulary) as caught:
        sympy_to_statement(1 + t * sympy.gamma(t + 1), {t: x})
    assert "gamma(t + 1)" in str(caught.value) and "t*gamma" not in str(caught.value)


def test_sympy_expressions_are_converted_node_by_node() -> None:
    t = sympy.Symbol("t", positive=True)
    node = sympy_to_statement(sympy.sqrt(t) / (1 + sympy.exp(-t)) <= sympy.Max(t, 1), {t: x})
    assert str(node) == "sqrt(x)*(1/(1 + exp(-1*x))) <= maximum(1, x)" or "sqrt(x)" in str(node)
    assert type(node) is Le


def test_a_sympy_symbol_must_be_mapped() -> None:
    with pytest.raises(UnknownSymbol, match="declare t = real"):
        x + sympy.Symbol("t")
    with pytest.raises(UnknownSymbol):
        sympy.Symbol("t") * x


@pytest.mark.parametrize(
    "build",
    [
        lambda: sympy.Abs(x) >= 0,
        lambda: sympy.Max(x, 0),
        lambda: sympy.exp(x),
        lambda: sympy.exp(sympy.log(x)),
        lambda: sympy.Heaviside(x),
        lambda: sympy.sqrt(x),
        lambda: sympy.Sum(x, (x, 0, 2)),
        lambda: sympy.Eq(x, 1.0),
        lambda: sympy.Piecewise((x, True)),
    ],
)
def test_sympy_functions_of_our_symbols_never_pass_silently(build: object) -> None:
    """Whatever SymPy makes of a node of ours, it is refused, or is what was written."""
    try:
        made = build()  # type: ignore[operator]
        Claim(
            title="t", source=own("s"), conclude=made if isinstance(made, sympy.logic.boolalg.Boolean) else eq(made, y)
        )
    except (TypeError, ValueError, AttributeError, OutsideVocabulary, ClaimCollapsed, FloatInStatement, UnknownSymbol):
        return
    except DeprecationWarning:  # SymPy's own refusal, an error under pytest
        return
    assert isinstance(made, Node)


def test_no_truth_value() -> None:
    for use in (lambda: bool(eq(x, y)), lambda: 0 <= x <= 1, lambda: [1] if le(x, y) else [2]):
        with pytest.raises(UndecidedTruth, match="and_"):
            use()
    with pytest.raises(TypeError):
        list(X)  # an iteration over a symbolic size would never end


def test_numpy_arrays_do_not_swallow_nodes() -> None:
    with pytest.raises(OutsideVocabulary):
        numpy.ones(3) * x


def test_sympy_substitution_is_refused() -> None:
    node = summation(N, lambda i: x)
    assert type(node) is Sum
    for use in (lambda: node.subs(x, y), lambda: node.xreplace({x: y}), lambda: node.free_symbols):
        with pytest.raises(RefusedOperation, match=r"substitute|symbols_of"):
            use()


def test_mixed_kinds_are_refused() -> None:
    for build in (
        lambda: X + 1,
        lambda: X * X,
        lambda: X @ X,
        lambda: x / X,
        lambda: X[0],
        lambda: lt(X, A),
        lambda: N - 1 + X,
    ):
        with pytest.raises(ShapeError):
            build()
    with pytest.raises(ShapeError, match="size"):
        matrix("B", N - 1, N)
    with pytest.raises(OutsideVocabulary):
        x ** rational("1/2")


def test_definedness_is_part_of_the_conclusion_and_of_the_hypothesis() -> None:
    text = kernel(eq(1 / y, 2), eq(1 / x, 1))
    assert text.count("¬(") == 2
    a = family("a", real(), upto=N)
    text = kernel(eq(summation(N, lambda k: 1 / a[k]), 0))
    assert "∀" in text and "¬" in text
    assert "¬" not in kernel(eq(x / 2, x / (N + 1)))  # a literal, and a size that is positive


def test_ne_prints_and_means_not_equal() -> None:
    assert ne(x, y)._latex() == r"x \ne y"
