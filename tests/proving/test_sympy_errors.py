"""SymPy's documented errors, repeated: no wrong verdict comes of any of them, and the guard sees those it is shown.

Where the SymPy at hand no longer errs the test of the error is skipped and says so; the verdicts are held all the same.
"""

from __future__ import annotations

import importlib

import pytest
import sympy as sp

from theorycheck import Claim, absolute, eq, gradient, le, real, relu, step
from theorycheck.errors import FloatInStatement, OutsideVocabulary, StatementError, UnknownSymbol
from theorycheck.pipeline import Options, check
from theorycheck.proving.guard import compared, solved
from theorycheck.statement.sympy_bridge import sympy_to_statement

from .sympy_errors import A_, B_, ERRORS, P_, Q_, R_, S_, X_, Y_, Z_, Error

NUMBERS = [error.number for error in ERRORS]
CLAIMS = [
    pytest.param(stated, id=f"{error.number}{f' ({i})' if i else ''}")
    for error in ERRORS for i, stated in enumerate(error.claims)
]  # fmt: skip


@pytest.mark.parametrize("error", ERRORS, ids=NUMBERS)
def test_sympy_says_it(error: Error) -> None:
    try:
        answer = error.asked()
    except Exception as refused:  # better than a wrong answer
        answer = refused
    if not error.wrong(answer):
        pytest.skip(f"SymPy {sp.__version__} no longer errs here: it answers {answer}; the truth is {error.truth}")


@pytest.mark.parametrize("stated", CLAIMS)
def test_no_wrong_verdict_comes_of_it(stated, tmp_path) -> None:
    claim = Claim(
        title="t", source="s", given=list(stated.given), conclude=stated.conclude, proof=stated.script or None
    )
    outcome = check(claim, options=Options(examples=400, folder=tmp_path))
    assert outcome.verdict.value in stated.right, outcome


# -- what never becomes a statement ------------------------------------------------------------------------------------


def test_7_a_kink_has_no_derivative_here() -> None:
    """SymPy differentiates relu, the modulus and a step to something at their kinks."""
    r = real("r")
    for kinked in (relu(r), absolute(r), step(r - 1)):
        with pytest.raises(OutsideVocabulary, match="need not exist"):
            gradient(kinked, r)


@pytest.mark.parametrize(
    "expression",
    [
        sp.Max(R_, 0).diff(R_),
        sp.Abs(R_).diff(R_),
        sp.Piecewise((R_**2, R_ < 1), (5, True)).diff(R_),
        sp.Sum(1, (X_, 5, 2)),
        sp.MatrixSymbol("A", 2, 2).I,
        sp.Integral(1 / (R_ - 2) ** 2, (R_, 0, 1)),
    ],
    ids=["7 Heaviside", "7 sign", "8 a jump differentiated", "10 Sum", "11 Inverse", "6 Integral"],
)
def test_these_nodes_of_sympy_mean_nothing_here(expression) -> None:
    with pytest.raises((OutsideVocabulary, UnknownSymbol)):
        sympy_to_statement(expression, {R_: real("r"), X_: real("x")})


def test_14_and_15_a_float_is_no_literal() -> None:
    """1/3 and its float are equal or not for SymPy, depending on how one asks."""
    assert (
        bool(sp.Eq(sp.S(1) / 3, sp.Float(1) / 3)) is not (sp.S(1) / 3 == sp.Float(1) / 3) or sp.__version__ != "1.14.0"
    )
    for number in (0.1 + 0.2 - 0.3, sp.Float(1) / 3):
        with pytest.raises(FloatInStatement):
            le(number, real("x"))


def test_21_two_symbols_of_one_name_do_not_meet() -> None:
    """For SymPy x - x is not 0 where one x is real and the other is not."""
    assert sp.Symbol("x", real=True) - sp.Symbol("x") != 0
    with pytest.raises(UnknownSymbol):
        le(sp.Symbol("x", real=True) - sp.Symbol("x"), 0)
    from theorycheck import positive

    with pytest.raises(StatementError):
        Claim(title="t", source="s", conclude=eq(real("x") - real("x", positive), 0)).statement


