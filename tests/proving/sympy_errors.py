"""The documented errors of SymPy 1.14, each with its answer, the truth, and claims that would go wrong with it.

A claim is written in the statement language; beside it stand the verdicts that are right, of which UNKNOWN is one.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from theorycheck import (
    absolute,
    and_,
    dims,
    eq,
    exp,
    identity_matrix,
    le,
    log,
    lt,
    matrix,
    ne,
    not_,
    positive,
    product,
    rational,
    real,
    relu,
    softplus,
    sqrt,
    step,
    summation,
)  # fmt: skip

FALSE = frozenset({"REFUTED", "SURVIVED", "UNKNOWN"})  # of a false claim: never a proof
TRUE = frozenset({"PROVED", "SURVIVED", "UNKNOWN"})  # of a true one: never a refutation
PROVED, REFUTED = frozenset({"PROVED"}), frozenset({"REFUTED"})


@dataclass(frozen=True)
class Stated:
    """A claim, a script that would use SymPy or must do without it, and its right verdicts."""

    conclude: Any
    right: frozenset[str]
    given: tuple = ()
    script: str = ""


@dataclass(frozen=True)
class Error:
    """What SymPy is asked, when its answer is the documented wrong one, what is true, and what rests on it."""

    number: str
    asked: Callable[[], Any]
    wrong: Callable[[Any], bool]
    truth: str
    claims: tuple[Stated, ...]


x, y, z, a, b, r = real("x y z a b r")
p, q = real("p q", positive)
n = dims("n")
X, Y = matrix("X", 2, 2), matrix("Y", 2, 2)

X_, Y_, Z_, A_, B_ = sp.symbols("x y z a b")
R_, S_ = sp.symbols("r s", real=True)
P_, Q_ = sp.symbols("p q", positive=True)
K_ = sp.Symbol("k", integer=True)
F_ = sp.Function("f")
TINY = rational("1/100000000000000000000")


def singular() -> Any:
    A = sp.MatrixSymbol("A", 2, 2)
    return (A * A.I).subs(A, sp.Matrix([[1, 1], [1, 1]]))


def convex_step() -> Any:
    from sympy.calculus.util import is_convex

    return is_convex(sp.Piecewise((0, R_ < 0), (-1, True)), R_)


def overflowing() -> Any:
    import numpy

    with numpy.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return sp.lambdify(X_, X_**63, "numpy")(numpy.array([2]))[0]


def negated_step(t: Any) -> Any:
    return -step(t)


ERRORS = (
    Error("1 solve loses x = 0", lambda: sp.solve([X_ * Y_, X_ * Z_], [X_, Y_, Z_], dict=True),
          lambda s: s == [{Y_: 0, Z_: 0}], "also x = 0",
          (Stated(eq(y, 0), FALSE, (eq(x * y, 0), eq(x * z, 0)), "solve(x, y, z)"),)),
    Error("2 solve of a maximum", lambda: sp.solve(sp.Max(R_, 0), R_), lambda s: s == [0], "all r <= 0",
          (Stated(eq(r, 0), REFUTED, (eq(relu(r), 0),), "solve(r)"),)),
    Error("3 equals refutes homogeneity", lambda: (sp.Max(P_ * R_, 0) - P_ * sp.Max(R_, 0)).equals(0),
          lambda s: s is not True, "identically 0", (Stated(eq(relu(p * r), p * relu(r)), PROVED),)),
    Error("4 a limit", lambda: sp.limit(X_ * sp.log(sp.exp(P_ / X_) + sp.exp(Q_ / X_)), X_, 0),
          lambda s: s == Q_, "max(p, q)",
          (Stated(le(x * log(exp(2 / x) + exp(1 / x)), rational("3/2")), FALSE, (lt(0, x), le(x, 1))),)),
    Error("5 is_convex of a downward step", convex_step, lambda s: s is True or s == sp.true, "not convex",
          (Stated(le(negated_step((a + b) / 2), (negated_step(a) + negated_step(b)) / 2), REFUTED),)),
    Error("6 an integral that diverges", lambda: sp.integrate(1 / (X_ - A_) ** 2, (X_, 0, 1)),
          lambda s: s.subs(A_, sp.S.Half) == -4, "no value for 0 <= a <= 1, and nothing negative",
          (Stated(lt(0, -1 / (1 - a) - 1 / a), REFUTED, (lt(0, a), lt(a, 1))),)),
    Error("9 a two-sided limit", lambda: sp.limit(sp.Abs(R_) / R_, R_, 0), lambda s: s == 1, "there is none",
          (Stated(eq(absolute(r) / r, 1), REFUTED, (ne(r, 0),)),)),
    Error("10 Karr's empty sums and products", lambda: (sp.Sum(1, (K_, 5, 2)).doit(), sp.Product(2, (K_, 5, 2)).doit()),
          lambda s: s == (-2, sp.Rational(1, 4)), "0 and 1",
          (Stated(eq(summation(n, lambda i: 1), n), PROVED, (), "induct(n)"),
           Stated(and_(eq(summation(0, lambda i: x), 0), eq(product(0, lambda i: x), 1)), PROVED))),
    Error("11 the inverse of a singular matrix", singular, lambda s: s == sp.eye(2) or s == sp.Identity(2), "none",
          (Stated(eq(X @ Y, identity_matrix(2)), REFUTED),)),
    Error("12 generic solutions", lambda: (sp.solve(A_ * X_ - B_, X_), sp.Matrix([[A_, 0], [0, A_]]).rank()),
          lambda s: s == ([B_ / A_], 2), "every x for a = b = 0; rank 0 for a = 0",
          (Stated(eq(x, b / a), REFUTED, (eq(a * x, b),), "solve(x)"),
           Stated(eq(x, 0), REFUTED, (eq(a * x, 0),)))),
    Error("13 the rank of a zero it cannot see", lambda: sp.Matrix([[sp.Max(R_, 0) - sp.Max(-R_, 0) - R_]]).rank(),
          lambda s: s == 1, "0", (Stated(eq(relu(r) - relu(-r) - r, 0), PROVED),)),
    Error("14 float noise becomes rank", lambda: sp.Matrix([[0.1 + 0.2 - 0.3]]).rank(), lambda s: s == 1, "0",
          (Stated(eq((rational("0.1") + rational("0.2") - rational("0.3")) * x, 0), PROVED),)),
    Error("16 quotients at points where they have no value",
          lambda: ((X_ / Y_).subs({X_: 0, Y_: 0}), sp.cancel((X_**2 - 1) / (X_ - 1)).subs(X_, 1),
                   sp.radsimp(1 / (sp.sqrt(A_) + sp.sqrt(B_))).subs({A_: 1, B_: 1})),
          lambda s: s == (0, 2, sp.nan), "no value, no value, 1/2",
          (Stated(eq(x / y, 0), REFUTED, (eq(x, 0), eq(y, 0))),
           Stated(eq((x**2 - 1) / (x - 1), x + 1), FALSE),
           Stated(eq(1 / (sqrt(p) + sqrt(q)), (sqrt(p) - sqrt(q)) / (p - q)), FALSE))),
    Error("17 nsolve finds a root that is none", lambda: sp.nsolve(sp.Max(R_, 0) ** 2 + sp.Rational(1, 10**20), R_, 1),
          lambda s: not isinstance(s, Exception), "no root", (Stated(lt(0, relu(r) ** 2 + TINY), TRUE),)),
    Error("18 dsolve loses the singular solution", lambda: sp.dsolve(F_(R_).diff(R_) - 2 * sp.sqrt(F_(R_)), F_(R_)),
          lambda s: "C1" in str(s), "f = 0 is one too",
          (Stated(not_(eq(a, 0)), REFUTED, (eq(a, 2 * sqrt(y)), eq(y, 0))),)),
    Error("19 steps at 0", lambda: (sp.Heaviside(R_) * sp.Heaviside(-R_)).subs(R_, 0), lambda s: s == sp.Rational(1, 4),
          "a convention; our step is 0 there",
          (Stated(eq(step(r) * step(-r), 0), PROVED), Stated(eq(step(0 * r) ** 2, rational("1/4")), REFUTED))),
    Error("20 integers that overflow", overflowing, lambda s: s < 0, "positive",
          (Stated(lt(0, n**63), TRUE, (le(1, n),)), Stated(le(softplus(1000 + 0 * r), 1001), TRUE))),
    Error("23 what it cannot simplify", lambda: sp.simplify(sp.Max(P_ * R_, 0) - P_ * sp.Max(R_, 0)),
          lambda s: s != 0, "0, and relu is convex",
          (Stated(eq(relu(p * r) - p * relu(r), 0), PROVED),
           Stated(le(relu((a + b) / 2), (relu(a) + relu(b)) / 2), PROVED))),
)  # fmt: skip
