r"""Functions of real numbers, applied at every entry of an array: relu, tanh, exp, ..."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.algebra.base import AbstractAlgebra, Carrier

from ..node import OPERATORS
from ..relations import and_, eq, le, lt
from .notation import Scalar, notation

_ZERO, _HALF, _ONE, _TWO = Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2)


@notation(latex=r"\operatorname{{relu}}\left({0}\right)", kinks=lambda x: eq(x, 0))
def relu(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """max(0, x)."""
    return A.maximum(A.literal(_ZERO), x)


@notation(latex=r"\operatorname{{lrelu}}_{{{0}}}\left({1}\right)", kinks=lambda slope, x: eq(x, 0))
def leaky_relu(A: AbstractAlgebra, slope: Scalar, x: Scalar) -> Carrier:
    """x for x >= 0, slope*x below; leaky_relu(rational("0.1")) is the map."""
    return A.select(A.less_equal(A.literal(_ZERO), x), x, A.mul(slope, x))


@notation(latex=r"\left|{0}\right|", kinks=lambda x: eq(x, 0))
def absolute(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """|x|."""
    return A.absolute(x)


@notation(latex=r"\max\left({0}, {1}\right)", kinks=lambda a, b: eq(a, b))
def maximum(A: AbstractAlgebra, a: Scalar, b: Scalar) -> Carrier:
    """The larger of two numbers."""
    return A.maximum(a, b)


@notation(latex=r"\min\left({0}, {1}\right)", kinks=lambda a, b: eq(a, b))
def minimum(A: AbstractAlgebra, a: Scalar, b: Scalar) -> Carrier:
    """The smaller of two numbers."""
    return A.select(A.less_equal(a, b), a, b)


@notation(latex=r"\mathbf{{1}}_{{{0} > 0}}", kinks=lambda x: eq(x, 0))
def step(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """1 for x > 0, else 0: the derivative of relu that networks use."""
    return A.select(A.less_equal(x, A.literal(_ZERO)), A.literal(_ZERO), A.literal(_ONE))


@notation(latex=r"\tanh\left({0}\right)")
def tanh(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """The hyperbolic tangent."""
    return A.elementary("tanh", x)


@notation(latex=r"\operatorname{{sigmoid}}\left({0}\right)")
def sigmoid(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """1/(1 + exp(-x)), written (1 + tanh(x/2))/2: no overflow, and total in every algebra."""
    return A.mul(A.literal(_HALF), A.add(A.literal(_ONE), A.elementary("tanh", A.mul(A.literal(_HALF), x))))


@notation(latex=r"\operatorname{{softplus}}\left({0}\right)")
def softplus(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """log(1 + exp x)."""
    return A.elementary("log", A.add(A.literal(_ONE), A.elementary("exp", x)))


@notation(latex=r"\exp\left({0}\right)")
def exp(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """The exponential function."""
    return A.elementary("exp", x)


@notation(latex=r"\log\left({0}\right)", defined=lambda x: lt(0, x))
def log(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """The natural logarithm, for x > 0."""
    return A.elementary("log", x)


@notation(latex=r"\sqrt{{{0}}}", defined=lambda x: le(0, x), kinks=lambda x: eq(x, 0))
def sqrt(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """The square root, for x >= 0."""
    return A.elementary("sqrt", x)


@notation(latex=r"{1}^{{1/{0}}}", defined=lambda p, x: and_(lt(0, p), le(0, x)), kinks=lambda p, x: eq(x, 0))
def root(A: AbstractAlgebra, p: Scalar, x: Scalar) -> Carrier:
    """x^(1/p), the root of degree p of x >= 0 for any real p > 0; it is 0 at 0."""
    empty = A.less_equal(x, A.literal(_ZERO))
    # algebras that look at both branches meet no log 0
    power = A.elementary("exp", A.div(A.elementary("log", A.select(empty, A.literal(_ONE), x)), p))
    return A.select(empty, A.literal(_ZERO), power)


@notation(latex=r"\sin\left({0}\right)")
def sin(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """The sine."""
    return A.elementary("sin", x)


@notation(latex=r"\cos\left({0}\right)")
def cos(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """The cosine."""
    return A.elementary("cos", x)


@notation(latex=r"\arctan\left({0}\right)")
def arctan(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """The inverse tangent."""
    return A.elementary("arctan", x)


@notation(latex=r"{0}")
def identity(A: AbstractAlgebra, x: Scalar) -> Carrier:
    """x: the activation of a linear network."""
    return x


OPERATORS["abs"] = absolute
