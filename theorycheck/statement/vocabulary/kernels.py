r"""Kernels of wide random networks, in closed form."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.algebra.base import AbstractAlgebra, Carrier
from theorycheck.algebra.base import Array as ArrayValue

from ..relations import eq
from .notation import Array, Scalar, notation

_ZERO, _HALF, _ONE, _TWO = Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2)


@notation(latex=r"\kappa\left({0}, {1}\right)", kinks=lambda s, c: eq(s, c**2))
def arccos_kernel(A: AbstractAlgebra, s: Scalar, c: Scalar) -> Carrier:
    r"""The closed form of E relu(⟨u, x⟩) relu(⟨v, x⟩), x ~ N(0, I), from s = |u|²|v|² and c = ⟨u, v⟩.

    (√(s - c²) + (π - θ) c) / 2π with the angle θ = 2 arctan(√(s - c²) / (√s + c)) of u and v; where s ≤ c², which
    Cauchy and Schwarz allow for parallel vectors only, max(0, c) / 2.  Half the arc-cosine kernel of order 1 of Cho
    and Saul (Kernel methods for deep learning, 2009).  Total: where s ≤ c², the root and the quotient are those of
    s = c² + 1, and are not used.
    """
    square = A.mul(c, c)
    parallel = A.less_equal(s, square)
    gap = A.select(parallel, A.literal(_ONE), A.sub(s, square))
    root, length = A.elementary("sqrt", gap), A.elementary("sqrt", A.add(gap, square))
    angle = A.mul(A.literal(_TWO), A.elementary("arctan", A.div(root, A.add(length, c))))
    value = A.div(A.add(root, A.mul(A.sub(A.pi(), angle), c)), A.mul(A.literal(_TWO), A.pi()))
    return A.select(parallel, A.mul(A.literal(_HALF), A.maximum(A.literal(_ZERO), c)), value)


@notation(latex=r"\mathrm{{K}}\left({0}, {1}\right)")
def arccos_gram(A: AbstractAlgebra, W: Array, V: Array) -> ArrayValue:
    """The matrix of `arccos_kernel` of every row of W with every row of V."""
    inner = A.matmul(W, A.transpose(V))
    long = _squared_lengths(A, W, inner if V is W else A.matmul(W, A.transpose(W)))
    wide = long if V is W else _squared_lengths(A, V, A.matmul(V, A.transpose(V)))
    product = A.matmul(long, A.transpose(wide))
    return A.each(lambda s, c: A.notation("arccos_kernel", arccos_kernel.definition, s, c), product, inner)


def _squared_lengths(A: AbstractAlgebra, W: ArrayValue, own: ArrayValue) -> ArrayValue:
    """|w_i|², as a column, from inner products as the kernel takes them: floats find parallel rows equal, too."""
    return A.tabulate((W.shape[0], 1), lambda i, _: A.entry(own, i, i))
