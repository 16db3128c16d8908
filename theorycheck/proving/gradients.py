"""The chain rule along a line, from the definition of a gradient: s ↦ f(p + s·v) has the slope ⟨G(p), v⟩ at 0.

The definition (`statement.function_properties`) is, with |·|² and ⟨·, ·⟩ as sums over the entries,

    ∀x. ∀e. 0 < e ⇒ ∃r. 0 < r ∧ ∀y. |y - x|² < r ⇒ (f(y) - (f(x) + ⟨G(x), y - x⟩))² ≤ e·|y - x|²
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.neighbourhoods import tangent
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import FALSE, Term, add, apply, div, eq, instantiate, le, lt, mul, postorder, real, sub
from theorycheck.kernel.theorem import Theorem

from .arithmetic import arithmetic
from .context import Context
from .equations import ring
from .positivity import nonnegative

ONE = Fraction(1)
ZERO = real(0)


@dataclass(frozen=True)
class Differentiable:
    """A fact that some f has a gradient, taken apart at fresh x and y; x is the statement's own where it is fixed."""

    fact: Theorem
    x: Term
    y: Term
    square: Term  # |y - x|²
    there: Term  # f(y)
    here: Term  # f(x)
    linear: Term  # ⟨G(x), y - x⟩
    fixed: bool = False

    def known(self, d: Derivation, point: Term) -> Theorem:
        """The definition at that point."""
        if not self.fixed:
            return d.forall_elim(self.fact, point)
        if point is not self.x:
            raise KernelError("the gradient is known at another point only")
        return self.fact

    def at(self, part: Term, x: Term, y: Term) -> Term:
        """A part at other points."""
        return terms.substitute(part, {self.x: x, self.y: y})


def differentiable(context: Context) -> list[Differentiable]:
    """The facts of that form."""
    return [found for fact in context.facts if (found := _differentiable(context, fact)) is not None]


def _differentiable(context: Context, fact: Theorem) -> Differentiable | None:
    formula = fact.conclusion
    fixed = formula.op == "forall" and formula.data == REAL and formula.args[0].op == "implies"
    names = ["e", "r", "y"] if fixed else ["x", "e", "r", "y"]
    opened: list[Term] = []
    for name in names:
        if formula.op != ("exists" if name == "r" else "forall") or (name in ("e", "r") and formula.data != REAL):
            return None
        opened.append(context.fresh(name, formula.data, fact.conclusion, *opened))  # type: ignore[arg-type]
        body = instantiate(formula.args[0], [opened[-1]])
        if name in ("e", "r"):
            outer, wanted = body.op, "implies" if name == "e" else "and"
            if outer != wanted or body.args[0] is not lt(ZERO, opened[-1]):
                return None
            body = body.args[1]
        formula = body
    e, r, y = opened[-3:]
    if formula.op != "implies" or formula.args[0].op != "lt" or formula.args[1].op != "le":
        return None
    square, rest = formula.args[0].args[0], formula.args[1].args[0]
    if rest.op != "mul" or rest.args[0].op != "add" or rest.args[0].args[1].op != "mul":
        return None
    there, value = rest.args[0].args[0], rest.args[0].args[1].args[1]
    if value.op != "add":
        return None
    here, linear = value.args
    x = _point(there, y, here) if fixed else opened[0]
    rest = sub(there, add(here, linear))
    if x is None or x.sort != y.sort:
        return None
    if formula is not terms.implies(lt(square, r), le(mul(rest, rest), mul(e, square))):
        return None
    return Differentiable(fact, x, y, square, there, here, linear, fixed)


def _point(there: Term, y: Term, here: Term) -> Term | None:
    """The variable x with f(x) here, f(y) being there."""
    points = (part for part in postorder(here) if part.op == "variable" and part.sort == y.sort)
    return next((x for x in points if terms.substitute(there, {y: x}) is here), None)


def entrywise(array: Term, entry: Callable[..., Term], *avoid: Term) -> Term:
    """λi…. entry(i…), for as many indices as the array has."""
    indices: list[Term] = []
    sort = array.sort
    while sort != REAL:
        indices.append(terms.fresh("i", NATURAL, array, *avoid, *indices))
        sort = sort[2]
    body = entry(*indices)
    for index in reversed(indices):
        body = terms.lam(index, body)
    return body


