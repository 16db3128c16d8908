"""A box that holds exactly one local minimum, by interval differentiation of the function as it is stated."""

from __future__ import annotations

from fractions import Fraction

from .. import interval as iv
from ..cholesky import least_eigenvalue
from ..computation import normal_form
from ..enclosure import Enclosure
from ..errors import need
from ..landscape import fresh_reals, inner_root, is_function, local_minimum, on_box, somewhere, squares
from ..slopes import Slopes
from ..terms import Term, apply, conj, implies, lt, real, sub
from ..theorem import Theorem, conclude, rule
from .computing import definition_table
from .evaluation import MAX_PRECISION, read_interval
from .roots import read_rationals


@rule
def isolated_minimum(function: Term, bounds: tuple, centre: tuple, shift: Fraction, precision: int,
                     definitions: tuple[Theorem, ...]) -> Theorem:  # fmt: skip
    """⊢ f has a local minimum in the interior of X, strictly below all else on X, spelled

        ∃a_1 … ∃a_N. (lo_1 < a_1 ∧ a_1 < hi_1 ∧ …) ∧ LM ∧ ∀y ∈ X. 0 < Σ_i (y_i - a_i)·(y_i - a_i) ⇒ f(a) < f(y)

    `function` is f = λx_1 … λx_N. f(x), X the box of the rational `bounds`, `centre` a rational point m of it; LM is
    ∃r. 0 < r ∧ ∀q_1 … ∀q_N. (a_1 - r < q_1 ∧ q_1 < a_1 + r) ⇒ … ⇒ f(a) ≤ f(q), and ∀y ∈ X as `ball` has it.  The
    `shift` proposes a bound of the curvature.  Checked, with all derivatives enclosed by `slopes` from f alone, once
    what is literal in it is computed under the definitions (the conclusion speaks of f as it is given):
        f is analytic on X (`slopes.Slopes`: denominators, logarithms, roots, choices decided on all of X),
        H(x) - μ I is positive semidefinite for all x ∈ X, with some μ > 0         (`cholesky.least_eigenvalue`)
        |∇f(m)| < μ r / 2, r > 0 the distance of m from the faces of X             (Euclidean norm)

    Why: on the convex set X, f(x) ≥ f(m) + ∇f(m)·(x - m) + μ/2 |x - m|².  On the sphere |x - m| = r, which lies in X,
    this exceeds f(m), so the least value of f on the closed ball is taken at an a with |a - m| < r: inside X, and a
    local minimum.  There ∇f(a) = 0, and the same inequality at a gives f(y) > f(a) for all other y ∈ X.
    (Nesterov, Introductory Lectures on Convex Optimization, 2004, Theorem 2.1.8.)

    >>> from ..terms import add, lam, mul, variable
    >>> from ..sorts import REAL
    >>> x = variable("x", REAL)
    >>> side, m = ((Fraction(-1), Fraction(1)),), (Fraction(1, 9),)
    >>> bowl = lam(x, mul(x, x))
    >>> isolated_minimum(bowl, side, m, Fraction(1), 96, ()).conclusion.op
    'exists'
    >>> isolated_minimum(lam(x, mul(mul(x, x), mul(x, x))), side, m, Fraction(1), 96, ())
    Traceback (most recent call last):
        ...
    theorycheck.kernel.errors.KernelError: isolated_minimum: the curvature is not shown positive on the box
    """
    count = len(bounds)
    need(count > 0 and is_function(function, count), "isolated_minimum: λx_1 … λx_N. f(x), and bounds for each x")
    need(type(shift) is Fraction, "isolated_minimum: a rational shift")
    need(0 < precision <= MAX_PRECISION and precision % 2 == 0, "isolated_minimum: precision out of range, or odd")
    box, m = [read_interval(pair) for pair in bounds], read_rationals(centre, count)
    radius = min(min(value - side.lo, side.hi - value) for value, side in zip(m, box, strict=True))
    need(radius > 0, "isolated_minimum: the centre is not inside the box")
    x = fresh_reals("x", count, function)
    value = apply(function, *x)
    computed = normal_form(value, definition_table(definitions))

    over = Enclosure(dict(zip(x, box, strict=True)), precision)
    modulus = least_eigenvalue(Slopes(over, x).hessian(computed), precision, shift)
    need(modulus > 0, "isolated_minimum: the curvature is not shown positive on the box")
    at_centre = Enclosure({v: iv.point(c) for v, c in zip(x, m, strict=True)}, precision)
    slope = sum(max(-low, high) ** 2 for low, high in Slopes(at_centre, x).gradient(computed))
    steepness = Fraction(slope, 1 << 2 * precision)  # |∇f(m)|²
    need(steepness < (modulus * radius / 2) ** 2, "isolated_minimum: the slope at the centre is too large")

    y = fresh_reals("y", count, function, *x)
    apart = lt(real(0), squares([sub(there, here) for there, here in zip(y, x, strict=True)]))
    strict = on_box(y, box, implies(apart, lt(value, apply(function, *y))))
    return conclude(somewhere(x, conj(inner_root(x, box, ()), conj(local_minimum(function, x), strict))), definitions)