def test_22_text_is_never_evaluated() -> None:
    text = "(lambda: __import__('os').getpid())()"
    assert isinstance(sp.sympify(text), int)
    with pytest.raises(StatementError):
        le(text, real("x"))
    with pytest.raises(sp.SympifyError):
        compared(text, sp.S.Zero)


# -- what the guard says -----------------------------------------------------------------------------------------------


def test_the_guard_refutes_with_certainty() -> None:
    """A ball that excludes 0, also for an offset of 10⁻⁴⁰."""
    almost = compared(sp.sin(R_) ** 2 + sp.cos(R_) ** 2, 1 + sp.Rational(1, 10**40))
    assert almost.verdict == "different" and almost.point is not None
    assert compared(sp.sqrt(X_**2), X_).verdict == "different"
    assert compared(-1 / (1 - A_) - 1 / A_, sp.S.One).verdict == "different"


def test_the_guard_does_not_refute_what_sympy_refutes() -> None:
    assert compared(sp.Max(P_ * R_, 0), P_ * sp.Max(R_, 0)).believable
    assert compared((R_ + S_) ** 2, R_**2 + 2 * R_ * S_ + S_**2).verdict == "identical"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((X_**2 - 1) / (X_ - 1), X_ + 1),
        (1 / (sp.sqrt(P_) + sp.sqrt(Q_)), (sp.sqrt(P_) - sp.sqrt(Q_)) / (P_ - Q_)),
        (sp.Heaviside(R_), sp.Piecewise((1, R_ > 0), (0, True))),
        (sp.exp(sp.log(X_, evaluate=False), evaluate=False), X_),
    ],
    ids=["cancel", "radsimp", "Heaviside", "exp log"],
)
def test_the_guard_tells_where_a_domain_was_changed(before, after) -> None:
    found = compared(before, after)
    assert "one side has no value" in found.domain and not found.believable


def test_the_guard_knows_nothing_of_what_it_cannot_evaluate() -> None:
    assert compared(sp.gamma(X_), sp.gamma(X_)).verdict == "unchecked"
    assert not compared(sp.gamma(X_), sp.gamma(X_)).believable


@pytest.mark.parametrize(
    ("equations", "unknowns"),
    [([X_ * Y_, X_ * Z_], [X_, Y_, Z_]), ([sp.Max(R_, 0)], [R_]), ([A_ * X_ - B_], [X_])],
    ids=["1", "2", "12"],
)
def test_the_guard_finds_the_lost_branch(equations, unknowns) -> None:
    pytest.importorskip("z3", reason="needs z3: pip install theorycheck[smt]")
    found = solved(equations, unknowns)
    assert found.complete is False and "=" in found.lost


def test_the_guard_does_not_wait_for_sympy(monkeypatch) -> None:
    """No answer in time is no proposal; what it raises is none either."""
    solutions = importlib.import_module("theorycheck.proving.guard.solutions")
    monkeypatch.setattr(solutions, "SECONDS", 0.01)
    assert solved([X_**2 - 1], [X_]).branches == ()
    monkeypatch.undo()
    assert solved([sp.exp(X_) + sp.sin(X_) - sp.Abs(X_)], [X_]).branches == ()


def test_the_guard_puts_branches_back(monkeypatch) -> None:
    """Complex roots and branches that solve nothing are set aside, and x/y is not 0 at 0/0."""
    pytest.importorskip("z3", reason="needs z3: pip install theorycheck[smt]")
    assert solved([X_**2 - 3 * X_ + 2], [X_]).complete is True
    none = solved([X_**2 + 1], [X_])
    assert not none.branches and none.complete is True and len(none.wrong) == 2
    solutions = importlib.import_module("theorycheck.proving.guard.solutions")
    monkeypatch.setattr(solutions, "_proposed", lambda *given: [{X_: sp.S.One}, {X_: sp.S(2)}])
    assert solved([X_**2 - 1], [X_]).wrong == ({X_: 2},)
    monkeypatch.setattr(solutions, "_proposed", lambda *given: [{X_: sp.S.Zero, Y_: sp.S.Zero}])
    assert solved([X_ / Y_], [X_, Y_]).branches == ()
