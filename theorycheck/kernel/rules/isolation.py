"""A box that holds exactly one local minimum, by interval differentiation of the function as it is stated."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import prod

from .. import interval as iv
from .. import neighbourhoods
from ..cholesky import least_eigenvalue
from ..computation import normal_form
from ..enclosure import Enclosure
from ..errors import need, spend
from ..interval import Interval
from ..landscape import fresh_reals, inner_root, on_box, squares
from ..slopes import Slopes
from ..sorts import NATURAL, REAL, function
from ..terms import Term, apply, conj, exists, fresh, implies, lt, natural, real, rewrite, sub, substitute, table
from ..theorem import Theorem, conclude, rule
from .computing import definition_table
from .evaluation import MAX_PRECISION, read_interval
from .roots import read_box, read_rationals

Shape = tuple[int, ...]


@rule
def isolated_minimum(
    objective: Term, shapes: tuple, bounds: tuple, centre: tuple, shift: Fraction, precision: int,
    definitions: tuple[Theorem, ...],
) -> Theorem:  # fmt: skip
    """⊢ f has a local minimum in the interior of X, strictly below all else on X, spelled

        ∃a. (lo_0 < a(0) ∧ a(0) < hi_0 ∧ …) ∧ LM ∧ ∀y ∈ X. 0 < Σ_i (y_i - a(i))·(y_i - a(i)) ⇒ f(A) < f(Y)

    `objective` is f = λQ_1 … λQ_m. f(Q), of arrays of the literal `shapes`, () for a real.  a lists all their entries,
    array by array, row by row; A_1 … A_m are the reals a(i) and the tables of them.  X is the box of the rational
    `bounds`, a side for each entry, and `centre` a rational point m of it; LM says that f has a local minimum at A
    (`neighbourhoods.local_minimum`), and ∀y ∈ X is spelled as `ball` has it.  The `shift` proposes a bound of the
    curvature.  Checked, with g(x) what f is of the entries once all that is literal is computed under the definitions
    (and that it is of these entries alone), and with derivatives enclosed by `slopes` from g:
        g is analytic on X (`slopes.Slopes`: denominators, logarithms, roots, choices decided on all of X),
        H(x) - μ I is positive semidefinite for all x ∈ X, with some μ > 0         (`cholesky.least_eigenvalue`)
        |∇g(m)| < μ r / 2, r > 0 the distance of m from the faces of X             (Euclidean norm)

    Why: on the convex set X, g(x) ≥ g(m) + ∇g(m)·(x - m) + μ/2 |x - m|².  On the sphere |x - m| = r, which lies in X,
    this exceeds g(m), so the least value of g on the closed ball is taken at an a with |a - m| < r: inside X, and a
    local minimum.  There ∇g(a) = 0, and the same inequality at a gives g(y) > g(a) for all other y ∈ X.
    (Nesterov, Introductory Lectures on Convex Optimization, 2004, Theorem 2.1.8.)

    >>> from ..terms import lam, mul, variable
    >>> x = variable("x", REAL)
    >>> side, m = ((Fraction(-1), Fraction(1)),), (Fraction(1, 9),)
    >>> bowl = lam(x, mul(x, x))
    >>> isolated_minimum(bowl, ((),), side, m, Fraction(1), 96, ()).conclusion.op
    'exists'
    >>> isolated_minimum(lam(x, mul(mul(x, x), mul(x, x))), ((),), side, m, Fraction(1), 96, ())
    Traceback (most recent call last):
        ...
    theorycheck.kernel.errors.KernelError: isolated_minimum: the curvature is not shown positive on the box
    """
    _check_shapes(shapes)
    count = sum(prod(shape) for shape in shapes)
    sorts = [neighbourhoods.array_sort(len(shape)) for shape in shapes]
    need(objective.closed and objective.sort == function(*sorts, REAL), "isolated_minimum: λQ…. f(Q), of these shapes")
    need(type(shift) is Fraction, "isolated_minimum: a rational shift")
    need(0 < precision <= MAX_PRECISION and precision % 2 == 0, "isolated_minimum: precision out of range, or odd")
    need(len(bounds) == count, "isolated_minimum: bounds for each entry")
    box, m = [read_interval(pair) for pair in bounds], read_rationals(centre, count)
    radius = min(min(value - side.lo, side.hi - value) for value, side in zip(m, box, strict=True))
    need(radius > 0, "isolated_minimum: the centre is not inside the box")

    x = fresh_reals("x", count, objective)
    of_entries = _of_entries(objective, shapes, x, definitions)
    over = Enclosure(dict(zip(x, box, strict=True)), precision)
    modulus = least_eigenvalue(Slopes(over, x).hessian(of_entries), precision, shift)
    need(modulus > 0, "isolated_minimum: the curvature is not shown positive on the box")
    at_centre = Enclosure({v: iv.point(c) for v, c in zip(x, m, strict=True)}, precision)
    slope = sum(max(-low, high) ** 2 for low, high in Slopes(at_centre, x).gradient(of_entries))
    steepness = Fraction(slope, 1 << 2 * precision)  # |∇g(m)|²
    need(steepness < (modulus * radius / 2) ** 2, "isolated_minimum: the slope at the centre is too large")
    return conclude(_isolated(objective, shapes, box), definitions)


def _check_shapes(shapes: tuple) -> None:
    need(len(shapes) > 0 and all(type(shape) is tuple for shape in shapes), "isolated_minimum: a shape for each array")
    sizes = [size for shape in shapes for size in shape]
    need(all(type(size) is int and size > 0 for size in sizes), "isolated_minimum: literal sizes, none of them 0")
    spend(sum(prod(shape) for shape in shapes))


def _of_entries(
    objective: Term, shapes: Sequence[Shape], x: Sequence[Term], definitions: tuple[Theorem, ...]
) -> Term:
    """f of arbitrary arrays, computed, with x in the place of their entries; refused if it reads more of them."""
    whole: list[Term] = []
    for shape in shapes:
        whole.append(fresh("q", neighbourhoods.array_sort(len(shape)), objective, *x, *whole))
    entries = [
        apply(array, *map(natural, place))
        for array, shape in zip(whole, shapes, strict=True)
        for place in product(*map(range, shape))
    ]
    scalar = dict(zip(entries, x, strict=True))
    computed = normal_form(apply(objective, *whole), definition_table(definitions))
    computed = rewrite(computed, lambda part, depth: scalar.get(part), lambda part, depth: False)
    for array in whole:
        need(array.data not in computed.free, "isolated_minimum: more is read of an array than its entries")
    return computed


def _isolated(objective: Term, shapes: Sequence[Shape], box: Sequence[Interval]) -> Term:
    """The conclusion."""
    a = fresh("a", function(NATURAL, REAL), objective)
    here = [apply(a, natural(i)) for i in range(len(box))]
    y = fresh_reals("y", len(box), objective, a)
    point = _arrays(here, shapes)
    sizes = [tuple(map(natural, shape)) for shape in shapes]
    local = neighbourhoods.local_minimum(objective, point, sizes)
    apart = lt(real(0), squares([sub(there, one) for there, one in zip(y, here, strict=True)]))
    lower = lt(apply(objective, *point), apply(objective, *_arrays(y, shapes)))
    return exists(a, conj(inner_root(here, box, ()), conj(local, on_box(y, box, implies(apart, lower)))))


def _arrays(entries: Sequence[Term], shapes: Sequence[Shape]) -> list[Term]:
    """The entries as reals and tables of these shapes."""
    found, start = [], 0
    for shape in shapes:
        size = prod(shape)
        found.append(_table(entries[start : start + size], shape))
        start += size
    return found


def _table(entries: Sequence[Term], shape: Shape) -> Term:
    if not shape:
        return entries[0]
    step = len(entries) // shape[0]
    return table(*(_table(entries[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])))


@rule
def box_elim(everywhere: Theorem, inside: Theorem, variables: tuple[Term, ...], bounds: tuple, formula: Term,
             point: tuple[Term, ...]) -> Theorem:  # fmt: skip
    """From ∀x ∈ X. p(x) and t in the interior of X conclude p(t): what `forall_elim` does, for all variables at once.

    The premises must be, word for word,
        everywhere  ∀x_1. lo_1 ≤ x_1 ⇒ x_1 ≤ hi_1 ⇒ ∀x_2. … p(x)      for these variables, bounds and formula, as `ball`
        inside      lo_1 < t_1 ∧ t_1 < hi_1 ∧ lo_2 < t_2 ∧ …           (`landscape.inner_root`)

    >>> from theorycheck.kernel.rules import RULES
    >>> from ..terms import mul, variable
    >>> x, a = variable("x", REAL), variable("a", REAL)
    >>> unit, small = ((Fraction(0), Fraction(1)),), lt(mul(x, x), real(2))
    >>> everywhere = RULES["ball"]((x,), unit, small, (0,), 96, ())
    >>> inside = RULES["assume"](conj(lt(real(0), a), lt(a, real(1))))
    >>> box_elim(everywhere, inside, (x,), unit, small, (a,)).conclusion
    ((a · a) < 2)
    >>> box_elim(everywhere, inside, (x,), unit, small, (mul(a, a),))
    Traceback (most recent call last):
        ...
    theorycheck.kernel.errors.KernelError: box_elim: the point is not shown inside the box
    """
    box = read_box(variables, bounds)
    need(len(point) == len(box), "box_elim: a coordinate for each variable")
    need(all(t.closed and t.sort == REAL for t in point), "box_elim: a point of closed real terms")
    need(everywhere.conclusion is on_box(variables, box, formula), "box_elim: the formula is not shown on the box")
    need(inside.conclusion is inner_root(point, box, ()), "box_elim: the point is not shown inside the box")
    return conclude(substitute(formula, dict(zip(variables, point, strict=True))), [everywhere, inside])