def moved(point: Term, step: Term, direction: Term) -> Term:
    """p + s·v, entry by entry."""
    return entrywise(point, lambda *i: add(apply(point, *i), mul(step, apply(direction, *i))), step, direction)


def difference(q: Term, p: Term) -> Term:
    """q - p, entry by entry."""
    return entrywise(p, lambda *i: sub(apply(q, *i), apply(p, *i)), q)


def directed(linear: Term, v: Term, *indices: Term) -> Term:
    """⟨G(x), v⟩, from ⟨G(x), y - x⟩ as it is written."""
    if linear.op != "sum":
        return mul(linear.args[0], apply(v, *indices))
    size, body = linear.args
    i = terms.fresh("i", NATURAL, linear, v, *indices)
    return terms.make("sum", linear.data, (size, terms.abstract(directed(instantiate(body, [i]), v, *indices, i), [i])))


def slope_along(context: Context, f: Differentiable, point: Term, direction: Term, slope: Term) -> tuple[Theorem, Term]:
    """⊢ the tangent of g = λs. f(p + s·v) at 0 has that slope (`neighbourhoods.tangent`), and g.

    Raises Open or KernelError.

    With S = |v|² and the radius r' for e' = e/(1 + S), it is r = q/(1 + q) for q = r'/(1 + S).
    """
    d = context.derivation
    s, e, r = (context.fresh(name, REAL, point, direction, slope, f.fact.conclusion) for name in ("s", "e", "r"))
    along, once = moved(point, s, direction), moved(point, real(1), direction)
    there, here = f.at(f.there, point, along), f.at(f.here, point, point)
    size, linear = f.at(f.square, point, once), f.at(f.linear, point, along)
    square = f.at(f.square, point, along)
    straight = identity(d, linear, mul(s, slope))
    squared = identity(d, square, mul(mul(s, s), size))
    above = arithmetic(context.knowing(nonnegative(context, size)), lt(ZERO, add(real(1), size)))

    small = quotient(d, d.assume(lt(ZERO, e)), above)
    found = d.implies_elim(d.forall_elim(f.known(d, point), small.term), small.positive)
    assumed = d.assume(instantiate(found.conclusion.args[0], [r]))
    radius, everywhere = d.and_left(assumed), d.and_right(assumed)
    q = quotient(d, radius, above)
    w = fraction(d, q.positive)

    within = d.assume(lt(mul(s, s), w.term))
    # r' - |s·v|² = (w - s²)·(1 + S) + w·q·(1 + S) + s²
    near = d.psatz(
        (within, above, w.positive, q.positive, squared, q.equation, w.equation),
        lt(square, r),
        ((ONE, (0, 1), (), ()), (ONE, (2, 3, 1), (), ()), (ONE, (), (), (s,))),
        ((4, real(1)), (5, real(1)), (6, add(real(1), size))),
    )
    bound = d.implies_elim(d.forall_elim(everywhere, along), near)
    written, rest = sub(there, add(here, linear)), sub(there, add(here, mul(slope, s)))
    goal = le(mul(rest, rest), mul(e, mul(s, s)))
    inside = d.psatz(
        (bound, small.positive, straight, squared, small.equation),
        goal,
        ((ONE, (0,), (), ()), (ONE, (1,), (), (s,))),
        ((2, add(written, rest)), (3, small.term), (4, mul(s, s))),
    )
    line = _closed(d, inside, s, within.conclusion, w, r, found, e)
    curve = terms.lam(s, there)
    return d.convert(line, tangent(curve, ZERO, slope), ()), curve


def _closed(
    d: Derivation, inside: Theorem, s: Term, within: Term, w: Quotient, r: Term, found: Theorem, e: Term
) -> Theorem:
    """∀e. 0 < e ⇒ ∃r. 0 < r ∧ ∀s. s² < r ⇒ …, from the innermost inequality."""
    everywhere = d.forall_intro(d.implies_intro(inside, within), s)
    width = terms.fresh("w", REAL, inside.conclusion, within)
    body = terms.implies(lt(mul(s, s), width), inside.conclusion)
    some = terms.exists(width, terms.conj(lt(ZERO, width), terms.forall(s, body)))
    shown = d.exists_intro(d.and_intro(w.positive, everywhere), some, w.term)
    return d.forall_intro(d.implies_intro(d.exists_elim(found, shown, r), lt(ZERO, e)), e)


