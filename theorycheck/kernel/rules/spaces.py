"""Abstract real vector spaces and inner-product spaces, of any dimension: 0 and infinite ones too.

`ring` and `psatz` know more: ⟨x, y⟩ is bilinear and symmetric in their normal forms (`polynomials`).  What is left is
here: equations between vectors, and that the inner product is positive definite.
"""

from __future__ import annotations

from .. import polynomials as poly
from ..errors import need
from ..polynomials import Combination
from ..sorts import REAL, is_space
from ..terms import Term, eq, expect, inner_product, le, real, vector_zero
from ..theorem import Theorem, conclude, rule


@rule
def linear_combination(premises: tuple[Theorem, ...], goal: Term, factors: tuple[Term, ...]) -> Theorem:
    """From a_i = b_i conclude a = b, all vectors of one space, where a - b ≡ Σ c_i·(a_i - b_i).

    The `factors` c_i are real terms, one for each premise; ≡ is equality of linear combinations of opaque vectors
    with polynomial coefficients (`polynomials.combination`).  Without premises a = b is an identity.

    Why: the axioms of a vector space over the reals make each combination of the opaque vectors denote what the term
    denotes; each a_i - b_i is 0.  (Axler, Linear Algebra Done Right, 2015, 1.19.)

    >>> from theorycheck.kernel import sorts, terms as t
    >>> x = t.variable("x", sorts.vector_space("V"))
    >>> linear_combination((), t.eq(t.vector_add(x, x), t.vector_scale(t.real(2), x)), ())
     ⊢ ((x + x) = (2 · x))
    >>> linear_combination((), t.eq(t.vector_add(x, x), x), ())
    Traceback (most recent call last):
    theorycheck.kernel.errors.KernelError: linear_combination: the identity fails
    """
    left, right = expect(goal, "eq")
    need(goal.closed and is_space(left.sort), "linear_combination: a closed equation between vectors")
    need(len(premises) == len(factors), "linear_combination: a factor for each premise")
    rest = _difference(left, right)
    for premise, factor in zip(premises, factors, strict=True):
        a, b = expect(premise.conclusion, "eq")
        need(a.sort == left.sort, "linear_combination: a premise about another sort")
        need(factor.closed and factor.sort == REAL, "linear_combination: a factor is a closed real number")
        multiple = poly.vectors_times(poly.polynomial(factor), _difference(b, a))
        rest = poly.vectors_plus(rest, multiple)
    need(not rest, "linear_combination: the identity fails")
    return conclude(goal, premises)


def _difference(a: Term, b: Term) -> Combination:
    minus = poly.vectors_times(poly.polynomial(real(-1)), poly.combination(b))
    return poly.vectors_plus(poly.combination(a), minus)


@rule
def inner_nonnegative(vector: Term) -> Theorem:
    """⊢ 0 ≤ ⟨x, x⟩, for a vector x of an inner-product space.

    Why: an axiom of inner-product spaces.  (Axler, 6.3, positivity.)

    >>> from theorycheck.kernel import sorts, terms as t
    >>> inner_nonnegative(t.variable("x", sorts.inner_space("E")))
     ⊢ (0 ≤ ⟨x, x⟩)
    >>> inner_nonnegative(t.variable("x", sorts.vector_space("V")))
    Traceback (most recent call last):
    theorycheck.kernel.errors.KernelError: inner_nonnegative: a closed vector of an inner-product space
    """
    need(vector.closed and vector.sort[0] == "inner", "inner_nonnegative: a closed vector of an inner-product space")
    return conclude(le(real(0), inner_product(vector, vector)))


@rule
def inner_definite(null: Theorem) -> Theorem:
    """From ⟨x, x⟩ = 0 conclude x = 0.

    Why: an axiom of inner-product spaces.  (Axler, 6.3, definiteness.)  The converse is an identity: `ring`.

    >>> from theorycheck.kernel import sorts, terms as t
    >>> from theorycheck.kernel.rules import RULES
    >>> x = t.variable("x", sorts.inner_space("E"))
    >>> inner_definite(RULES["assume"](t.eq(t.inner_product(x, x), t.real(0)))).conclusion
    (x = vector_zero:('inner', 'E'))
    >>> inner_definite(RULES["assume"](t.eq(t.inner_product(x, t.vector_add(x, x)), t.real(0))))
    Traceback (most recent call last):
    theorycheck.kernel.errors.KernelError: inner_definite: the premise must be ⟨x, x⟩ = 0
    """
    product, zero = expect(null.conclusion, "eq")
    x, y = expect(product, "inner_product")
    need(x is y and zero is real(0), "inner_definite: the premise must be ⟨x, x⟩ = 0")
    return conclude(eq(x, vector_zero(x.sort)), [null])