@dataclass(frozen=True)
class Quotient:
    """a/b > 0 with (a/b)·b = a."""

    term: Term
    equation: Theorem
    positive: Theorem


def quotient(d: Derivation, above: Theorem, below: Theorem) -> Quotient:
    """From 0 < a and 0 < b the quotient a/b."""
    a, b = above.conclusion.args[1], below.conclusion.args[1]
    nonzero = arithmetic(Context(d, (below,)), terms.negate(eq(b, ZERO)))
    term = div(a, b)
    equation = d.divide(nonzero, term)
    opposite = d.assume(le(term, ZERO))
    products = ((ONE, (0, 1), (), ()), (ONE, (2,), (), ()))
    contradiction = d.psatz((opposite, below, above, equation), FALSE, products, ((3, real(-1)),))
    return Quotient(term, equation, d.not_le(d.not_intro(contradiction, opposite.conclusion)))


def fraction(d: Derivation, above: Theorem) -> Quotient:
    """From 0 < b the number b/(1 + b), which is below 1 and below b."""
    b = above.conclusion.args[1]
    return quotient(d, above, arithmetic(Context(d, (above,)), lt(ZERO, add(real(1), b))))


def within_half(d: Derivation, tangent: Theorem, gap: Theorem) -> tuple[Theorem, Term]:
    """What the tangent says for e = (u/2)², from 0 < u: ∃r. 0 < r ∧ ∀t. t² < r ⇒ X(t)² ≤ e·t²; and e."""
    u = gap.conclusion.args[1]
    e = mul(real(Fraction(1, 4)), mul(u, u))
    positive = d.psatz((gap,), lt(ZERO, e), ((Fraction(1, 4), (0, 0), (), ()),), ())
    return d.implies_elim(d.forall_elim(tangent, e), positive), e


def too_steep(d: Derivation, close: Theorem, gap: Theorem, step: Theorem, excess: Theorem) -> Theorem:
    """False, from X² ≤ (u/2)²·t², 0 < u, 0 < t and 0 ≤ w, where w is X - u·t or -X - u·t.

    0 ≤ u²t²/4 - X² = -(3/4)·u²t² - w² - 2·u·t·w.
    """
    w = excess.conclusion.args[1]
    squares = ((Fraction(3, 4), (1, 1, 2, 2), (), ()), (ONE, (), (), (w,)), (Fraction(2), (1, 2, 3), (), ()))
    return d.psatz((close, gap, step, excess), FALSE, ((ONE, (0,), (), ()), *squares), ())


def identity(d: Derivation, a: Term, b: Term) -> Theorem:
    """⊢ a = b, of polynomials or of sums of products of entries."""
    return ring(d, a, b) or d.nc_ideal((), eq(a, b), ())


def equal_values(d: Derivation, left: Term, right: Term) -> Theorem:
    """⊢ f(a) = f(b), where the entries of a and b are the same polynomials, also behind one choice."""
    if left is right:
        return d.refl(left)
    (f, a), (g, b) = left.args, right.args
    if left.op != "app" or right.op != "app" or f is not g:
        raise KernelError("the values of two functions")
    x = terms.fresh("x", a.sort, left, right)
    return d.congruence(same_entries(d, a, b), terms.lam(x, apply(f, x)))


def same_entries(d: Derivation, a: Term, b: Term) -> Theorem:
    """⊢ a = b, where their entries are the same polynomials, also behind one choice."""
    if a.sort != REAL:
        i = terms.fresh("i", NATURAL, a, b)
        return d.extensionality(same_entries(d, apply(a, i), apply(b, i)), i)
    if a.op == b.op == "select" and a.args[0] is b.args[0] and a.args[2] is b.args[2]:
        x = terms.fresh("x", REAL, a, b)
        return d.congruence(identity(d, a.args[1], b.args[1]), terms.lam(x, terms.select(a.args[0], x, a.args[2])))
    return identity(d, a, b)
